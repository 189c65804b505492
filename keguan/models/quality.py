"""Models of unit `quality`: the expectation ratchet, the loyalty lens, a market without new
customers, and whose voice a survey hears.

Sources: satisfaction is what is perceived minus what was expected, and the three figures of SECTORS
are claims that the lesson tests. How fast expectations follow, the value of a customer, who answers
a survey and the ratings of its customers are assumptions of this course.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from keguan.models.base import Floats, require

# --- W7.1 the expectation ratchet -----------------------------------------------------------------

PERIODS = 30
PROMISED = 10  # the period that begins with the promise


def ratchet(
    start: float,
    performance: float,
    alpha: float,
    promise: float = 0.0,
    periods: int = PERIODS,
    growth: float = 0.0,
) -> pd.DataFrame:
    """Columns expected, perceived and satisfaction, in points, by period from 1 on.

    start and performance: what is expected, and what is perceived, in period 1; growth: points by
    which the performance rises each period. Satisfaction is perceived minus expected; afterwards
    the expectation goes the share alpha (0-1) of the way to what was perceived. The promise adds
    its points to the expectation at the beginning of period PROMISED.
    """
    require(
        0 <= alpha <= 1 and periods >= 1, "alpha is a share 0-1, and there is one period or more"
    )
    rows = []
    expected = start
    for period in range(1, periods + 1):
        perceived = performance + growth * (period - 1)
        if period == PROMISED:
            expected += promise
        rows.append((expected, perceived, perceived - expected))
        expected += alpha * (perceived - expected)
    index = pd.RangeIndex(1, periods + 1, name="period")
    return pd.DataFrame(rows, index, ["expected", "perceived", "satisfaction"])


# --- W7.2 the loyalty lens ------------------------------------------------------------------------


class Sector(NamedTuple):
    """A claim: `delta` more retention (0.05 = five points) makes a customer worth `claim` more."""

    delta: float
    claim: float


SECTORS = {
    "banking": Sector(0.05, 0.40),
    "services": Sector(0.04, 0.21),
    "insurance": Sector(0.05, 0.60),
}
RISING = 0.55  # from this retention on `solve` looks: fewer stay in hardly any trade


def lifetime_value(margin: float, retention: float, discount: float) -> float:
    """Yuan that a customer is worth: margin x retention / (1 + discount - retention).

    margin: yuan a year while the customer stays; retention: the share that stays each year;
    discount: of yuan that come a year later. Infinite when everybody stays for ever undiscounted.
    """
    require(0 <= retention <= 1 and discount >= 0, "retention is 0-1, the discount not negative")
    rest = 1 + discount - retention
    return margin * retention / rest if rest > 1e-12 else math.inf


def uplift(r0: float, delta: float, discount: float) -> float:
    """How much more a customer is worth (0.4 = 40%) when the retention rises from r0 to r0 + delta.

    Raises ValueError unless 0 < r0 and r0 + delta <= 1. Over r0 it is a U with its bottom at
    (1 + discount - delta) / 2.
    """
    require(r0 > 0 and r0 + delta <= 1 + 1e-12, "r0 is above 0, and r0 + delta at most 1")
    now = lifetime_value(1, r0, discount)
    return lifetime_value(1, min(1.0, r0 + delta), discount) / now - 1


def solve(target: float, delta: float, discount: float) -> float | None:
    """The retention r0 from which `delta` more makes a customer worth `target` more; None where
    there is none.

    Only the rising branch of the U is searched, by bisection between RISING, or the bottom of the
    U if that is higher, and 1 - delta. The falling branch holds the same figures again, but there
    about half of the customers or more leave every year.
    """
    low, high = max(RISING, (1 + discount - delta) / 2), 1 - delta
    if low > high or not uplift(low, delta, discount) <= target <= uplift(high, delta, discount):
        return None
    while high - low > 1e-9:
        middle = (low + high) / 2
        if uplift(middle, delta, discount) < target:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# --- W7.3 a market without new customers ----------------------------------------------------------


def market(retentions: Sequence[float], periods: int) -> Floats:
    """Shares of the customers, a row for the start and each period, a column for each firm.

    All firms start alike. Each period a firm keeps its retention (0-1) of its customers, and those
    who leave go to the other firms in equal parts.
    """
    kept = _checked(retentions)
    shares = np.full(len(kept), 1 / len(kept))
    rows = [shares]
    for _ in range(periods):
        leaving = shares * (1 - kept)
        shares = shares - leaving + (leaving.sum() - leaving) / (len(kept) - 1)
        rows.append(shares)
    return np.array(rows)


def steady(retentions: Sequence[float]) -> list[float]:
    """The shares at which the market comes to rest: in proportion to 1 / (1 - retention).

    Raises ValueError for a firm that nobody ever leaves: in the end it has everybody.
    """
    kept = _checked(retentions)
    require(bool((kept < 1).all()), "each retention is below 1")
    years = 1 / (1 - kept)  # that a customer stays on average
    return (years / years.sum()).tolist()


def _checked(retentions: Sequence[float]) -> Floats:
    kept = np.asarray(retentions, float)
    require(
        len(kept) >= 2 and bool(((kept >= 0) & (kept <= 1)).all()),
        "two firms or more, each with a retention of 0-1",
    )
    return kept


# --- W7.4 whose voice -----------------------------------------------------------------------------

RATINGS = np.arange(3, 8)  # on the scale of 1-7
CUSTOMERS = np.array([0.05, 0.30, 0.30, 0.30, 0.05])  # shares; their mean is 5 and s is 1
TRUTH = 5.0
# how often those of each rating answer, as against others
ANSWERS = {
    "alike": np.array([1, 1, 1, 1, 1]),
    "satisfied": np.array([1, 1, 1, 2, 2]),
    "dissatisfied": np.array([2, 2, 1, 1, 1]),
    "both": np.array([2, 2, 1, 2, 2]),
}
LINE = 7  # what straight-liners tick, all the way down


def margin(s: float, n: int) -> float:
    """The margin of error (95%) of the mean of n answers with standard deviation s."""
    require(s >= 0 and n >= 1, "s is not negative, and n at least 1")
    return 1.96 * s / math.sqrt(n)


def heard(answers: str = "alike", lazy: float = 0.0) -> Floats:
    """Shares of the RATINGS among the answers that come in.

    answers: a key of ANSWERS, who answers how readily; lazy: share (0-1) of straight-liners.
    """
    require(0 <= lazy <= 1, "lazy is a share 0-1")
    shares = CUSTOMERS * ANSWERS[answers]
    return (1 - lazy) * shares / shares.sum() + lazy * (RATINGS == LINE)


def sample_mean(
    n: int, answers: str = "alike", lazy: float = 0.0, seed: int = 0, surveys: int = 1
) -> Floats:
    """Means of `surveys` surveys of n answers each: same seed, same surveys; as in `heard`."""
    require(n >= 1, "n is at least 1")
    rng = np.random.default_rng(seed)
    return rng.multinomial(n, heard(answers, lazy), surveys) @ RATINGS / n


def spread(shares: Floats) -> float:
    """The standard deviation of answers with these shares of the RATINGS."""
    return math.sqrt(shares @ (RATINGS - shares @ RATINGS) ** 2)
