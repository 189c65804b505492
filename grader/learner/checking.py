"""Work that is being checked in a process of its own, and what is known of it.

A line for each thing that happened goes to a file beside the progress, so that whoever asks knows
how far it is, whoever started it: a closed tab or a stopped server loses nothing, and what was not
done is named and can be gone on with.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import psutil

from grader.base import Text, UserError
from grader.base.files.writing import add_line, write
from grader.course import outline as courses
from grader.course.outline import Course
from grader.gradebook import faults
from grader.grading import run
from grader.grading.packages import DATASETS
from grader.learner import handin, home, learn

FILE = "checking.jsonl"
PATIENCE = 10  # seconds that a process has to end by itself
STOPPED = "stopped"
NEEDED = 20 * 2**20  # bytes on the disk for a check and what it leaves
NO_ROOM = Text(
    "没有查完：磁盘满了。清出一些空间（至少 20 MB），再接着查。",
    "Not finished: the disk is full. Free some space (20 MB), then go on.",
)
UNFINISHED = Text(
    "没有查完（{what}）：请检查磁盘空间，再接着查。做完的都保存了。",
    "Not finished ({what}): check the disk space, then go on. What was done is kept.",
)
IDLE = 600  # seconds without a click after which the process ends


@dataclass
class Said:
    """A notebook that was looked at, and why it could not be checked, if so."""

    name: str
    why: Text | None = None


@dataclass
class State:
    """How far a check is: `names` are asked for, `said` is done; `running` while its process
    lives; `why` is a sentence where it ended before all was done."""

    names: list[str] = field(default_factory=list)
    language: str = "zh"
    said: list[Said] = field(default_factory=list)
    running: bool = False
    ended: bool = False
    why: Text | None = None
    process: tuple[int, float] | None = None  # its id and when it began, which no other one has

    @property
    def left(self) -> list[str]:
        """What is still to be checked."""
        done = {one.name for one in self.said}
        return [name for name in self.names if name not in done]


def state() -> State | None:
    """The last check of the person who works now; None when there was none, or it was put away."""
    try:
        lines = (home.room() / FILE).read_bytes().splitlines()
    except FileNotFoundError:
        return None
    found = State()
    for line in lines:
        try:
            _read(found, json.loads(line))
        except (ValueError, KeyError, TypeError):
            continue
    found.running = not found.ended and _process(found) is not None
    if not found.ended and not found.running and shutil.disk_usage(home.room()).free < NEEDED:
        found.why = NO_ROOM  # which the process could not write down any more
    return found


def _read(found: State, said: dict[str, Any]) -> None:
    if "names" in said:
        found.names, found.language = list(said["names"]), str(said["language"])
    if "process" in said:
        found.process = (int(said["process"][0]), float(said["process"][1]))
    if "done" in said:
        found.said.append(Said(said["done"], _text(said.get("why"))))
    if "end" in said:
        found.ended = True
        found.why = _text(said.get("why"))


def _text(pair: list[str] | None) -> Text | None:
    return Text(*pair) if pair else None


def _process(found: State) -> psutil.Process | None:
    """The process that checks, if it is still alive."""
    if found.process is None:
        return None
    try:
        process = psutil.Process(found.process[0])
        same = abs(process.create_time() - found.process[1]) < 1
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except psutil.Error:
        return None


class Checker:
    """Checks in a process of its own, which is kept with all that it has imported and with the
    engine's processes for the next click.

    It ends when nobody clicks any more, or when whoever holds this ends: its input closes then, and
    what it is doing it still finishes.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._version: object = None
        self._lock = threading.RLock()
        self._idle: threading.Timer | None = None

    def start(self, course: Course, language: str, names: list[str]) -> State:
        """Begins to check; a check that runs already goes on instead.

        Raises UserError for what may not be checked now.
        """
        with self._lock:
            running = state()
            if running and running.running:
                return running
            task = json.dumps({"names": _to_check(course, language, names), "language": language})
            self._renew(course)
            write(home.room() / FILE, task + "\n")
            self._ask(course, task)
        return state() or State()

    def close(self) -> None:
        """Ends the process as soon as it has done what it is doing; the next check starts one."""
        with self._lock:
            process, self._process = self._process, None
            if self._idle:
                self._idle.cancel()
        if process and process.stdin:
            with contextlib.suppress(OSError):
                process.stdin.close()

    def _renew(self, course: Course) -> None:
        """Leaves a process that has ended, or that has imported what is no longer there."""
        if self._idle:
            self._idle.cancel()
        version = _version(course)
        if self._process and (self._process.poll() is not None or version != self._version):
            self.close()
        self._version = version

    def _ask(self, course: Course, line: str) -> None:
        """Gives the process its task; a process that dies in this moment is replaced."""
        while True:
            fresh = self._process is None
            process = self._process = self._process or _launch(course)
            _note(process=_identity(process.pid))
            try:
                if process.stdin:
                    process.stdin.write(line + "\n")
                    process.stdin.flush()
                return self._rest()
            except OSError:
                self.close()
                if fresh:
                    return  # the page says that the check did not finish

    def _rest(self) -> None:
        self._idle = threading.Timer(IDLE, self.close)
        self._idle.daemon = True
        self._idle.start()


def _to_check(course: Course, language: str, names: list[str]) -> list[str]:
    """Those of the assignments that were begun; raises UserError where none was, or one may not be
    checked now."""
    handed_in = {one.assignment for one in handin.receipts()}
    for name in names:
        info = course.assignment(name)
        if not learn.may_check(course, language, info, name in handed_in):
            raise UserError(
                f"“{info.title.zh}”交了以后才能检查。",
                f"“{info.title.en}” is checked only after it was handed in.",
            )
    begun = learn.begun(course, language, names)
    if not begun:
        raise UserError(
            "还没有写答案：先做几道题，保存，再检查。",
            "Nothing was answered yet: do some tasks, save, then have them checked.",
        )
    return begun


def _version(course: Course) -> object:
    """Changes when a file changes that the process has read once: the code, the data, the list,
    what was given out; and when other data are meant.
    """
    roots = [courses.CHECKOUT / name for name in ("grader", "keguan", "requirements.lock")]
    roots += [course.root / name for name in ("content", "datasets", "exercises", "course.toml")]
    own = os.environ.get(DATASETS)
    roots += [Path(own)] if own else []
    found: list[object] = [own, os.environ.get("TZ")]
    for root in roots:
        for path in (root, *root.rglob("*")):
            if "__pycache__" not in path.parts and path.is_file():
                kept = path.stat()
                found.append((str(path), kept.st_mtime_ns, kept.st_size))
    return found


def _launch(course: Course) -> subprocess.Popen[str]:
    """Starts the process; it does not end with a signal to this one, nor with its terminal."""
    environment = {**os.environ, home.VARIABLE: str(home.home()), "PYTHONIOENCODING": "utf-8"}
    own: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        own = {"creationflags": flags}
    with (home.room() / "checking.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(course.root)],
            env=environment,
            cwd=courses.CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            encoding="utf-8",
            **own,
        )
    # waits so that the system may forget it once it has ended
    threading.Thread(target=process.wait, daemon=True).start()
    return process


def _identity(pid: int) -> list[float]:
    try:
        return [pid, psutil.Process(pid).create_time()]
    except psutil.Error:
        return [pid, 0.0]


def stop() -> None:
    """Ends the check; what was done by then is kept."""
    found = state()
    process = _process(found) if found and not found.ended else None
    if process is None:
        return
    children = process.children(recursive=True)
    process.terminate()
    _, alive = psutil.wait_procs([process], timeout=PATIENCE)
    for one in [*alive, *children]:
        if one.is_running():
            one.kill()
    _note(end=STOPPED)


def put_away() -> None:
    """The page has shown what came of the check."""
    found = state()
    if found and not found.running:
        (home.room() / FILE).unlink(missing_ok=True)


def _note(**said: object) -> None:
    add_line(home.room() / FILE, json.dumps(said, ensure_ascii=False))


# --- in the process


def main(root: str) -> None:
    """Checks what each line of the input names, until it closes."""
    signal.signal(signal.SIGTERM, _end)  # so that what grades is ended in its order
    course = courses.load(root)
    try:
        for line in sys.stdin:
            asked = json.loads(line)
            check(course, asked["language"], asked["names"])
    finally:
        run.end_kept()


def check(course: Course, language: str, names: list[str]) -> None:
    """Checks the notebooks, telling each as it is done.

    Raises OSError where not even that can be written: the process ends, and the page says that not
    all was checked.
    """
    try:
        for graded in learn.grade_each(course, language, names, kept=True):
            _note(
                done=graded.assignment,
                why=None if graded.attempt else [graded.reason.zh, graded.reason.en],
            )
    except OSError as error:
        what = error.strerror or str(error)
        why = Text(UNFINISHED.zh.format(what=what), UNFINISHED.en.format(what=what))
    except Exception as error:
        known = error if isinstance(error, UserError) else faults.of_database(error)
        if known is None:
            raise
        why = Text(known.zh, known.en)
    else:
        return _note(end="ok")
    _note(end="failed", why=[why.zh, why.en])


def _end(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


if __name__ == "__main__":
    main(*sys.argv[1:])
