"""Models of unit `churn`: the leaky bucket, the win-back clock, the law of 250, and who is called
lost in a crisis.

Sources of the parameters: the widget table of unit `churn` in the content specification (monthly
hazards, degree 250). Strengths and costs of methods and measures are assumptions of this course; no
figure here describes a real firm.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from keguan.models.base import Bools, Floats, Numbers, require

# --- W8.1 the leaky bucket ------------------------------------------------------------------------

CAUSES = ("natural", "competitive", "fault", "malicious", "other")
HAZARDS = (0.003, 0.008, 0.012, 0.002, 0.005)  # share of the customers lost a month to each cause
# five of the lesson, and the credit file
METHODS = ("quality", "product", "price", "care", "staff", "credit")
MARGIN = 300.0  # yuan a customer a month, before spending
DISCOUNT = 0.12  # share of the margin that discounts give away when they are used to the full
# extra monthly loss ("other") of loyal customers whom discounts as the only means drive away
LOYAL_LEAVE = 0.006
SCALE = 4.0  # thousand yuan a month at which a method has 1 - 1/e of its full effect
# Share of a cause's hazard that each method can take away at most (columns: CAUSES).
_POWER = {
    "quality": (0, 0.10, 0.60, 0, 0.10),
    "product": (0, 0.50, 0.10, 0, 0),
    "price": (0, 0.60, 0, 0, 0),
    "care": (0, 0.15, 0.20, 0, 0.30),
    "staff": (0, 0, 0.05, 0, 0.60),
    "credit": (0, 0, 0, 0.80, 0),
}


def remaining(n: float, hazards: Numbers = HAZARDS, months: int = 12) -> Floats:
    """Customers left after 0, 1, ... months: array of length months + 1.

    n: customers at the start; hazards: share lost a month to each cause, added up. Raises
    ValueError for hazards below 0 or adding up to more than 1, and for a negative n or number of
    months.
    """
    total = float(np.sum(hazards))
    require(
        n >= 0 and months >= 0 and min(hazards) >= 0 and total <= 1,
        "n and months must not be negative, hazards sum to 0-1",
    )
    return n * (1 - total) ** np.arange(months + 1, dtype=float)


def yearly_loss(hazards: Numbers = HAZARDS, months: int = 12) -> float:
    """Share of the customers lost within some months: 1 - (1 - sum of the hazards)^months."""
    return 1 - remaining(1.0, hazards, months)[-1]


def hazards_after(spend: Mapping[str, float]) -> Floats:
    """Monthly hazards by cause under a plan. spend: thousand yuan a month by method, others 0.

    Effects multiply: what one method leaves, the next can still reduce. Discounts take competitive
    losses away but drive away loyal customers (cause "other") as far as nothing but discounts is
    offered.
    """
    require(
        set(spend) <= set(METHODS) and min(spend.values(), default=0) >= 0,
        f"spend names {', '.join(METHODS)}, none below 0",
    )
    used = {method: 1 - np.exp(-spend.get(method, 0) / SCALE) for method in METHODS}
    hazards = np.array(HAZARDS, float)
    for method in METHODS:
        hazards *= 1 - used[method] * np.array(_POWER[method])
    others = max(used["quality"], used["product"], used["care"])
    hazards[CAUSES.index("other")] += LOYAL_LEAVE * used["price"] * (1 - others)
    return hazards


def bucket(
    spend: Mapping[str, float] | None = None, n: float = 1000, months: int = 12
) -> pd.DataFrame:
    """Month by month under a plan: a table with month, customers (at its end), lost_<cause> and
    profit (yuan, cumulative).

    Profit = customers at the start of the month x margin (less the discount) - spending.
    """
    spend = dict(spend or {})
    hazards = hazards_after(spend)
    left = remaining(n, hazards, months)
    margin = MARGIN * (1 - DISCOUNT * (1 - np.exp(-spend.get("price", 0) / SCALE)))
    earned = np.cumsum(left[:-1] * margin - 1000 * sum(spend.values()))
    table = {"month": np.arange(1, months + 1), "customers": left[1:]}
    for cause, hazard in zip(CAUSES, hazards, strict=True):
        table[f"lost_{cause}"] = left[:-1] * hazard
    table["profit"] = earned
    return pd.DataFrame(table)


# --- W8.2 the win-back clock ----------------------------------------------------------------------

MEASURES = ("apology", "repair", "offer", "novelty", "contact")
# yuan a customer
MEASURE_COSTS = {"apology": 5.0, "repair": 60.0, "offer": 80.0, "novelty": 50.0, "contact": 30.0}
START = 0.40  # chance to win a customer back at once with the measure that fits
DECAY = 0.02  # a day
# How well a measure fits a cause, 1 = the measure for it (rows: CAUSES, columns: MEASURES). "offer"
# matches a rival's price, "novelty" is for those who seek something new, "contact" gives a new and
# reliable person to talk to. Nothing brings back who has moved away (natural) or whose contract the
# firm has ended (malicious).
FIT = pd.DataFrame(
    [
        (0.00, 0.00, 0.00, 0.00, 0.00),
        (0.15, 0.10, 1.00, 0.60, 0.20),
        (0.50, 1.00, 0.35, 0.10, 0.40),
        (0.00, 0.00, 0.00, 0.00, 0.00),
        (0.30, 0.20, 0.30, 0.40, 1.00),
    ],
    index=CAUSES,
    columns=MEASURES,
)


def freshness(days: npt.ArrayLike, decay: float = DECAY) -> Floats:
    """Share of the first chance that is left after some days: exp(-decay x days)."""
    require(np.min(days) >= 0 and decay >= 0, "days and decay must not be negative")
    return np.exp(-decay * np.asarray(days, float))


def winback_chance(
    cause: str, measure: str, days: npt.ArrayLike, start: float = START, decay: float = DECAY
) -> Floats:
    """Chance (0-1) to win a customer back: start x fit(cause, measure) x exp(-decay x days)."""
    require(
        cause in CAUSES and measure in MEASURES and 0 <= start <= 1,
        "no such cause or measure, or start is no share",
    )
    return start * FIT.loc[cause, measure] * freshness(days, decay)


def winback_profit(
    cause: str,
    measure: str,
    days: npt.ArrayLike,
    value: float,
    start: float = START,
    decay: float = DECAY,
) -> Floats:
    """Expected profit (yuan) of trying: chance x value - cost of the measure."""
    return winback_chance(cause, measure, days, start, decay) * value - MEASURE_COSTS[measure]


def best_measure(
    cause: str, days: float, value: float, start: float = START, decay: float = DECAY
) -> tuple[str | None, float]:
    """(measure, profit in yuan) of the most profitable try; (None, 0.0) if no measure is worth its
    cost.
    """
    profits = {
        measure: float(winback_profit(cause, measure, days, value, start, decay))
        for measure in MEASURES
    }
    measure = max(profits, key=lambda name: profits[name])
    return (measure, profits[measure]) if profits[measure] > 0 else (None, 0.0)


# --- W8.3 the law of 250 --------------------------------------------------------------------------

DEGREE = 250


def reach(k: int, population: int, share: float = 1.0, degree: int = DEGREE) -> float:
    """People who hear of it when k customers each tell a share of their `degree` friends.

    population (1 - (1 - degree x share / population)^k): friends are drawn at random, so
    circles overlap.
    """
    require(
        k >= 0 and 0 <= share <= 1 and 0 < degree <= population,
        "k >= 0, share 0-1, degree at most the population",
    )
    return population * (1 - (1 - degree * share / population) ** k)


def hear(
    k: int, population: int, share: float = 1.0, degree: int = DEGREE, seed: int = 0
) -> tuple[Bools, list[npt.NDArray[np.int64]]]:
    """The same by simulation: (reached, told), a boolean array over the population and who each of
    the k told.

    Each of the k knows `degree` different random people and tells each with probability `share`;
    who is told twice is counted once.
    """
    reach(k, population, share, degree)  # the same refusals
    rng = np.random.default_rng(seed)
    reached = np.zeros(population, bool)
    told = []
    for _ in range(k):
        knows = rng.choice(population, degree, replace=False)
        listeners = knows[rng.random(degree) < share]
        told.append(listeners)
        reached[listeners] = True
    return reached, told


# --- W8.4 the crisis week by week -----------------------------------------------------------------


class Weeks(NamedTuple):
    """Weekly purchases of some brands: `weeks` (Mondays), `start` (number of the crisis week),
    `packs` (households x weeks). Households that bought none of the brands before the crisis are
    left out.
    """

    weeks: pd.DatetimeIndex
    start: int
    packs: np.ndarray


def weekly(panel: pd.DataFrame, brands: Sequence[str], crisis: str | pd.Timestamp) -> Weeks:
    """Purchases by household and week from the panel's rows (hh_id, week_start, brand, packs).

    crisis: Monday of the crisis week. Raises ValueError if the panel does not cover weeks before
    and after it.
    """
    # Every week, also one in which nobody bought anything.
    weeks = pd.date_range(panel["week_start"].min(), panel["week_start"].max(), freq="7D")
    crisis = pd.Timestamp(crisis)
    require(crisis in weeks[1:], "crisis must be a Monday of the panel, with weeks before it")
    own = panel[panel["brand"].isin(brands)]
    table = own.pivot_table(
        index="hh_id", columns="week_start", values="packs", aggfunc="sum", fill_value=0
    )
    packs = table.reindex(columns=weeks, fill_value=0).to_numpy()
    start = int(weeks.get_indexer([crisis])[0])
    bought_before = packs[:, :start].any(axis=1)
    return Weeks(weeks, start, packs[bought_before])


def index(world: Weeks) -> Floats:
    """Weekly packs over their mean before the crisis: array over the weeks, 1 = as before."""
    total = world.packs.sum(axis=0)
    return total / total[: world.start].mean()


FOLLOW = (
    26  # weeks in which a household that was called lost may come back; for every call the same
)


class Called(NamedTuple):
    """How many of `customers` are called lost, and how many of them buy again in the time that
    follows (`paused`) or do not (`gone`).
    """

    customers: int
    lost: int
    paused: int
    gone: int


def last_call(world: Weeks, follow: int = FOLLOW) -> int:
    """The last week after the crisis that `follow` weeks of the panel still follow."""
    return len(world.weeks) - 1 - world.start - follow


def called_lost(world: Weeks, week: int, window: int, follow: int = FOLLOW) -> Called:
    """Who is called lost `week` weeks after the crisis by the rule "nothing bought in the last
    `window` weeks".

    paused: of those, the households that buy one of the brands again in the next `follow` weeks;
    gone: the others. Calls are only comparable where they are followed equally long, so a week
    with fewer weeks after it is refused.
    """
    now = world.start + week
    require(
        0 <= week <= last_call(world, follow) and window >= 1 and follow >= 1,
        "week lies outside the panel or too near to its end, or the window is empty",
    )
    bought = world.packs > 0
    lost = ~bought[:, max(0, now - window + 1) : now + 1].any(axis=1)
    back = bought[:, now + 1 : now + 1 + follow].any(axis=1)
    return Called(len(bought), int(lost.sum()), int((lost & back).sum()), int((lost & ~back).sum()))
