"""Make the simulated complaints desk of Yunduo, an invented maker of packaging machines that sells
to firms.

    python datasets/yunduo/make.py                     writes the tables of the default class into
this folder
    python datasets/yunduo/make.py --seed 7 --out DIR  writes another class's variant into DIR
    python datasets/yunduo/make.py --readme            builds README.md again from datapackage.json

Nobody in these tables exists, and no firm. A complaint has one true type; what stands on file
shows it by the rule of the lesson, and now and then a second clue that must not decide. Whether a
customer buys again follows published shares (TARP, fact L08). Words, units and sources stand in
dictionary.toml; this file holds the model and the planted facts that tasks and tests rely on.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
# what parts of this case import; casefiles, the writer that all cases share
sys.path[:0] = [str(HERE), str(HERE.parent)]
import casefiles  # noqa: E402

SEED = 4
ATTEMPTS = 200  # draws of one seed, of which nearly every one has all planted facts
TABLES = {
    "customers": 1,
    "complaints": 2,
    "silent_problems": 3,
    "no_problem": 4,
    "complaint_log": 5,
}

REFERENCE = pd.Timestamp("2026-06-30")  # until when repurchases are known
LOG_END = pd.Timestamp("2025-06-30")  # last day of the complaint log
FIRST_DAY = pd.Timestamp("2024-07-01")
DAYS = (LOG_END - FIRST_DAY).days + 1

TIERS = {"key": 120, "ordinary": 180, "small": 300}  # customers: 20, 30 and 50 %
UNTROUBLED = 150  # customers without any problem in the year
COMPLAINTS, SILENT = 1500, 800
EAGERNESS = 0.6  # gamma shape of the number of complaints a customer has: few make many

# The true types, and how many of 100 complaints are of each; a key complaint comes from a key
# customer, from one with emotion 5, or from one who is both.
KINDS = {"malicious": 5, "key": 22, "false": 16, "general": 57}
KEY_BY = {"tier": 58, "emotion": 35, "both": 7}
CUSTOMER_FAULT = 0.20  # key complaints whose cause lies with the customer
CARRIER = 0.12  # of the others, those that the haulier caused
CALM = {1: 13, 2: 31, 3: 33, 4: 23}  # emotion of those below 5
ACCEPT = ("complainant", "matters", "damage", "demand", "in_range")
UNMET = (0.03, 0.05, 0.06, 0.05, 0.05)  # chance that a criterion is not met
UNMET_MALICIOUS = (0.15, 0.40, 0.70, 0.20, 0.10)

# The 14 causes in the order of their frequency (Zipf, exponent 1.1: the first three make 60 %):
# content class, shares of small and of large losses, median of a large loss in yuan.
CAUSES = {
    "late_delivery": ("product_delivery", 0.34, 0.22, 1100),
    "film_jam": ("product_function", 0.28, 0.30, 1200),
    "late_visit": ("service_quality", 0.45, 0.20, 1100),
    "repeat_repair": ("service_ability", 0.22, 0.40, 1400),
    "invoice_error": ("product_trade", 0.75, 0.05, 900),
    "wrong_part": ("product_delivery", 0.35, 0.25, 1100),
    "seal_leak": ("product_quality", 0.05, 0.75, 5000),
    "passed_on": ("service_attitude", 0.72, 0.06, 900),
    "short_delivery": ("product_delivery", 0.40, 0.20, 1000),
    "extra_charge": ("product_trade", 0.30, 0.22, 1000),
    "weigh_drift": ("product_quality", 0.02, 0.90, 9500),
    "guard_fault": ("product_safety", 0.10, 0.75, 6000),
    "foreign_manual": ("product_culture", 0.70, 0.06, 900),
    "rude_words": ("service_etiquette", 0.82, 0.05, 900),
}
ZIPF = 1.1
SMALL, LARGE, HIGHEST = 40, 700, 20_000  # yuan; about 5 and 100 US dollars (fact L08)
COMPLAINS = {"small": 0.40, "middle": 0.40, "large": 0.62}  # share that says something (assumed)

# Satisfied or not, by whether the first reply came within 24 hours: shares in 100.
OUTCOMES = {
    True: {"quick": 44, "satisfied": 31, "unsatisfied": 25},
    False: {"quick": 0, "satisfied": 40, "unsatisfied": 60},
}
HOSTILE = {"quick": 0, "satisfied": 20, "unsatisfied": 80}  # malicious complaints
LATE_REPLY = 0.28
# Who buys again within twelve months: published for small and large losses, in between for others.
TARP = {
    "small": {"silent": 0.37, "unsatisfied": 0.46, "satisfied": 0.70, "quick": 0.95},
    "middle": {"silent": 0.23, "unsatisfied": 0.32, "satisfied": 0.62, "quick": 0.88},
    "large": {"silent": 0.09, "unsatisfied": 0.19, "satisfied": 0.54, "quick": 0.82},
}
BUYS_ANYWAY = 0.93  # of customers without a problem (assumed)
# Satisfaction of 100 customers with 1, 2, 3, 4 and 5 points.
SCORES = {
    "before": (2, 5, 18, 41, 34),
    "quick": (1, 2, 8, 34, 55),
    "satisfied": (3, 8, 25, 42, 22),
    "unsatisfied": (34, 36, 20, 8, 2),
    "silent": (12, 24, 34, 22, 8),
}
PAYS = {"quick": 0.90, "satisfied": 0.70, "unsatisfied": 0.35}  # mean compensation, of the loss
OBSTACLES = {"useless": 34, "troublesome": 27, "switch": 20, "no_evidence": 11, "embarrassed": 8}
CHANNELS = {"phone": 45, "wecom": 30, "onsite": 15, "email": 10}

# The log: mean working days from one step to the next; shares of closed cases that skip or swap one
# of the four steps, or calm the customer too late.
LOOP = ("investigate", "assign", "communicate", "compensate")
STEPS = ("calm", *LOOP, "closed")
GAPS = (0.9, 0.5, 0.5, 0.8, 0.25)
SKIPPED, SWAPPED, CALMED_LATE = 0.035, 0.025, 0.05
HANDLERS = 12
# Follow-up of a closed case by tier, shares in 100: on the days 1 to 3, later, on the closing day
# only, none.
CALLED = {"key": (83, 10, 2, 5), "ordinary": (77, 12, 2, 9), "small": (72, 13, 3, 12)}
MORNING, HOURS = 8.5, 9.0  # the desk is open from 8:30 to 17:30, every day


@dataclass
class Case:
    """The tables of one seed. `truth` never reaches a student; `customers` is for other parts."""

    tables: dict[str, pd.DataFrame]
    truth: dict[str, pd.DataFrame]
    customers: pd.DataFrame


def stream(seed, table, attempt=0):
    """Random numbers of one table: the same for the same seed, table and attempt."""
    again = (attempt,) if attempt else ()
    return np.random.default_rng(np.random.SeedSequence([seed, TABLES[table]], spawn_key=again))


def quotas(shares, n):
    """Whole numbers that sum to n and follow the shares."""
    edges = np.round(np.cumsum(shares) / np.sum(shares) * n).astype(int)
    return np.diff(np.concatenate([[0], edges]))


def mixed(rng, shares, n):
    """n values in random order, each as often as its share says."""
    return rng.permutation(np.repeat(np.array(list(shares)), quotas(list(shares.values()), n)))


def in_groups(rng, groups, shares):
    """A value for each entry: in every group the values are mixed by the shares of the group."""
    values = np.empty(len(groups), dtype=object)
    for group in pd.unique(groups):
        own = np.flatnonzero(groups == group)
        values[own] = mixed(rng, shares[group], len(own))
    return values


def yes(chance):
    """Shares of True and False."""
    return {True: chance, False: 1 - chance}


# ----------------------------------------------------------------------------------------------
# customers


def draw_customers(rng):
    """The firms that buy from Yunduo: tier, and how many problems they tend to have (0: none)."""
    n = sum(TIERS.values())
    firms = pd.DataFrame({"customer_id": [f"C{number:03d}" for number in range(1, n + 1)]})
    firms["tier"] = mixed(rng, TIERS, n)
    troubled = mixed(rng, {True: n - UNTROUBLED, False: UNTROUBLED}, n)
    firms["trouble"] = np.where(troubled, 0.1 + rng.gamma(EAGERNESS, 1, n), 0)
    return firms


def draw_owners(rng, firms, tiers):
    """A customer of the wanted tier for each entry; those with much trouble come often."""
    owners = np.empty(len(tiers), dtype=object)
    for tier, own in firms.groupby("tier"):
        rows = np.flatnonzero(tiers == tier)
        chance = own["trouble"] / own["trouble"].sum()
        owners[rows] = rng.choice(own["customer_id"], len(rows), p=chance)
    return owners


# ----------------------------------------------------------------------------------------------
# complaints


def draw_complaints(rng, firms):
    """The complaints of a year, the first come first, with their hidden true type."""
    n = COMPLAINTS
    table = pd.DataFrame({"kind": mixed(rng, KINDS, n)})
    add_clues(rng, table)
    malicious = (table["kind"] == "malicious").to_numpy()
    for name, chance, hostile in zip(ACCEPT, UNMET, UNMET_MALICIOUS, strict=True):
        unmet = in_groups(rng, malicious, {False: yes(chance), True: yes(hostile)})
        table[name] = ~unmet.astype(bool)
    table["customer_id"] = draw_owners(rng, firms, table["tier"].to_numpy())
    table["cause"] = mixed(rng, zipf(), n)
    table["content_class"] = table["cause"].map({name: cause[0] for name, cause in CAUSES.items()})
    bands = {name: band_shares(*cause[1:3]) for name, cause in CAUSES.items()}
    add_losses(rng, table, bands)
    table.loc[~table["damage"], ["loss_cny", "band"]] = [0.0, "small"]
    add_reply(rng, table)
    add_outcome(rng, table)
    table["channel"] = mixed(rng, CHANNELS, n)
    table = table.sort_values("opened_at", kind="stable", ignore_index=True)
    table.insert(0, "complaint_id", [f"Q{number:04d}" for number in range(1, n + 1)])
    table["missing"] = [
        " ".join(name for name in ACCEPT if not row[name]) for row in table.to_dict("records")
    ]
    return table


def add_clues(rng, table):
    """Intent, tier, emotion and whose cause it was: what decides the type, and clues that a later
    question would read.
    """
    n, kind = len(table), table["kind"].to_numpy()
    by = np.where(kind == "key", mixed(rng, KEY_BY, n), "")
    lesser = {"ordinary": 0.42, "small": 0.58}
    anyone = {"key": 0.15, "ordinary": 0.36, "small": 0.49}
    tier = in_groups(rng, kind == "malicious", {True: anyone, False: lesser})
    table["tier"] = np.where(np.isin(by, ["tier", "both"]), "key", tier)
    extreme = np.isin(by, ["emotion", "both"]) | ((kind == "malicious") & (rng.random(n) < 0.25))
    table["emotion"] = np.where(extreme, 5, mixed(rng, CALM, n))
    table["intent_shown"] = kind == "malicious"
    own = (kind == "false") | ((kind == "key") & mixed(rng, yes(CUSTOMER_FAULT), n))
    own |= (kind == "malicious") & (rng.random(n) < 0.6)
    others = np.where(mixed(rng, yes(CARRIER), n), "carrier", "firm")
    table["cause_by"] = np.where(own, "customer", others)


def zipf():
    """Share of each cause."""
    return {name: (place + 1.0) ** -ZIPF for place, name in enumerate(CAUSES)}


def band_shares(small, large):
    """Shares of the three bands of losses."""
    return {"small": small, "middle": 1 - small - large, "large": large}


def add_losses(rng, table, bands):
    """Band and amount of what the customer lost."""
    n = len(table)
    table["band"] = in_groups(rng, table["cause"].to_numpy(), bands)
    median = table["cause"].map({name: cause[3] for name, cause in CAUSES.items()})
    large = median * rng.lognormal(0, 0.55, n)
    middle = np.exp(rng.uniform(np.log(SMALL + 2), np.log(LARGE - 5), n))
    amounts = {"small": rng.uniform(3, SMALL - 2, n), "middle": middle,
               "large": np.clip(large, LARGE + 5, HIGHEST)}  # fmt: skip
    chosen = np.select([table["band"] == name for name in amounts], list(amounts.values()))
    table["loss_cny"] = np.round(chosen, 0)


def add_reply(rng, table):
    """When a complaint came in and when it was first answered, in the hours of the desk.

    Time is counted in days of the desk: a day is 8:30 to 17:30, so that less than one such day is
    less than 24 hours, nights included.
    """
    n = len(table)
    late = mixed(rng, yes(LATE_REPLY), n)
    table["came"] = rng.uniform(0, DAYS, n)
    table["replied"] = table["came"] + np.where(
        late, 1.05 + rng.gamma(1.5, 0.7, n), rng.uniform(0.02, 0.95, n)
    )
    table["opened_at"] = clock(table["came"])
    hours = (clock(table["replied"]) - table["opened_at"]) / pd.Timedelta(hours=1)
    table["first_reply_h"] = np.round(hours, 1)


def clock(days):
    """Times of day for days of the desk since the first day."""
    whole = np.floor(days)
    minutes = np.floor(60 * (MORNING + HOURS * (days - whole)))
    return FIRST_DAY + pd.to_timedelta(whole, unit="D") + pd.to_timedelta(minutes, unit="min")


def add_outcome(rng, table):
    """How the customer took it, satisfaction before and after, and whether he bought again."""
    n = len(table)
    hostile = table["intent_shown"].to_numpy()
    prompt = (table["first_reply_h"] <= 24).to_numpy()
    group = np.where(hostile, "hostile", np.where(prompt, "prompt", "late"))
    shares = {"hostile": HOSTILE, "prompt": OUTCOMES[True], "late": OUTCOMES[False]}
    table["outcome"] = in_groups(rng, group, shares)
    scores = {name: dict(enumerate(share, start=1)) for name, share in SCORES.items()}
    table["csat_before"] = mixed(rng, scores["before"], n)
    table["csat_after"] = in_groups(rng, table["outcome"].to_numpy(), scores).astype(int)
    table["repurchased_12m"] = buys_again(rng, table["band"], table["outcome"])


def buys_again(rng, bands, outcomes):
    """Whether a customer bought again, by loss and by what came of it."""
    shares = {
        f"{band} {outcome}": yes(chance)
        for band, row in TARP.items()
        for outcome, chance in row.items()
    }
    return in_groups(rng, (bands + " " + outcomes).to_numpy(), shares).astype(bool)


# ----------------------------------------------------------------------------------------------
# those who said nothing, and those without a problem


def draw_silent(rng, firms):
    """Problems that a survey found and that nobody had complained of."""
    n = SILENT
    tiers = {"key": 0.12, "ordinary": 0.36, "small": 0.52}
    table = pd.DataFrame({"tier": mixed(rng, tiers, n), "cause": mixed(rng, zipf(), n)})
    table["customer_id"] = draw_owners(rng, firms, table["tier"].to_numpy())
    table["content_class"] = table["cause"].map({name: cause[0] for name, cause in CAUSES.items()})
    bands = {name: silent_bands(*cause[1:3]) for name, cause in CAUSES.items()}
    add_losses(rng, table, bands)
    table["reason"] = mixed(rng, OBSTACLES, n)
    table["csat_after"] = mixed(rng, dict(enumerate(SCORES["silent"], start=1)), n)
    table["repurchased_12m"] = buys_again(rng, table["band"], pd.Series("silent", table.index))
    table.insert(0, "problem_id", [f"S{number:03d}" for number in range(1, n + 1)])
    return table


def silent_bands(small, large):
    """Shares of the bands among the silent, from those among the complaints: who loses much
    complains more often.
    """
    shares = band_shares(small, large)
    return {band: share * (1 - COMPLAINS[band]) / COMPLAINS[band] for band, share in shares.items()}


def draw_no_problem(rng, firms):
    """Customers who had no problem in the year: satisfaction, and whether they bought again."""
    table = firms.loc[firms["trouble"] == 0, ["customer_id", "tier"]].reset_index(drop=True)
    n = len(table)
    table["csat"] = mixed(rng, dict(enumerate(SCORES["before"], start=1)), n)
    table["repurchased_12m"] = mixed(rng, yes(BUYS_ANYWAY), n)
    return table


# ----------------------------------------------------------------------------------------------
# log


def draw_log(rng, complaints):
    """The steps of the complaints that were accepted and not the customer's own doing, up to the
    last day of the log; and what is true of each case.
    """
    due = (complaints["missing"] == "") & complaints["kind"].isin(["key", "general"])
    cases = complaints[due & (complaints["cause_by"] != "customer")].reset_index(drop=True)
    times = draw_times(rng, cases)
    cases["closed_at"] = times["closed"]
    cases["state"] = "open"
    closed = np.flatnonzero(cases["closed_at"] < LOG_END + pd.Timedelta(days=1))
    shares = {"skip": SKIPPED, "swap": SWAPPED, "late_calm": CALMED_LATE}
    cases.loc[closed, "state"] = mixed(rng, shares | {"ok": 1 - sum(shares.values())}, len(closed))
    steps = pd.concat([steps_of(rng, state, times.loc[rows]) for state, rows in
                       cases.groupby("state").groups.items()])  # fmt: skip
    calls = draw_calls(rng, cases.loc[closed])
    log = pd.concat([steps, calls], ignore_index=True)
    log = log[log["time"] < LOG_END + pd.Timedelta(days=1)]
    log["complaint_id"] = cases["complaint_id"].reindex(log["place"]).to_numpy()
    by = rng.integers(1, HANDLERS + 1, len(cases))
    log["handler"] = [f"E{by[place]:02d}" for place in log["place"]]
    log = log.sort_values("time", kind="stable", ignore_index=True)
    log.insert(0, "log_id", [f"L{number:05d}" for number in range(1, len(log) + 1)])
    return log, cases


def draw_times(rng, cases):
    """When each step of a case is due, one column a step: the first reply calms."""
    days = [cases["replied"].to_numpy()]
    for gap in GAPS:
        days.append(days[-1] + 0.02 + rng.gamma(2, gap / 2, len(cases)))
    return pd.DataFrame({step: clock(pd.Series(day)) for step, day in
                         zip(STEPS, days, strict=True)})  # fmt: skip


def steps_of(rng, state, times):
    """The steps of cases that went alike (ok, open, skip, swap, late_calm), as rows of a log."""
    log = times.rename_axis("place").reset_index().melt("place", var_name="step", value_name="time")
    if state == "skip":
        left_out = pd.Series(mixed(rng, dict.fromkeys(LOOP, 1), len(times)), times.index)
        return log[log["step"] != left_out.reindex(log["place"]).to_numpy()]
    if state in ("swap", "late_calm"):
        firsts = LOOP[:-1] if state == "swap" else ("calm",)
        first = pd.Series(mixed(rng, dict.fromkeys(firsts, 1), len(times)), times.index)
        place = first.map(STEPS.index).reindex(log["place"]).to_numpy()
        now = log["step"].map(STEPS.index).to_numpy()
        other = np.select([now == place, now == place + 1], [now + 1, now - 1], now)
        log["step"] = np.array(STEPS)[other]
    return log


def draw_calls(rng, closed):
    """The follow-up calls of closed cases, at most one a case; day 0 is the day of closing."""
    ways = ("in_time", "late", "day_0", "none")
    shares = {tier: dict(zip(ways, share, strict=True)) for tier, share in CALLED.items()}
    way = in_groups(rng, closed["tier"].to_numpy(), shares)
    n = len(closed)
    day = np.select(
        [way == "in_time", way == "late"],
        [mixed(rng, {1: 25, 2: 30, 3: 45}, n), mixed(rng, {4: 40, 5: 20, 6: 15, 7: 15, 9: 10}, n)],
    )
    minute = rng.integers(0, round(60 * HOURS), n)
    at = closed["closed_at"].dt.normalize() + pd.to_timedelta(day, unit="D")
    at += pd.to_timedelta(60 * MORNING + minute, unit="min")
    soon = closed["closed_at"] + pd.to_timedelta(15 + minute % 45, unit="min")
    calls = pd.DataFrame(
        {"place": closed.index, "step": "followup", "time": at.where(day > 0, soon)}
    )
    return calls[way != "none"]


def follow_up(cases, log):
    """Of each closed case: followed up in time (days 1 to 3), late, missing, or not yet due; by the
    rule of the lesson, from the log as it stands.
    """
    called = log[log["step"] == "followup"].set_index("complaint_id")["time"]
    closed = cases["closed_at"].dt.normalize()
    day = (cases["complaint_id"].map(called).dt.normalize() - closed).dt.days
    covered = (LOG_END - closed).dt.days >= 3
    rules = [cases["state"] == "open", day.between(1, 3), day > 3, covered]
    return np.select(rules, ["", "in_time", "late", "missing"], "not_due")


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
    firms = draw_customers(stream(seed, "customers", attempt))
    complaints = draw_complaints(stream(seed, "complaints", attempt), firms)
    silent = draw_silent(stream(seed, "silent_problems", attempt), firms)
    content = draw_no_problem(stream(seed, "no_problem", attempt), firms)
    log, cases = draw_log(stream(seed, "complaint_log", attempt), complaints)
    cases["day3"] = follow_up(cases, log)
    paid = cases.set_index("complaint_id")
    paid = paid[paid.index.isin(log.loc[log["step"] == "compensate", "complaint_id"])]
    amounts = np.round(paid["loss_cny"] * paid["outcome"].map(PAYS))
    complaints["compensation_cny"] = complaints["complaint_id"].map(amounts).fillna(0.0)
    words = casefiles.dictionary(HERE)
    tables = {
        "complaints": complaints,
        "silent_problems": silent,
        "no_problem": content,
        "complaint_log": log,
    }
    truth = {"complaints": complaints, "cases": cases}
    own = [entry for entry in words["tables"] if entry["name"] in tables]
    hidden = [entry for entry in words["truth"] if entry["name"] in truth]
    return Case(in_words(tables, own), in_words(truth, hidden), firms[["customer_id", "tier"]])


def in_words(tables, entries):
    """The tables with the columns of the dictionary, in its order."""
    chosen = {}
    for entry in entries:
        columns = [field["name"] for field in entry["fields"]]
        chosen[entry["name"]] = tables[entry["name"]][columns]
    return chosen


# ----------------------------------------------------------------------------------------------
# checks


def problems(case):
    """What is wrong with a draw: an empty list means that all facts tasks and tests rely on
    hold."""
    table, cases = case.tables["complaints"], case.truth["cases"]
    values = measures(case)
    by_class = table.groupby("content_class")["loss_cny"].agg(["size", "sum"])
    by_cause = table.groupby("cause")["loss_cny"].agg(["size", "sum"])
    top = {column: by_class[column].nlargest(4) for column in by_class}
    found = {
        "missing follow-up": abs(values["follow_up_missing"] - 0.12) <= 0.01,
        "late and not due": (cases["day3"].value_counts().reindex(["late", "not_due"]) >= 3).all(),
        "broken loops": abs(values["broken"] - 0.06) <= 0.005,
        "tarp": all(
            abs(values[f"buys_{band}_{outcome}"] - chance) <= 0.06
            for band in ("small", "large")
            for outcome, chance in TARP[band].items()
        ),
        "two paretos": set(top["size"].index[:3]) != set(top["sum"].index[:3])
        and all(values.is_unique for values in top.values()),
        "hidden cause": by_cause["size"].rank(ascending=False)["weigh_drift"] >= 9
        and by_cause["sum"].idxmax() == "weigh_drift",
        "paradox": values["csat_quick"] >= values["csat_no_problem"] + 0.2
        and values["buys_quick"] <= values["buys_no_problem"],
    }
    return [name for name, holds in found.items() if not holds]


def buying(table, band, outcome=None):
    """Share of one cell that bought again."""
    low, high = {"small": (0, SMALL), "large": (LARGE, HIGHEST)}[band]
    rows = table["loss_cny"].between(low, high)
    if outcome:
        rows &= table["outcome"] == outcome
    return table.loc[rows, "repurchased_12m"].mean()


def measures(case):
    """The numbers that the calibration table sets beside the published ones, by name; rounded to 4
    decimals.
    """
    table, silent = case.tables["complaints"], case.tables["silent_problems"]
    content, cases = case.tables["no_problem"], case.truth["cases"]
    quick = table[table["outcome"] == "quick"]
    closed = cases[cases["state"] != "open"]
    due = closed[closed["day3"] != "not_due"]
    heard = {
        f"buys_{band}_{outcome}": buying(table, band, outcome)
        for band in ("small", "large")
        for outcome in PAYS
    }
    values = {
        **{f"buys_{band}_silent": buying(silent, band) for band in ("small", "large")},
        **heard,
        "csat_quick": quick["csat_after"].mean(),
        "csat_no_problem": content["csat"].mean(),
        "buys_quick": quick["repurchased_12m"].mean(),
        "buys_no_problem": content["repurchased_12m"].mean(),
        "first_three_causes": table["cause"].value_counts(normalize=True).iloc[:3].sum(),
        "follow_up_missing": (due["day3"] == "missing").mean(),
        "broken": closed["state"].isin(["skip", "swap"]).mean(),
        "late_replies": (table["first_reply_h"] > 24).mean(),
    }
    return {name: round(float(value), 4) for name, value in values.items()}


def planted(case, values):
    """The planted facts with their values, for truth/datapackage.json."""
    table, cases = case.tables["complaints"], case.truth["cases"]
    loss = table.groupby("content_class")["loss_cny"].sum()
    return {
        "kinds": case.truth["complaints"]["kind"].value_counts().sort_index().to_dict(),
        "accepted": int((case.truth["complaints"]["missing"] == "").sum()),
        "log": {
            "states": cases["state"].value_counts().sort_index().to_dict(),
            "follow_up": cases["day3"].value_counts().drop("").sort_index().to_dict(),
        },
        "pareto": {
            "by_count": table["content_class"].value_counts().index[:3].to_list(),
            "by_loss": loss.nlargest(3).index.to_list(),
        },
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
