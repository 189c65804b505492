"""Which checks have to run beside the student's code, told by their text."""

import json

import pytest

from grader.engine.notebooks.roles import role_of, text
from grader.engine.verdict.looks import needs_the_students_process

BESIDE = [
    "assert f(x) is not x",
    "assert 'x' not in globals()",
    "assert 'x' not in dir()",
    "assert 'sum(' not in In[-2]",
    "assert 'for' in _i3",
    "import inspect as i\nassert 'for' in i.getsource(f)",
    "from inspect import signature as s\nassert len(s(f).parameters) == 2",
    "assert list(signature(f).parameters) == ['a', 'b']",  # imported in a given cell
    "from doctest import testmod as check\nassert check().failed == 0",
    "import sys\nassert 'statistics' not in sys.modules",
    "import threading\nf()\nassert threading.active_count() == 1",
    "import matplotlib.pyplot as plt\nf()\nassert not plt.get_fignums()",
    "from unittest.mock import patch\nwith patch('builtins.eval'):\n    f()",
    "import doctest\nassert doctest.testmod().failed == 0",
    "import sys\nsys.setrecursionlimit(50)\nassert f(100)",
    "import builtins\nbuiltins.eval = None\nassert f()",
    "import warnings\nwith warnings.catch_warnings(record=True) as w:\n    f()\nassert not w",
    "import warnings\nwarnings.simplefilter('error')\nf()",
]
APART = [
    "assert f(x) is None and type(f(x)) is list",
    "for _ in range(3):\n    assert f(_)",
    "assert 'run' in dir(account)",
    "assert course.modules == ['a']",
    "import matplotlib.pyplot as plt\nplt.show = lambda: None\nf()",
    "import pandas as pd\npd.options.display.precision = 3\nf()",
    "import warnings\nwarnings.simplefilter('ignore')\nf()",
    "assert open('given.txt').read() == f()",
    "%matplotlib inline",
]


@pytest.mark.parametrize("source", BESIDE)
def test_a_check_that_looks_at_the_students_process_runs_there(source):
    assert needs_the_students_process(source, wrote=False)


@pytest.mark.parametrize("source", APART)
def test_any_other_check_runs_apart(source):
    assert not needs_the_students_process(source, wrote=False)


@pytest.mark.parametrize(
    "source", ["assert open('a').read() == ''", "pd.read_csv('a')", "assert path.exists()"]
)
def test_a_check_that_reads_a_file_runs_where_the_answer_wrote_it(source):
    assert needs_the_students_process(source, wrote=True)
    assert not needs_the_students_process(source, wrote=False)


def test_no_check_of_the_course_has_to_run_beside_the_answers(checkout):
    found = []
    for path in sorted((checkout / "exercises" / "source").rglob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        checks = [text(cell["source"]) for cell in cells if role_of(cell).judges]
        found += [
            (path.stem, check) for check in checks if needs_the_students_process(check, False)
        ]
    assert not found
