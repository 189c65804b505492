"""A theory test item by item: what may come up, what a student got, and what the report says of
it."""

import json
import shutil
from dataclasses import replace

import pytest

from grader.course import bank, outline
from grader.course.drawn import Drawn
from grader.course.outline import CourseError
from grader.report import drawn
from keguan import theory

COURSE = outline.load()
QUIZ = COURSE.assignment("churn-quiz")
BANK = {item.id: item for item in bank.graded(COURSE, COURSE.unit("churn"))}


def test_every_graded_item_is_a_task_with_its_concept_and_points():
    tasks = {task.id: task for task in Drawn(COURSE, QUIZ).tasks()}
    assert set(tasks) == set(BANK)
    for id, task in tasks.items():
        assert task.points == 10 and task.concepts == (BANK[id].concept,)
        assert BANK[id].stem.zh.replace("**", "").startswith(task.title.zh.removesuffix("…"))
        assert len(task.title.zh) <= 24 and len(task.title.en) <= 60
    assert tasks["churn-07"].ref == "Q.07"


def test_an_assignment_that_draws_nothing_keeps_its_tasks():
    check = COURSE.assignment("churn-check")
    assert Drawn(COURSE, check).tasks() == check.tasks
    assert Drawn(COURSE, check).asked("S001") == {}


def test_without_the_bank_a_part_stays_one_task(tmp_path):
    shutil.copy(COURSE.root / "course.toml", tmp_path)
    pack = outline.load(tmp_path)
    quiz = pack.assignment("churn-quiz")
    assert Drawn(pack, quiz).tasks() == quiz.tasks and quiz.tasks[0].concepts == ()
    assert Drawn(pack, quiz).asked("S001") == {}


def test_what_a_student_was_asked_is_what_the_notebook_shows():
    asked = Drawn(COURSE, QUIZ).asked("S001")
    shown = theory.Paper("churn-quiz", "S001").part("churn")
    assert [one.question for one in asked.values()] == shown
    assert list(asked) == [f"churn-{number}" for number in range(1, 11)]
    assert all(one.item.id == one.task.id == one.question.id for one in asked.values())


def test_the_same_choice_reads_the_same_under_other_letters():
    words = set()
    for student in (f"S{number:03}" for number in range(1, 60)):
        for one in Drawn(COURSE, QUIZ).asked(student).values():
            if one.item.id == "churn-09":
                key = one.question.answer(one.item.key)
                words |= {one.in_words(key, "zh"), one.in_words("、".join(key.lower()), "zh")}
    assert words == {Drawn(COURSE, QUIZ).right("zh")["churn-09"]} and len(words) == 1


@pytest.mark.parametrize("answer", [None, "", "Z", "很多", 7])
def test_what_cannot_be_read_is_not_put_into_words(answer):
    asked = Drawn(COURSE, QUIZ).asked("S001")
    assert asked["churn-1"].in_words(answer, "zh") is None


def test_numbers_are_told_and_orders_are_not():
    asked = Drawn(COURSE, QUIZ).asked("S001")
    assert asked["churn-10"].item.kind == "number" and asked["churn-9"].item.kind == "order"
    assert asked["churn-10"].in_words(12.50, "en") == "12.5"
    letters = "".join(asked["churn-9"].question.letters)
    assert asked["churn-9"].in_words(letters, "en") is None
    right = Drawn(COURSE, QUIZ).right("en")
    assert right["churn-17"] == "1200" and "churn-14" not in right
    assert right["churn-01"] == "active churn"


def test_questions_that_the_bank_does_not_have_are_named(tmp_path):
    test = Drawn(COURSE, QUIZ)
    del test.items["churn"][theory.Paper("churn-quiz", "S001").part("churn")[0].id]
    with pytest.raises(CourseError, match="tools.build"):
        test.asked("S001")


def test_points_of_a_part_are_shared_out_among_its_questions():
    part = replace(QUIZ.tasks[0], points=50)
    [*tasks] = Drawn(COURSE, replace(QUIZ, tasks=(part,))).tasks()
    assert {task.points for task in tasks} == {5}


def test_answers_are_found_in_the_cell_as_it_is_given_out(tmp_path):
    path = COURSE.root / "exercises/release/en/churn-quiz/churn-quiz.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "churn":
            cell["source"] = "".join(cell["source"]).replace("1: None", '1: "a"', 1)
    handed_in = tmp_path / "churn-quiz.ipynb"
    handed_in.write_text(json.dumps(notebook), encoding="utf-8")
    asked = Drawn(COURSE, QUIZ).asked("S001")
    first = asked["churn-1"]
    found = drawn.answers(handed_in, asked, "en")
    assert found == {first.task.id: (first.task.id, first.in_words("A", "en"))}
