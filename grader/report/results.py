"""What a class has done so far: marks by task, verdicts, missing and unreadable work, concepts to
practise."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean, quantiles

from grader import checks
from grader.base import Text, UserError
from grader.course.cells import tasks_of_cells
from grader.course.folder import CourseFolder
from grader.course.outline import Course, Task
from grader.gradebook import journal, seam
from grader.marks import policy
from grader.report import drawn

MARKED, BY_HAND, WAITING, UNREADABLE, FAILED, MISSING = (
    "marked",
    "by hand",
    "waiting",
    "unreadable",
    "failed",
    "missing",
)
OPEN = "not due yet"  # not handed in, and the due date has not come
NOT_ATTEMPTED = "not attempted"
HELP_BELOW = 0.6  # share of the points of a concept or a student
FELL_BY = 0.2  # against the class, from the earlier work to the last two assignments
LONGEST = 16  # characters of an answer that is shown as it was written


@dataclass(frozen=True)
class Verdict:
    """The first verdict a student got in a task; `outcome` is "error" when the notebook's own code
    stopped the check."""

    task: str
    outcome: str
    name: str
    text: Text


@dataclass(frozen=True)
class TaskInfo:
    id: str
    ref: str
    title: Text
    maximum: float
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True)
class AssignmentInfo:
    name: str
    title: Text
    component: str
    weight: float  # within its component
    tasks: tuple[TaskInfo, ...]
    by_hand: bool = False  # every task is marked by a person
    due: datetime | None = None  # UTC
    # of a theory test, whose tasks are all items that may be drawn: the points of those one gets
    drawn: float | None = None

    @property
    def maximum(self) -> float:
        if self.drawn is not None:
            return self.drawn
        return sum(task.maximum for task in self.tasks)


@dataclass
class Work:
    """One student's work on one assignment; `points` by task for what is marked, `answers` by
    task: what was asked (a digest)
    and the short value that was written, where the answer is one."""

    student: str
    assignment: str
    status: str
    points: dict[str, float] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    reason: Text = Text("", "")
    days_late: int = 0
    answers: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def total(self) -> float:
        return sum(self.points.values())


@dataclass(frozen=True)
class Step:
    """An assignment on the way through the course: the share of each student whose work is marked,
    in order of the shares, and
    how many handed in late or not at all. quarters: first quartile, median, third quartile; None
    if nothing is marked."""

    info: AssignmentInfo
    shares: tuple[float, ...]
    late: int
    missing: int

    @property
    def quarters(self) -> tuple[float, float, float] | None:
        if len(self.shares) < 2:
            return self.shares * 3 if self.shares else None
        return tuple(quantiles(self.shares, n=4, method="inclusive"))

    def tens(self) -> list[int]:
        """How many students have 0-9 %, 10-19 % ... 90-100 %."""
        counts = Counter(min(9, int(10 * share + 1e-9)) for share in self.shares)
        return [counts[i] for i in range(10)]


@dataclass
class Results:
    """The class: assignments in course order, students, and the work of each student on each
    assignment."""

    title: Text
    assignments: list[AssignmentInfo]
    students: list[str]
    work: dict[tuple[str, str], Work]
    components: dict[str, Text]
    concept_names: dict[str, Text] = field(default_factory=dict)
    # the section of the lesson that teaches it
    concept_places: dict[str, Text] = field(default_factory=dict)
    # assignment, task: the short right answer, where there is one
    right: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def dated(self) -> bool:
        """Whether every assignment has a due date, so that there is an order in time."""
        return all(info.due for info in self.assignments)

    def in_time(self) -> list[AssignmentInfo]:
        """The assignments by due date, or in course order where one has none."""
        return (
            sorted(self.assignments, key=lambda info: info.due) if self.dated else self.assignments
        )

    def steps(self) -> list[Step]:
        """How the class went from assignment to assignment."""
        found = []
        for info in self.in_time():
            works = [self.work[student, info.name] for student in self.students]
            shares = sorted(
                self.share(w, info) for w in works if w.status == MARKED and info.maximum
            )
            found.append(
                Step(
                    info,
                    tuple(shares),
                    sum(w.days_late > 0 for w in works),
                    sum(w.status == MISSING for w in works),
                )
            )
        return found

    def path(self, student: str) -> list[float | None]:
        """A student's share in each assignment in time; None where there is no mark yet."""
        return [self.share(self.work[student, info.name], info) for info in self.in_time()]

    def falling(self) -> list[tuple[str, float]]:
        """Students whose last two marks lie further below the class median than their earlier
        ones: who, by how much.

        The median takes out that one assignment is harder than another; fewer than four marks say
        nothing.
        """
        medians = [step.quarters and step.quarters[1] for step in self.steps()]
        found = []
        for student in self.students:
            away = [
                own - median
                for own, median in zip(self.path(student), medians, strict=True)
                if own is not None and median is not None
            ]
            fell = mean(away[:-2]) - mean(away[-2:]) if len(away) >= 4 else 0.0
            if fell >= FELL_BY:
                found.append((student, fell))
        return sorted(found, key=lambda row: (-row[1], row[0]))

    def answers_with(self, info: AssignmentInfo, verdict: Verdict) -> list[tuple[str, int]]:
        """What the students wrote who got this verdict, as far as two of them answered the same
        question alike."""
        counts = Counter(
            w.answers[verdict.task]
            for w in self.work.values()
            if w.assignment == info.name and verdict in w.verdicts and verdict.task in w.answers
        )
        return [
            (answer, n)
            for (_, answer), n in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
            if n > 1
        ]

    def share(self, work: Work, info: AssignmentInfo) -> float | None:
        """Points over maximum, 0 for work that is missing or could not be read, None while it
        waits for a mark."""
        if work.status in (MISSING, UNREADABLE, FAILED):
            return 0.0
        return work.total / info.maximum if work.status == MARKED and info.maximum else None

    def component(self, student: str, component: str) -> tuple[float | None, bool]:
        """Mean share of what is marked in a component, weighted by unit and share, and whether
        that is all of it."""
        parts = [
            (self.share(self.work[student, a.name], a), a.weight)
            for a in self.assignments
            if a.component == component
        ]
        marked = [(share, weight) for share, weight in parts if share is not None]
        weight = sum(w for _, w in marked)
        return (sum(s * w for s, w in marked) / weight if weight else None), len(marked) == len(
            parts
        )

    def with_status(self, *statuses: str) -> list[Work]:
        return [w for w in self.work.values() if w.status in statuses]

    def task_counts(self, info: AssignmentInfo, task: TaskInfo) -> Counter:
        """How many students got full marks ("full"), some ("part"), none ("none") or left it empty
        ("empty")."""
        counts: Counter = Counter()
        for work in (self.work[s, info.name] for s in self.students):
            if task.id in work.points:
                points = work.points[task.id]
                empty = any(v.task == task.id and v.outcome == NOT_ATTEMPTED for v in work.verdicts)
                counts[
                    "full"
                    if points >= task.maximum - 1e-9
                    else "part"
                    if points > 0
                    else "empty"
                    if empty
                    else "none"
                ] += 1
        return counts

    def task_shares(self) -> dict[str, dict[str, float]]:
        """Share of the points by "assignment task" and student, of what is marked."""
        return {
            f"{info.name} {task.id}": {
                student: self.work[student, info.name].points[task.id] / task.maximum
                for student in self.students
                if task.maximum and task.id in self.work[student, info.name].points
            }
            for info in self.assignments
            for task in info.tasks
        }

    def wrong_answers(self) -> list[tuple[AssignmentInfo, TaskInfo, Verdict, int]]:
        """Each wrong verdict with the number of students who got it, the commonest first."""
        counts = Counter(
            (w.assignment, v)
            for w in self.work.values()
            for v in w.verdicts
            if v.outcome != NOT_ATTEMPTED
        )
        infos = {a.name: (a, {t.id: t for t in a.tasks}) for a in self.assignments}
        rows = [(infos[name][0], infos[name][1][v.task], v, n) for (name, v), n in counts.items()]
        return sorted(rows, key=lambda row: (-row[3], row[0].name, row[1].id, row[2].text.zh))

    def concepts(self, student: str | None = None) -> dict[str, float]:
        """Share of the points of each tested concept, of one student or the class, over marked
        tasks only."""
        got, possible = defaultdict(float), defaultdict(float)
        for info in self.assignments:
            for name in self.students if student is None else [student]:
                points = self.work[name, info.name].points
                for task in info.tasks:
                    for concept in task.concepts if task.id in points else ():
                        got[concept] += points[task.id]
                        possible[concept] += task.maximum
        return {
            concept: got[concept] / possible[concept] for concept in possible if possible[concept]
        }

    def needing_help(self) -> list[tuple[str, float, list[tuple[str, float]]]]:
        """Students with less than 60 % of the points marked so far: the share and their weak
        concepts, weakest first."""
        found = []
        for student in self.students:
            marked = [(self.work[student, a.name].points, a) for a in self.assignments]
            possible = sum(t.maximum for points, a in marked for t in a.tasks if t.id in points)
            if not possible:
                continue
            share = sum(sum(points.values()) for points, _ in marked) / possible
            weak = [(c, s) for c, s in self.concepts(student).items() if s < HELP_BELOW]
            if share < HELP_BELOW:
                found.append((student, share, sorted(weak, key=lambda pair: pair[::-1])))
        return sorted(found, key=lambda row: row[1])


def gather(folder: CourseFolder, name: str | None = None) -> Results:
    """Results of one assignment, the assignments of a unit, or the whole course.

    Assignments that nobody has handed in yet are left out. Raises UserError for an unknown name and for
    an empty class.
    """
    names = [a for a in folder.assignments(name) if folder.students(a)]
    if not names:
        raise UserError(
            f"{folder.path / 'submitted'} 里还没有这份作业：请先用 keguan collect 收作业。",
            f"{folder.path / 'submitted'} has no such work yet: collect it first with keguan "
            f"collect.",
        )
    cells = defaultdict(list)
    for score in seam.scores(folder):
        cells[score.student, score.assignment].append(score)
    students = sorted(set(seam.enrolled(folder)) | set(folder.students()))
    due = seam.due_dates(folder)
    infos = [replace(_info(folder, assignment), due=due.get(assignment)) for assignment in names]
    late = _late(folder)
    failed = journal.reasons(folder)
    work = {}
    for info in infos:
        tasks = tasks_of_cells(folder, info.name)
        test = drawn.items_of(folder, info.name)
        for student in students:
            asked = test.asked(student) if test else {}
            own = tasks | {cell: one.task.id for cell, one in asked.items()}
            made = work[student, info.name] = _work(
                folder, info, student, cells[student, info.name], own, failed
            )
            if made.verdicts and asked:  # the numbers in the verdicts are one student's own
                path = folder.notebook("autograded", info.name, student)
                made.verdicts = [replace(verdict, name=verdict.task) for verdict in made.verdicts]
                made.answers = drawn.answers(path, asked, folder.language)
            made.days_late = late.get((student, info.name), 0)
    course = folder.course
    title = course.title if course else Text(folder.path.name, folder.path.name)
    components = {c.id: c.title for c in course.components} if course else {}
    names = {c.id: c.title for unit in course.units for c in unit.concepts} if course else {}
    right = {
        (info.name, task): value
        for info in infos
        for task, value in _right(folder, info.name).items()
    }
    return Results(
        title,
        infos,
        students,
        work,
        components,
        names,
        _places(course, infos) if course else {},
        right,
    )


def _places(course: Course, infos: list[AssignmentInfo]) -> dict[str, Text]:
    """Where each concept is taught; with the unit's title where the assignments belong to more
    than one."""
    shown = {info.name for info in infos}
    units = [unit for unit in course.units if shown & {a.name for a in unit.assignments}]
    found = {}
    for unit in units:
        zh, en = (f"《{unit.title.zh}》", f"{unit.title.en}, ") if len(units) > 1 else ("", "")
        found |= {
            c.id: Text(f"{zh}第 {c.section} 节", f"{en}section {c.section}")
            for c in unit.concepts
            if c.section is not None
        }
    return found


def _extension(folder: CourseFolder, student: str, assignment: str) -> float:
    """Days that course.toml grants the student for the assignment."""
    rules = policy.rules(folder.course.policy) if folder.course else policy.Rules()
    return rules.extensions.get((student, assignment), 0.0)


def _late(folder: CourseFolder) -> dict[tuple[str, str], int]:
    """Days begun after the due date, by student and assignment, less what course.toml grants."""
    return {
        (s.student, s.assignment): max(
            0,
            math.ceil(s.seconds_late / 86_400 - _extension(folder, s.student, s.assignment) - 1e-9),
        )
        for s in seam.submissions(folder)
    }


def _task_info(task: Task) -> TaskInfo:
    return TaskInfo(task.id, task.ref, task.title, task.points, task.concepts)


def _info(folder: CourseFolder, name: str) -> AssignmentInfo:
    """From course.toml, or, in another nbgrader course, from the notebook itself."""
    roles = [cell["metadata"].get("nbgrader", {}) for cell in _cells(_given(folder, name))]
    roles = [role for role in roles if role.get("grade") or role.get("task")]
    by_hand = bool(roles) and all(role.get("solution") or role.get("task") for role in roles)
    for a in folder.course.assignments if folder.course else ():
        if a.name == name:
            test = drawn.items_of(folder, name)
            tasks = tuple(map(_task_info, test.tasks() if test else a.tasks))
            weight = folder.course.weight(a)
            whole = a.points if test else None
            return AssignmentInfo(name, a.title, a.component, weight, tasks, by_hand, drawn=whole)
    tasks = tuple(
        TaskInfo(
            role["grade_id"],
            role["grade_id"],
            Text(role["grade_id"], role["grade_id"]),
            role.get("points", 0),
        )
        for role in roles
    )
    return AssignmentInfo(name, Text(name, name), "", 1.0, tasks, by_hand)


def _given(folder: CourseFolder, assignment: str) -> Path:
    """The notebook as students get it, or else the instructor's."""
    return folder.first_notebook(assignment, "release", "source")


def _right(folder: CourseFolder, assignment: str) -> dict[str, str]:
    """The instructor's own answers by task, as far as they are short values."""
    test = drawn.items_of(folder, assignment)
    if test:
        return test.right(folder.language)
    path = folder.first_notebook(assignment, "source")
    found = _answers(path, tasks_of_cells(folder, assignment))
    return {task: value for task, (_, value) in found.items()}


def _work(
    folder: CourseFolder,
    info: AssignmentInfo,
    student: str,
    scores: list,
    tasks: dict[str, str],
    failed: dict,
) -> Work:
    """What the gradebook, the submitted file and the journal say about one piece of work."""
    days = timedelta(_extension(folder, student, info.name))
    still_open = info.due is not None and datetime.now(UTC).replace(tzinfo=None) < info.due + days
    work = Work(student, info.name, OPEN if still_open else MISSING)
    handed_in = folder.notebook("submitted", info.name, student).parent.is_dir()
    problem = folder.problem(info.name, student) if handed_in else None
    graded = folder.notebook("autograded", info.name, student)
    if problem:
        work.status, work.reason = UNREADABLE, problem
    elif scores and graded.is_file():
        waiting = {tasks.get(s.cell, s.cell) for s in scores if s.by_hand}
        for score in scores:
            task = tasks.get(score.cell, score.cell)
            if task not in waiting:
                work.points[task] = work.points.get(task, 0.0) + score.points
        work.status = BY_HAND if waiting else MARKED
        work.verdicts, work.answers = _verdicts(graded, tasks), _answers(graded, tasks)
    elif handed_in:
        last = failed.get((info.name, student))
        work.status = WAITING
        if last and last.status == FAILED:
            work.status, work.reason = FAILED, last.reason
        elif info.by_hand:
            work.status = BY_HAND
    return work


def _verdicts(path: Path, tasks: dict[str, str]) -> list[Verdict]:
    """The first verdict of each task in a graded notebook, from the errors its grade cells ended
    with."""
    found: dict[str, Verdict] = {}
    for cell in _cells(path):
        task = tasks.get(cell["metadata"].get("nbgrader", {}).get("grade_id"))
        for output in cell.get("outputs", ()) if task else ():
            if output.get("output_type") == "error":
                found.setdefault(
                    task, _verdict(task, output.get("ename", ""), output.get("evalue", ""))
                )
    return list(found.values())


def _answers(path: Path, tasks: dict[str, str]) -> dict[str, tuple[str, str]]:
    """By task: a digest of the question, and the short value that the answer cell gives to a name.

    The question is the text since the answer before, so that answers to options in another order
    are told apart.
    """
    known, question, found = set(tasks.values()), [], {}
    for cell in _cells(path):
        source = cell.get("source", "")
        source = source if isinstance(source, str) else "".join(source)
        role = cell["metadata"].get("nbgrader", {})
        if cell.get("cell_type") == "markdown":
            question.append(source)
        elif role.get("solution"):
            value = short_value(source)
            if role.get("grade_id") in known and value:
                found[role["grade_id"]] = (
                    hashlib.sha256(
                        "\0".join(question).encode("utf-8", "surrogatepass")
                    ).hexdigest(),
                    value,
                )
            question = []
    return found


def short_value(source: str) -> str | None:
    """The value of a cell whose last line gives a plain value to a name: letters in one spelling,
    numbers; None otherwise."""
    value = drawn.last_value(source)
    if isinstance(value, list | tuple | set) and all(isinstance(item, str) for item in value):
        value = "".join(sorted(value) if isinstance(value, set) else value)
    if isinstance(value, str):
        value = re.sub(r"[\s,，、;；]+", "", value).upper()
    if not isinstance(value, str | int | float) or isinstance(value, bool) or value == "":
        return None
    written = value if isinstance(value, str) else f"{value:g}"
    return written if len(written) <= LONGEST else None


def _verdict(task: str, ename: str, evalue: str) -> Verdict:
    found = checks.parse(evalue)
    if found:
        return Verdict(task, found.outcome, found.name, Text(found.zh, found.en))
    said = f"{ename}: {evalue}".split("\n")[0][:200]
    return Verdict(task, "error", task, Text(said, said))


def _cells(path: Path) -> list[dict]:
    """Cells of a notebook; none when it is not there or no longer readable."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [
            cell
            for cell in cells
            if isinstance(cell, dict) and isinstance(cell.get("metadata"), dict)
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []
