"""How long a student's process is waited for: while it has processor time left, and uses it.

Time on the wall would make a mark depend on what else the machine does.
"""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from grader.engine.model import ON_THE_WALL, Limits

IDLE = 0.02  # a process that uses less of the time than this is asleep
CLOSE = 0.05  # part of a cell's limit that may be missing from it


class Clock:
    """Counts what one notebook uses. `ask()` tells the processor seconds of the student's processes
    so far; it is only asked where waiting alone has taken as long as a limit.
    """

    def __init__(self, limits: Limits, ask: Callable[[], float]):
        self.limits = limits
        self.ask = ask
        self.own = time.process_time()
        self.end = time.monotonic() + ON_THE_WALL * limits.notebook_seconds
        self.waited = 0.0  # seconds that a reply was waited for
        self.used = self.used_when = 0.0  # what was told last, and `waited` at that moment
        self.begin()

    def begin(self) -> None:
        """A cell begins."""
        if self.waited - self.used_when > 2 * CLOSE * self.limits.cell_seconds:
            self._look()
        self.cell_waited = self.waited
        self.cell_used = self._most()

    def over(self) -> bool:
        """Whether the notebook has no time left."""
        if self._notebook_left() > 0:
            return False
        self._look()
        return self._notebook_left() <= 0

    def left(self) -> float:
        """Seconds of waiting until a limit can have been reached."""
        cell = self.limits.cell_seconds - (self._most() - self.cell_used)
        return min(cell, self._notebook_left())

    def patience(self) -> float:
        """As `left`, when that is over: the processor time that is really left. Raises TimeoutError
        where it is none, or the process only sleeps.
        """
        least = CLOSE * self.limits.cell_seconds
        left = self.left()
        if left > 0:
            return max(left, least)
        used, when = self.used, self.used_when
        self._look()
        asleep = self.used - used < IDLE * (self.waited - when)
        longest = self.waited - self.cell_waited > ON_THE_WALL * self.limits.cell_seconds
        left = self.left()
        if left < least or asleep or longest:
            raise TimeoutError("the student's code took too long")
        return left

    def _notebook_left(self) -> float:
        """Of the notebook's limit, which the grade cells' own work counts for too."""
        own = time.process_time() - self.own
        used = self._most() + own
        return min(self.limits.notebook_seconds - used, self.end - time.monotonic())

    def _most(self) -> float:
        """Seconds that may have been used by now: it works at most as long as it is waited for."""
        return self.used + self.waited - self.used_when

    def _look(self) -> None:
        with _undisturbed():
            self.used = self.ask()
        self.used_when = self.waited


class Patient:
    """The socket to a student's process, which waits as long as the clock says."""

    def __init__(self, sock: Any, clock: Clock):
        self.sock = sock
        self.clock = clock

    def sendall(self, data: Any) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._waiting(self.sock.send, rest) :]

    def recv_into(self, buffer: memoryview) -> int:
        return self._waiting(self.sock.recv_into, buffer)

    def _waiting(self, operation: Callable[[Any], int], data: Any) -> int:
        while True:
            self.sock.settimeout(self.clock.patience())
            start = time.monotonic()
            try:
                return operation(data)
            except TimeoutError:
                continue  # the clock says whether that was all
            finally:
                self.clock.waited += time.monotonic() - start


class CellTime(BaseException):
    """A grade cell went over its time; not an Exception, so that no test takes it for an answer."""


@dataclass
class Time:
    """Of one grade cell."""

    over: bool = False


# Not on Windows; there, only the limits of the student's code and of the whole notebook hold.
_ALARMS = hasattr(signal, "setitimer")


@contextlib.contextmanager
def limited(seconds: float, on_the_wall: float) -> Iterator[Time]:
    """While open, CellTime is raised after so many seconds of this process's own work. A test may
    have caught it: the Time says that it was over.
    """
    told = Time()
    if not _ALARMS:
        yield told
        return

    def too_long(*_: Any) -> None:
        told.over = True
        raise CellTime("time limit")

    for number in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(number, too_long)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
        signal.setitimer(signal.ITIMER_REAL, on_the_wall, 1.0)
        yield told
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """While open, no alarm ends what is under way: half a message would put the next ones out of
    step.
    """
    if not _ALARMS:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF, signal.SIGALRM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
