"""The benchmark's parts: what is measured is the whole tree of processes, and every peer works on
two submissions.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from benchmarks import checking, floor, grading, lessons, measure, peers
from benchmarks.grading import Row
from benchmarks.measure import Used

linux = pytest.mark.skipif(sys.platform != "linux", reason="the benchmark measures on Linux")
BUSY = "import time\nwhile time.process_time() < 0.4: pass\n"


def measured(code, folder):
    return measure.run([sys.executable, "-c", code], folder, folder / "log")


@linux
def test_the_time_of_orphans_is_counted(tmp_path):
    orphan = (
        f"import os\nif os.fork() == 0:\n    if os.fork() == 0:\n        exec({BUSY!r})\n    "
        f"os._exit(0)\nos.wait()"
    )
    used = measured(orphan, tmp_path)
    assert 0.3 < used.cpu < 5 and used.code == 0 and used.left == 0


@linux
def test_memory_is_that_of_all_processes_together(tmp_path):
    hold = (
        "import os, time\nos.fork()\nx = bytearray(80_000_000)\n"
        "for i in range(0, len(x), 4096): x[i] = 1\ntime.sleep(1.5)"
    )
    assert 150 < measured(hold, tmp_path).memory < 400


@linux
def test_what_outlives_the_command_is_ended_and_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(measure, "GRACE", 0.2)
    used = measured(
        "import subprocess; p = subprocess.Popen(['sleep', '600']); print(p.pid, flush=True)",
        tmp_path,
    )
    pid = int((tmp_path / "log").read_text(encoding="utf-8"))
    assert used.left == 1 and not Path(f"/proc/{pid}").exists()


@linux
def test_a_command_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(OSError, match="no-such-command"):
        measure.run(["no-such-command"], tmp_path, tmp_path / "log")


def test_the_floor_plays_every_cell(tmp_path):
    cells = ["x = 2", "1 / 0", "import math\nprint(math.pi)", "assert x == 2"]
    assert floor.play(cells) == 1
    (tmp_path / "cells").write_text(json.dumps([cells, cells]), encoding="utf-8")
    floor.main(tmp_path / "cells", tmp_path / "result")
    assert json.loads((tmp_path / "result").read_text(encoding="utf-8"))["failed"] == 2


def graded(grade_id, points=None):
    return {
        "nbgrader": {
            "grade_id": grade_id,
            "grade": points is not None,
            "solution": points is None,
            "points": points,
        }
    }


def test_grade_cells_become_tests_of_the_answer_above_them():
    notebook = new_notebook(
        cells=[
            new_code_cell("f = abs", metadata=graded("f")),
            new_code_cell("", metadata=graded("f-1", 1)),
            new_code_cell("", metadata=graded("f-2", 2)),
            new_code_cell("f(1)"),
        ]
    )
    made = peers.for_otter(notebook)
    assert [c.source for c in made.cells] == ["f = abs", "f(1)"]
    assert made.cells[0].metadata["otter"]["tests"] == ["f-1", "f-2"]
    nbformat.validate(made)


@pytest.mark.parametrize("answer, failed", [(2, 0), (3, 1)])
def test_an_otter_test_fails_when_its_cell_raises(answer, failed):
    import doctest

    space = {}
    exec(peers.ok_test("t", 4, f"print('a\\n\\nb')\nassert {answer} == 2, '''x\n'''"), space)
    assert space["OK_FORMAT"] and space["test"]["points"] == 4
    code = space["test"]["suites"][0]["cases"][0]["code"]
    made = doctest.DocTestParser().get_doctest(code, {}, "t", None, None)
    assert doctest.DocTestRunner(verbose=False).run(made, out=lambda text: None).failed == failed


def row(peer, n, wall, cpu, round_=1, why=""):
    return Row(peer, round_, n, Used(wall, cpu, 100.0), {}, why)


def test_ratios_are_per_submission_and_within_a_round():
    chosen = grading.options(["--n", "10", "--rounds", "2"])
    rows = [
        row("ours", 10, 2, 4),
        row("otter", 5, 10, 10),
        row("ours", 10, 4, 4, 2),
        row("otter", 5, 10, 10, 2),
    ]
    assert grading.ratios(rows, "otter", "ours", chosen, "wall") == [10, 5]
    assert grading.middle([10, 5], 1) == "7.5 (5.0–10.0)"


def test_a_grader_that_failed_has_no_ratio():
    chosen = grading.options(["--n", "10"])
    assert (
        grading.ratios(
            [row("ours", 10, 2, 4, why="exit 1"), row("floor", 10, 1, 1)],
            "floor",
            "ours",
            chosen,
            "cpu",
        )
        == []
    )


def test_smaller_classes_give_the_cost_of_the_large_one():
    found = grading.cost(
        [row("nbgrader", 5, 4 + 10, 3 + 10), row("nbgrader", 20, 4 + 40, 3 + 40)],
        "nbgrader",
        1,
        100,
    )
    assert found.fitted and (found.wall, found.cpu, found.n) == (204, 203, 100)


def test_a_table_for_each_question(capsys):
    chosen = grading.options(["--n", "100", "--sizes", "10", "1000"])
    rows = [
        row("ours", 10, 3, 3),
        row("ours", 100, 12, 12),
        row("ours", 1000, 102, 102),
        row("floor", 100, 5, 6),
    ]
    grading.show(chosen, rows, {"otter": "not installed"})
    said = capsys.readouterr().out
    assert "otter: not installed" in said and "0.100" in said and "0.85" in said and "2.00" in said


@linux
def test_the_class_is_graded_and_what_was_left_out_says_why(tmp_path):
    kept = tmp_path / "runs.json"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "benchmarks.grading",
            "--n",
            "1",
            "--otter",
            str(tmp_path / "none"),
            "--json",
            str(kept),
            "--work",
            str(tmp_path),
        ],
        cwd=peers.CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "otter: not installed" in done.stdout and "nbgrader, cell by cell: 1 / 1" in done.stdout
    runs = {run["peer"]: run for run in json.loads(kept.read_text(encoding="utf-8"))["runs"]}
    assert set(runs) == {"ours", "nbgrader", "floor"}
    assert runs["ours"]["marks"] == runs["nbgrader"]["marks"]
    assert all(run["used"]["cpu"] > 0 and run["used"]["left"] == 0 for run in runs.values())
    assert [p.name for p in tmp_path.iterdir()] == ["runs.json"]


@linux
def test_a_lessons_memory_is_the_peak_of_its_kernel_alone(tmp_path):
    here = bytearray(b"1") * 300_000_000  # of this process, which starts the kernel
    assert lessons.run(["pass"], str(tmp_path)).memory < 200
    assert (
        200
        < lessons.run(["hold = bytearray(b'1') * 200_000_000", "del hold"], str(tmp_path)).memory
        < 400
    )
    assert len(here) == 300_000_000


def test_a_lesson_is_told_as_a_multiple_of_the_bare_kernel(capsys):
    lessons.show(
        {
            "bare": [lessons.Ran(1, 100), lessons.Ran(3, 100)],
            "tiering": [lessons.Ran(2, 150), lessons.Ran(3, 150)],
        }
    )
    said = next(line for line in capsys.readouterr().out.splitlines() if "tiering" in line)
    assert [float(word) for word in said.replace("│", " ").split()[1:]] == [150, 1.5, 2.5, 1.5]


def test_a_click_is_told_as_a_multiple_of_the_command_in_the_same_round(capsys):
    slow = {"first": [9.0], "cold": [8.0], "warm": [1.0, 3.0], "command": [4.0, 4.0]}
    fast = {kind: [seconds / 4 for seconds in its] for kind, its in slow.items()}
    checking.show([slow, slow, fast])
    said = [line.replace("│", " ").split() for line in capsys.readouterr().out.splitlines()]
    assert next(words[-4:] for words in said if "again" in words) == ["6", "1.00", "3.00", "0.50"]
    assert next(words[-1] for words in said if "started" in words) == "2.00"
    assert checking.percentile([5, 1, 4, 2, 3], 0.6) == 3


def test_a_click_ends_with_the_page_that_has_the_verdict(monkeypatch):
    follows = '<body data-progress="/p" data-done="0">'
    pages = {"/do/check": [follows], "/progress?done=0": ["{}", "{}"], "/do/put-away": [""]}
    pages[""] = [follows, "1 题做了 1 题"]
    asked = []

    def answer(page, url, **fields):
        asked.append(url.removeprefix("http://x/keguan"))
        return pages[asked[-1]].pop(0)

    monkeypatch.setattr(checking.Page, "__post_init__", lambda page: None)
    monkeypatch.setattr(checking.Page, "ask", answer)
    page = checking.Page("http://x/keguan?token=1")
    page.base, page.cookies = (
        "http://x/keguan",
        [type("Cookie", (), {"name": "_xsrf", "value": "k"})],
    )
    assert 0 < page.click() < 5
    assert asked == ["/do/check", *["/progress?done=0", ""] * 2, "/do/put-away"]
