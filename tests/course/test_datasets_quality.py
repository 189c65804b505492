"""The survey on service quality: every fact that tasks and the lesson of unit `quality` rely on is
in the data, for three seeds."""

import numpy as np
import pandas as pd
import pytest

from tests.course.test_datasets import load_make, variant_of

THIRD = 11  # a seed besides the default and that of the other case tests; built in memory
DIMENSIONS = ["tan", "rel", "res", "ass", "emp"]
WEIGHTS = [f"imp_{name}" for name in DIMENSIONS]
IMPORTANCE = np.array([0.11, 0.32, 0.22, 0.19, 0.16])


@pytest.fixture(scope="module", params=["default", "variant", "third"])
def world(request, checkout):
    """Tables and truth, read apart from make.py; of the third seed the survey alone."""
    home = checkout / "datasets" / "ctrip"
    if request.param == "third":
        make = load_make(home)
        case = make.build(THIRD)
        part = make.casefiles.module(home, "quality").build(THIRD, case)
        return part.tables | {"members": case.members}, part.truth
    folder = home if request.param == "default" else variant_of(home)
    names = ["members", "svq_items", "svq_responses", "factor_cases", "index_survey"]
    hidden = ["svq_careless", "factor_cases"]
    truth = {name: pd.read_csv(folder / f"truth/{name}.csv") for name in hidden}
    return {name: pd.read_csv(folder / f"{name}.csv") for name in names}, truth


@pytest.fixture(scope="module")
def answers(world):
    return world[0]["svq_responses"]


@pytest.fixture(scope="module")
def kept(answers):
    """The answers that count, by the three rules of the task."""
    slow = answers["duration_s"] >= 60
    even = answers[WEIGHTS].sum(axis=1) == 100
    return answers[slow & answers["attention_check"] & even]


@pytest.fixture(scope="module")
def numbers(world):
    """Numbers of the items of each dimension."""
    items = world[0]["svq_items"]
    return {name: [item[1:] for item in rows["item"]] for name, rows in items.groupby("dimension")}


def gaps(answers, numbers):
    """Mean gap of each dimension: the mean of the means of its items."""
    return pd.Series(
        {
            name: np.mean([(answers[f"P{n}"] - answers[f"E{n}"]).mean() for n in numbers[name]])
            for name in DIMENSIONS
        }
    )


def test_the_tables_have_their_size(world, numbers):
    tables = world[0]
    sizes = {"svq_items": 22, "svq_responses": 480, "factor_cases": 15, "index_survey": 600}
    assert {name: len(tables[name]) for name in sizes} == sizes
    assert [len(numbers[name]) for name in DIMENSIONS] == [4, 5, 4, 4, 5]
    assert set(tables["svq_responses"]["member_id"]) <= set(tables["members"]["member_id"])
    assert (tables["svq_responses"]["branch"].value_counts() == 160).all()


def test_careless_answers_are_where_the_truth_says(answers, world):
    truth = world[1]["svq_careless"].set_index("resp_id")
    mine = answers.set_index("resp_id")
    fast = mine.index[mine["duration_s"] < 60]
    failed = mine.index[~mine["attention_check"].astype(bool)]
    uneven = mine.index[mine[WEIGHTS].sum(axis=1) != 100]
    found = {"straight": (fast, 24), "failed": (failed, 12), "uneven": (uneven, 9)}
    for name, (ids, number) in found.items():
        assert sorted(ids) == sorted(truth.index[truth[name]]) and len(ids) == number
    # some break two rules, so that the numbers may not be added
    assert len(set(fast) & set(failed)) == 4 and len(truth) == 40


def test_a_straight_liner_gives_one_answer_throughout_and_nobody_else_does(answers, world):
    truth = world[1]["svq_careless"].set_index("resp_id")
    asked = answers.set_index("resp_id").filter(regex=r"^[EP]\d\d$")
    same = asked.index[asked.nunique(axis=1) == 1]
    assert sorted(same) == sorted(truth.index[truth["straight"]])


def test_every_rule_has_somebody_on_each_side_of_its_line(answers):
    assert {59, 60} <= set(answers["duration_s"])
    assert {99, 100, 101} <= set(answers[WEIGHTS].sum(axis=1))


def test_a_few_answers_of_each_item_are_missing(answers):
    missing = answers.filter(regex=r"^[EP]\d\d$").isna().mean()
    assert len(missing) == 44 and missing.between(0.02, 0.08).all()


def test_responsiveness_has_the_widest_gap_and_reliability_weighs_most(kept, numbers):
    gap, weight = gaps(kept, numbers), kept[WEIGHTS].mean().set_axis(DIMENSIONS)
    assert list(gap.sort_values().index) == ["res", "rel", "emp", "ass", "tan"]
    assert (weight / 100).to_numpy() == pytest.approx(IMPORTANCE, abs=0.015)
    push = gap * weight
    assert push.idxmin() == "rel" and 0.84 <= push["res"] / push["rel"] <= 0.97


def test_careless_answers_hide_a_part_of_the_gap(answers, kept, numbers):
    hidden = gaps(answers, numbers) - gaps(kept, numbers)
    assert (hidden[["rel", "res"]] > 0.02).all()


def test_the_service_centres_differ_in_responsiveness_and_so_in_what_comes_first(kept, numbers):
    slow, first = {}, {}
    for branch, rows in kept.groupby("branch"):
        gap = gaps(rows, numbers)
        slow[branch] = gap["res"]
        first[branch] = (gap * rows[WEIGHTS].mean().set_axis(DIMENSIONS)).idxmin()
    assert slow["C"] < slow["A"] - 0.15 < slow["B"] - 0.5
    assert first["B"] == "rel" and first["C"] == "res"


def test_the_items_of_a_dimension_belong_together(kept, numbers):
    for name in DIMENSIONS:
        met = kept[[f"P{n}" for n in numbers[name]]].dropna().astype(float)
        size = met.shape[1]
        alpha = size / (size - 1) * (1 - met.var().sum() / met.sum(axis=1).var())
        assert 0.7 < alpha < 0.9


def test_who_answers_on_paper_is_older_and_kinder(kept, world):
    born = world[0]["members"].set_index("member_id")["birth_year"]
    paper = (kept["mode"] == "paper").to_numpy()
    year = kept["member_id"].map(born)
    met = kept.filter(regex=r"^P\d\d$").astype(float).mean(axis=1)
    assert 25 < paper.sum() < 75
    assert year[paper].mean() < year[~paper].mean() - 8
    assert met[paper].mean() > met[~paper].mean() + 0.1


def test_overall_satisfaction_follows_the_weighted_gaps(kept, numbers):
    by_item = [
        pd.concat([kept[f"P{n}"] - kept[f"E{n}"] for n in numbers[name]], axis=1).mean(axis=1)
        for name in DIMENSIONS
    ]
    table = pd.concat([*by_item, kept["overall"]], axis=1).astype(float).dropna()
    x = np.column_stack([np.ones(len(table)), table.iloc[:, :5]])
    slopes = np.linalg.lstsq(x, table["overall"].to_numpy(), rcond=None)[0][1:]
    assert slopes / slopes.sum() == pytest.approx(IMPORTANCE, abs=0.08)
    promoters, detractors = (kept["nps"] >= 9).mean(), (kept["nps"] <= 6).mean()
    assert 0.05 <= promoters - detractors <= 0.30


def test_every_factor_has_its_situation_and_its_gap(world):
    truth = world[1]["factor_cases"].merge(world[0]["factor_cases"], on="case_id")
    assert len(truth) == 15 and truth["true_factor"].nunique() == 10
    first = truth["true_factor"].isin(["research", "upward", "levels"])
    assert (truth["true_gap"] == np.where(first, 1, 2)).all() and first.sum() == 5


def test_the_indices_differ_by_what_they_are_shares_of(world):
    people = world[0]["index_survey"]
    buyers = people[people["bought"]]
    back = buyers["again"] | buyers["recommended"]
    assert 0.45 < people["named"].mean() < 0.65
    assert 0.4 < people["praised"].sum() / people["named"].sum() < 0.6
    assert 0.5 < back.mean() < 0.7 and 0.04 < buyers["complained"].mean() < 0.15
    # both happen together, so that the two shares may not be added
    assert buyers["again"].mean() + buyers["recommended"].mean() > back.mean() + 0.1
    assert (people["bought"] & ~people["named"]).sum() > 15
    assert not (people["praised"] & ~people["named"]).any()
    after = people[["again", "recommended", "complained"]].any(axis=1)
    assert not (after & ~people["bought"]).any()
    growth = people["spent_cny"].sum() / people["spent_before_cny"].sum() - 1
    assert 0.03 < growth < 0.20
