"""The closed format in which values cross between the student's process and the trusted one.

A frame is two lengths, a JSON text and the raw buffers of arrays. Only plain data has a form:
numbers, text, containers, dates, arrays, Series, tables. Decoding builds nothing else and runs
nothing, so a frame from a student's process can at worst be refused. Everything without a form goes
through `refer`, which may put a reference in its place.
"""

from __future__ import annotations

import collections
import datetime
import decimal
import fractions
import types
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from grader.engine.cells.frames import Refused

DEEPEST = 64  # containers inside containers

# --- values into messages

_PLAIN = (type(None), bool, str)
_VIEWS = {"keys": type({}.keys()), "values": type({}.values()), "items": type({}.items())}
_SMALL_INT = 1 << 60


class Encoder:
    """Turns values into messages; `refer(value)` gives the message of a value without a form, or
    raises Refused. `value_types` are full names of classes that go as the tables they extend.
    """

    def __init__(self, refer: Callable[[Any], Any], value_types: frozenset[str] = frozenset()):
        self.refer = refer
        self.value_types = value_types
        self.buffers: list[bytes] = []
        self._depth = 0

    def encode(self, value: Any) -> Any:
        """The message of a value; arrays go to `buffers`."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is int:
            return value if -_SMALL_INT < value < _SMALL_INT else {"t": "int", "v": hex(value)}
        if kind is float:
            return value if value - value == 0 else {"t": "float", "v": repr(value)}
        form = _FORMS.get(kind)
        if form is None:
            form = (
                _named_tuple
                if issubclass(kind, tuple) and hasattr(kind, "_fields")
                else _by_family(kind, self.value_types)
            )
        if form is None:
            return self.refer(value)
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
        self.buffers.append(data)
        return len(self.buffers) - 1


def _form_list(e, v):
    return e.many(v)


def _tagged(tag):
    return lambda e, v: {"t": tag, "v": e.many(v)}


def _pairs(tag):
    return lambda e, v: {"t": tag, "v": [[e.encode(k), e.encode(x)] for k, x in v.items()]}


def _text(tag, form=str):
    return lambda e, v: {"t": tag, "v": form(v)}


def _named_tuple(e, v):
    return {
        "t": "namedtuple",
        "n": type(v).__name__,
        "f": list(map(str, type(v)._fields)),
        "v": e.many(tuple(v)),
    }


def _array(e, v):
    if v.dtype.kind in "biufcSU" or (
        v.dtype.kind in "mM" and np.datetime_data(v.dtype)[0] != "generic"
    ):
        return {
            "t": "array",
            "d": v.dtype.str,
            "s": list(v.shape),
            "b": e.buffer(np.ascontiguousarray(v).tobytes()),
        }
    if v.dtype.kind == "O":
        return {"t": "objects", "s": list(v.shape), "v": e.many(v.ravel().tolist())}
    raise Refused(f"arrays of {v.dtype} do not cross")


def _strings(e, values):
    """Texts and missing values of a column: one joined buffer, which is many times faster than a
    list.
    """
    holes = []
    try:
        joined = "\0".join(values)
    except TypeError:
        holes = [i for i, x in enumerate(values) if not isinstance(x, str)]
        values = list(values)
        for i in holes:
            values[i] = ""
        joined = "\0".join(values)
    if joined.count("\0") != max(len(values) - 1, 0):
        return {"v": values, "n": len(values), "h": holes}
    return {"b": e.buffer(joined.encode("utf-8", "surrogatepass")), "n": len(values), "h": holes}


def _column(e, v):
    """The values of a Series, an Index or a pandas array."""
    dtype = v.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        codes = v.cat.codes if isinstance(v, pd.Series) else v.codes
        return {
            "t": "category",
            "c": _array(e, np.asarray(codes)),
            "k": e.encode(pd.Index(dtype.categories)),
            "o": bool(dtype.ordered),
        }
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


_NULLABLE = {f"Int{bits}": f"int{bits}" for bits in (8, 16, 32, 64)}
_NULLABLE |= {f"UInt{bits}": f"uint{bits}" for bits in (8, 16, 32, 64)}
_NULLABLE |= {
    "Float32": "float32",
    "Float64": "float64",
    "boolean": "bool",
}


def _index(e, v):
    if isinstance(v, pd.RangeIndex):
        return {
            "t": "range_index",
            "v": [int(v.start), int(v.stop), int(v.step)],
            "n": e.encode(v.name),
        }
    if isinstance(v, pd.MultiIndex):
        return {
            "t": "multi",
            "v": [_column(e, v.get_level_values(i)) for i in range(v.nlevels)],
            "n": e.many(v.names),
        }
    return {"t": "index", "v": _column(e, v), "n": e.encode(v.name)}


def _series(e, v):
    return {"t": "series", "v": _column(e, v), "i": _index(e, v.index), "n": e.encode(v.name)}


def _frame(e, v):
    columns = [_column(e, v.iloc[:, i]) for i in range(v.shape[1])]
    return {"t": "frame", "v": columns, "c": _index(e, v.columns), "i": _index(e, v.index)}


_FORMS: dict[type, Callable] = {
    list: _form_list,
    tuple: _tagged("tuple"),
    set: _tagged("set"),
    frozenset: _tagged("frozenset"),
    collections.deque: _tagged("deque"),
    dict: _pairs("dict"),
    collections.OrderedDict: _pairs("ordered"),
    collections.Counter: _pairs("counter"),
    collections.defaultdict: _pairs("dict"),
    types.MappingProxyType: _pairs("dict"),
    _VIEWS["keys"]: _tagged("keys"),
    _VIEWS["values"]: _tagged("values"),
    _VIEWS["items"]: _tagged("items"),
    types.EllipsisType: lambda e, v: {"t": "..."},
    types.NotImplementedType: lambda e, v: {"t": "NotImplemented"},
    complex: _text("complex", repr),
    bytes: _text("bytes", bytes.hex),
    bytearray: _text("bytearray", bytes.hex),
    range: lambda e, v: {"t": "range", "v": e.many([v.start, v.stop, v.step])},
    slice: lambda e, v: {"t": "slice", "v": e.many([v.start, v.stop, v.step])},
    decimal.Decimal: _text("decimal"),
    fractions.Fraction: _text("fraction"),
    datetime.date: _text("date", datetime.date.isoformat),
    datetime.time: _text("time", datetime.time.isoformat),
    datetime.datetime: _text("datetime", datetime.datetime.isoformat),
    datetime.timedelta: lambda e, v: {"t": "delta", "v": [v.days, v.seconds, v.microseconds]},
    np.ndarray: _array,
    pd.Series: _series,
    pd.DataFrame: _frame,
    pd.Timestamp: lambda e, v: {
        "t": "timestamp",
        "v": v.isoformat(),
        "z": str(v.tz) if v.tz else None,
    },
    pd.Timedelta: lambda e, v: {"t": "timedelta", "v": int(v.as_unit("ns").value)},
    pd.Period: lambda e, v: {"t": "period", "v": str(v), "f": v.freqstr},
    pd.Interval: lambda e, v: {"t": "interval", "v": e.many([v.left, v.right]), "c": v.closed},
    type(pd.NaT): lambda e, v: {"t": "NaT"},
    type(pd.NA): lambda e, v: {"t": "NA"},
}


def _scalar(e, v):
    return {"t": "scalar", "v": _array(e, np.asarray(v))}


def _pandas_array(e, v):
    return {"t": "extension", "v": _column(e, pd.Series(v))}


def _by_family(kind: type, value_types: frozenset[str]) -> Callable | None:
    """The form of numpy's scalars and of pandas' own index, array and table classes, and of a
    course's `value_types`; none for a student's subclasses.
    """
    module = kind.__module__.partition(".")[0]
    if module == "numpy" and issubclass(kind, np.generic):
        return _scalar
    if module != "pandas" and f"{kind.__module__}.{kind.__qualname__}" not in value_types:
        return None
    if issubclass(kind, pd.Index):
        return _index
    if issubclass(kind, pd.DataFrame):
        return _frame
    return _pandas_array if issubclass(kind, pd.api.extensions.ExtensionArray) else None


# --- messages into values


class Decoder:
    """Turns messages into values; `resolve(message)` gives the value of a reference, or raises
    Refused.
    """

    def __init__(self, buffers: list, resolve: Callable[[dict], Any]):
        self.buffers = buffers
        self.resolve = resolve

    def decode(self, message: Any, depth: int = 0) -> Any:
        """The value of a message; raises Refused for anything that is not in the closed format."""
        if depth > DEEPEST:
            raise Refused("containers are nested too deeply")
        kind = type(message)
        if kind in _PLAIN or kind in (int, float):
            return message
        if kind is list:
            return [self.decode(part, depth + 1) for part in message]
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

    def array(self, message: dict) -> np.ndarray:
        dtype = np.dtype(message["d"])
        shape = tuple(message["s"])
        if dtype.kind not in "biufcSUmM" or any(type(n) is not int or n < 0 for n in shape):
            raise Refused("an array is not in the closed format")
        return np.frombuffer(self.buffers[message["b"]], dtype=dtype).reshape(shape).copy()

    def texts(self, message: dict, missing: Any) -> list:
        if message["n"] == 0:
            return []
        if "v" in message:
            values: list[Any] = [text for text in message["v"] if type(text) is str]
        else:
            values = bytes(self.buffers[message["b"]]).decode("utf-8", "surrogatepass").split("\0")
        if len(values) != message["n"]:
            raise Refused("a column is not in the closed format")
        for hole in message["h"]:
            values[hole] = missing
        return values

    def column(self, message: dict, depth: int) -> Any:
        """Something that pd.Series and pd.Index take, with its dtype."""
        tag = message["t"]
        if tag == "array":
            return self.array(message)
        if tag == "strings":
            dtype = pd.StringDtype(na_value=pd.NA if message["m"] == "NA" else np.nan)
            return pd.array(self.texts(message, None), dtype=dtype)
        if tag == "texts":
            return np.array(self.texts(message, None), dtype=object)
        if tag == "category":
            categories = self.decode(message["k"], depth)
            return pd.Categorical.from_codes(
                self.array(message["c"]), categories, ordered=bool(message["o"])
            )
        if tag == "nullable" and message["d"] in _NULLABLE:
            values = pd.array(self.array(message["v"]), dtype=message["d"])
            values[self.array(message["m"]).astype(bool)] = pd.NA
            return values
        if tag == "objects":
            return self.objects(message, depth)
        if tag == "other":
            name = str(message["d"])
            if not name.startswith(("datetime64[", "period[", "interval[")):
                raise Refused(f"columns of {name[:40]} do not cross")
            return pd.array([self.decode(v, depth) for v in message["v"]], dtype=name)
        raise Refused("a column is not in the closed format")

    def objects(self, message: dict, depth: int) -> np.ndarray:
        flat = np.empty(len(message["v"]), dtype=object)
        for place, part in enumerate(message["v"]):
            flat[place] = self.decode(part, depth)
        return flat.reshape(tuple(message["s"]))

    def index(self, message: dict, depth: int) -> pd.Index:
        tag = message["t"]
        if tag == "range_index":
            return pd.RangeIndex(*message["v"], name=self.name(message["n"], depth))
        if tag == "multi":
            levels = [self.column(part, depth) for part in message["v"]]
            return pd.MultiIndex.from_arrays(
                levels, names=[self.name(n, depth) for n in message["n"]]
            )
        if tag == "index":
            values = self.column(message["v"], depth)
            return pd.Index(values, name=self.name(message["n"], depth), dtype=_kept(values))
        raise Refused("an index is not in the closed format")

    def name(self, message: Any, depth: int) -> Any:
        value = self.decode(message, depth)
        hash(value)
        return value

    def series(self, m: dict, depth: int) -> pd.Series:
        values = self.column(m["v"], depth)
        return pd.Series(
            values,
            index=self.index(m["i"], depth),
            name=self.name(m["n"], depth),
            dtype=_kept(values),
        )

    def frame(self, m: dict, depth: int) -> pd.DataFrame:
        index = self.index(m["i"], depth)
        parts = [self.column(part, depth) for part in m["v"]]
        columns = {
            i: pd.Series(values, index=index, dtype=_kept(values)) for i, values in enumerate(parts)
        }
        frame = pd.DataFrame(columns, index=index)
        frame.columns = self.index(m["c"], depth)
        return frame


def _kept(values: Any) -> Any:
    """The dtype that pandas would otherwise guess anew."""
    return object if isinstance(values, np.ndarray) and values.dtype == object else None


def _values(make):
    return lambda d, m, depth: make([d.decode(part, depth) for part in m["v"]])


def _mapping(make):
    return lambda d, m, depth: make({d.decode(k, depth): d.decode(x, depth) for k, x in m["v"]})


def _from_text(make):
    return lambda d, m, depth: make(m["v"])


def _namedtuple(d, m, depth):
    # refuses names that are no identifiers
    kind = collections.namedtuple(m["n"], m["f"])  # type: ignore[misc]  # named by the message
    return kind(*[d.decode(part, depth) for part in m["v"]])


_READ: dict[str, Callable] = {
    "int": _from_text(lambda v: int(v, 16)),
    "float": _from_text(lambda v: {"nan": np.nan, "inf": np.inf, "-inf": -np.inf}[v]),
    "tuple": _values(tuple),
    "set": _values(set),
    "frozenset": _values(frozenset),
    "deque": _values(collections.deque),
    "dict": _mapping(dict),
    "ordered": _mapping(collections.OrderedDict),
    "counter": _mapping(collections.Counter),
    "keys": _values(lambda v: dict.fromkeys(v).keys()),
    "values": _values(lambda v: dict(enumerate(v)).values()),
    "items": _values(lambda v: dict(v).items()),
    "namedtuple": _namedtuple,
    "...": lambda d, m, depth: ...,
    "NotImplemented": lambda d, m, depth: NotImplemented,
    "complex": _from_text(complex),
    "bytes": _from_text(bytes.fromhex),
    "bytearray": _from_text(bytearray.fromhex),
    "range": _values(lambda v: range(*v)),
    "slice": _values(lambda v: slice(*v)),
    "decimal": _from_text(decimal.Decimal),
    "fraction": _from_text(fractions.Fraction),
    "date": _from_text(datetime.date.fromisoformat),
    "time": _from_text(datetime.time.fromisoformat),
    "datetime": _from_text(datetime.datetime.fromisoformat),
    "delta": _values(lambda v: datetime.timedelta(*v)),
    "array": lambda d, m, depth: d.array(m),
    "objects": lambda d, m, depth: d.objects(m, depth),
    "scalar": lambda d, m, depth: d.array(m["v"])[()],
    "extension": lambda d, m, depth: pd.Series(d.column(m["v"], depth)).array,
    "series": lambda d, m, depth: d.series(m, depth),
    "frame": lambda d, m, depth: d.frame(m, depth),
    "index": lambda d, m, depth: d.index(m, depth),
    "range_index": lambda d, m, depth: d.index(m, depth),
    "multi": lambda d, m, depth: d.index(m, depth),
    "timestamp": lambda d, m, depth: (
        pd.Timestamp(m["v"]).tz_convert(m["z"]) if m["z"] else pd.Timestamp(m["v"])
    ),
    "timedelta": _from_text(lambda v: pd.Timedelta(v, "ns")),
    "period": lambda d, m, depth: pd.Period(m["v"], m["f"]),
    "interval": lambda d, m, depth: pd.Interval(
        *[d.decode(v, depth) for v in m["v"]], closed=m["c"]
    ),
    "NaT": lambda d, m, depth: pd.NaT,
    "NA": lambda d, m, depth: pd.NA,
}
