"""Two places never show two marks: every figure of a class with all that a term brings, as it
stands in the report, its notebook, the marks table, the explanations, the exports and the feedback.
"""

import csv
import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from statistics import median

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from grader.cli import app as cli
from grader.course.folder import open_folder
from grader.feedback.write import write_all
from grader.gradebook.assignments import generate, set_due_dates
from grader.gradebook.hand_marks import HandMark, enter
from grader.grading.run import Engine
from grader.marks import gather as course_marks
from grader.marks import lists
from grader.marks.finals import Line
from grader.term import collect
from tests import tiny_class

STUDENTS = [f"S{number}" for number in range(1, 8)]
WORK = {"tiny-tasks": "小任务", "tiny-essay": "小作文", "tiny-group": "小组任务"}
COMPONENTS = {"B": "小组", "D": "课后拓展训练"}
GROUP = """
[[units.assignments]]
name = "tiny-group"
component = "B"
group = true
share = 1.0
minutes = 5
title = { zh = "小组任务", en = "Group tasks" }
tasks = [
    { id = "double", ref = "G1", points = 3, concepts = ["doubling"], title = { zh = "翻倍", en = "Double" } },
    { id = "greet", ref = "G2", points = 2, concepts = ["greeting"], title = { zh = "问候", en = "Greet" } },
]
[units.concepts]"""  # noqa: E501
POLICY = """
[policy]
late_per_day = 10
late_at_most = 50
resubmission = { D = "best" }
extensions = [{ student = "S2", assignment = "tiny-tasks", days = 2 }]
[components]
B = { weight = 0.3, zh = "小组", en = "Group" }
D = { weight = 0.7"""
DUE = datetime.now(UTC).replace(tzinfo=None, microsecond=0) - timedelta(days=10)
NEVER = datetime.now(UTC).replace(tzinfo=None, microsecond=0) + timedelta(days=30)


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """S1 hands in for the group of S1, S2 and S3; S2 is three days late, of which two are granted;
    S3 hands in a worse version later; S4 is three days late and has an essay that waits for a
    person; S5 handed in nothing and has a mark set by hand; S6's file is cut off; S7 did nothing.
    S1's essay is marked; it is not due yet."""
    path = tiny_class.make(tmp_path_factory.mktemp("school"))
    course = path.parent / "course.toml"
    theory = '[components]\nC = { weight = 0.4, zh = "理论测试", en = "Theory test" }\n'
    text = course.read_text(encoding="utf-8").replace(theory + "D = { weight = 0.6", POLICY)
    course.write_text(text.replace("\n[units.concepts]", GROUP), encoding="utf-8")
    for language in ("zh", "en"):
        source = path / "source" / language
        shutil.copytree(source / "tiny-tasks", source / "tiny-group")
        (source / "tiny-group/tiny-tasks.ipynb").rename(source / "tiny-group/tiny-group.ipynb")
    folder = open_folder(path)
    for name in WORK:
        generate(folder, name)
    set_due_dates(folder, {"tiny-tasks": DUE, "tiny-group": DUE, "tiny-essay": NEVER})
    grade(folder, tmp_path_factory.mktemp("inbox"))
    enter(folder, "tiny-essay", [HandMark("S1", "tiny-essay", "why", 8.0, "")])
    members = "1,S1,1\n1,S2,1.1\n1,S3,0.9\n"
    (path / "groups.csv").write_text("group,student,factor\n" + members, encoding="utf-8")
    lists.override(folder, "S5", "tiny-tasks", 75, "生病，口试")
    list(write_all(folder, [("tiny-tasks", "S1"), ("tiny-tasks", "S2"), ("tiny-essay", "S4")]))
    return folder


def grade(folder, inbox):
    for student, days in (("S1", -1), ("S2", 3), ("S3", -1), ("S4", 3)):
        hand_in(folder, student, "tiny-tasks", "greet" if student == "S4" else "", days)
    hand_in(folder, "S1", "tiny-group", "greet", -1)
    for student in ("S1", "S4"):
        hand_in(folder, student, "tiny-essay", "", -1)
    cut = hand_in(folder, "S6", "tiny-tasks", "", -1)
    cut.write_bytes(cut.read_bytes()[:300])
    (folder.path / "submitted" / "S7").mkdir()
    again = tiny_class.solved(folder, wrong="double")["tiny-tasks"]
    (inbox / "S3_tiny-tasks.ipynb").write_text(again, encoding="utf-8")
    (folder.path / "submitted" / "S5").mkdir()
    with Engine(folder, 1, unconfined=True) as engine:
        jobs = [(name, student) for name in WORK for student in folder.students(name)]
        list(engine.grade(jobs))
        collect.collect(folder, inbox, ["tiny-tasks"])
        list(engine.grade([("tiny-tasks", "S3")]))


def hand_in(folder, student, name, wrong, days):
    """Puts a notebook there; days: after the due date."""
    target = folder.notebook("submitted", name, student)
    target.parent.mkdir(parents=True)
    text = (
        tiny_class.solved(folder, wrong).get(name) or tiny_class.solved(folder, wrong)["tiny-tasks"]
    )
    target.write_text(text, encoding="utf-8")
    when = DUE + timedelta(days=days, hours=-1)
    target.with_name("timestamp.txt").write_text(
        f"{when:%Y-%m-%d %H:%M:%S} UTC\n", encoding="utf-8"
    )
    return target


# --- reading the outputs


class Tables(HTMLParser):
    """The cells of every table of a page, row by row, by the section they are in."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.section, self.into = [], "", None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "section":
            self.section = dict(attrs)["aria-labelledby"]
        elif tag == "tr":
            self.rows.append((self.section, []))
        elif tag in ("th", "td") and self.rows:
            self.rows[-1][1].append("")
            self.into = self.rows[-1][1]

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.into = None

    def handle_data(self, data):
        if self.into is not None:
            self.into[-1] += data

    def of(self, section):
        return [[cell.strip() for cell in row] for where, row in self.rows if where == section]


def run(folder, *arguments):
    done = CliRunner().invoke(
        cli.app, [*arguments, "--course", str(folder.path)], env={"COLUMNS": "200"}
    )
    assert done.exit_code == 0, done.output
    return done.output


def number(text):
    """(figure, digits after the point) of the first number in a cell; None where there is none."""
    found = re.search(r"-?\d+(?:\.(\d+))?", text)
    return (float(found[0]), len(found[1] or "")) if found else None


def printed(output):
    """Rows of a table on the console by student."""
    rows = [re.split(r"\s*[│┃]\s*", line.strip())[1:-1] for line in output.splitlines()]
    return {row[0]: row[1:] for row in rows if row and row[0] in STUDENTS}


def with_heads(heads, row):
    """The figures of a row by what its columns are."""
    known = {title: name for name, title in WORK.items()} | {name: name for name in WORK}
    known |= {title: part for part, title in COMPONENTS.items()}
    found = {}
    for head, cell in zip(heads, row, strict=True):
        what = known.get(head) or (head[0] if head[:1] in COMPONENTS else None)
        if what and number(cell):
            found[what] = number(cell)
    return found


def in_marks_table(folder):
    return {
        student: with_heads([*COMPONENTS], row[:2]) | {"final": number(row[3])}
        for student, row in printed(run(folder, "marks")).items()
    }


def in_explanations(folder):
    found = {}
    for student in STUDENTS:
        said = run(folder, "marks", "--explain", student)
        lines = re.findall(r"^ *([\w-]+) [^\n]*?: (\d+\.\d+)(?: ←|$)", said, re.MULTILINE)
        found[student] = {what: number(figure) for what, figure in lines}
        found[student]["final"] = number(re.search(r"总评 = .* = (\S+)$", said, re.MULTILINE)[1])
    return found


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def in_csv(folder, tmp_path, kind):
    run(folder, "export", kind, "--out", str(tmp_path / kind))
    heads, *rows = read_csv(tmp_path / kind)
    id = {"canvas": "SIS User ID", "moodle": "ID number"}[kind]
    found = {}
    for row in rows:
        if row[heads.index(id)] in STUDENTS:
            places = {part: heads.index(title) for part, title in COMPONENTS.items()}
            figures = {part: number(row[place]) for part, place in places.items()}
            found[row[heads.index(id)]] = figures | {"final": number(row[-1])}
    return found


def in_workbook(folder, tmp_path):
    run(folder, "export", "xlsx", "--out", str(tmp_path / "marks.xlsx"))
    book = CalamineWorkbook.from_path(tmp_path / "marks.xlsx")
    heads, *rows = book.get_sheet_by_index(0).to_python()
    found = {}
    for row in rows:
        places = {part: 3 + place for place, part in enumerate(COMPONENTS)}
        assert all(COMPONENTS[part] in heads[place] for part, place in places.items())
        found[row[0]] = {part: (row[place], 2) for part, place in places.items()}
        found[row[0]]["final"] = row[heads.index("总评 Mark")], 1
    for student, name, percent, *_ in book.get_sheet_by_index(1).to_python()[1:]:
        found[student][name] = percent, 2
    return found


def in_page(tables):
    """The table of marks of the report; the first column of figures draws the student's way."""
    rows = tables.of("marks")
    heads = next(row for row in rows if "学生" in row)
    return {row[0]: with_heads(heads[2:], row[2:]) for row in rows if row[0] in STUDENTS}


def in_notebook(notebook):
    rows = cell_tables(notebook, "cell-marks")
    heads = next(row for row in rows if set(WORK.values()) & set(row))
    return {row[0]: with_heads(heads[1:], row[1:]) for row in rows if row[0] in STUDENTS}


def cell_tables(notebook, id):
    cell = next(cell for cell in notebook["cells"] if cell["id"] == id)
    return Tables("".join(cell["outputs"][0]["data"]["text/html"])).of("")


@pytest.fixture(scope="module")
def reported(school, tmp_path_factory):
    """What the command prints, the page and the notebook."""
    target = tmp_path_factory.mktemp("out") / "report.html"
    said = run(school, "report", "--notebook", "--out", str(target))
    notebook = json.loads(target.with_suffix(".ipynb").read_text(encoding="utf-8"))
    return said, Tables(target.read_text(encoding="utf-8")), notebook


@pytest.fixture(scope="module")
def truth(school):
    """The pipeline's own figures: by student, by assignment, component and "final"."""
    found = {}
    for final in course_marks.gather(school).finals:
        found[final.student] = {line.part.assignment: line.percent for line in final.every_line}
        found[final.student] |= final.components | {"final": final.mark}
    return found


# --- the figures


def test_the_class_is_what_it_is_meant_to_be(truth):
    tasks = {student: truth[student]["tiny-tasks"] for student in STUDENTS}
    assert tasks == pytest.approx(dict(S1=100, S2=90, S3=100, S4=42, S5=75, S6=0, S7=0))
    group = {student: truth[student]["B"] for student in STUDENTS}
    assert group == pytest.approx(dict(S1=60, S2=66, S3=54, S4=0, S5=0, S6=0, S7=0))
    assert truth["S1"]["tiny-essay"] == 80


@pytest.mark.parametrize(
    ("place", "least"),
    [
        ("marks", 21),
        ("explain", 42),
        ("canvas", 21),
        ("moodle", 21),
        ("xlsx", 42),
        ("page", 23),
        ("notebook", 9),
        ("console", 9),
    ],
)
def test_every_place_shows_the_same_figures(school, reported, truth, tmp_path, place, least):
    said, tables, notebook = reported
    readers = {
        "marks": lambda: in_marks_table(school),
        "explain": lambda: in_explanations(school),
        "canvas": lambda: in_csv(school, tmp_path, "canvas"),
        "moodle": lambda: in_csv(school, tmp_path, "moodle"),
        "xlsx": lambda: in_workbook(school, tmp_path),
        "page": lambda: in_page(tables),
        "notebook": lambda: in_notebook(notebook),
        "console": lambda: {s: with_heads(WORK, row) for s, row in printed(said).items()},
    }
    shown = readers[place]()
    assert sorted(shown) == STUDENTS and sum(map(len, shown.values())) >= least
    wrong = {}
    for student, figures in shown.items():
        for what, (figure, digits) in figures.items():
            if abs(figure - truth[student][what]) > 0.5 * 10**-digits + 1e-9:
                wrong[student, what] = figure, truth[student][what]
    assert not wrong


def test_the_medians_of_page_and_notebook_are_those_of_the_marks(reported, truth):
    _, tables, notebook = reported
    marked = [truth[student]["tiny-tasks"] for student in STUDENTS[:5]]
    group = [truth[student]["tiny-group"] for student in STUDENTS[:3]]
    expected = {"小任务": median(marked), "小组任务": median(group)}
    for rows in (tables.of("steps"), cell_tables(notebook, "cell-steps")):
        heads = next(row for row in rows if "中位数" in row)
        name, middle = heads.index("作业"), heads.index("中位数")
        shown = {row[name]: number(row[middle]) for row in rows if row[name] in expected}
        assert {title: figure for title, (figure, _) in shown.items()} == pytest.approx(expected)


def test_the_way_of_a_student_has_the_same_figures(reported, truth):
    rows = {row[0]: row[1] for row in reported[1].of("marks") if row[0] in STUDENTS}
    shown = rows["S2"].rpartition("：")[2]
    figures = [float(figure) for figure in re.findall(r"(\d+)%", shown)]
    assert sorted(figures) == sorted([truth["S2"]["tiny-tasks"], truth["S2"]["tiny-group"]])


@pytest.mark.parametrize(
    ("student", "name", "so_far"),
    [("S1", "tiny-tasks", False), ("S2", "tiny-tasks", False), ("S4", "tiny-essay", True)],
)
def test_the_feedback_has_the_points_of_the_mark(school, student, name, so_far):
    page = (school.path / "feedback" / student / name / f"{name}.html").read_text(encoding="utf-8")
    got, most = re.findall(
        r"\d+(?:\.\d+)?", page.partition('class="total"')[2].partition("</b>")[0]
    )
    line: Line = course_marks.gather(school).lines[student][name]
    assert (float(got), float(most)) == (line.points, line.maximum) and line.settled != so_far


def test_the_export_for_nbgrader_has_the_points_of_the_gradebook(school, tmp_path):
    run(school, "export", "nbgrader", "--out", str(tmp_path / "marks.csv"))
    heads, *rows = read_csv(tmp_path / "marks.csv")
    points = {(row[1], row[0]): float(row[heads.index("score")]) for row in rows}
    lines = course_marks.gather(school).lines
    # of what was handed in twice the export has the newest, the mark the best
    del points["S3", "tiny-tasks"]
    assert len(points) == 8 and points == {key: lines[key[0]][key[1]].points for key in points}


# --- who has to do something


def test_every_place_misses_the_same_work(school, reported):
    finals = course_marks.gather(school).finals
    expected = {final.student: sorted(final.missing) for final in finals if final.missing}
    assert expected == {
        "S4": ["tiny-group"],
        "S5": ["tiny-group"],
        "S6": ["tiny-group"],
        "S7": ["tiny-group", "tiny-tasks"],
    }
    shown = {s: row[-1] for s, row in printed(run(school, "marks")).items() if row[-1]}
    assert shown == {student: str(len(names)) for student, names in expected.items()}
    _, tables, notebook = reported
    titles = {title: name for name, title in WORK.items()}
    rows = [row for row in tables.of("missing") if row[0] in expected and row[1]]
    assert {row[0]: sorted(n for t, n in titles.items() if t in row[1]) for row in rows} == expected
    lost: dict[str, list[str]] = {}
    for row in cell_tables(notebook, "cell-missing"):
        if "缺交" in row and row[1] in STUDENTS:
            lost.setdefault(row[1], []).append(titles[row[2]])
    assert {student: sorted(names) for student, names in lost.items()} == expected


def test_the_members_of_a_group_are_not_told_to_hand_in(reported):
    missing = [row[0] for row in reported[1].of("missing") if row[1]]
    assert not {"S1", "S2", "S3"} & set(missing)
