"""The floor: the cells of many notebooks, one after the other in one warm process, with nothing
around them.

No kernel, no messages, no displays, no confinement, no gradebook. `python -m benchmarks.floor
NOTEBOOKS RESULT`.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
import types
from pathlib import Path


def play(cells: list[str]) -> int:
    """Runs the cells of one notebook in a namespace of their own; returns how many raised an
    error."""
    module = types.ModuleType("__main__")
    failed = 0
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for number, source in enumerate(cells):
            try:
                exec(compile(source, f"<cell {number}>", "exec"), module.__dict__)
            except Exception:  # a wrong answer; notebooks are graded to their end
                failed += 1
    return failed


def main(notebooks: Path, result: Path) -> None:
    """Runs the first notebook once for the imports, then all of them against the clock."""
    import matplotlib

    matplotlib.use("Agg")
    played = json.loads(notebooks.read_text(encoding="utf-8"))
    play(played[0])
    wall, cpu = time.perf_counter(), time.process_time()
    failed = sum(play(cells) for cells in played)
    spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "failed": failed}
    result.write_text(json.dumps(spent), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
