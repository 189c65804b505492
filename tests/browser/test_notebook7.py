"""Notebook 7 opens, runs and saves lessons and tasks, and loses nothing of them."""

import nbformat
from playwright.sync_api import expect

from tests.browser.notebook_page import LABS, Notebook, shows
from tests.browser.test_student import follows

# The shortest lesson, and a quiz.
LESSON, QUIZ = "客户信息管理/课文.ipynb", "减少客户流失/理论小测.ipynb"
# What opening and saving does to a notebook, without drawing its cells.
THERE_AND_BACK = """async path => {
    const contents = jupyterapp.serviceManager.contents;
    const file = await contents.get(path, {type: 'notebook', content: true});
    const model = jupyterapp.docRegistry.getModelFactory('notebook').createNew();
    model.fromJSON(file.content);
    const back = model.toJSON();
    model.dispose();
    return back;
}"""


def open_in_7(page, server, name: str) -> Notebook:
    page.goto(server.at(f"notebooks/{name}"))
    page.locator('body[data-notebook="notebooks"]').wait_for(state="attached")
    return Notebook(page, name)


def content(path_or_notebook) -> tuple:
    """All of a notebook that is not an output."""
    if not isinstance(path_or_notebook, dict):
        path_or_notebook = nbformat.read(path_or_notebook, 4)
    notebook = nbformat.from_dict(path_or_notebook)
    for cell in notebook.cells:
        # the server adds it for the browser and takes it away again
        cell.metadata.pop("trusted", None)
    cells = [
        (c.id, c.cell_type, c.metadata, c.source, c.get("attachments")) for c in notebook.cells
    ]
    return notebook.nbformat, notebook.nbformat_minor, notebook.metadata.kernelspec, cells


def test_a_lesson_runs_and_its_lab_answers(page, server, screenshot):
    path = server.work / "zh" / LESSON
    before = content(path)
    lesson = open_in_7(page, server, LESSON)
    lesson.run_all()
    assert lesson.errors() == []
    # the teachers' menu
    expect(page.locator(".lm-MenuBar-item", has_text="Nbgrader")).to_have_count(0)
    lab = lesson.panel.locator(".keguan-lab").first
    lab.get_by_role("radio").first.check()
    lab.locator("button.mod-primary").first.click()
    shows(lab.locator("img"))
    shown = lab.locator("img").get_attribute("src")
    lab.get_by_role("slider").first.press("End")  # the arrow keys belong to the notebook there
    follows(lab, shown)
    screenshot(page, "notebook7-lab")
    lesson.save()
    assert content(path) == before


def test_a_task_is_answered_checked_and_saved_with_nothing_lost(page, server, screenshot):
    folder = server.work / "zh"
    path = folder / QUIZ
    before = content(path)
    quiz = open_in_7(page, server, QUIZ)
    go_there_and_back(page, folder)
    quiz.run_all()
    answer, check = quiz.code("churn = {"), quiz.folded("第 1 题")
    assert "还没有作答" in quiz.check(check)
    quiz.write(answer, 'churn = {1: "D"}')
    quiz.run(answer)
    assert "churn[1] = D" in quiz.check(check)
    screenshot(page, "notebook7-quiz")
    quiz.save()
    changed = [
        (was, now) for was, now in zip(before[3], content(path)[3], strict=True) if was != now
    ]
    assert content(path)[:3] == before[:3]
    [(was, now)] = changed
    assert was[:3] == now[:3] and now[2]["nbgrader"]["grade_id"] == "churn"
    assert now[3] == 'churn = {1: "D"}'


def go_there_and_back(page, folder) -> None:
    """No lesson and no assignment loses anything."""
    notebooks = [
        path
        for path in sorted(folder.rglob("*.ipynb"))
        if ".ipynb_checkpoints" not in path.parts and path.name != LABS
    ]
    assert len(notebooks) > 20
    for path in notebooks:
        back = page.evaluate(THERE_AND_BACK, path.relative_to(folder).as_posix())
        assert content(back) == content(path), path.name
