"""Where in the folder of a language a student's notebooks lie: a folder for each unit, named as the
page names it, `客户分级管理/上机任务.ipynb`.

The names travel: no colon, no number in front, nothing that Windows or a chat program refuses,
every character one that GBK has (a test), so that an old unpacker shows them too. They need not
tell an assignment: the file to hand in holds `tiering-tasks.ipynb`, as nbgrader knows it, and
whoever collects looks at the cells. On a hub the folder is nbgrader's, whose Assignment List finds
work by the name of its folder.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from grader.base import Text
from grader.course.outline import Course, Unit

LESSON = Text("课文", "Lesson")
FINALS = Text("期末", "Finals")
RESULT = Text("检查结果", "check result")
SOLUTIONS = Text("参考做法", "worked solutions")
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST = 40  # characters of a name
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # by Windows


class Places:
    """Of each lesson (by the slug of its unit) and each assignment the path of its notebook within
    the folder of a language; `released`: as nbgrader releases it."""

    def __init__(self, course: Course, language: str, released: bool = False):
        self.language = language
        self._found: dict[str, str] = {}
        if released:
            self._found = {unit.slug: unit.lesson for unit in course.units}
            self._found |= {one.name: f"{one.name}/{one.name}.ipynb" for one in course.assignments}
            return
        taken: set[str] = set()
        for key, folder, name in _named(course, language):
            path = f"{folder}/{name}.ipynb"
            if path.casefold() in taken:
                path = f"{folder}/{name} {key}.ipynb"
            taken.add(path.casefold())
            self._found[key] = path

    def lesson(self, unit: Unit) -> str:
        return self._found[unit.slug]

    def work(self, name: str) -> str:
        """The notebook of the assignment of this name."""
        return self._found[name]

    def result(self, name: str) -> str:
        """The page that the check here wrote of an assignment."""
        return self._beside(name, f"{RESULT[self.language]}.html")

    def solutions(self, name: str) -> str:
        return self._beside(name, f"{SOLUTIONS[self.language]}.md")

    def all(self) -> dict[str, str]:
        """Path by slug of a unit, for its lesson, and by name of an assignment."""
        return dict(self._found)

    def _beside(self, name: str, file: str) -> str:
        return f"{self._found[name].removesuffix('.ipynb')}-{file}"


def link(path: str, start: str) -> str:
    """A link from one file of the folder to another, as Markdown has it."""
    target, source = PurePosixPath(path), PurePosixPath(start).parent
    up = "../" * len(source.parts)
    if target.parent == source:
        return quote(target.name)
    return quote(up + path)


def _named(course: Course, language: str) -> Iterator[tuple[str, str, str]]:
    """Slug or name, folder and name of every notebook."""
    for unit in course.units:
        folder = _plain(unit.short[language])
        yield unit.slug, folder, LESSON[language]
        for work in unit.in_order:
            yield work.name, folder, _plain(work.short[language])
    for work in course.finals:
        yield work.name, FINALS[language], _plain(work.short[language])


def _plain(title: str) -> str:
    """A title as a name that every system takes."""
    text = " ".join(FORBIDDEN.sub(" ", unicodedata.normalize("NFKC", title)).split())
    name = text[:LONGEST].strip(" .") or "_"
    return f"_{name}" if RESERVED.fullmatch(name) else name
