"""The customer database of a case.

Every question runs on a fresh private copy in memory: whatever a statement breaks, the file stays
as it is, and the next question finds everything in place.

The copy opens no other file (ATTACH is refused), and a statement without end is stopped.
"""

import re
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from keguan import cases

Row = tuple[Any, ...]
FILE = "crm.sqlite"
# Limits of one question.
STEPS = 20_000_000  # SQLite's own steps
SECONDS = 5.0
ROWS = 100_000
CELL = 100_000  # bytes of one value
TEXT = 20_000_000  # characters of all rows
PAGES = 16_384  # pages of the copy
EVERY = 1_000  # steps between two looks at the clock
WAIT = 1.0  # seconds to wait for a file that another program has locked
_FORBIDDEN = {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH}
_PRAGMAS = {
    "table_info",
    "table_list",
    "foreign_key_list",
    "index_list",
    "foreign_keys",
    "user_version",
}
_CHANGES = {
    sqlite3.SQLITE_INSERT,
    sqlite3.SQLITE_UPDATE,
    sqlite3.SQLITE_DELETE,
    sqlite3.SQLITE_CREATE_TABLE,
    sqlite3.SQLITE_CREATE_INDEX,
    sqlite3.SQLITE_CREATE_VIEW,
    sqlite3.SQLITE_CREATE_TRIGGER,
    sqlite3.SQLITE_DROP_TABLE,
    sqlite3.SQLITE_DROP_INDEX,
    sqlite3.SQLITE_DROP_VIEW,
    sqlite3.SQLITE_DROP_TRIGGER,
    sqlite3.SQLITE_ALTER_TABLE,
}


class DatabaseError(cases.CaseError):
    """The database cannot be read, or a statement cannot be run; the message is one bilingual
    sentence.
    """


class Copy:
    """A private copy in memory, closed at the end of a `with`.

    `changed` says whether a statement changed it.
    """

    def __init__(self, source: sqlite3.Connection) -> None:
        self.connection = source
        self.changed = False
        self._steps = 0
        self._start = 0.0
        self._refused: str | None = None
        self.connection.execute(f"PRAGMA max_page_count = {PAGES}")
        self.connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, CELL)
        self.connection.set_authorizer(self._allowed)
        self.connection.set_progress_handler(self._tired, EVERY)

    def __enter__(self) -> "Copy":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def query(self, sql: str) -> pd.DataFrame:
        """The rows that one statement gives, as a DataFrame; an empty one without columns where it
        gives none.

        Raises DatabaseError.
        """
        _must_be_text(sql)
        with _told(self):
            cursor = self.connection.execute(sql)
            rows = _rows(cursor)
        if len(rows) > ROWS:
            raise DatabaseError(
                f"结果超过 {ROWS:,} 行，多半是连接的条件漏了，或者查询停不下来。",
                f"More than {ROWS:,} rows: a join condition is probably missing, or the query "
                "never ends.",
            )
        return pd.DataFrame(rows, columns=[column[0] for column in cursor.description or ()])

    def run(self, script: str) -> None:
        """Runs a script of several statements. Raises DatabaseError."""
        _must_be_text(script)
        with _told(self):
            self.connection.executescript(script)

    def table(self, name: str) -> pd.DataFrame:
        """A whole table as a DataFrame. Raises DatabaseError where there is none."""
        return self.query(f'SELECT * FROM "{name.replace(chr(34), "")}"')

    def names(self) -> list[str]:
        """Names of the tables, in the order in which they were made."""
        self._steps = 0
        self._start = time.monotonic()
        found = self.connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        return [name for (name,) in found]

    def _allowed(self, action: int, first: str | None, second: str | None, *_: object) -> int:
        self.changed |= action in _CHANGES and not str(first).startswith("sqlite_")
        pragma = action == sqlite3.SQLITE_PRAGMA and str(first).lower() not in _PRAGMAS
        extension = action == sqlite3.SQLITE_FUNCTION and second == "load_extension"
        if action in _FORBIDDEN or pragma or extension:
            self._refused = first
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    def _tired(self) -> bool:
        self._steps += EVERY
        return self._steps > STEPS or time.monotonic() - self._start > SECONDS


def _rows(cursor: sqlite3.Cursor) -> list[Row]:
    """All rows, or a few more than ROWS; stops where they hold more text than a notebook can
    show."""
    rows: list[Row] = []
    size = 0
    while len(rows) <= ROWS and (more := cursor.fetchmany(500)):
        size += sum(map(_size, more))
        if size > TEXT:
            raise sqlite3.DataError("too big")
        rows += more
    return rows


def _size(row: Row) -> int:
    """Characters and bytes of a row."""
    return sum(len(value) for value in row if isinstance(value, (str, bytes)))


def copy(case: str = "ctrip", tables: Mapping[str, pd.DataFrame] | None = None) -> Copy:
    """A fresh private Copy of the case's database, or one of the given tables (DataFrames by name).

    Raises DatabaseError if the file is missing, damaged or locked by another program.
    """
    memory = sqlite3.connect(":memory:")
    try:
        if tables is None:
            _fill_from_file(memory, case)
        else:
            _fill_from_tables(memory, tables)
    except BaseException:
        memory.close()
        raise
    return Copy(memory)


def query(
    sql: str, case: str = "ctrip", tables: Mapping[str, pd.DataFrame] | None = None
) -> pd.DataFrame:
    """The rows that one statement gives on a fresh copy, as a DataFrame.

    Says so if the statement changed the copy.

    Raises DatabaseError.
    """
    with copy(case, tables) as private:
        rows = private.query(sql)
        if private.changed:
            print(" · ".join(CHANGED))
    return rows


CHANGED = (
    "这条语句改动的只是一份临时副本，数据库文件原样未动；下一次查询又是新的副本。",
    "This statement changed a temporary copy only; the database file is as it was, and the next "
    "query gets a new copy.",
)


def run(
    script: str,
    case: str = "ctrip",
    tables: Mapping[str, pd.DataFrame] | None = None,
    keys: Mapping[str, str] | None = None,
) -> dict[str, pd.DataFrame]:
    """Runs a script on a fresh copy; returns all tables afterwards, DataFrames by name.

    Raises DatabaseError.

    `keys` makes a column the key of its table first ({"person": "person_id"}), so that an upsert
    finds its conflict.
    """
    with copy(case, tables) as private:
        for table, column in (keys or {}).items():
            private.run(f'CREATE UNIQUE INDEX "{table}_key" ON "{table}" ("{column}")')
        private.run(script)
        return {name: private.table(name) for name in private.names()}


def tables(case: str = "ctrip") -> dict[str, pd.DataFrame]:
    """All tables of the case's database, DataFrames by name. Raises DatabaseError."""
    with copy(case) as private:
        return {name: private.table(name) for name in private.names()}


def schema(case: str = "ctrip") -> cases.Notes:
    """Tables with their columns and the number of rows: DataFrame by table, shown in full.

    Raises DatabaseError.
    """
    found = tables(case)
    rows = [
        {"table": name, "columns": ", ".join(table.columns), "rows": len(table)}
        for name, table in found.items()
    ]
    return cases.Notes(rows).set_index("table")  # shown in full


def answer(given: Any, tables: Mapping[str, pd.DataFrame]) -> Any:
    """An answer as a DataFrame: SQL text is run on a fresh copy of `tables`, a table or list is
    taken as it is.

    Raises DatabaseError if the text cannot be run or gives no rows at all.
    """
    if not isinstance(given, str):
        return given
    with copy(tables=tables) as private:
        rows = private.query(given)
        if not len(rows.columns):
            raise DatabaseError(
                "这条语句不返回任何行，要的是一条 SELECT；改动的只是临时副本。",
                "This statement gives no rows; a SELECT is wanted. It changed a temporary copy "
                "only.",
            )
    return rows


def after(given: Any, tables: Mapping[str, pd.DataFrame], name: str, key: str) -> pd.DataFrame:
    """Table `name` by its `key` after an answer: an SQL script is run on a fresh copy, a DataFrame
    is taken as it is.

    Raises DatabaseError.
    """
    table = run(given, tables=tables, keys={name: key})[name] if isinstance(given, str) else given
    if not isinstance(table, pd.DataFrame) or key not in [*table.columns, table.index.name]:
        raise DatabaseError(
            f"要一段 SQL 脚本，或带“{key}”列的 DataFrame。",
            f"Give an SQL script, or a DataFrame with a column {key!r}.",
        )
    table = table if key in table.columns else table.reset_index()
    if table[key].duplicated().any():
        raise DatabaseError(
            f"“{key}”有重复，每个只能有一行。", f"{key!r} has duplicates; one row each."
        )
    return table.set_index(key)


def column(given: Any, tables: Mapping[str, pd.DataFrame]) -> list[Any]:
    """An answer of one column as a sorted list; see `answer`.

    Raises DatabaseError if it has more than one column.
    """
    rows = answer(given, tables)
    if isinstance(rows, pd.DataFrame):
        if rows.shape[1] != 1:
            raise DatabaseError(
                f"结果应该只有一列，现在有 {rows.shape[1]} 列。",
                f"The result should have one column, it has {rows.shape[1]}.",
            )
        rows = rows.iloc[:, 0]
    if not isinstance(
        rows, (list, tuple, set, pd.Series, pd.Index, np.ndarray, pd.api.extensions.ExtensionArray)
    ):
        return rows
    return sorted(("" if pd.isna(value) else value for value in rows), key=str)


# --- filling --------------------------------------------------------------------------------------


def _fill_from_file(memory: sqlite3.Connection, case: str) -> None:
    path = cases.file(case, FILE)
    try:
        file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT)
        try:
            # a locked or damaged file says so here
            file.execute("SELECT count(*) FROM sqlite_master")
            file.backup(memory)
        finally:
            file.close()
    except sqlite3.Error as error:
        raise _unreadable(path, str(error)) from None


def _unreadable(path: Path, said: str) -> DatabaseError:
    if "locked" in said or "busy" in said:
        return DatabaseError(
            f"数据库 {path.name} 正被别的程序占用：关掉那个程序，再运行一次。",
            f"The database {path.name} is in use by another program: close it there and run this "
            "again.",
        )
    if "unable to open" in said:
        return DatabaseError(
            f"打不开数据库 {path.name}，请看看文件的权限。",
            f"The database {path.name} cannot be opened: check the permissions of the file.",
        )
    return DatabaseError(
        f"数据库 {path.name} 损坏了，请换回原来的文件，或运行 make.py 重新生成。",
        f"The database {path.name} is damaged: put the original back or make it again with "
        "make.py.",
    )


def _fill_from_tables(memory: sqlite3.Connection, tables: Mapping[str, pd.DataFrame]) -> None:
    for name, table in tables.items():
        columns = ", ".join(f'"{label}"' for label in table.columns)
        memory.execute(f'CREATE TABLE "{name}" ({columns})')
        rows = map(_plain_row, table.itertuples(index=False, name=None))
        memory.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * table.shape[1])})', rows)
    memory.commit()


def _plain_row(row: Row) -> list[Any]:
    return [_plain(value) for value in row]


def _plain(value: Any) -> Any:
    """A value that SQLite takes: NaN and NaT are NULL, dates ISO text, numpy's numbers Python's."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d" if value == value.normalize() else "%Y-%m-%d %H:%M")
    return value.item() if isinstance(value, np.generic) else value


# --- errors ---------------------------------------------------------------------------------------


def _must_be_text(sql: str) -> None:
    comments = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
    if not isinstance(sql, str) or not comments.sub("", sql).strip().strip(";").strip():
        raise DatabaseError(
            '这里要一条 SQL 语句（字符串），例如 "SELECT * FROM person"。',
            'An SQL statement (text) is wanted here, for example "SELECT * FROM person".',
        )


class _told:
    """Turns an error of SQLite into a DatabaseError of one sentence."""

    def __init__(self, private: Copy) -> None:
        self.private = private

    def __enter__(self) -> None:
        self.private._steps = 0
        self.private._start = time.monotonic()
        self.private._refused = None

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if isinstance(error, (sqlite3.Error, sqlite3.Warning)):
            raise DatabaseError(*self._sentence(str(error))) from None

    def _sentence(self, said: str) -> tuple[str, str]:
        if "interrupted" in said:
            return (
                "查询一直停不下来，已经中止；看看递归有没有出口，连接有没有条件。",
                "The query did not come to an end and was stopped: see whether the recursion has "
                "an exit and the join a condition.",
            )
        if self.private._refused is not None or "not authorized" in said or "prohibited" in said:
            return (
                "不能打开别的文件，也不能改数据库的设置：这里只能查这一份副本。",
                "Other files and settings are out of reach: only this copy of the database can be "
                "asked.",
            )
        if "one statement at a time" in said:
            return (
                "一次只能运行一条语句；去掉多余的分号。",
                "One statement at a time: remove the extra semicolon.",
            )
        if "too big" in said or "full" in said:
            return "结果太大，装不下，已经中止。", "The result is too large and was stopped."
        return self._mistake(said)

    def _mistake(self, said: str) -> tuple[str, str]:
        hit = re.match(r"no such table: (.+)", said)
        if hit:
            known = self.private.names()
            return (
                f"没有“{hit[1]}”这张表，现有的表：{'、'.join(known)}。",
                f"There is no table {hit[1]!r}; the tables are: {', '.join(known)}.",
            )
        hit = re.match(r"no such column: (.+)", said)
        if hit:
            return (
                f"没有“{hit[1]}”这一列，看看列名和表名。",
                f"There is no column {hit[1]!r}: check its name and its table.",
            )
        hit = re.match(r'near "(.*)": syntax error', said)
        if hit:
            return (
                f"SQL 写法有误，在“{hit[1]}”附近。",
                f"The SQL has a syntax error near {hit[1]!r}.",
            )
        return f"SQL 不能运行：{said}。", f"The SQL cannot be run: {said}."
