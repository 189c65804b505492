"""What the marks are made from: points of the gradebook, earlier submissions, marks set by hand."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from grader.base import Text

# What can be said of a student's work on an assignment. Not handed in: because nobody was given it,
# because the student need not, because it is not due yet, or missing.
UNRELEASED, EXCUSED, OPEN, MISSING = "not released", "excused", "open", "missing"
# Handed in: but nobody has graded it; graded, but a newer one lies there; some of it waits for a
# person; graded by checks or points that were changed since; all of it is marked.
UNGRADED, NEWER, WAITING, OUTDATED, MARKED = "ungraded", "newer", "waiting", "outdated", "marked"
WITHOUT_POINTS = (UNRELEASED, EXCUSED, OPEN, MISSING, UNGRADED)
SETTLED = (EXCUSED, MISSING, MARKED)  # only another hand-in or a person changes the mark
FINAL = "final"  # what an override of the whole mark names


@dataclass(frozen=True)
class Attempt:
    """An earlier submission of the same work.

    points: None where nobody knows; unknown: why they may not be compared with the points of the
    newest one, None where they may; date: when it was graded or collected, for the reader.
    """

    date: str
    points: float | None
    days_late: float = 0.0
    unknown: Text | None = None


@dataclass(frozen=True)
class Entry:
    """One student's points in one assignment, as the gradebook has them, which keeps the newest
    submission only.

    penalty: points that nbgrader itself took off for lateness; days_late: days after the due date,
    which the course's own rule uses where nbgrader took nothing; peer: the peer factor of a group,
    None where there is no group; earlier: the submissions before this one; handed_in_by: the member
    of the group whose notebook this is, empty for the student's own; doubt: why it cannot be said
    which points count; note: what more is to be told; answer: a digest of what was handed in.
    """

    student: str
    assignment: str
    points: float
    maximum: float | None
    status: str = MARKED
    days_late: float = 0.0
    penalty: float = 0.0
    peer: float | None = None
    earlier: tuple[Attempt, ...] = ()
    handed_in_by: str = ""
    doubt: Text | None = None
    note: Text | None = None
    answer: str = ""

    @property
    def percent(self) -> float:
        """Points in percent of the maximum; 0 where there is no maximum."""
        if not self.maximum:
            return 0.0
        return 100 * min(max(self.points, 0.0), self.maximum) / self.maximum


@dataclass(frozen=True)
class Override:
    """A mark (percent) that an instructor set by hand for an assignment, or for the whole course
    ("final"). answer: a digest of the work that lay there, of group work of each member's; empty
    where there was none."""

    student: str
    what: str
    mark: float
    date: str
    why: str
    by: str = ""
    answer: str = ""

    @property
    def percent(self) -> float:
        return min(max(self.mark, 0.0), 100.0)

    def is_of(self, answer: str) -> bool:
        """Whether the mark was set for this work."""
        return answer in self.answer.split()


def newest(overrides: Iterable[Override]) -> dict[tuple[str, str], Override]:
    """By student and what it is for, the one that stands last."""
    return {(o.student, o.what): o for o in overrides}


def unfit(entry: Entry) -> Text | None:
    """Why the points of an entry say nothing, or None; more than the maximum says full marks."""
    if entry.status in WITHOUT_POINTS:
        return None
    if entry.maximum is None or not entry.maximum > 0:
        return Text(
            "没有满分值：请先发布作业（keguan release），再评分",
            "there is no maximum: release the assignment (keguan release), then grade",
        )
    if not math.isfinite(entry.points) or entry.points < -1e-9:
        return Text(
            f"成绩册里的得分 {entry.points:g} 不是 0 以上的数：请在评分页改正",
            f"the gradebook has {entry.points:g} points, which is no number from 0 on: correct it "
            f"in formgrader",
        )
    return None


def above(points: float | None, maximum: float | None) -> bool:
    """Whether there are more points than there can be: extra credit, or other points than today."""
    return points is not None and points > (maximum or 0.0) + 1e-9
