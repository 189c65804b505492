"""What the tests of the grader share."""

import pytest

from grader.engine.processes import executors


@pytest.fixture(scope="module")
def kept_processes():
    """The processes that run notebooks stay from one `Engine` to the next: to start them, with
    their libraries, and to calibrate an assignment takes longer than to grade a small class. Gives
    what ends them for a test that needs others."""
    stop = executors.stop
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executors, "stop", lambda: None)
        yield stop
    stop()
