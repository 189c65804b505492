"""The lists that a teacher keeps beside the gradebook: who worked together, and marks set by hand.

groups.csv (columns group, student, factor) says who worked together; the mark of the group's
notebook counts for each member, times the factor. overrides.csv (student, what, mark, date, why,
by, answer) is written by `keguan marks --set` and never by grading, so that a mark set by hand
stays. A line that cannot be right does not count, is named, and stops nobody else.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import chain
from pathlib import Path

from grader.base import Text, UserError
from grader.base.files.tables import Row
from grader.course.folder import CourseFolder
from grader.gradebook import submissions
from grader.gradebook.people import enrolled
from grader.marks import ledger
from grader.marks.entries import FINAL, Override
from grader.marks.policy import PEER
from grader.marks.remarks import Remark, of_row

GROUPS, OVERRIDES = ("group", "student", "factor"), ("student", "what", "mark", "date", "why")
SIGNED = ("by", "answer")  # columns that older lists do not have
NOTHING = "-"  # instead of a digest, where nothing had been handed in
SIZES = (3, 5)
OVERRIDES_FILE = "overrides.csv"

Groups = dict[str, dict[str, float]]  # by group: the factor of each member


def groups(
    path: Path,
    students: Collection[str] | None = None,
    peer: tuple[float, float] = PEER,
) -> tuple[Groups, list[Remark]]:
    """The groups of groups.csv, and a remark on each line that does not count: without a group or
    a student, of an unknown student (where the students are given), of one in another group
    already, with a factor out of range; and on groups that are not 3-5 strong."""
    found: Groups = defaultdict(dict)
    remarks, seen = [], dict[str, str]()
    for written in ledger.rows(path, GROUPS[:2], GROUPS[2:]):
        row, wrong = ledger.with_student(written, students if written["student"] else None)
        wrong = wrong or _wrong_member(row, peer, seen)
        if wrong:
            remarks.append(of_row(written, wrong))
            continue
        seen[row["student"]] = row["group"]
        found[row["group"]][row["student"]] = float(row["factor"] or 1)
    remarks += [_size(path, *group) for group in found.items() if not _fits(len(group[1]))]
    return dict(found), remarks


def _wrong_member(row: Row, peer: tuple[float, float], seen: dict[str, str]) -> Text | None:
    student = row["student"]
    if not student or not row["group"]:
        return Text(
            "要写组号和学号，没有小组的学生不要列在这里",
            "write a group and a student; leave out who is in no group",
        )
    if student in seen:
        return Text(
            f"{student} 已在第 {seen[student]} 组", f"{student} is in group {seen[student]} already"
        )
    low, high = peer
    factor = _number(row["factor"] or "1")
    if factor is None or not low - 1e-9 <= factor <= high + 1e-9:
        return Text(
            f"{student} 的组内互评系数“{row['factor']}”应是 {low:g} 到 {high:g} 的数",
            f"the peer factor '{row['factor']}' of {student} should be a number from {low:g} to "
            f"{high:g}",
        )
    return None


def _fits(members: int) -> bool:
    return SIZES[0] <= members <= SIZES[1]


def _size(path: Path, group: str, members: Collection[str]) -> Remark:
    who = ", ".join(members)
    return Remark(
        Text(
            f"{path.name}：第 {group} 组有 {len(members)} 人（{who}），一般为 3–5 人。",
            f"{path.name}: group {group} has {len(members)} members ({who}); most have 3 to 5.",
        ),
        open=False,
    )


def overrides(
    path: Path,
    students: Collection[str] | None = None,
    works: Collection[str] | None = None,
    day: date | None = None,
) -> tuple[list[Override], list[Remark]]:
    """The marks set by hand that stand (at the end of a day), and a remark on each line that does
    not count: cut off, with a mark that is no number from 0 to 100, or for an unknown student or
    assignment (where those are given)."""
    found, remarks = [], []
    for written in ledger.until(ledger.rows(path, OVERRIDES, SIGNED), "date", day):
        row, wrong = ledger.with_student(written, students)
        wrong = _wrong_override(written, works) or wrong
        if wrong:
            remarks.append(of_row(written, wrong))
        else:
            found.append(row)
    return list(map(_override, ledger.last(found, OVERRIDES[:2], "mark"))), remarks


def _wrong_override(row: Row, works: Collection[str] | None) -> Text | None:
    lacking = ", ".join(ledger.lacks(row, OVERRIDES))
    if lacking:
        return Text(f"缺少 {lacking}", f"{lacking} is missing")
    if works is not None and row["what"] not in {*works, FINAL}:
        return Text(f"没有作业 {row['what']}", f"there is no assignment {row['what']}")
    mark = _number(row["mark"])
    if ledger.withdrawn(row["mark"]) or (mark is not None and 0 <= mark <= 100):
        return None
    return Text(
        f"分数“{row['mark']}”不是 0 到 100 的数",
        f"the mark {row['mark']} is not a number from 0 to 100",
    )


def _override(row: Row) -> Override:
    mark = float(row["mark"])
    return Override(
        row["student"], row["what"], mark, row["date"], row["why"], row["by"], row["answer"]
    )


def override(
    folder: CourseFolder, student: str, what: str, mark: float, why: str, by: str = ""
) -> None:
    """Adds a line to overrides.csv.

    Raises UserError for an unknown student or assignment, a mark outside 0 to 100, and without a
    reason.
    """
    if not (math.isfinite(mark) and 0 <= mark <= 100):
        raise UserError(
            f"分数 {mark:g} 不在 0 到 100 之间。", f"The mark {mark:g} is not between 0 and 100."
        )
    _add(folder, student, what, f"{mark:g}", why, by)


def withdraw(folder: CourseFolder, student: str, what: str, why: str, by: str = "") -> None:
    """Takes a mark set by hand back, in a line of its own; raises UserError where there is none,
    and as `override` does."""
    everybody = {*enrolled(folder), *folder.students()}
    standing, _ = overrides(folder.path / OVERRIDES_FILE, everybody)
    if (student, what) not in {(one.student, one.what) for one in standing}:
        raise UserError(
            f"{student} 的 {what} 没有手工改过分。",
            f"No mark was set by hand for {what} of {student}.",
        )
    _add(folder, student, what, ledger.WITHDRAWN, why, by)


def _add(folder: CourseFolder, student: str, what: str, mark: str, why: str, by: str) -> None:
    known = {*(a.name for a in folder.course.assignments), FINAL} if folder.course else set()
    if what not in known:
        raise UserError(
            f"没有名为“{what}”的作业；改总评请写 {FINAL}。",
            f"No assignment is named '{what}'; for the whole mark write {FINAL}.",
        )
    if student not in {*enrolled(folder), *folder.students()}:
        raise UserError(f"名单里没有 {student}。", f"There is no student {student}.")
    line = {"student": student, "what": what, "mark": mark} | ledger.signed(by, why)
    line["answer"] = " ".join(_answers(folder, what, student)) or NOTHING
    path = folder.path / OVERRIDES_FILE
    ledger.rows(path, OVERRIDES)  # to a list with other columns nothing is added
    ledger.add(path, OVERRIDES, line)


def _answers(folder: CourseFolder, what: str, student: str) -> list[str]:
    """Digests of the work that lies there: the student's own or, of group work, each member's, as
    any of them may be the group's."""
    those = [student]
    if folder.course and what != FINAL and folder.course.assignment(what).group:
        found, _ = groups(folder.path / "groups.csv", {*enrolled(folder), *folder.students()})
        those += chain.from_iterable(members for members in found.values() if student in members)
    answers = (submissions.answer(folder, what, one) for one in dict.fromkeys(those))
    return [answer for answer in answers if answer]


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
