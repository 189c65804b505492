"""What a student is told of the own marks: the figures of the marks table."""

from dataclasses import replace
from datetime import date

from grader.base import Text
from grader.gradebook.people import Person
from grader.marks.entries import EXCUSED, MARKED, OPEN, UNGRADED, Entry
from grader.marks.finals import finals, lines
from grader.marks.gather import Marks
from grader.marks.policy import Policy
from grader.marks.statements import statements
from tests.grader.marks.test_policy import SMALL

TITLED = Policy(
    SMALL.weights,
    tuple(replace(part, title=Text(part.assignment, part.assignment)) for part in SMALL.parts),
    titles={id: Text(f"部分{id}", f"Part {id}") for id in SMALL.weights},
)


def of(*entries):
    people = {"S1": Person("S1", "三", "张")}
    made = finals(TITLED, people, entries)
    found = Marks(TITLED, people, list(entries), lines(TITLED, people, entries), made)
    return statements(found, date(2026, 10, 31))["S1"], made[0]


def test_so_far_by_component_and_what_is_open():
    own, final = of(
        Entry("S1", "check", 8, 10),
        Entry("S1", "group", 0, None, OPEN),
        Entry("S1", "quiz1", 5, 10),
        Entry("S1", "quiz2", 0, None, UNGRADED),
    )
    assert (own.id, own.name, own.so_far, own.complete) == ("S1", "张三", final.so_far, False)
    told = [(item.title.en, item.percent, item.settled) for item in own.components]
    assert told == [("Part A", 80, True), ("Part B", None, False), ("Part C", 50, False)]
    works = {item.title.en: (item.percent, item.settled) for item in own.works}
    assert works == {
        "check": (80, True),
        "group": (None, False),
        "quiz1": (50, True),
        "quiz2": (None, False),
    }
    said = " ".join(item.told.en for item in own.works)
    assert "8 / 10" in said and "keguan" not in said


def test_a_whole_mark_is_said_to_be_one():
    own, final = of(
        *(Entry("S1", name, 10, 10, MARKED) for name in ("check", "quiz1", "quiz2")),
        Entry("S1", "group", 0, None, EXCUSED),
    )
    assert own.complete and own.so_far == final.mark == 100
    assert [item.percent for item in own.works if item.title.en == "group"] == [None]
