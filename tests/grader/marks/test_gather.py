"""Marks of a real course folder: gradebook, groups and marks set by hand, and the commands that
show them."""

import errno
import os
import shutil
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from typer.testing import CliRunner

from grader.base import Text, UserError
from grader.cli import app as cli
from grader.course.folder import open_folder
from grader.gradebook import journal
from grader.gradebook.access import open_course
from grader.gradebook.assignments import generate
from grader.gradebook.journal import Attempt
from grader.gradebook.people import Person
from grader.gradebook.submissions import Submission
from grader.grading.run import Engine
from grader.marks import attempts, exports, group_work, lists
from grader.marks import gather as course_marks
from grader.marks.entries import WAITING, Entry, Override
from grader.marks.explained import explain
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


def copied(folder, tmp_path):
    """The same class for one test."""
    shutil.copytree(folder.path.parent, tmp_path / "copy")
    return open_folder(tmp_path / "copy" / folder.path.name)


def by_student(folder):
    return {final.student: final for final in course_marks.gather(folder).finals}


def test_marks_of_a_class(graded):
    found = by_student(graded)
    assert found["S1"].components["D"] == pytest.approx(60 + 0.4 * 80) and found["S1"].complete
    assert found["S2"].components["D"] == pytest.approx(0.6 * 60) and not found["S2"].complete
    assert found["S3"].mark == 0 and found["S3"].missing == ["tiny-tasks", "tiny-essay"]


def test_the_commands_show_and_explain(graded, monkeypatch):
    shown = CliRunner().invoke(cli.app, ["marks", "--course", str(graded.path)])
    assert shown.exit_code == 0 and "S3" in shown.output and "marks --explain" in shown.output
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
    assert "checks that were changed" in tasks_of(with_rule(folder, "best")).doubt.en
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
    assert "never graded" in tasks_of(with_rule(folder, "best"), "S2").doubt.en
    with_best = with_rule(folder, "best")
    assert any("S2 tiny-tasks" in remark.text.en for remark in course_marks.read(with_best).remarks)


def test_each_submission_has_its_own_lateness(graded, tmp_path):
    due = datetime(2026, 3, 1)
    newest = Submission("S1", "tiny-tasks", 5, 5, 0, False, due + timedelta(2), due)
    stamp = {"tiny-tasks": {"submitted": "a", "checks": {}}}
    first = Attempt(
        "2026-03-05T10:00:00+0000",
        datetime(2026, 3, 2, 12),
        {"double-small": 1, "greet-test": 2},
        stamp,
    )
    found = attempts.earlier(graded, newest, [first, replace(first, stamps={})], due)
    assert [(a.points, a.days_late, a.date) for a in found] == [(3, 1.5, "2026-03-05 10:00")]
    taken = attempts.earlier(
        graded, replace(newest, penalty=1), [first, replace(first, stamps=stamp)], due
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
    assert "handed in, not graded yet" in str(explain(final, {"D": Text("", "")}, "en"))
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

RULES = Policy({"B": 1.0}, (Part("group", "B", 1, Text("", ""), group=True),))


def groups(tmp_path, text):
    path = tmp_path / "groups.csv"
    path.write_text("group,student,factor\n" + text, encoding="utf-8")
    return lists.groups(path)[0]


def test_one_notebook_counts_for_the_whole_group(tmp_path):
    members = groups(tmp_path, "1,S1,1.1\n1,S2,0.9\n1,S3,\n")
    entries = group_work.shared([Entry("S2", "group", 80, 100)], members, RULES)
    found = finals(RULES, ["S1", "S2", "S3"], entries)
    assert [final.mark for final in found] == [88, 72, 80]


def test_a_student_without_a_group_keeps_the_own_mark(tmp_path):
    members = groups(tmp_path, "1,S1,1\n1,S2,1\n1,S3,1\n")
    assert group_work.shared([Entry("S9", "group", 5, 10)], members, RULES) == [
        Entry("S9", "group", 5, 10)
    ]


@pytest.mark.parametrize("order", ["123", "321"])
def test_a_late_copy_costs_a_group_nothing_whatever_the_order_of_the_list(tmp_path, order):
    members = groups(tmp_path, "".join(f"1,S{number},\n" for number in order))
    handed_in = [Entry("S1", "group", 8, 10), Entry("S3", "group", 8, 10, days_late=2)]
    late = replace(RULES, rules=Rules(late_per_day=10, late_at_most=50))
    found = finals(late, ["S1", "S2", "S3"], group_work.shared(handed_in, members, late))
    assert [final.mark for final in found] == [80, 80, 80]


def test_two_different_marks_in_a_group_wait_for_the_teacher_and_stop_nobody(tmp_path):
    """G19, G24 (b): one group stopped the class."""
    members = groups(tmp_path, "1,S1,1\n1,S2,1\n1,S3,1\n")
    handed_in = [
        Entry("S1", "group", 5, 10),
        Entry("S2", "group", 6, 10),
        Entry("S4", "group", 9, 10),
    ]
    handed_in.append(Entry("S3", "group", 0, 10, WAITING))  # nobody has looked at it: no mark
    people = {"S2": Person("S2", "四", "李")}
    shared = group_work.shared(handed_in, members, RULES, people)
    found = finals(RULES, ["S1", "S2", "S3", "S4"], shared)
    doubts = [final.lines["B"][0].doubt for final in found]
    assert all("S1 5, S2 李四 6. Take" in doubt.en for doubt in doubts[:3]) and doubts[3] is None
    assert [final.complete for final in found] == [False, False, False, True]
    override = Override("S2", "group", 70, "2026-10-01", "talked to them")
    decided = finals(RULES, ["S2"], group_work.shared(handed_in, members, RULES), [override])
    assert decided[0].mark == 70 and decided[0].complete


@pytest.mark.parametrize(
    ("text", "said", "left"),
    [
        ("1,S1,1\n1,S1,1\n1,S2,1\n1,S3,1\n", "row 3: S1 is in group 1 already", 3),
        ("1,S1,1\n1,S2,1\n", "group 1 has 2 members (S1, S2)", 2),
        ("1,S1,much\n1,S2,1\n1,S3,1\n1,S4,1\n", "row 2: the peer factor 'much' of S1", 3),
        ("1,S1,1.2\n1,S2,1\n1,S3,1\n1,S4,1\n", "row 2: the peer factor '1.2' of S1", 3),
        (",S1,1\n1,S2,1\n1,S3,1\n1,S4,1\n", "row 2: write a group", 3),
        ("1,S1,1\n1,S2,1\n1,S3,1\n1,,1\n", "row 5: write a group", 3),
        ("1,S1,1\n1,S2,1\n1,S3,1\n1,S02,1\n", "row 5: there is no student 'S02'", 3),
    ],
)
def test_a_wrong_list_of_groups_names_file_line_and_student_and_goes_on(tmp_path, text, said, left):
    """G35, G24 (b): a factor of 1.2, an unknown S02, a group of 2."""
    path = tmp_path / "groups.csv"
    path.write_text("group,student,factor\n" + text, encoding="utf-8")
    found, [remark] = lists.groups(path, ["S1", "S2", "S3", "S4"])
    assert f"groups.csv, {said}" in remark.text.en or f"groups.csv: {said}" in remark.text.en
    assert remark.text.zh.startswith("groups.csv") and len(found["1"]) == left


def test_a_list_saved_by_a_chinese_excel_is_read(tmp_path):
    path = tmp_path / "groups.csv"
    path.write_bytes(
        "group,student,factor\n一组,张三,1\n一组,李四,1\n一组,王五,1\n".encode("gb18030")
    )
    assert lists.groups(path) == ({"一组": {"张三": 1, "李四": 1, "王五": 1}}, [])


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
    assert lists.groups(path) == ({"1": {"S1": 1, "S2": 1.1, "S3": 1}}, [])


def test_ids_that_a_spreadsheet_changed_are_still_those_of_the_class(tmp_path):
    """G11: the same in groups.csv."""
    path = tmp_path / "groups.csv"
    path.write_text(
        "group,student,factor\n1,7,1\n1,2.02301E+11,1\n1,２３０３,1\n", encoding="utf-8"
    )
    found, remarks = lists.groups(path, ["0007", "202301010101", "2303"])
    assert list(found["1"]) == ["0007", "202301010101", "2303"] and not remarks


LINE = "student,what,mark,date,why\n"


@pytest.mark.parametrize("mark", ["850", "-5", "100.5", "nan", "9S2"])
def test_a_mark_by_hand_that_is_none_is_named_and_does_not_count(tmp_path, mark):
    """G29 (c): 9S2, a line glued to another."""
    path = tmp_path / "overrides.csv"
    path.write_text(f"{LINE}S1,final,{mark},2026-09-01,typo\nS2,final,80,2026-09-01,ill\n", "utf-8")
    found, [remark] = lists.overrides(path)
    assert [one.student for one in found] == ["S2"]
    assert f"overrides.csv, row 2: the mark {mark} is not a number" in remark.text.en


def test_a_line_that_was_cut_off_sets_no_mark(tmp_path):
    """G29 (b): a full disk left the beginning of "90", which is a mark of its own."""
    path = tmp_path / "overrides.csv"
    path.write_text(f"{LINE}S1,final,9", encoding="utf-8")
    found, [remark] = lists.overrides(path)
    assert not found and "row 2: date, why is missing" in remark.text.en


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("S9,final,80,2026-09-01,x", "there is no student 'S9'"),
        ("S1,tiny,80,2026-09-01,x", "there is no assignment tiny"),
    ],
)
def test_a_mark_by_hand_for_nobody_names_file_and_line(tmp_path, line, said):
    path = tmp_path / "overrides.csv"
    path.write_text(f"{LINE}{line}\n", encoding="utf-8")
    found, [remark] = lists.overrides(path, ["S1"], ["tiny-tasks"])
    assert not found and f"overrides.csv, row 2: {said}" in remark.text.en


def test_an_empty_row_sets_no_mark(tmp_path):
    path = tmp_path / "overrides.csv"
    path.write_text(f"{LINE}S1,final,80,2026-09-01,ill\n,,,,\n", "utf-8")
    assert [one.student for one in lists.overrides(path)[0]] == ["S1"]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n"])
def test_an_empty_list_is_no_list(graded, tmp_path, data):
    """G29 (a): as a first write leaves it on a full disk."""
    folder = copied(graded, tmp_path)
    (folder.path / "overrides.csv").write_bytes(data)
    lists.override(folder, "S1", "final", 75, "ill")
    assert by_student(folder)["S1"].mark == 75


def of_final(folder):
    return [(one.student, one.mark) for one in lists.overrides(folder.path / "overrides.csv")[0]]


@pytest.mark.parametrize(
    "earlier", ["2026/9/5 10:00", "2099-01-01 00:00:00", "5.9.2026", "2026年9月5日"]
)
def test_the_last_line_counts_whatever_a_spreadsheet_or_a_clock_made_of_the_dates(
    graded, tmp_path, earlier
):
    """G3: Excel writes 2026/9/5, and a wrong clock 2099."""
    folder = copied(graded, tmp_path)
    path = folder.path / "overrides.csv"
    path.write_text(f"{LINE}S1,final,70,{earlier},ill\nS1,final,85,2026/11/2 10:00,more\n", "utf-8")
    assert of_final(folder) == [("S1", 85)]
    lists.override(folder, "S1", "final", 90, "again")
    assert of_final(folder) == [("S1", 90)] and by_student(folder)["S1"].mark == 90


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_list_that_a_spreadsheet_saved_takes_our_next_line(graded, tmp_path, encoding, end):
    """G4: in GBK, or without the last line end."""
    folder = copied(graded, tmp_path)
    path = folder.path / "overrides.csv"
    path.write_text(f"{LINE}S1,final,70,2026-09-05,生病{end}", encoding=encoding)
    lists.override(folder, "S2", "final", 75, "复核后更正")
    found, remarks = lists.overrides(path)
    assert not remarks
    assert [(one.student, one.mark, one.why) for one in found] == [
        ("S1", 70, "生病"),
        ("S2", 75, "复核后更正"),
    ]


def test_a_list_in_which_a_program_mixed_two_encodings_is_read(tmp_path):
    """G4: GBK of a Chinese Excel and a line of an older version of ours in UTF-8."""
    path = tmp_path / "overrides.csv"
    path.write_bytes(
        f"{LINE}S1,final,70,2026-09-05,生病\n".encode("gb18030")
        + "S1,final,75,2026-09-06,复核后更正\n".encode()
    )
    assert [(one.mark, one.why) for one in lists.overrides(path)[0]] == [(75, "复核后更正")]


def test_a_full_disk_leaves_the_list_as_it_was(graded, tmp_path, monkeypatch):
    """G29: nothing half, and no file beside."""
    folder = copied(graded, tmp_path)
    lists.override(folder, "S1", "final", 75, "ill")
    before = (folder.path / "overrides.csv").read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        lists.override(folder, "S1", "final", 90, "again")
    assert (folder.path / "overrides.csv").read_bytes() == before
    assert [path.name for path in folder.path.glob(".keguan*")] == []


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_mark_set_by_hand_can_be_taken_back(graded, tmp_path):
    folder = copied(graded, tmp_path)
    first = by_student(folder)["S1"].mark
    lists.override(folder, "S1", "final", 75, "ill", by="Wang")
    run = ["marks", "--course", str(folder.path)]
    done = CliRunner().invoke(cli.app, [*run, "--unset", "S1", "final", "--why", "a mistake"])
    assert done.exit_code == 0 and by_student(folder)["S1"].mark == first
    text = (folder.path / "overrides.csv").read_text(encoding="utf-8-sig")
    assert "Wang" in text and "a mistake" in text and len(text.splitlines()) == 3
    again = CliRunner().invoke(cli.app, [*run, "--unset", "S1", "final", "--why", "again"])
    assert again.exit_code == 2 and "No mark was set by hand" in again.output
