"""The value that an answer cell gives to a name: read, and replaced where it stands.

What a student typed around it stays byte by byte, so that an answer that was clicked is the answer
that would have been typed. A cell that computes its answer is not read, and never changed.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

WHOLE = 0  # the number of the only value of a cell; questions of a part count from 1


class Unreadable(ValueError):
    """The cell does more than give one plain value to the name, or to each question."""


@dataclass(frozen=True)
class _Value:
    """A value, and where it stands in the source as UTF-8."""

    value: Any
    start: int
    end: int


def read(source: str, name: str) -> dict[int, Any]:
    """The values by number; None where there is no answer yet. Raises Unreadable."""
    return {number: found.value for number, found in _values(source, name).items()}


def replaced(source: str, name: str, literals: Mapping[int, str]) -> str:
    """The source with other values, given as Python writes them. Raises Unreadable."""
    found = _values(source, name)
    if not literals.keys() <= found.keys():
        raise Unreadable
    data = source.encode()
    for number in sorted(literals, key=lambda number: found[number].start, reverse=True):
        place = found[number]
        data = data[: place.start] + literals[number].encode() + data[place.end :]
    return data.decode()


def _values(source: str, name: str) -> dict[int, _Value]:
    lines = [0]
    for line in source.encode().split(b"\n"):
        lines.append(lines[-1] + len(line) + 1)
    value = _assigned(source, name)
    nodes = {WHOLE: value}
    if isinstance(value, ast.Dict):
        nodes = dict(zip(map(_number, value.keys), value.values, strict=True))
        if len(nodes) < len(value.keys):
            raise Unreadable  # a question stands twice, and the last one counts
    return {number: _placed(node, lines) for number, node in nodes.items()}


def _assigned(source: str, name: str) -> ast.expr:
    """What the name is set to, where the cell does nothing else with it."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Unreadable from None
    if sum(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree)) != 1:
        raise Unreadable
    for node in tree.body:
        if isinstance(node, ast.Assign) and [*map(_name, node.targets)] == [name]:
            return node.value
    raise Unreadable


def _name(target: ast.expr) -> str:
    return target.id if isinstance(target, ast.Name) else ""


def _number(key: ast.expr | None) -> int:
    if isinstance(key, ast.Constant) and type(key.value) is int:
        return key.value
    raise Unreadable


def _placed(node: ast.expr, lines: list[int]) -> _Value:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, RecursionError, MemoryError):
        raise Unreadable from None
    if node.end_lineno is None or node.end_col_offset is None:
        raise Unreadable
    start = lines[node.lineno - 1] + node.col_offset
    return _Value(value, start, lines[node.end_lineno - 1] + node.end_col_offset)
