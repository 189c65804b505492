"""Assignments of the gradebook: their release, made by nbgrader, and their due dates."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import chdir
from datetime import datetime

from grader.base import Text
from grader.course.folder import CourseFolder
from grader.gradebook import access, faults


def generate(folder: CourseFolder, assignment: str) -> None:
    """Release notebooks and gradebook entries of an assignment, as `nbgrader generate_assignment`
    makes them.

    Raises UserError when the source is missing or nbgrader refuses it.
    """
    folder.require_folder("source", assignment)
    with chdir(folder.path):
        api = access.open_course(folder)
        result = api.generate_assignment(assignment, force=True, create=True)
    if not result["success"]:
        what = Text(f"nbgrader 不能发布 {assignment}", f"nbgrader cannot release {assignment}")
        raise faults.refused(what, result)


def names(folder: CourseFolder) -> list[str]:
    """The assignments of the gradebook; none before there is one."""
    if not access.is_there(folder):
        return []
    with access.opened(folder) as gradebook:
        return [assignment.name for assignment in gradebook.assignments]


def due_dates(folder: CourseFolder) -> dict[str, datetime]:
    """Due date (UTC) of each assignment of the gradebook that has one."""
    if not access.is_there(folder):
        return {}
    with access.opened(folder) as gradebook:
        dated = [assignment for assignment in gradebook.assignments if assignment.duedate]
        return {assignment.name: assignment.duedate for assignment in dated}


def set_due_dates(folder: CourseFolder, dates: Mapping[str, datetime]) -> None:
    """Sets due dates (UTC) of assignments that the gradebook has."""
    with access.opened(folder) as gradebook:
        for name, due in dates.items():
            gradebook.find_assignment(name).duedate = due
        gradebook.db.commit()
