"""Where a student's work lies: a folder of the user's own, outside the course, so that a new
download of the course or a cleaned-up desktop takes nothing away.

On a shared computer each further person has a folder of their own in it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from grader.base import Text, UserError
from grader.base.files.writing import write
from grader.course.folder import make_writable
from grader.course.outline import Course

VARIABLE = "KEGUAN_HOME"
FOLDER = Text("客关", "Keguan")  # its name, by the language of the first start
LANGUAGES = ("zh", "en")
FIRST_CJK = "\u2e80"  # Chinese, Japanese and Korean characters begin here
BEFORE = "my-work"  # in the course folder: where the work lay in earlier versions
ACTIVE = ".keguan-person"  # in the home: the folder of the person who works now
ME = "me.json"
SETTINGS = "settings.json"
# Both are part of a file's name, with an underscore between them and after them.
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,39}")
NAME = re.compile(r"[^\W\d_](?:[\w .·•'’-]{0,38}[\w.])?")


@dataclass(frozen=True)
class Person:
    """Who hands in: the school's id, and the name as people write it."""

    id: str
    name: str


def person(id: str, name: str) -> Person:
    """The person of these words as they were typed; raises UserError when they cannot be used."""
    words = name.split()
    chinese = all(word[0] >= FIRST_CJK for word in words)  # written without a space: 张三, 欧阳娜娜
    id, name = id.strip(), ("" if chinese else " ").join(words)
    if not ID.fullmatch(id):
        raise UserError(
            "学号只能用字母、数字、点和短横，最多 40 个字符：请检查一下。",
            "A student id has letters, digits, dots and hyphens only, 40 at most: please check it.",
        )
    if "_" in name or not NAME.fullmatch(name):
        raise UserError(
            "姓名只能用文字、空格和间隔号“·”，最多 40 个字符：请检查一下。",
            "A name has letters, spaces and hyphens only, 40 at most: please check it.",
        )
    return Person(id, name)


def home(language: str = "zh") -> Path:
    """The folder of all persons on this computer; its name is that of the language of the first
    start."""
    if named := os.environ.get(VARIABLE):
        return Path(os.path.abspath(named))
    known = [Path.home() / name for name in (FOLDER.zh, FOLDER.en)]
    there = [path for path in known if path.is_dir()]
    return there[0] if there else Path.home() / FOLDER[language]


def place() -> Path:
    """The folder of the person who works now."""
    base = home()
    try:
        name = (base / ACTIVE).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        name = ""
    inside = base / name
    plain = name and not name.startswith(".") and inside.parent == base
    return inside if plain and inside.is_dir() else base


def room(of: Path | None = None) -> Path:
    """Where progress, key, receipts and the private course folders of a person lie."""
    return (of or place()) / ".learn"


def who(of: Path | None = None) -> Person | None:
    """The person who said who it is; None before."""
    try:
        return read((room(of) / ME).read_bytes())
    except OSError:
        return None


def read(data: bytes) -> Person | None:
    """The person whom a file of this kind names; None for any other bytes."""
    try:
        raw = json.loads(data)
        return person(str(raw["id"]), str(raw["name"]))
    except (ValueError, KeyError, TypeError, UserError):
        return None


def introduce(one: Person) -> None:
    """Keeps who works here, so that nobody is asked twice."""
    text = json.dumps({"id": one.id, "name": one.name}, ensure_ascii=False) + "\n"
    write(room() / ME, text)


def people() -> dict[str, Person | None]:
    """Everybody who works on this computer, by the name of the folder; "" is the first one's."""
    base = home()
    found: dict[str, Person | None] = {"": who(base)}
    for path in sorted(base.iterdir()) if base.is_dir() else ():
        if (path / ".learn" / ME).is_file():
            found[path.name] = who(path)
    return found


def switch(folder: str) -> None:
    """Somebody who is known works from now on. Raises UserError for a folder of nobody."""
    if folder not in people():
        raise UserError("这台电脑上没有这个人的文件夹。", "Nobody here has such a folder.")
    write(home() / ACTIVE, folder + "\n")


def arrive(one: Person) -> None:
    """Somebody works from now on, in the own folder, which is made for a new person."""
    known = {person: folder for folder, person in people().items() if person}
    if one in known:
        return switch(known[one])
    folder = f"{one.id}_{one.name}"
    make_writable(home() / folder)
    write(home() / ACTIVE, folder + "\n")
    introduce(one)


def language(default: str = "zh") -> str:
    """The language that this person chose last."""
    try:
        raw = json.loads((room() / SETTINGS).read_text(encoding="utf-8"))
        return raw["language"] if raw["language"] in LANGUAGES else default
    except (OSError, ValueError, KeyError, TypeError):
        return default


def choose(language: str) -> None:
    """Keeps the language for the next time. Raises UserError for one that there is not."""
    if language not in LANGUAGES:
        raise UserError("没有这种语言。", "There is no such language.")
    write(room() / SETTINGS, json.dumps({"language": language}) + "\n")


def move_in(course: Course) -> Path | None:
    """Moves work from the course folder, where earlier versions kept it, to the home; returns
    where it is now, None where there is none.

    It is copied whole before anything is taken away; work that is in the home already stays, and
    the other comes beside it.
    """
    old = course.root / BEFORE
    base = home()
    if not old.is_dir() or old == base or not any(old.iterdir()):
        return None
    taken = any((base / path.name).exists() for path in old.iterdir())
    target = _free(base / BEFORE) if taken else base
    staged = _free(target.with_name(f".{target.name}-moving"))
    shutil.copytree(old, staged, symlinks=True)
    target.mkdir(parents=True, exist_ok=True)
    for path in staged.iterdir():
        path.rename(target / path.name)
    staged.rmdir()
    shutil.rmtree(old)
    return target


def _free(path: Path) -> Path:
    """The path, with a number where something is there already."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free
