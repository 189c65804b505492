"""The self-test of a unit: by click, judged at once, kept for the person, and no mark of it."""

import json
import os
import re

import pytest

from grader.base.files import writing
from grader.course import bank, outline
from grader.learner import home, luggage, selftest

EVIL = "<img src=x onerror=alert(1)>"
BANK = {
    "tiny": {
        "tiny-01": {
            "kind": "single",
            "stem": [f"{EVIL}哪一个？", "Which one?"],
            "options": [["甲", "one"], [f"{EVIL}乙", "two"]],
            "topic": ["再看第一节", "see section 1"],
            "key": [1],
            "why": [f"{EVIL}乙才对", "two it is"],
        },
        "tiny-02": {
            "kind": "multiple",
            "stem": ["哪几个？", "Which?"],
            "options": [["甲", "a"], ["乙", "b"], ["丙", "c"]],
            "topic": ["再看第一节", "see section 1"],
            "key": [2, 0],
            "why": ["甲和丙", "a and c"],
        },
        "tiny-03": {
            "kind": "order",
            "stem": ["排一排", "Put in order"],
            "options": [["一", "1"], ["二", "2"], ["三", "3"], ["四", "4"]],
            "topic": ["再看第二节", "see section 2"],
            "key": [3, 0, 2, 1],
            "why": ["四一三二", "4 1 3 2"],
        },
        "tiny-04": {
            "kind": "number",
            "stem": ["百分之几？", "How many per cent?"],
            "options": [],
            "topic": ["再看第三节", "see section 3"],
            "key": [12.5, 0.05],
            "why": ["一除以八", "one by eight"],
        },
    }
}


@pytest.fixture(autouse=True)
def questions(monkeypatch):
    monkeypatch.setattr(selftest, "_bank", lambda: BANK)


def kept():
    return json.loads((home.room() / selftest.FILE).read_text(encoding="utf-8"))["tiny"]


def verdict(page, key):
    """good, bad, or None where nothing is said of a question."""
    said = re.search(rf'id="v-{key}".*?</fieldset>', page.text, re.DOTALL)[0]
    found = re.search(r'class="verdict (\w+)"', said)
    return found and found[1]


def post(browser, do, **fields):
    return browser.post("selftest/tiny", do=do, **{f"q.{k}": one for k, one in fields.items()})


def test_the_unit_leads_to_its_self_test(browser):
    page = browser.get("?unit=tiny")
    assert 'href="/keguan/selftest/tiny"' in page.text and "4 道" in page.text
    page = browser.get("/selftest/tiny")
    assert "答对 0 / 4" in page.text and EVIL not in page.text and "哪一个" in page.text
    assert "乙才对" not in page.text  # no reason before an answer


def test_a_wrong_answer_names_what_to_read_and_a_right_one_gets_its_reason(browser):
    page = post(browser, "check tiny-01", **{"tiny-01": "A"})
    assert verdict(page, "tiny-01") == "bad" and "再看第一节" in page.text
    assert page.url.endswith("#q-tiny-01") and "答对 0 / 4" in page.text
    page = post(browser, "check tiny-01", **{"tiny-01": "B"})
    assert (
        verdict(page, "tiny-01") == "good" and "乙才对" in page.text and "答对 1 / 4" in page.text
    )
    assert "答对了 1 道" in browser.get("?unit=tiny").text


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        ("tiny-01", ["B"], ["A"]),
        ("tiny-02", ["AC", "CA"], ["A", "ABC", "B", "AB"]),
        ("tiny-03", ["DACB"], ["ABCD", "BCAD"]),
        ("tiny-04", ["12.5", "12.5%", "12.55", "１２．５"], ["12.4", "0.125", "-12.5", "1250"]),
    ],
)
def test_each_kind_is_judged_by_its_key(browser, key, right, wrong):
    for value in (*wrong, *right):
        fields = [("do", f"check {key}"), (f"set.{key}", "1")]
        parts = [value] if key == "tiny-04" else list(value)
        page = browser.post_many("selftest/tiny", fields + [(f"q.{key}", one) for one in parts])
        assert verdict(page, key) == ("good" if value in right else "bad"), value


def test_an_answer_that_was_changed_is_judged_only_when_one_asks(browser):
    post(browser, "check tiny-01", **{"tiny-01": "B"})
    page = post(browser, "save", **{"tiny-01": "A"})
    assert verdict(page, "tiny-01") is None and kept()["tiny-01"] == {"value": "A", "asked": False}
    page = post(browser, "check tiny-02", **{"tiny-01": "A", "tiny-02": ""})
    assert verdict(page, "tiny-02") is None  # nothing chosen, nothing said


def test_what_is_no_answer_is_not_kept_and_the_one_before_stays(browser):
    post(browser, "check tiny-04", **{"tiny-04": "12.5"})
    page = post(browser, "check tiny-04", **{"tiny-04": f"about{EVIL}"})
    assert "请填一个数字" in page.text and EVIL not in page.text
    assert kept()["tiny-04"]["value"] == "12.5"
    page = post(browser, "save", **{"tiny-01": "Z"})
    assert "请从选项里选" in page.text and "tiny-01" not in kept()


def test_start_over_forgets_this_unit_only(browser):
    writing.write(home.room() / selftest.FILE, '{"other": {"x": {"value": "A", "asked": true}}}')
    post(browser, "check tiny-01", **{"tiny-01": "B"})
    page = post(browser, "again")
    assert "答对 0 / 4" in page.text and kept() == {}
    assert "other" in json.loads((home.room() / selftest.FILE).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"tiny": 3}', '{"tiny": {"tiny-01": {"value": ["B"]}, "tiny-02": "A"}}',
     '{"tiny": {"tiny-01": {"value": "Q", "asked": true}, "gone": {"value": "A"}}}'],
)  # fmt: skip
def test_a_damaged_file_is_no_answer(browser, text):
    writing.write(home.room() / selftest.FILE, text)
    assert "答对 0 / 4" in browser.get("/selftest/tiny").text
    assert verdict(post(browser, "check tiny-01", **{"tiny-01": "B"}), "tiny-01") == "good"


def test_a_full_disk_is_one_sentence_and_what_was_kept_stays(browser, monkeypatch):
    post(browser, "check tiny-01", **{"tiny-01": "B"})

    def full(*_args, **_options):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(selftest, "write", full)
    page = post(browser, "check tiny-01", **{"tiny-01": "A"})
    assert "磁盘满了" in page.text and kept()["tiny-01"]["value"] == "B"


def test_no_such_unit_is_one_sentence_and_another_site_presses_nothing(browser):
    assert "没有自测题" in browser.get("/selftest/nothing").text
    page = browser.post("selftest/tiny", key=False, do="again")
    assert page.status in (200, 303, 403) and "答对 0 / 4" in page.text


def test_it_is_taken_along(browser, course):
    post(browser, "check tiny-01", **{"tiny-01": "B"})
    data = luggage.take(course)
    (home.room() / selftest.FILE).unlink()
    luggage.bring(course, data)
    assert kept()["tiny-01"] == {"value": "B", "asked": True}


def test_the_file_of_questions_is_fresh_and_has_nothing_that_counts():
    course = outline.load()
    shipped = (course.root / "keguan" / "practice.json").read_text(encoding="utf-8")
    assert shipped == bank.practice(course), "run: python -m tools.build"
    ids = {id for unit in json.loads(shipped).values() for id in unit}
    for unit in course.units:
        uses = {item.id: item.use for item in bank.load(course, unit)}
        assert {id for id in uses if id in ids} == {
            id for id, use in uses.items() if use == bank.PRACTICE
        }


def test_the_bank_says_right_of_its_own_keys(monkeypatch):
    monkeypatch.undo()
    course = outline.load()
    for slug in selftest._bank():
        for item in selftest.read(course, "zh", slug).items:
            assert selftest.is_right(item, item.answer), item.question.key
