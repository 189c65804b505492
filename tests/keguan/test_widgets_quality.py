"""Labs of unit `quality`: right answers that the models give, and what a student should
discover."""

import pytest

from keguan.figures import quality as figures
from keguan.figures.base import percent
from keguan.models import quality as models
from keguan.style import say
from tests.labs import alternative, revealed, words
from tests.samples.quality import LABS

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
    settled = models.ratchet(50, 60, 0.3, growth=1, periods=200)["satisfaction"].iloc[-1]
    rise = models.uplift(0.9, 0.05, 0.1)
    share = models.steady((0.9, 0.8, 0.8))[0]
    assert right == {
        "ratchet_lab": (say("慢慢没有了", "it fades away"), f"{settled:.2f}"),
        "loyalty_lens_lab": (percent(rise), say("多高都不成立", "none is high enough")),
        "market_lab": (
            percent(share),
            say("回到提高以前的样子", "what it was before A improved"),
        ),
        "voice_lab": (
            say("400 份，满意的人愿意答的多一倍", "400, the satisfied twice as ready"),
            say("多少份都不会", "no number does"),
        ),
    }
    assert models.steady((0.9,) * 3) == pytest.approx(models.steady((0.8,) * 3))
    for lab in labs.values():
        assert len(set(lab.guess.options)) >= 3 and len(set(lab.question.options)) == 4


def test_discover_that_delight_fades_and_only_growth_keeps_it(language):
    lab = revealed(LABS["ratchet_lab"]())
    assert "0.00" in alternative(lab)
    assert "+3.33" in moved(lab, growth=1) and "+3.33" in words(lab.explanation)
    assert "+2.00" in moved(lab, alpha=0.5)
    moved(lab, promise=10)
    assert "−7.98" in words(lab.explanation)


def test_discover_where_a_claim_holds_and_where_it_only_seems_to(language):
    lab = revealed(LABS["loyalty_lens_lab"]())
    found = {
        ("banking", 0.9, 0.1): "0.897",
        ("services", 0.8, 0.1): "0.797",
        ("insurance", 0.9, 0.05): "0.903",
        ("insurance", 0.85, 0.0): "0.852",
    }
    for (sector, r0, discount), root in found.items():
        moved(lab, sector=sector, r0=r0, discount=discount)
        assert f"★ {say('找到了', 'Found')}" in words(lab.explanation)
        assert root in words(lab.explanation)
    for r0 in lab_positions(lab):
        moved(lab, sector="insurance", r0=r0, discount=0.1)
        assert "★" not in words(lab.explanation)
    assert say("没有地方成立", "it holds nowhere") in words(lab.explanation)
    assert "57.9%" in words(lab.explanation)
    assert "40.7%" in moved(lab, sector="banking", r0=0.15)
    assert "★" not in words(lab.explanation) and "85%" in words(lab.explanation)


def lab_positions(lab):
    slider = lab.controls["r0"]
    steps = round((slider.max - slider.min) / slider.step)
    return [slider.min + step * slider.step for step in range(steps + 1)]


def test_discover_that_loyalty_is_relative(language):
    lab = revealed(LABS["market_lab"]())
    assert "33.3%" in alternative(lab)
    assert "40.0%" in moved(lab, a=0.85) and "50.0%" in moved(lab, a=0.9)
    assert "33.3%" in moved(lab, b=0.9, c=0.9) and "10.0%" in words(lab.explanation)


def test_discover_that_more_answers_do_not_help_against_unequal_ones(language):
    lab = revealed(LABS["voice_lab"]())
    margins = ("±0.36", "±0.20", "±0.10")
    for n, margin in zip((30, 100, 400), margins, strict=True):
        assert margin in moved(lab, n=n)

    def off(**values):
        title = moved(lab, **values)
        return float(title.replace(" 分", "").split()[-1].removeprefix("离真值平均差"))

    for seed in (1, 5, 10):
        fair = off(n=100, answers="alike", seed=seed)
        assert off(n=400, answers="satisfied") > 2 * fair
        assert off(n=400, answers="dissatisfied") > 2 * fair
        assert off(n=400, answers="both") < fair
        assert off(n=1000, answers="satisfied") > 2 * fair
    assert off(n=100, answers="alike", lazy=(0.2, False)) > 2 * off(lazy=(0.2, True))
    assert say("80 份", "80 answers") in alternative(lab)


def test_more_surveys_than_two_in_three_have_the_truth_in_their_margin_when_all_answer_alike():
    for n in (30, 100, 400, 1000):
        means = figures.surveyed(n, "alike", 0.0, False, 1)
        assert figures.hits(means, models.margin(1, n)) > 27
        means = figures.surveyed(n, "satisfied", 0.0, False, 1)
        assert (figures.hits(means, models.margin(1, n)) == 0) == (n >= 400)
