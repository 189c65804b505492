"""The marks of a term, computed simply from the list of what really happened; shares no code with
the product.

An event is (what, ...), days are counted from the first of the term:

    ("released", work) · ("due", work, day) · ("rule", per day)
    ("there", student) · ("gone", student) · ("renamed", old, new)
    ("joined", student, day) · ("left", student, day) · ("group", {student: factor})
    ("hand in", student, work, day, points, number) · ("withdrawn", student, work)
    ("graded", student, work) · ("marked", student, work, points)
    ("extension", student, work, days) · ("excused", student, work)
    ("override", student, work or "final", mark); None takes one of these three back
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

AUTO, HAND, GROUP = "auto", "hand", "group"
WEIGHTS = {"A": 0.3, "B": 0.2, "C": 0.2, "D": 0.3}
WORKS = {  # component, share, kind
    "one-check": ("A", 0.4, AUTO),
    "two-check": ("A", 0.3, AUTO),
    "three-check": ("A", 0.3, AUTO),
    "team-plan": ("B", 1.0, GROUP),
    "theory": ("C", 1.0, AUTO),
    "one-tasks": ("D", 0.3, AUTO),
    "two-tasks": ("D", 0.3, AUTO),
    "essay": ("D", 0.4, HAND),
}
BEST = ("C",)  # components in which the best submission counts
LOWEST_OUT = ("A",)
MOST = 10.0
LATE, LATE_AT_MOST = 10.0, 50.0  # percent a day


@dataclass
class Work:
    """What happened to one piece of work of one student."""

    came: list[tuple] = field(default_factory=list)  # (day, points, number)
    graded: tuple | None = None
    marked: tuple | None = None  # the hand-in that a person marked last
    points: float = 0.0  # that a person gave last
    given: dict[tuple, float] = field(default_factory=dict)  # by hand-in, so that it comes back
    extension: float = 0.0
    excused: bool = False
    override: tuple | None = None  # mark, what lay there

    @property
    def there(self) -> tuple | None:
        return self.came[-1] if self.came else None


@dataclass
class Term:
    """Where all the events of a class led."""

    works: dict[tuple[str, str], Work] = field(default_factory=dict)
    students: set[str] = field(default_factory=set)
    due: dict[str, float] = field(default_factory=dict)
    joined: dict[str, float] = field(default_factory=dict)
    left: dict[str, float] = field(default_factory=dict)
    groups: list[dict[str, float]] = field(default_factory=list)
    per_day: float = LATE

    def of(self, student: str, work: str) -> Work:
        return self.works.setdefault((student, work), Work())


def lived(events: Iterable[tuple]) -> Term:
    """Where the events led."""
    term = Term()
    for what, *facts in events:
        if what in TERM:
            TERM[what](term, *facts)
        else:
            student, work, *rest = facts
            OF_WORK[what](term.of(student, work), *rest)
    return term


def _rename(term: Term, old: str, new: str) -> None:
    term.works = {(new if s == old else s, w): its for (s, w), its in term.works.items()}
    term.students = {new if student == old else student for student in term.students}
    for those in (term.joined, term.left, *term.groups):
        if old in those:
            those[new] = those.pop(old)


def _go(term: Term, student: str) -> None:
    term.students.discard(student)
    term.works = {key: its for key, its in term.works.items() if key[0] != student}
    for those in (term.joined, term.left, *term.groups):
        those.pop(student, None)


def _withdraw(work: Work) -> None:
    gone = work.came.pop()
    if work.graded != gone:
        return  # its marks, if any, are of one before and stay
    work.graded = None
    work.marked = work.there if work.there in work.given else None
    work.points = work.given.get(work.there, 0.0)


def _grade(work: Work) -> None:
    work.graded = work.there


def _mark(work: Work, points: float) -> None:
    work.points, work.marked = points, work.there
    if work.there:
        work.given[work.there] = points


def _override(term: Term, student: str, name: str, mark: float | None) -> None:
    own = term.of(student, name)
    own.override = None if mark is None else (mark, _of_team(term, student, name)[0].there)


def _of_team(term: Term, student: str, name: str) -> tuple[Work, float]:
    """The work that counts for a student, a team's by whoever handed it in, and the factor."""
    own = term.of(student, name)
    if WORKS.get(name, ("", 0, ""))[2] == GROUP:
        for members in term.groups:
            if student in members:
                theirs = [term.of(member, name) for member in sorted(members)]
                return next((one for one in theirs if one.came), own), members[student]
    return own, 1.0


TERM = {
    "released": lambda term, work: None,
    "due": lambda term, work, day: term.due.update({work: day}),
    "rule": lambda term, per_day: setattr(term, "per_day", per_day),
    "there": lambda term, student: term.students.add(student),
    "gone": _go,
    "renamed": _rename,
    "joined": lambda term, student, day: term.joined.update({student: day}),
    "left": lambda term, student, day: term.left.update({student: day}),
    "group": lambda term, members: term.groups.append(dict(members)),
    "override": _override,
}
OF_WORK = {
    "hand in": lambda work, *came: work.came.append(came),
    "withdrawn": _withdraw,
    "graded": _grade,
    "marked": _mark,
    "extension": lambda work, days: setattr(work, "extension", days or 0.0),
    "excused": lambda work, yes: setattr(work, "excused", yes is not None),
}

Line = tuple[float, bool, bool]  # percent, nothing waits, it counts


def lines(events: Iterable[tuple]) -> dict[str, dict[str, Line]]:
    """By student and work."""
    term = lived(events)
    return {s: {w: _line(term, s, w) for w in WORKS} for s in sorted(term.students)}


def marks(events: Iterable[tuple]) -> dict[str, float]:
    """The mark in the end of each student."""
    events = list(events)
    term, every = lived(events), lines(events)
    return {student: _mark_of(term, student, own) for student, own in every.items()}


def _line(term: Term, student: str, name: str) -> Line:
    own = term.of(student, name)
    work, factor = _of_team(term, student, name)
    line = _without_override(term, name, (student, own), work, factor)
    if own.override is None:
        return line
    mark, before = own.override
    return float(mark), before == work.there, True


def _without_override(
    term: Term, name: str, whose: tuple[str, Work], work: Work, factor: float
) -> Line:
    student, own = whose
    due = term.due.get(name)
    if own.excused:
        return 0.0, True, False
    if work.there is None:
        away = due is not None and (
            due < term.joined.get(student, -math.inf) or due > term.left.get(student, math.inf)
        )
        return 0.0, away or due is not None, not away
    if work.graded is None:
        return 0.0, False, True
    tried = work.came[: work.came.index(work.graded) + 1]
    counted = tried if WORKS[name][0] in BEST else tried[-1:]
    percent = max(_percent(term, name, work, one, own.extension) for one in counted)
    percent = min(100.0, percent * factor)
    waits = WORKS[name][2] != AUTO and work.marked != work.graded
    return percent, work.graded == work.there and not waits, True


def _percent(term: Term, name: str, work: Work, came: tuple, granted: float) -> float:
    day, points, _ = came  # without a day nobody is late
    points = points if WORKS[name][2] == AUTO else work.points
    after = 0.0 if day is None or name not in term.due else day - term.due[name] - granted
    late = max(0, math.ceil(after))
    return 100 * points / MOST * (1 - min(LATE_AT_MOST, late * term.per_day) / 100)


def _mark_of(term: Term, student: str, own: dict[str, Line]) -> float:
    total = weight = 0.0
    for component, of_course in WEIGHTS.items():
        counted = [
            (own[name][0], share, name)
            for name, (its, share, _) in WORKS.items()
            if its == component and own[name][2]
        ]
        if component in LOWEST_OUT and len(counted) > 1:
            counted.remove(min(counted, key=lambda one: (one[0], one[2])))
        if counted:
            mean = sum(p * w for p, w, _ in counted) / sum(w for _, w, _ in counted)
            total, weight = total + of_course * mean, weight + of_course
    override = term.of(student, "final").override
    mark = override[0] if override else total / weight if weight else 0.0
    return math.floor(10 * mark + 0.5 + 1e-9) / 10
