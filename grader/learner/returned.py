"""What came back from the teacher: feedback pages, kept and told apart, and the own marks.

The pages are written by somebody else's program: whoever shows one lets no script of it run.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from grader.base import UserError
from grader.base.files import statement
from grader.base.files.statement import Statement
from grader.base.files.writing import write
from grader.course.outline import Course, Unit
from grader.learner import home

FOLDER = "feedback"
LIMIT = 50_000_000  # bytes of one page, and of all pages of an archive
MOST = 300
BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error)
# What a file's name may keep of the name it came with.
PLAIN = re.compile(r"[^\w.·-]+")


# the points on a page of ours, as grader/base/pages/feedback.html puts them
POINTS = re.compile(rb'<div class="total"><b>(\d{1,4}(?:\.\d{1,2})?) / (\d{1,4}(?:\.\d{1,2})?) ')


# the sections to read again on such a page
SECTIONS = re.compile(rb'<li data-lesson="([\w-]{1,40})" data-section="([1-9])">')


@dataclass(frozen=True)
class Page:
    """A feedback page: the file's name, the assignment (empty where that cannot be told), when it
    came, points and the most that can be got (None where the page does not say)."""

    file: str
    assignment: str
    came: datetime
    points: tuple[float, float] | None = None


def folder() -> Path:
    return home.place() / FOLDER


def pages(course: Course) -> list[Page]:
    """The pages that came back, the newest first."""
    found = []
    for path in folder().glob("*.html"):
        came = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        points = _points(path.read_bytes())
        found.append(Page(path.name, _assignment(course, path.name), came, points))
    return sorted(found, key=lambda page: page.came, reverse=True)


def page(file: str) -> bytes:
    """A page that came back. Raises UserError for any other name."""
    names = {path.name: path for path in folder().glob("*.html")}
    if file not in names:
        raise UserError("没有这一页反馈。", "There is no such feedback page.")
    return names[file].read_bytes()


def to_read(course: Course, data: bytes) -> list[tuple[Unit, int]]:
    """The sections of lessons of this course that a page says to read again, as it lists them."""
    units = {unit.slug: unit for unit in course.units}
    named = [(slug.decode(), int(number)) for slug, number in SECTIONS.findall(data)]
    return [(units[slug], number) for slug, number in dict.fromkeys(named) if slug in units]


def marks() -> Statement | None:
    """The newest marks that came back; None before any."""
    try:
        return statement.read((folder() / statement.INSIDE).read_bytes())
    except OSError:
        return None


def keep(course: Course, file: str, data: bytes) -> list[Page]:
    """Keeps the page, or the pages and the marks of an archive, of this person; an older one of the
    same name is replaced, and marks by those of the same day or a later one.

    Raises UserError where there is neither, and where the marks are somebody else's.
    """
    found = _in_archive(data) if zipfile.is_zipfile(io.BytesIO(data)) else {file: data}
    html = {name: one for name, one in found.items() if _is_page(name, one)}
    own = [one for name, data in found.items() if _is_marks(name) and (one := statement.read(data))]
    for one in own:
        _require_own(one)
    if not html and not own:
        raise UserError(
            "里面没有反馈页：请选老师发回来的 .html 或 .zip 文件。",
            "There is no feedback page in it: choose the .html or .zip file that the teacher sent.",
        )
    for one in own:
        before = marks()
        if before is None or before.day <= one.day:
            write(folder() / statement.INSIDE, statement.written(one))
    kept = []
    for name, data in html.items():
        plain = _plain(name)
        write(folder() / plain, data)
        came = datetime.now().astimezone()
        kept.append(Page(plain, _assignment(course, plain), came, _points(data)))
    return kept


def _is_marks(name: str) -> bool:
    return PurePosixPath(name.replace("\\", "/")).name == statement.INSIDE


def _require_own(one: Statement) -> None:
    """Raises UserError for the marks of another person than the one who works now."""
    me = home.who()
    if me and me.id.casefold() != one.id.casefold():
        raise UserError(
            f"这是 {one.name}（{one.id}）的反馈，现在是 {me.name}（{me.id}）：没有放进来。",
            f"This is the feedback of {one.name} ({one.id}), and you are {me.name} ({me.id}): it "
            f"was not added.",
        )


def _points(data: bytes) -> tuple[float, float] | None:
    found = POINTS.search(data)
    if not found or not float(found[2]):
        return None
    return float(found[1]), float(found[2])


def _in_archive(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if _is_wanted(one.filename)]
            if sum(one.file_size for one in members) <= LIMIT and len(members) <= MOST:
                return {one.filename: archive.read(one) for one in members}
    except BROKEN:
        pass
    raise UserError(
        "这个压缩包打不开，或者太大：请老师重新发一次。",
        "This archive cannot be opened, or is too large: ask for it again.",
    )


def _is_wanted(name: str) -> bool:
    return name.lower().endswith((".html", ".htm")) or _is_marks(name)


def _is_page(name: str, data: bytes) -> bool:
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return name.lower().endswith((".html", ".htm")) and head.startswith((b"<!doctype", b"<html"))


def _plain(name: str) -> str:
    """A file's name of the last two parts of the way to it: nothing that leads elsewhere."""
    parts = PurePosixPath(name.replace("\\", "/")).parts[-2:]
    words = [PLAIN.sub("-", part).strip(".-")[:60] for part in parts]
    stem = "_".join(filter(None, words)).removesuffix(".html").removesuffix(".htm")
    return f"{stem or 'feedback'}.html"


def _assignment(course: Course, file: str) -> str:
    """The longest name of an assignment that stands in the file's name."""
    named = [one.name for one in course.assignments if one.name in file]
    return max(named, key=len, default="")
