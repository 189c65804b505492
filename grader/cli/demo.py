"""A simulated class from release to report, so that a teacher can see everything with nothing to
prepare."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

from grader.base import Text, UserError
from grader.base.files import writing
from grader.cli.console import both, say, track, waiting
from grader.course import simulate
from grader.course.answers import AnswerBook, load_answers
from grader.course.folder import CourseFolder, make_writable, open_folder
from grader.course.outline import CHECKOUT, Course
from grader.engine.model import GRADED
from grader.feedback.write import write_all
from grader.gradebook import assignments as gradebook
from grader.grading.run import Engine
from grader.marks.due import closed
from grader.report import page as report
from grader.report import results
from grader.report.results import Results

MARK = ".keguan-demo"  # only a folder with this file is ever emptied


@dataclass(frozen=True)
class Shown:
    """A unit or a theory test of the demo: its name and title, what the class has done, and the
    path of its report."""

    name: str
    title: Text
    results: Results
    page: Path


def run(course: Course, out: Path, n: int, seed: int, language: str) -> list[Shown]:
    """Runs the class in the folder `out`, which is made new: the units, then the theory tests."""
    known = load_answers(CHECKOUT)
    book = {a.name: known[a.name] for a in course.counted if known.get(a.name)}
    drawn = [a.name for a in course.assignments if a.is_drawn]
    folder = prepare(course, out, language)
    with Engine(folder) as engine:
        with waiting("准备课程，发布作业 · Preparing the course, releasing the assignments"):
            hand_in(folder, course, book, n, seed)
        say(f"{n} 名模拟学生交了作业 · {n} simulated students handed in their work")
        done = grade(engine, folder, [*book, *drawn])
    pages = write_all(folder, done, told=closed(folder))
    list(track(pages, len(done), "写评语 · Feedback"))
    write_reports(results.gather(folder), folder, "course", course.title, language)
    titles = {unit.slug: unit.title for unit in course.units}
    titles |= {a.name: a.title for a in course.finals if a.name in drawn}
    shown = []
    for name, title in titles.items():
        found = results.gather(folder, name)
        page = write_reports(found, folder, name, title, language)
        shown.append(Shown(name, title, found, page))
    return shown


def grade(engine: Engine, folder: CourseFolder, assignments: list[str]) -> list[tuple[str, str]]:
    """Grades what was handed in; returns (assignment, student) of what could be graded."""
    jobs = []
    for assignment in assignments:
        jobs += [(assignment, student) for student in folder.students(assignment)]
    outcomes = list(track(engine.grade(jobs), len(jobs), "评分 · Grading"))
    for remark in engine.remarks:
        say(both(remark))
    return [(o.assignment, o.student) for o in outcomes if o.status == GRADED]


def hand_in(folder: CourseFolder, course: Course, book: AnswerBook, n: int, seed: int) -> None:
    """Releases all that counts and lets n simulated students hand it in, but for two mishaps."""
    names = [a.name for a in course.counted]
    for name in names:
        gradebook.generate(folder, name)
    drawn = simulate.draw(book, n, seed)
    simulate.hand_in(drawn, book, folder, names)
    due = due_dates(course, datetime.now(UTC).replace(tzinfo=None, microsecond=0))
    gradebook.set_due_dates(folder, due)
    for name, date in due.items():
        for student in drawn.abilities:
            hand_in_at(folder, name, student, date - timedelta(days=1))
    spoil(folder, list(drawn.abilities), list(book), due)


def due_dates(course: Course, end: datetime) -> dict[str, datetime]:
    """A date a week for each assignment, the last a week before `end`: by unit as one does them,
    the finals at the end."""
    in_order = [*chain.from_iterable(unit.in_order for unit in course.units), *course.finals]
    counted = [work for work in reversed(in_order) if not work.practice]
    return {work.name: end - timedelta(weeks=n) for n, work in enumerate(counted, start=1)}


def hand_in_at(folder: CourseFolder, assignment: str, student: str, when: datetime) -> None:
    """Writes the time of handing in (UTC), as nbgrader's exchange does."""
    path = folder.notebook("submitted", assignment, student).parent / "timestamp.txt"
    writing.write(path, f"{when:%Y-%m-%d %H:%M:%S} UTC\n")


def prepare(course: Course, out: Path, language: str) -> CourseFolder:
    """A fresh course folder with the instructor's notebooks; raises UserError rather than empty a
    folder that is not a demo's."""
    source = course.root / "exercises" / "source" / language
    if not source.is_dir():
        raise UserError(
            f"演示需要带答案的作业，{source} 不存在（学生包里没有）。",
            f"The demo needs the exercises with answers; {source} is missing (a student pack has "
            f"none).",
        )
    out = Path(os.path.abspath(out))
    if out.exists() and (not out.is_dir() or any(out.iterdir())) and not (out / MARK).is_file():
        raise UserError(
            f"{out} 里已有别的文件：请用 --out 指定一个空文件夹。",
            f"{out} holds other files: name an empty folder with --out.",
        )
    if out.exists():
        for notebook in out.rglob("*.ipynb"):
            # nbgrader makes graded notebooks read-only, which Windows would not delete
            notebook.chmod(0o644)
        _empty(out)
    make_writable(out)
    writing.write(out / MARK, "")
    shutil.copytree(source, out / "source" / language)
    shutil.copy(course.root / "exercises" / "nbgrader_config.py", out)
    shutil.copy(course.root / "course.toml", out)
    return open_folder(out, language)


def _empty(folder: Path) -> None:
    """Removes all but the mark, which says after a stop half-way that the rest is ours as well."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARK:
            path.unlink()


def spoil(
    folder: CourseFolder, students: list[str], assignments: list[str], due: dict[str, datetime]
) -> None:
    """One notebook is cut off, one late and one not handed in, so that a teacher sees how each is
    reported."""
    if len(students) < 3 or not assignments:
        return
    broken = folder.notebook("submitted", assignments[-1], students[-1])
    writing.write(broken, broken.read_bytes()[:400])
    shutil.rmtree(folder.notebook("submitted", assignments[0], students[len(students) // 2]).parent)
    hand_in_at(folder, assignments[0], students[-1], due[assignments[0]] + timedelta(days=2))


def write_reports(
    found: Results, folder: CourseFolder, name: str, title: Text, language: str
) -> Path:
    """Writes the class report in both languages; returns the path of the one in `language`."""
    target = make_writable(folder.path / "reports")
    for code in ("zh", "en"):
        text = report.page(found, code, title[code])
        writing.write(target / f"{name}-{code}.html", text)
    return target / f"{name}-{language}.html"
