"""The lists that a teacher keeps beside the gradebook: who worked together, and marks set by hand.

groups.csv (columns group, student, factor) says who worked together; the mark of the group's
notebook counts for each member, times the factor. overrides.csv (student, what, mark, date, why)
is written by `keguan marks --set` and never by grading, so that a mark set by hand stays.
"""

from __future__ import annotations

import csv
import datetime
import io
import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from grader.base import UserError
from grader.course.folder import CourseFolder
from grader.gradebook.people import enrolled
from grader.marks import sheets
from grader.marks.entries import FINAL, Override

GROUPS, OVERRIDES = ("group", "student", "factor"), ("student", "what", "mark", "date", "why")


def groups(path: Path) -> dict[str, dict[str, float]]:
    """Group: {student: factor} of groups.csv; empty when there is none.

    Raises UserError, naming the line, for a line without a group or a student, a student in two
    groups, a factor that is no number and a group that is not 3-5 strong.
    """
    found: dict[str, dict[str, float]] = defaultdict(dict)
    seen: dict[str, str] = {}
    for number, row in _rows(path, GROUPS):
        student = row["student"]
        if not student or not row["group"]:
            raise UserError(
                f"{path.name} 第 {number} 行：要写组号和学号，没有小组的学生不要列在这里。",
                f"{path.name}, line {number}: write a group and a student; leave out who is in no "
                "group.",
            )
        if student in seen:
            raise UserError(
                f"{path.name} 第 {number} 行：{student} 已在第 {seen[student]} 组。",
                f"{path.name}, line {number}: {student} is in group {seen[student]} already.",
            )
        seen[student] = row["group"]
        found[row["group"]][student] = _number(path, number, row["factor"] or "1")
    for group, members in found.items():
        if not 3 <= len(members) <= 5:
            raise UserError(
                f"{path.name}：第 {group} 组有 {len(members)} 人，每组应为 3–5 人。",
                f"{path.name}: group {group} has {len(members)} members; a group has 3 to 5.",
            )
    return dict(found)


def overrides(path: Path) -> list[Override]:
    """The marks set by hand, oldest first; empty when there are none.

    Raises UserError, naming the line, for a mark that is no number from 0 to 100.
    """
    found = []
    for number, row in _rows(path, OVERRIDES):
        mark = _number(path, number, row["mark"])
        if not 0 <= mark <= 100:
            raise UserError(
                f"{path.name} 第 {number} 行：分数 {mark:g} 不在 0 到 100 之间。",
                f"{path.name}, line {number}: the mark {mark:g} is not between 0 and 100.",
            )
        found.append(Override(row["student"], row["what"], mark, row["date"], row["why"]))
    return found


def override(folder: CourseFolder, student: str, what: str, mark: float, why: str) -> None:
    """Adds a dated line to overrides.csv.

    Raises UserError for an unknown student or assignment, a mark outside 0 to 100, and without a
    reason.
    """
    _verify_override(folder, student, what, mark, why)
    path = folder.path / "overrides.csv"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if not path.is_file():
        writer.writerow(OVERRIDES)
    now = datetime.datetime.now().isoformat(" ", "seconds")
    writer.writerow([student, what, f"{mark:g}", now, why.strip()])
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(text.getvalue())


def _verify_override(folder: CourseFolder, student: str, what: str, mark: float, why: str) -> None:
    known = {*(a.name for a in folder.course.assignments), FINAL} if folder.course else set()
    if what not in known:
        raise UserError(
            f"没有名为“{what}”的作业；改总评请写 {FINAL}。",
            f"No assignment is named '{what}'; for the whole mark write {FINAL}.",
        )
    if student not in {*enrolled(folder), *folder.students()}:
        raise UserError(f"名单里没有 {student}。", f"There is no student {student}.")
    if not (math.isfinite(mark) and 0 <= mark <= 100):
        raise UserError(
            f"分数 {mark:g} 不在 0 到 100 之间。", f"The mark {mark:g} is not between 0 and 100."
        )
    if not why.strip():
        raise UserError(
            "请用 --why 写明理由，以后查得到。",
            "Give the reason with --why, so that it can be looked up.",
        )


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of a CSV file with these columns; none when it is missing. Raises
    UserError for other columns."""
    if not path.is_file():
        return
    heads, *found = sheets.lines(path, columns) or [(1, [])]
    if not set(columns) <= set(heads[1]):
        raise UserError(
            f"{path.name} 要有这些列：{', '.join(columns)}。",
            f"{path.name} needs the columns {', '.join(columns)}.",
        )
    for number, cells in found:
        row = dict(zip_longest(heads[1], cells[: len(heads[1])], fillvalue=""))
        yield number, {name: row[name].strip() for name in columns}


def _number(path: Path, line: int, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UserError(
            f"{path.name} 第 {line} 行：“{text}”不是数。",
            f"{path.name}, line {line}: '{text}' is no number.",
        )
    return number
