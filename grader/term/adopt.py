"""Moves what a class has in the checkout's exercises/, from before there were class folders, into
the folder of a class.

Each thing is moved in one step and the gradebook last, so that after a stop half-way the same
command goes on. Nothing is overwritten.
"""

from __future__ import annotations

import errno
import filecmp
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from grader.base import UserError
from grader.base.files import writing
from grader.course import classes
from grader.course.folder import CourseFolder
from grader.gradebook import assignments

FOLDERS = ("submitted", "autograded", "feedback", "reports", "downloaded")
GRADEBOOK = "gradebook.db"  # moved last: while it is here, the class is


def waiting(exercises: Path) -> list[str]:
    """Names of what lies in exercises/ and belongs to a class."""
    filled = [name for name in FOLDERS if any((exercises / name).glob("*"))]
    lists = sorted(path.name for path in exercises.glob("*.csv"))
    return [*filled, *lists, *([GRADEBOOK] if (exercises / GRADEBOOK).is_file() else [])]


def adopt(exercises: CourseFolder, target: CourseFolder) -> list[str]:
    """Moves everything of a class from exercises/ into the class's folder; what was released is
    copied, because the checkout keeps its own. Returns the names of what was moved.

    Raises UserError, before anything is moved, where both have the same thing with other content.
    """
    found = waiting(exercises.path)
    clashes = [str(one.relative_to(target.path)) for one in _clashes(exercises, target, found)]
    if clashes:
        raise UserError(
            f"{target.path.name} 里已经有：{'、'.join(clashes[:5])}。请另建一个班再移。",
            f"{target.path.name} already has {', '.join(clashes[:5])}: make another class for it.",
        )
    _copy_released(exercises, target)
    for name in found:
        _move(exercises.path / name, target.path / name)
    classes.remember_language(target.path, exercises.language)
    return found


def _clashes(exercises: CourseFolder, target: CourseFolder, found: list[str]) -> Iterator[Path]:
    for name in found:
        for path in _files(exercises.path / name):
            there = target.path / path.relative_to(exercises.path)
            if there.exists() and not filecmp.cmp(path, there, shallow=False):
                yield there


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    yield from (one for one in path.rglob("*") if one.is_file())


def _copy_released(exercises: CourseFolder, target: CourseFolder) -> None:
    """The release of the assignments that the gradebook has."""
    for name in assignments.names(exercises):
        released = exercises.assignment_folder("release", name)
        for path in _files(released) if released.is_dir() else ():
            place = target.path / path.relative_to(exercises.path)
            if not place.exists():
                writing.write(place, path.read_bytes())


def _move(path: Path, target: Path) -> None:
    """Moves a file or a folder in one step where that is possible, else what is in it one by one;
    what is there already is the same, by _clashes."""
    if not target.exists() and _renamed(path, target):
        return
    if path.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        for one in sorted(path.iterdir()):
            _move(one, target / one.name)
        path.rmdir()
        return
    if not target.exists():
        writing.write(target, path.read_bytes(), stat.S_IMODE(path.stat().st_mode))
    path.chmod(writing.READABLE)  # Windows deletes no read-only file
    path.unlink()


def _renamed(path: Path, target: Path) -> bool:
    """Moves a file or a folder; False where it would go to another disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.rename(path, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        return False
    return True
