"""Lets a notebook import a module that lies beside it and is called like the engine's own
package."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

OURS = __name__.partition(".")[0]


class Namesake:
    """The module of a folder that has the name of our package, if there is one."""

    def __init__(self, folder: str):
        found = Path(folder, OURS)
        self.exists = found.is_dir() or found.with_suffix(".py").is_file()
        self.theirs: dict[str, ModuleType] = {}

    @contextmanager
    def named(self) -> Iterator[None]:
        """While open, the name means their module, also to what was imported so before."""
        if not self.exists:
            yield
            return
        ours = _taken()
        sys.modules.update(self.theirs)
        try:
            yield
        finally:
            self.theirs = _taken()
            sys.modules.update(ours)


def _taken() -> dict[str, ModuleType]:
    """What the name means now, with all that is inside, taken from the imported modules."""
    names = [name for name in sys.modules if name == OURS or name.startswith(f"{OURS}.")]
    return {name: sys.modules.pop(name) for name in names}
