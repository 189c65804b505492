"""Which names a piece of Python binds and reads, found without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def bound(node: ast.AST) -> Iterator[str]:
    """Names that a statement, a target or a whole cell binds: not those of the functions and
    comprehensions inside it.
    """
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, DEFINITIONS):
        yield node.name
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
    elif not isinstance(node, (*FUNCTIONS, *COMPREHENSIONS)):
        for child in ast.iter_child_nodes(node):
            yield from bound(child)


def read(node: ast.AST, local: frozenset[str] = frozenset()) -> Iterator[str]:
    """Names that are read somewhere in a node, but for those local to a function or a
    comprehension.
    """
    if isinstance(node, ast.Name):
        if isinstance(node.ctx, ast.Load) and node.id not in local:
            yield node.id
        return
    if isinstance(node, FUNCTIONS):
        yield from read(node.args, local)  # defaults are read outside
        a = node.args
        body = node.body if isinstance(node.body, list) else [node.body]
        arguments = [
            part.arg for part in [*a.posonlyargs, *a.args, *a.kwonlyargs, a.vararg, a.kwarg] if part
        ]
        local = local.union(arguments, *map(bound, body))
        for part in [*body, *getattr(node, "decorator_list", ())]:
            yield from read(part, local)
        return
    if isinstance(node, COMPREHENSIONS):
        yield from read(node.generators[0].iter, local)
        local = local.union(*(bound(one.target) for one in node.generators))
    for child in ast.iter_child_nodes(node):
        yield from read(child, local)


def functions(node: ast.AST) -> Iterator[ast.AST]:
    """The functions in a node, not those inside other ones."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTIONS):
            yield child
        else:
            yield from functions(child)


def bound_in(source: str) -> set[str]:
    """The names that a cell binds; none where its text is not plain Python."""
    try:
        return set(bound(ast.parse(source)))
    except (SyntaxError, ValueError):
        return set()


def read_in(source: str) -> set[str]:
    """The names that a cell reads; none where its text is not plain Python."""
    try:
        return set(read(ast.parse(source)))
    except (SyntaxError, ValueError):
        return set()
