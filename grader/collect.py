"""Collects what students handed in as files: notebooks, zip archives and folders, into submitted/ of the course folder."""

from __future__ import annotations

import json
import re
import shutil
import stat
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from grader.course import Text
from grader.folder import CourseFolder

LIMIT = 100_000_000  # bytes of one notebook, and of all notebooks of one archive
FORBIDDEN = re.compile(r'[\\/:*?"<>|\[\]{}\x00-\x1f]')


@dataclass
class Collected:
    """What was taken (student, assignment), what was there already, and what was left out with the reason."""

    taken: list[tuple[str, str]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, Text]] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """A notebook somebody handed in: where it was, whose it is, the name it had, its bytes or why there are none."""

    where: str
    student: str
    stem: str
    data: bytes | None
    problem: Text | None = None


def collect(folder: CourseFolder, source: Path, wanted: list[str]) -> Collected:
    """Copies notebooks of the wanted assignments from `source`; an older submission is kept in reports/earlier/.

    Known forms: <student>.ipynb, <student>_<assignment>.ipynb, <student>.zip, <student>_<assignment>.zip and folders
    named by student. Files that fit nothing are reported, never guessed.
    """
    done = Collected()
    ids = {name: grade_ids(_read(folder.notebook("release", name))) for name in wanted}
    for found in _all(source, wanted):
        problem = found.problem or _bad_name(found.student)
        assignment = None if problem else _which(found, wanted, ids)
        if problem or assignment is None:
            done.refused.append((found.where, problem or Text(
                f"看不出是哪份作业（{', '.join(wanted)}）：请把文件命名为 学号_作业名.ipynb",
                f"cannot tell which assignment it is ({', '.join(wanted)}): name the file student_assignment.ipynb")))
            continue
        (done.taken if _store(folder, found, assignment) else done.same).append((found.student, assignment))
    return done


def _all(source: Path, wanted: list[str]) -> Iterator[Found]:
    for path in sorted(source.iterdir()):
        student, stem = _split(path.stem if path.is_file() else path.name, wanted)
        if path.name.startswith((".", "__MACOSX")) or path.is_symlink():
            continue
        if path.is_dir():
            for notebook in sorted(path.rglob("*.ipynb")):
                if ".ipynb_checkpoints" not in notebook.parts and notebook.is_file() and not notebook.is_symlink():
                    yield _found(notebook.relative_to(source).as_posix(), student, stem or notebook.stem, notebook)
        elif path.suffix.lower() == ".ipynb":
            yield _found(path.name, student, stem, path)
        elif path.suffix.lower() == ".zip":
            yield from _unzipped(path, student, stem)
        else:
            yield Found(path.name, student, "", None, Text("不是 .ipynb、.zip 或文件夹", "neither .ipynb nor .zip nor a folder"))


def _split(name: str, wanted: list[str]) -> tuple[str, str]:
    """Student and assignment of a name such as S001_tiering-tasks; no assignment if none of `wanted` ends it."""
    for assignment in sorted(wanted, key=len, reverse=True):
        if name.endswith(f"_{assignment}"):
            return name.removesuffix(f"_{assignment}").strip(), assignment
    return name.strip(), ""


def _found(where: str, student: str, stem: str, path: Path) -> Found:
    if path.stat().st_size > LIMIT:
        return Found(where, student, stem, None, Text("文件太大（超过 100 MB）", "the file is too large (over 100 MB)"))
    return Found(where, student, stem, path.read_bytes())


def _unzipped(path: Path, student: str, stem: str) -> Iterator[Found]:
    """The notebooks in an archive, read in memory: nothing is written where a member's name points to."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if m.filename.lower().endswith(".ipynb")
                       and "__MACOSX" not in m.filename and ".ipynb_checkpoints" not in m.filename
                       and not stat.S_ISLNK(m.external_attr >> 16)]
            if not members:
                yield Found(path.name, student, stem, None, Text("压缩包里没有 .ipynb 文件", "the archive holds no .ipynb file"))
            elif sum(m.file_size for m in members) > LIMIT:
                yield Found(path.name, student, stem, None, Text("解压后超过 100 MB", "over 100 MB when unpacked"))
            else:
                for member in members:
                    name = Path(member.filename.replace("\\", "/")).stem
                    yield Found(f"{path.name}: {member.filename}", student, stem or name, archive.read(member))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        yield Found(path.name, student, stem, None, Text(f"压缩包打不开（{error}）", f"the archive cannot be opened ({error})"))


def _bad_name(student: str) -> Text | None:
    if not student or student.startswith(".") or FORBIDDEN.search(student) or len(student) > 128:
        return Text(f"学生名“{student}”不能用作文件夹名：请改名再收", f"the name '{student}' cannot be a folder: rename it")
    return None


def _which(found: Found, wanted: list[str], ids: dict[str, set[str]]) -> str | None:
    """The assignment of a notebook: by its name, as the only one wanted, or by the answer cells it holds."""
    for name in wanted:
        if re.match(rf"{re.escape(name)}($|[^a-z0-9-])", found.stem):
            return name
    if len(wanted) == 1:
        return wanted[0]
    own = grade_ids(found.data)
    fitting = [name for name in wanted if own and ids[name] and len(own & ids[name]) > len(ids[name]) / 2]
    return fitting[0] if len(fitting) == 1 else None


def grade_ids(data: bytes | None) -> set[str]:
    """Grade ids of a notebook's cells; none if it cannot be read."""
    try:
        cells = json.loads(data or b"")["cells"]
        return {cell["metadata"]["nbgrader"]["grade_id"] for cell in cells if "nbgrader" in cell.get("metadata", {})}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return set()


def _store(folder: CourseFolder, found: Found, assignment: str) -> bool:
    """Writes a submission; False if the same one is there. An older one moves to reports/earlier/."""
    path = folder.notebook("submitted", assignment, found.student)
    if path.is_file():
        if path.read_bytes() == found.data:
            return False
        earlier = folder.path / "reports" / "earlier" / found.student
        earlier.mkdir(parents=True, exist_ok=True)
        shutil.move(path, earlier / f"{assignment}-{time.strftime('%Y%m%dT%H%M%S')}-{len(list(earlier.iterdir()))}.ipynb")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(found.data)
    return True


def replaced(folder: CourseFolder, assignment: str, student: str) -> list[tuple[datetime, Path]]:
    """The submissions that newer ones took the place of, each with the time when that happened, oldest first."""
    name = re.compile(rf"{re.escape(assignment)}-(\d{{8}}T\d{{6}})-\d+\.ipynb")
    earlier = folder.path / "reports" / "earlier" / student
    found = [(match[1], path) for path in earlier.iterdir() if (match := name.fullmatch(path.name))] if earlier.is_dir() else []
    return sorted((datetime.strptime(when, "%Y%m%dT%H%M%S"), path) for when, path in found)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
