"""The two workers that grade one notebook, the student's and the trusted one, each in a process of
its own, forked or not.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import importlib
import json
import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from typing import Any

from grader import checks
from grader.engine.cells import hashes, shell, student
from grader.engine.model import CELLS_AT_LIMIT, Package
from grader.engine.notebooks import names, prescan
from grader.engine.notebooks.roles import role_of, text
from grader.engine.processes.namesakes import Namesake
from grader.engine.processes.protocol import (
    AskUsed,
    Calibrate,
    Grade,
    Judging,
    Report,
    receive,
    send,
)
from grader.engine.verdict import purity, recall, session, trusted
from grader.engine.verdict.calibration import Calibration
from grader.engine.verdict.clock import Usage


def make_ready(environment: dict[str, str], imports: list[str], calls: list[list[str]]) -> None:
    """Imports and reads what the instructor's notebook imports and reads, before a submission
    comes.
    """
    os.environ.update(environment)
    for name in imports:
        # a name inside a module, or a file beside the notebook
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    for function, *arguments in calls:
        module, _, name = function.rpartition(".")
        if module in sys.modules:
            # a name that means something else there, or data that is not here
            with contextlib.suppress(Exception):
                getattr(sys.modules[module], name)(*arguments)


def student_shell(package: Package) -> shell.Shell:
    """A notebook's shell that has precompiled the cells which every student gets and nobody
    writes."""
    made = shell.Shell(package.limits)
    cells = json.loads(package.release)["cells"] if package.release else []
    for source in _setup(cells):
        made.precompile(source)
    return made


def _setup(cells: list[dict]) -> list[str]:
    """The sources of the code cells that every student gets and nobody writes."""
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    return [text(cell["source"]) for cell in code if role_of(cell).is_setup]


def serve_student(sock, notebook: shell.Shell, value_types: frozenset[str]) -> None:
    """Runs student cells in a notebook's shell, told over `sock`, until it closes."""
    sys.path.insert(0, "")  # a student's own modules lie beside the notebook, as in Jupyter
    hashes.begin()
    with Namesake("").named():
        student.Student(sock, notebook, value_types).serve()


class Trusted:
    """The instructor's plain cells, run once in the folder `home`; what they define is there for
    every notebook.
    """

    def __init__(self, package: Package, home: str, recalling: bool = True):
        self.limits = package.limits
        self.value_types = package.hooks.value_types
        cells = json.loads(package.source)["cells"]
        os.chdir(home)
        sys.path.insert(0, "")
        hashes.begin()
        self.names = trusted.new_names()
        self.shell = shell.Shell(package.limits, user_ns=self.names)
        for cell in cells:
            if cell["cell_type"] == "code" and role_of(cell).grade:
                self.shell.precompile(text(cell["source"]))
        before = dict(self.names)
        mentioned = prescan.of_solutions(cells)
        self.given = _setup(cells)
        self.source = package.source
        theirs = mentioned.bound | set(mentioned.imported)
        self.namesake = Namesake(home)
        with self.namesake.named():
            for source in self.given:
                theirs |= self._give(source, theirs)
        self.digests = self._forget_answers(mentioned, before)
        pure: dict[str, frozenset[str]] = {}
        if recalling:
            pure = purity.pure(_judging(cells), self.names, package.hooks.steady)
        taken: dict[str, dict[str, Any]] = {}
        for grade_id, outside in pure.items():
            taken[grade_id] = {name: dict.get(self.names, name, recall.MISSING) for name in outside}
        self.memory = recall.Memory(taken)

    def _give(self, source: str, theirs: set[str]) -> set[str]:
        """Runs a given cell. Of one that needs an answer, nothing that it does here is right: what
        it binds and changes is the student's, and returned.
        """
        self.names.missed.clear()
        before = dict(self.names)
        self.shell.run(source)
        if not self.names.missed & theirs:
            return set()
        now = dict.items(self.names)
        new = {name for name, value in now if name[0] != "_" and before.get(name) is not value}
        found = new | names.bound_in(source) | purity.changed_in(source)
        for name in found & set(dict.keys(self.names)):
            dict.pop(self.names, name)
        return found

    def _forget_answers(
        self, mentioned: prescan.Mentioned, before: dict[str, Any]
    ) -> dict[str, str]:
        """Takes out what the cells have defined since `before` and the solutions give a value, or
        may change in a function, and blanks to fill in: its value is the student's. Returns the
        digests of what they might change elsewhere.
        """
        digests = {}
        for name, value in list(dict.items(self.names)):
            if name not in mentioned.all or name.startswith("_") or before.get(name) is value:
                continue
            changeable = not _is_tool(value) and not isinstance(value, purity.PLAIN)
            other = not all(_is_called(value, full) for full in mentioned.imported.get(name, ()))
            theirs = other or name in mentioned.bound or _is_blank(value)
            if theirs or (changeable and name in mentioned.inside):
                dict.pop(self.names, name)
            elif changeable:
                digests[name] = student.digest(value, self.value_types)
                if not digests[name]:
                    dict.pop(self.names, name)
        return {name: found for name, found in digests.items() if found}

    def run(self, channel, sock, revive: Callable[[], Any]) -> None:
        """Grades the notebook that comes over `channel`; the student's process answers on
        `sock`."""
        job, _ = receive(channel)
        # here only: what a student's process says of itself is not believed
        os.environ[checks.STUDENT] = getattr(job, "student", "")
        run = self._calibrate if isinstance(job, Calibrate) else self._grade

        def used() -> Usage:
            send(channel, AskUsed())
            return receive(channel)[0].all

        def tell(cell: str) -> None:
            send(channel, Judging(cell))

        self.tell = tell
        with self.namesake.named():
            report = run(job, sock, revive, used)
        send(channel, report)

    def _calibrate(
        self, job: Calibrate, sock, revive: Callable[[], Any], used: Callable[[], Usage]
    ) -> Report:
        references: dict[bytes, Any] = {}
        checks.remember(references)
        paths = trusted.Paths()
        link = trusted.Link(sock, paths, self.value_types)
        run = Calibration(link, self.shell, self.names, self.limits, revive, used, job.beside)
        run.digests = self.digests
        self._seed(run, job.notebook)
        marks = run.notebook(job.notebook)
        return Report(job.notebook, marks, run.notes, run.result(), _packed(references), run.failed)

    def _grade(
        self, job: Grade, sock, revive: Callable[[], Any], used: Callable[[], Usage]
    ) -> Report:
        paths = trusted.Paths(job.plan.paths)
        link = trusted.Link(sock, paths, self.value_types)
        limits = self.limits
        if job.seconds is not None:
            whole = CELLS_AT_LIMIT * job.seconds
            limits = replace(limits, cell_seconds=job.seconds, notebook_seconds=whole)
        run = session.Session(link, self.shell, self.names, job.plan, limits, revive, used)
        if recall.possible(job.plan):
            run.memory = self.memory
        run.digests = self.digests
        self._seed(run, job.notebook)
        run.tell = self.tell
        run.skip = frozenset(job.skip)
        run.edited = self._edited(job.notebook)
        marks = run.notebook(job.notebook, job.only)
        dialogues = self.memory.packed(run.dialogues)
        return Report(job.notebook, marks, run.notes, dialogues=dialogues, recalled=run.recalled)

    def _seed(self, run: session.Session, notebook: dict) -> None:
        """The same notebook draws the same random numbers at every grading: the student's code by
        its text; ours by that of the whole assignment too, which no student knows, unless the
        instructor has set a seed.
        """
        texts = "\0".join(text(cell["source"]) for cell in notebook["cells"])
        run.seed = _number(texts)
        if not any("seed" in source for source in self.given):
            self.shell.seed(_number(self.source + texts))

    def _edited(self, notebook: dict) -> set[str]:
        """The names that are bound in given cells which a student has edited."""
        sources = set(_setup(notebook["cells"])) - set(self.given)
        return set(chain.from_iterable(map(names.bound_in, sources)))


def _number(content: str) -> int:
    """32 bits that depend on a text."""
    data = content.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=4).digest(), "little")


def learn(packed: str) -> None:
    """Takes over what a calibration learnt: what the references return to the hidden calls, the
    same for the whole class.

    It comes from a process of ours while nothing but the instructor's own code ran, so it may be a
    pickle.
    """
    checks.remember(pickle.loads(base64.b64decode(packed)))


def _packed(references: dict[bytes, Any]) -> str:
    kept = {}
    for key, value in references.items():
        with contextlib.suppress(Exception):  # what has no form is computed anew
            pickle.dumps(value)
            kept[key] = value
    return base64.b64encode(pickle.dumps(kept)).decode("ascii")


def _judging(cells: list[dict]) -> dict[str, str]:
    """The grade cells without answers: grade id and source."""
    code = [(role_of(cell), cell) for cell in cells if cell["cell_type"] == "code"]
    return {role.grade_id: text(cell["source"]) for role, cell in code if role.judges}


def _is_called(value: Any, full: str) -> bool:
    """Whether a module, or something in one, has this full name."""
    module, _, name = full.rpartition(".")
    found = sys.modules.get(full)
    return found is value or getattr(sys.modules.get(module), name, None) is value


def _is_blank(value: Any) -> bool:
    """Whether a given value stands for one that a student fills in, such as an id or a name."""
    return value is None or value is ... or (isinstance(value, str) and not value.strip())


def _is_tool(value) -> bool:
    """Modules, functions and classes of the instructor: what a grade cell works with."""
    if isinstance(value, type(sys)):
        return True
    return callable(value) and not type(value).__module__.startswith("matplotlib")
