"""Reads the names that people give to files: which assignment a name says, and what is left of it
that may say whose the file is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from grader.base import Text
from grader.course.folder import CourseFolder

SHORTEST = 4  # characters of a notebook's name that counts within a longer name
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣", "-"))
# what browsers, file managers and chat programs add to the name of a copy
COPY = re.compile(r"([\s_-]*(\(\d+\)|(的)?副本\s*\(?\d*\)?|copy\s*\(?\d*\)?|拷贝\s*\d*))+$", re.I)
SEPARATORS = " _-.,;，。、；:+&（）()[]【】《》“”\"'"


@dataclass(frozen=True)
class Name:
    """A name as it was read: the assignments that it says, and the rest without them."""

    rest: str
    assignments: frozenset[str] = frozenset()

    @property
    def signed(self) -> bool:
        """Whether it says an assignment and something else, as 2301_tiering-tasks does."""
        return bool(self.assignments and self.rest)


class Words:
    """The names and titles of a course's assignments, as they stand in names of files."""

    def __init__(self, names: Mapping[str, Collection[str]], titles: Iterable[str] = ()):
        """names: by assignment, how it and its notebooks are called. titles: words that say
        nothing about whose a file is."""
        said: dict[str, set[str]] = {}
        for assignment, those in names.items():
            for name in those:
                said.setdefault(_flexible(name), set()).add(assignment)
        # the longest first, so that none is found within another
        self._said = sorted(said.items(), key=lambda pair: (-len(pair[0]), pair[0]))
        self._titles = sorted({normal(title) for title in titles} - {""}, key=len, reverse=True)

    @classmethod
    def of(cls, folder: CourseFolder, notebooks: Mapping[str, Collection[str]]) -> Words:
        """notebooks: the names of each assignment's notebooks."""
        course = folder.course
        # the short ones are what a student's notebooks and folders are called
        titled: list[Text] = []
        for one in course.assignments if course else ():
            titled += [one.title, one.short]
        for unit in course.units if course else ():
            titled += [unit.title, unit.short]
        titles = [*(title.zh for title in titled), *(title.en for title in titled)]
        return cls({name: {name, *those} for name, those in notebooks.items()}, titles)

    def read(self, name: str) -> Name:
        """What a name says."""
        rest = normal(name)
        found: set[str] = set()
        for pattern, assignments in self._said:
            shorter = re.sub(pattern, " ", rest, flags=re.IGNORECASE)
            if shorter != rest:
                found |= assignments
                rest = shorter
        titled = any(title in rest for title in self._titles)
        for title in self._titles:
            rest = rest.replace(title, " ")
        rest = COPY.sub("", rest.strip())
        return Name(rest.strip(SEPARATORS if found or titled else None), frozenset(found))


def normal(name: str) -> str:
    """A name without what cannot be seen: full-width letters and signs become plain ones."""
    text = unicodedata.normalize("NFKC", name).translate(DASHES)
    return "".join(c for c in text if unicodedata.category(c) != "Cf").strip()


def plain(name: str) -> str:
    """A name as it is compared: `normal`, and case makes no difference."""
    return normal(name).casefold()


def _flexible(name: str) -> str:
    """A pattern for a name in which systems may have changed blanks, _ and -."""
    words = [re.escape(word) for word in re.split(r"[\s_-]+", normal(name))]
    if len(name) < SHORTEST:
        return rf"(?:^|(?<=_)){'[ _-]+'.join(words)}$"
    return rf"(?<![a-z0-9]){'[ _-]+'.join(words)}(?![a-z0-9])"
