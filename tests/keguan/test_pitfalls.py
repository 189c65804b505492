"""What a beginner cannot have meant is found in a function's code; right code is left alone."""

import linecache
import re

import pytest

from keguan import error_texts, pitfalls


def found(
    body: str, parameters: str = "row", needed: tuple = ("where",), **known: tuple[str, ...]
) -> tuple[int, str, tuple[str, str]] | None:
    source = f"def f({parameters}):\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    linecache.cache["<f>"] = (len(source), None, source.splitlines(keepends=True), "<f>")
    names: dict = {}
    exec(compile(source, "<f>", "exec"), names)
    return pitfalls.found(names["f"], needed, **known)


@pytest.mark.parametrize(
    ("body", "which"),
    [
        ('return row["paid"] == "True"', "quoted truth"),
        ('return row["quit_on"] == "NaT"', "quoted missing"),
        ('return row["stars"] == "5"', "quoted number"),
        ('return [name for name in row if name == "row"]', "quoted name"),
        ('tier = row["tier"]\nreturn "tier"', "quoted result"),
        ('return "stars" == 5', "two constants"),
        ('return row["tier"] == "key" or 5', "half a condition"),
        ('if "plan" and "team":\n    return row', "half a condition"),
        ('return row["plan" or "team"]', "names in brackets"),
        ('return row["quit_on"] == None', "equals None"),
        ('return row["a"].sum', "uncalled method"),
        ("load = {}\nload[row] =+ 1\nreturn load", "plus sign"),
        ('fits = row["a"] = 3\nreturn fits.sum()', "second equals sign"),
        ('row.sort_values("a")\nreturn row', "dropped result"),
        ("sorted(row)\nreturn row", "dropped result"),
        ("return row.append(1)", "no result"),
        ("row = row.sort()\nreturn row", "no result"),
        ("money = 1\nmoney == row\nreturn money", "lost comparison"),
        ("print(row)", "printed"),
        ("for entry in row:\n    return entry", "first round"),
        (
            "for entry in row:\n    if entry:\n        return 1\n    else:\n        return 2",
            "first round",
        ),
        ('return row.where == "van"', "dot for a method"),
        ("return print(row)", "printed"),
        ('x = "a"\nif row:\n    x = "b"\nx = "a"\nreturn x', "given away"),
        ("if row:\n    return 1\nelse:\n    return 2\nreturn 3", "never reached"),
        ("for one in row:\n    n = 0\n    if one:\n        n += 1\nreturn n", "begun anew"),
        ("for one in row:\n    n = 0\n    n = n + one\nreturn n", "begun anew"),
        (
            'if row == 1:\n    k = "a"\nif row == 2:\n    k = "b"\nelse:\n    k = "c"\nreturn k',
            "lost branch",
        ),
        ("return 1", "unused parameter"),
        ('row = row.head(3)\nreturn "a" in row["ids"]', "in a column"),
        ('return row["tier"] is "key"', "identity"),
    ],
)
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_what_cannot_be_meant_is_found_with_its_line(body, which):
    number, line, said = found(body)
    assert line == ["def f(row):", *body.split("\n")][number - 1].strip()
    for text, template in zip(said, error_texts.PITFALLS[which], strict=True):
        assert re.fullmatch(re.sub(r"\\{\d\\}", ".+", re.escape(template)), text)


@pytest.mark.parametrize(
    "body",
    [
        "return [name for name in row if not row[name]]",
        'return row["product"] == row and row["tier"] == "gold" or False',
        "return sorted(row, key=row.get)",
        'return row.groupby("row")["stars"].agg("mean").rename("stars")',
        'row.sort_values("a", inplace=True)\nreturn row',
        "names = []\nfor entry in row:\n    if entry:\n        return entry\nreturn names",
        "for entry in row:\n    if entry:\n        return 1\n    else:\n        row = 2\nreturn 3",
        'return row["region"] in row["regions"].split()',
        "print(row)\nreturn row",
        "return row.where(row > 0, 0)",
        "return max(row, default=None) or 0",
        'x = row or ""\nreturn x',
        'return row["quit_on"] is None',
        'paid = row["state"] == "paid"\nreturn paid',
        'sign = "sign" in row\nif not sign:\n    return "sign"\nreturn "none"',
        'x = "a"\nif row:\n    x = "b"\ny = "a"\nreturn x + y',
        "if row:\n    return 1\nelse:\n    x = 2\nreturn x",
        "all = []\nfor one in row:\n    n = 0\n    n += one\n    all.append(n)\nreturn all",
        'k = "c"\nif row == 1:\n    k = "a"\nif row == 2:\n    k = "b"\nreturn k',
        "k = 0\nif row == 1:\n    k = 2\nif row == 2:\n    k = 1\nelse:\n    k = k + 1\nreturn k",
        "k = 0\nif row == 1:\n    k = 2\nif row == 2:\n    k = 1\nelif row:\n    k = 5\nreturn k",
        "...",
    ],
)
def test_nothing_is_found_in_code_that_can_be_meant(body):
    parameters = "" if body == "..." else "row"
    assert found(body, parameters, words=("paid", "open")) is None


@pytest.mark.parametrize("used", ['row["promised_hours"]', 'row.agg(h=("promised_hours", "mean"))'])
def test_a_column_in_the_place_of_one_called_alike_is_found(used):
    columns = {"needed": ("replied_hours",), "others": ("promised_hours", "path")}
    number, _, (zh, _) = found(f"return {used}", **columns)
    assert number == 2 and "promised_hours" in zh
    assert found(f'return {used} - row["replied_hours"]', **columns) is None


@pytest.mark.parametrize(
    "body", ['good = row[row["told"] == "good"]\nreturn good', 'good = row\nreturn "good"']
)
def test_a_value_of_a_column_may_be_the_name_of_a_variable_as_well(body):
    assert found(body, words=["good", "bad"]) is None
    assert found(body) is not None


def test_a_function_whose_code_cannot_be_read_is_left_alone():
    assert pitfalls.found(len) is None and pitfalls.found(object()) is None


def test_a_sentence_is_told_on_with_known_words_only():
    said = "表里没有“gmv”这一列，最接近的列名是“secret”。KeyError: 'gmv'"
    assert error_texts.repeat(said, "gmv")[0] == "表里没有“gmv”这一列，最接近的列名是“…”。"
    assert error_texts.repeat("值是 2137。", "2137") is None


def test_every_sentence_is_told_with_the_same_words_in_both_languages():
    for zh, en in error_texts.every():
        words = ["one", "two", "three"]
        told = error_texts.repeat(zh.format(*words), "one two three")
        assert told == (zh.format(*words), en.format(*words))
