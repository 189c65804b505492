"""A course of one short unit in a temporary folder, for the tests of the builder."""

import shutil
from pathlib import Path

from grader.course import outline
from tools import messages
from tools.parts import catalogues

CHECKOUT = Path(__file__).resolve().parent.parent
CATALOGUE = "content/tiny/en.po"

COURSE = """
[course]
title = { zh = "小课程", en = "Small course" }
languages = ["zh", "en"]
[components]
D = { weight = 1.0, zh = "课后拓展训练", en = "After-class extension" }
[[units]]
slug = "tiny"
plan = "S0"
minutes = 10
weight = 1
datasets = ["ctrip"]
title = { zh = "小单元", en = "Tiny unit" }
objectives = [{ zh = "会加", en = "Add" }]
[[units.assignments]]
name = "tiny-tasks"
component = "D"
share = 1.0
minutes = 5
title = { zh = "小任务", en = "Tiny tasks" }
[[units.assignments.tasks]]
id = "sum"
ref = "A1"
points = 3
concepts = ["adding"]
title = { zh = "求和", en = "Sum" }
[[units.assignments.tasks]]
id = "why"
ref = "M1"
points = 2
concepts = []
title = { zh = "为什么", en = "Why" }
[units.concepts]
adding = { section = 1, zh = "加法", en = "Adding", term = "三" }
"""

LESSON = """# %% [markdown]
# # {title}
#
# 这一课约 {minutes} 分钟。
#
# {objectives}

# %%
import keguan
keguan.use("zh")

# %% taught=true
amount = 1 + 2
print(f"一共 {amount} 元")  # 结果

# %%
amount * 2
"""

EXERCISE = '''# %% [markdown]
# # {title}

# %%
import keguan
keguan.use("zh")
from grader import checks

# %% [markdown]
# ## 任务 1 {task}（{points} 分）
#
# 写函数 `add`。

# %% [markdown] hint=1
# 用加号。

# %% answer="sum"
def add(a, b):
    """两个数的和。"""
    ### BEGIN SOLUTION
    total = a + b  # 相加
    return total
    ### END SOLUTION

# %% check="sum-small" points=1
checks.example("add", 1, 2).expect(3)

# %% check="sum-hidden" points=2
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("add", reference.add, 7, 8)
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 2 {task}（{points} 分）

# %% [markdown] essay="why"
# 因为加法可以交换。
'''

TEACHER = """# 教师页：{title}

## 时间

{minutes} 分钟。
"""

ENGLISH = {
    "# 教师页：{title}": "# Teacher page: {title}",
    "## 时间": "## Timing",
    "{minutes} 分钟。": "{minutes} minutes.",
    "# {title}": None,
    "这一课约 {minutes} 分钟。": "This lesson takes about {minutes} minutes.",
    "一共 {amount} 元": "{amount} yuan in all",
    "结果": "the result",
    "## 任务 1 {task}（{points} 分）": "## Task 1 {task} ({points} points)",
    "写函数 `add`。": "Write the function `add`.",
    "用加号。": "Use the plus sign.",
    "两个数的和。": "The sum of two numbers.",
    "相加": "add them",
    "## 任务 2 {task}（{points} 分）": "## Task 2 {task} ({points} points)",
    "因为加法可以交换。": "Because addition commutes.",
}


def make(
    root: Path, lesson: str = LESSON, exercise: str = EXERCISE, course: str = COURSE, **english
) -> Path:
    """Writes the course with its translations; `english` overrides: Chinese text = English text."""
    for name, text in [
        ("course.toml", course),
        ("content/tiny/lesson.py", lesson),
        ("content/tiny/tasks.py", exercise),
        ("content/tiny/teacher.md", TEACHER),
    ]:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    (root / "exercises").mkdir(exist_ok=True)
    shutil.copy(CHECKOUT / "exercises" / "nbgrader_config.py", root / "exercises")
    translate(root, ENGLISH | english)
    return root


def translate(root: Path, english: dict) -> None:
    """Writes the catalogue and fills in what `english` knows."""
    import polib

    update(root)
    catalogue = polib.pofile(str(root / CATALOGUE), encoding="utf-8", wrapwidth=0)
    for entry in catalogue:
        entry.msgstr = english.get(entry.msgid) or entry.msgstr
    catalogue.save(newline="\n")


def update(root: Path) -> tuple[int, int, int, int]:
    """Brings the catalogue up to date; returns its counts: kept, new, fuzzy, dropped."""
    [parts] = catalogues(outline.load(root)).values()
    return messages.update(parts)
