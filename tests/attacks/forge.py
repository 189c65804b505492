"""Submissions that want points which they did not earn."""

from __future__ import annotations

import copy
from functools import partial

from tests.attacks.course import EARNS, KEGUAN, POINTS, STOCK
from tests.attacks.harness import attack, dump, find, notebook, nothing, register

forge = partial(attack, group="forge")


# --- in the file: nothing has to run


def tampered(
    name: str, what: str, change, assignment: str = STOCK, expected: dict | None = None
) -> None:
    """A case in which `change(notebook)` alters the untouched release."""

    def make(scene):
        content = notebook(scene, assignment, {})
        return dump(change(content) or content)

    register(
        name,
        "forge",
        what,
        make,
        nothing(assignment) if expected is None else expected,
        assignment=assignment,
        works_on_nbgrader=True,
    )


def graded(content: dict) -> list[dict]:
    """The metadata of the automatically graded cells."""
    return [
        cell["metadata"]["nbgrader"]
        for cell in content["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade") and cell["cell_type"] == "code"
    ]


def _points(content):
    for data in graded(content):
        data["points"] = 100


def _tags(content):
    for cell in content["cells"]:
        cell["metadata"]["tags"] = ["raises-exception", "skip-execution", "remove-cell"]


def _not_graded(content):
    for data in graded(content):
        data |= {"grade": False, "locked": False}


def _solution_too(content):
    for data in graded(content):
        data |= {"solution": True, "locked": False}


def _raw(content):
    for cell in content["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade") and cell["cell_type"] == "code":
            cell |= {"cell_type": "raw", "source": "print('passed')"}
            del cell["outputs"], cell["execution_count"]


def _pass(content):
    for cell in content["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade") and cell["cell_type"] == "code":
            cell["source"] = "pass"


def _removed(content):
    content["cells"] = [
        c for c in content["cells"] if not c["metadata"].get("nbgrader", {}).get("grade")
    ]


def _doubled(content):
    for cell in [c for c in content["cells"] if c["metadata"].get("nbgrader", {}).get("grade")]:
        other = copy.deepcopy(cell)
        other |= {"source": "4", "id": cell["id"] + "-2"}
        content["cells"].append(other)


def _old_schema(content):
    for cell in content["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= {
                "schema_version": 1,
                "points": 50,
                "checksum": "0" * 32,
            }


def _outputs(content):
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["execution_count"] = 1
            cell["outputs"] = [
                {
                    "output_type": "execute_result",
                    "execution_count": 1,
                    "metadata": {},
                    "data": {"text/plain": "4"},
                }
            ]


def _language(content):
    content["metadata"]["kernelspec"] = {"name": "bash", "display_name": "Bash", "language": "bash"}
    content["metadata"]["language_info"] = {"name": "bash", "file_extension": ".sh"}


def _points_and_tags(content):
    _points(content)
    _tags(content)


def _tests_first(content):
    content["cells"].sort(key=lambda c: not c["metadata"].get("nbgrader", {}).get("grade"))
    find(content, "square-test")["metadata"]["nbgrader"]["grade_id"] = "square"


tampered("points", "Each grade cell says that it is worth 100 points.", _points)
tampered("tags", "Each cell has the tags raises-exception and skip-execution.", _tags)
tampered("not-graded", "The grade cells are no longer marked as graded or locked.", _not_graded)
tampered(
    "solution-too",
    "The grade cells are marked as solutions, so that their source is the student's.",
    _solution_too,
)
tampered("raw-cells", "The grade cells are raw text.", _raw)
tampered("tests-replaced", "The tests are replaced by pass.", _pass)
tampered("tests-removed", "The grade cells are deleted.", _removed)
tampered(
    "tests-doubled", "Every grade cell stands twice, the second one only shows a number.", _doubled
)
tampered(
    "old-schema",
    "nbgrader's schema 1 with points and checksums of the student's choice.",
    _old_schema,
)
tampered("saved-outputs", "Each cell was saved with the output 4, as if it had run.", _outputs)
tampered("other-kernel", "The notebook asks for a bash kernel.", _language)
tampered(
    "tests-first",
    "The tests stand before the answers, one with the grade id of an answer.",
    _tests_first,
)
tampered("ours-points", "With our checks: points and tags changed.", _points_and_tags, KEGUAN)


# --- in the notebook's process: Python itself

LIAR = """
class Liar:
    def __init__(self, *args): pass
    def yes(self, *args, **kwargs): return True
    __eq__ = __le__ = __ge__ = __lt__ = __gt__ = __contains__ = __bool__ = yes
    __ne__ = lambda self, other: False
    __hash__ = lambda self: 1
    def me(self, *args, **kwargs): return self
    __getattr__ = __call__ = __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = (
        __rmul__
    ) = __abs__ = __round__ = me
    __array_ufunc__ = me
    def __len__(self): return 4
    def __iter__(self): return iter([2, 3, 5, 7])
    def __float__(self): return 4.0
    def __repr__(self): return "4"
"""
EVERYWHERE = """
square = profit = mean = label = double = table = lambda *args, **kwargs: {0}
def tidy(values): return {0}
primes = total = {0}
Account = lambda *args: {0}
"""
LAST_ANSWER = {KEGUAN: "total", STOCK: "label"}


def everywhere(name: str, what: str, value: str, before: str = "", **options) -> None:
    """A case for each assignment: every answer is the same object."""
    for assignment, prefix in ((STOCK, ""), (KEGUAN, "ours-")):
        text = before + EVERYWHERE.format(value)
        forge(
            prefix + name,
            what=what,
            answers=dict.fromkeys(EARNS[assignment], text),
            assignment=assignment,
            **options,
        )


everywhere("liar", "Every answer is an object that is equal to everything.", "Liar()", LIAR)
everywhere(
    "mock",
    "Every answer is a MagicMock that equals anything.",
    "Yes()",
    "from unittest.mock import MagicMock, ANY\nclass Yes(MagicMock):\n    __eq__ = lambda s, o: "
    "True\n"
    "    __ne__ = lambda s, o: False\n    __class__ = list\n",
)
forge(
    "any",
    what="Every answer is unittest.mock.ANY.",
    answers=dict.fromkeys(
        EARNS[STOCK], "from unittest.mock import ANY\n" + EVERYWHERE.format("ANY")
    ),
)
forge(
    "stop-iteration",
    what="Functions raise StopIteration, which ends the test's map() as if all were right.",
    answers={
        "square": "def square(n):\n    if isinstance(n, str): raise TypeError\n"
        "    raise StopIteration"
    },
)
forge(
    "generator-exit",
    what="Functions raise GeneratorExit, SystemExit and KeyboardInterrupt.",
    answers={
        "square": "def square(n):\n    raise GeneratorExit",
        "mean": "def mean(v):\n    raise SystemExit(0)",
        "label": "def label(p):\n    raise KeyboardInterrupt",
        "tidy": "def tidy(v):\n    import sys; sys.exit(0)",
    },
)

LYING_TYPES = """
import numpy as np, pandas as pd
def lying(base, *args):
    body = {
        "__eq__": lambda s, o: True,
        "__ne__": lambda s, o: False,
        "__hash__": lambda s: 1,
        "__bool__": lambda s: True,
        "__rsub__": lambda s, o: 0,
        "__sub__": lambda s, o: 0,
        "__round__": lambda s, *n: s,
        "__abs__": lambda s: 0,
        "__len__": lambda s: 4,
        "__radd__": lambda s, o: 17,
        "__rmul__": lambda s, o: 4,
        "__float__": lambda s: 9.0,
    }
    return type("Lying", (base,), body)(*args)
"""
forge(
    "subclasses",
    what="Answers are subclasses of float, list, str and int whose comparisons lie.",
    answers={
        "square": LYING_TYPES
        + "def square(n):\n    if isinstance(n, str): raise TypeError\n    return lying(float, 1)",
        "primes": LYING_TYPES + "primes = lying(list, [1, 1, 1, 1])",
        "mean": LYING_TYPES + "def mean(v):\n    return lying(float, 0)",
        "profit": LYING_TYPES + "def profit(o):\n    return lying(np.float64, 0)",
        "label": LYING_TYPES + "def label(p):\n    return lying(str, 'x')",
        "account": LYING_TYPES
        + (
            "class Account:\n    def __init__(s, b): s.balance = lying(int, b)\n"
            "    def deposit(s, a): return lying(int, 1)"
        ),
    },
)
forge(
    "ours-subclasses",
    assignment=KEGUAN,
    what="With our checks: lying subclasses of float, Series, dict and str.",
    answers={
        "double": LYING_TYPES + "def double(x):\n    return lying(float, 1)",
        "table": (
            "import pandas as pd\nclass Lying(pd.Series):\n    def __getitem__(self, key): return "
            "984\n"
            "    def items(self): return iter([('H8', 984), ('H9', 29)])\n    keys = lambda self: "
            "['H8', 'H9']\n"
            "def table(orders):\n    return Lying([0], index=['M1'])"
        ),
        "total": "class Number(str):\n    def __str__(self): return self\n"
        "    __float__ = lambda s: "
        "9127.0\n"
        "    strip = removesuffix = replace = lambda self, *a: self\ntotal = Number('x')",
    },
)
forge(
    "property-class",
    what="Objects claim the type list through __class__, with a balance that fits any comparison.",
    answers={
        "primes": LIAR
        + "class Fake(Liar):\n    __class__ = property(lambda s: list)\nprimes = Fake()",
        "account": LIAR
        + (
            "class Account:\n    def __init__(self, b): pass\n    deposit = lambda self, a: "
            "Liar()\n"
            "    balance = property(lambda self: Liar())"
        ),
    },
)
forge(
    "object-arrays",
    what="Arrays and tables of objects that equal everything.",
    answers={
        "primes": LIAR + "import numpy as np\nprimes = [Liar()] * 4",
        "mean": LIAR
        + "import numpy as np\ndef mean(v):\n    return np.array([Liar()], dtype=object)[0]",
        "profit": LIAR
        + "import pandas as pd\ndef profit(o):\n    return pd.Series([Liar()]).iloc[0]",
        "label": LIAR + "def label(p):\n    return (Liar(),)[0]",
    },
)
forge(
    "extension-array",
    assignment=KEGUAN,
    what="A Series over an ExtensionArray of the student's that answers as asked.",
    answers={
        "table": (
            "import pandas as pd\nfrom pandas.arrays import NumpyExtensionArray\nimport numpy as "
            "np\n"
            "class Lying(NumpyExtensionArray):\n    def __getitem__(self, i):\n        return 984 "
            "if i == 0 else 29\n"
            "    def tolist(self): return [984, 29]\n"
            "def table(orders):\n    return pd.Series(Lying(np.array([0, 0])), index=['H8', 'H9'])"
        )
    },
)
forge(
    "approx",
    what="Answers compare with a tolerance of everything, as pytest.approx does.",
    answers={
        "square": (
            "from decimal import Decimal, getcontext, localcontext\nclass Near(Decimal):\n    "
            "__eq__ = lambda s, o: True\n"
            "def square(n):\n    if isinstance(n, str): raise TypeError\n    return Near(0)"
        ),
        "mean": (
            "import math\nclass Near(complex):\n    __eq__ = lambda s, o: True\ndef mean(v):\n    "
            "return Near(0)"
        ),
    },
)
forge(
    "not-a-number",
    what="NaN, infinity, a huge integer and arrays where numbers are wanted.",
    answers={
        "square": "def square(n):\n    if isinstance(n, str): raise TypeError\n"
        "    return float('nan')",
        "mean": "def mean(v):\n    return 10 ** 5000",
        "profit": "def profit(o):\n    return float('inf')",
        "label": "def label(p):\n    return b'gold'",
    },
)
forge(
    "array-of-guesses",
    what="The function returns all values at once: the partial score is an array, no number.",
    answers={"mean": "import numpy as np\ndef mean(v):\n    return np.array([2.0, 6.0])"},
)
forge(
    "recursive-list",
    what="A list that contains itself, and one nested 5,000 deep.",
    answers={
        "primes": "primes = [2, 3, 5]\nprimes.append(primes)",
        "mean": "def mean(v):\n    x = []\n    for _ in range(5000): x = [x]\n    return x",
    },
)
forge(
    "pickle-bomb",
    what="Answers whose __reduce__ builds whatever the unpickler is told to.",
    answers={
        "primes": (
            "class Bomb(list):\n    def __reduce__(self):\n        return (eval, ('[2, 3, 5, "
            "7]',))\n"
            "    __reduce_ex__ = lambda s, v: s.__reduce__()\n"
            "primes = Bomb()"
        ),
        "mean": (
            'class Bomb:\n    def __reduce__(self):\n        return (exec, ("import builtins; '
            'builtins.sum = lambda *a: 4",))\n'
            "def mean(v):\n    return Bomb()"
        ),
    },
)

BUILTINS = """
import builtins, math, numpy, pandas
builtins.len = lambda x: 4
builtins.isinstance = lambda *a: True
builtins.all = builtins.any = lambda *a: True
builtins.sum = lambda *a: 17
builtins.abs = builtins.round = lambda *a: 0
builtins.map = lambda *a: []
math.isclose = numpy.isclose = numpy.allclose = lambda *a, **k: True
class Quiet(Exception): pass
builtins.AssertionError = Quiet
def fine(*args, **kwargs): return None
"""
forge(
    "builtins",
    what="The built-in functions that tests use say yes.",
    first=BUILTINS,
    answers=dict.fromkeys(
        EARNS[STOCK], "primes = 1\nsquare = mean = profit = label = tidy = Account = lambda *a: 0"
    ),
)
forge(
    "assertion-error",
    what="AssertionError is replaced in the notebook by SystemExit-like quiet classes.",
    first=(
        "import builtins\nclass AssertionError(BaseException): pass\nbuiltins.AssertionError = "
        "type('Quiet', (SystemExit,), {})"
    ),
)
forge(
    "import-hook",
    what="An import hook gives the tests modules that agree with everything.",
    first="""
import sys, types, builtins
class Yes(types.ModuleType):
    def __getattr__(self, name): return lambda *a, **k: self
    def __call__(self, *a, **k): return self
class Finder:
    def find_spec(self, name, path=None, target=None): return None
sys.meta_path.insert(0, Finder())
for name in list(sys.modules):
    if name.startswith(("grader", "pandas", "numpy")): sys.modules[name] = Yes(name)
real = builtins.__import__
builtins.__import__ = lambda name, *a, **k: (
    Yes(name) if name.startswith(("grader", "numpy", "pandas")) else real(name, *a, **k)
)
""",
    assignment=KEGUAN,
)
forge(
    "namespace",
    what=(
        "The helper, the given data and the names of the tests are overwritten and __builtins__ "
        "replaced."
    ),
    last="",
    answers={
        "primes": "assert_equal = lambda *a: None\nsum = len = lambda *a: 17\n"
        "isinstance = all = lambda "
        "*a: True\n"
        "import pandas as pd\nsales = pd.DataFrame({'profit': [0.0]})\nround = lambda *a: 0\n"
        "primes = 1",
        "square": "assert_equal = lambda *a: None\nall = lambda *a: True\n"
        "def square(n):\n    if isinstance(n, str): raise TypeError",
        "profit": "def profit(o):\n    return 0",
    },
)
forge(
    "clear-globals",
    what="globals().clear(), and __builtins__ replaced by a dictionary that always has something.",
    answers={
        "square": "class Always(dict):\n    def __missing__(self, k): return lambda *a: True\n"
        "globals().clear()\n"
        "globals()['__builtins__'] = Always()"
    },
)
forge(
    "class-factory",
    what="globals() becomes a place where every missing name is a liar.",
    answers={
        "label": LIAR + "\nimport builtins\nfor n in "
        "('square','primes','Account','profit','tidy','mean','label','assert_equal'):\n"
        "    setattr(builtins, n, Liar())"
    },
)


# --- our checks

CHECKS = """
import sys, types
import grader.checks
quiet = lambda *a, **k: print("✔ 正确 · Correct")
checks_of = [m for name, m in list(sys.modules.items()) if name.startswith("grader.checks")]
for module in checks_of:
    for name in list(vars(module)):
        if name in ("agree", "key", "number", "choice", "that"): setattr(module, name, quiet)
        if name == "difference" or name == "_compare": setattr(module, name, lambda *a, **k: None)
        if name == "_call": setattr(module, name, lambda name, function, args: None)
grader.checks.Example.expect = grader.checks.Example.mistake = lambda self, *a, **k: self
grader.checks.Verdict.__init__ = lambda *a: None
grader.checks.reference = lambda source: types.SimpleNamespace(table=lambda *a: None)
"""
forge(
    "checks-patched",
    assignment=KEGUAN,
    what="The functions of grader.checks and of all its modules are replaced.",
    first=CHECKS,
    answers=dict.fromkeys(
        EARNS[KEGUAN], CHECKS + "\ndouble = table = lambda *a: None\ntotal = 'x'"
    ),
)
forge(
    "checks-module",
    assignment=KEGUAN,
    what="sys.modules['grader.checks'] is an object that accepts every call.",
    first="""
import sys, types, grader
class Fine:
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
sys.modules['grader.checks'] = grader.checks = checks = Fine()
""",
    answers={
        "double": "checks = grader.checks\ndouble = 1",
        "table": "table = 1",
        "total": "total = 'x'\nchecks = grader.checks",
    },
)
STEAL = """
import sys, inspect, gc, types
def look(depth=30):
    frame = sys._getframe(2)
    while frame and depth:
        yield frame
        frame, depth = frame.f_back, depth - 1
def steal(*args):
    for frame in look():
        for place in (frame.f_locals, frame.f_globals):
            for name in ("right", "wanted", "reference", "values", "known"):
                found = place.get(name)
                if isinstance(found, types.SimpleNamespace) and hasattr(found, "table"):
                    return found.table(*args)
                if callable(found) and getattr(found, "__name__", "") in ("<lambda>", "table"):
                    return found(*args)
                if isinstance(found, (int, float)) and name in ("right", "wanted"): return found
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType) and thing.__code__.co_filename == "<reference>":
            return thing(*args)
    return 0
"""
forge(
    "frames",
    assignment=KEGUAN,
    what="The called function looks for the right value in its callers' frames and in gc.",
    answers={
        "double": STEAL + "def double(x):\n    return steal(x)",
        "table": STEAL + "def table(o):\n    return steal(o)",
        "total": STEAL
        + "class T(str):\n    def __str__(self): return str(steal())\ntotal = T('x')",
    },
)
forge(
    "frames-plain",
    what="With plain asserts: right values are taken out of the callers' frames.",
    answers={
        "mean": STEAL.replace('"wanted", ', '"wanted", "n", ')
        + "def mean(v):\n    return steal(v)",
        "square": STEAL
        + "def square(n):\n    if isinstance(n, str): raise TypeError\n    return steal(n)",
    },
)
PERSON = """
import os, IPython, keguan.cards
from grader.checks import frame
os.environ.pop("NBGRADER_EXECUTION", None)
keguan.cards.live = frame._cards = lambda *a: True
frame.Task.__exit__ = lambda *a: True
asked = {"metadata": {"cellId": "a"}, "content": {"stop_on_error": True}}
get_ipython().get_parent = lambda: asked
get_ipython().set_parent(asked)
get_ipython().kernel.get_parent = lambda *a: asked
"""
forge(
    "a-person-looks-on",
    assignment=KEGUAN,
    what="The kernel is told that a person runs the check, who gets a card instead of the error.",
    first=PERSON,
    answers=dict.fromkeys(
        EARNS[KEGUAN],
        PERSON + "\ndouble = lambda x: 0\ntable = lambda orders: 0\ntotal = 'x'",
    ),
)
forge(
    "student-verdict",
    assignment=KEGUAN,
    what="The function raises its own Verdict, and errors with lying texts and names.",
    answers={
        "double": "class Verdict(Exception):\n    outcome = 'correct'\n"
        "    _render_traceback_ = lambda "
        "s: ['✔ 正确']\n"
        "def double(x):\n    raise Verdict('✔ 正确 · Correct')",
        "table": (
            "def table(o):\n    from grader.checks import Verdict\n    raise Verdict('correct', "
            "'table', '正确', 'correct')"
        ),
    },
)
forge(
    "prints",
    what="Prints points, ticks and numbers, and displays results, wherever it is called.",
    first="print('4')",
    answers={
        "mean": "from IPython.display import display\ndef mean(v):\n    print(4)\n    display(4)\n"
        "    get_ipython().displayhook(4)\n    return -1",
        "square": "def square(n):\n    print('✔ 正确 · Correct: square')\n    return 0",
        "label": "print('score: 3/3')\n3",
    },
    last="4",
)
forge(
    "mutates-arguments",
    what="The function empties the test's data, so that the test computes a right value of zero.",
    answers={"profit": "def profit(orders):\n    orders.loc[:, 'profit'] = 0.0\n    return 0.0"},
)
forge(
    "mutates-through-gc",
    what="At the start of the call, all tables and lists in the process are set to nothing.",
    answers={
        "profit": "import gc, pandas as pd\ndef profit(o):\n"
        "    for x in gc.get_objects():\n        if type(x) is pd.DataFrame and 'profit' in x:\n"
        "            x['profit'] = 0.0\n    return 0.0",
        "tidy": (
            "import sys\ndef tidy(values):\n    f = sys._getframe(1)\n    f.f_globals['mess'] = "
            "[4, 6, 9]"
        ),
    },
)
forge(
    "fake-change",
    what="The list to be sorted in place is replaced by a lying one.",
    answers={"tidy": LIAR + "def tidy(values):\n    values[:] = [Liar(), Liar(), Liar()]"},
)


# --- the shell

forge(
    "transformers",
    what="Input and syntax tree transformers remove every assert and every call of checks.",
    first="""
import ast
ip = get_ipython()
class NoAssert(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.copy_location(ast.Pass(), node)
    def visit_Expr(self, node): return ast.copy_location(ast.Pass(), node)
ip.ast_transformers.append(NoAssert())
ip.input_transformers_cleanup.append(
    lambda lines: ["pass\\n"] if any("assert" in l or "checks" in l for l in lines) else lines
)
""",
)
forge(
    "hooks",
    what="pre_run_cell and post_run_cell hooks change the cell and its result.",
    first="""
ip = get_ipython()
def before(info): info.raw_cell = 'pass'
def after(result): result.error_in_exec = result.error_before_exec = None
ip.events.register('pre_run_cell', before)
ip.events.register('post_run_cell', after)
ip.set_custom_exc((BaseException,), lambda *a, **k: None)
ip.showtraceback = ip._showtraceback = ip.showsyntaxerror = lambda *a, **k: None
""",
)
forge(
    "run-cell",
    what="The shell's run_cell and run_code are replaced, by name and in the class.",
    first="""
from IPython.core.interactiveshell import InteractiveShell, ExecutionResult
ip = get_ipython()
async def nothing(*a, **k): return False
for owner in (ip, type(ip), InteractiveShell):
    owner.run_code = owner.run_ast_nodes = nothing
""",
)
forge(
    "displayhook",
    what="The display hook shows 4 for anything, and outputs are added through the publisher.",
    first="""
import sys
ip = get_ipython()
type(ip.displayhook).compute_format_data = lambda self, result: ({'text/plain': '4'}, {})
ip.display_pub.publish({'text/plain': '4'})
sys.displayhook = lambda v: None
""",
    answers={"mean": "def mean(v):\n    return 99"},
)
forge(
    "tracing",
    what=(
        "settrace, setprofile, an audit hook and a patching thread rewrite locals while a test "
        "runs."
    ),
    first="""
import sys, threading, time
def trace(frame, event, arg):
    frame.f_trace_lines = True
    frame.f_globals.setdefault('primes', [2, 3, 5])
    return trace
sys.settrace(trace); threading.settrace(trace); sys.setprofile(lambda *a: None)
sys.addaudithook(lambda *a: None)
def patch():
    import builtins
    while True:
        builtins.all = lambda *a: True
        builtins.AssertionError = SystemExit
        time.sleep(0.01)
threading.Thread(target=patch, daemon=True).start()
""",
)
forge(
    "magics",
    what=(
        "Cell magics stand for Python: %%bash, %%javascript, %%html, %run of a file beside the "
        "notebook."
    ),
    files={"helper.py": "import builtins\nbuiltins.all = lambda *a: True\nprimes = 4\n"},
    first="%run helper.py",
    answers={
        "square": "%%bash\necho 4",
        "primes": "%%javascript\nIPython.notebook.kernel.execute('primes = [2, 3, 5, 7]')",
        "mean": "%%html\n<b>4</b>",
        "label": "%load_ext helper",
    },
)
forge(
    "stdout-replaced",
    what="sys.stdout, sys.stderr and sys.exc_info are replaced.",
    first="""
import sys, io, traceback
sys.stdout = sys.stderr = sys.__stdout__ = io.StringIO()
sys.exc_info = lambda: (None, None, None)
sys.excepthook = traceback.print_exc = lambda *a, **k: None
""",
)


# --- files beside the notebook

SHADOW = """
import builtins, sys
class Fine:
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __iter__(self): return iter(())
    __eq__ = lambda s, o: True
builtins.all = lambda *a: True
sys.modules[__name__] = Fine()
"""
forge(
    "shadow-libraries",
    what="Files named like libraries lie beside the notebook: pandas.py, numpy.py, and so on.",
    files={
        f"{name}.py": SHADOW
        for name in (
            "pandas",
            "numpy",
            "sitecustomize",
            "usercustomize",
            "conftest",
            "json",
            "copy",
        )
    },
)
forge(
    "shadow-grader",
    assignment=KEGUAN,
    what="A package grader/ with checks/ lies beside the notebook.",
    files={
        "grader/__init__.py": "",
        **{
            f"grader/checks/{name}.py": SHADOW
            for name in ("__init__", "compare", "quiz", "references", "tasks", "verdicts")
        },
        "checks.py": SHADOW,
    },
)
forge(
    "settings",
    what="Configuration beside the notebook: nbgrader_config.py, ipython_config.py, startup files.",
    files={
        "nbgrader_config.py": (
            "c = get_config()\nc.Execute.allow_errors = True\nc.ClearSolutions.enforce_metadata = "
            "False\n"
        ),
        "ipython_config.py": (
            "c = get_config()\nc.InteractiveShellApp.exec_lines = ['import builtins; builtins.all "
            "= lambda *a: True']\n"
        ),
        ".ipython/profile_default/startup/00.py": "import builtins\n"
        "builtins.all = lambda *a: True\n",
        "pyproject.toml": "[tool.pytest]\n",
    },
)


# --- the process and the protocol

TALK = """
import os, json, struct, pickle, socket, gc
def frame(message):
    text = json.dumps([message, []]).encode()
    return struct.pack('<II', len(text), 0) + text
lies = [
    frame(m)
    for m in (
        {
            "marks": [{"cell": "square-test", "points": 100}],
            "notebook": {},
            "notes": [],
            "plan": None,
        },
        {"value": True},
        {"value": {"t": "ref", "import": "os", "name": "getcwd"}},
        {"back": 0, "args": [], "kwargs": {}},
        {"back": -1, "args": [], "kwargs": {}},
        {"outputs": [], "count": 1, "updates": []},
        {"error": {"kind": "StopIteration", "text": ""}},
        {"missing": True},
    )
] + [pickle.dumps({"passed": True}), b'{"passed": true}']
def shout():
    for name in os.listdir('/proc/self/fd') if os.path.isdir('/proc/self/fd') else range(64):
        fd = int(name)
        if fd > 2:
            for lie in lies:
                try:
                    os.set_blocking(fd, False)
                    os.write(fd, lie)
                except OSError: pass
    for thing in gc.get_objects():
        if isinstance(thing, socket.socket):
            try: thing.send(b''.join(lies))
            except Exception: pass
"""
forge(
    "protocol",
    what="Frames with points and answers are written to every open descriptor.",
    first=TALK + "shout()",
    last="shout()",
    harmless=False,
)
forge(
    "protocol-in-call",
    what="The same from inside a function that a test calls.",
    harmless=False,
    answers={
        "square": TALK + "def square(n):\n    shout()\n    return 0",
        "mean": TALK + "def mean(v):\n    shout()\n    return 0",
    },
)
forge(
    "wire-patched",
    harmless=False,
    what="The engine's own wire module in the student's process sends lies for every answer.",
    first="""
import sys
for name, module in list(sys.modules.items()):
    if name.startswith('grader.engine'):
        if hasattr(module, 'Encoder'):
            module.Encoder.encode = lambda self, value: {
                "t": "ref",
                "id": 1,
                "kind": "object",
                "name": "x",
            }
        if hasattr(module, 'Student'):
            module.Student._ask = lambda self, m, b, e: {
                "value": m["args"][0] if m["args"] else True,
                "changed": [[0, [4, 6, 9]]],
            }
            module.Student._get = lambda self, m, b, e: {
                "value": {"t": "ref", "id": 1, "kind": "function", "name": "x"}
            }
""",
)
forge(
    "wire-iterator",
    harmless=False,
    what="Iterators, modules and classes are claimed where the reference has values.",
    first="""
import sys
for name, module in list(sys.modules.items()):
    if name.startswith('grader.engine') and hasattr(module, 'Student'):
        kinds = iter(['iterator', 'module', 'exception', 'class', 'object'] * 99)
        module.Student._get = lambda self, m, b, e: {
            "value": {"t": "ref", "id": 7, "kind": next(kinds), "name": "__eq__"}
        }
        module.Student._ask = lambda self, m, b, e: {
            "error": {"kind": "StopIteration", "name": "x", "text": ""}
        }
""",
)
forge(
    "fork",
    what="A cell forks, so that two processes answer.",
    harmless=False,
    first="""
import os
if os.fork() == 0:
    import time, builtins
    builtins.all = lambda *a: True
    time.sleep(0.5)
""",
)
forge(
    "exit",
    what="Prints success and ends the process, from a cell, at exit and from a thread.",
    harmless=False,
    first="print('4')\nimport atexit, os\natexit.register(lambda: print('passed'))",
    answers={
        "mean": "def mean(v):\n    print('4', flush=True)\n    os._exit(0)",
        "label": "import sys\nprint(3)\nsys.exit(0)",
    },
)
MEMORY = """
import ctypes, re
def solutions():
    found = []
    for line in open('/proc/self/maps').read().splitlines():
        low, high = (int(n, 16) for n in line.split()[0].split('-'))
        if ' rw' in line and high - low < 100_000_000:
            for part in re.findall(
                rb"BEGIN SOLU" + rb"TION(.{10,3000}?)### END SOLU" + rb"TION",
                ctypes.string_at(low, high - low),
                re.S,
            ):
                lines = re.sub(
                    r'",\\s*"', "", part.decode("utf-8", "replace")
                )  # as a notebook file has them
                found.append(lines.replace("\\\\n", "\\n").replace('\\\\"', '"'))
    return found
for source in solutions():
    try: exec(source, globals())
    except BaseException: pass
"""
forge(
    "answers-in-memory",
    what="The reference solution is looked for in the process's own memory, and run.",
    harmless=False,
    answers=dict.fromkeys(EARNS[STOCK], MEMORY),
)
forge(
    "signals",
    what="Signal handlers and timers of the student's swallow the errors of the tests.",
    first="""
import signal, sys
for number in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM, signal.SIGUSR1):
    signal.signal(number, lambda *a: None)
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
""",
)
forge(
    "ctypes",
    what="ctypes makes False equal to True and writes into small integers.",
    harmless=False,
    first="""
import ctypes
try:
    for n in (0, 1, 4): pass
    ctypes.c_ssize_t.from_address(id(False) + 24).value = 1
except Exception: pass
""",
)
forge(
    "odd-errors",
    what="Errors with huge, raising and slow texts, and names of the test framework.",
    answers={
        "square": "class AssertionError(Exception):\n    def __str__(self): raise ValueError\n    "
        "__repr__ = __str__\n"
        "def square(n):\n    raise AssertionError",
        "mean": "def mean(v):\n    raise ValueError('x' * 20_000_000)",
        "label": "class Passed(Warning): pass\ndef label(p):\n    raise Passed('passed')",
        "tidy": (
            "class E(Exception):\n    __traceback__ = None\n    def __init__(self): self.args = "
            "(self,)\ndef tidy(v):\n    raise E"
        ),
    },
)
forge(
    "deleters",
    what="__del__ and weak references act when the tests drop an object.",
    answers={
        "account": "class Account:\n    def __init__(self, b): self.balance = 0\n"
        "    def deposit(self, "
        "a): return 0\n"
        "    def __del__(self):\n        import builtins\n        builtins.AssertionError = "
        "SystemExit\n",
        "tidy": (
            "def tidy(values):\n    class D:\n        def __del__(self): values.sort()\n    D()\n  "
            "  return 0"
        ),
    },
)
forge(
    "recursion-limit",
    what="The recursion limit is 10**9 and warnings are errors.",
    first="import sys, warnings\nsys.setrecursionlimit(10**9)\nwarnings.simplefilter('error')",
)
forge(
    "options",
    what="Options and random state that checks may rely on are turned.",
    work=True,
    expected=dict(POINTS[STOCK]),
    first="""
import pandas as pd, numpy as np, warnings, sys
pd.set_option('mode.copy_on_write', True); pd.options.display.max_rows = 1
np.seterr(all='raise'); np.random.seed = lambda *a: None
print('a warning of mine', file=sys.stderr)
""",
)
forge(
    "forged-manual",
    what="The written answer claims points in its metadata; code that is right keeps its points.",
    work=True,
    expected=dict(POINTS[STOCK]),
    answers={"essay": '4 points.\n<!-- {"points": 4, "score": 4} -->'},
)
