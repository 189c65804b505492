"""How long a student's process is waited for, on a quiet and on a busy machine; with a clock that
the tests move.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time

import pytest

from grader.engine.model import Limits
from grader.engine.processes import watch
from grader.engine.processes.protocol import AskUsed, Judging, send
from grader.engine.processes.usage import processor_seconds, used_by
from grader.engine.verdict import clock

LIMITS = Limits(cell_seconds=10, notebook_seconds=60)


class Machine:
    """A machine that gives a student's process a `share` of each second; in place of its socket.

    Each reply takes `work` seconds of the processor and `sleep` seconds without it. Of the other
    seconds it `tells` the length, that the process is ready, or (None) nothing.
    """

    def __init__(
        self,
        share: float = 1.0,
        work: float = 0.0,
        sleep: float = 0.0,
        tells: str | None = "starved",
    ):
        self.share, self.work, self.sleep = share, work, sleep
        self.now = self.used = self.own = self.starved = 0.0
        self.tells = tells
        self.clock = clock.Clock(LIMITS, self.asked)
        self.line = clock.Patient(self, self.clock)

    def asked(self) -> clock.Usage:
        starved = self.used * (1 / self.share - 1) if self.tells == "starved" else 0.0
        starved += 0.1 * self.now if self.tells == "now and then" else 0.0
        return clock.Usage(self.used, starved, self.tells == "ready" and self.sleep <= 0)

    def settimeout(self, seconds: float) -> None:
        assert seconds > 0
        self.seconds = seconds

    def recv_into(self, buffer: memoryview) -> int:
        started = self.__dict__.setdefault("started", self.used)
        needed = (started + self.work - self.used) / self.share
        if needed + self.sleep > self.seconds:
            self.now += self.seconds
            self.used += min(needed, self.seconds) * self.share
            self.sleep -= max(self.seconds - needed, 0)
            raise TimeoutError
        self.now += needed + self.sleep
        self.used = started + self.work
        del self.started
        return 1

    def ask(self) -> None:
        """One request, as the link makes it."""
        self.line.recv_into(memoryview(bytearray(1)))


@pytest.fixture
def machine(monkeypatch):
    """Makes a Machine whose time is the time of the clock."""
    made = []

    class Time:
        monotonic = staticmethod(lambda: made[-1].now if made else 0.0)
        process_time = staticmethod(lambda: made[-1].own if made else 0.0)

    def make(**kinds: float) -> Machine:
        made.clear()
        made.append(Machine(**kinds))
        return made[-1]

    monkeypatch.setattr(clock, "time", Time)
    monkeypatch.setattr(clock, "kept_waiting", lambda process: 0.0)
    return make


@pytest.mark.parametrize("share", [1, 0.6, 0.3])
def test_a_cell_may_use_its_time_however_busy_the_machine_is(machine, share):
    made = machine(share=share, work=9)
    made.ask()
    assert made.now == pytest.approx(9 / share)


@pytest.mark.parametrize("share", [1, 0.6, 0.3])
def test_what_uses_more_is_stopped(machine, share):
    made = machine(share=share, work=11)
    with pytest.raises(TimeoutError):
        made.ask()
    assert made.used <= 10.1


@pytest.mark.parametrize("tells", ["starved", "now and then"])
def test_what_sleeps_is_stopped_as_soon_as_what_works(machine, tells):
    """Also where it lacks a processor for a moment before it sleeps, as on a busy machine."""
    made = machine(sleep=1000, tells=tells)
    with pytest.raises(TimeoutError):
        made.ask()
    assert made.now == 10


def test_what_hardly_works_is_stopped_in_the_end(machine):
    made = machine(share=0.03, work=1000, tells=None)
    with pytest.raises(TimeoutError):
        made.ask()
    assert made.now == pytest.approx(60, abs=10)


@pytest.mark.parametrize("tells", ["starved", "ready"])
def test_what_others_leave_no_processor_neither_sleeps_nor_takes_too_long(machine, tells):
    made = machine(share=0.01, work=5, tells=tells)
    made.ask()
    assert made.now == pytest.approx(500)
    assert not made.clock.over()
    made = machine(share=0.01, work=1000, tells=tells)
    with pytest.raises(TimeoutError):
        made.ask()
    assert made.used <= 10.1


def test_what_sleeps_between_is_stopped_on_a_busy_machine(machine):
    made = machine(share=0.5, work=1, sleep=1000)
    with pytest.raises(TimeoutError):
        made.ask()
    assert made.now < 70


@pytest.mark.parametrize("share", [1, 0.3])
def test_each_cell_has_its_own_time(machine, share):
    made = machine(share=share, work=9)
    for _ in range(5):
        made.clock.begin()
        made.ask()


def test_short_cells_before_leave_a_cell_no_more_time(machine):
    made = machine(share=0.3, work=2.4)
    for _ in range(5):
        made.clock.begin()
        made.ask()
    made.work = 15
    made.clock.begin()
    with pytest.raises(TimeoutError):
        made.ask()


@pytest.mark.parametrize("share", [1, 0.3])
def test_the_requests_of_a_cell_share_its_time(machine, share):
    made = machine(share=share, work=4)
    made.clock.begin()
    made.ask()
    made.ask()
    with pytest.raises(TimeoutError):
        made.ask()


def test_a_check_that_works_long_takes_nothing_from_the_student(machine):
    made = machine(work=4)
    made.clock.begin()
    made.ask()
    made.now += 15
    made.own += 15
    made.ask()


@pytest.mark.parametrize("share", [1, 0.6])
def test_a_notebook_has_a_limit_too(machine, share):
    made = machine(share=share, work=9)
    whole = 0
    while not made.clock.over():
        made.clock.begin()
        made.ask()
        whole += 1
        if whole == 6:
            break
    assert whole == 6 and not made.clock.over()
    made.own += 10  # what the checks themselves have worked
    assert made.clock.over()


def test_a_notebook_that_only_sleeps_ends_as_well(machine):
    made = machine(sleep=9)
    made.now = 301
    assert made.clock.over()


def test_what_a_process_starts_counts_for_it():
    """A student's code may work in a process of its own."""
    work = "import time\nwhile time.process_time() < 0.1: pass"
    code = (
        f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {work!r}])\n"
        f"held = subprocess.Popen([sys.executable, '-c', {work!r} + '\\nprint(1, flush=True)\\n"
        "input()'], stdout=-1, stdin=-1)\nheld.stdout.readline()\nprint(1, flush=True)\ninput()"
    )
    started = [sys.executable, "-S", "-c", code]
    with subprocess.Popen(started, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        used = processor_seconds(process.pid)
        process.stdin.close()
    assert used >= 0.15  # both of them; the system counts in hundredths
    assert processor_seconds(process.pid) == 0


@pytest.mark.skipif(not hasattr(clock.signal, "setitimer"), reason="not on Windows")
def test_a_check_of_our_own_ends_when_it_has_worked_too_long():
    with pytest.raises(clock.CellTime), clock.limited(0.01, 30):
        while True:
            pass
    with clock.limited(0.01, 30) as told:
        time.sleep(0.05)  # on the wall there is more time
    assert not told.over


@pytest.mark.skipif(not hasattr(clock.signal, "setitimer"), reason="not on Windows")
def test_a_check_of_our_own_that_gets_no_processor_is_not_ended_on_the_wall():
    lost = iter([0.0, 1.0, 1.0])
    with clock.limited(5, 0.05, lambda: next(lost)) as told:
        time.sleep(0.2)
    assert not told.over
    with pytest.raises(clock.CellTime), clock.limited(5, 0.05):
        time.sleep(5)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells")
def test_a_process_that_waits_for_the_processor_is_told_from_one_that_sleeps():
    python = ["taskset", "-c", str(min(os.sched_getaffinity(0))), sys.executable, "-S", "-c"]
    loop = "print(1, flush=True)\nwhile True: pass"
    codes = [loop, loop, "import time\nprint(1, flush=True)\ntime.sleep(60)"]
    started = [subprocess.Popen([*python, code], stdout=subprocess.PIPE) for code in codes]
    try:
        for one in started:
            one.stdout.read(2)
        time.sleep(0.3)
        *busy, asleep = [used_by(one.pid) for one in started]
        assert all(one.ready and one.starved > 0.02 for one in busy) and not asleep.ready
    finally:
        for one in started:
            one.kill()
            one.communicate()


@pytest.mark.skipif(not hasattr(clock.signal, "setitimer"), reason="not on Windows")
def test_it_is_told_that_the_time_was_over_where_a_check_has_caught_it():
    with clock.limited(0.01, 30) as told, contextlib.suppress(BaseException):
        while True:
            pass
    assert told.over


def test_a_grade_cell_that_uses_far_too_much_is_given_up(monkeypatch):
    monkeypatch.setattr(watch, "TICK", 0.01)
    used = iter([5.0, 5.1, 99.0])
    monkeypatch.setattr(watch, "processor_seconds", lambda pid: next(used))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        found = watch.Watch(ours, 1, Limits(cell_seconds=2), time.monotonic() + 30)
        send(theirs, Judging("c1"))
        send(theirs, AskUsed())
        assert found.receive() == AskUsed() and found.cell == "c1"
        with pytest.raises(watch.Stuck):
            found.receive()
        found.deadline = 0
        with pytest.raises(TimeoutError):
            found.receive()
