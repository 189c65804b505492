"""What a notebook that was handed in holds, told without running it: of which assignment it is,
what was answered, which student's id stands in it.

Assignments are told apart by the grade ids of their cells and by the texts that only one of them
gives out: units have tests with the same ids, and some editors drop the ids.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, product
from pathlib import Path

from grader.base import Text, shown
from grader.course.folder import CourseFolder
from grader.engine.notebooks import fingerprint
from grader.engine.notebooks.parse import (
    LARGE,
    NotebookCell,
    Unreadable,
    parse,
    without_outputs,
)

SHORTEST_TEXT = 12  # characters of a given text that can tell an assignment
MOST = 0.5  # with more of an assignment's cells than this, a notebook certainly is that assignment
FEW = 0.25  # with less it certainly is not
GONE = 0.75  # with less of its assignment's cells than this a notebook is much changed
STUDENT = "student"  # the variable in which a drawn test asks for the id
# The course's functions, with which its lessons compute what its tasks ask for, and the modules
# that have them at hand.
_MODELS = re.compile(r"\bkeguan\b.*\b(?:models|figures|widgets)\b")
_GOES_ON = re.compile(r"\([^()]*\)|\\\n")  # one line of code on several
BORROWED = Text(
    "代码里用到了课程自带的函数（keguan.models 等），请看一看答案是不是自己写的",
    "uses the course's own functions (keguan.models or the like): look whether the answers are the "
    "student's",
)
TOO_LARGE = Text(
    "去掉输出以后仍然太大（超过 20 MiB）：请学生删掉粘贴进来的图片或数据，再交一次",
    "too large (over 20 MiB) even without its outputs: ask for it again without pasted pictures "
    "or data",
)
Key = tuple[str, str]  # assignment, notebook


@dataclass(frozen=True)
class Given:
    """An assignment's notebook as it was given out, in one language: grade ids, texts of the cells
    that are no answers, and the answer cells as they stood; whether it asks for the student's id,
    and whether its own code uses the course's functions.
    """

    ids: frozenset[str]
    texts: frozenset[str]
    stubs: Mapping[str, str]
    asks_id: bool = False
    has_models: bool = False

    @property
    def features(self) -> frozenset[tuple[str, str]]:
        return _features(self.ids, self.texts)

    def share(self, ids: frozenset[str], texts: frozenset[str]) -> float:
        """How much of it there is, 0 to 1: by the grade ids or, where an editor has dropped them,
        by the texts."""
        its, own = (self.ids, ids) if self.ids & ids else (self.texts, texts)
        return len(its & own) / len(its) if its else 0.0


@dataclass(frozen=True)
class Contents:
    """What was found in a notebook's bytes.

    problem: why it cannot be graded at all. shares: how much of an assignment's notebook is there,
    0 to 1. best: those that it resembles most, several where that cannot be told. answered: how
    many of their answer cells differ from what was given out. student: the id that stands in it,
    None where it asks for none. borrows: the course's functions are used where it gave out none.
    """

    digest: str
    problem: Text | None = None
    shares: Mapping[Key, float] = field(default_factory=dict)
    best: frozenset[Key] = frozenset()
    answered: Mapping[Key, int] = field(default_factory=dict)
    student: str | None = None
    borrows: bool = False

    def share(self, assignment: str) -> float:
        """How much of the assignment's best fitting notebook is there."""
        return max((part for key, part in self.shares.items() if key[0] == assignment), default=0.0)

    @property
    def likely(self) -> list[str]:
        """The assignments that it resembles most."""
        return sorted({assignment for assignment, _ in self.best})

    def is_empty(self, assignment: str) -> bool:
        """Whether it is the assignment as it was given out, nothing answered."""
        counts = [count for key, count in self.answered.items() if key[0] == assignment]
        return bool(counts) and not any(counts)

    def is_void(self, assignment: str) -> bool:
        """Whether there is nothing in it that could be marked."""
        return self.problem is not None or self.is_empty(assignment)

    def remarks(self, assignment: str, student: str) -> list[Text]:
        """What a person should look at in a hand-in for this assignment, the weightiest first."""
        if self.problem:
            return [self.problem]
        share = self.share(assignment)
        likely = ", ".join(name for name in self.likely if self.share(name) >= FEW)
        if share < FEW or assignment not in self.likely:
            return [
                Text(
                    f"不是这份作业的笔记本{f'，像是 {likely}' if likely else ''}",
                    f"not this assignment's notebook{f' but like {likely}' if likely else ''}",
                )
            ]
        found = []
        if self.is_empty(assignment):
            found.append(Text("一道题也没有做", "nothing is answered"))
        if self.student is not None and same_id(self.student) != same_id(student):
            found.append(_wrong_id(self.student))
        if self.borrows:
            found.append(BORROWED)
        if share < GONE:
            percent = round(100 * (1 - share))
            found.append(
                Text(
                    f"改动很大：少了 {percent}% 的单元格",
                    f"much changed: {percent}% of the cells are gone",
                )
            )
        return found


class Assignments:
    """What the assignments of a course gave out, to compare hand-ins with."""

    def __init__(self, given: Mapping[Key, list[Given]]):
        occurs: Counter[str] = Counter()
        for assignment in {name for name, _ in given}:
            its = [one.texts for one in _of(given, assignment)]
            occurs.update(frozenset().union(*its))
        common = {text for text, count in occurs.items() if count > 1}
        self.given = {}
        for key, those in given.items():
            self.given[key] = [replace(one, texts=one.texts - common) for one in those]
        every = [one.features for one in chain.from_iterable(self.given.values())]
        self._known: frozenset[tuple[str, str]] = frozenset().union(*every)

    @classmethod
    def of(cls, folder: CourseFolder) -> Assignments:
        """Every assignment of the course, as released or, without a release, as in the source."""
        found = {}
        for assignment in folder.known:
            for name in folder.names(assignment):
                found[assignment, name] = list(_given(folder, assignment, name))
        return cls(found)

    def notebooks(self, assignment: str) -> list[str]:
        """Names of the assignment's notebooks."""
        return [notebook for name, notebook in self.given if name == assignment]

    def knows(self, assignment: str) -> bool:
        """Whether there is anything to compare a hand-in of this assignment with."""
        return any(one.features for one in _of(self.given, assignment))

    def look(self, data: bytes) -> Contents:
        """What these bytes hold."""
        kept = without_outputs(data) if len(data) > LARGE else data
        digest = fingerprint.of_notebook(kept)
        try:
            if len(kept) > LARGE:
                raise Unreadable(TOO_LARGE)
            cells, _, _ = parse(kept)
        except Unreadable as error:
            return Contents(digest, error.reason)
        ids, texts = _ids(cells), _texts(cells)
        own = _features(ids, texts) & self._known
        shares, likeness = {}, {}
        for key, those in self.given.items():
            shares[key] = max((one.share(ids, texts) for one in those), default=0.0)
            likeness[key] = max((_jaccard(own, one.features) for one in those), default=0.0)
        most = max(likeness.values(), default=0.0)
        best = frozenset(key for key, value in likeness.items() if value == most > 0)
        return Contents(
            digest,
            None,
            {key: share for key, share in shares.items() if share},
            best,
            {key: self._answered(key, cells) for key in best if self._stubs(key)},
            _student(cells) if any(map(self._asks_id, best)) else None,
            _has_models(cells) and not any(map(self._gives_models, best)),
        )

    def _asks_id(self, key: Key) -> bool:
        return any(one.asks_id for one in self.given[key])

    def _gives_models(self, key: Key) -> bool:
        return any(one.has_models for one in self.given[key])

    def _stubs(self, key: Key) -> dict[str, set[str]]:
        """What an answer cell may hold that nobody has written in; in any language."""
        stubs: dict[str, set[str]] = {}
        for one in self.given[key]:
            for id, text in one.stubs.items():
                stubs.setdefault(id, {""}).add(text)
        return stubs

    def _answered(self, key: Key, cells: list[NotebookCell]) -> int:
        """How many answer cells hold something else than was given out."""
        stubs = self._stubs(key)
        own = [cell for cell in cells if cell.grade_id in stubs]
        return sum(_plain(cell.text) not in stubs[cell.grade_id] for cell in own)


def _of(given: Mapping[Key, list[Given]], assignment: str) -> list[Given]:
    """The notebooks of one assignment in every language."""
    those = [its for (name, _), its in given.items() if name == assignment]
    return list(chain.from_iterable(those))


def same_id(student: str) -> str:
    """A student's id as it is compared, the way drawn tests do (keguan.theory.same)."""
    text = unicodedata.normalize("NFKC", student)
    return "".join(c for c in text if unicodedata.category(c) != "Cf").strip().casefold()


def _wrong_id(written: str) -> Text:
    if not written.strip():
        return Text("没有填学号", "no student id is filled in")
    return Text(
        f"里面填的学号是“{shown(written)}”，和交作业的学号不同",
        f"the id written in it is '{shown(written)}', not the one it was handed in under",
    )


def _given(folder: CourseFolder, assignment: str, notebook: str) -> Iterator[Given]:
    """A notebook of an assignment in every language it was released in, else as its source."""
    languages = dict.fromkeys(
        (folder.language, *(folder.course.languages if folder.course else ()))
    )
    seen: set[Path] = set()
    for step, language in product(("release", "source"), languages):
        if step == "source" and seen:
            return
        place = replace(folder, language=language).assignment_folder(step, assignment)
        path = place / f"{notebook}.ipynb"
        if path not in seen and path.is_file():
            seen.add(path)
            yield from _of_file(path, step == "release")


def _of_file(path: Path, released: bool) -> Iterator[Given]:
    try:
        cells, _, _ = parse(path.read_bytes())
    except (OSError, Unreadable):
        return
    # in a source stand the solutions
    answers = {c.grade_id: _plain(c.text) for c in cells if released and _is_answer(c)}
    yield Given(_ids(cells), _texts(cells), answers, _asks(cells), _has_models(cells))


def _is_answer(cell: NotebookCell) -> bool:
    role = cell.metadata.get("nbgrader")
    return bool(cell.grade_id) and isinstance(role, dict) and bool(role.get("solution"))


def _ids(cells: list[NotebookCell]) -> frozenset[str]:
    return frozenset(cell.grade_id for cell in cells if cell.grade_id)


def _texts(cells: list[NotebookCell]) -> frozenset[str]:
    """The texts that are long enough to tell an assignment; answers are the student's."""
    texts = (_plain(cell.text) for cell in cells if not _is_answer(cell))
    return frozenset(text for text in texts if len(text) >= SHORTEST_TEXT)


def _features(ids: Iterable[str], texts: Iterable[str]) -> frozenset[tuple[str, str]]:
    return frozenset({("id", id) for id in ids} | {("text", text) for text in texts})


def _jaccard(one: frozenset, other: frozenset) -> float:
    both = len(one | other)
    return len(one & other) / both if both else 0.0


def _plain(text: str) -> str:
    """A text without the blanks that editors change."""
    return re.sub(r"\s+", "", text)


def _has_models(cells: list[NotebookCell]) -> bool:
    """Whether any code uses the functions of the course."""
    texts = (cell.text for cell in cells if cell.kind == "code")
    lines = (_GOES_ON.sub(lambda part: part[0].replace("\n", " "), text) for text in texts)
    return any(map(_MODELS.search, lines))


def _asks(cells: list[NotebookCell]) -> bool:
    """Whether a cell sets the student's id."""
    return next(_names(cells), None) is not None


def _student(cells: list[NotebookCell]) -> str:
    """The last id that a notebook sets, empty where there is none."""
    return next(iter([*_names(cells)][-1:]), "")


def _names(cells: list[NotebookCell]) -> Iterator[str]:
    """The values given to the variable `student` at the top of a cell, in order."""
    for cell in cells:
        if cell.kind == "code" and STUDENT in cell.text and not cell.grade_id:
            yield from _values(cell.text)


def _values(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if STUDENT in names:
                yield str(node.value.value)
