"""Outputs of a cell cut to the room that a notebook has for them.

One unit of size: bytes of JSON in UTF-8.

A mark is read from a cell's outputs. So whatever is cut, every error and the first result stay, and
a result that is a number stays that number: only streams, displays and further results are left
out.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import Any

NOTE = {
    "output_type": "stream",
    "name": "stdout",
    "text": "…… 输出太长，后面的部分没有保存。\n"
    "… The output was too long; the rest of it was not kept.\n",
}
LONG = 20_000  # characters of one string in an error, or of a result that has no room
LINES = 9  # from either end of a traceback that has no room


def plain(output: Any) -> tuple[Any, int]:
    """The output as plain JSON data that any file can hold, and its size."""
    data = json.dumps(output, ensure_ascii=False, default=str).encode("utf-8", "replace")
    return json.loads(data), len(data)


def size(output: Any) -> int:
    return plain(output)[1]


def fitting(text: str, room: int) -> str:
    """The longest beginning of a text that is at most `room` bytes."""
    text = text[: max(room, 0)]
    if size(text) <= room:
        return text
    return text[
        : bisect_right(range(1, len(text) + 1), room, key=lambda length: size(text[:length]))
    ]


def error(name: Any, message: Any, lines: list, room: int) -> dict:
    """An error output; long strings and a long traceback are shortened."""
    lines = [_short(line) for line in lines]
    if size(lines) > room:
        lines = [*lines[:LINES], "…", *lines[-LINES:]]
    return plain(
        {
            "output_type": "error",
            "ename": _short(name),
            "evalue": _short(message),
            "traceback": lines,
        }
    )[0]


def brief(result: dict) -> dict:
    """An execute_result with nothing but a short text; a text that reads as a number still reads as
    the same one.
    """
    shown = result["data"].get("text/plain")
    text = shown if isinstance(shown, str) else ""
    text = text.strip() if len(text) > LONG else text
    if len(text) > LONG:
        try:
            text = repr(float(text))
        except ValueError:
            text = _short(text)
    return {**result, "data": {"text/plain": text}, "metadata": {}}


def _short(text: Any) -> str:
    text = str(text)
    return text if len(text) <= LONG else text[:LONG] + " …"
