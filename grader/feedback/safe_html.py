"""HTML for texts, pictures and tables that a student wrote or printed: nothing of it runs, loads
or leaves its box."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

import mistune
from bleach.sanitizer import Cleaner
from defusedxml import DefusedXmlException
from defusedxml import ElementTree as SafeTree
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

LONGEST_MARKDOWN, LONGEST_HTML, LONGEST_CODE = 30_000, 150_000, 30_000  # characters
LARGEST_PICTURE = 4_000_000  # bytes
DEEPEST = 60  # elements inside one another; html5lib's time grows with the square
ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")
# Control characters, those that turn the writing direction round, lone surrogates, and two that
# mark pictures below.
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
        0xE000,
        0xE001,
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


def plain(value) -> str:
    """Any value as text without escape sequences, control characters and characters that reorder a
    line."""
    if isinstance(value, (list, tuple)):
        value = "".join(part for part in value if isinstance(part, str))
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return ANSI.sub("", text).replace("\r\n", "\n").translate(UNSEEN)


def printed(value) -> str:
    """What a terminal would show: of a line that was printed over with \\r, only the last state."""
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in plain(value).split("\n"))


@lru_cache(maxsize=512)
def code(source: str) -> str:
    """Python source as highlighted HTML; very long source as plain text."""
    if len(source) > LONGEST_CODE:
        return escape(source)
    return highlight(source, _PYTHON, _FORMAT).rstrip("\n")


_PYTHON, _FORMAT = (
    PythonLexer(stripnl=False, ensurenl=False),
    HtmlFormatter(nowrap=True, classprefix="k-"),
)


# --- HTML
# -------------------------------------------------------------------------------------------------------

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
SILENT = [
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
_SILENT = re.compile(rf"(?i)<(/?)({'|'.join(SILENT)})\b[^>]{{0,5000}}>?")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]{0,5000}>")
_IMPLIED = {
    "p",
    "li",
    "td",
    "tr",
    "th",
    "dt",
    "dd",
    "br",
    "hr",
    "img",
    "col",
    "input",
    "wbr",
    "meta",
    "link",
    "tbody",
    "thead",
}
_FRAME = re.compile(
    r"<(/?)(table|thead|tbody|tr|th|td|div|p)(?: "
    r'(?:border="1"|class="dataframe"|style="text-align: right;"'
    r'|(?P<span>colspan="\d{1,3}"|rowspan="\d{1,3}")|valign="top"))*>'
)


def _attribute(tag: str, name: str, value: str) -> bool:
    if tag == "a" and name == "href":
        return bool(LINK.fullmatch(value))
    if tag in ("td", "th") and name in ("colspan", "rowspan"):
        return bool(re.fullmatch(r"\d{1,3}", value))
    return (tag, name, value) in {("th", "scope", "row"), ("th", "scope", "col")}


_CLEANER = Cleaner(
    tags=TAGS, attributes=_attribute, protocols=frozenset({"http", "https", "mailto"}), strip=True
)


@lru_cache(maxsize=512)
def html(text: str) -> str | None:
    """HTML with nothing but text, tables, lists and links; None where it is too long or too deep
    to be looked through."""
    text = _without_silent(plain(text))
    if len(text) > LONGEST_HTML or _too_deep(text):
        return None
    return _frame(text) or _demoted(_CLEANER.clean(text))


def _without_silent(text: str) -> str:
    """The text without elements whose content is not meant to be read, as scripts and styles."""
    kept, start, inside = [], 0, None
    for found in _SILENT.finditer(text):
        name = found[2].lower()
        if inside is None:
            kept.append(text[start : found.start()])
            inside = None if found[1] or name == "embed" else name
        elif found[1] and name == inside:
            inside = None
        start = found.end()
    return "".join(kept) + (text[start:] if inside is None else "")


def _too_deep(text: str) -> bool:
    depth = deepest = 0
    for closing, name in _TAG.findall(text):
        if name.lower() not in _IMPLIED:
            depth = max(depth + (-1 if closing else 1), 0)
            deepest = max(deepest, depth)
    return deepest > DEEPEST or text.count("<") > 20_000


def _frame(text: str) -> str | None:
    """The table of a pandas DataFrame, which is too common to be parsed each time; None for any
    other HTML."""
    kept, start, opened = [], 0, []
    for found in _FRAME.finditer(text):
        between = text[start : found.start()]
        if "<" in between or (between.strip() and not opened):
            return None
        if not found[1]:
            opened.append(found[2])
        elif not opened or opened.pop() != found[2]:
            return None
        spans = (
            ""
            if found[1]
            else "".join(f" {span}" for span in re.findall(r'(?:col|row)span="\d+"', found[0]))
        )
        kept += [between.replace(">", "&gt;"), f"<{found[1]}{found[2]}{spans}>"]
        start = found.end()
    rest = text[start:]
    return "".join(kept) if kept and not opened and not rest.strip() else None


def _demoted(made: str) -> str:
    """The same HTML with its headings below those of the page: the highest becomes h4."""
    levels = [int(level) for level in re.findall(r"<h([1-6])>", made)]
    if not levels:
        return made
    return re.sub(
        r"<(/?)h([1-6])>", lambda m: f"<{m[1]}h{min(6, int(m[2]) - min(levels) + 4)}>", made
    )


# --- Markdown
# ---------------------------------------------------------------------------------------------------


class _Renderer(mistune.HTMLRenderer):
    """Markdown as HTML, still to be cleaned; pictures are kept aside, mathematics stays as it was
    typed."""

    def __init__(self, attachments: dict, words: Callable[[str], str]):
        super().__init__(escape=False)
        self.attachments, self.words, self.pictures = attachments, words, []

    def image(self, text: str, url: str, title: str | None = None) -> str:
        name = url.removeprefix("attachment:") if url.startswith("attachment:") else None
        held = self.attachments.get(name) if name is not None else None
        found = DATA_URL.fullmatch(url)
        options = held.items() if isinstance(held, dict) else [found.groups()] if found else []
        for kind, data in options:
            made = picture(kind, data, plain(text))
            if made:
                self.pictures.append(made)
                return f"\ue000{len(self.pictures) - 1}\ue001"
        return escape(self.words(plain(text)))

    def inline_math(self, text: str) -> str:
        return f"${escape(text)}$"

    def block_math(self, text: str) -> str:
        return f"<p>$${escape(text)}$$</p>\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        return f'<pre tabindex="0">{escape(code)}</pre>\n'


def markdown(
    text, attachments=None, no_picture: Callable[[str], str] = lambda alt: f"[{alt}]"
) -> str:
    """Markdown as safe HTML; `no_picture` says, from its description, that a picture is not
    shown."""
    text = plain(text)
    if attachments:
        return _markdown(text, attachments if isinstance(attachments, dict) else {}, no_picture)
    return _markdown_cached(text, no_picture)


def _markdown(text: str, attachments: dict, no_picture: Callable[[str], str]) -> str:
    renderer = _Renderer(attachments, no_picture)
    try:
        made = mistune.create_markdown(
            renderer=renderer, plugins=["table", "strikethrough", "math"]
        )(text)
        clean = None if len(text) > LONGEST_MARKDOWN else _clean(made)
    # a parser may stumble over a strange text; the text itself is still there to be read
    except Exception:
        clean = None
    if clean is None:
        return f'<pre tabindex="0">{escape(text)}</pre>'
    return re.sub("\ue000(\\d+)\ue001", lambda m: renderer.pictures[int(m[1])], clean)


@lru_cache(maxsize=512)
def _markdown_cached(text: str, no_picture: Callable[[str], str]) -> str:
    return _markdown(text, {}, no_picture)


def _clean(made: str) -> str | None:
    made = _without_silent(made)
    if len(made) > LONGEST_HTML or _too_deep(made):
        return None
    return _demoted(_CLEANER.clean(made))


# --- pictures
# ---------------------------------------------------------------------------------------------------


def picture(kind, data, alt: str) -> str | None:
    """An <img> that holds the picture itself; None if it is not one, or too large."""
    made = svg(plain(data)) if kind == "image/svg+xml" else _decoded(kind, data)
    if made is None or len(made) > LARGEST_PICTURE:
        return None
    encoded = base64.b64encode(made).decode("ascii")
    return f'<img src="data:{kind};base64,{encoded}" alt="{escape(alt)}">'


def _decoded(kind: str, data) -> bytes | None:
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


SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
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
