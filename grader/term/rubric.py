"""The rubrics that stand in the notebooks of an assignment: the items of each answer that a person
marks, with their points."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.base import UserError
from grader.course import cells
from grader.course.folder import CourseFolder

NUMBER = re.compile(r"\d+(\.\d+)?")

Items = tuple[tuple[str, float], ...]  # name and points


@dataclass(frozen=True)
class Rubric:
    """The items of one cell that is marked by hand, with the points of each; they sum to the points
    of the cell.
    """

    cell: str
    items: Items
    notebook: str

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
        table: Items = ()
        for cell in cells.read(path):
            if cells.is_marked_by_hand(cell):
                found.append(_rubric(assignment, path.stem, cells.role(cell), table))
                table = ()
            elif cell["cell_type"] == "markdown":
                table = _table(cells.source(cell)) or table
    return found


def _rubric(assignment: str, notebook: str, role: dict, table: Items) -> Rubric:
    """The rubric of an answer cell; without a table, one item for all of its points."""
    points = float(role["points"])
    rubric = Rubric(role["grade_id"], table or (("合计 all", points),), notebook)
    if abs(rubric.maximum - points) > 1e-9:
        raise UserError(
            f"{assignment} 的 {rubric.cell}：评分表合计 {rubric.maximum:g} 分，题目是 {points:g} "
            "分。",
            f"{rubric.cell} of {assignment}: the rubric sums to {rubric.maximum:g}, the task has "
            f"{points:g}.",
        )
    return rubric


def _table(source: str) -> Items:
    """The items of the last table whose second column is numbers; () without one."""
    found: Items = ()
    rows: list[list[str]] = []
    for line in [*source.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([part.strip() for part in line.strip().strip("|").split("|")])
            continue
        numbered = [row for row in rows if len(row) > 1 and NUMBER.fullmatch(row[1])]
        found = tuple((row[0], float(row[1])) for row in numbered) or found
        rows = []
    return found
