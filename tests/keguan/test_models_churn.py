"""Models of unit `churn`: every figure that the unit prints, what students should discover,
refusals, laws.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keguan import cases
from keguan.models import churn as models

CRISIS = "2008-09-08"
NAMED = ("qingyuan", "beiling", "dongguang")


@pytest.fixture(scope="module")
def world():
    return models.weekly(cases.load("yili", "panel_weekly"), NAMED, CRISIS)


# --- the leaky bucket -----------------------------------------------------------------------------


def hazards(**factors):
    return [
        hazard * factors.get(cause, 1)
        for cause, hazard in zip(models.CAUSES, models.HAZARDS, strict=True)
    ]


def test_printed_yearly_losses():
    assert sum(models.HAZARDS) == pytest.approx(0.030)
    assert round(100 * models.yearly_loss(), 1) == 30.6
    assert round(100 * models.yearly_loss(hazards(fault=0.5)), 1) == 25.3
    assert (
        round(
            100 * models.yearly_loss(hazards(competitive=0.5, fault=0.5, malicious=0.5, other=0.5)),
            1,
        )
        == 18.1
    )


def test_nothing_helps_against_natural_churn():
    for method in models.METHODS:
        assert models.hazards_after({method: 1000})[0] == models.HAZARDS[0]


def test_fault_is_the_hole_to_mend_first():
    losses = {
        method: models.yearly_loss(models.hazards_after({method: 4})) for method in models.METHODS
    }
    assert min(losses, key=losses.get) == "quality"
    profits = {method: models.bucket({method: 4})["profit"].iloc[-1] for method in models.METHODS}
    assert max(profits, key=profits.get) == "quality"


def test_discounts_alone_hold_the_price_seekers_and_lose_the_loyal():
    before, after = np.array(models.HAZARDS), models.hazards_after({"price": 8})
    competitive, other = models.CAUSES.index("competitive"), models.CAUSES.index("other")
    assert after[competitive] < 0.5 * before[competitive] and after[other] > 1.5 * before[other]
    with_care = models.hazards_after({"price": 8, "care": 8, "quality": 8})
    assert with_care[other] < after[other]
    assert models.bucket({"price": 8})["profit"].iloc[-1] < models.bucket({})["profit"].iloc[-1]


def test_the_credit_file_is_against_malicious_churn_only():
    changed = models.hazards_after({"credit": 12}) < np.array(models.HAZARDS)
    assert [cause for cause, moved in zip(models.CAUSES, changed, strict=True) if moved] == [
        "malicious"
    ]


def test_the_bucket_adds_up():
    table = models.bucket({"quality": 4, "price": 2}, n=500, months=24)
    lost = table.filter(like="lost_").sum().sum()
    assert lost + table["customers"].iloc[-1] == pytest.approx(500)
    assert list(table["month"]) == list(range(1, 25))


@pytest.mark.parametrize(
    "call",
    [
        lambda: models.remaining(-1),
        lambda: models.remaining(10, (0.5, 0.6)),
        lambda: models.remaining(10, (-0.1, 0.2)),
        lambda: models.remaining(10, months=-1),
        lambda: models.hazards_after({"advertising": 3}),
        lambda: models.hazards_after({"care": -1}),
    ],
)
def test_the_bucket_refuses_what_has_no_meaning(call):
    with pytest.raises(ValueError):
        call()


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(models.METHODS), st.floats(0, 60)))
def test_hazards_stay_shares(spend):
    found = models.hazards_after(spend)
    assert (found >= 0).all() and found.sum() <= 1


# --- the win-back clock ---------------------------------------------------------------------------


def test_printed_freshness():
    assert [round(100 * models.freshness(days)) for days in (7, 30, 90)] == [87, 55, 17]


@pytest.mark.parametrize(
    ("cause", "measure"), [("fault", "repair"), ("competitive", "offer"), ("other", "contact")]
)
def test_every_cause_that_can_be_helped_has_its_measure(cause, measure):
    assert models.FIT.loc[cause].idxmax() == measure and models.FIT.loc[cause, measure] == 1


def test_the_wrong_measure_is_worse_than_delay():
    late = models.winback_profit("fault", "repair", 30, 1000)
    wrong = models.winback_profit("fault", "novelty", 0, 1000)
    assert late > wrong


def test_nothing_brings_back_who_moved_away_or_whose_contract_was_ended():
    for cause in ("natural", "malicious"):
        assert (models.FIT.loc[cause] == 0).all()
        assert models.best_measure(cause, 0, 5000, start=0.8) == (None, 0.0)


def test_some_losses_are_not_worth_winning_back():
    assert models.best_measure("fault", 90, 60) == (None, 0.0)
    assert models.best_measure("fault", 0, 1000)[0] == "repair"


def test_for_a_small_customer_an_apology_is_enough():
    assert (
        models.best_measure("fault", 0, 200)[0] == "apology"
        and models.best_measure("fault", 0, 2000)[0] == "repair"
    )


@pytest.mark.parametrize(
    "call",
    [
        lambda: models.freshness(-1),
        lambda: models.winback_chance("love", "offer", 0),
        lambda: models.winback_chance("fault", "gift", 0),
        lambda: models.winback_chance("fault", "offer", 0, start=2),
    ],
)
def test_the_clock_refuses_what_has_no_meaning(call):
    with pytest.raises(ValueError):
        call()


# --- the law of 250 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("k", "population", "share", "printed"),
    [
        (1, 10_000, 1, 250),
        (10, 10_000, 1, 2237),
        (40, 10_000, 1, 6368),
        (1, 10_000, 0.1, 25),
        (10, 100_000, 1, 2472),
    ],
)
def test_printed_reach(k, population, share, printed):
    assert round(models.reach(k, population, share)) == printed


def test_overlap_breaks_the_simple_product():
    assert (
        round(100 * models.reach(10, 10_000) / 2500) == 89
        and round(100 * models.reach(40, 10_000) / 10_000) == 64
    )


@pytest.mark.parametrize(
    ("k", "population", "share"),
    [(1, 3000, 1), (10, 10_000, 1), (40, 10_000, 1), (20, 3000, 0.3), (10, 10_000, 0.1)],
)
def test_simulation_and_closed_form_agree_within_5_percent_over_20_runs(k, population, share):
    runs = [models.hear(k, population, share, seed=seed)[0].sum() for seed in range(20)]
    assert np.mean(runs) == pytest.approx(models.reach(k, population, share), rel=0.05)


def test_the_same_seed_gives_the_same_rumour():
    one, two = models.hear(5, 3000, 0.5, seed=3), models.hear(5, 3000, 0.5, seed=3)
    assert (one[0] == two[0]).all() and all(
        (a == b).all() for a, b in zip(one[1], two[1], strict=True)
    )
    assert one[0].sum() == len(set(np.concatenate(one[1])))


@pytest.mark.parametrize("values", [(-1, 1000), (1, 100), (1, 1000, 2)])
def test_reach_refuses_what_has_no_meaning(values):
    with pytest.raises(ValueError):
        models.reach(*values)
    with pytest.raises(ValueError):
        models.hear(*values)


# --- the crisis -----------------------------------------------------------------------------------


def test_the_index_falls_to_a_tenth_and_is_two_thirds_after_two_months(world):
    found = models.index(world)
    assert found[: world.start].mean() == pytest.approx(1)
    assert found[world.start] == pytest.approx(0.10, abs=0.03)
    assert found[world.start + 8] == pytest.approx(0.65, abs=0.06)


def test_a_short_window_calls_many_lost_who_only_pause(world):
    short, long = models.called_lost(world, 13, 4), models.called_lost(world, 13, 26)
    assert short.lost > 4 * long.lost and short.paused > 0.6 * short.lost
    eight, thirteen = models.called_lost(world, 8, 8), models.called_lost(world, 8, 13)
    assert thirteen.paused < 0.6 * eight.paused


def test_every_call_is_followed_equally_long(world):
    last = models.last_call(world)
    assert world.start + last + models.FOLLOW == len(world.weeks) - 1
    bought = world.packs > 0
    for week in range(0, last + 1):
        call = models.called_lost(world, week, 8)
        now = world.start + week
        later = bought[:, now + 1 : now + 1 + models.FOLLOW]
        lost = ~bought[:, now - 7 : now + 1].any(axis=1)
        assert later.shape[1] == models.FOLLOW
        assert call.lost == lost.sum() == call.paused + call.gone
        assert call.paused == later[lost].any(axis=1).sum()
    with pytest.raises(ValueError, match="too near to its end"):
        models.called_lost(world, last + 1, 8)


def test_called_lost_adds_up_on_a_small_panel():
    weeks = pd.date_range("2024-01-01", periods=6, freq="7D")
    rows = [
        ("H1", 0, "a"),
        ("H1", 1, "a"),
        ("H1", 5, "a"),
        ("H2", 0, "a"),
        ("H2", 3, "a"),
        ("H3", 1, "a"),
        ("H4", 0, "b"),
        ("H4", 4, "a"),
    ]
    panel = pd.DataFrame(
        [(hh, weeks[week], brand, 2) for hh, week, brand in rows],
        columns=["hh_id", "week_start", "brand", "packs"],
    )
    small = models.weekly(panel, ["a"], weeks[2])
    assert small.packs.shape == (3, 6) and small.start == 2  # H4 bought nothing of the brand before
    # H1 and H3; H1 comes back in the last week
    assert models.called_lost(small, 1, 2, follow=2) == (3, 2, 1, 1)
    assert models.called_lost(small, 1, 2, follow=1) == (3, 2, 0, 2)
    assert models.called_lost(small, 1, 4, follow=2) == (3, 0, 0, 0)


@pytest.mark.parametrize(("week", "window"), [(-1, 8), (500, 8), (4, 0)])
def test_a_week_outside_the_panel_is_refused(world, week, window):
    with pytest.raises(ValueError):
        models.called_lost(world, week, window)


def test_a_panel_without_a_before_is_refused():
    panel = pd.DataFrame(
        {"hh_id": ["H1"], "week_start": [pd.Timestamp("2024-01-01")], "brand": ["a"], "packs": [1]}
    )
    with pytest.raises(ValueError):
        models.weekly(panel, ["a"], "2024-01-01")
