"""Writes what holds a person's work: whole or not at all, the old one kept until then.

Every file that a command writes goes through here (tools/lint.py refuses other ways), so that a
full disk, a stop half-way or a locked file leaves what was there before.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from grader.base import UserError

PART = ".keguan-"  # begins the name of a file that is not yet in its place
READABLE = 0o644  # a server may hand a page out under another account


def write(path: Path, data: bytes | str, mode: int = READABLE) -> None:
    """Writes the file beside its place and moves it there; text as UTF-8 with plain newlines.

    Makes the folder if need be. Raises OSError, naming `path`, when there is no room or no
    permission, and UserError when another program (Excel on Windows) holds the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=PART)
    except OSError as error:
        raise _of(path, error) from None
    staged = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data.encode("utf-8", "replace") if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        staged.chmod(mode)
        _move(staged, path)
    except OSError as error:
        raise _of(path, error) from None
    finally:
        staged.unlink(missing_ok=True)


def add_line(path: Path, line: str) -> None:
    """Adds a line to a file of lines; one that was cut off before does not swallow it.

    The line is written in one piece: after a stop half-way only that line is broken.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - 1, 0))
        broken = size > 0 and file.read(1) != b"\n"
        file.write((b"\n" if broken else b"") + line.encode("utf-8") + b"\n")


def _move(staged: Path, path: Path) -> None:
    """Moves a file to its place, over what is there."""
    if os.name == "nt" and path.exists():
        path.chmod(0o644)  # Windows does not replace a read-only file
    try:
        os.replace(staged, path)
    except PermissionError:
        if os.name != "nt":
            raise
        raise UserError(
            f"{path} 正被别的程序打开（例如 Excel 或 WPS）：请先关闭它，再试一次。",
            f"{path} is open in another program (perhaps Excel): close it there and try again.",
        ) from None


def _of(path: Path, error: OSError) -> OSError:
    """The error with the name of the file that was to be written instead of the one beside it."""
    return OSError(error.errno, error.strerror or str(error), str(path))
