"""Models of unit `customers`: whose shop wins, and the chain inside a firm.

Sources: three costs of a customer (money, time, energy), types of customers from the marketing
view, and stations that are each other's internal customers are taught in the lesson. What a minute
or a point of effort weighs for whom, what the shops ask of their customers and how often a station
is right are assumptions of this course; no figure here describes a real firm.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from keguan.models.base import Floats, Numbers, require

# --- W1.1 whose shop wins -------------------------------------------------------------------------


class Costs(NamedTuple):
    """What a customer spends at a shop: yuan, minutes, and points of energy (0-3); or, of a type of
    customers, what one of each weighs."""

    price: float
    wait: float
    effort: float


SHOPS = {"A": Costs(50, 30, 2), "B": Costs(60, 10, 1), "C": Costs(55, 20, 1.5)}
OURS = "C"
# two of the types from the marketing view
TYPES = {"economy": Costs(0.10, 0.02, 0.2), "convenience": Costs(0.03, 0.10, 0.8)}


def chosen(shops: Sequence[Costs], weights: Costs) -> Floats:
    """The share (0-1) of the customers of one type that comes to each shop, by a logit choice: a
    shop that costs one more in weighted costs is chosen 1/e as often. What the shops give is alike.

    Raises ValueError where there is no shop.
    """
    require(len(shops) > 0, "there is no shop")
    value = -np.asarray(shops, float) @ np.asarray(weights, float)
    likely = np.exp(value - value.max())
    return likely / likely.sum()


def shop_shares(shops: Sequence[Costs], mix: Mapping[str, float]) -> Floats:
    """Shares (0-1) of all customers: a row for each type of `mix`, a column for each shop.

    mix: {a key of TYPES: its share of the customers}. Summed down a column, a shop's share of the
    market. Raises ValueError unless the shares of the mix are 0-1 and together 1.
    """
    parts = np.array(list(mix.values()), float)
    whole = np.isclose(parts.sum(), 1) and bool(((parts >= 0) & (parts <= 1)).all())
    require(whole, "the shares of the mix are 0-1 and together 1")
    return np.array([part * chosen(shops, TYPES[kind]) for kind, part in mix.items()])


def in_yuan(kind: str, costs: Costs) -> Costs:
    """What a customer of this type would pay to be spared the price, the wait and the effort, each
    in yuan."""
    weights = TYPES[kind]
    return Costs(
        *(cost * weight / weights.price for cost, weight in zip(costs, weights, strict=True))
    )


# --- W1.2 the chain inside ------------------------------------------------------------------------

# the next station is the internal customer of the one before, the buyer that of the last
STATIONS = ("ordering", "picking", "delivery", "fitting", "revisit")
POINT = 0.01  # one percentage point


def chain_left(right: Numbers) -> Floats:
    """The share (0-1) of the orders in which nothing has gone wrong yet, after each station.

    right: the share (0-1) that each station does right. No station repairs what went wrong before,
    and the mistakes of one have nothing to do with those of another. Raises ValueError for other
    shares, and where there is no station.
    """
    shares = np.asarray(right, float)
    usable = len(shares) > 0 and bool(((shares >= 0) & (shares <= 1)).all())
    require(usable, "one station or more, each with a share 0-1")
    return np.cumprod(shares)


def chain_share(right: Numbers) -> float:
    """The share (0-1) of the orders that reach the customer without a mistake."""
    return float(chain_left(right)[-1])


def point_gains(right: Numbers) -> Floats:
    """What the customer gains (0-1) when one station alone is better by a POINT, or by what is
    missing to 1; for each station."""
    now = chain_share(right)
    shares = np.asarray(right, float)
    better = np.minimum(1, shares + POINT)
    return np.array([_with(shares, place, share) for place, share in enumerate(better)]) - now


def _with(shares: Floats, place: int, share: float) -> float:
    """The share that reaches the customer with another share at one station."""
    changed = shares.copy()
    changed[place] = share
    return chain_share(changed)


def worst_first(right: Numbers) -> list[int]:
    """Places of the stations, the one first that does least right; of equals the earlier one."""
    return [int(place) for place in np.argsort(np.asarray(right, float), kind="stable")]
