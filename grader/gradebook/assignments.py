"""Assignments of the gradebook: their release, made by nbgrader, and their due dates."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import chdir
from datetime import datetime
from pathlib import Path

from grader.base import Text
from grader.base.files import writing
from grader.course.folder import CourseFolder
from grader.gradebook import access, faults

LANGUAGES = Path("reports", "languages.json")
BESIDE = Path(".keguan-release")  # in the course folder, while a release is made


def generate(folder: CourseFolder, assignment: str) -> None:
    """Release notebooks and gradebook entries of an assignment, as `nbgrader generate_assignment`
    makes them. nbgrader deletes the release first; here it writes beside it, and what students
    have stays until the new one is there.

    Raises UserError when the source is missing or nbgrader refuses it.
    """
    folder.require_folder("source", assignment)
    directory = access.open_course(folder).coursedir
    place = Path(directory.release_directory)
    directory.release_directory = str(BESIDE / place)
    try:
        with chdir(folder.path):
            api = access.open_course(folder)
            result = api.generate_assignment(assignment, force=True, create=True)
        if not result["success"]:
            what = Text(f"nbgrader 不能发布 {assignment}", f"nbgrader cannot release {assignment}")
            raise faults.refused(what, result)
        _replace(folder.path / BESIDE / place / assignment, folder.path / place / assignment)
        _note_language(folder, assignment)
    finally:
        directory.release_directory = str(place)
        shutil.rmtree(folder.path / BESIDE, ignore_errors=True)


def languages(folder: CourseFolder) -> dict[str, str]:
    """The language in which each assignment was given out last, where that is known."""
    try:
        found = json.loads((folder.path / LANGUAGES).read_text(encoding="utf-8"))
        return {name: its for name, its in found.items() if isinstance(its, str)}
    except (OSError, ValueError, AttributeError):
        return {}


def _note_language(folder: CourseFolder, assignment: str) -> None:
    known = languages(folder)
    if known.get(assignment) != folder.language:
        known |= {assignment: folder.language}
        text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        writing.write(folder.path / LANGUAGES, text)


def _replace(made: Path, place: Path) -> None:
    """Puts the files of a folder into another, each at once, and removes what else is there."""
    files = {path.relative_to(made): path for path in made.rglob("*") if path.is_file()}
    for name, path in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        writing.move(path, place / name)
    for path in sorted(place.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(place) not in files:
            path.unlink()
    shutil.copymode(made, place)


def names(folder: CourseFolder) -> list[str]:
    """The assignments of the gradebook; none before there is one."""
    if not access.is_there(folder):
        return []
    with access.opened(folder) as gradebook:
        return [assignment.name for assignment in gradebook.assignments]


def due_dates(folder: CourseFolder) -> dict[str, datetime]:
    """Due date (UTC) of each assignment of the gradebook that has one."""
    if not access.is_there(folder):
        return {}
    with access.opened(folder) as gradebook:
        dated = [assignment for assignment in gradebook.assignments if assignment.duedate]
        return {assignment.name: assignment.duedate for assignment in dated}


def released(folder: CourseFolder) -> set[str]:
    """The assignments that the gradebook has with their notebooks."""
    if not access.is_there(folder):
        return set()
    with access.opened(folder) as gradebook:
        return {one.name for one in gradebook.assignments if one.notebooks}


def set_due_dates(folder: CourseFolder, dates: Mapping[str, datetime | None]) -> None:
    """Sets due dates (UTC) of assignments that the gradebook has; None takes one away."""
    with access.opened(folder) as gradebook:
        for name, due in dates.items():
            gradebook.find_assignment(name).duedate = due
        gradebook.db.commit()
