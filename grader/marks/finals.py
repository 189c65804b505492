"""From points to the mark of the course: pure functions over the policy, each step told.

final = sum of the components' weights x component marks; a component's mark is the weighted mean
of its assignments, in percent of their maximum, after late days, the peer factor and
what an instructor set by hand. A `Line` is one assignment of one student on that way. Whoever shows
a mark (marks table, exports, class report) shows the figures made here.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from grader.base import Text, UserError
from grader.marks.entries import (
    EXCUSED,
    FINAL,
    MARKED,
    MISSING,
    NEWER,
    OPEN,
    OUTDATED,
    SETTLED,
    UNGRADED,
    UNRELEASED,
    WAITING,
    WITHOUT_POINTS,
    Attempt,
    Entry,
    Override,
    above,
    newest,
    unfit,
)
from grader.marks.policy import BEST, Part, Policy, Rules

TOLD = {
    UNRELEASED: Text("还没有发布，暂按 0 分算", "not released yet: 0 so far"),
    EXCUSED: Text("免交，不计入", "excused: it does not count"),
    OPEN: Text("没有交，还没到截止时间，暂按 0 分算", "not handed in, not due yet: 0 so far"),
    MISSING: Text("没有交，按 0 分算", "not handed in: 0"),
    UNGRADED: Text("交了，还没有评分：keguan grade", "handed in, not graded yet: keguan grade"),
    NEWER: Text(
        "后来又交了一份，还没有评分，这里是上一份的分数：keguan grade",
        "handed in again and not graded yet, this is the mark of the one before: keguan grade",
    ),
    WAITING: Text("还有题目等人工评分", "some of it still waits to be marked by hand"),
    OUTDATED: Text(
        "是按改动以前的检查或分值评的：keguan grade --regrade",
        "graded by checks or points that were changed since: keguan grade --regrade",
    ),
}
AGAIN = Text(
    "改分以后又交了一份，请看一看这个分数还对不对",
    "handed in again since this mark was set: see whether it still holds",
)

Lines = Mapping[str, Mapping[str, "Line"]]  # by student, by assignment


@dataclass(frozen=True)
class Line:
    """An assignment in a student's mark, and how it came about.

    percent: what counts, 0-100, after late days, the peer factor and a mark set by hand; of
    work that waits what is known so far. doubt: why somebody has to decide. points, maximum: the
    gradebook's, of the submission that counts; None where there are none. days_late: days begun
    after the due date, less any extension. handed_in_by: the student whose notebook it is. counts:
    False for the lowest that is left out, and for what is excused.
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
    doubt: Text | None = None

    @property
    def settled(self) -> bool:
        """Whether nothing can change the percent any more but another submission."""
        return self.status in SETTLED


@dataclass(frozen=True)
class Final:
    """A student's mark in percent, to one decimal; components (percent) and lines by component.

    mark: in the end, if nothing more comes: what is not there counts 0; it is provisional unless
    `complete`. so_far: of the work that is settled alone, None without any that counts (the
    warm-up, whose weight is 0, makes no mark), and likewise each component. A component is None
    where all of it is excused; the others then make the mark by their weights.
    """

    student: str
    mark: float
    components: Mapping[str, float | None]
    lines: Mapping[str, tuple[Line, ...]]
    steps: tuple[Text, ...]
    so_far: float | None = None
    components_so_far: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def every_line(self) -> list[Line]:
        return sum(map(list, self.lines.values()), start=[])

    @property
    def complete(self) -> bool:
        """Whether nothing waits for a mark or for its due date any more."""
        return all(self.settled(component) for component in self.lines)

    def settled(self, component: str) -> bool:
        """Whether nothing of a component is open; work without weight does not matter to it."""
        return all(line.settled for line in self.lines[component] if line.part.weight)

    @property
    def missing(self) -> list[str]:
        return self.with_status(MISSING)

    def with_status(self, *statuses: str) -> list[str]:
        """Names of the assignments in one of these states; of work without weight only what is
        missing is told."""
        told = [line for line in self.every_line if line.part.weight or line.status == MISSING]
        return [line.part.assignment for line in told if line.status in statuses]


def finals(
    policy: Policy,
    students: Iterable[str],
    entries: Iterable[Entry],
    overrides: Iterable[Override] = (),
) -> list[Final]:
    """The mark of every student, sorted by student id; nothing depends on the order of students
    and entries.

    What cannot be right of one student's work stops nobody: see `lines`. Raises UserError for a
    component that no assignment belongs to, and for a student or a piece of work that stands twice.
    """
    students, entries, overrides = list(students), list(entries), list(overrides)
    if policy.empty:
        raise UserError(
            f"course.toml：{'、'.join(policy.empty)} 这部分没有任何作业。",
            f"course.toml: component {', '.join(policy.empty)} has no assignment.",
        )
    _verify_once("学生", "student", students)
    _verify_once("作业", "work", [f"{e.student} {e.assignment}" for e in entries])
    by_hand = newest(overrides)
    every = lines(policy, students, entries, overrides)
    return [_final(policy, student, every[student], by_hand) for student in sorted(students)]


def _verify_once(zh: str, en: str, items: list[str]) -> None:
    for item, count in Counter(items).items():
        if count > 1:
            raise UserError(f"重复的{zh}：{item}。", f"The {en} {item} stands {count} times.")


def lines(
    policy: Policy,
    students: Iterable[str],
    entries: Iterable[Entry],
    overrides: Iterable[Override] = (),
) -> Lines:
    """The line of every student in every assignment of the policy.

    More points than the maximum are full marks; where the points mean nothing, or nobody can know
    which submission is the best, the line is WAITING and its `doubt` says why. Entries of others
    than these students and assignments are left out.
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
    status = MARKED
    if entry and override.answer and entry.answer and not override.is_of(entry.answer):
        status, steps = WAITING, (*steps, AGAIN)
    return replace(
        line,
        percent=override.percent,
        status=status,
        steps=steps,
        override=override,
        counts=True,
        doubt=AGAIN if status == WAITING else None,
    )


def _of_entry(rules: Rules, student: str, part: Part, entry: Entry) -> Line:
    owner = entry.handed_in_by or student
    notes = [entry.note] if entry.note else []
    if entry.status in WITHOUT_POINTS:
        told = (TOLD[entry.status], *notes)
        counts = entry.status != EXCUSED
        return Line(student, part, 0.0, entry.status, told, handed_in_by=owner, counts=counts)
    wrong = unfit(entry)
    if wrong:
        return Line(student, part, 0.0, WAITING, (wrong,), handed_in_by=owner, doubt=wrong)
    counted, steps = _counted(rules, part, entry)
    percent, more = _percent(rules, counted)
    steps += more + notes
    doubt = entry.doubt or _factor(rules, entry) or _doubt(_unknown_best(rules, part, entry))
    status = _provisional(entry, bool(doubt))
    if entry.status != MARKED:
        steps.append(TOLD[entry.status])
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
        doubt=doubt,
    )


def _provisional(entry: Entry, doubtful: bool) -> str:
    return WAITING if doubtful and entry.status in (MARKED, OUTDATED) else entry.status


def _percent(rules: Rules, entry: Entry) -> tuple[float, list[Text]]:
    """Percent of the points after late days and the peer factor, and the steps."""
    share = f"{entry.points:g} / {entry.maximum or 0:g} = {entry.percent:.2f}%"
    percent, late = _late(rules, entry, entry.percent)
    steps = [Text(share, share)]
    if above(entry.points, entry.maximum):
        steps.append(Text("超过满分，按 100% 算", "more than the maximum: counts as 100 %"))
    steps += late
    if entry.peer is None or _factor(rules, entry):
        return percent, steps
    percent, step = _peer(entry.peer, percent)
    return percent, [*steps, step]


def _factor(rules: Rules, entry: Entry) -> Text | None:
    """What is wrong with the peer factor, which then is not used; None where nothing is."""
    low, high = rules.peer
    if entry.peer is None or low - 1e-9 <= entry.peer <= high + 1e-9:
        return None
    return Text(
        f"组内互评系数 {entry.peer:g} 不在 {low:g} 到 {high:g} 之间，没有乘",
        f"the peer factor {entry.peer:g} is not between {low:g} and {high:g} and was not used",
    )


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
        steps.append(_granted(rules, entry, granted))
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


def _granted(rules: Rules, entry: Entry, granted: float) -> Text:
    said = rules.said.get((entry.student, entry.assignment))
    zh, en = (f"（{said.zh}）", f" ({said.en})") if said else ("", "")
    return Text(f"准许延期 {granted:g} 天{zh}", f"an extension of {granted:g} days{en}")


def _peer(factor: float, percent: float) -> tuple[float, Text]:
    made = min(100.0, percent * factor)
    return made, Text(
        f"小组成绩 × 组内互评系数 {factor:g} = {made:.2f}（不超过 100）",
        f"group mark × peer factor {factor:g} = {made:.2f} (at most 100)",
    )


def _told(override: Override, before: float) -> Text:
    zh, en = override.by or "教师", override.by or "the instructor"
    return Text(
        f"{zh}于 {override.date} 改为 {override.mark:g}（原为 {before:.2f}）：{override.why}",
        f"set to {override.mark:g} by {en} on {override.date} (it was {before:.2f}): "
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
        comparable = not attempt.unknown and not above(attempt.points, entry.maximum)
        if comparable and attempt.points is not None:
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
        unknown = attempt.unknown or above(attempt.points, entry.maximum)
        if unknown and _worth(rules, _as_entry(entry, attempt, points)) > best + 1e-9:
            return attempt
    return None


def _doubt(attempt: Attempt | None) -> Text | None:
    if attempt is None:
        return None
    why = attempt.unknown or Text(
        f"得了 {attempt.points:g} 分，比现在的满分多",
        f"it has {attempt.points:g} points, more than the maximum of today",
    )
    return Text(
        f"无法判断哪一次分数最高（{attempt.date}）：{why.zh}。请用 keguan marks --set 定分",
        f"it cannot be told which submission is the best ({attempt.date}): {why.en}. Set the mark "
        f"with keguan marks --set",
    )


# --- components and the mark


def _without_lowest(rules: Rules, own: dict[str, Line]) -> dict[str, Line]:
    """The lines, with the lowest of each component left out as the rules say, but never all; work
    of weight 0 is not among those it is chosen from, or it would use the rule up, or be all that
    is left."""
    left_out = Text("最低的不计入", "the lowest, left out")
    found = dict(own)
    for component, its in _by_component(own.values()).items():
        counting = [line for line in its if line.counts and line.part.weight]
        worst = sorted(counting, key=lambda line: (line.percent, line.part.assignment))
        drop = max(0, min(rules.drop.get(component, 0), len(counting) - 1))
        for line in worst[:drop]:
            name = line.part.assignment
            found[name] = replace(line, counts=False, steps=(*line.steps, left_out))
    return found


def _by_component(every: Iterable[Line]) -> dict[str, tuple[Line, ...]]:
    found: dict[str, tuple[Line, ...]] = defaultdict(tuple)
    for line in every:
        found[line.part.component] += (line,)
    return dict(found)


def _component(its: Iterable[Line]) -> float | None:
    """Weighted mean of the lines that count; None without any."""
    counted = [line for line in its if line.counts]
    whole = sum(line.part.weight for line in counted)
    if not whole:
        return None
    return sum(line.percent * line.part.weight for line in counted) / whole


def _components(policy: Policy, every: Iterable[Line]) -> dict[str, float | None]:
    groups = _by_component(every)
    return {id: _component(groups.get(id, ())) for id in policy.weights}


def _mean(policy: Policy, components: Mapping[str, float | None]) -> float | None:
    """Mean of the components that have a mark, by their weights; None without any."""
    known = {id: percent for id, percent in components.items() if percent is not None}
    whole = sum(policy.weights[id] for id in known)
    if not whole:
        return None
    return sum(policy.weights[id] * percent for id, percent in known.items()) / whole


def _final(
    policy: Policy,
    student: str,
    own: Mapping[str, Line],
    by_hand: Mapping[tuple[str, str], Override],
) -> Final:
    components = _components(policy, own.values())
    mark = _rounded(_mean(policy, components) or 0.0)
    steps = [_sum(policy, components, mark)]
    parts = _so_far(policy, own)
    so_far = _rounded_or_none(_mean(policy, parts))
    override = by_hand.get((student, FINAL))
    if override:
        steps.append(_told(override, mark))
        mark = so_far = _rounded(override.percent)
    of_component = _by_component(own.values())
    return Final(student, mark, components, of_component, tuple(steps), so_far, parts)


def _sum(policy: Policy, components: Mapping[str, float | None], mark: float) -> Text:
    """How the mark is the sum of the components."""
    known = {id: percent for id, percent in components.items() if percent is not None}
    whole = sum(policy.weights[id] for id in known) or 1.0
    sum_of = " + ".join(f"{policy.weights[id] / whole:.2f} × {known[id]:.2f}" for id in known)
    return Text(f"总评 = {sum_of or 0} = {mark:.1f}", f"mark = {sum_of or 0} = {mark:.1f}")


def _so_far(policy: Policy, own: Mapping[str, Line]) -> dict[str, float | None]:
    """The components as if the course had only the work that is settled; the rules hold within
    it."""
    settled = {
        name: replace(line, counts=line.status != EXCUSED)
        for name, line in own.items()
        if line.settled
    }
    every = _without_lowest(policy.rules, settled)
    return _components(policy, every.values())


def _rounded_or_none(percent: float | None) -> float | None:
    return None if percent is None else _rounded(percent)


def _rounded(percent: float) -> float:
    """One decimal, halves up, as a registrar rounds; 1e-9 keeps 72.25 from becoming 72.2 by the
    machine's arithmetic."""
    return math.floor(10 * percent + 0.5 + 1e-9) / 10
