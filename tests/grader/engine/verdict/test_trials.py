"""A check that cannot bite apart from the answers is found before the class is graded, whatever the
reason, by answers that are broken on purpose."""

import json

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.engine.model import (
    APART,
    BESIDE,
    GRADED,
    CellMark,
    GradingPlan,
    Limits,
    Package,
    Submission,
    Teeth,
)
from grader.engine.processes import executors
from grader.engine.processes.protocol import Report
from grader.engine.processes.runtime import SLOW, Rooms
from tests.tiny_class import role

OFF = frozenset({"users"})  # a runtime of its own: other tests start and stop theirs
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
# A check that sees what crosses as a copy: such a large array is not shared by both processes.
LARGE = "import numpy as np\nlarge = np.zeros(600_000)\nfirst(large)\nassert large.sum() == 0"
TASKS = {
    "first": ("def first(xs):\n    return xs[0]", [LARGE, "assert first([4, 5]) == 4"]),
    "double": (
        "def double(x):\n    return [2 * n for n in x]",
        ["x = [1]\nassert double(x) == [2] and x == [1]", "assert double([3])[0] == 6"],
    ),
    "free": ("free = 5", ["import math\nassert math.pi > 3"]),
    "both": ("def both(x):\n    return double(x) + [first(x)]", ["assert len(both([1])) == 2"]),
}
CELLS = [f"{name}-{k}" for name, (_, checks) in TASKS.items() for k in range(len(checks))]
WRONG = "def first(xs):\n    if len(xs) > 9:\n        xs += 1\n    return xs[0] - (len(xs) > 9)"


def notebook(**answers: str) -> str:
    cells = []
    for name, (reference, checks) in TASKS.items():
        answer = answers.get(name, reference)
        cells.append(new_code_cell(answer, metadata=role(name, solution=True)))
        cells += [
            new_code_cell(check, metadata=role(f"{name}-{number}", 1))
            for number, check in enumerate(checks)
        ]
    return json.dumps(new_notebook(cells=cells))


@pytest.fixture(scope="module")
def engine():
    yield executors.runtime(OFF)
    executors._running.pop(OFF).close()


def grade(engine, package: Package, **answers: str):
    graded = engine.grade(package, Submission("S1", notebook(**answers).encode()), True)
    assert graded.status == GRADED, graded.reason
    return graded, {mark.cell: (mark.points, mark.how) for mark in graded.marks if mark.how}


def test_a_check_without_teeth_apart_runs_beside_and_one_that_never_bites_is_named(engine):
    release = notebook(**dict.fromkeys(TASKS, STUB))
    blind = Package("blind", "blind", notebook(), release, limits=Limits(cell_seconds=10))
    _, marks = grade(engine, blind, first=WRONG)
    assert marks["first-0"] == (1, APART)  # what the trials are for
    package = Package("tried", "blind", notebook(), release, limits=blind.limits, try_teeth=True)
    graded, marks = grade(engine, package, first=WRONG)
    assert graded.teeth == Teeth(("first-0",), ("free-0",))
    assert marks.pop("first-0") == (0, BESIDE)
    assert set(marks.values()) == {(1, APART)}
    known = Package("known", "blind", notebook(), release, limits=blind.limits, teeth=graded.teeth)
    again, found = grade(engine, known, first=WRONG)
    assert found["first-0"] == (0, BESIDE) and again.teeth == graded.teeth


class Silent(Rooms):
    """Rooms in which trials of some kind do not come back, or only by half."""

    def __init__(self, silent: str, where: str):
        self.package = Package("a", "a", notebook(), notebook(**dict.fromkeys(TASKS, STUB)))
        self.silent, self.where = silent, where
        self.plan = GradingPlan(dict.fromkeys(CELLS, APART))

    def run(self, job, files):
        text = json.dumps(job.notebook["cells"])
        how = set(job.plan.how.values()).pop()
        silent = self.silent in text and how == self.where
        if silent and how == APART:
            return SLOW
        why = "CellTime: too slow" if silent else "passed"
        marks = [CellMark(c, 0.0 if silent else 1.0, 1.0, how, why) for c in CELLS]
        return Report(job.notebook, marks, [])


@pytest.mark.parametrize("where", [APART, BESIDE])
def test_a_trial_that_does_not_come_back_is_named_not_taken_for_nothing_found(where):
    found = Silent("'in_place', globals(), ['first']", where)._try_teeth()
    concerned = ("both-0", "double-0", "double-1", "first-0", "first-1")
    assert found == Teeth(toothless=tuple(CELLS), untried=concerned)
    assert Silent("no such answer", where)._try_teeth() == Teeth(toothless=tuple(CELLS))
