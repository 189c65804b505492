"""What a lesson asks of a weak laptop: `python -m benchmarks.lessons`.

Every unit's lesson runs from top to bottom in a kernel of its own. In the same round a bare kernel
only imports pandas and matplotlib.pyplot. Beside the peak memory and the processor seconds of the
first cell, which imports everything, stand the multiples of the bare kernel's: those may be
compared from machine to machine. Linux only.
"""

from __future__ import annotations

import argparse
import statistics
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from grader.cli.console import complain, say, table
from grader.course import outline as courses

PLAIN = ["import pandas\nimport matplotlib.pyplot"]
SPENT = "__import__('time').process_time()"
# KiB; getrusage counts the parent's
PEAK = (
    "next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM'))"
)


@dataclass(frozen=True)
class Ran:
    """A kernel's run: processor seconds of its first cell, peak memory in MiB."""

    first: float
    memory: float


def run(sources: list[str], folder: str) -> Ran:
    """Runs code cells in a new kernel; raises CellExecutionError where one fails."""
    sources = [SPENT, sources[0], SPENT, *sources[1:], PEAK]
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in sources]
    )
    client = NotebookClient(
        notebook, kernel_name="python3", timeout=600, resources={"metadata": {"path": folder}}
    )
    client.execute()
    before, after, peak = (
        float(notebook.cells[place].outputs[-1].data["text/plain"]) for place in (0, 2, -1)
    )
    return Ran(after - before, peak / 1024)


def lessons(language: str) -> dict[str, list[str]]:
    """Code cells of every unit's lesson, by slug."""
    course = courses.load()
    folder = course.root / "lessons" / language
    return {unit.slug: code_cells(folder / unit.lesson) for unit in course.units}


def code_cells(path: Path) -> list[str]:
    """Sources of a notebook's code cells."""
    cells = nbformat.read(path, 4).cells
    return [cell.source for cell in cells if cell.cell_type == "code"]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.lessons", description=__doc__.partition(":")[0]
    )
    parser.add_argument(
        "--rounds",
        type=int,
        default=3,
        help="times that every kernel runs; what is told are medians (3)",
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    chosen = parser.parse_args(arguments)
    root = str(courses.load().root)
    cells = {"pandas, matplotlib": PLAIN} | lessons(chosen.lang)
    found: dict[str, list[Ran]] = {name: [] for name in cells}
    for number in range(chosen.rounds + 1):  # the first round warms the disk and does not count
        for name, sources in cells.items():
            complain(f"  {number}: {name}")
            ran = run(sources if number else sources[:1], root)
            found[name] += [ran] if number else []
    show(found)


def show(found: dict[str, list[Ran]]) -> None:
    """Prints a line for each kernel; the first one is the measure of the others."""
    bare, *_ = found.values()
    rows = []
    for name, runs in found.items():
        numbers = []
        for what, digits in (("memory", 0), ("first", 2)):
            ratio = statistics.median(
                getattr(a, what) / getattr(b, what) for a, b in zip(runs, bare, strict=True)
            )
            numbers += [
                f"{statistics.median(getattr(a, what) for a in runs):.{digits}f}",
                f"{ratio:.2f}",
            ]
        rows.append([name, *numbers])
    table(
        "课文的内核 · a lesson's kernel",
        ["", "MiB", "÷ bare", "first cell CPU s", "÷ bare"],
        rows,
        right=range(1, 5),
    )
    say(
        "内存是整篇课文的峰值，秒数是第一格的处理器时间。 · Memory is the lesson's peak, seconds "
        "are processor time of the first cell."
    )


if __name__ == "__main__":
    main()
