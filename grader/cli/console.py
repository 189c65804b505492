"""What the command line shows: one sentence on bad input, tables, progress; fit for narrow and
non-UTF-8 consoles."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeVar

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
# categories of Unicode that show nothing themselves: control, format, line and paragraph ends
HIDDEN = ("Cc", "Cf", "Zl", "Zp")
FASTEST = 100  # items a second that are worth saying
NAME = "keguan"
CALLED = "KEGUAN_CALLED"  # environment variable: how start.py was started
COMMAND = re.compile(r"(?<![\w/.-])keguan (?=[a-z])")
_name = NAME


def forgiving(*streams: Any) -> None:
    """A console that lacks Chinese characters shows "?" instead of ending the program."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def call_it(name: str) -> None:
    """From now on sentences call the program by this name, as it was started: whoever types
    "python3 start.py" has no command "keguan"."""
    global _name
    _name = name or NAME


def _called(text: str) -> str:
    return text if _name == NAME else COMMAND.sub(f"{_name} ", text)


def both(text: Sentence) -> str:
    """A text in both languages on one line."""
    return f"{text.zh} · {text.en}"


def visible(text: str, keep: str = "") -> str:
    """The text with its control characters and those without a width as escapes: what a student
    names or writes must not clear the screen, turn a line round or add one of its own."""
    return "".join(
        c if c in keep or unicodedata.category(c) not in HIDDEN else _escape(c) for c in text
    )


def _escape(character: str) -> str:
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def say(text: str = "") -> None:
    """Prints a line as it is, long paths unbroken, so that they can be copied."""
    Console(highlight=False, markup=False, soft_wrap=True).print(visible(_called(text)))


def complain(*texts: str) -> None:
    """Prints each text on a line of its own to stderr."""
    for text in texts:
        console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        console.print(visible(_called(text)))


def table(
    title: str,
    heads: list[str],
    rows: Iterable[Iterable],
    right: Iterable[int] = (),
    whole: Iterable[int] = (),
) -> None:
    """Prints a table; columns with a number in `right` are right-aligned, cells of those in `whole`
    are never broken, as ids and names are not."""
    made = Table(title=title, title_justify="left", header_style="bold")
    for number, head in enumerate(heads):
        justify: Literal["left", "right"] = "right" if number in set(right) else "left"
        made.add_column(head, justify=justify, overflow="fold", no_wrap=number in set(whole))
    for row in rows:
        made.add_row(*(visible(str(cell), keep="\n") for cell in row))
    Console(highlight=False, markup=False).print(made)


class Rate(ProgressColumn):
    """How many items a second."""

    def render(self, task: Task) -> Text:
        """Nothing where the work was done before: it takes no time to see that."""
        speed = task.speed or 0.0
        return Text(f"{speed:.1f}/s" if 0 < speed < FASTEST else "")


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
