"""Checks that stand in the grade cells of an assignment; a verdict is one Chinese and one English
sentence.

Four outcomes: a check prints a line when the answer is correct, and raises a Verdict ("incorrect",
"not attempted"
or "not checkable") when it is not, so that plain nbgrader counts the cell as failed. Answers are
named by strings
and looked up in the caller's notebook: a cell that was not run yet is a sentence, not a NameError.
"""

from __future__ import annotations

import copy
import functools
import hashlib
import linecache
import math
import os
import pickle
import re
import sys
import traceback
import types
import unicodedata
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from grader.checks.compare import difference
from keguan import theory

INCORRECT, NOT_ATTEMPTED, NOT_CHECKABLE = "incorrect", "not attempted", "not checkable"
# set by `keguan grade` for the checks alone: whose work this is, by the folder it lies in
STUDENT = "KEGUAN_STUDENT"
LONGEST = 60  # characters of an answer that is shown
_TITLES = {
    INCORRECT: "还不对 · Not yet",
    NOT_ATTEMPTED: "未作答 · Not attempted",
    NOT_CHECKABLE: "无法检查 · Not checkable",
}


class Verdict(AssertionError):
    """An answer that gets no points here: `outcome`, the `name` of the answer, and what to do in
    `zh` and `en`."""

    def __init__(self, outcome: str, name: str, zh: str, en: str):
        super().__init__(f"[{outcome}] {name}：{zh} | {en}")
        self.outcome, self.name, self.zh, self.en = outcome, name, zh, en

    def _render_traceback_(self) -> list[str]:
        """IPython prints this instead of a traceback, which would teach nothing about the
        answer."""
        return [
            f"✘ {_TITLES[self.outcome]}",
            f"  {self.name}：{self.zh}",
            f"  {self.name}: {self.en}",
        ]


def that(condition: Any, name: str, zh: str, en: str) -> None:
    """Verdict "incorrect" with the given sentences unless `condition` holds."""
    if not condition:
        raise Verdict(INCORRECT, name, zh, en)


# --- tasks
# ------------------------------------------------------------------------------------------------------


class Example:
    """An answer to be held against known mistakes and then against the right value."""

    def __init__(self, name: str, got: Any):
        self.name, self.got = name, got

    def mistake(self, known: Any, zh: str, en: str, tol: float = 0.005) -> Example:
        """Verdict "incorrect" with this sentence if the answer equals the wrong value `known`, or
        fulfils it.

        `known` is a value, read as in `expect`, or a predicate; a predicate that fails on a
        strange answer says no.
        """
        if (
            _fulfils(known, self.got)
            if callable(known)
            else difference(self.got, known, tol) is None
        ):
            raise Verdict(INCORRECT, self.name, zh, en)
        return self

    def expect(self, right: Any, tol: float = 0.005) -> None:
        """Prints "correct" if the answer says the same as `right`; else a verdict that names the
        first difference."""
        found = difference(self.got, right, tol)
        if found:
            raise Verdict(INCORRECT, self.name, found.zh + "。", found.en + ".")
        print(f"✔ 正确 · Correct: {self.name}")


def _fulfils(predicate: Callable[[Any], Any], got: Any) -> bool:
    try:
        return bool(predicate(got))
    except Exception:  # a mistake that cannot even be asked about this answer was not made
        return False


def example(name: str, *args: Any, read: Callable[[Any], Any] | None = None) -> Example:
    """Calls the student's function `name` on copies of `args`; its result, or what `read` makes of
    it, is the Example."""
    return Example(name, _read(name, read, _call(name, _lookup(name), args)))


def variable(name: str) -> Example:
    """The student's variable `name` as an Example; None, empty text and `...` are "not
    attempted"."""
    value = _lookup(name)
    if value is None or value is ... or (isinstance(value, str) and not value.strip()):
        raise Verdict(NOT_ATTEMPTED, name, "还没有作答。", "no answer yet.")
    return Example(name, value)


def agree(
    name: str,
    right: Callable,
    *args: Any,
    tol: float = 0.005,
    read: Callable[[Any], Any] | None = None,
) -> None:
    """Verdict "incorrect" unless the student's function `name` and `right` return the same on
    copies of `args`.

    `read` makes of both results what is compared: the rows that an SQL text gives, say.
    """
    function = _lookup(name)
    wanted = _wanted(right, args)
    found = difference(
        _read(name, read, _call(name, function, args)), read(wanted) if read else wanted, tol
    )
    if found:
        raise Verdict(
            INCORRECT,
            name,
            f"小例子对了，换一组数据就不对：{found.zh}。",
            f"right on the small example, not on other data: {found.en}.",
        )


def reference(source: str) -> types.SimpleNamespace:
    """The names that the source of an answer cell defines, run apart from the notebook (pd and np
    are there)."""
    namespace: dict[str, Any] = {"pd": pd, "np": np, _SOURCE: source}
    exec(_compiled(source), namespace)
    return types.SimpleNamespace(
        **{key: value for key, value in namespace.items() if not key.startswith("__")}
    )


_SOURCE = "__reference__"
_known: dict[bytes, Any] | None = None  # what reference functions returned; None: nothing is kept


@functools.lru_cache(maxsize=200)
def _compiled(source: str) -> types.CodeType:
    return compile(source, "<reference>", "exec")


def remember(known: dict[bytes, Any] | None) -> None:
    """From now on keeps in `known` what references return to `agree`, and does not compute it
    again; None ends that.

    The engine does this where it grades: hidden calls are the same for the whole class.
    """
    global _known
    _known = known


def _wanted(right: Callable, args: tuple) -> Any:
    """What `right` returns for copies of `args`."""
    key = _key(right, args) if _known is not None else None
    if key is None:
        return right(*_copies(args))
    if key not in _known:
        _known[key] = right(*_copies(args))
    return _copies((_known[key],))[0]


def _key(right: Callable, args: tuple) -> bytes | None:
    """A digest of a reference function and of the content of its arguments; None for another
    function or odd arguments."""
    its = right.__globals__ if isinstance(right, types.FunctionType) else {}
    if _SOURCE not in its or its.get(right.__name__) is not right:
        return None
    try:
        return hashlib.blake2b(
            pickle.dumps((its[_SOURCE], right.__name__, args), protocol=5)
        ).digest()
    except Exception:  # something that has no form: a function, say
        return None


def _lookup(name: str) -> Any:
    """The notebook's value of `name`: that of the frame which called this module."""
    frame = sys._getframe(1)
    while frame.f_globals.get("__name__") == __name__:
        frame = frame.f_back
    try:
        return frame.f_globals[name]
    except KeyError:
        raise Verdict(
            NOT_CHECKABLE,
            name,
            "找不到这个名字。先运行上面的答案单元，名字不要改。",
            "this name does not exist. Run the answer cell above first and keep the name.",
        ) from None


def _copies(args: tuple) -> list:
    """Arguments that may be changed: pandas itself copies a column of a shallow copy when one is
    written to."""
    return [
        arg.copy(deep=False) if isinstance(arg, (pd.DataFrame, pd.Series)) else copy.deepcopy(arg)
        for arg in args
    ]


def _call(name: str, function: Any, args: tuple) -> Any:
    if not callable(function):
        raise Verdict(
            NOT_CHECKABLE,
            name,
            "应该是函数，现在不是。请保留 def 那一行。",
            "should be a function and is not. Keep the def line.",
        )
    try:
        result = function(*_copies(args))
    except Verdict:
        raise
    except NotImplementedError:
        result = None
    except Exception as error:
        raise Verdict(INCORRECT, name, *_explain(error, function)) from None
    if result is None or result is ...:
        raise Verdict(
            NOT_ATTEMPTED,
            name,
            "还没有返回结果。如果已经写了，看看是不是漏了 return。",
            "returns nothing yet. If you wrote it, is the return missing?",
        )
    return result


_ERRORS = {
    "NameError": ("用到了一个没有定义的名字", "uses a name that is not defined"),
    "KeyError": ("表里没有这一列或这个键", "asks for a column or key that does not exist"),
    "AttributeError": (
        "这个对象没有这个方法或属性",
        "asks for a method or attribute that does not exist",
    ),
    "ZeroDivisionError": ("除数是 0", "divides by zero"),
    "IndexError": ("取的位置超出了范围", "reaches past the end"),
    "TypeError": ("数据类型或参数个数不合适", "mixes types, or has a wrong number of arguments"),
    "ValueError": ("值不合适", "meets a value it cannot use"),
    "RecursionError": ("函数一直在调用自己", "calls itself without end"),
}


def _read(name: str, read: Callable[[Any], Any] | None, result: Any) -> Any:
    """What `read` makes of a result; an error that brings its own sentences (`zh`, `en`) is told
    in these."""
    try:
        return read(result) if read else result
    except Verdict:
        raise
    except Exception as error:
        zh, en = (
            getattr(error, "zh", "返回的结果不是要的样子，看看任务里写的返回什么。"),
            getattr(error, "en", None),
        )
        raise Verdict(
            INCORRECT,
            name,
            zh,
            en or "does not return what the task asks for: read what to return.",
        ) from None


def _explain(error: Exception, function: Callable) -> tuple[str, str]:
    """One sentence on an error in the student's own code: what, in which line, and Python's own
    words."""
    zh, en = _ERRORS.get(type(error).__name__, ("运行时出错", "stops with an error"))
    own = getattr(getattr(function, "__code__", None), "co_filename", None)
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == own]
    where_zh = where_en = ""
    # the function ran in another process, see grader.engine.verdict.trusted
    found = getattr(error, "remote_line", None)
    if lines:
        found = lines[-1].lineno, linecache.getline(own, lines[-1].lineno).strip()
    if found:
        where_zh, where_en = f"第 {found[0]} 行（{found[1]}）", f"line {found[0]} ({found[1]}) "
    said = f"{type(error).__name__}: {error}"
    return f"{where_zh}{zh}。{said}", f"{where_en}{en}. {said}"


# --- quiz
# -------------------------------------------------------------------------------------------------------


def choice(name: str, options: str) -> None:
    """Visible part of a single-choice item: is there one letter of `options`? Never says whether
    it is right."""
    letters = _letters(name, options)
    that(len(letters) == 1, name, "单选题，请只填一个字母。", "single choice: give one letter.")
    _answered(name, letters)


def several(name: str, options: str) -> None:
    """Visible part of a multiple-choice item: letters of `options`, each once, in any order."""
    _answered(name, "".join(sorted(_letters(name, options))))


def ordered(name: str, options: str) -> None:
    """Visible part of an ordering item: every letter of `options` once."""
    letters = _letters(name, options)
    that(
        sorted(letters) == sorted(options),
        name,
        f"请把 {len(options)} 个字母各写一次，排好顺序。",
        f"write each of the {len(options)} letters once, in order.",
    )
    _answered(name, letters)


def number(name: str) -> None:
    """Visible part of a short-number item: can the answer be read as a number?"""
    _answered(name, f"{_number(name):g}")


def key(
    name: str,
    right: str | float,
    zh: str,
    en: str,
    *,
    order=False,
    percent=False,
    tol: float = 0.005,
) -> None:
    """Hidden part of a quiz item: Verdict "incorrect" with the sentences unless the answer is
    `right`.

    `right` is a string of letters (`order=True`: their order counts) or a number, within `tol`
    (`percent=True`: 20 may
    be given as 0.2 as well).
    """
    if isinstance(right, str):
        letters = _letters(name, None)
        same = letters == right if order else sorted(letters) == sorted(right)
    else:
        given = _number(name)
        same = any(
            math.isclose(value, right, abs_tol=tol)
            for value in ([given, given * 100] if percent else [given])
        )
    that(same, name, zh, en)


def entry(name: str, number: int) -> None:
    """Visible part of question `number` of a theory test: does the dictionary `name` hold an
    answer to it?"""
    _answered(f"{name}[{number}]", str(_entry(name, number)))


def drawn(name: str, number: int, test: str, keys: dict[str, tuple]) -> None:
    """Hidden part of question `number` of a theory test: Verdict "incorrect" unless the answer is
    the key of the question
    that this student drew; the sentence says what to read again.

    `keys`: the bank's key by item id. The draw is that of the student in whose folder the work
    lies, where `keguan grade`
    tells it; under plain nbgrader that of the id in the notebook's `student`.
    """
    label, own, told = f"{name}[{number}]", _lookup("student"), os.environ.get(STUDENT, "")
    if told and theory.same(own) != theory.same(told):
        raise Verdict(
            NOT_CHECKABLE,
            label,
            f"题目按学号抽，这里填的学号不是交作业的学号（{told}），没有评分。",
            f"questions are drawn by student id, and the id in the notebook is not the one it was "
            f"handed in under ({told}).",
        )
    question = theory.Paper(test, told or own).part(name)[number - 1]
    right, got = question.answer(keys[question.id]), _entry(name, number)
    if question.kind == "number":
        found = math.isclose(_as_number(label, got), right, abs_tol=keys[question.id][1])
    else:
        letters = _as_letters(label, got, question.letters)
        that(
            question.kind != "single" or len(letters) == 1,
            label,
            "单选题，请只填一个字母。",
            "single choice: give one letter.",
        )
        that(
            question.kind != "order" or len(letters) == len(right),
            label,
            f"请把 {len(right)} 个字母各写一次，排好顺序。",
            f"write each of the {len(right)} letters once, in order.",
        )
        found = letters == right if question.kind == "order" else sorted(letters) == sorted(right)
    that(found, label, *theory.topic(name, question))


def _entry(name: str, number: int) -> Any:
    """The answer to a question in the student's dictionary; Verdict "not attempted" where there is
    none."""
    answers = variable(name).got
    if not isinstance(answers, dict):
        raise Verdict(
            NOT_CHECKABLE,
            name,
            "应该是一张“题号: 答案”的字典，请保留花括号和题号。",
            "should be a dictionary of numbers and answers: keep the braces and the numbers.",
        )
    got = answers.get(number)
    if got is None or got is ... or (isinstance(got, str) and not got.strip()):
        raise Verdict(NOT_ATTEMPTED, f"{name}[{number}]", "还没有作答。", "no answer yet.")
    return got


def _answered(name: str, reading: str) -> None:
    """Shows how an answer was read; a long one by its beginning."""
    shown = reading if len(reading) <= LONGEST else reading[: LONGEST - 1] + "…"
    print(f"✔ 已作答 · answered: {name} = {shown}")


def _letters(name: str, options: str | None) -> str:
    """The answer's letters, upper case, full-width and separators forgiven, none twice."""
    return _as_letters(name, variable(name).got, options)


def _as_letters(name: str, got: Any, options: str | None) -> str:
    text = "".join(map(str, got)) if isinstance(got, (list, tuple, set)) else str(got)
    letters = re.sub(r"[\s,，、;；.。>→\-]", "", unicodedata.normalize("NFKC", text)).upper()
    known = options or "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    that(
        letters and set(letters) <= set(known),
        name,
        f"请填选项字母（{known[0]}–{known[-1]}）。",
        f"give letters of the options ({known[0]}–{known[-1]}).",
    )
    that(len(set(letters)) == len(letters), name, "有字母写了两次。", "a letter stands twice.")
    return letters


def _number(name: str) -> float:
    return _as_number(name, variable(name).got)


def _as_number(name: str, got: Any) -> float:
    text = unicodedata.normalize("NFKC", str(got)).strip().removesuffix("%").replace(",", "")
    try:
        return float(text)
    except ValueError:
        raise Verdict(
            INCORRECT,
            name,
            "请填一个数字，例如 12 或 12%。",
            "give a number, for example 12 or 12%.",
        ) from None
