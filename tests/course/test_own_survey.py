"""In the lesson of unit `quality` a class's own answers take the place of the agency's: its cells
run on, what it teaches in numbers stays, and a bad file ends in one sentence."""

import ast
import contextlib
import io

import nbformat
import pandas as pd
import pytest

import keguan
from keguan import survey

CELL = 'class_file = ""'
HEADS = ["E1", "P1", "E2", "P2", "E3", "P3", "E4", "P4", "E5", "P5"]
CLASS = pd.DataFrame(
    [
        [6, 5, 7, 4, 6, 6, 5, 5, 7, 6],
        [5, 5, 6, 4, 7, 7, 6, 6, None, 7],
        [4, 5, 7, 3, 5, 4, 6, 5, 6, 6],
    ],
    columns=HEADS,
    dtype="Int64",
)


@pytest.fixture(scope="module")
def cells(checkout):
    """The code cells of the Chinese lesson without the labs, each with what it printed: those
    before the one that asks for the class's file, and those from it on."""
    notebook = nbformat.read(checkout / "lessons" / "zh" / "quality.ipynb", as_version=4)
    found = [
        (cell.source, "".join(output.get("text", "") for output in cell.outputs))
        for cell in notebook.cells
        if cell.cell_type == "code" and "_lab(" not in cell.source
    ]
    (place,) = [number for number, (source, _) in enumerate(found) if source.startswith(CELL)]
    return found[:place], found[place:]


@pytest.fixture(scope="module")
def before(cells):
    """The names that the lesson has made when it comes to the class's file."""
    keguan.use("zh")
    names = {}
    for source, _ in cells[0]:
        run(source, names)
    return names


def run(source, names):
    """What a cell prints."""
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(compile(source, "<cell>", "exec"), names)
    return shown.getvalue()


def asking(cells):
    """The cell that asks for the class's file, with its name filled in."""
    return cells[1][0][0].replace(CELL, 'class_file = "class.csv"')


def uses_answers(source):
    names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    return bool(names & {"answers", "gaps", "push"})


def test_the_lesson_runs_on_with_the_answers_of_a_class(cells, before, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    CLASS.assign(姓名=["张三", "李四", "欧阳娜"]).to_csv("class.csv", encoding="gbk", index=False)
    names = dict(before)
    assert "姓名" in run(asking(cells), names)  # a column that is not needed is named
    for source, printed in cells[1][1:]:
        said = run(source, names)
        assert uses_answers(source) or said == printed, source
    assert names["gaps"].round(2).tolist() == [0.0, -3.0, -0.33, -0.33, -0.5]
    assert names["push"].idxmin() == 2


@pytest.mark.parametrize(
    "content, said",
    [
        (None, "找不到文件"),
        (b"", "是空的"),
        (CLASS.drop(columns="P3").to_csv(index=False).encode(), "缺少 P3"),
        (CLASS.astype(str).replace("7", "很好").to_csv(index=False).encode("gbk"), "很好"),
        (CLASS.replace(7, 8).to_csv(index=False).encode(), "1 到 7 的整数"),
    ],
    ids=["no file", "empty", "no column", "words", "out of range"],
)
def test_a_bad_file_ends_in_one_sentence(content, said, cells, before, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / "class.csv").write_bytes(content)
    with pytest.raises(survey.SurveyError) as caught:
        run(asking(cells), dict(before))
    (line,) = caught.value._render_traceback_()
    assert said in line and "class.csv" in line and "\n" not in line


def test_without_the_name_of_a_file_the_answers_of_the_agency_are_back(
    cells, before, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    CLASS.to_csv("class.csv", index=False)
    names = dict(before)
    run(asking(cells), names)
    run(cells[1][0][0], names)
    assert len(names["answers"]) == 440
