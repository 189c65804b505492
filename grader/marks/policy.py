"""From points to the mark of the course: one pure function over the policy of course.toml, each
step told.

final = sum of the components' weights x component marks; a component's mark is the weighted mean
of its assignments, in
percent of their maximum, after late days, the peer factor of a group and what an instructor set by
hand.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from grader.base import Text, UserError
from grader.course.outline import Course

MISSING, WAITING, MARKED = "missing", "waiting", "marked"
UNGRADED = "ungraded"  # of an entry: handed in, and nobody has graded it yet; its line waits
FINAL = "final"  # what an override of the whole mark names
LAST, BEST = "last", "best"  # which submission of several counts


@dataclass(frozen=True)
class Part:
    """An assignment's place in the mark: its component and its weight among the component's
    assignments."""

    assignment: str
    component: str
    weight: float
    title: Text


@dataclass(frozen=True)
class Rules:
    """late_per_day and late_at_most: percent of an assignment's points lost for each day begun,
    and at most; drop: how
    many of the lowest assignments of a component do not count; peer: least and largest factor
    within a group; resubmission:
    LAST or BEST by component, LAST where nothing is said."""

    late_per_day: float = 0.0
    late_at_most: float = 0.0
    drop: Mapping[str, int] = field(default_factory=dict)
    peer: tuple[float, float] = (0.9, 1.1)
    # (student, assignment): days
    extensions: Mapping[tuple[str, str], float] = field(default_factory=dict)
    resubmission: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Policy:
    """Weights of the components (they sum to 1), the assignments that make them, and the rules."""

    weights: Mapping[str, float]
    parts: tuple[Part, ...]
    rules: Rules = Rules()

    def __post_init__(self):
        if abs(sum(self.weights.values()) - 1) > 1e-9:
            raise UserError(
                "course.toml：各部分权重之和不是 1。",
                "course.toml: the weights of the components do not sum to 1.",
            )
        for part in self.parts:
            if part.component not in self.weights:
                raise UserError(
                    f"course.toml：{part.assignment} 属于未定义的部分“{part.component}”。",
                    f"course.toml: {part.assignment} counts for an unknown component "
                    f"'{part.component}'.",
                )
        self._verify_resubmission()
        empty = sorted(set(self.weights) - {part.component for part in self.parts})
        if empty:
            raise UserError(
                f"course.toml：{'、'.join(empty)} 这部分没有任何作业。",
                f"course.toml: component {', '.join(empty)} has no assignment.",
            )

    def _verify_resubmission(self) -> None:
        for component, rule in self.rules.resubmission.items():
            if component not in self.weights or rule not in (LAST, BEST):
                raise UserError(
                    f"course.toml 的 [policy]：resubmission 里的 {component} = “{rule}”不对，"
                    f"组成部分要在 [components] 里，规则是 "
                    f"{LAST}（最后一次）或 {BEST}（最好一次）。",
                    f"[policy] of course.toml: {component} = '{rule}' under resubmission; name a "
                    f"component of [components] "
                    f"and '{LAST}' or '{BEST}'.",
                )


@dataclass(frozen=True)
class Attempt:
    """An earlier submission of the same work. points: None where nobody knows; unknown: why they
    may not be compared with
    the points of the newest one, None where they may; date: when it was graded or collected, for
    the reader."""

    date: str
    points: float | None
    days_late: float = 0.0
    unknown: Text | None = None


@dataclass(frozen=True)
class Entry:
    """One student's points in one assignment, as the gradebook has them, which keeps the newest
    submission only.

    penalty: points that nbgrader itself took off for lateness; days_late: days after the due date,
    which the course's
    own rule uses where nbgrader took nothing; peer: the factor within the group, None where there
    is no group;
    earlier: the submissions before this one.
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


@dataclass(frozen=True)
class Override:
    """A mark (percent) that an instructor set by hand for an assignment, or for the whole course
    ("final")."""

    student: str
    what: str
    mark: float
    date: str
    why: str


@dataclass
class Line:
    """An assignment in a student's mark: percent, whether it counts, and how it came about."""

    part: Part
    percent: float
    status: str
    steps: list[Text]
    counts: bool = True


@dataclass
class Final:
    """A student's mark in percent, to one decimal; `complete` when nothing waits for a mark any
    more."""

    student: str
    mark: float
    components: dict[str, float]
    lines: dict[str, list[Line]]
    steps: list[Text]
    complete: bool

    @property
    def missing(self) -> list[str]:
        return [
            line.part.assignment
            for lines in self.lines.values()
            for line in lines
            if line.status == MISSING
        ]


def of_course(course: Course) -> Policy:
    """The policy that course.toml writes down."""
    parts = tuple(Part(a.name, a.component, course.weight(a), a.title) for a in course.assignments)
    weights = {c.id: c.weight for c in course.components}
    return Policy(weights, parts, rules(course.policy, weights))


def rules(raw: Mapping, components: Iterable[str] = ()) -> Rules:
    """Rules from the table [policy] of course.toml; a single word under "resubmission" holds for
    all components.

    Raises UserError, naming the entry, for a word that is none of ours or a number out of range.
    """
    unknown = sorted(
        set(raw) - {"late_per_day", "late_at_most", "drop", "peer", "extensions", "resubmission"}
    )
    if unknown:
        raise UserError(
            f"course.toml 的 [policy] 里有不认识的项：{', '.join(unknown)}。",
            f"[policy] of course.toml has unknown entries: {', '.join(unknown)}.",
        )
    extensions = {
        (e["student"], e["assignment"]): float(e["days"]) for e in raw.get("extensions", ())
    }
    low, high = raw.get("peer", (0.9, 1.1))
    again = raw.get("resubmission", {})
    again = dict.fromkeys(components, again) if isinstance(again, str) else dict(again)
    made = Rules(
        float(raw.get("late_per_day", 0)),
        float(raw.get("late_at_most", 0)),
        dict(raw.get("drop", {})),
        (float(low), float(high)),
        extensions,
        again,
    )
    if not (
        0 <= made.late_per_day <= 100 and 0 <= made.late_at_most <= 100 and 0 < low <= 1 <= high
    ):
        raise UserError(
            "course.toml 的 [policy]：扣分要在 0 到 100 之间，同伴系数的范围要包含 1。",
            "[policy] of course.toml: deductions lie between 0 and 100, and the range of the peer "
            "factor holds 1.",
        )
    return made


def finals(
    policy: Policy,
    students: Iterable[str],
    entries: Iterable[Entry],
    overrides: Iterable[Override] = (),
) -> list[Final]:
    """The mark of every student, sorted by student id; nothing depends on the order of what is
    given.

    Raises UserError for a student listed twice, an assignment that course.toml does not know, two
    entries for one piece of
    work, a maximum that is missing, points that are no number, below 0 or above the maximum, and
    where the best submission
    should count but an earlier one that may be better has no known mark.
    """
    students, entries = list(students), list(entries)
    _verify(policy, students, entries)
    given = {(entry.student, entry.assignment): entry for entry in entries}
    # the last one counts
    by_hand = {(o.student, o.what): o for o in sorted(overrides, key=lambda o: o.date)}
    for student, what in by_hand:
        if student not in students or (
            what != FINAL and what not in {p.assignment for p in policy.parts}
        ):
            raise UserError(
                f"手工改分里的 {student} / {what} 不存在。",
                f"The override for {student} / {what} fits nobody or nothing.",
            )
    _verify_best(policy, given, by_hand)
    return [_final(policy, student, given, by_hand) for student in sorted(students)]


def _verify(policy: Policy, students: list[str], entries: list[Entry]) -> None:
    known = {part.assignment for part in policy.parts}
    for what, items in (
        ("学生 · student", students),
        ("作业 · work", [f"{e.student} {e.assignment}" for e in entries]),
    ):
        for item, count in Counter(items).items():
            if count > 1:
                raise UserError(
                    f"重复的{what.partition(' · ')[0]}：{item}。",
                    f"The {what.partition(' · ')[2]} {item} stands {count} times.",
                )
    for entry in entries:
        where = f"{entry.student} {entry.assignment}"
        if entry.assignment not in known:
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
        if entry.maximum is None or not entry.maximum > 0:
            raise UserError(
                f"{where} 没有满分值：请先发布作业。",
                f"{where} has no maximum: release the assignment first.",
            )
        if not (math.isfinite(entry.points) and -1e-9 <= entry.points <= entry.maximum + 1e-9):
            raise UserError(
                f"{where} 的得分 {entry.points} 不在 0 到满分 {entry.maximum} 之间。",
                f"{where} has {entry.points} points, which is not between 0 and the maximum of "
                f"{entry.maximum}.",
            )
        for attempt in entry.earlier:
            if attempt.points is not None and not -1e-9 <= attempt.points <= entry.maximum + 1e-9:
                raise UserError(
                    f"{where} 以前交的一份（{attempt.date}）得 {attempt.points} 分，不在 0 到满分 "
                    f"{entry.maximum} 之间。",
                    f"An earlier submission of {where} ({attempt.date}) has {attempt.points} "
                    f"points, which is not between 0 and "
                    f"the maximum of {entry.maximum}.",
                )


def _verify_best(policy: Policy, given: Mapping, by_hand: Mapping) -> None:
    """Raises UserError where the best submission is to count and nobody can know which that is, unless
    a mark is set by hand."""
    component = {part.assignment: part.component for part in policy.parts}
    open_ = []
    for key, entry in sorted(given.items()):
        if (
            policy.rules.resubmission.get(component[entry.assignment]) != BEST
            or key in by_hand
            or entry.status in (MISSING, UNGRADED)
        ):
            continue
        best = max(percent for _, percent in _candidates(policy.rules, entry))
        open_ += [
            (key, a) for a in entry.earlier if a.unknown and _may_beat(policy.rules, entry, a, best)
        ][:1]
    if open_:
        zh = "；".join(f"{who} {work}（{a.date}）：{a.unknown.zh}" for (who, work), a in open_[:5])
        en = "; ".join(f"{who} {work} ({a.date}): {a.unknown.en}" for (who, work), a in open_[:5])
        more = len(open_) - 5
        raise UserError(
            f"不知道哪一次最好，共 {len(open_)} 份：{zh}{'……' if more > 0 else ''}。请用 keguan "
            f"marks --set 逐一定分，"
            f"或在 course.toml 里把这部分的 resubmission 改为 {LAST}。",
            f"Nobody can know which submission is the best ({len(open_)} in all): "
            f"{en}{' ...' if more > 0 else ''}. Set these "
            f"marks with keguan marks --set, or write {LAST} for the component under resubmission "
            f"in course.toml.",
        )


def _final(policy: Policy, student: str, given: Mapping, by_hand: Mapping) -> Final:
    lines = defaultdict(list)
    for part in policy.parts:
        entry, override = (
            given.get((student, part.assignment)),
            by_hand.get((student, part.assignment)),
        )
        lines[part.component].append(_line(policy.rules, student, part, entry, override))
    components = {id: _component(lines[id], policy.rules.drop.get(id, 0)) for id in policy.weights}
    mark = _rounded(sum(policy.weights[id] * components[id] for id in policy.weights))
    sum_of = " + ".join(f"{policy.weights[id]:.2f} × {components[id]:.2f}" for id in policy.weights)
    steps = [Text(f"总评 = {sum_of} = {mark:.1f}", f"mark = {sum_of} = {mark:.1f}")]
    override = by_hand.get((student, FINAL))
    if override:
        steps.append(_told(override, mark))
        mark = _rounded(min(max(override.mark, 0.0), 100.0))
    complete = all(line.status != WAITING for group in lines.values() for line in group)
    return Final(student, mark, components, dict(lines), steps, complete)


def _candidates(rules: Rules, entry: Entry) -> list[tuple[Entry, float]]:
    """The newest submission and the earlier ones that may be compared with it, each with its
    percent after late days."""
    found = [
        entry,
        *(
            replace(entry, points=a.points, days_late=a.days_late, penalty=0.0)
            for a in entry.earlier
            if not a.unknown
        ),
    ]
    return [(one, _late(rules, entry.student, one, _percent(one), [])) for one in found]


def _may_beat(rules: Rules, entry: Entry, attempt: Attempt, best: float) -> bool:
    """Whether an attempt of unknown worth could count: its points, taken as they are, or full
    marks where there are none."""
    points = entry.maximum if attempt.points is None else attempt.points
    taken = replace(entry, points=points, days_late=attempt.days_late, penalty=0.0)
    return _late(rules, entry.student, taken, _percent(taken), []) > best + 1e-9


def _percent(entry: Entry) -> float:
    return 100 * min(max(entry.points, 0.0), entry.maximum) / entry.maximum


def _counted(rules: Rules, part: Part, entry: Entry, steps: list[Text]) -> Entry:
    """The submission that counts by the rule of the component; the newest of equals."""
    if not entry.earlier:
        return entry
    times = len(entry.earlier) + 1
    if rules.resubmission.get(part.component) != BEST:
        steps.append(
            Text(f"交了 {times} 次，按最后一次算", f"handed in {times} times: the last one counts")
        )
        return entry
    chosen, _ = max(_candidates(rules, entry), key=lambda pair: pair[1])
    given = next(
        (
            a
            for a in entry.earlier
            if chosen is not entry and (a.points, a.days_late) == (chosen.points, chosen.days_late)
        ),
        None,
    )
    zh, en = (
        (f"{given.date} 的那次", f"that of {given.date}") if given else ("最后一次", "the last one")
    )
    steps.append(
        Text(
            f"交了 {times} 次，按最好的一次算：{zh}",
            f"handed in {times} times, the best counts: {en}",
        )
    )
    return chosen


def _line(
    rules: Rules, student: str, part: Part, entry: Entry | None, override: Override | None
) -> Line:
    """Percent of one assignment, step by step: submission, points, late days, peer factor, what
    was set by hand."""
    if entry is None or entry.status == MISSING:
        percent, status, steps = 0.0, MISSING, [Text("没有交，按 0 分算", "not handed in: 0")]
    elif entry.status == UNGRADED:
        percent, status, steps = (
            0.0,
            WAITING,
            [Text("交了，还没有评分", "handed in, not graded yet")],
        )
    else:
        steps = []
        entry = _counted(rules, part, entry, steps)
        percent, status = _percent(entry), entry.status
        steps += [
            Text(
                f"{entry.points:g} / {entry.maximum:g} = {percent:.2f}%",
                f"{entry.points:g} / {entry.maximum:g} = {percent:.2f}%",
            )
        ]
        percent = _late(rules, student, entry, percent, steps)
        if entry.peer is not None:
            percent = _peer(rules, entry.peer, percent, steps)
        if status == WAITING:
            steps.append(Text("还有题目等人工评分", "some of it still waits to be marked by hand"))
    if override:
        steps.append(_told(override, percent))
        percent, status = min(max(override.mark, 0.0), 100.0), MARKED
    return Line(part, percent, status, steps)


def _late(rules: Rules, student: str, entry: Entry, percent: float, steps: list[Text]) -> float:
    if entry.penalty > 0:
        lost = min(percent, 100 * entry.penalty / entry.maximum)
        steps.append(
            Text(f"nbgrader 扣了迟交分：−{lost:.2f}", f"nbgrader's late penalty: −{lost:.2f}")
        )
        return percent - lost
    extra = rules.extensions.get((student, entry.assignment), 0.0)
    days = math.ceil(max(0.0, entry.days_late - extra) - 1e-9)
    if entry.days_late > 0 and extra:
        steps.append(Text(f"准许延期 {extra:g} 天", f"an extension of {extra:g} days"))
    if not days or not rules.late_per_day:
        return percent
    share = min(rules.late_at_most, days * rules.late_per_day)
    left = percent * (1 - share / 100)
    steps.append(
        Text(
            f"迟交 {days} 天，扣 {share:g}%：{left:.2f}",
            f"{days} days late, less {share:g}%: {left:.2f}",
        )
    )
    return left


def _peer(rules: Rules, factor: float, percent: float, steps: list[Text]) -> float:
    low, high = rules.peer
    if not low - 1e-9 <= factor <= high + 1e-9:
        raise UserError(
            f"同伴系数 {factor:g} 不在 {low:g} 到 {high:g} 之间。",
            f"The peer factor {factor:g} is not between {low:g} and {high:g}.",
        )
    made = min(100.0, percent * factor)
    steps.append(
        Text(
            f"小组成绩 × 同伴系数 {factor:g} = {made:.2f}（不超过 100）",
            f"group mark × peer factor {factor:g} = {made:.2f} (at most 100)",
        )
    )
    return made


def _component(lines: list[Line], drop: int) -> float:
    """Weighted mean of the lines that count; the `drop` lowest are left out, but never all of
    them."""
    for line in sorted(lines, key=lambda line: (line.percent, line.part.assignment))[
        : min(drop, len(lines) - 1)
    ]:
        line.counts = False
        line.steps.append(Text("最低的不计入", "the lowest, left out"))
    counted = [line for line in lines if line.counts]
    return sum(line.percent * line.part.weight for line in counted) / sum(
        line.part.weight for line in counted
    )


def _told(override: Override, before: float) -> Text:
    return Text(
        f"教师于 {override.date} 改为 {override.mark:g}（原为 {before:.2f}）：{override.why}",
        f"set to {override.mark:g} by the instructor on {override.date} (it was {before:.2f}): "
        f"{override.why}",
    )


def _rounded(percent: float) -> float:
    """One decimal, halves up, as a registrar rounds; 1e-9 keeps 72.25 from becoming 72.2 by the
    machine's arithmetic."""
    return math.floor(10 * percent + 0.5 + 1e-9) / 10
