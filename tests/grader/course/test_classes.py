"""A class has a folder of its own outside the checkout, and it is certain which one is meant."""

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.base import UserError
from grader.course import classes
from grader.course.folder import open_folder
from grader.gradebook import access, assignments
from tests import tiny_term
from tests.tiny_term import TERM


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv(classes.HOME, str(tmp_path / "Keguan"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "Keguan"


def test_it_lies_in_the_users_home_and_not_in_the_checkout(tmp_path, monkeypatch):
    monkeypatch.delenv(classes.HOME)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    assert classes.home() == tmp_path / "Keguan"
    (one,) = classes.new(TERM, ["客服1班"])
    (tmp_path / "客关").mkdir()  # of a student's work, say
    assert classes.home() == tmp_path / "客关" and open_folder().path == one


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_nobody_else_on_the_machine_may_look_into_it(home):
    classes.new(TERM, ["客服1班"])
    assert home.stat().st_mode & 0o777 == 0o700


def test_without_a_class_the_checkout_is_the_course_as_before(home, checkout):
    assert open_folder().path == checkout / "exercises" and classes.only() is None
    assert not home.exists()


def test_the_only_class_of_the_newest_term_is_the_default(home):
    old, other = classes.new("2025-2026-2", ["客服1班", "客服2班"])
    for path in (old, other):
        (path / classes.MARK).write_text("made = 2026-03-01\n", encoding="utf-8")
    (new,) = classes.new(TERM, ["客服1班"])
    assert new == home / TERM / "客服1班"
    assert open_folder().path == open_folder(Path("客服1班")).path == new
    assert open_folder(Path("2025-2026-2/客服1班")).path == old
    assert open_folder(Path("客服2班")).path == other
    assert open_folder(other).path == other


def test_of_several_classes_one_has_to_be_named(home):
    classes.new(TERM, ["客服1班", "客服2班"])
    with pytest.raises(UserError, match="客服1班, 客服2班.*--class"):
        open_folder()
    with pytest.raises(UserError, match="客服1班, 客服2班"):
        open_folder(Path("客服3班"))


def test_a_folder_that_is_named_by_its_path_still_works(home, checkout, monkeypatch):
    classes.new(TERM, ["客服1班", "客服2班"])
    assert open_folder(checkout / "exercises").path == checkout / "exercises"
    monkeypatch.chdir(home / TERM / "客服2班")
    assert open_folder().path == home / TERM / "客服2班"


def test_a_class_and_a_folder_of_one_name_are_asked_about(home, tmp_path, checkout):
    (one,) = classes.new(TERM, ["客服1班"])
    other = tmp_path / "客服1班"
    other.mkdir()
    assert open_folder(Path("客服1班")).path == one  # no course folder
    (other / "nbgrader_config.py").write_text("c = get_config()\n")
    with pytest.raises(UserError, match="whole path"):
        open_folder(Path("客服1班"))
    assert open_folder(other).path == other and open_folder(one).path == one


def test_making_a_class_again_changes_nothing_in_it(home):
    (path,) = classes.new(TERM, ["客服1班"], "en")
    (path / "groups.csv").write_text("group,student,factor\n")
    before = tiny_term.files(home)
    assert classes.new(TERM, ["客服1班"], "zh") == [path]
    assert tiny_term.files(home) == before


def test_a_class_that_was_made_by_half_is_completed(home):
    whole = tiny_term.files(classes.new(TERM, ["客服1班"])[0])
    for name in whole:
        (home / TERM / "客服1班" / name).unlink()
        assert tiny_term.files(classes.new(TERM, ["客服1班"])[0]) == whole


@pytest.mark.parametrize("name", ["", " ", "a/b", "..", ".x", "CON", "nul.txt", "a:b", "x" * 200])
def test_a_name_that_no_folder_can_have_is_refused_before_anything_is_made(home, name):
    for term, names in ((TERM, ["good", name]), (name, ["good"])):
        with pytest.raises(UserError):
            classes.new(term, names)
    assert not home.exists()


@pytest.mark.parametrize(
    "day, term",
    [
        ("2026-07-31", "2025-2026-2"),
        ("2026-08-01", "2026-2027-1"),
        ("2026-12-31", "2026-2027-1"),
        ("2027-01-31", "2026-2027-1"),
        ("2027-02-01", "2026-2027-2"),
    ],
)
def test_a_term_is_named_as_schools_do(day, term):
    assert classes.this_term(datetime.date.fromisoformat(day)) == term


def test_settings_that_cannot_be_read_are_named(home):
    (path,) = classes.new(TERM, ["客服1班"])
    for text in ("made = ", 'language = "fr"'):
        (path / classes.MARK).write_text(text, encoding="utf-8")
        with pytest.raises(UserError, match=r"class\.toml"):
            open_folder()


def test_the_language_of_the_first_release_is_that_of_all_commands(home):
    (path,) = classes.new(TERM, ["客服1班"])
    assert open_folder().language == "zh"
    classes.remember_language(path, "en")
    assert open_folder().language == "en" and open_folder(language="zh").language == "zh"
    classes.remember_language(path, "zh")  # one page in Chinese does not change the class
    assert open_folder().language == "en"


def test_a_course_that_was_released_in_one_language_keeps_it(tmp_path):
    (tmp_path / "release" / "en").mkdir(parents=True)
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    assert open_folder(tmp_path).language == "en"
    (tmp_path / "release" / "zh").mkdir()
    assert open_folder(tmp_path).language == "zh"


@pytest.fixture(params=["客服1班", "1 (2) [x+"])
def one(request, tmp_path, monkeypatch):
    """A class by an odd name, below a folder by an odd name."""
    return tiny_term.make(tmp_path / "Keguan (1)", monkeypatch, request.param)[0]


def test_an_assignment_is_released_from_the_checkout_into_the_class(one):
    checkout = classes.SOURCES.parent.parent
    before = tiny_term.files(checkout)
    assignments.generate(one, "tiny-tasks")
    assert one.notebook("release", "tiny-tasks") == (
        one.path / "release" / "zh" / "tiny-tasks" / "tiny-tasks.ipynb"
    )
    assert "return 2 * x" not in one.notebook("release", "tiny-tasks").read_text("utf-8")
    assert one.notebook("source", "tiny-tasks").is_relative_to(checkout)
    assert tiny_term.files(checkout) == before
    assert access.open_course(one).get_source_assignments() == {"tiny-tasks", "tiny-essay"}
    assert access.open_course(one).coursedir.course_id == f"{TERM}-{one.path.name}"


def test_other_folders_in_the_settings_are_refused(one):
    with (one.path / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write('c.CourseDirectory.source_directory = "source"\n')
    with pytest.raises(UserError, match="source_directory"):
        access.open_course(one)


def test_stock_nbgrader_works_in_a_class(home):
    """With the real checkout, as its commands and formgrader do: from the folder of the class."""
    (path,) = classes.new(TERM, ["客服1班"])
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "tiering-written"]
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=path, env=environment, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    assert (path / "release" / "zh" / "tiering-written" / "tiering-written.ipynb").is_file()
    assert assignments.names(open_folder()) == ["tiering-written"]
