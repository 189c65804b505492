"""The note that the study page puts beside a notebook that is handed in, hand-in.json: whose and
what it is. learner/handin.py writes it and describes it, collecting reads it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

FORM = "hand-in 1"
INSIDE = "hand-in.json"
LONGEST = 10_000  # bytes


@dataclass(frozen=True)
class Note:
    """What a note says; `time` is that of the student's clock, in the time of this computer."""

    id: str
    name: str
    assignment: str
    time: datetime | None = None


def read(note: bytes, notebook: bytes) -> Note | None:
    """The note of this notebook; None where there is none, or it was written for other content, as
    when several hand-ins were unpacked into one folder."""
    try:
        said = json.loads(note[:LONGEST])
        if said["keguan"] != FORM or said["sha256"] != hashlib.sha256(notebook).hexdigest():
            return None
        texts = said["id"], said["name"], said["assignment"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return Note(*texts, _time(said.get("time"))) if all(map(_is_text, texts)) else None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _time(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)).astimezone().replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return None
