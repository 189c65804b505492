"""Each kind of slip is made where it can be, and nothing outside of the solution is changed."""

import pytest

from tools.mutants.changes import mutants
from tools.mutants.texts import Scope

TABLE = {"member_id": "str", "status": "str", "paid": "int64", "cost": "int64"}
SCOPE = Scope([TABLE], frozenset({"orders"}), frozenset({"np", "pd"}))


def changes(*lines, scope=SCOPE, head="def f(orders, n=2):"):
    """The changes of the mutants of a function with these lines."""
    body = "\n".join(f"    {line}" for line in lines)
    source = f"{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION\n"
    return [mutant.change.removeprefix("f: ") for mutant in mutants(source, scope)]


@pytest.mark.parametrize(
    "code, wanted",
    [
        ("x < 3", ["x < 3 → x <= 3", "x < 3 → x >= 3", "x < 3 → x < 4", "x < 3 → x < 2"]),
        ("x == y", ["x == y → x != y"]),
        ("x not in y", ["x not in y → x in y"]),
        ("a - b", ["a - b → a + b", "a - b → b - a", "a - b → a"]),
        ("a * 30", ["a * 30 → a / 30", "a * 30 → a * 31", "a * 30 → a * 29", "a * 30 → a * 300"]),
        ("a & ~b", ["a & ~b → a | ~b", "a & ~b → a", "a & ~b → ~b", "a & ~b → a & b"]),
        ("a and b and c", ["a and b and c → a or b or c", "a and b and c → a and c"]),
        ("not a", ["not a → a"]),
        ("0.5 * a", ["0.5 * a → 0.6 * a", "0.5 * a → 0.4 * a", "0.5 * a → 5.0 * a"]),
        ("a if b else c", ["a if b else c → c if b else a", "a if b else c → a"]),
        ("t.g(up=False)", ["t.g(up=False) → t.g(up=True)", "t.g(up=False) → t.g()"]),
        ("t.g('a').sum()", ["t.g('a').sum() → t.sum()", "t.g('a').sum() → t.g('a').mean()"]),
        ("s.str.strip()", ["s.str.strip() → s", "s.str.strip() → s.str.lstrip()"]),
        ("np.ceil(a)", ["np.ceil(a) → a", "np.ceil(a) → np.floor(a)"]),
        ("sorted(a)", ["sorted(a) → list(a)"]),
        ("g(a, b, c=d)", ["g(a, b, c=d) → g(a, b)", "g(a, b, c=d) → g(b, a, c=d)"]),
        ("g(a, b)", ["g(a, b) → g(a)", "g(a, b) → a"]),
        ("t.sort_values(['a', 'b'])", ["t.sort_values(['a', 'b']) → t.sort_values(['b', 'a'])"]),
        ("t[t['x'] > y]", ["t[t['x'] > y] → t"]),
        ("t.loc[m, 'x']", ["t.loc[m, 'x'] → t.loc[:, 'x']"]),
        ("s[:3]", ["s[:3] → s", "s[:3] → s[:4]", "s[:3] → s[:2]"]),
        ("[x for x in y if x]", ["[x for x in y if x] → [x for x in y]"]),
        ("{a: b, c: d}", ["{a: b, c: d} → {c: d}", "{a: b, c: d} → {a: b}"]),
        ("max(y)", ["max(y) → min(y)", "max(y) → y"]),
    ],
)  # fmt: skip
def test_an_expression_is_changed_in_each_way(code, wanted):
    made = changes(f"return {code}")
    assert [change for change in wanted if change not in made] == []


@pytest.mark.parametrize(
    "lines, wanted",
    [
        (["t = orders", "t = t.head(n)", "return t"], "t = t.head(n) → (left out)"),
        (["t['x'] = 1", "return t"], "t['x'] = 1 → (left out)"),
        (["t = g()", "t.sort()", "return t"], "t.sort() → (left out)"),
        (["if n:", "    return a", "return b"], "if n: → if True:"),
        (["if n:", "    return a", "return b"], "if n: → if False:"),
        (["for x in n:", "    a += x", "return a"], "a += x → (left out)"),
        (["for x in n:", "    a += x", "return a"], "for x in n: → (left out)"),
        (["return orders.head(n)"], "parameter orders → globals()['orders']"),
        (["return orders.head(n)"], "parameter n → 2"),
        (["return g(orders) - n"], "g(orders) - n → g(n) - n"),
    ],
)
def test_a_statement_or_a_parameter_is_left_out(lines, wanted):
    assert wanted in changes(*lines)


def test_a_name_that_exists_nowhere_else_is_not_left_out():
    assert not [change for change in changes("t = g()", "return t") if "left out" in change]


def test_a_parameter_that_is_not_used_is_no_mutant():
    assert not [change for change in changes("return 1") if "parameter" in change]


def test_a_column_becomes_another_one_or_is_taken_by_its_place():
    assert changes("return orders['paid']", head="def f(orders):") == [
        "orders['paid'] → orders.iloc[:, 2]",
        "orders['paid'] → orders['cost']",
        "parameter orders → orders.drop_duplicates()",
        "parameter orders → globals()['orders']",
    ]
    both = changes("return orders['paid'] - orders['member_id']")
    assert (
        "orders['paid'] - orders['member_id'] → orders['member_id'] - orders['member_id']" in both
    )


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("T", ["'T' → 'Tx'"]),
        ("1[3-9]", ["'1[3-9]' → '1[4-9]'", "'1[3-9]' → '1[2-9]'", "'1[3-9]' → '1[3-8]'"]),
        ("2026-06-30", ["'2026-06-30' → '2026-06-31'", "'2026-06-30' → '2026-06-29'"]),
        ("D5 D1 D4 D3", ["'D5 D1 D4 D3' → 'D5 D4 D1 D3'"]),
    ],
)
def test_a_text_is_changed_by_what_it_is(text, wanted):
    made = changes(f"return {text!r}")
    assert [change for change in wanted if change not in made] == []


def test_sql_in_a_text_or_an_f_string_is_changed_as_sql():
    code = "return f'SELECT status FROM ({orders}) WHERE paid > {n} AND cost = 1'"
    made = changes(code)
    assert any("WHERE paid >= {n} AND" in change for change in made)
    assert any(change.endswith("FROM ({orders}) '") for change in made)


def test_only_the_solution_is_changed_and_each_program_once():
    lines = [
        "def f():",
        "    '3 < 4'",
        "    ### BEGIN SOLUTION",
        "    return a",
        "    ### END SOLUTION",
    ]
    assert mutants("\n".join(["A = 1", *lines, "B = 2"]), SCOPE) == []
    two = changes("return a < 3 or a > 4")
    assert len(set(two)) == len(two)


def test_the_line_is_that_of_the_change():
    source = "c = None\n### BEGIN SOLUTION\na = 3\nc = a - b\n### END SOLUTION\n"
    lines = {mutant.change: mutant.line for mutant in mutants(source, SCOPE)}
    assert lines["3 → 4"] == 3 and lines["a - b → a + b"] == 4


def test_equal_changes_at_two_places_are_told_apart():
    made = changes("a = x < 3", "b = x < 3", "return a + b")
    assert "x < 3 → x <= 3" in made and "x < 3 → x <= 3 (2)" in made


def test_a_record_of_several_lines_is_left_whole():
    """No single thing done is an answer of its own: only the whole is changed."""
    made = changes("return '''open T1 calm listen", "    look type key'''")
    assert len(made) == 1 and made[0].endswith("keyx'")
