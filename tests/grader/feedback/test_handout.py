"""What is told apart in the notebook that students got."""

import nbformat

from grader.feedback.handout import Handout
from grader.feedback.hidden import text
from tests import tiny_class


def test_a_checkpoint_shows_each_question_and_not_the_cell_that_checks_all_again():
    source, release = (
        nbformat.read(tiny_class.CHECKOUT / "exercises" / path, as_version=4)
        for path in (
            f"{step}/zh/complaints-check/complaints-check.ipynb" for step in ("source", "release")
        )
    )
    handout = Handout(source, release)
    tasks = handout.tasks(source)
    questions = [task for task in tasks if task.graded]
    assert len(questions) == 8 and all(map(handout.asks, questions))
    assert "checks.everything(" in text(release.cells[-1])
    assert not [1 for task in tasks for _, cell in task.cells if "checks.everything(" in text(cell)]
