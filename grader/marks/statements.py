"""What is told a student of the own marks: the figures of the marks table, none of anybody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from grader.base import Text
from grader.base.files.statement import Item, Statement
from grader.marks.entries import UNRELEASED
from grader.marks.finals import Final, Line
from grader.marks.gather import Marks


def statements(found: Marks, day: date) -> dict[str, Statement]:
    """By student; of work that was released."""
    return {final.student: _statement(found, final, day) for final in found.finals}


def _statement(found: Marks, final: Final, day: date) -> Statement:
    components = [
        Item(found.policy.titles[id], final.components_so_far.get(id), final.settled(id))
        for id in final.components
        if id in final.lines
    ]
    works = [_work(line) for line in final.every_line if line.status != UNRELEASED]
    name = found.people[final.student].name
    told = tuple(components), tuple(works)
    return Statement(final.student, name, day, final.so_far, final.complete, *told)


def _work(line: Line) -> Item:
    percent = round(line.percent, 2) if line.settled and line.counts else None
    return Item(line.part.title, percent, line.settled, _joined(line.steps))


def _joined(steps: Iterable[Text]) -> Text:
    those = [
        Text(step.zh.partition("：keguan")[0], step.en.partition(": keguan")[0]) for step in steps
    ]
    return Text("；".join(step.zh for step in those), "; ".join(step.en for step in those))
