"""Where each concept is taught and tested, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from grader.base import Text
from grader.course.outline import Concept, Course, Unit


@dataclass(frozen=True)
class Row:
    """`always`: references of the tasks on the concept that every student has to do; `drawn`: of
    the theory tests that may draw an item on it. Practice, which need not be done, tests nothing.
    """

    unit: Unit
    concept: Concept
    always: tuple[str, ...]
    drawn: tuple[str, ...]

    @property
    def problem(self) -> Text | None:
        """Why the row cannot stay as it is; None where it can."""
        concept = self.concept
        if concept.reason:  # it is left out on purpose
            return None
        if concept.section is None:
            return self._said("没有教，请写 section", "is not taught; give it a section")
        tested = self.always or self.drawn
        if not tested and not concept.untested:
            return self._said(
                "没有题考，请加一道题（题库或任务），或在 untested 里说明原因",
                "is tested by nothing; write an item of the bank or a task, or the reason under "
                "untested",
            )
        if tested and concept.untested:
            return self._said(
                f"有题考（{'、'.join(tested)}），untested 却说没有，请删去一边",
                f"is tested ({', '.join(tested)}), but untested says that it is not; take one away",
            )
        return None

    def _said(self, zh: str, en: str) -> Text:
        name = f"{self.unit.slug}/{self.concept.id}"
        return Text(f"course.toml：概念 {name} {zh}。", f"course.toml: concept {name} {en}.")


def rows(course: Course, unit: Unit) -> list[Row]:
    """The concepts of a unit in the order of course.toml."""
    return [_row(course, unit, concept) for concept in unit.concepts]


def problems(course: Course) -> Iterator[tuple[Row, Text]]:
    """The rows of the course that cannot stay as they are, and why."""
    for row in chain.from_iterable(rows(course, unit) for unit in course.units):
        if row.problem:
            yield row, row.problem


def _row(course: Course, unit: Unit, concept: Concept) -> Row:
    works = [one for one in (*unit.assignments, *course.finals) if not one.practice]
    always: list[str] = []
    drawn: list[str] = []
    for work in works:
        testing = [task for task in work.tasks if concept.id in task.concepts]
        always += [task.ref for task in testing if not task.draw]
        drawn += [work.name for task in testing if task.draw]
    return Row(unit, concept, tuple(always), tuple(drawn))
