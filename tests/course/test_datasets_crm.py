"""The Anchao case: every fact that tasks and tests of unit `crm` rely on is in the data, for three
seeds."""

import pandas as pd
import pytest

from tests.course.test_datasets import load_make, variant_of

THIRD = 11  # a seed besides the default and that of the other case tests; built in memory


@pytest.fixture(scope="module", params=["default", "variant", "third"])
def journeys(request, checkout):
    """The contacts of a seed; those of a folder are read apart from make.py."""
    home = checkout / "datasets" / "anchao"
    if request.param == "third":
        part = load_make(home).casefiles.module(home, "crm").build(THIRD, None)
        return part.tables["crm_journeys"]
    folder = home if request.param == "default" else variant_of(home)
    return pd.read_csv(folder / "crm_journeys.csv")


@pytest.fixture(scope="module")
def groups(journeys):
    """Journeys and the share of customers lost, by the number of repeats."""
    each = journeys.groupby("journey_id").agg(times=("repeats", "sum"), lost=("lost", "first"))
    return each.groupby("times")["lost"].agg(["size", "mean"])


@pytest.fixture(scope="module")
def moves(journeys):
    """Hand-overs from one desk to another one."""
    last = journeys.groupby("journey_id")["desk"].shift()
    found = pd.DataFrame({"left": last, "right": journeys["desk"]}).dropna()
    return found[found["left"] != found["right"]]


def test_four_hundred_journeys_have_up_to_eight_contacts(journeys):
    assert journeys["journey_id"].nunique() == 400
    assert journeys["step"].eq(journeys.groupby("journey_id").cumcount() + 1).all()
    assert set(journeys.groupby("journey_id").size()) == set(range(1, 9))
    assert journeys["desk"].nunique() == 5
    assert journeys.groupby("journey_id")["lost"].nunique().eq(1).all()


def test_who_knows_nothing_of_what_came_before_makes_the_customer_repeat(journeys):
    first = journeys["step"] == 1
    assert journeys["repeats"].eq(1).eq(~first & ~journeys["record_seen"]).all()
    assert not journeys.loc[first, "record_seen"].any()
    stays = journeys.groupby("journey_id")["desk"].shift() == journeys["desk"]
    assert journeys.loc[stays, "record_seen"].all()
    phoned = journeys.loc[~first & ~stays, "record_seen"]
    assert phoned.mean() == pytest.approx(0.20, abs=0.04)


def test_a_repeat_takes_time(journeys):
    minutes = journeys.groupby("repeats")["minutes"].mean()
    assert minutes[1] - minutes[0] == pytest.approx(4.5, abs=0.6)


def test_every_repeat_loses_three_in_a_hundred_more(groups):
    assert groups.index.tolist() == list(range(8)) and groups["size"].sum() == 400
    expected = 0.04 + 0.03 * groups.index
    assert (abs(groups["mean"] - expected) <= 0.5 / groups["size"] + 1e-9).all()
    many = groups.loc[groups["size"] >= 20, "mean"]
    assert len(many) >= 6 and many.is_monotonic_increasing


def test_a_group_of_few_journeys_misleads(groups):
    few = groups[groups["size"] < 20]
    assert (abs(few["mean"] - 0.04 - 0.03 * few.index) > 0.06).any()


def test_one_link_is_best_and_one_direction_misleads(moves):
    both = moves.apply(frozenset, axis=1).value_counts()
    assert both.index[0] == {"service", "call_centre"} and both.iloc[0] >= both.iloc[1] + 15
    assert set(moves.value_counts().index[0]) != both.index[0]


def test_to_link_the_call_centre_first_beats_the_field(moves):
    ends = moves.stack().value_counts()
    assert ends["call_centre"] > 1.5 * ends["field"]
