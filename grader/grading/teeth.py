"""What was tried of the teeth of an assignment's checks, kept in reports/teeth.json: the answers of
a notebook are broken on purpose once, not at every grading.
"""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from grader.base.files import writing
from grader.course.folder import CourseFolder
from grader.engine import model
from grader.engine.model import Graded, Package, Teeth
from grader.engine.notebooks import fingerprint

FILE = Path("reports", "teeth.json")


def with_known(folder: CourseFolder, package: Package) -> Package:
    """The package with what was tried of the same notebook; it is to be tried where nothing was."""
    found = _kept(folder).get(_key(package), {})
    try:
        known = Teeth(*(tuple(map(str, found[part.name])) for part in fields(Teeth)))
    except (KeyError, TypeError):
        known = None
    if known and found.get("of") != _of(package):
        known = None
    return replace(package, try_teeth=True, teeth=known)


def keep(folder: CourseFolder, packages: list[Package], graded: list[Graded]) -> None:
    """Keeps what was tried for these notebooks."""
    tried = {(g.assignment, g.notebook): g.teeth for g in graded if g.teeth is not None}
    new = {}
    for package in packages:
        teeth = tried.get((package.assignment, package.notebook))
        if package.teeth is None and teeth is not None:
            new[_key(package)] = {"of": _of(package), **asdict(teeth)}
    if new:
        known = _kept(folder) | new
        text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
        writing.write(folder.path / FILE, text + "\n")


def _key(package: Package) -> str:
    return f"{package.assignment}/{package.notebook}"


def _of(package: Package) -> list[str]:
    """What has to be the same for a trial to count again: the notebook, and who tried it."""
    return [fingerprint.of_package(package), _engine()]


@functools.cache
def _engine() -> str:
    """Digest of the engine: another one carries more, or sees more."""
    made = hashlib.sha256()
    for path in sorted(Path(model.__file__).parent.rglob("*.py")):
        made.update(path.read_bytes())
    return made.hexdigest()[:20]


def _kept(folder: CourseFolder) -> dict[str, Any]:
    try:
        found = json.loads((folder.path / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
