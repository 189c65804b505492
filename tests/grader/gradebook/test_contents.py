"""What a notebook holds is told by its cells, whatever the file is called."""

import json
import random

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from grader.course.folder import open_folder
from grader.gradebook.contents import BORROWED, FEW, GONE, MOST, Assignments
from tests import inboxes, tiny_class
from tests.inboxes import ESSAY, TASKS, notebook, untouched, work


@pytest.fixture(scope="module")
def ours():
    """The course of this checkout."""
    folder = open_folder()
    return folder, Assignments.of(folder)


def handed_in(folder, name, language="zh"):
    path = folder.path / "release" / language / name / f"{name}.ipynb"
    return json.loads(path.read_bytes())


def test_every_assignment_is_told_from_every_other_in_both_languages(ours):
    """Tests of several units have the same grade ids; the final test has those of all quizzes."""
    folder, known = ours
    for language in folder.course.languages:
        for name in folder.known:
            content = handed_in(folder, name, language)
            assert known.look(json.dumps(content).encode()).likely == [name]
            for cell in content["cells"]:
                cell["metadata"] = {}  # as editors do that drop what they do not know
            found = known.look(json.dumps(content).encode())
            assert found.likely == [name] and found.share(name) > MOST


def test_a_lesson_is_no_assignment(ours):
    folder, known = ours
    for path in sorted((folder.course.root / "lessons").glob("*/*.ipynb")):
        found = known.look(path.read_bytes())
        assert max(found.shares.values(), default=0) < FEW, path


@pytest.mark.parametrize("seed", range(3))
def test_with_most_cells_left_the_assignment_is_still_told(ours, seed):
    folder, known = ours
    draw = random.Random(seed)
    for name in folder.known:
        content = handed_in(folder, name)
        cells = content["cells"]
        content["cells"] = draw.sample(cells, k=-(-len(cells) * 3 // 4))
        content["cells"] += [new_code_cell("print('mine')"), new_markdown_cell("meine Notizen")]
        assert known.look(json.dumps(content).encode()).likely == [name]


@pytest.mark.parametrize(
    "written, says",
    [
        ("2301", []),
        (" ２３０１\u200b", []),
        ("2302", ["the id written in it is '2302', not the one it was handed in under"]),
        ("", ["no student id is filled in"]),
        (None, ["no student id is filled in"]),
    ],
)
def test_the_id_in_a_drawn_test(ours, written, says):
    folder, known = ours
    content = handed_in(folder, "final-test")
    for cell in content["cells"]:
        source = "".join(cell["source"])
        if source.startswith("student = "):
            cell["source"] = f"student = {written!r}" if written is not None else "student = ("
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = "tiering = {1: 'A'}"
    found = known.look(json.dumps(content).encode())
    assert [remark.en for remark in found.remarks("final-test", "2301")] == says
    other = known.look(json.dumps(handed_in(folder, "tiering-tasks")).encode())
    assert other.student is None


@pytest.mark.parametrize(
    "data, void",
    [
        (untouched(TASKS), True),
        (untouched(TASKS).replace(b"...", b" ... "), True),
        (work(), False),
        (b"", True),
        (b'{"cells": [[[', True),
        (notebook([]), False),  # nothing to compare: not told to be empty
    ],
)
def test_work_without_an_answer(tmp_path, data, void):
    known = Assignments.of(inboxes.course(tmp_path))
    assert known.look(data).is_void(TASKS) is void


def test_a_source_does_not_say_what_is_unanswered(tmp_path):
    """Without a release the solutions stand there."""
    folder = open_folder(tiny_class.make(tmp_path))
    known = Assignments.of(folder)
    assert not known.look(work()).is_void(TASKS) and known.look(work(ESSAY)).likely == [ESSAY]


@pytest.mark.parametrize(
    "name, line, says",
    [
        ("tiering-tasks", "from keguan.models.tiering import rfm", True),
        ("tiering-tasks", "from keguan.models import tiering as models", True),
        ("tiering-tasks", "from keguan import cases, models", True),
        ("tiering-tasks", "import keguan.models.tiering", True),
        ("tiering-tasks", "from keguan.figures.tiering import models", True),
        ("tiering-tasks", "from keguan import (\n    cases,\n    models,\n)", True),
        ("tiering-tasks", "from keguan import \\\n    models", True),
        ("tiering-tasks", "from keguan import cases\nmodels = 3", False),
        ("complaints-tasks", "from keguan.models import ticket_desk", False),  # given there
    ],
)
def test_who_uses_the_functions_of_the_course_is_named(ours, name, line, says):
    """A lesson shows them, and what they give is right: a mark says nothing of who wrote it."""
    folder, known = ours
    content = handed_in(folder, name)
    content["cells"].append(new_code_cell(line))
    found = known.look(json.dumps(content).encode())
    assert (BORROWED in found.remarks(name, "2301")) is says


def test_how_much_has_to_be_gone(tmp_path):
    known = Assignments.of(inboxes.course(tmp_path))
    cells = inboxes.CELLS[TASKS]("zh")  # the last five have grade ids
    assert GONE == 0.75
    assert known.look(notebook(cells[:-1])).remarks(TASKS, "S1") == []
    [remark] = known.look(notebook(cells[:-2])).remarks(TASKS, "S1")
    assert "40%" in remark.en
