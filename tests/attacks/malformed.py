"""Submissions with a broken or odd file: graded if the work is there, else reported by name with
the reason."""

from __future__ import annotations

import copy
import json
import os
import sys
import zipfile
from pathlib import Path

from tests.attacks.course import POINTS, SOLUTIONS, STOCK
from tests.attacks.harness import UNREADABLE, dump, find, full, register, solved

FULL = dict(POINTS[STOCK])
NAME = f"{STOCK}.ipynb"


def reported(name: str, what: str, make) -> None:
    """A case that cannot be graded: `make(scene)` gives bytes, files, or a function that fills the
    folder."""
    register(name, "malformed", what, make, UNREADABLE)


def mended(name: str, what: str, change, expected: dict | None = None) -> None:
    """A case with the right answers after `change(notebook)`, which may return something else to
    write."""

    def make(scene):
        content = json.loads(dump(solved(scene)))
        made = change(content)
        return content if made is None else made

    register(name, "malformed", what, make, FULL if expected is None else expected)


def filled(name: str, what: str, fill, expected: dict | str) -> None:
    """A case whose folder is filled by `fill(folder, bytes of the right notebook)`."""
    register(
        name,
        "malformed",
        what,
        lambda scene: lambda folder: fill(folder, dump(solved(scene))),
        expected,
    )


# --- nothing to grade

reported("empty-file", "A file of no bytes.", lambda scene: b"")
reported("zeros", "Ten thousand zero bytes.", lambda scene: b"\0" * 10_000)
reported(
    "not-json",
    "A Word file with the notebook's name.",
    lambda scene: b"PK\x03\x04" + os.urandom(3000),
)
reported("cut", "The file is cut off in the middle.", lambda scene: dump(solved(scene))[:2000])
reported("deep", "Lists in lists, 100,000 deep.", lambda scene: b"[" * 100_000)
reported("a-list", "JSON, but a list.", lambda scene: b"[1, 2, 3]")
reported("a-number", "JSON, but NaN.", lambda scene: b"NaN")
reported(
    "null-cells",
    "A notebook whose cells are null.",
    lambda scene: b'{"cells": null, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
)
register(
    "no-cells",
    "malformed",
    "A notebook without cells is graded as not attempted.",
    lambda scene: b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    dict.fromkeys(FULL, 0),
)
reported(
    "empty-folder",
    "The folder is there, the notebook is not.",
    lambda scene: {"readme.txt": b"forgot"},
)


def _link(folder: Path, data: bytes) -> None:
    (folder / NAME).symlink_to("/etc/hostname")


def _sparse(folder: Path, data: bytes) -> None:
    with (folder / NAME).open("wb") as file:
        file.truncate(100 << 20)


def _device(folder: Path, data: bytes) -> None:
    (folder / NAME).symlink_to("/dev/zero")


filled("symlink", "The notebook is a link to a file outside.", _link, UNREADABLE)
filled("pipe", "The notebook is a pipe.", lambda folder, data: os.mkfifo(folder / NAME), UNREADABLE)
filled("device", "The notebook is a link to an endless device.", _device, UNREADABLE)
filled("large", "The notebook has 100 MB.", _sparse, UNREADABLE)
filled(
    "folder",
    "A folder has the notebook's name, and is empty.",
    lambda folder, data: (folder / NAME).mkdir(),
    UNREADABLE,
)


def _unreadable(folder: Path, data: bytes) -> None:
    (folder / NAME).write_bytes(data)
    (folder / NAME).chmod(0)


filled(
    "no-permission",
    "The file may not be read (by anyone but root).",
    _unreadable,
    FULL if sys.platform == "win32" or os.geteuid() == 0 else UNREADABLE,
)


def _two(folder: Path, data: bytes) -> None:
    (folder / "a.ipynb").write_bytes(data)
    (folder / "b.ipynb").write_bytes(data.replace(b"primes = [2", b"primes = [1"))


filled("two-notebooks", "Two different notebooks, neither with the right name.", _two, UNREADABLE)


# --- the work is there


def _zip_inside(folder: Path, data: bytes) -> None:
    (folder / NAME).write_bytes(data)
    with zipfile.ZipFile(folder / "evil.zip", "w") as archive:
        archive.writestr("../../../evil.txt", "x")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.csv")
    (folder / "data.csv").symlink_to("/dev/zero")


def _nested(folder: Path, data: bytes) -> None:
    (folder / "homework" / STOCK).mkdir(parents=True)
    (folder / "homework" / STOCK / NAME).write_bytes(data)


def _odd_name(folder: Path, data: bytes) -> None:
    (folder / f"王小明_{STOCK} (1).ipynb").write_bytes(data)


filled(
    "odd-files", "Pipes, loops, devices and an archive lie beside the notebook.", _zip_inside, FULL
)
filled("nested", "The notebook lies two folders deeper.", _nested, FULL)
filled("odd-name", "The student's name and (1) in the file's name.", _odd_name, FULL)
mended("bom", "A byte order mark before the JSON.", lambda c: b"\xef\xbb\xbf" + dump(c))
mended("utf-16", "Saved as UTF-16.", lambda c: dump(c).decode().encode("utf-16"))
mended("gbk", "Saved as GBK, with Chinese text.", lambda c: _said(c).decode().encode("gbk"))
mended("nan", "NaN and Infinity in the metadata and outputs.", lambda c: _not_numbers(c))
mended(
    "surrogates",
    "Half a surrogate pair in an answer and in the metadata.",
    lambda c: json.dumps(_with(c, "label", "# \ud83d\n"), ensure_ascii=True).encode(),
)


def _not_numbers(content: dict) -> None:
    content["metadata"]["mark"] = float("nan")
    content["cells"][1]["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": float("inf")}
    ]


def _said(content: dict) -> bytes:
    return dump(_with(content, "label", "# 等级\n"))


def _with(content: dict, grade_id: str, before: str) -> dict:
    cell = find(content, grade_id)
    cell["source"] = before + "".join(cell["source"])
    return content


def _version_3(content: dict) -> bytes:
    cells = []
    for cell in content["cells"]:
        old = {"cell_type": cell["cell_type"], "metadata": cell["metadata"]}
        source = "".join(cell["source"])
        code = {"input": source, "language": "python", "outputs": [], "collapsed": False}
        old |= code if cell["cell_type"] == "code" else {"source": source}
        cells.append(old)
    return dump(
        {
            "metadata": {"name": ""},
            "nbformat": 3,
            "nbformat_minor": 0,
            "worksheets": [{"cells": cells, "metadata": {}}],
        }
    )


mended("version-3", "nbformat 3, with worksheets.", _version_3)
mended("version-99", "nbformat 99.", lambda c: c.update(nbformat=99, nbformat_minor=7))


def _bad_ids(content):
    for number, cell in enumerate(content["cells"]):
        cell["id"] = [None, 7, "a b/c" * 30, "", "same", "same"][number % 6]


def _bad_types(content):
    for number, cell in enumerate(content["cells"]):
        cell["outputs"], cell["execution_count"] = "none", "eleven"
        if number % 2:
            cell["source"] = cell["source"].splitlines(keepends=True)
    content["cells"] += [
        {"cell_type": "code", "source": 7, "metadata": []},
        None,
        3,
        {},
        {"cell_type": "quantum", "source": "x"},
    ]
    content["metadata"] = []


def _no_metadata(content):
    for cell in content["cells"]:
        cell["metadata"] = {}
        cell.pop("id", None)
    content["metadata"] = {}


def _odd_nbgrader(content):
    for number, cell in enumerate(content["cells"]):
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] = [
                None,
                [],
                "x",
                5,
                {"grade_id": ["a"]},
                {"schema_version": "new"},
            ][number % 6]


def _moved(content):
    content["cells"].reverse()


def _renamed(content):
    for cell in content["cells"]:
        data = cell["metadata"].get("nbgrader")
        if data and data["solution"] and cell["cell_type"] == "code":
            data["grade_id"] = "mine-" + data["grade_id"]


def _extra(content):
    own = {
        "cell_type": "code",
        "metadata": {},
        "source": "x = 1\nprint(x)",
        "outputs": [],
        "execution_count": None,
    }
    content["cells"] = [
        cell
        for known in content["cells"]
        for cell in (known, copy.deepcopy(own) | {"id": "x" + known["id"]})
    ]


def _copied(content):
    place = content["cells"].index(find(content, "label"))
    other = copy.deepcopy(content["cells"][place]) | {"id": "again"}
    content["cells"].insert(
        place, other | {"source": "def label(points):\n    raise NotImplementedError()"}
    )


def _split(content):
    place = content["cells"].index(find(content, "square"))
    content["cells"][place]["source"] = "# see the next cell"
    content["cells"].insert(
        place + 1,
        {
            "cell_type": "code",
            "id": "split",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": SOLUTIONS[STOCK]["square"],
        },
    )


def _no_tests(content):
    content["cells"] = [
        c for c in content["cells"] if c["metadata"].get("nbgrader", {}).get("locked") is not True
    ]


def _broken_answer(content):
    find(content, "square")["source"] = "def square(n)\n    return n * n"


mended("bad-ids", "Cell ids that are missing, numbers, too long, empty or doubled.", _bad_ids)
mended("wrong-types", "Sources, outputs, counts, metadata and cells of wrong types.", _bad_types)
mended("no-metadata", "All metadata was stripped by a conversion.", _no_metadata)
mended("odd-nbgrader", "nbgrader's metadata is of six wrong kinds.", _odd_nbgrader)
mended("renamed", "The answers have other grade ids.", _renamed)
mended("extra-cells", "A cell of the student's own after every cell.", _extra)
mended("copied-answer", "An answer cell was copied; the copy is as it was given.", _copied)
mended("split-answer", "The answer stands in a cell of its own below the answer cell.", _split)
mended("no-tests", "The locked cells were deleted; the answers are there.", _no_tests)
mended("reversed", "All cells stand in reverse order.", _moved)
mended(
    "syntax-error",
    "One answer is no Python; only that one is lost.",
    _broken_answer,
    full(STOCK, "square"),
)
