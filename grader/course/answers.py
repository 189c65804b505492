"""Typical mistakes and unusual right answers of a unit's tasks, content/<unit>/answers.py, and the
words in which that file is written.

Tests hold every check against them, the simulated class hands them in, and a learner is shown an
unusual one beside the course's own.
"""

from __future__ import annotations

import runpy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent


@dataclass(frozen=True)
class Mistake:
    """A typical wrong answer: `code` replaces the answer cell, `loses` the checks that then fail
    (grade ids), `says` is a piece of the Chinese verdict of the first of them."""

    name: str
    code: str
    loses: frozenset[str] | set[str]
    says: str


@dataclass(frozen=True)
class Unusual:
    """A right answer in an unusual form; `code` replaces the answer cell. `taught` is the piece of
    the Chinese lesson that it follows, a line of code or what stands there or is printed, for what
    a lesson teaches earns full marks."""

    name: str
    code: str
    taught: str = ""


@dataclass(frozen=True)
class Answers:
    """What students write for one task; `untaught` says why the lesson has neither code nor a
    number for it."""

    mistakes: list[Mistake] = field(default_factory=list)
    unusual: list[Unusual] = field(default_factory=list)
    untaught: str = ""


AnswerBook = dict[str, dict[str, Answers]]  # assignment, task


def load_answers(root: Path) -> AnswerBook:
    """The answers of all content/*/answers.py of the checkout, by assignment and task."""
    book: AnswerBook = {}
    for path in sorted((Path(root) / "content").glob("*/answers.py")):
        book |= runpy.run_path(str(path))["ANSWERS"]
    return book


# --- what answers.py is written with ----------------------------------------------------------


def text(code: str | Sequence[str]) -> str:
    """Code of an answer cell without its indentation; parts stand a blank line apart."""
    parts = (code,) if isinstance(code, str) else code
    return "\n\n".join(dedent(part).strip() for part in parts)


def solution(answers: str, task: str, file: str = "tasks.py") -> str:
    """The course's own answer to a task, as it stands in a file beside a unit's answers.py (its
    `__file__`)."""
    tasks = Path(answers).with_name(file).read_text(encoding="utf-8")
    after = tasks.partition(f'# %% answer="{task}"\n')[2]
    cell = after.partition("\n# %%")[0]
    return "\n".join(line for line in cell.split("\n") if "### " not in line)


def changed(answer: str, *swaps: tuple[str, str]) -> str:
    """The right answer with some pieces replaced, every one of which must be there."""
    for old, new in swaps:
        assert old in answer, old
        answer = answer.replace(old, new)
    return answer


def wrong(name: str, code: str | Sequence[str], loses: str, says: str) -> Mistake:
    """A mistake; `loses` lists the check ids, separated by spaces."""
    return Mistake(name, text(code), frozenset(loses.split()), says)


def right(name: str, code: str | Sequence[str], taught: str = "") -> Unusual:
    """An unusual right answer, or one that follows the piece `taught` of the lesson."""
    return Unusual(name, text(code), taught)


def lines(
    item: str,
    check: str,
    mistakes: Mapping[str, str],
    unusual: Sequence[str],
    taught: Mapping[str, str] | None = None,
    untaught: str = "",
) -> Answers:
    """Answers of an item that asks for one value; `mistakes` maps a wrong value, as written in
    Python, to a piece of its sentence, `taught` a right one to the piece of the lesson that has
    it."""
    values = dict.fromkeys(unusual, "") | dict(taught or {})
    return Answers(
        mistakes=[
            wrong(f"{item} = {value}", f"{item} = {value}", check, says)
            for value, says in mistakes.items()
        ],
        unusual=[
            right(f"{item} = {value}", f"{item} = {value}", piece)
            for value, piece in values.items()
        ],
        untaught=untaught,
    )
