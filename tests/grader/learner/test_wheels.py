"""What a pack for computers without internet carries along."""

import re
import venv
import zipfile

import pytest

from grader.base import UserError
from grader.course import outline as courses
from grader.learner import pack, wheels
from tests import local_wheels

LOCK = """# a comment
both==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
    # via nothing
old==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:bb
shell==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
late==1.0 ; python_full_version < '3.11.5' \\
    --hash=sha256:dd
late==2.0 ; python_full_version >= '3.11.5' \\
    --hash=sha256:ee
"""


@pytest.fixture
def index(tmp_path, monkeypatch):
    """A folder with wheels, which is all that pip finds, and their lock."""
    folder = tmp_path / "index"
    lock = local_wheels.make(folder, "both", {"both.py": b""})
    lock += local_wheels.make(folder, "numbers", {"numbers.py": b""}, "cp312-cp312-win_amd64")
    local_wheels.make(folder, "numbers", {"numbers.py": b"1"}, "cp312-cp312-macosx_11_0_arm64")
    shell = local_wheels.make(folder, "shell", {"shell.py": b""})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", folder.as_uri())
    monkeypatch.setenv("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    monkeypatch.setattr(wheels, "PYTHONS", ("3.12",))
    return lock + shell.replace("1.0 ", "1.0 ; sys_platform == 'win32' ", 1)


def named(lists):
    """The lists, each with the version of Python before the packages."""
    return [[full, *re.findall(r"(?m)^[\w.=]+", one)] for full, one in lists]


def test_each_python_and_system_gets_what_the_lock_says_for_it():
    system = wheels.SYSTEMS
    assert named(wheels._lists(LOCK, system["windows"], "3.12")) == [
        ["3.12.0", "both==1.0", "late==2.0", "shell==1.0"]
    ]
    assert named(wheels._lists(LOCK, system["linux"], "3.11")) == [
        ["3.11.0", "both==1.0", "late==1.0", "old==1.0"],
        ["3.11.99", "late==2.0"],  # two versions of a package cannot stand in one list
    ]
    [(_, first)] = wheels._lists(LOCK, system["linux"], "3.13")
    assert "--hash=sha256:aa" in first and "--hash=sha256:ab" in first and "#" not in first


def test_every_line_of_the_lock_is_understood():
    text = (courses.load().root / "requirements.lock").read_text(encoding="utf-8")
    packages = [line for line in text.splitlines() if line[:1].isalnum()]
    assert len(wheels.PINNED.findall(text)) == len(packages) > 100


def test_the_wheels_of_another_system_are_fetched_and_travel_in_the_pack(index, tmp_path):
    found = wheels.download(index, "windows", tmp_path / "got")
    assert [path.name for path in found] == [
        "both-1.0-py3-none-any.whl",
        "numbers-1.0-cp312-cp312-win_amd64.whl",
        "shell-1.0-py3-none-any.whl",
    ]
    carried = {f"wheels/windows/{path.name}": path for path in found}
    names = pack.pack(courses.load(), tmp_path / "pack.zip", [], carried=carried)
    assert set(carried) < set(names)
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        for name, path in carried.items():
            assert archive.read(f"{pack.TOP}/{name}") == path.read_bytes()


def without_pip(folder):
    """A Python without pip, as start.py makes one on Debian."""
    venv.create(folder / "bare", symlinks=True)
    found = (folder / "bare").glob("*/python*")
    return str(next(path for path in found if path.is_file()))


def test_what_cannot_be_fetched_is_one_sentence(index, tmp_path, monkeypatch):
    with pytest.raises(UserError, match="没有下载全（.*gone"):
        wheels.download(f"{index}gone==1.0 \\\n    --hash=sha256:{'0' * 64}\n", "linux", tmp_path)
    monkeypatch.setattr(wheels.sys, "executable", without_pip(tmp_path))
    with pytest.raises(UserError, match="没有 pip"):
        wheels.download(index, "linux", tmp_path)
    with pytest.raises(UserError, match="windows、linux，没有 amiga"):
        wheels.download(index, "amiga", tmp_path)
