"""Turns cells into notebooks: ids, nbgrader metadata, hints, what course.toml says ({points},
{task} ...), the reference solution."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.course import bank
from grader.course.outline import Task, Unit
from keguan import theory
from tools.content import (
    FIELD,
    FIELDS,
    KEYS,
    QUESTIONS,
    REFERENCE,
    BuildError,
    Cell,
    without_markers,
)
from tools.parts import Part

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
HINTS = {"zh": "提示 {} · 点一下", "en": "Hint {} · click"}
# as theory.KINDS, in the order in which they come
QUESTION_KINDS = {
    "zh": ("单选", "多选", "排序", "填数"),
    "en": ("single choice", "several answers", "put in order", "a number"),
}
DIGITS = "一二三四五六七八九"
NUMERALS = [*DIGITS, "十", *(f"十{digit}" for digit in DIGITS), "二十"]
# these fields are part of what a cell's id is made of; a title or a number may change under it
_WORDS = ("task", "nth", "objectives")
GRADED = ("answer", "check", "essay", "essaycode")


def make(
    part: Part, language: str, chinese: list[Cell], translated: list[Cell]
) -> nbformat.NotebookNode:
    """The notebook of a part in one language; ids come from the Chinese cells, so both languages
    share them.

    Raises BuildError when tasks or points differ from course.toml.
    """
    tasks = _tasks(part, chinese)
    ids = _ids([_worded(cell, part, task) for cell, task in zip(chinese, tasks, strict=True)])
    answers = _answers(chinese)
    first_code = next(cell for cell in chinese if cell.kind == "code")
    cells = []
    for number, (original, cell) in enumerate(zip(chinese, translated, strict=True)):
        if cell.kind == "markdown":
            source = fill(cell, part, language, tasks[number])
            if cell.role == "hint":
                title = HINTS[language].format(cell.level)
                source = f"<details><summary>{title}</summary>\n\n{source}\n\n</details>"
            cells.append(
                new_markdown_cell(source, id=ids[number], metadata=_metadata(cell, tasks[number]))
            )
            continue
        source = cell.source
        if original is first_code:
            source = source.replace('keguan.use("zh")', f'keguan.use("{language}")')
        if cell.role == "check":
            source = _with_reference(source, answers[number])
        if tasks[number] and tasks[number].draw:
            source = _with_keys(source, part, tasks[number])
            source = _with_questions(source, tasks[number], language)
        cells.append(new_code_cell(source, id=ids[number], metadata=_metadata(cell, tasks[number])))
    return new_notebook(cells=cells, metadata=METADATA, nbformat_minor=5)


def write(notebook: nbformat.NotebookNode) -> str:
    """The notebook as nbformat writes it, keys sorted, ending in a newline."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def _ids(cells: list[Cell]) -> list[str]:
    """The grade id, or a hash of the Chinese source with a counter where a source comes again."""
    seen: Counter[str] = Counter()
    ids = []
    for cell in cells:
        key = cell.name
        if key is None:
            key = hashlib.sha256(f"{cell.role}\n{cell.source}".encode()).hexdigest()[:8]
            seen[key] += 1
            key = key if seen[key] == 1 else f"{key}-{seen[key]}"
        ids.append(key)
    return ids


def _answers(cells: list[Cell]) -> list[Cell | None]:
    """For each cell the last answer cell before it."""
    found, answer = [], None
    for cell in cells:
        found.append(answer)
        answer = cell if cell.role == "answer" else answer
    return found


def _with_reference(source: str, answer: Cell) -> str:
    """The Chinese answer stands in both languages, so that a check is the same cell in both."""
    line = f"reference = checks.reference({without_markers(answer.source)!r})"
    return re.sub(
        rf"^(\s*){re.escape(REFERENCE)}\s*$",
        lambda m: m.group(1) + line,
        source,
        flags=re.MULTILINE,
    )


def _with_keys(source: str, part: Part, task: Task) -> str:
    line = f"keys = {bank.keys(bank.graded(part.course, part.course.unit(task.id)))!r}"
    return re.sub(
        rf"^(\s*){re.escape(KEYS)}\s*$", lambda m: m.group(1) + line, source, flags=re.MULTILINE
    )


def _with_questions(source: str, task: Task, language: str) -> str:
    """The numbers of the questions, a line for each kind, as Paper.part puts them."""
    lines, first = [], 1
    for kind, name in zip(theory.KINDS, QUESTION_KINDS[language], strict=True):
        numbers = range(first, first + task.draw.get(kind, 0))
        first = numbers.stop
        if numbers:
            blanks = " ".join(f"{number}: None," for number in numbers)
            lines.append(f"{blanks}  # {name}")
    return re.sub(
        rf"^( *){re.escape(QUESTIONS)}$",
        lambda m: "\n".join(m.group(1) + line for line in lines),
        source,
        flags=re.MULTILINE,
    )


def _metadata(cell: Cell, task: Task | None) -> dict:
    if cell.role == "taught":
        return {"tags": ["nbval-check-output"]}
    if cell.role not in GRADED:
        return {}
    essay = cell.role in ("essay", "essaycode")
    metadata = {
        "schema_version": 3,
        "task": False,
        "grade_id": cell.name,
        "grade": cell.role != "answer",
        "solution": cell.role != "check",
        "locked": cell.role == "check",
    }
    if metadata["grade"]:
        metadata["points"] = task.points if essay and cell.points is None else cell.points
    return {"nbgrader": metadata}


def fill(cell: Cell, part: Part, language: str, task: Task | None = None) -> str:
    """The Markdown of the cell with what course.toml says in place of its {fields}; {points} and
    {task} are those of the coming task.

    Raises BuildError where a field has no value.
    """
    return _filled(cell, _values(part, language, task))


def _filled(cell: Cell, values: dict[str, str]) -> str:
    def value(match: re.Match) -> str:
        if match.group(1) not in values:
            raise cell.refuse(
                f"{match.group()} 在这里没有值：它属于任务或课文",
                f"{match.group()} has no value here: it belongs to a task, or to a lesson",
            )
        return values[match.group(1)]

    # code keeps its braces
    parts = re.split(r"(^```.*?^```)", cell.source, flags=re.MULTILINE | re.DOTALL)
    parts[::2] = [FIELD.sub(value, text) for text in parts[::2]]
    return "".join(parts)


def _values(part: Part, language: str, task: Task | None) -> dict[str, str]:
    plan = part.assignment or part.unit
    values = {"minutes": str(plan.minutes), "title": plan.title[language]}
    if part.assignment:
        values["total"] = str(part.assignment.points)
    else:
        values["objectives"] = _objectives(part.unit, language)
    if task:
        place = part.assignment.tasks.index(task)
        values |= {"points": str(task.points), "task": task.title[language]}
        values["nth"] = NUMERALS[place] if language == "zh" else str(place + 1)
    return values


def _objectives(unit: Unit, language: str) -> str:
    """The objectives as a numbered list; in Chinese it is one sentence."""
    texts = [objective[language] for objective in unit.objectives]
    if language == "zh":
        texts = [text + "；" for text in texts[:-1]] + [text + "。" for text in texts[-1:]]
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def _worded(cell: Cell, part: Part, task: Task | None) -> Cell:
    """The Chinese cell with the words that its id is made of."""
    if cell.kind != "markdown":
        return cell
    values = {field: f"{{{field}}}" for field in FIELDS}
    words = _values(part, "zh", task)
    values |= {field: words[field] for field in _WORDS if field in words}
    return replace(cell, source=_filled(cell, values))


def _tasks(part: Part, cells: list[Cell]) -> list[Task | None]:
    """For each cell its task in course.toml: prose belongs to the next answer, a check to the last
    one.

    Raises BuildError when a task is unknown, missing, or its steps do not sum to its points.
    """
    if part.assignment is None:
        return [None] * len(cells)
    tasks: list[Task | None] = [None] * len(cells)
    points: Counter[str] = Counter()
    coming, current = None, None
    for number, cell in reversed(list(enumerate(cells))):
        if cell.role in ("answer", "essay", "essaycode"):
            coming = _task(part, cell)
        tasks[number] = coming
    for number, cell in enumerate(cells):
        if cell.role in ("answer", "essay", "essaycode"):
            current = tasks[number]
        if cell.role == "check":
            tasks[number] = current
        if cell.role in GRADED and cell.role != "answer":
            whole = current.points if cell.role != "check" and cell.name == current.id else None
            points[current.id] += cell.points if cell.points is not None else _whole(cell, whole)
    _verify_points(part, tasks, points)
    return tasks


def _task(part: Part, cell: Cell) -> Task:
    """The task whose id is the cell's id or its beginning (g3-data belongs to g3)."""
    fitting = [
        t for t in part.assignment.tasks if cell.name == t.id or cell.name.startswith(t.id + "-")
    ]
    if not fitting:
        known = ", ".join(t.id for t in part.assignment.tasks)
        raise cell.refuse(
            f"course.toml 的 {part.name} 里没有这个任务，现有：{known}",
            f"{part.name} in course.toml has no such task; there are: {known}",
        )
    return max(fitting, key=lambda t: len(t.id))


def _whole(cell: Cell, points: int | None) -> int:
    if points is None:
        raise cell.refuse("任务的一部分要写 points", "a part of a task needs points=...")
    return points


def _verify_points(part: Part, tasks: list[Task | None], points: Counter) -> None:
    present = {task.id for task in tasks if task}
    for task in part.assignment.tasks:
        if task.id not in present:
            raise BuildError(
                part.shown,
                f"缺少 course.toml 里的任务“{task.id}”",
                f"the task '{task.id}' of course.toml is missing here",
            )
        if abs(points[task.id] - task.points) > 1e-9:
            raise BuildError(
                part.shown,
                f"任务“{task.id}”各步共 {points[task.id]:g} 分，course.toml 里是 {task.points} 分",
                f"the steps of task '{task.id}' sum to {points[task.id]:g} points, "
                f"course.toml says {task.points}",
            )
