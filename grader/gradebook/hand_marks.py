"""Marks that a person gives: read from and written into the gradebook as nbgrader's formgrader
does, each with the digest of the answer it is for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from grader.base import UserError
from grader.course import cells
from grader.course.folder import CourseFolder
from grader.gradebook import access

Where = tuple[str, str]  # notebook, cell


class HandMark(NamedTuple):
    """Points and a comment for one cell of one student's notebook; points None take the mark back,
    an empty comment takes the comment back."""

    student: str
    notebook: str
    cell: str
    points: float | None
    comment: str


class RowMark(NamedTuple):
    """A row of a rubric as a person marked it; full: what full marks ask for."""

    name: str
    got: float
    most: float
    full: str


@dataclass(frozen=True)
class Given:
    """What a person has given for a cell so far, points None where nothing; waiting: it is to be
    marked, or to be looked at again because it was graded anew."""

    points: float | None
    comment: str
    waiting: bool


def given(folder: CourseFolder, assignment: str, notebook: str, cell: str) -> dict[str, Given]:
    """By student, of everyone who has a graded notebook with that cell."""
    from nbgrader.api import Grade

    if not access.is_there(folder):
        return {}
    with access.opened(folder) as gradebook:
        found = {}
        for grade in gradebook.db.query(Grade).join(Grade.cell).filter_by(name=cell):
            book = grade.notebook
            if book.name == notebook and book.assignment.name == assignment:
                words = _comment(gradebook, cell, notebook, assignment, book.student.id)
                said = (words.manual_comment if words else "") or ""
                waits = bool(grade.needs_manual_grade)
                found[book.student.id] = Given(grade.manual_score, said, waits)
        return found


def answer(folder: CourseFolder, assignment: str, student: str, notebook: str, cell: str) -> str:
    """A digest of a student's answer as it was graded, or handed in where it is not graded yet;
    empty without one."""
    for step in ("autograded", "submitted"):
        path = folder.path / step / student / assignment / f"{notebook}.ipynb"
        for one in cells.read(path):
            if cells.role(one).get("grade_id") == cell:
                words = cells.source(one).replace("\r\n", "\n").rstrip()
                pictures = json.dumps(one.get("attachments", {}), sort_keys=True)
                return hashlib.sha256(f"{words}\0{pictures}".encode()).hexdigest()[:20]
    return ""


def enter(folder: CourseFolder, assignment: str, marks: Iterable[HandMark]) -> int:
    """Writes the marks and comments in one transaction; returns how many marks were new or changed.

    Raises UserError, and writes nothing, when a student has no graded notebook with that cell.
    """
    from nbgrader.api import MissingEntry

    changed = 0
    with access.opened(folder) as gradebook:
        for student, notebook, cell, points, comment in marks:
            try:
                grade = gradebook.find_grade(cell, notebook, assignment, student)
            except MissingEntry:
                gradebook.db.rollback()
                raise UserError(
                    f"成绩册里没有 {student} 的 {assignment}：请先运行 keguan grade {assignment}。",
                    f"The gradebook has no {assignment} of {student}: run keguan grade "
                    f"{assignment} first.",
                ) from None
            changed += grade.manual_score != points or grade.needs_manual_grade
            grade.manual_score = points
            grade.needs_manual_grade = points is None and grade.auto_score is None
            row = _comment(gradebook, cell, notebook, assignment, student)
            if row is not None:
                row.manual_comment = comment or None
        gradebook.db.commit()
    return changed


def _comment(gradebook: Any, cell: str, notebook: str, assignment: str, student: str) -> Any:
    """The gradebook's row of a comment; None where the cell has none."""
    from nbgrader.api import MissingEntry

    try:
        return gradebook.find_comment(cell, notebook, assignment, student)
    except MissingEntry:
        return None
