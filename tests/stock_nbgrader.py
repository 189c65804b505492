"""nbgrader's own steps, to compare ours with: enrol, autograde and generate_feedback."""

import glob
from contextlib import chdir

from nbgrader.api import MissingEntry

from grader.gradebook import access, faults
from grader.gradebook.assignments import generate


def enrol(folder, assignments, students):
    """Puts students, and assignments not released yet, into the gradebook."""
    unknown = []
    with access.opened(folder) as gradebook:
        gradebook.check_course()  # the row that nbgrader's own preprocessors look for
        for student in students:
            gradebook.update_or_create_student(student)
        for assignment in assignments:
            try:
                if not gradebook.find_assignment(assignment).notebooks:
                    unknown.append(assignment)
            except MissingEntry:
                unknown.append(assignment)
    for assignment in unknown:
        generate(folder, assignment)


def autograde(folder, assignment, student):
    """Runs nbgrader's autograde on one submission, graded before or not."""
    _run(folder, "autograde", assignment, student)


def write_feedback(folder, assignment, student):
    """Writes nbgrader's feedback page of one graded submission."""
    _run(folder, "generate_feedback", assignment, student)


def _run(folder, step, assignment, student):
    """Runs a step; a failure is tried once more, because two kernels may draw the same port."""
    with chdir(folder.path):
        api = access.open_course(folder)
        for _ in range(2):
            result = getattr(api, step)(assignment, glob.escape(student), force=True)
            if result["success"]:
                return
    raise AssertionError(faults.last_error(result))
