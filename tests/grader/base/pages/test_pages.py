"""The templates: everything is escaped, nothing is missing, the look is one."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from grader.base import pages
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
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", pages.style().split("@media")[0]))
    for name, of_figures in (("blue", "blue"), ("sky", "sky"), ("orange", "vermilion")):
        assert named[name] == COLOURS[of_figures].lower()
