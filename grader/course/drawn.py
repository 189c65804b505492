"""A theory test question by question: which items of the bank may come up, and which a student
got.

To the gradebook a part of a theory test is one answer with a check for each question. What a class
finds hard, and which concept somebody has to repeat, can only be said of the item behind it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from grader.base import Text
from grader.course import bank, cells
from grader.course.folder import CourseFolder
from grader.course.outline import Assignment, Course, CourseError, Task
from keguan import theory

LONGEST = {"zh": 24, "en": 60}  # characters of a question that stand for its title


@dataclass(frozen=True)
class Asked:
    """A question that a student got: as it was put, the item, and the item as a task."""

    question: theory.Question
    item: bank.Item
    task: Task

    def in_words(self, answer: Any, language: str) -> str | None:
        """What the student chose, in the words of the options, which every student sees under
        other letters; None for an order, which would be long, and for what cannot be read."""
        if self.item.kind == "number":
            return f"{answer:g}" if isinstance(answer, int | float) else None
        if self.item.kind == "order":
            return None
        letters = re.findall(r"\w", unicodedata.normalize("NFKC", str(answer)).upper())
        if not letters or not set(letters) <= set(self.question.letters):
            return None
        places = [self.question.letters.index(letter) for letter in letters]
        return in_words(self.item, {self.question.options[place] for place in places}, language)


class Drawn:
    """The items behind the parts of an assignment that are drawn.

    Without the bank, as in a student pack, a part stays one task.
    """

    def __init__(self, course: Course, assignment: Assignment):
        self.assignment = assignment
        self.items: dict[str, dict[str, bank.Item]] = {}
        for task in assignment.tasks:
            items = bank.graded(course, course.unit(task.id)) if task.draw else []
            drawable = [item for item in items if item.kind in task.draw]
            self.items[task.id] = {item.id: item for item in drawable}

    def tasks(self) -> tuple[Task, ...]:
        """The tasks of the assignment, each drawn part replaced by all items that may come up."""
        found: list[Task] = []
        for part in self.assignment.tasks:
            items = self.items[part.id].values()
            found += [_task(part, item) for item in items] or [part]
        return tuple(found)

    def asked(self, student: str) -> dict[str, Asked]:
        """Grade id of each question that was drawn for the student, and what it was.

        Raises CourseError when questions.json draws an item that the bank does not have.
        """
        found = {}
        for part in self.assignment.tasks:
            items = self.items[part.id]
            questions = theory.Paper(self.assignment.name, student).part(part.id) if items else ()
            for question in questions:
                if question.id not in items:
                    raise CourseError(
                        f"题库里没有 {question.id}，请运行 python -m tools.build",
                        f"the bank has no {question.id}; run: python -m tools.build",
                    )
                item = items[question.id]
                found[f"{part.id}-{question.number}"] = Asked(question, item, _task(part, item))
        return found

    def right(self, language: str) -> dict[str, str]:
        """The right answer of every item in words, but for orders."""
        found = {}
        for items in self.items.values():
            for item in items.values():
                if item.kind == "number":
                    found[item.id] = f"{item.key[0]:g}"
                elif item.kind != "order":
                    found[item.id] = in_words(item, item.key, language)
        return found


def tasks_of_cells(folder: CourseFolder, assignment: str, student: str) -> dict[str, str]:
    """Task of every graded cell, in order; of a theory test the items that the student got."""
    tasks = cells.tasks_of_cells(folder, assignment)
    info = folder.course.assignment(assignment) if folder.course else None
    if folder.course and info and info.is_drawn:
        asked = Drawn(folder.course, info).asked(student)
        tasks |= {cell: one.task.id for cell, one in asked.items()}
    return tasks


def in_words(item: bank.Item, options: Iterable[float], language: str) -> str:
    """The options with these numbers, always in the same order."""
    texts = [item.options[int(number)][language] for number in sorted(options)]
    return (" / " if language == "en" else "／").join(texts)


def _task(part: Task, item: bank.Item) -> Task:
    """An item as a task: its title is the beginning of the question."""
    number = item.id.rpartition("-")[2]
    zh, en = item.stem.zh.replace("**", ""), item.stem.en.replace("**", "")
    title = Text(_short(zh, LONGEST["zh"]), _short(en, LONGEST["en"]))
    points = part.points // part.questions
    return Task(item.id, f"{part.ref}.{number}", points, title, (item.concept,))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip(" ,，") + "…"
