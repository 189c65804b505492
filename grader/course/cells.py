"""What the cells of an assignment's notebook are for, and which task each of them belongs to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from grader.course.folder import CourseFolder

STUBS = ("YOUR ANSWER HERE", "YOUR CODE HERE")  # what a released answer says until one is written


def read(path: Path) -> list[dict]:
    """Cells of a notebook; none when it is not there or cannot be read."""
    try:
        return of_bytes(path.read_bytes())
    except OSError:
        return []


def read_all(paths: Iterable[Path]) -> list[dict]:
    """The cells of several notebooks, one after the other."""
    found: list[dict] = []
    for path in paths:
        found += read(path)
    return found


def of_bytes(data: bytes) -> list[dict]:
    """Cells of a notebook's bytes that have metadata; none when they cannot be read."""
    try:
        cells = json.loads(data)["cells"]
        return [cell for cell in cells if _is_cell(cell)]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


def _is_cell(cell: object) -> bool:
    return isinstance(cell, dict) and isinstance(cell.get("metadata"), dict)


def role(cell: dict) -> dict:
    """nbgrader's metadata of a cell: grade_id, grade, solution, task, points; empty without."""
    found = cell["metadata"].get("nbgrader")
    return found if isinstance(found, dict) else {}


def source(cell: dict) -> str:
    """The text of a cell, which a file may hold as a list of lines."""
    return "".join(cell["source"])


def is_graded(cell: dict) -> bool:
    """Whether the cell carries points: a check, an answer or a task that a person marks."""
    its = role(cell)
    return bool(its.get("grade") or its.get("task"))


def is_marked_by_hand(cell: dict) -> bool:
    """Whether the cell is an answer that a person marks."""
    its = role(cell)
    return bool(its.get("grade") and its.get("solution"))


def tasks_of_cells(folder: CourseFolder, assignment: str) -> dict[str, str]:
    """Task (grade id of its answer cell) of every graded cell of the assignment, in order; itself
    in other courses."""
    info = folder.course.assignment(assignment) if folder.course else None
    given = read_all(folder.first_notebooks(assignment, "release", "source"))
    if info is None:
        graded = [role(cell)["grade_id"] for cell in given if is_graded(cell)]
        return dict(zip(graded, graded, strict=True))
    tasks: dict[str, str] = {}
    task = None
    for cell in given:
        its = role(cell)
        if its.get("solution"):
            known = info.task_of(its["grade_id"])
            task = known.id if known else its["grade_id"]
        if is_graded(cell):
            tasks[its["grade_id"]] = task or its["grade_id"]
    return tasks
