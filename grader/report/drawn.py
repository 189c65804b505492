"""What a graded theory test says about the items that a student got, whatever their numbers and
letters were in this student's notebook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grader.course import cells
from grader.course.drawn import Asked, Drawn
from grader.course.folder import CourseFolder
from grader.report.answers import last_value


def items_of(folder: CourseFolder, assignment: str) -> Drawn | None:
    """The items of a theory test; None for other assignments, and in another course."""
    if folder.course is None:
        return None
    info = folder.course.assignment(assignment)
    return Drawn(folder.course, info) if info.is_drawn else None


def answers(path: Path, asked: Mapping[str, Asked], language: str) -> dict[str, tuple[str, str]]:
    """By item: the item, and what was chosen, in words."""
    given: dict[str, dict] = {}
    for cell in cells.read(path):
        role = cells.role(cell)
        value = last_value(cells.source(cell)) if role.get("solution") else None
        if isinstance(value, dict):
            given[role.get("grade_id", "")] = value
    found = {}
    for cell_id, one in asked.items():
        part = given.get(cell_id.rpartition("-")[0], {})
        words = one.in_words(part.get(one.question.number), language)
        if words:
            found[one.task.id] = one.task.id, words
    return found
