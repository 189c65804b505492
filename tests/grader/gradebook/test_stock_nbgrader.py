"""Stock nbgrader works on the real assignments: same release, same marks, Validate, feedback,
formgrader."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from functools import cache
from itertools import product
from pathlib import Path

import nbformat
import pytest

from grader.course import outline as courses
from grader.course import simulate
from grader.course.answers import load_answers
from grader.course.folder import open_folder
from grader.course.simulate import MISTAKE, NOTHING, SOLUTION, UNUSUAL, Choice
from grader.gradebook.assignments import generate
from grader.gradebook.scores import cell_scores
from grader.grading.run import Engine
from tools import lint

COURSE = courses.load()
BOOK = load_answers(COURSE.root)
BIN = Path(sys.executable).parent
TASKS = "tiering-tasks"
pytestmark = pytest.mark.usefixtures("kept_processes")


def nbgrader(folder, *args, code=0):
    """Runs nbgrader's own command in a folder, as an instructor would."""
    env = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "KEGUAN_LANG": "zh"}
    result = subprocess.run(
        [sys.executable, "-m", "nbgrader", *args],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert result.returncode == code, result.stdout[-3000:]
    return result.stdout


def copy(target):
    """The course folder as in a fresh clone, without releases."""
    shutil.copytree(COURSE.root / "exercises" / "source", target / "source")
    shutil.copy(COURSE.root / "exercises" / "nbgrader_config.py", target)
    shutil.copy(COURSE.root / "course.toml", target)
    return target


def one_for_each_check(mistakes):
    """Mistakes that between them lose every check that one of the list loses, each as few as can
    be."""
    found, lost = [], set()
    for mistake in sorted(mistakes, key=lambda mistake: len(mistake.loses)):
        if not mistake.loses <= lost:
            found.append(mistake)
            lost |= mistake.loses
    return found


@cache
def choices():
    """One student who solves all, one who hands in nothing, and students who between them lose
    every check that a mistake loses and try two unusual answers of every autograded task: every
    answer for itself is tried in test_wrong_answers.py."""
    found = {}
    for assignment, tasks in BOOK.items():
        for task, answers in tasks.items():
            found["solved", assignment, task] = Choice(SOLUTION)
            found["empty", assignment, task] = Choice(NOTHING)
            tried = [Choice(MISTAKE, a.name) for a in one_for_each_check(answers.mistakes)]
            tried += [Choice(UNUSUAL, a.name) for a in answers.unusual[:2]]
            for number, choice in enumerate(tried):
                found[f"student{number}", assignment, task] = choice
    return found


@cache
def graded_cells(assignment):
    """[(task, grade id, points)] of an assignment's checks."""
    path = COURSE.root / "exercises" / "source" / "zh" / assignment / f"{assignment}.ipynb"
    task, cells = None, []
    for cell in nbformat.read(path, as_version=4).cells:
        role = cell.metadata.get("nbgrader", {})
        if role.get("solution"):
            task = role["grade_id"]
        elif role.get("grade"):
            cells.append((task, role["grade_id"], role["points"]))
    return cells


def lost(choice, answers, grade_id):
    """Whether this choice fails this check."""
    if choice.kind != MISTAKE:
        return choice.kind == NOTHING
    return grade_id in next(m.loses for m in answers.mistakes if m.name == choice.name)


def expected(student, assignment):
    """Points by grade id that the choices should give."""
    points = {}
    for task, grade_id, worth in graded_cells(assignment):
        choice = choices().get((student, assignment, task), Choice(SOLUTION))
        points[grade_id] = 0 if lost(choice, BOOK[assignment][task], grade_id) else worth
    return points


def marks(folder):
    found = defaultdict(dict)
    for score in cell_scores(folder):
        found[score.student, score.assignment][score.cell] = score.points
    return dict(found)


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """A course folder for each language, in which nbgrader has released every assignment; the
    gradebook, where the cells take most of the time, in Chinese only."""
    folders = {}
    for language in COURSE.languages:
        path = copy(tmp_path_factory.mktemp(language))
        if language != "zh":
            with (path / "nbgrader_config.py").open("a", encoding="utf-8") as config:
                config.write("c.SaveCells.enabled = False\n")
        folders[language] = open_folder(path, language)
        for assignment in COURSE.assignments:
            generate(folders[language], assignment.name)
    return folders


@pytest.fixture(scope="module")
def ours(releases):
    """The class graded by our command; every student solves the tasks where the list has no
    further mistake."""
    folder = releases["zh"]
    drawn = choices()
    for assignment, tasks in BOOK.items():
        students = sorted({student for student, name, _ in drawn if name == assignment})
        keys = product(students, [assignment], tasks)
        full = {key: drawn.get(key, Choice(SOLUTION)) for key in keys}
        everyone = simulate.SimulatedClass(dict.fromkeys(students, 0.0), full)
        simulate.hand_in(everyone, BOOK, folder, [assignment])
    jobs = []
    for assignment in BOOK:
        jobs += [(assignment, student) for student in folder.students(assignment)]
    with Engine(folder) as engine:
        outcomes = list(engine.grade(jobs))
    assert {outcome.status for outcome in outcomes} == {"graded"}
    return folder


@pytest.mark.parametrize("language", COURSE.languages)
def test_the_committed_release_is_what_nbgrader_makes(releases, language):
    committed = COURSE.root / "exercises" / "release" / language
    for assignment in COURSE.assignments:
        made = releases[language].notebook("release", assignment.name)
        built = committed / assignment.name / made.name
        assert json.loads(made.read_bytes()) == json.loads(built.read_bytes()), (
            f"{built}: run python -m tools.build"
        )


def test_marks_are_those_the_answers_deserve(ours):
    for (student, assignment), points in marks(ours).items():
        assert points == expected(student, assignment), (student, assignment)


def test_the_untouched_release_has_zero_and_the_solution_full_marks(ours):
    found = marks(ours)
    for assignment in BOOK:
        assert sum(found["empty", assignment].values()) == 0
        assert sum(found["solved", assignment].values()) == COURSE.assignment(assignment).points


def test_stock_nbgrader_gives_the_same_marks_and_feedback(ours, tmp_path):
    """nbgrader's own commands, start to end, on the task assignment of two students."""
    folder = open_folder(copy(tmp_path))
    nbgrader(tmp_path, "generate_assignment", TASKS)
    students = ["empty", "student0"]
    for student in students:
        shutil.copytree(
            ours.path / "submitted" / student / TASKS, tmp_path / "submitted" / student / TASKS
        )
    nbgrader(tmp_path, "autograde", TASKS)
    nbgrader(tmp_path, "generate_feedback", TASKS)
    found, own = marks(folder), marks(ours)
    assert set(found) == {(student, TASKS) for student in students}
    assert all(found[key] == own[key] for key in found)
    for graded in (folder, ours):
        notebook = nbformat.read(graded.notebook("autograded", TASKS, "student0"), 4)
        checks = [cell for cell in notebook.cells if lint.is_check(cell)]
        assert checks and all(cell.metadata.jupyter.source_hidden for cell in checks)
    page = (tmp_path / "feedback" / "student0" / TASKS / f"{TASKS}.html").read_text(
        encoding="utf-8"
    )
    assert "✘" in page and "Traceback (most recent call last)" not in page


def test_nbgrader_validates_a_solved_notebook_and_refuses_the_untouched_one(ours):
    solved = nbgrader(ours.path, "validate", str(ours.notebook("submitted", TASKS, "solved")))
    assert "Success! Your notebook passes all the tests." in solved
    assert "failed" in nbgrader(ours.path, "validate", str(ours.notebook("release", TASKS)))


def test_hand_graded_work_waits_in_the_gradebook(ours):
    written = [a.name for a in COURSE.assignments if a.name not in BOOK and not a.is_drawn]
    simulate.hand_in(simulate.SimulatedClass({"solved": 0.0}, {}), BOOK, ours, written)
    with Engine(ours, 1) as engine:
        outcomes = list(engine.grade([(name, "solved") for name in written]))
    assert {outcome.status for outcome in outcomes} == {"graded"}
    waiting = defaultdict(set)
    for score in cell_scores(ours):
        waiting[score.assignment].add(score.by_hand)
    assert all(waiting[name] == {True} for name in written) and all(
        waiting[name] == {False} for name in BOOK
    )


def test_formgrader_opens(ours):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_CONFIG_DIR": str(ours.path / ".jupyter"),
    }
    log = (ours.path / "server.log").open("w", encoding="utf-8")
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "jupyter",
            "server",
            "--no-browser",
            "--allow-root",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={port}",
            "--ServerApp.port_retries=0",
            "--IdentityProvider.token=t",
        ],
        cwd=ours.path,
        env=env,
        stdout=log,
        stderr=log,
    )
    try:
        assert _get(server, f"http://127.0.0.1:{port}/formgrader?token=t") == 200
        assert _get(server, f"http://127.0.0.1:{port}/formgrader/gradebook/{TASKS}?token=t") == 200
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def _get(server, url, seconds=90):
    """Status of a page, asked for until the server answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=30) as page:
                return page.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.5)
    return None
