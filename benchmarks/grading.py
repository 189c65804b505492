"""Grading a simulated class: ours beside plain nbgrader, otter-grader and the floor.

`python -m benchmarks.grading -h`.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import Used
from benchmarks.peers import TASKS, Class, Floor, Nbgrader, Otter, Ours, Ran, make_class
from grader.base import UserError
from grader.cli.console import complain, forgiving, say, table

PEERS = ("ours", "nbgrader", "otter", "floor")
# options that change the numbers
KEPT = ("n", "rounds", "jobs", "peer_n", "otter_n", "sizes", "only", "seed")
PACKAGES = ("keguan", "nbgrader", "pandas", "numpy", "ipykernel")


@dataclass(frozen=True)
class Row:
    """One run of one peer in one round, over the first n students."""

    peer: str
    round: int
    n: int
    used: Used | None
    marks: dict[str, dict[str, float]]
    why: str = ""


@dataclass(frozen=True)
class Cost:
    """Seconds of a whole class of n, and of one submission of it; memory in MiB."""

    wall: float
    cpu: float
    n: int
    memory: float | None
    # not run at this n, but extrapolated on a line through two smaller classes
    fitted: bool = False

    def each(self, what: str) -> float:
        """Seconds of "wall" or "cpu" per submission."""
        return getattr(self, what) / self.n


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.grading", description=__doc__.partition(":")[0]
    )
    _class_options(parser.add_argument)
    _peer_options(parser.add_argument)
    parser.add_argument("--json", type=Path, metavar="FILE", help="keeps every run's numbers")
    parser.add_argument(
        "--work",
        type=Path,
        metavar="DIR",
        help="where the course folders are made and deleted (the system's temp)",
    )
    return parser.parse_args(arguments)


def _class_options(add: Callable[..., object]) -> None:
    """What is graded, how often, and by how many of our workers."""
    add("--n", type=count, default=100, help="submissions in the class (100)")
    add(
        "--rounds",
        type=count,
        default=1,
        help="times that every grader grades it; ratios are medians (1)",
    )
    add("--jobs", type=count, default=cores(), help="our workers (all cores)")
    add(
        "--sizes",
        type=count,
        nargs="*",
        default=[],
        metavar="N",
        help="ours on classes of these sizes, e.g. 10 100 1000",
    )
    add("--seed", type=int, default=1, help="another seed draws another class (1)")


def _peer_options(add: Callable[..., object]) -> None:
    """Which graders run, and on how many submissions."""
    add("--only", nargs="*", choices=PEERS, default=list(PEERS), help="graders to run")
    add(
        "--peer-n",
        type=count,
        help="nbgrader on this many only, and a quarter of them; extrapolated on that line",
    )
    add(
        "--otter",
        metavar="PYTHON",
        default=sys.executable,
        help="an interpreter that has otter-grader and pandas",
    )
    add("--otter-n", type=count, default=5, help="submissions of the class that otter grades (5)")


def cores() -> int | None:
    """Cores that this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count()


def count(text: str) -> int:
    """A positive whole number."""
    if int(text) < 1:
        raise ValueError
    return int(text)


def main(arguments: list[str] | None = None) -> int:
    """Runs the benchmark; returns 1 if a grader that was started did not grade its class."""
    forgiving(sys.stdout, sys.stderr)
    chosen = options(arguments)
    if not hasattr(os, "fork"):
        complain("测量要用 fork，这个系统没有。\nMeasuring needs fork, which this system lacks.")
        return 2
    try:
        with tempfile.TemporaryDirectory(prefix="grading-", dir=chosen.work) as work:
            rows, skipped = measure_all(chosen, Path(work))
    except UserError as error:
        complain(str(error))
        return 2
    show(chosen, rows, skipped)
    if chosen.json:
        kept = {
            "machine": machine(),
            "options": {k: vars(chosen)[k] for k in KEPT},
            "skipped": skipped,
            "runs": [asdict(row) for row in rows],
        }
        chosen.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8", newline="\n")
    return int(any(row.why for row in rows))


def measure_all(chosen: argparse.Namespace, work: Path) -> tuple[list[Row], dict[str, str]]:
    """All runs, the graders taking turns, and why others were left out."""
    peers = [Ours(chosen.jobs), Nbgrader(), Otter(chosen.otter, chosen.otter_n), Floor()]
    skipped = {
        p.name: p.missing if p.name in chosen.only else "not asked for (--only)" for p in peers
    }
    skipped = {name: why for name, why in skipped.items() if why}
    peers = [p for p in peers if p.name not in skipped]
    complain(f"正在准备 {TASKS} 和模拟班级 · Preparing {TASKS} and a simulated class")
    course = make_class(
        work / "class", max(chosen.n, *chosen.sizes, chosen.peer_n or 0), chosen.seed
    )
    rows = []
    for number in range(1, chosen.rounds + 1):
        turn = (number - 1) % len(peers) if peers else 0
        for peer in peers[turn:] + peers[:turn]:  # nobody is always first
            rows += [one(peer, course, n, number, work) for n in sizes(peer.name, chosen)]
    return rows, skipped


def sizes(peer: str, chosen: argparse.Namespace) -> list[int]:
    """The class sizes that a peer grades in every round."""
    if peer == "nbgrader" and chosen.peer_n:
        return sorted({max(1, chosen.peer_n // 4), chosen.peer_n})
    return sorted({chosen.n, *chosen.sizes}) if peer == "ours" else [chosen.n]


def one(peer, course: Class, n: int, number: int, work: Path) -> Row:
    """One run in a fresh copy of the course folder, which is deleted afterwards."""
    complain(f"  {number}: {peer.title}, n = {n}")
    place = work / f"{peer.name}-{n}-{number}"
    place.mkdir()
    try:
        ran = peer.run(course.first(n, place / "course"))
    except OSError as error:
        ran = Ran(None, {}, str(error))
    shutil.rmtree(place, ignore_errors=True)
    if ran.why:
        complain(f"     {ran.why}")
    graded = len(ran.marks) if peer.name == "otter" and not ran.why else n
    return Row(peer.name, number, graded, ran.used, ran.marks, ran.why)


def cost(rows: list[Row], peer: str, number: int, n: int) -> Cost | None:
    """What a peer's class of n cost in a round; on the line through its sizes if it did not grade n
    itself.
    """
    runs = [r for r in rows if r.peer == peer and r.round == number and r.used and not r.why]
    whole = next((r for r in runs if r.n == n or peer == "otter"), None)
    if whole:
        return Cost(whole.used.wall, whole.used.cpu, whole.n, whole.used.memory)
    if len(runs) < 2:
        return None
    small, large = runs[0], runs[-1]
    each = {
        k: (getattr(large.used, k) - getattr(small.used, k)) / (large.n - small.n)
        for k in ("wall", "cpu")
    }
    wall, cpu = (getattr(large.used, k) + each[k] * (n - large.n) for k in ("wall", "cpu"))
    return Cost(wall, cpu, n, large.used.memory, fitted=True)


def ratios(
    rows: list[Row], peer: str, base: str, chosen: argparse.Namespace, what: str
) -> list[float]:
    """A submission's cost in a peer as a multiple of that in another, in each round in which both
    ran.
    """
    found = []
    for number in range(1, chosen.rounds + 1):
        costs = cost(rows, peer, number, chosen.n), cost(rows, base, number, chosen.n)
        if all(costs):
            found.append(costs[0].each(what) / costs[1].each(what))
    return found


def show(chosen: argparse.Namespace, rows: list[Row], skipped: dict[str, str]) -> None:
    """Prints the tables and, below them, what they do not say."""
    about = machine()
    say(
        f"{about['cores']} cores · {about['system']} · Python {about['python']} · "
        + " · ".join(f"{name} {version}" for name, version in about["packages"].items())
    )
    table(
        f"{TASKS}, {chosen.n} 份 · submissions, {chosen.rounds} 轮 · rounds",
        ["", "n", "wall s", "CPU s", "MiB", "wall ÷ ours", "CPU ÷ ours", "CPU ÷ floor"],
        [line(peer, chosen, rows) for peer in PEERS if peer not in skipped],
        right=range(1, 8),
    )
    say(
        "秒数是每份的，内存是整条命令的峰值。 · Seconds are per submission, memory is the whole "
        "command's peak."
    )
    for name, why in skipped.items():
        say(f"{name}: {why}")
    for sentence in remarks(chosen, rows):
        say(sentence)
    if len(sizes("ours", chosen)) > 1 and "ours" not in skipped:
        show_sizes(chosen, rows)


def line(peer: str, chosen: argparse.Namespace, rows: list[Row]) -> list[str]:
    """A grader's line of the table: medians over the rounds."""
    costs = [
        c for number in range(1, chosen.rounds + 1) if (c := cost(rows, peer, number, chosen.n))
    ]
    if not costs:
        return [peer] + ["–"] * 7
    return [
        peer,
        f"{costs[0].n}{' fit' if costs[0].fitted else ''}",
        middle([c.each("wall") for c in costs], 3),
        middle([c.each("cpu") for c in costs], 3),
        middle([c.memory for c in costs if c.memory], 0),
        middle(ratios(rows, peer, "ours", chosen, "wall")),
        middle(ratios(rows, peer, "ours", chosen, "cpu")),
        middle(ratios(rows, peer, "floor", chosen, "cpu")),
    ]


def middle(values: list[float], digits: int = 2) -> str:
    """The median, with the range of several rounds."""
    if not values:
        return "–"
    text = f"{statistics.median(values):.{digits}f}"
    return (
        text if len(values) == 1 else f"{text} ({min(values):.{digits}f}–{max(values):.{digits}f})"
    )


def remarks(chosen: argparse.Namespace, rows: list[Row]) -> list[str]:
    """Sentences below the table: whether the marks agree, what failed, what was left running."""
    said = []
    ours = next((r for r in rows if r.peer == "ours" and r.n == chosen.n and r.marks), None)
    for peer in ("nbgrader", "otter"):
        theirs = [r.marks for r in rows if r.peer == peer and r.marks]
        if ours and theirs:
            both = [student for student in theirs[-1] if student in ours.marks]
            same = sum(theirs[-1][student] == ours.marks[student] for student in both)
            said.append(f"分数逐格相同 · same marks as {peer}, cell by cell: {same} / {len(both)}")
    for run in rows:
        name = f"{run.peer}, n = {run.n}, {run.round}"
        if run.why:
            said.append(f"{name}: {run.why}")
        if run.used and run.used.left:
            said.append(f"{name}: {run.used.left} processes outlived the command")
        if run.used and not run.used.exact:
            said.append(f"{name}: memory is a lower bound; some processes did not show theirs")
    return said


def show_sizes(chosen: argparse.Namespace, rows: list[Row]) -> None:
    """Ours from small classes to large ones: the whole command, and what one more submission costs.

    A size that no run graded keeps its line, with a question mark.
    """
    lines, before = [], None
    for n in sizes("ours", chosen):
        used = [r.used for r in rows if r.peer == "ours" and r.n == n and r.used and not r.why]
        if not used:
            lines.append([n, "?"] + [""] * 5)
            continue
        now = Size(n, median_of(used, "wall"), median_of(used, "cpu"))
        memory = middle([u.memory for u in used if u.memory], 0)
        lines.append([n, f"{now.wall / n:.3f}", f"{now.cpu / n:.3f}", *growth(now, before), memory])
        before = now
    table(
        "班级变大时 · ours as the class grows",
        ["n", "wall s", "CPU s", "wall s, one more", "CPU s, one more", "CPU ÷ row above", "MiB"],
        lines,
        right=range(7),
    )


class Size(NamedTuple):
    """A class of n: seconds of the whole command, wall and processor."""

    n: int
    wall: float
    cpu: float


def median_of(used: list[Used], what: str) -> float:
    """Median over the runs of "wall" or "cpu", in seconds."""
    return statistics.median(getattr(run, what) for run in used)


def growth(now: Size, before: Size | None) -> list[str]:
    """What one submission more costs against the class before, wall and processor seconds, and the
    ratio of the processor seconds each.
    """
    if before is None:
        return ["–"] * 3
    more = now.n - before.n
    wall, cpu = (now.wall - before.wall) / more, (now.cpu - before.cpu) / more
    return [f"{wall:.3f}", f"{cpu:.3f}", f"{(now.cpu / now.n) / (before.cpu / before.n):.3f}"]


def machine() -> dict:
    """Cores that this process may use, system and versions; no name and no path."""
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = "?"
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "cores": cores,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": versions,
    }


if __name__ == "__main__":
    sys.exit(main())
