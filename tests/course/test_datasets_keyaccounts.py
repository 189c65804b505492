"""The Yunduo case: every fact that tasks and tests of unit `keyaccounts` rely on is in the data,
for three seeds."""

import json

import pandas as pd
import pytest

from tests.course.test_datasets import load_make, variant_of

THIRD = 11  # a seed besides the default and that of the other case tests; built in memory
TIMES = {
    "ka_accounts": ["since", "contract_end"],
    "ka_contacts": ["left_on"],
    "ka_orders_monthly": ["month"],
}
YEAR = pd.Timestamp("2025-07-01")  # the last twelve months begin
HOUR = 120  # yuan
STAGES = {"early": 34, "middle": 44, "mature": 28, "coop": 14}
VIEWS = (
    ["operations", "communication", "products", "ideas", "cooperation", "authority"],
    ["loyalty", "negotiation", "planning", "training", "law"],
)


def read(folder):
    """Tables and truth of a folder, read apart from make.py."""
    tables = {
        path.stem: pd.read_csv(path, parse_dates=TIMES.get(path.stem, []))
        for path in folder.glob("*.csv")
    }
    return tables, {path.stem: pd.read_csv(path) for path in folder.glob("truth/*.csv")}


@pytest.fixture(scope="module", params=["default", "variant", "third"])
def world(request, checkout):
    home = checkout / "datasets" / "yunduo"
    if request.param == "third":
        make = load_make(home)
        case = make.build(THIRD)
        (part,) = make.casefiles.parts(home, THIRD, case)
        return case.tables | part.tables, part.truth
    return read(home if request.param == "default" else variant_of(home))


@pytest.fixture(scope="module")
def tables(world):
    return world[0]


@pytest.fixture(scope="module")
def truth(world):
    return world[1]["ka_accounts"].set_index("customer_id")


@pytest.fixture(scope="module")
def accounts(tables):
    return tables["ka_accounts"].set_index("customer_id")


@pytest.fixture(scope="module")
def year(tables):
    """Sums of the last twelve months of every account that still buys, with its net profit."""
    orders = tables["ka_orders_monthly"]
    sums = orders[orders["month"] >= YEAR].groupby("customer_id").sum(numeric_only=True)
    return sums.assign(net=sums["margin_cny"] - HOUR * sums["service_hours"])


@pytest.fixture(scope="module")
def there(tables, accounts):
    """Contact persons of every account who have not left."""
    contacts = tables["ka_contacts"]
    return contacts[contacts["left_on"].isna()].value_counts("customer_id").reindex(accounts.index)


def of_kind(truth, kind):
    return sorted(truth.index[truth["true_kind"] == kind])


def test_the_tables_have_their_size(tables, accounts):
    sizes = {name: len(table) for name, table in tables.items() if name.startswith("ka_")}
    assert sizes == {
        "ka_accounts": 120,
        "ka_flags": 120,
        "ka_contacts": 300,
        "ka_orders_monthly": 119 * 36 + 16,
        "ka_managers": 6,
        "ka_candidates": 8,
    }
    key = tables["complaints"].query("tier == 'key'")["customer_id"]
    assert set(key) <= set(accounts.index)  # the same firms as in the unit on complaints


# ----------------------------------------------------------------------------------------- R10


def r10(row):
    """Rule R10, written apart from the task's solution."""
    if row.process_integration and row.joint_plan:
        return "coop"
    if row.joint_plan or row.top_level_contact:
        return "mature"
    return "middle" if row.cross_functional or row.regular_business else "early"


def test_rule_r10_finds_the_true_stage(tables, truth):
    flags = tables["ka_flags"].set_index("customer_id")
    found = pd.Series([r10(row) for row in flags.itertuples()], flags.index)
    assert found.eq(truth["true_stage"]).all()
    assert found.value_counts().to_dict() == STAGES


def test_every_part_of_r10_decides_somewhere(tables):
    flags = tables["ka_flags"]
    plan, top, whole = (
        flags[name] for name in ("joint_plan", "top_level_contact", "process_integration")
    )
    team, regular = flags["cross_functional"], flags["regular_business"]
    for trap in (
        whole & ~plan,  # integration alone is no cooperation
        plan & ~top & ~whole,
        top & ~plan,
        team & ~regular & ~plan & ~top,
        regular & ~team & ~plan & ~top,
        ~team & plan,  # an earlier flag is missing
    ):
        assert trap.any()


# ---------------------------------------------------------------------------- who brings what


def test_a_fifth_of_the_accounts_brings_more_than_three_quarters(tables):
    revenue = tables["ka_orders_monthly"].groupby("customer_id")["revenue_cny"].sum()
    assert revenue.nlargest(24).sum() / revenue.sum() == pytest.approx(0.78, abs=0.03)


def test_four_big_accounts_lose_money_after_their_service(year, truth):
    losing = sorted(year.index[year["net"] < 0])
    assert losing == of_kind(truth, "big_losing") and len(losing) == 4
    assert set(losing) <= set(year["revenue_cny"].nlargest(24).index)
    assert (year.loc[losing, "margin_cny"] > 0).all()  # nobody sees it before the hours count
    assert not year["net"].between(-5000, 0).any()  # nobody stands on the line
    half = year["margin_cny"] - HOUR / 2 * year["service_hours"]
    assert (half > 0).all()  # what an hour costs decides


def test_five_small_accounts_could_buy_much_more(year, accounts, truth):
    times = accounts["potential_cny"] / year["revenue_cny"]
    promising = of_kind(truth, "small_promising")
    assert sorted(times.index[times >= 10]) == promising and len(promising) == 5
    assert (year["revenue_cny"].rank()[promising] <= 60).all()
    assert times.drop(promising).max() < 6


def test_one_account_was_lost_after_complaints_and_with_its_contact(tables, accounts, truth, year):
    (lost,) = of_kind(truth, "lost")
    orders = tables["ka_orders_monthly"].query("customer_id == @lost")
    contacts = tables["ka_contacts"].query("customer_id == @lost")
    assert accounts.loc[lost, "open_complaints"] == 3 and lost not in year.index
    assert accounts["open_complaints"].drop(lost).max() < 3
    assert len(contacts) == 1 and contacts["left_on"].iloc[0] < orders["month"].max()
    assert orders["month"].max() < accounts.loc[lost, "contract_end"] < YEAR
    # everybody else still buys, under a contract that is good
    assert set(year.index) == set(accounts.index) - {lost}
    assert (accounts["contract_end"].drop(lost) > "2026-06-30").all()


# ------------------------------------------------------------------------------- one thread


def test_fourteen_accounts_have_one_contact_and_five_of_these_left(tables, there):
    written = tables["ka_contacts"].groupby("customer_id")["left_on"].agg(["size", "count"])
    alone = written[written["size"] == 1]
    assert len(alone) == 14 and alone["count"].sum() == 5
    assert sorted(there.index[there.isna()]) == sorted(alone.index[alone["count"] == 1])
    # of several contacts some have left: what is written and who is there are two things
    assert ((there == 1) & (written["size"] > 1)).sum() >= 5


# ------------------------------------------------------------- managers, and who may become one


def test_the_accounts_can_be_shared_out_fairly(tables, accounts, year):
    areas = tables["ka_managers"].set_index("manager_id")["regions"].str.split()
    assert set(accounts["region"]) == {region for regions in areas for region in regions}
    assert areas.map(len).between(1, 3).all()
    hours = year["service_hours"].reindex(accounts.index, fill_value=0)
    load = dict.fromkeys(areas.index, 0.0)
    for account in hours.sort_values(ascending=False).index:
        able = [name for name in areas.index if accounts.loc[account, "region"] in areas[name]]
        load[min(able, key=load.get)] += hours[account]
    assert max(load.values()) <= 1.2 * hours.sum() / 6
    # giving each to the first who may have it is not enough
    first = accounts["region"].map(
        lambda region: next(m for m in areas.index if region in areas[m])
    )
    assert hours.groupby(first).sum().max() > 1.25 * hours.sum() / 6


def test_two_views_choose_another_candidate(tables):
    candidates = tables["ka_candidates"].set_index("candidate_id")
    points = [candidates[view].mean(axis=1) for view in VIEWS]
    assert points[0].idxmax() != points[1].idxmax()
    for view in points:
        assert (view == view.max()).sum() == 1
    assert candidates.min(axis=None) >= 1 and candidates.max(axis=None) <= 5


def test_the_package_says_what_was_planted(checkout):
    home = checkout / "datasets" / "yunduo"
    written = json.loads((home / "truth" / "datapackage.json").read_text(encoding="utf-8"))
    kinds = read(home)[1]["ka_accounts"].set_index("customer_id")
    special = written["keguan:planted"]["ka"]["special"]
    assert special == {kind: of_kind(kinds, kind) for kind in special}
