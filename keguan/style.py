"""Language, colours and the font of every picture; the only place where a font is named."""

import logging
import sys
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

LANGUAGES = ("zh", "en")
FONT_FILE = "KeguanSans-Regular.otf"
FONT_FAMILY = "Keguan Sans"
# Used one character at a time where the course font has no glyph; matplotlib ships it.
FALLBACK_FAMILY = "DejaVu Sans"

# Okabe & Ito (2008): tell-apart colours for every common kind of colour blindness.
COLOURS = {
    "black": "#000000",
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "green": "#009E73",
    "yellow": "#F0E442",
    "blue": "#0072B2",
    "vermilion": "#D55E00",
    "purple": "#CC79A7",
    "grey": "#767676",
}
# One colour per tier and per customer group, the same in every picture of the course.
TIER_COLOURS = {"key": COLOURS["blue"], "ordinary": COLOURS["orange"], "small": COLOURS["green"]}
GROUP_COLOURS = {
    "key": COLOURS["blue"],
    "ordinary_plus": COLOURS["vermilion"],
    "ordinary_minus": COLOURS["orange"],
    "small_plus": COLOURS["green"],
    "small_minus": COLOURS["sky"],
    "bad": COLOURS["grey"],
}

# A card in a notebook (a verdict, an error): its states, and the only sizes and distances it has.
# Light in a dark notebook too, so that the contrast of 4.5 and more does not depend on the theme.
CARD = {
    "good": "#2b6e2f",
    "warn": "#8a4b00",
    "bad": "#a4262c",
    "next": "#0b6b63",
    "ink": "#1d2733",
    "soft": "#566270",
    "line": "#e4dfd5",
    "paper": "#faf8f4",
    "ground": "#ffffff",
}
CARD_BOX = (
    f"border: 1px solid {CARD['line']}; border-left: 6px solid; border-radius: 12px; "
    f"background: {CARD['ground']}; color: {CARD['ink']}; padding: 8px 16px; margin: 4px 0; "
    "max-width: 820px; font-size: 15px; line-height: 1.65"
)
CARD_TITLE = "font-size: 17px; font-weight: 600; margin: 0"
CARD_LINE = "margin: 4px 0 0"
CARD_SUMMARY = f"color: {CARD['soft']}; cursor: pointer; padding: 8px 0"
CARD_CODE = (
    f"background: {CARD['paper']}; color: {CARD['ink']}; border-radius: 8px; padding: 8px 12px; "
    "margin: 0; overflow-x: auto; font-size: 13px; white-space: pre"
)

T = TypeVar("T")
_language = "zh"


def language() -> str:
    """The current language, "zh" or "en"."""
    return _language


def say(zh: T, en: T) -> T:
    """The text in the current language."""
    return zh if _language == "zh" else en


def use(language: str) -> None:
    """Set the language of figures, labs and data notes, and a font that can write it.

    Where matplotlib is loaded already, the font also becomes its default, so that a student's own
    plot shows Chinese; it is not loaded for that alone, because a quiz draws nothing and a class
    has many of them to start.
    Raises ValueError for a language other than "zh" or "en".
    """
    global _language
    if language not in LANGUAGES:
        raise ValueError(
            f'没有“{language}”这种语言，请写 "zh" 或 "en"。 · No language {language!r}: write '
            '"zh" or "en".'
        )
    _language = language
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rcParams.update(fonts())


def font_path() -> Traversable:
    """Path-like of the course font inside the package."""
    return resources.files("keguan") / "fonts" / FONT_FILE


def fonts() -> dict[Any, Any]:
    """matplotlib settings for text: the course font first, then matplotlib's own.

    The list stands in `font.family`, because matplotlib falls back glyph by glyph only there.
    """
    families = [FALLBACK_FAMILY]
    if _register():
        families.insert(0, FONT_FAMILY)
    return {"font.family": families, "axes.unicode_minus": True}


def settings() -> dict[Any, Any]:
    """matplotlib settings of a course figure: fonts, sizes for a projector, colours."""
    return fonts() | {
        "font.size": 13,
        "axes.titlesize": 15,
        "axes.titleweight": "normal",
        "axes.labelsize": 13,
        "xtick.labelsize": 13,
        "ytick.labelsize": 13,
        "legend.fontsize": 13,
        "legend.frameon": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": COLOURS["grey"],
        "grid.color": COLOURS["grey"],
        "legend.edgecolor": COLOURS["grey"],
        "axes.titlelocation": "left",
        "figure.facecolor": "white",
        "figure.dpi": 100,
        "savefig.dpi": 100,
    }


def _register() -> bool:
    """Tell matplotlib about the course font once; True if the font is there."""
    from matplotlib import font_manager

    if any(entry.name == FONT_FAMILY for entry in font_manager.fontManager.ttflist):
        return True
    if not font_path().is_file():
        logging.getLogger(__name__).warning(
            "缺少字体文件 %s，图中的汉字会显示为方框。 · Font file %s is missing: Chinese in "
            "figures will show as boxes.",
            FONT_FILE,
            FONT_FILE,
        )
        return False
    with resources.as_file(font_path()) as path:
        font_manager.fontManager.addfont(path)
    return True
