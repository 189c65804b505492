"""Rebuilds a submission from the instructor's notebook, with the student's work put in its places;
nothing runs.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from grader.base import Text
from grader.engine.notebooks.parse import NotebookCell, Unreadable, parse

LOCKED = "locked"
ANSWER = "answer"
PLAIN = "plain"
# nbgrader's, for a source without its release
STUBS = {"code": "# YOUR CODE HERE\nraise NotImplementedError()"}
TEXT_STUB = "YOUR ANSWER HERE"
DEFINED = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)", re.M)
ASSIGNED = re.compile(r"^(\w+(?:[ \t]*,[ \t]*\w+)*)[ \t]*(?::[^=\n]*)?=(?!=)", re.M)
# share of common trigrams that makes two texts one cell; how many cells of a gap are looked at
LIKE = 0.6
NEAR = 30
LONGEST_PARSED = 100_000  # characters


@dataclass(frozen=True)
class Rebuilt:
    """A notebook (nbformat 4.5, valid, without outputs), what was mended, and the answers that were
    nowhere (grade ids).

    `places` tells for each cell its index in the source notebook; None for the student's own cells.
    """

    notebook: dict
    notes: tuple[Text, ...]
    missing: tuple[str, ...]
    places: tuple[int | None, ...]


@dataclass
class Place:
    """A cell of the instructor: what it is, what students got there, what the reference solution
    defines there.
    """

    role: str
    name: str  # grade id, or ""
    cell: NotebookCell  # the instructor's
    released: str  # the text that students got
    metadata: dict = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    @cached_property
    def bound(self) -> set[str]:
        """Names that the given text binds."""
        return _names(self.released)

    @cached_property
    def grams(self) -> Counter:
        return _grams(self.released)


@dataclass
class Sorting:
    """Which of the student's cells (by index) stands in which place, while it is being found
    out."""

    cells: list[NotebookCell]
    found: dict[int, int] = field(default_factory=dict)  # place: index
    taken: set[int] = field(default_factory=set)
    # index of a second cell with a grade id: its place
    copies: dict[int, int] = field(default_factory=dict)
    # place: several cells that carry its grade id, not yet decided
    doubled: dict[int, list[int]] = field(default_factory=dict)
    # index of an untouched answer cell: the place where another stands now
    gone: dict[int, int] = field(default_factory=dict)
    notes: list[Text] = field(default_factory=list)

    @cached_property
    def names(self) -> list[set[str]]:
        """What each cell binds."""
        return [_names(cell.text) for cell in self.cells]

    def put(self, place: int, index: int) -> None:
        self.found[place] = index
        self.taken.add(index)
        self.copies.pop(index, None)

    def move(self, place: int, index: int) -> None:
        """Puts another cell in a place where an untouched one may stand."""
        if place in self.found:
            self.gone[self.found[place]] = place
        self.put(place, index)

    def open(self, place: int) -> bool:
        """Whether nothing is known to stand in a place, and nothing will be for its grade id."""
        return place not in self.found and place not in self.doubled

    def free(self) -> list[int]:
        return [i for i in range(len(self.cells)) if i not in self.taken]


@lru_cache(maxsize=64)
def blueprint(source: str, release: str | None) -> Blueprint:
    """The blueprint of an assignment's notebook; made once for the same texts."""
    return Blueprint(source, release)


def rebuild(data: bytes, source: str, release: str | None) -> Rebuilt:
    """The notebook to run for a submission. Raises Unreadable."""
    return blueprint(source, release).rebuild(data)


class Blueprint:
    """The instructor's notebook, ready to take in submissions.

    Raises ValueError if the source cannot be used.
    """

    def __init__(self, source: str, release: str | None):
        try:
            cells, metadata, _ = parse(source.encode())
            given = parse(release.encode())[0] if release is not None else None
        except Unreadable as error:
            raise ValueError(f"the instructor's notebook: {error}") from None
        self.metadata = {
            key: metadata[key]
            for key, needed in (
                ("kernelspec", {"name", "display_name"}),
                ("language_info", {"name"}),
            )
            if isinstance(metadata.get(key), dict) and needed <= set(metadata[key])
        }
        self.places = _places(cells, given)
        self.by_name = {place.name: p for p, place in enumerate(self.places) if place.name}
        self.by_id: dict[str, int] = {}
        for p, place in enumerate(self.places):
            for id in place.ids:
                self.by_id.setdefault(id, p)
        self.by_text = defaultdict(list)
        for p, place in enumerate(self.places):
            self.by_text[place.released.strip()].append(p)
        self.stubs = {
            place.released.strip(): place
            for place in self.places
            if place.released.strip() and (place.role == LOCKED or place.names)
        }

    def rebuild(self, data: bytes) -> Rebuilt:
        """The notebook to run for a submission. Raises Unreadable."""
        cells, _, notes = parse(data)
        empty = not any(cell.text.strip() for cell in cells)
        if empty:
            cells = []
            notes.append(
                Text(
                    "笔记本是空的，按没有作答评分",
                    "the notebook is empty; it is graded as not attempted",
                )
            )
        sorting = Sorting(cells, notes=notes)
        for step in (
            self._by_grade_id,
            self._by_cell_id,
            self._by_text,
            self._copies,
            self._by_names,
        ):
            step(sorting)
        # else it is another assignment
        if sorting.found or not any(cell.grade_id for cell in cells):
            self._by_likeness(sorting)
        if self.places and not sorting.found and not empty:
            raise Unreadable(
                Text(
                    "里面没有这份作业的任何单元格，可能交错了文件",
                    "it has no cell of this assignment; it may be the wrong file",
                )
            )
        texts = self._texts(sorting)
        missing = self._fill(sorting, texts)
        return self._assemble(sorting, texts, missing)

    # Which cell is which

    def _by_grade_id(self, sorting: Sorting) -> None:
        """The nbgrader grade id; what several cells carry is decided later."""
        bearers = defaultdict(list)
        for i, cell in enumerate(sorting.cells):
            if cell.grade_id in self.by_name:
                bearers[self.by_name[cell.grade_id]].append(i)
        for p, indexes in bearers.items():
            if len(indexes) == 1:
                sorting.put(p, indexes[0])
                continue
            name = self.places[p].name
            sorting.doubled[p] = indexes
            sorting.copies |= dict.fromkeys(indexes, p)
            sorting.notes.append(
                Text(
                    f"单元格 {name} 出现了 {len(indexes)} 次",
                    f"cell {name} occurs {len(indexes)} times",
                )
            )

    def _copies(self, sorting: Sorting) -> None:
        """Of several cells with one grade id, the one that looks most like the answer."""
        for p, indexes in sorting.doubled.items():
            place = self.places[p]
            left = self._contenders(sorting, p, indexes)
            sorting.put(p, max(left, key=lambda i: (self._fitness(place, sorting.cells[i]), i)))

    def _contenders(self, sorting: Sorting, p: int, indexes: list[int]) -> list[int]:
        """The cells with the grade id of a place, without those that stand where another answer is
        missing: a copied cell was used for it.
        """
        for q, other in enumerate(self.places):
            if other.role != ANSWER or not sorting.open(q) or len(indexes) == 1:
                continue
            low, high = self._gap(sorting, q)
            there = [i for i in indexes if low < i < high and self._may_be(other, sorting, i)]
            if len(there) == len(indexes):
                there = there[-1:] if p < q else there[:1]
            indexes = [i for i in indexes if i not in there]
        return indexes

    @staticmethod
    def _may_be(place: Place, sorting: Sorting, i: int) -> bool:
        """Whether a cell may be the answer of a place: of its kind, and with one of its names."""
        if sorting.cells[i].kind != place.cell.kind:
            return False
        return not place.names or not place.names.isdisjoint(sorting.names[i])

    @staticmethod
    def _fitness(place: Place, cell: NotebookCell) -> tuple:
        """Of copies of an answer the changed one counts that defines its names (the last such one,
        as in nbgrader).
        """
        changed = cell.text.strip() != place.released.strip()
        if place.role != ANSWER:
            return (not changed,)
        return changed and bool(cell.text.strip()), len(place.names & _names(cell.text))

    def _by_cell_id(self, sorting: Sorting) -> None:
        for i in sorting.free():
            p = self.by_id.get(sorting.cells[i].id)
            if p is not None and sorting.open(p) and i not in sorting.copies:
                sorting.put(p, i)

    def _by_text(self, sorting: Sorting) -> None:
        """Cells that were not changed, in their order."""
        for i in sorting.free():
            text = sorting.cells[i].text.strip()
            left = [p for p in self.by_text.get(text, ()) if sorting.open(p)] if text else []
            if left and i not in sorting.copies:
                sorting.put(left[0], i)

    def _by_names(self, sorting: Sorting) -> None:
        """Answers that lost their metadata, by the functions and variables that they define."""
        lost = [
            p
            for p, place in enumerate(self.places)
            if place.role == ANSWER and place.names and p not in sorting.found
        ]
        if not lost:
            return
        defined = {i: sorting.names[i] for i in sorting.free()}
        for p in lost:
            names = self.places[p].names
            low, high = self._gap(sorting, p)
            scores = {
                i: (
                    len(names & found),
                    sorting.cells[i].kind == self.places[p].cell.kind,
                    low < i < high,
                    i,
                )
                for i, found in defined.items()
                if names & found and i not in sorting.taken
            }
            if scores:
                sorting.put(p, max(scores, key=scores.__getitem__))
                self._say_matched(sorting, p)

    def _by_likeness(self, sorting: Sorting) -> None:
        """What is left: the cell between the same neighbours with a similar text; for an answer in
        words, any text there.
        """
        left = [p for p in range(len(self.places)) if p not in sorting.found]
        for p in sorted(left, key=lambda p: self.places[p].role == ANSWER):
            place = self.places[p]
            (low, high) = self._gap(sorting, p)
            near = [
                i
                for i in range(low + 1, high)
                if i not in sorting.taken and sorting.cells[i].text.strip()
            ][:NEAR]
            same = [i for i in near if sorting.cells[i].kind == place.cell.kind]
            likeness = {i: _likeness(place.grams, _grams(sorting.cells[i].text)) for i in same}
            best = max(likeness, key=likeness.__getitem__, default=None)
            if best is not None and likeness[best] >= LIKE:
                sorting.put(p, best)
            elif place.role == ANSWER and not place.names and same:
                sorting.put(p, same[0])
            else:
                continue
            if place.role == ANSWER:
                self._say_matched(sorting, p)

    def _say_matched(self, sorting: Sorting, p: int) -> None:
        name = self.places[p].name
        sorting.notes.append(
            Text(
                f"{name}：单元格的标记丢了，按位置和内容认出",
                f"{name}: the cell lost its metadata; it was found by place and content",
            )
        )

    def _gap(self, sorting: Sorting, p: int) -> tuple[int, int]:
        """Indexes of the student's cells between which the place would be."""
        before = [q for q in sorting.found if q < p]
        after = [q for q in sorting.found if q > p]
        low = sorting.found[max(before)] if before else -1
        high = sorting.found[min(after)] if after else len(sorting.cells)
        return low, high

    # What stands in the places

    def _texts(self, sorting: Sorting) -> dict[int, str]:
        """The student's text for each place that may hold one and was found; notes on what was
        changed or flipped.
        """
        texts = {}
        changed = []
        for p, i in sorting.found.items():
            place = self.places[p]
            cell = sorting.cells[i]
            if place.role == LOCKED:
                changed += [place.name] if _loose(cell.text) != _loose(place.released) else []
                continue
            texts[p] = cell.text
            if cell.kind != place.cell.kind:
                name = place.name or f"{p + 1}"
                sorting.notes.append(
                    Text(
                        f"{name}：单元格类型 {cell.kind} 已改回 {place.cell.kind}",
                        f"{name}: cell type {cell.kind} was turned back to {place.cell.kind}",
                    )
                )
        if changed:
            sorting.notes.append(
                Text(
                    f"检查单元格被改过，已换回原题：{_list(changed)}",
                    f"checks were changed and are put back: {_list(changed)}",
                )
            )
        return texts

    def _fill(self, sorting: Sorting, texts: dict[int, str]) -> list[str]:
        """Looks elsewhere for answers that are missing or untouched; returns the grade ids of those
        that are nowhere.
        """
        missing = []
        for p, place in enumerate(self.places):
            if place.role != ANSWER:
                continue
            untouched = p in texts and texts[p].strip() in ("", place.released.strip())
            if p in texts and not untouched:
                continue
            text = self._elsewhere(sorting, p) if place.names else None
            if text is not None:
                texts[p] = text
            elif p not in texts:
                missing.append(place.name)
        if missing:
            sorting.notes.append(
                Text(
                    f"找不到作答，按未作答处理：{_list(missing)}",
                    f"no answer was found; taken as not attempted: {_list(missing)}",
                )
            )
        return missing

    def _elsewhere(self, sorting: Sorting, p: int) -> str | None:
        """An answer that was written in another cell: one of the student's own, a check, or another
        task's cell.
        """
        place = self.places[p]
        at = {i: q for q, i in sorting.found.items()}
        wanted = [
            i
            for i, cell in enumerate(sorting.cells)
            if place.names <= sorting.names[i]
            and at.get(i) != p
            and cell.text.strip() != place.released.strip()
        ]
        own = [i for i in wanted if i not in sorting.taken]
        text: str | None
        if own and self._in_effect(sorting, p, own):
            return None
        if own:
            text = sorting.cells[own[-1]].text
            where = Text("自己新建的单元格", "a cell of the student's own")
            # one that stands before may be needed there: it stays, too
            if own[-1] > sorting.found.get(p, -1):
                sorting.move(p, own[-1])
        else:
            others = {i: self.places[at[i]] for i in wanted if i in at}
            text = self._in_others(sorting, place.names, others)
            where = Text("另一个单元格", "another cell")
        if text is not None:
            sorting.notes.append(
                Text(
                    f"{place.name}：作答写在{where.zh}里，已取用",
                    f"{place.name}: the answer was in {where.en}; it was taken",
                )
            )
        return text

    def _in_others(
        self, sorting: Sorting, names: frozenset[str], others: dict[int, Place]
    ) -> str | None:
        """What binds the names in a cell whose own answer need not; the last cell first."""
        foreign = [
            i for i, place in others.items() if not names <= place.bound | _names(place.cell.text)
        ]
        for i in reversed(foreign[-NEAR:]):
            part = self._part(others[i], sorting.cells[i].text, names)
            if part:
                return part
        return None

    @staticmethod
    def _part(place: Place, text: str, names: frozenset[str]) -> str | None:
        """What binds the names in the text of another place; what was added to a check, which
        itself is not kept.
        """
        if place.role == LOCKED and place.released.strip() in text:
            return text.replace(place.released.strip(), "", 1).strip("\n")
        return _definitions(text, names)

    def _in_effect(self, sorting: Sorting, p: int, own: list[int]) -> bool:
        """Whether one of these cells stands after the untouched answer and before the next check,
        so that it holds anyway.
        """
        start = sorting.found.get(p)
        checks = (
            q
            for q in range(p + 1, len(self.places))
            if self.places[q].role == LOCKED and q in sorting.found
        )
        check = next(checks, None)
        end = len(sorting.cells) if check is None else sorting.found[check]
        return start is not None and any(start < i < end for i in own)

    # The notebook

    def _assemble(self, sorting: Sorting, texts: dict[int, str], missing: list[str]) -> Rebuilt:
        """The instructor's cells in their order; the student's own ones follow the known cell that
        they followed.
        """
        own = self._own(sorting)
        cells: list[dict] = []
        places: list[int | None] = []
        used = {place.ids[0] for place in self.places if place.ids}
        for p in range(-1, len(self.places)):
            if p >= 0:
                cells.append(self._placed(p, sorting, texts))
                places.append(p)
            for i in own.get(p, ()):
                cells.append(_own_cell(sorting.cells[i], i, used))
                places.append(None)
        self._say_restored(sorting)
        notebook = {
            "cells": cells,
            "metadata": _copy(self.metadata),
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        return Rebuilt(notebook, tuple(sorting.notes), tuple(missing), tuple(places))

    def _own(self, sorting: Sorting) -> dict[int, list[int]]:
        """The student's own cells by the place that they follow.

        A copy of an answer goes before it, so that it does not undo it; an untouched copy of a cell
        that was given is left out.
        """
        at = {i: p for p, i in sorting.found.items()}
        own = defaultdict(list)
        anchor = -1
        dropped = 0
        for i, cell in enumerate(sorting.cells):
            if i in at or i in sorting.gone:
                anchor = at.get(i, sorting.gone.get(i, anchor))
                continue
            stub = self.stubs.get(cell.text.strip()) or (
                i in sorting.copies and self.places[sorting.copies[i]]
            )
            if stub and cell.text.strip() == stub.released.strip():
                dropped += 1
            else:
                own[sorting.copies[i] - 1 if i in sorting.copies else anchor].append(i)
        if dropped:
            sorting.notes.append(
                Text(
                    f"{dropped} 个没有改动的副本单元格已去掉",
                    f"{dropped} untouched copies of cells were left out",
                )
            )
        return own

    def _placed(self, p: int, sorting: Sorting, texts: dict[int, str]) -> dict:
        """The cell in a place, with the instructor's text if it is locked, else the student's, else
        what was given.
        """
        place = self.places[p]
        text = place.cell.text if place.role == LOCKED else texts.get(p, place.released)
        attachments = place.cell.attachments
        if place.role != LOCKED and p in sorting.found:
            attachments = sorting.cells[sorting.found[p]].attachments or attachments
        return _cell(place.cell.kind, text, place.ids[0], _copy(place.metadata), attachments)

    def _say_restored(self, sorting: Sorting) -> None:
        lost = [place for p, place in enumerate(self.places) if p not in sorting.found]
        checks = [x.name for x in lost if x.role == LOCKED]
        others = sum(x.role == PLAIN for x in lost)
        if checks:
            sorting.notes.append(
                Text(
                    f"检查单元格不见了，已补回：{_list(checks)}",
                    f"checks were missing and are put back: {_list(checks)}",
                )
            )
        if others:
            sorting.notes.append(
                Text(
                    f"补回了题目里的 {others} 个单元格",
                    f"{others} given cells were missing and are put back",
                )
            )


def _places(cells: list[NotebookCell], release: list[NotebookCell] | None) -> list[Place]:
    """The places of the instructor's cells, each with the text that students got there (from the
    release if it is known).
    """
    partners = _partners(cells, release or [])
    places: list[Place] = []
    used: set[str] = set()
    for p, (cell, partner) in enumerate(zip(cells, partners, strict=True)):
        metadata = _metadata(cell, partner)
        role = metadata.get("nbgrader", {})
        kind = _kind(role)
        released = partner.text if partner else _text_for_students(cell, kind)
        ids = [id for id in (partner and partner.id, cell.id) if id and _valid(id)]
        if not ids or ids[0] in used:
            taken = used | {other.id for other in cells}
            ids[:1] = [_new_id(f"cell-{p + 1}", taken)]
        used.add(ids[0])
        places.append(Place(kind, role.get("grade_id", ""), cell, released, metadata, tuple(ids)))
    tests = "\n".join(place.cell.text for place in places if place.role == LOCKED)
    for place in places:
        if place.role == ANSWER and place.cell.kind == "code":
            place.names = _expected(place.cell.text, tests)
    return places


def _kind(role: dict) -> str:
    """The kind of a place, by nbgrader's metadata of its cell."""
    if not role:
        return PLAIN
    if role.get("solution"):
        return ANSWER
    return LOCKED if role.get("grade") or role.get("locked") else ANSWER


def _partners(cells: list[NotebookCell], release: list[NotebookCell]) -> list[NotebookCell | None]:
    """For each source cell the one that it became in the release: by grade id, cell id, or the same
    text.
    """
    plain = [cell for cell in release if not cell.grade_id]
    by_grade_id = _by(lambda cell: cell.grade_id, release)
    by_id = _by(lambda cell: cell.id, plain)
    by_text = _by(lambda cell: cell.text, plain)
    found = []
    for cell in cells:
        if cell.grade_id:
            found.append(by_grade_id.get(cell.grade_id))
        else:
            found.append(by_id.get(cell.id) or by_text.get(cell.text))
    return found


def _by(key: Callable[[NotebookCell], Any], cells: list[NotebookCell]) -> dict[Any, NotebookCell]:
    """Of the cells that have a key, the first one with each."""
    return {key(cell): cell for cell in reversed(cells) if key(cell)}


def _metadata(cell: NotebookCell, partner: NotebookCell | None) -> dict:
    """The instructor's metadata in nbgrader's schema 3.

    Checksums, which show untouched answers, are the release's.
    """
    merged = (_copy(partner.metadata) if partner else {}) | _copy(cell.metadata)
    role = merged.pop("nbgrader", None)
    role = role if isinstance(role, dict) and cell.grade_id else {}
    role = (
        {"grade": False, "solution": False, "locked": False, "task": False}
        | role
        | {"schema_version": 3}
    )
    if not any(role[key] for key in ("grade", "solution", "locked", "task")):
        return merged
    given = partner.metadata["nbgrader"] if partner else {}
    role |= {key: given[key] for key in ("checksum", "cell_type") if key in given}
    if role["grade"] or role["task"]:
        role["points"] = _points(role.get("points"))
    else:
        role.pop("points", None)
    return merged | {"nbgrader": role}


def _points(value) -> float:
    try:
        return value if isinstance(value, int) else max(float(value), 0.0)
    except (TypeError, ValueError):
        return 0.0


def _text_for_students(cell: NotebookCell, role: str) -> str:
    """The text that nbgrader would give to students for a source cell."""
    stub = STUBS.get(cell.kind, TEXT_STUB)
    if role == ANSWER and "BEGIN SOLUTION" not in cell.text:
        return stub
    lines = []
    inside = False
    for line in cell.text.split("\n"):
        if re.search("BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)", line):
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + part for part in stub.split("\n")] if "SOLUTION" in line else []
            inside = True
        elif re.search("END (SOLUTION|HIDDEN TESTS|MARK SCHEME)", line):
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


def _names(text: str) -> set[str]:
    """Names that the text binds at its outermost level; by pattern, as it may be no valid
    Python."""
    names = set(DEFINED.findall(text))
    for found in ASSIGNED.findall(text):
        names.update(name.strip() for name in found.split(","))
    return names


def _expected(solution: str, tests: str) -> frozenset[str]:
    """Names by which an answer is known: the functions and classes of the solution, else variables
    that the checks use.
    """
    defined = set(DEFINED.findall(solution))
    return frozenset(
        defined
        or {name for name in _names(solution) if re.search(rf"\b{re.escape(name)}\b", tests)}
    )


def _definitions(text: str, names: frozenset[str]) -> str | None:
    """The statements that bind these names, with the imports; None if the text is no valid
    Python."""
    if len(text) > LONGEST_PARSED:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a wrong escape in a student's string
            body = ast.parse(text).body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    lines = text.split("\n")
    kept = []
    for node in body:
        start = min([node.lineno] + [d.lineno for d in getattr(node, "decorator_list", ())])
        statement = "\n".join(lines[start - 1 : node.end_lineno])
        if isinstance(node, ast.Import | ast.ImportFrom) or names & _names(statement):
            kept.append(statement)
    return "\n".join(kept)


def _grams(text: str) -> Counter:
    text = text[:2000]
    return Counter(text[i : i + 3] for i in range(max(len(text) - 2, 1)))


def _likeness(one: Counter, other: Counter) -> float:
    """How much two texts have in common, 0 to 1 (Dice's coefficient of their trigrams)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _loose(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _own_cell(cell: NotebookCell, index: int, used: set[str]) -> dict:
    """A cell of the student's own, without metadata: nothing there may count as graded or keep it
    from running.
    """
    id = cell.id if _valid(cell.id) and cell.id not in used else _new_id(f"own-{index + 1}", used)
    used.add(id)
    return _cell(cell.kind, cell.text, id, {}, cell.attachments)


def _cell(kind: str, text: str, id: str, metadata: dict, attachments: dict) -> dict:
    cell: dict[str, Any] = {"cell_type": kind, "id": id, "metadata": metadata, "source": text}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    elif kind == "markdown" and attachments:
        cell["attachments"] = _copy(attachments)
    return cell


def _valid(id: str) -> bool:
    return re.fullmatch("[a-zA-Z0-9_-]{1,64}", id) is not None


def _new_id(wish: str, used: set[str]) -> str:
    while wish in used:
        wish += "-"
    return wish


def _copy(value):
    """A copy of JSON data, faster than copy.deepcopy."""
    if isinstance(value, dict):
        return {key: _copy(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_copy(part) for part in value]
    return value


def _list(names: list[str]) -> str:
    shown = [name for name in names if name][:6]
    return ", ".join(shown) + (" …" if len(names) > len(shown) else "")
