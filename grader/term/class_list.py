"""Reads the school's class list as it is, says what it changes, and enters it.

Nobody is removed: who is not on the list any more is named. What cannot be right is named by its
row, and the others are entered.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.base import Text, UserError
from grader.base.files import ids, tables
from grader.base.files.tables import Row
from grader.course.folder import CourseFolder
from grader.gradebook import enrolment
from grader.gradebook import people as persons
from grader.gradebook.people import Person

ID = ("学号", "学生学号", "学籍号", "学生编号", "学生ID", "student id", "student number", "id")
OPTIONAL = {
    "name": ["姓名", "学生姓名", "名字", "学生", "name", "student name", "full name", "student"],
    "last_name": ["姓", "last name", "surname", "family name"],
    "first_name": ["名", "first name", "given name"],
    "class": ["班级", "行政班", "行政班级", "所在班级", "自然班", "教学班", "section"],
    "email": ["邮箱", "电子邮箱", "电子邮件", "邮件", "e-mail", "email address"],
    "lms_user_id": ["LMS"],
}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What entering a list does. changed: what was known, and what it becomes; gone: in the class
    and not on the list; refused: a sentence a row that is not entered; remarks: what a person
    should look at."""

    new: list[Person] = field(default_factory=list)
    changed: list[tuple[Person, Person]] = field(default_factory=list)
    same: list[Person] = field(default_factory=list)
    gone: list[Person] = field(default_factory=list)
    refused: list[Text] = field(default_factory=list)
    remarks: list[Text] = field(default_factory=list)


def plan(folder: CourseFolder, path: Path) -> Plan:
    """What the list would change in the class. Raises UserError when it cannot be read or has
    nobody in it."""
    made = Plan()
    listed = _once(_read(path, made), made)
    before = {one.id: one for one in persons.people(folder)}
    before |= {one.id: one for one in persons.listed(folder) if one.id not in before}
    there = set()
    for place, one in listed:
        known = _known(place, one, before, made)
        if known is None:
            continue
        there.add(known.id)
        _compare(known, before, made)
    if not there and not made.refused:
        raise UserError(f"{path.name} 里没有学生。", f"{path.name} has no students.")
    made.gone.extend(one for id, one in before.items() if id not in there)
    made.remarks.extend([*_moved(made), *_short(made)])
    return made


def enter(folder: CourseFolder, made: Plan) -> int:
    """Enters the students of a plan; returns how many there are."""
    all_of_them = [*made.new, *(after for _, after in made.changed), *made.same]
    if all_of_them:
        enrolment.enter(folder, all_of_them)
    return len(all_of_them)


# --- the file


def _read(path: Path, made: Plan) -> list[tuple[Text, Person]]:
    """Everybody on the sheets of the file, with the place of the row."""
    if not path.exists():
        raise UserError(f"找不到文件 {path}。", f"There is no file {path}.")
    found = []
    for sheet in tables.tables(path, {"id": ID}, OPTIONAL):
        for row in sheet.rows:
            problem = _problem(row)
            if problem:
                made.refused.append(
                    Text(f"{row.place.zh}：{problem.zh}", f"{row.place.en}: {problem.en}")
                )
            elif row["id"]:
                found.append((row.place, _person(row, sheet.sheet)))
    return found


def _problem(row: Row) -> Text | None:
    """Why nobody can be entered from a row; None also for a row that is about nobody."""
    if not row["id"]:
        name = row["name"] or row["last_name"]
        return Text(f"{name} 没有学号", f"{name} has no id") if name else None
    id = ids.normal(row["id"])
    return ids.damage(id) or ids.unfit(id)


def _person(row: Row, sheet: str) -> Person:
    first, last = persons.named(row["name"])
    first, last = row["first_name"] or first, row["last_name"] or last
    class_name = row["class"] if "class" in row.cells else sheet
    return Person(ids.normal(row["id"]), first, last, row["email"], row["lms_user_id"], class_name)


def _once(found: list[tuple[Text, Person]], made: Plan) -> list[tuple[Text, Person]]:
    """Each student once; an id with two names is refused."""
    by_id: dict[str, list[tuple[Text, Person]]] = defaultdict(list)
    for place, one in found:
        by_id[one.id].append((place, one))
    kept = []
    for id, those in by_id.items():
        names = list(dict.fromkeys(one.name for _, one in those))
        if len(names) == 1:
            kept.append(those[-1])
            continue
        place, rows = those[0][0], "、".join(names)
        made.refused.append(
            Text(
                f"{place.zh}：学号 {id} 写给了几个人（{rows}），都没有录入",
                f"{place.en}: the id {id} stands with several names ({', '.join(names)}); none of "
                "them was entered",
            )
        )
    return kept


# --- what changes


def _known(place: Text, one: Person, before: dict[str, Person], made: Plan) -> Person | None:
    """The student with the id that the class has for them; None, with a sentence, where it is not
    certain who is meant."""
    fitting = ids.candidates(one.id, before)
    if not fitting or one.id in fitting:
        return one
    those = [before[id] for id in fitting]
    if len(those) == 1 and _agree(one.name, those[0].name):
        return replace(one, id=those[0].id)
    they = "、".join(other.label for other in those)
    made.refused.append(
        Text(
            f"{place.zh}：{one.label} 和班里的 {they} 学号几乎一样（表格软件常去掉开头的 0）："
            "请把学号写完整",
            f"{place.en}: {one.label} has almost the id of {they} (spreadsheets drop leading "
            "zeros): write the whole id",
        )
    )
    return None


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _compare(one: Person, before: dict[str, Person], made: Plan) -> None:
    old = before.get(one.id)
    if old is None:
        made.new.append(one)
        return
    after = Person(
        one.id,
        *((one.first_name, one.last_name) if one.name else (old.first_name, old.last_name)),
        one.email or old.email,
        one.lms_id or old.lms_id,
        one.class_name or old.class_name,
    )
    if after == old:
        made.same.append(old)
    else:
        made.changed.append((old, after))


def _moved(made: Plan) -> list[Text]:
    """Who is gone under one id and new under another."""
    found = []
    for one in made.new:
        for old in made.gone if one.name else ():
            if old.name == one.name:
                found.append(
                    Text(
                        f"{one.name} 在班里的学号是 {old.id}，名单里是 {one.id}：如果是同一个人，"
                        f"请用 keguan class rename {old.id} {one.id}",
                        f"{one.name} has the id {old.id} in the class and {one.id} on the list: "
                        f"for one and the same person, run keguan class rename {old.id} {one.id}",
                    )
                )
    return found


def _short(made: Plan) -> list[Text]:
    """Ids of digits that are shorter than those of most: a spreadsheet may have dropped zeros."""
    digits = [one.id for one in (*made.new, *made.same) if one.id.isdecimal()]
    lengths = sorted(map(len, digits))
    usual = lengths[len(lengths) // 2] if lengths else 0
    short = [one.id for one in made.new if one.id.isdecimal() and len(one.id) < usual]
    if not short:
        return []
    return [
        Text(
            f"这些学号比别的短：{'、'.join(short)}。开头的 0 是不是被表格软件去掉了？",
            f"These ids are shorter than the others: {', '.join(short)}. Did a spreadsheet drop "
            "their leading zeros?",
        )
    ]
