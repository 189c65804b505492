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


def test_the_right_guesses_and_answers_are_what_the_models_say(language):
    labs = {name: make() for name, make in LABS.items()}
    right = {
        name: (lab.guess.options[lab.guess.right], lab.question.options[lab.question.right])
        for name, lab in labs.items()
    }
    later = len(models.journey((), False)) - len(models.journey((), True))
    small, large = (models.best_people(value) for value in (20_000, 200_000))
    assert right == {
        "navigator_lab": (say(f"{later} 个季度", f"{later} quarters"), "0.0"),
        "thread_lab": (
            say(f"{small} 个人", f"{small} people"),
            say(f"{large} 个人", f"{large} people"),
        ),
    }
    for lab in labs.values():
        assert len(set(lab.guess.options)) == 4 and len(set(lab.question.options)) == 4


def test_discover_that_the_right_thing_is_right_in_its_stage_only(language):
    lab = revealed(LABS["navigator_lab"]())
    assert say("6 个季度", "6 quarters") in alternative(lab)
    assert say("太早", "far too early") in words(lab.explanation)
    assert say("3 个季度", "3 quarters") in moved(lab, first="introduce", second="team")
    assert say("不能再快了", "No way is faster") in words(lab.explanation)
    assert say("5 个季度", "5 quarters") in moved(lab, authority=False, second="scan")


def test_discover_how_many_people_an_account_is_worth(language):
    lab = revealed(LABS["thread_lab"]())
    assert "40.0%" in alternative(lab) and "9,200" in words(lab.explanation)
    assert "16.0%" in moved(lab, people=2)
    assert say("最划算的人数", "no other number") in words(lab.explanation)
    moved(lab, people=5, account=200_000)
    assert "17,048" in words(lab.explanation)
