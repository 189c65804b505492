"""The folder autograded/: a graded notebook as nbgrader leaves it, what it was made from, and the
files beside it.
"""

from __future__ import annotations

import contextlib
import fnmatch
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from grader.base.files import writing
from grader.course import cells
from grader.engine.notebooks import files
from grader.engine.notebooks.roles import text

RECORD = "keguan"  # in the notebook's metadata: what it was made from
MOST_BYTES = 64 * files.MIB  # of a submission's other files
# begins a line only there: within JSON's strings there is no line end
METADATA = b'\n "metadata": '
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": ".".join(map(str, sys.version_info[:3])),
}


# --- what was handed in


def _files(folder: Path, ignored: tuple[str, ...]) -> list[files.File]:
    """The files of a folder but those that fit one of nbgrader's patterns of ignored files, in the
    order of their names.
    """

    def is_ignored(name: str) -> bool:
        return any(fnmatch.fnmatch(name, pattern) for pattern in (*ignored, f"{writing.PART}*"))

    return sorted(files.walk(folder, is_ignored).files, key=lambda file: file.name.split("/"))


def content(path: Path) -> bytes | None:
    """The bytes of a regular file; None for anything else, for what is too large and what cannot be
    read.
    """
    try:
        return files.load(path, MOST_BYTES)
    except OSError:
        return None


def digest(folder: Path, ignored: tuple[str, ...] = ()) -> str:
    """A digest of all files of a folder, by name and content; ignored names apart."""
    sum_ = hashlib.sha256()
    for file in _files(folder, ignored):
        data = content(file.path)
        if data is None:
            status = file.status
            data = f"{status.st_mode} {status.st_size} {status.st_mtime_ns}".encode()
        _add(sum_, file.name, data)
    return sum_.hexdigest()


def source_digest(folder: Path, ignored: tuple[str, ...] = ()) -> str:
    """A digest of an assignment's source that a change of outputs or of layout in the file leaves
    alone.
    """
    sum_ = hashlib.sha256()
    for file in _files(folder, ignored):
        data = content(file.path) or b""
        # any other file counts with every byte
        with contextlib.suppress(ValueError, KeyError, TypeError):
            kept = [_content_of(cell) for cell in json.loads(data)["cells"]]
            data = json.dumps(kept, sort_keys=True).encode()
        _add(sum_, file.name, data)
    return sum_.hexdigest()


def _content_of(cell: dict) -> tuple[str, str, dict | None]:
    """What counts of a cell of a source: its kind, text and role."""
    return cell["cell_type"], text(cell["source"]), cell["metadata"].get("nbgrader")


def _add(sum_: hashlib._Hash, name: str, data: bytes) -> None:
    sum_.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)


# --- the notebook


def record(path: Path, key: str = RECORD) -> dict:
    """What a graded notebook was made from and the marks that were written with it, or another
    entry of its metadata; empty if it does not say.
    """
    data = content(path) or b""
    try:
        end = data[data.rindex(METADATA) :]
        found = json.loads(b"{" + end)["metadata"][key]
    except (ValueError, KeyError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def finish(
    notebook: dict,
    checksums: dict[str, str | None],
    maxima: dict[str, float],
    kernelspec: dict | None,
) -> None:
    """Gives the executed notebook the metadata that nbgrader's OverwriteCells and Execute give
    it."""
    notebook["metadata"]["language_info"] = LANGUAGE
    if kernelspec:
        notebook["metadata"]["kernelspec"] = kernelspec
    for cell in notebook["cells"]:
        role = cells.role(cell)
        name = role.get("grade_id")
        if name in checksums:
            role["checksum"] = checksums[name]
        if name in maxima and "points" in role and float(role["points"]) != maxima[name]:
            role["points"] = maxima[name]


def keep_outputs(notebook: dict, earlier: bytes | None, marked: set[str]) -> None:
    """Grade cells that were left out this time keep what the earlier graded notebook shows."""
    shown = {}
    for cell in cells.of_bytes(earlier or b""):
        role = cells.role(cell)
        if role.get("grade"):
            shown[role.get("grade_id")] = cell
    for cell in notebook["cells"]:
        name = cells.role(cell).get("grade_id")
        if name in shown and name not in marked and cell["cell_type"] == "code":
            before = shown[name]
            cell["outputs"] = before.get("outputs", [])
            cell["execution_count"] = before.get("execution_count")


def as_bytes(notebook: dict) -> bytes:
    """The notebook as nbformat writes it: sorted keys, one space, long texts as lists of lines."""
    for cell in notebook["cells"]:
        cell["source"] = text(cell["source"]).splitlines(keepends=True)
        for output in cell.get("outputs", ()):
            _split(output)
    written = json.dumps(
        notebook, sort_keys=True, indent=1, separators=(",", ": "), ensure_ascii=False
    )
    return (written + "\n").encode("utf-8", "replace")


def _split(output: dict) -> None:
    if isinstance(output.get("text"), str):
        output["text"] = output["text"].splitlines(keepends=True)
    data = output.get("data", {})
    for mime, part in data.items():
        if isinstance(part, str) and not (mime == "application/json" or mime.endswith("+json")):
            data[mime] = part.splitlines(keepends=True)


# --- files beside it


def others(
    folder: Path, ignored: tuple[str, ...], most: int = MOST_BYTES
) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the regular files of a folder that are no notebooks; at most `most`
    bytes in all.
    """
    for file in _files(folder, (*ignored, "*.ipynb")):
        data = content(file.path)
        most -= len(data or b"")
        if most < 0:
            return
        if data is not None:
            yield file.name, data


def put(path: Path, data: bytes, mode: int) -> None:
    """Writes a file at once or not at all, whatever was there."""
    staged = path.with_name(f".{path.name}.part")
    writing.stage(staged, data, mode)
    writing.move(staged, path)
