"""Errors of course.toml are one sentence, whole in each language; titles are found by name."""

import pytest

from grader.base import UserError
from grader.course import outline
from grader.course.outline import CourseError
from grader.marks import policy
from tests import tiny_class
from tools import index

PRACTICE = """
[[units.assignments]]
name = "tiny-more"
practice = true
minutes = 5
title = { zh = "多练习", en = "More practice" }
[[units.assignments.tasks]]
id = "more"
ref = "A3"
points = 2
concepts = ["tripling"]
title = { zh = "三倍", en = "Triple" }
[units.concepts]
tripling = { section = 1, zh = "三倍", en = "Tripling" }
"""


def with_practice(*swaps):
    """The tiny course with more practice, for the path of a file."""
    text = tiny_class.COURSE.replace("[units.concepts]\n", PRACTICE.lstrip("\n"))
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_sentence_is_whole_in_each_language_and_names_its_place_once_in_both():
    error = CourseError("编号重复", "an id stands twice", place="course.toml", detail="x1")
    assert error.zh == "course.toml：编号重复：x1"
    assert error.en == "course.toml: an id stands twice: x1"
    assert str(error) == "course.toml：编号重复 · an id stands twice: x1"
    assert isinstance(error, UserError)


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("weight = 0.4", "weight = 0.5", "weights must sum to 1"),
        ('name = "tiny-essay"', 'name = "tiny-tasks"', "stands twice"),
        ('component = "D"\nshare = 0.4', 'component = "X"\nshare = 0.4', "unknown component"),
        ("share = 0.4", "share = 0.5", "must sum to 1, not to 1.1"),
        ('concepts = ["doubling"]', 'concepts = ["halving"]', "unlisted concept"),
        ("minutes = 10\n", "", "lacks or misspells"),
        ("[course]", "[course", "not valid TOML"),
        ('name = "tiny-essay"', 'name = "tiny-essay"\npractice = 1', "true or false"),
        ('name = "tiny-essay"', 'name = "tiny-essay"\npractice = true', "leave out component"),
    ],
)
def test_a_course_that_contradicts_itself_is_refused(tmp_path, old, new, said):
    assert old in tiny_class.COURSE
    text = tiny_class.COURSE.replace(old, new)
    (tmp_path / "course.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=said) as caught:
        outline.load(tmp_path)
    assert caught.value.zh != caught.value.en


def test_a_unit_and_an_assignment_are_titled_by_name(tmp_path):
    tiny_class.make(tmp_path)
    course = outline.load(tmp_path)
    assert course.title_of("tiny").en == "Tiny unit"
    assert course.title_of("tiny-essay").zh == "小作文"
    assert course.title_of("nothing") is None


def test_the_course_page_says_that_the_warm_up_counts_for_no_mark():
    pages = index.pages(outline.load())
    assert "warmup-tasks.ipynb) | 60 分钟 | 100 分 | 不计入总评 |" in pages["lessons/zh/README.md"]
    assert "warmup-tasks.ipynb) | 60 min | 100 | no mark |" in pages["lessons/en/README.md"]


def test_practice_counts_for_nothing_and_comes_last(tmp_path):
    (tmp_path / "course.toml").write_text(with_practice(), encoding="utf-8")
    course = outline.load(tmp_path)
    [unit], more = course.units, course.assignment("tiny-more")
    assert course.weight(more) == 0 and more not in course.counted
    assert "tiny-more" not in policy.of_course(course).assignments
    assert unit.components == {"D"} and unit.in_order[-1] is more
    assert unit.tested_by("tripling") == [] and more.practises("tripling")
    page = index.pages(course)["lessons/zh/README.md"]
    assert "tiny-more.ipynb) | 5 分钟 | 不计分 |" in page


def test_group_work_is_a_notebook_of_its_own():
    """A member who did not hand in got 0 for what the group and each alone had in one notebook."""
    assert not [a.name for a in outline.load().assignments if a.component == "B" and not a.group]
