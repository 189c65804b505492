"""The rules of the course mark, as course.toml writes them: weights, late days, what is left out,
which submission counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from grader.base import Text, UserError
from grader.course.outline import Course

LAST, BEST = "last", "best"  # which submission of several counts
KNOWN = {"late_per_day", "late_at_most", "drop", "peer", "extensions", "resubmission"}
PEER = (0.9, 1.1)


@dataclass(frozen=True)
class Part:
    """An assignment's place in the mark: its component and its weight among the component's
    assignments."""

    assignment: str
    component: str
    weight: float
    title: Text


@dataclass(frozen=True)
class Rules:
    """What happens to the points of one assignment.

    late_per_day, late_at_most: percent of an assignment's points lost for each day begun, and at
    most. drop: how many of the lowest assignments of a component do not count. peer: least and
    largest peer factor. extensions: days by (student, assignment). resubmission: LAST or
    BEST by component, LAST where nothing is said.
    """

    late_per_day: float = 0.0
    late_at_most: float = 0.0
    drop: Mapping[str, int] = field(default_factory=dict)
    peer: tuple[float, float] = PEER
    extensions: Mapping[tuple[str, str], float] = field(default_factory=dict)
    resubmission: Mapping[str, str] = field(default_factory=dict)

    def extension(self, student: str, assignment: str) -> float:
        """Days that the student was granted."""
        return self.extensions.get((student, assignment), 0.0)


@dataclass(frozen=True)
class Policy:
    """Weights of the components (they sum to 1), the assignments that make them, and the rules."""

    weights: Mapping[str, float]
    parts: tuple[Part, ...]
    rules: Rules = Rules()

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
        for component, rule in self.rules.resubmission.items():
            self._verify_resubmission(component, rule)

    def _verify_resubmission(self, component: str, rule: str) -> None:
        if component in self.weights and rule in (LAST, BEST):
            return
        raise UserError(
            f"course.toml 的 [policy]：resubmission 里的 {component} = “{rule}”不对，"
            f"组成部分要在 [components] 里，规则是 {LAST}（最后一次）或 {BEST}（最好一次）。",
            f"[policy] of course.toml: {component} = '{rule}' under resubmission; name a "
            f"component of [components] and '{LAST}' or '{BEST}'.",
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
    parts = tuple(Part(a.name, a.component, course.weight(a), a.title) for a in course.assignments)
    weights = {c.id: c.weight for c in course.components}
    return Policy(weights, parts, rules(course.policy, weights))


def of_names(names: Iterable[str]) -> Policy:
    """For a course without course.toml: every assignment stands alone, and there is no course
    mark."""
    return Policy({"": 1.0}, tuple(Part(name, "", 1.0, Text(name, name)) for name in names))


def rules(raw: Mapping, components: Iterable[str] = ()) -> Rules:
    """Rules from the table [policy] of course.toml; a single word under "resubmission" holds for
    all components.

    Raises UserError, naming the entry, for a word that is none of ours or a number out of range.
    """
    unknown = sorted(set(raw) - KNOWN)
    if unknown:
        raise UserError(
            f"course.toml 的 [policy] 里有不认识的项：{', '.join(unknown)}。",
            f"[policy] of course.toml has unknown entries: {', '.join(unknown)}.",
        )
    low, high = raw.get("peer", PEER)
    made = Rules(
        late_per_day=float(raw.get("late_per_day", 0)),
        late_at_most=float(raw.get("late_at_most", 0)),
        drop=dict(raw.get("drop", {})),
        peer=(float(low), float(high)),
        extensions=_extensions(raw.get("extensions", ())),
        resubmission=_resubmission(raw.get("resubmission", {}), components),
    )
    _verify_ranges(made)
    return made


def _extensions(raw: Iterable[Mapping]) -> dict[tuple[str, str], float]:
    return {(entry["student"], entry["assignment"]): float(entry["days"]) for entry in raw}


def _resubmission(raw: str | Mapping[str, str], components: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(components, raw) if isinstance(raw, str) else dict(raw)


def _verify_ranges(made: Rules) -> None:
    shares = (made.late_per_day, made.late_at_most)
    low, high = made.peer
    if all(0 <= share <= 100 for share in shares) and 0 < low <= 1 <= high:
        return
    raise UserError(
        "course.toml 的 [policy]：扣分要在 0 到 100 之间，组内互评系数的范围要包含 1。",
        "[policy] of course.toml: deductions lie between 0 and 100, and the range of the peer "
        "factor holds 1.",
    )
