"""Days and times as people write them, in the time of this computer; kept as UTC, as nbgrader
keeps them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

# a spreadsheet turns 2026-09-05 into 2026/9/5, and a Chinese one into 2026年9月5日
FORM = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[\sT]+(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?(?:\.\d+)?)?"
)
END = time(23, 59, 59)


def parsed(text: str) -> datetime | None:
    """The moment (UTC) that a day or a day with a time stands for; a day alone means its end.

    None for anything else.
    """
    found = FORM.fullmatch(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        at = time(hour, minute, second) if found[4] else END
        return utc(datetime.combine(date(year, month, day), at))
    except (ValueError, OverflowError, OSError):
        return None


def end_of(day: date) -> datetime:
    """The last second (UTC) of a day of this computer's calendar."""
    return utc(datetime.combine(day, END))


def utc(local: datetime) -> datetime:
    """A time of this computer as UTC without a zone, as the gradebook has its times."""
    return local.astimezone(UTC).replace(tzinfo=None)


def shown(moment: datetime) -> str:
    """A moment (UTC) for the reader: day and minute of this computer."""
    return f"{moment.replace(tzinfo=UTC).astimezone():%Y-%m-%d %H:%M}"


def now() -> datetime:
    """This moment (UTC)."""
    return datetime.now(UTC).replace(tzinfo=None)
