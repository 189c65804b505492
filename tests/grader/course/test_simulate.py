"""The simulated class: the same seed gives the same class, ability shows, and what is handed in
are real notebooks."""

import json
from collections import Counter

import nbformat
import pytest

from grader.base import UserError
from grader.course import simulate
from grader.course.answers import Answers, Mistake, load_answers
from grader.course.folder import open_folder
from grader.course.simulate import (
    MISTAKE,
    NOTHING,
    SOLUTION,
    UNUSUAL,
    Choice,
    Item,
    SimulatedClass,
)
from tests import tiny_class


@pytest.fixture
def folder(tmp_path):
    """The small course with release notebooks; here a release is the source with its solutions cut
    by hand."""
    path = tiny_class.make(tmp_path)
    for source in path.glob("source/*/*/*.ipynb"):
        notebook = nbformat.read(source, as_version=4)
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = cell.source.split("    ### BEGIN")[0] + "    ..."
        target = path / "release" / source.relative_to(path / "source")
        target.parent.mkdir(parents=True)
        nbformat.write(notebook, target)
    return open_folder(path)


def test_the_same_seed_gives_the_same_class_and_another_seed_another():
    book = tiny_class.BOOK
    assert simulate.draw(book, 30, seed=5) == simulate.draw(book, 30, seed=5)
    assert simulate.draw(book, 30, seed=5) != simulate.draw(book, 30, seed=6)


def test_another_task_or_student_changes_nothing_elsewhere():
    more = {"tiny-tasks": tiny_class.BOOK["tiny-tasks"] | {"new": Answers()}}
    few, many = simulate.draw(tiny_class.BOOK, 20, seed=1), simulate.draw(more, 40, seed=1)
    assert few.choices.items() <= many.choices.items()
    assert few.abilities.items() <= many.abilities.items()


def test_every_kind_of_answer_comes_up_and_the_first_mistake_most_often():
    drawn = simulate.draw(tiny_class.BOOK, 400, seed=1)
    kinds = Counter(choice.kind for choice in drawn.choices.values())
    assert set(kinds) == {SOLUTION, UNUSUAL, MISTAKE, NOTHING}
    names = Counter(
        c.name
        for (_, _, task), c in drawn.choices.items()
        if task == "double" and c.kind == MISTAKE
    )
    assert names["triples"] > names["only small"] > 0


def test_ability_and_difficulty_show_in_the_results():
    """Share of right answers near 1 / (1 + exp(-a (theta - b))) for the planted difficulty b."""
    items = {("tiny-tasks", "double"): Item(1.0, 2.0), ("tiny-tasks", "greet"): Item(-1.0, 0.5)}
    drawn = simulate.draw(tiny_class.BOOK, 3000, seed=2, items=items)
    right: dict = {"double": {}, "greet": {}}
    for (student, _, task), choice in drawn.choices.items():
        right[task][student] = choice.kind in (SOLUTION, UNUSUAL)
    assert sum(right["double"].values()) < 0.4 * 3000 < 0.6 * 3000 < sum(right["greet"].values())
    near = [s for s, theta in drawn.abilities.items() if abs(theta - 1.0) < 0.15]
    assert sum(right["double"][s] for s in near) / len(near) == pytest.approx(0.5, abs=0.08)


def test_student_ids_sort_in_order():
    assert list(simulate.draw({}, 3).abilities) == ["S001", "S002", "S003"]
    ids = list(simulate.draw({}, 1200).abilities)
    assert ids == sorted(ids)


def test_notebooks_are_the_release_with_only_the_answers_replaced(folder):
    drawn = simulate.draw(tiny_class.BOOK, 8, seed=3)
    paths = simulate.hand_in(drawn, tiny_class.BOOK, folder, ["tiny-tasks", "tiny-essay"])
    assert len(paths) == 16
    release = nbformat.read(folder.notebook("release", "tiny-tasks"), as_version=4)
    for student in drawn.abilities:
        notebook = nbformat.read(folder.notebook("submitted", "tiny-tasks", student), as_version=4)
        nbformat.validate(notebook)
        for before, after in zip(release.cells, notebook.cells, strict=True):
            assert (before.id, before.metadata) == (after.id, after.metadata)
            if not before.metadata.get("nbgrader", {}).get("solution"):
                assert before.source == after.source
        assert "### BEGIN" not in json.dumps(
            [cell.source for cell in notebook.cells if "hidden" not in cell.id]
        )


@pytest.mark.parametrize(
    "kind, name, expected",
    [
        (SOLUTION, "", 'def double(x):\n    """两倍。"""\n    return 2 * x'),
        (UNUSUAL, "adds", "def double(x):\n    return x + x"),
        (MISTAKE, "triples", "def double(x):\n    return 3 * x"),
        (NOTHING, "", 'def double(x):\n    """两倍。"""\n    ...'),
    ],
)
def test_each_choice_becomes_its_code(folder, kind, name, expected):
    choices = {
        ("S001", "tiny-tasks", "double"): Choice(kind, name),
        ("S001", "tiny-tasks", "greet"): Choice(NOTHING),
    }
    simulate.hand_in(
        SimulatedClass({"S001": 0.0}, choices), tiny_class.BOOK, folder, ["tiny-tasks"]
    )
    notebook = nbformat.read(folder.notebook("submitted", "tiny-tasks", "S001"), as_version=4)
    assert next(c.source for c in notebook.cells if c.id == "double") == expected


def test_an_essay_says_that_it_is_simulated(folder):
    simulate.hand_in(simulate.draw(tiny_class.BOOK, 1), tiny_class.BOOK, folder, ["tiny-essay"])
    text = folder.notebook("submitted", "tiny-essay", "S001").read_text(encoding="utf-8")
    assert "模拟学生的回答" in text and "simulated student" in text


def test_an_answer_that_the_book_lacks_is_named(folder):
    drawn = SimulatedClass(
        {"S001": 0.0}, {("S001", "tiny-tasks", "double"): Choice(MISTAKE, "no such")}
    )
    with pytest.raises(UserError, match="no such"):
        simulate.hand_in(drawn, tiny_class.BOOK, folder, ["tiny-tasks"])


def test_answers_of_all_files_are_merged(tmp_path):
    for number in (1, 2):
        room = tmp_path / "content" / f"u{number}"
        room.mkdir(parents=True)
        (room / "answers.py").write_text(
            "from grader.course.answers import Answers, Mistake\n"
            f'ANSWERS = {{"a{number}": {{"t": Answers(mistakes=[Mistake("m", "x = 1", {{"c"}}, '
            f'"错")])}}}}\n',
            encoding="utf-8",
        )
    book = load_answers(tmp_path)
    assert set(book) == {"a1", "a2"} and book["a1"]["t"].mistakes == [
        Mistake("m", "x = 1", {"c"}, "错")
    ]


def test_no_answers_are_an_empty_book(tmp_path):
    assert load_answers(tmp_path) == {}
