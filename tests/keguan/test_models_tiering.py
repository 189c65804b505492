"""The models: every figure that the unit prints, what students should discover, refusals, and laws
that always hold.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keguan import cases
from keguan.models import tiering as models

KEY, ORDINARY, SMALL = 0, 1, 2
profit_lists = st.lists(
    st.floats(0, 1e6).map(lambda x: round(x, 2)), min_size=1, max_size=60
).filter(lambda v: sum(v) > 1)


def in_percent(shares):
    return [round(100 * share, 1) for share in shares]


def million(plan, quarters=8, **more):
    arguments = models.PLANS[plan] | more
    return models.simulate_resources(quarters=quarters, **arguments)["cumulative"].iloc[-1] / 1e6


# --- the pyramid ----------------------------------------------------------------------------------


def test_lognormal_80_20():
    assert in_percent(models.pyramid_shares(sigma=1.683)) == [80.0, 15.4, 4.6]
    assert round(models.gini_lognormal(1.683), 3) == 0.766
    assert round(models.sigma_for_top_share(0.80), 3) == 1.683


def test_pareto_80_20():
    assert in_percent(models.pyramid_shares(shape="pareto", alpha=1.161)) == [80.0, 10.8, 9.2]
    assert round(models.alpha_for_top_share(0.80), 3) == 1.161


def test_half_of_the_profit_needs_half_of_the_sigma():
    assert round(100 * models.pyramid_shares(sigma=0.842)[KEY]) == 50
    assert round(models.sigma_for_top_share(0.50), 3) == 0.842


@pytest.mark.parametrize("n", [10, 100, 1000, 5000])
@pytest.mark.parametrize("shape", models.SHAPES)
def test_simulated_customers_have_the_shares_of_the_closed_form(n, shape):
    values = models.profits(n=n, shape=shape)
    assert models.tier_shares(values) == pytest.approx(models.pyramid_shares(shape=shape), abs=1e-9)
    assert values.mean() == pytest.approx(models.MEAN_PROFIT)
    assert (np.diff(values) <= 0).all()


def test_gini_of_simulated_customers():
    assert models.gini(models.profits(n=5000)) == pytest.approx(
        models.gini_lognormal(1.683), abs=0.002
    )
    assert models.gini([5, 5, 5]) == 0
    assert models.gini([1, 0, 0, 0]) == 0.75


def test_loss_makers_lift_the_curve_above_100_percent():
    assert models.lorenz(models.profits())[1].max() == 1
    for share in (0.05, 0.10, 0.15):
        x, y = models.lorenz(models.profits(loss_share=share))
        assert y.max() > 1.005 and y[-1] == 1
        assert x[y.argmax()] == pytest.approx(1 - share, abs=0.02), (
            "the curve turns where the loss-makers begin"
        )


def test_the_same_80_20_hides_two_worlds():
    lognormal, pareto = models.pyramid_shares(), models.pyramid_shares(shape="pareto")
    assert lognormal[KEY] == pytest.approx(pareto[KEY], abs=0.0005)
    assert pareto[SMALL] > 1.9 * lognormal[SMALL] and pareto[ORDINARY] < lognormal[ORDINARY]


def test_tier_counts():
    assert models.tier_counts(7) == (2, 2, 3)
    assert models.tier_counts(15) == (3, 5, 7)
    assert models.tier_counts(1000) == (200, 300, 500)
    assert models.tier_counts(1) == (1, 0, 0)


@given(profit_lists)
@settings(max_examples=60, deadline=None)
def test_laws_of_concentration(values):
    assert sum(models.tier_shares(values)) == pytest.approx(1)
    assert sum(models.tier_counts(len(values))) == len(values)
    x, y = models.lorenz(values)
    assert (x[0], y[0], x[-1], y[-1]) == (0, 0, 1, 1)
    assert (y >= x - 1e-9).all() and (np.diff(y) >= -1e-9).all()
    assert -1e-9 <= models.gini(values) < 1
    shuffled = values[::-1]
    assert models.gini(shuffled) == models.gini(values)
    assert models.tier_shares(shuffled) == models.tier_shares(values)
    assert (models.lorenz(shuffled)[1] == y).all()


@given(st.floats(0, 3), st.integers(1, 400), st.floats(0, 0.5), st.sampled_from(models.SHAPES))
@settings(max_examples=60, deadline=None)
def test_laws_of_profits(sigma, n, losses, shape):
    values = models.profits(n, sigma, shape, losses)
    assert values.shape == (n,) and values.mean() == pytest.approx(models.MEAN_PROFIT)
    assert (np.diff(values) <= 1e-6).all()


@given(st.floats(0.2, 0.99))
def test_sigma_and_share_are_each_others_inverse(share):
    assert models.pyramid_shares(sigma=models.sigma_for_top_share(share))[KEY] == pytest.approx(
        share
    )


# --- spending -------------------------------------------------------------------------------------


def test_the_printed_defaults_of_the_resource_model():
    assert models.GROUP_SIZES == (200, 120, 180, 100, 330, 70)
    assert models.GROUP_MARGINS == (3600, 500, 500, 45, 45, -60)
    first = models.simulate_resources(**models.PLANS["none"], quarters=2)
    lost = 1 - first[list(models.GROUPS)].iloc[1] / first[list(models.GROUPS)].iloc[0]
    assert lost.round(6).tolist() == [0.08, 0.06, 0.06, 0.08, 0.08, 0.02]


def test_key_customers_bring_81_percent():
    profit = np.multiply(models.GROUP_SIZES, models.GROUP_MARGINS)
    assert round(100 * profit[0] / profit.sum()) == 81
    assert (
        models.simulate_resources(**models.PLANS["none"], quarters=1)["profit"].iloc[0]
        == profit.sum()
    )


@pytest.mark.parametrize(
    ("plan", "printed"),
    [("none", 5.44), ("equal", 5.98), ("key_only", 6.15), ("differentiated", 6.59)],
)
def test_profit_of_the_plans(plan, printed):
    assert round(million(plan), 2) == printed


def test_differentiated_costs_less_than_equal_and_all_to_key():
    spent = {
        name: models.simulate_resources(**plan)["spend"].sum()
        for name, plan in models.PLANS.items()
    }
    assert spent["differentiated"] < min(spent["equal"], spent["key_only"])
    assert models.PLANS["differentiated"] == {
        "spend": (200, 90, 20, 15, 0, 0),
        "drop_bad": True,
        "price_rise": 5,
    }


def test_cultivation_needs_patience():
    lead = [million("differentiated", q) - million("no_cultivation", q) for q in range(1, 9)]
    assert lead[0] < 0 and lead[1] < 0, "behind after quarters 1 and 2"
    assert lead[3] > 0, "ahead by quarter 4"
    assert round(lead[7], 2) == 0.44
    care, skip = models.PLANS["differentiated"], models.PLANS["no_cultivation"]
    assert [a - b for a, b in zip(care["spend"], skip["spend"], strict=True)] == [
        0,
        90,
        0,
        15,
        0,
        0,
    ]


def test_one_quarter_worked_by_hand():
    """Attrition and upgrades are both taken from the counts at the start of the quarter."""
    table = models.simulate_resources(
        {"ordinary_plus": 60, "small_plus": 15}, quarters=2, price_rise=5
    )
    second = table.iloc[1]
    up, small_up = 120 * 0.06 * (1 - np.exp(-1)), 100 * 0.08 * (1 - np.exp(-1))
    assert second["key"] == pytest.approx(200 * 0.92 + up)
    assert second["ordinary_plus"] == pytest.approx(
        120 * (1 - 0.06 * np.exp(-60 / 80)) - up + small_up
    )
    assert second["small_plus"] == pytest.approx(100 * (1 - 0.08 * np.exp(-15 / 20)) - small_up)
    assert second["small_minus"] == pytest.approx(330 * (1 - 0.08 - 0.004 * 5))
    assert table["profit"].iloc[0] == 885150 - 120 * 60 - 100 * 15 + 330 * 5


def test_dropping_the_bad_group_saves_its_loss():
    kept, dropped = (models.simulate_resources([0] * 6, 1, drop_bad=drop) for drop in (False, True))
    assert (
        dropped["profit"].iloc[0] - kept["profit"].iloc[0] == 70 * 60
        and dropped["bad"].iloc[0] == 0
    )


@given(
    st.lists(st.floats(0, 500), min_size=6, max_size=6),
    st.integers(1, 12),
    st.booleans(),
    st.floats(0, 10),
)
@settings(max_examples=40, deadline=None)
def test_laws_of_spending(spend, quarters, drop, rise):
    table = models.simulate_resources(spend, quarters, drop, rise)
    counts = table[list(models.GROUPS)]
    assert len(table) == quarters and table["quarter"].tolist() == list(range(1, quarters + 1))
    assert (counts >= 0).all(axis=None)
    assert (counts.sum(axis=1).diff().dropna() <= 1e-9).all(), "nobody comes from nowhere"
    assert table["cumulative"].iloc[-1] == pytest.approx(table["profit"].sum())


# --- RFM and quadrants ----------------------------------------------------------------------------


def orders(*rows):
    columns = [
        "member_id",
        "order_ts",
        "gmv_cny",
        "status",
        "take_rate",
        "coupon_cny",
        "service_cost_cny",
    ]
    return pd.DataFrame([dict(zip(columns, (*row, 0.1, 1.0, 2.0), strict=True)) for row in rows])


def test_rfm_counts_completed_orders_of_the_window():
    table = orders(
        ("A", "2025-12-31 23:50", 100.0, "completed"),
        ("A", "2025-01-01 00:10", 50.0, "completed"),
        ("A", "2024-12-31 23:50", 900.0, "completed"),  # the last day before the window
        ("A", "2025-06-01 12:00", 900.0, "cancelled"),
        ("B", "2025-12-21 08:00", 10.0, "completed"),
        ("X", "2025-12-21 08:00", 10.0, "completed"),  # not asked for
    )
    result = models.rfm(models.order_days(table, pd.Series(["A", "B", "C"])), "2025-12-31", 12)
    assert result.index.tolist() == ["A", "B", "C"]
    assert result.loc["A"].tolist() == [0, 2, 150, pytest.approx(9)]
    assert result.loc["B", ["R", "F", "M"]].tolist() == [10, 1, 10]
    assert np.isnan(result.loc["C", "R"]) and result.loc["C", ["F", "M", "profit"]].tolist() == [
        0,
        0,
        0,
    ]


def test_rfm_does_not_depend_on_the_order_of_rows():
    table = orders(
        *((f"M{i % 5}", f"2025-{1 + i % 12:02d}-15", float(i), "completed") for i in range(40))
    )
    straight, shuffled = (
        models.rfm(models.order_days(t), "2025-12-31")
        for t in (table, table.sample(frac=1, random_state=1))
    )
    pd.testing.assert_frame_equal(straight, shuffled)


def test_arrows():
    table = pd.DataFrame(
        {"R": [10, 20, 30, np.nan], "F": [3, 1, 2, 0], "M": [300, 100, 200, 0]}, index=list("abcd")
    )
    assert models.rfm_split(table) == {"R": 20, "F": 2, "M": 200}
    assert models.rfm_arrows(table).to_dict() == {
        "a": "R↓F↑M↑",
        "b": "R↑F↓M↓",
        "c": "R↑F↑M↑",
        "d": models.NO_ORDER,
    }
    assert models.RFM_TYPES[:2] == ("R↓F↑M↑", "R↓F↓M↑") and len(set(models.RFM_TYPES)) == 8


def test_the_mean_puts_many_skewed_amounts_into_low_m():
    amounts = models.profits(1000)
    table = pd.DataFrame({"R": 1.0, "F": 1, "M": amounts})
    assert low_m(table, "mean") > 750 and low_m(table, "median") == 500


def low_m(table, split):
    """Number of customers with M↓."""
    return sum(n for name, n in models.rfm_counts(table, split).items() if "M↓" in name)


@given(
    st.lists(
        st.tuples(st.integers(0, 365), st.integers(0, 9), st.floats(0, 1e5)),
        min_size=1,
        max_size=40,
    ),
    st.sampled_from(models.SPLITS),
)
@settings(max_examples=40, deadline=None)
def test_laws_of_rfm(rows, split):
    table = pd.DataFrame(rows, columns=["R", "F", "M"])
    counts = models.rfm_counts(table, split)
    assert counts.sum() == (table["F"] > 0).sum() and counts.index.tolist() == list(
        models.RFM_TYPES
    )
    arrows = models.rfm_arrows(table, split)
    assert (arrows == models.NO_ORDER).sum() + counts.sum() == len(table)
    assert models.rfm_arrows(table[::-1], split)[::-1].tolist() == arrows.tolist()


def test_loyalty_counts_the_default_rate_against():
    assert models.loyalty_score(0.5, 0.5, 0.5) == pytest.approx(0.3)
    assert models.loyalty_score(1, 1, 1, weights=(0, 0, 1)) == -1


def test_quadrants_and_how_weights_move_customers():
    share, steady, broken = (
        np.array([0.9, 0.9, 0.1, 0.1]),
        np.array([0.5] * 4),
        np.array([0, 1, 0, 1.0]),
    )
    profit = models.relative_profit(pd.Series([4.0, 2, 1, 1]))
    assert profit.tolist() == [2, 1, 0.5, 0.5]
    before = models.quadrants(models.loyalty_score(share, steady, broken), profit)
    after = models.quadrants(models.loyalty_score(share, steady, broken, (0.4, 0.4, 1)), profit)
    assert before.tolist() == ["L↑P↑", "L↑P↑", "L↓P↓", "L↓P↓"]
    assert after.tolist() == ["L↑P↑", "L↓P↑", "L↑P↓", "L↓P↓"]


def test_what_lab_3_shows_on_the_members_of_the_case():
    profiles = cases.load("ctrip", "profiles").set_index("member_id")
    days = models.order_days(cases.load("ctrip", "orders"), pd.Series(profiles.index))
    table = models.rfm(days, cases.reference_date("ctrip"))
    bought = table[table["F"] > 0]
    assert [len(bought) - low_m(table, split) for split in models.SPLITS] == [355, 828]
    of = profiles.loc[bought.index, ["purchase_share", "continuity", "default_rate"]]
    profit = models.relative_profit(bought["profit"])
    placed = [
        models.quadrants(models.loyalty_score(*of.to_numpy().T, weights), profit.to_numpy())
        for weights in ((0.4, 0.4, 0.2), (0.2, 0.2, 0.6))
    ]
    assert (placed[0] != placed[1]).mean() == pytest.approx(0.089, abs=0.0005)


def test_quadrants_match_two_series_by_their_index():
    loyalty, profit = pd.Series({"a": 0.9, "b": 0.1}), pd.Series({"b": 5, "a": 1})
    assert models.quadrants(loyalty, profit).to_dict() == {"a": "L↑P↓", "b": "L↓P↑"}


def test_equal_scores_are_high():
    assert models.quadrants(np.full(7, 0.1) * 3, np.full(7, 1.0)).tolist() == ["L↑P↑"] * 7


# --- refusals -------------------------------------------------------------------------------------

R_F_M = pd.DataFrame({"R": [1], "F": [1], "M": [1.0]})
REFUSED = {
    "n": lambda: models.profits(n=0),
    "whole number": lambda: models.profits(n=2.5),
    "shape": lambda: models.profits(shape="normal"),
    "shape must": lambda: models.pyramid_shares(shape="normal"),
    "loss_share": lambda: models.profits(loss_share=0.6),
    "sigma": lambda: models.pyramid_shares(sigma=-1),
    "sigma must": lambda: models.profits(sigma=-1),
    "alpha": lambda: models.pyramid_shares(shape="pareto", alpha=1),
    "cuts": lambda: models.pyramid_shares(cuts=(0.2, 0.3, 0.6)),
    "three": lambda: models.tier_counts(10, (0.5, 0.5)),
    "numbers": lambda: models.gini([]),
    "values": lambda: models.lorenz([1, float("nan")]),
    "total": lambda: models.tier_shares([1, -1]),
    "share": lambda: models.sigma_for_top_share(1.0),
    "above top": lambda: models.alpha_for_top_share(0.2),
    "negative": lambda: models.simulate_resources([-1, 0, 0, 0, 0, 0]),
    "six": lambda: models.simulate_resources([1, 2]),
    "vip": lambda: models.simulate_resources({"vip": 3}),
    "quarters": lambda: models.simulate_resources([0] * 6, quarters=0),
    "price_rise": lambda: models.simulate_resources([0] * 6, price_rise=-1),
    "month": lambda: models.rfm(
        models.order_days(orders(("A", "2025-01-01", 1.0, "completed"))), "2025-12-31", 0
    ),
    "split": lambda: models.rfm_arrows(R_F_M, "mode"),
    "cut": lambda: models.quadrants([1], [1], "mode"),
    "weights": lambda: models.loyalty_score(1, 1, 1, (-1, 0, 0)),
    "mean profit": lambda: models.relative_profit(pd.Series([1.0, -1.0])),
}


@pytest.mark.parametrize("names", REFUSED)
def test_bad_input_is_refused_with_a_sentence(names):
    with pytest.raises(ValueError, match=names) as refusal:
        REFUSED[names]()
    assert len(str(refusal.value).split()) >= 4
