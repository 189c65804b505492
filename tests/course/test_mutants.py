"""No mutant of a reference solution gets full marks, but for those that content/<slug>/mutants.toml
lists with the reason."""

import subprocess
import sys
from pathlib import Path

import pytest

from grader.course import outline

ROOT = Path(__file__).resolve().parents[2]
LISTED = [
    u.slug
    for u in outline.load(ROOT).units
    if (ROOT / "content" / u.slug / "mutants.toml").exists()
]


@pytest.mark.skipif(sys.platform == "win32", reason="mutants are tried in forked processes")
@pytest.mark.parametrize("slug", LISTED)
def test_the_checks_refuse_every_mutant_that_is_not_listed(slug):
    command = [sys.executable, "-m", "tools.mutants", slug, "--workers", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, f"\n{done.stderr}"
