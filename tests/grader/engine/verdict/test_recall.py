"""Equal answers are judged once: only where nothing else can make a difference, and with the same
marks and outputs as else."""

import json
import sys
from collections import deque

import numpy as np
import pandas as pd
import pytest

from grader.engine.model import GRADED, Limits, Package, Submission
from grader.engine.processes.executors import runtime
from grader.engine.verdict.purity import pure
from grader.engine.verdict.recall import Dialogue, Memory
from tests.grader.engine.verdict.test_trusted import source

# --- pure cells

NAMES = {
    "pd": pd,
    "np": np,
    "sys": sys,
    "table": pd.DataFrame({"a": [1]}),
    "seen": [],
    "limit": 3,
    "helper": lambda x: x,
    "draws": np.random,
}
PURE = [
    "assert f(2) == 4",
    "tiny = pd.Series([1, 2])\nassert f(tiny).sum() == limit",
    "for x, right in [(1, 2), (2, 4)]:\n    got = f(x)\n    assert got == right",
    "def near(a, b):\n    return abs(a - b) < 1e-9\n\n\nassert near(f(1), 2)",
    "rows = []\nfor x in range(3):\n    rows.append(f(x))\nassert rows == [0, 1, 2]",
    "assert all(f(x) == x for x in range(3))",
    "many = pd.Series(range(9)).sample(3, random_state=1)\nassert f(many) == 1",
    "try:\n    f(-1)\nexcept ValueError as error:\n    assert 'x' in str(error)",
]
NOT_PURE = {
    "a given table, which another cell may change": "assert f(table) == 1",
    "a list of the given cells": "seen.append(f(1))",
    "reads such a list": "assert f(1) not in seen",
    "a function of the given cells": "assert helper(f(1)) == 1",
    "another module": "assert f(sys.path)",
    "random numbers": "assert f(np.random.rand()) > 0",
    "random numbers by another name": "from numpy.random import normal\nassert f(normal()) > 0",
    "a given module of random numbers": "assert f(draws.normal()) > 0",
    "a sample without a state": "assert f(pd.Series([1, 2]).sample(1)) > 0",
    "changes a given table": "table['b'] = 1\nassert f(table) == 1",
    "changes it under another name": "mine = table\nmine['b'] = 1\nassert f(mine) == 1",
    "changes it in place": "assert f(table.drop(columns='a', inplace=True)) is None",
    "a setting of a library": "pd.options.display.precision = f(1)",
    "opens a file": "assert open(f(1)).read() == ''",
    "writes a file": "pd.DataFrame().to_csv(f(1))",
    "runs a text": "exec('seen.append(1)')",
    "magic": "%timeit f(1)",
    "the shell's history": "assert _ == f(1)",
    "a name bound on one way only": "if f(1):\n    x = 1\nassert x == 1",
    "a name from before": "total = total + f(1)",
    "a global of a function": "def add():\n    global total\n    total = f(1)\n\n\nadd()",
    "a class": "class A:\n    n = 0\n\n\nassert f(A()) == 0",
    "whose work it is": "import grader.checks as checks\nchecks.drawn('answers', 1, 'final', {})",
}


@pytest.mark.parametrize("text", PURE)
def test_a_cell_that_depends_on_the_answers_alone_is_pure(text):
    assert set(pure({"c": text}, NAMES)) == {"c"}


@pytest.mark.parametrize("text", NOT_PURE.values(), ids=NOT_PURE.keys())
def test_a_cell_that_may_depend_on_more_is_not_pure(text):
    assert pure({"c": text}, NAMES) == {}


def test_a_cell_whose_names_another_one_reads_is_not_pure():
    cells = {
        "first": "got = f(1)\nassert got == 1",
        "second": "assert got < 2",
        "third": "own = f(2)\nassert own == 2",
    }
    assert pure(cells, NAMES) == {"third": {"f"}}
    assert pure(cells | {"fourth": "%run x.py"}, NAMES) == {}


def test_most_cells_of_the_course_are_pure(checkout):
    from grader import checks
    from keguan import cases
    from tools import frames

    notebook = json.loads(
        (checkout / "exercises/source/zh/tiering-tasks/tiering-tasks.ipynb").read_text(
            encoding="utf-8"
        )
    )
    roles = [
        (cell["metadata"].get("nbgrader", {}), cell)
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]
    cells = {
        role["grade_id"]: "".join(cell["source"])
        for role, cell in roles
        if role.get("grade") and not role.get("solution")
    }
    assert len(cells) > 10
    names = {"pd": pd, "np": np, "checks": checks, "cases": cases}
    assert set(pure(cells, names, frozenset({"keguan"}))) == set(cells)
    bodies = {name: frames.body(text) for name, text in cells.items()}
    assert not set(pure(cells, names)) & {name for name, text in bodies.items() if "cases" in text}


# --- memory

KEY = ("c", 4)


def heard(memory, end, *steps):
    """A notebook in which the cell asked and was told this, and ended so."""
    dialogue = Dialogue()
    for question, reply in steps:
        dialogue.note(question, (reply, memoryview(b"")))
    memory.learn(memory.packed([(KEY, dialogue, [{"text": end}])]))


def ask(memory, replies):
    told = deque()
    return memory.follow(KEY, lambda question: (replies[question], memoryview(b"")), told), list(
        told
    )


def test_a_talk_that_two_notebooks_had_is_known():
    memory = Memory({"c": {}})
    assert memory.wants(KEY, {}) and not memory.wants(("other", 4), {})
    heard(memory, "right", (b"f?", b"f"), (b"f(1)?", b"1"))
    assert ask(memory, {b"f?": b"f", b"f(1)?": b"1"})[0] is None  # seen once
    heard(memory, "right", (b"f?", b"f"), (b"f(1)?", b"1"))
    assert ask(memory, {b"f?": b"f", b"f(1)?": b"1"}) == ([{"text": "right"}], [])


def test_a_new_reply_is_judged_and_what_was_told_before_is_kept():
    memory = Memory({"c": {}})
    for _ in range(2):
        heard(memory, "right", (b"f?", b"f"), (b"f(1)?", b"1"), (b"f(2)?", b"4"))
    outputs, told = ask(memory, {b"f?": b"f", b"f(1)?": b"2"})
    assert outputs is None
    assert [(question, reply[0]) for question, reply in told] == [(b"f?", b"f"), (b"f(1)?", b"2")]


@pytest.mark.parametrize(
    "second",
    [
        ("wrong", (b"f?", b"f"), (b"f(1)?", b"1")),
        ("right", (b"f?", b"f"), (b"f(9)?", b"1")),
        ("right", (b"f?", b"f")),
    ],
    ids=["another end", "another question", "shorter"],
)
def test_a_cell_that_does_not_repeat_itself_is_always_run(second):
    memory = Memory({"c": {}})
    for end, *steps in [("right", (b"f?", b"f"), (b"f(1)?", b"1")), second]:
        heard(memory, end, *steps)
    assert not memory.wants(KEY, {})


def test_the_memory_is_bounded(monkeypatch):
    monkeypatch.setattr("grader.engine.verdict.recall.ROOM", 10)
    monkeypatch.setattr("grader.engine.verdict.recall.BRANCHES", 3)
    memory = Memory({"c": {}})
    for number in range(9):
        heard(memory, "right", (b"f?", b"%d" % number))
    heard(memory, "right", (b"too long a question", b"f"))
    assert len(memory.cells[KEY].then) == 3 and memory.size <= 10 and memory.wants(KEY, {})
    dialogue = Dialogue()
    assert dialogue.note(b"f?", (b"f", memoryview(b""))) and not dialogue.note(
        bytes(3 << 20), (b"f", memoryview(b""))
    )


# --- a class

forked = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only forked rooms remember"
)
REFERENCE = "def f(x):\n    return x * x\ndef g(rows):\n    return sorted(rows)"
CHECKS = (
    "print('looking')\nassert f(3) == 9, 'three'\nassert f(4) == 16",
    "assert g([2, 1]) == [1, 2]",
    "assert g([3, f(1)]) == [1, 3], 'order'",
)
ANSWERS = {
    "right": REFERENCE,
    "right in other words": (
        "def f(x):\n    return x ** 2\ndef g(rows):\n    rows = list(rows)\n    rows.sort()\n    "
        "return rows"
    ),
    "wrong": "def f(x):\n    return x + x\ndef g(rows):\n    return rows",
    "right once": "def f(x):\n    return 9\ndef g(rows):\n    return [1, 2]",
    "raises": "def f(x):\n    return x / 0\ndef g(rows):\n    return rows.missing",
    "ends its process": (
        "def f(x):\n    import os\n    return x * x if x < 4 else os._exit(1)\ndef g(rows):\n    "
        "return sorted(rows)"
    ),
    "prints": "def f(x):\n    print('x is', x)\n    return x * x\ndef g(rows):\n"
    "    return sorted(rows)",
    "its own type": (
        "class N(int):\n    pass\ndef f(x):\n    return N(x * x)\ndef g(rows):\n    return "
        "sorted(rows)"
    ),
    "missing": "def f(x):\n    return x * x",
    "counts its calls": "calls = []\ndef f(x):\n    calls.append(x)\n"
    "    return x * x if len(calls) < 3 else 0\n"
    "def g(rows):\n    return sorted(rows)",
}


@pytest.fixture(scope="module")
def engines():
    """Two engines: one that remembers, one that does not."""
    from grader.engine.processes import executors

    off = [frozenset({"a runtime of its own"}), frozenset({"recall"})]
    yield [runtime(one) for one in off]
    for one in off:
        executors._running.pop(one).close()


def grade(engine, package, student, answer):
    notebook = json.loads(package.source)
    notebook["cells"][1]["source"] = answer
    graded = engine.grade(package, Submission(student, json.dumps(notebook).encode()))
    assert graded.status == GRADED, graded.reason
    cells = json.loads(graded.executed)["cells"]
    return (
        graded,
        [(cell.get("outputs"), cell.get("execution_count")) for cell in cells],
        [(m.cell, m.points, m.why) for m in graded.marks],
    )


@forked
def test_marks_and_outputs_are_those_of_a_class_in_which_every_cell_runs(engines):
    package = Package(
        "a",
        "a",
        source(REFERENCE, *CHECKS),
        None,
        limits=Limits(cell_seconds=2, notebook_seconds=30),
    )
    with_memory, without_memory = engines
    recalled, wanted = {}, {}
    for name, answer in ANSWERS.items():
        graded, *wanted[name] = grade(without_memory, package, name, answer)
        assert graded.recalled == 0
    for number in range(4):
        for name, answer in ANSWERS.items():
            graded, *found = grade(with_memory, package, f"{name}-{number}", answer)
            assert found == wanted[name], name
            recalled[name, number] = graded.recalled
    assert recalled["right", 0] == 0 and recalled["right", 3] == len(CHECKS)
    assert (
        recalled["right in other words", 2]
        == recalled["wrong", 3]
        == recalled["raises", 3]
        == len(CHECKS)
    )
    assert recalled["ends its process", 3] < len(CHECKS)
    late = (
        "import time\ndef f(x):\n    time.sleep(3 if x == 4 else 0)\n    return x * x\ndef "
        "g(rows):\n    return sorted(rows)"
    )
    found, wanted = (grade(engine, package, "late", late)[1:] for engine in engines)
    # what comes after the limit is no reply to a later question
    assert found == wanted and found[1][0][1] == 0


@forked
def test_a_reply_that_means_something_only_after_an_earlier_one_is_not_remembered(engines):
    """The base of a student's own exception crosses once; two notebooks could agree on a false
    one."""
    answer = "class Negative(ValueError):\n    pass\ndef f(x):\n    raise Negative(x)"
    checks = [
        "try:\n    f(-1)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError",
        "print('a check')",
    ]
    package = Package(
        "c", "c", source(answer, *checks), None, limits=Limits(cell_seconds=3, notebook_seconds=30)
    )
    graded = [grade(engines[0], package, f"s{number}", answer) for number in range(4)]
    assert [points for _, _, marks in graded for cell, points, _ in marks if cell == "c0"] == [
        1
    ] * 4
    assert [one.recalled for one, _, _ in graded] == [0, 0, 1, 1]


LEFT = {
    "a class": ("class Seen:\n    value = f(3)", "assert Seen.value == 9"),
    "a global of a function": (
        "def note():\n    global seen\n    seen = f(3)\nnote()",
        "assert seen == 9",
    ),
    "a text that is run": ("exec('seen = f(3)')", "assert seen == 9"),
    "a given number": (
        "def note():\n    global limit\n    limit = f(3)\nnote()",
        "assert limit == 9",
    ),
    "a given table": ("table['b'] = f(3)", "assert table['b'].sum() == 9"),
}


@forked
@pytest.mark.parametrize("how", LEFT)
def test_a_check_of_what_an_earlier_one_left_behind_is_judged_by_this_students_value(engines, how):
    given = "import pandas as pd\nlimit = 0\ntable = pd.DataFrame({'a': [1]})"
    package = Package(
        how,
        "d",
        source("def f(x):\n    return x * x", *LEFT[how], given=given),
        None,
        limits=Limits(cell_seconds=3, notebook_seconds=30),
    )
    for number, right in enumerate((1, 1, 1, 0)):
        _, _, marks = grade(
            engines[0], package, f"s{number}", f"def f(x):\n    return x * {'x' if right else 2}"
        )
        assert [points for cell, points, _ in marks if cell == "c1"] == [right]


@forked
def test_a_check_that_keeps_something_is_never_left_out(engines):
    """The second check asks for what the first one noted: with the first left out it would find
    nothing."""
    package = Package(
        "b",
        "b",
        source(
            "def f(x):\n    return x",
            "noted.append(f(1))\nassert noted[-1] == 1",
            "assert noted == [f(1)]",
            given="noted = []",
        ),
        None,
        limits=Limits(cell_seconds=3, notebook_seconds=30),
    )
    for number in range(4):
        graded, _, marks = grade(engines[0], package, f"s{number}", "def f(x):\n    return x")
        assert [points for cell, points, _ in marks if cell != "task"] == [
            1,
            1,
        ] and graded.recalled == 0


@forked
def test_who_bound_a_given_name_anew_takes_no_points_from_others(engines):
    """Both answers are told alike; only the student's process knows of the other rates."""
    package = Package(
        "f",
        "f",
        source("total = sum(rates)", "assert total == sum(rates)", given="rates = (1, 2, 3)"),
        None,
        limits=Limits(cell_seconds=3, notebook_seconds=30),
    )
    points = []
    for number, rates in enumerate(("(9,)", "(9,)", "rates", "rates")):
        answer = f"total = 6\nrates = {rates}"
        _, _, marks = grade(engines[0], package, f"s{number}", answer)
        points += [points for cell, points, _ in marks if cell == "c0"]
    assert points == [0, 0, 1, 1]
