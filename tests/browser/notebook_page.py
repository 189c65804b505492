"""What a student does in JupyterLab, in the words of the tests. Nothing here depends on the
interface's language."""

import re

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, TimeoutError, expect

# Milliseconds: by itself a page is asked at every frame, and what it then draws costs more than the
# lesson.
POLLING = 200
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
        expect(self.panel.locator(".jp-Cell").first).to_be_visible()
        page.wait_for_function(f"{CURRENT}?.length", polling=POLLING)
        page.wait_for_function(ANSWERS, polling=POLLING)

    def _status(self, status: str) -> None:
        expect(self.panel.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute(
            "data-status", status
        )

    def run_all(self) -> None:
        """Clear what is stored, run all in the fresh kernel; ends when every code cell was run or
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

    def write(self, cell: Locator, source: str) -> None:
        """Replace the cell's source as one would by pasting."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)
        expect(cell.locator(".cm-content")).to_contain_text(source.splitlines()[-1].strip())

    def run(self, cell: Locator) -> str:
        """Run one cell; return what its output says."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        # The prompt shows a star while the cell waits or runs, and a number after that.
        expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]"))
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

    def validate(self) -> str:
        """Press nbgrader's Validate; return what its dialog says."""
        self.panel.get_by_role("button", name="Validate").click()
        dialog = self.page.locator(".jp-Dialog")
        expect(dialog).to_be_visible()
        return dialog.inner_text()


def open_link(page: Page, target: str) -> Notebook:
    """Click the course page's link to a notebook: one click, after JupyterLab has laid out what it
    opens by itself."""
    page.wait_for_function("window.jupyterapp?.restored.then(() => true)")
    page.locator(f'.jp-MarkdownViewer a[href*="{target}"]').first.click()
    return Notebook(page, target)


def open_file(page: Page, path: str) -> Notebook:
    """Open a notebook of the course, as a double click in the list of files does."""
    page.evaluate(COMMAND, ["docmanager:open", {"path": path}])
    return Notebook(page, path)


def close_tab(page: Page) -> None:
    page.locator(".lm-TabBar-tab.jp-mod-current .lm-TabBar-tabCloseIcon").click()


def serious(page: Page, part: str | None = None) -> list[str]:
    """axe-core's serious and critical violations on the page, or in the parts that a selector
    finds, each with a place."""
    found = Axe().run(page, context=part).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:200]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


def lab_alone(page: Page, server, unit: str, lab: str) -> Locator:
    """A lab in a notebook of its own, run, with the keyboard on its cell."""
    source = (
        f"import keguan\nkeguan.use('{server.language}')\nfrom keguan.widgets import {unit} as "
        f"widgets\nwidgets.{lab}()"
    )
    write_new(server, f"{lab}.ipynb", source)
    notebook = open_file(page, f"{lab}.ipynb")
    notebook.run_all()
    assert notebook.errors() == []
    notebook.panel.locator(".jp-InputPrompt").first.click()
    return notebook.panel.locator(".keguan-lab")


def write_new(server, name: str, *sources: str) -> None:
    """Write a notebook of these code cells into the course."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    content = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    server.ask(
        "PUT", f"api/contents/{name}", {"type": "notebook", "format": "json", "content": content}
    )


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
