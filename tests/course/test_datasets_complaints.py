"""The Yunduo case: every fact that tasks and tests of unit `complaints` rely on is in the data, for
three seeds."""

import json

import pandas as pd
import pytest

from tests.course.test_datasets import load_make, variant_of

THIRD = 11  # a seed besides the default and that of the other case tests; built in memory
FIVE = ["complainant", "matters", "damage", "demand", "in_range"]
LOOP = ["investigate", "assign", "communicate", "compensate"]
LOG_END = pd.Timestamp("2025-06-30")
TARP = {  # fact L08: who buys again, by loss in yuan and by what came of the problem
    (0, 40): {"silent": 37, "unsatisfied": 46, "satisfied": 70, "quick": 95},
    (700, 20_000): {"silent": 9, "unsatisfied": 19, "satisfied": 54, "quick": 82},
}


def read(folder):
    """Tables and truth of a folder, read apart from make.py."""
    tables = {path.stem: pd.read_csv(path) for path in folder.glob("*.csv")}
    tables["complaint_log"]["time"] = pd.to_datetime(tables["complaint_log"]["time"])
    truth = {
        path.stem: pd.read_csv(path, keep_default_na=False) for path in folder.glob("truth/*.csv")
    }
    return tables, truth


@pytest.fixture(scope="module", params=["default", "variant", "third"])
def world(request, checkout):
    home = checkout / "datasets" / "yunduo"
    if request.param == "third":
        case = load_make(home).build(THIRD)
        return case.tables, case.truth
    return read(home if request.param == "default" else variant_of(home))


@pytest.fixture(scope="module")
def tables(world):
    return world[0]


@pytest.fixture(scope="module")
def truth(world):
    return {name: world[1][name].set_index("complaint_id") for name in ("complaints", "cases")}


@pytest.fixture(scope="module")
def complaints(tables):
    return tables["complaints"].set_index("complaint_id")


@pytest.fixture(scope="module")
def cases(tables):
    """The steps of each case of the log in the order of time, one list a case."""
    log = tables["complaint_log"].sort_values("time", kind="stable")
    assert not log.duplicated(["complaint_id", "time"]).any()  # no two steps at once
    return log.groupby("complaint_id")["step"].agg(list)


def test_the_tables_have_their_size(tables):
    sizes = {name: len(table) for name, table in tables.items()}
    assert sizes["complaints"] == 1500 and sizes["silent_problems"] == 800
    assert 5500 <= sizes["complaint_log"] <= 6500 and sizes["no_problem"] == 150


def test_a_customer_has_one_tier_and_the_content_had_no_problem(tables):
    both = pd.concat([tables["complaints"], tables["silent_problems"], tables["no_problem"]])
    assert (both.groupby("customer_id")["tier"].nunique() == 1).all()
    troubled = set(tables["complaints"]["customer_id"]) | set(
        tables["silent_problems"]["customer_id"]
    )
    assert not troubled & set(tables["no_problem"]["customer_id"])


# ---------------------------------------------------------------------------------------- R5, R6


def r5(row):
    """Rule R5, written apart from the task's solution."""
    if row.intent_shown:
        return "malicious"
    if row.tier == "key" or row.emotion == 5:
        return "key"
    return "false" if row.cause_by == "customer" else "general"


def test_rule_r5_finds_the_true_type(complaints, truth):
    found = pd.Series([r5(row) for row in complaints.itertuples()], complaints.index)
    assert found.eq(truth["complaints"]["true_kind"]).all()
    counts = found.value_counts(normalize=True).round(2).to_dict()
    assert counts == {"general": 0.57, "key": 0.22, "false": 0.16, "malicious": 0.05}


def test_a_second_clue_makes_the_order_of_r5_matter(complaints):
    key, extreme = complaints["tier"] == "key", complaints["emotion"] == 5
    own, hostile = complaints["cause_by"] == "customer", complaints["intent_shown"]
    for trap in (
        hostile & key,
        hostile & extreme,
        hostile & own,
        key & own & ~hostile,
        extreme & own & ~key & ~hostile,
        (complaints["emotion"] == 4) & ~key,
        complaints["cause_by"] == "carrier",
    ):
        assert trap.sum() >= 5


def test_acceptance_is_decided_by_five_columns(complaints, truth):
    missing = [" ".join(name for name in FIVE if not row[name]) for row in rows(complaints)]
    assert missing == truth["complaints"].loc[complaints.index, "true_unmet"].to_list()
    lacks = pd.Series(missing)
    assert 0.70 <= (lacks == "").mean() <= 0.80 and (lacks.str.count(" ") >= 1).sum() >= 40
    assert set(FIVE) <= set(lacks)  # each is missing alone somewhere
    assert ((complaints["loss_cny"] == 0) == ~complaints["damage"]).all()


def rows(table):
    return table.to_dict("records")


# ---------------------------------------------------------------------------------------- the log


def test_the_log_holds_what_was_accepted_and_not_the_customers_doing(complaints, cases, truth):
    kinds = truth["complaints"].loc[complaints.index, "true_kind"]
    due = complaints[FIVE].all(axis=1) & kinds.isin(["key", "general"])
    logged = set(complaints.index[due & (complaints["cause_by"] != "customer")])
    # those that came in at the very end have no step yet
    assert set(cases.index) <= logged and len(logged - set(cases.index)) < 10


def test_six_percent_of_the_closed_cases_skip_or_swap_a_step(cases, truth):
    closed = cases[["closed" in steps for steps in cases]]
    loops = closed.map(lambda steps: [step for step in steps if step in LOOP])
    skipped = loops.map(len) < 4
    swapped = loops.map(lambda loop: len(loop) == 4 and loop != LOOP)
    state = truth["cases"].loc[closed.index, "true_loop"]
    assert (skipped == state.eq("skip")).all() and (swapped == state.eq("swap")).all()
    assert (skipped | swapped).mean() == pytest.approx(0.06, abs=0.005)
    assert skipped.sum() >= 20 and swapped.sum() >= 15
    late = closed.map(lambda steps: steps[0] != "calm")  # calmed too late: the loop is whole
    assert (late & state.eq("late_calm")).sum() >= 30


def test_a_whole_case_goes_through_all_steps(cases, truth):
    whole = cases[truth["cases"].loc[cases.index, "true_loop"].eq("ok")]
    assert all(steps[:6] == ["calm", *LOOP, "closed"] for steps in whole)
    assert all(steps.count("followup") <= 1 for steps in cases)


def test_twelve_percent_of_the_closed_cases_lack_the_follow_up(tables, complaints, truth):
    log = tables["complaint_log"].assign(day=lambda log: log["time"].dt.normalize())
    closed = log[log["step"] == "closed"].set_index("complaint_id")["day"]
    called = log[log["step"] == "followup"].set_index("complaint_id")["day"].reindex(closed.index)
    found = {}
    for case, day in closed.items():
        after = (called[case] - day).days if pd.notna(called[case]) else 0
        if after > 0:
            found[case] = "in_time" if after <= 3 else "late"
        else:
            found[case] = "missing" if (LOG_END - day).days >= 3 else "not_due"
    found = pd.Series(found)
    assert found.eq(truth["cases"].loc[found.index, "true_follow_up"]).all()
    due = found[found != "not_due"]
    assert due.eq("missing").mean() == pytest.approx(0.12, abs=0.01)
    assert (found == "not_due").sum() >= 3 and (called == closed).sum() >= 10  # called on day 0
    in_time = due.eq("in_time").groupby(complaints.loc[due.index, "tier"]).mean()
    assert in_time["key"] > in_time["ordinary"] > in_time["small"]


def test_whole_days_are_not_periods_of_24_hours(tables):
    log = tables["complaint_log"].pivot(index="complaint_id", columns="step", values="time")
    hours = (log["followup"] - log["closed"]).dt.days
    days = (log["followup"].dt.normalize() - log["closed"].dt.normalize()).dt.days
    assert ((days == 4) & (hours == 3)).sum() >= 10  # late, but within 4 × 24 hours
    assert (days == 3).sum() >= 100


# ---------------------------------------------------------------------------------------- Pareto


def test_three_of_fourteen_causes_make_sixty_percent(complaints):
    counts = complaints["cause"].value_counts(normalize=True)
    assert len(counts) == 14 and counts.iloc[:3].sum() == pytest.approx(0.60, abs=0.01)
    assert complaints.groupby("cause")["content_class"].nunique().max() == 1
    assert complaints["content_class"].nunique() == 10


def test_what_comes_most_often_does_not_cost_most(complaints):
    for column, few in (("cause", 9), ("content_class", 6)):
        table = complaints.groupby(column)["loss_cny"].agg(["size", "sum"])
        dearest = table["sum"].idxmax()
        assert table["size"].rank(ascending=False)[dearest] >= few
        assert set(table["size"].nlargest(3).index) != set(table["sum"].nlargest(3).index)


# ------------------------------------------------------------------------------ what came of it


def test_who_buys_again_follows_tarp(tables):
    told = tables["complaints"].assign(what=tables["complaints"]["outcome"])
    everybody = pd.concat([told, tables["silent_problems"].assign(what="silent")])
    for (low, high), shares in TARP.items():
        own = everybody[everybody["loss_cny"].between(low, high)]
        found = own.groupby("what")["repurchased_12m"].agg(["mean", "size"])
        for what, share in shares.items():
            assert found.loc[what, "mean"] == pytest.approx(share / 100, abs=0.06), (what, low)
            assert found.loc[what, "size"] >= 84, (what, low)


def test_recovery_lifts_satisfaction_and_nothing_else(tables):
    quick = tables["complaints"].query("outcome == 'quick'")
    content = tables["no_problem"]
    assert quick["csat_after"].mean() >= content["csat"].mean() + 0.2
    assert quick["csat_after"].mean() >= quick["csat_before"].mean() + 0.2
    assert quick["repurchased_12m"].mean() <= content["repurchased_12m"].mean()


def test_a_reply_after_24_hours_is_too_late(complaints):
    hours, score = complaints["first_reply_h"], complaints["csat_after"]
    assert score[hours <= 24].mean() >= score[hours > 24].mean() + 0.6
    assert abs(score[hours <= 9].mean() - score[hours.between(9.1, 24)].mean()) <= 0.2
    assert not complaints.loc[hours > 24, "outcome"].eq("quick").any()
    assert not hours.eq(24).any()  # nobody stands on the line


def test_the_silent_say_why(tables):
    reasons = tables["silent_problems"]["reason"].value_counts(normalize=True)
    assert len(reasons) == 5 and reasons["useless"] == reasons.max() < 0.4
    told, silent = (tables[name]["loss_cny"] > 700 for name in ("complaints", "silent_problems"))
    assert told.mean() > silent.mean() + 0.05  # who loses much complains more often


def test_the_package_says_what_was_planted(checkout):
    home = checkout / "datasets" / "yunduo"
    written = json.loads((home / "truth" / "datapackage.json").read_text(encoding="utf-8"))
    assert (
        written["keguan:planted"]["kinds"]
        == read(home)[1]["complaints"]["true_kind"].value_counts().to_dict()
    )
