"""Figures: their texts in both languages, letters that fit the sheet and the font, colours of the style.

tests/figure_texts.json holds every text of every figure at its defaults. After a wanted change write it anew with
`python -m tests.test_figures` and look at the difference before committing it.
"""

import contextlib
import json
import warnings
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib import colors
from matplotlib.ft2font import FT2Font
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from keguan import cases, figures, models, style
from keguan.style import say

TEXTS = Path(__file__).with_name("figure_texts.json")
RENEW = "if the change is wanted: python -m tests.test_figures"
ALLOWED = {colors.to_hex(colour) for colour in (*style.COLOURS.values(), "white", "black")}


def table():
    """Six customers, one without an order."""
    return pd.DataFrame({"R": [5, 40, 90, 200, 300, np.nan], "F": [9, 4, 3, 1, 1, 0], "M": [9e3, 700, 900, 300, 4000, 0]})


def comparison():
    """What cases.calibration gives, with one row of each sort."""
    row = {"kind": "simulated", "fact": "C00", "confidence": "B", "unit": "share"}
    return pd.DataFrame([
        row | {"what": say("佣金率", "Take rate"), "published_value": 0.12, "our_value": 0.03},
        row | {"what": say("手机下单的比例（应用和微信）", "Orders by mobile phone (app and WeChat)"),
               "published_value": 0.9, "our_value": 0.92},
        row | {"what": say("房价", "Room price"), "unit": "CNY", "published_value": 479.0, "our_value": 470.0},
        row | {"what": say("自己量的", "Measured by us"), "confidence": "D", "published_value": 0.5, "our_value": 0.1},
        row | {"what": say("规则", "Rule"), "kind": "real", "published_value": np.nan, "our_value": np.nan},
    ])


def behind():
    """A plan that is still behind at the end."""
    return [models.simulate_resources(**models.PLANS[name]) for name in ("none", "equal")]


FIGURES = {
    "pyramid": figures.pyramid,
    "pyramid, losses": lambda: figures.pyramid(models.profits(loss_share=0.1)),
    "lorenz": figures.lorenz,
    "lorenz, losses": lambda: figures.lorenz(models.profits(loss_share=0.1)),
    "resources": figures.resources,
    "patience": figures.patience,
    "patience, behind": lambda: figures.patience(*behind()),
    "rfm, mean": lambda: figures.rfm(models.rfm_counts(table())),
    "rfm, median": lambda: figures.rfm(models.rfm_counts(table(), "median"), "median"),
    "quadrant": lambda: figures.quadrant(np.array([0.1, 0.5, 0.9]), np.array([0.2, 1.0, 1.8])),
    "calibration": lambda: figures.calibration(comparison()),
}
EACH = pytest.mark.parametrize("name", FIGURES)


@pytest.fixture(params=style.LANGUAGES)
def language(request):
    """Both languages in turn; Chinese again afterwards."""
    style.use(request.param)
    yield request.param
    style.use("zh")


@contextlib.contextmanager
def drawn_texts():
    """Collect (text, box) of each text that is really drawn; ticks out of sight are not."""
    found, draw = [], Text.draw

    def record(self, renderer, *args, **kwargs):
        if self.get_visible() and self.get_text().strip():
            found.append((self.get_text(), Text.get_window_extent(self, renderer)))
        return draw(self, renderer, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", record)
        yield found


def outside(figure):
    """The texts that the sheet cuts off, with the pixels that stick out."""
    with drawn_texts() as found, matplotlib.rc_context(style.settings()):
        figure.draw_without_rendering()
    assert len(found) >= 4
    sheet = figure.bbox
    over = {text: max(sheet.x0 - box.x0, box.x1 - sheet.x1, sheet.y0 - box.y0, box.y1 - sheet.y1) for text, box in found}
    return {text: round(float(pixels), 1) for text, pixels in over.items() if pixels > 1}


def overlapping(figure):
    """Pairs of drawn texts that lie on each other."""
    with drawn_texts() as found, matplotlib.rc_context(style.settings()):
        figure.draw_without_rendering()
    boxes = [(text, box.padded(-2)) for text, box in found]
    return [(one[0], two[0]) for i, one in enumerate(boxes) for two in boxes[:i] if one[1].overlaps(two[1])]


def snapshot():
    """{language: {figure: texts}} of today's figures."""
    result = {}
    for name in style.LANGUAGES:
        style.use(name)
        result[name] = {figure: figures.texts(draw()) for figure, draw in FIGURES.items()}
    style.use("zh")
    return result


@EACH
def test_texts(name, language):
    kept = json.loads(TEXTS.read_text(encoding="utf-8"))[language].get(name, [])
    texts = figures.texts(FIGURES[name]())
    new, gone = sorted(set(texts) - set(kept)), sorted(set(kept) - set(texts))
    assert not (new or gone), f"figure “{name}” ({language}) now says {new} and no longer {gone}; {RENEW}"


def test_no_stale_texts():
    for language, kept in json.loads(TEXTS.read_text(encoding="utf-8")).items():
        assert list(kept) == list(FIGURES), f"{TEXTS.name} ({language}) lists other figures; {RENEW}"


@EACH
def test_texts_fit_the_sheet(name, language):
    assert outside(FIGURES[name]()) == {}


@EACH
def test_texts_do_not_overlap(name, language):
    assert overlapping(FIGURES[name]()) == []


def test_the_real_comparison_fits(language):
    figure = figures.calibration(cases.calibration("ctrip"))
    assert outside(figure) == {} and overlapping(figure) == []


@EACH
def test_the_course_font_writes_every_text(name, language):
    known = {chr(code) for code in FT2Font(str(style.font_path())).get_charmap()}
    lacking = {character for text in figures.texts(FIGURES[name]()) for character in text} - known - {"\n"}
    assert not lacking, f"figure “{name}” ({language}): the course font lacks {sorted(lacking)}; add them in tools/font.py"


@EACH
def test_no_warning_while_drawing(name, language):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert figures.png(FIGURES[name]()).startswith(b"\x89PNG")


@EACH
def test_only_colours_of_the_style(name):
    figure, used = FIGURES[name](), set()
    for artist in figure.findobj(lambda artist: isinstance(artist, Line2D | Patch | Text)):
        if isinstance(artist, Line2D):
            used |= {artist.get_color(), artist.get_markeredgecolor(), artist.get_markerfacecolor()}
        elif isinstance(artist, Patch):
            used |= {colors.to_hex(artist.get_facecolor()), colors.to_hex(artist.get_edgecolor())}
        else:
            used.add(artist.get_color())
    used = {colors.to_hex(colour) for colour in used if isinstance(colour, tuple) or colour != "none"}
    assert used <= ALLOWED, f"{used - ALLOWED} is no colour of keguan/style.py"


@EACH
def test_letters_are_large_enough_for_the_back_row(name, language):
    figure = FIGURES[name]()
    small = {item.get_text(): item.get_fontsize() for item in figure.findobj(Text) if item.get_text() and item.get_fontsize() < 12}
    assert not small


@EACH
def test_title_is_the_finding(name, language):
    figure = FIGURES[name]()
    assert figure.get_suptitle() == figure.finding and any(character.isdigit() for character in figure.finding)
    assert figure._repr_mimebundle_()["text/plain"] == figure.finding


def test_findings_follow_the_data(language):
    assert "80.0%" in figures.lorenz().finding
    assert "50.0%" in figures.lorenz(models.profits(sigma=0.842)).finding
    assert "110." in figures.lorenz(models.profits(loss_share=0.1)).finding
    assert say("第 3 季度", "Q3") in figures.patience().finding
    assert say("少赚", "behind") in figures.patience(*behind()).finding
    assert say("没有差别", "do not differ") in figures.patience(behind()[0], behind()[0]).finding
    more, less = (models.simulate_resources([0] * 6, price_rise=rise) for rise in (5, 0))
    assert say("一直领先", "always") in figures.patience(more, less).finding
    assert figures.plan_name("differentiated") in figures.resources().finding
    assert say("2 项比例中，1 项", "1 of 2") in figures.calibration(comparison()).finding


def test_quadrants_of_equally_loyal_customers_say_so(language):
    figure = figures.quadrant(np.zeros(4), np.array([0.2, 0.8, 1.0, 2.0]))
    assert say("人人相同", "same for all") in figure.finding
    assert outside(figure) == {} and overlapping(figure) == []
    assert figure.axes[0].get_xlim() == (-0.5, 0.5)


def test_calibration_needs_a_share():
    with pytest.raises(ValueError, match="没有可以比较的比例.*no shares"):
        figures.calibration(comparison()[2:])


def test_published_and_simulated_differ_in_marker_and_words():
    figure = figures.calibration(comparison())
    assert len({line.get_marker() for line in figure.axes[0].lines}) == 2
    words = " ".join(figures.texts(figure))
    assert "公开 90.0%" in words and "模拟 92.0%" in words


@pytest.mark.parametrize("amount", [0, 12, 9999, 10000, 440123, 6594321])
def test_money(amount, language):
    text = figures.money(amount)
    assert text.endswith(say("元", "yuan"))
    assert figures.money(-amount).removeprefix("−") == text


def test_a_students_own_settings_do_not_reach_the_figures():
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black"}):
        assert outside(figures.pyramid()) == {}
        assert figures.patience().axes[0].xaxis.label.get_fontsize() == 13


if __name__ == "__main__":
    TEXTS.write_text(json.dumps(snapshot(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(f"{TEXTS.name}: {len(FIGURES)} figures in {len(style.LANGUAGES)} languages")
