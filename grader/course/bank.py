"""The item bank of a unit: content/<unit>/bank.toml with keys and reasons, read and checked.

An item has a stem and one of these: `right` and `wrong` options (one right: single choice;
several: multiple choice), `steps` in their right order, or a `number` with its tolerance `tol`.
`why` says in a sentence why the key is right. `use` is "graded" for what the quiz and the final
test draw, "practice" for what is not drawn for marks. Every text is a pair, Chinese and English.
What students get of the graded items, keguan/questions.json, is made by `questions`; the others,
with key and reason, are keguan/practice.json, made by `practice`.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass

from grader.base import Text
from grader.course.outline import Assignment, Concept, Course, CourseError, Unit

PRACTICE = "practice"
GRADED = "graded"
LEAST = {PRACTICE: 8, GRADED: 20}  # items of a unit
KINDS = {"single": "单选", "multiple": "多选", "order": "排序", "number": "填数"}
NEEDED = {"id", "concept", "use", "stem", "why"}
FIELDS = NEEDED | {"right", "wrong", "steps", "number", "tol"}
Refuse = Callable[[str, str], CourseError]


@dataclass(frozen=True)
class Item:
    """One item. `options`: texts as they are shipped, in an order that tells nothing; `key`: the
    numbers of the right options (for an order: all of them, in order), or (number, tolerance)."""

    id: str
    kind: str
    concept: str
    use: str
    stem: Text
    options: tuple[Text, ...]
    key: tuple[float, ...]
    why: Text

    @property
    def right(self) -> list[Text]:
        """The right options of a choice; none for other kinds."""
        chosen = self.key if self.kind in ("single", "multiple") else ()
        return [self.options[int(n)] for n in chosen]


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
            f"{shown} 不是有效的 TOML，请改正",
            f"{shown} is not valid TOML; correct it",
            detail=str(error),
        ) from None
    items = [_item(shown, entry, unit) for entry in raw.get("items", [])]
    _refuse_doubles(shown, "编号", "id", [item.id for item in items])
    _refuse_doubles(shown, "题干", "stem", [item.stem.zh for item in items])
    for use, least in LEAST.items():
        there = sum(item.use == use for item in items)
        if there < least:
            raise CourseError(
                f"use 写 {use} 的题至少要有 {least} 道，现在只有 {there} 道",
                f"there are {there} {use} items; write at least {least}",
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
                f"{what_zh}用了两次，请改掉一个：{value}",
                f"the {what} stands twice; change one of them: {value}",
                place=shown,
            )


def _item(shown: str, entry: dict, unit: Unit) -> Item:
    where = f"{shown}, {entry.get('id', '?')}"

    def refuse(zh: str, en: str) -> CourseError:
        return CourseError(zh, en, place=where)

    _verify(entry, unit, refuse)
    kind, pairs = _kind(entry, refuse)
    stem = _text(entry["stem"], refuse)
    why = _text(entry["why"], refuse)
    texts = [_text(pair, refuse) for pair in pairs]
    for language in ("zh", "en"):
        if len({text[language].strip() for text in texts}) < len(texts):
            raise refuse("有两个选项相同，请改掉一个", "two options are equal; change one")
    options = sorted(texts, key=lambda text: _lot(entry["id"], text))
    key: tuple[float, ...]
    if kind == "number":
        key = (entry["number"], entry.get("tol", 0.005))
    else:
        right = texts if kind == "order" else texts[: len(entry["right"])]
        key = tuple(options.index(text) for text in right)
    id = entry["id"]
    concept = entry["concept"]
    use = entry["use"]
    return Item(id, kind, concept, use, stem, tuple(options), key, why)


def _verify(entry: dict, unit: Unit, refuse: Refuse) -> None:
    """The fields that every item has."""
    if not NEEDED <= entry.keys() <= FIELDS:
        wrong = sorted((set(entry) - FIELDS) | (NEEDED - set(entry)))
        raise refuse(
            f"请补上缺的项，删去多余或写错的项：{wrong}",
            f"it lacks or misspells an entry; correct it: {wrong}",
        )
    if not re.fullmatch(rf"{unit.slug}-\d\d", entry["id"]):
        raise refuse(f"编号要写成 {unit.slug}-01", f"write the id like {unit.slug}-01")
    if entry["concept"] not in {c.id for c in unit.concepts}:
        raise refuse(
            f"概念“{entry['concept']}”不在 course.toml 里，请改用那里列出的",
            f"the concept '{entry['concept']}' is not in course.toml; name a listed one",
        )
    if entry["use"] not in LEAST:
        raise refuse("use 要写 practice 或 graded", "write practice or graded for use")


def _text(pair: object, refuse: Refuse) -> Text:
    """A text of the bank, which is written as a list of two."""
    parts = pair if isinstance(pair, list) else []
    if len(parts) == 2 and all(isinstance(part, str) and part.strip() for part in parts):
        return Text(*parts)
    raise refuse(
        '每段文字都要写成 ["中文", "English"]', 'write every text as a pair ["中文", "English"]'
    )


def _lot(id: str, text: Text) -> str:
    """Where an option stands among the others: the same on every machine, and telling nothing."""
    return hashlib.sha256(f"{id}{text.zh}".encode()).hexdigest()


def _kind(entry: dict, refuse: Refuse) -> tuple[str, list]:
    """The kind of an item by its fields, and the texts of its options."""
    given = [name for name in ("right", "steps", "number") if name in entry]
    needs_wrong = given == ["right"]
    may_have_tol = given == ["number"]
    fits = ("wrong" in entry) == needs_wrong and ("tol" not in entry or may_have_tol)
    if len(given) != 1 or not fits:
        raise refuse(
            "要有 right 和 wrong，或 steps，或 number（可加 tol）",
            "give right and wrong, or steps, or number (with tol)",
        )
    if given == ["number"]:
        tol = entry.get("tol", 0)
        if not _is_number(entry["number"]) or not _is_number(tol) or tol < 0:
            raise refuse(
                "number 和 tol 要写数字，tol 不能小于 0", "number and tol must be numbers, tol >= 0"
            )
        return "number", []
    if given == ["steps"]:
        if not 4 <= len(entry["steps"]) <= 5:
            raise refuse("排序题要有 4 到 5 步", "an order item must have 4 or 5 steps")
        return "order", entry["steps"]
    right = entry["right"]
    wrong = entry["wrong"]
    if not right or not wrong or not 4 <= len(right) + len(wrong) <= 6:
        raise refuse(
            "选择题要有对的和错的，共 4 到 6 项",
            "a choice must have right and wrong options, 4 to 6 in all",
        )
    return "single" if len(right) == 1 else "multiple", right + wrong


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def keys(items: list[Item]) -> dict[str, tuple[float, ...]]:
    """Key by item id, as hidden tests hold it."""
    return {item.id: item.key for item in items}


def questions(course: Course) -> str:
    """The text of keguan/questions.json: what every test draws, and the graded items without keys.

    Raises CourseError when a test draws more than the bank of a unit has.
    """
    banks = {unit.slug: graded(course, unit) for unit in course.units}
    tests = {a.name: _draws(a) for a in course.assignments if a.is_drawn}
    for test, parts in tests.items():
        for unit, counts in parts.items():
            _verify_draw(test, unit, counts, banks.get(unit, []))
    items = {}
    for slug, bank in banks.items():
        if bank:
            items[slug] = {item.id: _shipped(course.unit(slug), item) for item in bank}
    return json.dumps({"tests": tests, "items": items}, ensure_ascii=False, indent=1) + "\n"


def practice(course: Course) -> str:
    """The text of keguan/practice.json: the items that count for no mark, with key and reason, by
    unit and id."""
    items = {}
    for unit in course.units:
        bank = [item for item in load(course, unit) if item.use == PRACTICE]
        if bank:
            items[unit.slug] = {
                item.id: {
                    **_shipped(unit, item),
                    "key": list(item.key),
                    "why": _pair(item.why),
                }
                for item in bank
            }
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _draws(test: Assignment) -> dict[str, dict[str, int]]:
    """How many items of each kind a test draws, by unit."""
    return {task.id: dict(task.draw) for task in test.tasks if task.draw}


def _verify_draw(test: str, unit: str, counts: dict[str, int], bank: list[Item]) -> None:
    for kind, n in counts.items():
        there = sum(item.kind == kind for item in bank)
        if there < n:
            what = KINDS.get(kind, f" {kind} ")
            raise CourseError(
                f"{test} 要从 {unit} 抽 {n} 道{what}题，可题库里计分的{what}题只有 {there} 道，"
                "请补题，或者少抽几道",
                f"{test} draws {n} {kind} items of {unit}, but only {there} in the bank are for "
                "marks; write more, or draw fewer",
                place="course.toml",
            )


def _shipped(unit: Unit, item: Item) -> dict:
    """What students have of an item; not its concept, which is the answer to many a question."""
    return {
        "kind": item.kind,
        "stem": _pair(item.stem),
        "options": [_pair(option) for option in item.options],
        "topic": _pair(_topic(unit, item)),
    }


def _pair(text: Text) -> list[str]:
    return [text.zh, text.en]


def _topic(unit: Unit, item: Item) -> Text:
    """What to read again: the concept and its section, or the section alone where the concept's
    name is the answer."""
    concept = unit.concept(item.concept)
    zh = f"再看《{unit.title.zh}》"
    en = f"see {unit.title.en}"
    if concept.section is not None:
        number = "一二三四五六七八九"[concept.section - 1]
        zh = f"{zh}第{number}节"
        en = f"{en}, section {concept.section}"
    if not any(_names(option, concept) for option in item.right):
        zh = f"这题考“{concept.title.zh}”，{zh}"
        en = f"this is about “{concept.title.en}”: {en}"
    return Text(zh + "。", en + ".")


def _names(option: Text, concept: Concept) -> bool:
    """Whether an option holds the concept's name in one of the languages."""
    return concept.title.zh in option.zh or concept.title.en.lower() in option.en.lower()
