"""Errors of course.toml are one sentence, whole in each language; titles are found by name."""

import pytest

from grader.base import UserError
from grader.course import outline
from grader.course.outline import CourseError
from tests import tiny_class


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
