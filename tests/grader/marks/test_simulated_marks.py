"""A term drawn at random, computed twice: by the pipeline from a class's real files, and from the
list of what happened by the plain function here."""

import json
import math
import random
import shutil
from contextlib import chdir
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from grader.base.files import tables
from grader.course.folder import open_folder
from grader.engine.notebooks import fingerprint
from grader.gradebook import access
from grader.gradebook.submissions import handed_in
from grader.marks import days, decisions, gather, lists
from tests import tiny_class

STUDENTS = [f"S{n}" for n in range(1, 6)]
GROUP = {"S1": 1.0, "S2": 1.1, "S3": 0.9}
# component, share, marked by hand
WORKS = {
    "check": ("A", 0.5, False),
    "check-2": ("A", 0.5, False),
    "essay": ("D", 0.4, True),
    "tasks": ("D", 0.6, False),
    "group": ("B", 0.5, True),
    "later": ("B", 0.5, False),  # never released
}
WEIGHTS = {"A": 0.3, "B": 0.2, "D": 0.5}
MOST = 10.0
FIRST = datetime.now().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(60)


def course_toml():
    lines = [
        "[course]",
        'title = { zh = "课", en = "Course" }',
        'languages = ["zh"]',
        "[policy]",
        "late_per_day = 10",
        "late_at_most = 50",
        "drop = { A = 1 }",
        "[components]",
        *(f'{id} = {{ weight = {w}, zh = "{id}", en = "{id}" }}' for id, w in WEIGHTS.items()),
        "[[units]]",
        'slug = "unit"\nplan = "S0"\nminutes = 1\nweight = 1\ndatasets = []\nobjectives = []',
        'title = { zh = "单元", en = "Unit" }',
        'concepts = { c = { section = 1, zh = "概念", en = "Concept" } }',
    ]
    for name, (component, share, _) in WORKS.items():
        lines += [
            "[[units.assignments]]",
            f'name = "{name}"\ncomponent = "{component}"\nshare = {share}\nminutes = 1',
            f"group = {str(name == 'group').lower()}",
            f'title = {{ zh = "{name}", en = "{name}" }}',
            'tasks = [{ id = "q", ref = "Q", points = 10, concepts = ["c"], '
            'title = { zh = "题", en = "Q" } }]',
        ]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A class with its assignments in the gradebook and nothing handed in."""
    path = tiny_class.make(tmp_path_factory.mktemp("school"))
    (path.parent / "course.toml").write_text(course_toml(), encoding="utf-8")
    folder = open_folder(path)
    with chdir(path), access.opened(folder) as gradebook:
        gradebook.check_course()
        for student in STUDENTS:
            gradebook.add_student(student)
        for name, (_, _, by_hand) in WORKS.items():
            if name == "later":
                continue
            gradebook.add_assignment(name)
            gradebook.add_notebook(name, name)
            kind = {"max_score": MOST, "cell_type": "markdown" if by_hand else "code"}
            gradebook.add_grade_cell("q", name, name, **kind)
            gradebook.add_solution_cell("q", name, name)
    shutil.copy(path / "gradebook.db", path / "empty.db")
    return folder


# --- what happens


@dataclass
class Term:
    """What happened, in the order of the days: (kind, ...)."""

    events: list[tuple] = field(default_factory=list)
    groups: dict[str, float] = field(default_factory=dict)


def drawn(seed):
    """A term: due dates first, then whatever happens to each student's work."""
    rng = random.Random(seed)
    term = Term(groups=GROUP if rng.random() < 0.8 else {})
    for name in WORKS:
        if name != "later" and rng.random() < 0.8:
            term.events.append(("due", name, rng.choice([10, 20, 40, 70])))
    if rng.random() < 0.3:
        term.events.append(("rule", "late_per_day", rng.choice([0, 5, 20])))
    for student in STUDENTS:
        if rng.random() < 0.2:
            term.events.append(("joined", student, rng.choice([5, 15, 30])))
        for name in WORKS:
            term.events += of_work(rng, student, name, term.groups)
        if rng.random() < 0.15:
            term.events.append(("override", student, "final", rng.randint(0, 100)))
    return term


def of_work(rng, student, name, groups):
    if name == "later" or (name == "group" and student in groups and student != "S1"):
        return []  # S1 hands in for the group
    found = []
    for attempt in range(rng.choice([0, 1, 1, 1, 2])):
        day = rng.choice([None, 8, 10.5, 12, 21.5, 45])
        points = rng.choice([0, 2.5, 5, 7, 10])
        found.append(("hand in", student, name, day, points, attempt))
        if rng.random() < 0.85:
            found.append(("grade", student, name))
            if WORKS[name][2] and rng.random() < 0.7:
                found.append(("mark", student, name, rng.choice([0, 4, 6, 10])))
    if rng.random() < 0.15:
        found.append(("extension", student, name, rng.choice([1, 3])))
    if rng.random() < 0.1:
        found.append(("excused", student, name))
    for _ in range(rng.choice([0, 0, 0, 0, 1, 2])):
        found.append(("override", student, name, rng.choice([30, 85, None])))
    return found


# --- the files of the class


class School:
    """Puts what happens into gradebook, folders and lists, as the commands leave them."""

    def __init__(self, folder):
        self.folder = folder
        path = folder.path
        for name in ("submitted", "autograded", "reports"):
            shutil.rmtree(path / name, ignore_errors=True)
        for name in ("term.csv", "overrides.csv", "groups.csv"):
            (path / name).unlink(missing_ok=True)
        shutil.copy(path / "empty.db", path / "gradebook.db")
        self.journal = []
        self.book = {}  # by student and work: what the gradebook will have
        self.decided = []

    def live(self, term):
        if term.groups:
            lines = [f"1,{student},{factor}\n" for student, factor in term.groups.items()]
            text = "group,student,factor\n" + "".join(lines)
            (self.folder.path / "groups.csv").write_text(text, encoding="utf-8")
        for kind, *event in term.events:
            getattr(self, kind.replace(" ", "_"))(*event)
        with access.opened(self.folder) as gradebook:
            for (student, name), columns in self.book.items():
                gradebook.update_or_create_submission(name, student)
                gradebook.find_submission(name, student).timestamp = columns.pop("timestamp")
                grade = gradebook.find_grade("q", name, name, student)
                for column, value in columns.items():
                    setattr(grade, column, value)
            gradebook.db.commit()
        lines = [[line.get(column, "") for column in decisions.COLUMNS] for line in self.decided]
        tables.write(self.folder.path / "term.csv", decisions.COLUMNS, lines)
        path = self.folder.path / "reports" / "journal.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(line) + "\n" for line in self.journal), "utf-8")

    def decide(self, kind, **cells):
        self.decided.append({"kind": kind, "date": "2026-09-01", "why": "x"} | cells)

    def due(self, name, day):
        self.decide("due", work=name, value=f"{FIRST + timedelta(day):%Y-%m-%d %H:%M}")

    def rule(self, name, value):
        self.decide("rule", work=name, value=value)

    def joined(self, student, day):
        self.decide("转入", student=student, value=f"{FIRST + timedelta(day):%Y/%m/%d %H:%M}")

    def extension(self, student, name, granted):
        self.decide("延期 extension", student=student, work=name, value=granted)

    def excused(self, student, name):
        self.decide("excused", student=student, work=name)

    def override(self, student, name, mark):
        if mark is not None:
            lists.override(self.folder, student, name, mark, "talk")
        elif any((o.student, o.what) == (student, name) for o in self.standing()):
            lists.withdraw(self.folder, student, name, "a mistake")

    def standing(self):
        return lists.overrides(self.folder.path / "overrides.csv")[0]

    def hand_in(self, student, name, day, points, attempt):
        room = self.folder.path / "submitted" / student / name
        room.mkdir(parents=True, exist_ok=True)
        cell = {"cell_type": "markdown", "source": f"{attempt} {points}", "metadata": {}}
        cell["metadata"]["nbgrader"] = {"grade_id": "q", "grade": True, "solution": True}
        notebook = {"cells": [cell], "points": points, "metadata": {}}
        (room / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        (room / "timestamp.txt").unlink(missing_ok=True)
        if day is not None:
            moment = days.utc(FIRST + timedelta(day))
            (room / "timestamp.txt").write_text(f"{moment:%Y-%m-%d %H:%M:%S} UTC", "utf-8")

    def grade(self, student, name):
        data = (self.folder.path / "submitted" / student / name / f"{name}.ipynb").read_bytes()
        notebook = json.loads(data)
        by_hand = WORKS[name][2]
        points = None if by_hand else notebook["points"]
        stamp = {
            "notebook": fingerprint.of_notebook(data),
            "submitted": notebook["cells"][0]["source"],
        }
        notebook["metadata"][fingerprint.KEY] = stamp
        target = self.folder.path / "autograded" / student / name / f"{name}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(notebook, indent=1, sort_keys=True), encoding="utf-8")
        when = handed_in(self.folder, name, student)
        self.book.setdefault((student, name), {"manual_score": None}).update(
            auto_score=points, needs_manual_grade=by_hand, timestamp=when
        )
        marks = [{"cell": "q", "points": points}]
        self.journal.append(
            {
                "assignment": name,
                "student": student,
                "status": "graded",
                "time": f"{len(self.journal)}",
                "handed_in": when and when.isoformat(),
                "notebooks": [{"notebook": name, "stamp": stamp, "marks": marks}],
            }
        )

    def mark(self, student, name, points):
        self.book[student, name].update(manual_score=points, needs_manual_grade=False)


# --- the plain computation


def expected(term):
    """By student: percent and whether it is settled, of each work, and the mark in the end."""
    due = {event[1]: event[2] for event in term.events if event[0] == "due"}
    per_day = next((event[2] for event in term.events if event[0] == "rule"), 10)
    granted = {event[1:3]: event[3] for event in term.events if event[0] == "extension"}
    excused = {event[1:3] for event in term.events if event[0] == "excused"}
    joined = {event[1]: event[2] for event in term.events if event[0] == "joined"}
    works = {}
    for kind, *event in term.events:
        key = tuple(event[:2])
        if kind == "hand in":
            work = works.setdefault(key, {"graded": None, "marked": False, "override": None})
            work["there"] = (event[2], event[3], event[4])
        elif kind == "grade":
            works[key]["graded"], works[key]["marked"] = works[key]["there"], False
        elif kind == "mark":
            works[key]["points"], works[key]["marked"] = event[2], True
        elif kind == "override":
            work = works.setdefault(key, {"graded": None, "marked": False})
            shared = event[1] == "group" and event[0] in term.groups
            its = works.get(("S1", "group"), {}) if shared else work
            work["override"] = None if event[2] is None else (event[2], its.get("there"))
    by_any = {name for (_, name), work in works.items() if "there" in work}
    shared = works.get(("S1", "group")) if term.groups else None
    return {
        student: _student(
            student, term, works, shared, due, per_day, granted, excused, joined, by_any
        )
        for student in STUDENTS
    }


def _student(student, term, works, shared, due, per_day, granted, excused, joined, by_any):
    lines = {}
    for name in WORKS:
        own = works.get((student, name), {"graded": None, "marked": False, "override": None})
        work, factor = own, 1.0
        if name == "group" and student in term.groups:
            factor = term.groups[student]
            work = {
                **(shared or {"graded": None, "marked": False}),
                "override": own.get("override"),
            }
        lines[name] = _line(
            name,
            work,
            factor,
            due.get(name),
            per_day,
            granted.get((student, name), 0),
            (student, name) in excused,
            joined.get(student),
            by_any,
        )
    mark = _mark(lines)
    override = works.get((student, "final"), {}).get("override")
    return lines, override[0] if override else mark


def _line(name, work, factor, due, per_day, granted, excused, joined, by_any):
    """(percent, settled, counts)"""
    today = 60.5
    there = work.get("there")
    if excused:
        line = (0.0, True, False)
    elif there is None:
        left_out = due is not None and joined is not None and due < joined
        not_due = due is not None and today < due + granted
        unknown = due is None and name not in by_any
        line = (0.0, not (not_due or unknown), not left_out) if not left_out else (0.0, True, False)
    elif work["graded"] is None:
        line = (0.0, False, True)
    else:
        day, points, _ = work["graded"]
        points = work.get("points", 0) if WORKS[name][2] else points
        late = 0 if day is None or due is None else max(0, math.ceil(day - due - granted))
        percent = 100 * points / MOST * (1 - min(50, late * per_day) / 100)
        percent = min(100, percent * factor)
        waits = WORKS[name][2] and not work["marked"]
        line = (percent, work["graded"] == there and not waits, True)
    if work.get("override"):
        mark, before = work["override"]
        line = (float(mark), there is None or there == before, True)
    return line


def _mark(lines):
    total = weight = 0.0
    for component, of_course in WEIGHTS.items():
        own = [
            (lines[n][0], WORKS[n][1], n) for n in WORKS if WORKS[n][0] == component and lines[n][2]
        ]
        if component == "A" and len(own) > 1:
            own.remove(min(own, key=lambda one: (one[0], one[2])))
        if own:
            mean = sum(p * w for p, w, _ in own) / sum(w for _, w, _ in own)
            total, weight = total + of_course * mean, weight + of_course
    return math.floor(10 * total / weight + 0.5 + 1e-9) / 10 if weight else 0.0


@pytest.mark.parametrize("seed", range(8))
def test_the_pipeline_and_the_plain_computation_agree(empty, seed):
    term = drawn(seed)
    School(empty).live(term)
    found = gather.gather(empty)
    assert [remark.text.en for remark in found.remarks if remark.open] == doubts(found)
    truth = expected(term)
    for final in found.finals:
        lines, mark = truth[final.student]
        shown = {
            name: (line.percent, line.settled, line.status != "excused")
            for name, line in found.lines[final.student].items()
        }
        wanted = {name: (pytest.approx(p), s, c) for name, (p, s, c) in lines.items()}
        assert shown == wanted, (final.student, events_of(term, final.student))
        assert final.mark == pytest.approx(mark), (final.student, events_of(term, final.student))


def doubts(found):
    """A mark set by hand for other work than lies there now, which is all that is in doubt here."""
    return [
        f"{student} {name}: {line.doubt.en}."
        for student in sorted(found.lines)
        for name, line in found.lines[student].items()
        if line.doubt
    ]


def events_of(term, student):
    return [event for event in term.events if student in event or event[0] in ("due", "rule")]
