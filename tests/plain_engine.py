"""An engine that runs nothing: a check gives the points that the answer states (POINTS = 7). For
tests of what lies around grading; everything else of `keguan grade` is as it is."""

from __future__ import annotations

import json
import re
from concurrent.futures import Executor, Future
from typing import Any

from grader.engine.model import APART, GRADED, UNREADABLE, CellMark, Graded, Package, Submission
from grader.engine.notebooks import fingerprint
from grader.engine.notebooks.parse import Unreadable
from grader.engine.notebooks.rebuild import rebuild
from grader.engine.processes import executors

STATED = re.compile(r"^POINTS = ([\d.]+)", re.MULTILINE)


class Now(Executor):
    """Does everything at once, in this thread."""

    def submit(self, do: Any, *args: Any, **options: Any) -> Future:  # type: ignore[override]
        future: Future = Future()
        future.set_result(do(*args, **options))
        return future


def use() -> None:
    """From now on this process grades by it."""
    executors.runtime = executors.ready = executors.stop = lambda *_: None  # type: ignore[assignment]
    executors.executor = lambda *_: (Now(), lambda: None)  # type: ignore[assignment]
    executors.grade = grade


def grade(package: Package, work: Submission, *_: Any) -> Graded:
    who = package.assignment, work.student, package.notebook
    try:
        notebook = rebuild(work.data, package.source, package.release).notebook
    except Unreadable as error:
        return Graded(*who, UNREADABLE, reason=error.reason)
    text = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    stated = STATED.search(text)
    marks = []
    for cell in notebook["cells"]:
        role = cell["metadata"].get("nbgrader", {})
        if role.get("grade"):
            points = None if role["solution"] else float(stated[1] if stated else 0)
            marks.append(CellMark(role["grade_id"], points, float(role["points"]), APART, ""))
    notebook["metadata"][fingerprint.KEY] = work.fingerprint
    made = json.dumps(notebook, ensure_ascii=False)
    return Graded(*who, GRADED, made, tuple(marks), fingerprint=work.fingerprint)
