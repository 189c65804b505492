"""Student ids as programs leave them: full-width, with invisible characters, as numbers.

A chat program pastes zero-width characters, an input method types full-width digits, and a
spreadsheet takes an id for a number: 0007 becomes 7, 2301 becomes 2301.0 and 202301010101 becomes
2.02301E+11. What is certain is put right; of the rest it can be said what happened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from grader.base import Text

SCIENTIFIC = re.compile(r"\d(?:\.(\d+))?E\+(\d{2,3})", re.IGNORECASE)
WHOLE = re.compile(r"(\d+)\.0+")  # 2301.0, as programs write a column of numbers with a gap
FIT = re.compile(r"[0-9A-Za-z](?:[\w.@-]*[\w@-])?", re.ASCII)
LONGEST = 64  # letters of an id
AS_TEXT = "'’`"  # typed before a number so that a spreadsheet keeps it as it is
SHOWN = 6  # digits that a spreadsheet shows of a long number


def visible(text: str) -> str:
    """The text without characters that cannot be seen (control, zero-width, direction) and without
    space around it; line ends and tabs inside stay."""
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf"))
    return "".join(kept).strip()


def normal(text: str) -> str:
    """The id that was meant, as far as that is certain: plain width, no invisible characters, and
    a number again where no digit is lost."""
    text = unicodedata.normalize("NFKC", visible(text)).lstrip(AS_TEXT).strip()
    if whole := WHOLE.fullmatch(text):
        return whole[1]
    found = SCIENTIFIC.fullmatch(text)
    if found and len(found[1] or "") >= int(found[2]):
        return str(int(Decimal(text)))
    return text


def damage(text: str) -> Text | None:
    """What a spreadsheet did to an id of which digits are lost, and what to do; None for others."""
    if not SCIENTIFIC.fullmatch(normal(text)):
        return None
    return Text(
        f"“{text}”是表格软件改成科学计数法的学号，后面的数字已经丢了：请把学号那一列设成“文本”，"
        "再从原来的名单粘贴一次",
        f"'{text}' is an id that the spreadsheet turned into a number, and its last digits are "
        "lost: format the column as text and paste the ids again from the original list",
    )


def unfit(id: str) -> Text | None:
    """Why a text on a class list cannot be an id, which becomes the name of a folder; None where
    it can."""
    if FIT.fullmatch(id) and len(id) <= LONGEST:
        return None
    return Text(
        f"“{id}”不是学号：学号只有字母、数字和 . - _ @",
        f"'{id}' is no id: an id has letters, digits and . - _ @ only",
    )


def candidates(text: str, known: Iterable[str]) -> list[str]:
    """Which of the known ids this one may be, sorted: the same one, else those that a spreadsheet
    makes this of (leading zeros gone, digits gone). More than one: it cannot be told."""
    wanted = normal(text)
    ids = sorted(set(known))
    for same in (_equal, _equal_in_capitals, _without_zeros, _rounded):
        if found := [id for id in ids if same(wanted, id)]:
            return found
    return []


def _equal(wanted: str, id: str) -> bool:
    return wanted == id


def _equal_in_capitals(wanted: str, id: str) -> bool:
    return wanted.casefold() == normal(id).casefold()


def _without_zeros(wanted: str, id: str) -> bool:
    return wanted.isdecimal() and id.isdecimal() and int(wanted) == int(id)


def _rounded(wanted: str, id: str) -> bool:
    """Whether a spreadsheet shows the known id as the wanted one, a number of fewer digits."""
    found = SCIENTIFIC.fullmatch(wanted)
    if not found or not id.isdecimal():
        return False
    digits = max(SHOWN, 1 + len(found[1] or ""))
    half = Decimal(5).scaleb(int(found[2]) - digits)  # of the last digit that is shown
    return abs(Decimal(id) - Decimal(wanted)) <= half
