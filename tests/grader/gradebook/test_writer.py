"""Marks in the gradebook and autograded/: as stock nbgrader leaves them, whatever interrupts, on
SQLite and PostgreSQL."""

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Base, Gradebook
from nbgrader.plugins import CsvExportPlugin
from sqlalchemy import create_engine, select

from grader.base import UserError
from grader.course.folder import open_folder
from grader.engine.model import APART, GRADED, CellMark, Graded
from grader.engine.verdict.scoring import score
from grader.gradebook import access, autograded
from grader.gradebook.assignments import generate
from grader.gradebook.people import enrolled
from grader.gradebook.writer import Marks
from tests import stock_nbgrader, tiny_class

PAIR, ESSAY = "pair", "tiny-essay"
STUDENTS = ["li", "late", "one", "empty"]
JOBS = [*((PAIR, student) for student in STUDENTS), (ESSAY, "li"), (ESSAY, "empty")]
LATE = 'c.LateSubmissionPlugin.penalty_method = "zero"\n'
PARTIAL = "x / 4"
# tables whose rows are named by what they are, those that others refer to first
NAMED = ("assignment", "notebook", "base_cell", "submitted_assignment", "submitted_notebook")


def first():
    return [
        new_code_cell(
            "### BEGIN SOLUTION\nx = 2\n### END SOLUTION",
            id="x",
            metadata=tiny_class.role("x", solution=True),
        ),
        new_code_cell(
            "assert x > 0\n### BEGIN HIDDEN TESTS\nassert x == 2\n### END HIDDEN TESTS",
            id="x-test",
            metadata=tiny_class.role("x-test", 2),
        ),
        new_code_cell(PARTIAL, id="x-part", metadata=tiny_class.role("x-part", 1)),
        new_code_cell(
            "### BEGIN SOLUTION\nprint(x)\n### END SOLUTION",
            id="by-hand",
            metadata=tiny_class.role("by-hand", 3, solution=True),
        ),
    ]


def second():
    task = {
        "nbgrader": {
            "schema_version": 3,
            "grade_id": "do",
            "task": True,
            "grade": False,
            "solution": False,
            "locked": True,
            "points": 5,
        }
    }
    return [
        new_markdown_cell(
            "Draw.\n\n=== BEGIN MARK SCHEME ===\n5 for all\n=== END MARK SCHEME ===",
            id="do",
            metadata=task,
        ),
        new_code_cell(
            "### BEGIN SOLUTION\ny = 1\n### END SOLUTION",
            id="y",
            metadata=tiny_class.role("y", solution=True),
        ),
        new_code_cell("assert y == 1", id="y-test", metadata=tiny_class.role("y-test", 1)),
    ]


def make(root, config=LATE):
    """A course with an essay and an assignment of two notebooks, handed in by four students;
    nothing is graded."""
    path = tiny_class.make(root)
    with (path / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(config)
    source = path / "source" / "zh" / PAIR
    source.mkdir()
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    for name, cells in ((PAIR, first()), ("second", second())):
        nbformat.write(
            new_notebook(cells=cells, metadata={"kernelspec": kernel}), source / f"{name}.ipynb"
        )
    (source / "data.csv").write_text("a,b\n", encoding="utf-8")
    folder = open_folder(path)
    for assignment in (PAIR, ESSAY):
        generate(folder, assignment)
    with book(folder) as gradebook:
        gradebook.update_or_create_assignment(PAIR, duedate="2026-01-01 04:00:00 UTC")
    return folder


def book(folder):
    directory = access.open_course(folder).coursedir
    return Gradebook(directory.db_url, directory.course_id)


def hand_in(folder, student, answers, *, assignment=PAIR, at=None, only=None):
    """Hands in the release with other sources, by grade id."""
    target = folder.path / "submitted" / student / assignment
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder.path / "release" / "zh" / assignment, target)
    for path in sorted(target.glob("*.ipynb")):
        if only and path.stem != only:
            path.unlink()
            continue
        notebook = nbformat.read(path, 4)
        for cell in notebook.cells:
            cell.source = answers.get(
                cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source
            )
        nbformat.write(notebook, path)
    if at:
        (target / "timestamp.txt").write_text(at, encoding="utf-8")


def all_hand_in(folder):
    hand_in(
        folder,
        "li",
        {"x": "x = 2", "by-hand": "print('二')", "y": "y = 1"},
        at="2026-01-01 03:00:00 UTC",
    )
    hand_in(folder, "late", {"x": "x = 1", "y": "y = 1"}, at="2026-01-02 04:00:00 UTC")
    hand_in(folder, "one", {"x": "x = 2"}, only=PAIR)
    hand_in(folder, "empty", {})
    (folder.path / "submitted" / "li" / PAIR / "notes").mkdir()
    (folder.path / "submitted" / "li" / PAIR / "notes" / "plan.txt").write_text(
        "先筛选", encoding="utf-8"
    )
    hand_in(folder, "li", {"why": "因为。"}, assignment=ESSAY)
    hand_in(folder, "empty", {}, assignment=ESSAY)


def results(stock, jobs=JOBS):
    """What the engine would tell, from the notebooks that stock nbgrader executed."""
    found = []
    for assignment, student in jobs:
        for path in sorted((stock.path / "autograded" / student / assignment).glob("*.ipynb")):
            notebook = json.loads(path.read_text(encoding="utf-8"))
            notebook["metadata"].pop("language_info")
            marks = []
            for cell in notebook["cells"]:
                role = cell["metadata"]["nbgrader"]
                if role["grade"] or role["task"]:
                    points, why = score(cell, cell.get("outputs", []), role["points"])
                    marks.append(CellMark(role["grade_id"], points, role["points"], APART, why))
                if role["locked"]:
                    role["checksum"] = "of the release"
            found.append(
                Graded(assignment, student, path.stem, GRADED, json.dumps(notebook), tuple(marks))
            )
    return found


def dump(folder):
    """All rows of all tables, with names in place of the random ids."""
    engine = create_engine(access.open_course(folder).coursedir.db_url)
    names, rows = {}, {}
    with engine.connect() as db:
        for name, table in Base.metadata.tables.items():
            rows[name] = [dict(row) for row in db.execute(select(table)).mappings()]
    engine.dispose()
    for table in NAMED:
        for row in rows[table]:
            names[row["id"]] = name_of(table, row, names)
    told = {}
    for table, found in rows.items():
        told[table] = sorted(str(shown(table, row, names)) for row in found)
    return told


def name_of(table, row, names):
    """A row by what it is instead of by its random id."""
    keys = [key for key in sorted(row) if key.endswith("_id") or key in ("name", "type")]
    return f"{table}({', '.join(str(names.get(row[key], row[key])) for key in keys)})"


def shown(table, row, names):
    """What a row says; its own id only where that tells something."""
    kept = [
        (key, value)
        for key, value in sorted(row.items())
        if key != "id" or value in names or table in ("student", "course")
    ]
    return [(key, names.get(value, value)) for key, value in kept]


def by_hand(folder, student, cell, points, more=None):
    """Enters points as formgrader does."""
    with book(folder) as gradebook:
        grade = gradebook.find_grade(cell, PAIR, PAIR, student)
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = points, more, False
        gradebook.find_comment("x", PAIR, PAIR, student).manual_comment = "看过了"
        gradebook.db.commit()


def scores(folder, student, notebook=PAIR):
    with book(folder) as gradebook:
        found = gradebook.find_submission_notebook(notebook, PAIR, student)
        return (
            {grade.name: grade.auto_score for grade in found.grades},
            found.score,
            found.late_submission_penalty,
        )


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A course with everything handed in and nothing graded, to be copied."""
    folder = make(tmp_path_factory.mktemp("course"))
    all_hand_in(folder)
    return folder


def copy(folder, target):
    return open_folder(Path(shutil.copytree(folder.path.parent, target)) / folder.path.name)


@pytest.fixture(scope="module")
def stock(handed_in, tmp_path_factory):
    """A course that stock nbgrader graded."""
    folder = copy(handed_in, tmp_path_factory.mktemp("stock") / "course")
    for job in JOBS:
        stock_nbgrader.autograde(folder, *job)
    return folder


@pytest.fixture
def ours(handed_in, tmp_path):
    """The same course, not graded."""
    return copy(handed_in, tmp_path / "ours")


def write(folder, graded, jobs=JOBS):
    with Marks(folder) as marks:
        marks.prepare([PAIR, ESSAY], STUDENTS)
        marks.settled(jobs)
        marks.write(graded)


def settled(folder, regrade=False):
    with Marks(folder) as marks:
        marks.prepare([PAIR, ESSAY], STUDENTS)
        return marks.settled(JOBS, regrade)


def files(folder):
    root = folder.path / "autograded"
    return {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}


# --- as stock nbgrader


def test_gradebook_and_notebooks_are_those_of_nbgrader(stock, ours):
    write(ours, results(stock))
    assert dump(ours) == dump(stock)
    theirs = files(stock)
    assert files(ours).keys() == theirs.keys()
    for name, path in files(ours).items():
        assert path.stat().st_mode == theirs[name].stat().st_mode
        if name.endswith(".ipynb"):
            notebook, other = (nbformat.read(p, nbformat.NO_CONVERT) for p in (path, theirs[name]))
            nbformat.validate(notebook)
            del notebook.metadata[autograded.RECORD]
            assert notebook == other
        else:
            assert path.read_bytes() == theirs[name].read_bytes()


def test_grading_again_keeps_what_a_person_gave(tmp_path, stock, ours):
    theirs, jobs = copy(stock, tmp_path / "theirs"), [(PAIR, "li"), (PAIR, "late")]
    write(ours, results(theirs))
    for folder in (theirs, ours):
        by_hand(folder, "li", "by-hand", 2.5, 1)
        by_hand(folder, "late", "x-test", 2)
        hand_in(
            folder,
            "li",
            {"x": "x = 1", "by-hand": "print('三')", "y": "y = 1"},
            at="2026-01-03 03:00:00 UTC",
        )
        hand_in(folder, "late", {"x": "x = 2", "y": "y = 1"}, at="2026-01-01 03:00:00 UTC")
    for job in jobs:
        stock_nbgrader.autograde(theirs, *job)
    assert settled(ours) == set(JOBS) - set(jobs)
    write(ours, results(theirs, jobs))
    assert settled(ours) == set(JOBS)
    assert dump(ours) == dump(theirs)
    assert scores(ours, "li")[1] == 3.75  # 0.25 by the machine, 2.5 and 1 more by hand


def test_what_the_numbers_are(stock, ours):
    write(ours, results(stock))
    assert scores(ours, "li") == ({"x-test": 2, "x-part": 0.5, "by-hand": None}, 2.5, None)
    assert scores(ours, "late") == ({"x-test": 0, "x-part": 0.25, "by-hand": 0}, 0.25, 0.25)
    assert scores(ours, "one", "second") == ({"do": 0, "y-test": 0}, 0, None)


def test_nbgrader_goes_on_from_there(stock, ours, tmp_path):
    write(ours, results(stock))
    for job in JOBS:
        stock_nbgrader.write_feedback(ours, *job)
    page = ours.path / "feedback" / "li" / PAIR / f"{PAIR}.html"
    assert "x-part" in page.read_text(encoding="utf-8")
    plugin = CsvExportPlugin()
    plugin.to = str(tmp_path / "grades.csv")
    with book(ours) as gradebook:
        plugin.export(gradebook)
        submission = gradebook.find_submission(PAIR, "li").to_dict()
    with open(plugin.to, encoding="utf-8", newline="") as file:
        rows = {(row["assignment"], row["student_id"]): row for row in csv.DictReader(file)}
    assert float(rows[PAIR, "li"]["score"]) == submission["score"] == 3.5
    assert float(rows[PAIR, "late"]["late_submission_penalty"]) == 1.25


def test_stock_nbgrader_grades_over_ours(stock, ours):
    write(ours, results(stock))
    stock_nbgrader.autograde(ours, PAIR, "li")
    assert dump(ours) == dump(stock)


# --- again, interrupted, in part


def test_writing_twice_changes_nothing(stock, ours):
    write(ours, results(stock))
    before, notebooks = dump(ours), {name: path.read_bytes() for name, path in files(ours).items()}
    write(ours, results(stock))
    assert dump(ours) == before
    assert {name: path.read_bytes() for name, path in files(ours).items()} == notebooks


def test_only_what_changed_is_graded_again(stock, ours):
    assert settled(ours) == set()
    write(ours, results(stock))
    assert settled(ours) == set(JOBS)
    hand_in(ours, "one", {"x": "x = 2  # again"}, only=PAIR)
    assert settled(ours) == set(JOBS) - {(PAIR, "one")}
    files(ours)[f"empty/{PAIR}/{PAIR}.ipynb"].unlink()
    files(ours)[f"empty/{PAIR}/second.ipynb"].write_bytes(b"{")
    assert settled(ours) == set(JOBS) - {(PAIR, "one"), (PAIR, "empty")}


def test_a_changed_check_is_graded_again_on_request(stock, ours):
    write(ours, results(stock))
    path = ours.path / "source" / "zh" / PAIR / "second.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace("assert y == 1", "assert y in (1, 2)"),
        encoding="utf-8",
    )
    assert settled(ours) == set(JOBS)
    assert settled(ours, regrade=True) == {job for job in JOBS if job[0] == ESSAY}


def test_a_lost_or_older_gradebook_is_filled_again(stock, ours):
    write(ours, results(stock))
    with book(ours) as gradebook:
        gradebook.remove_submission(PAIR, "li")
        gradebook.find_grade("x-test", PAIR, PAIR, "empty").auto_score = 1
        gradebook.db.commit()
    assert settled(ours) == set(JOBS) - {(PAIR, "li"), (PAIR, "empty")}
    write(ours, results(stock))
    assert dump(ours) == dump(stock)


def stopped(*_):
    raise KeyboardInterrupt


@pytest.mark.parametrize("where", ["_set_penalties", "_put_others"])
def test_a_run_that_stops_half_way_is_repeated(stock, ours, monkeypatch, where):
    write(ours, results(stock)[:1])
    before, notebooks = dump(ours), {name: path.read_bytes() for name, path in files(ours).items()}
    with monkeypatch.context() as patch:
        patch.setattr(Marks, where, stopped)
        with pytest.raises(KeyboardInterrupt):
            write(ours, results(stock))
    assert (
        notebooks.items() <= {name: path.read_bytes() for name, path in files(ours).items()}.items()
    )
    # before the marks are in; after it
    assert (dump(ours) == before) == (where == "_set_penalties")
    assert settled(ours) == set()
    write(ours, results(stock))
    assert dump(ours) == dump(stock) and settled(ours) == set(JOBS)
    assert files(ours).keys() == files(stock).keys()


def test_a_single_task_leaves_the_others(stock, ours):
    graded = results(stock)
    write(ours, graded)
    li = next(g for g in graded if (g.student, g.notebook) == ("li", PAIR))
    cells = json.loads(li.executed)
    for cell in cells["cells"]:
        if cell["metadata"]["nbgrader"]["grade_id"] == "x-part":
            cell["outputs"] = []
    hand_in(ours, "li", {"x": "x = 5", "y": "y = 1"})
    part = replace(li, executed=json.dumps(cells), marks=(replace(li.marks[0], points=0.0),))
    write(ours, [part])
    assert scores(ours, "li")[0] == {"x-test": 0, "x-part": 0.5, "by-hand": None}
    notebook = nbformat.read(files(ours)[f"li/{PAIR}/{PAIR}.ipynb"], 4)
    shown = next(c for c in notebook.cells if c.metadata.nbgrader.grade_id == "x-part")
    assert shown.outputs[0].data["text/plain"] == "0.5"
    # the other tasks still have the marks of the earlier work
    assert (PAIR, "li") not in settled(ours)


def test_long_outputs_are_cut(stock, ours):
    graded = next(g for g in results(stock) if (g.student, g.notebook) == ("li", PAIR))
    notebook = json.loads(graded.executed)
    notebook["cells"][0]["outputs"] = [new_output("stream", name="stdout", text="行\n" * 5000)]
    write(ours, [replace(graded, executed=json.dumps(notebook))])
    printed = nbformat.read(files(ours)[f"li/{PAIR}/{PAIR}.ipynb"], 4).cells[0].outputs[0].text
    assert printed.count("\n") < 1000 and "truncated" in printed


def test_an_empty_answer_gets_0_though_the_release_is_unknown(stock, ours):
    graded = next(g for g in results(stock) if (g.student, g.assignment) == ("empty", ESSAY))
    executed = graded.executed.replace('"checksum": ', '"other": ')
    write(
        ours, [replace(graded, executed=executed, marks=(replace(graded.marks[0], points=None),))]
    )
    with book(ours) as gradebook:
        assert gradebook.find_grade("why", ESSAY, ESSAY, "empty").auto_score == 0
        assert gradebook.find_comment("why", ESSAY, ESSAY, "empty").comment == "No response."
    assert (ESSAY, "empty") in settled(ours)


def test_a_gradebook_in_use_ends_with_a_sentence(stock, ours, monkeypatch):
    monkeypatch.setattr(access, "BUSY", 1)
    with Marks(ours) as marks:
        marks.prepare([PAIR, ESSAY], STUDENTS)
        other = sqlite3.connect(ours.path / "gradebook.db")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="Another program uses"):
            marks.write(results(stock))
        other.close()
        assert marks.settled(JOBS) == set()
        marks.write(results(stock))
    assert dump(ours) == dump(stock)


# --- enrolling


def test_assignments_and_students_are_added(tmp_path):
    folder = open_folder(tiny_class.make(tmp_path))
    with Marks(folder) as marks:
        marks.prepare(["tiny-tasks"], ["li", "wang"])
    assert enrolled(folder) == ["li", "wang"]
    assert folder.notebook("release", "tiny-tasks").is_file()


def test_students_are_not_added_where_the_course_says_so(ours):
    with (ours.path / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("c.Autograde.create_student = False\n")
    with Marks(ours) as marks:
        with pytest.raises(UserError, match="li"):
            marks.prepare([PAIR], ["li"])
        with book(ours) as gradebook:
            gradebook.add_student("li")
        marks.prepare([PAIR], ["li"])


def test_changed_points_reach_the_gradebook(stock, ours):
    write(ours, results(stock))
    path = ours.path / "source" / "zh" / PAIR / "second.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"points": 1', '"points": 7'), encoding="utf-8"
    )
    with Marks(ours) as marks:
        marks.prepare([PAIR], [])
    with book(ours) as gradebook:
        assert gradebook.find_grade_cell("y-test", "second", PAIR).max_score == 7
        assert gradebook.find_grade("x-test", PAIR, PAIR, "li").auto_score == 2


def test_a_bad_timestamp_stops_nobody(stock, ours):
    (ours.path / "submitted" / "late" / PAIR / "timestamp.txt").write_text("昨天", encoding="utf-8")
    write(ours, results(stock))
    assert scores(ours, "late")[2] is None


def test_nothing_that_a_submission_links_to_is_copied(stock, ours, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("answers", encoding="utf-8")
    target = ours.path / "submitted" / "li" / PAIR
    (target / "mine.txt").symlink_to(secret)
    (target / "folder").symlink_to(tmp_path)
    os.mkfifo(target / "pipe")
    write(ours, results(stock))
    assert {name for name in files(ours) if name.startswith(f"li/{PAIR}")} == {
        f"li/{PAIR}/{name}"
        for name in (f"{PAIR}.ipynb", "second.ipynb", "data.csv", "timestamp.txt", "notes/plan.txt")
    }


# --- PostgreSQL


@pytest.fixture
def postgres():
    """A db_url of an empty database on a server of its own, which only listens on a socket in a
    temporary folder."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip(
            "no PostgreSQL on this machine: install its server (Debian: apt-get install postgresql)"
        )
    # the server refuses to run as root
    user = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as home:
        if user:
            shutil.chown(home, "nobody", "nogroup")

        def run(program, *args):
            command = [programs[-1].with_name(program), *args]
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run(command, check=True, cwd=home, **quiet, **user)

        data = f"{home}/data"
        run("initdb", "-D", data, "-U", "keguan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        socket_only = f"-k {home} -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-l", f"{home}/log", "-o", socket_only, "start")
        try:
            run("createdb", "-h", home, "-U", "keguan", "gradebook")
            yield f"postgresql+psycopg://keguan@/gradebook?host={home}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")


def test_a_gradebook_on_postgresql(stock, tmp_path, postgres):
    folder = make(tmp_path, f"{LATE}c.CourseDirectory.db_url = {postgres!r}\n")
    all_hand_in(folder)
    for _ in range(2):
        write(folder, results(stock))
        assert dump(folder) == dump(stock)
    assert settled(folder) == set(JOBS)
    with book(folder) as gradebook:
        assert gradebook.find_submission(PAIR, "li").score == 3.5
