"""The Anchao case: every fact that tasks and tests of unit `agents` rely on is in the data, for
three seeds."""

import pandas as pd
import pytest

from tests.course.test_datasets import load_make, variant_of

THIRD = 11  # a seed besides the default and that of the other case tests; built in memory
STAGES = ["enquiry", "solving", "feedback"]


def read(folder):
    """Tables and truth of a folder, read apart from make.py."""
    dates = {"service_log": ["opened_at"]}
    tables = {
        path.stem: pd.read_csv(path, parse_dates=dates.get(path.stem, []))
        for path in folder.glob("*.csv")
    }
    return tables, {path.stem: pd.read_csv(path) for path in folder.glob("truth/*.csv")}


@pytest.fixture(scope="module", params=["default", "variant", "third"])
def world(request, checkout):
    home = checkout / "datasets" / "anchao"
    if request.param == "third":
        make = load_make(home)
        parts = make.casefiles.parts(home, THIRD, None)
        part = next(one for one in parts if "service_log" in one.tables)
        return part.tables, part.truth
    return read(home if request.param == "default" else variant_of(home))


@pytest.fixture(scope="module")
def tables(world):
    return world[0]


@pytest.fixture(scope="module")
def truth(world):
    return world[1]


@pytest.fixture(scope="module")
def log(tables):
    return tables["service_log"]


# ---------------------------------------------------------------------------------------- the log


def test_the_tables_have_their_size(tables):
    sizes = {"service_log": 3000, "kb_articles": 60, "kb_queries": 200, "applicants": 40}
    assert {name: len(tables[name]) for name in sizes} == sizes


def test_a_fifth_comes_late_and_more_at_weekends(log):
    in_time = log["replied_hours"] <= log["promised_hours"]
    assert in_time.mean() == pytest.approx(0.78, abs=0.001)
    assert in_time[log["weekend"]].mean() == pytest.approx(0.61, abs=0.002)
    assert (log["opened_at"].dt.day_name().str[0] == "S").equals(log["weekend"])
    by_channel = in_time.groupby(log["channel"]).mean()
    assert by_channel.index[by_channel == by_channel.min()].to_list() == ["mail"]
    assert by_channel.max() - by_channel.min() > 0.05


def test_replies_just_at_the_promise_decide_somewhere(log):
    just = log[log["replied_hours"] == log["promised_hours"]]
    assert just.groupby(["channel", "weekend"]).size().min() >= 2
    assert len(just) / len(log) > 0.02


def test_the_fastest_agent_is_not_the_best(log, truth):
    hours = log.groupby("agent_id")["replied_hours"].mean().sort_values()
    fastest = hours.index[0]
    assert truth["agents"].set_index("agent_id")["true_fastest"].idxmax() == fastest
    assert hours.iloc[0] < 0.85 * hours.iloc[1]
    reopened = log.groupby("agent_id")["reopened"].mean()
    assert reopened[fastest] == pytest.approx(0.16, abs=0.002)
    assert reopened.drop(fastest).between(0.07, 0.09).all()
    told = log[log["feedback"] != "none"]
    good = told["feedback"].eq("good").groupby(told["agent_id"]).mean().sort_values()
    assert good.index[0] == fastest and good.iloc[-1] - good.iloc[-2] > 0.01
    # who counts the tickets without feedback as well gets another share
    every = log["feedback"].eq("good").groupby(log["agent_id"]).mean()
    assert (every < good[every.index] - 0.2).all()


def test_nine_in_a_hundred_closed_tickets_skip_a_stage(log):
    closed = log[log["closed"]]
    has = {stage: closed["path"].str.split(">").map(set).map({stage}.issubset) for stage in STAGES}
    whole = pd.DataFrame(has)
    assert (~whole.all(axis=1)).mean() == pytest.approx(0.09, abs=0.001)
    first = whole.apply(lambda row: next((stage for stage in STAGES if not row[stage]), "none"), 1)
    counts = first.value_counts()
    assert counts.index.to_list() == ["none", "feedback", "solving", "enquiry"]
    assert counts.min() >= 20
    assert ((~whole).sum(axis=1) > 1).sum() >= 10  # the order decides which is the first
    late = log[~log["closed"] & ~log["path"].str.contains("feedback")]
    assert set(late["path"]) == {"enquiry", "enquiry>solving"}  # not yet there is not skipped
    assert log.loc[~log["path"].str.contains("feedback"), "feedback"].eq("none").all()


# ----------------------------------------------------------------------------- the knowledge base


def first_best(query, articles):
    """The keyword search of the lesson."""
    best, most = "none", 0
    for row in articles.itertuples():
        hits = sum(query.count(word) > 0 for word in row.keywords.split(" "))
        if hits > most:
            best, most = row.article_id, hits
    return best


def test_a_keyword_search_finds_seven_in_ten_in_both_halves(tables, truth):
    queries = tables["kb_queries"].merge(truth["kb_queries"], on="query_id")
    for text in ("text_zh", "text_en"):
        assert queries[text].is_unique  # who keeps the visible half by heart has none of the other
        got = queries[text].map(lambda query: first_best(query, tables["kb_articles"]))
        hits = got.eq(queries["true_article"]).groupby(queries["half"]).mean()
        assert hits.between(0.72, 0.90).all(), hits


def test_only_the_visible_half_tells_its_article(tables, truth):
    queries = tables["kb_queries"].merge(truth["kb_queries"], on="query_id")
    visible = queries["half"] == "visible"
    assert visible.sum() == 100
    assert queries.loc[visible, "article_id"].eq(queries.loc[visible, "true_article"]).all()
    assert queries.loc[~visible, "article_id"].isna().all()
    none = queries["true_article"] == "none"
    assert none.sum() == 15 and 6 <= none[visible].sum() <= 9
    others = set(tables["kb_articles"]["article_id"])
    assert set(queries.loc[~none, "true_article"]) == others


def test_every_topic_has_an_article_of_each_element(tables):
    articles = tables["kb_articles"]
    assert pd.crosstab(articles["topic"], articles["kind"]).stack().eq(1).all()
    assert articles["keywords"].str.fullmatch(r"\S+( \S+){2,}").all()
    assert articles["keywords"].eq(articles["keywords"].str.lower()).all()


# ------------------------------------------------------------------------------------- applicants


def test_twelve_applicants_meet_all_and_sixty_is_enough(tables, truth):
    table = tables["applicants"].merge(truth["applicants"], on="applicant_id")
    able = table["mandarin"] & table["office"] & (table["absences"] == 0) & (table["late"] == 0)
    assert (able & (table["typing"] >= 60)).eq(table["true_fit"]).all()
    assert table["true_fit"].sum() == 12
    assert (able & (table["typing"] == 60)).sum() == 3
    assert (able & (table["typing"] == 59)).sum() == 2
