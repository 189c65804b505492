"""The student's own folder of a language: copies of lessons and assignments that are never
overwritten once changed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.base import Text, UserError
from grader.base.files import writing
from grader.course import outline as courses
from grader.course.folder import make_writable
from grader.course.outline import Course
from grader.learner import home, moving, progress, status
from grader.learner.moving import MANIFEST
from grader.learner.places import Places, link

PAGE = "README.md"
Hashes = dict[str, list[str]]
OTHER = Text(
    "想看英文版，请用命令 `python3 start.py lab --lang en` 打开。",
    "For Chinese, open the course with `python3 start.py lab`.",
)
OWN = Text(
    "这个文件夹是你自己的：放心改，课程更新时不会覆盖你改过的文件。想重做一份，"
    "把改过的文件改名或删掉，再打开一次课程。"
    "交作业时，交这份作业的 `.ipynb` 文件。",
    "This folder is yours: change what you like, an update of the course never overwrites a "
    "file you changed. To start one over, rename or delete it and open the course again. Hand in "
    "the `.ipynb` file of the assignment.",
)


@dataclass
class Update:
    """Files (paths inside the folder) that were new, renewed, or kept although the course has a
    newer one; whether work was brought to new places first."""

    folder: Path
    new: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    moved: bool = False


def update(
    course: Course, language: str, folder: Path | None = None, anew: Collection[str] = ()
) -> Update:
    """Makes or renews the student's folder from the built lessons and released assignments; the
    course page shows the progress. A `folder` that is named is a hub's, with nbgrader's own names.

    A file the student changed stays as it is, unless it is one to be written `anew`; a file that
    is gone is written again.
    Raises UserError when the folder cannot be written or the course is not built.
    """
    places = Places(course, language, released=folder is not None)
    moved = False if folder else settle(course, language)
    folder = make_writable(folder or home.place() / language)
    done = Update(folder, moved=moved)
    ours = moving.hashes(folder)
    wanted = contents(course, language, places)
    page = wanted.pop(PAGE).decode("utf-8")
    to_write = []
    for name, data in wanted.items():
        path = folder / name
        fresh = _hash(data)
        own = _hash(path.read_bytes()) if path.is_file() else None
        if own == fresh:
            ours[name] = [fresh]
        elif own is None or own in ours.get(name, ()) or name in anew:
            (done.new if own is None else done.renewed).append(name)
            ours[name] = [*([own] if own else []), fresh]
            to_write.append(name)
        elif fresh not in ours.get(name, ()):
            done.kept.append(name)
    # before the files, so that a copy whose run was stopped is not taken for the student's
    _write_manifest(folder, ours)
    for name in to_write:
        writing.write(folder / name, wanted[name])
        ours[name] = ours[name][-1:]
    _write_page(course, places, folder, page, ours)
    _write_manifest(folder, ours)
    moving.remember(folder, places)
    return done


def settle(course: Course, language: str) -> bool:
    """Brings work that an earlier version kept under other names to where it lies now; whether
    there was any, of which a note is left for the study page.

    Raises OSError or UserError, and has changed nothing, where that cannot be done now.
    """
    places = Places(course, language)
    folder = home.place() / language
    moved = moving.settle(course, language, folder, places)
    if folder.is_dir():
        moving.remember(folder, places)
    if moved:
        writing.write(home.room() / moving.NOTE, "moved\n")
    return moved


def saved(os_path: str, model: dict, contents_manager: Any) -> None:
    """Jupyter's hook after a file was saved: the learner's part of the course page follows the
    notebooks."""
    if model["type"] != "notebook":
        return
    course = courses.load()
    # the notebook is saved; a full disk or a locked page must not say otherwise
    inside = (path for path in Path(os_path).parents if path.name in course.languages)
    folder = next((path for path in inside if (path / MANIFEST).is_file()), None)
    if folder:
        with contextlib.suppress(OSError, UserError):
            places = Places(course, folder.name, released=folder != home.place() / folder.name)
            page = contents(course, folder.name, places)[PAGE].decode("utf-8")
            _write_page(course, places, folder, page, moving.hashes(folder))


def _write_page(course: Course, places: Places, folder: Path, page: str, ours: Hashes) -> None:
    """The course page with the learner's own part before the first unit."""

    def untouched(name: str) -> bool:
        path = folder / name
        return not path.is_file() or _hash(path.read_bytes()) in ours.get(name, ())

    so_far = progress.load(folder.parent / ".learn" / "progress.json")
    own = status.page(course, places, folder, untouched, so_far, progress.now())
    before, first, after = page.partition("\n## ")
    writing.write(folder / PAGE, f"{before}\n{own}{first}{after}")


def contents(course: Course, language: str, places: Places | None = None) -> dict[str, bytes]:
    """What belongs into the folder: path inside it and bytes of the course page, each lesson and
    each assignment; a student pack lacks those that are given out later, and its page the links.

    Raises UserError when a built file is missing.
    """
    lessons = course.root / "lessons" / language
    release = course.root / "exercises" / "release" / language
    built = _read(lessons / "README.md").decode("utf-8")
    places = places or Places(course, language)
    links = _links(course, language, places)
    files = {PAGE: course_page(built, language, links).encode("utf-8")}
    for unit in course.units:
        text = lesson(_read(lessons / unit.lesson).decode("utf-8"), links, places.lesson(unit))
        files[places.lesson(unit)] = text.encode("utf-8")
    for assignment in course.assignments:
        name = f"{assignment.name}/{assignment.name}.ipynb"
        if (release / name).is_file() or f"{name})" in built:
            files[places.work(assignment.name)] = _read(release / name)
    return files


def _links(course: Course, language: str, places: Places) -> dict[str, str]:
    """Where what the built pages link to lies in the student's folder."""
    found = {unit.lesson: places.lesson(unit) for unit in course.units}
    for work in course.assignments:
        built = f"../../exercises/release/{language}/{work.name}/{work.name}.ipynb"
        found[built] = places.work(work.name)
    return found


def course_page(text: str, language: str, links: Mapping[str, str]) -> str:
    """The course page of lessons/ with its links pointing into the student's folder."""
    text = re.sub(r"\A\s*<!--.*?-->\s*", "", text, flags=re.DOTALL)
    text = _own_links(text, links, PAGE)
    text = re.sub(r"^.*\]\(\.\./\w+/README\.md\).*$", OTHER[language], text, flags=re.MULTILINE)
    return text.rstrip() + f"\n\n---\n\n{OWN[language]}\n"


def lesson(text: str, links: Mapping[str, str], path: str) -> str:
    """A lesson to work through: without outputs, because a lab asks for a guess before it shows
    its picture."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        cell["source"] = [_own_links(line, links, path) for line in cell["source"]]
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _own_links(text: str, links: Mapping[str, str], path: str) -> str:
    """The text of a file at this path, with links to lessons and released assignments as they lie
    in the student's folder."""

    def own(found: re.Match[str]) -> str:
        return f"]({link(links[found[1]], path)}" if found[1] in links else found[0]

    return re.sub(r"\]\(([^)#\s]+\.ipynb)", own, text)


def _write_manifest(folder: Path, ours: Hashes) -> None:
    text = json.dumps(ours, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if not (folder / MANIFEST).is_file() or ours != moving.hashes(folder):
        writing.write(folder / MANIFEST, text)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(
            f"缺少 {path}：请重新下载课程，或运行 keguan build。",
            f"{path} is missing: download the course again, or run keguan build.",
        ) from None


def changed(folder: Path) -> Callable[[str], bool]:
    """Says of a path inside the folder whether the file there is the student's own: not a copy as
    we wrote it."""
    known = moving.hashes(folder)

    def is_own(name: str) -> bool:
        path = folder / name
        return path.is_file() and _hash(path.read_bytes()) not in known.get(name, ())

    return is_own


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
