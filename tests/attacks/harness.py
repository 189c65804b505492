"""What a case of the suite is, and how all of them are graded in one run, among
honest submissions."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.gradebook.scores import cell_scores
from tests.attacks.course import EARNS, POINTS, SOLUTIONS, STOCK, Scene

GROUPS = ("forge", "read", "damage", "hang", "malformed")
UNREADABLE = "unreadable"
CHECKOUT = Path(__file__).resolve().parent.parent.parent
MARKER = "keguan-attack-process"  # in the arguments of every process that an attack leaves behind

Made = bytes | dict | Callable[[Path], None]


@dataclass(frozen=True)
class Attack:
    """One hostile or broken submission and the mark that an ideal grader gives.

    `make(scene)` returns the notebook (bytes or JSON), files by name (with "" for the notebook),
    or a function that
    fills the submission's folder. `expected` is points by grade id, or "unreadable". `check(scene,
    student)` asserts
    what else must hold afterwards.
    """

    name: str
    group: str
    what: str
    make: Callable[[Scene], Any]
    expected: dict[str, float] | str
    assignment: str = STOCK
    check: Callable[[Scene, str], None] | None = None
    works_on_nbgrader: bool = False  # harmless enough to be tried with plain nbgrader

    @property
    def student(self) -> str:
        return f"{self.group}-{self.name}"


ALL: list[Attack] = []


# --- notebooks


def nothing(assignment: str, **but: float) -> dict[str, float]:
    """No points, but for the given grade ids (with _ for -)."""
    return dict.fromkeys(POINTS[assignment], 0) | {
        name.replace("_", "-"): points for name, points in but.items()
    }


def full(assignment: str, *lost: str) -> dict[str, float]:
    """All points but those of the given answers (or single grade ids)."""
    gone = set().union(*(EARNS[assignment].get(name, {name}) for name in lost))
    return {cell: 0 if cell in gone else points for cell, points in POINTS[assignment].items()}


def notebook(
    scene: Scene, assignment: str, answers: dict[str, str], first: str = "", last: str = ""
) -> dict:
    """The release with answers by grade id, and own cells before and after everything."""
    content = scene.release(assignment)
    for cell in content["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if grade_id in answers:
            cell["source"] = scene.fill(answers[grade_id])
    own = [
        (
            {
                "cell_type": "code",
                "id": f"own-{place}",
                "metadata": {},
                "source": scene.fill(source),
                "outputs": [],
                "execution_count": None,
            },
            place,
        )
        for source, place in ((first, "first"), (last, "last"))
        if source
    ]
    for cell, place in own:
        content["cells"].insert(0 if place == "first" else len(content["cells"]), cell)
    return content


def solved(
    scene: Scene, assignment: str = STOCK, first: str = "", last: str = "", **wrong: str
) -> dict:
    """The right answers, but for some."""
    return notebook(scene, assignment, SOLUTIONS[assignment] | wrong, first, last)


def find(content: dict, grade_id: str) -> dict:
    """The cell with a grade id."""
    return next(
        c for c in content["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def attack(
    name: str,
    group: str,
    what: str,
    *,
    answers: dict[str, str] | None = None,
    first: str = "",
    last: str = "",
    files: dict[str, str] | None = None,
    expected: dict | None = None,
    assignment: str = STOCK,
    work: bool = False,
    harmless: bool | None = None,
    **options,
) -> Attack:
    """Registers an attack by code: nothing is solved (or, with `work`, everything) but for
    `answers`; own cells, files."""

    def make(scene: Scene) -> dict:
        given = (SOLUTIONS[assignment] if work else {}) | (answers or {})
        return {"": notebook(scene, assignment, given, first, last)} | {
            path: scene.fill(text).encode() for path, text in (files or {}).items()
        }

    return register(
        name,
        group,
        what,
        make,
        nothing(assignment) if expected is None else expected,
        assignment=assignment,
        works_on_nbgrader=group == "forge" if harmless is None else harmless,
        **options,
    )


def register(
    name: str, group: str, what: str, make: Callable[[Scene], Any], expected: dict | str, **options
) -> Attack:
    """Adds a case to the suite."""
    case = Attack(name, group, what, make, expected, **options)
    assert group in GROUPS and case.student not in {other.student for other in ALL}, case.student
    ALL.append(case)
    return case


# --- handing in


def hand_in(scene: Scene, case: Attack) -> None:
    """Puts the case into submitted/."""
    put(scene, case.student, case.assignment, case.make(scene))


def put(scene: Scene, student: str, assignment: str, made: Made) -> None:
    """Writes a submission: notebook, files by name, or whatever the function does."""
    folder = scene.course / "submitted" / student / assignment
    folder.mkdir(parents=True)
    if callable(made):
        made(folder)
        return
    files = made if isinstance(made, dict) and "cells" not in made else {"": made}
    for name, data in files.items():
        path = folder / (name or f"{assignment}.ipynb")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else dump(data))


def dump(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


HONEST = {
    "right": {},
    "partly": {
        "square": "def square(n):\n    return abs(n) * n",
        "mean": "def mean(values):\n    return values[0] * 2 if len(values) == 2 else 0",
        "label": 'def label(points):\n    return "gold" if points > 100 else "plain"',
    },
}
HONEST_MARKS = {
    "right": full(STOCK),
    "partly": full(STOCK, "square-hidden", "label-hidden") | {"mean-partial": 2},
}


def honest(scene: Scene, number: int) -> str:
    """Hands in the honest submission number n; every second one has some wrong answers. Returns
    the student."""
    kind = "partly" if number % 2 else "right"
    answers = SOLUTIONS[STOCK] | HONEST[kind]
    answers["primes"] = f"# {scene.secrets['neighbour']}\n" + answers["primes"]
    student = f"honest-{number:03}-{kind}"
    put(scene, student, STOCK, notebook(scene, STOCK, answers))
    return student


def hand_in_all(scene: Scene, cases: list[Attack]) -> list[tuple[str, str]]:
    """Hands in the cases, an honest submission before them and after every four; returns the jobs
    in that order."""
    jobs = [(STOCK, honest(scene, 0))]
    for number, case in enumerate(cases, 1):
        hand_in(scene, case)
        jobs.append((case.assignment, case.student))
        if number % 4 == 0 or number == len(cases):
            jobs.append((STOCK, honest(scene, (number + 3) // 4)))
    return jobs


# --- what came of it


def marks(scene: Scene) -> dict[str, dict[str, float]]:
    """Points by grade id of each student, without what a person has to mark."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for score in cell_scores(scene.folder):
        if not score.by_hand and score.cell not in ("why", "essay"):
            found[score.student][score.cell] = score.points
    return dict(found)


def snapshot(scene: Scene) -> dict[str, str]:
    """What must not change: kind, mode and content of each file of the course and beside it."""
    found = {}
    for part in (
        scene.course / "submitted",
        scene.course / "source",
        scene.course / "release",
        scene.precious,
        scene.root / "home",
        scene.root / "datasets",
    ):
        for path in [part, *sorted(part.rglob("*"))]:
            info = path.lstat()
            small = (
                path.is_file()
                and not path.is_symlink()
                and info.st_size < 50_000_000
                and os.access(path, os.R_OK)
            )
            content = hashlib.sha256(path.read_bytes()).hexdigest() if small else str(info.st_size)
            found[str(path.relative_to(scene.root))] = f"{info.st_mode:o} {info.st_uid} {content}"
    config = scene.course / "nbgrader_config.py"
    return found | {"config": hashlib.sha256(config.read_bytes()).hexdigest()}


def processes() -> list[str]:
    """Arguments of the running processes that an attack left behind."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if MARKER in words:
            found.append(f"{path.parent.name}: {words[:200]}")
    return found


def said(scene: Scene, student: str) -> str:
    """What a student gets to see, or put there: own cells and their outputs in the graded
    notebook, and the feedback page.

    Outputs of grade cells are the instructor's in the graded notebook; a traceback there goes
    through the hidden test.
    """
    texts = []
    for path in sorted((scene.course / "autograded" / student).rglob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if not cell["metadata"].get("nbgrader", {}).get("locked"):
                texts.append("".join(cell["source"]))
                texts.append(json.dumps(cell.get("outputs", []), ensure_ascii=False))
    texts += [path.read_text(encoding="utf-8") for path in pages(scene, student)]
    texts += [
        path.read_text(encoding="utf-8", errors="replace")
        for step in ("autograded", "feedback")
        for path in (scene.course / step / student).rglob("*")
        if path.is_file() and path.suffix not in (".ipynb", ".html")
    ]
    return "\n".join(texts)


def outputs(scene: Scene, student: str) -> str:
    """All outputs of a graded notebook, as JSON text."""
    return "\n".join(
        json.dumps(cell.get("outputs", []), ensure_ascii=False)
        for path in sorted((scene.course / "autograded" / student).rglob("*.ipynb"))
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    )


def pages(scene: Scene, student: str = "*") -> list[Path]:
    """The feedback pages of a student, or of all."""
    return sorted((scene.course / "feedback").glob(f"{student}/*/*.html"))
