"""The student's way in both languages: course page, every lesson with its labs, a task and its verdicts, a hint, Validate."""

import re

import nbformat
import pytest
from notebook_page import Notebook, open_link
from playwright.sync_api import Locator, TimeoutError, expect

from grader import course
from grader.simulate import load_answers

SAYS = {
    "zh": {"menu": "文件", "guess first": "先猜一个", "hint": "提示 1"},
    "en": {"menu": "File", "guess first": "guess first", "hint": "Hint 1"},
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


def test_course_page_speaks_the_language_and_leads_to_the_lesson(course_page, server, first_unit, says, screenshot):
    expect(course_page.locator(".lm-MenuBar-item").first).to_have_text(says["menu"])
    expect(course_page.locator(".jp-MarkdownViewer")).to_contain_text(first_unit.objectives[0][server.language])
    screenshot("course-page")
    lesson = open_link(course_page, first_unit.lesson)
    expect(lesson.panel.locator("h1").first).to_contain_text(first_unit.title[server.language])
    screenshot("lesson")


def test_a_student_is_not_shown_the_teachers_tools(course_page):
    course_page.keyboard.press("Control+Shift+C")  # every command of JupyterLab, searchable
    search, commands = course_page.locator(".lm-CommandPalette-input"), course_page.locator(".lm-CommandPalette-item")
    search.fill("Markdown")
    expect(commands.first).to_be_visible()
    search.fill("Formgrader")
    expect(commands).to_have_count(0)


@pytest.mark.parametrize("unit", course.load().units, ids=lambda unit: unit.slug)
def test_lesson_runs_and_every_lab_answers(course_page, checkout, server, unit, says, screenshot):
    lesson = open_link(course_page, unit.lesson)
    built = nbformat.read(checkout / "lessons" / server.language / unit.lesson, 4)
    lesson.run_all()
    assert lesson.errors() == []
    labs = lesson.panel.locator(".keguan-lab")
    count = sum("_lab(" in cell.source for cell in built.cells if cell.cell_type == "code")
    assert count >= 3
    expect(labs).to_have_count(count)
    for number in range(count):
        use(labs.nth(number), says)
        labs.nth(number).locator("img").scroll_into_view_if_needed()
        screenshot(f"lab-{unit.slug}-{number + 1}")


def use(lab: Locator, says) -> None:
    """Guess, see the picture, move a control by keyboard, answer the question; the picture follows the control."""
    lab.scroll_into_view_if_needed()
    guess, check = lab.locator("button.mod-primary").all()
    control = lab.get_by_role("slider").or_(lab.get_by_role("checkbox")).first
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
        for key, end in (("End", "aria-valuemax"), ("Home", "aria-valuemin")) if slider.is_visible() else ():
            slider.press(key)
            expect(slider).to_have_attribute("aria-valuenow", slider.get_attribute(end))
    expect(lab.locator("img")).to_be_visible()


def key_that_moves(control: Locator) -> str:
    """The key that changes a checkbox, or a slider by a step away from its nearer end."""
    if control.get_attribute("aria-valuenow") is None:
        return "Space"
    return "ArrowLeft" if control.get_attribute("aria-valuenow") == control.get_attribute("aria-valuemax") else "ArrowRight"


def follows(lab: Locator, before: str) -> None:
    """Wait until the lab's picture is another one; a picture is too long for the message of `expect`."""
    try:
        lab.page.wait_for_function("([lab, before]) => lab.querySelector('img').src !== before",
                                   arg=[lab.element_handle(), before])
    except TimeoutError:
        pytest.fail(f"the slider moved, the picture stayed: {lab.locator('img').get_attribute('alt')}", pytrace=False)


@pytest.fixture(scope="session")
def profit(checkout):
    """The first task: its right answer, and its first known mistake with the verdict that this gets."""
    source = nbformat.read(checkout / "exercises/source/zh/tiering-tasks/tiering-tasks.ipynb", 4)
    right = next(cell.source for cell in source.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "profit")
    mistake = load_answers(checkout)["tiering-tasks"]["profit"].mistakes[0]
    return right, mistake


def test_a_task_from_empty_to_right_to_wrong(course_page, profit, says, screenshot):
    right, mistake = profit
    tasks = open_link(course_page, "tiering-tasks")
    answer, check = tasks.code("def profit_by_customer"), tasks.code("checks.example(\"profit_by_customer\"")
    tasks.run_above(answer)
    tasks.run(answer)
    assert "未作答 · Not attempted" in tasks.run(check)
    read_hint(tasks, says, screenshot)
    tasks.write(answer, right)
    tasks.run(answer)
    assert "正确 · Correct" in tasks.run(check)
    screenshot("correct")
    tasks.write(answer, mistake.code)
    tasks.run(answer)
    verdict = tasks.run(check)
    assert "还不对 · Not yet" in verdict and mistake.says in verdict and "Traceback" not in verdict
    screenshot("verdict")


def read_hint(notebook: Notebook, says, screenshot) -> None:
    """Hints are folded; a click opens the first and leaves the second closed."""
    first, second = notebook.panel.locator("details").all()[:2]
    expect(first.locator("summary")).to_contain_text(says["hint"])
    first.locator("summary").click()
    expect(first).to_have_attribute("open", "")
    expect(second).not_to_have_attribute("open", "")
    screenshot("hint")


def test_validate_says_what_is_not_done(course_page, profit, screenshot):
    right, _ = profit
    tasks = open_link(course_page, "tiering-tasks")
    tasks.write(tasks.code("def profit_by_customer"), right)
    said = tasks.validate()
    screenshot("validate")
    assert "def profit_by_customer" not in said
    assert "assign_pyramid" in said and "Not attempted" in said
