"""The Yili case: every fact that tasks and tests of unit `churn` rely on is in the data, with
another seed as well."""

import json

import numpy as np
import pandas as pd
import pytest

from tests.course.test_datasets import planted, variant_of

CRISIS = pd.Timestamp("2008-09-08")
NAMED = ["qingyuan", "beiling", "dongguang"]
# Published or planted value of the weekly index of `qingyuan` and how far the data may be off.
INDEX = {0: (0.10, 0.03), 1: (0.29, 0.05), 4: (0.55, 0.06), 8: (0.65, 0.06), 11: (0.69, 0.06)}
BEST = {"fault": "tour", "competitive": "coupon", "other": "apology", "natural": "control"}


@pytest.fixture(scope="module")
def home(checkout):
    return checkout / "datasets" / "yili"


@pytest.fixture(scope="module")
def variant(home):
    return variant_of(home)


class World:
    """The tables of one folder, read apart from make.py."""

    def __init__(self, folder):
        self.package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        self.planted = planted(folder)
        self.tables = {path.stem: pd.read_csv(path) for path in folder.glob("*.csv")}
        self.truth = {
            path.stem: pd.read_csv(path, keep_default_na=False)
            for path in folder.glob("truth/*.csv")
        }
        self.panel = self.tables["panel_weekly"].assign(
            week_start=lambda t: pd.to_datetime(t["week_start"])
        )
        self.panel["since"] = (self.panel["week_start"] - CRISIS).dt.days // 7

    def index(self, brand=None):
        """Packs a week by weeks since the crisis, the mean before it = 1."""
        packs = self.panel if brand is None else self.panel[self.panel["brand"] == brand]
        weekly = packs.groupby("since")["packs"].sum()
        return weekly / weekly[weekly.index < 0].mean()

    def lost(self, window):
        """Regulars of `qingyuan` without a purchase in so many weeks from the crisis on."""
        own = self.panel[self.panel["brand"] == "qingyuan"]
        weeks = own[own["since"].between(-13, -1)].groupby("hh_id")["since"].nunique()
        return set(weeks.index[weeks >= 6]) - set(
            own.loc[own["since"].between(0, window - 1), "hh_id"]
        )


@pytest.fixture(scope="module", params=["default", "variant"])
def world(request, home):
    return World(home if request.param == "default" else request.getfixturevalue("variant"))


# ------------------------------------------------------------------------------------------ panel


def test_panel_covers_two_years_of_whole_weeks(world):
    weeks = world.panel["week_start"]
    assert (weeks.dt.day_of_week == 0).all() and weeks.nunique() == 104
    assert weeks.min() == pd.Timestamp("2007-12-31") and weeks.max() == pd.Timestamp("2009-12-21")
    assert world.package["keguan:reference_date"] == "2009-12-27"


def test_index_follows_the_calibration(world):
    own = world.index("qingyuan")
    for week, (target, tolerance) in INDEX.items():
        assert own[week] == pytest.approx(target, abs=tolerance), f"week {week} after the crisis"
    assert own[[29, 30]].mean() == pytest.approx(0.86, abs=0.06), "April 2009"
    assert own[52] == pytest.approx(0.88, abs=0.07), "a year later"


def test_all_dairy_falls_less_than_the_brand(world):
    dairy, own = world.index(), world.index("qingyuan")
    # Y10: -54 % in the worst week
    assert dairy[dairy.index >= 0].min() == pytest.approx(0.46, abs=0.04)
    assert dairy[range(4)].mean() == pytest.approx(0.82, abs=0.04)  # Y10: -18 % over four weeks
    assert (dairy[range(9)] > own[range(9)] + 0.15).all()


def test_the_quarter_lies_between_statement_and_accounts(world):
    quarter = world.index("qingyuan")[range(3, 16)].mean()
    results = (
        world.tables["firm_quarters"]
        .query("firm == 'yili' and measure == 'revenue'")
        .set_index("period")["value_bn"]
    )
    assert results["2008Q4"] / results["2007Q4"] < quarter < 0.90  # Y16 < ours < Y11


def test_short_windows_call_pausers_lost(world):
    short, long = world.lost(8), world.lost(13)
    paused = short - long
    assert long < short and len(paused) >= 0.15 * len(short)
    reaction = world.truth["households"].set_index("hh_id")["reaction"]
    assert (reaction[list(paused)] == "pause").mean() >= 0.9
    assert world.planted["windows"]["miscalled_8"] == pytest.approx(
        len(paused) / len(short), abs=1e-4
    )


def test_leavers_never_come_back(world):
    gone = world.truth["households"].query("reaction == 'leave'")["hh_id"]
    later = world.panel[(world.panel["since"] > 0) & world.panel["hh_id"].isin(gone)]
    assert not later["brand"].isin(NAMED).any() and len(later) > 0
    infant = world.tables["households"].set_index("hh_id")["infant"]
    reaction = world.truth["households"].set_index("hh_id")["reaction"]
    assert (reaction[infant] == "switch").mean() > (reaction[~infant] == "switch").mean() + 0.05


# win-back trial


def test_trial_arms_are_alike_and_causes_have_their_best_measure(world):
    trial = world.tables["winback_trial"]
    assert (trial["arm"].value_counts() == 480).all()
    assert trial.groupby(["cause", "arm"]).size().unstack().nunique(axis=1).eq(1).all()
    cells = trial.assign(net=trial["margin_52w_cny"] - trial["cost_cny"]).groupby(["cause", "arm"])
    assert cells["net"].mean().unstack().idxmax(axis=1).to_dict() == BEST
    # best hit rate is not best profit
    assert (cells["returned_8w"].mean().unstack().idxmax(axis=1) == "tour_coupon").all()
    assert (trial["returned_8w"] == (trial["margin_52w_cny"] > 0)).all()


def test_a_rule_beats_the_same_for_all(world):
    trial = world.tables["winback_trial"]
    net = (
        trial.assign(net=trial["margin_52w_cny"] - trial["cost_cny"])
        .groupby(["cause", "arm"])["net"]
        .mean()
        .unstack()
    )
    share = trial["cause"].value_counts(normalize=True)
    rule, same = (net.max(axis=1) * share).sum(), net.mul(share, axis=0).sum().max()
    assert rule > same + 5
    assert [rule, same] == pytest.approx(
        [world.planted["winback"][name] for name in ("net_by_rule", "net_if_all_get_the_same")],
        abs=1e-3,
    )


def test_delay_costs_returns(world):
    trial = world.tables["winback_trial"]
    early, late = (
        trial.loc[days, "returned_8w"].mean()
        for days in (trial["days_since_lost"] <= 20, trial["days_since_lost"] >= 47)
    )
    assert early > 1.4 * late


# ------------------------------------------------------------------------------------------ milk
# round


def r8(row):
    """Rule R8, written apart from the task's solution."""
    if row.contract_ended_by == "firm" and (row.arrears or row.dishonest):
        return "malicious"
    if row.moved or row.income_change:
        return "natural"
    if row.staff_left and row.followed_staff:
        return "other"
    if row.complaint_open or row.fault_recorded:
        return "fault"
    return "competitive" if row.rival_offer else "other"


def test_rule_r8_finds_the_true_cause(world):
    lost = world.tables["churn_base"].query("contract_ended_by != 'none'")
    found = dict(zip(lost["customer_id"], map(r8, lost.itertuples()), strict=True))
    true = world.truth["churn_base"].set_index("customer_id")["true_cause"].to_dict()
    assert found == true
    counts = pd.Series(found).value_counts()
    assert counts.idxmax() == "fault" and len(counts) == 5
    assert lost["ended_on"].notna().all() and len(lost) / 2000 == pytest.approx(0.306, abs=0.001)


def test_second_flags_make_the_order_matter(world):
    lost = world.tables["churn_base"].query("contract_ended_by != 'none'")
    clues = pd.DataFrame(
        {
            "staff": lost["staff_left"],
            "arrears": lost["arrears"] | lost["dishonest"],
            "rival": lost["rival_offer"],
            "natural": lost["moved"] | lost["income_change"],
            "fault": lost["complaint_open"] | lost["fault_recorded"],
        }
    )
    assert clues.sum(axis=1).max() == 2 and (clues.sum(axis=1) == 2).sum() > 50
    for trap in (
        lost["arrears"] & (lost["contract_ended_by"] == "customer"),
        lost["staff_left"] & ~lost["followed_staff"],
        clues["rival"] & clues["fault"],
        clues["rival"] & clues["natural"],
    ):
        assert trap.sum() >= 3


def test_cohorts_and_promotion(world):
    cohorts = world.tables["cohorts"].pivot(index="month", columns="cohort", values="active")
    assert (cohorts.diff().iloc[1:] <= 0).all(axis=None) and list(cohorts.index) == list(range(37))
    assert cohorts.loc[36, "coupon"] + 100 < cohorts.loc[36, "friends"]
    people = world.tables["promotion_cohort"]
    misled = people["real_discount"] < 0.5 * people["claimed_discount"]
    churn = people.groupby(["loyal_before", misled])["churn_90d"].mean().unstack()
    rise = churn[True] - churn[False]
    assert rise[True] > rise[False] + 0.1 > 0.1
    # nobody stands on the line
    assert np.abs(people["real_discount"] - 0.5 * people["claimed_discount"]).min() > 0.01


# published


def test_published_tables_name_their_facts(world):
    facts = {source["keguan:fact"] for source in world.package["sources"]}
    for name in ("events", "firm_quarters"):
        assert set(world.tables[name]["fact"]) <= facts
    results = world.tables["firm_quarters"].set_index(["firm", "period", "measure"])["value_bn"]
    yili = results["yili"].unstack()["revenue"]
    # Y16: worked out by subtraction
    assert yili["2008"] - yili["2008M9"] == pytest.approx(yili["2008Q4"], abs=0.005)
    assert yili["2008M9"] - yili["2008Q3"] == pytest.approx(yili["2008H1"], abs=0.005)
    assert set(world.tables["firm_quarters"]["status"]) == {"reported", "derived"}
    assert {"2008-09-11", "2008-09-19", "2008-11-26"} <= set(world.tables["events"]["date"])
