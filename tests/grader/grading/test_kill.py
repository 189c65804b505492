"""A kill at any moment loses nothing and repeats nothing."""

import sys

import pytest

from tests import kill_trial


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_goes_on_where_it_was(tmp_path):
    found = list(kill_trial.trials(3, tmp_path, seconds=90))
    assert found and any(trial.was_running for trial in found)
    assert not [difference for trial in found for difference in trial.differences]
