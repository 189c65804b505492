"""What the marks are made from: points of the gradebook, earlier submissions, marks set by hand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from grader.base import Text, UserError
from grader.marks.policy import Policy

# What can be said of a student's work on an assignment: not handed in; not handed in, and not due
# yet; handed in, but nobody has graded it; some of it waits for a person; all of it is marked.
MISSING, OPEN, UNGRADED, WAITING, MARKED = "missing", "open", "ungraded", "waiting", "marked"
WITHOUT_POINTS = (MISSING, OPEN, UNGRADED)
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
    which points count.
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

    @property
    def percent(self) -> float:
        """Points in percent of the maximum; 0 where there is no maximum."""
        if not self.maximum:
            return 0.0
        return 100 * min(max(self.points, 0.0), self.maximum) / self.maximum


@dataclass(frozen=True)
class Override:
    """A mark (percent) that an instructor set by hand for an assignment, or for the whole course
    ("final")."""

    student: str
    what: str
    mark: float
    date: str
    why: str

    @property
    def percent(self) -> float:
        return min(max(self.mark, 0.0), 100.0)


def newest(overrides: Iterable[Override]) -> dict[tuple[str, str], Override]:
    """The last one by student and what it is for."""
    return {(o.student, o.what): o for o in sorted(overrides, key=lambda o: o.date)}


def verify(
    policy: Policy,
    students: list[str],
    entries: list[Entry],
    overrides: Iterable[Override],
) -> None:
    """Raises UserError for a gradebook or marks by hand that cannot be right.

    That is a student listed twice, an assignment that course.toml does not know, two entries for
    one piece of work, a maximum that is missing, points that are no number, below 0 or above the
    maximum, and a mark by hand for nobody.
    """
    if policy.empty:
        raise UserError(
            f"course.toml：{'、'.join(policy.empty)} 这部分没有任何作业。",
            f"course.toml: component {', '.join(policy.empty)} has no assignment.",
        )
    _verify_once("学生", "student", students)
    _verify_once("作业", "work", [f"{e.student} {e.assignment}" for e in entries])
    for entry in entries:
        _verify_place(policy, students, entry)
        if entry.status not in WITHOUT_POINTS:
            _verify_points(entry)
    for student, what in newest(overrides):
        if student not in students or what not in {*policy.assignments, FINAL}:
            raise UserError(
                f"手工改分里的 {student} / {what} 不存在。",
                f"The override for {student} / {what} fits nobody or nothing.",
            )


def _verify_once(zh: str, en: str, items: list[str]) -> None:
    for item, count in Counter(items).items():
        if count > 1:
            raise UserError(f"重复的{zh}：{item}。", f"The {en} {item} stands {count} times.")


def _verify_place(policy: Policy, students: list[str], entry: Entry) -> None:
    if entry.assignment not in policy.assignments:
        raise UserError(
            f"成绩册里的作业 {entry.assignment} 不在 course.toml 里。",
            f"The gradebook has the assignment {entry.assignment}, which course.toml does not "
            f"know.",
        )
    if entry.student not in students:
        raise UserError(
            f"{entry.student} 有成绩，但不在名单里。",
            f"{entry.student} has marks but is not on the list of students.",
        )


def _verify_points(entry: Entry) -> None:
    where = f"{entry.student} {entry.assignment}"
    if entry.maximum is None or not entry.maximum > 0:
        raise UserError(
            f"{where} 没有满分值：请先发布作业。",
            f"{where} has no maximum: release the assignment first.",
        )
    if not _fits(entry.points, entry.maximum):
        raise UserError(
            f"{where} 的得分 {entry.points} 不在 0 到满分 {entry.maximum} 之间。",
            f"{where} has {entry.points} points, which is not between 0 and the maximum of "
            f"{entry.maximum}.",
        )
    for attempt in entry.earlier:
        if attempt.points is not None and not _fits(attempt.points, entry.maximum):
            raise UserError(
                f"{where} 以前交的一份（{attempt.date}）得 {attempt.points} 分，不在 0 到满分 "
                f"{entry.maximum} 之间。",
                f"An earlier submission of {where} ({attempt.date}) has {attempt.points} "
                f"points, which is not between 0 and the maximum of {entry.maximum}.",
            )


def _fits(points: float, maximum: float) -> bool:
    return math.isfinite(points) and -1e-9 <= points <= maximum + 1e-9
