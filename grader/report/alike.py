"""Pairs of notebooks that are more alike than the class would lead one to expect; a list to read,
never a verdict.

Answers are compared cell by cell with rapidfuzz: code by its tokens, without comments, layout and
the names that students choose; written answers by their characters. What the release gives counts
for nothing. A pair's weight is a log-likelihood ratio in bits, of copying against coincidence: the
fewer of the class write something alike, the more a pair of it weighs. A copy of what half of the
class writes cannot be told from that.
"""

from __future__ import annotations

import ast
import io
import keyword
import math
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from grader.base import Text, in_language
from grader.course import cells
from grader.course.folder import CourseFolder
from grader.pages import render

CLOSE = 0.75  # similarity (0-1) from which two answers count as alike
# share of the cells that one who copies leaves alike; the others speak against copying, but not
# loudly
KEPT = 0.7
ENOUGH = 25  # tokens or characters from which an answer counts in full; shorter ones say less


@dataclass(frozen=True)
class Cell:
    """An answer cell that two students filled alike: its grade id, how alike (0-1), and both
    texts."""

    id: str
    similarity: float
    texts: tuple[str, str]


@dataclass(frozen=True)
class Pair:
    """Two students by name; weight: how surprising the likeness is, in bits; cells: those that
    make it so."""

    students: tuple[str, str]
    weight: float
    cells: tuple[Cell, ...]


def pairs(folder: CourseFolder, assignment: str, most: int = 10) -> list[Pair]:
    """The most remarkable pairs of an assignment's submissions, heaviest first; none below one
    bit."""
    given = _answers(folder.require_all("release", assignment))
    written: dict[str, dict[str, str]] = defaultdict(dict)
    for student in folder.students(assignment):
        own = _answers(folder.notebooks("submitted", assignment, student))
        for id in own.keys() & given.keys():
            written[id][student] = _text(own[id])
    asked = {}
    for id, cell in given.items():
        if id in written:
            asked[id] = cell["cell_type"], _text(cell), written[id]
    return compare(asked, most)


def compare(asked: Mapping[str, tuple[str, str, dict[str, str]]], most: int = 10) -> list[Pair]:
    """The most remarkable pairs. asked: grade id -> (cell type, what the release gives, {student:
    what stands there})."""
    weight: dict[tuple[str, str], float] = defaultdict(float)
    alike: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for id, (kind, stub, texts) in asked.items():
        signs = _signs(kind, set(stub.splitlines()), texts)
        students = sorted(signs)
        in_order = [signs[student] for student in students]
        for (i, j), bits, similarity in _surprises(in_order):
            one = students[i]
            other = students[j]
            weight[one, other] += bits
            if similarity >= CLOSE:
                both = texts[one], texts[other]
                alike[one, other].append(Cell(id, similarity, both))
    remarkable = [pair for pair in weight if weight[pair] >= 1]
    heaviest = sorted(remarkable, key=lambda pair: (-weight[pair], pair))[:most]
    return [Pair(pair, weight[pair], tuple(alike[pair])) for pair in heaviest]


def _signs(kind: str, given: set[str], texts: Mapping[str, str]) -> dict[str, str]:
    """What is compared, by student; without those who left the cell as it was."""
    signs_of = code_signs if kind == "code" else text_signs
    made = {}
    for student, text in texts.items():
        signs = signs_of(own_part(text, given))
        if signs:
            made[student] = signs
    return made


def _surprises(signs: list[str]) -> Iterator[tuple[tuple[int, int], float, float]]:
    """((i, j), bits, similarity) of each pair: what the cell says for copying (alike, and few
    others are) or against it."""
    if len(signs) < 2:
        return
    near = cdist(signs, signs, scorer=Indel.normalized_similarity, dtype=np.float32)
    for i, j in combinations(range(len(signs)), 2):
        likeness = float(near[i, j])
        share = max(_share_as_close(near[k], likeness) for k in (i, j))
        shorter = min(len(signs[i]), len(signs[j]))
        bits = _bits(likeness, share) * min(1.0, shorter / ENOUGH)
        yield (i, j), bits, likeness


def _share_as_close(row: np.ndarray, likeness: float) -> float:
    """The share of the others that are as close to one student as the other of the pair is.

    row: the likeness of that student to everybody, the student included.
    """
    close = int((row >= max(likeness - 0.05, CLOSE)).sum()) - 1
    return close / (len(row) - 1)


def _bits(likeness: float, share: float) -> float:
    """Log-likelihood ratio of copying against coincidence, where `share` of the class is alike."""
    if likeness >= CLOSE:
        return math.log2(KEPT / share)
    return math.log2((1 - KEPT) / max(1 - share, 1 - KEPT))


def own_part(text: str, given: set[str]) -> str:
    """The text without the lines that the release already had."""
    return "\n".join(line for line in text.splitlines() if line not in given)


def code_signs(source: str) -> str:
    """The code as one letter a token: comments, layout and docstrings gone, names that the student
    chose all alike."""
    chosen = _chosen_names(source)
    tokens = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type in (tokenize.NAME, tokenize.NUMBER, tokenize.STRING, tokenize.OP):
                tokens.append("name" if token.string in chosen else token.string)
    except (tokenize.TokenError, SyntaxError):
        pass  # code that breaks off: the tokens up to there
    return "".join(_letter(token) for token in tokens)


def _chosen_names(source: str) -> set[str]:
    """Names that the code gives to values and parameters; of code that does not parse, every name
    before a single =."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError):
        return set(re.findall(r"(?m)^\s*([^\W\d]\w*)\s*=(?!=)", source)) - set(keyword.kwlist)
    chosen = {node.arg for node in nodes if isinstance(node, ast.arg)}
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            chosen.add(node.id)
    return chosen


def _letter(token: str) -> str:
    """One character for a token, the same in every process."""
    data = token.encode("utf-8", "surrogatepass")
    end = int.from_bytes(data[-6:], "big")
    mixed = end * 2654435761 + len(token)
    return chr(0x10000 + mixed % 0xEFFFF)


def text_signs(text: str) -> str:
    """A written answer without layout, punctuation and case."""
    return re.sub(r"[\W_]+", "", text).lower()


def _answers(paths: list[Path]) -> dict[str, dict]:
    """The answer cells of an assignment's notebooks; of several, each id with its notebook's
    name."""
    if len(paths) == 1:
        return answers_of(paths[0])
    found = {}
    for path in paths:
        for id, cell in answers_of(path).items():
            found[f"{path.stem} {id}"] = cell
    return found


def answers_of(path: Path) -> dict[str, dict]:
    """The answer cells of a notebook by grade id; none when it cannot be read."""
    found = {}
    for cell in cells.read(path):
        role = cells.role(cell)
        id = role.get("grade_id")
        if role.get("solution") and isinstance(id, str):  # a student's file may say anything
            found[id] = cell
    return found


def _text(cell: dict) -> str:
    source = cell.get("source", "")
    if isinstance(source, str):
        return source
    return "".join(source)


WORDS = {
    "skip": Text("跳到正文", "Skip to the pairs"),
    "title": Text("相似的作业", "Work that is alike"),
    "note": Text(
        "这不是结论。同学讨论、用同一份资料，都会写得相似；请看完两边，再和学生谈。",
        "This is no verdict. Classmates who talk, or use the same source, write alike; read both "
        "sides, then talk to them.",
    ),
    "none": Text("没有特别相似的作业。", "No work is remarkably alike."),
    "bits": Text("越大越少见", "the larger, the rarer"),
}


def page(found: list[Pair], assignment: str, language: str) -> str:
    """Both sides of every pair, cell by cell, as one HTML page that needs nothing else."""
    words = in_language(WORDS, language)
    heading = f"{words['title']}: {assignment}"
    return render("alike.html", language=language, t=words, heading=heading, pairs=found)
