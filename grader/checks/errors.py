"""An error that the student's own code raised, as the sentence of a verdict: in which line, what
probably caused it, and Python's own words."""

from __future__ import annotations

import linecache
import re
import traceback
import types
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from grader.base import Text
from grader.checks.tables import Spelt

# what an error means of whose cause nothing is known, by class, Chinese and English
CLASSES = {
    "NameError": ("用到了一个没有定义的名字", "a name is used that is not defined"),
    "KeyError": ("表里没有这一列或这个键", "there is no such column or key"),
    "AttributeError": ("这个对象没有这个方法或属性", "there is no such method or attribute"),
    "TypeError": ("数据类型或参数个数不合适", "types do not fit, or the number of arguments"),
    "ValueError": ("值不合适", "a value cannot be used"),
}


STOPPED = ("运行时出错", "an error stops it")
_PLACE = re.compile(r"第 (\d+) 行（(.*?)）：", re.DOTALL)
_PLACE_EN = re.compile(r"[Ll]ine \d+ \(", re.DOTALL)


def cause(error: BaseException, names: dict[str, Any]) -> tuple[str, str] | None:
    """What probably caused the error, in Chinese and English; None where nothing is known.

    `names` are those of the notebook. The sentences are the course's, imported where they are
    needed, because the checks themselves belong to no course.
    """
    try:
        from keguan import errors

        usual = [name for name in names if not name.endswith("_")]  # the others are a check's own
        return errors.sentence(error, errors.known_names(dict.fromkeys(usual)))
    except Exception:  # a class of the student's own that cannot be looked at, say
        return None


def called(result: Any) -> Any:
    """What a student's function returned.

    Raises TypeError for a method: its round brackets are missing, and it has no other form.
    """
    if isinstance(result, (types.MethodType, types.BuiltinMethodType)):
        raise TypeError(f"the method {result.__name__} was not called")
    return result


def told(error: Exception, function: Callable) -> tuple[str, str]:
    """One sentence on an error in the student's own code, in Chinese and English."""
    # the function ran in another process, see grader.engine.verdict.trusted
    remote = getattr(error, "remote_cause", "")
    known = (remote and repeated(remote, remote)) or cause(
        error, getattr(function, "__globals__", {})
    )
    zh, en = known or CLASSES.get(type(error).__name__, STOPPED)
    said = f"{type(error).__name__}: {error}".removesuffix(": ")
    if isinstance(error, KeyError) and error.args and _is_column(error.args[0]):
        said = type(error).__name__  # its rows would fill the page
    where_zh = where_en = ""
    found = _line(error, function)
    if found:
        where_zh = f"第 {found[0]} 行（{found[1]}）："
        where_en = f"line {found[0]} ({found[1]}): "
    zh, en = ended((zh, en))
    return f"{where_zh}{zh}{said}", f"{where_en}{en} {said}"


def _line(error: Exception, function: Callable) -> tuple[int, str] | None:
    """The number and the text of the student's line at which it was raised."""
    own: Any = getattr(getattr(function, "__code__", None), "co_filename", None)
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == own]
    if not lines:
        return getattr(error, "remote_line", None)
    number = lines[-1].lineno or 0  # a frame without a line has no text
    return number, linecache.getline(own, number).strip()


def _is_column(key: Any) -> bool:
    """Whether what was asked for is a Series, or its text where the function ran in another
    process."""
    return isinstance(key, pd.Series) or (isinstance(key, str) and "\ndtype: " in key)


def pitfall(function: Any, spelt: Spelt) -> tuple[str, str] | None:
    """What the author of a student's function cannot have meant, with its line, in Chinese and
    English; None where nothing is found. For the rest see keguan.pitfalls.found."""
    remote = getattr(function, "remote_pitfall", None)  # it runs in another process
    if remote is None:
        found = slip(function, *spelt)
    else:
        number, line, said = remote(*spelt)
        known = repeated(said, said)
        found = known and (number, line, known)
    if not found:
        return None
    number, line, (zh, en) = found
    return f"第 {number} 行（{line}）：{zh}", f" Line {number} ({line}): {en}"


def slip(function: Any, *spelt: list[str]) -> tuple[int, str, tuple[str, str]] | None:
    """The number and the text of a line and what is to be said of it, see keguan.pitfalls."""
    try:
        from keguan import pitfalls

        return pitfalls.found(function, *spelt)
    except Exception:  # of another course, or an object that only looks like a function
        return None


def repeated(zh: str, known: str) -> tuple[str, str] | None:
    """The sentence on an error that a text has in it, see keguan.error_texts.repeat."""
    try:
        from keguan import error_texts
    except ImportError:  # the notebook is of another course
        return None
    return error_texts.repeat(zh, known)


def without_words(sentence: Text, own: Sequence[str], given: str) -> Text:
    """A sentence of `told` without what only a hidden test knows; any other sentence as it is.

    What a student's code says while a hidden test calls it can repeat what it was asked, and its
    process writes the sentence. So what is told on is the sentence as it stands in our own list,
    with such words only as stand in the student's cells (`own`) or in the notebook that was given
    out; a line, only if a cell has it there; Python's words never.
    """
    places = list(_PLACE.finditer(sentence.zh))
    if not places:
        found = _known(sentence.zh, own, given)
        stopped = f"{STOPPED[0]}。" in sentence.zh
        return Text(*ended(found or STOPPED)) if found or stopped else sentence
    zh, en = sentence.zh[: places[0].start()], _PLACE_EN.split(sentence.en)[0]
    for place, after in zip(places, [*places[1:], None], strict=True):
        said = sentence.zh[place.end() : after.start() if after else None]
        known_zh, known_en = ended(_known(said, own, given) or STOPPED)
        if any(_has_line(cell, int(place[1]), place[2]) for cell in own):
            known_zh = f"第 {place[1]} 行（{place[2]}）：{known_zh}"
            known_en = f"line {place[1]} ({place[2]}): {known_en}"
        zh, en = zh + known_zh, f"{en}{known_en} "
    return Text(zh, en.rstrip())


def _known(said: str, own: Sequence[str], given: str) -> tuple[str, str] | None:
    """The sentence on an error that stands in a text, see `without_words`."""
    found = repeated(said, "\n".join([*own, given]))
    return found or next((pair for pair in CLASSES.values() if f"{pair[0]}。" in said), None)


def ended(sentence: tuple[str, str]) -> tuple[str, str]:
    """The sentence with its full stop, or with the question mark that it ends with."""
    zh, en = sentence
    if not zh.endswith(("。", "？")):
        zh = f"{zh}。"
    if not en.endswith((".", "?")):
        en = f"{en}."
    return zh, en


def _has_line(cell: str, number: int, line: str) -> bool:
    lines = cell.splitlines()
    return 0 < number <= len(lines) and lines[number - 1].strip()[: len(line)] == line != ""
