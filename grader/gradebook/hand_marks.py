"""Marks that a person gives: written into the gradebook as nbgrader's formgrader does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from grader.base import UserError
from grader.course.folder import CourseFolder
from grader.gradebook import access


class HandMark(NamedTuple):
    """Points and a comment for one cell of one student's notebook."""

    student: str
    notebook: str
    cell: str
    points: float
    comment: str


def enter(folder: CourseFolder, assignment: str, marks: Iterable[HandMark]) -> int:
    """Writes the marks and comments; returns how many marks were new or changed.

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
            grade.needs_manual_grade = False
            if comment:
                row = gradebook.find_comment(cell, notebook, assignment, student)
                row.manual_comment = comment
        gradebook.db.commit()
    return changed
