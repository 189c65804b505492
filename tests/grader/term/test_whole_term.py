"""A whole term with bad luck: at the end every mark is what really happened; and the plain
computation that says what that is."""

import sys

import pytest

from tests import term_truth
from tests.term_truth import lines, marks

if sys.platform == "win32":
    pytest.skip("commands are run in forked processes", allow_module_level=True)

from tests import term_life
from tests.crashes import Warm

SEEDS = range(20)  # with --long, classes of 45, an hour


def test_every_mark_is_what_really_happened(tmp_path, request):
    long = request.config.getoption("--long")
    with Warm(plain=True) as warm:
        for seed in SEEDS if long else [3]:
            root = tmp_path / str(seed)
            root.mkdir()
            size = term_life.LONG if long else term_life.SHORT
            life, wrong = term_life.lived(root, warm, seed, size)
            assert not wrong, "\n".join(wrong)
            assert life.killed and life.number > 3 * size.students


# --- the plain computation

BEGIN = [("there", "S1"), ("released", "one-tasks"), ("due", "one-tasks", 10)]
CAME = ("hand in", "S1", "one-tasks", 10, 8, 1)


@pytest.mark.parametrize(
    "events, line",
    [
        ([], (0, True, True)),
        ([CAME], (0, False, True)),
        ([CAME, ("graded", "S1", "one-tasks")], (80, True, True)),
        ([(*CAME[:3], 12, 8, 1), ("graded", "S1", "one-tasks")], (64, True, True)),
        ([("excused", "S1", "one-tasks", True), CAME], (0, True, False)),
        ([("joined", "S1", 11)], (0, True, False)),
        ([("override", "S1", "one-tasks", 50), CAME], (50, False, True)),
        ([CAME, ("graded", "S1", "one-tasks"), ("withdrawn", "S1", "one-tasks")], (0, True, True)),
        ([CAME, ("override", "S1", "one-tasks", 50)], (50, True, True)),
    ],
)
def test_what_happened_to_one_piece_of_work(events, line):
    assert lines([*BEGIN, *events])["S1"]["one-tasks"] == pytest.approx(line)


def test_the_mark_is_the_weighted_mean_of_what_counts():
    events = [*BEGIN, CAME, ("graded", "S1", "one-tasks")]
    for name in term_truth.WORKS:
        if name != "one-tasks":
            events.append(("excused", "S1", name, True))
    assert marks(events) == {"S1": 80.0}
    assert marks([*events, ("override", "S1", "final", 61)]) == {"S1": 61.0}
    assert marks([*events, ("renamed", "S1", "S2")]) == {"S2": 80.0}
