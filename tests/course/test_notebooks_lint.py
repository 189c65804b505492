"""The house rules over the whole course; see tools/lint.py for what each one says."""

import json
import re

import nbformat
import pytest

from grader.course import outline
from tools import frames, lint, literals
from tools.parts import everything, find

COURSE = outline.load()
BUILT = [(part, language) for part in find(COURSE) for language in COURSE.languages]
LESSONS = [(part, language) for part, language in BUILT if part.assignment is None]
EXERCISES = [(part, language) for part, language in BUILT if part.assignment is not None]


def named(pairs):
    return {"argvalues": pairs, "ids": [f"{part.name}-{language}" for part, language in pairs]}


def notebook(part, language):
    return lint.load(COURSE.root / part.built(language))


def none(problems):
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize("part, language", **named(BUILT))
def test_no_code_cell_is_longer_than_25_lines(part, language):
    none(lint.long_cells(part.built(language), notebook(part, language)))


@pytest.mark.parametrize("part, language", **named(BUILT))
def test_any_editor_can_keep_what_is_in_it(part, language):
    """What Notebook 7 and VS Code need: the format with cell ids, valid, the usual kernel, no
    stored state of widgets."""
    built = notebook(part, language)
    nbformat.validate(built)
    ids = [cell.get("id") for cell in built.cells]
    assert (
        (built.nbformat, built.nbformat_minor) == (4, 5)
        and len(set(ids)) == len(ids)
        and None not in ids
    )
    assert built.metadata.kernelspec.name == "python3" and "widgets" not in built.metadata


@pytest.mark.parametrize("part, language", **named(LESSONS))
def test_cells_of_lessons_are_small(part, language):
    none(lint.small_cells(part.built(language), notebook(part, language)))


@pytest.mark.parametrize("part, language", **named(LESSONS))
def test_a_lab_without_a_kernel_is_a_picture_and_a_sentence(part, language):
    labs = [
        cell
        for cell in notebook(part, language).cells
        if cell.cell_type == "code" and "_lab(" in cell.source
    ]
    assert len(labs) >= 2
    for cell in labs:
        [output] = cell.outputs
        assert output.data["image/png"] and len(output.data["text/plain"]) > 10, (
            f"{part.built(language)}: {cell.source}"
        )
        assert output.metadata["image/png"]["alt"] == output.data["text/plain"]


@pytest.mark.parametrize("part, language", **named([pair for pair in LESSONS if pair[1] == "zh"]))
def test_a_lesson_sets_its_own_numbers_beside_published_ones(part, language):
    """A case serves several units: a lesson shows no number of a table that it has not shown."""
    code = "\n".join(cell.source for cell in notebook(part, language).cells)
    shown = re.findall(r'cases\.calibration\("(\w+)"(?:, "(\w+)")?\)(\.head)?', code)
    for case, unit, cut in shown:
        path = COURSE.root / "datasets" / case / "datapackage.json"
        package = json.loads(path.read_text(encoding="utf-8"))
        known = {row["unit_slug"] for row in package["keguan:calibration"]}
        assert not cut and (unit in known or len(known) == 1), f"{part.built(language)}: {case}"


@pytest.mark.parametrize("part, language", **named([pair for pair in LESSONS if pair[1] == "zh"]))
def test_text_and_code_are_in_balance(part, language):
    none(lint.balance(part.built(language), notebook(part, language)))


@pytest.mark.parametrize("part, language", **named(BUILT))
def test_titles_and_objectives_are_those_of_the_course(part, language):
    none(lint.titles(part, language, notebook(part, language)))


@pytest.mark.parametrize("part, language", **named(EXERCISES))
def test_points_in_text_in_cells_and_in_the_course_are_equal(part, language):
    none(lint.points(part, language, notebook(part, language)))


@pytest.mark.parametrize("part, language", **named([pair for pair in EXERCISES if pair[1] == "zh"]))
def test_checks_leave_the_names_of_given_cells_alone(part, language):
    none(lint.overwritten(part.built(language), notebook(part, language)))


@pytest.mark.parametrize("part, language", **named([pair for pair in EXERCISES if pair[1] == "zh"]))
def test_checks_bind_no_name_that_a_student_could_use(part, language):
    none(lint.plain_names(part, language, notebook(part, language)))


@pytest.mark.parametrize("part, language", **named([pair for pair in EXERCISES if pair[1] == "zh"]))
def test_letters_are_read_as_every_check_reads_them(part, language):
    none(lint.own_letters(part.built(language), notebook(part, language)))


@pytest.mark.parametrize("part, language", **named(EXERCISES))
def test_students_see_one_line_of_a_check(part, language):
    released = lint.load(COURSE.root / part.released(language))
    none(lint.unfolded(part.released(language), released))


@pytest.mark.parametrize("language", COURSE.languages)
def test_every_concept_is_taught_where_the_course_says(language):
    none(lint.concepts(COURSE, language))


@pytest.mark.parametrize("part, language", **named(BUILT))
def test_names_are_english_and_figures_can_draw_every_string(part, language):
    none(lint.code(part.built(language), notebook(part, language)))


@pytest.mark.parametrize(
    "path", sorted((COURSE.root / "keguan").glob("*.py")), ids=lambda path: path.stem
)
def test_the_figure_font_draws_every_string_of_the_package(path):
    source = path.read_text(encoding="utf-8")
    none(lint.identifiers(path.name, source) + lint.glyph_gaps(path.name, source))


@pytest.mark.parametrize("part", find(COURSE), ids=lambda part: part.name)
def test_chinese_paragraphs_stand_on_one_line(part):
    none(lint.paragraphs(part))


@pytest.mark.parametrize("part", everything(COURSE), ids=lambda part: part.shown)
def test_what_stands_in_course_toml_stands_nowhere_else(part):
    none(lint.repeated(part))


def test_no_text_of_a_new_unit_is_left_to_write():
    none(lint.unwritten(COURSE.root))


@pytest.mark.parametrize("part, language", **named(LESSONS))
def test_the_sections_of_a_lesson_take_its_minutes(part, language):
    text = "\n".join(c.source for c in notebook(part, language).cells if c.cell_type == "markdown")
    minutes = re.findall(r"^## .*[(（](\d+) ?(?:分钟|min(?:utes)?)[)）]$", text, flags=re.MULTILINE)
    assert sum(map(int, minutes)) == part.unit.minutes, (
        f"{part.built(language)}: {' + '.join(minutes)} minutes"
    )


@pytest.mark.parametrize("part", find(COURSE), ids=lambda part: part.name)
def test_both_languages_have_the_same_cells_and_code(part):
    zh, en = (notebook(part, language).cells for language in ("zh", "en"))
    assert [cell.id for cell in zh] == [cell.id for cell in en]
    for number, (a, b) in enumerate(zip(zh, en, strict=True), start=1):
        where = f"{part.built('en')}, cell {number}"
        assert (a.cell_type, a.metadata) == (b.cell_type, b.metadata), where
        if a.metadata.get("nbgrader", {}).get("locked"):
            assert frames.body(a.source) == frames.body(b.source), (
                f"{where}: a check differs between the languages"
            )
        elif a.cell_type == "code":
            assert literals.shape(a.source) == literals.shape(b.source), (
                f"{where}: the code differs from the Chinese"
            )
