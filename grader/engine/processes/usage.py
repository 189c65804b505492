"""What a process has used of the processor."""

from __future__ import annotations

import contextlib

import psutil


def processor_seconds(pid: int) -> float:
    """Of a process and all that it started; 0 where the machine does not tell."""
    family: list[psutil.Process] = []
    with contextlib.suppress(psutil.Error):
        parent = psutil.Process(pid)
        family += [parent, *parent.children(recursive=True)]
    total = 0.0
    for process in family:
        with contextlib.suppress(psutil.Error):  # it has ended meanwhile
            total += sum(process.cpu_times()[:4])  # with those children that had ended before
    return total
