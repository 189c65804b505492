"""The learner's part of the course page: what is done, what is next, where one was, what is due."""

import os
import shutil
from datetime import UTC, datetime, timedelta

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from grader.course import outline as courses
from grader.learner import status
from grader.learner.places import Places
from grader.learner.progress import Attempt, Progress
from tests import tiny_class

pytestmark = pytest.mark.usefixtures("own_home")
NOW = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture
def course(tmp_path):
    tiny_class.make(tmp_path)
    return courses.load(tmp_path)


@pytest.fixture
def folder(course):
    """A learner's folder with the lesson and the tasks, nothing run."""
    folder = course.root / "my-work" / "zh"
    (folder / "tiny-tasks").mkdir(parents=True)
    nbformat.write(
        new_notebook(
            cells=[
                new_code_cell("1", id="a"),
                new_code_cell("2", id="b"),
                new_code_cell("", id="c"),
            ]
        ),
        folder / "tiny.ipynb",
    )
    nbformat.write(
        new_notebook(cells=tiny_class.tasks("zh")), folder / "tiny-tasks" / "tiny-tasks.ipynb"
    )
    return folder


def page(course, folder, language="zh", so_far=None, now=NOW, untouched=lambda path: True):
    places = Places(course, language, released=True)
    return status.page(course, places, folder, untouched, so_far or Progress(), now)


def run(path, **outputs):
    """Gives cells (by id) the outputs of a run."""
    notebook = nbformat.read(path, 4)
    for number, cell in enumerate(
        [cell for cell in notebook.cells if cell.id.replace("-", "_") in outputs], 1
    ):
        cell.outputs, cell.execution_count = outputs[cell.id.replace("-", "_")], number
    nbformat.write(notebook, path)


RIGHT = [new_output("stream", text="✔ 正确：double\n")]
WRONG = [new_output("error", ename="Verdict", evalue="[incorrect]", traceback=[])]


def test_the_beginning_leads_to_the_first_lesson(course, folder):
    said = page(course, folder)
    assert "下一步：[小单元](tiny.ipynb)" in said and "接着上次" not in said
    assert "| 1 [小单元](tiny.ipynb) | 未读 | [开始](tiny-tasks/tiny-tasks.ipynb) |" in said


def test_cells_and_tasks_that_were_done_are_counted(course, folder):
    run(folder / "tiny.ipynb", a=[])
    run(
        folder / "tiny-tasks" / "tiny-tasks.ipynb",
        double_small=RIGHT,
        double_hidden=RIGHT,
        greet_test=WRONG,
    )
    said = page(course, folder)
    assert "| 1/2 格 | [1/2 题](tiny-tasks/tiny-tasks.ipynb) |" in said
    assert "1/2 cells | [1/2 tasks]" in page(course, folder, "en")


def test_a_task_is_done_only_when_all_its_checks_are_content(course, folder):
    run(folder / "tiny-tasks" / "tiny-tasks.ipynb", double_small=RIGHT, double_hidden=WRONG)
    assert "[开始](tiny-tasks" in page(course, folder)


def test_after_the_lesson_the_first_open_assignment_is_next(course, folder):
    run(folder / "tiny.ipynb", a=[], b=[])
    said = page(course, folder)
    assert "✔ 读完" in said and "下一步：[小任务](tiny-tasks/tiny-tasks.ipynb)" in said


def test_where_one_was_is_the_notebook_changed_last(course, folder):
    os.utime(folder / "tiny.ipynb", (1, 1))
    assert "**接着上次：[小任务](tiny-tasks/tiny-tasks.ipynb)**" in page(
        course, folder, untouched=lambda path: False
    )
    assert "接着上次：[小单元]" in page(
        course, folder, untouched=lambda path: path.startswith("tiny-")
    )


FINALS = """
[[finals]]
name = "final-test"
component = "C"
share = 1.0
minutes = 90
title = { zh = "大考", en = "The final" }
[[finals.tasks]]
id = "final"
ref = "F1"
points = 5
concepts = []
title = { zh = "题", en = "Task" }
"""
QUIZ = """
[[units.assignments]]
name = "tiny-quiz"
component = "C"
share = 0.0
minutes = 5
title = { zh = "小单元：小测", en = "Tiny unit: quiz" }
tasks = [{ id = "q1", ref = "Q1", points = 1, concepts = [], title = { zh = "一", en = "One" } }]
"""


def test_a_final_stands_in_the_last_row_under_the_work_of_its_component(course, folder):
    path = course.root / "course.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[units.concepts]", QUIZ + "[units.concepts]")
        + FINALS,
        encoding="utf-8",
    )
    finals = courses.load(course.root)
    assert "| 期末 | |  |  | 大考：还没发 |" in page(finals, folder)
    (folder / "final-test").mkdir()
    cells = tiny_class.essay("zh")
    cells[0].metadata["nbgrader"]["grade_id"] = "final"
    nbformat.write(new_notebook(cells=cells), folder / "final-test" / "final-test.ipynb")
    assert "| Finals | |  |  | The final: [✔ 1/1 tasks](final-test/final-test.ipynb) |" in page(
        finals, folder, "en"
    )


def test_a_written_task_is_done_when_an_answer_is_there(course, folder):
    (folder / "tiny-essay").mkdir()
    cells = tiny_class.essay("zh")
    answer, cells[0].source = cells[0].source, "在这里写你的回答 · YOUR ANSWER HERE"
    path = folder / "tiny-essay" / "tiny-essay.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    assert "[开始](tiny-essay/tiny-essay.ipynb)" in page(course, folder)
    cells[0].source = answer
    nbformat.write(new_notebook(cells=cells), path)
    assert "[✔ 1/1 题](tiny-essay/tiny-essay.ipynb)" in page(course, folder)


def test_marks_and_what_is_due(course, folder):
    so_far = Progress()
    so_far.add(
        Attempt(
            NOW, "tiny-tasks", {"double": 3.0, "greet": 0.0}, {"double": 3.0, "greet": 2.0}, "a"
        ),
        course,
    )
    assert "[60 分](tiny-tasks/tiny-tasks-%E6%A3%80%E6%9F%A5%E7%BB%93%E6%9E%9C.html)" in page(
        course, folder, so_far=so_far
    )
    assert "该复习了" not in page(course, folder, so_far=so_far)
    later = page(course, folder, so_far=so_far, now=NOW + timedelta(days=2))
    assert "[小单元](tiny.ipynb) 第 2 节“问候”，重做 [小任务](tiny-tasks/tiny-tasks.ipynb)" in later
    assert "learn tiny-tasks --again" in later


def test_a_notebook_that_cannot_be_read_counts_as_not_begun(course, folder):
    (folder / "tiny-tasks" / "tiny-tasks.ipynb").write_text("{", encoding="utf-8")
    assert "[开始](tiny-tasks/tiny-tasks.ipynb)" in page(course, folder)


def test_a_pack_that_cannot_grade_does_not_name_the_command_that_does(course, folder):
    assert "start.py learn" in page(course, folder) and "start.py learn" in page(
        course, folder, "en"
    )
    shutil.rmtree(course.root / "exercises" / "source")
    assert "start.py learn" not in page(course, folder) and "start.py learn" not in page(
        course, folder, "en"
    )
