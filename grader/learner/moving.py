"""Moves a student's work once, when the names of its places have changed: the layout of an earlier
version, or a unit with another title.

A copy of the whole folder is arranged anew beside it and takes its place in one step, so that a
full disk or a stop half-way leaves the old folder as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from grader.base import UserError
from grader.base.files.writing import write
from grader.course.outline import Course
from grader.learner.places import Places, link

MANIFEST = ".keguan.json"  # inside the folder: sha256 of each copy that may be ours
FILE = ".keguan-places.json"  # where each notebook lies
NOTE = "moved.txt"  # beside the progress, until the person has read that work was moved
PASSING = ".ipynb_checkpoints"


def settle(course: Course, language: str, folder: Path, places: Places) -> bool:
    """Brings the work in the folder to its places; whether any was moved, now or by a run that was
    stopped before it could say so.

    Raises OSError or UserError, and has changed nothing, where that cannot be done now.
    """
    ended = _finish(folder)
    if not folder.is_dir():
        return False
    before = _known(folder) or Places(course, language, released=True).all()
    moves = _moves(folder, before, places)
    if moves:
        _swap(folder, before, places, moves)
    return bool(moves) or ended


def remember(folder: Path, places: Places) -> None:
    """Keeps where everything lies now."""
    if _known(folder) != places.all():
        write(folder / FILE, _text(places))


def moved(course: Course, language: str, name: str, places: Places) -> str:
    """Where a file lies now that stood under this name in the layout of an earlier version; the
    name itself for any other."""
    before = Places(course, language, released=True).all()
    for key, old in before.items():
        if new := _follows(name, old, key, places):
            return new
    return name


def _known(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {str(key): str(path) for key, path in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _text(places: Places) -> str:
    return json.dumps(places.all(), ensure_ascii=False, indent=1) + "\n"


def _moves(folder: Path, before: Mapping[str, str], places: Places) -> dict[str, str]:
    """The new path of every file that lies where it no longer belongs."""
    found: dict[str, str] = {}
    files = [path.relative_to(folder).as_posix() for path in _files(folder)]
    taken = set(files)
    for key, old in before.items():
        for name in files:
            new = _follows(name, old, key, places)
            if new and new != name and name not in found:
                found[name] = _free(new, taken)
                taken.add(found[name])
    return found


def _follows(name: str, old: str, key: str, places: Places) -> str | None:
    """Where a file goes that belongs to the notebook `old`: itself, what begins with its name and
    a hyphen, and whatever else lies in a folder of its own."""
    now = places.all().get(key)
    if now is None:
        return None
    path, of = PurePosixPath(name), PurePosixPath(old)
    new = PurePosixPath(now)
    if path.parent != of.parent:
        return None
    if path.stem == of.stem and path.suffix == of.suffix:
        return now
    if path.name.startswith(f"{of.stem}-"):
        return str(new.with_name(new.stem + path.name.removeprefix(of.stem)))
    if of.parent.name != of.stem:  # a folder that others share
        return None
    ours = {"feedback.html": places.result(key), "solutions.md": places.solutions(key)}
    return ours.get(path.name, str(new.with_name(path.name)))


def _free(name: str, taken: set[str]) -> str:
    path, number, free = PurePosixPath(name), 1, name
    while free in taken:
        number += 1
        free = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
    return free


def _files(folder: Path) -> Iterator[Path]:
    """Everything but what an editor keeps for itself."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if PASSING not in inside and (path.is_file() or path.is_symlink()):
            yield path


# --- in one step


def _swap(
    folder: Path, before: Mapping[str, str], places: Places, moves: Mapping[str, str]
) -> None:
    staged, aside = _beside(folder)
    try:
        _arrange(folder, staged, moves)
        _rename(folder, staged, before, places, moves)
        write(staged / FILE, _text(places))
        folder.rename(aside)
    except PermissionError:
        shutil.rmtree(staged, ignore_errors=True)
        raise UserError(
            f"作业还没有按单元放好，都在原处：先关掉打开 {folder} 里文件的程序，再打开客关。",
            f"Your work was not put by units and is where it was: close what has files of {folder} "
            "open, then open Keguan again.",
        ) from None
    except OSError:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    _finish(folder)


def _finish(folder: Path) -> bool:
    """Ends what a run had begun: goes on where the copy is whole, else goes back; whether there
    was a whole copy."""
    staged, aside = _beside(folder)
    begun = aside.is_dir()
    if begun and not folder.exists():
        (staged if staged.is_dir() else aside).rename(folder)
    for left in (aside, staged):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
    return begun


def _beside(folder: Path) -> tuple[Path, Path]:
    """The copy that is being made, and the old folder while they change places."""
    return (
        folder.with_name(f".{folder.name}-moving"),
        folder.with_name(f".{folder.name}-before"),
    )


def _arrange(folder: Path, staged: Path, moves: Mapping[str, str]) -> None:
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        target = staged / moves.get(name, name)
        if path.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(path.readlink())
            continue
        write(target, path.read_bytes())
        times = path.stat()
        os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))


def _rename(
    folder: Path, staged: Path, before: Mapping[str, str], places: Places, moves: Mapping[str, str]
) -> None:
    """The list of what nobody has changed, and the links of the notebooks that somebody has: the
    others are renewed anyway."""
    ours = hashes(folder)
    renamed = {moves.get(name, name): its for name, its in ours.items()}
    write(staged / MANIFEST, json.dumps(renamed, ensure_ascii=False, indent=1) + "\n")
    for old, new in moves.items():
        path = staged / new
        data = path.read_bytes()
        if path.suffix != ".ipynb" or hashlib.sha256(data).hexdigest() in ours.get(old, ()):
            continue
        linked = data
        for key, target in before.items():
            if key in places.all():
                then, now = link(target, old), link(places.all()[key], new)
                linked = linked.replace(f"]({then})".encode(), f"]({now})".encode())
        if linked != data:
            times = path.stat()
            write(path, linked)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def hashes(folder: Path) -> dict[str, list[str]]:
    """Of each copy in the folder that may be ours, its sha256; a list that cannot be read means
    that every file counts as the student's."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        # a version before kept one hash
        return {name: [its] if isinstance(its, str) else list(its) for name, its in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
