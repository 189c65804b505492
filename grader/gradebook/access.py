"""Opens what nbgrader has for a course folder: its API, set up as its own commands are, and its
gradebook.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.base import UserError
from grader.course.folder import CourseFolder

if TYPE_CHECKING:  # nbgrader takes seconds to import, so it is imported where it is used
    from nbgrader.api import Gradebook
    from nbgrader.apps import NbGraderAPI

STEPS = ("source", "release", "submitted", "autograded", "feedback")
BUSY = 120  # seconds to wait while another process writes to the gradebook


def open_course(folder: CourseFolder) -> NbGraderAPI:
    """nbgrader's API for the folder, configured as its own commands are, and silent."""
    os.environ["KEGUAN_LANG"] = folder.language  # of this class, whichever was opened before
    return _open(folder)


@lru_cache(maxsize=2)
def _open(folder: CourseFolder) -> NbGraderAPI:
    from nbgrader.apps import NbGrader, NbGraderAPI

    if shutil.which("alembic") is None:  # nbgrader starts it by name to make a gradebook
        beside_python = str(Path(sys.executable).parent)
        os.environ["PATH"] = beside_python + os.pathsep + os.environ.get("PATH", "")
    with chdir(folder.path):
        app = NbGrader()
        app.initialize([], root=str(folder.path))
        app.coursedir = _directory_class()(parent=app, root=str(folder.path))
    app.log.handlers = [logging.NullHandler()]
    app.log.propagate = False
    _require_usual(folder, app.coursedir)
    app.coursedir.db_url = _patient(app.coursedir.db_url)
    return NbGraderAPI(coursedir=app.coursedir, parent=app)


@lru_cache(maxsize=1)
def _directory_class() -> type:
    """nbgrader's CourseDirectory, with patterns that fit folders of every name.

    nbgrader finds the parts of a path again by a pattern in which it takes the setting of a step as
    it stands: "C:\\…" and "keguan (1)", which the setting of a class holds, are other patterns.
    """
    from nbgrader.coursedir import CourseDirectory

    class Directory(CourseDirectory):
        def format_path(
            self, nbgrader_step: str, student_id: str, assignment_id: str, escape: bool = False
        ) -> str:
            if not escape:
                return super().format_path(nbgrader_step, student_id, assignment_id)
            step = re.escape(os.path.join(self.root, nbgrader_step))
            return re.escape(os.sep).join([step, student_id, assignment_id])

    return Directory


def _require_usual(folder: CourseFolder, directory: Any) -> None:
    """Raises UserError where nbgrader's settings name other folders than those in which everything
    is looked for here: its own defaults, or the checkout's for the source of a class; a language
    may stand below."""
    for step in STEPS:
        setting = f"{step}_directory"
        chosen = getattr(directory, setting)
        if folder.step(step) not in (folder.path / chosen / "any").parents:
            raise UserError(
                f"nbgrader 的设置 c.CourseDirectory.{setting} 是 {chosen!r}，这里只认 {step!r}："
                "请删去这行设置，再把文件夹改名。",
                f"nbgrader's setting c.CourseDirectory.{setting} is {chosen!r}, and only {step!r} "
                "works here: delete it and rename the folder.",
            )


def _patient(url: str) -> str:
    """The address of a gradebook, with the time to wait for another writer of an SQLite file."""
    if not url.startswith("sqlite") or "timeout" in url:
        return url
    return f"{url}{'&' if '?' in url else '?'}timeout={BUSY}"


@contextmanager
def opened(folder: CourseFolder) -> Iterator[Gradebook]:
    """The gradebook of the folder; made if there is none yet."""
    from nbgrader.api import Gradebook

    directory = open_course(folder).coursedir
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        yield gradebook


def is_there(folder: CourseFolder) -> bool:
    """Whether the folder has a gradebook; one on a database server counts as there."""
    url = open_course(folder).coursedir.db_url
    file = url.removeprefix("sqlite:///").partition("?")[0]
    return not url.startswith("sqlite:///") or Path(file).is_file()
