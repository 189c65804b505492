"""The templates of the theory tests: course.toml says what they ask, no test has a notebook of its
own."""

from dataclasses import replace

import pytest

from grader.course import outline
from keguan import theory
from tools import notebook
from tools.content import BuildError, read
from tools.parts import Part, find

COURSE = outline.load()
FINAL = COURSE.assignment("final-test")
HEAD = """# %% [markdown]
# # {title}

# %%
import keguan
keguan.use("zh")
from grader import checks

"""


def cells_of(part):
    return read(part.path, part.kind, part.shown, part.test)


def test_all_theory_tests_come_from_one_file():
    tests = find(COURSE, "content/test.py")
    quizzes = [f"{unit.slug}-quiz" for unit in COURSE.units if unit.weight]
    assert [part.name for part in tests] == [*quizzes, "final-test"]
    assert {part.catalogue_shown for part in tests} == {"content/en.po"}


@pytest.mark.parametrize("part", [p for p in find(COURSE) if p.test], ids=lambda part: part.name)
def test_a_template_asks_what_course_toml_says(part):
    cells = cells_of(part)
    answers = [cell.name for cell in cells if cell.role == "answer"]
    assert answers == [task.id for task in part.assignment.tasks]
    for task in part.assignment.tasks:
        checks = [cell for cell in cells if cell.role == "check" and task.id in cell.source]
        assert [cell.name for cell in checks] == [
            f"{task.id}-{number}" for number in range(1, task.questions + 1)
        ]
        assert sum(cell.points for cell in checks) == task.points
    text = "\n".join(cell.source for cell in cells)
    assert "PART" not in text and "TEST" not in text.replace("HIDDEN TESTS", "")
    assert f'theory.Paper("{part.name}", student)' in text


def test_another_part_of_the_final_test_is_a_line_in_course_toml():
    parts = tuple(replace(FINAL.tasks[0], id=f"unit{number}") for number in range(12))
    final = replace(FINAL, tasks=parts)
    cells = cells_of(Part(COURSE, None, final))
    assert [cell.name for cell in cells if cell.role == "answer"] == [part.id for part in parts]


def test_the_numbers_of_the_questions_stand_by_kind():
    part = find(COURSE, "tiering-quiz")[0]
    cells = cells_of(part)
    for language, single in (("zh", "单选"), ("en", "single choice")):
        made = notebook.make(part, language, cells, cells)
        [answer] = [cell for cell in made.cells if cell.id == "tiering"]
        lines = answer.source.split("\n")
        assert lines[1] == f"    1: None, 2: None, 3: None, 4: None, 5: None,  # {single}"
        paper = theory.Paper(part.name, "S001").part("tiering")
        names = {}
        exec(answer.source.partition("### BEGIN SOLUTION")[0], names)
        assert list(names["tiering"]) == [question.number for question in paper]


@pytest.mark.parametrize(
    "cell, said",
    [
        ('# %% [markdown] each="unit"\n# 题\n', "unknown role 'each'"),
        ('# %% each="part" answer="PART"\nPART = 1\n', "BEGIN SOLUTION"),
    ],
)
def test_a_template_that_says_something_else_is_refused(tmp_path, cell, said):
    path = tmp_path / "test.py"
    path.write_text(HEAD + cell, encoding="utf-8")
    with pytest.raises(BuildError, match=said):
        read(path, "exercise", "test.py", FINAL)


def test_only_a_template_may_repeat_cells(tmp_path):
    path = tmp_path / "tasks.py"
    path.write_text(HEAD + '# %% [markdown] each="part"\n# 题\n', encoding="utf-8")
    with pytest.raises(BuildError, match="unknown role 'each'"):
        read(path, "exercise", "tasks.py")
