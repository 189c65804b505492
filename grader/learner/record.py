"""A learner's signed record of the work done alone, and what an instructor can learn from it.

The signature (Ed25519, package cryptography) shows that no byte was changed since the record was
written with the learner's key. It cannot show who did the work: for that the notebooks themselves
are collected and graded.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from grader.base import Text, UserError
from grader.base.files import writing
from grader.course import cells
from grader.course.folder import CourseFolder, make_writable
from grader.course.outline import Course
from grader.learner import home, progress

FORM = re.compile(rb"\A(\{.*\}\n)key: ([0-9a-f]{64})\nsignature: ([0-9a-f]{128})\n\Z", re.DOTALL)
LONGEST = 200  # characters of a name in a record
MOST = 10_000  # points
KEYS = "learners.json"  # in the course folder's reports/: the key that each learner came with first


@dataclass
class Record:
    """What a verified record says, and sentences for the instructor."""

    learner: str
    made: datetime
    work: list[dict]
    remarks: list[Text] = field(default_factory=list)

    def rows(self) -> list[list[str]]:
        """Assignment, time, points and maximum of each piece of work."""
        return [_shown(work) for work in self.work]


def _shown(work: dict) -> list[str]:
    time = work["time"][:16].replace("T", " ")
    points = sum(work["points"].values())
    return [work["assignment"], time, f"{points:g}", f"{work['maximum']:g}"]


def write(course: Course, learner: str) -> Path:
    """Writes record-<learner>.txt into the learner's folder from the progress, signed with the key
    there; returns its path.
    """
    if not re.fullmatch(r"[\w.@ -]{1,60}", learner):
        raise UserError(
            "名字只能用文字、数字、空格和 . - _ @，最多 60 个字符。",
            "A name has letters, digits, spaces and . - _ @ only, 60 characters at most.",
        )
    room = make_writable(home.room())
    so_far = progress.load(room / "progress.json")
    if not so_far.attempts:
        raise UserError(
            "还没有评过的作业：先运行 keguan learn。",
            "No work was graded yet: run keguan learn first.",
        )
    body = {
        "keguan": "record 1",
        "learner": learner,
        "made": progress.now().isoformat(),
        "work": [_entry(course, attempt) for attempt in so_far.attempts],
    }
    key = _key(room / "key.pem")
    text = (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    path = room.parent / f"record-{learner.strip().replace(' ', '-')}.txt"
    signed = f"key: {_public(key.public_key()).hex()}\nsignature: {key.sign(text).hex()}\n"
    writing.write(path, text + signed.encode())
    return path


def _entry(course: Course, attempt: progress.Attempt) -> dict:
    """What a record says of one graded notebook."""
    return {
        "assignment": attempt.assignment,
        "time": attempt.time.isoformat(),
        "points": attempt.points,
        "notebook": attempt.digest,
        "maximum": course.assignment(attempt.assignment).points,
        "checks": _checks(course.root / "exercises" / "source", attempt.assignment),
    }


def verify(folder: CourseFolder, learner: str, path: Path, new_key: bool = False) -> Record:
    """The record, if it is whole, unaltered, and the learner's own by the key seen first; raises
    UserError if not.

    The first key of a learner is kept in the course folder; `new_key` puts another one in its
    place.
    """
    match = FORM.match(path.read_bytes())
    if not match:
        raise _no_record(path)
    text = match[1]
    key = match[2].decode()
    signature = bytes.fromhex(match[3].decode())
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, text)
    except (InvalidSignature, ValueError):
        raise UserError(
            f"{path.name} 写好以后被改动过：签名不对，不能采用。",
            f"{path.name} was changed after it was written: the signature does not fit, do not "
            "use it.",
        ) from None
    try:
        found = _record(json.loads(text))
    # whoever signs may have written anything
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise _no_record(path) from None
    if found.learner != learner:
        raise UserError(
            f"这是 {found.learner} 的记录，不是 {learner} 的。",
            f"This is a record of {found.learner}, not of {learner}.",
        )
    remarks = [*_same_checks(folder, found), *_too_many(folder, found), LIMIT]
    # the key is kept last, when nothing else can be wrong any more
    found.remarks = [_same_key(folder, learner, key, new_key), *remarks]
    return found


def _no_record(path: Path) -> UserError:
    return UserError(
        f"{path.name} 不是客关的学习记录，或者不完整：请学生重新发一次文件。",
        f"{path.name} is no Keguan record, or not a whole one: ask for the file again.",
    )


def _record(body: dict) -> Record:
    """The record in what was signed; raises one of many errors where it has another shape."""
    made = datetime.fromisoformat(body["made"])
    return Record(_name(body["learner"]), made, [_work(entry) for entry in body["work"]])


def _work(entry: dict) -> dict:
    """One piece of work with what is shown of it, each of its kind."""
    return {
        "assignment": _name(entry["assignment"]),
        "time": datetime.fromisoformat(entry["time"]).isoformat(),
        "points": {_name(task): _number(points) for task, points in entry["points"].items()},
        "maximum": _number(entry["maximum"]),
        "checks": _name(entry["checks"], empty=True),
    }


def _name(value: object, empty: bool = False) -> str:
    if isinstance(value, str) and len(value) <= LONGEST and (value or empty):
        return value
    raise ValueError(value)


def _number(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < MOST:
        return float(value)
    raise ValueError(value)


LIMIT = Text(
    "签名只说明记录没有被改动，不说明作业是谁做的；要计入成绩，请收笔记本重新评（keguan collect、"
    "keguan grade）。",
    "The signature shows that nothing was altered, not who did the work; before it counts, "
    "collect and grade the notebooks.",
)


def _same_key(folder: CourseFolder, learner: str, key: str, new_key: bool) -> Text:
    """Compares with the key that the learner came with first, and keeps it; raises UserError for
    another one.
    """
    kept = make_writable(folder.path / "reports") / KEYS
    known = _keys(kept)
    if known.get(learner, key) != key and not new_key:
        raise UserError(
            f"{learner} 以前的记录用的是另一个密钥。学生换过电脑或丢了密钥的话，当面确认后加 "
            "--new-key。",
            f"Earlier records of {learner} had another key. If the student lost it or changed "
            "computers, ask, then add --new-key.",
        )
    if known.get(learner) == key:
        return Text(
            f"签名有效，密钥与 {learner} 以前的一致。",
            f"The signature is valid, by the key that {learner} had before.",
        )
    lines = json.dumps(known | {learner: key}, ensure_ascii=False, indent=1) + "\n"
    writing.write(kept, lines, writing.PRIVATE)
    return Text(
        f"签名有效；{learner} 的这个密钥已记下。",
        f"The signature is valid; this key of {learner} is now on file.",
    )


def _keys(path: Path) -> dict[str, str]:
    """The key that each learner came with first; raises UserError for a damaged file."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError):
        raise UserError(
            f"{path} 损坏了：请换回备份，或者把它移走（密钥会重新记下）。",
            f"{path} is damaged: restore a backup, or move it away (keys are noted anew).",
        ) from None


def _same_checks(folder: CourseFolder, found: Record) -> list[Text]:
    """A sentence when the marks were given by other checks than those of this course folder."""
    other = {
        work["assignment"]
        for work in found.work
        if work["checks"] != _checks(folder.step("source"), work["assignment"])
    }
    if not other:
        return []
    names = ", ".join(sorted(other))
    return [
        Text(
            f"这些作业是用别的版本的检查评的，分数不能直接比较：{names}",
            f"Graded by another version of the checks, not comparable: {names}",
        )
    ]


def _too_many(folder: CourseFolder, found: Record) -> list[Text]:
    """A sentence when a mark is above what the work is worth in this course."""
    worth = {a.name: a.points for a in folder.course.assignments} if folder.course else {}
    names = {
        work["assignment"]
        for work in found.work
        if sum(work["points"].values()) > worth.get(work["assignment"], work["maximum"])
    }
    if not names:
        return []
    listed = ", ".join(sorted(names))
    return [
        Text(
            f"这些作业的得分比满分还高，不可信：{listed}",
            f"More points than the work is worth, not to be believed: {listed}",
        )
    ]


def _checks(sources: Path, assignment: str) -> str:
    """sha256 of the assignment's grade cells, the same in both languages and for both sides; empty
    when it is not there.
    """
    digest = hashlib.sha256()
    for language in ("zh", "en"):
        path = sources / language / assignment / f"{assignment}.ipynb"
        if not path.is_file():
            return ""
        graded = [cells.source(cell) for cell in cells.read(path) if cells.role(cell).get("grade")]
        digest.update(json.dumps(graded).encode())
    return digest.hexdigest()


def _key(path: Path) -> Ed25519PrivateKey:
    """The learner's private key; made when there is none.

    Readable by its owner only, and never part of a record.
    """
    if path.is_file():
        stored = _stored(path)
        if stored:
            return stored
        path.replace(path.with_name(f"key-damaged-{progress.now():%Y%m%d-%H%M%S}.pem"))
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    writing.write(path, pem, writing.PRIVATE)
    return key


def _stored(path: Path) -> Ed25519PrivateKey | None:
    """The key in the file; None when it is damaged."""
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError):
        return None
    return key if isinstance(key, Ed25519PrivateKey) else None


def _public(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)
