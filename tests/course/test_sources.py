"""Every cell of every exercise runs with the instructor's answers, in a kernel, in both
languages; but for the checks, which test_wrong_answers.py runs with them in both languages too.

One kernel for each language takes all notebooks one after the other, each with empty names and in
its own folder: starting a kernel and importing pandas takes longer than most notebooks.
"""

import re

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

from grader.course import outline

COURSE = outline.load()
LONGEST = 600  # seconds for one cell on a busy machine


class Kernel:
    """A running kernel with nothing in it."""

    def __init__(self) -> None:
        self.manager, self.client = start_new_kernel(kernel_name="python3")

    def failure(self, source: str) -> str:
        """Run a cell; return the traceback of its error, or ""."""
        reply = self.client.execute_interactive(
            source, allow_stdin=False, timeout=LONGEST, output_hook=lambda message: None
        )["content"]
        return re.sub(r"\x1b\[[\d;]*m", "", "\n".join(reply.get("traceback", ())))

    def stop(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module", params=COURSE.languages)
def kernel(request):
    """(language, kernel)"""
    started = Kernel()
    yield request.param, started
    started.stop()


@pytest.mark.parametrize("assignment", [a.name for a in COURSE.assignments])
def test_every_cell_runs(kernel, assignment):
    language, shared = kernel
    path = COURSE.root / "exercises" / "source" / language / assignment / f"{assignment}.ipynb"
    assert not shared.failure(f"%reset -f\nimport os\nos.chdir({str(path.parent)!r})\ndel os")
    for number, cell in enumerate(nbformat.read(path, as_version=4).cells):
        role = cell.metadata.get("nbgrader", {})
        is_check = role.get("grade") and not role.get("solution")
        if cell.cell_type == "code" and not is_check:
            failure = shared.failure(cell.source)
            assert not failure, f"{path}, cell {number}:\n{cell.source}\n{failure}"


def test_a_failing_cell_is_seen_and_names_are_gone(kernel):
    _, shared = kernel
    assert not shared.failure("left = 1")
    assert "ZeroDivisionError" in shared.failure("left / 0")
    assert not shared.failure("%reset -f")
    assert "NameError" in shared.failure("left")
