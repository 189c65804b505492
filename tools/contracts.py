"""What always holds for the arguments of a task's functions, and the builder's test that every
visible and hidden check keeps to it.

A task's `contract` cell binds each parameter of its functions to a rule:

    contacts = Table("ctrip/care_contacts", "channel cost_cny resolved csat")
    days = Number(1, 365, whole=True)

A column of a table is described by the case's datapackage.json, as `cases.columns` prints it to the
students; what a task makes of it is described by a rule of its own.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import inspect
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd
from nbformat import NotebookNode

from keguan import cases
from tools.content import Cell
from tools.paper import Paper, compiled


class Broken(Exception):
    """A value that a rule does not allow; what is wrong with it in Chinese and English."""

    def __init__(self, zh: str, en: str):
        super().__init__(f"{zh} · {en}")
        self.zh = zh
        self.en = en

    def at(self, place: object) -> Broken:
        """The same about a part of a value, such as a column."""
        return Broken(f"{place}：{self.zh}", f"{place}: {self.en}")


class Rule(Protocol):
    """What a value must be."""

    def verify(self, value: Any) -> None:
        """Raises Broken for a value that is not so."""


class Simple:
    """A rule about one value, which also says which of many values it allows."""

    missing = False  # whether a value may be missing

    def allows(self, values: pd.Series) -> pd.Series:
        """For each of the values, none of which is missing, whether it is so: Series of bool."""
        raise NotImplementedError

    def verify(self, value: Any) -> None:
        self.verify_all(pd.Series([value], dtype=object))

    def verify_all(self, values: pd.Series) -> None:
        """Raises Broken for the first value that is not so."""
        there = values[values.notna()]
        if len(there) < len(values) and not self.missing:
            raise Broken("有缺失值", "a value is missing")
        if there.empty:
            return
        odd = there[~self.allows(there).astype(bool)]
        if len(odd):
            raise Broken(f"有 {odd.iloc[0]!r}，不合 {self}", f"{odd.iloc[0]!r} is not {self}")


@dataclass(frozen=True)
class Number(Simple):
    """A number, no truth value, from `low` to `high`; `whole` ones may be stored as decimals."""

    low: float = -np.inf
    high: float = np.inf
    whole: bool = False
    missing: bool = False

    def allows(self, values: pd.Series) -> pd.Series:
        if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
            kinds = values.map(_is_number)
            if not kinds.all():
                return kinds
            values = values.astype(float)
        fine = values.between(self.low, self.high)
        return fine & (values % 1 == 0) if self.whole else fine


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, np.number)) and not isinstance(value, bool)


@dataclass(frozen=True)
class Flag(Simple):
    """True or False."""

    missing: bool = False

    def allows(self, values: pd.Series) -> pd.Series:
        return values.map(lambda value: isinstance(value, (bool, np.bool_)))


@dataclass(frozen=True)
class Text(Simple):
    """A text; all of it matches `pattern`, and without `empty` there is something in it."""

    pattern: str = ""
    empty: bool = True
    missing: bool = False

    def verify(self, value: Any) -> None:
        # a check may call with thousands of texts: what is plainly so needs no Series
        if not (isinstance(value, str) and value and re.fullmatch(self.pattern or ".*", value)):
            super().verify(value)

    def allows(self, values: pd.Series) -> pd.Series:
        kinds = values.map(lambda value: isinstance(value, str))
        if not kinds.all():
            return kinds
        texts = values.astype("str")
        fine = texts.str.fullmatch(self.pattern) if self.pattern else kinds
        blank = texts.eq("")
        return (fine | blank) if self.empty else (fine & ~blank)


class Choice(Simple):
    """One of these values."""

    def __init__(self, *values: Any, missing: bool = False):
        self.values = values
        self.missing = missing

    def __repr__(self) -> str:
        return f"Choice{self.values}"

    def allows(self, values: pd.Series) -> pd.Series:
        return values.isin(self.values)


@dataclass(frozen=True)
class Moment(Simple):
    """A time without a zone, or with `day` a date: midnight."""

    day: bool = False
    missing: bool = False

    def allows(self, values: pd.Series) -> pd.Series:
        kinds = values.map(lambda value: isinstance(value, pd.Timestamp) and value.tz is None)
        if not self.day or not kinds.all():
            return kinds
        times = pd.to_datetime(values)
        return times.eq(times.dt.normalize())


@dataclass(frozen=True)
class Values:
    """A Series or an array of values that are so; a Series has an entry once."""

    each: Simple

    def verify(self, value: Any) -> None:
        if not isinstance(value, (pd.Series, np.ndarray)):
            raise _not_a("Series", value)
        if isinstance(value, pd.Series) and not value.index.is_unique:
            raise Broken("索引有重复", "an entry of the index stands twice")
        self.each.verify_all(pd.Series(value))


@dataclass(frozen=True)
class Listed:
    """A list of values that are so."""

    each: Rule

    def verify(self, value: Any) -> None:
        if not isinstance(value, (list, tuple)):
            raise _not_a("list", value)
        for place, entry in enumerate(value):
            _verify(self.each, entry, place)


class Tuple:
    """A tuple or list of as many values as rules, each by its own."""

    def __init__(self, *rules: Rule):
        self.rules = rules

    def verify(self, value: Any) -> None:
        if not isinstance(value, (list, tuple)) or len(value) != len(self.rules):
            raise _not_a(f"tuple of {len(self.rules)}", value)
        for place, (rule, entry) in enumerate(zip(self.rules, value, strict=True)):
            _verify(rule, entry, place)


@dataclass(frozen=True)
class Keyed:
    """A dictionary, its keys and its values so."""

    keys: Rule
    values: Rule

    def verify(self, value: Any) -> None:
        if not isinstance(value, Mapping):
            raise _not_a("dict", value)
        for key, entry in value.items():
            _verify(self.keys, key, key)
            _verify(self.values, entry, key)


class Record:
    """A dictionary or a row with these entries, each by its rule; others may stand in it.

    A row `of` a case's table ("case/table") has all of its columns.
    """

    def __init__(self, of: str = "", /, **rules: Rule):
        self.of = of
        self.rules = rules

    def verify(self, value: Any) -> None:
        if not isinstance(value, (Mapping, pd.Series)):
            raise _not_a("dict", value)
        _verify_whole(self.of, value)
        for name, rule in self.rules.items():
            if name not in value:
                raise Broken(f"缺少 {name}", f"{name} is missing")
            _verify(rule, value[name], name)


class Either:
    """What one of the rules allows."""

    def __init__(self, *rules: Rule):
        self.rules = rules

    def verify(self, value: Any) -> None:
        for rule in self.rules[:-1]:
            with contextlib.suppress(Broken):
                return rule.verify(value)
        self.rules[-1].verify(value)


class Nothing:
    """None."""

    def verify(self, value: Any) -> None:
        if value is not None:
            raise _not_a("None", value)


class Table:
    """A table with these columns at least, in any order.

    `of` is the table ("case/table") whose description they keep to, `needed` the names of the
    columns that a function may use, `rules` describe columns that the task has made otherwise.
    `key` names the columns whose values together stand once; `empty`: whether it may have no row.
    All columns of the case's table are there, as in the notebook, but where the text makes a
    table of its own that `only` has some of them.
    """

    def __init__(
        self,
        of: str = "",
        needed: str = "",
        key: str = "",
        empty: bool = False,
        only: bool = False,
        **rules: Simple,
    ):
        self.of = "" if only else of
        described = _described(*of.split("/")) if of else {}
        names = needed.split()
        unknown = [name for name in names if name not in described | rules]
        if unknown:
            raise Broken(f"{of} 里没有 {unknown}", f"{of} describes no {unknown}")
        self.columns = {name: described[name] for name in names if name not in rules} | rules
        self.key = key.split()
        self.empty = empty

    def verify(self, value: Any) -> None:
        if not isinstance(value, pd.DataFrame):
            raise _not_a("DataFrame", value)
        if not len(value) and not self.empty:
            raise Broken("一行也没有", "it has no row")
        _verify_whole(self.of, value)
        for name, rule in self.columns.items():
            if name not in value:
                raise Broken(f"缺少列 {name}", f"the column {name} is missing")
            try:
                rule.verify_all(value[name])
            except Broken as found:
                raise found.at(name) from None
        if self.key and value.duplicated(self.key).any():
            raise Broken(f"{self.key} 有重复", f"{self.key} stands twice")


def _verify_whole(of: str, value: Any) -> None:
    """Refuses a table, or a row, that lacks a column of the case's table that it is a part of."""
    names = [field["name"] for field in cases.fields(*of.split("/"))] if of else []
    lacking = [name for name in names if name not in value]
    if lacking:
        raise Broken(
            f"{of} 的这些列都要有：{'、'.join(lacking)}",
            f"the columns of {of} are all wanted: {', '.join(lacking)}",
        )


def _described(case: str, table: str) -> dict[str, Simple]:
    """The columns of a case's table as its datapackage.json describes them."""
    return {field["name"]: _rule(field) for field in cases.fields(case, table)}


def _rule(field: cases.Field) -> Simple:
    limits = field.get("constraints", {})
    missing = not limits.get("required", True)
    if "enum" in limits:
        return Choice(*limits["enum"], missing=missing)
    if field["type"] in ("integer", "number"):
        low, high = limits.get("minimum", -np.inf), limits.get("maximum", np.inf)
        return Number(low, high, whole=field["type"] == "integer", missing=missing)
    if field["type"] == "boolean":
        return Flag(missing)
    if field["type"] in ("date", "datetime"):
        return Moment(field["type"] == "date", missing)
    return Text(limits.get("pattern", ""), empty=missing)


def _verify(rule: Rule, value: Any, place: object) -> None:
    try:
        rule.verify(value)
    except Broken as found:
        raise found.at(place) from None


def _not_a(kind: str, value: Any) -> Broken:
    return Broken(f"是 {type(value).__name__}，不是 {kind}", f"a {type(value).__name__}, no {kind}")


def verify(cells: list[Cell], notebook: NotebookNode) -> None:
    """Runs every check of an exercise on its solution and holds what the functions are called with
    to the contracts of their tasks.

    Raises BuildError where a function that is checked has a parameter without a rule, and where a
    check calls it with what the rule does not allow.
    """
    answers = [cell for cell in cells if cell.role == "answer"]
    if not any(_functions(cell.source) for cell in answers):
        return
    paper = Paper(notebook)
    for cell in answers:
        _verify_answer(cell, paper)


def _verify_answer(cell: Cell, paper: Paper) -> None:
    sources = paper.checks[str(cell.name)]
    checks = "\n".join(sources.values())
    checked = [name for name in _functions(cell.source) if f'"{name}"' in checks]
    if not checked:
        return
    rules = _rules(cell)
    names = paper.answered(str(cell.name), paper.answers[str(cell.name)])
    for name in checked:
        names[name] = _guarded(cell, names[name], rules)
    with contextlib.redirect_stdout(io.StringIO()):
        for grade_id, source in sources.items():
            try:
                exec(compiled(source, grade_id), names)
            except _Refused as refused:
                zh, en = refused.found.zh, refused.found.en
                raise cell.refuse(f"{grade_id}：{zh}", f"{grade_id}: {en}") from None


def parts(cell: Cell) -> dict[str, tuple[str, ...]]:
    """By function of an answer cell what each parameter is a part of, as grader.checks.tables reads
    it; without functions that take no part of a case's table."""
    if not cell.contract:
        return {}
    rules = _rules(cell)
    found: dict[str, tuple[str, ...]] = {}
    for node in ast.parse(cell.source).body:
        if isinstance(node, ast.FunctionDef):
            names = [_part(rules.get(argument.arg)) for argument in node.args.args]
            found |= {node.name: tuple(names)} if any(names) else {}
    return found


def _part(rule: Any) -> str:
    if isinstance(rule, Table) and rule.of:
        return " ".join([rule.of, *dict.fromkeys([*rule.columns, *rule.key])])
    if isinstance(rule, Record) and rule.of:
        return " ".join([rule.of, *rule.rules])
    return ""


class _Refused(BaseException):
    """A Broken on its way through a check, which takes every Exception for an error of the
    student's."""

    def __init__(self, found: Broken):
        super().__init__(found)
        self.found = found


def _functions(source: str) -> list[str]:
    return [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]


def _rules(cell: Cell) -> dict[str, Rule]:
    """What the contract cell before an answer binds its parameters to."""
    if not cell.contract:
        raise cell.refuse(
            "前面要有 contract 格，说明函数的参数是什么样的",
            "a contract cell before it says what its functions are called with",
        )
    names: dict[str, Any] = dict(globals())
    try:
        exec(compile(cell.contract, "contract", "exec"), names)
    except Exception as error:
        raise cell.refuse(f"contract 格出错：{error}", f"its contract fails: {error}") from None
    return names


def _guarded(cell: Cell, function: Callable, rules: Mapping[str, Rule]) -> Callable:
    """The function, which raises _Refused for arguments that break the contract."""
    signature = inspect.signature(function)
    for name in signature.parameters:
        if not hasattr(rules.get(name), "verify"):
            raise cell.refuse(
                f"contract 格没有说明参数 {name}", f"its contract does not describe {name}"
            )

    @functools.wraps(function)
    def guarded(*args: Any, **named: Any) -> Any:
        given = signature.bind(*args, **named)
        for name, value in given.arguments.items():
            try:
                _verify(rules[name], value, f"{function.__name__}({name})")
            except Broken as found:
                raise _Refused(found) from None
        return function(*args, **named)

    return guarded
