"""Rubric sheets: from the table in the notebook to the gradebook that formgrader shows, and every
wrong cell named."""

import shutil

import pytest
from nbformat.v4 import new_markdown_cell
from typer.testing import CliRunner

from grader.base import UserError
from grader.cli import app as cli
from grader.course.folder import open_folder
from grader.gradebook.assignments import generate
from grader.gradebook.scores import cell_scores
from grader.grading.run import Engine
from grader.term import rubric
from tests import stock_nbgrader, tiny_class

TABLE = (
    "**评分表**\n\n| 项目 | 满分 | 给满分 |\n|---|---|---|\n| 概念 | 6 | 说清 |\n| 例子 | 4 | 具体 "
    "|"
)
NAME = "rubric-tiny-essay-why.csv"


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A tiny class with a rubric before its essay; S1 and =S2 handed in and were graded."""
    essay = new_markdown_cell(
        "因为。", id="why", metadata=tiny_class.role("why", 10, solution=True)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            tiny_class, "essay", lambda language: [new_markdown_cell(TABLE, id="rubric"), essay]
        )
        folder = open_folder(tiny_class.make(tmp_path_factory.mktemp("school")))
    generate(folder, "tiny-essay")
    text = folder.notebook("release", "tiny-essay").read_text(encoding="utf-8")
    for student in ("S1", "=S2"):
        path = folder.notebook("submitted", "tiny-essay", student)
        path.parent.mkdir(parents=True)
        path.write_text(text.replace("在这里写你的回答", "我的回答"), encoding="utf-8")
    stock_nbgrader.enrol(folder, ["tiny-essay"], ["S1", "=S2"])
    with Engine(folder, 1, unconfined=True) as engine:
        list(engine.grade([("tiny-essay", "S1"), ("tiny-essay", "=S2")]))
    return folder.path.parent


@pytest.fixture
def folder(school, tmp_path):
    """A copy of that class for one test."""
    shutil.copytree(school, tmp_path / "school")
    return open_folder(tmp_path / "school" / "exercises")


def sheet(folder, *lines, maxima="满分 maximum,6,4,10,"):
    """Writes the sheet as a teacher would fill it."""
    head = "学生 student,概念,例子,合计 total,评语 comment"
    (folder.path / NAME).write_text("\n".join([head, maxima, *lines]) + "\n", encoding="utf-8-sig")


def points(folder):
    return {(s.student, s.by_hand): s.points for s in cell_scores(folder)}


def test_a_new_sheet_has_the_items_and_the_class(folder):
    [path] = rubric.write(folder, "tiny-essay", folder.path)
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        "学生 student,概念,例子,合计 total,评语 comment",
        "满分 maximum,6,4,10,",
        "'=S2,,,,",
        "S1,,,,",
    ]


def test_totals_and_comments_reach_the_gradebook_and_what_is_open_is_named(folder):
    sheet(folder, "S1,F,H,,写得具体。", "'=S2,3,,,")
    assert rubric.apply(folder, "tiny-essay", folder.path) == (1, ["=S2"])
    assert points(folder) == {("S1", False): 8, ("=S2", True): 0}
    assert "S1,F,H,8,写得具体。" in (folder.path / NAME).read_text(encoding="utf-8-sig")
    assert rubric.apply(folder, "tiny-essay", folder.path) == (0, ["=S2"])


def test_changing_an_item_marks_all_it_touched_again(folder):
    sheet(folder, "S1,F,0,,", "'=S2,1,H,,")
    rubric.apply(folder, "tiny-essay", folder.path)
    assert points(folder) == {("S1", False): 6, ("=S2", False): 3}
    sheet(folder, "S1,F,0,6,", "'=S2,1,H,3,", maxima="满分 maximum,8,2,10,")
    assert rubric.apply(folder, "tiny-essay", folder.path)[0] == 2
    assert points(folder) == {("S1", False): 8, ("=S2", False): 2}


def test_a_sheet_is_kept_when_it_is_asked_for_again(folder):
    sheet(folder, "S1,5,H,,好")
    rubric.write(folder, "tiny-essay", folder.path)
    text = (folder.path / NAME).read_text(encoding="utf-8-sig")
    assert "S1,5,H,7,好" in text and "'=S2,,,," in text


@pytest.mark.parametrize(
    ("lines", "maxima", "said"),
    [
        (["S1,7,1,,"], "满分 maximum,6,4,10,", "line 3, '概念': '7'"),
        (["S1,x,1,,"], "满分 maximum,6,4,10,", "'x'"),
        (["S1,-1,1,,"], "满分 maximum,6,4,10,", "'-1'"),
        (["S1,nan,1,,"], "满分 maximum,6,4,10,", "'nan'"),
        (["S1,1,1,,", "S1,2,2,,"], "满分 maximum,6,4,10,", "stands twice"),
        (["S1,1,1,,"], "满分 maximum,6,5,11,", "sum to 11"),
        (["S9,1,1,,"], "满分 maximum,6,4,10,", "S9"),
        (["S1,1,1,,"], "wrong,6,4,10,", "should begin"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(folder, lines, maxima, said):
    sheet(folder, *lines, maxima=maxima)
    with pytest.raises(UserError) as stopped:
        rubric.apply(folder, "tiny-essay", folder.path)
    assert said in stopped.value.en and stopped.value.zh
    assert all(by_hand for _, by_hand in points(folder))


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "gb18030")]
)
def test_a_sheet_is_read_as_a_spreadsheet_saves_it(folder, separator, encoding):
    sheet(folder, "S1,F,H,,好", "=S2,0,1,,", ",,,,")
    path = folder.path / NAME
    text = path.read_text(encoding="utf-8-sig").replace(",", separator)
    path.write_text(text, encoding=encoding)
    assert rubric.apply(folder, "tiny-essay", folder.path) == (2, [])
    assert points(folder) == {("S1", False): 8, ("=S2", False): 1}


def test_the_command(folder):
    done = CliRunner().invoke(
        cli.app, ["rubric", "tiny-essay", "--out", str(folder.path), "--course", str(folder.path)]
    )
    assert done.exit_code == 0 and NAME in done.output
    other = ["--apply", "--out", str(folder.path / "other"), "--course", str(folder.path)]
    none = CliRunner().invoke(cli.app, ["rubric", "tiny-essay", *other])
    assert none.exit_code == 2


def test_every_written_assignment_of_the_course_has_a_rubric_that_sums_up(checkout):
    folder = open_folder(checkout / "exercises")
    written = [
        a.name
        for a in folder.course.assignments
        if a.name.endswith(("-written", "-group", "-cases", "-presentation"))
    ]
    assert written
    for name in written:
        for found in rubric.rubrics(folder, name):
            assert found.items[0][0] != "合计 all", (
                f"{name}, {found.cell}: no rubric table before the answer cell"
            )


def test_the_rubric_is_the_last_table_of_the_task():
    ranks = "| 会员 | 名次 |\n|---|---|\n| 周老师 | 12 |\n\n做什么……\n\n"
    articles = "\n\n| 条 | 说了什么 |\n|---|---|\n| 六 | 目的 |"
    assert (
        rubric._table(ranks + TABLE)
        == rubric._table(TABLE + articles)
        == (("概念", 6), ("例子", 4))
    )
