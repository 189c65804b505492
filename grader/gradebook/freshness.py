"""Whether a mark in the gradebook is of the work that lies in submitted/, and by today's checks."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from grader.course.folder import CourseFolder
from grader.engine.notebooks import fingerprint
from grader.gradebook import autograded, handed_in
from grader.gradebook.handed_in import Unreadable

Stamps = dict[str, dict]  # by notebook: what it was graded from
Checks = dict[str, str]  # by grade cell: digest of its check and its points


def stamps(folder: CourseFolder, assignment: str, student: str) -> Stamps:
    """What the graded notebooks of a submission were made from; empty where nbgrader itself graded
    them."""
    found = {}
    for path in (folder.path / "autograded" / student / assignment).glob("*.ipynb"):
        stamp = autograded.record(path, fingerprint.KEY)
        if stamp:
            found[path.stem] = stamp
    return found


def newer(folder: CourseFolder, assignment: str, student: str, graded: Stamps) -> bool:
    """Whether other work lies in submitted/ than what was graded; not where nothing lies there."""
    room = folder.path / "submitted" / student / assignment
    if not graded or not room.is_dir():
        return False
    there = {}
    for name in folder.names(assignment):
        with suppress(Unreadable):
            there[name] = handed_in.data(folder, assignment, student, name)
    if not there:
        return True  # graded once, and now nothing that could be
    return any(_differs(graded.get(name), data) for name, data in there.items())


def _differs(stamp: dict | None, data: bytes) -> bool:
    if stamp is None:
        return True
    return stamp.get("notebook", "") not in ("", fingerprint.of_notebook(data))


def outdated(folder: CourseFolder, assignment: str) -> list[str]:
    """The students whose graded work has other checks or points behind it than the instructor's
    notebook has today; sorted."""
    today = checks(folder, assignment)
    return [
        student
        for student in folder.students(assignment)
        if by_other_checks(stamps(folder, assignment, student), today)
    ]


def checks(folder: CourseFolder, assignment: str) -> dict[str, list[Checks]]:
    """The checks of each notebook of an assignment today, in every language there is."""
    found: dict[str, list[Checks]] = {}
    languages = {folder.language, *(folder.course.languages if folder.course else ())}
    for language in sorted(languages):
        for path in replace(folder, language=language).notebooks("source", assignment):
            if path.is_file():
                own = fingerprint.checks(path.read_text(encoding="utf-8"))
                found.setdefault(path.stem, []).append(own)
    return found


def by_other_checks(graded: Stamps, today: dict[str, list[Checks]]) -> bool:
    """Whether one of the graded notebooks has checks that fit none of today's."""
    return any(
        name in today and stamp.get("checks") not in (None, *today[name])
        for name, stamp in graded.items()
    )
