"""When work is due in a class: as the teacher decided in term.csv, else as set in formgrader.

What term.csv says is written to nbgrader's gradebook too, so that formgrader shows it, and
reports/due-dates.json keeps what was written there: such a date goes again with the decision, and
another one was set in formgrader, which is named and never written over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

from grader.base import Text
from grader.base.files import writing
from grader.course.folder import CourseFolder
from grader.gradebook.assignments import due_dates, names, set_due_dates
from grader.gradebook.people import enrolled
from grader.gradebook.submissions import submissions
from grader.marks import days, decisions, policy
from grader.marks.remarks import Remark

WRITTEN = Path("reports", "due-dates.json")

Dates = Mapping[str, datetime]  # moments (UTC) by assignment


def of_class(folder: CourseFolder) -> dict[str, datetime]:
    """When each assignment is due in this class."""
    return dates(folder, _decided(folder))


def dates(folder: CourseFolder, decided: Dates) -> dict[str, datetime]:
    """The same, where it is known what was decided."""
    written = _written(folder)
    there = due_dates(folder)
    by_others = {name: at for name, at in there.items() if at not in written.get(name, [])}
    return {**by_others, **decided}


def differences(folder: CourseFolder, decided: Dates) -> list[Remark]:
    """Dates that formgrader has and that do not count, because term.csv says otherwise."""
    written, there = _written(folder), due_dates(folder)
    found = []
    for name, at in sorted(there.items()):
        ours = decided.get(name, at)
        if at != ours and at not in written.get(name, []):
            here, set_ = days.shown(ours), days.shown(at)
            found.append(
                Remark(
                    Text(
                        f"{name}：formgrader 里的截止时间是 {set_}，term.csv 里是 {here}，以 "
                        f"term.csv 为准。",
                        f"{name} is due {set_} in formgrader and {here} in term.csv; term.csv "
                        f"counts.",
                    ),
                    open=False,
                )
            )
    return found


def closed(folder: CourseFolder, now: datetime | None = None) -> set[str]:
    """The assignments that nobody of the class may still hand in on time: due, and every extension
    over, whoever granted it. One without a due date is never among them."""
    now = now or days.now()
    students = {*enrolled(folder), *folder.students()}
    base = policy.of_folder(folder)
    decided, _ = decisions.read(folder.path / decisions.FILE, students, base)
    course = folder.course
    rules = decisions.applied(course.policy, decided, base).rules if course else base.rules
    last = dates(folder, decided.due)
    return {name for name, at in last.items() if at + _longest(folder, rules, name) < now}


def excused(folder: CourseFolder) -> set[tuple[str, str]]:
    """What is not asked of whom, as (student, assignment): excused, due before the student joined,
    or after the student left."""
    students = {*enrolled(folder), *folder.students()}
    decided, _ = decisions.read(folder.path / decisions.FILE, students, policy.of_folder(folder))
    moved = {*decided.joined, *decided.left}
    ends = dates(folder, decided.due) if moved else {}
    pairs = product(moved, ends)
    away = {(one, name) for one, name in pairs if decisions.away(decided, one, ends[name])}
    return away | set(decided.excused)


def _longest(folder: CourseFolder, rules: policy.Rules, name: str) -> timedelta:
    """The longest extension of an assignment; what stands in term.csv is on top of formgrader's."""
    ours = [granted for (_, work), granted in rules.extensions.items() if work == name]
    theirs = [one.extension for one in submissions(folder) if one.assignment == name]
    return timedelta(days=max(ours, default=0.0)) + max(theirs, default=timedelta())


def write(folder: CourseFolder) -> None:
    """Brings the gradebook's due dates up to what term.csv says, where nobody else set one."""
    decided, written, there = _decided(folder), _written(folder), due_dates(folder)
    wanted = {name: decided.get(name) for name in names(folder)}
    changed = {
        name: at
        for name, at in wanted.items()
        if at != there.get(name) and (name not in there or there[name] in written.get(name, []))
    }
    if changed:
        _note(folder, changed, written)  # first: what is in the gradebook is always known as ours
        set_due_dates(folder, changed)


def _decided(folder: CourseFolder) -> dict[str, datetime]:
    students = {*enrolled(folder), *folder.students()}
    found, _ = decisions.read(folder.path / decisions.FILE, students, policy.of_folder(folder))
    return found.due


def _written(folder: CourseFolder) -> dict[str, list[datetime]]:
    """Every date of an assignment that was written to the gradebook."""
    try:
        found = json.loads((folder.path / WRITTEN).read_bytes())
        return {name: list(map(datetime.fromisoformat, those)) for name, those in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _note(
    folder: CourseFolder,
    changed: Mapping[str, datetime | None],
    written: Mapping[str, list[datetime]],
) -> None:
    lines = {name: list(map(datetime.isoformat, those)) for name, those in written.items()}
    for name, at in changed.items():
        if at is not None:
            lines[name] = sorted({*lines.get(name, []), at.isoformat()})
    text = json.dumps(lines, indent=1, sort_keys=True) + "\n"
    writing.write(folder.path / WRITTEN, text, writing.PRIVATE)
