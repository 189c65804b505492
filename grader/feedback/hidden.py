"""What of an instructor's notebook a student must not read: hidden tests, answers, and names that
hidden tests give."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

BEGIN = "BEGIN HIDDEN TESTS"
END = "END HIDDEN TESTS"
SHORTEST = 8  # characters of a line that is worth hiding; shorter ones stand in any notebook
ARROW = re.compile(r"^-+>\s*(\d+)\s?(.*)$")
FRAME = re.compile(r"^(?:Cell|Input) In ?\[")


def text(cell: object) -> str:
    """The source of a cell of any form."""
    source = cell.get("source") if isinstance(cell, dict) else ""
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        return ""
    return source.replace("\r\n", "\n")


def role(cell: object) -> dict:
    """nbgrader's metadata of a cell; empty where there is none, or not in its form."""
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    found = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if not isinstance(found, dict) or not isinstance(found.get("grade_id"), str):
        return {}
    return found


def cells(notebook: object) -> list[dict]:
    """The cells of a notebook that can be read."""
    found = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(found, list):
        return []
    return [cell for cell in found if isinstance(cell, dict)]


@dataclass
class Secrets:
    """`lines` never to be shown; `hidden`: grade id -> numbers (from 1) of the hidden lines of that
    cell's source; `given`: grade id -> source; `shown`: grade id -> source that students have;
    `names` that may hold a hidden value."""

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
        number = _line_number(source, traceback)
        if number is None:
            return None
        line = source.split("\n")[number - 1].strip()
        hidden = self.hidden.get(grade_id, set())
        statement = _statement(source, number)
        if statement is None:
            return None if hidden else (number, line, not self.names)
        end = statement.end_lineno or statement.lineno
        if not hidden.isdisjoint(range(statement.lineno, end + 1)):
            return None
        told = _mentioned(statement) & self.names
        return number, line, not told

    def tells(self, grade_id: str) -> bool:
        """Whether the outputs of a grade cell may tell what is hidden."""
        if self.hidden.get(grade_id):
            return True
        if not self.names:
            return False
        tree = _parsed(self.given.get(grade_id, ""))
        return tree is None or not self.names.isdisjoint(_mentioned(tree))


def secrets(source: dict, release: dict) -> Secrets:
    """What the instructor's notebook `source` says that the notebook given to students does not."""
    found = Secrets()
    given = {role(cell)["grade_id"]: text(cell) for cell in cells(release) if role(cell)}
    everything = "\n".join(text(cell) for cell in cells(release))
    secret = set()
    for cell in cells(source):
        known = role(cell)
        if not known:
            continue
        name = known["grade_id"]
        words = text(cell)
        shown = given.get(name, "")
        found.given[name] = words
        found.shown[name] = shown
        numbers = _hidden_lines(words, shown)
        secret |= _numbered(words, numbers)
        if numbers and known.get("grade") and not known.get("solution"):
            found.hidden[name] = numbers
            found.names |= _bound(words, numbers)
    found.lines = sorted(line for line in secret if _worth_hiding(line) and line not in everything)
    given_code = [text(cell) for cell in cells(source) if _is_given_code(cell)]
    _spread(found.names, given_code)
    return found


def _numbered(words: str, numbers: set[int]) -> set[str]:
    """The lines with these numbers (from 1), without the space around them."""
    lines = words.split("\n")
    return {lines[number - 1].strip() for number in numbers}


def _is_given_code(cell: dict) -> bool:
    return cell.get("cell_type") == "code" and not role(cell).get("solution")


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
    inside = False
    found = set()
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
    lines = enumerate(words.split("\n"), start=1)
    return "\n".join(line for number, line in lines if number not in marked)


def _hidden_lines(words: str, given: str) -> set[int]:
    """Numbers of the lines that students do not have; another course may call its markers
    otherwise."""
    lines = words.split("\n")
    visible = given.split("\n")
    shared: set[int] = set()
    matcher = SequenceMatcher(None, lines, visible, autojunk=False)
    for block in matcher.get_matching_blocks():
        first = block.a + 1
        shared.update(range(first, first + block.size))
    shared -= _marked(words)
    written = {number for number, line in enumerate(lines, start=1) if line.strip()}
    return written - shared


def _line_number(source: str, traceback: str) -> int | None:
    """Number of the line of a cell that failed; None unless the traceback quotes that line."""
    found = own_line(traceback)
    lines = source.split("\n")
    if found is None or not 0 < found[0] <= len(lines):
        return None
    number, quoted = found
    return number if lines[number - 1].strip() == quoted.strip() else None


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


def _statement(source: str, number: int) -> ast.stmt | None:
    """The statement of a cell in which a line stands."""
    tree = _parsed(source)
    for statement in tree.body if tree else ():
        if statement.lineno <= number <= (statement.end_lineno or statement.lineno):
            return statement
    return None


def _mentioned(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _bound(words: str, numbers: set[int]) -> set[str]:
    """Names that hidden lines give a value to or may change; every word of them where the cell is
    no plain Python."""
    tree = _parsed(words)
    if tree is None:
        hidden = "\n".join(_numbered(words, numbers))
        return set(re.findall(r"[^\W\d]\w*", hidden))
    nodes = [node for node in ast.walk(tree) if getattr(node, "lineno", 0) in numbers]
    return set().union(*map(_given_value, nodes))


def _given_value(node: ast.AST) -> set[str]:
    """Names to which a node of a syntax tree gives a value, or whose value it may change."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            return {name}
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
            return _root(node)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)):
            return {name} if method in CHANGING else set()
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
    if not names:
        return
    pairs = []
    for source in sources:
        tree = _parsed(source)
        for statement in tree.body if tree else ():
            bound = set().union(*map(_given_value, ast.walk(statement)))
            pairs.append((_mentioned(statement), bound))
    size = -1
    while size != len(names):
        size = len(names)
        for mentioned, bound in pairs:
            if mentioned & names:
                names |= bound
