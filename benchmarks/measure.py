"""What a command costs: wall clock, processor time of all its processes, and their memory."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

BETWEEN = 0.5  # seconds from one look at the memory to the next
# seconds that processes may outlive their command before they are ended and counted as left behind
GRACE = 5.0
# PR_SET_CHILD_SUBREAPER: orphans below become our children, so that their time is counted too
ADOPT = 36


@dataclass(frozen=True)
class Used:
    """Wall and processor time in seconds; peak memory in MiB (None where it is not known); how the
    command ended.
    """

    wall: float
    cpu: float  # user and system, of the command and of every process below it
    memory: float | None  # PSS summed over the processes that ran at the same time
    code: int = 0
    left: int = 0  # processes that outlived the command
    # False: a process did not show its PSS, and its private memory was taken instead
    exact: bool = True

    def __add__(self, other: Used) -> Used:
        """One command after the other."""
        known = [m for m in (self.memory, other.memory) if m is not None]
        return Used(
            self.wall + other.wall,
            self.cpu + other.cpu,
            max(known, default=None),
            self.code or other.code,
            self.left + other.left,
            self.exact and other.exact,
        )


def run(
    command: list[str], folder: Path, log: Path, environment: dict[str, str] | None = None
) -> Used:
    """Runs a command in a folder, its output going to `log`; returns what it cost.

    A forked wrapper starts the command and adopts what it leaves behind, so that RUSAGE_CHILDREN
    covers the whole tree and nothing of this process. Linux does all of it; elsewhere the memory is
    not known.
    """
    receiving, sending = os.pipe()
    wrapper = os.fork()
    if wrapper == 0:
        os.close(receiving)
        _wrap(command, folder, log, environment, sending)
    os.close(sending)
    peak, exact = 0.0, True
    try:
        while not select.select([receiving], [], [], BETWEEN)[0]:
            now, all_exact = memory(wrapper)
            peak, exact = max(peak, now), exact and all_exact
        with os.fdopen(receiving, "rb") as pipe:
            told = json.loads(pipe.read())
    finally:
        os.waitpid(wrapper, 0)
    if "error" in told:
        raise OSError(told["error"])
    return Used(**told, memory=peak or None, exact=exact)


def _wrap(command, folder, log, environment, sending) -> None:
    """Never returns: the forked wrapper's whole life."""
    try:
        told = _count(command, folder, log, environment)
    except BaseException as error:
        told = {"error": f"{command[0]}: {error}"}
    os.write(sending, json.dumps(told).encode())
    os._exit(0)


def _count(command, folder, log, environment) -> dict:
    import resource

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT, 1, 0, 0, 0)
    with Path(log).open("wb") as output:
        start = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        code = child.wait()
        wall = time.perf_counter() - start
    left = _end_the_rest(os.getpid())
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "code": code, "left": left}


def _end_the_rest(wrapper: int) -> int:
    """Waits for processes that outlived the command, ends those that stay; returns how many those
    were.
    """
    end, ended = time.monotonic() + GRACE, set()
    while True:
        try:
            gone, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return len(ended)
        if gone:
            continue
        if time.monotonic() > end:
            for pid in below(wrapper) - ended:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    ended.add(pid)
        time.sleep(0.02)


def below(pid: int) -> set[int]:
    """Processes that descend from a process, without itself; empty where there is no /proc."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = entry.read_text(encoding="utf-8", errors="replace")
        except OSError:  # it ended meanwhile
            continue
        children.setdefault(int(text.rpartition(")")[2].split()[1]), []).append(
            int(entry.parent.name)
        )
    found, todo = set(), [pid]
    while todo:
        new = [child for child in children.get(todo.pop(), ()) if child not in found]
        found.update(new)
        todo += new
    return found


def memory(pid: int) -> tuple[float, bool]:
    """PSS in MiB of all processes below a process, and whether each of them showed it."""
    total, exact = 0.0, True
    for child in below(pid):
        try:
            total += _pss(child)
        except (PermissionError, ProcessLookupError, FileNotFoundError):
            private = _private(child)
            total, exact = total + private, exact and not private
    return total, exact


def _pss(pid: int) -> float:
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _private(pid: int) -> float:
    """MiB that a process shares with no file: what others may see of a confined process; 0 if it
    has ended.
    """
    try:
        _, resident, shared, *_ = map(
            int, Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
        )
    except (OSError, ValueError):
        return 0.0
    return (resident - shared) * os.sysconf("SC_PAGE_SIZE") / 1024**2
