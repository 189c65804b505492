"""The students of the gradebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grader.course.folder import CourseFolder
from grader.gradebook import access

FIRST_CJK = "\u2e80"  # Chinese, Japanese and Korean characters begin here


@dataclass(frozen=True)
class Person:
    """What the gradebook knows of a student; all but the id may be empty."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_id: str = ""

    @property
    def name(self) -> str:
        """Chinese names without a space and family name first, others with one."""
        parts = [part for part in (self.first_name, self.last_name) if part]
        if parts and all(part[0] >= FIRST_CJK for part in parts):
            return "".join(reversed(parts))
        return " ".join(parts)


def people(folder: CourseFolder) -> list[Person]:
    """The students of the gradebook; empty when there is none yet."""
    if not access.is_there(folder):
        return []
    with access.opened(folder) as gradebook:
        return [_person(student) for student in gradebook.students]


def _person(row: Any) -> Person:
    """A row of nbgrader's table of students."""
    fields = (row.first_name, row.last_name, row.email, row.lms_user_id)
    return Person(row.id, *(value or "" for value in fields))


def enrolled(folder: CourseFolder) -> list[str]:
    """Ids of the students of the gradebook; empty when there is none yet."""
    return [person.id for person in people(folder)]
