"""Marks that a person gives: written into the gradebook as nbgrader's formgrader does."""

from __future__ import annotations

from collections.abc import Iterable

from grader.base import UserError
from grader.course.folder import CourseFolder
from grader.gradebook import access

HandMark = tuple[str, str, float, str]  # student, cell, points, comment


def enter(folder: CourseFolder, assignment: str, marks: Iterable[HandMark]) -> int:
    """Writes the marks and comments; returns how many marks were new or changed.

    Raises UserError, and writes nothing, when a student has no graded notebook with that cell.
    """
    from nbgrader.api import MissingEntry

    changed = 0
    with access.opened(folder) as gradebook:
        for student, cell, points, comment in marks:
            try:
                grade = gradebook.find_grade(cell, assignment, assignment, student)
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
                row = gradebook.find_comment(cell, assignment, assignment, student)
                row.manual_comment = comment
        gradebook.db.commit()
    return changed
