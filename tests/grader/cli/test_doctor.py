"""doctor: each part is found, and whatever is broken is named with what to do."""

import shutil
import sys
from dataclasses import replace

import pytest

from grader.cli import doctor
from grader.course import datasets as data_files
from grader.course import outline as courses


@pytest.fixture
def dataset(tmp_path):
    """A copy of the Ctrip data to break."""
    shutil.copytree(
        courses.CHECKOUT / "datasets" / "ctrip",
        tmp_path / "ctrip",
        ignore=shutil.ignore_patterns("truth"),
    )
    return tmp_path


def test_the_data_is_whole_with_and_without_truth_tables(dataset):
    assert data_files.problems(courses.CHECKOUT / "datasets", "ctrip", whole=True) == []
    assert data_files.problems(dataset, "ctrip", whole=True) == []


@pytest.mark.parametrize(
    "damage, words",
    [
        (lambda folder: (folder / "members.csv").unlink(), "members.csv is missing"),
        (lambda folder: (folder / "datapackage.json").unlink(), "datapackage.json is missing"),
        (
            lambda folder: (folder / "datapackage.json").write_text("{", encoding="utf-8"),
            "datapackage.json is damaged",
        ),
        (
            lambda folder: (folder / "members.csv").write_text("a,b\n", encoding="utf-8"),
            "the columns of",
        ),
        (lambda folder: (folder / "members.csv").write_bytes(b""), "the columns of"),
    ],
)
def test_broken_data_is_named(dataset, damage, words):
    damage(dataset / "ctrip")
    [problem] = data_files.problems(dataset, "ctrip")
    assert words in problem.en and problem.zh != problem.en


def test_a_changed_number_is_seen_only_when_asked(dataset):
    with (dataset / "ctrip" / "members.csv").open("a", encoding="utf-8") as file:
        file.write("one,more\n")
    assert data_files.problems(dataset, "ctrip") == []
    assert "sha256" in data_files.problems(dataset, "ctrip", whole=True)[0].en


def test_a_healthy_checkout_says_ok_everywhere(monkeypatch):
    monkeypatch.setattr(doctor, "built", lambda course: doctor.Line(courses.Text("", ""), True, ""))
    lines = list(doctor.examine(courses.load()))
    assert len(lines) >= 6 and not [line for line in lines if line.good is False]


def test_every_line_that_can_fail_says_what_to_do_in_both_languages(tmp_path, monkeypatch):
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["no-such-package", "rich<1"]\n', encoding="utf-8"
    )
    (tmp_path / "in the way").write_text("", encoding="utf-8")
    monkeypatch.setenv("KEGUAN_HOME", str(tmp_path / "in the way"))
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    course = replace(courses.load(), root=tmp_path)
    bad = [line for line in doctor.examine(course) if line.good is not True]
    assert {
        "Python",
        "Packages",
        "Built lessons and exercises",
        "Data ctrip",
        "Your folder can be written",
    } <= {line.what.en for line in bad}
    assert all(line.todo and line.todo.zh and line.todo.en for line in bad)
    [packages] = [line for line in bad if line.what.en == "Packages"]
    assert "no-such-package" in packages.found and "rich" in packages.found


def test_versions_other_than_locked_are_told(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["rich"]\n', encoding="utf-8"
    )
    (tmp_path / "requirements.lock").write_text(
        "rich==0.0.1 \\\n    --hash=sha256:0\n", encoding="utf-8"
    )
    good, other = doctor.packages(tmp_path)
    assert good.good and other.good is None and "0.0.1" in other.found
