"""What a learner has done alone, and which concepts are due again; kept in
the learner's .learn/progress.json.

Concepts come back by the FSRS schedule (package fsrs, the one of Anki): soon after a task that
failed, ever later after
tasks that were right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from fsrs import Card, Rating, Scheduler

from grader.base.files import writing
from grader.course.drawn import Drawn
from grader.course.outline import Concept, Course, Task, Unit

# No steps of minutes, which are for cards in one sitting; no chance, so that the same work gives
# the same dates.
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@dataclass(frozen=True)
class Attempt:
    """One graded notebook: points and maximum of each task that was tried; `digest` is the
    notebook's sha256, `answers` stands for what was answered in which copy of it."""

    time: datetime
    assignment: str
    points: dict[str, float]
    maximum: dict[str, float]
    digest: str
    answers: str = ""  # unknown of what was graded before this was kept

    def full(self, task: str) -> bool:
        return self.points[task] >= self.maximum[task] - 1e-9


@dataclass
class Progress:
    """All attempts, oldest first, and the schedule card of every concept that was tried."""

    attempts: list[Attempt] = field(default_factory=list)
    cards: dict[str, Card] = field(default_factory=dict)

    def last(self, assignment: str) -> Attempt | None:
        for attempt in reversed(self.attempts):
            if attempt.assignment == assignment:
                return attempt
        return None

    def add(self, attempt: Attempt, course: Course) -> bool:
        """Keeps the attempt and reviews its concepts; False if its answers are those of the
        assignment's last one: a notebook that was run and saved once more repeats nothing."""
        last = self.last(attempt.assignment)
        if last and last.digest == attempt.digest:
            return False
        self.attempts.append(attempt)
        if last and last.answers and last.answers == attempt.answers:
            return False
        right: dict[str, bool] = {}
        items = Drawn(course, course.assignment(attempt.assignment))
        for task in items.tasks():
            if task.id not in attempt.points:
                continue
            full = attempt.full(task.id)
            for concept in task.concepts:
                right[concept] = right.get(concept, True) and full
        for concept, good in right.items():
            card = self.cards.get(concept) or Card(card_id=0, due=attempt.time)
            rating = Rating.Good if good else Rating.Again
            self.cards[concept], _ = SCHEDULER.review_card(card, rating, attempt.time)
        return True

    def due(self, course: Course, now: datetime) -> list[tuple[Unit, Concept, list[str]]]:
        """Concepts to repeat now, the longest overdue first: unit, concept, and the assignments
        that practise it."""
        found: list[tuple[datetime, Unit, Concept, list[str]]] = []
        for unit in course.units:
            for concept in unit.concepts:
                card = self.cards.get(concept.id)
                if card and card.due <= now:
                    names = [a.name for a in unit.in_order if a.practises(concept.id)]
                    found.append((card.due, unit, concept, names))
        found.sort(key=lambda row: row[0])
        return [row[1:] for row in found]


def load(path: Path) -> Progress:
    """The progress in the file; empty without one. A damaged file is set aside, never
    overwritten; one that another program holds raises OSError."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Progress()
    try:
        raw = json.loads(data.decode("utf-8"))
        attempts = [_attempt(entry) for entry in raw["attempts"]]
        cards = {concept: Card.from_dict(card) for concept, card in raw["cards"].items()}
        return Progress(attempts, cards)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        aside = path.with_name(f"progress-damaged-{now():%Y%m%d-%H%M%S}.json")
        path.replace(aside)
        return Progress()


def lost(path: Path, so_far: Progress) -> Path | None:
    """The damaged file that was set aside beside this one, until the progress begun anew holds
    something."""
    return (
        None if so_far.attempts else max(path.parent.glob("progress-damaged-*.json"), default=None)
    )


def _attempt(entry: dict) -> Attempt:
    return Attempt(**{**entry, "time": datetime.fromisoformat(entry["time"])})


def save(path: Path, progress: Progress) -> None:
    """Writes the whole file or, when that fails, leaves the old one."""
    attempts = [{**vars(a), "time": a.time.isoformat()} for a in progress.attempts]
    cards = {concept: card.to_dict() for concept, card in sorted(progress.cards.items())}
    raw = {"attempts": attempts, "cards": cards}
    writing.write(path, json.dumps(raw, ensure_ascii=False, indent=1) + "\n")


def share(attempt: Attempt, tasks: Iterable[Task]) -> float:
    """Points over the maximum of all tasks of the assignment that a machine marks, tried or not."""
    maximum = sum(task.points for task in tasks)
    return sum(attempt.points.values()) / maximum if maximum else 0.0


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
