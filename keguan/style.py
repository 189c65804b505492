"""Language, fonts, colours and sizes of every picture, page, card and lab; the only place where one
of them is named."""

import logging
import sys
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
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

# --- the look of every page, card and lab: the only place where a colour or a size is named
#
# Text has a contrast of 4.5 or more on its ground in both sets, what only shows where something
# ends 3 or more; tests/keguan/test_look.py computes it.
LIGHT = {
    "paper": "#faf8f4",
    "card": "#ffffff",
    "line": "#e0dacf",
    "edge": "#877f70",
    "ink": "#1d2733",
    "soft": "#545f6c",
    "brand": "#0b655e",  # what to do
    "brand-soft": "#e3f1ef",
    "good": "#2b6e2f",  # what was said: right, take care, wrong
    "good-soft": "#e8f3e6",
    "warn": "#874900",
    "warn-soft": "#fdf0dc",
    "bad": "#a4262c",
    "bad-soft": "#fbe9e8",
    # of drawings, the same as in the figures
    "blue": COLOURS["blue"].lower(),
    "sky": COLOURS["sky"].lower(),
    "orange": COLOURS["vermilion"].lower(),
    "grey": COLOURS["grey"].lower(),
}
DARK = {
    "paper": "#14181d",
    "card": "#1d232a",
    "line": "#333c46",
    "edge": "#7d8793",
    "ink": "#e8ecf0",
    "soft": "#a9b4bf",
    "brand": "#62c8bc",
    "brand-soft": "#17322f",
    "good": "#7cc580",
    "good-soft": "#1a2d1b",
    "warn": "#f0b35a",
    "warn-soft": "#33260f",
    "bad": "#f49696",
    "bad-soft": "#361a1b",
    "blue": "#4ba6dd",
    "sky": "#9bd3f5",
    "orange": "#f08a45",
    "grey": "#8f959b",
}
# Letters in rem, so that a page for a projector can enlarge them all; distances in pixels.
SIZES = {
    "t-small": "0.875rem",
    "t-body": "1rem",
    "t-lead": "1.125rem",
    "t-title": "1.25rem",
    "t-page": "1.75rem",
    "s1": "4px",
    "s2": "8px",
    "s3": "12px",
    "s4": "16px",
    "s5": "24px",
    "s6": "40px",
    "round": "12px",
    "target": "44px",  # the least height of what is clicked or touched
    "ring": "48px",
    "page": "1180px",
    "side": "320px",
    "head": "80px",  # a bar that stays above what scrolls
    "text": "820px",  # the widest line that is easy to read
    "wide": "78rem",  # a page of tables
    "least": "230px",  # the narrowest card of a grid
    "field": "12rem",
    "note": "24rem",
    "mark": "6px",
    "bar": "8px",
    "hair": "1px",
    "focus": "3px",
    "sans": 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", '
    "sans-serif",
    "mono": 'ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK SC", "Noto Sans SC", '
    '"Noto Sans CJK SC", monospace',
}


def tokens(*sets: dict[str, str]) -> str:
    """Declarations of a style sheet: what var(--name) stands for in all of them."""
    every = chain.from_iterable(one.items() for one in sets)
    return " ".join(f"--{name}: {value};" for name, value in every)


# A card in a notebook (a verdict, an error). Light in a dark notebook too, so that its contrast
# does not depend on the theme.
CARD = LIGHT | {"next": LIGHT["brand"], "ground": LIGHT["card"]}
CARD_BOX = (
    f"border: {SIZES['hair']} solid {CARD['line']}; border-left: {SIZES['mark']} solid; "
    f"border-radius: {SIZES['round']}; background: {CARD['ground']}; color: {CARD['ink']}; "
    f"padding: {SIZES['s2']} {SIZES['s4']}; margin: {SIZES['s1']} 0; max-width: {SIZES['text']}; "
    f"font-size: {SIZES['t-small']}; line-height: 1.6"
)
CARD_TITLE = f"font-size: {SIZES['t-body']}; font-weight: 600; margin: 0"
CARD_LINE = f"margin: {SIZES['s1']} 0 0"
CARD_SUMMARY = f"color: {CARD['soft']}; cursor: pointer; padding: {SIZES['s3']} 0"
CARD_CODE = (
    f"background: {CARD['paper']}; color: {CARD['ink']}; border-radius: {SIZES['s2']}; "
    f"padding: {SIZES['s2']} {SIZES['s3']}; margin: 0; overflow-x: auto; white-space: pre; "
    f"font-size: {SIZES['t-small']}"
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
