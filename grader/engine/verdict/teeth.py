"""Whether checks can bite where they run: the reference solution with answers broken in turn, for
the grade cells to judge beside the student's code and apart from it.

Where only the cell beside sees that an answer is broken, it asks for something that does not cross,
and has to run there for everybody.
"""

from __future__ import annotations

import ast
import copy
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from grader.engine.cells import mutations
from grader.engine.model import APART, BESIDE, CellMark, GradingPlan, Package
from grader.engine.notebooks import names
from grader.engine.notebooks.roles import role_of, text
from grader.engine.verdict import purity

Look = Callable[[str], set[str]]
RELEASED = "released"
EMPTIED = "emptied"
# errors that say nothing about an answer
UNSURE = ("TimeLimit", "CellTime", "DeadKernelError", "MemoryError")
MOST_GROUPS = 4  # of answers that are broken at once
MUTATED = "{}\n\nfrom {} import mutate as _mutate\n_mutate({!r}, globals(), {!r})"


@dataclass(frozen=True)
class Broken:
    """The instructor's notebook with broken answers. concerned: the grade cells that may notice."""

    kind: str
    notebook: dict
    concerned: frozenset[str]


@dataclass
class _Answer:
    place: int  # of its cell in the notebook
    source: str
    released: str | None
    bound: set[str]
    read: set[str]


class Trials:
    """The trials of one notebook."""

    def __init__(self, package: Package):
        self.notebook = json.loads(package.source)
        self.cells = self.notebook["cells"]
        for cell in self.cells:
            cell["source"] = text(cell["source"])
        self.answers = list(self._answers(_released(package.release)))
        self.bound = set(chain.from_iterable(answer.bound for answer in self.answers))

    def _answers(self, released: dict[str, str]) -> Iterator[_Answer]:
        for place, cell in enumerate(self.cells):
            role = role_of(cell)
            if cell["cell_type"] == "code" and role.solution:
                source = cell["source"]
                bound = names.bound_in(source)
                read = names.read_in(source) - bound
                yield _Answer(place, source, released.get(role.grade_id), bound, read)

    @property
    def needed(self) -> bool:
        """Whether a grade cell looks at an answer by itself. What takes answers through the checks
        of `grader.checks` alone needs no trial: they compare copies, and have tests of their own.
        """
        reached = self._reached(self.bound, purity.outside)
        return any(_sees(cell, reached, purity.outside) for cell in self._judging())

    def _judging(self) -> list[dict]:
        return [c for c in self.cells if role_of(c).judges and c["cell_type"] == "code"]

    def broken(self) -> Iterator[Broken]:
        """Every kind of broken answers. Those that one grade cell looks at, or of which one uses
        the other, are broken in turn.
        """
        yield self._made(RELEASED, self.answers)
        for kind in (EMPTIED, *mutations.KINDS):
            for group in self._groups():
                yield self._made(kind, group)

    def _groups(self) -> list[list[_Answer]]:
        groups: list[list[_Answer]] = []
        for answer in self.answers:
            free = (group for group in groups if not self._is_tied(answer, group))
            group = next(free, None)
            if group is None and len(groups) >= MOST_GROUPS:
                group = min(groups, key=len)
            if group is None:
                group = []
                groups.append(group)
            group.append(answer)
        return groups

    def _is_tied(self, one: _Answer, group: Iterable[_Answer]) -> bool:
        return any(self._tied(one, other) for other in group)

    def _tied(self, one: _Answer, other: _Answer) -> bool:
        if one.bound & other.read or other.bound & one.read:
            return True
        return any(
            _sees(cell, one.bound, _mentioned) and _sees(cell, other.bound, _mentioned)
            for cell in self._judging()
        )

    def _made(self, kind: str, group: list[_Answer]) -> Broken:
        notebook = {**self.notebook, "cells": copy.deepcopy(self.cells)}
        for answer in group:
            notebook["cells"][answer.place]["source"] = _source(kind, answer)
        touched = set(chain.from_iterable(answer.bound | answer.read for answer in group))
        reached = self._reached(touched, _mentioned)
        concerned = {
            role_of(cell).grade_id for cell in self._judging() if _sees(cell, reached, _mentioned)
        }
        return Broken(kind, notebook, frozenset(concerned))

    def _reached(self, touched: set[str], look: Look) -> set[str]:
        """The names whose values depend on these, through the cells that take them."""
        reached = set(touched)
        for cell in self.cells:
            if cell["cell_type"] == "code" and _sees(cell, reached, look):
                reached |= names.bound_in(cell["source"])
        return reached


def _released(release: str | None) -> dict[str, str]:
    """The text of each answer cell of the release, by grade id."""
    cells = json.loads(release)["cells"] if release else []
    return {role_of(cell).grade_id: text(cell["source"]) for cell in cells}


def _source(kind: str, answer: _Answer) -> str:
    if kind == RELEASED and answer.released is not None:
        return answer.released
    if kind in (RELEASED, EMPTIED):
        return ""
    if not answer.bound:
        return answer.source
    return MUTATED.format(answer.source, mutations.__name__, kind, sorted(answer.bound))


def _mentioned(source: str) -> set[str]:
    """The names that a cell takes from outside, and the words that may be names to its checks."""
    words = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    return purity.outside(source) | {word for word in words if isinstance(word, str)}


def _sees(cell: dict, reached: set[str], look: Look) -> bool:
    """Whether a cell takes one of these names; what is not plain Python may take any."""
    try:
        ast.parse(cell["source"])
    except (SyntaxError, ValueError):
        return True
    return not reached.isdisjoint(look(cell["source"]))


def beside(plan: GradingPlan) -> GradingPlan:
    """The plan by which every grade cell runs beside the answers."""
    return replace(plan, how=dict.fromkeys(plan.how, BESIDE))


def passing(
    marks: list[CellMark], plan: GradingPlan, concerned: frozenset[str]
) -> dict[str, float]:
    """The points that cells gave apart, of those that are concerned and the reference passes."""
    return {
        mark.cell: mark.points
        for mark in marks
        if mark.points and mark.how == APART and mark.cell in concerned - set(plan.broken)
    }


def full(marks: list[CellMark]) -> list[str]:
    """The grade cells that gave full marks."""
    return [mark.cell for mark in marks if mark.how and mark.points and mark.points >= mark.maximum]


def fewer(found: dict[str, float], marks: list[CellMark]) -> set[str]:
    """The cells among those `found` that gave fewer points in another run."""
    less = {mark.cell for mark in marks if (mark.points or 0) < found.get(mark.cell, 0)}
    return less - unsure(found, marks)


def unsure(found: Iterable[str], marks: list[CellMark]) -> set[str]:
    """The cells among those `found` of which another run did not say what they think."""
    said = {mark.cell for mark in marks if not mark.why.startswith(UNSURE)}
    return set(found) - said
