"""The templates: everything is escaped, nothing is missing, the look is one."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from grader import pages
from keguan.style import COLOURS

FOLDER = Path(pages.__file__).parent
WORDS = {"skip": "skip"}


def bare(**data):
    return pages.render(
        "base.html", **{"language": "en", "t": WORDS, "heading": "H", "foot": "F"} | data
    )


def test_what_a_page_is_given_is_text():
    made = bare(heading='<script>alert("1")</script>', foot=Markup("<b>{}</b>").format("<i>"))
    assert "<script" not in made and "<b>&lt;i&gt;</b>" in made


def test_a_missing_word_is_an_error():
    with pytest.raises(UndefinedError):
        bare(t={})


def test_no_template_switches_escaping_off():
    for path in FOLDER.glob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape", source), path.name
        # a policy that allows one style sheet allows no style in a tag
        inline = r"\bstyle=|\bon\w+=|<script(?![^>]* src=)"
        assert not re.search(inline, source), path.name


def test_the_policy_allows_the_style_sheet_that_stands_in_the_page():
    sheet = bare().partition("<style>")[2].partition("</style>")[0]
    known = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert f"'sha256-{known}'" in pages.policy() and "</" not in sheet


def test_the_colours_are_those_of_the_figures():
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", pages.style()))
    for name, of_figures in (("blue", "blue"), ("sky", "sky"), ("orange", "vermilion")):
        assert named[name] == COLOURS[of_figures].lower()


LOOK = pages.part("look.css")
TOKENS, REST = LOOK[: LOOK.index("\n* {")], LOOK[LOOK.index("\n* {") :]
# text on ground, as the rules below the tokens put them
PAIRS = [
    *[(text, ground) for text in ("ink", "soft", "brand") for ground in ("paper", "card")],
    *[(kind, "card") for kind in ("good", "warn", "bad")],
    *[(kind, f"{kind}-soft") for kind in ("brand", "good")],
    ("card", "brand"),
    ("ink", "brand-soft"),
    ("card", "ink"),
]


def test_only_the_tokens_name_colours_and_sizes_of_text():
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", REST)
    sizes = re.findall(r"font(?:-size)?:([^;}]+)", REST)
    assert sizes and all("inherit" in size or "var(--t-" in size for size in sizes)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("text, ground", PAIRS)
def test_every_text_can_be_read_on_its_ground(text, ground, dark):
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", TOKENS.split("@media")[dark]))
    light, dim = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dim + 0.05) >= 4.5
