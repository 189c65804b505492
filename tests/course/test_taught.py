"""What the lesson teaches earns full marks: answers.py has, for each task and each number of a
self-check, a right answer that follows the lesson's code or takes the number as it is printed
there, or says why the lesson has neither. That these pass is asserted in test_wrong_answers.py.
"""

import re
from functools import cache

import nbformat
import pytest

from grader.course import outline
from grader.course.answers import load_answers

COURSE = outline.load()
ANSWERS = load_answers(COURSE.root)
ITEMS = [
    pytest.param(unit, assignment.name, id=assignment.name)
    for unit in COURSE.units
    for assignment in unit.assignments
    if assignment.name in ANSWERS
]


def tight(text: str) -> str:
    """Without blanks, and with one kind of quotation marks."""
    return re.sub(r"\s", "", text).replace('"', "'")


@cache
def taught(lesson: str) -> str:
    """All that stands in the Chinese lesson or is printed by it."""
    cells = nbformat.read(COURSE.root / "lessons/zh" / lesson, as_version=4).cells
    said = [cell.source for cell in cells]
    for cell in cells:
        for output in cell.get("outputs", []):
            said += [output.get("text", ""), output.get("data", {}).get("text/plain", "")]
    return tight("\n".join(said))


@cache
def chosen(assignment: str) -> set[str]:
    """The items of an assignment that are answered by letters, which no lesson prints."""
    path = COURSE.root / "exercises/source/zh" / assignment / f"{assignment}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    graded = [cell.source for cell in cells if cell.metadata.get("nbgrader", {}).get("grade")]
    return set(re.findall(r'checks\.choice\("(\w+)"', "\n".join(graded)))


@pytest.mark.parametrize("unit, assignment", ITEMS)
def test_each_task_has_what_the_lesson_teaches_or_says_why_not(unit, assignment):
    lacking = [
        task
        for task, answers in ANSWERS[assignment].items()
        if task not in chosen(assignment)
        and not any(answer.taught for answer in answers.unusual)
        and not answers.untaught
    ]
    assert not lacking, f"{assignment}: no right answer follows the lesson in {lacking}"


@pytest.mark.parametrize("unit, assignment", ITEMS)
def test_what_an_answer_follows_stands_in_the_lesson(unit, assignment):
    gone = [
        f"{task}/{answer.name}: {answer.taught}"
        for task, answers in ANSWERS[assignment].items()
        for answer in answers.unusual
        if tight(answer.taught) not in taught(unit.lesson)
    ]
    assert not gone, gone
