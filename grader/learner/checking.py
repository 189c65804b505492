"""Work that is being checked in a process of its own, and what is known of it.

A line for each thing that happened goes to a file beside the progress, so that whoever asks knows
how far it is, whoever started it: a closed tab or a stopped server loses nothing, and what was not
done is named and can be gone on with.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, NoReturn

import psutil

from grader.base import Text, UserError
from grader.course import outline as courses
from grader.course.outline import Course
from grader.files.writing import add_line, write
from grader.learner import handin, home, learn

FILE = "checking.jsonl"
PATIENCE = 10  # seconds that a process has to end by itself
STOPPED = "stopped"


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


def start(course: Course, language: str, names: list[str]) -> State:
    """Begins to check in a process of its own; one that runs already goes on instead.

    Raises UserError for what may not be checked now.
    """
    running = state()
    if running and running.running:
        return running
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
    file = home.room() / FILE
    write(file, json.dumps({"names": begun, "language": language}) + "\n")
    _launch(course, language, begun)
    return state() or State()


def _launch(course: Course, language: str, names: list[str]) -> None:
    """Starts the process; it does not end with this one, nor with its terminal."""
    command = [sys.executable, "-m", __name__, str(course.root), language, *names]
    environment = {**os.environ, home.VARIABLE: str(home.home()), "PYTHONIOENCODING": "utf-8"}
    own: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        own = {"creationflags": flags}
    with (home.room() / "checking.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            env=environment,
            cwd=courses.CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            **own,
        )
    # waits so that the system may forget it once it has ended
    threading.Thread(target=process.wait, daemon=True).start()
    _note(process=_identity(process.pid))


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


def main(root: str, language: str, *names: str) -> None:
    """Checks the notebooks, telling each as it is done."""
    signal.signal(signal.SIGTERM, _end)  # so that what grades is ended in its order
    course = courses.load(root)
    try:
        for graded in learn.grade_each(course, language, list(names)):
            _note(
                done=graded.assignment,
                why=None if graded.attempt else [graded.reason.zh, graded.reason.en],
            )
    except UserError as error:
        _note(end="failed", why=[error.zh, error.en])
    except OSError as error:
        what = error.strerror or str(error)
        _note(
            end="failed",
            why=[
                f"没有查完（{what}）：请检查磁盘空间，再接着查。做完的都保存了。",
                f"Not finished ({what}): check the disk space, then go on. What was done is kept.",
            ],
        )
    else:
        _note(end="ok")


def _end(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


if __name__ == "__main__":
    main(*sys.argv[1:])
