"""Rubric sheets: one table a written task, a row a student, a column an item; totals go into
nbgrader's gradebook.

A cell holds points, or a level: F full, H half, 0 none. Levels take their points from the row of
maxima at the top, so that changing an item there changes the mark of everyone it touched.
formgrader shows the same marks and comments. A sheet is a .csv or a .xlsx; `memory` says what it
had when it last agreed with the gradebook.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.base import Text, UserError
from grader.base.files import ids, tables
from grader.course.folder import CourseFolder
from grader.gradebook import hand_marks
from grader.gradebook.hand_marks import Given, HandMark, RowMark
from grader.gradebook.people import people
from grader.term import memory
from grader.term.memory import Known
from grader.term.rubric import Rubric, rubrics

STUDENT = "学生 student"
NAME = "姓名 name"
TOTAL = "合计 total"
COMMENT = "评语 comment"
NOTE = "备注 note"
SPELT = {
    STUDENT: ("学号", "学生", "student"),
    COMMENT: ("评语", "comment"),
    NAME: ("姓名", "name"),
    TOTAL: ("合计", "total"),
    NOTE: ("备注", "note"),
}
MAXIMA = "满分 maximum"
LEVELS = {"F": 1.0, "H": 0.5, "满": 1.0, "半": 0.5}
KINDS = (".csv", ".xlsx")
EARLIER = "rubric-earlier"  # folder of the sheets that newer ones took the place of


@dataclass(frozen=True)
class Row:
    """A student's line of a sheet: what stands under each item, the points it means, None while
    something is empty.
    """

    student: str
    given: tuple[str, ...]
    points: float | None
    comment: str
    note: str = ""

    @property
    def empty(self) -> bool:
        return not any(self.given)


@dataclass
class Sheet:
    """A rubric, with the maxima of its sheet where there is one, the rows and what was wrong with
    others; `path` is where it is, or will be."""

    rubric: Rubric
    path: Path
    rows: list[Row] = field(default_factory=list)
    wrong: list[Text] = field(default_factory=list)


@dataclass
class Done:
    """What came of applying the sheets of an assignment.

    written: marks new or changed; open: students whose row is not complete; again: whose answer is
    another one since their row was filled in; both: what differs where sheet and gradebook were
    changed; kept: what was changed in the gradebook alone; wrong: rows that cannot be read.
    """

    written: int = 0
    open: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    both: list[Text] = field(default_factory=list)
    kept: list[Text] = field(default_factory=list)
    wrong: list[Text] = field(default_factory=list)


# --- the file


def _place(target: Path, assignment: str, rubric: Rubric, kind: str | None) -> tuple[Path, Path]:
    """The sheet that is there and the one to be written, which are the same unless another kind
    (".csv", ".xlsx") is asked for; of several notebooks each names its own.

    Raises UserError where both kinds are there, so that nobody knows which of them counts.
    """
    names = dict.fromkeys((assignment, rubric.notebook, rubric.cell))
    stem = f"rubric-{'-'.join(names)}"
    places = [target / f"{stem}{suffix}" for suffix in KINDS]
    there = [path for path in places if path.is_file()]
    if len(there) > 1:
        older = min(there, key=lambda path: path.stat().st_mtime_ns)
        there = [path for path in there if path != older or not _drop_left_over(older)]
    if len(there) > 1:
        raise UserError(
            f"{target} 里有两份评分表：{there[0].name} 和 {there[1].name}。请只留一份。",
            f"{target} has two sheets, {there[0].name} and {there[1].name}: keep one and move the "
            f"other away.",
        )
    found = there[0] if there else places[0]
    return found, target / f"{stem}{kind}" if kind else found


def _drop_left_over(path: Path) -> bool:
    """Deletes a sheet that another kind took the place of, where that was stopped before its last
    step: its copy in the folder of earlier ones is younger and says the same."""
    copies = sorted((path.parent / EARLIER).glob(f"{path.stem}-*{path.suffix}"))
    if not copies or copies[-1].stat().st_mtime_ns <= path.stat().st_mtime_ns:
        return False
    if copies[-1].read_bytes() != path.read_bytes():
        return False
    path.unlink()
    return True


def read(path: Path, rubric: Rubric, known: Collection[str], names: dict[str, str]) -> Sheet:
    """The sheet of a rubric, with its rows by the ids of these students.

    A row of nobody, of one who stands twice, or with a cell that is neither a level nor points from
    0 to the item's maximum is named in `wrong`. Raises UserError for other columns and for maxima
    that do not sum to the task's points.
    """
    items = {name: () for name, _ in rubric.items}
    required = {STUDENT: SPELT[STUDENT], **items, COMMENT: SPELT[COMMENT]}
    optional = {name: SPELT[name] for name in (NAME, TOTAL, NOTE)}
    found = tables.table(path, required, optional)
    maxima = [line for line in found.rows if ids.normal(line[STUDENT]) == MAXIMA]
    if not maxima:
        raise UserError(
            f"{path.name} 里没有“{MAXIMA}”这一行：请把它加回表头下面。",
            f"{path.name} has no row '{MAXIMA}': put it back below the heads.",
        )
    sheet = Sheet(_with_maxima(path, rubric, maxima[0]), path)
    for line in found.rows:
        if line in maxima:
            continue
        row = _row(line, sheet.rubric, known, names, {row.student for row in sheet.rows})
        if isinstance(row, Text):
            sheet.wrong.append(row)
        else:
            sheet.rows.append(row)
    return sheet


def _with_maxima(path: Path, rubric: Rubric, line: tables.Row) -> Rubric:
    """The rubric with the maxima that stand in the sheet's second line."""
    items = []
    for name, _ in rubric.items:
        points = _points(line[name], math.inf)
        if points is None:
            raise UserError(
                f"{line.place.zh}“{name}”：“{line[name]}”应是数。",
                f"{line.place.en}, '{name}': '{line[name]}' should be a number.",
            )
        items.append((name, points))
    changed = replace(rubric, items=tuple(items))
    if abs(changed.maximum - rubric.maximum) > 1e-9:
        raise UserError(
            f"{path.name}：各项满分合计 {changed.maximum:g}，应为 {rubric.maximum:g}。",
            f"{path.name}: the maxima sum to {changed.maximum:g} instead of {rubric.maximum:g}.",
        )
    return changed


def _row(
    line: tables.Row,
    rubric: Rubric,
    known: Collection[str],
    names: dict[str, str],
    seen: Collection[str],
) -> Row | Text:
    """A row of the sheet, or what is wrong with it."""
    student = _whose(line, known, names)
    place = line.place
    if isinstance(student, Text):
        return Text(f"{place.zh}：{student.zh}", f"{place.en}: {student.en}")
    if student in seen:
        return Text(f"{place.zh}：{student} 有两行", f"{place.en}: {student} stands twice")
    given = tuple(line[name] for name, _ in rubric.items)
    total = 0.0
    for (name, most), cell in zip(rubric.items, given, strict=True):
        points = _points(cell, most) if cell else 0.0
        if points is None:
            return Text(
                f"{place.zh}“{name}”（{student}）：“{cell}”应是 0 到 {most:g} 的数，"
                "或 F（满分）、H（一半）",
                f"{place.en}, '{name}' ({student}): '{cell}' should be a number from 0 to "
                f"{most:g}, or F (full), H (half)",
            )
        total += points
    return Row(student, given, total if all(given) else None, line[COMMENT], line[NOTE])


def _whose(line: tables.Row, known: Collection[str], names: dict[str, str]) -> str | Text:
    """The student of a row by the id or, where a spreadsheet changed that, by the name."""
    written = line[STUDENT]
    fitting = ids.candidates(written, known)
    if len(fitting) != 1 and line[NAME]:
        named = [student for student in fitting or known if names.get(student) == line[NAME]]
        fitting = named or fitting
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        which = ", ".join(fitting)
        return Text(f"“{written}”可能是 {which}", f"'{written}' may be {which}")
    nobody = Text(
        f"没有学生“{written}”，或没有交这份作业",
        f"there is no student '{written}', or none who handed this in",
    )
    return ids.damage(written) or nobody


def _points(cell: str, most: float) -> float | None:
    """The points that a cell means; None for what is neither a level nor points from 0 to most."""
    level = LEVELS.get(cell.strip().upper())
    try:
        points = level * most if level is not None and most < math.inf else float(cell)
    except ValueError:
        return None
    return points if 0 <= points <= most and points < math.inf else None


def _save(sheet: Sheet, names: dict[str, str], before: Path | None) -> None:
    """Writes a sheet where it differs from what is there, which is kept beside.

    Numbers are numbers in it, so that a spreadsheet can count with them, and ids are texts.
    """
    rubric = sheet.rubric
    heads = [STUDENT, NAME, *(name for name, _ in rubric.items), TOTAL, COMMENT, NOTE]
    maxima = [_whole(points) for _, points in rubric.items]
    lines: list[list[object]] = [[MAXIMA, "", *maxima, _whole(rubric.maximum), "", ""]]
    for row in sheet.rows:
        total = "" if row.points is None else _whole(row.points)
        name = names.get(row.student, "")
        given = [_as_number(cell) for cell in row.given]
        lines.append([row.student, name, *given, total, row.comment, row.note])
    if before == sheet.path and _same(before, heads, lines):
        return
    if before is not None and before.is_file():
        _keep(before)
    tables.write(sheet.path, heads, lines)
    if before is not None and before != sheet.path:
        before.unlink(missing_ok=True)


def _whole(number: float) -> float | int:
    return int(number) if float(number).is_integer() else number


def _as_number(cell: str) -> str | float | int:
    try:
        return _whole(float(cell))
    except (ValueError, OverflowError):
        return cell


def _same(path: Path, heads: list[str], lines: list[list[object]]) -> bool:
    """Whether a sheet says the same already."""
    found = tables.table(path, {heads[0]: ()})
    there = [[row[head] for head in heads] for row in found.rows]
    return list(found.heads) == heads and there == [list(map(str, line)) for line in lines]


def _keep(path: Path) -> None:
    """Puts a copy of a sheet, as it was, into the folder of earlier ones."""
    from grader.base.files import writing

    room = path.parent / EARLIER
    stem = f"{path.stem}-{time.strftime('%Y%m%dT%H%M%S')}"
    number = len(list(room.glob(f"{stem}*"))) if room.is_dir() else 0
    writing.write(room / f"{stem}-{number}{path.suffix}", path.read_bytes())


def forget_marks(folder: CourseFolder, assignment: str, student: str) -> None:
    """Notes that the gradebook loses a student's marks, as it does with a hand-in that is
    withdrawn: a row that was filled in for an answer counts again where that answer is back."""
    with contextlib.suppress(UserError):  # no release, or two sheets: apply names that
        for rubric in rubrics(folder, assignment):
            sheet, _ = _place(folder.path / "reports", assignment, rubric, None)
            known = memory.read(sheet)
            if student in known:
                memory.write(sheet, known | {student: Known(known[student].answer)})


# --- written for the teacher


def write(
    folder: CourseFolder, assignment: str, target: Path, kind: str | None = None
) -> list[Sheet]:
    """Writes the sheets of an assignment; what stands in a sheet already is kept.

    A row whose answer is another one since it was filled in, and one that differs from a mark given
    elsewhere since, begins anew, with what stood there in the note. kind: ".csv" or ".xlsx"; by
    default as it is, else .csv.
    """
    names = {person.id: person.name for person in people(folder)}
    made = []
    for rubric in rubrics(folder, assignment):
        before, path = _place(target, assignment, rubric, kind)
        students = folder.students(assignment)
        sheet = Sheet(rubric, path)
        if before.is_file():
            sheet = replace(read(before, rubric, {*students, *names}, names), path=path)
        if sheet.wrong:
            _stop(sheet.wrong)
        _renew(folder, assignment, sheet, students, names, before)
        made.append(sheet)
    return made


def _stop(wrong: list[Text]) -> None:
    """Raises UserError: a sheet with rows that cannot be read is not written over."""
    zh, en = "；".join(one.zh for one in wrong), "; ".join(one.en for one in wrong)
    raise UserError(f"{zh}。表没有动。", f"{en}. The sheet was left as it is.")


def _renew(
    folder: CourseFolder,
    assignment: str,
    sheet: Sheet,
    students: list[str],
    names: dict[str, str],
    before: Path,
) -> None:
    """Writes a sheet with a row for everyone who handed in, and what is known of each."""
    rubric = sheet.rubric
    book = hand_marks.given(folder, assignment, rubric.notebook, rubric.cell)
    rows = {row.student: row for row in sheet.rows}
    known = memory.read(sheet.path)
    empty = ("",) * len(rubric.items)
    # not the row of a hand-in that was withdrawn; the sheet as it was is kept
    there = sorted({*students, *(row.student for row in sheet.rows if row.student in book)})
    sheet.rows = []
    for student in there:
        answer = hand_marks.answer(folder, assignment, student, rubric.notebook, rubric.cell)
        row = rows.get(student) or Row(student, empty, None, "")
        own = book.get(student, Given(None, "", True))
        row, known[student] = _renewed(row, known.get(student), own, answer)
        sheet.rows.append(row)
    # first the sheet: a row that begins anew must never meet what is known of the old one
    _save(sheet, names, before)
    memory.write(sheet.path, known)


def _renewed(row: Row, known: Known | None, own: Given, answer: str) -> tuple[Row, Known]:
    """A row as it is given to the teacher, and what is known of it then."""
    if known is None:
        known = Known(answer, None, "", own.points, own.comment)
        told = "" if own.points is None or not row.empty else _told_book(own)
        return replace(row, note=told), known
    again = known.answer != answer
    if not row.empty and (again or _both_changed(row, known, own)):
        why = "又交了一次 handed in again" if again else "两处都改过 changed in both places"
        note = f"{why}；{_told_row(row)}；{_told_book(own)}"
        anew = Row(row.student, ("",) * len(row.given), None, "", note)
        # the comment was for the other answer, or is in doubt: the new one takes its place
        return anew, Known(answer, None, row.comment or own.comment, own.points, own.comment)
    if row.empty:
        known = replace(known, answer=answer, book_points=own.points, book_comment=own.comment)
        return row, known
    changed = (own.points, own.comment) != (known.book_points, known.book_comment)
    return replace(row, note=_told_book(own) if changed else ""), known


def _told_row(row: Row) -> str:
    cells = " ".join(cell or "—" for cell in row.given)
    return f"表 sheet: {cells} {row.comment}".strip()


def _told_book(own: Given) -> str:
    points = "—" if own.points is None else f"{own.points:g}"
    return f"成绩册 gradebook: {points} {own.comment}".strip()


def _both_changed(row: Row, known: Known, own: Given) -> bool:
    points = _conflict(row.points, known.points, own.points, known.book_points)
    return points or _conflict(row.comment, known.comment, own.comment, known.book_comment)


def _conflict(mine: object, was: object, theirs: object, theirs_was: object) -> bool:
    """Whether sheet and gradebook were both changed, and not to the same."""
    return mine != was and theirs != theirs_was and mine != theirs


# --- applied


def apply(folder: CourseFolder, assignment: str, target: Path) -> Done:
    """Writes what was changed in the sheets into nbgrader's gradebook, one row or all of them.

    A row that is emptied takes its mark back. A row is left alone, and named, where its answer is
    another one since it was filled in, or its mark was changed in the gradebook as well.
    """
    done = Done()
    names = {person.id: person.name for person in people(folder)}
    sheets: list[Sheet] = []
    marks: list[HandMark] = []
    learnt: list[dict[str, Known]] = []
    for rubric in rubrics(folder, assignment):
        path, _ = _place(target, assignment, rubric, None)
        if not path.is_file():
            raise UserError(
                f"找不到 {path}：请先运行 keguan rubric {assignment}。",
                f"There is no {path}: run keguan rubric {assignment} first.",
            )
        sheet = read(path, rubric, {*folder.students(assignment), *names}, names)
        known = memory.read(path)
        marks += _changes(folder, assignment, sheet, known, done)
        sheets.append(sheet)
        learnt.append(known)
    done.written = hand_marks.enter(folder, assignment, marks)
    for sheet, known in zip(sheets, learnt, strict=True):
        if not sheet.wrong:
            _save(sheet, names, sheet.path)  # with the totals of today's maxima
        memory.write(sheet.path, known)
    for names_of in (done.open, done.again):
        names_of[:] = sorted(set(names_of))
    return done


def agreed(
    folder: CourseFolder, assignment: str, target: Path
) -> dict[tuple[str, str], dict[str, tuple[RowMark, ...]]]:
    """The marks of each row by (student, notebook) and cell, of those students only whose rows sum
    to the mark that the gradebook has for the answer they were given for."""
    names = {person.id: person.name for person in people(folder)}
    found: dict[tuple[str, str], dict[str, tuple[RowMark, ...]]] = {}
    for rubric in rubrics(folder, assignment):
        path, _ = _place(target, assignment, rubric, None)
        if not path.is_file():
            continue
        sheet = read(path, rubric, {*folder.students(assignment), *names}, names)
        known = memory.read(path)
        book = hand_marks.given(folder, assignment, rubric.notebook, rubric.cell)
        for row in sheet.rows:
            own, before = book.get(row.student), known.get(row.student)
            if own is None or before is None or row.points is None or own.points != row.points:
                continue
            place = folder, assignment, row.student, rubric.notebook, rubric.cell
            if before.answer == hand_marks.answer(*place):
                rows = found.setdefault((row.student, rubric.notebook), {})
                rows[rubric.cell] = _row_marks(sheet.rubric, row)
    return found


def _row_marks(rubric: Rubric, row: Row) -> tuple[RowMark, ...]:
    marked = zip(rubric.items, row.given, strict=True)
    return tuple(
        RowMark(name, _points(cell, most) or 0.0, most, rubric.full.get(name, ""))
        for (name, most), cell in marked
    )


def _changes(
    folder: CourseFolder, assignment: str, sheet: Sheet, known: dict[str, Known], done: Done
) -> list[HandMark]:
    """The marks that a sheet changes; `known` and `done` are kept up."""
    rubric = sheet.rubric
    done.wrong += sheet.wrong
    book = hand_marks.given(folder, assignment, rubric.notebook, rubric.cell)
    handed_in = folder.students(assignment)
    marks = []
    for row in sheet.rows:
        own = book.get(row.student)
        if own is None:
            _not_graded(row, assignment, row.student in handed_in, done)
            continue
        answer = hand_marks.answer(folder, assignment, row.student, rubric.notebook, rubric.cell)
        before = known.get(row.student) or _unknown(own, answer)
        outcome = merged(row, before, own, answer)
        if isinstance(outcome, tuple):
            points, comment = outcome
            marks.append(HandMark(row.student, rubric.notebook, rubric.cell, points, comment))
            known[row.student] = Known(answer, row.points, row.comment, points, comment)
        elif outcome == SAME:
            known[row.student] = Known(answer, row.points, row.comment, own.points, own.comment)
        else:
            _name(row, own, outcome, done)
    return marks


def _not_graded(row: Row, assignment: str, is_there: bool, done: Done) -> None:
    if row.empty:
        if is_there:
            done.open.append(row.student)
        return
    if not is_there:
        done.wrong.append(
            Text(
                f"{row.student} 没有交 {assignment}（或者已经撤回），这一行没有写入：请运行 keguan "
                f"rubric {assignment}",
                f"{row.student} has handed in no {assignment}, or it was withdrawn, and the row "
                f"was not written: run keguan rubric {assignment}",
            )
        )
        return
    done.wrong.append(
        Text(
            f"{row.student} 的 {assignment} 还没有评分：请先运行 keguan grade {assignment}",
            f"{assignment} of {row.student} is not graded: run keguan grade {assignment} first",
        )
    )


def _unknown(own: Given, answer: str) -> Known:
    """What is known of a row of a sheet that has no memory: nothing agreed so far; and where a
    mark waits to be looked at again, nobody knows for which answer the row was filled in."""
    looked_at_again = own.waiting and own.points is not None
    return Known("" if looked_at_again else answer)


OPEN, AGAIN, BOTH, KEPT, SAME = "open", "again", "both", "kept", "same"


def merged(row: Row, before: Known, own: Given, answer: str) -> tuple[float | None, str] | str:
    """The points and the comment that the gradebook should get, or why it gets none.

    row: as the sheet has it; before: when both last agreed; own: as the gradebook has it. What only
    the sheet changed is taken over, what only the gradebook changed stays.
    """
    begun = row.points is not None or before.points is not None
    if (row.points is None and not row.empty) or not begun:
        return OPEN
    if before.answer != answer:
        return OPEN if row.empty else AGAIN
    if _both_changed(row, before, own):
        return BOTH
    points = own.points if row.points == before.points else row.points
    comment = own.comment if row.comment == before.comment else row.comment
    # marked again only because the same answer was graded again: the mark still is for it
    confirmed = own.waiting and points is not None and points == row.points
    if confirmed or (points, comment) != (own.points, own.comment):
        return points, comment
    return SAME if (row.points, row.comment) == (own.points, own.comment) else KEPT


def _name(row: Row, own: Given, outcome: str, done: Done) -> None:
    """Names a row that is left alone."""
    if outcome == OPEN:
        done.open.append(row.student)
    elif outcome == AGAIN:
        done.again.append(row.student)
    else:
        told = f"{row.student}：{_told_row(row)}；{_told_book(own)}"
        (done.both if outcome == BOTH else done.kept).append(Text(told, told))
