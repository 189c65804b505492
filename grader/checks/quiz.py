"""Checks of quiz and theory-test answers: letters and numbers, read leniently."""

from __future__ import annotations

import contextlib
import math
import os
import re
import types
import unicodedata
from typing import Any

from grader.checks import frame
from grader.checks.tasks import variable
from grader.checks.verdicts import INCORRECT, NOT_ATTEMPTED, NOT_CHECKABLE, Verdict, lookup, that

# set by the engine for the checks alone: whose work this is, by the folder it lies in
STUDENT = "KEGUAN_STUDENT"
LONGEST = 60  # characters of an answer that is shown
ONE_LETTER = "单选题，请只填一个字母。", "single choice: give one letter."


def choice(name: str, options: str) -> None:
    """Visible part of a single-choice item: is there one letter of `options`? Never says whether
    it is right."""
    letters = _letters(name, options)
    that(len(letters) == 1, name, *ONE_LETTER)
    _answered(name, letters)


def several(name: str, options: str) -> None:
    """Visible part of a multiple-choice item: letters of `options`, each once, in any order."""
    _answered(name, "".join(sorted(_letters(name, options))))


def ordered(name: str, options: str) -> None:
    """Visible part of an ordering item: every letter of `options` once."""
    letters = _letters(name, options, order=True)
    that(sorted(letters) == sorted(options), name, *_all_letters(len(options)))
    _answered(name, letters)


def _all_letters(count: int) -> tuple[str, str]:
    return (
        f"请把 {count} 个字母各写一次，排好顺序。",
        f"write each of the {count} letters once, in order.",
    )


def number(name: str) -> None:
    """Visible part of a short-number item: can the answer be read as a number?

    It returns nothing: a number as the last value of a check would be points for part of it.
    """
    _answered(name, f"{_number(name):g}")


def number_read(name: str) -> float:
    """As `number`, and what was read, so that a known mistake is looked for in that."""
    number(name)
    return _number(name)


def letters(name: str) -> str:
    """The letters of an answer as they were read, so that a known mistake is looked for in
    these."""
    return _letters(name, None)


def key(
    name: str,
    right: str | float,
    zh: str,
    en: str,
    *,
    order: bool = False,
    percent: bool = False,
    tol: float = 0.005,
) -> None:
    """Hidden part of a quiz item: Verdict "incorrect" with the sentences unless the answer is
    `right`.

    `right` is a string of letters (`order=True`: their order counts) or a number, within `tol`
    (`percent=True`: 20 may be given as 0.2 as well, but not as 0.2%).
    """
    if isinstance(right, str):
        letters = _letters(name, None, order=order)
        same = letters == right if order else sorted(letters) == sorted(right)
    else:
        given = _number(name)
        as_share = percent and "%" not in _one_width(str(variable(name).got))
        readings = [given, given * 100] if as_share else [given]
        same = any(math.isclose(value, right, abs_tol=tol) for value in readings)
    that(same, name, zh, en)


def entry(name: str, number: int) -> None:
    """Visible part of question `number` of a theory test: does the dictionary `name` hold an
    answer to it?"""
    _answered(f"{name}[{number}]", str(_entry(name, number)))


def drawn(name: str, number: int, test: str, keys: dict[str, tuple]) -> None:
    """Hidden part of question `number` of a theory test: Verdict "incorrect" unless the answer is
    the key of the question that this student drew; the sentence says what to read again.

    `keys`: the bank's key by item id. The draw is that of the student in whose folder the work
    lies, where the engine tells it; under plain nbgrader that of the id in the notebook's
    `student`.
    """
    theory = _theory()
    label = f"{name}[{number}]"
    own = lookup("student")
    told = os.environ.get(STUDENT, "")
    if told and theory.same(own) != theory.same(told):
        raise Verdict(
            NOT_CHECKABLE,
            label,
            f"题目按学号抽，这里填的学号不是交作业的学号（{told}），没有评分。",
            f"questions are drawn by student id, and the id in the notebook is not the one it was "
            f"handed in under ({told}).",
        )
    question = theory.Paper(test, told or own).part(name)[number - 1]
    found = _is_answer(label, question, keys[question.id], _entry(name, number))
    that(found, label, *theory.topic(name, question))


def _theory() -> types.ModuleType:
    """The course's papers. Imported where a question is drawn, because the checks themselves
    belong to no course."""
    from keguan import theory

    return theory


def _is_answer(label: str, question: Any, key: tuple, got: Any) -> bool:
    """Whether an answer is the one that the bank's key says; Verdict "incorrect" where it cannot
    be read as one."""
    right = question.answer(key)
    if question.kind == "number":
        return math.isclose(_as_number(label, got), right, abs_tol=key[1] + 1e-9)
    letters = _as_letters(label, got, question.letters, order=question.kind == "order")
    if question.kind == "single":
        that(len(letters) == 1, label, *ONE_LETTER)
    if question.kind != "order":
        return sorted(letters) == sorted(right)
    that(len(letters) == len(right), label, *_all_letters(len(right)))
    return letters == right


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
    frame.answered(f"{name} = {shown}")


def _letters(name: str, options: str | None, order: bool = False) -> str:
    """The answer's letters, upper case, full-width and separators forgiven, none twice."""
    return _as_letters(name, variable(name).got, options, order)


def _as_letters(name: str, got: Any, options: str | None, order: bool = False) -> str:
    that(
        not (order and isinstance(got, (set, frozenset))),
        name,
        "集合 {…} 没有顺序，请写成字符串或列表。",
        "a set {…} has no order: write a string or a list.",
    )
    parts = got if isinstance(got, (list, tuple, set, frozenset)) else (got,)
    letters = re.sub(r"[\W_]", "", _one_width("".join(map(str, parts)))).upper()
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
    text = _one_width(str(got)).strip().removesuffix("%").replace(",", "")
    with contextlib.suppress(ValueError):
        if math.isfinite(read := float(text)):  # "nan" is in no way near a known mistake, nor far
            return read
    raise Verdict(
        INCORRECT,
        name,
        "请填一个数字，例如 12 或 12%。",
        "give a number, for example 12 or 12%.",
    )


def _one_width(text: str) -> str:
    """The text in half-width characters, with one minus sign and without what cannot be seen, such
    as the zero-width spaces that chat programs add."""
    text = unicodedata.normalize("NFKC", text).replace("\N{MINUS SIGN}", "-")
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
