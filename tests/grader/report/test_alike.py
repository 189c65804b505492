"""Copies are the top pairs, whatever was renamed or rearranged; a class that was merely taught the
same is not."""

import json
import re
import shutil

import nbformat
import pytest
from typer.testing import CliRunner

from grader.cli import app as cli
from grader.course import simulate
from grader.course.answers import load_answers
from grader.course.folder import open_folder
from grader.gradebook import handed_in
from grader.report import alike
from tests import tiny_class

BOOK = "tiering-tasks"
COPIES = 3


def disguised(source):
    """As students disguise it: variables renamed, comments and empty lines put in."""
    for old, new in (
        ("done", "finished"),
        ("profit", "gain"),
        ("table", "t1"),
        ("real", "true_members"),
        ("total", "summe"),
    ):
        source = re.sub(rf"(?m)^(\s+){old} = ", rf"\1{new} = ", source)
        if f" {new} = " in source:
            source = re.sub(rf"(?<![\w\"'.]){old}(?![\w\"'(])", new, source)
    return source.replace("\n    ", "\n\n    # 我的注释\n    ", 1)


@pytest.fixture(scope="module")
def school(tmp_path_factory, checkout):
    """A simulated class of 40; three of them have copied from three whose answers have a form of
    their own, not that of the course with a slip in it."""
    root = tmp_path_factory.mktemp("school")
    shutil.copy(checkout / "course.toml", root)
    for step in ("source", "release"):
        for name in (BOOK, "tiering-written"):
            shutil.copytree(
                checkout / "exercises" / step / "zh" / name, root / "exercises" / step / "zh" / name
            )
    shutil.copy(checkout / "exercises" / "nbgrader_config.py", root / "exercises")
    folder = open_folder(root / "exercises")
    book = {name: tasks for name, tasks in load_answers(checkout).items() if name == BOOK}
    drawn = simulate.draw(book, 40, 3)
    simulate.hand_in(drawn, book, folder, [BOOK])
    own = sorted(
        drawn.abilities,
        key=lambda student: (
            -sum(
                drawn.choices[student, BOOK, task].kind == simulate.UNUSUAL for task in book[BOOK]
            ),
            student,
        ),
    )
    copies = dict(zip(own[-COPIES:], own[:COPIES], strict=True))
    for thief, owner in copies.items():
        copy(folder, owner, thief)
    return folder, {frozenset(pair) for pair in copies.items()}


def copy(folder, owner, thief):
    path = folder.notebook("submitted", BOOK, owner)
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = disguised(cell.source)
    nbformat.write(notebook, folder.notebook("submitted", BOOK, thief))


def test_planted_copies_are_the_top_pairs(school):
    folder, copies = school
    found = alike.pairs(folder, BOOK).pairs
    assert {frozenset(pair.students) for pair in found[:COPIES]} == copies
    assert found[COPIES - 1].weight > found[COPIES].weight


def test_names_comments_and_layout_do_not_count():
    one = "def f(orders):\n    done = orders[orders['a'] > 1]  # 筛选\n    return done.sum()"
    two = "def f(orders):\n\n    x = orders[orders['a'] > 1]\n    # nothing\n    return x.sum()"
    assert alike.code_signs(one) == alike.code_signs(two)
    assert alike.code_signs(one) != alike.code_signs(one.replace("> 1", "> 2"))


def test_what_the_release_gives_is_left_out():
    assert alike.own_part("def f(x):\n    return 1", {"def f(x):"}) == "    return 1"


@pytest.mark.parametrize("source", ["def f(:\n  x = 1", "x = '''open", "\x00", ""])
def test_broken_code_is_compared_as_far_as_it_goes(source):
    alike.code_signs(source)


def essays(*texts, others=30):
    own = [
        f"第{i}位同学写的完全不同的内容，"
        f"讲的是{'甲乙丙丁戊己庚辛壬癸'[i % 10] * 12}和{i * 7919}号店的经验。"
        for i in range(others)
    ]
    return {
        "m1": ("markdown", "在这里写", {f"S{i:02d}": text for i, text in enumerate([*texts, *own])})
    }


def test_a_copied_essay_with_other_words_here_and_there():
    text = (
        "关键客户应当由专人服务，每月至少回访一次；普通客户看升级潜力，有潜力的培养，"
        "没有潜力的降低服务成本；小客户采用自助渠道。"
    )
    changed = (
        text.replace("应当", "应该").replace("每月至少", "每个月都").replace("采用", "使用")
        + "就是这样。"
    )
    found = alike.compare(essays(text, changed))
    assert found[0].students == ("S00", "S01") and found[0].cells[0].similarity > 0.7


def test_what_everybody_writes_is_not_remarkable():
    same = (
        "def f(x):\n    return "
        "x.groupby('member_id')['gmv_cny'].sum().sort_values(ascending=False).head(10)"
    )
    assert alike.compare({"t": ("code", "", {f"S{i}": same for i in range(30)})}) == []


def test_a_students_cells_may_have_any_metadata():
    roles = [
        {"solution": True},
        {"solution": True, "grade_id": []},
        {"solution": True, "grade_id": "a"},
    ]
    odd = [{"cell_type": "code", "source": "", "metadata": {"nbgrader": role}} for role in roles]
    cells, _, _ = handed_in.parse(json.dumps({"cells": odd}).encode())
    assert list(alike.answers_of(cells)) == ["a"]


@pytest.fixture
def small(tmp_path):
    """Nine students and what one of them copied, in a small course."""
    folder = open_folder(tiny_class.make(tmp_path))
    for name in ("tiny-tasks", "tiny-essay"):
        release = folder.notebook("release", name)
        release.parent.mkdir(parents=True)
        shutil.copy(folder.notebook("source", name), release)
    for number in range(9):
        notebook = nbformat.v4.new_notebook(cells=tiny_class.tasks("zh"))
        cell = next(cell for cell in notebook.cells if cell.id == "double")
        cell.source = f"def double(x):\n    # 张三\n    return {OWN[number]}"
        put(folder, f"S{number}", nbformat.writes(notebook).encode())
    return folder


OWN = [
    f"x {sign} ({number} + x) {other} {number}"
    for number, (sign, other) in enumerate(zip("+-*/%|&^@", "-+/*|%^&-", strict=True))
]


def put(folder, student, data, name="tiny-tasks.ipynb"):
    room = folder.path / "submitted" / student / "tiny-tasks"
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    (room / name).write_bytes(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
def test_a_copy_is_found_in_every_encoding_and_name_that_grading_takes(small, encoding):
    """G14: what grade reads, alike reads."""
    text = small.notebook("submitted", "tiny-tasks", "S3").read_text(encoding="utf-8")
    raw = json.dumps(json.loads(text), ensure_ascii=False)
    put(small, "S9", raw.encode(encoding, "replace"), "S9-tiny-tasks (1).ipynb")
    found = alike.pairs(small, "tiny-tasks")
    assert found.pairs[0].students == ("S3", "S9") and found.left_out == {}
    assert handed_in.problem(small, "tiny-tasks", "S9") is None


@pytest.mark.parametrize(
    "data", [b"", b'{"cells": [', b'{"cells":' + b"[" * 50_000, b"[]", b'{"cells": []}']
)
def test_who_cannot_be_compared_is_named_and_stops_nobody(small, data):
    """G14: 50,000 brackets ended it for the class."""
    put(small, "S9", data)
    found = alike.pairs(small, "tiny-tasks")
    assert list(found.left_out) == ["S9"]
    page = alike.page({"tiny-tasks": found}, "tiny-tasks", "zh")
    assert f"<bdi>S9</bdi>: {found.left_out['S9'].zh}" in page


def test_a_unit_has_one_page_with_each_of_its_works(small, tmp_path):
    """G22: five times one file held only the last."""
    target = tmp_path / "pairs.html"
    done = CliRunner().invoke(
        cli.app, ["alike", "tiny", "--out", str(target), "--course", str(small.path)]
    )
    assert done.exit_code == 0, done.output
    page = target.read_text(encoding="utf-8")
    assert "<h2>tiny-tasks</h2>" in page and "<h2>tiny-essay</h2>" in page
    assert done.output.count("✔") == 1


def test_the_page_shows_both_sides_and_says_that_it_is_no_verdict(school, tmp_path):
    for language, words in (("zh", "这不是结论"), ("en", "no verdict")):
        page = alike.page({BOOK: alike.pairs(school[0], BOOK, 2)}, BOOK, language)
        assert words in page and "<script" not in page and page.count("<pre>") % 2 == 0
        assert page.count("<details>") == 2  # each pair is folded, a class is no endless page


def test_what_students_write_is_no_part_of_the_page():
    script = "<script>alert(1)</script>" * 9
    texts = essays(others=30)["m1"][2] | {"<b>": script, "S\u202e2": script}
    found = alike.Comparison(alike.compare({"t": ("markdown", "", texts)}), {})
    assert set(found.pairs[0].students) == {"<b>", "S\u202e2"}
    page = alike.page({"t": found}, "t", "zh")
    assert "<script" not in page and "<bdi>&lt;b&gt;</bdi>" in page
    assert "<bdi>S\u202e2</bdi>" in page


def test_the_command_writes_the_page(school, tmp_path):
    target = tmp_path / "alike.html"
    done = CliRunner().invoke(
        cli.app, ["alike", BOOK, "--out", str(target), "--course", str(school[0].path)]
    )
    assert (
        done.exit_code == 0
        and all(student in done.output for pair in school[1] for student in pair)
        and target.is_file()
    ), done.output
