"""A plain nbgrader course whose assignment has two notebooks with names of their own, from its
release to its marks."""

import csv
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from typer.testing import CliRunner

from grader.cli import app as cli
from grader.course.folder import open_folder
from grader.gradebook.scores import cell_scores
from tests import tiny_class

ADDS = "def add(a, b):\n    ### BEGIN SOLUTION\n    return a + b\n    ### END SOLUTION"
RIGHT, WRONG = "def add(a, b):\n    return a + b", "def add(a, b):\n    return a - b"


def keguan(*args, code=0):
    result = CliRunner().invoke(cli.app, list(map(str, args)))
    assert result.exit_code == code, result.output
    return result.output


def written(answer, essay=None):
    """The cells of a notebook; both notebooks have a cell `add`."""
    cells = [
        new_code_cell(answer, id="add", metadata=tiny_class.role("add", solution=True)),
        new_code_cell("assert add(1, 2) == 3", id="t", metadata=tiny_class.role("t", 2)),
    ]
    if essay:
        role = tiny_class.role("why", 4, solution=True)
        cells.append(new_markdown_cell(essay, id="why", metadata=role))
    return new_notebook(cells=cells)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Five students: files by their names in a folder, a zip, one file only, all wrong."""
    path = tmp_path_factory.mktemp("plain")
    (path / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    source = path / "source" / "hw"
    source.mkdir(parents=True)
    nbformat.write(written(ADDS), source / "part A.ipynb")
    nbformat.write(written(ADDS, essay="because"), source / "part B.ipynb")
    keguan("release", "hw", "--course", path)
    inbox = path / "inbox"
    for student, a, b in (
        ("ann", RIGHT, WRONG),
        ("bob", RIGHT, RIGHT),
        ("cho", WRONG, None),
        ("eli", WRONG, WRONG),
    ):
        folder = inbox / student
        folder.mkdir(parents=True)
        nbformat.write(written(a), folder / "part A.ipynb")
        if b:
            nbformat.write(written(b, essay="我想"), folder / "part_B.ipynb")
    with zipfile.ZipFile(inbox / "dan.zip", "w") as archive:
        for file in (inbox / "bob").iterdir():
            archive.write(file, f"hw/{file.name}")
    return path


@pytest.fixture(scope="module")
def graded(course):
    assert "9 collected" in keguan("collect", "hw", "--from", course / "inbox", "--course", course)
    said = keguan("grade", "hw", "--course", course, code=2)
    assert "could not be read 1" in said and "cho hw" in said  # a part of it is missing
    assert "Look at these:\n  eli hw：自动评分的题全是 0 分" in said
    return open_folder(course)


def test_every_notebook_finds_its_place_and_its_marks(graded):
    there = graded.path / "submitted"
    assert sorted(p.name for p in (there / "dan" / "hw").glob("*.ipynb")) == [
        "part A.ipynb",
        "part B.ipynb",
    ]
    points = {(s.student, s.notebook, s.cell): s.points for s in cell_scores(graded)}
    assert points["ann", "part A", "t"] == points["dan", "part B", "t"] == 2
    assert points["ann", "part B", "t"] == points["cho", "part A", "t"] == 0


def test_collecting_again_finds_the_same_and_a_new_part_replaces_its_own(course, graded, tmp_path):
    again = keguan("collect", "hw", "--from", course / "inbox", "--course", course)
    assert "0 collected, 9 were there" in again
    nbformat.write(written(RIGHT), tmp_path / "cho_part A.ipynb")
    assert "1 collected" in keguan("collect", "hw", "--from", tmp_path, "--course", course)
    [replaced] = (course / "reports" / "earlier" / "cho").iterdir()
    assert "a - b" in replaced.read_text(encoding="utf-8")
    assert "a + b" in (graded.path / "submitted/cho/hw/part A.ipynb").read_text(encoding="utf-8")


def test_a_file_that_could_be_either_is_refused(course, tmp_path):
    nbformat.write(written(RIGHT), tmp_path / "eve.ipynb")
    said = keguan("collect", "hw", "--from", tmp_path, "--course", course, code=2)
    assert "part A, part B" in said and not (course / "submitted" / "eve").exists()


def test_feedback_report_and_alike_read_all_notebooks(graded):
    keguan("feedback", "hw", "--course", graded.path)
    pages = sorted(p.name for p in (graded.path / "feedback" / "bob" / "hw").glob("*.html"))
    assert pages == ["part A.html", "part B.html"]
    keguan("report", "hw", "--course", graded.path, "--lang", "en")
    assert "ann" in (graded.path / "reports" / "hw-en.html").read_text(encoding="utf-8")
    assert "alike-hw" in keguan("alike", "hw", "--course", graded.path)


def test_hand_marks_and_the_export_know_the_notebook(graded):
    keguan("rubric", "hw", "--course", graded.path)
    sheet = graded.path / "reports" / "rubric-hw-part B-why.csv"
    rows = list(csv.reader(sheet.read_text(encoding="utf-8-sig").splitlines()))
    rows = [row if row[0] != "bob" else ["bob", "3", "", "gut"] for row in rows]
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    keguan("rubric", "hw", "--apply", "--course", graded.path)
    keguan("export", "nbgrader", "--course", graded.path)
    table = (graded.path / "reports" / "marks-nbgrader.csv").read_text(encoding="utf-8")
    [bob] = [line.split(",") for line in table.splitlines() if ",bob," in line]
    assert bob[5:] == ["7", "0", "7", "8"]
