"""No mark looks final that is not, and one irregularity of one student never stops the class: what
marks, report, feedback and exports say of a real class, through the commands."""

import csv
import shutil
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from typer.testing import CliRunner

from grader.cli import app as cli
from grader.course.folder import open_folder
from grader.gradebook import access
from grader.gradebook.assignments import generate
from grader.grading.run import Engine
from grader.marks import decisions, entries, gather
from tests import stock_nbgrader, tiny_class

pytestmark = pytest.mark.usefixtures("kept_processes")

TODAY = datetime.now().date()
OWN = [
    '[components]\nC = { weight = 0.4, zh = "理论测试", en = "Theory test" }\nD = { weight = 0.6',
    "[policy]\nlate_per_day = 10\nlate_at_most = 50\n[components]\nD = { weight = 1.0",
]


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """S1 and S2 handed in the tasks, all right, and were graded; S3 is enrolled. The essay is not
    released."""
    path = tiny_class.make(tmp_path_factory.mktemp("school"))
    (path.parent / "course.toml").write_text(tiny_class.COURSE.replace(*OWN), encoding="utf-8")
    folder = open_folder(path)
    generate(folder, "tiny-tasks")
    stock_nbgrader.enrol(folder, [], ["S1", "S2", "S3"])
    for student in ("S1", "S2"):
        hand_in(folder, student)
    grade(folder)
    return path.parent


@pytest.fixture
def folder(school, tmp_path):
    shutil.copytree(school, tmp_path / "copy")
    return open_folder(tmp_path / "copy" / "exercises")


def hand_in(folder, student, wrong="", name="tiny-tasks", day=None):
    """Puts a notebook there; day: when it came."""
    path = folder.notebook("submitted", name, student)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tiny_class.solved(folder, wrong)[name], encoding="utf-8")
    if day:
        path.with_name("timestamp.txt").write_text(f"{day} 04:00:00 UTC\n", encoding="utf-8")
    return path


def grade(folder, *students, **how):
    with Engine(folder, 1, unconfined=True) as engine:
        list(engine.grade([("tiny-tasks", s) for s in students or folder.students()], **how))


def decide(folder, kind, **what):
    decisions.decide(folder, kind, why="x", **what)


def due(folder, days, name="tiny-tasks"):
    """Sets a due date so many days from today."""
    decide(folder, "due", work=name, value=str(TODAY + timedelta(days)))


def run(folder, *arguments):
    return CliRunner().invoke(
        cli.app, [*arguments, "--course", str(folder.path)], env={"COLUMNS": "200"}
    )


def line(folder, student, name="tiny-tasks", day=None):
    return gather.gather(folder, day).lines[student][name]


def of_class(folder, day=None):
    """Each student's status in the tasks and the essay, and the two marks."""
    found = gather.gather(folder, day)
    return {
        final.student: (*(one.status for one in final.every_line), final.so_far, final.mark)
        for final in found.finals
    }


# --- work that is not there


def test_in_the_second_week_nobody_misses_what_was_not_given_out(folder):
    assert of_class(folder) == {
        "S1": ("marked", "not released", 100, 60),
        "S2": ("marked", "not released", 100, 60),
        "S3": ("missing", "not released", 0, 0),
    }
    shown = run(folder, "marks")
    assert shown.exit_code == 0 and "tiny-essay" not in shown.output
    assert "100.0" in shown.output and "60.0*" in shown.output
    assert len(shown.output.splitlines()) < 15


def test_what_is_released_is_open_until_it_is_due_or_somebody_hands_it_in(folder):
    generate(folder, "tiny-essay")
    assert line(folder, "S1", "tiny-essay").status == entries.OPEN
    due(folder, 1, "tiny-essay")
    hand_in(folder, "S2", name="tiny-essay")
    assert line(folder, "S1", "tiny-essay").status == entries.OPEN
    due(folder, -1, "tiny-essay")
    assert line(folder, "S1", "tiny-essay").status == entries.MISSING
    assert line(folder, "S2", "tiny-essay").status == entries.UNGRADED


def test_a_due_date_that_passed_makes_work_missing_that_the_gradebook_does_not_know(folder):
    due(folder, -1, "tiny-essay")
    assert line(folder, "S1", "tiny-essay").status == entries.MISSING


def test_an_extension_moves_the_day_for_one_student(folder):
    due(folder, -2)
    decide(folder, "extension", student="S3", work="tiny-tasks", value="3")
    assert line(folder, "S3").status == entries.OPEN
    decisions.withdraw(folder, "extension", student="S3", work="tiny-tasks", why="x")
    assert line(folder, "S3").status == entries.MISSING


def test_who_joined_later_or_was_excused_misses_nothing(folder):
    due(folder, -20)
    decide(folder, "joined", student="S3", value=str(TODAY - timedelta(10)))
    assert "joined on" in line(folder, "S3").steps[-1].en
    assert of_class(folder)["S3"] == ("excused", "not released", None, 0)
    decide(folder, "joined", student="S3", value=str(TODAY - timedelta(30)))
    assert line(folder, "S3").status == entries.MISSING
    decide(folder, "left", student="S3", value=str(TODAY - timedelta(25)))
    assert line(folder, "S3").status == entries.EXCUSED
    decide(folder, "excused", student="S1", work="tiny-tasks")
    assert of_class(folder)["S1"] == ("excused", "not released", None, 0)
    shown = run(folder, "report")
    assert "免交 excused" in shown.output and shown.exit_code == 0


def test_an_entry_with_a_mistake_is_named_by_marks_and_stops_nobody(folder):
    (folder.path / "term.csv").write_text(
        "kind,student,work,value,date,by,why\nextension,S33,tiny-tasks,3,2026-09-01,,ill\n"
        "extension,S3,tiny-task,3,2026-09-01,,ill\n",
        encoding="utf-8",
    )
    shown = run(folder, "marks")
    assert shown.exit_code == 2 and "60.0*" in shown.output
    assert "term.csv, row 2: there is no student 'S33'" in shown.output
    assert "term.csv, row 3: there is no assignment 'tiny-task'" in shown.output


def test_a_class_changes_a_rule_for_itself(folder):
    due(folder, -10)
    hand_in(folder, "S1", day=TODAY - timedelta(8))
    grade(folder, "S1")
    assert line(folder, "S1").percent == 80
    decide(folder, "rule", work="late_per_day", value="5")
    assert line(folder, "S1").percent == 90
    decide(folder, "extension", student="S1", work="tiny-tasks", value="1")
    assert line(folder, "S1").percent == 95


# --- work that is newer than its mark, or graded by other checks


def test_the_mark_of_work_that_was_replaced_is_provisional(folder):
    hand_in(folder, "S1", wrong="double")
    one = line(folder, "S1")
    assert one.status == entries.NEWER and one.percent == 100
    assert "60.0*" in run(folder, "marks").output and "handed in again" in one.steps[-1].en
    exported = run(folder, "export", "canvas")
    assert "provisional" in exported.output
    page = run(folder, "feedback", "tiny-tasks")
    assert page.exit_code == 2 and "S1" in page.output and "keguan grade" in page.output
    grade(folder, "S1")
    assert line(folder, "S1").status == entries.MARKED and line(folder, "S1").percent == 40
    assert run(folder, "feedback", "tiny-tasks").exit_code == 0


@pytest.mark.parametrize("damage", ["cut off", "gone"])
def test_newest_work_that_cannot_be_read_leaves_no_final_mark(folder, damage):
    path = folder.notebook("submitted", "tiny-tasks", "S1")
    if damage == "gone":
        path.rename(path.with_name("mine.docx"))
    else:
        path.write_bytes(path.read_bytes()[:300])
    assert line(folder, "S1").status == entries.NEWER
    assert line(folder, "S2").status == entries.MARKED


@pytest.mark.parametrize(("points", "share"), [(12, 100 * 5 / 15), (1, 100)])
def test_marks_by_other_points_say_so_and_name_the_command(folder, points, share):
    change_points(folder, points)
    released = run(folder, "release", "tiny-tasks")
    assert "--regrade" in released.output and "2 " in released.output
    graded = run(folder, "grade", "tiny-tasks", "--unconfined", "--jobs", "1")
    assert "--regrade" in graded.output
    shown = run(folder, "marks")
    assert ("--regrade" in shown.output) == (points == 1)
    one = line(folder, "S1")
    assert one.status == entries.OUTDATED and one.percent == pytest.approx(share)
    assert "--regrade" in one.steps[-1].en
    assert {final.complete for final in gather.gather(folder).finals} == {False}
    grade(folder, regrade=True)
    assert line(folder, "S1").status == entries.MARKED and line(folder, "S1").percent == 100
    assert "--regrade" not in run(folder, "release", "tiny-tasks").output


def change_points(folder, points):
    """The points of the check of `greet`, 2 before."""
    for language in ("zh", "en"):
        path = folder.path / "source" / language / "tiny-tasks" / "tiny-tasks.ipynb"
        text = path.read_text(encoding="utf-8")
        at = text.index('"grade_id": "greet-test"')
        changed = text[at:].replace('"points": 2', f'"points": {points}', 1)
        path.write_text(text[:at] + changed, encoding="utf-8")


# --- irregularities


def test_extra_credit_is_full_marks_and_said(folder):
    with access.opened(folder) as gradebook:
        gradebook.find_grade("greet-test", "tiny-tasks", "tiny-tasks", "S1").extra_credit = 2
        gradebook.db.commit()
    shown = run(folder, "marks")
    assert shown.exit_code == 0 and "7 / 5" in shown.output
    assert line(folder, "S1").percent == 100 and line(folder, "S2").percent == 100


def test_an_assignment_of_ones_own_in_the_gradebook_is_left_out_and_named(folder):
    with access.opened(folder) as gradebook:
        gradebook.add_assignment("my-quiz")
        gradebook.add_notebook("my-quiz", "my-quiz")
        gradebook.add_grade_cell("q", "my-quiz", "my-quiz", max_score=1, cell_type="code")
        gradebook.add_submission("my-quiz", "S1")
    shown = run(folder, "marks")
    assert shown.exit_code == 0 and "my-quiz" in shown.output and "60.0*" in shown.output


def test_who_is_gone_from_the_lists_stops_nobody(folder):
    (folder.path / "groups.csv").write_text("group,student,factor\n1,S9,1\n", encoding="utf-8")
    (folder.path / "overrides.csv").write_text(
        "student,what,mark,date,why\nS9,final,90,2026-09-01,x\n", encoding="utf-8"
    )
    for command in (["marks"], ["export", "moodle"], ["report"]):
        shown = run(folder, *command)
        assert shown.exit_code == 2, shown.output
        assert "groups.csv, row 2: there is no student 'S9'" in shown.output
        assert "overrides.csv, row 2: there is no student 'S9'" in shown.output
    path = folder.path / "reports" / "marks-moodle.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row[0] for row in csv.reader(file)][1:] == ["S1", "S2", "S3"]


def test_a_student_is_found_by_name_and_two_of_one_name_are_asked_for(folder):
    with access.opened(folder) as gradebook:
        for student in ("S1", "S2"):
            gradebook.update_or_create_student(student, first_name="三", last_name="张")
        gradebook.update_or_create_student("S3", first_name="四", last_name="李")
    assert "S3 李四" in run(folder, "marks", "--explain", "李四").output
    both = run(folder, "marks", "--explain", "张三")
    assert both.exit_code == 2 and "S1 张三、S2 张三" in both.output
    assert run(folder, "marks", "--explain", "王五").exit_code == 2


# --- as of a day


def test_the_marks_of_an_earlier_day(folder):
    """S3 had half of it in time and the whole three days later; S4 came after the day; nobody knows
    when S1 came, so that it counts on every day."""
    due(folder, -10)
    hand_in(folder, "S3", wrong="greet", day=TODAY - timedelta(11))
    grade(folder, "S3")
    for student in ("S3", "S4"):
        hand_in(folder, student, day=TODAY - timedelta(7))
    grade(folder, "S3", "S4")
    assert of_class(folder)["S3"][0::2] == ("marked", 70)
    days = [TODAY - timedelta(days) for days in (12, 8, 7)]
    seen = {
        student: [(one.status, one.percent) for one in (line(folder, student, day=d) for d in days)]
        for student in ("S1", "S3", "S4")
    }
    assert seen == {
        "S1": [("marked", 100)] * 3,
        "S3": [("open", 0), ("marked", 60), ("marked", 70)],
        "S4": [("open", 0), ("missing", 0), ("marked", 70)],
    }
    shown = run(folder, "marks", "--as-of", str(days[1]))
    assert shown.exit_code == 0 and "36.0*" in shown.output
    assert run(folder, "export", "canvas", "--as-of", str(days[1])).exit_code == 0
    assert run(folder, "marks", "--as-of", "soon").exit_code == 2


def test_a_mark_set_after_the_day_does_not_count_on_it(folder):
    assert run(folder, "marks", "--set", "S3", "final", "70", "--why", "ill").exit_code == 0
    yesterday = date.today() - timedelta(1)
    assert (of_class(folder)["S3"][-1], of_class(folder, yesterday)["S3"][-1]) == (70, 0)


def test_a_file_of_no_known_day_is_not_as_late_as_the_one_before(folder, tmp_path):
    due(folder, -10)
    hand_in(folder, "S1", "double", day=TODAY - timedelta(2))
    grade(folder, "S1")
    assert line(folder, "S1").days_late > 5
    (tmp_path / "S1.ipynb").write_text(tiny_class.solved(folder)["tiny-tasks"], encoding="utf-8")
    words = ("collect", "tiny-tasks", "--from", str(tmp_path / "S1.ipynb"))
    assert run(folder, *words).exit_code == 0
    grade(folder, "S1")
    assert (line(folder, "S1").days_late, line(folder, "S1").percent) == (0, 100)


def test_the_feedback_that_is_sent_carries_the_marks_so_far(folder, tmp_path):
    from grader.base.files import statement

    words = ("feedback", "tiny-tasks", "--zip")
    refused = run(folder, *words)
    assert refused.exit_code == 2 and "--out" in refused.output
    assert run(folder, *words, "--out", str(tmp_path / "send")).exit_code == 0
    with zipfile.ZipFile(tmp_path / "send" / "S1_反馈.zip") as archive:
        assert archive.namelist() == ["marks.json", "tiny-tasks.html"]
        own = statement.read(archive.read("marks.json"))
    final = next(one for one in gather.gather(folder).finals if one.student == "S1")
    assert (own.id, own.day, own.so_far, own.complete) == ("S1", TODAY, final.so_far, False)


def test_due_dates_of_formgrader_count_unless_the_class_has_its_own(folder):
    from grader.gradebook.assignments import set_due_dates

    now = datetime.now(UTC).replace(tzinfo=None)
    set_due_dates(folder, {"tiny-tasks": now + timedelta(1)})
    assert line(folder, "S3").status == entries.OPEN
    due(folder, -1)
    assert line(folder, "S3").status == entries.MISSING
