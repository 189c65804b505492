"""Models of unit `warmup`: what one large customer does to an average, how many rows a table has
after each operation, and eight broken cells.

All numbers are small and made up for counting by hand; none describes a real firm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from keguan.models.base import require

# --- W0.1 the table machine -----------------------------------------------------------------------

ORDERS = (
    ("M1", "BJ", 120),
    ("M2", "SH", 480),
    ("M1", "BJ", 300),
    ("M3", "GZ", 90),
    ("M2", "SH", 260),
    ("M4", "BJ", 650),
    ("M1", "BJ", 210),
    ("M5", "GZ", 330),
    ("M3", "GZ", 150),
    ("M2", "SH", 540),
    ("M4", "BJ", 80),
    ("M1", "BJ", 410),
)
ROSTER = ("M1", "M2", "M3", "M4", "M5", "M6", "M7")  # M6 and M7 have no order
CONTACTS = ("M1", "M2", "M2", "M3", "M4", "M5")  # M2 stands there twice: two telephones
OPERATIONS = ("filter", "sort", "head", "group_city", "group_member", "reindex", "merge")


def orders(number: int = len(ORDERS)) -> pd.DataFrame:
    """The first `number` of the twelve orders: columns member, city, yuan."""
    require(1 <= number <= len(ORDERS), f"there are {len(ORDERS)} orders")
    return pd.DataFrame(ORDERS[:number], columns=["member", "city", "yuan"])


def apply(operation: str, table: pd.DataFrame | None = None) -> pd.DataFrame:
    """What an operation of OPERATIONS makes of the orders (default: the twelve).

    filter: orders of 300 yuan and more; sort: by yuan; head: the three largest; group_city,
    group_member: yuan by group; reindex: yuan of everybody in ROSTER, 0 without an order; merge:
    with CONTACTS, on the member. Raises ValueError for another operation.
    """
    require(operation in OPERATIONS, f"no operation {operation}; there are {OPERATIONS}")
    return _OPERATIONS[operation](orders() if table is None else table)


def rows(operation: str, table: pd.DataFrame | None = None) -> int:
    """The number of rows after an operation."""
    return len(apply(operation, table))


def _by(table: pd.DataFrame, column: str) -> pd.DataFrame:
    return table.groupby(column)[["yuan"]].sum()


_OPERATIONS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "filter": lambda table: table[table["yuan"] >= 300],
    "sort": lambda table: table.sort_values("yuan"),
    "head": lambda table: table.sort_values("yuan", ascending=False).head(3),
    "group_city": lambda table: _by(table, "city"),
    "group_member": lambda table: _by(table, "member"),
    "reindex": lambda table: _by(table, "member").reindex(list(ROSTER), fill_value=0),
    "merge": lambda table: table.merge(pd.DataFrame({"member": list(CONTACTS)}), on="member"),
}

# --- W0.2 one large customer ----------------------------------------------------------------------

USUAL = 100.0  # yuan that each of the nine others spends, unless said otherwise
OTHERS = 9


class Average(NamedTuple):
    """mean, median: yuan; below: how many of the ten spend less than the mean."""

    mean: float
    median: float
    below: int


def spending(tenth: float, usual: float = USUAL) -> pd.Series:
    """Yuan of ten customers: nine spend `usual`, the last `tenth`.

    Raises ValueError if one is negative.
    """
    require(tenth >= 0 and usual >= 0, "nobody spends less than nothing")
    return pd.Series([float(usual)] * OTHERS + [float(tenth)])


def average(tenth: float, usual: float = USUAL) -> Average:
    """Mean and median of ten customers of whom nine spend `usual` yuan and the last `tenth`."""
    yuan = spending(tenth, usual)
    return Average(float(yuan.mean()), float(yuan.median()), int((yuan < yuan.mean()).sum()))


# --- W0.3 the error clinic ------------------------------------------------------------------------


class Patient(NamedTuple):
    """A cell that does not run, and the same cell repaired; members is a table of three."""

    broken: str
    repaired: str


CLINIC = {
    "comma": Patient("max(300，450)", "max(300, 450)"),
    "quote": Patient('guest = "Lin', 'guest = "Lin"'),
    "equals": Patient('if tier = "gold":\n    print(1)', 'if tier == "gold":\n    print(1)'),
    "indent": Patient("def bill(room):\nreturn room", "def bill(room):\n    return room"),
    "unrun": Patient("print(nights)", "nights = 2\nprint(nights)"),
    "column": Patient('members["city"]', 'members["city_tier"]'),
    "mixed": Patient('"680" + 60', 'int("680") + 60'),
    "method": Patient('members.sort_value("age")', 'members.sort_values("age")'),
}


def run(code: str) -> Exception | None:
    """Runs one of the cells of CLINIC as a fresh notebook would; the error, or None."""
    members = pd.DataFrame({"age": [30, 52, 41], "city_tier": [1, 2, 1]})
    try:
        exec(compile(code, "<cell>", "exec"), {"members": members, "tier": "gold", "print": _quiet})
    except Exception as error:
        return error
    return None


def diagnose(case: str) -> str:
    """The class of the error of a case of CLINIC; ValueError for a case that is none."""
    require(case in CLINIC, f"no case {case}; there are {tuple(CLINIC)}")
    return type(run(CLINIC[case].broken)).__name__


def _quiet(*_: object) -> None:
    """What print does in the clinic."""
