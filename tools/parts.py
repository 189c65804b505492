"""The parts of the course that are built from one content file each, as course.toml lists them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.course.outline import Assignment, Course, Unit
from tools.content import BuildError

FINALS = "final"  # the room of what belongs to no unit
QUIZ = "content/quiz.py"  # the template of the quiz of every unit


@dataclass(frozen=True)
class Part:
    """A lesson (assignment is None), one assignment of a unit, or a final of the course (unit is
    None)."""

    course: Course
    unit: Unit | None
    assignment: Assignment | None = None

    @property
    def kind(self) -> str:
        return "exercise" if self.assignment else "lesson"

    @property
    def name(self) -> str:
        return self.assignment.name if self.assignment else self.unit.slug

    @property
    def room(self) -> str:
        """Path inside the checkout of the folder that holds everything of the unit, or of the
        finals."""
        return f"content/{self.unit.slug if self.unit else FINALS}"

    @property
    def shown(self) -> str:
        """Path of the content file inside the checkout, such as content/tiering/tasks.py; the
        quizzes of all units have one."""
        if self.assignment is None:
            return f"{self.room}/lesson.py"
        if self.test and self.unit:
            return QUIZ
        room = self.room.removeprefix("content/")
        return f"{self.room}/{self.name.removeprefix(room + '-')}.py"

    @property
    def test(self) -> Assignment | None:
        """The assignment if its questions are drawn: the content file is then a template."""
        return self.assignment if self.assignment and self.assignment.is_drawn else None

    @property
    def path(self) -> Path:
        return self.course.root / self.shown

    @property
    def catalogue_shown(self) -> str:
        return self.shown.removesuffix(".py") + ".en.po"

    @property
    def catalogue_path(self) -> Path:
        return self.course.root / self.catalogue_shown

    def built(self, language: str) -> str:
        """Path inside the checkout of the lesson notebook, or of the exercise with its answers."""
        if self.assignment is None:
            return f"lessons/{language}/{self.unit.lesson}"
        return f"exercises/source/{language}/{self.name}/{self.name}.ipynb"

    def released(self, language: str) -> str:
        """Path inside the checkout of the exercise as students get it."""
        return f"exercises/release/{language}/{self.name}/{self.name}.ipynb"


def find(course: Course, name: str | None = None) -> list[Part]:
    """All parts, those of a unit (slug), one assignment (name), or the part of one content file
    (path).

    Raises BuildError for a name that course.toml does not have.
    """
    every = [
        part
        for unit in course.units
        for part in [Part(course, unit), *(Part(course, unit, a) for a in unit.assignments)]
    ]
    every += [Part(course, None, a) for a in course.finals]
    if name is None:
        return every
    wanted = name.replace("\\", "/").removeprefix("./")
    found = [part for part in every if wanted in (part.unit and part.unit.slug, part.name)]
    found = found or [
        p for p in every if wanted.removesuffix(".en.po").removesuffix(".py") == p.shown[:-3]
    ]
    if not found:
        known = ", ".join(
            [unit.slug for unit in course.units] + [a.name for a in course.assignments]
        )
        raise BuildError(
            "course.toml",
            f"没有名为“{name}”的单元或作业，现有：{known}",
            f"no unit or assignment is named '{name}'; there are: {known}",
        )
    return found
