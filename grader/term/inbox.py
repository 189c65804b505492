"""What lies in a folder of hand-ins, an archive or a single file: every notebook with the names on
its way, one at a time, so that a class of any size needs the memory of one notebook."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from grader.base import Text, meant, shown
from grader.base.files import archives
from grader.base.files.archives import LIMIT, TOO_LARGE, Broken, Member
from grader.base.files.hand_in_note import INSIDE

# what systems, editors, office programs and the study page put beside files; nobody hands it in
SYSTEMS = "__macosx .ipynb_checkpoints thumbs.db desktop.ini ehthumbs.db $recycle.bin"
SIDE = {*SYSTEMS.split(), INSIDE}
HIDDEN = (".", "~$")
NOTEBOOK = re.compile(r"\.ipynb(\.ipynb|\.txt|\.json)?$", re.IGNORECASE)
OTHER_FILE = Text(
    "不是 .ipynb、.zip 或文件夹：请改交 .ipynb",
    "neither .ipynb nor .zip nor a folder: ask for the .ipynb",
)
LINK = Text("是一个链接，没有打开", "a link, which is not followed")
FIRST = 8  # bytes that tell an archive


@dataclass(frozen=True)
class Found:
    """A file that somebody handed in, or why it cannot be read.

    where: its place as the teacher sees it. entry: which file, archive or folder of the inbox it
    came in. parts: the names on its way without endings, the innermost last. time: the file's own.
    other: it is no notebook, and nothing is wrong with it. load, load_note: read the file, and the
    study page's note beside it.
    """

    where: str
    entry: str
    parts: tuple[str, ...]
    time: datetime | None = None
    problem: Text | None = None
    other: bool = False
    load: Callable[[], bytes] | None = None
    load_note: Callable[[], bytes] | None = None

    def read(self) -> bytes:
        """The content; raises Broken. Only while the inbox is being walked."""
        if self.problem or not self.load:
            raise Broken(self.problem or OTHER_FILE)
        return self.load()

    def note(self) -> bytes:
        """The study page's note beside it, empty without one; raises Broken. Only while the inbox
        is being walked."""
        return self.load_note() if self.load_note else b""


def files(source: Path) -> Iterator[Found]:
    """The files in a folder, an archive or a single file, in the order of their names."""
    if not source.is_dir():
        yield from _entry(source, source.name)
        return
    for path in sorted(source.iterdir()):
        if not is_side(path.name):
            yield from _entry(path, path.name)


def is_side(name: str) -> bool:
    """Whether nobody handed in a file or folder of this name."""
    hidden = name.startswith(HIDDEN) and name not in (".", "..")
    return hidden or name.casefold() in SIDE


def _entry(path: Path, entry: str) -> Iterator[Found]:
    if path.is_dir() and not path.is_symlink():
        yield from _folder(path, PurePosixPath(entry), entry)
    else:
        yield from _file(path, PurePosixPath(entry), entry, top=True)


def _folder(folder: Path, inside: PurePosixPath, entry: str) -> Iterator[Found]:
    """The files of a folder and the folders in it."""
    try:
        there = sorted(folder.iterdir())
    except OSError as error:
        yield _problem(inside, entry, unreadable(error))
        return
    for path in there:
        if is_side(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _folder(path, inside / path.name, entry)
        else:
            yield from _file(path, inside / path.name, entry, top=False)


def _file(path: Path, inside: PurePosixPath, entry: str, top: bool) -> Iterator[Found]:
    """A notebook, the files of an archive, or what is wrong with a file."""
    notebook = bool(NOTEBOOK.search(path.name))
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            yield _problem(inside, entry, LINK)
            return
        telling = notebook or path.suffix.lower() == ".zip"
        first = _first(path) if telling else b""
    except OSError as error:
        yield _problem(inside, entry, unreadable(error))
        return
    when = datetime.fromtimestamp(status.st_mtime)
    where, parts = shown(str(inside)), _parts(inside)
    if problem := archives.other_kind(path.name, first):
        yield Found(where, entry, parts, when, problem)
    elif telling and archives.is_zip(path.name, first):
        yield from _archive(path, where, entry, parts)
    elif not notebook:
        yield Found(where, entry, parts, when, OTHER_FILE if top else None, other=not top)
    elif status.st_size > LIMIT:
        yield Found(where, entry, parts, when, TOO_LARGE)
    else:
        note = path.with_name(INSIDE)
        yield Found(
            where,
            entry,
            parts,
            when,
            load=lambda: _read(path),
            load_note=lambda: _read(note) if note.is_file() else b"",
        )


def _archive(path: Path, where: str, entry: str, outer: tuple[str, ...]) -> Iterator[Found]:
    """The notebooks of an archive, or that there is none."""
    empty = True
    for member in archives.members(path, lambda name: bool(NOTEBOOK.search(name))):
        if not member.way:
            yield Found(where, entry, outer, problem=member.problem)
            return
        if any(map(is_side, chain.from_iterable(name.parts for name in member.way))):
            continue
        found = _of_member(member, where, entry, outer)
        empty = empty and found.other
        yield found
    if empty:
        yield Found(where, entry, outer, problem=archives.EMPTY)


def _of_member(member: Member, where: str, entry: str, outer: tuple[str, ...]) -> Found:
    place = ": ".join([where, *(shown(str(name)) for name in member.way)])
    parts = (*outer, *chain.from_iterable(map(_parts, member.way)))
    problem = member.problem or archives.other_kind(member.name.name)
    notebook = bool(NOTEBOOK.search(member.name.name))
    other = not problem and not notebook
    beside = partial(member.beside, INSIDE)
    return Found(place, entry, parts, member.time, problem, other, member.read, beside)


def _parts(inside: PurePosixPath) -> tuple[str, ...]:
    """The names on a file's way, without its ending."""
    *folders, last = inside.parts or ("",)
    ending = NOTEBOOK.search(last)
    stem = last[: ending.start()] if ending else PurePosixPath(last).stem
    return tuple(meant(part) for part in (*folders, stem) if part not in ("..", "/"))


def _problem(inside: PurePosixPath, entry: str, problem: Text) -> Found:
    return Found(shown(str(inside)), entry, _parts(inside), problem=problem)


def _first(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FIRST)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Broken(unreadable(error)) from None


def unreadable(error: OSError) -> Text:
    """The sentence about a file that the system does not let one read or write."""
    why = error.strerror or str(error)
    return Text(
        f"不能读写（{why}）：请检查权限和磁盘空间，关掉打开它的程序",
        f"cannot be read or written ({why}): check permissions and disk space, and close the "
        "program that has it open",
    )
