"""The two sides of grading one notebook, as each runs in a process of its own, forked or not."""

from __future__ import annotations

import ast
import contextlib
import importlib
import json
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from grader.engine import session, shell, student, trusted, wire
from grader.engine.tasks import Package


def make_ready(package: Package) -> None:
    """Imports and reads what the instructor's notebook imports and reads, before a submission comes."""
    os.environ.update(package.environment)
    cells = json.loads(package.source)["cells"]
    _import_what_is_imported(cells)
    _read_tables(cells)


def student_side(sock, notebook: shell.Shell) -> None:
    """Runs student cells in a notebook's shell, told over `sock`, until it closes."""
    sys.path.insert(0, "")  # a student's own modules lie beside the notebook, as in Jupyter
    student.Student(sock, notebook).serve()


class Trusted:
    """The instructor's plain cells, run once in the folder `home`; what they define is there for every notebook."""

    def __init__(self, package: Package, home: str):
        self.limits = package.limits
        cells = json.loads(package.source)["cells"]
        os.chdir(home)
        sys.path.insert(0, "")
        self.names = trusted.new_names()
        self.shell = shell.Shell(package.limits, user_ns=self.names)
        mentioned, bound = _of_solutions(cells)
        before = dict(self.names)
        for cell in cells:
            if cell["cell_type"] == "code" and not _answered(cell):
                self.shell.run(_text(cell["source"]))
        for name, value in list(dict.items(self.names)):
            given = before.get(name) is not value and not name.startswith("_")
            if given and name in mentioned and (name in bound or not _is_tool(value)):
                dict.pop(self.names, name)  # the solution works on it, so its value is the student's
        self._understand(_text(c["source"]) for c in cells if c["metadata"].get("nbgrader", {}).get("grade"))

    def _understand(self, sources) -> None:
        """Lets IPython take the grade cells apart once, before the fork, and not for every submission."""
        interactive = self.shell.shell
        interactive.transform_cell = lru_cache(maxsize=None)(interactive.transform_cell)
        for source in sources:
            with contextlib.suppress(SyntaxError):
                interactive.transform_cell(source)

    def run(self, channel, link, revive: Callable[[], Any]) -> None:
        """Grades the notebook that comes over `channel`; the student's process answers on `link`."""
        job, _ = wire.receive(channel)
        if job["do"] == "calibrate":
            run = session.Calibration(link, self.shell, self.names, self.limits, revive, job["mirror"])
        else:
            run = session.Session(link, self.shell, self.names, job["plan"], self.limits, revive)
        marks = run.notebook(job["notebook"], job.get("only"))
        plan = run.result() if job["do"] == "calibrate" else None
        wire.send(channel, {"notebook": job["notebook"], "marks": marks, "notes": run.notes, "plan": plan})


# --- what the instructor's notebook says ------------------------------------------------------------------------


def _text(source) -> str:
    return source if isinstance(source, str) else "".join(source)


def _answered(cell: dict) -> bool:
    """Whether a cell is a student's to write, or a grade cell."""
    role = cell["metadata"].get("nbgrader", {})
    return bool(role.get("solution") or role.get("grade"))


def _trees(cells: list[dict]):
    for cell in cells:
        if cell["cell_type"] == "code":
            try:
                yield cell, ast.parse(_text(cell["source"]))
            except (SyntaxError, ValueError):
                continue  # magics: IPython understands them when the cell runs


def _import_what_is_imported(cells: list[dict]) -> None:
    """Imports the libraries that the instructor's cells import, before anything is forked."""
    for cell, tree in _trees(cells):
        role = cell["metadata"].get("nbgrader", {})
        for node in ast.walk(tree) if not role.get("solution") else ():
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            for name in names:
                try:
                    importlib.import_module(name)
                except Exception:  # a name inside a module, or a file beside the notebook
                    continue


def _read_tables(cells: list[dict]) -> None:
    """Reads the tables of keguan.cases that the notebook reads, so that every child finds them read."""
    cases = sys.modules.get("keguan.cases")
    for _, tree in _trees(cells) if cases else ():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "load" \
                    and len(node.args) == 2 and all(isinstance(a, ast.Constant) for a in node.args):
                with contextlib.suppress(cases.CaseError, TypeError):
                    cases.load(*(a.value for a in node.args))


def _of_solutions(cells: list[dict]) -> tuple[set[str], set[str]]:
    """The names that solution cells mention, and those among them that they give a value to."""
    mentioned, bound = set(), set()
    for cell, tree in _trees(cells):
        if not cell["metadata"].get("nbgrader", {}).get("solution"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                mentioned.add(node.id)
                if not isinstance(node.ctx, ast.Load):
                    bound.add(node.id)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                bound.add(node.name)
    return mentioned | bound, bound


def _is_tool(value) -> bool:
    """Modules, functions and classes of the instructor: what a grade cell works with."""
    return isinstance(value, type(sys)) or (callable(value) and not type(value).__module__.startswith("matplotlib"))
