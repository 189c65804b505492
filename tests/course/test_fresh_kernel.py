"""Every check of every released notebook, run first thing in a fresh kernel: one card in the
notebook's language that says what to do, and no error.

The kernel is this process: names are empty for each check, the cards are caught.
"""

import re

import nbformat
import pytest

from grader.checks import frame
from grader.course import outline
from keguan import cards
from tools import lint
from tools.parts import find

COURSE = outline.load()
CHINESE = re.compile("[\u4e00-\u9fff]")
RELEASED = [
    (part, language) for part in find(COURSE) if part.assignment for language in COURSE.languages
]
OPEN = {"zh": "▸ 还没有作答", "en": "▸ Not answered yet"}
RUN_ABOVE = {"zh": "还没有运行上面的答案格", "en": "the answer cell above has not been run"}


def named(pairs):
    return {"argvalues": pairs, "ids": [f"{part.name}-{language}" for part, language in pairs]}


@pytest.fixture
def shown(monkeypatch):
    """The cards that a person sees, as at a front end that shows cells."""
    found = []
    monkeypatch.setattr(cards, "live", lambda: True)
    monkeypatch.setattr(cards, "show", found.append)
    monkeypatch.setattr(frame, "_found", {})
    return found


def code(path):
    cells = nbformat.read(COURSE.root / path, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "code"]


def run(source, names=None):
    names = {"__name__": "__main__"} if names is None else names
    exec(compile(source, "check", "exec"), names)
    return names


@pytest.mark.parametrize("part, language", **named(RELEASED))
def test_a_check_run_first_says_what_to_run(part, language, shown):
    for cell in filter(lint.is_check, code(part.released(language))):
        run(cell.source)
        [card] = shown
        shown.clear()
        assert card.title == OPEN[language].removeprefix("▸ ") and card.language == language
        assert RUN_ABOVE[language] in card.text(), f"{cell.id}: {card.text()}"
        assert language == "zh" or not CHINESE.search(card.text()), card.text()


@pytest.mark.parametrize(
    "part", [p for p, language in RELEASED if language == "zh"], ids=lambda part: part.name
)
def test_after_the_check_has_started_itself_the_answer_is_all_that_is_missing(part, shown):
    """Neither the imports nor the data were run: a check brings them, the stub is open, the right
    answer passes and says what comes next."""
    answers = {c.id: c.source for c in code(part.built("zh")) if is_answer(c)}
    names, answer = {"__name__": "__main__"}, None
    for cell in code(part.released("zh")):
        if is_answer(cell):
            answer = cell
        elif lint.is_check(cell):
            states = [state_of(cell, shown, names)]
            if answer:  # its first check
                names |= {"student": "S001"} if "student" in names else {}
                run(answer.source, names)
                states.append(state_of(cell, shown, names))
                run(answers[answer.id], names)
                states.append(state_of(cell, shown, names))
                answer = None
            *before, after = states
            assert after in ("good", "next") and not {"good", "next", "bad"} & set(before), cell.id


def state_of(check, shown, names):
    """How the card of a check looks."""
    run(check.source, names)
    return shown.pop().state


def is_answer(cell):
    role = cell.metadata.get("nbgrader", {})
    return bool(role.get("solution")) and not role.get("grade")
