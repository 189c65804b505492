"""The files of a folder that a student handed in, or of an assignment: the one walk through it.

No link is followed, no pipe is waited for, and a folder without end is left after so many files.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

MOST_FILES = 1000
DEEPEST = 8
MOST_NAMES = 200_000  # of one folder
MIB = 1024 * 1024
FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0)
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY")
)


@dataclass(frozen=True)
class File:
    """A file, or something else that is no folder."""

    path: Path
    name: str  # relative, with forward slashes
    status: os.stat_result  # of a link its own

    @property
    def regular(self) -> bool:
        return stat.S_ISREG(self.status.st_mode)

    @property
    def size(self) -> int:
        return self.status.st_size

    @property
    def depth(self) -> int:
        return self.name.count("/")

    def load(self, most: int = 64 * MIB) -> bytes:
        """Its bytes. Raises OSError, also when it is no regular file or larger than `most`."""
        return load(self.path, most)


@dataclass
class Found:
    """What a walk found: the nearest files first, by name within a folder."""

    files: list[File] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)  # folder ("" the first) -> why
    cut: bool = False  # too many files, or folders too deep: the others were not looked at


def walk(
    folder: Path,
    skip: Callable[[str], bool] = lambda name: False,
    first: Callable[[str], bool] = lambda name: False,
) -> Found:
    """Everything below a folder that is no folder.

    A name that `skip` holds for is left out with all below it; those that `first` holds for come
    before the others of their folder, should there be too many.
    """
    found = Found()
    level = [(folder, "")]
    for _ in range(DEEPEST):
        below: list[tuple[Path, str]] = []
        for path, prefix in level:
            below += _list(path, prefix, skip, first, found)
        level = below
    found.cut = bool(level) or len(found.files) >= MOST_FILES
    return found


def _list(
    folder: Path,
    prefix: str,
    skip: Callable[[str], bool],
    first: Callable[[str], bool],
    found: Found,
) -> list[tuple[Path, str]]:
    """Adds the files of one folder to `found`; returns its folders."""
    kinds: list[tuple[os.DirEntry, os.stat_result]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in _in_order(entries, skip, first):
                kinds.append((entry, entry.stat(follow_symlinks=False)))
    except OSError as error:
        found.unreadable[prefix] = error.strerror or str(error)
        return []
    folders = []
    for entry, status in kinds:
        if stat.S_ISDIR(status.st_mode):
            folders.append((Path(entry.path), f"{prefix}{entry.name}/"))
        elif len(found.files) < MOST_FILES:
            found.files.append(File(Path(entry.path), prefix + entry.name, status))
    return folders[:MOST_FILES]


def _in_order(
    entries: Iterable[os.DirEntry], skip: Callable[[str], bool], first: Callable[[str], bool]
) -> list[os.DirEntry]:
    """The entries of a folder by name, those that `first` holds for before the others. A system
    lists them in any order, so that each kind has a limit of its own.
    """
    kept: dict[bool, list[os.DirEntry]] = {True: [], False: []}
    for entry in islice(entries, MOST_NAMES):
        kind = kept[first(entry.name)]
        if len(kind) < 5 * MOST_FILES and not skip(entry.name):
            kind.append(entry)
    by_name = [sorted(found, key=lambda entry: entry.name) for found in kept.values()]
    return sum(by_name, start=[])


def load(path: Path, most: int = 64 * MIB) -> bytes:
    """The bytes of a regular file that is no link, even if it was exchanged since it was listed.

    Raises OSError, also when it is no regular file or larger than `most`.
    """
    expected = os.lstat(path)
    handle = os.open(path, FLAGS)
    with os.fdopen(handle, "rb") as stream:
        info = os.fstat(handle)
        same = (info.st_dev, info.st_ino) == (expected.st_dev, expected.st_ino)
        if not stat.S_ISREG(info.st_mode) or not same:
            raise OSError(0, "no regular file")
        data = stream.read(most + 1)
    if len(data) > most:
        raise OSError(0, "too large")
    return data
