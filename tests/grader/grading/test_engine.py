"""What an instructor asks of `keguan grade`: only what is new, one task, only what a changed check
touches, and why."""

import json
import shutil
import sys

import pytest

from grader.base import Text, UserError
from grader.course.folder import open_folder
from grader.engine.model import (
    APART,
    GRADED,
    PLAIN_WANTED,
    UNCHANGED,
    UNREADABLE,
    CellMark,
    Graded,
    Limits,
    Teeth,
)
from grader.gradebook.scores import cell_scores
from grader.grading.run import Engine
from tests.grader.engine.processes.test_executors import folder as submitted  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("kept_processes")
JOBS = [("tiny-tasks", student) for student in ("good", "weak", "empty")]


@pytest.fixture(scope="module")
def graded(submitted, tmp_path_factory):  # noqa: F811
    """A course folder that was graded once, with its outcomes and remarks."""
    root = tmp_path_factory.mktemp("graded") / "copy"
    shutil.copytree(submitted.path.parent, root)
    folder = open_folder(root / "exercises")
    with Engine(folder, 2) as engine:
        return folder, list(engine.grade(JOBS)), engine.remarks


@pytest.fixture
def course(graded, tmp_path):
    shutil.copytree(graded[0].path.parent, tmp_path / "copy")
    return open_folder(tmp_path / "copy" / "exercises")


def run(folder, jobs=JOBS, **options):
    """Outcomes by student."""
    with Engine(folder, 1) as engine:
        return {outcome.student: outcome for outcome in engine.grade(jobs, **options)}


def points(folder):
    return {(score.student, score.cell): score.points for score in cell_scores(folder)}


def journal(folder):
    return [
        json.loads(line)
        for line in (folder.path / "reports" / "journal.jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    ]


def test_the_journal_says_what_ran_and_why_each_mark_is_what_it_is(graded):
    folder, outcomes, remarks = graded
    assert {outcome.status for outcome in outcomes} == {GRADED} and remarks == []
    entry = next(line for line in journal(folder) if line["student"] == "weak")
    notebook = entry["notebooks"][0]
    assert notebook["seconds"] > 0 and {"network", "root"} <= set(notebook["confined"])
    mark = next(mark for mark in notebook["marks"] if mark["cell"] == "double-hidden")
    assert (
        mark["points"] == 0
        and mark["how"] == "apart"
        and mark["why"].startswith("Verdict: [incorrect] double")
    )


def test_nothing_is_graded_twice(course):
    before = len(journal(course))
    assert {outcome.status for outcome in run(course).values()} == {UNCHANGED}
    assert len(journal(course)) == before


def test_work_that_changes_while_the_command_starts_is_graded_as_it_is_then(course, monkeypatch):
    """The first notebooks are handed out before the gradebook is open."""
    wanted = points(course)
    shutil.rmtree(course.path / "autograded")
    weak, good = (
        course.path / "submitted" / student / "tiny-tasks" / "tiny-tasks.ipynb"
        for student in ("weak", "good")
    )
    handed_out = []

    def prepare(marks, *names):
        handed_out.extend(job for job in engine.early)
        weak.write_bytes(good.read_bytes())
        monkeypatch.undo()
        marks.prepare(*names)

    monkeypatch.setattr("grader.gradebook.writer.Marks.prepare", prepare)
    with Engine(course, 1) as engine:
        assert {outcome.status for outcome in engine.grade(JOBS)} == {GRADED}
    assert handed_out == JOBS
    cells = {cell for _, cell in wanted}
    assert [points(course)["weak", cell] for cell in cells] == [
        wanted["good", cell] for cell in cells
    ]
    assert {outcome.status for outcome in run(course).values()} == {UNCHANGED}


def test_a_lost_gradebook_is_filled_again(course):
    wanted = points(course)
    (course.path / "gradebook.db").unlink()
    assert {outcome.status for outcome in run(course).values()} == {GRADED}
    assert points(course) == wanted


def change_check(folder, name, text):
    path = folder.notebook("source", "tiny-tasks")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] == name:
            cell["source"] = text
    path.write_text(json.dumps(notebook), encoding="utf-8", newline="\n")


def test_regrade_runs_only_what_a_changed_check_touches(course):
    before = points(course)
    change_check(course, "greet-test", 'checks.example("greet", "Wu").expect("hello Wu")')
    # until it is asked for
    assert {outcome.status for outcome in run(course).values()} == {UNCHANGED}
    outcomes = run(course, regrade=True)
    assert {outcome.status for outcome in outcomes.values()} == {GRADED}
    last = journal(course)[-1]["notebooks"][0]["marks"]
    assert [mark["cell"] for mark in last] == ["greet-test"]
    assert points(course) == before
    assert {outcome.status for outcome in run(course, regrade=True).values()} == {UNCHANGED}


def test_a_regrade_changes_the_marks_of_the_changed_check(course):
    change_check(course, "greet-test", 'checks.example("greet", "Wu").expect("hello Wu!")')
    run(course, regrade=True)
    assert (
        points(course)["good", "greet-test"] == 0 and points(course)["good", "double-hidden"] == 2
    )


def test_one_task_can_be_graded_alone(course):
    assert run(course, [("tiny-tasks", "good")], task="greet")["good"].status == GRADED
    marks = journal(course)[-1]["notebooks"][0]["marks"]
    assert [mark["cell"] for mark in marks] == ["greet-test"]
    executed = json.loads(
        course.notebook("autograded", "tiny-tasks", "good").read_text(encoding="utf-8")
    )
    shown = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell.get("outputs")
        for cell in executed["cells"]
        if "nbgrader" in cell["metadata"]
    }
    assert shown["double-small"] and shown["greet-test"]  # what was graded before is still shown


def test_an_unknown_task_is_a_sentence(course):
    with pytest.raises(UserError, match="nonsense"):
        run(course, task="nonsense")


def test_a_check_that_the_reference_fails_is_named(course):
    change_check(course, "greet-test", 'checks.example("greet", "Wu").expect("good day")')
    with Engine(course, 1) as engine:
        list(engine.grade(JOBS, force=True))
        [remark] = engine.remarks
        assert "does not pass" in remark.en
        assert "greet-test (Verdict: [incorrect] greet" in remark.en
        assert engine.has_flawed_checks


def test_a_file_that_is_missing_is_named_once_for_all_checks_that_want_it(course):
    change_check(course, "imports", 'from grader import checks\nopen("/nowhere.csv")')
    for check in ("double-small", "greet-test"):
        change_check(course, check, 'open("/nowhere.csv")')
    with Engine(course, 1) as engine:
        list(engine.grade(JOBS[:1], force=True))
        [remark] = engine.remarks
    assert "double-small, greet-test (FileNotFoundError" in remark.en
    assert remark.en.count("nowhere.csv") == remark.zh.count("nowhere.csv") == 1


def test_broken_and_missing_notebooks_are_named_and_the_others_graded(course):
    course.notebook("submitted", "tiny-tasks", "weak").write_bytes(b'{"cells": [')
    outcomes = run(course, force=True)
    assert (
        outcomes["weak"].status == UNREADABLE
        and outcomes["weak"].reason.zh
        and outcomes["good"].status == GRADED
    )


def test_without_confinement_nothing_runs_unless_asked(course):
    off = frozenset({"network"})
    with Engine(course, 1, off=off) as engine, pytest.raises(UserError, match="--unconfined"):
        list(engine.grade(JOBS, force=True))
    with Engine(course, 1, off=off, unconfined=True) as engine:
        assert {outcome.status for outcome in engine.grade(JOBS, force=True)} == {GRADED}


def test_time_limits_end_a_loop_and_keep_the_other_points(course, kept_processes):
    kept_processes()  # they have other limits
    path = course.notebook("submitted", "tiny-tasks", "weak")
    path.write_text(
        path.read_text(encoding="utf-8").replace("return 3 * x", "while True: pass"),
        encoding="utf-8",
    )
    with Engine(course, 1, limits=Limits(cell_seconds=1, notebook_seconds=20)) as engine:
        list(engine.grade([("tiny-tasks", "weak")]))
    kept_processes()
    found = points(course)
    assert found["weak", "double-hidden"] == 0 and found["weak", "greet-test"] == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux forks")
def test_a_room_that_could_not_be_made_does_not_hold_up_the_next(monkeypatch):
    from grader.engine.processes import forks

    made = iter([UserError("不行", "no"), "room"])

    def room(*_):
        come = next(made)
        if isinstance(come, UserError):
            raise come
        return come

    monkeypatch.setattr(forks, "ForkRooms", room)
    engine = forks.Forks()
    try:
        engine.control.settimeout(60)
        with pytest.raises(UserError):
            engine.make_rooms(None)
        assert engine.make_rooms(None) == "room"
    finally:
        engine.close()


def test_a_notebook_of_several_that_cannot_be_read_is_named_and_the_others_count(course):
    job = ("tiny-tasks", "good")
    cut = Graded(*job, "part A", UNREADABLE, reason=Text("不是 JSON", "not JSON"))
    read = Graded(*job, "part B", GRADED)
    outcome, both = Engine._outcome(job, [cut, read])
    assert outcome.status == UNREADABLE
    assert "part A：不是 JSON" in outcome.reason.zh and "part A: not JSON" in outcome.reason.en

    class Marks:
        written: list = []

        def write(self, graded):
            self.written += graded

        def handed_in(self, *job):
            return None

    told = list(Engine(course)._written([(outcome, both)], Marks()))
    assert told == [outcome] and Marks.written == [read]
    assert Engine._outcome(job, [cut])[0].reason == cut.reason


def test_the_checks_that_refused_an_object_are_named(course):
    engine = Engine(course)
    for why in (f"TypeError: {PLAIN_WANTED}", "passed", f"Verdict: f：TypeError: {PLAIN_WANTED}"):
        mark = CellMark("c1", 0, 1, APART, why)
        engine._remark([Graded("tiny-tasks", "S1", "tiny-tasks", GRADED, marks=(mark,))])
    [remark] = engine.remarks
    assert "c1 × 2" in remark.zh and "c1 × 2" in remark.en


def test_a_check_that_the_untouched_release_passes_is_named(course):
    engine = Engine(course)
    teeth = Teeth((), ("c7",))
    engine._remark([Graded("tiny-tasks", "S1", "tiny-tasks", GRADED, teeth=teeth)])
    [remark] = engine.remarks
    assert "c7" in remark.zh and "as it is given out passes" in remark.en
    assert not engine.has_flawed_checks
