"""How far a learner is: the part of the course page that is the learner's own. Reads notebooks,
runs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from grader.base import Text, in_language
from grader.course import cells
from grader.course.outline import Assignment, Course, Unit
from grader.learner import answers, progress
from grader.learner.places import Places
from grader.learner.progress import Progress

PASSED = re.compile(r"^✔ ", re.MULTILINE)  # what a check prints when it is content
MOST_DUE = 5  # concepts named at once
SAY = {
    "title": Text("## 我的进度", "## My progress"),
    "on": Text("接着上次：{}", "Where you were: {}"),
    "next": Text("下一步：{}", "Next: {}"),
    "all": Text("全部做完了。", "All done."),
    "due": Text("该复习了：", "Time to repeat:"),
    "due_row": Text(
        "{unit} 第 {section} 节“{concept}”，重做 {work}",
        '{unit}, section {section}, "{concept}": do {work} again',
    ),
    "due_how": Text(
        "重做：在命令行运行 `python3 start.py learn {name} --again`，旧的一份会改名留下。",
        "To do one again, run `python3 start.py learn {name} --again` in a terminal; the old "
        "one is kept under another name.",
    ),
    "unit": Text("单元", "Unit"),
    "finals": Text("期末", "Finals"),
    "lesson": Text("课文", "Lesson"),
    "none": Text("未读", "not read"),
    "start": Text("开始", "start"),
    "later": Text("还没发", "later"),
    "cells": Text("{done}/{all} 格", "{done}/{all} cells"),
    "done": Text("✔ 读完", "✔ read"),
    "colon": Text("：", ": "),
    "tasks": Text("{done}/{all} 题", "{done}/{all} tasks"),
    "mark": Text("{mark:.0f} 分", "{mark:.0f}%"),
    "note": Text(
        "“题”指做好的题数：检查已经通过，或者书面题已经写了回答。这一部分在打开课程、"
        "保存文件和评分时更新。",
        "Tasks: those whose check under them has passed, and written ones with an answer. This "
        "part is renewed when you open the course, save a file, or are graded.",
    ),
    "by_learn": Text(
        "“分”由 python3 start.py learn 评出。", " Percent: by python3 start.py learn."
    ),
}


@dataclass(frozen=True)
class Part:
    """A lesson or an assignment in the learner's folder: where it lies, how much of it is done,
    last change."""

    title: str
    path: str
    done: int
    all: int
    changed: float

    @property
    def link(self) -> str:
        return f"[{self.title}]({quote(self.path)})" if self.path else self.title


@dataclass(frozen=True)
class Row:
    """What a learner has of a unit: its lesson, and its assignments in the order of the unit."""

    unit: Unit
    lesson: Part
    works: list[Part]


def lesson(unit: Unit, folder: Path, places: Places) -> Part:
    """Cells that were run, of all cells with code."""
    path = folder / places.lesson(unit)
    code = [c for c in cells.read(path) if c.get("cell_type") == "code" and cells.source(c).strip()]
    run = sum(bool(cell.get("execution_count")) for cell in code)
    title = unit.title[places.language]
    return Part(title, places.lesson(unit), run, len(code), _changed(path))


def assignment(work: Assignment, folder: Path, places: Places) -> Part:
    """Tasks whose visible checks have all printed that they are content, or whose written answers
    are there, of all tasks."""
    path, title = places.work(work.name), work.title[places.language]
    if not (folder / path).is_file():  # given out later
        return Part(title, "", 0, 0, 0.0)
    passed = answered(work, cells.read(folder / path))
    changed = _changed(folder / path)
    return Part(title, path, sum(passed.values()), work.questions, changed)


def answered(work: Assignment, notebook: list[dict]) -> dict[str, bool]:
    """Whether each task, or each question of a drawn part, is done, in the notebook's order."""
    passed: dict[str, bool] = {}
    task = None
    chosen: dict[str, object] = {}
    for cell in notebook:
        role = cells.role(cell)
        if role.get("solution"):
            task = work.task_of(str(role.get("grade_id")))
            chosen = _chosen(cell, task.id) if task and task.draw else {}
        if task and role.get("grade"):
            done = _is_written(cell) if role.get("solution") else _has_passed(cell)
            # each check of a drawn part is a question of its own, and says only "answered"
            question = role["grade_id"] if task.draw else task.id
            if task.draw and chosen:
                done = chosen.get(question.rpartition("-")[2]) not in (None, "", ...)
            passed[question] = passed.get(question, True) and done
    return passed


def _chosen(cell: dict, part: str) -> dict[str, object]:
    """The answers of a drawn part by question; none where the cell computes them."""
    try:
        found = answers.read(cells.source(cell), part)
        return {str(number): value for number, value in found.items()}
    except answers.Unreadable:
        return {}


def _is_written(cell: dict) -> bool:
    """Whether an answer that a person marks is no longer the stub that was given out."""
    return not any(stub in cells.source(cell) for stub in cells.STUBS)


def _has_passed(cell: dict) -> bool:
    """Whether a check said that it is content, on its card or by a line, and did not fail."""
    outputs = cell.get("outputs", ())
    if any(output.get("output_type") == "error" for output in outputs):
        return False
    return any(PASSED.search(_text(output)) for output in outputs)


def _text(output: dict) -> str:
    """What an output says in plain text: a stream, or the text of something displayed."""
    return "".join(output.get("text") or output.get("data", {}).get("text/plain") or "")


def page(
    course: Course,
    places: Places,
    folder: Path,
    written: Callable[[str], bool],
    so_far: Progress,
    now: datetime,
) -> str:
    """The learner's part of the course page in Markdown. `written(path)` says whether we wrote
    that file and nobody changed it."""
    say = in_language(SAY, places.language)
    rows = [_row(unit, folder, places) for unit in course.units]
    finals = [assignment(a, folder, places) for a in course.finals]
    parts = [*chain.from_iterable([row.lesson, *row.works] for row in rows), *finals]
    changed = [part for part in parts if not written(part.path)]
    lines = [say["title"], ""]
    if changed:
        last = max(changed, key=lambda part: part.changed)
        lines.append(f"- **{say['on'].format(last.link)}**")
    following = next((part for part in parts if part.all and part.done < part.all), None)
    lines.append(f"- {say['next'].format(following.link) if following else say['all']}")
    lines += _due(course, places, so_far, now)
    note = say["note"]
    if (course.root / "exercises" / "source").is_dir():  # a student pack cannot grade
        note += say["by_learn"]
    table = _Table(course, places, so_far)
    lines += ["", *table.lines(rows, finals), "", f"<small>{note}</small>", ""]
    return "\n".join(lines)


def _row(unit: Unit, folder: Path, places: Places) -> Row:
    works = [assignment(a, folder, places) for a in unit.in_order]
    return Row(unit, lesson(unit, folder, places), works)


def _due(course: Course, places: Places, so_far: Progress, now: datetime) -> list[str]:
    """A list of the concepts that are due, and how to do their tasks again."""
    language = places.language
    say = in_language(SAY, language)
    due = so_far.due(course, now)[:MOST_DUE]
    if not due:
        return []
    lines = [f"- {say['due']}"]
    for unit, concept, names in due:
        if names:
            title = course.assignment(names[0]).title[language]
            row = say["due_row"].format(
                unit=f"[{unit.title[language]}]({quote(places.lesson(unit))})",
                section=concept.section,
                concept=concept.title[language],
                work=f"[{title}]({quote(places.work(names[0]))})",
            )
            lines.append(f"  - {row}")
    return [*lines, f"  - {say['due_how'].format(name=due[0][2][0])}"]


class _Table:
    """A row for each unit, the lesson and each of its assignments; a last one for the finals."""

    def __init__(self, course: Course, places: Places, so_far: Progress):
        self.course = course
        self.places = places
        self.so_far = so_far
        self.say = in_language(SAY, places.language)
        self.heads = {}  # title by kind of assignment, over all units
        for unit in course.units:
            for work in unit.in_order:
                parts = re.split("[：:] ?", work.title[places.language])
                self.heads[_kind(unit, work)] = parts[-1]

    def lines(self, rows: list[Row], finals: list[Part]) -> list[str]:
        heads = [self.say["unit"], self.say["lesson"], *self.heads.values()]
        made = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
        for row in rows:
            states = {}
            for work, part in zip(row.unit.in_order, row.works, strict=True):
                states[_kind(row.unit, work)] = self._state(part, work)
            first = f"| {row.unit.position} {row.lesson.link} | {self._read(row.lesson)} | "
            made.append(first + self._in_columns(states))
        if finals:
            states = self._finals(finals)
            made.append(f"| {self.say['finals']} | | " + self._in_columns(states))
        return made

    def _in_columns(self, states: dict[str, str]) -> str:
        return " | ".join(states.get(kind, "") for kind in self.heads) + " |"

    def _read(self, lesson: Part) -> str:
        """How much of a lesson was run."""
        if 0 < lesson.done < lesson.all:
            return self.say["cells"].format(done=lesson.done, all=lesson.all)
        return self.say["done" if lesson.done else "none"]

    def _finals(self, finals: list[Part]) -> dict[str, str]:
        """Cells by column: each final stands under the units' work that counts towards the same
        component, or in the last column."""
        columns: dict[str, str] = {}
        for unit in self.course.units:
            columns |= {work.component: _kind(unit, work) for work in unit.in_order}
        rest = list(columns.values())[-1]
        states: dict[str, str] = {}
        for work, part in zip(self.course.finals, finals, strict=True):
            column = columns.get(work.component, rest)
            state = f"{part.title}{self.say['colon']}{self._state(part, work)}"
            states[column] = f"{states.get(column, '')} {state}".strip()
        return states

    def _state(self, part: Part, work: Assignment) -> str:
        """How far an assignment is, and its last mark."""
        last = self.so_far.last(work.name)
        if not part.path:
            return self.say["later"]
        if not part.done and not last:
            return f"[{self.say['start']}]({quote(part.path)})"
        done = "✔ " if part.done == part.all else ""
        tasks = self.say["tasks"].format(done=part.done, all=part.all)
        state = f"[{done}{tasks}]({quote(part.path)})"
        if last:
            mark = self.say["mark"].format(mark=100 * progress.share(last, work.tasks))
            state += f" · [{mark}]({quote(self.places.result(work.name))})"
        return state


def _kind(unit: Unit, work: Assignment) -> str:
    return work.name.removeprefix(f"{unit.slug}-")


def _changed(path: Path) -> float:
    return path.stat().st_mtime if path.is_file() else 0.0
