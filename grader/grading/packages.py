"""What an assignment consists of: one Package for each of its notebooks, read from the course
folder."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from traitlets.config.loader import PyFileConfigLoader

import keguan
from grader.base import Text, UserError
from grader.course.datasets import withheld
from grader.course.folder import CONFIG, CourseFolder, unreadable
from grader.engine.model import CELLS_AT_LIMIT, Hooks, Limits, Package, Texts

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
    limits = _with_timeout(folder, limits)
    made = []
    for path in sorted(source.glob("*.ipynb")):
        given = release / path.name
        text = path.read_text(encoding="utf-8")
        _require_python(path, text)
        made.append(
            Package(
                assignment,
                path.stem,
                text,
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


def _require_python(path: Path, text: str) -> None:
    """Raises UserError for an instructor's notebook that is none, or is in another language."""
    problem = unreadable(text.encode())
    if problem:
        raise UserError(f"{path}：{problem.zh}。", f"{path}: {problem.en}.")
    kernel = json.loads(text).get("metadata", {}).get("kernelspec", {})
    language = kernel.get("language", "python")
    if language.lower() != "python":
        raise UserError(
            f"{path.name} 是 {language} 的笔记本，这里只能评 Python 的：请用 nbgrader autograde。",
            f"{path.name} is a {language} notebook; only Python can be graded here: use "
            "nbgrader autograde.",
        )


def _with_timeout(folder: CourseFolder, limits: Limits) -> Limits:
    """The limits, with the seconds for a cell that the course's nbgrader_config.py sets."""
    config = PyFileConfigLoader(CONFIG, path=str(folder.path)).load_config()
    seconds = config.Execute.timeout if "timeout" in config.Execute else None
    if not isinstance(seconds, (int, float)) or seconds <= 0:
        return limits
    whole = max(limits.notebook_seconds, CELLS_AT_LIMIT * seconds)
    return replace(limits, cell_seconds=float(seconds), notebook_seconds=whole)


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
    """What the engine has to know of this course, what students must not read, and the settings
    that name the folders."""
    package = Path(keguan.__file__).parent
    readable = [package]
    environment = {"KEGUAN_LANG": folder.language}
    own = os.environ.get(DATASETS)
    datasets = Path(own) if own else package.parent / "datasets"
    if own:
        environment[DATASETS] = str(datasets.resolve())
    if datasets.is_dir():
        readable.append(datasets.resolve())
    hidden = withheld(datasets)
    hooks = Hooks(
        preload=("keguan.cases.load",),
        readable=tuple(map(str, readable)),
        value_types=frozenset({"keguan.cases.Notes"}),
        steady=frozenset({"keguan"}),
        texts=TEXTS,
    )
    return hooks, tuple(str(path.resolve()) for path in hidden), environment
