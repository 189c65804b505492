"""Says which Chinese characters the course's figure font cannot draw."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from matplotlib.ft2font import FT2Font

from tools.content import CHINESE, blank_magics

FONTS = Path(__file__).resolve().parent.parent / "keguan" / "fonts"


@cache
def drawable() -> frozenset[str]:
    """Characters of the font in keguan/fonts.

    Raises FileNotFoundError when there is none.
    """
    files = [*FONTS.glob("*.otf"), *FONTS.glob("*.ttf")]
    if not files:
        raise FileNotFoundError(f"no font in {FONTS}")
    codes: set[int] = set()
    for file in files:
        codes.update(FT2Font(str(file)).get_charmap())
    return frozenset(map(chr, codes))


def missing(text: str) -> list[str]:
    """Chinese characters of the text that no figure can show, each once, sorted."""
    return sorted(set(CHINESE.findall(text)) - drawable())


def strings(source: str) -> str:
    """All string constants of some Python code in one text; a figure may draw any of them.

    Raises SyntaxError when it is not Python.
    """
    constants = (
        n.value for n in ast.walk(ast.parse(blank_magics(source))) if isinstance(n, ast.Constant)
    )
    return "\n".join(value for value in constants if isinstance(value, str))
