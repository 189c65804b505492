"""tools.measure on a tree so small that every figure can be counted by hand."""

import subprocess

import pytest

from tools import measure

LOOSE = '''"""A module with everything that is counted."""

import yaml

from grader import strict


def choose(a, b):
    if a and b or a:
        return [x for row in a for x in row if x]
    elif b:
        return {tuple(y for y in x) for x in b}
    return 1 if a else 2 if b else 3


def climb(n):
    for _ in range(n):
        while n:
            try:
                n -= 1
            except ValueError:
                pass
    match n:
        case 0:
            return strict.one()
'''
STRICT = """def one() -> int:
    return "中文"  # a comment is no code
"""
COURSE = """
[[units]]
slug = "tiering"
objectives = [{ zh = "说出客户分级的含义" }, { zh = "给客户定级" }]

[[units.assignments]]
tasks = [{ title = { zh = "搭一座金字塔" } }, { title = { zh = "算出利润" } }]
"""
LESSON = """# %% [markdown]
# - 说出客户分级的含义
#
# ## 任务 1：搭一座金字塔
#
# 给客户定级，算出利润。
#
# - 先给客户定级，再说理由
# | 5 | 讲怎样算出利润 |
"""
PROJECT = """
[project]
name = "tiny"
dependencies = ["numpy>=2"]

[project.optional-dependencies]
test = ["PyYAML"]
"""


def complex_module(branches):
    lines = ["def f(n):", *[f"    if n == {i}:\n        return {i}" for i in range(branches)]]
    return "\n".join([*lines, *["    n += 1"] * 40, "    return n", ""])


@pytest.fixture
def house(tmp_path):
    files = {
        "grader/__init__.py": "",
        "grader/loose.py": LOOSE,
        "grader/strict.py": STRICT,
        "grader/engine/__init__.py": "",
        "grader/engine/jail.py": "from grader.engine import cells\nimport numpy\n",
        "grader/engine/cells.py": "from . import jail\n",
        "keguan/__init__.py": "import IPython\n",
        "tools/__init__.py": "",
        "tools/long.py": complex_module(11),
        "tests/test_loose.py": "",
        "tests/grader/engine/test_engine_jail.py": "",
        "content/tiering/lesson.py": LESSON,
        "lessons/zh/tiering.ipynb": "",
        "keguan/models/tiering.py": "",
        "datasets/tiering.csv": "",
        "tests/figure_texts/tiering.json": "",
        "course.toml": COURSE,
        "pyproject.toml": PROJECT,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    return tmp_path


def test_tokens_of_code_on_the_lines_where_one_begins():
    source = '"""Two\nlines."""\n\nx = f"{a} {b}"  # no token\nif (\n    x\n):\n    pass\n'
    # the docstring, x = f-string, if (, x, ) :, pass
    assert measure.count_tokens(source) == (1 + 3 + 2 + 1 + 2 + 1, 6)


def test_decisions_and_nested_expressions():
    form = measure.form_of(LOOSE)
    # if, elif, or, and; the if of a comprehension; two ternaries; for, while, except, case
    assert form.decisions == 4 + 1 + 2 + 4
    assert form.ternaries == 1
    assert form.loops == 2
    assert form.functions == 2


def test_wide_lines_count_a_chinese_character_twice():
    text = "中" * 49
    assert measure.form_of(f'"{text}"').wide == 0
    assert measure.form_of(f'"{text}" #').wide == 1


def test_long_and_complex_functions(house):
    form = measure.measure_form(house / "tools")
    assert (form.functions, form.long, form.complex) == (1, 1, 1)
    assert measure.measure_form(house / "grader").complex == 0


def test_rooms_arrows_and_cycles(house):
    found = measure.room_figures(house / "grader", house)
    assert (found["rooms"], found["arrows"], found["arrows on a cycle"]) == ("3", "1", "0")
    engine = [found[f"{name} of the engine"] for name in ("rooms", "arrows", "arrows on a cycle")]
    assert engine == ["2", "2", "2"]


def test_a_cycle_over_three_rooms_leaves_the_other_arrows_out():
    among = {("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")}
    assert measure.on_a_cycle(among) == among - {("d", "a")}


def test_errors_of_types(house):
    assert measure.type_errors([house / "grader"]) == 1


def test_modules_without_a_test_of_their_name(house):
    assert measure.untested([house / "grader"], house / "tests") == [
        "grader/engine/cells.py",
        "grader/strict.py",
    ]


def test_packages_that_are_imported_but_not_declared(house):
    folders = [house / name for name in measure.HOUSE]
    assert measure.undeclared(folders, house) == ["IPython"]


def test_files_of_a_unit(house):
    assert measure.unit_files(house, "tiering") == [
        "content/tiering/lesson.py",
        "keguan/models/tiering.py",
    ]


def test_facts_that_stand_twice(house):
    assert measure.said_twice(house) == ["说出客户分级的含义", "搭一座金字塔"]


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("## 一、案例导入：漏水的桶（10 分钟）", "漏水的桶"),
        ("### 实验三\u3000漏水的桶（{points} 分）", "漏水的桶"),
        ("| 5–9 | **漏水的桶** | 第一节 |", "漏水的桶"),
        ("3. “漏水的桶”；", "漏水的桶"),
        ("## 任务 6\u3000更新：改动留痕", "更新：改动留痕"),
        ("- 250 定律。", "250 定律"),
    ],
)
def test_a_fact_that_is_the_heading_the_item_or_the_cell(line, fact):
    assert fact in measure.statements(line)


@pytest.mark.parametrize(
    "line", ["- 桶漏水的桶底", "## 从漏水的桶说起", "| 讲漏水的桶；讨论 | 5 |"]
)
def test_a_fact_inside_of_a_sentence_stands_once(line):
    assert "漏水的桶" not in measure.statements(line)


def test_the_table_has_a_column_each(house):
    found = measure.columns(house, ["attrs"], types=False)
    lines = {
        line[: measure.NAME].strip(): line.split() for line in measure.table(found).splitlines()
    }
    assert lines[""] == [*measure.HOUSE, "house", "attrs"]
    assert lines["nested ternaries"][2:] == ["1", "0", "0", "1", "0"]
    assert lines["undeclared"][1:] == ["–", "–", "–", "1", "IPython", "–"]


def test_an_anchor_that_is_not_there_is_named():
    with pytest.raises(SystemExit, match="no_such_package"):
        measure.installed("no_such_package")
    assert measure.installed("keguan").name == "keguan"
