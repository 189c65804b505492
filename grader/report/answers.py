"""What a graded notebook says about each task: the first verdict, and an answer that is a short
value."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grader import checks
from grader.base import Text
from grader.course import cells

LONGEST = 16  # characters of an answer that is shown as it was written
SAID = 200  # characters of an error that are kept


@dataclass(frozen=True)
class Verdict:
    """The first verdict a student got in a task; `outcome` is "error" when the notebook's own code
    stopped the check."""

    task: str
    outcome: str
    name: str
    text: Text


def verdicts(graded: Iterable[dict], tasks: Mapping[str, str]) -> list[Verdict]:
    """The first verdict of each task among the cells of what was graded, from the errors its grade
    cells ended with. tasks: by grade cell."""
    found: dict[str, Verdict] = {}
    for cell in graded:
        task = tasks.get(cells.role(cell).get("grade_id", ""))
        for output in cell.get("outputs", ()) if task else ():
            if task and output.get("output_type") == "error":
                said = verdict(task, output.get("ename", ""), output.get("evalue", ""))
                found.setdefault(task, said)
    return list(found.values())


def verdict(task: str, ename: str, evalue: str) -> Verdict:
    """The verdict in an error's name and text; one of another form is the student's own error."""
    found = checks.parse(evalue)
    if found:
        return Verdict(task, found.outcome, found.name, Text(found.zh, found.en))
    said = f"{ename}: {evalue}".split("\n")[0][:SAID]
    return Verdict(task, "error", task, Text(said, said))


def answers(written: Iterable[dict], tasks: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """By task: a digest of the question, and the short value that the answer cell gives to a name.

    The question is the text since the answer before, so that answers to options in another order
    are told apart.
    """
    known = set(tasks.values())
    found = {}
    question: list[str] = []
    for cell in written:
        source = "".join(cell.get("source", ""))
        role = cells.role(cell)
        if cell.get("cell_type") == "markdown":
            question.append(source)
        elif role.get("solution"):
            value = short_value(source)
            if role.get("grade_id") in known and value:
                found[role["grade_id"]] = _digest(question), value
            question = []
    return found


def _digest(question: list[str]) -> str:
    return hashlib.sha256("\0".join(question).encode("utf-8", "surrogatepass")).hexdigest()


def short_value(source: str) -> str | None:
    """The value of a cell whose last line gives a plain value to a name: letters in one spelling,
    numbers; None otherwise."""
    written = _in_one_spelling(last_value(source))
    return written if written and len(written) <= LONGEST else None


def last_value(source: str) -> object:
    """The literal that the last line gives to a name; None where it does something else. A `...`
    that was given out below the answer may stay there."""
    try:
        lines = [line for line in ast.parse(source).body if not _is_ellipsis(line)]
        last = lines[-1]
        if isinstance(last, ast.Assign):
            return ast.literal_eval(last.value)
        return None
    except (SyntaxError, ValueError, IndexError, RecursionError, MemoryError, TypeError):
        return None


def _is_ellipsis(line: ast.stmt) -> bool:
    value = line.value if isinstance(line, ast.Expr) else None
    return isinstance(value, ast.Constant) and value.value is ...


def _in_one_spelling(value: object) -> str | None:
    if isinstance(value, list | tuple | set) and all(isinstance(item, str) for item in value):
        value = "".join(sorted(value) if isinstance(value, set) else value)
    if isinstance(value, str):
        return re.sub(r"[\s,，、;；]+", "", value).upper()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}"
    return None
