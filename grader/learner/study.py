"""What the study page shows: how far each unit is, what comes next, what waits to be repeated.

Reads notebooks and what was kept of them; runs nothing and writes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from grader.base import Text
from grader.base.files.statement import Statement
from grader.course import cells
from grader.course.outline import Assignment, Concept, Course, Unit
from grader.learner import (
    form,
    handin,
    home,
    learn,
    members,
    moving,
    progress,
    returned,
    selftest,
    status,
    workspace,
)
from grader.learner.handin import Receipt
from grader.learner.members import Members
from grader.learner.places import FINALS, LESSON, Places
from grader.learner.progress import Attempt, Progress
from grader.learner.returned import Page

SECTION = re.compile(r"## (?:[一二三四五六七八九]、|\d+\.? )")  # heads a numbered section
CLASS = "class.json"  # of a class's pack: its name, due dates, points of hidden tests
MOST_DUE = 5
LOST = Text(
    "以前的学习进度读不出来，原样留在 {file}。作业都在；进度和复习从现在重新记。",
    "Your earlier progress cannot be read; it is kept as it was in {file}. Your work is all there; "
    "progress and what to repeat are counted anew from now.",
)
REPEAT = Text(
    "该复习了：{unit}“{concept}”。重做：learn {name} --again",
    'Time to repeat: {unit}, "{concept}". Do it again: learn {name} --again',
)
READ = 0.8  # of a lesson's cells: what is optional need not be run before the page goes on


@dataclass(frozen=True)
class Klass:
    """What a class's pack says: `hidden` points of each assignment that only the teacher's tests
    decide, and whose ids are on the class list."""

    name: str = ""
    due: dict[str, datetime] = field(default_factory=dict)
    hidden: dict[str, float] = field(default_factory=dict)
    members: Members = field(default_factory=Members)


@dataclass(frozen=True)
class Step:
    """A lesson (`work` is None) or an assignment on the page; `path` within the person's folder.

    `done` of `all` are cells of a lesson, tasks of an assignment; `open` is the first task that is
    not done; `mark` in percent by the last check here, `checked` says when; `form`: whether it can
    be answered by click.
    """

    title: str
    whole_title: str
    path: str
    minutes: int
    done: int
    all: int
    work: Assignment | None = None
    open: str = ""
    due: datetime | None = None
    mark: float | None = None
    checked: datetime | None = None
    receipt: Receipt | None = None
    feedback: Page | None = None
    own_feedback: bool = False
    may_check: bool = False
    begun: bool = False
    damaged: bool = False
    form: bool = False

    @property
    def name(self) -> str:
        return self.work.name if self.work else ""

    @property
    def practice(self) -> bool:
        """Whether nobody has to do it."""
        return self.work is not None and self.work.practice

    @property
    def finished(self) -> bool:
        needed = self.all if self.work else READ * self.all
        return self.receipt is not None or (self.all > 0 and self.done >= needed)

    @property
    def share(self) -> float:
        if self.finished:
            return 1.0
        return self.done / self.all if self.all else 0.0

    @property
    def left(self) -> int:
        """Minutes that it will still take."""
        return round(self.minutes * (1 - self.share))


@dataclass(frozen=True)
class Card:
    """A unit, or the finals: its steps in the order in which one does them. How far it is, is
    said of what must be done, `needed`. selftest: how many of its questions are right, of how
    many."""

    slug: str
    title: str
    number: int  # 0 for the finals
    steps: tuple[Step, ...]
    selftest: tuple[int, int] | None = None

    @property
    def needed(self) -> list[Step]:
        return [step for step in self.steps if not step.practice]

    @property
    def share(self) -> float:
        minutes = sum(step.minutes for step in self.needed)
        return sum(step.minutes * step.share for step in self.needed) / minutes if minutes else 0.0

    @property
    def left(self) -> int:
        return sum(step.left for step in self.needed)

    @property
    def due(self) -> datetime | None:
        """The next date by which something has to be handed in."""
        dates = [step.due for step in self.steps if step.due and not step.receipt]
        return min(dates, default=None)

    @property
    def mark(self) -> float | None:
        """Percent of the points of what the teacher marked; None before."""
        pages = [step.feedback for step in self.steps if step.feedback]
        marks = [page.points for page in pages if page.points]
        most = sum(maximum for _, maximum in marks)
        return 100 * sum(points for points, _ in marks) / most if most else None


@dataclass(frozen=True)
class Due:
    """A concept that is due again, and the assignment that practises it."""

    unit: Unit
    concept: Concept
    work: Assignment


@dataclass(frozen=True)
class Outcome:
    """What the last check of an assignment found: tasks that were tried, and that were right."""

    tried: int
    right: int


@dataclass(frozen=True)
class Facts:
    """All that the page shows."""

    cards: tuple[Card, ...]
    next: Step | None
    next_card: Card | None
    due: tuple[Due, ...]
    klass: Klass
    feedback: tuple[Page, ...]
    records: tuple[str, ...]
    outcomes: dict[str, Outcome]
    fresh: bool
    moved: bool
    lost: Path | None = None  # earlier progress that cannot be read
    marks: Statement | None = None

    def last(self, name: str) -> Outcome:
        return self.outcomes.get(name, Outcome(0, 0))


def facts(course: Course, language: str) -> Facts:
    """What the page of the person who works now shows."""
    found = _Facts(course, language)
    cards = [found.unit(unit) for unit in course.units]
    if course.finals:
        finals = [found.work(work, work.title[language]) for work in course.finals]
        cards.append(Card("finals", FINALS[language], 0, tuple(finals)))
    following = _next(cards)
    now = progress.now()
    return Facts(
        cards=tuple(cards),
        next=following[1] if following else None,
        next_card=following[0] if following else None,
        due=tuple(_due(course, found.so_far, now)),
        lost=progress.lost(home.room() / "progress.json", found.so_far),
        klass=found.klass,
        feedback=tuple(found.pages),
        records=tuple(sorted(path.name for path in home.place().glob("record-*.txt"))),
        outcomes={one.assignment: _outcome(one) for one in found.so_far.attempts},
        fresh=not any(step.begun for step in chain.from_iterable(card.steps for card in cards)),
        marks=returned.marks(),
        moved=(home.room() / moving.NOTE).is_file(),
    )


def _outcome(attempt: Attempt) -> Outcome:
    return Outcome(len(attempt.points), sum(map(attempt.full, attempt.points)))


def step(course: Course, language: str, name: str) -> Step:
    """One assignment of the person who works now."""
    work = course.assignment(name)
    return _Facts(course, language).work(work, work.short[language])


def klass(course: Course) -> Klass:
    """What the pack says of the class; nothing in a full checkout or where it cannot be read."""
    try:
        raw = json.loads((course.root / CLASS).read_text(encoding="utf-8"))
        dates = raw.get("due", {}).items()
        due = {name: datetime.fromisoformat(date).astimezone() for name, date in dates}
        hidden = {name: float(points) for name, points in raw.get("hidden", {}).items()}
        known = members.read(raw.get("ids"))
        return Klass(str(raw.get("class", "")), due, hidden, known)
    except (OSError, ValueError, TypeError, AttributeError, OverflowError):
        return Klass()


class _Facts:
    """What all steps have in common, read once."""

    def __init__(self, course: Course, language: str):
        self.course = course
        self.language = language
        self.places = Places(course, language)
        self.folder = home.place() / language
        self.changed = workspace.changed(self.folder)
        self.klass = klass(course)
        self.so_far: Progress = progress.load(home.room() / "progress.json")
        self.pages = returned.pages(course)
        self.receipts = {one.assignment: one for one in handin.receipts()}

    def unit(self, unit: Unit) -> Card:
        works = [self.work(work, work.short[self.language]) for work in unit.in_order]
        return Card(
            unit.slug,
            unit.title[self.language],
            unit.position,
            (self.lesson(unit), *works),
            selftest.progress(self.course, self.language, unit.slug),
        )

    def lesson(self, unit: Unit) -> Step:
        title = unit.title[self.language]
        path = f"{self.language}/{self.places.lesson(unit)}"
        try:
            part = status.lesson(unit, self.folder, self.places)
        except (KeyError, TypeError, AttributeError):
            return Step(LESSON[self.language], title, path, unit.minutes, 0, 0, damaged=True)
        return Step(
            title=LESSON[self.language],
            whole_title=title,
            path=path,
            minutes=unit.minutes,
            done=part.done,
            all=part.all,
            begun=self.changed(self.places.lesson(unit)),
        )

    def work(self, work: Assignment, title: str) -> Step:
        path = f"{self.language}/{self.places.work(work.name)}"
        passed, machine, damaged = self._answered(work)
        last = self.so_far.last(work.name)
        if last and learn.saw(
            last, self.folder / self.places.work(work.name)
        ):  # what the check knows of this very notebook
            passed |= {task: True for task in passed if task in last.points and last.full(task)}
        open_ = next((task for task in work.tasks if not passed.get(task.id, False)), None)
        receipt = self.receipts.get(work.name)
        may = machine and learn.may_check(self.course, self.language, work, receipt is not None)
        return Step(
            title=title,
            whole_title=work.title[self.language],
            path=path,
            minutes=work.minutes,
            done=sum(passed.values()),
            all=work.questions,
            work=work,
            open=open_.title[self.language] if open_ and not work.is_drawn else "",
            due=self.klass.due.get(work.name),
            mark=100 * progress.share(last, work.tasks) if last else None,
            checked=last.time if last else None,
            receipt=receipt,
            feedback=next((page for page in self.pages if page.assignment == work.name), None),
            own_feedback=(self.folder / self.places.result(work.name)).is_file(),
            may_check=may,
            begun=self.changed(self.places.work(work.name)),
            damaged=damaged,
            form=form.fits(self.course, self.language, work),
        )

    def _answered(self, work: Assignment) -> tuple[dict[str, bool], bool, bool]:
        """What is done, whether a machine checks any of it, and whether the notebook cannot be
        read."""
        path = self.folder / self.places.work(work.name)
        notebook = cells.read(path)
        try:
            roles = [cells.role(cell) for cell in notebook]
            machine = any(role.get("grade") and not role.get("solution") for role in roles)
            return status.answered(work, notebook), machine, path.is_file() and not notebook
        except (KeyError, TypeError, AttributeError):
            return {}, False, True


def _next(cards: Iterable[Card]) -> tuple[Card, Step] | None:
    """The first step that is not finished, in the order of the course; one that was begun comes
    before one that was not."""
    left: list[tuple[Card, Step]] = []
    for card in cards:
        left += [(card, step) for step in card.needed if not step.finished and step.all]
    begun = [(card, step) for card, step in left if step.done > 0]
    return next(iter(begun or left), None)


def _due(course: Course, so_far: Progress, now: datetime) -> Iterable[Due]:
    """The concepts that were answered worst or longest ago; quizzes are not done again."""
    for unit, concept, names in so_far.due(course, now)[:MOST_DUE]:
        works = [work for work in unit.in_order if work.name in names and not work.is_drawn]
        if works:
            yield Due(unit, concept, works[0])


def losses(language: str) -> Iterable[str]:
    """What `learn` says first of earlier progress that cannot be read."""
    path = home.room() / "progress.json"
    lost = progress.lost(path, progress.load(path))
    if lost:
        yield LOST[language].format(file=lost)


def repeats(course: Course, language: str) -> Iterable[str]:
    """What `learn` says in the end: each concept that is due, and the command that does its work
    again."""
    so_far = progress.load(home.room() / "progress.json")
    for due in _due(course, so_far, progress.now()):
        unit, concept = due.unit.title[language], due.concept.title[language]
        yield REPEAT[language].format(unit=unit, concept=concept, name=due.work.name)


def path_of(course: Course, language: str, path: str) -> Path | None:
    """The notebook of the person that a link names; None for what is no lesson or assignment."""
    known = Places(course, language).all().values()
    return home.place() / language / path if path in known else None


def section_cell(path: Path, number: str) -> str:
    """The id of the cell with which a numbered section of a lesson begins, as the student's
    notebook has it; empty where there is none, or no number."""
    if not re.fullmatch(r"[1-9]", number):
        return ""
    begins = (cell for cell in cells.read(path) if _begins_section(cell))
    cell: dict = next(islice(begins, int(number) - 1, None), {})
    return str(cell.get("id", ""))


def _begins_section(cell: dict) -> bool:
    return cell.get("cell_type") == "markdown" and bool(SECTION.match(cells.source(cell)))
