"""How and when a hand-in came: from which file, and the day that the teacher states.

collected.json in submitted/<student>/<assignment>/ has, for each notebook, the file it was taken
from, that file's own time (shown, and never used alone: copying changes it), the stated day and
the digest of the notebook. It says nothing of a notebook with another digest. A stated day also
stands in nbgrader's timestamp.txt, as the first moment of that day where the teacher is, so that
nobody is late by the hour; the exchange's own timestamp.txt is never changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path

from grader.base.files.writing import write
from grader.course.folder import CourseFolder
from grader.engine.notebooks import fingerprint
from grader.gradebook.exchange import COLLECTED, FILES

FILE = COLLECTED
TIMESTAMP = FILES[0]


@dataclass(frozen=True)
class Arrival:
    """Where a notebook came from. `listed`: the class was entered by then and has the student."""

    file: str
    digest: str
    file_time: datetime | None = None
    day: date | None = None
    listed: bool = False


def digest(data: bytes) -> str:
    """What tells one notebook from another."""
    return fingerprint.of_notebook(data)


def read(folder: CourseFolder, assignment: str, student: str) -> dict[str, Arrival]:
    """The arrivals of a hand-in by notebook; only of those that are still there as they came."""
    place = _place(folder, assignment, student)
    found = {}
    for notebook, arrival in _noted(place).items():
        path = place / f"{notebook}.ipynb"
        if path.is_file() and digest(path.read_bytes()) == arrival.digest:
            found[notebook] = arrival
    return found


def was_listed(folder: CourseFolder, student: str) -> bool:
    """Whether a hand-in of this student was collected by a class that had been entered."""
    rooms = (folder.path / "submitted" / student).glob(f"*/{FILE}")
    noted = chain.from_iterable(_noted(path.parent).values() for path in rooms)
    return any(one.listed for one in noted)


def put(
    folder: CourseFolder,
    assignment: str,
    student: str,
    notebook: str,
    arrival: Arrival,
    data: bytes,
) -> None:
    """Puts a notebook into submitted/. Stopped anywhere, what was there before is whole, and
    putting again completes it.

    The note comes first and is of no effect until its notebook lies there.
    """
    place = _place(folder, assignment, student)
    note(folder, assignment, student, notebook, arrival)
    for name in FILES:
        (place / name).unlink(missing_ok=True)
    write(place / f"{notebook}.ipynb", data)
    _stamp(folder, assignment, student)


def state_day(
    folder: CourseFolder, assignment: str, student: str, notebook: str, arrival: Arrival
) -> None:
    """Notes the day that the teacher states for a hand-in that is there, where the exchange does
    not know better. arrival: how the same notebook came now."""
    there = read(folder, assignment, student).get(notebook)
    if there is None and (_place(folder, assignment, student) / TIMESTAMP).is_file():
        return
    stated = replace(there or arrival, day=arrival.day)
    if stated != there:
        note(folder, assignment, student, notebook, stated)
    _stamp(folder, assignment, student)


def note(
    folder: CourseFolder, assignment: str, student: str, notebook: str, arrival: Arrival
) -> None:
    """Writes down how a notebook comes; those of the other notebooks stay."""
    place = _place(folder, assignment, student)
    noted = _noted(place) | {notebook: arrival}
    lines = {name: _line(one) for name, one in sorted(noted.items())}
    write(place / FILE, json.dumps(lines, ensure_ascii=False, indent=1) + "\n")


def _stamp(folder: CourseFolder, assignment: str, student: str) -> None:
    """Writes timestamp.txt with the last stated day of the notebooks that are there."""
    days = [one.day for one in read(folder, assignment, student).values() if one.day]
    if days:
        moment = datetime.combine(max(days), time.min).astimezone()
        path = _place(folder, assignment, student) / TIMESTAMP
        write(path, f"{moment:%Y-%m-%d %H:%M:%S %z}\n")


def _place(folder: CourseFolder, assignment: str, student: str) -> Path:
    return folder.path / "submitted" / student / assignment


def _line(arrival: Arrival) -> dict:
    line = asdict(arrival)
    line["file_time"] = arrival.file_time and arrival.file_time.isoformat(" ", "minutes")
    line["day"] = arrival.day and arrival.day.isoformat()
    return line


def _noted(place: Path) -> dict[str, Arrival]:
    """What stands in collected.json, whatever notebooks are there; nothing that cannot be read."""
    try:
        lines = json.loads((place / FILE).read_bytes())
        return {name: _arrival(line) for name, line in lines.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _arrival(line: Mapping) -> Arrival:
    when, day = line["file_time"], line["day"]
    return Arrival(
        line["file"],
        line["digest"],
        datetime.fromisoformat(when) if when else None,
        date.fromisoformat(day) if day else None,
        bool(line["listed"]),
    )
