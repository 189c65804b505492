"""What students handed in, read as grading reads it: under the names, in the encodings and formats
that it takes. Whoever reads hand-ins reads them here, so that no page is stricter than the marks.
"""

from __future__ import annotations

from grader.base import Text
from grader.course.folder import CourseFolder
from grader.engine.model import Limits
from grader.engine.notebooks import intake
from grader.engine.notebooks.parse import NotebookCell, Unreadable, parse

__all__ = ["NotebookCell", "Unreadable", "data", "notebook", "parse", "problem"]


def notebook(
    folder: CourseFolder, assignment: str, student: str, name: str | None = None
) -> list[NotebookCell]:
    """The cells of the notebook of that name, or of the assignment's own. Raises Unreadable."""
    cells, _, _ = parse(data(folder, assignment, student, name or assignment))
    return cells


def data(folder: CourseFolder, assignment: str, student: str, name: str) -> bytes:
    """The bytes of the notebook that grading takes for the one of that name. Raises Unreadable."""
    others = tuple(other for other in folder.names(assignment) if other != name)
    room = folder.path / "submitted" / student / assignment
    return intake.notebook(room, name, Limits(), others)


def problem(folder: CourseFolder, assignment: str, student: str) -> Text | None:
    """Why nothing that was handed in can be graded, or None."""
    reasons = []
    for name in folder.names(assignment):
        try:
            notebook(folder, assignment, student, name)
        except Unreadable as error:
            reasons.append(error.reason)
        else:
            return None
    return reasons[0] if reasons else None
