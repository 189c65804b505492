"""The student's way in both languages: course page, every lesson with its labs, Validate;
test_way.py goes on from there."""

import re

import nbformat
import pytest
from playwright.sync_api import Locator, TimeoutError, expect

from grader.course import outline
from tests.browser.notebook_page import (
    COMMAND,
    POLLING,
    open_file,
    open_link,
    serious,
    write_new,
)

SAYS = {
    "zh": {"menu": "文件", "guess first": "先猜一个"},
    "en": {"menu": "File", "guess first": "guess first"},
}


@pytest.fixture
def says(server):
    return SAYS[server.language]


@pytest.fixture
def course_page(page, server):
    """The tab that `keguan lab` opens."""
    page.goto(server.url)
    expect(page.locator(".jp-MarkdownViewer h1")).to_be_visible()
    expect(page.locator(".lm-MenuBar-item").first).to_be_visible()
    return page


def test_course_page_speaks_the_language_and_leads_to_the_lesson(
    course_page, server, first_unit, says, screenshot
):
    expect(course_page.locator(".lm-MenuBar-item").first).to_have_text(says["menu"])
    expect(course_page.locator(".jp-MarkdownViewer")).to_contain_text(
        first_unit.objectives[0][server.language]
    )
    screenshot(course_page, "course-page")
    lesson = open_link(course_page, first_unit.lesson)
    expect(lesson.panel.locator("h1").first).to_contain_text(first_unit.title[server.language])
    screenshot(course_page, "lesson")


def test_a_student_is_not_shown_the_teachers_tools(jupyterlab):
    # every command of JupyterLab, searchable
    jupyterlab.evaluate(COMMAND, ["apputils:activate-command-palette", {}])
    search, commands = (
        jupyterlab.locator(".lm-CommandPalette-input"),
        jupyterlab.locator(".lm-CommandPalette-item"),
    )
    search.fill("Markdown")
    expect(commands.first).to_be_visible()
    search.fill("Formgrader")
    expect(commands).to_have_count(0)


def code_of(checkout, server, unit) -> list[str]:
    """The sources of the lesson's code cells."""
    lesson = nbformat.read(checkout / "lessons" / server.language / unit.lesson, 4)
    return [cell.source for cell in lesson.cells if cell.cell_type == "code"]


def test_a_whole_lesson_runs(jupyterlab, checkout, server, first_unit):
    lesson = open_file(jupyterlab, first_unit.lesson)
    lesson.run_all()
    assert lesson.errors() == []
    labs = [source for source in code_of(checkout, server, first_unit) if "_lab(" in source]
    expect(lesson.panel.locator(".keguan-lab")).to_have_count(len(labs))


@pytest.mark.parametrize("unit", outline.load().units, ids=lambda unit: unit.slug)
def test_every_lab_of_a_lesson_answers(jupyterlab, checkout, server, unit, says, screenshot):
    cells = without_text(code_of(checkout, server, unit))
    name = f"labs-{unit.slug}.ipynb"
    write_new(server, name, *cells)
    lesson = open_file(jupyterlab, name)
    lesson.run_all()
    assert lesson.errors() == []
    labs = lesson.panel.locator(".keguan-lab")
    count = sum("_lab(" in source for source in cells)
    assert count >= 3
    expect(labs).to_have_count(count)
    for number in range(count):
        use(labs.nth(number), says)
        # at once: a picture may just be redrawn
        labs.nth(number).evaluate("lab => lab.querySelector('img').scrollIntoView()")
        screenshot(jupyterlab, f"lab-{unit.slug}-{number + 1}")
    assert serious(jupyterlab, f"{lesson.visible} .keguan-lab") == []


def without_text(sources: list[str]) -> list[str]:
    """The cells with labs, and between them all code of the lesson in one cell that shows
    nothing: what the labs are given is what the lesson gives them."""
    cells, between = [], []
    for source in sources:
        if "_lab(" not in source:
            between.append(source)
            continue
        if between:
            cells.append("\n".join(["%%capture", *between]))
        cells.append(source)
        between = []
    return cells


def use(lab: Locator, says) -> None:
    """Guess, see the picture, move a control by keyboard, answer the question; the picture follows
    the control."""
    expect(lab.locator("button.mod-primary")).to_have_count(2)
    # scrolls there, again if JupyterLab draws the lab anew meanwhile
    lab.locator("button.mod-primary").first.hover()
    guess, check = lab.locator("button.mod-primary").all()
    # The conversation has neither slider nor checkbox, but sentences to say.
    control = (
        lab.get_by_role("slider")
        .or_(lab.get_by_role("checkbox"))
        .or_(lab.locator("button:not(.mod-primary)"))
        .first
    )
    guess.click()
    expect(lab).to_contain_text(says["guess first"])
    expect(control).to_be_hidden()
    lab.get_by_role("radio").first.check()
    guess.click()
    expect(lab.locator("img")).to_be_visible()
    assert lab.locator("img").get_attribute("alt")
    before = lab.locator("img").get_attribute("src")
    control.focus()
    control.press(key_that_moves(control))
    follows(lab, before)
    to_both_ends(control)
    expect(lab.locator("img")).to_be_visible()
    lab.locator(".widget-radio").last.get_by_role("radio").first.check()
    check.click()
    expect(lab).to_contain_text(re.compile("✔|✘"))


def to_both_ends(control: Locator) -> None:
    """A slider goes to its last and its first value; that the picture of every control is right
    there is asked without a browser."""
    if control.get_attribute("aria-valuenow") is None:
        return
    for key, end in (("End", "aria-valuemax"), ("Home", "aria-valuemin")):
        control.press(key)
        expect(control).to_have_attribute("aria-valuenow", control.get_attribute(end))


def key_that_moves(control: Locator) -> str:
    """The key that changes a checkbox, or a slider by a step away from its nearer end."""
    if control.get_attribute("aria-valuenow") is None:
        return "Space"
    return (
        "ArrowLeft"
        if control.get_attribute("aria-valuenow") == control.get_attribute("aria-valuemax")
        else "ArrowRight"
    )


def follows(lab: Locator, before: str) -> None:
    """Wait until the lab's picture is another one; a picture is too long for the message of
    `expect`."""
    try:
        lab.page.wait_for_function(
            "([lab, before]) => lab.querySelector('img').src !== before",
            arg=[lab.element_handle(), before],
            polling=POLLING,
        )
    except TimeoutError:
        pytest.fail(
            f"the slider moved, the picture stayed: {lab.locator('img').get_attribute('alt')}",
            pytrace=False,
        )


# Its words are nbgrader's and the checks', which speak both languages.
@pytest.mark.parametrize("server", ["zh"], indirect=True)
def test_validate_says_what_is_not_done(jupyterlab, checkout, screenshot):
    source = nbformat.read(checkout / "exercises/source/zh/tiering-tasks/tiering-tasks.ipynb", 4)
    right = next(
        cell.source
        for cell in source.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "profit"
    )
    tasks = open_file(jupyterlab, "tiering-tasks/tiering-tasks.ipynb")
    tasks.write(tasks.code("def profit_by_customer"), right)
    said = tasks.validate()
    screenshot(jupyterlab, "validate")
    jupyterlab.keyboard.press("Enter")
    assert "def profit_by_customer" not in said
    assert "assign_pyramid" in said and "Not attempted" in said
