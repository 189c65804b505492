"""What a teacher decided in the course of a term, in term.csv beside the gradebook: a line a
decision, with who decided it, when and why.

Extensions of single students, work that is excused, students who joined or left, the due dates of
this class, and rules that differ from course.toml. Nothing of it stands in a tracked file.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from grader.base import Text, UserError
from grader.base.files.tables import Row
from grader.course.folder import CourseFolder
from grader.gradebook.people import enrolled
from grader.marks import days, ledger, policy
from grader.marks.policy import Policy
from grader.marks.remarks import Remark, of_row

FILE = "term.csv"
COLUMNS = ("kind", "student", "work", "value", "date", "by", "why")
MATTER = COLUMNS[:3]  # the last line on a matter counts
EXTENSION, EXCUSED, JOINED, LEFT = "extension", "excused", "joined", "left"
DUE, RULE = "due", "rule"
NAMES = {
    EXTENSION: Text("延期", "extension"),
    EXCUSED: Text("免交", "excused"),
    JOINED: Text("转入", "joined"),
    LEFT: Text("离开", "left"),
    DUE: Text("截止", "due"),
    RULE: Text("规则", "rule"),
}
# what a decision of each kind is about
ABOUT = {
    EXTENSION: ("student", "work"),
    EXCUSED: ("student", "work"),
    JOINED: ("student",),
    LEFT: ("student",),
    DUE: ("work",),
    RULE: ("work",),
}
CALENDAR = (JOINED, LEFT, DUE)
LONGEST = 365.0  # days of an extension

Works = dict[tuple[str, str], Text]  # what was said of a student's work


@dataclass(frozen=True)
class Decided:
    """What stands at the moment.

    extensions: days by (student, assignment); said: who granted it and why; excused: likewise, why
    the work does not count; joined, left: moments (UTC) by student; due: moments by assignment;
    rules: entries for [policy], over those of course.toml.
    """

    extensions: dict[tuple[str, str], float] = field(default_factory=dict)
    said: Works = field(default_factory=dict)
    excused: Works = field(default_factory=dict)
    joined: dict[str, datetime] = field(default_factory=dict)
    left: dict[str, datetime] = field(default_factory=dict)
    due: dict[str, datetime] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)


def read(
    path: Path,
    students: Collection[str],
    base: Policy,
    day: date | None = None,
) -> tuple[Decided, list[Remark]]:
    """What stands in the file, and a remark on each line that does not count: of an unknown kind,
    student or assignment, or with a value that means nothing.

    base: the policy of the course. day: without what was granted or changed after it; due dates and
    who came and left are of the calendar, whenever they were written down.

    Raises UserError for other columns.
    """
    decided, remarks, found = Decided(), [], []
    written = ledger.rows(path, COLUMNS)
    then = {row.number for row in ledger.until(written, "date", day)}
    for line in written:
        row, wrong = _understood(line, students, base)
        if wrong:
            remarks.append(of_row(line, wrong))
        elif row["kind"] in CALENDAR or row.number in then:
            found.append(row)
    for row in ledger.last(found, MATTER, "value"):
        _take(decided, row)
    return decided, remarks


def _understood(row: Row, students: Collection[str], base: Policy) -> tuple[Row, Text | None]:
    """The row with its kind and its student as the house calls them, or why it means nothing."""
    kind = kind_of(row["kind"])
    if kind is None:
        return row, Text(f"不认识“{row['kind']}”", f"'{row['kind']}' is no kind of decision")
    row = replace(row, cells={**row.cells, "kind": kind})
    if "student" in ABOUT[kind]:
        row, nobody = ledger.with_student(row, students)
        if nobody:
            return row, nobody
    return row, _wrong(row, base)


def kind_of(written: str) -> str | None:
    """The kind by its Chinese or English name, or both, as the file has them; None for others."""
    words = set(written.lower().split())
    fitting = [kind for kind, name in NAMES.items() if words & {name.zh, name.en}]
    return fitting[0] if fitting else None


def _wrong(row: Row, base: Policy) -> Text | None:
    """Why a line means nothing, or None."""
    kind, work, value = row["kind"], row["work"], row["value"]
    if kind != RULE and "work" in ABOUT[kind] and work not in base.assignments:
        return Text(f"没有作业“{work}”", f"there is no assignment '{work}'")
    if ledger.withdrawn(value):
        return None
    return _wrong_rule(work, value, base) if kind == RULE else _wrong_value(kind, value)


def _wrong_value(kind: str, value: str) -> Text | None:
    if kind == EXTENSION and _days(value) is None:
        return Text(
            f"延期的天数“{value}”应是大于 0、不超过 {LONGEST:g} 的数",
            f"'{value}' should be a number of days, above 0 and at most {LONGEST:g}",
        )
    if kind in (JOINED, LEFT, DUE) and days.parsed(value) is None:
        return Text(
            f"“{value}”不是日期，请写成 2026-09-30 或 2026-09-30 18:00",
            f"'{value}' is no day; write 2026-09-30 or 2026-09-30 18:00",
        )
    return None


def _wrong_rule(name: str, value: str, base: Policy) -> Text | None:
    try:
        replace(base, rules=policy.with_changes({}, {name: value}, base.weights))
    except UserError as error:
        zh, en = error.zh.removeprefix(policy.PLACE.zh), error.en.removeprefix(policy.PLACE.en)
        return Text(zh.rstrip("。"), en.rstrip("."))
    return None


def _days(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if 0 < number <= LONGEST else None


def _take(decided: Decided, row: Row) -> None:
    student, value = row["student"], row["value"]
    key = student, row["work"]
    if row["kind"] == EXTENSION:
        decided.extensions[key] = _days(value) or 0.0
        decided.said[key] = _said(row)
    elif row["kind"] == EXCUSED:
        decided.excused[key] = _said(row)
    elif row["kind"] == RULE:
        decided.rules[row["work"]] = value
    else:
        moments = {JOINED: decided.joined, LEFT: decided.left, DUE: decided.due}[row["kind"]]
        moments[student or row["work"]] = days.parsed(value) or days.now()


def _said(row: Row) -> Text:
    zh = "，".join(part for part in (row["why"], row["by"], row["date"]) if part)
    en = ", ".join(part for part in (row["why"], row["by"], row["date"]) if part)
    return Text(zh, en)


def applied(course_rules: Mapping, decided: Decided, base: Policy) -> Policy:
    """The policy with what was decided for this class and its students.

    Raises UserError for a rule that does not fit the course.
    """
    made = policy.with_changes(course_rules, decided.rules, base.weights)
    extensions = {**made.extensions, **decided.extensions}
    return replace(base, rules=replace(made, extensions=extensions, said=decided.said))


# --- decisions are made


def decide(
    folder: CourseFolder,
    kind: str,
    *,
    student: str = "",
    work: str = "",
    value: str = "",
    why: str,
    by: str = "",
) -> None:
    """Adds a decision to term.csv.

    Raises UserError, and writes nothing, for an unknown student or assignment, a value that means
    nothing, and without a reason.
    """
    signed = ledger.signed(by, why)
    cells = {"kind": kind, "student": student, "work": work, "value": value} | signed
    students = {*enrolled(folder), *folder.students()}
    row, wrong = _understood(Row(0, cells, Text("", "")), students, policy.of_folder(folder))
    if wrong:
        raise UserError(f"{wrong.zh}。", f"{wrong.en[:1].upper()}{wrong.en[1:]}.")
    path = folder.path / FILE
    name = NAMES[kind]
    line = {**row.cells, "kind": f"{name.zh} {name.en}"}
    if not _stands(line, _lines(path, students)):
        ledger.add(path, COLUMNS, line)


def _lines(path: Path, students: Collection[str]) -> list[Row]:
    """The lines of the file, with kinds and students as the house calls them; raises UserError for
    other columns."""
    found = []
    for line in ledger.rows(path, COLUMNS):
        row = replace(line, cells={**line.cells, "kind": kind_of(line["kind"]) or ""})
        found.append(ledger.with_student(row, students)[0] if row["student"] else row)
    return found


def _matter(row: Row) -> tuple[str, ...]:
    """What a line decides about; the last line on it counts."""
    return tuple(row[column] for column in MATTER)


def _stands(line: Mapping[str, str], lines: Sequence[Row]) -> bool:
    """Whether the last line on the matter says the same already, as after a command that was
    stopped at its end."""
    matter = (kind_of(line["kind"]) or "", *(line[column] for column in MATTER[1:]))
    last = {_matter(row): row for row in lines}.get(matter)
    return last is not None and all(last[cell] == line[cell] for cell in ("value", "by", "why"))


def withdraw(
    folder: CourseFolder, kind: str, *, student: str = "", work: str = "", why: str, by: str = ""
) -> None:
    """Takes a decision back; raises UserError where none stands."""
    found = _lines(folder.path / FILE, {*enrolled(folder), *folder.students()})
    standing = {_matter(row) for row in ledger.last(found, MATTER, "value")}
    if (kind, student, work) not in standing:
        what = " ".join(part for part in (student, work) if part)
        raise UserError(
            f"{FILE} 里没有这一条：{NAMES[kind].zh} {what}。",
            f"{FILE} has no such decision: {NAMES[kind].en} {what}.",
        )
    decide(folder, kind, student=student, work=work, value=ledger.WITHDRAWN, why=why, by=by)
