"""The students of a class: the one place that knows whose id this is, by name and 班级.

Who is in the class and what they are called stands in nbgrader's gradebook; the 班级, which it has
no place for, in students.csv beside it, which `keguan class` writes and which nbgrader can import.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.base import UserError
from grader.base.files import ids, tables
from grader.course.folder import CourseFolder
from grader.gradebook import access, arrivals

FIRST_CJK = "\u2e80"  # Chinese, Japanese and Korean characters begin here
LIST = "students.csv"
COLUMNS = ("id", "last_name", "first_name", "email", "lms_user_id", "class")
DOUBLE = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 亓官 司寇 巫马 颛孙
漆雕 拓跋 轩辕 令狐 呼延 东郭 南门 羊舌 百里 西门 纳兰 完颜 达奚
"""
FAMILIES = frozenset(DOUBLE.split())  # family names of two characters


@dataclass(frozen=True)
class Person:
    """What is known of a student; all but the id may be empty."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_id: str = ""
    class_name: str = ""  # 班级, which several of a class may share

    @property
    def name(self) -> str:
        """Chinese names without a space and family name first, others with one."""
        parts = [part for part in (self.first_name, self.last_name) if part]
        if parts and all(part[0] >= FIRST_CJK for part in parts):
            return "".join(reversed(parts))
        return " ".join(parts)

    @property
    def label(self) -> str:
        """Id and name, as they stand on pages and tables for the teacher."""
        return f"{self.id} {self.name}".rstrip()


def named(name: str) -> tuple[str, str]:
    """First name and family name of a name as class lists have it: 张三, 欧阳 娜娜, Anna Li, or
    Li, Anna."""
    words = unicodedata.normalize("NFKC", ids.visible(name)).split()
    text = "".join(words) if all(word[0] >= FIRST_CJK for word in words) else " ".join(words)
    if text and text[0] >= FIRST_CJK and " " not in text:
        family = 2 if len(text) > 2 and text[:2] in FAMILIES else 1
        short = len(text) > 1 and "·" not in text  # 买买提·吐尔逊 has no family name
        return (text[family:], text[:family]) if short else (text, "")
    before, comma, after = text.partition(", ")
    if comma:
        return after, before
    first, _, family_name = text.rpartition(" ")
    return (first, family_name) if first else (family_name, "")


def people(folder: CourseFolder) -> list[Person]:
    """The students of the gradebook, by id; empty when there is none yet."""
    if not access.is_there(folder):
        return []
    classes = {person.id: person.class_name for person in listed(folder)}
    with access.opened(folder) as gradebook:
        found = [_person(student) for student in gradebook.students]
    found.sort(key=lambda person: person.id)
    return [replace(person, class_name=classes.get(person.id, "")) for person in found]


def _person(row: Any) -> Person:
    """A row of nbgrader's table of students."""
    fields = (row.first_name, row.last_name, row.email, row.lms_user_id)
    return Person(row.id, *(value or "" for value in fields))


def enrolled(folder: CourseFolder) -> list[str]:
    """Ids of the students of the gradebook; empty when there is none yet."""
    return [person.id for person in people(folder)]


def known(folder: CourseFolder) -> dict[str, Person]:
    """Everybody in the gradebook and everybody who handed something in, by id."""
    found = {student: Person(student) for student in folder.students()}
    found |= {person.id: person for person in people(folder)}
    return dict(sorted(found.items()))


def label(known: Mapping[str, Person], student: str) -> str:
    """Id and name of one of `known`, else the id alone."""
    return known[student].label if student in known else student


def entered(folder: CourseFolder) -> bool:
    """Whether somebody entered the class, be it without names: only then is an unknown id a
    mistake. A class of which only the grading knows is none: there somebody has a name, has handed
    in nothing, or was on the list when a hand-in was collected."""
    return bool(listed(folder)) or any(_was_entered(folder, one) for one in people(folder))


def _was_entered(folder: CourseFolder, person: Person) -> bool:
    if person.name or not (folder.path / "submitted" / person.id).is_dir():
        return True
    return arrivals.was_listed(folder, person.id)


def find(folder: CourseFolder, text: str) -> Person:
    """The student whom an id, a name or both mean. Raises UserError for nobody, and where it can
    be several."""
    everybody = known(folder)
    found = ids.candidates(text, everybody)
    called = _plain(text)
    for one in everybody.values() if not found else ():
        if called in (_plain(one.name), _plain(one.label)) and one.name:
            found.append(one.id)
    if len(found) == 1:
        return everybody[found[0]]
    if not found:
        raise UserError(
            f"班里没有“{text}”：请写学号或姓名（keguan class 列出全班）。",
            f"Nobody in the class is '{text}': give an id or a name (keguan class lists all).",
        )
    they = "、".join(f"{everybody[id].label} {everybody[id].class_name}".strip() for id in found)
    raise UserError(
        f"“{text}”可能是 {they}：请写学号。",
        f"'{text}' may be {they}: give the id.",
    )


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", ids.visible(name)).casefold().split())


# --- the list beside the gradebook


def listed(folder: CourseFolder) -> list[Person]:
    """The class as it was entered; empty when nobody did."""
    optional: dict[str, list[str]] = {name: [] for name in COLUMNS[1:]}
    found = tables.table(list_path(folder), {"id": []}, optional)
    names = ("id", "first_name", "last_name", *COLUMNS[3:])
    return [Person(*map(row.__getitem__, names)) for row in found.rows]


def write_list(folder: CourseFolder, persons: Iterable[Person]) -> None:
    """Writes students.csv anew, by id."""
    rows = [
        (one.id, one.last_name, one.first_name, one.email, one.lms_id, one.class_name)
        for one in sorted(persons, key=lambda one: one.id)
    ]
    tables.write(list_path(folder), COLUMNS, rows)


def list_path(folder: CourseFolder) -> Path:
    return folder.path / LIST
