"""What a class has done so far: marks by task, verdicts, missing and unreadable work, concepts to practise."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from grader import nbgrader_seam
from grader.console import Stop
from grader.course import Text
from grader.engine import journal
from grader.folder import CourseFolder

MARKED, BY_HAND, WAITING, UNREADABLE, FAILED, MISSING = "marked", "by hand", "waiting", "unreadable", "failed", "missing"
NOT_ATTEMPTED = "not attempted"
HELP_BELOW = 0.6  # share of the points of a concept or a student
VERDICT = re.compile(r"^\[(incorrect|not attempted|not checkable)\] (.*?)：(.*) \| (.*)$", re.DOTALL)


@dataclass(frozen=True)
class Verdict:
    """The first verdict a student got in a task; `outcome` is "error" when the notebook's own code stopped the check."""

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

    @property
    def maximum(self) -> float:
        return sum(task.maximum for task in self.tasks)


@dataclass
class Work:
    """One student's work on one assignment; `points` by task for what is marked."""

    student: str
    assignment: str
    status: str
    points: dict[str, float] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    reason: Text = Text("", "")

    @property
    def total(self) -> float:
        return sum(self.points.values())


@dataclass
class Results:
    """The class: assignments in course order, students, and the work of each student on each assignment."""

    title: Text
    assignments: list[AssignmentInfo]
    students: list[str]
    work: dict[tuple[str, str], Work]
    components: dict[str, Text]
    concept_names: dict[str, Text] = field(default_factory=dict)

    def share(self, work: Work, info: AssignmentInfo) -> float | None:
        """Points over maximum, 0 for work that is missing or could not be read, None while it waits for a mark."""
        if work.status in (MISSING, UNREADABLE, FAILED):
            return 0.0
        return work.total / info.maximum if work.status == MARKED and info.maximum else None

    def component(self, student: str, component: str) -> tuple[float | None, bool]:
        """Mean share of what is marked in a component, weighted by unit and share, and whether that is all of it."""
        parts = [(self.share(self.work[student, a.name], a), a.weight)
                 for a in self.assignments if a.component == component]
        marked = [(share, weight) for share, weight in parts if share is not None]
        weight = sum(w for _, w in marked)
        return (sum(s * w for s, w in marked) / weight if weight else None), len(marked) == len(parts)

    def with_status(self, *statuses: str) -> list[Work]:
        return [w for w in self.work.values() if w.status in statuses]

    def task_counts(self, info: AssignmentInfo, task: TaskInfo) -> Counter:
        """How many students got full marks ("full"), some ("part"), none ("none") or left it empty ("empty")."""
        counts: Counter = Counter()
        for work in (self.work[s, info.name] for s in self.students):
            if task.id in work.points:
                points = work.points[task.id]
                empty = any(v.task == task.id and v.outcome == NOT_ATTEMPTED for v in work.verdicts)
                counts["full" if points >= task.maximum - 1e-9 else "part" if points > 0 else
                       "empty" if empty else "none"] += 1
        return counts

    def task_shares(self) -> dict[str, dict[str, float]]:
        """Share of the points by "assignment task" and student, of what is marked."""
        return {f"{info.name} {task.id}": {
            student: self.work[student, info.name].points[task.id] / task.maximum
            for student in self.students if task.maximum and task.id in self.work[student, info.name].points
        } for info in self.assignments for task in info.tasks}

    def wrong_answers(self) -> list[tuple[AssignmentInfo, TaskInfo, Verdict, int]]:
        """Each wrong verdict with the number of students who got it, the commonest first."""
        counts = Counter((w.assignment, v) for w in self.work.values() for v in w.verdicts if v.outcome != NOT_ATTEMPTED)
        infos = {a.name: (a, {t.id: t for t in a.tasks}) for a in self.assignments}
        rows = [(infos[name][0], infos[name][1][v.task], v, n) for (name, v), n in counts.items()]
        return sorted(rows, key=lambda row: (-row[3], row[0].name, row[1].id, row[2].text.zh))

    def concepts(self, student: str | None = None) -> dict[str, float]:
        """Share of the points of each tested concept, of one student or the class, over marked tasks only."""
        got, possible = defaultdict(float), defaultdict(float)
        for info in self.assignments:
            for name in self.students if student is None else [student]:
                points = self.work[name, info.name].points
                for task in info.tasks:
                    for concept in task.concepts if task.id in points else ():
                        got[concept] += points[task.id]
                        possible[concept] += task.maximum
        return {concept: got[concept] / possible[concept] for concept in possible if possible[concept]}

    def needing_help(self) -> list[tuple[str, float, list[tuple[str, float]]]]:
        """Students with less than 60 % of the points marked so far: the share and their weak concepts, weakest first."""
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

    Assignments that nobody has handed in yet are left out. Raises Stop for an unknown name and for an empty class.
    """
    names = [a for a in folder.assignments(name) if folder.students(a)]
    if not names:
        raise Stop(f"{folder.path / 'submitted'} 里还没有这份作业：请先用 keguan collect 收作业。",
                   f"{folder.path / 'submitted'} has no such work yet: collect it first with keguan collect.")
    cells = defaultdict(list)
    for score in nbgrader_seam.scores(folder):
        cells[score.student, score.assignment].append(score)
    students = sorted(set(nbgrader_seam.enrolled(folder)) | set(folder.students()))
    infos = [_info(folder, assignment) for assignment in names]
    failed = journal.reasons(folder)
    work = {}
    for info in infos:
        tasks = tasks_of_cells(folder, info.name)
        for student in students:
            work[student, info.name] = _work(folder, info, student, cells[student, info.name], tasks, failed)
    course = folder.course
    title = course.title if course else Text(folder.path.name, folder.path.name)
    components = {c.id: c.title for c in course.components} if course else {}
    names = {c.id: c.title for unit in course.units for c in unit.concepts} if course else {}
    return Results(title, infos, students, work, components, names)


def _info(folder: CourseFolder, name: str) -> AssignmentInfo:
    """From course.toml, or, in another nbgrader course, from the notebook itself."""
    roles = [cell["metadata"].get("nbgrader", {}) for cell in _cells(_given(folder, name))]
    roles = [role for role in roles if role.get("grade") or role.get("task")]
    by_hand = bool(roles) and all(role.get("solution") or role.get("task") for role in roles)
    for a in folder.course.assignments if folder.course else ():
        if a.name == name:
            tasks = tuple(TaskInfo(t.id, t.ref, t.title, t.points, t.concepts) for t in a.tasks)
            return AssignmentInfo(name, a.title, a.component, folder.course.weight(a), tasks, by_hand)
    tasks = tuple(TaskInfo(role["grade_id"], role["grade_id"], Text(role["grade_id"], role["grade_id"]), role.get("points", 0))
                  for role in roles)
    return AssignmentInfo(name, Text(name, name), "", 1.0, tasks, by_hand)


def _given(folder: CourseFolder, assignment: str) -> Path:
    """The notebook as students get it, or else the instructor's."""
    path = folder.notebook("release", assignment)
    return path if path.is_file() else folder.notebook("source", assignment)


def tasks_of_cells(folder: CourseFolder, assignment: str) -> dict[str, str]:
    """Task (grade id of its answer cell) of every graded cell of the assignment, in order; itself in other courses."""
    tasks, task = {}, None
    info = folder.course.assignment(assignment) if folder.course else None
    for cell in _cells(_given(folder, assignment)):
        role = cell["metadata"].get("nbgrader", {})
        if role.get("solution"):
            known = info.task_of(role["grade_id"]) if info else None
            task = known.id if known else role["grade_id"]
        if role.get("grade") or role.get("task"):
            tasks[role["grade_id"]] = task if info and task else role["grade_id"]
    return tasks


def _work(folder: CourseFolder, info: AssignmentInfo, student: str, scores: list, tasks: dict[str, str],
          failed: dict) -> Work:
    """What the gradebook, the submitted file and the journal say about one piece of work."""
    work = Work(student, info.name, MISSING)
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
        work.verdicts = _verdicts(graded, tasks)
    elif handed_in:
        last = failed.get((info.name, student))
        work.status = WAITING
        if last and last.status == FAILED:
            work.status, work.reason = FAILED, last.reason
        elif info.by_hand:
            work.status = BY_HAND
    return work


def _verdicts(path: Path, tasks: dict[str, str]) -> list[Verdict]:
    """The first verdict of each task in a graded notebook, from the errors its grade cells ended with."""
    found: dict[str, Verdict] = {}
    for cell in _cells(path):
        task = tasks.get(cell["metadata"].get("nbgrader", {}).get("grade_id"))
        for output in cell.get("outputs", ()) if task else ():
            if output.get("output_type") == "error":
                found.setdefault(task, _verdict(task, output.get("ename", ""), output.get("evalue", "")))
    return list(found.values())


def _verdict(task: str, ename: str, evalue: str) -> Verdict:
    match = VERDICT.match(evalue)
    if match:
        outcome, name, zh, en = match.groups()
        return Verdict(task, outcome, name, Text(zh, en))
    said = f"{ename}: {evalue}".split("\n")[0][:200]
    return Verdict(task, "error", task, Text(said, said))


def _cells(path: Path) -> list[dict]:
    """Cells of a notebook; none when it is not there or no longer readable."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [cell for cell in cells if isinstance(cell, dict) and isinstance(cell.get("metadata"), dict)]
    except (OSError, ValueError, KeyError, TypeError):
        return []
