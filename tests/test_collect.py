"""Collecting: every known form of hand-in arrives once, older work is kept, what fits nothing is named."""

import io
import json
import zipfile

import nbformat
import pytest
import tiny_class

from grader.collect import collect
from grader.folder import open_folder

TASKS, ESSAY = "tiny-tasks", "tiny-essay"


@pytest.fixture
def folder(tmp_path):
    path = tiny_class.make(tmp_path / "course")
    for name in (TASKS, ESSAY):
        target = path / "release" / "zh" / name / f"{name}.ipynb"
        target.parent.mkdir(parents=True)
        target.write_bytes((path / "source" / "zh" / name / f"{name}.ipynb").read_bytes())
    return open_folder(path)


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def notebook(cells, note=""):
    made = nbformat.v4.new_notebook(cells=cells, metadata={"note": note})
    return nbformat.writes(made).encode("utf-8")


def archive(path, members):
    with zipfile.ZipFile(path, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)


def test_every_form_of_hand_in(folder, inbox):
    work = notebook(tiny_class.tasks("zh"))
    (inbox / "S01.ipynb").write_bytes(work)
    (inbox / "S02_tiny-tasks.ipynb").write_bytes(work)
    archive(inbox / "S03.zip", {"homework/tiny-tasks.ipynb": work, "__MACOSX/._tiny-tasks.ipynb": b"x", "notes.txt": b"x"})
    archive(inbox / "S04_tiny-tasks.zip", {"作业.ipynb": work})
    for name in ("S05/tiny-tasks.ipynb", "S06/tiny-tasks/tiny-tasks.ipynb", "张三/anything.ipynb",
                 "S05/.ipynb_checkpoints/tiny-tasks-checkpoint.ipynb"):
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_bytes(work)
    done = collect(folder, inbox, [TASKS])
    assert not done.refused
    assert sorted(student for student, _ in done.taken) == ["S01", "S02", "S03", "S04", "S05", "S06", "张三"]
    assert all(folder.notebook("submitted", TASKS, s).read_bytes() == work for s, _ in done.taken)


def test_a_unit_is_told_apart_by_name_or_by_the_answer_cells(folder, inbox):
    (inbox / "S1").mkdir()
    (inbox / "S1" / "tiny-essay (1).ipynb").write_bytes(notebook(tiny_class.essay("zh")))
    (inbox / "S1" / "my homework.ipynb").write_bytes(notebook(tiny_class.tasks("zh")))
    (inbox / "S2.ipynb").write_bytes(notebook([]))
    done = collect(folder, inbox, [TASKS, ESSAY])
    assert sorted(done.taken) == [("S1", ESSAY), ("S1", TASKS)]
    [(where, why)] = done.refused
    assert where == "S2.ipynb" and "tiny-tasks" in why.en and "学号_作业名" in why.zh


def test_the_same_file_again_changes_nothing_and_a_new_one_keeps_the_old(folder, inbox):
    first, second = (notebook(tiny_class.tasks("zh"), note) for note in "ab")
    (inbox / "S1.ipynb").write_bytes(first)
    collect(folder, inbox, [TASKS])
    assert collect(folder, inbox, [TASKS]).same == [("S1", TASKS)]
    (inbox / "S1.ipynb").write_bytes(second)
    assert collect(folder, inbox, [TASKS]).taken == [("S1", TASKS)]
    assert folder.notebook("submitted", TASKS, "S1").read_bytes() == second
    assert [p.read_bytes() for p in (folder.path / "reports" / "earlier" / "S1").iterdir()] == [first]


def test_a_notebook_that_is_no_json_is_collected_so_that_grading_names_it(folder, inbox):
    (inbox / "S1.ipynb").write_bytes(b'{"cells": [')
    assert collect(folder, inbox, [TASKS]).taken == [("S1", TASKS)]
    assert "not JSON" in folder.problem(TASKS, "S1").en


def test_an_archive_writes_nowhere_else(folder, inbox, tmp_path):
    work = notebook(tiny_class.tasks("zh"))
    archive(inbox / "S1.zip", {"../../../escaped.ipynb": work})
    archive(inbox / "S2.zip", {"/tmp-absolute/tiny-tasks.ipynb": work})
    link = zipfile.ZipInfo("tiny-tasks.ipynb")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(inbox / "S3.zip", "w") as made:
        made.writestr(link, "/etc/passwd")
    before = {p for p in tmp_path.rglob("*") if p.is_file()}
    done = collect(folder, inbox, [TASKS])
    new = {p for p in tmp_path.rglob("*") if p.is_file()} - before
    assert all(p.is_relative_to(folder.path / "submitted") for p in new)
    assert [where for where, _ in done.refused] == ["S3.zip"]


def bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(3):
            made.writestr(f"{number}.ipynb", bytes(40_000_000))
    return data.getvalue()


@pytest.mark.parametrize("name, data, words", [
    ("S1.zip", b"PK but not a zip", "cannot be opened"),
    ("S1.zip", b"", "cannot be opened"),
    ("S1.zip", bomb(), "over 100 MB"),
    ("S1.rar", b"Rar!", "neither .ipynb"),
])
def test_what_cannot_be_taken_is_named_and_the_others_are(folder, inbox, name, data, words):
    (inbox / name).write_bytes(data)
    (inbox / "S2.ipynb").write_bytes(notebook(tiny_class.tasks("zh")))
    done = collect(folder, inbox, [TASKS])
    assert done.taken == [("S2", TASKS)]
    assert done.refused[0][0] == name and words in done.refused[0][1].en


def test_names_that_cannot_be_folders_are_refused(folder, inbox):
    (inbox / "S[1].ipynb").write_bytes(json.dumps({"cells": []}).encode())
    assert "rename" in collect(folder, inbox, [TASKS]).refused[0][1].en
