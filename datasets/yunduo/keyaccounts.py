"""Key accounts of Yunduo: the accounts, their stage, their contact persons, three years of orders,
the account managers and who applied to become one.

A part of make.py, by the model of case 6.5: the accounts are the customers of its key tier, their
size is lognormal, so that a fifth of them brings more than three quarters of the revenue; margin
falls with size, and hours of service cost money. Which accounts are big but unprofitable, small
with potential, or lost is planted; every variant has them elsewhere.
"""

import numpy as np
import pandas as pd
from casefiles import Part

REFERENCE = pd.Timestamp("2026-06-30")
STREAMS = {"accounts": 20, "orders": 21, "flags": 22, "contacts": 23, "candidates": 24}
ATTEMPTS = 100

# How the accounts lie: of 120; every manager has two or three of the regions (text, by spaces).
REGIONS = {"east": 38, "south": 28, "north": 20, "central": 15, "southwest": 11, "northwest": 8}
MANAGERS = {
    "K1": "east",
    "K2": "east south",
    "K3": "south central",
    "K4": "north northwest",
    "K5": "east southwest",
    "K6": "north central southwest",
}
INDUSTRIES = {"food": 40, "beverage": 22, "medicine": 22, "cosmetics": 18, "chemicals": 18}
CREDIT = {0: 10, 30: 40, 60: 35, 90: 15}

MONTHS = pd.date_range("2023-07-01", "2026-06-01", freq="MS")
LOST_AFTER = 16  # months of orders of the account that was lost
LAST_DAY = MONTHS[LOST_AFTER] - pd.Timedelta(days=1)  # on which its contract ended
SPREAD = 1.68  # sigma of the logarithm of an account's size: the first fifth brings about 78 %
MEDIAN = 90_000.0  # yuan a year
MARGIN, DISCOUNT = 0.34, 0.035  # share of revenue that is left; less for each sigma of size
HOUR = 120.0  # yuan that an hour of service costs, printed in the lesson
HOURS = 0.05  # share of revenue that service costs at a usual account
BIG_LOSING, SMALL_PROMISING = 4, 5
FIRST_FIFTH = 24
FULLEST = 1.2  # hours of service of the busiest manager, of the mean: below the limit of the task

STAGES = {"early": 34, "middle": 44, "mature": 28, "coop": 14}
FLAGS = (
    "regular_business",
    "cross_functional",
    "joint_plan",
    "top_level_contact",
    "process_integration",
)
CONTACTS, ALONE, ALONE_LEFT = 300, 14, 5
LEFT = 0.18  # share of the contact persons of other accounts who have left
ROLES = {"user": 40, "decider": 25, "gatekeeper": 18, "influencer": 17}
EMPLOYEES = 24
# What a manager should have, as the customer sees it and as the firm sees it (points 1-5).
CUSTOMER_VIEW = ("operations", "communication", "products", "ideas", "cooperation", "authority")
FIRM_VIEW = ("loyalty", "negotiation", "planning", "training", "law")
CANDIDATES = 8


def build(seed, case):
    """The tables of one seed; draws again until the facts that tasks rely on hold."""
    keys = case.customers.loc[case.customers["tier"] == "key", "customer_id"].to_list()
    for attempt in range(ATTEMPTS):
        tables, truth = draw(seed, attempt, keys)
        values = measures(tables, truth)
        if holds(tables, truth, values):
            planted = {"ka": {"values": values, "special": special(truth)}}
            return Part(tables, truth, values, planted)
    raise RuntimeError(f"seed {seed}: no draw of the key accounts with all planted facts")


def stream(seed, table, attempt):
    """Random numbers of one table: the same for the same seed, table and attempt."""
    return np.random.default_rng([seed, STREAMS[table], attempt])


def mixed(rng, shares, n):
    """n values in random order, each as often as its share says."""
    edges = np.round(np.cumsum(list(shares.values())) / sum(shares.values()) * n).astype(int)
    return rng.permutation(np.repeat(np.array(list(shares)), np.diff([0, *edges])))


def draw(seed, attempt, keys):
    """One draw of all tables."""
    accounts, truth = draw_accounts(stream(seed, "accounts", attempt), keys)
    orders = draw_orders(stream(seed, "orders", attempt), truth)
    flags = draw_flags(stream(seed, "flags", attempt), truth)
    contacts = draw_contacts(stream(seed, "contacts", attempt), truth)
    managers = pd.DataFrame({"manager_id": list(MANAGERS), "regions": list(MANAGERS.values())})
    tables = {
        "ka_accounts": accounts,
        "ka_flags": flags,
        "ka_contacts": contacts,
        "ka_orders_monthly": orders,
        "ka_managers": managers,
        "ka_candidates": draw_candidates(stream(seed, "candidates", attempt)),
    }
    return tables, {"ka_accounts": truth.drop(columns=["size", "alone", "alone_left"])}


def draw_accounts(rng, keys):
    """The accounts, and what is true of each; `size` is its revenue of a year in yuan."""
    n = len(keys)
    ranks = rng.permutation(n)  # 0 is the largest
    quantiles = (np.arange(n, 0, -1) - 0.5) / n  # a stratified sample
    size = MEDIAN * np.exp(SPREAD * normal(quantiles))[ranks]
    truth = pd.DataFrame({"customer_id": keys, "size": size, "true_kind": "usual"})
    losing = rng.choice(np.flatnonzero(ranks < 20), BIG_LOSING, replace=False)
    promising = rng.choice(np.flatnonzero(ranks >= 75), SMALL_PROMISING, replace=False)
    lost = rng.choice(np.flatnonzero((ranks >= 24) & (ranks < 60)))
    truth.loc[losing, "true_kind"] = "big_losing"
    truth.loc[promising, "true_kind"] = "small_promising"
    truth.loc[lost, "true_kind"] = "lost"
    truth["true_stage"] = mixed(rng, STAGES, n)
    usual = np.flatnonzero(truth["true_kind"] == "usual")
    alone = rng.choice(usual, ALONE - 1, replace=False)
    truth["alone"] = truth.index.isin([*alone, lost])
    truth["alone_left"] = truth.index.isin([*alone[: ALONE_LEFT - 1], lost])
    kind = truth["true_kind"]
    potential = size * np.select(
        [kind == "small_promising", kind == "lost"], [rng.uniform(20, 40, n), 1.5],
        rng.uniform(1.1, 4.0, n),
    )  # fmt: skip
    open_complaints = np.where(rng.random(n) < 0.25, rng.integers(1, 3, n), 0)
    accounts = pd.DataFrame(
        {
            "customer_id": keys,
            "industry": mixed(rng, INDUSTRIES, n),
            "region": mixed(rng, REGIONS, n),
            "since": pd.Timestamp("2012-01-01") + pd.to_timedelta(rng.integers(0, 4100, n), "D"),
            "contract_end": REFERENCE + pd.to_timedelta(rng.integers(15, 730, n), "D"),
            "credit_days": mixed(rng, CREDIT, n).astype(int),
            "potential_cny": np.round(potential, -2),
            "open_complaints": np.where(kind == "lost", 3, open_complaints),
        }
    )
    accounts.loc[kind == "lost", "contract_end"] = LAST_DAY
    return accounts, truth


def normal(quantiles):
    """Normal deviates of the quantiles, by a rational approximation (Abramowitz and Stegun
    26.2.23; error below 0.0005)."""
    tail = np.clip(np.minimum(quantiles, 1 - quantiles), 1e-9, 0.5)
    t = np.sqrt(-2 * np.log(tail))
    above = 2.515517 + t * (0.802853 + t * 0.010328)
    below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    return np.sign(quantiles - 0.5) * (t - above / below)


def draw_orders(rng, truth):
    """Revenue, margin and hours of service of every account and month."""
    parts = []
    sigmas = np.log(truth["size"] / MEDIAN) / SPREAD
    for row, sigma in zip(truth.to_dict("records"), sigmas, strict=True):
        months = MONTHS[:LOST_AFTER] if row["true_kind"] == "lost" else MONTHS
        losing = row["true_kind"] == "big_losing"
        revenue = row["size"] / 12 * rng.lognormal(0, 0.25, len(months)) / np.exp(0.03125)
        rate = np.clip(MARGIN - DISCOUNT * sigma + rng.normal(0, 0.015), 0.12, 0.45)
        rate = 0.14 if losing else rate
        service = 0.20 if losing else HOURS * rng.uniform(0.6, 1.4)
        hours = revenue.mean() * service / HOUR * rng.uniform(0.7, 1.3, len(months))
        parts.append(
            pd.DataFrame(
                {
                    "customer_id": row["customer_id"],
                    "month": months,
                    "revenue_cny": np.round(revenue),
                    "margin_cny": np.round(revenue * rate),
                    "service_hours": np.round(hours, 1),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def draw_flags(rng, truth):
    """What is on file about each account; the rule of the lesson finds its stage, and every flag of
    an earlier stage may stand or not."""
    n = len(truth)
    stage = truth["true_stage"].to_numpy()
    coop, mature, middle = (stage == name for name in ("coop", "mature", "middle"))
    plan = rng.random(n) < 0.5
    top = np.where(plan, rng.random(n) < 0.4, True)
    team = rng.random(n) < 0.5
    regular = np.where(team, rng.random(n) < 0.7, True)
    flags = pd.DataFrame(
        {
            "customer_id": truth["customer_id"],
            "regular_business": np.where(middle, regular, (coop | mature) & (rng.random(n) < 0.9)),
            "cross_functional": np.where(middle, team, (coop | mature) & (rng.random(n) < 0.7)),
            "joint_plan": np.where(mature, plan, coop),
            "top_level_contact": np.where(mature, top, coop & (rng.random(n) < 0.8)),
            "process_integration": coop | (mature & ~plan & (rng.random(n) < 0.3)),
        }
    )
    return flags.astype(dict.fromkeys(FLAGS, bool))


def draw_contacts(rng, truth):
    """Our ties: a person of the customer, his role, who of ours knows him, and when he left."""
    n = len(truth)
    numbers = np.where(truth["alone"], 1, 2)
    free = np.flatnonzero(~truth["alone"].to_numpy())
    while numbers.sum() < CONTACTS:
        place = rng.choice(free)
        numbers[place] += numbers[place] < 5
    owner = np.repeat(np.arange(n), numbers)
    ids = truth["customer_id"].to_numpy()
    table = pd.DataFrame({"customer_id": ids[owner], "role": mixed(rng, ROLES, CONTACTS)})
    table["tied_to"] = [f"E{number:02d}" for number in rng.integers(1, EMPLOYEES + 1, CONTACTS)]
    alone = truth["alone"].to_numpy()[owner]
    left = np.where(alone, truth["alone_left"].to_numpy()[owner], rng.random(CONTACTS) < LEFT)
    first = ~pd.Series(owner).duplicated().to_numpy()
    left &= alone | ~first  # one contact of the others is still there
    day = pd.Timestamp("2023-09-01") + pd.to_timedelta(rng.integers(0, 1000, CONTACTS), "D")
    table["left_on"] = pd.Series(day).where(left)
    table = table.sample(frac=1, random_state=int(rng.integers(2**31)), ignore_index=True)
    # the contact of the account that was lost had gone before
    lost = truth.loc[truth["true_kind"] == "lost", "customer_id"]
    gone = LAST_DAY - pd.Timedelta(days=int(rng.integers(30, 120)))
    table.loc[table["customer_id"].isin(lost), "left_on"] = gone
    table.insert(0, "contact_id", [f"P{number:03d}" for number in range(1, CONTACTS + 1)])
    return table


def draw_candidates(rng):
    """Who applied to manage key accounts: points 1 to 5 for each quality."""
    names = (*CUSTOMER_VIEW, *FIRM_VIEW)
    points = rng.integers(1, 6, (CANDIDATES, len(names)))
    table = pd.DataFrame(points, columns=names)
    table.insert(0, "candidate_id", [f"Z{number}" for number in range(1, CANDIDATES + 1)])
    return table


# --- what is planted


def measures(tables, truth):
    """Numbers of the calibration table and of the planted facts."""
    orders = tables["ka_orders_monthly"]
    revenue = orders.groupby("customer_id")["revenue_cny"].sum()
    contacts = tables["ka_contacts"]
    there = contacts[contacts["left_on"].isna()].groupby("customer_id").size()
    every = truth["ka_accounts"]["customer_id"]
    return {
        "ka_first_fifth": round(float(revenue.nlargest(FIRST_FIFTH).sum() / revenue.sum()), 4),
        "ka_losing": int((net(orders) < 0).sum()),
        "ka_nobody_left": int((there.reindex(every).fillna(0) == 0).sum()),
        "ka_one_thread": int((there.reindex(every) == 1).sum()),
        "ka_fullest": round(fullest(tables), 4),
    }


def fullest(tables):
    """Hours of service in the last twelve months of the busiest manager, of the mean, where each
    account, from the most hours down, goes to the least busy of those who may have it."""
    orders = tables["ka_orders_monthly"]
    hours = orders[orders["month"] >= MONTHS[-12]].groupby("customer_id")["service_hours"].sum()
    region = tables["ka_accounts"].set_index("customer_id")["region"]
    load = dict.fromkeys(MANAGERS, 0.0)
    for account, its in hours.sort_values(ascending=False).items():
        allowed = [name for name in MANAGERS if region[account] in MANAGERS[name].split()]
        load[min(allowed, key=load.get)] += its
    return max(load.values()) / (sum(load.values()) / len(load))


def net(orders):
    """Profit of each account in the last twelve months after the cost of its service."""
    year = orders[orders["month"] >= MONTHS[-12]]
    sums = year.groupby("customer_id")[["margin_cny", "service_hours"]].sum()
    return sums["margin_cny"] - HOUR * sums["service_hours"]


def special(truth):
    """The planted accounts by kind."""
    kinds = truth["ka_accounts"]
    kinds = kinds[kinds["true_kind"] != "usual"]
    return {kind: sorted(ids) for kind, ids in kinds.groupby("true_kind")["customer_id"]}


def holds(tables, truth, values):
    """Whether all facts hold that tasks and tests rely on."""
    orders, accounts = tables["ka_orders_monthly"], tables["ka_accounts"]
    profit = net(orders)
    planted = special(truth)
    year = orders[orders["month"] >= MONTHS[-12]]
    revenue = year.groupby("customer_id")["revenue_cny"].sum()
    potential = accounts.set_index("customer_id")["potential_cny"].reindex(revenue.index) / revenue
    candidates = tables["ka_candidates"].set_index("candidate_id")
    views = [candidates[list(view)].mean(axis=1) for view in (CUSTOMER_VIEW, FIRM_VIEW)]
    return (
        0.74 <= values["ka_first_fifth"] <= 0.82
        and sorted(profit[profit < 0].index) == planted["big_losing"]
        and set(planted["big_losing"]) <= set(revenue.nlargest(FIRST_FIFTH).index)
        and sorted(potential[potential >= 10].index) == planted["small_promising"]
        and values["ka_nobody_left"] == ALONE_LEFT
        and values["ka_fullest"] <= FULLEST
        and all((view == view.max()).sum() == 1 for view in views)
        and views[0].idxmax() != views[1].idxmax()
    )
