"""Models of unit `service`: fixed points or roving vans, and the promise of a reply.

Sources of the parameters: the widget table of unit `service` in the content specification. Where
customers live, what points and vans cost, how long replies take and what a broken promise weighs
are assumptions of this course; no figure here describes a real firm.
"""

from collections.abc import Iterable
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from keguan.models.base import Bools, Floats, Numbers, require

# --- W2.1 fixed or roving -------------------------------------------------------------------------

SIDE = 20.0  # km; the region is a square
CUSTOMERS = 500
TOWNS = ((4.0, 15.0), (15.5, 13.0), (9.5, 4.5))  # km from the southwest corner
WIDTH = 1.05  # km; sigma of the distance from the middle of a town, in each direction
DEPOT = (10.0, 10.0)  # where the vans start and end their day
SEED = 3

REACH = 2.0  # km that a customer goes to a point
POINT_COST = 2000.0  # yuan a week
VAN_COST = 4500.0  # yuan a week, with the driver
STOP = 12.0  # minutes at a customer's
PER_KM = 2.0  # minutes; 30 km/h
DAYS = 5  # a week
DAY = 480.0  # minutes from leaving the depot to being back


def customers(spread: float, seed: int = SEED) -> Floats:
    """Where CUSTOMERS customers live, a row each: x and y in km.

    spread: share (0-1, or ValueError) that lives anywhere in the region; the others live round the
    middles of three towns. With the same seed it is always the same people who have moved out.
    """
    require(0 <= spread <= 1, "spread is a share, 0-1")
    rng = np.random.default_rng(seed)
    middles = np.resize(TOWNS, (CUSTOMERS, 2))
    homes = np.clip(middles + rng.normal(0, WIDTH, (CUSTOMERS, 2)), 0, SIDE)
    outside = rng.uniform(0, SIDE, (CUSTOMERS, 2))
    moved = rng.permutation(CUSTOMERS)[: round(spread * CUSTOMERS)]
    homes[moved] = outside[moved]
    return homes


def distances(here: npt.ArrayLike, there: npt.ArrayLike) -> Floats:
    """Km from each place of `here` (rows) to each of `there` (columns), as the crow flies."""
    (x, y), (east, north) = np.asarray(here, float).T, np.asarray(there, float).T
    return np.sqrt(np.subtract.outer(x, east) ** 2 + np.subtract.outer(y, north) ** 2)


def sites(xy: npt.ArrayLike, n: int, radius: float = REACH) -> Floats:
    """n places for service points, one after the other where it reaches most customers who have
    none yet; each is where some customer lives.

    Raises ValueError unless n is 1 up and no more than there are customers.
    """
    xy = np.asarray(xy, float)
    require(1 <= n <= len(xy), "n is 1 up to the number of customers")
    near = distances(xy, xy) <= radius
    missing = np.ones(len(xy), bool)
    chosen = []
    for _ in range(n):
        chosen.append(int(near[:, missing].sum(axis=1).argmax()))
        missing &= ~near[chosen[-1]]
    return xy[chosen]


def covered(xy: npt.ArrayLike, points: npt.ArrayLike, radius: float = REACH) -> Bools:
    """Whether each customer has a point within `radius` km, the edge included."""
    return distances(xy, points).min(axis=1) <= radius


class Week(NamedTuple):
    """A week of the vans: `served`, whether each customer was, the `routes` of all days as places
    of customers in the order of the visits, and `driving`, the share of their time on the road.
    """

    served: Bools
    routes: list[list[int]]
    driving: float


def vans(xy: npt.ArrayLike, n: int) -> Week:
    """The week of n vans, which drive each day from the depot to the nearest customer not yet
    served, and so on, as long as they can be back within the DAY.

    Raises ValueError for fewer than one van.
    """
    require(n >= 1, "n is 1 up")
    xy = np.asarray(xy, float)
    between = distances(xy, xy) * PER_KM
    home = distances([DEPOT], xy)[0] * PER_KM
    left = np.ones(len(xy), bool)
    routes, minutes = [], 0.0
    for _ in range(n * DAYS):
        route, used = _day(between, home, left)
        routes.append(route)
        minutes += used
    stops = STOP * sum(map(len, routes))
    return Week(~left, routes, 1 - stops / minutes if minutes else 0.0)


def _day(between: Floats, home: Floats, left: Bools) -> tuple[list[int], float]:
    """(route, minutes) of one van on one day; whom it serves is no longer `left`."""
    route: list[int] = []
    minutes, ways = 0.0, home
    while left.any():
        nearest = int(np.where(left, ways, np.inf).argmin())
        there = minutes + ways[nearest] + STOP
        if there + home[nearest] > DAY:
            break
        route.append(nearest)
        left[nearest] = False
        minutes, ways = there, between[nearest]
    return route, (minutes + home[route[-1]] if route else 0.0)


def cost_each(cost: float, served: Bools) -> float:
    """Yuan for each customer who is served; ValueError where nobody is."""
    require(served.any(), "nobody is served")
    return cost / int(served.sum())


# --- W2.2 the promise clock -----------------------------------------------------------------------

MEDIAN = 1.6  # hours until the reply
SIGMA = 0.75  # of the logarithm of the hours
BROKEN = 2.0  # kept promises that one broken takes away
PER_HOUR = 0.1  # of the score that each hour of the promise takes away: customers go elsewhere
ASKED = 100  # customers of the lab


def replies(median: float = MEDIAN, sigma: float = SIGMA, n: int = ASKED) -> Floats:
    """Hours until the reply of n customers, the quickest first: the quantiles in the middle of n
    equal parts of a lognormal distribution. Raises ValueError unless all three are above 0.
    """
    require(median > 0 and sigma > 0 and n > 0, "median, sigma and n are above 0")
    normal = NormalDist()
    deviates = [normal.inv_cdf((place + 0.5) / n) for place in range(n)]
    return median * np.exp(sigma * np.array(deviates))


def kept(hours: Numbers, promise: float) -> float:
    """Share (0-1) of the replies that come within the promise, in hours; on the minute is kept.

    Raises ValueError where there are no replies.
    """
    require(len(hours) > 0, "there are no replies")
    return float((np.asarray(hours) <= promise).mean())


def promise_score(hours: Numbers, promise: float) -> float:
    """What a promise is worth: the share kept, less twice the share broken, less a tenth for each
    hour."""
    share = kept(hours, promise)
    return share - BROKEN * (1 - share) - PER_HOUR * promise


def best_promise(hours: Numbers, promises: Iterable[float]) -> float:
    """The promise with the highest score, the shortest of several."""
    return max(sorted(promises), key=lambda promise: promise_score(hours, promise))
