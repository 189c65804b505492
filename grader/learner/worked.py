"""The worked solution of every task that a learner has all right, and one other way to write it,
as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.base import Text, in_language
from grader.course import cells
from grader.course.answers import load_answers
from grader.course.outline import Course

MARKS = re.compile(r"^\s*### (?:BEGIN|END) SOLUTION\s*?\n?", re.MULTILINE)
SAY = {
    "title": Text("# {title}：参考做法", "# {title}: worked solutions"),
    "start": Text(
        "这里只有你已经全部做对的题。你的写法如果不同，比一比，哪一种更容易看懂？",
        "Only tasks that you have all right are here. If yours looks different: which "
        "is easier to read?",
    ),
    "ours": Text("课程的写法：", "As the course writes it:"),
    "other": Text("另一种写法：", "Another way:"),
}


def page(course: Course, language: str, name: str, right: Iterable[str]) -> str:
    """The page for the tasks `right` of an assignment; empty when none of them was answered in
    code."""
    say = in_language(SAY, language)
    right = set(right)
    info = course.assignment(name)
    path = course.root / "exercises" / "source" / language / name / f"{name}.ipynb"
    others = load_answers(course.root).get(name, {})
    parts = []
    for cell in cells.read(path):
        answer = cells.role(cell).get("grade_id", "")
        task = info.task_of(answer) if _is_answer(cell) else None
        if task is None or task.id not in right:
            continue
        parts.append(f"## {task.title[language]}")
        parts += [say["ours"], _code(cells.source(cell))]
        known = others.get(answer)
        if known and known.unusual:
            parts += [say["other"], _code(known.unusual[0].code)]
    if not parts:
        return ""
    title = say["title"].format(title=info.title[language])
    return "\n\n".join([title, say["start"], *parts]) + "\n"


def _is_answer(cell: dict) -> bool:
    return bool(cells.role(cell).get("solution")) and cell["cell_type"] == "code"


def _code(source: str) -> str:
    return f"```python\n{MARKS.sub('', source).strip()}\n```"
