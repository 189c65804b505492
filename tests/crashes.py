"""Runs every command that writes with the disk full at its n-th write, killed at it, and with each
of its files locked: what was there is there, and run again it gives what an undisturbed run gives.

    python -m tests.crashes           some of the writes of every command
    python -m tests.crashes --long    all of them

`page check` is no command: it is what the button of the study page does in a process of its own.
A new command needs a line in CASES, or one in READ_ONLY, which is proved as well.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from grader.base.files import writing
from grader.course.folder import open_folder
from tests import kill_trial, tiny_class

KINDS = ("full", "killed", "locked")
STUDENTS = {"S1": "", "S2": "double", "S3": "greet"}  # the answer that each left out
NOTEBOOKS = ("tiny-tasks", "tiny-essay")
LIST = "学号,姓名,班级\nS1,王一,客服1班\nS2,李二,客服1班\nS4,张四,客服2班\n"


@dataclass(frozen=True)
class Case:
    """A command with what it is given, and the state of the course that it starts from."""

    args: str
    start: str
    short: tuple[str, ...] = KINDS  # the faults of the short form; an engine takes seconds
    once: bool = False  # done again it does more, or there is nothing left to do it to

    @property
    def words(self) -> list[str]:
        return self.args.split()


CASES = [
    Case("release tiny --course exercises", "made", ("killed",)),
    Case("release tiny-tasks --course exercises", "released", ("full",)),
    Case("collect tiny --from ../inbox --course exercises", "released", ("killed",)),
    Case("grade tiny --course exercises --jobs 1", "collected", ("killed",)),
    Case("collect tiny --from ../again --course exercises", "graded"),
    Case("feedback tiny --course exercises", "graded", ("killed",)),
    Case("report tiny --notebook --course exercises", "used", ("full",)),
    Case("rubric tiny-essay --course exercises", "filled", ("full", "locked")),
    Case("rubric tiny-essay --apply --course exercises", "filled"),
    Case("marks --set S1 final 80 --why 复核 --course exercises", "used", KINDS, True),
    Case("export xlsx --course exercises", "used", ("killed",)),
    Case("export canvas --course exercises", "used", ("locked",)),
    Case("alike tiny-tasks --course exercises", "used", ("full",)),
    Case("lab --no-browser", "learner", ("killed",)),
    Case("lab --no-browser", "updated"),
    Case("learn tiny-tasks", "begun", ("killed",)),
    Case("page check tiny-tasks", "begun", ("full",)),
    Case("learn tiny-tasks --again", "begun"),
    Case("learn tiny-essay --record S1", "learned", ("full", "killed")),
    Case("hand-in tiny-tasks --id 2301 --name 张三", "begun", ("full", "locked"), True),
    Case("take ../mine.zip", "begun", ("full", "locked")),
    Case("bring ../mine.zip", "taken", ("full", "killed")),
    Case("verify S1 ../record.txt --course exercises", "recorded", ("full", "locked")),
    Case("marks --unset S2 final --why 复核 --course exercises", "used", KINDS, True),
    Case("term due tiny-tasks 2026-10-01 --course exercises", "used", ("full",), True),
    Case("term extend S1 tiny-tasks 3 --why 病假 --course exercises", "used", ("killed",), True),
    Case("term excuse S1 tiny-tasks --why 转学 --course exercises", "used", ("locked",), True),
    Case("term join S1 2026-10-01 --why 转入 --course exercises", "used", ("full",), True),
    Case("term leave S1 2026-10-01 --why 转学 --course exercises", "used", ("killed",), True),
    Case("term rule late_per_day 5 --why 约定 --course exercises", "used", ("locked",), True),
    Case(
        "term undo extension S1 tiny-tasks --why 误记 --course exercises", "extended", KINDS, True
    ),
    Case("term new 2026-2027-1 --class A --class B --lang zh", "made", ("full", "killed")),
    Case("term adopt --class A", "classes", ("killed", "locked")),
    Case("class enter ../list.csv --course exercises", "used", ("full", "locked")),
    Case("class remove S2 --yes --course exercises", "used", ("full", "killed"), True),
    Case("class rename S2 S9 --course exercises", "used", ("full", "killed"), True),
    Case("class withdraw S1 tiny-essay --course exercises", "replaced", ("killed",), True),
]
READ_ONLY = [
    "marks --course exercises",
    "class --course exercises",
    "term log --course exercises",
    "trace",
    "doctor",
]
# commands that are not tried here, and why
ELSEWHERE = {
    "build": "for authors: it writes what git keeps, from what git keeps",
    "demo": "a class of its own that is made anew each time",
    "study": "a server; what its buttons write is what these commands write",
}


# --- the states that commands start from


def made(root: Path) -> None:
    """A course with its source, a folder of what a class hands in and another of what it hands in
    later."""
    writing.write(root / "home" / ".jupyter" / "migrated", "")  # Jupyter's, once in a life
    path = tiny_class.make(root / "course")
    plan = root / "course" / "course.toml"
    weights = tiny_class.COURSE.partition("[components]")[2].partition("[[units]]")[0]
    one = 'D = { weight = 1, zh = "拓展", en = "Extension" }\n'
    writing.write(plan, tiny_class.COURSE.replace(weights, f"\n{one}"))
    writing.write(root / "list.csv", LIST)
    folder = open_folder(path)
    for student, wrong in STUDENTS.items():
        texts = tiny_class.solved(folder, wrong)
        hand_in(root / "inbox", student, texts)
        if student != "S3":
            hand_in(root / "again", student, tiny_class.solved(folder, "greet" if wrong else "why"))


def hand_in(folder: Path, student: str, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        writing.write(folder / f"{student}_{name}.ipynb", text)


def filled(root: Path) -> None:
    """A sheet with marks and comments, and a student more than it has rows."""
    [sheet] = (root / "course" / "exercises" / "reports").glob("*.csv")
    lines = sheet.read_text(encoding="utf-8-sig").splitlines()
    for number, line in enumerate(lines):
        if line.startswith(("S1,", "S2,")):
            cells = [cell or "F" for cell in line.split(",")]
            lines[number] = ",".join([cells[0], *cells[1:-1], "看过了 " * 40])
    kept = [line for line in lines if not line.startswith("S3,")]
    writing.write(sheet, "\ufeff" + "\r\n".join(kept) + "\r\n")


def built(root: Path) -> None:
    """The course as learners have it: lessons and released exercises in both languages."""
    course = root / "course"
    for language in ("zh", "en"):
        lessons = course / "lessons" / language
        writing.write(lessons / "README.md", "# 课程\n\n好好学。\n\n## 1 小单元\n")
        writing.write(lessons / "tiny.ipynb", nbformat.writes(nbformat.v4.new_notebook()))
        for name in NOTEBOOKS:
            source = course / "exercises" / "source" / language / name / f"{name}.ipynb"
            notebook = nbformat.read(source, 4)
            release = course / "exercises" / "release" / language / name / f"{name}.ipynb"
            writing.write(release, nbformat.writes(given_out(notebook)))


def given_out(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    notebook.cells = [cell for cell in notebook.cells if "HIDDEN" not in cell.source]
    for cell in notebook.cells:
        if "### BEGIN" in cell.source:
            cell.source = cell.source.split("    ### BEGIN")[0] + "    raise NotImplementedError()"
    return notebook


def update(root: Path) -> None:
    """A newer version of the course's lessons."""
    for path in (root / "course" / "lessons").rglob("*.ipynb"):
        cell = nbformat.v4.new_markdown_cell("新 " * 200, id="new")
        writing.write(path, nbformat.writes(nbformat.v4.new_notebook(cells=[cell])))


def answer(root: Path) -> None:
    """The learner writes an answer."""
    [path] = (p for p in root.rglob("小任务.ipynb"))
    notebook = nbformat.read(path, 4)
    next(
        cell for cell in notebook.cells if cell.id == "double"
    ).source = "def double(x):\n    return 2 * x"
    writing.write(path, nbformat.writes(notebook))


def send(root: Path) -> None:
    """The record reaches the teacher."""
    [path] = (p for p in root.rglob("record-S1.txt"))
    writing.write(root / "record.txt", path.read_bytes())


# a state: the one before it, and what is then done, by commands or by people
STATES: dict[str, tuple] = {
    "made": ("", made),
    "released": ("made", "release tiny --course exercises"),
    "collected": ("released", "collect tiny --from ../inbox --course exercises"),
    "graded": ("collected", "grade tiny --course exercises --jobs 1"),
    "used": (
        "graded",
        "feedback tiny --course exercises",
        "report tiny --notebook --course exercises",
        "export xlsx --course exercises",
        "export canvas --course exercises",
        "alike tiny-tasks --course exercises",
        "marks --set S2 final 70 --why 重病 --course exercises",
    ),
    "extended": ("used", "term extend S1 tiny-tasks 3 --why 病假 --course exercises"),
    "replaced": ("graded", "collect tiny --from ../again --course exercises"),
    "classes": ("used", "term new 2026-2027-1 --class A --class B --lang zh"),
    "filled": ("graded", "rubric tiny-essay --course exercises", filled),
    "learner": ("made", built),
    "updated": ("learner", "lab --no-browser", update),
    "begun": ("learner", "lab --no-browser", answer),
    "taken": ("begun", "take ../mine.zip"),
    "learned": ("begun", "learn tiny-tasks"),
    "recorded": ("learned", "learn tiny-essay --record S1", send),
}


# --- running


@dataclass
class Ran:
    """How a command ended (None: killed), what it said, what it wrote and to which files."""

    code: int | None
    said: str
    writes: list[str]
    files: list[str]


class Warm:
    """A process that has imported everything and forks one for each command; a `with` block.

    plain: `grade` runs nothing, points are those that the answers state (plain_engine).
    """

    def __init__(self, plain: bool = False):
        self.words = ["--plain"] if plain else []

    def __enter__(self) -> Warm:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash_child", *self.words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=tiny_class.CHECKOUT,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "COLUMNS": "200"},
            encoding="utf-8",
        )
        self._line()
        return self

    def __exit__(self, *error: object) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def _line(self) -> str:
        line = self.process.stdout.readline()
        assert line, "the process that runs the commands has ended"
        return line

    def run(self, root: Path, args: str | list[str], kind: str = "none", at: int = 0) -> Ran:
        """Runs a command in the course below `root`, with the fault at its write number `at`."""
        checkout = root / "course"
        home = root / "home"
        request = {
            "args": args.split() if isinstance(args, str) else args,
            "root": str(root),
            "checkout": str(checkout),
            "folder": str(checkout),
            "kind": kind,
            "at": at,
            "environment": {
                "HOME": str(home),
                "USERPROFILE": str(home),
                "KEGUAN_HOME": str(home / "Keguan"),
            },
        }
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        told = json.loads(self._line())
        return Ran(told["code"], told["said"], told["writes"], told["files"])


class Scene:
    """The states, each made once, and copies of them to be disturbed."""

    def __init__(self, place: Path, warm: Warm):
        self.place = place
        self.warm = warm

    def state(self, name: str) -> Path:
        root = self.place / "states" / name / "root"
        if root.exists():
            return root
        before, *steps = STATES[name]
        fresh = self.place / "root"
        shutil.rmtree(fresh, ignore_errors=True)
        if before:
            shutil.copytree(self.state(before), fresh)
        else:
            fresh.mkdir()
        for step in steps:
            if callable(step):
                step(fresh)
                continue
            ran = self.warm.run(fresh, step)
            assert ran.code == 0, ran.said
        root.parent.mkdir(parents=True)
        fresh.rename(root)
        return root

    def keep(self, case: Case, root: Path) -> None:
        """Keeps what the case's command led to as the state of which it is the one step."""
        for name, (before, *steps) in STATES.items():
            place = self.place / "states" / name / "root"
            if (before, steps) == (case.start, [case.args]) and not place.exists():
                shutil.copytree(root, place)

    def copy(self, name: str) -> Path:
        """The state in a fresh folder, always the same: paths stand in what is written."""
        state = self.state(name)
        root = self.place / "root"
        shutil.rmtree(root, ignore_errors=True)
        return Path(shutil.copytree(state, root))


# --- what is compared

CHANGING = (
    (rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?UTC|Z|[+-]\d\d:?\d\d)?", b"TIME"),
    (rb"\d{4}-\d\d-\d\d", b"DAY"),
    (rb'"seconds": [\d.e-]+', b'"seconds": 0'),
    (rb"(key|signature): [0-9a-f]+", rb"\1"),
    (rb'"S1": "[0-9a-f]{64}"', b'"S1": "KEY"'),
    (rb"0x[0-9a-f]{8,}", b"0x"),
    (rb"\d{8}[T-]\d{6}", b"MOMENT"),
    (rb'"receipt": "[^"]+"', b'"receipt": ""'),
)
PASSING = re.compile(r"(^|/)\.part-[0-9a-f]{8}-|\.part$|-journal$|/\.ipynb_checkpoints/")
MOMENT = re.compile(r"\d{8}[T-]\d{6}")
LINES = ("journal.jsonl", "receipts.jsonl")
BETWEEN = (".keguan.json",)  # says what is ours before and after it is written: only to be whole


def contents(root: Path) -> dict[str, object]:
    """What every file holds, without times and keys; of a gradebook its rows."""
    found: dict[str, object] = {}
    for path in sorted(root.rglob("*")):
        name = MOMENT.sub("MOMENT", path.relative_to(root).as_posix())
        if path.is_file() and not PASSING.search(name):
            found[name] = _content(path)
    return found


def _content(path: Path) -> object:
    if path.name == "gradebook.db":
        return _rows(path)
    data = path.read_bytes()
    if path.suffix in (".zip", ".xlsx"):
        if not zipfile.is_zipfile(path):
            return b"no zip"
        with zipfile.ZipFile(path) as archive:
            return tuple((name, _steady(archive.read(name))) for name in archive.namelist())
    if path.name in LINES:
        # a stopped run goes on in another order
        return tuple(sorted({line for line in _steady(data).split(b"\n") if _whole(line)}))
    return b"KEY" if path.suffix == ".pem" and data.endswith(b"KEY-----\n") else _steady(data)


def _rows(path: Path) -> tuple:
    """The marks in a gradebook. It is read in a copy, where SQLite takes back what was begun."""
    with tempfile.TemporaryDirectory() as place:
        for part in path.parent.glob("gradebook.db*"):
            shutil.copy(part, place)
        with sqlite3.connect(Path(place, path.name)) as database:
            database.execute("pragma user_version").fetchall()
        try:
            return tuple(kill_trial.dump(Path(place)))
        except sqlite3.OperationalError:
            return ("no tables",)


def _steady(data: bytes) -> bytes:
    for pattern, instead in CHANGING:
        data = re.sub(pattern, instead, data)
    return data


def _whole(line: bytes) -> bool:
    try:
        return bool(json.loads(line))
    except ValueError:
        return False


def lost(before: dict, now: dict, after: dict) -> list[str]:
    """Files of `before` that are now neither as they were nor as an undisturbed run leaves them;
    one that it moves may be in either place, one that it removes may be gone, and two of which one
    takes the place of the other are somewhere, both."""
    found = []
    for name, content in before.items():
        if name not in after:
            is_moved = content in after.values()
            is_there = content in now.values() if is_moved else now.get(name, content) == content
            found += [name] * (not is_there)
        elif name.endswith("gradebook.db"):
            found += [f"{name}: {row}" for row in _rows_lost(content, now.get(name), after[name])]
        elif name.endswith(LINES):
            there = set(now.get(name, ()))
            found += [f"{name}: a line"] * (not (there >= {*content} or there >= {*after[name]}))
        elif name.endswith(BETWEEN):
            found += [name] * (not _whole(now.get(name, b"")))
        elif content in after.values() and after[name] in before.values():
            both = content in now.values() and after[name] in now.values()
            found += [name] * (not both)
        else:
            found += [name] * (now.get(name) not in (content, after[name]))
    return found


def _rows_lost(before: tuple, now: object, after: tuple) -> list[tuple]:
    """Rows of a gradebook that are there neither as they were nor as they should become."""
    if not isinstance(now, tuple):
        return [("all",)]
    keys = {row[:4] for row in after if len(row) > 2}
    there = {row[:4] for row in now if len(row) > 2}
    gone = [row for row in before if len(row) > 2 and row[:4] in keys and row[:4] not in there]
    known = set(before) | set(after)
    return gone + [row for row in now if len(row) > 2 and row not in known]


def differences(wanted: dict, got: dict) -> list[str]:
    """Files that are not as they should be."""
    names = sorted(wanted.keys() | got.keys())
    return [name for name in names if wanted.get(name) != got.get(name)]


# --- the trials


@dataclass
class Outcome:
    """What came of one fault: the command's end and whatever is wrong."""

    case: Case
    kind: str
    at: int
    write: str
    ran: Ran
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        where = f"{self.case.args} ({self.case.start}), {self.kind} at {self.at}: {self.write}"
        return f"{where}\n  " + "\n  ".join([*self.wrong, *self.ran.said.splitlines()[-6:]])


@dataclass
class Undisturbed:
    """A case without a fault: what was there before and is there afterwards."""

    before: dict
    ran: Ran
    after: dict


def undisturbed(scene: Scene, case: Case) -> Undisturbed:
    root = scene.copy(case.start)
    before = contents(root)
    ran = scene.warm.run(root, case.args)
    assert ran.code == 0 and ran.writes, f"{case.args}: {ran.code} {ran.said}"
    scene.keep(case, root)
    return Undisturbed(before, ran, contents(root))


def trials(scene: Scene, case: Case, wanted: Undisturbed, every: bool = False) -> Iterator[Outcome]:
    """One outcome for each fault of the case: of all of them or, of each kind, one."""
    kinds = KINDS if every else case.short
    for kind in kinds:
        names = [*wanted.ran.files] if kind == "locked" else wanted.ran.writes
        first = 0 if kind == "locked" and "gradebook.db" in " ".join(wanted.ran.writes) else 1
        numbers = list(range(first, len(names) + 1))
        for at in numbers if every else [_chosen(case, kind, numbers)]:
            write = names[at - 1] if at else "gradebook.db"
            yield trial(scene, case, wanted, kind, at, write)


def _chosen(case: Case, kind: str, numbers: list[int]) -> int:
    """One of the numbers, another for each case and kind."""
    return numbers[sum(f"{case.args} {case.start} {kind}".encode()) % len(numbers)]


def trial(scene: Scene, case: Case, wanted: Undisturbed, kind: str, at: int, write: str) -> Outcome:
    """Runs the case with one fault, and then again without."""
    root = scene.copy(case.start)
    outcome = Outcome(case, kind, at, write, scene.warm.run(root, case.args, kind, at))
    now = contents(root)
    outcome.wrong += [f"lost: {name}" for name in lost(wanted.before, now, wanted.after)]
    outcome.wrong += _said_badly(outcome.ran, now == wanted.after)
    if case.once and now == wanted.after:
        return outcome
    _make_stale(root)
    again = scene.warm.run(root, case.args)
    if again.code != 0:
        outcome.wrong.append(f"again: ends with {again.code}: {again.said[-300:]}")
    outcome.wrong += [f"again: {name}" for name in differences(wanted.after, contents(root))]
    left = [p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()]
    outcome.wrong += [f"left: {name}" for name in left if PASSING.search(name)]
    return outcome


def _said_badly(ran: Ran, is_done: bool) -> list[str]:
    """What is wrong with how the command ended: never a traceback, and never as if all were well
    where something is missing."""
    if ran.code is None:
        return []
    found = ["a traceback"] * ("Traceback" in ran.said or "程序出错了" in ran.said)
    if ran.code == 0 and not is_done:
        found.append("ends with 0 although not everything is there")
    if ran.code not in (0, 2):
        found.append(f"ends with {ran.code}")
    if ran.code and not re.search("[\u4e00-\u9fff]", ran.said):
        found.append("says nothing in Chinese")
    return found


def _make_stale(root: Path) -> None:
    """Lets what a stopped run left grow old."""
    old = time.time() - 2 * writing.STALE
    for path in root.rglob(f"{writing.PART}*"):
        if path.is_file():
            os.utime(path, (old, old))


def table(outcomes: list[Outcome], writes: dict[Case, int]) -> str:
    """Command × writes × outcomes: of each kind of fault how many were tried and how many went
    wrong."""
    lines = [f"{'command':58} {'writes':>6}  " + "  ".join(f"{kind:>9}" for kind in KINDS)]
    for case, count in writes.items():
        tried = Counter(o.kind for o in outcomes if o.case == case)
        bad = Counter(o.kind for o in outcomes if o.case == case and o.wrong)
        cells = [f"{tried[kind] - bad[kind]}/{tried[kind]}" for kind in KINDS]
        name = f"{case.args.replace(' --course exercises', '')} ({case.start})"
        lines.append(f"{name:58} {count:6}  " + "  ".join(f"{cell:>9}" for cell in cells))
    return "\n".join(lines)


def main() -> int:
    """Prints each outcome that is wrong, and the table; returns 1 if any is."""
    every = "--long" in sys.argv
    wanted = [arg for arg in sys.argv[1:] if not arg.startswith("--")]
    outcomes: list[Outcome] = []
    writes: dict[Case, int] = {}
    with tempfile.TemporaryDirectory() as place, Warm() as warm:
        scene = Scene(Path(place), warm)
        for case in CASES:
            if wanted and case.words[0] not in wanted:
                continue
            plain = undisturbed(scene, case)
            writes[case] = len(plain.ran.writes)
            for outcome in trials(scene, case, plain, every):
                outcomes.append(outcome)
                if outcome.wrong:
                    print(outcome, flush=True)
    print(table(outcomes, writes))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{used.ru_utime + used.ru_stime:.0f} s of processor time")
    return 1 if any(outcome.wrong for outcome in outcomes) else 0


if __name__ == "__main__":
    raise SystemExit(main())
