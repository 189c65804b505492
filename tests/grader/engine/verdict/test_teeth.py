"""Wrong answers get no points and right ones keep theirs in every style of check, whichever process
runs it: the cells of all cases stand in one notebook, and each column of answers is handed in once.
"""

import json
from dataclasses import dataclass, field

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.engine.model import APART, BESIDE, GRADED, Limits, Package, Submission
from grader.engine.processes import executors
from grader.feedback.page import page
from tests.tiny_class import role

OFF = frozenset({"ipc"})  # a runtime of its own: other tests start and stop theirs


@dataclass
class Case:
    """A reference solution and its checks; `wrong` and `right` are other answers to it."""

    answer: str
    checks: list[str]
    wrong: str = ""
    right: str = ""
    given: str = ""
    after: str = ""  # a given cell that stands behind the answer
    files: dict[str, bytes] = field(default_factory=dict)
    how: str = APART  # of its last check
    wrong_points: list[float] | None = None  # none unless said otherwise


POOR = (
    "class BankError(Exception):\n    pass\nclass Poor(BankError):\n    pass\n"
    "def pay(n):\n    if n > 5:\n        raise {}('too much')\n    return n"
)
CAUGHT = "\nexcept {}:\n    pass\nelse:\n    raise AssertionError('nothing was raised')"
ACCOUNT = (
    "class {}:\n    def __init__(self, rows):\n        self.rows = {}\n    def add(self, n):\n"
    "        self.rows.append(n)\n    def all(self):\n        return {}"
)
OWN_ITERATOR = (
    "class Count10:\n    def __init__(self, most):\n        self.most, self.n = most, -1\n"
    "    def __iter__(self):\n        return self\n    def __next__(self):\n"
    "        self.n += 1\n        if self.n >= self.most:\n            raise StopIteration\n"
    "        return self.n"
)
KEEPS = "kept{0} = []\ndef add{0}(x):\n    kept{0}.append(x)\n    return {1}"
CASES = {
    "F1 a name that a check beside makes": Case(
        "def f1(x):\n    return x + 1",
        ["k1 = 3\nassert 'f1' in globals()", "assert f1(k1) == 4"],
        wrong="def f1(x):\n    return x",
        right="f1 = lambda x: 1 + x",
        wrong_points=[1, 0],
    ),
    "F1 a name that a check beside computes": Case(
        "def f1b(x):\n    return x + 1",
        ["k1b = len(dir()) * 0 + f1b(2)\nassert 'f1b' in dir()", "assert f1b(k1b) == 4"],
        wrong="def f1b(x):\n    return x",
        how=BESIDE,
        wrong_points=[1, 0],
    ),
    "F2a a list argument is sorted in place": Case(
        "def srt(a):\n    return sorted(a)",
        ["x2 = [3, 1, 2]\nassert srt(x2) == [1, 2, 3] and x2 == [3, 1, 2]"],
        wrong="def srt(a):\n    a.sort()\n    return a",
        right="def srt(a):\n    a = list(a)\n    a.sort()\n    return a",
    ),
    "F2a a changed argument that nobody looks at": Case(
        "def srt3(a):\n    return sorted(a)",
        ["assert srt3([3, 1, 2]) == [1, 2, 3]", "x3 = [2, 1]\nassert srt3(x3) == [1, 2]"],
        right="def srt3(a):\n    a.sort()\n    return a",
    ),
    "F2a a table argument": Case(
        "def doubled(t):\n    return t.assign(b=t['a'] * 2)",
        [
            "t2 = pd.DataFrame({'a': [1, 2]})\nassert list(doubled(t2)['b']) == [2, 4]\n"
            "assert list(t2) == ['a']"
        ],
        wrong="def doubled(t):\n    t['b'] = t['a'] * 2\n    return t",
        given="import pandas as pd\nimport numpy as np",
    ),
    "F2a a Series, an array, a dict, a set, a keyword": Case(
        "def five(s, a, d, m, *, k):\n    return 1",
        [
            "s2, a2, d2, m2, k2 = pd.Series([1, 2]), np.array([1, 2]), {'a': [1]}, {1}, [1]\n"
            "five(s2, a2, d2, m2, k=k2)\nassert list(s2) == [1, 2]",
            "a2 = np.array([1, 2])\nfive(pd.Series([1]), a2, {'a': [1]}, {1}, k=[])\n"
            "assert list(a2) == [1, 2]",
            "d2 = {'a': [1]}\nfive(pd.Series([1]), np.ones(2), d2, {1}, k=[])\n"
            "assert d2 == {'a': [1]}",
            "m2 = {1}\nfive(pd.Series([1]), np.ones(2), {'a': []}, m2, k=[])\nassert m2 == {1}",
            "k2 = []\nfive(pd.Series([1]), np.ones(2), {'a': []}, {1}, k=k2)\nassert k2 == []",
        ],
        wrong="def five(s, a, d, m, *, k):\n    s[0] = 9\n    a[0] = 9\n    d['a'].append(2)\n"
        "    m.add(2)\n    k.append(1)\n    return 1",
    ),
    "F2b rows that are one list": Case(
        "def grid(n):\n    return [[0] * n for _ in range(n)]",
        ["g2 = grid(3)\ng2[0][0] = 5\nassert g2[1][0] == 0"],
        wrong="def grid(n):\n    return [[0] * n] * n",
        right="def grid(n):\n    rows = []\n    for _ in range(n):\n        rows.append([0] * n)\n"
        "    return rows",
    ),
    "F2b a copy that is none": Case(
        "la = [1, 2]\nlb = list(la)",
        ["la.append(3)\nassert lb == [1, 2]"],
        wrong="la = [1, 2]\nlb = la",
        right="la = [1, 2]\nlb = la[:]",
    ),
    "F2b is not": Case(
        "def same(xs):\n    return list(xs)",
        ["x4 = [1]\nassert same(x4) is not x4"],
        wrong="def same(xs):\n    return xs",
        how=BESIDE,
    ),
    "F2b a list of the class": Case(
        "class Bag:\n    def __init__(self):\n        self.items = []",
        ["b1, b2 = Bag(), Bag()\nb1.items.append(1)\nassert b2.items == []"],
        wrong="class Bag:\n    items = []",
        right="class Bag:\n    def __init__(self, items=None):\n        self.items = items or []",
    ),
    "F2b a kept argument": Case(
        ACCOUNT.format("Kept", "list(rows)", "list(self.rows)"),
        [
            "x5 = [1]\nkept = Kept(x5)\nkept.add(2)\nassert x5 == [1]",
            "x5 = [1]\nkept = Kept(x5)\nx5.append(9)\nassert kept.all() == [1]",
            "kept = Kept([1])\nkept.all().append(4)\nassert kept.all() == [1]",
        ],
        wrong=ACCOUNT.format("Kept", "rows", "self.rows"),
        right=ACCOUNT.format("Kept", "[*rows]", "self.rows[:]"),
    ),
    "F2b a list that two checks share with the answer": Case(
        KEEPS.format(1, "kept1"),
        ["got1 = add1(1)\nassert got1 == [1]", "got1.append(5)\nassert kept1 == [1, 5]"],
        wrong=KEEPS.format(1, "list(kept1)"),
        right=KEEPS.format(1, "globals()['kept1']"),
        how=BESIDE,
        wrong_points=[1, 0],
    ),
    "F2b a list that the answer must not share with two checks": Case(
        KEEPS.format(2, "list(kept2)"),
        ["got2 = (add2(1), 0)\nassert got2[0] == [1]", "add2(2)\nassert got2[0] == [1]"],
        wrong=KEEPS.format(2, "kept2"),
        right=KEEPS.format(2, "kept2[:]"),
        how=BESIDE,
        wrong_points=[1, 0],
    ),
    "F2b what two checks read and nobody can change in place": Case(
        KEEPS.format(3, "len(kept3)"),
        ["got3 = add3(1)\nassert got3 == 1", "assert add3(2) == got3 + 1"],
        wrong=KEEPS.format(3, "2 - x"),
        right=KEEPS.format(3, "len(list(kept3))"),
        wrong_points=[1, 0],
    ),
    "F2c a given cell that needs the answer": Case(
        "def half(x):\n    return x / 2",
        ["assert errs == 0"],
        wrong="def half(x):\n    return x",
        after="errs = 0\nfor v in (2, 4):\n    if half(v) != v / 2:\n        errs += 1",
    ),
    "F2c a given cell that catches the missing name": Case(
        "def third(x):\n    return x / 3",
        ["assert not bad"],
        wrong="def third(x):\n    return x",
        after="bad = False\ntry:\n    if third(3) != 1:\n        bad = True\nexcept Exception:\n"
        "    pass",
    ),
    "F2d a file that the instructor's run left": Case(
        "with open('res.txt', 'w') as file:\n    file.write('42')",
        ["assert open('res.txt').read() == '42'"],
        wrong="with open('res.txt', 'w') as file:\n    file.write('41')",
        right="import pathlib\npathlib.Path('res.txt').write_text('42')",
        files={"res.txt": b"42"},
        how=BESIDE,
    ),
    "F2d a file that a function writes, and the instructor's run left": Case(
        "def save2(n):\n    with open('saved.txt', 'w') as file:\n        file.write(str(n))",
        [
            "save2(42)\nassert open('saved.txt').read() == '42'",
            "assert open('saved.txt').read() == '42'",
        ],
        wrong="def save2(n):\n    open('saved.txt', 'w').close()",
        right="import pathlib\ndef save2(n):\n    pathlib.Path('saved.txt').write_text(f'{n}')",
        files={"saved.txt": b"42"},
        how=BESIDE,
    ),
    "F2d a file that was given": Case(
        "def lines(name):\n    return len(open(name).read().split())",
        ["assert lines('words.txt') == len(open('words.txt').read().split())"],
        wrong="def lines(name):\n    return 1",
        files={"words.txt": b"one two"},
        how=BESIDE,  # a file was written before
    ),
    "F2e a docstring": Case(
        "def said():\n    '''Says it.'''\nclass Said:\n    '''It.'''\n    __slots__ = ('a',)",
        [
            "assert said.__doc__",
            "assert Said.__doc__",
            "assert hasattr(Said, '__slots__')",
            "assert said.__name__ == 'said' and said.__doc__ == 'Says it.'",
        ],
        wrong="def said():\n    pass\nclass Said:\n    pass",
    ),
    "F2e what is noted on a value": Case(
        "import sqlite3\ndef noted6():\n    t = pd.Series([1])\n    t.attrs['unit'] = 'm'\n"
        "    return t\ndef locked6():\n    a = np.zeros((2, 3), order='F')\n"
        "    a.flags.writeable = False\n    return a\ndef row6():\n"
        "    base = sqlite3.connect(':memory:')\n    base.row_factory = sqlite3.Row\n"
        "    return base.execute('SELECT 1 AS id').fetchone()\nday6 = datetime.date(2026, 1, 2)",
        [
            "assert noted6().attrs == {'unit': 'm'}",
            "assert not locked6().flags.writeable",
            "assert np.isfortran(locked6())",
            "assert row6()['id'] == 1 and row6().keys() == ['id']",
            "assert day6 == datetime.date(2026, 1, 2) and day6.weekday() == 4",
        ],
        given="import pandas as pd\nimport numpy as np\nimport datetime",
        wrong="def noted6():\n    return pd.Series([1])\ndef locked6():\n    return np.eye(2)\n"
        "def row6():\n    return (1,)\nday6 = datetime.date(2026, 1, 3)",
        right="import sqlite3\ndef noted6():\n    t = pd.DataFrame({'a': [1]})\n"
        "    t.attrs = {'unit': 'm'}\n    return t\ndef locked6():\n"
        "    a = np.zeros((3, 2)).T\n    a.setflags(write=False)\n    return a\ndef row6():\n"
        "    base = sqlite3.connect(':memory:')\n    made = base.execute('SELECT 1 AS id')\n"
        "    return sqlite3.Row(made, (1,))\nclass Day(datetime.date):\n    pass\n"
        "day6 = Day(2026, 1, 2)",
    ),
    "F2f methods of a class": Case(
        "class Box:\n    def __len__(self):\n        return 2\n    def __iter__(self):\n"
        "        return iter([1, 2])\nbox = Box()",
        [
            "assert hasattr(box, '__len__')",
            "assert isinstance(box, Iterable)",
            "assert len(box) == 2 and list(box) == [1, 2]",
            "assert not callable(box)",
        ],
        given="from collections.abc import Iterable",
        wrong="class Box:\n    def __call__(self):\n        return 1\nbox = Box()",
        right="class Box(list):\n    def __len__(self):\n        return 2\nbox = Box([1, 2])",
    ),
    "F2f an operation in place beside the one that makes a new object": Case(
        "class V2:\n    def __init__(self, x):\n        self.x = x\n    def __add__(self, other):\n"
        "        return V2(self.x + other)\n    def __iadd__(self, other):\n"
        "        self.x += other\n        return self\n    def __reversed__(self):\n"
        "        return iter('ab')\n    def __len__(self):\n        return 1\n"
        "    def __getitem__(self, i):\n        return 'b'",
        ["v2 = V2(1)\nv2 += 2\nassert v2.x == 3", "assert list(reversed(V2(1))) == ['a', 'b']"],
        wrong="class V2:\n    def __init__(self, x):\n        self.x = x\n"
        "    def __add__(self, other):\n        return V2(self.x + other)\n"
        "    def __iadd__(self, other):\n        self.x += other\n    def __len__(self):\n"
        "        return 2\n    def __getitem__(self, i):\n        return 'ba'[i]\n"
        "    def __reversed__(self):\n        return iter('ba')",
    ),
    "F2f a copy that the class itself makes": Case(
        "class Cart2:\n    def __init__(self):\n        self.items = [1]\n"
        "    def __copy__(self):\n        made = Cart2()\n        made.items = list(self.items)\n"
        "        return made",
        [
            "import copy\nassert copy.copy(Cart2()).items == [1]",
            "import copy\nc2 = Cart2()\ncopy.copy(c2).items.append(2)\nassert c2.items == [1]",
            "import copy\nc2 = Cart2()\ncopy.deepcopy([c2])[0].items.append(2)\n"
            "assert c2.items == [1]",
        ],
        wrong="class Cart2:\n    def __init__(self):\n        self.items = [1]\n"
        "    def __copy__(self):\n        self.items.append(1)\n        return self\n"
        "    def __deepcopy__(self, memo):\n        return self",
        right="class Cart2:\n    def __init__(self, items=(1,)):\n"
        "        self.items = list(items)\n    def __copy__(self):\n"
        "        return Cart2(self.items)",
    ),
    "F2f how an object is shown, and what it says it has": Case(
        "class Shown2:\n    def __str__(self):\n        return 'two'\n    def show(self):\n"
        "        return 2",
        [
            "assert f'{Shown2()}' == 'two'",
            "assert f'{Shown2()!s:>4}' == ' two' == '%4s' % Shown2()",
            "assert 'show' in dir(Shown2()) and 'hide' not in dir(Shown2())",
        ],
        wrong="class Shown2:\n    def __str__(self):\n        return 'one'\n"
        "    def __format__(self, form):\n        return 'zwei'\n    def show(self):\n"
        "        return 2\n    def hide(self):\n        return 1",
        right="class Shown2(str):\n    show = lambda self: 2\n    def __new__(cls):\n"
        "        return str.__new__(cls, 'two')",
    ),
    "F2f what can be a key": Case(
        "class Pn2:\n    def __init__(self, x):\n        self.x = x\n"
        "    def __eq__(self, other):\n        return self.x == other.x\n"
        "    def __hash__(self):\n        return hash(self.x)",
        [
            "assert len({Pn2(1): 'a'}) == 1",
            "assert len({Pn2(1), Pn2(1), Pn2(2)}) == 2 and {Pn2(1): 'a'}[Pn2(1)] == 'a'",
            "from collections.abc import Hashable\nassert isinstance(Pn2(1), Hashable)",
        ],
        wrong="class Pn2:\n    def __init__(self, x):\n        self.x = x\n"
        "    def __eq__(self, other):\n        return self.x == other.x",
        right="from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Pn2:\n    x: int",
    ),
    "F2f what is one object twice": Case(
        "class Node2:\n    def __init__(self, v, then=None):\n        self.v, self.then = v, then\n"
        "a2, b2 = Node2(1), Node2(2)\nhead2 = Node2(1, Node2(2))",
        [
            "assert len({a2: 1, b2: 2}) == 2",
            "n2, seen2 = head2, set()\nwhile n2 is not None:\n    assert n2 not in seen2\n"
            "    seen2.add(n2)\n    n2 = n2.then\nassert len(seen2) == 2",
        ],
        wrong="class Node2:\n    def __init__(self, v, then=None):\n"
        "        self.v, self.then = v, then\na2 = b2 = Node2(1)\nhead2 = Node2(1)\n"
        "head2.then = head2",
        right="class Node2:\n    pass\na2, b2 = Node2(), Node2()\n"
        "head2, second2 = Node2(), Node2()\nhead2.then, second2.then = second2, None",
    ),
    "F2f the class of an object": Case(
        "class Animal2:\n    def clone(self):\n        return type(self)()\n"
        "class Dog2(Animal2):\n    pass",
        [
            "assert type(Dog2().clone()) == type(Dog2())",
            "assert isinstance(Dog2().clone(), type(Dog2()))",
            "assert type(Dog2().clone()).__name__ == 'Dog2'",
            "assert Dog2().clone().__class__.__name__ == 'Dog2'",
        ],
        wrong="class Animal2:\n    def clone(self):\n        return Animal2()\n"
        "class Dog2(Animal2):\n    pass",
        right="class Animal2:\n    def clone(self):\n        return self.__class__()\n"
        "Dog2 = type('Dog2', (Animal2,), {})",
    ),
    "F24 a class of errors of a library": Case(
        "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Fixed2:\n    a: int",
        [
            "import dataclasses\nf2 = Fixed2(1)\ntry:\n    f2.a = 2\n"
            "except dataclasses.FrozenInstanceError:\n    pass\nelse:\n    raise AssertionError"
        ],
        wrong="from dataclasses import dataclass\n@dataclass\nclass Fixed2:\n    a: int",
    ),
    "F2f a generator, not any iterator": Case(
        "def evens2(n):\n    for i in range(n):\n        yield 2 * i",
        [
            "import types\nassert isinstance(evens2(2), types.GeneratorType)",
            "assert list(evens2(3)) == [0, 2, 4] and next(evens2(1)) == 0",
        ],
        wrong="def evens2(n):\n    return iter([2 * i for i in range(n)])",
        right="def evens2(n):\n    return (2 * i for i in range(n))",
        wrong_points=[0, 1],
    ),
    "a function of a check that threads of the answer call": Case(
        "def each7(f, xs):\n    return [f(x) for x in xs]",
        [
            "seen7 = []\ndef h7(x):\n    seen7.append(x)\n    return x * x\n"
            "assert each7(h7, [*range(40)])[3] == 9 and sorted(seen7) == [*range(40)]",
            "assert each7(lambda x: -x, [1]) == [-1]",
        ],
        wrong="def each7(f, xs):\n    return [f(x) for x in xs[:9]]",
        right="import threading, time\nfrom concurrent.futures import ThreadPoolExecutor\n"
        "def each7(f, xs):\n    def late():\n        time.sleep(0.05)\n        f(0)\n"
        "    with ThreadPoolExecutor(4) as pool:\n        found = list(pool.map(f, xs))\n"
        "    if len(xs) == 1:\n        threading.Thread(target=late).start()\n    return found",
        wrong_points=[0, 1],
    ),
    "F24 what an exception was made from": Case(
        "def th8(x):\n    raise ValueError('bad', x)\ndef th9():\n    raise KeyError('no')",
        [
            "try:\n    th8(3)\nexcept ValueError as error:\n    assert error.args == ('bad', 3)",
            "try:\n    th9()\nexcept KeyError as error:\n    assert error.args",
            "try:\n    th9()\nexcept KeyError as error:\n    assert len(error.args) == 1",
        ],
        wrong="def th8(x):\n    raise ValueError(('bad', x))\ndef th9():\n    raise KeyError",
        right="class Own(ValueError):\n    def __init__(self, word, x):\n"
        "        super().__init__(word, x)\n    def __str__(self):\n        return 'bad'\n"
        "def th8(x):\n    raise Own('bad', x)\ndef th9():\n    {}['no']",
    ),
    "F2g a name that must be gone": Case(
        "gone2 = 1\ndel gone2",
        ["assert 'gone2' not in globals()"],
        wrong="gone2 = 1",
        how=BESIDE,
    ),
    "F2h eval must not be used": Case(
        "def calc(s):\n    a, b = s.split('+')\n    return int(a) + int(b)",
        [
            "from unittest.mock import patch\n"
            "with patch('builtins.eval', side_effect=AssertionError):\n"
            "    assert calc('1+2') == 3"
        ],
        wrong="def calc(s):\n    return eval(s)",
        how=BESIDE,
    ),
    "F2h recursion must not be used": Case(
        "def count(n):\n    return n",
        [
            "import sys\nold = sys.getrecursionlimit()\nsys.setrecursionlimit(200)\ntry:\n"
            "    assert count(400) == 400\nfinally:\n    sys.setrecursionlimit(old)"
        ],
        wrong="def count(n):\n    return n and 1 + count(n - 1)",
        how=BESIDE,
    ),
    "F2i the text of the answer": Case(
        "total2 = 0\nfor v2 in (1, 2):\n    total2 += v2",
        ["assert total2 == 3 and 'sum(' not in In[-2]"],
        wrong="total2 = sum((1, 2))",
        how=BESIDE,
    ),
    "F2j doctest": Case(
        "def tri(x):\n    '''\n    >>> tri(2)\n    6\n    '''\n    return x * 3",
        [
            "import doctest\n_globs = {'tri': tri}\nfinder = doctest.DocTestFinder()\n"
            "runner = doctest.DocTestRunner()\n"
            "for test in finder.find(tri, 'tri', globs=_globs):\n    runner.run(test)\n"
            "assert runner.failures == 0"
        ],
        wrong="def tri(x):\n    '''\n    >>> tri(2)\n    6\n    '''\n    return x + 3",
        how=BESIDE,
    ),
    "F19 a given value that the solution reads": Case(
        "c19 = (after19 - before19).sum()",
        ["assert c19 == (after19 - before19).sum()"],
        given="before19, after19 = pd.Series([1, 2]), pd.Series([2, 4])",
        wrong="before19, after19 = pd.Series([0]), pd.Series([100])\nc19 = 100",
        right="c19 = 3",
    ),
    "F19 a given value named like a parameter": Case(
        "def f19(data):\n    return sum(data)",
        ["assert f19(data) == sum(data)"],
        given="data = [1, 2]",
        wrong="data = []\ndef f19(data):\n    return 0",
        right="def f19(xs):\n    return sum(xs)",
    ),
    "F19 a given list is spoilt": Case(
        "s19 = sorted(list19)",
        ["assert s19 == [1, 2, 3] and list19 == [3, 1, 2]"],
        given="list19 = [3, 1, 2]",
        wrong="list19.sort()\ns19 = list19",
        right="s19 = list(list19)\ns19.sort()",
    ),
    "F19 a given list that the reference changes": Case(
        "grow19.append(4)",
        ["assert grow19 == [1, 4]"],
        given="grow19 = [1]",
        wrong="grow19.append(5)",
        right="grow19 += [4]",
    ),
    "F19 a given limit that the solution uses": Case(
        "def over(x):\n    return x > limit19",
        ["assert over(limit19 + 1) and not over(limit19)"],
        given="limit19 = 5",
        wrong="limit19 = 10 ** 9\ndef over(x):\n    return x > limit19",
        right="def over(x):\n    return not x <= limit19",
    ),
    "F2a a changed argument from which the check takes its right value": Case(
        "def total20(x):\n    return sum(x)",
        ["import unittest\ndata20 = [1, 2]\nassert total20(data20) == sum(data20)"],
        wrong="def total20(x):\n    x.clear()\n    return 0",
        right="def total20(x):\n    x.sort()\n    return sum(x)",
    ),
    "F2a a changed argument that decides what is asked next": Case(
        "def srt21(a):\n    return sorted(a)",
        [
            "x21 = [3, 1, 2]\na21 = srt21(x21)\nb21 = srt21(list(x21))\n"
            "assert a21 == b21 == sorted(x21)"
        ],
        wrong="def srt21(a):\n    a.clear()\n    return a",
        right="def srt21(a):\n    a.sort()\n    return a",
    ),
    "F2a a changed argument that is too large to be kept": Case(
        "def srt22(a):\n    return sorted(a)",
        ["x22 = [3, 1, 2]\nassert srt22(x22) == sorted(x22)"],
        wrong="def srt22(a):\n    a[:] = ['x' * 3_000_000]\n    return a",
    ),
    "F2a a changed argument in a cell that binds its names anew": Case(
        "def srt23(a):\n    return sorted(a)",
        [
            "x23 = [2, 1]\nassert srt23(x23) == sorted(x23)\ndel x23",
            "n23 = 0\ndef ask23():\n    global n23\n    n23 += 1\n    x23 = [2, 1]\n"
            "    assert srt23(x23) == sorted(x23)\nask23()\nassert n23 == 1",
            "n23 = n23 + 1\nx23 = [2, 1]\nassert srt23(x23) == sorted(x23) and n23 == 2",
        ],
        wrong="def srt23(a):\n    a.clear()\n    return a",
        right="def srt23(a):\n    a.sort()\n    return a",
    ),
    "F18 entries that are neither equal nor unequal": Case(
        "def twice18(s):\n    return s * 2",
        [
            "s18 = pd.Series([1, 2])\nassert (twice18(s18) == s18 * 2).all()",
            "s18 = pd.Series([1, 2])\nassert not (twice18(s18) != s18 * 2).any()",
        ],
        given="import pandas as pd\nimport numpy as np",
        wrong="def twice18(s):\n    return pd.Series([pd.NA, pd.NA], dtype='Int64')",
        right="def twice18(s):\n    return s.convert_dtypes() * 2",
    ),
    "F18 entries that are masked": Case(
        "def thrice18(a):\n    return a * 3",
        [
            "a18 = np.array([1, 2])\nassert np.allclose(thrice18(a18), a18 * 3)",
            "a18 = np.array([1.0, 2])\nnp.testing.assert_allclose(thrice18(a18), a18 * 3)",
        ],
        wrong="def thrice18(a):\n    return np.ma.masked_array([3, 0], mask=[False, True])",
        right="def thrice18(a):\n    return np.ma.masked_array(a * 3, mask=False)",
    ),
    "F18 texts that are missing": Case(
        "def upper18(s):\n    return s.str.upper()",
        ["t18 = pd.Series(['a', 'b'])\nassert (upper18(t18) == ['A', 'B']).all()"],
        wrong="def upper18(s):\n    return pd.Series([pd.NA, pd.NA], dtype='string')",
        right="def upper18(s):\n    return s.astype('string').str.upper()",
    ),
    "F18 missing where the reference has some": Case(
        "def before18(s):\n    return s.astype('Int64').shift()",
        ["assert before18(pd.Series([1, 2])).isna().tolist() == [True, False]"],
        wrong="def before18(s):\n    return s",
        right="def before18(s):\n    return s.convert_dtypes().shift(1)",
    ),
    "F20 an exception is returned": Case(
        "def g20(x):\n    if x < 0:\n        raise TypeError('negative')\n    return x",
        [
            "try:\n    g20(-1)" + CAUGHT.format("TypeError"),
            "import unittest\nwith unittest.TestCase().assertRaises(Exception):\n    g20(-1)",
        ],
        wrong="def g20(x):\n    return TypeError('negative')",
        right="def g20(x):\n    raise TypeError('no')",
    ),
    "F20 a list that holds itself": Case(
        "def h20(x):\n    raise TypeError('negative')",
        ["try:\n    h20(-1)" + CAUGHT.format("TypeError")],
        wrong="def h20(x):\n    ring = []\n    ring.append(ring)\n    return ring",
    ),
    "F22 a seed set in a check": Case(
        "import random\ndef roll():\n    return random.randint(1, 6)\n"
        "def noise(n):\n    return np.random.normal(size=n)",
        [
            "import random\nrandom.seed(1)\nassert [roll() for _ in range(4)] == [2, 5, 1, 3]",
            "np.random.seed(0)\nassert round(noise(30).mean(), 6) == 0.442856",
        ],
        wrong="import random\ndef roll():\n    return random.randint(1, 7)\n"
        "def noise(n):\n    return np.random.normal(size=n) + 1",
        right="import random as r\ndef roll():\n    return r.randint(1, 6)\n"
        "def noise(n):\n    return np.random.randn(n)",
    ),
    "F23 stdout and stderr": Case(
        "def hello():\n    print('hi')",
        [
            "import io, contextlib\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n"
            "    hello()\nassert out.getvalue() == 'hi\\n'"
        ],
        wrong="import sys\ndef hello():\n    print('hi', file=sys.stderr)",
        right="import sys, warnings\ndef hello():\n    print('hi')\n"
        "    print('debug', file=sys.stderr)\n    warnings.warn('old')",
    ),
    "F23 what a check reads from stderr": Case(
        "import sys\ndef warn():\n    print('oh', file=sys.stderr)",
        [
            "import io, contextlib\nerr = io.StringIO()\nwith contextlib.redirect_stderr(err):\n"
            "    warn()\nassert err.getvalue() == 'oh\\n'"
        ],
        wrong="def warn():\n    print('oh')",
    ),
    "F24a a class of the student's exceptions": Case(
        POOR.format("BankError"),
        ["try:\n    pay(9)" + CAUGHT.format("BankError")],
        wrong=POOR.format("ValueError"),
        right=POOR.format("Poor"),
    ),
    "F24b a class of the library": Case(
        "def read24(b):\n    if b == b'\\xff':\n        raise ValueError('no text')\n"
        "    return b.decode('ascii')",
        ["try:\n    read24(b'\\xff')" + CAUGHT.format("ValueError")],
        wrong="def read24(b):\n    raise KeyError('no text')",
        right="def read24(b):\n    return b.decode('ascii')",
    ),
    "F24b an error of a module": Case(
        "import json as json24\ndef load24(t):\n    return json24.loads(t)",
        ["import json\ntry:\n    load24('{')" + CAUGHT.format("json.JSONDecodeError")],
        wrong="def load24(t):\n    raise ValueError('no')",
        right="import json as j24\ndef load24(t):\n    return j24.loads(t + ' ')",
    ),
    "F24c an exception that cannot be made from a text": Case(
        "def k24():\n    raise TypeError('no')",
        ["try:\n    k24()" + CAUGHT.format("TypeError")],
        wrong="def k24():\n    raise ExceptionGroup('no', [ValueError()])",
    ),
    "F25 a name on another path": Case(
        "def area25(r):\n    return r * r",
        ["try:\n    fun25 = area25\nexcept NameError:\n    fun25 = Area25\nassert fun25(2) == 4"],
        wrong="def Area25(r):\n    return r",
        right="def Area25(r):\n    return r * r",
    ),
    "F26 a global that a call spoils": Case(
        "prices = {'a': 2}\ndef cheap(f):\n    return {k: v * f for k, v in prices.items()}",
        ["old26 = dict(prices)\ncheap(0.5)\nassert prices == old26"],
        wrong="prices = {'a': 2}\ndef cheap(f):\n    for k in prices:\n        prices[k] *= f\n"
        "    return prices",
        right="prices = {'a': 2}\ndef cheap(f):\n    new = dict(prices)\n    new['a'] *= f\n"
        "    return new",
    ),
    "F26 a global that a call binds anew": Case(
        "n26 = 1\ndef look():\n    return n26",
        ["old26 = n26\nlook()\nassert n26 == old26"],
        wrong="n26 = 1\ndef look():\n    global n26\n    n26 += 1\n    return n26",
        right="n26 = 1\ndef look():\n    return 0 + n26",
    ),
    "an array that must be a copy": Case(
        "def head5(a):\n    return a[:2].copy()\na5 = np.arange(6)\nb5 = a5[1:4].copy()",
        [
            "x5 = np.arange(4)\nr5 = head5(x5)\nx5[0] = 9\nassert list(r5) == [0, 1]",
            "a5[1] = 9\nassert b5[0] == 1",
            "assert not np.shares_memory(a5, b5) and b5.base is None",
        ],
        wrong="def head5(a):\n    return a[:2]\na5 = np.arange(6)\nb5 = a5[1:4]",
        right="def head5(a):\n    return np.array(a[:2])\na5 = np.arange(6)\nb5 = a5[[1, 2, 3]]",
    ),
    "an array that must be none": Case(
        "def flat6(a):\n    return a.reshape(-1)[::-1]",
        ["x6 = np.zeros((2, 2))\nflat6(x6)[0] = 9\nassert x6[1, 1] == 9"],
        wrong="def flat6(a):\n    return a.flatten()[::-1]",
        right="def flat6(a):\n    return np.ravel(a)[::-1]",
    ),
    "names and a shape that a call sets": Case(
        "def look7(s, t, a):\n    return len(s) + len(t) + len(a)",
        [
            "s7 = pd.Series([1])\nlook7(s7, pd.DataFrame(), np.arange(4))\nassert s7.name is None",
            "t7 = pd.DataFrame({'a': [1]})\nlook7(pd.Series([1]), t7, np.arange(4))\n"
            "assert t7.index.name is None",
            "a7 = np.arange(4)\nlook7(pd.Series([1]), pd.DataFrame(), a7)\nassert a7.shape == (4,)",
        ],
        wrong="def look7(s, t, a):\n    s.name = t.index.name = 'x'\n    a.shape = (2, 2)\n"
        "    return 6",
        right="def look7(s, t, a):\n    return s.size + t.shape[0] + a.size",
    ),
    "what a callback gets": Case(
        "def paths8(found):\n    found([1])\n    found([1, 2])",
        ["got8 = []\npaths8(got8.append)\nassert got8 == [[1], [1, 2]]"],
        wrong="def paths8(found):\n    path = []\n    for n in (1, 2):\n        path.append(n)\n"
        "        found(path)",
        right="def paths8(found):\n    path = []\n    for n in (1, 2):\n        path.append(n)\n"
        "        found(path[:])",
    ),
    "what a callback changes": Case(
        "def kept9(change):\n    xs = [3, 1]\n    change(xs)\n    return xs",
        ["assert kept9(lambda xs: xs.sort()) == [1, 3]"],
        wrong="def kept9(change):\n    xs = [3, 1]\n    change(list(xs))\n    return xs",
        right="def kept9(change):\n    xs = list((3, 1))\n    change(xs)\n    return xs[:]",
    ),
    "an iterator of one's own class": Case(
        OWN_ITERATOR,
        ["count10 = Count10(2)\nassert count10.most == 2 and list(count10) == [0, 1]"],
        wrong=OWN_ITERATOR.replace(">=", ">"),
        right="class Count10:\n    def __init__(self, most):\n        self.most = most\n"
        "    def __iter__(self):\n        yield from range(self.most)",
    ),
    "an object that makes iterators": Case(
        "class Count11:\n    def __init__(self, most):\n        self.most = most\n"
        "    def __iter__(self):\n        yield from range(self.most)",
        ["count11 = Count11(2)\nassert count11.most == 2 and list(count11) == [0, 1]"],
        wrong=OWN_ITERATOR.replace(">=", ">").replace("10", "11"),
        right=OWN_ITERATOR.replace("10", "11"),
    ),
    "a named tuple with methods": Case(
        "class Place:\n    def __init__(self, x, y):\n        self.x, self.y = x, y\n"
        "    def far(self):\n        return abs(self.x) + abs(self.y)",
        ["assert Place(3, -4).far() == 7 and Place(3, 4).y == 4"],
        wrong="from typing import NamedTuple\nclass Place(NamedTuple):\n    x: int\n    y: int\n"
        "    def far(self):\n        return self.x + self.y",
        right="from typing import NamedTuple\nclass Place(NamedTuple):\n    x: int\n    y: int\n"
        "    def far(self):\n        return abs(self.x) + abs(self.y)",
    ),
    "what an object holds": Case(
        "class Bag2:\n    def __iter__(self):\n        return iter([1, 2])\nbag2 = Bag2()",
        ["assert 2 in bag2 and 3 not in bag2"],
        wrong="class Bag2:\n    def __iter__(self):\n        return iter([1])\n"
        "    def __contains__(self, x):\n        return x == 2\nbag2 = Bag2()",
        right="class Bag2:\n    def __iter__(self):\n        return iter([1, 2])\n"
        "    def __contains__(self, x):\n        return x in (1, 2)\nbag2 = Bag2()",
    ),
    "a stream that a cell takes away": Case(
        "gone3 = 3",
        ["assert gone3 == 3"],
        right="import sys\nsys.stdout.close()\nsys.stdout = None\ngone3 = 3",
    ),
    "a child that goes on in the notebook": Case(
        "child4 = 4",
        ["assert child4 == 4", "assert child4 + 1 == 5"],
        right="import os\nif hasattr(os, 'fork'):\n    os.fork()\nchild4 = 4",
    ),
    "F32 the order of a set of texts": Case(
        "import sys\nfixed32 = not sys.flags.hash_randomization",
        ["import sys\nassert fixed32 and not sys.flags.hash_randomization"],
    ),
    "F31 an answer that counts": Case(
        "n31 = 0\ndef ticket():\n    global n31\n    n31 += 1\n    return n31",
        ["helper31 = 5\nassert ticket() == 1"],
        wrong="def ticket():\n    return 2",
    ),
    "F31 an answer that needs a name of a check": Case(
        "def g31(x):\n    return x + helper31 - 5",
        ["assert ticket() == 2 and g31(1) == 1"],
        wrong="def ticket():\n    return 1\ndef g31(x):\n    return x + helper31 - 5",
        right="def g31(x):\n    return helper31 + x - 5",
    ),
}
STUBS = {"F1 a name that a check beside makes": "..."}


def notebook(answers: dict[str, str]) -> dict:
    cells = []
    for name, case in CASES.items():
        code = name.replace(" ", "-")
        if case.given:
            cells.append(new_code_cell(case.given, id=f"given-{len(cells)}"))
        answer = new_code_cell(answers[name], metadata=role(code, solution=True))
        cells.append(answer)
        if case.after:
            cells.append(new_code_cell(case.after))
        cells += [
            new_code_cell(check, metadata=role(f"{code}-{number}", 1))
            for number, check in enumerate(case.checks)
        ]
    return new_notebook(cells=cells)


REFERENCES = {name: case.answer for name, case in CASES.items()}


@pytest.fixture(scope="module")
def engine():
    yield executors.runtime(OFF)
    executors._running.pop(OFF).close()


def grade(engine, answers: dict[str, str], only: frozenset[str] | None = None) -> dict:
    """The marks of every check for these answers."""
    files: dict[str, bytes] = {}
    for case in CASES.values():
        files |= case.files
    source = json.dumps(notebook(REFERENCES))
    package = Package("teeth", "teeth", source, None, files, limits=Limits(cell_seconds=20))
    work = Submission("S1", json.dumps(notebook(answers)).encode(), only=only)
    graded = engine.grade(package, work)
    assert graded.status == GRADED, graded.reason
    return {mark.cell: mark for mark in graded.marks}


@pytest.fixture(scope="module")
def marks(engine):
    """The marks by column of answers."""
    wrong = {name: case.wrong or case.answer for name, case in CASES.items()}
    right = {name: case.right or case.answer for name, case in CASES.items()}
    columns = {"reference": REFERENCES, "wrong": wrong, "right": right}
    return {column: grade(engine, answers) for column, answers in columns.items()}


def points(marks, column: str, name: str) -> list:
    code = name.replace(" ", "-")
    return [marks[column][f"{code}-{number}"].points for number in range(len(CASES[name].checks))]


@pytest.mark.parametrize("name", CASES)
def test_the_reference_keeps_its_points(marks, name):
    assert points(marks, "reference", name) == [1] * len(CASES[name].checks)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.wrong])
def test_a_wrong_answer_gets_none(marks, name):
    wanted = CASES[name].wrong_points or [0] * len(CASES[name].checks)
    assert points(marks, "wrong", name) == wanted


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.right])
def test_another_right_answer_keeps_its_points(marks, name):
    assert points(marks, "right", name) == [1] * len(CASES[name].checks)


@pytest.mark.parametrize("name", CASES)
def test_only_what_has_to_be_is_graded_beside(marks, name):
    code = name.replace(" ", "-")
    last = f"{code}-{len(CASES[name].checks) - 1}"
    assert marks["reference"][last].how == CASES[name].how


def test_a_part_is_graded_as_in_the_whole(engine, marks):
    """A check may need what one before it has bound, and the answer may count its calls."""
    cells = {
        "F31-an-answer-that-needs-a-name-of-a-check-0",
        "F1-a-name-that-a-check-beside-makes-1",
    }
    alone = grade(engine, REFERENCES, frozenset(cells))
    assert {cell: mark.points for cell, mark in alone.items()} == dict.fromkeys(cells, 1)


def test_a_check_that_is_stopped_leaves_the_next_ones_their_answers(engine):
    """The reply that nobody waited for is not taken for the one to the next question."""
    reference = "def squares(n):\n    for i in range(n):\n        yield i * i"
    endless = "def squares(n):\n    while True:\n        yield n"
    cells = [
        new_code_cell(reference, metadata=role("answer", solution=True)),
        new_code_cell("def g(x):\n    return -x", metadata=role("other", solution=True)),
        new_code_cell("assert sorted(squares(3)) == [0, 1, 4]", metadata=role("c0", 1)),
        *(new_code_cell(f"assert g({n}) == -{n}", metadata=role(f"c{n}", 1)) for n in range(1, 4)),
    ]
    source = json.dumps(new_notebook(cells=cells))
    cells[0]["source"] = endless
    package = Package("endless", "endless", source, None, limits=Limits(cell_seconds=1))
    work = Submission("S1", json.dumps(new_notebook(cells=cells)).encode())
    assert [mark.points for mark in engine.grade(package, work).marks] == [0, 1, 1, 1]


ENDS = {
    "slow": ("def f(x):\n    while True:\n        pass", "ran too long"),
    "memory": ("def f(x):\n    return len(bytearray(10**11))", "more memory than it may"),
    "died": ("import os\ndef f(x):\n    os._exit(1)", "ended the process"),
}


def test_too_slow_too_much_memory_and_its_own_end_are_three_sentences(engine):
    """On the page of the student, whose other answer keeps its points."""
    cells = []
    for name in ENDS:
        solution = role(f"{name}-answer", solution=True)
        cells.append(new_code_cell("def f(x):\n    return x", metadata=solution))
        cells.append(new_code_cell("assert f(2) == 2", metadata=role(name, 1)))
    cells.append(new_code_cell("h = 3", metadata=role("h-answer", solution=True)))
    cells.append(new_code_cell("assert h == 3", metadata=role("h", 1)))
    source = new_notebook(cells=cells)
    package = Package("ends", "ends", json.dumps(source), None, limits=Limits(cell_seconds=1))
    handed_in = json.loads(json.dumps(source))
    for cell, (answer, _) in zip(handed_in["cells"][::2], ENDS.values(), strict=False):
        cell["source"] = answer
    graded = engine.grade(package, Submission("S1", json.dumps(handed_in).encode()))
    marks = {mark.cell: (mark.points, mark.maximum) for mark in graded.marks}
    assert marks == dict.fromkeys(ENDS, (0, 1)) | {"h": (1, 1)}
    shown = page(json.loads(graded.executed), None, source, marks, "en", "S1", "Ends")
    found = [shown.index(said) for _, said in ENDS.values()]
    assert found == sorted(found) and [shown.count(said) for _, said in ENDS.values()] == [1] * 3
