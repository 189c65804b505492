"""Collecting: every known form of hand-in arrives once, older work is kept, what fits nothing is
named."""

import io
import json
import zipfile

import nbformat
import pytest
from nbgrader.api import Gradebook

from grader.course.folder import open_folder
from grader.gradebook import access, handed_in
from grader.gradebook.people import Person
from grader.term.collect import collect
from grader.term.roster import Roster
from tests import tiny_class
from tests.grader.cli.test_app import keguan

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


CLASS = Roster(
    (
        Person("S001", "三", "张"),
        Person("S002", "四", "李"),
        Person("S0021", "四", "李"),
        Person("S003", "Ann", "Lee"),
        Person("S004", "三丰", "张"),
    )
)


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
    archive(
        inbox / "S03.zip",
        {"homework/tiny-tasks.ipynb": work, "__MACOSX/._tiny-tasks.ipynb": b"x", "notes.txt": b"x"},
    )
    archive(inbox / "S04_tiny-tasks.zip", {"作业.ipynb": work})
    for name in (
        "S05/tiny-tasks.ipynb",
        "S06/tiny-tasks/tiny-tasks.ipynb",
        "张三/anything.ipynb",
        "S05/.ipynb_checkpoints/tiny-tasks-checkpoint.ipynb",
    ):
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_bytes(work)
    done = collect(folder, inbox, [TASKS])
    assert not done.refused
    assert sorted(student for student, _ in done.taken) == [
        "S01",
        "S02",
        "S03",
        "S04",
        "S05",
        "S06",
        "张三",
    ]
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
    assert [p.read_bytes() for p in (folder.path / "reports" / "earlier" / "S1").iterdir()] == [
        first
    ]


def test_a_notebook_that_is_no_json_is_collected_so_that_grading_names_it(folder, inbox):
    (inbox / "S1.ipynb").write_bytes(b'{"cells": [')
    assert collect(folder, inbox, [TASKS]).taken == [("S1", TASKS)]
    assert "not JSON" in handed_in.problem(folder, TASKS, "S1").en


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


@pytest.mark.parametrize(
    "name, data, words",
    [
        ("S1.zip", b"PK but not a zip", "cannot be opened"),
        ("S1.zip", b"", "cannot be opened"),
        ("S1.zip", bomb(), "over 100 MB"),
        ("S1.rar", b"Rar!", "neither .ipynb"),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_others_are(folder, inbox, name, data, words):
    (inbox / name).write_bytes(data)
    (inbox / "S2.ipynb").write_bytes(notebook(tiny_class.tasks("zh")))
    done = collect(folder, inbox, [TASKS])
    assert done.taken == [("S2", TASKS)]
    assert done.refused[0][0] == name and words in done.refused[0][1].en


def test_names_that_cannot_be_folders_are_refused(folder, inbox):
    (inbox / "S[1].ipynb").write_bytes(json.dumps({"cells": []}).encode())
    assert "rename" in collect(folder, inbox, [TASKS]).refused[0][1].en


# --- a class's zip, and names instead of ids


def windows_archive(path, members):
    """A zip as Chinese Windows writes it: names in GBK, and no word about that."""
    stand_ins = {
        f"{number}{'x' * (len(name.encode('gbk')) - 1)}": name.encode("gbk")
        for number, name in enumerate(members)
    }
    archive(path, dict(zip(stand_ins, members.values(), strict=True)))
    data = path.read_bytes()
    for stand_in, name in stand_ins.items():
        data = data.replace(stand_in.encode(), name)
    path.write_bytes(data)


def test_names_of_windows_and_of_macos_are_read(folder, inbox):
    work = notebook(tiny_class.tasks("zh"))
    windows_archive(
        inbox / "1班.zip", {"客关\\张三\\作业.ipynb": work, "客关\\S003_tiny-tasks.ipynb": work}
    )
    # Python writes UTF-8 and says so; macOS does not say so
    archive(inbox / "S004.zip", {"张三丰_tiny-tasks.ipynb": work})
    data = (inbox / "S004.zip").read_bytes()
    (inbox / "S004.zip").write_bytes(data.replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00"))
    done = collect(folder, inbox, [TASKS], CLASS)
    assert not done.refused
    assert sorted(done.taken) == [("S001", TASKS), ("S003", TASKS), ("S004", TASKS)]


@pytest.mark.parametrize(
    "name, ids",
    [
        ("S001", ["S001"]),
        ("s001", ["S001"]),
        ("Ｓ００１", ["S001"]),
        ("张三", ["S001"]),
        ("S001张三（改）", ["S001"]),
        ("张三丰", ["S004"]),
        ("ann lee 2", ["S003"]),
        ("李四", ["S002", "S0021"]),
        ("S002李四", ["S002"]),
        ("S001李四", ["S001", "S002", "S0021"]),
        ("S00", []),
        ("S0011", []),
        ("王五", []),
        ("", []),
    ],
)
def test_who_is_meant(name, ids):
    assert CLASS.find(name) == ids


def test_a_name_that_two_have_and_one_that_nobody_has_are_reported(folder, inbox):
    work = notebook(tiny_class.tasks("zh"))
    for name in ("李四.ipynb", "王五_tiny-tasks.ipynb", "张三.ipynb"):
        (inbox / name).write_bytes(work)
    done = collect(folder, inbox, [TASKS], CLASS)
    assert done.taken == [("S001", TASKS)]
    said = {where: why.en for where, why in done.refused}
    assert (
        "S002 or S0021" in said["李四.ipynb"]
        and "not in the class" in said["王五_tiny-tasks.ipynb"]
    )


def test_without_a_roster_several_signed_files_are_several_students(folder, inbox):
    work = notebook(tiny_class.tasks("zh"))
    archive(
        inbox / "class.zip",
        {"S1_tiny-tasks.ipynb": work, "all/S2_tiny-tasks.ipynb": work, "tiny-tasks.ipynb": work},
    )
    archive(inbox / "S3.zip", {"final_tiny-tasks.ipynb": work})
    done = collect(folder, inbox, [TASKS])
    assert sorted(done.taken) == [("S1", TASKS), ("S2", TASKS), ("S3", TASKS)]
    [(where, why)] = done.refused
    assert where == "class.zip: tiny-tasks.ipynb" and "whose" in why.en


def test_of_two_files_none_is_lost_in_silence(folder, inbox):
    work, draft = (notebook(tiny_class.tasks("zh"), note) for note in ("", "draft"))
    archive(inbox / "S1.zip", {"tiny-tasks.ipynb": work, "tiny-tasks (1).ipynb": draft})
    archive(inbox / "class.zip", {"S8/tiny-tasks.ipynb": work, "S9/tiny-tasks.ipynb": draft})
    done = collect(folder, inbox, [TASKS])
    assert (
        done.taken == [("S1", TASKS)]
        and folder.notebook("submitted", TASKS, "S1").read_bytes() == work
    )
    assert [where for where, _ in done.refused] == [
        "S1.zip: tiny-tasks (1).ipynb",
        "class.zip: S8/tiny-tasks.ipynb",
        "class.zip: S9/tiny-tasks.ipynb",
    ]


def test_an_archive_in_an_archive_is_named_and_one_in_a_folder_is_read(folder, inbox):
    work = notebook(tiny_class.tasks("zh"))
    (inbox / "1班").mkdir()
    archive(inbox / "1班" / "张三.zip", {"tiny-tasks.ipynb": work})
    archive(inbox / "S003.zip", {"S003.zip": b"PK"})
    done = collect(folder, inbox, [TASKS], CLASS)
    assert done.taken == [("S001", TASKS)]
    assert (
        done.refused[0][0] == "S003.zip: S003.zip" and "within an archive" in done.refused[0][1].en
    )


def test_a_file_that_replaces_a_submission_of_the_exchange_takes_its_time_away(folder, inbox):
    path = folder.notebook("submitted", TASKS, "S1")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"{}")
    path.with_name("timestamp.txt").write_text("2026-03-01 08:00:00 UTC", encoding="utf-8")
    (inbox / "S1.ipynb").write_bytes(notebook(tiny_class.tasks("zh")))
    collect(folder, inbox, [TASKS])
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_the_command_takes_names_from_the_gradebook(folder, inbox):
    api = access.open_course(folder)
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        gradebook.update_or_create_student("S1", last_name="张", first_name="三")
    (inbox / "张三.ipynb").write_bytes(notebook(tiny_class.tasks("zh")))
    keguan("collect", TASKS, "--from", inbox, "--course", folder.path)
    assert folder.students(TASKS) == ["S1"]
