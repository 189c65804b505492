"""One sentence for the commonest errors of a beginner.

Python's own words stay behind it, folded, so that one learns to read them.
"""

from __future__ import annotations

import builtins
import re
import sys
import traceback
import types
import warnings
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from keguan import cards
from keguan.style import language, say

ERRORS = (Exception, KeyboardInterrupt)
Sentence = tuple[str, str]  # Chinese, English
TITLE = ("这一格没有运行完", "This cell did not finish")
PYTHON = ("Python 的原话", "In Python's own words")
UNKNOWN = (
    "第 {line} 行停下了：{code}",
    "It stopped in line {line}: {code}",
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
        r"invalid non-printable character",
        "第 {line} 行有看不见的字符，多半是从网页或聊天里复制来的：删掉这一行，自己打一遍。",
        "Line {line} has a character that cannot be seen, most likely copied from a page or a "
        "chat: delete the line and type it yourself.",
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
VALUES = [
    (
        r"Length of values \((\d+)\) does not match length of index \((\d+)\)",
        "新的一列有 {0} 个值，表有 {1} 行：要一样多。",
        "The new column has {0} values and the table {1} rows: they must be as many.",
    ),
    (
        r"All arrays must be of the same length|cannot set using a list-like indexer",
        "各列长短不一：每一列的值要一样多。",
        "The columns differ in length: give each as many values.",
    ),
    (
        r"Length mismatch: Expected axis has (\d+) elements, new values have (\d+)",
        "要 {0} 个名字，给了 {1} 个。",
        "It takes {0} names, you gave {1}.",
    ),
    (
        r"operands could not be broadcast|Lengths must match",
        "两边的个数不一样，没法一个一个对着算。",
        "The two sides have different lengths, so they cannot be matched one by one.",
    ),
    (
        r"truth value of a (Series|DataFrame|array)|truth value of an (array)",
        "一整列不能直接放进 if。条件之间用 & 和 |，每个条件加圆括号；或者用 .any()、.all()。",
        "A whole column cannot stand in an if. Join conditions with & and |, each in round "
        "brackets, or use .any() or .all().",
    ),
    (
        r"not enough values to unpack|too many values to unpack",
        "等号左边的名字个数，和右边给出的个数不一样。",
        "The names on the left of = are not as many as the values on the right.",
    ),
    (
        r"(?:invalid literal for int|could not convert string to float).*?('.*')",
        "{0} 这段文字变不成数字，先去掉空格、逗号、单位。",
        "The text {0} cannot become a number: take out spaces, commas and units first.",
    ),
]
OTHERS = [
    (KeyboardInterrupt, "这一格被停止了。", "This cell was stopped."),
    (ZeroDivisionError, "除数是 0：先判断是不是 0。", "It divides by zero: test for 0 first."),
    (
        IndexError,
        "取的位置超出了范围：第一个是 0，最后一个是个数减 1。",
        "The position is out of range: the first is 0, the last is the number of entries less 1.",
    ),
    (
        ModuleNotFoundError,
        "没有装“{0}”这个库，或者名字写错了。课程只用开头导入的那些。",
        "The package '{0}' is not installed, or is misspelt. The course needs only those at the "
        "top.",
    ),
    (
        FileNotFoundError,
        "找不到这个文件：看看文件名和文件夹。课程的数据用 cases.load 读。",
        "There is no such file: look at its name and folder. cases.load reads the course's data.",
    ),
    (
        RecursionError,
        "函数一直在调用自己，停不下来：要有一种情况不再调用。",
        "The function calls itself without end: one case must not call it again.",
    ),
    (
        NotImplementedError,
        "这里还没有写代码：把 raise 那一行换成你的代码。",
        "No code stands here yet: put yours in place of the raise line.",
    ),
]
TYPES = [
    (
        r"'(Series|DataFrame)' object is not callable",
        "取列、取行要用方括号 [ ]，不是圆括号 ( )。",
        "To take a column or rows, use square brackets [ ], not round ones ( ).",
    ),
    (
        r"'NoneType'",
        "这里的值是 None：前面的函数可能漏了 return，或者那个方法本来就不返回结果。",
        "The value here is None: a return may be missing in the function before, or that method "
        "gives nothing back.",
    ),
    (
        r"unsupported operand type\(s\) for [&|]|'r?(?:and|or)_'",
        "用 & 或 | 连起来的条件，要各自加圆括号：(条件一) & (条件二)。",
        "Conditions joined by & or | need round brackets each: (one) & (other).",
    ),
    (
        r"unsupported operand type\(s\) for .*'str'|can only concatenate str",
        "文字和数字不能直接运算，先转换：int(…)、float(…) 或 str(…)。",
        "Text and numbers do not mix: convert first with int(…), float(…) or str(…).",
    ),
    (
        r"takes (?:from )?\d+.* positional arguments? but \d+",
        "调用函数时多给了参数，看看 def 那一行要几个。",
        "The call gives too many arguments: see how many the def line asks for.",
    ),
    (
        r"unhashable type: '(list|dict|set|Series|DataFrame)'",
        '取一列写 ["列名"]，取几列写 [["列一", "列二"]]；字典的键不能是列表。',
        'One column is ["name"], several are [["one", "two"]]; a list cannot be a key.',
    ),
    (
        r"slice indices must be integers|cannot do positional indexing .* of type float|"
        r"'(?:numpy\.)?float\d*' object cannot be interpreted as an integer|"
        r"non-int of type '(?:numpy\.)?float",
        "这里要整数：外面套一层 int(…)。",
        "A whole number is needed here: put int(…) round it.",
    ),
    (
        r"missing \d+ required positional argument",
        "调用函数时少给了参数，看看 def 那一行要几个。",
        "The call gives too few arguments: see how many the def line asks for.",
    ),
]
WHOLE_COLUMN = (
    "这里要写列名（加引号），不能放一整列。",
    "Write the name of a column here, in quotation marks, not a whole column.",
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


def sentence(
    error: BaseException, names: Iterable[str] = (), tb: types.TracebackType | None = None
) -> Sentence | None:
    """What went wrong and what to do, in Chinese and English; None when we know nothing better than
    Python's own words.

    `names` are those that the notebook knows; `tb` is where a missing column's table is looked for.
    """
    if isinstance(error, SyntaxError):
        return _fitting(SYNTAX, str(error.msg), line=error.lineno)
    if isinstance(error, TypeError):
        return _fitting(TYPES, str(error))
    if isinstance(error, ValueError):
        return _fitting(VALUES, str(error))
    if isinstance(error, NameError):
        return _name(error, names)
    if isinstance(error, KeyError):
        return _key(error, tb)
    if isinstance(error, AttributeError):
        return _attribute(error)
    return _other(error)


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
    known = {*shell.user_ns, *dir(builtins)}
    found = sentence(value, known, tb)
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


def _say(sentence: Sentence) -> None:
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


def _fitting(known: list, said: str, **values: Any) -> Sentence | None:
    for pattern, zh, en in known:
        match = re.search(pattern, said)
        if match:
            return zh.format(*match.groups(), **values), en.format(*match.groups(), **values)
    return None


def _other(error: BaseException) -> Sentence | None:
    for kind, zh, en in OTHERS:
        if isinstance(error, kind):
            name = getattr(error, "name", None)
            return zh.format(name), en.format(name)
    return None


def _name(error: NameError, names: Iterable[str]) -> Sentence | None:
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


def _key(error: KeyError, tb: types.TracebackType | None) -> Sentence | None:
    """A column that a table does not have: the nearest one, or all of them."""
    key = error.args[0] if error.args else None
    if type(key).__name__ == "Series":
        return WHOLE_COLUMN
    every = _columns(tb)
    columns = [name for name in every if isinstance(name, str)]
    # pandas' words for a list of columns
    if isinstance(key, str) and (several := re.search(r"\['(.+?)'", key)):
        key = several[1]
    if not isinstance(key, str) or not columns or key in columns:
        return None
    # what reset_index calls the values of a Series that has no name
    if [name for name in every if not isinstance(name, str)] == [0]:
        return (
            f'表里没有叫 {key} 的列。Series 没有名字时，先写 .rename("{key}")，再 reset_index()。',
            f"The table has no column {key}. A Series without a name first needs "
            f'.rename("{key}"), then reset_index().',
        )
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


def _columns(tb: types.TracebackType | None) -> list[Any]:
    """Column names of the innermost table that the error went through; none where a row was asked
    for.
    """
    found: list[Any] = []
    for frame, _ in traceback.walk_tb(tb):
        if frame.f_code.co_name == "xs":
            return []
        table = frame.f_locals.get("self")
        if table is not None and type(table).__name__ == "DataFrame":
            found = list(table.columns)
    return found


def _attribute(error: AttributeError) -> Sentence | None:
    if not error.name:
        return None
    if error.obj is None:
        return _fitting(TYPES, "'NoneType' object")
    kind = type(error.obj).__name__
    if isinstance(error.obj, types.ModuleType):
        kind = error.obj.__name__
    public = [name for name in dir(error.obj) if not name.startswith("_")]
    near = get_close_matches(error.name, public, 1, 0.75)
    if near:
        return (
            f"{kind} 没有 {error.name}，最接近的是 {near[0]}。",
            f"{kind} has no {error.name}; the nearest is {near[0]}.",
        )
    if kind not in ("DataFrame", "Series"):
        return None
    what_zh, what_en = (
        ("这张表", "This table") if kind == "DataFrame" else ("这一列", "This column")
    )
    return (
        f'{what_zh}没有 {error.name}：看看拼写；取列要写 ["列名"]。',
        f'{what_en} has no {error.name}: check the spelling; to take a column, write ["column"].',
    )
