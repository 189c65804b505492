"""Verdicts apart from the student's code: what a grade cell may ask, what it believes, and what a
dead process costs."""

import json
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

import keguan
from grader.checks import errors
from grader.engine.cells import hashes
from grader.engine.model import APART, BESIDE, GRADED, Hooks, Limits, Package, Submission
from grader.engine.processes import watch
from grader.engine.processes.executors import runtime
from grader.engine.verdict.trusted import Link, Paths
from tests.tiny_class import role

LIMITS = Limits(cell_seconds=3, notebook_seconds=30)
OFF = frozenset({"landlock"})  # a runtime of its own: other tests start and stop theirs


ZONE = "Asia/Shanghai"  # of the machine


def source(answer: str, *checks: str, given: str = "import math") -> str:
    cells = [
        new_code_cell(given),
        new_code_cell(
            f"### BEGIN SOLUTION\n{answer}\n### END SOLUTION", metadata=role("task", solution=True)
        ),
    ]
    cells += [new_code_cell(check, metadata=role(f"c{i}", 1)) for i, check in enumerate(checks)]
    return json.dumps(new_notebook(cells=cells))


@pytest.fixture(scope="module")
def engine():
    from grader.engine.processes import executors

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", ZONE)
        yield runtime(OFF)
    executors._running.pop(OFF).close()


def grade(engine, package: Package, answer: str, unconfined: bool = False):
    """What comes of an answer put in the place of the reference solution."""
    notebook = json.loads(package.source)
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = answer
    graded = engine.grade(package, Submission("S1", json.dumps(notebook).encode()), unconfined)
    assert graded.status == GRADED, graded.reason
    return graded


def points(
    engine, answer: str, reference: str, *checks: str, given: str = "import math"
) -> list[float]:
    package = Package("a", "a", source(reference, *checks, given=given), None, limits=LIMITS)
    return [mark.points for mark in grade(engine, package, answer).marks if mark.cell != "task"]


def test_both_sides_have_the_clock_of_the_machine(engine):
    answer = "import time\nhour = time.localtime(0).tm_hour"
    check = "import time\nassert hour == time.localtime(0).tm_hour == 8"
    assert points(engine, answer, answer, check) == [1]


SQUARE = "def f(x):\n    return x * x"
WAYS = [
    (SQUARE, ["assert f(3) == 9", "assert [f(x) for x in range(3)] == [0, 1, 4]"]),
    ("total = 12", ["assert total == 12", "assert math.isclose(total, 12)"]),
    (
        "import pandas as pd\ntable = pd.DataFrame({'a': [1, 2]})",
        ["assert table['a'].sum() == 3", "assert list(table) == ['a']"],
    ),
    (
        "def f(x):\n    if x < 0:\n        raise ValueError('negative')\n    return x",
        [
            "try:\n    f(-1)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError",
            "assert f(1) == 1",
        ],
    ),
    (
        "def g(n):\n    while True:\n        yield n\n        n += 1",
        ["it = g(3)\nassert next(it) == 3 and next(it) == 4"],
    ),
    (
        "class Account:\n    def __init__(self, n):\n        self.n = n\n    def put(self, m):\n  "
        "      self.n += m",
        ["a = Account(1)\na.put(2)\nassert a.n == 3", "assert isinstance(Account(1), Account)"],
    ),
    ("def sort(values):\n    values.sort()", ["data = [3, 1]\nsort(data)\nassert data == [1, 3]"]),
    (
        "def apply(g, x):\n    return g(x)",
        ["assert apply(lambda x: x + 1, 2) == 3", "assert apply(abs, -2) == 2"],
    ),
    (
        "def hello():\n    print('hello')",
        [
            "import io, contextlib\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n   "
            " hello()\n"
            "assert out.getvalue() == 'hello\\n'"
        ],
    ),
    (
        "class Empty(Exception):\n    pass\ndef f():\n    raise Empty('no')",
        [
            "try:\n    f()\nexcept Empty as error:\n    assert str(error) == 'no'\nelse:\n    "
            "raise AssertionError"
        ],
    ),
]


@pytest.mark.parametrize("answer, checks", WAYS, ids=lambda v: v if isinstance(v, str) else "")
def test_ordinary_grade_cells_run_apart_from_the_code_they_grade(engine, answer, checks):
    package = Package("a", "a", source(answer, *checks), None, limits=LIMITS)
    marks = [mark for mark in grade(engine, package, answer).marks if mark.cell != "task"]
    assert [(mark.points, mark.how) for mark in marks] == [(1, APART)] * len(checks)
    stub = [mark.points for mark in grade(engine, package, "...").marks if mark.cell != "task"]
    assert stub == [0] * len(checks)


def test_a_style_that_cannot_be_apart_is_graded_beside_and_says_so(engine):
    package = Package(
        "a",
        "a",
        source(SQUARE, "assert 'x * x' in __import__('inspect').getsource(f)"),
        None,
        limits=LIMITS,
    )
    mark = grade(engine, package, SQUARE).marks[-1]
    assert (mark.points, mark.how) == (1, BESIDE)


LIAR = (
    "class Liar:\n    def __eq__(self, other):\n        return True\n    def __bool__(self):\n     "
    "   return True\n"
)
FORGED = {
    "an object that equals everything": LIAR + "def f(x):\n    return Liar()",
    "a number that equals everything": (
        "class N(int):\n    __eq__ = lambda a, b: True\n    __hash__ = None\ndef f(x):\n    return "
        "N(1)"
    ),
    "a list of liars": LIAR + "def f(x):\n    return [Liar()]",
    "a module's function replaced": "import math, builtins\n"
    "math.isclose = lambda *a, **k: True\nbuiltins.abs = lambda x: 0\n"
    "def f(x):\n    return 1",
    "the caller's frames": "import sys\ndef f(x):\n    frame = sys._getframe()\n    while frame:\n"
    "        for v in frame.f_locals.values():\n            if getattr(v, '__name__', '') == "
    "'right':\n"
    "                return v(x)\n        frame = frame.f_back",
    "an assertion that is caught": "def f(x):\n    raise SystemExit(0)",
    "the test's own name": "def f(x):\n    return 1\ndef close(a, b):\n    return True",
}


@pytest.mark.parametrize("answer", FORGED.values(), ids=FORGED)
def test_a_forged_answer_gets_nothing(engine, answer):
    given = "import math\ndef close(a, b):\n    return abs(a - b) < 1e-9"
    checks = [
        "assert f(3) == 9",
        "assert close(f(4), 16)",
        "right = lambda x: x * x\nassert math.isclose(f(5), right(5))",
    ]
    assert points(engine, answer, SQUARE, *checks, given=given) == [0, 0, 0]


def test_an_argument_that_the_reference_leaves_alone_cannot_be_changed(engine):
    checks = ["data = [1, 2]\nassert f(data) == sum(data)"]
    assert points(
        engine, "def f(x):\n    x.clear()\n    return 0", "def f(x):\n    return sum(x)", *checks
    ) == [0]


ENDS = {
    "ends its process": "import os\n    os._exit(0)",
    "kills itself": "import os\n    os.kill(os.getpid(), 9)",
    "never ends": "while True:\n        pass",
    "recurses in C": "import sys, ctypes\n    ctypes.string_at(0)",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_function_that_kills_its_process_costs_only_its_own_points(engine, end):
    reference = SQUARE + "\ndef g(x):\n    return -x"
    answer = f"def f(x):\n    {end}\ndef g(x):\n    return -x"
    assert points(
        engine, answer, reference, "assert g(1) == -1", "assert f(3) == 9", "assert g(2) == -2"
    ) == [1, 0, 1]


def test_no_number_of_deaths_costs_what_comes_after_them(engine):
    checks = [f"assert f({i}) == {i}" for i in range(9)]
    answer = "import os\ndef f(x):\n    os._exit(1)\ndef g():\n    return 1"
    reference = "def f(x):\n    return x\ndef g():\n    return 1"
    assert points(engine, answer, reference, *checks, "assert g() == 1") == [0] * 9 + [1]


def test_a_cell_that_kills_its_process_leaves_the_other_cells_their_points(engine):
    cells = [
        new_code_cell(
            "### BEGIN SOLUTION\na = 1\n### END SOLUTION", metadata=role("ta", solution=True)
        ),
        new_code_cell(
            "### BEGIN SOLUTION\nb = 2\n### END SOLUTION", metadata=role("tb", solution=True)
        ),
        new_code_cell("assert a == 1", metadata=role("ca", 1)),
        new_code_cell("assert b == 2", metadata=role("cb", 1)),
    ]
    package = Package("a", "a", json.dumps(new_notebook(cells=cells)), None, limits=LIMITS)
    notebook = json.loads(package.source)
    notebook["cells"][1]["source"] = "import os\nos._exit(1)"
    graded = engine.grade(package, Submission("S1", json.dumps(notebook).encode()))
    assert {m.cell: m.points for m in graded.marks} == {"ca": 1, "cb": 0}


def test_what_is_printed_or_warned_costs_nothing(engine):
    answer = (
        "import sys, warnings\ndef f(x):\n    print('hm', file=sys.stderr)\n    "
        "warnings.warn('old')\n    return x * x"
    )
    assert points(
        engine, answer, SQUARE, "import sys\nprint('checking', file=sys.stderr)\nassert f(3) == 9"
    ) == [1]


def test_a_cell_that_ends_with_a_number_gives_part_of_the_points(engine):
    package = Package(
        "a",
        "a",
        source(SQUARE, "(0.5 if f(3) == 9 else 0) + (0.5 if f(0) == 0 else 0)"),
        None,
        limits=LIMITS,
    )
    assert [m.points for m in grade(engine, package, SQUARE).marks if m.cell == "c0"] == [1]
    assert [
        m.points for m in grade(engine, package, "def f(x):\n    return 0").marks if m.cell == "c0"
    ] == [0.5]


def test_a_cell_that_ends_with_a_number_or_a_comparison_can_fail(engine):
    reference = SQUARE + "\nx = 5\nok = False"
    package = Package(
        "a",
        "a",
        source(
            reference,
            "np.mean([f(3) == 9, f(0) == 0]) * 1",
            "x == 5",
            "np.bool_(x == 5)",
            "assert x\nok",
            given="import numpy as np",
        ),
        None,
        limits=LIMITS,
    )
    for answer, wanted in (
        (reference, [1, 1, 1, 1]),
        ("def f(x):\n    return 0\nx = 6\nok = True", [0.5, 0, 0, 1]),
    ):
        marks = grade(engine, package, answer).marks
        assert [m.points for m in marks if m.cell != "task"] == wanted


VALUES = {
    "a subclass of str": ("class T(str):\n    pass\ndef f():\n    return T('hi')", "f() == 'hi'"),
    "an IntEnum": (
        "import enum\nclass L(enum.IntEnum):\n    A = 3\ndef f():\n    return L.A",
        "f() == 3",
    ),
    "a subclass of dict": (
        "class D(dict):\n    pass\ndef f():\n    return D(a=1)",
        "f() == {'a': 1}",
    ),
    "a UserDict": (
        "from collections import UserDict\ndef f():\n    return UserDict(a=1)",
        "f() == {'a': 1}",
    ),
    "a ChainMap": (
        "from collections import ChainMap\ndef f():\n    return ChainMap({'a': 1})",
        "f()['a'] == 1",
    ),
    "a bytearray": ("def f():\n    return bytearray(b'ab')", "f() == b'ab'"),
    "a memoryview": ("def f():\n    return memoryview(b'ab')", "f() == b'ab'"),
    "a masked array": (
        "import numpy as np\ndef f():\n    return np.ma.MaskedArray([1, 2])",
        "f().sum() == 3",
    ),
    "an array": (
        "from array import array\ndef f():\n    return array('i', [1, 2])",
        "sum(f()) == 3",
    ),
    "a path": ("from pathlib import Path\ndef f():\n    return Path('a/b')", "str(f()) == 'a/b'"),
    "a default": (
        "from collections import defaultdict\ndef f():\n    return defaultdict(list)",
        "f()['x'] == []",
    ),
    "a match": (
        "import re\ndef f():\n    return re.search('b(.)c', 'a b' + chr(10) + 'c', re.DOTALL)",
        "f() and not f() is True",
    ),
    "a match of bytes": (
        "import re\ndef f():\n    return re.search(b'b', b'ab')",
        "f() and not f() is True",
    ),
}
PLAIN = {
    "f() == 'hi'": "'hi'",
    "f() == 3": "3",
    "f() == {'a': 1}": "{'a': 1}",
    "f()['a'] == 1": "{'a': 1}",
    "f() == b'ab'": "b'ab'",
    "f().sum() == 3": "__import__('numpy').array([1, 2])",
    "sum(f()) == 3": "[1, 2]",
    "str(f()) == 'a/b'": "'a/b'",
    "f()['x'] == []": "{'x': []}",
    "f() and not f() is True": "1",
}


@pytest.mark.parametrize("check", PLAIN)
def test_a_right_value_of_another_type_is_right(engine, check):
    reference = f"def f():\n    return {PLAIN[check]}"
    package = Package("a", "a", source(reference, f"assert {check}"), None, limits=LIMITS)
    for answer in [answer for answer, wanted in VALUES.values() if wanted == check]:
        mark = grade(engine, package, answer).marks[-1]
        assert (mark.points, mark.how) == (1, APART), (answer, mark.why)


def test_an_object_that_extends_a_list_stays_one_where_the_reference_has_one(engine):
    stack = "class Stack(list):\n    push = lambda self, x: self.append(x)\nf = lambda: Stack()"
    check = "s = f()\ns.push(1)\nassert len(s) == 1"
    assert points(engine, stack, stack, check) == [1]


def test_a_module_beside_the_notebook_may_be_called_like_a_package_of_ours(engine):
    names = ("grader", "keguan", "tools", "tests")
    given = "\n".join(f"from {name} import {name}_area" for name in names)
    total = "r = " + " + ".join(f"{name}_area(2)" for name in names)
    files = {f"{name}.py": f"def {name}_area(x):\n    return x * x".encode() for name in names}
    check = "assert r == 16\nfrom grader import grader_area as area\nassert area(r) == 256"
    package = Package("a", "a", source(total, check, given=given), None, files, limits=LIMITS)
    mark = grade(engine, package, total).marks[-1]
    assert (mark.points, mark.how) == (1, APART), mark.why


def test_a_check_that_never_comes_back_costs_its_own_points(engine, monkeypatch):
    """Python's alarm does not end a call such as sum(range(10**12)), and a check may catch it."""
    monkeypatch.setattr(watch, "TICK", 0.2)
    limits = Limits(cell_seconds=0.5, notebook_seconds=60)
    caught = (
        "try:\n    found = [n for n in numbers if n < 3]\nexcept BaseException:\n    found = [1, 2]"
    )
    checks = [
        "assert sum(numbers) == 3",
        f"{caught}\nassert found == [1, 2]",
        "assert 1 in numbers",
    ]
    package = Package("b", "b", source("numbers = [1, 2]", *checks), None, limits=limits)
    found = {mark.cell: mark for mark in grade(engine, package, "numbers = range(1, 10**12)").marks}
    assert [found[cell].points for cell in ("c0", "c1", "c2")] == [0, 0, 1]
    assert "could not cope" in found["c0"].why and "took too long" in found["c1"].why


DRAWS = "import random\nimport numpy as np\nprint(random.random(), np.random.rand())\n"
SETS = (
    "class Person:\n    def __init__(self, n):\n        self.n = n\n"
    "people = [Person(n) for n in range(20)]\nprint([one.n for one in set(people)])\n"
    "print({(None, n) for n in range(20)})\nimport warnings\nwarnings.warn('beware')\n"
)


class Numbered(int):
    """A number that stands where the object with this number stands in a set."""

    def __hash__(self):
        return hashes.mixed(self + 1)


def test_a_notebook_draws_the_same_numbers_and_has_its_sets_in_the_same_order_again(engine):
    answers = [DRAWS + SETS + f"x = {n}" for n in (1, 2, 1)]
    check = DRAWS + SETS + "x"
    package = Package("r", "r", source(answers[0], check), None, limits=LIMITS)
    first, other, again = (grade(engine, package, answer).executed for answer in answers)
    assert first == again and "ipykernel_1/" in first  # as a warning names the cell
    drawn = [json.loads(notebook)["cells"] for notebook in (first, other)]
    texts = [cell["outputs"][0]["text"].splitlines() for cells in drawn for cell in cells[1:3]]
    assert len({lines[0] for lines in texts}) == 4
    order = str(list(map(int, set(map(Numbered, range(20))))))
    assert [lines[1] for lines in texts] == [order] * 4
    # None lies at one address in both processes
    assert len({lines[2] for lines in texts}) == 1


POINT = "from typing import NamedTuple\nclass Point(NamedTuple):\n    x: int\n    y: int"
EQUAL = {
    "what is looped over": (
        "",
        "def f(n):\n    yield from range(n)",
        "class f:\n    def __init__(self, n):\n        self.n = n\n    def __iter__(self):\n"
        "        yield from range(self.n)",
        "assert list(f(3)) == [0, 1, 2] and sum(f(4)) == 6",
    ),
    "what can be indexed": (
        "",
        "def f(n):\n    yield from range(n)",
        "class f:\n    def __init__(self, n):\n        self.n = n\n    def __getitem__(self, i):\n"
        "        return range(self.n)[i]",
        "assert list(f(3)) == [0, 1, 2]",
    ),
    "many lists, then an argument that is changed": (
        "",
        "def f(n):\n    return [(i, i) for i in range(n)]\ndef g(a):\n    a.sort()",
        "def f(n):\n    return [[i, i] for i in range(n)]\ndef g(a):\n    a.sort()",
        "rows = f(700)\nassert rows[650][0] == 650\nxs = [3, 1]\ng(xs)\nassert xs == [1, 3]",
    ),
    "a class of named tuples that was given": (
        POINT,
        "def f(p):\n    return p.x + p.y",
        "def f(p):\n    match p:\n        case Point(x, y):\n            return x + y",
        "assert f(Point(1, 2)) == 3",
    ),
    "an argument that is changed, and a count of calls": (
        "",
        "n = 0\ndef f(a):\n    global n\n    n += 1\n    return sorted(a)\ndef g():\n    return n",
        "n = 0\ndef f(a):\n    global n\n    n += 1\n    a.sort()\n    return a\n"
        "def g():\n    return n",
        "assert f([2, 1]) == [1, 2] and g() == 1",
    ),
}


@pytest.mark.parametrize("kind", EQUAL)
def test_another_way_to_the_same_is_right(engine, kind):
    given, reference, answer, check = EQUAL[kind]
    # the last check sees whether the one before has asked the answer twice
    counts = [check, "assert g() == 1"] if "g()" in check else [check]
    assert points(engine, answer, reference, *counts, given=given or "pass") == [1] * len(counts)


def test_an_object_that_is_looped_over_is_asked_for_nothing_else(engine):
    lying = (
        "class f(list):\n    def __init__(self, n):\n        pass\n    def __iter__(self):\n"
        "        return iter('no')\n    def __eq__(self, other):\n        return True\n"
        "    def __len__(self):\n        return 3"
    )
    assert points(
        engine,
        lying,
        "def f(n):\n    yield from range(n)",
        "assert list(f(3)) == [0, 1, 2]",
        "assert not (f(3) == 0)",
    ) == [0, 1]


@pytest.mark.parametrize(
    "answer, said",
    [
        ("row['strs'] == 5", "最接近的列名是“stars”"),
        ("row['stars'] == '5'", "第 2 行（return row['stars'] == '5'）：“5”加了引号"),
        ("row['stars'].bit_length", "返回的是方法 bit_length，还没有算"),
    ],
)
def test_the_sentences_on_a_students_code_cross_and_are_ours(engine, answer, said):
    check = "from grader import checks\nwith checks.task('zh', 't', 1):\n"
    check += "    checks.example('f', {'stars': 5}).expect(True)"
    reference = "def f(row):\n    return row['stars'] == 5"
    hooks = Hooks(readable=(str(Path(keguan.__file__).parent),))
    package = Package("a", "a", source(reference, check), None, limits=LIMITS, hooks=hooks)
    graded = grade(engine, package, f"def f(row):\n    return {answer}")
    shown = json.dumps(json.loads(graded.executed), ensure_ascii=False)
    assert said in shown and graded.marks[-1].points == 0


def test_a_sentence_that_is_not_ours_does_not_cross():
    told = {"kind": {"name": "ValueError"}, "text": "2137", "cause": "满分 2137。"}
    error = Link(None, Paths())._exception(told)
    assert "满分" not in errors.told(error, len)[0]
