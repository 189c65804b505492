"""The item bank of a unit: content/<unit>/bank.toml with keys and reasons, read and checked.

An item has a stem and one of these: `right` and `wrong` options (one right: single choice;
several: multiple choice),
`steps` in their right order, or a `number` with its tolerance `tol`. `why` says in a sentence why
the key is right. `use` says what it is for: "practice" to repeat alone, "graded" for the quiz and
the final test. Every text is a pair, Chinese and English. What students get of the graded items,
keguan/questions.json, is made by `questions`.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass

from grader.course.outline import Course, CourseError, Unit

PRACTICE, GRADED = "practice", "graded"
LEAST = {PRACTICE: 8, GRADED: 20}  # items of a unit
NEEDED = {"id", "concept", "use", "stem", "why"}
FIELDS = NEEDED | {"right", "wrong", "steps", "number", "tol"}


@dataclass(frozen=True)
class Item:
    """One item. `options`: texts as they are shipped, in an order that tells nothing; `key`: the
    numbers of the right
    options (for an order: all of them, in order), or (number, tolerance)."""

    id: str
    kind: str
    concept: str
    use: str
    stem: tuple[str, str]
    options: tuple[tuple[str, str], ...]
    key: tuple[float, ...]
    why: tuple[str, str]


def load(course: Course, unit: Unit) -> list[Item]:
    """The items of a unit, none if it has no bank.

    Raises CourseError, one sentence with file and item, for whatever a student should not meet.
    """
    shown = f"content/{unit.slug}/bank.toml"
    path = course.root / shown
    if not path.is_file():
        return []
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(
            f"{shown} 格式有误", f"{shown} is not valid TOML", detail=str(error)
        ) from None
    items = [_item(shown, entry, unit) for entry in raw.get("items", [])]
    _refuse_doubles(shown, "编号", "id", [item.id for item in items])
    _refuse_doubles(shown, "题干", "stem", [item.stem[0] for item in items])
    for use, least in LEAST.items():
        there = sum(item.use == use for item in items)
        if there < least:
            raise CourseError(
                f"{use} 只有 {there} 题，至少 {least} 题",
                f"{there} {use} items, at least {least} are needed",
                place=shown,
            )
    return items


def graded(course: Course, unit: Unit) -> list[Item]:
    """The items that the quiz of a unit and the final test draw from."""
    return [item for item in load(course, unit) if item.use == GRADED]


def _refuse_doubles(shown: str, what_zh: str, what: str, values: list[str]) -> None:
    for value in values:
        if values.count(value) > 1:
            raise CourseError(
                f"{what_zh}重复：{value}", f"the {what} stands twice: {value}", place=shown
            )


def _item(shown: str, entry: dict, unit: Unit) -> Item:
    where = f"{shown}, {entry.get('id', '?')}"

    def refuse(zh: str, en: str) -> CourseError:
        return CourseError(zh, en, place=where)

    if not NEEDED <= entry.keys() <= FIELDS:
        wrong = sorted((set(entry) - FIELDS) | (NEEDED - set(entry)))
        raise refuse(f"缺项或多余项：{wrong}", f"lacks or misspells an entry: {wrong}")
    if not re.fullmatch(rf"{unit.slug}-\d\d", entry["id"]):
        raise refuse(f"编号要写成 {unit.slug}-01", f"an id is written {unit.slug}-01")
    if entry["concept"] not in {c.id for c in unit.concepts}:
        raise refuse(
            f"概念“{entry['concept']}”不在 course.toml 里",
            f"the concept '{entry['concept']}' is not in course.toml",
        )
    if entry["use"] not in LEAST:
        raise refuse("use 要写 practice 或 graded", "use is practice or graded")
    kind, texts = _kind(entry, refuse)
    pairs = [entry["stem"], entry["why"], *texts]
    if not all(
        isinstance(p, list) and len(p) == 2 and all(isinstance(t, str) and t.strip() for t in p)
        for p in pairs
    ):
        raise refuse(
            '每段文字都要写成 ["中文", "English"]', 'every text is a pair ["中文", "English"]'
        )
    if any(len({t[language].strip() for t in texts}) < len(texts) for language in (0, 1)):
        raise refuse("有两个选项相同", "two options are equal")
    options = sorted(
        map(tuple, texts),
        key=lambda pair: hashlib.sha256(f"{entry['id']}{pair[0]}".encode()).hexdigest(),
    )
    key = (
        (entry["number"], entry.get("tol", 0.005))
        if kind == "number"
        else tuple(options.index(tuple(t)) for t in entry.get("steps", entry.get("right")))
    )
    return Item(
        entry["id"],
        kind,
        entry["concept"],
        entry["use"],
        tuple(entry["stem"]),
        tuple(options),
        key,
        tuple(entry["why"]),
    )


def _kind(entry: dict, refuse) -> tuple[str, list]:
    """The kind of an item by its fields, and the texts of its options."""
    given = [name for name in ("right", "steps", "number") if name in entry]
    if (
        len(given) != 1
        or ("wrong" in entry) != (given == ["right"])
        or ("tol" in entry and given != ["number"])
    ):
        raise refuse(
            "要有 right 和 wrong，或 steps，或 number（可加 tol）",
            "needs right and wrong, or steps, or number (with tol)",
        )
    if given == ["number"]:
        numbers = [entry["number"], entry.get("tol", 0)]
        if (
            not all(isinstance(n, (int, float)) and not isinstance(n, bool) for n in numbers)
            or numbers[1] < 0
        ):
            raise refuse("number 和 tol 要是数", "number and tol are numbers")
        return "number", []
    if given == ["steps"]:
        if not 4 <= len(entry["steps"]) <= 5:
            raise refuse("排序题要有 4 到 5 步", "an order item has 4 or 5 steps")
        return "order", entry["steps"]
    right, wrong = entry["right"], entry["wrong"]
    if not right or not wrong or not 4 <= len(right) + len(wrong) <= 6:
        raise refuse(
            "选择题要有对的和错的，共 4 到 6 项",
            "a choice has right and wrong options, 4 to 6 in all",
        )
    return "single" if len(right) == 1 else "multiple", right + wrong


def keys(items: list[Item]) -> dict[str, tuple[float, ...]]:
    """Key by item id, as hidden tests hold it."""
    return {item.id: item.key for item in items}


def questions(course: Course) -> str:
    """The text of keguan/questions.json: what every test draws, and the graded items without keys.

    Raises CourseError when a test draws more than the bank of a unit has.
    """
    banks = {unit.slug: graded(course, unit) for unit in course.units}
    tests = {
        a.name: {t.id: dict(t.draw) for t in a.tasks if t.draw}
        for a in course.assignments
        if any(t.draw for t in a.tasks)
    }
    for test, parts in tests.items():
        for unit, counts in parts.items():
            for kind, n in counts.items():
                there = sum(item.kind == kind for item in banks.get(unit, ()))
                if there < n:
                    raise CourseError(
                        f"{test} 要从 {unit} 抽 {n} 道 {kind} 题，题库只有 {there} 道",
                        f"{test} draws {n} {kind} items of {unit}, the bank has {there}",
                        place="course.toml",
                    )
    items = {
        slug: {i.id: _shipped(course.unit(slug), i) for i in bank}
        for slug, bank in banks.items()
        if bank
    }
    return json.dumps({"tests": tests, "items": items}, ensure_ascii=False, indent=1) + "\n"


def _shipped(unit: Unit, item: Item) -> dict:
    """What students have of an item; not its concept, which is the answer to many a question."""
    return {
        "kind": item.kind,
        "stem": item.stem,
        "options": item.options,
        "topic": _topic(unit, item),
    }


def _topic(unit: Unit, item: Item) -> tuple[str, str]:
    """What to read again: the concept and its section, or the section alone where the concept's
    name is the answer."""
    concept = unit.concept(item.concept)
    zh, en = f"再看《{unit.title.zh}》", f"see {unit.title.en}"
    if concept.section is not None:
        zh, en = (
            f"{zh}第{'一二三四五六七八九'[concept.section - 1]}节",
            f"{en}, section {concept.section}",
        )
    right = [item.options[n] for n in item.key] if item.kind in ("single", "multiple") else []
    if not any(
        concept.title.zh in chinese or concept.title.en.lower() in english.lower()
        for chinese, english in right
    ):
        zh, en = f"这题考“{concept.title.zh}”，{zh}", f"this is about “{concept.title.en}”: {en}"
    return zh + "。", en + "."
