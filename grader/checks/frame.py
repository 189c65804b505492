"""The frame of a check cell: it starts itself in a fresh kernel, shows a person one card in the
notebook's language, and lets "run all" go on.

Where nobody looks on (nbgrader, the engine, nbval), it does nothing: an answer that is not right
stays the error that costs the points.
"""

from __future__ import annotations

import ast
import contextlib
import dis
import io
import re
import traceback
import types
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from grader.base import Text
from grader.checks import tables
from grader.checks.errors import ended, pitfall
from grader.checks.verdicts import (
    INCORRECT,
    NOT_ATTEMPTED,
    NOT_CHECKABLE,
    TITLES,
    Verdict,
    answered_line,
    notebook_names,
    right_line,
)

PASSED = "passed"
ANSWERED = "answered"
_STATES = {INCORRECT: "bad", NOT_CHECKABLE: "bad", NOT_ATTEMPTED: "warn"}
_CARD_TITLES = {
    **TITLES,
    NOT_ATTEMPTED: Text("还没有作答", "Not answered yet"),
    PASSED: Text("做对了　{points}", "Right: {points}"),
    ANSWERED: Text("已记下答案", "Your answer is noted"),
}
_POINTS = Text("{:g} 分", "{:g} points")
_ONE_POINT = Text("1 分", "1 point")
_AGAIN = Text(
    "改好答案格，运行它，再运行这一格。次数不限，上面的提示不扣分。",
    "Mend the answer cell, run it, then run this one again, as often as you like. Hints cost "
    "nothing.",
)
_RUN_ABOVE = Text(
    "{name}：还没有运行上面的答案格。点进答案格，按 Shift + Enter，再运行这一格。如果已经运行过，"
    "看看名字是不是改了。",
    "{name}: the answer cell above has not been run. Click into it, press Shift + Enter, then run "
    "this one. If it was run, see whether the name was changed.",
)
_UNREAD = Text(
    "{name}：答案格最近一次没有运行完，没有记住你改的。看答案格下面的红框，改好，运行它，再运行这一格。",
    "{name}: the last run of the answer cell did not finish, so your change was not taken in. See "
    "the red box below it, mend it, run it, then run this one.",
)
_EARLIER = Text(
    "这里要用到“{task}”的 {name}：先做好那一题，运行它的答案格，再运行这一格。",
    "This needs {name} of {task}: answer that first, run its cell, then run this one.",
)
_ODD = Text(
    "检查到一半停下了：回答的样子和题目要的不一样。对照题目，看看该返回什么、写成什么样子。",
    "The check stopped half-way: the answer does not look like what the task asks for. Read again "
    "what to return, and in which form.",
)
_REBOUND = Text(
    "{name}：这个名字是笔记本自带的工具，现在成了别的东西。给你的变量换一个名字，重启内核，再从头运行。",
    "{name}: this name is a tool of the notebook and now means something else. Give your variable "
    "another name, restart the kernel and run it from the top.",
)
_PYTHON = Text("Python 的原话", "In Python's own words")
_THEN = Text("接着做：{}", "Next: {}")
_LAST = Text(
    "这是最后一项。运行最下面的“检查全部”，看看还缺什么。",
    "This was the last one. Run “Check everything” at the bottom to see what is left.",
)
_MORE = Text(
    "老师评分时，还会换别的数据再试。",
    "Your teacher's tests will try it on other data as well.",
)
_LATER = Text("对不对，交上去以后才评。", "Whether it is right is marked after you hand it in.")
_SUMMARY = {
    PASSED: Text("做对了", "right"),
    ANSWERED: Text("已作答", "answered"),
    INCORRECT: Text("还不对", "not yet right"),
    NOT_CHECKABLE: Text("无法检查", "not checkable"),
    NOT_ATTEMPTED: Text("没有作答", "not answered"),
    "": Text("还没有检查", "not checked"),
}
_ALL = Text("检查全部：", "Check everything: ")
_COUNT = Text("{words} {n} 项", "{n} {words}")
_RUN_ALL = Text(
    "还有没检查过的：从菜单选“重启内核并运行所有单元格”，再看这里。",
    "Some were not checked: choose “Restart Kernel and Run All Cells…” in the menu, then look "
    "here.",
)
_OPEN = Text(
    "没有作答的和还不对的，都可以接着做。", "What is open or not yet right can still be done."
)
_DONE = Text(
    "都检查过了，可以回到学习页交作业。", "All is checked: go back to the study page to hand in."
)
_AND = Text("、", ", ")
_COLON = Text("：", ": ")

_NOTHING = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"}

_now: Task | None = None  # whose `with` block is running
_found: dict[str, str] = {}  # outcomes by label that this kernel has shown


class Task:
    """`with` this around the checks of one cell; see `task`."""

    def __init__(
        self,
        language: str,
        label: str,
        points: float,
        then: str = "",
        given: str = "",
        earlier: Mapping[str, str] | None = None,
        more: bool = False,
        parts: Mapping[str, Sequence[str]] | None = None,
    ):
        self.language = language
        self.label = label
        self.points = points
        self.then = then
        self.given = given
        self.earlier = earlier or {}
        self.more = more
        self.parts = parts or {}
        self.live = False
        self.right: list[str] = []
        self.answered: list[str] = []

    def __enter__(self) -> Task:
        global _now
        _now = self
        self.live = _cards().live()
        if self.live:
            _start(self.given, notebook_names())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: types.TracebackType | None,
    ) -> bool:
        global _now
        _now = None
        if isinstance(error, Verdict):
            error.language = self.language
            _add_pitfall(error, self.parts.get(error.name, ()))
        if not self.live or not (error is None or isinstance(error, Exception)):
            return False
        outcome, card = self._told(error)
        _found[self.label] = outcome
        _cards().show(card)
        return True

    def _told(self, error: Exception | None) -> tuple[str, Any]:
        """What came out, and its card."""
        held = [error.name] if isinstance(error, Verdict) else self.right
        unread = next(filter(_is_unread, held), "")
        if unread:
            said = _UNREAD[self.language].format(name=unread)
            return NOT_CHECKABLE, self._card(NOT_CHECKABLE, "bad", [said])
        if error is None:
            return self._passed()
        if isinstance(error, Verdict):
            return self._failed(error)
        folded = (_PYTHON[self.language], f"{type(error).__name__}: {error}")
        said = self._stopped(error)[self.language]
        return NOT_CHECKABLE, self._card(NOT_CHECKABLE, "bad", [said], folded=folded)

    def _stopped(self, error: Exception) -> Text:
        """Why the check itself stopped: what an error says that brings its own sentences, as one
        about the data does; else a name that the student took, or the form of the answer."""
        if hasattr(error, "zh") and hasattr(error, "en"):
            return Text(error.zh, error.en)
        taken = _rebound(self.given, notebook_names())
        if taken:
            return Text(_REBOUND.zh.format(name=taken), _REBOUND.en.format(name=taken))
        return _ODD

    def _passed(self) -> tuple[str, Any]:
        then = self.then and _THEN[self.language].format(self.then)
        then = then or _LAST[self.language]
        if self.right or not self.answered:
            lines = [_MORE[self.language]] if self.more else []
            return PASSED, self._card(PASSED, "good", lines, then)
        readings = _AND[self.language].join(self.answered)
        return ANSWERED, self._card(ANSWERED, "next", [readings, _LATER[self.language]], then)

    def _failed(self, error: Verdict) -> tuple[str, Any]:
        """Before anything else comes what was not run: an answer, or one that this builds on."""
        name = error.name if error.missing else self._wanted(error)
        if name in self.earlier:
            said = _EARLIER[self.language].format(task=self.earlier[name], name=name)
            return NOT_ATTEMPTED, self._card(NOT_ATTEMPTED, "warn", [said])
        if error.missing:
            said = _RUN_ABOVE[self.language].format(name=name)
            return NOT_ATTEMPTED, self._card(NOT_ATTEMPTED, "warn", [said])
        again = _AGAIN[self.language] if error.outcome == INCORRECT else ""
        lines = [error.sentence(self.language)]
        return error.outcome, self._card(error.outcome, _STATES[error.outcome], lines, again)

    def _wanted(self, error: Verdict) -> str:
        """The answer of another task that the student's code stopped at: it was not run, or is
        still as it was given out. "" where there is none."""
        stop = _stop(error)
        if isinstance(stop, NameError):
            return stop.name or ""
        names = notebook_names()
        used: list[str] = []
        for frame, _ in traceback.walk_tb(stop.__traceback__ if stop else None):
            used += frame.f_code.co_names
        return next((n for n in used if n in self.earlier and is_stub(names.get(n))), "")

    def _card(
        self,
        outcome: str,
        state: str,
        lines: Sequence[str],
        then: str = "",
        folded: tuple[str, str] | None = None,
    ) -> Any:
        points = _ONE_POINT if self.points == 1 else _POINTS
        title = _CARD_TITLES[outcome][self.language].format(
            points=points[self.language].format(self.points)
        )
        return _cards().Card(state, title, tuple(lines), then, folded, self.language)


def task(
    language: str,
    label: str,
    points: float,
    *,
    then: str = "",
    given: str = "",
    earlier: Mapping[str, str] | None = None,
    more: bool = False,
    parts: Mapping[str, Sequence[str]] | None = None,
) -> Task:
    """The frame that the builder puts around the checks of a cell.

    `label` names the check, `then` what comes next. `given` is the notebook's own code that
    brings up what a fresh kernel lacks, `earlier` the answers of other tasks that this one uses
    and the labels of these tasks. `more`: the teacher's copy of the cell has further tests.
    `parts` says by function what each argument is a part of, see grader.checks.tables.
    """
    return Task(language, label, points, then, given, earlier, more, parts)


def parts(name: str) -> Sequence[str]:
    """What each argument of a function is a part of, as the running check knows it."""
    return _now.parts.get(name, ()) if _now else ()


def right(name: str) -> None:
    """Says that an answer is right."""
    if _now is None or not _now.live:
        print(right_line(name, _now.language if _now else "zh"))
    else:
        _now.right.append(name)


def answered(reading: str) -> None:
    """Says that an answer is there, and how it was read; whether it is right is judged later."""
    if _now is None or not _now.live:
        print(answered_line(reading, _now.language if _now else "zh"))
    else:
        _now.answered.append(reading)


def everything(language: str, tasks: Mapping[str, Sequence[str]]) -> None:
    """Shows a person how all checks of the notebook stand in this kernel: what is right, what is
    wrong, what is open. Elsewhere nothing. `tasks`: the labels of each task's checks."""
    if not _cards().live():
        return
    labels = list(chain.from_iterable(tasks.values()))
    counts = Counter(_found.get(label, "") for label in labels)
    known = [(outcome, words[language]) for outcome, words in _SUMMARY.items() if counts[outcome]]
    title = _AND[language].join(
        _COUNT[language].format(words=words, n=counts[outcome]) for outcome, words in known
    )
    lines = [
        words + _COLON[language] + _AND[language].join(_with_outcome(tasks, outcome))
        for outcome, words in known
        if outcome not in (PASSED, ANSWERED)
    ]
    well = counts[PASSED] + counts[ANSWERED] == len(labels)
    then = _RUN_ALL if counts[""] else _OPEN
    said = (_DONE if well else then)[language]
    state = "good" if well else "warn"
    title = _ALL[language] + title
    _cards().show(_cards().Card(state, title, tuple(lines), said, None, language))


def _with_outcome(tasks: Mapping[str, Sequence[str]], outcome: str) -> Iterator[str]:
    """The tasks whose checks all have this outcome, and of the others the checks that have it."""
    for task_label, labels in tasks.items():
        fitting = [label for label in labels if _found.get(label, "") == outcome]
        yield from [task_label] if len(fitting) == len(labels) else fitting


def _cards() -> types.ModuleType:
    """The course's cards. Imported where a check cell of a course runs, because the checks
    themselves belong to no course."""
    from keguan import cards

    return cards


def _start(given: str, names: dict[str, Any]) -> None:
    """Runs the statements of `given` whose names the notebook lacks; once one was missing, also
    those that bind nothing. What fails here is told by the check that misses it."""
    started = False
    for statement in ast.parse(given).body:
        bound = list(_bound(statement))
        if started and not bound or not all(name in names for name in bound):
            started = True
            code = compile(ast.Module([statement], []), "<given>", "exec")
            with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
                exec(code, names)


def _rebound(given: str, names: dict[str, Any]) -> str:
    """The first name that the notebook imports and that now holds a value of the student's; "" if
    there is none."""
    for statement in ast.parse(given).body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            for name in _bound(statement):
                value = names.get(name)
                if not (isinstance(value, types.ModuleType) or callable(value)):
                    return name
    return ""


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement of a given cell binds."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        for alias in statement.names:
            yield alias.asname or alias.name.partition(".")[0]
    elif isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        yield statement.name
    else:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id


def _stop(error: BaseException | None) -> BaseException | None:
    """The error in the student's code that a verdict comes from, if it comes from one."""
    while isinstance(error, Verdict):
        error = error.__context__
    return error


def _add_pitfall(error: Verdict, given: Sequence[str]) -> None:
    """Says beside what is wrong with the answer of a function what is odd in its code, if anything
    is and was not said already of the same line; `given` is what the function is given."""
    if error.missing or error.outcome == NOT_CHECKABLE:
        return
    value = notebook_names().get(error.name)
    found = pitfall(value, tables.spelt(given)) if callable(value) else None
    if found and found[0].partition("（")[0] not in error.zh:
        zh, en = ended((error.zh, error.en))
        error.say(f"{zh}{found[0]}", f"{en}{found[1]}")


def _is_unread(name: str) -> bool:
    """Whether Python could not read the last cell that gives a function this name: what would be
    checked is the function as it was before, or none."""
    gives = re.compile(rf"^\s*def\s+{re.escape(name)}\b", re.MULTILINE)
    cells = [cell for cell in notebook_names().get("In", []) if name and gives.search(cell)]
    try:
        ast.parse(cells[-1] if cells else "")
    except SyntaxError:
        return True
    return False


def is_stub(value: Any) -> bool:
    """Whether it is a function that does nothing, as it was given out."""
    code = getattr(value, "__code__", None)
    return code is not None and {i.opname for i in dis.get_instructions(code)} <= _NOTHING
