"""Says where a built file differs from a rebuild."""

from __future__ import annotations

import nbformat

TAUGHT = "nbval-check-output"


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
    for number, (a, b) in enumerate(zip(old.cells, new.cells, strict=False), start=1):
        what = _cell_difference(a, b)
        if what:
            return f"{path}，第 {number} 格 · cell {number} ({b.id}): {what}"
    if len(old.cells) != len(new.cells):
        return f"{path}：格数不同 · has {len(old.cells)} cells, the rebuild {len(new.cells)}"
    return None


def _first_line(a: str, b: str) -> int:
    pairs = enumerate(zip(a.split("\n"), b.split("\n"), strict=False), start=1)
    return next(
        (number for number, (x, y) in pairs if x != y), min(a.count("\n"), b.count("\n")) + 1
    )


def _cell_difference(old, new) -> str | None:
    for field in ("cell_type", "source", "id", "metadata"):
        if old[field] != new[field]:
            a, b = _excerpt(str(old[field]), str(new[field]))
            return f"{field} is “{a}”, the rebuild gives “{b}”"
    if new.cell_type != "code":
        return None
    if TAUGHT in new.metadata.get("tags", []) and texts(old) != texts(new):
        a, b = _excerpt("\n".join(texts(old)), "\n".join(texts(new)))
        return f"the taught output is “{a}”, the rebuild gives “{b}”"
    if pictures(new) > pictures(old):
        return "a picture is missing in the output"
    if bool(new.outputs) != bool(old.outputs):
        return (
            "the output is missing"
            if new.outputs
            else "there is an output that the rebuild does not give"
        )
    return None


def texts(cell) -> list[str]:
    """What a code cell printed or showed as text."""
    return [o.get("text") or o.get("data", {}).get("text/plain", "") for o in cell.outputs]


def pictures(cell) -> int:
    return sum(
        "image/png" in o.get("data", {}) or "image/svg+xml" in o.get("data", {})
        for o in cell.outputs
    )


def _excerpt(a: str, b: str, width: int = 60) -> tuple[str, str]:
    """Both texts around the first place where they differ."""
    place = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    start = max(0, place - width // 3)
    return tuple(
        ("…" if start else "") + text[start : start + width].replace("\n", "⏎") for text in (a, b)
    )
