"""How far a learner is: the part of the course page that is the learner's own. Reads notebooks,
runs nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grader.course.outline import Assignment, Course, Unit
from grader.learner import progress
from grader.learner.progress import Progress

STUBS = ("YOUR ANSWER HERE", "YOUR CODE HERE")  # what a released answer says until one is written
PASSED = re.compile(r"^✔ ", re.MULTILINE)  # what a check prints when it is content
MOST_DUE = 5  # concepts named at once
SAY = {
    "zh": {
        "title": "## 我的进度",
        "on": "接着上次：{}",
        "next": "下一步：{}",
        "all": "全部做完了，祝贺你！",
        "due": "该复习了：",
        "due_row": "{unit} 第 {section} 节“{concept}”，重做 {work}",
        "due_how": "重做：在命令行运行 `python3 start.py learn {name} --again`，旧的一份会改名留下。",
        "unit": "单元",
        "finals": "期末",
        "lesson": "课文",
        "none": "未读",
        "start": "开始",
        "cells": "{done}/{all} 格",
        "done": "✔ 读完",
        "colon": "：",
        "tasks": "{done}/{all} 题",
        "mark": "{mark:.0f} 分",
        "note": (
            "“题”指做好的题数：检查已经通过，或者书面题已经写了回答。这一部分在打开课程、"
            "保存文件和评分时更新。"
        ),
        "by_learn": "“分”由 python3 start.py learn 评出。",
    },
    "en": {
        "title": "## My progress",
        "on": "Where you were: {}",
        "next": "Next: {}",
        "all": "All done. Congratulations!",
        "due": "Time to repeat:",
        "due_row": '{unit}, section {section}, "{concept}": do {work} again',
        "due_how": (
            "To do one again, run `python3 start.py learn {name} --again` in a terminal; the old "
            "one is kept under another name."
        ),
        "unit": "Unit",
        "finals": "Finals",
        "lesson": "Lesson",
        "none": "not read",
        "start": "start",
        "cells": "{done}/{all} cells",
        "done": "✔ read",
        "colon": ": ",
        "tasks": "{done}/{all} tasks",
        "mark": "{mark:.0f}%",
        "note": "Tasks: those whose check under them has passed, and written ones with an answer. This "
        "part is renewed when you open the "
        "course, save a file, or are graded.",
        "by_learn": " Percent: by python3 start.py learn.",
    },
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


def lesson(unit: Unit, folder: Path, language: str) -> Part:
    """Cells that were run, of all cells with code."""
    cells = [
        cell
        for cell in _cells(folder / unit.lesson)
        if cell.get("cell_type") == "code" and "".join(cell["source"]).strip()
    ]
    return Part(
        unit.title[language],
        unit.lesson,
        sum(bool(cell.get("execution_count")) for cell in cells),
        len(cells),
        _changed(folder / unit.lesson),
    )


def assignment(work: Assignment, folder: Path, language: str) -> Part:
    """Tasks whose visible checks have all printed that they are content, or whose written answers
    are there, of all tasks."""
    path = f"{work.name}/{work.name}.ipynb"
    passed: dict[str, bool] = {}
    task = None
    for cell in _cells(folder / path):
        role = cell["metadata"].get("nbgrader", {})
        if role.get("solution"):
            task = work.task_of(str(role.get("grade_id")))
        if task and role.get("grade") and role.get("solution"):  # marked by hand
            passed[task.id] = passed.get(task.id, True) and not any(
                stub in "".join(cell["source"]) for stub in STUBS
            )
        elif task and role.get("grade"):
            printed = "".join(
                "".join(o.get("text", ""))
                for o in cell.get("outputs", ())
                if o.get("output_type") == "stream"
            )
            failed = any(o.get("output_type") == "error" for o in cell.get("outputs", ()))
            # each check of a drawn part is a question of its own
            question = role["grade_id"] if task.draw else task.id
            passed[question] = (
                passed.get(question, True) and bool(PASSED.search(printed)) and not failed
            )
    return Part(
        work.title[language], path, sum(passed.values()), work.questions, _changed(folder / path)
    )


def page(
    course: Course,
    language: str,
    folder: Path,
    written: Callable[[str], bool],
    so_far: Progress,
    now: datetime,
) -> str:
    """The learner's part of the course page in Markdown. `written(path)` says whether we wrote
    that file and nobody changed it."""
    say = SAY[language]
    rows = [
        (
            unit,
            lesson(unit, folder, language),
            [assignment(a, folder, language) for a in unit.in_order],
        )
        for unit in course.units
    ]
    finals = [assignment(a, folder, language) for a in course.finals]
    parts = [part for _, read, works in rows for part in (read, *works)] + finals
    last = max(
        (part for part in parts if not written(part.path)),
        key=lambda part: part.changed,
        default=None,
    )
    following = next((part for part in parts if part.all and part.done < part.all), None)
    lines = [say["title"], ""]
    lines += [f"- **{say['on'].format(_link(last))}**"] if last else []
    lines += [f"- {say['next'].format(_link(following)) if following else say['all']}"]
    lines += _due(course, language, so_far, now)
    note = say["note"] + (
        say["by_learn"] if (course.root / "exercises" / "source").is_dir() else ""
    )  # a student pack cannot grade
    lines += [
        "",
        *_table(rows, finals, course, so_far, say, language),
        "",
        f"<small>{note}</small>",
        "",
    ]
    return "\n".join(lines)


def _due(course: Course, language: str, so_far: Progress, now: datetime) -> list[str]:
    """A list of the concepts that are due, and how to do their tasks again."""
    say, due = SAY[language], so_far.due(course, now)[:MOST_DUE]
    if not due:
        return []
    titles = {a.name: a.title[language] for a in course.assignments}
    rows = [
        say["due_row"].format(
            unit=f"[{unit.title[language]}]({unit.lesson})",
            section=concept.section,
            concept=concept.title[language],
            work=f"[{titles[names[0]]}]({names[0]}/{names[0]}.ipynb)",
        )
        for unit, concept, names in due
        if names
    ]
    return [
        f"- {say['due']}",
        *(f"  - {row}" for row in rows),
        f"  - {say['due_how'].format(name=due[0][2][0])}",
    ]


def _table(
    rows: list, finals: list[Part], course: Course, so_far: Progress, say: dict, language: str
) -> list[str]:
    """A row for each unit, the lesson and each of its assignments; a last one for the finals."""
    heads = {
        _kind(unit, a): re.split("[：:] ?", a.title[language])[-1]
        for unit in course.units
        for a in unit.in_order
    }
    made = [
        "| " + " | ".join([say["unit"], say["lesson"], *heads.values()]) + " |",
        "|---" * (len(heads) + 2) + "|",
    ]
    for unit, read, works in rows:
        state = (
            say["cells"].format(done=read.done, all=read.all)
            if 0 < read.done < read.all
            else say["done" if read.done else "none"]
        )
        cells = {
            _kind(unit, a): _state(part, a, so_far, say)
            for a, part in zip(unit.in_order, works, strict=True)
        }
        made.append(
            f"| {unit.position} {_link(read)} | {state} | "
            + " | ".join(cells.get(kind, "") for kind in heads)
            + " |"
        )
    if finals:
        cells = _finals(finals, course, so_far, say)
        made.append(
            f"| {say['finals']} | | " + " | ".join(cells.get(kind, "") for kind in heads) + " |"
        )
    return made


def _finals(finals: list[Part], course: Course, so_far: Progress, say: dict) -> dict[str, str]:
    """Cells by column: each final stands under the units' work that counts towards the same
    component, or in the last column."""
    columns = {a.component: _kind(unit, a) for unit in course.units for a in unit.in_order}
    rest = list(columns.values())[-1]
    cells: dict[str, str] = {}
    for a, part in zip(course.finals, finals, strict=True):
        column = columns.get(a.component, rest)
        cells[column] = (
            f"{cells.get(column, '')} {part.title}{say['colon']}{_state(part, a, so_far, say)}".strip()
        )
    return cells


def _kind(unit: Unit, work: Assignment) -> str:
    return work.name.removeprefix(f"{unit.slug}-")


def _state(part: Part, work: Assignment, so_far: Progress, say: dict) -> str:
    last = so_far.last(work.name)
    if not part.done and not last:
        return f"[{say['start']}]({part.path})"
    words = ("✔ " if part.done == part.all else "") + say["tasks"].format(
        done=part.done, all=part.all
    )
    mark = say["mark"].format(mark=100 * progress.share(last, work.tasks)) if last else ""
    return f"[{words}]({part.path})" + (f" · [{mark}]({work.name}/feedback.html)" if last else "")


def _link(part: Part) -> str:
    return f"[{part.title}]({part.path})"


def _changed(path: Path) -> float:
    return path.stat().st_mtime if path.is_file() else 0.0


def _cells(path: Path) -> list[dict]:
    """Cells of a notebook; none when it is missing or cannot be read."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [
            cell
            for cell in cells
            if isinstance(cell, dict) and isinstance(cell.get("metadata"), dict)
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []
