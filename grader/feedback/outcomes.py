"""What the checks said of the tasks of a graded notebook."""

from __future__ import annotations

from grader.checks.verdicts import NOT_ATTEMPTED, parse
from grader.course import cells, drawn
from grader.course.folder import CourseFolder


def not_attempted(folder: CourseFolder, assignment: str, student: str) -> set[str]:
    """Tasks whose first failed check says that there is no answer yet."""
    tasks = drawn.tasks_of_cells(folder, assignment, student)
    first: dict[str, str] = {}
    for cell in cells.read_all(folder.notebooks("autograded", assignment, student)):
        role = cells.role(cell)
        task = tasks.get(role.get("grade_id", ""))
        for output in cell.get("outputs", ()):
            if task and output.get("output_type") == "error":
                first.setdefault(task, str(output.get("evalue", "")))
    found = set()
    for task, line in first.items():
        said = parse(line)
        if said and said.outcome == NOT_ATTEMPTED:
            found.add(task)
    return found
