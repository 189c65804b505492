"""What the lessons' prose says in numbers, worked out again: from the tables by plain pandas, from
the formulas that the lessons state, and for the large simulations by their model. Nothing here is
taken from a lesson's code, so that a slip there is seen here.

Each function returns the quantities of a lesson by name; a share is a share, 0.56 for 56%.
"""

import math
import sqlite3
from contextlib import closing
from itertools import combinations
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pandas as pd

from keguan.models import agents as agents_models
from keguan.models import churn as churn_models
from keguan.models import complaints as complaints_models
from keguan.models import information as information_models
from keguan.models import maintenance as maintenance_models
from keguan.models import quality as quality_models
from keguan.models import service as service_models
from keguan.models import tiering as tiering_models

DATASETS = Path(__file__).resolve().parents[2] / "datasets"
TODAY = pd.Timestamp("2026-06-30")
NORMAL = NormalDist()


def table(case, name, **options):
    return pd.read_csv(DATASETS / case / f"{name}.csv", **options)


def guests_and_orders():
    """Members who are no test accounts, and their completed orders."""
    members = table("ctrip", "members")
    members = members[members["member_id"].str[0] != "T"]
    orders = table("ctrip", "orders", parse_dates=["order_ts"])
    theirs = orders["member_id"].isin(members["member_id"])
    return members, orders[theirs & (orders["status"] == "completed")]


def warmup():
    members = table("ctrip", "members").head(50)
    orders = table("ctrip", "orders")
    orders = orders[orders["member_id"].isin(members["member_id"])]
    done = orders[orders["status"] == "completed"]
    ten = [100] * 9 + [10_000]
    app = members["reg_channel"].tolist().count("app")
    gold = members["official_tier"].tolist().count("gold")
    return {
        "members": len(members),
        "from the app": app,
        "from the app, share": app / 50,
        "gold": gold,
        "gold, share": gold / 50,
        "ids that begin with M00000": sum(one.startswith("M00000") for one in members["member_id"]),
        "by phone or in a store": members["reg_channel"].isin(["phone", "store"]).sum(),
        "orders": len(orders),
        "completed orders": len(done),
        "who had a hotel": done.loc[done["product"] == "hotel", "member_id"].nunique(),
        "mean of ten": sum(ten) / 10,
        "median of ten": sorted(ten)[5],
        "rows of the machine": 12,
        "rows of the machine, merged": 12 + 3,  # three orders of who has two telephones
    }


def customers():
    """Who has bought and who asked; a chain multiplied out; what shops get by the logit formula."""
    members, done = guests_and_orders()
    first = members["member_id"].head(200)
    theirs = done[done["member_id"].isin(first)]
    asked = (theirs["care_contacts"] > 0).sum()
    economy, convenience = (0.10, 0.02, 0.2), (0.03, 0.10, 0.8)

    def share(ours, weights):
        """What the third shop gets of customers to whom yuan, minutes, and effort weigh so much."""
        pulls = np.exp([-np.dot(weights, shop) for shop in [(50, 30, 2), (60, 10, 1), ours]])
        return pulls[2] / pulls.sum()

    changes = {"now": (55, 20, 1.5), "cheaper": (50, 20, 1.5)}
    changes |= {"faster": (55, 10, 1.5), "easier": (55, 20, 1)}
    found = {f"{what}, economy": share(ours, economy) for what, ours in changes.items()}
    for what, ours in changes.items():
        found[what] = (share(ours, economy) + share(ours, convenience)) / 2
    tea = math.exp(-(0.2 * 14 + 0.1 * 5)), math.exp(-(0.2 * 10 + 0.1 * 20))
    return found | {
        "who completed nothing": (~first.isin(done["member_id"])).sum(),
        "days of a present customer": 365,
        "orders": len(theirs),
        "who asked": asked,
        "who asked, share": asked / len(theirs),
        "five at 95%": 0.95**5,
        "one at 80%": 0.80 * 0.99**4,
        "one raised to 90%": 0.90 * 0.99**4,
        "10 minutes for the economy-minded": 10 * 0.02 / 0.10,
        "10 minutes for the convenience-minded": 10 * 0.10 / 0.03,
        "tea customers": 100,
        "of them at the near shop": 100 * tea[0] / sum(tea),
    }


def crm():
    """A customer's way from desk to desk; what a link saves, by counting pairs of desks; the margin
    at which two relationships earn the same."""
    journeys = table("anchao", "crm_journeys")
    zhou = journeys[journeys["journey_id"] == "J086"]
    starts = journeys[journeys["step"] == 1].set_index("journey_id")["desk"]
    known = journeys[journeys["record_seen"]]["journey_id"].unique()
    shares = {
        desk: starts[starts == desk].index.isin(known).mean() for desk in set(starts) - {"field"}
    }
    pairs = [(one, other) for one in range(5) for other in range(5)]
    apart = sum(one != other for one, other in pairs) / 25
    linked = [one == other or 0 in (one, other) for one, other in pairs]  # desk 0 has all the links
    ways = np.linalg.matrix_power(np.reshape(linked, (5, 5)).astype(int), 7).sum()
    costs, kept = (0, 2, 8, 25, 120), (0.60, 0.66, 0.74, 0.82, 0.92)
    found = {
        f"yuan from which {number} is best": np.diff(costs)[number] / np.diff(kept)[number]
        for number in range(4)
    }
    for margin in (1000, 2000):
        more = margin * (0.92 - 0.82) - (120 - 25)  # of a partner, with each customer
        found[f"partners at {margin}"] = math.ceil(200_000 / more - 1e-9)
    return found | {
        "contacts of the zhou": len(zhou),
        "repeats of the zhou": zhou["repeats"].sum(),
        "minutes of the zhou": zhou["minutes"].sum(),
        "minutes of a contact": journeys.loc[journeys["repeats"] == 0, "minutes"].mean(),
        "minutes with a repeat": journeys.loc[journeys["repeats"] == 1, "minutes"].mean(),
        "repeats without a link": 7 * apart,
        "repeats with four links": 7 * (1 - sum(linked) / 25),
        "repeat nothing with four links": ways / 5**8,
        "links of the call centre": 5 - 1,
        "links of five": math.comb(5, 2),
        "links of ten": math.comb(10, 2),
        "connections of ten": 10,
        "journeys": len(starts),
        "journeys from the field": (starts == "field").sum(),
        "what one of them moves": 1 / (starts == "field").sum(),
        "known, least": min(shares.values()),
        "known, most": max(shares.values()),
        "hairdresser, few": 300 * (40 * 0.65 - 6),
        "kept by calls": kept[2],
        "set-up, in ten thousand": 20,
        "customers, few": 100,
        "customers, in ten thousand": 10,
    }


def service():
    """Who is served and at what cost: distances and costs anew, homes and routes by the model."""
    listed = table("anchao", "activities").query("price_cny > 0")
    free = (listed["paid_cny"] == 0).sum()
    replies = [1.6 * math.exp(0.75 * NORMAL.inv_cdf((n + 0.5) / 100)) for n in range(100)]
    kept = {hours: sum(reply <= hours for reply in replies) / 100 for hours in (2, 4, 5, 8)}
    found = {f"kept in {hours} h": share for hours, share in kept.items()}
    found |= {f"worth of {h} h": 300 * share - 200 - 10 * h for h, share in kept.items()}
    for spread in (0, 0.5, 1):
        homes = service_models.customers(spread)
        near = [np.hypot(*(homes - point).T) <= 2 for point in service_models.sites(homes, 3)]
        fixed, roving = np.any(near, axis=0).sum(), service_models.vans(homes, 2).served.sum()
        found |= {
            f"by points, {spread}": fixed / 500,
            f"by vans, {spread}": roving / 500,
            f"yuan by points, {spread}": 3 * 2000 / fixed,
            f"yuan by vans, {spread}": 2 * 4500 / roving,
        }
    return found | {
        "customers": len(table("anchao", "customers_map")),
        "cheaper by the list": 1999 - 1899,
        "dearer in all": 1899 + 80 + 60 - 1999,
        "listed": len(listed),
        "listed and free": free,
        "paid in part": (listed["paid_cny"] < listed["price_cny"]).sum() - free,
        "mean reply": sum(replies) / 100,
        "broken at the mean": 1 - kept[2],
        "replies, and how many of them a promise must keep": 20,
        "kept of these": 20 * 0.95,
    }


def agents():
    """Nine tickets by hand, the leaks by their product, the queue by the formula; the chat desk,
    a simulation, by its model."""

    def wait(speed, taken=0.0):  # minutes, with 6 agents, 1.2 chats a minute and 180 characters
        minutes, arrivals = 1 + 180 / speed, 1.2 * (1 - taken)
        load = arrivals * minutes
        return must_wait(load, 6) * minutes / (6 - load)

    shifts = {chats: agents_models.chat_desk(chats) for chats in (1, 2, 3, 6)}
    days = {
        chats: [agents_models.chat_desk(chats, seed=day).waits.mean() for day in range(1, 11)]
        for chats in (3, 6)
    }
    found = {f"first reply with {chats}": one.waits.mean() for chats, one in shifts.items()}
    return found | {
        "first reply with 1, fast typing": agents_models.chat_desk(1, speed=80).waits.mean(),
        "first reply with 2, fast typing": agents_models.chat_desk(2, speed=80).waits.mean(),
        "quietest day with three": min(days[3]),
        "quietest day with six": min(days[6]),
        "busiest day with three": max(days[3]),
        "busiest day with six": max(days[6]),
        "idle with one": shifts[1].reading,
        "switching with six": shifts[6].switching,
        "hours of the fastest": (1 + 2 + 1) / 3,
        "of whose tickets again": 2 / 3,
        "hours of the best": (3 + 4 + 20) / 3,
        "good of the fastest": 1 / 2,
        "hit rate by heart, seen": 1,
        "hit rate by heart, new": 0,
        "before": (4 * 50 + 4 * 50 + 2 * 40) / 10,
        "after": (4 * 90 + 4 * 80 + 2 * 100) / 10,
        "end well": 0.8 * 0.9 * 0.9,
        "end well, more recorded": 0.9 * 0.9 * 0.9,
        "end well, another stage perfect": 0.8 * 0.9,
        "recorded": 0.8,
        "kept": 0.9,
        "chats a minute at most": 6 / (1 + 180 / 60),
        "chats a minute at most, slow typing": 6 / (1 + 180 / 40),
        "in use": 1.2 / 1.5,
        "wait": wait(60),
        "wait, fast typing": wait(80),
        "wait, some taken by the base": wait(60, 0.2),
        "less waiting": 1 - wait(60, 0.2) / wait(60),
        "customers a minute": 1.2,
        "readers' minutes": 2,
        "slower with each further chat": 0.15,
        "agents": 8,
        "characters for each customer": 180,
        "agents near the edge": 6,
        "tickets kept by most promises": 20,
        "of these": 19,
    }


def lognormal_share(top, sigma):
    """Share of a lognormal quantity that the top share of the people has."""
    return 1 - NORMAL.cdf(NORMAL.inv_cdf(1 - top) - sigma)


def tiering():
    members, done = guests_and_orders()
    hotel = done[done["product"] == "hotel"]
    nights = hotel.groupby("member_id")["nights_or_qty"].sum()
    nights = nights.reindex(members["member_id"], fill_value=0)
    top = nights.sort_values(ascending=False, kind="stable").index[:600]
    level = members.set_index("member_id")["official_tier"][top]
    high, half = lognormal_share(0.2, 1.683), lognormal_share(0.5, 1.683)
    power = math.log(0.8) / math.log(0.2)  # of a Pareto quantity of which 20% have 80%
    losers = np.sort(tiering_models.profits(loss_share=0.1))[::-1]
    earned = {
        plan: tiering_models.simulate_resources(**tiering_models.PLANS[plan])["cumulative"]
        for plan in ("none", "equal", "key_only", "differentiated", "no_cultivation")
    }
    first = tiering_models.simulate_resources(**tiering_models.PLANS["none"], quarters=1)
    lead = (earned["differentiated"] - earned["no_cultivation"]).iloc[-1]
    millions = {f"profit, {plan}": its.iloc[-1] / 1e4 for plan, its in earned.items()}
    return millions | {
        "top fifth": len(members) // 5,
        "gold and above in the top fifth": (level != "normal").sum(),
        "ordinary members in the top fifth": (level == "normal").sum(),
        "profit of a room": 1000 * 0.10 - 60 - 50,
        "lognormal, ordinary": half - high,
        "lognormal, small": 1 - half,
        "Pareto, ordinary": 0.5**power - 0.8,
        "Pareto, small": 1 - 0.5**power,
        "lognormal, flat": lognormal_share(0.2, 0.842),
        "mean of ten": 100,
        "highest point of the curve": losers.cumsum().max() / losers.sum(),
        "the whole": 1,
        "key customers in quarter 1": 200 * 3600 / first["profit"].iloc[0],
        "lead of cultivation": lead / 1e4,
        "loyalty": 0.4 * 0.8 + 0.4 * 0.6 - 0.2 * 0.1,
        "loyalty, wrong": 0.4 * 0.8 + 0.4 * 0.6 + 0.2 * 0.1,
        "kept": 1 / 2,
        "risen": 1 / 3,
        "growth": 4000 + 1500,
        "growth, one": 4000 + 1500 * 0.6,
        "growth, other": 1500 + 4000 * 0.6,
        "Gini": 2 * NORMAL.cdf(1.683 / math.sqrt(2)) - 1,
    }


def must_wait(load, staff):
    """Share of those who come that must wait, by Erlang C; the load is below the staff."""
    blocked = 1.0
    for place in range(1, staff + 1):
        blocked = load * blocked / (place + load * blocked)
    return blocked / (1 - load / staff * (1 - blocked))


def erlang_c(calls, staff, seconds=240, target=20):
    """Share of an hour's calls that are answered within the target."""
    load = calls * seconds / 3600
    if staff <= load:
        return 0.0
    return 1 - must_wait(load, staff) * math.exp(-(staff - load) * target / seconds)


def chain(*points):
    return math.prod(n / (n + 10) for n in points) ** (1 / 3)


def best_times(tired, gain=10.0, cost=1.0):
    """The number of contacts, in tenths, at which gain × f × exp(−f / tired) − cost × f is
    largest."""
    times = np.arange(121) / 10
    return times[np.argmax(gain * times * np.exp(-times / tired) - cost * times)]


def by_chance(trial, tier):
    """Share of all ways to draw the groups that give a gap as large as the one seen: exact."""
    rows = trial[trial["tier"] == tier]
    cared = rows["group"] == "care"
    people, bought, drawn = len(rows), int(rows["repurchase_90d"].sum()), int(cared.sum())
    seen = int(rows.loc[cared, "repurchase_90d"].sum())
    ways = [
        math.comb(bought, n) * math.comb(people - bought, drawn - n)
        for n in range(seen, min(bought, drawn) + 1)
    ]
    return sum(ways) / math.comb(people, drawn)


def maintenance():
    contacts = table("ctrip", "care_contacts", parse_dates=["ts"])
    portfolio = table("ctrip", "care_portfolio")
    agents = table("ctrip", "care_agents")
    trial = table("ctrip", "care_trial")
    return (
        _portfolio(contacts, portfolio, agents)
        | _contacts(contacts)
        | _desk()
        | _care(trial)
        | _formulas()
    )


def _portfolio(contacts, portfolio, agents):
    key = portfolio[portfolio["tier"] == "key"]
    last = contacts.groupby("member_id")["ts"].max().dt.normalize()
    days = (TODAY - key["member_id"].map(last)).dt.days
    left = set(agents.loc[agents["left_on"].notna(), "agent_id"])
    return {
        "key customers": len(key),
        "without a contact": days.isna().sum(),
        "in charge has left": key["owner_id"].isin(left).sum(),
        "to be visited": (days.isna() | (days > 30)).sum(),
    }


def _contacts(contacts):
    two = contacts[contacts["channel"].isin(["phone", "chat"])]
    solved = two.groupby("channel")["resolved"].mean()
    hard = (two["difficulty"] == "hard").groupby(two["channel"]).mean()
    cells = two.groupby(["channel", "difficulty"])["resolved"].mean()
    shares = two["difficulty"].value_counts() / len(two)
    even = {one: sum(cells[one, d] * shares[d] for d in shares.index) for one in ("phone", "chat")}
    failed = contacts[~contacts["resolved"]]
    rated = contacts["csat"].notna()
    again = contacts[contacts["agent_id"].notna()].groupby("agent_id")["again_7d"].mean()
    return {
        "after the sale": (contacts["phase"] == "after").mean(),
        "solved, chat": solved["chat"],
        "solved, phone": solved["phone"],
        "hard, phone": hard["phone"],
        "hard, chat": hard["chat"],
        "even, phone": even["phone"],
        "even, chat": even["chat"],
        "process failed": (~failed["process_ok"]).mean(),
        "employee failed": (~failed["employee_ok"]).mean(),
        "technology failed": (~failed["it_ok"]).mean(),
        "rated of the solved": rated[contacts["resolved"]].mean(),
        "rated of the others": rated[~contacts["resolved"]].mean(),
        "solved": contacts["resolved"].mean(),
        "solved of the rated": contacts.loc[rated, "resolved"].mean(),
        "again, highest": again.max(),
        "again, median": again.median(),
    }


def _desk():
    desk = table("ctrip", "care_intervals", parse_dates=["date"])
    monday = (desk["date"].dt.day_of_week == 0) & desk["half_hour"].isin([18, 19, 20, 21])
    in_time = {
        name: rows["answered_20s"].sum() / rows["offered"].sum()
        for name, rows in (("Monday", desk[monday]), ("else", desk[~monday]), ("all", desk))
    }
    return {f"answered, {name}": share for name, share in in_time.items()} | {
        "published, C18": 0.90,
        "published, C19": 0.95,
        "48 agents": erlang_c(600, 48),
        "50 agents": erlang_c(600, 50),
        "44 agents": erlang_c(600, 44),
    }


def _care(trial):
    rate = trial.groupby(["tier", "group"])["repurchase_90d"].mean()
    cared = trial[trial["group"] == "care"]
    few, many = cared["contacts_per_month"].between(1, 2), cared["contacts_per_month"] >= 7
    gaps = {tier: rate[tier, "care"] - rate[tier, "control"] for tier in ("key", "ordinary")}
    return {f"effect, {tier}": gap for tier, gap in gaps.items()} | {
        "each group": trial.groupby(["tier", "group"]).size().max(),
        "days of the trial": 90,
        "opted out, few": cared.loc[few, "opted_out"].mean(),
        "opted out, many": cared.loc[many, "opted_out"].mean(),
        # the lesson draws two thousand times
        "by chance, key": (by_chance(trial, "key"), 0.003),
        "by chance, ordinary": (by_chance(trial, "ordinary"), 0.02),
    }


def _formulas():
    channels = maintenance_models.CHANNELS.loc["face"]
    fit = maintenance_models.FIT.loc["face"]
    worth = {
        f"face to face, {tier}": value * channels["reach"] * channels["depth"] * fit[tier]
        for tier, value in maintenance_models.VALUES.items()
    }
    times = {f"best times, {tired}": best_times(tired) for tired in (2, 4, 8)}
    return {
        **worth,
        **times,
        "a visit": channels["cost"],
        "all that pays": maintenance_models.plan_channels(200_000).spend,
        "chain, even": chain(20, 20, 20),
        "chain, uneven": chain(50, 5, 5),
        "chain, before": chain(8, 2, 4),
        "chain, after": chain(11, 11, 12),
        "chain, strongest": chain(28, 2, 4),
        "chain, weakest": chain(8, 22, 4),
        # a shop that is made up
        "sales, after": 12,
        "cost of a new customer": 300,
        "customers kept": 100,
        "saved by keeping them, ten thousands": 100 * (300 - 60) / 10_000,
    }


def information():
    forms = table("ctrip", "crm_raw", dtype=str, keep_default_na=False)
    best = information_models.best_form()
    return {
        **_gates(forms),
        **_calls(forms),
        **_usable(forms),
        **_firms(),
        **_matches(information_models.forms()),
        "fields, 17": 17 * math.exp(-0.06 * 17),
        "fields, 30": 30 * math.exp(-0.06 * 30),
        "fields of the best form": sum(best.values()),
        "best form": information_models.form(best).expected,
        "best form and health": information_models.form(best, 1).expected,
        "right after a year": 0.98**12,
        "right after two years": 0.98**24,
    }


def _gates(forms):
    mobile = forms["mobile"].str.replace(r"\D", "", regex=True).str[-11:]
    plain = forms["birth_date"].str.replace("/", "-")
    parts = plain.str.extract(r"^(\d{4})-?(\d{1,2})-?(\d{1,2})$")
    born = pd.to_datetime(parts[0] + "-" + parts[1] + "-" + parts[2], errors="coerce")
    checked = pd.to_datetime(forms["last_verified_at"])
    gates = pd.DataFrame(
        {
            "complete": (mobile != "") & (forms["birth_date"] != "") & (forms["name"] != ""),
            "once": (mobile == "") | (mobile.map(mobile.value_counts()) == 1),
            "format": mobile.str.match(r"1[3-9]\d{9}$") & (born <= TODAY),
            "checked": checked > pd.Timestamp("2025-06-30"),
        }
    )
    shares = {f"gate, {name}": gates[name].mean() for name in gates}
    return shares | {"all gates": gates.all(axis=1).mean()}


def _calls(forms):
    calls = table("ctrip", "crm_interactions", parse_dates=["ts"])
    checked = calls["rec_id"].map(pd.to_datetime(forms.set_index("rec_id")["last_verified_at"]))
    months = (calls["ts"] - checked).dt.days / 30.4
    failed = calls["result"] == "invalid_contact"
    return {
        "contacts": len(calls),
        "contacts of use": ((months > 0) & (months <= 60)).sum(),
        "failed, new": failed[(months > 0) & (months <= 6)].mean(),
        "failed, old": failed[(months > 24) & (months <= 60)].mean(),
    }


def _usable(forms):
    """Forms that may be used for a purpose: a mobile, a check within a year, a consent."""
    log = table("ctrip", "crm_consent_log").sort_values("ts")
    last = log.groupby(["rec_id", "purpose"])["action"].last().unstack()
    stands = last.notna() & (last != "withdraw")
    mobile = forms["mobile"].str.replace(r"^\+86|[ -]", "", regex=True)
    days = (TODAY - pd.to_datetime(forms["last_verified_at"])).dt.days
    fresh = mobile.str.match(r"1[3-9]\d{9}$") & (days <= 365)
    ours = {one: (fresh & forms["rec_id"].map(stands[one]).eq(True)).sum() for one in stands}
    return {
        "forms": len(forms),
        "usable for service": ours["service"],
        "usable for others": ours["third_party"],
        "price of a usable one": len(forms) / ours["third_party"],
    }


def _firms():
    with closing(sqlite3.connect(DATASETS / "ctrip" / "crm.sqlite")) as file:
        firms = pd.read_sql("SELECT enterprise_id FROM enterprise", file)["enterprise_id"]
    return {"lines of firms": len(firms), "firms": len(set(firms))}


def _matches(practice):
    """Recall of three rungs of matching, and the pairs wrongly merged on the last."""
    mobile = practice["mobile"].str.replace(r"\D", "", regex=True).str[-11:]
    both = practice["name"] + practice["birth"]
    right = _pairs(practice["person"].astype(str))
    whole = practice["name"] + practice["birth"] + practice["mobile"] + practice["email"]
    every = _pairs(mobile) | _pairs(practice["email"].str.lower()) | _pairs(both)
    return {
        "found, exact": len(_pairs(whole) & right) / len(right),
        "found, mobile": len(_pairs(mobile) & right) / len(right),
        "found, mobile as written": len(_pairs(practice["mobile"]) & right) / len(right),
        "found, all": len(every & right) / len(right),
        "wrongly merged": len(every - right),
    }


def _pairs(keys):
    groups = keys[keys != ""].groupby(keys[keys != ""]).groups.values()
    return {pair for places in groups for pair in combinations(sorted(places), 2)}


def churn():
    return {**_crisis(), **_base(), **_reach(), **_promotion(), **_bucket(), **_winback()}


def _crisis():
    panel = table("yili", "panel_weekly", parse_dates=["week_start"])
    crisis = pd.Timestamp("2008-09-08")
    named = panel[panel["brand"].isin(["qingyuan", "beiling", "dongguang"])]
    before = named[named["week_start"] < crisis]
    customers = before["hh_id"].unique()
    theirs = named[named["hh_id"].isin(customers)]
    packs = theirs.pivot_table(
        index="hh_id", columns="week_start", values="packs", aggfunc="sum", fill_value=0
    )
    weeks = sorted(panel["week_start"].unique())
    packs = packs.reindex(columns=weeks, fill_value=0)
    start = weeks.index(crisis)
    usual = packs.iloc[:, :start].sum().mean()
    bought = packs.to_numpy() > 0
    found = {"households": len(customers)}
    for week in (0, 4, 8):
        found[f"week {week}"] = packs.iloc[:, start + week].sum() / usual
    for window in (8, 13):
        now = start + 8
        lost = ~bought[:, now - window + 1 : now + 1].any(axis=1)
        found[f"lost, {window}"] = lost.sum()
        found[f"paused, {window}"] = bought[lost, now + 1 : now + 27].any(axis=1).sum()
    quarters = table("yili", "firm_quarters")
    value = quarters[(quarters["firm"] == "yili") & (quarters["measure"] == "revenue")]
    value = value.set_index("period")["value_bn"]
    return found | {"revenue": value["2008Q4"] / value["2007Q4"]}


def _base():
    base = table("yili", "churn_base")
    return {
        "customers": len(base),
        "lost": (base["contract_ended_by"] != "none").sum(),
        "ended by the firm": (base["contract_ended_by"] == "firm").sum(),
    }


def _reach():
    heard = {f"hear of {k}": 10_000 * (1 - (1 - 250 / 10_000) ** k) for k in (1, 10, 40)}
    return heard | {"one tenth told": 25, "without overlap": 10 * 250}


def _promotion():
    sold = table("yili", "promotion_cohort")
    inflated = sold["real_discount"] < sold["claimed_discount"] / 2
    loyal = sold["loyal_before"]
    groups = {"loyal, honest": loyal & ~inflated, "loyal, inflated": loyal & inflated}
    groups |= {"other, honest": ~loyal & ~inflated, "other, inflated": ~loyal & inflated}
    return {name: sold.loc[rows, "churn_90d"].mean() for name, rows in groups.items()}


def _bucket():
    natural, competitive, fault, malicious, other = churn_models.HAZARDS
    month = natural + competitive + fault + malicious + other
    left = {
        f"left, {method}": churn_models.bucket({method: 4})["customers"].iloc[-1]
        for method in ("quality", "price")
    }
    return left | {
        "a month": month,
        "kept a month": 1 - month,
        "twelve times a month": 12 * month,
        "a year": 1 - (1 - month) ** 12,
        "a year, fault halved": 1 - (1 - month + fault / 2) ** 12,
        "a year, all but natural halved": 1 - (1 - natural - (month - natural) / 2) ** 12,
    }


def _winback():
    trial = table("yili", "winback_trial")
    chance = {f"chance, day {days}": math.exp(-0.02 * days) for days in (7, 30, 90)}
    profit = {
        f"profit, {measure} on day {days}": churn_models.winback_profit(
            "fault", measure, days, 1000
        )
        for measure, days in (("repair", 0), ("repair", 30), ("novelty", 0))
    }
    return {
        **chance,
        **profit,
        "households of the trial": len(trial),
        "cost of the most": trial.groupby("arm")["cost_cny"].mean().max(),
        # fact O04
        "sales, 2021": 227.7,
        "sales, 2022": 175.8,
        "sales of a shop, 2021": 227.7e4 / 4179,
        "sales of a shop, 2022": 175.8e4 / 3836,
        "sales by members, 2021": 0.64,
        "sales by members, 2022": 0.62,
    }


def kept(speak, solved, quick):
    """Share of customers with a problem who buy again, by the four shares of fact L08."""
    heard = solved * (quick * 0.82 + (1 - quick) * 0.54) + (1 - solved) * 0.19
    return speak * heard + (1 - speak) * 0.09


def complaints():
    heard, silent = table("yunduo", "complaints"), table("yunduo", "silent_problems")
    fine = table("yunduo", "no_problem")
    criteria = heard[["complainant", "matters", "damage", "demand", "in_range"]]
    accepted = (criteria.sum(axis=1) == 5).sum()
    extreme, shown = (heard["emotion"] == 5).sum(), heard["intent_shown"].sum()
    reasons = silent["reason"].tolist()
    quick = heard[heard["outcome"] == "quick"]
    again = heard["repurchased_12m"].groupby(heard["first_reply_h"] <= 24).mean()
    lost = heard.groupby("cause")["loss_cny"].sum() / heard["loss_cny"].sum()
    count = heard.groupby("cause").size() / len(heard)
    days = {rule: complaints_models.mean_day(rule) for rule in complaints_models.RULES}
    return {
        "complaints": len(heard),
        "silent problems": len(silent),
        "useless": reasons.count("useless") / len(silent),
        "troublesome": reasons.count("troublesome") / len(silent),
        "would rather switch": reasons.count("switch") / len(silent),
        "dollars of fact L08": 100,
        "kept": kept(0.4, 0.5, 0.3),
        "kept, half as many complain": kept(0.2, 0.5, 0.3),
        "kept, more complain": kept(0.6, 0.5, 0.3),
        "kept, more is solved": kept(0.4, 0.7, 0.3),
        "kept, faster": kept(0.4, 0.5, 0.6),
        "emotion 5": extreme,
        "emotion 5, share": extreme / len(heard),
        "anger after listening": 9 * 0.6,
        "intent": shown,
        "intent, share": shown / len(heard),
        "late deliveries": count["late_delivery"],
        "drifting scales": count["weigh_drift"],
        "loss by drifting scales": lost["weigh_drift"],
        "loss by the worst cause": lost.max(),
        "accepted": accepted,
        "accepted, share": accepted / len(heard),
        "loss, by type": days["type"].loss,
        "loss, first come": days["first"].loss,
        "loss, by tier": days["tier"].loss,
        "loss, by emotion": days["emotion"].loss,
        "wait of key complaints, first come": days["first"].key_wait,
        "wait of key complaints, by type": days["type"].key_wait,
        "wait, first come": days["first"].wait,
        "wait, by type": days["type"].wait,
        "rounds, one in ten again": 1 / (1 - 0.1),
        "rounds, one in two again": 1 / (1 - 0.5),
        "firms asked": 60,
        "limit of what is general": 0.1,
        "large losses": (heard["loss_cny"] > 700).mean(),
        "large losses of the silent": (silent["loss_cny"] > 700).mean(),
        "silent behind 40 complaints": 40 / 0.4 - 40,
        "silent behind 40 complaints, fewer speak": 40 / 0.2 - 40,
        "satisfaction, quick": quick["csat_after"].mean(),
        "satisfaction without a problem": fine["csat"].mean(),
        "bought again, quick": quick["repurchased_12m"].mean(),
        "bought again without a problem": fine["repurchased_12m"].mean(),
        "bought again, answered in a day": again[True],
        "bought again, answered later": again[False],
    }


def keyaccounts():
    accounts = table("yunduo", "ka_accounts").set_index("customer_id")
    contacts = table("yunduo", "ka_contacts")
    orders = table("yunduo", "ka_orders_monthly", parse_dates=["month"])
    flags = table("yunduo", "ka_flags")
    revenue = np.sort(
        orders.pivot_table("revenue_cny", "customer_id", aggfunc="sum")["revenue_cny"]
    )
    year = orders[orders["month"] > TODAY - pd.DateOffset(years=1)]
    sums = year.pivot_table(
        ["revenue_cny", "margin_cny", "service_hours"], "customer_id", aggfunc="sum"
    )
    net = sums["margin_cny"] - 120 * sums["service_hours"]
    east = accounts.index[accounts["region"] == "east"]
    hours = sums["service_hours"]
    threads = contacts["customer_id"].value_counts().tolist()
    gone = len(contacts) - contacts["left_on"].isna().sum()
    potential = sorted(accounts["potential_cny"].reindex(sums.index) / sums["revenue_cny"])
    share = revenue[-24:].sum() / revenue.sum()
    return {
        "accounts": len(accounts),
        "largest 24": share,
        "the largest": revenue[-1] / revenue.sum(),
        "regular business": flags["regular_business"].sum(),
        "joint plans": flags["joint_plan"].sum(),
        "trust when the first two actions come too early": 2 - 1.5 - 0.5,
        "a joint plan far too early": -1.5,
        "a joint plan one stage early": 0.5,
        "a joint plan that fits": 2.0,
        "the customer's view of Lao Chen": 0.5 * 3 + 0.5 * 5,
        "the firm's view of Xiao Li": 0.6 * 5 + 0.4 * 3,
        "hours in the east": hours.reindex(east).sum() / hours.sum(),
        "one thread": threads.count(1),
        "two threads": threads.count(2),
        "contacts who left": gone,
        "contacts who left, share": gone / len(contacts),
        "lost with one thread": 0.4,
        "lost with two threads": 0.4 * 0.4,
        "lost with three threads": 0.4 * 0.4 * 0.4,
        "cost of a small account": min(3000 * n + 20_000 * 0.4**n for n in range(1, 7)),
        "cost of a large account": min(3000 * n + 200_000 * 0.4**n for n in range(1, 7)),
        "budget for technology": 15 / (2 + 3 + 0 + 15),
        "revenue of C043": sums.loc["C043", "revenue_cny"] / 1e4,
        "loss of C043": -net["C043"] / 1e4,
        "revenue of C594": sums.loc["C594", "revenue_cny"] / 1e4,
        "profit of C594": net["C594"] / 1e4,
        "potential, the fifth": math.floor(potential[-5]),
        "potential, the sixth": potential[-6],
        "above the published range": share - 0.68,
    }


def ratchet(perceived, alpha=0.3, promise=0.0):
    """Satisfaction by visit: perceived minus expected, 50 at first; the promise comes with the
    tenth visit."""
    expected, felt = 50.0, []
    for visit, got in enumerate(perceived, start=1):
        expected += promise if visit == 10 else 0
        felt.append(got - expected)
        expected += alpha * (got - expected)
    return felt


def worth(retention, discount, years=2000):
    """Value of a customer who brings 100 yuan a year, added up year by year."""
    rate = retention / (1 + discount)
    return 100 * sum(rate**year for year in range(1, years))


def retention_for(claim, delta, discount):
    """The lowest retention from 0.55 on, to four digits, from which delta more makes a customer
    worth the claim more."""
    for step in range(5500, round(10_000 * (1 - delta))):
        r0 = step / 10_000
        now, then = r0 / (1 + discount - r0), (r0 + delta) / (1 + discount - r0 - delta)
        if then / now - 1 >= claim:
            return r0
    return None


def quality():
    answers = table("ctrip", "svq_responses")
    shares = answers[["imp_tan", "imp_rel", "imp_res", "imp_ass", "imp_emp"]]
    fast = set(answers.index[answers["duration_s"] < 60])
    failed = set(answers.index) - set(answers.index[answers["attention_check"]])
    uneven = set(answers.index[shares.sum(axis=1) != 100])
    groups = table("yili", "cohorts").pivot_table("active", "month", "cohort")
    coupon = groups["coupon"]
    assert retention_for(0.60, 0.05, 0.10) is None
    means = {
        who: quality_models.sample_mean(number, who, seed=1, surveys=200)
        for number, who in ((100, "alike"), (400, "satisfied"))
    }
    return {
        "answers": len(answers),
        "minutes before": (9 + 7 + 11 + 8 + 10) / 5,
        "minutes after": (6 + 5 + 8 + 5 + 6) / 5,
        "satisfaction at first": ratchet([60])[0],
        "satisfaction, 1 point better each time": 1 / 0.3,
        "satisfaction after a promise": ratchet([60] * 10, promise=10)[-1],
        "awareness": 4 / 6,
        "reputation": 2 / 4,
        "return rate": 3 / 4,
        "too fast": len(fast),
        "failed the check": len(failed),
        "uneven weights": len(uneven),
        "careless": len(fast | failed | uneven),
        "error of 30": 1.96 / math.sqrt(30),
        "error of 100": 1.96 / math.sqrt(100),
        "error of 400": 1.96 / math.sqrt(400),
        "gap of the wait": -1.5,
        "push of the taste": 60 * -0.6,
        "weighted gap": (60 * -0.6 + 20 * -1.5 + 20 * 0.2) / 100,
        "plain gap": (-0.6 - 1.5 + 0.2) / 3,
        "customers of a group": coupon[0],
        "coupon after three years": coupon[36],
        "friends after three years": groups["friends"][36],
        "coupon, first year": coupon[12] / coupon[0],
        "coupon, second year": coupon[24] / coupon[12],
        "coupon, third year": coupon[36] / coupon[24],
        "customers of the small shop": 20 + 80,
        "profit of the loyal": 5400 / (5400 + 3600),
        "loyal to ordinary": (5400 / 20) / (3600 / 80),
        "claim: insurance": 0.60,
        "claim: services": 0.21,
        "claim: banking": 0.40,
        "claim: Xerox": 10,
        "value of a customer": worth(0.80, 0.10),
        "banking": retention_for(0.40, 0.05, 0.10),
        "services": retention_for(0.21, 0.04, 0.10),
        "insurance at 5%": retention_for(0.60, 0.05, 0.05),
        "insurance undiscounted": retention_for(0.60, 0.05, 0.0),
        "uplift from 10%": worth(0.15, 0.10) / worth(0.10, 0.10) - 1,
        "yuan from 10%": worth(0.15, 0.10) - worth(0.10, 0.10),
        "uplift from 90%": worth(0.95, 0.10) / worth(0.90, 0.10) - 1,
        "yuan from 90%": worth(0.95, 0.10) - worth(0.90, 0.10),
        "three alike": 1 / 3,
        "one at 0.85": (1 / 0.15) / (1 / 0.15 + 2 / 0.20),
        "one at 0.90": (1 / 0.10) / (1 / 0.10 + 2 / 0.20),
        "0.75 beside 0.50": 4 / (4 + 2),
        "100 alike, off by": abs(means["alike"] - 5).mean(),
        "400 biased, off by": abs(means["satisfied"] - 5).mean(),
    }


LESSONS = {
    "warmup": warmup,
    "customers": customers,
    "crm": crm,
    "service": service,
    "agents": agents,
    "tiering": tiering,
    "maintenance": maintenance,
    "information": information,
    "keyaccounts": keyaccounts,
    "complaints": complaints,
    "quality": quality,
    "churn": churn,
}
