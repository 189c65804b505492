"""What an assignment consists of: one Package for each of its notebooks, read from the course
folder."""

from __future__ import annotations

import os
from pathlib import Path

import grader
import keguan
from grader.base import UserError
from grader.course.folder import CourseFolder
from grader.engine.model import Limits, Package

DATASETS = "KEGUAN_DATASETS"


def packages(folder: CourseFolder, assignment: str, limits: Limits) -> list[Package]:
    """The notebooks of an assignment; raises UserError when the instructor's are not there."""
    source = folder.require_folder("source", assignment)
    release = folder.assignment_folder("release", assignment)
    files = _files(release) | _files(source)
    readable, hidden, environment = _course(folder)
    made = []
    for path in sorted(source.glob("*.ipynb")):
        given = release / path.name
        made.append(
            Package(
                assignment,
                path.stem,
                path.read_text(encoding="utf-8"),
                given.read_text(encoding="utf-8") if given.is_file() else None,
                files,
                readable,
                hidden,
                limits,
                environment,
            )
        )
    if not made:
        raise UserError(f"{source} 里没有笔记本。", f"{source} has no notebook.")
    return made


def _files(folder: Path) -> dict[str, bytes]:
    """The instructor's other files, which notebooks find beside them."""
    found = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        inside = path.relative_to(folder)
        if (
            path.is_file()
            and path.suffix != ".ipynb"
            and not any(part.startswith(".") for part in inside.parts[:-1])
        ):
            found[inside.as_posix()] = path.read_bytes()
    return found


def _course(folder: CourseFolder) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]:
    """Folders that notebooks read, those inside that students must not, and the settings that name
    them."""
    parts = [Path(grader.__file__).parent, Path(keguan.__file__).parent]
    environment = {"KEGUAN_LANG": folder.language}
    own = os.environ.get(DATASETS)
    datasets = Path(own) if own else parts[0].parent / "datasets"
    if own:
        environment[DATASETS] = str(datasets.resolve())
    if datasets.is_dir():
        parts.append(datasets.resolve())
    hidden = [path for path in datasets.glob("*/truth") if path.is_dir()]
    return tuple(map(str, parts)), tuple(str(path.resolve()) for path in hidden), environment
