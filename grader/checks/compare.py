"""Reads an answer in whatever pandas form it comes, and says where it differs from the right one.

The form of the right value decides how an answer is read, so that a list, a dict, a Series or a
DataFrame with the
same content counts the same. A difference is told by place ("the value of M3"), never by the right
value itself.
"""

from __future__ import annotations

import datetime
import decimal
import math
import numbers
import re
from collections import deque
from collections.abc import (
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    Mapping,
    Sequence,
    ValuesView,
)
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

_HAN = re.compile(r"[\u4e00-\u9fff]")
_EXACT = 1e-6  # relative: no rounded number is taken for 100 times another
_MANY = 10  # smaller counts are one apart by chance
RELATIVE = 1e-9
"""Relative tolerance of numbers, beside the absolute one of each check: rounding of float sums,
nothing more."""
MOST_ENTRIES = 100_000
"""Entries that are taken from a generator, which may be without end."""


class Difference(Exception):
    """An answer is off; `zh` and `en` say where, without the right value."""

    def __init__(self, zh: str, en: str):
        super().__init__(f"{zh} | {en}")
        self.zh = zh
        self.en = en


def difference(got: Any, right: Any, tol: float = 0.005) -> Difference | None:
    """None if `got` says the same as `right` (numbers within `tol`), else the Difference."""
    try:
        _compare(got, right, tol)
    except Difference as found:
        return found
    return None


def _compare(got: Any, right: Any, tol: float) -> None:
    if isinstance(right, pd.DataFrame):
        _compare_table(got, right, tol)
    elif isinstance(right, pd.Series):
        _compare_series(got, right, tol)
    elif isinstance(right, Mapping):
        _compare_keyed(got, dict(right), tol)
    elif isinstance(right, (list, tuple, np.ndarray, pd.Index)):
        _compare_sequence(got, list(right), tol)
    else:
        problem = _value_problem(_single(got), right, tol)
        if problem:
            raise Difference(*problem)


# --- single values


def _single(value: Any) -> Any:
    """The one element of a one-element Series or array; anything else as it is."""
    if isinstance(value, np.ma.MaskedArray) and value.size == 1:
        return value.ravel()[0]
    if isinstance(value, (pd.Series, np.ndarray, pd.Index)) and value.size == 1:
        return np.ma.asarray(value).ravel()[0]
    return value


def _is_bool(value: Any) -> bool:
    return isinstance(value, (bool, np.bool_))


def _is_number(value: Any) -> bool:
    # numpy counts a span of time among its integers
    return isinstance(value, (numbers.Real, decimal.Decimal)) and not isinstance(
        value, (bool, np.bool_, np.timedelta64)
    )


def _is_missing(value: Any) -> bool:
    if value is None or value is pd.NA or value is pd.NaT or value is np.ma.masked:
        return True
    if isinstance(value, (np.datetime64, np.timedelta64)):
        return bool(np.isnat(value))
    if isinstance(value, decimal.Decimal):
        return value.is_nan()
    return isinstance(value, (float, np.floating)) and math.isnan(value)


def _is_moment(value: Any) -> bool:
    return isinstance(value, (datetime.date, np.datetime64))


def _is_span(value: Any) -> bool:
    return isinstance(value, (datetime.timedelta, np.timedelta64))


def _value_problem(got: Any, right: Any, tol: float) -> tuple[str, str] | None:
    """What is off with one value, or None if it is right."""
    if _is_missing(right) or _is_missing(got):
        if _is_missing(right) and _is_missing(got):
            return None
        return (
            "有空值（NaN），或缺了该有的空值",
            "is missing (NaN) where it should not be, or the reverse",
        )
    if _is_bool(right):
        return _truth_problem(got, right)
    if _is_number(right):
        return _number_problem(got, right, tol)
    if _is_moment(right):
        return _time_problem(got, right)
    if _is_span(right):
        return _span_problem(got, right)
    if not isinstance(right, str):
        return _other_problem(got, right)
    if not isinstance(got, str):
        zh, en = kind(got)
        if str(got) == right:
            return (
                f"应该是文字，现在是{zh}：加上引号",
                f"should be text, it is {en}: put quotation marks round it",
            )
        return f"应该是文字，现在是{zh}", f"should be text, it is {en}"
    return _text_problem(got.strip(), right.strip())


def _text_problem(got: str, right: str) -> tuple[str, str] | None:
    if got == right:
        return None
    zh, en = "内容不对", "is not the right text"
    if "".join(got.split()) == "".join(right.split()):
        return f"{zh}：只差空格", f"{en}: only the spaces differ"
    if got.lower() == right.lower():
        return f"{zh}：只差大小写", f"{en}: only capitals and small letters differ"
    if right.isascii() and _HAN.search(got):
        return f"{zh}：要写任务里的英文代码", f"{en}: write the English code of the task"
    return zh, en


def _time_problem(got: Any, right: Any) -> tuple[str, str] | None:
    wrong = "日期不对", "is not the right date"
    if not (_is_moment(got) or isinstance(got, str)):
        return wrong
    try:
        return None if pd.Timestamp(got) == pd.Timestamp(right) else wrong
    except (ValueError, TypeError, OverflowError):  # a text that is no date
        return wrong


def _span_problem(got: Any, right: Any) -> tuple[str, str] | None:
    if not _is_span(got):
        zh, en = kind(got)
        return f"应该是一段时间，现在是{zh}", f"should be a span of time, it is {en}"
    if pd.Timedelta(got) == pd.Timedelta(right):
        return None
    return "时间长短不对", "is not the right span of time"


def _other_problem(got: Any, right: Any) -> tuple[str, str] | None:
    if type(got) is type(right) and got == right:
        return None
    return "内容不对", "is not the right value"


def _truth_problem(got: Any, right: Any) -> tuple[str, str] | None:
    if isinstance(got, str) and got.strip().lower() in ("true", "false"):
        return (
            "应该是 True 或 False，现在是写成文字的：去掉引号",
            "should be True or False, it is one as text: take the quotation marks away",
        )
    if not _is_bool(got):
        return "应该是 True 或 False", "should be True or False"
    if bool(got) == bool(right):
        return None
    return "真假判断反了", "says True where False is right, or the reverse"


def _number_problem(got: Any, right: Any, tol: float) -> tuple[str, str] | None:
    if not _is_number(got):
        zh, en = kind(got)
        if _is_written_number(got):
            return (
                "应该是数字，现在是写成文字的数字：去掉引号，不用 str(…)，也不加单位",
                "should be a number, it is one as text: no quotation marks, no str(…), no unit",
            )
        several = isinstance(got, (pd.DataFrame, pd.Series, Mapping, list, tuple, np.ndarray))
        more_zh = "：从里面取出一个，或者再算成一个数" if several else ""
        more_en = ": take one of it, or make it one number" if several else ""
        return f"应该是数字，现在是{zh}{more_zh}", f"should be a number, it is {en}{more_en}"
    if _is_close(got, right, tol):
        return None
    zh, en = "数值不对", "is not the right number"
    for why_zh, why_en in _slips(got, right):
        return f"{zh}：{why_zh}", f"{en}: {why_en}"
    return zh, en


def _is_written_number(got: Any) -> bool:
    """Whether it is a text that says a number, with a unit perhaps."""
    return isinstance(got, str) and re.fullmatch(r"-?[\d,.]+\s*[元%]?", got.strip()) is not None


def _slips(got: Any, right: Any) -> Iterator[tuple[str, str]]:
    """What a wrong number looks like beside the right one."""
    try:
        given, wanted = float(got), float(right)
    except OverflowError:  # an integer beyond all floats
        return
    if not (math.isfinite(given) and math.isfinite(wanted)):
        return
    for factor, why_zh, why_en in _SLIPS:
        if wanted and math.isclose(given, factor * wanted, rel_tol=_EXACT):
            yield why_zh, why_en
    if abs(wanted) >= _MANY and wanted.is_integer() and abs(given - wanted) == 1:
        yield "只差 1，看看头尾有没有多数或少数一个", "it is off by one: is an end counted wrongly"
    if 0 < wanted < 1 and math.isclose(given, 1 - wanted, rel_tol=_EXACT):
        yield "像是其余部分的占比", "it seems to be the share of the rest"
    if wanted and math.isclose(given * wanted, 1, rel_tol=_EXACT):
        yield "像是分子和分母反了", "it seems to be divided the wrong way round"
    # a share of 1 where 0.75 is right comes from another rule more often than from rounding
    fewest = 0 if abs(wanted) >= 1 else 1
    if given and any(given == round(wanted, digits) for digits in range(fewest, 3)):
        yield "像是四舍五入了，多留几位小数", "it seems to be rounded; keep more decimals"


# What a wrong number is often of the right one, however small or large it is.
_SLIPS = [
    (-1, "正负号反了", "it has the opposite sign"),
    (100, "是应有的 100 倍，看看比例和单位", "it is 100 times too large: check shares and units"),
    (0.01, "是应有的百分之一，看看比例和单位", "it is a hundredth of it: check shares and units"),
]


def _is_close(got: Any, right: Any, tol: float) -> bool:
    try:
        return math.isclose(float(got), float(right), rel_tol=RELATIVE, abs_tol=tol)
    except OverflowError:  # an integer beyond all floats
        return bool(got == right)


_KINDS = [
    ((bool, np.bool_), "真假值", "True/False"),
    (numbers.Number, "数字", "a number"),
    (str, "文字", "text"),
    (Mapping, "字典", "a dict"),
    (pd.DataFrame, "表（DataFrame）", "a DataFrame"),
    (pd.Series, "一列（Series）", "a Series"),
    ((list, tuple, np.ndarray, pd.Index), "列表", "a list"),
    ((set, frozenset), "集合（set），没有先后", "a set, which has no order"),
]


def kind(value: Any) -> tuple[str, str]:
    """What a value is, in Chinese and English."""
    if callable(value) and not isinstance(value, type):
        name = getattr(value, "__name__", "")
        return f"没有算的 {name}，后面要加圆括号 ()", f"{name}, not yet called: put () behind it"
    if type(value).__name__.endswith("GroupBy"):
        return (
            "分好的组，还没有算，后面要加 .mean()、.sum() 或 .size()",
            "groups, with nothing counted yet: put .mean(), .sum() or .size() behind them",
        )
    for type_, zh, en in _KINDS:
        if isinstance(value, type_):
            return zh, en
    name = type(value).__name__
    return f" {name} ", f"a {name}"


# --- values by key


def _compare_series(got: Any, right: pd.Series, tol: float) -> None:
    if isinstance(got, pd.Series) and _same_at_once(got, right, tol):
        return
    if not right.index.has_duplicates:
        _compare_keyed(got, dict(_entries(right)), tol)
    elif isinstance(got, pd.Series) and not got.index.equals(right.index):
        raise Difference("索引不对", "the index is not the right one")
    else:
        _compare_sequence(got, right.tolist(), tol)


def _entries(series: pd.Series) -> list[tuple]:
    return list(zip(series.index.tolist(), series.tolist(), strict=True))


def _same_at_once(got: pd.Series, right: pd.Series, tol: float) -> bool:
    """Whether two Series of numbers, or of texts, are plainly the same; False may also mean that a
    closer look is needed."""
    if len(got) != len(right) or got.index.nlevels != right.index.nlevels:
        return False
    if not got.index.is_unique or not right.index.is_unique:
        return False
    if not got.index.equals(right.index):
        if not got.index.isin(right.index).all():
            return False
        got = got.reindex(right.index)
    if _has_numbers(got) and _has_numbers(right):
        close = _close(got.to_numpy(float), right.to_numpy(float), tol)
        return bool(close.all())
    if isinstance(got.dtype, pd.StringDtype) and isinstance(right.dtype, pd.StringDtype):
        # pd.NA == "a" is pd.NA
        complete = got.notna().all() and right.notna().all()
        return bool(complete and (got == right).all())
    return False


def _has_numbers(series: pd.Series) -> bool:
    return isinstance(series.dtype, np.dtype) and series.dtype.kind in "iuf"


def _close(a: np.ndarray, b: np.ndarray, tol: float) -> np.ndarray:
    """What math.isclose says of each pair of floats: an infinity is close to itself alone, NaN to
    nothing."""
    with np.errstate(over="ignore", invalid="ignore"):
        larger = np.maximum(np.abs(a), np.abs(b))
        near = np.abs(a - b) <= np.maximum(RELATIVE * larger, tol)
    finite = np.isfinite(a) & np.isfinite(b)
    return (a == b) | (near & finite)


def _compare_keyed(got: Any, right: dict, tol: float) -> None:
    right = {_as_key(key): value for key, value in right.items()}
    answer = _as_mapping(got, list(right))
    _same_keys(answer, right)
    wrong = [(key, found) for key in right if (found := difference(answer[key], right[key], tol))]
    if wrong:
        key, found = wrong[0]
        count_zh, count_en = _count(len(wrong), len(right))
        why_zh, why_en = _pattern([answer[key] for key in right], list(right.values()))
        raise Difference(
            f"{count_zh}“{key}”{found.zh}{why_zh}", f"{count_en}'{key}' {found.en}{why_en}"
        )


def _pattern(values: list, wanted: list) -> tuple[str, str]:
    """What the values of several entries have in common where they are off; empty if nothing."""
    distinct = len(set(map(str, wanted)))
    if distinct < 3:
        return "", ""
    # where values repeat, the same ones in other places are chance
    if distinct == len(wanted) and sorted(map(str, values)) == sorted(map(str, wanted)):
        return _MISPLACED
    if not all(map(_is_number, [*values, *wanted])):
        return "", ""
    try:
        given, right = np.array(values, float), np.array(wanted, float)
    except OverflowError:  # an integer beyond all floats
        return "", ""
    if not (np.isfinite(given).all() and np.isfinite(right).all()):
        return "", ""
    largest = np.abs(right).argmax()
    factor, near = given[largest] / right[largest], _EXACT * abs(right[largest])
    if abs(factor) > _EXACT and np.allclose(given, factor * right, rtol=0, atol=near):
        return _SCALED
    if np.allclose(given - right, given[0] - right[0], rtol=0, atol=near):
        return _SHIFTED
    return "", ""


_MISPLACED = (
    "；值都有，只是没有和编号对上",
    "; the values are there, each under a wrong name",
)
_SCALED = (
    "；每一项都差同样的倍数，像是多乘或多除了一个数",
    "; all are off by one factor: is something multiplied or divided once too often",
)
_SHIFTED = (
    "；每一项都差同样多，像是多加或多减了一个数",
    "; all are off by one amount: is something added or subtracted once too often",
)


def _as_key(key: Any) -> Any:
    """The key, with None for every missing value: NaN is not even equal to itself."""
    if isinstance(key, tuple):
        return tuple(map(_as_key, key))
    return None if _is_missing(key) else key


def _count(wrong: int, total: int) -> tuple[str, str]:
    if total == 1:
        return "", ""
    return (
        f"{total} 项里有 {wrong} 项不对，第一处：",
        f"{wrong} of {total} entries are off, the first: ",
    )


def _same_keys(answer: Mapping, right: Mapping) -> None:
    missing = [key for key in right if key not in answer]
    extra = [key for key in answer if key not in right]
    if missing:
        none = len(missing) == len(right) and extra
        raise Difference(
            f"缺少 {len(missing)} 项，例如“{missing[0]}”"
            + (f"；现在的名字（键、索引）是“{str(extra[0])[:20]}”这样的" if none else ""),
            f"{len(missing)} missing, for example '{missing[0]}'"
            + (f"; its names (keys, index) are like '{str(extra[0])[:20]}'" if none else ""),
        )
    if extra:
        raise Difference(
            f"多出 {len(extra)} 项，例如“{extra[0]}”",
            f"{len(extra)} too many, for example '{extra[0]}'",
        )


def _as_mapping(got: Any, keys: list) -> dict:
    if isinstance(got, pd.DataFrame):
        got = _as_series(got, keys)
    if isinstance(got, pd.Series):
        by_position = isinstance(got.index, pd.RangeIndex) and not set(got.index) & set(keys)
        got = got.tolist() if by_position else dict(_once(_entries(got)))
    if isinstance(got, Mapping):
        return dict(_with_keys_of(_once(got.items()), keys))
    values = _as_list(got)
    wanted = set(keys)
    if values and all(_is_entry(value, wanted) for value in values):
        return dict(_once(values))
    if len(values) != len(keys):
        raise Difference(
            f"应有 {len(keys)} 项，现在有 {len(values)} 项",
            f"should have {len(keys)} entries, it has {len(values)}",
        )
    return dict(zip(keys, values, strict=True))


def _is_entry(value: Any, keys: set) -> bool:
    """Whether this is a pair of one of the keys and its value."""
    if not isinstance(value, tuple) or len(value) != 2:
        return False
    try:
        return _as_key(value[0]) in keys
    except TypeError:  # a list, say, is no key
        return False


def _once(pairs: Iterable[tuple]) -> list[tuple]:
    """Keys and values; a key that stands twice is a Difference, not the last of its values."""
    found = {}
    for key, value in pairs:
        key = _as_key(key)
        if key in found:
            raise Difference(
                f"“{key}”出现了两次：一个名字只要一项，先分组；名单有重复，先 .unique()",
                f"'{key}' appears twice: group, one entry a name; a list of names with repeats "
                "needs .unique()",
            )
        found[key] = value
    return list(found.items())


def _with_keys_of(pairs: list[tuple], keys: list) -> list[tuple]:
    """Keys that differ from the right ones only in type ("1" for 1, a category for a string) count
    as the same."""
    wanted = set(keys)
    spelled = {str(key): key for key in keys}
    return _once(
        (key if key in wanted else spelled.get(str(key), key), value) for key, value in pairs
    )


def _as_series(frame: pd.DataFrame, keys: list) -> pd.Series:
    keyed = _index_by_keys(frame, keys)
    if keyed.shape[1] != 1:
        columns = ", ".join(map(str, keyed.columns))
        raise Difference(
            f"应该只有一列结果，现在有：{columns}。分组以后先用方括号取一列再算，数行用 size()",
            f"should have one column of results, it has: {columns}. After grouping take one column "
            "by square brackets; size() counts rows",
        )
    return keyed.iloc[:, 0]


def _index_by_keys(frame: pd.DataFrame, keys: list) -> pd.DataFrame:
    """The frame with the keys as its index, wherever they stood. Numbers of rows that look like
    keys give way to a column that holds all keys."""
    wanted, index = set(map(str, keys)), set(frame.index.map(str))
    numbered = isinstance(frame.index, pd.RangeIndex) and wanted != index
    if not wanted or (wanted & index and not numbered) or not len(frame.columns):
        return frame
    for place in range(frame.shape[1]):
        column = frame.iloc[:, place].tolist()
        held = set(map(str, column))
        if wanted == held or (wanted & held and not wanted & index):
            others = [other for other in range(frame.shape[1]) if other != place]
            return frame.iloc[:, others].set_axis(pd.Index(column))
    return frame


# --- tables


def _compare_table(got: Any, right: pd.DataFrame, tol: float) -> None:
    frame = _as_table(got, right)
    _same_columns(frame, right)
    for column in right.columns:
        try:
            _compare_series(frame[column], right[column], tol)
        except Difference as found:
            raise Difference(
                f"“{column}”列：{found.zh}", f"column '{column}': {found.en}"
            ) from None


def _same_columns(frame: pd.DataFrame, right: pd.DataFrame) -> None:
    missing = [str(column) for column in right.columns if column not in frame.columns]
    if missing:
        raise Difference(f"缺少列：{', '.join(missing)}", f"missing columns: {', '.join(missing)}")


def _as_table(got: Any, right: pd.DataFrame) -> pd.DataFrame:
    if isinstance(got, np.ndarray) and got.shape == right.shape:
        return pd.DataFrame(got, index=right.index, columns=right.columns)
    if isinstance(got, (Mapping, list)):
        try:
            got = pd.DataFrame(got)
        except (ValueError, TypeError, AttributeError):
            raise Difference(
                "各列长短不一，拼不成一张表", "the columns do not fit into one table"
            ) from None
    if not isinstance(got, pd.DataFrame):
        raise Difference(
            f"应该是一张表（DataFrame），现在是{kind(got)[0]}",
            f"should be a DataFrame, it is {kind(got)[1]}",
        )
    if got.index.equals(right.index) and got.columns.equals(right.columns):
        return got
    frame = _index_by_keys(got, list(right.index))
    _has_names(frame, right.index)
    spelled = {str(column).strip().lower(): column for column in right.columns}
    return frame.rename(columns=lambda name: spelled.get(str(name).strip().lower(), name))


def _has_names(frame: pd.DataFrame, names: pd.Index) -> None:
    """Refuses a table whose rows were numbered anew where they have names: whose is which?"""
    if names.map(type).isin([str]).all() and isinstance(frame.index, pd.RangeIndex) and len(frame):
        raise Difference(
            f"看不出哪一行是谁的：行的名字（索引）要像“{names[0]}”，不要丢掉",
            f"whose is which row? Keep the names of the rows (the index), such as '{names[0]}'",
        )


# --- sequences


_LISTS = (list, tuple, range, deque, KeysView, ValuesView, ItemsView, pd.Series, pd.Index)


def listed(got: Any) -> Any:
    """The entries of a generator or another iterator, which can be read only once; anything else as
    it is."""
    return list(islice(got, MOST_ENTRIES)) if isinstance(got, Iterator) else got


def _as_list(got: Any) -> Sequence:
    got = listed(got)
    # the last: Series.unique() of text
    if isinstance(got, (*_LISTS, pd.api.extensions.ExtensionArray)):
        return list(got)
    if isinstance(got, np.ndarray) and got.ndim:
        return list(got)
    if isinstance(got, Mapping):
        return list(got.values())
    raise Difference(
        f"应该有好几项，现在只是{kind(got)[0]}",
        f"should hold several entries, it is {kind(got)[1]}",
    )


def _surplus(answer: Sequence, right: list) -> tuple[str, str]:
    """What is said of too many or too few entries: one that does not belong, or that there is
    none."""
    if not answer:
        return (
            "：一项也没有选出来，看看筛选的条件",
            ": nothing passes the filter, look at its conditions",
        )
    texts = [value for value in answer if isinstance(value, str)]
    extra = next((value for value in texts if value not in right), "")
    return (f"，例如多了“{extra}”", f", '{extra}' for one is too many") if extra else ("", "")


def _same_kinds(answer: Sequence, right: list) -> None:
    """Refuses a list that holds nothing of what is wanted, whatever its length."""
    wanted = [value for value in right if not _is_missing(value)]
    if not answer or not wanted:
        return
    if all(map(_is_missing, answer)):
        raise Difference(
            "里面全是空值：筛行要一列 True 和 False，几列要先写 .all(axis=1)",
            "holds missing values alone: rows are chosen by one column of truth values; several "
            "need .all(axis=1) first",
        )
    if all(isinstance(value, str) for value in wanted) and all(map(_is_number, answer)):
        raise Difference(
            "要的是文字（编号、名字），现在都是数字：要取的是那一列，不是行号；"
            "Series 的名字用 .index 取",
            "should hold text (ids, names), it holds numbers: take the column, not the numbers of "
            "the rows; the names of a Series are its .index",
        )


def _compare_sequence(got: Any, right: list, tol: float) -> None:
    answer = _as_list(got)
    names = (
        bool(right)
        and all(isinstance(name, str) for name in right)
        and not any(isinstance(value, str) for value in answer)
    )
    if names and isinstance(got, pd.Series) and got.index.to_list() == right:
        raise Difference(
            "要的名字在 Series 的索引里，用 .index.to_list() 取出来",
            "the names wanted are the index; take .index.to_list()",
        )
    _same_kinds(answer, right)
    if len(answer) != len(right):
        none_zh, none_en = _surplus(answer, right)
        raise Difference(
            f"应有 {len(right)} 项，现在有 {len(answer)} 项{none_zh}",
            f"should have {len(right)} entries, it has {len(answer)}{none_en}",
        )
    for place, (value, wanted) in enumerate(zip(answer, right, strict=True), start=1):
        found = difference(value, wanted, tol)
        if found and isinstance(got, Mapping):
            raise Difference("要的是列表，现在是字典", "should be a list, it is a dict")
        if found and sorted(map(str, answer)) == sorted(map(str, right)):
            raise Difference("每一项都有，只是先后不对", "all entries are there, in another order")
        if found:
            raise Difference(f"第 {place} 项：{found.zh}", f"entry {place}: {found.en}")
