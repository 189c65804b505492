"""Group work: the one notebook of a group counts for each of its members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from grader.base import Text
from grader.gradebook.people import Person, label
from grader.marks.entries import MARKED, WAITING, WITHOUT_POINTS, Entry
from grader.marks.lists import Groups
from grader.marks.policy import Policy
from grader.marks.remarks import Remark

NOBODY: Mapping[str, Person] = {}


def shared(
    entries: list[Entry], groups: Groups, rules: Policy, people: Mapping[str, Person] = NOBODY
) -> list[Entry]:
    """The entries with that of each group's notebook for all of its members, with their factors;
    in doubt where two members handed in notebooks that got different marks. people: by id, for
    their names."""
    together = {part.assignment for part in rules.parts if part.group}
    found = [entry for entry in entries if entry.assignment not in together]
    by_work: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        if entry.assignment in together:
            by_work[entry.assignment][entry.student] = entry
    for rest in by_work.values():
        for group, members in groups.items():
            theirs = [rest.pop(student) for student in members if student in rest]
            if theirs:
                doubt = _different(group, theirs, people)
                found += _of_group(members, theirs, doubt)
        found += rest.values()
    return found


def _of_group(members: Mapping[str, float], theirs: list[Entry], doubt: Text | None) -> list[Entry]:
    best = max(theirs, key=_precedence)
    best = replace(best, handed_in_by=best.student, doubt=doubt)
    return [replace(best, student=student, peer=factor) for student, factor in members.items()]


def _precedence(entry: Entry) -> tuple:
    """Which of several notebooks of a group is the group's, the largest first: of equal ones that
    which came in time, whatever the order in groups.csv."""
    return entry.status == MARKED, entry.points, -entry.penalty, -entry.days_late


def _different(group: str, theirs: list[Entry], people: Mapping[str, Person]) -> Text | None:
    """A sentence where the members have different marks for what should be one notebook."""
    marked = [entry for entry in theirs if entry.status not in (WAITING, *WITHOUT_POINTS)]
    if len({entry.points for entry in marked}) < 2:
        return None
    who = ", ".join(f"{label(people, entry.student)} {entry.points:g}" for entry in marked)
    assignment = theirs[0].assignment
    return Text(
        f"小组“{group}”的 {assignment} 有不同的分数：{who}。请用 keguan class withdraw 撤下多交的，"
        f"或用 keguan marks --set 定分",
        f"group {group} has different marks for {assignment}: {who}. Take back all but one with "
        f"keguan class withdraw, or set the marks with keguan marks --set",
    )


def alone(
    rules: Policy, entries: Iterable[Entry], groups: Groups, people: Mapping[str, Person] = NOBODY
) -> list[Remark]:
    """Group work of students who are in no group, whose mark therefore is theirs alone."""
    together = {part.assignment for part in rules.parts if part.group}
    members = set(chain.from_iterable(groups.values()))
    found: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.assignment in together and entry.student not in members:
            found[entry.assignment].append(entry.student)
    remarks = []
    for name, students in sorted(found.items()):
        who = ", ".join(label(people, student) for student in sorted(students))
        zh = f"{name} 是小组作业，交的人不在 groups.csv 的任何一组，只算个人成绩：{who}。"
        en = (
            f"{name} is group work, and these are in no group of groups.csv, so that it counts for "
            f"them alone: {who}."
        )
        remarks.append(Remark(Text(zh, en), open=False))
    return remarks
