"""Marks of a real course folder: gradebook, groups and marks set by hand, and the commands that
show them."""

import errno
import shutil
from dataclasses import replace
from datetime import datetime

import pytest
from typer.testing import CliRunner

from grader.base import Text, UserError
from grader.cli import app as cli
from grader.course.folder import open_folder
from grader.gradebook import journal
from grader.gradebook.access import open_course
from grader.gradebook.assignments import generate
from grader.gradebook.journal import Attempt
from grader.gradebook.submissions import Submission
from grader.grading.run import Engine
from grader.marks import exports, lists
from grader.marks import gather as course_marks
from grader.marks.entries import Entry
from grader.marks.finals import finals
from grader.marks.policy import Part, Policy, Rules
from grader.term import collect
from grader.term.plan import Stated
from tests import stock_nbgrader, tiny_class

pytestmark = pytest.mark.usefixtures("kept_processes")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A tiny class: S1 all right, S2 half, S3 handed in nothing; written work is marked by hand
    for S1."""
    path = tiny_class.make(tmp_path_factory.mktemp("course"))
    theory = 'C = { weight = 0.4, zh = "理论测试", en = "Theory test" }\nD = { weight = 0.6'
    (path.parent / "course.toml").write_text(
        tiny_class.COURSE.replace(theory, "D = { weight = 1.0"), encoding="utf-8"
    )
    folder = open_folder(path)
    for name in ("tiny-tasks", "tiny-essay"):
        generate(folder, name)
    answers = {"S1": tiny_class.solved(folder), "S2": tiny_class.solved(folder, wrong="greet")}
    for student, texts in answers.items():
        for name, text in texts.items():
            target = folder.notebook("submitted", name, student)
            target.parent.mkdir(parents=True)
            target.write_text(text, encoding="utf-8")
    stock_nbgrader.enrol(folder, ["tiny-tasks", "tiny-essay"], ["S1", "S2", "S3"])
    with Engine(folder, 1, unconfined=True) as engine:
        list(
            engine.grade(
                [(name, student) for name in ("tiny-tasks", "tiny-essay") for student in answers]
            )
        )
    mark_essay(folder, "S1", 8)
    return folder


def mark_essay(folder, student, points):
    """What formgrader does when a teacher writes points."""
    from nbgrader.api import Gradebook

    api = open_course(folder)
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        grade = gradebook.find_grade("why", "tiny-essay", "tiny-essay", student)
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.db.commit()


def by_student(folder):
    return {final.student: final for final in course_marks.gather(folder).finals}


def test_marks_of_a_class(graded):
    found = by_student(graded)
    assert found["S1"].components["D"] == pytest.approx(60 + 0.4 * 80) and found["S1"].complete
    assert found["S2"].components["D"] == pytest.approx(0.6 * 60) and not found["S2"].complete
    assert found["S3"].mark == 0 and found["S3"].missing == ["tiny-tasks", "tiny-essay"]


def test_the_commands_show_and_explain(graded, monkeypatch):
    shown = CliRunner().invoke(cli.app, ["marks", "--course", str(graded.path)])
    assert shown.exit_code == 0 and "S3" in shown.output and "tiny-tasks" in shown.output
    for language, word in (("zh", "权重"), ("en", "weight")):
        told = CliRunner().invoke(
            cli.app, ["marks", "--explain", "S1", "--lang", language, "--course", str(graded.path)]
        )
        assert told.exit_code == 0 and word in told.output and "8 / 10" in told.output
    nobody = CliRunner().invoke(cli.app, ["marks", "--explain", "S9", "--course", str(graded.path)])
    assert nobody.exit_code == 2


def test_a_mark_set_by_hand_is_kept_when_the_class_is_graded_again(graded):
    path = graded.path / "overrides.csv"
    shown = CliRunner().invoke(
        cli.app,
        [
            "marks",
            "--set",
            "S2",
            "tiny-tasks",
            "75",
            "--why",
            "生病，补交",
            "--course",
            str(graded.path),
        ],
    )
    assert shown.exit_code == 0 and "生病，补交" in shown.output, shown.output
    with Engine(graded, 1, unconfined=True) as engine:
        list(engine.grade([("tiny-tasks", "S2")], force=True))
    line = by_student(graded)["S2"].lines["D"][0]
    assert line.percent == 75 and "60.00" in line.steps[-1].en
    path.unlink()


@pytest.mark.parametrize(
    ("student", "what", "mark", "why"),
    [
        ("S9", "tiny-tasks", 50, "x"),
        ("S1", "tiny", 50, "x"),
        ("S1", "tiny-tasks", 101, "x"),
        ("S1", "tiny-tasks", 50, " "),
    ],
)
def test_a_mark_that_cannot_be_set_changes_nothing(graded, student, what, mark, why):
    with pytest.raises(UserError):
        lists.override(graded, student, what, mark, why)
    assert not (graded.path / "overrides.csv").exists()


def handed_in_again(folder, student, wrong, tmp_path):
    """Collects a new version of the tasks, with a wrong answer, from a folder."""
    inbox = tmp_path / "inbox"
    inbox.mkdir(exist_ok=True)
    file = inbox / f"{student}_tiny-tasks.ipynb"
    file.write_text(tiny_class.solved(folder, wrong=wrong)["tiny-tasks"], encoding="utf-8")
    # also where it is an earlier version that counts again
    stated = Stated(student=student)
    [item] = collect.collect(folder, file, ["tiny-tasks"], stated=stated).taken
    assert (item.student, item.assignment) == (student, "tiny-tasks")


def grade_tasks(folder, student):
    with Engine(folder, 1, unconfined=True) as engine:
        list(engine.grade([("tiny-tasks", student)]))


def with_rule(folder, rule):
    """The same folder under another rule of resubmission."""
    return replace(folder, course=replace(folder.course, policy={"resubmission": rule}))


def tasks_of(folder, student="S1"):
    return by_student(folder)[student].lines["D"][0]


def test_the_journal_knows_the_best_of_what_was_graded(graded, tmp_path):
    path = shutil.copytree(graded.path.parent, tmp_path / "again") / "exercises"
    folder = open_folder(path)
    handed_in_again(folder, "S1", "double", tmp_path)
    grade_tasks(folder, "S1")
    assert (
        tasks_of(folder).percent == pytest.approx(40)
        and "handed in 2 times" in tasks_of(folder).steps[0].en
    )
    assert tasks_of(with_rule(folder, "best")).percent == 100
    told = CliRunner().invoke(
        cli.app, ["marks", "--explain", "S1", "--lang", "zh", "--course", str(path)]
    )
    assert "交了 2 次，按最后一次算" in told.output
    # collected, not graded yet: the gradebook still has the second one
    handed_in_again(folder, "S1", "greet", tmp_path)
    assert tasks_of(with_rule(folder, "best")).percent == 100
    handed_in_again(folder, "S2", "double", tmp_path)
    handed_in_again(folder, "S2", "", tmp_path)
    grade_tasks(folder, "S2")
    # full marks: what was never graded cannot be better
    assert tasks_of(with_rule(folder, "best"), "S2").percent == 100
    change_a_check(folder)
    handed_in_again(folder, "S1", "double", tmp_path)
    with Engine(folder, 1, unconfined=True) as engine:
        list(engine.grade([("tiny-tasks", "S1")], force=True))
    with pytest.raises(UserError, match="checks that were changed"):
        by_student(with_rule(folder, "best"))
    assert tasks_of(folder).percent == pytest.approx(40)


def test_what_was_graded_before_is_known_when_a_full_disk_stopped_the_next_run(
    graded, tmp_path, monkeypatch
):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = shutil.copytree(graded.path.parent, tmp_path / "full") / "exercises"
    folder = open_folder(path)
    handed_in_again(folder, "S1", "double", tmp_path)
    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(journal, "note", full)
        grade_tasks(folder, "S1")
    grade_tasks(folder, "S1")  # there is room again: the gradebook has the marks already
    assert tasks_of(folder).percent == pytest.approx(40)
    assert "handed in 2 times" in tasks_of(folder).steps[0].en
    assert tasks_of(with_rule(folder, "best")).percent == 100


def change_a_check(folder):
    path = folder.notebook("source", "tiny-tasks")
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace('"greet\\", \\"Li', '"greet\\", \\"Wu')
        .replace("hello Li", "hello Wu"),
        encoding="utf-8",
        newline="\n",
    )


def test_a_submission_that_was_never_graded_is_no_known_best(graded, tmp_path):
    path = shutil.copytree(graded.path.parent, tmp_path / "never") / "exercises"
    folder = open_folder(path)
    handed_in_again(folder, "S2", "double", tmp_path)
    handed_in_again(folder, "S2", "greet", tmp_path)
    with pytest.raises(UserError, match="never graded"):
        by_student(with_rule(folder, "best"))


def test_each_submission_has_its_own_lateness(graded, tmp_path):
    due = datetime(2026, 3, 1)
    newest = Submission("S1", "tiny-tasks", 5, 5, 0, 2 * 86400, False, due)
    stamp = {"tiny-tasks": {"submitted": "a", "checks": {}}}
    first = Attempt(
        "2026-03-05T10:00:00+0000",
        datetime(2026, 3, 2, 12),
        {"double-small": 1, "greet-test": 2},
        stamp,
    )
    found = course_marks.earlier(graded, newest, [first, replace(first, stamps={})])
    assert [(a.points, a.days_late, a.date) for a in found] == [(3, 1.5, "2026-03-05 10:00")]
    taken = course_marks.earlier(
        graded, replace(newest, penalty=1), [first, replace(first, stamps=stamp)]
    )
    assert "nbgrader took" in taken[0].unknown.en


def test_work_that_was_handed_in_but_not_graded_is_not_missing(graded, tmp_path):
    shutil.copytree(graded.path.parent, tmp_path / "school")
    folder = open_folder(tmp_path / "school" / graded.path.name)
    path = folder.notebook("submitted", "tiny-essay", "S3")
    path.parent.mkdir(parents=True)
    path.write_text(tiny_class.solved(folder)["tiny-essay"], encoding="utf-8")
    final = by_student(folder)["S3"]
    assert final.missing == ["tiny-tasks"] and not final.complete and final.mark == 0
    assert "handed in, not graded yet" in str(
        course_marks.explain(final, {"D": Text("", "")}, "en")
    )
    exported = exports.nbgrader(course_marks.gather(folder))
    assert [row[:2] for row in exports.nbgrader(course_marks.gather(graded))] == [
        row[:2] for row in exported
    ]


def test_every_export_is_one_command(graded, tmp_path):
    for kind in ("nbgrader", "canvas", "moodle", "xlsx"):
        done = CliRunner().invoke(
            cli.app, ["export", kind, "--out", str(tmp_path / kind), "--course", str(graded.path)]
        )
        assert done.exit_code == 0 and (tmp_path / kind).stat().st_size > 90, done.output


# --- groups

RULES = Policy({"B": 1.0}, (Part("group", "B", 1, Text("", "")),))


def groups(tmp_path, text):
    path = tmp_path / "groups.csv"
    path.write_text("group,student,factor\n" + text, encoding="utf-8")
    return lists.groups(path)


def test_one_notebook_counts_for_the_whole_group(tmp_path):
    members = groups(tmp_path, "1,S1,1.1\n1,S2,0.9\n1,S3,\n")
    entries = course_marks.shared([Entry("S2", "group", 80, 100)], members, RULES)
    found = finals(RULES, ["S1", "S2", "S3"], entries)
    assert [final.mark for final in found] == [88, 72, 80]


def test_a_student_without_a_group_keeps_the_own_mark(tmp_path):
    members = groups(tmp_path, "1,S1,1\n1,S2,1\n1,S3,1\n")
    assert course_marks.shared([Entry("S9", "group", 5, 10)], members, RULES) == [
        Entry("S9", "group", 5, 10)
    ]


@pytest.mark.parametrize("order", ["123", "321"])
def test_a_late_copy_costs_a_group_nothing_whatever_the_order_of_the_list(tmp_path, order):
    members = groups(tmp_path, "".join(f"1,S{number},\n" for number in order))
    handed_in = [Entry("S1", "group", 8, 10), Entry("S3", "group", 8, 10, days_late=2)]
    late = replace(RULES, rules=Rules(late_per_day=10, late_at_most=50))
    found = finals(late, ["S1", "S2", "S3"], course_marks.shared(handed_in, members, late))
    assert [final.mark for final in found] == [80, 80, 80]


def test_two_different_marks_in_a_group_are_refused(tmp_path):
    members = groups(tmp_path, "1,S1,1\n1,S2,1\n1,S3,1\n")
    handed_in = [Entry("S1", "group", 5, 10), Entry("S2", "group", 6, 10)]
    with pytest.raises(UserError, match="different marks"):
        finals(RULES, ["S1", "S2", "S3"], course_marks.shared(handed_in, members, RULES))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,S1,1\n1,S1,1\n1,S2,1\n", "line 3: S1"),
        ("1,S1,1\n1,S2,1\n", "2 members"),
        ("1,S1,much\n1,S2,1\n1,S3,1\n", "'much'"),
        (",S1,1\n,S2,1\n,S3,1\n", "line 2: write a group"),  # not one group of those in none
        ("1,S1,1\n1,S2,1\n1,S3,1\n1,,1\n", "line 5: write a group"),
    ],
)
def test_a_wrong_list_of_groups_names_its_line(tmp_path, text, said):
    with pytest.raises(UserError) as stopped:
        groups(tmp_path, text)
    assert said in stopped.value.en


def test_a_list_saved_by_a_chinese_excel_is_read(tmp_path):
    path = tmp_path / "groups.csv"
    path.write_bytes(
        "group,student,factor\n一组,张三,1\n一组,李四,1\n一组,王五,1\n".encode("gb18030")
    )
    assert lists.groups(path) == {"一组": {"张三": 1, "李四": 1, "王五": 1}}


LIST = "group,student,factor\n1,S1,1\n1,S2,1.1\n1,S3,\n"


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode("utf-8-sig"),
        (LIST + ",,\n , ,\n\n").encode(),  # rows that were emptied
        LIST.replace("\n", ",,\n").encode(),  # columns that were emptied
        LIST.replace(",", ";").replace("\n", "\r\n").encode(),
        LIST.replace(",", "\t").encode("utf-16"),  # Excel's "Unicode text"
    ],
)
def test_a_list_is_read_as_a_spreadsheet_saves_it(tmp_path, data):
    path = tmp_path / "groups.csv"
    path.write_bytes(data)
    assert lists.groups(path) == {"1": {"S1": 1, "S2": 1.1, "S3": 1}}


@pytest.mark.parametrize("mark", ["850", "-5", "100.5"])
def test_a_mark_by_hand_out_of_range_is_not_taken_for_full_marks(tmp_path, mark):
    path = tmp_path / "overrides.csv"
    path.write_text(f"student,what,mark,date,why\nS1,final,{mark},2026-09-01,typo\n", "utf-8")
    with pytest.raises(UserError) as stopped:
        lists.overrides(path)
    assert f"line 2: the mark {mark} is not between" in stopped.value.en


def test_an_empty_row_sets_no_mark(tmp_path):
    path = tmp_path / "overrides.csv"
    path.write_text("student,what,mark,date,why\nS1,final,80,2026-09-01,ill\n,,,,\n", "utf-8")
    assert [one.student for one in lists.overrides(path)] == ["S1"]
