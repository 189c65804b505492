"""A simulated class: students with abilities who hand in real notebooks with right answers and
typical mistakes.

The typical mistakes are those of content/<unit>/answers.py.
"""

from __future__ import annotations

import ast
import copy
import math
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from grader.base import UserError
from grader.base.files import writing
from grader.course.answers import AnswerBook, Answers
from grader.course.folder import CourseFolder
from keguan import theory

SOLUTION = "solution"
UNUSUAL = "unusual"
MISTAKE = "mistake"
NOTHING = "not attempted"
# What stands in cells that a person marks.
BY_HAND = {
    "markdown": "（模拟学生的回答）先按利润贡献分级，再为每一级选方法。\n\n"
    "(A simulated student's answer.) Tier by profit, then choose methods.",
    "code": "# 模拟学生的代码 · Code of a simulated student\nplan = {}",
}


@dataclass(frozen=True)
class Item:
    """How hard a task is (an ability of `difficulty` succeeds half of the time), how sharply it
    tells students apart."""

    difficulty: float
    discrimination: float = 1.5


@dataclass(frozen=True)
class Choice:
    """What a student writes for a task: the kind of answer and, of a mistake or an unusual answer,
    its name."""

    kind: str
    name: str = ""


@dataclass(frozen=True)
class SimulatedClass:
    abilities: dict[str, float]  # theta of each student, standard normal
    choices: dict[tuple[str, str, str], Choice]  # student, assignment, task


def draw(
    book: AnswerBook, n: int, seed: int = 1, items: dict[tuple[str, str], Item] | None = None
) -> SimulatedClass:
    """A class of n students; the same seed gives the same class, and another task changes nothing
    elsewhere.

    A student solves a task with probability 1 / (1 + exp(-a (theta - b))), the two-parameter
    logistic model; who does
    not solve it makes one of its mistakes, the first listed most often, or leaves it empty, the
    weaker the likelier.
    `items` gives b and a by (assignment, task); tasks that are not in it get a difficulty from the
    seed.
    """
    width = max(3, len(str(n)))
    abilities = {
        f"S{i:0{width}d}": _random(seed, "student", i).gauss(0, 1) for i in range(1, n + 1)
    }
    choices = {}
    for assignment, tasks in book.items():
        for task, answers in tasks.items():
            item = items.get((assignment, task)) if items else None
            if item is None:
                difficulty = _random(seed, assignment, task).gauss(-0.7, 0.7)
                item = Item(difficulty)
            for student, theta in abilities.items():
                chance = _random(seed, student, assignment, task)
                choices[student, assignment, task] = _choose(answers, theta, item, chance)
    return SimulatedClass(abilities, choices)


def _random(*key: Any) -> random.Random:
    return random.Random("/".join(map(str, key)))


def _choose(answers: Answers, theta: float, item: Item, chance: random.Random) -> Choice:
    solves = _logistic(item.discrimination * (theta - item.difficulty))
    if chance.random() < solves:
        if answers.unusual and chance.random() < 0.3:
            unusual = chance.choice(answers.unusual)
            return Choice(UNUSUAL, unusual.name)
        return Choice(SOLUTION)
    if not answers.mistakes or chance.random() < 0.5 * _logistic(-theta - 0.5):
        return Choice(NOTHING)
    weights = [1 / rank for rank in range(1, len(answers.mistakes) + 1)]
    [mistake] = chance.choices(answers.mistakes, weights)
    return Choice(MISTAKE, mistake.name)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def hand_in(
    drawn: SimulatedClass, book: AnswerBook, folder: CourseFolder, assignments: Iterable[str]
) -> list[Path]:
    """Writes the class's notebooks to submitted/<student>/<assignment>/; returns their paths.

    Each is the release notebook with its answer cells replaced. Only the right answers are read
    from the source.
    """
    written = []
    for assignment in assignments:
        release = nbformat.read(folder.require("release", assignment), as_version=4)
        solutions = right_answers(folder, assignment)
        for student in drawn.abilities:
            notebook = copy.deepcopy(release)
            for cell in notebook.cells:
                _answer(cell, drawn, book, solutions, student, assignment)
            path = folder.notebook("submitted", assignment, student)
            writing.write(path, nbformat.writes(notebook) + "\n")
            written.append(path)
    return written


def right_answers(folder: CourseFolder, assignment: str) -> dict[str, str]:
    """Source of each answer cell of the instructor's notebook, without the solution markers, by
    grade id."""
    notebook = nbformat.read(folder.require("source", assignment), as_version=4)
    answers = {}
    for cell in notebook.cells:
        role = cell.metadata.get("nbgrader", {})
        if role.get("solution") and cell.cell_type == "code":
            answers[role["grade_id"]] = re.sub(
                r"(?m)^[ \t]*### (BEGIN|END) SOLUTION[^\n]*\n?", "", cell.source
            ).rstrip()
    return answers


def _answer(
    cell: Any,
    drawn: SimulatedClass,
    book: AnswerBook,
    solutions: dict[str, str],
    student: str,
    assignment: str,
) -> None:
    role = cell.metadata.get("nbgrader", {})
    if not role.get("solution"):
        # a theory test asks for the id
        cell.source = re.sub(r'^student = ""', f"student = {student!r}", cell.source)
        return
    task = role["grade_id"]
    keys = re.search(r"(?m)^keys = (\{.*\})$", solutions.get(task, ""))
    if keys:
        cell.source = _theory(
            assignment, task, student, drawn.abilities[student], ast.literal_eval(keys[1])
        )
        return
    choice = drawn.choices.get((student, assignment, task))
    if choice is None:  # marked by hand
        cell.source = BY_HAND[cell.cell_type]
    elif choice.kind == SOLUTION:
        cell.source = solutions[task]
    elif choice.kind != NOTHING:
        cell.source = _code(book[assignment][task], choice).strip("\n")


def _theory(test: str, part: str, student: str, theta: float, keys: dict[str, tuple]) -> str:
    """A student's answers to the questions drawn for them: each item has a difficulty of its
    own."""
    answers = {}
    for question in theory.Paper(test, student).part(part):
        chance = _random(test, question.id, student, theta)
        right = question.answer(keys[question.id])
        solved = chance.random() < _logistic(
            1.5 * (theta - _random(test, question.id).gauss(-0.7, 0.7))
        )
        answers[question.number] = right if solved else _failed(question, right, chance)
    return f"{part} = {answers}"


def _failed(question: theory.Question, right: Any, chance: random.Random) -> Any:
    """What is written for a question that was not solved: sometimes nothing."""
    if chance.random() < 0.1:
        return None
    return chance.choice(mistakes(question, right))


def mistakes(question: theory.Question, right: Any) -> list:
    """Wrong answers to a question: each wrong option, one letter too many or too few, neighbours
    exchanged, or twice the number."""
    if question.kind == "number":
        return [2 * right or 1]
    if question.kind == "order":
        pairs = range(len(right) - 1)
        return [right[:at] + right[at + 1] + right[at] + right[at + 2 :] for at in pairs]
    if question.kind == "single":
        return [letter for letter in question.letters if letter != right]
    return ["".join(sorted(set(right) ^ {letter})) for letter in question.letters]


def _code(answers: Answers, choice: Choice) -> str:
    for answer in answers.mistakes if choice.kind == MISTAKE else answers.unusual:
        if answer.name == choice.name:
            return answer.code
    raise UserError(
        f"模拟答案里没有“{choice.name}”。", f"There is no simulated answer named '{choice.name}'."
    )
