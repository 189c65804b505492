"""Random numbers that are the same at every grading of a notebook, also where code sets no seed."""

from __future__ import annotations

import os
import random
import sys
from typing import Any

_seed = random.Random.seed


def begin(value: int) -> None:
    """Random numbers start from here; and what asks the system for a seed or for chance itself,
    such as Random(), default_rng() or secrets, gets some that follow from `value`. No secret of
    ours is drawn in a process of a notebook.
    """
    source = random.Random(value)
    numpy = sys.modules["numpy"].random
    seed_it = numpy.mtrand.seed  # numpy's own, also where another stands in its place already

    def seed(self: random.Random, a: Any = None, version: int = 2) -> None:
        _seed(self, source.getrandbits(256) if a is None else a, version)

    def seed_numpy(seed: Any = None) -> None:
        seed_it(source.getrandbits(32) if seed is None else seed)

    random.Random.seed = seed  # type: ignore[method-assign]
    random.seed = random.seed.__self__.seed  # type: ignore[attr-defined]
    numpy.seed = seed_numpy
    numpy.bit_generator.randbits = source.getrandbits
    # apart: the shell draws a name for each of its messages
    system = random.Random(f"system {value}")
    os.urandom = random._urandom = system.randbytes  # type: ignore[attr-defined]
    random.seed(value)
    numpy.seed(value)
