"""Marks for other programs: nbgrader's columns, Canvas, Moodle, a registrar's workbook, and any
other table by a mapping.

A cell of a CSV file that a spreadsheet would take for a formula gets an apostrophe in front, as
OWASP advises; `read` takes it off again, so that every name comes back as it was. Sources of the
columns: nbgrader's ExportPlugin (CsvExportPlugin), Canvas "How do I import grades in the
Gradebook?", Moodle docs "Grade import".
"""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path
from typing import Any

from grader.base import UserError
from grader.gradebook.people import Person
from grader.marks.entries import OPEN, UNGRADED, WAITING, WITHOUT_POINTS
from grader.marks.finals import Final, Line
from grader.marks.gather import Marks

FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
KINDS = ("nbgrader", "canvas", "moodle", "xlsx", "mapping")
# columns of nbgrader's export
NBGRADER = (
    "assignment",
    "student_id",
    "first_name",
    "last_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)
# fields that a mapping may name
FIXED = ("student", "name", "first_name", "last_name", "class", "email", "lms_id", "final")


def guarded(value: object) -> str:
    """The text of a CSV cell that no spreadsheet runs: an apostrophe before what would start a
    formula."""
    if isinstance(value, float):
        return f"{value:g}"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def plain(text: str) -> str:
    """The cell as it was before `guarded`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def write(marks: Marks, kind: str, target: Path, mapping: Path | None = None) -> int:
    """Writes the export and returns its number of rows; raises UserError for an unknown kind or a
    mapping that does not fit."""
    if kind not in KINDS:
        raise UserError(
            f"不认识的格式“{kind}”，可以用：{'、'.join(KINDS)}。",
            f"Unknown format '{kind}'; there are: {', '.join(KINDS)}.",
        )
    if kind == "xlsx":
        return _workbook(marks, target)
    if kind == "mapping":
        encoding, rows = mapped(marks, mapping)
    else:
        makers = {"nbgrader": nbgrader, "canvas": canvas, "moodle": moodle}
        encoding, rows = "utf-8", makers[kind](marks)
    target.write_bytes(_encoded(rows, encoding))
    return len(rows) - 1


def _encoded(rows: list[list], encoding: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(list(map(guarded, row)) for row in rows)
    try:
        return text.getvalue().encode(encoding)
    except UnicodeEncodeError as error:
        letter = error.object[error.start : error.end]
        raise UserError(
            f"编码 {encoding} 写不出“{letter}”：请在对应表里把 encoding 改为 utf-8-sig 或 "
            f"gb18030。",
            f"The encoding {encoding} has no '{letter}': write utf-8-sig or gb18030 as encoding "
            f"of the mapping.",
        ) from None


def read(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    """Rows of a CSV that `write` made, with every cell as it was."""
    with path.open(encoding=encoding, newline="") as file:
        return [list(map(plain, row)) for row in csv.reader(file)]


def nbgrader(marks: Marks) -> list[list]:
    """The columns of nbgrader's own CSV export that concern marks: a row for each submission, none
    for missing work."""
    graded = [entry for entry in marks.entries if entry.status not in WITHOUT_POINTS]
    rows: list[list] = [list(NBGRADER)]
    for entry in sorted(graded, key=lambda entry: (entry.assignment, entry.student)):
        person = marks.people[entry.student]
        who = [person.id, person.first_name, person.last_name, person.email]
        score = max(0.0, entry.points - entry.penalty)
        points = [entry.points, entry.penalty, score, entry.maximum]
        rows.append([entry.assignment, *who, *points])
    return rows


def canvas(marks: Marks) -> list[list]:
    """Canvas' gradebook CSV: five columns that say who, one for each component and the mark; a
    line of points possible."""
    names = [*marks.policy.weights, "Course mark"]
    rows: list[list] = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *names],
        ["Points Possible", "", "", "", "", *[100] * len(names)],
    ]
    for person, final in _class(marks):
        login = person.email or person.id
        who = [person.name or person.id, person.lms_id, person.id, login, person.class_name]
        rows.append([*who, *_percents(final)])
    return rows


def moodle(marks: Marks) -> list[list]:
    """Moodle's grade import CSV: map "ID number" to useridnumber or "Email address" to
    useremail."""
    who = ["ID number", "First name", "Last name", "Email address"]
    rows: list[list] = [[*who, *marks.policy.weights, "Course total"]]
    for person, final in _class(marks):
        names = [person.id, person.first_name, person.last_name, person.email]
        rows.append([*names, *_percents(final)])
    return rows


def mapped(marks: Marks, mapping: Path | None) -> tuple[str, list[list]]:
    """(encoding, rows) with the columns of a mapping file.

    mapping: TOML with `encoding` and a table `columns`: head = field, where a field is one of
    FIXED, a component's letter, an assignment's name, or a fixed text in the form "=text". Raises
    UserError for anything else.
    """
    if mapping is None:
        raise UserError(
            "请用 --mapping 指定列对应表（写法见 grader/README.md）。",
            "Name the table of columns with --mapping (see grader/README.md).",
        )
    encoding, columns = _mapping(mapping)
    known = {*FIXED, *marks.policy.weights, *marks.policy.assignments}
    for head, wanted in columns.items():
        if wanted not in known and not wanted.startswith("="):
            there = ", ".join(sorted(known))
            raise UserError(
                f"{mapping.name}：列“{head}”要的“{wanted}”不存在，可以用：{there}。",
                f"{mapping.name}: column '{head}' asks for '{wanted}'; there are: {there}.",
            )
    rows: list[list] = [list(columns)]
    for person, final in _class(marks):
        fields = _fields(person, final)
        rows.append([_field(wanted, fields) for wanted in columns.values()])
    return encoding, rows


def _mapping(path: Path) -> tuple[str, dict[str, str]]:
    """Encoding and columns of a mapping file; raises UserError where it cannot be read."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        encoding = raw.get("encoding", "utf-8-sig")
        "".encode(encoding)
        return encoding, {head: str(wanted) for head, wanted in dict(raw["columns"]).items()}
    except FileNotFoundError:
        raise UserError(
            f"找不到列对应表 {path}。", f"There is no table of columns {path}."
        ) from None
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, LookupError) as error:
        raise UserError(
            f"列对应表 {path.name} 有误：{error}",
            f"The table of columns {path.name} is wrong: {error}",
        ) from None


def _fields(person: Person, final: Final) -> dict[str, str | float]:
    """What the columns of a mapping may ask for, of one student."""
    found: dict[str, str | float] = {
        "student": person.id,
        "name": person.name,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "class": person.class_name,
        "email": person.email,
        "lms_id": person.lms_id,
        "final": final.mark,
    }
    found |= {id: round(percent, 2) for id, percent in final.components.items()}
    return found | {line.part.assignment: round(line.percent, 2) for line in final.every_line}


def _field(wanted: str, fields: dict[str, str | float]) -> str | float:
    return wanted[1:] if wanted.startswith("=") else fields[wanted]


def _class(marks: Marks) -> list[tuple[Person, Final]]:
    return [(marks.people[final.student], final) for final in marks.finals]


def _percents(final: Final) -> list[float]:
    return [*(round(percent, 2) for percent in final.components.values()), final.mark]


# --- the registrar's workbook


def _workbook(marks: Marks, target: Path) -> int:
    """A sheet of marks and a sheet that says how each came about; texts are never formulas."""
    import xlsxwriter

    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(target), safe) as workbook:
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        tenth = workbook.add_format({"num_format": "0.0"})
        # components are kept to two decimals: shown by one they would be rounded twice
        hundredth = workbook.add_format({"num_format": "0.00"})
        _marks(workbook.add_worksheet("成绩 Marks"), marks, bold, (hundredth, tenth))
        _steps(workbook.add_worksheet("过程 Steps"), marks, bold)
    return len(marks.finals)


def _marks(sheet: Any, marks: Marks, bold: Any, formats: tuple[Any, Any]) -> None:
    """formats: of a component's figures, and of the whole mark's."""
    weights = marks.policy.weights
    heads = ["学号 Student id", "姓名 Name", "班级 Class", *weights, "总评 Mark", "说明 Note"]
    sheet.write_row(0, 0, heads, bold)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 2, 18)
    for row, (person, final) in enumerate(_class(marks), start=1):
        sheet.write_string(row, 0, person.id)
        sheet.write_string(row, 1, person.name)
        sheet.write_string(row, 2, person.class_name)
        *components, mark = _percents(final)
        for column, percent in enumerate(components, start=3):
            sheet.write_number(row, column, percent, formats[0])
        sheet.write_number(row, 3 + len(components), mark, formats[1])
        sheet.write_string(row, len(heads) - 1, _note(final))


def _note(final: Final) -> str:
    """What a registrar should know before taking the mark over."""
    parts = []
    if final.missing:
        parts.append(f"缺交 missing: {', '.join(final.missing)}")
    if final.with_status(WAITING, UNGRADED):
        parts.append("还有题目待人工评 some work waits to be marked")
    if final.with_status(OPEN):
        parts.append("有作业未到期 some work is not due yet")
    return "; ".join(parts)


def _steps(sheet: Any, marks: Marks, bold: Any) -> None:
    heads = [
        "学号 Student id",
        "作业 Assignment",
        "百分比 Percent",
        "怎么来的",
        "How it came about",
    ]
    sheet.write_row(0, 0, heads, bold)
    sheet.set_column(1, 1, 22)
    sheet.set_column(3, 4, 60)
    every: list[Line] = []
    for final in marks.finals:
        every += final.every_line
    for row, line in enumerate(every, start=1):
        sheet.write_string(row, 0, line.student)
        sheet.write_string(row, 1, line.part.assignment)
        sheet.write_number(row, 2, round(line.percent, 2))
        sheet.write_string(row, 3, "；".join(step.zh for step in line.steps))
        sheet.write_string(row, 4, "; ".join(step.en for step in line.steps))
