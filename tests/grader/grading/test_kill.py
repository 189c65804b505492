"""A run that is killed at any moment, or stopped by Ctrl-C at a terminal, loses nothing and repeats
nothing: the next one goes on where it was.
"""

import os
import select
import signal
import sys
import time

import pytest

from tests import kill_trial
from tests.attacks import harness
from tests.attacks.course import STOCK

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="there are no SIGKILL and no pseudo-terminals"
)
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


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    return kill_trial.make(tmp_path_factory.mktemp("class"))


def test_a_killed_run_goes_on_where_it_was(handed_in, tmp_path):
    [trial] = kill_trial.trials(handed_in, 1, tmp_path / "disturbed", kills=2)
    assert trial.was_running
    assert not trial.differences


def test_a_class_stopped_by_ctrl_c_goes_on_where_it_was(handed_in, tmp_path):
    folder = handed_in.copy(tmp_path / "course")
    code, said, typed = at_a_terminal(
        folder, lambda: any((folder / "autograded").glob("*/*/*.ipynb"))
    )
    assert typed and code not in (0, 1) and "Traceback" not in said, said[-2000:]
    done = len(list((folder / "autograded").glob("*/*/*.ipynb")))
    assert 0 < done < kill_trial.STUDENTS
    assert not kill_trial.differences(folder, handed_in.wanted)
