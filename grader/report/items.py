"""Item analysis: how hard each task was, and whether it tells who can from who cannot.

Difficulty is the mean share of the points. Discrimination is the polyserial correlation of a task
with the rest of the work, so that a task is not compared with itself and a hard or an easy one is
not called blunt for being so; for a task that is right or wrong it is the biserial one (Olsson,
Drasgow & Dorans 1982; Crocker & Algina 1986, chapter 14).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from grader.base import Text

LEAST = 0.25  # discrimination that a task should reach; textbooks draw the line between 0.2 and 0.3
SURE = 1.645  # standard errors by which it must fall short before it is flagged: one-sided, 95 %
FEWEST = 30  # students with this and other tasks marked, below which chance says more than the task
EASY = 0.95
HARD = 0.10
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Item:
    """One task.

    n: students with a mark in it; difficulty: mean share of the points, 0-1; discrimination:
    item-rest polyserial correlation, None if it has no meaning (too few students, or all alike);
    flag: why a teacher should look at the task, None if nothing is wrong.
    """

    name: str
    n: int
    difficulty: float
    discrimination: float | None
    flag: Text | None
    note: Text | None


def analyse(shares: Mapping[str, Mapping[str, float]]) -> list[Item]:
    """Every task by name, as given. shares: task -> {student: share of the task's points, 0-1};
    who has no mark is left out."""
    students = sorted(set().union(*shares.values()))
    table = np.full((len(shares), len(students)), np.nan)
    for row, marks in enumerate(shares.values()):
        table[row] = [marks.get(student, np.nan) for student in students]
    found = []
    for row, (name, marks) in enumerate(shares.items()):
        if marks:
            others = np.delete(table, row, axis=0)
            found.append(_item(name, table[row], others))
    return found


def _item(name: str, own: np.ndarray, others: np.ndarray) -> Item:
    """own: shares of the students in this task; others: tasks x students; nan where there is no
    mark."""
    marked = ~np.isnan(own)
    known = marked & ~np.isnan(others).all(axis=0)
    n = int(known.sum())
    difficulty = float(own[marked].mean())
    discrimination = None
    if n >= FEWEST:
        elsewhere = np.nanmean(others[:, known], axis=0)
        discrimination = _correlation(own[known], elsewhere)
    flag = _flag(discrimination, n)
    note = _note(difficulty)
    return Item(name, int(marked.sum()), difficulty, discrimination, flag, note)


def _correlation(x: np.ndarray, y: np.ndarray) -> float | None:
    """Polyserial: what the correlation would be if the points of the task were not cut into
    levels; None if all are alike."""
    if np.ptp(x) < 1e-9 or np.ptp(y) < 1e-9:
        return None
    levels, counts = np.unique(np.round(x, 9), return_counts=True)
    edge = 0.5 / len(x)
    above = np.clip(np.cumsum(counts)[:-1] / len(x), edge, 1 - edge)
    heights = [_NORMAL.pdf(_NORMAL.inv_cdf(share)) for share in above]
    lost = np.dot(heights, np.diff(levels))
    plain = np.corrcoef(x, y)[0, 1]
    return float(np.clip(plain * np.std(x) / lost, -0.999, 0.999))


def _flag(discrimination: float | None, n: int) -> Text | None:
    """Flagged when chance alone hardly explains a discrimination below LEAST (Fisher's z)."""
    if discrimination is None or n < FEWEST:
        return None
    upper = math.tanh(math.atanh(discrimination) + SURE / math.sqrt(n - 3))
    if upper >= LEAST:
        return None
    if discrimination < 0:
        return Text(
            "会做别的题的学生反而做错：题目或检查可能有问题",
            "those who solve the rest get it wrong: the task or its check may be at fault",
        )
    return Text(
        "做对做错几乎与水平无关：题意可能不清",
        "right or wrong hardly depends on ability: the task may be unclear",
    )


def _note(difficulty: float) -> Text | None:
    if difficulty > EASY:
        return Text("几乎人人都对", "nearly everybody has it right")
    if difficulty < HARD:
        return Text("几乎没有人做对", "hardly anybody has it right")
    return None
