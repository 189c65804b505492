"""What a check writes is handed over in a table as wide as the case's real one."""

import linecache

import pandas as pd
import pytest

from grader import checks
from grader.checks.tables import widened
from keguan import cases

REAL = cases.load("yunduo", "ka_contacts")
TINY = pd.DataFrame({"left_on": [pd.NaT, pd.NaT], "customer_id": ["C1", "C1"]}, index=[7, 7])


def test_a_table_gets_the_columns_that_it_lacks_and_keeps_its_own():
    [made, other] = widened((TINY, 3), ("yunduo/ka_contacts", ""))
    assert list(made)[:2] == list(TINY) and set(made) == set(REAL) and other == 3
    assert made[list(TINY)].equals(TINY) and list(TINY) == ["left_on", "customer_id"]
    assert made["role"].to_list() == REAL["role"].head(2).to_list()
    [whole] = widened((REAL,), ("yunduo/ka_contacts",))
    assert whole is REAL
    [longer] = widened((pd.concat([TINY] * 500),), ("yunduo/ka_contacts",))
    assert len(longer) == 1000 and longer["role"].notna().all()


def test_a_row_gets_them_too_and_can_do_what_a_row_can():
    [made] = widened(({"left_on": pd.NaT, "role": "decider"},), ("yunduo/ka_contacts",))
    assert set(made.index) == set(REAL) and pd.isna(made["left_on"])
    assert made.role == "decider" and made[["role"]].eq("decider").all()


@pytest.mark.parametrize("table, columns", [({"roles": ("yunduo/ka_contacts",)}, 5), ({}, 2)])
def test_the_frame_of_a_check_says_what_a_function_is_given(table, columns):
    names = {"checks": checks, "tiny": TINY, "__name__": "__main__", "table": table}
    exec("def roles(contacts):\n    return contacts.shape[1]", names)
    code = "with checks.task('en', 'Task 1', 1, parts=table):\n    checks.example('roles', tiny)"
    exec(f"{code}.expect({columns})", names)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('row["role"] == "dicider"', "nearest in spelling is 'decider'"),
        ('row["tied_to"] == "decider"', "The column tied_to is used here"),
        ('row["role"] != "decider"', ""),
    ],
)
def test_a_misspelt_value_and_another_column_are_named(line, said):
    source = f"def buys(row):\n    return {line}\n"
    linecache.cache["buys"] = (len(source), None, source.splitlines(keepends=True), "buys")
    names = {"checks": checks, "row": REAL.iloc[0].to_dict() | {"role": "decider"}}
    names |= {"__name__": "__main__", "given": {"buys": ("yunduo/ka_contacts role tied_on",)}}
    exec(compile(source, "buys", "exec"), names)
    code = "with checks.task('en', 'Task 1', 1, parts=given):\n    checks.example('buys', row)"
    with pytest.raises(checks.Verdict) as raised:
        exec(f"{code}.expect(True)", names)
    assert said in raised.value.en and (said or "Line" not in raised.value.en)
