"""keguan.style: the course font is the one we ship, fonts are named in one place, the language can
be switched.
"""

import hashlib
import re
from pathlib import Path

import matplotlib
import pytest

import keguan
from keguan import style

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "keguan" / "fonts"
FONT_SHA256 = "a91566b45cb1e798d994019fddff97b10c306d5cd4a81eff68cc45428514aae5"
# tools/font.py is the recipe of the course font, so it names the font it starts from.
MAY_NAME_FONTS = {ROOT / "keguan" / "style.py", ROOT / "tools" / "font.py"}


@pytest.fixture(autouse=True)
def chinese_again():
    yield
    keguan.use("zh")


def test_the_font_file_is_the_one_we_built():
    found = hashlib.sha256((FONTS / style.FONT_FILE).read_bytes()).hexdigest()
    assert found == FONT_SHA256, (
        f"keguan/fonts/{style.FONT_FILE} has changed (sha256 {found}): look at every figure "
        "again, then put the new sha256 into tests/keguan/test_style.py"
    )


def test_the_fonts_licence_lies_beside_it():
    text = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in text.upper() and "Version 1.1" in text and "Copyright" in text


def test_nothing_else_lies_beside_the_font():
    assert {path.name for path in FONTS.iterdir()} == {style.FONT_FILE, "OFL.txt"}


@pytest.mark.parametrize(("language", "word"), [("zh", "中"), ("en", "English")])
def test_use_switches_the_language_and_sets_the_font(language, word):
    keguan.use(language)
    assert style.language() == language and style.say("中", "English") == word
    assert matplotlib.rcParams["font.family"] == [style.FONT_FAMILY, style.FALLBACK_FAMILY]


@pytest.mark.parametrize("wrong", ["fr", "ZH", "", None])
def test_an_unknown_language_is_one_sentence_in_both_and_changes_nothing(wrong):
    with pytest.raises(ValueError, match=f"没有“{wrong}”这种语言.*No language {wrong!r}"):
        keguan.use(wrong)
    assert style.language() == "zh"


def test_a_missing_font_is_one_warning_and_not_the_end(monkeypatch, tmp_path, caplog):
    from matplotlib import font_manager

    others = [
        entry for entry in font_manager.fontManager.ttflist if entry.name != style.FONT_FAMILY
    ]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", others)
    monkeypatch.setattr(style, "font_path", lambda: tmp_path / style.FONT_FILE)
    assert style.fonts()["font.family"] == [style.FALLBACK_FAMILY]
    assert (
        "缺少字体文件" in caplog.text
        and "is missing" in caplog.text
        and style.FONT_FILE in caplog.text
    )


def test_colours_can_be_told_apart():
    assert len(set(style.COLOURS.values())) == len(style.COLOURS)
    for chosen in (style.TIER_COLOURS, style.GROUP_COLOURS):
        assert len(set(chosen.values())) == len(chosen) and set(chosen.values()) <= set(
            style.COLOURS.values()
        )


def test_only_style_names_a_font():
    named = re.compile(
        r"Keguan Sans|Noto Sans|SimHei|Microsoft YaHei|DejaVu|font[._]family|font\.sans-serif"
    )
    folders = ("keguan", "content", "tools", "datasets")
    places = set().union(*((ROOT / folder).rglob("*.py") for folder in folders)) - MAY_NAME_FONTS
    guilty = [
        path.relative_to(ROOT).as_posix()
        for path in sorted(places)
        if named.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == [], "fonts are named in keguan/style.py only"


def test_only_style_names_a_colour():
    guilty = [
        path.name
        for path in sorted((ROOT / "keguan").rglob("*.py"))
        if path.name != "style.py"
        and re.search(r"#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8"))
    ]
    assert guilty == [], "colours are named in keguan/style.py only"
