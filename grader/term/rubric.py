"""Rubric sheets: one CSV a written task, a row a student, a column an item; totals go into
nbgrader's gradebook.

A cell holds points, or a level: F full, H half, 0 none. Levels take their points from the row of
maxima at the top, so
that changing an item there changes the mark of everyone it touched. formgrader shows the same
marks and comments.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from dataclasses import dataclass
from pathlib import Path

from grader.base import UserError
from grader.course.folder import CourseFolder
from grader.gradebook import hand_marks
from grader.marks.exports import guarded, plain

STUDENT, TOTAL, COMMENT, MAXIMA = "学生 student", "合计 total", "评语 comment", "满分 maximum"
LEVELS = {"F": 1.0, "H": 0.5, "满": 1.0, "半": 0.5}


@dataclass(frozen=True)
class Rubric:
    """The items of one cell that is marked by hand, with the points of each; they sum to the
    points of the cell."""

    cell: str
    items: tuple[tuple[str, float], ...]

    @property
    def maximum(self) -> float:
        return sum(points for _, points in self.items)


@dataclass(frozen=True)
class Row:
    """A student's line of a sheet: what stands under each item, the points it means, None while
    something is empty."""

    student: str
    given: tuple[str, ...]
    points: float | None
    comment: str


def rubrics(folder: CourseFolder, assignment: str) -> list[Rubric]:
    """The rubrics that stand in the notebook, each in the last table before its answer cell.

    Raises UserError when the items of a table do not sum to the points of the cell, or no cell is
    marked by hand.
    """
    notebook = json.loads(folder.require("release", assignment).read_text(encoding="utf-8"))
    found, table = [], ()
    for cell in notebook["cells"]:
        source, role = "".join(cell["source"]), cell["metadata"].get("nbgrader", {})
        if role.get("solution") and role.get("grade"):
            rubric = Rubric(role["grade_id"], table or (("合计 all", float(role["points"])),))
            if abs(rubric.maximum - role["points"]) > 1e-9:
                raise UserError(
                    f"{assignment} 的 {rubric.cell}：评分表合计 {rubric.maximum:g} 分，题目是 "
                    f"{role['points']:g} 分。",
                    f"{rubric.cell} of {assignment}: the rubric sums to {rubric.maximum:g}, the "
                    f"task has {role['points']:g}.",
                )
            found.append(rubric)
            table = ()
        elif cell["cell_type"] == "markdown":
            table = _table(source) or table
    if not found:
        raise UserError(
            f"{assignment} 里没有人工评分的题。",
            f"{assignment} has no task that is marked by hand.",
        )
    return found


def _table(source: str) -> tuple[tuple[str, float], ...]:
    """(item, points) of the last table whose second column is numbers; () without one."""
    found, rows = (), []
    for line in [*source.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([part.strip() for part in line.strip().strip("|").split("|")])
            continue
        items = tuple(
            (row[0], float(row[1]))
            for row in rows
            if len(row) > 1 and re.fullmatch(r"\d+(\.\d+)?", row[1])
        )
        found, rows = items or found, []
    return found


def write(folder: CourseFolder, assignment: str, target: Path) -> list[Path]:
    """Writes the sheets of an assignment; what stands in a sheet already is kept. Returns their
    paths."""
    paths = []
    for rubric in rubrics(folder, assignment):
        path = target / f"rubric-{assignment}-{rubric.cell}.csv"
        rubric, rows = read(path, rubric) if path.is_file() else (rubric, [])
        known = {row.student: row for row in rows}
        students = folder.students(assignment)
        empty = ("",) * len(rubric.items)
        _save(
            path,
            rubric,
            [
                known.get(student) or Row(student, empty, None, "")
                for student in sorted({*students, *known})
            ],
        )
        paths.append(path)
    return paths


def _save(path: Path, rubric: Rubric, rows: list[Row]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([STUDENT, *(name for name, _ in rubric.items), TOTAL, COMMENT])
    writer.writerow(
        [MAXIMA, *(f"{points:g}" for _, points in rubric.items), f"{rubric.maximum:g}", ""]
    )
    for row in rows:
        total = "" if row.points is None else f"{row.points:g}"
        writer.writerow([guarded(row.student), *row.given, total, guarded(row.comment)])
    path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")


def read(path: Path, rubric: Rubric) -> tuple[Rubric, list[Row]]:
    """The rubric with the maxima of the sheet, and its rows.

    Raises UserError, naming line and column, for other columns, maxima that do not sum to the task's
    points, a student who
    stands twice, and a cell that is neither a level nor points from 0 to the item's maximum.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")  # what a Chinese Excel saves as CSV
    lines = list(csv.reader(io.StringIO(text, newline="")))
    heads = [STUDENT, *(name for name, _ in rubric.items), TOTAL, COMMENT]
    if len(lines) < 2 or lines[0] != heads or not lines[1] or lines[1][0] != MAXIMA:
        raise UserError(
            f"{path.name} 的前两行应是：{'、'.join(heads)}；{MAXIMA}。想重新开始，先删除这个文件。",
            f"{path.name} should begin with {', '.join(heads)} and a line {MAXIMA}. To start "
            f"anew, delete the file.",
        )
    maxima = [
        _points(path, 2, name, lines[1][n], math.inf)
        for n, (name, _) in enumerate(rubric.items, start=1)
    ]
    if abs(sum(maxima) - rubric.maximum) > 1e-9:
        raise UserError(
            f"{path.name}：各项满分合计 {sum(maxima):g}，应为 {rubric.maximum:g}。",
            f"{path.name}: the maxima sum to {sum(maxima):g} instead of {rubric.maximum:g}.",
        )
    rubric = Rubric(
        rubric.cell,
        tuple((name, points) for (name, _), points in zip(rubric.items, maxima, strict=True)),
    )
    rows = [
        _row(path, number, line, rubric)
        for number, line in enumerate(lines[2:], start=3)
        if any(line)
    ]
    seen = [row.student for row in rows]
    for student in seen:
        if seen.count(student) > 1:
            raise UserError(
                f"{path.name}：{student} 有两行。", f"{path.name}: {student} stands twice."
            )
    return rubric, rows


def _row(path: Path, number: int, line: list[str], rubric: Rubric) -> Row:
    line = [*line, *[""] * (len(rubric.items) + 3 - len(line))]
    given = tuple(cell.strip() for cell in line[1 : 1 + len(rubric.items)])
    points = [
        _points(path, number, name, cell, most) if cell else None
        for (name, most), cell in zip(rubric.items, given, strict=True)
    ]
    return Row(
        plain(line[0].strip()),
        given,
        None if None in points else sum(points),
        plain(line[len(rubric.items) + 2]),
    )


def _points(path: Path, number: int, name: str, cell: str, most: float) -> float:
    level = LEVELS.get(cell.strip().upper())
    try:
        points = level * most if level is not None and most < math.inf else float(cell)
    except ValueError:
        points = math.nan
    if not (0 <= points <= most):
        raise UserError(
            f"{path.name} 第 {number} 行“{name}”：“{cell}”应是 0 到 {most:g} 的数，或 F（满分）、"
            f"H（一半）。",
            f"{path.name}, line {number}, '{name}': '{cell}' should be a number from 0 to "
            f"{most:g}, or F (full), H (half).",
        )
    return points


def apply(folder: CourseFolder, assignment: str, target: Path) -> tuple[int, list[str]]:
    """Writes the totals and comments of the sheets into nbgrader's gradebook.

    Returns how many marks were written or changed, and the students whose line is not complete.
    Nothing is written if
    one sheet has a mistake.
    """
    marks, open_lines = [], []
    for rubric in rubrics(folder, assignment):
        path = target / f"rubric-{assignment}-{rubric.cell}.csv"
        if not path.is_file():
            raise UserError(
                f"找不到 {path}：请先运行 keguan rubric {assignment}。",
                f"There is no {path}: run keguan rubric {assignment} first.",
            )
        rubric, rows = read(path, rubric)
        _save(path, rubric, rows)  # with the totals of today's maxima
        marks += [
            (row.student, rubric.cell, row.points, row.comment)
            for row in rows
            if row.points is not None
        ]
        open_lines += [row.student for row in rows if row.points is None]
    return hand_marks.enter(folder, assignment, marks), sorted(set(open_lines))
