"""Checks of a student's functions and variables: against known mistakes, the right value, and the
reference on other data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.checks import errors, frame, tables
from grader.checks.compare import difference, kind, listed
from grader.checks.references import copies, wanted
from grader.checks.verdicts import INCORRECT, NOT_ATTEMPTED, NOT_CHECKABLE, Verdict, lookup


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
    args = tables.widened(args, frame.parts(name))
    try:
        if special:
            result = _call_in_case(name, function, args, *special)
        else:
            result = _call(name, function, args)
    except Verdict as found:
        if case and _is_forgotten(found, function):
            raise Verdict(INCORRECT, name, *_nothing(*case)) from None
        raise
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
    args = tables.widened(args, frame.parts(name))
    right_result = wanted(right, args)
    zh, en = f"小例子对了，{case[0]}还不行", f"right on the small example, not on {case[1]}"
    try:
        result = _call_in_case(name, function, args, zh, en)
    except Verdict as nothing:
        if _is_forgotten(nothing, function):
            zh, en = _nothing(*case)
            zh, en = f"小例子对了，{zh}", f"right on the small example, {en}"
            raise Verdict(INCORRECT, name, zh, en) from None
        raise
    found = difference(_read(name, read, result), read(right_result) if read else right_result, tol)
    if found:
        raise Verdict(
            INCORRECT,
            name,
            f"小例子对了，{case[0]}就不对：{found.zh}。",
            f"right on the small example, not on {case[1]}: {found.en}.",
        )


def _is_forgotten(found: Verdict, function: Any) -> bool:
    """Whether a function that the student has written returns nothing: the cell's examples before
    were answered, so one case is forgotten."""
    return found.outcome == NOT_ATTEMPTED and not frame.is_stub(function)


def _nothing(zh: str, en: str) -> tuple[str, str]:
    return f"{zh}什么也没有返回：每种情况都要 return。", f"nothing is returned for {en}."


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
        result = errors.called(listed(function(*copies(args))))
    except Verdict:
        raise
    except NotImplementedError:
        result = None
    except Exception as error:
        raise Verdict(INCORRECT, name, *errors.told(error, function)) from None
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
        kind_zh, kind_en = kind(result)
        other_zh = f"返回的是{kind_zh}，不是要的样子，看看任务里写的返回什么。"
        other_en = f"returns {kind_en}, not what the task asks for: read what to return."
        sentences = getattr(error, "zh", other_zh), getattr(error, "en", other_en)
        raise Verdict(INCORRECT, name, *sentences) from None
