"""The walk through a folder of a student: it ends, and nothing in it leads out of the folder."""

import os

import pytest

from grader.engine.notebooks import files


def names(found):
    return [file.name for file in found.files]


def test_the_nearest_files_come_first_and_by_name(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/a/c.txt", "a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    found = files.walk(tmp_path)
    assert names(found) == ["a.txt", "b.txt", "a/z.txt", "a/a/c.txt"]
    assert [file.load().decode() for file in found.files] == names(found)
    assert not found.cut and not found.unreadable


def test_what_is_skipped_is_skipped_with_all_below(tmp_path):
    (tmp_path / "skip/inner").mkdir(parents=True)
    (tmp_path / "skip/inner/a.txt").touch()
    (tmp_path / "keep.txt").touch()
    assert names(files.walk(tmp_path, skip=lambda name: name == "skip")) == ["keep.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as on POSIX")
def test_links_and_pipes_are_listed_and_not_read(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "file").symlink_to(outside / "secret")
    (folder / "folder").symlink_to(outside)
    os.mkfifo(folder / "pipe")
    found = files.walk(folder)
    assert names(found) == ["file", "folder", "pipe"]
    for file in found.files:
        assert not file.regular
        with pytest.raises(OSError, match="link|regular|symbolic|Is a directory"):
            file.load()


def test_a_folder_without_end_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 5)
    for number in range(8):
        (tmp_path / f"{number}.txt").touch()
    (tmp_path / "9.ipynb").touch()
    found = files.walk(tmp_path, first=lambda name: name.endswith(".ipynb"))
    assert names(found) == ["9.ipynb", "0.txt", "1.txt", "2.txt", "3.txt"] and found.cut


def test_a_folder_too_deep_is_left(tmp_path):
    deep = tmp_path.joinpath(*"abcdefghij")
    deep.mkdir(parents=True)
    (deep / "x.txt").touch()
    found = files.walk(tmp_path)
    assert found.files == [] and found.cut


def test_a_folder_that_cannot_be_read_is_named(tmp_path):
    assert list(files.walk(tmp_path / "nowhere").unreadable) == [""]


def test_a_file_larger_than_asked_for_is_not_read(tmp_path):
    path = tmp_path / "large"
    path.write_bytes(b"12345")
    assert files.load(path, 5) == b"12345"
    with pytest.raises(OSError, match="too large"):
        files.load(path, 4)


def test_what_comes_first_is_found_among_any_number_of_files(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 10)
    for number in range(300):
        (tmp_path / f"{number:03}.csv").touch()
        (tmp_path / f"{number:03}.tmp").touch()
        if number % 75 == 0:
            (tmp_path / f"{number:03}.ipynb").touch()
    found = files.walk(tmp_path, lambda name: ".tmp" in name, lambda name: ".ipynb" in name)
    assert names(found)[:4] == ["000.ipynb", "075.ipynb", "150.ipynb", "225.ipynb"]
    assert len(found.files) == 10 and found.cut
