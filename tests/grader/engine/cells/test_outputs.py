"""A mark is what happened in a cell: how much was printed, and of which characters, makes no
difference."""

import os
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.checks import quiz
from grader.engine.cells import outputs as forms
from grader.engine.cells.shell import _Client
from grader.engine.model import APART, BESIDE, Limits, Package
from grader.engine.verdict.scoring import NUMBER, TRUTH, score
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


# --- any outputs, in any order, of any size

SIZES = [0, 1, 9, ROOM // 10, ROOM // 6 - 9, ROOM - 30, ROOM, 3 * ROOM]
SHOWS = ["1", "0", "0.25", "np.float64(0.5)", "True", "False", "nan", "-1", "'a'", ""]
KINDS = {
    "stdout": lambda text, shown: ("stream", {"name": "stdout", "text": text}),
    "stderr": lambda text, shown: ("stream", {"name": "stderr", "text": text}),
    "text": lambda text, shown: ("display_data", {"data": {"text/plain": text}}),
    "page": lambda text, shown: ("display_data", {"data": {"text/html": text}}),
    "result": lambda text, shown: ("execute_result", {"data": {"text/plain": shown}}),
    "long result": lambda text, shown: ("execute_result", {"data": {"text/plain": repr(text)}}),
    "late result": lambda text, shown: (
        "execute_result",
        {"data": {"text/plain": " " * len(text) + shown, "text/html": text}},
    ),
    "update": lambda text, shown: ("update_display_data", {"data": {"text/plain": shown}}),
    "error": lambda text, shown: ("error", {"ename": "E", "evalue": text, "traceback": [text]}),
    "clear": lambda text, shown: ("clear_output", {"wait": not text}),
}
SENT = st.tuples(*map(st.sampled_from, (list(KINDS), list(CHARACTERS), SIZES, SHOWS, ["a", ""])))


def marked(sent: list[tuple], limits: Limits, wanted: str) -> float | None:
    """What a grade cell gets that shows all this to a shell, which tells a session of it."""
    client = _Client(limits.output_kb * 1024)
    client.begin()
    for kind, character, size, shown, label in sent:
        name, content = KINDS[kind](CHARACTERS[character] * size, shown)
        content = {"metadata": {}, "execution_count": 1} | content
        content["transient"] = {"display_id": label if "data" in content else ""}
        told = {"header": {"msg_type": name}, "parent_header": {}, "content": content}
        client.receive(told, os.getpid())
    cell = {"cell_type": "code", "metadata": role(points=1)}
    return score(cell, clean(client.end(), 1, limits), 1, wanted)[0]


@given(st.lists(SENT, max_size=6), st.sampled_from(["", NUMBER, TRUTH]))
def test_a_mark_is_the_one_without_limits(sent, wanted):
    without = replace(LIMITS, output_kb=1 << 20)
    assert marked(sent, LIMITS, wanted) == marked(sent, without, wanted)
