"""A small nbgrader course to attack: one assignment with grader.checks, one with plain asserts,
and secrets beside them."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.course.folder import CourseFolder, open_folder
from grader.gradebook.access import open_course
from grader.gradebook.assignments import generate

CONFIG = 'c = get_config()  # noqa: F821\nc.CourseDirectory.course_id = "attacked"\n'
KEGUAN, STOCK = "checks-tasks", "plain-tasks"
KINDS = ("answer", "hidden", "neighbour", "gradebook", "home", "truth", "env", "upload")

# grade id -> points of what is graded automatically
POINTS = {
    KEGUAN: {
        "double-example": 1,
        "double-hidden": 2,
        "table-example": 1,
        "table-hidden": 3,
        "total-shown": 1,
        "total-hidden": 2,
    },
    STOCK: {
        "square-test": 1,
        "square-hidden": 2,
        "primes-test": 2,
        "account-test": 1,
        "account-hidden": 2,
        "profit-test": 2,
        "tidy-test": 2,
        "mean-partial": 4,
        "label-test": 1,
        "label-hidden": 2,
    },
}
# grade id of an answer -> what the right one is, and the grade cells that it earns
SOLUTIONS = {
    KEGUAN: {
        "double": "def double(x):\n    return 2 * x",
        "table": 'def table(orders):\n    return orders.groupby("member")["amount"].sum()',
        "total": "total = sum(given)",
    },
    STOCK: {
        "square": (
            'def square(n):\n    if not isinstance(n, (int, float)):\n        raise TypeError("a '
            'number, please")\n    return n * n'
        ),
        "primes": "primes = [2, 3, 5, 7]",
        "account": (
            "class Account:\n    def __init__(self, balance):\n        self.balance = balance\n\n"
            "    def deposit(self, amount):\n        self.balance += amount\n        return "
            "self.balance"
        ),
        "profit": 'def profit(orders):\n    return orders["profit"].sum()',
        "tidy": "def tidy(values):\n    values.sort()",
        "mean": "def mean(values):\n    return sum(values) / len(values)",
        "label": 'def label(points):\n    return "gold" if points >= 100 else "plain"',
    },
}
EARNS = {
    name: {
        answer: {cell for cell in POINTS[name] if cell.startswith(answer + "-")}
        for answer in SOLUTIONS[name]
    }
    for name in SOLUTIONS
}
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
# what the builder puts around the checks of a cell
FRAME = (
    "# 检查\nfrom grader import checks\n"
    'with checks.task("zh", "任务 1", 1, given="import math", earlier={"other": "任务 2"}):\n    '
)

TESTS = {
    "double-example": FRAME
    + 'checks.example("double", 2).mistake(6, "乘成了 3。", "times 3.").expect(4)',
    "double-hidden": HIDDEN.format(
        'marker = "@hidden@"\nchecks.agree("double", lambda x: 2 * x, 7341)'
    ),
    "table-example": FRAME + 'checks.example("table", orders).expect({"M1": 30, "M2": 5})',
    "table-hidden": HIDDEN.format(
        'right = checks.reference("""def table(orders):\n    return '
        'orders.groupby("member")["amount"].sum()  # @hidden@\n""")\n'
        'checks.agree("table", right.table, pd.DataFrame({"member": ["H8", "H9", "H8"], "amount": '
        "[611, 29, 373]}))"
    ),
    "total-shown": 'checks.number("total")',
    "total-hidden": HIDDEN.format(
        'marker = "@hidden@"\nchecks.key("total", 9127, "和不对。", "the sum is off.")'
    ),
    "square-test": (
        "assert_equal(square(3), 9)\ntry:\n    square('three')\nexcept TypeError:\n    pass\n"
        "else:\n"
        '    raise AssertionError("text has no square")'
    ),
    "square-hidden": HIDDEN.format(
        'marker = "@hidden@"\nassert all(map(lambda n: square(n) == n * n, [14, 27.5, -33]))'
    ),
    "primes-test": (
        "assert isinstance(primes, list)\nassert len(primes) == 4\nassert sum(primes) == 17\n"
        + HIDDEN.format('marker = "@hidden@"\nassert primes == [2, 3, 5, 7]')
    ),
    "account-test": "account = Account(10)\naccount.deposit(5)\nassert account.balance == 15",
    "account-hidden": HIDDEN.format(
        'marker = "@hidden@"\nother = Account(811)\nassert other.deposit(13) == 824\nassert '
        "other.balance == 824"
    ),
    "profit-test": "assert round(profit(sales), 2) == round(sales['profit'].sum(), 2)",
    "tidy-test": "mess = [9, 4, 6]\nassert tidy(mess) is None\nassert mess == [4, 6, 9]",
    "mean-partial": (
        "score = 0\nfor values, right in [([1, 3], 2), ([5, 5, 8], 6)]:\n    score += 2 * "
        "(mean(values) == right)\nscore"
    ),
    "label-test": 'assert label(150) == "gold"',
    "label-hidden": HIDDEN.format(
        'marker = "@hidden@"\nassert [label(p) for p in (99, 100, 101)] == ["plain", "gold", '
        '"gold"]'
    ),
}
ANSWER_OF = {
    cell: answer for name in EARNS for answer, cells in EARNS[name].items() for cell in cells
}


@dataclass
class Scene:
    """A course folder with what an attack would like to have; each secret is a random word that
    must not come out."""

    root: Path
    secrets: dict[str, str] = field(default_factory=dict)
    # what attacks are told: paths, ports, process ids
    values: dict[str, str] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)  # what arrived at the test's listeners

    @property
    def course(self) -> Path:
        return self.root / "course"

    @property
    def folder(self) -> CourseFolder:
        return open_folder(self.course)

    @property
    def precious(self) -> Path:
        """A folder outside the course that nobody may touch."""
        return self.root / "precious"

    def fill(self, text: str) -> str:
        """Puts paths, ports and process ids in the place of @words@; never a secret."""
        for name, value in self.values.items():
            text = text.replace(f"@{name}@", value)
        return text

    def release(self, assignment: str) -> dict:
        """The notebook that students got, nbformat 4 JSON; a new copy each time."""
        return nbformat.read(self.folder.notebook("release", assignment), as_version=4)


def make(root: Path) -> Scene:
    """Writes the course and the secrets, releases both assignments, and returns the scene."""
    scene = Scene(root, {kind: f"SECRET{kind.upper()}{secrets.token_hex(8)}" for kind in KINDS})
    for path in (
        scene.course,
        scene.precious,
        root / "home" / ".ssh",
        root / "datasets" / "shop" / "truth",
        root / "datasets" / "shop" / "__pycache__",
    ):
        path.mkdir(parents=True)
    write(scene.course / "nbgrader_config.py", CONFIG)
    write(scene.precious / "thesis.txt", "years of work\n")
    write(root / "home" / ".ssh" / "id_ed25519", scene.secrets["home"])
    write(root / "datasets" / "shop" / "orders.csv", "member,amount\nM1,10\n")
    for told in ("truth/answers.csv", "make.py", "words.toml", "__pycache__/make.pyc"):
        write(root / "datasets" / "shop" / told, f"# M1 is {scene.secrets['truth']}\n")
    scene.values = {
        "course": str(scene.course),
        "precious": str(scene.precious),
        "home": str(root / "home"),
        "datasets": str(root / "datasets"),
        "note": scene.secrets["upload"].removeprefix("SECRETUPLOAD"),
        "pidns": os.readlink("/proc/self/ns/pid"),
        "mntns": os.readlink("/proc/self/ns/mnt"),
    }
    for name in POINTS:
        path = scene.course / "source" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        cells = _keguan(scene) if name == KEGUAN else _stock(scene)
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
        generate(scene.folder, name)
    _enrol_secret(scene)
    return scene


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def role(
    grade_id: str, points: float | None = None, *, solution: bool = False, grade: bool = False
) -> dict:
    """The nbgrader metadata of a cell."""
    metadata = {
        "schema_version": 3,
        "grade_id": grade_id,
        "task": False,
        "grade": grade,
        "solution": solution,
        "locked": not solution,
    }
    return {"nbgrader": metadata | ({"points": points} if points is not None else {})}


def _task(scene: Scene, name: str, answer: str) -> list:
    """An answer cell and its grade cells."""
    right = SOLUTIONS[name][answer]
    source = f"### BEGIN SOLUTION\n# {scene.secrets['answer']}\n{right}\n### END SOLUTION"
    cells = [new_code_cell(source, id=answer, metadata=role(answer, solution=True))]
    for cell, points in POINTS[name].items():
        if cell in EARNS[name][answer]:
            test = TESTS[cell].replace("@hidden@", scene.secrets["hidden"])
            cells.append(new_code_cell(test, id=cell, metadata=role(cell, points, grade=True)))
    return cells


def _keguan(scene: Scene) -> list:
    given = (
        "import pandas as pd\nfrom grader import checks\n"
        'orders = pd.DataFrame({"member": ["M1", "M2", "M1"], "amount": [10, 5, 20]})'
    )
    cells = [
        new_markdown_cell("# 带检查的作业", id="title"),
        new_code_cell(given, id="given"),
        new_code_cell("given = [9000, 100, 27]", id="numbers", metadata=role("numbers")),
    ]
    for answer in SOLUTIONS[KEGUAN]:
        cells += _task(scene, KEGUAN, answer)
    return [
        *cells,
        new_markdown_cell("因为。", id="why", metadata=role("why", 5, solution=True, grade=True)),
    ]


def _stock(scene: Scene) -> list:
    helper = (
        "def assert_equal(got, wanted):\n    assert got == wanted, f'{got!r} is not {wanted!r}'"
    )
    sales = 'import pandas as pd\nsales = pd.DataFrame({"profit": [40.0, 30.5, 7.0]})'
    cells = [
        new_markdown_cell("# Plain tasks", id="title"),
        new_code_cell(sales, id="sales"),
        new_code_cell(helper, id="helper", metadata=role("helper")),
    ]
    for answer in SOLUTIONS[STOCK]:
        cells += _task(scene, STOCK, answer)
    return [
        *cells,
        new_markdown_cell(
            "Because.", id="essay", metadata=role("essay", 4, solution=True, grade=True)
        ),
    ]


def _enrol_secret(scene: Scene) -> None:
    """A student in the gradebook whose last name is a secret."""
    from nbgrader.api import Gradebook

    api = open_course(scene.folder)
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        gradebook.check_course()
        gradebook.update_or_create_student("known-before", last_name=scene.secrets["gradebook"])


def hidden_lines() -> list[str]:
    """The lines of the hidden tests, without those that stand in the open somewhere too."""
    found = []
    for test in TESTS.values():
        if "BEGIN HIDDEN" in test:
            inside = test.partition("### BEGIN HIDDEN TESTS\n")[2].partition("\n### END")[0]
            lines = [
                line.partition("#")[0].strip()
                for line in inside.split("\n")
                if "marker" not in line
            ]
            found += [line for line in lines if len(line) > 12]
    return [
        line
        for line in found
        if not any(line in right for part in SOLUTIONS.values() for right in part.values())
    ]
