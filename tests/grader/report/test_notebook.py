"""The class report as a notebook: readable as it is, the same when it is run, no names where it is
shared, any size of class."""

import json
import shutil

import nbformat
import pytest
from nbclient import NotebookClient
from typer.testing import CliRunner

from grader.base import Text
from grader.cli import app as cli
from grader.course.folder import open_folder
from grader.gradebook.assignments import generate
from grader.grading.run import Engine
from grader.report import notebook as report_notebook
from grader.report import results
from grader.report.results import AssignmentInfo, Results, TaskInfo, Verdict, Work
from grader.report.words import TEXTS
from keguan import style
from tests import stock_nbgrader, tiny_class

WRONG = Verdict(
    "t0", "incorrect", "tiers", Text("关键客户少了 3 位。", "3 key customers are missing.")
)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A tiny class, in Chinese only: Zhang-San all right, Li-Si half, Wang-Wu handed in nothing."""
    folder = open_folder(tiny_class.make(tmp_path_factory.mktemp("course")))
    shutil.rmtree(folder.path / "source" / "en")
    generate(folder, "tiny-tasks")
    for student, wrong in (("Zhang-San", ""), ("Li-Si", "greet")):
        path = folder.notebook("submitted", "tiny-tasks", student)
        path.parent.mkdir(parents=True)
        path.write_text(tiny_class.solved(folder, wrong)["tiny-tasks"], encoding="utf-8")
    stock_nbgrader.enrol(folder, ["tiny-tasks"], ["Zhang-San", "Li-Si", "Wang-Wu"])
    with Engine(folder, 1, unconfined=True) as engine:
        list(engine.grade([("tiny-tasks", "Zhang-San"), ("tiny-tasks", "Li-Si")]))
    return folder


def class_of(n, tasks=30):
    """n students, one assignment of many tasks; every third student fails most of them."""
    info = AssignmentInfo(
        "u-tasks",
        Text("上机任务", "Tasks"),
        "D",
        tuple(
            TaskInfo(f"t{i}", f"A{i}", Text(f"第 {i} 题", f"Number {i}"), 10, (f"concept-{i}",))
            for i in range(tasks)
        ),
    )
    work = {}
    for k in range(n):
        points = {f"t{i}": 10.0 * ((k % 3 > 0) != (i == 0)) for i in range(tasks)}
        percent = 100 * sum(points.values()) / info.maximum
        work[f"学号-{k:03}", "u-tasks"] = Work(
            f"学号-{k:03}",
            "u-tasks",
            "marked",
            points,
            [WRONG] if k % 3 else [],
            percent=percent,
        )
    return Results(
        Text("课", "Course"),
        [info],
        [f"学号-{k:03}" for k in range(n)],
        work,
        {"D": Text("课后", "After")},
    )


def made(found, language, **more):
    return report_notebook.notebook(found, "..", None, language, "一班", **more)


def written(notebook):
    """Everything that can be read in the notebook: sources and outputs."""
    return json.dumps(notebook.cells, ensure_ascii=False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_can_be_read_without_running_it(language):
    notebook, t = made(class_of(40), language), TEXTS[language]
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs for cell in code) and [cell.execution_count for cell in code] == list(
        range(1, len(code) + 1)
    )
    assert sum("image/png" in cell.outputs[0].get("data", {}) for cell in code) == 2
    text = written(notebook)
    for said in (
        t["help_head"],
        t["wrong_head"],
        t["marks_head"],
        t["missing_head"],
        WRONG.text[language],
        t["look"],
        "学号-039",
    ):
        assert said in text
    assert style.language() == "zh"  # as it was before


def test_the_same_class_gives_the_same_bytes():
    assert nbformat.writes(made(class_of(40), "zh")) == nbformat.writes(made(class_of(40), "zh"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_version_for_sharing_names_nobody(language):
    found = class_of(40)
    found.work["学号-001", "u-tasks"].verdicts = [
        Verdict("t1", "error", "t1", Text("ValueError: 我叫张三", "ValueError: 我叫张三"))
    ]
    text = written(made(found, language, shared=True))
    assert not [student for student in found.students if student in text] and "张三" not in text
    assert WRONG.text[language] in text and "学号-001" in written(made(found, language))


def test_a_large_class_has_every_row_and_a_figure_of_the_hardest_tasks():
    found = class_of(400, tasks=100)
    notebook = made(found, "zh")
    cells = {cell.id: cell for cell in notebook.cells}
    assert cells["cell-marks"].outputs[0].data["text/html"].count("<tr") == 400 + 2
    # a third of them, each with six concepts
    assert cells["cell-helped"].outputs[0].data["text/html"].count("</tr>") > 400
    figure = report_notebook.tasks_figure(found)
    assert figure.get_figheight() < 14 and "A0" in figure.axes[0].yaxis.get_major_formatter()(0)
    assert len(nbformat.writes(notebook)) < 2_000_000


def test_a_class_without_any_mark_still_gets_its_notebook():
    found = class_of(4)
    for work in found.work.values():
        work.status, work.points, work.verdicts = results.WAITING, {}, []
        work.percent = None
    nbformat.validate(made(found, "en"))


def test_running_it_again_gives_what_is_shown(graded, tmp_path):
    target = tmp_path / "report.ipynb"
    report_notebook.write(results.gather(graded, "tiny"), graded, "tiny", "zh", target, "小单元")
    before = nbformat.read(target, as_version=4)
    after = NotebookClient(
        nbformat.from_dict(before),
        kernel_name="python3",
        timeout=120,
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()
    for old, new in zip(before.cells, after.cells, strict=True):
        for one, other in zip(old.get("outputs", ()), new.get("outputs", ()), strict=True):
            assert one.get("data", one.get("text")) == other.get("data", other.get("text")), old.id


@pytest.mark.parametrize("language, seen", [("zh", "翻倍"), ("en", "Doubling")])
def test_the_command_writes_it_beside_the_page_in_either_language(graded, tmp_path, language, seen):
    out, course = tmp_path / "one.html", str(graded.path)
    done = CliRunner().invoke(
        cli.app,
        ["report", "tiny", "--notebook", "--lang", language, "--course", course, "--out", str(out)],
    )
    assert done.exit_code == 0, done.output
    assert seen in out.read_text(encoding="utf-8") and seen in out.with_suffix(".ipynb").read_text(
        encoding="utf-8"
    )
