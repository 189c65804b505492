"""The customer database: any correct SQL gets its rows; whatever a statement tries, one sentence
says so and nothing is lost."""

import shutil
import sqlite3

import pandas as pd
import pytest

from keguan import cases, database

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"


@pytest.fixture
def folder(checkout, tmp_path, monkeypatch):
    """A case with its database in a folder of its own."""
    home = tmp_path / "ctrip"
    home.mkdir()
    for name in ("datapackage.json", "crm.sqlite"):
        shutil.copy(checkout / "datasets" / "ctrip" / name, home)
    monkeypatch.setenv(cases.DATASETS, str(tmp_path))
    return home


def sentence(sql, **where):
    """What is said instead of an answer: Chinese and English, on one line."""
    with pytest.raises(database.DatabaseError) as caught:
        database.query(sql, **where)
    error = caught.value
    assert "\n" not in str(error) and str(error) == f"{error.zh} · {error.en}"
    assert error.zh[-1] in "。" and error.en[-1] == "."
    return str(error)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM enterprise WHERE enterprise_id NOT IN "
        "(SELECT enterprise_id FROM contact WHERE enterprise_id IS NOT NULL)",
        "SELECT count(*) FROM enterprise e LEFT JOIN contact c ON c.enterprise_id = "
        "e.enterprise_id WHERE c.contact_id IS NULL",
        "WITH known AS (SELECT enterprise_id FROM contact) "
        "SELECT count(*) FROM enterprise e WHERE NOT EXISTS (SELECT 1 FROM known k WHERE "
        "k.enterprise_id = e.enterprise_id)",
    ],
)
def test_sub_query_join_and_cte_get_their_rows(sql):
    found = database.tables("ctrip")
    alone = ~found["enterprise"]["enterprise_id"].isin(found["contact"]["enterprise_id"])
    assert database.query(sql).iloc[0, 0] == alone.sum() > 0


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE person",
        "DELETE FROM person",
        "UPDATE person SET mobile = NULL",
        "ALTER TABLE person RENAME TO nobody",
        "CREATE TABLE more (a)",
        "INSERT INTO consent DEFAULT VALUES",
    ],
)
def test_a_destructive_statement_harms_only_its_copy_and_says_so(folder, sql, capsys):
    before = (folder / "crm.sqlite").read_bytes()
    rows = len(database.query("SELECT * FROM person"))
    assert capsys.readouterr().out == ""
    assert database.query(sql).empty
    assert capsys.readouterr().out.strip() == " · ".join(database.CHANGED)
    assert len(database.query("SELECT * FROM person")) == rows
    assert (folder / "crm.sqlite").read_bytes() == before
    assert [path.name for path in sorted(folder.iterdir())] == ["crm.sqlite", "datapackage.json"]


@pytest.mark.parametrize(
    "sql, says",
    [
        (f"{ENDLESS} SELECT count(*) FROM n", "停不下来"),
        (f"{ENDLESS} SELECT i FROM n", "100,000"),
        (f"{ENDLESS} SELECT i, hex(randomblob(40000)) FROM n", "装不下"),
        (f"{ENDLESS} SELECT sum(length(randomblob(90000))) FROM n", "停不下来"),
        (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT count(*) FROM n",
            "停不下来",
        ),
        (f"CREATE TABLE huge AS {ENDLESS} SELECT i, randomblob(900) FROM n", "装不下"),
        ("SELECT randomblob(100000000)", "装不下"),
        ("SELECT * FROM person, orders, consent", "100,000"),
        ("ATTACH 'other.sqlite' AS other", "不能打开别的文件"),
        ("ATTACH '/etc/hosts' AS other", "不能打开别的文件"),
        ("VACUUM INTO 'stolen.sqlite'", "不能打开别的文件"),
        ("PRAGMA writable_schema = 1", "不能打开别的文件"),
        ("SELECT load_extension('x')", "不能"),
        ("SELECT 1; DROP TABLE person", "一次只能运行一条语句"),
        ("SELECT * FROM persons", "没有“persons”这张表"),
        ("SELECT phone FROM person", "没有“phone”这一列"),
        ("SELEKT * FROM person", "“SELEKT”附近"),
        ("SELECT count(* FROM person", "写法有误"),
        ("", "要一条 SQL 语句"),
        ("-- nothing;", "要一条 SQL 语句"),
        (None, "要一条 SQL 语句"),
    ],
)
def test_each_trouble_is_one_sentence(folder, sql, says, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    # else a busy machine reaches the time limit first
    monkeypatch.setattr(database, "SECONDS", 1.0 if says == "停不下来" else 60.0)
    assert says in sentence(sql)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ctrip"]
    assert len(database.query("SELECT person_id FROM person")) > 0


def test_a_refusal_does_not_colour_the_next_mistake():
    with database.copy("ctrip") as private:
        for sql, says in (
            ("ATTACH 'x' AS x", "不能打开别的文件"),
            ("SELECT * FROM persons", "没有“persons”这张表"),
        ):
            with pytest.raises(database.DatabaseError, match=says):
                private.query(sql)


def test_a_locked_file_is_one_sentence(folder, monkeypatch):
    monkeypatch.setattr(database, "WAIT", 0.05)
    other = sqlite3.connect(folder / "crm.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "正被别的程序占用" in sentence("SELECT * FROM person")
    other.execute("ROLLBACK")
    other.close()
    assert len(database.query("SELECT * FROM person")) > 0


def test_a_missing_file_is_one_sentence(folder):
    (folder / "crm.sqlite").unlink()
    with pytest.raises(cases.CaseError) as caught:
        database.query("SELECT * FROM person")
    assert "ctrip/crm.sqlite" in caught.value.zh and "make.py" in caught.value.en
    assert not (folder / "crm.sqlite").exists()


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be one " * 100, b"", "half"]
)
def test_a_damaged_file_is_one_sentence(folder, content):
    file = folder / "crm.sqlite"
    file.write_bytes(file.read_bytes()[:60_000] if content == "half" else content)
    said = sentence("SELECT count(*) FROM update_log")
    assert "损坏" in said or "没有“update_log”这张表" in said


def test_the_student_opens_keeps_and_breaks_a_file_of_their_own(folder, tmp_path):
    own = tmp_path / "mine.sqlite"
    shutil.copy(folder / "crm.sqlite", own)
    with sqlite3.connect(own) as file:
        file.execute("DROP TABLE person")
    file.close()
    assert len(database.query("SELECT * FROM person")) > 0


def test_schema_lists_every_table():
    found = database.schema("ctrip")
    assert list(found.index) == list(database.tables("ctrip"))
    assert {
        "person",
        "enterprise",
        "contact",
        "orders",
        "consent",
        "update_log",
        "staff_assignment",
    } == set(found.index)
    assert found.loc["person", "columns"].startswith("person_id, name")


# ------------------------------------------------------------------------------------------
# answers of a task

TINY = {"shop": pd.DataFrame({"id": ["a", "b", "c"], "city": ["X", None, "Y"]})}


@pytest.mark.parametrize(
    "given",
    [
        "SELECT id FROM shop WHERE city IS NOT NULL",
        "WITH s AS (SELECT * FROM shop) SELECT id FROM s WHERE city <> ''",
        pd.DataFrame({"id": ["c", "a"]}),
        pd.Series(["a", "c"]),
        ["c", "a"],
        ("a", "c"),
        {"a", "c"},
    ],
)
def test_sql_and_pandas_answers_read_the_same(given):
    assert database.column(given, TINY) == ["a", "c"]


@pytest.mark.parametrize(
    "given, says",
    [
        ("DELETE FROM shop", "要的是一条 SELECT"),
        ("SELECT * FROM shop", "只有一列"),
        ("SELECT id FROM shops", "没有“shops”这张表"),
        (" ", "SQL 语句"),
    ],
)
def test_a_wrong_answer_says_why(given, says):
    with pytest.raises(database.DatabaseError, match=says):
        database.column(given, TINY)


def test_a_script_gives_its_tables():
    after = database.run(
        "INSERT INTO shop VALUES ('d', 'Z'); CREATE TABLE more (n INTEGER); INSERT INTO more "
        "VALUES (1), (2);",
        tables=TINY,
    )
    assert (
        list(after) == ["shop", "more"]
        and len(after["shop"]) == 4
        and after["more"]["n"].tolist() == [1, 2]
    )
    assert len(TINY["shop"]) == 3


def test_values_of_every_kind_come_back():
    table = pd.DataFrame(
        {
            "n": [1, 2],
            "x": [0.5, None],
            "day": pd.to_datetime(["2026-01-02", None]),
            "ts": pd.to_datetime(["2026-01-02 03:04", None]),
            "text": ["a", ""],
        }
    )
    got = database.query("SELECT * FROM t", tables={"t": table})
    assert got.iloc[0].tolist() == [1, 0.5, "2026-01-02", "2026-01-02 03:04", "a"]
    assert got.iloc[1].isna().tolist() == [False, True, True, True, False]
