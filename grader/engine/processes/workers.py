"""The two workers that grade one notebook, the student's and the trusted one, each in a process of
its own, forked or not.
"""

from __future__ import annotations

import base64
import contextlib
import importlib
import json
import os
import pickle
import sys
from collections.abc import Callable
from typing import Any

from grader import checks
from grader.engine.cells import shell, student
from grader.engine.model import Package
from grader.engine.notebooks import prescan
from grader.engine.notebooks.roles import role_of, text
from grader.engine.processes.protocol import Calibrate, Grade, Report, receive, send
from grader.engine.verdict import purity, recall, session, trusted


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
    for cell in json.loads(package.release)["cells"] if package.release else ():
        if cell["cell_type"] == "code" and role_of(cell).is_setup:
            made.precompile(text(cell["source"]))
    return made


def serve_student(sock, notebook: shell.Shell, value_types: frozenset[str]) -> None:
    """Runs student cells in a notebook's shell, told over `sock`, until it closes."""
    sys.path.insert(0, "")  # a student's own modules lie beside the notebook, as in Jupyter
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
        self.names = trusted.new_names()
        self.shell = shell.Shell(package.limits, user_ns=self.names)
        for cell in cells:
            if cell["cell_type"] == "code" and role_of(cell).grade:
                self.shell.precompile(text(cell["source"]))
        mentioned, bound = prescan.of_solutions(cells)
        before = dict(self.names)
        for cell in cells:
            if cell["cell_type"] == "code" and role_of(cell).is_setup:
                self.shell.run(text(cell["source"]))
        for name, value in list(dict.items(self.names)):
            fresh = before.get(name) is not value and not name.startswith("_")
            if fresh and name in mentioned and (name in bound or not _is_tool(value)):
                # the solution works on it, so its value is the student's
                dict.pop(self.names, name)
        steady = package.hooks.steady
        found = purity.pure(_judging(cells), self.names, steady) if recalling else {}
        taken: dict[str, dict[str, Any]] = {}
        for grade_id, outside in found.items():
            taken[grade_id] = {name: dict.get(self.names, name, recall.MISSING) for name in outside}
        self.memory = recall.Memory(taken)

    def run(self, channel, sock, revive: Callable[[], Any]) -> None:
        """Grades the notebook that comes over `channel`; the student's process answers on
        `sock`."""
        job, _ = receive(channel)
        # here only: what a student's process says of itself is not believed
        os.environ[checks.STUDENT] = getattr(job, "student", "")
        run = self._calibrate if isinstance(job, Calibrate) else self._grade
        send(channel, run(job, sock, revive))

    def _calibrate(self, job: Calibrate, sock, revive: Callable[[], Any]) -> Report:
        references: dict[bytes, Any] = {}
        checks.remember(references)
        link = trusted.Link(sock, trusted.Paths(), self.value_types)
        run = session.Calibration(link, self.shell, self.names, self.limits, revive, job.mirror)
        marks = run.notebook(job.notebook)
        return Report(job.notebook, marks, run.notes, run.result(), _packed(references))

    def _grade(self, job: Grade, sock, revive: Callable[[], Any]) -> Report:
        link = trusted.Link(sock, trusted.Paths(job.plan.paths), self.value_types)
        run = session.Session(link, self.shell, self.names, job.plan, self.limits, revive)
        if recall.possible(job.plan):
            run.memory = self.memory
        marks = run.notebook(job.notebook, job.only)
        dialogues = self.memory.packed(run.dialogues)
        return Report(job.notebook, marks, run.notes, dialogues=dialogues, recalled=run.recalled)


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


def _is_tool(value) -> bool:
    """Modules, functions and classes of the instructor: what a grade cell works with."""
    return isinstance(value, type(sys)) or (
        callable(value) and not type(value).__module__.startswith("matplotlib")
    )
