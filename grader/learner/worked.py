"""The worked solution of every task that a learner has all right, and one other way to write it,
as Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from grader.course import simulate
from grader.course.outline import Course

MARKS = re.compile(r"^\s*### (?:BEGIN|END) SOLUTION\s*?\n?", re.MULTILINE)
SAY = {
    "zh": {
        "title": "# {title}：参考做法",
        "start": "这里只有你已经全部做对的题。你的写法如果不同，比一比，哪一种更容易看懂？",
        "ours": "课程的写法：",
        "other": "另一种写法：",
    },
    "en": {
        "title": "# {title}: worked solutions",
        "start": "Only tasks that you have all right are here. If yours looks different: which "
        "is easier to read?",
        "ours": "As the course writes it:",
        "other": "Another way:",
    },
}


def page(course: Course, language: str, name: str, right: Iterable[str]) -> str:
    """The page for the tasks `right` of an assignment; empty when none of them was answered in
    code."""
    say, right = SAY[language], set(right)
    info = course.assignment(name)
    path = course.root / "exercises" / "source" / language / name / f"{name}.ipynb"
    others = simulate.load_answers(course.root).get(name, {})
    parts = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        role = cell["metadata"].get("nbgrader", {})
        task = (
            info.task_of(role["grade_id"])
            if role.get("solution") and cell["cell_type"] == "code"
            else None
        )
        if task and task.id in right:
            parts.append(
                f"## {task.title[language]}\n\n{say['ours']}\n\n{_code(''.join(cell['source']))}"
            )
            unusual = others[role["grade_id"]].unusual if role["grade_id"] in others else ()
            parts += [f"{say['other']}\n\n{_code(unusual[0].code)}"] if unusual else []
    return (
        "\n\n".join([say["title"].format(title=info.title[language]), say["start"], *parts]) + "\n"
        if parts
        else ""
    )


def _code(source: str) -> str:
    return f"```python\n{MARKS.sub('', source).strip()}\n```"
