"""The classes that stand for the student's exceptions."""

import json

from grader.engine.verdict.exceptions import STUDENT, Exceptions

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
