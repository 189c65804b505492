"""What becomes of the files of an inbox, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from grader.base import Text

Job = tuple[str, str, str]  # student, assignment, notebook


@dataclass(frozen=True)
class Stated:
    """What the teacher says of the hand-ins: the day they came; of a single file whose it is,
    whatever its names and contents say."""

    day: date | None = None
    student: str = ""


@dataclass(frozen=True)
class Item:
    """A file and what becomes of it.

    where: as the teacher sees it. name: the student's. time: the file's own, which is shown and
    never used alone. void: there is nothing in it that could be marked. reason: why it is not
    taken, or what to look at.
    """

    where: str
    parts: tuple[str, ...] = ()
    student: str = ""
    name: str = ""
    assignment: str = ""
    notebook: str = ""
    time: datetime | None = None
    digest: str = ""
    void: bool = False
    reason: Text | None = None

    @property
    def job(self) -> Job:
        return self.student, self.assignment, self.notebook

    @property
    def who(self) -> str:
        """The student's id and name."""
        return f"{self.student} {self.name}".strip()


@dataclass
class Plan:
    """What becomes of each file.

    taken: what is new. same: what was collected before. passed_over: what is not collected now and
    needs nothing. asked: what needs a person, and is not taken. missing: by assignment, who of the
    class has handed in nothing.
    """

    taken: list[Item] = field(default_factory=list)
    same: list[Item] = field(default_factory=list)
    passed_over: list[Item] = field(default_factory=list)
    asked: list[Item] = field(default_factory=list)
    missing: dict[str, list[str]] = field(default_factory=dict)

    @property
    def remarks(self) -> list[Item]:
        """What is taken and should be looked at."""
        return [item for item in self.taken if item.reason]
