"""What a course folder remembers of submissions beside the gradebook, which keeps the newest only.

reports/journal.jsonl has one line for each submission that was graded or could not be;
reports/earlier/ has the files that newer ones took the place of, reports/when/ how they came.
"""

from __future__ import annotations

import glob
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from grader.base import Text
from grader.base.files import writing
from grader.course.folder import CourseFolder
from grader.engine.model import FAILED, GRADED, CellMark, Graded, Outcome
from grader.engine.notebooks import fingerprint
from grader.gradebook import freshness

__all__ = [
    "Attempt",
    "FAILED",
    "GRADED",
    "Job",
    "attempts",
    "count",
    "earlier_digests",
    "forget",
    "never_graded",
    "newest_last",
    "note",
    "reasons",
    "rename",
    "restore",
    "set_aside",
    "withdrawn_digests",
    "withdrawn_to",
]

Job = tuple[str, str]  # assignment, student
REPLACED = "%Y%m%dT%H%M%S"  # when, in the name of a file in reports/earlier/
WHEN = ("timestamp.txt", "collected.json")  # beside a hand-in: when and how it came


@dataclass(frozen=True)
class Attempt:
    """A submission as it was graded last. points by grade cell, None where a person marks; stamps
    by notebook say what was handed in and by which checks it was graded; handed_in is UTC, None
    where nobody noted it.
    """

    graded: str
    handed_in: datetime | None
    points: dict[str, float | None]
    stamps: dict[str, dict]

    @property
    def submitted(self) -> tuple:
        """Tells one submission from another."""
        return tuple(sorted((name, stamp.get("submitted")) for name, stamp in self.stamps.items()))

    @property
    def checks(self) -> list:
        """Tells one version of the assignment from another: its checks and whatever else runs with
        them.
        """
        return sorted(
            (name, stamp.get("given"), sorted(stamp.get("checks", {}).items()))
            for name, stamp in self.stamps.items()
        )

    @property
    def total(self) -> float | None:
        """Sum of the points; None where a person marks some of it."""
        known = [points for points in self.points.values() if points is not None]
        return sum(known) if len(known) == len(self.points) else None


def note(
    folder: CourseFolder,
    outcome: Outcome,
    graded: Sequence[Graded],
    handed_in: datetime | None = None,
) -> None:
    """Adds the line of one submission: what ran, how long, what was confined, and why each mark is
    what it is.
    """
    path = _path(folder)
    entry = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        **asdict(outcome),
        "notebooks": [_notebook(g) for g in graded],
        "handed_in": handed_in and handed_in.isoformat(),
    }
    writing.add_line(path, json.dumps(entry, ensure_ascii=False))


def _notebook(graded: Graded) -> dict:
    return {
        "notebook": graded.notebook,
        "seconds": round(graded.seconds, 3),
        "confined": list(graded.confined),
        "notes": [asdict(note) for note in graded.notes],
        "recalled": graded.recalled,
        "stamp": graded.fingerprint,
        "marks": [_mark(mark) for mark in graded.marks],
    }


def _mark(mark: CellMark) -> dict:
    return {
        "cell": mark.cell,
        "points": mark.points,
        "maximum": mark.maximum,
        "how": mark.how,
        "why": mark.why,
    }


def reasons(folder: CourseFolder) -> dict[Job, Outcome]:
    """The last outcome of each job that the journal knows."""
    found = {}
    for entry in _lines(folder):
        outcome = _outcome(entry)
        if outcome:
            found[outcome.assignment, outcome.student] = outcome
    return found


def _outcome(entry: dict) -> Outcome | None:
    try:
        return Outcome(
            entry["assignment"],
            entry["student"],
            entry["status"],
            entry["seconds"],
            Text(**entry["reason"]),
        )
    except (KeyError, TypeError):
        return None


def attempts(folder: CourseFolder) -> dict[Job, list[Attempt]]:
    """The different submissions of each job that were graded; the last is the one whose marks the
    gradebook has.

    A submission that was graded again, or in part, keeps one attempt with its newest points.
    """
    found: dict[Job, dict[tuple, Attempt]] = {}
    for entry in _lines(folder):
        try:
            if entry["status"] == GRADED:
                job = (entry["assignment"], entry["student"])
                made = _attempt(entry)
                _take(found.setdefault(job, {}), made)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue  # a line of another form
    return {job: list(its.values()) for job, its in found.items()}


def newest_last(
    folder: CourseFolder,
    job: Job,
    tried: Sequence[Attempt],
    stamps: freshness.Stamps | None = None,
) -> list[Attempt]:
    """The attempts with the gradebook's own last, also where the run that graded it was stopped
    before its line was written: by the stamps of the graded notebooks.
    """
    stamps = freshness.stamps(folder, *job) if stamps is None else stamps
    if not tried or _fits(tried[-1], stamps):
        return list(tried)
    others = [attempt for attempt in tried if not _fits(attempt, stamps)]
    own = [attempt for attempt in tried if _fits(attempt, stamps)]
    if not own:
        own = [Attempt("", None, {}, stamps)]
    return others + own


def _fits(attempt: Attempt, stamps: dict[str, dict]) -> bool:
    """Whether an attempt may be of the notebooks with these stamps."""
    both = attempt.stamps.keys() & stamps.keys()
    return all(
        attempt.stamps[name].get("submitted") == stamps[name].get("submitted") for name in both
    )


def _attempt(entry: dict) -> Attempt:
    when = entry.get("handed_in")
    points = {}
    stamps = {}
    for notebook in entry["notebooks"]:
        stamps[notebook["notebook"]] = notebook["stamp"]
        for mark in notebook["marks"]:
            points[mark["cell"]] = mark["points"]
    return Attempt(entry["time"], datetime.fromisoformat(when) if when else None, points, stamps)


def _take(its: dict[tuple, Attempt], made: Attempt) -> None:
    """Puts an attempt last; what it was not graded for keeps the points of the same submission
    before.
    """
    before = its.pop(made.submitted, None)
    its[made.submitted] = replace(made, points=before.points | made.points) if before else made


def _lines(folder: CourseFolder) -> Iterator[dict]:
    path = _path(folder)
    # a run may be cut off within a character; and a line of JSON may hold what str.splitlines
    # takes for the end of a line, such as U+2028 from the name of a file
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    for line in text.split("\n"):
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # the last line of a run that was cut off
        if isinstance(entry, dict):
            yield entry


def _path(folder: CourseFolder) -> Path:
    return folder.path / "reports" / "journal.jsonl"


# --- files that newer ones took the place of


def set_aside(
    folder: CourseFolder, assignment: str, student: str, notebook: str | None = None
) -> None:
    """Keeps a notebook that was handed in in reports/earlier/, before a newer file takes its place:
    the one with the assignment's name, unless another is named.

    One that is kept there already is not kept twice, so that it is no second attempt.
    """
    handed_in = folder.path / "submitted" / student / assignment
    data = (handed_in / f"{notebook or assignment}.ipynb").read_bytes()
    if any(path.read_bytes() == data for _, path in _replaced(folder, assignment, student)):
        return
    room = folder.path / "reports" / "earlier" / student
    number = len(list(room.glob("*.ipynb"))) if room.is_dir() else 0
    for name in WHEN:  # first: a notebook that is kept has what says when it came
        if (handed_in / name).is_file():
            kept = _when(folder, assignment, student, data) / name
            writing.write(kept, (handed_in / name).read_bytes())
    writing.write(room / f"{assignment}-{time.strftime(REPLACED)}-{number}.ipynb", data)


def _when(folder: CourseFolder, assignment: str, student: str, data: bytes) -> Path:
    """Where what says when and how a kept notebook came lies; the same place, however often it is
    kept."""
    name = f"{assignment}-{fingerprint.of_notebook(data)}"
    return folder.path / "reports" / "when" / student / name


def earlier_digests(folder: CourseFolder, assignment: str, student: str) -> set[str]:
    """Digests of the notebooks that newer ones took the place of."""
    replaced = _replaced(folder, assignment, student)
    return {fingerprint.of_notebook(path.read_bytes()) for _, path in replaced}


def withdrawn_digests(folder: CourseFolder, assignment: str, student: str) -> set[str]:
    """Digests of the notebooks that a teacher has withdrawn."""
    room = folder.path / "reports" / "withdrawn" / student
    paths = room.glob(f"{glob.escape(assignment)}-[0-9]*T*/*.ipynb")
    return {fingerprint.of_notebook(path.read_bytes()) for path in paths}


def never_graded(
    folder: CourseFolder, assignment: str, student: str, tried: Iterable[Attempt]
) -> list[datetime]:
    """When the submissions were replaced that none of the attempts is of, oldest first."""
    known = set()
    for attempt in tried:
        known |= {stamp.get("notebook") for stamp in attempt.stamps.values()}
    replaced = _replaced(folder, assignment, student)
    return [
        when for when, path in replaced if fingerprint.of_notebook(path.read_bytes()) not in known
    ]


def _replaced(folder: CourseFolder, assignment: str, student: str) -> list[tuple[datetime, Path]]:
    """The files in reports/earlier/, each with the time when it was replaced, oldest first."""
    name = re.compile(rf"{re.escape(assignment)}-(\d{{8}}T\d{{6}})-\d+\.ipynb")
    room = folder.path / "reports" / "earlier" / student
    found = []
    for path in room.iterdir() if room.is_dir() else ():
        match = name.fullmatch(path.name)
        if match:
            found.append((datetime.strptime(match[1], REPLACED), path))
    return sorted(found)


# --- what is taken out again


def count(folder: CourseFolder, student: str) -> int:
    """How many lines are about a student."""
    return sum(entry.get("student") == student for entry in _lines(folder))


def forget(folder: CourseFolder, student: str, assignment: str | None = None) -> int:
    """Takes a student out of the journal, or only the submission of an assignment that lies in
    submitted/ now; returns how many lines went."""
    if assignment is None:
        return _rewrite(folder, lambda entry: None if entry.get("student") == student else entry)
    handed_in = folder.notebooks("submitted", assignment, student)
    digests = {fingerprint.of_notebook(p.read_bytes()) for p in handed_in if p.is_file()}

    def kept(entry: dict) -> dict | None:
        if (entry.get("assignment"), entry.get("student")) != (assignment, student):
            return entry
        stamps = [one.get("stamp") or {} for one in entry.get("notebooks") or ()]
        # a line without stamps says why some submission could not be graded, and nothing else
        gone = not stamps or any(stamp.get("notebook") in digests for stamp in stamps)
        return None if gone else entry

    return _rewrite(folder, kept)


def rename(folder: CourseFolder, old: str, new: str) -> int:
    """Gives the lines of a student another id; returns how many there are."""
    return _rewrite(
        folder, lambda entry: {**entry, "student": new} if entry.get("student") == old else entry
    )


def _rewrite(folder: CourseFolder, change: Callable[[dict], dict | None]) -> int:
    """Writes the journal anew with each line as `change` has it, None for none; a line that cannot
    be read stays. Returns how many changed."""
    path, made, count = _path(folder), [], 0
    if not path.is_file():
        return 0
    for line in path.read_bytes().split(b"\n"):
        try:
            entry = json.loads(line)
        except ValueError:
            made.append(line)  # the empty one at the end, or one that was cut off
            continue
        changed = change(entry) if isinstance(entry, dict) else entry
        if changed is entry:
            made.append(line)
            continue
        count += 1
        if changed is not None:
            made.append(json.dumps(changed, ensure_ascii=False).encode())
    if count:
        writing.write(path, b"\n".join(made))
    return count


def withdrawn_to(folder: CourseFolder, student: str, assignment: str) -> Path:
    """Where a submission that is withdrawn is kept."""
    stamp = time.strftime(REPLACED)
    return folder.path / "reports" / "withdrawn" / student / f"{assignment}-{stamp}"


def restore(folder: CourseFolder, student: str, assignment: str) -> datetime | None:
    """Puts the submission that was replaced last back into submitted/; returns when it was
    replaced, None where there is none or it is not clear which notebook it was."""
    replaced = _replaced(folder, assignment, student)
    places = folder.notebooks("submitted", assignment, student)
    if not replaced or len(places) != 1:
        return None
    when, path = replaced[-1]
    room = places[0].parent
    room.parent.mkdir(parents=True, exist_ok=True)
    kept = _when(folder, assignment, student, path.read_bytes())
    if kept.is_dir() and not room.exists():
        kept.replace(room)  # what says when it came becomes its folder
    room.mkdir(exist_ok=True)
    path.replace(places[0])
    return when
