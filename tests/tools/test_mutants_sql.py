"""What is changed in SQL."""

import pytest

from tools.mutants import sql

COLUMNS = {"person_id", "order_id", "status", "mobile", "updated_at"}


def made(text):
    return [" ".join(mutant.split()) for mutant in sql.changed(text, COLUMNS)]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("SELECT a FROM t WHERE b >= 2", ["b > 2", "b < 2", "b >= 3", "b >= 1"]),
        ("SELECT a FROM t WHERE b = 'x' AND c", ["b <> 'x' AND", "'x' OR c", "b = 'xx' AND"]),
        ("SELECT a FROM t WHERE b IN ('x', 'y')", ["('y', 'y')", "('x', 'x')"]),
        ("SELECT a FROM t WHERE b IS NULL", ["b IS NOT NULL"]),
        ("SELECT a FROM t WHERE b IS NOT NULL", ["b IS NULL"]),
        ("SELECT a FROM t WHERE NOT EXISTS (SELECT 1)", ["WHERE EXISTS"]),
        ("SELECT a FROM t WHERE b IN (1) OR c LIKE 'z'", ["b NOT IN (1)", "c NOT LIKE"]),
        ("SELECT DISTINCT a FROM t", ["SELECT a FROM t"]),
        ("SELECT a FROM t JOIN u ON b = c", ["t LEFT JOIN u"]),
        ("SELECT a FROM t LEFT JOIN u ON b = c", ["t JOIN u"]),
        ("SELECT max(a), count(b) FROM t", ["MIN(a)", "SUM(b)"]),
        ("SELECT a FROM t ORDER BY b DESC, c", ["b ASC, c", "b DESC, c DESC"]),
        ("SELECT p.a FROM p, o WHERE o.b = p.c", ["SELECT o.a", "p.b = p.c"]),
        ("SELECT order_id FROM t WHERE status = 1", ["SELECT status", "WHERE order_id = 1"]),
    ],
)  # fmt: skip
def test_a_word_is_changed(text, wanted):
    found = made(text)
    assert [part for part in wanted if not any(part in mutant for mutant in found)] == []


FROM = "SELECT a FROM t"


@pytest.mark.parametrize(
    "text, wanted",
    [
        (
            "WHERE b = 1 GROUP BY c HAVING d > 1",
            ["GROUP BY c HAVING d > 1", "WHERE b = 1 GROUP BY c", "WHERE b = 1 HAVING d > 1"],
        ),
        (
            "WHERE b IN (SELECT c FROM u WHERE d = 1) AND e = 2",
            ["WHERE b IN (SELECT c FROM u ) AND e = 2", "WHERE b IN (SELECT c FROM u WHERE d = 1)"],
        ),
        (
            "WHERE b = 1 AND (c = 2 OR d = 3) ORDER BY e",
            [
                "WHERE b = 1 ORDER BY e",
                "WHERE (c = 2 OR d = 3) ORDER BY e",
                "WHERE b = 1 AND (d = 3) ORDER BY e",
                "WHERE b = 1 AND (c = 2 ) ORDER BY e",
            ],
        ),
        ("ORDER BY b, c LIMIT 1", ["ORDER BY c LIMIT 1", "ORDER BY b LIMIT 1", "LIMIT 1"]),
    ],
)
def test_a_clause_or_a_condition_is_left_out(text, wanted):
    found = made(f"{FROM} {text}")
    assert [end for end in wanted if f"{FROM} {end}" not in found] == []


def test_what_is_no_sql_is_none():
    assert sql.is_sql("  select 1") and not sql.is_sql("selected") and not sql.is_sql("R↓F↑")
