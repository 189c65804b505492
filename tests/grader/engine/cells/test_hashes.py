"""Objects of a notebook's own classes have the same order in a set at every grading, and else are
as they were written."""

import builtins
import gc
import subprocess
import sys
from dataclasses import dataclass

import pytest

from grader.engine.cells import hashes

CLASSES = """
class Plain:
    pass
class Child(Plain):
    __slots__ = ("a",)
class Slots:
    __slots__ = ("a",)
class Oops(ValueError):
    pass
@dataclass
class Data:
    n: int = 1
@dataclass(frozen=True)
class Frozen:
    n: int = 1
class Equal(Plain):
    def __eq__(self, other):
        return True
class Own(Plain):
    def __hash__(self):
        return 7
"""


@pytest.fixture
def space(monkeypatch):
    """What a notebook with these classes has defined."""
    monkeypatch.setattr(builtins, "__build_class__", builtins.__build_class__)
    monkeypatch.setattr(hashes, "_known", {})
    monkeypatch.setattr(hashes, "_count", 0)
    hashes.begin()
    names = {"__name__": "__main__", "dataclass": dataclass}
    exec(CLASSES, names)
    return names


@pytest.mark.parametrize("name", ["Plain", "Child", "Slots", "Oops"])
def test_the_order_of_a_set_follows_from_the_order_in_which_they_are_put_in(space, name):
    made = [space[name]() for _ in range(20)]
    order = list(map(made.index, set(reversed(made))))
    assert [hash(one) for one in reversed(made)] == [hashes.mixed(n) for n in range(1, 21)]
    assert order not in (sorted(order), sorted(order, reverse=True))  # no answer may rely on it
    others = [space[name]() for _ in range(20)]
    assert len({*made, *others, *made}) == 40 and made[3] in set(made)


def test_a_class_says_of_itself_what_it_said(space):
    plain = space["Plain"]
    assert plain.__hash__ is object.__hash__ and "__hash__" not in vars(plain)
    for name in ("Data", "Equal"):
        with pytest.raises(TypeError, match="unhashable"):
            hash(space[name]())
    assert hash(space["Own"]()) == 7 and hash(space["Frozen"](3)) == hash(space["Frozen"](3))


def test_a_number_is_forgotten_with_its_object(space):
    for _ in range(100):
        hash(space["Plain"]())
    gc.collect()
    assert len(hashes._known) <= 1


def test_classes_of_a_library_stay_as_they_are(space):
    names = {"__name__": "library", "__file__": "/elsewhere/library.py"}
    exec("class Plain:\n    pass", names)
    hash(names["Plain"]())
    assert not hashes._known


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux is asked for it")
def test_everything_lies_at_the_same_address_each_time():
    """Python hashes None, and with it many a tuple, by its address."""
    python = [sys.executable, "-s", "-P"]
    started = [*python, "-m", "grader.engine.processes.placed", "-S", "-c", "print(id(None))"]
    said = {subprocess.check_output(started) for _ in range(3)}
    assert len(said) == 1
