"""Imports point one way, and nothing runs at import."""

import ast
import subprocess
import sys
import tomllib

import nbformat
import pytest

from grader.course import outline
from tools.content import blank_magics
from tools.lock import name_of
from tools.parts import find

COURSE = outline.load()
ROOT = COURSE.root
OURS = ("keguan", "grader", "tools")
# module or package of keguan: the other modules of ours it may import, and the packages from
# outside (None: any)
KEGUAN = {
    "keguan": ({"keguan.explain", "keguan.style"}, set()),
    "keguan.cards": ({"keguan.style"}, {"IPython"}),
    "keguan.error_texts": (set(), set()),
    "keguan.errors": ({"keguan.error_texts"}, set()),
    "keguan.pitfalls": ({"keguan.error_texts"}, set()),
    "keguan.explain": ({"keguan.cards", "keguan.errors", "keguan.style"}, set()),
    "keguan.style": (set(), {"matplotlib"}),
    "keguan.models": ({"keguan.models"}, {"numpy", "pandas"}),
    "keguan.figures": (
        {"keguan.figures.base", "keguan.models", "keguan.style"},
        {"numpy", "pandas", "matplotlib"},
    ),
    "keguan.widgets": (
        {"keguan.widgets.base", "keguan.figures", "keguan.models", "keguan.style"},
        None,
    ),
    "keguan.play": ({"keguan.cards", "keguan.widgets"}, set()),
    "keguan.theory": ({"keguan.style"}, {"IPython"}),
    "keguan.cases": ({"keguan.style"}, {"pandas"}),
    "keguan.database": ({"keguan.cases"}, {"numpy", "pandas"}),
    "keguan.survey": ({"keguan.cases", "keguan.style"}, {"pandas"}),
}
# room of the grader: the rooms it may import; "engine" and so on stand for all their modules
GRADER = {
    "base": set(),
    "checks": {"base"},
    "course": {"base"},
    "engine": {"base", "checks"},
    "gradebook": {"base", "course", "engine"},
    "grading": {"base", "course", "engine", "gradebook"},
    "feedback": {"base", "checks", "course", "gradebook"},
    "marks": {"base", "course", "gradebook"},
    "report": {"base", "checks", "course", "gradebook", "marks"},
    "term": {"base", "course", "gradebook", "marks"},
    "learner": {"base", "course", "feedback", "gradebook", "grading"},
    "desk": {"base", "course", "learner"},
    "cli": None,  # any
}
# rooms that take from base its sentences and errors only, not the reading of files nor the pages
SENTENCES_ONLY = {"checks", "engine"}
# room of the grader: what it may take from the package that lessons import
FROM_KEGUAN = {
    "base": {"keguan.style"},
    "checks": {
        "keguan.cards",
        "keguan.cases",
        "keguan.error_texts",
        "keguan.errors",
        "keguan.pitfalls",
        "keguan.theory",
    },
    "course": {"keguan.theory"},
    "grading": {"keguan"},
    "learner": {"keguan.cards", "keguan.theory"},
    "report": {"keguan.style", "keguan.figures"},
}
# floor of the engine, from the ground up: the floors it may import
ENGINE = {
    "model": set(),
    "notebooks": {"model"},
    "jail": {"model"},
    "cells": {"model", "notebooks"},
    "verdict": {"model", "notebooks", "cells"},
    "processes": {"model", "notebooks", "jail", "cells", "verdict"},
}
# names under which packages are imported, where they are not the packages' own
IMPORTED_AS = {
    "bs4": "beautifulsoup4",
    "fontTools": "fonttools",
    "IPython": "ipython",
    "xdist": "pytest-xdist",
}
# What lessons and exercises may take from us.
NOTEBOOKS = {"lesson": ("keguan",), "exercise": ("keguan", "grader.checks")}


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(p): p for package in OURS for p in sorted((ROOT / package).rglob("*.py"))}


def imported(source, package=""):
    """Modules that some code imports, anywhere in it; `from keguan import cases` counts as
    keguan.cases."""
    found = set()
    for node in ast.walk(ast.parse(blank_magics(source))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join(
                    [
                        *package.split(".")[: len(package.split(".")) - node.level + 1],
                        node.module or "",
                    ]
                )
                if node.level
                else node.module
            )
            base = base.rstrip(".")
            inner = {f"{base}.{alias.name}" for alias in node.names} & set(MODULES)
            found |= inner or {base}
    return found


def imports_of(module):
    path = MODULES[module]
    package = module if path.stem == "__init__" else module.rpartition(".")[0]
    return imported(path.read_text(encoding="utf-8"), package)


def outside(names):
    tops = {name.partition(".")[0] for name in names}
    return {top for top in tops if top not in OURS and top not in sys.stdlib_module_names}


def reached(module, seen=None):
    """All modules of ours that a module imports, directly or not, with itself."""
    seen = seen if seen is not None else set()
    if module in MODULES and module not in seen:
        seen.add(module)
        for name in imports_of(module):
            reached(name, seen)
    return seen


@pytest.mark.parametrize("module", [m for m in MODULES if m.startswith("keguan")])
def test_the_lesson_package_points_one_way(module):
    entry = module if module in KEGUAN else module.rpartition(".")[0]
    assert entry in KEGUAN and (entry != "keguan" or module == entry), (
        f"say in tests/test_imports.py what {module} may import"
    )
    ours, others = KEGUAN[entry]
    names = imports_of(module)
    wrong = {
        name
        for name in names
        if name.partition(".")[0] in OURS
        and not any(f"{name}.".startswith(f"{one}.") for one in ours)
    }
    assert not wrong, f"{module} must not import {', '.join(sorted(wrong))}"
    if others is not None:
        assert outside(names) <= others, (
            f"{module} must not import {', '.join(sorted(outside(names) - others))}"
        )


def room(module, depth=1):
    """The room of a module: "engine" of grader.engine.cells.wire; depth 2: "cells"."""
    parts = module.split(".")
    return parts[depth] if len(parts) > depth else None


@pytest.mark.parametrize("module", [m for m in MODULES if m.startswith("grader.")])
def test_the_graders_rooms_point_one_way(module):
    own = room(module)
    assert own in GRADER, f"say in tests/test_imports.py what the room {own} may import"
    allowed = GRADER[own]
    if allowed is None:
        return
    for name in imports_of(module):
        if name.startswith("grader."):
            assert room(name) in allowed | {own}, f"{module} must not import {name}"
            assert own not in SENTENCES_ONLY or not name.startswith("grader.base."), (
                f"{module} must not import {name}"
            )
        elif name.partition(".")[0] == "keguan":
            fine = FROM_KEGUAN.get(own, set())
            assert any(f"{name}.".startswith(f"{one}.") for one in fine), (
                f"{module} must not import {name}"
            )


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.count(".") > 1 and "grader.engine" in m]
)
def test_the_engines_floors_rest_on_those_below(module):
    own = room(module, 2)
    for name in imports_of(module):
        if name.startswith("grader.engine.") and room(name, 2) != own:
            assert room(name, 2) in ENGINE[own], f"{module} must not import {name}"


def test_every_package_that_is_imported_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    installed = {name_of(line) for line in project["dependencies"]}
    declared = installed.union(*({name_of(line) for line in lines} for lines in extras.values()))
    for line in [*project["dependencies"], *(line for lines in extras.values() for line in lines)]:
        assert ">=" in line, f"pyproject.toml: {line} has no lower bound"
    folders = ("keguan", "grader", "tools", "tests", "benchmarks")
    for path in (p for folder in folders for p in sorted((ROOT / folder).rglob("*.py"))):
        names = outside(imported(path.read_text(encoding="utf-8")))
        wanted = {name_of(IMPORTED_AS.get(name, name)) for name in names - {"start", *folders}}
        everyones = path.parts[len(ROOT.parts)] in ("keguan", "grader")
        missing = wanted - (installed | {"distributed"} if everyones else declared)
        assert not missing, f"{path.relative_to(ROOT)} imports {missing}: add it to pyproject.toml"


@pytest.mark.parametrize("module", [m for m in MODULES if not m.startswith("tools")])
def test_nothing_imports_the_authors_tools(module):
    assert not [name for name in imports_of(module) if name.partition(".")[0] == "tools"]


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("datasets/*/make.py")), ids=lambda path: path.parent.name
)
def test_data_scripts_import_nothing_of_ours_but_the_package(path):
    names = imported(path.read_text(encoding="utf-8"))
    assert not [name for name in names if name.partition(".")[0] in ("tools", "grader")]


@pytest.mark.parametrize("module", ["grader.checks", "grader.course.outline"])
def test_checks_need_no_nbgrader_and_no_widgets(module):
    reach = reached(module)
    assert not {
        name for name in reach if name.startswith("keguan.widgets") or name == "grader.cli.app"
    }
    for name in reach:
        assert "nbgrader" not in outside(imports_of(name)), (
            f"{module} imports {name}, which imports nbgrader"
        )


@pytest.mark.parametrize("part", find(COURSE), ids=lambda part: part.name)
def test_notebooks_import_only_what_students_may_see(part):
    for language in COURSE.languages:
        path = ROOT / part.built(language)
        for number, cell in enumerate(nbformat.read(path, as_version=4).cells, start=1):
            names = imported(cell.source) if cell.cell_type == "code" else set()
            for name in sorted(n for n in names if n.partition(".")[0] in OURS):
                fine = any(
                    name == allowed or name.startswith(allowed + ".")
                    for allowed in NOTEBOOKS[part.kind]
                )
                assert fine, (
                    f"{part.built(language)}, cell {number}: a {part.kind} must not import {name}"
                )


# Imports every module and reports what a module of ours does by itself, not through another import.
WATCH = """
import importlib, sys
root, modules = sys.argv[1], sys.argv[2:]
EVENTS = {"open", "os.mkdir", "os.remove", "os.rename", "os.system", "subprocess.Popen",
          "socket.connect", "sqlite3.connect"}
done = []
def watch(event, args):
    if event not in EVENTS:
        return
    frame = sys._getframe(1)
    while frame is not None and "importlib" not in frame.f_code.co_filename:
        file = frame.f_code.co_filename
        if file.startswith(root) and "site-packages" not in file:
            done.append(f"{file}:{frame.f_lineno}: {event} {args[0]!r}")
            return
        frame = frame.f_back
sys.addaudithook(watch)
for module in modules:
    importlib.import_module(module)
print("\\n".join(done), end="")
"""


def at_import(root, modules):
    """What the modules print or do when they are imported in a new Python."""
    result = subprocess.run(
        [sys.executable, "-c", WATCH, str(root), *modules],
        capture_output=True,
        cwd=root,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout + result.stderr


def test_nothing_runs_at_import():
    modules = [m for m in MODULES if not m.endswith("__main__")]
    assert at_import(ROOT, modules) == ""


@pytest.mark.parametrize(
    "source, says",
    [
        ("print('hello')", "hello"),
        ("text = open(__file__, encoding='utf-8').read()", "busy.py:1: open"),
        ("import pathlib\npathlib.Path(__file__).read_text(encoding='utf-8')", "busy.py:2: open"),
        ("import json, csv, this_does_not_matter", None),
    ],
)
def test_what_runs_at_import_is_seen(tmp_path, source, says):
    (tmp_path / "this_does_not_matter.py").write_text("", encoding="utf-8")
    (tmp_path / "busy.py").write_text(source, encoding="utf-8")
    found = at_import(tmp_path, ["busy"])
    assert (says in found) if says else (found == "")
