"""Marks of the course from a course folder: nbgrader's gradebook and the teacher's lists, through
the policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from grader.base import Text, UserError
from grader.course.folder import CourseFolder
from grader.gradebook import journal
from grader.gradebook.assignments import due_dates
from grader.gradebook.people import Person
from grader.gradebook.people import people as enrolled
from grader.gradebook.submissions import Submission, submissions
from grader.marks import finals, lists, policy
from grader.marks.entries import MARKED, OPEN, UNGRADED, WAITING, Attempt, Entry, Override
from grader.marks.finals import Final, Line, Lines
from grader.marks.policy import Policy

GROUP_COMPONENT = "B"
DAY = 86_400
Groups = Mapping[str, Mapping[str, float]]  # by group: the factor of each member


@dataclass(frozen=True)
class Marks:
    """The marks of a class with what they were made from.

    lines: by student and assignment, whatever the gradebook is like. finals: sorted by student;
    none where course marks cannot be made, and then `refused` says why.
    """

    policy: Policy
    people: Mapping[str, Person]
    entries: list[Entry]
    lines: Lines
    finals: list[Final]
    refused: UserError | None = None


def gather(folder: CourseFolder) -> Marks:
    """The course marks of everyone in the gradebook or among the submissions; raises UserError
    where they cannot be made."""
    found = read(folder)
    if found.refused:
        raise found.refused
    return found


def read(folder: CourseFolder) -> Marks:
    """As `gather`, also where only the marks of single assignments can be made: in a course
    without course.toml, or with a gradebook that the policy refuses.

    Raises UserError for what stands wrong in course.toml, groups.csv and overrides.csv.
    """
    rules = policy.of_course(folder.course) if folder.course else policy.of_names(folder.known)
    people = {student: Person(student) for student in folder.students()}
    people |= {person.id: person for person in enrolled(folder)}
    overrides = lists.overrides(folder.path / "overrides.csv")
    entries = _entries(folder, rules, people)
    lines = finals.lines(rules, people, entries, overrides)
    try:
        made = _finals(folder, rules, people, entries, overrides)
    except UserError as error:
        return Marks(rules, people, entries, lines, [], error)
    return Marks(rules, people, entries, lines, made)


def _finals(
    folder: CourseFolder,
    rules: Policy,
    people: Collection[str],
    entries: list[Entry],
    overrides: list[Override],
) -> list[Final]:
    if folder.course is None:
        raise UserError(
            "总评要按 course.toml 计算，这门课没有。",
            "Course marks need a course.toml, which this course does not have.",
        )
    if not people:
        raise UserError(
            "成绩册里还没有学生：请先收作业、评分。",
            "The gradebook has no students yet: collect and grade first.",
        )
    return finals.finals(rules, people, entries, overrides)


# --- what the gradebook and the folder hold


def _entries(folder: CourseFolder, rules: Policy, people: Collection[str]) -> list[Entry]:
    """What there is of each student's work, the group's for each of its members."""
    tried = journal.attempts(folder)
    found = []
    for one in submissions(folder):
        job = one.assignment, one.student
        own = journal.newest_last(folder, job, tried.get(job, []))
        found.append(_entry(folder, one, own))
    found += _ungraded(folder, rules, found)
    found = shared(found, lists.groups(folder.path / "groups.csv"), rules)
    return found + _open(folder, rules, people, found)


def _entry(folder: CourseFolder, submission: Submission, tried: list[journal.Attempt]) -> Entry:
    return Entry(
        submission.student,
        submission.assignment,
        submission.points,
        submission.maximum,
        WAITING if submission.by_hand else MARKED,
        submission.seconds_late / DAY,
        submission.penalty,
        earlier=earlier(folder, submission, tried),
    )


def _ungraded(folder: CourseFolder, rules: Policy, entries: list[Entry]) -> list[Entry]:
    """What lies in submitted/ and is not in the gradebook, so that it is not taken for missing."""
    graded = {(entry.student, entry.assignment) for entry in entries}
    found = []
    for part in rules.parts:
        for student in folder.students(part.assignment):
            if (student, part.assignment) not in graded:
                found.append(Entry(student, part.assignment, 0.0, None, UNGRADED))
    return found


def _open(
    folder: CourseFolder, rules: Policy, people: Collection[str], entries: list[Entry]
) -> list[Entry]:
    """What nobody has handed in for a student, while the due date, with the student's extension,
    has not come."""
    there = {(entry.student, entry.assignment) for entry in entries}
    now = datetime.now(UTC).replace(tzinfo=None)
    found = []
    for assignment, due in due_dates(folder).items():
        for student in people if assignment in rules.assignments else ():
            until = due + timedelta(rules.rules.extension(student, assignment))
            if now < until and (student, assignment) not in there:
                found.append(Entry(student, assignment, 0.0, None, OPEN))
    return found


def earlier(
    folder: CourseFolder, submission: Submission, tried: list[journal.Attempt]
) -> tuple[Attempt, ...]:
    """What is known of the submissions before the one in the gradebook: those the journal has, and
    those never graded.

    tried: graded submissions by the journal, the gradebook's own last. The journal has what was
    graded here, collect keeps replaced files in reports/earlier/; what nbgrader's exchange replaced
    before it was graded, nobody knows of.
    """
    found = [_attempt(submission, attempt, tried[-1]) for attempt in tried[:-1]]
    never = Text("收上来后没有评过", "collected but never graded")
    for when in journal.never_graded(folder, submission.assignment, submission.student, tried):
        found.append(Attempt(f"{when:%Y-%m-%d %H:%M}", None, unknown=never))
    return tuple(found)


def _attempt(submission: Submission, attempt: journal.Attempt, newest: journal.Attempt) -> Attempt:
    """An earlier submission for the policy, with the reason if its points say nothing beside those
    of the newest."""
    days = 0.0
    if attempt.handed_in and submission.due:
        days = max(0.0, (attempt.handed_in - submission.due).total_seconds() / DAY)
    unknown = _incomparable(submission, attempt, newest, days)
    graded = attempt.graded[:16].replace("T", " ")
    return Attempt(graded, attempt.total, days, unknown)


def _incomparable(
    submission: Submission, attempt: journal.Attempt, newest: journal.Attempt, days: float
) -> Text | None:
    if attempt.total is None:
        return Text(
            "有人工评的题，只有最后一次的人工分留着",
            "partly marked by hand, and only the newest hand mark is kept",
        )
    if attempt.checks != newest.checks:
        return Text("是用改动以前的检查评的", "graded by checks that were changed since")
    if days > 0 and submission.penalty > 0:
        return Text(
            "nbgrader 当时扣的迟交分没有留下", "what nbgrader took for its lateness is not kept"
        )
    return None


# --- groups


def shared(entries: list[Entry], groups: Groups, rules: Policy) -> list[Entry]:
    """The entries with that of each group's notebook for all of its members, with their factors;
    in doubt where two members handed in notebooks that got different marks."""
    together = {part.assignment for part in rules.parts if part.component == GROUP_COMPONENT}
    found = [entry for entry in entries if entry.assignment not in together]
    by_work: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        if entry.assignment in together:
            by_work[entry.assignment][entry.student] = entry
    for rest in by_work.values():
        for group, members in groups.items():
            theirs = [rest.pop(student) for student in members if student in rest]
            if theirs:
                found += _of_group(group, members, theirs)
        found += rest.values()
    return found


def _of_group(group: str, members: Mapping[str, float], theirs: list[Entry]) -> list[Entry]:
    best = max(theirs, key=_precedence)
    best = replace(best, handed_in_by=best.student, doubt=_different(group, theirs))
    return [replace(best, student=student, peer=factor) for student, factor in members.items()]


def _precedence(entry: Entry) -> tuple:
    """Which of several notebooks of a group is the group's, the largest first: of equal ones that
    which came in time, whatever the order in groups.csv."""
    return entry.status == MARKED, entry.points, -entry.penalty, -entry.days_late


def _different(group: str, theirs: list[Entry]) -> Text | None:
    """A sentence where the members have different marks for what should be one notebook."""
    marked = {entry.points for entry in theirs if entry.status not in (WAITING, UNGRADED)}
    if len(marked) < 2:
        return None
    who = ", ".join(f"{entry.student} {entry.points:g}" for entry in theirs)
    assignment = theirs[0].assignment
    return Text(
        f"第 {group} 组的 {assignment} 有不同的分数：{who}。请只留一份。",
        f"Group {group} has different marks for {assignment}: {who}. Keep one notebook.",
    )


# --- for the reader


def explain(final: Final, names: Mapping[str, Text], language: str) -> list[str]:
    """How a student's mark came about, line by line. names: titles of the components by id."""
    found = []
    for component, its in final.lines.items():
        found.append(f"{component} {names[component][language]}: {final.components[component]:.2f}")
        found += [f"    {_explained(line, language)}" for line in its]
    return found + [step[language] for step in final.steps]


def _explained(line: Line, language: str) -> str:
    told = Text("；", "; ")[language].join(step[language] for step in line.steps)
    weight = Text("权重", "weight")[language]
    part = line.part
    return f"{part.assignment} ({weight} {part.weight:g}): {line.percent:.2f} ← {told}"
