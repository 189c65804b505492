"""The self-test of a unit: the questions of its bank that count for no mark, answered by click and
judged at once, as often as one likes.

The questions lie in keguan/practice.json with key and reason. What a person chose last lies in one
file of the person's room; whether it is right is worked out anew each time.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from grader.base import Text, UserError
from grader.base.files.writing import write
from grader.course.outline import Course
from grader.feedback import safe_html
from grader.learner import form, home
from grader.learner.form import Question
from keguan import theory

FILE = "selftest.json"
_WRITING = threading.Lock()


@dataclass(frozen=True)
class Item:
    """A question with its answer, as the form shows answers; `tol`: how far a number may be off;
    `why` it is so, and what to read again."""

    question: Question
    answer: str
    tol: float
    why: Text
    topic: Text


@dataclass(frozen=True)
class Reply:
    """What was chosen, "" for nothing, and whether the person asked if it is right."""

    value: str = ""
    asked: bool = False


@dataclass(frozen=True)
class Selftest:
    """The questions of a unit and what the person who works now answered."""

    items: tuple[Item, ...]
    replies: Mapping[str, Reply]

    def reply(self, item: Item) -> Reply:
        return self.replies.get(item.question.key, Reply())

    @property
    def done(self) -> int:
        """How many were asked about and are right."""
        replies = ((item, self.reply(item)) for item in self.items)
        return sum(reply.asked and is_right(item, reply.value) for item, reply in replies)


def read(course: Course, language: str, slug: str) -> Selftest:
    """The self-test of a unit. Raises UserError where there is none."""
    raw = _bank().get(slug)
    if raw is None or slug not in {unit.slug for unit in course.units}:
        raise UserError("这一单元没有自测题。", "This unit has no self-test.")
    numbered = enumerate(raw.items(), start=1)
    items = tuple(_item(id, one, number, language) for number, (id, one) in numbered)
    return Selftest(items, _replies(slug, items))


def progress(course: Course, language: str, slug: str) -> tuple[int, int] | None:
    """How many questions of a unit are right, of how many; None where it has none."""
    try:
        found = read(course, language, slug)
    except UserError:
        return None
    return found.done, len(found.items)


def save(
    course: Course, language: str, slug: str, given: Mapping[str, str], asked: str = ""
) -> dict[str, Text]:
    """Keeps what was chosen; `asked` is the question that is to be judged. Returns what is wrong
    with answers that were not kept, by question."""
    now = read(course, language, slug)
    wrong: dict[str, Text] = {}
    kept = {}
    for item in now.items:
        key, before = item.question.key, now.reply(item)
        value = form.entered(item.question, given.get(key, before.value))
        if isinstance(value, Text):
            wrong[key] = value
            kept[key] = before
        else:
            same = value == before.value and before.asked
            kept[key] = Reply(value, bool(value) and (same or key == asked))
    _keep(slug, kept)
    return wrong


def start_over(slug: str) -> None:
    """Forgets what was answered in a unit."""
    _keep(slug, {})


def is_right(item: Item, value: str) -> bool:
    """Whether an answer, as the form shows it, is the bank's."""
    if item.question.kind != "number":
        return value == item.answer
    off = item.tol + 1e-9  # the end of what is accepted counts
    return math.isclose(form.amount(value), float(item.answer), abs_tol=off)


# --- the questions


@cache
def _bank() -> dict[str, dict[str, Any]]:
    return json.loads((resources.files("keguan") / "practice.json").read_text(encoding="utf-8"))


def _item(id: str, raw: dict[str, Any], number: int, language: str) -> Item:
    pair = 0 if language == "zh" else 1
    kind = raw["kind"]
    letters = theory.LETTERS[: len(raw["options"])]
    options = [safe_html.markdown(option[pair]) for option in raw["options"]]
    question = Question(
        key=id,
        cell="",
        number=number,
        check="",
        kind=kind,
        title=form.NUMBERED[language].format(number),
        points=0,
        text=safe_html.markdown(raw["stem"][pair]),
        options=tuple(zip(letters, options, strict=True)),
    )
    if kind == "number":
        value, tol = raw["key"]
        return Item(question, f"{value:g}", tol, Text(*raw["why"]), Text(*raw["topic"]))
    right = [letters[option] for option in raw["key"]]
    answer = "".join(right if kind == "order" else sorted(right))
    return Item(question, answer, 0, Text(*raw["why"]), Text(*raw["topic"]))


# --- what was answered


def _path() -> Path:
    return home.room() / FILE


def _all() -> dict[str, Any]:
    """Everything that was kept; nothing where it cannot be read."""
    try:
        found = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _replies(slug: str, items: tuple[Item, ...]) -> dict[str, Reply]:
    """What was kept of these questions, so far as it is an answer to them today."""
    kept = _all().get(slug)
    replies = {}
    for item in items:
        raw = kept.get(item.question.key) if isinstance(kept, dict) else None
        if not isinstance(raw, dict) or not isinstance(raw.get("value"), str):
            continue
        value = form.entered(item.question, raw["value"])
        if isinstance(value, str) and value:
            replies[item.question.key] = Reply(value, raw.get("asked") is True)
    return replies


def _keep(slug: str, replies: Mapping[str, Reply]) -> None:
    answered = {key: vars(one) for key, one in replies.items() if one.value}
    with _WRITING:
        write(_path(), json.dumps(_all() | {slug: answered}, ensure_ascii=False, indent=1) + "\n")
