"""Grades and comments many submissions at once; here by nbgrader's own converters in worker processes."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict

from grader import nbgrader_seam
from grader.course import Text
from grader.folder import CourseFolder
from grader.nbgrader_seam import FAILED, GRADED, UNCHANGED, Outcome

Job = tuple[str, str]  # assignment, student
# One thread each: the workers already use every core.
QUIET = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
DIED = Text("评分进程中断了，可能是学生代码结束了它", "the grading process died; the student's code may have ended it")


class Engine:
    """Worker processes for a course folder (default: one for every core), to be used in a `with` block.

    They start at once, so that they are ready when the first job comes.
    """

    def __init__(self, folder: CourseFolder, workers: int | None = None):
        self.folder, self.workers = folder, workers or os.cpu_count() or 1

    def __enter__(self) -> Engine:
        self._pool = _pool(self.workers)
        for _ in range(self.workers):
            self._pool.submit(nbgrader_seam.warm_up)
        return self

    def __exit__(self, *error) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def grade(self, jobs: list[Job], force: bool = False) -> Iterator[Outcome]:
        """Grades what is new, changed since, or forced; yields what came of each as it is done.

        No notebook stops the others. A line for each graded one goes to reports/journal.jsonl in the course folder.
        """
        nbgrader_seam.enrol(self.folder, sorted({a for a, _ in jobs}), sorted({s for _, s in jobs}))
        settled = set() if force else set(jobs) & _settled(self.folder)
        yield from (Outcome(*job, UNCHANGED) for job in jobs if job in settled)
        for outcome in self._run(nbgrader_seam.grade_one, [job for job in jobs if job not in settled]):
            if outcome.reason is DIED:  # nbgrader leaves a copy there before it runs anything
                shutil.rmtree(self.folder.notebook("autograded", *_job(outcome)).parent, ignore_errors=True)
            _note(self.folder, outcome)
            yield outcome

    def feedback(self, jobs: list[Job]) -> Iterator[Outcome]:
        """Writes the feedback pages of graded submissions; yields what came of each."""
        yield from self._run(nbgrader_seam.feedback_one, jobs)

    def _run(self, step: Callable[..., Outcome], jobs: list[Job]) -> Iterator[Outcome]:
        """The step on every job, each once. If a worker dies, each job that was left gets a worker of its own."""
        left = dict.fromkeys(jobs)
        for outcome in self._outcomes(self._pool, step, jobs):
            left.pop(_job(outcome))
            yield outcome
        for job in list(left):
            with _pool(1) as pool:
                yield next(self._outcomes(pool, step, [job]), Outcome(*job, FAILED, 0.0, DIED))
        if left:
            self._pool = _pool(self.workers)

    def _outcomes(self, pool: ProcessPoolExecutor, step, jobs: list[Job]) -> Iterator[Outcome]:
        """Outcomes as they come; none for the jobs that were left when a worker died."""
        try:
            futures = [pool.submit(step, self.folder, *job) for job in jobs]
        except BrokenProcessPool:
            return
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                continue


def reasons(folder: CourseFolder) -> dict[Job, Outcome]:
    """The last outcome of each job that the journal knows."""
    path = folder.path / "reports" / "journal.jsonl"
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else []:
        try:
            entry = json.loads(line)
            outcome = Outcome(entry["assignment"], entry["student"], entry["status"], entry["seconds"],
                              Text(**entry["reason"]))
        except (ValueError, KeyError, TypeError):
            continue  # the last line of a run that was cut off
        found[_job(outcome)] = outcome
    return found


def _settled(folder: CourseFolder) -> set[Job]:
    """Jobs with marks that are newer than what was handed in. A run that was cut off leaves none of these signs whole."""
    known = {(score.assignment, score.student) for score in nbgrader_seam.scores(folder)}
    found = set()
    for job, outcome in reasons(folder).items():
        done, handed_in = folder.notebook("autograded", *job), folder.notebook("submitted", *job)
        if outcome.status == GRADED and job in known and done.is_file() and handed_in.is_file():
            found |= {job} if done.stat().st_mtime >= handed_in.stat().st_mtime else set()
    return found


def _job(outcome: Outcome) -> Job:
    return outcome.assignment, outcome.student


def _note(folder: CourseFolder, outcome: Outcome) -> None:
    path = folder.path / "reports" / "journal.jsonl"
    path.parent.mkdir(exist_ok=True)
    entry = {"time": time.strftime("%Y-%m-%dT%H:%M:%S%z"), **asdict(outcome)}
    with path.open("a", encoding="utf-8", newline="\n") as journal:
        journal.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _pool(workers: int) -> ProcessPoolExecutor:
    # forking is unsafe where threads run, and absent on Windows
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_start)


def _start() -> None:
    """A worker says nothing: nbgrader's and the kernels' messages would break the progress bar; reasons come as data."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
