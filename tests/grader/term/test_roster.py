"""Whom a name means: certain, or nobody."""

import pytest

from grader.gradebook.people import Person
from grader.term.naming import Words
from grader.term.roster import Roster
from tests.inboxes import CLASS

WORDS = Words(
    {"tiny-tasks": {"tiny-tasks"}, "tiny": {"tiny"}, "hw": {"hw", "part A", "b"}}, ["客户分级"]
)
CHINESE = Roster(
    (
        Person("2301", "三", "张"),
        Person("2302", "娜娜", "欧阳"),
        Person("2303", "超", "马"),
        Person("23O4", "Ann", "Lee"),
    )
)


@pytest.mark.parametrize(
    "name, ids",
    [
        ("S001", ["S001"]),
        ("s001", ["S001"]),
        ("Ｓ００１", ["S001"]),
        ("S0\u200b01", ["S001"]),
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


@pytest.mark.parametrize(
    "name, ids",
    [
        ("张三丰", []),
        ("小张三", []),
        ("司马超", []),
        ("马超越", []),
        ("张三的作业", ["2301"]),
        ("软件2班张三最终版", ["2301"]),
        ("第3组张三", ["2301"]),
        ("实训报告张三", ["2301"]),
        ("张三-改", ["2301"]),
        ("2301张三丰", ["2301"]),
        ("张 三", ["2301"]),
        ("老师收 张三", ["2301"]),
        ("欧阳·娜娜", ["2302"]),
        ("欧阳娜", []),
        ("张三李四", []),
        ("张三和马超", []),
        ("张三、马超", ["2301", "2303"]),
    ],
)
def test_a_chinese_name_counts_only_where_it_ends(name, ids):
    assert CHINESE.find(name) == ids


@pytest.mark.parametrize(
    "names, student, says",
    [
        (["", "2301"], "2301", None),
        (["2301", "张三", "软件1班"], "2301", None),
        (["张三", "2303"], None, "contradict"),
        (["张三、马超"], None, "may be 2301 张三 or 2303 马超"),
        (["张三", "张三、马超"], "2301", None),
        (["2399", "张三"], None, "'2399' is not in the class"),
        (["2026", "张三"], "2301", None),
        (["张三丰", ""], None, "perhaps it is 2301 张三"),
        (["23o1"], None, "perhaps it is 2301 张三"),
        (["2304"], None, "perhaps it is 23O4 Ann Lee"),
        (["final", ""], None, "'final' is not in the class"),
    ],
)
def test_all_telling_names_mean_one_student(names, student, says):
    found, problem = CHINESE.whose(names)
    assert (found, problem) == (student, None) if student else says in problem.en


@pytest.mark.parametrize(
    "name, rest, assignments",
    [
        ("2301_tiny-tasks", "2301", {"tiny-tasks"}),
        ("２３０１＿tiny－tasks", "2301", {"tiny-tasks"}),
        ("Tiny Tasks (1)", "", {"tiny-tasks"}),
        ("tiny_tasks-副本", "", {"tiny-tasks"}),
        ("tiny–tasks 2301 张三", "2301 张三", {"tiny-tasks"}),
        ("客户分级tiny张三", "张三", {"tiny"}),
        ("2301(2)", "2301", set()),
        ("2301的副本", "2301", set()),
        ("S[1]", "S[1]", set()),
        ("shiny-tasks", "shiny-tasks", set()),
        ("tinytasks2", "tinytasks2", set()),
        ("ann part_A", "ann", {"hw"}),
        ("ann_b", "ann", {"hw"}),
        ("ann b", "ann b", set()),
        ("2301_tiny-tasks_hw", "2301", {"tiny-tasks", "hw"}),
        ("", "", set()),
    ],
)
def test_what_a_name_says(name, rest, assignments):
    found = WORDS.read(name)
    assert (found.rest, found.assignments) == (rest, assignments)
