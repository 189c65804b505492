"""Finds the translatable pieces of a cell and writes translations in their place."""

from __future__ import annotations

import ast
import inspect
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from tools.content import CHINESE, Cell, blank_magics

_LITERAL = re.compile(r"""([A-Za-z]{0,2})(\"{3}|'{3}|"|')((?:\\.|(?!\2).)*)\2""", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{\{|\}\}|(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})")
_FENCE = re.compile(r"\s*(```|~~~)")
TRIPLE = (['"""'], ["'''"])  # one literal with such quotes
WIDTH = 100  # columns a translated string may fill before it goes on on the next line

String = ast.Constant | ast.JoinedStr


@dataclass(frozen=True)
class Piece:
    """source[start:end] is replaced by render(translation of text)."""

    start: int
    end: int
    text: str
    kind: str  # "text" (Markdown), "string" or "comment" (code)
    render: Callable[[str], str]


def pieces(cell: Cell) -> list[Piece]:
    """What has to be translated in a cell, in order.

    Raises BuildError when an f-string has Chinese in its braces.
    """
    if not cell.translated or not CHINESE.search(cell.source):
        return []
    if cell.kind == "markdown":
        return _blocks(cell.source)
    return _code_pieces(cell)


def replace(source: str, found: list[Piece], translate: Callable[[Piece], str]) -> str:
    """The source with every piece translated."""
    for piece in reversed(found):
        new = piece.render(translate(piece))
        source = source[: piece.start] + new + source[piece.end :]
    return source


def placeholders(text: str) -> list[str]:
    """The {...} of a format string, sorted; doubled braces are text."""
    return sorted(filter(None, _PLACEHOLDER.findall(text)))


def shape(source: str) -> str:
    """The code of a cell with strings and comments blanked, to compare the two languages.

    Raises SyntaxError when it is not Python.
    """
    tree = ast.parse(blank_magics(source))
    return ast.dump(_Blank().visit(tree))


class _Blank(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        values = [v for v in node.values if isinstance(v, ast.FormattedValue)]
        # a translation may name them in another order
        return ast.JoinedStr(sorted(values, key=ast.dump))


def _blocks(source: str) -> list[Piece]:
    """Blocks between blank lines; a fenced block is one piece with its blank lines."""
    found = []
    for start, end in _spans(source):
        text = source[start:end].rstrip("\n")
        if CHINESE.search(text):
            found.append(Piece(start, start + len(text), text, "text", str))
    return found


def _spans(source: str) -> Iterator[tuple[int, int]]:
    """Start and end of what lies between blank lines outside of fences; some are empty."""
    start = 0
    offset = 0
    fence = ""
    for line in source.splitlines(keepends=True):
        end = offset + len(line)
        if not fence and not line.strip():
            yield start, offset
            start = end
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark.group(1)
        elif mark and mark.group(1) == fence:
            fence = ""
        offset = end
    yield start, offset


def _code_pieces(cell: Cell) -> list[Piece]:
    source = blank_magics(cell.source)
    tree = ast.parse(source)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    lines = cell.source.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    found = [_string_piece(cell, node, starts, docstring) for node, docstring in _strings(tree)]
    found += [_comment_piece(token, starts) for token in tokens if token.type == tokenize.COMMENT]
    chinese = [piece for piece in found if CHINESE.search(piece.text)]
    return sorted(chinese, key=lambda piece: piece.start)


def _strings(tree: ast.AST, docstring: ast.AST | None = None) -> Iterator[tuple[String, bool]]:
    """Yields (string node, is it a docstring) without going into f-strings."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.JoinedStr() | ast.Constant(value=str()):
                yield node, node is docstring
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield from _strings(node, _docstring_of(node.body))
            case _:
                yield from _strings(node, docstring)


def _docstring_of(body: list[ast.stmt]) -> ast.AST | None:
    """The docstring of a function or class with this body."""
    match body[0]:
        case ast.Expr(value=ast.Constant(value=str()) as docstring):
            return docstring
    return None


def _comment_piece(token: tokenize.TokenInfo, starts: list[int]) -> Piece:
    line, column = token.start
    start = starts[line - 1] + column
    end = start + len(token.string)
    text = token.string.lstrip("#").lstrip()
    marks = token.string.removesuffix(text)
    return Piece(start, end, text.rstrip(), "comment", lambda new: marks + new)


def _string_piece(cell: Cell, node: String, starts: list[int], docstring: bool) -> Piece:
    column = _column(cell, node)
    start = starts[node.lineno - 1] + column
    span = ast.get_source_segment(cell.source, node) or ""
    literals = _LITERAL.findall(span)
    formatted = isinstance(node, ast.JoinedStr)
    text = "".join(_text(prefix, quote, body, formatted) for prefix, quote, body in literals)
    _verify_read(cell, node, span, text)
    quotes = [quote for _, quote, _ in literals]
    render: Callable[[str], str]
    if "\n" not in text or quotes not in TRIPLE:
        wrap = WIDTH - column if "\n" in span else None
        render = partial(_lines, formatted=formatted, column=column, width=wrap)
    elif not docstring:
        render = partial(_literal, formatted=formatted, quote='"""')
    else:
        closing_line = text.rstrip(" ").endswith("\n")
        text = inspect.cleandoc(text)
        render = partial(_docstring, column=column, closing_line=closing_line)
    return Piece(start, start + len(span), text, "string", render)


def _column(cell: Cell, node: String) -> int:
    """The column where a string begins; ast counts in UTF-8 bytes."""
    line = cell.source.split("\n")[node.lineno - 1]
    before = line.encode("utf-8")[: node.col_offset]
    return len(before.decode("utf-8"))


def _verify_read(cell: Cell, node: String, span: str, text: str) -> None:
    if isinstance(node, ast.Constant) and text != node.value:
        raise cell.refuse(
            "这个字符串读不懂，请写成一个普通字符串",
            f"this string cannot be read; write it as one plain string: {span}",
        )
    inside = "".join(placeholders(text))
    if isinstance(node, ast.JoinedStr) and CHINESE.search(inside):
        raise cell.refuse(
            "f 字符串的花括号里不能有中文，先存进变量",
            f"an f-string has Chinese inside its braces; put it in a variable first: {span}",
        )


def _text(prefix: str, quote: str, body: str, formatted: bool) -> str:
    """Text of one literal; in a formatted whole, braces of a plain part are doubled."""
    plain = "".join(c for c in prefix if c not in "fF")
    text = ast.literal_eval(f"{plain}{quote}{body}{quote}")
    if formatted and "f" not in prefix.lower():
        text = text.replace("{", "{{").replace("}", "}}")
    return text


def _docstring(text: str, column: int, closing_line: bool) -> str:
    indent = " " * column
    first, *others = text.split("\n")
    lines = [first]
    for line in others:
        lines.append(indent + line if line else "")
    if closing_line:
        lines.append(indent)
    return _literal("\n".join(lines), False, '"""')


def _lines(text: str, formatted: bool, column: int, width: int | None) -> str:
    """One literal, or several under each other when the original stood on several lines."""
    if width is None:
        return _literal(text, formatted)
    parts = []
    part = ""
    for word in re.findall(r"(?:\{[^{}]*\}|\S)+\s*|\s+", text):
        if part and len(part) + len(word) > max(width, 30):
            parts.append(part)
            part = ""
        part += word
    parts.append(part)
    joint = "\n" + " " * column
    return joint.join(
        _literal(part, formatted and bool(_PLACEHOLDER.search(part))) for part in parts
    )


def _literal(text: str, formatted: bool, quote: str | None = None) -> str:
    """Python source of a string, as an f-string if it has placeholders."""
    inside = "".join(placeholders(text)) if formatted else ""
    if quote is None:
        quote = next((mark for mark in "\"'" if mark not in inside), '"""')
    if not formatted:
        return f"{quote}{_escape(text, quote)}{quote}"
    out = ""
    last = 0
    for match in _PLACEHOLDER.finditer(text):
        placeholder = match.group(1)
        if placeholder:
            out += _escape(text[last : match.start()], quote)
            out += placeholder
            last = match.end()
    out += _escape(text[last:], quote)
    return f"f{quote}{out}{quote}"


def _escape(text: str, quote: str) -> str:
    text = text.replace("\\", "\\\\").replace(quote[0], "\\" + quote[0])
    if len(quote) == 3:
        return text
    return text.replace("\n", "\\n").replace("\t", "\\t")
