"""What the command line shows: one sentence on bad input, tables, progress; fit for narrow and
non-UTF-8 consoles."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.status import Status
from rich.table import Table
from rich.text import Text

from grader.base import Text as Sentence

Item = TypeVar("Item")


def forgiving(*streams: Any) -> None:
    """A console that lacks Chinese characters shows "?" instead of ending the program."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def both(text: Sentence) -> str:
    """A text in both languages on one line."""
    return f"{text.zh} · {text.en}"


def say(text: str = "") -> None:
    """Prints a line as it is, long paths unbroken, so that they can be copied."""
    Console(highlight=False, markup=False, soft_wrap=True).print(text)


def complain(text: str) -> None:
    """Prints a line to stderr."""
    Console(stderr=True, highlight=False, markup=False, soft_wrap=True).print(text)


def table(
    title: str, heads: list[str], rows: Iterable[Iterable], right: Iterable[int] = ()
) -> None:
    """Prints a table; columns with a number in `right` are right-aligned."""
    made = Table(title=title, title_justify="left", header_style="bold")
    for number, head in enumerate(heads):
        made.add_column(head, justify="right" if number in set(right) else "left", overflow="fold")
    for row in rows:
        made.add_row(*map(str, row))
    Console(highlight=False, markup=False).print(made)


class Rate(ProgressColumn):
    """How many items a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


def track(items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
    """The items as they come, with a bar, the count, the rate and the time left on stderr."""
    columns = [
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    ]
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task(what, total=total)
        for item in items:
            yield item
            progress.advance(bar)


def waiting(what: str) -> Status:
    """Context manager: a turning wheel and what is being done, for a step that cannot be
    counted."""
    console = Console(stderr=True)
    if not console.is_terminal:
        complain(what)
    encoding = (getattr(sys.stderr, "encoding", None) or "ascii").lower()
    return console.status(what, spinner="dots" if encoding.startswith("utf") else "line")
