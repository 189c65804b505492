"""Whose a file is and which assignment: certain, or the reason why a person has to say.

All names on a file's way that tell a student must tell the same one, the study page's note in its
file among them. The notebook's cells decide on the assignment, and the names must not contradict
them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from grader.base import Text
from grader.base.files.hand_in_note import Note
from grader.gradebook.contents import FEW, MOST, Assignments, Contents
from grader.gradebook.people import Person
from grader.term.inbox import Found
from grader.term.naming import Name, normal, plain
from grader.term.roster import Roster, kind

FORBIDDEN = re.compile(r'[\\/:*?"<>|\[\]{}\x00-\x1f�\ud800-\udfff]')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # by Windows
WORD = re.compile("[0-9a-z]+")
LONGEST_NAME = 128  # bytes of a folder's name
UNSIGNED = Text(
    "看不出是谁的：请命名为 学号_作业名.ipynb",
    "cannot tell whose it is: name it student_assignment.ipynb",
)
TAKE_IT = Text(
    "请看一看；确实要收的，用 --student 单独收这个文件",
    "look at it; if it is to be taken, collect this file alone with --student",
)
Answer = tuple[str, Text | None]  # what is certain, or the reason why nothing is


@dataclass(frozen=True)
class Seen:
    """A file with what its names, outermost first, its contents, and the study page's note say;
    what a note says stands among the names as the innermost."""

    found: Found
    names: tuple[Name, ...]
    contents: Contents
    note: Note | None = None

    @property
    def said(self) -> frozenset[str]:
        """The assignments that the innermost name says that says any."""
        saying = [name.assignments for name in self.names if name.assignments]
        return saying[-1] if saying else frozenset()

    @property
    def rests(self) -> list[str]:
        """What is left of the names to tell a student, innermost first."""
        return [name.rest for name in reversed(self.names)]


def _signed(those: Iterable[Seen]) -> set[str]:
    """Whose names the files of one entry bear."""
    return {seen.names[-1].rest for seen in those if seen.names[-1].signed}


class Owners:
    """Tells whose the files of an inbox are.

    Without a class list an id is what the outermost name says; where the files of an archive or a
    folder are signed by several students, what the innermost says; and what has a digit in it
    rather than what has none. The study page's note comes before all of these.
    """

    def __init__(self, roster: Roster, entries: Mapping[str, list[Seen]]):
        self.roster = roster
        self.several = {entry for entry, those in entries.items() if len(_signed(those)) > 1}
        self.outer = {
            entry: self._outermost(those[0])
            for entry, those in entries.items()
            if those and entry not in self.several
        }

    def whose(self, seen: Seen) -> Answer:
        """The student, or why it cannot be said."""
        student, problem = self._whose(seen)
        return student, problem or bad_name(student)

    def _whose(self, seen: Seen) -> Answer:
        if self.roster.complete:
            return self.roster.whose(seen.rests)
        if seen.note:
            return self._noted(seen.note.id, seen)
        last = seen.names[-1]
        outer, inner = self._outermost(seen), last.rest if last.signed else ""
        if seen.found.entry in self.several:
            student = inner
        elif not inner or _has_digit(outer) > _has_digit(inner) or plain(inner) in plain(outer):
            student = outer
        elif _has_digit(inner) > _has_digit(outer):
            student = inner  # outside is the name of a class or of a week
        else:
            return "", _contradict(outer, inner)
        student = self._known(student)
        return student, self._doubt(student, seen) if student else UNSIGNED

    def _noted(self, written: str, seen: Seen) -> Answer:
        """The student of a note, unless a name on the way is another id of the same kind."""
        student = self._known(written)
        on_the_way = [name.rest for name in seen.names[: len(seen.found.parts)]]
        words = list(chain.from_iterable(WORD.findall(plain(rest)) for rest in on_the_way))
        other = [word for word in words if kind(word) == kind(plain(student))]
        if other and plain(student) not in other:
            return "", _contradict(other[0], student)
        return student, self._doubt(student, seen)

    def _outermost(self, seen: Seen) -> str:
        if seen.note:
            return seen.note.id
        return next((rest for rest in reversed(seen.rests) if rest), "")

    def _known(self, student: str) -> str:
        """The id as the gradebook has it."""
        for person in self.roster.people:
            if plain(person.id) == plain(student):
                return person.id
        return student

    def _doubt(self, student: str, seen: Seen) -> Text | None:
        """Why an id of no class list may be another's: a name on the way tells somebody else who
        handed in, or it differs from such an id by a letter that is typed for a digit."""
        ids = {person.id for person in self.roster.people}
        own = seen.found.entry
        ids |= {self._known(id) for entry, id in self.outer.items() if id and entry != own}
        others = Roster(tuple(Person(id) for id in sorted(ids | {student})))
        told = [rest for rest in seen.rests if plain(rest) != plain(student)]
        for rest in told:
            if found := [id for id in others.find(rest) if id != student]:
                return _contradict(student, found[0])
        near = [id for id in others.near(student) if plain(id) != plain(student)]
        if not near:
            return None
        return Text(
            f"“{student}”可能是 {near[0]}（字母和数字写混了？）：请改名再收",
            f"'{student}' may be {near[0]} (a letter for a digit?): rename it",
        )


class Which:
    """Tells which assignment a notebook is, of those that are collected or of others."""

    def __init__(self, assignments: Assignments, wanted: Collection[str]):
        self.assignments = assignments
        self.wanted = frozenset(wanted)

    def which(self, seen: Seen) -> Answer:
        """The assignment, or why it cannot be said."""
        contents, said = seen.contents, seen.said
        if contents.problem:
            return self._by_names(said)
        likely = frozenset(contents.likely)
        share = max((contents.share(name) for name in likely), default=0.0)
        if share < FEW:
            return self._unlike(said)
        fitting = likely & said if said else likely
        fitting = fitting & self.wanted or fitting
        if len(fitting) == 1 and (said or share > MOST or fitting == self.wanted):
            [assignment] = fitting
            return assignment, None
        return self._unclear(said, likely)

    def _by_names(self, said: frozenset[str]) -> Answer:
        """The assignment that is named, or the only one that is collected."""
        named = said or (self.wanted if len(self.wanted) == 1 else frozenset())
        if len(named) == 1:
            [assignment] = named
            return assignment, None
        return self._unclear(said, frozenset())

    def _unlike(self, said: frozenset[str]) -> Answer:
        """A notebook that has hardly a cell of any assignment; there may be some that it cannot be
        compared with."""
        unknown = frozenset(n for n in said or self.wanted if not self.assignments.knows(n))
        return self._by_names(unknown) if unknown else self._unclear(said, frozenset())

    def _unclear(self, said: frozenset[str], likely: frozenset[str]) -> Answer:
        """Why it cannot be said; or another assignment, where it is none of those collected."""
        if said and not self.wanted & (said | likely):
            return min(said), None
        called, holds = ", ".join(sorted(said)), ", ".join(sorted(likely))
        known = ", ".join(sorted(self.wanted))
        if holds and not called:
            return "", Text(
                f"看不出是哪份作业（可能是 {holds}）：请把文件命名为 学号_作业名.ipynb",
                f"cannot tell which assignment it is (perhaps {holds}): name the file "
                "student_assignment.ipynb",
            )
        if not called:
            return "", Text(
                f"看不出是哪份作业（{known}）：里面没有它们的题，可能交错了文件，例如课文。{TAKE_IT.zh}",
                f"cannot tell which assignment it is ({known}): it has none of their tasks, "
                f"perhaps it is the wrong file, such as the lesson; {TAKE_IT.en}",
            )
        return "", Text(
            f"文件名是 {called}，内容{f'是 {holds}' if holds else '不是'}。{TAKE_IT.zh}",
            f"named {called}, but it holds {holds or 'none of its tasks'}, perhaps the wrong file; "
            f"{TAKE_IT.en}",
        )


def _has_digit(name: str) -> bool:
    """Whether a name looks like an id, where nobody entered the class."""
    return any(character.isdigit() for character in name)


def _contradict(outer: str, inner: str) -> Text:
    return Text(
        f"名字互相矛盾，“{outer}”还是“{inner}”？请问清楚，改名再收",
        f"the names contradict each other, '{outer}' or '{inner}'? Ask whose it is and rename it",
    )


def bad_name(student: str) -> Text | None:
    """Why a student's name cannot be that of a folder, or None."""
    name = normal(student)
    dotted = name.startswith(".") or name.endswith(".")  # hidden; or cut off by Windows
    odd = not name or dotted or FORBIDDEN.search(name) or RESERVED.fullmatch(name)
    if odd or name != student or len(name.encode("utf-8", "replace")) > LONGEST_NAME:
        return Text(
            f"学生名“{student}”不能用作文件夹名：请改名再收",
            f"the name '{student}' cannot be a folder: rename it",
        )
    return None
