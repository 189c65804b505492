"""What of an instructor's notebook a student must not read: hidden tests, answers, and names that
hidden tests give."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

BEGIN, END = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"
SHORTEST = 8  # characters of a line that is worth hiding; shorter ones stand in any notebook
ARROW = re.compile(r"^-+>\s*(\d+)\s?(.*)$")
FRAME = re.compile(r"^(?:Cell|Input) In ?\[")


def text(cell) -> str:
    """The source of a cell of any form."""
    source = cell.get("source") if isinstance(cell, dict) else ""
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source.replace("\r\n", "\n") if isinstance(source, str) else ""


def role(cell) -> dict:
    """nbgrader's metadata of a cell; empty where there is none, or not in its form."""
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    found = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) and isinstance(found.get("grade_id"), str) else {}


def cells(notebook) -> list[dict]:
    """The cells of a notebook that can be read."""
    found = notebook.get("cells") if isinstance(notebook, dict) else None
    return [cell for cell in found if isinstance(cell, dict)] if isinstance(found, list) else []


@dataclass
class Secrets:
    """`lines` never to be shown; `hidden`: grade id -> numbers (from 1) of the hidden lines of
    that cell's source;
    `given`: grade id -> source; `shown`: grade id -> source that students have; `names` that may
    hold a hidden value."""

    lines: list[str] = field(default_factory=list)
    hidden: dict[str, set[int]] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def visible_failure(self, grade_id: str, traceback: str) -> tuple[int, str, bool] | None:
        """Number and text of the line of a grade cell that failed, and whether its message may be
        shown.

        None where the line, or any other of its statement, is hidden, and where that is not
        certain.
        """
        source = self.given.get(grade_id, "")
        lines = source.split("\n")
        found = own_line(traceback)
        if (
            found is None
            or not 0 < found[0] <= len(lines)
            or lines[found[0] - 1].strip() != found[1].strip()
        ):
            return None
        number = found[0]
        hidden = self.hidden.get(grade_id, set())
        tree = _parsed(source)
        statement = (
            next((s for s in tree.body if s.lineno <= number <= s.end_lineno), None)
            if tree
            else None
        )
        if statement is None:
            return None if hidden else (number, lines[number - 1].strip(), not self.names)
        if hidden & set(range(statement.lineno, statement.end_lineno + 1)):
            return None
        return number, lines[number - 1].strip(), not (_mentioned(statement) & self.names)

    def tells(self, grade_id: str) -> bool:
        """Whether the outputs of a grade cell may tell what is hidden."""
        if self.hidden.get(grade_id):
            return True
        tree = _parsed(self.given.get(grade_id, ""))
        return bool(self.names) and (tree is None or bool(_mentioned(tree) & self.names))

    def found_in(self, said: str) -> bool:
        """Whether a text repeats a hidden line."""
        return any(line in said for line in self.lines)


def secrets(source: dict, release: dict) -> Secrets:
    """What the instructor's notebook `source` says that the notebook given to students does not."""
    found = Secrets()
    given = {role(cell)["grade_id"]: text(cell) for cell in cells(release) if role(cell)}
    everything = "\n".join(text(cell) for cell in cells(release))
    lines = []
    for cell in cells(source):
        name, words = role(cell).get("grade_id"), text(cell)
        if name is None:
            continue
        found.given[name], found.shown[name] = words, given.get(name, "")
        numbers = _hidden_lines(words, given.get(name, ""))
        lines += [words.split("\n")[number - 1].strip() for number in sorted(numbers)]
        if role(cell).get("grade") and not role(cell).get("solution") and numbers:
            found.hidden[name] = numbers
            found.names |= _bound(words, numbers)
    found.lines = sorted({line for line in lines if _worth_hiding(line) and line not in everything})
    _spread(
        found.names,
        [
            text(cell)
            for cell in cells(source)
            if cell.get("cell_type") == "code" and not role(cell).get("solution")
        ],
    )
    return found


def released(source: dict) -> dict:
    """The notebook as students got it, where only the instructor's is there: no answers, no hidden
    tests."""
    made = []
    for cell in cells(source):
        known = role(cell)
        words = "" if known.get("solution") else _without_marked(text(cell))
        made.append({**cell, "source": words, "outputs": []})
    return {"cells": made}


def _worth_hiding(line: str) -> bool:
    return len(line) >= SHORTEST and not line.startswith("###") and any(c.isalnum() for c in line)


def _marked(words: str) -> set[int]:
    """Numbers of the lines between nbgrader's markers, with the markers."""
    inside, found = False, set()
    for number, line in enumerate(words.split("\n"), 1):
        if BEGIN in line:
            inside = True
        if inside:
            found.add(number)
        if END in line:
            inside = False
    return found


def _without_marked(words: str) -> str:
    marked = _marked(words)
    return "\n".join(
        line for number, line in enumerate(words.split("\n"), 1) if number not in marked
    )


def _hidden_lines(words: str, given: str) -> set[int]:
    """Numbers of the lines that students do not have; another course may call its markers
    otherwise."""
    lines, visible = words.split("\n"), given.split("\n")
    shared = {
        block.a + i + 1
        for block in SequenceMatcher(None, lines, visible, autojunk=False).get_matching_blocks()
        for i in range(block.size)
    }
    marked = _marked(words)
    return {
        n for n, line in enumerate(lines, 1) if line.strip() and (n not in shared or n in marked)
    }


def own_line(traceback: str) -> tuple[int, str] | None:
    """Number and text of the cell's own line in IPython's traceback: the arrow of the outermost
    frame."""
    inside = False
    for line in traceback.split("\n"):
        if FRAME.match(line):
            inside = True
        elif line.startswith("File "):
            return None
        arrow = ARROW.match(line)
        if inside and arrow:
            return int(arrow[1]), arrow[2]
    return None


# --- names


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _mentioned(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _bound(words: str, numbers: set[int]) -> set[str]:
    """Names that hidden lines give a value to or may change; every word of them where the cell is
    no plain Python."""
    tree = _parsed(words)
    if tree is None:
        lines = words.split("\n")
        return set(re.findall(r"[^\W\d]\w*", "\n".join(lines[n - 1] for n in numbers)))
    return set().union(
        *(_given_value(node) for node in ast.walk(tree) if getattr(node, "lineno", 0) in numbers)
    )


def _given_value(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return {node.id}
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store):
        return _root(node)
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
    ):
        return {node.func.value.id} if node.func.attr in CHANGING else set()
    return set()


CHANGING = {
    "append",
    "extend",
    "update",
    "add",
    "insert",
    "setdefault",
    "pop",
    "clear",
    "remove",
    "sort",
}


def _root(node: ast.AST) -> set[str]:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _spread(names: set[str], sources: list[str]) -> None:
    """Adds the names that get their value from a name in `names`, until there are no more."""
    statements = (
        [s for source in sources if (tree := _parsed(source)) for s in tree.body] if names else []
    )
    pairs = [
        (_mentioned(s), set().union(*(_given_value(node) for node in ast.walk(s))))
        for s in statements
    ]
    size = -1
    while size != len(names):
        size = len(names)
        for mentioned, bound in pairs:
            if mentioned & names:
                names |= bound
