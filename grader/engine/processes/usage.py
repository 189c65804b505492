"""What a process has used of the processor, and how long it was kept waiting for one."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from pathlib import Path

import psutil

from grader.engine.verdict.clock import Usage, kept_waiting


def processor_seconds(pid: int) -> float:
    """Of a process and all that it started; 0 where the machine does not tell."""
    total = 0.0
    for process in _family(pid):
        with contextlib.suppress(psutil.Error):  # it has ended meanwhile
            total += sum(process.cpu_times()[:4])  # with those children that had ended before
    return total


def used_by(pid: int) -> Usage:
    """What a process and all that it started have used."""
    family = _family(pid)
    starved = sum(kept_waiting(str(process.pid)) for process in family)
    return Usage(processor_seconds(pid), starved, any(map(_is_ready, family)))


def total(before: Iterable[Usage], now: Usage) -> Usage:
    """What processes have used together of which only the last one still runs."""
    parts = [*before, now]
    seconds = sum(part.seconds for part in parts)
    return Usage(seconds, sum(part.starved for part in parts), now.ready)


def _is_ready(process: psutil.Process) -> bool:
    """Whether one of its threads would work, or waits for a disk."""
    if not sys.platform.startswith("linux"):
        return False  # elsewhere a process that sleeps is said to run
    with contextlib.suppress(OSError, IndexError):  # it has ended meanwhile
        for thread in Path("/proc", str(process.pid), "task").iterdir():
            said = (thread / "stat").read_text(encoding="utf-8", errors="replace")
            if said.rpartition(")")[2].split()[0] in ("R", "D"):
                return True
    return False


def _family(pid: int) -> list[psutil.Process]:
    found: list[psutil.Process] = []
    with contextlib.suppress(psutil.Error):
        parent = psutil.Process(pid)
        found += [parent, *parent.children(recursive=True)]
    return found
