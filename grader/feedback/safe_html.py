"""HTML for texts, pictures and tables that a student wrote or printed: nothing of it runs, loads
or leaves its box."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from secrets import token_hex
from typing import Any
from xml.etree import ElementTree

import mistune
import nh3
from defusedxml import DefusedXmlException
from defusedxml import ElementTree as SafeTree
from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

# characters
LONGEST_MARKDOWN = 30_000
LONGEST_HTML = 150_000
LONGEST_CODE = 30_000
LARGEST_PICTURE = 4_000_000  # bytes
ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")
# Control characters, those that turn the writing direction round, and lone surrogates.
UNSEEN = dict.fromkeys(
    [
        *range(9),
        11,
        12,
        *range(14, 32),
        *range(127, 160),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    ]
)
PICTURES = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
    "image/webp": b"RIFF",
}
DATA_URL = re.compile(r"data:(image/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)")
LINK = re.compile(r"(?i)(?:https?://|mailto:)[^\s]+")


def plain(value: object) -> str:
    """Any value as text without escape sequences, control characters and characters that reorder a
    line."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        value = "".join(part for part in value if isinstance(part, str))
    return ANSI.sub("", str(value)).replace("\r\n", "\n").translate(UNSEEN)


def printed(value: object) -> str:
    """What a terminal would show: of a line that was printed over with \\r, only the last state."""
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in plain(value).split("\n"))


@lru_cache(maxsize=512)
def code(source: str) -> Markup:
    """Python source as highlighted HTML; very long source as plain text."""
    if len(source) > LONGEST_CODE:
        return escape(source)
    return Markup(highlight(source, _PYTHON, _FORMAT).rstrip("\n"))


_PYTHON = PythonLexer(stripnl=False, ensurenl=False)
_FORMAT = HtmlFormatter(nowrap=True, classprefix="k-")


# --- HTML

TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
    ]
)
# Elements whose content is not meant to be read.
SILENT = frozenset(
    [
        "script",
        "style",
        "svg",
        "math",
        "template",
        "iframe",
        "object",
        "embed",
        "noscript",
        "title",
        "textarea",
        "xmp",
        "select",
        "canvas",
        "audio",
        "video",
        "head",
    ]
)
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
VALUES = {
    "href": LINK,
    "colspan": re.compile(r"\d{1,3}"),
    "rowspan": re.compile(r"\d{1,3}"),
    "scope": re.compile("row|col"),
}


def _value(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute; None where it is not one of those that are allowed. It is asked
    about every attribute, also those that ATTRIBUTES does not have."""
    allowed = VALUES.get(name)
    return value if allowed and allowed.fullmatch(value) else None


# The parser is that of the HTML standard, so that no text reads otherwise in a browser than here.
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(SILENT),
    attributes=ATTRIBUTES,
    attribute_filter=_value,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)

# The standard has elements that stay open and are opened again in what follows (FORMATTING), and
# looks through all open elements at many a tag. Both make work that grows with the product of
# elements and tags, up to minutes and a hundred megabytes for a text of our length. Elements that
# close those of their kind are not counted, so that a long table is cheap; a start tag inside a
# drawing opens an element whatever its name.
MOST_WORK = 20_000_000  # less than a second
_FORMATTING = re.compile(r"(?i)<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/>]")
_NESTING = re.compile(
    r"(?i)<(?!(?:p|li|td|th|tr|tbody|thead|tfoot|dt|dd|br|hr|img|col)[\s/>])[a-z]"
)
_DRAWING = re.compile(r"(?i)<(?:svg|math)[\s/>]")


@lru_cache(maxsize=512)
def html(text: str) -> Markup | None:
    """HTML with nothing but text, tables, lists and links; None where it is too long or would take
    too long."""
    return _clean(plain(text))


def _clean(text: str) -> Markup | None:
    if len(text) > LONGEST_HTML or _work(text) > MOST_WORK:
        return None
    made = _CLEANER.clean(text)
    return Markup(_demoted(made)) if len(made) <= 2 * LONGEST_HTML else None


def _work(text: str) -> int:
    """At most so many steps, but for a factor, does the parser need. Start tags are counted whether
    they are closed or not: a comment or an attribute can hold what looks like an end tag."""
    tags = text.count("<")
    formatting = len(_FORMATTING.findall(text))
    nesting = tags if _DRAWING.search(text) else len(_NESTING.findall(text))
    return (nesting + 100 * formatting) * tags


def _demoted(made: str) -> str:
    """The same HTML with its headings below those of the page: the highest becomes h4."""
    levels = [int(level) for level in re.findall(r"<h([1-6])>", made)]
    if not levels:
        return made
    return re.sub(
        r"<(/?)h([1-6])>", lambda m: f"<{m[1]}h{min(6, int(m[2]) - min(levels) + 4)}>", made
    )


# --- Markdown


class _Renderer(mistune.HTMLRenderer):
    """Markdown as HTML, still to be cleaned; pictures are kept aside, mathematics stays as it was
    typed."""

    def __init__(self, attachments: dict, words: Callable[[str], str]):
        super().__init__(escape=False)
        self.attachments = attachments
        self.words = words
        self.pictures: list[Markup] = []
        # stands for a picture while the HTML is cleaned; nobody can write it into a text before
        self.place = f"picture-{token_hex(16)}-"
        self.placed = re.compile(rf"{self.place}(\d+)\.")

    def image(self, text: str, url: str, title: str | None = None) -> str:
        alt = self.placed.sub("", plain(text))  # a picture within the description of another
        for kind, data in self.options(url):
            made = picture(kind, data, alt)
            if made:
                self.pictures.append(made)
                return f"{self.place}{len(self.pictures) - 1}."
        return str(escape(self.words(alt)))

    def options(self, url: str) -> list[tuple]:
        """Kind and data of the forms in which the notebook holds a picture."""
        if url.startswith("attachment:"):
            held = self.attachments.get(url.removeprefix("attachment:"))
            return list(held.items()) if isinstance(held, dict) else []
        found = DATA_URL.fullmatch(url)
        return [found.groups()] if found else []

    def inline_math(self, text: str) -> str:
        return f"${escape(text)}$"

    def block_math(self, text: str) -> str:
        return f"<p>$${escape(text)}$$</p>\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre>{escape(code)}</pre>\n"


def _only_alt(alt: str) -> str:
    return f"[{alt}]"


def markdown(
    text: object, attachments: Any = None, no_picture: Callable[[str], str] = _only_alt
) -> Markup:
    """Markdown as safe HTML; `no_picture` says, from its description, that a picture is not
    shown."""
    text = plain(text)
    if attachments:
        return _markdown(text, attachments if isinstance(attachments, dict) else {}, no_picture)
    return _markdown_cached(text, no_picture)


@lru_cache(maxsize=512)
def _markdown_cached(text: str, no_picture: Callable[[str], str]) -> Markup:
    return _markdown(text, {}, no_picture)


def _markdown(text: str, attachments: dict, no_picture: Callable[[str], str]) -> Markup:
    renderer = _Renderer(attachments, no_picture)
    clean = None
    if len(text) <= LONGEST_MARKDOWN:
        # a parser may stumble over a strange text; the text itself is still there to be read
        with suppress(Exception):
            clean = _clean(_parsed(text, renderer))
    if clean is None:
        return Markup('<pre tabindex="0">{}</pre>').format(text)
    return Markup(renderer.placed.sub(lambda found: renderer.pictures[int(found[1])], clean))


def _parsed(text: str, renderer: _Renderer) -> str:
    parse = mistune.create_markdown(renderer=renderer, plugins=["table", "strikethrough", "math"])
    return str(parse(text))


# --- pictures


def picture(kind: Any, data: Any, alt: str) -> Markup | None:
    """An <img> that holds the picture itself; None if it is not one, or too large."""
    made = svg(plain(data)) if kind == "image/svg+xml" else _decoded(kind, data)
    if made is None or len(made) > LARGEST_PICTURE:
        return None
    encoded = base64.b64encode(made).decode("ascii")
    return Markup('<img src="data:{};base64,{}" alt="{}">').format(kind, encoded, alt)


def _decoded(kind: Any, data: Any) -> bytes | None:
    if isinstance(data, list):
        data = "".join(part for part in data if isinstance(part, str))
    if (
        not isinstance(kind, str)
        or kind not in PICTURES
        or not isinstance(data, str)
        or len(data) > 2 * LARGEST_PICTURE
    ):
        return None
    try:
        made = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return made if made.startswith(PICTURES[kind]) else None


SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
SVG_TAGS = frozenset(
    f"{SVG}{name}"
    for name in [
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "defs",
        "clipPath",
        "mask",
        "linearGradient",
        "radialGradient",
        "stop",
        "use",
        "symbol",
        "marker",
        "pattern",
        "title",
        "desc",
        "style",
        "image",
    ]
)
ElementTree.register_namespace("", SVG[1:-1])
ElementTree.register_namespace("xlink", XLINK[1:-1])


def svg(text: str) -> bytes | None:
    """A drawing without scripts, links and anything from outside; None if it is not well-formed."""
    text = re.sub(r"<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*>", "", text[: LARGEST_PICTURE + 1])
    if len(text) > LARGEST_PICTURE:
        return None
    try:
        root = SafeTree.fromstring(text.strip())
        if root.tag != f"{SVG}svg":
            return None
        for element in root.iter():
            element[:] = [child for child in element if _drawn(child)]
            element.attrib = {
                name: value
                for name, value in element.attrib.items()
                if _harmless(element.tag, name, value)
            }
        return ElementTree.tostring(root, encoding="utf-8")
    except (ElementTree.ParseError, DefusedXmlException, RecursionError, ValueError, TypeError):
        return None


def _drawn(element) -> bool:
    if element.tag not in SVG_TAGS:
        return False
    return element.tag != f"{SVG}style" or (len(element) == 0 and _style(element.text or ""))


def _style(text: str) -> bool:
    """Whether a style loads nothing and hides nothing behind escapes."""
    return not re.search(
        r"[\\@<]|expression|import|url\(\s*['\"]?(?!#)|javascript:", text, flags=re.IGNORECASE
    )


def _harmless(tag: str, name: str, value: str) -> bool:
    if name in ("href", f"{XLINK}href"):
        return value.startswith("#") or (tag == f"{SVG}image" and bool(DATA_URL.fullmatch(value)))
    return (
        "{" not in name
        and not name.lower().startswith("on")
        and name.lower() != "src"
        and _style(value)
    )
