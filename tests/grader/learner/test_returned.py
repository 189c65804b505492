"""Feedback that came back: kept under a plain name, told apart, nothing written elsewhere."""

import io
import zipfile
from datetime import date

import pytest

from grader.base import UserError
from grader.base.files import statement
from grader.base.files.statement import Statement
from grader.learner import home, returned
from tests import tiny_class

PAGE = b"<!DOCTYPE html><html><title>x</title></html>"


@pytest.fixture
def course(tmp_path, own_home):
    return tiny_class.opened(tmp_path)


def zipped(**files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/") + ".html", data)
    return made.getvalue()


def test_a_page_and_an_archive_are_kept_and_told_apart(course):
    returned.keep(course, "tiny-tasks.html", PAGE)
    data = zipped(**{"20240101__tiny-essay": PAGE, "notes": PAGE})
    kept = returned.keep(course, "feedback.zip", data)
    assert [page.assignment for page in kept] == ["tiny-essay", ""]
    assert {page.assignment for page in returned.pages(course)} == {"tiny-tasks", "tiny-essay", ""}
    assert returned.page(kept[0].file) == PAGE


@pytest.mark.parametrize(
    "name",
    ["../../evil.html", "<img src=x onerror=alert(1)>.html", "a\\..\\b.html", "..html", ".html"],
)
def test_a_name_leads_nowhere(course, tmp_path, own_home, name):
    [page] = returned.keep(course, name, PAGE)
    assert (own_home / returned.FOLDER / page.file).is_file()
    assert not set(page.file) & set("<>/\\ ()=")
    assert len(list(tmp_path.rglob("*evil*"))) == ("evil" in name)


@pytest.mark.parametrize("name, data", [("a.html", b"MZ"), ("a.exe", PAGE), ("a.zip", zipped())])
def test_what_is_no_page_is_refused(course, name, data):
    with pytest.raises(UserError):
        returned.keep(course, name, data)
    assert returned.pages(course) == []


def marked(day="2026-10-31", id="20240101", so_far=80.0, **pages):
    """An archive with marks and pages."""
    own = Statement(id, "张三", date.fromisoformat(day), so_far, False)
    made = io.BytesIO(zipped(**pages))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("20240101_张三_反馈/marks.json", statement.written(own))
    return made.getvalue()


def test_marks_come_with_the_pages_or_alone_and_the_newest_stay(course):
    [page] = returned.keep(course, "feedback.zip", marked(**{"tiny-tasks": PAGE}))
    assert page.assignment == "tiny-tasks" and returned.marks().so_far == 80
    assert returned.keep(course, "a.zip", marked("2026-11-05", so_far=85.0)) == []
    returned.keep(course, "a.zip", marked("2026-10-31", so_far=20.0))
    assert returned.marks().so_far == 85


def test_somebody_elses_marks_are_not_taken(course):
    home.introduce(home.Person("20240102", "李四"))
    with pytest.raises(UserError, match="张三（20240101）"):
        returned.keep(course, "feedback.zip", marked(**{"tiny-tasks": PAGE}))
    assert returned.marks() is None and returned.pages(course) == []


@pytest.mark.parametrize("name", ["../progress.json", "", "no.html", ".."])
def test_only_pages_that_came_are_shown(course, name):
    (home.room()).mkdir(parents=True, exist_ok=True)
    with pytest.raises(UserError):
        returned.page(name)


def test_the_points_of_our_own_feedback_page_are_read(course):
    from grader.learner import learn

    path = home.place() / "zh" / tiny_class.PLACES["zh"]["tiny-tasks"]
    path.write_bytes(path.read_bytes().replace(b"raise NotImplementedError()", b"return 2 * x", 1))
    [graded] = learn.grade(course, "zh", ["tiny-tasks"])
    [page] = returned.keep(course, "tiny-tasks.html", graded.page.read_bytes())
    assert page.points == (3.0, 5.0) == returned.pages(course)[0].points


@pytest.mark.parametrize("total", ["x / 5 分", "3 / 0 分", "99999999 / 5 分", "3"])
def test_points_that_make_no_sense_are_none(course, total):
    page = PAGE + f'<div class="total"><b>{total}</b>'.encode()
    assert returned.keep(course, "a.html", page)[0].points is None
