"""Figures: their texts in both languages, letters that fit the sheet and the font, colours of the
style.

tests/figure_texts/ holds every text of every figure of tests/samples/. After a wanted change write
it anew with
`python -m tests.keguan.test_figures` and look at the difference before committing it.
"""

import json
import warnings
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from matplotlib import colors
from matplotlib.ft2font import FT2Font
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from keguan import style
from keguan.figures import base as figures
from keguan.style import say
from tests.drawing import Drawn, drawn_texts, outside, overlapping
from tests.samples import UNITS

TEXTS = Path(__file__).resolve().parents[2] / "tests" / "figure_texts"
RENEW = "if the change is wanted: python -m tests.keguan.test_figures"
ALLOWED = {colors.to_hex(colour) for colour in (*style.COLOURS.values(), "white", "black")}
FIGURES = {}
for unit, sample in UNITS.items():
    FIGURES |= {(unit, name): draw for name, draw in sample.FIGURES.items()}
EACH = pytest.mark.parametrize("name", FIGURES, ids=": ".join)


class Look(NamedTuple):
    """A figure, its picture, its texts and where they lie."""

    figure: figures.CourseFigure
    picture: bytes
    texts: list[str]
    found: list[Drawn]


@cache
def painted(name, language):
    """A figure in the language of the course, once for all tests that look at it; a warning is an
    error."""
    with warnings.catch_warnings(), drawn_texts() as found:
        warnings.simplefilter("error")
        figure = FIGURES[name]()
        picture = figures.png(figure)
    return Look(figure, picture, figures.texts(figure), found)


def kept(unit):
    """{language: {figure: texts}} as committed."""
    path = TEXTS / f"{unit}.json"
    return (
        json.loads(path.read_text(encoding="utf-8"))
        if path.exists()
        else {code: {} for code in style.LANGUAGES}
    )


def snapshot(unit):
    """{language: {figure: texts}} of today's figures of a unit."""
    result = {}
    for code in style.LANGUAGES:
        style.use(code)
        result[code] = {name: figures.texts(draw()) for name, draw in UNITS[unit].FIGURES.items()}
    style.use("zh")
    return result


@EACH
def test_texts(name, language):
    before = kept(name[0])[language].get(name[1], [])
    texts = painted(name, language).texts
    new, gone = sorted(set(texts) - set(before)), sorted(set(before) - set(texts))
    assert not (new or gone), (
        f"figure “{name[1]}” ({language}) now says {new} and no longer {gone}; {RENEW}"
    )


@pytest.mark.parametrize("unit", UNITS)
def test_no_stale_texts(unit):
    for code, texts in kept(unit).items():
        assert list(texts) == list(UNITS[unit].FIGURES), (
            f"{unit}.json ({code}) lists other figures; {RENEW}"
        )


@EACH
def test_texts_fit_the_sheet(name, language):
    assert outside(painted(name, language).found) == {}


@EACH
def test_texts_do_not_overlap(name, language):
    assert overlapping(painted(name, language).found) == []


@EACH
def test_the_course_font_writes_every_text(name, language):
    known = {chr(code) for code in FT2Font(str(style.font_path())).get_charmap()}
    lacking = set().union(*painted(name, language).texts) - known - {"\n"}
    assert not lacking, (
        f"figure “{name[1]}” ({language}): the course font lacks {sorted(lacking)}; add them in "
        "tools/font.py"
    )


@EACH
def test_no_warning_while_drawing(name, language):
    assert painted(name, language).picture.startswith(b"\x89PNG")


@EACH
@pytest.mark.parametrize("language", ["zh"], indirect=True)
def test_only_colours_of_the_style(name, language):
    figure, used = painted(name, language).figure, set()
    for artist in figure.findobj(lambda artist: isinstance(artist, Line2D | Patch | Text)):
        if isinstance(artist, Line2D):
            used |= {artist.get_color(), artist.get_markeredgecolor(), artist.get_markerfacecolor()}
        elif isinstance(artist, Patch):
            used |= {colors.to_hex(artist.get_facecolor()), colors.to_hex(artist.get_edgecolor())}
        else:
            used.add(artist.get_color())
    used = {
        colors.to_hex(colour) for colour in used if isinstance(colour, tuple) or colour != "none"
    }
    assert used <= ALLOWED, f"{used - ALLOWED} is no colour of keguan/style.py"


@EACH
def test_letters_are_large_enough_for_the_back_row(name, language):
    figure = painted(name, language).figure
    small = {
        item.get_text(): item.get_fontsize()
        for item in figure.findobj(Text)
        if item.get_text() and item.get_fontsize() < 12
    }
    assert not small


@EACH
def test_title_is_the_finding(name, language, unpainted):
    figure = painted(name, language).figure
    assert figure.get_suptitle() == figure.finding and any(
        character.isdigit() for character in figure.finding
    )
    data, more = figure._repr_mimebundle_()
    assert data["text/plain"] == more["image/png"]["alt"] == figure.finding


@pytest.mark.parametrize("amount", [0, 12, 9999, 10000, 440123, 6594321])
def test_money(amount, language):
    text = figures.money(amount)
    assert text.endswith(say("元", "yuan"))
    assert figures.money(-amount).removeprefix("−") == text


if __name__ == "__main__":
    for unit, sample in UNITS.items():
        text = json.dumps(snapshot(unit), ensure_ascii=False, indent=1) + "\n"
        (TEXTS / f"{unit}.json").write_text(text, encoding="utf-8", newline="\n")
        print(f"{unit}.json: {len(sample.FIGURES)} figures in {len(style.LANGUAGES)} languages")
