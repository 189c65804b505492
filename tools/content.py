"""Reads the edited side of the course: Jupytext percent files with roles in the cell metadata."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace
from pathlib import Path

import jupytext

from grader.course.outline import Assignment
from tools import template

BEGIN_SOLUTION = "### BEGIN SOLUTION"
END_SOLUTION = "### END SOLUTION"
BEGIN_HIDDEN = "### BEGIN HIDDEN TESTS"
END_HIDDEN = "### END HIDDEN TESTS"
REFERENCE = "### REFERENCE"
HIDDEN_OF = re.compile(r"^### HIDDEN TESTS OF (\S+)$", re.MULTILINE)  # another check, before it
# what Markdown takes from course.toml: {points} and the like
FIELDS = ("points", "total", "minutes", "title", "task", "objectives")
FIELD = re.compile(rf"\{{({'|'.join(FIELDS)})\}}")
KEYS = "### KEYS"  # of the bank of the unit that the task is named like
QUESTIONS = "### QUESTIONS"  # their numbers, each with None for the answer to come

# Han characters, and the full-width marks that only Chinese text uses.
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffee]")

# role: (kind of cell, what its value must be, where it may stand)
ROLES = {
    "taught": ("code", bool, "lesson exercise"),
    "hint": ("markdown", int, "lesson exercise"),
    "contract": ("code", bool, "exercise"),
    "answer": ("code", str, "exercise"),
    "check": ("code", str, "exercise"),
    "essay": ("markdown", str, "exercise"),
    "essaycode": ("code", str, "exercise"),
}
_MAGIC = re.compile(r"\s*[%!]")
_MARKER = re.compile(r"^# %%(\s|$)")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class BuildError(Exception):
    """The builder refuses something; the text is one sentence with file, cell and what to do, zh
    and en."""

    def __init__(self, where, zh: str, en: str):
        super().__init__(f"{where}：{zh} · {en}")
        self.where = where
        self.zh = zh
        self.en = en

    def and_more(self, count: int) -> BuildError:
        """The same error, saying that `count` other cells have one too."""
        if not count:
            return self
        return BuildError(
            self.where, f"{self.zh}（另有 {count} 格）", f"{self.en} (and {count} more cells)"
        )


@dataclass(frozen=True)
class Cell:
    """One cell of a percent file. `role` is a key of ROLES, or the kind itself for a plain cell."""

    kind: str  # "markdown" or "code"
    source: str
    role: str
    name: str | None  # grade id of an answer, check or essay cell
    points: float | None
    level: int | None  # of a hint, 1 to 3
    where: str  # file and line, for messages
    contract: str = ""  # of an answer: what its functions are called with, see tools.contracts

    @property
    def translated(self) -> bool:
        """Check cells carry both languages and stay as they are."""
        return self.role != "check"

    def refuse(self, zh: str, en: str) -> BuildError:
        name = f' ({self.role}="{self.name}")' if self.name else ""
        return BuildError(f"{self.where}{name}", zh, en)


def read(
    path: Path, kind: str, shown: str | None = None, test: Assignment | None = None
) -> list[Cell]:
    """The cells of a content file; `kind` is "lesson" or "exercise", a percent file, or "teacher",
    a Markdown page that is one cell; `shown` is its name in messages.

    `test`: the theory test that the file is the template of.

    Raises BuildError when the file is missing, is not a percent file, or a cell's role is wrong.
    """
    shown = shown or path.as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BuildError(
            shown, "找不到这个文件", "this file is missing; course.toml names it"
        ) from None
    except UnicodeDecodeError:
        raise BuildError(
            shown, "不是 UTF-8 编码", "this file is not UTF-8; save it as UTF-8"
        ) from None
    if kind == "teacher":
        return [Cell("markdown", text, "markdown", None, None, None, f"{shown}:1")]
    return _percent(text, kind, shown, test)


def _percent(text: str, kind: str, shown: str, test: Assignment | None) -> list[Cell]:
    """The cells of a percent file."""
    lines = [
        number for number, line in enumerate(text.splitlines(), start=1) if _MARKER.match(line)
    ]
    notebook = jupytext.reads(text, fmt="py:percent")
    if not lines or len(lines) != len(notebook.cells):
        raise BuildError(
            shown,
            "文件要以“# %%”开头，每一格前都要有“# %%”",
            "the file must start with '# %%' and every cell needs its own '# %%' line",
        )
    places = [f"{shown}:{line}" for line in lines]
    raws = zip(notebook.cells, places, strict=True)
    cells: list[Cell] = []
    for raw, where in template.fill(raws, test) if test else raws:
        cells += [_with_hidden_of(cell, cells) for cell in _repeated(raw, where, kind)]
    cells = _with_contracts(cells)
    _verify(cells, kind, shown)
    return cells


def _with_contracts(cells: list[Cell]) -> list[Cell]:
    """The cells that a notebook has: each contract went into the answer that comes next."""
    kept: list[Cell] = []
    contract: Cell | None = None
    for cell in cells:
        if cell.role == "contract":
            contract = cell
        elif contract and cell.role == "answer":
            kept.append(replace(cell, contract=contract.source))
            contract = None
        elif contract:
            break
        else:
            kept.append(cell)
    if contract:
        raise contract.refuse(
            "contract 格后面要紧跟答案格", "an answer cell comes right after a contract"
        )
    return kept


def _repeated(raw, where: str, kind: str) -> list[Cell]:
    """The cell, or, of a check with `times=3`, three of them: the id gets -1, -2, -3, and {n} in
    the source is the number."""
    times = raw.metadata.pop("times", None)
    if times is None:
        return [_cell(raw, where, kind)]
    cell = _cell(raw, where, kind)
    if cell.role != "check" or not isinstance(times, int) or times < 1:
        raise cell.refuse(
            "times 只能写在 check 格上，是个正整数",
            "times belongs to a check cell and is a whole number above 0",
        )
    return [
        replace(cell, name=f"{cell.name}-{n}", source=cell.source.replace("{n}", str(n)))
        for n in range(1, times + 1)
    ]


def _with_hidden_of(cell: Cell, before: list[Cell]) -> Cell:
    """The cell with the hidden tests of a check before it, markers and all, where it asks for
    them: several cells of one task, each of a part of its items, are held to the same."""

    def region(asked: re.Match[str]) -> str:
        for other in before:
            lines = other.source.splitlines()
            if other.role == "check" and other.name == asked[1]:
                hidden = _regions(other, BEGIN_HIDDEN, END_HIDDEN)
                if hidden:
                    return "\n".join(lines[hidden[-1][0] : hidden[-1][1] + 1])
        raise cell.refuse(
            f"前面没有带隐藏测试的 check 格“{asked[1]}”",
            f"no check “{asked[1]}” with hidden tests stands before",
        )

    return replace(cell, source=HIDDEN_OF.sub(region, cell.source))


def _cell(raw, where: str, kind: str) -> Cell:
    metadata = {
        key: value for key, value in raw.metadata.items() if not key.startswith("lines_to_")
    }
    points = metadata.pop("points", None)
    if raw.cell_type == "raw":
        raise BuildError(
            where, "不支持 raw 格", "raw cells are not supported; use [markdown] or code"
        )
    role = _role(list(metadata), where) or raw.cell_type
    value = metadata.get(role)
    cell = Cell(
        raw.cell_type,
        raw.source.strip("\n"),
        role,
        value if isinstance(value, str) else None,
        points,
        value if role == "hint" else None,
        where,
    )
    if metadata:
        _verify_role(cell, value, kind)
    if points is not None and role not in ("check", "essay", "essaycode"):
        raise cell.refuse(
            "points 只能写在 check 或 essay 格上", "points belong to a check or essay cell"
        )
    return cell


def _role(roles: list[str], where: str) -> str | None:
    """The one role that a cell's metadata give it; None for a plain cell."""
    for role in roles:
        if role not in ROLES:
            raise BuildError(
                where,
                f"没有名为“{role}”的角色，可用：{', '.join(ROLES)}",
                f"unknown role '{role}'; there are: {', '.join(ROLES)}",
            )
    if len(roles) > 1:
        raise BuildError(
            where,
            f"一格只能有一个角色，这里有 {'、'.join(roles)}",
            f"a cell has one role, this one has {', '.join(roles)}",
        )
    return roles[0] if roles else None


def _verify_role(cell: Cell, value, kind: str) -> None:
    wanted_kind, wanted_type, places = ROLES[cell.role]
    if cell.kind != wanted_kind:
        raise cell.refuse(
            f"{cell.role} 要用 {wanted_kind} 格", f"{cell.role} needs a {wanted_kind} cell"
        )
    if not isinstance(value, wanted_type):
        raise cell.refuse(
            f"{cell.role} 的值不对：{value!r}", f"{cell.role} has a wrong value: {value!r}"
        )
    if kind not in places:
        raise cell.refuse(
            f"{cell.role} 只能用在练习里", f"{cell.role} belongs to an exercise, not a lesson"
        )
    if cell.role == "hint" and value not in (1, 2, 3):
        raise cell.refuse("hint 只能是 1、2、3", "hint must be 1, 2 or 3")
    if cell.name is not None and not _ID.fullmatch(cell.name):
        raise cell.refuse("编号只能用字母、数字、- 和 _", "an id has letters, digits, - and _ only")
    if cell.points is not None and not _are_points(cell.points):
        raise cell.refuse(
            f"points 要是数字：{cell.points!r}", f"points must be a number: {cell.points!r}"
        )
    if cell.role == "check" and cell.points is None:
        raise cell.refuse("check 格要写 points", "a check cell needs points=...")


def _are_points(value: object) -> bool:
    """Whether it is a number that is not negative; True and False are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0


def _verify(cells: list[Cell], kind: str, shown: str) -> None:
    code = [cell for cell in cells if cell.kind == "code"]
    if not code or 'keguan.use("zh")' not in code[0].source:
        raise BuildError(
            code[0].where if code else shown,
            '第一个代码格里要有 keguan.use("zh")',
            'the first code cell must call keguan.use("zh")',
        )
    seen: dict[str, str] = {}
    for cell in cells:
        if cell.name in seen:
            raise cell.refuse(
                f"编号“{cell.name}”重复，另一处在 {seen[cell.name]}",
                f"the id '{cell.name}' stands twice, also at {seen[cell.name]}",
            )
        if cell.name:
            seen[cell.name] = cell.where
        _verify_regions(cell)
        _verify_syntax(cell)
    _verify_checks(cells)


def blank_magics(source: str) -> str:
    """IPython's %magic and !command lines emptied, so that the rest can be read as Python."""
    return "\n".join("" if _MAGIC.match(line) else line for line in source.split("\n"))


def _verify_syntax(cell: Cell) -> None:
    if cell.kind == "code":
        try:
            ast.parse(blank_magics(cell.source))
        except SyntaxError as error:
            raise cell.refuse(
                f"代码有语法错误：{error}", f"the code is not valid Python: {error}"
            ) from None


def _verify_regions(cell: Cell) -> None:
    """Solutions stand in answer cells and hidden tests in check cells, each region closed."""
    solution = _regions(cell, BEGIN_SOLUTION, END_SOLUTION)
    hidden = _regions(cell, BEGIN_HIDDEN, END_HIDDEN)
    if cell.role == "answer" and not solution:
        raise cell.refuse(
            f"答案格里要有 {BEGIN_SOLUTION} 和 {END_SOLUTION}",
            f"an answer cell needs {BEGIN_SOLUTION} and {END_SOLUTION}",
        )
    if solution and cell.role not in ("answer", "essay", "essaycode"):
        raise cell.refuse("答案只能写在 answer 格里", "a solution region belongs to an answer cell")
    if hidden and cell.role != "check":
        raise cell.refuse("隐藏测试只能写在 check 格里", "hidden tests belong to a check cell")
    secret = {"zh": "隐藏测试", "en": "the hidden tests"}
    _verify_inside(cell, REFERENCE, hidden, secret)
    instructors = {"zh": "答案或隐藏测试", "en": "a solution or the hidden tests"}
    _verify_inside(cell, KEYS, hidden + solution, instructors)


def _verify_inside(
    cell: Cell, marker: str, regions: list[tuple[int, int]], names: dict[str, str]
) -> None:
    """A marker line stands inside of one of the regions, which have these names."""
    for number, line in enumerate(cell.source.splitlines()):
        inside = any(start < number < end for start, end in regions)
        if line.strip() == marker and not inside:
            raise cell.refuse(
                f"{marker} 只能写在{names['zh']}里", f"{marker} belongs inside {names['en']}"
            )


def _regions(cell: Cell, begin: str, end: str) -> list[tuple[int, int]]:
    """Line numbers (first, last) of the regions between two markers."""
    found = []
    start = None
    for number, line in enumerate(cell.source.splitlines()):
        if begin in line:
            if start is not None:
                raise cell.refuse(
                    f"{begin} 重复，缺少 {end}", f"{begin} stands twice without {end}"
                )
            start = number
        elif end in line:
            if start is None:
                raise cell.refuse(f"{end} 前面没有 {begin}", f"{end} has no {begin} before it")
            found.append((start, number))
            start = None
    if start is not None:
        raise cell.refuse(f"{begin} 后面没有 {end}", f"{begin} is not closed by {end}")
    return found


def _verify_checks(cells: list[Cell]) -> None:
    """Every check follows an answer, every answer is checked."""
    answer: Cell | None = None  # the checks that come belong to it
    unchecked: Cell | None = None
    for cell in cells:
        if cell.role in ("answer", "essay", "essaycode"):
            _refuse_unchecked(unchecked)
            answer = cell if cell.role == "answer" else None
            unchecked = answer
        elif cell.role == "check":
            if answer is None:
                raise cell.refuse(
                    "这个 check 前面没有答案格", "no answer cell stands before this check"
                )
            unchecked = None
    _refuse_unchecked(unchecked)


def _refuse_unchecked(answer: Cell | None) -> None:
    if answer is not None:
        raise answer.refuse("这个答案后面没有 check 格", "no check cell follows this answer")


def without_markers(source: str) -> str:
    """The source of an answer cell without the lines that mark its solution."""
    return "\n".join(
        line
        for line in source.splitlines()
        if BEGIN_SOLUTION not in line and END_SOLUTION not in line
    )
