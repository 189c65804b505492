"""HTML and Markdown of strangers: what is kept, what is dropped, and what is not even tried."""

import base64
from html.parser import HTMLParser

import pandas as pd
import pytest

from grader.feedback import safe_html


def test_a_table_of_pandas_keeps_its_cells_and_loses_its_dress():
    table = pd.DataFrame({"a": [1, 2], "b": ["<x>", "&"]}, index=pd.Index(["p", "q"], name="k"))
    made = safe_html.html(table._repr_html_())
    assert "<th>p</th>" in made and "<td>&lt;x&gt;</td>" in made and "<td>&amp;</td>" in made
    assert not [word for word in ("class", "style", "border", "scoped") if word in made]


def test_a_styled_table_keeps_its_spans():
    columns = pd.MultiIndex.from_product([["year"], ["2025", "2026"]])
    table = pd.DataFrame([[1, 2]], columns=columns).style.background_gradient()
    made = safe_html.html(table.to_html())
    assert 'colspan="2">year</th>' in made and ">2026</th>" in made and "background" not in made


def test_a_long_table_is_no_work():
    made = safe_html.html(pd.DataFrame({"n": range(2000)}).to_html())
    assert made.count("<tr>") == 2001


@pytest.mark.parametrize(
    "text, kept",
    [
        (
            '<a href="https://a.example/x" onclick="f()">l</a>',
            '<a href="https://a.example/x">l</a>',
        ),
        ('<a href="MAILTO:a@b.example">l</a>', '<a href="MAILTO:a@b.example">l</a>'),
        ('<a href="ftp://a.example">l</a>', "<a>l</a>"),
        ('<a href="//a.example">l</a>', "<a>l</a>"),
        ('<a href="https://a.example/ javascript:x">l</a>', "<a>l</a>"),
        ("<script>a</script>b<style scoped>c</style>d", "bd"),
        ("<svg><text>a</text></svg>b<math><mi>c</mi></math>", "b"),
        ("<p>open <b>bold", "<p>open <b>bold</b></p>"),
        ("<h1>a</h1><h3>b</h3>", "<h4>a</h4><h6>b</h6>"),
        ("<blink>a</blink>", "a"),
        (
            '<table><tr><td colspan="2000" rowspan="3">a</td></tr></table>',
            '<table><tbody><tr><td rowspan="3">a</td></tr></tbody></table>',
        ),
    ],
)
def test_what_is_kept(text, kept):
    assert safe_html.html(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 20_000,
        "<ul><li>" * 10_000,
        "<b><!--</b>-->" * 9_000,  # no end tag, although it looks like one
        "<b x='></b>'>" * 9_000,
        "".join(f"<b id={i}><p>" for i in range(1500)),
        "<svg>" + "<td>" * 15_000 + "</x>" * 15_000,
        "<a>" * 1_000,
        "x" * 200_000,
    ],
)
def test_what_would_take_too_long_is_not_tried(text):
    assert safe_html.html(text) is None
    assert safe_html.markdown(text).startswith("<pre")


def test_markdown_that_is_too_much_stays_as_it_was_typed():
    made = safe_html.markdown("**a** <" + "b" * safe_html.LONGEST_MARKDOWN)
    assert made.startswith('<pre tabindex="0">**a** &lt;b')


def test_ordinary_markdown():
    made = safe_html.markdown("# Title\n\nText with `code`, *words* and $a_1$.\n\n- one\n- two")
    assert "<h4>Title</h4>" in made and "<code>code</code>" in made and "$a_1$" in made
    assert "<li>one</li>" in made


class Attributes(HTMLParser):
    """The tags of a text with their attributes, as a browser reads them."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(3)).decode()  # ends in "="


def test_no_text_puts_a_picture_into_an_attribute():
    made = safe_html.markdown(
        f"![onmouseover=alert(1) x](data:image/png;base64,{PICTURE})\n\n"
        '<a href="https://a.example/&#xE000;0&#xE001;">l</a>'
    )
    found = Attributes(made).found
    assert [tag for tag, _ in found if tag in ("a", "img")] == ["img", "a"]
    assert not [name for _, own in found for name in own if name.startswith("on")]


def test_a_text_that_names_no_picture_stays_to_be_read():
    assert "before" in safe_html.markdown("before &#xE000;7&#xE001; after")


def test_a_picture_in_the_description_of_another_is_left_out():
    source = f"data:image/png;base64,{PICTURE}"
    made = safe_html.markdown(f"![a ![inner]({source}) b]({source})")
    assert made.count("<img") == 1 and 'alt="a  b"' in made
