"""What all students of a notebook share: the cells they were given, their tasks, and what they must
not read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from grader.feedback import hidden
from grader.feedback.hidden import role, text
from grader.feedback.safe_html import plain

MOST_CELLS = 400
HEADING = re.compile(r"(?m)^ {0,3}(#{1,6})[ \t]+(.+?)[ \t#]*$")
EMPHASIS = re.compile(r"[*`]|(?<!\w)_|_(?!\w)")
# the visible part of an item that is answered by a letter, letters or a number
ITEM = re.compile(r"\bchecks\.(choice|several|ordered|number|number_read)\(")
POINTS = re.compile(r"\s*[（(][\d.]+\s*(?:分|points?|marks?|pts?)[）)]\s*$")


@dataclass
class Task:
    """Cells under one heading: (kind, cell), and the grade ids in it."""

    title: str
    cells: list[tuple[str, dict]] = field(default_factory=list)
    graded: list[str] = field(default_factory=list)

    @property
    def checked(self) -> bool:
        """Whether it has an answer and the check of one already."""
        return bool(self.graded) and any(kind == "check" for kind, _ in self.cells)


class Handout:
    """One notebook of an assignment; `source` is the instructor's, `release` what students got."""

    def __init__(self, source: dict, release: dict | None):
        self.release = release if release and hidden.cells(release) else hidden.released(source)
        self.secrets = hidden.secrets(source, self.release)
        given = hidden.cells(self.release)
        self.given = {text(cell).strip() for cell in given}
        self.words = "\n".join(self.given)
        self.stubs = {}
        for cell in given:
            if role(cell):
                self.stubs[role(cell)["grade_id"]] = text(cell).strip()
        self.roles = {}
        for cell in hidden.cells(source):
            if role(cell):
                self.roles[role(cell)["grade_id"]] = role(cell)

    def kind(self, cell: dict) -> str:
        """ "check", "answer" (marked through its checks), "written" (marked by a person), "given"
        or "own"."""
        known = self.roles.get(role(cell).get("grade_id"), {})
        if known.get("grade") and not known.get("solution"):
            return "check"
        if known.get("solution"):
            return "written" if known.get("grade") else "answer"
        if known.get("task"):
            return "written"
        return "given" if known or text(cell).strip() in self.given else "own"

    def asks(self, task: Task) -> bool:
        """Whether a task is a question that is answered by a choice or a number."""
        return any(ITEM.search(self.secrets.shown.get(name, "")) for name in task.graded)

    def tasks(self, executed: dict) -> list[Task]:
        """The cells of a graded notebook by task: a task begins with a heading, or with the next
        answer where there is none."""
        found = [Task("")]
        for cell in hidden.cells(executed)[:MOST_CELLS]:
            kind = self.kind(cell)
            grade_id = role(cell).get("grade_id", "")
            heading = _heading(kind, cell)
            if heading:
                found.append(Task(heading))
            elif kind in ("answer", "written") and found[-1].checked:
                found.append(Task(plain(grade_id)))
            task = found[-1]
            task.cells.append((kind, cell))
            if kind in ("check", "written"):
                task.graded.append(grade_id)
                task.title = task.title or plain(grade_id)
        return [task for task in found if task.cells]


def _heading(kind: str, cell: dict) -> str | None:
    """The heading in a cell as a task's title, without the points in it, which stand beside it
    anyway."""
    if kind != "given" or cell.get("cell_type") != "markdown":
        return None
    found = HEADING.search(text(cell))
    if not found:
        return None
    title = plain(EMPHASIS.sub("", found[2]))
    return POINTS.sub("", title).strip()
