"""The checks that a student can see, run beside a page instead of in a notebook: in a process of
its own, which is kept for the next click.

It is given the code of the released notebook and plain values that were clicked or typed into a
field, never the student's code: so it needs no jail, and cannot be kept waiting by an answer.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from grader.base import UserError
from grader.course import outline as courses
from keguan import cards
from keguan.cards import Card

PATIENCE = 90  # seconds for an answer: the first one imports pandas on a weak laptop
IDLE = 600  # seconds without a question after which the process ends


@dataclass(frozen=True)
class Ask:
    """Given cells to run, and then perhaps a check with the answer that it is about."""

    given: tuple[str, ...] = ()
    check: str = ""
    name: str = ""
    value: Any = None


@dataclass(frozen=True)
class Shown:
    """What a given cell shows: plain text, or a table as HTML that is not clean yet."""

    text: str = ""
    html: str = ""


@dataclass(frozen=True)
class Told:
    """What came of it: what each given cell shows, and the card of the check."""

    shown: list[Shown] = field(default_factory=list)
    card: Card | None = None


class Visible:
    """The process of one notebook; it starts with the first question, and another one takes its
    place that has run the same given cells.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._given: tuple[str, ...] = ()
        self._lock = threading.Lock()
        self._end: threading.Timer | None = None

    def shown(self, given: Sequence[str]) -> list[Shown]:
        """What the given cells show, one after the other; what others have defined before is
        gone.
        """
        self.close()
        self._given = tuple(given)
        return self._ask(Ask(given=self._given)).shown

    def card(self, check: str, name: str, value: object) -> Card:
        """What a check says of a value. Raises UserError where it says nothing."""
        card = self._ask(Ask(check=check, name=name, value=value)).card
        if card is None:
            raise _stopped()
        return card

    def close(self) -> None:
        """Ends the process; the next question starts another."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _ask(self, question: Ask) -> Told:
        with self._lock:
            if self._end:
                self._end.cancel()
            again = self._process is None and self._given and not question.given
            process = self._process = self._process or _start()
            late = threading.Timer(PATIENCE, process.kill)
            late.start()
            try:
                if again:
                    _answer(process, json.dumps(asdict(Ask(given=self._given))))
                line = _answer(process, json.dumps(asdict(question)))
            finally:
                late.cancel()
            if not line:
                self.close()
                raise _stopped()
            self._rest()
        raw = json.loads(line)
        card = raw["card"] and Card(**{**raw["card"], "lines": tuple(raw["card"]["lines"])})
        return Told([Shown(**one) for one in raw["shown"]], card or None)

    def _rest(self) -> None:
        """Ends the process when nobody asks any more."""
        self._end = threading.Timer(IDLE, self.close)
        self._end.daemon = True
        self._end.start()


def _start() -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "MPLBACKEND": "agg"}
    own: dict[str, Any] = {}
    if sys.platform == "win32":
        own = {"creationflags": subprocess.CREATE_NO_WINDOW}
    return subprocess.Popen(
        [sys.executable, "-m", __name__],
        env=environment,
        cwd=courses.CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        **own,
    )


def _answer(process: subprocess.Popen[str], question: str) -> str:
    """A line, or nothing from a process that has ended."""
    try:
        if process.stdin is None or process.stdout is None:
            return ""
        process.stdin.write(question + "\n")
        process.stdin.flush()
        return process.stdout.readline()
    except (OSError, ValueError):
        return ""


def _stopped() -> UserError:
    return UserError(
        "检查没有做完。你的答案已经保存：请再按一次；还不行，就打开笔记本运行那一格。",
        "The check did not finish. Your answer is saved: press again; if that does not help, open "
        "the notebook and run the check there.",
    )


# --- in the process


def main() -> None:
    """Answers a line with a line until nobody asks any more. What the cells print is no answer."""
    names: dict[str, Any] = {"__name__": "__main__"}
    answers = sys.stdout
    for line in sys.stdin:
        with contextlib.redirect_stdout(io.StringIO()):
            told = _told(Ask(**json.loads(line)), names)
        answers.write(json.dumps(asdict(told)) + "\n")
        answers.flush()


def _told(question: Ask, names: dict[str, Any]) -> Told:
    shown = [_shown(source, names) for source in question.given]
    if not question.check:
        return Told(shown)
    names[question.name] = question.value
    heard: list[Card] = []
    cards.hear(heard.append)
    try:
        with contextlib.suppress(Exception):
            exec(compile(question.check, "<check>", "exec"), names)
    finally:
        cards.hear(None)
    return Told(shown, heard[-1] if heard else None)


def _shown(source: str, names: dict[str, Any]) -> Shown:
    """Runs a given cell as a kernel would; one that fails shows nothing, as its check will say."""
    printed = io.StringIO()
    value: Any = None
    with contextlib.suppress(Exception), contextlib.redirect_stdout(printed):
        tree = ast.parse(source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<given>", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<given>", "eval"), names)
    if hasattr(value, "_repr_html_"):
        return Shown(printed.getvalue(), str(value._repr_html_()))
    return Shown(printed.getvalue() + ("" if value is None else repr(value)))


if __name__ == "__main__":
    main()
