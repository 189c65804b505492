"""Which grade cells are pure: what they say depends on the student's answers alone, and they leave
nothing behind.

Only such a cell may be left out when the student's answers are, to the byte, those that it has
judged before (recall.py). Whatever cannot be told from the text counts as not pure. What other
cells did to the names it takes from outside is looked at when it runs: each has to stand for the
object that it stood for at the beginning (session.py).
"""

from __future__ import annotations

import ast
import builtins
import types
from collections.abc import Iterable
from typing import Any

import pandas as pd

from grader.engine.notebooks.names import bound, read

BUILTINS = {
    "abs",
    "all",
    "any",
    "bool",
    "bytes",
    "callable",
    "complex",
    "dict",
    "divmod",
    "enumerate",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "hasattr",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "map",
    "max",
    "min",
    "next",
    "object",
    "pow",
    "print",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "slice",
    "sorted",
    "str",
    "sum",
    "tuple",
    "type",
    "zip",
} | {
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
}
MODULES = {
    "pandas",
    "numpy",
    "math",
    "statistics",
    "itertools",
    "functools",
    "operator",
    "collections",
    "re",
    "string",
    "fractions",
    "decimal",
    "datetime",
    "grader",
}
PLAIN = (bool, int, float, complex, str, bytes, type(None), pd.Timestamp, pd.Timedelta)
# Attributes that draw random numbers, write or run something, or depend on whose work it is.
OPEN = {
    "random",
    "seed",
    "shuffle",
    "rand",
    "randn",
    "randint",
    "choice",
    "default_rng",
    "environ",
    "getenv",
    "eval",
    "query",
    "set_option",
    "option_context",
    "to_csv",
    "to_excel",
    "to_json",
    "to_pickle",
    "to_parquet",
    "to_sql",
    "to_html",
    "to_feather",
    "to_hdf",
    "savetxt",
    "savez",
    "save",
    "dump",
    "tofile",
    "savefig",
    "open",
    "use",
    "reset",
    "drawn",
}
# Attributes that change an object in place.
CHANGES = {
    "append",
    "extend",
    "insert",
    "pop",
    "popitem",
    "update",
    "setdefault",
    "clear",
    "remove",
    "discard",
    "add",
    "sort",
    "fill",
    "put",
    "itemset",
    "resize",
}
STATEMENTS = (
    ast.Expr,
    ast.Assign,
    ast.AnnAssign,
    ast.AugAssign,
    ast.Assert,
    ast.For,
    ast.While,
    ast.If,
    ast.Try,
    ast.With,
    ast.FunctionDef,
    ast.Import,
    ast.ImportFrom,
    ast.Pass,
    ast.Raise,
    ast.Return,
    ast.Break,
    ast.Continue,
)


def pure(
    cells: dict[str, str], names: dict[str, Any], steady: frozenset[str] = frozenset()
) -> dict[str, frozenset[str]]:
    """The pure cells among `cells` (grade id -> source), and the names that each takes from
    outside.

    `names` is what the given cells define; `steady` are packages that count like MODULES.
    """
    packages = frozenset(MODULES) | steady
    found = {name: _CellText(source, packages) for name, source in cells.items()}
    made: set[str] = set()
    needed: set[str] = set()
    for cell in found.values():
        made |= cell.bound
        needed |= cell.free
    if any(not cell.parsed for cell in found.values()):  # it may read what any other leaves behind
        return {}
    return {
        name: frozenset(cell.free)
        for name, cell in found.items()
        if _alone(cell, made, names, packages) and not cell.bound & needed
    }


def repeatable(source: str) -> bool:
    """Whether a cell that runs twice, with the same names and answers, finds the second time what
    it found the first time.
    """
    cell = _CellText(source, frozenset(MODULES))
    return cell.parsed and cell.repeats and not cell.free & cell.changed


def outside(source: str) -> set[str]:
    """The names that a cell takes from outside; none where its text is not plain Python."""
    return _CellText(source, frozenset(MODULES)).free


def changed_in(source: str) -> set[str]:
    """The names whose values a cell changes in place; none where its text is not plain Python."""
    return _CellText(source, frozenset(MODULES)).changed


def _alone(
    cell: _CellText, made: set[str], names: dict[str, Any], packages: frozenset[str]
) -> bool:
    """Whether a cell changes nothing outside of it, and takes nothing that changes."""
    if not cell.sound or cell.free & made:
        return False
    return all(_harmless(free, names, packages) for free in cell.free)


def _harmless(name: str, names: dict[str, Any], packages: frozenset[str]) -> bool:
    """Whether a name that a cell takes from outside always stands for the same there."""
    if name.startswith("_"):
        return False
    if name not in dict.keys(names):
        return name in BUILTINS or not hasattr(builtins, name)  # else it is the student's
    value = dict.__getitem__(names, name)
    if isinstance(value, types.ModuleType):
        return _steady(value.__name__, packages)
    if isinstance(value, tuple):
        return all(isinstance(part, PLAIN) for part in value)
    if isinstance(value, (type, types.FunctionType)):
        return _steady(f"{value.__module__}.{value.__name__}", packages)
    return isinstance(value, PLAIN)


def _steady(name: str, packages: frozenset[str]) -> bool:
    """Whether a module, or a function by its full name, is of a library that does the same at every
    call.
    """
    parts = name.split(".")
    return parts[0] in packages and not OPEN.intersection(parts)


class _CellText:
    """What the text of a cell shows: the names it binds, those it takes from outside, and whether
    it does nothing else.
    """

    def __init__(self, source: str, packages: frozenset[str]):
        self.packages = packages
        self.bound: set[str] = set()
        self.free: set[str] = set()
        self.changed: set[str] = set()
        self.sound = self.parsed = self.repeats = True
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError):  # magic commands, for example
            self.sound = self.parsed = False
            return
        own = {
            node.id if isinstance(node, ast.Name) else node.arg
            for node in ast.walk(tree)
            if isinstance(node, ast.arg)
            or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
        }
        for node in ast.walk(tree):
            self._look(node, own)
        self._block(tree.body, set())

    def _look(self, node: ast.AST, own: set[str]) -> None:
        """Notes what one node of the tree does that a pure cell may not do, or only to objects of
        its own.
        """
        if isinstance(node, ast.stmt):
            self.sound &= isinstance(node, STATEMENTS)
            if isinstance(node, ast.Import):
                self.sound &= all(_steady(alias.name, self.packages) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                names = (f"{node.module}.{alias.name}" for alias in node.names)
                self.sound &= all(_steady(name, self.packages) for name in names)
        elif isinstance(node, (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom)):
            self.sound = False
        elif isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, ast.Store):
            self._change(node, own)
        elif isinstance(node, ast.Attribute):
            self.sound &= node.attr not in OPEN
            if node.attr in CHANGES:
                self._change(node, own)
        elif isinstance(node, ast.Call):
            words = {word.arg for word in node.keywords}
            drawn = (
                isinstance(node.func, ast.Attribute)
                and node.func.attr == "sample"
                and "random_state" not in words
            )
            self.sound &= not drawn and not words & {"inplace", "out"}

    def _change(self, node: ast.AST, own: set[str]) -> None:
        """Only objects of the cell's own may be changed in place; what comes from outside cannot
        be, or is a module.
        """
        while isinstance(node, (ast.Attribute, ast.Subscript)):
            node = node.value
        inside = isinstance(node, ast.Name) and node.id in own
        self.sound &= inside
        self.repeats &= inside
        if isinstance(node, ast.Name):
            self.changed.add(node.id)

    # Which names are surely bound when a statement is reached; every other name that it mentions
    # comes from outside.

    def _block(self, body: Iterable[ast.stmt], known: set[str]) -> set[str]:
        for statement in body:
            known = self._statement(statement, known)
        return known

    def _statement(self, node: ast.stmt, known: set[str]) -> set[str]:
        """Notes what a statement binds and takes; returns the names that are surely bound after
        it."""
        if isinstance(node, (ast.For, ast.While, ast.If, ast.Try, ast.With)):
            return self._compound(node, known)
        if isinstance(node, ast.FunctionDef):
            known = known | self._bind([node.name])
        self._take(node, known)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return known | self._bind(
                alias.asname or alias.name.partition(".")[0] for alias in node.names
            )
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            self.free |= {node.target.id} - known
        return known | self._bind(bound(node))

    def _compound(
        self, node: ast.For | ast.While | ast.If | ast.Try | ast.With, known: set[str]
    ) -> set[str]:
        if isinstance(node, ast.With):
            for item in node.items:
                self._take(item.context_expr, known)
                known = known | self._bind(bound(item))
            return self._block(node.body, known)
        if isinstance(node, ast.Try):
            self._block(node.orelse, self._block(node.body, known))
            for handler in node.handlers:
                if handler.type:
                    self._take(handler.type, known)
                self._block(
                    handler.body, known | self._bind([handler.name] if handler.name else [])
                )
            return self._block(node.finalbody, known)
        self._take(node.iter if isinstance(node, ast.For) else node.test, known)
        inside = known | self._bind(bound(node.target)) if isinstance(node, ast.For) else known
        after = self._block(node.body, inside)
        other = self._block(node.orelse, known)
        return after & other if isinstance(node, ast.If) else known

    def _bind(self, names: Iterable[str]) -> set[str]:
        names = set(names)
        self.bound |= names
        return names

    def _take(self, node: ast.AST, known: set[str]) -> None:
        self.free |= set(read(node)) - known
