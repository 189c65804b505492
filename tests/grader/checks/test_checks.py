"""grader.checks and grader.checks.compare: every right form passes, every wrong one gets its
sentence, nothing is given away."""

import linecache

import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from grader import checks
from grader.base import Text
from grader.checks import errors
from grader.checks.compare import difference
from grader.checks.verdicts import parse

RIGHT = {"M1": 40.0, "M2": -10.0, "M3": 0.0}
TABLE = pd.DataFrame({"R": [3, 9], "M": [10.5, 2.0]}, index=["M1", "M2"])


@pytest.mark.parametrize(
    "answer",
    [
        dict(RIGHT),
        pd.Series(RIGHT),
        pd.Series(RIGHT)[::-1],
        pd.Series([40, -10, 0]),
        pd.Series(RIGHT, index=pd.CategoricalIndex(["M1", "M2", "M3"])),
        pd.Series(RIGHT).to_frame("profit"),
        pd.DataFrame({"member_id": ["M3", "M1", "M2"], "p": [0, 40, -10]}),
        [40, -10, 0.0],
        np.array([40, -10, 0]),
        [("M2", -10), ("M1", 40), ("M3", 0)],
        pd.Series(RIGHT, dtype="Float64"),
    ],
)
def test_values_by_key_are_read_in_any_form(answer):
    assert difference(answer, RIGHT) is None
    assert difference(answer, pd.Series(RIGHT)) is None


@pytest.mark.parametrize(
    "answer, zh",
    [
        ({"M1": 40, "M2": -10}, "缺少 1 项"),
        ({**RIGHT, "M9": 1}, "多出 1 项"),
        ({**RIGHT, "M2": 10}, "“M2”数值不对：正负号反了"),
        ({**RIGHT, "M1": 4000}, "“M1”数值不对：是应有的 100 倍"),
        ({**RIGHT, "M1": 0.4}, "“M1”数值不对：是应有的百分之一"),
        ({**RIGHT, "M2": "x"}, "现在是文字"),
        ({**RIGHT, "M2": float("nan")}, "空值"),
        (pd.DataFrame({"a": RIGHT, "b": RIGHT}), "一列"),
        (pd.Series([1, 2, 3], index=["M1", "M1", "M2"]), "出现了两次"),
        ([1, 2], "应有 3 项"),
        (7, "现在只是数字"),
        ({1, 2}, "现在只是集合（set），没有先后"),
    ],
)
def test_values_by_key_that_are_off_are_told_by_place(answer, zh):
    found = difference(answer, RIGHT)
    assert found is not None and zh in found.zh
    assert found.en and "-10" not in found.en + found.zh, (
        "a difference must not give the right value away"
    )


@pytest.mark.parametrize(
    "answer",
    [
        TABLE,
        TABLE[["M", "R"]].iloc[::-1],
        TABLE.rename_axis("member_id").reset_index(),
        TABLE.rename(columns=str.lower).astype(object),
        TABLE.to_dict(),
        TABLE.to_numpy(),
        TABLE.rename_axis("member_id").reset_index().to_dict("records"),
        TABLE.assign(extra=1),
    ],
)
def test_tables_are_read_in_any_form(answer):
    assert difference(answer, TABLE) is None


@pytest.mark.parametrize(
    "answer, zh",
    [
        (TABLE[["R"]], "缺少列：M"),
        (TABLE.assign(M=[10.5, 3.0]), "“M”列：2 项里有 1 项不对"),
        (TABLE.iloc[:1], "缺少 1 项"),
        (TABLE.reset_index(drop=True), "看不出哪一行是谁的"),
        (5, "应该是一张表"),
        ({"R": [1], "M": [1, 2]}, "长短不一"),
    ],
)
def test_tables_that_are_off(answer, zh):
    assert zh in difference(answer, TABLE).zh


@pytest.mark.parametrize(
    "answer, right, same",
    [
        (np.int64(3), 3, True),
        (pd.Series([3.0]), 3, True),
        (True, 1, False),
        (np.True_, True, True),
        (1, True, False),
        (" R↓F↑M↑ ", "R↓F↑M↑", True),
        ("x", 3, False),
        ((1, "a"), [1, "a"], True),
        ([1], [1, 2], False),
        (float("nan"), float("nan"), True),
        (pd.NA, 3, False),
        (0.1 + 0.2, 0.3, True),
        (3.2, 3, False),
        ([[1, 2], [3, 4]], np.array([[1, 2], [3, 4]]), True),
    ],
)
def test_single_values_and_sequences(answer, right, same):
    assert (difference(answer, right) is None) == same


@pytest.mark.parametrize(
    "answer, zh",
    [("Gold", "只差大小写"), ("go ld", "只差空格"), ("金牌", "英文代码"), ("silver", "内容不对")],
)
def test_a_text_that_is_nearly_right_is_told_what_differs(answer, zh):
    assert zh in difference(answer, "gold").zh


def test_a_series_whose_index_was_wanted_is_told_so():
    ranked = pd.Series([0.9, 0.7], index=["app", "phone"])
    assert ".index.to_list()" in difference(ranked, ["app", "phone"]).zh
    assert "先后不对" in difference(ranked.index, ["phone", "app"]).zh
    assert difference(pd.Series(["app", "phone"]), ["app", "phone"]) is None
    assert difference(pd.Series([], dtype=float), []) is None


def run(source, **names):
    """Runs a check cell the way a notebook does: in a namespace that holds the student's names."""
    namespace = {"checks": checks, "pd": pd, "__name__": "__main__", **names}
    exec(source, namespace)


def verdict(source, **names):
    with pytest.raises(checks.Verdict) as caught:
        run(source, **names)
    return caught.value


CELL = """
checks.example("double", [1, 2]).mistake([1, 2], "没有乘 2。", "not doubled.").expect([2, 4])
"""


def test_the_four_outcomes(capsys):
    run(CELL, double=lambda v: [2 * x for x in v])
    assert "✔ 正确：double" in capsys.readouterr().out
    assert verdict(CELL, double=lambda v: v).zh == "没有乘 2。"
    assert verdict(CELL, double=lambda v: None).outcome == "not attempted"
    assert verdict(CELL, double=lambda v: ...).outcome == "not attempted"
    assert verdict(CELL).outcome == "not checkable"
    assert verdict(CELL, double=3).outcome == "not checkable"
    assert verdict("checks.variable('x')", x=None).outcome == "not attempted"


def test_nothing_for_a_later_example_of_the_cell_is_a_case_forgotten():
    later = "checks.example('tier', 0, case=('0 点', '0 points'))"
    found = verdict(later, tier=lambda value: value or None)
    assert (found.outcome, found.zh) == ("incorrect", "0 点什么也没有返回：每种情况都要 return。")
    assert verdict("checks.example('tier', 0)", tier=lambda value: value or None).outcome == (
        "not attempted"
    )
    # as it was given out: a cell that only asks for a case has nobody's answer
    assert verdict(later, tier=lambda value: None).outcome == "not attempted"
    hidden = "checks.agree('tier', lambda value: 1, 0)"
    assert verdict(hidden, tier=lambda value: None).outcome == "not attempted"


def test_expect_says_how_the_right_value_comes_about():
    cell = "checks.example('f').expect([2, 4], because=('2 × 1，2 × 2。', '2 × 1, 2 × 2.'))"
    found = verdict(cell, f=lambda: [2, 5])
    assert found.zh == "第 2 项：数值不对。2 × 1，2 × 2。"
    assert found.en == "entry 2: is not the right number. 2 × 1, 2 × 2."
    run(cell, f=lambda: [2, 4])


def test_a_number_that_was_rounded_is_told_so():
    assert "四舍五入" in difference(0.7, 0.66667, 0.0006).zh
    assert "四舍五入" not in difference(0.6, 0.66667, 0.0006).zh
    assert "四舍五入" in difference(13, 12.7, 0.0006).zh
    assert "四舍五入" not in difference(1.0, 0.75, 0.0006).zh


def test_an_error_in_the_answer_is_one_sentence_with_its_line():
    namespace = {"__name__": "__main__"}
    exec(compile("def double(v):\n    a = 1\n    return v / 0\n", "student", "exec"), namespace)
    found = verdict(CELL, double=namespace["double"])
    assert found.outcome == "incorrect" and "第 3 行" in found.zh and "line 3" in found.en


PITFALL = (
    "with checks.task('en', 'Task 1', 1):\n    checks.example('paid', {'stars': 5}).expect(True)"
)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('return row["stars"] == "5"', 'Line 2 (return row["stars"] == "5"): \'5\' in quotation'),
        ('return row["stars"].bit_length', "the method bit_length was not called"),
        ('return row["starz"] > 4', "the nearest is 'stars'"),
        ("print(row['stars'])", "perhaps in one case? Line 2 ("),
    ],
)
def test_a_verdict_says_what_cannot_have_been_meant(line, said):
    source = f"def paid(row):\n    {line}\n"
    linecache.cache["student"] = (len(source), None, source.splitlines(keepends=True), "student")
    namespace = {"__name__": "__main__"}
    exec(compile(source, "student", "exec"), namespace)
    found = verdict(PITFALL, paid=namespace["paid"])
    assert found.outcome == ("not attempted" if "print" in line else "incorrect")
    assert said in found.en
    assert parse(str(found)).en == found.en


def test_a_line_with_the_sign_between_both_languages_is_read_back():
    quoted = checks.Verdict("incorrect", "f", "第 2 行（a | b）：不行", "line 2 (a | b): no")
    assert parse(str(quoted)).zh == "第 2 行（a | b）：不行"
    assert parse(str(quoted)).en == "line 2 (a | b): no"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("第 1 行（x = t[2137]）：表里没有“a”这一列，最接近的列名是“2137”。KeyError: 'a'", "“…”"),
        (
            "换一组数据还不行：第 1 行（2137）：值不合适。ValueError: 2137",
            "换一组数据还不行：值不合适。",
        ),
        ("第 2 行（return a）：2137。ValueError: 2137", "第 2 行（return a）：运行时出错。"),
        ("第 1 行（def f(a):）：没有用到参数 a：不要写死，也不要用外面的变量。", "没有用到参数 a"),
        (
            "差 2137。第 2 行（return a）：方法 a 后面没有圆括号，还没有算：写成 a()。",
            "差 2137。第 2 行",
        ),
        ("应有 3 项，现在有 4 项。", "应有 3 项，现在有 4 项。"),
    ],
)
def test_without_words_nothing_is_told_on_that_only_a_hidden_test_knows(said, kept):
    made = errors.without_words(Text(said, "line 1 (x): y"), ["def f(a):\n    return a"], "")
    assert kept in made.zh and ("2137" not in made.zh or said.startswith("差 2137"))


def test_conditions_without_brackets_are_named():
    def rich(table):
        return table[table["city"] == "BJ" & table["tier"] == "gold"]

    table = pd.DataFrame({"city": ["BJ"], "tier": ["gold"]})
    call = "checks.example('rich', table).expect(1)"
    found = verdict(call, rich=rich, table=table)
    assert "各自加圆括号" in found.zh and "round brackets" in found.en


@pytest.mark.parametrize("word", ["and", "or"])
def test_words_between_conditions_on_columns_are_named(word):
    namespace = {}
    code = f'def rich(table):\n    return table[table["a"] > 1 {word} table["b"] > 1]\n'
    exec(compile(code, f"student of {word}", "exec"), namespace)  # no other's lines are quoted
    table = pd.DataFrame({"a": [1, 2], "b": [2, 2]})
    found = verdict("checks.example('rich', table).expect(1)", rich=namespace["rich"], table=table)
    assert "第 2 行" in found.zh and "条件之间用 & 和 |" in found.zh and "& and |" in found.en


def test_a_parameter_in_quotation_marks_is_named():
    namespace = {}
    code = 'def rows(table, column):\n    return len(table["column"])\n'
    exec(compile(code, "student", "exec"), namespace)
    call = "checks.example('rows', table, 'city').expect(1)"
    found = verdict(call, rows=namespace["rows"], table=pd.DataFrame({"city": ["BJ"]}))
    assert "第 2 行" in found.zh and "column 是参数，不加引号" in found.zh
    assert "column is a parameter" in found.en


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        ('table.sort_values("profit")', '.rename("profit")', "has no column profit"),
        ("table.sort_values(profit)", "要写列名（加引号），不能放一整列", "the name of a column"),
        ("profit.nlargest(np.ceil(1.2))", "外面套一层 int(…)", "put int(…) round it"),
        ("profit.iloc[: np.ceil(1.2)]", "外面套一层 int(…)", "put int(…) round it"),
        ('["key"] * np.ceil(1.2)', "外面套一层 int(…)", "put int(…) round it"),
        ("range(np.ceil(1.2))", "外面套一层 int(…)", "put int(…) round it"),
        ("[1, 2][: np.ceil(1.2)]", "外面套一层 int(…)", "put int(…) round it"),
    ],
)
def test_a_nameless_series_a_whole_column_and_a_decimal_are_named(line, zh, en):
    namespace = {"np": np}
    code = f'def tiers(profit):\n    table = profit.rename_axis("id").reset_index()\n    {line}\n'
    exec(compile(code, "student", "exec"), namespace)
    call = "checks.example('tiers', profit).expect(1)"
    found = verdict(call, tiers=namespace["tiers"], profit=pd.Series({"a": 1.0, "b": 2.0}))
    assert "第 3 行" in found.zh and zh in found.zh and en in found.en
    assert "参数" not in found.zh and "\n" not in found.zh


def test_the_arguments_are_copies():
    given = pd.DataFrame({"a": [1]})

    def spoil(frame):
        frame["a"] = 9
        return 1

    run("checks.example('spoil', given).expect(1)", spoil=spoil, given=given)
    assert given["a"].tolist() == [1]


def test_a_predicate_that_cannot_be_asked_says_no():
    run("checks.example('f').mistake(lambda got: got['x'], 'a', 'b').expect(1)", f=lambda: 1)


def test_agree_uses_the_reference_of_the_answer_cell():
    source = (
        "reference = checks.reference('def f(x):\\n    return pd.Series(x).sum()')\n"
        "checks.agree('f', reference.f, [1, 2])"
    )
    run(source, f=sum)
    found = verdict(source, f=len)
    assert "换一组数据" in found.zh and "3" not in found.zh


def test_agree_says_what_kind_of_data_a_wrong_answer_meets():
    found = verdict(
        "checks.agree('f', lambda v: v >= 3, 3, case=('正好满 3 时', 'exactly 3'))",
        f=lambda v: v > 3,
    )
    assert "正好满 3 时就不对" in found.zh and "not on exactly 3:" in found.en


def test_an_error_on_other_data_says_what_kind_of_data_it_meets():
    found = verdict(
        "checks.agree('f', lambda v: 0, 0, case=('值是 0 时', 'a value of 0'))", f=lambda v: 1 / v
    )
    assert "值是 0 时还不行" in found.zh and "除数是 0" in found.zh
    assert "not on a value of 0:" in found.en


def test_a_case_without_a_result_is_wrong_and_named():
    found = verdict(
        "checks.agree('f', lambda v: 0, 0, case=('值是 0 时', 'a value of 0'))",
        f=lambda v: v or None,
    )
    assert found.outcome == checks.INCORRECT
    assert "值是 0 时什么也没有返回" in found.zh and "nothing is returned for a value" in found.en


def test_an_error_on_an_example_says_what_is_special_about_it():
    asked = "checks.example('f', {}, about=('字典是空的', 'the dictionary is empty'))"
    found = verdict(asked, f=lambda effects: effects["fault"])
    assert found.zh.startswith("字典是空的：") and "没有这一列或这个键" in found.zh
    assert found.en.startswith("the dictionary is empty: ") and "KeyError: 'fault'" in found.en
    assert verdict(asked, f=lambda effects: None).outcome == "not attempted"


def test_ipython_shows_two_sentences_and_no_traceback():
    shown = checks.Verdict("incorrect", "f", "中文。", "English.")._render_traceback_()
    assert shown == ["✘ 还不对 · Not yet", "  f：中文。", "  f: English."]
    shell = InteractiveShell.instance()
    shell.run_cell("from grader import checks\nchecks.that(False, 'f', '中文。', 'English.')")
    InteractiveShell.clear_instance()


@pytest.mark.parametrize(
    "cell, value",
    [
        ("checks.choice('q', 'ABCD')", "c"),
        ("checks.choice('q', 'ABCD')", " Ｃ "),
        ("checks.choice('q', 'ABCD')", ["C"]),
        ("checks.several('q', 'ABCDE')", "a, C"),
        ("checks.several('q', 'ABCDE')", {"A", "C"}),
        ("checks.several('q', 'ABCDE')", frozenset("AC")),
        ("checks.several('q', 'ABCDE')", "（A）/C\u200b"),
        ("checks.ordered('q', 'ABCD')", "B=>D–A+C"),
        ("checks.number('q')", "\u221220\u200b"),
        ("checks.ordered('q', 'ABCD')", "B→D、A C"),
        ("checks.number('q')", "20％"),
        ("checks.number('q')", 0.2),
    ],
)
def test_quiz_answers_are_read_leniently_and_not_judged(cell, value, capsys):
    run(cell, q=value)
    assert "已作答" in capsys.readouterr().out


def test_an_answer_that_an_earlier_check_has_read_to_its_end_is_told_how_to_last():
    found = "assert checks.variable('q').got == ['a', 'b']"
    answer = map(str.lower, "AB")
    run(found, q=answer)
    told = verdict(found, q=answer)
    assert told.outcome == "not checkable" and "list(...)" in told.zh


@pytest.mark.parametrize("value", ["１．５", "1.5\u200b", " 1.5％"])
def test_a_check_goes_on_with_the_number_that_was_read(value):
    run("assert checks.number_read('q') == 1.5", q=value)


@pytest.mark.parametrize("value", ["AC", "ａ，Ｃ", ["a", "C"], "\u200ba c"])
def test_a_check_goes_on_with_the_letters_that_were_read(value):
    run("assert checks.letters('q') == 'AC'", q=value)


def test_no_check_hands_a_number_over_as_points_for_a_part():
    run("assert checks.number('q') is None", q=0.5)


@pytest.mark.parametrize(
    "cell, value",
    [
        ("checks.choice('q', 'ABCD')", "AB"),
        ("checks.choice('q', 'ABCD')", "E"),
        ("checks.choice('q', 'ABCD')", "对"),
        ("checks.several('q', 'ABCD')", "AAB"),
        ("checks.several('q', 'ABCD')", "A1"),
        ("checks.several('q', 'ABCD')", "A和B"),
        ("checks.ordered('q', 'ABCD')", "ABC"),
        ("checks.number('q')", "很多"),
        ("checks.number('q')", "nan"),
        ("checks.number('q')", "inf"),
    ],
)
def test_quiz_answers_that_cannot_be_read(cell, value):
    assert verdict(cell, q=value).outcome == "incorrect"


@pytest.mark.parametrize(
    "cell, right, wrong",
    [
        ("checks.key('q', 'C', 'z', 'e')", "c", "B"),
        ("checks.key('q', 'AC', 'z', 'e')", "CA", "A"),
        ("checks.key('q', 'BDAC', 'z', 'e', order=True)", ["B", "D", "A", "C"], "ABCD"),
        ("checks.key('q', 20, 'z', 'e', percent=True)", 0.2, 30),
        ("checks.key('q', 20, 'z', 'e')", "20%", 0.2),
        ("checks.key('q', 64, 'z', 'e', percent=True, tol=0.5)", 63.997, 63.4),
    ],
)
def test_quiz_keys(cell, right, wrong):
    run(cell, q=right)
    assert verdict(cell, q=wrong).zh == "z"
    assert verdict(cell, q=None).outcome == "not attempted"


@pytest.fixture
def known():
    kept = {}
    checks.remember(kept)
    yield kept
    checks.remember(None)


def agreed(answer, source, *args):
    """Runs a hidden call as a grade cell does."""
    exec(
        "checks.agree('f', reference.f, *args)",
        {"checks": checks, "f": answer, "reference": checks.reference(source), "args": args},
    )


def test_what_a_reference_returns_is_remembered_by_its_source_and_the_content_of_its_arguments(
    known,
):
    source = "def f(table):\n    return table['a'].cumsum()"
    table = pd.DataFrame({"a": [1, 2]})
    agreed(lambda t: t["a"].cumsum(), source, table)
    assert len(known) == 1
    agreed(lambda t: t["a"].cumsum(), source, table.copy())
    assert len(known) == 1
    agreed(lambda t: t["a"].cumsum(), source, table * 2)
    agreed(lambda t: t["a"] + 1, "def f(table):\n    return table['a'] + 1", table)
    assert len(known) == 3
    with pytest.raises(checks.Verdict, match="incorrect"):
        agreed(lambda t: t["a"], source, table)


def test_what_is_remembered_cannot_be_changed_by_who_reads_it(known):
    source = "def f(n):\n    return list(range(n))"
    notebook = {
        "checks": checks,
        "f": lambda n: list(range(n)),
        "reference": checks.reference(source),
    }
    for _ in range(2):
        exec("checks.agree('f', reference.f, 3, read=lambda found: [found.pop(), found])", notebook)
    assert list(known.values()) == [[0, 1, 2]]


def test_only_references_are_remembered(known):
    notebook = {"checks": checks, "f": lambda n: n, "own": lambda n: n}
    exec("checks.agree('f', own, 3)", notebook)
    calling = notebook | {
        "f": lambda own: own(3),
        "reference": checks.reference("def f(own):\n    return own(3)"),
    }
    exec("checks.agree('f', reference.f, own)", calling)  # the content of a function is not known
    assert known == {}
