"""Tables that people have: the one reader, and the writer of the same.

Reads xlsx, xls, ods (python-calamine), the HTML tables that school systems name .xls
(Beautiful Soup), and text with commas, semicolons or tabs in UTF-8, UTF-16 or GB18030; what a file
is says its content, not its name. Cells come as text with the row numbers that the user sees in the
spreadsheet. An id in a cell goes through `files.ids`.
"""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.base import Text, UserError
from grader.base.files import writing
from grader.base.files.ids import visible

MAX_BYTES = 20 * 2**20
MAX_UNPACKED = 200 * 2**20  # of an xlsx file, which is a zip
MAX_ROWS, MAX_COLUMNS = 50_000, 1_000
HEAD_WITHIN = 30  # rows with titles may stand above the heads
SEPARATORS = ",;\t"  # Excel takes that of the country; its "Unicode text" has tabs
UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
FIRST_LONG = "\u0800"  # the first character of three bytes in UTF-8
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# where a spreadsheet of another country may begin a cell within one of ours, with a formula in it;
# quotes do not help, as it knows them at the beginning of a cell only
INSIDE = re.compile(r"(?<=[;\t\n])(?='*\s*[=+\-@＝＋－＠])")
INSIDE_GUARDED = re.compile(r"(?<=[;\t\n])'(?='*\s*[=+\-@＝＋－＠])")
EXACT = 15  # digits that a spreadsheet keeps of a number

FILLED = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*(?<!/)>')  # <c r="B7" …>

Line = tuple[int, list[str]]  # number as the user sees it, cells
Heads = Mapping[str, Sequence[str]]  # our name of a column: other heads that people write for it


@dataclass(frozen=True)
class Row:
    """A row under the heads; `cells` by our name of the column, or by the head as it stands."""

    number: int
    cells: dict[str, str]
    place: Text  # file, sheet and row, to begin a sentence with

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    """The rows of one sheet in which anything stands, and its heads in their order."""

    path: Path
    sheet: str = ""  # empty where a file has only one
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class _Sheet:
    name: str
    lines: list[Line]


# --- reading


def table(path: Path, required: Heads, optional: Heads | None = None) -> Table:
    """The one table of a file that has the required heads; without rows when the file is missing
    or empty, as after a first write that a full disk stopped.

    Raises UserError where the file cannot be read, has no such table, or has two.
    """
    if not path.exists() or path.stat().st_size == 0:
        return Table(path, heads=tuple(required))
    found = tables(path, required, optional)
    filled = [one for one in found if one.rows] or found[:1]
    if len(filled) > 1:
        names_zh, names_en = _listed([one.sheet for one in filled])
        raise UserError(
            f"{path.name} 里有几张工作表都像要读的表（{names_zh}）：请只留一张。",
            f"{path.name} has several sheets with these heads ({names_en}): leave one.",
        )
    return filled[0]


def tables(path: Path, required: Heads, optional: Heads | None = None) -> list[Table]:
    """Every sheet of a file that has the required heads, in the order of the file.

    The heads may stand below titles, in any order, with other columns between; they are compared
    without regard to width, space and capitals. Raises UserError, naming file and row.
    """
    wanted = {name: [*spelled, name] for name, spelled in {**required, **(optional or {})}.items()}
    readings = _readings(path)
    for sheets in readings:
        made = [_under_heads(path, sheet, wanted, set(required)) for sheet in sheets]
        if found := [one for one in made if one is not None]:
            return found
    names_zh, names_en = _listed([_shown(name, required) for name in required])
    raise UserError(
        f"{path.name} 里找不到表头：请在各列上面写上 {names_zh}（前 {HEAD_WITHIN} 行之内）。",
        f"{path.name} has no row of heads: write {names_en} above the columns (within the first "
        f"{HEAD_WITHIN} rows).",
    )


def _shown(name: str, heads: Heads) -> str:
    return heads[name][0] if heads[name] else name


def _listed(names: list[str]) -> tuple[str, str]:
    return "、".join(names), ", ".join(names)


def _readings(path: Path) -> Iterator[list[_Sheet]]:
    """The sheets of a file; of a text once for each separator that it may have."""
    data = _bytes(path)
    if data.startswith((ZIP, OLE)):
        yield _workbook(path, data)
        return
    text = _text(path, data)
    if re.match(r"\s*<", text):
        yield [_html(path, text)]
        return
    readings, faults = _separated(path, text)
    for lines in readings:
        yield [_Sheet("", lines)]
    if faults:  # of the separator that fitted furthest
        row = max(faults)
        raise UserError(
            f"{path.name} 第 {row} 行的引号没有配对：请改正，或在 Excel 里打开核对后另存为 .xlsx。",
            f'{path.name}, row {row}: a quotation mark (") is not closed. Mend it, or open the '
            "file in a spreadsheet, look it through and save it as .xlsx.",
        )


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(
                f"{path.name} 超过 {MAX_BYTES >> 20} MB：请只留需要的表，去掉图片，再存一次。",
                f"{path.name} is over {MAX_BYTES >> 20} MB: keep the table only, without pictures, "
                "and save it again.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"找不到文件 {path}。", f"There is no file {path}.") from None
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(
            f"读不了 {path}（{why}）：如果它正开着，请先关闭，再试一次。",
            f"{path} cannot be read ({why}): if it is open in another program, close it there.",
        ) from None


def _unreadable(path: Path) -> UserError:
    return UserError(
        f"{path.name} 不是能读的表格：请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（.xlsx）”，"
        "有密码的先去掉密码。",
        f"{path.name} is no table that can be read: open it in a spreadsheet and save it as an "
        "Excel workbook (.xlsx), without a password.",
    )


def _too_large(path: Path) -> UserError:
    return UserError(
        f"{path.name} 太大：一张表最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列。"
        "请只把有内容的格子复制到一张新表里。",
        f"{path.name} is too large: a sheet may have {MAX_ROWS} rows and {MAX_COLUMNS} columns. "
        "Copy only the filled cells into a new sheet.",
    )


# --- workbooks


def _workbook(path: Path, data: bytes) -> list[_Sheet]:
    """The sheets of a workbook that are not hidden and in which anything stands."""
    if data.startswith(ZIP):
        _verify_extent(path, data)
    try:
        found = _sheets(data)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a damaged file can end the library in Rust's own panic
        raise _unreadable(path) from error
    filled = [(name, lines) for name, rows in found if (lines := _numbered(path, rows))]
    return [_Sheet(name if len(filled) > 1 else "", lines) for name, lines in filled]


def _sheets(data: bytes) -> list[tuple[str, list[list[str]]]]:
    import python_calamine

    found = []
    with python_calamine.load_workbook(io.BytesIO(data)) as workbook:
        for meta in workbook.sheets_metadata:
            if meta.visible != python_calamine.SheetVisibleEnum.Visible:
                continue
            if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(meta.name)
            rows = [list(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False)]
            _fill_merged(rows, sheet.merged_cell_ranges or ())
            found.append((meta.name, rows))
    return found


def _verify_extent(path: Path, data: bytes) -> None:
    """Raises UserError for a workbook that takes more memory than there is.

    The library reserves a place for each cell from the first filled one to the last, and ends the
    program without a word where it gets none. A stray letter in the last corner of a sheet makes
    that 17 thousand million places.
    """
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                with archive.open(member) as file:
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0 or (member.filename.startswith("xl/worksheets/") and _far(content)):
                    raise _too_large(path)
    except UserError:
        raise
    except Exception as error:  # a damaged archive raises errors of seven kinds
        raise _unreadable(path) from error


def _far(content: bytes) -> bool:
    """Whether a cell that is not empty stands beyond the limits in a sheet of an xlsx file."""
    for found in FILLED.finditer(content):
        columns = 0
        for letter in found[1]:
            columns = 26 * columns + letter - ord("A") + 1
        if int(found[2]) > MAX_ROWS or columns > MAX_COLUMNS:
            return True
    return False


def _cell(value: Any) -> str:
    """The text of a cell as the spreadsheet shows it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 10**EXACT
        return str(int(value)) if whole else f"{value:.{EXACT}G}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return visible(str(value))


def _fill_merged(rows: list[list[str]], ranges: Iterable[tuple[Any, Any]]) -> None:
    """Writes what stands in a merged cell into each row that it reaches over."""
    for (top, left), (bottom, _) in ranges:
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row) and left < len(rows[top]) and not row[left]:
                row[left] = rows[top][left]


def _numbered(path: Path, rows: Sequence[Sequence[str]]) -> list[Line]:
    """The rows in which anything stands."""
    if len(rows) > MAX_ROWS or max(map(len, rows), default=0) > MAX_COLUMNS:
        raise _too_large(path)
    return [(number, list(row)) for number, row in enumerate(rows, start=1) if any(row)]


# --- text


def _text(path: Path, data: bytes) -> str:
    """The text of a file in the encodings that spreadsheets and editors write."""
    for mark, encoding in UTF16.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data[:1000]:  # UTF-16 without a mark, or no text at all
        low_first = data[1::2].count(0) > data[::2].count(0)
        return _verified(path, data.decode("utf-16-le" if low_first else "utf-16-be", "replace"))
    try:
        return _verified(path, data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        lines = enumerate(data.splitlines(keepends=True), start=1)
        return _verified(path, "".join(_decoded(path, *line) for line in lines))


def _decoded(path: Path, number: int, line: bytes) -> str:
    """A line of a file that a Chinese spreadsheet saved in GBK, or one that a program added to it
    in UTF-8, which is known by its Chinese characters."""
    try:
        text = line.decode("utf-8")
        if any(char >= FIRST_LONG for char in text):
            return text
    except UnicodeDecodeError:
        pass
    try:
        return line.decode("gb18030")
    except UnicodeDecodeError:
        raise UserError(
            f"{path.name} 第 {number} 行的文字编码无法识别：请用 Excel 或 WPS 打开它，另存为“Excel "
            "工作簿（.xlsx）”。",
            f"{path.name}, row {number}: the encoding of the text is not known. Open the file in a "
            "spreadsheet and save it as an Excel workbook (.xlsx).",
        ) from None


def _verified(path: Path, text: str) -> str:
    """The text itself; raises UserError for a picture, a PDF and the like."""
    if "\0" in text or text.startswith("%PDF"):
        raise _unreadable(path)
    return text


def _separated(path: Path, text: str) -> tuple[list[list[Line]], list[int]]:
    """The rows by each separator that the text can have, the one that makes most columns first (a
    table of one column fits all), and the rows in which the others failed."""
    readings, faults = [], []
    for separator in SEPARATORS:
        rows: list[list[str]] = []
        try:
            _split(text, separator, rows)
        except csv.Error:
            faults.append(len(rows) + 1)
            continue
        readings.append(_numbered(path, rows))
    readings.sort(key=lambda lines: -max((len(cells) for _, cells in lines), default=0))
    return readings, faults


def _split(text: str, separator: str, rows: list[list[str]]) -> None:
    """Adds the rows of a text, of which a spreadsheet counts one where a cell has two lines."""
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
        rows.append(list(map(_plain, row)))


def _plain(text: str) -> str:
    """What a cell of a text file says: without the apostrophe of `_guarded`, and without the
    ="0007" by which some systems keep a number as it is."""
    if kept := re.fullmatch(r'="(.*)"', text.strip(), re.DOTALL):
        text = kept[1]
    guarded = text.startswith("'") and _dangerous(text[1:])
    return visible(INSIDE_GUARDED.sub("", text[1:] if guarded else text))


# --- HTML


def _html(path: Path, text: str) -> _Sheet:
    """The rows of all tables of a page, one below the other as a spreadsheet shows them."""
    from bs4 import BeautifulSoup

    if "<table" not in text.lower():
        raise _unreadable(path)
    rows: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}  # column: rows that a cell still reaches over, its text
    for row in BeautifulSoup(text, "html.parser").find_all("tr"):
        if row.find("table") is None:  # else a table within a table, whose rows come by themselves
            rows.append(_html_row(row, below))
    return _Sheet("", _numbered(path, rows))


def _html_row(row: Any, below: dict[int, tuple[int, str]]) -> list[str]:
    """The cells of a row, those above that reach into it among them; `below` is kept up."""
    made: list[str] = []

    def take_over() -> None:
        while len(made) in below:
            left, text = below.pop(len(made))
            if left > 1:
                below[len(made)] = (left - 1, text)
            made.append(text)

    for cell in row.find_all(["td", "th"], recursive=False):
        take_over()
        text = visible(cell.get_text().replace("\xa0", " "))
        if (reach := _span(cell, "rowspan")) > 1:
            below[len(made)] = (reach - 1, text)
        made += [text, *[""] * (_span(cell, "colspan") - 1)]
    take_over()
    return made


def _span(cell: Any, name: str) -> int:
    found = str(cell.get(name) or "1").strip()
    return min(max(int(found), 1), MAX_COLUMNS) if found.isdecimal() else 1


# --- heads


def _under_heads(path: Path, sheet: _Sheet, wanted: Heads, required: set[str]) -> Table | None:
    """The table of a sheet, or None without the required heads."""
    found = _head_row(path, sheet, wanted, required)
    if found is None:
        return None
    place, heads = found
    repeated = sheet.lines[place][1]  # above each printed page
    below = (line for line in sheet.lines[place + 1 :] if line[1] != repeated)
    rows = tuple(_row(path, sheet.name, heads, *line) for line in below)
    return Table(path, sheet.name, tuple(filter(None, heads)), rows)


def _head_row(
    path: Path, sheet: _Sheet, wanted: Heads, required: set[str]
) -> tuple[int, list[str]] | None:
    """Which of the lines has the required heads, and the heads by our names."""
    for place, (number, cells) in enumerate(sheet.lines[:HEAD_WITHIN]):
        heads = _named(path, sheet.name, number, cells, wanted)
        if required <= set(heads):
            return place, heads
    return None


def _named(path: Path, sheet: str, number: int, cells: list[str], wanted: Heads) -> list[str]:
    """The heads of a row, those that are known by our names: of several columns that fit a name
    the one that fits best. Raises UserError where two fit as well."""
    heads = list(cells)
    compared = [(_head(cell), _head(_outside(cell))) for cell in cells]
    for name, spelled in wanted.items():
        for spelling in map(_head, spelled):
            columns = [column for column, its in enumerate(compared) if spelling in its]
            if len(columns) > 1:
                place = _place(path, sheet, number)
                raise UserError(
                    f"{place.zh}：表头“{cells[columns[0]]}”有两列，请只留一列。",
                    f"{place.en}: '{cells[columns[0]]}' stands above two columns; leave one.",
                )
            if columns:
                heads[columns[0]] = name
                break
    return heads


def _row(path: Path, sheet: str, heads: list[str], number: int, cells: list[str]) -> Row:
    named: dict[str, str] = {}
    for head, cell in zip(heads, cells, strict=False):
        if head:
            named.setdefault(head, cell)
    return Row(number, named, _place(path, sheet, number))


def _place(path: Path, sheet: str, number: int) -> Text:
    if not sheet:
        return Text(f"{path.name} 第 {number} 行", f"{path.name}, row {number}")
    return Text(
        f"{path.name} 工作表“{sheet}”第 {number} 行",
        f"{path.name}, sheet '{sheet}', row {number}",
    )


def _head(text: str) -> str:
    """A head as it is compared."""
    return re.sub(r"[\s*:_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _outside(text: str) -> str:
    """A head without what is added in brackets: 学号（必填）."""
    return re.sub(r"\(.*\)\Z", "", unicodedata.normalize("NFKC", text).strip())


# --- changing


def edit(path: Path, heads: Heads, column: str, change: Callable[[str], str | None]) -> int:
    """Gives the cells of a column the text that `change` has for them, and removes the rows for
    which it has None; returns how many rows were touched. Everything else stays.

    Raises UserError as `tables` does, and for a workbook of several sheets, which is none of ours.
    """
    wanted = {name: [*spelled, name] for name, spelled in heads.items()}
    for sheets in _readings(path):
        for sheet in sheets:
            found = _head_row(path, sheet, wanted, {column})
            if found is None:
                continue
            place, names = found
            lines = [cells for _, cells in sheet.lines]
            made, count = _edited(lines[place + 1 :], names.index(column), change)
            if count and len(sheets) > 1:
                raise _unreadable(path)
            if count:
                write(path, lines[0], [*lines[1 : place + 1], *made])
            return count
    return 0


def _edited(
    lines: list[list[str]], column: int, change: Callable[[str], str | None]
) -> tuple[list[list[str]], int]:
    made, count = [], 0
    for cells in lines:
        before = cells[column] if column < len(cells) else ""
        after = change(before) if before else before
        count += after != before
        if after is not None:
            made.append([*cells[:column], after, *cells[column + 1 :]] if before else cells)
    return made, count


# --- writing


def write(
    path: Path,
    heads: Sequence[str],
    rows: Iterable[Sequence[object]],
    encoding: str = "utf-8-sig",
) -> None:
    """Writes a table whole or not at all, as .xlsx or, by any other name, as CSV; texts stay texts
    and are never formulas.

    encoding: of a CSV; spreadsheets open the usual one as it is. Raises UnicodeEncodeError where it
    is no Unicode and lacks a character.
    """
    lines = [list(row) for row in rows]
    workbook = path.suffix.lower() == ".xlsx"
    made = _xlsx(path, heads, lines) if workbook else _csv(heads, lines, encoding)
    writing.write(path, made)


def _csv(heads: Sequence[str], rows: list[list[object]], encoding: str) -> bytes:
    """A CSV with every text quoted, so that none is split by another separator."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(map(_guarded, heads))
    writer.writerows(list(map(_guarded, row)) for row in rows)
    errors = "replace" if encoding.lower().startswith("utf") else "strict"
    return file.getvalue().encode(encoding, errors=errors)


def _guarded(value: object) -> str | int | float:
    """A cell that no spreadsheet runs: an apostrophe before what would start a formula."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = "" if value is None else INSIDE.sub("'", visible(str(value)))
    return f"'{text}" if _dangerous(text) else text


def _dangerous(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula, or its apostrophe for ours."""
    return unicodedata.normalize("NFKC", text[:1]) in tuple("=+-@'")


def _xlsx(path: Path, heads: Sequence[str], rows: list[list[object]]) -> bytes:
    """A workbook whose texts, ids among them, stay texts when they are edited."""
    import xlsxwriter

    file = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {**safe, "in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, visible(head), bold)
            sheet.set_column(column, column, _width(column, head, rows), text)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write_cell(path, sheet, (number, column), value, text)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})
    return file.getvalue()


def _write_cell(path: Path, sheet: Any, place: tuple[int, int], value: object, text: Any) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(*place, value)
        return
    content = "" if value is None else visible(str(value))
    if sheet.write_string(*place, content, text) != 0:
        raise UserError(
            f"{path.name} 第 {place[0] + 1} 行有一格太长，工作簿放不下：请缩短，或改用 .csv。",
            f"{path.name}, row {place[0] + 1}: a cell is too long for a workbook; shorten it, or "
            "use .csv.",
        )


def _width(column: int, head: str, rows: list[list[object]]) -> float:
    """Room for what stands in a column, within reason; a Chinese character takes two letters."""
    cells = [head, *(str(row[column]) for row in rows if column < len(row))]
    longest = max(len(cell.encode("gb18030", "replace")) for cell in cells)
    return min(max(longest, 6), 50) + 2
