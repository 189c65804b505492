"""Customers of Anchao: short stories of who serves whom, six shops that sell the same fridge, and
how often each station of the service chain gets it right.

A part of make.py. The stories and the shops stand in words-customers.toml; their ids change with
the seed, and so do points and shares. Which shop is best for whom, and which branch has which kind
of weak chain, is planted; every variant has them elsewhere.
"""

import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
from casefiles import Part

STREAMS = {"vignettes": 20, "shop_offers": 21, "stations": 22}
ATTEMPTS = 200

VALUES = ("product", "service", "personnel", "image")
COSTS = ("money", "time", "energy")
# What counts how often: for everybody the same, thrice the money, thrice the time and energy.
EQUAL = dict.fromkeys((*VALUES, *COSTS), 1)
ECONOMY = EQUAL | {"money": 3}
CONVENIENCE = EQUAL | {"time": 3, "energy": 3}

STATIONS = ("ordering", "picking", "delivery", "fitting", "revisit")  # in the order of the chain
BRANCHES = ("qingshi", "liuqiao", "beitang")
SHARES = {  # of jobs that are done right; the first is the worst station
    "leak": (0.80, 0.99, 0.99, 0.99, 0.99),
    "even": (0.93, 0.945, 0.95, 0.96, 0.96),
    "twice": (0.90, 0.90, 0.97, 0.98, 0.98),
}


def build(seed, case):
    """The tables of one seed."""
    vignettes, positions = draw_vignettes(stream(seed, "vignettes", 0))
    offers = drawn(seed, "shop_offers", draw_offers, offers_hold)
    stations, kinds = drawn(seed, "stations", draw_stations, stations_hold)
    tables = {"vignettes": vignettes, "shop_offers": offers, "stations": stations}
    truth = {"vignettes": positions, "branches": kinds}
    return Part(tables, truth, measures(stations, kinds), planted(tables, truth))


def drawn(seed, name, draw, hold):
    """The first draw of a table in which all facts hold that tasks rely on."""
    for attempt in range(ATTEMPTS):
        found = draw(stream(seed, name, attempt))
        if hold(found):
            return found
    raise RuntimeError(f"seed {seed}: no draw of {name} with all planted facts")


def stream(seed, table, attempt):
    """Random numbers of one table: the same for the same seed, table and attempt."""
    return np.random.default_rng([seed, STREAMS[table], attempt])


def words():
    """The stories and shops of words-customers.toml."""
    with open(Path(__file__).parent / "words-customers.toml", "rb") as file:
        return tomllib.load(file)


def mixed(rng, entries, letter, key, width):
    """The entries in random order with ids in the order of their rows."""
    table = pd.DataFrame([entries[place] for place in rng.permutation(len(entries))])
    table.insert(0, key, [f"{letter}{number:0{width}d}" for number in range(1, len(table) + 1)])
    return table


def draw_vignettes(rng):
    """The stories, and for each what the one who is served is by position; `open` if that can be
    argued."""
    table = mixed(rng, words()["vignettes"], "V", "vignette_id", 2)
    table = table.rename(columns={"zh": "text_zh", "en": "text_en", "giver": "giver_step"})
    table = table.rename(columns={"taker": "taker_step", "team": "same_team"})
    truth = table[["vignette_id", "position"]].rename(columns={"position": "true_position"})
    names = "vignette_id axis label text_zh text_en inside same_team giver_step taker_step"
    return table[names.split()], truth


def draw_offers(rng):
    """The shops with their points from 1 to 10, each within one point of what words-customers.toml
    says."""
    table = mixed(rng, words()["shops"], "S", "shop_id", 1)
    parts = [*VALUES, *COSTS]
    points = table[parts] + rng.integers(-1, 2, (len(table), len(parts)))
    table[parts] = points.clip(1, 10)
    return table.rename(columns={"zh": "name_zh", "en": "name_en"})[
        ["shop_id", "name_zh", "name_en", *parts]
    ]


def draw_stations(rng):
    """Jobs that were spot-checked at each station of three branches, and which kind of weak chain
    each branch has."""
    kinds = pd.DataFrame({"branch": BRANCHES, "true_kind": rng.permutation(list(SHARES))})
    parts = []
    for branch, kind in kinds.itertuples(index=False):
        shares = rng.permutation(SHARES[kind])
        checked = 20 * rng.integers(10, 23, len(STATIONS))  # 200 to 440
        part = {
            "branch": branch,
            "step": np.arange(1, len(STATIONS) + 1),
            "station": STATIONS,
            "checked": checked,
            "right": np.round(checked * shares).astype(int),
        }
        parts.append(pd.DataFrame(part))
    return pd.concat(parts, ignore_index=True), kinds


# --- what is planted


def delivered(offers, weights):
    """Delivered value of each shop by its id."""
    points = offers.set_index("shop_id")
    value = sum(weights[name] * points[name] for name in VALUES)
    return value - sum(weights[name] * points[name] for name in COSTS)


def offers_hold(offers):
    """Whether three kinds of shoppers find three shops best, no simpler look finds the first of
    them, and two shops behind it are equal."""
    value = delivered(offers, EQUAL)
    best = [delivered(offers, weights) for weights in (EQUAL, ECONOMY, CONVENIENCE)]
    points = offers.set_index("shop_id")
    simpler = (
        -points["money"],
        points[list(VALUES)].sum(axis=1),
        -points[list(COSTS)].sum(axis=1),
    )
    return (
        all((one == one.max()).sum() == 1 for one in best)
        and len({one.idxmax() for one in best}) == len(best)
        and all(value.idxmax() not in look[look == look.max()].index for look in simpler)
        and value.duplicated().sum() == 1
    )


def stations_hold(found):
    """Whether every branch is weak in its way, and counts alone mislead."""
    stations, kinds = found
    shares = stations.assign(share=stations["right"] / stations["checked"])
    wrong = stations["checked"] - stations["right"]
    chains = chain_of(stations).loc[kinds.set_index("true_kind")["branch"]].to_numpy()
    chain = dict(zip(kinds["true_kind"], chains, strict=True))
    parts = {
        kind: shares[shares["branch"] == branch] for branch, kind in kinds.itertuples(index=False)
    }
    worst = {kind: part["share"].idxmin() for kind, part in parts.items()}
    twice = parts["twice"][parts["twice"]["share"] == parts["twice"]["share"].min()]
    return (
        abs(chain["leak"] - chain["even"]) <= 0.015
        and parts["leak"]["right"].idxmin() != worst["leak"]
        and wrong[parts["even"].index].idxmax() != worst["even"]
        and all((parts[kind]["share"] == parts[kind]["share"].min()).sum() == 1
                for kind in ("leak", "even"))
        and len(twice) == 2
        and twice["right"].is_monotonic_decreasing
        and twice["right"].is_unique
    )  # fmt: skip


def chain_of(stations):
    """Share of jobs that all stations of a branch get right, one independent of the other."""
    share = stations["right"] / stations["checked"]
    return share.groupby(stations["branch"]).prod()


def measures(stations, kinds):
    """Numbers of the calibration table."""
    chains = chain_of(stations).round(4)
    return {
        f"chain_{kind}": float(chains[branch]) for branch, kind in kinds.itertuples(index=False)
    }


def planted(tables, truth):
    """The planted facts for truth/datapackage.json."""
    offers = tables["shop_offers"]
    kinds = {"equal": EQUAL, "economy": ECONOMY, "convenience": CONVENIENCE}
    return {
        "customers": {
            "positions": truth["vignettes"]["true_position"].value_counts().sort_index().to_dict(),
            "best_shop": {
                kind: delivered(offers, weights).idxmax() for kind, weights in kinds.items()
            },
            "branches": dict(truth["branches"].itertuples(index=False)),
        }
    }
