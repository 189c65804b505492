"""The tables of unit `tiering`: every fact that tasks and tests rely on is in the data, with
another seed as well."""

import json
import math

import numpy as np
import pandas as pd
import pytest

from tests.course.test_datasets import planted, variant_of

TABLES = ["members", "orders", "tier_rules", "profiles"]
TRUTH = ["members", "tier_errors", "counted_cancelled"]
TIERS = np.array(["normal", "gold", "platinum", "diamond"])
SHARED = {"member_id", "order_id", "gmv_cny", "official_tier"}  # columns that truth tables repeat


@pytest.fixture(scope="module")
def home(checkout):
    return checkout / "datasets" / "ctrip"


@pytest.fixture(scope="module")
def variant(home):
    return variant_of(home)


class World:
    """The tables of one folder and what follows from them, worked out here and not by make.py."""

    def __init__(self, folder):
        self.folder = folder
        self.package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        self.planted = planted(folder)
        self.tables = {name: pd.read_csv(folder / f"{name}.csv") for name in TABLES}
        self.truth = {name: pd.read_csv(folder / "truth" / f"{name}.csv") for name in TRUTH}
        self.all_members, self.all_orders = self.tables["members"], self.tables["orders"]
        self.all_orders["order_ts"] = pd.to_datetime(self.all_orders["order_ts"])
        self.reference = pd.Timestamp(self.package["keguan:reference_date"])
        self.members = self.all_members[
            ~self.all_members["member_id"].str.startswith("T")
        ].set_index("member_id")
        self.orders = self.all_orders[self.all_orders["member_id"].isin(self.members.index)].copy()
        self.done = self.orders[self.orders["status"] == "completed"].copy()
        self.done["profit"] = profit(self.done)
        self.right = TIERS[self.tier(self.growth(self.done))]

    def growth(self, orders, weights=(1.0, 0.5, 0.25)):
        """Growth value of every member, month by month: months 1-12 full, 13-24 half, 25-36 a
        quarter."""
        month = self.reference.to_period("M").ordinal - orders["order_ts"].dt.to_period("M").map(
            lambda p: p.ordinal
        )
        points = orders["gmv_cny"] * np.repeat(weights, 12)[month]
        return points.groupby(orders["member_id"]).sum().reindex(self.members.index, fill_value=0.0)

    def tier(self, growth):
        return (growth.to_numpy()[:, None] >= np.array([2000, 20000, 60000])).sum(axis=1)

    def year(self, back):
        """Completed orders of one of the three years, 0 the last."""
        end = self.reference + pd.Timedelta(days=1) - pd.DateOffset(years=back)
        start = end - pd.DateOffset(years=1)
        return self.done[(self.done["order_ts"] >= start) & (self.done["order_ts"] < end)]

    def spend(self):
        return self.done.groupby("member_id")["gmv_cny"].sum()


def profit(orders):
    return (
        orders["gmv_cny"] * orders["take_rate"] - orders["coupon_cny"] - orders["service_cost_cny"]
    )


def largest(values, share=0.2):
    return values.sort_values(ascending=False).head(math.ceil(share * len(values)))


@pytest.fixture(scope="module")
def default(home):
    return World(home)


@pytest.fixture(scope="module", params=["default", "variant"])
def world(request):
    if request.param == "default":
        return request.getfixturevalue("default")
    return World(request.getfixturevalue("variant"))


# planted facts


def test_p1_exactly_45_tiers_are_wrong(world):
    wrong = world.members.index[world.members["official_tier"] != world.right]
    assert len(wrong) == 45
    errors = world.truth["tier_errors"].set_index("member_id")
    assert sorted(errors.index) == sorted(wrong)
    right = pd.Series(world.right, index=world.members.index)
    assert (errors["right_tier"] == right[errors.index]).all()
    assert (errors["official_tier"] == world.members.loc[errors.index, "official_tier"]).all()


def test_p1_test_accounts_do_not_add_a_wrong_tier(world):
    testers = world.all_members[world.all_members["member_id"].str.startswith("T")]
    assert (testers["official_tier"] == "diamond").all()
    spent = (
        world.all_orders[world.all_orders["member_id"].isin(testers["member_id"])]
        .groupby("member_id")["gmv_cny"]
        .sum()
    )
    assert spent.min() > 61_000


def test_p1_each_cause_explains_its_wrong_tiers(world):
    errors = world.truth["tier_errors"].set_index("member_id")
    assert errors["cause"].value_counts().to_dict() == {
        "counted_cancelled": 25,
        "no_decay": 12,
        "not_recomputed": 8,
    }
    official = errors["official_tier"].map({tier: number for number, tier in enumerate(TIERS)})
    kept = world.orders[world.orders["status"] != "refunded"]
    full = world.growth(world.done, weights=(1.0, 1.0, 1.0))
    before = world.done[world.done["order_ts"] < world.reference.to_period("M").start_time]
    stories = {
        "counted_cancelled": world.growth(kept),
        "no_decay": full,
        "not_recomputed": world.growth(before),
    }
    for cause, growth in stories.items():
        rows = errors.index[errors["cause"] == cause]
        assert list(world.tier(growth[rows])) == list(official[rows]), cause


def test_no_growth_value_is_near_a_threshold(world):
    growth = world.growth(world.done).to_numpy()[:, None]
    assert np.abs(growth / np.array([2000, 20000, 60000]) - 1).min() > 0.01


def test_p2_nine_percent_of_gold_and_higher_lose_money(world):
    total = (
        world.done.groupby("member_id")["profit"].sum().reindex(world.members.index, fill_value=0.0)
    )
    high = total[world.right != "normal"]
    assert (high < 0).sum() == round(0.09 * len(high))


def test_p3_recency_orders_the_next_year(world):
    last = world.done.groupby("member_id")["order_ts"].max()
    days = (world.reference - last.dt.normalize()).dt.days
    fifth = pd.qcut(days.rank(method="first"), 5, labels=False)
    future = world.truth["members"].set_index("member_id")["next_12m_gmv_cny"].reindex(last.index)
    means = future.groupby(fifth).mean()
    assert means.is_monotonic_decreasing and means.is_unique, means.to_dict()


def test_p4_share_and_gini_as_stated(world):
    spend = world.spend()
    share = largest(spend).sum() / spend.sum()
    ordered = np.sort(spend.to_numpy())
    ranks = np.arange(1, len(ordered) + 1)
    gini = 2 * (ranks * ordered).sum() / (len(ordered) * ordered.sum()) - (len(ordered) + 1) / len(
        ordered
    )
    assert 0.66 <= share <= 0.75
    stated = world.planted["P4"]
    assert stated["top_20_share_of_buyers"] == pytest.approx(share, abs=1e-4)
    assert stated["gini"] == pytest.approx(gini, abs=1e-4)


def test_p4_other_seeds_stay_near_the_default(variant, default):
    other, stated = World(variant).planted["P4"], default.planted["P4"]
    for name in ("top_20_share_of_buyers", "gini"):
        assert other[name] == pytest.approx(stated[name], abs=stated["tolerance"])


def test_p4_profit_is_near_80_20(world):
    total = (
        world.done.groupby("member_id")["profit"].sum().reindex(world.members.index, fill_value=0.0)
    )
    assert 0.78 <= largest(total).sum() / total.sum() <= 0.82
    assert (total < 0).any() and (total == 0).any()


def test_p5_test_accounts_and_counted_cancelled_orders(world):
    testers = world.all_members["member_id"].str.startswith("T")
    assert testers.sum() == 10
    counted = world.truth["counted_cancelled"]
    assert len(counted) == 30 and counted["order_id"].is_unique
    rows = world.orders.set_index("order_id").loc[counted["order_id"]]
    assert (rows["status"] == "cancelled").all()
    errors = world.truth["tier_errors"]
    assert set(rows["member_id"]) == set(
        errors.loc[errors["cause"] == "counted_cancelled", "member_id"]
    )


def test_p6_half_of_the_heavy_buyers_leave(world):
    heavy = [
        set(largest(world.year(back).groupby("member_id")["gmv_cny"].sum()).index)
        for back in (1, 0)
    ]
    lost = len(heavy[0] - heavy[1]) / len(heavy[0])
    assert 0.44 <= lost <= 0.56
    assert world.planted["P6"]["heavy_buyers_lost"] == pytest.approx(lost, abs=0.005)


def test_a_member_in_six_changes_level_when_loyalty_counts(world):
    sheet = world.tables["profiles"].set_index("member_id").sort_index()
    loyal = 0.4 * sheet["purchase_share"] + 0.4 * sheet["continuity"] - 0.2 * sheet["default_rate"]
    spend = world.spend().reindex(sheet.index, fill_value=0.0)
    both = 7 * spend.rank(method="first") + 3 * loyal.rank(method="first")
    levels = []
    for score in (spend, both):
        order = pd.DataFrame({"score": score, "id": score.index}).sort_values(
            ["score", "id"], ascending=[False, True]
        )
        levels.append(
            pd.Series(np.repeat([0, 1, 2], [600, 900, 1500]), index=order["id"]).sort_index()
        )
    changed = (levels[0] != levels[1]).mean()
    assert 0.15 <= changed <= 0.20
    assert world.planted["levels"]["share_that_changes_with_loyalty"] == pytest.approx(
        changed, abs=1e-4
    )


def test_potential_and_bad_customers(world):
    sheet = world.tables["profiles"].set_index("member_id")
    assert sorted(sheet.index) == sorted(world.members.index)
    assert sheet["is_bad"].sum() == 210
    shares = (
        sheet["upgrade_potential"].groupby(pd.Series(world.right, index=world.members.index)).mean()
    )
    sizes = pd.Series(world.right).value_counts()
    assert ((shares - 0.3).abs() <= 0.5 / sizes[shares.index]).all(), shares.to_dict()


def test_nobody_stands_exactly_on_a_mean(world):
    last_year = world.year(0).groupby("member_id")
    sheet = world.tables["profiles"]
    columns = {
        "R": (world.reference - last_year["order_ts"].max().dt.normalize()).dt.days,
        "F": last_year.size(),
        "M": last_year["gmv_cny"].sum(),
        "loyalty": 0.4 * sheet["purchase_share"]
        + 0.4 * sheet["continuity"]
        - 0.2 * sheet["default_rate"],
        "profit": world.done.groupby("member_id")["profit"].sum(),
    }
    on_the_mean = {
        name: int((column - column.mean()).abs().lt(1e-9).sum()) for name, column in columns.items()
    }
    assert not any(on_the_mean.values()), on_the_mean


# ------------------------------------------------------------------------------------------ plain
# sense


def test_orders_lie_in_the_36_months_and_off_their_edges(world):
    when = world.all_orders["order_ts"]
    assert when.min() >= world.reference + pd.Timedelta(days=1) - pd.DateOffset(months=36)
    assert when.max() < world.reference
    day = when.dt.strftime("%m-%d")
    assert not day.isin(["06-30", "07-01"]).any()
    assert when.is_monotonic_increasing


def test_no_order_before_registration_and_no_child(world):
    registered = pd.to_datetime(world.all_members.set_index("member_id")["reg_date"])
    assert (
        world.all_orders["order_ts"] >= registered[world.all_orders["member_id"]].to_numpy()
    ).all()
    assert (registered.dt.year - world.all_members.set_index("member_id")["birth_year"] >= 16).all()


def test_those_who_left_buy_nothing_more(world):
    truth = world.truth["members"]
    assert truth.loc[~truth["active_at_reference"], "next_12m_orders"].sum() == 0
    assert 0.3 < truth["active_at_reference"].mean() < 0.7
    assert truth["segment"].nunique() == 6


def test_tables_are_small_and_ascii(world):
    assert sum((world.folder / f"{name}.csv").stat().st_size for name in TABLES) < 6_000_000
    assert 36_000 <= len(world.all_orders) <= 40_500
    for name in TABLES:
        assert (world.folder / f"{name}.csv").read_bytes().isascii(), name


def test_no_truth_in_the_student_tables(home):
    student = {name for table in TABLES for name in pd.read_csv(home / f"{table}.csv", nrows=0)}
    truth = {
        name for table in TRUTH for name in pd.read_csv(home / "truth" / f"{table}.csv", nrows=0)
    }
    assert not (truth - SHARED) & student


def test_tier_rules_are_the_published_rule(world):
    rules = world.tables["tier_rules"]
    assert list(rules["tier"]) == list(TIERS)
    assert list(rules["min_growth"]) == [0, 2_000, 20_000, 60_000]
    for name, weight in {"1_12": 1.0, "13_24": 0.5, "25_36": 0.25}.items():
        assert (rules[f"weight_months_{name}"] == weight).all()


def test_foreign_keys(world):
    members = set(world.all_members["member_id"])
    assert set(world.all_orders["member_id"]) <= members
    assert set(world.tables["profiles"]["member_id"]) <= members
    assert set(world.all_members["official_tier"]) <= set(world.tables["tier_rules"]["tier"])
    assert set(world.truth["members"]["member_id"]) == set(world.members.index)


def test_calibration_covers_rules_and_numbers(default):
    rows = default.package["keguan:calibration"]
    assert {row["fact"] for row in rows if row["kind"] == "real"} >= {"C01", "C02", "C04"}
    simulated = {row["fact"] for row in rows if row["kind"] == "simulated"}
    assert {"C03", "C06", "C09", "C11", "L02", "L03"} <= simulated


def test_calibration_numbers_follow_from_the_tables(world):
    done, year = world.done, world.year(0)
    commission = done["gmv_cny"] * done["take_rate"]
    by_product = commission.groupby(done["product"]).sum() / commission.sum()
    units = (
        done.groupby("product")[["nights_or_qty", "gmv_cny"]]
        .sum()
        .assign(commission=commission.groupby(done["product"]).sum())
    )
    right = pd.Series(world.right, index=world.members.index)
    shares = right.value_counts(normalize=True)
    use = year.groupby("member_id")["gmv_cny"].agg(["size", "sum"])
    use = use.groupby(right.reindex(use.index)).mean()
    heads = [world.year(back).groupby("member_id")["gmv_cny"].sum().mean() for back in (0, 1)]
    spend = world.spend()
    expected = {
        "diamond_orders": use.loc["diamond", "size"],
        "diamond_gmv": use.loc["diamond", "sum"],
        "normal_orders": use.loc["normal", "size"],
        "normal_gmv": use.loc["normal", "sum"],
        "room_night": units.loc["hotel", "gmv_cny"] / units.loc["hotel", "nights_or_qty"],
        "room_commission": units.loc["hotel", "commission"] / units.loc["hotel", "nights_or_qty"],
        "ticket_commission": units.loc["flight", "commission"]
        / units.loc["flight", "nights_or_qty"],
        "take_rate": commission.sum() / done["gmv_cny"].sum(),
        "hotel_revenue": by_product["hotel"],
        "transport_revenue": by_product["flight"] + by_product["train"],
        "mobile_orders": world.orders["channel"].isin(["app", "wechat"]).mean(),
        "spend_growth": heads[0] / heads[1] - 1,
        "top_share": largest(spend).sum() / spend.sum(),
        "heavy_lost": world.planted["P6"]["heavy_buyers_lost"],
        **{f"tier_{tier}": shares[tier] for tier in TIERS},
        "growth_point": 1,
        "service_cost": done["service_cost_cny"].mean(),
    }
    found = {
        row["measure"]: row["our_value"]
        for row in world.package["keguan:calibration"]
        if row["measure"]
    }
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-4, rel=1e-4)


def test_calibration_is_close_where_it_claims_to_be(default):
    found = {
        row["measure"]: row["our_value"]
        for row in default.package["keguan:calibration"]
        if row["measure"]
    }
    assert found["room_night"] == pytest.approx(479, rel=0.02)
    assert found["room_commission"] == pytest.approx(67, rel=0.02)
    assert found["ticket_commission"] == pytest.approx(45, rel=0.02)
    assert found["diamond_orders"] > 50 and found["diamond_gmv"] > 100_000
    assert found["mobile_orders"] > 0.90
