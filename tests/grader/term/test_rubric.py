"""Rubric sheets: from the table in the notebook to the gradebook that formgrader shows; a mark
stays with the answer that it was given for, and no person's decision is taken back."""

import errno
import os
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_markdown_cell
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from grader.base import UserError
from grader.base.files import tables
from grader.cli import app as cli
from grader.course.folder import open_folder
from grader.gradebook import access, hand_marks, journal
from grader.gradebook.assignments import generate
from grader.gradebook.hand_marks import Given
from grader.gradebook.scores import cell_scores
from grader.grading.run import Engine
from grader.term import rubric, students
from grader.term import rubric_sheets as sheets
from grader.term.memory import Known
from grader.term.rubric_sheets import Row
from tests import stock_nbgrader, tiny_class

pytestmark = pytest.mark.usefixtures("kept_processes")

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
    stock_nbgrader.enrol(folder, ["tiny-essay"], ["S1", "=S2"])
    with access.opened(folder) as gradebook:
        gradebook.update_or_create_student("S1", first_name="三", last_name="张")
    for student in ("S1", "=S2"):
        hand_in(folder, student, "我的回答")
    return folder.path.parent


def hand_in(folder, student, answer):
    """A student's essay, graded."""
    path = folder.notebook("submitted", "tiny-essay", student)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = folder.notebook("release", "tiny-essay").read_text(encoding="utf-8")
    path.write_text(text.replace("在这里写你的回答", answer), encoding="utf-8")
    grade(folder, student)


def grade(folder, student, **how):
    with Engine(folder, 1, unconfined=True) as engine:
        list(engine.grade([("tiny-essay", student)], **how))


@pytest.fixture
def folder(school, tmp_path):
    """A copy of that class for one test."""
    shutil.copytree(school, tmp_path / "school")
    return open_folder(tmp_path / "school" / "exercises")


def fill(folder, *lines, maxima="满分 maximum,6,4,10,"):
    """Writes the sheet as a teacher would fill it."""
    head = "学生 student,概念,例子,合计 total,评语 comment"
    (folder.path / NAME).write_text("\n".join([head, maxima, *lines]) + "\n", encoding="utf-8-sig")


def apply(folder):
    return sheets.apply(folder, "tiny-essay", folder.path)


def write(folder, kind=None):
    [sheet] = sheets.write(folder, "tiny-essay", folder.path, kind)
    return sheet


def rows(path):
    found = tables.table(path, {sheets.STUDENT: (), sheets.COMMENT: ()})
    return {row[sheets.STUDENT]: row for row in found.rows}


def points(folder):
    return {(s.student, s.by_hand): s.points for s in cell_scores(folder)}


def formgrader(folder, student, points, comment=""):
    """What formgrader does when a teacher writes points and a comment."""
    mark = hand_marks.HandMark(student, "tiny-essay", "why", points, comment)
    hand_marks.enter(folder, "tiny-essay", [mark])


def comment(folder, student):
    return hand_marks.given(folder, "tiny-essay", "tiny-essay", "why")[student].comment


# --- the sheet


@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_a_new_sheet_has_the_items_the_class_and_its_names(folder, kind):
    sheet = write(folder, kind)
    found = rows(sheet.path)
    heads = tables.table(sheet.path, {sheets.STUDENT: ()}).heads
    assert heads == (
        "学生 student",
        "姓名 name",
        "概念",
        "例子",
        "合计 total",
        "评语 comment",
        "备注 note",
    )
    assert list(found) == ["满分 maximum", "=S2", "S1"]
    assert found["满分 maximum"]["概念"] == "6" and found["满分 maximum"]["合计 total"] == "10"
    assert found["S1"]["姓名 name"] == "张三" and found["S1"]["概念"] == ""


def test_totals_and_comments_reach_the_gradebook_and_what_is_open_is_named(folder):
    fill(folder, "S1,F,H,,写得具体。", "'=S2,3,,,")
    done = apply(folder)
    assert (done.written, done.open) == (1, ["=S2"])
    assert points(folder) == {("S1", False): 8, ("=S2", True): 0}
    row = rows(folder.path / NAME)["S1"]
    assert (row["概念"], row["例子"], row["合计 total"]) == ("F", "H", "8")
    assert row["评语 comment"] == comment(folder, "S1") == "写得具体。"
    assert apply(folder).written == 0


def test_changing_an_item_marks_all_it_touched_again(folder):
    fill(folder, "S1,F,0,,", "'=S2,1,H,,")
    apply(folder)
    assert points(folder) == {("S1", False): 6, ("=S2", False): 3}
    fill(folder, "S1,F,0,6,", "'=S2,1,H,3,", maxima="满分 maximum,8,2,10,")
    assert apply(folder).written == 2
    assert points(folder) == {("S1", False): 8, ("=S2", False): 2}


def test_a_sheet_is_kept_when_it_is_asked_for_again_and_the_one_before_lies_beside(folder):
    fill(folder, "S1,5,H,,好")
    before = (folder.path / NAME).read_bytes()
    write(folder)
    found = rows(folder.path / NAME)
    assert found["S1"]["概念"] == "5" and found["S1"]["评语 comment"] == "好" and "=S2" in found
    [earlier] = (folder.path / sheets.EARLIER).iterdir()
    assert earlier.read_bytes() == before
    write(folder)  # nothing new: nothing is written
    assert len(list((folder.path / sheets.EARLIER).iterdir())) == 1


def test_a_sheet_goes_from_csv_to_workbook_and_there_is_one(folder):
    fill(folder, "S1,F,H,,好", "=S2,3,,,")
    sheet = write(folder, ".xlsx")
    assert sheet.path.suffix == ".xlsx" and not (folder.path / NAME).exists()
    book = CalamineWorkbook.from_path(sheet.path).get_sheet_by_index(0).to_python()
    assert [row[0] for row in book[2:]] == ["=S2", "S1"] and book[3][2:4] == ["F", "H"]
    assert apply(folder).written == 1 and points(folder)["S1", False] == 8
    fill(folder, "S1,0,0,,")
    with pytest.raises(UserError, match="keep one"):
        apply(folder)
    assert points(folder)["S1", False] == 8


def test_a_change_of_kind_that_was_stopped_before_its_last_step_is_finished(folder):
    fill(folder, "S1,F,H,,好", "=S2,3,,,")
    old = (folder.path / NAME).read_bytes()
    os.utime(folder.path / NAME, (1, 1))
    write(folder, ".xlsx")
    (folder.path / NAME).write_bytes(old)
    with pytest.raises(UserError, match="keep one"):  # put there by somebody, not left
        write(folder, ".xlsx")
    os.utime(folder.path / NAME, (1, 1))
    assert write(folder, ".xlsx").path.suffix == ".xlsx" and not (folder.path / NAME).exists()
    assert apply(folder).written == 1 and points(folder)["S1", False] == 8


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["S1,7,1,,"], "row 3, '概念' (S1): '7'"),
        (["S1,x,1,,"], "'x'"),
        (["S1,-1,1,,"], "'-1'"),
        (["S1,nan,1,,"], "'nan'"),
        (["S1,1,1,,", "S1,2,2,,"], "S1 stands twice"),
        (["S9,1,1,,"], "no student 'S9'"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_written(folder, lines, said):
    fill(folder, *lines, "'=S2,F,F,,")
    before = (folder.path / NAME).read_bytes()
    done = apply(folder)
    assert said in done.wrong[0].en and done.wrong[0].zh and len(done.wrong) == 1
    assert points(folder)["=S2", False] == 10
    assert ("S1", True) in points(folder) or "stands twice" in said
    assert (folder.path / NAME).read_bytes() == before  # what cannot be read is not written over
    with pytest.raises(UserError, match="left as it is"):
        write(folder)


@pytest.mark.parametrize(
    ("maxima", "said"),
    [
        ("满分 maximum,6,5,11,", "sum to 11"),
        ("wrong,6,4,10,", "no row"),
        ("满分 maximum,x,4,10,", "'x' should be a number"),
    ],
)
def test_wrong_maxima_stop_the_sheet(folder, maxima, said):
    fill(folder, "S1,1,1,,", maxima=maxima)
    with pytest.raises(UserError) as stopped:
        apply(folder)
    assert said in stopped.value.en and stopped.value.zh
    assert all(by_hand for _, by_hand in points(folder))


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "gb18030")]
)
def test_a_sheet_is_read_as_a_spreadsheet_saves_it(folder, separator, encoding):
    fill(folder, "S1,F,H,,好", "=S2,0,1,,", ",,,,")
    path = folder.path / NAME
    text = path.read_text(encoding="utf-8-sig").replace(",", separator)
    path.write_text(text, encoding=encoding)
    assert apply(folder).written == 2
    assert points(folder) == {("S1", False): 8, ("=S2", False): 1}


@pytest.mark.parametrize(
    ("cell", "name", "student"),
    [
        ("7", "", "0007"),
        ("2.02301E+11", "", "202301010101"),
        ("2.02302E+11", "李四", "202302010101"),
        ("2.02302E+11", "", None),
        ("08", "", None),
    ],
)
def test_an_id_that_a_spreadsheet_changed_is_matched_where_one_fits(cell, name, student):
    known = ["0007", "202301010101", "202302010101", "202302010102"]
    names = {"202302010101": "李四", "202302010102": "王五"}
    line = tables.Row(3, {sheets.STUDENT: cell, sheets.NAME: name}, None)
    found = sheets._whose(line, known, names)
    assert found == student if student else not isinstance(found, str)


def test_a_full_disk_leaves_sheet_and_gradebook_as_they_were(folder, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    fill(folder, "S1,F,H,,写得具体。")
    before = (folder.path / NAME).read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(folder)
    assert (folder.path / NAME).read_bytes() == before
    monkeypatch.undo()
    assert apply(folder).written == 1


# --- a mark stays with its answer, and nothing is taken back


def test_a_mark_is_not_put_on_work_that_nobody_has_read(folder):
    fill(folder, "S1,F,F,,很好")
    apply(folder)
    hand_in(folder, "S1", "另一个回答")
    fill(folder, "S1,F,F,10,很好", "'=S2,F,H,,")
    done = apply(folder)
    assert (done.written, done.again) == (1, ["S1"])
    assert ("S1", True) in points(folder) and points(folder)["=S2", False] == 8


def test_the_row_of_new_work_begins_anew_and_is_marked_for_it(folder):
    fill(folder, "S1,F,F,,很好")
    apply(folder)
    hand_in(folder, "S1", "另一个回答")
    row = {row.student: row for row in write(folder).rows}["S1"]
    assert row.empty and row.comment == "" and "F F 很好" in row.note
    assert apply(folder).open == ["=S2", "S1"] and ("S1", True) in points(folder)
    fill(folder, "S1,F,F,,", "'=S2,,,,")
    assert apply(folder).written == 1 and points(folder)["S1", False] == 10
    assert comment(folder, "S1") == ""  # it was said of the other answer


def test_the_same_answer_graded_again_keeps_its_mark(folder):
    fill(folder, "S1,F,H,,好")
    apply(folder)
    grade(folder, "S1", force=True)
    assert ("S1", True) in points(folder)
    assert apply(folder).written == 1 and points(folder)["S1", False] == 8


@pytest.mark.parametrize("graded", [False, True])
def test_a_mark_counts_again_when_the_answer_that_it_was_for_is_back(folder, graded):
    """A wrong file was taken over the answer and withdrawn: before it was graded, the mark never
    goes; afterwards it comes from the sheet."""
    reports = folder.path / "reports"
    [sheet] = sheets.write(folder, "tiny-essay", reports)
    text = sheet.path.read_text(encoding="utf-8-sig").replace('"S1","张三","",""', "S1,张三,F,H")
    sheet.path.write_text(text, encoding="utf-8-sig")
    assert sheets.apply(folder, "tiny-essay", reports).written == 1
    path = folder.notebook("submitted", "tiny-essay", "S1")
    journal.set_aside(folder, "tiny-essay", "S1")
    path.write_text(
        path.read_text(encoding="utf-8").replace("我的回答", "别人的"), encoding="utf-8"
    )
    if graded:
        grade(folder, "S1")
    students.withdraw(folder, "S1", "tiny-essay")
    if not graded:
        assert points(folder)["S1", False] == 8
    grade(folder, "S1")
    assert (("S1", True) in points(folder)) == graded
    assert sheets.apply(folder, "tiny-essay", reports).written == graded
    assert points(folder)["S1", False] == 8


def test_the_row_of_a_hand_in_that_was_withdrawn_is_named_and_goes(folder):
    fill(folder, "S1,F,F,,很好", "'=S2,F,H,,")
    apply(folder)
    students.withdraw(folder, "S1", "tiny-essay")
    [wrong] = apply(folder).wrong
    assert "it was withdrawn" in wrong.en and "S1" in wrong.zh
    assert [row.student for row in write(folder).rows] == ["=S2"]
    assert apply(folder).wrong == []


def test_what_formgrader_changed_later_is_not_taken_back(folder):
    fill(folder, "S1,H,H,,")
    apply(folder)
    formgrader(folder, "S1", 10)
    fill(folder, "S1,H,H,5,", "'=S2,F,H,,")
    done = apply(folder)
    assert done.written == 1 and points(folder) == {("S1", False): 10, ("=S2", False): 8}
    assert "S1" in done.kept[0].en and "10" in done.kept[0].en
    assert "10" in {row.student: row for row in write(folder).rows}["S1"].note


def test_where_both_were_changed_both_are_shown_and_nothing_is_written(folder):
    fill(folder, "S1,H,H,,")
    apply(folder)
    formgrader(folder, "S1", 10)
    fill(folder, "S1,F,H,,", "'=S2,,,,")
    done = apply(folder)
    assert done.written == 0 and points(folder)["S1", False] == 10
    assert "F H" in done.both[0].en and "10" in done.both[0].en
    anew = {row.student: row for row in write(folder).rows}["S1"]
    assert anew.empty and "F H" in anew.note and "10" in anew.note
    assert apply(folder).written == 0 and points(folder)["S1", False] == 10
    fill(folder, "S1,F,H,,", "'=S2,,,,")
    assert apply(folder).written == 1 and points(folder)["S1", False] == 8


def test_an_emptied_row_takes_its_mark_and_its_comment_back(folder):
    fill(folder, "S1,F,F,,抄李四的，来找我", "'=S2,F,F,,")
    apply(folder)
    fill(folder, "S1,,,,", "'=S2,F,F,,")
    assert apply(folder).written == 1
    assert points(folder) == {("S1", True): 0, ("=S2", False): 10}
    assert comment(folder, "S1") == ""


def test_a_comment_alone_is_taken_back(folder):
    fill(folder, "S1,F,F,,抄李四的，来找我")
    apply(folder)
    fill(folder, "S1,F,F,10,")
    apply(folder)
    assert points(folder)["S1", False] == 10 and comment(folder, "S1") == ""


def test_a_comment_that_formgrader_has_stays_where_the_sheet_says_nothing(folder):
    formgrader(folder, "S1", 3, "看第二段")
    write(folder)
    fill(folder, "S1,F,F,,", "'=S2,,,,")
    assert apply(folder).written == 1
    assert points(folder)["S1", False] == 10 and comment(folder, "S1") == "看第二段"


def test_a_sheet_without_its_memory_overwrites_nothing(folder):
    fill(folder, "S1,H,H,,")
    apply(folder)
    formgrader(folder, "S1", 10)
    sheets.memory.path_of(folder.path / NAME).write_text("{", encoding="utf-8")
    done = apply(folder)
    assert done.written == 0 and done.both and points(folder)["S1", False] == 10


marks = st.none() | st.sampled_from([0.0, 4.0, 10.0])
words = st.sampled_from(["", "好", "再想想"])


@settings(max_examples=300, deadline=None)
@given(marks, words, marks, words, marks, words, st.booleans(), st.booleans())
def test_any_row_keeps_what_only_the_gradebook_changed_and_gives_what_only_the_sheet_changed(
    points, comment, was, said, book, book_comment, waiting, same
):
    row = Row("S1", ("F" if points is not None else "",), points, comment)
    before = Known("a", was, said, was, said)
    own = Given(book, book_comment, waiting)
    outcome = sheets.merged(row, before, own, "a" if same else "b")
    if not same:
        assert outcome in (sheets.OPEN, sheets.AGAIN)
        return
    if isinstance(outcome, tuple):
        for result, mine, base, theirs in zip(
            outcome, (points, comment), (was, said), (book, book_comment), strict=True
        ):
            assert result == (theirs if mine == base else mine)
            assert mine == base or theirs in (base, mine)  # never over what a person changed there
    elif outcome == sheets.SAME:
        assert (points, comment) == (book, book_comment)
    elif outcome == sheets.KEPT:
        assert points in (was, book)
        assert comment in (said, book_comment)
    elif outcome == sheets.BOTH:
        assert (points, comment) != (was, said) and (book, book_comment) != (was, said)
    else:
        assert points is None and was is None


# --- the command


def test_the_command(folder):
    run = ["rubric", "tiny-essay", "--course", str(folder.path), "--out", str(folder.path)]
    done = CliRunner().invoke(cli.app, run)
    assert done.exit_code == 0 and NAME in done.output
    other = [*run[:-1], str(folder.path / "other"), "--apply"]
    assert CliRunner().invoke(cli.app, other).exit_code == 2
    fill(folder, "S1,F,F,,")
    assert CliRunner().invoke(cli.app, [*run, "--apply"]).exit_code == 0
    hand_in(folder, "S1", "另一个回答")
    again = CliRunner().invoke(cli.app, [*run, "--apply"])
    assert again.exit_code == 2 and "handed in again" in again.output


def test_of_a_unit_the_works_without_hand_marks_are_passed_over(folder):
    generate(folder, "tiny-tasks")
    run = ["--course", str(folder.path), "--out", str(folder.path)]
    done = CliRunner().invoke(cli.app, ["rubric", "tiny", *run])
    assert done.exit_code == 0 and NAME in done.output
    none = CliRunner().invoke(cli.app, ["rubric", "tiny-tasks", *run])
    assert none.exit_code == 2 and "no task that is marked by hand" in none.output


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
        == (("概念", "6", "说清"), ("例子", "4", "具体"))
    )


# --- what the student is told of the rows


def test_the_marks_of_each_row_while_sheet_and_gradebook_agree(folder):
    write(folder)
    fill(folder, "S1,H,4,7,好", "=S2,F,,,")
    assert sheets.agreed(folder, "tiny-essay", folder.path) == {}, "nothing was applied yet"
    apply(folder)
    half = (
        hand_marks.RowMark("概念", 3.0, 6.0, "说清"),
        hand_marks.RowMark("例子", 4.0, 4.0, "具体"),
    )
    assert sheets.agreed(folder, "tiny-essay", folder.path) == {("S1", "tiny-essay"): {"why": half}}
    formgrader(folder, "S1", 9)
    assert sheets.agreed(folder, "tiny-essay", folder.path) == {}, "two places, two marks"


def test_no_row_is_told_for_another_answer(folder):
    write(folder)
    fill(folder, "S1,F,F,10,", "=S2,F,F,10,")
    apply(folder)
    path = folder.notebook("autograded", "tiny-essay", "S1")
    path.chmod(0o644)
    path.write_text(
        path.read_text(encoding="utf-8").replace("我的回答", "另一个回答"), encoding="utf-8"
    )
    told = sheets.agreed(folder, "tiny-essay", folder.path)
    assert list(told) == [("=S2", "tiny-essay")]


def test_a_page_of_feedback_has_the_rows(folder):
    write(folder)
    fill(folder, "S1,H,4,7,好")
    (folder.path / "reports").mkdir(exist_ok=True)
    for path in folder.path.glob("rubric-*"):
        path.replace(folder.path / "reports" / path.name)
    sheets.apply(folder, "tiny-essay", folder.path / "reports")
    done = CliRunner().invoke(cli.app, ["feedback", "tiny-essay", "--course", str(folder.path)])
    assert done.exit_code == 0, done.output
    page = (folder.path / "feedback" / "S1" / "tiny-essay" / "tiny-essay.html").read_text("utf-8")
    assert '<th scope="row">概念</th><td class="part">3 / 6</td><td>说清</td>' in page
    assert '<th scope="row">例子</th><td class="full">4 / 4</td><td></td>' in page
