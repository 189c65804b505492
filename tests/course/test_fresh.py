"""Everything built equals a rebuild; pictures are there but not compared. Otherwise: python -m
tools.build"""

import shutil

import nbformat
import pytest
from nbformat import v4

from grader.course import outline
from tests import small_course
from tools import build, compare, index, messages
from tools.parts import catalogues, everything

COURSE = outline.load()
TRANSLATIONS = [language for language in COURSE.languages if language != "zh"]


@pytest.mark.parametrize("part", everything(COURSE), ids=lambda part: part.shown)
def test_built_files_equal_a_rebuild(part):
    """Chinese lessons are run by nbval, which compares as much."""
    problems = build.stale(COURSE, build.build_part(part, TRANSLATIONS))
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize("slug", [unit.slug for unit in COURSE.units])
def test_a_lesson_shows_as_much_in_every_language(slug):
    [lesson] = [part for part in everything(COURSE) if part.shown == f"content/{slug}/lesson.py"]
    chinese, *others = (
        nbformat.read(COURSE.root / lesson.built(language), 4) for language in COURSE.languages
    )
    for other in others:
        for here, there in zip(chinese.cells, other.cells, strict=True):
            if here.cell_type == "code":
                shown = [(bool(cell.outputs), compare.pictures(cell)) for cell in (here, there)]
                assert shown[0] == shown[1], f"{lesson.shown}, cell {here.id}"


def test_catalogues_equal_an_update(tmp_path):
    shutil.copy(COURSE.root / outline.FILE, tmp_path)
    shutil.copytree(COURSE.root / "content", tmp_path / "content")
    for shown, parts in catalogues(outline.load(tmp_path)).items():
        messages.update(parts)
        old, new = ((root / shown).read_bytes() for root in (COURSE.root, tmp_path))
        assert old == new, f"python -m tools.messages update {shown}"


def test_index_pages_equal_a_rebuild():
    problems = build.stale(COURSE, index.pages(COURSE))
    assert not problems, "\n" + "\n".join(problems)


def test_nothing_is_left_over():
    files = {
        path: ""
        for part in everything(COURSE)
        for language in COURSE.languages
        for path in (part.built(language), part.released(language))
    }
    assert build.leftovers(COURSE, files) == []


PICTURE = v4.new_output("display_data", {"image/png": "iVBO", "text/plain": "<Figure>"})


def lesson(text="# 标题", code="f()", printed="1\n", picture=True, **metadata):
    cell = v4.new_code_cell(
        code, id="code", outputs=[v4.new_output("stream", name="stdout", text=printed)]
    )
    cell.metadata.tags = [compare.TAUGHT]
    figure = v4.new_code_cell("figure", id="figure", outputs=[PICTURE] if picture else [])
    return nbformat.writes(
        v4.new_notebook(
            cells=[v4.new_markdown_cell(text, id="text", metadata=metadata), cell, figure]
        )
    )


@pytest.mark.parametrize(
    "committed, words",
    [
        (lesson("# 题目"), ["cell 1 (text)", "source", "题目", "标题"]),
        (lesson(code="g()"), ["cell 2 (code)", "g()", "f()"]),
        (lesson(printed="2\n"), ["cell 2 (code)", "taught output", "“2", "“1"]),
        (lesson(picture=False), ["cell 3 (figure)", "picture is missing"]),
        (lesson(tags=["x"]), ["cell 1 (text)", "metadata"]),
        (
            lesson().replace('"code"', '"other"', 1).replace('"id": "code"', '"id": "other"'),
            ["cell 2 (code)"],
        ),
        (
            nbformat.writes(v4.new_notebook(cells=nbformat.reads(lesson(), 4).cells[:2])),
            ["2 cells, the rebuild 3"],
        ),
        ("{", ["not a notebook"]),
        (None, ["not built"]),
    ],
)
def test_a_difference_names_file_and_cell(committed, words):
    found = compare.difference("lessons/zh/01-x.ipynb", committed, lesson())
    assert all(word in found for word in ["lessons/zh/01-x.ipynb", *words]), found


def test_another_picture_is_no_difference():
    assert compare.difference("x.ipynb", lesson().replace("iVBO", "iVBOR"), lesson()) is None


@pytest.mark.parametrize(
    "path, command",
    [
        ("lessons/zh/tiering.ipynb", "python -m tools.build tiering"),
        (
            "exercises/release/en/tiering-quiz/tiering-quiz.ipynb",
            "python -m tools.build tiering-quiz",
        ),
        ("lessons/teacher/en/churn.md", "python -m tools.build churn"),
        ("lessons/README.md", "python -m tools.build"),
    ],
)
def test_the_command_that_mends_it_is_named(path, command):
    assert build.command(path) == command


def test_one_changed_sentence_is_stale(tmp_path):
    root = small_course.make(tmp_path)
    small = outline.load(root)
    assert build.main(["--no-run"], root) == 0
    source = root / "content/tiny/tasks.py"
    source.write_text(
        source.read_text(encoding="utf-8").replace("a + b  #", "b + a  #"), encoding="utf-8"
    )
    files, _ = build.build(small, execute=False, say=lambda *a, **k: None)
    problems = build.stale(small, files)
    assert [p.split("，")[0] for p in problems] == [
        f"exercises/source/{language}/tiny-tasks/tiny-tasks.ipynb" for language in ("zh", "en")
    ]
    assert all("python -m tools.build tiny-tasks" in p and "cell 5 (sum)" in p for p in problems)
