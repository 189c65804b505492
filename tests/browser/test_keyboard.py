"""Every kind of control by keyboard alone: radio buttons, buttons, sliders, a checkbox and a
drop-down, in the resource lab."""

import re

import pytest

from keguan.figures import tiering as figures
from keguan.style import say
from tests.browser.notebook_page import POLLING, choose, lab_alone, shows, tab_to
from tests.browser.test_labs import fits


@pytest.fixture
def lab(jupyterlab, server, language):
    jupyterlab.evaluate("jupyterapp.shell.collapseLeft()")  # as the study page opens it
    return lab_alone(jupyterlab, server, language, "tiering", "resource_lab")


def test_a_lab_is_used_by_keyboard_alone(jupyterlab, lab, screenshot):
    choose(jupyterlab, figures.plan_name("equal"))
    choose(jupyterlab, say("看结果", "Reveal"))
    picture, sentence = lab.locator("img"), lab.get_by_role("status")
    shows(picture)
    for name, key in (
        (figures.group_name("ordinary_plus"), "Home"),
        (say("淘汰劣质客户", "Drop poor-quality customers"), "Space"),
        (say("看几个季度", "Quarters"), "End"),
        (say("和谁比", "Compare with"), "ArrowDown"),
    ):
        before = sentence.all_text_contents()
        tab_to(jupyterlab, name)
        jupyterlab.keyboard.press(key)
        jupyterlab.wait_for_function(
            "([lab, before]) => [...lab.querySelectorAll('[role=status]')].map(e => "
            "e.textContent).join() !== before",
            arg=[lab.element_handle(), ",".join(before)],
            polling=POLLING,
        )
    screenshot(jupyterlab, "keyboard")
    assert fits(lab) == {}
    choose(jupyterlab, say("第 1 季度", "Quarter 1"))
    choose(jupyterlab, say("检查", "Check"))
    shows(lab, re.compile("✔|✘"))
