"""Real firms and laws: every fact that a text cites by its number stands in content/facts.csv."""

import csv
import re
import tomllib

import pytest

CITED = re.compile(r"(?<![A-Za-z0-9])([CYOLP])(\d\d)(?![0-9A-Za-z])")
# Numbers of products and people in the data, such as P0100, are longer; rules and records have
# other letters.
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
        if path.suffix in {".md", ".toml"} or path.name in {"lesson.py", "written.py", "group.py"}:
            yield path.relative_to(checkout), path.read_text(encoding="utf-8")


def test_every_fact_that_is_cited_is_in_the_table(checkout, facts):
    known = {fact["id"] for fact in facts}
    cited = {}
    for path, text in texts(checkout):
        for letter, number in CITED.findall(text):
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
