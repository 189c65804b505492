"""Landlock as each version of the kernel has it, the newest and those to come included."""

import json
import subprocess
import sys

import pytest

from grader.engine.jail import syscalls

TRUNCATE, IOCTL_DEV, RESOLVE_UNIX = 1 << 14, 1 << 15, 1 << 16  # linux/landlock.h
# a kernel's version is faked by a lower one: asking for less is always understood
FAKED = """
import json, os, sys
from grader.engine.jail import syscalls
syscalls.landlock_version = lambda: int(sys.argv[1])
name = os.ttyname(os.openpty()[1])
import ctypes
ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
syscalls.landlock((sys.argv[2],))
open(sys.argv[2] + "/mine", "w").close()
try:
    open(sys.argv[3], "a")
except OSError as error:
    said = type(error).__name__
with open("/dev/null", "w") as nothing:
    nothing.write("x")
terminal = os.open(name, os.O_RDWR | os.O_NOCTTY)
print(json.dumps([said, os.isatty(terminal)]))
"""


@pytest.mark.parametrize(
    "version, fields, rights",
    [
        (1, 1, 0),
        (3, 1, TRUNCATE),
        (4, 2, TRUNCATE),
        (5, 2, TRUNCATE | IOCTL_DEV),
        (6, 3, TRUNCATE | IOCTL_DEV),
        (8, 3, TRUNCATE | IOCTL_DEV),
        (9, 3, TRUNCATE | IOCTL_DEV | RESOLVE_UNIX),
        (23, 3, TRUNCATE | IOCTL_DEV | RESOLVE_UNIX),
    ],
)
def test_each_version_is_asked_for_what_it_knows_and_no_more(version, fields, rights):
    asked = TRUNCATE | IOCTL_DEV | RESOLVE_UNIX
    assert len(syscalls.ruleset(version)) == 8 * fields
    assert syscalls.file_rights(version) & asked == rights
    assert all(given & ~syscalls.file_rights(version) == 0 for _, given in allowed(version))


def allowed(version):
    return syscalls.rules(version, ("/tmp",))


def test_a_device_is_not_set_up_and_a_foreign_socket_not_reached():
    given = allowed(9)
    assert [path for path, rights in given if rights & RESOLVE_UNIX] == []
    assert {path for path, rights in given if rights & IOCTL_DEV} <= {"/dev/pts"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Landlock is Linux's")
@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6, 7, 9])
def test_a_version_keeps_files_from_being_written(tmp_path, version):
    try:
        here = syscalls.landlock_version()
    except OSError as error:
        pytest.skip(str(error))
    if version > here:
        pytest.skip(f"this kernel has version {here}")
    mine, other = tmp_path / "folder", tmp_path / "other"
    mine.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", FAKED, str(version), str(mine), str(other)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["PermissionError", True] and not other.exists()
