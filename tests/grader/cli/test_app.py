"""The command line: help in both languages, one sentence and exit code 2 on bad input, a class
from release to report."""

import os
import posixpath
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from typer.testing import CliRunner

from grader.cli import app as cli
from grader.cli import student, teacher
from grader.course import outline as courses
from grader.course import simulate
from grader.course.folder import open_folder
from grader.gradebook import access, assignments
from grader.gradebook.scores import cell_scores
from tests import tiny_class

pytestmark = pytest.mark.usefixtures("kept_processes")
COMMANDS = [
    "lab",
    "build",
    "release",
    "collect",
    "grade",
    "feedback",
    "report",
    "demo",
    "rubric",
    "marks",
    "export",
    "alike",
    "doctor",
    "trace",
]
CHINESE = "[\u4e00-\u9fff]"


def keguan(*args, code=0):
    """Runs a command in this process and returns all it printed; there is never a traceback."""
    result = CliRunner().invoke(cli.app, list(map(str, args)))
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result.output


def has_both(text):
    return any("\u4e00" <= c <= "\u9fff" for c in text) and any(
        c.isascii() and c.isalpha() for c in text
    )


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A course folder with the work of four students on both assignments: one good, one wrong, one
    broken, one missing."""
    path = tiny_class.make(tmp_path_factory.mktemp("course"))
    folder = open_folder(path)
    keguan("release", "tiny", "--course", path)
    answers = {
        "good": simulate.Choice(simulate.SOLUTION),
        "wrong": simulate.Choice(simulate.MISTAKE, "only small"),
        "broken": simulate.Choice(simulate.NOTHING),
        "missing": simulate.Choice(simulate.NOTHING),
    }
    choices = {(student, "tiny-tasks", "double"): choice for student, choice in answers.items()}
    choices |= {
        (student, "tiny-tasks", "greet"): simulate.Choice(simulate.SOLUTION) for student in answers
    }
    drawn = simulate.SimulatedClass(dict.fromkeys(answers, 0.0), choices)
    simulate.hand_in(drawn, tiny_class.BOOK, folder, ["tiny-tasks", "tiny-essay"])
    broken = folder.notebook("submitted", "tiny-tasks", "broken")
    broken.write_bytes(broken.read_bytes()[:300])
    shutil.rmtree(folder.notebook("submitted", "tiny-tasks", "missing").parent)
    good = folder.notebook("submitted", "tiny-tasks", "good").parent
    shutil.copytree(good, folder.path / "submitted" / ".dot" / "tiny-tasks")
    return folder


@pytest.fixture(scope="module")
def graded(handed_in):
    return handed_in, keguan("grade", "tiny", "--course", handed_in.path, code=2)


# --- help and bad input


def test_every_command_is_in_the_help_in_both_languages():
    text = keguan("--help")
    for command in COMMANDS:
        [line] = [line for line in text.splitlines() if line.strip().startswith(command + " ")]
        assert has_both(line) and "..." not in line
        assert has_both(keguan(command, "--help"))


def test_help_is_quick_because_nbgrader_is_not_imported():
    code = (
        "import sys, grader.cli.app; sys.exit('nbgrader' in sys.modules or 'pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "args, words",
    [
        (["grade", "nothing"], ["tiering", "tiering-tasks"]),
        (["release", "nothing"], ["tiering"]),
        (["trace", "nothing"], ["tiering"]),
        (["grade", "tiering", "--course", "/no/such/place"], ["/no/such/place"]),
        (["grade", "tiering", "--course", os.path.dirname(__file__)], ["nbgrader_config.py"]),
        (["collect", "tiering", "--from", "/no/such/place"], ["/no/such/place"]),
        (["lab", "--lang", "fr"], ["--help"]),
        (["no-such-command"], ["--help"]),
        (["demo", "--n", "0"], ["--help"]),
    ],
)
def test_bad_input_is_one_sentence_in_each_language(args, words):
    text = keguan(*args, code=2)
    assert has_both(text) and all(word in text for word in words)
    assert len(text.strip().splitlines()) <= 2


def test_a_missing_source_folder_is_named(tmp_path):
    path = tiny_class.make(tmp_path)
    shutil.rmtree(path / "source")
    assert "source" in keguan("release", "tiny-tasks", "--course", path, code=2)


def test_nothing_handed_in_is_said(tmp_path):
    path = tiny_class.make(tmp_path)
    course = ("--course", path)
    for command in ("grade", "feedback", "report"):
        text = keguan(command, "tiny", *course, code=2)
        assert "collect it first" in text and "grade it" not in text
    assert keguan("alike", "tiny", *course).count("nobody has handed it in yet") == 2
    assert "keguan release tiny-essay" in keguan("rubric", "tiny-essay", *course, code=2)
    keguan("release", "tiny-essay", *course)
    assert "nobody has handed it in yet" in keguan("rubric", "tiny-essay", *course)
    (tmp_path / "inbox").mkdir()
    assert "no work in it" in keguan("collect", "tiny", "--from", tmp_path / "inbox", *course)
    (path / "submitted" / "S1" / "tiny-tasks").mkdir(parents=True)
    assert "grade it first" in keguan("feedback", "tiny", *course, code=2)
    assert "collect it first" in keguan("feedback", "tiny-essay", *course, code=2)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    path = tiny_class.make(tmp_path)
    (path / "submitted" / "S1" / "tiny-tasks").mkdir(parents=True)
    for step, args in (
        ("autograded", ["grade", "tiny"]),
        ("submitted", ["collect", "tiny", "--from", tmp_path]),
    ):
        shutil.rmtree(path / step, ignore_errors=True) if step != "submitted" else shutil.rmtree(
            path / step
        )
        (path / step).write_text("in the way", encoding="utf-8")
        assert step in keguan(*args, "--course", path, code=2)
    assert "in-the-way" in keguan("demo", "--out", path / "autograded" / "in-the-way", code=2)


def test_the_demo_runs_every_unit_to_its_report(tmp_path):
    text = keguan("demo", "--n", "1", "--out", tmp_path / "demo")
    for unit in courses.load().units:
        assert (
            unit.title.zh in text
            and (tmp_path / "demo" / "reports" / f"{unit.slug}-en.html").is_file()
        )


def test_the_demo_empties_no_folder_of_yours(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    assert "--out" in keguan("demo", "--out", tmp_path, code=2)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_demo_that_was_stopped_while_it_emptied_its_folder_can_run_again(tmp_path, monkeypatch):
    from grader.cli import demo

    for name in ("a", "reports", "z"):
        (tmp_path / "demo" / name).mkdir(parents=True)
    (tmp_path / "demo" / demo.MARK).touch()

    def stops(path):
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", stops)
    with pytest.raises(KeyboardInterrupt):
        demo.prepare(courses.load(), tmp_path / "demo", "zh")
    monkeypatch.undo()
    folder = demo.prepare(courses.load(), tmp_path / "demo", "zh")
    assert not (folder.path / "reports").exists() and (folder.path / "source").is_dir()


def test_a_fault_of_ours_is_a_sentence_and_a_file_for_who_mends_it(tmp_path, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("nobody thought of it")

    monkeypatch.setattr("grader.cli.teacher.open_folder", fails)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    said = keguan("marks", code=1)
    [file] = tmp_path.glob("keguan-*.txt")
    assert "nobody thought of it" in said and str(file) in said
    assert "Traceback" in file.read_text(encoding="utf-8")


def test_a_port_in_use_is_named(monkeypatch):
    monkeypatch.setattr(student, "_student_folder", lambda language, on_hub: [])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert str(port) in keguan("lab", "--port", port, code=2)


@pytest.fixture
def with_data(tmp_path):
    """The small course, now with a dataset."""
    path = tiny_class.make(tmp_path)
    toml = tmp_path / "course.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace("datasets = []", 'datasets = ["ctrip"]'),
        encoding="utf-8",
    )
    shutil.copytree(courses.CHECKOUT / "datasets" / "ctrip", tmp_path / "datasets" / "ctrip")
    (path / "submitted" / "S1" / "tiny-tasks").mkdir(parents=True)
    return path, tmp_path / "datasets" / "ctrip" / "members.csv"


def test_a_missing_data_file_stops_grading_before_everybody_gets_zero(with_data):
    path, members = with_data
    members.unlink()
    assert "members.csv" in keguan("grade", "tiny", "--course", path, code=2)


def test_a_wrong_column_stops_grading_and_is_named(with_data):
    path, members = with_data
    members.write_text(
        "member_nr" + members.read_text(encoding="utf-8").removeprefix("member_id"),
        encoding="utf-8",
    )
    text = keguan("grade", "tiny", "--course", path, code=2)
    assert "member_id" in text and "member_nr" in text and "members.csv" in text


# --- a class


def test_grading_names_the_broken_notebook_and_marks_the_others(graded):
    folder, text = graded
    assert "broken tiny-tasks" in text and "not JSON" in text and "不是 JSON" in text
    assert ".dot tiny-tasks" in text and "begins with a dot" in text
    points = {}
    for score in cell_scores(folder):
        if score.assignment == "tiny-tasks":
            points[score.student] = points.get(score.student, 0) + score.points
    assert points == {"good": 5.0, "wrong": 3.0}
    assert folder.notebook("submitted", "tiny-tasks", "broken").stat().st_size == 300


def test_grading_again_does_only_what_is_new(graded):
    folder, _ = graded
    text = keguan("grade", "tiny", "--course", folder.path, code=2)
    assert "graded 0" in text and "unchanged 6" in text
    path = folder.notebook("submitted", "tiny-tasks", "good")
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8", newline="\n")
    assert "graded 1" in keguan("grade", "tiny-tasks", "--course", folder.path, code=2)
    os.utime(path)


def test_one_student_can_be_graded_alone(graded):
    folder, _ = graded
    assert "graded 1" in keguan(
        "grade", "tiny-tasks", "--student", "wrong", "--force", "--course", folder.path
    )


def test_feedback_and_report_follow(graded):
    folder, _ = graded
    assert "pages 6" in keguan("feedback", "tiny", "--course", folder.path)
    assert (folder.path / "feedback" / "good" / "tiny-tasks" / "tiny-tasks.html").is_file()
    text = keguan("report", "tiny", "--course", folder.path, "--lang", "en")
    assert "unreadable" in text and "missing" in text and "100%" in text and "60%" in text
    page = (folder.path / "reports" / "tiny-en.html").read_text(encoding="utf-8")
    assert (
        "right on the small example, not on other data" in page
        and "could not be read: not JSON" in page
    )


def test_work_that_is_not_due_yet_is_no_missing_work(graded):
    folder, _ = graded
    tomorrow = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1)
    assignments.set_due_dates(folder, {"tiny-tasks": tomorrow})
    try:
        text = keguan("report", "tiny", "--course", folder.path)
    finally:
        with access.opened(folder) as gradebook:
            gradebook.find_assignment("tiny-tasks").duedate = None
            gradebook.db.commit()
    [line] = [line for line in text.splitlines() if "missing" in line.split("│")[0:2][-1]]
    assert "未到期" in line


def test_a_plain_nbgrader_course_can_be_graded_too(graded, tmp_path, monkeypatch):
    path = tmp_path / "plain"
    shutil.copytree(graded[0].path / "source" / "zh" / "tiny-tasks", path / "source" / "ps1")
    (path / "source" / "ps1" / "tiny-tasks.ipynb").rename(path / "source" / "ps1" / "ps1.ipynb")
    (path / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'plain'\n", encoding="utf-8"
    )
    monkeypatch.chdir(path)
    target = path / "submitted" / "ann" / "ps1"
    target.mkdir(parents=True)
    shutil.copy(graded[0].notebook("submitted", "tiny-tasks", "wrong"), target / "ps1.ipynb")
    assert "graded 1" in keguan("grade", "ps1")
    assert sum(s.points for s in cell_scores(open_folder())) == 3.0


def test_code_that_ends_processes_costs_its_own_points_only(graded, tmp_path):
    """A student's function ends whatever it can reach; the others keep their marks, and so do the
    student's other tasks."""
    folder, _ = graded
    path = tmp_path / "course"
    shutil.copytree(
        folder.path,
        path,
        ignore=shutil.ignore_patterns("autograded", "feedback", "reports", "gradebook.db"),
    )
    shutil.copy(folder.path.parent / "course.toml", tmp_path)
    killer = path / "submitted" / "wrong" / "tiny-tasks" / "tiny-tasks.ipynb"
    text = killer.read_text(encoding="utf-8")
    killer.write_text(
        text.replace("return 4 if x == 2 else 0", "import os; os.kill(-1, 9), os._exit(0)"),
        encoding="utf-8",
    )
    said = keguan("grade", "tiny-tasks", "--course", path, code=2)
    assert "graded 2" in said and "failed 0" in said
    marks = {s.cell: s.points for s in cell_scores(open_folder(path)) if s.student == "wrong"}
    assert marks["greet-test"] == 2 and marks["double-small"] == 0


# --- the rest


def test_trace_names_every_concept_with_its_place():
    text = keguan("trace", "tiering")
    for concept in courses.load().unit("tiering").concepts:
        assert concept.id[:12] in text
    assert "taught" in text and "tested" in text


def test_trace_all_counts_every_row_of_the_curriculum():
    """With what the whole course carries; a row of nobody's ends the command with 1."""
    course = courses.load()
    text = keguan("trace", "--all")
    assert f"{len(course.concepts) + len(course.general)} 个概念" in text
    assert "open 0" in text
    assert all(one.id[:12] in text for one in course.general)


def test_the_student_pack_has_what_a_student_needs_and_nothing_secret(tmp_path):
    from grader.learner import pack

    course = courses.load()
    given = [a.name for unit in course.units for a in unit.assignments]
    names = pack.pack(course, tmp_path / "pack.zip", given)
    assert zipfile.ZipFile(tmp_path / "pack.zip").testzip() is None
    assert {
        "start.py",
        "Keguan-Windows.cmd",
        "class.json",
        "course.toml",
        "keguan/style.py",
        "grader/checks/compare.py",
        "datasets/ctrip/orders.csv",
        "README.md",
        "lessons/zh/tiering.ipynb",
        "exercises/release/en/tiering-tasks/tiering-tasks.ipynb",
    } <= set(names)
    secret = (
        "source/",
        "truth",
        "content/",
        "tests/",
        "make.py",
        "gradebook.db",
        "__pycache__",
        "tools/",
    )
    for word in secret:
        assert not [name for name in names if word in name]
    text = "\n".join(
        data.decode("utf-8", errors="replace")
        for name, data in pack.contents(course, given)
        if name.startswith("exercises/")
    )
    assert (
        "BEGIN SOLUTION" not in text
        and "HIDDEN TESTS" not in text
        and "checks.reference(" not in text
    )


def test_the_finals_are_released_by_their_names_only():
    folder = open_folder()
    finals = {a.name for a in folder.course.finals}
    assert finals and finals.isdisjoint(teacher.to_release(folder, None))
    assert len(teacher.to_release(folder, None)) == len(folder.known) - len(finals)
    assert teacher.to_release(folder, "final-cases") == ["final-cases"]
    assert finals.isdisjoint(teacher.to_release(folder, "tiering"))


@pytest.mark.parametrize("given", [[], ["tiering-tasks"], ["final-cases", "churn-quiz"], None])
def test_every_link_of_the_lesson_pages_leads_to_something_in_the_student_pack(given):
    from grader.learner import pack

    course = courses.load()
    every = [a.name for a in course.assignments]
    files = dict(pack.contents(course, every if given is None else given))
    released = {name.split("/")[-2] for name in files if name.startswith("exercises/release/")}
    assert released == set(every if given is None else given)
    pages = [name for name in files if name.startswith("lessons/") and name.endswith(".md")]
    assert len(pages) == 3
    for page in pages:
        links = re.findall(r"\]\(([^)#:]+)\)", files[page].decode("utf-8"))
        targets = [posixpath.normpath(posixpath.join(posixpath.dirname(page), x)) for x in links]
        assert targets and not [target for target in targets if target not in files], page


def test_an_unpacked_student_pack_works(tmp_path):
    from grader.learner import pack, workspace

    pack.pack(courses.load(), tmp_path / "pack.zip", ["tiering-check", "tiering-tasks"])
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        archive.extractall(tmp_path)
    root = tmp_path / pack.TOP
    done = workspace.update(courses.load(root), "zh")
    exercises = sorted(name for name in done.new if not name.endswith("/课文.ipynb"))
    assert exercises == ["客户分级管理/上机任务.ipynb", "客户分级管理/自学检查.ipynb"]
    page = (done.folder / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", page)
    assert links and all((done.folder / unquote(link)).is_file() for link in links)
    assert "还没发" in page
    assert '"tools"' not in (root / "pyproject.toml").read_text(encoding="utf-8")
    env = os.environ | {"PYTHONPATH": str(root)}
    for command, said in ((["build"], "学生包"), (["demo"], "学生包"), (["doctor"], "ctrip")):
        result = subprocess.run(
            [sys.executable, "-m", "grader.cli.app", *command],
            cwd=root,
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert said in result.stdout + result.stderr and "Traceback" not in result.stderr


def test_output_fits_narrow_consoles_without_chinese(graded):
    env = os.environ | {"COLUMNS": "40", "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(
        [Path(sys.executable).with_name("keguan"), "report", "tiny", "--course", graded[0].path],
        env=env,
        capture_output=True,
        encoding="ascii",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert all(len(line) <= 40 for line in result.stdout.splitlines() if "reports" not in line)
