"""The journal of a course folder, reports/journal.jsonl: one line for each submission that was graded or could not be."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict

from grader.course import Text
from grader.engine.tasks import Graded, Outcome
from grader.folder import CourseFolder

Job = tuple[str, str]  # assignment, student


def note(folder: CourseFolder, outcome: Outcome, graded: Sequence[Graded]) -> None:
    """Adds the line of one submission: what ran, how long, what was confined, and why each mark is what it is."""
    path = folder.path / "reports" / "journal.jsonl"
    path.parent.mkdir(exist_ok=True)
    notebooks = [{
        "notebook": g.notebook, "seconds": round(g.seconds, 3), "confined": list(g.confined), "notes": [asdict(n) for n in g.notes],
        "marks": [{"cell": m.cell, "points": m.points, "maximum": m.maximum, "how": m.how, "why": m.why} for m in g.marks],
    } for g in graded]
    entry = {"time": time.strftime("%Y-%m-%dT%H:%M:%S%z"), **asdict(outcome), "notebooks": notebooks}
    with path.open("a", encoding="utf-8", newline="\n") as journal:
        journal.write(json.dumps(entry, ensure_ascii=False) + "\n")


def reasons(folder: CourseFolder) -> dict[Job, Outcome]:
    """The last outcome of each job that the journal knows."""
    path = folder.path / "reports" / "journal.jsonl"
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else []:
        try:
            entry = json.loads(line)
            outcome = Outcome(entry["assignment"], entry["student"], entry["status"], entry["seconds"],
                              Text(**entry["reason"]))
        except (ValueError, KeyError, TypeError):
            continue  # the last line of a run that was cut off
        found[outcome.assignment, outcome.student] = outcome
    return found
