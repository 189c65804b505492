"""A checkpoint and a theory test by keyboard alone, in both languages, on a wide screen and on a
phone."""

import os
import re

import pytest
from playwright.sync_api import Page, expect

from grader.course import outline as courses
from grader.learner import form, home, workspace
from tests.browser.test_study import good
from tests.desk_server import TOKEN, serving

WORDS = {
    "zh": {
        "begin": "开始答题",
        "done": "已答 {} / {}",
        "id": "学号",
        "name": "姓名",
        "paper": "李四（20240102）的卷子",
    },
    "en": {
        "begin": "Begin",
        "done": "{} of {} answered",
        "id": "Student id",
        "name": "Name",
        "paper": "Paper of 李四 (20240102)",
    },
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The study page of the course itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(home.VARIABLE, str(tmp_path_factory.mktemp("客关")))
        for language in ("zh", "en"):
            workspace.update(courses.load(), language)
        with serving() as address:
            yield address


@pytest.fixture
def shot(page, checkout, language):
    folder = os.environ.get("KEGUAN_SCREENSHOTS")

    def take(name: str, whole: bool = False) -> None:
        if folder:
            path = checkout / folder / f"form-{language}-{name}.png"
            page.screenshot(path=path, full_page=whole)

    return take


def tab_to(page: Page, selector: str) -> None:
    """Tab to an element."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} cannot be reached by keyboard")


def value(language: str, name: str, key: str) -> str:
    return form.sheet(courses.load(), language, name).replies[key].value


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_checkpoint_and_a_test_by_keyboard(page, address, language, shot):
    words = WORDS[language]
    home.choose(language)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{address}?token={TOKEN}&unit=maintenance")
    shot("1-study", whole=True)
    page.goto(f"{address}/form/maintenance-check")
    done = page.locator("#done")
    expect(done).to_have_text(words["done"].format(0, 8))
    good(page)
    shot("2-checkpoint")
    tab_to(page, "[name='q.c1'][value='A']")  # tick boxes
    page.keyboard.press("Space")
    tab_to(page, "[name='q.c1'][value='C']")
    page.keyboard.press("Space")
    expect(done).to_have_text(words["done"].format(1, 8))
    tab_to(page, "[name='q.c3']")  # a number
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    said = page.locator("#v-c3 .verdict")
    expect(said).to_have_class(re.compile("bad"))
    assert page.evaluate("document.activeElement.name") == "q.c3"
    shot("3-verdict")
    tab_to(page, "[name='q.c4']")
    page.keyboard.type("many")
    page.keyboard.press("Tab")
    expect(page.locator("#w-c4")).not_to_be_empty()
    tab_to(page, "[data-order='c7'] li:last-child [data-move='-1']")  # steps
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(done).to_have_text(words["done"].format(3, 8))
    page.evaluate("() => last")  # until all is kept
    assert value(language, "maintenance-check", "c7") == "ADBC"
    assert value(language, "maintenance-check", "c1") == "AC"
    tab_to(page, "[value='check c7']")
    page.keyboard.press("Enter")
    expect(page.locator("#v-c7 .verdict")).to_be_visible()
    good(page)
    shot("4-order", whole=True)
    page.set_viewport_size({"width": 390, "height": 844})
    good(page)
    shot("5-phone", whole=True)


def test_what_is_chosen_before_the_script_is_there_is_kept(page, address):
    """On a slow machine the questions can be seen, and clicked, before the script has come."""
    home.choose("zh")
    workspace.update(courses.load(), "zh")
    held = []
    page.goto(f"{address}?token={TOKEN}")
    page.route("**/desk.js", lambda route: held.append(route))
    page.goto(f"{address}/form/tiering-check", wait_until="commit")
    page.locator("[name='q.c3'][value='B']").check()
    page.wait_for_timeout(200)
    held[0].continue_()
    expect(page.locator("#done")).to_have_text(WORDS["zh"]["done"].format(1, 8))
    assert value("zh", "tiering-check", "c3") == "B"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_paper_is_somebodys_and_says_only_what_was_answered(page, address, language, shot):
    words = WORDS[language]
    home.arrive(home.Person("20240102", "李四")) if home.who() else None
    home.choose(language)
    workspace.update(courses.load(), language)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{address}/form/churn-quiz?token={TOKEN}")
    if not home.who():
        page.get_by_label(words["id"]).fill("20240102")
        page.get_by_label(words["name"]).fill("李 四")
        good(page)
        shot("6-whose")
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(words["paper"])
    tab_to(page, "[name='q.churn-1']")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#done")).to_have_text(words["done"].format(1, 10))
    good(page)
    shot("7-quiz")
    page.reload()
    assert page.locator("[name='q.churn-1']:checked").get_attribute("value") == "B"
    page.set_viewport_size({"width": 390, "height": 844})
    good(page)
    shot("8-quiz-phone", whole=True)
    page.goto(f"{address}/form/final-test")
    good(page)
    shot("9-final-phone")
    page.set_viewport_size({"width": 1366, "height": 768})
    shot("10-final")
