"""Contracts of tasks: what each rule allows, and what the builder refuses."""

import numpy as np
import pandas as pd
import pytest

from grader.course import outline
from keguan import cases
from tests import small_course
from tests.small_course import EXERCISE
from tools import build
from tools.content import BuildError
from tools.contracts import (
    Broken,
    Choice,
    Either,
    Flag,
    Keyed,
    Listed,
    Moment,
    Nothing,
    Number,
    Record,
    Table,
    Text,
    Tuple,
    Values,
)
from tools.parts import everything

DAY, MINUTE = pd.Timestamp("2026-06-30"), pd.Timestamp("2026-06-30 09:01")

ALLOWED_REFUSED = [
    (Number(0, 5), [0, 5, 2.5, np.float64(5), np.int64(0)], [-0.1, 5.1, True, "3", None, np.nan]),
    (Number(whole=True), [3, 3.0, -1], [3.5, False, np.nan]),
    (Number(missing=True), [1, None, np.nan], ["", True]),
    (Flag(), [True, np.False_], [0, 1, "True", None]),
    (Text("[MT]\\d", empty=False), ["M1"], ["", "M12", "xM1", 1, None]),
    (Text("[MT]\\d"), ["", "T2"], ["M"]),
    (Choice("a", "b"), ["a"], ["c", "", None]),
    (Moment(), [DAY, MINUTE], ["2026-06-30", pd.NaT, DAY.tz_localize("UTC"), 5]),
    (Moment(day=True), [DAY], [MINUTE]),
    (Moment(day=True, missing=True), [pd.NaT, DAY], [MINUTE]),
    (Values(Number(0)), [pd.Series([0, 1.5]), np.array([2]), pd.Series([], dtype=float)],
     [pd.Series([1, -1]), pd.Series([True]), pd.Series([1, 2], index=["x", "x"]), [1]]),
    (Listed(Number()), [[1], [], (2,)], [["x"], 1, "12"]),
    (Tuple(Number(), Text()), [(1, "x"), [2, ""]], [(1,), ("x", 1), 3]),
    (Keyed(Text(), Number(0, 1)), [{"a": 0.5}, {}], [{"a": 2}, {1: 0}, [1]]),
    (Record(a=Number()), [{"a": 1, "b": "x"}, pd.Series({"a": 1})], [{"b": 1}, {"a": "x"}, 1]),
    (Either(Nothing(), Number()), [None, 1], ["x"]),
]  # fmt: skip


@pytest.mark.parametrize("rule, allowed, refused", ALLOWED_REFUSED, ids=range(len(ALLOWED_REFUSED)))
def test_rules_know_their_values(rule, allowed, refused):
    for value in allowed:
        rule.verify(value)
    for value in refused:
        with pytest.raises(Broken):
            rule.verify(value)


def test_a_table_keeps_to_the_description_of_its_columns():
    shipped = cases.load("ctrip", "orders").head(50)
    needed = "order_id product nights_or_qty order_ts"
    rule = Table("ctrip/orders", needed, key="order_id", only=True)
    rule.verify(shipped)
    rule.verify(shipped[shipped.columns[::-1]].iloc[::-1])
    for changed in [
        shipped.assign(product="yacht"),
        shipped.assign(nights_or_qty=0),
        shipped.assign(order_id="O1"),
        shipped.assign(order_ts="2026-06-30"),
        shipped.drop(columns="product"),
        pd.concat([shipped, shipped]),
        shipped.head(0),
    ]:
        with pytest.raises(Broken):
            rule.verify(changed)


def test_a_table_and_a_row_have_all_columns_of_the_real_one():
    whole = cases.load("ctrip", "orders").head(3)
    few = whole[["order_id", "product"]]
    rule = Table("ctrip/orders", "product")
    rule.verify(whole.assign(hours=1))
    Table("ctrip/orders", "product", only=True).verify(few)
    Record("ctrip/orders", product=Text()).verify(whole.iloc[0])
    for broken, value in [(rule, few), (Record("ctrip/orders", product=Text()), {"product": "a"})]:
        with pytest.raises(Broken, match="columns of ctrip/orders are all wanted: .*status"):
            broken.verify(value)


def test_a_table_may_have_columns_of_the_tasks_own():
    rule = Table(gap=Number(0, missing=True), empty=True)
    rule.verify(pd.DataFrame({"gap": [1.0, None]}))
    rule.verify(pd.DataFrame({"gap": []}))
    with pytest.raises(Broken, match="gap"):
        rule.verify(pd.DataFrame({"gap": [-1.0]}))
    with pytest.raises(Broken, match="no_such"):
        Table("ctrip/orders", "no_such")


def built(root, contract):
    text = EXERCISE.replace('# %% answer="sum"', f'{contract}\n# %% answer="sum"')
    (root / "content" / "tiny" / "tasks.py").write_text(text, encoding="utf-8")
    [part] = everything(outline.load(root), "tiny-tasks")
    return build.build_part(part)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return small_course.make(tmp_path_factory.mktemp("course"))


def test_a_contract_is_in_no_notebook(root):
    made = built(root, "# %% contract=true\na = b = contracts = Number(1, 8)\n")
    assert made and not any("Number" in text for text in made.values())


@pytest.mark.parametrize(
    "contract, said",
    [
        ("", "contract cell before it"),
        ("# %% contract=true\na = Number()\n", "does not describe b"),
        ("# %% contract=true\na = b = Nmber()\n", "Nmber"),
        ("# %% contract=true\na = b = Number(0, 7)\n", r"sum-hidden: add\(b\): 8"),
        ("# %% contract=true\na = Number(2)\nb = Number()\n", r"sum-small: add\(a\): 1"),
        ("# %% contract=true\na = b = Number()\n\n# %% [markdown]\n# Text\n", "right after"),
    ],
)
def test_the_builder_refuses_what_breaks_a_contract(root, contract, said):
    with pytest.raises(BuildError, match=said):
        built(root, contract)
