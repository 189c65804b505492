"""Makes wrong answers of right ones, in the process where the reference solution has just run.

What a check says to them beside the answers and apart from them shows whether it can bite there
(verdict/teeth.py).
"""

from __future__ import annotations

import collections
import contextlib
import copy
import functools
import pickle
import sys
import types
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

DEEPEST = 3  # parts of parts of a value
CLEARED = (list, dict, set, collections.deque, bytearray)
MUTABLE = (*CLEARED, np.ndarray, pd.Series, pd.DataFrame)
Around = Callable[[Callable, dict], Callable]  # a function and the notebook's names


def mutate(kind: str, space: dict, names: Iterable[str]) -> None:
    """Gives the names that a solution has bound in a notebook's `space` other values, in a way of
    KINDS.
    """
    KINDS[kind](space, [name for name in names if name in space])


def constant(space: dict, names: Iterable[str]) -> None:
    """Every value and every result is 0."""
    for name in names:
        space[name] = _zero if callable(space[name]) else 0


def _zero(*args: Any, **kwargs: Any) -> int:
    return 0


def in_place(space: dict, names: Iterable[str]) -> None:
    """Every function spoils its arguments and the values of the notebook that it reads."""
    _wrap(space, names, _spoiling)


def shared(space: dict, names: Iterable[str]) -> None:
    """What is equal is one and the same: a result and an argument, rows of a list, two names."""
    _wrap(space, names, _sharing)
    others = [v for name, v in space.items() if name[:1] != "_" and isinstance(v, MUTABLE)]
    for name in names:
        space[name] = _twin(space[name], others)


def other_type(space: dict, names: Iterable[str]) -> None:
    """Values and results are of another type, an exception is returned, not raised, and what is
    printed goes to stderr.
    """
    _wrap(space, names, _converting)
    for name in names:
        space[name] = _converted(space[name])


def _wrap(space: dict, names: Iterable[str], around: Around) -> None:
    """Puts something around the functions, and the methods of the classes, among these names."""
    for name in names:
        value = space[name]
        if isinstance(value, types.FunctionType):
            space[name] = around(value, space)
        elif isinstance(value, type):
            for attribute, part in list(vars(value).items()):
                if isinstance(part, types.FunctionType):
                    with contextlib.suppress(Exception):  # a class may forbid it
                        setattr(value, attribute, around(part, space))


# --- changes in place


def _spoiling(function: Callable, space: dict) -> Callable:
    read = [name for name in function.__code__.co_names if name[:1] != "_"]

    @functools.wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        with contextlib.suppress(Exception):  # a generator, say, cannot be copied
            result = copy.deepcopy(result)
        for value in [*args, *kwargs.values(), *(space.get(name) for name in read)]:
            _spoil(value)
        return result

    return called


def _spoil(value: Any, deep: int = DEEPEST) -> None:
    """Leaves a value, and its parts, with another content."""
    if deep and isinstance(value, (list, tuple, dict)):
        for part in list(value.values() if isinstance(value, dict) else value):
            _spoil(part, deep - 1)
    with contextlib.suppress(Exception):  # read-only, or of a class that has its own way
        if isinstance(value, CLEARED):
            value.clear()
        elif isinstance(value, pd.DataFrame):
            value.drop(columns=value.columns, inplace=True)
        elif isinstance(value, pd.Series):
            value.drop(value.index, inplace=True)
        elif isinstance(value, np.ndarray):
            value[...] = ~value if value.dtype == bool else value + 1


# --- one object for two


def _sharing(function: Callable, space: dict) -> Callable:
    returned: list = []

    @functools.wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        own = list(getattr(args[0], "__dict__", {}).values()) if args else []
        if result is None and own:  # a method that sets attributes, such as __init__
            for name, value in list(vars(args[0]).items()):
                with contextlib.suppress(Exception):
                    setattr(args[0], name, _one(value, [*args[1:], *returned], returned))
            return None
        return _one(result, [*args, *kwargs.values(), *own, *returned], returned)

    return called


def _one(value: Any, others: list, returned: list) -> Any:
    """The value of another call or the argument that this one equals, its rows made one too."""
    found = _twin(value, others)
    if found is value and isinstance(value, MUTABLE):
        returned.append(value)
    if isinstance(found, list):
        for place in range(1, len(found)):
            found[place] = _twin(found[place], found[:place])
    return found


def _twin(value: Any, others: list) -> Any:
    """The first of the other values that has the same content, if it can change in place."""
    if not isinstance(value, MUTABLE):
        return value
    content = _content(value)
    same = (o for o in others if type(o) is type(value) and _content(o) == content)
    return next(same, value) if content else value


def _content(value: Any) -> bytes:
    try:
        return pickle.dumps(value)
    except Exception:
        return b""


# --- other types


def _converting(function: Callable, space: dict) -> Callable:
    @functools.wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        try:
            with contextlib.redirect_stdout(sys.stderr):
                return _converted(function(*args, **kwargs))
        except Exception as error:
            return error

    return called


def _converted(value: Any) -> Any:
    """The value in another type, as a student may have it."""
    for kind, make in _OTHERS:
        if isinstance(value, kind):
            return make(value)
    return value


_OTHERS: list[tuple[Any, Callable]] = [
    ((bool, int, float, complex, np.generic), str),
    (str, str.encode),
    (list, tuple),
    ((tuple, set, frozenset, range, np.ndarray, pd.Series, pd.Index), list),
    (dict, lambda value: list(value.items())),
    (pd.DataFrame, lambda value: value.to_dict("list")),
]


KINDS: dict[str, Callable[[dict, list[str]], None]] = {
    function.__name__: function for function in (constant, in_place, shared, other_type)
}
