"""What a class has done so far: marks, verdicts, missing and unreadable work, concepts to practise.

Every mark of an assignment, a component or the course is the one of `grader.marks`; nothing here
works one out. Points by task are another thing: what was got in the tasks as they were handed in,
for the statistics of tasks and concepts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from statistics import mean, quantiles

from grader.base import Text, UserError
from grader.checks import NOT_ATTEMPTED
from grader.course import cells
from grader.course.drawn import Asked
from grader.course.folder import CourseFolder
from grader.course.outline import Course, Unit
from grader.gradebook import handed_in, journal
from grader.gradebook.people import Person
from grader.gradebook.scores import CellScore, cell_scores
from grader.marks import entries
from grader.marks import gather as course_marks
from grader.marks.finals import Final, Line
from grader.marks.gather import Marks
from grader.marks.remarks import Remark
from grader.report import drawn
from grader.report.answers import Verdict, answers, verdicts

MARKED = "marked"
BY_HAND = "by hand"
WAITING = "waiting"
UNREADABLE = "unreadable"
FAILED = "failed"
MISSING = "missing"
OPEN = "not due yet"  # not handed in, and the due date has not come
EXCUSED = "excused"  # it does not count
STATES = {
    entries.MARKED: MARKED,
    entries.OUTDATED: MARKED,
    entries.WAITING: BY_HAND,
    entries.NEWER: WAITING,
    entries.UNGRADED: WAITING,
    entries.UNRELEASED: OPEN,
    entries.OPEN: OPEN,
    entries.EXCUSED: EXCUSED,
    entries.MISSING: MISSING,
}
COUNTING = (MARKED, MISSING, UNREADABLE, FAILED)  # states of work whose mark is shown
HELP_BELOW = 0.6  # share of the points of a concept or a student
FELL_BY = 0.2  # against the class, from the earlier work to the last two assignments


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
    """One student's work on one assignment.

    percent: what counts for the course mark (0-100), None where there is no mark yet; days_late:
    days begun, less any extension. settled: nothing is left to do for the mark. points: by task, as
    far as it is marked; answers: by task, what was asked (a digest) and the short value that was
    written, where the answer is one. Points, verdicts and answers belong to who handed the work in;
    the others of a group share its mark.
    """

    student: str
    assignment: str
    status: str
    points: dict[str, float] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    reason: Text = Text("", "")
    days_late: int = 0
    answers: dict[str, tuple[str, str]] = field(default_factory=dict)
    percent: float | None = None
    settled: bool = True

    def empty(self, task: str) -> bool:
        """Whether the task was not attempted."""
        return any(v.task == task and v.outcome == NOT_ATTEMPTED for v in self.verdicts)


@dataclass(frozen=True)
class Step:
    """An assignment on the way through the course: the share of each student whose work is marked,
    in order of the shares, and how many handed in late or not at all. quarters: first quartile,
    median, third quartile; None if nothing is marked."""

    info: AssignmentInfo
    shares: tuple[float, ...]
    late: int
    missing: int

    @property
    def quarters(self) -> tuple[float, float, float] | None:
        if not self.shares:
            return None
        if len(self.shares) == 1:
            return self.shares[0], self.shares[0], self.shares[0]
        low, median, high = quantiles(self.shares, n=4, method="inclusive")
        return low, median, high

    def tens(self) -> list[int]:
        """How many students have 0-9 %, 10-19 % ... 90-100 %."""
        counts = Counter(min(9, int(10 * share + 1e-9)) for share in self.shares)
        return [counts[i] for i in range(10)]


@dataclass
class Results:
    """The class: assignments in course order, students, and the work of each student on each
    assignment.

    finals: the course mark of each student; empty where the results are not of the whole course, or
    where there is none, and then `withheld` says why. remarks: what somebody has to look at. right:
    by assignment and task the short right answer, where there is one. concept_places: the section
    of the lesson that teaches it.
    """

    title: Text
    assignments: list[AssignmentInfo]
    students: list[str]
    work: dict[tuple[str, str], Work]
    components: dict[str, Text]
    concept_names: dict[str, Text] = field(default_factory=dict)
    concept_places: dict[str, Text] = field(default_factory=dict)
    right: dict[tuple[str, str], str] = field(default_factory=dict)
    finals: Mapping[str, Final] = field(default_factory=dict)
    withheld: Text | None = None
    remarks: tuple[Remark, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)

    def label(self, student: str) -> str:
        """Id and name of a student, for pages that name students at all."""
        return self.people[student].label if student in self.people else student

    # --- marks, over time

    @property
    def dated(self) -> bool:
        """Whether every assignment has a due date, so that there is an order in time."""
        return all(info.due for info in self.assignments)

    def in_time(self) -> list[AssignmentInfo]:
        """The assignments by due date, or in course order where one has none."""
        if not self.dated:
            return self.assignments
        return sorted(self.assignments, key=lambda info: info.due or datetime.max)

    def works(self, info: AssignmentInfo) -> list[Work]:
        """The work of every student on an assignment."""
        return [self.work[student, info.name] for student in self.students]

    def steps(self) -> list[Step]:
        """How the class went from assignment to assignment."""
        found = []
        for info in self.in_time():
            works = self.works(info)
            shares = [self.share(work, info) for work in works if work.status == MARKED]
            in_order = tuple(sorted(_known(shares)))
            late = sum(work.days_late > 0 for work in works)
            lost = sum(work.status == MISSING for work in works)
            found.append(Step(info, in_order, late, lost))
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
        quarters = [step.quarters for step in self.steps()]
        medians = [three[1] if three else None for three in quarters]
        found = []
        for student in self.students:
            away = _differences(self.path(student), medians)
            if len(away) < 4:
                continue
            fell = mean(away[:-2]) - mean(away[-2:])
            if fell >= FELL_BY:
                found.append((student, fell))
        return sorted(found, key=lambda row: (-row[1], row[0]))

    def share(self, work: Work, info: AssignmentInfo) -> float | None:
        """The mark that counts, of 1; 0 for work that is missing or could not be read, None while
        it waits for a mark."""
        if work.percent is None or not info.maximum:
            return None
        return work.percent / 100

    def component(self, student: str, component: str) -> tuple[float | None, bool]:
        """The student's mark in a component, of 1, as it stands in the course mark, and whether
        nothing of it waits for a mark or a due date; None where there is no course mark."""
        final = self.finals.get(student)
        percent = final.components[component] if final else None
        if final is None or percent is None:
            return None, final is not None
        return percent / 100, final.settled(component)

    def with_status(self, *statuses: str) -> list[Work]:
        return [work for work in self.work.values() if work.status in statuses]

    # --- tasks and mistakes

    def task_counts(self, info: AssignmentInfo, task: TaskInfo) -> Counter[str]:
        """How many students got full marks ("full"), some ("part"), none ("none") or left it empty
        ("empty"); nobody did any of it where a task gives no points."""
        marked = self.works(info) if task.maximum else []
        works = [work for work in marked if task.id in work.points]
        return Counter(_how_much(work, task) for work in works)

    def task_shares(self) -> dict[str, dict[str, float]]:
        """Share of the points by "assignment task" and student, of what is marked."""
        found: dict[str, dict[str, float]] = {}
        for info, task in self._tasks():
            shares = found[f"{info.name} {task.id}"] = {}
            for work in self.works(info):
                if task.maximum and task.id in work.points:
                    shares[work.student] = work.points[task.id] / task.maximum
        return found

    def _tasks(self) -> Iterator[tuple[AssignmentInfo, TaskInfo]]:
        for info in self.assignments:
            for task in info.tasks:
                yield info, task

    def wrong_answers(self) -> list[tuple[AssignmentInfo, TaskInfo, Verdict, int]]:
        """Each wrong verdict with the number of students who got it, the commonest first."""
        counts: Counter[tuple[str, Verdict]] = Counter()
        for work in self.work.values():
            for verdict in work.verdicts:
                if verdict.outcome != NOT_ATTEMPTED:
                    counts[work.assignment, verdict] += 1
        known = {(info.name, task.id): (info, task) for info, task in self._tasks()}
        rows = []
        for (name, verdict), n in counts.items():
            info, task = known[name, verdict.task]
            rows.append((info, task, verdict, n))
        return sorted(rows, key=lambda row: (-row[3], row[0].name, row[1].id, row[2].text.zh))

    def answers_with(self, info: AssignmentInfo, verdict: Verdict) -> list[tuple[str, int]]:
        """What the students wrote who got this verdict, as far as two of them answered the same
        question alike."""
        counts: Counter[tuple[str, str]] = Counter()
        for work in self.work.values():
            got_it = work.assignment == info.name and verdict in work.verdicts
            answer = work.answers.get(verdict.task)
            if got_it and answer is not None:
                counts[answer] += 1
        ranked = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        return [(answer, n) for (_, answer), n in ranked if n > 1]

    # --- concepts and who needs help, by the points in tasks

    def concepts(self, student: str | None = None) -> dict[str, float]:
        """Share of the points of each tested concept, of one student or the class, over marked
        tasks only."""
        got: dict[str, float] = defaultdict(float)
        possible: dict[str, float] = defaultdict(float)
        for work, task in self._marked_tasks(student):
            for concept in task.concepts:
                got[concept] += work.points[task.id]
                possible[concept] += task.maximum
        return {concept: got[concept] / most for concept, most in possible.items() if most}

    def _marked_tasks(self, student: str | None) -> Iterator[tuple[Work, TaskInfo]]:
        """The marked tasks of one student, or of all, each with the work it is in."""
        for info, task in self._tasks():
            for name in self.students if student is None else [student]:
                work = self.work[name, info.name]
                if task.id in work.points:
                    yield work, task

    def needing_help(self) -> list[tuple[str, float, list[tuple[str, float]]]]:
        """Students with less than 60 % of the points in the tasks marked so far: the share and
        their weak concepts, weakest first."""
        found = []
        for student in self.students:
            share = self._share_of_tasks(student)
            if share is None or share >= HELP_BELOW:
                continue
            weak = [(c, s) for c, s in self.concepts(student).items() if s < HELP_BELOW]
            weak.sort(key=lambda pair: pair[::-1])
            found.append((student, share, weak))
        return sorted(found, key=lambda row: row[1])

    def _share_of_tasks(self, student: str) -> float | None:
        """Points of the marked tasks over the most they can give; None if nothing is marked."""
        got = possible = 0.0
        for work, task in self._marked_tasks(student):
            got += work.points[task.id]
            possible += task.maximum
        return got / possible if possible else None


def _known(values: Sequence[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _differences(own: Sequence[float | None], others: Sequence[float | None]) -> list[float]:
    """Own less other, where both are known."""
    pairs = zip(own, others, strict=True)
    return [one - other for one, other in pairs if one is not None and other is not None]


def _how_much(work: Work, task: TaskInfo) -> str:
    points = work.points[task.id]
    if points >= task.maximum - 1e-9:
        return "full"
    if points > 0:
        return "part"
    return "empty" if work.empty(task.id) else "none"


# --- from a course folder


def gather(folder: CourseFolder, name: str | None = None) -> Results:
    """Results of one assignment, the assignments of a unit, or the whole course.

    Assignments that nobody has handed in yet are left out, and practice unless it is named.
    Raises UserError for an unknown name, for an empty class and for what stands wrong in
    course.toml.
    """
    free = folder.practice - {name}
    names = [a for a in folder.assignments(name) if folder.students(a) and a not in free]
    if not names:
        submitted = folder.path / "submitted"
        raise UserError(
            f"{submitted} 里还没有这份作业：请先用 keguan collect 收作业。",
            f"{submitted} has no such work yet: collect it first with keguan collect.",
        )
    marks = course_marks.read(folder)
    due = marks.due
    infos = [replace(_info(folder, one), due=due.get(one)) for one in names]
    students = sorted(marks.people)
    course = folder.course
    found = Results(
        course.title if course else Text(folder.path.name, folder.path.name),
        infos,
        students,
        _Reader(folder, marks, names).works(infos, students),
        {},
        right=_right(folder, infos),
        remarks=marks.remarks,
        people=marks.people,
    )
    if course is None:
        return found
    found = replace(found, concept_names=_names(course), concept_places=_places(course, infos))
    if name is None:
        found = _with_finals(found, course, marks)
    return found


def _with_finals(found: Results, course: Course, marks: Marks) -> Results:
    """With the course marks, or the reason why there are none."""
    if marks.refused:
        return replace(found, withheld=Text(marks.refused.zh, marks.refused.en))
    finals = {final.student: final for final in marks.finals}
    components = {component.id: component.title for component in course.components}
    return replace(found, finals=finals, components=components)


class _Reader:
    """What gradebook, submitted files and journal say about each piece of work."""

    def __init__(self, folder: CourseFolder, marks: Marks, names: list[str]):
        self.folder = folder
        self.lines = marks.lines
        self.outcomes = journal.reasons(folder)
        self.scores: dict[tuple[str, str], list[CellScore]] = defaultdict(list)
        for score in cell_scores(folder, names):
            self.scores[score.student, score.assignment].append(score)

    def works(
        self, infos: Sequence[AssignmentInfo], students: Sequence[str]
    ) -> dict[tuple[str, str], Work]:
        found = {}
        for info in infos:
            tasks = cells.tasks_of_cells(self.folder, info.name)
            test = drawn.items_of(self.folder, info.name)
            for student in students:
                asked = test.asked(student) if test else {}
                own = tasks | {cell: one.task.id for cell, one in asked.items()}
                line = self.lines[student][info.name]
                work = self._work(info, line, own)
                if asked and work.verdicts:
                    self._say_items(work, asked)
                found[student, info.name] = work
        return found

    def _say_items(self, work: Work, asked: Mapping[str, Asked]) -> None:
        """Names the items of a theory test instead of numbers and letters, which are one student's
        own."""
        path = self.folder.notebook("autograded", work.assignment, work.student)
        work.verdicts = [replace(verdict, name=verdict.task) for verdict in work.verdicts]
        work.answers = drawn.answers(path, asked, self.folder.language)

    def _work(self, info: AssignmentInfo, line: Line, tasks: Mapping[str, str]) -> Work:
        student = line.student
        work = Work(student, info.name, STATES[line.status], days_late=line.days_late)
        if line.handed_in_by == student:
            problem = self._problem(info, student)
            self._mend_status(work, info, line, problem)
            if problem is None:
                self._read(work, tasks)
        work.percent = line.percent if work.status in COUNTING else None
        work.settled = line.settled
        return work

    def _problem(self, info: AssignmentInfo, student: str) -> Text | None:
        """Why what was handed in cannot be graded; None where nothing was."""
        if (self.folder.path / "submitted" / student / info.name).is_dir():
            return handed_in.problem(self.folder, info.name, student)
        return None

    def _mend_status(
        self, work: Work, info: AssignmentInfo, line: Line, problem: Text | None
    ) -> None:
        """Says why there is no mark; a mark set by hand needs no more."""
        if line.override:
            return
        if problem:
            work.status = UNREADABLE
            work.reason = problem
        elif work.status == WAITING:
            last = self.outcomes.get((info.name, work.student))
            if last and last.status == journal.FAILED:
                work.status = FAILED
                work.reason = last.reason
            elif info.by_hand:
                work.status = BY_HAND

    def _read(self, work: Work, tasks: Mapping[str, str]) -> None:
        """Points of the tasks that wait for nobody, verdicts and answers."""
        scores = self.scores[work.student, work.assignment]
        paths = self.folder.notebooks("autograded", work.assignment, work.student)
        graded = cells.read_all(paths)
        if not scores or not graded:
            return
        waiting = {tasks.get(score.cell, score.cell) for score in scores if score.by_hand}
        for score in scores:
            task = tasks.get(score.cell, score.cell)
            if task not in waiting:
                work.points[task] = work.points.get(task, 0.0) + score.points
        work.verdicts = verdicts(graded, tasks)
        work.answers = answers(graded, tasks)


def _names(course: Course) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for unit in course.units:
        found |= {concept.id: concept.title for concept in unit.concepts}
    return found


def _places(course: Course, infos: Sequence[AssignmentInfo]) -> dict[str, Text]:
    """Where each concept is taught; with the unit's title where the assignments belong to more
    than one."""
    shown = {info.name for info in infos}
    units = [unit for unit in course.units if not shown.isdisjoint(_assignments(unit))]
    found: dict[str, Text] = {}
    for unit in units:
        found |= _sections(unit, titled=len(units) > 1)
    return found


def _assignments(unit: Unit) -> list[str]:
    return [assignment.name for assignment in unit.assignments]


def _sections(unit: Unit, *, titled: bool) -> dict[str, Text]:
    zh, en = (f"《{unit.title.zh}》", f"{unit.title.en}, ") if titled else ("", "")
    taught = [concept for concept in unit.concepts if concept.section is not None]
    return {c.id: Text(f"{zh}第 {c.section} 节", f"{en}section {c.section}") for c in taught}


def _info(folder: CourseFolder, name: str) -> AssignmentInfo:
    """From course.toml, or, in another nbgrader course, from the notebook itself."""
    given = cells.read_all(folder.first_notebooks(name, "release", "source"))
    roles = [cells.role(cell) for cell in given if cells.is_graded(cell)]
    by_hand = bool(roles) and all(role.get("solution") or role.get("task") for role in roles)
    if folder.course is None:
        tasks = tuple(_plain_tasks(roles))
        return AssignmentInfo(name, Text(name, name), "", tasks, by_hand)
    planned = folder.course.assignment(name)
    test = drawn.items_of(folder, name)
    known = test.tasks() if test else planned.tasks
    return AssignmentInfo(
        name,
        planned.title,
        planned.component,
        tuple(TaskInfo(t.id, t.ref, t.title, t.points, t.concepts) for t in known),
        by_hand,
        drawn=planned.points if test else None,
    )


def _plain_tasks(roles: Sequence[dict]) -> Iterator[TaskInfo]:
    """A task for each grade id, which may stand once in every notebook."""
    points: dict[str, float] = defaultdict(float)
    for role in roles:
        points[role["grade_id"]] += role.get("points", 0)
    for id, maximum in points.items():
        yield TaskInfo(id, id, Text(id, id), maximum)


def _right(folder: CourseFolder, infos: Sequence[AssignmentInfo]) -> dict[tuple[str, str], str]:
    """The instructor's own answers, as far as they are short values."""
    found: dict[tuple[str, str], str] = {}
    for info in infos:
        test = drawn.items_of(folder, info.name)
        own = answers(
            cells.read_all(folder.first_notebooks(info.name, "source")),
            cells.tasks_of_cells(folder, info.name),
        )
        values = {task: value for task, (_, value) in own.items()}
        if test:
            values = test.right(folder.language)
        found |= {(info.name, task): value for task, value in values.items()}
    return found
