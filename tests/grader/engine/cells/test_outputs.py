"""A mark is what happened in a cell: how much was printed, and of which characters, makes no
difference."""

import sys

import pytest

from grader.checks import quiz
from grader.engine.cells import outputs as forms
from grader.engine.model import APART, BESIDE, Limits, Package
from grader.engine.verdict.scoring import score
from grader.engine.verdict.session import clean
from tests.grader.engine.verdict.test_scoring import role
from tests.grader.engine.verdict.test_trusted import engine, grade, source  # noqa: F401 - engine is a fixture

LIMITS = Limits(cell_seconds=20, notebook_seconds=120, output_kb=16)
ROOM = 16 * 1024
CHARACTERS = {
    "ascii": "a",
    "Chinese": "客",
    "zero width": "\u200b",
    "null": "\0",
    "tag": "\U000e0001",
    "lone surrogate": "\ud800",
    "lines": "\n",
}
SHOWN = {
    "stdout": "print(word)",
    "stderr": "import sys\nprint(word, file=sys.stderr)",
    "by turns": "import sys\nfor n in range(9):\n"
    "    print(word, file=[sys.stdout, sys.stderr][n % 2])",
    "display": "display(word)",
    "page": "from IPython.display import HTML\ndisplay(HTML(word))",
    "in the error": "assert word[:5] == 'right', word",
}
TEST = "\nassert word[:5] == 'right'"
INSIDE = "\nimport inspect\nassert inspect.getsource(f)"  # only where the student's function lives


@pytest.mark.skipif(sys.platform != "linux", reason="student code is confined on Linux only")
@pytest.mark.parametrize("character", CHARACTERS.values(), ids=CHARACTERS)
def test_what_is_printed_never_changes_a_mark(engine, character):  # noqa: F811
    texts = [shown + TEST + where for where in ("", INSIDE) for shown in SHOWN.values()]
    answer = "def f():\n    return 1\nword = {}"
    package = Package("a", "a", source(answer.format("'right'"), *texts), None, limits=LIMITS)
    shorter = (1, ROOM // 6 - 9) if character in "a客" else ()
    for count in (*shorter, ROOM, 40 * ROOM):
        for start, points in (("right", 1), ("wrong", 0)):
            marks = grade(
                engine, package, answer.format(f"{start!r} + {character!r} * {count}")
            ).marks
            marks = [mark for mark in marks if mark.cell != "task"]
            assert [mark.points for mark in marks] == [points] * len(texts), (start, count)
            assert [mark.how for mark in marks] == [APART] * len(SHOWN) + [BESIDE] * len(SHOWN)


@pytest.mark.parametrize("character", CHARACTERS.values(), ids=CHARACTERS)
def test_a_long_answer_to_a_theory_test_gets_nothing(engine, character):  # noqa: F811
    texts = [f"checks.entry('tiering', {n})\nassert tiering[{n}] == 'B'" for n in (1, 2)]
    package = Package(
        "a",
        "a",
        source("tiering = {1: 'B', 2: 'B'}", *texts, given="from grader import checks"),
        None,
    )
    answer = f"tiering = dict.fromkeys([1, 2], {character!r} * 600_000)"
    assert [
        mark.points for mark in grade(engine, package, answer).marks if mark.cell != "task"
    ] == [0, 0]


def test_a_long_answer_is_shown_by_its_beginning(capsys):
    for length in (60, 61):
        quiz._answered("a", "x" * length)
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("a = " + "x" * 60) and second.endswith("a = " + "x" * 59 + "…")


def test_a_group_of_errors_is_an_error(engine):  # noqa: F811
    texts = ["assert f() == 1", "assert f() == 1" + INSIDE]
    package = Package("a", "a", source("def f():\n    return 1", *texts), None, limits=LIMITS)
    answer = "def f():\n    raise ExceptionGroup('several', [ValueError(1)])"
    assert [
        mark.points for mark in grade(engine, package, answer).marks if mark.cell != "task"
    ] == [0, 0]


FLOOD = {"output_type": "stream", "name": "stdout", "text": "\u200b" * ROOM}
ERROR = {"output_type": "error", "ename": "AssertionError", "evalue": "no", "traceback": []}


def result(text: str) -> dict:
    return {
        "output_type": "execute_result",
        "data": {"text/plain": text},
        "metadata": {},
        "execution_count": 1,
    }


@pytest.mark.parametrize(
    "shown, points",
    [("0", 0), ("0.5", 0.5), ("0" * ROOM + "1", 1), (" " * 2 * ROOM + "0", 0), ("1" * 400, 0)],
)
def test_a_result_after_a_flood_still_counts(shown, points):
    cell = {"cell_type": "code", "metadata": role(points=1)}
    kept = clean([FLOOD, result(shown)], 1, LIMITS)
    assert score(cell, kept, 1)[0] == score(cell, [result(shown)], 1)[0] == points
    assert forms.size(kept) < 4 * ROOM


def test_errors_are_kept_and_the_rest_is_cut_with_one_note():
    full = FLOOD | {"text": "a" * (ROOM - 100)}
    assert clean([full, FLOOD, ERROR, FLOOD, ERROR], 1, LIMITS) == [full, ERROR, ERROR, forms.NOTE]


@pytest.mark.parametrize(
    "sent",
    [None, {}, [None], [{"output_type": "stream"}], [{"output_type": "execute_result", "data": 1}]],
)
def test_what_is_no_output_is_an_error(sent):
    assert [output["output_type"] for output in clean(sent, 1, LIMITS)] == ["error"]


@pytest.mark.parametrize("character", CHARACTERS.values(), ids=CHARACTERS)
def test_a_text_is_cut_at_its_bytes_in_a_file(character):
    for room in (2, 3, 10, 1000):
        kept = forms.fitting(character * 5000, room)
        assert forms.size(kept) <= room < forms.size(kept + character)
