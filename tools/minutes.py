"""How long a lesson and its homework take: `python -m tools.minutes [slug]`.

An estimate by a fixed measure, to compare lessons and to see which section is too full; it is no
observation of a class. It counts what stands in the Chinese lesson as it is built:

text     250 Chinese characters a minute. An assumption: a little less than the 260 that M.
         Brysbaert's review (Journal of Memory and Language 109, 2019) is quoted with for adults who
         read Chinese silently; we have not seen the table itself.
cells    one minute for each code cell: to read it, run it and look at the result. An assumption.
labs     six minutes each, in place of that one: guess, move, explain, answer. An assumption.

A folded block (<details>) and what stands under a heading with 选读 or 选学 is optional: it is
shown apart and not in the sum. Homework is what course.toml prints: the minutes of the unit's
assignments. Group work, for which there are practice periods, is told apart; practice, which need
not be done, is left out.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nbformat import NotebookNode

from grader.course import outline
from grader.course.outline import Course, Unit
from tools import lint

CHARACTERS_A_MINUTE = 250
CELL = 1
LAB = 6
LESSON = 90  # 45 + 45
HOMEWORK = (60, 90)

_OPTIONAL = re.compile("选读|选学")
_FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) +(.+)$", re.MULTILINE)
_CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_PRINTED = re.compile(r"[(（](\d+) ?分钟[)）]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass
class Section:
    """What stands below a heading of level 2, optional parts apart from the rest."""

    title: str
    characters: int = 0
    cells: int = 0
    labs: int = 0
    optional: bool = False

    @property
    def minutes(self) -> float:
        reading = self.characters / CHARACTERS_A_MINUTE
        return reading + CELL * self.cells + LAB * self.labs

    @property
    def printed(self) -> int | None:
        """The minutes that its heading says."""
        found = _PRINTED.search(self.title)
        return int(found.group(1)) if found else None


@dataclass
class Lesson:
    """The sections of a lesson in their order, and the minutes of each assignment that a student
    does alone, and of group work."""

    slug: str
    sections: list[Section]
    homework: dict[str, int] = field(default_factory=dict)
    group_work: dict[str, int] = field(default_factory=dict)

    @property
    def minutes(self) -> float:
        return sum(section.minutes for section in self.sections if not section.optional)

    @property
    def optional(self) -> float:
        return sum(section.minutes for section in self.sections if section.optional)

    @property
    def homework_minutes(self) -> int:
        return sum(self.homework.values())

    def problems(self) -> list[str]:
        """What is longer or shorter than the house allows, in a sentence each."""
        found = []
        if self.minutes > LESSON:
            longest = max(self._counted(), key=lambda section: section.minutes)
            found.append(
                f"lessons/zh/{self.slug}.ipynb: about {self.minutes:.0f} minutes, {LESSON} is the "
                f"limit; “{longest.title}” is the longest section with {longest.minutes:.0f}"
            )
        low, high = HOMEWORK
        if not low <= self.homework_minutes <= high:
            found.append(
                f"course.toml: the homework of {self.slug} takes {self.homework_minutes} minutes; "
                f"it should take {low} to {high}"
            )
        return found

    def _counted(self) -> list[Section]:
        return [section for section in self.sections if not section.optional]


def sections(notebook: NotebookNode) -> list[Section]:
    """The sections of a lesson; what is optional inside of one is a section of its own."""
    found = [Section("")]
    optional_below = 0  # level of the heading that made it optional; 0: none
    for cell in notebook.cells:
        if cell.cell_type == "code":
            is_lab = "_lab(" in cell.source
            found[-1].labs += is_lab
            found[-1].cells += not is_lab
            continue
        for level, title, text in _parts(cell.source):
            ends = level and level <= optional_below
            begins = bool(level and _OPTIONAL.search(title))
            if ends and not begins:
                optional_below = 0
            if begins and not optional_below:
                optional_below = level
            if begins or ends or level == 2:
                found.append(Section(title, optional=bool(optional_below)))
            found[-1].characters += len(_HAN.findall(_CODE_BLOCK.sub("", text)))
    return [section for section in found if section.minutes]


def _parts(source: str) -> Iterator[tuple[int, str, str]]:
    """The parts of a Markdown cell: level and title of the heading (0 and "" without one), and all
    that is read."""
    text = _FOLDED.sub("", source)
    heads = list(_HEADING.finditer(_CODE_BLOCK.sub(lambda hit: " " * len(hit.group()), text)))
    first = heads[0].start() if heads else len(text)
    yield 0, "", text[:first]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=False):
        yield len(head.group(1)), head.group(2).strip(), text[head.start() : end]


def lesson(course: Course, unit: Unit) -> Lesson:
    """The estimate of a unit."""
    notebook = lint.load(course.root / "lessons" / "zh" / unit.lesson)
    required = [one for one in unit.in_order if not one.practice]
    homework = {one.name: one.minutes for one in required if not one.group}
    group_work = {one.name: one.minutes for one in required if one.group}
    return Lesson(unit.slug, sections(notebook), homework, group_work)


def table(of: Lesson) -> str:
    """The estimate as lines: minutes, what they are made of, the minutes printed, the heading."""
    lines = [f"{of.slug}: {of.minutes:.0f} minutes, optional {of.optional:.0f}"]
    lines.append(f"{'minutes':>8}{'printed':>9}{'Chinese':>9}{'cells':>7}{'labs':>6}")
    for section in of.sections:
        printed = "optional" if section.optional else str(section.printed or "–")
        counts = f"{section.characters:>9}{section.cells:>7}{section.labs:>6}"
        lines.append(f"{section.minutes:>8.1f}{printed:>9}{counts}  {section.title}")
    for what, works in (("homework", of.homework), ("group work", of.group_work)):
        parts = " + ".join(f"{name} {minutes}" for name, minutes in works.items())
        lines.append(f"{what} {sum(works.values())} minutes: {parts or 'none'}")
    return "\n".join(lines + [f"! {problem}" for problem in of.problems()])


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.minutes",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("slug", nargs="?", help="a unit; default: all")
    slug = parser.parse_args().slug
    course = outline.load()
    units = [course.unit(slug)] if slug else list(course.units)
    found = [lesson(course, unit) for unit in units]
    print("\n\n".join(map(table, found)))
    return 1 if any(one.problems() for one in found) else 0


if __name__ == "__main__":
    raise SystemExit(main())
