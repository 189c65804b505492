"""Exports: every name comes back as it was, no cell is a formula, columns are those the other
program documents."""

import csv
import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from grader.base import Text, UserError
from grader.base.files.ids import visible
from grader.cli import teacher
from grader.course import outline
from grader.gradebook.people import Person
from grader.marks import exports, policy
from grader.marks.entries import (
    EXCUSED,
    MARKED,
    MISSING,
    NEWER,
    OPEN,
    OUTDATED,
    UNGRADED,
    UNRELEASED,
    WAITING,
    Entry,
)
from grader.marks.finals import finals, lines
from grader.marks.gather import Marks
from grader.marks.policy import Part, Policy

LONG = "学" * 100 + "x" * 200
NAMES = [
    "Diaz, Jr.",
    '=HYPERLINK("http://example.com","x")',
    "张三",
    "😀 Li",
    LONG,
    "+1",
    "-2",
    "@SUM(A1)",
    "'quoted",
    "two\nlines",
    'say "hi"',
    "\ttab",
    "plain",
    "0123",
    "1e5",
    "NaN",
    "'=already",
    "x;=1+1",
    "＝1+1",
    "\n=1",
    "\x1b[31mred",
    "\x00=1",
]
PARTS = (Part("check", "A", 1, Text("", "")), Part("quiz", "C", 1, Text("", "")))


@pytest.fixture(scope="module")
def book():
    """A class whose ids and names are as awkward as they come; one student handed in nothing."""
    rules = Policy({"A": 0.25, "C": 0.75}, PARTS)
    people = {
        name: Person(name, name, email=name, lms_id=name, class_name=f"1{name}") for name in NAMES
    }
    entries = [Entry(name, part.assignment, 7, 8) for name in NAMES[1:] for part in PARTS]
    every = lines(rules, people, entries)
    return Marks(rules, people, entries, every, finals(rules, people, entries))


def read(path):
    """The rows as a program reads them that takes the guard off again."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            [re.sub("(^|(?<=[;\n]))'(?=[=+@'＝-])", "", cell) for cell in row]
            for row in csv.reader(file)
        ]


def columns(rows, name):
    return [row[rows[0].index(name)] for row in rows[1:]]


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("nbgrader", "student_id"),
        ("nbgrader", "first_name"),
        ("canvas", "SIS User ID"),
        ("canvas", "Student"),
        ("moodle", "ID number"),
        ("moodle", "First name"),
    ],
)
def test_every_name_comes_back_as_it_was(book, tmp_path, kind, column):
    exports.write(book, kind, tmp_path / "marks.csv")
    found = columns(read(tmp_path / "marks.csv"), column)
    expected = {visible(name) for name in (NAMES[1:] if kind == "nbgrader" else NAMES)}
    assert set(found) - {"", "Points Possible"} == expected


@pytest.mark.parametrize("kind", ["nbgrader", "canvas", "moodle"])
def test_no_cell_is_a_formula(book, tmp_path, kind):
    exports.write(book, kind, tmp_path / "marks.csv")
    text = (tmp_path / "marks.csv").read_text(encoding="utf-8")
    for separator in ",;\t":  # that of another country
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        cells = [cell for row in rows for cell in row]
        assert cells and not [
            cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠\t\r\n"))
        ]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


def test_the_workbook_holds_texts_as_they_are_and_marks_as_numbers(book, tmp_path):
    assert exports.write(book, "xlsx", tmp_path / "marks.xlsx").rows == len(NAMES)
    workbook = CalamineWorkbook.from_path(tmp_path / "marks.xlsx")
    rows = workbook.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == sorted(NAMES) and {row[1] for row in rows[1:]} == set(
        NAMES
    )
    by_id = {row[0]: row for row in rows[1:]}
    assert by_id["plain"][2:7] == ["1plain", 87.5, 87.5, 87.5, 87.5]
    assert by_id["Diaz, Jr."][5] == 0 and "check" in by_id["Diaz, Jr."][7]
    steps = workbook.get_sheet_by_index(1).to_python()
    assert len(steps) == 1 + 2 * len(NAMES) and "7 / 8" in steps[-1][4]


def test_canvas_has_its_five_columns_and_the_points_possible(book):
    rows = exports.canvas(book)
    assert (
        rows[0][:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
        and rows[1][0] == "Points Possible"
    )
    assert [row[4] for row in rows if row[2] == "plain"] == ["1plain"]
    assert rows[1][5:] == [100, 100, 100] and all(len(row) == len(rows[0]) for row in rows)


def test_moodle_says_who_by_id_and_mail(book):
    assert exports.moodle(book)[0][:4] == ["ID number", "First name", "Last name", "Email address"]


MAPPING = """encoding = "{encoding}"
[columns]
"学号" = "student"
"姓名" = "name"
"班级" = "class"
"平时" = "A"
"卷面" = "quiz"
"总评" = "final"
"备注" = "=正常"
"""


def test_any_other_platform_by_a_table_of_columns(book, tmp_path):
    (tmp_path / "map.toml").write_text(MAPPING.format(encoding="utf-8-sig"), encoding="utf-8")
    exports.write(book, "mapping", tmp_path / "marks.csv", tmp_path / "map.toml")
    rows = read(tmp_path / "marks.csv")
    assert rows[0] == ["学号", "姓名", "班级", "平时", "卷面", "总评", "备注"]
    assert ["plain", "plain", "1plain", "87.5", "87.5", "87.5", "正常"] in rows
    assert {row[0] for row in rows[1:]} == set(map(visible, NAMES))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MAPPING.format(encoding="ascii"), "has no"),
        (MAPPING.format(encoding="klingon"), "wrong"),
        ("[columns", "wrong"),
        ("x = 1", "wrong"),
        ('[columns]\n"a" = "marks"', "asks for 'marks'"),
        (None, "no table"),
    ],
)
def test_a_mapping_that_does_not_fit_is_one_sentence(book, tmp_path, text, said):
    path = tmp_path / "map.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as stopped:
        exports.write(book, "mapping", tmp_path / "marks.csv", path)
    assert said in stopped.value.en and stopped.value.zh and not (tmp_path / "marks.csv").exists()


def of_statuses(*statuses):
    """A class with a student a status, whose quiz is marked."""
    rules = Policy({"A": 0.25, "C": 0.75}, PARTS, titles={"A": Text("自学", "Self-study")})
    people = {f"S{n}": Person(f"S{n}") for n, _ in enumerate(statuses)}
    entries = [Entry(f"S{n}", "check", 4, 8, status) for n, status in enumerate(statuses)]
    entries += [Entry(student, "quiz", 7, 8) for student in people]
    made = finals(rules, people, entries)
    return Marks(rules, people, entries, lines(rules, people, entries), made)


@pytest.mark.parametrize("kind", ["nbgrader", "canvas", "moodle", "xlsx"])
def test_every_export_says_whose_mark_is_provisional(tmp_path, kind):
    settled = (MARKED, MISSING, EXCUSED)
    waiting = (UNRELEASED, OPEN, UNGRADED, NEWER, WAITING, OUTDATED)
    found = exports.write(of_statuses(*settled, *waiting), kind, tmp_path / "marks.x")
    assert found.provisional == [f"S{n}" for n in range(3, 9)]


def test_where_only_the_warm_up_is_marked_it_is_said_that_nothing_counts_yet(capsys):
    ours = policy.of_course(outline.load())
    people = {"S1": Person("S1")}
    rest = [part.assignment for part in ours.parts if part.weight]
    entries = [Entry("S1", name, 0, None, UNRELEASED) for name in rest]
    entries.append(Entry("S1", "warmup-tasks", 90, 100))
    made = finals(ours, people, entries)
    marks = Marks(ours, people, entries, lines(ours, people, entries), made)
    assert "还没有计入总评的成绩 nothing that counts is marked yet" in exports.note(made[0])
    teacher._marks_table(marks, "zh")
    said = capsys.readouterr().out
    assert "上机热身不计入" in said and "the warm-up does not count" in said


def test_components_are_called_by_their_titles(tmp_path):
    book = of_statuses(MARKED)
    assert exports.canvas(book)[0][5:] == ["自学", "C", "Course mark"]
    assert exports.moodle(book, "en")[0][4:] == ["Self-study", "C", "Course total"]
    exports.write(book, "xlsx", tmp_path / "marks.xlsx")
    sheet = CalamineWorkbook.from_path(tmp_path / "marks.xlsx").get_sheet_by_index(0)
    assert sheet.to_python()[0][3:5] == ["自学 Self-study", "C"]


def test_a_component_of_which_all_is_excused_has_no_figure(tmp_path):
    book = of_statuses(EXCUSED)
    row = exports.canvas(book)[2]
    assert row[5:] == ["", 87.5, 87.5]
    assert exports.write(book, "xlsx", tmp_path / "marks.xlsx").provisional == []


def test_an_unknown_format_names_the_known_ones(book, tmp_path):
    with pytest.raises(UserError, match="moodle"):
        exports.write(book, "pdf", tmp_path / "marks.pdf")


def test_the_workbook_shows_components_to_the_decimals_that_it_holds(book, tmp_path):
    exports.write(book, "xlsx", tmp_path / "marks.xlsx")
    with zipfile.ZipFile(tmp_path / "marks.xlsx") as parts:
        cells = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    codes = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles))
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    shown = [codes[formats[int(n)]] for n in re.findall(r'<c r="[D-F]2" s="(\d+)"', cells)]
    assert shown == ["0.00", "0.00", "0.0"]
