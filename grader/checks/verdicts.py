"""What a check says of an answer: the verdict, its line, written and read here, and the name that
it is about."""

from __future__ import annotations

import re
import sys
from typing import Any

from grader.base import Text

INCORRECT = "incorrect"
NOT_ATTEMPTED = "not attempted"
NOT_CHECKABLE = "not checkable"
TITLES = {
    INCORRECT: Text("还不对", "Not yet"),
    NOT_ATTEMPTED: Text("未作答", "Not attempted"),
    NOT_CHECKABLE: Text("无法检查", "Not checkable"),
}
_BETWEEN = " | "
_LINE = re.compile(rf"\[({'|'.join(TITLES)})\] (.*?)：(.* \| .*)", re.DOTALL)
_RIGHT = Text("✔ 正确：{}", "✔ Correct: {}")
_RIGHT_LINE = re.compile(r"✔ (?:正确：|Correct: )([^\W\d]\w{0,60})")
_ANSWERED = Text("✔ 已作答：{}", "✔ Answered: {}")
_ANSWERED_LINE = re.compile(r"✔ (?:已作答：|Answered: )\S{1,80} = (.+)")


class Verdict(AssertionError):
    """An answer that gets no points here: `outcome`, the `name` of the answer, and what to do in
    `zh` and `en`. `language` is the one it is shown in, where that is known; `missing` says that
    the notebook has no such name."""

    language: str | None = None
    missing = False

    def __init__(self, outcome: str, name: str, zh: str, en: str):
        super().__init__()
        self.outcome = outcome
        self.name = name
        self.say(zh, en)

    def say(self, zh: str, en: str) -> None:
        """From now on these are its sentences."""
        self.zh = zh
        self.en = en
        self.args = (f"[{self.outcome}] {self.name}：{zh}{_BETWEEN}{en}",)

    def sentence(self, language: str) -> str:
        """What it says, with the name that it is about."""
        return f"{self.name}：{self.zh}" if language == "zh" else f"{self.name}: {self.en}"

    def _render_traceback_(self) -> list[str]:
        """IPython prints this instead of a traceback, which would teach nothing about the
        answer."""
        languages = [self.language] if self.language else ["zh", "en"]
        title = " · ".join(TITLES[self.outcome][language] for language in languages)
        return [f"✘ {title}", *(f"  {self.sentence(language)}" for language in languages)]


def right_line(name: str, language: str) -> str:
    """The line that a check prints of an answer that is right."""
    return _RIGHT[language].format(name)


def named_right(line: str) -> str | None:
    """The name that such a line is about; None for any other line."""
    found = _RIGHT_LINE.fullmatch(line)
    return found[1] if found else None


def answered_line(reading: str, language: str) -> str:
    """The line of an answer that is there, and is judged after it is handed in."""
    return _ANSWERED[language].format(reading)


def answer_in(line: str) -> str | None:
    """How such a line says the answer was read; None for any other line."""
    found = _ANSWERED_LINE.fullmatch(line)
    return found[1] if found else None


def that(condition: Any, name: str, zh: str, en: str) -> None:
    """Verdict "incorrect" with the given sentences unless `condition` holds."""
    if not condition:
        raise Verdict(INCORRECT, name, zh, en)


def parse(line: str) -> Verdict | None:
    """The verdict whose message this is, as it stands in a notebook's error output; None for any
    other text."""
    found = _LINE.fullmatch(line)
    if not found:
        return None
    # a line of code that both sentences quote may have the sign between them, too
    parts = found[3].split(_BETWEEN)
    middle = (len(parts) + 1) // 2
    return Verdict(found[1], found[2], _BETWEEN.join(parts[:middle]), _BETWEEN.join(parts[middle:]))


def lookup(name: str) -> Any:
    """The notebook's value of `name`.

    Raises Verdict "not checkable" where the notebook has no such name.
    """
    try:
        return notebook_names()[name]
    except KeyError:
        found = Verdict(
            NOT_CHECKABLE,
            name,
            "找不到这个名字。先运行上面的答案单元，名字不要改。",
            "this name does not exist. Run the answer cell above first and keep the name.",
        )
        found.missing = True
        raise found from None


def notebook_names() -> dict[str, Any]:
    """The names of the notebook: those of the frame which called this package."""
    frame: Any = sys._getframe(1)  # never None: a notebook is at the bottom of the stack
    while _in_this_package(frame.f_globals.get("__name__")):
        frame = frame.f_back
    return frame.f_globals


def _in_this_package(module: Any) -> bool:
    return module == __package__ or str(module).startswith(f"{__package__}.")
