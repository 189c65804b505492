"""What is decided in a term: each kind has its effect, a line that means nothing is named and stops
nobody, and what was decided can be taken back."""

from datetime import date, datetime

import pytest
from typer.testing import CliRunner

from grader.base import UserError
from grader.cli import app as cli
from grader.course.folder import open_folder
from grader.marks import days, decisions, ledger, lists, policy
from grader.marks.decisions import Decided
from tests import tiny_class

HEAD = "kind,student,work,value,date,by,why\n"
STUDENTS, WORKS = ["S1", "S2", "0007"], ["tiny-tasks", "tiny-essay"]
BASE = policy.of_names(WORKS)


def read(tmp_path, text, day=None):
    path = tmp_path / "term.csv"
    path.write_text(HEAD + text, encoding="utf-8")
    return decisions.read(path, STUDENTS, BASE, day)


def test_without_a_file_nothing_is_decided(tmp_path):
    assert decisions.read(tmp_path / "term.csv", STUDENTS, BASE) == (Decided(), [])


def test_each_kind_by_its_chinese_or_english_name(tmp_path):
    found, remarks = read(
        tmp_path,
        "extension,S1,tiny-tasks,3,2026-09-01,Wang,ill\n"
        "免交,S2,tiny-essay,,2026-09-01,Wang,sport\n"
        "转入 joined,7,,2026/10/5,2026-10-05,Wang,moved\n"
        "left,S2,,2026年11月2日,2026-11-02,Wang,moved\n"
        "截止 due,,tiny-tasks,2026-09-30 18:00,2026-09-01,Wang,\n"
        "rule,,late_per_day,5,2026-10-01,Wang,staff meeting\n",
    )
    assert not remarks
    assert found.extensions == {("S1", "tiny-tasks"): 3}
    assert "ill" in found.said["S1", "tiny-tasks"].en
    assert list(found.excused) == [("S2", "tiny-essay")]
    assert found.joined == {"0007": days.end_of(date(2026, 10, 5))}
    assert found.left == {"S2": days.end_of(date(2026, 11, 2))}
    assert found.due == {"tiny-tasks": days.utc(datetime(2026, 9, 30, 18))}
    assert found.rules == {"late_per_day": "5"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("extension,S9,tiny-tasks,3,2026-09-01,,x", "there is no student 'S9'"),
        ("extension,S1,tiny,3,2026-09-01,,x", "there is no assignment 'tiny'"),
        ("extension,S1,tiny-tasks,three,2026-09-01,,x", "'three' should be a number of days"),
        ("extension,S1,tiny-tasks,0,2026-09-01,,x", "'0' should be a number of days"),
        ("extension,S1,tiny-tasks,366,2026-09-01,,x", "'366' should be a number of days"),
        ("extension,S1,tiny-tasks,nan,2026-09-01,,x", "'nan' should be a number of days"),
        ("due,,tiny-tasks,soon,2026-09-01,,x", "'soon' is no day"),
        ("due,,tiny-tasks,2026-02-30,2026-09-01,,x", "'2026-02-30' is no day"),
        ("joined,S1,,,2026-09-01,,x", "'' is no day"),
        ("rule,,late_per_day,much,2026-09-01,,x", "late_per_day is wrong"),
        ("rule,,drop.Z,1,2026-09-01,,x", "drop.Z is wrong, there is no such component"),
        ("rule,,peer,1,2026-09-01,,x", "peer is wrong"),
        ("holiday,S1,tiny-tasks,3,2026-09-01,,x", "'holiday' is no kind of decision"),
    ],
)
def test_a_line_that_means_nothing_is_named_and_the_others_count(tmp_path, line, said):
    found, [remark] = read(tmp_path, f"{line}\nextension,S2,tiny-tasks,1,2026-09-01,,x\n")
    assert f"term.csv, row 2: {said}" in remark.text.en and "term.csv 第 2 行" in remark.text.zh
    assert found.extensions == {("S2", "tiny-tasks"): 1} and remark.open


def test_the_last_line_on_a_matter_counts_and_one_may_take_it_back(tmp_path):
    lines = [
        "extension,S1,tiny-tasks,3,2026-09-01,,x\n",
        "extension,S1,tiny-tasks,5,2025-01-01,,longer\n",
        "extension,S1,tiny-tasks,撤回 withdrawn,2026-09-03,,x\n",
    ]
    granted = [read(tmp_path, "".join(lines[:n]))[0].extensions for n in (1, 2, 3)]
    assert granted == [{("S1", "tiny-tasks"): 3}, {("S1", "tiny-tasks"): 5}, {}]


@pytest.mark.parametrize(
    ("day", "granted"),
    [("2026-08-31", None), ("2026-09-01", 3), ("2026-09-05", 3), ("2026-09-06", 5)],
)
def test_as_of_a_day_what_was_decided_later_does_not_count(tmp_path, day, granted):
    """A line dated 2099 is no younger than the one below it."""
    text = "extension,S1,tiny-tasks,3,2099-01-01,,clock\n"
    text += "excused,S2,tiny-tasks,,2026/9/1 10:00,,x\nextension,S1,tiny-tasks,5,2026-09-06,,x\n"
    found, _ = read(tmp_path, text, date.fromisoformat(day))
    assert found.extensions.get(("S1", "tiny-tasks")) == granted


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-09-05", datetime(2026, 9, 5, 23, 59, 59)),
        ("2026/9/5", datetime(2026, 9, 5, 23, 59, 59)),
        ("2026年9月5日", datetime(2026, 9, 5, 23, 59, 59)),
        ("2026-09-05 18:00", datetime(2026, 9, 5, 18)),
        ("2026-09-05T18:00:30", datetime(2026, 9, 5, 18, 0, 30)),
        ("2026/9/5 8:05", datetime(2026, 9, 5, 8, 5)),
        ("5.9.2026", None),
        ("2026-13-01", None),
        ("2026-09-05 24:00", None),
        ("", None),
    ],
)
def test_days_as_people_and_spreadsheets_write_them(text, moment):
    assert days.parsed(text) == (moment and days.utc(moment))


# --- the commands


@pytest.fixture
def folder(tmp_path):
    path = tiny_class.make(tmp_path)
    for student in ("S1", "S2"):
        (path / "submitted" / student / "tiny-tasks").mkdir(parents=True)
    return open_folder(path)


def run(folder, *arguments):
    return CliRunner().invoke(cli.app, ["term", *arguments, "--course", str(folder.path)])


def standing(folder):
    return decisions.read(folder.path / "term.csv", ["S1", "S2"], policy.of_folder(folder))[0]


def test_every_command_writes_its_decision_with_who_and_why_and_undo_takes_it_back(folder):
    made = [
        ("due", "tiny", "2026-09-30"),
        ("extend", "S1", "tiny-tasks", "3"),
        ("excuse", "S2", "tiny"),
        ("join", "S1", "2026-10-05"),
        ("leave", "S2", "2026-11-05"),
        ("rule", "late_per_day", "5"),
    ]
    for command in made:
        done = run(folder, *command, "--why", "生病", "--by", "王老师")
        assert done.exit_code == 0, done.output
    found = standing(folder)
    assert found.due == dict.fromkeys(WORKS, days.end_of(date(2026, 9, 30)))
    assert found.extensions and len(found.excused) == 2 and found.joined and found.left
    assert found.rules == {"late_per_day": "5"}
    own = run(folder, "extend", "S1", "tiny", "1", "--why", "x").output  # a whole unit
    assert "S1 tiny-essay：截止 2026-10-01 23:59" in own and own.count("2026-10-01") == 2
    log = run(folder, "log").output
    assert log.count("王老师") == 8 and log.count("生病") == 8 and "延期 extension" in log
    for about in (
        ("due", "tiny-tasks"),
        ("due", "tiny-essay"),
        ("extension", "S1", "tiny-tasks"),
        ("延期", "S1", "tiny-essay"),
        ("excused", "S2", "tiny-tasks"),
        ("excused", "S2", "tiny-essay"),
        ("joined", "S1"),
        ("left", "S2"),
        ("rule", "late_per_day"),
    ):
        done = run(folder, "undo", *about, "--why", "a mistake")
        assert done.exit_code == 0, done.output
    assert standing(folder) == Decided()
    again = run(folder, "undo", "rule", "late_per_day", "--why", "x")
    assert again.exit_code == 2 and "no such decision" in again.output


@pytest.mark.parametrize(
    "command",
    [
        ("extend", "S9", "tiny-tasks", "3"),
        ("extend", "S1", "tiny-task", "3"),
        ("extend", "S1", "tiny-tasks", "0"),
        ("excuse", "S1", "tinny"),
        ("join", "S1", "yesterday"),
        ("due", "tiny", "5.9.2026"),
        ("rule", "late_per_day", "much"),
        ("rule", "drop.Z", "1"),
        ("undo", "extension", "S1"),
        ("undo", "sickness", "S1"),
    ],
)
def test_what_means_nothing_is_refused_and_nothing_is_written(folder, command):
    done = run(folder, *command, "--why", "x")
    assert done.exit_code == 2 and "Traceback" not in done.output
    assert not (folder.path / "term.csv").exists()


def test_a_decision_needs_a_reason(folder):
    assert run(folder, "extend", "S1", "tiny-tasks", "3").exit_code == 2
    with pytest.raises(UserError, match="--why"):
        ledger.signed("", " ")


def test_nothing_is_added_to_a_list_with_other_columns(folder):
    path = folder.path / "term.csv"
    path.write_text("my,own,list\n1,2,3\n", encoding="utf-8")
    assert run(folder, "extend", "S1", "tiny-tasks", "3", "--why", "x").exit_code == 2
    assert path.read_text(encoding="utf-8") == "my,own,list\n1,2,3\n"


def test_a_list_that_a_spreadsheet_saved_keeps_its_lines_and_its_own_columns(folder):
    path = folder.path / "term.csv"
    text = "种类;学号;作业;内容;日期;经手人;理由;我的备注\n"
    text += "延期;S2;tiny-tasks;2;2026/9/1;王;生病;记得问\n"
    path.write_text(text, encoding="gb18030")
    assert run(folder, "extend", "S1", "tiny-tasks", "3", "--why", "x").exit_code == 0
    assert standing(folder).extensions == {("S2", "tiny-tasks"): 2, ("S1", "tiny-tasks"): 3}
    assert "记得问" in path.read_text(encoding="utf-8-sig")


def test_the_same_decision_again_is_no_other_line(folder):
    """As after a command that was stopped at its end."""
    words = ("extend", "S1", "tiny-tasks", "3", "--why", "x")
    assert run(folder, *words).exit_code == run(folder, *words).exit_code == 0
    assert len((folder.path / "term.csv").read_text(encoding="utf-8").splitlines()) == 2
    assert run(folder, *words[:3], "4", "--why", "x").exit_code == 0
    assert run(folder, *words).exit_code == 0
    assert standing(folder).extensions == {("S1", "tiny-tasks"): 3}


def test_a_decision_is_taken_back_whatever_a_spreadsheet_made_of_the_id(tmp_path):
    folder = open_folder(tiny_class.make(tmp_path))
    (folder.path / "submitted" / "0007" / "tiny-tasks").mkdir(parents=True)
    assert run(folder, "extend", "0007", "tiny-tasks", "3", "--why", "x").exit_code == 0
    assert run(folder, "excuse", "0007", "tiny-essay", "--why", "x").exit_code == 0
    path = folder.path / "term.csv"
    text = path.read_text(encoding="utf-8-sig").replace('"0007"', "7").replace("延期 ", "")
    path.write_text(text, encoding="utf-8")
    for about in (("extension", "0007", "tiny-tasks"), ("excused", "0007", "tiny-essay")):
        assert run(folder, "undo", *about, "--why", "x").exit_code == 0
    found = decisions.read(path, ["0007"], policy.of_folder(folder))[0]
    assert found == Decided()
    lists.override(folder, "0007", "tiny-tasks", 60, "x")
    overrides = folder.path / lists.OVERRIDES_FILE
    overrides.write_text(overrides.read_text("utf-8-sig").replace('"0007"', "7"), "utf-8")
    lists.withdraw(folder, "0007", "tiny-tasks", "x")
    assert lists.overrides(overrides, ["0007"])[0] == []
