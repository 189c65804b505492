"""A term of 18 weeks, lived by two classes through the commands, with bad luck drawn from a seed:
hand-ins by any way, corrections, wrong files, transfers, absences, extensions, group work, marks by
hand, lists that Excel saved, and commands that are killed at a random write and run again.

    python -m tests.term_life 1 2 3        these seeds, two classes of 45
    python -m tests.term_life --short 1    two classes of 6, a few sittings

What really happened is kept as a list of events, from which term_truth works out every mark.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest
import python_calamine
import xlsxwriter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from grader.course import classes, outline
from grader.course.folder import open_folder
from grader.gradebook import people
from grader.marks import gather
from tests import inboxes, tiny_class
from tests.crashes import Ran, Warm
from tests.term_truth import AUTO, BEST, GROUP, MOST, WEIGHTS, WORKS, lines, marks

TERM = "2026-2027-1"
WEEKS = 18
FIRST = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(7 * WEEKS + 9)
RELEASED = dict(zip(WORKS, (1, 6, 11, 4, 13, 2, 9, 7), strict=True))  # in which week
TIME_FOR_IT = 14  # days from release to due date
# days are counted to their end, when work is due; an account hands in soon after ten
AT_TEN = -13.5 / 24
ODD = ["王伟", "王伟伟", "张三", "张三丰", "李四", "李四", "欧阳娜", "买买提·江", "高兴"]
FAMILIES, GIVEN = (
    ["赵", "钱", "孙", "周", "吴", "郑", "冯", "陈", "褚", "卫", "蒋", "沈"],
    ["伟", "芳", "敏", "静", "丽", "强", "磊", "洋", "艳", "杰", "娟", "涛"],
)
ITEMS = {"内容": 6.0, "表达": 4.0}
MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(:\d\d)?")
LISTS = ("term.csv", "overrides.csv", "groups.csv", "students.csv")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ENDS = ("", "\n", "\r\n")


@dataclass(frozen=True)
class Size:
    """How large the classes are, and on which days the teacher sits down."""

    students: int
    sittings: tuple[int, ...]
    unlucky: float  # share of the commands that are killed


LONG = Size(45, tuple(range(12, 7 * WEEKS + 8, 14)), 0.15)
SHORT = Size(5, (30, 80, 130), 0.2)


def day(number: float) -> datetime:
    return FIRST + timedelta(number)


def date_of(number: float) -> str:
    return f"{day(number):%Y-%m-%d}"


# --- the course


def course_toml() -> str:
    parts = [
        '[course]\ntitle = { zh = "课", en = "Course" }\nlanguages = ["zh"]',
        "[policy]\nlate_per_day = 10\nlate_at_most = 50\ndrop = { A = 1 }",
        'resubmission = { C = "best" }\n[components]',
        *(
            f'{id} = {{ weight = {w}, zh = "部分{id}", en = "Part {id}" }}'
            for id, w in WEIGHTS.items()
        ),
        '[[units]]\nslug = "unit"\nplan = "S0"\nminutes = 1\nweight = 1\ndatasets = []',
        'objectives = []\ntitle = { zh = "单元", en = "Unit" }',
        'concepts = { c = { section = 1, zh = "概念", en = "Concept" } }',
    ]
    for name, (component, share, kind) in WORKS.items():
        parts += [
            f'[[units.assignments]]\nname = "{name}"\ncomponent = "{component}"\nshare = {share}',
            f"minutes = 1\ngroup = {str(kind == GROUP).lower()}",
            f'title = {{ zh = "作业 {name}", en = "Work {name}" }}',
            'tasks = [{ id = "q", ref = "Q", points = 10, concepts = ["c"], '
            'title = { zh = "题", en = "Q" } }]',
        ]
    return "\n".join(parts) + "\n"


def notebook(name: str, answer: str) -> nbformat.NotebookNode:
    """An assignment with an answer; the same cells that are given out."""
    title = new_markdown_cell(f"# {name}\n\n这份作业叫 {name}，请按要求认真完成。", id="title")
    if WORKS[name][2] == AUTO:
        role = tiny_class.role(f"{name}-answer", solution=True)
        solution = new_code_cell(answer, id="answer", metadata=role)
        check = f"assert POINTS, 'the check of {name}'"
        test = new_code_cell(check, id="test", metadata=tiny_class.role(f"{name}-test", MOST))
        return new_notebook(cells=[title, solution, test], metadata=KERNEL)
    rows = "\n".join(f"| {item} | {points:g} |" for item, points in ITEMS.items())
    rubric = new_markdown_cell(f"| {name} 的评分 | 分 |\n|---|---|\n{rows}", id="rubric")
    role = tiny_class.role(f"{name}-essay", MOST, solution=True)
    essay = new_markdown_cell(answer, id="essay", metadata=role)
    return new_notebook(cells=[title, rubric, essay], metadata=KERNEL)


KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
SOLVED = "### BEGIN SOLUTION\nPOINTS = 10\n### END SOLUTION"


def make_course(root: Path) -> None:
    """The checkout of the course, an exchange folder, and an empty home."""
    exercises = root / "course" / "exercises"
    exercises.mkdir(parents=True)
    shutil.copy(tiny_class.CHECKOUT / "exercises" / "nbgrader_config.py", exercises)
    (root / "course" / "course.toml").write_text(course_toml(), encoding="utf-8")
    for name, (_, _, kind) in WORKS.items():
        path = exercises / "source" / "zh" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook(name, SOLVED if kind == AUTO else "范文。"), path)
    settings = root / "home" / ".jupyter" / "nbgrader_config.py"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"c.Exchange.root = {str(root / 'exchange')!r}\n", encoding="utf-8")
    (settings.parent / "migrated").write_text("", encoding="utf-8")
    (root / "exchange").mkdir()


# --- a class and its teacher


@dataclass(frozen=True)
class Job:
    """A hand-in: whose and what, on which day, and the day that the teacher states."""

    who: str
    name: str
    today: int
    stated: int | None


@dataclass
class Group:
    """One of the two classes: what happened, and what its teacher knows."""

    name: str
    events: list[tuple] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)  # names by id
    away: set[str] = field(default_factory=set)
    came: dict[tuple[str, str], int] = field(default_factory=dict)  # hand-ins by student and work
    by_exchange: set[str] = field(default_factory=set)
    boxes: list[tuple[Path, int | None]] = field(default_factory=list)
    teams: list[list[str]] = field(default_factory=list)


class Life:
    """Lives the term of both classes."""

    def __init__(self, root: Path, warm: Warm, seed: int, size: Size):
        self.root, self.warm, self.size = root, warm, size
        self.rng = random.Random(seed)
        self.number = 0  # of hand-ins, so that no two are the same
        self.writes: dict[str, int] = {}  # of a command, as it wrote last time
        self.ran = self.killed = 0
        make_course(root)
        self.groups = [Group("客服1班"), Group("客服2班")]

    # commands

    def keguan(self, *args: object, code: int | None = 0, group: Group | None = None) -> Ran:
        """Runs a command, at times killed at one of its writes and run again; code: how it ends, or
        None where that is open."""
        words = [*map(str, args), *(["--class", group.name] if group else [])]
        ran = self.with_bad_luck(words) or self.warm.run(self.root, words + self.plain(words))
        self.writes[kind_of(words)] = max(len(ran.writes), 1)
        return self.ended(words, ran, code)

    def with_bad_luck(self, words: list[str]) -> Ran | None:
        """A command that may be killed at one of its writes: None if it was, or was not run."""
        self.ran += 1
        if not self.chance(self.size.unlucky):
            return None
        last = self.rng.randint(1, self.writes.get(kind_of(words), 8))
        ran = self.warm.run(self.root, words + self.plain(words), "killed", last)
        self.killed += ran.code is None
        return ran if ran.code is not None else None  # it may have fewer writes

    def plain(self, words: list[str]) -> list[str]:
        return ["--unconfined"] if words[0] == "grade" else []

    def ended(self, words: Sequence[str], ran: Ran, code: int | None) -> Ran:
        fine = ran.code in (0, 2) if code is None else ran.code == code
        assert fine and "Traceback" not in ran.said and "程序出错了" not in ran.said, (
            f"{' '.join(words)} ended with {ran.code}, not {code}:\n{ran.said}"
        )
        return ran

    def folder(self, group: Group) -> Path:
        return self.root / "home" / "Keguan" / TERM / group.name

    def happened(self, group: Group, *event: object) -> None:
        group.events.append(event)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def new_name(self) -> str:
        if self.chance(0.3):
            return self.rng.choice(ODD)
        return self.rng.choice(FAMILIES) + self.rng.choice(GIVEN)

    # the term

    def live(self) -> Iterator[Group]:
        """Yields each class whenever its marks are to be compared, and at the end."""
        names = [word for group in self.groups for word in ("--class", group.name)]
        self.keguan("term", "new", TERM, *names, "--lang", "zh")
        for number, group in enumerate(self.groups):
            self.begin(group, number)
        for sitting in self.size.sittings:
            for group in self.groups:
                self.sit(group, sitting)
                if self.chance(0.3):
                    yield group
        for group in self.groups:
            self.finish(group)
            yield group

    def begin(self, group: Group, number: int) -> None:
        """The class list comes from the school."""
        for place in range(self.size.students):
            # ids of the second class begin with a zero, which spreadsheets drop
            id = f"20{place + 26001}" if number == 0 else f"0{place + 26001}"
            group.people[id] = self.new_name()
            self.happened(group, "there", id)
        self.enter(group)
        ids = self.rng.sample(sorted(group.people), len(group.people))
        sizes = 4 if len(ids) > 8 else 3
        group.teams = [ids[start : start + sizes] for start in range(0, len(ids), sizes)]
        lines = ["组,学号,系数"]
        for place, team in enumerate(group.teams, start=1):
            factors = {id: self.rng.choice([0.9, 1.0, 1.0, 1.1]) for id in team}
            self.happened(group, "group", factors)
            lines += [f"{place},{id},{factor}" for id, factor in factors.items()]
        path = self.folder(group) / "groups.csv"
        path.write_bytes("\r\n".join(lines).encode(self.rng.choice(["gbk", "utf-8-sig", "utf-8"])))

    def enter(self, group: Group) -> None:
        """The school's list, with titles above and columns that nobody needs."""
        rows: list[list[object]] = [["某某职业技术学院 学生名单"], []]
        rows.append(["序号", "学号", "性别", "姓名", "班级"])
        for place, (id, name) in enumerate(group.people.items(), start=1):
            rows.append([place, id, "女", name, group.name])
        path = self.root / "list.xlsx"
        write_workbook(path, rows)
        self.keguan("class", "enter", path, group=group)

    def sit(self, group: Group, today: int) -> None:
        """A teacher sits down to work on a class."""
        self.release(group, today)
        if self.chance(0.3):
            self.transfer(group, today)
        for _ in range(self.rng.choice([0, 1, 2])):
            self.decide(group, today)
        self.excel(group)
        self.collect(group, today)
        if self.chance(0.2) and group.boxes:
            box, then = self.rng.choice(group.boxes)  # the chat folder is collected once more
            self.keguan("collect", "--from", box, *at(then), code=None, group=group)
        if (self.chance(0.8) or self.is_open(group)) and group.came:
            self.grade(group)
            if self.chance(0.6):
                self.mark_by_hand(group)
            if self.chance(0.4):
                self.mark_in_formgrader(group)
        for _ in range(self.rng.choice([0, 0, 1, 2])):
            self.set_mark(group)
        self.look(group)

    def finish(self, group: Group) -> None:
        """What is still open is done."""
        self.grade(group)
        for _ in range(2):
            self.mark_by_hand(group, all_of_them=True)

    # what the teacher does

    def release(self, group: Group, today: int) -> None:
        known = {event[1] for event in group.events if event[0] == "released"}
        for name, week in RELEASED.items():
            if name not in known and 7 * week <= today:
                self.keguan("release", name, group=group)
                self.happened(group, "released", name)
                self.set_due(group, name, 7 * week + TIME_FOR_IT)

    def set_due(self, group: Group, name: str, until: int) -> None:
        self.keguan("term", "due", name, date_of(until), "--why", "教学进度", group=group)
        self.happened(group, "due", name, until)

    def transfer(self, group: Group, today: int) -> None:
        """Somebody comes, leaves, is taken off everything, or gets another id."""
        what = self.rng.choice(["joined", "left", "gone", "renamed"])
        present = [id for id in sorted(group.people) if id not in group.away]
        who = self.rng.choice(present)
        if what == "joined":
            who = f"{max(group.people)[:-2]}{80 + len(group.events) % 19}"
            if who in group.people:
                return
            group.people[who] = self.new_name()
            self.enter(group)
            self.happened(group, "there", who)
            self.keguan("term", "join", who, date_of(today), "--why", "转入", group=group)
            self.happened(group, "joined", who, today)
        elif what == "left":
            self.keguan("term", "leave", who, date_of(today), "--why", "转学", group=group)
            self.happened(group, "left", who, today)
            group.away.add(who)
        elif who in group.by_exchange or len(present) < 4:
            return  # the exchange knows the account, whatever the class list says
        elif what == "gone":
            self.keguan("class", "remove", who, "--yes", code=None, group=group)
            self.happened(group, "gone", who)
            self.forget(group, who, None)
        else:
            new = f"{who[:-2]}{60 + len(group.events) % 19}"
            if new not in group.people:
                self.keguan("class", "rename", who, new, code=None, group=group)
                self.happened(group, "renamed", who, new)
                self.forget(group, who, new)

    def forget(self, group: Group, old: str, new: str | None) -> None:
        name = group.people.pop(old)
        for team in group.teams:
            team[:] = [id for id in (new if id == old else id for id in team) if id]
        came = {key: count for key, count in group.came.items() if key[0] != old}
        if new:
            group.people[new] = name
            came |= {(new, w): count for (s, w), count in group.came.items() if s == old}
        group.came = came

    def decide(self, group: Group, today: int) -> None:
        """An extension, an absence, another due date, another rule; or one is taken back."""
        who = self.rng.choice(sorted(group.people))
        name = self.rng.choice([w for w in WORKS if 7 * RELEASED[w] <= today])
        what = self.rng.choice(["extend", "extend", "excuse", "due", "rule", "undo", "undo"])
        why = ("--why", "家里有事")
        if what == "extend":
            granted = self.rng.choice([1, 2, 3.5])
            self.keguan("term", "extend", who, name, granted, *why, group=group)
            self.happened(group, "extension", who, name, granted)
        elif what == "excuse":
            self.keguan("term", "excuse", who, name, *why, group=group)
            self.happened(group, "excused", who, name, True)
        elif what == "due":
            self.set_due(group, name, 7 * RELEASED[name] + TIME_FOR_IT + self.rng.choice([-3, 4]))
        elif what == "rule":
            per_day = self.rng.choice([5, 10, 20])
            self.keguan("term", "rule", "late_per_day", per_day, *why, group=group)
            self.happened(group, "rule", float(per_day))
        else:
            self.undo(group)

    def undo(self, group: Group) -> None:
        standing: dict[tuple, bool] = {}
        for event in group.events:
            if event[0] in ("extension", "excused"):
                standing[event[:3]] = event[3] is not None
        matters = [key for key, yes in standing.items() if yes and key[1] in group.people]
        if matters:
            what, who, name = self.rng.choice(sorted(matters))
            # killed after it had written, there is nothing left to undo
            self.keguan("term", "undo", what, who, name, "--why", "误记", code=None, group=group)
            self.happened(group, what, who, name, None)

    def set_mark(self, group: Group) -> None:
        who = self.rng.choice(sorted(group.people))
        begun = [name for student, name in sorted(group.came) if student == who]
        what = self.rng.choice([*begun, "final"])
        last = [e for e in group.events if e[:3] == ("override", who, what)]
        if last and last[-1][3] is not None and self.chance(0.6):
            self.keguan("marks", "--unset", who, what, "--why", "复核", code=None, group=group)
            self.happened(group, "override", who, what, None)
        else:
            mark = self.rng.choice([0, 59.5, 60, 88, 100])
            words = ("--set", who, what, mark, "--why", "复核，见纸质材料")
            self.keguan("marks", *words, code=None, group=group)
            self.happened(group, "override", who, what, mark)

    def is_open(self, group: Group) -> bool:
        """Whether work of which the best counts waits to be graded, before it may be replaced."""
        newest: dict[tuple, str] = {}
        for event in group.events:
            if event[0] in ("hand in", "graded") and WORKS[event[2]][0] in BEST:
                newest[event[1:3]] = event[0]
        return "hand in" in newest.values()

    def grade(self, group: Group) -> None:
        self.keguan("grade", "unit", group=group)
        for who, name in group.came:
            self.happened(group, "graded", who, name)

    def look(self, group: Group) -> None:
        """Pages and exports, which change nothing; marks names what is in doubt."""
        graded = any(event[0] == "graded" for event in group.events)
        for what in (["marks"], ["report"], ["export", "xlsx"], ["feedback", "unit"]):
            if self.chance(0.15) and (graded or what[0] == "marks"):
                self.keguan(*what, code=None, group=group)

    # hand-ins

    def collect(self, group: Group, today: int) -> None:
        """What came until today is collected, and what is not certain is asked and settled."""
        box = self.root / "inbox" / group.name / str(today)
        box.mkdir(parents=True)
        stated = None if self.chance(0.15) else today  # the teacher forgot to say the day
        open_: list[Callable[[], None]] = []
        sent: list[tuple[str, str]] = []
        for who in sorted(group.people):
            for name in WORKS:
                if who not in group.away and self.does(group, who, name, today):
                    self.hand_in(group, box, Job(who, name, today, stated), open_, sent)
        if any(box.iterdir()):
            group.boxes.append((box, stated))
            if self.chance(0.5):
                inboxes.put(box, "desktop.ini", b"[.ShellClassInfo]")
            self.keguan("collect", "--from", box, *at(stated), code=2 if open_ else 0, group=group)
        for name in sorted({name for _, name in sent}):
            self.keguan("collect", name, group=group)
        for settle in open_:
            settle()
        for team in group.teams:
            self.one_of_a_team(group, team)

    def one_of_a_team(self, group: Group, team: list[str]) -> None:
        """Where several of a team handed in, the teacher leaves one of the hand-ins."""
        for name in (name for name, (_, _, kind) in WORKS.items() if kind == GROUP):
            by = [id for id in team if (id, name) in group.came]
            for who in by[1:]:
                for _ in range(group.came.pop((who, name))):
                    self.withdraw(group, who, name)

    def does(self, group: Group, who: str, name: str, today: int) -> bool:
        """Whether a student hands in; of a team one does, and corrections are rare."""
        if 7 * RELEASED[name] + 2 > today:
            return False
        mates = next((team for team in group.teams if who in team), [who])
        if WORKS[name][2] == GROUP:
            by = [mate for mate in mates if (mate, name) in group.came]
            if by and who != by[0]:
                return self.chance(0.01)  # a second one of the team does too
            if len(mates) > 1 and not by and self.chance(0.6):
                return False
        return self.chance(0.06 if (who, name) in group.came else 0.5)

    def hand_in(
        self,
        group: Group,
        box: Path,
        job: Job,
        open_: list[Callable[[], None]],
        sent: list[tuple[str, str]],
    ) -> None:
        """One hand-in by some way. What has to be asked goes to open_, with how it is settled; what
        came by the exchange to sent."""
        who, name = job.who, job.name
        data, event = self.written(job)
        way = self.rng.random()
        certain = sorted(FORMS)
        if way < 0.08 and WORKS[name][0] != "C":
            self.by_exchange(group, job, data)
            sent.append((who, name))
            event = (*event[:3], job.today + AT_TEN, *event[4:])
        elif way < 0.86:
            form = self.rng.choice(certain)
            FORMS[form](box, who, self.called(group, who), name, self.coded(data))
        elif way < 0.91:
            return self.two_files(group, box, job, data, event, open_)
        else:
            return self.in_doubt(group, box, job, data, event, open_)
        self.came(group, who, name, event)

    def came(self, group: Group, who: str, name: str, event: tuple) -> None:
        self.happened(group, *event)
        group.came[who, name] = group.came.get((who, name), 0) + 1

    def written(self, job: Job) -> tuple[bytes, tuple]:
        """A notebook with an answer that no other has, and what then happened."""
        self.number += 1
        points = self.rng.choice([0, 2.5, 6, 8, 10])
        answer = f"第 {self.number} 份。"
        if WORKS[job.name][2] == AUTO:
            answer = f"POINTS = {points}  # {self.number}"
        data = nbformat.writes(notebook(job.name, answer)).encode("utf-8")
        return data, ("hand in", job.who, job.name, job.stated, points, self.number)

    def coded(self, data: bytes) -> bytes:
        """As some editors save it."""
        codec = self.rng.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16", "gbk"])
        return data.decode("utf-8").encode(codec)

    def called(self, group: Group, who: str) -> str:
        """The id, or the name of a student whose name nobody else has."""
        name = group.people[who]
        forms = [who, f"{who}{name}", f"{who}\u200b", who.translate(FULL_WIDTH)]
        if list(group.people.values()).count(name) == 1:
            forms += [name, f"{name}同学"]
        return self.rng.choice(forms)

    def by_exchange(self, group: Group, job: Job, data: bytes) -> None:
        """As nbgrader's exchange keeps what an account handed in."""
        moment = day(job.today).astimezone() + timedelta(hours=10, seconds=self.number)
        when = moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        inbound = self.root / "exchange" / f"{TERM}-{group.name}" / "inbound"
        room = inbound / f"{job.who}+{job.name}+{when}+{self.number}"
        inboxes.put(room, f"{job.name}.ipynb", data)
        inboxes.put(room, "timestamp.txt", when.encode())
        group.by_exchange.add(job.who)

    def two_files(
        self,
        group: Group,
        box: Path,
        job: Job,
        data: bytes,
        event: tuple,
        open_: list[Callable[[], None]],
    ) -> None:
        """Two files of one student: both are asked; one is removed and the folder collected
        again."""
        who, name = job.who, job.name
        other, _ = self.written(job)
        wrong = inboxes.put(box, f"旧的/{who}_{name}.ipynb", other)
        inboxes.put(box, f"{who}_{name}最终版.ipynb", data)

        def settle() -> None:
            wrong.unlink()
            self.keguan("collect", "--from", box, *at(job.stated), code=None, group=group)
            self.came(group, who, name, event)

        open_.append(settle)

    def in_doubt(
        self,
        group: Group,
        box: Path,
        job: Job,
        data: bytes,
        event: tuple,
        open_: list[Callable[[], None]],
    ) -> None:
        """A file of which it is not certain whose or what it is: the teacher finds out and takes
        it, or lets it lie."""
        who, name = job.who, job.name
        others = [id for id in sorted(group.people) if id != who]
        form = self.rng.choice(sorted(DOUBTFUL))
        place = box / f"转发{self.number}"  # a chat program keeps two files of one name apart
        DOUBTFUL[form](place, who, self.rng.choice(others), name, data)
        [path] = [path for path in place.rglob("*") if path.is_file()]

        def settle() -> None:
            if form in UNREADABLE or self.chance(0.4):
                return
            single = self.root / "single" / f"{self.number}{path.suffix}"
            single.parent.mkdir(exist_ok=True)
            shutil.copy(path, single)
            words = (name, "--from", single, *at(job.stated), "--student")
            if self.chance(0.3):
                self.taken_for_another(group, words, self.rng.choice(others), event)
            self.keguan("collect", *words, who, group=group)
            self.came(group, who, name, event)

        open_.append(settle)

    def taken_for_another(self, group: Group, words: tuple, other: str, event: tuple) -> None:
        """The teacher says another's name by mistake, and takes the hand-in out again."""
        name = event[2]
        if WORKS[name][2] == GROUP:
            return
        self.keguan("collect", *words, other, group=group)
        self.happened(group, event[0], other, *event[2:])
        self.withdraw(group, other, name)

    def withdraw(self, group: Group, who: str, name: str) -> None:
        path = self.folder(group) / "submitted" / who / name / f"{name}.ipynb"
        wrong = path.read_bytes()
        words = ["class", "withdraw", who, name, "--class", group.name]
        # killed at its very end it has done its work: again it would take the next one out
        killed = self.with_bad_luck(words) is None
        if killed and (not path.is_file() or path.read_bytes() == wrong):
            ran = self.warm.run(self.root, words)
            assert ran.code in (0, 2) and "Traceback" not in ran.said, ran.said
        self.happened(group, "withdrawn", who, name)

    # marks by hand, and Excel

    def mark_by_hand(self, group: Group, all_of_them: bool = False) -> None:
        """The sheets of written and group work are filled in, saved by a spreadsheet, applied."""
        for name, (_, _, kind) in WORKS.items():
            if kind == AUTO or not any(work == name for _, work in group.came):
                continue
            if not all_of_them and self.chance(0.3):
                continue
            self.keguan("rubric", name, *self.rng.choice([[], [], ["--xlsx"]]), group=group)
            [sheet] = [
                path
                for path in (self.folder(group) / "reports").glob(f"rubric-{name}*")
                if path.suffix in (".csv", ".xlsx")
            ]
            given = self.fill(group, sheet, 1.0 if all_of_them else 0.7)
            self.keguan("rubric", name, "--apply", group=group)
            for who, points in given.items():
                self.happened(group, "marked", who, name, points)

    def mark_in_formgrader(self, group: Group) -> None:
        """An answer gets its points in nbgrader's own page, which knows nothing of the sheets."""
        answers = sorted(job for job in group.came if WORKS[job[1]][2] != AUTO)
        if not answers:
            return
        who, name = self.rng.choice(answers)
        points = self.rng.choice([0.0, 2.5, 5.0, 10.0])
        with Gradebook(f"sqlite:///{self.folder(group) / 'gradebook.db'}") as gradebook:
            grade = gradebook.find_grade(f"{name}-essay", name, name, who)
            grade.manual_score, grade.needs_manual_grade = points, False
            gradebook.db.commit()
        self.happened(group, "marked", who, name, points)

    def fill(self, group: Group, sheet: Path, share: float) -> dict[str, float]:
        """Fills in rows of a sheet; returns the points that were given."""
        rows = self.rows(sheet)
        heads = rows[0]
        columns = [heads.index(item) for item in ITEMS]
        given = {}
        for row in rows[2:]:
            who = self.known(group, row[0])
            empty = not any(row[column] for column in columns)
            # whoever reads that formgrader has another mark leaves the row as it is
            told = "gradebook" in row[heads.index("备注 note")]
            if self.chance(share if empty else 0.1) and (empty or not told):
                levels = [
                    self.rng.choice(["F", "H", "0", f"{most / 4:g}"]) for most in ITEMS.values()
                ]
                for column, level in zip(columns, levels, strict=True):
                    row[column] = level
                row[heads.index("评语 comment")] = self.rng.choice(["", "看过了，写得“很好”；继续"])
                given[who] = sum(map(worth, levels, ITEMS.values()))
        self.save(sheet, rows)
        return given

    def known(self, group: Group, written: str) -> str:
        return next(id for id in group.people if id.lstrip("0") == written.lstrip("0"))

    def rows(self, path: Path) -> list[list[str]]:
        if path.suffix == ".xlsx":
            sheet = python_calamine.load_workbook(str(path)).get_sheet_by_index(0)
            return [[shown(cell) for cell in row] for row in sheet.to_python()]
        text = decoded(path.read_bytes())
        return list(csv.reader(io.StringIO(text, newline="")))

    def save(self, path: Path, rows: list[list[str]]) -> None:
        """As a spreadsheet saves it."""
        if path.suffix == ".xlsx":
            return write_workbook(path, [[as_number(cell) for cell in row] for row in rows])
        shown = [[as_excel(cell) for cell in row] for row in rows]
        file = io.StringIO(newline="")
        csv.writer(file, lineterminator="\r\n").writerows(shown)
        text = file.getvalue().removesuffix("\r\n") + self.rng.choice(ENDS)
        codec = self.rng.choice(["gb18030", "gb18030", "utf-8-sig", "utf-8", "utf-16"])
        path.write_bytes(text.encode(codec))

    def excel(self, group: Group) -> None:
        """One of the lists is opened in a spreadsheet and saved."""
        there = [self.folder(group) / name for name in LISTS]
        there = [path for path in there if path.is_file()]
        if there and self.chance(0.6):
            path = self.rng.choice(there)
            self.save(path, self.rows(path))


def kind_of(words: list[str]) -> str:
    """The command without what it is given."""
    return " ".join(words[:2] if words[0] in ("term", "class") else words[:1])


def at(stated: int | None) -> tuple[str, ...]:
    return () if stated is None else ("--at", date_of(stated))


def worth(level: str, most: float) -> float:
    return {"F": most, "H": most / 2}.get(level) if level in "FH" else float(level)


def write_workbook(path: Path, rows: Sequence[Sequence[object]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                write = sheet.write_string if isinstance(cell, str) else sheet.write
                write(number, column, cell)


def shown(cell: object) -> str:
    """The text of a workbook's cell."""
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def decoded(data: bytes) -> str:
    for codec in (
        ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    ):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    raise AssertionError("a list in no encoding that a spreadsheet writes")


def as_number(cell: str) -> object:
    """A workbook's cell: an id is a text, as our workbooks have it, points are numbers."""
    return float(cell) if re.fullmatch(r"\d{1,2}(\.\d+)?", cell) else cell or None


def as_excel(cell: str) -> str:
    """A cell as a spreadsheet shows it after it opened a CSV."""
    if found := MOMENT.fullmatch(cell):
        year, month, date, hour, minute, _ = found.groups()
        return f"{year}/{int(month)}/{int(date)} {int(hour)}:{minute}"
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", cell):
        return f"{found[1]}/{int(found[2])}/{int(found[3])}"
    return f"{float(cell):.15g}" if re.fullmatch(r"\d{1,11}(\.\d+)?", cell) else cell


def study_page(box: Path, id: str, name: str, data: bytes, called: str) -> None:
    """The file that the study page makes."""
    said = {"keguan": "hand-in 1", "id": id, "name": "某某", "assignment": name}
    said["sha256"] = hashlib.sha256(data).hexdigest()
    members = {f"{name}.ipynb": data, "hand-in.json": json.dumps(said).encode()}
    inboxes.archive(box / called, members)


FORMS = inboxes.CERTAIN | {
    "study page": lambda box, id, who, name, data: study_page(
        box, id, name, data, f"{id}_某某_{name}_20260916-204103.zip"
    ),
    "study page, another name": lambda box, id, who, name, data: study_page(
        box, id, name, data, f"{hashlib.sha256(data).hexdigest()}/作业(2).zip"
    ),
}
DOUBTFUL = {
    form: inboxes.DOUBTFUL[form]
    for form in (
        "another's inside",
        "nobody",
        "a typing error",
        "a damaged zip",
        "a rar",
        "the lesson",
    )
} | {
    "the wrong assignment": lambda box, id, other, name, data: inboxes.put(
        box, f"{id}_{'essay' if name != 'essay' else 'theory'}.ipynb", data
    ),
}
UNREADABLE = ("a damaged zip", "a rar", "the lesson")


# --- compared


def compare(life: Life, group: Group) -> list[str]:
    """Where the marks of a class are not what really happened."""
    with pytest.MonkeyPatch.context() as patch:
        checkout = life.root / "course"
        patch.setattr(outline, "CHECKOUT", checkout)
        patch.setattr(classes, "SOURCES", checkout / "exercises" / "source")
        patch.setenv("KEGUAN_HOME", str(life.root / "home" / "Keguan"))
        patch.setenv("JUPYTER_CONFIG_DIR", str(life.root / "home" / ".jupyter"))
        folder = open_folder(life.folder(group))
        found, there = gather.read(folder), people.known(folder)
    wrong = [] if found.finals else [f"no marks: {found.refused}"]
    wanted = {id: name.replace("·", "") for id, name in group.people.items()}
    names = {id: one.name.replace("·", "").replace(" ", "") for id, one in there.items()}
    wrong += [f"class: {names} instead of {wanted}"] * (names != wanted)
    truth, in_the_end = lines(group.events), marks(group.events)
    for final in found.finals:
        own = truth.get(final.student, {})
        for name, line in found.lines[final.student].items():
            got = round(line.percent, 6), line.settled, line.status != "excused"
            percent, *rest = own.get(name, (0.0, False, False))
            if got != (round(percent, 6), *rest):
                told = "; ".join(step.en for step in line.steps)
                wrong.append(f"{final.student} {name}: {got}, not {percent, *rest} ({told})")
        if abs(final.mark - in_the_end.get(final.student, -1)) > 1e-6:
            wrong.append(f"{final.student}: {final.mark}, not {in_the_end.get(final.student)}")
    for who in sorted({line.split(":")[0].split(" ")[0] for line in wrong})[:2]:
        of_term = ("due", "rule", "renamed")
        those = [e for e in group.events if who in e or (e[0] in of_term and who not in e[:2])]
        wrong += [f"    {event}" for event in dict.fromkeys(map(str, those))]
    return wrong


def lived(root: Path, warm: Warm, seed: int, size: Size) -> tuple[Life, list[str]]:
    """A term of a seed, and where its marks are wrong."""
    life = Life(root, warm, seed, size)
    for group in life.live():
        wrong = compare(life, group)
        if wrong:
            return life, [f"seed {seed}, {group.name}:", *wrong]
    return life, []


def main() -> int:
    """Lives the seeds that are named; returns 1 if a mark of one is wrong."""
    size = SHORT if "--short" in sys.argv else LONG
    bad = 0
    with Warm(plain=True) as warm:
        for seed in (int(word) for word in sys.argv[1:] if word.isdigit()):
            begun = time.monotonic()
            place = tempfile.mkdtemp()
            try:
                life, wrong = lived(Path(place), warm, seed, size)
            except AssertionError as error:
                print(f"seed {seed}: {error}\n  {place}", flush=True)
                bad += 1
                continue
            print("\n".join(wrong), flush=True)
            told = f"{life.ran} commands, {life.killed} killed, {life.number} hand-ins"
            print(f"seed {seed}: {told}, {time.monotonic() - begun:.0f} s {place}", flush=True)
            bad += bool(wrong)
            if not wrong:
                shutil.rmtree(place)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
