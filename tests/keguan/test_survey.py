"""A class's own survey: files as people have them, and one sentence for those that are none."""

import codecs

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from keguan import survey
from keguan.style import say

HEADS = ["E1", "P1", "E2", "P2", "E3", "P3", "E4", "P4", "E5", "P5"]
ANN = ["6", "5", "7", "4", "6", "3", "5", "5", "7", "6"]
BEN = ["5", "5", "", "6", "7", "7", "6", "2", "1", "7"]


def text(*rows, separator=","):
    return "\r\n".join(separator.join(row) for row in rows) + "\r\n"


@pytest.fixture
def read(tmp_path):
    """Reads a file with this content, text or bytes."""

    def reading(content, name="class.csv", encoding="utf-8"):
        data = content if isinstance(content, bytes) else content.encode(encoding)
        (tmp_path / name).write_bytes(data)
        return survey.read_answers(tmp_path / name)

    return reading


def check(table):
    assert list(table.columns) == list(survey.COLUMNS) == HEADS
    assert (table.dtypes == "float64").all()
    assert table.loc[0].tolist() == list(map(float, ANN))
    assert np.isnan(table.loc[1, "E2"]) and table.loc[1, "P5"] == 7
    assert len(table) == 2


@pytest.mark.parametrize("separator", survey.SEPARATORS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_however_a_spreadsheet_saved_it(read, separator, encoding, capsys):
    named = [["姓名", *HEADS], ["欧阳娜", *ANN], ["张三", *BEN]]
    check(read(text(*named, separator=separator), encoding=encoding))
    assert "姓名" in capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [
        text([], HEADS, [], ANN, [""] * 10, BEN, []),
        text([head.lower() for head in HEADS], ANN, BEN),
        text([f" {head}、门店整洁" for head in HEADS], ANN, BEN),
        text(["Ｅ１", *HEADS[1:]], ["６", *ANN[1:]], BEN),
        text(HEADS, ["6.0", *ANN[1:]], [*BEN[:-1], " 7 "]),
        text([*HEADS, "", ""], [*ANN, "", ""], BEN),
        text(HEADS, ANN, BEN).replace("\r\n", "\n").rstrip(),
        text(HEADS[::-1], ANN[::-1], BEN[::-1]),
        text([""] * 10, HEADS, ANN, BEN, separator=";"),
        text(["\u200bE1", *HEADS[1:]], ["6\u200b", *ANN[1:]], BEN),
        text(*([f'"{cell}"' for cell in row] for row in (HEADS, ANN, BEN))),
    ],
    ids=[
        "blank rows",
        "small",
        "questions",
        "wide",
        "6.0",
        "empty",
        "unix",
        "order",
        "heads below",
        "zero-width spaces",
        "quotes",
    ],
)
def test_what_people_write_without_meaning_anything_by_it(read, content, capsys):
    check(read(content))
    assert capsys.readouterr().out == ""


def test_names_are_dropped_and_said(read, language, capsys):
    table = read(
        text(["姓名", *HEADS, "手机号"], ["张三", *ANN, "14400006598"], ["李四", *BEN, ""])
    )
    check(table)
    said = capsys.readouterr().out
    assert said.count("\n") == 1 and "手机号" in said and "张三" not in said
    assert say("姓名、学号都不必收", "names and student numbers need not be asked") in said


BAD = {
    "empty": (b"", ("是空的", "is empty")),
    "blank": (b"\r\n \r\n", ("是空的", "is empty")),
    "commas": (b",,,\r\n,,,\r\n", ("缺少 E1", "no column E1")),
    "only heads": (text(HEADS), ("没有答卷", "no answers")),
    "nobody answered": (text(HEADS, [""] * 10), ("没有答卷", "no answers")),
    "a column": (text(HEADS[:-1], ANN[:-1]), ("缺少 P5", "no column P5")),
    "no heads": (text(ANN, BEN), ("缺少 E1、P1", "no column E1, P1")),
    "E10": (text(["E10", *HEADS[1:]], ANN), ("缺少 E1：", "no column E1:")),
    "twice": (text([*HEADS, "E1"], [*ANN, "5"]), ("E1 有 2 列", "2 columns E1")),
    "text": (
        text(HEADS, ANN, ["很好", *ANN[1:]]),
        ("第 3 行的 E1 是“很好”", 'row 3, E1 is "很好"'),
    ),
    "too high": (text(HEADS, [*ANN[:-1], "8"]), ("第 2 行的 P5 是“8”", 'row 2, P5 is "8"')),
    "zero": (text(HEADS, ["0", *ANN[1:]]), ("1 到 7 的整数", "whole number from 1 to 7")),
    "negative": (text(HEADS, ["-3", *ANN[1:]]), ("“-3”", '"-3"')),
    "a half": (text(HEADS, ["5.5", *ANN[1:]]), ("“5.5”", '"5.5"')),
    "nan": (text(HEADS, ["nan", *ANN[1:]]), ("“nan”", '"nan"')),
    "a comma too many": (text(HEADS, [*ANN, "5"]), ("格子比表头多", "more cells than")),
    "a title": (text(["我们班的问卷"], HEADS, ANN), ("第 1 行要有", "row 1 needs")),
    "xlsx": (b"PK\x03\x04" + bytes(40), ("工作簿", "workbook")),
    "xls": (b"\xd0\xcf\x11\xe0" + bytes(40), ("工作簿", "workbook")),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(40), ("不是文本", "no text")),
    "half of utf-16": (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", ("不是文本", "no text")),
    "a quote that never ends": ('"' + text(HEADS, ANN), ("第 1 行有一个引号", "row 1 has a quot")),
    "a quote that swallows the rest": (
        text(["name", *HEADS], ["Li", *ANN], ['"Li', *ANN], ["Li", *BEN]),
        ("第 3 行有一个引号", "row 3 has a quot"),
    ),
    "a cell without end": (text(["7" * 200_000]), ("第 1 行", "row 1")),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence_that_says_where(read, name, language):
    content, words = BAD[name]
    with pytest.raises(survey.SurveyError) as caught:
        read(content)
    shown = caught.value._render_traceback_()
    assert len(shown) == 1 and shown[0].startswith("✘ ")
    assert say(*words) in shown[0] and "class.csv" in shown[0]
    assert "\n" not in shown[0] and len(shown[0]) < 200
    assert say("：", ": ") in shown[0]  # what, and then what to do


def test_a_file_that_is_not_there_is_looked_for(read, tmp_path, language):
    read(text(HEADS, ANN, BEN), name="our-class.csv")
    for name in ("class.csv", ""):
        with pytest.raises(survey.SurveyError) as caught:
            survey.read_answers(tmp_path / name)
        assert "csv" in caught.value._render_traceback_()[0]
    with pytest.raises(survey.SurveyError, match="our-class.csv"):
        survey.read_answers(tmp_path / "class.csv")


def test_a_locked_file_is_to_be_closed(read, tmp_path, monkeypatch):
    read(text(HEADS, ANN, BEN))

    def locked(_):
        raise PermissionError

    monkeypatch.setattr(type(tmp_path), "read_bytes", locked)
    with pytest.raises(survey.SurveyError, match="Excel"):
        survey.read_answers(tmp_path / "class.csv")


def test_a_notebook_shows_the_sentence_and_no_traceback(tmp_path, capsys):
    shell = InteractiveShell()
    shell.run_cell(f"from keguan import survey; survey.read_answers({str(tmp_path / 'a.csv')!r})")
    shown = capsys.readouterr()
    assert "找不到文件" in shown.out + shown.err
    assert "Traceback" not in shown.out + shown.err and "survey.py" not in shown.out + shown.err
