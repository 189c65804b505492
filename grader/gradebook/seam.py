"""The only module that talks to nbgrader: its converters, its exchange and its gradebook."""

from __future__ import annotations

import glob
import logging
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import chdir
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from grader.base import Text, UserError
from grader.course.folder import CourseFolder
from grader.engine.model import FAILED, GRADED, UNREADABLE, Outcome

BUSY = 120  # seconds to wait while another process writes to the gradebook
# nbgrader's exchange writes it when a student hands in, and finds the feedback page by it
SECRET = "submission_secret.txt"


@dataclass(frozen=True)
class CellScore:
    """Points of one graded cell of one submission; `by_hand` while a person still has to mark
    it."""

    student: str
    assignment: str
    cell: str
    points: float
    maximum: float
    by_hand: bool


@lru_cache(maxsize=2)
def open_course(folder: CourseFolder):
    """nbgrader's NbGraderAPI for the folder, configured as its own commands are, and silent."""
    from nbgrader.apps import NbGrader, NbGraderAPI

    os.environ["KEGUAN_LANG"] = folder.language
    if shutil.which("alembic") is None:  # nbgrader starts it by name to make a gradebook
        os.environ["PATH"] = (
            str(Path(sys.executable).parent) + os.pathsep + os.environ.get("PATH", "")
        )
    with chdir(folder.path):
        app = NbGrader()
        app.initialize([], root=str(folder.path))
    app.log.handlers = [logging.NullHandler()]
    app.log.propagate = False
    url = app.coursedir.db_url
    if url.startswith("sqlite") and "timeout" not in url:
        app.coursedir.db_url = f"{url}{'&' if '?' in url else '?'}timeout={BUSY}"
    return NbGraderAPI(coursedir=app.coursedir, parent=app)


def generate(folder: CourseFolder, assignment: str) -> None:
    """Release notebooks and gradebook entries of an assignment, as `nbgrader generate_assignment`
    makes them.

    Raises UserError when the source is missing or nbgrader refuses it.
    """
    folder.require_folder("source", assignment)
    with chdir(folder.path):
        result = open_course(folder).generate_assignment(assignment, force=True, create=True)
    if not result["success"]:
        why = _last_error(result)
        raise UserError(
            f"nbgrader 不能发布 {assignment}：{why}", f"nbgrader cannot release {assignment}: {why}"
        )


def enrol(folder: CourseFolder, assignments: Iterable[str], students: Iterable[str]) -> None:
    """Puts students, and assignments not released yet, into the gradebook, so that workers only
    add submissions."""
    from nbgrader.api import Gradebook, MissingEntry

    api = open_course(folder)
    unknown = []
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        gradebook.check_course()  # the row that nbgrader's own preprocessors look for
        for student in students:
            gradebook.update_or_create_student(student)
        for assignment in assignments:
            try:
                if not gradebook.find_assignment(assignment).notebooks:
                    unknown.append(assignment)
            except MissingEntry:
                unknown.append(assignment)
    for assignment in unknown:
        generate(folder, assignment)


def grade_one(folder: CourseFolder, assignment: str, student: str) -> Outcome:
    """Runs nbgrader's autograde on one submission, graded before or not."""
    start = time.perf_counter()
    problem = folder.problem(assignment, student)
    if problem:
        return Outcome(assignment, student, UNREADABLE, 0.0, problem)
    return _outcome(
        _converted(folder, "autograde", assignment, student), assignment, student, start
    )


def feedback_one(folder: CourseFolder, assignment: str, student: str) -> Outcome:
    """Writes nbgrader's feedback page of one graded submission."""
    start = time.perf_counter()
    return _outcome(
        _converted(folder, "generate_feedback", assignment, student), assignment, student, start
    )


def _converted(folder: CourseFolder, step: str, assignment: str, student: str) -> dict:
    """nbgrader's result of a step; a failure is tried once more, because two kernels may draw the
    same port."""
    with chdir(folder.path):
        api = open_course(folder)
        for _ in range(2):
            result = getattr(api, step)(assignment, glob.escape(student), force=True)
            if result["success"]:
                break
    return result


def _outcome(result: dict, assignment: str, student: str, start: float) -> Outcome:
    seconds = time.perf_counter() - start
    if result["success"]:
        return Outcome(assignment, student, GRADED, seconds)
    why = _last_error(result)
    return Outcome(
        assignment,
        student,
        FAILED,
        seconds,
        Text(f"nbgrader 没有评完：{why}", f"nbgrader could not finish: {why}"),
    )


def _last_error(result: dict) -> str:
    """The line of nbgrader's log that says what went wrong."""
    text = f"{result.get('log', '')}\n{result.get('error', '')}"
    raised = [
        m.group(0)
        for m in re.finditer(r"^[\w.]*(Error|Exception|Old|New)\b.*$", text, flags=re.MULTILINE)
        if "NbGraderException" not in m.group(0)
    ]
    logged = re.findall(r"^\[ERROR\] (.+)$", text, flags=re.MULTILINE)
    first = (raised + logged + ["?"])[0]
    return re.sub(r"^(\w+\.)+(?=\w+:)", "", first)[:300]


def release_exchange(folder: CourseFolder, assignment: str) -> None:
    """Puts a released assignment into nbgrader's exchange, in place of what was there; raises UserError
    where there is none."""
    _need_exchange()
    with chdir(folder.path):
        api = open_course(folder)
        # a correction replaces what was released before
        api.config.ExchangeReleaseAssignment.force = True
        result = api.release_assignment(assignment)
    if not result["success"]:
        why = _last_error(result)
        raise UserError(
            f"不能把 {assignment} 放进 nbgrader 的交换文件夹（{why}）：见 grader/deploy.zh-CN.md。",
            f"{assignment} could not be put into nbgrader's exchange ({why}): see "
            f"grader/deploy.md.",
        )


def collect_exchange(folder: CourseFolder, assignment: str) -> list[Text]:
    """Collects an assignment from nbgrader's exchange; returns doubts about whose work it is.
    Raises UserError where there is none."""
    _need_exchange()
    with chdir(folder.path):
        result = open_course(folder).collect(assignment, update=True)
    if not result["success"]:
        why = _last_error(result)
        raise UserError(
            f"不能从 nbgrader 的交换文件夹收作业（{why}）：请用 --from 指定收上来的文件。",
            f"Nothing could be collected from nbgrader's exchange ({why}): name a folder of files "
            f"with --from.",
        )
    claims = re.findall(
        r"claims to be submitted by (.+) but is owned by (.+); cheating", result.get("log", "")
    )
    return [
        Text(
            f"{student} 的 {assignment} 是账号 {owner} 放进来的：请问清楚",
            f"{assignment} of {student} was put there by the account {owner}: ask them",
        )
        for student, owner in claims
    ]


def feedback_exchange(folder: CourseFolder, assignment: str, student: str) -> bool:
    """Puts a feedback page into nbgrader's exchange; False if the work was not handed in there.
    Raises UserError on failure."""
    _need_exchange()
    if not (folder.path / "feedback" / student / assignment / SECRET).is_file():
        return False
    with chdir(folder.path):
        result = open_course(folder).release_feedback(assignment, glob.escape(student))
    if not result["success"]:
        why = _last_error(result)
        raise UserError(
            f"不能把 {student} 的评语放进 nbgrader 的交换文件夹（{why}）。",
            f"The feedback of {student} could not be put into nbgrader's exchange ({why}).",
        )
    return True


def _need_exchange() -> None:
    if sys.platform == "win32":
        raise UserError(
            "Windows 上没有 nbgrader 的交换文件夹：作业请收文件（--from），评语页请直接发。",
            "nbgrader has no exchange folder on Windows: collect files (--from) and send feedback "
            "pages yourself.",
        )


def scores(folder: CourseFolder) -> list[CellScore]:
    """Points of every graded cell in the gradebook; empty before anything was graded."""
    from nbgrader.api import (
        Assignment,
        BaseCell,
        Grade,
        Gradebook,
        Student,
        SubmittedAssignment,
        SubmittedNotebook,
    )

    api = open_course(folder)
    if _no_gradebook(api):
        return []
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        rows = (
            gradebook.db.query(
                Student.id,
                Assignment.name,
                BaseCell.name,
                Grade.score,
                Grade.max_score,
                Grade.needs_manual_grade,
            )
            .select_from(Grade)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .join(Student, SubmittedAssignment.student_id == Student.id)
            .order_by(Student.id, Assignment.name, BaseCell.name)
        )
        return [CellScore(*row) for row in rows]


@dataclass(frozen=True)
class Submission:
    """One row of the gradebook: points and penalty of a submission, its due date (UTC) with any
    extension, seconds after it."""

    student: str
    assignment: str
    points: float
    maximum: float
    penalty: float
    seconds_late: float
    by_hand: bool
    due: datetime | None = None


@dataclass(frozen=True)
class Person:
    """What the gradebook knows of a student; all but the id may be empty."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_id: str = ""

    @property
    def name(self) -> str:
        """Chinese names without a space, others with one."""
        parts = [part for part in (self.first_name, self.last_name) if part]
        return (
            "".join(reversed(parts))
            if parts and all(part[0] > "\u2e7f" for part in parts)
            else " ".join(parts)
        )


def submissions(folder: CourseFolder) -> list[Submission]:
    """Every graded submission of the gradebook; empty before anything was graded."""
    from nbgrader.api import Gradebook

    api = open_course(folder)
    if _no_gradebook(api):
        return []
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        return [
            _submission(assignment, one)
            for assignment in gradebook.assignments
            for one in assignment.submissions
        ]


def due_dates(folder: CourseFolder) -> dict[str, datetime]:
    """Due date (UTC) of each assignment of the gradebook that has one."""
    from nbgrader.api import Gradebook

    api = open_course(folder)
    if _no_gradebook(api):
        return {}
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        return {
            assignment.name: assignment.duedate
            for assignment in gradebook.assignments
            if assignment.duedate
        }


def set_due_dates(folder: CourseFolder, dates: Mapping[str, datetime]) -> None:
    """Sets due dates (UTC) of assignments that the gradebook has."""
    from nbgrader.api import Gradebook

    api = open_course(folder)
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        for name, due in dates.items():
            gradebook.find_assignment(name).duedate = due
        gradebook.db.commit()


def _submission(assignment, one) -> Submission:
    """nbgrader's own times fail where an extension stands without a due date."""
    late, due = (one.total_seconds_late, one.duedate) if assignment.duedate else (0.0, None)
    return Submission(
        one.student.id,
        assignment.name,
        one.score,
        one.max_score,
        one.late_submission_penalty or 0.0,
        late,
        bool(one.needs_manual_grade),
        due,
    )


def mark_by_hand(
    folder: CourseFolder, assignment: str, marks: Iterable[tuple[str, str, float, str]]
) -> int:
    """Writes (student, cell, points, comment) as formgrader does; returns how many marks were new
    or changed.

    Raises UserError, and writes nothing, when a student has no graded notebook with that cell.
    """
    from nbgrader.api import Gradebook, MissingEntry

    api, changed = open_course(folder), 0
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        for student, cell, points, comment in marks:
            try:
                grade = gradebook.find_grade(cell, assignment, assignment, student)
            except MissingEntry:
                gradebook.db.rollback()
                raise UserError(
                    f"成绩册里没有 {student} 的 {assignment}：请先运行 keguan grade {assignment}。",
                    f"The gradebook has no {assignment} of {student}: run keguan grade "
                    f"{assignment} first.",
                ) from None
            changed += grade.manual_score != points or grade.needs_manual_grade
            grade.manual_score, grade.needs_manual_grade = points, False
            if comment:
                gradebook.find_comment(
                    cell, assignment, assignment, student
                ).manual_comment = comment
        gradebook.db.commit()
    return changed


def people(folder: CourseFolder) -> list[Person]:
    """The students of the gradebook."""
    from nbgrader.api import Gradebook

    api = open_course(folder)
    if _no_gradebook(api):
        return []
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        return [
            Person(
                s.id,
                *(
                    getattr(s, name) or ""
                    for name in ("first_name", "last_name", "email", "lms_user_id")
                ),
            )
            for s in gradebook.students
        ]


def enrolled(folder: CourseFolder) -> list[str]:
    """Students of the gradebook; empty when there is none yet."""
    return [person.id for person in people(folder)]


def _no_gradebook(api) -> bool:
    url = api.coursedir.db_url
    return url.startswith("sqlite:///") and not _file(url).is_file()


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///").partition("?")[0])
