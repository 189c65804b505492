"""A class's own survey: five questions about a service, each asked twice, as a table.

The columns are those of the lesson: E1 to E5 for what was expected and P1 to P5 for what was
perceived, 1-7. The file is a csv as people have it: with commas of either width, semicolons or
tabs, in UTF-8, UTF-16 or GBK.
"""

import codecs
import contextlib
import csv
import io
import re
import unicodedata
from itertools import islice
from pathlib import Path

import pandas as pd

from keguan.cases import CaseError
from keguan.style import language, say

COLUMNS = ("E1", "P1", "E2", "P2", "E3", "P3", "E4", "P4", "E5", "P5")
LOW, HIGH = 1, 7
# Excel takes that of the country, its "Unicode text" has tabs; the last is a comma typed in Chinese
SEPARATORS = ",;\t，"
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how xlsx and xls begin
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# a head may go on with the question: “E1 门店整洁”
_HEAD = re.compile(r"[EP][1-5](?!\d)")
_HEAD_WITHIN = 5  # rows, the blank ones with them
_NAMED = 3  # files that a message names


class SurveyError(CaseError):
    """The file cannot be read, or is no table of answers; the message is one bilingual sentence."""

    def _render_traceback_(self) -> list[str]:
        """IPython prints this instead of a traceback: nothing is wrong with the code."""
        return [f"✘ {self.zh if language() == 'zh' else self.en}"]


def read_answers(path: str | Path) -> pd.DataFrame:
    """The answers, a row for each person, in COLUMNS as decimals; NaN where somebody left one out.

    Other columns, such as names, are dropped, which is said; rows without an answer are left out.
    Raises SurveyError where the file is missing or no csv, a column is missing or there twice, a
    row does not fit its heads, or an answer is no whole number from 1 to 7.
    """
    path = Path(path)
    rows = _rows(path)
    heads = _heads(path, rows[0][1])
    _check_width(path, rows)
    _say_dropped(rows[0][1])
    answers = [
        {column: _answer(path, number, column, cells, place) for column, place in heads.items()}
        for number, cells in rows[1:]
    ]
    table = pd.DataFrame(answers, columns=list(COLUMNS), dtype="float64")
    table = table.dropna(how="all").reset_index(drop=True)
    if table.empty:
        raise SurveyError(
            f"{path.name} 里只有表头，没有答卷：从第 2 行起，一行写一个人的答案。",
            f"{path.name} has heads but no answers: write one person a row from row 2 on.",
        )
    return table


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """The rows in which anything stands, with the numbers that a spreadsheet shows, by the
    separator that makes the most of COLUMNS."""
    text = _text(path)
    separator = max(SEPARATORS, key=lambda one: len(_codes(text, one)))
    return _split(path, text, separator)


def _check_width(path: Path, rows: list[tuple[int, list[str]]]) -> None:
    """No row may have more cells than there are heads: its answers would stand under others."""
    heads = rows[0][1]
    for number, cells in rows[1:]:
        if any(cells[len(heads) :]):
            raise SurveyError(
                f"{path.name} 第 {number} 行的格子比表头多：看看这一行是不是多了一个逗号。",
                f"{path.name}, row {number} has more cells than there are heads: look for a comma "
                "too many.",
            )


def _codes(text: str, separator: str) -> set[str]:
    """The columns of COLUMNS in the first rows, as many as can be read."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found: set[str] = set()
    with contextlib.suppress(csv.Error):
        for line in islice(lines, _HEAD_WITHIN):
            found |= {_code(_plain(cell)) for cell in line}
    return found - {""}


def _split(path: Path, text: str, separator: str) -> list[tuple[int, list[str]]]:
    """The rows in which anything stands. A quote that never ends would swallow those below it."""
    rows: list[tuple[int, list[str]]] = []
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, line in enumerate(lines, start=1):
            if any(cells := [_plain(cell) for cell in line]):
                rows.append((number, cells))
    except csv.Error as error:
        raise SurveyError(
            f"{path.name} 第 {number + 1} 行有一个引号没有成对：删掉它，再读一次。",
            f"{path.name}, row {number + 1} has a quotation mark without a partner: take it out "
            "and read it again.",
        ) from error
    return rows or [(1, [""])]


def _plain(cell: str) -> str:
    """The cell without the width of its characters, the spaces round it and what cannot be seen,
    such as the zero-width spaces that chat programs add."""
    text = unicodedata.normalize("NFKC", cell)
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf").strip()


def _text(path: Path) -> str:
    """What stands in the file."""
    data = _bytes(path)
    if data.startswith(WORKBOOKS):
        raise SurveyError(
            f"{path.name} 是 Excel 工作簿，不是 csv：在 Excel 或 WPS 里“另存为”CSV，再读那个文件。",
            f"{path.name} is a workbook, not a csv: save it as CSV in Excel or WPS and read that "
            "file.",
        )
    encodings = ("utf-16",) if data.startswith(UTF16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SurveyError(
        f"{path.name} 不是文本文件，或者编码认不出：在 Excel 或 WPS 里“另存为”“CSV UTF-8”。",
        f'{path.name} is no text, or its encoding is not known: save it as "CSV UTF-8" in Excel '
        "or WPS.",
    )


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        near = sorted(one.name for one in path.absolute().parent.glob("*.csv"))[:_NAMED]
        raise SurveyError(
            f"找不到文件“{path}”：把它放在课文旁边，文件名连同 .csv 写进引号。"
            + (f"那里现在有：{'、'.join(near)}。" if near else ""),
            f'There is no file "{path}": put it beside the lesson and write its name with .csv in '
            "the quotes." + (f" There are: {', '.join(near)}." if near else ""),
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SurveyError(
            f"打不开 {path.name}：如果它在 Excel 或 WPS 里开着，先关掉，再运行一次。",
            f"{path.name} cannot be opened: if Excel or WPS has it open, close it and run again.",
        ) from error
    if not data.strip():
        raise SurveyError(
            f"{path.name} 是空的：第 1 行写表头 E1 到 E5、P1 到 P5，下面一行一个人。",
            f"{path.name} is empty: write the heads E1 to E5 and P1 to P5 in row 1, and one person "
            "a row below.",
        )
    return data


def _code(head: str) -> str:
    """The column of COLUMNS that a head stands for; "" for none."""
    found = _HEAD.match(head.upper())
    return found[0] if found else ""


def _heads(path: Path, heads: list[str]) -> dict[str, int]:
    """The place of each of COLUMNS among the heads."""
    codes = [_code(head) for head in heads]
    lacking = [column for column in COLUMNS if column not in codes]
    if lacking:
        raise SurveyError(
            f"{path.name} 的表头缺少 {'、'.join(lacking)}：第 1 行要有 E1 到 E5、P1 到 P5 十列。",
            f"{path.name} has no column {', '.join(lacking)}: row 1 needs the ten heads E1 to E5 "
            "and P1 to P5.",
        )
    for column in COLUMNS:
        if codes.count(column) > 1:
            raise SurveyError(
                f"{path.name} 的表头里 {column} 有 {codes.count(column)} 列：只留一列。",
                f"{path.name} has {codes.count(column)} columns {column}: leave one.",
            )
    return {column: codes.index(column) for column in COLUMNS}


def _say_dropped(heads: list[str]) -> None:
    """Name the columns that are not read."""
    others = [head for head in heads if head and not _code(head)]
    if others:
        print(
            say(
                f"没有读这些列：{'、'.join(others)}。分析只用得着十列答案，姓名、学号都不必收。",
                f"Not read: {', '.join(others)}. The ten columns of answers are enough: names and "
                "student numbers need not be asked for.",
            )
        )


def _answer(path: Path, number: int, column: str, cells: list[str], place: int) -> float:
    """An answer as a number; NaN where it was left out."""
    text = cells[place] if place < len(cells) else ""
    if not text:
        return float("nan")
    if re.fullmatch(r"\d{1,9}(\.0*)?", text) and LOW <= float(text) <= HIGH:
        return float(text)
    raise SurveyError(
        f"{path.name} 第 {number} 行的 {column} 是“{text[:20]}”：要写 {LOW} 到 {HIGH} 的整数，"
        "没有回答就空着。",
        f'{path.name}, row {number}, {column} is "{text[:20]}": write a whole number from {LOW} to '
        f"{HIGH}, or leave it empty.",
    )
