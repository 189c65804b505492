"""A class that lies in the checkout's exercises/ moves into its folder; nothing is lost."""

import errno
import os
from functools import partial

import pytest

from grader.base import UserError
from grader.course import classes
from grader.course.folder import open_folder
from grader.gradebook import access, enrolment, people
from grader.gradebook.people import Person
from grader.term import adopt
from tests import tiny_term


@pytest.fixture
def both(tmp_path, monkeypatch, released):
    """The checkout's exercises/ with a class in it, and the folder of a class."""
    (target,) = tiny_term.make(tmp_path, monkeypatch, "客服1班")
    exercises = open_folder(classes.SOURCES.parent)
    tiny_term.graded(exercises, released, {"S1": ["tiny-tasks"], "S2": ["tiny-tasks"]})
    enrolment.enter(exercises, [Person("S1", "三", "张", class_name="1班")])
    (exercises.path / "groups.csv").write_text("group,student,factor\n1,S1,1\n")
    (exercises.path / "reports" / "earlier" / "S1").mkdir(parents=True)
    (exercises.path / "reports" / "earlier" / "S1" / "x.ipynb").write_text("{}")
    access._open.cache_clear()
    return exercises, target


def kept(files):
    """Without what stays in the checkout and what makes a class."""
    tracked = ("source", "release", "nbgrader_config.py", "class.toml")
    return {name: data for name, data in files.items() if not name.startswith(tracked)}


def test_everything_moves_and_the_checkout_is_as_it_came(both):
    exercises, target = both
    before = tiny_term.files(exercises.path)
    moved = adopt.adopt(exercises, target)
    assert set(moved) == {"submitted", "autograded", "feedback", "reports", "groups.csv",
                          "students.csv", "gradebook.db"}  # fmt: skip
    after = tiny_term.files(target.path)
    assert kept(after) == kept(before) and kept(tiny_term.files(exercises.path)) == {}
    released = {name: data for name, data in after.items() if name.startswith("release")}
    assert released and {name: before[name] for name in released} == released
    assert people.find(target, "张三").class_name == "1班"
    assert enrolment.work(target, "S2") == ["tiny-tasks"]
    assert open_folder().language == "zh" and adopt.waiting(exercises.path) == []
    assert adopt.adopt(exercises, target) == []


@pytest.mark.parametrize("disk", ["same", "another"])
@pytest.mark.parametrize("at", range(1, 9))
def test_stopped_half_way_the_same_command_goes_on(both, monkeypatch, at, disk):
    exercises, target = both
    before = tiny_term.files(exercises.path)
    steps, real = 0, {name: getattr(os, name) for name in ("rename", "replace")}

    def step(name, *args):
        nonlocal steps
        if disk == "another" and name == "rename":
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        steps += 1
        if steps == at:
            raise KeyboardInterrupt
        return real[name](*args)

    for name in real:
        monkeypatch.setattr(os, name, partial(step, name))
    with pytest.raises(KeyboardInterrupt):
        adopt.adopt(exercises, target)
    adopt.adopt(exercises, target)
    assert kept(tiny_term.files(target.path)) == kept(before)
    assert kept(tiny_term.files(exercises.path)) == {}


def test_nothing_is_overwritten(both):
    exercises, target = both
    (target.path / "groups.csv").write_text("group,student,factor\n7,S9,1\n")
    before = tiny_term.files(exercises.path), tiny_term.files(target.path)
    with pytest.raises(UserError, match=r"groups\.csv"):
        adopt.adopt(exercises, target)
    assert (tiny_term.files(exercises.path), tiny_term.files(target.path)) == before
