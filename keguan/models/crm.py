"""Models of unit `crm`: one base or ten links, and the choice of a relationship.

Sources: the five modules of CRM and the five types of relationship are taught in the lesson. How
often a customer meets each desk, and what each relationship costs, keeps and takes to set up, are
assumptions of this course; no figure here describes a real firm.
"""

import math
from collections.abc import Collection, Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np

from keguan.models.base import Bools, Floats, Numbers, require

# --- W1.3 one base or ten links -------------------------------------------------------------------

DESKS = ("marketing", "sales", "service", "field", "call_centre")
CONTACTS = 8  # of a journey
Link = frozenset[str]  # two desks that see each other's records


def between(desks: Collection[str] = DESKS) -> set[Link]:
    """Every link there can be between these desks."""
    return {frozenset(pair) for pair in combinations(desks, 2)}


def around(desk: str) -> set[Link]:
    """The links of one desk to all the others."""
    return {link for link in between() if desk in link}


def connections(desks: int) -> tuple[int, int]:
    """(links that join each desk with each other, connections of all desks to one base)."""
    require(desks >= 2, "two desks or more")
    return math.comb(desks, 2), desks


def _known(links: Collection[Link]) -> Bools:
    """Whether the desk of a column sees what the customer told the desk of a row; its own it
    always does."""
    require(set(links) <= between(), "a link joins two of DESKS")
    known = np.eye(len(DESKS), dtype=bool)
    for link in links:
        one, other = sorted(map(DESKS.index, link))
        known[one, other] = known[other, one] = True
    return known


def _met(shares: Numbers | None) -> Floats:
    """The share of the contacts at each desk; None: all alike."""
    met = np.full(len(DESKS), 1 / len(DESKS)) if shares is None else np.asarray(shares, float)
    usable = len(met) == len(DESKS) and np.isclose(met.sum(), 1) and bool((met >= 0).all())
    require(usable, "the shares of the desks are not negative and together 1")
    return met


def mean_repeats(
    links: Collection[Link], contacts: int = CONTACTS, shares: Numbers | None = None
) -> float:
    """How often a customer tells the story again in a journey, on average.

    Each contact is at a desk drawn by `shares`, whatever the one before; where the new desk is
    another one and has no link to the last, the customer repeats. Raises ValueError for a link of
    another desk, shares that are none, and fewer than one contact.
    """
    require(contacts >= 1, "one contact or more")
    met = _met(shares)
    return float((contacts - 1) * (met @ ~_known(links) @ met))


def seamless(
    links: Collection[Link], contacts: int = CONTACTS, shares: Numbers | None = None
) -> float:
    """The share (0-1) of the journeys in which the customer repeats nothing; as in
    `mean_repeats`."""
    require(contacts >= 1, "one contact or more")
    met = _met(shares)
    known, going = _known(links), met
    for _ in range(contacts - 1):
        going = (going @ known) * met
    return float(going.sum())


# --- W1.4 the choice of a relationship ------------------------------------------------------------


class Relation(NamedTuple):
    """A type of relationship: yuan a year that it costs for each customer, and the share (0-1) that
    stays with it."""

    cost: float
    retention: float


# from the loosest to the closest
RELATIONS = {
    "basic": Relation(0, 0.60),
    "passive": Relation(2, 0.66),
    "accountable": Relation(8, 0.74),
    "proactive": Relation(25, 0.82),
    "partner": Relation(120, 0.92),
}
SETUP = {"partner": 200_000.0}  # yuan, once, however many customers there are


def profits(
    margin: float,
    customers: int,
    relations: Mapping[str, Relation] = RELATIONS,
    setup: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Yuan a year that each relationship earns: customers x (margin x retention - cost), less what
    it takes to set up.

    margin: yuan a year from a customer who stays; setup: yuan by relationship, None: nothing.
    Raises ValueError for a negative margin and fewer than one customer.
    """
    require(margin >= 0 and customers >= 1, "the margin is 0 up, and there is a customer")
    once = setup or {}
    return {
        name: customers * (margin * one.retention - one.cost) - once.get(name, 0.0)
        for name, one in relations.items()
    }


def most_profitable(earned: Mapping[str, float]) -> str:
    """The relationship that earns most; of equals the last, which is the closest of RELATIONS."""
    most = max(earned.values())
    return [name for name, yuan in earned.items() if math.isclose(yuan, most, abs_tol=1e-6)][-1]


def switch_points(relations: Mapping[str, Relation] = RELATIONS) -> dict[str, float]:
    """The margin in yuan from which each relationship is the best, without set-up; one that never
    is, is left out. The first, at a margin of 0, is the cheapest."""
    best = min(relations, key=lambda name: (relations[name].cost, -relations[name].retention))
    found = {best: 0.0}
    while True:
        closer = {
            name: _crossing(relations[best], one)
            for name, one in relations.items()
            if one.retention > relations[best].retention
        }
        if not closer:
            return found
        best = min(closer, key=lambda name: (closer[name], -relations[name].retention))
        found[best] = closer[best]


def _crossing(loose: Relation, close: Relation) -> float:
    """The margin at which both earn the same with a customer."""
    return (close.cost - loose.cost) / (close.retention - loose.retention)


def pays_from(
    name: str,
    margin: float,
    setup: float,
    relations: Mapping[str, Relation] = RELATIONS,
) -> int | None:
    """The number of customers from which a relationship that takes `setup` yuan once earns no less
    than any other, which takes none; None where it never does."""
    each = profits(margin, 1, relations)
    ahead = each[name] - max(yuan for other, yuan in each.items() if other != name)
    if ahead <= 1e-9:
        return None
    return max(1, math.ceil(setup / ahead - 1e-9))
