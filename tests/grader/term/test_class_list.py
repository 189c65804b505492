"""The school's list is read as it is; what it changes is said first, and nobody is removed."""

import errno
import shutil

import pytest
import xlsxwriter

from grader.base import UserError
from grader.course.folder import open_folder
from grader.gradebook import enrolment, people
from grader.gradebook.people import Person
from grader.term import class_list
from tests import tiny_class


@pytest.fixture
def folder(tmp_path, released):
    found = open_folder(tiny_class.make(tmp_path / "course"))
    shutil.copy(released / "gradebook.db", found.path)
    return found


def written(folder, text, name="名单.csv", encoding="utf-8"):
    path = folder.path.parent / name
    path.write_bytes(text.encode(encoding))
    return path


def entered(folder, path):
    """Enters a list; returns the plan."""
    made = class_list.plan(folder, path)
    class_list.enter(folder, made)
    return made


def labels(persons):
    return [one.label for one in persons]


def test_a_list_as_a_school_has_it(folder):
    """Titles above, other columns between, two sheets, 班级 from the sheet, ids as numbers."""
    path = folder.path.parent / "名单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        one = book.add_worksheet("客服1班")
        one.write_row(0, 0, ["某某学院 2026 级学生名册"])
        one.write_row(2, 0, ["序号", "姓名", "性别", "学号"])
        one.write_row(3, 0, [1, "张　三", "女", 202301010101])
        one.write_row(4, 0, [2, "欧阳娜娜", "女", "202301010102"])
        two = book.add_worksheet("客服2班")
        two.write_row(0, 0, ["学号", "姓名"])
        two.write_row(1, 0, ["202301010201", "李四"])
        book.add_worksheet("说明").write(0, 0, "请核对")
    made = entered(folder, path)
    assert made.refused == made.gone == made.remarks == []
    assert people.people(folder) == [
        Person("202301010101", "三", "张", class_name="客服1班"),
        Person("202301010102", "娜娜", "欧阳", class_name="客服1班"),
        Person("202301010201", "四", "李", class_name="客服2班"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_nbgraders_own_list_in_every_encoding(folder, encoding):
    """G31: BOM and GBK ended in tracebacks."""
    text = "id,last_name,first_name,email\r\n2301,张,三,z@x.cn\r\n0007,Li,Anna,\r\n"
    entered(folder, written(folder, text, encoding=encoding))
    assert people.people(folder) == [
        Person("0007", "Anna", "Li"),
        Person("2301", "三", "张", "z@x.cn"),
    ]


def test_ids_alone_are_a_class(folder):
    entered(folder, written(folder, "学号\n2301\n2302\n"))
    assert people.entered(folder) and people.enrolled(folder) == ["2301", "2302"]


def test_who_is_new_renamed_moved_and_gone_is_said_and_nobody_is_removed(folder):
    first = "学号,姓名,班级\n2301,张三,1班\n2302,李四,1班\n2303,王五,1班\n2304,赵六,1班\n"
    made = entered(folder, written(folder, first))
    assert labels(made.new) == ["2301 张三", "2302 李四", "2303 王五", "2304 赵六"]
    second = "班级,学号,姓名\n1班,2301,张三\n1班,2302,李思\n2班,2303,王五\n1班,2305,孙七\n"
    made = class_list.plan(folder, written(folder, second))
    before = people.people(folder)
    assert labels(made.same) == ["2301 张三"] and labels(made.new) == ["2305 孙七"]
    assert [(old.name, new.name, new.class_name) for old, new in made.changed] == [
        ("李四", "李思", "1班"),
        ("王五", "王五", "2班"),
    ]
    assert labels(made.gone) == ["2304 赵六"]
    assert people.people(folder) == before  # a plan writes nothing
    class_list.enter(folder, made)
    assert labels(people.people(folder)) == [
        "2301 张三", "2302 李思", "2303 王五", "2304 赵六", "2305 孙七"
    ]  # fmt: skip
    again = entered(folder, written(folder, second))
    assert again.new == again.changed == [] and labels(again.gone) == ["2304 赵六"]


def test_what_the_new_list_does_not_say_stays(folder):
    entered(folder, written(folder, "学号,姓名,班级,邮箱\n2301,张三,1班,z@x.cn\n"))
    made = entered(folder, written(folder, "学号\n2301\n"))
    assert labels(made.same) == ["2301 张三"]
    assert people.people(folder) == [Person("2301", "三", "张", "z@x.cn", class_name="1班")]


BAD = """学号,姓名
2301,张三
2.02301E+11,李四
,王五
合计：5人,
2302,赵六
2302,孙七
a/b,周八
2303,吴九
２３０３\u200b,吴九
,
"""


def test_a_sentence_for_each_row_that_cannot_be_right_and_the_others_are_entered(folder):
    made = entered(folder, written(folder, BAD))
    assert labels(people.people(folder)) == ["2301 张三", "2303 吴九"]
    told = [problem.zh for problem in made.refused]
    assert len(told) == 5 and all(one.startswith("名单.csv 第 ") for one in told)
    for row, words in (
        (3, "科学计数法"),
        (4, "王五 没有学号"),
        (5, "”不是学号"),
        (6, "学号 2302 写给了几个人（赵六、孙七）"),
        (8, "“a/b”不是学号"),
    ):
        assert any(one.startswith(f"名单.csv 第 {row} 行") and words in one for one in told), told


def test_zeros_that_a_spreadsheet_took(folder):
    entered(folder, written(folder, "学号,姓名\n0007,张三\n0008,李四\n0012,王五\n"))
    made = entered(folder, written(folder, "学号,姓名\n7,张三\n8,李思思\n0012,王五\n0013,赵六\n"))
    assert people.enrolled(folder) == ["0007", "0008", "0012", "0013"]
    (problem,) = made.refused  # the same number, another name: it may be somebody else
    assert "第 3 行" in problem.zh and "0008 李四" in problem.zh and "李思思" in problem.zh
    other = class_list.plan(folder, written(folder, "学号\n0001\n0002\n3\n"))
    assert [remark for remark in other.remarks if "短：3。" in remark.zh]


def test_one_person_under_two_ids_is_asked_about(folder):
    entered(folder, written(folder, "学号,姓名\n2301,张三\n"))
    made = class_list.plan(folder, written(folder, "学号,姓名\n23001,张三\n"))
    assert "keguan class rename 2301 23001" in made.remarks[0].zh
    assert labels(made.gone) == ["2301 张三"]


@pytest.mark.parametrize("text", ["", "学号,姓名\n", "姓名,班级\n张三,1班\n"])
def test_a_list_of_nobody_is_refused(folder, text):
    with pytest.raises(UserError, match=r"名单\.csv"):
        class_list.plan(folder, written(folder, text))
    with pytest.raises(UserError, match="no file"):
        class_list.plan(folder, folder.path / "absent.xlsx")


def test_a_student_whom_only_the_gradebook_knows_gets_the_name(folder):
    enrolment.enter(folder, [])
    from grader.gradebook import access

    with access.opened(folder) as gradebook:
        gradebook.add_student("2301")
    made = entered(folder, written(folder, "学号,姓名,班级\n2301,张三,1班\n"))
    assert [new.label for _, new in made.changed] == ["2301 张三"]
    assert people.people(folder) == [Person("2301", "三", "张", class_name="1班")]


def test_a_full_disk_in_between_and_the_same_list_again(folder, monkeypatch):
    path = written(folder, "学号,姓名,班级\n2301,张三,1班\n2302,李四,2班\n")
    made = class_list.plan(folder, path)
    with monkeypatch.context() as patch:
        patch.setattr(people.tables, "write", full)
        with pytest.raises(OSError, match="No space"):
            class_list.enter(folder, made)
    assert not people.list_path(folder).exists()
    entered(folder, path)
    assert [one.class_name for one in people.people(folder)] == ["1班", "2班"]
    before = people.list_path(folder).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(people.tables, "write", full)
        with pytest.raises(OSError, match="No space"):
            entered(folder, written(folder, "学号,姓名\n2301,张三三\n"))
    assert people.list_path(folder).read_bytes() == before


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")
