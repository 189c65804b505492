"""A check in a process of its own: it goes on without whoever started it, can be stopped, and
loses nothing however it ends."""

import time

import nbformat
import psutil
import pytest

from grader.base import UserError
from grader.learner import checking, home, progress
from tests import tiny_class

NAME = "tiny-tasks"


@pytest.fixture
def course(tmp_path, own_home):
    course = tiny_class.opened(tmp_path)
    yield course
    checking.stop()


def answer():
    path = home.place() / "zh" / tiny_class.PLACES["zh"][NAME]
    notebook = nbformat.read(path, 4)
    next(
        cell for cell in notebook.cells if cell.id == "double"
    ).source = "def double(x):\n    return 2 * x"
    nbformat.write(notebook, path)
    return path


def until(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition(checking.state()):
        assert time.monotonic() < end, (home.room() / "checking.log").read_text(encoding="utf-8")
        time.sleep(0.1)
    return checking.state()


def test_nothing_is_checked_before_something_was_answered(course):
    with pytest.raises(UserError, match="还没有写答案"):
        checking.start(course, "zh", [NAME])
    assert checking.state() is None


def test_a_check_that_is_killed_or_stopped_loses_nothing_and_goes_on(course):
    path = answer()
    before = path.read_bytes()
    started = checking.start(course, "zh", [NAME])
    assert started.running and checking.start(course, "zh", [NAME]).process == started.process
    psutil.Process(started.process[0]).kill()
    cut = until(lambda state: not state.running)
    assert cut.left == [NAME] and not cut.ended and path.read_bytes() == before
    second = checking.start(course, cut.language, cut.left)
    assert second.running and second.process != cut.process
    checking.stop()
    stopped = checking.state()
    assert stopped.ended and not stopped.running and path.read_bytes() == before
    checking.start(course, "zh", stopped.left)
    done = until(lambda state: state.ended)
    assert done.left == [] and done.why is None and done.said[0].why is None
    attempt = progress.load(home.room() / "progress.json").last(NAME)
    assert attempt.points == {"double": 3.0} and path.read_bytes() == before
    checking.put_away()
    assert checking.state() is None


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
