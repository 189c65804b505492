"""Labs of unit `keyaccounts`: right answers that the models give, and what a student should
discover."""

import pytest

from keguan.models import keyaccounts as models
from keguan.style import say
from tests.labs import alternative, revealed, words
from tests.samples.keyaccounts import LABS

pytestmark = pytest.mark.usefixtures("unpainted")


def moved(lab, **values):
    """The title of a lab with some controls set."""
    for name, value in values.items():
        lab.controls[name].value = value
    return alternative(lab)


def test_every_lab_says_which_controls_live_without_a_kernel():
    assert all(make().live for make in LABS.values())


def test_the_right_guesses_and_answers_are_what_the_models_say(language):
    labs = {name: make() for name, make in LABS.items()}
    right = {
        name: (lab.guess.options[lab.guess.right], lab.question.options[lab.question.right])
        for name, lab in labs.items()
    }
    ways = [len(models.journey((), authority)) for authority in (True, False)]
    later = ways[1] - ways[0]
    assert right == {
        "navigator_lab": (say(f"{later} 个季度", f"{later} quarters"), "0.0"),
        "thread_lab": (say("2 个人", "2 people"), say("5 个人", "5 people")),
    }


def test_discover_that_what_helps_later_hurts_a_new_account(language):
    lab = revealed(LABS["navigator_lab"]())
    assert say("3 个季度", "3 quarters") in alternative(lab)
    assert say("不能再快了", "No way is faster") in words(lab.explanation)
    assert say("5 个季度", "5 quarters") in moved(lab, authority=False)
    assert say("6 个季度", "6 quarters") in moved(
        lab, first="plan", second="integrate", authority=True
    )
    assert words(lab.explanation).count(say("太早了", "far too early")) == 2
    assert say("5 个季度", "5 quarters") in moved(
        lab, first="scan", second="introduce", authority=False
    )


def test_discover_that_a_large_account_wants_more_people_and_a_small_one_does_not(language):
    lab = revealed(LABS["thread_lab"]())
    assert "40.0%" in alternative(lab) and "9,200" in words(lab.explanation)
    assert "16.0%" in moved(lab, people=2) and "6.4%" in moved(lab, people=3)
    moved(lab, account=200_000, people=4)
    assert "17,048" in words(lab.explanation)
    moved(lab, people=5)
    assert say("这是最划算的人数", "no other number costs less") in words(lab.explanation)
