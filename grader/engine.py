"""Grades and comments many submissions at once; here by nbgrader's own converters in worker processes."""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict

from grader import nbgrader_seam
from grader.course import Text
from grader.folder import CourseFolder
from grader.nbgrader_seam import FAILED, Outcome

Job = tuple[str, str]  # assignment, student
# One thread each: the workers already use every core.
QUIET = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
DIED = Text("评分进程中断了，可能是学生代码结束了它", "the grading process died; the student's code may have ended it")


def grade(folder: CourseFolder, jobs: list[Job], workers: int | None = None, force: bool = False) -> Iterator[Outcome]:
    """Grades the submissions and yields what came of each as it is done; nothing a notebook does stops the others.

    A line for each goes to reports/journal.jsonl in the course folder.
    """
    nbgrader_seam.enrol(folder, sorted({a for a, _ in jobs}), sorted({s for _, s in jobs}))
    for outcome in _run(nbgrader_seam.grade_one, folder, jobs, workers, force):
        _note(folder, outcome)
        yield outcome


def feedback(folder: CourseFolder, jobs: list[Job], workers: int | None = None) -> Iterator[Outcome]:
    """Writes the feedback pages of graded submissions; yields what came of each."""
    yield from _run(nbgrader_seam.feedback_one, folder, jobs, workers)


def reasons(folder: CourseFolder) -> dict[tuple[str, str], Outcome]:
    """The last outcome of each (assignment, student) that the journal knows."""
    path = folder.path / "reports" / "journal.jsonl"
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else []:
        try:
            entry = json.loads(line)
            outcome = Outcome(entry["assignment"], entry["student"], entry["status"], entry["seconds"],
                              Text(**entry["reason"]))
        except (ValueError, KeyError, TypeError):
            continue  # the last line of a run that was cut off
        found[outcome.assignment, outcome.student] = outcome
    return found


def _note(folder: CourseFolder, outcome: Outcome) -> None:
    path = folder.path / "reports" / "journal.jsonl"
    path.parent.mkdir(exist_ok=True)
    entry = {"time": time.strftime("%Y-%m-%dT%H:%M:%S%z"), **asdict(outcome)}
    with path.open("a", encoding="utf-8", newline="\n") as journal:
        journal.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _run(step, folder: CourseFolder, jobs: list[Job], workers: int | None, *args) -> Iterator[Outcome]:
    """The step on every job, each job once. If a worker dies, what it left is done one by one."""
    workers = max(1, min(workers or os.cpu_count() or 1, len(jobs)))
    left = dict.fromkeys(jobs)
    for outcome in _pool(step, folder, list(left), workers, args):
        left.pop((outcome.assignment, outcome.student))
        yield outcome
    for job in list(left):
        yield next(_pool(step, folder, [job], 1, args), Outcome(*job, FAILED, 0.0, DIED))


def _pool(step, folder: CourseFolder, jobs: list[Job], workers: int, args: tuple) -> Iterator[Outcome]:
    """Outcomes as they come; none for the jobs that were left when a worker died."""
    if not jobs:
        return
    context = multiprocessing.get_context("spawn")  # forking is unsafe where threads run, and absent on Windows
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start)
    try:
        for future in as_completed([pool.submit(step, folder, *job, *args) for job in jobs]):
            try:
                yield future.result()
            except BrokenProcessPool:
                continue
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start() -> None:
    """A worker says nothing: nbgrader's and the kernels' messages would break the progress bar; reasons come as data."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
