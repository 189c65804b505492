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

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from grader.base import Text, in_language
from grader.base.pages import render
from grader.course.folder import CourseFolder
from grader.gradebook.handed_in import NotebookCell, Unreadable, notebook, parse

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
    """Two students by id; weight: how surprising the likeness is, in bits; cells: those that
    make it so."""

    students: tuple[str, str]
    weight: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    """The most remarkable pairs of an assignment, heaviest first; who handed something in that
    could not be compared, and why."""

    pairs: list[Pair]
    left_out: dict[str, Text]


def pairs(folder: CourseFolder, assignment: str, most: int = 10) -> Comparison:
    """The pairs of an assignment's submissions; none below one bit."""
    paths = folder.require_all("release", assignment)
    given = _by_notebook({path.stem: parse(path.read_bytes())[0] for path in paths})
    written: dict[str, dict[str, str]] = defaultdict(dict)
    left_out: dict[str, Text] = {}
    for student in folder.students(assignment):
        own, reason = _handed_in(folder, assignment, student, [path.stem for path in paths])
        if not own.keys() & given.keys():
            left_out[student] = reason or NO_ANSWERS
        for id in own.keys() & given.keys():
            written[id][student] = own[id].text
    asked = {}
    for id, cell in given.items():
        if id in written:
            asked[id] = cell.kind, cell.text, written[id]
    return Comparison(compare(asked, most), left_out)


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


def _handed_in(
    folder: CourseFolder, assignment: str, student: str, names: list[str]
) -> tuple[dict[str, NotebookCell], Text | None]:
    """The answer cells of what a student handed in, and why some of it could not be read."""
    found, reason = {}, None
    for name in names:
        try:
            found[name] = notebook(folder, assignment, student, name)
        except Unreadable as error:
            reason = error.reason
    return _by_notebook(found, len(names) > 1), reason


def _by_notebook(
    notebooks: Mapping[str, list[NotebookCell]], several: bool | None = None
) -> dict[str, NotebookCell]:
    """The answer cells by grade id; of several notebooks, each id with its notebook's name."""
    several = len(notebooks) > 1 if several is None else several
    found = {}
    for name, its in notebooks.items():
        for id, cell in answers_of(its).items():
            found[f"{name} {id}" if several else id] = cell
    return found


def answers_of(notebook: list[NotebookCell]) -> dict[str, NotebookCell]:
    """The answer cells of a notebook by grade id."""
    found = {}
    for cell in notebook:
        role = cell.metadata.get("nbgrader")
        if cell.grade_id and isinstance(role, dict) and role.get("solution"):
            found[cell.grade_id] = cell
    return found


NO_ANSWERS = Text("里面没有这份作业的作答格", "it has none of the answer cells of this assignment")
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
    "left_out": Text("没有比较的", "Not compared"),
}


def page(found: Mapping[str, Comparison], title: str, language: str) -> str:
    """Both sides of every pair of each assignment, cell by cell, as one HTML page that needs
    nothing else."""
    words = in_language(WORDS, language)
    heading = f"{words['title']}: {title}"
    return render("alike.html", language=language, t=words, heading=heading, found=found)
