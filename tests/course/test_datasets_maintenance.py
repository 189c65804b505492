"""The tables of unit `maintenance`: every fact that tasks and the lesson rely on is in them, with
another seed as well."""

import json

import pandas as pd
import pytest

from tests.course.test_datasets import variant_of

BANDS = ["easy", "medium", "hard"]
FACTORS = ["employee_ok", "it_ok", "process_ok"]


@pytest.fixture(scope="module")
def home(checkout):
    return checkout / "datasets" / "ctrip"


@pytest.fixture(scope="module")
def variant(home):
    return variant_of(home)


class World:
    """The tables of one folder, read here and not by make.py."""

    def __init__(self, folder):
        self.contacts = pd.read_csv(folder / "care_contacts.csv", parse_dates=["ts"])
        self.agents = pd.read_csv(folder / "care_agents.csv", parse_dates=["hire_date", "left_on"])
        self.intervals = pd.read_csv(folder / "care_intervals.csv", parse_dates=["date"])
        self.portfolio = pd.read_csv(folder / "care_portfolio.csv")
        self.trial = pd.read_csv(folder / "care_trial.csv")
        self.truth = pd.read_csv(folder / "truth" / "care_difficulty.csv")
        self.outliers = pd.read_csv(folder / "truth" / "care_outliers.csv")["agent_id"]
        self.members = pd.read_csv(folder / "members.csv")
        self.orders = pd.read_csv(folder / "orders.csv")
        self.today = pd.Timestamp(
            json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))[
                "keguan:reference_date"
            ]
        )


@pytest.fixture(scope="module", params=["default", "variant"])
def world(request, home):
    return World(home if request.param == "default" else request.getfixturevalue("variant"))


def test_chat_looks_best_and_the_phone_wins_in_every_band(world):
    overall = world.contacts.groupby("channel")["resolved"].mean()
    assert overall.idxmax() == "chat" and overall["chat"] - overall["phone"] > 0.015
    bands = (
        world.contacts.groupby(["difficulty", "channel"])["resolved"].mean().unstack().loc[BANDS]
    )
    assert (bands.idxmax(axis=1) == "phone").all() and (
        bands["phone"] - bands["chat"] > 0.015
    ).all()


def test_the_phone_gets_the_hard_matters(world):
    shares = world.contacts.groupby("channel")["difficulty"].value_counts(normalize=True).unstack()
    assert shares.loc["phone", "hard"] > 2 * shares.loc["chat", "hard"] > shares.loc["app", "hard"]


def test_the_band_follows_the_hidden_difficulty(world):
    score = (
        world.contacts.merge(world.truth, on="contact_id")
        .groupby("difficulty")["difficulty_score"]
        .agg(["min", "max"])
        .loc[BANDS]
    )
    assert (score["max"].to_numpy()[:-1] <= score["min"].to_numpy()[1:] + 1e-4).all()


def test_two_agents_see_their_customers_again_twice_as_often(world):
    again = world.contacts.dropna(subset="agent_id").groupby("agent_id")["again_7d"].mean()
    assert set(again.nlargest(2).index) == set(world.outliers)
    assert again[world.outliers].mean() > 1.75 * again.drop(world.outliers).mean()


def test_monday_from_nine_to_eleven_is_short_of_agents(world):
    table = world.intervals
    slot = (table["date"].dt.day_of_week == 0) & table["half_hour"].between(18, 21)
    level = table.groupby(slot)[["answered_20s", "offered"]].sum()
    level = level["answered_20s"] / level["offered"]
    assert level[True] < 0.5 and 0.90 < level[False] < 0.97
    assert slot.sum() == 16 and len(table) == 28 * 28 and table["date"].max() == world.today


def test_the_calls_of_a_half_hour_add_up(world):
    table = world.intervals
    assert (table["answered_20s"] + table["abandoned"] <= table["offered"]).all()


def test_the_answers_to_the_survey_are_kinder_than_the_truth(world):
    assert 0.30 < world.contacts["csat"].notna().mean() < 0.42
    assert 0.12 < world.contacts["csat"].mean() - world.truth["true_csat"].mean() < 0.28
    both = world.contacts.merge(world.truth, on="contact_id").dropna(subset="csat")
    assert (both["csat"] == both["true_csat"]).all()


def test_a_matter_that_was_not_solved_has_a_factor_that_failed(world):
    fine = world.contacts[FACTORS].all(axis=1)
    assert (fine == world.contacts["resolved"]).all()
    failed = ~world.contacts.loc[~world.contacts["resolved"], FACTORS]
    assert world.contacts.loc[world.contacts["channel"] == "app", "employee_ok"].all(), (
        "nobody served in self-service"
    )
    assert (
        failed["process_ok"].mean() > failed["employee_ok"].mean() > failed["it_ok"].mean() > 0.25
    )


def test_cheapest_a_contact_is_not_cheapest_a_solution_among_people(world):
    table = world.contacts.groupby("channel").agg(
        cost=("cost_cny", "mean"), total=("cost_cny", "sum"), solved=("resolved", "sum")
    )
    table["per_solved"] = table["total"] / table["solved"]
    assert (table["per_solved"] > table["cost"]).all()
    assert (
        table["per_solved"]["email"] / table["per_solved"]["chat"]
        > table["cost"]["email"] / table["cost"]["chat"] + 0.05
    )


def test_care_helps_key_and_ordinary_customers_only(world):
    rate = world.trial.groupby(["tier", "group"])["repurchase_90d"].mean().unstack()
    effect = rate["care"] - rate["control"]
    assert (
        abs(effect["key"] - 0.15) <= 0.04
        and abs(effect["ordinary"] - 0.09) <= 0.04
        and effect["small"] < 0.03
    )
    assert (world.trial.groupby(["tier", "group"]).size() == 250).all()


def test_too_many_contacts_make_people_opt_out(world):
    out = world.trial.groupby(
        world.trial["contacts_per_month"]
        .map({0: "none", **dict.fromkeys(range(1, 5), "few")})
        .fillna("many")
    )
    out = out["opted_out"].mean()
    assert out["many"] > 2.5 * out["few"] > 2.5 * out["none"]


def test_tiers_are_those_of_the_profit_pyramid(world):
    done = world.orders[world.orders["status"] == "completed"]
    profit = (
        (done["gmv_cny"] * done["take_rate"] - done["coupon_cny"] - done["service_cost_cny"])
        .groupby(done["member_id"])
        .sum()
    )
    real = world.members[world.members["member_id"].str.startswith("M")]["member_id"]
    assert set(world.portfolio["member_id"]) == set(real)
    by_tier = (
        profit.reindex(real, fill_value=0)
        .groupby(world.portfolio.set_index("member_id")["tier"])
        .agg(["min", "max", "size"])
    )
    assert (
        by_tier.loc["key", "min"]
        >= by_tier.loc["ordinary", "max"]
        >= by_tier.loc["ordinary", "min"]
        >= by_tier.loc["small", "max"]
    )
    assert by_tier["size"].to_dict() == {"key": 600, "ordinary": 900, "small": 1500}


def test_key_customers_wait_for_a_visit_and_some_owners_have_left(world):
    key = world.portfolio[world.portfolio["tier"] == "key"]
    assert (
        key["owner_id"].notna().all()
        and world.portfolio.loc[world.portfolio["tier"] != "key", "owner_id"].isna().all()
    )
    last = key["member_id"].map(world.contacts.groupby("member_id")["ts"].max())
    silent = last.isna() | ((world.today - last).dt.days > 30)
    assert 100 < silent.sum() < 500 and last.isna().sum() > 50
    left = world.agents.loc[world.agents["left_on"].notna(), "agent_id"]
    assert len(left) == 3 and key["owner_id"].isin(left).any()
    assert not world.contacts["agent_id"].isin(left).any()
