"""Rubric sheets: one CSV a written task, a row a student, a column an item; totals go into
nbgrader's gradebook.

A cell holds points, or a level: F full, H half, 0 none. Levels take their points from the row of
maxima at the top, so that changing an item there changes the mark of everyone it touched.
formgrader shows the same marks and comments.
"""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass, replace
from pathlib import Path

from grader.base import UserError
from grader.course import cells
from grader.course.folder import CourseFolder
from grader.gradebook import hand_marks
from grader.gradebook.hand_marks import HandMark
from grader.marks import sheets
from grader.marks.exports import guarded, plain

STUDENT = "学生 student"
TOTAL = "合计 total"
COMMENT = "评语 comment"
MAXIMA = "满分 maximum"
NUMBER = re.compile(r"\d+(\.\d+)?")
LEVELS = {"F": 1.0, "H": 0.5, "满": 1.0, "半": 0.5}

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


@dataclass(frozen=True)
class Row:
    """A student's line of a sheet: what stands under each item, the points it means, None while
    something is empty.
    """

    student: str
    given: tuple[str, ...]
    points: float | None
    comment: str


def rubrics(folder: CourseFolder, assignment: str) -> list[Rubric]:
    """The rubrics that stand in the notebook, each in the last table before its answer cell.

    Raises UserError when the items of a table do not sum to the points of the cell, or no cell is
    marked by hand.
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
    if not found:
        raise UserError(
            f"{assignment} 里没有人工评分的题。",
            f"{assignment} has no task that is marked by hand.",
        )
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


def write(folder: CourseFolder, assignment: str, target: Path) -> list[Path]:
    """Writes the sheets of an assignment; what stands in a sheet already is kept.

    Returns their paths.
    """
    paths = []
    for rubric in rubrics(folder, assignment):
        path = _sheet(target, assignment, rubric)
        rows: list[Row] = []
        if path.is_file():
            rubric, rows = read(path, rubric)
        known = {row.student: row for row in rows}
        empty = ("",) * len(rubric.items)
        students = sorted({*folder.students(assignment), *known})
        _save(path, rubric, [known.get(s) or Row(s, empty, None, "") for s in students])
        paths.append(path)
    return paths


def _sheet(target: Path, assignment: str, rubric: Rubric) -> Path:
    """The file of a rubric; of several notebooks each names its own."""
    names = dict.fromkeys((assignment, rubric.notebook, rubric.cell))
    return target / f"rubric-{'-'.join(names)}.csv"


def _save(path: Path, rubric: Rubric, rows: list[Row]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_heads(rubric))
    maxima = [f"{points:g}" for _, points in rubric.items]
    writer.writerow([MAXIMA, *maxima, f"{rubric.maximum:g}", ""])
    for row in rows:
        total = "" if row.points is None else f"{row.points:g}"
        writer.writerow([guarded(row.student), *row.given, total, guarded(row.comment)])
    path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")


def read(path: Path, rubric: Rubric) -> tuple[Rubric, list[Row]]:
    """The rubric with the maxima of the sheet, and its rows.

    Raises UserError, naming line and column, for other columns, maxima that do not sum to the
    task's points, a student who stands twice, and a cell that is neither a level nor points from 0
    to the item's maximum.
    """
    heads = _heads(rubric)
    numbered = sheets.lines(path, heads)
    lines = [line for _, line in numbered]
    if len(lines) < 2 or lines[0] != heads or lines[1][0] != MAXIMA:
        raise UserError(
            f"{path.name} 的前两行应是：{'、'.join(heads)}；{MAXIMA}。想重新开始，先删除这个文件。",
            f"{path.name} should begin with {', '.join(heads)} and a line {MAXIMA}. To start "
            "anew, delete the file.",
        )
    rubric = _with_maxima(path, rubric, lines[1])
    rows = [_row(path, number, line, rubric) for number, line in numbered[2:]]
    seen = [row.student for row in rows]
    for student in seen:
        if seen.count(student) > 1:
            raise UserError(
                f"{path.name}：{student} 有两行。", f"{path.name}: {student} stands twice."
            )
    return rubric, rows


def _heads(rubric: Rubric) -> list[str]:
    return [STUDENT, *(name for name, _ in rubric.items), TOTAL, COMMENT]


def _with_maxima(path: Path, rubric: Rubric, line: list[str]) -> Rubric:
    """The rubric with the maxima that stand in the sheet's second line."""
    items = tuple(
        (name, _points(path, 2, name, line[n], math.inf))
        for n, (name, _) in enumerate(rubric.items, start=1)
    )
    changed = replace(rubric, items=items)
    if abs(changed.maximum - rubric.maximum) > 1e-9:
        raise UserError(
            f"{path.name}：各项满分合计 {changed.maximum:g}，应为 {rubric.maximum:g}。",
            f"{path.name}: the maxima sum to {changed.maximum:g} instead of {rubric.maximum:g}.",
        )
    return changed


def _row(path: Path, number: int, line: list[str], rubric: Rubric) -> Row:
    count = len(rubric.items)
    line = line + [""] * (count + 3 - len(line))
    student = plain(line[0].strip())
    given = tuple(cell.strip() for cell in line[1 : count + 1])
    comment = plain(line[count + 2])
    points = []
    for (name, most), cell in zip(rubric.items, given, strict=True):
        if cell:
            points.append(_points(path, number, name, cell, most))
    total = sum(points) if all(given) else None
    return Row(student, given, total, comment)


def _points(path: Path, number: int, name: str, cell: str, most: float) -> float:
    level = LEVELS.get(cell.strip().upper())
    try:
        points = level * most if level is not None and most < math.inf else float(cell)
    except ValueError:
        points = math.nan
    if not (0 <= points <= most):
        raise UserError(
            f"{path.name} 第 {number} 行“{name}”：“{cell}”应是 0 到 {most:g} 的数，或 F（满分）、"
            "H（一半）。",
            f"{path.name}, line {number}, '{name}': '{cell}' should be a number from 0 to "
            f"{most:g}, or F (full), H (half).",
        )
    return points


def apply(folder: CourseFolder, assignment: str, target: Path) -> tuple[int, list[str]]:
    """Writes the totals and comments of the sheets into nbgrader's gradebook.

    Returns how many marks were written or changed, and the students whose line is not complete.
    Nothing is written if one sheet has a mistake.
    """
    marks: list[HandMark] = []
    open_lines: list[str] = []
    for rubric in rubrics(folder, assignment):
        path = _sheet(target, assignment, rubric)
        if not path.is_file():
            raise UserError(
                f"找不到 {path}：请先运行 keguan rubric {assignment}。",
                f"There is no {path}: run keguan rubric {assignment} first.",
            )
        rubric, rows = read(path, rubric)
        _save(path, rubric, rows)  # with the totals of today's maxima
        for row in rows:
            if row.points is None:
                open_lines.append(row.student)
            else:
                marks.append(
                    HandMark(row.student, rubric.notebook, rubric.cell, row.points, row.comment)
                )
    return hand_marks.enter(folder, assignment, marks), sorted(set(open_lines))
