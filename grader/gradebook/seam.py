"""Points of every graded cell, and the names of this room's modules under the one they had."""

from __future__ import annotations

from dataclasses import dataclass

from grader.course.folder import CourseFolder
from grader.gradebook import access
from grader.gradebook.access import open_course
from grader.gradebook.assignments import due_dates, generate
from grader.gradebook.people import Person, enrolled, people
from grader.gradebook.submissions import Submission, submissions

__all__ = [
    "CellScore",
    "Person",
    "Submission",
    "due_dates",
    "enrolled",
    "generate",
    "open_course",
    "people",
    "scores",
    "submissions",
]


@dataclass(frozen=True)
class CellScore:
    """Points of one graded cell of one submission; `by_hand` while a person still has to mark
    it."""

    student: str
    assignment: str
    cell: str
    points: float
    maximum: float
    by_hand: bool


def scores(folder: CourseFolder) -> list[CellScore]:
    """Points of every graded cell in the gradebook; empty before anything was graded."""
    from nbgrader.api import (
        Assignment,
        BaseCell,
        Grade,
        Student,
        SubmittedAssignment,
        SubmittedNotebook,
    )

    if not access.is_there(folder):
        return []
    with access.opened(folder) as gradebook:
        rows = (
            gradebook.db.query(
                Student.id,
                Assignment.name,
                BaseCell.name,
                Grade.score,
                Grade.max_score,
                Grade.needs_manual_grade,
            )
            .select_from(Grade)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .join(Student, SubmittedAssignment.student_id == Student.id)
            .order_by(Student.id, Assignment.name, BaseCell.name)
        )
        return [CellScore(*row) for row in rows]
