"""Where work is done: this machine's processes, spare processes without forking, a Dask cluster;
the marks are the same."""

import json
import os
import select
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest

from grader.base import UserError
from grader.course.folder import open_folder
from grader.engine.model import APART, GRADED, Limits, Package, Teeth
from grader.engine.processes import executors, runtime, spares
from grader.gradebook.assignments import generate
from grader.gradebook.scores import cell_scores
from grader.grading.run import Engine
from tests import tiny_class
from tests.grader.engine.verdict import test_trusted

RIGHT = {
    "double": "def double(x):\n    return 2 * x",
    "greet": 'def greet(name):\n    return "hello " + name',
}
STUDENTS = {
    "good": RIGHT,
    "weak": RIGHT | {"double": "def double(x):\n    return 3 * x"},
    "empty": {},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A released course with three submissions."""
    made = open_folder(tiny_class.make(tmp_path_factory.mktemp("class")))
    generate(made, "tiny-tasks")
    for student, answers in STUDENTS.items():
        notebook = json.loads(made.notebook("release", "tiny-tasks").read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            cell["source"] = answers.get(name, cell["source"])
        target = made.notebook("submitted", "tiny-tasks", student)
        target.parent.mkdir(parents=True)
        target.write_text(json.dumps(notebook), encoding="utf-8", newline="\n")
    return made


def marks(folder, tmp_path, students=tuple(STUDENTS), **options):
    """Points by student and cell of a fresh copy, graded with these options."""
    shutil.copytree(folder.path.parent, tmp_path / "copy")
    copy = open_folder(tmp_path / "copy" / "exercises")
    with Engine(copy, 1, **options) as engine:
        outcomes = list(engine.grade([("tiny-tasks", student) for student in students]))
    assert {outcome.status for outcome in outcomes} == {GRADED}, outcomes
    return {(score.student, score.cell): score.points for score in cell_scores(copy)}


@pytest.fixture(scope="module")
def here(folder, tmp_path_factory):
    found = marks(folder, tmp_path_factory.mktemp("here"))
    assert (
        found["good", "double-hidden"] == 2
        and found["weak", "double-hidden"] == 0
        and sum(found.values()) > 5
    )
    return found


def test_processes_that_are_kept_are_those_of_the_same_release_files_and_settings(monkeypatch):
    """What was found of the teeth of its checks makes no other assignment of it."""
    engine = runtime.Runtime()
    monkeypatch.setattr(
        engine, "make_rooms", lambda package: SimpleNamespace(package=package, close=lambda: None)
    )
    package = Package("a", "a", "{}", "{}", {"data.csv": b"1"})
    first = engine.open(package)
    others = [
        replace(package, release=None),
        replace(package, files={"data.csv": b"2"}),
        replace(package, environment={"KEGUAN_DATASETS": "/elsewhere"}),
        replace(package, limits=Limits(cell_seconds=1)),
        replace(package, notebook="b"),
    ]
    assert len({id(engine.open(one)) for one in others} | {id(first)}) == 6
    again = replace(package, files=dict(package.files), try_teeth=True, teeth=Teeth())
    assert engine.open(again) is first and engine.rooms[-1] is first
    engine.leave_old(2)
    assert engine.rooms[-1] is first and len(engine.rooms) == 2


def test_a_dask_cluster_gives_the_same_marks(folder, here, tmp_path):
    distributed = pytest.importorskip("distributed")
    cluster = distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    )
    with cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        assert marks(folder, tmp_path, executor=address) == here


def test_processes_without_forking_give_the_same_marks(folder, here, tmp_path, monkeypatch):
    """Also where the Python of an environment is a launcher that starts another, as on Windows."""
    launcher = tmp_path / "python"
    launcher.write_text(
        f'#!/bin/sh\n"{sys.executable}" "$@"\nexit\n', encoding="utf-8", newline="\n"
    )
    launcher.chmod(0o755)
    monkeypatch.setattr(spares, "sys", SimpleNamespace(executable=str(launcher)))
    monkeypatch.setattr(executors, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr(spares, "READY", 1)
    found = marks(folder, tmp_path, ["weak"], unconfined=True)
    assert found == {key: points for key, points in here.items() if key[0] == "weak"}


def test_without_forking_verdicts_are_apart_and_a_dead_process_costs_its_own_points_only(
    monkeypatch,
):
    """Nothing runs before it is allowed, and no process is left. One that died while it waited for
    its turn costs nothing."""
    monkeypatch.setattr(spares, "READY", 1)
    engine = spares.Spares()
    try:
        assert select.select([engine.listener], [], [], 60)[0]
        time.sleep(0.5)  # by now it has said that it is ready
        [waiting] = engine.processes.values()
        waiting.kill()
        waiting.wait()
        given = "def close(a, b):\n    return abs(a - b) < 1e-9"
        reference = test_trusted.SQUARE + "\ndef g(x):\n    return -x"
        checks = ["assert f(3) == 9", "assert close(f(4), 16)", "assert g(2) == -2"]
        package = Package(
            "a",
            "a",
            test_trusted.source(reference, *checks, given=given),
            None,
            limits=Limits(cell_seconds=5, notebook_seconds=60),
        )
        with pytest.raises(UserError, match="cannot confine"):
            test_trusted.grade(engine, package, reference)
        liar = (
            test_trusted.FORGED["an object that equals everything"]
            + "\ndef close(a, b):\n    return True\n"
        )
        for answer, wanted in (
            (liar + "def g(x):\n    return -x", [0, 0, 1]),
            ("import os\ndef f(x):\n    os._exit(0)\ndef g(x):\n    return -x", [0, 0, 1]),
        ):
            found = [
                mark
                for mark in test_trusted.grade(engine, package, answer, unconfined=True).marks
                if mark.cell != "task"
            ]
            assert [mark.points for mark in found] == wanted and {mark.how for mark in found} == {
                APART
            }
    finally:
        engine.close()
    assert not engine.processes


def test_code_finds_the_same_on_every_system():
    """Texts are read as UTF-8 where Windows in Chinese would read GBK, sets have one order."""
    found = "import sys; print(sys.flags.utf8_mode, list({'a', 'b', 'c'}))"
    own = {"SYSTEMROOT": os.environ.get("SYSTEMROOT", ""), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, *runtime.ISOLATED, "-c", found]
    told = subprocess.check_output(command, env=own | runtime.environment(), text=True)
    assert told.split(maxsplit=1) == ["1", "['c', 'a', 'b']\n"]


@pytest.mark.parametrize(
    "address, word",
    [("ray://a:1", "ray://a:1"), ("dask://", "dask://"), ("dask://127.0.0.1:1", "127.0.0.1:1")],
)
def test_an_address_that_leads_nowhere_is_a_sentence(monkeypatch, address, word):
    monkeypatch.setattr(executors, "CONNECTING", 1)
    if word == "127.0.0.1:1":
        pytest.importorskip("distributed")
    with pytest.raises(UserError, match=word):
        executors.executor(address, 1)


def test_this_machine_is_the_default():
    pool, close = executors.executor(None, 1)
    assert pool.submit(int, "3").result() == 3
    close()


def test_processes_end_with_the_one_that_started_them():
    """Nobody called `stop`: what still runs would keep the pipe open that is read to its end."""
    forgetful = (
        "from grader.engine.processes import executors\n"
        "print(executors.runtime(frozenset()).process.pid)"
    )
    done = subprocess.run(
        [sys.executable, "-c", forgetful], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.strip().isdigit() and done.stderr == ""
