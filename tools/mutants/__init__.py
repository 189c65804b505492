"""Mutants of the reference solutions: each is one small slip, and the checks must refuse it."""
