"""The closed format in which values cross between the student's process and the trusted one.

A frame is two lengths, a JSON text and the raw buffers of arrays. Only plain data has a form:
numbers, text, containers, dates, arrays, Series, tables. Decoding builds nothing else and runs
nothing, so a frame from a student's process can at worst be refused. Everything without a form goes
through `refer`, which may put a reference in its place.
"""

from __future__ import annotations

import array
import collections
import contextlib
import datetime
import decimal
import fractions
import operator
import pathlib
import re
import sqlite3
import types
from collections.abc import Callable
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from grader.engine.cells import shared
from grader.engine.cells.frames import Refused

DEEPEST = 64  # containers inside containers

# --- values into messages

_PLAIN = (type(None), bool, str)
_VIEWS = {"keys": type({}.keys()), "values": type({}.values()), "items": type({}.items())}
_EMPTY = collections.OrderedDict[Any, Any]()  # its views have classes of their own
_SMALL_INT = 1 << 60


class Encoder:
    """Turns values into messages; `refer(value)` gives the message of a value without a form, or
    raises Refused. `value_types` are full names of classes that go as the tables they extend. A
    value in `table` goes by its number; one that can change in place gets a number there. Where
    `plain`, every instance of a subclass of what has a form goes in that form: only data is wanted.
    """

    plain = False
    objects = False  # an object is expected: a named tuple that has methods goes as one
    reduced = False  # a subclass went in the form of its base: what it adds is lost

    def __init__(
        self,
        refer: Callable[[Any], Any],
        value_types: frozenset[str] = frozenset(),
        table: shared.Shared | None = None,
    ):
        self.refer = refer
        self.value_types = value_types
        self.table = table
        self.buffers: list[bytes] = []
        self._depth = 0

    def encode(self, value: Any) -> Any:
        """The message of a value; arrays go to `buffers`."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is int:
            if -_SMALL_INT < value < _SMALL_INT:
                return value
            return {"t": "int", "v": hex(value)}
        if kind is float:
            if value - value == 0:
                return value
            return {"t": "float", "v": repr(value)}
        form = self._form(kind)
        if form is None:
            return self.refer(value)
        if self.table is None or kind not in shared.KINDS:
            return self._made(form, value)
        number = self.table.number(value)
        if number is not None:
            return {"t": "same", "n": number}
        message = self._view(value) or self._made(form, value)
        number = self.table.new(value)
        return message if number is None else {"t": "shared", "n": number, "v": message}

    def _form(self, kind: type) -> Callable | None:
        form = _FORMS.get(kind) or _by_family(kind, self.value_types)
        if form is _named_tuple and self.objects and _adds_methods(kind):
            return None
        if form is None and self.plain:
            form = _by_base(kind)
            self.reduced |= form is not None
        return form

    def _view(self, value: Any) -> dict | None:
        """The message of an array that looks into one which the other side has: there, too, a
        change of the one is a change of the other.
        """
        found = self.table.seen_through(value) if self.table is not None else None
        if found is None:
            return None
        number, offset = found
        parts = {"o": offset, "s": list(value.shape), "st": list(value.strides)}
        return {"t": "view", "n": number, "d": value.dtype.str, **parts}

    def content(self, value: Any) -> Any:
        """The message of a value in the table, as it is now."""
        return self._made(_FORMS[type(value)], value)

    def _made(self, form: Callable, value: Any) -> Any:
        if self._depth >= DEEPEST:
            raise Refused("containers are nested too deeply")
        self._depth += 1
        try:
            return form(self, value)
        finally:
            self._depth -= 1

    def many(self, values) -> list:
        return [self.encode(value) for value in values]

    def buffer(self, data: bytes) -> int:
        """Takes the bytes of an array; their place in `buffers` stands for them in a message."""
        self.buffers.append(data)
        return len(self.buffers) - 1


# A form is a function of the encoder and the value.


def _form_list(e, v):
    return e.many(v)


def _constant(tag):
    return lambda e, v: {"t": tag}


def _tagged(tag):
    return lambda e, v: {"t": tag, "v": e.many(v)}


def _parts(tag, *names):
    """The form of a value that these attributes make."""
    get = operator.attrgetter(*names)
    return lambda e, v: {"t": tag, "v": e.many(get(v))}


def _pairs(tag):
    def form(e, v):
        pairs = [[e.encode(key), e.encode(value)] for key, value in v.items()]
        return {"t": tag, "v": pairs}

    return form


def _data(tag):
    """The form of a container of Python's library that wraps another value."""
    return lambda e, v: {"t": tag, "v": e.encode(v.data)}


def _default_dict(e, v):
    factory = getattr(v.default_factory, "__name__", "")
    known = v.default_factory is not None and _FACTORIES.get(factory) is v.default_factory
    message = _pairs("default" if known else "dict")(e, v)
    return message | {"f": factory} if known else message


def _deque(e, v):
    return {"t": "deque", "v": e.many(v), "m": v.maxlen}


def _memory(e, v):
    if v.format != "B" or v.ndim != 1:
        return e.refer(v)
    return {"t": "memoryview", "v": v.tobytes().hex(), "r": v.readonly}


def _row(e, v):
    """A row that a database gave, with the names of its columns."""
    return {"t": "row", "n": v.keys(), "v": e.many(tuple(v))}


def _compact(e, v):
    if v.typecode not in _TYPECODES:
        return e.refer(v)
    return {"t": "compact", "c": v.typecode, "b": e.buffer(v.tobytes())}


def _masked(e, v):
    mask = np.ma.getmaskarray(v)
    return {"t": "masked", "v": e.encode(np.asarray(v.data)), "m": _array(e, mask)}


def _text(tag, form=str):
    return lambda e, v: {"t": tag, "v": form(v)}


def _named_tuple(e, v):
    kind = type(v)
    return {
        "t": "namedtuple",
        "n": kind.__name__,
        "f": list(map(str, kind._fields)),
        "v": e.many(tuple(v)),
    }


def _array(e, v):
    dtype = v.dtype
    shape = list(v.shape)
    if dtype.kind == "O":
        return {"t": "objects", "s": shape, "v": e.many(v.ravel().tolist())}
    if dtype.kind not in "biufcSU" and not _has_unit(dtype):
        raise Refused(f"arrays of {dtype} do not cross")
    data = np.ascontiguousarray(v).tobytes()
    return {"t": "array", "d": dtype.str, "s": shape, "b": e.buffer(data)}


def _own_array(e, v):
    """An array with the marks on it: that nobody may write, that its columns lie together."""
    marks = [] if v.flags.writeable else ["r"]
    if v.flags.f_contiguous and not v.flags.c_contiguous:
        marks.append("f")
    message = _array(e, v)
    return message | {"m": marks} if marks else message


def _has_unit(dtype):
    """Whether these are times, or spans of time, in a unit."""
    return dtype.kind in "mM" and np.datetime_data(dtype)[0] != "generic"


def _strings(e, values):
    """Texts and missing values of a column: one joined buffer, which is many times faster than a
    list.
    """
    count = len(values)
    holes = []
    try:
        joined = "\0".join(values)
    except TypeError:
        holes = [i for i, x in enumerate(values) if not isinstance(x, str)]
        values = list(values)
        for i in holes:
            values[i] = ""
        joined = "\0".join(values)
    if joined.count("\0") != max(count - 1, 0):
        return {"v": values, "n": count, "h": holes}
    data = joined.encode("utf-8", "surrogatepass")
    return {"b": e.buffer(data), "n": count, "h": holes}


def _column(e, v):
    """The values of a Series, an Index or a pandas array."""
    dtype = v.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return _categories(e, v)
    if isinstance(dtype, pd.StringDtype):
        missing = "nan" if dtype.na_value is not pd.NA else "NA"
        return {"t": "strings", "m": missing, **_strings(e, v.tolist())}
    if isinstance(dtype, np.dtype):
        values = v.to_numpy()
        if dtype.kind == "O" and all(type(x) is str for x in values):
            return {"t": "texts", **_strings(e, values.tolist())}
        return _array(e, values)
    name = str(dtype)
    if name in _NULLABLE:
        mask = np.asarray(v.isna())
        plain = v.to_numpy(dtype=_NULLABLE[name], na_value=0)
        return {"t": "nullable", "d": name, "v": _array(e, plain), "m": _array(e, mask)}
    return {"t": "other", "d": name, "v": e.many(v.tolist())}


def _categories(e, v):
    codes = v.cat.codes if isinstance(v, pd.Series) else v.codes
    categories = pd.Index(v.dtype.categories)
    return {
        "t": "category",
        "c": _array(e, np.asarray(codes)),
        "k": e.encode(categories),
        "o": bool(v.dtype.ordered),
    }


_FACTORIES = {kind.__name__: kind for kind in (list, dict, set, tuple, int, float, str, bool)}
_TYPECODES = frozenset("bBhHiIlLqQfd")
_NULLABLE = {f"Int{bits}": f"int{bits}" for bits in (8, 16, 32, 64)}
_NULLABLE |= {f"UInt{bits}": f"uint{bits}" for bits in (8, 16, 32, 64)}
_NULLABLE |= {
    "Float32": "float32",
    "Float64": "float64",
    "boolean": "bool",
}


_SPACED = (pd.DatetimeIndex, pd.TimedeltaIndex)  # they may know the step between their entries


def _index(e, v):
    if isinstance(v, pd.RangeIndex):
        ends = [int(v.start), int(v.stop), int(v.step)]
        return {"t": "range_index", "v": ends, "n": e.encode(v.name)}
    if isinstance(v, pd.MultiIndex):
        nameless = v.set_names([None] * v.nlevels)  # a level may be called 0 and be the second
        levels = [_column(e, nameless.get_level_values(i)) for i in range(v.nlevels)]
        return {"t": "multi", "v": levels, "n": e.many(v.names)}
    message = {"t": "index", "v": _column(e, v), "n": e.encode(v.name)}
    freq = getattr(v, "freqstr", None) if isinstance(v, _SPACED) else None
    return message | {"f": freq} if freq else message


def _series(e, v):
    values = _column(e, v)
    index = _index(e, v.index)
    return {"t": "series", "v": values, "i": index, "n": e.encode(v.name)} | _notes(e, v)


def _notes(e, v):
    """What is noted beside a table, if anything."""
    return {"a": _pairs("dict")(e, v.attrs)} if v.attrs else {}


def _frame(e, v):
    columns = [_column(e, v.iloc[:, i]) for i in range(v.shape[1])]
    names = _index(e, v.columns)
    index = _index(e, v.index)
    return {"t": "frame", "v": columns, "c": names, "i": index} | _notes(e, v)


def _timestamp(e, v):
    zone = str(v.tz) if v.tz else None
    told = v.tz_convert("UTC") if v.tz else v  # old times are minutes and seconds away from it
    return {"t": "timestamp", "v": told.isoformat(), "z": zone}


def _interval(e, v):
    ends = e.many([v.left, v.right])
    return {"t": "interval", "v": ends, "c": v.closed}


def _nanoseconds(v):
    return int(v.as_unit("ns").value)


_FORMS: dict[type, Callable] = {
    list: _form_list,
    tuple: _tagged("tuple"),
    set: _tagged("set"),
    frozenset: _tagged("frozenset"),
    collections.deque: _deque,
    dict: _pairs("dict"),
    collections.OrderedDict: _pairs("ordered"),
    collections.Counter: _pairs("counter"),
    collections.defaultdict: _default_dict,
    collections.ChainMap: lambda e, v: {"t": "chain", "v": e.many(v.maps)},
    collections.UserDict: _data("user dict"),
    collections.UserList: _data("user list"),
    collections.UserString: _data("user text"),
    types.MappingProxyType: _pairs("dict"),
    _VIEWS["keys"]: _tagged("keys"),
    _VIEWS["values"]: _tagged("values"),
    _VIEWS["items"]: _tagged("items"),
    type(_EMPTY.keys()): _tagged("keys"),
    type(_EMPTY.values()): _tagged("values"),
    type(_EMPTY.items()): _tagged("items"),
    types.EllipsisType: _constant("..."),
    types.NotImplementedType: _constant("NotImplemented"),
    complex: _text("complex", repr),
    bytes: _text("bytes", bytes.hex),
    bytearray: _text("bytearray", bytearray.hex),
    memoryview: _memory,
    sqlite3.Row: _row,
    array.array: _compact,
    range: _parts("range", "start", "stop", "step"),
    slice: _parts("slice", "start", "stop", "step"),
    decimal.Decimal: _text("decimal"),
    fractions.Fraction: _parts("fraction", "numerator", "denominator"),
    datetime.date: _text("date", datetime.date.isoformat),
    datetime.time: _text("time", datetime.time.isoformat),
    datetime.datetime: _text("datetime", datetime.datetime.isoformat),
    datetime.timedelta: _parts("delta", "days", "seconds", "microseconds"),
    np.ndarray: _own_array,
    np.matrix: lambda e, v: {"t": "matrix", "v": e.encode(np.asarray(v))},
    np.ma.MaskedArray: _masked,
    pd.Series: _series,
    pd.DataFrame: _frame,
    pd.Timestamp: _timestamp,
    pd.Timedelta: _text("timedelta", _nanoseconds),
    pd.Period: lambda e, v: {"t": "period", "v": str(v), "f": v.freqstr},
    pd.Interval: _interval,
    type(np.ma.masked): _constant("masked value"),
    type(pd.NaT): _constant("NaT"),
    type(pd.NA): _constant("NA"),
}


def _scalar(e, v):
    return {"t": "scalar", "v": _array(e, np.asarray(v))}


def _pandas_array(e, v):
    return {"t": "extension", "v": _column(e, pd.Series(v, dtype=v.dtype))}


def _by_family(kind: type, value_types: frozenset[str]) -> Callable | None:
    """The form of named tuples, of numpy's scalars, of pandas' own index, array and table classes,
    and of a course's `value_types`; none for a student's subclasses.
    """
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _named_tuple
    module = kind.__module__.partition(".")[0]
    if module == "numpy" and issubclass(kind, np.generic):
        return _scalar
    if module != "pandas" and f"{kind.__module__}.{kind.__qualname__}" not in value_types:
        return None
    if issubclass(kind, pd.Index):
        return _index
    if issubclass(kind, pd.DataFrame):
        return _frame
    if issubclass(kind, pd.api.extensions.ExtensionArray):
        return _pandas_array
    return None


def _adds_methods(kind: type) -> bool:
    """Whether a class of named tuples has methods or properties of its own; they would be lost."""
    bases = [base for base in kind.__mro__ if base is not tuple]
    own = chain.from_iterable(vars(base).values() for base in bases)
    return any(_is_method(part) for part in own)


def _is_method(part: Any) -> bool:
    """Whether a part of a class is code that did not come with a named tuple."""
    function = getattr(part, "__func__", part)
    if not isinstance(function, types.FunctionType):
        return isinstance(part, property)
    module = str(function.__globals__.get("__name__"))
    return module != collections.__name__ and not module.startswith("namedtuple_")


# What an instance of a subclass is as data, by no method of its own; its first base here counts.
_DATA: dict[type, Callable[[Any], Any]] = {
    str: str.__str__,
    int: int.__index__,
    float: float.__float__,
    complex: complex.__complex__,
    decimal.Decimal: decimal.Decimal,
    fractions.Fraction: lambda v: fractions.Fraction(*fractions.Fraction.as_integer_ratio(v)),
    datetime.datetime: lambda v: datetime.datetime.fromisoformat(datetime.datetime.isoformat(v)),
    datetime.date: lambda v: datetime.date.fromordinal(datetime.date.toordinal(v)),
    datetime.time: lambda v: datetime.time.fromisoformat(datetime.time.isoformat(v)),
    datetime.timedelta: lambda v: datetime.timedelta.__add__(v, datetime.timedelta()),
    bytearray: lambda v: bytearray(memoryview(v)),
    collections.deque: lambda v: collections.deque(
        collections.deque.__iter__(v), collections.deque.maxlen.__get__(v)
    ),
    collections.Counter: lambda v: collections.Counter(dict(dict.items(v))),
    collections.OrderedDict: lambda v: collections.OrderedDict(collections.OrderedDict.items(v)),
    bytes: lambda v: memoryview(v).tobytes(),
    list: list.copy,
    tuple: lambda v: tuple.__getitem__(v, slice(None)),
    dict: lambda v: dict(dict.items(v)),
    set: lambda v: set().union(v),
    frozenset: lambda v: frozenset().union(v),
    np.ma.MaskedArray: np.ma.MaskedArray,
    np.ndarray: lambda v: np.ndarray.view(v, np.ndarray),
    pd.Series: pd.Series,
    pd.DataFrame: pd.DataFrame,
    collections.UserDict: lambda v: dict(v.data),
    collections.UserList: lambda v: list(v.data),
    collections.UserString: lambda v: str(v.data),
}


def _by_base(kind: type) -> Callable | None:
    """The form of what the class extends."""
    if issubclass(kind, pathlib.PurePath):
        return lambda e, v: {"t": "path", "v": str(v)}
    if kind is re.Match:
        return lambda e, v: {"t": "match", "v": [e.encode(v.string), *v.span()]}
    for base in kind.__mro__:
        if base in _DATA:
            return lambda e, v: e.encode(_DATA[base](v))
    return None


# --- messages into values


class Decoder:
    """Turns messages into values; `resolve(message)` gives the value of a reference, or raises
    Refused. What has a number is taken from `table`, or put there. `unknown()` is asked where an
    array or column has entries that are masked or pd.NA, of which no comparison is true or false;
    if it says no, they become NaN, which equals nothing. `named` gives the class of named tuples
    with this name and these fields.
    """

    def __init__(
        self,
        buffers: list,
        resolve: Callable[[dict], Any],
        table: shared.Shared | None = None,
        unknown: Callable[[], bool] = lambda: True,
        named: Callable[[str, list[str]], Any] = collections.namedtuple,  # refuses odd names
    ):
        self.buffers = buffers
        self.resolve = resolve
        self.table = table
        self.unknown = unknown
        self.named = named

    def decode(self, message: Any, depth: int = 0) -> Any:
        """The value of a message; raises Refused for anything that is not in the closed format."""
        if depth > DEEPEST:
            raise Refused("containers are nested too deeply")
        kind = type(message)
        if kind in _PLAIN or kind in (int, float):
            return message
        if kind is list:
            return self.many(message, depth + 1)
        try:
            tag = message["t"]
            if tag == "ref":
                return self.resolve(message)
            return _READ[tag](self, message, depth + 1)
        except Refused:
            raise
        # pandas and numpy raise many kinds for parts that do not fit together
        except Exception as error:
            raise Refused(f"a value is not in the closed format ({type(error).__name__})") from None

    def many(self, messages: list, depth: int) -> list:
        return [self.decode(message, depth) for message in messages]

    def array(self, message: dict) -> np.ndarray:
        """An array of numbers, times or texts of one width."""
        dtype = np.dtype(message["d"])
        shape = tuple(message["s"])
        possible = all(type(n) is int and n >= 0 for n in shape)
        if dtype.kind not in "biufcSUmM" or not possible:
            raise Refused("an array is not in the closed format")
        data = self.buffers[message["b"]]
        flat = np.frombuffer(data, dtype=dtype)
        return flat.reshape(shape).copy()

    def texts(self, message: dict, missing: Any) -> list:
        """The texts of a column, with `missing` in its holes."""
        if message["n"] == 0:
            return []
        if "v" in message:
            values: list[Any] = [text for text in message["v"] if type(text) is str]
        else:
            data = bytes(self.buffers[message["b"]])
            values = data.decode("utf-8", "surrogatepass").split("\0")
        if len(values) != message["n"]:
            raise Refused("a column is not in the closed format")
        for hole in message["h"]:
            values[hole] = missing
        return values

    def column(self, message: dict, depth: int) -> Any:
        """Something that pd.Series and pd.Index take, with its dtype."""
        read = _COLUMNS.get(message["t"])
        if read is None:
            raise Refused("a column is not in the closed format")
        return read(self, message, depth)

    def objects(self, message: dict, depth: int) -> np.ndarray:
        """An array of any values."""
        flat = np.empty(len(message["v"]), dtype=object)
        for place, part in enumerate(message["v"]):
            flat[place] = self.decode(part, depth)
        return flat.reshape(tuple(message["s"]))

    def index(self, message: dict, depth: int) -> pd.Index:
        tag = message["t"]
        if tag == "range_index":
            return pd.RangeIndex(*message["v"], name=self.name(message["n"], depth))
        if tag == "multi":
            columns = [self.column(part, depth) for part in message["v"]]
            levels = [pd.Index(column, dtype=_kept(column)) for column in columns]
            names = [self.name(part, depth) for part in message["n"]]
            return pd.MultiIndex.from_arrays(levels, names=names)
        if tag == "index":
            values = self.column(message["v"], depth)
            name = self.name(message["n"], depth)
            index = pd.Index(values, name=name, dtype=_kept(values))
            return type(index)(index, freq=message["f"]) if "f" in message else index
        raise Refused("an index is not in the closed format")

    def name(self, message: Any, depth: int) -> Any:
        """The name of a Series or an index, which has to be hashable."""
        value = self.decode(message, depth)
        hash(value)
        return value

    def series(self, message: dict, depth: int) -> pd.Series:
        values = self.column(message["v"], depth)
        index = self.index(message["i"], depth)
        name = self.name(message["n"], depth)
        made = pd.Series(values, index=index, name=name, dtype=_kept(values))
        return self.noted(made, message, depth)

    def noted(self, table: Any, message: dict, depth: int) -> Any:
        """The table with what was noted beside it."""
        if "a" in message:
            table.attrs = _of(dict, self.decode(message["a"], depth))
        return table

    def frame(self, message: dict, depth: int) -> pd.DataFrame:
        index = self.index(message["i"], depth)
        columns = {}
        for place, part in enumerate(message["v"]):
            values = self.column(part, depth)
            columns[place] = pd.Series(values, index=index, dtype=_kept(values))
        frame = pd.DataFrame(columns, index=index)
        frame.columns = self.index(message["c"], depth)
        return self.noted(frame, message, depth)


def _kept(values: Any) -> Any:
    """The dtype that pandas would otherwise guess anew."""
    if isinstance(values, np.ndarray) and values.dtype == object:
        return object
    return None


# A reader is a function of the decoder, the message and the depth.


def _read_shared(d, m, depth):
    value = d.decode(m["v"], depth - 1)  # the number makes nothing deeper
    known = d.table is None or type(m["n"]) is not int or m["n"] in d.table.values
    if known or type(value) not in shared.KINDS:
        raise Refused("a number is not in the closed format")
    d.table.add(m["n"], value)
    return value


def _read_same(d, m, depth):
    return d.table.known(m["n"])


def _read_view(d, m, depth):
    whole = _of(np.ndarray, d.table.known(m["n"]))
    if whole.dtype.kind == "O" or whole.dtype.str != m["d"]:
        raise Refused("a view is not in the closed format")
    if not whole.flags.c_contiguous:
        return _strided(np.ascontiguousarray(whole), m).copy()
    return _strided(whole, m)  # which numpy refuses outside of it


def _strided(whole, m):
    return np.ndarray(tuple(m["s"]), whole.dtype, whole, m["o"], tuple(m["st"]))


def _values(make):
    return lambda d, m, depth: make(d.many(m["v"], depth))


def _mapping(make):
    return lambda d, m, depth: make({d.decode(k, depth): d.decode(x, depth) for k, x in m["v"]})


def _from_text(make):
    return lambda d, m, depth: make(m["v"])


def _always(value):
    return lambda d, m, depth: value


def _read_namedtuple(d, m, depth):
    return d.named(m["n"], m["f"])._make(d.many(m["v"], depth))


def _read_array(d, m, depth):
    values = d.array(m)
    marks = m.get("m", ())
    if "f" in marks:
        values = np.asfortranarray(values)
    values.flags.writeable = "r" not in marks
    return values


def _read_memory(d, m, depth):
    data = bytes.fromhex(m["v"])
    return memoryview(data if m["r"] else bytearray(data))


def _read_row(d, m, depth):
    names = (_of(str, name).replace('"', '""') for name in m["n"])
    columns = ", ".join(f'NULL AS "{name}"' for name in names)
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        return sqlite3.Row(database.execute(f"SELECT {columns}"), tuple(d.many(m["v"], depth)))


def _read_deque(d, m, depth):
    return collections.deque(d.many(m["v"], depth), m["m"])


def _read_default(d, m, depth):
    return collections.defaultdict(_FACTORIES[m["f"]], _mapping(dict)(d, m, depth))


def _read_chain(d, m, depth):
    return collections.ChainMap(*(_of(dict, part) for part in d.many(m["v"], depth)))


def _whole(value):
    """The number, which is no text: "1e999999999" would be one that nobody can hold."""
    return _of(int, value)


def _of(kind, value):
    if not isinstance(value, kind):
        raise Refused("a container is not in the closed format")
    return value


def _wrapped(make, kind):
    return lambda d, m, depth: make(_of(kind, d.decode(m["v"], depth)))


def _read_compact(d, m, depth):
    if m["c"] not in _TYPECODES:
        raise Refused("an array is not in the closed format")
    return array.array(m["c"], bytes(d.buffers[m["b"]]))


def _read_masked(d, m, depth):
    values = _of(np.ndarray, d.decode(m["v"], depth))
    mask = d.array(m["m"])
    if mask.dtype != bool or mask.shape != values.shape:
        raise Refused("an array is not in the closed format")
    if mask.any() and not d.unknown():
        return _blanked(values, mask)
    return np.ma.MaskedArray(values, mask)


def _blanked(values, mask):
    """The array with NaN where the mask is; numbers stay numbers."""
    made = values.astype(float if values.dtype.kind in "iuf" else object)
    made[mask] = np.nan
    return made


def _read_extension(d, m, depth):
    column = d.column(m["v"], depth)
    return pd.Series(column, dtype=_kept(column)).array


def _read_timestamp(d, m, depth):
    time = pd.Timestamp(m["v"])
    if m["z"]:
        return time.tz_convert(m["z"])
    return time


def _read_match(d, m, depth):
    """A match of the same part of the text; it is only wanted as what is true."""
    found, start, end = d.many(m["v"], depth)
    rest = b".{%d}" if isinstance(found, bytes) else ".{%d}"
    return _of(re.Match, re.compile(rest % (end - start), re.DOTALL).match(found, start))


def _read_interval(d, m, depth):
    ends = d.many(m["v"], depth)
    return pd.Interval(*ends, closed=m["c"])


def _read_strings(d, m, depth):
    missing = pd.NA if m["m"] == "NA" and (not m["h"] or d.unknown()) else np.nan
    dtype = pd.StringDtype(na_value=missing)
    return pd.array(d.texts(m, None), dtype=dtype)


def _read_texts(d, m, depth):
    return np.array(d.texts(m, None), dtype=object)


def _read_category(d, m, depth):
    categories = d.decode(m["k"], depth)
    codes = d.array(m["c"])
    return pd.Categorical.from_codes(codes, categories, ordered=bool(m["o"]))


def _read_nullable(d, m, depth):
    if m["d"] not in _NULLABLE:
        raise Refused("a column is not in the closed format")
    plain, mask = d.array(m["v"]), d.array(m["m"]).astype(bool)
    if mask.any() and not d.unknown():
        return _blanked(plain, mask)
    values = pd.array(plain, dtype=m["d"])
    values[mask] = pd.NA
    return values


def _read_other(d, m, depth):
    name = str(m["d"])
    if not name.startswith(("datetime64[", "period[", "interval[")):
        raise Refused(f"columns of {name[:40]} do not cross")
    return pd.array(d.many(m["v"], depth), dtype=name)


_COLUMNS: dict[str, Callable] = {
    "array": _read_array,
    "objects": Decoder.objects,
    "strings": _read_strings,
    "texts": _read_texts,
    "category": _read_category,
    "nullable": _read_nullable,
    "other": _read_other,
}
_NOT_FINITE = {"nan": np.nan, "inf": np.inf, "-inf": -np.inf}
_READ: dict[str, Callable] = {
    "shared": _read_shared,
    "same": _read_same,
    "view": _read_view,
    "int": _from_text(lambda v: int(v, 16)),
    "float": _from_text(_NOT_FINITE.__getitem__),
    "tuple": _values(tuple),
    "set": _values(set),
    "frozenset": _values(frozenset),
    "deque": _read_deque,
    "dict": _mapping(dict),
    "ordered": _mapping(collections.OrderedDict),
    "counter": _mapping(collections.Counter),
    "default": _read_default,
    "chain": _read_chain,
    "user dict": _wrapped(collections.UserDict, dict),
    "user list": _wrapped(collections.UserList, list),
    "user text": _wrapped(collections.UserString, str),
    "keys": _values(lambda v: dict.fromkeys(v).keys()),
    "values": _values(lambda v: dict(enumerate(v)).values()),
    "items": _values(lambda v: dict(v).items()),
    "namedtuple": _read_namedtuple,
    "...": _always(...),
    "NotImplemented": _always(NotImplemented),
    "complex": _from_text(complex),
    "bytes": _from_text(bytes.fromhex),
    "bytearray": _from_text(bytearray.fromhex),
    "memoryview": _read_memory,
    "row": _read_row,
    "compact": _read_compact,
    "match": _read_match,
    "path": _from_text(lambda v: pathlib.PurePath(_of(str, v))),
    "range": _values(lambda v: range(*v)),
    "slice": _values(lambda v: slice(*v)),
    "decimal": _from_text(decimal.Decimal),
    "fraction": _values(lambda v: fractions.Fraction(*map(_whole, v))),
    "date": _from_text(datetime.date.fromisoformat),
    "time": _from_text(datetime.time.fromisoformat),
    "datetime": _from_text(datetime.datetime.fromisoformat),
    "delta": _values(lambda v: datetime.timedelta(*v)),
    "array": _read_array,
    "objects": Decoder.objects,
    "matrix": _wrapped(lambda v: v.view(np.matrix), np.ndarray),
    "masked": _read_masked,
    "scalar": lambda d, m, depth: d.array(m["v"])[()],
    "extension": _read_extension,
    "series": Decoder.series,
    "frame": Decoder.frame,
    "index": Decoder.index,
    "range_index": Decoder.index,
    "multi": Decoder.index,
    "timestamp": _read_timestamp,
    "timedelta": _from_text(lambda v: pd.Timedelta(v, "ns")),
    "period": lambda d, m, depth: pd.Period(m["v"], m["f"]),
    "interval": _read_interval,
    "NaT": _always(pd.NaT),
    "NA": _always(pd.NA),
    "masked value": _always(np.ma.masked),
}
