"""Finds the translatable pieces of a cell and writes translations in their place."""

from __future__ import annotations

import ast
import inspect
import io
import re
import tokenize
from collections.abc import Callable
from dataclasses import dataclass

from tools.content import CHINESE, Cell, blank_magics

_LITERAL = re.compile(r"""([A-Za-z]{0,2})(\"{3}|'{3}|"|')((?:\\.|(?!\2).)*)\2""", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{\{|\}\}|(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})")
_FENCE = re.compile(r"\s*(```|~~~)")
WIDTH = 100  # columns a translated string may fill before it goes on on the next line


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
    return _blocks(cell.source) if cell.kind == "markdown" else _code_pieces(cell)


def replace(source: str, found: list[Piece], translate: Callable[[Piece], str]) -> str:
    """The source with every piece translated."""
    for piece in reversed(found):
        source = source[: piece.start] + piece.render(translate(piece)) + source[piece.end :]
    return source


def placeholders(text: str) -> list[str]:
    """The {...} of a format string, sorted; doubled braces are text."""
    return sorted(match.group(1) for match in _PLACEHOLDER.finditer(text) if match.group(1))


def shape(source: str) -> str:
    """The code of a cell with strings and comments blanked, to compare the two languages.

    Raises SyntaxError when it is not Python.
    """
    return ast.dump(_Blank().visit(ast.parse(blank_magics(source))))


class _Blank(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        values = [v for v in node.values if isinstance(v, ast.FormattedValue)]
        # a translation may name them in another order
        return ast.JoinedStr(sorted(values, key=ast.dump))


def _blocks(source: str) -> list[Piece]:
    """Blocks between blank lines; a fenced block is one piece with its blank lines."""
    found: list[Piece] = []
    start, offset, fence = None, 0, None
    for line in [*source.splitlines(keepends=True), ""]:
        blank = not line.strip() and fence is None
        if blank and start is not None:
            text = source[start:offset].rstrip("\n")
            if CHINESE.search(text):
                found.append(Piece(start, start + len(text), text, "text", str))
            start = None
        if not blank and start is None:
            start = offset
        mark = _FENCE.match(line)
        if mark:
            fence = mark.group(1) if fence is None else (None if mark.group(1) == fence else fence)
        offset += len(line)
        if not line and start is not None:  # a fence that is never closed
            text = source[start:].rstrip("\n")
            found.append(Piece(start, start + len(text), text, "text", str))
    return found


def _code_pieces(cell: Cell) -> list[Piece]:
    source = blank_magics(cell.source)
    tree = ast.parse(source)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    starts = [0]
    for line in cell.source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found = [_string_piece(cell, node, starts, docstring) for node, docstring in _strings(tree)]
    found += [_comment_piece(token, starts) for token in tokens if token.type == tokenize.COMMENT]
    return sorted((p for p in found if CHINESE.search(p.text)), key=lambda p: p.start)


def _strings(tree: ast.AST, docstring: ast.AST | None = None):
    """Yields (string node, is it a docstring) without going into f-strings."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        ):
            yield node, node is docstring
            continue
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            first = node.body[0]
            has = ast.get_docstring(node, clean=False) is not None
            yield from _strings(node, first.value if has else None)
        else:
            yield from _strings(node, docstring)


def _comment_piece(token: tokenize.TokenInfo, starts: list[int]) -> Piece:
    start = starts[token.start[0] - 1] + token.start[1]
    marks = re.match(r"#+\s*", token.string).group(0)
    text = token.string[len(marks) :].rstrip()
    return Piece(start, start + len(token.string), text, "comment", lambda new: marks + new)


def _string_piece(cell: Cell, node: ast.expr, starts: list[int], docstring: bool) -> Piece:
    lines = cell.source.split("\n")

    def offset(line: int, column: int) -> int:  # ast counts columns in UTF-8 bytes
        return starts[line - 1] + len(lines[line - 1].encode("utf-8")[:column].decode("utf-8"))

    start, end = offset(node.lineno, node.col_offset), offset(node.end_lineno, node.end_col_offset)
    span, column = cell.source[start:end], start - starts[node.lineno - 1]
    literals = _LITERAL.findall(span)
    formatted = isinstance(node, ast.JoinedStr)
    text = "".join(_text(*literal, formatted) for literal in literals)
    if not formatted and text != node.value:
        raise cell.refuse(
            "这个字符串读不懂，请写成一个普通字符串",
            f"this string cannot be read; write it as one plain string: {span}",
        )
    if formatted and CHINESE.search("".join(placeholders(text))):
        raise cell.refuse(
            "f 字符串的花括号里不能有中文，先存进变量",
            f"an f-string has Chinese inside its braces; put it in a variable first: {span}",
        )
    triple = len(literals) == 1 and len(literals[0][1]) == 3 and "\n" in text
    if triple and docstring:
        return Piece(
            start,
            end,
            inspect.cleandoc(text),
            "string",
            lambda new: _docstring(new, column, text.rstrip(" ").endswith("\n")),
        )
    if triple:
        return Piece(start, end, text, "string", lambda new: _literal(new, formatted, '"""'))
    wrap = WIDTH - column if "\n" in span else None
    return Piece(start, end, text, "string", lambda new: _lines(new, formatted, column, wrap))


def _text(prefix: str, quote: str, body: str, formatted: bool) -> str:
    """Text of one literal; in a formatted whole, braces of a plain part are doubled."""
    plain = "".join(c for c in prefix if c not in "fF")
    text = ast.literal_eval(f"{plain}{quote}{body}{quote}")
    if formatted and "f" not in prefix.lower():
        text = text.replace("{", "{{").replace("}", "}}")
    return text


def _docstring(text: str, column: int, closing_line: bool) -> str:
    lines = text.split("\n")
    indent = " " * column
    body = "\n".join([lines[0], *(indent + line if line else "" for line in lines[1:])])
    return _literal(body + (f"\n{indent}" if closing_line else ""), False, '"""')


def _lines(text: str, formatted: bool, column: int, width: int | None) -> str:
    """One literal, or several under each other when the original stood on several lines."""
    if width is None:
        return _literal(text, formatted)
    parts, part = [], ""
    for word in re.findall(r"(?:\{[^{}]*\}|\S)+\s*|\s+", text):
        if part and len(part) + len(word) > max(width, 30):
            parts.append(part)
            part = ""
        part += word
    joint = "\n" + " " * column
    return joint.join(
        _literal(p, formatted and bool(placeholders(p) or "{{" in p or "}}" in p))
        for p in [*parts, part]
    )


def _literal(text: str, formatted: bool, quote: str | None = None) -> str:
    """Python source of a string, as an f-string if it has placeholders."""
    inside = "".join(placeholders(text)) if formatted else ""
    if quote is None:
        quote = '"' if '"' not in inside else ("'" if "'" not in inside else '"""')
    out, last = [], 0
    if formatted:
        for match in _PLACEHOLDER.finditer(text):
            if match.group(1):
                out += [_escape(text[last : match.start()], quote), match.group(1)]
                last = match.end()
    out.append(_escape(text[last:], quote))
    return f"{'f' if formatted else ''}{quote}{''.join(out)}{quote}"


def _escape(text: str, quote: str) -> str:
    text = text.replace("\\", "\\\\").replace(quote[0], "\\" + quote[0])
    return text if len(quote) == 3 else text.replace("\n", "\\n").replace("\t", "\\t")
