"""Waits for what the trusted process of one notebook tells, and gives it up where a grade cell does
not come back: Python's own alarm does not reach it inside a call such as sum(range(10**12)).
"""

from __future__ import annotations

import selectors
import socket
import time
from dataclasses import dataclass
from typing import Any

from grader.engine.model import Limits
from grader.engine.processes.protocol import Judging, receive
from grader.engine.processes.usage import processor_seconds

TICK = 2.0  # seconds between two looks at it


@dataclass(frozen=True)
class Lost:
    """The trusted process ended, or was given up, while it ran this grade cell."""

    cell: str


class Stuck(Exception):
    """The grade cell went far over its time."""


class Watch:
    """The trusted process with this id, on its channel; after `deadline` it is given up anyway."""

    def __init__(self, channel: socket.socket, pid: int, limits: Limits, deadline: float):
        self.channel = channel
        self.pid = pid
        self.most = 2.5 * limits.cell_seconds + TICK  # it ends the cell itself after twice that
        self.deadline = deadline
        self.cell = ""
        self.used: float | None = None  # by it, when the grade cell was seen first

    def receive(self) -> Any:
        """The next message but those that say which cell runs. Raises Stuck, TimeoutError, and as
        protocol.receive does.
        """
        while True:
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if not self._ready(min(left, TICK)):
                self._look()
                continue
            self.channel.settimeout(left)
            message, _ = receive(self.channel)
            if not isinstance(message, Judging):
                return message
            self.cell = message.cell
            self.used = None

    def _ready(self, seconds: float) -> bool:
        """Whether something comes in this time."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.channel, selectors.EVENT_READ)
            return bool(selector.select(seconds))

    def _look(self) -> None:
        if not self.cell:
            return
        used = processor_seconds(self.pid)
        self.used = used if self.used is None else self.used
        if used - self.used > self.most:
            raise Stuck
