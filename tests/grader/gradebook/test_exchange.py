"""nbgrader's exchange, as on a JupyterHub: released, fetched, handed in, collected, graded, and
the page comes back."""

import sys

import pytest
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from traitlets.config import Config

from grader.course.folder import open_folder
from grader.gradebook.submissions import submissions
from tests import tiny_class
from tests.grader.cli.test_app import keguan

pytestmark = [
    pytest.mark.skipif(
        sys.platform == "win32", reason="nbgrader has no exchange folder on Windows"
    ),
    pytest.mark.usefixtures("kept_processes"),
]
TASKS = "tiny-tasks"
FULL = {"S1": 5, "S2": 2}  # points; S2 leaves one answer out


class Hub:
    """A course folder, an exchange folder and the students' homes."""

    def __init__(self, root, monkeypatch):
        self.root, self.path = root, tiny_class.make(root / "course")
        settings = root / "settings"
        for folder in (settings, root / "exchange"):
            folder.mkdir()
        (settings / "nbgrader_config.py").write_text(
            f"c.Exchange.root = {str(root / 'exchange')!r}\n", encoding="utf-8"
        )
        monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(settings))

    def student(self, name, step):
        """One step (FetchAssignment, Submit, FetchFeedback) that nbgrader's Assignment List does
        for a student."""
        home = self.root / name
        home.mkdir(exist_ok=True)
        config = Config()
        config.Exchange.merge(
            {
                "root": str(self.root / "exchange"),
                "cache": str(home / ".cache"),
                "assignment_dir": str(home),
            }
        )
        course = CourseDirectory(
            config=config, course_id="keguan", assignment_id=TASKS, student_id=name
        )
        getattr(ExchangeFactory(config=config), step)(
            coursedir=course, authenticator=Authenticator(config=config), config=config
        ).start()
        return home / TASKS


@pytest.fixture
def hub(tmp_path, monkeypatch):
    return Hub(tmp_path, monkeypatch)


def test_from_release_to_the_page_a_student_fetches(hub):
    folder = open_folder(hub.path)
    keguan("release", TASKS, "--exchange", "--course", hub.path)
    for student in FULL:
        notebook = hub.student(student, "FetchAssignment") / f"{TASKS}.ipynb"
        assert notebook.read_bytes() == folder.notebook("release", TASKS).read_bytes()
        notebook.write_text(
            tiny_class.solved(folder, "" if student == "S1" else "double")[TASKS], encoding="utf-8"
        )
        hub.student(student, "Submit")
    said = keguan("collect", TASKS, "--course", hub.path)
    assert folder.students(TASKS) == list(FULL)
    assert "S2" in said and "账号" in said, "whoever runs this test is not the account S2"
    keguan("grade", TASKS, "--course", hub.path)
    assert {s.student: s.points for s in submissions(folder)} == FULL
    keguan("feedback", TASKS, "--exchange", "--course", hub.path)
    for student in FULL:
        [page] = (hub.student(student, "FetchFeedback") / "feedback").glob("*/*.html")
        assert (
            page.read_bytes()
            == (hub.path / "feedback" / student / TASKS / f"{TASKS}.html").read_bytes()
        )


def test_a_correction_is_released_over_the_first_and_a_later_hand_in_replaces_the_earlier(hub):
    folder = open_folder(hub.path)
    keguan("release", TASKS, "--exchange", "--course", hub.path)
    keguan("release", TASKS, "--exchange", "--course", hub.path)
    notebook = hub.student("S1", "FetchAssignment") / f"{TASKS}.ipynb"
    for wrong in ("double", ""):
        notebook.write_text(tiny_class.solved(folder, wrong)[TASKS], encoding="utf-8")
        hub.student("S1", "Submit")
        keguan("collect", TASKS, "--course", hub.path)
    assert folder.notebook("submitted", TASKS, "S1").read_bytes() == notebook.read_bytes()


@pytest.mark.parametrize("length", [None, 20], ids=["missing", "cut"])
def test_a_hand_in_that_was_half_collected_is_collected_again(hub, length):
    folder = open_folder(hub.path)
    keguan("release", TASKS, "--exchange", "--course", hub.path)
    notebook = hub.student("S1", "FetchAssignment") / f"{TASKS}.ipynb"
    hub.student("S1", "Submit")
    keguan("collect", TASKS, "--course", hub.path)
    stored = folder.notebook("submitted", TASKS, "S1")
    stored.unlink()
    if length:
        stored.write_bytes(notebook.read_bytes()[:length])
    keguan("collect", TASKS, "--course", hub.path)
    assert stored.read_bytes() == notebook.read_bytes()


def test_an_older_hand_in_does_not_come_back_from_the_exchange(hub, tmp_path):
    """Over a file that came since without a day, nbgrader puts what it had collected before."""
    folder = open_folder(hub.path)
    keguan("release", TASKS, "--exchange", "--course", hub.path)
    by_exchange = hub.student("S1", "FetchAssignment") / f"{TASKS}.ipynb"
    hub.student("S1", "Submit")
    keguan("collect", TASKS, "--course", hub.path)
    later = tiny_class.solved(folder, "double")[TASKS]
    (tmp_path / "S1.ipynb").write_text(later, encoding="utf-8")
    keguan("collect", TASKS, "--from", tmp_path / "S1.ipynb", "--course", hub.path)
    keguan("collect", TASKS, "--course", hub.path)
    stored = folder.notebook("submitted", TASKS, "S1")
    assert stored.read_text(encoding="utf-8") == later
    by_exchange.write_text(tiny_class.solved(folder)[TASKS], encoding="utf-8")
    hub.student("S1", "Submit")
    keguan("collect", TASKS, "--course", hub.path)
    assert stored.read_bytes() == by_exchange.read_bytes()
    kept = [path.read_text(encoding="utf-8") for path in folder.path.glob("reports/earlier/S1/*")]
    assert later in kept, "a file that the exchange replaces is kept"
    keguan("class", "withdraw", "S1", TASKS, "--course", hub.path)
    keguan("collect", TASKS, "--course", hub.path)
    assert stored.read_text(encoding="utf-8") == later


def test_an_account_that_is_not_in_the_class_is_named_and_not_taken(hub, tmp_path):
    folder = open_folder(hub.path)
    keguan("release", TASKS, "--exchange", "--course", hub.path)
    for student in ("S1", "S2"):
        hub.student(student, "FetchAssignment")
        hub.student(student, "Submit")
    (tmp_path / "list.csv").write_text("学号,姓名\nS1,张三\n", encoding="utf-8")
    keguan("class", "enter", tmp_path / "list.csv", "--course", hub.path)
    assert "S2" in keguan("collect", TASKS, "--course", hub.path, code=2)
    assert folder.students() == ["S1"]


def test_work_that_came_as_a_file_does_not_stop_the_pages_of_the_others(hub, tmp_path):
    folder = open_folder(hub.path)
    keguan("release", TASKS, "--exchange", "--course", hub.path)
    hub.student("S1", "FetchAssignment")
    hub.student("S1", "Submit")
    keguan("collect", TASKS, "--course", hub.path)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "S9.ipynb").write_text(tiny_class.solved(folder)[TASKS], encoding="utf-8")
    keguan("collect", TASKS, "--from", tmp_path / "inbox", "--course", hub.path)
    keguan("grade", TASKS, "--course", hub.path)
    said = keguan("feedback", TASKS, "--exchange", "--course", hub.path)
    assert (
        "S9" in said
        and len(list((hub.root / "exchange" / "keguan" / "feedback").glob("*.html"))) == 1
    )


def test_where_there_is_no_exchange_one_sentence_says_so(hub):
    (hub.root / "exchange").rmdir()
    (hub.root / "exchange").write_text("in the way", encoding="utf-8")
    assert "deploy.md" in keguan("release", TASKS, "--exchange", "--course", hub.path, code=2)
    assert "--from" in keguan("collect", TASKS, "--course", hub.path, code=2)
