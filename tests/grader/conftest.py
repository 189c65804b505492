"""What the tests of the grader share."""

import pytest

from grader.course.folder import open_folder
from grader.engine.processes import executors
from grader.gradebook import assignments
from tests import tiny_class


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


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """A course folder in which both tiny assignments are released, to be copied: to make a
    gradebook takes seconds."""
    folder = open_folder(tiny_class.make(tmp_path_factory.mktemp("released")), "zh")
    for name in ("tiny-tasks", "tiny-essay"):
        assignments.generate(folder, name)
    return folder.path
