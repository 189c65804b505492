"""Item analysis recovers what was planted in a simulated class, and names the planted bad task and
only it."""

import numpy as np
import pytest

from grader.course import simulate
from grader.course.answers import Answers, Mistake
from grader.course.simulate import Item
from grader.report import items

N = 200
# 23 honest tasks over a wide range, and one that has nothing to do with ability.
PLANTED = {
    f"t{i:02d}": Item(-1.8 + 3.2 * (i * 7 % 23) / 22, 0.7 + 2.1 * (i * 5 % 23) / 22)
    for i in range(23)
}
BAD = "t99"
ALL = PLANTED | {BAD: Item(0.0, 0.0)}


def shares(seed, n=N, planted=ALL):
    """Shares of the points of a class drawn from planted difficulties and discriminations; a
    mistake gives nothing."""
    book = {
        "work": {name: Answers(mistakes=[Mistake("m", "x = 1", {"c"}, "错")]) for name in planted}
    }
    drawn = simulate.draw(book, n, seed, {("work", name): item for name, item in planted.items()})
    return {
        name: {
            student: float(drawn.choices[student, "work", name].kind == simulate.SOLUTION)
            for student in drawn.abilities
        }
        for name in planted
    }


def biserial(slope):
    """The biserial correlation with ability that a slope of the logistic model means (Lord 1980,
    3.6)."""
    return slope / 1.7 / np.sqrt(1 + (slope / 1.7) ** 2)


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_planted_difficulty_and_discrimination_come_back(seed):
    found = {item.name: item for item in items.analyse(shares(seed))}
    honest = [found[name] for name in PLANTED]
    difficulty = np.corrcoef(
        [item.difficulty for item in PLANTED.values()], [-item.difficulty for item in honest]
    )[0, 1]
    assert difficulty >= 0.95
    sharp = np.corrcoef(
        [biserial(item.discrimination) for item in PLANTED.values()],
        [item.discrimination for item in honest],
    )[0, 1]
    assert sharp >= 0.8


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_the_planted_bad_task_is_flagged_and_only_it(seed):
    assert [item.name for item in items.analyse(shares(seed)) if item.flag] == [BAD]


def test_a_task_that_misleads_the_able_is_named_as_such():
    able = shares(1, planted=PLANTED | {BAD: Item(0.0, -1.5)})
    flag = next(item.flag for item in items.analyse(able) if item.name == BAD)
    assert "rest get it wrong" in flag.en and flag.zh


def test_a_small_class_flags_nothing_by_chance():
    assert not [
        item for seed in range(20) for item in items.analyse(shares(seed, n=12)) if item.flag
    ]


def test_work_without_a_mark_is_left_out_and_nothing_is_said_of_too_few():
    few = {"a": {"S1": 1.0, "S2": 0.5}, "b": {"S1": 0.0}, "c": {}}
    found = items.analyse(few)
    assert [(item.name, item.n, item.difficulty, item.discrimination) for item in found] == [
        ("a", 2, 0.75, None),
        ("b", 1, 0.0, None),
    ]


def test_a_task_that_all_solve_has_no_discrimination_but_a_note():
    found = items.analyse(
        {"a": {f"S{i}": 1.0 for i in range(40)}, "b": {f"S{i}": float(i % 2) for i in range(40)}}
    )
    assert (
        found[0].discrimination is None
        and found[0].note.en == "nearly everybody has it right"
        and not found[0].flag
    )


def test_points_in_steps_are_not_called_sharper_than_they_are():
    """A task with 13 levels, as a part of the final test has: its correlation is nearly the plain
    one, far from 1."""
    ability = np.random.default_rng(1).normal(size=500)
    noise = np.random.default_rng(2).normal(size=500)
    levels = np.round(12 * np.clip(0.5 + 0.2 * (0.6 * ability + 0.8 * noise), 0, 1)) / 12
    table = {"part": levels, "rest": ability}
    found = items.analyse({name: dict(enumerate(row)) for name, row in table.items()})[0]
    assert found.discrimination == pytest.approx(0.6, abs=0.07)
