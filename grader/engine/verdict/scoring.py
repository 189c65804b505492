"""Points of one graded cell from what it printed: nbgrader's rule, but stderr costs nothing and odd
numbers earn nothing.
"""

from __future__ import annotations

import hashlib
import math
import re

from grader.engine.notebooks.roles import role_of, text

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
LONGEST = 200  # characters of a reason
PASSED = "passed"
BY_HAND = "to be marked by a person"
UNCHANGED = "unchanged"


def score(cell: dict, outputs: list, points, number: bool = False) -> tuple[float | None, str]:
    """Points and the reason for them; None where a person has to give them.

    `cell` has nbgrader's metadata.

    Follows nbgrader.utils.determine_grade of 0.9.6: an error gives 0; a number as the cell's result
    is partial credit; any other result, or none, is full marks. An answer that a person marks gets
    0 at once if it is as it was given out. `number`: the cell is known to end with a number, so
    that another result is refused.
    """
    role = role_of(cell)
    if role.solution and not role.task:
        return (0.0, UNCHANGED) if untouched(cell) else (None, BY_HAND)
    if cell["cell_type"] != "code" or role.task:
        return None, BY_HAND
    kinds = [output.get("output_type") for output in outputs]
    if "error" in kinds:
        return 0.0, _reason(outputs[kinds.index("error")])
    if "execute_result" in kinds:
        return _partial(outputs[kinds.index("execute_result")], float(points), number)
    return float(points), PASSED


def untouched(cell: dict) -> bool:
    """Whether a cell is as it was given out: its text and role give the checksum that it
    carries."""
    told = role_of(cell).checksum
    return bool(told) and told == checksum(cell)


def checksum(cell: dict) -> str:
    """nbgrader's checksum of a cell: nbgrader.utils.compute_checksum for plain data."""
    role = role_of(cell)
    locked = not role.solution and (role.grade or role.locked)
    said = [str(role.grade), str(role.solution), str(locked)]
    parts = [text(cell["source"]), cell["cell_type"], *said, role.grade_id]
    if role.grade:
        parts.append(str(float(role.points or 0)))
    return hashlib.md5("".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _partial(output: dict, points: float, number: bool) -> tuple[float, str]:
    """Points for the number that is the cell's result; a result that is no number is a pass."""
    shown = text(output.get("data", {}).get("text/plain") or "")
    try:
        value = float(shown)
    except ValueError:
        if number:
            return 0.0, f"refused: the result {shown.strip()[:40]} is no number"
        return points, PASSED
    if not math.isfinite(value) or value < 0:
        return 0.0, f"refused: the result {shown.strip()[:40]} is no number of points"
    if value > points and not math.isclose(value, points, rel_tol=1e-9):
        return (
            0.0,
            f"refused: the result {shown.strip()[:40]} is more than the {points:g} points of the "
            "cell",
        )
    return min(value, points), PASSED if value >= points else "partial credit"


def _reason(error: dict) -> str:
    """An error's name and the first line of its message."""
    lines = ANSI.sub("", str(error.get("evalue", ""))).splitlines()
    first = next((line.strip() for line in lines if line.strip()), "")
    return f"{error.get('ename', 'Error')}: {first}".rstrip(": ")[:LONGEST]
