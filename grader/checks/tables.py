"""The other columns that a case's table has beside those which a check has written.

A check writes the columns that decide, in a few rows. The student's function gets them in a table
as wide as the real one: so an answer that uses another column, rightly or wrongly, meets it there
as it does in the notebook, and is judged by what it returns.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import pandas as pd


def widened(args: Sequence[Any], tables: Sequence[str]) -> tuple[Any, ...]:
    """The arguments of a call; `tables` says for each what it is a part of ("case/table"), a table
    or a row of one, and "" where it is none."""
    names = [*tables, *[""] * (len(args) - len(tables))]
    return tuple(_widened(arg, of) if of else arg for arg, of in zip(args, names, strict=False))


def _widened(given: Any, of: str) -> Any:
    if isinstance(given, dict):
        row = _real(of).iloc[0].to_dict()
        return given | {name: row[name] for name in row if name not in given}
    if not isinstance(given, pd.DataFrame):
        return given
    lacking = tuple(name for name in _real(of).columns if name not in given.columns)
    if not lacking:
        return given
    rest = _rows(of, lacking, len(given)).set_axis(given.index)
    return pd.concat([given, rest], axis=1)


@functools.lru_cache(maxsize=100)
def _rows(of: str, names: tuple[str, ...], count: int) -> pd.DataFrame:
    """Columns of the real table in so many rows, from the first on; kept, because a class asks for
    the same again and again."""
    real = _real(of)
    return real[list(names)].iloc[[place % len(real) for place in range(count)]]


@functools.lru_cache(maxsize=20)
def _real(of: str) -> pd.DataFrame:
    """A table of the course's cases, which are imported where one is needed, because the checks
    themselves belong to no course."""
    from keguan import cases

    return cases.load(*of.split("/"))
