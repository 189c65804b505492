"""What a cell is for nbgrader, and the text of a notebook's fields as the engine reads them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Role:
    """A cell's part in an assignment, as nbgrader's metadata say it; for any other cell nothing is
    true of it.
    """

    grade_id: str = ""
    points: float | None = None
    grade: bool = False
    solution: bool = False
    task: bool = False
    locked: bool = False
    checksum: str = ""

    @property
    def judges(self) -> bool:
        """Whether it is a grade cell that judges what other cells answer."""
        return self.grade and not self.solution

    @property
    def is_setup(self) -> bool:
        """Whether it is neither a student's to write nor a grade cell."""
        return not (self.grade or self.solution)


NAMES = tuple(part.name for part in fields(Role))


def role_of(cell: dict) -> Role:
    """The role of a cell (nbformat 4) of the instructor's, or of a rebuilt notebook."""
    told = cell["metadata"].get("nbgrader", {})
    return Role(**{name: told[name] for name in NAMES if name in told})


def text(value: Any) -> str:
    """The text of a notebook's field, which may be a list of lines."""
    return value if isinstance(value, str) else "".join(value)
