"""Hands work in as one file, which the student sends to the teacher.

The file is `<id>_<name>_<assignment>_<YYYYMMDD-HHMMSS>.zip`, as
`20240101_张三_tiering-tasks_20260916-204103.zip`: id and name hold no underscore, `assignment` is
the name in course.toml, the time is that of the student's clock. In it lie

- `<assignment>.ipynb`, the notebook byte by byte under the name that nbgrader knows, and
- `hand-in.json`: `{"keguan": "hand-in 1", "id", "name", "assignment", "language", "time" (ISO 8601
  with the offset), "notebook" (the file's name), "sha256" (of the notebook), "number" (the how many
  hand-in of this assignment it is, from 1), "receipt"}`.

The receipt number is the first 8 characters (base 32, without 0, 1, 8 and 9, a hyphen in the
middle) of the sha256 of `id`, `assignment`, `time` and `sha256`, joined by line feeds.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from grader.base import Text, UserError
from grader.base.files.hand_in_note import FORM, INSIDE
from grader.base.files.writing import add_line, write
from grader.course.folder import unreadable
from grader.course.outline import Course
from grader.learner import home
from grader.learner.home import Person
from grader.learner.places import Places

FOLDER = Text("交作业", "Hand-in")
RECEIPTS = "receipts.jsonl"


@dataclass(frozen=True)
class Receipt:
    """One hand-in: `file` is the archive's name, `receipt` the number to quote."""

    id: str
    name: str
    assignment: str
    language: str
    time: datetime
    sha256: str
    number: int
    receipt: str
    file: str


def folder(language: str) -> Path:
    """Where the files to send lie."""
    return home.place() / FOLDER[language]


def hand_in(course: Course, language: str, name: str, person: Person) -> Receipt:
    """Writes the file to send and keeps the receipt.

    Raises UserError where there is no such work or it cannot be read.
    """
    info = course.assignment(name)
    path = home.place() / language / Places(course, language).work(info.name)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UserError(
            f"“{info.title.zh}”还没有打开过：先做作业，再交。",
            f"“{info.title.en}” was not opened yet: do it first, then hand it in.",
        ) from None
    if problem := unreadable(data):
        raise UserError(
            f"“{info.title.zh}”没有交：{problem.zh}。可以重做一份，旧的会留下。",
            f"“{info.title.en}” was not handed in: {problem.en}. Start it over; the old one stays.",
        )
    receipt = _receipt(info.name, language, person, data)
    write(folder(language) / receipt.file, _archive(receipt, data))
    kept = {**asdict(receipt), "time": receipt.time.isoformat()}
    add_line(home.room() / RECEIPTS, json.dumps(kept, ensure_ascii=False))
    return receipt


def receipts() -> list[Receipt]:
    """Every hand-in of this person, oldest first; a broken line is passed over."""
    found = []
    try:
        lines = (home.room() / RECEIPTS).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    for line in lines:
        try:
            raw = json.loads(line)
            found.append(Receipt(**{**raw, "time": datetime.fromisoformat(raw["time"])}))
        except (ValueError, TypeError, KeyError):
            continue
    return found


def _receipt(name: str, language: str, person: Person, data: bytes) -> Receipt:
    now = datetime.now().astimezone().replace(microsecond=0)
    digest = hashlib.sha256(data).hexdigest()
    number = 1 + sum(one.assignment == name for one in receipts())
    said = "\n".join([person.id, name, now.isoformat(), digest])
    letters = base64.b32encode(hashlib.sha256(said.encode()).digest())[:8].decode()
    return Receipt(
        id=person.id,
        name=person.name,
        assignment=name,
        language=language,
        time=now,
        sha256=digest,
        number=number,
        receipt=f"{letters[:4]}-{letters[4:]}",
        file=f"{person.id}_{person.name}_{name}_{now:%Y%m%d-%H%M%S}.zip",
    )


def _archive(receipt: Receipt, data: bytes) -> bytes:
    notebook = f"{receipt.assignment}.ipynb"
    said = {"keguan": FORM, **asdict(receipt), "time": receipt.time.isoformat()}
    said["notebook"] = notebook
    del said["file"]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(notebook, data)
        archive.writestr(INSIDE, json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    return made.getvalue()
