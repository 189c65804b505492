"""The item bank and the theory test drawn from it: the loader refuses, keys stay secret, draws are
stable, marks are right."""

import json
import re
import shutil
from collections import Counter
from itertools import chain, product

import nbformat
import pytest

from grader import checks
from grader.course import bank, outline, simulate
from grader.course.folder import open_folder
from grader.gradebook.assignments import generate
from grader.gradebook.scores import cell_scores
from grader.grading.run import Engine
from grader.report import results
from keguan import theory
from tools.parts import find

COURSE = outline.load()
TEST = COURSE.assignment("final-test")
UNITS = [unit for unit in COURSE.units if unit.weight]  # the warm-up has no theory
QUIZZES = [a for unit in UNITS for a in unit.assignments if a.is_drawn]
BANKS = {unit.slug: bank.load(COURSE, unit) for unit in UNITS}
GRADED = {unit.slug: bank.graded(COURSE, unit) for unit in UNITS}
KEYS = {slug: bank.keys(items) for slug, items in GRADED.items()}
ITEMS = [*chain.from_iterable(BANKS.values())]
PARTS = [task.id for task in TEST.tasks if task.draw]


def answers(student, part, test="final-test"):
    """All right answers of a student's own draw, as this student would write them."""
    return {q.number: q.answer(KEYS[part][q.id]) for q in theory.Paper(test, student).part(part)}


# --- the bank


@pytest.mark.parametrize("slug", BANKS)
def test_each_unit_has_twenty_graded_items_of_all_four_kinds_and_some_to_practise(slug):
    kinds = [item.kind for item in GRADED[slug]]
    assert len(kinds) >= 20 and all(kinds.count(kind) >= 3 for kind in theory.KINDS)
    assert len(BANKS[slug]) - len(kinds) >= 8


def test_every_unit_has_a_quiz_of_ten_questions_of_its_own_bank():
    assert len(QUIZZES) == len(UNITS)
    for unit, quiz in zip(UNITS, QUIZZES, strict=True):
        assert quiz.name == f"{unit.slug}-quiz" and quiz.questions == 10 and quiz.points == 100
        assert [task.id for task in quiz.tasks] == [unit.slug]


def test_what_a_drawn_part_tests_are_the_concepts_of_its_items():
    for quiz in QUIZZES:
        [part] = quiz.tasks
        assert set(part.concepts) == {item.concept for item in GRADED[part.id]}
    assert "Q" in COURSE.unit("churn").tested_by("prevent-staff")


def test_the_final_test_has_fifty_items_shared_by_the_weights_of_the_units():
    sizes = {task.id: sum(task.draw.values()) for task in TEST.tasks}
    weights = {unit.slug: unit.weight for unit in UNITS}
    fair = {slug: 50 * weight / sum(weights.values()) for slug, weight in weights.items()}
    assert sum(sizes.values()) == 50 and set(sizes) == set(fair)
    assert all(abs(sizes[slug] - share) < 1 for slug, share in fair.items()), fair
    assert TEST.points == 100 and {t.points / sizes[t.id] for t in TEST.tasks} == {2}


def test_the_questions_that_students_get_are_a_fresh_build():
    shipped = (COURSE.root / "keguan" / "questions.json").read_text(encoding="utf-8")
    assert shipped == bank.questions(COURSE), "run: python -m tools.build"


ITEM = """[[items]]
id = "tiering-01"
concept = "rfm-definition"
use = "graded"
stem = ["问", "ask"]
right = [["甲", "A"]]
wrong = [["乙", "B"], ["丙", "C"], ["丁", "D"]]
why = ["因为", "because"]
"""


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('concept = "rfm-definition"', 'concept = "rfm"', "is not in course.toml"),
        ('"graded"', '"exam"', "write practice or graded"),
        ('"C"', '"B"', "two options are equal"),
        ('["丁", "D"]', '["丁"]', "a pair"),
        ('["问", "ask"]', '["问", " "]', "a pair"),
        ("tiering-01", "churn-01", "write the id like tiering-01"),
        ("right", "rigth", "lacks or misspells"),
        ('why = ["因为", "because"]', "", "lacks or misspells"),
        (', ["丙", "C"], ["丁", "D"]', "", "4 to 6"),
        ('right = [["甲", "A"]]\nwrong', "steps", "4 or 5 steps"),
        (
            'right = [["甲", "A"]]\nwrong = [["乙", "B"], ["丙", "C"], ["丁", "D"]]',
            'number = "3"',
            "must be numbers",
        ),
        ("why =", "tol = 1\nwhy =", "or number (with tol)"),
        ("[[items]]", "[[items", "not valid TOML"),
        ("", "", "0 practice items; write at least 8"),
        ("\n\n", "\n" + ITEM, "stands twice"),
    ],
)
def test_a_bank_that_would_hurt_a_student_is_refused(tmp_path, old, new, said):
    shutil.copy(COURSE.root / "course.toml", tmp_path)
    path = tmp_path / "content" / "tiering" / "bank.toml"
    path.parent.mkdir(parents=True)
    path.write_text((ITEM + "\n\n").replace(old, new) if old else ITEM, encoding="utf-8")
    with pytest.raises(outline.CourseError, match=re.escape(said)):
        small = outline.load(tmp_path)
        bank.load(small, small.unit("tiering"))


# --- keys


def test_students_get_no_key_no_reason_and_no_concept():
    shipped = json.loads((COURSE.root / "keguan" / "questions.json").read_text(encoding="utf-8"))
    items = chain.from_iterable(part.values() for part in shipped["items"].values())
    assert set(chain.from_iterable(items)) == {"kind", "stem", "options", "topic"}
    for slug, items in GRADED.items():
        assert set(shipped["items"][slug]) == {item.id for item in items}
    exercises = [part for part in find(COURSE) if part.assignment]
    paths = [COURSE.root / p.released(lang) for p, lang in product(exercises, COURSE.languages)]
    for path in [*paths, *sorted((COURSE.root / "keguan").rglob("*.json"))]:
        text = path.read_text(encoding="utf-8")
        assert "keys = {" not in text
        counted = chain.from_iterable(GRADED.values())
        assert not [item.id for item in counted if item.why.zh in text or item.why.en in text]


def test_the_place_of_an_option_tells_nothing():
    first = [item.key[0] for item in ITEMS if item.kind == "single"]
    orders = [item.key for item in ITEMS if item.kind == "order"]
    assert len(set(first)) == 4 and max(map(first.count, set(first))) <= len(first) / 2
    assert tuple(range(5)) not in orders and tuple(range(4)) not in orders


def is_given_away(item, language):
    """Whether the right option alone is the longest."""
    lengths = [len(option[language]) for option in item.options]
    return lengths.count(max(lengths)) == 1 and lengths.index(max(lengths)) == item.key[0]


@pytest.mark.parametrize("language", COURSE.languages)
def test_the_longest_option_is_mostly_not_the_right_one(language):
    singles = [item for item in ITEMS if item.kind == "single"]
    assert sum(is_given_away(item, language) for item in singles) <= len(singles) / 3


def test_what_is_said_after_a_wrong_answer_is_not_the_answer():
    for unit in UNITS:
        shipped = json.loads(bank.questions(COURSE))["items"][unit.slug]
        for item in GRADED[unit.slug]:
            said = " ".join(shipped[item.id]["topic"])
            assert not any(text.zh in said or text.en in said for text in item.right), item.id


# --- draws


def may_come_up(test):
    """The ids of all items of the kinds that a test draws."""
    return {item.id for task in test.tasks for item in GRADED[task.id] if item.kind in task.draw}


def test_draws_are_the_same_on_every_machine():
    drawn = [q.id for q in theory.Paper("final-test", "S001").part("tiering")]
    assert drawn == [q.id for q in theory.Paper("final-test", " Ｓ001 ").part("tiering")]
    assert drawn == [q.id for q in theory.Paper("final-test", "s001 \u200b").part("tiering")]
    # once written down: a change would re-mark a class
    assert drawn[:3] == ["tiering-33", "tiering-04", "tiering-03"]


def test_two_students_get_other_questions_in_another_order():
    for part in PARTS:
        first, *others = (theory.Paper("final-test", f"S{n:03}").part(part) for n in range(1, 40))
        ids = {q.id for q in first}
        assert ids != {q.id for q in others[0]} and len(ids) == len(first)
        options = {q.id: q.options for q in first if q.options}
        again = [q for q in chain(*others) if q.id in options]
        assert again and any(options[q.id] != q.options for q in again)
    assert answers("S001", "tiering") != answers("S002", "tiering")


@pytest.mark.parametrize("test", [TEST, *QUIZZES], ids=lambda test: test.name)
def test_every_draw_has_the_same_kinds_and_every_graded_item_comes_up(test):
    seen = set()
    for n in range(200):
        for task in test.tasks:
            part = theory.Paper(test.name, f"S{n:03}").part(task.id)
            assert Counter(q.kind for q in part) == task.draw
            seen |= {q.id for q in part}
    assert seen == may_come_up(test)


def test_the_quiz_is_not_a_part_of_the_final_test():
    """The same student gets other questions, and the same question with other letters."""
    quiz, final = (theory.Paper(t, "S001").part("tiering") for t in ("tiering-quiz", "final-test"))
    assert {q.id for q in quiz} - {q.id for q in final}
    both = {q.id: q.options for q in final if q.options}
    assert any(both[q.id] != q.options for q in quiz if q.id in both)


@pytest.mark.parametrize("language, words", [("zh", "（单选）"), ("en", "(several answers)")])
def test_questions_are_shown_in_the_students_language(language, words):
    from keguan import style

    style.use(language)
    try:
        text = theory.Paper("final-test", "S001").text("tiering")
    finally:
        style.use("zh")
    last = sum(next(task for task in TEST.tasks if task.id == "tiering").draw.values())
    assert words in text and "- A　" in text and f"**{last}**" in text


def test_an_unknown_test_is_named():
    with pytest.raises(ValueError, match="final-test"):
        theory.Paper("midterm", "S001")


# --- verdicts


def verdict(answer, number, told="S001", own="S001", monkeypatch=None, part="tiering"):
    """What the hidden check says of one answer; None if it is right."""
    monkeypatch.setenv(checks.STUDENT, told)
    names = {"checks": checks, "student": own, part: answer, "keys": KEYS[part]}
    try:
        exec(f"checks.drawn('{part}', {number}, 'final-test', keys)", names)
    except checks.Verdict as found:
        return found
    return None


def test_a_right_answer_is_right_in_any_writing(monkeypatch):
    right = answers("S001", "tiering")
    for n, answer in right.items():
        assert verdict(right, n, monkeypatch=monkeypatch) is None
        other = "、".join(answer.lower()) if isinstance(answer, str) else f"{answer}"
        assert verdict({n: other}, n, monkeypatch=monkeypatch) is None


@pytest.mark.parametrize(
    "number, answer, said",
    [
        (1, "AB", "只填一个字母"),
        (1, 7, "选项字母"),
        (4, "Z", "选项字母"),
        (4, "AA", "写了两次"),
        (6, "AB", "排好顺序"),
        (7, "很多", "填一个数字"),
        (1, "", "还没有作答"),
        (1, None, "还没有作答"),
    ],
)
def test_a_wrong_kind_of_answer_gets_one_sentence(number, answer, said, monkeypatch):
    assert said in verdict({number: answer}, number, monkeypatch=monkeypatch).zh


def test_no_dictionary_is_said_once(monkeypatch):
    assert verdict(["A"], 1, monkeypatch=monkeypatch).outcome == "not checkable"


def test_another_students_draw_is_not_believed(monkeypatch):
    theirs = answers("S002", "tiering")
    found = verdict(theirs, 1, told="S001", own="S002", monkeypatch=monkeypatch)
    assert found.outcome == "not checkable" and "学号" in found.zh
    wrong = [n for n in theirs if verdict(theirs, n, monkeypatch=monkeypatch)]
    assert len(wrong) > len(theirs) / 2  # who claims the own id is held against the own draw


# --- a class


def fill(text, student, given):
    """The released notebook with a student's id and answers."""
    notebook = nbformat.reads(text, as_version=4)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in given:
            cell.source = f"{name} = {given[name]!r}"
        elif cell.source.startswith('student = ""'):
            cell.source = f"student = {student!r}"
    return nbformat.writes(notebook)


CLASS = {  # folder: (id written in the notebook, whose draw is answered)
    "S001": ("S001", "S001"),
    "S002": ("s002", "S002"),
    "S003": ("S001", "S001"),
    "S004": ("", None),
    "S005": ("S005", "S001"),
}


@pytest.fixture(scope="module", params=["final-test", "churn-quiz"])
def graded(request, tmp_path_factory, kept_processes):
    """The course folder in which a class has handed in one test, and the test."""
    test = COURSE.assignment(request.param)
    root = tmp_path_factory.mktemp("course")
    for name in (
        "course.toml",
        "exercises/nbgrader_config.py",
        f"exercises/source/zh/{test.name}/{test.name}.ipynb",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(COURSE.root / name, root / name)
    folder = open_folder(root / "exercises")
    generate(folder, test.name)
    released = folder.notebook("release", test.name).read_text(encoding="utf-8")
    for student, (own, whose) in CLASS.items():
        path = folder.notebook("submitted", test.name, student)
        path.parent.mkdir(parents=True)
        given = {t.id: answers(whose, t.id, test.name) for t in test.tasks} if whose else {}
        path.write_text(fill(released, own, given), encoding="utf-8")
    with Engine(folder, 1, unconfined=True) as engine:
        outcomes = list(engine.grade([(test.name, student) for student in CLASS]))
        assert not engine.remarks and {o.status for o in outcomes} == {"graded"}
    return folder, test


def marks(folder):
    found = dict.fromkeys(CLASS, 0.0)
    for score in cell_scores(folder):
        found[score.student] += score.points
    return found


def test_two_students_with_other_draws_both_get_full_marks(graded):
    folder, test = graded
    found = marks(folder)
    assert found["S001"] == found["S002"] == test.points


def test_nothing_gets_nothing_and_so_does_the_draw_of_another(graded):
    folder, test = graded
    found = marks(folder)
    assert found["S004"] == found["S003"] == 0
    assert 0 <= found["S005"] < test.points / 2


def test_a_simulated_class_answers_its_own_draws(graded):
    folder, test = graded
    drawn = simulate.SimulatedClass({"S101": 4.0, "S102": -4.0}, {})
    simulate.hand_in(drawn, {}, folder, [test.name])
    with Engine(folder, 1, unconfined=True) as engine:
        list(engine.grade([(test.name, student) for student in drawn.abilities]))
    found = dict.fromkeys([*CLASS, *drawn.abilities], 0.0)
    for score in cell_scores(folder):
        found[score.student] += score.points
    assert found["S101"] >= 0.9 * test.points and found["S102"] < 0.2 * test.points


def test_the_report_tells_a_drawn_test_item_by_item(graded):
    folder, test = graded
    shutil.copytree(COURSE.root / "content", folder.path.parent / "content", dirs_exist_ok=True)
    found = results.gather(open_folder(folder.path), test.name)
    [info] = found.assignments
    assert info.maximum == test.points
    assert {task.id for task in info.tasks} == may_come_up(test)
    best, other = (found.work[student, test.name] for student in ("S001", "S005"))
    paper = theory.Paper(test.name, "S001")
    asked = {q.id for q in chain.from_iterable(paper.part(task.id) for task in test.tasks)}
    assert set(best.points) == asked and not best.verdicts and best.percent == 100
    assert set(found.concepts("S001").values()) == {1.0}
    missed = {task for task, points in other.points.items() if points == 0}
    assert {verdict.task for verdict in other.verdicts} == missed
    assert all(verdict.name == verdict.task for verdict in other.verdicts)
    assert found.share(other, info) == sum(other.points.values()) / test.points
    shares = found.task_shares()
    assert all(shares[f"{test.name} {task}"]["S005"] == 0 for task in missed)
    assert "churn-14" not in other.answers and set(other.answers) <= set(other.points)


def test_feedback_says_what_to_read_again_and_no_key(graded):
    from grader.feedback.write import write_all

    folder, test = graded
    list(write_all(folder, [(test.name, "S005"), (test.name, "S003")]))
    pages = {}
    for student in ("S003", "S005"):
        path = next((folder.path / "feedback" / student).rglob("*.html"))
        pages[student] = path.read_text(encoding="utf-8")
    assert pages["S005"].count("再看《") > test.questions / 5 and "keys = " not in pages["S005"]
    assert "学号" in pages["S003"]
    assert not [item.id for item in ITEMS if item.why.zh in pages["S005"]]
