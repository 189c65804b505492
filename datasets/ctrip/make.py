"""Make the simulated members and orders of an online travel agency, calibrated to published facts
about Ctrip.

    python datasets/ctrip/make.py                     writes the tables of the default class into
this folder
    python datasets/ctrip/make.py --seed 7 --out DIR  writes another class's variant into DIR
    python datasets/ctrip/make.py --readme            builds README.md again from datapackage.json

Nobody in these tables exists. Customer behaviour follows a BG/NBD model (Fader, Hardie & Lee
2005): orders arrive
by a Poisson process with a gamma-distributed rate, and a customer may leave for good after any
order. Words, units
and sources stand in dictionary.toml; this file holds the model and the planted facts that tasks
and tests rely on.
"""

import math
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
# what the parts of this case import; casefiles, the writer that all cases share
sys.path[:0] = [str(HERE), str(HERE.parent)]
import casefiles  # noqa: E402

SEED = 2
MEMBERS, TESTERS = 3000, 10
# number of each table's random stream
TABLES = {"members": 1, "orders": 2, "planted": 3, "profiles": 4}

FIRST_DAY = pd.Timestamp("2023-07-01")
# last of the 36 observed months; tiers are computed as of this day
REFERENCE = pd.Timestamp("2026-06-30")
OBSERVED_YEARS, HIDDEN_YEARS = 3, 1
# July to June
MONTH_WEIGHTS = (1.25, 1.20, 0.90, 1.25, 0.80, 0.85, 1.00, 1.10, 0.85, 0.95, 1.05, 0.80)

# Fact C02: growth value of 36 months, 100 / 50 / 25 % by year, and the value each tier asks for.
TIERS = ("normal", "gold", "platinum", "diamond")
THRESHOLDS = np.array([0, 2_000, 20_000, 60_000])
DECAY = (1.0, 0.5, 0.25)  # latest year first
# relative distance of growth values to each threshold, so that no rounding moves a member
CLEARANCE = 0.015

MISCOUNTED, UNDECAYED, STALE = 25, 12, 8  # P1: causes of the 45 wrong official tiers
MISCOUNTED_ORDERS = 30  # P5: cancelled orders that the official tier counted
LOSS_SHARE = 0.09  # P2: members of gold or higher who cost more than they bring
SPEND_WEIGHT, LOYALTY_WEIGHT = 7, 3  # of the two ranks, when loyalty is counted beside spend
LEVEL_CHANGE = 0.175  # share of members who change level then

# One row a segment. rate: orders a year (gamma: shape, mean); leave: chance to leave after an order
# (beta: a, b);
# price: multiplier of unit prices; coupon: share of orders with one and its size; contacts: calls
# an order.
SEGMENTS = pd.DataFrame(
    [
        ("light", 0.54, 4.0, 3.3, 1.7, 14.0, 0.97, 0.05, 0.14, 0.05, 0.10),
        ("leisure", 0.20, 5.0, 6.2, 1.7, 24.0, 1.12, 0.08, 0.14, 0.05, 0.12),
        ("coupon_hunter", 0.06, 4.0, 9.0, 1.5, 60.0, 0.85, 0.00, 1.00, 0.125, 0.38),
        ("family", 0.104, 5.0, 6.4, 1.5, 28.0, 1.15, 0.22, 0.14, 0.05, 0.14),
        ("business", 0.085, 12.0, 22.0, 1.8, 100.0, 1.00, 0.06, 0.08, 0.04, 0.10),
        ("premium", 0.011, 60.0, 61.0, 2.0, 4000.0, 1.48, 0.32, 0.06, 0.03, 0.12),
    ],
    columns=["segment", "share", "rate_shape", "rate_mean", "leave_a", "leave_b", "price",
             "more", "coupon_share", "coupon_size", "contacts"],
).set_index("segment")  # fmt: skip

PRODUCTS = ("train", "hotel", "flight", "package", "other")
# Chance of each product, by segment, in the order of PRODUCTS.
PRODUCT_MIX = {
    "light": (0.49, 0.25, 0.22, 0.01, 0.03),
    "leisure": (0.28, 0.34, 0.33, 0.01, 0.04),
    "coupon_hunter": (0.27, 0.40, 0.29, 0.01, 0.03),
    "family": (0.26, 0.34, 0.33, 0.02, 0.05),
    "business": (0.33, 0.20, 0.45, 0.00, 0.02),
    "premium": (0.12, 0.25, 0.58, 0.01, 0.04),
}
# price: mean of one unit (ticket, room night, traveller, item) in yuan, sigma of its logarithm;
# more: chance of one more unit (geometric); take: platform's share and its spread; lead: mean days
# between order and use.
PRODUCT = pd.DataFrame(
    [
        ("train", 150, 0.50, 0.20, 0.030, 0.000, 8),
        ("hotel", 479, 0.50, 0.25, 0.140, 0.015, 9),
        ("flight", 1000, 0.45, 0.16, 0.045, 0.004, 18),
        ("package", 1900, 0.50, 0.45, 0.100, 0.012, 35),
        ("other", 260, 0.60, 0.15, 0.270, 0.020, 5),
    ],
    columns=["product", "price", "sigma", "more", "take", "take_spread", "lead"],
).set_index("product")
# fact C09: yuan a room night (67 / 14 %), commission a ticket
ROOM_NIGHT, TICKET_COMMISSION = 479.0, 45.0

STATUS = {"completed": 0.90, "cancelled": 0.07, "refunded": 0.03}
CHANNELS = {"app": 0.80, "wechat": 0.12, "web": 0.05, "phone": 0.02, "store": 0.01}
REG_CHANNELS = {"app": 0.62, "web": 0.14, "wechat": 0.16, "phone": 0.05, "store": 0.03}
CITY_TIERS = {1: 0.30, 2: 0.34, 3: 0.22, 4: 0.14}
# yuan an order, a contact, share of gmv (assumed)
ORDER_COST, CONTACT_COST, PAYMENT_FEE = 1.0, 8.0, 0.003
ORDER_COLUMNS = [
    "order_id", "member_id", "order_ts", "product", "nights_or_qty", "gmv_cny", "take_rate",
    "coupon_cny", "service_cost_cny", "care_contacts", "channel", "status", "lead_days",
]  # fmt: skip


@dataclass
class Case:
    """The tables of one seed. `truth` never reaches a student."""

    members: pd.DataFrame
    orders: pd.DataFrame
    tier_rules: pd.DataFrame
    profiles: pd.DataFrame
    truth: dict[str, pd.DataFrame]


def stream(seed, table, attempt=0):
    """Random numbers of one table: the same for the same seed, table and attempt."""
    again = (attempt,) if attempt else ()
    return np.random.default_rng(np.random.SeedSequence([seed, TABLES[table]], spawn_key=again))


def choose(rng, chances, n):
    """n keys of a dict {key: chance}."""
    return rng.choice(np.array(list(chances)), size=n, p=np.array(list(chances.values())))


# ----------------------------------------------------------------------------------------------
# people


def draw_members(rng):
    """Members with their hidden segment, order rate (a year) and chance to leave after an order."""
    counts = (SEGMENTS["share"] * MEMBERS).round().astype(int)
    segment = rng.permutation(np.repeat(counts.index.to_numpy(), counts))
    kind = SEGMENTS.loc[segment].reset_index(drop=True)
    n = len(segment)
    rate = rng.gamma(kind["rate_shape"], kind["rate_mean"] / kind["rate_shape"])
    leave = rng.beta(kind["leave_a"], kind["leave_b"])
    # Most were members before the first observed day; the rest join month by month.
    early = (rng.random(n) < 0.85) | (segment == "premium")
    joined = np.where(early, -rng.integers(1, 3000, n), rng.integers(0, 1060, n))
    registered = off_the_edges(pd.Series(FIRST_DAY + pd.to_timedelta(joined, unit="D")))
    youngest = np.minimum(2008, registered.dt.year - 16)
    corporate = rng.random(n) < np.where(segment == "business", 0.75, 0.01)
    return pd.DataFrame(
        {
            "member_id": [f"M{number:06d}" for number in range(1, n + 1)],
            "reg_date": registered,
            "birth_year": np.clip(np.round(rng.normal(1988, 11, n)), 1945, youngest).astype(int),
            "gender": choose(rng, {"F": 0.49, "M": 0.48, "U": 0.03}, n),
            "city_tier": choose(rng, CITY_TIERS, n),
            "reg_channel": choose(rng, REG_CHANNELS, n),
            "is_corporate": corporate,
            "segment": segment,
            "rate": rate,
            "leave": leave,
            # orders until the customer leaves for good
            "lifetime": rng.geometric(np.maximum(leave, 1e-4)),
            "taste": np.exp(rng.normal(0, 0.18, n)),  # a customer's own price level
            "unspent": rng.beta(2, 3, n),  # share of points not yet used
        }
    )


# ----------------------------------------------------------------------------------------------
# orders


def draw_orders(rng, people):
    """All orders of 36 observed and 12 hidden months, oldest first, without order ids."""
    owner, when = draw_times(rng, people)
    orders = pd.DataFrame({"member_id": people["member_id"].to_numpy()[owner], "order_ts": when})
    segment = people["segment"].to_numpy()[owner]
    price = (people["taste"].to_numpy() * SEGMENTS.loc[people["segment"], "price"].to_numpy())[
        owner
    ]
    fill_orders(rng, orders, segment, price)
    return in_order(orders)


def in_order(orders):
    """Oldest first; orders of the same minute by member_id."""
    return orders.sort_values(["order_ts", "member_id"], kind="stable", ignore_index=True)


def draw_times(rng, people):
    """Owner (row of `people`) and time of each order: Poisson until the customer leaves
    (BG/NBD)."""
    years = OBSERVED_YEARS + HIDDEN_YEARS
    days, passed = season_clock()
    # 0 for members of old
    start = np.interp((people["reg_date"] - FIRST_DAY).dt.days, days, passed)
    owners, times = [], []
    customers = zip(start, people["rate"], people["lifetime"], strict=True)
    for row, (begin, rate, lifetime) in enumerate(customers):
        size = int(rate * years + 8 * math.sqrt(rate * years) + 12)
        moments = begin + np.cumsum(rng.exponential(1 / rate, size))
        moments = moments[moments < years][:lifetime]
        owners.append(np.full(len(moments), row))
        times.append(moments)
    return np.concatenate(owners), to_calendar(rng, np.concatenate(times))


def season_clock():
    """Days since FIRST_DAY at each start of a month, and the share of yearly demand (in years)
    passed by then.
    """
    weights = np.tile(MONTH_WEIGHTS, OBSERVED_YEARS + HIDDEN_YEARS)
    starts = pd.date_range(FIRST_DAY, periods=len(weights) + 1, freq="MS")
    passed = np.concatenate([[0], np.cumsum(weights)]) / sum(MONTH_WEIGHTS)
    return (starts - FIRST_DAY).days.to_numpy(), passed


def to_calendar(rng, years):
    """Turn years of demand since FIRST_DAY into a date and a time of day; busy months get more
    orders.
    """
    days, passed = season_clock()
    day = np.floor(np.interp(years, passed, days)).astype(int)
    minute = np.clip(np.round(rng.normal(15 * 60, 240, len(day))), 0, 1439).astype(int)
    when = FIRST_DAY + pd.to_timedelta(day, unit="D") + pd.to_timedelta(minute, unit="min")
    return off_the_edges(pd.Series(when)).to_numpy()


def off_the_edges(when):
    """Move orders away from 30 June and 1 July, so that no reading of "within 12 months" moves an
    order.
    """
    first, last = (
        (when.dt.month == 7) & (when.dt.day == 1),
        (when.dt.month == 6) & (when.dt.day == 30),
    )
    return when + pd.to_timedelta(first.astype(int) - last.astype(int), unit="D")


def fill_orders(rng, orders, segment, price):
    """Add product, quantity, amounts, costs, channel and status to `orders` (member_id,
    order_ts)."""
    n = len(orders)
    pick, product = rng.random(n), np.empty(n, dtype=object)
    for name, mix in PRODUCT_MIX.items():
        rows = segment == name
        product[rows] = np.array(PRODUCTS)[
            np.searchsorted(np.cumsum(mix)[:-1], pick[rows], side="right")
        ]
    kind = PRODUCT.loc[product].reset_index(drop=True)
    sigma = kind["sigma"].to_numpy()
    style = SEGMENTS.loc[segment].reset_index(drop=True)
    quantity = np.minimum(rng.geometric(1 - kind["more"] - style["more"]), 6)
    unit = kind["price"].to_numpy() * price * np.exp(rng.normal(0, sigma) - sigma**2 / 2)
    take = np.clip(rng.normal(kind["take"], kind["take_spread"]), 0.03, 0.30)
    orders["product"], orders["nights_or_qty"] = product, quantity
    orders["take_rate"] = np.round(take, 3)
    orders["status"] = choose(rng, STATUS, n)
    orders["gmv_cny"] = scale_to_facts(orders, unit * quantity)
    orders["channel"] = choose(rng, CHANNELS, n)
    orders["lead_days"] = np.minimum(rng.exponential(kind["lead"]).astype(int), 365)
    size = (
        style["coupon_size"].to_numpy()
        * rng.gamma(8, 1 / 8, n)
        * (rng.random(n) < style["coupon_share"])
    )
    orders["coupon_cny"] = np.round(orders["gmv_cny"] * np.minimum(size, 0.30), 2)
    orders["care_contacts"] = rng.poisson(style["contacts"])
    cost = ORDER_COST + CONTACT_COST * orders["care_contacts"] + PAYMENT_FEE * orders["gmv_cny"]
    orders["service_cost_cny"] = np.round(cost, 2)


def scale_to_facts(orders, amount):
    """Scale hotel and flight amounts to fact C09: mean price of a room night, mean commission of a
    ticket.
    """
    done = (orders["status"] == "completed").to_numpy()
    hotel, flight = ((orders["product"] == name).to_numpy() for name in ("hotel", "flight"))
    units = orders["nights_or_qty"].to_numpy()
    night = amount[hotel & done].sum() / units[hotel & done].sum()
    amount = np.where(hotel, amount * ROOM_NIGHT / night, amount)
    commission = (amount * orders["take_rate"])[flight & done].sum() / units[flight & done].sum()
    amount = np.where(flight, amount * TICKET_COMMISSION / commission, amount)
    return np.round(np.clip(amount, 20, 60_000), 2)


# ----------------------------------------------------------------------------------------------
# tiers


def growth_value(orders, ids, decay=DECAY):
    """Growth value (fact C02) of each member: gmv of 36 calendar months, weighted by age.

    Series by member_id.
    """
    year = years_ago(orders)
    counted = (orders["status"] == "completed") & year.between(0, len(decay) - 1)
    points = orders.loc[counted, "gmv_cny"] * np.array(decay)[year[counted]]
    return points.groupby(orders.loc[counted, "member_id"]).sum().reindex(ids, fill_value=0.0)


def tier_number(growth):
    """0 normal, 1 gold, 2 platinum, 3 diamond."""
    return np.searchsorted(THRESHOLDS, growth, side="right") - 1


def observed(orders):
    """Orders of the 36 months that students see."""
    return orders[orders["order_ts"] < REFERENCE + pd.Timedelta(days=1)]


def contribution(orders):
    """Contribution of each completed order in yuan: commission less coupon and service cost; NaN
    for the others.
    """
    profit = (
        orders["gmv_cny"] * orders["take_rate"] - orders["coupon_cny"] - orders["service_cost_cny"]
    )
    return profit.where(orders["status"] == "completed")


def clear_thresholds(orders, ids):
    """Scale the orders of members whose growth value lies close to a threshold, so that it is clear
    of it.
    """
    growth = growth_value(observed(orders), ids)
    for threshold in THRESHOLDS[1:]:
        near = growth[(growth / threshold - 1).abs() < CLEARANCE]
        aim = threshold * np.where(near >= threshold, 1 + 2 * CLEARANCE, 1 - 2 * CLEARANCE)
        factor = orders["member_id"].map(pd.Series(aim, index=near.index) / near).fillna(1.0)
        orders["gmv_cny"] = np.round(np.clip(orders["gmv_cny"] * factor, 20, 60_000), 2)
    return orders


# ----------------------------------------------------------------------------------------------
# planted facts


def plant_wrong_tiers(rng, orders, people):
    """Plant the 45 wrong official tiers (P1).

    Returns orders and a table member_id, cause, official (number).
    """
    ids, seen = people["member_id"], observed(orders)
    growth = growth_value(seen, ids)
    tier = pd.Series(tier_number(growth), index=growth.index)
    goal = pd.Series(np.append(THRESHOLDS, np.inf)[tier + 1], index=growth.index)
    chosen = choose_wrong(rng, seen, people, growth, goal)
    gap = goal * rng.uniform(1.03, 1.10, len(goal)) - growth
    cancelled, late = chosen["counted_cancelled"], chosen["not_recomputed"]
    split = MISCOUNTED_ORDERS - MISCOUNTED
    extra = [
        new_orders(rng, gap[cancelled], "cancelled", split, (15, 330)),
        new_orders(rng, gap[late], "completed", 0, (4, 25)),
    ]
    wrong = [
        # A tier too high, but for the late ones: their last order has lifted the right tier.
        pd.DataFrame(
            {
                "member_id": rows,
                "cause": cause,
                "official": tier[rows] + (cause != "not_recomputed"),
            }
        )
        for cause, rows in chosen.items()
    ]
    return in_order(pd.concat([orders, *extra])), pd.concat(wrong, ignore_index=True)


def choose_wrong(rng, seen, people, growth, goal):
    """Ids of the members whose tier is to be wrong, by cause; nobody twice. goal: next threshold of
    each member.

    counted_cancelled: cancelled orders were counted. not_recomputed: the tier is that of a month
    ago, before a large order. no_decay: old months were counted in full.
    """
    old = (people["reg_date"] < REFERENCE - pd.Timedelta(days=400)).to_numpy()
    close = (growth / goal).between(0.70, 0.95).to_numpy() & old
    lost = seen.loc[seen["status"] != "completed", "member_id"]
    # so that the planted ones are all their cancelled orders
    clean = close & ~growth.index.isin(lost)
    miscounted = rng.permutation(growth.index[clean])[:MISCOUNTED]
    stale = rng.permutation(growth.index[close & ~growth.index.isin(miscounted)])[:STALE]
    full = growth_value(seen, growth.index, decay=(1.0, 1.0, 1.0))
    inflated = (tier_number(full) == tier_number(growth) + 1) & (full / goal > 1.03)
    free = ~growth.index.isin(np.concatenate([miscounted, stale]))
    undecayed = rng.permutation(growth.index[inflated & free])[:UNDECAYED]
    return {"counted_cancelled": miscounted, "no_decay": undecayed, "not_recomputed": stale}


def new_orders(rng, amounts, status, split, days_ago):
    """One order for each member of `amounts` (yuan by member_id), two halves for the first `split`
    of them.
    """
    parts = np.repeat(amounts.index, np.where(np.arange(len(amounts)) < split, 2, 1))
    share = np.where(np.isin(parts, amounts.index[:split]), 0.5, 1.0)
    gmv = np.round(amounts[parts].to_numpy() * share, 2)
    product = np.where(gmv < 2500, "hotel", "package")
    units = np.round(gmv / PRODUCT.loc[product, "price"].to_numpy())
    day = pd.to_timedelta(rng.integers(*days_ago, len(parts)), unit="D")
    minute = pd.to_timedelta(rng.integers(8 * 60, 22 * 60, len(parts)), unit="min")
    return pd.DataFrame(
        {
            "member_id": parts,
            "order_ts": REFERENCE - day + minute,
            "product": product,
            "nights_or_qty": np.clip(units, 1, 6).astype(int),
            "gmv_cny": gmv,
            "take_rate": PRODUCT.loc[product, "take"].to_numpy(),
            "coupon_cny": 0.0,
            "service_cost_cny": np.round(ORDER_COST + PAYMENT_FEE * gmv, 2),
            "care_contacts": 0,
            "channel": "app",
            "status": status,
            "lead_days": rng.integers(1, 40, len(parts)),
        }
    )


def plant_losses(orders, ids):
    """Change coupons so that exactly 9 % of the members of gold or higher cost more than they bring
    (P2).
    """
    seen = observed(orders)
    high = ids[tier_number(growth_value(seen, ids)) >= 1]
    done = seen[seen["status"] == "completed"]
    sums = pd.DataFrame(
        {"coupons": done["coupon_cny"], "profit": contribution(done), "gmv": done["gmv_cny"]}
    )
    sums = sums.groupby(done["member_id"]).sum().loc[high]
    sums["room"] = sums["profit"] + sums["coupons"]  # what is left before coupons
    movable = sums[(sums["coupons"] > 0) & (sums["room"] > 20)]
    margin = (movable["profit"] / movable["gmv"]).sort_values()
    missing = round(LOSS_SHARE * len(high)) - int((sums["profit"] < 0).sum())
    if missing >= 0:
        change = 1.05 * movable["room"][margin[margin >= 0].index[:missing]]
    else:
        change = 0.95 * movable["room"][margin[margin < 0].index[missing:]]
    factor = change / movable["coupons"][change.index]
    rows = orders.index.isin(done.index)
    scaled = orders["coupon_cny"] * orders["member_id"].map(factor).fillna(1.0)
    orders["coupon_cny"] = np.where(rows, np.round(scaled, 2), orders["coupon_cny"])
    return orders


def tester_accounts(rng):
    """Ten accounts of the platform's own testers and their orders: round amounts, no customer
    behind them.
    """
    ids = [f"T{number:06d}" for number in range(1, TESTERS + 1)]
    n = 12 * TESTERS
    accounts = pd.DataFrame(
        {
            "member_id": ids,
            "reg_date": pd.Timestamp("2025-11-03"),
            "birth_year": 1990,
            "gender": "U",
            "city_tier": 1,
            "reg_channel": "web",
            "is_corporate": False,
            "official_tier": "",
            "points_balance": 0,
        }
    )
    gmv = rng.choice([6666.0, 8888.0, 9999.0], n)
    orders = pd.DataFrame(
        {
            "member_id": np.repeat(ids, 12),
            "order_ts": pd.Timestamp("2025-11-10")
            + pd.to_timedelta(rng.integers(0, 180, n), unit="D")
            + pd.to_timedelta(rng.integers(9 * 60, 18 * 60, n), unit="min"),
            "product": rng.choice(["hotel", "flight"], n),
            "nights_or_qty": 1,
            "gmv_cny": gmv,
            "coupon_cny": 0.0,
            "service_cost_cny": 0.0,
            "care_contacts": 0,
            "channel": "web",
            "status": "completed",
            "lead_days": 1,
        }
    )
    orders["take_rate"] = PRODUCT.loc[orders["product"], "take"].to_numpy()
    return accounts, orders


# ----------------------------------------------------------------------------------------------
# profiles


def pyramid(score):
    """Rule R1: rank descending, ties by member_id; key = first ceil(20 %), key and ordinary = half
    of all.
    """
    order = score.sort_index().sort_values(ascending=False, kind="stable").index
    key, half = math.ceil(0.2 * len(order)), math.floor(0.5 * len(order) + 0.5)
    level = np.repeat(["key", "ordinary", "small"], [key, half - key, len(order) - half])
    return pd.Series(level, index=order).reindex(score.index)


def level_changes(spend, loyalty):
    """Share of members whose pyramid level changes when loyalty is counted beside spend.

    Now: pyramid by spend (gmv of completed orders in 36 months). Then: pyramid by 0.7 * rank of
    spend + 0.3 * rank of loyalty (0.4 * purchase share + 0.4 * continuity - 0.2 * default rate).
    Ranks count from the smallest, ties by member_id.
    """
    ranks = [values.sort_index().rank(method="first") for values in (spend, loyalty)]
    both = SPEND_WEIGHT * ranks[0] + LOYALTY_WEIGHT * ranks[1]
    return float((pyramid(spend) != pyramid(both)).mean())


def draw_profiles(rng, spend, tier):
    """Review sheet of the service desk: how loyal a member is, whether there is potential, whether
    it is a bad one.
    """
    n = len(spend)
    score = (spend.sort_index().rank(method="first").reindex(spend.index) - 0.5) / n
    bad = np.zeros(n, dtype=bool)
    bad[rng.choice(n, round(0.07 * n), replace=False)] = True
    potential = np.zeros(n, dtype=bool)
    # the same share in each tier: potential says nothing about the tier
    for number in range(len(TIERS)):
        rows = np.flatnonzero(tier == number)
        potential[rng.permutation(rows)[: round(0.3 * len(rows))]] = True
    noise, wobble = rng.normal(size=n), rng.normal(0, 0.05, (2, n))
    default = np.where(bad, rng.beta(6, 9, n), rng.beta(1.2, 22, n))
    tries = [
        loyal_profile(score, noise, wobble, default, mix) for mix in np.arange(0.30, 1.0, 0.02)
    ]
    misses = [abs(level_changes(spend, loyalty(sheet)) - LEVEL_CHANGE) for sheet in tries]
    sheet = tries[int(np.argmin(misses))]
    return sheet.assign(upgrade_potential=potential, is_bad=bad).reset_index()


def loyal_profile(score, noise, wobble, default, mix):
    """Purchase share, continuity and default rate; `mix` says how closely they follow the rank of
    spend.
    """
    latent = pd.Series(
        mix * (score - 0.5) * 3.46 + math.sqrt(1 - mix**2) * noise, index=score.index
    )
    uniform = (latent.rank(method="first") - 0.5) / len(latent)
    return pd.DataFrame(
        {
            "purchase_share": np.round(np.clip(0.08 + 0.80 * uniform**1.3 + wobble[0], 0.01, 1), 2),
            "continuity": np.round(np.clip(0.15 + 0.75 * uniform**0.9 + wobble[1], 0.01, 1), 2),
            "default_rate": np.round(default, 2),
        },
        index=score.index,
    )


def loyalty(sheet):
    """Loyalty score with the weights of the lesson."""
    return 0.4 * sheet["purchase_share"] + 0.4 * sheet["continuity"] - 0.2 * sheet["default_rate"]


# ----------------------------------------------------------------------------------------------
# one class


def build(seed=SEED):
    """All tables of one seed.

    Draws again until the facts that tasks rely on hold (almost always at once).
    """
    for attempt in range(50):
        case = draw(seed, attempt)
        if not problems(case):
            return case
    raise RuntimeError(
        f"seed {seed}: no draw with all planted facts in 50 attempts; try another seed"
    )


def draw(seed, attempt):
    """One draw of all tables; see `build`."""
    people = draw_members(stream(seed, "members", attempt))
    ids = pd.Index(people["member_id"], name="member_id")
    orders = draw_orders(stream(seed, "orders", attempt), people)
    so_far = observed(orders)["member_id"].value_counts().reindex(ids, fill_value=0)
    people["active"] = people["lifetime"].to_numpy() > so_far.to_numpy()
    rng = stream(seed, "planted", attempt)
    orders, wrong = plant_wrong_tiers(rng, clear_thresholds(orders, ids), people)
    orders = plant_losses(orders, ids)
    accounts, tests = tester_accounts(rng)
    seen = in_order(pd.concat([observed(orders), tests]))
    seen.insert(0, "order_id", [f"O{number:07d}" for number in range(1, len(seen) + 1)])

    growth = growth_value(seen, ids)
    right = pd.Series(tier_number(growth), index=ids)
    official = right.copy()
    official[wrong["member_id"]] = wrong["official"].to_numpy()
    people["official_tier"] = np.array(TIERS)[official]
    people["points_balance"] = np.floor(growth.to_numpy() * people["unspent"]).astype(int)
    accounts["official_tier"] = np.array(TIERS)[
        tier_number(growth_value(seen, accounts["member_id"]))
    ]
    members = pd.concat([people[accounts.columns], accounts], ignore_index=True)

    done = seen[seen["status"] == "completed"]
    spend = done.groupby("member_id")["gmv_cny"].sum().reindex(ids, fill_value=0.0)
    profiles = draw_profiles(stream(seed, "profiles", attempt), spend, right.to_numpy())
    truth = truth_tables(people, orders, seen, growth, right, wrong)
    return Case(members, seen[ORDER_COLUMNS], tier_rules(), profiles, truth)


def tier_rules():
    """Published growth-value rule (C02), benefits after C05, and what a year of benefits costs
    (assumed).
    """
    return pd.DataFrame(
        {
            "tier": TIERS,
            "min_growth": THRESHOLDS,
            "weight_months_1_12": DECAY[0],
            "weight_months_13_24": DECAY[1],
            "weight_months_25_36": DECAY[2],
            "benefits": [
                "standard_service",
                "train_refund_waiver_1",
                "priority_line;lounge_1;train_refund_waiver_2",
                "priority_line;service_specialist;lounge_2;train_refund_waiver_4",
            ],
            "benefit_cost_cny": [0, 20, 260, 900],
        }
    )


def truth_tables(people, orders, seen, growth, right, wrong):
    """What the model knows and a firm does not: for instructors and tests."""
    ids = people["member_id"]
    later = orders[~orders.index.isin(observed(orders).index) & (orders["status"] == "completed")]
    later = later.groupby("member_id")["gmv_cny"].agg(["size", "sum"]).reindex(ids, fill_value=0)
    members = pd.DataFrame(
        {
            "member_id": ids,
            "segment": people["segment"],
            "orders_per_year": np.round(people["rate"], 2),
            "leave_probability": np.round(people["leave"], 4),
            "active_at_reference": people["active"],
            "next_12m_orders": later["size"].to_numpy(),
            "next_12m_gmv_cny": np.round(later["sum"].to_numpy(), 2),
            "right_growth_value": np.round(growth.to_numpy(), 2),
            "right_tier": np.array(TIERS)[right],
        }
    )
    errors = wrong.drop(columns="official").assign(
        official_tier=np.array(TIERS)[wrong["official"]],
        right_tier=np.array(TIERS)[right[wrong["member_id"]]],
    )
    caused = errors.loc[errors["cause"] == "counted_cancelled", "member_id"]
    counted = seen[seen["member_id"].isin(caused) & (seen["status"] == "cancelled")]
    return {
        "members": members,
        "tier_errors": errors.sort_values("member_id", ignore_index=True),
        "counted_cancelled": counted[["order_id", "member_id", "gmv_cny"]].reset_index(drop=True),
    }


# ----------------------------------------------------------------------------------------------
# checks


def problems(case):
    """What is wrong with a draw: an empty list means that all facts tasks and tests rely on
    hold."""
    real = case.members[~case.members["member_id"].str.startswith("T")]
    ids = pd.Index(real["member_id"], name="member_id")
    growth = growth_value(case.orders, case.members["member_id"])
    nearest = np.abs(growth.to_numpy()[:, None] / THRESHOLDS[1:] - 1).min()
    wrong = (np.array(TIERS)[tier_number(growth)] != case.members["official_tier"].to_numpy()).sum()
    done = case.orders[(case.orders["status"] == "completed") & case.orders["member_id"].isin(ids)]
    profit = contribution(done).groupby(done["member_id"]).sum()
    high = ids[tier_number(growth[ids]) >= 1]
    spend = done.groupby("member_id")["gmv_cny"].sum().reindex(ids, fill_value=0.0)
    future = case.truth["members"].set_index("member_id")["next_12m_gmv_cny"]
    by_recency = next_year_by_recency(done, future)
    changes = level_changes(spend, loyalty(case.profiles.set_index("member_id")))
    found = {
        "orders": 36_000 <= len(case.orders) <= 40_500,
        "P1": wrong == MISCOUNTED + UNDECAYED + STALE and nearest > 0.01,
        "P2": (profit[high] < 0).sum() == round(LOSS_SHARE * len(high))
        and profit[high].abs().min() > 0.05,
        "P3": by_recency.is_monotonic_decreasing,
        "P4": 0.66 <= top_share(spend[spend > 0]) <= 0.75
        and 0.78 <= top_share(profit.reindex(ids, fill_value=0)) <= 0.82,
        "P5": len(case.truth["counted_cancelled"]) == MISCOUNTED_ORDERS,
        "P6": 0.44 <= heavy_buyers_lost(done) <= 0.56,
        "levels": 0.15 <= changes <= 0.20,
        "ties": not has_ties(done, case.profiles, profit.reindex(ids, fill_value=0.0)),
    }
    return [name for name, holds in found.items() if not holds]


def years_ago(orders):
    """0 for the 12 months up to the reference date, 1 and 2 for the years before."""
    month = orders["order_ts"].dt.year * 12 + orders["order_ts"].dt.month
    return (REFERENCE.year * 12 + REFERENCE.month - month) // 12


def top_share(values, top=0.2):
    """Share of the largest 20 % (rounded up) in the total."""
    values = np.sort(np.asarray(values))[::-1]
    return float(values[: math.ceil(top * len(values))].sum() / values.sum())


def gini(values):
    """Gini coefficient of non-negative values."""
    values = np.sort(np.asarray(values))
    n = len(values)
    return float(((2 * np.arange(1, n + 1) - n - 1) * values).sum() / (n * values.sum()))


def next_year_by_recency(done, future):
    """Mean gmv of the next 12 months by recency fifth, most recent first; ties in recency by
    member_id.
    """
    last = done.groupby("member_id")["order_ts"].max()
    days = (REFERENCE - last.dt.normalize()).dt.days
    fifth = pd.qcut(days.rank(method="first"), 5, labels=False)
    return future.reindex(last.index).groupby(fifth).mean()


def heavy_buyers_lost(done):
    """Share of the top 20 % of buyers of year 2 who are not in the top 20 % of buyers of year 3
    (fact L03).
    """
    heavy = []
    for age in (1, 0):
        gmv = done[years_ago(done) == age].groupby("member_id")["gmv_cny"].sum()
        heavy.append(
            set(gmv.sort_values(ascending=False, kind="stable").index[: math.ceil(0.2 * len(gmv))])
        )
    return len(heavy[0] - heavy[1]) / len(heavy[0])


def has_ties(done, profiles, profit):
    """True if a member stands exactly on a mean or median that a task uses as a cut (R, F, M,
    loyalty, profit).
    """
    last_year = done[years_ago(done) == 0].groupby("member_id")
    recency = (REFERENCE - last_year["order_ts"].max().dt.normalize()).dt.days
    columns = [recency, last_year.size(), last_year["gmv_cny"].sum(), loyalty(profiles), profit]
    return any(
        bool(np.isclose(column, column.mean(), rtol=0, atol=1e-9).any()) for column in columns
    )


# ----------------------------------------------------------------------------------------------
# measures


def measures(case):
    """The numbers that the calibration table sets beside the published ones, by name; rounded to 4
    decimals.
    """
    orders = case.orders[~case.orders["member_id"].str.startswith("T")]
    done = orders[orders["status"] == "completed"]
    commission = done["gmv_cny"] * done["take_rate"]
    units, product = done["nights_or_qty"], done["product"]
    hotel, flight = product == "hotel", product == "flight"
    values = {
        "room_night": done["gmv_cny"][hotel].sum() / units[hotel].sum(),
        "room_commission": commission[hotel].sum() / units[hotel].sum(),
        "ticket_commission": commission[flight].sum() / units[flight].sum(),
        "take_rate": commission.sum() / done["gmv_cny"].sum(),
        "hotel_revenue": commission[hotel].sum() / commission.sum(),
        "transport_revenue": commission[product.isin(["flight", "train"])].sum() / commission.sum(),
        "mobile_orders": orders["channel"].isin(["app", "wechat"]).mean(),
        "top_share": top_share(done.groupby("member_id")["gmv_cny"].sum()),
        "gini": gini(done.groupby("member_id")["gmv_cny"].sum()),
        "heavy_lost": heavy_buyers_lost(done),
        "growth_point": 1.0,
        "service_cost": done["service_cost_cny"].mean(),
    }
    return {
        name: round(float(value), 4) for name, value in (values | tier_measures(case, done)).items()
    }


def tier_measures(case, done):
    """Size of the tiers and a year of their members, by the right tier."""
    tier = case.truth["members"].set_index("member_id")["right_tier"]
    values = {f"tier_{name}": (tier == name).mean() for name in TIERS}
    keys = [done["member_id"], years_ago(done).rename("year")]
    by_year = done.groupby(keys)["gmv_cny"].agg(["size", "sum"])
    year = by_year.xs(0, level="year")
    for name in ("normal", "diamond"):
        rows = year[tier.reindex(year.index) == name]
        values |= {f"{name}_orders": rows["size"].mean(), f"{name}_gmv": rows["sum"].mean()}
    spending = by_year["sum"].groupby("year").mean()
    return values | {"spend_growth": spending[0] / spending[1] - 1}


# ----------------------------------------------------------------------------------------------
# files


def planted(case, values):
    """The planted facts with their values, for truth/datapackage.json."""
    done = case.orders[case.orders["status"] == "completed"]
    sheet = case.profiles.set_index("member_id")
    spend = done.groupby("member_id")["gmv_cny"].sum().reindex(sheet.index, fill_value=0.0)
    changes = round(level_changes(spend, loyalty(sheet)), 4)
    return {
        "P1": {"wrong_tiers": MISCOUNTED + UNDECAYED + STALE},
        "P2": {"loss_share_gold_or_higher": LOSS_SHARE},
        "P3": {"next_year_gmv_falls_with_recency_fifth": True},
        "P4": {
            "top_20_share_of_buyers": values["top_share"],
            "gini": values["gini"],
            "tolerance": 0.03,
        },
        "P5": {"test_accounts": TESTERS, "cancelled_orders_counted": MISCOUNTED_ORDERS},
        "P6": {"heavy_buyers_lost": values["heavy_lost"], "range": [0.44, 0.56]},
        "levels": {"share_that_changes_with_loyalty": changes, "range": [0.15, 0.20]},
    }


def tiering(case):
    """The part of unit `tiering`."""
    tables = {name: getattr(case, name) for name in ("members", "orders", "tier_rules", "profiles")}
    values = measures(case)
    return casefiles.Part(tables, case.truth, values, planted(case, values))


def write(case, folder, seed):
    """Write all tables, both data dictionaries and README.md into a folder."""
    parts = sum(casefiles.parts(HERE, seed, case), start=tiering(case))
    about = {"seed": seed, "reference_date": REFERENCE.strftime("%Y-%m-%d")}
    casefiles.write(folder, casefiles.dictionary(HERE), about, parts)


def main(arguments=None):
    """Command line; returns the exit code."""
    return casefiles.command(
        HERE, SEED, lambda folder, seed: write(build(seed), folder, seed), arguments
    )


if __name__ == "__main__":
    sys.exit(main())
