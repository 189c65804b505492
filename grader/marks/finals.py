"""From points to the mark of the course: pure functions over the policy, each step told.

final = sum of the components' weights x component marks; a component's mark is the weighted mean
of its assignments, in percent of their maximum, after late days, the peer factor and
what an instructor set by hand. A `Line` is one assignment of one student on that way. Whoever shows
a mark (marks table, exports, class report) shows the figures made here.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from grader.base import Text, UserError
from grader.marks.entries import (
    FINAL,
    MARKED,
    MISSING,
    OPEN,
    UNGRADED,
    WAITING,
    WITHOUT_POINTS,
    Attempt,
    Entry,
    Override,
    newest,
    verify,
)
from grader.marks.policy import BEST, LAST, Part, Policy, Rules

NAMED = 5  # pieces of work that one sentence names
NO_POINTS = {
    MISSING: Text("没有交，按 0 分算", "not handed in: 0"),
    OPEN: Text("没有交，还没到截止时间，暂按 0 分算", "not handed in, not due yet: 0 so far"),
    UNGRADED: Text("交了，还没有评分", "handed in, not graded yet"),
}

Lines = Mapping[str, Mapping[str, "Line"]]  # by student, by assignment


@dataclass(frozen=True)
class Line:
    """An assignment in a student's mark, and how it came about.

    percent: what counts, 0-100, after late days, the peer factor and a mark set by hand; of
    work that waits what is known so far. points, maximum: the gradebook's, of the submission that
    counts; None where there are none. days_late: days begun after the due date, less any extension.
    handed_in_by: the student whose notebook it is. counts: False for the lowest that is left out.
    """

    student: str
    part: Part
    percent: float
    status: str
    steps: tuple[Text, ...]
    points: float | None = None
    maximum: float | None = None
    days_late: int = 0
    handed_in_by: str = ""
    override: Override | None = None
    counts: bool = True

    @property
    def settled(self) -> bool:
        """Whether nothing can change the percent any more but another submission."""
        return self.status in (MARKED, MISSING)


@dataclass(frozen=True)
class Final:
    """A student's mark in percent, to one decimal; components (percent) and lines by component."""

    student: str
    mark: float
    components: Mapping[str, float]
    lines: Mapping[str, tuple[Line, ...]]
    steps: tuple[Text, ...]

    @property
    def every_line(self) -> list[Line]:
        return sum(map(list, self.lines.values()), start=[])

    @property
    def complete(self) -> bool:
        """Whether nothing waits for a mark or for its due date any more."""
        return all(self.settled(component) for component in self.lines)

    def settled(self, component: str) -> bool:
        return all(line.settled for line in self.lines[component])

    @property
    def missing(self) -> list[str]:
        return self.with_status(MISSING)

    def with_status(self, *statuses: str) -> list[str]:
        """Names of the assignments in one of these states."""
        return [line.part.assignment for line in self.every_line if line.status in statuses]


def finals(
    policy: Policy,
    students: Iterable[str],
    entries: Iterable[Entry],
    overrides: Iterable[Override] = (),
) -> list[Final]:
    """The mark of every student, sorted by student id; nothing depends on the order of what is
    given.

    Raises UserError where `entries.verify` does, where a group has two different marks, and where
    the best submission should count but an earlier one that may be better has no known mark.
    """
    students, entries, overrides = list(students), list(entries), list(overrides)
    verify(policy, students, entries, overrides)
    by_hand = newest(overrides)
    works = sorted(_by_work(entries).items())
    undecided = [entry for work, entry in works if work not in by_hand]
    _verify_doubts(undecided)
    _verify_best(policy, undecided)
    every = lines(policy, students, entries, overrides)
    return [_final(policy, student, every[student], by_hand) for student in sorted(students)]


def lines(
    policy: Policy,
    students: Iterable[str],
    entries: Iterable[Entry],
    overrides: Iterable[Override] = (),
) -> Lines:
    """The line of every student in every assignment of the policy.

    Unlike `finals` this refuses no gradebook: what is not between 0 and the maximum is cut there,
    what nobody can decide is WAITING. Raises UserError for a peer factor out of range.
    """
    given, by_hand = _by_work(entries), newest(overrides)
    found: dict[str, dict[str, Line]] = {}
    for student in students:
        own = {}
        for part in policy.parts:
            key = student, part.assignment
            own[part.assignment] = _line(
                policy.rules, student, part, given.get(key), by_hand.get(key)
            )
        found[student] = _without_lowest(policy.rules, own)
    return found


def _by_work(entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    return {(entry.student, entry.assignment): entry for entry in entries}


# --- one assignment


def _line(
    rules: Rules, student: str, part: Part, entry: Entry | None, override: Override | None
) -> Line:
    line = _of_entry(
        rules, student, part, entry or Entry(student, part.assignment, 0.0, None, MISSING)
    )
    if override is None:
        return line
    steps = (*line.steps, _told(override, line.percent))
    return replace(line, percent=override.percent, status=MARKED, steps=steps, override=override)


def _of_entry(rules: Rules, student: str, part: Part, entry: Entry) -> Line:
    owner = entry.handed_in_by or student
    if entry.status in WITHOUT_POINTS:
        told = (NO_POINTS[entry.status],)
        return Line(student, part, 0.0, entry.status, told, handed_in_by=owner)
    counted, steps = _counted(rules, part, entry)
    percent, more = _percent(rules, counted)
    steps += more
    doubt = entry.doubt or _doubt(_unknown_best(rules, part, entry))
    status = WAITING if doubt else entry.status
    if entry.status == WAITING:
        steps.append(Text("还有题目等人工评分", "some of it still waits to be marked by hand"))
    if doubt:
        steps.append(doubt)
    return Line(
        student,
        part,
        percent,
        status,
        tuple(steps),
        points=counted.points,
        maximum=counted.maximum,
        days_late=_days_late(rules, counted),
        handed_in_by=owner,
    )


def _percent(rules: Rules, entry: Entry) -> tuple[float, list[Text]]:
    """Percent of the points after late days and the peer factor, and the steps."""
    share = f"{entry.points:g} / {entry.maximum or 0:g} = {entry.percent:.2f}%"
    percent, late = _late(rules, entry, entry.percent)
    steps = [Text(share, share), *late]
    if entry.peer is None:
        return percent, steps
    percent, step = _peer(rules, entry.peer, percent)
    return percent, [*steps, step]


def _days_late(rules: Rules, entry: Entry) -> int:
    """Days begun after the due date, less what the student was granted."""
    granted = rules.extension(entry.student, entry.assignment)
    return math.ceil(max(0.0, entry.days_late - granted) - 1e-9)


def _late(rules: Rules, entry: Entry, percent: float) -> tuple[float, list[Text]]:
    """What is left after lateness: nbgrader's own penalty or, without one, the course's rule."""
    if entry.penalty > 0 and entry.maximum:
        lost = min(percent, 100 * entry.penalty / entry.maximum)
        told = Text(f"nbgrader 扣了迟交分：−{lost:.2f}", f"nbgrader's late penalty: −{lost:.2f}")
        return percent - lost, [told]
    steps = []
    granted = rules.extension(entry.student, entry.assignment)
    if entry.days_late > 0 and granted:
        steps.append(Text(f"准许延期 {granted:g} 天", f"an extension of {granted:g} days"))
    days = _days_late(rules, entry)
    if not days or not rules.late_per_day:
        return percent, steps
    share = min(rules.late_at_most, days * rules.late_per_day)
    left = percent * (1 - share / 100)
    told = Text(
        f"迟交 {days} 天，扣 {share:g}%：{left:.2f}",
        f"{days} days late, less {share:g}%: {left:.2f}",
    )
    return left, [*steps, told]


def _peer(rules: Rules, factor: float, percent: float) -> tuple[float, Text]:
    low, high = rules.peer
    if not low - 1e-9 <= factor <= high + 1e-9:
        raise UserError(
            f"组内互评系数 {factor:g} 不在 {low:g} 到 {high:g} 之间。",
            f"The peer factor {factor:g} is not between {low:g} and {high:g}.",
        )
    made = min(100.0, percent * factor)
    return made, Text(
        f"小组成绩 × 组内互评系数 {factor:g} = {made:.2f}（不超过 100）",
        f"group mark × peer factor {factor:g} = {made:.2f} (at most 100)",
    )


def _told(override: Override, before: float) -> Text:
    return Text(
        f"教师于 {override.date} 改为 {override.mark:g}（原为 {before:.2f}）：{override.why}",
        f"set to {override.mark:g} by the instructor on {override.date} (it was {before:.2f}): "
        f"{override.why}",
    )


# --- which submission counts


def _counted(rules: Rules, part: Part, entry: Entry) -> tuple[Entry, list[Text]]:
    """The submission that counts by the rule of the component, the newest of equals."""
    times = len(entry.earlier) + 1
    if times == 1:
        return entry, []
    if rules.resubmission.get(part.component) != BEST:
        told = Text(
            f"交了 {times} 次，按最后一次算", f"handed in {times} times: the last one counts"
        )
        return entry, [told]
    attempt, chosen = max(_known(entry), key=lambda pair: _worth(rules, pair[1]))
    zh, en = "最后一次", "the last one"
    if attempt:
        zh, en = f"{attempt.date} 的那次", f"that of {attempt.date}"
    told = Text(
        f"交了 {times} 次，按最好的一次算：{zh}", f"handed in {times} times, the best counts: {en}"
    )
    return chosen, [told]


def _known(entry: Entry) -> list[tuple[Attempt | None, Entry]]:
    """The newest submission (no attempt), then the earlier ones that may be compared with it."""
    found: list[tuple[Attempt | None, Entry]] = [(None, entry)]
    for attempt in entry.earlier:
        if not attempt.unknown and attempt.points is not None:
            found.append((attempt, _as_entry(entry, attempt, attempt.points)))
    return found


def _as_entry(entry: Entry, attempt: Attempt, points: float) -> Entry:
    return replace(entry, points=points, days_late=attempt.days_late, penalty=0.0)


def _worth(rules: Rules, entry: Entry) -> float:
    """Percent after late days: by this submissions are compared."""
    return _late(rules, entry, entry.percent)[0]


def _unknown_best(rules: Rules, part: Part, entry: Entry) -> Attempt | None:
    """An attempt that may be the best and cannot be compared: its points, taken as they are, or
    full marks where there are none, would count."""
    if rules.resubmission.get(part.component) != BEST or entry.status in WITHOUT_POINTS:
        return None
    best = max(_worth(rules, one) for _, one in _known(entry))
    for attempt in entry.earlier:
        points = entry.maximum or 0.0 if attempt.points is None else attempt.points
        if attempt.unknown and _worth(rules, _as_entry(entry, attempt, points)) > best + 1e-9:
            return attempt
    return None


def _doubt(attempt: Attempt | None) -> Text | None:
    if attempt is None or attempt.unknown is None:
        return None
    return Text(
        f"无法判断哪一次分数最高（{attempt.date}）：{attempt.unknown.zh}",
        f"it cannot be told which submission is the best ({attempt.date}): {attempt.unknown.en}",
    )


def _verify_doubts(entries: list[Entry]) -> None:
    for entry in entries:
        if entry.doubt:
            raise UserError(entry.doubt.zh, entry.doubt.en)


def _verify_best(policy: Policy, entries: list[Entry]) -> None:
    """Raises UserError where the best submission is to count and nobody can know which that is."""
    parts = {part.assignment: part for part in policy.parts}
    told = []
    for entry in entries:
        attempt = _unknown_best(policy.rules, parts[entry.assignment], entry)
        if attempt and attempt.unknown:
            who = f"{entry.student} {entry.assignment}"
            zh, en = attempt.unknown.zh, attempt.unknown.en
            told.append(Text(f"{who}（{attempt.date}）：{zh}", f"{who} ({attempt.date}): {en}"))
    if not told:
        return
    zh = "；".join(one.zh for one in told[:NAMED])
    en = "; ".join(one.en for one in told[:NAMED])
    more = Text("……", " ...") if len(told) > NAMED else Text("", "")
    raise UserError(
        f"无法判断哪一次分数最高，共 {len(told)} 份：{zh}{more.zh}。请用 keguan "
        f"marks --set 逐一定分，或在 course.toml 里把这部分的 resubmission 改为 {LAST}。",
        f"It cannot be told which submission is the best ({len(told)} in all): {en}{more.en}. Set "
        f"these marks with keguan marks --set, or write {LAST} for the component under "
        f"resubmission in course.toml.",
    )


# --- components and the mark


def _without_lowest(rules: Rules, own: dict[str, Line]) -> dict[str, Line]:
    """The lines, with the lowest of each component left out as the rules say, but never all."""
    left_out = Text("最低的不计入", "the lowest, left out")
    found = dict(own)
    for component, its in _by_component(own.values()).items():
        worst = sorted(its, key=lambda line: (line.percent, line.part.assignment))
        drop = min(rules.drop.get(component, 0), len(its) - 1)
        for line in worst[:drop]:
            name = line.part.assignment
            found[name] = replace(line, counts=False, steps=(*line.steps, left_out))
    return found


def _by_component(every: Iterable[Line]) -> dict[str, tuple[Line, ...]]:
    found: dict[str, tuple[Line, ...]] = defaultdict(tuple)
    for line in every:
        found[line.part.component] += (line,)
    return dict(found)


def _component(its: Iterable[Line]) -> float:
    """Weighted mean of the lines that count."""
    counted = [line for line in its if line.counts]
    whole = sum(line.part.weight for line in counted)
    return sum(line.percent * line.part.weight for line in counted) / whole


def _final(
    policy: Policy,
    student: str,
    own: Mapping[str, Line],
    by_hand: Mapping[tuple[str, str], Override],
) -> Final:
    groups = _by_component(own.values())
    weights = policy.weights
    components = {id: _component(groups[id]) for id in weights}
    mark = _rounded(sum(weights[id] * components[id] for id in weights))
    sum_of = " + ".join(f"{weights[id]:.2f} × {components[id]:.2f}" for id in weights)
    steps = [Text(f"总评 = {sum_of} = {mark:.1f}", f"mark = {sum_of} = {mark:.1f}")]
    override = by_hand.get((student, FINAL))
    if override:
        steps.append(_told(override, mark))
        mark = _rounded(override.percent)
    return Final(student, mark, components, groups, tuple(steps))


def _rounded(percent: float) -> float:
    """One decimal, halves up, as a registrar rounds; 1e-9 keeps 72.25 from becoming 72.2 by the
    machine's arithmetic."""
    return math.floor(10 * percent + 0.5 + 1e-9) / 10
