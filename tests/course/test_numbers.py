"""A number in the prose of a lesson, or of its teacher page, stands in the lesson's code or is one
that tests/course/recomputed.py works out again: a quantity has one value, the right one."""

import math
import re
from functools import cache

import nbformat
import pytest

from grader.course import outline
from tests.course.recomputed import LESSONS

COURSE = outline.load()
# Numbers that say how much: with a unit of what is counted, with decimals, or large. Years, hours
# and the like do not, nor do numbers below 100 without a unit.
_UNITS = "%|万元|个百分点|位|笔|户|人|张|家|通|条|次|元|天|周|倍|对|项|秒|行|组|个月|万"
_TIMES = r"(?! ?(?:年|月|日|号|分|点|课时|岁|版|\d))"
_NUMBER = re.compile(rf"(?<![\w.,])([−-]?\d[\d,]*(?:\.\d+)?)( ?(?:{_UNITS}))?{_TIMES}")
# A paragraph or a table with the id of a fact says what its source says: test_facts.py.
_FACT = re.compile(r"(?<![A-Za-z0-9])[CYOLP]\d\d(?![0-9A-Za-z])")
_NO_PROSE = re.compile(r"^```.*?^```|`[^`\n]*`|^#[^\n]*|\]\([^)]*\)", re.MULTILINE | re.DOTALL)
_LAW = re.compile(r"第[一二三四五六七八九十百、至]+条")


@cache
def cells(slug):
    return cells_in("zh", slug)


def cells_in(language, slug):
    path = COURSE.root / "lessons" / language / f"{slug}.ipynb"
    return nbformat.read(path, as_version=4).cells


def numbers(text):
    """Numbers of a text that say how much: (as written, value, decimals)."""
    for number, unit in _NUMBER.findall(text):
        if len(number) > 5 and number.isdigit():  # a code, such as that of a region
            continue
        value = float(number.replace(",", "").replace("−", "-"))
        decimals = len(number.partition(".")[2])
        if unit or decimals or abs(value) >= 100:
            yield number + unit.strip(), value, decimals


def prose(slug):
    """The paragraphs of a lesson, those left out that speak of real firms and laws."""
    pages = [cell.source for cell in cells(slug) if cell.cell_type == "markdown"]
    return [block for page in pages for block in blocks(page, r"\n\s*\n")]


def teacher(slug):
    """The lines of the teacher page, without those on the components of the mark, which are
    course.toml's."""
    page = (COURSE.root / "lessons" / "teacher" / "zh" / f"{slug}.md").read_text(encoding="utf-8")
    marks = [component.title.zh for component in COURSE.components]
    return [line for line in blocks(page, r"\n") if not any(title in line for title in marks)]


def blocks(page, between):
    found = re.split(between, _NO_PROSE.sub("", page))
    return [one for one in found if not _FACT.search(one) and not _LAW.search(one)]


@cache
def given(slug):
    """Numbers of the lesson's code: what the lesson assumes. 0.02 is 2% as well."""
    code = "\n".join(cell.source for cell in cells(slug) if cell.cell_type == "code")
    found = {float(one.replace("_", "")) for one in re.findall(r"(?<![\w.])\d[\d_]*\.?\d*", code)}
    return found | {round(100 * value, 9) for value in found if value < 1}


@cache
def quantities(slug):
    """The recomputed values and how far the lesson may be off, None for none but rounding."""
    found = LESSONS[slug]().values()
    return [value if isinstance(value, tuple) else (float(value), None) for value in found]


def fits(slug, written, value, decimals):
    """Whether a number is a recomputed one, to the digits that it is written with."""
    if written.endswith(("%", "个百分点")):
        value, decimals = value / 100, decimals + 2
    half = 0.5 * 10**-decimals + 1e-9
    return any(abs(value - right) <= (off or half) for right, off in quantities(slug))


def wrong(slug, text):
    """Numbers of a text that are neither recomputed nor given."""
    return [
        written
        for written, value, decimals in numbers(text)
        if value not in given(slug) and not fits(slug, written, value, decimals)
    ]


@pytest.mark.parametrize("slug", LESSONS)
def test_every_number_in_prose_is_worked_out_again(slug):
    texts = [*prose(slug), *teacher(slug)]
    found = [f"{one}: {text.strip()[:70]}" for text in texts for one in wrong(slug, text)]
    assert not found, (
        f"{slug} says numbers that are neither given in the lesson's code nor those of "
        f"tests/course/recomputed.py:\n" + "\n".join(found)
    )


# Both languages write large numbers in units of their own: 44 万元, 440 thousand yuan.
_SCALED = re.compile(r"(?<![\w.,])[−-]?\d[\d,]*(?:\.\d+)?%?")


def amounts(text):
    """All numbers of a text by how they are written."""
    every = _SCALED.findall(_NO_PROSE.sub("", text))
    return {one: float(one.strip("%").replace(",", "").replace("−", "-")) for one in every}


def is_large(written):
    """Whether a number has decimals or a percent sign, or is 100 or more."""
    return "." in written or "%" in written or len(written.lstrip("−-")) > 2


def is_among(value, others):
    """Whether a number is one of others, but for the unit and one rounding."""
    shifts = [math.log10(abs(value / other)) for other in others if value and other]
    return value in others or any(abs(shift - round(shift)) < 0.0015 for shift in shifts)


@pytest.mark.parametrize("slug", LESSONS)
def test_both_languages_say_the_same_numbers(slug):
    for number, (zh, en) in enumerate(zip(cells(slug), cells_in("en", slug), strict=True), 1):
        if zh.cell_type == "markdown":
            theirs = list(amounts(en.source).values())
            ours = {one: value for one, value in amounts(zh.source).items() if is_large(one)}
            lost = [one for one, value in ours.items() if not is_among(value, theirs)]
            assert not lost, f"lessons/en/{slug}.ipynb, cell {number} does not say {lost}"


def test_every_lesson_has_its_table():
    assert set(LESSONS) == {unit.slug for unit in COURSE.units}


@pytest.mark.parametrize(
    "text, found",
    [
        ("28 位会员，占 0.56，也就是 56%。", ["28位", "0.56", "56%"]),
        ("2026 年 7 月 1 日 9 点，第 3 列，3 分钟", []),
        ("每店 1,090 元，−10 元", ["1,090元", "−10元"]),
        ("一共 2000", ["2000"]),
        ("作业 100 分，90 分钟", []),
    ],
)
def test_which_numbers_of_a_text_say_how_much(text, found):
    assert [written for written, _, _ in numbers(text)] == found


@pytest.mark.parametrize(
    "text", ["29 位会员从 app 注册", "占 0.57", "1,091 元", "也就是 55%", "57.1%"]
)
def test_a_number_that_is_off_by_one_is_seen(text):
    assert wrong("warmup", text)
    assert not wrong("warmup", "28 位，占 0.56，也就是 56%；平均 1,090 元")


def test_what_stands_below_a_heading_is_prose_and_what_a_fact_says_is_not():
    page = "## 一、表（15 分钟）\n\n一共 28 位。\n\n据公开的说法，占 90%（C18）。\n\n`x = 300`"
    assert [one for block in blocks(page, r"\n\s*\n") for one, *_ in numbers(block)] == ["28位"]


@pytest.mark.parametrize(
    "value, others, found",
    [(0.56, [0.56], True), (44.0, [440.0], True), (5450000, [5.45], True), (81, [79], False)],
)
def test_a_number_is_the_same_in_another_unit(value, others, found):
    assert is_among(value, others) == found
