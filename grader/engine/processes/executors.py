"""Where submissions are graded: on this machine by default, on a Dask cluster if one is named."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import astuple
from typing import Any

from grader.base import UserError
from grader.engine.model import Graded, Package, Submission, Texts

TEXTS = Texts()
CONNECTING = 10  # seconds for a cluster to answer
_running: dict[frozenset[str], Any] = {}  # Forks or Spares
_starting = threading.Lock()  # two threads that ask at once get the same processes


def runtime(off: frozenset[str]):
    """The processes of this machine that run notebooks; started at the first call, the same for
    every later one. Whoever may call this first calls `stop` in the end; the processes end with
    their starter in any case, because their socket closes then.
    """
    with _starting:
        if off not in _running:
            if sys.platform.startswith("linux"):
                from grader.engine.processes.forks import Forks as Runtime
            else:
                from grader.engine.processes.spares import Spares as Runtime
            _running[off] = Runtime(off)
        return _running[off]


def stop() -> None:
    """Ends every process that `runtime` started."""
    with _starting:
        ended = list(_running.values())
        _running.clear()
    for started in ended:
        started.close()


def leave_old(most: int) -> None:
    """Of processes that are kept, leaves those of the assignments that were opened last."""
    with _starting:
        for started in _running.values():
            started.leave_old(most)


def leave_damaged() -> None:
    """Ends processes that were kept for a next grading and of which some have died since: `runtime`
    then starts others.
    """
    with _starting:
        damaged = [off for off, started in _running.items() if not started.is_whole]
        ended = [_running.pop(off) for off in damaged]
    for started in ended:
        started.close()


def grade(
    package: Package, work: Submission, off: frozenset[str] = frozenset(), unconfined: bool = False
) -> Graded:
    """Grades one notebook on the machine on which this is called; everything it needs is in its
    arguments.
    """
    return runtime(off).grade(package, work, unconfined)


def ready(package: Package, off: frozenset[str] = frozenset()) -> None:
    """Prepares the machine on which this is called for an assignment."""
    runtime(off).open(package)


def executor(
    address: str | None, workers: int | None, texts: Texts = TEXTS
) -> tuple[Executor, Callable[[], None]]:
    """A concurrent.futures executor, and what closes it.

    `address` is None for this machine (the threads only wait for the processes that do the work),
    or dask://host:port.
    """
    if address is None:
        pool = ThreadPoolExecutor(workers or os.cpu_count() or 1)
        return pool, lambda: pool.shutdown(wait=True, cancel_futures=True)
    scheme, _, where = address.partition("://")
    if scheme != "dask" or not where:
        raise UserError(
            f"不认识的 --executor {address}：请写 dask://主机:端口。",
            f"Unknown --executor {address}: write dask://host:port.",
        )
    try:
        from distributed import Client
    except ImportError:
        raise UserError(*astuple(texts.no_dask)) from None
    try:
        client = Client(f"tcp://{where}", timeout=CONNECTING)
    except (OSError, ValueError, TimeoutError):
        raise UserError(
            f"连不上 Dask 集群 {where}。", f"There is no Dask cluster at {where}."
        ) from None
    return client.get_executor(pure=False, retries=1), client.close
