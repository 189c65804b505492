"""The graders that are measured, each on a fresh copy of the same course folder with the same
submissions.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
from IPython.core.inputtransformer2 import TransformerManager

from benchmarks import measure
from benchmarks.measure import Used
from grader.base import UserError
from grader.course import simulate
from grader.course.answers import load_answers
from grader.course.folder import CourseFolder, open_folder

CHECKOUT = Path(__file__).resolve().parent.parent
TASKS = "tiering-tasks"
BIN = Path(sys.executable).parent
LANGUAGE = "zh"


@dataclass(frozen=True)
class Class:
    """A course folder in which `students` handed in one assignment and nothing was graded yet."""

    path: Path
    students: tuple[str, ...]

    @property
    def folder(self) -> CourseFolder:
        return open_folder(self.path, LANGUAGE)

    def first(self, n: int, target: Path) -> Class:
        """A copy with the first n students only."""
        shutil.copytree(
            self.path, target, ignore=lambda at, _: ["submitted"] if Path(at) == self.path else []
        )
        for student in self.students[:n]:
            shutil.copytree(self.path / "submitted" / student, target / "submitted" / student)
        return Class(target, self.students[:n])


def environment(**more: str) -> dict[str, str]:
    """What the commands see: this environment with its own Python's commands first."""
    return (
        os.environ
        | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "KEGUAN_LANG": LANGUAGE}
        | more
    )


def make_class(path: Path, n: int, seed: int) -> Class:
    """Writes the course folder, releases the assignment with nbgrader's command and lets n students
    hand it in.
    """
    exercises = CHECKOUT / "exercises"
    source = Path("source") / LANGUAGE / TASKS
    shutil.copytree(exercises / source, path / source)
    shutil.copy(exercises / "nbgrader_config.py", path)
    shutil.copy(CHECKOUT / "course.toml", path)
    log = path.parent / "release.log"
    with log.open("wb") as output:
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", "generate_assignment", TASKS],
            cwd=path,
            check=False,
            env=environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if done.returncode:
        raise UserError(
            f"nbgrader 不能发布 {TASKS}：{last_line(log)}",
            f"nbgrader cannot release {TASKS}: {last_line(log)}",
        )
    book = {TASKS: load_answers(CHECKOUT)[TASKS]}
    drawn = simulate.draw(book, n, seed)
    simulate.hand_in(drawn, book, open_folder(path, LANGUAGE), [TASKS])
    return Class(path, tuple(drawn.abilities))


def last_line(log: Path) -> str:
    """The last line of a log that says something."""
    lines = [
        line.strip()
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
        if line.strip()
    ]
    return lines[-1][:200] if lines else "?"


def gradebook_marks(course: Class) -> dict[str, dict[str, float]]:
    """Points by student and grade id, as nbgrader's gradebook has them."""
    from grader.gradebook.scores import cell_scores

    marks: dict[str, dict[str, float]] = {}
    for score in cell_scores(course.folder):
        marks.setdefault(score.student, {})[score.cell] = score.points
    return marks


@dataclass(frozen=True)
class Ran:
    """What came of a peer's run over a class; `why` says in a line what went wrong, or is empty."""

    used: Used | None
    marks: dict[str, dict[str, float]]
    why: str = ""


class Nbgrader:
    """Plain `nbgrader autograde`, the command that instructors type."""

    name, title = "nbgrader", "nbgrader autograde"
    missing = ""

    def run(self, course: Class) -> Ran:
        """Grades the whole class with one command."""
        return self._command([sys.executable, "-m", "nbgrader", "autograde", TASKS], course)

    def _command(self, command: list[str], course: Class) -> Ran:
        log = course.path.parent / f"{course.path.name}.log"
        used = measure.run(command, course.path, log, environment())
        marks = gradebook_marks(course)
        why = ""
        if used.code or set(marks) != set(course.students):
            why = (
                f"exit {used.code}, {len(marks)} of {len(course.students)} marked: {last_line(log)}"
            )
        return Ran(used, marks, why)


class Ours(Nbgrader):
    """`keguan grade`, with everything on."""

    name = "ours"

    def __init__(self, jobs: int):
        self.jobs, self.title = jobs, f"keguan grade --jobs {jobs}"

    @property
    def missing(self) -> str:
        """Why it cannot run, or nothing."""
        return "" if shutil.which("keguan", path=str(BIN)) else "not installed: pip install -e ."

    def run(self, course: Class) -> Ran:
        """Grades the whole class with one command."""
        keguan = shutil.which("keguan", path=str(BIN))
        return self._command(
            [keguan, "grade", TASKS, "--course", str(course.path), "--jobs", str(self.jobs)], course
        )


class Floor:
    """The same cells of the same rebuilt notebooks in one warm process; only its warm part
    counts."""

    name, title, missing = "floor", "floor (one warm process)", ""

    def run(self, course: Class) -> Ran:
        """Runs the class's notebooks; the memory is that of the whole process."""
        beside = course.path.parent
        notebooks, result, log = (
            beside / f"{course.path.name}.{end}" for end in ("cells", "json", "log")
        )
        notebooks.write_text(json.dumps(rebuilt(course)), encoding="utf-8", newline="\n")
        command = [sys.executable, "-m", "benchmarks.floor", str(notebooks), str(result)]
        used = measure.run(command, CHECKOUT, log, environment())
        if used.code:
            return Ran(used, {}, f"exit {used.code}: {last_line(log)}")
        warm = json.loads(result.read_text(encoding="utf-8"))
        return Ran(Used(warm["wall"], warm["cpu"], used.memory), {})


def rebuilt(course: Class) -> list[list[str]]:
    """Code of every submission: the instructor's notebook with the student's answers in it, as
    plain Python.
    """
    plain = TransformerManager().transform_cell
    source = nbformat.read(course.folder.require("source", TASKS), as_version=4)
    notebooks = []
    for student in course.students:
        answers = {
            role(cell).get("grade_id"): cell.source
            for cell in submission(course, student).cells
            if role(cell).get("solution")
        }
        notebooks.append(
            [
                plain(
                    answers.get(role(cell).get("grade_id"), cell.source)
                    if role(cell).get("solution")
                    else cell.source
                )
                for cell in source.cells
                if cell.cell_type == "code"
            ]
        )
    return notebooks


def submission(course: Class, student: str):
    """A student's notebook as handed in."""
    return nbformat.read(course.folder.notebook("submitted", TASKS, student), as_version=4)


def role(cell) -> dict:
    """nbgrader's metadata of a cell."""
    return cell.metadata.get("nbgrader", {})


class Otter:
    """otter-grader's `otter run`, one command a submission, on a sample of the class."""

    name, title = "otter", "otter run"

    def __init__(self, python: str, sample: int):
        self.python, self.sample = python, sample

    @cached_property
    def missing(self) -> str:
        """Why it cannot run, or nothing."""
        needs = "import otter, pandas, matplotlib"
        try:
            tried = subprocess.run(
                [self.python, "-c", needs], capture_output=True, encoding="utf-8", check=False
            )
        except OSError as error:
            return f"not installed: {error.strerror}: {self.python}"
        return f"not installed: {tried.stderr.strip().splitlines()[-1]}" if tried.returncode else ""

    def run(self, course: Class) -> Ran:
        """Grades the sample, one command after the other."""
        work = course.path.parent / f"{course.path.name}.otter"
        work.mkdir()
        archive = self.archive(course, work)
        total, marks = None, {}
        for student in course.students[: self.sample]:
            folder = work / student
            folder.mkdir()
            nbformat.write(for_otter(submission(course, student)), folder / f"{TASKS}.ipynb")
            command = self.command(
                "run", "--no-logo", "-a", str(archive), "-o", ".", f"{TASKS}.ipynb"
            )
            used = measure.run(command, folder, folder / "log", self.environment)
            total = used if total is None else total + used
            if used.code or not (folder / "results.json").is_file():
                return Ran(total, marks, f"exit {used.code}: {last_line(folder / 'log')}")
            tests = json.loads((folder / "results.json").read_text(encoding="utf-8"))["tests"]
            marks[student] = {
                test["name"]: test["score"] for test in tests if test.get("max_score")
            }
        return Ran(total, marks)

    @property
    def environment(self) -> dict[str, str]:
        """Its own Python's commands first, and our packages, which the notebooks import."""
        return environment(
            PATH=f"{Path(self.python).parent}{os.pathsep}{os.environ['PATH']}",
            PYTHONPATH=str(CHECKOUT),
        )

    def command(self, *words: str) -> list[str]:
        """An otter command; `-m otter` would do as well, but puts the current folder on the
        path."""
        return [self.python, "-c", "from otter.cli import cli; cli(prog_name='otter')", *words]

    def archive(self, course: Class, work: Path) -> Path:
        """otter's autograder.zip of the assignment, made by `otter generate`."""
        tests = work / "tests"
        tests.mkdir()
        for cell in nbformat.read(course.folder.require("source", TASKS), as_version=4).cells:
            if role(cell).get("grade"):
                name = role(cell)["grade_id"]
                (tests / f"{name}.py").write_text(
                    ok_test(name, role(cell)["points"], cell.source), encoding="utf-8", newline="\n"
                )
        with (work / "generate.log").open("wb") as log:
            subprocess.run(
                self.command(
                    "generate",
                    "--no-config",
                    "--no-requirements",
                    "--no-environment",
                    "-t",
                    "tests",
                    "-o",
                    "autograder.zip",
                ),
                cwd=work,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )
        return work / "autograder.zip"


def ok_test(name: str, points: float, source: str) -> str:
    """An otter test in OK format that runs a grade cell and expects no error; what the cell prints
    is not compared.
    """
    doctest = (
        ">>> import contextlib, io\n"
        ">>> with contextlib.redirect_stdout(io.StringIO()):\n"
        f"...     exec({source!r})\n"
    )
    suite = {
        "cases": [{"code": doctest, "hidden": True, "locked": False}],
        "scored": True,
        "setup": "",
        "teardown": "",
        "type": "doctest",
    }
    return f"OK_FORMAT = True\ntest = { ({'name': name, 'points': points, 'suites': [suite]})!r}\n"


def for_otter(notebook):
    """The submission as `otter assign` would have laid it out: grade cells become tests of the
    answer above them.
    """
    kept = []
    for cell in notebook.cells:
        if role(cell).get("grade") and not role(cell).get("solution"):
            kept[-1].metadata.setdefault("otter", {"tests": []})["tests"].append(
                role(cell)["grade_id"]
            )
        else:
            kept.append(cell)
    notebook.cells = kept
    return notebook
