"""The class report: one HTML file that needs nothing else, in Chinese or English, readable on a
projector. What each section says is worked out here; how it looks stands in the templates."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby
from statistics import mean
from typing import NamedTuple

from grader.base import Text
from grader.base.pages import render
from grader.report import charts, items
from grader.report import results as r
from grader.report.results import AssignmentInfo, Results, Step, TaskInfo, Verdict
from grader.report.words import KINDS, TEXTS

WEAKEST = 6  # concepts that are named for one student
HARD = 3  # tasks that are named as hard
NAMED = 5  # students, concepts and so on that are named in one line
# of a table with more rows than LONG, the TOP rows are shown and the rest unfolds
LONG = 40
TOP = 15
MISTAKES = 12  # sentences in the table of the commonest mistakes
ANSWERS = 4  # answers that are quoted under one of them
ALIKE = 0.03  # medians that differ by less are told as the same
NO_SCORE = "—"
LOST = (r.MISSING, r.UNREADABLE, r.FAILED)

# Sections in the order of the page: id, and the word that heads it.
HEADS = {
    "glance": "glance",
    "help": "help_head",
    "missing": "missing_head",
    "concepts": "concepts_head",
    "wrong": "wrong_head",
    "tasks": "tasks_head",
    "steps": "steps_head",
    "marks": "marks_head",
}
NAMING = ("help", "marks", "missing")


def page(
    results: Results,
    language: str,
    title: str | None = None,
    date: datetime.date | None = None,
    *,
    shared: bool = False,
) -> str:
    """The report as a complete HTML page; `title` is that of the unit, default the course's.

    shared: leave out every section that names students, and what only one student wrote.
    """
    t = TEXTS[language]
    made = t["made"].format(
        date=(date or datetime.date.today()).isoformat(),
        students=len(results.students),
        assignments=len(results.assignments),
    )
    return render(
        "report.html",
        language=language,
        t=t,
        heading=t["title"] + t["colon"] + (title or results.title[language]),
        made=made,
        sections=sections(results, language, shared=shared),
        kinds=list(KINDS),
        foot=t["foot_shared" if shared else "foot"],
    )


class Section(NamedTuple):
    """found: what the section says, one of the classes below."""

    id: str
    heading: str
    found: NamedTuple


def sections(results: Results, language: str, *, shared: bool = False) -> list[Section]:
    """The sections that have something to say, in order; those that name students only where not
    `shared`."""
    makers: dict[str, Callable[[Results, str], NamedTuple | None]] = {
        "glance": partial(glance, shared=shared),
        "help": helped,
        "missing": missing,
        "concepts": concepts,
        "wrong": wrong,
        "tasks": tasks,
        "steps": steps,
        "marks": marks,
    }
    if shared:
        results = without_single_answers(results)
    made = []
    for id, heading in HEADS.items():
        if shared and id in NAMING:
            continue
        found = makers[id](results, language)
        if found is not None:
            made.append(Section(id, TEXTS[language][heading], found))
    return made


def without_single_answers(results: Results) -> Results:
    """The class without sentences that only one student got, and without the words of students'
    own errors."""
    told = {key: list(map(_without_words, work.verdicts)) for key, work in results.work.items()}
    counts: Counter = Counter()
    for (_, assignment), verdicts in told.items():
        counts.update((assignment, verdict) for verdict in verdicts)
    work = {}
    for (student, assignment), own in results.work.items():
        kept = []
        for verdict in told[student, assignment]:
            if verdict.outcome == r.NOT_ATTEMPTED or counts[assignment, verdict] > 1:
                kept.append(verdict)
        work[student, assignment] = replace(own, verdicts=kept)
    return replace(results, right={}, work=work)


def _without_words(verdict: Verdict) -> Verdict:
    """Of an error in a student's code only its kind, as the words may name the student."""
    if verdict.outcome != "error":
        return verdict
    kind = verdict.text.en.partition(":")[0]
    zh, en = (f"{TEXTS[language]['own_error']} ({kind})" for language in ("zh", "en"))
    return replace(verdict, text=Text(zh, en))


# --- At a glance


class Tile(NamedTuple):
    name: str
    value: str
    alarm: bool


class Todo(NamedTuple):
    """A sentence on what to do next; its beginning leads to the section `id`."""

    id: str
    word: str
    told: str


class Glance(NamedTuple):
    tiles: list[Tile]
    todo: list[Todo]


def glance(results: Results, language: str, shared: bool = False) -> Glance:
    """The numbers a teacher looks for first, and what to do next."""
    t = TEXTS[language]
    lost = len(results.with_status(*LOST))
    expected = len(results.work) - len(results.with_status(r.OPEN, r.EXCUSED))
    handed = expected - len(results.with_status(r.MISSING))
    marked = len(results.with_status(r.MARKED))
    by_hand = len(results.with_status(r.BY_HAND))
    helping = len(results.needing_help())
    students = len(results.students)
    late = _late(results)
    of = t["of"].format
    tiles = [
        Tile(t["handed"], of(a=handed, b=expected), False),
        Tile(t["marked"], of(a=marked, b=handed), False),
        Tile(t["hand"], str(by_hand), False),
        Tile(t["help"], of(a=helping, b=students), helping > 0),
        Tile(t["lost"], str(lost), lost > 0),
        Tile(t["late"], str(late), late > 0),
    ]
    return Glance(tiles, _todo(results, language, shared))


def _late(results: Results) -> int:
    return sum(work.days_late > 0 for work in results.work.values())


def _todo(results: Results, language: str, shared: bool) -> list[Todo]:
    """What to do next, a sentence each, the people first."""
    t = TEXTS[language]
    helping = [student for student, _, _ in results.needing_help()]
    lost = {work.student for work in results.with_status(*LOST)}
    flagged = [_named(row.info, row.task, language) for row in _ranked(results) if row.item.flag]
    lines = [
        ("help", "todo_help", helping),
        ("missing", "todo_lost", sorted(lost)),
        ("concepts", "todo_concepts", _weak_concepts(results, language)),
        ("tasks", "todo_flagged", flagged),
        ("marks", "todo_hand", _waiting(results, language)),
    ]
    found = []
    for id, word, names in lines:
        if not names or (shared and id in NAMING):
            continue
        told = t["list"].join(names[:NAMED])
        if len(names) > NAMED:
            told += t["more_names"].format(n=len(names))
        found.append(Todo(id, t[word], told))
    return found


def _weak_concepts(results: Results, language: str) -> list[str]:
    """Concepts to begin the next lesson with, the weakest first, with the place in the lesson."""
    found = []
    for id, share in _by_share(results.concepts()):
        if share < r.HELP_BELOW:
            name = _concept(results, id, language)
            place = results.concept_places.get(id)
            at = TEXTS[language]["at"]
            found.append(at.format(name=name, place=place[language]) if place else name)
    return found


def _waiting(results: Results, language: str) -> list[str]:
    """Assignments that a person has to mark, each with the number of students."""
    counts = Counter(work.assignment for work in results.with_status(r.BY_HAND))
    at = TEXTS[language]["at"]
    return [
        at.format(name=info.title[language], place=counts[info.name])
        for info in results.assignments
        if counts[info.name]
    ]


# --- Who needs help


class Weak(NamedTuple):
    name: str
    share: str
    place: str


class Helped(NamedTuple):
    student: str
    share: str
    weak: list[Weak]
    more: str


class Help(NamedTuple):
    rows: list[Helped]
    rest: list[Helped]
    folded: str
    falling: str


def helped(results: Results, language: str) -> Help:
    """Students below 60 % with the concepts they are weak in and where the lesson teaches them;
    who is falling behind."""
    t = TEXTS[language]
    rows = [_helped_row(results, *row, language) for row in results.needing_help()]
    shown, rest = _cut(rows)
    falling = []
    for student, fell in results.falling():
        points = f"{100 * fell:.0f}"
        falling.append(t["falling_one"].format(student=results.label(student), points=points))
    folded = t["help_rest"].format(n=len(rest))
    return Help(shown, rest, folded, t["gap"].join(falling))


def _helped_row(
    results: Results, student: str, share: float, weak: list[tuple[str, float]], language: str
) -> Helped:
    named = []
    for id, own in weak[:WEAKEST]:
        name = _concept(results, id, language)
        place = _place(results, id, language)
        named.append(Weak(name, percent(own), place))
    over = len(weak) - WEAKEST
    more = TEXTS[language]["more"].format(n=over) if over > 0 else ""
    return Helped(results.label(student), percent(share), named, more)


def _cut(rows: list) -> tuple[list, list]:
    """The rows that are shown, and those that unfold."""
    if len(rows) <= LONG:
        return rows, []
    return rows[:TOP], rows[TOP:]


def _place(results: Results, id: str, language: str) -> str:
    """Where the lesson teaches a concept, if that is known."""
    return results.concept_places.get(id, Text("", ""))[language]


def _concept(results: Results, id: str, language: str) -> str:
    """Name of a concept; another course's concepts have only their id."""
    return results.concept_names.get(id, Text(id, id))[language]


def _by_share(shares: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(shares.items(), key=lambda pair: pair[1])


# --- From assignment to assignment


class StepRow(NamedTuple):
    """strip: None where nothing is marked yet."""

    due: str
    title: str
    strip: charts.Strip | None
    median: str
    marked: int
    late: int
    missing: int


class Steps(NamedTuple):
    finding: str
    note: str
    dated: bool
    rows: list[StepRow]


def steps(results: Results, language: str) -> Steps:
    """The class from assignment to assignment: how many in each ten percent, the middle half, the
    median."""
    t = TEXTS[language]
    every = results.steps()
    order = t["steps_dated" if results.dated else "steps_course"]
    rows = [_step_row(step, language) for step in every]
    note = _sentences(language, order, t["steps_note"])
    return Steps(latest(every, language), note, results.dated, rows)


def latest(every: list[Step], language: str) -> str:
    """One sentence: the newest median against those before; empty where there are fewer than
    two."""
    marked = [(step, step.quarters[1]) for step in every if step.quarters]
    if len(marked) < 2:
        return ""
    step, now = marked[-1]
    change = now - mean(median for _, median in marked[:-1])
    sentence = TEXTS[language][_direction(change)]
    return sentence.format(
        task=step.info.title[language],
        now=percent(now),
        points=f"{100 * abs(change):.0f}",
    )


def _direction(change: float) -> str:
    if abs(change) < ALIKE:
        return "steps_same"
    return "steps_up" if change > 0 else "steps_down"


def _step_row(step: Step, language: str) -> StepRow:
    title = step.info.title[language]
    drawn = None
    shown = NO_SCORE
    if step.quarters:
        low, shown, high = (percent(quarter) for quarter in step.quarters)
        words = TEXTS[language]["steps_bar"].format(task=title, median=shown, low=low, high=high)
        drawn = charts.strip(step, words)
    due = day(step.info.due) if step.info.due else ""
    marked = len(step.shares)
    return StepRow(due, title, drawn, shown, marked, step.late, step.missing)


def day(due: datetime.datetime) -> str:
    """A date (UTC) as it is here."""
    return f"{due.replace(tzinfo=datetime.UTC).astimezone():%Y-%m-%d}"


def _sentences(language: str, *parts: str) -> str:
    """Sentences one after the other; in Chinese no space stands between them."""
    return (" " if language == "en" else "").join(filter(None, parts))


# --- How each task went


class Ranked(NamedTuple):
    """A task that has marks, with its counts and its analysis."""

    info: AssignmentInfo
    task: TaskInfo
    counts: Counter
    item: items.Item


class TaskRow(NamedTuple):
    """below: the assignment, where the rows around are of others."""

    name: str
    below: str
    bar: charts.Bar
    rate: str
    empty: int
    flagged: bool
    sharp: str


class Group(NamedTuple):
    title: str
    rows: list[TaskRow]


class Named(NamedTuple):
    """A task and what is said about it."""

    name: str
    told: str


class Tasks(NamedTuple):
    """flagged: None where the class is too small to say which tasks are badly built."""

    finding: str
    hard: list[Named]
    flagged: list[Named] | None
    hardest: list[TaskRow]
    groups: list[Group]
    folded: str


def tasks(results: Results, language: str) -> Tasks | None:
    """A bar per task: how many got full marks, some points, none, or left it empty; which are hard
    or badly built, and why."""
    ranked = _ranked(results)
    if not ranked:
        return None
    groups = []
    for info, same in groupby(ranked, key=lambda row: row.info):
        rows = [_task_row(row, language) for row in same]
        groups.append(Group(info.title[language], rows))
    by_difficulty = sorted(ranked, key=lambda row: row.item.difficulty)
    hard = [row for row in by_difficulty if row.item.difficulty < r.HELP_BELOW][:HARD]
    hardest = by_difficulty[:TOP] if len(ranked) > LONG else []
    return Tasks(
        _hardest_finding(hard, language),
        _hard(results, hard, language),
        _flagged(results, ranked, language),
        [_task_row(row, language, below=True) for row in hardest],
        groups,
        TEXTS[language]["tasks_all"].format(n=len(ranked)),
    )


def _ranked(results: Results) -> list[Ranked]:
    """Every task that has marks, in order of the course."""
    analysed = {item.name: item for item in items.analyse(results.task_shares())}
    found = []
    for info in results.assignments:
        for task in info.tasks:
            counts = results.task_counts(info, task)
            if counts.total():
                found.append(Ranked(info, task, counts, analysed[f"{info.name} {task.id}"]))
    return found


def _hardest_finding(hard: list[Ranked], language: str) -> str:
    if not hard:
        return TEXTS[language]["hard_none"]
    hardest = hard[0]
    title = hardest.task.title[language]
    share = percent(hardest.item.difficulty)
    return TEXTS[language]["hardest"].format(task=title, share=share)


def _hard(results: Results, hard: list[Ranked], language: str) -> list[Named]:
    """The tasks with the smallest share of their points, each with its commonest mistake."""
    t = TEXTS[language]
    common: dict[tuple[str, str], str] = {}
    for info, task, verdict, n in results.wrong_answers():
        text = verdict.text[language].rstrip("。.")
        said = t["hard_wrong"].format(text=text, n=n)
        common.setdefault((info.name, task.id), said)
    found = []
    for row in hard:
        name = _named(row.info, row.task, language)
        told = t["hard_one"].format(share=percent(row.item.difficulty))
        why = common.get((row.info.name, row.task.id))
        if why:
            told += t["hard_then"] + why
        found.append(Named(name, told))
    return found


def _flagged(results: Results, ranked: list[Ranked], language: str) -> list[Named] | None:
    """The tasks that call for a check, each with the reason."""
    if all(row.item.discrimination is None for row in ranked):
        return None
    found = []
    for row in ranked:
        if row.item.flag:
            name = _named(row.info, row.task, language)
            found.append(Named(name, row.item.flag[language]))
    return found


def _task_name(task: TaskInfo, language: str) -> str:
    """Number and title of a task; in another course's assignments its id only."""
    title = task.title[language]
    return f"{task.ref} {title}" if task.ref != task.id else title


def _named(info: AssignmentInfo, task: TaskInfo, language: str) -> str:
    """A task and its assignment."""
    name = _task_name(task, language)
    return TEXTS[language]["at"].format(name=name, place=info.title[language])


def _task_row(row: Ranked, language: str, below: bool = False) -> TaskRow:
    """below: name the assignment too."""
    counts = row.counts
    total = row.counts.total()
    shown = {kind: counts[kind] for kind in KINDS}
    shares = [(n / total, kind) for kind, n in shown.items()]
    words = TEXTS[language]["bar"].format(task=row.task.title[language], **shown)
    return TaskRow(
        _task_name(row.task, language),
        row.info.title[language] if below else "",
        charts.bar(shares, words),
        percent(row.item.difficulty),
        counts["empty"],
        row.item.flag is not None,
        _signed(row.item.discrimination),
    )


def _signed(number: float | None) -> str:
    if number is None:
        return NO_SCORE
    return f"{number:.2f}".replace("-", "−")


# --- The commonest mistakes


class Answer(NamedTuple):
    written: str
    n: int


class Wrong(NamedTuple):
    """right: the right answer, where some wrong ones are quoted and it is a short value."""

    students: int
    task: str
    assignment: str
    name: str
    text: str
    answers: list[Answer]
    right: str


class Mistakes(NamedTuple):
    rows: list[Wrong]


def wrong(results: Results, language: str) -> Mistakes:
    """The sentences most students got, and what they had written."""
    rows = []
    for info, task, verdict, count in results.wrong_answers()[:MISTAKES]:
        answers = [Answer(*row) for row in results.answers_with(info, verdict)[:ANSWERS]]
        right = results.right.get((info.name, task.id), "") if answers else ""
        name = _task_name(task, language)
        title = info.title[language]
        text = verdict.text[language]
        rows.append(Wrong(count, name, title, verdict.name, text, answers, right))
    return Mistakes(rows)


# --- Which concepts to go over again


class ConceptRow(NamedTuple):
    name: str
    id: str
    place: str
    bar: charts.Bar
    share: str
    below: int


class Concepts(NamedTuple):
    finding: str
    rows: list[ConceptRow]
    rest: list[ConceptRow]
    folded: str


def concepts(results: Results, language: str) -> Concepts | None:
    """A bar per concept id: the points of the class in its tasks, the weakest first."""
    t = TEXTS[language]
    shares = _by_share(results.concepts())
    if not shares:
        return None
    below = _students_below(results)
    rows = [_concept_row(results, id, share, below[id], language) for id, share in shares]
    weak = [
        _concept(results, id, language) for id, share in shares[:WEAKEST] if share < r.HELP_BELOW
    ]
    finding = t["concepts_found"].format(names=t["list"].join(weak))
    shown, rest = _cut(rows)
    folded = t["concepts_rest"].format(n=len(rest))
    return Concepts(finding if weak else t["concepts_fine"], shown, rest, folded)


def _students_below(results: Results) -> Counter:
    """By concept, the number of students with less than 60 % of its points."""
    counts: Counter = Counter()
    for student in results.students:
        own = results.concepts(student)
        counts.update(id for id, share in own.items() if share < r.HELP_BELOW)
    return counts


def _concept_row(results: Results, id: str, share: float, below: int, language: str) -> ConceptRow:
    name = _concept(results, id, language)
    place = _place(results, id, language)
    shown = percent(share)
    words = TEXTS[language]["concept_bar"].format(concept=name, share=shown)
    kind = "none" if share < r.HELP_BELOW else "full"
    bar = charts.bar([(share, kind)], words, r.HELP_BELOW)
    return ConceptRow(name, id, place, bar, shown, below)


# --- Marks


class Score(NamedTuple):
    """A cell of the table: a share, or a word; `look` is a class of the style sheet."""

    shown: str
    look: str


class MarkRow(NamedTuple):
    student: str
    path: charts.Path
    scores: list[Score]


class Unit(NamedTuple):
    """A head over the columns of one unit."""

    title: str
    columns: int


class Marks(NamedTuple):
    """heads: words and class, of the components, then of the assignments; units stand over the
    latter. named: the same by their whole names, for a screen without heads."""

    note: str
    components: int
    units: list[Unit]
    heads: list[tuple[str, str]]
    named: list[str]
    rows: list[MarkRow]


def marks(results: Results, language: str) -> Marks:
    """Students by components and assignments, with the course of each one's marks; assignments
    without any mark are only named."""
    t = TEXTS[language]
    begun = {work.assignment for work in results.with_status(r.MARKED, r.UNREADABLE, r.FAILED)}
    in_time = results.in_time()
    order = [info for info in in_time if info.name in begun] or in_time
    used = {info.component for info in order}
    parts = [component for component in results.components if component in used]
    units, kinds = _titles(order, language)
    heads = [f"{component} {results.components[component][language]}" for component in parts]
    medians = [step.quarters[1] if step.quarters else None for step in results.steps()]
    rows = []
    for student in results.students:
        path = _path(results, student, medians, language)
        scores = [_component(results, student, component) for component in parts]
        scores += [_mark(results, student, info, language) for info in order]
        rows.append(MarkRow(results.label(student), path, scores))
    rest = [info.title[language] for info in in_time if info not in order]
    unmarked = t["marks_open"].format(names=t["list"].join(rest)) if rest else ""
    why = results.withheld
    withheld = t["marks_withheld"].format(why=why[language]) if why else ""
    look = [remark.text[language] for remark in results.remarks]
    note = _sentences(language, t["marks_note"], unmarked, withheld, *look)
    named = heads + [info.title[language] for info in order]
    return Marks(note, len(parts), units, [(head, "num") for head in heads + kinds], named, rows)


def _titles(order: list[AssignmentInfo], language: str) -> tuple[list[Unit], list[str]]:
    """Titles are "unit: kind": the units in a row, each over its kinds."""
    units = []
    kinds = []
    for info in order:
        unit, _, kind = info.title[language].partition(TEXTS[language]["colon"])
        units.append(unit if kind else "")
        kinds.append(kind or unit)
    return [Unit(unit, len(list(same))) for unit, same in groupby(units)], kinds


def _path(
    results: Results, student: str, medians: list[float | None], language: str
) -> charts.Path:
    """A small line of a student's marks over that of the class."""
    t = TEXTS[language]
    shares = results.path(student)
    told = t["gap"].join(percent(share) for share in shares if share is not None)
    words = t["path_bar"].format(student=results.label(student), shares=told or t["none_marked"])
    return charts.path(shares, medians, words)


def _component(results: Results, student: str, component: str) -> Score:
    share, whole = results.component(student, component)
    if share is None:
        return Score(NO_SCORE, "word")
    return _score(share, "" if whole else " *")


def _mark(results: Results, student: str, info: AssignmentInfo, language: str) -> Score:
    work = results.work[student, info.name]
    if work.status != r.MARKED:
        look = "word bad" if work.status in LOST else "word"
        return Score(TEXTS[language][work.status], look)
    return _score(results.share(work, info) or 0.0, "" if work.settled else " *")


def _score(share: float, sign: str = "") -> Score:
    look = "num low" if share < r.HELP_BELOW else "num"
    return Score(percent(share) + sign, look)


# --- Missing, late and ungradable work


class MissingRow(NamedTuple):
    """A student with the works that are missing, late, and unreadable or not graded, each as it is
    shown."""

    student: str
    works: tuple[list[str], list[str], list[str]]


class Missing(NamedTuple):
    finding: str
    rows: list[MissingRow]


def missing(results: Results, language: str) -> Missing:
    """A row for each student with work that is missing, late, unreadable or was not graded, with
    the reason."""
    rows = []
    for student in results.students:
        row = _missing_row(results, student, language)
        if any(row.works):
            rows.append(row)
    finding = TEXTS[language]["missing_found"].format(
        missing=len(results.with_status(r.MISSING)),
        failed=len(results.with_status(r.UNREADABLE, r.FAILED)),
        late=_late(results),
    )
    return Missing(finding, rows)


def _missing_row(results: Results, student: str, language: str) -> MissingRow:
    t = TEXTS[language]
    gone = []
    late = []
    lost = []
    for info in results.in_time():
        work = results.work[student, info.name]
        title = info.title[language]
        if work.status == r.MISSING:
            gone.append(title)
        if work.days_late > 0:
            late.append(t["days"].format(task=title, days=work.days_late))
        if work.status in (r.UNREADABLE, r.FAILED):
            reason = [work.reason[language]] if work.reason.zh else []
            lost.append(t["colon"].join([title, t[work.status], *reason]))
    return MissingRow(results.label(student), (gone, late, lost))


def percent(share: float) -> str:
    """To a whole percent; what lies just below the line of 60 % with a decimal, so that it does
    not read as 60 %."""
    if f"{share:.2f}" == f"{r.HELP_BELOW:.2f}" and share < r.HELP_BELOW:
        return f"{math.floor(1000 * share) / 10:.1f}%"
    return f"{100 * share:.0f}%"
