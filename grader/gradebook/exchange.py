"""nbgrader's exchange folder, through which a JupyterHub gives work out and takes it in."""

from __future__ import annotations

import glob
import re
import shutil
import sys
from collections.abc import Collection
from contextlib import chdir
from datetime import datetime
from pathlib import Path
from typing import Any

from grader.base import Text, UserError
from grader.course.folder import CourseFolder
from grader.engine.notebooks import fingerprint
from grader.gradebook import access, faults, journal, submissions

# written when a student hands in; nbgrader finds the feedback page by it
SECRET = "submission_secret.txt"
FILES = ("timestamp.txt", SECRET)  # what the exchange puts beside a submission
COLLECTED = "collected.json"  # what collecting a file puts beside it, see arrivals.py
CLAIM = re.compile(r"claims to be submitted by (.+) but is owned by (.+); cheating")


def release(folder: CourseFolder, assignment: str) -> None:
    """Puts a released assignment into the exchange, in place of what was there; raises UserError
    where there is none.
    """
    _require()
    with chdir(folder.path):
        api = access.open_course(folder)
        # a correction replaces what was released before
        api.config.ExchangeReleaseAssignment.force = True
        result = api.release_assignment(assignment)
    if not result["success"]:
        why = faults.explained(faults.last_error(result))
        raise UserError(
            f"不能把 {assignment} 放进 nbgrader 的交换文件夹（{why.zh}）：见 "
            "grader/deploy.zh-CN.md。",
            f"{assignment} could not be put into nbgrader's exchange ({why.en}): see "
            "grader/deploy.md.",
        )


def collect(
    folder: CourseFolder, assignment: str, known: Collection[str] | None = None
) -> tuple[list[Text], list[str]]:
    """Collects an assignment from the exchange; returns doubts about whose work it is, and the
    accounts that are not among the `known` (None: any is), of whom nothing is taken.

    What is replaced is kept in reports/earlier/. nbgrader takes the newest that an account handed
    in, also over a file that came since without a day, and again after it was withdrawn: work that
    was there before does not come back. Raises UserError where there is no exchange.
    """
    _require()
    doubts, strangers = [], []
    with chdir(folder.path):
        for student, inbound, when in _newest(folder, assignment):
            if known is not None and student not in known:
                strangers.append(student)
                continue
            _drop_half(folder.path / "submitted" / student / assignment, inbound)
            if _is_new(folder, (assignment, student), inbound, when):
                _set_aside(folder, assignment, student)
                result = _api(folder, student).collect(assignment, update=True)
                _verify(result)
                doubts += CLAIM.findall(result.get("log", ""))
    told = [
        Text(
            f"{student} 的 {assignment} 是账号 {owner} 放进来的：请问清楚",
            f"{assignment} of {student} was put there by the account {owner}: ask them",
        )
        for student, owner in doubts
    ]
    return told, strangers


def _api(folder: CourseFolder, student: str = "*") -> Any:
    api = access.open_course(folder)
    api.coursedir.student_id = student if student == "*" else glob.escape(student)
    return api


def _newest(folder: CourseFolder, assignment: str) -> list[tuple[str, Path, datetime]]:
    """What each account handed in last: account, folder, time (UTC); raises UserError where there
    is no exchange."""
    from nbgrader.exchange import ExchangeError, ExchangeFactory

    api = _api(folder)
    api.coursedir.assignment_id = assignment
    collector = ExchangeFactory(config=api.config).Collect(
        coursedir=api.coursedir, authenticator=api.authenticator, config=api.config
    )
    try:
        collector.ensure_root()
        collector.set_timestamp()
        collector.init_src()
    except ExchangeError:
        # by the way that keeps what nbgrader says of it
        _verify(api.collect(assignment, update=True))
        return []
    inbound = Path(collector.inbound_path)
    found = [
        (r["username"], inbound / r["filename"], r["timestamp"]) for r in collector.src_records
    ]
    return sorted(found)


def _verify(result: dict) -> None:
    if result["success"]:
        return
    why = faults.explained(faults.last_error(result))
    raise UserError(
        f"不能从 nbgrader 的交换文件夹收作业（{why.zh}）：请用 --from 指定收上来的文件。",
        f"Nothing could be collected from nbgrader's exchange ({why.en}): give a folder of "
        "files with --from.",
    )


def _drop_half(place: Path, inbound: Path) -> None:
    """Deletes what nbgrader, stopped while it copied this hand-in, left of it: it has the time of
    the whole, and nbgrader would not copy it again."""
    stamp = FILES[0]
    if (place / COLLECTED).exists() or not (place / stamp).is_file():
        return
    if (place / stamp).read_bytes() != (inbound / stamp).read_bytes():
        return
    whole = [path.relative_to(inbound) for path in inbound.rglob("*") if path.is_file()]
    if any(_is_cut(place / name, (inbound / name).read_bytes()) for name in whole):
        shutil.rmtree(place)


def _is_cut(copy: Path, data: bytes) -> bool:
    """Whether a copy ends too early or is not there."""
    copied = copy.read_bytes() if copy.is_file() else b""
    return len(copied) < len(data) and data.startswith(copied)


def _is_new(folder: CourseFolder, job: tuple[str, str], inbound: Path, when: datetime) -> bool:
    """Whether what an account handed in is newer than what lies in submitted/ or, where no time
    says so, was never there before."""
    there = submissions.handed_in(folder, *job)
    if there is not None:
        return when.replace(tzinfo=None) > there
    before = journal.earlier_digests(folder, *job) | journal.withdrawn_digests(folder, *job)
    digests = {fingerprint.of_notebook(path.read_bytes()) for path in inbound.glob("*.ipynb")}
    return not digests or not digests <= before


def _set_aside(folder: CourseFolder, assignment: str, student: str) -> None:
    """Keeps what lies in submitted/, unless a stopped run left it half."""
    place = folder.path / "submitted" / student / assignment
    if any((place / name).is_file() for name in (FILES[0], COLLECTED)):
        for path in place.glob("*.ipynb"):
            journal.set_aside(folder, assignment, student, path.stem)


def release_feedback(folder: CourseFolder, assignment: str, student: str) -> bool:
    """Puts a feedback page into the exchange; False if the work was not handed in there.

    Raises UserError where there is no exchange, or where it refuses.
    """
    _require()
    if not (folder.path / "feedback" / student / assignment / SECRET).is_file():
        return False
    with chdir(folder.path):
        result = access.open_course(folder).release_feedback(assignment, glob.escape(student))
    if not result["success"]:
        why = faults.explained(faults.last_error(result))
        raise UserError(
            f"不能把 {student} 的评语放进 nbgrader 的交换文件夹（{why.zh}）。",
            f"The feedback of {student} could not be put into nbgrader's exchange ({why.en}).",
        )
    return True


def _require() -> None:
    if sys.platform == "win32":
        raise UserError(
            "Windows 上没有 nbgrader 的交换文件夹：作业请收文件（--from），评语页请直接发。",
            "nbgrader has no exchange folder on Windows: collect files (--from) and send feedback "
            "pages yourself.",
        )
