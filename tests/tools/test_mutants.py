"""The command: which mutants it makes of a small task, what it says of them, and its list."""

import sys

import pytest

from grader.course import outline
from tests import small_course
from tools.parts import find

if sys.platform == "win32":
    pytest.skip("mutants are tried in forked processes", allow_module_level=True)

from tools.mutants import __main__ as mutants
from tools.mutants import trial

EXERCISE = '''# %% [markdown]
# # {title}

# %%
import keguan
keguan.use("zh")
from grader import checks

# %% [markdown]
# ## 任务 1 {task}（{points} 分）

# %% answer="sum"
def add(a, b, limit=9):
    """和，最大是 limit。"""
    ### BEGIN SOLUTION
    total = a
    while total < a + b:
        total += 1
    return total if total <= limit else limit
    ### END SOLUTION

# %% check="sum-small" points=1
checks.example("add", 1, 2).expect(3)

# %% check="sum-hidden" points=2
### BEGIN HIDDEN TESTS
### REFERENCE
for numbers in CASES:
    checks.agree("add", reference.add, *numbers)
### END HIDDEN TESTS

# %% [markdown]
# ## 任务 2 {task}（{points} 分）

# %% [markdown] essay="why"
# 因为加法可以交换。
'''
FEW, ALL = (
    "[(2, 2)]",
    "[(2, 2), (4, 5), (4, 6), (4, 5, 8), (4, 5, 10), (3, 0), (5, -2)]",
)
EDGE = "add: total if total <= limit else limit → total if total < limit else limit"
ENGLISH = {"和，最大是 limit。": "The sum, at most limit."}


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """A mutant without end has a second, not three."""
    monkeypatch.setattr(trial, "SECONDS", 0)


def course(folder, cases, listed=""):
    root = small_course.make(folder, exercise=EXERCISE.replace("CASES", cases), **ENGLISH)
    (root / "content/tiny/mutants.toml").write_text(listed, encoding="utf-8")
    return root


def entry(*changes, task="tiny-tasks/sum", reason="where both are equal it is the same number"):
    return f"""[[equivalent]]
task = "{task}"
mutants = {list(changes)!r}
reason = "{reason}"
"""


def test_a_mutant_that_the_checks_accept_is_named_with_its_place(tmp_path, capsys):
    root = course(tmp_path, FEW)
    assert mutants.main(["tiny"], root) == 1
    said = capsys.readouterr()
    line = EXERCISE.splitlines().index("    return total if total <= limit else limit") + 1
    place = f"content/tiny/tasks.py:{line}: tiny-tasks/sum survives: "
    assert f"{place}add: total if total <= limit else limit → total" in said.err.splitlines()
    assert "add: parameter limit → 9" in said.err
    assert "1 + 2" not in said.err and "→ total < a - b" not in said.err  # the checks refuse it


def test_a_listed_mutant_is_no_fault_and_a_new_case_kills_the_others(tmp_path, capsys):
    root = course(tmp_path, ALL, entry(EDGE))
    assert mutants.main([], root) == 0, capsys.readouterr().err
    row = capsys.readouterr().out.splitlines()[1].split()
    assert row[0] == "tiny-tasks/sum" and row[-2:] == ["1", "0"] and int(row[1]) == int(row[2]) + 1


def test_a_mutant_without_end_is_stopped_and_those_after_it_are_tried(tmp_path):
    (part,) = find(outline.load(course(tmp_path, ALL)), "tiny-tasks")
    (task,) = mutants.tasks(part)
    trial.grade([task.batch], workers=1)
    endless = [mutant.change for mutant in task.with_outcome(trial.ENDLESS)]
    assert "add: total += 1 → (left out)" in endless
    assert task.with_outcome(trial.SURVIVED) == [m for m in task.batch.mutants if m.change == EDGE]


def test_a_listed_mutant_that_is_refused_or_gone_or_of_no_task_must_go(tmp_path, capsys):
    gone, refused = "add: a + b → a - b", "add: total < a + b → total <= a + b"
    listed = entry(EDGE) + entry(gone) + entry(refused) + entry(EDGE, task="tiny-task/sum")
    assert mutants.main(["tiny-tasks"], course(tmp_path, ALL, listed)) == 1
    assert {
        line.partition("mutants.toml: ")[2] for line in capsys.readouterr().err.splitlines()
    } == {
        f"tiny-tasks/sum: there is no such mutant; take it out: {gone}",
        f"tiny-tasks/sum: the checks refuse it; take it out: {refused}",
        f"tiny-task/sum: there is no such mutant; take it out: {EDGE}",
    }


def test_a_change_keeps_its_name_when_cells_move(tmp_path):
    (part,) = find(outline.load(course(tmp_path, ALL)), "tiny-tasks")
    (task,) = mutants.tasks(part)
    before = [(mutant.change, task.place(mutant)) for mutant in task.batch.mutants]
    path = tmp_path / "content/tiny/tasks.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("# %% answer", "# %%\nfirst = 1\n\n# %% answer"), encoding="utf-8")
    (task,) = mutants.tasks(part)
    after = [(mutant.change, task.place(mutant)) for mutant in task.batch.mutants]
    assert [change for change, _ in before] == [change for change, _ in after]
    assert all(a != b for (_, a), (_, b) in zip(before, after, strict=True))
    assert len(dict(before)) == len(before)


@pytest.mark.parametrize(
    "listed, said",
    [
        ("equivalent = 3[", "not valid TOML"),
        ('[[equivalent]]\ntask = "tiny-tasks/sum"\nmutants = []', "needs task, mutants and reason"),
        (entry("a", reason=" "), "needs task, mutants and reason"),
        (entry("a") + entry("a"), "listed twice"),
    ],
)
def test_a_list_that_cannot_be_read_is_one_sentence(tmp_path, capsys, listed, said):
    assert mutants.main([], course(tmp_path, ALL, listed)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("content/tiny/mutants.toml: ") and said in line


def test_a_solution_that_its_own_checks_refuse_is_said(tmp_path, capsys):
    root = course(tmp_path, ALL)
    path = root / "content/tiny/tasks.py"
    wrong = path.read_text(encoding="utf-8").replace("expect(3)", "expect(4)")
    path.write_text(wrong, encoding="utf-8")
    assert mutants.main([], root) == 1
    assert capsys.readouterr().err == "tiny-tasks/sum: the solution does not pass its own checks\n"


def test_what_answers_share_must_stay_as_it_was(tmp_path, capsys):
    """Otherwise one mutant would be refused for what another one did."""
    text = EXERCISE.replace("from grader import checks", "from grader import checks\nseen = []")
    loop = "    total = a\n    while total < a + b:\n        total += 1\n"
    text = text.replace(loop, "    total = a + b\n    seen.extend([1] * 0)\n")
    text = text.replace("### REFERENCE", "assert not seen").replace("CASES", "[]")
    root = small_course.make(tmp_path, exercise=text, **ENGLISH)
    assert mutants.main([], root) == 1
    assert (
        capsys.readouterr().err == "tiny-tasks/sum: a mutant has changed what all answers share\n"
    )


def test_other_code_with_the_same_value_is_the_same_answer():
    assert mutants.asked("c1 = None\n### BEGIN SOLUTION\nc1 = 3\n### END SOLUTION") == ("c1",)
    assert (
        mutants.asked("def f():\n    ### BEGIN SOLUTION\n    return 3\n    ### END SOLUTION") == ()
    )
