"""A student's own marks as a file: read as they were written; nothing else is taken for them."""

import json
from datetime import date

import pytest

from grader.base import Text
from grader.base.files import statement
from grader.base.files.statement import Item, Statement

ONE = Statement(
    "2301",
    "张三",
    date(2026, 10, 31),
    81.5,
    False,
    (Item(Text("测试", "Tests"), None, False), Item(Text("拓展", "More"), 90.0, True)),
    (Item(Text("任务", "Tasks"), 90.0, True, Text("迟交", "late")),),
)


def test_what_was_written_is_read():
    assert statement.read(statement.written(ONE)) == ONE


@pytest.mark.parametrize(
    "change",
    [
        {"keguan": "hand-in 1"},
        {"id": 2301},
        {"day": "soon"},
        {"so_far": "81"},
        {"so_far": float("nan")},
        {"so_far": True},
        {"components": None},
        {"components": [{"title": "x"}]},
        {"works": [3]},
    ],
)
def test_anything_else_is_no_statement(change):
    said = json.loads(statement.written(ONE)) | change
    assert statement.read(json.dumps(said).encode()) is None


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"[" * 9000, b" " * 200_001])
def test_bytes_that_are_none(data):
    assert statement.read(data) is None
