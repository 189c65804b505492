"""The student's way in both languages: course page, every lesson with its labs, Validate;
test_way.py goes on from there."""

import re

import nbformat
import pytest
from playwright.sync_api import Locator, TimeoutError, expect

from grader.course import outline
from tests.browser.notebook_page import COMMAND, open_file, open_link, serious

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


def test_a_student_is_not_shown_the_teachers_tools(course_page):
    course_page.wait_for_function(
        "() => window.jupyterapp?.commands.hasCommand('apputils:activate-command-palette')"
    )
    # every command of JupyterLab, searchable
    course_page.evaluate(COMMAND, ["apputils:activate-command-palette", {}])
    search, commands = (
        course_page.locator(".lm-CommandPalette-input"),
        course_page.locator(".lm-CommandPalette-item"),
    )
    search.fill("Markdown")
    expect(commands.first).to_be_visible()
    search.fill("Formgrader")
    expect(commands).to_have_count(0)


@pytest.mark.parametrize("unit", outline.load().units, ids=lambda unit: unit.slug)
def test_lesson_runs_and_every_lab_answers(jupyterlab, checkout, server, unit, says, screenshot):
    lesson = open_file(jupyterlab, unit.lesson)
    built = nbformat.read(checkout / "lessons" / server.language / unit.lesson, 4)
    lesson.run_all()
    assert lesson.errors() == []
    labs = lesson.panel.locator(".keguan-lab")
    count = sum("_lab(" in cell.source for cell in built.cells if cell.cell_type == "code")
    assert count >= 3
    expect(labs).to_have_count(count)
    for number in range(count):
        use(labs.nth(number), says)
        # at once: a picture may just be redrawn
        labs.nth(number).evaluate("lab => lab.querySelector('img').scrollIntoView()")
        screenshot(jupyterlab, f"lab-{unit.slug}-{number + 1}")
    assert serious(jupyterlab, f"{lesson.visible} .keguan-lab") == []


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
    to_both_ends(lab)
    lab.locator(".widget-radio").last.get_by_role("radio").first.check()
    check.click()
    expect(lab).to_contain_text(re.compile("✔|✘"))


def to_both_ends(lab: Locator) -> None:
    """Every slider that shows goes to its last and its first value; the picture stays there."""
    for slider in lab.get_by_role("slider").all():
        for key, end in (
            (("End", "aria-valuemax"), ("Home", "aria-valuemin")) if slider.is_visible() else ()
        ):
            slider.press(key)
            expect(slider).to_have_attribute("aria-valuenow", slider.get_attribute(end))
    expect(lab.locator("img")).to_be_visible()


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
        )
    except TimeoutError:
        pytest.fail(
            f"the slider moved, the picture stayed: {lab.locator('img').get_attribute('alt')}",
            pytrace=False,
        )


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
    assert "def profit_by_customer" not in said
    assert "assign_pyramid" in said and "Not attempted" in said
