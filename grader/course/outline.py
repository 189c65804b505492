"""Reads course.toml, the one list of units, assignments, tasks, points and concept ids."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TypeVar

from grader.base import Text, UserError

CHECKOUT = Path(__file__).resolve().parents[2]
FILE = "course.toml"
Named = TypeVar("Named")


class CourseError(UserError):
    """course.toml or a bank can't be used, or a name is not in it.

    `place` is the file (and item) that the sentence is about, `detail` what a parser said.
    """

    def __init__(self, zh: str, en: str, place: str = "", detail: str = ""):
        super().__init__(
            (f"{place}：" if place else "") + zh + (f"：{detail}" if detail else ""),
            (f"{place}: " if place else "") + en + (f": {detail}" if detail else ""),
        )
        self._line = (f"{place}：" if place else "") + f"{zh} · {en}"
        self._line += f": {detail}" if detail else ""

    def __str__(self) -> str:
        """One line in both languages, with place and detail told once."""
        return self._line


@dataclass(frozen=True)
class Task:
    """`draw`: of a part of a theory test, how many items of each kind are drawn from the bank of
    the unit named like it. The concepts of such a part are those of all graded items there."""

    id: str
    ref: str
    points: int
    title: Text
    concepts: tuple[str, ...]
    draw: Mapping[str, int] = field(default_factory=dict, hash=False)

    @property
    def questions(self) -> int:
        """How many questions a student gets here: those drawn, or the task itself."""
        return sum(self.draw.values()) or 1


@dataclass(frozen=True)
class Assignment:
    """`group`: a group hands in one notebook, whose mark counts for each member.
    `practice`: more tasks for who wants them; of no component, they count for no mark."""

    name: str
    component: str
    share: float
    minutes: int
    title: Text
    tasks: tuple[Task, ...]
    group: bool = False
    practice: bool = False

    @property
    def points(self) -> int:
        return sum(task.points for task in self.tasks)

    @property
    def questions(self) -> int:
        return sum(task.questions for task in self.tasks)

    @property
    def is_drawn(self) -> bool:
        """Whether it is a theory test, drawn from the banks."""
        return any(task.draw for task in self.tasks)

    @property
    def short(self) -> Text:
        """Its title beside that of its unit: what stands after the colon, if there is one."""
        zh, en = (re.split("[：:] *", title)[-1] for title in (self.title.zh, self.title.en))
        return Text(zh, en[:1].upper() + en[1:])

    def practises(self, concept: str) -> bool:
        """Whether one of its tasks is about the concept."""
        return any(concept in task.concepts for task in self.tasks)

    def task_of(self, answer: str) -> Task | None:
        """The task of an answer cell: "g3-budget" is a cell of the task "g3"."""
        fitting = [t for t in self.tasks if answer == t.id or answer.startswith(t.id + "-")]
        return max(fitting, key=lambda task: len(task.id), default=None)

    def task(self, id: str) -> Task:
        return _find(self.tasks, "id", id, f"task of {self.name}", f"{self.name} 的任务")


@dataclass(frozen=True)
class Concept:
    """A concept id of the curriculum: the lesson section that teaches it, or the reason it is left
    out.

    `term` is a Chinese expression that stands in that section of the lesson; `untested` the reason
    why no task is about it.
    """

    id: str
    title: Text
    section: int | None
    term: str
    reason: str | None
    untested: str | None = None


@dataclass(frozen=True)
class Unit:
    slug: str
    plan: str
    minutes: int
    weight: int
    datasets: tuple[str, ...]
    title: Text
    objectives: tuple[Text, ...]
    assignments: tuple[Assignment, ...]
    concepts: tuple[Concept, ...]
    position: int

    @property
    def short(self) -> Text:
        """Its title without what stands after a colon."""
        return Text(*(re.split("[：:]", title)[0] for title in (self.title.zh, self.title.en)))

    @property
    def lesson(self) -> str:
        """File name of the lesson notebook; its number is shown by pages only, so that a new unit
        renames nothing."""
        return f"{self.slug}.ipynb"

    @property
    def in_order(self) -> list[Assignment]:
        """The assignments as one does them: self-study first, the quiz on the theory after the
        tasks, then group work, and last what need not be done."""
        return sorted(self.assignments, key=lambda a: (a.practice, "ADCB".find(a.component)))

    @property
    def components(self) -> set[str]:
        """Ids of the components that the unit's assignments count for."""
        return {a.component for a in self.assignments if not a.practice}

    def concept(self, id: str) -> Concept:
        return _find(self.concepts, "id", id, f"concept of {self.slug}", f"{self.slug} 的概念")

    def tested_by(self, concept: str) -> list[str]:
        """References of the tasks (A3.1, Q4 ...) that test the concept; practice, which need not
        be done, tests nothing."""
        tasks = chain.from_iterable(a.tasks for a in self.assignments if not a.practice)
        return [task.ref for task in tasks if concept in task.concepts]


@dataclass(frozen=True)
class Component:
    """`equal_units`: every unit counts the same here, whatever its weight elsewhere."""

    id: str
    weight: float
    title: Text
    equal_units: bool = False


@dataclass(frozen=True)
class Course:
    root: Path
    title: Text
    languages: tuple[str, ...]
    components: tuple[Component, ...]
    units: tuple[Unit, ...]
    finals: tuple[Assignment, ...] = ()  # of the whole course, after the last unit
    # of the curriculum, but carried by the whole course and taught in no lesson
    general: tuple[Concept, ...] = ()
    # the table [policy] as written; grader.marks.policy reads it
    policy: dict = field(default_factory=dict, hash=False)

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        of_units = chain.from_iterable(unit.assignments for unit in self.units)
        return (*of_units, *self.finals)

    @property
    def counted(self) -> tuple[Assignment, ...]:
        """The assignments that count for the course mark: all but the practice."""
        return tuple(a for a in self.assignments if not a.practice)

    @property
    def datasets(self) -> list[str]:
        """Names of the datasets that some unit uses, sorted."""
        return sorted(set(chain.from_iterable(unit.datasets for unit in self.units)))

    @property
    def concepts(self) -> tuple[Concept, ...]:
        return tuple(chain.from_iterable(unit.concepts for unit in self.units))

    def title_of(self, name: str) -> Text | None:
        """Title of the unit or assignment of this name; None if there is none."""
        named: list[Unit | Assignment] = [u for u in self.units if u.slug == name]
        named += [a for a in self.assignments if a.name == name]
        return named[-1].title if named else None

    def weight(self, assignment: Assignment) -> float:
        """Its weight within its component, of 1: its share, of a unit's assignment times the
        unit's part of all units; 0 of practice, which is of no component."""
        if assignment.practice:
            return 0.0
        equal = next(c for c in self.components if c.id == assignment.component).equal_units
        there = {
            u.slug: 1 if equal else u.weight
            for u in self.units
            if assignment.component in u.components
        }
        own = next((there[u.slug] for u in self.units if assignment in u.assignments), None)
        if own is None:
            return assignment.share
        return assignment.share * own / sum(there.values())

    def unit(self, slug: str) -> Unit:
        return _find(self.units, "slug", slug, "unit", "单元")

    def assignment(self, name: str) -> Assignment:
        return _find(self.assignments, "name", name, "assignment", "作业")


def _find(items: Iterable[Named], attribute: str, wanted: str, what: str, what_zh: str) -> Named:
    for item in items:
        if getattr(item, attribute) == wanted:
            return item
    known = ", ".join(getattr(item, attribute) for item in items)
    raise CourseError(
        f"没有名为“{wanted}”的{what_zh}，请从这些里选：{known}",
        f"no {what} is named '{wanted}'; choose one of: {known}",
    )


def load(root: Path | str | None = None) -> Course:
    """The course in `root` (default: this checkout).

    Raises CourseError, one sentence, when the file is missing, is not TOML, lacks an entry or
    contradicts itself.
    """
    root = Path(root) if root else CHECKOUT
    path = root / "course.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CourseError(
            f"找不到 {path}，请在课程文件夹里运行",
            f"{path} is missing; run the command in the course folder",
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise CourseError(
            "course.toml 不是有效的 TOML，请改正",
            "course.toml is not valid TOML; correct it",
            detail=str(error),
        ) from None
    try:
        course = _course(root, raw)
    except (KeyError, TypeError) as error:
        raise CourseError(
            "course.toml 有缺项、多余项或写错的项，请改正",
            "course.toml lacks or misspells an entry; correct it",
            detail=str(error),
        ) from None
    _verify(course)
    return course


def _course(root: Path, raw: dict) -> Course:
    components = tuple(
        Component(id, c["weight"], Text(c["zh"], c["en"]), c.get("equal_units", False))
        for id, c in raw["components"].items()
    )
    graded = {entry["slug"]: _graded_concepts(root, entry["slug"]) for entry in raw["units"]}
    units = tuple(
        _unit(entry, position, graded) for position, entry in enumerate(raw["units"], start=1)
    )
    head = raw["course"]
    finals = tuple(_assignment(entry, graded) for entry in raw.get("finals", ()))
    return Course(
        root,
        Text(**head["title"]),
        tuple(head["languages"]),
        components,
        units,
        finals,
        _concepts(raw.get("concepts", {})),
        raw.get("policy", {}),
    )


def _graded_concepts(root: Path, slug: str) -> tuple[str, ...]:
    """Concepts of the graded items of a unit's bank; none in a student pack, which has no bank.

    What stands in the bank is checked by grader.course.bank.
    """
    path = root / "content" / slug / "bank.toml"
    try:
        items = tomllib.loads(path.read_text(encoding="utf-8")).get("items", [])
    except FileNotFoundError:
        return ()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(
            f"{slug} 的题库不是有效的 TOML，请改正",
            f"the bank of {slug} is not valid TOML; correct it",
            detail=str(error),
        ) from None
    found = [str(item.get("concept")) for item in items if item.get("use") == "graded"]
    return tuple(dict.fromkeys(found))


def _concepts(raw: Mapping[str, dict]) -> tuple[Concept, ...]:
    return tuple(
        Concept(
            id,
            Text(c["zh"], c["en"]),
            c.get("section"),
            c.get("term", c["zh"]),
            c.get("left_out"),
            c.get("untested"),
        )
        for id, c in raw.items()
    )


def _unit(raw: dict, position: int, graded: Mapping[str, tuple[str, ...]]) -> Unit:
    entry = dict(raw)
    concepts = _concepts(entry.pop("concepts"))
    return Unit(
        slug=entry["slug"],
        plan=entry["plan"],
        minutes=entry["minutes"],
        weight=entry["weight"],
        datasets=tuple(entry["datasets"]),
        title=Text(**entry["title"]),
        objectives=tuple(Text(**o) for o in entry["objectives"]),
        assignments=tuple(_assignment(a, graded) for a in entry["assignments"]),
        concepts=concepts,
        position=position,
    )


def _assignment(raw: dict, graded: Mapping[str, tuple[str, ...]]) -> Assignment:
    tasks = tuple(_task(entry, graded) for entry in raw["tasks"])
    group, practice = _switch(raw, "group"), _switch(raw, "practice")
    if practice and {"component", "share", "group"} & set(raw):
        raise CourseError(
            f"{raw['name']} 是 practice，不计分，请去掉 component、share 和 group",
            f"{raw['name']} is practice and counts for no mark; leave out component, share and "
            "group",
            place=FILE,
        )
    return Assignment(
        name=raw["name"],
        component="" if practice else raw["component"],
        share=0.0 if practice else raw["share"],
        minutes=raw["minutes"],
        title=Text(**raw["title"]),
        tasks=tasks,
        group=group,
        practice=practice,
    )


def _switch(raw: dict, key: str) -> bool:
    """An entry of an assignment that is true or false, and false where it is not written."""
    value = raw.get(key, False)
    if not isinstance(value, bool):
        raise CourseError(
            f"{raw['name']} 的 {key} 要写 true 或 false",
            f"{key} of {raw['name']} should be true or false",
            place=FILE,
        )
    return value


def _task(raw: dict, graded: Mapping[str, tuple[str, ...]]) -> Task:
    draw = raw.get("draw", {})
    concepts = graded.get(raw["id"], ()) if draw else tuple(raw["concepts"])
    return Task(raw["id"], raw["ref"], raw["points"], Text(**raw["title"]), concepts, draw)


def _verify(course: Course) -> None:
    """What the rest of the house relies on: unique names, known components, weights that sum to
    one, known concepts."""
    if abs(sum(c.weight for c in course.components) - 1) > 1e-9:
        raise CourseError(
            "各部分的权重之和要等于 1", "the components' weights must sum to 1", place=FILE
        )
    _verify_names(course)
    _verify_components(course)
    _verify_shares(course)
    _verify_draws(course)
    for assignment in course.finals:
        _verify_concepts(assignment, {c.id for c in course.concepts})
    for unit in course.units:
        for assignment in unit.assignments:
            _verify_concepts(assignment, {c.id for c in unit.concepts})
        _verify_places(unit)


def _verify_names(course: Course) -> None:
    names = [a.name for a in course.assignments] + [u.slug for u in course.units]
    for name in names:
        if names.count(name) > 1:
            raise CourseError(
                f"名称“{name}”用了两次，请改掉一个",
                f"the name '{name}' stands twice; change one of them",
                place=FILE,
            )


def _verify_components(course: Course) -> None:
    known = {c.id for c in course.components}
    for assignment in course.counted:
        if assignment.component not in known:
            raise CourseError(
                f"{assignment.name} 的 component“{assignment.component}”没有定义，"
                "请写 [components] 里有的",
                f"{assignment.name} counts for an unknown component '{assignment.component}'; "
                "write one of [components]",
                place=FILE,
            )


def _verify_places(unit: Unit) -> None:
    """Every concept is taught, tested or left out for a reason."""
    for concept in unit.concepts:
        if concept.section is None and not concept.reason and not unit.tested_by(concept.id):
            raise CourseError(
                f"概念“{concept.id}”没有教，也没有考，请加上 section 或任务，"
                "或在 left_out 里说明原因",
                f"concept '{concept.id}' is neither taught nor tested; give it a section or a "
                "task, or the reason under left_out",
                place=FILE,
            )


def _verify_concepts(assignment: Assignment, ids: set[str]) -> None:
    for task in assignment.tasks:
        if task.draw:  # its concepts stand in the bank, which is checked where it is read
            continue
        for concept in sorted(set(task.concepts) - ids):
            raise CourseError(
                f"{assignment.name} 的任务 {task.id} 用了未列出的概念“{concept}”，"
                "请列出它，或改用已列出的",
                f"task {task.id} of {assignment.name} names an unlisted concept '{concept}'; list "
                "it, or name a listed one",
                place=FILE,
            )


def _verify_shares(course: Course) -> None:
    """In every unit, the shares of a component and those of the finals sum to one."""
    for unit in course.units:
        for component in course.components:
            shares = [a.share for a in unit.assignments if a.component == component.id]
            whole = sum(shares) + sum(a.share for a in course.finals if a.component == component.id)
            if shares and abs(whole - 1) > 1e-9:
                raise CourseError(
                    f"{unit.slug} 在 {component.id} 部分的 share 和期末的 share，合计要等于 1，"
                    f"现在是 {whole:g}",
                    f"the shares of {unit.slug} and of the finals in {component.id} must sum to "
                    f"1, not to {whole:g}",
                    place=FILE,
                )


def _verify_draws(course: Course) -> None:
    """A part of a theory test is named like the unit whose bank it draws from, and its points fit
    the items."""
    slugs = {u.slug for u in course.units}
    for assignment in course.assignments:
        for task in assignment.tasks:
            if task.draw and (task.id not in slugs or task.points % sum(task.draw.values())):
                raise CourseError(
                    f"{assignment.name} 的 {task.id} 要与单元同名，分数要是题数的整数倍",
                    f"part {task.id} of {assignment.name} must be named like a unit, and its "
                    "points must be a multiple of its items",
                    place=FILE,
                )
