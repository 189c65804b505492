"""nbgrader's exchange folder, through which a JupyterHub gives work out and takes it in."""

from __future__ import annotations

import glob
import re
import sys
from contextlib import chdir

from grader.base import Text, UserError
from grader.course.folder import CourseFolder
from grader.gradebook import access, faults

# written when a student hands in; nbgrader finds the feedback page by it
SECRET = "submission_secret.txt"
FILES = ("timestamp.txt", SECRET)  # what the exchange puts beside a submission
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


def collect(folder: CourseFolder, assignment: str) -> list[Text]:
    """Collects an assignment from the exchange; returns doubts about whose work it is.

    Raises UserError where there is no exchange.
    """
    _require()
    with chdir(folder.path):
        result = access.open_course(folder).collect(assignment, update=True)
    if not result["success"]:
        why = faults.explained(faults.last_error(result))
        raise UserError(
            f"不能从 nbgrader 的交换文件夹收作业（{why.zh}）：请用 --from 指定收上来的文件。",
            f"Nothing could be collected from nbgrader's exchange ({why.en}): give a folder of "
            "files with --from.",
        )
    return [
        Text(
            f"{student} 的 {assignment} 是账号 {owner} 放进来的：请问清楚",
            f"{assignment} of {student} was put there by the account {owner}: ask them",
        )
        for student, owner in CLAIM.findall(result.get("log", ""))
    ]


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
