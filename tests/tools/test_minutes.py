"""Lessons that fit two periods, homework that fits an evening, by the measure of tools.minutes."""

import nbformat.v4 as v4
import pytest

from grader.course import outline
from tools import minutes

COURSE = outline.load()


@pytest.mark.parametrize("slug", [unit.slug for unit in COURSE.units])
def test_a_lesson_and_its_homework_fit(slug):
    problems = minutes.lesson(COURSE, COURSE.unit(slug)).problems()
    assert not problems, "\n".join(problems)


def notebook(*cells):
    """Markdown cells from texts; code cells from (code,)."""
    made = [
        v4.new_code_cell(*c) if isinstance(c, tuple) else v4.new_markdown_cell(c) for c in cells
    ]
    return v4.new_notebook(cells=made)


def test_a_section_is_its_text_its_cells_and_its_labs():
    found = minutes.sections(
        notebook(
            "# 课\n\n" + "字" * 249,
            "## 一、表（10 分钟）\n\n" + "字" * 496 + "\n\n```\n" + "字" * 900 + "\n```",
            ("x = 1",),
            ("widgets.table_lab()",),
            "<details><summary>答案</summary>" + "字" * 900 + "</details>",
        )
    )
    assert [(one.minutes, one.printed) for one in found] == [(1, None), (2 + 1 + 6, 10)]


def test_what_is_optional_is_counted_apart_to_the_end_of_its_heading():
    found = minutes.sections(
        notebook(
            "## 一、表",
            ("x = 1",),
            "### 选读：再多一点\n\n#### 还有",
            ("x = 2",),
            "### 回到正题",
            ("x = 3",),
            "## 选读：城再大一点\n\n### 里面",
            ("x = 4",),
            "## 二、图",
            ("x = 5",),
        )
    )
    assert [(one.cells, one.optional) for one in found] == [
        (1, False),
        (1, True),
        (1, False),
        (1, True),
        (1, False),
    ]
    lesson = minutes.Lesson("a", found, {"a-tasks": 60})
    assert 3 < lesson.minutes < 3.2 and 2 < lesson.optional < 2.2


def test_a_line_in_a_code_block_is_no_heading():
    [one] = minutes.sections(notebook("## 一\n\n```\n# 选读\n## 选读\n```", ("x = 1",)))
    assert (one.title, one.optional) == ("一", False)


def test_what_does_not_fit_is_named():
    long = [minutes.Section("一、表", 0, 40, 3), minutes.Section("二、图", 250, 40, 0)]
    found = minutes.Lesson("a", long, {"a-tasks": 90, "a-quiz": 15})
    assert found.problems() == [
        "lessons/zh/a.ipynb: about 99 minutes, 90 is the limit; “一、表” is the longest section "
        "with 58",
        "course.toml: the homework of a takes 105 minutes; it should take 60 to 90",
    ]
    assert "! course.toml" in minutes.table(found)
    found = minutes.Lesson("a", long[:1], {"a-tasks": 59})
    assert ["59" in problem for problem in found.problems()] == [True]


def test_group_work_is_told_apart_and_practice_is_none():
    found = minutes.lesson(COURSE, COURSE.unit("tiering"))
    assert {"tiering-tasks", "tiering-quiz"} <= set(found.homework)
    assert "tiering-group" in found.group_work and "tiering-group" not in found.homework
    assert "tiering-practice" not in {*found.homework, *found.group_work}
    assert "group work" in minutes.table(found)
