"""Takes a student, or one hand-in, out of everything again, or gives a student another id.

A student's data lie in many places; this is the list of them. Each is done by itself, the gradebook
last: after a stop half-way the same command goes on.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import chain, count
from pathlib import Path

from grader.base import Text, UserError
from grader.base.files import ids, tables, writing
from grader.course.folder import CourseFolder
from grader.gradebook import enrolment, freshness, journal, people
from grader.term.rubric_sheets import EARLIER, forget_marks

FOLDERS = (
    "submitted",
    "autograded",
    "feedback",
    "reports/earlier",
    "reports/when",
    "reports/withdrawn",
)
ONCE = (people.LIST, "groups.csv")  # lists with one row a student
# heads of the column with the ids in our lists, sheets and exports
STUDENT = {
    "student": (
        "学生 student",
        "学号",
        "学号 Student id",
        "student_id",
        "SIS User ID",
        "ID number",
        "id",
    )
}

Done = list[tuple[str, int]]  # place in the folder, how many things there
Means = Callable[[str], bool]  # whether an id as it stands in a table is the student's


def places(folder: CourseFolder, student: str) -> Done:
    """Where something of a student lies; changes nothing."""
    means = _means(folder, student)
    found = [(f"{name}/{student}", _count(folder.path / name / student)) for name in FOLDERS]
    found += [
        (_inside(folder, path), its) for path in _tables(folder) if (its := _rows(path, means))
    ]
    found += [("reports/journal.jsonl", journal.count(folder, student))]
    found += [(_inside(folder, path), int(student in notes)) for path, notes in _notes(folder)]
    found += [(_inside(folder, path), 1) for path in _pages(folder, student)]
    there = student in people.enrolled(folder)
    found += [("gradebook", len(enrolment.work(folder, student)) + there)]
    return [(place, its) for place, its in found if its]


def remove(folder: CourseFolder, student: str) -> Done:
    """Removes everything of a student; returns where something was."""
    found = places(folder, student)
    for path in _pages(folder, student):
        path.unlink(missing_ok=True)
    means = _means(folder, student)
    for path in _tables(folder):
        _edit(path, means, None)
    _rename_notes(folder, student, None)
    journal.forget(folder, student)
    for name in FOLDERS:
        _delete(folder.path / name / student)
    enrolment.remove(folder, student)
    return found


def rename(folder: CourseFolder, old: str, new: str) -> Done:
    """Gives a student another id everywhere, also one that was entered but has handed in other
    work; returns where something was. Pages that show the old id are named, not changed.

    Raises UserError, and changes nothing, where both have handed in the same work.
    """
    new = ids.normal(new)
    problem = ids.damage(new) or ids.unfit(new)
    if problem:
        raise UserError(f"{problem.zh}。", f"{problem.en}.")
    _verify_apart(folder, old, new)
    found = places(folder, old)
    mean_old, mean_new = _means(folder, old, new), _means(folder, new, old)
    for path in _tables(folder):
        its_own = path.name in ONCE and _rows(path, mean_new)
        _edit(path, mean_old, None if its_own else new)
    _rename_notes(folder, old, new)
    journal.rename(folder, old, new)
    for name in FOLDERS:
        _merge(folder.path / name / old, folder.path / name / new)
    enrolment.rename(folder, old, new)
    return found


def withdraw(folder: CourseFolder, student: str, assignment: str) -> list[Text]:
    """Takes a hand-in out again with its marks and keeps the files in reports/withdrawn/; the one
    that it replaced is back in its place, with its marks where they are there still. Returns what
    was done.

    Raises UserError when nothing was handed in.
    """
    done = []
    if _marks_are_of_another(folder, student, assignment):
        journal.forget(folder, student, assignment)
        done.append(
            Text(
                f"{student} 的 {assignment} 已撤回；它还没有评过分，上一份的分数没有动",
                f"{assignment} of {student} is withdrawn; it was never graded, and the marks of "
                "the one before were left as they were",
            )
        )
        done += _set_aside(folder, student, assignment)
    elif _is_there(folder, student, assignment):
        journal.forget(folder, student, assignment)
        for step in ("autograded", "feedback"):
            _delete(folder.path / step / student / assignment)
        forget_marks(folder, assignment, student)
        enrolment.withdraw(folder, student, assignment)
        done.append(
            Text(
                f"{student} 的 {assignment} 已撤回，分数和评语页一起去掉了",
                f"{assignment} of {student} is withdrawn with its marks and feedback",
            )
        )
        done += _set_aside(folder, student, assignment)
    if when := journal.restore(folder, student, assignment):
        done.append(
            Text(
                f"它以前替换的那一份（{when:%Y-%m-%d %H:%M}）放回来了：请再运行 keguan grade",
                f"the one that it replaced ({when:%Y-%m-%d %H:%M}) is back: run keguan grade",
            )
        )
    for name in FOLDERS:
        with contextlib.suppress(OSError):  # there is other work of the student
            (folder.path / name / student).rmdir()
    if not done:
        folder.assignments(assignment)  # says which there are
        raise UserError(
            f"{student} 没有交过 {assignment}。", f"{student} has not handed in {assignment}."
        )
    return done


def _marks_are_of_another(folder: CourseFolder, student: str, assignment: str) -> bool:
    """Whether what lies in submitted/ was never graded, while the one that it replaced was."""
    if not journal.earlier_digests(folder, assignment, student):
        return False
    graded = freshness.stamps(folder, assignment, student)
    return freshness.newer(folder, assignment, student, graded)


def _is_there(folder: CourseFolder, student: str, assignment: str) -> bool:
    handed_in = folder.path / "submitted" / student / assignment
    if any(handed_in.glob("*.ipynb")):
        return True
    if journal.earlier_digests(folder, assignment, student):
        return False  # stopped half-way: only the one before is still to be put back
    return assignment in enrolment.work(folder, student)


def _set_aside(folder: CourseFolder, student: str, assignment: str) -> list[Text]:
    """Moves the files of a hand-in, if there are any, to reports/withdrawn/; says where."""
    handed_in = folder.path / "submitted" / student / assignment
    if not handed_in.is_dir():
        return []
    kept = _free(journal.withdrawn_to(folder, student, assignment))
    kept.parent.mkdir(parents=True, exist_ok=True)
    os.replace(handed_in, kept)
    return [Text(f"文件留在 {kept}", f"the file is kept in {kept}")]


# --- folders


def _count(path: Path) -> int:
    """How many things lie in a student's folder."""
    return len(list(path.iterdir())) if path.is_dir() else 0


def _delete(path: Path) -> None:
    """Deletes a folder with everything in it; nbgrader makes graded notebooks read-only, which
    Windows would not delete."""
    if not path.is_dir():
        return
    for one in path.rglob("*"):
        if one.is_file() and not one.is_symlink():
            one.chmod(0o644)
    shutil.rmtree(path)


def _verify_apart(folder: CourseFolder, old: str, new: str) -> None:
    """Raises UserError where both ids have handed in the same work."""
    both = set(enrolment.work(folder, old)) & set(enrolment.work(folder, new))
    for name in ("submitted", "autograded", "feedback"):
        here, there = folder.path / name / old, folder.path / name / new
        both |= {path.name for path in here.glob("*") if (there / path.name).exists()}
    if both:
        names = ", ".join(sorted(both))
        raise UserError(
            f"{old} 和 {new} 都交了 {names}：请先撤回一份，例如 keguan class withdraw {old} "
            f"{min(both)}。",
            f"{old} and {new} have both handed in {names}: withdraw one first, for example keguan "
            f"class withdraw {old} {min(both)}.",
        )


def _merge(old: Path, new: Path) -> None:
    """Moves what is in one folder into another, each thing in one step."""
    if not old.is_dir():
        return
    new.mkdir(parents=True, exist_ok=True)
    for path in sorted(old.iterdir()):
        os.replace(path, _free(new / path.name))
    old.rmdir()


def _free(path: Path) -> Path:
    """The path itself, or with the next number where there is something: name-0.ipynb, -1 …"""
    stem = re.sub(r"-\d{1,3}\Z", "", path.stem)
    numbered = (path.with_name(f"{stem}-{number}{path.suffix}") for number in count())
    return next(one for one in chain([path], numbered) if not one.exists())


# --- lists and pages


def _inside(folder: CourseFolder, path: Path) -> str:
    return path.relative_to(folder.path).as_posix()


def _tables(folder: CourseFolder) -> Iterator[Path]:
    """The tables of a class that may have a row for a student."""
    reports = folder.path / "reports"
    for room in (folder.path, reports, reports / EARLIER):
        for path in sorted(room.glob("*")):
            if path.suffix.lower() in (".csv", ".xlsx") and not path.name.startswith(("~$", ".")):
                yield path


def _means(folder: CourseFolder, student: str, *others: str) -> Means:
    """The rows that count for a student are those that whoever reads the table for a mark takes for
    the student's: Excel may have saved 26010 for 026010."""
    known = {student, *others, *people.known(folder)}
    return lambda text: ids.candidates(text, known) == [student]


def _rows(path: Path, means: Means) -> int:
    """How many rows of a table are about a student; none in a table of another kind."""
    try:
        found = tables.tables(path, STUDENT)
    except UserError:
        return 0
    return sum(means(row["student"]) for row in chain.from_iterable(one.rows for one in found))


def _edit(path: Path, means: Means, new: str | None) -> None:
    """Gives the rows of a student another id, or removes them."""
    if _rows(path, means) and not _is_page(path):
        tables.edit(path, STUDENT, "student", lambda text: new if means(text) else text)


def _notes(folder: CourseFolder) -> Iterator[tuple[Path, dict]]:
    """The files in reports/ that keep something by student: keys of records, what a rubric sheet
    had last."""
    for path in sorted((folder.path / "reports").glob("*.json")):
        with contextlib.suppress(ValueError):  # damaged: whoever reads it says so
            found = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                yield path, found


def _rename_notes(folder: CourseFolder, old: str, new: str | None) -> None:
    for path, found in _notes(folder):
        if old in found:
            kept = {new if name == old else name: note for name, note in found.items()}
            kept = {name: note for name, note in kept.items() if name is not None}
            writing.write(path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def _is_page(path: Path) -> bool:
    """Whether a file of reports/ is made from the gradebook, and not filled in by anybody."""
    return path.suffix in (".html", ".ipynb") or path.name.startswith(("marks-", "marks."))


def _pages(folder: CourseFolder, student: str) -> Iterator[Path]:
    """The pages and exports in reports/ that name a student."""
    for path in sorted((folder.path / "reports").glob("*")):
        if path.is_file() and _is_page(path) and _names(path, student):
            yield path


def _names(path: Path, student: str) -> bool:
    if path.suffix == ".xlsx":
        return bool(_rows(path, lambda text: ids.normal(text) == student))
    text = path.read_text(encoding="utf-8", errors="replace")
    return bool(re.search(rf"(?<![\w-]){re.escape(student)}(?![\w-])", text))
