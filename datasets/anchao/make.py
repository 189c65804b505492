"""Make the simulated tables of Anchao, an invented chain that sells and services household
appliances in one city and its towns.

    python datasets/anchao/make.py                     writes the tables of the default class into
this folder
    python datasets/anchao/make.py --seed 7 --out DIR  writes another class's variant into DIR
    python datasets/anchao/make.py --readme            builds README.md again from datapackage.json

Nobody in these tables exists, and no firm. What Anchao does, and the sentences of its plans, stand
in words.toml; words of the columns in dictionary.toml; this file holds the model and the planted
facts that tasks and tests rely on.
"""

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]  # casefiles, the writer that all cases share
import casefiles  # noqa: E402

SEED = 5
ATTEMPTS = 200  # draws of one seed, of which nearly every one has all planted facts
TABLES = {
    "activities": 1,
    "debated": 2,
    "plans": 3,
    "offers": 4,
    "customers_map": 5,
    "replies": 6,
}
REFERENCE = pd.Timestamp("2026-06-30")

# Rule R11: the phase that the lists of the lesson give to an item on which they agree.
PHASES = {
    "advertising": "pre",
    "survey": "pre",
    "convenience": "pre",
    "phone_line": "pre",
    "public_relations": "pre",
    "choosing": "during",
    "agency": "during",
    "ordering": "during",
    "installation": "after",
    "repair": "after",
    "revisit": "after",
    "customer_file": "after",
    "complaints": "after",
}
FIXED = ("shop", "point", "centre")  # where people work who stay in one place

# Answers of the twelve plans to the four questions, in the order in which a defect counts: y or n.
QUESTIONS = ("separate", "complete", "institutional", "specialist")
DEFECTS = ("no_plan", "incomplete", "no_rules", "no_specialist")
ANSWERS = [
    "yyyy",
    "yyyy",
    "nyyy",
    "nyyn",
    "nnnn",
    "ynyy",
    "ynny",
    "ynyn",
    "yyny",
    "yynn",
    "yyyn",
    "yyyn",
]

SIDE = 20.0  # km
TOWNS = {"qingshi": (4.0, 15.0), "liuqiao": (15.5, 13.0), "beitang": (9.5, 4.5)}
MOVED, WIDTH = 0.8, 0.7  # km: how far a town lies from there, and the sigma of its customers
CUSTOMERS, SCATTERED = 500, 0.30

# Replies: lognormal, the median of all 1.6 hours; channels differ.
MEDIANS = {"chat": 1.18, "phone": 1.6, "wecom": 2.15}  # hours
SIGMA = 0.72
REPLIES = 200  # of each channel
PROMISES = {"chat": 4, "phone": 6, "wecom": 7}  # hours that 19 of 20 replies keep
OF_ALL = 6


@dataclass
class Case:
    """The tables of one seed. `truth` never reaches a student."""

    tables: dict[str, pd.DataFrame]
    truth: dict[str, pd.DataFrame]


def stream(seed, table, attempt=0):
    """Random numbers of one table: the same for the same seed, table and attempt."""
    return np.random.default_rng([seed, TABLES[table], attempt])


def words():
    """The sentences of words.toml."""
    with open(HERE / "words.toml", "rb") as file:
        return tomllib.load(file)


# ----------------------------------------------------------------------------------------------
# what the chain does


def rows_of(rng, entries, letter, key):
    """The entries in random order with ids, and their texts by language."""
    table = pd.DataFrame([entries[place] for place in rng.permutation(len(entries))])
    table = table.rename(columns={"zh": "text_zh", "en": "text_en"})
    table.insert(0, key, [f"{letter}{number:02d}" for number in range(1, len(table) + 1)])
    return table


def draw_activities(rng):
    """The forty activities, and what the rules of the lesson say of each."""
    table = rows_of(rng, words()["activities"], "A", "activity_id")
    table = table.rename(columns={"price": "price_cny", "paid": "paid_cny"})
    technical = table["about_use"] & table["specialist"]
    truth = pd.DataFrame(
        {
            "activity_id": table["activity_id"],
            "true_phase": table["item"].map(PHASES),
            "true_nature": np.where(technical, "technical", "other"),
            "true_place": np.where(table["where"].isin(FIXED), "fixed", "roving"),
            "true_fee": np.where(table["paid_cny"] > 0, "charged", "free"),
        }
    )
    return table, truth


def draw_offers(rng):
    """Twelve things that may be a service or not, and the definition's verdict."""
    table = rows_of(rng, words()["offers"], "F", "offer_id")
    is_service = table["apart"] & table["intangible"] & table["satisfies"]
    return table, pd.DataFrame({"offer_id": table["offer_id"], "true_service": is_service})


def draw_debated(rng):
    """The cards on which lists disagree."""
    table = pd.DataFrame(words()["debated"])
    table = table.iloc[rng.permutation(len(table))].reset_index(drop=True)
    return table.rename(
        columns={
            "zh": "text_zh",
            "en": "text_en",
            "first": "first_phase",
            "second": "second_phase",
        }
    )


def draw_plans(rng):
    """The plans of twelve branches, each by the answers to the four questions, and the first
    defect of each.
    """
    told = words()["plans"]
    answers = rng.permutation(ANSWERS)
    rows = []
    for branch, answer in zip(told["branches"], answers, strict=True):
        said = dict(zip(QUESTIONS, answer, strict=True))
        sentences = [sentence(rng, told[name], mark) for name, mark in said.items()]
        row = {name: mark == "y" for name, mark in said.items()}
        row["text_zh"] = branch["zh"] + "：" + "".join(one["zh"] for one in sentences)
        row["text_en"] = branch["en"] + ": " + " ".join(one["en"] for one in sentences)
        rows.append(row)
    table = pd.DataFrame(rows)
    table.insert(0, "plan_id", [f"N{number:02d}" for number in range(1, len(rows) + 1)])
    truth = pd.DataFrame({"plan_id": table["plan_id"]})
    truth["true_defect"] = [first_defect(answer) for answer in answers]
    return table, truth


def sentence(rng, pair, mark):
    """One of the two sentences that say yes or no."""
    return pair[rng.integers(len(pair))]["yes" if mark == "y" else "no"]


def first_defect(answer):
    """The defect of the first question that is answered with no."""
    return DEFECTS[answer.index("n")] if "n" in answer else "none"


# ----------------------------------------------------------------------------------------------
# where customers live, how fast they get an answer


def draw_map(rng):
    """Where the customers live: in three towns, and scattered between them; km from the southwest
    corner.
    """
    scattered = round(CUSTOMERS * SCATTERED)
    parts = [pd.DataFrame(rng.uniform(0, SIDE, (scattered, 2))).assign(town="scattered")]
    sizes = np.diff(np.round(np.linspace(0, CUSTOMERS - scattered, len(TOWNS) + 1))).astype(int)
    for (town, middle), size in zip(TOWNS.items(), sizes, strict=True):
        middle = np.array(middle) + rng.uniform(-MOVED, MOVED, 2)
        parts.append(pd.DataFrame(middle + rng.normal(0, WIDTH, (size, 2))).assign(town=town))
    table = pd.concat(parts).iloc[rng.permutation(CUSTOMERS)]
    table[["x_km", "y_km"]] = table[[0, 1]].clip(0, SIDE).round(2)
    table["customer_id"] = [f"H{number:03d}" for number in range(1, CUSTOMERS + 1)]
    return table.reset_index(drop=True)


def draw_replies(rng):
    """Hours until the first reply, a stratified sample of each channel."""
    normal = NormalDist()
    parts = []
    for channel, median in MEDIANS.items():
        quantiles = (np.arange(REPLIES) + rng.uniform(0.02, 0.98, REPLIES)) / REPLIES
        deviates = np.array([normal.inv_cdf(quantile) for quantile in quantiles])
        hours = np.maximum(median * np.exp(SIGMA * deviates), 0.1)
        parts.append(pd.DataFrame({"channel": channel, "hours": np.round(hours, 1)}))
    table = pd.concat(parts).iloc[rng.permutation(REPLIES * len(MEDIANS))]
    table["ticket_id"] = [f"T{number:04d}" for number in range(1, len(table) + 1)]
    return table.reset_index(drop=True)


# ----------------------------------------------------------------------------------------------
# one class


def build(seed=SEED):
    """All tables of one seed; draws again until the facts that tasks rely on hold."""
    for attempt in range(ATTEMPTS):
        case = draw(seed, attempt)
        if not problems(case):
            return case
    raise RuntimeError(
        f"seed {seed}: no draw with all planted facts in {ATTEMPTS} attempts; try another seed"
    )


def draw(seed, attempt):
    """One draw of all tables; see `build`."""
    activities, phases = draw_activities(stream(seed, "activities", attempt))
    plans, defects = draw_plans(stream(seed, "plans", attempt))
    offers, verdicts = draw_offers(stream(seed, "offers", attempt))
    tables = {
        "activities": activities,
        "debated": draw_debated(stream(seed, "debated", attempt)),
        "plans": plans,
        "offers": offers,
        "customers_map": draw_map(stream(seed, "customers_map", attempt)),
        "replies": draw_replies(stream(seed, "replies", attempt)),
    }
    truth = {"activities": phases, "plans": defects, "offers": verdicts}
    told = casefiles.dictionary(HERE)
    own = [entry for entry in told["tables"] if entry["name"] in tables]
    hidden = [entry for entry in told["truth"] if entry["name"] in truth]
    return Case(in_words(tables, own), in_words(truth, hidden))


def in_words(tables, entries):
    """The tables with the columns of the dictionary, in its order."""
    chosen = {}
    for entry in entries:
        columns = [field["name"] for field in entry["fields"]]
        chosen[entry["name"]] = tables[entry["name"]][columns]
    return chosen


def promise(hours):
    """The fewest whole hours within which 19 of 20 replies come."""
    return next(limit for limit in range(1, 100) if (hours <= limit).mean() >= 0.95)


def reached(customers, radius):
    """Share of the customers that three points reach, one in the middle of each town."""
    towns = customers[customers["town"] != "scattered"]
    near = np.zeros(len(customers), dtype=bool)
    for x, y in towns.groupby("town")[["x_km", "y_km"]].mean().to_numpy():
        near |= np.hypot(customers["x_km"] - x, customers["y_km"] - y) <= radius
    return near.mean()


def problems(case):
    """What is wrong with a draw: an empty list means that all facts tasks and tests rely on
    hold."""
    replies = case.tables["replies"]
    own = {name: promise(hours) for name, hours in replies.groupby("channel")["hours"]}
    hours = replies["hours"]
    found = {
        "promises": own == PROMISES and promise(hours) == OF_ALL,
        "lognormal": abs(hours.median() - 1.6) <= 0.05 and abs(np.log(hours).std() - 0.75) <= 0.03,
        "exact hours": all((hours == limit).any() for limit in (1, 2, 3, 4)),
        "towns": 0.68 <= reached(case.tables["customers_map"], 2) <= 0.75,
    }
    return [name for name, holds in found.items() if not holds]


def measures(case):
    """The numbers of the calibration table by name; rounded to 4 decimals."""
    hours, customers = case.tables["replies"]["hours"], case.tables["customers_map"]
    values = {
        "median_hours": hours.median(),
        "kept_2": (hours <= 2).mean(),
        "kept_6": (hours <= OF_ALL).mean(),
        "scattered": (customers["town"] == "scattered").mean(),
        "reached": reached(customers, 2),
    }
    return {name: round(float(value), 4) for name, value in values.items()}


def planted(case, values):
    """The planted facts with their values, for truth/datapackage.json."""
    activities = case.truth["activities"]
    return {
        "activities": {
            column: activities[column].value_counts().sort_index().to_dict()
            for column in activities.columns[1:]
        },
        "defects": case.truth["plans"]["true_defect"].value_counts().sort_index().to_dict(),
        "services": int(case.truth["offers"]["true_service"].sum()),
        "promises": PROMISES | {"all": OF_ALL},
        "values": values,
    }


# ----------------------------------------------------------------------------------------------
# files


def write(case, folder, seed):
    """Write all tables, both data dictionaries and README.md into a folder."""
    values = measures(case)
    own = casefiles.Part(case.tables, case.truth, values, planted(case, values))
    parts = sum(casefiles.parts(HERE, seed, case), start=own)
    about = {"seed": seed, "reference_date": REFERENCE.strftime("%Y-%m-%d")}
    casefiles.write(folder, casefiles.dictionary(HERE), about, parts)


def main(arguments=None):
    """Command line; returns the exit code."""
    return casefiles.command(
        HERE, SEED, lambda folder, seed: write(build(seed), folder, seed), arguments
    )


if __name__ == "__main__":
    sys.exit(main())
