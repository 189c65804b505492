"""Shows in a notebook one sentence for the commonest errors of a beginner, see keguan.errors.

Python's own words stay behind it, folded, so that one learns to read them.
"""

from __future__ import annotations

import sys
import traceback
import types
import warnings
from typing import Any

from keguan import cards, errors
from keguan.style import language, say

ERRORS = (Exception, KeyboardInterrupt)
TITLE = ("这一格没有运行完", "This cell did not finish")
PYTHON = ("Python 的原话", "In Python's own words")
UNKNOWN = (
    "第 {line} 行停下了：{code}",
    "It stopped in line {line}: {code}",
)

CHAINED = (
    '这样连着写两个方括号，改的是一份临时的副本，原表不会变。请用一步写完：表.loc[行条件, "列名"] '
    "= 新值。",
    "Two pairs of brackets in a row change a temporary copy, not the table. Do it in one step: "
    'table.loc[rows, "column"] = value.',
)


def install() -> None:
    """Puts the sentences above errors of this notebook; nothing happens outside of one, or the
    second time.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None or shell.custom_exceptions == ERRORS:
        return
    shell.set_custom_exc(ERRORS, _show)
    usual = warnings.showwarning

    def show_warning(
        message: Warning | str, category: type[Warning], *args: Any, **options: Any
    ) -> None:
        if category.__name__ == "ChainedAssignmentError":
            _say(CHAINED)
        usual(message, category, *args, **options)

    warnings.showwarning = show_warning


def _show(
    shell: Any,
    etype: type[BaseException],
    value: BaseException,
    tb: types.TracebackType | None,
    tb_offset: int | None = None,
) -> None:
    """IPython's handler for ERRORS. A person gets a card with the traceback folded behind it; what
    runs notebooks by itself gets the sentence, if there is one, and the traceback as ever."""
    if hasattr(value, "_render_traceback_"):  # it says itself what is to be shown
        shell.showtraceback((etype, value, tb), tb_offset=tb_offset)
        return
    found = errors.sentence(value, errors.known_names(shell.user_ns), tb)
    if not cards.live():
        if found:
            _say(found)
        shell.showtraceback((etype, value, tb), tb_offset=tb_offset)
        return
    lines = [
        said for said in (say(*found) if found else "", _place(value, tb, bool(found))) if said
    ]
    lines = lines or [f"{etype.__name__}: {value}"]
    shown = None if isinstance(value, SyntaxError) else _own(tb)  # it did not run
    words = "".join(traceback.format_exception(etype, value, shown, chain=False))
    folded = (say(*PYTHON), words.rstrip())
    cards.show(cards.Card("bad", say(*TITLE), tuple(lines), "", folded, language()))


def _say(sentence: errors.Sentence) -> None:
    cards.show(cards.Card("warn", say(*sentence), language=language()))


def _place(error: BaseException, tb: types.TracebackType | None, known: bool) -> str:
    """The line of the cell where it stopped, as it stands there; "" for what a sentence about the
    text itself says already."""
    if isinstance(error, SyntaxError):
        text = (error.text or "").strip()
        return "" if known else say(*UNKNOWN).format(line=error.lineno, code=text)
    found = [frame for frame in traceback.extract_tb(tb) if _is_cell(frame.filename)]
    if not found:
        return ""
    return say(*UNKNOWN).format(line=found[-1].lineno, code=(found[-1].line or "").strip())


def _own(tb: types.TracebackType | None) -> types.TracebackType | None:
    """The traceback from the student's cell on, without what IPython did to run it."""
    first = tb
    while first and not _is_cell(first.tb_frame.f_code.co_filename):
        first = first.tb_next
    return first or tb


def _is_cell(file: str) -> bool:
    """Whether a file name is that of a cell, as IPython and ipykernel make them."""
    return "ipykernel_" in file or file.startswith("<ipython-input")
