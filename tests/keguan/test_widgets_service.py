"""Labs of unit `service`: right answers that the models give, and what a student should
discover."""

import pytest

from keguan.models import service as models
from keguan.style import say
from tests.labs import alternative, revealed, words
from tests.samples.service import LABS

pytestmark = pytest.mark.usefixtures("unpainted")


def moved(lab, **values):
    """The title of a lab with some controls set."""
    for name, value in values.items():
        lab.controls[name].value = value
    return alternative(lab)


def right(choice):
    return choice.options[choice.right]


def test_every_lab_says_which_controls_live_without_a_kernel():
    assert all(1 <= len(make().live) <= 3 for make in LABS.values())


def test_the_right_guesses_and_answers_are_what_the_models_say(language):
    xy = models.customers(1)
    near = models.covered(xy, models.sites(xy, 3))
    hours = models.replies()
    roving, clock = (LABS[name]() for name in ("fixed_or_roving_lab", "promise_clock_lab"))
    assert right(roving.guess) == f"{6000 / near.sum():.1f}" == "76.9"
    assert right(roving.question) == "50%–60%"
    assert right(clock.guess) == f"{100 - 100 * models.kept(hours, 2):.0f}" == "38"
    assert right(clock.question) == say("5.0 小时", "5.0 hours")
    for choice in (roving.guess, roving.question, clock.guess, clock.question):
        assert len(set(choice.options)) == 4


def test_discover_that_vans_become_cheaper_between_50_and_60_percent(language):
    lab = revealed(LABS["fixed_or_roving_lab"]())

    def costs(spread):
        title = moved(lab, spread=spread).replace("，", " ").replace(",", " ")
        return [float(word) for word in title.split() if "." in word]

    for tenth in range(11):
        fixed, roving = costs(tenth / 10)
        assert (roving < fixed) == (tenth >= 6)
    assert costs(0.0) == [14.2, 25.1] and costs(0.5) == [25.3, 25.9] and costs(1.0) == [76.9, 26.7]


def test_discover_that_three_vans_reach_the_goal_wherever_customers_live(language):
    lab = revealed(LABS["fixed_or_roving_lab"]())
    only = say("只有巡回", "only the vans")
    moved(lab, vans=3)
    assert say("两种都", "both") in words(lab.explanation)
    for spread in (0.2, 0.5, 1.0):
        moved(lab, spread=spread)
        assert only in words(lab.explanation)
        for points in (1, 5):
            moved(lab, points=points)
            assert only in words(lab.explanation)
    assert "36.0" in moved(lab, vans=4)
    assert say("还没达到", "neither") in words(lab.explanation)


def test_discover_the_promise_that_scores_most_and_that_longer_is_worse_again(language):
    lab = revealed(LABS["promise_clock_lab"]())
    assert "−34" in alternative(lab) and "★" not in words(lab.explanation)
    assert "27" in moved(lab, promise=4.0)
    assert "32" in moved(lab, promise=5.0) and "★" in words(lab.explanation)
    assert "14" in moved(lab, promise=8.0) and "★" not in words(lab.explanation)


@pytest.mark.parametrize(
    "median, sigma, promise, score",
    [(0.8, 0.75, 3.5, "59"), (1.6, 0.4, 4.0, "57"), (1.6, 1.0, 6.0, "13"), (2.4, 1.0, 7.0, "−12")],
)
def test_discover_what_quicker_and_steadier_replies_are_worth(median, sigma, promise, score):
    lab = revealed(LABS["promise_clock_lab"]())
    assert score in moved(lab, median=median, sigma=sigma, promise=promise)
    assert "★" in words(lab.explanation)
