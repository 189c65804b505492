"""Every lab on the screen of a weak laptop: controls and picture at once, no name cut off, nothing
too small for a finger."""

import pytest
from playwright.sync_api import expect

from keguan.style import say
from tests.browser.notebook_page import ANSWERS, POLLING, lab_alone, run_labs, shows
from tests.samples import UNITS

LABS = [(unit, name) for unit, sample in UNITS.items() for name in sample.LABS]
# What does not fit the panel, in pixels; what is cut off; what is lower than 44 pixels.
FITS = """lab => {
    const box = one => one.getBoundingClientRect();
    const panel = lab.closest('.jp-WindowedPanel-outer, .jp-NotebookPanel-notebook');
    const bottom = Math.max(...[...lab.querySelectorAll('.keguan-side > *, .keguan-shown > *')]
        .map(one => box(one).bottom));
    const small = [...lab.querySelectorAll('button, summary, label.widget-label-basic, select, '
        + '.widget-radio-box label, input[type=text]')].filter(one => one.checkVisibility());
    return {
        high: Math.round(bottom - box(lab).top),
        room: Math.round(box(panel).height),
        line: Math.round(box(lab.querySelector('summary')).height),
        cut: [...lab.querySelectorAll('label, button, .widget-readout')]
            .filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth)
            .map(one => one.textContent),
        small: small.filter(one => box(one).height < 43.5).map(one => one.outerHTML.slice(0, 80)),
        wide: Math.round(lab.scrollWidth - lab.clientWidth),
    };
}"""


def fits(lab) -> dict:
    """What is wrong with a lab whose picture is there; prints its height beside the panel's."""
    found = lab.evaluate(FITS)
    print(found["high"], "of", found["room"], "line", found["line"])
    wrong = {name: found[name] for name in ("cut", "small") if found[name]}
    if found["high"] > found["room"]:
        wrong["high"] = f"{found['high']} of {found['room']}"
    if found["line"] > 48:
        wrong["line"] = found["line"]
    if found["wide"] > 0:
        wrong["wide"] = found["wide"]
    return wrong


@pytest.fixture
def every_lab(request):
    if not request.config.getoption("--long"):
        pytest.skip("all labs with --long; one of them in test_keyboard.py")


@pytest.mark.usefixtures("every_lab")
@pytest.mark.parametrize(("unit", "name"), LABS)
def test_controls_and_picture_fit_one_screen(
    unit, name, language, jupyterlab, server, checkout, screenshot
):
    notebook = run_labs(
        jupyterlab,
        server,
        f"import sys; sys.path.append({str(checkout)!r})\nimport keguan\nkeguan.use('{language}')\n"
        f"from tests.samples import {unit}\n{unit}.LABS[{name!r}]()",
    )
    jupyterlab.evaluate("jupyterapp.shell.collapseLeft()")  # as the study page opens it
    lab = notebook.panel.locator(".keguan-lab")
    lab.locator("input[type=radio]").first.check()
    lab.get_by_role("button", name=say("看结果", "Reveal")).click()
    shows(lab.locator("img"))
    lab.evaluate("lab => lab.scrollIntoView()")
    screenshot(jupyterlab, f"lab-{name}")
    assert fits(lab) == {}


RESTART = """() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"""
# Saved, and read again as if it had just been opened.
SAVED = """async () => {
    const context = jupyterapp.shell.currentWidget.context;
    await context.save();
    await context.revert();
}"""


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_without_its_kernel_a_lab_says_so_and_saved_it_is_a_picture(
    language, jupyterlab, server, screenshot
):
    lab = lab_alone(jupyterlab, server, language, "tiering", "pyramid_lab")
    words = say("内核已经重启", "The kernel was restarted")
    expect(lab.get_by_text(words)).to_be_hidden()
    jupyterlab.evaluate(RESTART)
    shows(lab.get_by_text(words))
    screenshot(jupyterlab, "lab-without-kernel")
    jupyterlab.evaluate(SAVED)
    panel = jupyterlab.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    shows(panel.locator(".jp-OutputArea-output img"))
    assert "Error displaying widget" not in panel.inner_text()
    screenshot(jupyterlab, "lab-saved")
    jupyterlab.wait_for_function(ANSWERS, polling=POLLING)
