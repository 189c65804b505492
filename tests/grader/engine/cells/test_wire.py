"""The closed format: everything that a task returns crosses unchanged, and nothing else is ever
built from a frame."""

import collections
import datetime
import decimal
import json
import math
import pickle
import socket
import threading

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.engine.cells import frames, wire


def refuse(value):
    raise frames.Refused(type(value).__name__)


def crossed(value):
    """The value as it arrives on the other side."""
    encoder = wire.Encoder(refuse)
    message = encoder.encode(value)
    one, other = socket.socketpair()
    with one, other:
        sender = threading.Thread(target=frames.send, args=(one, message, encoder.buffers))
        sender.start()
        message, buffers = frames.receive(other)
        sender.join()
    return wire.Decoder(buffers, refuse).decode(message)


VALUES = [
    None,
    True,
    0,
    -7,
    2**61,
    -(2**200),
    1.5,
    float("inf"),
    "",
    "张三 👍",
    "half a \ud800 pair",
    b"\x00\xff",
    1 + 2j,
    ...,
    [1, [2, (3,)]],
    (),
    {1, 2},
    frozenset("a"),
    {"a": 1, 2: (3, None)},
    range(3, 9, 2),
    slice(1, None),
    collections.Counter("aab"),
    collections.OrderedDict(b=1, a=2),
    collections.deque([1, 2]),
    decimal.Decimal("0.10"),
    datetime.date(2026, 6, 30),
    datetime.datetime(2026, 6, 30, 12, 5),
    datetime.timedelta(days=2, seconds=3),
    np.float64(2.5),
    np.int8(3),
    np.bool_(True),
    np.str_("x"),
    np.datetime64("2026-06-30"),
    pd.Timestamp("2026-06-30", tz="Asia/Shanghai"),
    pd.Timedelta("3h"),
    pd.NaT,
    pd.NA,
    pd.Period("2026-06", "M"),
    pd.Interval(1, 2),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_values_cross_with_their_type(value):
    found = crossed(value)
    assert type(found) is type(value) and repr(found) == repr(value)


ARRAYS = [
    np.arange(6).reshape(2, 3),
    np.array(["a", "bc"]),
    np.array([], dtype=float),
    np.array([[True], [False]]),
    np.array(["2026-01-01"], dtype="datetime64[D]"),
    np.array([1, "a", None], dtype=object),
    np.asfortranarray(np.eye(3)),
]


@pytest.mark.parametrize("array", ARRAYS, ids=repr)
def test_arrays_cross(array):
    found = crossed(array)
    assert found.dtype == array.dtype
    np.testing.assert_array_equal(found, array)


FRAME = pd.DataFrame(
    {
        "id": ["M1", "M2", None],
        "n": [1, 2, 3],
        "x": [0.5, np.nan, 2],
        "on": [True, False, True],
        "day": pd.to_datetime(["2026-01-01", None, "2026-01-03"]),
        "kind": pd.Categorical(["a", "b", "a"]),
    }
)
SERIES = [
    FRAME["id"],
    FRAME["x"].rename("y"),
    FRAME.set_index("id")["n"],
    pd.Series([1, None], dtype="Int64"),
    FRAME["kind"],
    pd.Series(["a\0b", "c"], dtype=object),
    pd.Series([1, "a", None, (2, 3)], dtype=object),
    pd.Series(dtype=float),
    FRAME.groupby(["on", "kind"], observed=True)["n"].sum(),
    pd.cut(pd.Series([1, 5, 9]), 3),
    pd.Series([], dtype="str"),
]


@pytest.mark.parametrize("series", SERIES, ids=lambda s: f"{s.dtype} {s.name}")
def test_series_cross(series):
    pd.testing.assert_series_equal(crossed(series), series)


@pytest.mark.parametrize(
    "frame",
    [
        FRAME,
        FRAME.set_index("id"),
        FRAME.describe(),
        FRAME.head(0),
        pd.DataFrame(),
        pd.DataFrame([[1, 2]], columns=["a", "a"]),
        FRAME.pivot_table(index="on", columns="kind", values="n"),
    ],
)
def test_tables_cross(frame):
    pd.testing.assert_frame_equal(crossed(frame), frame)


def test_views_and_named_tuples_keep_what_they_are():
    point = collections.namedtuple("Point", "x y")(1, 2)
    assert crossed(point) == point and crossed(point)._fields == ("x", "y")
    assert list(crossed({"a": 1}.items())) == [("a", 1)] and crossed({"a": 1}.keys()) == {"a"}
    assert math.isnan(crossed(float("nan")))


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text() | st.integers(), inner)
        | st.tuples(inner, inner)
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(plain)
def test_any_nest_of_plain_values_crosses(value):
    assert crossed(value) == value


class Liar(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


@pytest.mark.parametrize(
    "value",
    [Liar(1), object(), lambda: 1, type("S", (pd.Series,), {})([1]), type("L", (list,), {})()],
    ids=lambda v: type(v).__name__,
)
def test_what_is_not_plain_is_referred(value):
    with pytest.raises(frames.Refused):
        wire.Encoder(refuse).encode(value)
    with pytest.raises(frames.Refused):
        wire.Encoder(refuse).encode([value])


def test_a_list_that_holds_itself_is_refused():
    endless = []
    endless.append(endless)
    with pytest.raises(frames.Refused):
        wire.Encoder(refuse).encode(endless)


HOSTILE = [
    {"t": "pickle", "v": pickle.dumps(1).hex()},
    {"t": "array", "d": "O", "s": [1], "b": 0},
    {"t": "array", "d": "<f8", "s": [9], "b": 0},
    {"t": "array", "d": "<f8", "s": [-1], "b": 0},
    {"t": "array", "d": "V8", "s": [1], "b": 0},
    {"t": "scalar", "v": 1},
    {"t": None},
    {"t": ["dict"], "v": []},
    {"no": "tag"},
    {"t": "dict", "v": [[[1], 2]]},
    {"t": "other", "d": "object", "v": []},
    {"t": "namedtuple", "n": "x; import os", "f": [], "v": []},
    {"t": "int", "v": "zz"},
    {"t": "series", "v": {"t": "array"}},
    {"t": "strings", "m": "nan", "n": 5, "b": 0, "h": []},
    {"t": "multi", "v": [], "n": []},
    {"t": "delta", "v": [10**20, 0, 0]},
    json.loads("[" * 100 + "]" * 100),
]


@pytest.mark.parametrize("message", HOSTILE, ids=lambda m: json.dumps(m)[:40])
def test_a_forged_frame_is_refused(message):
    with pytest.raises(frames.Refused):
        wire.Decoder([memoryview(b"12345678")], refuse).decode(message)


@pytest.mark.parametrize(
    "data",
    [
        frames.HEAD.pack(2**31, 2**31),
        frames.HEAD.pack(3, 0) + b"{}x",
        frames.HEAD.pack(9, 0) + b"[1, [-5]]",
        frames.HEAD.pack(8, 1) + b"[1, [9]]x",
        frames.HEAD.pack(4, 0) + b"null",
    ],
)
def test_what_is_no_frame_is_refused(data):
    one, other = socket.socketpair()
    with one, other:
        one.sendall(data)
        one.close()
        with pytest.raises(frames.Refused):
            frames.receive(other)


def test_the_end_of_the_stream_is_an_end():
    one, other = socket.socketpair()
    with other:
        one.close()
        with pytest.raises(EOFError):
            frames.receive(other)
