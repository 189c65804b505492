"""Marks of the course from a course folder: nbgrader's gradebook, groups.csv and overrides.csv
through the policy.

groups.csv (columns group, student, factor) says who worked together; the mark of the group's
notebook counts for each
member, times the factor. overrides.csv (student, what, mark, date, why) is written by `keguan
marks --set` and never
by grading, so that a mark set by hand stays.
"""

from __future__ import annotations

import csv
import datetime
import io
import math
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from grader.base import Text, UserError
from grader.course.folder import CourseFolder
from grader.engine.notebooks import fingerprint
from grader.gradebook import journal, seam
from grader.gradebook.seam import Person
from grader.marks import policy
from grader.marks.policy import Attempt, Entry, Final, Override, Policy
from grader.term import collect

GROUPS, OVERRIDES = ("group", "student", "factor"), ("student", "what", "mark", "date", "why")
GROUP_COMPONENT = "B"
DAY = 86_400


@dataclass
class Book:
    """The marks of a class with what they were made from."""

    policy: Policy
    people: dict[str, Person]
    entries: list[Entry]
    finals: list[Final]


def gather(folder: CourseFolder) -> Book:
    """The marks of everyone in the gradebook or among the submissions; raises UserError where the
    policy does."""
    if folder.course is None:
        raise UserError(
            "总评要按 course.toml 计算，这门课没有。",
            "Course marks need a course.toml, which this course does not have.",
        )
    rules = policy.of_course(folder.course)
    people = {person.id: person for person in seam.people(folder)}
    people |= {student: Person(student) for student in folder.students() if student not in people}
    if not people:
        raise UserError(
            "成绩册里还没有学生：请先收作业、评分。",
            "The gradebook has no students yet: collect and grade first.",
        )
    tried = journal.attempts(folder)
    entries = [
        _entry(folder, s, tried.get((s.assignment, s.student), []))
        for s in seam.submissions(folder)
    ]
    entries = shared(
        entries + _ungraded(folder, entries), groups(folder.path / "groups.csv"), rules
    )
    return Book(
        rules,
        people,
        entries,
        policy.finals(rules, people, entries, overrides(folder.path / "overrides.csv")),
    )


def _ungraded(folder: CourseFolder, entries: list[Entry]) -> list[Entry]:
    """What lies in submitted/ and is not in the gradebook, so that it is not taken for missing."""
    graded = {(entry.student, entry.assignment) for entry in entries}
    return [
        Entry(student, a.name, 0.0, a.points, policy.UNGRADED)
        for a in folder.course.assignments
        for student in folder.students(a.name)
        if (student, a.name) not in graded
    ]


def _entry(
    folder: CourseFolder, submission: seam.Submission, tried: list[journal.Attempt]
) -> Entry:
    status = policy.WAITING if submission.by_hand else policy.MARKED
    return Entry(
        submission.student,
        submission.assignment,
        submission.points,
        submission.maximum,
        status,
        submission.seconds_late / DAY,
        submission.penalty,
        earlier=earlier(folder, submission, tried),
    )


def earlier(
    folder: CourseFolder, submission: seam.Submission, tried: list[journal.Attempt]
) -> tuple[Attempt, ...]:
    """What is known of the submissions before the one in the gradebook: those the journal has, and
    those never graded.

    tried: graded submissions by the journal, the gradebook's own last. The journal has what was
    graded here, collect keeps
    replaced files in reports/earlier/; what nbgrader's exchange replaced before it was graded,
    nobody knows of.
    """
    found = [_attempt(submission, attempt, tried[-1]) for attempt in tried[:-1]]
    graded = {stamp.get("notebook") for attempt in tried for stamp in attempt.stamps.values()}
    never = Text("收上来后没有评过", "collected but never graded")
    for when, path in collect.replaced(folder, submission.assignment, submission.student):
        if fingerprint.of_notebook(path.read_bytes()) not in graded:
            found.append(Attempt(f"{when:%Y-%m-%d %H:%M}", None, unknown=never))
    return tuple(found)


def _attempt(
    submission: seam.Submission, attempt: journal.Attempt, newest: journal.Attempt
) -> Attempt:
    """An earlier submission for the policy, with the reason if its points say nothing beside those
    of the newest."""
    days, unknown = 0.0, None
    if attempt.handed_in and submission.due:
        days = max(0.0, (attempt.handed_in - submission.due).total_seconds() / DAY)
    by_hand = None in attempt.points.values()
    if by_hand:
        unknown = Text(
            "有人工评的题，只有最后一次的人工分留着",
            "partly marked by hand, and only the newest hand mark is kept",
        )
    elif attempt.checks != newest.checks:
        unknown = Text("是用改动以前的检查评的", "graded by checks that were changed since")
    elif days > 0 and submission.penalty > 0:
        unknown = Text(
            "nbgrader 当时扣的迟交分没有留下", "what nbgrader took for its lateness is not kept"
        )
    points = None if by_hand else sum(attempt.points.values())
    return Attempt(attempt.graded[:16].replace("T", " "), points, days, unknown)


def shared(entries: list[Entry], groups: dict[str, dict[str, float]], rules: Policy) -> list[Entry]:
    """Copies the mark of each group's notebook to its members, with their factors.

    Raises UserError when two members of a group handed in notebooks that got different marks.
    """
    together = {part.assignment for part in rules.parts if part.component == GROUP_COMPONENT}
    found = [entry for entry in entries if entry.assignment not in together]
    by_work = defaultdict(list)
    for entry in entries:
        if entry.assignment in together:
            by_work[entry.assignment].append(entry)
    for assignment, handed_in in by_work.items():
        rest = {entry.student: entry for entry in handed_in}
        for group, members in groups.items():
            theirs = [rest.pop(student) for student in members if student in rest]
            if (
                len(
                    {
                        entry.points
                        for entry in theirs
                        if entry.status not in (policy.WAITING, policy.UNGRADED)
                    }
                )
                > 1
            ):
                who = ", ".join(f"{entry.student} {entry.points:g}" for entry in theirs)
                raise UserError(
                    f"第 {group} 组的 {assignment} 有不同的分数：{who}。请只留一份。",
                    f"Group {group} has different marks for {assignment}: {who}. Keep one "
                    f"notebook.",
                )
            if theirs:
                best = max(theirs, key=lambda entry: (entry.status == policy.MARKED, entry.points))
                found += [
                    replace(best, student=student, peer=factor)
                    for student, factor in members.items()
                ]
        found += rest.values()
    return found


def groups(path: Path) -> dict[str, dict[str, float]]:
    """Group: {student: factor} of groups.csv; empty when there is none.

    Raises UserError, naming the line, for a student in two groups, a factor that is no number and a
    group that is not 3-5 strong.
    """
    found, seen = defaultdict(dict), {}
    for number, row in _rows(path, GROUPS):
        student = row["student"]
        if student in seen:
            raise UserError(
                f"{path.name} 第 {number} 行：{student} 已在第 {seen[student]} 组。",
                f"{path.name}, line {number}: {student} is in group {seen[student]} already.",
            )
        seen[student] = row["group"]
        found[row["group"]][student] = _number(path, number, row["factor"] or "1")
    for group, members in found.items():
        if not 3 <= len(members) <= 5:
            raise UserError(
                f"{path.name}：第 {group} 组有 {len(members)} 人，每组应为 3–5 人。",
                f"{path.name}: group {group} has {len(members)} members; a group has 3 to 5.",
            )
    return dict(found)


def overrides(path: Path) -> list[Override]:
    """The marks set by hand, oldest first; empty when there are none."""
    return [
        Override(
            row["student"], row["what"], _number(path, number, row["mark"]), row["date"], row["why"]
        )
        for number, row in _rows(path, OVERRIDES)
    ]


def override(folder: CourseFolder, student: str, what: str, mark: float, why: str) -> None:
    """Adds a dated line to overrides.csv.

    Raises UserError for an unknown student or assignment, a mark outside 0 to 100, and without a reason.
    """
    known = {*(a.name for a in folder.course.assignments), policy.FINAL} if folder.course else set()
    if what not in known:
        raise UserError(
            f"没有名为“{what}”的作业；改总评请写 {policy.FINAL}。",
            f"No assignment is named '{what}'; for the whole mark write {policy.FINAL}.",
        )
    if student not in {*seam.enrolled(folder), *folder.students()}:
        raise UserError(f"名单里没有 {student}。", f"There is no student {student}.")
    if not (math.isfinite(mark) and 0 <= mark <= 100):
        raise UserError(
            f"分数 {mark:g} 不在 0 到 100 之间。", f"The mark {mark:g} is not between 0 and 100."
        )
    if not why.strip():
        raise UserError(
            "请用 --why 写明理由，以后查得到。",
            "Give the reason with --why, so that it can be looked up.",
        )
    path = folder.path / "overrides.csv"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if not path.is_file():
        writer.writerow(OVERRIDES)
    writer.writerow(
        [student, what, f"{mark:g}", datetime.datetime.now().isoformat(" ", "seconds"), why.strip()]
    )
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(text.getvalue())


def _rows(path: Path, columns: tuple[str, ...]):
    """(line number, row) of a CSV file with these columns; none when it is missing. Raises UserError
    for other columns."""
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="gb18030")  # what a Chinese Excel saves as CSV
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not set(columns) <= set(reader.fieldnames or ()):
        raise UserError(
            f"{path.name} 要有这些列：{', '.join(columns)}。",
            f"{path.name} needs the columns {', '.join(columns)}.",
        )
    for row in reader:
        yield reader.line_num, {name: (row[name] or "").strip() for name in columns}


def _number(path: Path, line: int, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UserError(
            f"{path.name} 第 {line} 行：“{text}”不是数。",
            f"{path.name}, line {line}: '{text}' is no number.",
        )
    return number


def explain(final: Final, names: dict[str, Text], language: str) -> list[str]:
    """How a student's mark came about, line by line. names: titles of the components by id."""
    found = []
    for component, lines in final.lines.items():
        found.append(f"{component} {names[component][language]}: {final.components[component]:.2f}")
        for line in lines:
            told = {"zh": "；", "en": "; "}[language].join(step[language] for step in line.steps)
            weight = {"zh": "权重", "en": "weight"}[language]
            found.append(
                f"    {line.part.assignment} ({weight} {line.part.weight:g}): {line.percent:.2f} ← "
                f"{told}"
            )
    return found + [step[language] for step in final.steps]
