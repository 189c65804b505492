"""Control messages between the command and the processes that fork for it: a small JSON text with
file descriptors."""

from __future__ import annotations

import json
import socket

LONGEST = 1 << 16  # bytes of a control message


def tell(control: socket.socket, message: dict, fds: list[int] = ()) -> None:
    """Sends one control message with file descriptors."""
    socket.send_fds(control, [json.dumps(message).encode()], list(fds))


def hear(control: socket.socket) -> tuple[dict | None, list[int]]:
    """The next control message and its file descriptors; None when the other end is closed."""
    try:
        data, fds, _, _ = socket.recv_fds(control, LONGEST, 8)
    except ConnectionError:
        return None, []
    return (json.loads(data), fds) if data else (None, fds)
