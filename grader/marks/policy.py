"""The rules of the course mark, as course.toml writes them: weights, late days, what is left out,
which submission counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.base import Text, UserError
from grader.course.folder import CourseFolder
from grader.course.outline import Course

LAST, BEST = "last", "best"  # which submission of several counts
PEER = (0.9, 1.1)
PLACE = Text("course.toml 的 [policy]：", "[policy] of course.toml: ")
# what a class may change in mid-term: whole entries, and entries of one component
CHANGEABLE, BY_COMPONENT = (
    ("late_per_day", "late_at_most", "resubmission"),
    ("drop", "resubmission"),
)


@dataclass(frozen=True)
class Part:
    """An assignment's place in the mark: its component and its weight among the component's
    assignments. group: one notebook counts for every member of a group."""

    assignment: str
    component: str
    weight: float
    title: Text
    group: bool = False


@dataclass(frozen=True)
class Rules:
    """What happens to the points of one assignment.

    late_per_day, late_at_most: percent of an assignment's points lost for each day begun, and at
    most. drop: how many of the lowest assignments of a component do not count. peer: least and
    largest peer factor. extensions: days by (student, assignment); said: who granted them and why.
    resubmission: LAST or BEST by component, LAST where nothing is said.
    """

    late_per_day: float = 0.0
    late_at_most: float = 0.0
    drop: Mapping[str, int] = field(default_factory=dict)
    peer: tuple[float, float] = PEER
    extensions: Mapping[tuple[str, str], float] = field(default_factory=dict)
    said: Mapping[tuple[str, str], Text] = field(default_factory=dict)
    resubmission: Mapping[str, str] = field(default_factory=dict)

    def extension(self, student: str, assignment: str) -> float:
        """Days that the student was granted."""
        return self.extensions.get((student, assignment), 0.0)


@dataclass(frozen=True)
class Policy:
    """Weights of the components (they sum to 1), the assignments that make them, the rules, and
    what the components are called."""

    weights: Mapping[str, float]
    parts: tuple[Part, ...]
    rules: Rules = Rules()
    titles: Mapping[str, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if abs(sum(self.weights.values()) - 1) > 1e-9:
            raise UserError(
                "course.toml：各部分权重之和不是 1。",
                "course.toml: the weights of the components do not sum to 1.",
            )
        for part in self.parts:
            if part.component not in self.weights:
                raise UserError(
                    f"course.toml：{part.assignment} 属于未定义的部分“{part.component}”。",
                    f"course.toml: {part.assignment} counts for an unknown component "
                    f"'{part.component}'.",
                )
        for entry in ("drop", "resubmission"):
            for component in sorted(set(getattr(self.rules, entry)) - set(self.weights)):
                raise _wrong(
                    f"{entry}.{component}",
                    "[components] 里没有这个组成部分",
                    "there is no such component in [components]",
                )

    @property
    def empty(self) -> list[str]:
        """Components that no assignment belongs to."""
        return sorted(set(self.weights) - {part.component for part in self.parts})

    @property
    def assignments(self) -> set[str]:
        return {part.assignment for part in self.parts}


def of_course(course: Course) -> Policy:
    """The policy that course.toml writes down."""
    parts = tuple(
        Part(a.name, a.component, course.weight(a), a.title, a.group) for a in course.counted
    )
    weights = {c.id: c.weight for c in course.components}
    titles = {c.id: c.title for c in course.components}
    return Policy(weights, parts, rules(course.policy, weights), titles)


def of_folder(folder: CourseFolder) -> Policy:
    """The policy of a course folder, with or without a course.toml."""
    return of_course(folder.course) if folder.course else of_names(folder.known)


def of_names(names: Iterable[str]) -> Policy:
    """For a course without course.toml: every assignment stands alone, and there is no course
    mark."""
    return Policy({"": 1.0}, tuple(Part(name, "", 1.0, Text(name, name)) for name in names))


# --- the entries of [policy]


def rules(raw: Mapping, components: Iterable[str] = ()) -> Rules:
    """Rules from the table [policy] of course.toml; a single word under "resubmission" holds for
    all components.

    Raises UserError, naming the entry, for a word that is none of ours, a value of another kind
    and a number out of range.
    """
    readers: dict[str, Callable[[Any], Any]] = {
        "late_per_day": lambda value: _number("late_per_day", value, 0, 100),
        "late_at_most": lambda value: _number("late_at_most", value, 0, 100),
        "drop": _drop,
        "peer": _peer,
        "extensions": _extensions,
        "resubmission": lambda value: _resubmission(value, list(components)),
    }
    unknown = sorted(set(raw) - set(readers))
    if unknown:
        raise UserError(
            f"course.toml 的 [policy] 里有不认识的项：{', '.join(unknown)}。",
            f"[policy] of course.toml has unknown entries: {', '.join(unknown)}.",
        )
    return Rules(**{name: readers[name](value) for name, value in raw.items()})


def with_changes(raw: Mapping, changes: Mapping[str, str], components: Iterable[str]) -> Rules:
    """The rules of [policy] with those that a class changed, as texts: late_per_day, late_at_most,
    drop.A, resubmission or resubmission.A.

    Raises UserError as `rules` does, and for a rule that a class cannot change.
    """
    components = list(components)
    table: dict[str, Any] = dict(raw)
    for name, value in changes.items():
        entry, _, component = name.partition(".")
        if entry not in (BY_COMPONENT if component else CHANGEABLE):
            raise _wrong(
                name,
                "一个班能改的只有 late_per_day、late_at_most、drop.A、resubmission",
                "a class can change late_per_day, late_at_most, drop.A, resubmission",
            )
        read: Any = value if entry == "resubmission" else _as_number(value)
        if component:
            before = table.get(entry, {})
            spread = dict.fromkeys(components, before) if isinstance(before, str) else before
            read = {**spread, component: read}
        table[entry] = read
    return rules(table, components)


def _as_number(text: str) -> float | int | str:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _wrong(entry: str, zh: str, en: str) -> UserError:
    return UserError(f"{PLACE.zh}{entry} 不对，{zh}。", f"{PLACE.en}{entry} is wrong, {en}.")


def _number(entry: str, value: object, least: float, most: float) -> float:
    fine = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not fine or not least <= float(value) <= most:  # type: ignore[arg-type]
        raise _wrong(
            entry,
            f"“{value}”应是 {least:g} 到 {most:g} 的数",
            f"'{value}' should be a number from {least:g} to {most:g}",
        )
    return float(value)  # type: ignore[arg-type]


def _drop(value: object) -> dict[str, int]:
    """How many of the lowest of each component do not count."""
    if not isinstance(value, Mapping):
        raise _wrong("drop", "写法是 { A = 1 }", "write { A = 1 }")
    found = {}
    for component, count in value.items():
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            raise _wrong(
                f"drop.{component}",
                f"“{count}”应是 0 或更大的整数",
                f"'{count}' should be a whole number, 0 or more",
            )
        found[component] = count
    return found


def _peer(value: object) -> tuple[float, float]:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise _wrong("peer", "写法是 [0.9, 1.1]", "write [0.9, 1.1]")
    low, high = (_number("peer", one, 0, 10) for one in value)
    if not 0 < low <= 1 <= high:
        raise _wrong("peer", "范围要包含 1", "the range should hold 1")
    return low, high


def _extensions(value: object) -> dict[tuple[str, str], float]:
    """Days by (student, assignment)."""
    found: dict[tuple[str, str], float] = {}
    for number, entry in enumerate(value if isinstance(value, list) else [value], start=1):
        where = f"extensions ({number})"
        if not isinstance(entry, Mapping) or set(entry) != {"student", "assignment", "days"}:
            raise _wrong(
                where,
                "要写 student、assignment 和 days",
                "write student, assignment and days",
            )
        key = str(entry["student"]), str(entry["assignment"])
        if key in found:
            raise _wrong(where, f"{' '.join(key)} 有两项", f"{' '.join(key)} stands twice")
        found[key] = _number(where, entry["days"], 0, 365)
    return found


def _resubmission(value: object, components: Iterable[str]) -> dict[str, str]:
    if isinstance(value, str):
        if value not in (LAST, BEST):
            raise _unknown_resubmission("resubmission", value)
        return dict.fromkeys(components, value)
    if not isinstance(value, Mapping):
        raise _unknown_resubmission("resubmission", value)
    for component, rule in value.items():
        if rule not in (LAST, BEST):
            raise _unknown_resubmission(f"resubmission.{component}", rule)
    return dict(value)


def _unknown_resubmission(entry: str, rule: object) -> UserError:
    return _wrong(
        entry,
        f"“{rule}”应是 {LAST}（最后一次）或 {BEST}（最好一次）",
        f"'{rule}' should be '{LAST}' or '{BEST}'",
    )
