"""What the text of an instructor's notebook says, found without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

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


def of_solutions(cells: list[dict]) -> tuple[set[str], set[str]]:
    """The names that solution cells mention, and those among them that they give a value to."""
    mentioned = set()
    bound = set()
    for cell, tree in _trees(cells):
        if not role_of(cell).solution:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                mentioned.add(node.id)
                if not isinstance(node.ctx, ast.Load):
                    bound.add(node.id)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                bound.add(node.name)
    return mentioned | bound, bound
