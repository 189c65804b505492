"""The engine is a district of its own: it needs nothing of this course, and grades any other."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbgrader
import pytest

COURSE = Path(nbgrader.__file__).parent / "docs/source/user_guide"
IMPORT_ALL = """
import importlib, pkgutil, sys
import grader.engine
for module in pkgutil.walk_packages(grader.engine.__path__, "grader.engine."):
    importlib.import_module(module.name)
print(*(name for name in sys.modules if name.partition(".")[0] in ("grader", "keguan", "tools")))
"""
# Grades one notebook and prints its marks; arguments: course, notebook, student, readable folder.
GRADE = """
import json, sys
from pathlib import Path
from grader.engine.model import Hooks, Limits, Package, Submission
from grader.engine.notebooks import intake
from grader.engine.processes import executors

def main():
    course, notebook, readable = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    source = (course / "source/ps1" / f"{notebook}.ipynb").read_text(encoding="utf-8")
    pictures = {p.name: p.read_bytes() for p in (course / "source/ps1").glob("*.png")}
    package = Package("ps1", notebook, source, None, pictures, Hooks(readable=(readable,)))
    works = {"solution": Submission("solution", source.encode())}
    for student in ("bitdiddle", "hacker"):
        folder = course / "submitted" / student / "ps1"
        works[student] = intake.read(folder, student, notebook, Limits())
    for student, work in works.items():
        graded = executors.grade(package, work)
        marks = {mark.cell: [mark.points, mark.how] for mark in graded.marks}
        print(json.dumps([student, graded.status, graded.reason.en, marks, graded.broken]))
    executors.stop()

if __name__ == "__main__":
    main()
"""


def test_the_engine_loads_nothing_of_ours_but_base_and_checks():
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], capture_output=True, text=True, check=True
    )
    ours = done.stdout.split()
    assert "grader.engine.processes.zygote" in ours
    allowed = re.compile(r"grader(\.(base|checks|engine)(\..*)?)?")
    assert not [name for name in ours if not allowed.fullmatch(name)]


def test_the_engine_has_no_word_of_this_course(checkout):
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted((checkout / "grader/engine").rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search("keguan|course.toml|客关", line, re.I)
    ]
    # what graded notebooks have carried from the beginning
    assert [line.partition(":")[0] for line in found] == ["fingerprint.py"], found


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory, checkout):
    """A Python that finds base, checks and engine of the grader, and no other part of ours."""
    root = tmp_path_factory.mktemp("elsewhere")
    house = root / "house" / "grader"
    for room in ("checks", "engine"):
        shutil.copytree(checkout / "grader" / room, house / room)
    for module in ("__init__.py", "base/__init__.py"):
        (house / module).parent.mkdir(exist_ok=True)
        shutil.copy(checkout / "grader" / module, house / module)
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(root / "python")], check=True
    )
    packages = Path(nbgrader.__file__).parents[1]
    own = next((root / "python").glob("lib/*/site-packages"))
    # a folder named here is searched, but what it names itself, such as our checkout, is not
    (own / "house.pth").write_text(f"{house.parent}\n{packages}\n", encoding="utf-8")
    return root / "python/bin/python", packages


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="code is confined on Linux only")
def test_the_engine_grades_nbgraders_own_course_without_ours(elsewhere, tmp_path):
    python, packages = elsewhere
    missing = "from importlib.util import find_spec as f; print(f('keguan'), f('grader.course'))"
    alone = subprocess.run(
        [python, "-I", "-c", missing], capture_output=True, text=True, check=True
    )
    assert alone.stdout.split() == ["None", "None"]
    (tmp_path / "grade.py").write_text(GRADE, encoding="utf-8")
    done = subprocess.run(
        [python, "grade.py", str(COURSE), "problem1", str(packages)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    results = {student: rest for student, *rest in map(json.loads, done.stdout.splitlines())}
    assert {status for status, *_ in results.values()} == {"graded"}, results
    assert all(broken == [] for *_, broken in results.values())
    solution = results.pop("solution")[2]
    for student, (_, _, marks, _) in results.items():
        stock = points_by_nbgrader(COURSE / "autograded" / student / "ps1/problem1.ipynb")
        assert len(stock) == 4
        assert {cell: marks[cell][0] for cell in stock} == stock
        assert {cell: solution[cell][0] for cell in stock} == {
            "correct_squares": 1,
            "squares_invalid_input": 1,
            "correct_sum_of_squares": 0.5,
            "sum_of_squares_uses_squares": 0.5,
        }


def points_by_nbgrader(path):
    """The automatic points in a notebook that nbgrader itself has graded, by grade id."""
    found = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        role = cell["metadata"].get("nbgrader", {})
        if role.get("grade") and not role.get("solution") and cell["cell_type"] == "code":
            failed = any(output["output_type"] == "error" for output in cell["outputs"])
            found[role["grade_id"]] = 0 if failed else role["points"]
    return found
