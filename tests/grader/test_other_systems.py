"""What a student or a teacher runs works without what only POSIX systems have."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
# Modules that Windows does not have: whoever of us asks for one does not get it, though other
# people's code, which has a part of its own for Windows, does.
BLOCKED = """
import builtins
GONE = {"fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "syslog", "crypt", "spwd"}
real = builtins.__import__
def without(name, globals=None, locals=None, fromlist=(), level=0):
    asks = str((globals or {}).get("__name__", ""))
    if name in GONE and asks.partition(".")[0] in ("grader", "keguan", "__main__"):
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return real(name, globals, locals, fromlist, level)
builtins.__import__ = without
"""
IMPORTS = """
import importlib, pkgutil, grader, keguan
for package in (grader, keguan):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
"""


# As where nothing can be forked.
CHECK = """
import sys
from pathlib import Path
from types import SimpleNamespace
from grader.engine.processes import executors
executors.sys = SimpleNamespace(platform="win32")
from grader.learner import home, learn
from tests import tiny_class
import nbformat
course = tiny_class.opened(Path(sys.argv[1]))
path = home.place() / "zh" / tiny_class.PLACES["zh"]["tiny-tasks"]
notebook = nbformat.read(path, 4)
next(c for c in notebook.cells if c.id == "double").source = "def double(x): return 2 * x"
nbformat.write(notebook, path)
[graded] = learn.grade(course, "zh", ["tiny-tasks"])
print(graded.attempt.points)
"""


def run(script, *args, env=None):
    return subprocess.run(
        [sys.executable, "-c", BLOCKED + script, *args],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env=env,
        cwd=CHECKOUT,
    )


def test_every_module_can_be_imported():
    done = run(IMPORTS)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("module", ["fcntl", "resource"])
def test_the_test_itself_sees_such_a_module(module):
    done = run(f"import {module}")
    assert done.returncode == 1 and "ModuleNotFoundError" in done.stderr


def test_work_is_checked_where_nothing_can_be_forked(tmp_path):
    env = os.environ | {"KEGUAN_HOME": str(tmp_path / "home"), "PYTHONPATH": str(CHECKOUT)}
    done = run(CHECK, str(tmp_path / "course"), env=env)
    assert done.returncode == 0 and "{'double': 3.0}" in done.stdout, done.stderr


MODE = re.compile("[rwax][+t]?[+t]?")


def unsaid(tree):
    """Lines that open a file as text without saying its encoding, which differs on Windows."""
    for node in ast.walk(tree):
        said = {keyword.arg for keyword in getattr(node, "keywords", ())}
        if isinstance(node, ast.Call) and is_text(node) and "encoding" not in said:
            yield node.lineno


def is_text(call):
    """Whether a call reads, writes or opens a file as text."""
    method = getattr(call.func, "attr", "")
    if method in ("read_text", "write_text"):
        return True
    mode = next((str(a.value) for a in call.args if is_mode(a)), "")
    if method in ("fdopen", "NamedTemporaryFile"):
        return bool(mode)
    builtin = getattr(call.func, "id", "") == "open" and not any(
        isinstance(a, ast.Constant) and "b" in str(a.value) for a in call.args[1:]
    )
    return builtin or (method == "open" and (bool(mode) or not call.args))


def is_mode(argument):
    return isinstance(argument, ast.Constant) and bool(MODE.fullmatch(str(argument.value)))


SOURCES = [
    path
    for folder in ("grader", "keguan", "start.py")
    for path in (
        [CHECKOUT / folder] if folder.endswith(".py") else (CHECKOUT / folder).rglob("*.py")
    )
]


def test_every_text_file_is_opened_with_its_encoding():
    found = {
        f"{path.relative_to(CHECKOUT)}:{line}"
        for path in SOURCES
        for line in unsaid(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set()


@pytest.mark.parametrize("code", ["open('x')", "p.read_text()", "p.open('w')", "os.fdopen(1, 'w')"])
def test_a_file_without_its_encoding_is_seen(code):
    assert list(unsaid(ast.parse(code))) == [1]
