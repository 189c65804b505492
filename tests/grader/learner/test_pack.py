"""What a class's pack says of the class, and how it is started."""

import json
import re
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest

from grader.course import datasets
from grader.course import outline as courses
from grader.learner import members, pack, study

IDS = ["20240101", "s-7"]
START = ("Keguan-Windows.cmd", "Keguan-macOS.command", "Keguan-Linux.desktop")


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """A pack of the whole course with one due date, given in Beijing's time."""
    folder = tmp_path_factory.mktemp("pack")
    due = datetime(2026, 9, 18, 23, 59, tzinfo=timezone(timedelta(hours=8)))
    dates = {"tiering-tasks": due}
    pack.pack(courses.load(), folder / "pack.zip", ["tiering-tasks"], dates, IDS)
    with zipfile.ZipFile(folder / "pack.zip") as archive:
        modes = {one.filename: one.external_attr >> 16 for one in archive.infolist()}
        archive.extractall(folder)
    return folder / pack.TOP, modes


def test_the_study_page_of_a_pack_knows_the_due_dates_and_what_stays_hidden(packed):
    root, _ = packed
    klass = study.klass(courses.load(root))
    assert klass.due == {"tiering-tasks": datetime(2026, 9, 18, 15, 59, tzinfo=UTC)}
    assert 0 < klass.hidden["tiering-tasks"] <= courses.load().assignment("tiering-tasks").points
    assert "BEGIN HIDDEN" not in json.dumps(klass.hidden)


def test_a_pack_knows_the_ids_of_the_class_and_does_not_tell_them(packed):
    root, _ = packed
    known = study.klass(courses.load(root)).members
    assert all(known.has(id) for id in (*IDS, "20240101 ", "２０２４０１０１", "S-7"))
    assert not known.has("20240102") and not known.has("")
    text = (root / study.CLASS).read_text(encoding="utf-8")
    assert not any(id in text for id in IDS) and members.of(IDS) == known
    assert members.of([]).has("anybody")


@pytest.mark.parametrize("raw", [None, [], {"digests": 3}, {"salt": "x"}, {"digests": []}])
def test_a_pack_that_says_nothing_of_ids_doubts_nobody(raw):
    assert members.read(raw).has("20240101")


def test_the_truth_of_the_datasets_stays_with_the_teacher(packed):
    root, _ = packed
    assert (root / "datasets" / "anchao" / "kb_queries.csv").is_file()
    assert datasets.withheld(root / "datasets") == []


def test_a_double_click_starts_it_on_every_system(packed):
    root, modes = packed
    assert all((root / name).is_file() for name in START)
    for name in START[1:]:
        assert modes[f"{pack.TOP}/{name}"] & 0o111, name
    lines = (root / START[0]).read_bytes().split(b"\n")
    assert all(line.endswith(b"\r") for line in lines[:-1])
    assert (root / START[0]).read_text(encoding="utf-8").count("start.py %*") == 2


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_pictures_of_the_readme_are_in_it(packed, name):
    root, _ = packed
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (root / name).read_text(encoding="utf-8"))
    assert len(shown) == 3 and all((root / path).is_file() for path in shown)


def test_windows_can_unpack_it(packed):
    _, modes = packed
    reserved = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10))}
    for name in modes:
        parts = name.split("/")
        assert len(name) <= 120, name
        assert not set(name) & set('<>:"\\|?*') and name.isprintable(), name
        assert not [
            p for p in parts if p.endswith((".", " ")) or p.split(".")[0].lower() in reserved
        ]
