"""The feedback pages of a class: what the gradebook and the folders say, and the files."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.base import Text
from grader.base.files import writing
from grader.course.folder import CourseFolder
from grader.feedback import facts
from grader.feedback.handout import Handout
from grader.feedback.page import Mark, render
from grader.feedback.words import WORDS
from grader.gradebook import access, freshness
from grader.gradebook.autograded import content
from grader.gradebook.exchange import FILES
from grader.gradebook.hand_marks import RowMark
from grader.gradebook.people import people
from grader.gradebook.scores import cell_comments, cell_scores

# the rows of rubrics by (assignment, student, notebook) and grade cell
RubricRows = Mapping[tuple[str, str, str], Mapping[str, tuple[RowMark, ...]]]
# what Windows does not take in the name of a file
UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*\u200b-\u202e]')
OF_ALL = Text("反馈", "feedback")  # ends the name of an archive
DATED = (1980, 1, 1, 0, 0, 0)  # the same pages give the same archive


@dataclass(frozen=True)
class Written:
    """What came of the pages of one submission; `reason`: why there are none."""

    assignment: str
    student: str
    reason: Text | None = None


def write(folder: CourseFolder, assignment: str, student: str) -> Written:
    """Writes the feedback pages of one graded submission; says what came of it."""
    return next(write_all(folder, [(assignment, student)]))


def write_all(
    folder: CourseFolder,
    jobs: Iterable[tuple[str, str]],
    names: Mapping[str, str] | None = None,
    told: Collection[str] = (),
    rows: RubricRows | None = None,
) -> Iterator[Written]:
    """Writes feedback/<student>/<assignment>/<notebook>.html for each graded submission; yields
    what came of each. Students are called as the gradebook does, unless `names` says otherwise.

    told: the theory tests of whose questions the right answer and the reason may be told. rows: as
    they were marked. The gradebook and each assignment are read once. No submission stops the
    others.
    """
    jobs = list(jobs)
    known = _read_gradebook(folder, sorted({assignment for assignment, _ in jobs}))
    known.names |= names or {}
    known.rows = rows or {}
    handouts: dict[str, dict[str, Handout]] = {}
    sources: dict[str, facts.Source] = {}
    for assignment, student in jobs:
        try:
            if assignment not in handouts:
                handouts[assignment] = _handouts(folder, assignment)
                sources[assignment] = facts.Source(folder, assignment, assignment in told)
            given = handouts[assignment], sources[assignment]
            reason = _write_pages(folder, assignment, student, *given, known)
        except Exception as error:  # a fault of ours in one page is named, and the class goes on
            said = f"{type(error).__name__}: {error}"[:300]
            reason = Text(
                f"评语页没有写成：{said}", f"the feedback page could not be written: {said}"
            )
        yield Written(assignment, student, reason)


def copy_to_send(folder: CourseFolder, jobs: Iterable[tuple[str, str]], target: Path) -> int:
    """Copies the pages into one folder under names that say whose and of what they are:
    student_name_assignment.html; returns how many."""
    names = {one.id: one.name for one in people(folder)}
    count = 0
    for assignment, student in jobs:
        for page in _pages(folder, assignment, student):
            parts = [student, names.get(student, ""), assignment]
            parts += [page.stem] if page.stem != assignment else []
            writing.write(target / f"{_name(parts)}.html", page.read_bytes(), writing.PRIVATE)
            count += 1
    return count


def archives_to_send(
    folder: CourseFolder,
    jobs: Iterable[tuple[str, str]],
    target: Path,
    more: Mapping[str, Mapping[str, bytes]],
) -> int:
    """Writes one archive a student, student_name_feedback.zip, with the pages and what `more` has
    for the student, by the name of the file; returns how many."""
    names = {one.id: one.name for one in people(folder)}
    pages: dict[str, dict[str, bytes]] = defaultdict(dict)
    for assignment, student in jobs:
        for page in _pages(folder, assignment, student):
            parts = [assignment, *([page.stem] if page.stem != assignment else [])]
            pages[student][f"{_name(parts)}.html"] = page.read_bytes()
    for student, own in pages.items():
        stem = _name([student, names.get(student, ""), OF_ALL[folder.language]])
        data = _archive(own | dict(more.get(student, {})))
        writing.write(target / f"{stem}.zip", data, writing.PRIVATE)
    return len(pages)


def _pages(folder: CourseFolder, assignment: str, student: str) -> list[Path]:
    return sorted((folder.path / "feedback" / student / assignment).glob("*.html"))


def _name(parts: Iterable[str]) -> str:
    return "_".join(UNFIT.sub("-", part) for part in parts if part)


def _archive(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, DATED), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


@dataclass
class _Known:
    """What the gradebook says of some assignments: marks by (assignment, student, notebook) and
    grade id; how students are called; what lateness costs by (assignment, student); rows of
    rubrics."""

    marks: dict[tuple[str, str, str], dict[str, Mark]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    names: dict[str, str] = field(default_factory=dict)
    penalties: dict[tuple[str, str], float] = field(default_factory=dict)
    rows: RubricRows = field(default_factory=dict)


def _read_gradebook(folder: CourseFolder, assignments: list[str]) -> _Known:
    """Nothing where there is no gradebook."""
    known = _Known()
    if access.is_there(folder):
        _read_marks(folder, assignments, known)
        _read_names(folder, known)
        with access.opened(folder) as gradebook:
            _read_penalties(gradebook.db, assignments, known)
    return known


def _read_marks(folder: CourseFolder, assignments: list[str], known: _Known) -> None:
    """Points and comments of the cells."""
    for score in cell_scores(folder, assignments):
        marks = known.marks[score.assignment, score.student, score.notebook]
        marks[score.cell] = Mark(score.points, score.maximum, score.by_hand)
    for comment in cell_comments(folder, assignments):
        marks = known.marks[comment.assignment, comment.student, comment.notebook]
        mark = marks.get(comment.cell, Mark(None, 0.0))
        marks[comment.cell] = mark._replace(comment=comment.text)


def _read_names(folder: CourseFolder, known: _Known) -> None:
    """Names with the id, where the gradebook has a name."""
    form = "{name}（{id}）" if folder.language == "zh" else "{name} ({id})"
    for one in people(folder):
        known.names[one.id] = form.format(name=one.name, id=one.id) if one.name else one.id


def _read_penalties(db: Any, assignments: list[str], known: _Known) -> None:
    from nbgrader.api import Assignment, SubmittedAssignment

    late = (
        db.query(Assignment.name, SubmittedAssignment)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(
            Assignment.name.in_(assignments),
            SubmittedAssignment.timestamp.is_not(None),
            Assignment.duedate.is_not(None),
        )
    )
    for name, work in late:
        known.penalties[name, work.student_id] = work.late_submission_penalty or 0.0


def _handouts(folder: CourseFolder, assignment: str) -> dict[str, Handout]:
    """A Handout for each notebook of the assignment, by its name."""
    source = folder.assignment_folder("source", assignment)
    release = folder.assignment_folder("release", assignment)
    made = {}
    for path in sorted(source.glob("*.ipynb")) if source.is_dir() else ():
        given = release / path.name
        made[path.stem] = Handout(_notebook(path), _notebook(given) if given.is_file() else None)
    return made


def _notebook(path: Path) -> dict:
    return json.loads(path.read_bytes().decode("utf-8-sig"))


def _write_pages(
    folder: CourseFolder,
    assignment: str,
    student: str,
    handouts: dict[str, Handout],
    source: facts.Source,
    known: _Known,
) -> Text | None:
    """Writes a page for each graded notebook; returns why not all that should be there could be
    written."""
    if not handouts:
        return WORDS["no_release"]
    stamps = freshness.stamps(folder, assignment, student)
    if freshness.newer(folder, assignment, student, stamps):
        return WORDS["newer"]
    graded = folder.path / "autograded" / student / assignment
    target = folder.path / "feedback" / student / assignment
    name = known.names.get(student, student)
    title = _title(folder, assignment)
    penalty = known.penalties.get((assignment, student), 0.0)
    written = 0
    for notebook, handout in handouts.items():
        path = graded / f"{notebook}.ipynb"
        marks = known.marks.get((assignment, student, notebook))
        if not path.is_file() or not marks:
            continue
        try:
            executed = _notebook(path)
        except (OSError, ValueError, RecursionError):
            return WORDS["unreadable_file"]
        heading = title if len(handouts) == 1 else f"{title} · {notebook}"
        submitted = _submitted(folder, assignment, student, notebook)
        own = source.of(student, known.rows.get((assignment, student, notebook), {}))
        made = render(
            handout, executed, marks, folder.language, name, heading, penalty, submitted, own
        )
        writing.write(target / f"{notebook}.html", made)
        written += 1
    if not written:
        return WORDS["not_graded"]
    for file in FILES:
        if (data := content(graded / file)) is not None:
            writing.write(target / file, data)
    return None


def _submitted(folder: CourseFolder, assignment: str, student: str, notebook: str) -> dict | None:
    """The notebook as it was handed in, if it can be read as it is."""
    path = folder.path / "submitted" / student / assignment / f"{notebook}.ipynb"
    try:
        found = json.loads(content(path) or b"")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _title(folder: CourseFolder, assignment: str) -> str:
    for info in folder.course.assignments if folder.course else ():
        if info.name == assignment:
            return info.title[folder.language]
    return assignment
