"""A course folder: the nbgrader course that a command works in, ours (with course.toml) or any
other."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from grader.base import Text, UserError
from grader.course import classes
from grader.course import outline as courses
from grader.course.outline import Course

CONFIG = "nbgrader_config.py"
LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"


@dataclass(frozen=True)
class CourseFolder:
    """`path` holds nbgrader_config.py, source, release, submitted ...; `course` is None without a
    course.toml. `sources`: where the instructor's notebooks are if not in `path`, as of a class."""

    path: Path
    course: Course | None
    language: str
    sources: Path | None = None

    def step(self, step: str) -> Path:
        """The folder of a step: "source", "release", "submitted", "autograded" or "feedback"."""
        return self.sources if self.sources and step == "source" else self.path / step

    def notebook(self, step: str, assignment: str, student: str | None = None) -> Path:
        """The notebook of an assignment in "source", "release", or, with a student, "submitted" or
        "autograded"."""
        name = f"{assignment}.ipynb"
        if student is not None:
            return self.path / step / student / assignment / name
        in_language = self.step(step) / self.language / assignment / name
        plain = self.step(step) / assignment / name
        if plain.exists() and not in_language.exists():
            return plain
        return in_language

    def assignment_folder(self, step: str, assignment: str) -> Path:
        """The folder of an assignment in "source" or "release"; with a language where the course
        has one."""
        in_language = self.step(step) / self.language / assignment
        plain = self.step(step) / assignment
        if plain.is_dir() and not in_language.is_dir():
            return plain
        return in_language

    def names(self, assignment: str) -> list[str]:
        """Names of the notebooks of an assignment, as its source or its release has them; the
        assignment's own where neither is there."""
        for step in ("source", "release"):
            found = self.assignment_folder(step, assignment).glob("*.ipynb")
            if names := sorted(path.stem for path in found):
                return names
        return [assignment]

    def notebooks(self, step: str, assignment: str, student: str | None = None) -> list[Path]:
        """Every notebook of an assignment in a step, whether it is there or not; ours have one."""
        if student is None:
            place = self.assignment_folder(step, assignment)
        else:
            place = self.path / step / student / assignment
        return [place / f"{name}.ipynb" for name in self.names(assignment)]

    def first_notebooks(self, assignment: str, *steps: str) -> list[Path]:
        """The notebooks of the first of these steps that has any; in another language where the
        class has only that one; none where no step has."""
        languages = [self.language, *(self.course.languages if self.course else ())]
        for language, step in product(languages, steps):
            paths = replace(self, language=language).notebooks(step, assignment)
            if there := [path for path in paths if path.is_file()]:
                return there
        return []

    def require_folder(self, step: str, assignment: str) -> Path:
        """The folder of the step; raises UserError when it is not there."""
        path = self.assignment_folder(step, assignment)
        if not path.is_dir():
            raise _absent(path, step, assignment)
        return path

    @property
    def known(self) -> list[str]:
        """Names of the assignments of this course."""
        if self.course:
            return [a.name for a in self.course.assignments]
        return sorted(_folders(self.step("source")) | _folders(self.path / "release"))

    def assignments(self, name: str | None) -> list[str]:
        """Assignments that a name stands for: itself, those of a unit (its slug), or all (None).

        Raises UserError, naming what there is, for an unknown name.
        """
        units = self.course.units if self.course else ()
        for unit in units:
            if name == unit.slug:
                return [a.name for a in unit.assignments]
        if name is None or name in self.known:
            return self.known if name is None else [name]
        there = ", ".join([u.slug for u in units] + self.known) or "—"
        raise UserError(
            f"没有名为“{name}”的单元或作业，现有：{there}",
            f"No unit or assignment is named '{name}'; there are: {there}",
        )

    @property
    def practice(self) -> set[str]:
        """The assignments that count for no mark and are never due."""
        return {a.name for a in self.course.assignments if a.practice} if self.course else set()

    def require(self, step: str, assignment: str) -> Path:
        """The notebook of the step; raises UserError when it is not there."""
        path = self.notebook(step, assignment)
        if not path.is_file():
            raise _absent(path, step, assignment)
        return path

    def require_all(self, step: str, assignment: str) -> list[Path]:
        """Every notebook of the step; raises UserError when one is not there."""
        paths = self.notebooks(step, assignment)
        for path in paths:
            if not path.is_file():
                raise _absent(path, step, assignment)
        return paths

    def students(self, assignment: str | None = None) -> list[str]:
        """Students who handed something in (for this assignment), sorted."""
        return [name for name in self._handed_in(assignment) if not name.startswith(".")]

    def passed_over(self, name: str) -> list[tuple[str, str]]:
        """(assignment, folder) of work that is not graded because its folder's name begins with a
        dot, as those do that programs make for themselves."""
        found = []
        for assignment in self.assignments(name):
            hidden = [who for who in self._handed_in(assignment) if who.startswith(".")]
            found += [(assignment, who) for who in hidden]
        return found

    def _handed_in(self, assignment: str | None) -> list[str]:
        """Names of the folders in submitted/ (that have this assignment), sorted."""
        submitted = self.path / "submitted"
        folders = filter(Path.is_dir, submitted.iterdir()) if submitted.is_dir() else ()
        return sorted(p.name for p in folders if assignment is None or (p / assignment).is_dir())

    def work(
        self, name: str, student: str | None = None, step: str = "submitted"
    ) -> list[tuple[str, str]]:
        """(assignment, student) of what is in the folder of a step: of a unit or an assignment,
        perhaps of one student only. Raises UserError when there is none."""
        found = []
        for assignment in self.assignments(name):
            for who in self.students(assignment):
                paths = self.notebooks(step, assignment, who)
                there = step == "submitted" or any(path.is_file() for path in paths)
                if there and student in (None, who):
                    found.append((assignment, who))
        if not found:
            raise self._nothing(step, name, student)
        return found

    def _nothing(self, step: str, name: str | None, student: str | None) -> UserError:
        """That there is no such work, and what comes first: to collect it, or to grade it."""
        who_zh, who_en = (f"{student} ", f"of {student} ") if student else ("", "")
        there = any(
            student in (None, who) for a in self.assignments(name) for who in self.students(a)
        )
        if step != "submitted" and there:
            todo = Text("评分（keguan grade）", "grade it first (keguan grade)")
        else:
            todo = Text("收作业（keguan collect）", "collect it first (keguan collect)")
        return UserError(
            f"{self.path / step} 里没有 {who_zh}{name} 的作业：请先{todo.zh}。",
            f"{self.path / step} has no {name} {who_en}yet: {todo.en}.",
        )


def _absent(path: Path, step: str, assignment: str) -> UserError:
    if step == "release":
        return UserError(
            f"{assignment} 还没有布置，找不到 {path}：请先运行 keguan release {assignment}。",
            f"{assignment} is not released, {path} is missing: run keguan release {assignment} "
            "first.",
        )
    return UserError(
        f"找不到 {path}：这份课程里没有 {assignment} 的 {step} 文件（学生包里没有带答案的文件）。",
        f"{path} is missing: this course folder has no {step} of {assignment} (a student pack has "
        f"no answers).",
    )


def _folders(path: Path) -> set[str]:
    if path.is_dir():
        return {p.name for p in path.iterdir() if p.is_dir()}
    return set()


def unreadable(data: bytes) -> Text | None:
    """Why these bytes are no notebook, or None."""
    if not data.strip():
        return Text("文件是空的", "the file is empty")
    try:
        content = json.loads(data)
    except UnicodeDecodeError:
        return Text(
            "文件不是 UTF-8 文本，可能传坏了", "the file is not UTF-8 text; it may be damaged"
        )
    except RecursionError:
        return Text("文件嵌套太深，不是笔记本", "the file is nested too deeply to be a notebook")
    except json.JSONDecodeError as error:
        return Text(
            f"不是 JSON（第 {error.lineno} 行第 {error.colno} 列），文件可能不完整",
            f"not JSON (line {error.lineno}, column {error.colno}); the file may be cut off",
        )
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        return Text(
            "是 JSON，但不是笔记本（没有 cells）", "JSON, but not a notebook (it has no cells)"
        )
    return None


def open_folder(path: Path | None = None, language: str | None = None) -> CourseFolder:
    """The course folder at `path`, which may also be the name of a class (or TERM/CLASS); by
    default the current folder if it is one, else the only class of the term, else this checkout's
    exercises/. By default in the language of the class.

    Raises UserError if it is none, it is not clear which class is meant or course.toml is wrong.
    """
    path = _place(path)
    if not path.is_dir():
        names = ", ".join(one.name for one in classes.every()) or "—"
        raise UserError(
            f"找不到课程文件夹，也没有叫这个名字的班：{path}。现有的班：{names}。",
            f"There is no course folder {path}, nor a class of that name. Classes: {names}.",
        )
    if not (path / CONFIG).is_file():
        raise UserError(
            f"{path} 不是课程文件夹：里面没有 {CONFIG}。新班请用 keguan term new 建。",
            f"{path} is not a course folder: it has no {CONFIG}. Make a class with keguan term "
            "new.",
        )
    own = classes.of(path)
    if own:
        chosen = language or own.language or DEFAULT_LANGUAGE
        return CourseFolder(path, courses.load(courses.CHECKOUT), chosen, classes.SOURCES)
    root = next((p for p in (path, path.parent) if (p / "course.toml").is_file()), None)
    chosen = language or _only_language(path) or DEFAULT_LANGUAGE
    return CourseFolder(path, courses.load(root) if root else None, chosen)


def _place(path: Path | None) -> Path:
    """The folder that is meant; whether it is there is not said. Raises UserError where it may be
    a class or another course folder."""
    if path is not None:
        known, other = classes.named(str(path)), Path(os.path.abspath(path))
        if known and (other / CONFIG).is_file() and not other.samefile(known.path):
            raise UserError(
                f"“{path}”可能是班 {known.path}，也可能是 {other}：请写完整的路径。",
                f"'{path}' may be the class {known.path} or {other}: give the whole path.",
            )
        return known.path if known else other
    if (Path.cwd() / CONFIG).is_file():
        return Path(os.path.abspath(Path.cwd()))
    only = classes.only()
    return only.path if only else courses.CHECKOUT / "exercises"


def _only_language(path: Path) -> str | None:
    """The language in which a course was released, if it is one only."""
    there = [code for code in LANGUAGES if (path / "release" / code).is_dir()]
    return there[0] if len(there) == 1 else None


def make_writable(path: Path) -> Path:
    """Creates the folder if need be and tries to write in it; raises UserError if it can't."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(
            f"不能写入文件夹 {path}（{why}）：请换一个可以写入的位置。",
            f"The folder {path} cannot be written ({why}): choose one that can.",
        ) from None
    return path
