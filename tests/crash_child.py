"""Runs commands of keguan in processes forked from one that has imported everything, each with a
disk or a file that fails at a chosen write.

A command writes by many hands (ours, nbgrader's, nbconvert's, SQLite's), so the fault is not put
into any of them: Python's audit events tell of every file that is opened for writing, moved or
removed, and SQLite's trace of every statement that changes a gradebook. What then happens is real:

* full: from the n-th write on no file can grow beyond a few bytes (RLIMIT_FSIZE), so files are cut
  off, and SQLite says what it says of a full disk;
* killed: the n-th write is cut off and ends the process, or the process ends before a move;
* locked: the n-th of the files that it writes to cannot be opened, replaced or removed.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import importlib
import io
import json
import os
import resource
import signal
import sqlite3
import sys
from dataclasses import dataclass, field
from pathlib import Path

HEAVY = (
    "grader.cli.demo",
    "grader.gradebook.exchange",
    "grader.learner.record",
    "grader.marks.exports",
    "grader.report.alike",
    "grader.report.notebook",
    "grader.term.collect",
    "grader.term.rubric",
    "nbgrader.apps",
    "nbgrader.converters",
)
ROOM = 100  # bytes of a file for which the full disk has room
LONGEST = 120  # seconds of one run
PIPE = 1 << 20  # bytes of output that are kept
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CONNECT = sqlite3.connect
CHANGES = {"INSERT", "UPDATE", "DELETE", "REPLACE", "COMMIT", "CREATE", "ALTER", "DROP", "VACUUM"}
# of an audit event: which of its arguments are the path and the folder that it is relative to
PLACES = {"os.remove": (0, 1), "os.rmdir": (0, 1), "os.mkdir": (0, 2), "os.rename": (1, 3)}
PASSING = (
    ".part-",
    ".part",
    "-journal",
)  # in names of files that are not yet or not there to stay


@dataclass
class Faults:
    """The writes below a folder, counted, and what goes wrong with one of them."""

    root: str
    kind: str
    at: int
    writes: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    busy: bool = False

    def hook(self, event: str, args: tuple) -> None:
        if self.busy:
            return
        self.busy = True
        try:
            if (path := written(event, args)) and self.counts(path):
                self.write(event, path)
        finally:
            self.busy = False

    def connect(self, database: object, *args: object, **kwargs: object) -> sqlite3.Connection:
        """sqlite3.connect, which tells of each statement."""
        connection = CONNECT(database, *args, **kwargs)
        path = os.path.abspath(os.fsdecode(database).split("?")[0].removeprefix("file:"))
        if self.counts(path):
            connection.set_trace_callback(lambda statement: self.changed(statement, path))
        return connection

    def counts(self, path: str) -> bool:
        """Whether it lies below the folder and is nothing of Jupyter's own."""
        return path.startswith(self.root + os.sep) and "/.jupyter" not in path

    def changed(self, statement: str, path: str) -> None:
        if statement.lstrip().split(" ")[0].upper().rstrip(";") in CHANGES:
            self.write("sqlite", path)

    def write(self, event: str, path: str) -> None:
        self.writes.append(f"{event} {os.path.relpath(path, self.root)}")
        stays = not any(sign in os.path.basename(path) for sign in PASSING)
        if stays and event != "os.mkdir" and path not in self.files:
            self.files.append(path)
        if self.kind == "full" and len(self.writes) == self.at:
            resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, resource.RLIM_INFINITY))
        elif self.kind == "killed" and len(self.writes) >= self.at:
            self.kill(event)
        elif self.kind == "locked" and self.files[self.at - 1 : self.at] == [path]:
            raise PermissionError(13, "Permission denied", path)

    def kill(self, event: str) -> None:
        """Ends the process now, or within the write that follows."""
        if event in ("open", "sqlite") and len(self.writes) == self.at:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, resource.RLIM_INFINITY))
        else:
            os.kill(os.getpid(), signal.SIGKILL)


def written(event: str, args: tuple) -> str | None:
    """The path that an audit event is going to change; None where it changes none."""
    if event == "open":
        path, mode, flags = args
        changes = set(mode or "") & set("wax+") or (flags or 0) & WRITING
        # a folder is opened for a file without a name
        written = changes and not isinstance(path, int) and not os.path.isdir(path)
        return absolute(path, -1) if written else None
    if event not in PLACES:
        return None
    place, folder = PLACES[event]
    path = absolute(args[place], args[folder])
    return None if event == "os.mkdir" and os.path.isdir(path) else path


def absolute(path: object, folder: int) -> str:
    name = os.fsdecode(path)  # type: ignore[arg-type]
    if folder >= 0:
        name = os.path.join(os.readlink(f"/proc/self/fd/{folder}"), name)
    return os.path.abspath(name)


def arrange(checkout: Path, faults: Faults) -> None:
    """The course that the command finds as its own, JupyterLab not started, a gradebook that is in
    use."""
    from grader.cli import demo, lab
    from grader.course import classes, outline
    from grader.gradebook import access

    outline.CHECKOUT = demo.CHECKOUT = checkout
    classes.SOURCES = checkout / "exercises" / "source"
    lab.start = lambda *_: None
    access.BUSY = 0
    if faults.kind != "locked" or faults.at:
        return
    if book := next(checkout.parent.rglob("gradebook.db"), None):
        arrange.holder = sqlite3.connect(book, isolation_level=None)  # type: ignore[attr-defined]
        arrange.holder.execute("begin exclusive")  # type: ignore[attr-defined]


def check_work(name: str) -> None:
    """The button of the study page: its process checks, and says what the page then shows."""
    from grader.base.files.writing import write
    from grader.course import outline
    from grader.desk.words import SAY
    from grader.learner import checking, home

    task = json.dumps({"names": [name], "language": "zh"})
    write(home.room() / checking.FILE, task + "\n")
    with contextlib.suppress(OSError):  # the process ends, and the page finds what there is
        checking.check(outline.load(), "zh", [name])
    state = checking.state()
    if state is None or state.left or state.why:
        print(state and state.why, SAY["stopped_note"])
        sys.exit(2)


def run(request: dict, output: int, facts: int) -> None:
    """Runs the command in this process, which ends."""
    from grader.cli.app import main

    os.dup2(output, 1)
    os.dup2(output, 2)
    for stream in ("stdout", "stderr"):
        setattr(sys, stream, io.TextIOWrapper(io.FileIO(1, "w"), "utf-8", line_buffering=True))
    os.environ |= request["environment"]
    os.chdir(request["folder"])
    signal.alarm(LONGEST)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    faults = Faults(request["root"], request["kind"], request["at"])
    arrange(Path(request["checkout"]), faults)
    sqlite3.connect = sqlite3.dbapi2.connect = faults.connect
    sys.addaudithook(faults.hook)
    sys.argv = ["keguan", *request["args"]]
    known = set(sys.modules)
    code = 0
    try:
        if request["args"][:2] == ["page", "check"]:
            check_work(request["args"][2])
        else:
            main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException as error:
        print(f"Traceback: {error!r}")
        code = 1
    sys.stdout.flush()
    said = {"code": code, "writes": faults.writes, "files": faults.files}
    # those of grader may hold paths of this course
    imported = [name for name in sys.modules if name not in known and name[:6] != "grader"]
    os.write(facts, json.dumps(said | {"imported": imported}).encode())
    os._exit(0)


def answer(request: dict) -> dict:
    """What came of a command: how it ended (None where it was killed), what it said, what it
    wrote."""
    output, facts = os.pipe(), os.pipe()
    for pipe in (output, facts):
        fcntl.fcntl(pipe[1], fcntl.F_SETPIPE_SZ, PIPE)
    pid = os.fork()
    if pid == 0:
        try:
            run(request, output[1], facts[1])
        finally:
            os._exit(1)
    os.close(output[1])
    os.close(facts[1])
    os.waitpid(pid, 0)
    said, told = drained(output[0]), drained(facts[0])
    known = json.loads(told) if told else {"code": None, "writes": [], "files": []}
    learn(known.pop("imported", []))
    return known | {"said": said}


def learn(modules: list[str]) -> None:
    """Imports what a command had to import, so that the next one need not."""
    for name in modules:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.freeze()


def drained(pipe: int) -> str:
    """What is in a pipe, which a process of the engine may still hold open."""
    os.set_blocking(pipe, False)
    found = b""
    try:
        while data := os.read(pipe, PIPE):
            found += data
    except BlockingIOError:
        pass
    os.close(pipe)
    return found.decode("utf-8", "replace")


def prepare() -> None:
    """Does once what every process would do: imports, the gradebook's tables, and alembic's answer
    of which version a new one has, for which nbgrader starts another Python."""
    for module in HEAVY:
        importlib.import_module(module)
    from nbgrader import api
    from sqlalchemy.orm import configure_mappers

    configure_mappers()
    beside_python = os.path.dirname(sys.executable)
    os.environ["PATH"] = beside_python + os.pathsep + os.environ.get("PATH", "")
    version = api.get_alembic_version()
    api.get_alembic_version = lambda: version
    if "--plain" in sys.argv:
        from tests import plain_engine

        plain_engine.use()
    gc.freeze()


def serve() -> None:
    prepare()
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    serve()
