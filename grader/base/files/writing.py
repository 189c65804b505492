"""Writes what holds a person's work: whole or not at all, the old one kept until then.

Every file that a command writes goes through here (tools/lint.py refuses other ways), so that a
full disk, a stop half-way or a locked file leaves what was there before.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from pathlib import Path

from grader.base import UserError

PART = ".part-"  # begins the name of a file that is not yet in its place
READABLE = 0o644  # a server may hand a page out under another account
PRIVATE = 0o600  # marks and names of a class, a key
STALE = 600  # seconds after which a part is a stopped run's: nothing takes so long to write


def write(path: Path, data: bytes | str, mode: int = READABLE) -> None:
    """Writes the file beside its place and moves it there; text as UTF-8 with plain newlines.

    Makes the folder if need be. Raises OSError, naming `path`, when there is no room or no
    permission, and UserError when another program (Excel on Windows) holds the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # the name of the file may be as long as names can be
    own = f"{PART}{hashlib.sha256(path.name.encode('utf-8', 'replace')).hexdigest()[:8]}-"
    _clear(path.parent, own)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=own)
    except OSError as error:
        raise _of(path, error) from None
    staged = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data.encode("utf-8", "replace") if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        staged.chmod(mode)
        move(staged, path)
    except OSError as error:
        raise _of(path, error) from None
    finally:
        staged.unlink(missing_ok=True)


def stage(staged: Path, data: bytes, mode: int) -> None:
    """Writes a file that `move` brings to its place later, together with others; one that a
    stopped run left is replaced.

    The disk may keep it in memory for a while: for what can be made again.
    """
    staged.parent.mkdir(parents=True, exist_ok=True)
    try:
        _release(staged)
        staged.unlink(missing_ok=True)
        staged.write_bytes(data)
        staged.chmod(mode)
    except OSError as error:
        raise _of(staged, error) from None


def move(staged: Path, path: Path) -> None:
    """Moves a file to its place, over what is there.

    Raises UserError when another program holds the file that is there.
    """
    _release(path)
    try:
        os.replace(staged, path)
    except PermissionError:
        if os.name != "nt":
            raise
        raise UserError(
            f"{path} 正被别的程序打开（例如 Excel 或 WPS）：请先关闭它，再试一次。",
            f"{path} is open in another program (perhaps Excel): close it there and try again.",
        ) from None


def add_line(path: Path, line: str) -> None:
    """Adds a line to a file of lines; one that was cut off before does not swallow it.

    The line is written in one piece: after a stop half-way only that line is broken. A line for
    which there is no room is not begun.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("a+b", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - 1, 0))
            broken = size > 0 and file.read(1) != b"\n"
            data = (b"\n" if broken else b"") + line.encode("utf-8", "replace") + b"\n"
            try:
                while data:
                    data = data[file.write(data) or 0 :]
            except OSError:
                file.truncate(size)
                raise
    except OSError as error:
        raise _of(path, error) from None


def _clear(folder: Path, own: str) -> None:
    """Removes what runs that were stopped left of the same file."""
    with os.scandir(folder) as entries:
        left = [entry for entry in entries if entry.name.startswith(own)]
    for entry in left:
        with contextlib.suppress(OSError):
            if time.time() - entry.stat().st_mtime > STALE:
                os.unlink(entry.path)


def _release(path: Path) -> None:
    """Windows does not replace a read-only file, which is what nbgrader and we leave."""
    if os.name == "nt" and path.exists():
        path.chmod(READABLE)


def _of(path: Path, error: OSError) -> OSError:
    """The error with the name of the file that was to be written instead of the one beside it."""
    return OSError(error.errno, error.strerror or str(error), str(path))
