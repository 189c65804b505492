"""The journal of a course folder, reports/journal.jsonl: one line for each submission that was
graded or could not be."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from grader.base import Text
from grader.course.folder import CourseFolder
from grader.engine.model import GRADED, Graded, Outcome

Job = tuple[str, str]  # assignment, student


@dataclass(frozen=True)
class Attempt:
    """A submission as it was graded last. points by grade cell, None where a person marks; stamps
    by notebook say what was
    handed in and by which checks it was graded; handed_in is UTC, None where nobody noted it."""

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
        them."""
        return sorted(
            (name, stamp.get("given"), sorted(stamp.get("checks", {}).items()))
            for name, stamp in self.stamps.items()
        )


def note(
    folder: CourseFolder,
    outcome: Outcome,
    graded: Sequence[Graded],
    handed_in: datetime | None = None,
) -> None:
    """Adds the line of one submission: what ran, how long, what was confined, and why each mark is
    what it is."""
    path = folder.path / "reports" / "journal.jsonl"
    path.parent.mkdir(exist_ok=True)
    notebooks = [
        {
            "notebook": g.notebook,
            "seconds": round(g.seconds, 3),
            "confined": list(g.confined),
            "notes": [asdict(n) for n in g.notes],
            "recalled": g.recalled,
            "stamp": g.fingerprint,
            "marks": [
                {
                    "cell": m.cell,
                    "points": m.points,
                    "maximum": m.maximum,
                    "how": m.how,
                    "why": m.why,
                }
                for m in g.marks
            ],
        }
        for g in graded
    ]
    entry = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        **asdict(outcome),
        "notebooks": notebooks,
        "handed_in": handed_in and handed_in.isoformat(),
    }
    with path.open("a", encoding="utf-8", newline="\n") as journal:
        journal.write(json.dumps(entry, ensure_ascii=False) + "\n")


def reasons(folder: CourseFolder) -> dict[Job, Outcome]:
    """The last outcome of each job that the journal knows."""
    found = {}
    for entry in _lines(folder):
        try:
            outcome = Outcome(
                entry["assignment"],
                entry["student"],
                entry["status"],
                entry["seconds"],
                Text(**entry["reason"]),
            )
        except (KeyError, TypeError):
            continue
        found[outcome.assignment, outcome.student] = outcome
    return found


def attempts(folder: CourseFolder) -> dict[Job, list[Attempt]]:
    """The different submissions of each job that were graded; the last is the one whose marks the
    gradebook has.

    A submission that was graded again, or in part, keeps one attempt with its newest points.
    """
    found: dict[Job, dict[tuple, Attempt]] = {}
    for entry in _lines(folder):
        try:
            if entry["status"] != GRADED:
                continue
            when = entry.get("handed_in")
            points = {
                mark["cell"]: mark["points"]
                for book in entry["notebooks"]
                for mark in book["marks"]
            }
            stamps = {book["notebook"]: book["stamp"] for book in entry["notebooks"]}
            made = Attempt(
                entry["time"], datetime.fromisoformat(when) if when else None, points, stamps
            )
            job = entry["assignment"], entry["student"]
            before = found.setdefault(job, {}).pop(made.submitted, None)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
        found[job][made.submitted] = (
            Attempt(made.graded, made.handed_in, before.points | points, stamps) if before else made
        )
    return {job: list(its.values()) for job, its in found.items()}


def _lines(folder: CourseFolder) -> Iterator[dict]:
    path = folder.path / "reports" / "journal.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else []:
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # the last line of a run that was cut off
        if isinstance(entry, dict):
            yield entry
