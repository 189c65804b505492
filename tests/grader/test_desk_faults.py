"""Every kind of fault that two simulated terms with bad luck found on the teacher's side has a test
that names its number."""

import ast
import re
from pathlib import Path

import pytest

# What was wrong. Numbers that are missing were given to nothing.
KINDS = {
    1: "a mark by hand was put on work that nobody had read",
    2: "a rubric sheet took back what formgrader had changed since",
    3: "which mark by hand counts was told by dates that a spreadsheet changes",
    4: "our own list, saved by a Chinese Excel, was broken by our next line",
    5: "what one student handed in was stored as another's",
    6: "a name was found inside a longer name",
    7: "a line that was cut off swallowed the next one",
    8: "one odd file ended the whole collect",
    9: "what students name and write reached the terminal with its escape sequences",
    10: "a record that a student signs might have any shape inside",
    11: "ids did not survive a spreadsheet, and the message led astray",
    12: "a full disk took what a teacher had written into a rubric sheet",
    13: "a hand-in that was written by half stayed and counted as an attempt",
    14: "alike could not read what grade reads",
    15: "collect took what grade refuses for its size, and read a class into memory",
    16: "after points were changed the old ones stood over the new maximum",
    17: "a student who left could not leave",
    18: "rules that were mistyped were taken without a word or ended in a traceback",
    19: "a hand-in could not be taken back",
    20: "the language of the class was asked again at each command",
    21: "a copy that was written by half was taken for the student's own work",
    22: "one option for several works: the last one won, or the first one stopped it",
    24: "one irregularity of one student stopped the marks of the class",
    25: "provisional marks left the house without a word",
    26: "a comment that was taken back stayed on the student's page",
    27: "the chat group's folder, collected for one assignment, gave all the others to it",
    28: "marks of work that was replaced stood as if they were final",
    29: "marks by hand were not written whole",
    30: "a class of ids without names was no class, and ids that look alike were several students",
    31: "no class list that a spreadsheet writes could be entered",
    33: "a release that was refused took the old one with it",
    35: "messages about groups named nobody",
}


def named(path: Path) -> set[int]:
    """The numbers in the docstrings of the tests of a file."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found |= {int(one) for one in re.findall(r"\bG(\d+)\b", ast.get_docstring(node) or "")}
    return found


@pytest.fixture(scope="module")
def tested():
    return set().union(*map(named, Path(__file__).parent.rglob("test_*.py")))


def test_each_kind_has_a_test_that_names_it(tested):
    assert tested == set(KINDS)


def test_only_a_test_can_name_a_kind(tmp_path):
    path = tmp_path / "test_x.py"
    path.write_text('"""G90"""\nREF = "G91"\ndef test_a():\n    """G3 (b), G12: x."""\n', "utf-8")
    assert named(path) == {3, 12}
