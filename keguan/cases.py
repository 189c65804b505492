"""The case datasets: tables, notes on their columns, and what in them is real and what is
simulated.

Everything is read from the `datapackage.json` of the case (Frictionless Data Package, version 2),
so names, types and units stand in one place. Cases lie in the folder `datasets` of the course; the
environment variable KEGUAN_DATASETS points to another folder, for example one with a variant of the
data for another class.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from keguan.style import language, say

Field = dict[str, Any]  # a column as the `fields` of datapackage.json describe it
DATASETS = "KEGUAN_DATASETS"  # environment variable: the folder that holds a folder for each case
_DTYPES = {"string": "str", "integer": "int64", "number": "float64", "boolean": "bool"}
_DATES = ("date", "datetime")
_ENCODING = "utf-8-sig"  # Excel's "CSV UTF-8" begins with a mark, which is no part of a name
_TYPES = {
    "string": ("字符串", "text"),
    "integer": ("整数", "whole number"),
    "number": ("小数", "decimal"),
    "boolean": ("是/否", "yes or no"),
    "date": ("日期", "date"),
    "datetime": ("日期和时间", "date and time"),
}
_UNITS = {
    "CNY": "元",
    "CNY a year": "元/年",
    "share": "比例",
    "hour": "小时",
    "day": "天",
    "year": "年",
    "point": "点",
    "score 1-5": "分（1–5）",
    "score 1-10": "分（1–10）",
    "station": "环",
    "job": "单",
    "contact": "次",
    "time": "次",
    "character a minute": "字/分",
    "complaint": "宗",
    "night or piece": "间夜或件",
    "km": "千米",
    "minute": "分钟",
    "s": "秒",
    "half hour": "半小时",
    "month": "月",
    "contact/month": "次/月",
    "call": "通",
    "person": "人",
    "customer": "位",
    "pack": "包",
    "factor": "倍",
    "billion CNY": "十亿元",
}
_KINDS = {
    "real": ("真实规则", "published rule"),
    "simulated": ("模拟", "simulated"),
    "assumed": ("假设", "assumed"),
}
_HEADINGS = {
    "column": ("列", "column"),
    "type": ("类型", "type"),
    "unit": ("单位", "unit"),
    "note": ("说明", "note"),
    "what": ("内容", "what"),
    "kind": ("性质", "kind"),
    "fact": ("事实编号", "fact"),
    "published": ("公开资料", "published"),
    "ours": ("模拟数据", "our data"),
    "confidence": ("可信度", "confidence"),
    "source": ("出处", "source"),
}


class CaseError(Exception):
    """A case, table, file or column is not there or not as described; the message is one bilingual
    sentence.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} · {en}")
        self.zh = zh
        self.en = en


class Notes(pd.DataFrame):
    """A table of notes: shown in full and in the current language, while its columns keep their
    English names.
    """

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return Notes

    def _repr_html_(self) -> str:
        shown = pd.DataFrame(self).drop(
            columns=["published_value", "published_high", "our_value"], errors="ignore"
        )
        if "our_value" in self:
            shown = shown.drop(columns="unit")
        if "kind" in shown:
            shown["kind"] = [say(*_KINDS.get(kind, (kind, kind))) for kind in shown["kind"]]
        headings = {name: say(*texts) for name, texts in _HEADINGS.items()}
        shown = shown.rename(columns=headings).rename_axis(
            headings.get(shown.index.name, shown.index.name)
        )
        with pd.option_context("display.max_colwidth", None, "display.max_rows", None):
            return shown._repr_html_()


def load(case: str, table: str) -> pd.DataFrame:
    """One table of a case as a DataFrame.

    Columns, their order and their types are those of the case's datapackage.json: text `str`, whole
    numbers `int64`, decimals and numbers that may be missing `float64`, yes or no `bool`, dates and
    times `datetime64`. `columns(case, table)` says what they mean.
    Raises CaseError if the case, the table, the file or a column is missing, if a column holds a
    wrong value, or if rows are missing, too many, or there twice.
    """
    folder = _folder(case)
    resource = _resource(case, table)
    path = folder / resource["path"]
    described = fields(case, table)
    if not path.is_file():
        raise CaseError(
            f"找不到数据文件 {case}/{path.name}，请重新下载课程，或运行 make.py 生成它。",
            f"The data file {case}/{path.name} is missing: download the course again or make the "
            "file with make.py.",
        )
    state = path.stat()
    key = (case, path, repr(described), state.st_mtime_ns, state.st_size)
    if key not in _tables:
        try:
            _check_header(case, path, described)
            frame = _read(path, described)
        except (ValueError, pd.errors.ParserError) as error:
            raise _bad_value(case, path, described) from error
        _check_rows(case, path, frame, resource["keguan:rows"])
        _check_values(case, path, frame, resource)
        _tables[key] = frame
    # pandas copies a column when one of the two tables is changed
    return _tables[key].copy(deep=False)


# what was read so far: a notebook whose cells load a table again and again reads it once
_tables: dict[tuple[object, ...], pd.DataFrame] = {}
_packages: dict[tuple[object, ...], dict[str, Any]] = {}


def _read(path: Path, fields: list[Field]) -> pd.DataFrame:
    dtypes = {field["name"]: _DTYPES.get(field["type"], "str") for field in fields}
    gaps = [field["name"] for field in fields if _may_be_missing(field)]
    dtypes |= dict.fromkeys(gaps, "float64")  # whole numbers have no NaN
    frame = pd.read_csv(
        path,
        dtype=dtypes,
        encoding=_ENCODING,
        keep_default_na=False,
        na_values={name: [""] for name in gaps},
    )[list(dtypes)]
    for field in fields:
        if field["type"] in _DATES:
            frame[field["name"]] = pd.to_datetime(frame[field["name"]], format=field["format"])
    return frame


def file(case: str, name: str) -> Path:
    """Path of a file of a case that is no table, such as its database.

    Raises CaseError if it is missing.
    """
    path = _folder(case) / name
    if not path.is_file():
        raise CaseError(
            f"找不到数据文件 {case}/{name}，请重新下载课程，或运行 make.py 生成它。",
            f"The data file {case}/{name} is missing: download the course again or make the file "
            "with make.py.",
        )
    return path


def fields(case: str, table: str) -> list[Field]:
    """The columns of a table as the case's datapackage.json describes them, in order; they are not
    to be changed.

    Raises CaseError for an unknown case or table.
    """
    return _resource(case, table)["schema"]["fields"]


def columns(case: str, table: str) -> Notes:
    """Notes on the columns of a table in the current language: DataFrame by column with type, unit,
    note.

    Raises CaseError for an unknown case or table.
    """
    rows = [
        {
            "column": field["name"],
            "type": say(*_TYPES[field["type"]]),
            "unit": _unit(field.get("keguan:unit", "")),
            "note": field["keguan:description"][language()],
        }
        for field in fields(case, table)
    ]
    return Notes(rows).set_index("column")


def calibration(case: str, unit: str | None = None) -> Notes:
    """What is real and what is simulated: one row a comparison, texts in the current language.

    unit: slug of a unit, for the comparisons of its tables only (default: all of the case).

    Columns: what, kind ("real" a published rule, "simulated" a published number beside ours,
    "assumed" nothing published), fact (id), published (text), ours (text), published_value,
    published_high (the other end where a range is published, else the same) and our_value (numbers
    in `unit`, NaN where there is none), unit ("share", "CNY", "orders", "point"), note (why the two
    differ), confidence (A primary, B secondary, D measured), source.
    Raises CaseError for an unknown case.
    """
    rows = [
        {
            "what": row["what"][language()],
            "kind": row["kind"],
            "fact": row["fact"] or "",
            "published": row["published"][language()] if row["published"] else "",
            "ours": _amount(row["our_value"], row["unit"]),
            "published_value": row["published_value"],
            "published_high": row["published_high"],
            "our_value": row["our_value"],
            "unit": row["unit"] or "",
            "note": row["note"][language()] if row["note"] else "",
            "confidence": row["confidence"] or "",
            "source": row["source"] or "",
        }
        for row in _package(case)["keguan:calibration"]
        if unit in (None, row["unit_slug"])
    ]
    numbers = dict.fromkeys(("published_value", "published_high", "our_value"), "float64")
    return Notes(pd.DataFrame(rows).astype(numbers))


def reference_date(case: str) -> pd.Timestamp:
    """The last day of the observed months as a Timestamp (midnight); recency and tiers are computed
    as of that day.
    """
    return pd.Timestamp(_package(case)["keguan:reference_date"])


def _folder(case: str) -> Path:
    """Folder of a case; the checkout's own `datasets` unless KEGUAN_DATASETS names another."""
    named = os.environ.get(DATASETS)
    root = Path(named) if named else Path(__file__).resolve().parents[1] / "datasets"
    if not (root / str(case) / "datapackage.json").is_file():
        known = sorted(path.parent.name for path in root.glob("*/datapackage.json"))
        raise CaseError(
            f"没有“{case}”这个案例（缺少 {case}/datapackage.json），现有的案例："
            f"{_listed(known, '、')}。",
            f"There is no case {case!r} ({case}/datapackage.json is missing); the cases here: "
            f"{_listed(known, ', ')}.",
        )
    return root / str(case)


def _package(case: str) -> dict[str, Any]:
    """Contents of the case's datapackage.json; they are not to be changed."""
    path = _folder(case) / "datapackage.json"
    state = path.stat()
    key = (path, state.st_mtime_ns, state.st_size)
    try:
        if key not in _packages:
            _packages[key] = json.loads(path.read_text(encoding="utf-8"))
        return _packages[key]
    except ValueError as error:
        raise CaseError(
            f"{case}/datapackage.json 读不出来，文件可能损坏了，请重新下载课程。",
            f"{case}/datapackage.json cannot be read and may be damaged: download the course "
            "again.",
        ) from error


def _resource(case: str, table: str) -> dict[str, Any]:
    """Entry of a table in datapackage.json."""
    resources = {
        resource["name"]: resource
        for resource in _package(case)["resources"]
        if "schema" in resource
    }
    if table not in resources:
        raise CaseError(
            f"案例 {case} 里没有“{table}”这张表，现有的表：{_listed(resources, '、')}。",
            f"Case {case} has no table {table!r}; its tables: {_listed(resources, ', ')}.",
        )
    return resources[table]


def _may_be_missing(field: Field) -> bool:
    """Whether it is a number that need not be there."""
    required = field.get("constraints", {}).get("required", True)
    return not required and field["type"] in ("integer", "number")


def _check_header(case: str, path: Path, fields: list[Field]) -> None:
    """Raise CaseError if the first line of the file lacks a column that the dictionary
    describes."""
    with open(path, encoding=_ENCODING) as file:
        header = file.readline().strip().split(",")
    missing = [field["name"] for field in fields if field["name"] not in header]
    if len(missing) == len(fields):
        raise _unreadable(case, path)
    if missing:
        raise CaseError(
            f"数据文件 {case}/{path.name} 缺少列 {_listed(missing, '、')}，请换回原来的文件。",
            f"The data file {case}/{path.name} lacks the column {_listed(missing, ', ')}: put the "
            "original file back.",
        )


def _check_rows(case: str, path: Path, frame: pd.DataFrame, rows: int) -> None:
    """Raise CaseError if the table has not the number of rows that the dictionary says, or rows
    with more values than the first line has names, which pandas takes for an index."""
    if not isinstance(frame.index, pd.RangeIndex):
        raise _unreadable(case, path)
    if len(frame) != rows:
        raise CaseError(
            f"数据文件 {case}/{path.name} 应有 {rows} 行，现在有 {len(frame)} 行，"
            "请换回原来的文件。",
            f"The data file {case}/{path.name} should have {rows} rows and has {len(frame)}: put "
            "the original file back.",
        )


def _check_values(case: str, path: Path, frame: pd.DataFrame, resource: dict[str, Any]) -> None:
    """Raise CaseError where a file that somebody changed and saved holds a value that the
    dictionary does not allow, or a row twice. A file that is as it was made needs no look."""
    if resource["hash"] == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}":
        return
    for field in resource["schema"]["fields"]:
        if not _allowed(frame[field["name"]], field["constraints"]):
            raise _wrong_value(case, path, field["name"])
    key = resource["schema"]["primaryKey"]
    again = frame.loc[frame.duplicated(key), key]
    if len(again):
        row = " ".join(map(str, again.iloc[0]))
        raise CaseError(
            f"数据文件 {case}/{path.name} 里“{row}”这一行出现了两次，请换回原来的文件。",
            f"The data file {case}/{path.name} has the row “{row}” twice: put the original file "
            "back.",
        )


def _allowed(column: pd.Series, constraints: dict[str, Any]) -> bool:
    """Whether a column holds no value but those that the dictionary allows."""
    given = column[column.notna() & (column != "")]
    if constraints["required"] and len(given) < len(column):
        return False
    rules: dict[str, Callable[[Any], pd.Series]] = {
        "enum": given.isin,
        "pattern": lambda pattern: given.str.fullmatch(pattern),
        "minimum": given.ge,
        "maximum": given.le,
    }
    return all(rule(constraints[name]).all() for name, rule in rules.items() if name in constraints)


def _bad_value(case: str, path: Path, fields: list[Field]) -> CaseError:
    """The CaseError for the first column whose values are not of the described type."""
    try:
        text = pd.read_csv(path, dtype="str", encoding=_ENCODING, keep_default_na=False)
        name = next(
            (field["name"] for field in fields if not _fits(text[field["name"]], field)), None
        )
    except (ValueError, pd.errors.ParserError):
        name = None
    if name is None:
        return _unreadable(case, path)
    return _wrong_value(case, path, name)


def _wrong_value(case: str, path: Path, name: str) -> CaseError:
    return CaseError(
        f"数据文件 {case}/{path.name} 的列 {name} 里有不合要求的值，请换回原来的文件。",
        f"The column {name} of the data file {case}/{path.name} holds a wrong value: put the "
        "original file back.",
    )


def _unreadable(case: str, path: Path) -> CaseError:
    return CaseError(
        f"数据文件 {case}/{path.name} 读不出来，请换回原来的文件。",
        f"The data file {case}/{path.name} cannot be read: put the original file back.",
    )


def _fits(column: pd.Series, field: Field) -> bool:
    """True if every text of a column can be read as the described type."""
    if _may_be_missing(field):
        column = column[column != ""]
    try:
        if field["type"] in _DATES:
            pd.to_datetime(column, format=field["format"])
        elif field["type"] == "boolean":
            return bool(column.str.lower().isin(["true", "false"]).all())
        elif field["type"] != "string":
            column.astype(_DTYPES[field["type"]])
    except ValueError:
        return False
    return True


def _unit(unit: str) -> str:
    return say(_UNITS.get(unit, unit), unit)


def _amount(value: float | None, unit: str | None) -> str:
    """A measured number as a student reads it."""
    if value is None:
        return ""
    if unit == "share":
        return f"{value:.1%}"
    number = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}".removesuffix(".0")
    forms = {
        "CNY": (f"{number} 元", f"RMB {number}"),
        "orders": (f"{number} 单", number),
        "point": (f"{number} 点", number),
    }
    return say(*forms.get(unit or "", (number, number)))


def _listed(names: Iterable[str], comma: str) -> str:
    return comma.join(names) or "–"
