"""A check in a process of its own: it goes on without whoever started it, can be stopped, and
loses nothing however it ends."""

import subprocess
import sys
import time

import nbformat
import psutil
import pytest

from grader.base import UserError
from grader.base.files.writing import write
from grader.learner import checking, home, progress
from tests import tiny_class

NAME = "tiny-tasks"
SERVER = f"""
import sys, time
from grader.course import outline
from grader.learner.checking import Checker
Checker().start(outline.load(sys.argv[1]), "zh", ["{NAME}"])
print("began", flush=True)
time.sleep(600)
"""


@pytest.fixture
def course(tmp_path, own_home):
    course = tiny_class.opened(tmp_path)
    yield course
    checking.stop()


@pytest.fixture
def checker():
    checker = checking.Checker()
    yield checker
    checker.close()


def answer(source="def double(x):\n    return 2 * x"):
    path = home.place() / "zh" / tiny_class.PLACES["zh"][NAME]
    notebook = nbformat.read(path, 4)
    next(cell for cell in notebook.cells if cell.id == "double").source = source
    nbformat.write(notebook, path)
    return path


def until(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition(checking.state()):
        assert time.monotonic() < end, (home.room() / "checking.log").read_text(encoding="utf-8")
        time.sleep(0.1)
    return checking.state()


def checked(checker, course, points):
    """A check to its end; the id of the process."""
    began = checker.start(course, "zh", [NAME])
    done = until(lambda state: state.ended)
    assert done.left == [] and done.why is None and done.said[0].why is None
    attempt = progress.load(home.room() / "progress.json").last(NAME)
    assert attempt.points == {"double": points}
    return began.process


def has_ended(process):
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_nothing_is_checked_before_something_was_answered(course, checker):
    with pytest.raises(UserError, match="还没有写答案"):
        checker.start(course, "zh", [NAME])
    assert checking.state() is None


def test_a_check_that_is_killed_or_stopped_goes_on_and_its_process_stays_for_the_next_click(
    course, checker, monkeypatch
):
    path = answer()
    before = path.read_bytes()
    started = checker.start(course, "zh", [NAME])
    assert started.running and checker.start(course, "zh", [NAME]).process == started.process
    psutil.Process(started.process[0]).kill()
    cut = until(lambda state: not state.running)
    assert cut.left == [NAME] and not cut.ended and path.read_bytes() == before
    second = checker.start(course, cut.language, cut.left)
    assert second.running and second.process != cut.process
    checking.stop()
    stopped = checking.state()
    assert stopped.ended and not stopped.running and path.read_bytes() == before
    process = checked(checker, course, 3.0)
    assert path.read_bytes() == before
    checking.put_away()
    assert checking.state() is None
    answer("def double(x):\n    return 3 * x")
    assert checked(checker, course, 0.0) == process
    engine = psutil.Process(process[0]).children(recursive=True)
    for one in engine:
        one.kill()
    until(lambda _: all(map(has_ended, engine)))
    answer()
    assert checked(checker, course, 3.0) == process
    family = [psutil.Process(process[0]), *psutil.Process(process[0]).children(recursive=True)]
    monkeypatch.setattr(checking, "IDLE", 0)
    answer("def double(x):\n    return x")
    assert checked(checker, course, 0.0) == process  # not cut off
    gone, left = psutil.wait_procs(family, timeout=20)
    assert not left and len(gone) > 2


def test_a_server_that_is_killed_in_the_middle_loses_nothing(course):
    answer()
    asked = [sys.executable, "-c", SERVER, str(course.root)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, cwd=tiny_class.CHECKOUT) as server:
        assert server.stdout.readline() == b"began\n"
        server.kill()
    began = checking.state()
    assert began.running and began.left == [NAME]
    done = until(lambda state: state.ended)
    assert done.left == [] and done.why is None
    assert progress.load(home.room() / "progress.json").last(NAME).points == {"double": 3.0}
    until(lambda state: not psutil.pid_exists(began.process[0]))


def test_a_process_that_has_ended_or_knows_another_course_is_replaced(course, checker, monkeypatch):
    launched = []

    def launch(course):
        waits = [sys.executable, "-c", "import sys; sys.stdin.read()"]
        launched.append(subprocess.Popen(waits, stdin=subprocess.PIPE, encoding="utf-8"))
        return launched[-1]

    def click():
        checker.start(course, "zh", [NAME])
        checking._note(end="ok")
        return len(launched)

    monkeypatch.setattr(checking, "_launch", launch)
    answer()
    assert [click(), click()] == [1, 1]
    other = course.root / "elsewhere"
    changes = (
        (course.root / "course.toml").touch,
        next((course.root / "exercises").rglob(f"{NAME}.ipynb")).touch,
        lambda: monkeypatch.setenv("KEGUAN_DATASETS", str(other)),
        lambda: write(other / "case" / "orders.csv", "id\n"),
    )
    for number, change in enumerate(changes, start=2):
        change()
        assert click() == number and launched[number - 2].wait(20) == 0
    launched[-1].kill()
    launched[-1].wait()
    assert [click(), click()] == [6, 6]
    checker.close()
    assert launched[2].wait(20) == 0


def test_a_process_number_that_another_one_has_now_is_not_taken_for_the_check(course):
    me = psutil.Process()
    home.room().mkdir(exist_ok=True)
    checking.write(home.room() / checking.FILE, '{"names": ["a"], "language": "zh"}\n')
    checking._note(process=[me.pid, me.create_time() - 100])
    assert not checking.state().running
    checking.stop()
    assert me.is_running()


@pytest.mark.parametrize("line", ["", "{", "[]", '{"names": 3}', '{"process": "x"}', '{"done": 1}'])
def test_a_broken_line_is_passed_over(course, line):
    home.room().mkdir(exist_ok=True)
    checking.write(home.room() / checking.FILE, line + "\n")
    assert not checking.state().running
