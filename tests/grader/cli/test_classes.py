"""A class from its folder to its leaving students, by the commands that a teacher types."""

import shutil
import subprocess

import pytest
import xlsxwriter
from typer.testing import CliRunner

from grader.base.files import tables
from grader.cli import app as cli
from grader.course import classes
from grader.course.folder import open_folder
from grader.gradebook import people
from tests import tiny_class, tiny_term


def run(*args, code=0):
    done = CliRunner().invoke(cli.app, list(map(str, args)), env={"COLUMNS": "200"})
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv(classes.HOME, str(tmp_path / "Keguan"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "Keguan"


def school_list(path, rows):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([["2026 级名册"], ["班级", "姓名", "学号"], *rows]):
            sheet.write_row(number, 0, row)
    return path


def test_a_term_begins(home, tmp_path):
    """From nothing to a class with names: folder, list, a look at both."""
    assert "keguan term new --class" in run("term")
    out = run("term", "new", "2026-2027-1", "--class", "客服1班", "--class", "客服2班")
    assert out.count("✔") == 2 and "keguan class 名单.xlsx --class 客服1班" in out
    file = school_list(tmp_path / "名单.xlsx", [["1班", "张三", "2301"], ["1班", "李四", "2302"]])
    run("class", file, code=2)  # which of the two?
    one = ["--class", "客服1班"]
    assert "2301 张三、2302 李四" in run("class", file, "--dry-run", *one)
    assert people.people(open_folder(home / "2026-2027-1" / "客服1班")) == []
    assert "entered: 2" in run("class", file, *one)
    assert "unchanged: 2" in run("class", file, *one)
    shown = run("class", *one)
    assert "2301" in shown and "张三" in shown and "1班" in shown
    assert "客服2班" in run("term")
    run("class", file, "--class", "客服3班", code=2)


def test_what_cannot_be_entered_ends_with_2_and_the_others_are_entered(home, tmp_path):
    run("term", "new", "--class", "客服1班")
    file = school_list(tmp_path / "名单.xlsx", [["1班", "张三", "2301"], ["1班", "李四", ""]])
    out = run("class", file, code=2)
    assert "名单.xlsx 第 4 行：李四 没有学号" in out and "entered: 1" in out
    assert people.enrolled(open_folder()) == ["2301"]


def test_without_a_class_the_list_does_not_go_into_the_checkout(home, tmp_path):
    file = school_list(tmp_path / "名单.xlsx", [["1班", "张三", "2301"]])
    assert "keguan term new --class" in run("class", file, code=2)
    assert "--class" in run("term", "new", code=2)


@pytest.fixture
def one(tmp_path, monkeypatch, released):
    """A class in which S1 and S2 handed in and were graded, with names."""
    (folder,) = tiny_term.make(tmp_path, monkeypatch, "客服1班")
    work = ["tiny-tasks", "tiny-essay"]
    tiny_term.graded(folder, released, {"S1": work, "S2": work[:1]})
    (tmp_path / "list.csv").write_text(
        "学号,姓名,班级\nS1,张三,1班\nS2,李四,1班\nS3,张三,2班\n", "utf-8"
    )
    run("class", tmp_path / "list.csv")
    monkeypatch.chdir(tmp_path)
    return folder


def test_names_stand_beside_ids_everywhere_but_in_what_is_shared(one):
    assert "S1 张三" in run("marks") and "S2 李四" in run("marks")
    assert run("marks", "--explain", "李四").startswith("S2 李四 1班\n")
    assert "S1 张三 1班、S3 张三 2班" in run("marks", "--explain", "张三", code=2)
    assert "S1 张三" in run("report", "--notebook")
    page = (one.path / "reports" / "course-zh.html").read_text("utf-8")
    assert "S1 张三" in page and "S2 李四" in page
    run("report", "--share")
    shared = (one.path / "reports" / "course-zh-shared.html").read_text("utf-8")
    assert "张三" not in shared and "李四" not in shared and "S1" not in shared
    run("marks", "--set", "李四", "final", "90", "--why", "补考")
    rows = tables.table(one.path / "overrides.csv", {"student": []}).rows
    assert [row["student"] for row in rows] == ["S2"]


def test_the_language_of_the_release_is_that_of_the_class(one):
    run("release", "tiny-tasks", "--lang", "en")
    assert open_folder().language == "en"
    assert "course-en.html" in run("report")
    assert "course-zh.html" in run("report", "--lang", "zh")
    assert open_folder().language == "en"


def test_a_student_leaves(one):
    out = run("class", "remove", "李四")
    assert "submitted/S2" in out and "--yes" in out
    assert people.enrolled(one) == ["S1", "S2", "S3"]
    assert "✔" in run("class", "remove", "S2", "--yes")
    assert "S2" not in run("marks") and "李四" not in run("class")
    assert "李四" in run("class", "remove", "李四", code=2)


def test_one_of_whom_only_files_are_left_can_be_removed(one):
    """Removed with nbgrader's own command before, as deploy.md had it."""
    from grader.gradebook import enrolment

    run("class", "withdraw", "S2", "tiny-tasks")
    enrolment.remove(one, "S2")
    assert one.students() == ["S1"]
    assert "reports/withdrawn/S2" in run("class", "remove", "S2", "--yes")
    assert not (one.path / "reports" / "withdrawn" / "S2").exists()


def test_an_id_is_put_right_and_a_hand_in_withdrawn(one):
    run("class", "rename", "李四", "2302")
    assert "2302 李四" in run("marks")
    assert "reports" in run("class", "withdraw", "2302", "tiny-tasks")
    assert one.students("tiny-tasks") == ["S1"]
    assert "tiny-essay" in run("class", "withdraw", "2302", "tiny-x", code=2)
    assert "2302 has not handed in tiny-tasks" in run(
        "class", "withdraw", "2302", "tiny-tasks", code=2
    )


def test_what_lies_in_exercises_is_adopted(tmp_path, monkeypatch, released):
    (target,) = tiny_term.make(tmp_path, monkeypatch, "客服1班")
    monkeypatch.chdir(tmp_path)
    assert "nothing to move" in run("term", "adopt")
    exercises = open_folder(classes.SOURCES.parent)
    tiny_term.graded(exercises, released, {"S1": ["tiny-tasks"]})
    assert "gradebook.db" in run("term", "adopt")
    assert "S1" in run("marks") and not (exercises.path / "gradebook.db").exists()


def test_the_checkout_is_clean_after_what_a_class_does(tmp_path, monkeypatch, released):
    """From the list to the marks, graded by the engine, which finds the answers in the checkout."""
    (one,) = tiny_term.make(tmp_path, monkeypatch, "客服1班")
    monkeypatch.chdir(tmp_path)
    shutil.copy(released / "gradebook.db", one.path)
    checkout = classes.SOURCES.parent.parent
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=checkout, check=True)
    (tmp_path / "list.csv").write_text("学号,姓名\n2301,张三\n", "utf-8")
    (tmp_path / "inbox").mkdir()
    work = tiny_class.solved(one, wrong="greet")["tiny-tasks"]
    (tmp_path / "inbox" / "2301.ipynb").write_text(work, "utf-8")
    run("class", "list.csv")
    run("release", "tiny")
    run("collect", "tiny-tasks", "--from", "inbox")
    run("grade", "tiny-tasks", "--student", "张三")
    run("feedback", "tiny-tasks")
    run("report")
    run("export", "nbgrader")
    run("rubric", "tiny-essay")
    run("class", "rename", "2301", "2302")
    assert "36.0" in run("marks")  # 3 of 5 points at 60 %
    assert (one.path / "feedback" / "2302" / "tiny-tasks" / "tiny-tasks.html").is_file()
    for command in (["diff", "--name-only"], ["ls-files", "--others"]):
        done = subprocess.run(["git", *command], cwd=checkout, check=True, capture_output=True)
        assert done.stdout == b""
