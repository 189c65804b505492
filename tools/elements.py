"""Elements of Python, pandas and SQL that the tasks of a unit ask for, and where they were
taught.

`python -m tools.elements [slug]` names, task by task, each call, method, keyword and operator that
stands in no code of the lessons so far, nor in the worked example of the task itself; of queries
in strings, each clause. Of the right
answers to a task (the solution and those in answers.py) the one that needs least counts: whoever
knows the lessons must be able to write one of them.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from grader.course import outline
from grader.course.answers import Answers, load_answers
from grader.course.outline import Course, Unit
from tools.content import Cell, blank_magics, read

# Forms of the language by the name of their node; what stands in every program is not asked for.
_FORMS = {
    "If": "if",
    "IfExp": "a if c else b",
    "For": "for",
    "While": "while",
    "ListComp": "[… for …]",
    "SetComp": "[… for …]",
    "GeneratorExp": "[… for …]",
    "DictComp": "{…: … for …}",
    "Lambda": "lambda",
    "JoinedStr": 'f"…"',
    "FunctionDef": "def",
    "Dict": "{…: …}",
    "List": "[…]",
    "Set": "{…}",
    "Slice": "[a:b]",
    "AugAssign": "+=",
    "BoolOp": "and / or",
    "Try": "try",
    "With": "with",
    "Starred": "*list",
    "BitAnd": "&",
    "BitOr": "|",
    "Invert": "~",
    "Not": "not",
    "In": "in",
    "NotIn": "not in",
    "NotEq": "!=",
    "Pow": "**",
    "Mod": "%",
    "FloorDiv": "//",
}

# Clauses and functions of SQL.
_SQL = re.compile(
    r"\b(?:SELECT|DISTINCT|FROM|WHERE|AND|OR|NOT|EXISTS|IN|LIKE|BETWEEN|CASE|IS (?:NOT )?NULL|"
    r"(?:LEFT |CROSS )?JOIN|ON CONFLICT|ON|AS|GROUP BY|HAVING|ORDER BY|DESC|LIMIT|UNION|EXCEPT|"
    r"WITH|OVER|PARTITION BY|CREATE TABLE|PRIMARY KEY|UNIQUE|REFERENCES|INSERT INTO|VALUES|"
    r"DO UPDATE|SET|EXCLUDED|DELETE|(?:COUNT|SUM|AVG|MIN|MAX|ROW_NUMBER|COALESCE)(?=\())(?!\w)"
)
_STATEMENT = re.compile(r"\s*(?:select|with|insert|create|delete)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Untaught:
    """An element of a task's solution that nothing before it has shown."""

    unit: str
    task: str
    element: str


def elements(code: str) -> set[str]:
    """Elements of some code: forms of the language, called functions, methods and attributes after
    a dot. Code that does not parse has none."""
    try:
        tree = ast.parse(blank_magics(code))
    except SyntaxError:
        return set()
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    found = set(chain.from_iterable(map(_of, ast.walk(tree))))
    return found - {f"{name}()" for name in own}


def _of(node: ast.AST) -> Iterator[str]:
    """The elements that one node of the syntax tree is."""
    form = _FORMS.get(type(node).__name__)
    if form:
        yield form
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        yield f"{node.func.id}()"
    if isinstance(node, ast.Attribute):
        yield f".{node.attr}"
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from (f"SQL {clause}" for clause in clauses(node.value))


def clauses(text: str) -> set[str]:
    """The clauses of SQL in a string: in any letters in a statement, elsewhere in capitals."""
    return set(_SQL.findall(text.upper() if _STATEMENT.match(text) else text))


def untaught(course: Course, unit: Unit) -> list[Untaught]:
    """What the solutions of a unit's tasks use and neither the lessons up to it nor the worked
    examples above the task show; in the order of the tasks."""
    known: set[str] = set()
    for earlier in course.units[: unit.position]:
        shown = [cell.source for cell in _cells(course, earlier, "lesson")]
        known = known.union(*map(elements, shown))
    book = load_answers(course.root)
    found: list[Untaught] = []
    for file in ("tasks", "practice"):
        found += _of_book(course, unit, file, known, book.get(f"{unit.slug}-{file}", {}))
    return found


def _of_book(
    course: Course, unit: Unit, file: str, known: set[str], unusual: Mapping[str, Answers]
) -> Iterator[Untaught]:
    """What the tasks of one book ask for beyond `known` and their worked examples."""
    known = set(known)
    for cell in _cells(course, unit, file) if unusual else ():
        if cell.role == "answer":
            name = cell.name or ""
            codes = [cell.source, *(answer.code for answer in unusual[name].unusual)]
            least = min((elements(code) - known for code in codes), key=len)
            yield from (Untaught(unit.slug, name, element) for element in sorted(least))
        elif cell.role == "code":  # a worked example
            known |= elements(cell.source)


def _cells(course: Course, unit: Unit, file: str) -> list[Cell]:
    """The code cells of a content file of a unit."""
    path = course.root / "content" / unit.slug / f"{file}.py"
    kind = "lesson" if file == "lesson" else "exercise"
    return [cell for cell in read(path, kind) if cell.kind == "code"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("slug", nargs="?", help="a unit; default: all")
    slug = parser.parse_args().slug
    course = outline.load()
    units = [course.unit(slug)] if slug else course.units
    found = list(chain.from_iterable(untaught(course, unit) for unit in units))
    for one in found:
        print(f"{one.unit}/{one.task}: {one.element}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
