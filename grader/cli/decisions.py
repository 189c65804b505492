"""The commands `keguan term ...`: what a teacher decides in the course of a term, each with who and
why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated

import typer

from grader.base import UserError
from grader.cli import options
from grader.cli.console import say
from grader.course.folder import CourseFolder, open_folder
from grader.gradebook.people import find, known, label
from grader.marks import days, decisions, ledger
from grader.marks import due as deadlines

Student = Annotated[str, typer.Argument(help="学号或姓名 · Id or name")]
Works = Annotated[str, typer.Argument(help=options.NAME)]
Days = Annotated[float, typer.Argument(help="天数 · Days")]
Day = Annotated[str, typer.Argument(help='2026-09-30 或 · or "2026-09-30 18:00"')]
Kind = Annotated[
    str, typer.Argument(help="extension, excused, joined, left, due, rule（延期、免交……）")
]


def extend(
    student: Student,
    work: Works,
    days_: Days,
    why: options.Why = "",
    by: options.By = "",
    course: options.CoursePath = None,
) -> None:
    """准许一名学生延期 · Grant a student more days."""
    folder = open_folder(course)
    who, value = find(folder, student), f"{days_:g}"
    names = _counted(folder, work)
    for name in names:
        decisions.decide(
            folder, decisions.EXTENSION, student=who.id, work=name, value=value, why=why, by=by
        )
    class_due = deadlines.of_class(folder)
    _say_due({name: at + timedelta(days_) for name, at in class_due.items()}, names, who.label)


def excuse(
    student: Student,
    work: Works,
    why: options.Why = "",
    by: options.By = "",
    course: options.CoursePath = None,
) -> None:
    """免交：这份作业不计入这名学生的总评 · Excuse a student from work: it does not count."""
    folder = open_folder(course)
    who = find(folder, student)
    for name in _counted(folder, work):
        decisions.decide(folder, decisions.EXCUSED, student=who.id, work=name, why=why, by=by)
        say(f"✔ {who.label} {name}：免交 · excused")


def join(
    student: Student,
    day: Day,
    why: options.Why = "",
    by: options.By = "",
    course: options.CoursePath = None,
) -> None:
    """中途转入：以前到期的作业不计入 · Joined in mid-term: work due before does not count."""
    _moved(decisions.JOINED, student, day, why, by, open_folder(course))


def leave(
    student: Student,
    day: Day,
    why: options.Why = "",
    by: options.By = "",
    course: options.CoursePath = None,
) -> None:
    """中途离开：以后到期的作业不计入 · Left in mid-term: work due after does not count."""
    _moved(decisions.LEFT, student, day, why, by, open_folder(course))


def _moved(kind: str, student: str, day: str, why: str, by: str, folder: CourseFolder) -> None:
    who = find(folder, student)
    decisions.decide(folder, kind, student=who.id, value=day, why=why, by=by)
    say(f"✔ {who.label} {decisions.NAMES[kind].zh} · {decisions.NAMES[kind].en}: {day}")
    if not deadlines.of_class(folder):
        say("还没有截止时间，有了才有作用 · nothing changes before work has a due date")


def due(
    work: Works,
    day: Day,
    why: options.Why = "",
    by: options.By = "",
    course: options.CoursePath = None,
) -> None:
    """定这个班的截止时间 · Set when work is due in this class."""
    folder = open_folder(course)
    names = _counted(folder, work)
    for name in names:
        decisions.decide(folder, decisions.DUE, work=name, value=day, why=why or "—", by=by)
    deadlines.write(folder)
    _say_due(deadlines.of_class(folder), names)


def _counted(folder: CourseFolder, name: str) -> list[str]:
    """The assignments of a name that count for the mark."""
    found = [one for one in folder.assignments(name) if one not in folder.practice]
    if not found:
        raise UserError(
            f"{name} 是多练习，不计分：不用定截止时间，也不用免交。",
            f"{name} is practice and counts for no mark: it is never due, and nobody need be "
            "excused from it.",
        )
    return found


def rule(
    name: Annotated[
        str, typer.Argument(help="late_per_day, late_at_most, drop.A, resubmission, resubmission.A")
    ],
    value: Annotated[str, typer.Argument(help="新的值 · The new value")],
    why: options.Why = "",
    by: options.By = "",
    course: options.CoursePath = None,
) -> None:
    """这个班改用别的规则 · Change a rule of course.toml for this class."""
    decisions.decide(open_folder(course), decisions.RULE, work=name, value=value, why=why, by=by)
    say(f"✔ {name} = {value}")


def undo(
    kind: Kind,
    about: Annotated[list[str], typer.Argument(help="学号、作业 · Student, assignment")],
    why: options.Why = "",
    by: options.By = "",
    course: options.CoursePath = None,
) -> None:
    """收回一个决定，例如 undo extension S001 tiering-tasks · Take a decision back."""
    known = decisions.kind_of(kind)
    names = decisions.ABOUT[known] if known else ()
    if known is None or len(about) != len(names):
        raise UserError(
            "写法：keguan term undo extension 学号 作业（joined 和 left 只写学号，due 只写作业，"
            "rule 写规则名）。",
            "Write keguan term undo extension STUDENT WORK (joined and left: the student; due: the "
            "work; rule: its name).",
        )
    folder = open_folder(course)
    matter = dict(zip(names, about, strict=True))
    if "student" in matter:
        matter["student"] = find(folder, matter["student"]).id
    decisions.withdraw(folder, known, **matter, why=why, by=by)
    deadlines.write(folder)
    say(f"✔ {ledger.WITHDRAWN}: {kind} {' '.join(about)}")


def log(course: options.CoursePath = None) -> None:
    """列出所有的决定，先后为序 · List the decisions in their order."""
    folder = open_folder(course)
    everybody = known(folder)
    for row in ledger.rows(folder.path / decisions.FILE, decisions.COLUMNS):
        cells = {**row.cells, "student": label(everybody, row["student"])}
        say("  ".join(filter(None, (cells[column] for column in decisions.COLUMNS))))


def _say_due(due: Mapping[str, datetime], works: list[str], who: str = "") -> None:
    """Says when each of the works is due, for one student or the class."""
    for work in works:
        what = f"{who} {work}".strip()
        if work in due:
            at = days.shown(due[work])
            say(f"✔ {what}：截止 {at}（本机时间） · due, in the time of this computer")
        else:
            say(
                f"✔ {what}：还没有截止时间，定了才有作用 · not due at any time yet, so nothing "
                "changes"
            )


COMMANDS = (extend, excuse, join, leave, due, rule, undo, log)
