"""What errors of nbgrader and of its database mean: one sentence, and what to do."""

import sqlite3

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import InvalidEntry
from sqlalchemy import create_engine, exc, text
from typer.testing import CliRunner

from grader.base import UserError
from grader.cli import app as cli
from grader.course.folder import open_folder
from grader.gradebook import access, assignments, faults
from tests import tiny_class


@pytest.mark.parametrize(
    "log, said",
    [
        ("[ERROR] no such folder\n", "no such folder"),
        ("[ERROR] x\nnbgrader.api.MissingEntry: y\nValueError: bad cell\n", "ValueError: bad cell"),
        (
            "nbgrader.utils.NbGraderException: see above\nsqlalchemy.exc.OperationalError: locked",
            "OperationalError: locked",
        ),
        (
            "[ERROR] Traceback (most recent call last):\n    RuntimeError: no cell\n"
            "[ERROR] There was an error processing assignment",
            "RuntimeError: no cell",
        ),
        ("[ERROR] There was an error\n[ERROR] the real one", "the real one"),
        ("", "?"),
    ],
)
def test_the_line_that_says_what_went_wrong_is_found(log, said):
    assert faults.last_error({"log": log}) == said


def test_a_source_with_another_cell_after_the_class_handed_in(tmp_path):
    """G33: refused, and the release that students have stays."""
    folder = open_folder(tiny_class.make(tmp_path))
    assignments.generate(folder, "tiny-tasks")
    with access.opened(folder) as gradebook:
        gradebook.add_student("S1")
        gradebook.add_submission("tiny-tasks", "S1")
        gradebook.db.commit()
    path = folder.notebook("source", "tiny-tasks")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(new_code_cell("assert True", metadata=tiny_class.role("new", 1)))
    nbformat.write(notebook, path)
    released = folder.notebook("release", "tiny-tasks")
    before = released.read_bytes()
    with pytest.raises(UserError, match="已经有学生交了.*\\n?.*handed it in"):
        assignments.generate(folder, "tiny-tasks")
    assert released.read_bytes() == before and not (folder.path / assignments.BESIDE).exists()
    notebook.cells.pop()
    notebook.cells[-1].metadata.nbgrader.points = 0  # what may change
    nbformat.write(notebook, path)
    assignments.generate(folder, "tiny-tasks")
    assert nbformat.read(released, as_version=4).cells[-1].metadata.nbgrader.points == 0


def test_the_language_in_which_work_was_given_out_is_remembered(tmp_path):
    path = tiny_class.make(tmp_path)
    assert assignments.languages(open_folder(path)) == {}
    for language in ("zh", "en"):
        assignments.generate(open_folder(path, language), "tiny-tasks")
        assert assignments.languages(open_folder(path)) == {"tiny-tasks": language}
    said = CliRunner().invoke(cli.app, ["alike", "tiny-tasks", "--course", str(path)]).output
    assert "--lang en" in said
    args = ["alike", "tiny-tasks", "--lang", "en", "--course", str(path)]
    assert "--lang en" not in CliRunner().invoke(cli.app, args).output


def test_a_release_has_no_file_that_its_source_has_no_more(tmp_path):
    folder = open_folder(tiny_class.make(tmp_path))
    beside = folder.notebook("source", "tiny-tasks").parent / "pictures" / "a.txt"
    beside.parent.mkdir()
    beside.write_text("a", encoding="utf-8")
    assignments.generate(folder, "tiny-tasks")
    released = folder.notebook("release", "tiny-tasks").parent
    assert (released / "pictures" / "a.txt").is_file()
    beside.unlink()
    assignments.generate(folder, "tiny-tasks")
    assert [p.name for p in released.rglob("*") if p.is_file()] == ["tiny-tasks.ipynb"]


def test_a_source_whose_metadata_is_of_an_older_version(tmp_path):
    folder = open_folder(tiny_class.make(tmp_path))
    path = folder.notebook("source", "tiny-tasks")
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace('"schema_version": 3', '"schema_version": 1'), encoding="utf-8")
    with pytest.raises(UserError, match="nbgrader update 加"):
        assignments.generate(folder, "tiny-tasks")


def _asked(path, statement):
    """The error of a query on an SQLite file."""
    with pytest.raises(exc.DBAPIError) as raised, create_engine(f"sqlite:///{path}").begin() as db:
        db.execute(text(statement))
    return faults.of_database(raised.value)


def test_a_gradebook_that_is_damaged_or_of_an_older_version(tmp_path):
    damaged = tmp_path / "gradebook.db"
    damaged.write_bytes(b"nonsense" * 1000)
    assert "备份" in str(_asked(damaged, "select 1 from grade"))
    older = tmp_path / "older.db"
    sqlite3.connect(older).execute("create table grade (id text)").connection.close()
    assert "db upgrade" in str(_asked(older, "select needs_manual_grade from grade"))
    assert faults.of_database(ValueError("no such column")) is None
    full = InvalidEntry("(sqlite3.OperationalError) database or disk is full")
    assert "磁盘满了" in str(faults.of_database(full))
    assert faults.of_database(InvalidEntry("the name is empty")) is None
