"""Every listed mistake loses exactly its checks with its sentence, every unusual right answer
passes.

The cells of the instructor's notebooks are run in this process, each answer in a namespace of its
own; that plain
nbgrader gives the same marks is asserted in test_stock_nbgrader.py.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import nbformat
import pytest

from grader import checks
from grader.course import bank, outline
from grader.course.answers import load_answers
from grader.course.simulate import mistakes
from grader.engine.verdict.looks import needs_the_students_process
from keguan import theory
from tools.paper import Paper

ROOT = Path(__file__).resolve().parents[2]
COURSE = outline.load(ROOT)
ANSWERS = load_answers(ROOT)
AUTOGRADED = [a for a in COURSE.assignments if a.name in ANSWERS]
COUNTED = {a.name for a in AUTOGRADED if COURSE.weight(a)}
THEORY = [a for a in COURSE.assignments if a.is_drawn]
ENOUGH = 300  # students, among whom every item comes up


@cache
def paper(folder: str, assignment: str, language: str = "zh") -> Paper:
    """The notebook that was built, with the answers ("source") or as students get it."""
    path = ROOT / "exercises" / folder / language / assignment / f"{assignment}.ipynb"
    return Paper(nbformat.read(path, as_version=4))


CASES = [(a.name, task.id) for a in AUTOGRADED for task in a.tasks]
PARTS = [(a.name, task.id) for a in THEORY for task in a.tasks]


def drawn(test: str, part: str) -> dict[str, tuple[str, theory.Question]]:
    """For every item that comes up in a part of a theory test the first student who gets it."""
    found: dict[str, tuple[str, theory.Question]] = {}
    for number in range(1, ENOUGH + 1):
        student = f"S{number:03}"
        for question in theory.Paper(test, student).part(part):
            found.setdefault(question.id, (student, question))
    return found


def questions() -> list:
    """Every item of every theory test with a student who gets it."""
    found = []
    for test, part in PARTS:
        for id, (student, question) in drawn(test, part).items():
            found.append(pytest.param(test, part, student, question, id=f"{test}/{id}"))
    return found


@cache
def keys(part: str) -> dict[str, tuple]:
    return bank.keys(bank.graded(COURSE, COURSE.unit(part)))


@pytest.fixture(scope="module", autouse=True)
def remembered():
    """What the references return to hidden calls is kept, as the engine keeps it for a class."""
    checks.remember({})
    yield
    checks.remember(None)


def test_every_autograded_task_has_its_answers():
    listed = {(assignment, task) for assignment, tasks in ANSWERS.items() for task in tasks}
    assert listed == set(CASES)


@pytest.mark.parametrize("assignment, task", CASES)
def test_each_task_has_enough_mistakes_and_unusual_answers(assignment, task):
    answers = ANSWERS[assignment][task]
    mistakes, unusual = (8, 4) if assignment.endswith("-tasks") else (2, 1)
    assert len(answers.mistakes) >= mistakes, (
        f"{assignment}/{task}: at least {mistakes} typical mistakes"
    )
    assert len(answers.unusual) >= unusual, (
        f"{assignment}/{task}: at least {unusual} unusual right answers"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("assignment, task", CASES + PARTS)
def test_the_solution_gets_full_marks(assignment, task, language):
    source = paper("source", assignment, language)
    assert source.failed(task, source.answers[task]) == {}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("assignment, task", CASES + PARTS)
def test_the_untouched_release_is_not_attempted(assignment, task, language):
    release, source = paper("release", assignment, language), paper("source", assignment, language)
    verdicts = source.failed(task, release.answers[task])
    assert set(verdicts) == set(source.checks[task])
    assert {v.outcome for v in verdicts.values()} == {"not attempted"}
    in_release = release.failed(task, release.answers[task])
    assert in_release and {v.outcome for v in in_release.values()} == {"not attempted"}


@pytest.mark.parametrize("assignment, task", CASES + PARTS)
def test_no_check_has_to_run_beside_students_code(assignment, task):
    """There its marks could be forged."""
    found = paper("source", assignment).checks[task]
    assert found
    assert not [name for name, code in found.items() if needs_the_students_process(code, False)]


def judged(assignment: str, task: str, kind: str) -> Iterator[tuple]:
    """Each listed answer of a kind with the verdicts of the checks that it does not pass."""
    for answer in getattr(ANSWERS[assignment][task], kind):
        try:
            yield answer, paper("source", assignment).failed(task, answer.code)
        except Exception as error:
            error.add_note(f"with the answer “{answer.name}” to {assignment}/{task}")
            raise


@pytest.mark.parametrize("assignment, task", CASES)
def test_each_mistake_loses_its_checks_with_its_sentence(assignment, task):
    other = {}
    for mistake, verdicts in judged(assignment, task, "mistakes"):
        first = next(iter(verdicts.values()), None)
        said = first and first.outcome == "incorrect" and mistake.says in first.zh
        if not said or set(verdicts) != set(mistake.loses):
            other[mistake.name] = {check: str(verdict) for check, verdict in verdicts.items()}
    assert not other


@pytest.mark.parametrize("assignment, task", CASES)
def test_each_unusual_right_answer_passes(assignment, task):
    refused = {}
    for answer, verdicts in judged(assignment, task, "unusual"):
        if verdicts:
            refused[answer.name] = {check: str(verdict) for check, verdict in verdicts.items()}
    assert not refused


def guesses(solution: str) -> Iterator[tuple[str, str]]:
    """For each of the codes among which a function of the solution decides: the function, and the
    solution where it returns this code whatever it is asked."""
    for node in ast.parse(solution).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        returns = [part.value for part in ast.walk(node) if isinstance(part, ast.Return)]
        codes = {part.value for part in returns if isinstance(part, ast.Constant)}
        if len(codes) < 2:  # it decides nothing, as one that returns a text of SQL
            continue
        for code in sorted(codes, key=str):
            yield node.name, f"{solution}\n\ndef {node.name}(*given):\n    return {code!r}\n"


@pytest.mark.parametrize("assignment, task", [case for case in CASES if case[0] in COUNTED])
def test_to_return_the_same_code_whatever_is_asked_gets_no_points(assignment, task):
    source, given_away = paper("source", assignment), []
    for function, guess in guesses(source.answers[task]):
        failed = source.failed(task, guess)
        asked = [check for check, code in source.checks[task].items() if f'"{function}"' in code]
        given_away += [(check, guess.splitlines()[-1]) for check in asked if check not in failed]
    assert not given_away


@pytest.mark.parametrize("test, part", PARTS)
def test_every_graded_item_comes_up(test, part):
    draw = next(task.draw for task in COURSE.assignment(test).tasks if task.id == part)
    graded = bank.graded(COURSE, COURSE.unit(part))
    assert set(drawn(test, part)) == {item.id for item in graded if item.kind in draw}


@pytest.mark.parametrize("test, part, student, question", questions())
def test_the_key_of_a_drawn_question_is_right_in_any_writing(test, part, student, question):
    right = question.answer(keys(part)[question.id])
    written = [right, str(right), f" {right} "]
    if question.kind != "number":
        written += [list(right), "、".join(right.lower())]
    for language in COURSE.languages:
        for answer in written:
            said = paper("source", test, language).verdict(part, question, student, answer)
            assert said is None, (answer, str(said))


@pytest.mark.parametrize("test, part, student, question", questions())
def test_each_wrong_option_gets_nothing_and_its_sentence(test, part, student, question):
    wrong = mistakes(question, question.answer(keys(part)[question.id]))
    assert len(wrong) >= (1 if question.kind == "number" else 3)
    for answer in wrong:
        said = paper("source", test).verdict(part, question, student, answer)
        assert said is not None and said.outcome == "incorrect", answer
        assert (said.zh, said.en) == theory.topic(part, question)
        assert "再看《" in said.zh and "see " in said.en
