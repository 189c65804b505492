"""Makes every mutant of the reference solutions and says which of them the checks let pass.

`python -m tools.mutants [NAME]` tries those of the whole course, of a unit or of an assignment. A
survivor is killed by a new case in a check, or listed in content/<slug>/mutants.toml with the
reason why no check can refuse it; while one is not, or one is listed that the checks refuse, the
command ends with 1.
"""

from __future__ import annotations

import argparse
import ast
import sys
import time
import types
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pandas as pd

from grader.course import outline as courses
from grader.course.outline import Course, CourseError
from tools import notebook
from tools.content import BEGIN_SOLUTION, BuildError, Cell, read
from tools.mutants import listed, trial
from tools.mutants.changes import Mutant, mutants
from tools.mutants.listed import Key, ListError
from tools.mutants.texts import Scope
from tools.mutants.trial import Batch, TrialError
from tools.paper import Paper
from tools.parts import Part, find


@dataclass
class Task:
    """An answer cell with its mutants and what became of them."""

    cell: Cell
    batch: Batch

    def place(self, mutant: Mutant) -> str:
        """The file and the line of a mutant."""
        path, _, line = self.cell.where.rpartition(":")
        return f"{path}:{int(line) + mutant.line}"

    def key(self, mutant: Mutant) -> Key:
        return self.batch.assignment, self.batch.task, mutant.change

    def with_outcome(self, *outcomes: str) -> list[Mutant]:
        pairs = zip(self.batch.mutants, self.batch.outcomes, strict=True)
        return [mutant for mutant, outcome in pairs if outcome in outcomes]


def tasks(part: Part) -> list[Task]:
    """The answer cells of an assignment that is checked by its cells; none of a theory test, whose
    answers are keys of the bank."""
    if part.assignment is None or part.test:
        return []
    cells = read(part.path, part.kind, part.shown)
    answers = [cell for cell in cells if cell.role == "answer"]
    if not answers:
        return []
    paper = Paper(notebook.make(part, "zh", cells, cells))
    scope = _scope(paper)
    found = []
    for cell in answers:
        made = mutants(cell.source, scope)
        batch = Batch(paper, part.name, str(cell.name), made, asked(cell.source))
        found.append(Task(cell, batch))
    return found


def _scope(paper: Paper) -> Scope:
    """What the names of a notebook mean, its tables those of a database included; `re` is imported
    by answers."""
    tables = []
    for value in paper.names.values():
        inside = value.values() if isinstance(value, dict) else [value]
        tables += [table for table in inside if isinstance(table, pd.DataFrame)]
    types_of = [dict(table.dtypes.astype(str).rename(str)) for table in tables]
    modules = {name for name, value in paper.names.items() if isinstance(value, types.ModuleType)}
    return Scope(types_of, frozenset(paper.names), frozenset(modules | {"re"}))


def asked(source: str) -> tuple[str, ...]:
    """The names that an answer cell asks for where it asks for values: those that it has before
    the solution; none where it has a function."""
    if any(isinstance(node, ast.FunctionDef) for node in ast.parse(source).body):
        return ()
    given = ast.parse(source.partition(BEGIN_SOLUTION)[0])
    names = [node for node in ast.walk(given) if isinstance(node, ast.Name)]
    return tuple(node.id for node in names if isinstance(node.ctx, ast.Store))


def unlisted(found: list[Task], known: dict[Key, str]) -> list[str]:
    """A line for each survivor that is not listed."""
    lines = []
    for task in found:
        for mutant in task.with_outcome(trial.SURVIVED):
            if task.key(mutant) not in known:
                place, name = task.place(mutant), task.batch.name
                lines.append(f"{place}: {name} survives: {mutant.change}")
    return lines


def stale(found: list[Task], known: dict[Key, str], shown: str, skipped: set[str]) -> list[str]:
    """A line for each listed mutant that does not survive, or is none any more; `skipped` are the
    assignments that were not tried."""
    lines = []
    alive: set[tuple[str, str, str]] = set()
    made: set[tuple[str, str, str]] = set()
    for task in found:
        alive.update(map(task.key, task.with_outcome(trial.SURVIVED)))
        made.update(map(task.key, task.batch.mutants))
    for key in known:
        if key[0] not in skipped and key not in alive:
            why = "the checks refuse it" if key in made else "there is no such mutant"
            lines.append(f"{shown}: {key[0]}/{key[1]}: {why}; take it out: {key[2]}")
    return lines


def table(found: list[Task], known: dict[Key, str]) -> list[str]:
    """How many mutants each task has, and how many of them survive."""
    head = f"{'task':<36}{'mutants':>9}{'killed':>9}{'endless':>9}{'listed':>9}{'survive':>9}"
    lines = [head]
    for task in found:
        alive = task.with_outcome(trial.SURVIVED)
        count = sum(task.key(mutant) in known for mutant in alive)
        killed = len(task.with_outcome(trial.KILLED, trial.ENDLESS))
        endless = len(task.with_outcome(trial.ENDLESS))
        numbers = [killed + len(alive), killed, endless, count, len(alive) - count]
        lines.append(f"{task.batch.name:<36}" + "".join(f"{number:>9}" for number in numbers))
    return lines


def _list_of(part: Part) -> tuple[Path, str]:
    return part.course.root / part.room / listed.NAME, f"{part.room}/{listed.NAME}"


def run(course: Course, name: str | None, workers: int | None = None) -> list[str]:
    """Tries the mutants, prints the table, and returns a line for each that is not as it should
    be.

    Raises BuildError, ListError or TrialError.
    """
    parts = find(course, name)
    known: dict[Key, str] = {}
    lists = {}
    for path, shown in dict.fromkeys(map(_list_of, parts)):
        lists[shown] = listed.load(path, shown)
        known |= lists[shown]
    found = list(chain.from_iterable(map(tasks, parts)))
    trial.grade([task.batch for task in found], workers)
    print("\n".join(table(found, known)))
    problems = unlisted(found, known)
    skipped = {assignment.name for assignment in course.assignments} - {p.name for p in parts}
    for shown, entries in lists.items():
        problems += stale(found, entries, shown, skipped)
    return problems


def main(arguments: Sequence[str] | None = None, root: Path | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.mutants", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("name", nargs="?", help="a unit or an assignment; default: everything")
    parser.add_argument("--workers", type=int, help="processes at a time; default: all cores")
    options = parser.parse_args(arguments)
    began = time.monotonic()
    try:
        problems = run(courses.load(root), options.name, options.workers)
    except (BuildError, CourseError, ListError, TrialError) as error:
        problems = [str(error)]
    print(f"{time.monotonic() - began:.0f} s")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
