"""What an assignment consists of: one Package for each of its notebooks, read from the course
folder."""

from __future__ import annotations

import os
from pathlib import Path

import keguan
from grader.base import Text, UserError
from grader.course.folder import CourseFolder
from grader.engine.model import Hooks, Limits, Package, Texts

DATASETS = "KEGUAN_DATASETS"
TEXTS = Texts(
    not_started=Text(
        "评分引擎没有启动，请运行 keguan doctor。",
        "The grading engine did not start: run keguan doctor.",
    ),
    no_room=Text(
        "评分用的隔离环境没有建成，请运行 keguan doctor。",
        "The confined room could not be made: run keguan doctor.",
    ),
    unconfined=Text(
        "这台电脑不能隔离学生的代码（运行 keguan doctor 看原因）；确实信任这些作业时，加 "
        "--unconfined。",
        "This machine cannot confine students' code (keguan doctor says why); if you trust this "
        "work, add --unconfined.",
    ),
    no_dask=Text(
        "没有安装 Dask：请运行 pip install 'keguan[dask]'。",
        "Dask is not installed: pip install 'keguan[dask]'.",
    ),
)


def packages(folder: CourseFolder, assignment: str, limits: Limits) -> list[Package]:
    """The notebooks of an assignment; raises UserError when the instructor's are not there."""
    source = folder.require_folder("source", assignment)
    release = folder.assignment_folder("release", assignment)
    files = _files(release) | _files(source)
    hooks, hidden, environment = _course(folder)
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
                hooks,
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


def _course(folder: CourseFolder) -> tuple[Hooks, tuple[str, ...], dict[str, str]]:
    """What the engine has to know of this course, folders that students must not read, and the
    settings that name the folders."""
    package = Path(keguan.__file__).parent
    readable = [package]
    environment = {"KEGUAN_LANG": folder.language}
    own = os.environ.get(DATASETS)
    datasets = Path(own) if own else package.parent / "datasets"
    if own:
        environment[DATASETS] = str(datasets.resolve())
    if datasets.is_dir():
        readable.append(datasets.resolve())
    hidden = [path for path in datasets.glob("*/truth") if path.is_dir()]
    hooks = Hooks(
        preload=("keguan.cases.load",),
        readable=tuple(map(str, readable)),
        value_types=frozenset({"keguan.cases.Notes"}),
        steady=frozenset({"keguan"}),
        texts=TEXTS,
    )
    return hooks, tuple(str(path.resolve()) for path in hidden), environment
