"""One design: colours and sizes are named in keguan/style.py, and what is written in a colour can
be read on its ground."""

import re
from pathlib import Path

import pytest

from grader.base import pages
from keguan.style import CARD, DARK, LIGHT, SIZES

ROOT = Path(__file__).resolve().parents[2]
SHEETS = [ROOT / "keguan" / "lab.css", *sorted((ROOT / "grader" / "base" / "pages").glob("*.css"))]
# what says how something looks, but for the one place that may
PLACES = [
    *SHEETS,
    *sorted((ROOT / "grader" / "base" / "pages").glob("*.html")),
    *sorted((ROOT / "grader").rglob("*.py")),
    *sorted((ROOT / "keguan").rglob("*.py")),
]
# text on its ground; what only bounds something needs 3
TEXTS = [
    *[(text, ground) for text in ("ink", "soft", "brand") for ground in ("paper", "card")],
    *[(kind, ground) for kind in ("good", "warn", "bad") for ground in ("paper", "card")],
    *[(kind, f"{kind}-soft") for kind in ("brand", "good", "warn", "bad")],
    *[("ink", f"{kind}-soft") for kind in ("brand", "good", "warn", "bad")],
    ("soft", "brand-soft"),
    ("card", "brand"),
    ("card", "ink"),
]
EDGES = [(kind, "card") for kind in ("edge", "blue", "orange", "grey", "brand", "good", "bad")]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground_and_every_edge_be_seen(colours):
    for least, pairs in ((4.5, TEXTS), (3, EDGES)):
        for one, other in pairs:
            found = contrast(colours[one], colours[other])
            assert found >= least, f"{one} on {other}: {found:.2f}"


def test_both_sets_name_the_same_and_a_card_has_the_colours_of_a_page():
    assert set(LIGHT) == set(DARK)
    assert {CARD[state] for state in ("good", "warn", "bad", "next")} <= set(LIGHT.values())


def without_comments(path):
    return re.sub(r"(?s)/\*.*?\*/|<!--.*?-->", "", path.read_text(encoding="utf-8"))


def test_no_colour_or_size_stands_outside_of_its_place():
    """A condition on the width of the screen cannot take a name, and a drawing has a space of its
    own."""
    colour = r"#[0-9a-fA-F]{3,8}\b(?=[;,\"' )])|\b(?:rgb|hsl)a?\("
    size = r"(?<![\w.-])\d*\.?\d+(?:px|pt|rem)\b"
    guilty = []
    for path in PLACES:
        if path == ROOT / "keguan" / "style.py":
            continue
        text = re.sub(r"@(?:media|container)[^{]*\{", "", without_comments(path))
        found = re.findall(colour, text) + re.findall(size, text)
        guilty += [f"{path.relative_to(ROOT).as_posix()}: {one}" for one in found]
    assert guilty == [], "name it in keguan/style.py, and use var(--name)"


def test_every_name_that_a_sheet_uses_is_there():
    known = {*LIGHT, *SIZES}
    for path in SHEETS:
        used = set(re.findall(r"var\(--((?!jp-)[\w-]+)", without_comments(path)))
        assert used <= known, f"{path.name}: {sorted(used - known)}"


def test_letters_have_five_sizes_and_nothing_else():
    sizes = {name for name in SIZES if name.startswith("t-")}
    assert len(sizes) == 5
    for path in SHEETS:
        for said in re.findall(r"font(?:-size)?:([^;}]+)", without_comments(path)):
            assert re.search(r"inherit|var\(--(t-|jp-)|0\.92em|clamp|70%", said), (path.name, said)


def test_a_page_begins_with_the_names_and_paper_stays_light():
    sheet = pages.style()
    assert sheet.startswith(":root {") and sheet.index("@media screen") < sheet.index("* {")
    assert sheet.count("prefers-color-scheme") == 1
