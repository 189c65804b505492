"""Writes marks: the only writer to nbgrader's gradebook and to autograded/, in the form that
nbgrader autograde leaves.

A batch goes in three steps, so that a run that is killed at any moment leaves nothing half:

1. every notebook is written beside its place, under a hidden name;
2. all marks of the batch go into the gradebook in one transaction;
3. the notebooks are moved to their places.

A notebook holds the digest of what was handed in and the marks that were written with it. A
submission is settled if that digest and the gradebook agree with it and no hidden notebook lies
beside it; everything else is graded again by the next run.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import api as tables
from nbgrader.converters import Autograde
from nbgrader.preprocessors import AssignLatePenalties, LimitOutput
from sqlalchemy import (
    Boolean,
    Connection,
    Table,
    Update,
    bindparam,
    case,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.exc import IntegrityError, OperationalError

from grader.base import UserError
from grader.base.files import writing
from grader.course.folder import CourseFolder
from grader.engine.model import GRADED, Graded
from grader.engine.notebooks.roles import text
from grader.engine.verdict.scoring import untouched
from grader.gradebook import access, arrivals, autograded, faults, submissions
from grader.gradebook.assignments import generate

Job = tuple[str, str]  # assignment, student
Rows = dict[tuple[Job, str], str]  # id of a submitted notebook by job and the notebook's name
STUDENT = tables.Student.__table__
SUBMISSION = tables.SubmittedAssignment.__table__
NOTEBOOK = tables.SubmittedNotebook.__table__
GRADE = tables.Grade.__table__
COMMENT = tables.Comment.__table__
CELL = tables.BaseCell.__table__
NO_RESPONSE = "No response."  # nbgrader's comment on an answer that is as it was given out


@dataclass(frozen=True)
class Book:
    """A notebook of an assignment as the gradebook has it; cells by their grade id."""

    id: str
    name: str
    kernelspec: dict | None
    graded: dict[str, str]  # base cell id of each graded cell and task
    commented: dict[str, str]  # of each answer and task
    maxima: dict[str, float]
    checksums: dict[str, str | None]


@dataclass(frozen=True)
class Plan:
    """An assignment as the gradebook has it, and the digest of its source."""

    id: str
    due: datetime | None
    books: dict[str, Book]
    source: str
    # the instructor's, to lie beside graded notebooks
    files: list[tuple[str, bytes]] = field(default_factory=list, repr=False)


@dataclass
class Sheet:
    """One graded notebook on its way into the gradebook and to its place."""

    graded: Graded
    book: Book
    path: Path
    marks: dict[str, float | None]
    comments: dict[str, str | None]

    @property
    def job(self) -> Job:
        return self.graded.assignment, self.graded.student

    @property
    def staged(self) -> Path:
        return _staged(self.path)


class Marks:
    """The gradebook and autograded/ of a course folder, to be used in a `with` block by one process
    at a time.
    """

    def __init__(self, folder: CourseFolder):
        self.folder = folder
        self.plans: dict[str, Plan] = {}
        self.digests: dict[Job, str] = {}

    def __enter__(self) -> Marks:
        api = access.open_course(self.folder)
        self.settings = Autograde(coursedir=api.coursedir, parent=api)
        self.ignored = tuple(api.coursedir.ignore)
        self.limit = LimitOutput(parent=self.settings)
        self.penalty = self._penalty()
        self.gradebook = tables.Gradebook(api.coursedir.db_url, api.coursedir.course_id)
        self.gradebook.check_course()  # the row that nbgrader's own preprocessors look for
        self.engine = self.gradebook.engine
        return self

    def __exit__(self, *error: object) -> None:
        self.gradebook.close()

    def prepare(self, assignments: Iterable[str], students: Iterable[str]) -> None:
        """Puts students and assignments into the gradebook; an assignment that is not there as its
        source is, is released.

        Raises UserError for students that c.Autograde.create_student = False keeps out, and where
        nbgrader refuses the source.
        """
        self._enrol(set(students))
        for assignment in assignments:
            plan = self._read(assignment)
            if plan is None or self._differs(assignment, plan):
                generate(self.folder, assignment)
                plan = self._read(assignment)
            if plan is None:
                raise UserError(
                    f"{assignment} 里没有笔记本。",
                    f"{assignment} has no notebook in the gradebook.",
                )
            self.plans[assignment] = plan

    def settled(self, jobs: Iterable[Job], regrade: bool = False) -> set[Job]:
        """The jobs that need no grading: graded completely from the same files; with `regrade`,
        also by the same source.
        """
        jobs = list(jobs)
        for job in jobs:
            self.notice(*job)
        written = self._written({assignment for assignment, _ in jobs})
        return {job for job in jobs if self._is_settled(job, written, regrade)}

    def notice(self, assignment: str, student: str) -> None:
        """Takes the digest of a submission.

        Call it before the submission is read: what changes later is then graded again.
        """
        self.digests[assignment, student] = autograded.digest(
            self._submitted(assignment, student), self.ignored
        )

    def handed_in(self, assignment: str, student: str) -> datetime | None:
        """The time in the submission's timestamp.txt, UTC; None where work was collected without
        one.
        """
        return submissions.handed_in(self.folder, assignment, student)

    def write(self, graded: Sequence[Graded]) -> None:
        """Writes marks and notebooks of a batch: all of them or, on an error, none.

        Writing the same again changes nothing.

        All notebooks of a submission belong into one batch: one that is not there and was not
        handed in gets 0.
        """
        sheets = [self._sheet(g) for g in graded if g.status == GRADED]
        if not sheets:
            return
        try:
            self._save(sheets)
        except IntegrityError:  # another process has just added the same rows
            self._save(sheets)
        for sheet in sheets:
            self._put_others(sheet)
            writing.move(sheet.staged, sheet.path)

    # what is there

    def _submitted(self, assignment: str, student: str) -> Path:
        return self.folder.path / "submitted" / student / assignment

    def _path(self, job: Job, notebook: str) -> Path:
        return self.folder.path / "autograded" / job[1] / job[0] / f"{notebook}.ipynb"

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """A connection whose changes are made all together at the end; raises UserError if the
        gradebook cannot be written.
        """
        try:
            with self.engine.begin() as db:
                yield db
        except OperationalError as error:
            raise faults.of_database(error) or error from None

    def _enrol(self, students: set[str]) -> None:
        with self._transaction() as db:
            new = sorted(students - set(db.scalars(select(STUDENT.c.id))))
            if new and not self.settings.create_student:
                names = ", ".join(new)
                raise UserError(
                    f"成绩册里没有这些学生：{names}（c.Autograde.create_student = False）；请先用 "
                    "nbgrader db student add 添加。",
                    f"These students are not in the gradebook: {names} "
                    "(c.Autograde.create_student = False); add them with nbgrader db student add.",
                )
            if new:
                db.execute(insert(STUDENT), [{"id": student} for student in new])

    def _read(self, assignment: str) -> Plan | None:
        """The assignment as the gradebook has it; None if it is not there or has no notebooks."""
        with self.gradebook.db() as db:
            found = db.scalars(
                select(tables.Assignment).where(tables.Assignment.name == assignment)
            ).one_or_none()
            if found is None or not found.notebooks:
                return None
            books = {notebook.name: _book(notebook) for notebook in found.notebooks}
            source = self.folder.assignment_folder("source", assignment)
            excluded = self.settings.exclude_overwriting.get(assignment, [])
            kept = {Path(name).as_posix() for name in excluded}
            others = autograded.others(source, self.ignored)
            files = [(name, data) for name, data in others if name not in kept]
            digest = autograded.source_digest(source, self.ignored)
            return Plan(found.id, found.duedate, books, digest, files)

    def _differs(self, assignment: str, plan: Plan) -> bool:
        """Whether the source has other graded cells, or other points for them, than the
        gradebook."""
        paths = sorted(self.folder.assignment_folder("source", assignment).glob("*.ipynb"))
        return bool(paths) and {path.stem: _points(path) for path in paths} != {
            b.name: b.maxima for b in plan.books.values()
        }

    def _written(
        self, assignments: set[str]
    ) -> dict[tuple[str, str, str], dict[str, float | None]]:
        """Automatic marks in the gradebook: by assignment, student and notebook, of each cell."""
        query = (
            select(
                tables.Assignment.name,
                SUBMISSION.c.student_id,
                tables.Notebook.name,
                CELL.c.name,
                GRADE.c.auto_score,
            )
            .select_from(GRADE)
            .join(CELL, GRADE.c.cell_id == CELL.c.id)
            .join(NOTEBOOK, GRADE.c.notebook_id == NOTEBOOK.c.id)
            .join(tables.Notebook, NOTEBOOK.c.notebook_id == tables.Notebook.id)
            .join(SUBMISSION, NOTEBOOK.c.assignment_id == SUBMISSION.c.id)
            .join(tables.Assignment, SUBMISSION.c.assignment_id == tables.Assignment.id)
            .where(tables.Assignment.name.in_(assignments))
        )
        found: dict = {}
        with self.engine.connect() as db:
            for assignment, student, notebook, cell, points in db.execute(query):
                found.setdefault((assignment, student, notebook), {})[cell] = points
        return found

    def _is_settled(self, job: Job, written: dict, regrade: bool) -> bool:
        plan = self.plans[job[0]]
        paths = {name: self._path(job, name) for name in plan.books}
        there = {name: path for name, path in paths.items() if path.is_file()}
        if not there or any(_staged(path).exists() for path in paths.values()):
            return False
        for name, path in there.items():
            record = autograded.record(path)
            if record.get("submitted") != self.digests[job] or record.get("marks") != written.get(
                (*job, name)
            ):
                return False
            if regrade and record.get("assignment") != plan.source:
                return False
        return True

    # what is written

    def _sheet(self, graded: Graded) -> Sheet:
        """Makes the notebook as nbgrader leaves it, and puts it beside its place."""
        plan = self.plans[graded.assignment]
        job = (graded.assignment, graded.student)
        book = plan.books[graded.notebook]
        path = self._path(job, graded.notebook)
        if job not in self.digests:
            self.notice(*job)
        notebook = json.loads(graded.executed)
        given_out = _untouched(notebook)  # by the checksums of the release
        autograded.finish(notebook, book.checksums, book.maxima, book.kernelspec)
        self._shorten(notebook)
        made_from = {"submitted": self.digests[job], "assignment": plan.source}
        # or of the gradebook
        comments = _comments(notebook, book, given_out | _untouched(notebook))
        marks = {}
        for mark in graded.marks:
            empty = mark.points is None and comments.get(mark.cell)
            marks[mark.cell] = 0.0 if empty else mark.points
        # only some tasks: what else there is stays, and is as old as it was
        if set(marks) != set(book.graded):
            autograded.keep_outputs(notebook, autograded.content(path), set(marks))
            earlier = autograded.record(path)
            made_from = {key: earlier.get(key, "") for key in made_from}
            made_from["marks"] = earlier.get("marks", {}) | marks
        notebook["metadata"][autograded.RECORD] = {"marks": marks} | made_from
        sheet = Sheet(graded, book, path, marks, comments)
        writing.stage(sheet.staged, autograded.as_bytes(notebook), self._mode)
        return sheet

    @property
    def _mode(self) -> int:
        return int(str(self.settings.permissions), 8)

    def _shorten(self, notebook: dict) -> None:
        """Cuts long outputs as c.LimitOutput says."""
        for cell in notebook["cells"]:
            outputs = cell.get("outputs", ())
            streams = [output for output in outputs if output.get("output_type") == "stream"]
            lines = sum(1 + text(stream["text"]).count("\n") for stream in streams)
            longest = max((len(output.get("traceback", ())) for output in outputs), default=0)
            if lines > self.limit.max_lines or longest > self.limit.max_traceback:
                for stream in streams:
                    stream["text"] = text(stream["text"])
                node = nbformat.from_dict(cell)
                shorter, _ = self.limit.preprocess_cell(node, {}, 0)
                cell["outputs"] = shorter["outputs"]

    def _put_others(self, sheet: Sheet) -> None:
        """Puts the submission's other files beside the notebook, the instructor's over them, as
        nbgrader does.
        """
        folder = sheet.path.parent
        plan = self.plans[sheet.graded.assignment]
        files = dict(autograded.others(self._submitted(*sheet.job), self.ignored))
        files |= plan.files
        for name, data in files.items():
            autograded.put(folder / name, data, self._mode)
        if self.settings.coursedir.groupshared:
            for path in (folder, folder.parent, folder.parent.parent):
                path.chmod((path.stat().st_mode | 0o2770) & 0o2777)

    def _save(self, sheets: list[Sheet]) -> None:
        """Writes the marks of the sheets in one transaction."""
        with self._transaction() as db:
            submissions = self._add_submissions(db, sorted({sheet.job for sheet in sheets}))
            rows = self._add_notebooks(db, submissions)
            self._set_marks(db, sheets, rows)
            self._set_missing(db, sheets, rows)
            self._set_penalties(db, sheets, submissions, rows)

    def _add_submissions(self, db: Connection, jobs: list[Job]) -> dict[Job, str]:
        """Ids of the submissions, which get the time of their timestamp.txt; those not in the
        gradebook are added. One that came as a file of no known day loses the time of the one
        before.
        """
        names = {self.plans[assignment].id: assignment for assignment, _ in jobs}
        students = {student for _, student in jobs}
        columns = SUBMISSION.c
        found = db.execute(
            select(columns.assignment_id, columns.student_id, columns.id).where(
                columns.assignment_id.in_(names),
                columns.student_id.in_(students),
            )
        )
        there = {(names[assignment], student): id for assignment, student, id in found}
        ids = {job: there.get(job) or tables.new_uuid() for job in jobs}
        new = []
        for job in jobs:
            if job not in there:
                assignment, student = job
                plan = self.plans[assignment]
                new.append({"id": ids[job], "assignment_id": plan.id, "student_id": student})
        _add(db, SUBMISSION, new)
        times = {job: submissions.handed_in(self.folder, *job) for job in jobs}
        known = [
            {"row": ids[job], "time": time}
            for job, time in times.items()
            if time or arrivals.read(self.folder, *job)
        ]
        if known:
            db.execute(
                update(SUBMISSION)
                .where(SUBMISSION.c.id == bindparam("row"))
                .values(timestamp=bindparam("time")),
                known,
            )
        return ids

    def _add_notebooks(self, db: Connection, submissions: dict[Job, str]) -> Rows:
        """Ids of the submitted notebooks by job and name; missing ones are added with their grades
        and comments.
        """
        wanted: dict[tuple[str, str], tuple[Job, Book]] = {}
        for job, submission in submissions.items():
            assignment, _ = job
            for book in self.plans[assignment].books.values():
                wanted[submission, book.id] = job, book
        columns = NOTEBOOK.c
        found = db.execute(
            select(columns.assignment_id, columns.notebook_id, columns.id).where(
                columns.assignment_id.in_(submissions.values())
            )
        )
        there = {(submission, notebook): id for submission, notebook, id in found}
        ids = {key: there.get(key) or tables.new_uuid() for key in wanted}
        new = []
        grades = []
        comments = []
        for (submission, notebook), (_, book) in wanted.items():
            id = ids[submission, notebook]
            if (submission, notebook) not in there:
                new.append({"id": id, "assignment_id": submission, "notebook_id": notebook})
            grades += [(id, cell) for cell in book.graded.values()]
            comments += [(id, cell) for cell in book.commented.values()]
        _add(db, NOTEBOOK, new)
        _add_cells(db, GRADE, ids.values(), grades)
        _add_cells(db, COMMENT, ids.values(), comments)
        return {(job, book.name): ids[key] for key, (job, book) in wanted.items()}

    def _set_marks(self, db: Connection, sheets: list[Sheet], rows: Rows) -> None:
        """Sets automatic marks and comments.

        As in nbgrader, a mark that a person gave stays and is to be looked at again.
        """
        grades = []
        comments = []
        for sheet in sheets:
            row = rows[sheet.job, sheet.book.name]
            book = sheet.book
            for name, points in sheet.marks.items():
                mark = {"points": points, "by_hand": points is None}
                grades.append({"cell": book.graded[name], "row": row} | mark)
            for name, words in sheet.comments.items():
                comments.append({"cell": book.commented[name], "row": row, "words": words})
        if grades:
            db.execute(
                _here(GRADE).values(
                    auto_score=bindparam("points"),
                    needs_manual_grade=case(
                        (GRADE.c.manual_score.is_not(None), true()),
                        else_=bindparam("by_hand", type_=Boolean),
                    ),
                ),
                grades,
            )
        if comments:
            db.execute(_here(COMMENT).values(auto_comment=bindparam("words")), comments)

    def _set_missing(self, db: Connection, sheets: list[Sheet], rows: Rows) -> None:
        """Gives 0 for the notebooks of a submission that were not handed in."""
        here = {(sheet.job, sheet.book.name) for sheet in sheets}
        missing = [
            row
            for (job, name), row in rows.items()
            if (job, name) not in here
            and not os.path.lexists(self._submitted(*job) / f"{name}.ipynb")
        ]
        if missing:
            db.execute(
                update(GRADE)
                .where(GRADE.c.notebook_id.in_(missing))
                .values(auto_score=0, needs_manual_grade=False)
            )

    # late submissions

    def _penalty(self) -> Callable[[str, float, float], float | None] | None:
        """The late penalty that the course configured; None if it assigns none."""
        if AssignLatePenalties not in self.settings.autograde_preprocessors:
            return None
        assign = AssignLatePenalties(parent=self.settings)
        assign.init_plugin()
        return assign.plugin_inst.late_submission_penalty

    def _set_penalties(
        self, db: Connection, sheets: list[Sheet], submissions: dict[Job, str], rows: Rows
    ) -> None:
        """Sets the penalties of notebooks that came late, between 0 and their score, and takes away
        earlier ones.
        """
        if self.penalty is None:
            return
        query = select(SUBMISSION.c.id, SUBMISSION.c.timestamp, SUBMISSION.c.extension)
        found = db.execute(query.where(SUBMISSION.c.id.in_(submissions.values())))
        times = {id: (at, more) for id, at, more in found}
        set_ = []
        for sheet in sheets:
            due = self.plans[sheet.graded.assignment].due
            late = _seconds_late(due, *times[submissions[sheet.job]])
            row = rows[sheet.job, sheet.book.name]
            penalty = self._penalty_of(db, row, sheet.graded.student, late)
            set_.append({"row": row, "penalty": penalty})
        db.execute(
            update(NOTEBOOK)
            .where(NOTEBOOK.c.id == bindparam("row"))
            .values(late_submission_penalty=bindparam("penalty")),
            set_,
        )

    def _penalty_of(self, db: Connection, row: str, student: str, late: float) -> float | None:
        """The penalty of a submitted notebook; None where none is due."""
        if late <= 0 or self.penalty is None:
            return None
        notebook = tables.SubmittedNotebook
        score: float = db.execute(select(notebook.score).where(notebook.id == row)).scalar_one()
        penalty = self.penalty(student, score, late)
        return None if penalty is None else min(max(penalty, 0), score)


def _book(notebook: Any) -> Book:
    """From a row of nbgrader's table of notebooks."""
    graded = [*notebook.grade_cells, *notebook.task_cells]
    commented = [*notebook.solution_cells, *notebook.task_cells]
    return Book(
        notebook.id,
        notebook.name,
        json.loads(notebook.kernelspec or "null"),
        {c.name: c.id for c in graded},
        {c.name: c.id for c in commented},
        {c.name: c.max_score for c in graded},
        {c.name: c.checksum for c in notebook.source_cells},
    )


def _points(path: Path) -> dict[str, float]:
    """The points of each graded cell and task of a source notebook."""
    roles = [
        cell.metadata.get("nbgrader", {})
        for cell in nbformat.read(path, nbformat.current_nbformat).cells
    ]
    return {
        role["grade_id"]: float(role["points"])
        for role in roles
        if role.get("grade") or role.get("task")
    }


def _untouched(notebook: dict) -> set[str]:
    """The answers that are as they were given out."""
    roles = [(cell, cell["metadata"].get("nbgrader", {})) for cell in notebook["cells"]]
    return {role["grade_id"] for cell, role in roles if role.get("solution") and untouched(cell)}


def _comments(notebook: dict, book: Book, given_out: set[str]) -> dict[str, str | None]:
    """nbgrader's automatic comment on each answer and task of the notebook."""
    names = {cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in notebook["cells"]}
    return {
        name: NO_RESPONSE if name in given_out else None for name in book.commented if name in names
    }


def _staged(path: Path) -> Path:
    return path.with_name(f".{path.name}")


def _add(db: Connection, table: Table, rows: list[dict]) -> None:
    if rows:
        db.execute(insert(table), rows)


def _add_cells(
    db: Connection, table: Table, notebooks: Collection[str], pairs: list[tuple[str, str]]
) -> None:
    """Adds those of the (submitted notebook, base cell) that the table does not have yet."""
    query = select(table.c.notebook_id, table.c.cell_id).where(table.c.notebook_id.in_(notebooks))
    have = {tuple(row) for row in db.execute(query)}
    new = [pair for pair in pairs if pair not in have]
    _add(db, table, [{"notebook_id": notebook, "cell_id": cell} for notebook, cell in new])


def _here(table: Table) -> Update:
    return update(table).where(
        table.c.cell_id == bindparam("cell"), table.c.notebook_id == bindparam("row")
    )


def _seconds_late(due: datetime | None, at: datetime | None, extension: timedelta | None) -> float:
    if due is None or at is None:
        return 0
    return (at - (due + extension if extension else due)).total_seconds()
