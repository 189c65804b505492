"""Real firms and laws: every fact that a text cites by its number stands in content/facts.csv."""

import csv
import re
import tomllib

import pytest

CITED = re.compile(r"(?<![A-Za-z0-9])([CYOLP])(\d\d)(?![0-9A-Za-z])")
# Numbers of products and people in the data, such as P0100, are longer; rules and records have
# other letters.
# Code that people do not read; and the books of tasks, where P11 is somebody in a table.
UNREAD, TASKS = {"answers.py"}, {"tasks.py", "practice.py"}
CONFIDENCES = {"A", "B", "C", "D"}


@pytest.fixture(scope="module")
def facts(checkout):
    with (checkout / "content" / "facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_facts_are_numbered_once_and_have_a_source(facts):
    ids = [fact["id"] for fact in facts]
    assert len(set(ids)) == len(ids) and all(CITED.fullmatch(one) for one in ids)
    for fact in facts:
        assert fact["statement"] and fact["date"] and fact["source"], fact["id"]
        assert fact["confidence"] in CONFIDENCES, fact["id"]


def texts(checkout):
    """What students and teachers read: (path, text)."""
    for path in sorted((checkout / "content").glob("*/*")):
        if path.suffix in {".md", ".toml", ".py"} and path.name not in UNREAD:
            yield path.relative_to(checkout), path.read_text(encoding="utf-8")


def test_every_fact_that_is_cited_is_in_the_table(checkout, facts):
    known = {fact["id"] for fact in facts}
    cited = {}
    for path, text in texts(checkout):
        for letter, number in CITED.findall(text):
            if letter != "P" or path.name not in TASKS:
                cited.setdefault(letter + number, path)
    unknown = {fact: str(path) for fact, path in cited.items() if fact not in known}
    assert not unknown
    assert {"P06", "P07", "P08", "P09", "O04", "Y23", "C03"} <= set(cited)


def test_the_cases_give_their_facts_the_same_confidence(checkout, facts):
    confidence = {fact["id"]: fact["confidence"] for fact in facts}
    for path in sorted((checkout / "datasets").glob("*/dictionary*.toml")):
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        for fact in words.get("facts", ()):
            assert fact["confidence"] == confidence[fact["id"]], f"{path.name}: {fact['id']}"


# 第六条, 第四十四至四十六条; the first four articles of a law are general, and 第一条 is often the
# first of a list.
ARTICLES = re.compile(r"第([一二三四五六七八九十百]+)(?:[、至]([一二三四五六七八九十百]+))?条")
LEAST = 5
DIGITS = "零一二三四五六七八九"


def number(chinese):
    """The number that Chinese numerals below a thousand say."""
    total = digit = 0
    for sign in chinese:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        else:
            total += (digit or 1) * {"十": 10, "百": 100}[sign]
            digit = 0
    return total + digit


def articles(facts):
    """The articles that the facts of law are about."""
    found = set()
    for fact in facts:
        if fact["id"][0] == "P":
            for first, last in re.findall(r"(?:Art|[;,]) (\d+)(?:–(\d+))?", fact["statement"]):
                found |= set(range(int(first), int(last or first) + 1))
    return found


@pytest.mark.parametrize("chinese, value", [("十", 10), ("四十七", 47), ("二百五十三", 253)])
def test_numbers_of_articles(chinese, value):
    assert number(chinese) == value


def test_every_article_of_a_law_that_is_cited_is_in_a_fact(checkout, facts):
    known = articles(facts)
    unknown = {}
    for path, text in texts(checkout):
        for pair in ARTICLES.findall(text):
            cited = {number(one) for one in pair if one} - known
            unknown |= {article: str(path) for article in cited if article >= LEAST}
    assert not unknown, f"articles without a fact in content/facts.csv: {unknown}"
