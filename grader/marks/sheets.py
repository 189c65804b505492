"""Tables that a spreadsheet saved: in UTF-8, UTF-16 or GBK, with commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable
from pathlib import Path

SEPARATORS = ",;\t"  # Excel takes that of the country; its "Unicode text" has tabs
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Line = tuple[int, list[str]]  # number in the file, cells


def lines(path: Path, columns: Iterable[str]) -> list[Line]:
    """The lines of a table in which anything stands, from the one with the heads on.

    columns: heads by which the separator is known; without them among the heads it is a comma.
    """
    text, wanted = _text(path.read_bytes()), set(columns)
    for separator in SEPARATORS:
        found = _split(text, separator)
        if found and wanted <= set(found[0][1]):
            return found
    return _split(text, ",")


def _text(data: bytes) -> str:
    if data.startswith(UTF16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")  # what a Chinese Excel saves as CSV


def _split(text: str, separator: str) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
