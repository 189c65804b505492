"""What a grade cell looks at that only the process of the student's code can show: such a cell runs
there, beside that code, and is named to the instructor.

Elsewhere it might pass for every answer: the name that must not be there is not there, the function
that must not be called is not called, the file is the instructor's.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from itertools import chain

NAMES = {
    "In",
    "Out",
    "_",
    "__",
    "___",
    "_dh",
    "_i",
    "_ih",
    "_ii",
    "_iii",
    "_oh",
    "capsys",
    "dir",
    "doctest",
    "get_ipython",
    "globals",
    "id",
    "inspect",
    "locals",
    "mock",
    "monkeypatch",
    "patch",
    "tracemalloc",
    "vars",
}
ATTRIBUTES = {
    "active_count",
    "assertLogs",
    "assertNoLogs",
    "assertWarns",
    "getdoc",
    "getfullargspec",
    "getmembers",
    "get_fignums",
    "get_objects",
    "getrecursionlimit",
    "getrefcount",
    "getsource",
    "getsourcelines",
    "get_traced_memory",
    "patch",
    "setprofile",
    "setrecursionlimit",
    "settrace",
    "signature",
    "testmod",
    "warns",
}
FILES = {
    "connect",
    "exists",
    "genfromtxt",
    "getsize",
    "glob",
    "is_file",
    "isfile",
    "iterdir",
    "listdir",
    "load",
    "loadtxt",
    "open",
    "stat",
}
OF_OBJECTS = {"dir", "vars"}  # with an argument they say what the object says
_NUMBERED = re.compile(r"_i?\d+")


def needs_the_students_process(source: str, wrote: bool) -> bool:
    """Whether a cell's text looks at such a thing; `wrote`: the solution leaves files."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):  # magics: they fail apart where they matter
        return False
    nodes = list(ast.walk(tree))
    own = {node.id for node in nodes if isinstance(node, ast.Name) and _is_store(node)}
    fine = {id(node.func) for node in nodes if isinstance(node, ast.Call) and node.args}
    imported = set(chain.from_iterable(map(_imported, nodes)))
    for node in nodes:
        if isinstance(node, ast.Name):
            about_object = node.id in OF_OBJECTS and id(node) in fine
            if node.id not in own and not about_object and _is_named(node.id, wrote):
                return True
        elif _looks(node, wrote) or (isinstance(node, ast.Attribute) and _sets(node, imported)):
            return True
    return False


def _is_store(node: ast.Name | ast.Attribute) -> bool:
    return not isinstance(node.ctx, ast.Load)


def _is_named(name: str, wrote: bool) -> bool:
    known = name in NAMES or name in ATTRIBUTES  # the latter as a given cell may import them
    return known or _NUMBERED.fullmatch(name) is not None or (wrote and name in FILES)


def _looks(node: ast.AST, wrote: bool) -> bool:
    match node:
        case ast.Compare():
            parts = [node.left, *node.comparators]
            identity = any(isinstance(op, (ast.Is, ast.IsNot)) for op in node.ops)
            return identity and not any(map(_is_fixed, parts))
        case ast.Attribute(attr=name):
            reads = name in FILES or name.startswith("read")
            return name in ATTRIBUTES or _is_loaded(node) or (wrote and reads)
        case ast.Import() | ast.ImportFrom():
            return not (NAMES | ATTRIBUTES).isdisjoint(_words(node))
        case ast.Call():
            recorded = any(word.arg == "record" for word in node.keywords)
            return recorded or _warns_as_errors(node)
    return False


def _is_loaded(node: ast.Attribute) -> bool:
    """Whether the modules are meant that a process has imported."""
    return node.attr == "modules" and isinstance(node.value, ast.Name) and node.value.id == "sys"


def _is_fixed(node: ast.expr) -> bool:
    """Whether there is one such object in every process: None, a number, a class of Python's."""
    if isinstance(node, ast.Name):
        return hasattr(builtins, node.id)
    return isinstance(node, ast.Constant)


def _imported(node: ast.AST) -> Iterator[str]:
    """Names that an import binds."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)


def _words(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """All names in an import, whatever they are called here."""
    yield from _imported(node)
    for alias in node.names:
        yield from alias.name.split(".")
    if isinstance(node, ast.ImportFrom):
        yield from (node.module or "").split(".")


def _sets(node: ast.Attribute, imported: set[str]) -> bool:
    """Whether something of a module is replaced, for the student's code to meet it; that a plot is
    not to be shown needs no one's help.
    """
    root = node.value
    return (
        _is_store(node)
        and node.attr != "show"
        and isinstance(root, ast.Name)
        and root.id in imported | {"builtins", "sys"}
    )


def _warns_as_errors(node: ast.Call) -> bool:
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    first = node.args[0] if node.args else None
    errors = isinstance(first, ast.Constant) and first.value == "error"
    return errors and name in {"simplefilter", "filterwarnings"}
