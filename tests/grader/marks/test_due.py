"""Due dates of term.csv stand in nbgrader's gradebook too and go with the decision; what formgrader
set is never written over."""

import os
import shutil
import time
from contextlib import chdir
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from grader.cli import teacher
from grader.course.folder import open_folder
from grader.gradebook import access
from grader.gradebook.assignments import due_dates, generate, set_due_dates
from grader.marks import days, decisions, due, gather
from tests import tiny_class
from tests.grader.marks.test_decisions import HEAD, run

NAME, DAY, LATER = "tiny-tasks", "2026-09-30", "2026-10-07"
END, LATER_END = (days.end_of(datetime.fromisoformat(day).date()) for day in (DAY, LATER))


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    folder = open_folder(tiny_class.make(tmp_path_factory.mktemp("school")))
    with chdir(folder.path), access.opened(folder) as gradebook:
        gradebook.check_course()
        gradebook.add_assignment(NAME)
    return folder.path.parent


@pytest.fixture
def folder(school, tmp_path):
    """A course whose gradebook has one of its assignments."""
    return open_folder(Path(shutil.copytree(school, tmp_path / "copy"), "exercises"))


def set_due(folder, day):
    assert run(folder, "due", "tiny", day).exit_code == 0


def test_a_due_date_is_shown_by_formgrader_until_it_is_taken_back(folder):
    set_due(folder, DAY)
    assert due_dates(folder) == {NAME: END}
    set_due(folder, LATER)
    assert due_dates(folder) == {NAME: LATER_END}
    assert due.of_class(folder) == {NAME: LATER_END, "tiny-essay": LATER_END}
    assert run(folder, "undo", "due", NAME, "--why", "x").exit_code == 0
    assert due_dates(folder) == {} and due.of_class(folder) == {"tiny-essay": LATER_END}


def test_a_line_that_was_deleted_in_a_spreadsheet_does_not_live_on_in_the_gradebook(folder):
    set_due(folder, DAY)
    (folder.path / decisions.FILE).unlink()
    assert due.of_class(folder) == {}
    due.write(folder)
    assert due_dates(folder) == {}


def test_what_formgrader_set_stays_and_is_named_where_it_does_not_count(folder):
    own = END - timedelta(3)
    set_due_dates(folder, {NAME: own})
    assert due.of_class(folder) == {NAME: own}
    set_due(folder, DAY)
    assert due_dates(folder) == {NAME: own} and due.of_class(folder)[NAME] == END
    [remark] = due.differences(folder, {NAME: END})
    assert "term.csv counts" in remark.text.en and not remark.open
    assert gather.read(folder).due[NAME] == END
    assert run(folder, "undo", "due", NAME, "--why", "x").exit_code == 0
    assert due.of_class(folder)[NAME] == own == due_dates(folder)[NAME]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"tiny-tasks": 3}', '{"tiny-tasks": ["soon"]}'])
def test_without_a_memory_a_date_in_the_gradebook_is_formgraders(folder, text):
    set_due(folder, DAY)
    (folder.path / due.WRITTEN).write_text(text, encoding="utf-8")
    (folder.path / decisions.FILE).unlink()
    assert due.of_class(folder) == {NAME: END}


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set")
def test_the_pack_has_the_due_dates_of_the_term_in_their_zone(folder, monkeypatch, tmp_path):
    """A UTC time that was taken for one of Beijing made work due eight hours too early."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    packed = []
    monkeypatch.setattr("grader.learner.pack.pack", lambda *given: packed.append(given[3]) or [])
    monkeypatch.setattr(teacher.datasets, "require", lambda *_: None)
    try:
        set_due(folder, "2026-09-30 18:00")
        teacher._write_pack(folder, tmp_path / "x.zip", {NAME}, None)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert packed[0][NAME] == datetime(2026, 9, 30, 10, tzinfo=UTC)
    assert os.environ.get("TZ") != "Asia/Shanghai"


# --- when nobody can hand in any more


def test_an_assignment_is_closed_after_the_last_extension_of_anybody(tmp_path):
    folder = open_folder(tiny_class.make(tmp_path))
    assert due.closed(folder) == set(), "without a due date it stays open"
    for name in (NAME, "tiny-essay"):
        generate(folder, name)
    end = datetime(2026, 9, 1, 12)
    set_due_dates(folder, {"tiny-tasks": end})
    with access.opened(folder) as gradebook:
        for student in ("S1", "S2"):
            gradebook.update_or_create_student(student)
        gradebook.update_or_create_submission("tiny-tasks", "S2", extension=timedelta(days=1))
    more = "extension,S1,tiny-tasks,3,2026-09-01,,ill\n"
    (folder.path / "term.csv").write_text(HEAD + more, encoding="utf-8")
    assert due.closed(folder, end + timedelta(days=4)) == set()
    assert due.closed(folder, end + timedelta(days=4, seconds=1)) == {"tiny-tasks"}
    (folder.path / "term.csv").write_text(
        f"{HEAD}{more}due,,tiny-tasks,2026-10-01,2026-09-01,,\n", encoding="utf-8"
    )
    assert due.closed(folder, end + timedelta(days=5)) == set()
