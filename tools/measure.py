"""Print how the house is built, beside two well-kept packages: `python -m tools.measure`.

Each figure is a way to find what is hard to read or to change; none is a mark. The anchors are
packages installed beside us (`--anchors httpx nbclient`), `--root` measures another checkout.

tokens a line       Python's tokens but for comments, line ends and indents, a line that begins one
decisions           if, elif, for, while, except, and, or, ternary, if of a comprehension, case;
                    a hundred lines of code
nested ternaries    conditional expressions inside of another one
nested loops        comprehensions with two `for`, or inside of another comprehension
wide lines          more than 100 columns, a Chinese character takes two; % of all lines
complex functions   cyclomatic complexity above 10, by ruff; % of the functions
long functions      more than 40 lines from def to end; % of the functions
mypy errors         the same settings for all: bodies of functions without hints are checked too
modules untested    without tests/**/test_<module>.py or test_<package>_<module>.py
rooms, arrows       modules and packages right below a package, and who of them imports whom
arrows on a cycle   arrows between rooms that reach each other, by whatever way
undeclared          packages imported by us but not named in pyproject.toml
files of a unit     tracked files with the unit's slug in their path, less data, what is built and
                    the texts of figures
said twice          objectives and task titles of course.toml that are a heading, a list item or a
                    table cell in content/ as well, whole or up to a colon or a full-width space;
                    marks, quotes, numbers, minutes and points do not count
"""

from __future__ import annotations

import argparse
import ast
import importlib.metadata
import importlib.util
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tokenize
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from operator import add
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ("grader", "keguan", "tools")
WIDTH = 100
LENGTH = 40
COMPLEXITY = 10
# columns of the table
NAME = 32
CELL = 12
SILENT = {
    tokenize.NL,
    tokenize.COMMENT,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)
Arrows = set[tuple[str, str]]
# Decoration of a heading or a list item: before it marks and its number, after it its end, and the
# minutes or points it takes.
BEFORE = re.compile(r"^(?:[\s#>*_“”‘’「」《》-]|\d+[.)、]|[一二三四五六七八九十]+、)+")
AFTER = re.compile(r"(?:[\s*_“”‘’「」《》。；]|（(?:\d+|\{\w+\}) 分钟?）)+$")


@dataclass
class Form:
    """Counts over some modules; they add up."""

    lines: int = 0
    wide: int = 0
    code_lines: int = 0
    tokens: int = 0
    decisions: int = 0
    ternaries: int = 0  # nested
    loops: int = 0  # nested
    functions: int = 0
    long: int = 0
    complex: int = 0

    def __add__(self, other: Form) -> Form:
        return Form(*map(add, astuple(self), astuple(other)))


@dataclass
class Column:
    """The figures of one package or of several: name of the figure, text."""

    name: str
    form: Form = field(default_factory=Form)
    figures: dict[str, str] = field(default_factory=dict)


def form_of(source: str) -> Form:
    """The form of one module, without its complexity."""
    tree = ast.parse(source)
    lines = source.splitlines()
    tokens, code_lines = count_tokens(source)
    spans = [
        node.end_lineno - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    wide = [line for line in lines if width(line) > WIDTH]
    return Form(
        lines=len(lines),
        wide=len(wide),
        code_lines=code_lines,
        tokens=tokens,
        decisions=sum(map(decisions, ast.walk(tree))),
        ternaries=inside(tree, (ast.IfExp,)),
        loops=inside(tree, COMPREHENSIONS) + double(tree),
        functions=len(spans),
        long=sum(span > LENGTH for span in spans),
    )


def count_tokens(source: str) -> tuple[int, int]:
    """Tokens of the code and lines on which one begins; an f-string is one token, as it is before
    Python 3.12.
    """
    tokens = 0
    lines = set()
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        name = tokenize.tok_name[token.type]
        depth -= name == "FSTRING_END"
        if not depth and name != "FSTRING_END" and token.type not in SILENT:
            tokens += 1
            lines.add(token.start[0])
        depth += name == "FSTRING_START"
    return tokens, len(lines)


def width(line: str) -> int:
    """Columns of a line as ruff counts them."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def decisions(node: ast.AST) -> int:
    """Ways that one node adds to a function."""
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return len(node.ifs)
    return int(isinstance(node, BRANCHES))


def inside(tree: ast.AST, kinds: tuple[type[ast.AST], ...], within: bool = False) -> int:
    """Nodes of some kinds that lie inside of another one of them."""
    found = 0
    for child in ast.iter_child_nodes(tree):
        hit = isinstance(child, kinds)
        found += hit and within
        found += inside(child, kinds, within or hit)
    return found


def double(tree: ast.AST) -> int:
    """Comprehensions with two `for` or more that do not lie inside of another comprehension."""
    found = 0
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, COMPREHENSIONS):
            found += len(child.generators) > 1
        else:
            found += double(child)
    return found


def complex_functions(folder: Path) -> int:
    """Functions above COMPLEXITY, by ruff."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "C901"]
    limit = f"lint.mccabe.max-complexity={COMPLEXITY}"
    command += ["--config", limit, "--output-format", "json", "--exit-zero", str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return len(json.loads(done.stdout))


def type_errors(folders: Iterable[Path]) -> int:
    """Errors of mypy, on copies: what is installed is not checked where it lies."""
    with tempfile.TemporaryDirectory() as place:
        names = []
        for folder in folders:
            shutil.copytree(folder, Path(place, folder.name))
            names += ["-p", folder.name]
        command = [sys.executable, "-m", "mypy", *names, "--config-file=", "--no-incremental"]
        command += ["--check-untyped-defs", "--ignore-missing-imports", "--follow-imports=silent"]
        done = subprocess.run(command, cwd=place, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode > 1:
        raise SystemExit(f"mypy: {done.stdout}")
    return done.stdout.count(": error: ")


def modules(folder: Path) -> list[Path]:
    """The Python files below a folder."""
    return sorted(folder.rglob("*.py"))


def measure_form(folder: Path) -> Form:
    """Form of a package."""
    total = Form(complex=complex_functions(folder))
    for path in modules(folder):
        total += form_of(path.read_text(encoding="utf-8"))
    return total


def form_figures(form: Form) -> dict[str, str]:
    """The counts as the table shows them."""
    lines = max(form.code_lines, 1)
    functions = max(form.functions, 1)
    return {
        "lines of code": f"{form.code_lines:,}",
        "tokens a line": f"{form.tokens / lines:.1f}",
        "decisions, 100 lines": f"{100 * form.decisions / lines:.1f}",
        "nested ternaries": str(form.ternaries),
        "nested loops": str(form.loops),
        "wide lines, %": f"{100 * form.wide / max(form.lines, 1):.1f}",
        "complex functions, %": f"{100 * form.complex / functions:.1f}",
        "long functions, %": f"{100 * form.long / functions:.1f}",
    }


def imports(path: Path, root: Path) -> set[str]:
    """Full names that a module imports, anywhere in it; of `from a import b` both a and a.b."""
    package = path.relative_to(root).parent.parts
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _from(node, package)
            found.add(base)
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def _from(node: ast.ImportFrom, package: tuple[str, ...]) -> str:
    """Full name of what a `from` of a module of this package names."""
    parents = package[: len(package) - node.level + 1] if node.level else ()
    own = [node.module] if node.module else []
    return ".".join([*parents, *own])


def rooms(folder: Path) -> set[str]:
    """Modules and packages right below a package."""
    inner = {path.name for path in folder.iterdir() if (path / "__init__.py").is_file()}
    return inner | {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}


def arrows(folder: Path, root: Path) -> Arrows:
    """Which room of a package imports which; the package's own __init__ is none."""
    prefix = ".".join(folder.relative_to(root).parts) + "."
    names = rooms(folder)
    found = set()
    for path in modules(folder):
        inside = path.relative_to(folder).with_suffix("")
        room = inside.parts[0]
        ours = [name for name in imports(path, root) if name.startswith(prefix)]
        others = {name.removeprefix(prefix).partition(".")[0] for name in ours} - {room}
        if room in names:
            found |= {(room, other) for other in others & names}
    return found


def reachable(start: str, among: Arrows) -> set[str]:
    """Rooms that arrows lead to from a room."""
    found: set[str] = set()
    todo = {start}
    while todo:
        room = todo.pop()
        more = {b for a, b in among if a == room} - found
        found |= more
        todo |= more
    return found


def on_a_cycle(among: Arrows) -> Arrows:
    """Arrows between rooms that reach each other."""
    return {(a, b) for a, b in among if a in reachable(b, among)}


def room_figures(folder: Path, root: Path) -> dict[str, str]:
    """Rooms and arrows of a package and, where it has an engine, of that."""
    found = {}
    for place, name in ((folder, ""), (folder / "engine", " of the engine")):
        if place.is_dir():
            among = arrows(place, root)
            found[f"rooms{name}"] = str(len(rooms(place)))
            found[f"arrows{name}"] = str(len(among))
            found[f"arrows on a cycle{name}"] = str(len(on_a_cycle(among)))
    return found


def untested(folders: Iterable[Path], tests: Path) -> list[str]:
    """Modules without a test of their own name."""
    there = {path.stem for path in tests.rglob("test_*.py")}
    found = []
    for folder in folders:
        for path in modules(folder):
            own = {f"test_{path.stem}", f"test_{path.parent.name}_{path.stem}"}
            if path.stem not in ("__init__", "__main__") and not own & there:
                found.append(path.relative_to(folder.parent).as_posix())
    return found


def normal(name: str) -> str:
    """A package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(root: Path) -> set[str]:
    """Packages that pyproject.toml names, extras included."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = list(project.get("dependencies", []))
    for extra in project.get("optional-dependencies", {}).values():
        lines += extra
    return {normal(re.split(r"[^\w.-]", line, maxsplit=1)[0]) for line in lines}


def undeclared(folders: Iterable[Path], root: Path) -> list[str]:
    """Packages that are imported but not declared."""
    ours = {path.name for path in root.iterdir() if path.is_dir()}
    ours |= {path.stem for path in root.glob("*.py")}
    tops = set()
    for folder in folders:
        for path in modules(folder):
            tops |= {name.partition(".")[0] for name in imports(path, root)}
    given = importlib.metadata.packages_distributions()
    named = declared(root)
    found = []
    for top in sorted(tops - ours - set(sys.stdlib_module_names)):
        packages = given.get(top, [top])
        if named.isdisjoint(map(normal, packages)):
            found.append(top)
    return found


def unit_files(root: Path, slug: str) -> list[str]:
    """Tracked files written by hand for a unit: without data, what is built, and the texts of its
    figures, which `python -m tests.keguan.test_figures` writes.
    """
    done = subprocess.run(
        ["git", "ls-files"], cwd=root, stdout=subprocess.PIPE, check=True, encoding="utf-8"
    )
    built = re.compile(r"^(lessons|exercises|site|tests/figure_texts)/|\.csv$")
    return [name for name in done.stdout.splitlines() if slug in name and not built.search(name)]


def facts(course: dict) -> list[str]:
    """Objectives and task titles of the units, in Chinese."""
    found = []
    for unit in course["units"]:
        found += [objective["zh"] for objective in unit["objectives"]]
        for assignment in unit["assignments"]:
            found += [task["title"]["zh"] for task in assignment["tasks"]]
    return found


def said_twice(root: Path) -> list[str]:
    """Facts of course.toml that are a heading, a list item or a table cell of a page's source as
    well.
    """
    course = tomllib.loads((root / "course.toml").read_text(encoding="utf-8"))
    text = "\n".join(markdown(path) for path in (root / "content").rglob("*"))
    said: set[str] = set()
    for line in re.findall(r"^(?:#+|[-*|]|\d+\.) .*", text, flags=re.MULTILINE):
        said |= statements(line)
    return [fact for fact in facts(course) if plain(fact) in said]


def statements(line: str) -> set[str]:
    """What a heading, a list line or a table line says: it or its cells, and their parts."""
    found: set[str] = set()
    for cell in re.split("[|\u3000]", line):
        found |= {plain(part) for part in [cell, *cell.split("：")]}
    return found


def plain(text: str) -> str:
    """The text without its decoration."""
    return BEFORE.sub("", AFTER.sub("", text))


def markdown(path: Path) -> str:
    """What a page's source writes; in a percent file the comments."""
    if path.suffix not in (".md", ".py"):
        return ""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return text
    return re.sub(r"^# ?", "", text, flags=re.MULTILINE)


def house_figures(root: Path) -> dict[str, str]:
    """What only the whole house has."""
    folders = [root / name for name in HOUSE]
    course = tomllib.loads((root / "course.toml").read_text(encoding="utf-8"))
    files = [len(unit_files(root, unit["slug"])) for unit in course["units"]]
    lacking = undeclared(folders, root)
    twice = said_twice(root)
    return {
        "undeclared": " ".join([str(len(lacking)), *lacking]),
        "files of a unit, at most": str(max(files)),
        "said twice": f"{len(twice)} of {len(facts(course))}",
    }


def columns(root: Path, anchors: Iterable[str], types: bool) -> list[Column]:
    """The figures of each package of the house, of the house, and of the anchors."""
    parts = {name: [root / name] for name in HOUSE}
    parts["house"] = [root / name for name in HOUSE]
    parts |= {name: [installed(name)] for name in anchors}
    found = []
    for name, folders in parts.items():
        form = sum(map(measure_form, folders), Form())
        figures = form_figures(form)
        if types:
            figures["mypy errors"] = str(type_errors(folders))
        if len(folders) == 1:
            [folder] = folders
            figures |= room_figures(folder, folder.parent)
        if folders[0].parent == root:
            lacking = untested(folders, root / "tests")
            every = untested(folders, root / "no tests")
            figures["modules untested"] = f"{len(lacking)} of {len(every)}"
        found.append(Column(name, form, figures))
    found[len(HOUSE)].figures |= house_figures(root)
    return found


def installed(name: str) -> Path:
    """Folder of an installed package; ends the program if there is none."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name}：没有安装 · is not installed")
    return Path(spec.submodule_search_locations[0])


def table(found: list[Column]) -> str:
    """The columns side by side, below them what is too long for one."""
    names: dict[str, None] = {}
    for column in found:
        names |= dict.fromkeys(column.figures)
    heads = [column.name for column in found]
    lines = [row("", heads)]
    notes = []
    for name in names:
        texts = [column.figures.get(name, "–") for column in found]
        notes += [f"{name}: {text}" for text in texts if len(text) >= CELL]
        cells = [text if len(text) < CELL else text.split()[0] for text in texts]
        lines.append(row(name, cells))
    return "\n".join(lines + notes)


def row(name: str, cells: list[str]) -> str:
    """A line of the table: the name of the figure, then a cell each."""
    return f"{name:{NAME}}" + "".join(f"{cell:>{CELL}}" for cell in cells)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tools.measure",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--root", type=Path, default=ROOT, help="checkout to measure (this one)")
    parser.add_argument("--anchors", nargs="*", default=["httpx", "nbclient"], metavar="PACKAGE")
    parser.add_argument("--no-types", action="store_true", help="without mypy, which takes minutes")
    chosen = parser.parse_args(arguments)
    found = columns(chosen.root.resolve(), chosen.anchors, types=not chosen.no_types)
    print(table(found))


if __name__ == "__main__":
    main()
