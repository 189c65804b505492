"""Collects what students handed in as files: notebooks, zip archives and folders, into submitted/
of the course folder."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath, PurePosixPath
from typing import TypeVar

from grader.base import Text
from grader.course import cells
from grader.course.folder import CourseFolder
from grader.gradebook import journal
from grader.gradebook.exchange import FILES
from grader.term.roster import Roster

LIMIT = 100_000_000  # bytes of one notebook, and of all notebooks of one archive
SIDE = {"__MACOSX", ".ipynb_checkpoints"}  # what systems and editors put beside a notebook
UTF8 = 0x800  # the flag of an archive's member whose name is UTF-8
NOBODY = Roster()
# what zipfile raises for an archive that is broken, encrypted or packed in a way it does not know
BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    zlib.error,
)
UNPACKED = Text("解压后超过 100 MB", "over 100 MB when unpacked")
EMPTY = Text("压缩包里没有 .ipynb 文件", "the archive holds no .ipynb file")
NESTED = Text(
    "压缩包里还有压缩包：请先解开外面一层",
    "an archive within an archive: unpack the outer one",
)
OTHER_FILE = Text(
    "不是 .ipynb、.zip 或文件夹：请先解压或改交 .ipynb",
    "neither .ipynb nor .zip nor a folder: unpack it, or ask for the .ipynb",
)
TOO_LARGE = Text("文件太大（超过 100 MB）", "the file is too large (over 100 MB)")
Member = tuple[PurePosixPath, zipfile.ZipInfo]
GradeIds = dict[str, set[str]]  # of each notebook of an assignment
Key = TypeVar("Key")
FORBIDDEN = re.compile(r'[\\/:*?"<>|\[\]{}\x00-\x1f]')


@dataclass
class Collected:
    """What was taken (student, assignment), what was there already, and what was left out with the
    reason."""

    taken: list[tuple[str, str]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, Text]] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """A notebook somebody handed in: where it was, its bytes or why there are none, and the names
    on its way.

    `parts` are names without endings, from the file, archive or folder that was handed in down to
    the notebook itself.
    """

    where: str
    parts: tuple[str, ...]
    data: bytes | None
    problem: Text | None = None


@dataclass(frozen=True)
class Claim:
    """A notebook, whose it is and which assignment, or why that cannot be said."""

    found: Found
    student: str
    assignment: str  # empty where a problem is
    notebook: str  # which of the assignment's notebooks, most have one
    problem: Text | None


def collect(
    folder: CourseFolder, source: Path, wanted: list[str], roster: Roster = NOBODY
) -> Collected:
    """Copies notebooks of the wanted assignments from `source`; an older submission is kept in
    reports/earlier/.

    Known forms: <student>.ipynb, <student>_<assignment>.ipynb, <student>.zip,
    <student>_<assignment>.zip, folders named by
    student, and archives or folders that hold several students' files. A student is an id or, if
    the roster has names, a name.
    Files that fit nothing are reported, never guessed.
    """
    done = Collected()
    ids = {name: _grade_ids(folder, name) for name in wanted}
    for path in sorted(source.iterdir()):
        if path.name.startswith((".", "__MACOSX")) or path.is_symlink():
            continue
        for claim in _once(_claims(list(_all(source, path)), ids, roster)):
            if claim.problem:
                done.refused.append((claim.found.where, claim.problem))
            else:
                new = _store(folder, claim)
                (done.taken if new else done.same).append((claim.student, claim.assignment))
    return done


# --- what was handed in


def _all(source: Path, path: Path) -> Iterator[Found]:
    """The notebooks in one file, archive or folder."""
    if path.is_dir():
        for one in sorted(path.rglob("*")):
            if one.is_file() and not one.is_symlink() and SIDE.isdisjoint(one.parts):
                inside = one.relative_to(source)
                yield from _in_file(inside.as_posix(), _parts(inside), one)
    elif path.suffix.lower() in (".ipynb", ".zip"):
        yield from _in_file(path.name, (path.stem,), path)
    else:
        yield Found(path.name, (path.stem,), None, OTHER_FILE)


def _in_file(where: str, way: tuple[str, ...], path: Path) -> Iterator[Found]:
    """The notebook that a file is, or those in an archive; none of other files."""
    if path.suffix.lower() == ".ipynb":
        yield _found(where, way, path)
    elif path.suffix.lower() == ".zip":
        yield from _unzipped(where, way, path)


def _parts(inside: PurePath) -> tuple[str, ...]:
    return (*(part for part in inside.parts[:-1] if part not in ("..", "/")), inside.stem)


def _found(where: str, parts: tuple[str, ...], path: Path) -> Found:
    if path.stat().st_size > LIMIT:
        return Found(where, parts, None, TOO_LARGE)
    return Found(where, parts, path.read_bytes())


def _unzipped(where: str, parts: tuple[str, ...], path: Path) -> Iterator[Found]:
    """The notebooks in an archive, read in memory: nothing is written where a member's name points
    to."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = _notebooks(archive)
            if not members:
                yield Found(where, parts, None, EMPTY)
            elif sum(member.file_size for _, member in members) > LIMIT:
                yield Found(where, parts, None, UNPACKED)
            else:
                yield from _read_members(where, parts, archive, members)
    except BROKEN as error:
        problem = Text(
            f"压缩包打不开，请学生重交（{error}）",
            f"the archive cannot be opened, ask for it again ({error})",
        )
        yield Found(where, parts, None, problem)


def _notebooks(archive: zipfile.ZipFile) -> list[Member]:
    """Notebooks and archives in an archive; no folders, no links, nothing that systems add."""
    found = []
    for info in archive.infolist():
        name = _member(info)
        odd = info.is_dir() or stat.S_ISLNK(info.external_attr >> 16) or SIDE & set(name.parts)
        if name.suffix.lower() in (".ipynb", ".zip") and not odd:
            found.append((name, info))
    return found


def _read_members(
    where: str, parts: tuple[str, ...], archive: zipfile.ZipFile, members: list[Member]
) -> Iterator[Found]:
    for name, info in members:
        place = f"{where}: {name}"
        way = (*parts, *_parts(name))
        if name.suffix.lower() == ".zip":
            yield Found(place, way, None, NESTED)
        else:
            yield Found(place, way, archive.read(info))


def _member(info: zipfile.ZipInfo) -> PurePosixPath:
    """The name of a member as it was meant: Windows in Chinese writes GBK without saying so, macOS
    UTF-8."""
    name = info.orig_filename.split("\0")[0]
    if not info.flag_bits & UTF8:
        raw = name.encode("cp437")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", errors="replace")
    return PurePosixPath(name.replace("\\", "/"))


# --- whose it is, and which assignment


def _grade_ids(folder: CourseFolder, assignment: str) -> GradeIds:
    """Grade ids of each notebook of an assignment, as it was released."""
    paths = folder.notebooks("release", assignment)
    return {path.stem: grade_ids(_read(path)) for path in paths}


def _claims(found: list[Found], ids: dict[str, GradeIds], roster: Roster) -> list[Claim]:
    """What the notebooks in one file, archive or folder are."""
    # A student's archive may well hold a file called final_tiering-tasks; several such names are
    # several students.
    names = list(ids)
    for notebooks in ids.values():
        names += notebooks
    named = [_split(one.parts[-1], names) for one in found]
    signed = {student for student, assignment in named if assignment}
    claims = []
    for one in found:
        student, problem = _whose(one, names, roster, several=len(signed) > 1)
        problem = one.problem or problem or _bad_name(student)
        assignment = "" if problem else _which(one, ids) or ""
        if not problem and not assignment:
            problem = Text(
                f"看不出是哪份作业（{', '.join(ids)}）：请把文件命名为 学号_作业名.ipynb",
                f"cannot tell which assignment it is ({', '.join(ids)}): name the file "
                f"student_assignment.ipynb",
            )
        notebook = _which_notebook(one, ids[assignment]) if assignment else ""
        if not problem and not notebook:
            known = ", ".join(ids[assignment])
            problem = Text(
                f"看不出是 {assignment} 的哪个文件（{known}）：请改回原来的文件名",
                f"cannot tell which file of {assignment} it is ({known}): keep the name it was "
                "given out with",
            )
        claims.append(Claim(one, student, assignment, notebook or "", problem))
    return claims


def _whose(
    found: Found, wanted: Iterable[str], roster: Roster, several: bool
) -> tuple[str, Text | None]:
    names = [_split(part, wanted) for part in reversed(found.parts)]
    if roster.complete:
        return roster.whose(student for student, _ in names)
    if several and not names[0][1]:
        return names[0][0], Text(
            "看不出是谁的：请命名为 学号_作业名.ipynb",
            "cannot tell whose it is: name it student_assignment.ipynb",
        )
    return names[0 if several else -1][0], None


def _once(claims: list[Claim]) -> Iterator[Claim]:
    """The claims; of several files for one notebook of a student, only the one that has the name
    it was given out with is taken."""
    rivals = defaultdict(list)
    for claim in claims:
        if claim.problem:
            yield claim
        else:
            rivals[claim.student, claim.assignment, claim.notebook].append(claim)
    for (student, assignment, notebook), those in rivals.items():
        named = [claim for claim in those if claim.found.parts[-1] in (assignment, notebook)]
        for claim in those:
            problem = (
                None
                if len(those) == 1 or named == [claim]
                else Text(
                    f"{student} 的 {assignment} 不止一个文件：每名学生只留一个，命名为 "
                    f"学号_作业名.ipynb",
                    f"more than one file for {assignment} of {student}: keep one a student, named "
                    f"student_assignment.ipynb",
                )
            )
            yield replace(claim, problem=problem)


def _split(name: str, wanted: Iterable[str]) -> tuple[str, str]:
    """Student and assignment of a name such as S001_tiering-tasks; no assignment if none of
    `wanted` ends it."""
    for assignment in sorted(wanted, key=len, reverse=True):
        if name.endswith(f"_{assignment}"):
            return name.removesuffix(f"_{assignment}").strip(), assignment
    return name.strip(), ""


def _bad_name(student: str) -> Text | None:
    if not student or student.startswith(".") or FORBIDDEN.search(student) or len(student) > 128:
        return Text(
            f"学生名“{student}”不能用作文件夹名：请改名再收",
            f"the name '{student}' cannot be a folder: rename it",
        )
    return None


def _which(found: Found, ids: dict[str, GradeIds]) -> str | None:
    """The assignment of a notebook: by the names on its way, as the only one wanted, or by the
    answer cells it holds."""
    for part in reversed(found.parts):
        for name in ids:
            if _split(part, [name])[1] or re.match(rf"{re.escape(name)}($|[^a-z0-9-])", part):
                return name
    if len(ids) == 1:
        return next(iter(ids))
    notebooks = {(name, one): its for name in ids for one, its in ids[name].items()}
    fitting = _fitting(found, notebooks)
    return fitting[0][0] if len(fitting) == 1 else None


def _which_notebook(found: Found, ids: GradeIds) -> str | None:
    """Which of an assignment's notebooks it is: the only one, by its name, or by its cells."""
    if len(ids) == 1:
        return next(iter(ids))
    name = _plain(found.parts[-1])
    called = [one for one in ids if _plain(one) == name] or [
        one for one in ids if name.endswith(f"_{_plain(one)}")
    ]
    fitting = called or _fitting(found, ids)
    return fitting[0] if len(fitting) == 1 else None


def _plain(name: str) -> str:
    """A name as systems that change blanks may have written it."""
    return re.sub(r"[\s_]+", "_", name).lower()


def _fitting(found: Found, ids: Mapping[Key, set[str]]) -> list[Key]:
    """The notebooks of which it has more than half of the cells."""
    own = grade_ids(found.data)
    return [key for key, its in ids.items() if its and len(own & its) > len(its) / 2]


def grade_ids(data: bytes | None) -> set[str]:
    """Grade ids of a notebook's cells; none if it cannot be read."""
    found = [cells.role(cell).get("grade_id") for cell in cells.of_bytes(data or b"")]
    return {id for id in found if isinstance(id, str)}


def _store(folder: CourseFolder, claim: Claim) -> bool:
    """Writes a notebook; False if the same one is there. An older one moves to
    reports/earlier/."""
    found = claim.found
    place = folder.path / "submitted" / claim.student / claim.assignment
    path = place / f"{claim.notebook}.ipynb"
    if path.is_file():
        if path.read_bytes() == found.data:
            return False
        journal.set_aside(folder, claim.assignment, claim.student, claim.notebook)
        for name in FILES:
            path.with_name(name).unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(found.data or b"")
    return True


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
