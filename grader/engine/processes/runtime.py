"""What every way of running notebooks has in common: rooms by assignment, calibration, and what is
told of a notebook.
"""

from __future__ import annotations

import copy
import json
import os
import threading
import time
from collections.abc import Iterable
from dataclasses import astuple, replace
from pathlib import Path

from grader.base import Text, UserError
from grader.engine.model import (
    FAILED,
    GRADED,
    ON_THE_WALL,
    UNREADABLE,
    CellMark,
    Graded,
    GradingPlan,
    Package,
    Submission,
    Teeth,
)
from grader.engine.notebooks import fingerprint
from grader.engine.notebooks.parse import Unreadable
from grader.engine.notebooks.rebuild import rebuild
from grader.engine.notebooks.roles import role_of
from grader.engine.processes.protocol import Calibrate, Grade, Job, Report
from grader.engine.processes.watch import Lost
from grader.engine.verdict import teeth

# without them student code reaches the machine
NEEDED = {"mount", "root", "network", "pid", "syscalls"}
# as -I, which would not read the seed either: no folder of the user's, nor the current one
ISOLATED = ("-s", "-P")
PATIENCE = 20  # seconds over the notebook's own limit, before both sides are ended
MOST_LOST = 3  # grade cells of one notebook that may end the trusted process
TRIAL_SECONDS = 5.0  # that a cell may take on answers that were broken on purpose
ONE_THREAD = {
    name: "1"
    for name in (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "NUMEXPR_NUM_THREADS",
    )
}
BROKEN = Text(
    "评分进程意外结束，这份作业没有评成，请再运行一次",
    "the grading process ended unexpectedly; run the command again",
)
SLOW = Text("评分超过了时间限制，没有评成", "grading went over its time limit")


def environment() -> dict[str, str]:
    """Settings of a process that imports the libraries: threads would make forking unsafe, and the
    order of a set of texts and how a file of text is read have to be the same at every grading, on
    every system. The clock is the machine's on both sides, as times that the instructor has
    written down mean it.
    """
    zone = {"TZ": os.environ["TZ"]} if "TZ" in os.environ else {}
    return {
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        **zone,
        **ONE_THREAD,
    }


def lay_out(folder: str, files: dict[str, bytes]) -> None:
    """Writes files by their names relative to a folder."""
    for name, data in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


class Rooms:
    """Where the notebooks of one assignment run, and the plan of how its grade cells are graded."""

    def __init__(self, package: Package, layers: tuple[str, ...], missing: dict[str, str]):
        self.package = package
        self.layers = layers
        self.missing = missing
        self.teeth = package.teeth
        self.plan = self._calibrate(self.teeth.beside if self.teeth else ())
        if package.try_teeth and self.teeth is None:
            self.teeth = self._try_teeth()
            if self.teeth and self.teeth.beside:
                self.plan = self._calibrate(self.teeth.beside)

    def run(self, job: Job, files: dict[str, bytes]) -> Report | Text | Lost:
        """What the trusted side reports of a job, or why there is nothing."""
        raise NotImplementedError

    def whole(self, job: Grade, files: dict[str, bytes]) -> Report | Text:
        """As `run`, without the grade cells that end the trusted process: they give no points, and
        the others keep theirs; after some of them, those behind are not tried either.
        """
        judging = [role_of(c).grade_id for c in job.notebook["cells"] if role_of(c).judges]
        skip: list[str] = []
        while True:
            result = self.run(replace(job, notebook=copy.deepcopy(job.notebook), skip=skip), files)
            if not isinstance(result, Lost):
                return result
            if result.cell in skip or result.cell not in judging:
                return BROKEN
            skip.append(result.cell)
            if len(skip) > MOST_LOST:
                skip += judging[judging.index(result.cell) + 1 :]

    def learn(self, references: str) -> None:
        """Hands what a calibration learnt about the references to the trusted side, where that
        lives on between notebooks.
        """

    def remember(self, dialogues: str) -> None:
        """Hands what pure grade cells said in a notebook to the trusted side, where that lives on
        between notebooks.
        """

    def close(self) -> None:
        pass

    def deadline(self) -> float:
        """When a notebook that starts now is given up, whatever its processes say."""
        limit = ON_THE_WALL * self.package.limits.notebook_seconds
        return time.monotonic() + limit + PATIENCE

    def _try_teeth(self) -> Teeth | None:
        """Runs the instructor's notebook with broken answers, to see what its grade cells say;
        None where that needs no trial.
        """
        trials = teeth.Trials(self.package)
        if not trials.needed:
            return None
        found: set[str] = set()
        untried: set[str] = set()
        toothless: list[str] = []
        for broken in trials.broken():
            blind, silent = self._blind(broken)
            if blind - found:
                again, others = self._blind(broken)
                found |= blind & again  # not by chance
                silent |= others
            untried |= silent
            if broken.kind == teeth.RELEASED:
                toothless = teeth.full(self._tried(broken.notebook, self.plan))
        control = self._tried(trials.notebook, teeth.beside(self.plan)) if found else []
        passed = teeth.full(control)  # where the reference fails beside, nothing would be gained
        beside = found.intersection(passed)
        return Teeth(tuple(sorted(beside)), tuple(toothless), tuple(sorted(untried - beside)))

    def _blind(self, broken: teeth.Broken) -> tuple[set[str], set[str]]:
        """The cells that give broken answers more points apart than beside them, and those of which
        that is not known.
        """
        apart = self._tried(broken.notebook, self.plan)
        concerned = broken.concerned - set(self.plan.broken)
        if not apart:
            return set(), set(concerned)
        given = teeth.passing(apart, self.plan, broken.concerned)
        if not given:
            return set(), set()
        marks = self._tried(broken.notebook, teeth.beside(self.plan))
        return teeth.fewer(given, marks), teeth.unsure(given, marks)

    def _tried(self, notebook: dict, plan: GradingPlan) -> list[CellMark]:
        """The marks of a notebook with broken answers; none where that did not come back."""
        seconds = min(self.package.limits.cell_seconds, TRIAL_SECONDS)
        result = self.whole(Grade(notebook, plan, "", None, seconds), {})
        return result.marks if isinstance(result, Report) else []

    def _calibrate(self, known: Iterable[str]) -> GradingPlan:
        """Runs the instructor's own notebook until each grade cell was graded as it will be: one
        that fails apart was run twice, and that may have spoilt what comes after it. The cells that
        are `known` run beside its answers from the first.
        """
        beside = list(known)
        patience = 3  # runs that look at the first such cell alone
        while True:
            notebook = _joined(json.loads(self.package.source))
            result = self.run(Calibrate(notebook, beside), {})
            if not isinstance(result, Report):
                result = BROKEN if isinstance(result, Lost) else result
                raise UserError(
                    f"不能运行 {self.package.assignment} 的参考答案：{result.zh}。",
                    f"The reference solution of {self.package.assignment} cannot be run: "
                    f"{result.en}.",
                )
            assert result.plan is not None  # what Calibrate is there for
            self.learn(result.references)
            if not result.failed:
                return result.plan
            beside += result.failed[:1] if patience else result.failed
            patience -= bool(patience)


class Runtime:
    """The rooms of the assignments graded so far; safe to use from several threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.rooms: list[Rooms] = []  # opened last: the last one

    def make_rooms(self, package: Package) -> Rooms:
        raise NotImplementedError

    @property
    def is_whole(self) -> bool:
        """Whether no process that all notebooks need has ended."""
        return True

    def close(self) -> None:
        """Ends every process."""
        for rooms in self.rooms:
            rooms.close()

    def open(self, package: Package) -> Rooms:
        """The rooms of an assignment, made and calibrated at the first call; others when anything
        has changed since that they were made from.
        """
        made = _as_made(package)
        with self.lock:
            known = next((one for one in self.rooms if _as_made(one.package) == made), None)
            rooms = known or self.make_rooms(package)
            self.rooms = [one for one in self.rooms if one is not rooms] + [rooms]
            return rooms

    def leave_old(self, most: int) -> None:
        """Closes the rooms of all assignments but those that were opened last."""
        with self.lock:
            old, self.rooms = self.rooms[:-most], self.rooms[-most:]
        for rooms in old:
            rooms.close()

    def grade(self, package: Package, work: Submission, unconfined: bool = False) -> Graded:
        """Rebuilds, runs and marks one notebook; raises UserError where it would run unconfined and
        that was not asked for.
        """
        start = time.perf_counter()
        who = package.assignment, work.student, package.notebook
        try:
            built = rebuild(work.data, package.source, package.release)
        except Unreadable as error:
            return Graded(*who, UNREADABLE, reason=error.reason)
        rooms = self.open(package)
        if not unconfined and not set(rooms.layers) >= NEEDED:
            raise UserError(*astuple(package.hooks.texts.unconfined))
        only = None if work.only is None else sorted(work.only)
        result = rooms.whole(Grade(built.notebook, rooms.plan, work.student, only), work.files)
        seconds = time.perf_counter() - start
        if isinstance(result, Text):
            return Graded(*who, FAILED, reason=result, seconds=seconds)
        if result.dialogues:
            rooms.remember(result.dialogues)
        notes = (*work.notes, *built.notes, *(Text(n, n) for n in result.notes))
        result.notebook["metadata"][fingerprint.KEY] = work.fingerprint
        return Graded(
            *who,
            GRADED,
            json.dumps(result.notebook, ensure_ascii=False),
            tuple(result.marks),
            notes=notes,
            seconds=seconds,
            confined=rooms.layers,
            broken=tuple(rooms.plan.broken.items()),
            fingerprint=work.fingerprint,
            recalled=result.recalled,
            teeth=rooms.teeth,
        )


def _as_made(package: Package) -> Package:
    """The package without what rooms find out by themselves, the teeth of its checks."""
    return replace(package, teeth=None, try_teeth=False)


def _joined(notebook: dict) -> dict:
    """The notebook with each source as one text."""
    for cell in notebook["cells"]:
        cell["source"] = (
            cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        )
    return notebook
