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
from dataclasses import dataclass
from pathlib import Path

from tests.attacks import course, harness
from tests.attacks.course import STOCK

STUDENTS = 34  # more than two batches of the gradebook
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
    """One kill: after how many seconds, whether the command was still at work, and what differs
    afterwards."""

    after: float
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


def one(pristine: Path, wanted: list[tuple], after: float, place: Path) -> Trial:
    """Grades a fresh copy of the class, kills the command after so many seconds, resumes, and
    compares."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(pristine, place)
    process = start(place)
    try:
        process.wait(after)
        was_running = False
    except subprocess.TimeoutExpired:
        was_running = True
        process.send_signal(signal.SIGKILL)
    process.communicate(timeout=LONGEST)
    finish(place)
    found = dump(place)
    differences = [f"missing: {row}" for row in wanted if row not in found] + [
        f"too much: {row}" for row in found if row not in wanted
    ]
    differences += [f"graded twice: {student}" for student in graded_twice(place)]
    graded = {path.parts[-3] for path in (place / "autograded").glob("*/*/*.ipynb")}
    submitted = {path.name for path in (place / "submitted").iterdir()}
    differences += [f"no graded notebook: {student}" for student in sorted(submitted - graded)]
    return Trial(after, was_running, differences)


def trials(count: int, root: Path, seed: int = 1, seconds: float = 3600):
    """Yields up to `count` trials, as many as fit into `seconds`."""
    scene = course.make(root / "scene")
    for number in range(STUDENTS):
        harness.honest(scene, number)
    plain = root / "plain"
    shutil.copytree(scene.course, plain)
    usual = finish(plain)
    wanted, chance, end = dump(plain), random.Random(seed), time.monotonic() + seconds
    for _ in range(count):
        if time.monotonic() > end:
            return
        yield one(scene.course, wanted, chance.uniform(0.05, 0.95) * usual, root / "disturbed")


def main() -> int:
    """Prints a line for each trial; returns 1 if any gradebook differed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=3600, help="stop after so long")
    options = parser.parse_args()
    bad = done = running = 0
    with tempfile.TemporaryDirectory() as root:
        for trial in trials(options.count, Path(root), options.seed, options.seconds):
            done, running, bad = (
                done + 1,
                running + trial.was_running,
                bad + bool(trial.differences),
            )
            print(
                f"{done}: killed after {trial.after:.2f} s, {trial.differences or 'equal'}",
                flush=True,
            )
    print(f"{done} trials, {running} killed at work, {bad} with a difference")
    return 1 if bad or not running else 0


if __name__ == "__main__":
    raise SystemExit(main())
