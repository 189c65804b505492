"""Models of unit `quality`: the printed discoveries, the ends, and what is refused."""

import math

import numpy as np
import pytest

from keguan.models import quality as models

# --- the expectation ratchet ----------------------------------------------------------------------


def test_discover_that_constant_performance_stops_satisfying():
    felt = models.ratchet(50, 60, 0.3)["satisfaction"]
    assert felt.iloc[0] == 10 and (np.diff(felt) < 0).all()
    assert felt.iloc[-1] == pytest.approx(0, abs=0.001)


@pytest.mark.parametrize(
    "growth, alpha, settles", [(1, 0.3, 10 / 3), (2, 0.3, 20 / 3), (1, 0.5, 2), (0, 0.3, 0)]
)
def test_discover_that_satisfaction_settles_at_growth_over_alpha(growth, alpha, settles):
    for start in (40, 60, 80):
        felt = models.ratchet(start, 60, alpha, growth=growth, periods=200)["satisfaction"]
        assert felt.iloc[-1] == pytest.approx(settles)


def test_a_promise_lowers_satisfaction_at_once_by_its_points():
    quiet = models.ratchet(50, 60, 0.3)
    loud = models.ratchet(50, 60, 0.3, promise=10)
    change = (loud - quiet)["satisfaction"]
    assert (change[: models.PROMISED - 1] == 0).all()
    assert change[models.PROMISED] == pytest.approx(-10)
    assert loud["satisfaction"][models.PROMISED] < 0
    assert (loud["perceived"] == quiet["perceived"]).all()


def test_who_never_learns_is_as_pleased_for_ever_and_who_learns_all_at_once_is_pleased_once():
    assert (models.ratchet(50, 60, 0)["satisfaction"] == 10).all()
    assert models.ratchet(50, 60, 1)["satisfaction"].tolist() == [10] + 29 * [0]


@pytest.mark.parametrize("wrong", [{"alpha": 1.1}, {"alpha": -0.1}, {"alpha": 0.3, "periods": 0}])
def test_a_ratchet_refuses_what_means_nothing(wrong):
    with pytest.raises(ValueError, match="alpha"):
        models.ratchet(50, 60, **wrong)


# --- the loyalty lens -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sector, discount, found",
    [
        ("banking", 0.10, 0.897),
        ("services", 0.10, 0.797),
        ("insurance", 0.10, None),
        ("insurance", 0.05, 0.903),
        ("insurance", 0.0, 0.852),
    ],
)
def test_discover_from_which_retention_a_claim_holds(sector, discount, found):
    delta, claim = models.SECTORS[sector]
    r0 = models.solve(claim, delta, discount)
    assert (r0 and round(r0, 3)) == found
    if r0:
        assert models.uplift(r0, delta, discount) == pytest.approx(claim)


@pytest.mark.parametrize("delta", [0.01, 0.04, 0.05])
@pytest.mark.parametrize("discount", [0.0, 0.05, 0.10, 0.25])
def test_uplift_is_a_u_and_only_its_rising_branch_is_searched(delta, discount):
    bottom = (1 + discount - delta) / 2
    grid = np.arange(0.02, 1 - delta, 0.001)
    values = np.array([models.uplift(r0, delta, discount) for r0 in grid])
    assert grid[values.argmin()] == pytest.approx(bottom, abs=0.002)
    rising = grid >= max(models.RISING, bottom)
    assert (np.diff(values[rising]) > 0).all()
    for r0 in grid[rising][5::50]:
        assert models.solve(models.uplift(r0, delta, discount), delta, discount) == pytest.approx(
            r0, abs=1e-6
        )
    mirrored = 2 * bottom - 0.9  # the same figure on the falling branch is not what is found
    target = models.uplift(0.9, delta, discount)
    assert models.uplift(mirrored, delta, discount) == pytest.approx(target)


def test_discover_that_the_same_points_gain_most_where_almost_nobody_stays_but_hardly_any_yuan():
    low, high = models.uplift(0.05, 0.05, 0.1), models.uplift(0.8, 0.05, 0.1)
    assert low > 1 > 0.3 > high

    def yuan(r0):
        now = models.lifetime_value(100, r0, 0.1)
        return models.lifetime_value(100, r0 + 0.05, 0.1) - now

    assert yuan(0.05) < 6 and yuan(0.8) > 60


def test_a_target_below_the_rising_branch_or_above_it_is_found_nowhere():
    assert models.solve(0.01, 0.05, 0.1) is None
    assert models.solve(0.60, 0.05, 0.1) is None
    assert models.solve(0.3, 0.5, 0.1) is None
    assert models.solve(5.0, 0.05, 0.0) == pytest.approx(0.9394, abs=1e-4)


def test_values_and_their_ends():
    assert models.lifetime_value(100, 0.8, 0.1) == pytest.approx(266.67, abs=0.01)
    assert models.lifetime_value(100, 0, 0.1) == 0
    assert models.lifetime_value(100, 1, 0.1) == pytest.approx(1000)
    assert models.lifetime_value(100, 1, 0) == models.uplift(0.95, 0.05, 0) == math.inf


@pytest.mark.parametrize("wrong", [(0, 0.05, 0.1), (0.96, 0.05, 0.1), (0.9, 0.05, -0.1)])
def test_retention_beyond_the_possible_is_refused(wrong):
    with pytest.raises(ValueError, match="r0|discount"):
        models.uplift(*wrong)


# --- a market without new customers ---------------------------------------------------------------


@pytest.mark.parametrize(
    "retentions, first",
    [
        ((0.8, 0.8, 0.8), 1 / 3),
        ((0.85, 0.8, 0.8), 0.4),
        ((0.9, 0.8, 0.8), 0.5),
        ((0.9, 0.9, 0.9), 1 / 3),
    ],
)
def test_discover_that_loyalty_is_relative(retentions, first):
    assert models.steady(retentions)[0] == pytest.approx(first)
    assert models.market(retentions, 300)[-1] == pytest.approx(models.steady(retentions))


def test_nobody_enters_or_leaves_the_market():
    shares = models.market((0.95, 0.6, 0.0, 0.8), 20)
    assert shares.sum(axis=1) == pytest.approx(1) and (shares >= 0).all()
    assert shares[0] == pytest.approx(0.25) and shares.shape == (21, 4)
    assert shares[1, 0] == pytest.approx(0.25 * (0.95 + (0.4 + 1 + 0.2) / 3))
    assert shares[1, 2] == pytest.approx(0.25 * (0.05 + 0.4 + 0.2) / 3)


def test_a_firm_that_nobody_leaves_has_no_steady_rival():
    assert models.market((1, 0.8, 0.8), 500)[-1] == pytest.approx([1, 0, 0])
    with pytest.raises(ValueError, match="below 1"):
        models.steady((1, 0.8, 0.8))


@pytest.mark.parametrize("wrong", [(0.8,), (0.8, 1.2), (-0.1, 0.8)])
def test_a_market_refuses_what_is_none(wrong):
    for call in (models.steady, lambda kept: models.market(kept, 3)):
        with pytest.raises(ValueError, match="two firms"):
            call(wrong)


# --- whose voice ----------------------------------------------------------------------------------


def test_discover_that_four_times_the_answers_halve_the_margin():
    assert [round(models.margin(1, n), 2) for n in (30, 100, 400)] == [0.36, 0.20, 0.10]
    assert models.margin(1, 400) == models.margin(1, 100) / 2
    for wrong in ((-1, 10), (1, 0)):
        with pytest.raises(ValueError, match="n at least 1"):
            models.margin(*wrong)


def test_customers_have_the_mean_and_the_spread_that_the_margins_are_of():
    mean = models.CUSTOMERS @ models.RATINGS
    assert mean == pytest.approx(models.TRUTH)
    assert models.spread(models.CUSTOMERS) == pytest.approx(1)
    for answers in models.ANSWERS:
        for lazy in (0, 0.1, 1):
            assert models.heard(answers, lazy).sum() == pytest.approx(1)


def misses(n, answers, seed):
    means = models.sample_mean(n, answers, seed=seed, surveys=200)
    return abs(means - models.TRUTH).mean()


@pytest.mark.parametrize("answers", ["satisfied", "dissatisfied"])
def test_discover_that_400_who_answer_unequally_miss_by_more_than_100_who_answer_alike(answers):
    for seed in range(5):
        assert misses(400, answers, seed) > 2 * misses(100, "alike", seed)
        assert misses(1000, answers, seed) > 2 * misses(100, "alike", seed)


def test_both_ends_answering_more_widens_but_does_not_shift():
    assert models.heard("both") @ models.RATINGS == pytest.approx(models.TRUTH)
    assert models.spread(models.heard("both")) > 1


def test_straight_liners_pull_the_mean_to_their_line():
    for lazy in (0.05, 0.1, 0.2):
        assert models.heard("alike", lazy) @ models.RATINGS == pytest.approx(5 + 2 * lazy)
    assert models.sample_mean(50, lazy=1)[0] == models.LINE


def test_surveys_come_again_with_their_seed_and_scatter_as_the_margin_says():
    one = models.sample_mean(100, seed=3, surveys=2000)
    assert (one == models.sample_mean(100, seed=3, surveys=2000)).all()
    assert (abs(one - models.TRUTH) < models.margin(1, 100)).mean() == pytest.approx(0.95, abs=0.02)
    with pytest.raises(ValueError, match="at least 1"):
        models.sample_mean(0)
