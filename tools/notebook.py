"""Turns cells into notebooks: ids, nbgrader metadata, hints, folded checks, what course.toml says
({points}, {task} ...), the reference solution."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
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
from tools.frames import FOLDED, Frames
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
# these fields are part of what a cell's id is made of; a title or a number may change under it
_WORDS = ("task", "objectives")
EVERYTHING = "check-everything"  # id of the last cell of a notebook with checks
GRADED = ("answer", "check", "essay", "essaycode")
ESSAYS = ("essay", "essaycode")


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
    sources = [
        _source(cell, part, language, task, answers.get(number), original is first_code)
        for number, (original, cell, task) in enumerate(
            zip(chinese, translated, tasks, strict=True)
        )
    ]
    frames = Frames(language, translated, tasks, sources)
    cells = []
    for number, cell in enumerate(translated):
        about = {"id": ids[number], "metadata": _metadata(cell, tasks[number])}
        if cell.kind == "markdown":
            cells.append(new_markdown_cell(sources[number], **about))
            continue
        framed = cell.role == "check"
        source = frames.framed(number) if framed else sources[number]
        cells.append(new_code_cell(source, **about))
    if frames.checks:
        cells.append(new_code_cell(frames.everything(), id=EVERYTHING, metadata=dict(FOLDED)))
    return new_notebook(cells=cells, metadata=METADATA, nbformat_minor=5)


def _source(
    cell: Cell,
    part: Part,
    language: str,
    task: Task | None,
    answer: Cell | None,
    is_first_code: bool,
) -> str:
    """The text of a cell, but for the frame of a check."""
    if cell.kind == "markdown":
        source = fill(cell, part, language, task)
        if cell.role != "hint":
            return source
        title = HINTS[language].format(cell.level)
        return f"<details><summary>{title}</summary>\n\n{source}\n\n</details>"
    source = cell.source
    if is_first_code:
        source = source.replace('keguan.use("zh")', f'keguan.use("{language}")')
    if answer:
        source = _with_reference(source, answer)
    if task and task.draw:
        source = _with_keys(source, part, task)
        source = _with_questions(source, task, language)
    return source


def write(notebook: nbformat.NotebookNode) -> str:
    """The notebook as nbformat writes it, keys sorted, ending in a newline."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def _ids(cells: list[Cell]) -> list[str]:
    """The grade id, or a hash of the Chinese source with a counter where a source comes again."""
    seen: Counter[str] = Counter()
    ids = []
    for cell in cells:
        if cell.name is not None:
            ids.append(cell.name)
            continue
        text = f"{cell.role}\n{cell.source}"
        key = hashlib.sha256(text.encode()).hexdigest()[:8]
        seen[key] += 1
        ids.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return ids


def _answers(cells: list[Cell]) -> dict[int, Cell]:
    """For the place of each check cell the last answer cell before it."""
    found = {}
    for number, cell in enumerate(cells):
        if cell.role == "answer":
            answer = cell
        elif cell.role == "check":  # content.read refuses a check without an answer before it
            found[number] = answer
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
    lines = []
    first = 1
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
    metadata: dict[str, object] = {
        "schema_version": 3,
        "task": False,
        "grade_id": cell.name,
        "grade": cell.role != "answer",
        "solution": cell.role != "check",
        "locked": cell.role == "check",
    }
    if cell.role != "answer":
        metadata["points"] = cell.points
    if cell.role in ESSAYS and cell.points is None and task:
        metadata["points"] = task.points
    return {"nbgrader": metadata} | (FOLDED if cell.role == "check" else {})


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
    plan = part.plan
    values = {"minutes": str(plan.minutes), "title": plan.title[language]}
    if part.assignment:
        values["total"] = str(part.assignment.points)
    else:
        values["objectives"] = _objectives(part.home, language)
    if task:
        values |= {"points": str(task.points), "task": task.title[language]}
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
    tasks = _coming(part, cells)
    points: defaultdict[str, float] = defaultdict(float)
    current = None
    for number, cell in enumerate(cells):
        if cell.role == "check":
            tasks[number] = current
        elif cell.role in GRADED:
            current = tasks[number]
        if current and cell.role in ("check", *ESSAYS):
            points[current.id] += _step_points(cell, current)
    _verify_points(part, tasks, points)
    return tasks


def _coming(part: Part, cells: list[Cell]) -> list[Task | None]:
    """For each cell the task of the next answer, which may be the cell itself."""
    tasks: list[Task | None] = []
    coming = None
    for cell in reversed(cells):
        if cell.role in ("answer", *ESSAYS):
            coming = _task(part, cell)
        tasks.append(coming)
    return tasks[::-1]


def _task(part: Part, cell: Cell) -> Task:
    """The task whose id is the cell's id or its beginning (g3-data belongs to g3)."""
    task = part.assignment and part.assignment.task_of(cell.name or "")
    if not task:
        known = ", ".join(task.id for task in part.tasks)
        raise cell.refuse(
            f"course.toml 的 {part.name} 里没有这个任务，现有：{known}",
            f"{part.name} in course.toml has no such task; there are: {known}",
        )
    return task


def _step_points(cell: Cell, task: Task) -> float:
    """Points of a check or an essay; an essay that is the whole task has the task's."""
    if cell.points is not None:
        return cell.points
    if cell.role == "check" or cell.name != task.id:
        raise cell.refuse("任务的一部分要写 points", "a part of a task needs points=...")
    return task.points


def _verify_points(part: Part, tasks: list[Task | None], points: defaultdict[str, float]) -> None:
    present = {task.id for task in tasks if task}
    for task in part.tasks:
        if task.id not in present:
            raise BuildError(
                part.shown,
                f"缺少 course.toml 里的任务“{task.id}”",
                f"the task '{task.id}' of course.toml is missing here",
            )
        got = points[task.id]
        if abs(got - task.points) > 1e-9:
            raise BuildError(
                part.shown,
                f"任务“{task.id}”各步共 {got:g} 分，course.toml 里是 {task.points} 分",
                f"the steps of task '{task.id}' sum to {got:g} points, "
                f"course.toml says {task.points}",
            )
