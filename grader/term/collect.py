"""Collects what students handed in as files: notebooks, zip archives and folders, into submitted/
of the course folder.

First a plan, which reads and writes nothing; then it is carried out as a whole. Each notebook is
written beside its place and moved there, the one that was there is kept in reports/earlier/ before,
and how it came is noted beside it (gradebook/arrivals.py: the file, its time, the day that the
teacher states). What cannot be written is named and the rest goes on; stopped anywhere, collecting
again gives what one undisturbed run gives, and nothing counts as handed in twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path

from grader.base import Text, UserError, shown
from grader.base.files import hand_in_note
from grader.base.files.archives import Broken
from grader.base.files.hand_in_note import Note
from grader.course.folder import CourseFolder
from grader.gradebook import arrivals, journal
from grader.gradebook.arrivals import Arrival
from grader.gradebook.contents import MOST, Assignments, Contents
from grader.marks import lists
from grader.term import inbox
from grader.term.claims import Owners, Seen, Which
from grader.term.inbox import Found
from grader.term.naming import Name, Words, plain
from grader.term.plan import Item, Job, Plan, Stated
from grader.term.roster import Roster

NOBODY = Roster()
NOTHING = Stated()
UNREAD = Contents("")
MOST_SHOWN = 4  # other files of an archive or a folder that are named
OLDER = Text(
    "以前收过，后来又交了新的，留着新的",
    "collected before and handed in anew since: the newer one stays",
)
WITHDRAWN = Text(
    "以前撤回了，不再收；确实要收，用 --student 单独收这个文件",
    "was withdrawn; to take it all the same, collect this file alone with --student",
)
TWICE = Text("和另一个文件内容相同", "the same content as another file")
CHANGED = Text("收的时候文件变了：请再收一次", "the file changed meanwhile: collect again")


def collect(
    folder: CourseFolder,
    source: Path,
    wanted: list[str],
    roster: Roster = NOBODY,
    stated: Stated = NOTHING,
) -> Plan:
    """Plans and carries out; what could not be written stands among what was asked."""
    made = plan(folder, source, wanted, roster, stated)
    carry_out(folder, source, made, roster, stated)
    return made


# --- the plan


def plan(
    folder: CourseFolder,
    source: Path,
    wanted: list[str],
    roster: Roster = NOBODY,
    stated: Stated = NOTHING,
) -> Plan:
    """What becomes of the files of a folder, an archive or a single file; writes nothing.

    A student is an id or, if the roster has names, a name. Raises UserError for what the teacher
    states and cannot be.
    """
    return _Planner(folder, wanted, roster, stated).plan(source)


class _Planner:
    def __init__(
        self, folder: CourseFolder, wanted: list[str], roster: Roster, stated: Stated
    ) -> None:
        self.folder = folder
        self.wanted = wanted
        self.roster = roster
        self.stated = stated
        self.assignments = Assignments.of(folder)
        self.which = Which(self.assignments, wanted)
        known = sorted({*folder.known, *wanted})
        self.words = Words.of(folder, {name: folder.names(name) for name in known})
        self.made = Plan()

    def plan(self, source: Path) -> Plan:
        entries: dict[str, list[Seen]] = defaultdict(list)
        others: dict[str, list[Found]] = defaultdict(list)
        for found in inbox.files(source):
            if found.other:
                others[found.entry].append(found)
            else:
                entries[found.entry].append(self._seen(found))
        every = list(chain.from_iterable(entries.values()))
        if self.stated.student:
            self._require_one(every)
        owners = Owners(self.roster, entries)
        claims: dict[Job, list[Item]] = defaultdict(list)
        for seen in every:
            if item := self._claimed(seen, owners):
                claims[item.job].append(item)
        for rivals in claims.values():
            self._settle(rivals)
        self.made.passed_over += [_others(entry, those) for entry, those in others.items()]
        self.made.missing = self._missing()
        return self.made

    def _seen(self, found: Found) -> Seen:
        names = tuple(self.words.read(part) for part in found.parts)
        try:
            data = found.read()
            note = hand_in_note.read(found.note(), data)
            return Seen(found, (*names, *_noted(note)), self.assignments.look(data), note)
        except Broken as error:
            return Seen(replace(found, problem=error.reason), names, UNREAD)

    def _require_one(self, every: list[Seen]) -> None:
        """Raises UserError unless there is one notebook, for one assignment, of a student whom the
        class knows."""
        if len(self.wanted) != 1 or len([s for s in every if not s.found.problem]) != 1:
            raise UserError(
                "--student 只用来收一名学生的一份作业：请写明作业名，--from 指定一个文件。",
                "--student is for one file of one student: give the assignment's name, and the "
                "file with --from.",
            )
        ids = [person.id for person in self.roster.people]
        if self.roster.complete and self.stated.student not in ids:
            who = self.stated.student
            raise UserError(f"名单里没有 {who}。", f"There is no student {who} in the class.")

    def _claimed(self, seen: Seen, owners: Owners) -> Item | None:
        """A file of which is certain whose and what it is; what is not goes into the plan."""
        item = _item(seen)
        if self.stated.student and not seen.found.problem:
            [assignment], student, problem = self.wanted, self.stated.student, None
        else:
            assignment, problem = self._assignment(seen)
            item = replace(item, assignment=assignment)
            if not problem and assignment not in self.wanted:
                self.made.passed_over.append(replace(item, reason=_not_now(assignment)))
                return None
            student, unclear = owners.whose(seen)
            problem = problem or unclear or self._other_id(seen.contents, student)
        notebook = self._notebook(seen, assignment) if assignment else ""
        problem = problem or (None if notebook else self._no_notebook(assignment))
        if problem:
            self._ask(item, problem)
            return None
        return self._signed(item, seen.contents, (student, assignment, notebook))

    def _assignment(self, seen: Seen) -> tuple[str, Text | None]:
        return ("", seen.found.problem) if seen.found.problem else self.which.which(seen)

    def _ask(self, item: Item, problem: Text) -> None:
        self.made.asked.append(replace(item, reason=problem))

    def _signed(self, item: Item, contents: Contents, job: Job) -> Item:
        student, assignment, notebook = job
        said = contents.remarks(assignment, student)
        name = self.roster.label(student).removeprefix(student).strip()
        return replace(
            item,
            student=student,
            name=name,
            assignment=assignment,
            notebook=notebook,
            void=contents.is_void(assignment),
            reason=_joined(said) if said else None,
        )

    def _other_id(self, contents: Contents, student: str) -> Text | None:
        """The sentence about a test in which the id of another student of the class stands."""
        written = contents.student
        if not written or plain(written) == plain(student):
            return None
        others = [id for id in self.roster.find(written) if id != student]
        if not others:
            return None
        own, other = self.roster.label(student), self.roster.label(others[0])
        return Text(
            f"文件是 {own} 的，里面填的学号是 {other}：请问清楚是谁的",
            f"the file is {own}'s, but the id written in it is {other}: ask whose it is",
        )

    def _notebook(self, seen: Seen, assignment: str) -> str:
        """Which of an assignment's notebooks it is: the only one, by its name, or by its cells;
        empty where that cannot be said."""
        names = self.folder.names(assignment)
        if len(names) == 1:
            return names[0]
        own = _spaced(seen.found.parts[-1])
        called = [one for one in names if _spaced(one) == own] or [
            one for one in names if own.endswith(f"_{_spaced(one)}")
        ]
        shares = seen.contents.shares
        fitting = called or [one for one in names if shares.get((assignment, one), 0.0) > MOST]
        return fitting[0] if len(fitting) == 1 else ""

    def _no_notebook(self, assignment: str) -> Text:
        known = ", ".join(self.folder.names(assignment))
        return Text(
            f"看不出是 {assignment} 的哪个文件（{known}）：请改回原来的文件名",
            f"cannot tell which file of {assignment} it is ({known}): keep the name it was given "
            "out with",
        )

    # --- several files of one student, and what is there already

    def _settle(self, rivals: list[Item]) -> None:
        """Takes the one new content among a student's files for a notebook, or names them all."""
        path = _place(self.folder, rivals[0])
        current = path.read_bytes() if path.is_file() else b""
        digest = arrivals.digest(current) if path.is_file() else ""
        new: dict[str, Item] = {}
        for item in rivals:
            if known := self._known(item, digest):
                self.made.same.append(replace(item, reason=known if known.zh else None))
            elif item.digest in new:
                self.made.same.append(replace(item, reason=TWICE))
            else:
                new[item.digest] = item
        if len(new) > 1:
            for item in new.values():
                self._ask(item, _two_files(item, new.values()))
            return
        for item in new.values():
            if problem := self._worse(item, current):
                self._ask(item, problem)
            else:
                self.made.taken.append(item)

    def _known(self, item: Item, current: str) -> Text | None:
        """What to say of a file that was collected before; an empty text if it is what is there."""
        if item.digest == current:
            return Text("", "")
        if self.stated.student:
            return None
        job = item.assignment, item.student
        if item.digest in journal.withdrawn_digests(self.folder, *job):
            return WITHDRAWN
        return OLDER if item.digest in journal.earlier_digests(self.folder, *job) else None

    def _worse(self, item: Item, current: bytes) -> Text | None:
        """Why a file without any work must not take the place of a hand-in that has some."""
        if self.stated.student or not (item.void and item.reason):
            return None
        if self.assignments.look(current).is_void(item.assignment):
            return None
        return Text(
            f"{item.reason.zh}；以前交的有内容，留着以前的。确实要换，用 --student 单独收这个文件",
            f"{item.reason.en}; the earlier hand-in has work in it and stays. To replace it all "
            "the same, collect this file alone with --student",
        )

    # --- who is missing

    def _missing(self) -> dict[str, list[str]]:
        """Who has handed in nothing: for what is collected or, of all assignments, for those of
        which anything is there."""
        coming: dict[str, set[str]] = {name: set() for name in self.wanted}
        for item in (*self.made.taken, *self.made.same):
            coming[item.assignment].add(item.student)
        everyone = [person.id for person in self.roster.people]
        found = {}
        for assignment, students in coming.items():
            there = students | set(self.folder.students(assignment))
            if there or len(self.wanted) == 1:
                there |= self._mates(assignment, there)
                found[assignment] = [self.roster.label(id) for id in everyone if id not in there]
        return found

    def _mates(self, assignment: str, there: Collection[str]) -> set[str]:
        """Who worked together with one who handed in the group's notebook."""
        info = self.folder.course.assignment(assignment) if self.folder.course else None
        if info is None or not info.group:
            return set()
        try:
            groups, _ = lists.groups(self.folder.path / "groups.csv")
        except UserError:
            return set()  # marks names what is wrong with the list
        together = [members for members in groups.values() if set(members) & set(there)]
        return set(chain.from_iterable(together))


def _noted(note: Note | None) -> list[Name]:
    """What the study page's note says, as names: the student's own, and the id with the work."""
    if note is None:
        return []
    return [Name(note.name), Name(note.id, frozenset({note.assignment}))]


def _item(seen: Seen) -> Item:
    found = seen.found
    time = seen.note.time if seen.note and seen.note.time else found.time
    return Item(found.where, found.parts, time=time, digest=seen.contents.digest)


def _joined(texts: Iterable[Text]) -> Text:
    those = list(texts)
    return Text("；".join(text.zh for text in those), "; ".join(text.en for text in those))


def _not_now(assignment: str) -> Text:
    return Text(f"是 {assignment}，这次没有收", f"of {assignment}, which is not collected now")


def _two_files(item: Item, those: Iterable[Item]) -> Text:
    names = [f"{one.where}{f'（{one.time:%m-%d %H:%M}）' if one.time else ''}" for one in those]
    return Text(
        f"{item.who} 的 {item.assignment} 有 {len(names)} 个不同的文件：{'、'.join(names)}。"
        "请问清楚，只留一个再收",
        f"{item.who} has {len(names)} different files for {item.assignment}: {', '.join(names)}; "
        "ask which counts and leave only that one",
    )


def _others(entry: str, those: list[Found]) -> Item:
    """Files of an archive or a folder that are no notebooks, named together."""
    names = [found.where.replace(": ", "/").rpartition("/")[2] for found in those]
    told = ", ".join(names[:MOST_SHOWN]) + (" …" if len(names) > MOST_SHOWN else "")
    reason = Text(
        f"别的文件不收（{len(names)} 个）：{told}", f"other files, left out ({len(names)}): {told}"
    )
    return Item(shown(entry), reason=reason)


def _spaced(name: str) -> str:
    """A name as systems that change blanks may have written it."""
    return re.sub(r"[\s_]+", "_", plain(name))


# --- carrying it out


def carry_out(
    folder: CourseFolder,
    source: Path,
    made: Plan,
    roster: Roster = NOBODY,
    stated: Stated = NOTHING,
) -> None:
    """Puts what the plan takes into its place. What cannot be written moves from what is taken to
    what is asked, and the rest goes on."""
    left = {(item.parts, item.digest): item for item in made.taken}
    parts = {item.parts for item in made.taken}
    made.taken.clear()
    for found in inbox.files(source):
        if found.parts not in parts or (data := _content(found)) is None:
            continue
        if item := left.pop((found.parts, arrivals.digest(data)), None):
            problem = _store(folder, item, data, _arrival(item, roster, stated))
            if problem:
                made.asked.append(replace(item, reason=problem))
            else:
                made.taken.append(item)
    made.asked += [replace(item, reason=CHANGED) for item in left.values()]
    if stated.day:
        for item in made.same:
            if item.reason is None:
                arrivals.state_day(folder, *_key(item), _arrival(item, roster, stated))


def _content(found: Found) -> bytes | None:
    """The bytes that were there when the plan was made; None if they cannot be read any more."""
    try:
        return found.read()
    except Broken:
        return None


def _store(folder: CourseFolder, item: Item, data: bytes, arrival: Arrival) -> Text | None:
    """Puts a notebook into its place, after the one that is there was kept; or why it cannot."""
    try:
        if _place(folder, item).is_file():
            journal.set_aside(folder, *_key(item))
        arrivals.put(folder, *_key(item), arrival, data)
    except OSError as error:
        return inbox.unreadable(error)
    except UserError as error:
        return Text(error.zh, error.en)
    return None


def _arrival(item: Item, roster: Roster, stated: Stated) -> Arrival:
    ids = {person.id for person in roster.people}
    listed = roster.complete and item.student in ids
    return Arrival(item.where, item.digest, item.time, stated.day, listed)


def _key(item: Item) -> tuple[str, str, str]:
    return item.assignment, item.student, item.notebook


def _place(folder: CourseFolder, item: Item) -> Path:
    place = folder.path / "submitted" / item.student / item.assignment
    return place / f"{item.notebook}.ipynb"
