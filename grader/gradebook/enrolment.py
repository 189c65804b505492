"""Puts students into nbgrader's gradebook and takes them out again, each time in one piece."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from grader.course.folder import CourseFolder
from grader.gradebook import access, people
from grader.gradebook.people import Person


def enter(folder: CourseFolder, persons: Iterable[Person]) -> None:
    """Enters students, or what is new of them, in the gradebook and in students.csv; makes the
    gradebook when there is none."""
    from nbgrader.api import Student

    persons = list(persons)
    with access.opened(folder) as gradebook:
        rows = {row.id: row for row in gradebook.students}
        for one in persons:
            row = rows.get(one.id) or Student(id=one.id)
            row.first_name, row.last_name = one.first_name, one.last_name
            row.email, row.lms_user_id = one.email or None, one.lms_id or None
            gradebook.db.add(row)
        gradebook.db.commit()
    by_id = {one.id: one for one in people.listed(folder)} | {one.id: one for one in persons}
    people.write_list(folder, by_id.values())


def work(folder: CourseFolder, student: str) -> list[str]:
    """Names of the assignments of which the gradebook has the student's work, sorted."""
    if not access.is_there(folder):
        return []
    with access.opened(folder) as gradebook:
        rows = [row for row in gradebook.students if row.id == student]
        works = chain.from_iterable(row.submissions for row in rows)
        return sorted(one.assignment.name for one in works)


def remove(folder: CourseFolder, student: str) -> bool:
    """Removes a student with all marks, also from the file's free pages; False if not there."""
    from sqlalchemy import text

    if not access.is_there(folder):
        return False
    with access.opened(folder) as gradebook:
        if not any(row.id == student for row in gradebook.students):
            return False
        if gradebook.engine.dialect.name == "sqlite":  # before: after a stop the student is known
            gradebook.db.execute(text("VACUUM"))
            gradebook.db.execute(text("PRAGMA secure_delete = ON"))
        gradebook.remove_student(student)
        return True


def withdraw(folder: CourseFolder, student: str, assignment: str) -> bool:
    """Removes one submission with its marks; False if not there."""
    if assignment not in work(folder, student):
        return False
    with access.opened(folder) as gradebook:
        gradebook.remove_submission(assignment, student)
    return True


def rename(folder: CourseFolder, old: str, new: str) -> bool:
    """Gives a student's row and work another id, which may be there already; False if the old one
    is not there."""
    from nbgrader.api import Student, SubmittedAssignment
    from sqlalchemy import delete, insert, select, update

    if not access.is_there(folder):
        return False
    students, submissions = Student.__table__, SubmittedAssignment.__table__
    with access.opened(folder) as gradebook:
        rows = gradebook.db.execute(select(students).where(students.c.id.in_([old, new])))
        by_id = {row.id: row._mapping for row in rows}
        if old not in by_id:
            return False
        if new not in by_id:
            gradebook.db.execute(insert(students).values({**by_id[old], "id": new}))
        moved = update(submissions).where(submissions.c.student_id == old)
        gradebook.db.execute(moved.values(student_id=new))
        gradebook.db.execute(delete(students).where(students.c.id == old))
        gradebook.db.commit()
    return True
