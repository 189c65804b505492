"""The packages of a student pack for computers without internet: wheels of everything in
requirements.lock, for one system and every Python that the course runs on."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

from grader.base import UserError
from grader.base.files import writing

FOLDER = "wheels"  # in the pack, with a folder of the system's name: start.py looks there
PYTHONS = ("3.11", "3.12", "3.13")
# a requirement of the lock: the package, for whom it is, and the lines with its hashes
PINNED = re.compile(
    r"(?m)^([\w.-]+(?:\[[\w,-]+\])?==[^\s;]+)(?: ; ([^\\\n]+))?((?: \\\n [^\\\n]*)*)$"
)


@dataclass(frozen=True)
class System:
    """A system as wheels name it, and as the markers of a requirement see it."""

    tags: tuple[str, ...]
    markers: dict[str, str]


# pip takes each name as it is, and older names of the same do not follow from it
MANYLINUX = ("manylinux2014_x86_64", *(f"manylinux_2_{minor}_x86_64" for minor in range(5, 29)))
SYSTEMS = {
    "windows": System(
        ("win_amd64",),
        {
            "os_name": "nt",
            "sys_platform": "win32",
            "platform_system": "Windows",
            "platform_machine": "AMD64",
        },
    ),
    "linux": System(
        MANYLINUX,
        {
            "os_name": "posix",
            "sys_platform": "linux",
            "platform_system": "Linux",
            "platform_machine": "x86_64",
        },
    ),
}


def known(name: str) -> System:
    """The system of this name; raises UserError, one sentence, for another name."""
    if name in SYSTEMS:
        return SYSTEMS[name]
    raise UserError(
        f"--offline 可以是 {'、'.join(SYSTEMS)}，没有 {name}。",
        f"--offline is one of {', '.join(SYSTEMS)}, not {name}.",
    )


def download(lock: str, name: str, folder: Path) -> list[Path]:
    """Puts the wheels for a system into the folder and returns them.

    Raises UserError where the system is not known, pip is missing or does not get them all.
    """
    system = known(name)
    for python in PYTHONS:
        for full, wanted in _lists(lock, system, python):
            _pip(wanted, system, full, folder)
    return sorted(folder.glob("*.whl"))


def _lists(lock: str, system: System, python: str) -> Iterator[tuple[str, str]]:
    """A full version of a Python, and what it needs of the lock without its markers, about which
    pip would ask this computer. The oldest and the newest 3.11 may need different versions of a
    package, which cannot stand in one list."""
    before: set[str] = set()
    for full in (f"{python}.0", f"{python}.99"):
        found = {
            "python_version": python,
            "python_full_version": full,
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            **system.markers,
        }
        needed = {
            package + hashes
            for package, marker, hashes in PINNED.findall(lock)
            if not marker or Marker(marker).evaluate(dict(found))
        }
        if new := sorted(needed - before):
            yield full, "\n".join(new) + "\n"
        before |= needed


def _pip(wanted: str, system: System, python: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        listed = Path(place, "wanted.txt")
        writing.write(listed, wanted)
        words = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]
        words += [f"--platform={tag}" for tag in system.tags]
        words += ["--implementation=cp", f"--python-version={python}"]
        done = subprocess.run(
            [sys.executable, "-m", "pip", *words, "--dest", str(folder), "-r", str(listed)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if "No module named pip" in done.stderr:
        raise UserError(
            "这个 Python 没有 pip，不能下载软件包：请换一个带 pip 的 Python 准备课程，再打包。",
            "This Python has no pip to download packages: set the course up with one that has.",
        )
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR: ")]
        what = (lines or ["ERROR: ?"])[-1].removeprefix("ERROR: ")[:200]
        raise UserError(
            f"软件包没有下载全（{what}）：请检查网络（或给 pip 设置一个镜像），再打包一次。",
            f"Not all packages could be downloaded ({what}): check the network (or set a mirror "
            "for pip), then pack again.",
        )
