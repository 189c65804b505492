"""Every check of the course bites where it runs, apart from the answers.

The short form looks at their texts; the long one (--long) runs them on broken answers.
"""

from pathlib import Path

import pytest

from grader.course import outline
from grader.course.folder import open_folder
from grader.engine.model import APART, Limits, Package, Teeth
from grader.engine.processes import executors
from grader.engine.verdict.teeth import Trials
from grader.grading import teeth
from grader.grading.packages import packages

ROOT = Path(__file__).resolve().parents[2]
COURSE = outline.load(ROOT)
OFF = frozenset({"ipc", "users"})  # a runtime of its own: other tests start and stop theirs


def _parts(assignment: str) -> list[Package]:
    folder = open_folder(ROOT / "exercises", "zh")  # the code of both languages is the same
    return [teeth.with_known(folder, part) for part in packages(folder, assignment, Limits())]


@pytest.mark.parametrize("assignment", [a.name for a in COURSE.assignments])
def test_checks_take_answers_through_the_checks_library_alone(assignment):
    """They need no trial before a class is graded, because its functions compare copies."""
    for part in _parts(assignment):
        assert not Trials(part).needed


@pytest.fixture(scope="module")
def engine(pytestconfig):
    if not pytestconfig.getoption("--long"):
        pytest.skip("broken answers to every assignment take minutes: start.py test --long")
    yield executors.runtime(OFF)
    executors._running.pop(OFF).close()


@pytest.mark.parametrize("assignment", [a.name for a in COURSE.assignments])
def test_checks_bite_broken_answers_apart(engine, monkeypatch, assignment):
    monkeypatch.setattr(Trials, "needed", True)
    for part in _parts(assignment):
        rooms = engine.open(part)
        assert rooms.plan.broken == {} and set(rooms.plan.how.values()) <= {APART}
        assert rooms.teeth == Teeth()
