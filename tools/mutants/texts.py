"""Small changes to a text of a solution: another column, another word of it, another number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from tools.mutants import sql

_NUMBER = re.compile(r"\d+")
_LIST = 4  # words; a text of so many is a list of them


@dataclass
class Scope:
    """What names mean where a solution stands."""

    tables: list[dict[str, str]] = field(default_factory=list)  # column: its type, of each table
    names: frozenset[str] = frozenset()  # of the notebook, before the answer
    modules: frozenset[str] = frozenset()  # those that are modules
    words: tuple[str, ...] = ()  # texts of the solution

    @property
    def columns(self) -> set[str]:
        return set(chain.from_iterable(self.tables))


def changed(text: str, scope: Scope) -> Iterator[str]:
    """The text with each of the changes."""
    if sql.is_sql(text):
        yield from sql.changed(text, scope.columns)
    elif text in scope.columns:
        yield from _other_columns(text, scope)
    elif len(text.split()) >= _LIST:
        yield from _words(text)
    else:
        yield from _numbers(text)
        yield from _other_texts(text, scope)


def _other_columns(text: str, scope: Scope) -> Iterator[str]:
    """Columns of the solution that a table has beside this one, or else the next of its type."""
    for table in scope.tables:
        if text not in table:
            continue
        alike = [column for column in table if table[column] == table[text]]
        following = alike[(alike.index(text) + 1) % len(alike)]
        own = [word for word in scope.words if word in table and word != text]
        yield from own[:2] or [following]


def _words(text: str) -> Iterator[str]:
    """A list in one text, with each word and its neighbour in each other's place."""
    words = text.split()
    for place in range(len(words) - 1):
        made = [*words[:place], words[place + 1], words[place], *words[place + 2 :]]
        yield " ".join(made)


def _numbers(text: str) -> Iterator[str]:
    """Each number in the text one up and one down."""
    for match in _NUMBER.finditer(text):
        for number in (int(match[0]) + 1, int(match[0]) - 1):
            new = str(number).zfill(len(match[0]))
            yield text[: match.start()] + new + text[match.end() :]


def _other_texts(text: str, scope: Scope) -> Iterator[str]:
    """Another text of the solution, and one that nothing is equal to."""
    known = scope.columns
    others = [word for word in scope.words if word != text and word not in known]
    yield from [word for word in others if not sql.is_sql(word)][:1]
    yield f"{text}x"
