"""What the study page shows follows from the notebooks, the checks and the hand-ins."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import nbformat
import pytest

from grader.base import Text
from grader.course import outline
from grader.course.outline import Assignment
from grader.learner import handin, home, progress, study
from grader.learner.progress import Attempt
from tests import tiny_class

NAME = "tiny-tasks"


@pytest.fixture
def course(tmp_path, own_home):
    return tiny_class.opened(tmp_path)


def step(course, name=NAME, language="zh"):
    [card] = study.facts(course, language).cards
    return next(one for one in card.steps if one.name == name)


def path(name=NAME):
    return home.place() / "zh" / tiny_class.PLACES["zh"][name]


def passes(*tasks):
    """The student runs checks that print that they are content."""
    notebook = nbformat.read(path(), 4)
    for cell in notebook.cells:
        if cell.id.startswith(tasks):
            cell.get("outputs", []).append(nbformat.v4.new_output("stream", text="✔ 正确\n"))
    nbformat.write(notebook, path())


def test_at_first_everything_is_left_and_the_lesson_comes_first(course):
    facts = study.facts(course, "zh")
    [card] = facts.cards
    assert facts.fresh and facts.next.work is None and facts.next_card is card
    assert card.share == 0 and card.left == 10 + 5 + 5 and card.mark is None
    assert [one.title for one in card.steps] == ["课文", "小任务", "小作文"]


def test_what_was_begun_comes_next_and_names_its_open_task(course):
    passes("double")
    facts = study.facts(course, "zh")
    assert (facts.next.name, facts.next.open) == (NAME, "问候") and not facts.fresh
    assert (facts.next.done, facts.next.all, facts.next.left) == (1, 2, 2)


def test_the_language_of_the_page_is_that_of_the_titles(course):
    from grader.learner import workspace

    workspace.update(course, "en")
    assert step(course, language="en").title == "Tiny tasks"


def test_what_a_check_found_counts_only_for_the_notebook_that_it_saw(course):
    digest = hashlib.sha256(path().read_bytes()).hexdigest()
    so_far = progress.Progress()
    full = {"double": 3.0, "greet": 2.0}
    so_far.add(Attempt(progress.now(), NAME, full, full, digest), course)
    home.room().mkdir(parents=True, exist_ok=True)
    progress.save(home.room() / "progress.json", so_far)
    assert step(course).done == 2 and step(course).mark == 100 and step(course).finished
    path().write_bytes(path().read_bytes() + b"\n")
    assert step(course).done == 0 and step(course).mark == 100


def test_work_that_was_handed_in_is_finished(course):
    handin.hand_in(course, "zh", NAME, home.Person("1", "张三"))
    assert step(course).finished and step(course).left == 0 and step(course).receipt.number == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        json.dumps({"cells": [{"cell_type": "code", "metadata": {"nbgrader": {}}}]}).encode(),
        json.dumps({"cells": [{"metadata": {"nbgrader": {"grade": 1}}, "source": 7}]}).encode(),
        json.dumps({"cells": [{"metadata": {"nbgrader": {"grade": 1, "solution": 1}}}]}).encode(),
        json.dumps({"cells": [{"cell_type": "code", "metadata": {}, "source": None}]}).encode(),
    ],
)
def test_a_damaged_notebook_is_no_hindrance(course, data):
    path().write_bytes(data)
    path("tiny").write_bytes(data)
    assert step(course).done == 0 and not step(course).finished


def test_a_pack_says_when_work_is_due_and_what_the_teachers_tests_decide(course):
    due = datetime(2026, 9, 18, 15, 59, tzinfo=UTC)
    said = {"class": "24 营销 2 班", "due": {NAME: due.isoformat()}, "hidden": {NAME: 3}}
    (course.root / study.CLASS).write_text(json.dumps(said), encoding="utf-8")
    facts = study.facts(course, "zh")
    assert step(course).due == due == facts.cards[0].due and facts.klass.hidden == {NAME: 3}
    (course.root / study.CLASS).write_text('{"due": {"x": "soon"}}', encoding="utf-8")
    assert step(course).due is None


def test_what_is_due_again_follows_the_answers(course):
    so_far = progress.Progress()
    long_ago = progress.now() - timedelta(days=60)
    so_far.add(Attempt(long_ago, NAME, {"double": 0.0}, {"double": 3.0}, "aa"), course)
    home.room().mkdir(parents=True, exist_ok=True)
    progress.save(home.room() / "progress.json", so_far)
    [due] = study.facts(course, "zh").due
    assert due.concept.id == "doubling" and due.work.name == NAME
    [line] = study.repeats(course, "zh")
    assert "“翻倍”" in line and line.endswith(f"learn {NAME} --again")


def test_progress_that_cannot_be_read_is_named_until_there_is_new_progress(course):
    home.room().mkdir(parents=True, exist_ok=True)
    path = home.room() / "progress.json"
    path.write_text("{", encoding="utf-8")
    assert study.facts(course, "zh").lost.read_text(encoding="utf-8") == "{"
    [line] = study.losses("en")
    assert str(study.facts(course, "zh").lost) in line
    so_far = progress.Progress()
    so_far.add(Attempt(progress.now(), NAME, {"double": 3.0}, {"double": 3.0}, "aa"), course)
    progress.save(path, so_far)
    assert study.facts(course, "zh").lost is None and not list(study.losses("en"))


@pytest.mark.parametrize("name", ["../x.ipynb", "x.ipynb", "小单元/../../x.ipynb", ".learn/x"])
def test_a_link_leads_to_lessons_and_assignments_only(course, name):
    assert study.path_of(course, "zh", name) is None
    assert study.path_of(course, "zh", "小单元/课文.ipynb").is_file()


@pytest.mark.parametrize(
    "said", ["[]", "3", '{"hidden": {"x": "many"}}', '{"due": 3}', '{"due": {"x": 3}}', "{"]
)
def test_a_damaged_class_file_is_no_hindrance(course, said):
    (course.root / study.CLASS).write_text(said, encoding="utf-8")
    assert study.facts(course, "zh").klass == study.Klass()


def test_a_date_without_a_zone_is_that_of_this_computer(course):
    text = json.dumps({"due": {NAME: "2026-09-18", "tiny-essay": "2026-09-17T10:00:00+08:00"}})
    (course.root / study.CLASS).write_text(text, encoding="utf-8")
    assert study.facts(course, "zh").cards[0].due.day == 17


def test_practice_is_shown_but_nobody_has_to_do_it():
    must = Assignment("a-tasks", "D", 1.0, 30, Text("", ""), ())
    free = Assignment("a-practice", "", 0.0, 50, Text("", ""), (), practice=True)
    steps = tuple(study.Step("", "", "", w.minutes, 0, 2, work=w) for w in (must, free))
    card = study.Card("a", "", 1, steps)
    assert card.left == 30 and card.steps[1].practice and not card.steps[0].practice
    assert study._next([card]) == (card, steps[0])
    done = study.Card("a", "", 1, (replace(steps[0], done=2), steps[1]))
    assert done.share == 1 and study._next([done]) is None


@pytest.mark.parametrize("language, mark", [("zh", "一二三四五六七八九"), ("en", "123456789")])
def test_every_section_that_teaches_a_concept_has_its_place_in_the_lesson(language, mark):
    course = outline.load()
    for unit in course.units:
        path = course.root / "lessons" / language / unit.lesson
        heads = {cell["id"]: cell["source"] for cell in nbformat.read(path, 4).cells}
        for section in {one.section for one in unit.concepts if one.section}:
            head = heads[study.section_cell(path, str(section))]
            assert head.startswith(f"## {mark[section - 1]}"), (unit.slug, section)
    assert study.section_cell(path, "9") == study.section_cell(path, "x") == ""
