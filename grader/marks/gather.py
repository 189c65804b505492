"""Marks of the course from a course folder: nbgrader's gradebook and the teacher's lists, through
the policy."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from grader.base import Text, UserError
from grader.course.folder import CourseFolder
from grader.gradebook import freshness, journal
from grader.gradebook.assignments import released
from grader.gradebook.people import Person
from grader.gradebook.people import people as enrolled
from grader.gradebook.submissions import Submission, answer, handed_in, submissions
from grader.marks import days, decisions, due, finals, group_work, lists, policy
from grader.marks.attempts import days_late, earlier
from grader.marks.decisions import Decided
from grader.marks.entries import (
    EXCUSED,
    MARKED,
    NEWER,
    OPEN,
    OUTDATED,
    UNGRADED,
    UNRELEASED,
    WAITING,
    Entry,
    Override,
    above,
)
from grader.marks.finals import Final, Line, Lines
from grader.marks.policy import Policy
from grader.marks.remarks import Remark


@dataclass(frozen=True)
class Marks:
    """The marks of a class with what they were made from.

    lines: by student and assignment, whatever the gradebook is like. finals: sorted by student;
    none where course marks cannot be made, and then `refused` says why. remarks: what somebody has
    to look at. due: moments (UTC) by assignment, as they hold for this class.
    """

    policy: Policy
    people: Mapping[str, Person]
    entries: list[Entry]
    lines: Lines
    finals: list[Final]
    refused: UserError | None = None
    remarks: tuple[Remark, ...] = ()
    due: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def provisional(self) -> list[str]:
        """The students whose mark will still change or waits for somebody."""
        return [final.student for final in self.finals if not final.complete]


@dataclass(frozen=True)
class _Term:
    """What the entries of a class are made with: the rules, the teacher's decisions, due dates, and
    the moment (UTC) at which the class is looked at; `until` is None for now, with all there is."""

    folder: CourseFolder
    policy: Policy
    people: Mapping[str, Person]
    decided: Decided
    due: Mapping[str, datetime]
    until: datetime | None

    @property
    def now(self) -> datetime:
        return self.until or days.now()

    def is_later(self, moment: datetime | None) -> bool:
        """Whether something came after the day that is looked at; what has no time did not."""
        return bool(self.until and moment and moment > self.until)


def gather(folder: CourseFolder, as_of: date | None = None) -> Marks:
    """The course marks of everyone in the gradebook or among the submissions; raises UserError
    where there can be none: without course.toml, and without students."""
    found = read(folder, as_of)
    if found.refused:
        raise found.refused
    return found


def read(folder: CourseFolder, as_of: date | None = None) -> Marks:
    """As `gather`, also where only the marks of single assignments can be made.

    as_of: a day of this computer's calendar; what was handed in, decided or set by hand after it
    does not count, and what was due after it is not missing. Raises UserError for what stands wrong
    in course.toml, and for a list of the teacher's with other columns.
    """
    base = policy.of_folder(folder)
    people = {student: Person(student) for student in folder.students()}
    people |= {person.id: person for person in enrolled(folder)}
    decided, remarks = decisions.read(folder.path / decisions.FILE, people, base, as_of)
    rules = base
    if folder.course:
        rules = decisions.applied(folder.course.policy, decided, base)
    remarks += _strangers(rules, people)
    overrides, more = lists.overrides(
        folder.path / lists.OVERRIDES_FILE, people, base.assignments, as_of
    )
    remarks += more
    until = days.end_of(as_of) if as_of else None
    deadlines = due.dates(folder, decided.due)
    remarks += due.differences(folder, decided.due)
    term = _Term(folder, rules, people, decided, deadlines, until)
    entries, more = _entries(term)
    lines = finals.lines(rules, people, entries, overrides)
    remarks += more + _remarks(term, entries, lines)
    made, refused = _finals(term, entries, overrides)
    return Marks(rules, people, entries, lines, made, refused, tuple(remarks), deadlines)


def _finals(
    term: _Term, entries: list[Entry], overrides: list[Override]
) -> tuple[list[Final], UserError | None]:
    if term.folder.course is None:
        return [], UserError(
            "总评要按 course.toml 计算，这门课没有。",
            "Course marks need a course.toml, which this course does not have.",
        )
    if not term.people:
        return [], UserError(
            "成绩册里还没有学生：请先收作业、评分。",
            "The gradebook has no students yet: collect and grade first.",
        )
    known = [entry for entry in entries if entry.assignment in term.policy.assignments]
    try:
        return finals.finals(term.policy, term.people, known, overrides), None
    except UserError as error:  # a component of course.toml without assignments
        return [], error


# --- what somebody has to look at


def _strangers(rules: Policy, people: Collection[str]) -> list[Remark]:
    """Extensions of course.toml for a student or an assignment that is not there."""
    found = []
    for student, work in rules.rules.extensions:
        if student not in people or work not in rules.assignments:
            found.append(
                Remark(
                    Text(
                        f"course.toml 的 extensions：没有 {student} / {work}，这一项没有算进去。",
                        f"extensions of course.toml: there is no {student} / {work}; it does not "
                        f"count.",
                    )
                )
            )
    return found


def _remarks(term: _Term, entries: list[Entry], lines: Lines) -> list[Remark]:
    """Each piece of work that somebody has to decide about, each that has more points than there
    are, and assignments of the gradebook that make no mark."""
    found = []
    for student in sorted(lines):
        label = term.people[student].label
        for name, line in lines[student].items():
            if line.doubt:
                zh, en = f"{label} {name}：{line.doubt.zh}。", f"{label} {name}: {line.doubt.en}."
                found.append(Remark(Text(zh, en)))
            elif above(line.points, line.maximum) and not line.override:
                found.append(_capped(line, label))
    known = {a.name for a in term.folder.course.assignments} if term.folder.course else set()
    strange = {entry.assignment for entry in entries} - term.policy.assignments - known
    return found + [_left_out(name) for name in sorted(strange)]


def _capped(line: Line, label: str) -> Remark:
    who = f"{label} {line.part.assignment}"
    points = f"{line.points:g} / {line.maximum:g}"
    if line.status == OUTDATED:
        return Remark(
            Text(
                f"{who}：{points}，是按改动以前的分值评的，请运行 keguan grade "
                f"{line.part.assignment} --regrade。",
                f"{who}: {points}, graded by other points: run keguan grade "
                f"{line.part.assignment} --regrade.",
            )
        )
    zh = f"{who}：{points}，超过满分，按 100% 算。"
    return Remark(Text(zh, f"{who}: {points}, more than the maximum, counts as 100 %."), open=False)


def _left_out(name: str) -> Remark:
    return Remark(
        Text(
            f"成绩册里的作业 {name} 不在 course.toml 里，不计入总评。",
            f"The gradebook has the assignment {name}, which course.toml does not know; it does "
            f"not count.",
        ),
        open=False,
    )


# --- what the gradebook and the folder hold


def _entries(term: _Term) -> tuple[list[Entry], list[Remark]]:
    """What there is of each student's work, the group's for each of its members."""
    tried = journal.attempts(term.folder)
    today: dict[str, dict[str, list[freshness.Checks]]] = {}
    found = []
    for one in submissions(term.folder):
        if one.assignment not in today:
            today[one.assignment] = freshness.checks(term.folder, one.assignment)
        job = one.assignment, one.student
        entry = _graded(term, one, tried.get(job, []), today[one.assignment])
        if entry:
            found.append(entry)
    found += _ungraded(term, found)
    path = term.folder.path / "groups.csv"
    groups, remarks = lists.groups(path, term.people, term.policy.rules.peer)
    found = group_work.shared(found, groups, term.policy, term.people)
    remarks += group_work.alone(term.policy, found, groups, term.people)
    return _absent(term, found), remarks


def _graded(
    term: _Term,
    submission: Submission,
    tried: list[journal.Attempt],
    today: dict[str, list[freshness.Checks]],
) -> Entry | None:
    """The entry of a submission in the gradebook; None where it came after the day that is looked
    at, and nothing before it."""
    job = submission.assignment, submission.student
    stamps = freshness.stamps(term.folder, *job)
    own = journal.newest_last(term.folder, job, tried, stamps)
    if term.is_later(submission.handed_in):
        return _as_it_was(term, submission, own)
    due_at = term.due.get(submission.assignment)
    status = WAITING if submission.by_hand else MARKED
    if status == MARKED and freshness.by_other_checks(stamps, today):
        status = OUTDATED
    if freshness.newer(term.folder, *job, stamps) and not term.is_later(
        handed_in(term.folder, *job)
    ):
        status = NEWER
    return Entry(
        submission.student,
        submission.assignment,
        submission.points,
        submission.maximum,
        status,
        days_late(submission, due_at, submission.handed_in),
        submission.penalty,
        earlier=earlier(term.folder, submission, own, due_at),
        answer=answer(term.folder, *job),
    )


def _as_it_was(term: _Term, submission: Submission, tried: list[journal.Attempt]) -> Entry | None:
    """The entry of the last submission that had come by the day that is looked at, as far as the
    journal knows its points."""
    before = [
        attempt
        for attempt in tried[:-1]
        if attempt.handed_in is None or not term.is_later(attempt.handed_in)
    ]
    if not before:
        return None
    newest, points = before[-1], before[-1].total
    due_at = term.due.get(submission.assignment)
    return Entry(
        submission.student,
        submission.assignment,
        points or 0.0,
        submission.maximum,
        WAITING if points is None else MARKED,
        days_late(submission, due_at, newest.handed_in),
        earlier=earlier(term.folder, submission, before, due_at, never=False),
    )


def _ungraded(term: _Term, entries: list[Entry]) -> list[Entry]:
    """What lies in submitted/ and is not in the gradebook, so that it is not taken for missing."""
    graded = {(entry.student, entry.assignment) for entry in entries}
    found = []
    for part in term.policy.parts:
        for student in term.folder.students(part.assignment):
            job = part.assignment, student
            if (student, part.assignment) in graded or term.is_later(handed_in(term.folder, *job)):
                continue
            there = answer(term.folder, *job)
            found.append(Entry(student, part.assignment, 0.0, None, UNGRADED, answer=there))
    return found


# --- work that is not there


def _absent(term: _Term, entries: list[Entry]) -> list[Entry]:
    """The entries with what is not missing where nothing was handed in: it need not be, it is not
    due yet, or nobody was given it. What is excused does not count whatever was handed in."""
    begun = released(term.folder) | {entry.assignment for entry in entries}
    there = {(entry.student, entry.assignment): entry for entry in entries}
    handed_in_by_any = {entry.assignment for entry in entries}
    for part in term.policy.parts:
        for student in term.people:
            key = student, part.assignment
            status, note = _why_absent(term, key, begun, handed_in_by_any)
            if status == EXCUSED and key in term.decided.excused:
                there[key] = _nothing(key, EXCUSED, note)
            elif status and key not in there:
                there[key] = _nothing(key, status, note)
    return list(there.values())


def _nothing(key: tuple[str, str], status: str, note: Text | None) -> Entry:
    return Entry(*key, 0.0, None, status, note=note)


def _why_absent(
    term: _Term, key: tuple[str, str], begun: Collection[str], handed_in: Collection[str]
) -> tuple[str, Text | None]:
    """Why work that is not there is not missing, and what there is to say; "" where it is."""
    student, assignment = key
    if key in term.decided.excused:
        return EXCUSED, term.decided.excused[key]
    due = term.due.get(assignment)
    if due and (away := decisions.away(term.decided, student, due)):
        return EXCUSED, away
    if assignment not in begun and (due is None or term.now < due):
        return UNRELEASED, None
    if due is None:
        return ("", None) if assignment in handed_in else (OPEN, None)
    until = due + timedelta(term.policy.rules.extension(student, assignment))
    return (OPEN, None) if term.now < until else ("", None)
