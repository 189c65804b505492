"""Styles of checks with right and wrong answers, and what stock nbgrader gives for each.

The styles stand in samples/check_styles_*.txt, family by family; a family is one notebook, handed
in once for each column of answers. What nbgrader gives was recorded by

    python -m tests.check_styles

in samples/check_styles.json, because its kernels take minutes; the long form of the tests runs them
again.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from pathlib import Path

import nbgrader
from nbformat.v4 import new_code_cell, new_notebook, writes

SAMPLES = Path(__file__).parent / "samples"
RECORD = SAMPLES / "check_styles.json"
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
COLUMNS = ("reference", "stub", "right", "right2", "wrong", "wrong2")
HEAD = re.compile(r"^(=====|===) (.+)$|^--- (check|after|wrong|right)(?: (\d+))?( beside)?$")


@dataclass
class Style:
    """A task: a reference solution, the cells behind it (source and points; None: a given cell),
    and other answers."""

    family: str
    name: str
    answers: dict[str, str] = field(default_factory=dict)
    cells: list[tuple[str, int | None]] = field(default_factory=list)
    beside: list[str] = field(
        default_factory=list
    )  # checks that only the student's process can run

    def checks(self) -> list[tuple[str, int]]:
        """Grade id and points of each check."""
        points = [points for _, points in self.cells]
        return [(self.id_of(k), worth) for k, worth in enumerate(points) if worth is not None]

    def notebook_cells(self, column: str) -> Iterator[dict]:
        answer = self.answers.get(column, self.answers["reference"])
        yield new_code_cell(answer, metadata=_role(self.id_of("answer"), solution=True))
        for k, (source, points) in enumerate(self.cells):
            metadata = {} if points is None else _role(self.id_of(k), points)
            yield new_code_cell(source, metadata=metadata)

    def id_of(self, part: object) -> str:
        return f"{re.sub('[^a-z0-9]+', '-', self.name.lower())}-{part}"


def _role(grade_id: str, points: int | None = None, *, solution: bool = False) -> dict:
    role = {"schema_version": 3, "grade_id": grade_id, "task": False, "locked": not solution}
    role |= {"grade": points is not None, "solution": solution}
    return {"nbgrader": role | ({"points": points} if points is not None else {})}


@cache
def families() -> dict[str, list[Style]]:
    """The styles by family, in their order."""
    found: dict[str, list[Style]] = {}
    for path in sorted(SAMPLES.glob("check_styles_*.txt")):
        for style in _read(path.read_text(encoding="utf-8").splitlines()):
            found.setdefault(style.family, []).append(style)
    return found


def styles() -> list[Style]:
    return [style for family in families().values() for style in family]


def _read(lines: list[str]) -> Iterator[Style]:
    starts = [k for k, line in enumerate(lines) if HEAD.match(line)]
    family, style = "", Style("", "")
    for start, end in zip_longest(starts, starts[1:]):
        head = HEAD.match(lines[start])
        assert head is not None
        level, title, part, points, beside = head.groups()
        source = "\n".join(lines[start + 1 : end]).strip("\n")
        if level == "=====":
            family = title
        elif level == "===":
            style = Style(family, title, {"reference": source, "stub": STUB})
            yield style
        elif part in ("check", "after"):
            style.beside += [style.id_of(len(style.cells))] if beside else []
            style.cells.append((source, int(points or 1) if part == "check" else None))
        else:
            column = f"{part}2" if part in style.answers else part
            assert column in COLUMNS and column not in style.answers, style.name
            style.answers[column] = source


def notebook(family: str, column: str) -> str:
    """The notebook of a family with a column of answers: JSON."""
    cells = [cell for style in families()[family] for cell in style.notebook_cells(column)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    for k, cell in enumerate(cells):
        cell["id"] = f"cell-{k}"
    return writes(new_notebook(cells=cells, metadata={"kernelspec": kernel}))


def by_nbgrader(folder: Path) -> dict[str, dict[str, float]]:
    """The points that nbgrader's autograde gives: column, then grade id."""
    from grader.course.folder import open_folder
    from grader.gradebook.scores import cell_scores
    from tests import stock_nbgrader

    (folder / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    for family in families():
        for column in COLUMNS:
            path = folder / "submitted" / column / family / f"{family}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_text(notebook(family, column), encoding="utf-8")
        path = folder / "source" / family / f"{family}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(notebook(family, "reference"), encoding="utf-8")
    course = open_folder(folder)
    stock_nbgrader.enrol(course, list(families()), list(COLUMNS))
    for family in families():
        for column in COLUMNS:
            stock_nbgrader.autograde(course, family, column)
    found: dict[str, dict[str, float]] = {column: {} for column in COLUMNS}
    for score in cell_scores(course):
        if not score.cell.endswith("-answer"):
            found[score.student][score.cell] = score.points
    return found


def recorded() -> dict:
    """The record: nbgrader's version and its points by column and grade id."""
    return json.loads(RECORD.read_text(encoding="utf-8"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        points = by_nbgrader(Path(folder))
    rows = {column: dict(sorted(points[column].items())) for column in COLUMNS}
    record = {"nbgrader": nbgrader.__version__, "points": rows}
    text = json.dumps(record, indent=1, ensure_ascii=False) + "\n"
    RECORD.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(styles())} styles, {RECORD}", file=sys.stderr)


if __name__ == "__main__":
    main()
