"""Finds in a function of a beginner's what Python runs without a word, and its author cannot have
meant: said beside the verdict of a check that refuses the function, never of one that is right."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from keguan.error_texts import PITFALLS, Sentence

MOST = 20_000  # characters of a cell that are read
TRUTHS = ("True", "False")
MISSING = ("None", "NaT", "nan", "NaN")
METHODS = (
    "sum mean count median max min std any all head tail unique nunique to_list tolist to_dict "
    "items keys copy lower upper strip isna notna value_counts round cumsum idxmax idxmin normalize"
)
# names of pandas's methods that a column could have as well
METHODS_OF_ROWS = {
    "where",
    "rank",
    "size",
    "count",
    "mode",
    "filter",
    "item",
    "items",
    "sum",
    "index",
}
# methods that leave the original as it is
KEPT = (
    "sort_values sort_index reset_index set_index rename drop dropna fillna drop_duplicates merge "
    "replace assign astype reindex strip lower upper query round apply map"
)
# and those that change it and give nothing back
CHANGING = {"append", "extend", "sort", "reverse", "insert", "remove", "update", "add"}

Found = tuple[ast.AST, str, tuple[str, ...]]  # where, which of PITFALLS, its words


class Code:
    """A function's code, with what each check asks of it."""

    def __init__(self, function: ast.FunctionDef):
        self.function = function
        self.parameters = [argument.arg for argument in function.args.args]
        self.nodes = list(ast.walk(function))
        self.parents = {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}
        self.bound = {
            node.id
            for node in self.nodes
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }

    def of(self, *kinds: type) -> Iterator[Any]:
        return (node for node in self.nodes if isinstance(node, kinds))

    def equalities(self) -> Iterator[tuple[ast.Compare, ast.expr, ast.expr]]:
        """Each == and != of two sides."""
        for node in self.of(ast.Compare):
            if len(node.ops) == 1 and isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
                yield node, node.left, node.comparators[0]


def found(
    function: Any,
    needed: Collection[str] = (),
    others: Collection[str] = (),
    words: Collection[str] = (),
) -> tuple[int, str, Sentence] | None:
    """The first thing that the author of a function cannot have meant: the number and the text of
    its line, and what is to be said; None where nothing is found, or the code cannot be read.

    `needed` are the columns that its task is about, `others` the other ones of the same tables,
    `words` the values that columns of text can have.
    """
    code: Any = getattr(function, "__code__", None)
    lines = linecache.getlines(code.co_filename) if code else []
    cell = "".join(lines)
    if not cell or len(cell) > MOST:
        return None
    try:
        tree = ast.parse(cell)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    named = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == code.co_name]
    for node, which, slots in _all(Code(named[-1]), needed, others, words) if named else ():
        zh, en = PITFALLS[which]
        number = getattr(node, "lineno", 1)
        return number, lines[number - 1].strip(), (zh.format(*slots), en.format(*slots))
    return None


def _all(
    code: Code, needed: Collection[str], others: Collection[str], words: Collection[str]
) -> Iterator[Found]:
    yield from _quoted(code, words)
    for check in CHECKS:
        yield from check(code)
    yield from _dotted(code, needed)
    yield from _misspelt(code, words)
    yield from _other_columns(code, needed, others)
    yield from _unused(code)


def _text(node: ast.AST) -> str | None:
    """The text that a constant is; None for anything else."""
    value = getattr(node, "value", None)
    return value if isinstance(node, ast.Constant) and isinstance(value, str) else None


def _quoted(code: Code, words: Collection[str]) -> Iterator[Found]:
    """Text in a comparison that was meant as a truth value, a name or a number; a value that a
    column has is meant as it is, even if a variable has the same name."""
    names = {*code.parameters, *code.bound} - {*words}
    for node, *sides in code.equalities():
        for side, other in (sides, sides[::-1]):
            text = _text(side)
            if text is None or isinstance(other, ast.Constant):
                continue
            if text in TRUTHS:
                yield node, "quoted truth", (text,)
            elif text in MISSING:
                yield node, "quoted missing", (text,)
            elif text in names and text.isidentifier():
                yield node, "quoted name", (text,)
            elif text.isdecimal():
                yield node, "quoted number", (text,)
    results = [(node, _text(node.value)) for node in code.of(ast.Return) if node.value]
    if len({text for _, text in results if text}) == 1:  # else they are words to choose from
        yield from (
            (node, "quoted result", (str(text),)) for node, text in results if text in names
        )


def _dotted(code: Code, needed: Collection[str]) -> Iterator[Found]:
    """A column by a dot whose name is that of a method: `row.where`."""
    for node in code.of(ast.Attribute):
        around = code.parents.get(node)
        called = isinstance(around, ast.Call) and around.func is node
        if node.attr in needed and node.attr in METHODS_OF_ROWS and not called:
            yield node, "dot for a method", (node.attr,)


def _misspelt(code: Code, words: Collection[str]) -> Iterator[Found]:
    """Text in a comparison that no column has as its value, but nearly."""
    for node, *sides in code.equalities():
        for text in filter(None, map(_text, sides)):
            known = {word.lower(): word for word in sorted(words)}
            near = get_close_matches(str(text).lower(), list(known), 1, 0.75)
            if near and text not in words:
                yield node, "misspelt word", (str(text), known[near[0]])
            elif words and not str(text).isascii() and all(word.isascii() for word in words):
                yield node, "Chinese word", (str(text),)


def _other_columns(code: Code, needed: Collection[str], others: Collection[str]) -> Iterator[Found]:
    """A column that the task is not about, where one that it is about is not used."""
    missing = {*needed} - {_text(node) for node in code.of(ast.Constant)}
    missing -= {node.attr for node in code.of(ast.Attribute)}
    for node in code.of(ast.Constant) if missing else ():
        name = _text(node)
        if name in others:
            yield node, "other column", (str(name),)


def _constants(code: Code) -> Iterator[Found]:
    """A name in quotation marks compared with a value, as if it were the value of that name."""
    for node, left, right in code.equalities():
        name = _text(left)
        if name is not None and isinstance(right, ast.Constant):
            yield node, "two constants", (name, str(right.value))


def _half_conditions(code: Code) -> Iterator[Found]:
    """A constant for one side of and, or: `tier == "key" or 5`."""
    for node in code.of(ast.BoolOp):
        constants = [part for part in node.values if isinstance(part, ast.Constant)]
        if isinstance(code.parents.get(node), ast.Subscript) and constants:
            yield node, "names in brackets", ()
        elif constants and (_is_test(node, code) or _compares(node)):
            yield node, "half a condition", (str(constants[0].value),)


def _compares(node: ast.BoolOp) -> bool:
    return any(isinstance(part, ast.Compare) for part in node.values)


def _is_test(node: ast.AST, code: Code) -> bool:
    return getattr(code.parents.get(node), "test", None) is node


def _nothing(code: Code) -> Iterator[Found]:
    """A value of a table compared with None."""
    for node, left, right in code.equalities():
        if isinstance(left, ast.Subscript) and getattr(right, "value", 0) is None:
            yield node, "equals None", ()


def _uncalled(code: Code) -> Iterator[Found]:
    """A method without round brackets; one that is handed to a function may be meant so."""
    for node in code.of(ast.Attribute):
        if node.attr in METHODS.split() and not isinstance(
            code.parents.get(node), (ast.Call, ast.keyword, ast.Attribute)
        ):
            yield node, "uncalled method", (node.attr,)


def _plus(code: Code) -> Iterator[Found]:
    for node in code.of(ast.Assign):
        if isinstance(node.value, ast.UnaryOp) and isinstance(node.value.op, ast.UAdd):
            yield node, "plus sign", ()


def _dropped(code: Code) -> Iterator[Found]:
    """A result that nobody keeps, and one that is kept and is none."""
    for node in code.of(ast.Expr):
        call = node.value
        if isinstance(call, ast.Compare) and isinstance(call.ops[0], ast.Eq):
            yield node, "lost comparison", ()
        name = _method(call)
        inplace = any(key.arg == "inplace" for key in getattr(call, "keywords", ()))
        if (name in KEPT.split() and not inplace) or _function(call) == "sorted":
            yield node, "dropped result", (name or "sorted",)
    for node in code.of(ast.Assign, ast.Return):
        name = _method(node.value)
        if name in CHANGING:
            yield node, "no result", (name,)


def _method(call: ast.AST | None) -> str:
    """The name of the method that is called; "" for anything else."""
    func = call.func if isinstance(call, ast.Call) else None
    return func.attr if isinstance(func, ast.Attribute) else ""


def _function(call: ast.AST | None) -> str:
    func = call.func if isinstance(call, ast.Call) else None
    return func.id if isinstance(func, ast.Name) else ""


def _returns(code: Code) -> Iterator[Found]:
    """A result that is only printed, or returned before the loop is over."""
    given = [node for node in code.of(ast.Return) if node.value is not None]
    for node in code.of(ast.Call):
        returned = isinstance(code.parents.get(node), ast.Return)
        if (returned or not given) and _function(node) == "print":
            yield node, "printed", ()
    for loop in code.of(ast.For):
        for statement in loop.body:
            last = _last_return(statement)
            if last:
                yield last, "first round", ()


def _last_return(statement: ast.stmt) -> ast.Return | None:
    """The return after which nothing of a block runs: the statement, or that of an else whose if
    returns, too."""
    if isinstance(statement, ast.If) and statement.orelse:
        return _last_return(statement.body[-1]) and _last_return(statement.orelse[-1])
    return statement if isinstance(statement, ast.Return) else None


def _begun_anew(code: Code) -> Iterator[Found]:
    """A count or a sum that every round of its loop sets back, and that is used after the loop."""
    for loop in code.of(ast.For):
        after = {
            node.id
            for node in code.of(ast.Name)
            if isinstance(node.ctx, ast.Load) and node.lineno > (loop.end_lineno or 0)
        }
        for statement in loop.body:
            name = _target(statement)
            constant = isinstance(getattr(statement, "value", None), ast.Constant)
            if constant and name in after & set(_grown(loop)):
                yield statement, "begun anew", (name,)


def _grown(loop: ast.For) -> Iterator[str]:
    """The names that a loop adds to: n += 1, or n = n + 1."""
    for node in ast.walk(loop):
        if isinstance(node, ast.AugAssign) or isinstance(getattr(node, "value", None), ast.BinOp):
            yield _target(node)


def _target(statement: ast.AST) -> str:
    """The one name that a statement gives a value; "" for anything else."""
    targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
    return targets[0].id if len(targets) == 1 and isinstance(targets[0], ast.Name) else ""


def _lost_branches(code: Code) -> Iterator[Found]:
    """An if whose value the else of a later one overwrites: every branch of that one gives the
    same name a value."""
    for first, second in pairwise(code.function.body):
        if not isinstance(first, ast.If):
            continue
        if _last_return(first):
            yield second, "never reached", ()
        for name in filter(None, {_target(statement) for statement in first.body}):
            if _target(second) == name and isinstance(getattr(second, "value", 0), ast.Constant):
                yield second, "given away", (name,)
            if isinstance(second, ast.If) and not first.orelse and _always_gives(second, name):
                yield second, "lost branch", (name,)


def _always_gives(branch: ast.If, name: str) -> bool:
    """Whether an if, each of its elifs and an else give this name a value without reading it."""
    for body in (branch.body, branch.orelse):
        inner = body[0] if len(body) == 1 else None
        if isinstance(inner, ast.If) and _always_gives(inner, name):
            continue
        if not any(_target(statement) == name for statement in body):
            return False
    names = [node for node in ast.walk(branch) if isinstance(node, ast.Name)]
    return not any(node.id == name and isinstance(node.ctx, ast.Load) for node in names)


def _unused(code: Code) -> Iterator[Found]:
    used = {node.id for node in code.of(ast.Name) if isinstance(node.ctx, ast.Load)}
    for name in code.parameters:
        if name not in used:
            yield code.function, "unused parameter", (name,)


def _contained(code: Code) -> Iterator[Found]:
    """`in` a column of what is used as a table elsewhere in the function."""
    tables = {
        node.value.id
        for node in code.of(ast.Attribute)
        if isinstance(node.value, ast.Name) and node.attr not in ("items", "get", "keys", "append")
    }
    for node in code.of(ast.Compare):
        of = node.comparators[0]
        if isinstance(node.ops[0], (ast.In, ast.NotIn)) and isinstance(of, ast.Subscript):
            if isinstance(of.value, ast.Name) and of.value.id in tables and _text(of.slice):
                yield node, "in a column", ()
        elif isinstance(node.ops[0], ast.Is) and _text(of) is not None:
            yield node, "identity", ()


def _assigned(code: Code) -> Iterator[Found]:
    """`fits = table["a"] = value`: the second = puts the value into the table."""
    for node in code.of(ast.Assign):
        if len(node.targets) > 1 and isinstance(node.targets[-1], ast.Subscript):
            yield node, "second equals sign", ()


CHECKS: list[Callable[[Code], Iterator[Found]]] = [
    _constants,
    _half_conditions,
    _nothing,
    _uncalled,
    _plus,
    _assigned,
    _dropped,
    _returns,
    _begun_anew,
    _lost_branches,
    _contained,
]
