"""Says in one sentence what probably caused an error in a beginner's code and what to do about it:
above the traceback in a notebook, and in the verdict of a check that met it.

Nothing is imported to look at a value, tables are known by the names of their classes: a notebook
may use none.
"""

from __future__ import annotations

import builtins
import linecache
import re
import traceback
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from typing import Any

from keguan.error_texts import ATTRIBUTES, OTHERS, SAID, SYNTAX, TYPES, VALUES, WRITTEN, Sentence

OURS = {
    "DataFrame": "table",
    "Series": "column",
    "DataFrameGroupBy": "group",
    "SeriesGroupBy": "group",
}
WITHIN = ("<listcomp>", "<genexpr>", "<dictcomp>", "<setcomp>", "<lambda>")
MANY = 12  # names that are listed; more make nobody wiser
OF_TEXTS = (
    "startswith endswith contains upper lower strip split replace title capitalize zfill isdigit "
    "isnumeric match fullmatch slice extract find len"
)
OF_TIMES = (
    "days seconds total_seconds normalize date time year month day hour minute weekday dayofweek "
    "strftime to_period day_name quarter"
)


@dataclass(frozen=True)
class Scene:
    """Where an error was raised: the line of the notebook's own code, the names that it could use,
    the function it stands in with its parameters, whether other own code has called that; and
    behind it, from outside in, what libraries had in their hands."""

    line: str
    names: Mapping[str, Any]
    function: str
    parameters: tuple[str, ...]
    called: bool
    library: list[tuple[str, Mapping[str, Any]]]

    def held(self, *kinds: str) -> list[Any]:
        """Values of these classes that a library's methods belonged to, the innermost first."""
        owners = (names.get("self") for _, names in reversed(self.library))
        return [value for value in owners if type(value).__name__ in kinds]

    def grouped(self) -> Any:
        """The table that a library's method had in groups; None where there is none."""
        found = (vars(group).get("obj") for group in self.held("DataFrameGroupBy"))
        return next((table for table in found if table is not None), None)

    def asked(self) -> Iterator[tuple[str, Any]]:
        """Names with their values that the line asks for a part by square brackets."""
        for name in re.findall(r"\b([^\W\d]\w*)\[", self.line):
            if name in self.names:
                yield name, self.names[name]


def scene(error: BaseException, tb: types.TracebackType | None = None) -> Scene:
    """Where an error of the notebook's code was raised."""
    frames = list(traceback.walk_tb(tb or error.__traceback__))
    own = [place for place, (frame, _) in enumerate(frames) if _is_own(frame)]
    if not own:
        return Scene("", {}, "", (), False, [(f.f_code.co_name, f.f_locals) for f, _ in frames])
    frame, number = frames[own[-1]]
    # a list comprehension is a function of its own to Python, not to its author
    written = [frames[place][0] for place in own]
    written = [f for f in written if f.f_code.co_name not in WITHIN]
    function = written[-1] if written else frame
    return Scene(
        linecache.getline(frame.f_code.co_filename, number).strip(),
        {**function.f_locals, **frame.f_locals},
        function.f_code.co_name,
        function.f_code.co_varnames[: function.f_code.co_argcount],
        len(written) > 1,
        [(inner.f_code.co_name, inner.f_locals) for inner, _ in frames[own[-1] + 1 :]],
    )


def _is_own(frame: types.FrameType) -> bool:
    return frame.f_globals.get("__name__") in (None, "__main__", "builtins")


def sentence(
    error: BaseException, names: Iterable[str] = (), tb: types.TracebackType | None = None
) -> Sentence | None:
    """What went wrong and what to do, in Chinese and English; None when we know nothing better than
    Python's own words.

    `names` are those that the notebook knows; `tb` is the error's way where it is not its own.
    """
    of_data = _of_data(error)
    if of_data:
        return of_data
    if isinstance(error, SyntaxError):
        return _syntax(error)
    around = scene(error, tb)
    if isinstance(error, NameError):
        return _name(error, {*names, *around.names}, around)
    if isinstance(error, KeyError):
        return _key(error, around, {*names} - {*dir(builtins)})
    if isinstance(error, AttributeError):
        return _attribute(error, around)
    if isinstance(error, TypeError):
        return _type(error, around)
    return _mask(error, around) or _value(error, around) or _other(error)


def _of_data(error: Any) -> Sentence | None:
    """What a CaseError, or a kind of one, says itself."""
    kinds = [(kind.__module__, kind.__name__) for kind in type(error).__mro__]
    return (error.zh, error.en) if ("keguan.cases", "CaseError") in kinds else None


def _syntax(error: SyntaxError) -> Sentence | None:
    """What Python cannot read; a sign that is none of Python's before Python's own guess."""
    guess = re.match(r"invalid (?:syntax|character)|expected ':'", str(error.msg))
    written = _fitting(WRITTEN, error.text or "", line=error.lineno) if guess else None
    return written or _fitting(SYNTAX, str(error.msg), line=error.lineno)


def _fitting(known: list, said: str, **values: Any) -> Sentence | None:
    for pattern, zh, en in known:
        match = re.search(pattern, said)
        if match:
            return zh.format(*match.groups(), **values), en.format(*match.groups(), **values)
    return None


def _other(error: BaseException) -> Sentence | None:
    if type(error).__name__ in ("EOFError", "StdinNotImplementedError"):  # nobody to answer
        return SAID["asked"]
    for kind, zh, en in OTHERS:
        if isinstance(error, kind):
            name = getattr(error, "name", None)
            return zh.format(name), en.format(name)
    return None


def _said(which: str, *words: object) -> Sentence:
    zh, en = SAID[which]
    return zh.format(*words), en.format(*words)


# --- types and values


def _type(error: TypeError, around: Scene) -> Sentence | None:
    handed = next((names for name, names in around.library if name == "apply_if_callable"), {})
    method = handed.get("maybe_callable")
    if callable(method):  # pandas calls a method that stands where a condition or a key is wanted
        return _said("uncalled", getattr(method, "__name__", ""))
    for name, value in around.names.items():
        uncalled = isinstance(value, (types.MethodType, types.BuiltinMethodType))
        if uncalled and "method" in str(error) and re.search(rf"\b{name}\b", around.line):
            return _said("uncalled name", name, value.__name__)
        if isinstance(value, Mapping) and f"sum({name})" in around.line:
            return _said("summed keys", name)
    return _of_call(error, around) or _fitting(TYPES, str(error))


def _of_call(error: TypeError, around: Scene) -> Sentence | None:
    """A call that Python reads otherwise than its author: apply(f()), or a * b.idxmin()."""
    given = re.search(r"apply\((\w+)\(", around.line)
    if given and "missing" in str(error) and f"{given[1]}()" in str(error):
        return _said("apply alone", given[1])
    last = re.search(r"[-+*/]\s*\w+\.(idxmin|idxmax)\(", around.line)
    return _said("bound tighter", last[1]) if last else None


def _value(error: BaseException, around: Scene) -> Sentence | None:
    if not isinstance(error, ValueError):
        return None
    ambiguous = "truth value of a" in str(error)
    return (ambiguous and _ambiguous(around)) or _fitting(VALUES, str(error))


def _ambiguous(around: Scene) -> Sentence | None:
    """A whole column where one truth value is wanted."""
    if around.called and any(_is(value, "DataFrame") for _, value in around.asked()):
        return _said("a row at a time", around.function)
    outside = re.search(r"\b([^\W\d]\w*)\[", around.line)
    if outside and len(around.parameters) == 1 and outside[1] not in around.names:
        return _said("table outside", outside[1], *around.parameters)
    if re.search(r"\bnot\b", around.line):
        return SAID["not"]
    if re.search(r"(?:[<>]=?|[=!]=)[^()&|]+[&|].*[<>=]", around.line):  # a >= 1 & b == 2
        return _fitting(TYPES, "unsupported operand type(s) for &")
    return SAID["and"] if re.search(r"\b(and|or)\b", around.line) else None


def _mask(error: BaseException, around: Scene) -> Sentence | None:
    """Truth values of columns where those of rows are wanted."""
    if type(error).__name__ not in ("IndexingError", "AssertionError"):
        return None
    everything = [*around.names.values()]
    for _, names in around.library:
        everything += names.values()
    tables = [value for value in everything if _is(value, "DataFrame")]
    columns = set(map(str, chain.from_iterable(tables)))
    for value in everything:
        if _is(value, "Series") and str(value.dtype) == "bool" and set(value.index) <= columns:
            return SAID["of columns"]
    return SAID["other table"] if "Unalignable" in str(error) else None


def _is(value: Any, *kinds: str) -> bool:
    return type(value).__name__ in kinds


# --- names


def _name(error: NameError, names: set[str], around: Scene) -> Sentence | None:
    unbound = isinstance(error, UnboundLocalError) and re.search(r"variable '(\w+)'", str(error))
    if unbound:
        return _said("unbound", unbound[1])
    name = error.name or ""
    if not name:
        return None
    given = re.search(rf"apply\((\w+)\({name}\b", around.line)
    if given:
        return _said("apply alone", given[1])
    if any(name in keys for keys in map(_names_in, around.names.values())):
        return _said("bare column", name)
    near = get_close_matches(name, sorted(names - {name}), 1, 0.75)
    return _said("near name", name, near[0]) if near else _said("no name", name)


def _names_in(value: Any) -> list[Any]:
    """The columns of a table, the index of a row, the keys of a dict."""
    if _is(value, "DataFrame"):
        return list(value.columns)
    if _is(value, "Series"):
        return list(value.index[:100])
    return list(value) if isinstance(value, dict) else []


# --- what is looked up and is not there


def _key(error: KeyError, around: Scene, names: set[str]) -> Sentence | None:
    """A column, an entry or a key that is not there: the nearest one, or all of them."""
    key = error.args[0] if error.args else None
    if type(key).__name__ == "Series":
        return SAID["whole column"]
    if _is(key, "bool", "bool_"):
        return SAID["one value"]
    if isinstance(key, tuple) and all(isinstance(part, str) for part in key):
        return SAID["several names"]
    if isinstance(key, str):
        # pandas' words for a list of columns, and for one of a group
        listed = re.search(r"\['(.+?)'|^Columns? not found: '?(\w+)", key)
        key = next(filter(None, listed.groups())) if listed else key
    found = _quoted(key, around) or _in_merge(key, around)
    if not found and key in names and f'["{key}"]' in around.line.replace("'", '"'):
        return _said("quoted variable", key)
    return found or _in_table(key, around)


def _quoted(key: Any, around: Scene) -> Sentence | None:
    """A parameter or a variable in quotation marks."""
    if not isinstance(key, str):
        return None
    if key not in around.names:
        return _quoted_part(key, around)
    value = around.names[key]
    if _is(value, "Series"):  # nobody takes a column by a name that is one
        return _said("nameless", key)
    if callable(value) or _is(value, "DataFrame"):
        return None
    return _said("quoted parameter" if key in around.parameters else "quoted variable", key)


def _quoted_part(key: str, around: Scene) -> Sentence | None:
    """The name of a for in quotation marks that a key is put together with: "P" + "number"."""
    for name in re.findall(r"\bfor (\w+) in\b", around.line):
        if re.search(rf"\+\s*([\"']){name}\1", around.line) and key.endswith(name):
            return _said("quoted variable", name)
    return None


def _in_merge(key: Any, around: Scene) -> Sentence | None:
    """A column to merge by that one of the tables lacks."""
    for _, names in around.library:
        sides = [names.get(side) for side in ("left", "right")]
        if all(_is(side, "DataFrame") for side in sides):
            columns = [list(_names_in(side)) for side in sides]
            without = next((names for names in columns if key not in names), None)
            return None if without is None else _lacking(key, without, " to merge by")
    return None


def _in_table(key: Any, around: Scene) -> Sentence | None:
    calls = dict(around.library)
    if "xs" in calls and calls["xs"].get("axis") != 1:
        return None  # a row was asked for
    if _is(calls.get("get_grouper", {}).get("obj"), "Series"):
        return _said("group by name", key)
    held = [around.grouped(), *around.held("DataFrame", "Series")]
    owners = [owner for owner in held if owner is not None]
    if "+=" in around.line and not owners:
        return _said("no count yet", key)
    owners += [value for _, value in around.asked()]
    owner = owners[0] if owners else None
    if _is(owner, "DataFrame"):
        return _column(key, _names_in(owner))
    if _is(owner, "Series"):
        return _entry(key, _names_in(owner), around)
    return _lacking(key, list(owner)) if isinstance(owner, dict) and owner else None


def _column(key: Any, every: list[Any]) -> Sentence | None:
    columns = [name for name in every if isinstance(name, str)]
    if type(key) is int and columns:
        return _said("row number", key)
    if not isinstance(key, str) or not columns or key in columns:
        return None
    # what reset_index calls the values of a Series that has no name
    if [name for name in every if not isinstance(name, str)] == [0]:
        return _said("nameless", key)
    return _lacking(key, columns)


def _entry(key: Any, index: list[Any], around: Scene) -> Sentence | None:
    """A key that the index of a Series lacks."""
    names = [name for name in index if isinstance(name, str)]
    if key in index:
        return None
    if not isinstance(key, str):
        if names:
            return _said("values for names", ", ".join(names[:3]), key)
        return _said("no such number", key) if type(key) is int else None
    if not names:
        return SAID["by rows"] if around.called else _said("numbers for names", key)
    near = get_close_matches(key, names, 1, 0.6)
    return _lacking(key, names) if near else _said("no such entry", key)


def _lacking(key: Any, names: list[Any], where: str = "") -> Sentence:
    """That there is no such name: the nearest one, or all of them."""
    texts = [name for name in names if isinstance(name, str)]
    near = get_close_matches(key, texts, 1, 0.6) if isinstance(key, str) else []
    if near:
        return _said(f"near column{where}", key, near[0])
    some = ", ".join(map(str, names[:MANY])) + (" …" if len(names) > MANY else "")
    return _said(f"no column{where}", key, some)


# --- methods and attributes


def _attribute(error: AttributeError, around: Scene) -> Sentence | None:
    name, owner = error.name, error.obj
    if not name:
        return _fitting(ATTRIBUTES, str(error))
    if owner is None:
        return _fitting(TYPES, "'NoneType' object")
    if isinstance(owner, (types.FunctionType, types.MethodType, types.BuiltinMethodType)):
        return _of_function(name, owner.__name__, around)
    return (
        _of_column(name, owner)
        or _fitting(ATTRIBUTES, str(error))
        or _of_parts(name, owner, around)
        or _near(name, owner)
        or _of_kind(name, owner)
    )


def _of_function(name: str, function: str, around: Scene) -> Sentence:
    """A method that was not called, or a function's own name for what it should return."""
    if re.search(rf"\.{re.escape(function)}\b", around.line) or function not in around.line:
        return _said("uncalled", function)
    if name in dir(list):
        return _said("function's name", function)
    return _said("attribute of a function", function, name)


def _of_column(name: str, owner: Any) -> Sentence | None:
    """What a column of texts or times has behind .str or .dt."""
    for reach, known in (("str", OF_TEXTS), ("dt", OF_TIMES)):
        if _is(owner, "Series") and name in known.split():
            return _said("reach", reach, name)
    return None


def _of_parts(name: str, owner: Any, around: Scene) -> Sentence | None:
    """A column, an entry or a parameter that is written like an attribute."""
    if _is(owner, "DataFrame") and isinstance(around.names.get(name), str):
        return _said("column in a parameter", name)
    return _said("dot", name) if name in _names_in(owner) else None


def _near(name: str, owner: Any) -> Sentence | None:
    kind = owner.__name__ if isinstance(owner, types.ModuleType) else type(owner).__name__
    public = [other for other in dir(owner) if not other.startswith("_")]
    longer = [other for other in public if other.startswith(f"{name}_")]
    near = get_close_matches(name, public, 1, 0.75) or longer
    return _said("near attribute", kind, name, near[0]) if near else None


def _of_kind(name: str, owner: Any) -> Sentence | None:
    kind = type(owner).__name__
    which = f"attribute of a {OURS.get(kind, kind)}"
    return _said(which, name) if which in SAID else None


def known_names(around: Mapping[str, Any]) -> set[str]:
    """The names that code with these globals can use."""
    return {*around, *dir(builtins)}
