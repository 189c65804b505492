"""One cell that holds nearly all of the memory takes no points from right answers behind it."""

import json

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.engine.model import GRADED, Limits, Package, Submission
from grader.engine.processes import executors
from grader.engine.verdict.held import Held
from tests.tiny_class import role

OFF = frozenset({"cpu"})  # a runtime of its own: other tests start and stop theirs
LIMIT = 400
RIGHT = "def f{0}(n):\n    return len(bytearray(n)) + {0}"
CHECK = "assert f{0}(60 << 20) == (60 << 20) + {0}"


def notebook(*own: str, **answers: str) -> str:
    """Three tasks whose right answers need 60 MB, behind cells of the student's own."""
    cells = [new_code_cell(source, id=f"own-{k}") for k, source in enumerate(own)]
    for k in range(3):
        answer = answers.get(f"f{k}", RIGHT.format(k))
        cells.append(new_code_cell(answer, metadata=role(f"f{k}", solution=True)))
        cells.append(new_code_cell(CHECK.format(k), metadata=role(f"c{k}", 2)))
    return json.dumps(new_notebook(cells=cells))


@pytest.fixture(scope="module")
def grade():
    """The points of a notebook, and the notebook as it was run."""
    engine = executors.runtime(OFF)
    package = Package("held", "held", notebook(), None, limits=Limits(memory_mb=LIMIT))

    def graded(handed_in: str) -> tuple[list, str]:
        found = engine.grade(package, Submission("S1", handed_in.encode()))
        assert found.status == GRADED, found.reason
        return [mark.points for mark in found.marks], found.executed

    yield graded
    executors._running.pop(OFF).close()


HOLDS = {
    "one value": f"junk = bytearray({LIMIT - 30} << 20)",
    "until there is no more": "junk = []\nwhile True:\n    junk.append(bytearray(5 << 20))",
    "and catches the error": "junk = []\ntry:\n    while True:\n        "
    "junk.append(bytearray(5 << 20))\nexcept MemoryError:\n    pass",
}


@pytest.mark.parametrize("own", HOLDS.values(), ids=HOLDS)
def test_a_cell_that_nothing_needs_is_left_out_and_told_so(grade, own):
    points, executed = grade(notebook(own))
    assert points == [2, 2, 2]
    [cell] = [cell for cell in json.loads(executed)["cells"] if cell["id"] == "own-0"]
    said = str(cell["outputs"])
    assert "without it" in said and "去掉了它" in said


def test_an_answer_that_holds_it_keeps_its_own_points_and_the_others_theirs(grade):
    answer = RIGHT.format(0) + f"\nkept = bytearray({LIMIT - 90} << 20)"
    assert grade(notebook(f0=answer))[0] == [2, 2, 2]


def test_what_the_answers_need_is_put_back(grade):
    own = f"data = bytearray({LIMIT - 100} << 20)"
    needs = "def f{0}(n):\n    return n + {0} + 0 * len(data)"
    wasteful = "def f1(n):\n    return len(bytearray(4 * n)) // 4 + 1 + 0 * len(data)"
    answers = {"f0": needs.format(0), "f1": wasteful, "f2": needs.format(2)}
    points, executed = grade(notebook(own, **answers))
    assert points == [2, 0, 2] and "without it" not in executed


def test_what_a_process_tells_is_a_number_or_nothing():
    held = Held(400)
    for told in (None, "9999", -1, True, 100, 10**30):
        held.note(f"cell {told}", told, [])
    assert [heavy.source for heavy in held.heavy.values()] == [f"cell {10**30}"]
    assert held.heaviest() is not None and held.heaviest(f"cell {10**30}") is None
    held.restart()
    assert held.heaviest() is None
