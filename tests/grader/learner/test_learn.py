"""Grading alone: the full hidden tests run, stay unseen, and nothing of the learner's is
overwritten."""

import json
from datetime import timedelta

import nbformat
import pytest

from grader.base import Text, UserError
from grader.cli import app
from grader.course import bank
from grader.course import outline as courses
from grader.course.folder import CourseFolder
from grader.engine.model import FAILED, Outcome
from grader.learner import home, learn, progress, workspace
from grader.learner.places import Places
from keguan import theory
from tests import tiny_class

pytestmark = pytest.mark.usefixtures("kept_processes", "own_home")
TASKS = "tiny-tasks"


@pytest.fixture
def course(tmp_path):
    """A course whose learner has opened it once."""
    return tiny_class.opened(tmp_path)


def answer(course, double):
    """The learner writes an answer to the task `double`."""
    path = course.root / "my-work" / "zh" / tiny_class.PLACES["zh"][TASKS]
    notebook = nbformat.read(path, 4)
    next(cell for cell in notebook.cells if cell.id == "double").source = double
    nbformat.write(notebook, path)
    return path


def test_only_what_was_begun_is_graded(course):
    assert learn.begun(course, "zh", [TASKS, "tiny-essay"]) == []
    answer(course, "def double(x):\n    return 2 * x")
    assert learn.begun(course, "zh", [TASKS, "tiny-essay"]) == [TASKS]


def test_hidden_tests_count_and_stay_unseen(course):
    path = answer(course, "def double(x):\n    return 4 if x == 2 else 0")
    before = path.read_bytes()
    [graded] = learn.grade(course, "zh", [TASKS])
    assert graded.attempt.points == {"double": 1.0} and graded.new
    page = graded.page.read_text(encoding="utf-8").partition("</head>")[2]
    assert "换一组数据就不对" in page and "lambda" not in page and "42" not in page
    assert path.read_bytes() == before
    notebook = nbformat.read(path, 4)
    notebook.cells[0].metadata["collapsed"] = True
    nbformat.write(notebook, path)
    [saved] = learn.grade(course, "zh", [TASKS])
    assert saved.attempt and not saved.new  # the same answers in a file that merely changed
    folder = CourseFolder(home.room() / "zh", course, "zh")
    learn.again(course, "zh", TASKS)  # the same answers, but once more from the start
    assert learn._answers(folder, course, TASKS, learn.ME) != saved.attempt.answers
    assert "20 分，2 题做了 1 题，全对 0 题" in next(learn.lines([graded], course, "zh"))
    assert "20 %, tried 1 of 2 tasks, 0 all right" in next(learn.lines([graded], course, "en"))


def test_the_same_notebook_is_judged_by_the_checks_that_there_are_now(course):
    answer(course, "def double(x):\n    return 3 * x")
    [graded] = learn.grade(course, "zh", [TASKS])
    assert graded.attempt.points == {"double": 0.0}
    source = course.root / "exercises" / "source" / "zh" / TASKS / f"{TASKS}.ipynb"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("2 * x, 21", "3 * x, 21"), encoding="utf-8")
    [mended] = learn.grade(course, "zh", [TASKS])
    assert mended.attempt.points == {"double": 2.0}


def test_the_worked_solution_shows_only_tasks_that_are_right(course):
    room = course.root / "content" / "tiny"
    room.mkdir(parents=True)
    (room / "answers.py").write_text(
        "from tests.tiny_class import BOOK\n\nANSWERS = BOOK\n", encoding="utf-8"
    )
    solutions = answer(course, "def double(x):\n    return 3 * x").with_name("小任务-参考做法.md")
    learn.grade(course, "zh", [TASKS])
    assert not solutions.exists()
    answer(course, "def double(x):\n    return x * 2")
    learn.grade(course, "zh", [TASKS])
    text = solutions.read_text(encoding="utf-8")
    assert "## 翻倍" in text and "return 2 * x" in text and "return x + x" in text
    assert "问候" not in text and "SOLUTION" not in text and "checks." not in text


@pytest.mark.parametrize(
    "given, typed, who",
    [
        ('student = ""', "me-2", "me-2"),
        ('student = ""', "..", "me"),
        ('student = ""', ".hidden", "me"),
        ('student = ""', "a/../b", "me"),
        ("...", "..", "me"),
        ("...", "Li", "me"),
    ],
)
def test_a_line_of_the_learners_own_is_no_id(course, given, typed, who):
    """Only a test that asks for an id has one, and an id is the name of one folder."""
    folder = CourseFolder(course.root / "private", course, "zh")
    for path, line in (
        (folder.notebook("release", TASKS), given),
        (course.root / "my-work" / "zh" / tiny_class.PLACES["zh"][TASKS], f'student = "{typed}"'),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(line)]), path)
    assert learn._hand_in(folder, course, TASKS) == who
    assert folder.notebook("submitted", TASKS, who).is_file()


def test_progress_is_kept_and_shown_on_the_course_page(course):
    answer(course, "def double(x):\n    return 2 * x")
    [first] = learn.grade(course, "zh", [TASKS])
    [second] = learn.grade(course, "zh", [TASKS])
    assert first.new and not second.new and first.attempt.points == {"double": 3.0}
    assert len(progress.load(home.room() / "progress.json").attempts) == 1
    assert "60 分" in (course.root / "my-work" / "zh" / "README.md").read_text(encoding="utf-8")
    why = Text("评分进程意外结束", "the grading process ended")
    folder = CourseFolder(home.room() / "zh", course, "zh")
    failed = learn._kept(folder, course, Outcome(TASKS, learn.ME, FAILED, reason=why))
    assert failed.attempt is None and failed.reason == why  # not the verdict of the time before


def test_a_broken_notebook_is_named_and_left_alone(course):
    path = answer(course, "pass")
    path.write_text("{", encoding="utf-8")
    [graded] = learn.grade(course, "zh", [TASKS])
    assert (
        graded.attempt is None
        and "JSON" in graded.reason.zh
        and path.read_text(encoding="utf-8") == "{"
    )
    assert next(learn.lines([graded], course, "en")).startswith("✘ Tiny tasks: not JSON")


def test_written_work_is_left_to_people(course):
    path = course.root / "my-work" / "zh" / tiny_class.PLACES["zh"]["tiny-essay"]
    notebook = nbformat.read(path, 4)
    notebook.cells[0].source = "因为老客户更省钱。"
    nbformat.write(notebook, path)
    [graded] = learn.grade(course, "zh", ["tiny-essay"])
    assert graded.attempt is None and "由人来评" in graded.reason.zh


@pytest.fixture
def whole(tmp_path):
    """The course itself, with a folder of the learner's own."""
    real = courses.load()
    for name in ("content", "exercises", "lessons", "datasets", "course.toml"):
        (tmp_path / name).symlink_to(real.root / name)
    course = courses.load(tmp_path)
    workspace.update(course, "zh")
    return course


def test_a_quiz_is_graded_by_the_id_that_was_typed(whole):
    name, unit = "churn-quiz", whole.unit("churn")
    key = bank.keys(bank.graded(whole, unit))
    questions = theory.Paper(name, "me-2").part("churn")
    answers = {q.number: q.answer(key[q.id]) for q in questions}
    answers[1] = next(letter for letter in "ABCD" if letter != answers[1])
    answers[10] = None
    path = whole.root / "my-work" / "zh" / Places(whole, "zh").work(name)
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if cell.source.startswith('student = ""'):
            cell.source = 'student = "me-2"'
        elif cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = f"churn = {answers}"
    nbformat.write(notebook, path)
    assert learn.begun(whole, "zh", [name]) == [name]
    [graded] = learn.grade(whole, "zh", [name])
    assert graded.attempt.points == {
        q.id: 10.0 * (q.number != 1) for q in questions if q.number != 10
    }
    assert "80 分，10 题做了 9 题，全对 8 题" in next(learn.lines([graded], whole, "zh"))
    concepts = {item.id: item.concept for item in bank.graded(whole, unit)}
    kept = progress.load(home.room() / "progress.json")
    assert set(kept.cards) == {concepts[q.id] for q in questions if q.number != 10}
    later = progress.now() + timedelta(days=2)
    due = {concept.id for _, concept, names in kept.due(whole, later) if name in names}
    assert concepts[questions[0].id] in due


def test_again_keeps_the_old_notebook(course):
    path = answer(course, "def double(x):\n    return 2 * x")
    done = path.read_bytes()
    old = learn.again(course, "zh", TASKS)
    assert old.read_bytes() == done and path.read_bytes() != done
    assert learn.again(course, "zh", TASKS) == old  # as after a stop: nothing new to set aside
    answer(course, "def double(x):\n    return x + x")
    second = learn.again(course, "zh", TASKS)
    assert second != old and old.read_bytes() == done
    path.unlink()
    with pytest.raises(UserError, match="还没有做过"):
        learn.again(course, "zh", TASKS)


def test_what_was_not_begun_is_not_set_aside(course):
    with pytest.raises(UserError, match="还没有做过"):
        learn.again(course, "zh", TASKS)


def test_from_a_student_pack_the_visible_checks_are_run(course):
    answer(course, "def double(x):\n    return 4 if x == 2 else 0")
    (course.root / "exercises" / "source").rename(course.root / "exercises" / "elsewhere")
    assert not learn.has_hidden_tests(course, "zh")
    [graded] = learn.grade(course, "zh", [TASKS])
    assert graded.attempt.points == {"double": 1.0} and graded.page.is_file()
    assert not graded.page.with_name("小任务-参考做法.md").exists()


def test_quizzes_and_finals_are_graded_only_after_they_were_handed_in():
    course = courses.load()
    for work in course.assignments:
        secret = work.is_drawn or work in course.finals
        assert learn.may_check(course, "zh", work, handed_in=False) is not secret, work.name
        assert learn.may_check(course, "zh", work, handed_in=True)


def test_the_command_says_what_to_do_first(course, monkeypatch, capsys):
    monkeypatch.setattr(courses, "CHECKOUT", course.root)
    monkeypatch.setattr("sys.argv", ["keguan", "learn"])
    with pytest.raises(SystemExit) as stopped:
        app.main()
    assert stopped.value.code == 2 and "先打开课程" in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", ["keguan", "learn", "--again"])
    with pytest.raises(SystemExit) as stopped:
        app.main()
    assert stopped.value.code == 2 and "重做哪一份" in capsys.readouterr().err


def test_the_private_gradebook_is_outside_of_what_is_handed_in(course):
    answer(course, "def double(x):\n    return 2 * x")
    learn.grade(course, "zh", [TASKS])
    assert not list((course.root / "my-work" / "zh").rglob("*.db"))
    assert "lambda" not in json.dumps(
        [
            p.read_text(encoding="utf-8")
            for p in (course.root / "my-work" / "zh").rglob("*.*")
            if p.is_file()
        ]
    )
