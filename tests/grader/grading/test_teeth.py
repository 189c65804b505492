"""What was tried of an assignment's checks is kept, and counts until something of it changes."""

from dataclasses import replace

from grader.course.folder import open_folder
from grader.engine.model import GRADED, Graded, Package, Teeth
from grader.grading import teeth

FOUND = Teeth(("c1",), ("c2", "c3"), ("c4",))


def test_what_was_tried_counts_until_the_notebook_or_the_engine_changes(tmp_path, monkeypatch):
    (tmp_path / "source" / "ps1").mkdir(parents=True)
    (tmp_path / "nbgrader_config.py").write_text("", encoding="utf-8")
    folder = open_folder(tmp_path)
    package = Package("ps1", "part A", '{"cells": []}', None, {"data.csv": b"1"})
    new = teeth.with_known(folder, package)
    assert new.try_teeth and new.teeth is None
    done = Graded("ps1", "S1", "part A", GRADED, teeth=FOUND)
    teeth.keep(folder, [new], [replace(done, teeth=None)])
    assert not (tmp_path / teeth.FILE).exists()
    teeth.keep(folder, [new], [done])
    known = teeth.with_known(folder, package)
    assert known.teeth == FOUND
    for other in (
        replace(package, source="{}"),
        replace(package, release="{}"),
        replace(package, files={"data.csv": b"2"}),
        replace(package, notebook="part B"),
    ):
        assert teeth.with_known(folder, other).teeth is None
    monkeypatch.setattr(teeth, "_engine", lambda: "a later one")
    assert teeth.with_known(folder, package).teeth is None
    for spoilt in ("{", "[]", '{"ps1/part A": {"beside": 1}}'):
        (tmp_path / teeth.FILE).write_text(spoilt, encoding="utf-8")
        assert teeth.with_known(folder, package).teeth is None
