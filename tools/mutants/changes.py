"""All mutants of one answer cell, each with where it is and what is changed."""

from __future__ import annotations

import ast
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tools.content import BEGIN_SOLUTION, END_SOLUTION
from tools.mutants.slips import slips
from tools.mutants.texts import Scope

WIDTH = 60  # characters of what is shown around a change
_AROUND = 24  # of these on each side, where a long text is cut


@dataclass(frozen=True)
class Mutant:
    """`change` names the function and what stands there before and after, no line: it stays the
    same when cells move, and content/<slug>/mutants.toml lists it by this name."""

    source: str  # of the whole answer cell
    function: str  # in which it is; empty outside of any
    line: int  # in the cell, from 1
    change: str


@dataclass(frozen=True)
class _Spot:
    """A node with its way to the root: each parent with the field and the place in it."""

    node: ast.AST
    parent: ast.AST
    field: str
    place: int | None
    above: tuple[ast.AST, ...]  # from the module to the parent

    def put(self, node: ast.AST) -> None:
        if self.place is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.place] = node


def mutants(source: str, scope: Scope) -> list[Mutant]:
    """The mutants of the solution in an answer cell, each another program."""
    tree = ast.parse(source)
    lines = solution_lines(source)
    scope = replace(scope, words=tuple(dict.fromkeys(_texts(tree, lines))))
    seen = {ast.unparse(tree)}
    made = []
    for mutant in _all(tree, lines, scope):
        if mutant.source not in seen and _is_python(mutant.source):
            seen.add(mutant.source)
            made.append(mutant)
    return _told_apart(made)


def solution_lines(source: str) -> set[int]:
    """The lines between the markers."""
    found = set()
    inside = False
    for number, line in enumerate(source.splitlines(), start=1):
        inside = BEGIN_SOLUTION in line or (inside and END_SOLUTION not in line)
        if inside:
            found.add(number)
    return found


def _texts(tree: ast.Module, lines: set[int]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.lineno in lines:
            yield node.value


def _is_python(source: str) -> bool:
    with warnings.catch_warnings(action="ignore", category=SyntaxWarning):
        try:
            compile(source, "mutant", "exec")
        except (SyntaxError, ValueError):
            return False
    return True


def _all(tree: ast.Module, lines: set[int], scope: Scope) -> Iterator[Mutant]:
    for spot in _spots(tree, ()):
        line = _line(spot)
        if line not in lines or _is_no_value(spot):
            continue
        function = next((n for n in spot.above if isinstance(n, ast.FunctionDef)), None)
        parameters = [arg.arg for arg in function.args.args] if function else []
        for new in slips(spot.node, scope, parameters):
            yield _mutant(tree, spot, new, line, function)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and lines & set(range(node.lineno, _end(node))):
            yield from _ignored(tree, node, scope)


def _end(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) + 1


def _spots(node: ast.AST, above: tuple[ast.AST, ...]) -> Iterator[_Spot]:
    above = (*above, node)
    for field, value in ast.iter_fields(node):
        for place, child in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(child, ast.AST):
                yield _Spot(child, node, field, place if isinstance(value, list) else None, above)
                yield from _spots(child, above)


def _line(spot: _Spot) -> int:
    """The line of the node, or of the nearest one above that has one."""
    nodes = [spot.node, *reversed(spot.above)]
    return next((node.lineno for node in nodes if hasattr(node, "lineno")), 0)


def _is_no_value(spot: _Spot) -> bool:
    """A docstring, or a piece of an f-string, which is changed as a whole."""
    if isinstance(spot.node, ast.Expr):
        return isinstance(spot.node.value, ast.Constant)
    return isinstance(spot.node, ast.Constant) and isinstance(
        spot.parent, (ast.Expr, ast.JoinedStr)
    )


def _mutant(
    tree: ast.Module, spot: _Spot, new: ast.AST | None, line: int, function: ast.AST | None
) -> Mutant:
    """The program with a node in place of another one; the tree is as before afterwards."""
    shown = _shown(spot)
    before = _text(shown)
    spot.put(ast.Pass() if new is None else new)
    ast.fix_missing_locations(tree)
    source = ast.unparse(tree)
    after = _text(shown) if shown is not spot.node else _text(new or ast.Pass())
    spot.put(spot.node)
    name = function.name if isinstance(function, ast.FunctionDef) else ""
    left, right = _cut(before, after) if new is not None else (before, "(left out)")
    return Mutant(source, name, line, f"{name}: {left} → {right}".removeprefix(": "))


def _shown(spot: _Spot) -> ast.AST:
    """The node or the widest expression around it that is short enough to show."""
    shown = spot.node
    for node in reversed(spot.above):
        if not isinstance(node, (ast.expr, ast.keyword, ast.comprehension)):
            break
        if len(_text(node)) > WIDTH:
            break
        shown = node
    return shown


def _text(node: ast.AST) -> str:
    """The code in one line; of a statement with a body its head."""
    text = ast.unparse(node)
    if isinstance(node, ast.stmt):
        text = text.split("\n")[0]
    return re.sub(r"(\\n|\s)+", " ", text)


def _cut(before: str, after: str) -> tuple[str, str]:
    """Both texts, long ones only around the place where they differ."""
    if max(len(before), len(after)) <= WIDTH:
        return before, after
    start = 0
    while before[start : start + 1] == after[start : start + 1] != "":
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-end - 1] == after[-end - 1]:
        end += 1
    return _part(before, start, len(before) - end), _part(after, start, len(after) - end)


def _part(text: str, start: int, end: int) -> str:
    """The text from a little before `start` to a little after `end`, cut between words."""
    first = text.rfind(" ", 0, max(start - _AROUND, 0)) + 1
    last = text.find(" ", end + _AROUND)
    last = len(text) if last < 0 else last
    return ("… " if first else "") + text[first:last] + (" …" if last < len(text) else "")


def _ignored(tree: ast.Module, function: ast.FunctionDef, scope: Scope) -> Iterator[Mutant]:
    """Each parameter not used: its default, or the notebook's table of the same name, instead."""
    used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    arguments = [argument for argument in function.args.args if argument.arg in used]
    defaults = dict(
        zip(reversed(function.args.args), reversed(function.args.defaults), strict=False)
    )
    body = list(function.body)
    for argument in arguments:
        name = argument.arg
        values = [f"{name}.drop_duplicates()"]
        if argument in defaults:
            values.append(ast.unparse(defaults[argument]))
        elif name in scope.names:
            values.append(f"globals()['{name}']")
        for value in values:
            function.body = [*ast.parse(f"{name} = {value}").body, *body]
            source = ast.unparse(ast.fix_missing_locations(tree))
            function.body = body
            change = f"{function.name}: parameter {name} → {value}"
            yield Mutant(source, function.name, function.lineno, change)


def _told_apart(found: list[Mutant]) -> list[Mutant]:
    """The same change at another place of the function gets its number."""
    seen: Counter[str] = Counter()
    told = []
    for mutant in found:
        seen[mutant.change] += 1
        count = seen[mutant.change]
        suffix = f" ({count})" if count > 1 else ""
        told.append(replace(mutant, change=mutant.change + suffix))
    return told
