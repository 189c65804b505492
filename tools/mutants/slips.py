"""The slips: for a node of a solution's syntax tree, the nodes that a mutant has in its place.

The kinds of mutmut, Cosmic Ray and mutatest, and what is wrong in tables rather than in loops: a
filter left out, a call of a chain left out, the parameter not used, the order of a list.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from tools.mutants import texts
from tools.mutants.texts import Scope

Made = Iterator[ast.AST | None]  # None: the statement is left out

_COMPARISONS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_ARITHMETIC: dict[type, type] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_NAMES = {
    "min": ("max",),
    "max": ("min",),
    "any": ("all",),
    "all": ("any",),
    "head": ("tail",),
    "tail": ("head",),
    "first": ("last",),
    "last": ("first",),
    "nlargest": ("nsmallest",),
    "nsmallest": ("nlargest",),
    "idxmax": ("idxmin",),
    "idxmin": ("idxmax",),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "mean": ("median", "sum"),
    "median": ("mean",),
    "sum": ("mean",),
    "prod": ("sum",),
    "count": ("size",),
    "size": ("nunique",),
    "nunique": ("size",),
    "ceil": ("floor",),
    "floor": ("ceil",),
    "startswith": ("endswith", "contains"),
    "fullmatch": ("match",),
    "isna": ("notna",),
    "notna": ("isna",),
    "lower": ("upper",),
    "upper": ("lower",),
    "strip": ("lstrip", "rstrip"),
    "removeprefix": ("lstrip", "removesuffix"),
    "combinations": ("permutations",),
    "shift": ("diff",),
}
_FILLED = 0xE000  # the first letter for private use: no text has it
_ACCESSORS = ("str", "dt")
_WHOLE = (ast.BitAnd, ast.BitOr, ast.Add, ast.Mult)  # where either operand makes sense alone
_LOC = ("loc", "iloc", "at", "iat")


def slips(node: ast.AST, scope: Scope, parameters: list[str]) -> Made:
    """What stands in place of the node in each mutant of it."""
    if isinstance(node, ast.Constant):
        yield from _constant(node, scope)
    elif isinstance(node, ast.JoinedStr):
        yield from _formatted(node, scope)
    elif isinstance(node, ast.Name):
        yield from _name(node, parameters)
    elif isinstance(node, ast.Call):
        yield from _call(node, scope)
    else:
        if isinstance(node, ast.Subscript):
            yield from _by_place(node, scope, parameters)
        operator = _OPERATORS.get(type(node))
        if operator:
            yield from operator(node)


def _constant(node: ast.Constant, scope: Scope) -> Made:
    value = node.value
    new: list = []
    if isinstance(value, bool):
        new = [not value]
    elif isinstance(value, str):
        new = list(texts.changed(value, scope))
    elif isinstance(value, float) and abs(value) < 1:
        new = [round(value + 0.1, 9), round(value - 0.1, 9), value * 10]
    elif isinstance(value, (int, float)):
        new = [value + 1, value - 1, value * 10]
    yield from map(ast.Constant, new)


def _formatted(node: ast.JoinedStr, scope: Scope) -> Made:
    """An f-string: its text is changed with a letter for each thing that is filled in."""
    filled = [part for part in node.values if isinstance(part, ast.FormattedValue)]
    letters = iter(map(chr, range(_FILLED, _FILLED + len(filled))))
    text = "".join(
        str(part.value) if isinstance(part, ast.Constant) else next(letters) for part in node.values
    )
    for made in texts.changed(text, scope):
        parts = re.split(f"([{chr(_FILLED)}-{chr(_FILLED + len(filled))}])", made)
        values: list[ast.expr] = [ast.Constant(part) for part in parts]
        values[1::2] = [filled[ord(part) - _FILLED] for part in parts[1::2]]
        yield ast.JoinedStr(values)


def _name(node: ast.Name, parameters: list[str]) -> Made:
    """Another name of the kind: the maximum for the minimum, the next parameter for this one."""
    if not isinstance(node.ctx, ast.Load):
        return
    for name in _NAMES.get(node.id, ()):
        yield ast.Name(name, ast.Load())
    if node.id in parameters and len(parameters) > 1:
        other = parameters[(parameters.index(node.id) + 1) % len(parameters)]
        yield ast.Name(other, ast.Load())


def _call(node: ast.Call, scope: Scope) -> Made:
    """Without the call, without one of its arguments, with two of them in each other's place."""
    yield from _without_call(node, scope)
    for place in range(len(node.keywords)):
        rest = node.keywords[:place] + node.keywords[place + 1 :]
        yield ast.Call(node.func, node.args, rest)
    method = isinstance(node.func, ast.Attribute) and _base(node.func, scope) is not None
    if len(node.args) > 1 or (node.args and method):
        yield ast.Call(node.func, node.args[:-1], node.keywords)
    if len(node.args) > 1:
        yield ast.Call(node.func, _turned(node.args), node.keywords)
    for place, argument in enumerate(node.args):
        if isinstance(argument, ast.List) and len(argument.elts) > 1:
            args = [*node.args[:place], ast.List(_turned(argument.elts), ast.Load())]
            yield ast.Call(node.func, args + node.args[place + 1 :], node.keywords)


def _turned(nodes: list[ast.expr]) -> list[ast.expr]:
    """The first two in each other's place."""
    first, second, *rest = nodes
    return [second, first, *rest]


def _without_call(node: ast.Call, scope: Scope) -> Made:
    """x for x.f(...), and for f(x) or np.f(x)."""
    base = _base(node.func, scope) if isinstance(node.func, ast.Attribute) else None
    if base is not None:
        yield base
    elif node.args and not isinstance(node.args[0], ast.Starred):
        unordered = isinstance(node.func, ast.Name) and node.func.id in ("sorted", "set")
        plain = ast.Call(ast.Name("list", ast.Load()), node.args[:1], [])
        yield plain if unordered else node.args[0]


def _base(function: ast.Attribute, scope: Scope) -> ast.expr | None:
    """What a method is called on, x of x.str.f; None of a function of a module."""
    base = function.value
    if isinstance(base, ast.Name) and base.id in scope.modules:
        return None
    if isinstance(base, ast.Attribute) and base.attr in _ACCESSORS:
        return base.value
    return base


def _attribute(node: ast.Attribute) -> Made:
    for name in _NAMES.get(node.attr, ()):
        yield ast.Attribute(node.value, name, node.ctx)


def _compare(node: ast.Compare) -> Made:
    for place, operator in enumerate(node.ops):
        for new in _COMPARISONS.get(type(operator), ()):
            ops = [*node.ops[:place], new(), *node.ops[place + 1 :]]
            yield ast.Compare(node.left, ops, node.comparators)


def _binary(node: ast.BinOp) -> Made:
    new = _ARITHMETIC.get(type(node.op))
    if new:
        yield ast.BinOp(node.left, new(), node.right)
    if isinstance(node.op, (ast.Sub, ast.Div)):
        yield ast.BinOp(node.right, node.op, node.left)
    yield node.left
    if isinstance(node.op, _WHOLE):
        yield node.right


def _boolean(node: ast.BoolOp) -> Made:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for place in range(len(node.values)):
        rest = node.values[:place] + node.values[place + 1 :]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _unary(node: ast.UnaryOp) -> Made:
    yield node.operand


def _conditional(node: ast.IfExp) -> Made:
    yield ast.IfExp(node.test, node.orelse, node.body)
    yield node.body
    yield node.orelse


def _subscript(node: ast.Subscript) -> Made:
    """Without a filter; a part of a text or list begins or ends elsewhere by its numbers."""
    if not isinstance(node.ctx, ast.Load):
        return
    index = node.slice
    indexer = isinstance(node.value, ast.Attribute) and node.value.attr in _LOC
    if indexer and isinstance(index, ast.Tuple) and not isinstance(index.elts[0], ast.Slice):
        everything = ast.Tuple([ast.Slice(), *index.elts[1:]], ast.Load())
        yield ast.Subscript(node.value, everything, node.ctx)
    elif isinstance(index, ast.Slice) or not isinstance(index, (ast.Constant, ast.Tuple)):
        yield node.value.value if indexer and isinstance(node.value, ast.Attribute) else node.value


def _by_place(node: ast.Subscript, scope: Scope, parameters: list[str]) -> Made:
    """A column of a parameter by the place that it has in the notebook's table."""
    name = node.value.id if isinstance(node.value, ast.Name) else ""
    column = node.slice.value if isinstance(node.slice, ast.Constant) else None
    places = [list(table).index(column) for table in scope.tables if column in table]
    if name in parameters and places and isinstance(node.ctx, ast.Load):
        yield ast.parse(f"{name}.iloc[:, {places[0]}]", mode="eval").body


def _elements(node: ast.List | ast.Tuple | ast.Set) -> Made:
    """Without one of its elements; of a tuple the first two in each other's place."""
    if len(node.elts) < 2 or isinstance(getattr(node, "ctx", None), ast.Store):
        return
    for place in range(len(node.elts)):
        yield _sequence(node, node.elts[:place] + node.elts[place + 1 :])
    if isinstance(node, ast.Tuple):
        yield _sequence(node, _turned(node.elts))


def _sequence(node: ast.List | ast.Tuple | ast.Set, elements: list[ast.expr]) -> ast.expr:
    if isinstance(node, ast.Set):
        return ast.Set(elements)
    kind = ast.List if isinstance(node, ast.List) else ast.Tuple
    return kind(elements, ast.Load())


def _dictionary(node: ast.Dict) -> Made:
    if len(node.keys) > 1:
        for place in range(len(node.keys)):
            rest = slice(place), slice(place + 1, None)
            keys = node.keys[rest[0]] + node.keys[rest[1]]
            yield ast.Dict(keys, node.values[rest[0]] + node.values[rest[1]])


def _comprehension(node: ast.comprehension) -> Made:
    for place in range(len(node.ifs)):
        rest = node.ifs[:place] + node.ifs[place + 1 :]
        yield ast.comprehension(node.target, node.iter, rest, node.is_async)


def _if(node: ast.If) -> Made:
    """The condition always holds, or never."""
    for value in (True, False):
        yield ast.If(ast.Constant(value), node.body, node.orelse)


def _statement(node: ast.AST) -> Made:
    """Left out: the loop, the call, the change of something that is there before."""
    yield None


def _augmented(node: ast.AugAssign) -> Made:
    yield None
    new = _ARITHMETIC.get(type(node.op))
    if new:
        yield ast.AugAssign(node.target, new(), node.value)


def _assign(node: ast.Assign) -> Made:
    """Left out where its name exists without it: it is made from itself, or is a place in it."""
    loaded = {
        name.id
        for name in ast.walk(node.value)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Load)
    }
    for target in node.targets:
        if isinstance(target, ast.Subscript) or (
            isinstance(target, ast.Name) and target.id in loaded
        ):
            yield None


_OPERATORS: dict[type, Callable[..., Made]] = {
    ast.Attribute: _attribute,
    ast.Compare: _compare,
    ast.BinOp: _binary,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _unary,
    ast.IfExp: _conditional,
    ast.Subscript: _subscript,
    ast.List: _elements,
    ast.Tuple: _elements,
    ast.Set: _elements,
    ast.Dict: _dictionary,
    ast.comprehension: _comprehension,
    ast.If: _if,
    ast.For: _statement,
    ast.While: _statement,
    ast.Expr: _statement,
    ast.AugAssign: _augmented,
    ast.Assign: _assign,
}
