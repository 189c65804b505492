"""No mutant of a reference solution gets full marks, but for those that content/<slug>/mutants.toml
lists with the reason."""

import sys
from pathlib import Path

import pytest

from grader.course import outline

if sys.platform == "win32":
    pytest.skip("mutants are tried in forked processes", allow_module_level=True)

from tools.mutants import __main__ as mutants

ROOT = Path(__file__).resolve().parents[2]
LISTED = [
    u.slug
    for u in outline.load(ROOT).units
    if (ROOT / "content" / u.slug / "mutants.toml").exists()
]


@pytest.mark.parametrize("slug", LISTED)
def test_the_checks_refuse_every_mutant_that_is_not_listed(slug, capsys):
    refused = mutants.main([slug, "--workers", "1"], ROOT)
    assert refused == 0, f"\n{capsys.readouterr().err}"
