"""Models of unit `warmup`: rows after each operation, an average and one large customer, broken
cells."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keguan.errors import sentence
from keguan.models import warmup as models

SOME = st.lists(
    st.tuples(
        st.sampled_from(models.ROSTER[:5]), st.sampled_from(["BJ", "SH", "GZ"]), st.integers(1, 999)
    ),
    min_size=1,
    max_size=20,
)


def test_discover_that_a_table_can_grow():
    rows = {operation: models.rows(operation) for operation in models.OPERATIONS}
    assert rows["merge"] == 15 > len(models.ORDERS) == rows["sort"] == 12
    assert rows["group_city"] == 3 and rows["group_member"] == 5
    assert rows["reindex"] == len(models.ROSTER) == 7


@given(SOME)
def test_what_the_lesson_says_of_the_rows_holds_for_any_orders(made):
    table = pd.DataFrame(made, columns=["member", "city", "yuan"])
    rows = {operation: models.rows(operation, table) for operation in models.OPERATIONS}
    assert rows["filter"] <= len(table) == rows["sort"] and rows["head"] == min(3, len(table))
    assert rows["group_city"] == table["city"].nunique()
    assert rows["group_member"] == table["member"].nunique() <= rows["reindex"]
    assert rows["merge"] == len(table) + (table["member"] == "M2").sum()


def test_who_never_ordered_gets_a_zero():
    table = models.apply("reindex")
    assert table["yuan"]["M6"] == table["yuan"]["M7"] == 0
    assert table["yuan"].sum() == models.orders()["yuan"].sum()


def test_discover_that_one_large_customer_moves_the_mean_only():
    assert models.average(100) == (100, 100, 0)
    assert models.average(10_000) == (1090, 100, 9)


@given(st.floats(101, 1e6))
def test_nine_of_ten_are_below_the_mean(tenth):
    found = models.average(tenth)
    assert found.mean == pytest.approx((9 * 100 + tenth) / 10)
    assert found.median == 100 and found.below == 9


def test_every_kind_of_error_that_gets_a_sentence_has_a_patient():
    errors = [models.run(patient.broken) for patient in models.CLINIC.values()]
    kinds = {kind for error in errors for kind in type(error).__mro__}
    assert len(errors) == 8
    assert {NameError, KeyError, SyntaxError, AttributeError, TypeError} <= kinds
    assert all(sentence(error, ["members"], error.__traceback__) for error in errors)


@pytest.mark.parametrize("case", models.CLINIC)
def test_a_patient_is_ill_and_then_well(case):
    patient = models.CLINIC[case]
    assert models.run(patient.broken) is not None and models.run(patient.repaired) is None


@pytest.mark.parametrize(
    "call",
    [lambda: models.apply("pivot"), lambda: models.spending(-1), lambda: models.diagnose("cold")],
)
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises(ValueError):
        call()
