"""The student pack: one zip with everything a student needs to work, and no answer, hidden test or
truth table."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from grader.base import UserError
from grader.base.files import writing
from grader.course import cells
from grader.course.datasets import MAKERS
from grader.course.outline import Course
from grader.learner import members
from grader.learner.study import CLASS

TOP = "keguan-course"
FILES = (
    "start.py",
    "Keguan-Windows.cmd",
    "Keguan-macOS.command",
    "Keguan-Linux.desktop",
    "requirements.lock",
    "environment.yml",
    "course.toml",
    "README.md",
    "README.zh-CN.md",
    "LICENSE",
    "binder/requirements.txt",
    "binder/runtime.txt",
    "binder/postBuild",
    "exercises/nbgrader_config.py",
)
STARTED = (".command", ".desktop")  # by a double click, which needs the permission to run
PACKAGES = ("keguan", "grader")
HIDDEN = "### BEGIN HIDDEN TESTS"
DATED = (1980, 1, 1, 0, 0, 0)  # the same files give the same zip


def pack(
    course: Course,
    target: Path,
    given: Collection[str],
    due: Mapping[str, datetime] | None = None,
    ids: Collection[str] = (),
    carried: Mapping[str, Path] | None = None,
) -> list[str]:
    """Writes the zip, with the assignments that are `given` out, the dates (with their zone) by
    which work is `due`, what tells the `ids` of the class from others, and the files that are
    `carried` along, by their paths in it; returns the paths in it. Raises UserError when something
    of the course is missing."""
    files = dict(contents(course, given)) | {CLASS: of_class(course, due or {}, ids)}
    carried = carried or {}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in sorted(files.items()):
            archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), data)
        for name, path in sorted(carried.items()):  # wheels, which are archives themselves
            archive.writestr(_entry(name, zipfile.ZIP_STORED), path.read_bytes())
    writing.write(target, made.getvalue())
    return sorted([*files, *carried])


def _entry(name: str, how: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{TOP}/{name}", DATED)
    entry.compress_type = how
    entry.external_attr = (0o755 if name.endswith(STARTED) else 0o644) << 16
    return entry


def of_class(course: Course, due: Mapping[str, datetime], ids: Collection[str]) -> bytes:
    """What the study page is told of the class: due dates, how many points of each assignment only
    the teacher's tests decide, and digests of the ids on its list."""
    hidden = {a.name: points for a in course.assignments if (points := _hidden(course, a.name))}
    dates = {name: date.astimezone(UTC).isoformat() for name, date in due.items()}
    said = {"due": dates, "hidden": hidden, "ids": members.of(ids).written()}
    return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _hidden(course: Course, name: str) -> float:
    """Points of the checks that hold hidden tests."""
    path = course.root / "exercises" / "source" / course.languages[0] / name / f"{name}.ipynb"
    graded = [cell for cell in cells.read(path) if cells.is_graded(cell)]
    return sum(cells.role(cell)["points"] for cell in graded if HIDDEN in cells.source(cell))


def contents(course: Course, given: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Path inside the pack and bytes of every file."""
    root = course.root
    for name in FILES:
        yield name, _read(root / name)
    project = _read(root / "pyproject.toml").decode("utf-8")
    yield "pyproject.toml", without_tools(project).encode("utf-8")
    later = [a.name for a in course.assignments if a.name not in given]
    for path in chain(_code(root), _built(course, given), _data(course)):
        data = _read(path)
        if path.suffix == ".md" and later:
            data = without_links(data.decode("utf-8"), later).encode("utf-8")
        yield path.relative_to(root).as_posix(), data


def _code(root: Path) -> Iterator[Path]:
    """Every file of the packages."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def without_links(page: str, names: Collection[str]) -> str:
    """A page whose links to these assignments are their titles only."""
    those = "|".join(map(re.escape, names))
    return re.sub(rf"\[([^\]]+)\]\([^)]*/({those})/\2\.ipynb\)", r"\1", page)


def _built(course: Course, given: Collection[str]) -> Iterator[Path]:
    """Lessons and the assignments that are given out in every language, with the pages that lead
    to them."""
    yield course.root / "lessons" / "README.md"
    for language in course.languages:
        lessons = course.root / "lessons" / language
        yield lessons / "README.md"
        for unit in course.units:
            yield lessons / unit.lesson
        for name in given:
            yield course.root / "exercises" / "release" / language / name / f"{name}.ipynb"


def _data(course: Course) -> Iterator[Path]:
    """The files of the datasets; what makes the tables would make the truth anew, so it stays with
    the teacher."""
    for name in course.datasets:
        for path in sorted((course.root / "datasets" / name).iterdir()):
            if path.is_file() and path.suffix not in MAKERS:
                yield path


def without_tools(pyproject: str) -> str:
    """pyproject.toml for a checkout without the authors' tools/."""
    return re.sub(r'(?m)^(packages = \[.*?), "tools"\]', r"\1]", pyproject)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(
            f"缺少 {path}：请先运行 keguan build。", f"{path} is missing: run keguan build first."
        ) from None
