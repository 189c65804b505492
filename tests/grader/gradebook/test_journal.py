"""The journal keeps what the gradebook forgets: earlier submissions, and why there is no mark."""

import json

import pytest

from grader.base import Text
from grader.course.folder import CourseFolder
from grader.engine.model import FAILED, GRADED, CellMark, Graded, Outcome
from grader.engine.notebooks import fingerprint
from grader.gradebook import journal

JOB = ("tasks", "S1")


@pytest.fixture
def folder(tmp_path):
    return CourseFolder(tmp_path, None, "zh")


def graded(submitted, **points):
    """A graded notebook with the digests of what was handed in and of its checks."""
    marks = tuple(CellMark(cell, got, 5.0, "apart", "passed") for cell, got in points.items())
    stamp = {"submitted": submitted, "notebook": submitted, "given": "g", "checks": {}}
    return Graded(*JOB, "tasks", GRADED, marks=marks, fingerprint=stamp)


def note(folder, *notebooks, status=GRADED, reason=Text("", "")):  # noqa: B008
    journal.note(folder, Outcome(*JOB, status, 1.0, reason), notebooks)


def test_a_submission_graded_again_in_part_is_one_attempt_with_its_newest_points(folder):
    note(folder, graded("first", a=1.0, b=2.0))
    note(folder, graded("second", a=3.0, b=None))
    note(folder, graded("first", a=4.0))
    attempts = journal.attempts(folder)[JOB]
    assert [a.points for a in attempts] == [{"a": 3.0, "b": None}, {"a": 4.0, "b": 2.0}]
    assert [a.total for a in attempts] == [None, 6.0]


def test_the_last_reason_of_a_job_is_known(folder):
    note(folder, status=FAILED, reason=Text("超时", "too slow"))
    note(folder, graded("first", a=1.0))
    note(folder, status=FAILED, reason=Text("内存", "memory"))
    assert journal.reasons(folder)[JOB].reason.en == "memory"


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"status": "graded"}', "null"])
def test_a_line_that_is_cut_off_or_of_another_form_is_passed_over(folder, line):
    note(folder, graded("first", a=1.0))
    path = folder.path / "reports" / "journal.jsonl"
    path.write_text(line + "\n" + path.read_text(encoding="utf-8") + line, encoding="utf-8")
    assert len(journal.attempts(folder)[JOB]) == 1 and JOB in journal.reasons(folder)


def test_a_journal_that_was_cut_off_within_a_character_is_read(folder):
    note(folder, graded("first", a=1.0))
    note(folder, status=FAILED, reason=Text("超时", "too slow"))
    path = folder.path / "reports" / "journal.jsonl"
    data = path.read_bytes()
    path.write_bytes(data[: data.index("超".encode()) + 1])
    assert len(journal.attempts(folder)[JOB]) == 1
    assert journal.reasons(folder)[JOB].status == GRADED


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85"])
def test_no_character_of_a_reason_cuts_its_line(folder, odd):
    note(folder, status=FAILED, reason=Text(f"“a{odd}b”太大", f"'a{odd}b' is too large"))
    assert journal.reasons(folder)[JOB].reason.en == f"'a{odd}b' is too large"


def test_replaced_files_that_were_never_graded_are_told(folder):
    path = folder.notebook("submitted", *JOB)
    path.parent.mkdir(parents=True)
    stamps = []
    for text in ("graded before", "never graded"):
        path.write_text(json.dumps(text), encoding="utf-8")
        stamps.append(fingerprint.of_notebook(path.read_bytes()))
        for _ in range(2):  # stopped and run again: it is kept once
            journal.set_aside(folder, *JOB)
    assert path.exists()  # until a newer one takes its place
    note(folder, graded(stamps[0], a=1.0))
    tried = journal.attempts(folder)[JOB]
    assert len(journal.never_graded(folder, *JOB, tried)) == 1
    assert len(journal.never_graded(folder, *JOB, [])) == 2
    assert journal.never_graded(folder, "tasks-2", "S1", []) == []
