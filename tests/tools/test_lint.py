"""Each house rule refuses what breaks it, in a sentence that names the place."""

import re

import nbformat.v4 as v4
import pytest

from grader.course import outline
from tests import small_course
from tools import build, lint
from tools.content import BuildError
from tools.parts import everything, find


def notebook(*cells):
    """Markdown cells from strings that start with #, >, or Chinese; code cells from ("code",
    source)."""
    made = [
        v4.new_code_cell(c[1]) if isinstance(c, tuple) else v4.new_markdown_cell(c) for c in cells
    ]
    return v4.new_notebook(cells=made)


def code(lines):
    return ("code", "\n".join(f"x = {n}" for n in range(lines)))


def test_a_cell_of_26_lines_is_refused_one_of_25_is_not():
    assert lint.long_cells("a.ipynb", notebook("甲", code(25))) == []
    assert lint.long_cells("a.ipynb", notebook("甲", code(26))) == [
        "a.ipynb, cell 2: 26 lines of code; 25 is the limit"
    ]


def test_hidden_tests_do_not_count_as_lines_of_a_cell():
    hidden = "\n### BEGIN HIDDEN TESTS\n" + code(40)[1] + "\n### END HIDDEN TESTS"
    assert lint.long_cells("a.ipynb", notebook(("code", code(25)[1] + hidden))) == []
    assert lint.long_cells("a.ipynb", notebook(("code", code(26)[1] + hidden))) == [
        "a.ipynb, cell 1: 26 lines of code; 25 is the limit"
    ]


def test_the_median_cell_of_a_lesson_has_at_most_four_lines():
    assert lint.small_cells("a.ipynb", notebook(code(2), code(4), code(20))) == []
    assert (
        "median code cell has 5 lines"
        in lint.small_cells("a.ipynb", notebook(code(2), code(5), code(9)))[0]
    )


@pytest.mark.parametrize(
    "characters, lines, fine",
    [(900, 80, True), (1500, 60, True), (800, 80, False), (1600, 60, False)],
)
def test_the_balance_of_text_and_code(characters, lines, fine):
    found = lint.balance(
        "a.ipynb",
        notebook("字" * characters + "\n\n| 表 |\n\n<details>折叠</details>", code(lines)),
    )
    assert (found == []) == fine and all("a.ipynb" in sentence for sentence in found)


@pytest.fixture
def built(tmp_path):
    """The parts of a small course that was built."""
    root = small_course.make(
        tmp_path,
        lesson=small_course.LESSON.replace("分钟。", "分钟。\n#\n# - 会加"),
        **{"- 会加": "- Add"},
    )
    assert build.main(["--no-run"], root) == 0
    return find(outline.load(root))


def test_title_and_objectives_are_those_of_the_course(built):
    lesson = built[0]
    right = lint.load(lesson.course.root / lesson.built("en"))
    assert lint.titles(lesson, "en", right) == []
    found = lint.titles(lesson, "en", notebook("# Other unit"))
    assert "the title is “Other unit”" in found[0] and "the objective “Add”" in found[1]


def test_points_in_headings_and_cells_are_those_of_the_course(built):
    tasks = built[1]
    nb = lint.load(tasks.course.root / tasks.built("zh"))
    assert lint.points(tasks, "zh", nb) == []
    nb.cells[2].source = nb.cells[2].source.replace("3 分", "4 分")
    nb.cells[5].metadata.nbgrader.points = 9
    nb.cells[7].source = "## 任务 2"
    assert lint.points(tasks, "zh", nb) == [
        "exercises/source/zh/tiny-tasks/tiny-tasks.ipynb, cell 3: the heading says 4 points, "
        "course.toml says 3 for task sum",
        "exercises/source/zh/tiny-tasks/tiny-tasks.ipynb: no heading before task why says its "
        "points",
        "exercises/source/zh/tiny-tasks/tiny-tasks.ipynb: the cells of task sum sum to 11 points, "
        "course.toml says 3",
    ]


def test_a_check_that_binds_a_plain_name_is_named(built):
    tasks = built[1]
    nb = lint.load(tasks.course.root / tasks.built("zh"))
    assert lint.plain_names(tasks, "zh", nb) == []
    nb.cells[
        5
    ].source += "\nfor rows_, zh, en in []:\n    step = [n for n in rows_]\n    best = step"
    (found,) = lint.plain_names(tasks, "zh", nb)
    assert re.fullmatch(r".*tiny-tasks.ipynb, cell \d+: the check binds 'best'; .*", found)


def test_a_check_that_reads_letters_by_itself_is_named(built):
    tasks = built[1]
    nb = lint.load(tasks.course.root / tasks.built("zh"))
    assert lint.own_letters("here", nb) == []
    nb.cells[5].source += '\nletters_ = set(str(checks.variable("c1").got).upper())'
    assert lint.own_letters("here", nb) == [
        "here, cell 6: read the letters with checks.letters(...)"
    ]


def test_sections_are_numbered_in_both_languages(built):
    for headings in (
        "## 一、甲（10 分钟）\n文\n\n## 小结\n\n## 三、乙",
        "## 1 First\ntext\n\n## Summary\n\n## 3. Third",
    ):
        assert set(lint.sections(notebook(headings))) == {1, 3}
    assert "adding is taught in section 1" in lint.concepts(built[0].course)[0]


def test_a_broken_paragraph_is_named(tmp_path):
    root = small_course.make(
        tmp_path, lesson=small_course.LESSON.replace("分钟。", "分钟，\n# 还没有完。")
    )
    found = lint.paragraphs(find(outline.load(root))[0])
    assert len(found) == 1 and "content/tiny/lesson.py:1" in found[0]
    assert lint.paragraphs(find(outline.load(small_course.make(tmp_path)))[0]) == []


@pytest.mark.parametrize(
    "name, old, new, said",
    [
        ("lesson.py", "# # {title}", "# # 小单元", "lesson.py:2: “小单元” stands in course.toml"),
        ("lesson.py", "这一课", "会加。这一课", "lesson.py:4: “会加” .*write {objectives}"),
        ("tasks.py", "1 {task}", "1 求和", "tasks.py:10: “求和” .*write {task}"),
        ("en.po", 'tr "## Task 1 {task}', 'tr "## Task 1 Sum', "tiny/en.po:.*“Sum”"),
        ("teacher.md", "：{title}", "：小单元", "teacher.md:1: “小单元” .*write {title}"),
    ],
)
def test_a_fact_of_the_course_that_stands_twice_is_named(tmp_path, name, old, new, said):
    root = small_course.make(tmp_path)
    parts = everything(outline.load(root))
    assert [lint.repeated(part) for part in parts] == [[], [], []]
    path = root / "content/tiny" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    (found,) = [problem for part in parts for problem in lint.repeated(part)]
    assert re.search(said, found)


@pytest.mark.parametrize(
    "source", ["金额 = 1", "def 算(): pass", "f(金额=1)", "x.金额", "import os as 系统"]
)
def test_chinese_names_are_refused(source):
    assert "is Chinese" in lint.identifiers("a.ipynb, cell 1", source)[0]


def test_chinese_strings_are_no_names():
    assert lint.identifiers("a.ipynb", 'x = "金额"  # 金额') == []


def test_a_character_that_the_font_lacks_is_named():
    assert lint.glyph_gaps("a.ipynb, cell 1", 'title("客户")') == []
    assert lint.glyph_gaps("a.ipynb, cell 1", 'title("龘")') == [
        "a.ipynb, cell 1: the figure font in keguan/fonts lacks 龘"
    ]


@pytest.mark.parametrize(
    "line",
    [
        'path.write_text("a", encoding="utf-8")',
        'path.with_suffix(".b").write_bytes(data)',
        'open(path, "w", encoding="utf-8")',
        'path.open("a")',
        'path.open(mode="r+b")',
        'io.open(path, mode="x")',
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "shutil.copyfile(a, b)",
        "shutil.copy(a, b)",
        "shutil.copytree(a, b)",
        "nbformat.write(notebook, path)",
        "tempfile.NamedTemporaryFile(dir=path)",
    ],
)
def test_a_file_that_is_written_in_place_is_named(tmp_path, line):
    (tmp_path / "start.py").write_text("", encoding="utf-8")
    room = tmp_path / "grader" / "term"
    room.mkdir(parents=True)
    (room / "list.py").write_text(f"import os\n{line}\n", encoding="utf-8")
    (found,) = lint.writers(tmp_path)
    assert found.startswith("grader/term/list.py:2: ") and "grader.base.files.writing" in found


@pytest.mark.parametrize(
    "line",
    [
        "path.read_text()",
        "open(path)",
        'path.open("rb")',
        'path.open(encoding="utf-8")',
        "open(path, newline='')",
        "os.open(path, os.O_RDONLY)",
        "webbrowser.open(wax)",
        'writing.write(path, "w")',
    ],
)
def test_what_only_reads_or_goes_through_the_one_place_is_fine(tmp_path, line):
    (tmp_path / "start.py").write_text(f"{line}\n", encoding="utf-8")
    assert lint.writers(tmp_path) == []


def test_every_command_writes_through_the_one_place(checkout):
    assert lint.writers(checkout) == []


def test_a_notebook_that_is_missing_or_broken_is_one_sentence(tmp_path):
    with pytest.raises(BuildError, match="not built"):
        lint.load(tmp_path / "a.ipynb")
    (tmp_path / "a.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(BuildError, match="not a notebook"):
        lint.load(tmp_path / "a.ipynb")
