"""Models of unit `tiering`: the customer pyramid, spending on groups of customers, RFM and the four
quadrants.

Sources of the parameters: the widget table of unit `tiering` in the content specification. The
customers of these models are simulated; no figure here describes a real firm.
"""

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import NormalDist
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from keguan.models.base import Bools, Floats, Numbers, require

_NORMAL = NormalDist()

# --- the customer pyramid -------------------------------------------------------------------------

MEAN_PROFIT = 100.0  # yuan a customer a year, so that shares and yuan are easy to compare
PYRAMID = (0.2, 0.3, 0.5)  # key, ordinary, small: shares of the number of customers
SHAPES = ("lognormal", "pareto")


def profits(
    n: int = 1000,
    sigma: float = 1.683,
    shape: str = "lognormal",
    loss_share: float = 0.0,
    alpha: float = 1.161,
) -> Floats:
    """Yearly profit of n simulated customers, largest first, mean 100 yuan; array of shape (n,).

    Each value is the mean of one of n equal slices of the distribution, so that the share of the
    top 20 % is the exact one for every n that 20 % divides. `sigma` belongs to the lognormal,
    `alpha` to the Pareto shape. The bottom `loss_share` of the customers (0-0.5) each cost money on
    top: from 0 up to twice the mean profit, the last one most.
    Raises ValueError for n < 1, an unknown shape, or parameters outside their range.
    """
    require(int(n) == n and n >= 1, "n must be a whole number of at least 1")
    require(0 <= loss_share <= 0.5, "loss_share must lie between 0 and 0.5")
    require(shape in SHAPES, f"shape must be one of {', '.join(SHAPES)}")
    n = int(n)
    parameter = float(sigma if shape == "lognormal" else alpha)
    values = np.diff(_bottom_curve(n, shape, parameter))[::-1] * n
    losers = round(loss_share * n)
    if losers:
        values = values.copy()
        values[-losers:] -= 2 * (np.arange(1, losers + 1) - 0.5) / losers
    return values * (MEAN_PROFIT / values.mean())


def pyramid_shares(
    sigma: float = 1.683,
    cuts: Sequence[float] = PYRAMID,
    shape: str = "lognormal",
    alpha: float = 1.161,
) -> tuple[float, float, float]:
    """Shares of profit of the key, ordinary and small tier (sum 1), by the closed form; no
    loss-makers.

    `cuts` are the tiers' shares of the number of customers. Raises ValueError if they do not sum to
    1.
    """
    key, ordinary, _ = _checked_cuts(cuts)
    parameter = sigma if shape == "lognormal" else alpha
    top = _top_share(key, shape, parameter)
    upper = _top_share(key + ordinary, shape, parameter)
    return top, upper - top, 1.0 - upper


def tier_counts(n: int, cuts: Sequence[float] = PYRAMID) -> tuple[int, int, int]:
    """Numbers of key, ordinary and small among n customers.

    Key is rounded up, key + ordinary half up, small is the rest: 7 customers give 2, 2, 3.
    """
    key_share, ordinary_share, _ = _checked_cuts(cuts)
    # The tiny amount keeps 0.2 * 15 = 3.0000000000000004 from becoming 4 customers.
    key = min(n, math.ceil(key_share * n - 1e-9))
    both = math.floor((key_share + ordinary_share) * n + 0.5 + 1e-9)
    upper = min(n, max(key, both))
    return key, upper - key, n - upper


def tier_shares(
    values: npt.ArrayLike, cuts: Sequence[float] = PYRAMID
) -> tuple[float, float, float]:
    """Shares of the total of `values` that the key, ordinary and small tier hold (sum 1).

    A share can be negative or above 1 if some values are. Raises ValueError if the total is not
    positive.
    """
    ordered = _descending(values)
    key, ordinary, _ = tier_counts(len(ordered), cuts)
    total = ordered.sum()
    top = ordered[:key].sum() / total
    upper = ordered[: key + ordinary].sum() / total
    return float(top), float(upper - top), float(1.0 - upper)


def lorenz(values: npt.ArrayLike) -> tuple[Floats, Floats]:
    """The concentration curve, cumulated from the largest: (x, y), arrays of length n + 1 from 0 to
    1.

    x is the share of customers, y the share of the total they hold. y passes 1 before it comes back
    to 1 if some values are negative. Raises ValueError if the total is not positive.
    """
    ordered = _descending(values)
    y = np.concatenate(([0.0], np.cumsum(ordered))) / ordered.sum()
    y[-1] = 1.0
    return np.linspace(0.0, 1.0, len(ordered) + 1), y


def gini(values: npt.ArrayLike) -> float:
    """Gini coefficient of `values`: 0 = all equal. Raises ValueError if the total is not
    positive."""
    ordered = _descending(values)
    n = len(ordered)
    rank = np.arange(n, 0, -1)
    weighted = (2 * rank - n - 1) * ordered
    return float(weighted.sum() / (n * ordered.sum()))


def gini_lognormal(sigma: float) -> float:
    """Gini coefficient of a lognormal distribution with this sigma."""
    return math.erf(sigma / 2)


def sigma_for_top_share(share: float, top: float = 0.2) -> float:
    """The lognormal sigma with which the `top` share of customers earns `share` of the profit.

    Raises ValueError unless top <= share < 1.
    """
    require(0 < top <= share < 1, "share must be at least top and below 1")
    return _NORMAL.inv_cdf(1 - top) - _NORMAL.inv_cdf(1 - share)


def alpha_for_top_share(share: float, top: float = 0.2) -> float:
    """The Pareto alpha with which the `top` share of customers earns `share` of the profit.

    Raises ValueError unless top < share < 1.
    """
    require(0 < top < share < 1, "share must be above top and below 1")
    return 1 / (1 - math.log(share) / math.log(top))


def _top_share(p: float, shape: str, parameter: float) -> float:
    """Share of profit held by the top share p of customers."""
    require(shape in SHAPES, f"shape must be one of {', '.join(SHAPES)}")
    if p <= 0:
        return 0.0
    if p >= 1:
        return 1.0
    if shape == "pareto":
        require(parameter > 1, "alpha must be above 1, or the mean does not exist")
        return p ** (1 - 1 / parameter)
    require(parameter >= 0, "sigma must not be negative")
    return _NORMAL.cdf(parameter - _NORMAL.inv_cdf(1 - p))


@functools.lru_cache(maxsize=64)
def _bottom_curve(n: int, shape: str, parameter: float) -> Floats:
    """Shares of profit held by the bottom 0/n, 1/n, ..., n/n of customers; read-only array (n +
    1,).
    """
    if shape == "lognormal":
        require(parameter >= 0, "sigma must not be negative")
        # erfc keeps its digits far down in the tail, where 1 - top share would be all rounding
        # error.
        inner = [0.5 * math.erfc((parameter - z) / math.sqrt(2)) for z in _normal_quantiles(n)]
        curve = np.array([0.0, *inner, 1.0])
    else:
        curve = np.array([1 - _top_share(1 - i / n, shape, parameter) for i in range(n + 1)])
    curve.flags.writeable = False
    return curve


@functools.lru_cache(maxsize=16)
def _normal_quantiles(n: int) -> tuple[float, ...]:
    """Standard normal quantiles at 1/n ... (n-1)/n."""
    return tuple(_NORMAL.inv_cdf(i / n) for i in range(1, n))


def _descending(values: npt.ArrayLike) -> Floats:
    """Values as floats, largest first; refuses an empty, unfinished or loss-making whole."""
    ordered = np.sort(np.asarray(values, dtype=float))[::-1]
    require(
        ordered.size > 0 and np.isfinite(ordered).all(),
        "values must be numbers, at least one of them",
    )
    require(ordered.sum() > 0, "the total of the values must be positive")
    return ordered


def _checked_cuts(cuts: Sequence[float]) -> tuple[float, ...]:
    cuts = tuple(float(cut) for cut in cuts)
    require(
        len(cuts) == 3 and min(cuts) >= 0 and abs(sum(cuts) - 1) < 1e-6,
        "cuts must be three shares (key, ordinary, small) that sum to 1",
    )
    return cuts


# --- spending on six groups of customers ----------------------------------------------------------

GROUPS = ("key", "ordinary_plus", "ordinary_minus", "small_plus", "small_minus", "bad")
# customers at the start; + has upgrade potential, - has none
GROUP_SIZES = (200, 120, 180, 100, 330, 70)
GROUP_MARGINS = (3600, 500, 500, 45, 45, -60)  # yuan a head a quarter before spending
_ATTRITION = np.array([0.08, 0.06, 0.06, 0.08, 0.08, 0.02])  # share lost a quarter without spending
# yuan a head that cut attrition by 1 - 1/e
_ATTRITION_SCALE = np.array([150, 80, 80, 20, 20, np.inf])
_UPGRADES = {"ordinary_plus": (0.06, 60.0), "small_plus": (0.08, 15.0)}  # ceiling, scale in yuan
_PRICE_ATTRITION = 0.004  # extra attrition of small_minus per yuan of price rise

PLANS: dict[str, dict[str, Any]] = {
    "none": {"spend": (0, 0, 0, 0, 0, 0)},
    "equal": {"spend": (60, 60, 60, 60, 60, 60)},
    "key_only": {"spend": (300, 0, 0, 0, 0, 0)},
    "differentiated": {"spend": (200, 90, 20, 15, 0, 0), "drop_bad": True, "price_rise": 5},
    "no_cultivation": {"spend": (200, 0, 20, 0, 0, 0), "drop_bad": True, "price_rise": 5},
}


def simulate_resources(
    spend: Mapping[str, float] | Numbers,
    quarters: int = 8,
    drop_bad: bool = False,
    price_rise: float = 0.0,
) -> pd.DataFrame:
    """What a spending plan earns; one row a quarter.

    spend: yuan a head a quarter for the six GROUPS (sequence in that order, or dict with missing =
    0).
    drop_bad: end the contracts of the poor-quality group before the first quarter.
    price_rise: yuan a head a quarter added to the price of small_minus.
    Columns: quarter (1...), one per group (customers at the start of the quarter), spend, profit
    (of the quarter, yuan), cumulative (yuan). Attrition and upgrades are both taken from the
    start-of-quarter counts.
    Raises ValueError for negative or missing spending, a negative price rise, or less than one
    quarter.
    """
    spend = _spend_array(spend)
    whole = int(quarters) == quarters
    require(whole and quarters >= 1, "quarters must be a whole number of at least 1")
    require(np.isfinite(price_rise) and price_rise >= 0, "price_rise must not be negative")
    counts = np.array(GROUP_SIZES, dtype=float)
    counts[5] *= not drop_bad
    margin = np.array(GROUP_MARGINS, dtype=float)
    margin[4] += price_rise
    lost, rising = _quarterly_rates(spend, price_rise)
    rows = []
    for quarter in range(1, int(quarters) + 1):
        spent = (counts * spend).sum()
        profit = (counts * (margin - spend)).sum()
        rows.append((quarter, *counts, spent, profit))
        upgraded = counts * rising
        counts = counts * (1 - lost) - upgraded
        counts[0] += upgraded[1]
        # small_plus rises into ordinary_plus: a customer that rose once can rise again.
        counts[1] += upgraded[3]
    table = pd.DataFrame(rows, columns=["quarter", *GROUPS, "spend", "profit"])
    table["cumulative"] = table["profit"].cumsum()
    return table


def _quarterly_rates(spend: Floats, price_rise: float) -> tuple[Floats, Floats]:
    """Shares of each group that leave and that rise in a quarter; two arrays (6,)."""
    lost = _ATTRITION * np.exp(-spend / _ATTRITION_SCALE)
    lost[4] = min(1.0, lost[4] + _PRICE_ATTRITION * price_rise)
    rising = np.zeros(6)
    for group, (ceiling, scale) in _UPGRADES.items():
        i = GROUPS.index(group)
        rising[i] = ceiling * (1 - math.exp(-spend[i] / scale))
    return lost, rising


def _spend_array(spend: Mapping[str, float] | Numbers) -> Floats:
    if isinstance(spend, dict):
        unknown = sorted(set(spend) - set(GROUPS))
        require(
            not unknown,
            f"unknown group {unknown[0] if unknown else ''}; groups are {', '.join(GROUPS)}",
        )
        spend = [spend.get(group, 0) for group in GROUPS]
    spend = np.asarray(spend, dtype=float)
    require(spend.shape == (6,), "spend needs six numbers, one for each of " + ", ".join(GROUPS))
    require(np.isfinite(spend).all() and spend.min() >= 0, "spend must not be negative")
    return spend


# --- RFM and the four quadrants -------------------------------------------------------------------

# Types 1 and 2 come first, as in the source; the order of the other six is ours.
RFM_TYPES = ("R↓F↑M↑", "R↓F↓M↑", "R↓F↑M↓", "R↓F↓M↓", "R↑F↑M↑", "R↑F↑M↓", "R↑F↓M↑", "R↑F↓M↓")
NO_ORDER = "no-order"  # label of a customer without an order in the window
# loyalty, relative profit; counter-clockwise from upper right
QUADRANTS = ("L↑P↑", "L↓P↑", "L↓P↓", "L↑P↓")
SPLITS = ("mean", "median")
Scores: TypeAlias = float | Floats | pd.Series  # of one customer or of many


class OrderDays(NamedTuple):
    """Completed orders as arrays, oldest first: what `rfm` needs, prepared once for many
    windows."""

    members: pd.Index  # all member ids, sorted
    member: np.ndarray  # position in `members`, one an order
    day: np.ndarray  # whole days since 1970-01-01
    amount: np.ndarray  # gmv, yuan
    profit: np.ndarray  # gmv * take rate - coupon - service cost, yuan


def order_days(orders: pd.DataFrame, members: Iterable[str] | None = None) -> OrderDays:
    """Prepare an orders table (member_id, order_ts, gmv_cny, status, take_rate, coupon_cny,
    service_cost_cny).

    members: ids to report on (default: those in `orders`); orders of other ids are left out.
    """
    ids = orders["member_id"] if members is None else pd.Series(members)
    index = pd.Index(sorted(ids.unique()), name="member_id")
    position = index.get_indexer(orders["member_id"])
    completed = (orders["status"] == "completed").to_numpy()
    keep = np.flatnonzero(completed & (position >= 0))
    times = pd.to_datetime(orders["order_ts"]).to_numpy()
    day = times.astype("datetime64[D]").astype(np.int64)
    keep = keep[np.argsort(day[keep], kind="stable")]
    done = orders.iloc[keep]
    income = done["gmv_cny"] * done["take_rate"]
    profit = income - done["coupon_cny"] - done["service_cost_cny"]
    return OrderDays(
        members=index,
        member=position[keep],
        day=day[keep],
        amount=done["gmv_cny"].to_numpy(float),
        profit=profit.to_numpy(float),
    )


def rfm(orders: OrderDays, reference_date: str | pd.Timestamp, months: int = 12) -> pd.DataFrame:
    """R, F, M and profit of every member in the window that ends with the reference date.

    orders: an OrderDays. The window is the `months` months up to and including the reference date.
    Returns a DataFrame by member_id: R (whole days since the last order, NaN without an order in
    the window), F (orders), M (yuan), profit (yuan). Raises ValueError for less than one month.
    """
    require(months >= 1, "the window needs at least one month")
    reference = pd.Timestamp(reference_date).normalize()
    last_day = _day_number(reference)
    first_day = _day_number(reference - pd.DateOffset(months=int(months))) + 1
    window = slice(*np.searchsorted(orders.day, [first_day, last_day + 1]))
    member = orders.member[window]
    n = len(orders.members)
    latest = np.full(n, np.nan)
    latest[member] = orders.day[window]  # orders stand oldest first, so the last one stays
    return pd.DataFrame(
        {
            "R": last_day - latest,
            "F": np.bincount(member, minlength=n),
            "M": np.bincount(member, weights=orders.amount[window], minlength=n),
            "profit": np.bincount(member, weights=orders.profit[window], minlength=n),
        },
        index=orders.members,
    )


def _day_number(timestamp: pd.Timestamp) -> int:
    return (timestamp - pd.Timestamp("1970-01-01")).days


def rfm_arrows(table: pd.DataFrame, split: str = "mean") -> pd.Series:
    """The RFM pattern of each customer, such as "R↓F↑M↑": Series of text, same index.

    table: DataFrame with columns R, F, M. ↑ means at least the mean (or median) of the column.
    Remember that R↑ is bad: the last order lies far back. Rows without an order (R missing or F =
    0) become "no-order" and are left out of the means. Raises ValueError for another split.
    """
    patterns = np.array(RFM_TYPES, dtype=object)
    codes = rfm_codes(table, split)
    labels = np.where(codes < 0, NO_ORDER, patterns[np.maximum(codes, 0)])
    return pd.Series(labels, index=table.index, name="rfm", dtype="str")


def rfm_codes(table: pd.DataFrame, split: str = "mean") -> npt.NDArray[np.int64]:
    """Position of each customer's pattern in RFM_TYPES, -1 without an order: int array (n,)."""
    middle = rfm_split(table, split)
    ordered = _has_order(table)
    codes = np.full(len(table), -1)
    high = {name: table[name].to_numpy(float) >= middle[name] for name in "RFM"}
    for code, pattern in enumerate(RFM_TYPES):
        match = ordered.copy()
        for name in "RFM":
            match &= high[name] == (f"{name}↑" in pattern)
        codes[match] = code
    return codes


def rfm_split(table: pd.DataFrame, split: str = "mean") -> dict[str, float]:
    """The values of R, F, M that separate ↓ from ↑: dict by column (mean or median of those with an
    order).
    """
    require(split in SPLITS, 'split must be "mean" or "median"')
    ordered = _has_order(table)
    middle = np.mean if split == "mean" else np.median
    if not ordered.any():
        return dict.fromkeys("RFM", float("nan"))
    return {name: float(middle(table[name].to_numpy(float)[ordered])) for name in "RFM"}


def rfm_counts(table: pd.DataFrame, split: str = "mean") -> pd.Series:
    """Number of customers of each of the eight patterns, all eight present, in the order of
    RFM_TYPES.
    """
    codes = rfm_codes(table, split)
    counts = np.bincount(codes[codes >= 0], minlength=8)
    return pd.Series(counts, index=list(RFM_TYPES), name="customers")


def _has_order(table: pd.DataFrame) -> Bools:
    return (table["R"].notna() & (table["F"] > 0)).to_numpy()


def loyalty_score(
    purchase_share: Scores,
    continuity: Scores,
    default_rate: Scores,
    weights: Sequence[float] = (0.4, 0.4, 0.2),
) -> Any:
    """Loyalty = w1 * purchase share + w2 * continuity - w3 * default rate (the default rate counts
    against).

    Inputs are numbers, arrays or Series between 0 and 1; the result has the same form. Raises
    ValueError for a negative weight.
    """
    share, continuous, default = (float(weight) for weight in weights)
    require(min(share, continuous, default) >= 0, "weights must not be negative")
    return share * purchase_share + continuous * continuity - default * default_rate


def relative_profit(profit: Scores) -> Any:
    """Profit divided by the mean profit: 1 = average customer.

    Raises ValueError if the mean is not positive.
    """
    mean = np.mean(np.asarray(profit, dtype=float))
    require(mean > 0, "the mean profit must be positive")
    return profit / mean


def quadrants(loyalty: Scores, rel_profit: Scores, cut: str = "mean") -> pd.Series:
    """The quadrant of each customer: Series of "L↑P↑", "L↓P↑", "L↓P↓" or "L↑P↓" (L loyalty, P
    profit), in the order of `loyalty`; two Series are matched by their index.

    ↑ means at least the cut: the mean, or with cut="median" the median. Raises ValueError for
    another cut.
    """
    require(cut in SPLITS, 'cut must be "mean" or "median"')
    middle = np.mean if cut == "mean" else np.median
    if isinstance(loyalty, pd.Series) and isinstance(rel_profit, pd.Series):
        rel_profit = rel_profit.reindex(loyalty.index)
    loyal = np.asarray(loyalty, dtype=float)
    rich = np.asarray(rel_profit, dtype=float)
    # Rounding keeps equal scores equal: 0.1 * 3 may lie a hair below the mean of itself.
    loyal_up = np.round(loyal - middle(loyal), 12) >= 0
    rich_up = np.round(rich - middle(rich), 12) >= 0
    first = np.where(loyal_up, "L↑", "L↓")
    second = np.where(rich_up, "P↑", "P↓")
    labels = np.char.add(first, second)
    index = getattr(loyalty, "index", None)
    return pd.Series(labels, index=index, name="quadrant", dtype="str")
