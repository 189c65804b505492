"""What the engine is given of a course folder: its notebooks, in Python, and its time limit."""

import json

import pytest

from grader.base import UserError
from grader.course.folder import open_folder
from grader.engine.model import Limits
from grader.grading.packages import packages
from tests import tiny_class


@pytest.fixture
def folder(tmp_path):
    return open_folder(tiny_class.make(tmp_path))


def test_the_time_limit_of_nbgraders_settings_is_kept(folder):
    def limits():
        [package] = packages(folder, "tiny-tasks", Limits())
        return package.limits.cell_seconds, package.limits.notebook_seconds

    assert limits() == (30, 180)
    with (folder.path / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("c.Execute.timeout = 100\n")
    assert limits() == (100, 600)


@pytest.mark.parametrize(
    "text, said",
    [
        (json.dumps({"cells": [], "metadata": {"kernelspec": {"language": "R"}}}), "只能评 Python"),
        ('{"cells": [', "JSON"),
    ],
)
def test_a_notebook_that_cannot_be_graded_is_refused_by_name(folder, text, said):
    folder.notebook("source", "tiny-tasks").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=f"tiny-tasks.*{said}"):
        packages(folder, "tiny-tasks", Limits())
