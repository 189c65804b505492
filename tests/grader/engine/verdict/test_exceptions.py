"""The classes that stand for the student's exceptions."""

import json

import pytest

from grader.engine.cells.student import is_simple
from grader.engine.verdict.exceptions import STUDENT, Exceptions, make

LIBRARY = {"id": 7, "name": "JSONDecodeError", "module": "json.decoder", "bases": []}
OWN = {"id": 7, "name": "Mine", "module": "__main__", "bases": []}


def test_a_number_that_is_told_twice_makes_no_class_of_a_library():
    """What a check says of an own class may not be remembered for others, and is seen by its
    module."""
    known = Exceptions()
    assert known.of(LIBRARY) is json.JSONDecodeError
    own = known.of(OWN)
    assert own.__module__ == STUDENT and known.of(OWN) is own
    assert known.of(LIBRARY) is json.JSONDecodeError


class Own(ValueError):
    pass


@pytest.mark.parametrize("kind", [ValueError, KeyError, StopIteration, FileNotFoundError, Own])
@pytest.mark.parametrize("args", [(), ("a",), ("a", 2), (("a", 2),)], ids=repr)
def test_an_exception_is_made_from_what_the_students_was(kind, args):
    """And says what that said, which a class of the student's may have changed."""
    for text in (str(kind(*args)), "said otherwise"):
        made = make(kind, text, args)
        assert isinstance(made, kind) and type(made).__name__ == kind.__name__
        assert made.args == kind(*args).args
        assert str(made) == (str(kind(*args)) if kind is KeyError else text)
    assert str(make(UnicodeDecodeError, "no such byte")) == "no such byte"


def test_only_what_is_simple_is_told_of_it():
    assert all(map(is_simple, ["a", 1, 0.5, True, None]))
    assert not any(map(is_simple, ["a" * 2001, 1 << 60, float("nan"), float("inf"), b"a", [1]]))
