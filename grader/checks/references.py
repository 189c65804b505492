"""The reference solution in hidden checks: run apart from the notebook, and not twice for the same
arguments."""

from __future__ import annotations

import copy
import functools
import hashlib
import pickle
import types
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

_SOURCE = "__reference__"
_known: dict[bytes, Any] | None = None  # what reference functions returned; None: nothing is kept


def reference(source: str) -> types.SimpleNamespace:
    """The names that the source of an answer cell defines, run apart from the notebook (pd and np
    are there)."""
    namespace: dict[str, Any] = {"pd": pd, "np": np, _SOURCE: source}
    exec(_compiled(source), namespace)
    return types.SimpleNamespace(
        **{key: value for key, value in namespace.items() if not key.startswith("__")}
    )


@functools.lru_cache(maxsize=200)
def _compiled(source: str) -> types.CodeType:
    return compile(source, "<reference>", "exec")


def remember(known: dict[bytes, Any] | None) -> None:
    """From now on keeps in `known` what references return to `agree`, and does not compute it
    again; None ends that.

    The engine does this where it grades: hidden calls are the same for the whole class.
    """
    global _known
    _known = known


def wanted(right: Callable, args: tuple) -> Any:
    """What `right` returns for copies of `args`."""
    known = _known
    key = _key(right, args) if known is not None else None
    if known is None or key is None:
        return right(*copies(args))
    if key not in known:
        known[key] = right(*copies(args))
    return copies((known[key],))[0]


def _key(right: Callable, args: tuple) -> bytes | None:
    """A digest of a reference function and of the content of its arguments; None for another
    function or odd arguments."""
    its = right.__globals__ if isinstance(right, types.FunctionType) else {}
    if _SOURCE not in its or its.get(right.__name__) is not right:
        return None
    try:
        return hashlib.blake2b(
            pickle.dumps((its[_SOURCE], right.__name__, args), protocol=5)
        ).digest()
    except Exception:  # something that has no form: a function, say
        return None


def copies(args: tuple) -> list:
    """Arguments that may be changed: pandas itself copies a column of a shallow copy when one is
    written to."""
    return [
        arg.copy(deep=False) if isinstance(arg, (pd.DataFrame, pd.Series)) else copy.deepcopy(arg)
        for arg in args
    ]
