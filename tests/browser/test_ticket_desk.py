"""The ticket desk in the browser: a ticket and the end of a day by keyboard alone and by mouse;
whole days of three players behind --long."""

import pytest

from keguan.figures import ticket_desk as words
from keguan.models import ticket_desk as models
from keguan.style import say
from keguan.widgets.ticket_desk import TicketDesk
from tests.browser.notebook_page import POLLING, choose, run_labs, serious, shows
from tests.desk_players import good, hasty, indifferent, played, presses

SEED = 2026
SHOWN = """number => document.querySelector('.keguan-desk .keguan-heard')
    ?.innerHTML.includes(`<!-- ${number} -->`)"""
FOCUS = "() => Boolean(document.activeElement.closest('.keguan-desk'))"
# What is too high for the panel, cut off, too low for a finger, or wider than the lab.
FITS = """lab => {
    const room = lab.closest('.jp-WindowedPanel-outer, .jp-NotebookPanel-notebook').clientHeight;
    const there = [...lab.querySelectorAll('button, summary')].filter(one => one.checkVisibility());
    return {
        high: Math.max(0, Math.round(lab.getBoundingClientRect().height) - room),
        cut: there.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent),
        small: there.filter(one => one.getBoundingClientRect().height < 43.5).length,
        wide: Math.max(0, lab.scrollWidth - lab.clientWidth),
    };
}"""
FITTING = {"high": 0, "cut": [], "small": 0, "wide": 0}


class Desk:
    """A desk in the browser, and one of the same day beside it that says what is to be pressed."""

    def __init__(self, page, server, language, folder, begun=""):
        for name in ("shown", "beside"):
            (folder / name).mkdir()
            (folder / name / f"desk-{SEED}.txt").write_text(begun, encoding="utf-8")
        self.page = page
        source = (
            f"import keguan\nkeguan.use({language!r})\nfrom pathlib import Path\n"
            f"from keguan.widgets.ticket_desk import TicketDesk\n"
            f"TicketDesk({SEED}, Path({str(folder / 'shown')!r}))"
        )
        self.notebook = run_labs(page, server, source)
        page.evaluate("jupyterapp.shell.collapseLeft()")
        self.lab = self.notebook.panel.locator(".keguan-desk")
        self.lab.evaluate("lab => lab.scrollIntoView()")
        self.notebook.panel.locator(".jp-InputPrompt").first.click()
        self.beside = TicketDesk(SEED, folder / "beside")

    @property
    def state(self):
        return self.beside.state

    def press(self, player, how):
        """One action; after each button the keyboard is on the desk still."""
        for button in presses(self.beside, player(self.state)):
            how(button.description)
            button.click()
            self.page.wait_for_function(SHOWN, arg=self.beside._shown, polling=POLLING)
            assert self.page.evaluate(FOCUS), f"no focus after {button.description}"

    def click(self, text):
        self.lab.get_by_role("button", name=text, exact=True).click()

    def key(self, text):
        choose(self.page, text)

    def ends(self):
        """The score that is shown, and the record to be copied, are those of the day beside."""
        shows(self.lab.locator("[role=status]", has_text=str(self.total)))
        answer = self.lab.get_by_role("textbox").input_value()
        assert answer == self.beside.text

    @property
    def total(self):
        return models.total(models.score(self.state))


def begun(player, tickets):
    """The record of a day until so many tickets are done."""
    lines = models.record(played(SEED, player)).split("\n")
    return "\n".join(lines[:tickets])


@pytest.mark.parametrize("language", ["zh"], indirect=True)
def test_a_ticket_and_the_end_of_the_day_by_keyboard_alone(
    jupyterlab, server, language, tmp_path, screenshot
):
    """The last ticket of a day that was begun before, so that a kernel's restart costs nothing."""
    desk = Desk(jupyterlab, server, language, tmp_path, begun(good, 13))
    while not desk.state.over:
        desk.press(good, desk.key)
        if desk.state.note in ("opened", "replied"):
            screenshot(jupyterlab, f"desk-{desk.state.note}")
            assert desk.lab.evaluate(FITS) == FITTING
    screenshot(jupyterlab, "desk-end")
    assert desk.lab.evaluate(FITS) == FITTING
    desk.ends()
    assert desk.total >= 90


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_the_first_ticket_by_mouse_and_on_a_phone(
    jupyterlab, server, language, tmp_path, screenshot
):
    desk = Desk(jupyterlab, server, language, tmp_path)
    while desk.state.note != "done":
        desk.press(hasty, desk.click)
    assert serious(jupyterlab, ".keguan-desk") == []
    jupyterlab.set_viewport_size({"width": 390, "height": 844})
    try:
        desk.press(good, desk.click)
        screenshot(jupyterlab, "desk-390")
        assert desk.lab.evaluate(FITS) | {"high": 0} == FITTING
    finally:
        jupyterlab.set_viewport_size({"width": 1366, "height": 768})


@pytest.mark.parametrize("player", [good, hasty, indifferent])
def test_a_whole_day(player, jupyterlab, server, language, tmp_path, screenshot, request):
    if not request.config.getoption("--long"):
        pytest.skip("whole days with --long")
    desk = Desk(jupyterlab, server, language, tmp_path)
    how = say(desk.key, desk.click)
    while not desk.state.over:
        desk.press(player, how)
        assert desk.lab.evaluate(FITS) == FITTING
    screenshot(jupyterlab, f"desk-{player.__name__}")
    desk.ends()
    for order in models.ORDERS:
        assert words.order_name(order) in desk.lab.locator("img").get_attribute("alt")
