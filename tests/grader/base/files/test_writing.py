"""What was there stays until the new file is whole."""

import errno
import os
import stat
import sys
import time

import pytest

from grader.base.files import writing

resource = pytest.importorskip("resource") if sys.platform != "win32" else None


def test_the_old_file_stays_when_the_disk_is_full(tmp_path, monkeypatch):
    path = tmp_path / "marks.csv"
    writing.write(path, "old\n")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as raised:
        writing.write(path, "new\n")
    assert raised.value.filename == str(path)
    assert path.read_text() == "old\n" and os.listdir(tmp_path) == ["marks.csv"]


def test_a_new_file_is_written_with_its_folder(tmp_path):
    path = tmp_path / "reports" / "班级.html"
    writing.write(path, "第一行\n第二行\n")
    assert path.read_bytes() == "第一行\n第二行\n".encode()
    assert os.listdir(path.parent) == ["班级.html"]


@pytest.mark.parametrize("before", [b"", b'{"a": 1}\n', b'{"a": 1}\n{"b"'])
def test_a_line_that_was_cut_off_does_not_swallow_the_next(tmp_path, before):
    path = tmp_path / "journal.jsonl"
    path.write_bytes(before)
    writing.add_line(path, '{"c": 3}')
    assert path.read_bytes().split(b"\n")[-2:] == [b'{"c": 3}', b""]
    assert path.read_bytes().startswith(before)


def test_a_longest_name_is_no_problem(tmp_path):
    path = tmp_path / ("班" * 85)  # 255 bytes
    writing.write(path, "a")
    writing.write(path, "b")
    assert path.read_text() == "b" and os.listdir(tmp_path) == [path.name]


def test_a_private_file_is_the_owners_alone_from_the_start(tmp_path):
    path = tmp_path / "marks.csv"
    writing.write(path, "a")
    writing.write(path, "b", writing.PRIVATE)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("age, left", [(writing.STALE - 60, 1), (writing.STALE + 60, 0)])
def test_what_a_stopped_run_left_goes_with_the_next_and_what_is_being_written_stays(
    tmp_path, monkeypatch, age, left
):
    path = tmp_path / "marks.csv"
    with monkeypatch.context() as patch:
        patch.setattr(writing, "move", lambda staged, path: os.link(staged, f"{staged}-kept"))
        writing.write(path, "half")
    (part,) = tmp_path.iterdir()
    os.utime(part, (time.time() - age,) * 2)
    writing.write(tmp_path / "other.csv", "b")
    assert part.exists()
    writing.write(path, "a")
    assert part.exists() == bool(left) and path.read_text() == "a"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on the size of files")
def test_a_line_for_which_there_is_no_room_is_not_begun(tmp_path):
    path = tmp_path / "journal.jsonl"
    writing.add_line(path, "first")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, before[1]))
    try:
        with pytest.raises(OSError, match="large") as raised:
            writing.add_line(path, "second " * 10)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert raised.value.filename == str(path) and path.read_text() == "first\n"
    writing.add_line(path, "third")
    assert path.read_text() == "first\nthird\n"


def test_a_staged_file_lies_beside_until_it_is_moved(tmp_path):
    path, staged = tmp_path / "room" / "a.ipynb", tmp_path / "room" / ".a.ipynb.part"
    writing.write(path, "old")
    for text in (b"one", b"two"):  # the first is a stopped run's
        writing.stage(staged, text, 0o444)
    assert path.read_text() == "old"
    writing.move(staged, path)
    assert path.read_text() == "two" and not staged.exists()
