"""The drawings of the class report as plain numbers: what the templates draw, and the words for who
cannot see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from grader.report.results import HELP_BELOW, Step

# of the drawing; the scale of 0-100 % lies between margins
STRIP_WIDTH = 500
STRIP_MARGIN = 10
COLUMN_WIDTH = 48  # of ten percent of the scale
TALLEST = 32  # of the column of most students
PATH_LEFT = 10
PATH_WIDTH = 100
PATH_ZERO = 34  # where 0 % lies
PATH_HEIGHT = 28  # how far above it 100 % lies


class Piece(NamedTuple):
    """A part of a bar: where it begins and how wide it is, in percent; its kind gives the
    colour."""

    x: float
    width: float
    kind: str


class Bar(NamedTuple):
    """line: where a line is drawn, in percent."""

    words: str
    pieces: list[Piece]
    line: float | None


class Column(NamedTuple):
    x: int
    height: float


class Strip(NamedTuple):
    """The class in one assignment: a column for each ten percent that somebody has, the band of
    the middle half, the median."""

    words: str
    columns: list[Column]
    low: float
    width: float
    median: float


class Dot(NamedTuple):
    x: float
    y: float
    kind: str


class Path(NamedTuple):
    """The marks of a student over the medians of the class: the points of two lines ("x,y x,y"),
    and a dot for each mark."""

    words: str
    median: str
    own: str
    dots: list[Dot]


def bar(parts: Iterable[tuple[float, str]], words: str, line: float | None = None) -> Bar:
    """parts: share of the width (0-1) and kind; line: a share."""
    pieces = []
    x = 0.0
    for share, kind in parts:
        if share:
            pieces.append(Piece(100 * x, 100 * share, kind))
        x += share
    return Bar(words, pieces, None if line is None else 100 * line)


def strip(step: Step, words: str) -> Strip:
    """The drawing of a step that has marks."""
    assert step.quarters is not None
    low, median, high = step.quarters
    counts = step.tens()
    columns = [
        Column(STRIP_MARGIN + 2 + COLUMN_WIDTH * i, TALLEST * n / max(counts))
        for i, n in enumerate(counts)
        if n
    ]
    scale = STRIP_WIDTH - 2 * STRIP_MARGIN
    return Strip(
        words,
        columns,
        low=STRIP_MARGIN + scale * low,
        width=max(scale * (high - low), 1),
        median=STRIP_MARGIN - 2 + scale * median,
    )


def path(shares: Sequence[float | None], medians: Sequence[float | None], words: str) -> Path:
    """Shares of a student and medians of the class, assignment by assignment; those without a mark
    are passed over."""
    own = _points(shares)
    below = PATH_ZERO - PATH_HEIGHT * HELP_BELOW + 0.01  # the axis points down
    dots = [Dot(x, y, "none" if y > below else "full") for x, y in own]
    return Path(words, _line(_points(medians)), _line(own), dots)


def _points(values: Sequence[float | None]) -> list[tuple[float, float]]:
    across = PATH_WIDTH / max(1, len(values) - 1)
    return [
        (PATH_LEFT + i * across, PATH_ZERO - PATH_HEIGHT * value)
        for i, value in enumerate(values)
        if value is not None
    ]


def _line(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
