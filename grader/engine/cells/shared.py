"""Values that can change in place and that both processes have, by number.

What crosses twice is one object on the other side too, and what one side changes in place the other
hears of with the next message: so a check sees what it would see beside the student's code. Each
side keeps a table; it lasts for one grade cell.
"""

from __future__ import annotations

import collections
import sys
from collections.abc import Callable, Iterator
from operator import is_
from typing import Any

import numpy as np
import pandas as pd

MOST = 500  # values of one side in a table; what comes later crosses as a copy
LARGEST = 50_000  # parts of one value
BYTES = 4 << 20  # of an array

_LISTS = (list, collections.deque)
_DICTS = (dict, collections.OrderedDict, collections.Counter, collections.defaultdict)
_TABLES = (pd.DataFrame, pd.Series)
KINDS = frozenset({*_LISTS, *_DICTS, *_TABLES, set, bytearray, np.ndarray})


class Shared:
    """One side's table. `first` (0 or 1) makes the numbers of the two sides differ."""

    def __init__(self, first: int):
        self.first = first
        self.clear()

    def clear(self) -> None:
        self.next = self.first
        self.own = 0  # values that have their number from this side
        self.values: dict[int, Any] = {}
        self.numbers: dict[int, int] = {}  # by id; `values` keeps what has it alive
        self.pictures: dict[int, Any] = {}
        self.fresh: list[int] = []  # not sent yet
        self.instead: dict[int, Any] = {}  # what the other side has made of values kept as they are
        self.kept: list[Any] = []  # these values

    # what crosses

    def number(self, value: Any) -> int | None:
        """The number that the other side knows a value by."""
        return self.numbers.get(id(value))

    def new(self, value: Any) -> int | None:
        """A number for a value that is about to be sent; None where this side's part of the table
        is full or the value too large.
        """
        if self.own >= MOST or _too_large(value):
            return None
        number = self.next
        self.next += 2
        self.own += 1
        self.fresh.append(number)
        self.add(number, value)
        return number

    def known(self, number: int) -> Any:
        """The value that a number in a message stands for."""
        return self.instead[number] if number in self.instead else self.values[number]

    def has(self, value: Any, deep: int = 4) -> bool:
        """Whether a value, or a part of a container, is in the table."""
        if id(value) in self.numbers:
            return True
        parts = value.values() if isinstance(value, dict) else value
        inside = deep and isinstance(value, (list, tuple, dict, set, frozenset))
        return bool(inside) and any(self.has(part, deep - 1) for part in parts)

    def seen_through(self, value: Any) -> tuple[int, int] | None:
        """The number of the array into which an array looks, and the byte there at which it begins;
        None for what has content of its own.
        """
        if type(value) is not np.ndarray or value.dtype.kind == "O" or not value.size:
            return None
        for number, other in self.values.items():
            if type(other) is np.ndarray and _is_inside(value, other):
                return number, _address(value) - _address(other)
        return None

    def add(self, number: int, value: Any) -> None:
        """Takes a value that the other side sent."""
        self.values[number] = value
        self.numbers[id(value)] = number
        self.pictures[number] = _picture(value)

    def sent(self) -> None:
        self.fresh.clear()

    def unsent(self) -> None:
        """The message in which values got their numbers does not go out."""
        self.drop(self.fresh)
        self.fresh = []

    # what changes

    def changed(self) -> Iterator[tuple[int, Any]]:
        """The values that differ from what the other side knows; it is told of each."""
        for number, value in list(self.values.items()):
            if not _same(value, self.pictures[number]):
                self.pictures[number] = _picture(value)
                yield number, value

    def keep(self, number: int, content: Any) -> None:
        """Leaves a value as it is, and gives the other side's content where it is meant. Neither is
        dropped, as `overwrite`'s way back would not let it be.
        """
        self.instead[number] = content
        self.kept.append(self.values.get(number))

    def overwrite(self, number: int, content: Any) -> Callable[[], None] | None:
        """Gives a value the content that it has on the other side; returns what undoes that."""
        value = self.values.get(number)
        if value is None:  # dropped meanwhile
            return None
        old = self.pictures[number]
        _overwrite(value, content)
        self.pictures[number] = _picture(value)
        return lambda: _overwrite(value, _content(value, old))

    def unused(self) -> list[int]:
        """Drops the values that nothing but this table holds, and returns their numbers; those of
        the parts of a value come before its own.
        """
        gone = []
        for number in reversed(list(self.values)):
            if sys.getrefcount(self.values[number]) <= 2:  # the table's own and this call's
                self.drop([number])
                gone.append(number)
        return gone

    def drop(self, numbers: list[int]) -> None:
        for number in numbers:
            self.own -= number in self.values and number % 2 == self.first
            value = self.values.pop(number, None)
            self.numbers.pop(id(value), None)
            self.pictures.pop(number, None)


def _is_inside(value: np.ndarray, other: np.ndarray) -> bool:
    """Whether an array's content is a part of another's, which lies in one piece."""
    if _owner(value) is not _owner(other) or not other.flags.c_contiguous:
        return False
    first, end = np.lib.array_utils.byte_bounds(value)
    start = _address(other)
    return value.dtype == other.dtype and start <= first and end <= start + other.nbytes


def _owner(value: np.ndarray) -> Any:
    return value if value.base is None else value.base


def _address(value: np.ndarray) -> int:
    return value.__array_interface__["data"][0]


def _too_large(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.nbytes > BYTES
    return not isinstance(value, _TABLES) and len(value) > LARGEST


def _picture(value: Any) -> Any:
    """What shows later whether a value was changed in place. Parts are the same objects: they have
    pictures of their own.
    """
    if isinstance(value, _DICTS):
        return tuple(value), tuple(value.values())
    if isinstance(value, _TABLES):
        # pandas copies what it is about to change while a shallow copy lives
        return value.copy(deep=False), *_inside(value), _words(value)
    if isinstance(value, np.ndarray):
        return value.copy()
    return frozenset(value) if isinstance(value, set) else tuple(value)


def _inside(table: Any) -> tuple[list, list]:
    manager = table._mgr
    return [block.values for block in manager.blocks], list(manager.axes)


def _words(table: Any) -> list:
    """The names of a table's parts, which do not change the parts, and what is noted beside it."""
    own = [table.name] if isinstance(table, pd.Series) else list(table.columns.names)
    return [*own, *table.index.names, *table.attrs, *table.attrs.values()]


def _same(value: Any, picture: Any) -> bool:
    if isinstance(value, _DICTS):
        return _all_are(tuple(value), picture[0]) and _all_are(tuple(value.values()), picture[1])
    if isinstance(value, _TABLES):
        arrays, axes = _inside(value)
        named = _all_are(_words(value), picture[3])
        return named and _all_are(arrays, picture[1]) and _all_are(axes, picture[2])
    if isinstance(value, np.ndarray):
        if value.shape != picture.shape or value.dtype != picture.dtype:
            return False
        if value.dtype == object:
            return _all_are(value.ravel().tolist(), picture.ravel().tolist())
        return value.tobytes() == picture.tobytes()
    if isinstance(value, set):
        return value == picture
    return _all_are(tuple(value), picture)


def _all_are(values: Any, others: Any) -> bool:
    return len(values) == len(others) and all(map(is_, values, others))


def _content(value: Any, picture: Any) -> Any:
    """The value of which this is the picture, for `_overwrite`."""
    if isinstance(value, _DICTS):
        return dict(zip(*picture, strict=True))
    return picture[0] if isinstance(value, _TABLES) else picture


def _overwrite(old: Any, new: Any) -> None:
    """Gives one of our values the content of another."""
    if isinstance(old, (list, bytearray)):
        old[:] = new
    elif isinstance(old, collections.deque):
        old.clear()
        old.extend(new)
    elif isinstance(old, (*_DICTS, set)):
        old.clear()
        old.update(new)
    elif isinstance(old, _TABLES):
        old._update_inplace(new)
        old.attrs = new.attrs
        if isinstance(old, pd.Series):
            old.name = new.name
    elif old.flags.writeable or old.flags.owndata:  # else the array changes that it looks into
        writeable, old.flags.writeable = old.flags.writeable, True
        if old.shape != new.shape:
            old.resize(new.shape, refcheck=False)
        old[...] = new
        old.flags.writeable = writeable
