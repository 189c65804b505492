"""What a feedback page says beside the notebook: sections to read again, rows of a rubric, and what
a theory test asked, when it may be told."""

import copy
import html
import json
import re

import pytest

from grader.course.drawn import Drawn
from grader.course.folder import open_folder
from grader.feedback import facts
from grader.feedback.page import page
from grader.gradebook.hand_marks import RowMark
from grader.learner import returned
from tests import tiny_class

STUDENT = "20240101"


def seen(made):
    """The text of a page as a reader sees it."""
    body = re.sub(r"(?s)<(style|head)>.*?</\1>", "", made)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", body)))


def opened(name, language):
    folder = open_folder(tiny_class.CHECKOUT / "exercises", language)
    read = [
        json.loads(folder.require(step, name).read_text(encoding="utf-8"))
        for step in ("source", "release")
    ]
    return folder, *read


def answered(source, wrong, said):
    """The instructor's notebook as if graded: each check printed how it read an answer, and those
    in `wrong` ended with a verdict."""
    executed, marks = copy.deepcopy(source), {}
    for cell in executed["cells"]:
        role = cell["metadata"].get("nbgrader", {})
        name = role.get("grade_id")
        if not role.get("grade") or role.get("solution"):
            continue
        part, _, number = name.rpartition("-")
        cell["outputs"] = [
            {
                "output_type": "stream",
                "name": "stdout",
                "text": f"✔ 已作答：{part}[{number}] = {said}\n",
            }
        ]
        if name in wrong:
            told = f"[incorrect] {part}[{number}]：再看第三节。 | see section 3."
            cell["outputs"].append(
                {
                    "output_type": "error",
                    "ename": "Verdict",
                    "evalue": told,
                    "traceback": ["✘ 还不对 · Not yet"],
                }
            )
        got = 0.0 if name in wrong else role["points"]
        marks[name] = (got, role["points"], False, "")
    return executed, marks


def quiz(name, language, told, said="A"):
    """The page of a test with the first question wrong, and that question."""
    folder, source, release = opened(name, language)
    asked = Drawn(folder.course, folder.course.assignment(name)).asked(STUDENT)
    first, one = next(iter(asked.items()))
    executed, marks = answered(source, {first}, said)
    found = facts.Source(folder, name, told).of(STUDENT, {})
    made = page(executed, release, source, marks, language, "张三", "T", facts=found)
    return made, one, folder.course


def plain(text):
    return re.sub(r"\s+", " ", text.replace("**", ""))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_past_the_last_day_a_quiz_tells_question_answer_and_why(language):
    made, one, _ = quiz("tiering-quiz", language, told=True)
    words = seen(made)
    assert plain(one.item.stem[language]) in plain(words)
    assert facts.chosen(one, "A", language) in words
    assert facts.right(one, language) in words and one.item.why[language] in words


@pytest.mark.parametrize("name, told", [("tiering-quiz", False), ("final-test", True)])
def test_before_that_and_of_the_final_test_it_tells_none_of_them(name, told):
    made, one, course = quiz(name, "zh", told)
    items = Drawn(course, course.assignment(name)).asked(STUDENT).values()
    for item in (one.item for one in items):
        assert plain(item.stem.zh) not in plain(seen(made)) and item.why.zh not in seen(made)
    for concept in course.concepts:
        assert f"：{concept.title.zh}" not in seen(made), "a concept can be the answer"
    assert "第 1 题" in seen(made) and "再看第三节" in seen(made)


def test_an_order_and_letters_in_any_spelling_are_read():
    _, _, course = quiz("tiering-quiz", "zh", True)
    asked = Drawn(course, course.assignment("tiering-quiz")).asked(STUDENT)
    order = next(one for one in asked.values() if one.item.kind == "order")
    letters = order.question.letters
    words = facts.chosen(order, ", ".join(letters.lower()), "zh").split(" → ")
    assert words == [order.item.options[place].zh for place in order.question.options]
    assert facts.chosen(order, "12", "zh") == "12"
    assert facts.right(order, "zh").split(" → ") == [
        order.item.options[int(place)].zh for place in order.item.key
    ]


def test_what_cost_points_is_to_be_read_again_and_the_study_page_finds_it():
    folder, source, release = opened("tiering-tasks", "zh")
    found = facts.Source(folder, "tiering-tasks", False).of(STUDENT, {})
    lost = {name: (0.0, 5.0, False, "") for name in found.places if name.startswith("rfm")}
    kept = {name: (5.0, 5.0, False, "") for name in found.places if name not in lost}
    made = page(source, release, source, lost | kept, "zh", "张三", "T", facts=found)
    assert "《客户分级管理》第四节 ：RFM 的含义 这里丢了分：" in seen(made)
    assert "第三节" not in seen(made)
    [(unit, section)] = returned.to_read(folder.course, made.encode())
    assert (unit.slug, section) == ("tiering", 4)
    right = page(source, release, source, kept, "zh", "张三", "T", facts=found)
    assert "再读什么" not in seen(right) and returned.to_read(folder.course, right.encode()) == []


def test_the_rows_of_a_rubric_are_told_with_what_full_marks_ask_for():
    folder, source, release = opened("tiering-written", "zh")
    rows = (
        RowMark("概念准确", 1.5, 3, "说清小客户"),
        RowMark("正反两面", 3, 3, "两边都写到"),
        RowMark("<b>法律</b>", 0, 2, "<script>"),
    )
    found = facts.Source(folder, "tiering-written", False).of(STUDENT, {"m32": rows})
    marks = {"m31": (None, 20, True, ""), "m32": (4.5, 10, False, "好")}
    made = page(source, release, source, marks, "zh", "张三", "T", facts=found)
    words = seen(made)
    assert "概念准确 1.5 / 3 说清小客户" in words and "正反两面 3 / 3" in words
    assert "两边都写到" not in words and "<b>法律</b> 0 / 2 <script>" in words


def test_checks_that_passed_are_one_line_and_no_code_of_a_check_is_shown():
    folder, source, release = opened("tiering-tasks", "zh")
    executed, marks = answered(source, {"profit-2"}, "x")
    made = page(executed, release, source, marks, "zh", "张三", "T")
    assert "checks." not in seen(made)
    assert made.count('class="verdict') <= 2 * len(folder.course.assignment("tiering-tasks").tasks)
