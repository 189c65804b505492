"""A grade cell that ends the trusted process gives no points, and the others are judged without
it."""

import json
from types import SimpleNamespace

from nbformat.v4 import new_code_cell, new_notebook

from grader.engine.model import GradingPlan
from grader.engine.processes.protocol import Grade, Report
from grader.engine.processes.runtime import BROKEN, MOST_LOST, Rooms
from grader.engine.processes.watch import Lost
from tests.tiny_class import role

CELLS = [f"c{number}" for number in range(8)]


def tried(ending: set[str]) -> tuple[object, list[list[str]]]:
    """What comes of a notebook whose cells in `ending` end the process, and what was left out."""
    skipped = []

    def run(job, files):
        skipped.append(list(job.skip))
        lost = next((cell for cell in CELLS if cell in ending and cell not in job.skip), None)
        return Lost(lost) if lost else Report({}, [], [])

    cells = [new_code_cell("", metadata=role(cell, 1)) for cell in CELLS]
    notebook = json.loads(json.dumps(new_notebook(cells=cells)))
    found = Rooms.whole(SimpleNamespace(run=run), Grade(notebook, GradingPlan(), "S1"), {})
    return found, skipped


def test_only_the_cells_that_end_it_are_left_out():
    assert tried(set()) == (Report({}, [], []), [[]])
    assert tried({"c2", "c5"}) == (Report({}, [], []), [[], ["c2"], ["c2", "c5"]])


def test_after_some_of_them_those_behind_are_not_tried():
    found, skipped = tried(set(CELLS[1:]))
    assert found == Report({}, [], []) and len(skipped) == MOST_LOST + 2
    assert skipped[-1] == CELLS[1:]


def test_a_process_that_ends_in_no_grade_cell_is_told_as_broken():
    assert (
        Rooms.whole(
            SimpleNamespace(run=lambda job, files: Lost("other")),
            Grade({"cells": []}, GradingPlan(), "S1"),
            {},
        )
        == BROKEN
    )
