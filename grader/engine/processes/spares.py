"""Grades notebooks in processes started ahead of time, where forking a warm one is unsafe or absent
(macOS, Windows).

Nothing is confined here: the caller has to allow that. Verdicts are apart from the student's code
all the same.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import secrets
import socket
import subprocess
import sys
import tempfile
import threading

from grader.base import Text
from grader.engine.cells import frames
from grader.engine.model import Package, without_answers
from grader.engine.notebooks import prescan
from grader.engine.processes import spare
from grader.engine.processes.protocol import (
    AskUsed,
    Become,
    Job,
    Listening,
    Report,
    Used,
    receive,
    send,
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

READY = 4  # processes that are started ahead
# settings of the user by which a notebook could run otherwise than elsewhere
OTHERWISE = ("PYTHON", "LC_", "LANGUAGE")


class Spares(Runtime):
    """Ordinary processes, each used for one side of one notebook and then ended."""

    def __init__(self, off: frozenset[str] = frozenset()):
        super().__init__()
        self.secret = secrets.token_hex(16).encode()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.processes: dict[int, subprocess.Popen] = {}
        self.taking = threading.Lock()
        for _ in range(READY):
            self._start()

    def _start(self) -> None:
        port = self.listener.getsockname()[1]
        own = {name: text for name, text in os.environ.items() if not name.startswith(OTHERWISE)}
        process = subprocess.Popen(
            [sys.executable, *ISOLATED, "-m", spare.__name__, str(port)],
            stdin=subprocess.PIPE,
            env=own | environment(),
            stdout=subprocess.DEVNULL,
        )
        assert process.stdin is not None  # a pipe
        # told its id: its own is another where a launcher starts it, as on Windows
        process.stdin.write(b"%s %d\n" % (self.secret, process.pid))
        process.stdin.close()
        self.processes[process.pid] = process

    def take(self) -> tuple[socket.socket, int]:
        """The channel and the id of a process that is ready; another one is started in its place,
        and in that of each that has died while it waited.
        """
        with self.taking:
            while True:
                self._start()
                channel = spare.accept(self.listener, self.secret)
                with contextlib.suppress(*frames.DEAD):
                    pid = receive(channel)[0].pid
                    if self.processes[pid].poll() is None:
                        return channel, pid
                channel.close()

    def end(self, pid: int) -> None:
        """Ends a process that was taken, whatever it is doing."""
        process = self.processes.pop(pid)
        process.kill()
        process.wait()

    def close(self) -> None:
        super().close()
        self.listener.close()
        for pid in list(self.processes):
            self.end(pid)

    def make_rooms(self, package: Package) -> Rooms:
        return SpareRooms(package, self)


class SpareRooms(Rooms):
    """Runs the jobs of one assignment in spare processes."""

    def __init__(self, package: Package, spares: Spares):
        self.spares = spares
        super().__init__(package, (), {})

    def run(self, job: Job, files: dict[str, bytes]) -> Report | Text | Lost:
        watch = None
        deadline = self.deadline()
        pids: list[int] = []  # of the student's processes
        secret = secrets.token_hex(16)
        with contextlib.ExitStack() as stack:
            try:
                port = self._student(stack, secret, files, pids)
                channel, pid = self._become(stack, "trusted", self.package.files, secret, port)
                watch = Watch(channel, pid, self.package.limits, deadline)
                send(channel, job)
                while True:
                    message = watch.receive()
                    if isinstance(message, Report):
                        return message
                    if isinstance(message, AskUsed):
                        *before, now = map(used_by, pids)
                        send(channel, Used(total(before, now)))
                    else:
                        send(channel, Listening(self._student(stack, secret, files, pids)))
            except TimeoutError:
                return SLOW
            except (Stuck, *frames.DEAD, frames.Refused, OSError):
                return Lost(watch.cell) if watch and watch.cell else BROKEN

    def _student(
        self, stack: contextlib.ExitStack, secret: str, files: dict[str, bytes], pids: list[int]
    ) -> int:
        channel, pid = self._become(stack, "student", files | self.package.files, secret)
        pids.append(pid)
        return receive(channel)[0].port

    def _become(
        self,
        stack: contextlib.ExitStack,
        side: str,
        files: dict[str, bytes],
        secret: str,
        port: int = 0,
    ) -> tuple[socket.socket, int]:
        home = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True)
        )
        lay_out(home, files)
        channel, pid = self.spares.take()
        stack.callback(self.spares.end, pid)
        stack.enter_context(channel)
        cells = json.loads(self.package.source)["cells"]
        calls = prescan.calls(cells, self.package.hooks.preload)
        message = Become(
            side, home, prescan.imports(cells, self.package.files), calls, secret, port
        )
        package = without_answers(self.package) if side == "student" else self.package
        send(channel, message, [pickle.dumps(package)])
        return channel, pid
