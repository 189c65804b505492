"""Which tasks of a graded notebook have no answer yet, by what the checks said."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from grader.checks.verdicts import INCORRECT, NOT_ATTEMPTED, Verdict
from grader.course.folder import open_folder
from grader.feedback.outcomes import not_attempted
from tests import tiny_class

TASK = "double"


def said(outcome):
    line = str(Verdict(outcome, TASK, "没有回答", "no answer"))
    return new_output("error", ename="Verdict", evalue=line, traceback=[])


OTHER = new_output("error", ename="NameError", evalue="[not attempted", traceback=[])


@pytest.mark.parametrize(
    "small, hidden, empty",
    [
        ([said(NOT_ATTEMPTED)], [], True),
        ([said(NOT_ATTEMPTED)], [said(INCORRECT)], True),
        ([said(INCORRECT)], [said(NOT_ATTEMPTED)], False),  # the first one counts
        ([OTHER], [], False),
        ([], [], False),
    ],
)
def test_the_first_check_that_fails_says_whether_there_is_an_answer(tmp_path, small, hidden, empty):
    folder = open_folder(tiny_class.make(tmp_path))
    path = folder.notebook("autograded", "tiny-tasks", "S1")
    path.parent.mkdir(parents=True)
    cells = [
        new_code_cell("", id=id, metadata=tiny_class.role(id, 1), outputs=outputs)
        for id, outputs in (("double-small", small), ("double-hidden", hidden))
    ]
    nbformat.write(new_notebook(cells=cells), path)
    assert not_attempted(folder, "tiny-tasks", "S1") == ({TASK} if empty else set())


def test_a_notebook_that_is_not_there_says_nothing(tmp_path):
    folder = open_folder(tiny_class.make(tmp_path))
    assert not_attempted(folder, "tiny-tasks", "S1") == set()
