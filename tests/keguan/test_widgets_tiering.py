"""Labs of unit `tiering`: right answers that the models give, and what a student should
discover."""

import re

import pandas as pd
import pytest

from keguan.figures import tiering as figures
from keguan.figures.base import percent
from keguan.models import tiering as models
from keguan.style import say
from keguan.widgets import tiering as widgets
from tests.labs import alternative, revealed, source, words
from tests.samples import tiering as samples
from tests.samples.tiering import LABS

# no test of pictures
WORDS = pytest.mark.usefixtures("unpainted")


@pytest.fixture(scope="module")
def ctrip():
    """Arguments of the RFM lab: orders, profiles and the reference date of the course's own
    data."""
    return samples.ctrip()


def test_spending_on_a_dropped_group_changes_nothing():
    lab = revealed(LABS["resource_lab"]())
    first = source(lab)
    lab.controls["bad"].value = 60
    assert source(lab) == first


def test_the_right_answers_are_what_the_models_say(ctrip):
    guess, question = LABS["pyramid_lab"]().guess, LABS["pyramid_lab"]().question
    assert guess.options[guess.right] == percent(models.pyramid_shares()[1]) == "15.4%"
    sigma = float(question.options[question.right].removeprefix("σ = "))
    assert sigma == round(models.sigma_for_top_share(0.5), 3)

    guess, question = LABS["resource_lab"]().guess, LABS["resource_lab"]().question
    best = max(
        ("none", "equal", "key_only", "differentiated"), key=lambda plan: total(models.PLANS[plan])
    )
    assert guess.options[guess.right] == figures.plan_name(best)
    lead = [
        total(models.PLANS["differentiated"], q) - total(models.PLANS["no_cultivation"], q)
        for q in range(1, 9)
    ]
    assert (
        question.options[question.right]
        == f"第 {1 + next(i for i, x in enumerate(lead) if x > 0)} 季度"
    )

    guess, question = LABS["rfm_lab"]().guess, LABS["rfm_lab"]().question
    up = {split: high_m(ctrip, split) for split in models.SPLITS}
    assert up["median"] > up["mean"] and guess.options[guess.right] == "变多"
    assert str(up["mean"]) in guess.because and str(up["median"]) in guess.because
    moved = (quadrants(ctrip, (0.4, 0.4, 0.2)) != quadrants(ctrip, (0.4, 0.4, 1.0))).sum()
    assert str(moved) in question.because
    ordered = (models.rfm(*days_of(ctrip))["F"] > 0).sum()
    assert question.right == int(moved > 0) + int(moved >= 0.1 * ordered)


def total(plan, quarters=8):
    return models.simulate_resources(quarters=quarters, **plan)["cumulative"].iloc[-1]


def days_of(ctrip):
    orders, profiles, date = ctrip
    return models.order_days(orders, profiles["member_id"]), date


def high_m(ctrip, split):
    counts = models.rfm_counts(models.rfm(*days_of(ctrip)), split)
    return int(sum(number for name, number in counts.items() if "M↑" in name))


def quadrants(ctrip, weights):
    profile = ctrip[1].set_index("member_id").sort_index()
    loyalty = models.loyalty_score(
        profile["purchase_share"], profile["continuity"], profile["default_rate"], weights
    )
    table = models.rfm(*days_of(ctrip))
    profit = table.loc[table["F"] > 0, "profit"]
    return models.quadrants(loyalty[profit.index], models.relative_profit(profit)).to_numpy()


@WORDS
def test_discover_80_20_is_one_shape_among_many(language):
    lab = revealed(LABS["pyramid_lab"]())
    assert "80.0% / 15.4% / 4.6%" in words(lab.explanation) and "0.766" in words(lab.explanation)
    lab.controls["shape"].value = "pareto"
    assert "80.0% / 10.8% / 9.2%" in words(lab.explanation)
    lab.controls["shape"].value = "lognormal"
    lab.controls["sigma"].value = 0.842
    assert "50.0% / " in words(lab.explanation) and "50.0%" in alternative(lab)


@WORDS
def test_discover_that_loss_makers_destroy_profit(language):
    lab = revealed(LABS["pyramid_lab"]())
    lab.controls["losses"].value = 10
    assert "110." in alternative(lab) and "−" in words(lab.explanation)


@WORDS
def test_discover_that_tiering_needs_patience(language):
    lab = revealed(LABS["resource_lab"]())
    assert say("第 3 季度", "Q3") not in alternative(lab), "the question below asks for it"
    lab.controls["rival"].value = "no_cultivation"
    assert say("第 3 季度起", "ahead from Q3") in alternative(lab)
    assert say("659.4 万元", "6.59 million") in words(lab.explanation)
    for quarters in (1, 2):
        lab.controls["quarters"].value = quarters
        assert say("少赚", "behind") in alternative(lab)
    lab.controls["quarters"].value = 4
    assert say("领先", "ahead") in alternative(lab)


@WORDS
def test_discover_that_the_split_rule_changes_the_type_sizes(language):
    lab = revealed(LABS["rfm_lab"]())
    low = {}
    for split in models.SPLITS:
        lab.controls["split"].value = split
        low[split] = int(re.search(r"(\d+)%", alternative(lab)).group(1))
    assert low["mean"] > 65 and low["median"] == 50


@WORDS
def test_discover_that_weights_move_customers(language):
    lab = revealed(LABS["rfm_lab"]())
    lab.controls["view"].value = "quadrants"
    before = words(lab.explanation)
    numbers = [int(number) for number in re.findall(r"[↑↓] (\d+)", before)]
    assert len(numbers) == 4 and sum(numbers) == 1655
    lab.controls["default"].value = 1.0
    assert words(lab.explanation) != before


def test_a_month_back_is_a_calendar_month(ctrip):
    days, date = days_of(ctrip)
    for back in (0, 1, 12):
        expected = models.rfm(days, date - pd.DateOffset(months=back))
        pd.testing.assert_frame_equal(widgets._Members(*ctrip).rfm(back), expected)
