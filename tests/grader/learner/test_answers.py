"""The value in an answer cell: read as Python reads it, replaced with nothing else changed."""

import pytest

from grader.learner import answers

PART = """quiz = {
    1: None, 2: "B",  # 单选
    3: 12.5,
}
# 在这里写代码 · YOUR CODE HERE
..."""


def test_values_are_replaced_where_they_stand_and_the_rest_stays_byte_by_byte():
    assert answers.read(PART, "quiz") == {1: None, 2: "B", 3: 12.5}
    changed = answers.replaced(PART, "quiz", {1: '"AC"', 3: "None"})
    assert changed == PART.replace("1: None", '1: "AC"').replace("12.5", "None")
    assert answers.read(changed, "quiz") == {1: "AC", 2: "B", 3: None}
    one = 'c1 = "答案"  # 把 None 换成一个字母\n...'
    assert answers.replaced(one, "c1", {answers.WHOLE: '"B"'}) == one.replace("答案", "B")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "c1 = (",
        "c1 = round(3.7)",
        "c1 = 1\nc1 = 2",
        "c1 = 1\nc1 += 1",
        "c1 = c2 = 1",
        "if True:\n    c1 = 1",
        'c1 = {1: "A"}\nc1[1] = "B"',
        'c1 = {1: "A", 1: "B"}',
        'c1 = {"1": "A"}',
        "c1 = {**{}}",
        "c1 = " + "(" * 3000,
        "c1 = \x00",
    ],
)
def test_a_cell_that_does_more_is_neither_read_nor_changed(source):
    with pytest.raises(answers.Unreadable):
        answers.read(source, "c1")


def test_an_answer_to_a_question_that_is_not_there_is_refused():
    with pytest.raises(answers.Unreadable):
        answers.replaced(PART, "quiz", {4: '"A"'})
