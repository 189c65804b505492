"""The instructor's own solution, run to find out how each grade cell can be graded and what it asks
for.
"""

from __future__ import annotations

import builtins
import contextlib
from dataclasses import replace
from typing import Any

from grader.engine.cells import wire
from grader.engine.model import APART, BESIDE, GradingPlan, Limits
from grader.engine.notebooks.roles import Role, role_of
from grader.engine.verdict import purity
from grader.engine.verdict.looks import needs_the_students_process
from grader.engine.verdict.scoring import first_error, result_kind, score
from grader.engine.verdict.session import Session
from grader.engine.verdict.trusted import Gone, Link, Names


class Calibration(Session):
    """Runs the grade cells in `beside`, and those whose text says so, beside the solution; tries
    every other one apart, and beside if that fails. Then its plan counts if another run by it finds
    the same (Rooms).
    """

    def __init__(
        self, link: Link, shell, names: Names, limits: Limits, revive, used, beside: list[str]
    ) -> None:
        super().__init__(link, shell, names, GradingPlan(), limits, revive, used)
        names.asked = None
        self.beside = set(beside)
        self.asked: set[str] = set()
        self.read: set[str] = set()  # by cells that are graded apart
        self.bound: set[str] = set()  # by grade cells
        self.new: set[str] = set()  # by the last of them
        self.needed: set[str] = set()  # by the cells that run in the student's process
        self.made_beside: set[str] = set()
        self.later: list[set[str]] = []  # what the grade cells still to come read
        self.files: Any = None
        self.wrote = False
        self.how: dict[str, str] = {}
        self.theirs: dict[str, list[str]] = {}
        self.given: dict[str, list[str]] = {}
        self.sent: dict[str, list[str]] = {}
        self.failed: list[str] = []  # tried apart in vain
        self.broken: dict[str, str] = {}
        self.stopped = ""  # the first error of a cell that grades nothing
        self.results: dict[str, str] = {}  # what the cells end with
        # name -> bound by a cell of the student's process last (else by a grade cell apart)
        self.latest: dict[str, bool] = {}
        self.seen: dict[str, int] = {}

    def notebook(self, notebook: dict, only: list[str] | None = None) -> list:
        self.files = self._files()
        for cell in notebook["cells"]:
            role = role_of(cell)
            if cell["cell_type"] != "code":
                continue
            outside = purity.outside(cell["source"])
            if not role.judges or self._is_beside(cell, role):
                self.needed |= outside
            if role.judges:
                self.later.append(outside)
        return super().notebook(notebook, only)

    def cell(self, cell: dict, role: Role) -> str:
        self.count += 1
        if not role.judges:
            self._other(cell, role)
            return ""
        grade_id = role.grade_id
        del self.later[0]
        self.theirs[grade_id] = sorted(name for name, theirs in self.latest.items() if theirs)
        how = BESIDE if self._is_beside(cell, role) else APART
        if how == APART:
            cell["outputs"] = self._apart(cell["source"], grade_id)
            self._look_at_files()
            if not _full(cell, role) or self._is_beside(cell, role) or not self._sends(grade_id):
                self.failed.append(grade_id)
                how = BESIDE
            elif self._shares():
                self.failed.append(grade_id)
        if how == BESIDE:
            self._run_beside(cell)
            self._look_at_files()
        self.how[grade_id] = how
        if not _full(cell, role):
            _, why = score(cell, cell["outputs"], role.points or 0)
            earlier = self.stopped not in ("", why)
            self.broken[grade_id] = f"{why} ← {self.stopped}" if earlier else why
        elif kind := result_kind(cell["outputs"]):
            self.results[grade_id] = kind
        return how

    def _other(self, cell: dict, role: Role) -> None:
        """Runs a cell of the notebook that grades nothing."""
        cell["outputs"] = self.student(cell["source"])
        self.stopped = self.stopped or first_error(cell["outputs"])
        if role.solution:
            changed = self._changed_names()
            self._are_theirs(changed)
            self.made_beside -= changed
        else:
            self.seen = self._names()
        self._look_at_files()

    def _look_at_files(self) -> None:
        """Notes whether the solution leaves files, which only its own process then has."""
        self.wrote = self.wrote or self._files() != self.files

    def _is_beside(self, cell: dict, role: Role) -> bool:
        """Whether a grade cell is known not to be gradable apart."""
        source = cell["source"]
        return (
            role.grade_id in self.beside
            or needs_the_students_process(source, self.wrote)
            or bool(purity.outside(source) & self.made_beside)
        )

    def _run_beside(self, cell: dict) -> None:
        cell["outputs"] = self.student(cell["source"], graded=True)
        changed = self._changed_names()
        self._are_theirs(changed)
        before = dict(self.names)
        self.also_here(cell["source"])
        here = self._new_here(before)
        self.latest |= dict.fromkeys(here, False)
        self.made_beside |= changed - here

    def _apart(self, source: str, grade_id: str) -> list:
        """Runs a cell apart and notes what it asked for and bound."""
        given = self._compared(source, grade_id)
        self.plan = replace(self.plan, theirs={grade_id: self.theirs[grade_id]})
        names: Any = self.names
        keep = names.forget

        def forget() -> None:
            self.asked.update(names.fetched)
            keep()

        names.forget = forget
        before = dict(self.names)
        try:
            outputs = self.graded(source, grade_id)
        finally:
            del names.forget
        self.given[grade_id] = given
        self.read |= purity.outside(source)
        here = self._new_here(before)
        self.latest |= dict.fromkeys(here, False)
        self.bound |= here
        self.new = here
        return outputs

    def _compared(self, source: str, grade_id: str) -> list[str]:
        """The given names in a cell whose value the solution has left alone; those that it changed
        in place are the student's.
        """
        names = sorted(set(self.digests) & purity.outside(source) & set(dict.keys(self.names)))
        changed = [name for name in names if self.link.differs(name, self.digests[name])]
        self.theirs[grade_id] = sorted({*self.theirs[grade_id], *changed})
        self.asked.update(names)
        return [name for name in names if name not in self.theirs[grade_id]]

    def _sends(self, grade_id: str) -> bool:
        """Whether what a cell has bound for others can be given to the student's process."""
        made = sorted(self.needed & self.new)
        self.sent[grade_id] = made
        self.send(made)
        told = {step[0] for step in self.replay if isinstance(step, tuple)}
        return set(made) <= told

    def _shares(self) -> bool:
        """Whether a later grade cell reads what the last one has bound to something that can change
        in place and that both sides have: only beside the student's code is it still one and the
        same there.
        """
        names = self.new & set().union(*self.later)
        return any(self.link.shared.has(dict.get(self.names, name)) for name in names)

    def _new_here(self, before: dict[str, Any]) -> set[str]:
        """What our own names stand for since."""
        now = dict.items(self.names)
        return {name for name, value in now if before.get(name) is not value and name[0] != "_"}

    def _names(self) -> dict[str, int]:
        try:
            answer, raw = self.link.request({"do": "names"})
            return wire.Decoder(raw, _no_object).decode(answer["value"])
        except (Gone, KeyError):
            return {}

    def _files(self) -> Any:
        with contextlib.suppress(Gone):
            return self.link.request({"do": "files"})[0].get("files")

    def _changed_names(self) -> set[str]:
        now = self._names()
        changed = {name for name, identity in now.items() if self.seen.get(name) != identity}
        self.seen = now
        return changed

    def _are_theirs(self, changed: set[str]) -> None:
        self.latest |= dict.fromkeys(changed, True)
        self.asked |= changed

    def result(self) -> GradingPlan:
        """The plan for every submission."""
        known = self.bound | set(dict.keys(self.names)) | set(vars(builtins)) | self.asked
        # names that are only read where the solution did not come: an answer may have them
        others = self.read - known
        return GradingPlan(
            self.how,
            {name: ["function"] for name in others} | self.link.paths.plain(),
            sorted(self.asked | others),
            self.theirs,
            self.given,
            {name: sent for name, sent in self.sent.items() if sent},
            self.broken,
            self.results,
        )


def _no_object(message: dict) -> Any:
    raise wire.Refused("names come with numbers alone")


def _full(cell: dict, role: Role) -> bool:
    points, _ = score(cell, cell["outputs"], role.points or 0)
    return points is not None and points >= (role.points or 0)
