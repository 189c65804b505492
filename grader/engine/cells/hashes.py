"""The order of a set of a notebook's own objects, the same at every grading.

Python hashes an object whose class says nothing else by its address, and that depends on what the
process had in its memory before. Objects of classes that a notebook makes are numbered instead, in
the order in which they are hashed first. The class itself keeps looking as it was written, which
`dataclass` and checks may ask it: only its slot in C, behind `hash()`, is another one.
"""

from __future__ import annotations

import builtins
import ctypes
import functools
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

SPREAD = 0x9E3779B97F4A7C15  # numbers side by side get hashes in no order, as addresses have none
MOST = 400  # bytes of a class, in which its slots are looked for

_build: Callable = builtins.__build_class__
_known: dict[int, tuple[int, Any]] = {}  # number by id, with what keeps the id the object's own
_count = 0


def mixed(number: int) -> int:
    """A hash for a number."""
    return (number * SPREAD) % 2**64 >> 24


def begin() -> None:
    """From now on classes that a notebook, or a module beside it, makes are such."""
    if _place() is not None:
        builtins.__build_class__ = _built  # type: ignore[assignment]


def _built(function: Any, name: str, *bases: Any, **words: Any) -> Any:
    made = _build(function, name, *bases, **words)
    if isinstance(made, type) and made.__hash__ is object.__hash__ and _is_own(function):
        ctypes.c_void_p.from_address(id(made) + (_place() or 0)).value = _SLOT
    return made


def _is_own(function: Any) -> bool:
    """Whether the text of a class stands in the notebook or in a file beside it."""
    file = function.__globals__.get("__file__")
    return not isinstance(file, str) or Path.cwd() in Path(file).absolute().parents


def _hash(value: Any) -> int:
    known = _known.get(id(value))
    if known is None:
        global _count
        _count += 1
        known = _known[id(value)] = _count, _kept(value)
    return mixed(known[0])


def _kept(value: Any) -> Any:
    """What sees to it that no other object gets the number: it is forgotten with the object, or
    keeps that alive."""
    try:
        return weakref.ref(value, functools.partial(_known.pop, id(value)))
    except TypeError:
        return value


_hash_in_c = ctypes.PYFUNCTYPE(ctypes.c_ssize_t, ctypes.py_object)(_hash)
_SLOT = ctypes.cast(_hash_in_c, ctypes.c_void_p).value


@functools.cache
def _place() -> int | None:
    """Where a class has its function for `hash()`, in bytes from its beginning: known by the one
    that `object` has; None where it is not found.
    """
    for name in ("PyObject_GenericHash", "_Py_HashPointer"):
        function = getattr(ctypes.pythonapi, name, None)
        address = function and ctypes.cast(function, ctypes.c_void_p).value
        size = ctypes.sizeof(ctypes.c_void_p)
        for place in range(0, MOST, size) if address else ():
            if ctypes.c_void_p.from_address(id(object) + place).value == address:
                return place
    return None
