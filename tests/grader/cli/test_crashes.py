"""Every command that writes, with a full disk, a kill and a locked file at one of its writes."""

import os
import sys

import pytest
import typer

from grader.cli import app as cli

if sys.platform == "win32":
    pytest.skip("commands are run in forked processes", allow_module_level=True)

from tests import crashes

# all faults of all commands, which takes half an hour; python -m tests.crashes shows the table
EVERY = bool(os.environ.get("KEGUAN_LONG"))


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    with crashes.Warm() as warm:
        yield crashes.Scene(tmp_path_factory.mktemp("crashes"), warm)


def leaves(command, words=()):
    """The words of every command, also of those below another."""
    if not hasattr(command, "commands"):
        return [" ".join(words)]
    found = []
    for name, one in command.commands.items():
        found += leaves(one, (*words, name))
    return found


@pytest.mark.parametrize("name", leaves(typer.main.get_command(cli.app)))
def test_every_command_has_its_line(name):
    tried = [case.args for case in crashes.CASES] + crashes.READ_ONLY
    assert name in crashes.ELSEWHERE or any(f"{args} ".startswith(f"{name} ") for args in tried), (
        f"keguan {name} writes or only reads: give it a line in tests/crashes.py"
    )


@pytest.mark.parametrize(
    "case", crashes.CASES, ids=[f"{case.args} ({case.start})" for case in crashes.CASES]
)
def test_whatever_happens_nothing_is_lost_and_run_again_it_is_done(scene, case):
    plain = crashes.undisturbed(scene, case)
    outcomes = list(crashes.trials(scene, case, plain, EVERY))
    wrong = "\n".join(str(outcome) for outcome in outcomes if outcome.wrong)
    assert outcomes and not wrong, wrong


@pytest.mark.parametrize("args", crashes.READ_ONLY)
def test_what_only_reads_writes_nothing(scene, args):
    ran = scene.warm.run(scene.copy("used"), args)
    assert ran.code is not None and ran.writes == []


# --- the comparison itself

OLD, NEW = {"a": b"old", "b": b"b"}, {"a": b"new", "b": b"b"}


@pytest.mark.parametrize(
    "now, names",
    [
        (OLD, []),
        (NEW, []),
        ({"a": b"ne", "b": b"b"}, ["a"]),
        ({"b": b"b"}, ["a"]),
        ({"a": b"new"}, ["b"]),
    ],
)
def test_a_file_is_as_it_was_or_as_it_should_be_or_lost(now, names):
    assert crashes.lost(OLD, now, NEW) == names


def test_a_file_that_is_moved_is_in_one_of_both_places():
    after = {"earlier/a": b"old", "a": b"new"}
    moved = {"earlier/a": b"old"}
    assert crashes.lost({"a": b"old"}, moved, after) == ["a"]  # there is nothing in its place
    assert crashes.lost({"a": b"old"}, moved, moved) == []
    assert crashes.lost({"a": b"old"}, {}, moved) == ["a"]


def test_a_file_that_is_removed_is_whole_or_gone():
    after = {"b": b"b"}
    assert crashes.lost(OLD, OLD, after) == crashes.lost(OLD, after, after) == []
    assert crashes.lost(OLD, {"a": b"ol", "b": b"b"}, after) == ["a"]


def test_a_line_of_a_journal_and_a_mark_can_be_lost():
    lines = {"r/journal.jsonl": (b"1", b"2")}
    assert crashes.lost(lines, {"r/journal.jsonl": (b"1", b"2", b"3")}, lines) == []
    assert crashes.lost(lines, {"r/journal.jsonl": (b"1", b"3")}, lines)
    row = ("S1", "tasks", "tasks", "c1", 1.0)
    book, more = {"gradebook.db": (row,)}, (*row[:4], 2.0)
    assert crashes.lost(book, book, {"gradebook.db": (more,)}) == []
    assert crashes.lost(book, {"gradebook.db": ()}, {"gradebook.db": (more,)})
    assert crashes.lost(book, {"gradebook.db": ((*row[:4], 9.0),)}, {"gradebook.db": (more,)})
