"""A simulated class from release to report, so that a teacher can see everything with nothing to prepare."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from grader import engine, nbgrader_seam, report, results, simulate
from grader.console import Stop, track, waiting
from grader.course import CHECKOUT, Course
from grader.engine import Job
from grader.folder import CourseFolder, make_writable, open_folder
from grader.results import Results

MARK = ".keguan-demo"  # only a folder with this file is ever emptied


def run(course: Course, out: Path, n: int, seed: int, language: str, say: Callable[[str], None]) -> tuple[Results, Path]:
    """Runs the class in the folder `out`, which is made new; returns its results and the path of the HTML report."""
    unit = course.units[0]
    with waiting("准备课程文件夹，发布作业 · Preparing the course folder, releasing the assignments"):
        folder = prepare(course, out, language)
        for assignment in unit.assignments:
            nbgrader_seam.generate(folder, assignment.name)
        book = {a.name: tasks for a in unit.assignments if (tasks := simulate.load_answers(CHECKOUT).get(a.name))}
        drawn = simulate.draw(book, n, seed)
        written = simulate.hand_in(drawn, book, folder, [a.name for a in unit.assignments])
        spoil(folder, list(drawn.abilities), list(book))
    say(f"{n} 名模拟学生交了 {len(written)} 份作业 · {n} simulated students handed in {len(written)} notebooks")
    jobs = [(assignment, student) for assignment in book for student in folder.students(assignment)]
    graded = grade(folder, jobs)
    list(track(engine.feedback(folder, graded), len(graded), "写评语 · Feedback"))
    found = results.gather(folder, unit.slug)
    return found, write_reports(found, folder, unit.slug, unit.title, language)


def grade(folder: CourseFolder, jobs: list[Job]) -> list[Job]:
    """Grades the jobs behind a progress bar; returns those that have a mark."""
    outcomes = list(track(engine.grade(folder, jobs), len(jobs), "评分 · Grading"))
    return [(o.assignment, o.student) for o in outcomes if o.status in (nbgrader_seam.GRADED, nbgrader_seam.UNCHANGED)]


def prepare(course: Course, out: Path, language: str) -> CourseFolder:
    """A fresh course folder with the instructor's notebooks; raises Stop rather than empty a folder that is not a demo's."""
    source = course.root / "exercises" / "source" / language
    if not source.is_dir():
        raise Stop(f"演示需要带答案的作业，{source} 不存在（学生包里没有）。",
                   f"The demo needs the exercises with answers; {source} is missing (a student pack has none).")
    out = Path(os.path.abspath(out))
    if out.exists() and (not out.is_dir() or any(out.iterdir())) and not (out / MARK).is_file():
        raise Stop(f"{out} 里已有别的文件：请用 --out 指定一个空文件夹。",
                   f"{out} holds other files: name an empty folder with --out.")
    if out.exists():
        for notebook in out.rglob("*.ipynb"):
            notebook.chmod(0o644)  # nbgrader makes graded notebooks read-only, which Windows would not delete
        shutil.rmtree(out)
    make_writable(out)
    (out / MARK).touch()
    shutil.copytree(source, out / "source" / language)
    shutil.copy(course.root / "exercises" / "nbgrader_config.py", out)
    shutil.copy(course.root / "course.toml", out)
    return open_folder(out, language)


def spoil(folder: CourseFolder, students: list[str], assignments: list[str]) -> None:
    """One notebook is cut off and one is not handed in, so that a teacher sees how both are reported."""
    if len(students) < 3 or not assignments:
        return
    broken = folder.notebook("submitted", assignments[-1], students[-1])
    broken.write_bytes(broken.read_bytes()[:400])
    shutil.rmtree(folder.notebook("submitted", assignments[0], students[len(students) // 2]).parent)


def write_reports(found: Results, folder: CourseFolder, name: str, title, language: str) -> Path:
    """Writes the class report in both languages; returns the path of the one in `language`."""
    target = make_writable(folder.path / "reports")
    for code in ("zh", "en"):
        text = report.page(found, code, title[code] if title else None)
        (target / f"{name}-{code}.html").write_text(text, encoding="utf-8", newline="\n")
    return target / f"{name}-{language}.html"
