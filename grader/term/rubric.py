"""The rubrics that stand in the notebooks of an assignment: the items of each answer that a person
marks, with their points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.base import UserError
from grader.course import cells
from grader.course.folder import CourseFolder

NUMBER = re.compile(r"\d+(\.\d+)?")

Items = tuple[tuple[str, float], ...]  # name and points
Table = tuple[tuple[str, ...], ...]  # rows of a rubric: name, points, what full marks ask for, …


@dataclass(frozen=True)
class Rubric:
    """The items of one cell that is marked by hand, with the points of each; they sum to the points
    of the cell. full: what full marks of an item ask for, where the table says it.
    """

    cell: str
    items: Items
    notebook: str
    full: Mapping[str, str] = field(default_factory=dict)

    @property
    def maximum(self) -> float:
        return sum(points for _, points in self.items)


def rubrics(folder: CourseFolder, assignment: str) -> list[Rubric]:
    """The rubrics that stand in the notebook, each in the last table before its answer cell.

    None where no cell is marked by hand. Raises UserError when the items of a table do not sum to
    the points of the cell.
    """
    found: list[Rubric] = []
    for path in folder.require_all("release", assignment):
        table: Table = ()
        for cell in cells.read(path):
            if cells.is_marked_by_hand(cell):
                found.append(_rubric(assignment, path.stem, cells.role(cell), table))
                table = ()
            elif cell["cell_type"] == "markdown":
                table = _table(cells.source(cell)) or table
    return found


def _rubric(assignment: str, notebook: str, role: dict, table: Table) -> Rubric:
    """The rubric of an answer cell; without a table, one item for all of its points."""
    points = float(role["points"])
    items = tuple((row[0], float(row[1])) for row in table)
    full = {row[0]: row[2] for row in table if len(row) > 2}
    rubric = Rubric(role["grade_id"], items or (("合计 all", points),), notebook, full)
    if abs(rubric.maximum - points) > 1e-9:
        raise UserError(
            f"{assignment} 的 {rubric.cell}：评分表合计 {rubric.maximum:g} 分，题目是 {points:g} "
            "分。",
            f"{rubric.cell} of {assignment}: the rubric sums to {rubric.maximum:g}, the task has "
            f"{points:g}.",
        )
    return rubric


def _table(source: str) -> Table:
    """The rows of the last table whose second column is numbers; () without one."""
    found: Table = ()
    rows: list[tuple[str, ...]] = []
    for line in [*source.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(part.strip() for part in line.strip().strip("|").split("|")))
            continue
        numbered = tuple(row for row in rows if len(row) > 1 and NUMBER.fullmatch(row[1]))
        found = numbered or found
        rows = []
    return found
