"""The student's way: course page and a lesson in each language, the labs of every lesson;
test_way.py goes on from there."""

import re
from itertools import cycle

import nbformat
import pytest
from playwright.sync_api import Locator, TimeoutError, expect

from grader.course import outline
from grader.learner.places import Places
from keguan import style
from tests.browser.notebook_page import (
    COMMAND,
    POLLING,
    becomes,
    hides,
    open_course_page,
    open_link,
    run_labs,
    serious,
    shows,
)

SAYS = {
    "zh": {"menu": "文件", "guess first": "先猜一个"},
    "en": {"menu": "File", "guess first": "guess first"},
}


UNITS = outline.load().units
# One language each: that every lab speaks both is asked without a browser.
LABS_OF = list(zip(UNITS, cycle(style.LANGUAGES), strict=False))


@pytest.mark.parametrize(
    "server, unit",
    [("zh", UNITS[0]), ("en", UNITS[-1])],
    indirect=["server"],
    ids=["zh-first", "en-last"],
)
def test_course_page_speaks_the_language_and_leads_to_the_lesson_which_runs(
    jupyterlab, checkout, server, unit, screenshot
):
    course_page = open_course_page(jupyterlab)
    shows(jupyterlab.locator(".lm-MenuBar-item").first, SAYS[server.language]["menu"])
    shows(course_page, unit.objectives[0][server.language])
    screenshot(jupyterlab, "course-page")
    lesson = open_link(jupyterlab, Places(outline.load(), server.language).lesson(unit))
    shows(lesson.panel.locator("h1").first, unit.title[server.language])
    screenshot(jupyterlab, "lesson")
    lesson.run_all()
    assert lesson.errors() == []
    code = code_of(checkout, server.language, unit)
    count = sum("_lab(" in source for source in code)
    expect(lesson.panel.locator(".keguan-lab")).to_have_count(count)


def test_a_student_is_not_shown_the_teachers_tools(jupyterlab):
    # every command of JupyterLab, searchable
    jupyterlab.evaluate(COMMAND, ["apputils:activate-command-palette", {}])
    search, commands = (
        jupyterlab.locator(".lm-CommandPalette-input"),
        jupyterlab.locator(".lm-CommandPalette-item"),
    )
    search.fill("Markdown")
    shows(commands.first)
    search.fill("Formgrader")
    expect(commands).to_have_count(0)


def code_of(checkout, language: str, unit) -> list[str]:
    """The sources of the lesson's code cells."""
    lesson = nbformat.read(checkout / "lessons" / language / unit.lesson, 4)
    return [cell.source for cell in lesson.cells if cell.cell_type == "code"]


@pytest.mark.parametrize(
    "unit, language",
    LABS_OF,
    indirect=["language"],
    ids=[f"{unit.slug}-{language}" for unit, language in LABS_OF],
)
def test_every_lab_of_a_lesson_answers(jupyterlab, checkout, server, unit, language, screenshot):
    cells = without_text(code_of(checkout, language, unit))
    lesson = run_labs(jupyterlab, server, *cells)
    labs = lesson.panel.locator(".keguan-lab")
    count = sum("_lab(" in source for source in cells)
    assert count >= 2
    expect(labs).to_have_count(count)
    for number in range(count):
        use(labs.nth(number), SAYS[language])
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
    shows(lab, says["guess first"])
    hides(control)
    lab.get_by_role("radio").first.check()
    guess.click()
    shows(lab.locator("img"))
    assert lab.locator("img").get_attribute("alt")
    before = lab.locator("img").get_attribute("src")
    if not control.count():  # the account navigator has menus only
        control = lab.locator(".keguan-side select").first
    control.focus()
    control.press(key_that_moves(control))
    follows(lab, before)
    to_both_ends(control)
    shows(lab.locator("img"))
    lab.locator(".widget-radio").last.get_by_role("radio").first.check()
    check.click()
    shows(lab, re.compile("✔|✘"))


def to_both_ends(control: Locator) -> None:
    """A slider goes to its last and its first value; that the picture of every control is right
    there is asked without a browser."""
    if control.get_attribute("aria-valuenow") is None:
        return
    for key, end in (("End", "aria-valuemax"), ("Home", "aria-valuemin")):
        control.press(key)
        becomes(control, "aria-valuenow", control.get_attribute(end))


def key_that_moves(control: Locator) -> str:
    """The key that changes a checkbox or a menu, or a slider by a step away from its nearer end."""
    if control.evaluate("one => one.tagName") == "SELECT":
        return "ArrowDown"
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
