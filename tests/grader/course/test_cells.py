"""What cells are for and which task they belong to, in our course and in any other."""

import json
import shutil
from dataclasses import replace

import pytest

from grader.course import cells
from grader.course.folder import open_folder
from tests import tiny_class


@pytest.fixture
def folder(tmp_path):
    return open_folder(tiny_class.make(tmp_path))


def test_every_graded_cell_belongs_to_the_task_of_the_answer_before_it(folder):
    assert cells.tasks_of_cells(folder, "tiny-tasks") == {
        "double-small": "double",
        "double-hidden": "double",
        "greet-test": "greet",
    }
    assert cells.tasks_of_cells(folder, "tiny-essay") == {"why": "why"}


def test_in_another_course_a_cell_is_a_task_of_its_own(folder):
    other = replace(folder, course=None)
    tasks = cells.tasks_of_cells(other, "tiny-tasks")
    assert list(tasks) == list(tasks.values()) == ["double-small", "double-hidden", "greet-test"]


def test_a_class_that_has_only_the_other_language_is_read_in_that(folder):
    shutil.rmtree(folder.path / "source" / "zh")
    assert cells.tasks_of_cells(folder, "tiny-essay") == {"why": "why"}


def test_an_answer_that_a_person_marks_is_told_from_a_check(folder):
    [essay] = [c for c in cells.read(folder.notebook("source", "tiny-essay")) if cells.role(c)]
    assert cells.is_graded(essay) and cells.is_marked_by_hand(essay)
    found = cells.read(folder.notebook("source", "tiny-tasks"))
    checks = [cell for cell in found if cells.is_graded(cell)]
    assert len(checks) == 3 and not any(map(cells.is_marked_by_hand, checks))


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"cells": 3}', b'{"cells": [1, {}]}', b"[" * 100_000]
)
def test_what_cannot_be_read_has_no_cells(data):
    assert cells.of_bytes(data) == []


def test_odd_metadata_is_no_role(tmp_path):
    odd = [{"metadata": {"nbgrader": 7}}, {"metadata": {}}, {"metadata": None}]
    assert [cells.role(cell) for cell in cells.of_bytes(json.dumps({"cells": odd}).encode())] == [
        {},
        {},
    ]
    assert cells.read(tmp_path / "nothing.ipynb") == []
