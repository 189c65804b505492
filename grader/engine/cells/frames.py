"""Frames between the engine's processes: two lengths, a JSON text and raw buffers.

What the text means is wire.py's.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

HEAD = struct.Struct("<II")
LARGEST = 512 << 20  # bytes of one frame
DEAD = (ConnectionError, EOFError, BrokenPipeError)


class Refused(TypeError):
    """A value has no form in the closed format, or a frame is not in it."""


def pack(message: Any, buffers: Sequence[bytes] = ()) -> bytes:
    """One frame."""
    text = json.dumps(
        [message, [len(b) for b in buffers]], ensure_ascii=True, separators=(",", ":")
    ).encode("ascii")
    return b"".join((HEAD.pack(len(text), sum(map(len, buffers))), text, *buffers))


def send(sock, message: Any, buffers: Sequence[bytes] = ()) -> None:
    """Writes one frame."""
    sock.sendall(pack(message, buffers))


def take(sock) -> tuple[bytes, memoryview]:
    """Text and buffers of the next frame, not looked at; raises EOFError at the end of the stream,
    Refused if it is too large.
    """
    text_size, buffer_size = HEAD.unpack(_exactly(sock, HEAD.size))
    if text_size + buffer_size > LARGEST:
        raise Refused("a frame is too large")
    return bytes(_exactly(sock, text_size)), _exactly(sock, buffer_size)


def unpack(text: bytes, raw: memoryview) -> tuple[Any, list[memoryview]]:
    """Message and buffers of a frame; raises Refused for what is no frame."""
    try:
        message, sizes = json.loads(text)
        if any(type(size) is not int or size < 0 for size in sizes) or sum(sizes) != len(raw):
            raise ValueError
    except (ValueError, TypeError, RecursionError):
        raise Refused("a frame is not in the closed format") from None
    return message, [
        raw[end - size : end] for end, size in zip(accumulate(sizes), sizes, strict=True)
    ]


def receive(sock) -> tuple[Any, list[memoryview]]:
    """The next frame; raises as `take` and `unpack` do."""
    return unpack(*take(sock))


def _exactly(sock, size: int) -> memoryview:
    data = memoryview(bytearray(size))
    done = 0
    while done < size:
        count = sock.recv_into(data[done:])
        if not count:
            raise EOFError("the other process ended")
        done += count
    return data
