"""What a rubric sheet and the gradebook had when they last agreed, kept beside the sheet.

By it can be told who changed a mark since, the sheet or the gradebook, and for which answer a row
was filled in: a mark is never put on work that it was not given for, and what a person changed in
one place is never taken back from the other.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from grader.base.files import writing


@dataclass(frozen=True)
class Known:
    """Of one student: a digest of the answer that the row is for; points and comment of the sheet,
    and of the gradebook, as both were last seen."""

    answer: str
    points: float | None = None
    comment: str = ""
    book_points: float | None = None
    book_comment: str = ""


def path_of(sheet: Path) -> Path:
    """The file beside a sheet; the same one for .csv and .xlsx."""
    return sheet.with_suffix(".memory.json")


def read(sheet: Path) -> dict[str, Known]:
    """By student; empty where there is none, or none that can be read, so that every filled row
    counts as changed by the sheet and every mark as changed in the gradebook."""
    try:
        found = json.loads(path_of(sheet).read_text(encoding="utf-8"))
        return {student: Known(**entry) for student, entry in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write(sheet: Path, known: dict[str, Known]) -> None:
    """Writes what is known now, whole or not at all."""
    entries = {student: asdict(entry) for student, entry in sorted(known.items())}
    writing.write(path_of(sheet), json.dumps(entries, ensure_ascii=False, indent=1) + "\n")
