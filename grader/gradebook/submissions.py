"""The submissions of the gradebook: points, penalty and when each came; and what lies in
submitted/."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from grader.course.folder import CourseFolder
from grader.gradebook import access, autograded

TIMESTAMP = "timestamp.txt"  # nbgrader's file beside a submission


@dataclass(frozen=True)
class Submission:
    """One row of the gradebook: points and penalty of a submission.

    handed_in: UTC, None where nobody noted it. due: UTC, of the whole class; extension: what
    formgrader granted the student.
    """

    student: str
    assignment: str
    points: float
    maximum: float
    penalty: float
    by_hand: bool
    handed_in: datetime | None = None
    due: datetime | None = None
    extension: timedelta = timedelta()


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
    """From rows of nbgrader's tables."""
    return Submission(
        student=one.student.id,
        assignment=assignment.name,
        points=one.score,
        maximum=one.max_score,
        penalty=one.late_submission_penalty or 0.0,
        by_hand=bool(one.needs_manual_grade),
        handed_in=one.timestamp,
        due=assignment.duedate,
        extension=one.extension or timedelta(),
    )


def answer(folder: CourseFolder, assignment: str, student: str) -> str:
    """A digest of the notebooks that lie in submitted/; empty without any."""
    room = folder.path / "submitted" / student / assignment
    paths = sorted(path for path in room.glob("*.ipynb") if path.is_file())
    sum_ = hashlib.sha256()
    for path in paths:
        sum_.update(path.name.encode("utf-8", "replace") + path.read_bytes())
    # no spreadsheet takes it for a number
    return f"#{sum_.hexdigest()[:10]}" if paths else ""


def handed_in(folder: CourseFolder, assignment: str, student: str) -> datetime | None:
    """The time (UTC) in the timestamp.txt of what lies in submitted/; None without a readable
    one."""
    from nbgrader.utils import parse_utc

    path = folder.path / "submitted" / student / assignment / TIMESTAMP
    try:
        written = (autograded.content(path) or b"").decode("utf-8-sig").strip()
        return parse_utc(written) if written else None
    except (ValueError, OverflowError):
        return None
