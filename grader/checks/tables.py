"""The other columns that a case's table has beside those which a check has written.

A check writes the columns that decide, in a few rows. The student's function gets them in a table
as wide as the real one: so an answer that uses another column, rightly or wrongly, meets it there
as it does in the notebook, and is judged by what it returns.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

FEW = 20  # different values of a column that are words of the course, no ids


class Spelt(NamedTuple):
    """The columns that a task is about, the other ones of its tables, and the texts that stand in
    the first."""

    needed: list[str] = []
    others: list[str] = []
    words: list[str] = []


def widened(args: Sequence[Any], parts: Sequence[str]) -> tuple[Any, ...]:
    """The arguments of a call.

    `parts` says for each what it is a part of, a table or a row of one, and which of its columns
    the task is about, "case/table column column", and "" where it is none.
    """
    known = [*parts, *[""] * (len(args) - len(parts))]
    return tuple(
        _widened(arg, part.split()[0]) if part else arg
        for arg, part in zip(args, known, strict=False)
    )


def spelt(parts: Sequence[str]) -> Spelt:
    """The words of the tables that a function is given."""
    found = [_spelt(part) for part in parts if part]
    return Spelt(*(sorted(set(chain.from_iterable(words))) for words in zip(*found, strict=True)))


@functools.lru_cache(maxsize=100)
def _spelt(part: str) -> Spelt:
    of, *needed = part.split()
    real = _real(of)
    words: list[str] = []
    for name in set(needed) & set(real.columns):
        values = real[name].drop_duplicates()
        words += [text for text in values if isinstance(text, str)] if len(values) <= FEW else []
    return Spelt(needed, [name for name in real.columns if name not in needed], words)


def _widened(given: Any, of: str) -> Any:
    if isinstance(given, dict):  # a row, as apply(…, axis=1) hands it out
        row = _real(of).iloc[0].to_dict()
        return pd.Series(
            given | {name: row[name] for name in row if name not in given}, dtype=object
        )
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
