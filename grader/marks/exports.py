"""Marks for other programs: nbgrader's columns, Canvas, Moodle, a registrar's workbook, and any
other table by a mapping.

A cell of a CSV file that a spreadsheet would take for a formula gets an apostrophe in front, as
OWASP advises; `read`
takes it off again, so that every name comes back as it was. Sources of the columns: nbgrader's
ExportPlugin
(CsvExportPlugin), Canvas "How do I import grades in the Gradebook?", Moodle docs "Grade import".
"""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path

from grader.base import UserError
from grader.gradebook.seam import Person
from grader.marks.gather import Book
from grader.marks.policy import UNGRADED, Final

FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
KINDS = ("nbgrader", "canvas", "moodle", "xlsx", "mapping")
# fields that a mapping may name
FIXED = ("student", "name", "first_name", "last_name", "email", "lms_id", "final")


def guarded(value) -> str:
    """The text of a CSV cell that no spreadsheet runs: an apostrophe before what would start a
    formula."""
    if isinstance(value, float):
        return f"{value:g}"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def plain(text: str) -> str:
    """The cell as it was before `guarded`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def write(book: Book, kind: str, target: Path, mapping: Path | None = None) -> int:
    """Writes the export and returns its number of rows; raises UserError for an unknown kind or a
    mapping that does not fit."""
    if kind == "xlsx":
        return _workbook(book, target)
    encoding = "utf-8-sig"  # with the mark by which Excel knows UTF-8
    if kind == "mapping":
        encoding, rows = mapped(book, mapping)
    elif kind in ("nbgrader", "canvas", "moodle"):
        rows = {"nbgrader": nbgrader, "canvas": canvas, "moodle": moodle}[kind](book)
        encoding = "utf-8"
    else:
        raise UserError(
            f"不认识的格式“{kind}”，可以用：{'、'.join(KINDS)}。",
            f"Unknown format '{kind}'; there are: {', '.join(KINDS)}.",
        )
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guarded(cell) for cell in row] for row in rows)
    try:
        data = text.getvalue().encode(encoding)
    except UnicodeEncodeError as error:
        letter = error.object[error.start : error.end]
        raise UserError(
            f"编码 {encoding} 写不出“{letter}”：请在对应表里把 encoding 改为 utf-8-sig 或 "
            f"gb18030。",
            f"The encoding {encoding} has no '{letter}': write utf-8-sig or gb18030 as encoding "
            f"of the mapping.",
        ) from None
    target.write_bytes(data)
    return len(rows) - 1


def read(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    """Rows of a CSV that `write` made, with every cell as it was."""
    with path.open(encoding=encoding, newline="") as file:
        return [[plain(cell) for cell in row] for row in csv.reader(file)]


def nbgrader(book: Book) -> list[list]:
    """The columns of nbgrader's own CSV export that concern marks: a row for each submission, none
    for missing work."""
    heads = [
        "assignment",
        "student_id",
        "first_name",
        "last_name",
        "email",
        "raw_score",
        "late_submission_penalty",
        "score",
        "max_score",
    ]
    rows = []
    for entry in sorted(
        (e for e in book.entries if e.status != UNGRADED), key=lambda e: (e.assignment, e.student)
    ):
        person = book.people[entry.student]
        score = max(0.0, entry.points - entry.penalty)
        rows.append(
            [
                entry.assignment,
                person.id,
                person.first_name,
                person.last_name,
                person.email,
                entry.points,
                entry.penalty,
                score,
                entry.maximum,
            ]
        )
    return [heads, *rows]


def canvas(book: Book) -> list[list]:
    """Canvas' gradebook CSV: five columns that say who, one for each component and the mark; a
    line of points possible."""
    names = [*book.policy.weights, "Course mark"]
    heads = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *names]
    rows = [
        [
            person.name or person.id,
            person.lms_id,
            person.id,
            person.email or person.id,
            "",
            *_percents(final),
        ]
        for person, final in _class(book)
    ]
    return [heads, ["Points Possible", "", "", "", "", *[100] * len(names)], *rows]


def moodle(book: Book) -> list[list]:
    """Moodle's grade import CSV: map "ID number" to useridnumber or "Email address" to
    useremail."""
    heads = [
        "ID number",
        "First name",
        "Last name",
        "Email address",
        *book.policy.weights,
        "Course total",
    ]
    return [
        heads,
        *(
            [person.id, person.first_name, person.last_name, person.email, *_percents(final)]
            for person, final in _class(book)
        ),
    ]


def mapped(book: Book, mapping: Path | None) -> tuple[str, list[list]]:
    """(encoding, rows) with the columns of a mapping file.

    mapping: TOML with `encoding` and a table `columns`: head = field, where a field is one of
    FIXED, a component's
    letter, an assignment's name, or a fixed text in the form "=text". Raises UserError for anything
    else.
    """
    if mapping is None:
        raise UserError(
            "请用 --mapping 指定列对应表（写法见 grader/README.md）。",
            "Name the table of columns with --mapping (see grader/README.md).",
        )
    try:
        raw = tomllib.loads(mapping.read_text(encoding="utf-8-sig"))
        columns, encoding = dict(raw["columns"]), raw.get("encoding", "utf-8-sig")
        "".encode(encoding)
    except FileNotFoundError:
        raise UserError(
            f"找不到列对应表 {mapping}。", f"There is no table of columns {mapping}."
        ) from None
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, LookupError) as error:
        raise UserError(
            f"列对应表 {mapping.name} 有误：{error}",
            f"The table of columns {mapping.name} is wrong: {error}",
        ) from None
    known = {*FIXED, *book.policy.weights, *(part.assignment for part in book.policy.parts)}
    for head, wanted in columns.items():
        if wanted not in known and not str(wanted).startswith("="):
            raise UserError(
                f"{mapping.name}：列“{head}”要的“{wanted}”不存在，可以用："
                f"{', '.join(sorted(known))}。",
                f"{mapping.name}: column '{head}' asks for '{wanted}'; there are: "
                f"{', '.join(sorted(known))}.",
            )
    return encoding, [
        list(columns),
        *([_value(w, person, final) for w in columns.values()] for person, final in _class(book)),
    ]


def _value(wanted: str, person: Person, final: Final):
    if wanted.startswith("="):
        return wanted[1:]
    fields = {
        "student": person.id,
        "name": person.name,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "lms_id": person.lms_id,
        "final": final.mark,
    }
    fields |= {id: round(percent, 2) for id, percent in final.components.items()}
    fields |= {
        line.part.assignment: round(line.percent, 2)
        for lines in final.lines.values()
        for line in lines
    }
    return fields[wanted]


def _class(book: Book) -> list[tuple[Person, Final]]:
    return [(book.people[final.student], final) for final in book.finals]


def _percents(final: Final) -> list[float]:
    return [*(round(percent, 2) for percent in final.components.values()), final.mark]


def _workbook(book: Book, target: Path) -> int:
    """The registrar's workbook: a sheet of marks and a sheet that says how each came about; texts
    are never formulas."""
    import xlsxwriter

    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(target), safe) as workbook:
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        tenth = workbook.add_format({"num_format": "0.0"})
        sheet = workbook.add_worksheet("成绩 Marks")
        heads = ["学号 Student id", "姓名 Name", *book.policy.weights, "总评 Mark", "说明 Note"]
        sheet.write_row(0, 0, heads, bold)
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, 1, 18)
        for row, (person, final) in enumerate(_class(book), start=1):
            sheet.write_string(row, 0, person.id)
            sheet.write_string(row, 1, person.name)
            for column, percent in enumerate(_percents(final), start=2):
                sheet.write_number(row, column, percent, tenth)
            sheet.write_string(row, len(heads) - 1, _note(final))
        _steps(workbook.add_worksheet("过程 Steps"), book, bold)
    return len(book.finals)


def _note(final: Final) -> str:
    """What a registrar should know before taking the mark over."""
    missing = f"缺交 missing: {', '.join(final.missing)}" if final.missing else ""
    waiting = "" if final.complete else "还有题目待人工评 some work waits to be marked"
    return "; ".join(part for part in (missing, waiting) if part)


def _steps(sheet, book: Book, bold) -> None:
    sheet.write_row(
        0,
        0,
        ["学号 Student id", "作业 Assignment", "百分比 Percent", "怎么来的", "How it came about"],
        bold,
    )
    sheet.set_column(1, 1, 22)
    sheet.set_column(3, 4, 60)
    row = 0
    for final in book.finals:
        for line in (line for lines in final.lines.values() for line in lines):
            row += 1
            sheet.write_string(row, 0, final.student)
            sheet.write_string(row, 1, line.part.assignment)
            sheet.write_number(row, 2, round(line.percent, 2))
            sheet.write_string(row, 3, "；".join(step.zh for step in line.steps))
            sheet.write_string(row, 4, "; ".join(step.en for step in line.steps))
