"""Keeping in touch on the Ctrip case: service contacts, agents, the desk's half hours, key
customers, a randomised care trial.

A part of make.py, by the model of case 6.2. How hard a matter is (h ~ Beta(2, 3)) drives both the
channel that a member takes and whether the matter is solved, so that the overall ranking of the
channels misleads: Simpson's paradox.
"""

import numpy as np
import pandas as pd
from casefiles import Part

from keguan.models.maintenance import service

REFERENCE = pd.Timestamp("2026-06-30")
STREAMS = {"agents": 20, "contacts": 21, "intervals": 22, "portfolio": 23, "trial": 24}
DAYS = 180  # of contacts, up to the reference date
CONTACTS, AGENTS = 8000, 60

SKILL = {"phone": 0.55, "chat": 0.25, "wechat": 0.0, "email": -0.25, "app": -0.55}
BASE, SLOPE = 2.35, 3.9  # logit of solving at first contact: BASE + skill - SLOPE * h
LEANING = {
    "phone": (0.2, 3.2),
    "chat": (1.3, 0.1),
    "wechat": (0.2, -0.2),
    "email": (-0.6, 0.2),
    "app": (1.0, -3.2),
}  # softmax, h
COST = {"phone": 8.5, "chat": 4.8, "email": 5.6, "app": 0.1, "wechat": 3.9}  # mean CNY a contact
HANDLING = {"phone": 240, "chat": 330, "email": 420, "app": 60, "wechat": 300}  # mean seconds
WAITING = {"phone": 7.5, "chat": 25.0, "email": 9000.0, "app": 0.5, "wechat": 60.0}  # mean seconds
BANDS = {"easy": 0.3, "medium": 0.5, "hard": 1.01}  # h is below
REASONS = {
    "booking": 0.20,
    "change": 0.26,
    "refund": 0.22,
    "invoice": 0.12,
    "complaint": 0.10,
    "other": 0.10,
}
PHASES = {"pre": 0.22, "during": 0.33, "after": 0.45}
# chance of each to have failed where a matter was not solved
FACTORS = {"employee": 0.42, "it": 0.28, "process": 0.48}
# share that answer the survey, by true satisfaction 1-5: U-shaped
ANSWERS = (0.42, 0.26, 0.22, 0.31, 0.47)
AGAIN = {True: 0.10, False: 0.42}  # contacted again within seven days, by solved or not
OUTLIERS, TWICE = 2, 2.0  # agents whose customers come back twice as often
MARGIN = 0.02  # by which chat is ahead overall, and phone in every band

# The desk: mean calls in each half hour from 8 to 22 o'clock, weekday factors (Monday first), and
# the slot short of agents.
OPEN, CLOSE = 16, 44
PROFILE = (
    40,
    60,
    95,
    120,
    130,
    125,
    110,
    95,
    85,
    90,
    105,
    110,
    105,
    95,
    90,
    90,
    95,
    100,
    95,
    85,
    75,
    65,
    60,
    50,
    40,
    30,
    22,
    15,
)
WEEK = (1.15, 1.00, 0.97, 0.98, 1.05, 0.95, 0.90)
# service level that the plan wants; share of the planned agents on Mondays from 9 to 11
TARGET, SHORT = 0.92, 0.80
SHORT_SLOT = range(18, 22)
WEEKS = 4

# The trial: repurchase within 90 days without care, and what care adds, in share; opting out rises
# with contacts a month.
TIERS = ("key", "ordinary", "small")
TRIAL = 250  # people in each arm of each tier
REPURCHASE = {"key": 0.52, "ordinary": 0.34, "small": 0.16}
EFFECT = {"key": 0.15, "ordinary": 0.09, "small": 0.0}
PROFIT = {"key": 620.0, "ordinary": 190.0, "small": 35.0}  # mean profit of a repurchase, CNY
MOST, FATIGUE = 8, 4  # contacts a month; more than FATIGUE tire a customer
OPT_OUT = 0.012  # hazard of opting out a contact above FATIGUE, doubled by each further one

# key customers; agents who left, some of them still in charge of customers
KEY_SHARE, LEFT = 0.20, 3


def stream(seed, name, attempt=0):
    """Random numbers of one table: the same for the same seed, table and attempt."""
    again = (attempt,) if attempt else ()
    return np.random.default_rng(np.random.SeedSequence([seed, STREAMS[name]], spawn_key=again))


def choose(rng, chances, n):
    """n keys of a dict {key: chance}."""
    weights = np.array(list(chances.values()))
    return rng.choice(np.array(list(chances)), size=n, p=weights / weights.sum())


def build(seed, base):
    """All tables of this part; draws again until what is planted shows: the ranking turned round,
    the effect, the outliers.
    """
    agents = draw_agents(stream(seed, "agents"))
    portfolio = draw_portfolio(stream(seed, "portfolio"), base, agents)
    intervals = draw_intervals(stream(seed, "intervals"))
    for attempt in range(200):
        contacts = draw_contacts(stream(seed, "contacts", attempt), base, agents, portfolio)
        trial = draw_trial(stream(seed, "trial", attempt), base, portfolio)
        if reversed_ranking(contacts) and honest_trial(trial) and outliers_show(contacts, agents):
            return assemble(agents, portfolio, intervals, contacts, trial)
    raise RuntimeError(
        f"seed {seed}: no draw with the reversed ranking in 200 attempts; try another seed"
    )


def assemble(agents, portfolio, intervals, contacts, trial):
    """The Part of one draw."""
    hidden = ["h", "true_csat"]
    tables = {
        "care_agents": agents.drop(columns="outlier"),
        "care_contacts": contacts.drop(columns=hidden),
        "care_intervals": intervals,
        "care_portfolio": portfolio,
        "care_trial": trial,
    }
    truth = {
        "care_difficulty": contacts[["contact_id", *hidden]].rename(
            columns={"h": "difficulty_score"}
        ),
        "care_outliers": agents.loc[agents["outlier"], ["agent_id"]].reset_index(drop=True),
    }
    return Part(
        tables,
        truth,
        measures(contacts, intervals),
        planted(agents, portfolio, intervals, contacts, trial),
    )


# ------------------------------------------------------------------------------------------------
# agents, key customers


def draw_agents(rng):
    """Agents of the desk; two whose customers come back twice as often, three who have left."""
    n = AGENTS
    hired = pd.Timestamp("2018-01-01") + pd.to_timedelta(rng.integers(0, 2900, n), unit="D")
    agents = pd.DataFrame(
        {
            "agent_id": [f"A{number:03d}" for number in range(1, n + 1)],
            "team": choose(rng, {"domestic": 0.5, "international": 0.3, "corporate": 0.2}, n),
            "hire_date": hired,
            "language": choose(rng, {"zh": 0.7, "zh_en": 0.3}, n),
        }
    )
    rows = rng.choice(n, OUTLIERS + LEFT, replace=False)
    agents["outlier"] = np.isin(np.arange(n), rows[:OUTLIERS])
    left = pd.Series(pd.NaT, index=agents.index, dtype="datetime64[ns]")
    left.iloc[rows[OUTLIERS:]] = REFERENCE - pd.to_timedelta(rng.integers(20, 90, LEFT), unit="D")
    return agents.assign(left_on=left)


def draw_portfolio(rng, base, agents):
    """Tier of every real member by profit (20 / 30 / 50), and who is in charge of each key
    customer.
    """
    done = base.orders[base.orders["status"] == "completed"]
    profit = (
        (done["gmv_cny"] * done["take_rate"] - done["coupon_cny"] - done["service_cost_cny"])
        .groupby(done["member_id"])
        .sum()
    )
    ids = base.members.loc[base.members["member_id"].str.startswith("M"), "member_id"]
    ranked = profit.reindex(ids, fill_value=0.0).rename_axis("member_id").reset_index(name="profit")
    ranked = ranked.sort_values(["profit", "member_id"], ascending=[False, True]).reset_index(
        drop=True
    )
    n_key, n_upper = int(np.ceil(KEY_SHARE * len(ranked))), int(np.floor(0.5 * len(ranked) + 0.5))
    ranked["tier"] = np.select([ranked.index < n_key, ranked.index < n_upper], TIERS[:2], TIERS[2])
    staff = np.where(
        ranked["tier"] == "key", rng.choice(agents["agent_id"].to_numpy(str), len(ranked)), ""
    )
    return (
        ranked.assign(owner_id=staff)[["member_id", "tier", "owner_id"]]
        .sort_values("member_id")
        .reset_index(drop=True)
    )


# ------------------------------------------------------------------------------------------------
# contacts


CONTACT_COLUMNS = [
    "contact_id",
    "member_id",
    "ts",
    "channel",
    "phase",
    "reason",
    "difficulty",
    "agent_id",
    "wait_s",
    "handle_s",
    "employee_ok",
    "it_ok",
    "process_ok",
    "resolved",
    "again_7d",
    "csat",
    "cost_cny",
    "h",
    "true_csat",
]


def draw_contacts(rng, base, agents, portfolio):
    """Service contacts of the last 180 days, in order of time."""
    n = CONTACTS
    tier_weight = portfolio["tier"].map({"key": 3.0, "ordinary": 1.5, "small": 0.7})
    weight = tier_weight.to_numpy() * rng.gamma(0.8, 1.0, len(portfolio))
    members = portfolio["member_id"].to_numpy(str)
    table = pd.DataFrame({"member_id": rng.choice(members, n, p=weight / weight.sum())})
    seconds = pd.to_timedelta(np.sort(rng.integers(0, DAYS * 86400, n)), unit="s")
    table["ts"] = (REFERENCE - pd.Timedelta(days=DAYS - 1) + seconds).floor("min")
    table["h"] = rng.beta(2, 3, n)
    table["channel"] = pick_channel(rng, table["h"].to_numpy())
    table["phase"], table["reason"] = choose(rng, PHASES, n), choose(rng, REASONS, n)
    bands = pd.cut(table["h"], [0, *BANDS.values()], labels=list(BANDS), right=False)
    table["difficulty"] = bands.astype(str)
    chance = 1 / (1 + np.exp(-(BASE + table["channel"].map(SKILL) - SLOPE * table["h"])))
    table["resolved"] = rng.random(n) < chance
    alone = (table["channel"] == "app").to_numpy()
    on_duty = agents.loc[agents["left_on"].isna(), "agent_id"].to_numpy(str)
    table["agent_id"] = np.where(alone, "", rng.choice(on_duty, n))
    table = table.join(failed_factors(rng, table["resolved"].to_numpy(), alone))
    add_effort(rng, table)
    table = table.join(satisfaction(rng, table)).join(comes_back(rng, table, agents))
    table.insert(0, "contact_id", [f"C{number:05d}" for number in range(1, n + 1)])
    return table[CONTACT_COLUMNS]


def add_effort(rng, table):
    """Seconds that the customer waited and that the contact took, and its cost in yuan."""
    wait = np.minimum(rng.exponential(table["channel"].map(WAITING)), 86400)
    table["wait_s"] = wait.round().astype(int)
    work = rng.gamma(4, table["channel"].map(HANDLING) / 4) * (0.6 + table["h"])
    table["handle_s"] = np.clip(work, 20, 3600).round().astype(int)
    cost = table["channel"].map(COST) * (0.7 + 0.75 * table["h"])
    table["cost_cny"] = (cost * rng.uniform(0.85, 1.15, len(table))).round(2)


def pick_channel(rng, h):
    """A channel for each matter: hard ones go to the phone, easy ones to the app."""
    scores = np.column_stack([start + slope * h for start, slope in LEANING.values()])
    # the largest of score + Gumbel noise is a draw from the softmax
    noise = rng.gumbel(size=scores.shape)
    return np.array(list(LEANING))[np.argmax(scores + noise, axis=1)]


def failed_factors(rng, resolved, alone):
    """employee_ok, it_ok, process_ok: all right where the matter was solved, at least one wrong
    where it was not.

    In self-service (`alone`) no employee can have failed.
    """
    wrong = np.column_stack([rng.random(len(resolved)) < chance for chance in FACTORS.values()])
    wrong[alone, 0] = False
    none = ~wrong.any(axis=1)
    wrong[none, np.where(alone[none], 1, rng.choice(3, none.sum(), p=[0.36, 0.24, 0.40]))] = True
    return pd.DataFrame(~wrong | resolved[:, None], columns=[f"{factor}_ok" for factor in FACTORS])


def satisfaction(rng, table):
    """True satisfaction 1-5 of everybody, and the answers of those who answer: the very content and
    the angry more often.
    """
    score = (
        4.85
        + 0.25 * table["channel"].map(SKILL)
        - 1.1 * table["h"]
        - 0.62 * ~table["resolved"]
        + rng.normal(0, 0.75, len(table))
    )
    true = np.clip(score.round(), 1, 5).astype(int)
    answered = rng.random(len(table)) < np.array(ANSWERS)[true - 1]
    return pd.DataFrame({"true_csat": true, "csat": true.astype(float).where(answered)})


def comes_back(rng, table, agents):
    """again_7d: whether the same matter came back within seven days; twice as often with the
    outlier agents.
    """
    outlier = table["agent_id"].isin(agents.loc[agents["outlier"], "agent_id"])
    chance = table["resolved"].map(AGAIN).astype(float) * np.where(outlier, TWICE, 1.0)
    return pd.DataFrame({"again_7d": rng.random(len(table)) < chance})


# ------------------------------------------------------------------------------------------------
# the desk, the trial


def draw_intervals(rng):
    """Telephone desk by half hour, four weeks: calls offered, answered within 20 s, given up, and
    agents on duty.
    """
    rows = []
    first = REFERENCE - pd.Timedelta(days=7 * WEEKS - 1)
    for day in pd.date_range(first, REFERENCE):
        for half_hour, mean in enumerate(PROFILE, OPEN):
            calls = mean * WEEK[day.day_of_week]
            agents = planned_agents(2 * calls)
            if day.day_of_week == 0 and half_hour in SHORT_SLOT:
                agents = int(SHORT * agents)
            offered = int(rng.poisson(calls))
            desk = service(2 * calls, agents, handling=HANDLING["phone"])
            answered = int(rng.binomial(offered, max(desk.level, 0.25)))
            given_up = int(rng.binomial(offered - answered, 0.30))
            rows.append((day, half_hour, offered, answered, given_up, agents))
    return pd.DataFrame(
        rows, columns=["date", "half_hour", "offered", "answered_20s", "abandoned", "agents_on"]
    )


def planned_agents(calls):
    """The fewest agents that answer the target share of the calls (an hour) within 20 s."""
    agents = int(calls * HANDLING["phone"] / 3600) + 1
    while service(calls, agents, handling=HANDLING["phone"]).level < TARGET:
        agents += 1
    return agents


def draw_trial(rng, base, portfolio):
    """A randomised trial: members of each tier, half of them cared for, with 1 to 8 contacts a
    month drawn by lot.
    """
    parts = []
    for tier in TIERS:
        ids = rng.choice(
            portfolio.loc[portfolio["tier"] == tier, "member_id"].to_numpy(str),
            2 * TRIAL,
            replace=False,
        )
        care = rng.permutation(np.repeat([True, False], TRIAL))
        contacts = np.where(care, rng.integers(1, MOST + 1, 2 * TRIAL), 0)
        tired = np.maximum(contacts - FATIGUE, 0)
        opted_out = rng.random(2 * TRIAL) < 0.01 + OPT_OUT * contacts + OPT_OUT * (2.0**tired - 1)
        lift = EFFECT[tier] * care * np.where(opted_out, 0.2, 1.0)
        bought = rng.random(2 * TRIAL) < REPURCHASE[tier] + lift
        profit = np.where(bought, rng.gamma(3, PROFIT[tier] / 3, 2 * TRIAL), 0.0).round(2)
        parts.append(
            pd.DataFrame(
                {
                    "member_id": ids,
                    "tier": tier,
                    "group": np.where(care, "care", "control"),
                    "contacts_per_month": contacts,
                    "opted_out": opted_out,
                    "repurchase_90d": bought,
                    "profit_90d_cny": profit,
                }
            )
        )
    return pd.concat(parts).sort_values("member_id").reset_index(drop=True)


# ------------------------------------------------------------------------------------------------
# what is planted


def reversed_ranking(contacts):
    """Chat is ahead of the phone overall, and the phone ahead of every channel in every band."""
    overall = contacts.groupby("channel")["resolved"].mean()
    bands = contacts.groupby(["difficulty", "channel"])["resolved"].mean().unstack()
    ahead = bands.drop(columns="phone").rsub(bands["phone"], axis=0)
    best = overall.idxmax() == "chat" and overall["chat"] - overall["phone"] >= MARGIN
    return best and (ahead["chat"] >= MARGIN).all() and (ahead > 0).all().all()


def honest_trial(trial):
    """The measured effects are within .04 of the planted ones, so that a class finds what is
    there."""
    effect = effects(trial)
    return (
        all(abs(effect[tier] - EFFECT[tier]) <= 0.04 for tier in TIERS) and effect["small"] < 0.03
    )


def outliers_show(contacts, agents):
    """The outlier agents' customers come back nearly twice as often as those of the others, each by
    itself.
    """
    again = contacts[contacts["agent_id"] != ""].groupby("agent_id")["again_7d"].mean()
    outliers = again[agents.loc[agents["outlier"], "agent_id"]]
    return (
        outliers.mean() >= 1.8 * again.drop(outliers.index).mean()
        and outliers.min() > again.drop(outliers.index).max()
    )


def effects(trial):
    """Difference of the repurchase rate, care less control, by tier."""
    rate = trial.groupby(["tier", "group"])["repurchase_90d"].mean().unstack()
    return rate["care"] - rate["control"]


def measures(contacts, intervals):
    """Numbers of the calibration table."""
    usual = intervals[
        ~((intervals["date"].dt.day_of_week == 0) & intervals["half_hour"].isin(SHORT_SLOT))
    ]
    values = {
        "first_contact_resolution": contacts["resolved"].mean(),
        "level_usual": usual["answered_20s"].sum() / usual["offered"].sum(),
        "level_all": intervals["answered_20s"].sum() / intervals["offered"].sum(),
        "self_service_cost": contacts.loc[contacts["channel"] == "app", "cost_cny"].mean()
        / contacts.loc[contacts["channel"].isin(["phone", "chat", "email"]), "cost_cny"].mean(),
    }
    return {name: round(float(value), 4) for name, value in values.items()}


def planted(agents, portfolio, intervals, contacts, trial):
    """The planted facts with their values."""
    out = trial.groupby("contacts_per_month")["opted_out"].mean()
    failed = contacts[~contacts["resolved"]]
    factors = {factor: (~failed[f"{factor}_ok"]).mean() for factor in FACTORS}
    return {
        "M1": planted_resolution(contacts),
        "M2": planted_outliers(agents, contacts),
        "M3": planted_levels(intervals),
        "M4": {
            "csat_of_answers": round(float(contacts["csat"].mean()), 4),
            "csat_of_all": round(float(contacts["true_csat"].mean()), 4),
        },
        "M5": {"effect": rounded(effects(trial)), "effect_planted": EFFECT},
        "M6": {"opted_out_by_contacts": rounded(out)},
        "M7": {"failed": rounded(pd.Series(factors))},
        "M8": planted_owners(agents, portfolio),
    }


def planted_resolution(contacts):
    """M1: share of the matters solved by channel, over all and within each band of difficulty."""
    bands = contacts.groupby(["difficulty", "channel"])["resolved"].mean().unstack()
    return {
        "resolved_overall": rounded(contacts.groupby("channel")["resolved"].mean()),
        "resolved_by_band": {band: rounded(bands.loc[band]) for band in BANDS},
    }


def planted_outliers(agents, contacts):
    """M2: the agents whose customers come back, and how often these and the others do."""
    again = contacts[contacts["agent_id"] != ""].groupby("agent_id")["again_7d"].mean()
    outliers = sorted(agents.loc[agents["outlier"], "agent_id"])
    return {
        "outlier_agents": outliers,
        "again_of_outliers": round(float(again[outliers].mean()), 4),
        "again_of_others": round(float(again.drop(outliers).mean()), 4),
    }


def planted_levels(intervals):
    """M3: share answered in 20 s on Mondays from 9 to 11, and at all other times."""
    monday = (intervals["date"].dt.day_of_week == 0) & intervals["half_hour"].isin(SHORT_SLOT)
    calls = intervals.groupby(monday)[["answered_20s", "offered"]].sum()
    level = calls["answered_20s"] / calls["offered"]
    return {
        "level_monday_9_to_11": round(float(level.loc[True]), 4),
        "level_elsewhere": round(float(level.loc[False]), 4),
    }


def planted_owners(agents, portfolio):
    """M8: key customers, and how many of them belong to agents who have left."""
    gone = agents.loc[agents["left_on"].notna(), "agent_id"]
    return {
        "key_customers": int((portfolio["tier"] == "key").sum()),
        "agents_left": LEFT,
        "owned_by_agents_who_left": int(portfolio["owner_id"].isin(gone).sum()),
    }


def rounded(shares):
    """A Series of shares as a dict with four decimals."""
    return {str(name): round(float(value), 4) for name, value in shares.items()}
