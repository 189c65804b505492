"""The whole way of one assignment: not run, empty, misspelt, wrong, hints, right, all checked,
saved, graded, read, seen on the course page."""

import json
import re
import shutil
from dataclasses import dataclass

import nbformat
import pytest

from grader.course.answers import Mistake, load_answers
from tests.browser.notebook_page import (
    Notebook,
    becomes,
    hides,
    open_course_page,
    open_file,
    serious,
    shows,
)

TASKS = "tiering-tasks"
PLACE = {"zh": "客户分级管理/上机任务.ipynb", "en": "Customer tiering/Tasks.ipynb"}
FIRST, LAST = "profit", "growth"  # answered in the browser; answered wrong and handed in so
FIRST_CHECK = "profit-sum"
LEFT_OUT = "quadrant"  # not answered
WORDS = {
    "zh": {
        "open": "还没有运行上面的答案格",
        "nothing": "还没有返回结果",
        "wrong": "还不对",
        "right": "做对了",
        "everything": "检查全部",
        "left": "没有作答：任务 7",
    },
    "en": {
        "open": "has not been run",
        "nothing": "returns nothing yet",
        "wrong": "Not yet",
        "right": "Right",
        "everything": "Check everything",
        "left": "not answered: Task 7",
    },
}
MINE = "我的进度"


@dataclass
class Book:
    """The instructor's notebook in the server's language: right answers and check cells by grade
    id, mistakes of two tasks."""

    right: dict[str, str]
    checks: dict[str, str]
    points: dict[str, float]
    wrong: Mistake
    left_wrong: Mistake

    def said(self, mistake: Mistake) -> dict[str, str]:
        """The sentence that a mistake gets, in both languages as the check pairs them."""
        pairs = [
            pair
            for check in self.checks.values()
            for pair in re.findall(r'"([^"]*)",\s*"([^"]*)"', check)
        ]
        return dict(
            zip(("zh", "en"), next(pair for pair in pairs if mistake.says in pair[0]), strict=True)
        )

    def line(self, check: str) -> str:
        """What is seen of a check while it is folded."""
        return self.checks[check].split("\n")[0].removeprefix("# ")

    @property
    def got(self) -> float:
        lost = {check for check in self.points if check.startswith(f"{LEFT_OUT}-")}
        lost |= self.left_wrong.loses
        return sum(self.points.values()) - sum(self.points[check] for check in lost)


@pytest.fixture
def book(checkout, server):
    source = nbformat.read(
        checkout / f"exercises/source/{server.language}/{TASKS}/{TASKS}.ipynb", 4
    )
    roles = [
        (cell.metadata.nbgrader, cell.source)
        for cell in source.cells
        if "nbgrader" in cell.metadata
    ]
    answers = load_answers(checkout)[TASKS]
    return Book(
        {role.grade_id: text for role, text in roles if role.solution},
        {role.grade_id: text for role, text in roles if role.grade},
        {role.grade_id: role.points for role, _ in roles if role.grade},
        answers[FIRST].mistakes[0],
        answers[LAST].mistakes[0],
    )


@pytest.fixture
def notebook(server, book):
    """The student's own notebook, all answered but for two tasks; the last one wrongly."""
    path = server.work / server.language / PLACE[server.language]
    release = server.root / "exercises" / "release" / server.language / TASKS / f"{TASKS}.ipynb"
    content = json.loads(release.read_text(encoding="utf-8"))
    for cell in content["cells"]:
        role = cell["metadata"].get("nbgrader", {})
        if role.get("solution") and role["grade_id"] not in (FIRST, LEFT_OUT):
            cell["source"] = (
                book.left_wrong.code if role["grade_id"] == LAST else book.right[role["grade_id"]]
            )
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8", newline="\n")
    yield path
    shutil.copy(release, path)


@pytest.fixture
def other_tab(browser):
    """Beside JupyterLab's, with its cookies."""
    tab = browser.new_page()
    yield tab
    tab.close()


def test_from_an_empty_answer_to_the_marks(
    jupyterlab, other_tab, server, book, notebook, screenshot
):
    jupyterlab.bring_to_front()
    tasks = open_file(jupyterlab, PLACE[server.language])
    answer = tasks.code("def profit_by_customer")
    check = tasks.folded(book.line(FIRST_CHECK))
    words = WORDS[server.language]
    assert words["open"] in tasks.check(check)
    tasks.run(answer)
    assert words["nothing"] in tasks.check(check)
    misspelt(tasks, answer, book.wrong.code, screenshot)
    tasks.write(answer, book.wrong.code)
    tasks.run(answer)
    said, wanted = tasks.check(check), book.said(book.wrong)
    other = {"zh": "en", "en": "zh"}[server.language]
    assert words["wrong"] in said and wanted[server.language] in said
    assert wanted[other] not in said and "Traceback" not in said
    screenshot(jupyterlab, "way-2-wrong")
    assert serious(jupyterlab, f"{tasks.visible} [role=note]") == []
    read_hints(tasks, notebook, screenshot)
    tasks.write(answer, book.right[FIRST])
    tasks.run(answer)
    assert words["right"] in tasks.check(check)
    screenshot(jupyterlab, "way-4-right")
    all_checked(tasks, words, screenshot)
    other_tab.bring_to_front()
    instructor_grades(server, book, notebook, other_tab, screenshot)
    jupyterlab.bring_to_front()
    seen_on_the_course_page(book, jupyterlab, screenshot)


def misspelt(tasks: Notebook, answer, code: str, screenshot) -> None:
    """A missing colon gets a sentence; Python's own words are folded behind it."""
    tasks.write(answer, code.replace("):\n", ")\n", 1))
    tasks.run(answer)
    note = answer.get_by_role("note")
    shows(note, re.compile("冒号|colon"))
    hides(note.locator("pre"))
    note.locator("summary").click()
    shows(note.locator("pre"), "SyntaxError")
    assert tasks.errors() == []
    screenshot(tasks.page, "way-1-colon")
    assert serious(tasks.page, f"{tasks.visible} [role=note]") == []


def read_hints(tasks: Notebook, notebook, screenshot) -> None:
    """Three folded hints: the first opens by a click and leaves the others closed, the others open
    by keyboard."""
    given = [
        cell.source
        for cell in nbformat.read(notebook, 4).cells
        if cell.source.startswith("<details>")
    ][:3]
    hints = tasks.panel.locator("details").all()[:3]
    hints[0].locator("summary").click()
    assert hints[1].get_attribute("open") is None
    for number, (hint, text) in enumerate(zip(hints, given, strict=True)):
        if number:
            hint.locator("summary").focus()
            tasks.page.keyboard.press("Enter")
        becomes(hint, "open", "")
        shows(hint, text.split("\n")[2].partition("`")[0])
    hints[0].scroll_into_view_if_needed()
    screenshot(tasks.page, "way-3-hints")


def all_checked(tasks: Notebook, words: dict[str, str], screenshot) -> None:
    """Run all goes on over open and wrong tasks to the last cell, which tells them apart."""
    tasks.run_all()
    assert tasks.errors() == []
    card = tasks.folded(words["everything"]).get_by_role("note")
    shows(card, words["left"])
    shows(card, re.compile("任务 9|Task 9"))
    screenshot(tasks.page, "way-5-everything")
    tasks.save()


def instructor_grades(server, book: Book, notebook, page, screenshot) -> None:
    """The notebook goes to the instructor as S001 and is graded; the student reads why one answer
    is not right."""
    handed_in = server.root / "handed-in"
    handed_in.mkdir(exist_ok=True)
    shutil.copy(notebook, handed_in / f"S001_{TASKS}.ipynb")
    language = ["--lang", server.language]
    server.keguan(
        ["release", TASKS, *language],
        ["collect", TASKS, "--from", str(handed_in)],
        ["grade", TASKS, *language, "--force"],
        ["feedback", TASKS, *language],
        ["learn", TASKS, *language],  # for seen_on_the_course_page()
    )
    page.goto((server.root / "exercises" / "feedback" / "S001" / TASKS / f"{TASKS}.html").as_uri())
    shows(page.locator("body"), f"{book.got:g} / {sum(book.points.values()):g}")
    shows(page.locator("body"), book.said(book.left_wrong)[server.language])
    screenshot(page, "way-6-feedback")
    assert serious(page) == []


def seen_on_the_course_page(book: Book, page, screenshot) -> None:
    """The learner's own grading gives the same mark, and the course page shows it."""
    mark = f"{100 * book.got / sum(book.points.values()):.0f}"
    progress = open_course_page(page)
    shows(progress.get_by_role("heading", name=MINE))
    shows(progress.locator('a[href*=".html"]'), mark)
    screenshot(page, "way-7-progress")
    assert serious(page, ".jp-MarkdownViewer") == []
