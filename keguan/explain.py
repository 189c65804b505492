"""One sentence above the commonest errors of a beginner.

Python's own words stay below it, so that one learns to read them.
"""

from __future__ import annotations

import builtins
import html
import re
import sys
import traceback
import types
import warnings
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from keguan.style import NOTE

ERRORS = (NameError, KeyError, SyntaxError, AttributeError, TypeError)
CARD = (
    f'<div role="note" style="{NOTE}"><p lang="zh" style="margin: 0.2em 0">{{}}</p><p lang="en" '
    'style="margin: 0.2em 0">{}</p></div>'
)

# What Python says of a line that it cannot read, and what to do; the first that fits.
SYNTAX = [
    (
        r"expected ':'",
        "第 {line} 行末尾少了英文冒号 :。",
        "Line {line} needs a colon : at its end.",
    ),
    (
        r"invalid character '(.+?)'",
        "第 {line} 行用了中文标点“{0}”，请换成英文（半角）标点。",
        "Line {line} has the full-width character {0}: type the plain (half-width) one.",
    ),
    (
        r"'(.)' was never closed",
        "第 {line} 行的括号 {0} 没有配对的另一半。",
        "The bracket {0} in line {line} is never closed.",
    ),
    (
        r"unmatched '(.)'",
        "第 {line} 行多了一个括号 {0}，或者前面少了一个。",
        "Line {line} has a bracket {0} too many, or one is missing before it.",
    ),
    (
        r"unterminated",
        "第 {line} 行的引号没有成对。",
        "A quotation mark in line {line} has no partner.",
    ),
    (
        r"Maybe you meant '=='",
        "第 {line} 行：比较相等要写两个等号 ==。",
        "Line {line}: to compare, write two equals signs ==.",
    ),
    (
        r"expected an indented block",
        "第 {line} 行前面要缩进 4 个空格，因为上一行以冒号结尾。",
        "Line {line} needs four spaces before it, because the line above ends with a colon.",
    ),
    (
        r"unexpected indent|unindent does not match",
        "第 {line} 行开头的空格个数和上下行对不齐。",
        "The spaces before line {line} do not line up with the lines around it.",
    ),
    (
        r"forgot a comma",
        "第 {line} 行可能少了一个英文逗号。",
        "A comma may be missing in line {line}.",
    ),
]
TYPES = [
    (
        r"'(Series|DataFrame)' object is not callable",
        "取列、取行要用方括号 [ ]，不是圆括号 ( )。",
        "To take a column or rows, use square brackets [ ], not round ones ( ).",
    ),
    (
        r"'NoneType' object",
        "这里的值是 None：前面的函数可能漏了 return，或者那个方法本来就不返回结果。",
        "The value here is None: a return may be missing in the function before, or that method "
        "gives nothing back.",
    ),
    (
        r"unsupported operand type\(s\) for .*'str'|can only concatenate str",
        "文字和数字不能直接运算，先转换：int(…)、float(…) 或 str(…)。",
        "Text and numbers do not mix: convert first with int(…), float(…) or str(…).",
    ),
    (
        r"missing \d+ required positional argument",
        "调用函数时少给了参数，看看 def 那一行要几个。",
        "The call gives too few arguments: see how many the def line asks for.",
    ),
]
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
            _say(*CHAINED)
        usual(message, category, *args, **options)

    warnings.showwarning = show_warning


def sentence(
    error: BaseException, names: Iterable[str] = (), tb: types.TracebackType | None = None
) -> tuple[str, str] | None:
    """What went wrong and what to do, in Chinese and English; None when we know nothing better than
    Python's own words.

    `names` are those that the notebook knows; `tb` is where a missing column's table is looked for.
    """
    if isinstance(error, SyntaxError):
        return _fitting(SYNTAX, str(error.msg), line=error.lineno)
    if isinstance(error, TypeError):
        return _fitting(TYPES, str(error))
    if isinstance(error, NameError):
        return _name(error, names)
    if isinstance(error, KeyError):
        return _key(error, tb)
    return _attribute(error) if isinstance(error, AttributeError) else None


def _show(
    shell: Any,
    etype: type[BaseException],
    value: BaseException,
    tb: types.TracebackType | None,
    tb_offset: int | None = None,
) -> None:
    """IPython's handler for ERRORS: the sentence, then the traceback as ever."""
    known = {*shell.user_ns, *dir(builtins)}
    found = sentence(value, known, tb)
    if found:
        _say(*found)
    shell.showtraceback((etype, value, tb), tb_offset=tb_offset)


def _say(zh: str, en: str) -> None:
    from IPython.display import display

    display(
        {
            "text/plain": f"▸ {zh}\n▸ {en}",
            "text/html": CARD.format(html.escape(zh), html.escape(en)),
        },
        raw=True,
    )


def _fitting(known: list, said: str, **values: Any) -> tuple[str, str] | None:
    for pattern, zh, en in known:
        match = re.search(pattern, said)
        if match:
            return zh.format(*match.groups(), **values), en.format(*match.groups(), **values)
    return None


def _name(error: NameError, names: Iterable[str]) -> tuple[str, str] | None:
    name = error.name or ""
    near = get_close_matches(name, sorted(set(names) - {name}), 1, 0.75)
    if near:
        return (
            f"没有 {name} 这个名字。是不是想写 {near[0]}？",
            f"There is no name {name}. Did you mean {near[0]}?",
        )
    if not name:
        return None
    return (
        f"没有 {name} 这个名字：先运行定义它的单元，或者检查拼写；文字要加引号。",
        f"There is no name {name}: run the cell that defines it, or check the spelling; text needs "
        "quotation marks.",
    )


def _key(error: KeyError, tb: types.TracebackType | None) -> tuple[str, str] | None:
    """A column that a table does not have: the nearest one, or all of them."""
    key = error.args[0] if error.args else None
    columns = _columns(tb)
    # pandas' words for a list of columns
    if isinstance(key, str) and (several := re.search(r"\['(.+?)'", key)):
        key = several[1]
    if not isinstance(key, str) or not columns or key in columns:
        return None
    near = get_close_matches(key, columns, 1, 0.6)
    if near:
        return (
            f"表里没有“{key}”这一列，最接近的列名是“{near[0]}”。",
            f"The table has no column '{key}'; the nearest is '{near[0]}'.",
        )
    some = ", ".join(columns[:12]) + (" …" if len(columns) > 12 else "")
    return (
        f"表里没有“{key}”这一列。它有：{some}",
        f"The table has no column '{key}'. It has: {some}",
    )


def _columns(tb: types.TracebackType | None) -> list[str]:
    """Column names of the innermost table that the error went through; none where a row was asked
    for.
    """
    found: list[str] = []
    for frame, _ in traceback.walk_tb(tb):
        if frame.f_code.co_name == "xs":
            return []
        table = frame.f_locals.get("self")
        if table is not None and type(table).__name__ == "DataFrame":
            found = [name for name in table.columns if isinstance(name, str)]
    return found


def _attribute(error: AttributeError) -> tuple[str, str] | None:
    if not error.name or error.obj is None:
        return None
    kind = type(error.obj).__name__
    public = [name for name in dir(error.obj) if not name.startswith("_")]
    near = get_close_matches(error.name, public, 1, 0.75)
    if not near:
        return None
    return (
        f"{kind} 没有 {error.name}，最接近的是 {near[0]}。",
        f"{kind} has no {error.name}; the nearest is {near[0]}.",
    )
