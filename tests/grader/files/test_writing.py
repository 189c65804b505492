"""What was there stays until the new file is whole."""

import errno
import os

import pytest

from grader.files import writing


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
