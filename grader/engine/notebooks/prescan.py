"""What the text of an instructor's notebook says, found without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from grader.engine.notebooks import names
from grader.engine.notebooks.roles import role_of, text


def _trees(cells: list[dict]) -> Iterator[tuple[dict, ast.Module]]:
    for cell in cells:
        if cell["cell_type"] == "code":
            try:
                yield cell, ast.parse(text(cell["source"]))
            except (SyntaxError, ValueError):
                continue  # magics: IPython understands them when the cell runs


def imports(cells: list[dict], files: Iterable[str] = ()) -> list[str]:
    """Names that the instructor's cells, other than the solutions, import; not those of modules
    among the files beside the notebook, which are not there yet.
    """
    beside = {name.partition("/")[0].removesuffix(".py") for name in files}
    found = []
    for cell, tree in _trees(cells):
        if role_of(cell).solution:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.append(node.module)
                found += [f"{node.module}.{alias.name}" for alias in node.names]
    return [name for name in dict.fromkeys(found) if name.partition(".")[0] not in beside]


def calls(cells: list[dict], functions: Iterable[str]) -> list[list[str]]:
    """The calls with texts alone of what is named like one of these functions (full names), as in
    `cases.load("case", "table")`: full name and arguments of each.
    """
    full_names = {function.rpartition(".")[2]: function for function in functions}
    found = []
    for _, tree in _trees(cells):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            function = full_names.get(node.func.attr)
            values = [value.value for value in node.args if isinstance(value, ast.Constant)]
            texts = [value for value in values if isinstance(value, str)]
            if function and len(texts) == len(node.args):
                found.append([function, *texts])
    return found


@dataclass
class Mentioned:
    """Names in solution cells: those they give a value to; those that they only import, with what
    they stand for in full; those their functions use from outside; and all of these and of what
    they read.
    """

    bound: set[str] = field(default_factory=set)
    imported: dict[str, set[str]] = field(default_factory=dict)
    inside: set[str] = field(default_factory=set)
    all: set[str] = field(default_factory=set)


def of_solutions(cells: list[dict]) -> Mentioned:
    """The names of the notebook that solution cells mention: not those local to a function."""
    found = Mentioned()
    for cell, tree in _trees(cells):
        if not role_of(cell).solution:
            continue
        for statement in tree.body:
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                _import(statement, found.imported)
            else:
                found.bound |= set(names.bound(statement))
        for node in ast.walk(tree):
            if isinstance(node, ast.Global):
                found.bound.update(node.names)
        for function in names.functions(tree):
            found.inside |= set(names.read(function))
        found.all |= set(names.read(tree))
    found.all |= found.bound | set(found.imported)
    return found


def _import(node: ast.Import | ast.ImportFrom, found: dict[str, set[str]]) -> None:
    """Adds what an import binds, with the full name of what it stands for then."""
    for alias in node.names:
        full = alias.name
        if isinstance(node, ast.ImportFrom):
            full = f"{'.' * node.level}{node.module or ''}.{alias.name}"
        elif not alias.asname:
            full = alias.name.partition(".")[0]
        found.setdefault(alias.asname or full.rpartition(".")[2], set()).add(full)


def plain_part(source: str) -> str:
    """The statements of a cell that need nobody's answer: imports, functions, constants."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return ""
    return "\n".join(ast.unparse(node) for node in tree.body if _is_plain(node))


def _is_plain(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assign):
        try:
            ast.literal_eval(node.value)
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            return False
        return all(isinstance(target, ast.Name) for target in node.targets)
    if isinstance(node, ast.FunctionDef):
        return not (node.decorator_list or node.args.defaults or any(node.args.kw_defaults))
    return isinstance(node, (ast.Import, ast.ImportFrom))
