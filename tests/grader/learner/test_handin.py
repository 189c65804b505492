"""What is handed in: one file that says whose and what it is, the notebook byte by byte."""

import hashlib
import json
import re
import zipfile

import pytest

from grader.base import UserError
from grader.learner import handin, home
from tests import tiny_class

NAME = "tiny-tasks"
WHO = home.Person("20240101", "张三")


@pytest.fixture
def course(tmp_path, own_home):
    return tiny_class.opened(tmp_path)


def notebook():
    return home.place() / "zh" / tiny_class.PLACES["zh"][NAME]


def test_the_file_holds_the_notebook_and_says_what_it_is(course):
    receipt = handin.hand_in(course, "zh", NAME, WHO)
    assert re.fullmatch(r"20240101_张三_tiny-tasks_\d{8}-\d{6}\.zip", receipt.file)
    with zipfile.ZipFile(handin.folder("zh") / receipt.file) as archive:
        assert sorted(archive.namelist()) == [handin.INSIDE, f"{NAME}.ipynb"]
        data = archive.read(f"{NAME}.ipynb")
        said = json.loads(archive.read(handin.INSIDE))
    assert data == notebook().read_bytes()
    assert said["sha256"] == hashlib.sha256(data).hexdigest() == receipt.sha256
    wanted = {"keguan": "hand-in 1", "id": "20240101", "name": "张三", "assignment": NAME}
    assert wanted.items() <= said.items() and said["notebook"] == f"{NAME}.ipynb"
    assert said["time"] == receipt.time.isoformat() and receipt.time.tzinfo
    assert re.fullmatch(r"[A-Z2-7]{4}-[A-Z2-7]{4}", said["receipt"])


def test_receipts_are_counted_and_kept(course):
    first = handin.hand_in(course, "zh", NAME, WHO)
    second = handin.hand_in(course, "zh", NAME, WHO)
    other = handin.hand_in(course, "zh", "tiny-essay", WHO)
    assert (first.number, second.number, other.number) == (1, 2, 1)
    with (home.room() / handin.RECEIPTS).open("a", encoding="utf-8") as file:
        file.write('{"half a line\n')
    assert handin.receipts() == [first, second, other]


def test_the_receipt_stands_for_this_work_of_this_person(course):
    first = handin.hand_in(course, "zh", NAME, WHO)
    again = handin._receipt(NAME, "zh", home.Person("20240102", "张三"), notebook().read_bytes())
    changed = handin._receipt(NAME, "zh", WHO, b"other")
    assert len({first.receipt, again.receipt, changed.receipt}) == 3


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff"])
def test_a_damaged_notebook_is_not_handed_in(course, data):
    notebook().write_bytes(data)
    with pytest.raises(UserError, match="小任务"):
        handin.hand_in(course, "zh", NAME, WHO)
    assert handin.receipts() == [] and notebook().read_bytes() == data


def test_a_full_disk_gives_no_receipt(course, monkeypatch):
    def full(path, data):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(handin, "write", full)
    with pytest.raises(OSError, match="No space"):
        handin.hand_in(course, "zh", NAME, WHO)
    assert handin.receipts() == []
