"""Fills the template of a theory test in from course.toml, before its cells are read.

In the whole file TEST stands for the name of the test. Cells that stand together with each="part"
come once for every part that is drawn, in which PART is its name, a check once for each question.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import nbformat

from grader.course.outline import Assignment, Task

PART = "PART"
TEST = "TEST"

Raw = tuple[nbformat.NotebookNode, str]  # a cell as Jupytext reads it, and where it stands


def fill(cells: Iterable[Raw], test: Assignment) -> Iterator[Raw]:
    """The cells of the test `test`, which draws."""
    for each, group in groupby(cells, key=lambda raw: raw[0].metadata.get("each") == "part"):
        together = [(_named(cell, TEST, test.name), where) for cell, where in group]
        if not each:
            yield from together
            continue
        for part in test.tasks:
            if part.draw:
                for cell, where in together:
                    yield _of_part(cell, part), where


def _of_part(cell: nbformat.NotebookNode, part: Task) -> nbformat.NotebookNode:
    filled = _named(cell, PART, part.id)
    del filled.metadata["each"]
    if "check" in filled.metadata:
        filled.metadata["times"] = part.questions
        filled.metadata["points"] = part.points // part.questions
    return filled


def _named(cell: nbformat.NotebookNode, word: str, name: str) -> nbformat.NotebookNode:
    """A copy in which the name stands for the word, in the source and as the grade id."""
    filled = copy.deepcopy(cell)
    filled.source = re.sub(rf"\b{word}\b", name, filled.source)
    for role in ("answer", "check"):
        if filled.metadata.get(role) == word:
            filled.metadata[role] = name
    return filled
