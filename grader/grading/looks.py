"""What a teacher should look at among the work that was graded: a wrong notebook, a wrong id,
nothing answered, nothing right, much of it gone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from grader.base import Text
from grader.course.folder import CourseFolder
from grader.engine.model import Graded, Submission
from grader.gradebook.contents import Assignments, Contents

Job = tuple[str, str]  # assignment, student
ZERO = Text("自动评分的题全是 0 分", "0 points in everything that is marked automatically")


class Looks:
    """Collects the remarks of one grading."""

    def __init__(self, folder: CourseFolder):
        self.folder = folder
        self.found: dict[Job, Text] = {}
        self._assignments: Assignments | None = None
        self._read: dict[Job, dict[str, Contents]] = {}

    def read(self, job: Job, works: Iterable[tuple[str, Submission]]) -> None:
        """Takes in what was handed in, by notebook."""
        if self._assignments is None:
            self._assignments = Assignments.of(self.folder)
        look = self._assignments.look
        self._read[job] = {notebook: look(work.data) for notebook, work in works}

    def graded(self, job: Job, graded: Iterable[Graded]) -> None:
        """Notes what there is to say of a submission, now that it has its marks."""
        contents = self._read.pop(job, {})
        several = len(contents) > 1
        said = []
        for notebook, its in contents.items():
            name = notebook if several else ""
            said += [_of_notebook(remark, name) for remark in its.remarks(*job)]
        if not said and _is_zero(graded):
            said = [ZERO]
        if said:
            zh, en = "；".join(one.zh for one in said), "; ".join(one.en for one in said)
            self.found[job] = Text(zh, en)


def _of_notebook(remark: Text, notebook: str) -> Text:
    if not notebook:
        return remark
    return Text(f"{notebook}：{remark.zh}", f"{notebook}: {remark.en}")


def _is_zero(graded: Iterable[Graded]) -> bool:
    """Whether there are automatic marks, and all are 0."""
    every = chain.from_iterable(one.marks for one in graded)
    marks = [mark for mark in every if mark.maximum > 0]
    points = [mark.points for mark in marks if mark.points is not None]
    return bool(points) and not any(points)
