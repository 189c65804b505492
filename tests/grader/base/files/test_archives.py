"""Archives: what is in them comes one by one, and no damage raises anything."""

import io
import random
import zipfile

import pytest

from grader.base.files import archives
from grader.base.files.archives import Broken, members
from tests.inboxes import archive

GOOD = b'{"cells": []}' * 50


def read(path):
    """(last name, content or why there is none) of every member."""
    found = []
    for member in members(path, lambda name: name.endswith(".ipynb")):
        name = member.name.as_posix() if member.way else ""
        try:
            found.append((name, member.read()))
        except Broken as error:
            found.append((name, error.reason.en))
    return found


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_damage_at_random_is_told_and_never_raised(tmp_path, method):
    """G8 (a), (b): one in eleven damaged archives ended the whole collect."""
    path = archive(tmp_path / "a.zip", {"张三.ipynb": GOOD, "b.ipynb": GOOD}, compression=method)
    data = path.read_bytes()
    assert [content for _, content in read(path)] == [GOOD, GOOD]
    draw = random.Random(method)
    for _ in range(300):
        damaged = bytearray(data)
        for _ in range(draw.choice((1, 1, 3, 20))):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        path.write_bytes(damaged[: draw.choice((len(damaged), draw.randrange(len(damaged))))])
        for name, content in read(path):
            assert content == GOOD or isinstance(content, str) or name == ""


def test_damage_of_one_member_leaves_the_others(tmp_path):
    path = archive(
        tmp_path / "a.zip", {"a.ipynb": GOOD, "b.ipynb": GOOD}, compression=zipfile.ZIP_LZMA
    )
    data = bytearray(path.read_bytes())
    data[60:70] = bytes(10)
    path.write_bytes(data)
    (_, first), (_, second) = read(path)
    assert "cannot be opened" in first and second == GOOD


def test_a_password_and_damaged_names_are_told_in_words(tmp_path):
    path = archive(tmp_path / "a.zip", {"a.ipynb": GOOD})
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= archives.LOCKED
    path.write_bytes(data)
    assert read(path) == [("a.ipynb", archives.NO_PASSWORD.en)]
    path = archive(tmp_path / "b.zip", {"张.ipynb": GOOD})
    path.write_bytes(path.read_bytes().replace("张".encode(), b"\xff\xfe\xfd"))
    [(name, why)] = read(path)
    assert name == "" and "names in the archive are damaged" in why


def test_what_is_unpacked_has_limits_and_what_nobody_wants_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "LIMIT", 1000)
    monkeypatch.setattr(archives, "ALL", 2500)
    big = {f"{number}.csv": bytes(5000) for number in range(3)}
    path = archive(tmp_path / "a.zip", {"a.ipynb": bytes(1001), "b.ipynb": bytes(1000), **big})
    assert dict(read(path)) | {"b.ipynb": 0} == {
        "a.ipynb": archives.TOO_LARGE.en,
        "b.ipynb": 0,
        **dict.fromkeys(big, archives.EMPTY.en),
    }
    path = archive(tmp_path / "b.zip", {f"{number}.ipynb": bytes(1000) for number in range(4)})
    assert [content for _, content in read(path)][2:] == [archives.UNPACKED.en]


def test_an_archive_within_itself_ends(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("x.ipynb", GOOD)
    for _ in range(archives.DEEPEST):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as made:
            made.writestr("r.zip", inner.getvalue())
        inner = outer
    (tmp_path / "r.zip").write_bytes(inner.getvalue())
    assert read(tmp_path / "r.zip") == [("r.zip", archives.TOO_DEEP.en)]


@pytest.mark.parametrize(
    "name, first, kind",
    [
        ("a.rar", b"", "rar"),
        ("a.zip", b"7z\xbc\xaf\x27\x1c", "7z"),
        ("a.tar.gz", b"", "gz"),
        ("a.zip", b"PK\x03\x04", None),
        ("a.ipynb", b"{", None),
    ],
)
def test_other_kinds_are_told_by_name_and_by_content(name, first, kind):
    found = archives.other_kind(name, first)
    assert (
        (found is None) if kind is None else (f"a {kind} archive" in found.en and kind in found.zh)
    )
