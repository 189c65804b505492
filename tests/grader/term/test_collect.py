"""Collecting: every known form of hand-in arrives once, older work is kept, what is not certain is
asked and nothing is guessed."""

import hashlib
import io
import json
import os
import sys
import tracemalloc
import zipfile
from datetime import date, datetime

import pytest
from nbgrader.api import Gradebook

from grader.base import UserError
from grader.course.folder import open_folder
from grader.engine.notebooks import fingerprint
from grader.gradebook import access, arrivals, contents, people, submissions
from grader.gradebook import handed_in as readers
from grader.gradebook.people import Person
from grader.marks import lists
from grader.term import roster as rosters
from grader.term import students
from grader.term.collect import collect, plan
from grader.term.plan import Stated
from grader.term.roster import Roster
from tests import inboxes, tiny_class
from tests.grader.cli.test_app import keguan
from tests.inboxes import CLASS, ESSAY, TASKS, archive, notebook, put, untouched, work

BOTH = [TASKS, ESSAY]
IDS = Roster((Person("2301"), Person("2302")), entered=True)


@pytest.fixture
def folder(tmp_path):
    return inboxes.course(tmp_path / "course")


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def taken(done):
    return sorted((item.student, item.assignment) for item in done.taken)


def asked(done):
    return {item.where: item.reason.en for item in done.asked}


def stored(folder, student, name=TASKS):
    return folder.notebook("submitted", name, student).read_bytes()


def earlier(folder, student):
    room = folder.path / "reports" / "earlier" / student
    return sorted(path.read_bytes() for path in room.iterdir()) if room.is_dir() else []


# --- the forms of a hand-in


def test_every_form_of_hand_in(folder, inbox):
    data = work()
    put(inbox, "S01.ipynb", data)
    put(inbox, "S02_tiny-tasks.ipynb", data)
    archive(
        inbox / "S03.zip",
        {"homework/tiny-tasks.ipynb": data, "__MACOSX/._tiny-tasks.ipynb": b"x", "notes.txt": b"x"},
    )
    archive(inbox / "S04_tiny-tasks.zip", {"作业.ipynb": data})
    for name in (
        "S05/tiny-tasks.ipynb",
        "S06/tiny-tasks/tiny-tasks.ipynb",
        "张三/anything.ipynb",
        "S05/.ipynb_checkpoints/tiny-tasks-checkpoint.ipynb",
        "S07.ipynb.txt",
        "tiny-tasks/S08.ipynb",
    ):
        put(inbox, name, data)
    archive(inbox / "S09.ipynb", {"tiny-tasks.ipynb": data})  # a zip that was renamed
    done = collect(folder, inbox, [TASKS])
    students = [f"S{number:02d}" for number in range(1, 10)] + ["张三"]
    assert not done.asked and taken(done) == [(student, TASKS) for student in students]
    assert all(stored(folder, student) == data for student in students)
    [others] = done.passed_over
    assert others.where == "S03.zip" and "notes.txt" in others.reason.en


def test_a_unit_is_told_apart_by_name_or_by_the_answer_cells(folder, inbox):
    put(inbox, "S1/tiny-essay (1).ipynb", work(ESSAY))
    put(inbox, "S1/my homework.ipynb", work())
    put(inbox, "S2.ipynb", notebook([]))
    done = collect(folder, inbox, BOTH)
    assert taken(done) == [("S1", ESSAY), ("S1", TASKS)]
    [(where, why)] = asked(done).items()
    assert where == "S2.ipynb" and "tiny-tasks" in why and "wrong file" in why


def test_an_archive_or_a_file_alone_is_an_inbox_too(folder, inbox):
    path = put(inbox, "S1.ipynb", work())
    assert taken(collect(folder, path, [TASKS])) == [("S1", TASKS)]
    path = archive(
        inbox / "class.zip", {"S2_tiny-tasks.ipynb": work(), "S3_tiny-tasks.ipynb": work()}
    )
    assert taken(collect(folder, path, [TASKS])) == [("S2", TASKS), ("S3", TASKS)]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "gbk"])
def test_what_grade_can_read_collect_can_tell(folder, inbox, codec):
    cells = inboxes.CELLS[TASKS]("zh")
    cells[0].source = "# 小任务（中文标题）"
    put(inbox, "S001.ipynb", notebook(cells).decode().encode(codec))
    done = collect(folder, inbox, BOTH, CLASS)
    assert taken(done) == [("S001", TASKS)] and not done.remarks


def test_a_notebook_that_is_no_json_is_collected_so_that_grading_names_it(folder, inbox):
    put(inbox, "S1.ipynb", b'{"cells": [')
    done = collect(folder, inbox, [TASKS])
    assert taken(done) == [("S1", TASKS)] and "not JSON" in done.remarks[0].reason.en
    assert "not JSON" in readers.problem(folder, TASKS, "S1").en


def test_an_archive_writes_nowhere_else(folder, inbox, tmp_path):
    archive(inbox / "S1.zip", {"../../../escaped.ipynb": work()})
    archive(inbox / "S2.zip", {"/tmp-absolute/tiny-tasks.ipynb": work()})
    link = zipfile.ZipInfo("tiny-tasks.ipynb")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(inbox / "S3.zip", "w") as made:
        made.writestr(link, "/etc/passwd")
    before = {p for p in tmp_path.rglob("*") if p.is_file()}
    done = collect(folder, inbox, [TASKS])
    new = {p for p in tmp_path.rglob("*") if p.is_file()} - before
    assert all(p.is_relative_to(folder.path / "submitted") for p in new)
    assert asked(done) == {"S3.zip": "the archive holds no .ipynb file"}


def bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr("tiny-tasks.ipynb", bytes(100_000_001))
    return data.getvalue()


@pytest.mark.parametrize(
    "name, data, words",
    [
        ("S1.zip", b"PK but not a zip", "cannot be opened"),
        ("S1.zip", b"", "cannot be opened"),
        ("S1.zip", bomb(), "over 100 MB"),
        ("S1.rar", b"Rar!", "save it as zip"),
        ("S1.zip", b"Rar!\x1a\x07\x00", "a rar archive"),
        ("S1.7z", b"7z", "a 7z archive"),
        ("S1.docx", b"PK\x03\x04", "neither .ipynb"),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_others_are(folder, inbox, name, data, words):
    put(inbox, name, data)
    put(inbox, "S2.ipynb", work())
    done = collect(folder, inbox, [TASKS])
    assert taken(done) == [("S2", TASKS)]
    [(where, why)] = asked(done).items()
    assert where.partition(":")[0] == name and words in why


def test_what_systems_leave_in_folders_is_passed_over_in_silence(folder, inbox):
    for name in (
        "desktop.ini",
        "Thumbs.db",
        ".DS_Store",
        "~$作业.docx",
        "S1/desktop.ini",
        "._S1.ipynb",
    ):
        put(inbox, name, b"x")
    archive(
        inbox / "S2.zip", {"a/Thumbs.db": b"x", "a/tiny-tasks.ipynb": work(), ".git/x.ipynb": b"x"}
    )
    done = collect(folder, inbox, [TASKS])
    assert taken(done) == [("S2", TASKS)] and not done.asked and not done.passed_over


@pytest.mark.parametrize("name", ["S[1].ipynb", "CON.ipynb", "S1..ipynb", "张" * 43 + ".ipynb"])
def test_names_that_cannot_be_folders_are_refused(folder, inbox, name):
    put(inbox, name, work())
    assert "rename" in asked(collect(folder, inbox, [TASKS]))[name]


def test_a_long_name_in_an_archive_stops_nothing_else(folder, inbox):
    """G8 (c): 100 Chinese characters are no 128, but 300 bytes are too many for a folder."""
    archive(
        inbox / "A1.zip", {"张" * 100 + "_tiny-tasks.ipynb": work(), "b_tiny-tasks.ipynb": work()}
    )
    put(inbox, "B2.ipynb", work())
    done = collect(folder, inbox, [TASKS])
    assert taken(done) == [("B2", TASKS), ("b", TASKS)] and "rename" in str(asked(done))


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name may be any bytes")
def test_a_name_in_bytes_of_gbk_is_read(folder, inbox):
    """G8 (d): a zip from Chinese Windows, unpacked on Linux."""
    path = os.fsencode(inbox) + b"/" + "张三丰.ipynb".encode("gbk")
    with open(path, "wb") as file:
        file.write(work())
    done = collect(folder, inbox, [TASKS], CLASS)
    assert taken(done) == [("S004", TASKS)] and done.taken[0].where == "张三丰.ipynb"


def test_control_characters_of_a_name_are_not_shown(folder, inbox):
    """G9: they cleared the screen and forged lines."""
    archive(inbox / "S1.zip", {"a\x1b]0;owned\x07\u202eb_x/tiny.ipynb": notebook([])})
    [item] = collect(folder, inbox, [TASKS]).asked
    assert item.where.isprintable()


def test_names_of_windows_and_of_macos_are_read(folder, inbox):
    data = work()
    inboxes.windows_archive(
        inbox / "1班.zip", {"客关\\张三\\作业.ipynb": data, "客关\\S003_tiny-tasks.ipynb": data}
    )
    # Python writes UTF-8 and says so; macOS does not say so
    archive(inbox / "S004.zip", {"张三丰_tiny-tasks.ipynb": data})
    path = inbox / "S004.zip"
    path.write_bytes(path.read_bytes().replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00"))
    done = collect(folder, inbox, [TASKS], CLASS)
    assert not done.asked
    assert taken(done) == [("S001", TASKS), ("S003", TASKS), ("S004", TASKS)]


def nested(depth, data):
    """A zip in a zip and so on, with the notebook in the innermost."""
    for number in range(depth):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as made:
            made.writestr("tiny-tasks.ipynb" if not number else f"S00{number}.zip", data)
        data = buffer.getvalue()
    return data


def test_archives_in_archives_are_read_and_endless_ones_named(folder, inbox):
    put(inbox, "1班/张三.zip", nested(1, work()))
    put(inbox, "2班.zip", nested(2, work(note="2")))  # S001 again, in a zip of the class
    put(inbox, "S003.zip", nested(4, work()))
    archive(inbox / "S004.zip", {"S004.zip": b"PK"})
    done = collect(folder, inbox, [TASKS], CLASS)
    said = asked(done)
    assert taken(done) == []  # two different files of S001
    assert "2 different files" in said["1班/张三.zip: tiny-tasks.ipynb"]
    assert "2 different files" in said["2班.zip: S001.zip: tiny-tasks.ipynb"]
    assert any("unpack the outer" in why for why in said.values())
    assert "cannot be opened" in said["S004.zip: S004.zip"]


def test_a_large_notebook_is_taken_without_its_outputs_and_one_that_stays_large_is_named(
    folder, inbox, monkeypatch
):
    """G15: 20 MiB is what grade takes; outputs do not count."""
    for module in (contents, fingerprint):
        monkeypatch.setattr(module, "LARGE", 100_000)
    cells = inboxes.CELLS[TASKS]("zh")
    content = json.loads(notebook(cells))
    content["cells"][2]["outputs"] = [{"output_type": "stream", "name": "o", "text": "x" * 200_000}]
    put(inbox, "S001.ipynb", json.dumps(content).encode())
    content["cells"][2]["outputs"] = []
    content["cells"][0]["metadata"]["x"] = "y" * 200_000
    put(inbox, "S003.ipynb", json.dumps(content).encode())
    done = collect(folder, inbox, [TASKS], CLASS)
    assert [item.student for item in done.remarks] == ["S003"]
    assert "too large" in done.remarks[0].reason.en and len(done.taken) == 2


# --- the same again, newer ones, older ones


def test_the_same_file_again_changes_nothing_and_a_new_one_keeps_the_old(folder, inbox):
    put(inbox, "S1.ipynb", work(note="a"))
    collect(folder, inbox, [TASKS])
    done = collect(folder, inbox, [TASKS])
    assert [item.student for item in done.same] == ["S1"] and not done.taken
    put(inbox, "S1.ipynb", work(note="b"))
    assert taken(collect(folder, inbox, [TASKS])) == [("S1", TASKS)]
    assert stored(folder, "S1") == work(note="b")
    assert earlier(folder, "S1") == [work(note="a")]


def test_an_older_version_does_not_come_back(folder, inbox):
    """The download folder of last week, collected again after that of this week."""
    for week in "ab":
        put(inbox, f"{week}/S1_tiny-tasks.ipynb", work(note=week))
        collect(folder, inbox / week, [TASKS])
    done = collect(folder, inbox / "a", [TASKS])
    assert not done.taken and "the newer one stays" in done.same[0].reason.en
    assert stored(folder, "S1") == work(note="b") and earlier(folder, "S1") == [work(note="a")]


def test_a_hand_in_that_comes_back_comes_with_its_day(folder, inbox):
    """A later file was taken by mistake: the one before is as late as it was."""
    for note, day in (("a", date(2026, 9, 1)), ("b", date(2026, 9, 20))):
        put(inbox, "S1.ipynb", work(note=note))
        collect(folder, inbox, [TASKS], stated=Stated(day))
    late = submissions.handed_in(folder, TASKS, "S1")
    students.withdraw(folder, "S1", TASKS)
    assert stored(folder, "S1") == work(note="a")
    assert (late - submissions.handed_in(folder, TASKS, "S1")).days == 19
    [arrival] = arrivals.read(folder, TASKS, "S1").values()
    assert arrival.day == date(2026, 9, 1)


def test_of_two_files_none_is_chosen_and_no_attempt_is_counted(folder, inbox):
    """F7: by the order of names the older download would win, and each run would count two."""
    put(inbox, "S001.ipynb", work(note="first"))
    collect(folder, inbox, [TASKS], CLASS)
    put(inbox, "S001(1).ipynb", work(note="second"))
    put(inbox, "S001 张三最终版.zip", nested(1, work(note="third")))
    for _ in range(3):
        done = collect(folder, inbox, [TASKS], CLASS)
        assert not done.taken and len(done.asked) == 2
    said = asked(done)
    assert all("2 different files" in why and "S001(1).ipynb" in why for why in said.values())
    assert stored(folder, "S001") == work(note="first") and earlier(folder, "S001") == []


def test_what_was_collected_before_does_not_rival_the_one_new_file(folder, inbox):
    put(inbox, "S1.ipynb", work(note="first"))
    collect(folder, inbox, [TASKS])
    put(inbox, "S1(1).ipynb", work(note="second"))
    assert taken(collect(folder, inbox, [TASKS])) == [("S1", TASKS)]
    assert stored(folder, "S1") == work(note="second")
    assert not collect(folder, inbox, [TASKS]).taken
    assert earlier(folder, "S1") == [work(note="first")]


def test_the_same_content_twice_is_one(folder, inbox):
    put(inbox, "S1.ipynb", work())
    put(inbox, "S1/tiny-tasks.ipynb", work())
    done = collect(folder, inbox, [TASKS])
    assert taken(done) == [("S1", TASKS)] and "same content" in done.same[0].reason.en


def test_of_two_files_in_an_archive_none_is_lost_in_silence(folder, inbox):
    archive(
        inbox / "S1.zip",
        {"tiny-tasks.ipynb": work(), "tiny-tasks (1).ipynb": work(note="draft")},
    )
    archive(
        inbox / "class.zip",
        {"S8/tiny-tasks.ipynb": work(), "S9/tiny-tasks.ipynb": work(note="draft")},
    )
    assert sorted(asked(collect(folder, inbox, [TASKS]))) == [
        "S1.zip: tiny-tasks (1).ipynb",
        "S1.zip: tiny-tasks.ipynb",
        "class.zip: S8/tiny-tasks.ipynb",
        "class.zip: S9/tiny-tasks.ipynb",
    ]


@pytest.mark.parametrize("data, words", [(b"", "empty"), (untouched(TASKS), "nothing is answered")])
def test_a_file_without_work_does_not_take_the_place_of_work(folder, inbox, data, words):
    put(inbox, "S1.ipynb", data)
    [item] = collect(folder, inbox, [TASKS]).remarks
    assert words in item.reason.en  # there was nothing before
    put(inbox, "S1.ipynb", work())
    assert taken(collect(folder, inbox, [TASKS])) == [("S1", TASKS)]
    put(inbox, "S1.ipynb", data + b" ")
    done = collect(folder, inbox, [TASKS])
    assert not done.taken and "has work in it and stays" in asked(done)["S1.ipynb"]
    assert stored(folder, "S1") == work()


# --- whose


def test_outer_and_inner_names_that_contradict_are_asked(folder, inbox):
    """G5: what A hands in is never stored as B's."""
    put(inbox, "2301.ipynb", work(note="own"))
    archive(inbox / "2302.zip", {"2301_tiny-tasks.ipynb": work(note="a friend's")})
    for roster in (IDS, Roster()):
        done = collect(folder, inbox, [TASKS], roster)
        assert "contradict" in asked(done)["2302.zip: 2301_tiny-tasks.ipynb"]
        assert stored(folder, "2301") == work(note="own") and folder.students() == ["2301"]
    archive(inbox / "class.zip", {"2302.ipynb": work()})
    assert taken(collect(folder, inbox, [TASKS], IDS)) == [("2302", TASKS)]
    put(inbox, "2302 李四/2301.ipynb", work(note="another"))
    assert "contradict" in asked(collect(folder, inbox, [TASKS], IDS))["2302 李四/2301.ipynb"]


def test_an_id_that_nobody_has_contradicts_too(folder, inbox):
    archive(inbox / "2302.zip", {"2310_tiny-tasks.ipynb": work()})
    archive(inbox / "2026.zip", {"2301_tiny-tasks.ipynb": work()})
    done = collect(folder, inbox, [TASKS], IDS)
    assert taken(done) == [("2301", TASKS)]
    assert "'2310' is not in the class" in str(asked(done))


def test_a_stranger_whose_name_begins_like_anothers(folder, inbox):
    """G6: 张三丰 is of another class."""
    roster = Roster((Person("2301", "三", "张"), Person("2302", "安娜")))
    put(inbox, "2301.ipynb", work(note="own"))
    put(inbox, "张三丰.ipynb", work(note="a stranger's"))
    put(inbox, "安娜贝尔.ipynb", work())
    done = collect(folder, inbox, [TASKS], roster)
    assert taken(done) == [("2301", TASKS)] and stored(folder, "2301") == work(note="own")
    assert "perhaps it is 2301 张三" in asked(done)["张三丰.ipynb"]
    assert "安娜贝尔.ipynb" in asked(done)


@pytest.mark.parametrize(
    "name, student", [("２３０２", "2302"), ("2301\u200b", "2301"), (" 2301 (2)", "2301")]
)
@pytest.mark.parametrize("roster", [IDS, Roster(IDS.people)])
def test_ids_that_look_alike_are_one_student(folder, inbox, roster, name, student):
    """G30: full width and what chat programs paste."""
    put(inbox, f"{name}.ipynb", work())
    assert taken(collect(folder, inbox, [TASKS], roster)) == [(student, TASKS)]


@pytest.mark.parametrize("roster", [IDS, Roster(IDS.people)])
def test_a_letter_for_a_digit_is_asked(folder, inbox, roster):
    """G30: 23O1 was a new student."""
    put(inbox, "23O1.ipynb", work())
    assert "2301" in asked(collect(folder, inbox, [TASKS], roster))["23O1.ipynb"]


def test_a_class_entered_with_ids_only_is_a_class(folder, inbox, monkeypatch):
    """G30, and it stays one when everybody has handed in."""
    for module in (rosters, people):
        monkeypatch.setattr(module, "people", lambda folder: list(IDS.people))
    put(inbox, "2310.ipynb", work())
    for student in ("2301", "2302"):
        done = collect(folder, inbox, [TASKS], Roster.of(folder))
        assert "not in the class" in asked(done)["2310.ipynb"]
        put(inbox, f"{student}.ipynb", work())
        collect(folder, inbox, [TASKS], Roster.of(folder))
    assert folder.students() == ["2301", "2302"]
    done = collect(folder, inbox, [TASKS], Roster.of(folder))
    assert "not in the class" in asked(done)["2310.ipynb"]


def test_a_class_that_was_never_entered_takes_every_id(folder, inbox, monkeypatch):
    put(inbox, "S1.ipynb", work())
    collect(folder, inbox, [TASKS])
    for module in (rosters, people):  # grade entered it
        monkeypatch.setattr(module, "people", lambda folder: [Person("S1")])
    put(inbox, "S2.ipynb", work())
    assert taken(collect(folder, inbox, [TASKS], Roster.of(folder))) == [("S2", TASKS)]


def test_a_name_that_two_have_and_one_that_nobody_has_are_reported(folder, inbox):
    for name in ("李四.ipynb", "王五_tiny-tasks.ipynb", "张三.ipynb", "李四/S002.ipynb"):
        put(inbox, name, work())
    done = collect(folder, inbox, [TASKS], CLASS)
    assert taken(done) == [("S001", TASKS), ("S002", TASKS)]
    said = asked(done)
    assert "S002 李四 or S0021 李四" in said["李四.ipynb"]
    assert "not in the class" in said["王五_tiny-tasks.ipynb"]


def test_without_a_roster_several_signed_files_are_several_students(folder, inbox):
    archive(
        inbox / "class.zip",
        {
            "S1_tiny-tasks.ipynb": work(),
            "all/S2_tiny-tasks.ipynb": work(),
            "tiny-tasks.ipynb": work(),
        },
    )
    archive(inbox / "S3.zip", {"final_tiny-tasks.ipynb": work()})
    done = collect(folder, inbox, [TASKS])
    assert taken(done) == [("S1", TASKS), ("S2", TASKS), ("S3", TASKS)]
    [(where, why)] = asked(done).items()
    assert where == "class.zip: tiny-tasks.ipynb" and "whose" in why


@pytest.mark.parametrize(
    "way, student",
    [
        ("class/S0_tiny-tasks.ipynb", "S0"),
        ("S0/final_tiny-tasks.ipynb", "S0"),
        ("S0 张三/张三_tiny-tasks.ipynb", "S0 张三"),
        ("2302/2301_tiny-tasks.ipynb", None),
        ("homework/张三_tiny-tasks.ipynb", None),
        ("tiny-tasks/tiny-tasks.ipynb", None),
    ],
)
def test_without_a_roster_what_is_not_certain_is_asked(folder, inbox, way, student):
    put(inbox, way, work())
    done = collect(folder, inbox, [TASKS])
    assert taken(done) == ([(student, TASKS)] if student else []) and len(done.asked) == (
        not student
    )


# --- which assignment


@pytest.mark.parametrize("roster", [CLASS, Roster()])
def test_the_chat_groups_folder_collected_for_one_assignment(folder, inbox, roster):
    """G27: the other assignments are passed over and named, not taken for this one."""
    put(inbox, "S001_tiny-tasks.ipynb", work())
    put(inbox, "S001_tiny-essay.ipynb", work(ESSAY))
    put(inbox, "S004_tiny-essay.ipynb", work(ESSAY))
    put(inbox, "S003.ipynb", work(ESSAY))
    done = collect(folder, inbox, [TASKS], roster)
    assert taken(done) == [("S001", TASKS)] and not done.asked
    assert [item.where for item in done.passed_over] == [
        "S001_tiny-essay.ipynb",
        "S003.ipynb",
        "S004_tiny-essay.ipynb",
    ]
    assert all("tiny-essay" in item.reason.en for item in done.passed_over)
    done = collect(folder, inbox, BOTH, roster)
    assert taken(done) == [("S001", ESSAY), ("S003", ESSAY), ("S004", ESSAY)]


def test_a_notebook_that_is_not_what_its_name_says_is_asked(folder, inbox):
    put(inbox, "S001_tiny-tasks.ipynb", work(ESSAY))
    lesson = notebook([tiny_class.new_markdown_cell("# 一节课，讲的是怎样给客户分级，没有题目")])
    put(inbox, "S004_tiny-tasks.ipynb", lesson)
    put(inbox, "S003.ipynb", lesson)
    said = asked(collect(folder, inbox, [TASKS], CLASS))
    assert "holds tiny-essay" in said["S001_tiny-tasks.ipynb"]
    assert "none of its tasks" in said["S004_tiny-tasks.ipynb"]
    assert "such as the lesson" in said["S003.ipynb"] and folder.students() == []


def test_what_is_taken_and_should_be_looked_at(folder, inbox):
    put(inbox, "S001_tiny-tasks.ipynb", untouched(TASKS))
    put(inbox, "S003_tiny-tasks.ipynb", notebook(inboxes.CELLS[TASKS]("zh")[:4]))
    put(inbox, "S004_tiny-tasks.ipynb", work())
    done = collect(folder, inbox, [TASKS], CLASS)
    said = {item.who: item.reason.en for item in done.remarks}
    assert said == {
        "S001 张三": "nothing is answered",
        "S003 Ann Lee": "much changed: 60% of the cells are gone",
    }


# --- on the course itself: a plan writes nothing


@pytest.fixture(scope="module")
def ours():
    return open_folder()


def handed_in(ours, name, student=None):
    """An assignment with one answer, and the id where it asks for one."""
    content = json.loads(ours.notebook("release", name).read_bytes())
    for cell in content["cells"]:
        source = "".join(cell["source"])
        if source.startswith("student = ") and student:
            cell["source"] = f'student = "{student}"'
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = f"{source}\n0  # {student}"
    return json.dumps(content).encode()


TWO = Roster((Person("2301", "三", "张"), Person("2302", "四", "李"), Person("2303", "五", "王")))


def test_a_chat_groups_folder_of_the_course(ours, inbox):
    """Two zips of one student, a lesson for the task book, another's id and a typing error in the
    final test, and all the rest of a unit."""
    for name, note in (("tiering-tasks张三.zip", "1"), ("2301 tiering-tasks 最终版.zip", "2")):
        archive(inbox / name, {"tiering-tasks.ipynb": handed_in(ours, "tiering-tasks", note)})
    lesson = ours.course.root / "lessons" / "zh" / "tiering.ipynb"
    put(inbox, "2302李四_tiering-tasks.ipynb", lesson.read_bytes())
    put(inbox, "2303_final-test.ipynb", handed_in(ours, "final-test", "2302"))
    put(inbox, "2302 final-test.ipynb", handed_in(ours, "final-test", "2320"))
    put(inbox, "2301/final-test.ipynb", handed_in(ours, "final-test", " ２３０１"))
    # with the same grade ids
    for name in ("tiering-check", "churn-check", "tiering-quiz", "tiering-practice"):
        put(inbox, f"作业/{name}/2301.ipynb", handed_in(ours, name, "2301"))
    done = plan(ours, inbox, ours.known, TWO)
    assert taken(done) == [
        ("2301", "churn-check"),
        ("2301", "final-test"),
        ("2301", "tiering-check"),
        ("2301", "tiering-practice"),
        ("2301", "tiering-quiz"),
        ("2302", "final-test"),
    ]
    said = asked(done)
    assert (
        sum("2301 张三 has 2 different files for tiering-tasks" in why for why in said.values())
        == 2
    )
    assert "none of its tasks" in said["2302李四_tiering-tasks.ipynb"]
    assert "2303 王五's, but the id written in it is 2302 李四" in said["2303_final-test.ipynb"]
    assert {item.who: item.reason.en for item in done.remarks} == {
        "2302 李四": "the id written in it is '2320', not the one it was handed in under"
    }
    assert done.missing["tiering-practice"] == []  # nobody has to
    assert done.missing["final-test"] == ["2303 王五"] and "churn-tasks" not in done.missing


@pytest.mark.parametrize("roster", [TWO, Roster()])
def test_the_names_of_a_students_own_folder_tell_nobodys_id(ours, inbox, roster):
    """By unit and title, in both languages; the same name stands in every unit."""
    put(inbox, "2301_上机任务.ipynb", handed_in(ours, "tiering-tasks", "1"))
    put(inbox, "2302/客户分级管理/上机任务.ipynb", handed_in(ours, "tiering-tasks", "2"))
    put(inbox, "2302/Reducing churn/Tasks (1).ipynb", handed_in(ours, "churn-tasks", "2"))
    archive(
        inbox / "2301.zip",
        {
            "减少客户流失/上机任务.ipynb": handed_in(ours, "churn-tasks", "1"),
            "减少客户流失/理论小测.ipynb": handed_in(ours, "churn-quiz", "2301"),
        },
    )
    done = plan(ours, inbox, ours.known, roster)
    assert asked(done) == {}
    assert taken(done) == [
        ("2301", "churn-quiz"),
        ("2301", "churn-tasks"),
        ("2301", "tiering-tasks"),
        ("2302", "churn-tasks"),
        ("2302", "tiering-tasks"),
    ]


def test_who_worked_with_one_who_handed_in_is_not_missing(ours, inbox, monkeypatch):
    group = {"2301": 1.0, "2302": 1.0}
    monkeypatch.setattr(lists, "groups", lambda path: ({"1": group}, []))
    put(inbox, "2301_tiering-group.ipynb", handed_in(ours, "tiering-group"))
    put(inbox, "2301_tiering-quiz.ipynb", handed_in(ours, "tiering-quiz", "2301"))
    missing = plan(ours, inbox, ours.known, TWO).missing
    assert missing["tiering-group"] == ["2303 王五"]
    assert missing["tiering-quiz"] == ["2302 李四", "2303 王五"]


def test_the_memory_is_that_of_one_file(folder, inbox):
    """G15: a class folder was read into memory as a whole."""
    peaks = []
    for number in range(9):
        content = json.loads(work(note=str(number)))
        content["cells"][2]["outputs"] = [{"text": "x" * 1_000_000}]
        put(inbox, f"class/S{number}_{TASKS}.ipynb", json.dumps(content).encode())
        if number in (0, 8):
            tracemalloc.start()
            assert len(collect(folder, inbox, [TASKS]).taken) == (number or 1)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000


# --- what the teacher says


def test_what_a_teacher_withdrew_is_not_collected_again(folder, inbox):
    path = put(inbox, "S1.ipynb", work())
    put(folder.path, f"reports/withdrawn/S1/{TASKS}-20260930T080000/{TASKS}.ipynb", work())
    done = collect(folder, inbox, [TASKS])
    assert not done.taken and "was withdrawn" in done.same[0].reason.en
    assert taken(collect(folder, path, [TASKS], stated=Stated(student="S1"))) == [("S1", TASKS)]


def test_the_teacher_says_whose_file_it_is(folder, inbox):
    put(inbox, "S001.ipynb", work(note="first"))
    collect(folder, inbox, [TASKS], CLASS)
    path = put(inbox, "new/whatever.ipynb", notebook([]))
    done = collect(folder, path, [TASKS], CLASS, Stated(student="S001"))
    assert taken(done) == [("S001", TASKS)] and "not this assignment" in done.remarks[0].reason.en
    assert earlier(folder, "S001") == [work(note="first")]
    # also that an older version counts again
    path = put(inbox, "old/x.ipynb", work(note="first"))
    collect(folder, path, [TASKS], CLASS, Stated(student="S001"))
    assert stored(folder, "S001") == work(note="first")
    for source, names, who in (
        (inbox, [TASKS], "S001"),
        (path, BOTH, "S001"),
        (path, [TASKS], "S9"),
    ):
        with pytest.raises(UserError):
            plan(folder, source, names, CLASS, Stated(student=who))


def test_the_day_that_the_teacher_states_is_noted_beside_the_files_own(folder, inbox):
    path = put(inbox, "S1.ipynb", work())
    os.utime(path, (1_790_000_000, 1_790_000_000))
    collect(folder, inbox, [TASKS])
    place = folder.notebook("submitted", TASKS, "S1").parent
    arrival = arrivals.read(folder, TASKS, "S1")[TASKS]
    assert arrival.day is None and not (place / "timestamp.txt").exists()
    assert arrival.file_time == datetime.fromtimestamp(1_790_000_000).replace(second=0)
    for day in (date(2026, 9, 30), date(2026, 10, 1)):  # a correction counts as well
        collect(folder, inbox, [TASKS], stated=Stated(day))
        assert arrivals.read(folder, TASKS, "S1")[TASKS].day == day
        written = (place / "timestamp.txt").read_text(encoding="utf-8").strip()
        moment = datetime.strptime(written, "%Y-%m-%d %H:%M:%S %z")
        assert moment == datetime.combine(day, datetime.min.time()).astimezone()
    put(inbox, "S1.ipynb", work(note="newer"))
    collect(folder, inbox, [TASKS])  # whose day nobody has stated
    assert arrivals.read(folder, TASKS, "S1")[TASKS].day is None
    assert not (place / "timestamp.txt").exists()


def test_the_exchanges_own_time_stays(folder, inbox):
    path = folder.notebook("submitted", TASKS, "S1")
    put(path.parent, path.name, work())
    put(path.parent, "timestamp.txt", b"2026-03-01 08:00:00 UTC")
    put(inbox, "S1.ipynb", work())
    collect(folder, inbox, [TASKS], stated=Stated(date(2026, 5, 1)))
    assert path.with_name("timestamp.txt").read_bytes() == b"2026-03-01 08:00:00 UTC"
    put(inbox, "S1.ipynb", work(note="another"))
    collect(folder, inbox, [TASKS])
    assert not path.with_name("timestamp.txt").exists()


# --- who is missing, and the command


def test_who_is_missing_is_said_each_time(folder, inbox):
    put(inbox, "S001_tiny-tasks.ipynb", work())
    done = collect(folder, inbox, BOTH, CLASS)
    rest = ["S002 李四", "S0021 李四", "S003 Ann Lee", "S004 张三丰"]
    assert done.missing == {TASKS: rest}  # nobody has handed in an essay: it may not be out
    assert collect(folder, inbox, [ESSAY], CLASS).missing == {ESSAY: ["S001 张三", *rest]}
    put(inbox, "S002.ipynb", work())
    assert collect(folder, inbox, [TASKS], CLASS).missing == {TASKS: rest[1:]}


def test_who_was_excused_or_was_not_there_is_not_missing(folder, inbox):
    (folder.path / "term.csv").write_text(
        "kind,student,work,value,date,by,why\ndue,,tiny-tasks,2026-09-30,2026-09-01,,\n"
        "excused,S002,tiny-tasks,,2026-09-01,,ill\njoined,S0021,,2026-10-08,2026-10-08,,\n"
        "left,S003,,2026-09-20,2026-09-20,,\n",
        encoding="utf-8",
    )
    for one in CLASS.people:
        put(folder.path, f"submitted/{one.id}/{ESSAY}/{ESSAY}.ipynb", work(ESSAY))
    put(inbox, "S001_tiny-tasks.ipynb", work())
    assert collect(folder, inbox, [TASKS], CLASS).missing == {TASKS: ["S004 张三丰"]}
    (folder.path / "term.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert len(collect(folder, inbox, [TASKS], CLASS).missing[TASKS]) == 4


def test_the_command_shows_the_plan_and_takes_names_from_the_gradebook(folder, inbox):
    api = access.open_course(folder)
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        for id, first in (("S1", "三"), ("S2", "四"), ("S3", "五")):
            gradebook.update_or_create_student(id, last_name="张", first_name=first)
    put(inbox, "张三.ipynb", work())
    options = ("--from", inbox, "--course", folder.path)
    said = keguan("collect", "--dry-run", *options)
    assert "张三.ipynb" in said and "S1 张三 · tiny-tasks" in said and folder.students() == []
    said = keguan("collect", *options, "--at", "2026-09-30")
    assert folder.students(TASKS) == ["S1"] and "缺 2 人 · missing: S2 张四、S3 张五" in said
    put(inbox, "张五.ipynb", untouched(TASKS))
    assert "Look at these:\n  S3 张五 tiny-tasks：一道题也没有做" in keguan("collect", *options)
    odd = put(inbox, "王五.ipynb", work(note="of S2"))
    assert "王五" in keguan("collect", TASKS, *options, code=2)
    own = ("--from", odd, "--student", "张四", "--course", folder.path)
    assert "1 collected" in keguan("collect", TASKS, *own)  # by name, as everywhere
    assert stored(folder, "S2") == odd.read_bytes()
    assert "张六" in keguan("collect", TASKS, *own[:3], "张六", *own[4:], code=2)


# --- the study page's note


def of_study_page(path, id, name="张三", assignment=TASKS, data=None, noted=None):
    """A file of the study page, under any name."""
    data = work() if data is None else data
    said = {"keguan": "hand-in 1", "id": id, "name": name, "assignment": assignment}
    said |= {"sha256": hashlib.sha256(data if noted is None else noted).hexdigest()}
    said["time"] = "2026-09-16T20:41:03+08:00"
    members = {f"{assignment}.ipynb": data, "hand-in.json": json.dumps(said).encode()}
    return archive(path, members)


@pytest.mark.parametrize(
    "name", ["2301_张三_tiny-tasks_20260916-204103.zip", "作业(3).zip", "hw3.zip", "第3周/作业.zip"]
)
@pytest.mark.parametrize("roster", [IDS, Roster()])
def test_the_study_pages_note_says_whose_and_what_it_is(folder, inbox, roster, name):
    of_study_page(inbox / name, "2301")
    done = collect(folder, inbox, BOTH, roster)
    assert taken(done) == [("2301", TASKS)] and not done.asked and not done.passed_over
    when = datetime.fromisoformat("2026-09-16T20:41:03+08:00").astimezone()
    assert done.taken[0].time == when.replace(tzinfo=None)


@pytest.mark.parametrize("roster", [IDS, Roster()])
def test_a_name_or_a_notebook_that_contradicts_the_note_is_asked(folder, inbox, roster):
    of_study_page(inbox / "2302.zip", "2301")
    of_study_page(inbox / "作业.zip", "2301", assignment=ESSAY)  # the tasks as the essay
    done = collect(folder, inbox, BOTH, roster)
    assert not done.taken
    said = asked(done)
    assert "contradict" in said["2302.zip: tiny-tasks.ipynb"]
    assert "holds tiny-tasks" in said["作业.zip: tiny-essay.ipynb"]


def test_an_id_of_nobody_in_a_note_is_asked_whatever_the_name_is(folder, inbox):
    people = (Person("2301", "三", "张"), Person("2302", "四", "李"))
    of_study_page(inbox / "2310_张三_tiny-tasks_20260916-204103.zip", "2310")
    of_study_page(inbox / "作业.zip", "2302")  # the id of one, the name of another
    done = collect(folder, inbox, [TASKS], Roster(people))
    assert not done.taken and len(done.asked) == 2


@pytest.mark.parametrize("note", [b"{", b"[]", b"null", b'{"keguan": "hand-in 1"}', b"[" * 9000])
def test_a_note_of_other_content_or_none_at_all_says_nothing(folder, inbox, note):
    put(inbox, "S1/tiny-tasks.ipynb", work())
    put(inbox, "S1/hand-in.json", note)
    of_study_page(inbox / "S2.zip", "2301", noted=b"another notebook")
    done = collect(folder, inbox, [TASKS])
    assert taken(done) == [("S1", TASKS), ("S2", TASKS)]
