"""A released course of two assignments, notebooks that students may hand in for it, and archives
as people make them; for the tests of collecting."""

import copy
import io
import zipfile
from pathlib import Path

import nbformat

from grader.course.folder import CourseFolder, open_folder
from grader.gradebook.people import Person
from grader.term.roster import Roster
from tests import tiny_class

TASKS, ESSAY = "tiny-tasks", "tiny-essay"
CELLS = {TASKS: tiny_class.tasks, ESSAY: tiny_class.essay}
STUBS = {"code": "# YOUR CODE HERE\n...", "markdown": "YOUR ANSWER HERE"}
CLASS = Roster(
    (
        Person("S001", "三", "张"),
        Person("S002", "四", "李"),
        Person("S0021", "四", "李"),
        Person("S003", "Ann", "Lee"),
        Person("S004", "三丰", "张"),
    )
)


def course(path: Path) -> CourseFolder:
    """The course folder, with what students were given in release/."""
    folder = open_folder(tiny_class.make(path))
    for name in CELLS:
        target = folder.notebook("release", name)
        target.parent.mkdir(parents=True)
        target.write_bytes(untouched(name))
    return folder


def untouched(name: str) -> bytes:
    """An assignment as it was given out."""
    cells = copy.deepcopy(CELLS[name]("zh"))
    for cell in cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = STUBS[cell.cell_type]
    return notebook(cells)


def work(name: str = TASKS, note: str = "") -> bytes:
    """An assignment with answers; another note makes another file."""
    return notebook(CELLS[name]("zh"), note)


def notebook(cells, note: str = "") -> bytes:
    made = nbformat.v4.new_notebook(cells=cells, metadata={"note": note})
    return nbformat.writes(made).encode("utf-8")


def archive(path: Path, members: dict[str, bytes], **options) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", **options) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return path


def windows_archive(path: Path, members: dict[str, bytes]) -> Path:
    """A zip as Chinese Windows writes it: names in GBK, and no word about that."""
    stand_ins = {
        f"{number:02d}{'x' * (len(name.encode('gbk')) - 2)}": name.encode("gbk")
        for number, name in enumerate(members)
    }
    archive(path, dict(zip(stand_ins, members.values(), strict=True)))
    data = path.read_bytes()
    for stand_in, name in stand_ins.items():
        data = data.replace(stand_in.encode(), name)
    path.write_bytes(data)
    return path


def put(inbox: Path, name: str, data: bytes) -> Path:
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def zipped(name: str, data: bytes) -> bytes:
    """A zip of one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(name, data)
    return buffer.getvalue()


LESSON = notebook([tiny_class.new_markdown_cell("# 一节课，没有题目，只有要读的东西")])
# how a student may hand in a file so that whose and which is certain: (inbox, id, what the id or a
# name looks like, assignment, content)
CERTAIN = {
    "file": lambda box, id, who, name, data: put(box, f"{who}_{name}.ipynb", data),
    "file of another system": lambda box, id, who, name, data: put(
        box, f"{who} {name.replace('-', '_')} (1).IPYNB.txt", data
    ),
    "bare": lambda box, id, who, name, data: put(box, f"{name}/{who}.ipynb", data),
    "folder": lambda box, id, who, name, data: put(box, f"{id} {name}/{name}.ipynb", data),
    "zip": lambda box, id, who, name, data: archive(
        box / f"{who}-{name}-最终版.zip",
        {"我的作业.ipynb": data, "图.png": b"x", "a/Thumbs.db": b""},
    ),
    "zip in zip": lambda box, id, who, name, data: archive(
        box / f"{name}的作业{id}.zip", {f"{who}.zip": zipped("作业.ipynb", data)}
    ),
    "windows": lambda box, id, who, name, data: windows_archive(
        box / f"软件1班{id}{name}.zip", {f"作业\\{who.strip(chr(0x200B))}.ipynb": data}
    ),
}
# what must be asked, whatever else is there
DOUBTFUL = {
    "another's inside": lambda box, id, other, name, data: archive(
        box / f"{id}_{name}.zip", {f"{other}_{name}.ipynb": data}
    ),
    "nobody": lambda box, id, other, name, data: put(box, f"王五_{name}.ipynb", data),
    "a typing error": lambda box, id, other, name, data: put(box, f"{id}9_{name}.ipynb", data),
    "a longer name": lambda box, id, other, name, data: put(box, f"张三丰收_{name}.ipynb", data),
    "the wrong assignment": lambda box, id, other, name, data: put(
        box, f"{id}_{TASKS if name == ESSAY else ESSAY}.ipynb", data
    ),
    "the lesson": lambda box, id, other, name, data: put(box, f"{id}_{name}.ipynb", LESSON),
    "a damaged zip": lambda box, id, other, name, data: put(
        box, f"{id}_{name}.zip", zipped("x.ipynb", data)[: -len(data) // 2]
    ),
    "a rar": lambda box, id, other, name, data: put(
        box, f"{id}_{name}.rar", b"Rar!\x1a\x07" + data
    ),
}
