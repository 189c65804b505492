"""What grading tells a teacher to look at."""

import pytest

from grader.engine.model import GRADED, CellMark, Graded, Submission
from grader.grading.looks import Looks
from tests import inboxes
from tests.inboxes import ESSAY, TASKS, notebook, untouched, work

JOB = (TASKS, "S1")


@pytest.fixture
def looks(tmp_path):
    return Looks(inboxes.course(tmp_path))


def marked(*points, maximum=2.0):
    marks = tuple(CellMark(str(n), one, maximum, "", "") for n, one in enumerate(points))
    return [Graded(*JOB, TASKS, GRADED, marks=marks)]


def told(looks, data, graded):
    looks.read(JOB, [(TASKS, Submission("S1", data))])
    looks.graded(JOB, graded)
    return looks.found[JOB].en if JOB in looks.found else ""


@pytest.mark.parametrize(
    "points, says",
    [((0.0, 0.0), True), ((0.0, None), True), ((0.0, 1.0), False), ((None,), False), ((), False)],
)
def test_all_zero(looks, points, says):
    assert bool(told(looks, work(), marked(*points))) is says
    assert not told(looks, work(), marked(0.0, maximum=0.0)) or says


@pytest.mark.parametrize(
    "data, says",
    [
        (untouched(TASKS), "nothing is answered"),
        (work(ESSAY), "not this assignment's notebook but like tiny-essay"),
        (notebook([]), "not this assignment's notebook"),
        (notebook(inboxes.CELLS[TASKS]("zh")[:4]), "much changed: 60% of the cells are gone"),
        (work(), "0 points in everything that is marked automatically"),
    ],
)
def test_the_weightiest_reason_is_told(looks, data, says):
    assert told(looks, data, marked(0.0)) == says


def test_of_several_notebooks_each_is_named(looks):
    looks.read(JOB, [("a", Submission("S1", work())), ("b", Submission("S1", untouched(TASKS)))])
    looks.graded(JOB, marked(1.0))
    assert looks.found[JOB].en == "b: nothing is answered"
