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
# what the reference solution's run ends a cell with, where that says something about points
NUMBER = "a number"
TRUTH = "a truth value"
_TRUTHS = {"True": True, "False": False, "np.True_": True, "np.False_": False}
_WRAPPED = re.compile(r"(?:np\.\w+|Decimal)\('?([^()']+)'?\)")


def score(cell: dict, outputs: list, points, wanted: str = "") -> tuple[float | None, str]:
    """Points and the reason for them; None where a person has to give them.

    `cell` has nbgrader's metadata.

    Follows nbgrader.utils.determine_grade of 0.9.6: an error gives 0; a number as the cell's result
    is partial credit; any other result, or none, is full marks. An answer that a person marks gets
    0 at once if it is as it was given out. `wanted` is what the reference solution's run ends the
    cell with (NUMBER or TRUTH): another result, or none, is refused, and False is no points.
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
        return _partial(outputs[kinds.index("execute_result")], float(points), wanted)
    if wanted:
        return 0.0, f"refused: the result is missing, {wanted} is wanted"
    return float(points), PASSED


def result_kind(outputs: list) -> str:
    """NUMBER or TRUTH if the cell's first result is a finite number, or True; else ""."""
    if _TRUTHS.get(_result(outputs)):
        return TRUTH
    return "" if number_of(outputs) is None or _result(outputs) in _TRUTHS else NUMBER


def number_of(outputs: list) -> float | None:
    """The finite number, 1 for True and 0 for False, with which a cell ends, if it ends so."""
    shown = _result(outputs)
    value = float(_TRUTHS[shown]) if shown in _TRUTHS else _number(shown)
    return value if value is not None and math.isfinite(value) else None


def _result(outputs: list) -> str:
    return next((_shown(o) for o in outputs if o.get("output_type") == "execute_result"), "")


def _shown(output: dict) -> str:
    return text(output.get("data", {}).get("text/plain") or "").strip()


def _number(shown: str) -> float | None:
    """The number that a result shows, also as numpy and decimal show theirs; None for what is
    none."""
    wrapped = _WRAPPED.fullmatch(shown)
    try:
        return float(wrapped[1] if wrapped else shown)
    except ValueError:
        return None


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


def _partial(output: dict, points: float, wanted: str) -> tuple[float, str]:
    """Points for the number that is the cell's result; a result that is no number is a pass, unless
    one was wanted."""
    shown = _shown(output)
    value = _number(shown)
    if value is None:
        passed = _TRUTHS.get(shown) if wanted == TRUTH else not wanted
        return (points, PASSED) if passed else (0.0, _refused(shown, f"not {wanted} that passes"))
    if not math.isfinite(value) or value < 0:
        return 0.0, _refused(shown, "no number of points")
    if value > points and not math.isclose(value, points, rel_tol=1e-9):
        return 0.0, _refused(shown, f"more than the {points:g} points of the cell")
    return min(value, points), PASSED if value >= points else "partial credit"


def _refused(shown: str, why: str) -> str:
    return f"refused: the result {shown[:40]} is {why}"


def _reason(error: dict) -> str:
    """An error's name and the first line of its message."""
    lines = ANSI.sub("", str(error.get("evalue", ""))).splitlines()
    first = next((line.strip() for line in lines if line.strip()), "")
    return f"{error.get('ename', 'Error')}: {first}".rstrip(": ")[:LONGEST]
