"""Says where a built file differs from a rebuild."""

from __future__ import annotations

import os

import nbformat

TAUGHT = "nbval-check-output"
PICTURES = {"image/png", "image/svg+xml"}


def difference(path: str, committed: str | None, rebuilt: str) -> str | None:
    """One sentence with the file and the first differing cell, or None.

    Cells, ids, metadata and taught text outputs are compared; of pictures only that they are there.
    """
    if committed is None:
        return f"{path}：还没有生成 · is not built yet"
    if committed == rebuilt:
        return None
    if not path.endswith(".ipynb"):
        number = _first_line(committed, rebuilt)
        return f"{path}:{number}：与原文不一致 · differs from what it is built from"
    try:
        old = nbformat.reads(committed, as_version=4)
    # nbformat raises many kinds for a broken file; all mean the same here
    except Exception as error:
        return f"{path}：不是有效的 notebook · is not a notebook: {error}"
    new = nbformat.reads(rebuilt, as_version=4)
    if old.metadata != new.metadata:
        return f"{path}：元数据不同 · the notebook metadata differs"
    pairs = zip(old.cells, new.cells, strict=False)
    for number, (a, b) in enumerate(pairs, start=1):
        what = _cell_difference(a, b)
        if what:
            return f"{path}，第 {number} 格 · cell {number} ({b.id}): {what}"
    if len(old.cells) != len(new.cells):
        return f"{path}：格数不同 · has {len(old.cells)} cells, the rebuild {len(new.cells)}"
    return None


def _first_line(a: str, b: str) -> int:
    old = a.split("\n")
    new = b.split("\n")
    same = len(os.path.commonprefix([old, new]))
    return min(same + 1, len(old), len(new))


def _cell_difference(old, new) -> str | None:
    for field in ("cell_type", "source", "id", "metadata"):
        if old[field] != new[field]:
            a, b = _excerpt(str(old[field]), str(new[field]))
            return f"{field} is “{a}”, the rebuild gives “{b}”"
    if new.cell_type != "code":
        return None
    was = texts(old)
    given = texts(new)
    if TAUGHT in new.metadata.get("tags", []) and was != given:
        a, b = _excerpt("\n".join(was), "\n".join(given))
        return f"the taught output is “{a}”, the rebuild gives “{b}”"
    if pictures(new) > pictures(old):
        return "a picture is missing in the output"
    if new.outputs and not old.outputs:
        return "the output is missing"
    if old.outputs and not new.outputs:
        return "there is an output that the rebuild does not give"
    return None


def texts(cell) -> list[str]:
    """What a code cell printed or showed as text."""
    found = []
    for output in cell.outputs:
        data = output.get("data", {})
        found.append(output.get("text") or data.get("text/plain", ""))
    return found


def pictures(cell) -> int:
    """How many outputs of a code cell have a picture."""
    kinds = [set(output.get("data", {})) for output in cell.outputs]
    return sum(not PICTURES.isdisjoint(kind) for kind in kinds)


def _excerpt(a: str, b: str, width: int = 60) -> tuple[str, str]:
    """Both texts around the first place where they differ."""
    place = len(os.path.commonprefix([a, b]))
    start = max(0, place - width // 3)
    part = slice(start, start + width)
    before = "…" if start else ""
    here = _one_line(a[part])
    there = _one_line(b[part])
    return before + here, before + there


def _one_line(text: str) -> str:
    return text.replace("\n", "⏎")
