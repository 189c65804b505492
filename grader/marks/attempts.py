"""When work came, and what is known of the submissions before the one in the gradebook."""

from __future__ import annotations

from datetime import datetime

from grader.base import Text
from grader.course.folder import CourseFolder
from grader.gradebook import journal
from grader.gradebook.submissions import Submission
from grader.marks.entries import Attempt

DAY = 86_400


def days_late(submission: Submission, due: datetime | None, at: datetime | None) -> float:
    """Days after the due date, with what formgrader granted; 0 where one of the times is not
    known."""
    if due is None or at is None:
        return 0.0
    return max(0.0, (at - due - submission.extension).total_seconds() / DAY)


def earlier(
    folder: CourseFolder,
    submission: Submission,
    tried: list[journal.Attempt],
    due: datetime | None,
    *,
    never: bool = True,
) -> tuple[Attempt, ...]:
    """What is known of the submissions before the one in the gradebook: those the journal has, and
    (`never`) those never graded.

    tried: graded submissions by the journal, the gradebook's own last. The journal has what was
    graded here, collect keeps replaced files in reports/earlier/; what nbgrader's exchange replaced
    before it was graded, nobody knows of.
    """
    found = [_attempt(submission, attempt, tried[-1], due) for attempt in tried[:-1]]
    if not never:
        return tuple(found)
    unknown = Text("收上来后没有评过", "collected but never graded")
    for when in journal.never_graded(folder, submission.assignment, submission.student, tried):
        found.append(Attempt(f"{when:%Y-%m-%d %H:%M}", None, unknown=unknown))
    return tuple(found)


def _attempt(
    submission: Submission,
    attempt: journal.Attempt,
    newest: journal.Attempt,
    due: datetime | None,
) -> Attempt:
    """An earlier submission for the policy, with the reason if its points say nothing beside those
    of the newest."""
    late = days_late(submission, due, attempt.handed_in)
    unknown = _incomparable(submission, attempt, newest, late)
    graded = attempt.graded[:16].replace("T", " ")
    return Attempt(graded, attempt.total, late, unknown)


def _incomparable(
    submission: Submission, attempt: journal.Attempt, newest: journal.Attempt, late: float
) -> Text | None:
    if attempt.total is None:
        return Text(
            "有人工评的题，只有最后一次的人工分留着",
            "partly marked by hand, and only the newest hand mark is kept",
        )
    if attempt.checks != newest.checks:
        return Text("是用改动以前的检查评的", "graded by checks that were changed since")
    if late > 0 and submission.penalty > 0:
        return Text(
            "nbgrader 当时扣的迟交分没有留下", "what nbgrader took for its lateness is not kept"
        )
    return None
