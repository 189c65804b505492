"""What a feedback page says beside the notebook: the lesson sections to read again, the rows of a
rubric, and what a theory test asked, once that may be told."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from grader.base import Text
from grader.course.cells import tasks_of_cells
from grader.course.drawn import Asked, Drawn
from grader.course.folder import CourseFolder
from grader.course.outline import Assignment, Course, Unit
from grader.gradebook.hand_marks import RowMark

NUMERALS = "一二三四五六七八九"


class Place(NamedTuple):
    """A section of a lesson and the concept that is taught there; no concept where its name could
    be the answer to a question."""

    unit: str
    section: int
    title: Text
    about: Text


@dataclass(frozen=True)
class Facts:
    """Of one student's notebooks of an assignment, each by grade cell; numbers: of the questions of
    a theory test, which are there also while what they asked is not told."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    asked: Mapping[str, Asked] = field(default_factory=dict)
    rows: Mapping[str, tuple[RowMark, ...]] = field(default_factory=dict)


NO_FACTS = Facts()


class Source:
    """The facts of all students of an assignment; told: whether the questions of a theory test, the
    right answers and why may be told by now."""

    def __init__(self, folder: CourseFolder, assignment: str, told: bool):
        self.told = False
        self.tasks: dict[str, str] = {}
        self.drawn: Drawn | None = None
        course = self.course = folder.course
        self.info = _known(course, assignment)
        if course and self.info:
            self.told = told and self.info not in course.finals
            self.tasks = tasks_of_cells(folder, assignment)
            self.drawn = Drawn(course, self.info) if self.info.is_drawn else None

    def of(self, student: str, rows: Mapping[str, tuple[RowMark, ...]]) -> Facts:
        if self.drawn is None:
            places = {cell: self._places(self._concepts(task)) for cell, task in self.tasks.items()}
            return Facts(places=places, rows=rows)
        asked = self.drawn.asked(student)
        places = {cell: self._places(one.task.concepts) for cell, one in asked.items()}
        numbers = {cell: one.question.number for cell, one in asked.items()}
        return Facts(numbers, places, asked if self.told else {}, rows)

    def _concepts(self, task: str) -> Collection[str]:
        tasks = self.info.tasks if self.info else ()
        return set(chain.from_iterable(one.concepts for one in tasks if one.id == task))

    def _places(self, concepts: Collection[str]) -> tuple[Place, ...]:
        """The sections that teach these concepts, in the order of the course."""
        units = self.course.units if self.course else ()
        open_ = self.drawn is None or self.told
        found = []
        for unit in units:
            for one in unit.concepts:
                if one.id in concepts and one.section is not None:
                    about = one.title if open_ else Text("", "")
                    found.append(Place(unit.slug, one.section, _title(unit, one.section), about))
        return tuple(found)


def _known(course: Course | None, name: str) -> Assignment | None:
    every = course.assignments if course else ()
    return next((one for one in every if one.name == name), None)


def _title(unit: Unit, section: int) -> Text:
    return Text(
        f"《{unit.title.zh}》第{NUMERALS[section - 1]}节", f"{unit.title.en}, section {section}"
    )


def chosen(one: Asked, answer: str, language: str) -> str:
    """An answer to a question in words: the options behind its letters; a number as it is."""
    letters = [
        letter
        for letter in unicodedata.normalize("NFKC", answer).upper()
        if letter in one.question.letters
    ]
    if not letters:
        return answer
    places = [one.question.options[one.question.letters.index(letter)] for letter in letters]
    words = [one.item.options[place][language] for place in places]
    return (" → " if one.item.kind == "order" else " / ").join(words)


def right(one: Asked, language: str) -> str:
    """The right answer in words."""
    answer = one.question.answer(one.item.key)
    return f"{answer:g}" if one.item.kind == "number" else chosen(one, answer, language)
