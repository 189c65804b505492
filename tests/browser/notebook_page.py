"""What a student does in JupyterLab, in the words of the tests. Nothing here depends on the
interface's language."""

import json
import re
from urllib.parse import quote

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, TimeoutError

# Milliseconds: by itself a page is asked at every frame, and what it then draws costs more than the
# lesson.
POLLING = 200
LABS = "labs.ipynb"  # a notebook for labs only, which stays open
# Its kernel forgets what it was told, its cells become others.
FILL = """async content => {
    const panel = jupyterapp.shell.currentWidget;
    await panel.sessionContext.session.kernel.requestExecute({code: '%reset -f'}).done;
    panel.content.model.fromJSON(content);
}"""
VISIBLE = ".jp-NotebookPanel:not(.lm-mod-hidden)"
ERROR = (
    ':is([data-mime-type="application/vnd.jupyter.error"], '
    '[data-mime-type="application/vnd.jupyter.stderr"])'
)
CURRENT = "window.jupyterapp?.shell.currentWidget?.content?.model?.cells"
# JupyterLab shows "idle" before there is a kernel, and what is run then is lost; and it leaves a
# command to the page before,
# or to one that it restored, as long as the notebook is not the current one.
KERNEL = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
IN_FRONT = "name => window.jupyterapp?.shell.currentWidget?.context?.path.includes(name)"
ANSWERS = f"{KERNEL}?.connectionStatus === 'connected' && {KERNEL}.status === 'idle'"
# how often the chosen cell was run, which a folded cell does not show
RUNS = "jupyterapp.shell.currentWidget.content.activeCell.model.executionCount ?? 0"
# First words of the code cells that have no number yet. The status bar's "Executed 12 cells"
# cannot be used: it counts anew
# whenever the kernel has done all that it was given so far.
WAITING = f"""[...({CURRENT} || [])]
    .filter(cell => cell.type === 'code' && !cell.executionCount)
    .filter(cell => cell.sharedModel.getSource().trim())
    .map(cell => cell.sharedModel.getSource().slice(0, 40))"""

# The words of the focused element of a lab; "" where the focus is outside of it.
FOCUSED = """() => {
    const focused = document.activeElement;
    if (!focused.closest('.keguan-lab')) return '';
    const label = focused.closest('label') || (focused.labels || [])[0];
    const words = focused.getAttribute('aria-label') || (label || focused).textContent;
    return (words || focused.value || '').trim();
}"""


# Runs a command of JupyterLab. What it answers is not sent here: a widget has thousands of parts.
COMMAND = "([name, how]) => jupyterapp.commands.execute(name, how).then(() => null)"


class Notebook:
    """The notebook that is in front."""

    visible, error = VISIBLE, ERROR

    def __init__(self, page: Page, name: str):
        """Wait until the notebook whose path has this name is in front, shows its cells, and its
        kernel answers."""
        self.page, self.panel = page, page.locator(VISIBLE)
        page.wait_for_function(IN_FRONT, arg=name, polling=POLLING)
        shows(self.panel.locator(".jp-Cell").first)
        page.wait_for_function(f"{CURRENT}?.length", polling=POLLING)
        page.wait_for_function(ANSWERS, polling=POLLING)

    def _status(self, status: str) -> None:
        becomes(self.panel.locator(".jp-Notebook-ExecutionIndicator"), "data-status", status)

    def run_all(self) -> None:
        """Clear what is stored, run all; ends when every code cell was run or
        one of them failed."""
        # No restart: JupyterLab on a busy machine stays at "Starting" when it is asked for one
        # right after the first start.
        self.panel.locator(".jp-InputPrompt").first.click()
        self.page.evaluate(COMMAND, ["notebook:clear-all-cell-outputs", {}])
        self.page.locator(".lm-MenuBar-item").nth(3).click()
        self.page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
        try:
            self.page.wait_for_function(
                f"([panel, error]) => document.querySelector(`${{panel}} ${{error}}`)"
                f" || {CURRENT}?.length && !({WAITING}).length",
                arg=[VISIBLE, ERROR],
                polling=POLLING,
            )
        except TimeoutError:
            pytest.fail(
                f"code cells that were not run: {self.page.evaluate(WAITING)}", pytrace=False
            )
        self._status("idle")

    def errors(self) -> list[str]:
        return self.panel.locator(ERROR).all_text_contents()

    def code(self, text: str) -> Locator:
        """The code cell whose source has this text."""
        cell = (
            self.panel.locator(".jp-CodeCell")
            .filter(has=self.page.locator(".jp-InputArea", has_text=text))
            .first
        )
        cell.scroll_into_view_if_needed()
        return cell

    def folded(self, text: str) -> Locator:
        """The folded cell whose line says this."""
        cell = (
            self.panel.locator(".jp-CodeCell")
            .filter(has=self.page.locator(".jp-InputPlaceholder", has_text=text))
            .first
        )
        cell.scroll_into_view_if_needed()
        return cell

    def check(self, folded: Locator) -> str:
        """Choose a folded cell by a click, which leaves it folded, and run it; return what its
        card says."""
        line = folded.locator(".jp-PlaceholderText").bounding_box()
        self.page.mouse.click(line["x"] + 4, line["y"] + 4)
        number = self.page.evaluate(RUNS)
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(f"before => ({RUNS}) > before", arg=number, polling=POLLING)
        card = folded.get_by_role("note")
        shows(card)
        assert folded.locator(".jp-InputPlaceholder").count() == 1
        return card.inner_text()

    def write(self, cell: Locator, source: str) -> None:
        """Replace the cell's source as one would by pasting."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)
        shows(cell.locator(".cm-content"), source.splitlines()[-1].strip())

    def run(self, cell: Locator) -> str:
        """Run one cell; return what its output says."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        # The prompt shows a star while the cell waits or runs, and a number after that.
        shows(cell.locator(".jp-InputPrompt"), re.compile(r"\[\d+\]"))
        output = cell.locator(".jp-OutputArea")
        output.evaluate("output => output.scrollIntoView({block: 'nearest'})")
        return output.inner_text()

    def run_above(self, cell: Locator) -> None:
        """Menu: run all above this cell."""
        cell.locator(".jp-InputPrompt").click()
        self.page.locator(".lm-MenuBar-item").nth(3).click()
        self.page.locator('.lm-Menu-item[data-command="notebook:run-all-above"]').click()
        self._status("idle")

    def save(self) -> None:
        """Save the notebook; ends when JupyterLab says that it has no unsaved change."""
        self.page.evaluate(COMMAND, ["docmanager:save", {}])
        self.page.wait_for_function(
            "() => !jupyterapp.shell.currentWidget.context.model.dirty", polling=POLLING
        )


def open_link(page: Page, target: str) -> Notebook:
    """Click the course page's link to a notebook: one click, after JupyterLab has laid out what it
    opens by itself."""
    page.wait_for_function("window.jupyterapp?.restored.then(() => true)")
    page.locator(f'.jp-MarkdownViewer a[href*="{quote(target)}"]').first.click()
    return Notebook(page, target)


def open_file(page: Page, path: str) -> Notebook:
    """Open a notebook of the course, as a double click in the list of files does."""
    page.evaluate(COMMAND, ["docmanager:open", {"path": path}])
    return Notebook(page, path)


def open_course_page(page: Page) -> Locator:
    """Open the course page from the list of files; return what it shows."""
    page.evaluate(COMMAND, ["docmanager:open", {"path": "README.md"}])
    shows(page.locator(".jp-MarkdownViewer h1"))
    return page.locator(".jp-MarkdownViewer")


# `expect` writes down what a screen reader would be told of the whole page whenever it does not
# find what it waits for: a second of work at every look. These only look.


def shows(locator: Locator, text: str | re.Pattern | None = None) -> None:
    """Wait until it is visible, with this text in it."""
    (locator if text is None else locator.filter(has_text=text)).wait_for()


def hides(locator: Locator) -> None:
    locator.wait_for(state="hidden")


def becomes(locator: Locator, attribute: str, value: str) -> None:
    """Wait until an attribute of it has this value."""
    wanted = f"[{attribute}={json.dumps(value, ensure_ascii=False)}]"
    locator.and_(locator.page.locator(wanted)).wait_for(state="attached")


def serious(page: Page, part: str | None = None) -> list[str]:
    """axe-core's serious and critical violations on the page, or in the parts that a selector
    finds, each with a place."""
    found = Axe().run(page, context=part).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:200]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


def lab_alone(page: Page, server, language: str, unit: str, lab: str) -> Locator:
    """A lab in a notebook of its own, run, with the keyboard on its cell."""
    source = (
        f"import keguan\nkeguan.use('{language}')\nfrom keguan.widgets import {unit} as widgets\n"
        f"widgets.{lab}()"
    )
    notebook = run_labs(page, server, source)
    notebook.panel.locator(".jp-InputPrompt").first.click()
    return notebook.panel.locator(".keguan-lab")


def run_labs(page: Page, server, *sources: str) -> Notebook:
    """A notebook of these code cells, run. It is the same for all tests, with its kernel: what labs
    import takes longer than what they do."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    content = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    if LABS not in (file["name"] for file in server.ask("GET", "api/contents")["content"]):
        server.ask(
            "PUT",
            f"api/contents/{LABS}",
            {"type": "notebook", "format": "json", "content": content},
        )
    notebook = open_file(page, LABS)
    page.evaluate(FILL, content)
    notebook.run_all()
    assert notebook.errors() == []
    return notebook


def tab_to(page: Page, text: str, key: str = "Tab") -> None:
    """Press Tab until the focus is on what has this name: twice through the page, for it may
    appear when Tab has just gone by."""
    for _ in range(100):
        if page.evaluate(FOCUSED) == text:
            return
        page.keyboard.press(key)
    pytest.fail(f"100 times {key} did not reach “{text}”, but {page.evaluate(FOCUSED)!r}")


def choose(page: Page, text: str) -> None:
    tab_to(page, text)
    page.keyboard.press("Space")
