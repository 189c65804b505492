"""Hostile and broken notebooks, each with the mark that an ideal grader gives. `CASES` has them
all."""

from tests.attacks import damage, forge, hang, malformed, read  # noqa: F401 - they register their cases
from tests.attacks.harness import ALL as CASES

__all__ = ["CASES"]
