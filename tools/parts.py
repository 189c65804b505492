"""The parts of the course that are built from one content file each, as course.toml lists them:
lessons, assignments, and the teacher page of each unit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.base import Text
from grader.course.outline import Assignment, Course, Task, Unit
from tools.content import BuildError

FINALS = "final"  # the room of what belongs to no unit
TEST = "content/test.py"  # the template of every theory test
CATALOGUE = "en.po"


@dataclass(frozen=True)
class Part:
    """A lesson (assignment is None), one assignment of a unit, a final of the course (unit is
    None), or, with `teacher`, the teacher page of a unit."""

    course: Course
    unit: Unit | None
    assignment: Assignment | None = None
    teacher: bool = False

    @property
    def kind(self) -> str:
        if self.teacher:
            return "teacher"
        return "exercise" if self.assignment else "lesson"

    @property
    def home(self) -> Unit:
        """Its unit.

        Raises ValueError for a final, which belongs to none.
        """
        if self.unit is None:
            raise ValueError("a final belongs to no unit")
        return self.unit

    @property
    def plan(self) -> Assignment | Unit:
        """What course.toml says of it: its assignment, or else its unit."""
        return self.assignment or self.home

    @property
    def tasks(self) -> tuple[Task, ...]:
        return self.assignment.tasks if self.assignment else ()

    @property
    def objectives(self) -> tuple[Text, ...]:
        """What the lesson aims at; an assignment has none of its own."""
        return () if self.assignment else self.home.objectives

    @property
    def name(self) -> str:
        return self.assignment.name if self.assignment else self.home.slug

    @property
    def room(self) -> str:
        """Path inside the checkout of the folder that holds everything of the unit, or of the
        finals."""
        return f"content/{self.unit.slug if self.unit else FINALS}"

    @property
    def shown(self) -> str:
        """Path of the content file inside the checkout, such as content/tiering/tasks.py; all
        theory tests have one."""
        if self.teacher:
            return f"{self.room}/teacher.md"
        if self.assignment is None:
            return f"{self.room}/lesson.py"
        if self.test:
            return TEST
        room = self.room.removeprefix("content/")
        return f"{self.room}/{self.name.removeprefix(room + '-')}.py"

    @property
    def test(self) -> Assignment | None:
        """The assignment if its questions are drawn: the content file is then a template."""
        if self.assignment and self.assignment.is_drawn:
            return self.assignment
        return None

    @property
    def path(self) -> Path:
        return self.course.root / self.shown

    @property
    def source(self) -> str:
        """Name of the content file in its folder; a catalogue calls it so."""
        return PurePosixPath(self.shown).name

    @property
    def catalogue_shown(self) -> str:
        """Path inside the checkout of the English, which all content files of a folder share."""
        return str(PurePosixPath(self.shown).with_name(CATALOGUE))

    @property
    def catalogue_path(self) -> Path:
        return self.course.root / self.catalogue_shown

    def built(self, language: str) -> str:
        """Path inside the checkout of the lesson, the exercise with its answers, or the page."""
        if self.teacher:
            return f"lessons/teacher/{language}/{self.home.slug}.md"
        if self.assignment is None:
            return f"lessons/{language}/{self.home.lesson}"
        return f"exercises/source/{language}/{self.name}/{self.name}.ipynb"

    def released(self, language: str) -> str:
        """Path inside the checkout of the exercise as students get it."""
        return f"exercises/release/{language}/{self.name}/{self.name}.ipynb"


def find(course: Course, name: str | None = None) -> list[Part]:
    """The notebooks: all, those of a unit (slug), one assignment (name), or that of one content
    file (path).

    Raises BuildError for a name that course.toml does not have.
    """
    return [part for part in everything(course, name) if not part.teacher]


def everything(course: Course, name: str | None = None) -> list[Part]:
    """What `find` finds, and the teacher pages."""
    every: list[Part] = []
    for unit in course.units:
        every += [Part(course, unit), Part(course, unit, teacher=True)]
        every += [Part(course, unit, assignment) for assignment in unit.assignments]
    every += [Part(course, None, assignment) for assignment in course.finals]
    if name is None:
        return every
    wanted = name.replace("\\", "/").removeprefix("./")
    found = [part for part in every if wanted in (part.unit and part.unit.slug, part.name)]
    found = found or [part for part in every if wanted in (part.shown, part.catalogue_shown)]
    if not found:
        names = [unit.slug for unit in course.units]
        names += [assignment.name for assignment in course.assignments]
        known = ", ".join(names)
        raise BuildError(
            "course.toml",
            f"没有名为“{name}”的单元或作业，现有：{known}",
            f"no unit or assignment is named '{name}'; there are: {known}",
        )
    return found


def catalogues(course: Course, name: str | None = None) -> dict[str, list[Part]]:
    """The catalogues (path inside the checkout) of what `everything` finds, each with all parts
    that share it."""
    found: dict[str, list[Part]] = {}
    for part in everything(course, name):
        found[part.catalogue_shown] = []
    for part in everything(course):
        if part.catalogue_shown in found:
            found[part.catalogue_shown].append(part)
    return found
