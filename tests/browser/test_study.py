"""The student's day on the study page, by keyboard, on a wide screen and on a phone."""

import json
import os
import re

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook
from playwright.sync_api import Page, expect

from grader.course import outline as courses
from grader.learner import handin, home
from tests import tiny_class
from tests.browser.notebook_page import serious
from tests.desk_server import TOKEN, serving

NAME = "tiny-tasks"
# What a finger cannot hit: buttons, fields and links that stand alone, under 44 pixels high.
SMALL = """() => [...document.querySelectorAll(
        'button, .button, summary, input:not(.option input), label.option, a.go, a.card')]
    .filter(one => one.checkVisibility() && one.type !== 'hidden')
    .filter(one => one.getBoundingClientRect().height < 43.5)
    .map(one => one.outerHTML.slice(0, 80))"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = "(document.activeElement.textContent || document.activeElement.name || '').trim()"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A small course whose student has one task right."""
    root = tmp_path_factory.mktemp("课程")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KEGUAN_HOME", str(root / "客关"))
        course = tiny_class.opened(root)
        patch.setattr(courses, "CHECKOUT", course.root)
        path = home.place() / "zh" / tiny_class.PLACES["zh"][NAME]
        content = json.loads(path.read_text(encoding="utf-8"))
        for cell in content["cells"]:
            if cell["id"] == "double":
                cell["source"] = "def double(x):\n    return 2 * x"
        path.write_text(json.dumps(content), encoding="utf-8")
        yield course


@pytest.fixture(scope="module")
def address(course):
    """The study page, with JupyterLab behind it."""
    with serving(
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.news_url=",
        jupyterlab=True,
    ) as address:
        yield address


@pytest.fixture
def shot(page, checkout):
    """Keeps what the page shows where KEGUAN_SCREENSHOTS names a folder, for people to look at."""
    folder = os.environ.get("KEGUAN_SCREENSHOTS")

    def take(name: str) -> None:
        if folder:
            page.screenshot(path=checkout / folder / f"study-{name}.png", full_page=True)

    return take


def press(page: Page, words: str) -> None:
    """Tab to the element with these words and press Enter there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if re.fullmatch(words, page.evaluate(FOCUSED)):
            return page.keyboard.press("Enter")
    pytest.fail(f"{words} cannot be reached by keyboard")


def good(page: Page) -> None:
    """The page has nothing that axe finds serious, nothing too small, nothing wider than the
    screen."""
    assert serious(page) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate(WIDER) <= 0


def test_a_day_by_keyboard(page, address, shot):
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{address}?token={TOKEN}")
    expect(page.locator("#next")).to_have_text("小单元")
    good(page)
    shot("1-start")
    press(page, "检查我的作业")
    expect(page.locator("progress")).to_be_visible()
    shot("2-checking")
    verdict = page.locator(".verdict")
    expect(verdict).to_contain_text("2 题做了 1 题，全对 1 题")
    expect(page.locator("#next")).to_have_text("问候")
    good(page)
    shot("3-checked")
    press(page, "知道了")
    expect(verdict).to_have_count(0)
    press(page, "交作业")
    page.get_by_label("学号").press_sequentially("20240101")
    page.keyboard.press("Tab")
    page.keyboard.type("张三")
    good(page)
    shot("4-hand-in")
    page.keyboard.press("Enter")
    expect(verdict).to_contain_text("已打包")
    [receipt] = handin.receipts()
    expect(verdict).to_contain_text(receipt.receipt)
    good(page)
    shot("5-handed-in")
    page.set_viewport_size({"width": 390, "height": 844})
    good(page)
    shot("6-phone")
    page.emulate_media(color_scheme="dark")
    good(page)
    shot("7-phone-dark")
    page.emulate_media(color_scheme="light")
    press(page, "English")
    expect(page.locator("#units")).to_have_text("Units")
    good(page)
    shot("8-phone-english")


def test_feedback_is_dropped_and_read_in_place_without_its_script(page, address, course, shot):
    page.goto(f"{address}?token={TOKEN}")
    evil = "<!DOCTYPE html><h1>做得好</h1><script>top.location = 'about:blank'</script>"
    page.locator("input[type=file]").first.set_input_files(
        {"name": "tiny-essay.html", "mimeType": "text/html", "buffer": evil.encode()}
    )
    page.locator(".verdict a").first.click()
    expect(page.frame_locator("#inside").locator("h1")).to_have_text("做得好")
    assert page.url.endswith("/read/tiny-essay.html")
    shot("9-feedback")
    page.locator("#back").click()
    expect(page.locator("#units")).to_be_visible()


def test_a_notebook_opens_alone_and_is_saved_before_it_is_checked(page, address, course, shot):
    home.choose("zh")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{address}/open/zh/小单元/小任务.ipynb?token={TOKEN}")
    expect(page.locator("#ready")).to_have_class(re.compile("good"))
    inside = page.frame_locator("#inside")
    expect(inside.locator(".jp-DirListing")).not_to_be_visible()
    expect(inside.locator(".jp-SideBar.jp-mod-left")).not_to_be_visible()
    shot("10-notebook")
    page.evaluate("""() => document.getElementById('inside').contentWindow.jupyterapp.shell
        .currentWidget.content.model.cells.get(0).sharedModel.setSource('written now')""")
    page.get_by_role("button", name="检查我的作业").click()
    expect(page.locator("progress, .verdict")).to_be_visible()
    path = home.place() / "zh" / tiny_class.PLACES["zh"][NAME]
    assert "written now" in path.read_text(encoding="utf-8")


@pytest.mark.skipif(not os.environ.get("KEGUAN_LONG"), reason="--long")
def test_a_lesson_opens_at_the_section_that_was_asked_for(page, address, course):
    cells = [new_markdown_cell(f"## {mark}、\n\n" + "字 \n\n" * 30) for mark in "一二三四五六"]
    path = home.place() / "zh" / tiny_class.PLACES["zh"]["tiny"]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    lesson = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    path.write_text(nbformat.writes(lesson), encoding="utf-8")
    page.goto(f"{address}/open/zh/小单元/课文.ipynb?section=5&token={TOKEN}")
    head = page.frame_locator("#inside").get_by_role("heading", name="五、")
    expect(head).to_be_in_viewport()
    shown = head.bounding_box()
    assert shown["y"] < 400, shown
