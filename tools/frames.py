"""The frame of a check cell: the one line that is read while the cell is folded, and what the check
needs to start by itself and to say what comes next."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from grader.course.outline import Task
from grader.engine.verdict.purity import outside
from tools import contracts
from tools.content import (
    BEGIN_HIDDEN,
    BEGIN_SOLUTION,
    END_HIDDEN,
    END_SOLUTION,
    Cell,
    blank_magics,
    without_markers,
)

LINES = 3  # of the frame, above the checks
FOLDED = {"jupyter": {"source_hidden": True}}
_HEADING = re.compile(r"^## *(.*?)[:：]?[ \u3000]*\{task\}", re.MULTILINE)
_HIDDEN = re.compile(
    rf"^ *{re.escape(BEGIN_HIDDEN)}.*?^ *{re.escape(END_HIDDEN)}$", re.MULTILINE | re.DOTALL
)
_SOLUTION = re.compile(
    rf"^( *){re.escape(BEGIN_SOLUTION)}.*?^ *{re.escape(END_SOLUTION)}$", re.MULTILINE | re.DOTALL
)
_FIRST = {
    "zh": "# 检查：{label}· {points} 分 — 按 Shift + Enter",
    "en": "# Check: {label}· {points} {unit} — press Shift + Enter",
}
_EVERYTHING = {
    "zh": "# 检查全部 — 先从菜单选“重启内核并运行所有单元格”",
    "en": "# Check everything — first choose “Restart Kernel and Run All Cells…” in the menu",
}
_QUESTION = {"zh": "第 {} 题", "en": "Question {}"}
_PART = {"zh": "{}（{}/{}）", "en": "{} ({} of {})"}
_SAME_TASK = {"zh": "这一题的下一项检查", "en": "the next check of this task"}
_TITLED = {"zh": "{}　{}", "en": "{}: {}"}


def body(source: str) -> str:
    """The checks of a framed cell, which are the same in every language."""
    return "\n".join(source.split("\n")[LINES:])


@dataclass(frozen=True)
class _Check:
    """A check among the others of its notebook."""

    place: int
    task: Task
    number: int  # among the checks of the task
    of: int


class Frames:
    """The frames of a notebook's checks in one language.

    `cells` are those of the language, `tasks` the task of each; `sources` the text of each code
    cell as the notebook has it.
    """

    def __init__(
        self,
        language: str,
        cells: Sequence[Cell],
        tasks: Sequence[Task | None],
        sources: Sequence[str],
    ):
        self.language = language
        self.cells = cells
        self.tasks = tasks
        self.sources = sources
        self.headings = self._headings()
        self.checks = self._checks()

    def framed(self, place: int) -> str:
        """The source of the check cell at this place, in its frame."""
        cell, source = self.cells[place], self.sources[place]
        points = cell.points or 0
        label = self.label(self.checks[place])
        # a full-width bracket brings its own space
        shown = label if label.endswith("）") else f"{label} "
        first = _FIRST[self.language].format(
            label=shown, points=f"{points:g}", unit="point" if points == 1 else "points"
        )
        words = {
            "then": self._then(place),
            "given": self._given(place),
            "earlier": self._earlier(place),
            "more": bool(_HIDDEN.search(source)),
            "parts": self._parts(place),
        }
        more = "".join(f", {name}={value!r}" for name, value in words.items() if value)
        call = f"with checks.task({self.language!r}, {label!r}, {points:g}{more}):"
        return "\n".join([first, "from grader import checks", call, _inside(source)])

    def everything(self) -> str:
        """The source of the cell that shows how all checks stand."""
        tasks: dict[str, list[str]] = {}
        for check in self.checks.values():
            name = self.label(check) if check.task.draw else self._name(check)
            tasks.setdefault(name, []).append(self.label(check))
        call = f"checks.everything({self.language!r}, {tasks!r})"
        return "\n".join([_EVERYTHING[self.language], "from grader import checks", call])

    def label(self, check: _Check) -> str:
        """What a student calls the check: the heading's “Task 1”, or the number of a question."""
        if not check.task.draw:
            name = self._name(check)
            return (
                _PART[self.language].format(name, check.number, check.of) if check.of > 1 else name
            )
        question = _QUESTION[self.language].format(check.number)
        several = len({other.task.id for other in self.checks.values()}) > 1
        return f"{check.task.title[self.language]} {question}" if several else question

    def _name(self, check: _Check) -> str:
        return self.headings[check.place] or check.task.title[self.language]

    def _headings(self) -> list[str]:
        """For each cell the words before {task} in the last heading of a task."""
        found, last = [], ""
        for cell in self.cells:
            if cell.kind == "markdown":
                heading = _HEADING.search(cell.source)
                last = heading[1] if heading else last
            found.append(last)
        return found

    def _checks(self) -> dict[int, _Check]:
        places = [place for place, cell in enumerate(self.cells) if cell.role == "check"]
        found: dict[int, _Check] = {}
        for place in places:
            task = self._task(place)
            same = [other for other in places if self._task(other).id == task.id]
            found[place] = _Check(place, task, same.index(place) + 1, len(same))
        return found

    def _task(self, place: int) -> Task:
        task = self.tasks[place]
        assert task is not None  # a check has one, see tools.notebook
        return task

    def _then(self, place: int) -> str:
        """What comes after a right answer: another check of the task, the next question, or the
        next task; "" after the last."""
        here = self.checks[place]
        for after in range(place + 1, len(self.cells)):
            task = self.tasks[after]
            if self.cells[after].role not in ("check", "essay", "essaycode") or task is None:
                continue
            if task.draw:
                return self.label(self.checks[after])
            if task.id == here.task.id:
                return _SAME_TASK[self.language]
            title = task.title[self.language]
            name = self.headings[after]
            return _TITLED[self.language].format(name, title) if name else title
        return ""

    def _given(self, place: int) -> str:
        """The statements of given cells that a fresh kernel needs here: all that stand before the
        first task, and those that the check or an answer takes names from."""
        first = next(n for n, cell in enumerate(self.cells) if cell.role == "answer")
        start = max((n for n in range(first) if _is_heading(self.cells[n])), default=first)
        known = []
        for n in range(place):
            if self.cells[n].role == "code":
                known += [(statement, n < start) for statement in _statements(self.sources[n])]
        wanted = outside(self.sources[place])
        for n in range(place):
            if self.cells[n].role == "answer" and self.tasks[n] is self.tasks[place]:
                wanted |= outside(without_markers(self.sources[n]))
        kept = []
        for statement, at_start in reversed(known):
            if at_start or statement.bound & wanted:
                kept.append(statement.text)
                wanted |= statement.needs
        return "\n".join(reversed(kept))

    def _parts(self, place: int) -> dict[str, tuple[str, ...]]:
        """What the functions of the check's task are given, see contracts.parts."""
        found: dict[str, tuple[str, ...]] = {}
        for n in range(place):
            if self.cells[n].role == "answer" and self.tasks[n] is self.tasks[place]:
                found |= contracts.parts(self.cells[n])
        return found

    def _earlier(self, place: int) -> dict[str, str]:
        """The names that students see in the answers of earlier tasks, and what these are called:
        a later answer may build on them."""
        made: dict[str, str] = {}
        for n in range(place):
            cell, task = self.cells[n], self.tasks[n]
            if cell.role != "answer" or task is None or task is self.tasks[place]:
                continue
            for statement in _statements(_SOLUTION.sub(r"\1...", self.sources[n])):
                label = self.headings[n] or task.title[self.language]
                made |= dict.fromkeys(sorted(statement.bound), label)
        return {} if self._task(place).draw else made


@dataclass(frozen=True)
class _Statement:
    """A statement of a given cell that binds names, or sets the language."""

    text: str
    bound: frozenset[str]
    needs: frozenset[str]


def _statements(source: str) -> Iterator[_Statement]:
    plain = blank_magics(source)
    for node in ast.parse(plain).body:
        text = ast.get_source_segment(plain, node) or ""
        if bound := _bound(node):
            yield _Statement(text, frozenset(bound), frozenset(outside(text)))
        elif text.startswith("keguan.use("):
            yield _Statement(text, frozenset(), frozenset({"keguan"}))


def _bound(node: ast.stmt) -> set[str]:
    """The names of an import, a definition or an assignment."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    if not isinstance(node, (ast.Assign, ast.AnnAssign)):
        return set()
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    names = chain.from_iterable(map(ast.walk, targets))
    return {part.id for part in names if isinstance(part, ast.Name) and _is_stored(part)}


def _is_stored(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)


def _is_heading(cell: Cell) -> bool:
    return cell.kind == "markdown" and bool(_HEADING.search(cell.source))


def _inside(source: str) -> str:
    """The checks, indented to stand in the frame; lines inside a text keep their place."""
    kept: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        kept.update(range(token.start[0] + 1, token.end[0] + 1))
    lines = enumerate(source.split("\n"), start=1)
    inside = "\n".join(line if row in kept or not line else f"    {line}" for row, line in lines)
    if not _HIDDEN.sub("", source).strip():  # the released cell has to be valid without them
        return f"    pass\n{inside}"
    return inside
