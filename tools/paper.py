"""An assignment's notebook in this process: its given cells have run, and answers are tried on its
checks, each in a namespace of its own."""

from __future__ import annotations

import contextlib
import functools
import io
import linecache
import types
from typing import Any

from nbformat import NotebookNode

from grader import checks
from keguan import theory


class Paper:
    """An assignment's cells: what runs first, and for each task its answer cell and its checks."""

    def __init__(self, notebook: NotebookNode):
        self.answers: dict[str, str] = {}  # id of the answer cell: its source
        self.checks: dict[str, dict[str, str]] = {}  # the same id: sources of its checks by id
        shared = []
        task = ""
        for cell in notebook.cells:
            role = cell.metadata.get("nbgrader", {})
            if cell.cell_type != "code":
                continue
            if role.get("solution"):
                task = role["grade_id"]
                self.answers[task], self.checks[task] = cell.source, {}
            elif role.get("grade"):
                self.checks[task][role["grade_id"]] = cell.source
            else:
                shared.append(cell.source)
        self.names: dict[str, Any] = {"__name__": "__main__"}
        with contextlib.redirect_stdout(io.StringIO()):
            for source in shared:
                exec(compiled(source, "shared"), self.names)

    def answered(self, task: str, answer: str) -> dict[str, Any]:
        """The notebook's names after an answer has run."""
        names, file = dict(self.names), f"answer to {task}"
        # a check quotes its lines, as it quotes those of a cell
        linecache.cache[file] = (len(answer), None, answer.splitlines(keepends=True), file)
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(answer, file, "exec"), names)
        return names

    def failed(self, task: str, answer: str) -> dict[str, checks.Verdict]:
        """The checks of the task that this answer does not pass, with their verdicts."""
        names, verdicts = self.answered(task, answer), {}
        with contextlib.redirect_stdout(io.StringIO()):
            for grade_id, source in self.checks[task].items():
                try:
                    exec(compiled(source, grade_id), names)
                except checks.Verdict as verdict:
                    verdicts[grade_id] = verdict
        return verdicts

    def passes(self, task: str, names: dict[str, Any], first: str = "") -> bool:
        """Whether every check of the task accepts these names, those of the name `first` before the
        others; ends at one that does not, be it by an error: nbgrader gives no points for
        either."""
        ordered = sorted(self.checks[task].items(), key=lambda item: f'"{first}"' not in item[1])
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                for grade_id, source in ordered:
                    exec(compiled(source, grade_id), names)
            except Exception:
                return False
        return True

    def verdict(
        self, part: str, question: theory.Question, student: str, answer: object
    ) -> checks.Verdict | None:
        """What the student is told about one answer to a question that was drawn; None if it is
        right."""
        names = {**self.names, "student": student, part: {question.number: answer}}
        source = self.checks[part][f"{part}-{question.number}"]
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                exec(compiled(source, part), names)
            except checks.Verdict as verdict:
                return verdict
        return None


@functools.cache
def compiled(source: str, name: str) -> types.CodeType:
    """The code of a given cell or a check, which many answers share."""
    return compile(source, name, "exec")
