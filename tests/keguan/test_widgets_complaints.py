"""Labs of unit `complaints`: right answers that the models give, and what a student should
discover."""

import pytest

from keguan.figures.base import money
from keguan.models import complaints as models
from keguan.style import say
from tests.labs import alternative, revealed, words
from tests.samples.complaints import LABS

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
    fewer = len(models.calm_first(9, 0)) - len(models.calm_first(9, 3))
    mean = models.MEANS[3]
    assert right == {
        "calm_first_lab": (say(f"少 {fewer} 步", f"{fewer} steps fewer"), "2.00"),
        "triage_desk_lab": (money(mean["type"].loss), say("变长", "it rises")),
        "iceberg_lab": (
            "15.3%",
            say("让投诉更方便：40% → 60%", "easier to complain: 40% → 60%"),
        ),
    }
    assert mean["type"].wait > mean["first"].wait
    for lab in labs.values():
        assert len(set(lab.guess.options)) == 4 and len(set(lab.question.options)) >= 3


def test_discover_that_calming_first_is_shorter_unless_nobody_is_angry(language):
    lab = revealed(LABS["calm_first_lab"]())
    assert say("：7 步", ": 7 steps") in alternative(lab)
    assert say("：4 步", ": 4 steps") in moved(lab, after=3)
    assert say("：7 步", ": 7 steps") in moved(lab, anger=6, after=1)
    assert say("：2 步", ": 2 steps") in moved(lab, order="LRMSP")
    assert say("：1 步", ": 1 step;") in moved(lab, anger=3, after=0)
    assert [moved(lab, again=again)[-6:] for again in (0.1, 0.3, 0.5)] == [
        say(f"{times} 轮", f"{times} rounds")[-6:] for times in ("1.11", "1.43", "2.00")
    ]


def test_discover_that_the_type_costs_least_and_who_waits_for_it(language):
    lab = revealed(LABS["triage_desk_lab"]())
    assert "9,550" in alternative(lab) and "24.4" not in words(lab.explanation)
    assert "6,870" in moved(lab, rule="emotion") and "6,248" in moved(lab, rule="tier")
    assert "4,990" in moved(lab, rule="type")
    told = words(lab.explanation)
    assert all(mean in told for mean in ("6.3", "18.7", "58.0", "77.7", "24.4"))


def test_discover_that_fewer_complaints_keep_fewer_customers(language):
    lab = revealed(LABS["iceberg_lab"]())
    assert "21.7" in alternative(lab) and "60" in words(lab.explanation)
    start = lab.values()
    assert "15.3" in moved(lab, complain=0.2) and "160" in words(lab.explanation)
    assert "28.0" in moved(lab, complain=0.6)
    assert "25.2" in moved(lab, **start | {"solved": 0.7})
    assert "23.4" in moved(lab, **start | {"quick": 0.6})
    moved(lab, complain=0)
    assert say("安静不等于满意", "silence is not satisfaction") in words(lab.explanation)
