"""Labs of unit `warmup`: right answers that the models give, and what a student should discover."""

import pytest

from keguan.models import warmup as models
from keguan.style import say
from tests.labs import alternative, revealed, words
from tests.samples.warmup import LABS

pytestmark = pytest.mark.usefixtures("unpainted")


def test_the_right_answers_are_what_the_models_say():
    guess = LABS["average_lab"]().guess
    assert guess.options[guess.right] == "1,090 和 100"
    question = LABS["table_lab"]().question
    assert question.options[question.right] == str(models.rows("reindex")) == "7"
    lab = LABS["clinic_lab"]()
    assert lab.guess.options[lab.guess.right] == "TypeError"
    assert lab.question.options[lab.question.right] == "NameError"


@pytest.mark.parametrize("operation", models.OPERATIONS)
def test_the_picture_and_the_words_give_the_same_rows(operation, language):
    lab = revealed(LABS["table_lab"]())
    lab.controls["operation"].value = operation
    for number in range(6, 13):
        lab.controls["number"].value = number
        rows = models.rows(operation, models.orders(number))
        assert say(f"{number} 行变成 {rows} 行", f"{number} rows become {rows}") in alternative(lab)
        told = words(lab.explanation)
        assert say(f"有 {rows} 行", f"are {rows} now") in told
        assert (f" {abs(rows - number)} " in told.partition(say("：", ":"))[2]) == (rows != number)


def test_the_average_of_every_place_of_the_slider_is_that_of_its_picture(language):
    lab = revealed(LABS["average_lab"]())
    for tenth, usual in zip(range(100, 10_001, 1100), range(100, 1001, 100), strict=True):
        lab.controls["tenth"].value, lab.controls["usual"].value = tenth, usual
        mean = f"{(9 * usual + tenth) / 10:,.0f}"
        assert mean in alternative(lab) and mean in words(lab.explanation)


@pytest.mark.parametrize("case", models.CLINIC)
def test_a_patient_keeps_its_error_to_itself_until_it_is_repaired(case):
    lab = revealed(LABS["clinic_lab"]())
    lab.controls["case"].value = case
    assert "Error" not in alternative(lab) and "想好" in words(lab.explanation)
    lab.controls["repaired"].value = True
    assert models.diagnose(case) in alternative(lab) and "能运行" in words(lab.explanation)
