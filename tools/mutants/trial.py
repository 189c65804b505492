"""Tries mutants as answers in processes forked from the one that holds the notebooks: nothing is
loaded twice, and a mutant that never ends costs its process only."""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from grader import checks
from grader.checks.compare import difference
from tools.mutants.changes import Mutant
from tools.paper import Paper

KILLED, SURVIVED, SAME, ENDLESS = "killed", "survived", "same", "endless"
SECONDS = 3  # of CPU for a mutant, at least
TIMES = 5  # what the solution takes
MEMORY = 4 << 30  # bytes of address space
_FORK = multiprocessing.get_context("fork")


class TrialError(Exception):
    """The mutants of a task cannot be tried; the message says why."""


@dataclass
class Batch:
    """The mutants of one task: `outcomes` grows until it is as long as `mutants`.

    `asked` are the names that the task asks for where the answer is no function: a mutant that
    gives them the same values is the same answer.
    """

    paper: Paper
    assignment: str
    task: str
    mutants: list[Mutant]
    asked: tuple[str, ...] = ()
    outcomes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.assignment}/{self.task}"

    @property
    def left(self) -> list[Mutant]:
        return self.mutants[len(self.outcomes) :]


@dataclass
class _Run:
    """A process that tries what is left of a batch, between two trials of the solution: before, it
    must pass, and after, it shows that no mutant has changed what all of them share."""

    batch: Batch
    process: Any
    pipe: Connection
    told: list[str] = field(default_factory=list)


def grade(batches: list[Batch], workers: int | None = None) -> None:
    """Tries all mutants of the batches, several batches at a time, and fills in `outcomes`.

    Raises TrialError where a solution does not pass its own checks.
    """
    waiting = sorted(batches, key=lambda batch: len(batch.mutants))
    running: dict[Connection, _Run] = {}
    workers = workers or os.cpu_count() or 1
    while waiting or running:
        while waiting and len(running) < workers:
            run = _start(waiting.pop())
            running[run.pipe] = run
        ready = wait(list(running))
        for run in [run for pipe, run in running.items() if pipe in ready]:
            try:
                run.told.append(run.pipe.recv())
            except EOFError:
                del running[run.pipe]
                if _ended(run):
                    waiting.append(run.batch)


def _start(batch: Batch) -> _Run:
    ours, theirs = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_try, args=(batch, theirs), daemon=True)
    process.start()
    theirs.close()
    return _Run(batch, process, ours)


def _ended(run: _Run) -> bool:
    """Takes over what a process has told before it ended; whether mutants are left to try."""
    run.process.join()
    run.pipe.close()
    batch, left = run.batch, len(run.batch.left)
    first, *others = run.told or [KILLED]
    if first != SURVIVED:
        raise TrialError(f"{batch.name}: the solution does not pass its own checks")
    batch.outcomes += others[:left]
    if len(others) < left:
        batch.outcomes.append(ENDLESS)
    elif others[left:] != [SURVIVED]:
        raise TrialError(f"{batch.name}: a mutant has changed what all answers share")
    return bool(batch.left)


def _try(batch: Batch, pipe: Connection) -> None:
    """In a process of its own: tells the outcome of the solution, of each mutant that is left, and
    of the solution again; the kernel ends it at the limit of CPU time."""
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    checks.remember({})
    solution = batch.paper.answers[batch.task]
    names = batch.paper.answered(batch.task, solution)
    right = {name: names[name] for name in batch.asked}
    began = time.process_time()
    pipe.send(_outcome(batch, solution))
    seconds = max(SECONDS, TIMES * (time.process_time() - began))
    functions = {mutant.function for mutant in batch.left}
    firsts = {name for name in functions if _outcome(batch, solution, first=name) == SURVIVED}
    for mutant in batch.left:
        _allow(seconds)
        first = mutant.function if mutant.function in firsts else ""
        pipe.send(_outcome(batch, mutant.source, right, first))
    _allow(seconds)
    pipe.send(_outcome(batch, solution))


def _allow(seconds: float) -> None:
    """From now on this process may use so many seconds of CPU time."""
    limit = int(time.process_time() + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


def _outcome(
    batch: Batch, source: str, right: Mapping[str, Any] | None = None, first: str = ""
) -> str:
    """`right`: the values that the solution gives to the names that are asked for, if any; `first`:
    the function whose checks come first, because they are the likeliest to refuse the mutant."""
    try:
        names = batch.paper.answered(batch.task, source)
    except Exception:
        return KILLED
    if right and all(difference(names[name], value, 0) is None for name, value in right.items()):
        return SAME
    return SURVIVED if batch.paper.passes(batch.task, names, first) else KILLED
