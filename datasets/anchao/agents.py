"""Staff and process at Anchao: the log of the service tickets, the knowledge base with what people
ask it, and who applied to become an agent.

A part of make.py. The articles and questions stand in agents_words.py; their ids, the halves of the
questions and everything in the log change with the seed. Planted: how many replies keep the
promise, one agent who is the fastest and whose tickets come back twice as often, closed tickets
that skipped a stage, questions without an article.
"""

from pathlib import Path

import casefiles
import numpy as np
import pandas as pd
from agents_words import ARTICLES, UNANSWERED

HERE = Path(__file__).resolve().parent

STREAMS = {"log": 20, "articles": 21, "queries": 22, "applicants": 23}
ATTEMPTS = 200

TICKETS = 3000
DAYS = pd.date_range("2026-04-01", "2026-06-30", freq="D")
WEEKEND_LOAD = 0.9  # tickets of a day at the weekend, of a weekday
CHANNELS = {"phone": 0.35, "mail": 0.20, "chat": 0.45}
PROMISED = {"phone": 6, "mail": 24, "chat": 4}  # hours
SLOWER = {"phone": 1.0, "mail": 1.25, "chat": 0.9}  # of the promise, by channel
ALL_KEPT, WEEKEND_KEPT = 0.78, 0.61  # shares of the replies in time
AT_THE_LIMIT = 0.03  # share of the replies in time that come exactly at the promise
SIGMA = 0.9

AGENTS = [f"G{number}" for number in range(1, 9)]
FAST = 0.6  # hours of the fastest agent, of the others'
PACES = np.linspace(0.94, 1.12, len(AGENTS) - 1)
REOPENED, FAST_REOPENED = 0.08, 0.16
GOOD, FAST_GOOD = np.linspace(0.74, 0.86, len(AGENTS) - 1), 0.68
ANSWERED = 0.6  # share of the closed tickets with feedback
CLOSED, SKIPPED = 0.93, 0.09
STAGES = ("enquiry", "solving", "feedback")
SKIPS = {  # what is left of the path, by its share of the skipping tickets
    "enquiry>solving": 0.60,
    "enquiry>feedback": 0.20,
    "solving>feedback": 0.10,
    "enquiry": 0.05,
    "solving": 0.05,
}

HIT_RATE = 0.70  # what the keyword search of the lesson reaches at least, on both halves
SCREEN = ("typing", "mandarin", "office", "absences", "late")
MINIMUM = 60  # characters a minute
FIT, ONE_LACKING, SEVERAL_LACKING = 12, 4, 8  # applicants; ONE_LACKING for each requirement


def build(seed, case):
    """The tables of one seed; draws again until the facts that tasks rely on hold."""
    for attempt in range(ATTEMPTS):
        part = draw(seed, attempt)
        if not problems(part.tables, part.truth):
            return part
    raise RuntimeError(f"seed {seed}: no draw of the staff with all planted facts")


def draw(seed, attempt):
    """One draw of all tables, with what was measured in them."""
    streams = {
        name: np.random.default_rng([seed, number, attempt]) for name, number in STREAMS.items()
    }
    articles, ids = draw_articles(streams["articles"])
    queries, answers = draw_queries(streams["queries"], ids)
    log, agents = draw_log(streams["log"])
    applicants, fit = draw_applicants(streams["applicants"])
    tables = {
        "service_log": log,
        "kb_articles": articles,
        "kb_queries": queries,
        "applicants": applicants,
    }
    truth = {"agents": agents, "kb_queries": answers, "applicants": fit}
    values = measures(tables, truth)
    special = agents.loc[agents["true_fastest"], "agent_id"].item()
    told = casefiles.dictionary(HERE)
    return casefiles.Part(
        casefiles.in_words(tables, told["tables"]),
        casefiles.in_words(truth, told["truth"]),
        values,
        {"agents": {"values": values, "fastest": special}},
    )


def mixed(rng, shares, n):
    """n values in random order, each as often as its share says."""
    edges = np.round(np.cumsum(list(shares.values())) / sum(shares.values()) * n).astype(int)
    return rng.permutation(np.repeat(np.array(list(shares)), np.diff([0, *edges])))


def chosen(rng, n, share):
    """True for so many of n, at random places."""
    return rng.permutation(n) < round(share * n)


# ----------------------------------------------------------------------------------------------
# the log


def draw_log(rng):
    """The tickets of a quarter, and what is true of the agents."""
    agents = draw_agents(rng)
    table = pd.DataFrame({"opened_at": moments(rng)})
    table["ticket_id"] = [f"S{number:04d}" for number in range(1, TICKETS + 1)]
    table["weekend"] = table["opened_at"].dt.day_of_week >= 5
    table["channel"] = mixed(rng, CHANNELS, TICKETS)
    table["agent_id"] = mixed(rng, dict.fromkeys(AGENTS, 1), TICKETS)
    table["promised_hours"] = table["channel"].map(PROMISED)
    table["replied_hours"] = replied(rng, table, agents)
    table["closed"] = chosen(rng, TICKETS, CLOSED)
    table["path"] = paths(rng, table["closed"].to_numpy())
    return ends(rng, table, agents), agents.drop(columns=["pace", "good"])


def draw_agents(rng):
    """The pace of every agent, and the share of good feedback; one is the fastest."""
    order = rng.permutation(AGENTS)
    table = pd.DataFrame({"agent_id": order, "true_fastest": order == order[0]})
    table["pace"] = [FAST, *rng.permutation(PACES)]
    table["good"] = [FAST_GOOD, *rng.permutation(GOOD)]
    return table.sort_values("agent_id", ignore_index=True)


def moments(rng):
    """When the tickets were opened: in the day's hours, a little less at weekends."""
    weights = np.where(DAYS.day_of_week >= 5, WEEKEND_LOAD, 1.0)
    days = rng.choice(len(DAYS), TICKETS, p=weights / weights.sum())
    minutes = rng.integers(8 * 60, 22 * 60, TICKETS)
    times = DAYS[days] + pd.to_timedelta(minutes, unit="min")
    return pd.Series(times).sort_values(ignore_index=True)


def replied(rng, table, agents):
    """Hours until the reply: lognormal, by channel and agent; of the weekend and of the rest just
    the planted share is in time.
    """
    pace = table["agent_id"].map(agents.set_index("agent_id")["pace"])
    effort = rng.lognormal(0, SIGMA, TICKETS) * pace * table["channel"].map(SLOWER)
    weekend = table["weekend"].to_numpy()
    share = weekend.mean()
    rest_kept = (ALL_KEPT - share * WEEKEND_KEPT) / (1 - share)
    hours = pd.Series(0.0, index=table.index)
    for days, kept in ((weekend, WEEKEND_KEPT), (~weekend, rest_kept)):
        hours[days] = scaled(effort[days], table.loc[days, "promised_hours"], kept)
    return hours


def scaled(effort, promised, kept):
    """Hours such that the share `kept` is within the promise, some of it exactly at the limit."""
    ranks = effort.rank(method="first")
    last = round(kept * len(effort))
    limit = effort.sort_values().iloc[last - 1]
    hours = (promised * effort / limit).round(1).clip(lower=0.1)
    early = hours.where(hours < promised, promised - 0.1)
    late = hours.where(hours > promised, promised + 0.1)
    at_limit = (ranks <= last) & (ranks > last - round(AT_THE_LIMIT * last))
    return early.where(ranks <= last, late).mask(at_limit, promised).clip(lower=0.1).round(1)


def paths(rng, closed):
    """The stages that each ticket went through: an open one is at the enquiry or being solved."""
    path = np.where(rng.random(len(closed)) < 0.4, "enquiry", "enquiry>solving").astype(object)
    path[closed] = ">".join(STAGES)
    places = rng.permutation(np.flatnonzero(closed))[: round(SKIPPED * closed.sum())]
    path[places] = mixed(rng, SKIPS, len(places))
    return path


def ends(rng, table, agents):
    """How the tickets ended: feedback, escalation, and whether they were opened again."""
    whole = table["path"] == ">".join(STAGES)
    good = table["agent_id"].map(agents.set_index("agent_id")["good"])
    said = np.where(rng.random(TICKETS) < good, "good", "bad")
    table["feedback"] = np.where(whole & (rng.random(TICKETS) < ANSWERED), said, "none")
    table["escalated"] = rng.random(TICKETS) < np.where(table["feedback"] == "bad", 0.15, 0.04)
    table["reopened"] = False
    fastest = agents.loc[agents["true_fastest"], "agent_id"].item()
    for agent, rows in table.groupby("agent_id").groups.items():
        share = FAST_REOPENED if agent == fastest else REOPENED
        may = rng.permutation([row for row in rows if whole[row]])
        table.loc[may[: round(share * len(rows))], "reopened"] = True
    again = rng.random(TICKETS) < 0.5  # of the reopened ones these heard from the customer again
    more = np.where(again, ">solving>feedback", ">solving")
    table["path"] = np.where(table["reopened"], table["path"] + more, table["path"])
    return table


# ----------------------------------------------------------------------------------------------
# the knowledge base


def draw_articles(rng):
    """The articles in random order, and the id of each entry."""
    order = rng.permutation(len(ARTICLES))
    table = pd.DataFrame([ARTICLES[place] for place in order])
    table.insert(0, "article_id", [f"K{number:02d}" for number in range(1, len(order) + 1)])
    return table, dict(zip(order, table["article_id"], strict=True))


def draw_queries(rng, ids):
    """What people asked, half of it with the right article; and the right article of all."""
    rows = [
        {"text_zh": zh, "text_en": en, "topic": article["topic"], "true_article": ids[place]}
        for place, article in enumerate(ARTICLES)
        for zh, en in article["asked"]
    ]
    rows += [
        {"text_zh": zh, "text_en": en, "topic": topic, "true_article": "none"}
        for topic, asked in UNANSWERED.items()
        for zh, en in asked
    ]
    table = pd.DataFrame(rows).iloc[rng.permutation(len(rows))].reset_index(drop=True)
    table["query_id"] = [f"Q{number:03d}" for number in range(1, len(rows) + 1)]
    table["half"] = mixed(rng, {"visible": 1, "hidden": 1}, len(rows))
    table["times"] = rng.geometric(0.12, len(rows))
    table["article_id"] = table["true_article"].where(table["half"] == "visible")
    return table, table[["query_id", "true_article"]].copy()


def found(query, articles):
    """The article with the most keywords in the query, the first of several; none if no keyword is
    in it.
    """
    hits = [sum(word in query for word in words.split()) for words in articles["keywords"]]
    best = int(np.argmax(hits))
    return articles["article_id"].iloc[best] if hits[best] else "none"


def hit_rate(queries, truth, articles, half, column):
    """Share of the questions of one half for which the keyword search finds the right answer."""
    rows = queries[queries["half"] == half]
    right = truth.set_index("query_id")["true_article"].loc[rows["query_id"]]
    answers = [found(query, articles) for query in rows[column]]
    return float((np.array(answers) == right.to_numpy()).mean())


# ----------------------------------------------------------------------------------------------
# who applied


def draw_applicants(rng):
    """Who applied, with the requirements that some do not meet, and who meets all."""
    lacking = [()] * FIT + [(name,) for name in SCREEN] * ONE_LACKING
    lacking += [tuple(rng.choice(SCREEN, 2, replace=False)) for _ in range(SEVERAL_LACKING)]
    rows = [applicant(rng, missing) for missing in lacking]
    table = pd.DataFrame(rows)
    table.loc[:2, "typing"] = MINIMUM  # three who just meet it
    slow = [place for place, missing in enumerate(lacking) if missing == ("typing",)]
    table.loc[slow[:2], "typing"] = MINIMUM - 1
    table["true_fit"] = [not missing for missing in lacking]
    table = table.iloc[rng.permutation(len(table))].reset_index(drop=True)
    table["applicant_id"] = [f"P{number:02d}" for number in range(1, len(table) + 1)]
    return table, table[["applicant_id", "true_fit"]].copy()


def applicant(rng, missing):
    """One applicant who does not meet the requirements named."""
    slow = "typing" in missing
    return {
        "typing": int(rng.integers(38, 59) if slow else rng.integers(62, 96)),
        "mandarin": "mandarin" not in missing,
        "office": "office" not in missing,
        "absences": int(rng.integers(1, 4)) if "absences" in missing else 0,
        "late": int(rng.integers(1, 6)) if "late" in missing else 0,
    }


# ----------------------------------------------------------------------------------------------
# what is planted


def measures(tables, truth):
    """Numbers of the calibration table and of the planted facts; rounded to 4 decimals."""
    log, queries, articles = (tables[name] for name in ("service_log", "kb_queries", "kb_articles"))
    kept = log["replied_hours"] <= log["promised_hours"]
    by_agent = log.groupby("agent_id")[["replied_hours", "reopened"]].mean()
    fastest = by_agent["replied_hours"].idxmin()
    others = log.loc[log["agent_id"] != fastest, "reopened"].mean()
    closed = log[log["closed"]]
    values = {
        "log_kept": kept.mean(),
        "log_weekend": kept[log["weekend"]].mean(),
        "log_fast_hours": by_agent["replied_hours"].min(),
        "log_other_hours": by_agent["replied_hours"].drop(fastest).min(),
        "log_fast_reopened": by_agent.loc[fastest, "reopened"],
        "log_other_reopened": others,
        "log_skipped": skipping(closed["path"]).mean(),
        "kb_unanswered": (truth["kb_queries"]["true_article"] == "none").sum(),
        "applicants_fit": truth["applicants"]["true_fit"].sum(),
    }
    for half in ("visible", "hidden"):
        for column in ("text_zh", "text_en"):
            name = f"kb_{half}_{column.removeprefix('text_')}"
            values[name] = hit_rate(queries, truth["kb_queries"], articles, half, column)
    return {name: round(float(value), 4) for name, value in values.items()}


def skipping(path):
    """Whether a path lacks a stage."""
    return ~np.logical_and.reduce([path.str.contains(stage) for stage in STAGES])


def problems(tables, truth):
    """What is wrong with a draw: an empty list means that all facts tasks and tests rely on
    hold."""
    log, values = tables["service_log"], measures(tables, truth)
    told = log[log["feedback"] != "none"]
    good = (told["feedback"] == "good").groupby(told["agent_id"]).mean().sort_values()
    hours = log.groupby("agent_id")["replied_hours"].mean()
    reopened = log.groupby("agent_id")["reopened"].mean().drop(hours.idxmin())
    limit = log[log["replied_hours"] == log["promised_hours"]]
    halves = [values[name] for name in values if name.startswith(("kb_visible", "kb_hidden"))]
    unanswered = truth["kb_queries"].set_index("query_id")["true_article"] == "none"
    in_hidden = unanswered[tables["kb_queries"].set_index("query_id")["half"] == "hidden"].sum()
    facts = {
        "in time": abs(values["log_kept"] - ALL_KEPT) < 0.001,
        "weekend": abs(values["log_weekend"] - WEEKEND_KEPT) < 0.002,
        "at the limit": limit.groupby(["channel", "weekend"]).size().min() >= 2,
        "the fastest": values["log_fast_hours"] < 0.85 * values["log_other_hours"],
        "comes back": abs(values["log_fast_reopened"] / values["log_other_reopened"] - 2) < 0.06
        and reopened.max() < 0.1,
        "not the best": good.index[0] == hours.idxmin() and good.iloc[-1] - good.iloc[-2] > 0.01,
        "skipped": abs(values["log_skipped"] - SKIPPED) < 0.001,
        "search": min(halves) >= HIT_RATE + 0.02,
        "unanswered": 6 <= in_hidden <= 9,
    }
    return [name for name, holds in facts.items() if not holds]
