"""Every style of checks gives right and wrong answers what stock nbgrader gives them, or it is
listed here with the reason; what runs beside the student's code is marked so in the samples.

The short form judges one right and one wrong answer, the long one (--long) all columns, and runs
nbgrader again.
"""

import pytest

from grader.engine.model import (
    APART,
    BESIDE,
    GRADED,
    PLAIN_WANTED,
    Limits,
    Package,
    Submission,
)
from grader.engine.processes import executors
from tests import check_styles
from tests.check_styles import COLUMNS, Style

OFF = frozenset({"filesize"})  # a runtime of its own: other tests start and stop theirs
SHORT = ("right", "wrong")
# The reference gives plain data there; an object of the student's own class is refused, or comes
# as what its class extends, because its methods say what the student wants.
PLAIN = {
    "a-word-in-a-text-0",
    "a-default-dictionary-0",
}
# A warning on stderr costs nbgrader's points and not ours: pandas warns of what will change.
WARNED = {"a-table-argument-is-changed-0"}
# Nothing of the answer is asked there, and an empty one passes in nbgrader too.
PASSED_BY_A_STUB = {
    "a name that must be gone",
    "a NameError tells that it is gone",
    "a bare except around a call",
}


@pytest.fixture(scope="module")
def marks(pytestconfig):
    """Our marks: column, then grade id."""
    columns = COLUMNS if pytestconfig.getoption("--long") else SHORT
    found = {column: {} for column in columns}
    engine = executors.runtime(OFF)
    for family in check_styles.families():
        source = check_styles.notebook(family, "reference")
        package = Package(family, family, source, None, limits=Limits(cell_seconds=20))
        for column in columns:
            handed_in = check_styles.notebook(family, column).encode()
            graded = engine.grade(package, Submission(column, handed_in))
            assert graded.status == GRADED, graded.reason
            found[column] |= {mark.cell: mark for mark in graded.marks}
    yield found
    executors._running.pop(OFF).close()


@pytest.fixture(scope="module")
def theirs():
    return check_styles.recorded()["points"]


def _names(style: Style) -> str:
    return f"{style.family}: {style.name}"


@pytest.mark.parametrize("style", check_styles.styles(), ids=_names)
def test_the_marks_are_nbgraders(marks, theirs, style):
    for column, found in marks.items():
        for cell, points in style.checks():
            wanted = theirs[column][cell]
            if cell in PLAIN and column.startswith("right"):
                assert wanted == points and style.answers.get(column)
                wanted = 0 if column == "right" else points
                assert wanted or PLAIN_WANTED in found[cell].why
            if cell in WARNED and column in ("reference", "right2", "wrong2"):
                assert wanted == 0
                wanted = points
            assert found[cell].points == wanted, (column, found[cell].why)


@pytest.mark.parametrize("style", check_styles.styles(), ids=_names)
def test_only_what_is_marked_so_runs_beside(marks, style):
    for cell, _ in style.checks():
        wanted = BESIDE if cell in style.beside else APART
        assert marks["right"][cell].how == wanted


@pytest.mark.parametrize("style", check_styles.styles(), ids=_names)
def test_nbgrader_tells_right_from_wrong_answers(theirs, style):
    """Otherwise an equal mark would say nothing."""
    whole = sum(points for _, points in style.checks())
    got = {column: sum(theirs[column][cell] for cell, _ in style.checks()) for column in COLUMNS}
    if style.family == "credit":
        assert got["wrong"] == 0 < got["reference"]
        return
    if not WARNED & {cell for cell, _ in style.checks()}:
        assert got["reference"] == got["right"] == got["right2"] == whole
    assert "wrong" in style.answers and "right" in style.answers
    assert got["wrong"] < whole and (got["wrong2"] < whole or "wrong2" not in style.answers)
    assert got["stub"] < whole or style.name in PASSED_BY_A_STUB


def test_the_record_is_what_nbgrader_gives_now(pytestconfig, theirs, tmp_path):
    if not pytestconfig.getoption("--long"):
        pytest.skip("nbgrader's kernels take minutes: start.py test --long")
    assert check_styles.by_nbgrader(tmp_path) == theirs
