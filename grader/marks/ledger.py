"""Lists in which a teacher's decisions stand, a line each: the last line on a matter counts, and
one that says "withdrawn" takes the one before it back.

The order of the file decides, never a date in it, which a spreadsheet or a wrong clock may change.
A line is added by writing the whole file anew, so that it is read again whoever saved it before.
"""

from __future__ import annotations

import codecs
import getpass
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from grader.base import Text, UserError
from grader.base.files import ids, tables
from grader.base.files.tables import Row
from grader.marks import days

WITHDRAWN = "撤回 withdrawn"
BLANK = codecs.BOM_UTF8 + b" \t\r\n"
HEADS = {
    "group": ("组", "组号", "小组"),
    "student": ("学号", "学生"),
    "factor": ("系数", "互评系数"),
    "what": ("作业",),
    "work": ("作业",),
    "mark": ("分数", "成绩"),
    "kind": ("种类",),
    "value": ("内容",),
    "date": ("日期", "时间"),
    "by": ("经手人",),
    "why": ("理由", "原因"),
    "answer": (),
}  # what people write above the columns


def withdrawn(text: str) -> bool:
    """Whether a cell takes back what was decided before."""
    return bool(text) and text.lower() in (WITHDRAWN, *WITHDRAWN.split())


def rows(path: Path, columns: Sequence[str], more: Sequence[str] = ()) -> list[Row]:
    """The lines of a list in which anything stands; none where there is no file or an empty one.

    columns: heads that it must have; more: heads that it may have. Raises UserError for others, and
    for a file that cannot be read.
    """
    return list(_table(path, columns, more).rows)


def _table(path: Path, columns: Sequence[str], more: Sequence[str] = ()) -> tables.Table:
    # a full disk may have left the mark of the encoding alone
    if path.is_file() and path.stat().st_size < 9 and not path.read_bytes().strip(BLANK):
        return tables.Table(path, heads=tuple(columns))
    return tables.table(path, _spelled(columns), _spelled(more))


def _spelled(columns: Sequence[str]) -> tables.Heads:
    """How the heads of the columns may be written."""
    return {name: HEADS[name] for name in columns}


def add(path: Path, columns: Sequence[str], line: Mapping[str, str]) -> None:
    """Writes the list with one more line; every other line and column stays as it is."""
    found = _table(path, columns, [name for name in line if name not in columns])
    heads = list(dict.fromkeys((*found.heads, *columns, *line)))
    lines = [[row[head] for head in heads] for row in found.rows]
    tables.write(path, heads, [*lines, [line.get(head, "") for head in heads]])


def lacks(row: Row, columns: Sequence[str]) -> list[str]:
    """Which cells are empty, as they are in a line that was cut off."""
    return [column for column in columns if not row[column]]


def with_student(row: Row, students: Collection[str] | None) -> tuple[Row, Text | None]:
    """The row with the id of the student that is meant, or why there is none or more than one; as
    it stands where the students are not given."""
    written = row["student"]
    if students is None:
        return row, None
    fitting = ids.candidates(written, students)
    if len(fitting) == 1:
        return replace(row, cells={**row.cells, "student": fitting[0]}), None
    if fitting:
        which = ", ".join(fitting)
        return row, Text(f"学号“{written}”可能是 {which}", f"'{written}' may be {which}")
    nobody = Text(f"名单里没有学生“{written}”", f"there is no student '{written}'")
    return row, ids.damage(written) or nobody


def until(found: Sequence[Row], column: str, day: date | None) -> list[Row]:
    """The lines that stood there at the end of a day; all without a day.

    A line is no younger than any line below it, so that a date in the future does no harm.
    """
    if day is None:
        return list(found)
    end, kept, youngest = days.end_of(day), [], datetime.max
    for row in reversed(found):
        youngest = min(youngest, days.parsed(row[column]) or datetime.max)
        if youngest <= end or youngest == datetime.max:
            kept.append(row)
    return kept[::-1]


def signed(by: str, why: str) -> dict[str, str]:
    """The cells that say when, by whom and why; raises UserError without a reason."""
    if not why.strip():
        raise UserError(
            "请用 --why 写明理由，以后查得到。",
            "Give the reason with --why, so that it can be looked up.",
        )
    now = datetime.now().isoformat(" ", "seconds")
    return {"date": now, "why": " ".join(why.split()), "by": by.strip() or account()}


def account() -> str:
    """Name of the account on this computer, or nothing."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return os.environ.get("USERNAME", "")


def last(found: Sequence[Row], key: Sequence[str], value: str) -> Iterator[Row]:
    """Of each matter the last line, unless it takes the decision back."""
    newest = {tuple(map(row.__getitem__, key)): row for row in found}
    return (row for row in newest.values() if not withdrawn(row[value]))
