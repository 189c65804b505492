"""Digests that a graded notebook carries, so that the next run knows what changed since."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from grader.engine.model import Package, Submission
from grader.engine.notebooks.parse import LARGE, without_outputs
from grader.engine.notebooks.roles import role_of, text

KEY = "keguan-checks"  # in the metadata of a graded notebook
# files beside a submission that say when and how it came: the same work stays the same work when
# they change
WHEN = ("timestamp.txt", "submission_secret.txt", "collected.json")


def take(package: Package, work: Submission) -> dict:
    """What a notebook was graded from: the submission, each check, and the rest of the instructor's
    files.
    """
    checks, rest = _instructor(package.source)
    files = _digest(*_parts(package.files))
    handed_in = {name: data for name, data in work.files.items() if name not in WHEN}
    submitted = _parts(handed_in, "surrogatepass")
    return {
        "submitted": _digest(work.data, *submitted),
        "notebook": of_notebook(work.data),
        "checks": checks,
        "given": _digest(rest.encode(), files.encode()),
    }


def of_package(package: Package) -> str:
    """Digest of all that says how the grade cells of an assignment's notebook judge."""
    files = _parts(package.files)
    return _digest(package.source.encode(), (package.release or "").encode(), *files)


def checks(notebook: str) -> dict[str, str]:
    """Digest of the check and the points of each grade cell of an instructor's notebook."""
    return dict(_instructor(notebook)[0])


def _parts(files: dict[str, bytes], errors: str = "strict") -> list[bytes]:
    """Name and content of each file, in the order of the names."""
    parts = []
    for name in sorted(files):
        parts += [name.encode("utf-8", errors), files[name]]
    return parts


def of_notebook(data: bytes) -> str:
    """Digest of a notebook file alone; of a large one as it is graded, without its outputs."""
    return _digest(without_outputs(data) if len(data) > LARGE else data)


def changed(old: dict, new: dict) -> frozenset[str] | None:
    """Grade ids whose check is another one than at the last grading; None if everything has to be
    graded.
    """
    if old.get("submitted") != new["submitted"] or old.get("given") != new["given"]:
        return None
    return frozenset(
        cell for cell, check in new["checks"].items() if old["checks"].get(cell) != check
    )


def read(path: Path) -> dict | None:
    """The fingerprint of a graded notebook; None if it has none."""
    try:
        found = json.loads(path.read_bytes())["metadata"].get(KEY)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    if isinstance(found, dict) and isinstance(found.get("checks"), dict):
        return found
    return None


@lru_cache(maxsize=64)
def _instructor(notebook: str) -> tuple[dict[str, str], str]:
    """Digest by grade cell, and the digest of every other cell."""
    checks = {}
    rest = []
    for cell in json.loads(notebook)["cells"]:
        role = role_of(cell)
        source = text(cell["source"])
        if role.judges:
            checks[role.grade_id] = _digest(source.encode(), str(role.points).encode())
        elif cell["cell_type"] == "code" and not role.solution:
            rest.append(source)
    return checks, _digest("\0".join(rest).encode())


def _digest(*parts: bytes) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "little") + part)
    return found.hexdigest()[:20]
