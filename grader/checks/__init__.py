"""Checks that stand in the grade cells of an assignment; a verdict is one Chinese and one English
sentence.

Four outcomes: a check says so when the answer is correct, and raises a Verdict ("incorrect",
"not attempted" or "not checkable") when it is not, so that plain nbgrader counts the cell as
failed. `task` stands around the checks of a cell and turns that into a card, in the notebook's
language, where a person looks on. Answers are named by strings and looked up in the caller's
notebook: a cell that was not run yet is a sentence, not a NameError.
"""

from grader.checks.errors import called, cause, slip
from grader.checks.frame import answered, everything, right, task
from grader.checks.quiz import (
    STUDENT,
    choice,
    drawn,
    entry,
    key,
    letters,
    number,
    number_read,
    ordered,
    several,
)
from grader.checks.references import reference, remember
from grader.checks.tasks import Example, agree, example, variable
from grader.checks.verdicts import (
    INCORRECT,
    NOT_ATTEMPTED,
    NOT_CHECKABLE,
    Verdict,
    parse,
    that,
)

__all__ = [
    "INCORRECT",
    "NOT_ATTEMPTED",
    "NOT_CHECKABLE",
    "STUDENT",
    "Example",
    "Verdict",
    "agree",
    "answered",
    "called",
    "cause",
    "choice",
    "drawn",
    "entry",
    "everything",
    "example",
    "key",
    "letters",
    "number",
    "number_read",
    "ordered",
    "parse",
    "reference",
    "remember",
    "right",
    "several",
    "slip",
    "task",
    "that",
    "variable",
]
