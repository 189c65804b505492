"""Grades a learner's own notebooks on the learner's own computer: by the full hidden tests, which
stay unseen, or, from a class's pack, which has none, by every check that the learner can see."""

from __future__ import annotations

import glob
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.base import Text, UserError
from grader.base.files import writing
from grader.course.drawn import Drawn, tasks_of_cells
from grader.course.folder import CourseFolder, make_writable
from grader.course.outline import Assignment, Course
from grader.feedback.outcomes import not_attempted
from grader.feedback.write import write_all
from grader.gradebook import handed_in
from grader.gradebook.assignments import generate
from grader.gradebook.scores import CellScore, cell_scores
from grader.grading.run import FAILED, Engine, Outcome
from grader.learner import home, progress, worked, workspace
from grader.learner.places import Places
from grader.learner.progress import Attempt, Progress

SOLUTIONS = Text("做对的题，参考做法：{}", "Worked solutions of what you have right: {}")
NOT_GRADED = Text("✘ {title}：{why}", "✘ {title}: {why}")
DONE = Text(
    "✔ {title}：{percent:.0f} 分，{all} 题做了 {tried} 题，全对 {right} 题。评语：{page}",
    "✔ {title}: {percent:.0f} %, tried {tried} of {all} tasks, {right} all right. Feedback: {page}",
)
# the learner in the private course folder, unless a theory test drawn by student id says another
# name
ME = "me"
MYSELF = Text("我", "me")  # on the page, before anybody said who it is
# in the notebook's JSON: the cell that begins with student = "…", as it is given out and as it is
# handed in; an id is the name of a folder
ASKS_ID = '"student = \\"\\"'
TYPED_ID = re.compile(r'"student = \\"([\w-][\w.-]{0,59})\\"')
BY_HAND = Text(
    "这份作业要由人来评：对照里面的评分标准，自己检查一遍。",
    "this is marked by a person: check it yourself against the criteria in it.",
)


@dataclass(frozen=True)
class Graded:
    """One notebook: its attempt, or why it could not be graded; the feedback page; whether the
    answers are new ones."""

    assignment: str
    attempt: Attempt | None
    reason: Text
    page: Path | None
    new: bool = False


def may_check(course: Course, language: str, info: Assignment, handed_in: bool) -> bool:
    """Whether a student may have it graded now: a quiz or a final only after it was handed in,
    where there is something to grade it by."""
    if info.is_drawn or info in course.finals:
        return handed_in and has_hidden_tests(course, language)
    return True


def begun(course: Course, language: str, names: list[str]) -> list[str]:
    """Those of the assignments whose copy in the learner's folder has other cells than the
    released notebook."""
    own = home.place() / language
    places = Places(course, language)
    fresh = workspace.contents(course, language)
    found = []
    for name in names:
        path = own / places.work(name)
        if path.is_file() and path.read_bytes() != fresh.get(places.work(name)):
            found.append(name)
    return found


def grade(course: Course, language: str, names: list[str], done: Callable = iter) -> list[Graded]:
    """What came of each of the learner's notebooks; `done` wraps the outcomes, for a progress
    bar."""
    return list(grade_each(course, language, names, done))


def grade_each(
    course: Course, language: str, names: list[str], done: Callable = iter, kept: bool = False
) -> Iterator[Graded]:
    """Grades the learner's notebooks and yields what came of each as it is done.

    What came of a notebook is kept before the next one is looked at, so that a run that was stopped
    loses nothing. The engine is `kept` for the next time, or ended.
    """
    folder = _course_folder(course, language, names)
    jobs = [(name, _hand_in(folder, course, name)) for name in names]
    # the learner's own code on the learner's own computer
    with Engine(folder, workers=1, unconfined=True, kept=kept) as engine:
        for one in done(engine.grade(jobs, regrade=True)):
            yield _kept(folder, course, one)
    workspace.update(course, language)


def _kept(folder: CourseFolder, course: Course, outcome: Outcome) -> Graded:
    """What came of one notebook, entered into the progress."""
    job = outcome.assignment, outcome.student
    if outcome.status == FAILED:  # what lies there is of the time before
        return Graded(outcome.assignment, None, outcome.reason, None)
    person = home.who()
    list(write_all(folder, [job], {job[1]: person.name if person else MYSELF[folder.language]}))
    kept = make_writable(home.room()) / "progress.json"
    so_far = progress.load(kept)
    graded = _graded(folder, course, *job, outcome.reason, so_far)
    progress.save(kept, so_far)
    return graded


def has_hidden_tests(course: Course, language: str) -> bool:
    """Whether work is graded as the teacher would; a class's pack has the visible checks only."""
    return (course.root / "exercises" / "source" / language).is_dir()


def again(course: Course, language: str, name: str) -> Path:
    """Sets a copy of the learner's notebook aside under another name and puts a fresh one in its
    place; returns the copy. What a stopped run had done is not done twice."""
    inside = Places(course, language).work(course.assignment(name).name)
    path = home.place() / language / inside
    own = path.read_bytes() if path.is_file() else None
    fresh = workspace.contents(course, language).get(inside, own)
    last = _copies(path)
    aside = path.with_name(f"{path.stem}-{last}.ipynb")
    if own is None or (own == fresh and not last):
        raise UserError(f"还没有做过 {name}。", f"{name} was not begun yet.")
    if own != fresh and not (last and aside.read_bytes() == own):
        aside = path.with_name(f"{path.stem}-{last + 1}.ipynb")
        writing.write(aside, own)
    workspace.update(course, language, anew=[inside])
    return aside


def _copies(path: Path) -> int:
    """How many copies of a notebook were set aside: the number of the last."""
    asides = path.parent.glob(f"{glob.escape(path.stem)}-*.ipynb")
    return max(map(_number, asides), default=0)


def _number(aside: Path) -> int:
    """The number at the end of the name of a notebook set aside; 0 where it has none."""
    digits = aside.stem.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0


def _course_folder(course: Course, language: str, names: list[str]) -> CourseFolder:
    """A private course folder with the instructor's notebooks of these assignments, of a pack those
    that were given out; new only where one has changed."""
    folder = CourseFolder(make_writable(home.room() / language), course, language)
    step = "source" if has_hidden_tests(course, language) else "release"
    source = course.root / "exercises" / step / language
    config = course.root / "exercises" / "nbgrader_config.py"
    writing.write(folder.path / config.name, config.read_bytes())
    for name in names:
        wanted = (source / name / f"{name}.ipynb").read_bytes()
        copy = folder.notebook("source", name)
        release = folder.notebook("release", name)
        same = copy.is_file() and copy.read_bytes() == wanted
        if not same or not release.is_file():
            writing.write(copy, wanted)
            generate(folder, name)
    return folder


def saw(attempt: Attempt, path: Path) -> bool:
    """Whether the attempt graded the very notebook that is there now."""
    return path.is_file() and _digest(path) == attempt.digest


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _hand_in(folder: CourseFolder, course: Course, name: str) -> str:
    """Copies the learner's notebook into the private course folder; returns the student under whom
    it lies there."""
    own = Places(course, folder.language).work(name)
    data = (home.place() / folder.language / own).read_bytes()
    asks = ASKS_ID in folder.notebook("release", name).read_text(encoding="utf-8")
    typed = TYPED_ID.search(data.decode("utf-8", errors="replace")) if asks else None
    who = typed[1] if typed else ME
    copy = folder.notebook("submitted", name, who)
    writing.write(copy, data)
    return who


def _graded(
    folder: CourseFolder, course: Course, name: str, who: str, reason: Text, so_far: Progress
) -> Graded:
    """What the private gradebook says about the notebook; enters it into the progress."""
    problem = handed_in.problem(folder, name, who)
    if problem:
        return Graded(name, None, problem, None)
    marks = [score for score in cell_scores(folder, [name]) if score.student == who]
    if not marks or not folder.notebook("autograded", name, who).is_file():
        return Graded(name, None, reason, None)
    if any(mark.by_hand for mark in marks):
        return Graded(name, None, BY_HAND, None)
    made = folder.path / "feedback" / who / name / f"{name}.html"
    places = Places(course, folder.language)
    page = home.place() / folder.language / places.result(name)
    writing.write(page, made.read_bytes())
    attempt = _attempt(folder, course, name, who, marks)
    right = filter(attempt.full, attempt.points)
    solutions = worked.page(course, folder.language, name, right)
    if solutions:
        writing.write(home.place() / folder.language / places.solutions(name), solutions)
    new = bool(attempt.points) and so_far.add(attempt, course)
    return Graded(name, attempt, Text("", ""), page, new)


def _attempt(
    folder: CourseFolder, course: Course, name: str, who: str, marks: list[CellScore]
) -> Attempt:
    """The points of the tasks that were tried; of the others only where there are any."""
    tasks = tasks_of_cells(folder, name, who)
    points: dict[str, float] = {}
    for mark in marks:
        task = tasks.get(mark.cell, mark.cell)
        points[task] = points.get(task, 0.0) + mark.points
    empty = not_attempted(folder, name, who)
    tried = {task: got for task, got in points.items() if task not in empty or got}
    items = Drawn(course, course.assignment(name)).tasks()
    most = {task.id: float(task.points) for task in items}
    maximum = {task: most[task] for task in tried}
    digest = _digest(folder.notebook("submitted", name, who))
    answers = _answers(folder, course, name, who)
    return Attempt(progress.now(), name, tried, maximum, digest, answers)


def _answers(folder: CourseFolder, course: Course, name: str, who: str) -> str:
    """Stands for the answers of a graded notebook and for the copy they are in: the same answers
    in a fresh one are a repetition."""
    work = Places(course, folder.language).work(name)
    said = [str(_copies(home.place() / folder.language / work))]
    notebook = json.loads(folder.notebook("autograded", name, who).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            said.append("".join(cell["source"]))
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def lines(graded: list[Graded], course: Course, language: str) -> Iterator[str]:
    """What the learner reads: a line for each notebook."""
    for one in graded:
        info = course.assignment(one.assignment)
        title = info.title[language]
        if one.attempt is None or one.page is None:
            yield NOT_GRADED[language].format(title=title, why=one.reason[language])
            continue
        yield DONE[language].format(
            title=title,
            percent=100 * progress.share(one.attempt, info.tasks),
            all=info.questions,
            tried=len(one.attempt.points),
            right=sum(one.attempt.full(task) for task in one.attempt.points),
            page=one.page,
        )
        solutions = home.place() / language / Places(course, language).solutions(info.name)
        if solutions.is_file():
            yield f"    {SOLUTIONS[language].format(solutions)}"
