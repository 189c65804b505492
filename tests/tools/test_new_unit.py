"""`python -m tools.new_unit` makes a unit of which nothing is red but the texts to write."""

import os
import re
import shutil
import subprocess
import sys

import nbformat
import polib
import pytest

from grader.course import bank, outline
from grader.course.folder import open_folder
from grader.engine.model import GRADED
from grader.gradebook.assignments import generate
from grader.gradebook.scores import cell_scores
from grader.grading.run import Engine
from tools import build, lint, new_unit
from tools.parts import TEST, catalogues, everything, find

SLUG = "trial_unit"
AUTOGRADED = {f"{SLUG}-tasks": "share"}  # and the cell to answer
COPIED = (
    "content",
    "course.toml",
    "grader",
    "keguan",
    "lessons",
    "pyproject.toml",
    "tests",
    "tools",
)
COPIED += ("exercises/nbgrader_config.py",)
# What a figure, a lab and a wrong answer of any unit are held to.
GATES = ("keguan/test_figures.py", "keguan/test_widgets.py", "course/test_wrong_answers.py")


@pytest.fixture(scope="module")
def root(checkout, tmp_path_factory):
    """A copy of the checkout with a new unit in it, built."""
    root = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        (root / name).parent.mkdir(exist_ok=True)
        copy = shutil.copytree if (checkout / name).is_dir() else shutil.copy
        copy(checkout / name, root / name)
    assert new_unit.main([SLUG], root) == 0
    assert build.main([SLUG, "--no-run"], root) == 0
    return root


@pytest.fixture(scope="module")
def course(root):
    return outline.load(root)


def test_course_toml_keeps_what_it_had_and_gets_the_unit_at_its_end(checkout, root, course):
    before, after = (
        (place / "course.toml").read_text(encoding="utf-8") for place in (checkout, root)
    )
    assert after.startswith(before) and course.units[-1].slug == SLUG
    assert course.units[-1].components == {component.id for component in course.components}


def test_nothing_but_texts_is_left_to_do(course, root):
    for part in find(course, SLUG):
        assert lint.check(part) == []
    for language in course.languages:
        assert lint.concepts(course, language) == []
    left = [problem.split(":")[0] for problem in lint.unwritten(root)]
    assert all(SLUG in path for path in left[1:]) and left[0] == "course.toml"
    own = {part.shown for part in everything(course, SLUG)} - {TEST}
    assert own < set(left)
    assert f"content/{SLUG}/bank.toml" in left


def test_every_template_has_its_english(course):
    for path in catalogues(course, SLUG):
        assert polib.pofile(str(course.root / path)).untranslated_entries() == [], path


def test_a_theory_test_can_draw_from_its_bank(course):
    kinds = [item.kind for item in bank.load(course, course.unit(SLUG))]
    assert {kind: kinds.count(kind) for kind in kinds} == dict.fromkeys(kinds, 7)
    assert f'"{SLUG}-20"' in bank.questions(course)


def test_its_code_is_in_form(checkout, root):
    made = [path for path in root.rglob(f"*{SLUG}.py") if "content" not in path.parts]
    assert len(made) == 5
    for command in (["check"], ["format", "--check"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--config", checkout / "pyproject.toml"]
        done = subprocess.run([*ruff, "--no-cache", *made], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


def test_its_figures_labs_and_answers_pass_the_gates_of_every_unit(root):
    """In the copy; of the other units' samples none, as they take long to draw."""
    for path in (root / "tests" / "samples").glob("[a-z]*.py"):
        if path.stem != SLUG:
            path.unlink()
    names = [f"tests/{gate}" for gate in GATES] + [f"tests/keguan/test_models_{SLUG}.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", SLUG, *names]
    environment = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0 and " passed" in done.stdout, done.stdout


def hand_in(folder, assignment: str, student: str, answer: str | None) -> None:
    """The released notebook, with the answer in its answer cell if there is one."""
    notebook = nbformat.read(folder.notebook("release", assignment), as_version=4)
    for cell in notebook.cells:
        if cell.id == AUTOGRADED[assignment] and answer is not None:
            cell.source = answer
    path = folder.notebook("submitted", assignment, student)
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)


def test_the_reference_answer_gets_full_marks_and_the_empty_stub_none(root):
    folder = open_folder(root / "exercises")
    for assignment, cell in AUTOGRADED.items():
        source = nbformat.read(folder.notebook("source", assignment), as_version=4)
        [answer] = [c.source for c in source.cells if c.id == cell]
        generate(folder, assignment)
        hand_in(folder, assignment, "right", answer)
        hand_in(folder, assignment, "empty", None)
    with Engine(folder, 1) as engine:
        jobs = [(name, student) for name in AUTOGRADED for student in ("right", "empty")]
        assert {outcome.status for outcome in engine.grade(jobs)} == {GRADED}
    scores = cell_scores(folder)
    assert {score.points for score in scores if score.student == "empty"} == {0}
    assert sum(score.points for score in scores) == sum(
        folder.course.assignment(name).points for name in AUTOGRADED
    )


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("tiering", "tiering.*is taken by tiering"),
        ("final", "已经有了.*content/final"),
        ("base", "keguan/.*/base.py"),
        ("class", "no keyword"),
        ("2nd", "begins with a small letter"),
        ("two-words", "只用小写字母"),
        ("../up", "small letters"),
    ],
)
def test_a_slug_that_is_taken_or_no_name_is_refused(checkout, tmp_path, capsys, slug, said):
    root = tmp_path
    shutil.copy(checkout / "course.toml", root)
    (root / "content" / "final").mkdir(parents=True)
    (root / "keguan" / "models").mkdir(parents=True)
    (root / "keguan" / "models" / "base.py").touch()
    before = sorted(root.rglob("*"))
    assert new_unit.main([slug], root) == 1
    [sentence] = capsys.readouterr().err.splitlines()
    assert " · " in sentence and re.search(said, sentence), sentence
    assert sorted(root.rglob("*")) == before
