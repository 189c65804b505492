"""The closed format: everything that a task returns crosses unchanged, and nothing else is ever
built from a frame."""

import array
import collections
import datetime
import decimal
import enum
import fractions
import json
import math
import pathlib
import pickle
import socket
import sqlite3
import threading
import typing

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.engine.cells import frames, shared, wire


def refuse(value):
    raise frames.Refused(type(value).__name__)


def crossed(value, plain=False):
    """The value as it arrives on the other side."""
    encoder = wire.Encoder(refuse)
    encoder.plain = plain
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
    collections.deque([1, 2], maxlen=3),
    collections.defaultdict(list, a=[1]),
    collections.ChainMap({"a": 1}, {"b": 2}),
    collections.UserDict(a=1),
    collections.UserList([1, "a"]),
    collections.UserString("a"),
    bytearray(b"\x00\xff"),
    array.array("d", [1.5, 2]),
    decimal.Decimal("0.10"),
    fractions.Fraction(1, 3),
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
    np.array([[1, 2]]).view(np.matrix),
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
        pd.DataFrame({"a": ["x"], 0: [1], 1: [2]}).set_index(["a", 0]),
    ],
)
def test_tables_cross(frame):
    pd.testing.assert_frame_equal(crossed(frame), frame)


def test_masked_arrays_and_memory_cross():
    masked = np.ma.MaskedArray([1.0, 2.0], [False, True])
    found = crossed(masked)
    assert type(found) is type(masked) and found.mask.tolist() == [False, True]
    assert crossed(np.ma.masked) is np.ma.masked
    assert found.sum() == 1 and bytes(crossed(memoryview(b"ab"))) == b"ab"


@pytest.mark.parametrize(
    "value, blanked",
    [
        (np.ma.MaskedArray([1, 2], [False, True]), np.array([1, np.nan])),
        (np.ma.MaskedArray(["a", "b"], [True, False]), np.array([np.nan, "b"], object)),
        (pd.array([1, pd.NA], "Int64"), pd.Series([1, np.nan]).array),
        (pd.array([True, pd.NA], "boolean"), pd.Series([True, np.nan], dtype=object).array),
        (pd.array(["a", pd.NA], "string"), pd.array(["a", np.nan], "str")),
    ],
)
def test_unknown_entries_are_nan_where_none_are_wanted(value, blanked):
    encoder = wire.Encoder(lambda odd: None)
    message = encoder.encode(value)
    buffers = [memoryview(data) for data in encoder.buffers]
    found = wire.Decoder(buffers, lambda told: None, unknown=lambda: False).decode(message)
    assert type(found) is type(blanked) and found.dtype == blanked.dtype
    np.testing.assert_array_equal(pd.isna(found), pd.isna(blanked))
    assert found[~pd.isna(found)].tolist() == blanked[~pd.isna(blanked)].tolist()


@pytest.mark.parametrize("freq", ["D", "ME", "2h"])
def test_the_step_of_an_index_of_times_crosses(freq):
    index = pd.date_range("2026-01-31", periods=3, freq=freq)
    assert crossed(index).freq == index.freq
    pd.testing.assert_series_equal(
        crossed(pd.Series([1, 2, 3], index)), pd.Series([1, 2, 3], index)
    )


def test_what_is_noted_on_a_value_crosses():
    """Beside a table, on an array and a piece of memory; a row of a database has its names."""
    noted = pd.Series([1, 2])
    noted.attrs = {"unit": "元", "of": [2026]}
    assert crossed(noted).attrs == noted.attrs and crossed(noted.to_frame()).attrs == noted.attrs
    locked = np.asfortranarray(np.arange(6).reshape(2, 3))
    locked.flags.writeable = False
    for value in (locked, locked.T, locked.copy(order="F"), np.arange(3)):
        found = crossed(value)
        np.testing.assert_array_equal(found, value)
        for mark in ("writeable", "f_contiguous", "c_contiguous"):
            assert getattr(found.flags, mark) == getattr(value.flags, mark), mark
    for data in (b"ab", bytearray(b"ab")):
        assert crossed(memoryview(data)).readonly == isinstance(data, bytes)
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    row = database.execute("SELECT 1 AS id, '张三' AS 'a \"name\"', NULL, x'ff'").fetchone()
    found = crossed([row])[0]
    assert type(found) is sqlite3.Row and found == row and found["id"] == 1
    database.close()


def _note_unit(table):
    table.attrs["unit"] = "m"


def _write(locked):
    locked.flags.writeable = True
    locked[0] = 7


@pytest.mark.parametrize(
    "value, change, seen",
    [
        (pd.Series([1]), _note_unit, lambda value: value.attrs.get("unit")),
        (pd.DataFrame({"a": [1]}), _note_unit, lambda value: value.attrs.get("unit")),
        (np.arange(3), _write, lambda value: (value[0], value.flags.writeable)),
    ],
    ids=lambda part: type(part).__name__,
)
def test_what_is_noted_on_a_value_is_told_when_it_changes(value, change, seen):
    theirs, ours = shared.Shared(1), shared.Shared(0)
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    sender = wire.Encoder(refuse, table=theirs)
    message = sender.encode(value)
    found = wire.Decoder(sender.buffers, refuse, ours).decode(message)
    before = seen(found)
    change(value)
    [(number, changed)] = theirs.changed()
    sender.buffers.clear()
    message = sender.content(changed)
    undo = ours.overwrite(number, wire.Decoder(sender.buffers, refuse).decode(message))
    after = seen(found)
    undo()
    assert seen(found) == before
    assert after == ((7, False) if isinstance(value, np.ndarray) else "m")


def test_views_and_named_tuples_keep_what_they_are():
    point = collections.namedtuple("Point", "x y")(1, 2)
    assert crossed(point) == point and crossed(point)._fields == ("x", "y")
    assert list(crossed({"a": 1}.items())) == [("a", 1)] and crossed({"a": 1}.keys()) == {"a"}
    assert math.isnan(crossed(float("nan")))


# --- whatever crosses comes back equal, and the rest is refused

TEXTS = st.text(max_size=5) | st.sampled_from(["a\0b", "\ud800", "", "nan", "客"])
TIMES = st.datetimes(
    min_value=datetime.datetime(1700, 1, 1), max_value=datetime.datetime(2250, 1, 1)
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    TEXTS,
    st.binary(max_size=5),
    st.complex_numbers(),
    st.decimals().filter(lambda value: not value.is_snan()),  # pandas cannot even show it
    st.fractions(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    TIMES,
    TIMES.map(pd.Timestamp),
    TIMES.map(lambda time: pd.Timestamp(time, tz="Asia/Shanghai")),
    st.integers(-(2**62), 2**62).map(pd.Timedelta),
    st.sampled_from([pd.NaT, pd.NA, ..., np.float32(0.1), np.longdouble(2), np.bytes_(b"a")]),
    st.builds(np.datetime64, st.sampled_from(["NaT", "2026-06", "2026-06-30T12"])),
    st.builds(np.timedelta64, st.integers(0, 5), st.sampled_from(["D", "ns", "generic"])),
)
KEYS = st.integers() | TEXTS | st.tuples(st.integers(), TEXTS)
NESTS = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(KEYS, inner, max_size=3),
        st.dictionaries(KEYS, inner, max_size=3).map(collections.OrderedDict),
        st.dictionaries(KEYS, inner, max_size=3).map(lambda d: collections.defaultdict(list, d)),
        st.lists(inner, max_size=3).map(collections.deque),
        st.sets(KEYS, max_size=3),
        st.frozensets(KEYS, max_size=3),
    ),
    max_leaves=8,
)
DTYPES = [
    *("bool", "int8", "int64", "uint64", "float16", "float64", "longdouble", "complex64"),
    *("U2", "S2", "M8[D]", "M8[ns]", "m8[s]", "m8", "O"),
    *("str", "string", "category", "Int8", "UInt64", "Float32", "boolean"),
    *("datetime64[ns, Asia/Shanghai]", "period[M]", "interval[int64]", "Sparse[int]"),
]


@st.composite
def columns(draw) -> pd.Series:
    dtype = draw(st.sampled_from(DTYPES))
    size = draw(st.integers(0, 4))
    if dtype in ("O", "category"):
        values = draw(
            st.lists(KEYS if dtype == "category" else SCALARS, min_size=size, max_size=size)
        )
        return pd.Series(pd.Series(values, dtype=object).astype(dtype))
    if dtype == "interval[int64]":
        return pd.Series(pd.interval_range(0, size))
    if dtype == "period[M]":
        return pd.Series(pd.period_range("2026-01", periods=size, freq="M"))
    if dtype in ("str", "string"):
        values = draw(st.lists(TEXTS | st.none(), min_size=size, max_size=size))
        return pd.Series(values, dtype=dtype)
    numbers = draw(st.lists(st.integers(0, 1), min_size=size, max_size=size))
    made = pd.Series(numbers)
    if dtype.startswith("datetime64[ns, "):
        return pd.to_datetime(made, unit="D").dt.tz_localize("Asia/Shanghai")
    if dtype[0].isupper() and dtype[1:].startswith(("nt", "Int", "loat")) or dtype == "boolean":
        return made.astype(dtype).mask(made == draw(st.integers(0, 1)))
    try:
        return pd.Series(np.array(numbers).astype(dtype))
    except (TypeError, ValueError):
        return made.astype("Sparse[int]")


@st.composite
def tables(draw):
    """A Series, an Index, an array or a table with columns of several kinds."""
    column = draw(columns())
    kind = draw(st.sampled_from(["series", "index", "array", "values", "table", "multi"]))
    if kind == "series":
        return column.rename(draw(KEYS | st.none()))
    if kind == "index":
        return column.set_axis(pd.date_range("2026", periods=len(column), freq="h"))
    if kind == "array":
        return column.array
    if kind == "values":
        return column.to_numpy()
    table = pd.DataFrame({draw(TEXTS): column, draw(KEYS): range(len(column))})
    # no index holds the last two, and an empty level forgets what it held
    if kind == "table" or column.empty or column.dtype in ("float16", "longdouble"):
        return table
    return table.set_index([table.columns[0], table.columns[-1]])


def equal(one, other) -> bool:
    """Of one type and with the same content; two missing values of one kind are the same."""
    if type(one) is not type(other):
        return False
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other)
    elif isinstance(one, pd.Series):
        pd.testing.assert_series_equal(one, other)
    elif isinstance(one, pd.api.extensions.ExtensionArray):
        pd.testing.assert_extension_array_equal(one, other)
    elif isinstance(one, np.ndarray):
        assert one.dtype == other.dtype and one.shape == other.shape
        if one.dtype != object:
            np.testing.assert_array_equal(one, other)
        return equal(one.ravel().tolist(), other.ravel().tolist())
    elif isinstance(one, dict):
        return equal(list(one.items()), list(other.items()))
    elif isinstance(one, (list, tuple, collections.deque)):
        return len(one) == len(other) and all(map(equal, one, other))
    elif isinstance(one, (set, frozenset, datetime.time, datetime.date)):
        return one == other or one is other  # NaT
    else:
        return repr(one) == repr(other)
    return True


@given(NESTS | tables())
def test_what_crosses_comes_back_equal_or_is_refused(value):
    try:
        found = crossed(value)
    except frames.Refused:
        return
    assert equal(value, found), (value, found)


@given(NESTS)
def test_no_nest_of_ordinary_values_is_refused(value):
    if "np." not in repr(value):
        assert equal(value, crossed(value))


# --- subclasses


def made(base, *args):
    """An instance of a student's subclass, whose own methods say what nobody should believe."""
    lies = {
        "__eq__": lambda self, other: True,
        "__hash__": lambda self: 0,
        "__len__": lambda self: 0,
        "__iter__": lambda self: iter(()),
        "__str__": lambda self: "lie",
        "__float__": lambda self: 0.0,
        "__index__": lambda self: 0,
        "keys": lambda self: (),
        "items": lambda self: (),
        "copy": lambda self: self,
    }
    return type("Own", (base,), lies)(*args)


class Level(enum.IntEnum):
    HIGH = 3


class Mark(enum.StrEnum):
    GOOD = "good"


SUBCLASSES = [
    (made(str, "hi"), "hi"),
    (made(int, 7), 7),
    (made(int, 2**70), 2**70),
    (made(float, 0.5), 0.5),
    (made(bytes, b"a"), b"a"),
    (made(list, [1, 2]), [1, 2]),
    (made(tuple, (1, 2)), (1, 2)),
    (made(dict, {"a": 1}), {"a": 1}),
    (made(set, {1}), {1}),
    (made(frozenset, {1}), frozenset({1})),
    (made(complex, 1j), 1j),
    (made(decimal.Decimal, "0.10"), decimal.Decimal("0.10")),
    (made(fractions.Fraction, "1/3"), fractions.Fraction(1, 3)),
    (made(datetime.date, 2026, 6, 30), datetime.date(2026, 6, 30)),
    (made(datetime.datetime, 2026, 6, 30, 12), datetime.datetime(2026, 6, 30, 12)),
    (made(datetime.time, 12, 5), datetime.time(12, 5)),
    (made(datetime.timedelta, 2, 3), datetime.timedelta(2, 3)),
    (made(bytearray, b"a"), bytearray(b"a")),
    (made(collections.deque, [1], 2), collections.deque([1], 2)),
    (made(collections.Counter, "aab"), collections.Counter("aab")),
    (made(collections.OrderedDict, {"a": 1}), collections.OrderedDict(a=1)),
    (Level.HIGH, 3),
    (Mark.GOOD, "good"),
    (type("D", (collections.UserDict,), {})({"a": 1}), {"a": 1}),
    (pathlib.Path("a/b"), pathlib.PurePath("a/b")),
]


@pytest.mark.parametrize("value, data", SUBCLASSES, ids=lambda value: type(value).__name__)
def test_a_subclass_crosses_as_data_where_only_data_is_wanted(value, data):
    found = crossed([value], plain=True)[0]
    assert type(found) is type(data) and found == data
    with pytest.raises(frames.Refused):
        crossed([value])


def test_subclasses_of_arrays_and_tables_are_data_too():
    own = np.arange(3).view(type("A", (np.ndarray,), {"__array_finalize__": lambda self, of: None}))
    assert type(crossed(own, plain=True)) is np.ndarray and crossed(own, plain=True).sum() == 3
    for kind in (pd.Series, pd.DataFrame):
        found = crossed(type("S", (kind,), {})({"a": [1, 2]}), plain=True)
        assert type(found) is kind and len(found) == len(kind({"a": [1, 2]}))


class Pair(typing.NamedTuple):
    a: int
    b: int = 2


class Point(typing.NamedTuple):
    x: int

    def far(self):
        return self.x > 9


class Equal(typing.NamedTuple):
    x: int

    def __eq__(self, other):
        return True


def test_a_named_tuple_with_methods_is_an_object_where_one_is_wanted():
    for objects in (False, True):
        encoder = wire.Encoder(refuse)
        encoder.objects = objects
        assert encoder.encode(Pair(1))["t"] == "namedtuple"
    for other in (Point, Equal):
        with pytest.raises(frames.Refused):
            encoder.encode(other(1))
    assert encoder.encode(type("Same", (Pair,), {})(1))["t"] == "namedtuple"
    assert crossed(Point(1), plain=True).x == 1


def test_it_is_told_where_a_subclass_lost_what_it_adds():
    encoder = wire.Encoder(refuse)
    encoder.plain = True
    encoder.encode([1, "a", {"b": [2]}])
    assert not encoder.reduced
    encoder.encode([made(list, [1])])
    assert encoder.reduced


def test_what_extends_nothing_is_referred_in_any_case():
    for value in (object(), len, enum.Flag, enum.Enum("Size", ["BIG"]).BIG):
        with pytest.raises(frames.Refused):
            crossed(value, plain=True)


class Liar(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


@pytest.mark.parametrize(
    "value",
    [
        Liar(1),
        np.void(b"a"),
        np.array([b"a"], "V1"),
        object(),
        lambda: 1,
        type("S", (pd.Series,), {})([1]),
        type("L", (list,), {})(),
    ],
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
    {"t": "default", "f": "eval", "v": []},
    {"t": "compact", "c": "u", "b": 0},
    {"t": "compact", "c": "O", "b": 0},
    {"t": "chain", "v": [[1]]},
    {"t": "user dict", "v": [1]},
    {"t": "masked", "v": [1], "m": {"t": "array", "d": "|b1", "s": [8], "b": 0}},
    {"t": "matrix", "v": 1},
    {"t": "path", "v": 5},
    {"t": "deque", "v": [], "m": "a"},
    {"t": "view", "n": 1, "d": "<f8", "o": 0, "s": [1], "st": [8]},
    {"t": "fraction", "v": "1e999999999"},
    {"t": "fraction", "v": ["1e999999999", 1]},
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


@pytest.mark.parametrize(
    "look, inside",
    [
        (lambda a: a[::-1], True),
        (lambda a: a[1:, ::2], True),
        (lambda a: a.T, True),
        (lambda a: a.reshape(-1)[-1:], True),
        (lambda a: np.broadcast_to(a, (2, 3, 4)), True),
        (lambda a: a.copy(), False),
        (lambda a: a.view(np.int64), False),
        (lambda a: a[:0], False),
    ],
)
def test_an_array_that_looks_into_another_does_so_on_the_other_side(look, inside):
    ours, theirs = shared.Shared(0), shared.Shared(1)
    whole = np.arange(12.0).reshape(3, 4)
    sent = []
    for value in (whole, look(whole)):
        encoder = wire.Encoder(refuse, table=ours)
        message = encoder.encode(value)
        sent.append(wire.Decoder(encoder.buffers, refuse, theirs).decode(message))
        np.testing.assert_array_equal(sent[-1], value)
    assert np.shares_memory(*sent) == inside


@pytest.mark.parametrize("offset, shape, strides", [(96, [1], [8]), (0, [13], [8]), (0, [2], [-8])])
def test_no_view_reaches_beyond_its_array(offset, shape, strides):
    table = shared.Shared(0)
    table.add(1, np.arange(12.0))
    message = {"t": "view", "n": 1, "d": "<f8", "o": offset, "s": shape, "st": strides}
    with pytest.raises(frames.Refused):
        wire.Decoder([], refuse, table).decode(message)
