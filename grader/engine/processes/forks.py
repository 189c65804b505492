"""Grades notebooks in forked processes (Linux): the side of the command, which forks nothing
itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import astuple

from grader.base import Text, UserError
from grader.engine.cells import frames
from grader.engine.model import Package, without_answers
from grader.engine.notebooks import prescan
from grader.engine.processes.protocol import (
    AskUsed,
    End,
    Fork,
    Job,
    Learn,
    MakeRoom,
    Remember,
    Report,
    Used,
    hear,
    send,
    tell,
)
from grader.engine.processes.runtime import (
    BROKEN,
    ISOLATED,
    SLOW,
    Rooms,
    Runtime,
    environment,
    lay_out,
)
from grader.engine.processes.usage import total, used_by
from grader.engine.processes.watch import Lost, Stuck, Watch
from grader.engine.verdict.clock import Usage

PLACED = "grader.engine.processes.placed"
ZYGOTE = "grader.engine.processes.zygote"


class Forks(Runtime):
    """One zygote, from which the rooms of every assignment are forked."""

    def __init__(self, off: frozenset[str] = frozenset()):
        super().__init__()
        self.off = off
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        python = [sys.executable, *ISOLATED]
        self.process = subprocess.Popen(
            [*python, "-m", PLACED, *ISOLATED, "-m", ZYGOTE, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            # Ctrl-C is the command's to handle
            stdin=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
        )
        theirs.close()
        self.control = mine
        self.started = False

    def close(self) -> None:
        super().close()
        self.control.close()
        self.process.wait()

    @property
    def is_whole(self) -> bool:
        rooms = [rooms for rooms in self.rooms if isinstance(rooms, ForkRooms)]
        ends = [self.control]
        for one in rooms:
            ends += one.controls.values()
        return not any(map(_is_closed, ends))

    def make_rooms(self, package: Package) -> Rooms:
        self.started = self.started or hear(self.control)[0] is not None
        if not self.started:
            raise UserError(*astuple(package.hooks.texts.not_started))
        return ForkRooms(package, self.control, self.off)


class ForkRooms(Rooms):
    """The two rooms of one assignment."""

    def __init__(self, package: Package, zygote: socket.socket, off: frozenset[str]):
        self.package = package
        self.home = tempfile.TemporaryDirectory(prefix="grading-")
        lay_out(self.home.name, package.files)
        self.locks = {"student": threading.Lock(), "trusted": threading.Lock()}
        self.controls: dict[str, socket.socket] = {}
        try:
            self._start(package, zygote, off)
        except BaseException:  # nobody will have these rooms to close them
            self.close()
            raise

    def _start(self, package: Package, zygote: socket.socket, off: frozenset[str]) -> None:
        for side in ("student", "trusted"):
            self.controls[side] = self._open(zygote, side, off)
        hello = {side: hear(control)[0] for side, control in self.controls.items()}
        if None in hello.values():
            raise UserError(*astuple(package.hooks.texts.no_room))
        super().__init__(package, tuple(hello["student"].layers), hello["student"].missing)

    def close(self) -> None:
        for control in self.controls.values():
            control.close()
        self.home.cleanup()

    def learn(self, references: str) -> None:
        with _held(references) as bulk, self.locks["trusted"]:
            tell(self.controls["trusted"], Learn(), [bulk])
            hear(self.controls["trusted"])

    def remember(self, dialogues: str) -> None:
        with _held(dialogues) as bulk, self.locks["trusted"], contextlib.suppress(OSError):
            tell(self.controls["trusted"], Remember(), [bulk])

    def _open(self, zygote: socket.socket, side: str, off: frozenset[str]) -> socket.socket:
        cells = json.loads(self.package.source)["cells"]
        imports = prescan.imports(cells, self.package.files)
        calls = prescan.calls(cells, self.package.hooks.preload)
        message = MakeRoom(side, self.home.name, sorted(off), imports, calls)
        package = without_answers(self.package) if side == "student" else self.package
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, _held(package) as bulk:
            tell(zygote, message, [theirs.fileno(), bulk])
        return mine

    def run(self, job: Job, files: dict[str, bytes]) -> Report | Text | Lost:
        """What the trusted side reports of a job, or why there is nothing."""
        files = files | self.package.files
        deadline = self.deadline()
        spent: list[Usage] = []  # by student processes that were replaced
        pids: list[tuple[str, int]] = []
        with contextlib.ExitStack() as stack:
            stack.callback(self._end_all, pids)
            link = stack.enter_context(self._student(files, pids))
            mine, theirs = socket.socketpair()
            stack.enter_context(mine)
            with theirs:
                ends = [theirs.fileno(), link.fileno()]
                pid = self._fork("trusted", ends, self.package.files)
                pids.append(("trusted", pid))
            link.close()
            watch = Watch(mine, pid, self.package.limits, deadline)
            try:
                send(mine, job)
                while True:
                    message = watch.receive()
                    if isinstance(message, Report):
                        return message
                    used = total(spent, used_by(pids[0][1]))
                    if isinstance(message, AskUsed):
                        send(mine, Used(used))
                        continue
                    spent = [used]
                    self._end(*pids.pop(0))
                    with self._student(files, pids) as fresh:
                        socket.send_fds(mine, [b"!"], [fresh.fileno()])
            except TimeoutError:
                return SLOW
            except (Stuck, *frames.DEAD, frames.Refused, OSError):
                return Lost(watch.cell) if watch.cell else BROKEN

    def _end_all(self, pids: list[tuple[str, int]]) -> None:
        for side, pid in pids:
            self._end(side, pid)

    def _student(self, files: dict[str, bytes], pids: list[tuple[str, int]]) -> socket.socket:
        """A new student process, first in `pids`; returns the socket that reaches it."""
        mine, theirs = socket.socketpair()
        with theirs:
            pid = self._fork("student", [theirs.fileno()], files)
            pids.insert(0, ("student", pid))
        return mine

    def _fork(self, side: str, fds: list[int], files: dict[str, bytes]) -> int:
        with _held(files) as bulk, self.locks[side]:
            tell(self.controls[side], Fork(), [*fds, bulk])
            message, _ = hear(self.controls[side])
        if message is None:
            raise EOFError("a room ended")
        return message.pid

    def _end(self, side: str, pid: int) -> None:
        with self.locks[side], contextlib.suppress(OSError):
            tell(self.controls[side], End(pid))
            hear(self.controls[side])


def _is_closed(end: socket.socket) -> bool:
    """Whether the process at the other end is gone; what it has said is left to be heard."""
    try:
        return not end.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True


@contextlib.contextmanager
def _held(value):
    """A file descriptor, in memory only, that holds a value of ours for a forked process."""
    fd = os.memfd_create("grading")
    try:
        with os.fdopen(os.dup(fd), "wb") as file:
            pickle.dump(value, file)
        yield fd
    finally:
        os.close(fd)
