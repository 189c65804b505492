"""Kills `keguan grade` at random moments, lets it go on, and compares the gradebook with an
undisturbed run.

    python -m tests.kill_trial 50
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.attacks import course, harness
from tests.attacks.course import STOCK

STUDENTS = 20  # more than a batch of the gradebook
LONGEST = 120  # seconds for one run of the command

ROWS = """
select student.id, assignment.name, notebook.name, base_cell.name,
       grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade
from grade
join base_cell on base_cell.id = grade.cell_id
join submitted_notebook on submitted_notebook.id = grade.notebook_id
join notebook on notebook.id = submitted_notebook.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
join assignment on assignment.id = submitted_assignment.assignment_id
join student on student.id = submitted_assignment.student_id
"""
COUNTED = (
    "student",
    "submitted_assignment",
    "submitted_notebook",
    "grade",
    "comment",
    "base_cell",
    "notebook",
    "assignment",
)


@dataclass
class Trial:
    """The kills of one class: after how many seconds each, whether the command was still at work,
    and what differs afterwards."""

    after: list[float]
    was_running: bool
    differences: list[str]


def dump(folder: Path) -> list[tuple]:
    """All marks in a course's gradebook and the number of rows of each table, without ids and
    times."""
    with sqlite3.connect(f"file:{folder / 'gradebook.db'}?mode=ro", uri=True) as database:
        rows = sorted(map(tuple, database.execute(ROWS)), key=repr)
        counts = [
            (table, database.execute(f"select count(*) from {table}").fetchone()[0])
            for table in COUNTED
        ]
    return counts + rows


def start(folder: Path) -> subprocess.Popen:
    """`keguan grade` at work on the class, in a process group of its own."""
    command = [
        sys.executable,
        "-c",
        "from grader.cli.app import main; main()",
        "grade",
        STOCK,
        "--course",
        str(folder),
    ]
    return subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(harness.CHECKOUT)},
    )


def finish(folder: Path) -> float:
    """Runs the command to its end; returns its seconds."""
    began = time.monotonic()
    process = start(folder)
    try:
        _, error = process.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    if process.returncode:
        raise RuntimeError(
            f"keguan grade ended with {process.returncode}: "
            f"{error.decode('utf-8', 'replace')[-2000:]}"
        )
    return time.monotonic() - began


def graded_twice(folder: Path) -> list[str]:
    """Students whose work was graded more than once, as the journal has it."""
    path = folder / "reports" / "journal.jsonl"
    counts: Counter = Counter()
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # the line that the kill cut off
        counts[entry["student"]] += entry["status"] == "graded"
    return sorted(student for student, count in counts.items() if count > 1)


def killed(folder: Path, after: float) -> bool:
    """Starts the command and kills it after so many seconds; whether it was still at work."""
    process = start(folder)
    try:
        process.wait(after)
        was_running = False
    except subprocess.TimeoutExpired:
        was_running = True
        process.send_signal(signal.SIGKILL)
    process.communicate(timeout=LONGEST)
    return was_running


def differences(folder: Path, wanted: list[tuple]) -> list[str]:
    """What is not as after an undisturbed run; the command runs to its end before."""
    finish(folder)
    found = dump(folder)
    differing = [f"missing: {row}" for row in wanted if row not in found]
    differing += [f"too much: {row}" for row in found if row not in wanted]
    differing += [f"graded twice: {student}" for student in graded_twice(folder)]
    graded = {path.parts[-3] for path in (folder / "autograded").glob("*/*/*.ipynb")}
    submitted = {path.name for path in (folder / "submitted").iterdir()}
    return differing + [f"no graded notebook: {student}" for student in sorted(submitted - graded)]


@dataclass
class Class:
    """A class that was handed in, what grading it undisturbed gives, and how long that took."""

    handed_in: Path
    wanted: list[tuple]
    seconds: float

    def copy(self, place: Path) -> Path:
        """The class as it was handed in."""
        shutil.rmtree(place, ignore_errors=True)
        return Path(shutil.copytree(self.handed_in, place))


def make(root: Path) -> Class:
    scene = course.make(root / "scene")
    for number in range(STUDENTS):
        harness.honest(scene, number)
    plain = root / "plain"
    shutil.copytree(scene.course, plain)
    seconds = finish(plain)
    return Class(scene.course, dump(plain), seconds)


def trials(made: Class, count: int, place: Path, seed: int = 1, kills: int = 1) -> Iterator[Trial]:
    """Yields trials of so many kills one after the other, each of a run that goes on where the one
    before was.
    """
    chance = random.Random(seed)
    for _ in range(count):
        folder = made.copy(place)
        moments = [chance.uniform(0.05, 0.95) * made.seconds for _ in range(kills)]
        was_running = [killed(folder, moment) for moment in moments]
        yield Trial(moments, any(was_running), differences(folder, made.wanted))


def main() -> int:
    """Prints a line for each trial; returns 1 if any gradebook differed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    bad = done = running = 0
    with tempfile.TemporaryDirectory() as root:
        made = make(Path(root))
        for trial in trials(made, options.count, Path(root, "disturbed"), options.seed):
            done += 1
            running += trial.was_running
            bad += bool(trial.differences)
            moments = ", ".join(f"{after:.2f} s" for after in trial.after)
            print(f"{done}: killed after {moments}, {trial.differences or 'equal'}", flush=True)
    print(f"{done} trials, {running} killed at work, {bad} with a difference")
    return 1 if bad or not running else 0


if __name__ == "__main__":
    raise SystemExit(main())
