"""Marks for other programs: nbgrader's columns, Canvas, Moodle, a registrar's workbook, and any
other table by a mapping.

A cell of a CSV file that a spreadsheet would take for a formula gets an apostrophe in front, as
OWASP advises, and every text stands in quotes (`files.tables`). Sources of the columns: nbgrader's
ExportPlugin (CsvExportPlugin), Canvas "How do I import grades in the Gradebook?", Moodle docs
"Grade import".
"""

from __future__ import annotations

import io
import tomllib
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from grader.base import UserError
from grader.base.files import tables, writing
from grader.gradebook.people import Person
from grader.marks.entries import (
    EXCUSED,
    NEWER,
    OPEN,
    OUTDATED,
    UNGRADED,
    UNRELEASED,
    WAITING,
    WITHOUT_POINTS,
)
from grader.marks.finals import Final, Line
from grader.marks.gather import Marks

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
FIXED = (
    "student",
    "name",
    "first_name",
    "last_name",
    "class",
    "email",
    "lms_id",
    "final",
    "so_far",
    "note",
)


@dataclass(frozen=True)
class Exported:
    """How many rows an export has, and the students whose mark in it is provisional."""

    rows: int
    provisional: list[str]


def write(
    marks: Marks, kind: str, target: Path, mapping: Path | None = None, language: str = "zh"
) -> Exported:
    """Writes the export, whole or not at all; components are called by their titles in this
    language. Raises UserError for an unknown kind or a mapping that does not fit."""
    if kind not in KINDS:
        raise UserError(
            f"不认识的格式“{kind}”，可以用：{'、'.join(KINDS)}。",
            f"Unknown format '{kind}'; there are: {', '.join(KINDS)}.",
        )
    if kind == "xlsx":
        writing.write(target, _workbook(marks))
        return Exported(len(marks.finals), marks.provisional)
    if kind == "mapping":
        encoding, rows = mapped(marks, mapping)
    elif kind == "nbgrader":
        encoding, rows = "utf-8", nbgrader(marks)
    else:
        encoding, rows = "utf-8", {"canvas": canvas, "moodle": moodle}[kind](marks, language)
    _write(target, rows, encoding)
    unsettled = {line.student for line in _every(marks) if not line.settled}
    provisional = sorted(unsettled) if kind == "nbgrader" else marks.provisional
    return Exported(len(rows) - 1, provisional)


def _every(marks: Marks) -> list[Line]:
    """The lines of the class."""
    return list(chain.from_iterable(own.values() for own in marks.lines.values()))


def titles(marks: Marks, language: str) -> list[str]:
    """What the components are called, in their order; by their letter where two are called alike or
    the course gives no title."""
    known = marks.policy.titles
    found = [known[id][language] if id in known else id for id in marks.policy.weights]
    return [
        f"{id} {title}".strip() if found.count(title) > 1 else title
        for id, title in zip(marks.policy.weights, found, strict=True)
    ]


def _write(target: Path, rows: list[list], encoding: str) -> None:
    try:
        tables.write(target, rows[0], rows[1:], encoding)
    except UnicodeEncodeError as error:
        letter = error.object[error.start : error.end]
        raise UserError(
            f"编码 {encoding} 写不出“{letter}”：请在对应表里把 encoding 改为 utf-8-sig 或 "
            f"gb18030。",
            f"The encoding {encoding} has no '{letter}': write utf-8-sig or gb18030 as encoding "
            f"of the mapping.",
        ) from None


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


def canvas(marks: Marks, language: str = "zh") -> list[list]:
    """Canvas' gradebook CSV: five columns that say who, one for each component and the mark; a
    line of points possible."""
    names = [*titles(marks, language), "Course mark"]
    rows: list[list] = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *names],
        ["Points Possible", "", "", "", "", *[100] * len(names)],
    ]
    for person, final in _class(marks):
        login = person.email or person.id
        who = [person.name or person.id, person.lms_id, person.id, login, person.class_name]
        rows.append([*who, *_percents(final)])
    return rows


def moodle(marks: Marks, language: str = "zh") -> list[list]:
    """Moodle's grade import CSV: map "ID number" to useridnumber or "Email address" to
    useremail."""
    who = ["ID number", "First name", "Last name", "Email address"]
    rows: list[list] = [[*who, *titles(marks, language), "Course total"]]
    for person, final in _class(marks):
        names = [person.id, person.first_name, person.last_name, person.email]
        rows.append([*names, *_percents(final)])
    return rows


def mapped(marks: Marks, mapping: Path | None) -> tuple[str, list[list]]:
    """(encoding, rows) with the columns of a mapping file.

    mapping: TOML with `encoding` and a table `columns`: head = field, where a field is one of
    FIXED, a component's letter, an assignment's name, or a fixed text in the form "=text"; so_far
    is the mark of what is settled, note says what is provisional. Raises UserError for anything
    else.
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
        "so_far": "" if final.so_far is None else final.so_far,
        "note": note(final),
    }
    found |= {id: _cell(percent) for id, percent in final.components.items()}
    return found | {line.part.assignment: round(line.percent, 2) for line in final.every_line}


def _field(wanted: str, fields: dict[str, str | float]) -> str | float:
    return wanted[1:] if wanted.startswith("=") else fields[wanted]


def _class(marks: Marks) -> list[tuple[Person, Final]]:
    return [(marks.people[final.student], final) for final in marks.finals]


def _percents(final: Final) -> list[float | str]:
    return [*map(_cell, final.components.values()), final.mark]


def _cell(percent: float | None) -> float | str:
    """A component's figure; empty where all of it is excused."""
    return "" if percent is None else round(percent, 2)


# --- the registrar's workbook


def _workbook(marks: Marks) -> bytes:
    """A sheet of marks and a sheet that says how each came about; texts are never formulas."""
    import xlsxwriter

    safe = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, safe) as workbook:
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        tenth = workbook.add_format({"num_format": "0.0"})
        # components are kept to two decimals: shown by one they would be rounded twice
        hundredth = workbook.add_format({"num_format": "0.00"})
        _marks(workbook.add_worksheet("成绩 Marks"), marks, bold, (hundredth, tenth))
        _steps(workbook.add_worksheet("过程 Steps"), marks, bold)
    return made.getvalue()


def _marks(sheet: Any, marks: Marks, bold: Any, formats: tuple[Any, Any]) -> None:
    """formats: of a component's figures, and of the whole mark's."""
    names = [
        " ".join(dict.fromkeys(pair))
        for pair in zip(titles(marks, "zh"), titles(marks, "en"), strict=True)
    ]
    who = ["学号 Student id", "姓名 Name", "班级 Class"]
    heads = [*who, *names, "总评 Mark", "目前 So far", "说明 Note"]
    sheet.write_row(0, 0, heads, bold)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 2, 18)
    for row, (person, final) in enumerate(_class(marks), start=1):
        sheet.write_string(row, 0, person.id)
        sheet.write_string(row, 1, person.name)
        sheet.write_string(row, 2, person.class_name)
        *components, mark = _percents(final)
        for column, percent in enumerate(components, start=3):
            sheet.write(row, column, percent, formats[0])
        sheet.write_number(row, 3 + len(components), mark, formats[1])
        sheet.write(row, 4 + len(components), final.so_far, formats[1])
        sheet.write_string(row, len(heads) - 1, note(final))


NOTES = (
    ((WAITING,), "还有题目待人工评 some work waits to be marked"),
    ((UNGRADED, NEWER), "交了还没评 handed in, not graded yet"),
    ((OUTDATED,), "要按改过的检查重评 to be graded again by changed checks"),
    ((OPEN, UNRELEASED), "有作业未到期或未发布 some work is not due or not released yet"),
)


def note(final: Final) -> str:
    """What a registrar should know before taking the mark over."""
    parts = [words for states, words in NOTES if final.with_status(*states)]
    if parts:
        parts.insert(0, "暂定 provisional")
    if final.so_far is None:
        parts.append("还没有计入总评的成绩 nothing that counts is marked yet")
    if final.missing:
        parts.append(f"缺交 missing: {', '.join(final.missing)}")
    if final.with_status(EXCUSED):
        parts.append(f"免交 excused: {', '.join(final.with_status(EXCUSED))}")
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
