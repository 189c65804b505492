"""How long a student's process is waited for: while it has processor time left, and uses it.

Time on the wall would make a mark depend on what else the machine does. It only ends what sleeps:
time for which a process was ready to work and other processes had the processor is not counted.
"""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.engine.model import ON_THE_WALL, Limits

IDLE = 0.02  # a process that uses less of its own time than this is asleep
CLOSE = 0.05  # part of a cell's limit that may be missing from it


def kept_waiting(process: str) -> float:
    """Seconds for which the threads of a process (its id, or "self") were ready to work and had no
    processor; 0 where the system does not tell.
    """
    total = 0
    with contextlib.suppress(OSError, ValueError, IndexError):  # or it has ended meanwhile
        for thread in Path("/proc", process, "task").iterdir():
            total += int((thread / "schedstat").read_text(encoding="ascii").split()[1])
    return total / 1e9


@dataclass(frozen=True)
class Usage:
    """What a notebook's student processes have used so far, as far as the machine tells: seconds of
    processor time, and those for which they were ready to work and had no processor. `ready`: so
    they are at this moment; a container that has used up its share may count no such seconds.
    """

    seconds: float = 0.0
    starved: float = 0.0
    ready: bool = False


class Clock:
    """Counts what one notebook uses. `ask()` is only asked where waiting alone has taken as long as
    a limit.
    """

    def __init__(self, limits: Limits, ask: Callable[[], Usage]):
        self.limits = limits
        self.ask = ask
        self.own = time.process_time()
        self.own_starved = kept_waiting("self")
        self.end = time.monotonic() + ON_THE_WALL * limits.notebook_seconds
        self.waited = 0.0  # seconds that a reply was waited for
        self.told = Usage()  # last
        self.used_when = self.starved = 0.0  # `waited` at that moment; what was lost by then
        self.begin()

    def begin(self) -> None:
        """A cell begins."""
        if self.waited - self.used_when > 2 * CLOSE * self.limits.cell_seconds:
            self._look()
        self.cell_waited = self.waited
        self.cell_used = self._most()
        self.cell_starved = self.starved

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
        used, starved, when = self.told.seconds, self.starved, self.used_when
        self._look()
        its_own = self.waited - when - (self.starved - starved)
        asleep = self.told.seconds - used < IDLE * its_own
        waited = self.waited - self.cell_waited - (self.starved - self.cell_starved)
        longest = waited > ON_THE_WALL * self.limits.cell_seconds
        left = self.left()
        if left < least or asleep or longest:
            raise TimeoutError("the student's code took too long")
        return left

    def _notebook_left(self) -> float:
        """Of the notebook's limit, which the grade cells' own work counts for too."""
        own = time.process_time() - self.own
        used = self._most() + own
        end = self.end + self.not_its_own()
        return min(self.limits.notebook_seconds - used, end - time.monotonic())

    def not_its_own(self) -> float:
        """Seconds on the wall in which the notebook's processes got no processor, as far as it is
        known.
        """
        return self.starved + kept_waiting("self") - self.own_starved

    def _most(self) -> float:
        """Seconds that may have been used by now: it works at most as long as it is waited for."""
        return self.told.seconds + self.waited - self.used_when

    def _look(self) -> None:
        """Asks. Several threads can lack a processor at once: they count as one."""
        with _undisturbed():
            told = self.ask()
        rest = self.waited - self.used_when - (told.seconds - self.told.seconds)
        lost = rest if told.ready else min(told.starved - self.told.starved, rest)
        self.starved += max(0.0, lost)
        self.told, self.used_when = told, self.waited


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
def limited(
    seconds: float, on_the_wall: float, not_its_own: Callable[[], float] = lambda: 0.0
) -> Iterator[Time]:
    """While open, CellTime is raised after so many seconds of this process's own work, or so many
    on the wall but for those that are `not_its_own`. A test may have caught it: the Time says that
    it was over.
    """
    told = Time()
    if not _ALARMS:
        yield told
        return

    start = time.monotonic() - not_its_own()

    def too_long(number: int, frame: Any) -> None:
        if number == signal.SIGALRM and time.monotonic() - not_its_own() - start < on_the_wall:
            return  # asked again a second later
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
