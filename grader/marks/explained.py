"""How a mark came about, line by line, for the reader."""

from __future__ import annotations

from collections.abc import Mapping

from grader.base import Text
from grader.marks.finals import Final, Line


def explain(final: Final, names: Mapping[str, Text], language: str) -> list[str]:
    """How a student's mark came about, line by line. names: titles of the components by id."""
    found = []
    for component, its in final.lines.items():
        percent = final.components[component]
        whole = Text("不计入", "does not count")[language] if percent is None else f"{percent:.2f}"
        found.append(f"{component} {names[component][language]}: {whole}")
        found += [f"    {_explained(line, language)}" for line in its]
    return found + [step[language] for step in final.steps]


def _explained(line: Line, language: str) -> str:
    told = Text("；", "; ")[language].join(step[language] for step in line.steps)
    weight = Text("权重", "weight")[language]
    part = line.part
    return f"{part.assignment} ({weight} {part.weight:.1%}): {line.percent:.2f} ← {told}"
