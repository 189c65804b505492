"""What a student handed in is read from the disk whatever it is named, and nothing else is."""

import json
import os
import socket
import sys

import pytest

from grader.engine.model import Limits
from grader.engine.notebooks import files, intake
from grader.engine.notebooks.intake import read
from grader.engine.notebooks.parse import Unreadable

LIMITS = Limits(submission_mb=1, file_mb=1)
GOOD = b'{"cells": []}'
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "submitted" / "S001" / "ps1"
    path.mkdir(parents=True)
    return path


def put(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def work(folder, notebook="ps1", limits=LIMITS, others=()):
    return read(folder, "S001", notebook, limits, others)


def refused(folder, *words, **options):
    with pytest.raises(Unreadable) as error:
        work(folder, **options)
    for word in words:
        assert word in error.value.reason.zh, error.value.reason.zh
    assert error.value.reason.en


def test_the_notebook_and_the_other_files(folder):
    put(
        folder,
        {
            "ps1.ipynb": GOOD,
            "data/a.csv": b"a\n1\n",
            "helper.py": b"x = 1\n",
            "timestamp.txt": b"now",
        },
    )
    found = work(folder)
    assert (found.student, found.data, found.notes) == ("S001", GOOD, ())
    assert found.files == {
        "data/a.csv": b"a\n1\n",
        "helper.py": b"x = 1\n",
        "timestamp.txt": b"now",
    }


@pytest.mark.parametrize(
    "name",
    [
        "PS1.ipynb",
        "ps1.IPYNB",
        "ps1 (1).ipynb",
        "ps1(2).ipynb",
        "ps1（1）.ipynb",
        "ps1 - 副本.ipynb",
        "ps1的副本.ipynb",
        "ps1 副本2.ipynb",
        "ps1-Copy1.ipynb",
        "ps1 - Copy.ipynb",
        "ps1 copy 2.ipynb",
        "ps1_copy.ipynb",
        " ps1.ipynb",
        "ps1 .ipynb",
        "ｐｓ１.ipynb",
        "ps1\u200b.ipynb",
        "ps1.ipynb.txt",
        "ps1.ipynb.ipynb",
        "ps1.ipynb.json",
        "ps1/ps1.ipynb",
        "homework/ps1/ps1/ps1.ipynb",
        "ps1.ipynb/ps1.ipynb",
        "S001_ps1.ipynb",
        "ps1_王小明.ipynb",
        "2026-王小明-ps1 (1).ipynb",
        "答案.ipynb",
        "无标题/Untitled3.ipynb",
    ],
)
def test_names_of_the_notebook(folder, name):
    put(folder, {name: GOOD, "notes.txt": b"a"})
    found = work(folder)
    assert found.data == GOOD and found.files == {"notes.txt": b"a"}
    assert len(found.notes) == 1 and "ps1.ipynb 评分" in found.notes[0].zh


@pytest.mark.parametrize(
    "name",
    [
        "tiering_tasks.ipynb",
        "Tiering-Tasks (3).ipynb",
        "王小明_tiering_tasks.ipynb",
        "tiering - tasks.ipynb",
    ],
)
def test_names_of_more_than_one_word(folder, name):
    put(folder, {name: GOOD, "other.ipynb": b"x"})
    assert work(folder, "tiering-tasks").data == GOOD


@pytest.mark.parametrize(
    "better, worse",
    [
        ("ps1.ipynb", "ps1 (1).ipynb"),
        ("ps1.ipynb", "old/ps1.ipynb"),
        ("sub/ps1.ipynb", "ps1-Copy1.ipynb"),
        ("ps1 (1).ipynb", "S001_ps1.ipynb"),
        ("S001_ps1.ipynb", "Untitled.ipynb"),
        ("ps1 (1).ipynb", "sub/ps1 (1).ipynb"),
        ("ps1_a.ipynb", "ps10.ipynb"),
    ],
)
def test_the_better_name_wins(folder, better, worse):
    put(folder, {better: b"better", worse: b"worse"})
    assert work(folder).data == b"better" and work(folder).files == {worse: b"worse"}


def test_several_that_are_equally_good_are_named(folder):
    put(folder, {"ps1 (1).ipynb": b"1", "ps1 (2).ipynb": b"2"})
    refused(folder, "ps1 (1).ipynb", "ps1 (2).ipynb")
    put(folder, {"ps1 (2).ipynb": b"1"})
    assert work(folder).data == b"1"  # the same file twice is no question


def test_two_of_any_name_at_different_depths_are_still_two(folder):
    put(folder, {"a.ipynb": b"1", "sub/b.ipynb": b"2"})
    refused(folder, "a.ipynb", "sub/b.ipynb")


def test_another_notebook_of_the_assignment_is_not_taken(folder):
    put(folder, {"ps2.ipynb": GOOD})
    assert work(folder).data == GOOD
    refused(folder, "ps2.ipynb", others=("ps2",))


@pytest.mark.parametrize(
    "name", ["ps2(1).ipynb", "PS2.ipynb", "inner/ps2.ipynb", "zhang_ps2.ipynb"]
)
def test_nor_is_it_under_the_name_of_a_copy(folder, name):
    put(folder, {name: b"2"})
    refused(folder, name, others=("ps2",))
    put(folder, {"mine.ipynb": b"1"})
    assert work(folder, others=("ps2",)).data == b"1"
    assert work(folder, "ps2", others=("ps1",)).data == b"2"


def test_what_systems_leave_behind_is_ignored(folder):
    put(
        folder,
        {
            "ps1.ipynb": GOOD,
            ".ipynb_checkpoints/ps1-checkpoint.ipynb": b"old",
            "__MACOSX/._ps1.ipynb": b"x",
            "._ps1.ipynb": b"x",
            ".DS_Store": b"x",
            "__pycache__/a.pyc": b"x",
        },
    )
    assert work(folder).files == {} and work(folder).notes == ()
    (folder / "ps1.ipynb").unlink()
    refused(folder, "没有找到 ps1.ipynb", "—")


def test_a_missing_notebook_names_what_is_there(folder):
    refused(folder, "没有找到 ps1.ipynb")
    put(folder, {"answer.docx": b"x", "a/photo.png": b"x"})
    refused(folder, "answer.docx", "a/photo.png")
    refused(folder.parent / "nothing", "不能读取")


@posix
def test_links_are_not_followed(folder, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"secret")
    (tmp_path / "elsewhere").mkdir()
    put(tmp_path / "elsewhere", {"ps1.ipynb": b"another's"})
    put(folder, {"ps1.ipynb": GOOD})
    (folder / "link.txt").symlink_to(secret)
    (folder / "sub").symlink_to(tmp_path / "elsewhere")
    (folder / "loop").symlink_to(folder)
    (folder / "dangling").symlink_to(tmp_path / "nowhere")
    found = work(folder)
    assert found.files == {} and all(
        name in found.notes[0].zh for name in ("link.txt", "sub", "loop", "dangling")
    )
    (folder / "ps1.ipynb").unlink()
    (folder / "ps1.ipynb").symlink_to(tmp_path / "elsewhere" / "ps1.ipynb")
    refused(folder, "ps1.ipynb", "不是普通文件")
    (tmp_path / "linked").symlink_to(tmp_path / "elsewhere")
    refused(tmp_path / "linked", "链接")


@posix
def test_pipes_sockets_and_devices_are_neither_read_nor_waited_for(folder, monkeypatch):
    os.mkfifo(folder / "pipe.txt")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        put(folder, {"ps1.ipynb": GOOD})
        assert (
            work(folder).files == {}
            and "pipe.txt" in work(folder).notes[0].zh
            and "socket.txt" in work(folder).notes[0].zh
        )
    (folder / "ps1.ipynb").unlink()
    os.mkfifo(folder / "ps1.ipynb")
    refused(folder, "ps1.ipynb", "不是普通文件")


@posix
def test_a_device_is_not_read(folder):
    try:
        os.mknod(folder / "ps1.ipynb", 0o600 | 0o020000, os.makedev(1, 5))  # /dev/zero
    except PermissionError:
        pytest.skip("only root makes devices")
    refused(folder, "ps1.ipynb", "不是普通文件")


@posix
def test_a_file_that_turns_into_a_link_or_a_pipe_is_not_read(folder, tmp_path):
    put(folder, {"ps1.ipynb": GOOD})
    found = intake._walk(folder)[0][0]
    (tmp_path / "secret").write_bytes(b"secret")
    for make in (lambda path: path.symlink_to(tmp_path / "secret"), os.mkfifo):
        found.path.unlink()
        make(found.path)
        with pytest.raises(Unreadable):
            intake._load(found, 1000)


def test_sizes(folder):
    put(
        folder, {"ps1.ipynb": GOOD, "a.bin": b"x" * 600_000, "b.bin": b"x" * 600_000, "c.txt": b"c"}
    )
    found = work(folder)
    assert set(found.files) == {"a.bin", "c.txt"} and "b.bin" in found.notes[0].zh
    with (folder / "ps1.ipynb").open("wb") as stream:
        stream.truncate(2**40 if sys.platform == "linux" else 2**22)  # takes no space
    refused(folder, "ps1.ipynb", "太大", "1 MiB")
    refused(folder, "ps1.ipynb", "太大", limits=Limits(submission_mb=2))


@posix
def test_a_file_that_may_not_be_read(folder, monkeypatch):
    put(folder, {"ps1.ipynb": GOOD, "a.txt": b"a"})
    monkeypatch.setattr(
        files,
        "load",
        lambda path, most: (_ for _ in ()).throw(PermissionError(13, "Permission denied")),
    )
    refused(folder, "ps1.ipynb", "Permission denied")


def test_a_folder_without_end(folder):
    put(folder, {"ps1.ipynb": GOOD, "/".join("d" * 30) + "/deep.txt": b"x"})
    found = work(folder)
    assert found.files == {} and "太深" in found.notes[0].zh


def test_a_folder_with_too_many_files(folder):
    put(folder, {f"{n}.txt": b"" for n in range(1200)} | {"ps1.ipynb": GOOD})
    found = work(folder)
    assert found.data == GOOD and len(found.files) == 999 and found.notes


@posix
def test_names_that_are_not_utf8(folder):
    odd = os.fsencode(folder) + b"/" + "作业.ipynb".encode("gbk")
    with open(odd, "wb") as stream:
        stream.write(GOOD)
    found = work(folder)
    assert found.data == GOOD and "作业.ipynb" in found.notes[0].zh and found.notes[0].zh.encode()
    put(folder, {"ps1.ipynb": GOOD})
    found = work(folder)
    assert found.files == {} and "作业.ipynb" in found.notes[0].zh


@posix
@pytest.mark.parametrize(
    "name",
    ["a\\..\\b.txt", "c:b.txt", "line\nbreak.txt", "esc\x1b[31m.txt", "x\u202etxt.py", "n" * 251],
)
def test_names_that_could_do_harm_are_skipped(folder, name):
    put(folder, {"ps1.ipynb": GOOD, name: b"x"})
    found = work(folder)
    assert found.files == {} and found.notes[0].zh.isprintable()


def test_files_of_the_students_own_in_chinese_are_kept(folder):
    put(folder, {"ps1.ipynb": GOOD, "数据/会员 名单（新）.csv": "甲".encode(), "..txt": b"x"})
    assert set(work(folder).files) == {"数据/会员 名单（新）.csv", "..txt"}


def test_a_blank_in_a_name_ends_a_word(folder):
    parts = {"WMS part A.ipynb": b"{} A", "part B_final.ipynb": b"{} B"}
    put(folder, parts)
    for name, other in (("part A", "part B"), ("part B", "part A")):
        found = intake.read(folder, "s", name, Limits(), (other,))
        assert found.data == b"{} " + name[-1:].encode()


def test_outputs_do_not_make_a_notebook_too_large(folder):
    """G15: what a cell printed is not graded; the same work stays the same with and without."""
    content = json.loads(GOOD)
    cell = {"cell_type": "code", "metadata": {}, "source": "1", "execution_count": 1}
    output = {
        "output_type": "stream",
        "name": "stdout",
        "text": "中" * (LIMITS.submission_mb << 20),
    }
    content["cells"] = [cell | {"outputs": [output]}]
    content.setdefault("metadata", {})["widgets"] = {"state": "w" * (LIMITS.submission_mb << 20)}
    put(folder, {"ps1.ipynb": json.dumps(content).encode("utf-16")})
    kept = json.loads(work(folder).data)
    assert kept["cells"] == [cell | {"outputs": []}] and "widgets" not in kept["metadata"]
    content["cells"][0]["source"] = "x" * (LIMITS.submission_mb << 20)
    put(folder, {"ps1.ipynb": json.dumps(content).encode()})
    refused(folder, "ps1.ipynb", "太大")
