"""Below the command line a sentence is one Text: both languages, the same places to fill in."""

import ast
import importlib
import re
import string
from pathlib import Path

import pytest

import grader
from grader.base import Text, in_language

ROOMS = ["base", "course", "gradebook", "feedback", "report", "term", "learner"]
ROOT = Path(grader.__file__).parent
CHINESE = re.compile("[\u4e00-\u9fff]")
FILLED_IN = re.compile(r"\{.*?\}")
LETTERS = re.compile("[A-Za-z]{2}")
BILINGUAL = {"Text", "UserError", "CourseError"}
# what a notebook or a table shows to readers of both languages at once
SHOWN_TO_BOTH = {"（模拟学生的回答）", "# 模拟学生的代码", "✔ 正确"}


def paths(room):
    return sorted((ROOT / room).rglob("*.py")) or [ROOT / f"{room}.py"]


MODULES = [path for room in ROOMS for path in paths(room) if path.stem != "__init__"]
# a statement of marks names its parts in both languages, as its columns do
JOINS = {"statement"}


def module_of(path):
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return importlib.import_module(".".join(parts))


def constants(module):
    """The Texts of a module, alone or in a table, with their names."""
    for name, value in vars(module).items():
        table = value if isinstance(value, dict) else {"": value}
        for key, text in table.items():
            if isinstance(text, Text):
                yield f"{name} {key}", text


def places(text):
    """Names of the places to fill in."""
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def words(node):
    """What a string says, without what is filled in; None if it is not written here."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value for part in node.values if isinstance(part, ast.Constant))
    return None


def sentences(tree):
    """The two first arguments of everything that takes a sentence in both languages, if written."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in BILINGUAL:
            said = [words(argument) for argument in node.args[:2]]
            if len(said) == 2 and None not in said:
                yield node.lineno, *said


def wrong(zh, en):
    """Why two written strings are no sentence in both languages; empty if they are."""
    if CHINESE.search(en):
        return "Chinese in the English one"
    if bool(zh) != bool(en):
        return "only one language"
    if LETTERS.search(FILLED_IN.sub("", en)) and zh != en and not CHINESE.search(zh):
        return "no Chinese in the Chinese one"
    return ""


def joins(said):
    """Whether a string holds a sentence in both languages."""
    first, dot, rest = said.partition(" · ")
    if any(first.startswith(known) for known in SHOWN_TO_BOTH):
        return False
    return bool(dot and CHINESE.search(first) and LETTERS.search(FILLED_IN.sub("", rest)))


def joined(tree):
    """Strings that hold a sentence in both languages, as only the console should join them."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        said = words(node)
        if said and id(node) not in docstrings and joins(said):
            yield node.lineno, said


def by_language(tree):
    """Lines of dictionaries that keep sentences apart by language."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            lengths = all(
                isinstance(value, ast.Constant) and isinstance(value.value, int)
                for value in node.values
            )
            if keys == {"zh", "en"} and not lengths:
                yield node.lineno


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_both_languages_have_every_sentence_with_the_same_places(path):
    for name, text in constants(module_of(path)):
        assert not wrong(text.zh, text.en), (name, text)
        assert places(text.zh) == places(text.en), (name, text)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_sentence_that_is_written_has_both_languages(path):
    for line, zh, en in sentences(ast.parse(path.read_text(encoding="utf-8"))):
        assert not wrong(zh, en), f"{path}:{line}: {wrong(zh, en)}"


@pytest.mark.parametrize(
    "path", [one for one in MODULES if one.stem not in JOINS], ids=lambda path: path.stem
)
def test_only_the_console_joins_the_languages(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert list(joined(tree)) == []
    assert list(by_language(tree)) == []


@pytest.mark.parametrize(
    "zh, en, why",
    [
        ("没有", "none", ""),
        ("Python", "Python", ""),
        ("", "", ""),
        ("没有", "", "only one language"),
        ("nothing", "none", "no Chinese in the Chinese one"),
        ("没有", "没有 none", "Chinese in the English one"),
    ],
)
def test_a_sentence_in_one_language_is_seen(zh, en, why):
    assert wrong(zh, en) == why


@pytest.mark.parametrize(
    "source, seen",
    [
        ('say(f"没有 {name} · there is no {name}")', True),
        ('SAY = {"zh": "没有", "en": "none"}', True),
        ('SAY = Text("没有", "none")', False),
        ('"""没有 · none"""', False),
    ],
)
def test_a_joined_sentence_is_seen(source, seen):
    tree = ast.parse(source)
    assert bool([*joined(tree), *by_language(tree)]) == seen


def test_a_table_of_sentences_gives_those_of_one_language():
    texts = {"none": Text("没有", "none"), "all": Text("全部", "all")}
    assert in_language(texts, "zh") == {"none": "没有", "all": "全部"}
    assert in_language(texts, "en") == {"none": "none", "all": "all"}
