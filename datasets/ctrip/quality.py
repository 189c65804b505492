"""Service quality on the Ctrip case: a survey of what members expected and what they met at three
invented service centres, a short survey of people in the street, and fifteen cases of gaps.

A part of make.py, by the model of case 6.6: an answer is a level of the respondent, one of the
dimension and one of the item, rounded and cut to 1-7; the gaps are planted by dimension, so that
the widest of them is not the one that weighs most. Careless answers are planted, too.
"""

import numpy as np
import pandas as pd
from casefiles import Part
from words import GAP_CASES, SURVEY_ITEMS

STREAMS = {"responses": 50, "index": 51}
ATTEMPTS = 100
DIMENSIONS = ("tan", "rel", "res", "ass", "emp")
NUMBERS = [f"{number:02d}" for number in range(1, len(SURVEY_ITEMS) + 1)]
OF_ITEM = [DIMENSIONS.index(dimension) for dimension, _, _ in SURVEY_ITEMS]

RESPONSES = 480
GAPS = np.array([-0.10, -1.15, -1.45, -0.45, -0.70])  # before answers are cut to 1-7
IMPORTANCE = np.array([0.11, 0.32, 0.22, 0.19, 0.16])  # fact L10: points of importance
SPREAD = 30  # of one person's weights around them (Dirichlet)
EXPECTED, MET = 6.0, 6.1
BRANCH = {"A": 0.0, "B": 0.55, "C": -0.35}  # how responsiveness differs
PAPER_KINDER, PAPER_BORN = 0.35, 1978  # people born before then are asked on paper
RESPONDENT, DIMENSION, ITEM = 0.55, 0.50, 0.75  # standard deviations
STRAIGHT, FAILED, UNEVEN = 24, 12, 9  # respondents with each fault
BOTH, ALSO_UNEVEN = 4, 1  # straight-liners that fail the check too; that have uneven weights too
MISSING = (0.025, 0.075)  # share of an item's answers
SHORTEST = 60  # seconds; one honest answer took exactly as long

PEOPLE = 600  # of the short survey
NAMED, PRAISED, BOUGHT, BOUGHT_UNNAMED = 0.55, 0.48, 0.60, 0.12
AGAIN, RECOMMENDED, RECOMMENDED_ONCE, COMPLAINED = 0.46, 0.55, 0.22, 0.09


def build(seed, case):
    """The tables of one seed; draws again until the facts that tasks rely on hold."""
    for attempt in range(ATTEMPTS):
        responses, kinds = draw_responses(stream(seed, "responses", attempt), case.members)
        people = draw_people(stream(seed, "index", attempt))
        values = measures(responses)
        if holds(responses, people, values):
            break
    else:
        raise RuntimeError(f"seed {seed}: no draw of the survey with all planted facts")
    tables = {
        "svq_items": items(),
        "svq_responses": responses,
        "factor_cases": cases()[["case_id", "text_zh", "text_en"]],
        "index_survey": people,
    }
    truth = {"svq_careless": kinds, "factor_cases": cases()[["case_id", "true_gap", "true_factor"]]}
    return Part(tables, truth, values, {"quality": {"values": values, "removed": faulty()}})


def stream(seed, table, attempt):
    """Random numbers of one table: the same for the same seed, table and attempt."""
    return np.random.default_rng([seed, STREAMS[table], attempt])


def items():
    """The 22 questions."""
    table = pd.DataFrame(SURVEY_ITEMS, columns=["dimension", "text_zh", "text_en"])
    table.insert(0, "item", [f"Q{number}" for number in NUMBERS])
    return table


def cases():
    """The fifteen cases, with the factor behind each and the gap that it belongs to."""
    table = pd.DataFrame(GAP_CASES, columns=["true_factor", "text_zh", "text_en"])
    first = table["true_factor"].isin(["research", "upward", "levels"])
    table["true_gap"] = np.where(first, 1, 2)
    table.insert(0, "case_id", [f"G{number:02d}" for number in range(1, len(table) + 1)])
    return table


# --- the survey


def draw_responses(rng, members):
    """All answers, and who was careless and how."""
    real = members[members["member_id"].str.startswith("M")]
    asked = real.sample(RESPONSES, random_state=int(rng.integers(2**31))).reset_index(drop=True)
    table = pd.DataFrame(
        {
            "resp_id": [f"S{number:03d}" for number in range(1, RESPONSES + 1)],
            "member_id": asked["member_id"],
            "branch": rng.permutation(np.resize(list(BRANCH), RESPONSES)),
        }
    )
    paper = (asked["birth_year"] < PAPER_BORN) & (rng.random(RESPONSES) < 0.6)
    table["mode"] = np.where(paper, "paper", rng.choice(["app", "phone"], RESPONSES, p=[0.7, 0.3]))
    expected, met = draw_levels(rng, table)
    weights = draw_weights(rng)
    content = overall(rng, (met - expected), weights)
    duration = np.maximum(SHORTEST + 1, rng.lognormal(5.5, 0.45, RESPONSES).astype(int))
    kinds = draw_careless(rng)
    straight = kinds["straight"].to_numpy()
    same = rng.integers(4, 8, RESPONSES)[:, None]
    for name, level in (("E", expected), ("P", met)):
        level = np.where(straight[:, None], same, level).astype(float)
        level[blanks(rng, ~straight)] = np.nan
        columns = pd.DataFrame(level, columns=[name + number for number in NUMBERS])
        table = table.join(columns.astype("Int64"))
    weights[straight] = 20
    weights[kinds["uneven"], 1] += unevenness(rng)
    table = table.join(pd.DataFrame(weights, columns=[f"imp_{name}" for name in DIMENSIONS]))
    table["overall"], table["nps"] = content
    duration[straight] = rng.integers(15, SHORTEST, STRAIGHT)
    duration[np.flatnonzero(straight)[0]] = SHORTEST - 1
    duration[np.flatnonzero(~kinds.any(axis=1))[0]] = SHORTEST
    table["duration_s"] = duration
    table["attention_check"] = ~kinds["failed"]
    return table, careless_rows(table["resp_id"], kinds)


def draw_levels(rng, table):
    """What each person expected and met by item, cut to 1-7."""
    dimension = np.array(OF_ITEM)
    shape = (RESPONSES, len(NUMBERS))
    expected = EXPECTED + rng.normal(0, DIMENSION, (RESPONSES, 5))[:, dimension]
    expected = expected + rng.normal(0, ITEM, shape)
    gap = np.tile(GAPS, (RESPONSES, 1))
    gap[:, DIMENSIONS.index("res")] += table["branch"].map(BRANCH)
    met = MET + (gap + rng.normal(0, DIMENSION, (RESPONSES, 5)))[:, dimension]
    met = met + RESPONDENT * rng.normal(0, 1, (RESPONSES, 1)) + rng.normal(0, ITEM, shape)
    met = met + PAPER_KINDER * (table["mode"] == "paper").to_numpy()[:, None]
    return np.clip(np.rint(expected), 1, 7), np.clip(np.rint(met), 1, 7)


def blanks(rng, may):
    """Which answers are missing: of each item a share of its own, never of a straight-liner's."""
    missing = np.zeros((RESPONSES, len(NUMBERS)), dtype=bool)
    for place, share in enumerate(rng.uniform(*MISSING, len(NUMBERS))):
        missing[rng.choice(np.flatnonzero(may), round(share * RESPONSES), replace=False), place] = (
            True
        )
    return missing


def draw_weights(rng):
    """How each person shares out 100 points of importance."""
    exact = rng.dirichlet(IMPORTANCE * SPREAD, RESPONSES) * 100
    points = np.floor(exact).astype(int)
    order = np.argsort(points - exact, axis=1)
    for place in range(5):
        short = points.sum(axis=1) < 100
        points[short, order[short, place]] += 1
    return points


def unevenness(rng):
    """By how much the weights of the uneven respondents miss 100; two miss it by one point."""
    return np.array([1, -1, *rng.choice([-5, 5, 10, 20], UNEVEN - 2)])


def overall(rng, gaps, weights):
    """Overall satisfaction (1-10) and readiness to recommend (0-10), from the weighted gaps."""
    dimension = np.array(OF_ITEM)
    means = np.column_stack([gaps[:, dimension == place].mean(axis=1) for place in range(5)])
    feeling = 8.7 + 2.0 * (means * IMPORTANCE).sum(axis=1) + rng.normal(0, 0.7, RESPONSES)
    recommend = feeling + 0.7 + rng.normal(0, 1.0, RESPONSES)
    return (
        np.clip(np.rint(feeling), 1, 10).astype(int),
        np.clip(np.rint(recommend), 0, 10).astype(int),
    )


def draw_careless(rng):
    """Who gave the same answer throughout, who failed the check, whose weights are uneven."""
    chosen = rng.permutation(RESPONSES)
    straight = chosen[:STRAIGHT]
    rest = chosen[STRAIGHT:]
    failed = np.concatenate([straight[:BOTH], rest[: FAILED - BOTH]])
    uneven = np.concatenate(
        [failed[-ALSO_UNEVEN:], rest[FAILED - BOTH : FAILED - BOTH + UNEVEN - ALSO_UNEVEN]]
    )
    kinds = {"straight": straight, "failed": failed, "uneven": uneven}
    return pd.DataFrame({name: np.isin(range(RESPONSES), ids) for name, ids in kinds.items()})


def careless_rows(ids, kinds):
    """Respondents with at least one fault, one a row."""
    table = pd.concat([ids, kinds], axis=1)
    return table[kinds.any(axis=1)].reset_index(drop=True)


def faulty():
    """How many respondents have at least one fault."""
    return STRAIGHT + FAILED - BOTH + UNEVEN - ALSO_UNEVEN


# --- the short survey


def draw_people(rng):
    """Who names the agency, praises it, bought, came back, recommended it, complained, and spent
    how much."""
    draw = rng.random((8, PEOPLE))
    named = draw[0] < NAMED
    bought = draw[1] < np.where(named, BOUGHT, BOUGHT_UNNAMED)
    again = bought & (draw[2] < AGAIN)
    recommended = bought & (draw[3] < np.where(again, RECOMMENDED, RECOMMENDED_ONCE))
    last = np.where(draw[4] < np.where(bought, 0.75, 0.10), rng.lognormal(7.25, 0.5, PEOPLE), 0)
    this = np.where(bought, rng.lognormal(7.25, 0.5, PEOPLE) * np.where(again, 1.25, 0.7), 0)
    return pd.DataFrame(
        {
            "person_id": [f"R{number:03d}" for number in range(1, PEOPLE + 1)],
            "named": named,
            "praised": named & (draw[5] < PRAISED),
            "bought": bought,
            "again": again,
            "recommended": recommended,
            "complained": bought & (draw[6] < COMPLAINED),
            "spent_before_cny": np.round(last, -1).astype(int),
            "spent_cny": np.round(this, -1).astype(int),
        }
    )


# --- what is planted


def clean(responses):
    """The answers that count: not too fast, check passed, weights that sum to 100."""
    weights = responses[[f"imp_{name}" for name in DIMENSIONS]].sum(axis=1)
    return responses[
        (responses["duration_s"] >= SHORTEST) & responses["attention_check"] & (weights == 100)
    ]


def gaps(responses):
    """Mean gap of each dimension: the mean of its items' means, of perceived less expected."""
    by_item = [(responses[f"P{n}"] - responses[f"E{n}"]).astype(float).mean() for n in NUMBERS]
    return pd.Series(by_item).groupby(np.array(DIMENSIONS)[OF_ITEM]).mean()[list(DIMENSIONS)]


def importance(responses):
    """Mean weight of each dimension, points of 100."""
    means = [responses[f"imp_{name}"].mean() for name in DIMENSIONS]
    return pd.Series(means, index=list(DIMENSIONS))


def nps(responses):
    """Share of promoters (9-10) less share of detractors (0-6)."""
    return float((responses["nps"] >= 9).mean() - (responses["nps"] <= 6).mean())


def measures(responses):
    """Numbers of the calibration table and of the planted facts."""
    kept = clean(responses)
    values = {f"svq_gap_{name}": round(value, 4) for name, value in gaps(kept).items()}
    shares = importance(kept) / 100
    values |= {f"svq_weight_{name}": round(value, 4) for name, value in shares.items()}
    return values | {"svq_kept": len(kept), "svq_nps": round(nps(kept), 4)}


def holds(responses, people, values):
    """Whether all facts hold that tasks and tests rely on."""
    kept = clean(responses)
    raw, weight = gaps(kept), importance(kept)
    push = raw * weight
    branch = {name: gaps(rows) for name, rows in kept.groupby("branch")}
    first = {name: (gap * weight).idxmin() for name, gap in branch.items()}
    slow = {name: gap["res"] for name, gap in branch.items()}
    growth = people["spent_cny"].sum() / people["spent_before_cny"].sum() - 1
    return (
        list(raw.sort_values().index) == ["res", "rel", "emp", "ass", "tan"]
        and raw["res"] < raw["rel"] - 0.15
        and -0.2 < raw["tan"] < 0.05
        and push.idxmin() == "rel"
        and 0.84 <= push["res"] / push["rel"] <= 0.97
        and first["B"] == "rel"
        and first["C"] == "res"
        and slow["C"] < slow["A"] - 0.15 < slow["B"] - 0.5
        and (gaps(responses)[["rel", "res"]] > raw[["rel", "res"]] + 0.02).all()
        and 0.05 <= values["svq_nps"] <= 0.30
        and len(kept) == RESPONSES - faulty()
        and 0.03 < growth < 0.20
    )
