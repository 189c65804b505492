"""Work taken along and brought back: all of it, nothing overwritten, nothing written elsewhere."""

import io
import shutil
import zipfile

import pytest

from grader.base import UserError
from grader.learner import handin, home, luggage, workspace
from tests import tiny_class

NAME = "tiny-tasks"


@pytest.fixture
def course(tmp_path, own_home):
    return tiny_class.opened(tmp_path)


def own():
    return home.place() / "zh" / tiny_class.PLACES["zh"][NAME]


def work(course):
    """The student did something, said who it is and handed it in."""
    own().write_text('{"cells": [], "mine": 1}', encoding="utf-8")
    home.introduce(home.Person("20240101", "张三"))
    handin.hand_in(course, "zh", NAME, home.who())


def test_what_was_taken_along_is_there_again_on_an_empty_computer(course, own_home):
    work(course)
    data, receipts = luggage.take(course), handin.receipts()
    shutil.rmtree(own_home)
    workspace.update(course, "zh")
    done = luggage.bring(course, data)
    assert own().read_text(encoding="utf-8") == '{"cells": [], "mine": 1}'
    assert home.who().name == "张三" and handin.receipts() == receipts
    assert (handin.folder("zh") / receipts[0].file).is_file()
    assert not done.kept and luggage.bring(course, data).new == []


def test_only_the_persons_own_work_is_taken_along(course):
    with pytest.raises(UserError, match="还没有"):
        luggage.take(course)
    work(course)
    names = zipfile.ZipFile(io.BytesIO(luggage.take(course))).namelist()
    assert "zh/小单元/小任务.ipynb" in names and ".learn/me.json" in names
    assert not [name for name in names if "essay" in name or "README" in name or "01-" in name]


def test_other_work_that_is_here_is_kept_under_another_name(course):
    work(course)
    data = luggage.take(course)
    own().write_text('{"cells": [], "mine": 2}', encoding="utf-8")
    done = luggage.bring(course, data)
    assert done.kept == ["zh/小单元/小任务-1.ipynb"]
    assert '"mine": 2' in own().with_name("小任务-1.ipynb").read_text(encoding="utf-8")
    assert '"mine": 1' in own().read_text(encoding="utf-8")


HOSTILE = [
    "../evil.txt",
    "zh/../../evil.txt",
    "/etc/evil",
    "zh/.keguan.json",
    "zh/README.md",
    ".learn/../evil",
    ".learn/gradebook.db",
    ".keguan-person",
    "zh\\..\\..\\evil",
    "C:/evil",
    "zh/con:stream",
    "zh/x.",
    "other/evil.txt",
    "zh",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_written_where_an_archive_wants_it(course, tmp_path, own_home, name):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(luggage.MARK, "keguan work 1\n")
        archive.writestr(name, "evil")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    done = luggage.bring(course, made.getvalue())
    assert done == luggage.Unpacked()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_another_file_is_refused(course, data):
    with pytest.raises(UserError, match="keguan_"):
        luggage.bring(course, data)


def test_an_archive_of_something_else_is_refused(course):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("zh/x.ipynb", "{}")
    with pytest.raises(UserError):
        luggage.bring(course, made.getvalue())
    assert not (home.place() / "zh" / "x.ipynb").exists()


def test_somebody_elses_work_goes_into_a_folder_of_its_own(course, own_home):
    work(course)
    data = luggage.take(course)
    first = home.place()
    home.introduce(home.Person("20240102", "李四"))
    own().write_text('{"cells": [], "mine": 2}', encoding="utf-8")
    luggage.bring(course, data)
    assert home.place() != first and home.who() == home.Person("20240101", "张三")
    assert '"mine": 1' in own().read_text(encoding="utf-8")
    home.switch("")
    assert home.who().name == "李四" and '"mine": 2' in own().read_text(encoding="utf-8")


def test_records_come_along(course):
    work(course)
    record = home.place() / "record-张三.txt"
    record.write_text("signed", encoding="utf-8")
    data = luggage.take(course)
    record.unlink()
    luggage.bring(course, data)
    assert record.read_text(encoding="utf-8") == "signed"
