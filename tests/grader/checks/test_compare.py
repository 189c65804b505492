"""Answers held against the right value: what a whole column gets is what its entries get one by
one."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import checks
from grader.checks.compare import difference

INTS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float16", "float32", "float64", "longdouble"]
MASKED = ["Int64", "UInt8", "Float64"]
REALS = [0.0, -0.0, 1.0, 1.004, 7.0, 1e308, -1e308, 1e-308, math.inf, -math.inf, math.nan]
TOLERANCES = st.sampled_from([0, 0.005, 0.5, 10, 1e300, math.inf])


@st.composite
def numbers(draw, size: int) -> pd.Series:
    dtype = draw(st.sampled_from([*INTS, *FLOATS, *MASKED, "bool"]))
    if dtype == "bool":
        values = [True, False]
    elif "int" in dtype.lower():
        limits = np.iinfo(dtype.lower())
        values = [0, 1, 7, int(limits.min), int(limits.max)]
    else:
        values = REALS
    if dtype in MASKED:
        values = [*values, pd.NA]
    drawn = draw(st.lists(st.sampled_from(values), min_size=size, max_size=size))
    with np.errstate(over="ignore"):  # 1e308 is infinite in a smaller type
        return pd.Series(drawn, dtype=dtype)


def one_by_one(got: pd.Series, right: pd.Series, tol: float) -> bool:
    return all(
        difference(a, b, tol) is None for a, b in zip(got.tolist(), right.tolist(), strict=True)
    )


@settings(deadline=None)
@given(
    pair=st.integers(1, 3).flatmap(lambda size: st.tuples(numbers(size), numbers(size))),
    tol=TOLERANCES,
)
def test_a_column_of_numbers_is_right_if_each_number_is(pair, tol):
    got, right = pair
    assert (difference(got, right, tol) is None) == one_by_one(got, right, tol)


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
        assert (difference(got, right) is None) == one_by_one(got, right, 0.005), pair


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
