"""One place knows who an id is, and finds a student by what a teacher types."""

import shutil
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.base import UserError
from grader.course.folder import open_folder
from grader.gradebook import enrolment, people
from grader.gradebook.people import Person
from tests import tiny_class, tiny_term


@pytest.mark.parametrize(
    "written, first, last, name",
    [
        ("张三", "三", "张", "张三"),
        ("张　三", "三", "张", "张三"),  # as printed lists fill up short names
        ("欧阳娜娜", "娜娜", "欧阳", "欧阳娜娜"),
        ("欧阳", "阳", "欧", "欧阳"),
        ("王", "王", "", "王"),
        ("买买提·吐尔逊", "买买提·吐尔逊", "", "买买提·吐尔逊"),
        ("Anna Li", "Anna", "Li", "Anna Li"),
        ("Li, Anna", "Anna", "Li", "Anna Li"),
        ("Anna Maria  Li", "Anna Maria", "Li", "Anna Maria Li"),
        ("Anna", "Anna", "", "Anna"),
        ("张三 Zhang", "张三", "Zhang", "张三 Zhang"),
        ("", "", "", ""),
        (" \u200b", "", "", ""),
    ],
)
def test_a_name_is_taken_apart_and_put_together(written, first, last, name):
    assert people.named(written) == (first, last)
    assert Person("1", first, last).name == name


@given(st.from_regex(r"[一-龥]{1,5}|[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,3}", fullmatch=True))
def test_every_name_comes_back_whole(name):
    assert Person("1", *people.named(name)).name == name


@pytest.fixture
def folder(tmp_path, released):
    found = open_folder(tiny_class.make(tmp_path))
    shutil.copy(released / "gradebook.db", found.path)
    return found


CLASS = [
    Person("2301", "三", "张", class_name="客服1班"),
    Person("2302", "三", "张", "z@x.cn", class_name="客服2班"),
    Person("0007", "娜娜", "欧阳"),
    Person("s1", "Anna", "Li", lms_id="77"),
]


def test_a_class_is_entered_and_known_with_its_班级(tmp_path):
    """G31: no gradebook before: nbgrader's own import ends in a traceback there."""
    folder = open_folder(tiny_class.make(tmp_path))
    assert people.people(folder) == [] and not people.entered(folder)
    enrolment.enter(folder, CLASS)
    assert people.people(folder) == sorted(CLASS, key=lambda one: one.id)
    assert people.entered(folder)
    enrolment.enter(folder, [Person("2301", "思", "张", class_name="客服1班")])
    assert [one.name for one in people.people(folder)] == ["欧阳娜娜", "张思", "张三", "Anna Li"]
    assert [one.class_name for one in people.people(folder)][1:3] == ["客服1班", "客服2班"]
    lines = people.list_path(folder).read_bytes().decode("utf-8-sig").splitlines()
    assert lines[0] == '"id","last_name","first_name","email","lms_user_id","class"'


def test_ids_without_names_are_a_class_and_what_was_graded_is_none(folder, released):
    tiny_term.graded(folder, released, {"2301": ["tiny-tasks"]})
    assert people.enrolled(folder) == ["2301"] and not people.entered(folder)
    enrolment.enter(folder, [Person("2301"), Person("2302")])
    assert people.entered(folder)


@pytest.mark.parametrize(
    "text, id",
    [
        ("2301", "2301"),
        ("２３０１\u200b", "2301"),
        ("7", "0007"),
        ("欧阳娜娜", "0007"),
        ("欧阳 娜娜", "0007"),
        ("0007 欧阳娜娜", "0007"),
        ("anna li", "s1"),
        ("S1", "s1"),
    ],
)
def test_a_student_is_found_by_id_and_by_name(folder, text, id):
    enrolment.enter(folder, CLASS)
    assert people.find(folder, text).id == id


def test_two_of_one_name_are_asked_and_nobody_is_said(folder):
    enrolment.enter(folder, CLASS)
    with pytest.raises(UserError, match="2301 张三 客服1班、2302 张三 客服2班"):
        people.find(folder, "张三")
    for text in ("张三丰", "张", "2310", ""):
        with pytest.raises(UserError, match="keguan class"):
            people.find(folder, text)


def test_whoever_handed_in_is_known_too(folder):
    folder.notebook("submitted", "tiny-tasks", "9").parent.mkdir(parents=True)
    enrolment.enter(folder, CLASS)
    assert list(people.known(folder)) == ["0007", "2301", "2302", "9", "s1"]
    assert people.find(folder, "9").label == "9"


def test_a_removed_student_is_not_in_the_file_either(folder, released):
    tiny_term.graded(folder, released, {"2301": ["tiny-tasks"], "2302": ["tiny-tasks"]})
    enrolment.enter(folder, [Person("2301", 3000 * "secret-first-name")])
    path = folder.path / "gradebook.db"
    assert b"secret-first-name" in path.read_bytes()
    assert enrolment.remove(folder, "2301") and not enrolment.remove(folder, "2301")
    assert b"secret-first-name" not in path.read_bytes()
    assert people.enrolled(folder) == ["2302"] and enrolment.work(folder, "2302") == ["tiny-tasks"]
    with sqlite3.connect(path) as database:
        assert database.execute("select count(*) from submitted_assignment").fetchone() == (1,)
        assert database.execute("select count(*) from submitted_notebook").fetchone() == (1,)


def test_a_new_id_keeps_the_marks(folder, released):
    tiny_term.graded(folder, released, {"S3": ["tiny-tasks"], "S03": ["tiny-essay"]})
    assert enrolment.rename(folder, "S3", "S03") and not enrolment.rename(folder, "S3", "S03")
    assert people.enrolled(folder) == ["S03"]
    assert enrolment.work(folder, "S03") == ["tiny-essay", "tiny-tasks"]
