"""The warm process from which all others are forked; started by forks.py, never imported by a
notebook.

The zygote imports the libraries once. For each assignment it forks two rooms: one that is confined
for students, one for the trusted side. A room forks a child for each submission. Nothing here
starts a thread, so that forking stays safe.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from grader.engine.cells import shell
from grader.engine.jail.confine import Jail
from grader.engine.model import Package
from grader.engine.processes import workers
from grader.engine.processes.protocol import (
    Done,
    End,
    Fork,
    Forked,
    Learn,
    MakeRoom,
    Ready,
    Remember,
    Revive,
    RoomMade,
    hear,
    send,
    tell,
)

ENGINE = str(
    Path(__file__).parents[2]
)  # what grade cells import of the engine, and the engine itself

# before Python looks for cycles: in a process that lives for a second, 700 is often and finds
# little
ALLOCATIONS = 20_000


def main() -> None:
    """Serves the socket given as file descriptor in the first argument until it closes."""
    control = socket.socket(fileno=int(sys.argv[1]))
    shell.prepare()
    with contextlib.suppress(ConnectionError):  # whoever started this is gone
        tell(control, Ready())
    while True:
        message, fds = hear(control)
        if message is None:
            return
        pid = os.fork()
        if pid == 0:
            control.close()
            _child(lambda message=message, fds=fds: Room(message, fds).serve())
        for fd in fds:
            os.close(fd)


def _child(work) -> None:
    """Runs `work` in a forked child, which never returns to its parent's code."""
    try:
        work()
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        os._exit(0)


def _loaded(fd: int) -> Any:
    """What a file descriptor holds, from the command itself, never from a submission; closes it."""
    with os.fdopen(fd, "rb") as file:
        file.seek(0)
        return pickle.load(file)


class Room:
    """The parent of all processes of one side ("student" or "trusted") for one assignment."""

    def __init__(self, message: MakeRoom, fds: list[int]):
        self.control = socket.socket(fileno=fds[0])
        self.package: Package = _loaded(fds[1])
        self.side = message.side
        self.home = message.home
        self.imports = message.imports
        self.calls = message.calls
        self.recalling = "recall" not in message.off
        student = self.side == "student"
        self.jail = Jail(
            (ENGINE, *self.package.hooks.readable),
            self.package.hidden if student else (),
            self.package.limits,
            frozenset(message.off),
            self.package.environment,
            users=0 if student else 1,
        )

    def serve(self) -> None:
        workers.make_ready(self.package.environment, self.imports, self.calls)
        if self.side == "trusted":
            self.trusted = workers.Trusted(self.package, self.home, self.recalling)
            os.chdir("/")
        else:
            self.shell = workers.student_shell(
                self.package
            )  # made once: it costs more than the fork
        gc.freeze()
        gc.set_threshold(ALLOCATIONS, *gc.get_threshold()[1:])
        layers = self.jail.enter()
        tell(self.control, RoomMade(list(layers), self.jail.missing))
        while True:
            message, fds = hear(self.control)
            match message:
                case None:
                    return
                case Fork():
                    tell(self.control, Forked(self._fork(fds)))
                case End(pid):
                    self._end(pid)
                    tell(self.control, Done())
                case Learn():
                    workers.learn(_loaded(fds[0]))
                    gc.freeze()
                    tell(self.control, Done())
                case Remember():
                    self.trusted.memory.learn(_loaded(fds[0]))

    def _fork(self, fds: list[int]) -> int:
        """A child for one submission: the first descriptors are its sockets, the last holds its
        files.
        """
        files = _loaded(fds[-1])
        keep = fds[:-1]
        pid = self.jail.fork(
            keep=tuple(keep),
            files=files,
            drop=(self.control.fileno(),),
            inherit=self.side == "trusted",
        )
        if pid == 0:
            self.control.detach()  # its descriptor is closed already
            _child(lambda: self._student(*keep) if self.side == "student" else self._trusted(*keep))
        for fd in keep:
            os.close(fd)
        return pid

    @staticmethod
    def _end(pid: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)

    def _student(self, fd: int) -> None:
        workers.serve_student(socket.socket(fileno=fd), self.shell, self.package.hooks.value_types)

    def _trusted(self, result: int, link: int) -> None:
        channel = socket.socket(fileno=result)

        def revive() -> socket.socket | None:
            send(channel, Revive())
            _, fds, _, _ = socket.recv_fds(channel, 1, 1)
            return socket.socket(fileno=fds[0]) if fds else None

        self.trusted.run(channel, socket.socket(fileno=link), revive)


if __name__ == "__main__":
    main()
