"""The submissions of the gradebook: points, penalty and how late each came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from grader.course.folder import CourseFolder
from grader.gradebook import access


@dataclass(frozen=True)
class Submission:
    """One row of the gradebook: points and penalty of a submission, its due date (UTC) with any
    extension, seconds after it.
    """

    student: str
    assignment: str
    points: float
    maximum: float
    penalty: float
    seconds_late: float
    by_hand: bool
    due: datetime | None = None


def submissions(folder: CourseFolder) -> list[Submission]:
    """Every graded submission of the gradebook; empty before anything was graded."""
    if not access.is_there(folder):
        return []
    found = []
    with access.opened(folder) as gradebook:
        for assignment in gradebook.assignments:
            found += [_submission(assignment, one) for one in assignment.submissions]
    return found


def _submission(assignment: Any, one: Any) -> Submission:
    """From rows of nbgrader's tables, whose own times fail where an extension stands without a due
    date.
    """
    late, due = (one.total_seconds_late, one.duedate) if assignment.duedate else (0.0, None)
    return Submission(
        student=one.student.id,
        assignment=assignment.name,
        points=one.score,
        maximum=one.max_score,
        penalty=one.late_submission_penalty or 0.0,
        seconds_late=late,
        by_hand=bool(one.needs_manual_grade),
        due=due,
    )
