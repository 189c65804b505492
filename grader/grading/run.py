"""Grades many submissions at once, each apart from the others, from the answers and from the
instructor's machine.
"""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path

from grader.base import Text, UserError
from grader.course.folder import CourseFolder
from grader.engine.model import (
    BESIDE,
    FAILED,
    GRADED,
    PLAIN_WANTED,
    UNCHANGED,
    UNREADABLE,
    Graded,
    Limits,
    Outcome,
    Package,
    Submission,
    Teeth,
)
from grader.engine.notebooks import fingerprint
from grader.engine.notebooks.intake import read
from grader.engine.notebooks.parse import Unreadable
from grader.engine.processes import executors
from grader.gradebook import journal
from grader.grading import teeth
from grader.grading.looks import Looks
from grader.grading.packages import TEXTS, packages

Job = tuple[str, str]  # assignment, student
LIMITS = Limits()
BATCH = 16  # submissions written to the gradebook in one transaction
REFUSED = PLAIN_WANTED.partition("（")[0]  # a reason may be cut after it
KEPT = 2  # assignments whose processes, 50 MB each, wait for a next grading
LONGEST_WAIT = 0.5  # seconds that a result waits to be written


@dataclass(frozen=True)
class Wish:
    """What the instructor asked for: everything again, only what changed checks touch, or only some
    grade cells.
    """

    force: bool
    regrade: bool
    task: frozenset[str] | None

    def limit(self, work: Submission, earlier: dict | None, taken: dict) -> Submission:
        """The work with the grade cells that have to run for it, given the fingerprint of the
        earlier grading.
        """
        only = None
        if earlier and not self.force:
            only = self.task
            if only is None and self.regrade:
                only = fingerprint.changed(earlier, taken)
        if earlier and only is not None:
            checks = {cell: check for cell, check in taken["checks"].items() if cell in only}
            taken = taken | {"checks": earlier["checks"] | checks}
        return replace(work, only=only, fingerprint=taken)


class Engine:
    """Grades and comments the submissions of a course folder, to be used in a `with` block.

    `workers` notebooks run at once (default: one for every core). `executor` names a Dask cluster,
    "dask://host:port". `unconfined` allows grading where student code cannot be confined. `off`
    names layers that are left off (for tests). `kept` leaves the processes to the next Engine of
    this process: whoever says so calls `end_kept` in the end.
    """

    def __init__(
        self,
        folder: CourseFolder,
        workers: int | None = None,
        *,
        limits: Limits = LIMITS,
        executor: str | None = None,
        unconfined: bool = False,
        off: frozenset[str] = frozenset(),
        kept: bool = False,
    ):
        self.folder = folder
        self.workers = workers
        self.limits = limits
        self.address = executor
        self.unconfined = unconfined
        self.off = off
        self.kept = kept
        self.looks = Looks(folder)
        self.parts: dict[str, list[Package]] = {}  # by assignment
        self._remarks: dict[tuple, Text] = {}
        # how often a check refused an object, by assignment and notebook
        self._refused: dict[tuple, Counter[str]] = defaultdict(Counter)

    def __enter__(self) -> Engine:
        if self.address is None:
            executors.leave_damaged()
            # imports its libraries while nbgrader is being imported here
            executors.runtime(self.off)
        self.executor, self._close = executors.executor(self.address, self.workers, TEXTS)
        return self

    def __exit__(self, *error) -> None:
        if self.address is None and error[0]:
            executors.stop()  # first, so that nobody waits for notebooks that are still running
        self._close()
        if self.address is None and self.kept:
            executors.leave_old(KEPT)
        elif self.address is None:
            executors.stop()

    def grade(
        self,
        jobs: list[Job],
        force: bool = False,
        *,
        regrade: bool = False,
        task: str | None = None,
    ) -> Iterator[Outcome]:
        """Grades what is new, changed since, or forced; yields what came of each as it is done.

        `regrade` grades again what a changed check touches, and only that; `task` (its id, or a
        grade cell's) grades only that and leaves other marks alone. No notebook stops the others. A
        line for each goes to reports/journal.jsonl.
        """
        names = list(dict.fromkeys(assignment for assignment, _ in jobs))
        self.parts = {}
        for name in names:
            parts = packages(self.folder, name, self.limits)
            self.parts[name] = [teeth.with_known(self.folder, part) for part in parts]
        # calibrated, and the first notebooks graded, while nbgrader is being imported below
        if self.address is None:
            for parts in self.parts.values():
                for part in parts:
                    self.executor.submit(executors.ready, part, self.off)
        early = [] if task else self._never_graded(jobs)
        self.early = {
            job: self._start(job, Wish(force, regrade, None)) for job in early[: self._ahead]
        }
        from grader.gradebook.writer import Marks

        with Marks(self.folder) as marks:
            students = {student for _, student in jobs}
            marks.prepare(names, sorted(students))
            self.wish = Wish(force, regrade, self._cells_of(task) if task else None)
            settled = set() if force or task else marks.settled(jobs, regrade)
            yield from (Outcome(*job, UNCHANGED) for job in jobs if job in settled)
            left = [job for job in jobs if job not in settled]
            yield from self._batches(self._graded(left, marks), marks)

    def _never_graded(self, jobs: list[Job]) -> list[Job]:
        distinct = dict.fromkeys(jobs)
        return [job for job in distinct if not self._graded_notebook(*job).parent.exists()]

    def _batches(self, results: Iterator[tuple[Outcome, list[Graded]]], marks) -> Iterator[Outcome]:
        """Writes results in batches as they come, and, if the command is stopped, what is there by
        then.
        """
        done: list[tuple[Outcome, list[Graded]]] = []
        started = time.monotonic()
        try:
            for outcome, graded in results:
                if outcome.status == UNCHANGED:
                    yield outcome
                    continue
                done.append((outcome, graded))
                if len(done) >= BATCH or time.monotonic() - started > LONGEST_WAIT:
                    yield from self._written(done, marks)
                    started = time.monotonic()
            yield from self._written(done, marks)
        finally:
            list(self._written(done, marks))

    def _cells_of(self, task: str) -> frozenset[str]:
        """Grade cells of a task; raises UserError when there is none."""
        from grader.course.cells import tasks_of_cells

        found: set[str] = set()
        for name in self.parts:
            tasks = tasks_of_cells(self.folder, name)
            found.update(cell for cell, its in tasks.items() if task in (cell, its))
        if not found:
            raise UserError(f"这份作业里没有任务 {task}。", f"This work has no task {task}.")
        return frozenset(found)

    def _written(self, done: list, marks) -> Iterator[Outcome]:
        """Puts a batch into gradebook, files and journal; only then are its outcomes told."""
        batch = done.copy()
        done.clear()
        finished: list[Graded] = []
        for outcome, graded in batch:
            if outcome.status != FAILED:
                finished += [g for g in graded if g.status == GRADED]
        marks.write(finished)
        for outcome, graded in batch:
            journal.note(
                self.folder, outcome, graded, marks.handed_in(outcome.assignment, outcome.student)
            )
            self._remark(graded)
            teeth.keep(self.folder, self.parts.get(outcome.assignment, []), graded)
            if outcome.status == GRADED:
                self.looks.graded((outcome.assignment, outcome.student), graded)
        yield from (outcome for outcome, _ in batch)

    def _remark(self, graded: list[Graded]) -> None:
        """What the instructor should know about the checks: which ran beside students' code, which
        are broken.
        """
        for g in graded:
            broken = dict(g.broken)
            forgeable = [mark.cell for mark in g.marks if mark.how == BESIDE]
            beside = ", ".join(cell for cell in forgeable if cell not in broken)
            if beside:
                self._remarks[g.assignment, g.notebook, "beside"] = Text(
                    f"{g.notebook}：这些检查的写法不能与学生代码分开运行，分数不防作假：{beside}",
                    f"{g.notebook}: these checks cannot run apart from students' code, so their "
                    f"marks can be forged: {beside}",
                )
            if g.broken:
                reasons = _by_reason(g.broken).items()
                self._remarks[g.assignment, g.notebook, "broken"] = Text(
                    f"{g.notebook}：参考答案通不过这些检查，请改好再评一次："
                    + "；".join(f"{cells}（{why}）" for why, cells in reasons),
                    f"{g.notebook}: the reference solution does not pass these checks, mend them "
                    "and grade again: " + "; ".join(f"{cells} ({why})" for why, cells in reasons),
                )
            self._remark_teeth(g, g.teeth or Teeth())
            refused = self._refused[g.assignment, g.notebook]
            refused.update(mark.cell for mark in g.marks if REFUSED in mark.why)
            if refused:
                cells = ", ".join(f"{cell} × {count}" for cell, count in refused.items())
                self._remarks[g.assignment, g.notebook, "refused"] = Text(
                    f"{g.notebook}：参考答案在这里返回普通的值，有学生返回了自己定义的对象，没有得分，"
                    f"请看一看：{cells}",
                    f"{g.notebook}: the reference solution returns plain values here; objects that "
                    f"students returned got no points; please check: {cells}",
                )

    def _remark_teeth(self, g: Graded, found: Teeth) -> None:
        """What answers that were broken on purpose have shown."""
        if found.toothless:
            cells = ", ".join(found.toothless)
            self._remarks[g.assignment, g.notebook, "toothless"] = Text(
                f"{g.notebook}：发给学生的原样不作答也能通过这些检查，请看一看：{cells}",
                f"{g.notebook}: the release as it is given out passes these checks; please "
                f"check: {cells}",
            )
        if found.untried:
            cells = ", ".join(found.untried)
            self._remarks[g.assignment, g.notebook, "untried"] = Text(
                f"{g.notebook}：用故意写错的答案试这些检查，没有运行完，不知道它们能不能发现错误，"
                f"请看一看：{cells}",
                f"{g.notebook}: answers broken on purpose did not come back from these checks, so "
                f"it is not known whether they notice a mistake; please check: {cells}",
            )

    @property
    def remarks(self) -> list[Text]:
        """Sentences about the assignments graded so far."""
        return list(self._remarks.values())

    @property
    def has_flawed_checks(self) -> bool:
        """Whether checks ran beside students' code, or refused the reference solution."""
        return any(kind in ("beside", "broken") for *_, kind in self._remarks)

    @property
    def _ahead(self) -> int:
        """Submissions that are read before others are done: few, so that memory does not grow with
        the class.
        """
        return 2 * (self.workers or os.cpu_count() or 1) + 2

    def _graded(self, jobs: list[Job], marks) -> Iterator[tuple[Outcome, list[Graded]]]:
        """What came of each job."""
        waiting: dict[Future, Job] = {}
        results: dict[Job, list[Graded]] = {}
        queue = iter(jobs)
        while True:
            while len(waiting) < self._ahead and (job := next(queue, None)):
                futures, results[job] = self._submit(job, marks)
                if futures is None:
                    yield Outcome(*job, UNCHANGED), results.pop(job)
                elif not futures:
                    yield self._outcome(job, results.pop(job))
                else:
                    waiting |= futures
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                job = waiting.pop(future)
                results[job].append(self._result(future, job))
                if job not in waiting.values():
                    yield self._outcome(job, results.pop(job))

    def _submit(self, job: Job, marks) -> tuple[dict | None, list[Graded]]:
        """Reads a submission and hands its notebooks out; None if nothing is to be done, and what
        cannot be read.
        """
        marks.notice(*job)
        works, refused = self._read(job, self.wish)
        self.looks.read(job, ((part.notebook, work) for part, work in works))
        unchanged = all(work.only is not None and not work.only for _, work in works)
        if works and not refused and unchanged:
            return None, []
        same, futures = self.early.pop(job, (None, {}))
        if same != works:
            futures = self._hand_out(job, works)
        return futures, refused

    def _start(self, job: Job, wish: Wish) -> tuple[list, dict[Future, Job]]:
        """Hands out, while nbgrader is being imported, work that was surely never graded; it counts
        if it is the same later.
        """
        works, _ = self._read(job, wish)
        return works, self._hand_out(job, works)

    def _read(self, job: Job, wish: Wish) -> tuple[list[tuple[Package, Submission]], list[Graded]]:
        """The notebooks of a submission, and the reasons for those that cannot be read."""
        assignment, student = job
        folder = self.folder.path / "submitted" / student / assignment
        names = [part.notebook for part in self.parts[assignment]]
        works = []
        refused = []
        for part in self.parts[assignment]:
            try:
                others = tuple(name for name in names if name != part.notebook)
                work = read(folder, student, part.notebook, self.limits, others)
            except Unreadable as error:
                refused.append(
                    Graded(assignment, student, part.notebook, UNREADABLE, reason=error.reason)
                )
                continue
            earlier = fingerprint.read(self._graded_notebook(assignment, student, part.notebook))
            works.append((part, wish.limit(work, earlier, fingerprint.take(part, work))))
        return works, refused

    def _hand_out(self, job: Job, works: list[tuple[Package, Submission]]) -> dict[Future, Job]:
        return {
            self.executor.submit(executors.grade, part, work, self.off, self.unconfined): job
            for part, work in works
        }

    def _graded_notebook(self, assignment: str, student: str, notebook: str = "") -> Path:
        return self.folder.path / "autograded" / student / assignment / f"{notebook}.ipynb"

    def _result(self, future: Future, job: Job) -> Graded:
        try:
            return future.result()
        except UserError:
            raise
        # a worker of a cluster that is gone, or a fault of ours: named, and the class goes on
        except Exception as error:
            why = f"{type(error).__name__}: {error}"[:300]
            reason = Text(f"评分引擎出错：{why}", f"the grading engine failed: {why}")
            return Graded(*job, "", FAILED, reason=reason)

    @staticmethod
    def _outcome(job: Job, graded: list[Graded]) -> tuple[Outcome, list[Graded]]:
        seconds = sum(g.seconds for g in graded)
        done = [g for g in graded if g.status == GRADED]
        failed = [g for g in graded if g.status == FAILED]
        unreadable = [g for g in graded if g.status == UNREADABLE]
        if failed:
            return Outcome(*job, FAILED, seconds, failed[0].reason), graded
        if unreadable:
            reason = _unread(unreadable) if done else unreadable[0].reason
            return Outcome(*job, UNREADABLE, seconds, reason), graded
        return Outcome(*job, GRADED, seconds), done


def end_kept() -> None:
    """Ends the processes that an Engine has kept."""
    executors.stop()


def _unread(notebooks: list[Graded]) -> Text:
    """Why some notebooks of a submission could not be read, where the others are graded."""
    zh = "；".join(f"{g.notebook}：{g.reason.zh}" for g in notebooks)
    en = "; ".join(f"{g.notebook}: {g.reason.en}" for g in notebooks)
    return Text(
        f"别的笔记本已评分，没有评分的：{zh}", f"the other notebooks are graded, not these: {en}"
    )


def _by_reason(broken: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each reason the cells that fail for it, as one text: a missing file stops many."""
    cells: dict[str, str] = {}
    for cell, why in broken:
        cells[why] = f"{cells[why]}, {cell}" if why in cells else cell
    return cells
