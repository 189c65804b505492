"""A student's own statement of marks, marks.json: what the teacher's command puts beside feedback
pages, and what the study page shows of it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from grader.base import Text

FORM = "marks 1"
INSIDE = "marks.json"
LONGEST = 200_000  # bytes
MOST = 200  # components, or pieces of work


@dataclass(frozen=True)
class Item:
    """A component, or a piece of work: its percent of what is settled, None where there is none
    yet; settled: whether nothing of it is open any more; told: how it came about."""

    title: Text
    percent: float | None
    settled: bool
    told: Text = Text("", "")


@dataclass(frozen=True)
class Statement:
    """The marks of one student on a day. so_far: of the work that is settled, in percent, None
    without any; complete: whether it is the mark in the end."""

    id: str
    name: str
    day: date
    so_far: float | None
    complete: bool
    components: tuple[Item, ...] = ()
    works: tuple[Item, ...] = ()

    @property
    def moment(self) -> datetime:
        """The beginning of the day, where it is read."""
        return datetime.combine(self.day, time.min).astimezone()


def written(one: Statement) -> bytes:
    """The file."""
    said = {
        "keguan": FORM,
        "id": one.id,
        "name": one.name,
        "day": one.day.isoformat(),
        "so_far": one.so_far,
        "complete": one.complete,
        "components": [_line(item) for item in one.components],
        "works": [_line(item) for item in one.works],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _line(item: Item) -> dict[str, Any]:
    title, told = item.title, item.told
    return {
        "title": {"zh": title.zh, "en": title.en},
        "percent": item.percent,
        "settled": item.settled,
        "told": {"zh": told.zh, "en": told.en},
    }


def read(data: bytes) -> Statement | None:
    """The statement that a file holds; None for any other file, which somebody else may have
    written."""
    try:
        said = json.loads(data) if len(data) <= LONGEST else {}
        if said["keguan"] != FORM:
            return None
        return Statement(
            _text(said["id"]),
            _text(said["name"]),
            date.fromisoformat(said["day"]),
            _percent(said["so_far"]),
            bool(said["complete"]),
            tuple(map(_item, said["components"][:MOST])),
            tuple(map(_item, said["works"][:MOST])),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _item(line: Mapping[str, Any]) -> Item:
    title, told = (
        Text(_text(line[key]["zh"]), _text(line[key]["en"])) for key in ("title", "told")
    )
    return Item(title, _percent(line["percent"]), bool(line["settled"]), told)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _percent(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    if not math.isfinite(value):
        raise ValueError(value)
    return float(value)
