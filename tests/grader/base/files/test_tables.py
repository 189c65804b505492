"""A table is read as people have it, and what cannot be read is said in a sentence."""

import datetime
import io
import random
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from grader.base import UserError
from grader.base.files import tables

ID, NAME, GROUP = {"id": ["学号"]}, {"name": ["姓名"]}, {"class": ["班级"]}
XLS = Path(__file__).with_name("class.xls")
LIST = [["学号", "姓名", "班级"], ["0007", "张三", "客服1班"], ["2302", "欧阳娜娜", "客服1班"]]
TEXT = "\r\n".join(",".join(row) for row in LIST) + "\r\n"


def rows_of(path, required=ID, optional=None):
    optional = {**NAME, **GROUP} if optional is None else optional
    return [
        (row.number, *row.cells.values()) for row in tables.table(path, required, optional).rows
    ]


def file(folder, data, name="list.csv"):
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def workbook(folder, sheets, name="list.xlsx"):
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def sentence(path, required=ID):
    with pytest.raises(UserError) as raised:
        tables.table(path, required)
    assert raised.value.zh != raised.value.en and path.name in raised.value.zh
    assert path.name in raised.value.en
    return raised.value.en


WHOLE = [(2, "0007", "张三", "客服1班"), (3, "2302", "欧阳娜娜", "客服1班")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_text_in_every_dress(tmp_path, encoding, separator, end):
    text = TEXT.replace(",", separator).replace("\r\n", end)
    assert rows_of(file(tmp_path, text.encode(encoding), "list.txt")) == WHOLE


def test_a_workbook_and_what_a_school_calls_one(tmp_path):
    assert rows_of(workbook(tmp_path, {"一班": LIST})) == WHOLE
    cells = "".join(
        "<tr>" + "".join(f"<td style='x'>{c}&nbsp;</td>" for c in row) + "</tr>" for row in LIST
    )
    page = f"<html><meta charset='gb2312'><table><tr><td colspan=3>点名册</table><table>{cells}"
    for encoding in ("utf-8", "gb18030"):
        found = rows_of(file(tmp_path, page.encode(encoding), "list.xls"))
        assert found == [(3, *WHOLE[0][1:]), (4, *WHOLE[1][1:])]


def test_an_old_workbook_with_titles_and_a_merged_class():
    """The class stands once, in a cell over all rows; the second id is a number there."""
    found = rows_of(XLS)
    assert found == [(3, "1", "客服1班", "张三", "0007"),
                     (4, "2", "客服1班", "欧阳娜娜", "202301010101")]  # fmt: skip


def test_a_class_that_stands_once_in_a_page(tmp_path):
    page = (
        "<table><tr><th>班级</th><th>学号</th></tr>"
        "<tr><td rowspan='2'>客服1班</td><td>0007</td></tr>"
        "<tr><td>2302</td></tr><tr><td>二班</td><td>2303</td></tr></table>"
    )
    found = rows_of(file(tmp_path, page, "list.xls"))
    assert found == [(2, "客服1班", "0007"), (3, "客服1班", "2302"), (4, "二班", "2303")]


def test_cells_come_as_the_spreadsheet_shows_them(tmp_path):
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["学号"])
        values = [202301010101, 7.5, True, 0.1 + 0.2, 320123200001011517, "０７\u200b", " \u3000x"]
        sheet.write_column(1, 0, values)
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet.write_datetime(8, 0, datetime.datetime(2026, 9, 5), day)
        sheet.write_datetime(9, 0, datetime.datetime(2026, 9, 5, 10), day)
    found = [row["id"] for row in tables.table(path, ID).rows]
    assert found == ["202301010101", "7.5", "TRUE", "0.3", "3.20123200001012E+17", "０７", "x",
                     "2026-09-05", "2026-09-05 10:00:00"]  # fmt: skip


def test_heads_in_any_order_below_titles_and_with_other_columns(tmp_path):
    text = "点名册,,,\n\n序号,姓　名, 学 号（必填）,备注\n1,张三,0007,\n,,,\n2,李四,0008,转专业\n"
    text += "序号,姓　名, 学 号（必填）,备注\n3,王五,0009,\n"  # the head of the second printed page
    found = tables.table(file(tmp_path, text), ID, NAME)
    assert found.heads == ("序号", "name", "id", "备注")
    assert [(row.number, row["id"], row["name"], row["备注"]) for row in found.rows] == [
        (4, "0007", "张三", ""), (6, "0008", "李四", "转专业"), (8, "0009", "王五", "")
    ]  # fmt: skip
    assert found.rows[1].place.zh == "list.csv 第 6 行" and found.rows[1]["absent"] == ""


def test_the_sheets_of_a_file(tmp_path):
    two = workbook(tmp_path, {"一班": LIST, "说明": [["请填写"]], "二班": [LIST[0], ["1", "周七"]]})
    assert [(one.sheet, len(one.rows)) for one in tables.tables(two, ID)] == [
        ("一班", 2),
        ("二班", 1),
    ]
    assert "一班, 二班" in sentence(two)
    place = tables.tables(two, ID)[1].rows[0].place
    assert place.en == "list.xlsx, sheet '二班', row 2"
    empty = workbook(tmp_path, {"一班": LIST, "二班": LIST[:1]}, "one.xlsx")
    assert rows_of(empty) == WHOLE


def test_hidden_sheets_are_not_read(tmp_path):
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column(0, 0, ["学号", "0007"])
        old = book.add_worksheet("旧")
        old.write_column(0, 0, ["学号", "0001"])
        old.hide()
    assert rows_of(path) == [(2, "0007")]


def test_a_missing_or_empty_file_has_no_rows(tmp_path):
    assert tables.table(tmp_path / "absent.csv", ID).rows == ()
    assert tables.table(file(tmp_path, b""), ID).rows == ()
    assert tables.table(file(tmp_path, "学号\n"), ID).rows == ()


def test_a_line_that_was_added_in_another_encoding(tmp_path):
    """Excel saved our list in GBK, and an older version added its line in UTF-8."""
    data = "学号,why\n2301,复核后更正\n".encode("gb18030") + "2302,复核后更正喵\n".encode()
    found = tables.table(file(tmp_path, data), ID).rows
    assert [row["why"] for row in found] == ["复核后更正", "复核后更正喵"]


@pytest.mark.parametrize(
    "name, data, words",
    [
        ("list.csv", "序号,备注\n1,\n", "no row of heads: write 学号"),
        ("list.csv", "学号,姓名,学号\n1,张三,2\n", "row 1: '学号' stands above two columns"),
        ("list.csv", '学号,姓名\n1,张三\n2,"李四\n3,王五\n', "row 3: a quotation mark"),
        ("list.csv", '"学号";"姓名"\n1;张三\n2;"李四\n3;王五\n', "row 3: a quotation mark"),
        ("list.xlsx", b"PK\x03\x04" + b"x" * 99, "save it as an Excel workbook (.xlsx)"),
        ("list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "save it as an Excel"),
        ("list.xlsx", b"%PDF-1.7 ...", "save it as an Excel"),
        ("list.csv", b"\x89PNG\r\n\x1a\n" + bytes(99), "save it as an Excel"),
        ("list.xls", b"<html>no table</html>", "save it as an Excel"),
        ("list.csv", "学号\n张\n".encode() + b"\xff\xff\n", "row 3: the encoding"),
        ("list.csv", "学号\n" + "1\n" * tables.MAX_ROWS, "too large"),
        ("list.csv", "学号" + "," * tables.MAX_COLUMNS + "\n", "too large"),
        ("list.csv", b"1" * (tables.MAX_BYTES + 1), "is over 20 MB"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path, name, data, words):
    assert words in sentence(file(tmp_path, data, name))


def test_a_stray_cell_in_the_last_corner_is_said_in_a_sentence(tmp_path):
    """It would end the program without a word; formats without content there do no harm."""
    path = tmp_path / "list.xlsx"
    for value, format in (("x", {}), ("", {"bold": True})):
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            sheet.write_column(0, 0, ["学号", "0007"])
            sheet.write(1048575, 16383, value, book.add_format(format))
        if value:
            assert "Copy only the filled cells" in sentence(path)
        else:
            assert rows_of(path) == [(2, "0007")]


def test_an_archive_that_unpacks_to_too_much(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_UNPACKED", 2**22)
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as member,
    ):
        for _ in range(2):
            member.write(bytes(2**22))
    assert "too large" in sentence(file(tmp_path, made.getvalue(), "list.xlsx"))


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_damaged_workbook_never_ends_in_a_traceback(tmp_path, kind):
    whole = XLS.read_bytes() if kind == "xls" else workbook(tmp_path, {"a": LIST}).read_bytes()
    draw = random.Random(1)
    for number in range(60):
        data = bytearray(whole)
        if number % 2:
            data = data[: draw.randrange(len(data))]
        for _ in range(draw.randrange(8)):
            if data:
                data[draw.randrange(len(data))] = draw.randrange(256)
        path = file(tmp_path, bytes(data), f"list.{kind}")
        try:
            tables.table(path, ID)
        except UserError as error:
            assert path.name in error.zh


CELL = st.text(max_size=12)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@given(rows=st.lists(st.tuples(CELL, CELL), max_size=5))
def test_what_was_written_is_read_again(tmp_path_factory, suffix, rows):
    """As `visible` has it, whatever stands in the cells; no cell begins as a formula does."""
    path = tmp_path_factory.getbasetemp() / f"round.{suffix}"
    tables.write(path, ["学号", "what"], rows)
    kept = [tuple(map(tables.visible, row)) for row in rows]
    found = [(row["id"], row["what"]) for row in tables.table(path, ID).rows]
    assert found == [row for row in kept if any(row) and row != ("学号", "what")]


def test_no_cell_becomes_a_formula_and_ids_stay_text(tmp_path):
    risky = ["=1+1", "+1", "-1", "@x", "\t=1", "\n=1", "＝1+1", "x;=1+1", "x\t=1", "'=1", "0007"]
    tables.write(tmp_path / "a.csv", ["学号", "n"], [[text, 1.5] for text in risky])
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    for line in text.splitlines()[1:]:
        cell = line.removesuffix(",1.5")
        assert cell[0] == cell[-1] == '"' and cell[1] not in "=+-@＝\t"
    tables.write(tmp_path / "a.xlsx", ["学号", "n"], [[text, 1.5] for text in risky])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    for name in ("a.csv", "a.xlsx"):
        found = [row["id"] for row in tables.table(tmp_path / name, ID).rows]
        assert found == [tables.visible(text) for text in risky]


def test_a_text_that_no_workbook_holds_is_not_cut(tmp_path):
    path = tmp_path / "a.xlsx"
    with pytest.raises(UserError, match=r"a\.xlsx, row 2: a cell is too long"):
        tables.write(path, ["学号"], [["x" * 32768]])
    assert not path.exists()


def test_the_best_of_several_heads_counts_and_two_equal_ones_are_asked(tmp_path):
    heads = {"class": ["行政班", "教学班"]}
    path = file(tmp_path, "ID,教学班,行政班,学号\n1,商务,客服1班,0007\n")
    found = tables.table(path, {"id": ["学号"]}, heads)
    assert found.heads == ("ID", "教学班", "class", "id")
    assert found.rows[0].cells == {"ID": "1", "教学班": "商务", "class": "客服1班", "id": "0007"}


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_row_is_changed_and_another_goes(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    tables.write(path, ["what", "学号", "备注"], [["x", "1", "=1"], ["1", "2", ""], ["", "3", "x"]])
    before = path.read_bytes()
    assert tables.edit(path, ID, "id", lambda id: id) == 0 and path.read_bytes() == before
    assert tables.edit(path, ID, "id", {"1": None, "2": "02", "3": "3"}.get) == 2
    rows = [tuple(row.cells.values()) for row in tables.table(path, ID).rows]
    assert rows == [("1", "02", ""), ("", "3", "x")]
    assert tables.edit(path, ID, "id", {"02": "1", "3": "3"}.get) == 1
    assert tables.table(path, ID).rows[0].cells["what"] == "1"
