"""Small changes to SQL: comparison, AND and OR, a dropped clause, DISTINCT, JOIN, order, another
column.

The kinds are those of the mutation tools for SQL: SELECT clauses, operators, NULL, identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

_TOKEN = re.compile(
    r"""\s+ | '(?:[^']|'')*' | "[^"]*" | [A-Za-z_]\w* | \d+(?:\.\d+)?
    | <= | >= | <> | != | == | \|\| | .""",
    re.VERBOSE | re.DOTALL,
)
_START = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|WITH)\b", re.IGNORECASE)
_SWAPS = {
    "=": ("<>",),
    "==": ("<>",),
    "<>": ("=",),
    "!=": ("=",),
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "+": ("-",),
    "-": ("+",),
    "/": ("*",),
    "AND": ("OR",),
    "OR": ("AND",),
    "ASC": ("DESC",),
    "DESC": ("ASC",),
    "MIN": ("MAX",),
    "MAX": ("MIN",),
    "SUM": ("AVG",),
    "AVG": ("SUM",),
    "COUNT": ("SUM",),
    "INNER": ("LEFT",),
    "JOIN": ("LEFT JOIN",),
    "IS": ("IS NOT",),
    "IN": ("NOT IN",),
    "LIKE": ("NOT LIKE",),
    "BETWEEN": ("NOT BETWEEN",),
    "EXISTS": ("NOT EXISTS",),
}
_DROPPED = {"DISTINCT", "NOT", "LEFT", "ALL"}
_CLAUSES = {"WHERE", "HAVING", "ORDER", "GROUP", "LIMIT", "ON", "PARTITION"}
_ENDS = _CLAUSES | {"UNION", "JOIN", "LEFT", "INNER", "SET", "VALUES", "DO"}
_LISTS = {"ORDER", "GROUP", "PARTITION"}

Words = list[str]


def is_sql(text: str) -> bool:
    """Whether a text of a solution is SQL."""
    return bool(_START.match(text))


def changed(text: str, columns: Collection[str]) -> Iterator[str]:
    """The SQL with each of the changes; `columns` are the names that are a column of a table."""
    words = _TOKEN.findall(text)
    operators: list[Callable[[Words, int], Iterator[Words]]] = [
        _swapped,
        _dropped,
        _constant,
        _clause,
        _condition,
        _item,
    ]
    for place, word in enumerate(words):
        if word.isspace():
            continue
        for operator in operators:
            for made in operator(words, place):
                yield "".join(made)
        for made in _identifier(words, place, columns):
            yield "".join(made)


def _with(words: Words, first: int, end: int, *new: str) -> Words:
    """The words with others in place of words[first:end]."""
    return [*words[:first], *new, *words[end:]]


def _key(words: Words, place: int) -> str:
    return words[place].upper()


def _next(words: Words, place: int, step: int = 1) -> int:
    """The place of the next word that is no blank; one outside of the words at an end."""
    place += step
    while 0 <= place < len(words) and words[place].isspace():
        place += step
    return place


def _word(words: Words, place: int) -> str:
    return words[place].upper() if 0 <= place < len(words) else ""


def _swapped(words: Words, place: int) -> Iterator[Words]:
    """Another operator, function or kind of join; not where the opposite stands already."""
    before = _word(words, _next(words, place, -1))
    after = _word(words, _next(words, place))
    key = _key(words, place)
    if key == "JOIN" and before in ("LEFT", "INNER") or key == "IS" and after == "NOT":
        return
    if before == "NOT" and key in ("IN", "LIKE", "BETWEEN", "EXISTS"):
        return
    for new in _SWAPS.get(key, ()):
        yield _with(words, place, place + 1, new)


def _dropped(words: Words, place: int) -> Iterator[Words]:
    if _key(words, place) in _DROPPED:
        yield _with(words, place, _next(words, place))


def _constant(words: Words, place: int) -> Iterator[Words]:
    """Numbers one up and down; another text of the statement, or one that occurs nowhere."""
    word = words[place]
    if word.isdigit():
        for number in (int(word) + 1, int(word) - 1):
            yield _with(words, place, place + 1, str(number))
    if word.startswith("'"):
        others = [other for other in dict.fromkeys(words) if other[0] == "'" and other != word]
        for new in [*others[:1], f"{word[:-1]}x'"]:
            yield _with(words, place, place + 1, new)


def _span(words: Words, start: int, ends: Collection[str]) -> int:
    """Where what begins at `start` ends: before one of `ends` at the same depth, a closing
    parenthesis or a semicolon."""
    depth = 0
    for place in range(start, len(words)):
        word = words[place].upper()
        if depth == 0 and place > start and (word in ends or word in (")", ";")):
            return place
        depth += (word == "(") - (word == ")")
    return len(words)


def _clause(words: Words, place: int) -> Iterator[Words]:
    """WHERE, HAVING, ORDER BY and so on dropped."""
    if _key(words, place) in _CLAUSES and _key(words, place) != "ON":
        yield _with(words, place, _span(words, place, _ENDS))


def _condition(words: Words, place: int) -> Iterator[Words]:
    """What stands right or left of AND or OR dropped."""
    if _key(words, place) not in ("AND", "OR"):
        return
    ends = _ENDS | {"AND", "OR"}
    yield _with(words, place, _span(words, _next(words, place), ends))
    yield _with(words, _start(words, place), _next(words, place))


def _start(words: Words, place: int) -> int:
    """Where the condition begins that ends before `place`."""
    depth = 0
    begin = place
    while begin > 0:
        word = words[begin - 1].upper()
        depth += (word == ")") - (word == "(")
        if depth < 0 or (depth == 0 and word in _ENDS | {"AND", "OR"}):
            break
        begin -= 1
    return _next(words, begin - 1)


def _item(words: Words, place: int) -> Iterator[Words]:
    """ORDER BY, GROUP BY, PARTITION BY: without one of several columns, in the other direction."""
    if _key(words, place) not in _LISTS:
        return
    first, end = _next(words, _next(words, place)), _span(words, place, _ENDS)
    while words[end - 1].isspace():
        end -= 1
    commas = [n for n in range(first, end) if words[n] == ","]
    starts = [first, *(_next(words, comma) for comma in commas)]
    for number, start in enumerate(starts):
        stop = commas[number] if number < len(commas) else end
        if number < len(commas):
            yield _with(words, start, starts[number + 1])
        elif commas:
            yield _with(words, commas[-1], end)
        if _key(words, place) == "ORDER" and words[stop - 1].upper() not in ("ASC", "DESC"):
            yield _with(words, stop, stop, " DESC")


def _identifier(words: Words, place: int, columns: Collection[str]) -> Iterator[Words]:
    """Another column, or the other table's column, of those in the statement."""
    word = words[place]
    if word in columns:
        others = [other for other in dict.fromkeys(words) if other in columns and other != word]
        for new in others[:2]:
            yield _with(words, place, place + 1, new)
    tables = [w for n, w in enumerate(words[:-1]) if words[n + 1] == "." and w != word]
    if tables and _word(words, place + 1) == ".":
        yield _with(words, place, place + 1, tables[0])
