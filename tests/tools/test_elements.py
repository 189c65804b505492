"""Whoever knows the lessons can write a right answer to every task."""

import shutil

import pytest

from grader.course import outline
from tools import elements

COURSE = outline.load()


@pytest.mark.parametrize("slug", [unit.slug for unit in COURSE.units])
def test_every_element_of_a_right_answer_was_taught(slug):
    assert elements.untaught(COURSE, COURSE.unit(slug)) == []


def test_what_no_lesson_shows_is_named_with_its_task(tmp_path):
    shutil.copy(COURSE.root / "course.toml", tmp_path)
    shutil.copytree(COURSE.root / "content", tmp_path / "content")
    lesson = tmp_path / "content" / "warmup" / "lesson.py"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("members[~is_gold]", "members[is_gold]"), encoding="utf-8")
    course = outline.load(tmp_path)
    found = elements.untaught(course, course.unit("warmup"))
    assert found == [elements.Untaught("warmup", "mean", "~")]


@pytest.mark.parametrize(
    "code, found",
    [
        ("x = [n for n in y if n in z]", {"[… for …]", "in"}),
        ("table.groupby('a').sum()", {".groupby", ".sum"}),
        ("def f(a):\n    return f(a - 1)", {"def"}),
        ("if not x:\n    x += len(y)", {"if", "not", "+=", "len()"}),
        ("this is no code", set()),
        (
            "q = 'SELECT a FROM t GROUP BY a HAVING count(*) > 1'",
            {"SQL SELECT", "SQL FROM", "SQL GROUP BY", "SQL HAVING", "SQL COUNT"},
        ),
        (
            "q = 'select 1 from t where a is not null'",
            {"SQL SELECT", "SQL FROM", "SQL WHERE", "SQL IS NOT NULL"},
        ),
        ("q = 'a is not from here'", set()),
    ],
)
def test_elements_of_some_code(code, found):
    assert elements.elements(code) == found
