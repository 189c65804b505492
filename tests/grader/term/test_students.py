"""What was put in can be taken out: a student everywhere, one hand-in with its marks."""

import json
import shutil

import pytest

from grader.base import UserError
from grader.base.files import tables, writing
from grader.engine.notebooks import fingerprint
from grader.gradebook import enrolment, journal, people
from grader.gradebook.people import Person
from grader.term import students
from tests import tiny_term


def line(student, assignment, data=b"", status="graded"):
    """A line of the journal about a notebook with this content."""
    stamp = {"notebook": fingerprint.of_notebook(data), "submitted": "x"}
    notebooks = [{"notebook": assignment, "stamp": stamp, "marks": []}] if data else []
    entry = {"time": "2026-10-01T08:00:00+0800", "assignment": assignment, "student": student,
             "status": status, "seconds": 1, "reason": {"zh": "", "en": ""}, "notebooks": notebooks,
             "handed_in": None}  # fmt: skip
    return json.dumps(entry, ensure_ascii=False)


@pytest.fixture
def one(tmp_path, monkeypatch, released):
    """A class of S1, S2, S3 in which S3 stands in every place that there is."""
    (folder,) = tiny_term.make(tmp_path, monkeypatch, "客服1班")
    work = {id: ["tiny-tasks", "tiny-essay"] for id in ("S1", "S2", "S3")}
    tiny_term.graded(folder, released, work)
    enrolment.enter(folder, [Person(id, "三", "张", class_name="1班") for id in work])
    (folder.path / "groups.csv").write_bytes("group,student,factor\n1,S1,1\n1,S3,1\n".encode("gbk"))
    (folder.path / "overrides.csv").write_text(
        "student,what,mark,date,why\nS3,final,70,2026-10-01,S3 病假\nS1,final,80,2026-10-01,x\n",
        "utf-8",
    )
    reports = folder.path / "reports"
    for suffix in ("csv", "xlsx"):
        rows = [["S1", 1, ""], ["S3", 2, "see S1"]]
        tables.write(reports / f"tiny-essay-why.{suffix}", ["学生 student", "论点", "评语"], rows)
    tables.write(reports / "marks-xlsx.csv", ["学号 Student id", "总评"], [["S1", 80], ["S3", 70]])
    (reports / "course-zh.html").write_text("<td>S3 张三</td>", encoding="utf-8")
    (reports / "tiny-zh.html").write_text("<td>S30 S1</td>", encoding="utf-8")
    (reports / "learners.json").write_text('{"S1": "ab", "S3": "cd"}')
    old = b"an old notebook"
    writing.write(reports / "earlier" / "S3" / "tiny-tasks-20260901T080000-0.ipynb", old)
    handed_in = folder.notebook("submitted", "tiny-tasks", "S3").read_bytes()
    lines = [line("S1", "tiny-tasks", b"1"), line("S3", "tiny-tasks", old), '{"cut": ',
             line("S3", "tiny-tasks", status="unreadable"), line("S3", "tiny-tasks", handed_in),
             line("S3", "tiny-essay", b"3")]  # fmt: skip
    (reports / "journal.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


PLACES = {
    "submitted/S3", "autograded/S3", "feedback/S3", "reports/earlier/S3", "groups.csv",
    "overrides.csv", "students.csv", "reports/tiny-essay-why.csv", "reports/tiny-essay-why.xlsx",
    "reports/marks-xlsx.csv", "reports/course-zh.html", "reports/learners.json",
    "reports/journal.jsonl", "gradebook",
}  # fmt: skip


def named(folder, id):
    """Files and folders in which an id stands, by their bytes and names; not the gradebook's."""
    found = {name for name, data in tiny_term.files(folder.path).items()
             if id.encode() in data.replace(b"S30", b"") and not name.endswith(".db")}  # fmt: skip
    return found | {name for name in tiny_term.files(folder.path) if f"/{id}/" in name}


def test_a_student_is_removed_everywhere_and_the_others_stay(one):
    before = tiny_term.files(one.path)
    assert {place for place, _ in students.places(one, "S3")} >= PLACES - {"reports/marks-xlsx.csv"}
    assert tiny_term.files(one.path).keys() == before.keys()  # to ask changes nothing
    done = students.remove(one, "S3")
    assert {place for place, _ in done} == PLACES
    assert named(one, "S3") == set() and people.enrolled(one) == ["S1", "S2"]
    assert students.places(one, "S3") == [] and students.remove(one, "S3") == []
    after = tiny_term.files(one.path)
    untouched = {name for name in before if "/S1/" in name or "/S2/" in name}
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}
    assert [
        row["student"] for row in tables.table(one.path / "groups.csv", {"student": []}).rows
    ] == ["S1"]
    assert b'{"cut": ' in after["reports/journal.jsonl"]
    assert list(journal.reasons(one)) == [("tiny-tasks", "S1")]


def test_a_student_gets_another_id_everywhere(one):
    students.rename(one, "S3", "2303")
    left = named(one, "S3")
    assert left <= {"reports/course-zh.html", "reports/marks-xlsx.csv", "overrides.csv",
                    "feedback/2303/tiny-tasks/tiny-tasks.html",
                    "feedback/2303/tiny-essay/tiny-essay.html"}  # fmt: skip
    assert people.enrolled(one) == ["2303", "S1", "S2"]
    assert people.find(one, "2303").class_name == "1班"
    assert enrolment.work(one, "2303") == ["tiny-essay", "tiny-tasks"]
    assert len(journal.attempts(one)["tiny-tasks", "2303"]) == 1
    row = tables.table(one.path / "overrides.csv", {"student": []}).rows[0]
    assert row["student"] == "2303" and row["why"] == "S3 病假"
    assert (one.path / "reports" / "earlier" / "2303").is_dir()
    assert json.loads((one.path / "reports" / "learners.json").read_text())["2303"] == "cd"


def saved_by_excel(folder):
    """S3 is 026010 and a spreadsheet saved the tables; 26010 and 6010 are other students."""
    students.rename(folder, "S3", "026010")
    enrolment.enter(folder, [Person("6010", "四", "李")])
    (folder.path / "groups.csv").write_text("group,student,factor\n1,S1,1\n1,26010,1\n", "utf-8")
    (folder.path / "overrides.csv").write_text(
        "student,what,mark,date,why\n26010.0,final,70,2026-10-01,x\n6010,final,1,2026-10-01,y\n",
        "utf-8",
    )
    return lambda name: [
        row["student"] for row in tables.table(folder.path / name, {"student": []}).rows
    ]


def test_a_row_without_its_leading_zero_goes_with_the_student(one):
    rows = saved_by_excel(one)
    assert {"groups.csv", "overrides.csv"} <= {place for place, _ in students.places(one, "026010")}
    students.rename(one, "026010", "026063")
    assert rows("groups.csv") == ["S1", "026063"] and rows("overrides.csv") == ["026063", "6010"]
    (one.path / "groups.csv").write_text("group,student,factor\n1,S1,1\n1,26063,1\n", "utf-8")
    students.remove(one, "026063")
    assert rows("groups.csv") == ["S1"] and rows("overrides.csv") == ["6010"]


def test_a_row_that_may_be_of_two_students_stays(one):
    rows = saved_by_excel(one)
    enrolment.enter(one, [Person("0026010", "五", "王")])
    students.rename(one, "026010", "026063")
    assert rows("groups.csv") == ["S1", "26010"]


def test_an_id_that_loses_its_zero_takes_its_rows_with_it(one):
    rows = saved_by_excel(one)
    students.rename(one, "026010", "26010")
    assert rows("groups.csv") == ["S1", "26010"] and rows("overrides.csv")[1:] == ["6010"]


def test_two_ids_of_one_student_become_one(one):
    """S3 handed in one work as S03: nothing is overwritten, and both count."""
    students.withdraw(one, "S3", "tiny-essay")
    for step in ("submitted", "autograded"):
        source, place = one.path / step / "S1", one.path / step / "S03"
        place.mkdir()
        shutil.copytree(source / "tiny-essay", place / "tiny-essay")
    room = one.path / "reports" / "earlier" / "S03"
    writing.write(room / "tiny-tasks-20260901T080000-0.ipynb", b"another")
    students.rename(one, "S3", "S03")
    assert one.students() == ["S03", "S1", "S2"]
    assert sorted(p.name for p in (one.path / "submitted" / "S03").iterdir()) == [
        "tiny-essay", "tiny-tasks"
    ]  # fmt: skip
    assert len(journal._replaced(one, "tiny-tasks", "S03")) == 2


def test_the_same_work_of_both_is_asked_about_and_nothing_is_changed(one):
    before = tiny_term.files(one.path)
    with pytest.raises(UserError, match="tiny-essay, tiny-tasks.*keguan class withdraw S3"):
        students.rename(one, "S3", "S1")
    for bad in ("张三", "a/b", "2.02301E+11", ""):
        with pytest.raises(UserError):
            students.rename(one, "S3", bad)
    assert tiny_term.files(one.path) == before


def test_a_hand_in_is_withdrawn_with_its_marks_and_the_one_before_is_back(one):
    handed_in = one.notebook("submitted", "tiny-tasks", "S3").read_bytes()
    done = students.withdraw(one, "S3", "tiny-tasks")
    assert len(done) == 3 and "keguan grade" in done[2].en
    assert enrolment.work(one, "S3") == ["tiny-essay"]
    assert not (one.path / "autograded" / "S3" / "tiny-tasks").exists()
    assert not (one.path / "feedback" / "S3" / "tiny-tasks").exists()
    assert one.notebook("submitted", "tiny-tasks", "S3").read_bytes() == b"an old notebook"
    (kept,) = (one.path / "reports" / "withdrawn" / "S3").glob("tiny-tasks-*/tiny-tasks.ipynb")
    assert kept.read_bytes() == handed_in
    tried = journal.attempts(one)["tiny-tasks", "S3"]
    assert [attempt.stamps["tiny-tasks"]["notebook"] for attempt in tried] == [
        fingerprint.of_notebook(b"an old notebook")
    ]
    assert ("tiny-essay", "S3") in journal.attempts(one)
    assert len(students.withdraw(one, "S3", "tiny-tasks")) == 2  # that one too
    assert one.students("tiny-tasks") == ["S1", "S2"] and "S3" in one.students()
    with pytest.raises(UserError, match="S3 has not handed in tiny-tasks"):
        students.withdraw(one, "S3", "tiny-tasks")


def test_marks_whose_file_is_gone_can_be_withdrawn(one):
    """G19: submitted/ and autograded/ were cleared by hand, the row of the gradebook stayed."""
    for step in ("submitted", "autograded"):
        for path in (one.path / step / "S2").rglob("*.ipynb"):
            path.chmod(0o644)
        shutil.rmtree(one.path / step / "S2")
    students.withdraw(one, "S2", "tiny-tasks")
    assert enrolment.work(one, "S2") == ["tiny-essay"]


STEPS = {
    "remove": lambda folder: students.remove(folder, "S3"),
    "rename": lambda folder: students.rename(folder, "S3", "2303"),
    "withdraw": lambda folder: students.withdraw(folder, "S3", "tiny-tasks"),
}


@pytest.mark.parametrize("what", STEPS)
@pytest.mark.parametrize("at", range(9))
def test_stopped_half_way_the_same_command_goes_on(one, monkeypatch, what, at):
    class Stop(Exception):
        pass

    left = at

    def counted(real):
        def step(*args, **options):
            nonlocal left
            left -= 1
            if left < 0:
                raise Stop
            return real(*args, **options)

        return step

    with monkeypatch.context() as patch:
        patch.setattr(students, "_delete", counted(students._delete))
        patch.setattr(students.os, "replace", counted(students.os.replace))
        for name in ("remove", "rename", "withdraw"):
            patch.setattr(enrolment, name, counted(getattr(enrolment, name)))
        try:
            STEPS[what](one)
            return  # more steps than there are
        except Stop:
            pass
    STEPS[what](one)
    if what == "remove":
        assert named(one, "S3") == set() and people.enrolled(one) == ["S1", "S2"]
    elif what == "rename":
        assert people.enrolled(one) == ["2303", "S1", "S2"] and one.students() == [
            "2303",
            "S1",
            "S2",
        ]
        assert enrolment.work(one, "2303") == ["tiny-essay", "tiny-tasks"]
    else:
        assert enrolment.work(one, "S3") == ["tiny-essay"]
        assert one.notebook("submitted", "tiny-tasks", "S3").read_bytes() == b"an old notebook"
