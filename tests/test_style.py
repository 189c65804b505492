"""keguan.style: the course font is the one we ship, fonts are named in one place, the language can be switched."""

import hashlib
import re
from pathlib import Path

import pytest

import keguan
from keguan import style

ROOT = Path(__file__).resolve().parent.parent
FONT_SHA256 = "a91566b45cb1e798d994019fddff97b10c306d5cd4a81eff68cc45428514aae5"


@pytest.fixture(autouse=True)
def chinese_again():
    yield
    keguan.use("zh")


def test_the_font_file_is_the_one_we_built():
    found = hashlib.sha256(Path(str(style.font_path())).read_bytes()).hexdigest()
    assert found == FONT_SHA256, (
        f"keguan/fonts/{style.FONT_FILE} has changed: look at every figure again, then put its new sha256 into "
        "tests/test_style.py"
    )


def test_the_fonts_licence_lies_beside_it():
    text = (ROOT / "keguan" / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text.upper().replace("VERSION", "Version") or "OPEN FONT LICENSE" in text.upper()


def test_use_switches_the_language_and_sets_the_font():
    import matplotlib

    keguan.use("en")
    assert style.language() == "en" and style.say("中", "en") == "en"
    keguan.use("zh")
    assert style.say("中", "en") == "中"
    assert matplotlib.rcParams["font.family"][0] == style.FONT_FAMILY


def test_an_unknown_language_is_one_sentence_in_both():
    with pytest.raises(ValueError, match="没有“fr”这种语言.*No language 'fr'"):
        keguan.use("fr")


def test_only_style_names_a_font():
    named = re.compile(r"Keguan Sans|Noto Sans|SimHei|Microsoft YaHei|DejaVu|font\.(family|sans-serif)")
    places = [p for folder in ("keguan", "content", "grader", "datasets") for p in (ROOT / folder).rglob("*.py")]
    guilty = [str(p.relative_to(ROOT)) for p in places
              if p.name != "style.py" and named.search(p.read_text(encoding="utf-8").replace('["font.family"]', ""))]
    assert guilty == []
