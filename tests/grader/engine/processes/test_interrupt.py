"""Ctrl-C at a terminal stops a class being graded; the next run goes on where it was, as if
nothing had happened."""

import os
import select
import shutil
import signal
import sys
import time

import pytest

from tests import kill_trial
from tests.attacks import course, harness
from tests.attacks.course import STOCK

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
CTRL_C = b"\x03"


def at_a_terminal(folder, ready):
    """Types Ctrl-C to `keguan grade` as soon as `ready()` says so; its exit code, what it printed,
    and whether it was at work."""
    import pty

    # the child leads a session, and its group is the terminal's foreground group
    pid, terminal = pty.fork()
    if pid == 0:
        # a shell that runs the tests in the background lets them, and so the command, ignore it
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.chdir(folder)
        environment = os.environ | {"PYTHONPATH": str(harness.CHECKOUT), "TERM": "xterm"}
        command = "from grader.cli.app import main; main()"
        os.execve(
            sys.executable,
            [sys.executable, "-c", command, "grade", STOCK, "--course", str(folder)],
            environment,
        )
    said, typed, end = b"", False, time.monotonic() + kill_trial.LONGEST
    while time.monotonic() < end:
        if not typed and ready():
            os.write(terminal, CTRL_C)
            typed = True
        if select.select([terminal], [], [], 0.02)[0]:
            try:
                said += os.read(terminal, 65536)
            except OSError:  # the last process that had the terminal open has ended
                break
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said.decode("utf-8", "replace"), typed


def test_a_class_stopped_by_ctrl_c_goes_on_where_it_was(tmp_path):
    scene = course.make(tmp_path / "scene")
    for number in range(kill_trial.STUDENTS):
        harness.honest(scene, number)
    plain = tmp_path / "plain"
    shutil.copytree(scene.course, plain)
    kill_trial.finish(plain)
    code, said, typed = at_a_terminal(
        scene.course, lambda: any((scene.course / "autograded").glob("*/*/*.ipynb"))
    )
    assert typed and code not in (0, 1) and "Traceback" not in said, said[-2000:]
    done = len(list((scene.course / "autograded").glob("*/*/*.ipynb")))
    assert 0 < done < kill_trial.STUDENTS
    kill_trial.finish(scene.course)
    assert kill_trial.dump(scene.course) == kill_trial.dump(plain)
    assert kill_trial.graded_twice(scene.course) == []
