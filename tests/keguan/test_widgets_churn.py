"""Labs of unit `churn`: right answers that the models give, and what a student should discover."""

import re

import pytest

from keguan.figures.base import percent
from keguan.models import churn as models
from keguan.style import say
from tests.labs import alternative, revealed, words
from tests.samples.churn import LABS, world

pytestmark = pytest.mark.usefixtures("unpainted")


def number(text):
    return float(re.sub(r"[^\d.]", "", text))


def test_the_right_guesses_are_what_the_models_say():
    guess = LABS["rumour_lab"]().guess
    assert guess.options[guess.right] == f"{models.reach(10, 10_000):,.0f}" == "2,237"
    guess = LABS["clock_lab"]().guess
    assert guess.options[guess.right] == percent(models.freshness(30), 0) == "55%"
    guess = LABS["bucket_lab"]().guess
    assert guess.options[guess.right] == percent(models.yearly_loss()) == "30.6%"
    assert "36.0%" in guess.options and "25.3%" in guess.because
    guess, call = LABS["crisis_lab"]().guess, models.called_lost(world(), 8, 8)
    assert (
        guess.options[guess.right] == percent(call.paused / call.lost, 0)
        and str(call.lost) in guess.because
    )
    assert all(len(set(LABS[name]().guess.options)) == 4 for name in LABS)


def test_discover_that_overlap_breaks_the_simple_product(language):
    lab = revealed(LABS["rumour_lab"]())
    assert "2,237" in alternative(lab) and "2,500" in alternative(lab)
    lab.controls["k"].value = 40
    assert "6,368" in alternative(lab) and "10,000" in alternative(lab)
    lab.controls["k"].value, lab.controls["share"].value = 1, 0.1
    assert say("约 25 人", "about 25") in alternative(lab)


def test_the_rumour_grows_with_the_slider():
    lab = revealed(LABS["rumour_lab"]())
    told = []
    for k in (1, 5, 20, 60):
        lab.controls["k"].value = k
        told.append(number(re.search(r"约 ([\d,]+) 人", alternative(lab)).group(1)))
    assert told == sorted(told) and told[-1] < 10_000


def test_discover_that_discounts_alone_earn_less(language):
    lab = revealed(LABS["bucket_lab"]())
    for method in ("quality", "care"):
        lab.controls[method].value = 0
    lab.controls["price"].value = 8
    assert say("少赚", "less") in alternative(lab)
    lab.controls["price"].value, lab.controls["quality"].value = 0, 3
    assert say("多赚", "more") in alternative(lab)


def test_discover_that_the_measure_depends_on_the_cause(language):
    lab = revealed(LABS["clock_lab"]())
    named = {}
    for cause in ("fault", "competitive", "other"):
        lab.controls["cause"].value = cause
        named[cause] = alternative(lab)
    assert say("补救", "Repair") in named["fault"]
    assert say("同样的优惠", "Match the offer") in named["competitive"]
    assert say("专人", "contact") in named["other"]
    for cause in ("natural", "malicious"):
        lab.controls["cause"].value = cause
        assert say("不值得", "no measure") in alternative(lab)
        assert say("档案", "file") in words(lab.explanation)


def test_discover_that_the_window_decides_who_is_called_lost(language):
    lab = revealed(LABS["crisis_lab"]())
    called = {}
    for window in (4, 8, 13, 26):
        lab.controls["window"].value = window
        called[window] = models.called_lost(world(), 8, window).lost
        assert str(called[window]) in alternative(lab)
    assert called[4] > called[8] > called[13] > called[26]


def test_the_crisis_is_safe_at_both_ends():
    lab = revealed(LABS["crisis_lab"]())
    assert lab.controls["week"].max == models.last_call(world())
    for week in (0, lab.controls["week"].max):
        lab.controls["week"].value = week
        assert percent(models.index(world())[world().start + week], 0) in words(lab.explanation)
