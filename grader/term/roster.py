"""Whose file is it? Finds a student of the gradebook in the name that a file, an archive or a
folder was given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from grader.base import Text
from grader.course.folder import CourseFolder
from grader.gradebook.people import Person, people

WORD = "[0-9a-z]"


@dataclass(frozen=True)
class Roster:
    """The students of a class; without any name in it, it only knows who was graded so far and
    every id is taken."""

    people: tuple[Person, ...] = ()

    @classmethod
    def of(cls, folder: CourseFolder) -> Roster:
        """The students of the gradebook."""
        return cls(tuple(people(folder)))

    @property
    def complete(self) -> bool:
        """Whether somebody entered the class, names and all: only then is an unknown id a
        mistake."""
        return any(person.name for person in self.people)

    def find(self, name: str) -> list[str]:
        """Ids of the students that a name such as "S001", "张三" or "S001 张三（改）" may mean;
        more than one where it is not clear."""
        name = _plain(name)
        ids = {person.id for person in self.people if _in(_plain(person.id), name)}
        called = {}
        for person in self.people:
            own = _plain(person.name)
            if person.name and _in(own, name):
                called[person.id] = own
        longest = max(map(len, called.values()), default=0)
        named = {id for id, own in called.items() if len(own) == longest}
        return sorted(ids & named or ids | named)

    def whose(self, names: Iterable[str]) -> tuple[str, Text | None]:
        """The student whom the first telling name means, or the last name and why nobody is
        meant."""
        tried = list(names)
        for name in tried:
            if len(found := self.find(name)) == 1:
                return found[0], None
            if found:
                return name, Text(
                    f"“{name}”可能是 {'、'.join(found)}：请改成学号再收",
                    f"'{name}' may be {' or '.join(found)}: rename it to the student id",
                )
        return tried[-1], Text(
            f"名单里没有“{tried[-1]}”：请改名，或在名单里加上这名学生",
            f"'{tried[-1]}' is not in the class: rename it, or add the student to the gradebook",
        )


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _in(part: str, name: str) -> bool:
    """Whether an id or a name stands in another name; one in Latin letters or digits not within a
    longer word or number."""
    before = rf"(?<!{WORD})" if re.match(WORD, part) else ""
    after = rf"(?!{WORD})" if re.search(rf"{WORD}\Z", part) else ""
    return bool(part) and bool(re.search(before + re.escape(part) + after, name))
