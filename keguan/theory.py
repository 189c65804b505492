"""The theory test: which questions a student gets, drawn from the bank by the student's id, the
same on every machine.

The questions lie in questions.json without their keys. Order and draw come from SHA-256 of test, id
and question, so that no version of Python or of a random generator can change them.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from keguan.style import say

KINDS = ("single", "multiple", "order", "number")
LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Question:
    """One question as a student sees it: its number in the part, its id in the bank, and for each
    letter the number of the option in questions.json.
    """

    number: int
    id: str
    kind: str
    options: tuple[int, ...]

    @property
    def letters(self) -> str:
        """The letters of its options, "ABCD"; empty where a number is asked for."""
        return LETTERS[: len(self.options)]

    def answer(self, key: Sequence[Any]) -> Any:
        """The right answer of this student: letters from the bank's key, which are numbers of
        options; a number as it is.
        """
        if self.kind == "number":
            return key[0]
        found = [self.letters[self.options.index(option)] for option in key]
        return "".join(found if self.kind == "order" else sorted(found))


class Paper:
    """The questions of one test for one student.

    Raises ValueError for a test that draws nothing.
    """

    def __init__(self, test: str, student: object) -> None:
        if test not in _bank()["tests"]:
            known = ", ".join(_bank()["tests"])
            raise ValueError(
                f"没有名为“{test}”的测试，现有：{known}。 · No test is named '{test}'; there are: "
                f"{known}."
            )
        self.test, self.student = test, same(student)

    def part(self, unit: str) -> list[Question]:
        """The Questions of a part: kinds in the order of KINDS, of each as many as course.toml
        says.
        """
        pool, chosen = _bank()["items"][unit], []
        for kind in KINDS:
            fitting = [id for id, item in pool.items() if item["kind"] == kind]
            chosen += self._mixed(fitting)[: _bank()["tests"][self.test][unit].get(kind, 0)]
        return [self._question(number, id, pool[id]) for number, id in enumerate(chosen, start=1)]

    def _question(self, number: int, id: str, item: dict[str, Any]) -> Question:
        """A question of the bank with its options mixed for this student."""
        options = self._mixed(range(len(item["options"])), id)
        return Question(number, id, item["kind"], tuple(options))

    def _mixed(self, things: Iterable[Any], *more: object) -> list[Any]:
        """The things in an order that depends on test, student and what is named."""
        return sorted(things, key=lambda thing: _digest(self.test, self.student, *more, thing))

    def text(self, unit: str) -> str:
        """The questions of a part as Markdown, in the current language."""
        return "\n\n".join(
            _written(question, _bank()["items"][unit][question.id]) for question in self.part(unit)
        )

    def show(self, unit: str) -> None:
        """Displays the questions of a part, or a sentence while the student's id is empty."""
        from IPython.display import Markdown, display

        text = say(
            "先在最上面的 `student` 里填学号，运行那一格，再运行这一格。",
            "First write your student id into `student` at the top and run that cell, then run "
            "this one.",
        )
        if self.student:
            text = self.text(unit)
        display(Markdown(text))


def same(student: object) -> str:
    """A student's id as it is compared: full-width letters, upper case, spaces around it and
    characters that cannot be seen, as chat programs add them, make no difference.
    """
    text = unicodedata.normalize("NFKC", str(student))
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return seen.strip().casefold()


def words(unit: str, question: Question) -> tuple[list[str], list[list[str]]]:
    """What a question says, and its options in the order of this student's letters; each
    [Chinese, English].
    """
    item = _bank()["items"][unit][question.id]
    return item["stem"], [item["options"][option] for option in question.options]


def topic(unit: str, question: Question) -> tuple[str, str]:
    """What to read again after a wrong answer, (Chinese, English): the section of the lesson, and
    mostly the concept.
    """
    return tuple(_bank()["items"][unit][question.id]["topic"])


def _written(question: Question, item: dict[str, Any]) -> str:
    stem, options = say(*item["stem"]), item["options"]
    names = {
        "single": say("单选", "one answer"),
        "multiple": say("多选", "several answers"),
        "order": say("排序", "put in order"),
        "number": say("填数", "a number"),
    }
    kind = names[question.kind]
    head = f"**{question.number}**" + say(f"（{kind}）", f" ({kind}) ") + stem
    lines = [
        f"- {letter}　{say(*options[option])}"
        for letter, option in zip(question.letters, question.options, strict=True)
    ]
    return "\n\n".join([head, "\n".join(lines)] if lines else [head])


def _digest(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode("utf-8")).hexdigest()


@cache
def _bank() -> dict[str, Any]:
    """questions.json: `tests` (test, unit, kind: how many) and `items` by unit and id."""
    return json.loads((resources.files("keguan") / "questions.json").read_text(encoding="utf-8"))
