"""Journeys of Anchao's customers from desk to desk: who saw the record, how often the customer told
the story again, and who left within a year.

A part of make.py. No desk of Anchao sees another's records; now and then a colleague phones ahead.
That every repeat costs customers, which two desks hand over most often, and that one direction of
it misleads, is planted.
"""

from itertools import combinations

import numpy as np
import pandas as pd
from casefiles import Part

STREAM = 30
ATTEMPTS = 200

DESKS = ("marketing", "sales", "service", "field", "call_centre")
FIRST = (0.15, 0.50, 0.10, 0.05, 0.20)  # where a journey begins
NEXT = {  # where it goes on, in the order of DESKS; a matter may stay at its desk
    "marketing": (0.10, 0.60, 0.05, 0.00, 0.25),
    "sales": (0.04, 0.12, 0.07, 0.07, 0.70),
    "service": (0.02, 0.08, 0.15, 0.15, 0.60),
    "field": (0.00, 0.20, 0.20, 0.20, 0.40),
    "call_centre": (0.05, 0.16, 0.44, 0.15, 0.20),
}
LENGTHS = {1: 25, 2: 40, 3: 45, 4: 50, 5: 55, 6: 60, 7: 65, 8: 60}  # journeys by contacts
PHONED = 0.20  # of the hand-overs: a colleague tells the next desk
LOST, MORE = 0.04, 0.03  # share that leaves without a repeat, and what each adds
MINUTES, AGAIN = (3, 12), (3, 6)  # of a contact, and of telling it again
TRUSTED = 20  # journeys; a group of fewer says nothing


def build(seed, case):
    """The table of one seed."""
    for attempt in range(ATTEMPTS):
        journeys = draw(np.random.default_rng([seed, STREAM, attempt]))
        if hold(journeys):
            return Part({"crm_journeys": journeys}, {}, measures(journeys), planted(journeys))
    raise RuntimeError(f"seed {seed}: no draw of crm_journeys with all planted facts")


def draw(rng):
    """One draw: a row for each contact, journeys one after the other."""
    lengths = rng.permutation(np.repeat(list(LENGTHS), list(LENGTHS.values())))
    table = pd.DataFrame(
        [row for number, length in enumerate(lengths, 1) for row in journey(rng, number, length)],
        columns=["journey_id", "step", "desk", "record_seen", "repeats"],
    )
    again = rng.integers(AGAIN[0], AGAIN[1] + 1, len(table)) * table["repeats"]
    table["minutes"] = rng.integers(MINUTES[0], MINUTES[1] + 1, len(table)) + again
    table["lost"] = table["journey_id"].isin(leaving(rng, table))
    return table


def journey(rng, number, length):
    """The contacts of one journey."""
    rows, last = [], None
    for step in range(1, length + 1):
        desk = str(rng.choice(DESKS, p=FIRST if last is None else NEXT[last]))
        phoned = rng.random() < PHONED
        seen = last is not None and (desk == last or phoned)
        rows.append((f"J{number:03d}", step, desk, seen, int(step > 1 and not seen)))
        last = desk
    return rows


def leaving(rng, table):
    """Journeys whose customers leave: in each group by repeats the planted share, as near as whole
    customers come to it."""
    repeats = table.groupby("journey_id")["repeats"].sum()
    chosen = []
    for times, group in repeats.groupby(repeats):
        gone = round(len(group) * (LOST + MORE * times))
        chosen.extend(rng.choice(group.index.to_numpy(), gone, replace=False))
    return chosen


# --- what is planted


def handovers(journeys):
    """How often a matter goes from one desk to another one, by (from, to)."""
    last = journeys.groupby("journey_id")["desk"].shift()
    moved = last.notna() & (last != journeys["desk"])
    counts = pd.crosstab(last[moved], journeys.loc[moved, "desk"])
    return counts.reindex(index=DESKS, columns=DESKS, fill_value=0)


def pairs(counts):
    """Hand-overs between two desks in both directions, the most first."""
    both = {
        (one, other): counts.loc[one, other] + counts.loc[other, one]
        for one, other in combinations(DESKS, 2)
    }
    return pd.Series(both).sort_values(ascending=False, kind="stable")


def of_desk(counts, desk):
    """Hand-overs from a desk and to it."""
    return counts.loc[desk].sum() + counts[desk].sum()


def lost_by_repeats(journeys):
    """Journeys and the share of customers lost by the number of repeats."""
    each = journeys.groupby("journey_id").agg(repeats=("repeats", "sum"), lost=("lost", "max"))
    return each.groupby("repeats")["lost"].agg(["count", "mean"])


def hold(journeys):
    """Whether one link is best, by both directions only, and few journeys mislead."""
    counts = handovers(journeys)
    both, one_way = pairs(counts), counts.stack()
    groups = lost_by_repeats(journeys)
    few = groups[groups["count"] < TRUSTED]
    expected = LOST + MORE * few.index.to_numpy()
    return (
        both.iloc[0] >= both.iloc[1] + 15
        and set(both.index[0]) == {"service", "call_centre"}
        and set(one_way.idxmax()) != set(both.index[0])
        and of_desk(counts, "call_centre") > 1.5 * of_desk(counts, "field")
        and groups.index.tolist() == list(range(8))
        and (few["mean"] - expected).abs().max() > 0.06
        and len(groups) - len(few) >= 6
    )


def measures(journeys):
    """Numbers of the calibration table."""
    counts = handovers(journeys)
    groups = lost_by_repeats(journeys)
    later = journeys[journeys["step"] > 1]
    return {
        "seen": round(float(later["record_seen"].mean()), 4),
        "lost_none": round(float(groups["mean"][0]), 4),
        "lost_four": round(float(groups["mean"][4]), 4),
        "at_call_centre": round(float(of_desk(counts, "call_centre") / counts.to_numpy().sum()), 4),
    }


def planted(journeys):
    """The planted facts for truth/datapackage.json."""
    both = pairs(handovers(journeys))
    return {
        "crm": {
            "best_link": sorted(both.index[0]),
            "handovers": int(both.iloc[0]),
            "journeys": lost_by_repeats(journeys)["count"].to_dict(),
        }
    }
