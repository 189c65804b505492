"""Reads archives that people hand in, one file at a time, and names what it cannot read.

Nothing is unpacked to the disk, so a member's name can point nowhere. Zip only: 7z would bring
eight compiled packages along and rar a program that is not free; both are told by their first
bytes and named with what to do, whatever the file is called.
"""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from grader.base import Text

LIMIT = 100_000_000  # bytes of one file
ALL = 1_000_000_000  # bytes of all files of an archive that are looked at, with those inside it
MOST_MEMBERS = 50_000
DEEPEST = 3  # archives within archives
UTF8 = 0x800  # the flag of a member whose name is UTF-8
LOCKED = 0x1  # the flag of a member that a password protects
# what zipfile and the decompressors raise for bytes that are broken or packed in an unknown way
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)
OTHER_KINDS = {b"Rar!\x1a\x07": "rar", b"7z\xbc\xaf\x27\x1c": "7z", b"\x1f\x8b": "gz"}
OTHER_SUFFIXES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
EMPTY = Text("压缩包里没有 .ipynb 文件", "the archive holds no .ipynb file")
TOO_LARGE = Text("文件太大（超过 100 MB）", "the file is too large (over 100 MB)")
UNPACKED = Text("解压后超过 1 GB", "over 1 GB when unpacked")
TOO_DEEP = Text(
    "压缩包套了太多层：请先解开外面几层",
    "archives within archives within archives: unpack the outer ones",
)
NO_PASSWORD = Text(
    "压缩包有密码：请学生重交一个没有密码的",
    "the archive has a password: ask for it again without one",
)


class Broken(Exception):
    """Something in an archive cannot be read; `reason` says why, in both languages."""

    def __init__(self, reason: Text):
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True)
class Member:
    """A file in an archive, or why what lies there cannot be read; `data` is read when asked for.

    `way` is its path through the archives within the archive, the innermost name last; empty where
    the archive as a whole cannot be read.
    """

    way: tuple[PurePosixPath, ...]
    size: int = 0
    time: datetime | None = None
    problem: Text | None = None
    source: tuple[zipfile.ZipFile, zipfile.ZipInfo] | None = None

    @property
    def name(self) -> PurePosixPath:
        return self.way[-1]

    def read(self) -> bytes:
        """The content; raises Broken. Only while the archive is being walked."""
        if self.problem or not self.source:
            raise Broken(self.problem or EMPTY)
        return _read(*self.source)

    def beside(self, name: str) -> bytes:
        """The content of the file of this name in the same folder, empty where there is none;
        raises Broken. Only while the archive is being walked."""
        if not self.source:
            return b""
        archive, wanted = self.source[0], (self.name.parent / name).as_posix()
        found = (info for info in archive.infolist() if _name(info) == wanted)
        info = next(found, None)
        return _read(archive, info) if info else b""


def is_zip(name: str, first: bytes) -> bool:
    """Whether a file is to be opened as a zip: by its ending, or by its bytes where a notebook's
    ending covers them."""
    return name.lower().endswith(".zip") or first.startswith(b"PK\x03\x04")


def other_kind(name: str, first: bytes = b"") -> Text | None:
    """What to do about an archive of another kind than zip; None for anything else."""
    kinds = [kind for magic, kind in OTHER_KINDS.items() if first.startswith(magic)]
    kinds += [suffix[1:] for suffix in OTHER_SUFFIXES if name.lower().endswith(suffix)]
    if not kinds:
        return None
    return Text(
        f"这是 {kinds[0]} 压缩包，这里打不开：请用解压软件打开，另存为 zip，再收",
        f"a {kinds[0]} archive, which cannot be opened here: open it, save it as zip, and collect "
        "again",
    )


def members(path: Path, wanted: Callable[[str], bool]) -> Iterator[Member]:
    """The files of a zip and of the zips in it; no folders, no links.

    Only files whose names are wanted can be read. What cannot be read is a member with a problem,
    so that one damaged file stops no other.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _members(archive, (), _Budget(wanted, ALL, MOST_MEMBERS))
    except BROKEN as error:
        yield Member((), problem=broken(error))


@dataclass
class _Budget:
    """What is wanted of an archive, and how much may still be unpacked."""

    wanted: Callable[[str], bool]
    left: int
    members: int

    def takes(self, size: int) -> bool:
        self.left -= size
        self.members -= 1
        return self.left >= 0 and self.members >= 0


def _members(
    archive: zipfile.ZipFile, outer: tuple[PurePosixPath, ...], budget: _Budget
) -> Iterator[Member]:
    for info in archive.infolist():
        name = _name(info)
        if name.endswith("/") or stat.S_ISLNK(info.external_attr >> 16):
            continue
        way = (*outer, PurePosixPath(name))
        nested = way[-1].suffix.lower() == ".zip"
        if not nested and not budget.wanted(way[-1].name):
            yield Member(way, info.file_size)
            continue
        if not budget.takes(info.file_size):
            yield Member(way, problem=UNPACKED)
            return
        if info.file_size > LIMIT:
            yield Member(way, info.file_size, problem=TOO_LARGE)
        elif nested:
            yield from _nested(archive, info, way, budget)
        else:
            yield Member(way, info.file_size, _time(info), _locked(info), (archive, info))


def _nested(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, way: tuple[PurePosixPath, ...], budget: _Budget
) -> Iterator[Member]:
    """The files of a zip that lies in a zip."""
    if len(way) >= DEEPEST:
        yield Member(way, problem=TOO_DEEP)
        return
    try:
        data = _read(archive, info)
        if problem := other_kind("", data[:8]):
            yield Member(way, problem=problem)
            return
        with zipfile.ZipFile(io.BytesIO(data)) as inner:
            yield from _members(inner, way, budget)
    except Broken as error:
        yield Member(way, problem=error.reason)
    except BROKEN as error:
        yield Member(way, problem=broken(error))


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if problem := _locked(info):
        raise Broken(problem)
    try:
        with archive.open(info) as stream:
            data = stream.read(LIMIT + 1)
    except BROKEN as error:
        raise Broken(broken(error)) from None
    if len(data) > LIMIT:
        raise Broken(TOO_LARGE)
    return data


def _locked(info: zipfile.ZipInfo) -> Text | None:
    return NO_PASSWORD if info.flag_bits & LOCKED else None


def broken(error: BaseException) -> Text:
    """The sentence about an archive that is damaged; Python's words only where they say more."""
    if isinstance(error, UnicodeDecodeError):
        return Text(
            "压缩包里的文件名坏了：请学生重新压缩再交",
            "the names in the archive are damaged: ask for it again, zipped anew",
        )
    why = str(error) or type(error).__name__
    return Text(
        f"压缩包打不开，请学生重交（{why}）",
        f"the archive cannot be opened, ask for it again ({why})",
    )


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member as it was meant: Windows in Chinese writes GBK without saying so, macOS
    UTF-8."""
    name = info.orig_filename.split("\0")[0]
    if not info.flag_bits & UTF8:
        raw = name.encode("cp437", "replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", errors="replace")
    return name.replace("\\", "/")


def _time(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time)
    except ValueError:
        return None
