"""Checks of a student's functions and variables: against known mistakes, the right value, and the
reference on other data."""

from __future__ import annotations

import linecache
import re
import traceback
from collections.abc import Callable
from typing import Any

import pandas as pd

from grader.checks import frame
from grader.checks.compare import difference, listed
from grader.checks.references import copies, wanted
from grader.checks.verdicts import INCORRECT, NOT_ATTEMPTED, NOT_CHECKABLE, Verdict, lookup

# what errors in a student's own code mean, by class, Chinese and English
ERRORS = {
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
# what Python says of conditions without brackets: it joins what stands next to the sign first
BARE_CONDITIONS = re.compile(r"unsupported operand type\(s\) for [&|]|'r?(?:and|or)_'")
BRACKETS = (
    "用 & 或 | 连起来的条件，要各自加圆括号",
    "joins conditions by & or | that have no round brackets of their own",
)

# and of a decimal, 2.0 say, where Python counts or cuts
DECIMAL = re.compile(
    r"slice indices must be integers|cannot do positional indexing .* of type float|"
    r"'(?:numpy\.)?float\d*' object cannot be interpreted as an integer|"
    r"non-int of type '(?:numpy\.)?float"
)
WHOLE = (
    "这里要整数：外面套一层 int(...)",
    "needs a whole number: put int(...) round it",
)

# a column of truth values where Python wants one: with `and` between conditions, say
WHOLE_TRUTH = re.compile(r"truth value of an? (?:Series|DataFrame|array)")
SIGNS = (
    "一整列的真假不能用 and、or、not、if：条件之间用 &、|、~，各自加圆括号",
    "asks a whole column for one truth: join conditions by & or |, turn them round by ~, each in "
    "round brackets, not by and, or, not, if",
)
SAYINGS = [
    (TypeError, BARE_CONDITIONS, BRACKETS),
    (TypeError, DECIMAL, WHOLE),
    (ValueError, WHOLE_TRUTH, SIGNS),
]
WHOLE_COLUMN = (
    "这里要写列名（加引号），不能放一整列",
    "needs the name of a column, in quotation marks, and has a whole column",
)


class Example:
    """An answer to be held against known mistakes and then against the right value."""

    def __init__(self, name: str, got: Any):
        self.name = name
        self.got = got

    def mistake(self, known: Any, zh: str, en: str, tol: float = 0.005) -> Example:
        """Verdict "incorrect" with this sentence if the answer equals the wrong value `known`, or
        fulfils it.

        `known` is a value, read as in `expect`, or a predicate; a predicate that fails on a
        strange answer says no.
        """
        if callable(known):
            made = _fulfils(known, self.got)
        else:
            made = difference(self.got, known, tol) is None
        if made:
            raise Verdict(INCORRECT, self.name, zh, en)
        return self

    def expect(self, right: Any, tol: float = 0.005, because: tuple[str, str] = ("", "")) -> None:
        """Says "correct" if the answer says the same as `right`; else a verdict that names the
        first difference and says `because`, in Chinese and English: how the right value comes
        about in this example, for the mistakes that have no sentence of their own."""
        found = difference(self.got, right, tol)
        if found:
            en = f"{found.en}. {because[1]}".rstrip()
            raise Verdict(INCORRECT, self.name, f"{found.zh}。{because[0]}", en)
        frame.right(self.name)


def _fulfils(predicate: Callable[[Any], Any], got: Any) -> bool:
    try:
        return bool(predicate(got))
    except Exception:  # a mistake that cannot even be asked about this answer was not made
        return False


def example(
    name: str,
    *args: Any,
    read: Callable[[Any], Any] | None = None,
    about: tuple[str, str] | None = None,
    case: tuple[str, str] | None = None,
) -> Example:
    """Calls the student's function `name` on copies of `args`; its result, or what `read` makes of
    it, is the Example.

    `about` says in Chinese and English what is special about these arguments, and is said before
    an error of the function. `case` too, where the cell has asked for another example before: a
    function that returns nothing has then only forgotten this one.
    """
    special, function = case or about, lookup(name)
    try:
        if special:
            result = _call_in_case(name, function, args, *special)
        else:
            result = _call(name, function, args)
    except Verdict as found:
        if found.outcome != NOT_ATTEMPTED or case is None:
            raise
        zh = f"{case[0]}什么也没有返回：每种情况都要 return。"
        raise Verdict(INCORRECT, name, zh, f"nothing is returned for {case[1]}.") from None
    return Example(name, _read(name, read, result))


def variable(name: str) -> Example:
    """The student's variable `name` as an Example; None, empty text and `...` are "not
    attempted"."""
    value = lookup(name)
    if value is None or value is ... or (isinstance(value, str) and not value.strip()):
        raise Verdict(NOT_ATTEMPTED, name, "还没有作答。", "no answer yet.")
    got = listed(value)
    if got is not value and not got:  # the check before has read it, and it can be read only once
        raise Verdict(
            NOT_CHECKABLE,
            name,
            "里面已经没有东西了：map、zip 这样的结果只能读一遍。外面套一层 list(...)，再运行。",
            "there is nothing left in it: what map or zip give can be read only once. Put "
            "list(...) round it and run it again.",
        )
    return Example(name, got)


def agree(
    name: str,
    right: Callable,
    *args: Any,
    tol: float = 0.005,
    read: Callable[[Any], Any] | None = None,
    case: tuple[str, str] = ("换一组数据", "other data"),
) -> None:
    """Verdict "incorrect" unless the student's function `name` and `right` return the same on
    copies of `args`.

    `read` makes of both results what is compared: the rows that an SQL text gives, say. `case`
    says in Chinese and English what kind of data these are ("equal profits at the border of two
    tiers"), so that the verdict names the point to think about and shows no row.
    """
    function = lookup(name)
    right_result = wanted(right, args)
    zh, en = f"小例子对了，{case[0]}还不行", f"right on the small example, not on {case[1]}"
    found = difference(
        _read(name, read, _call_in_case(name, function, args, zh, en)),
        read(right_result) if read else right_result,
        tol,
    )
    if found:
        raise Verdict(
            INCORRECT,
            name,
            f"小例子对了，{case[0]}就不对：{found.zh}。",
            f"right on the small example, not on {case[1]}: {found.en}.",
        )


def _call_in_case(name: str, function: Any, args: tuple, zh: str, en: str) -> Any:
    """As _call; before what is said about an error stands what the function met."""
    try:
        return _call(name, function, args)
    except Verdict as found:
        if found.outcome != INCORRECT:
            raise
        zh, en = f"{zh}：{found.zh}", f"{en}: {found.en}"
        raise Verdict(INCORRECT, name, zh, en) from None


def _call(name: str, function: Any, args: tuple) -> Any:
    if not callable(function):
        raise Verdict(
            NOT_CHECKABLE,
            name,
            "应该是函数，现在不是。请保留 def 那一行。",
            "should be a function and is not. Keep the def line.",
        )
    try:
        result = listed(function(*copies(args)))
    except Verdict:
        raise
    except NotImplementedError:
        result = None
    except Exception as error:
        raise Verdict(INCORRECT, name, *_explain(error, function, args)) from None
    if result is None or result is ...:
        raise Verdict(
            NOT_ATTEMPTED,
            name,
            "还没有返回结果。如果已经写了，看看是不是漏了 return，或者有一种情况没有写。",
            "returns nothing yet. If you wrote it, is a return missing, perhaps in one case?",
        )
    return result


def _read(name: str, read: Callable[[Any], Any] | None, result: Any) -> Any:
    """What `read` makes of a result; an error that brings its own sentences (`zh`, `en`) is told
    in these."""
    try:
        return read(result) if read else result
    except Verdict:
        raise
    except Exception as error:
        zh = getattr(error, "zh", "返回的结果不是要的样子，看看任务里写的返回什么。")
        en = getattr(error, "en", None)
        other = "does not return what the task asks for: read what to return."
        raise Verdict(INCORRECT, name, zh, en or other) from None


def _explain(error: Exception, function: Callable, args: tuple) -> tuple[str, str]:
    """One sentence on an error in the student's own code: what, in which line, and Python's own
    words."""
    zh, en = ERRORS.get(type(error).__name__, ("运行时出错", "stops with an error"))
    said = f"{type(error).__name__}: {error}"
    for kind, words, sentence in SAYINGS:
        if isinstance(error, kind) and words.search(str(error)):
            zh, en = sentence
    code: Any = getattr(function, "__code__", None)
    if isinstance(error, KeyError) and error.args:
        zh, en = _explain_key(error.args[0], code, args) or (zh, en)
        if _is_column(error.args[0]):  # its rows would fill the page
            said = type(error).__name__
    own: Any = getattr(code, "co_filename", None)
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == own]
    where_zh = where_en = ""
    # the function ran in another process, see grader.engine.verdict.trusted
    found = getattr(error, "remote_line", None)
    if lines:
        line = lines[-1].lineno or 0  # a frame without a line has no text
        found = line, linecache.getline(own, line).strip()
    if found:
        where_zh = f"第 {found[0]} 行（{found[1]}）"
        where_en = f"line {found[0]} ({found[1]}) "
    return f"{where_zh}{zh}。{said}", f"{where_en}{en}. {said}"


def _is_column(key: Any) -> bool:
    """Whether what was asked for is a Series, or its text where the function ran in another
    process."""
    return isinstance(key, pd.Series) or (isinstance(key, str) and "\ndtype: " in key)


def _explain_key(key: Any, code: Any, args: tuple) -> tuple[str, str] | None:
    """What is said of a column or key that is not there, where more than that is known."""
    if _is_column(key):
        return WHOLE_COLUMN
    parameters = code.co_varnames[: code.co_argcount] if code else ()
    if not isinstance(key, str) or key not in parameters:
        return None
    given = dict(zip(parameters, args, strict=False)).get(key)
    if isinstance(given, pd.Series):  # nobody takes a column by a parameter that is one
        return (
            f"表里没有叫 {key} 的列。Series 没有名字时，"
            f'先写 {key}.rename("{key}")，再 reset_index()',
            f"finds no column {key}. A Series without a name first needs "
            f'{key}.rename("{key}"), then reset_index()',
        )
    return f"{key} 是参数，不加引号", f"puts the parameter {key} in quotation marks"
