"""A student's work as one file, to take along and to bring back: many labs reset their disks.

The file is a zip of the person's folder as it is: what was changed in the notebooks, the progress,
the receipts, the key and the files that were handed in. What the course writes anew is left out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from grader.base import UserError
from grader.base.files.writing import write
from grader.course.outline import Course
from grader.learner import handin, home, moving, returned, selftest, workspace
from grader.learner.home import Person
from grader.learner.places import Places

MARK = "keguan-work.txt"  # in the archive: says what it is
LIMIT = 300_000_000  # bytes, unpacked
FOLDERS = (handin.FOLDER.zh, handin.FOLDER.en, returned.FOLDER)
MOST = 3000  # files
PRIVATE = (
    "progress.json",
    selftest.FILE,
    "key.pem",
    home.ME,
    home.SETTINGS,
    handin.RECEIPTS,
)
PART = re.compile(r"[^\\/:*?\"<>|\x00-\x1f]{1,120}")
RECORD = re.compile(r"record-.+\.txt")
BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error)


@dataclass
class Unpacked:
    """Files that came back, that were the same here, and that stood here otherwise: those are kept
    under the name that follows."""

    new: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def name() -> str:
    """What the file to take along is called."""
    person = home.who()
    whose = f"{person.id}_{person.name}_" if person else ""
    return f"keguan_{whose}{datetime.now():%Y%m%d-%H%M}.zip"


def take(course: Course) -> bytes:
    """The archive. Raises UserError when there is nothing of the person's own."""
    place = home.place()
    files = list(_own(course, place))
    if not files:
        raise UserError(
            "还没有可以带走的东西：先做几道题。",
            "There is nothing to take along yet: do some work.",
        )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MARK, "keguan work 1\n")
        for path in files:
            archive.write(path, path.relative_to(place).as_posix())
    return made.getvalue()


def _own(course: Course, place: Path) -> Iterator[Path]:
    """Files of the person's own."""
    for name in PRIVATE:
        if (home.room(place) / name).is_file():
            yield home.room(place) / name
    for language in course.languages:
        inside = place / language
        changed = workspace.changed(inside)
        for path in sorted(inside.rglob("*")) if inside.is_dir() else ():
            name = path.relative_to(inside).as_posix()
            plain = path.is_file() and not path.is_symlink()
            if plain and _is_work(name) and changed(name):
                yield path
    yield from sorted(place.glob("record-*.txt"))
    for folder in FOLDERS:
        for path in sorted((place / folder).glob("*")):
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                yield path


def _is_work(name: str) -> bool:
    """No checkpoint of an editor, nothing that we write anew."""
    hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
    return not hidden and name != workspace.PAGE


def bring(course: Course, data: bytes) -> Unpacked:
    """Puts the work of an archive where it belongs; what stands there otherwise is kept under
    another name. Work of somebody else than who works here goes into a folder of its own.

    Raises UserError, and changes nothing, for what is no such archive.
    """
    members = _members(course, data)
    owner = _owner(members)
    if owner and owner != home.who() and (home.who() or any(_own(course, home.place()))):
        home.arrive(owner)
    place = home.place()
    done = Unpacked()
    for name, content in members.items():
        path = place.joinpath(*PurePosixPath(name).parts)
        if path.is_file():
            if path.read_bytes() == content:
                done.same.append(name)
                continue
            if not _is_ours(place, name):
                done.kept.append(_set_aside(path).relative_to(place).as_posix())
        write(path, content, 0o600 if path.suffix == ".pem" else 0o644)
        done.new.append(name)
    return done


def _owner(members: dict[str, bytes]) -> Person | None:
    """Whose work it is, where that was ever said."""
    return home.read(members.get(f".learn/{home.ME}", b""))


def _is_ours(place: Path, name: str) -> bool:
    """Whether it is a copy of the course's that nobody changed."""
    language, _, inside = name.partition("/")
    return not workspace.changed(place / language)(inside)


def _set_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    path.rename(aside)
    return aside


def _members(course: Course, data: bytes) -> dict[str, bytes]:
    """The files of the archive by their places; nothing of it is written yet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            small = sum(one.file_size for one in members) <= LIMIT and len(members) <= MOST
            if small and MARK in archive.namelist():
                fit = [one for one in members if _fits(course, one.filename)]
                return {_now(course, one.filename): archive.read(one) for one in fit}
    except BROKEN:
        pass
    raise UserError(
        "这不是客关的“带走的作业”文件，或者不完整：请选文件名以 keguan_ 开头的那个 .zip。",
        "This is no file of work taken along, or not a whole one: choose the .zip whose name "
        "begins with keguan_.",
    )


def _now(course: Course, name: str) -> str:
    """Where a member belongs today: the archive may be of an earlier version."""
    language, _, inside = name.partition("/")
    if language not in course.languages:
        return name
    places = Places(course, language)
    return f"{language}/{moving.moved(course, language, inside, places)}"


def _is_plain(part: str) -> bool:
    """Whether a name leads nowhere and can be written on every system."""
    return bool(PART.fullmatch(part)) and not part.startswith(".") and part == part.rstrip(". ")


def _fits(course: Course, name: str) -> bool:
    """Whether a member's name is one that `take` gives: nothing outside the person's folder."""
    parts = name.split("/")
    if len(parts) == 1:
        return bool(RECORD.fullmatch(name)) and _is_plain(name)
    if not all(map(_is_plain, parts[1:])):
        return False
    if parts[0] == ".learn":
        return len(parts) == 2 and parts[1] in PRIVATE
    if name.count("/") == 1 and parts[1] == workspace.PAGE:
        return False
    folders = (*course.languages, *FOLDERS)
    return len(parts) > 1 and parts[0] in folders
