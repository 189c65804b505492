"""Answers held against the right value: what a whole column gets is what its entries get one by
one, and what the plainest comparison there is says."""

import datetime
import decimal
import itertools
import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import checks
from grader.checks import compare
from grader.checks.compare import difference

TEXTS = ["str", "string", "object", "category"]
WORDS = ["a", " a", "b", "", "nan", "<NA>", "None", pd.NA, math.nan, None]


@pytest.mark.parametrize("dtype", TEXTS)
@pytest.mark.parametrize("wanted", TEXTS)
def test_a_column_of_texts_is_right_if_each_text_is(dtype, wanted):
    for pair in itertools.product(WORDS, WORDS):
        got, right = (
            pd.Series([word, "a"], dtype="object").astype(kind)
            for word, kind in zip(pair, (dtype, wanted), strict=True)
        )
        assert (difference(got, right) is None) == same_column(got, right, 0.005), pair


FORMS = {
    "value": lambda x: x,
    "list": lambda x: [1.0, x],
    "dict": lambda x: {"a": x},
    "array": lambda x: np.array([x, 1.0]),
    "one entry": lambda x: pd.Series([x]),
    "column": lambda x: pd.Series([x] * 20),
    "table": lambda x: pd.DataFrame({"a": [x] * 20}),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("tol", [0, 0.005, 1e300])
@pytest.mark.parametrize(
    "got, right, same",
    [
        (math.inf, 5.0, False),
        (5.0, math.inf, False),
        (-math.inf, math.inf, False),
        (math.inf, math.inf, True),
        (math.nan, 5.0, False),
        (math.nan, math.inf, False),
        (math.nan, math.nan, True),
        (-0.0, 0.0, True),
    ],
)
def test_infinity_is_close_to_itself_alone(form, tol, got, right, same):
    assert (difference(form(got), form(right), tol) is None) == same


@pytest.mark.parametrize("got", [np.ma.masked, np.ma.masked_array([0.0], mask=True)], ids=repr)
def test_what_is_masked_is_missing(got):
    assert difference(got, 0.0) is not None and difference(got, math.nan) is None
    assert difference(np.ma.masked_array([7, 0], mask=[False, True]), [7, 0]) is not None


WRONG = {
    "infinity": lambda a: a * 0 + np.inf,
    "minus infinity": lambda a: a * 0 - np.inf,
    "wraps around": lambda a: a * 2 + np.iinfo("int64").min,
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize(
    "form", [lambda a: a, lambda a: a.to_frame("total")], ids=["Series", "DataFrame"]
)
def test_infinite_and_overflown_answers_get_a_verdict(wrong, form):
    amounts = pd.Series(range(1, 21))
    globals()["answer"] = lambda a: form(wrong(a))
    with pytest.raises(checks.Verdict) as held:
        checks.agree("answer", lambda a: form(a * 2), amounts)
    assert held.value.outcome == checks.INCORRECT
    with pytest.raises(checks.Verdict) as held:
        checks.example("answer", amounts).expect(form(amounts * 2))
    assert held.value.outcome == checks.INCORRECT


def test_a_masked_number_is_missing():
    masked = np.ma.masked_equal([0, 0], 0)
    assert difference(np.ma.masked, 0) and difference(masked[:1], 0) and difference(masked, [0, 0])
    assert difference(np.ma.array([0, 7]), [0, 7]) is None


@pytest.mark.parametrize("missing", [pd.NA, math.nan, None], ids=str)
@pytest.mark.parametrize("dtype", TEXTS)
@pytest.mark.parametrize("wanted", TEXTS)
@pytest.mark.parametrize("some", [True, False], ids=["some", "all"])
def test_missing_texts_get_a_verdict(missing, dtype, wanted, some):
    right = pd.Series(["gold", "silver"] * 10)
    kept = [text if some and place else missing for place, text in enumerate(right)]
    globals()["answer"] = lambda a: pd.Series(kept, index=a.index, dtype=dtype)
    with pytest.raises(checks.Verdict) as held:
        checks.agree("answer", lambda a: a.astype(wanted), right)
    assert held.value.outcome == checks.INCORRECT
    with pytest.raises(checks.Verdict):
        checks.example("answer", right).expect(right.astype(wanted))


def test_texts_that_are_missing_where_they_should_be_are_right():
    right = pd.Series(["gold", None] * 10)
    for dtype in TEXTS:
        assert difference(right.astype(dtype), right.astype("string")) is None


# --- the plainest comparison there is


def same_value(got, right, tol) -> bool:
    """Exact arithmetic, one value at a time; nothing of compare.py."""
    missing = [x is None or x is pd.NA or x is pd.NaT or x != x for x in (got, right)]
    if any(missing):
        return all(missing)
    if isinstance(right, (bool, np.bool_)) or isinstance(got, (bool, np.bool_)):
        kinds = (bool, np.bool_)
        return isinstance(right, kinds) and isinstance(got, kinds) and bool(got) == bool(right)
    if isinstance(right, str) or isinstance(got, str):
        return isinstance(right, str) and isinstance(got, str) and got.strip() == right.strip()
    if isinstance(right, pd.Timestamp) or isinstance(got, pd.Timestamp):
        return type(got) is type(right) and got == right
    got, right = float(got), float(right)
    if math.isinf(got) or math.isinf(right) or got == right:
        return got == right
    a, b = Fraction(got), Fraction(right)
    near = abs(a - b) <= Fraction(1e-9) * max(abs(a), abs(b))
    return near or math.isinf(tol) or abs(a - b) <= Fraction(tol)


def same_column(got: pd.Series, right: pd.Series, tol: float) -> bool:
    """Each key of the right column stands once in the other, with the same value."""
    if len(got) != len(right):
        return False
    pairs = list(zip(got.index, got.tolist(), strict=True))
    for key, wanted in zip(right.index, right.tolist(), strict=True):
        there = [value for k, value in pairs if k == key or (k != k and key != key)]
        if len(there) != 1 or not same_value(there[0], wanted, tol):
            return False
    return True


BITS = [8, 16, 32, 64]
INTS = [f"{sign}int{bits}" for sign in ("", "u") for bits in BITS]
FLOATS = ["float16", "float32", "float64", "longdouble"]
MASKED = ["Int64", "UInt8", "Float64", "boolean"]
REALS = [0.0, -0.0, 1.0, 1.004, 7.0, 1e308, -1e308, 1e-308, math.inf, -math.inf, math.nan]
WHOLE = [0, 1, 7, 2**53, 2**53 + 1, 2**63 - 1, -(2**63), 2**64 - 1]
DAYS = [pd.Timestamp("2026-06-30"), pd.Timestamp("2026-07-01"), pd.NaT]
MIXED = [*WORDS, *REALS, *WHOLE, *DAYS, True, False]
DTYPES = [*INTS, *FLOATS, *MASKED, "bool", *TEXTS, "datetime64[ns]"]
KEYS = [["a", "b", "c"], [1, 2, 3], [1.0, 2.0, math.nan], [("a", 1), ("a", 2), ("b", 1)]]
TOLERANCES = st.sampled_from([0, 0.005, 0.5, 10, 1e300, math.inf])


def values_of(dtype: str) -> list:
    plain = dtype.lower()
    if plain in INTS:
        values: list = [n for n in WHOLE if np.iinfo(plain).min <= n <= np.iinfo(plain).max]
    elif plain in ("bool", "boolean"):
        values = [True, False]
    elif plain in FLOATS:
        values = REALS
    else:
        values = {"datetime64[ns]": DAYS, "object": MIXED}.get(dtype, WORDS)
    return [*values, pd.NA] if dtype in MASKED else values


def column(values: list, dtype: str, keys: list) -> pd.Series:
    with np.errstate(over="ignore"):  # 1e308 is infinite in a smaller type
        return pd.Series(values, dtype=object).astype(dtype).set_axis(pd.Index(keys))


@st.composite
def pairs(draw) -> tuple[pd.Series, pd.Series]:
    """A right column of three values of any dtype, odd ones among them, and an answer: another
    column, or the same with one value put elsewhere; the keys in any order."""
    dtype = draw(st.sampled_from(DTYPES))
    keys = draw(st.sampled_from(KEYS))
    values = draw(st.lists(st.sampled_from(values_of(dtype)), min_size=3, max_size=3))
    right = column(values, dtype, keys)
    if draw(st.booleans()):
        dtype = draw(st.sampled_from(DTYPES))
        keys = draw(st.sampled_from(KEYS))
        values = draw(st.lists(st.sampled_from(values_of(dtype)), min_size=3, max_size=3))
    else:
        values[draw(st.integers(0, 2))] = draw(st.sampled_from(values_of(dtype)))
    return column(values, dtype, keys).iloc[draw(st.permutations(range(3)))], right


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # pandas' own, where it shows float16
@given(pair=pairs(), tol=TOLERANCES)
def test_a_column_is_right_if_the_plainest_comparison_says_so(pair, tol):
    got, right = pair
    wanted = same_column(got, right, tol)
    assert (difference(got, right, tol) is None) == wanted
    if compare._same_at_once(got, right, tol):
        assert wanted
    table = difference(got.to_frame("x"), right.to_frame("x"), tol) is None
    assert table == wanted
    assert (difference(dict(zip(got.index, got, strict=True)), right, tol) is None) == wanted


@given(got=st.sampled_from(MIXED), right=st.sampled_from(MIXED), tol=TOLERANCES)
def test_a_value_is_right_if_the_plainest_comparison_says_so(got, right, tol):
    if isinstance(right, pd.Timestamp) and isinstance(got, str):
        return  # a text may say a date
    wanted = same_value(got, right, tol)
    assert (difference(got, right, tol) is None) == wanted
    assert (difference([got, 1], [right, 1], tol) is None) == wanted


# --- readings of single values and of keys


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


@pytest.mark.parametrize(
    "got, right, same",
    [
        (np.timedelta64(3, "ns"), 3, False),
        (pd.Timedelta(3), 3, False),
        (3, np.timedelta64(3, "ns"), False),
        (datetime.timedelta(hours=3), pd.Timedelta("3h"), True),
        (np.timedelta64(3, "h"), pd.Timedelta("3h"), True),
        (np.timedelta64("NaT"), pd.NaT, True),
        (5, pd.Timestamp(5), False),
        (5.0, pd.Timestamp(5), False),
        ("2026-06-30", day("2026-06-30"), True),
        ("not a day", day("2026-06-30"), False),
        (datetime.date(2026, 6, 30), day("2026-06-30"), True),
        (np.datetime64("2026-06-30"), day("2026-06-30"), True),
        (day("2026-06-30"), datetime.date(2026, 6, 30), True),
        (day("2026-06-30").tz_localize("UTC"), day("2026-06-30"), False),
        (decimal.Decimal("sNaN"), 3, False),
        (decimal.Decimal("0.1"), 0.1, True),
        (10**400, 3, False),
        (10**400, math.inf, False),
        (10**400, 10**400, True),
        ("{1, 2}", {1, 2}, False),
        ({1, 2}, {1, 2}, True),
        ("[1, 2]", [1, 2], False),
        (np.complex64(3), 3, False),
    ],
)
def test_a_value_of_another_kind_is_never_right(got, right, same):
    assert (difference(got, right, 0) is None) == same
    assert (difference({"a": got}, {"a": right}, 0) is None) == same
    assert (difference([got], [right], 0) is None) == same


@pytest.mark.parametrize(
    "got, right",
    [
        ([("a", 7), ("a", 1), ("b", 2)], {"a": 1, "b": 2}),
        ({1: "x", "1": "a"}, {1: "a"}),
        ({"1": "a", 1: "x"}, {1: "a"}),
        (pd.Series([7, 1, 2], index=["a", "a", "b"]), {"a": 1, "b": 2}),
        (pd.Series([7, 1, 2], index=[math.nan, None, "b"]), {None: 1, "b": 2}),
        (pd.DataFrame({"k": ["a", "a", "b"], "v": [7, 1, 2]}), {"a": 1, "b": 2}),
    ],
)
def test_a_key_that_stands_twice_is_said(got, right):
    assert "出现了两次" in difference(got, right).zh


def test_a_right_value_with_a_key_twice_is_compared_entry_by_entry():
    right = pd.Series([7, 1, 2], index=["a", "a", "b"])
    assert difference(right.copy(), right) is None
    for wrong in (
        pd.Series([0, 1, 2], index=["a", "a", "b"]),
        pd.Series([7, 1, 2], index=["a", "b", "b"]),
        {"a": 1, "b": 2},
    ):
        assert difference(wrong, right) is not None


def test_what_stands_under_a_key_may_hold_several_entries():
    right = {"a": [1, 2], "b": {"x": 1.0}}
    assert difference({"a": (1, 2.0), "b": pd.Series({"x": 1})}, right) is None
    for wrong in ({"a": "[1, 2]", "b": {"x": 1}}, {"a": [1, 3], "b": {"x": 1}}):
        assert "“a”" in difference(wrong, right).zh


def test_a_missing_key_is_the_same_in_every_form():
    right = pd.Series([1, 2], index=["a", math.nan])
    for got in (right.copy(), {"a": 1, None: 2}, {math.nan: 2, "a": 1}):
        assert difference(got, right) is None
    assert difference({"a": 1, "nan": 2}, right.to_frame("n")) is not None


LISTS = {
    "range": lambda: range(1, 4),
    "keys": lambda: {1: 0, 2: 0, 3: 0}.keys(),
    "values": lambda: {"a": 1, "b": 2, "c": 3}.values(),
    "generator": lambda: (n for n in (1, 2, 3)),
    "map": lambda: map(int, "123"),
    "deque": lambda: __import__("collections").deque([1, 2, 3]),
}


@pytest.mark.parametrize("make", LISTS.values(), ids=LISTS)
def test_whatever_has_entries_in_order_is_read_as_a_list(make):
    assert difference(make(), [1, 2, 3]) is None
    assert "第 3 项" in difference(make(), [1, 2, 4]).zh
    globals()["answer"] = make
    step = checks.example("answer").mistake([3, 2, 1], "反了。", "the wrong way round.")
    step.expect([1, 2, 3])
    checks.agree("answer", lambda: [1, 2, 3])


def test_the_error_of_a_generator_is_told_as_that_of_a_function():
    globals()["answer"] = lambda: (1 / n for n in (1, 0))
    with pytest.raises(checks.Verdict, match="除数是 0"):
        checks.example("answer").expect([1, 2])


@pytest.mark.parametrize(
    "answer", [{"A", "B", "C"}, frozenset("ABC"), {"ABC"}], ids=["set", "frozenset", "one"]
)
def test_a_set_has_no_order(answer):
    globals()["answer"] = answer
    with pytest.raises(checks.Verdict, match="集合"):
        checks.ordered("answer", "ABC")
    with pytest.raises(checks.Verdict, match="集合"):
        checks.key("answer", "".join(answer), "z", "e", order=True)


@pytest.mark.parametrize("given, passes", [("0.8%", False), ("80%", True), ("0.8", True)])
def test_a_percent_sign_says_that_it_is_a_percentage(given, passes):
    globals()["answer"] = given
    try:
        checks.key("answer", 80, "z", "e", percent=True)
    except checks.Verdict:
        assert not passes
    else:
        assert passes


COUNTS = {"A": 12, "B": 30, "C": 45}


@pytest.mark.parametrize(
    "got, wanted, says",
    [
        (13, 12, "只差 1"),
        (0.35, 0.65, "其余部分"),
        (4, 0.25, "分子和分母"),
        ({"A": 30, "B": 45, "C": 12}, COUNTS, "没有和编号对上"),
        ({"A": 4, "B": 10, "C": 15}, COUNTS, "同样的倍数"),
        ({"A": 17, "B": 35, "C": 50}, COUNTS, "差同样多"),
        (["C", "A", "B"], ["A", "B", "C"], "先后不对"),
        ([], ["A", "B", "C"], "看看筛选的条件"),
    ],
)
def test_what_wrong_values_have_in_common_is_told(got, wanted, says):
    found = difference(got, wanted)
    assert found is not None and says in found.zh


@pytest.mark.parametrize(
    "got, wanted",
    [
        (3, 2),  # small counts are one apart by chance
        ({"A": "key", "B": "small", "C": "key"}, {"A": "small", "B": "key", "C": "key"}),
        ({"A": 1, "B": 0, "C": 2, "D": 0}, {"A": 0, "B": 1, "C": 2, "D": 0}),
        ({"A": 13, "B": 30, "C": 46}, COUNTS),
    ],
)
def test_chance_is_not_told_as_a_pattern(got, wanted):
    found = difference(got, wanted)
    assert found is not None
    assert not any(word in found.zh for word in ("对上", "倍数", "同样多", "其余"))


def test_groups_that_were_not_counted_are_called_so():
    grouped = pd.DataFrame({"tier": [1, 2], "points": [5, 6]}).groupby("tier")["points"]
    for right in ({1: 5, 2: 6}, 11):
        found = difference(grouped, right)
        assert found and ".mean()、.sum() 或 .size()" in found.zh
        assert ".mean(), .sum() or .size()" in found.en


def test_numbers_of_rows_are_not_taken_for_keys_that_stand_in_a_column():
    right = {1: 300.5, 2: 50.0, 3: 50.0}
    table = pd.DataFrame({"city_tier": [1, 2, 3], "points": right.values()})
    assert difference(table, right) is None
    assert difference(table.set_index("city_tier"), right) is None
    assert difference(table.assign(points=[50.0, 300.5, 50.0]), right)
    assert difference(table.assign(city_tier=[1, 2, 4]), right)
