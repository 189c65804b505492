"""Points and comments of single cells, as the gradebook has them: one query for every reader.

A cell's mark lies six tables deep (cell, notebook, submitted notebook, submission, assignment,
student); nobody else joins them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.course.folder import CourseFolder
from grader.gradebook import access

if TYPE_CHECKING:
    from sqlalchemy.orm import Query


Where = tuple[str, str, str, str]  # student, assignment, notebook, cell


@dataclass(frozen=True)
class CellScore:
    """Points of one graded cell of one submission; `by_hand` while a person still has to mark
    it."""

    student: str
    assignment: str
    notebook: str
    cell: str
    points: float
    maximum: float
    by_hand: bool


@dataclass(frozen=True)
class CellComment:
    """What stands beside one cell of one submission: a person's words or, without any, the
    grader's.
    """

    student: str
    assignment: str
    notebook: str
    cell: str
    text: str


def cell_scores(
    folder: CourseFolder, assignments: Collection[str] | None = None
) -> list[CellScore]:
    """Points of every graded cell, of these assignments or of all; empty before anything was
    graded. Sorted by student, assignment, notebook and cell.
    """
    from nbgrader.api import Grade

    columns = (Grade.score, Grade.max_score, Grade.needs_manual_grade)
    return [
        CellScore(*where, points, most or 0.0, bool(by_hand))
        for where, (points, most, by_hand) in _rows(folder, Grade, columns, assignments)
    ]


def cell_comments(
    folder: CourseFolder, assignments: Collection[str] | None = None
) -> list[CellComment]:
    """Every comment that says something, of these assignments or of all; sorted likewise."""
    from nbgrader.api import Comment

    columns = (Comment.auto_comment, Comment.manual_comment)
    return [
        CellComment(*where, by_hand or said)
        for where, (said, by_hand) in _rows(folder, Comment, columns, assignments)
        if by_hand or said
    ]


def _rows(
    folder: CourseFolder, table: Any, columns: tuple, assignments: Collection[str] | None
) -> list[tuple[Where, tuple]]:
    """Where it is, and the columns, of each row of a table that has one for each cell of a
    submission; none without a gradebook.
    """
    if not access.is_there(folder):
        return []
    with access.opened(folder) as gradebook:
        rows = _joined(gradebook.db, table, columns, assignments)
        return [((row[0], row[1], row[2], row[3]), tuple(row[4:])) for row in rows]


def _joined(session: Any, table: Any, columns: tuple, assignments: Collection[str] | None) -> Query:
    from nbgrader.api import (
        Assignment,
        BaseCell,
        Notebook,
        Student,
        SubmittedAssignment,
        SubmittedNotebook,
    )

    names = (Student.id, Assignment.name, Notebook.name, BaseCell.name)
    found = (
        session.query(*names, *columns)
        .select_from(table)
        .join(BaseCell, table.cell_id == BaseCell.id)
        .join(SubmittedNotebook, table.notebook_id == SubmittedNotebook.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(Student, SubmittedAssignment.student_id == Student.id)
        .order_by(*names)
    )
    if assignments is None:
        return found
    return found.filter(Assignment.name.in_(assignments))
