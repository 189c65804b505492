"""A course folder with two small assignments in a temporary folder, for the tests of the
instructor's commands."""

import shutil
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.course import outline as courses
from grader.course.answers import Answers, Mistake, Unusual
from grader.learner import workspace

CHECKOUT = Path(__file__).resolve().parent.parent

COURSE = """
[course]
title = { zh = "小课程", en = "Small course" }
languages = ["zh", "en"]
[components]
C = { weight = 0.4, zh = "理论测试", en = "Theory test" }
D = { weight = 0.6, zh = "课后拓展训练", en = "After-class extension" }
[[units]]
slug = "tiny"
plan = "S0"
minutes = 10
weight = 1
datasets = []
title = { zh = "小单元", en = "Tiny unit" }
objectives = []
[[units.assignments]]
name = "tiny-tasks"
component = "D"
share = 0.6
minutes = 5
title = { zh = "小任务", en = "Tiny tasks" }
[[units.assignments.tasks]]
id = "double"
ref = "A1"
points = 3
concepts = ["doubling"]
title = { zh = "翻倍", en = "Double" }
[[units.assignments.tasks]]
id = "greet"
ref = "A2"
points = 2
concepts = ["greeting"]
title = { zh = "问候", en = "Greet" }
[[units.assignments]]
name = "tiny-essay"
component = "D"
share = 0.4
minutes = 5
title = { zh = "小作文", en = "Tiny essay" }
[[units.assignments.tasks]]
id = "why"
ref = "M1"
points = 10
concepts = ["greeting"]
title = { zh = "为什么", en = "Why" }
[units.concepts]
doubling = { section = 1, zh = "翻倍", en = "Doubling" }
greeting = { section = 2, zh = "问候", en = "Greeting" }
"""

# where a student's notebooks lie within the folder of a language
PLACES = {
    "zh": {
        "tiny": "小单元/课文.ipynb",
        "tiny-tasks": "小单元/小任务.ipynb",
        "tiny-essay": "小单元/小作文.ipynb",
    },
    "en": {
        "tiny": "Tiny unit/Lesson.ipynb",
        "tiny-tasks": "Tiny unit/Tiny tasks.ipynb",
        "tiny-essay": "Tiny unit/Tiny essay.ipynb",
    },
}

DOUBLE = (
    'def double(x):\n    """{doc}"""\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END '
    "SOLUTION"
)
GREET = 'def greet(name):\n    ### BEGIN SOLUTION\n    return "hello " + name\n    ### END SOLUTION'
HIDDEN = '### BEGIN HIDDEN TESTS\nchecks.agree("double", lambda x: 2 * x, 21)\n### END HIDDEN TESTS'

BOOK = {
    "tiny-tasks": {
        "double": Answers(
            mistakes=[
                Mistake(
                    "triples",
                    "def double(x):\n    return 3 * x",
                    {"double-small", "double-hidden"},
                    "不对",
                ),
                Mistake(
                    "only small",
                    "def double(x):\n    return 4 if x == 2 else 0",
                    {"double-hidden"},
                    "换一组",
                ),
            ],
            unusual=[Unusual("adds", "def double(x):\n    return x + x")],
        ),
        "greet": Answers(
            mistakes=[
                Mistake(
                    "forgets the name",
                    'def greet(name):\n    return "hello"',
                    {"greet-test"},
                    "内容不对",
                )
            ],
        ),
    }
}


def opened(root: Path) -> courses.Course:
    """The small course as a learner sees it, with lessons and released assignments, opened once in
    Chinese."""
    folder = make(root)
    course = courses.load(root)
    for language in course.languages:
        lessons = root / "lessons" / language
        lessons.mkdir(parents=True)
        (lessons / "README.md").write_text("# 课程\n\n好好学。\n\n## 1 小单元\n", encoding="utf-8")
        (lessons / "tiny.ipynb").write_text(
            nbformat.writes(new_notebook(cells=[new_code_cell("1 + 1", id="one")])),
            encoding="utf-8",
        )
        for assignment in course.assignments:
            name = assignment.name
            release = folder / "release" / language / name / f"{name}.ipynb"
            release.parent.mkdir(parents=True)
            notebook = nbformat.read(folder / "source" / language / name / f"{name}.ipynb", 4)
            notebook.cells = [cell for cell in notebook.cells if "HIDDEN" not in cell.source]
            for cell in [cell for cell in notebook.cells if "### BEGIN" in cell.source]:
                cell.source = (
                    cell.source.split("    ### BEGIN")[0] + "    raise NotImplementedError()"
                )
            for cell in notebook.cells:
                its = cell.metadata.get("nbgrader", {})
                if its.get("grade") and its.get("solution"):
                    cell.source = "在这里写回答 · YOUR ANSWER HERE"
            nbformat.write(notebook, release)
    workspace.update(course, "zh")
    return course


def role(grade_id, points=None, *, solution=False):
    metadata = {
        "schema_version": 3,
        "grade_id": grade_id,
        "task": False,
        "grade": points is not None,
        "solution": solution,
        "locked": not solution,
    }
    return {"nbgrader": metadata | ({"points": points} if points is not None else {})}


def tasks(language):
    doc = {"zh": "两倍。", "en": "Twice."}[language]
    return [
        new_markdown_cell("# 小任务 · Tiny tasks", id="title"),
        new_code_cell("from grader import checks", id="imports"),
        new_code_cell(DOUBLE.format(doc=doc), id="double", metadata=role("double", solution=True)),
        new_code_cell(
            'checks.example("double", 2).expect(4)',
            id="double-small",
            metadata=role("double-small", 1),
        ),
        new_code_cell(HIDDEN, id="double-hidden", metadata=role("double-hidden", 2)),
        new_code_cell(GREET, id="greet", metadata=role("greet", solution=True)),
        new_code_cell(
            'checks.example("greet", "Li").expect("hello Li")',
            id="greet-test",
            metadata=role("greet-test", 2),
        ),
    ]


def essay(language):
    return [
        new_markdown_cell(
            "因为。" if language == "zh" else "Because.",
            id="why",
            metadata=role("why", 10, solution=True),
        )
    ]


def make(root: Path) -> Path:
    """Writes course.toml, source and release notebooks; returns the course folder (exercises/)."""
    folder = root / "exercises"
    folder.mkdir(parents=True)
    (root / "course.toml").write_text(COURSE, encoding="utf-8", newline="\n")
    shutil.copy(CHECKOUT / "exercises" / "nbgrader_config.py", folder)
    for language in ("zh", "en"):
        for name, cells in (("tiny-tasks", tasks(language)), ("tiny-essay", essay(language))):
            path = folder / "source" / language / name / f"{name}.ipynb"
            path.parent.mkdir(parents=True)
            kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
            nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    return folder


def solved(folder, wrong: str = "") -> dict[str, str]:
    """Notebooks to hand in, by assignment: the instructor's own, with the answer to one task left
    out."""
    texts = {}
    for name in ("tiny-tasks", "tiny-essay"):
        notebook = nbformat.read(folder.notebook("source", name), as_version=4)
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("grade_id") == wrong:
                cell.source = "..."
        texts[name] = nbformat.writes(notebook)
    return texts
