"""Grades a learner's own notebooks on the learner's own computer, by the full hidden tests, which
stay unseen."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.base import Text, UserError
from grader.course.drawn import Drawn
from grader.course.folder import CourseFolder, make_writable
from grader.course.outline import Course
from grader.feedback.page import write_all
from grader.gradebook import seam
from grader.grading.run import Engine
from grader.learner import progress, worked, workspace
from grader.learner.progress import Attempt, Progress
from grader.report import results

SOLUTIONS = {"zh": "做对的题，参考做法：{}", "en": "Worked solutions of what you have right: {}"}
# the learner in the private course folder, unless a theory test drawn by student id says another
# name
ME = "me"
# in the notebook's JSON: the cell that begins with student = "…"
TYPED_ID = re.compile(r'"student = \\"([\w.-]{1,60})\\"')
BY_HAND = Text(
    "这份作业要由人来评：对照里面的评分标准，自己检查一遍。",
    "this is marked by a person: check it yourself against the criteria in it.",
)


@dataclass(frozen=True)
class Graded:
    """One notebook: its attempt, or why it could not be graded; the feedback page; whether the
    attempt is a new one."""

    assignment: str
    attempt: Attempt | None
    reason: Text
    page: Path | None
    new: bool = False


def room(course: Course) -> Path:
    """Where progress, key and the private course folders lie."""
    return course.root / "my-work" / ".learn"


def begun(course: Course, language: str, names: list[str]) -> list[str]:
    """Those of the assignments whose copy in the learner's folder has other cells than the
    released notebook."""
    own = course.root / "my-work" / language
    fresh = workspace.contents(course, language)
    found = []
    for name in names:
        path = own / name / f"{name}.ipynb"
        if path.is_file() and path.read_bytes() != fresh[f"{name}/{name}.ipynb"]:
            found.append(name)
    return found


def grade(course: Course, language: str, names: list[str], done: Callable = iter) -> list[Graded]:
    """Grades the learner's notebooks and keeps what came of it; `done` wraps the outcomes, for a
    progress bar.

    Raises UserError in a student pack, which has no hidden tests.
    """
    folder = _course_folder(course, language, names)
    jobs = [(name, _hand_in(folder, course, name)) for name in names]
    # the learner's own code on the learner's own computer
    with Engine(folder, workers=1, unconfined=True) as engine:
        reasons = {outcome.assignment: outcome.reason for outcome in done(engine.grade(jobs))}
    list(write_all(folder, jobs))
    kept = make_writable(room(course)) / "progress.json"
    so_far = progress.load(kept)
    graded = [_graded(folder, course, name, who, reasons[name], so_far) for name, who in jobs]
    progress.save(kept, so_far)
    workspace.update(course, language)
    return graded


def again(course: Course, language: str, name: str) -> Path:
    """Sets the learner's notebook aside under another name and puts a fresh one in its place;
    returns the one set aside."""
    path = course.root / "my-work" / language / name / f"{name}.ipynb"
    number = 1 + sum(1 for _ in path.parent.glob(f"{name}-*.ipynb"))
    old = path.with_name(f"{name}-{number}.ipynb")
    try:
        path.rename(old)
    except FileNotFoundError:
        raise UserError(f"还没有做过 {name}。", f"{name} was not begun yet.") from None
    workspace.update(course, language)
    return old


def _course_folder(course: Course, language: str, names: list[str]) -> CourseFolder:
    """A private course folder with the instructor's notebooks of these assignments; new only where
    one has changed."""
    folder = CourseFolder(make_writable(room(course) / language), course, language)
    source = course.root / "exercises" / "source" / language
    if not source.is_dir():
        raise UserError(
            "学生包里没有评分用的测试，请把作业交给老师评；自学请下载完整的课程。",
            "A student pack has no tests to grade with: hand your work in; to learn alone, get "
            "the whole course.",
        )
    shutil.copy(course.root / "exercises" / "nbgrader_config.py", folder.path)
    for name in names:
        wanted = (source / name / f"{name}.ipynb").read_bytes()
        copy = folder.notebook("source", name)
        if (
            not copy.is_file()
            or copy.read_bytes() != wanted
            or not folder.notebook("release", name).is_file()
        ):
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(wanted)
            seam.generate(folder, name)
    return folder


def _hand_in(folder: CourseFolder, course: Course, name: str) -> str:
    """Copies the learner's notebook into the private course folder; returns the student under whom
    it lies there."""
    data = (course.root / "my-work" / folder.language / name / f"{name}.ipynb").read_bytes()
    typed = TYPED_ID.search(data.decode("utf-8", errors="replace"))
    who = typed[1] if typed else ME
    copy = folder.notebook("submitted", name, who)
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(data)
    return who


def _graded(
    folder: CourseFolder, course: Course, name: str, who: str, reason: Text, so_far: Progress
) -> Graded:
    """What the private gradebook says about the notebook; enters it into the progress."""
    work = results.gather(folder, name).work[who, name]
    if work.status == results.BY_HAND:
        return Graded(name, None, BY_HAND, None)
    if work.status != results.MARKED:
        return Graded(name, None, work.reason if work.reason.zh else reason, None)
    page = course.root / "my-work" / folder.language / name / "feedback.html"
    shutil.copyfile(folder.path / "feedback" / who / name / f"{name}.html", page)
    empty = {verdict.task for verdict in work.verdicts if verdict.outcome == results.NOT_ATTEMPTED}
    points = {task: got for task, got in work.points.items() if task not in empty or got}
    tasks = Drawn(course, course.assignment(name)).tasks()
    maximum = {task.id: float(task.points) for task in tasks}
    digest = hashlib.sha256(folder.notebook("submitted", name, who).read_bytes()).hexdigest()
    attempt = Attempt(
        progress.now(), name, points, {task: maximum[task] for task in points}, digest
    )
    solutions = worked.page(course, folder.language, name, filter(attempt.full, points))
    if solutions:
        page.with_name("solutions.md").write_text(solutions, encoding="utf-8", newline="\n")
    return Graded(name, attempt, Text("", ""), page, bool(points) and so_far.add(attempt, course))


def lines(graded: list[Graded], course: Course, language: str) -> Iterator[str]:
    """What the learner reads: a line for each notebook."""
    for one in graded:
        title = course.assignment(one.assignment).title[language]
        if one.attempt is None:
            yield (
                f"✘ {title}：{one.reason[language]}"
                if language == "zh"
                else f"✘ {title}: {one.reason[language]}"
            )
            continue
        work = course.assignment(one.assignment)
        percent = 100 * progress.share(one.attempt, work.tasks)
        right = sum(one.attempt.full(task) for task in one.attempt.points)
        said = {
            "zh": (
                f"{title}：{percent:.0f} 分，{work.questions} 题做了 {len(one.attempt.points)} 题，"
                f"全对 {right} 题。评语：{one.page}"
            ),
            "en": f"{title}: {percent:.0f} %, tried {len(one.attempt.points)} of {work.questions} tasks, "
            f"{right} all right. "
            f"Feedback: {one.page}",
        }
        yield f"✔ {said[language]}"
        solutions = one.page.with_name("solutions.md")
        if solutions.is_file():
            yield f"    {SOLUTIONS[language].format(solutions)}"
