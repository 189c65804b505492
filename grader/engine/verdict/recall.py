"""What grade cells said to which answers, so that equal answers of a class are judged once.

Between a grade cell and the student's process goes a dialogue: the cell asks for a name or calls a
function, the student's process replies. A pure cell (purity.py) that is given the same replies asks
the same and says the same. Its dialogue is remembered when it ran; once two submissions had the
same dialogue with the same end, a third is only asked, and its replies are compared byte by byte.
At the first reply that is new the cell runs, and what was replied so far is not asked again.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from grader.engine.model import GradingPlan

SIGHTINGS = 2  # the same dialogue and end, in so many submissions, before a cell is left out
BRANCHES = 200  # dialogues that are remembered of a cell
# questions of a dialogue that is remembered, and their bytes and those of its end
STEPS = 1000
LARGEST = 2 << 20
ROOM = 64 << 20  # bytes of all questions
MISSING = object()
Key = tuple[str, int]  # grade id, number of the cell in the notebook
Reply = tuple[bytes, memoryview]


def digest(*parts: bytes | memoryview) -> str:
    made = hashlib.blake2b(digest_size=24)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.hexdigest()


@dataclass
class Turn:
    """A place in the dialogue: the cell's next question, or its end (the outputs as JSON) and how
    many submissions came there.
    """

    question: str = ""
    then: dict[str, Turn] = field(default_factory=dict)
    end: str = ""
    seen: int = 0


@dataclass
class Dialogue:
    """What a cell that ran asked and was told: digests of the frames, and the questions
    themselves."""

    steps: list[tuple[str, str]] = field(default_factory=list)
    questions: dict[str, bytes] = field(default_factory=dict)
    size: int = 0

    def note(self, question: bytes, reply: Reply) -> bool:
        """Whether the dialogue is still short enough to be remembered."""
        name = digest(question)
        self.questions[name] = question
        self.steps.append((name, digest(*reply)))
        self.size += len(question)
        return len(self.steps) <= STEPS and self.size <= LARGEST


class Memory:
    """The dialogues of an assignment's pure cells.

    Grows in the trusted room; each notebook's process has it as it was then.
    """

    def __init__(self, pure: dict[str, dict[str, Any]] | None = None):
        # grade id -> the names it takes from outside and what they stand for; MISSING: the
        # student's
        self.pure = pure or {}
        self.cells: dict[Key, Turn] = {}
        self.branches: dict[Key, int] = {}
        self.unsteady: set[Key] = set()  # asked or said something else after the same replies
        self.questions: dict[str, bytes] = {}
        self.size = 0

    def wants(self, key: Key, names: dict[str, Any]) -> bool:
        """Whether dialogues of this cell are remembered: not if another cell has changed what one
        of its names stands for.
        """
        outside = self.pure.get(key[0])
        return (
            outside is not None
            and key not in self.unsteady
            and all(dict.get(names, name, MISSING) is value for name, value in outside.items())
        )

    def follow(
        self, key: Key, exchange: Callable[[bytes], Reply], told: deque[tuple[bytes, Reply]]
    ) -> list | None:
        """Asks what the cell would ask; returns its outputs, or None with what was asked and
        replied so far in `told`.
        """
        turn = self.cells.get(key)
        while turn and turn.question:
            question = self.questions[turn.question]
            reply = exchange(question)
            told.append((question, reply))
            turn = turn.then.get(digest(*reply))
        if not turn or turn.seen < SIGHTINGS:
            return None
        told.clear()
        return json.loads(turn.end)

    def packed(self, ended: list[tuple[Key, Dialogue, list]]) -> str:
        """The dialogues of a notebook in a form that can be sent; a question that is known already
        goes by its digest.
        """
        dialogues = [
            [*key, dialogue.steps, end]
            for key, dialogue, outputs in ended
            if len(end := json.dumps(outputs)) <= LARGEST
        ]
        new: dict[str, str] = {}
        for _, dialogue, _ in ended:
            for name, question in dialogue.questions.items():
                if name not in self.questions:
                    new[name] = base64.b64encode(question).decode("ascii")
        return json.dumps([dialogues, new]) if dialogues else ""

    def learn(self, packed: str) -> None:
        """Takes over the dialogues of a notebook."""
        dialogues, new = json.loads(packed)
        for name, question in new.items():
            question = base64.b64decode(question)
            if name not in self.questions and self.size + len(question) <= ROOM:
                self.questions[name] = question
                self.size += len(question)
        for grade_id, number, steps, end in dialogues:
            self._add((grade_id, number), steps, end)

    def _add(self, key: Key, steps: list, end: str) -> None:
        if any(question not in self.questions for question, _ in steps):
            return
        turn = self.cells.setdefault(key, Turn())
        for question, reply in steps:
            if turn.end or turn.question not in ("", question):
                self.unsteady.add(key)
                return
            turn.question = question
            if reply not in turn.then:
                if self.branches.get(key, 0) >= BRANCHES:
                    return
                self.branches[key] = self.branches.get(key, 0) + 1
                turn.then[reply] = Turn()
            turn = turn.then[reply]
        if turn.question or turn.end not in ("", end):
            self.unsteady.add(key)
            return
        turn.end = end
        turn.seen = turn.seen + 1


def possible(plan: GradingPlan) -> bool:
    """Whether a plan of grading lets cells be left out: not where a student's call changes what
    other cells may look at.
    """
    return not any("changes" in kinds for kinds in plan.paths.values())
