"""Hint 3 filled in gets full marks: the solution, or one of the unusual right answers, is the code
of the hint with something in place of each `...`; that these are right is asserted in
test_wrong_answers.py.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from grader.course import outline
from grader.course.answers import load_answers
from tools.content import read
from tools.parts import find

COURSE = outline.load()
ANSWERS = load_answers(COURSE.root)
BLOCK = re.compile(r"```(python|sql)\n(.*?)```", re.DOTALL)
GAP = re.compile(r"\.\.\.(?!\.)|\?")  # of `.sort_values()....` the last three; ? is one letter


def hints() -> Iterator:
    """The code blocks of each task's third hint, with the answers to the task that are right."""
    for part in find(COURSE):
        cells = read(part.path, part.kind, part.shown) if part.name in ANSWERS else []
        blocks: list[tuple[str, str]] = []
        for cell in cells:
            if cell.level == 3:
                blocks = BLOCK.findall(cell.source)
            elif cell.role == "answer" and blocks:
                right = [a.code for a in ANSWERS[part.name][cell.name].unusual]
                name = f"{part.name}/{cell.name}"
                yield pytest.param(blocks, [cell.source, *right], id=name)
                blocks = []


def tight(text: str) -> str:
    """Without blanks, and with one kind of quotation marks."""
    return re.sub(r"\s", "", text).replace('"', "'")


def statements(block: str) -> list[str]:
    """The lines of a block; those inside of brackets are one with the line that opens them."""
    found: list[str] = []
    depth = 0
    for line in filter(None, map(tight, block.splitlines())):
        if depth:
            found[-1] += line
        else:
            found.append(line)
        depth += len(re.findall(r"[(\[{]", line)) - len(re.findall(r"[)\]}]", line))
    return found


def pattern(line: str) -> re.Pattern:
    """What a line with gaps becomes when they are filled in."""
    parts = [re.escape(part) for part in GAP.split(line)]
    gaps = [".+" if gap == "..." else "." for gap in GAP.findall(line)]
    return re.compile("".join(part + gap for part, gap in zip(parts, [*gaps, ""], strict=True)))


def lines_of(answer: str) -> list[str]:
    """The statements of an answer, each in one line, and its texts, for there is the SQL."""
    nodes = ast.walk(ast.parse(answer))
    texts = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    plain = [re.sub(r",([)\]}])", r"\1", line) for line in statements(answer)]
    return plain + [tight(text) for text in texts]


def lacking(blocks: list[tuple[str, str]], answer: str) -> list[str]:
    """The lines of the hint that are no line of this answer, filled in."""
    there = lines_of(answer)
    wanted: list[str] = []
    for language, block in blocks:
        wanted += statements(block) if language == "python" else map(tight, block.split("\n\n"))
    return [line for line in wanted if not any(map(pattern(line).fullmatch, there))]


@pytest.mark.parametrize("blocks, right", list(hints()))
def test_hint_3_filled_in_is_among_the_right_answers(blocks, right):
    found = [lacking(blocks, answer) for answer in right]
    assert [] in found, f"no right answer has these lines of the hint: {min(found, key=len)}"
