"""Progress of a learner: what is kept, when a concept comes back, and that nothing is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from grader.course import outline as courses
from grader.learner import progress
from grader.learner.progress import Attempt, Progress
from tests import tiny_class

START = datetime(2026, 9, 1, 8, tzinfo=UTC)


@pytest.fixture
def course(tmp_path):
    tiny_class.make(tmp_path)
    return courses.load(tmp_path)


def attempt(day, digest, answers="", **points):
    most = {"double": 3.0, "greet": 2.0}
    return Attempt(START + timedelta(days=day), "tiny-tasks", points, most, digest, answers)


def due(so_far, course, day):
    return [concept.id for _, concept, _ in so_far.due(course, START + timedelta(days=day))]


def test_what_failed_comes_back_before_what_was_right(course):
    so_far = Progress()
    assert so_far.add(attempt(0, "a", double=3, greet=0), course)
    assert due(so_far, course, 0) == []
    assert due(so_far, course, 1) == ["greeting"]
    assert due(so_far, course, 10) == ["greeting", "doubling"]


def test_each_success_puts_the_next_repetition_further_off(course):
    so_far, waits, day = Progress(), [], 0
    for number in range(4):
        so_far.add(attempt(day, str(number), double=3), course)
        wait = so_far.cards["doubling"].due - (START + timedelta(days=day))
        waits.append(wait)
        day += wait.days
    assert waits == sorted(set(waits)) and waits[0] >= timedelta(days=1)


def test_a_concept_is_right_only_if_all_its_tasks_are(course):
    both = courses.load(course.root)
    task = both.assignment("tiny-tasks").task("double")
    object.__setattr__(task, "concepts", ("greeting",))
    so_far = Progress()
    so_far.add(attempt(0, "a", double=3, greet=1), both)
    assert due(so_far, both, 1) == ["greeting"]


def test_a_task_that_was_not_tried_says_nothing_about_its_concept(course):
    so_far = Progress()
    so_far.add(attempt(0, "a", double=0), course)
    assert set(so_far.cards) == {"doubling"}


def test_the_same_notebook_graded_twice_counts_once(course):
    so_far = Progress()
    assert so_far.add(attempt(0, "a", double=0), course)
    assert not so_far.add(attempt(1, "a", double=0), course)
    assert so_far.add(attempt(1, "b", double=3), course)
    assert [a.digest for a in so_far.attempts] == ["a", "b"]


def test_a_notebook_that_was_only_saved_anew_repeats_nothing(course):
    so_far = Progress()
    assert so_far.add(attempt(0, "a", "x", double=3), course)
    first = so_far.cards["doubling"].due
    assert not so_far.add(attempt(9, "b", "x", double=3), course)
    assert so_far.cards["doubling"].due == first
    assert so_far.add(attempt(9, "c", "y", double=3), course)
    assert so_far.cards["doubling"].due > first


def test_saved_and_read_again_it_is_the_same(course, tmp_path):
    so_far = Progress()
    so_far.add(attempt(0, "a", double=3, greet=0), course)
    progress.save(tmp_path / "progress.json", so_far)
    assert progress.load(tmp_path / "progress.json") == so_far
    assert progress.load(tmp_path / "missing.json") == Progress()


def test_a_file_that_another_program_holds_is_not_damaged(tmp_path, monkeypatch):
    """G21: a virus scanner's lock set all progress aside."""
    path = tmp_path / "progress.json"
    progress.save(path, Progress())
    before = path.read_bytes()

    def held(_):
        raise PermissionError(13, "held", str(path))

    monkeypatch.setattr("pathlib.Path.read_bytes", held)
    with pytest.raises(PermissionError):
        progress.load(path)
    monkeypatch.undo()
    assert [p.name for p in tmp_path.iterdir()] == ["progress.json"] and path.read_bytes() == before


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"attempts": [{}], "cards": {}}', '{"attempts": [], "cards": {"a": {}}}'],
)
def test_a_damaged_file_is_set_aside_and_kept(tmp_path, text):
    path = tmp_path / "progress.json"
    path.write_text(text, encoding="utf-8")
    assert progress.load(path) == Progress()
    kept = list(tmp_path.glob("progress-damaged-*.json"))
    assert [p.read_text(encoding="utf-8") for p in kept] == [text] and not path.exists()


def test_the_share_is_of_all_tasks(course):
    tasks = course.assignment("tiny-tasks").tasks
    assert progress.share(attempt(0, "a", double=3), tasks) == pytest.approx(3 / 5)
