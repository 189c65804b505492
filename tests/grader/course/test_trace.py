"""Each concept is taught, and tested or said why not."""

import pytest
from typer.testing import CliRunner

from grader.cli import app, author
from grader.course import outline, trace
from tests import tiny_class

COURSE = outline.load()
CHECKOUT = COURSE.root
# A reader of all tasks found that they do not test these concepts, though they said so.
FALSE = {
    ("tiering-tasks", "profit", "tiering-implementation"),
    ("tiering-tasks", "growth", "tiering-implementation"),
    ("tiering-written", "m31", "tiering-implementation"),
    ("tiering-written", "m31", "tiering-benefits"),
    ("tiering-written", "m32", "tier-daily-life"),
    ("maintenance-tasks", "channels", "contact-modes-telecom"),
    ("maintenance-tasks", "strata", "relation-evaluation"),
    ("maintenance-tasks", "care", "relation-evaluation"),
    ("maintenance-tasks", "cadence", "care-means-regime"),
    ("maintenance-tasks", "consent", "care-means-regime"),
    ("information-group", "g5", "info-decision-value"),
    ("churn-tasks", "bucket", "prevent-product"),
    ("churn-written", "m81", "retention-basic-5"),
    ("churn-written", "m82", "retention-highvalue-5"),
}


def test_every_concept_is_taught_and_tested_or_says_why_not():
    found = [problem.en for _, problem in trace.problems(COURSE)]
    assert not found, "\n".join(found)


def test_no_row_of_the_curriculum_is_lost():
    """The rows by their ids, in tests/curriculum.txt: a lesson teaches each, or the course carries
    it and says how."""
    wanted = (CHECKOUT / "tests" / "curriculum.txt").read_text(encoding="utf-8").split()
    carried = [one.id for one in (*COURSE.concepts, *COURSE.general)]
    assert len(set(wanted)) == len(wanted) == 280
    assert set(wanted) <= set(carried) and len(set(carried)) == len(carried)
    assert all(one.reason for one in COURSE.general)


def test_no_task_says_that_it_tests_what_it_does_not():
    said = {
        (assignment.name, task.id, concept)
        for assignment in COURSE.assignments
        for task in assignment.tasks
        for concept in task.concepts
    }
    again = said & FALSE
    assert not again, f"strike these from course.toml: {sorted(again)}"


@pytest.fixture
def changed(tmp_path):
    """A small course after some changes of its course.toml: [(old, new), …]."""

    def load(*changes):
        text = tiny_class.COURSE
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "course.toml").write_text(text, encoding="utf-8")
        return outline.load(tmp_path)

    return load


def said(course):
    return [problem.en for _, problem in trace.problems(course)]


NO_TASK = ('concepts = ["doubling"]', "concepts = []")
WHY = ('Doubling" }', 'Doubling", untested = "open, no right answer" }')


def test_a_row_has_its_section_and_the_tasks_of_every_student(changed):
    course = changed()
    [doubling, greeting] = trace.rows(course, course.unit("tiny"))
    assert said(course) == []
    assert (doubling.always, doubling.drawn, greeting.always) == (("A1",), (), ("A2", "M1"))


def test_a_row_that_nothing_tests_is_named_unless_it_says_why(changed):
    assert said(changed(NO_TASK)) == [
        "course.toml: concept tiny/doubling is tested by nothing; write an item of the bank or a "
        "task, or the reason under untested."
    ]
    assert said(changed(NO_TASK, WHY)) == []


def test_a_reason_beside_a_task_and_a_row_without_a_section_are_named(changed):
    [both] = said(changed(WHY))
    assert "is tested (A1), but untested says that it is not" in both
    [untaught] = said(changed(("doubling = { section = 1,", "doubling = {")))
    assert "tiny/doubling is not taught" in untaught


def test_what_is_left_out_needs_no_test(changed):
    left = ("doubling = { section = 1,", 'doubling = { left_out = "not of today",')
    assert said(changed(NO_TASK, left)) == []


def test_an_item_of_the_bank_tests_a_row(changed, tmp_path):
    bank = tmp_path / "content" / "tiny" / "bank.toml"
    bank.parent.mkdir(parents=True)
    item = '[[items]]\nid = "tiny-1"\nconcept = "doubling"\nuse = "{use}"\n'
    draw = ('id = "why"', 'id = "tiny"\ndraw = { single = 1 }')
    for use, problems in [("graded", 0), ("practice", 1)]:
        bank.write_text(item.format(use=use), encoding="utf-8")
        course = changed(NO_TASK, draw)
        assert len(said(course)) == problems
    assert trace.rows(course, course.unit("tiny"))[1].always == ("A2",)


def test_a_student_pack_which_has_no_bank_is_refused_in_a_sentence(changed, monkeypatch):
    course = changed(('id = "why"', 'id = "tiny"\ndraw = { single = 1 }'))
    monkeypatch.setattr(author.outline, "load", lambda: course)
    done = CliRunner().invoke(app.app, ["trace"])
    assert done.exit_code == 2 and "student pack" in done.output and "学生包" in done.output


@pytest.mark.parametrize("changes, code", [((), 0), ((NO_TASK,), 1)])
def test_the_command_ends_with_1_where_something_is_missing(changed, monkeypatch, changes, code):
    course = changed(*changes)
    monkeypatch.setattr(author.outline, "load", lambda: course)
    done = CliRunner().invoke(app.app, ["trace"])
    assert done.exit_code == code and "doubling" in done.stdout and "A2, M1" in done.stdout
    assert ("is tested by nothing" in done.stderr) == (code == 1)
