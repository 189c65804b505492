"""What students get leaks nothing: no answer, hidden test, model answer, key, reference or truth
column."""

import csv
import json
import re

import nbformat
import pytest

from grader.course import outline
from tests import small_course
from tools import build, lint
from tools.parts import find

COURSE = outline.load()
ROOT = COURSE.root
EXERCISES = [
    (part, language) for part in find(COURSE) if part.assignment for language in COURSE.languages
]
STUBS = {
    "code": "# 在这里写代码 · YOUR CODE HERE\n...",
    "markdown": "在这里写你的回答 · YOUR ANSWER HERE",
}
# What only hidden tests and answers say.
NEVER = (
    "BEGIN SOLUTION",
    "END SOLUTION",
    "HIDDEN TESTS",
    "### REFERENCE",
    "checks.reference",
    "truth/",
    "keys = {",
)
# a key that stands there, not one that is computed
WRITTEN_KEY = re.compile(r"""checks\.key\(\s*["']\w+["'],\s*["'\d\[]""")


def named(pairs):
    return {"argvalues": pairs, "ids": [f"{part.name}-{language}" for part, language in pairs]}


def split(cell):
    """What a student may see of a source cell, and the secret lines; written apart from nbgrader
    to check it."""
    metadata = cell.metadata.get("nbgrader", {})
    seen, secret, inside = [], [], None
    for line in cell.source.split("\n"):
        begin = re.search(r"### BEGIN (SOLUTION|HIDDEN TESTS)", line)
        if begin:
            inside = begin.group(1)
            if inside == "SOLUTION":
                indent = line[: len(line) - len(line.lstrip())]
                seen += [indent + stub for stub in STUBS[cell.cell_type].split("\n")]
        elif inside and f"### END {inside}" in line:
            inside = None
        else:
            (secret if inside else seen).append(line)
    if metadata.get("solution") and "### BEGIN SOLUTION" not in cell.source:
        return STUBS[cell.cell_type], cell.source.split("\n")
    return "\n".join(seen), secret


def strings(node):
    """Every string in some JSON, keys included."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for item in node:
            yield from strings(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from strings(value)


def leaks(source, released):
    """Sentences about secret lines of the source notebook that stand anywhere in the released
    file's JSON."""
    text = "\n".join(strings(json.loads(nbformat.writes(released))))
    lines = {line.strip() for line in text.split("\n")}
    parts = [split(cell) for cell in source.cells]
    open_text = "\n".join(seen for seen, _ in parts)
    open_lines = {line.strip() for line in open_text.split("\n")}
    found = []
    for cell, (_, secret) in zip(source.cells, parts, strict=True):
        for line in filter(None, map(str.strip, secret)):
            # a short line is compared whole, it may stand inside another word
            long = len(line) >= 12
            if (line in text and line not in open_text) if long else (line in lines - open_lines):
                found.append(f"cell {cell.id} leaks “{line}”")
    found += [f"“{word}” stands in the release" for word in NEVER if word in text]
    return found + [f"a quiz key stands in the release: {key}" for key in WRITTEN_KEY.findall(text)]


def pair(part, language):
    return lint.load(part.course.root / part.built(language)), lint.load(
        part.course.root / part.released(language)
    )


@pytest.mark.parametrize("part, language", **named(EXERCISES))
def test_release_leaks_nothing(part, language):
    found = leaks(*pair(part, language))
    assert not found, f"{part.released(language)}: " + "\n".join(found)


@pytest.mark.parametrize("part, language", **named(EXERCISES))
def test_release_is_the_source_with_stubs(part, language):
    source, released = pair(part, language)
    assert [cell.id for cell in source.cells] == [cell.id for cell in released.cells]
    for original, given in zip(source.cells, released.cells, strict=True):
        assert given.source == split(original)[0], f"{part.released(language)}, cell {given.id}"
        assert not given.get("outputs"), f"{part.released(language)}, cell {given.id} has outputs"
        metadata = given.metadata.get("nbgrader", {})
        if metadata.get("solution"):
            assert STUBS[given.cell_type].split("\n")[0] in given.source
        if metadata:
            assert re.fullmatch(r"[0-9a-f]{32}", metadata["checksum"])
            assert given.metadata.deletable is False


def header(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return set(next(csv.reader(file)))


def truth_columns(dataset):
    """Columns that only the truth tables of a dataset have."""
    secret = set().union(*(header(p) for p in dataset.glob("truth/*.csv")))
    return secret - set().union(*(header(p) for p in dataset.glob("*.csv")))


def uses(text, column):
    name = re.escape(column)
    return re.search(rf"""["'`]{name}["'`]|\.{name}\b""", text)


@pytest.mark.parametrize("part", find(COURSE), ids=lambda part: part.name)
def test_students_never_meet_a_truth_column(part):
    datasets = (
        part.unit.datasets
        if part.unit
        else {name for unit in COURSE.units for name in unit.datasets}
    )
    columns = {c for name in datasets for c in truth_columns(ROOT / "datasets" / name)}
    assert columns, "no truth table found in datasets/*/truth"
    for language in COURSE.languages:
        path = part.released(language) if part.assignment else part.built(language)
        text = "\n".join(cell.source for cell in lint.load(ROOT / path).cells)
        found = sorted(column for column in columns if uses(text, column))
        assert not found, f"{path} names the truth columns {', '.join(found)}"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    root = small_course.make(tmp_path_factory.mktemp("course"))
    assert build.main(["--no-run"], root) == 0
    return find(outline.load(root))[1]


def test_an_untouched_release_is_clean(small):
    assert leaks(*pair(small, "zh")) == [] == leaks(*pair(small, "en"))


@pytest.mark.parametrize(
    "cell, leak, words",
    [
        ("sum", "    total = a + b  # 相加", "cell sum leaks “total = a + b"),
        (
            "sum-hidden",
            'checks.agree("add", reference.add, 7, 8)',
            "cell sum-hidden leaks “checks.agree",
        ),
        ("sum-hidden", "reference = checks.reference('def add')", "“checks.reference” stands"),
        ("why", "因为加法可以交换。", "cell why leaks"),
        ("sum-hidden", 'checks.key("q1", "C", "z", "e")', "a quiz key stands"),
    ],
)
def test_a_leak_anywhere_is_named(small, cell, leak, words):
    for place in ("source", "metadata", "outputs"):
        source, released = pair(small, "zh")
        target = next(c for c in released.cells if c.id == ("sum" if place == "outputs" else cell))
        if place == "source":
            target.source += "\n" + leak
        elif place == "metadata":
            target.metadata["note"] = leak
        else:
            target.outputs = [nbformat.v4.new_output("stream", text=leak)]
        assert any(words in sentence for sentence in leaks(source, released)), place


def test_a_truth_column_is_seen():
    assert uses('members["alive"]', "alive") and uses("members.alive.sum()", "alive")
    assert not uses("customers who are alive", "alive")
