"""What a check says of an answer: the verdict, its line, written and read here, and the name that
it is about."""

from __future__ import annotations

import re
import sys
from typing import Any

INCORRECT = "incorrect"
NOT_ATTEMPTED = "not attempted"
NOT_CHECKABLE = "not checkable"
_TITLES = {
    INCORRECT: "还不对 · Not yet",
    NOT_ATTEMPTED: "未作答 · Not attempted",
    NOT_CHECKABLE: "无法检查 · Not checkable",
}
_LINE = re.compile(rf"\[({'|'.join(_TITLES)})\] (.*?)：(.*) \| (.*)", re.DOTALL)


class Verdict(AssertionError):
    """An answer that gets no points here: `outcome`, the `name` of the answer, and what to do in
    `zh` and `en`."""

    def __init__(self, outcome: str, name: str, zh: str, en: str):
        super().__init__(f"[{outcome}] {name}：{zh} | {en}")
        self.outcome = outcome
        self.name = name
        self.zh = zh
        self.en = en

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


def parse(line: str) -> Verdict | None:
    """The verdict whose message this is, as it stands in a notebook's error output; None for any
    other text."""
    found = _LINE.fullmatch(line)
    return Verdict(*found.groups()) if found else None


def lookup(name: str) -> Any:
    """The notebook's value of `name`: that of the frame which called this package.

    Raises Verdict "not checkable" where the notebook has no such name.
    """
    frame: Any = sys._getframe(1)  # never None: a notebook is at the bottom of the stack
    while _in_this_package(frame.f_globals.get("__name__")):
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


def _in_this_package(module: Any) -> bool:
    return module == __package__ or str(module).startswith(f"{__package__}.")
