"""The whole way of one assignment: wrong, hint, right, validated, saved, graded by the instructor, read, and seen on the course page."""

import shutil

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from notebook_page import open_link
from playwright.sync_api import expect

from grader.simulate import load_answers

QUIZ = "tiering-quiz"
MINE = {"zh": "我的进度", "en": "My progress"}


@pytest.fixture(scope="session")
def solutions(checkout):
    """The right answers of the quiz, by grade id."""
    source = nbformat.read(checkout / f"exercises/source/zh/{QUIZ}/{QUIZ}.ipynb", 4)
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in source.cells if cell.metadata.get("nbgrader", {}).get("solution")}


@pytest.fixture
def course_page(page, server):
    page.goto(server.url)
    expect(page.locator(".jp-MarkdownViewer h1")).to_be_visible()
    return page


def test_from_a_wrong_answer_to_the_marks(course_page, checkout, server, solutions, screenshot):
    quiz = open_link(course_page, QUIZ)
    notebook = nbformat.read(server.root / "my-work" / server.language / QUIZ / f"{QUIZ}.ipynb", 4)
    asked = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    wrong = load_answers(checkout)[QUIZ][asked[0].metadata.nbgrader.grade_id].mistakes[0]
    quiz.page.keyboard.press("Control+Home")
    for number, cell in enumerate(asked):
        answer = quiz.code(cell.source.partition("None")[0])  # what stays in the cell: "q1 = "
        quiz.write(answer, wrong.code if number == 0 else solutions[cell.metadata.nbgrader.grade_id])
    quiz.run_all()
    screenshot("quiz")
    said = quiz.validate()
    assert "Not attempted" not in said
    quiz.page.keyboard.press("Enter")
    quiz.save()
    instructor_grades(server, wrong, screenshot, course_page)
    said = server.keguan("learn", QUIZ, "--lang", server.language)
    assert "90" in said
    course_page.goto(server.url)
    progress = course_page.locator(".jp-MarkdownViewer")
    expect(progress).to_contain_text(MINE[server.language])
    expect(progress.locator(f'a[href*="{QUIZ}/feedback.html"]')).to_contain_text("90")
    screenshot("progress")


def instructor_grades(server, wrong, screenshot, page) -> None:
    """The notebook goes to the instructor as S001, is graded and commented; the student reads why one answer is not right."""
    handed_in = server.root / "handed-in"
    handed_in.mkdir(exist_ok=True)
    shutil.copy(server.root / "my-work" / server.language / QUIZ / f"{QUIZ}.ipynb", handed_in / f"S001_{QUIZ}.ipynb")
    server.keguan("release", QUIZ, "--lang", server.language)
    server.keguan("collect", QUIZ, "--from", str(handed_in))
    assert "1" in server.keguan("grade", QUIZ, "--lang", server.language, "--force")
    server.keguan("feedback", QUIZ, "--lang", server.language)
    page.goto((server.root / "exercises" / "feedback" / "S001" / QUIZ / f"{QUIZ}.html").as_uri())
    expect(page.locator("body")).to_contain_text("90")
    if server.language == "zh":  # the list of mistakes has only the Chinese sentence
        expect(page.locator("body")).to_contain_text(wrong.says)
    screenshot("feedback")
    assert serious(page) == []


def test_the_course_page_is_accessible(course_page, screenshot):
    assert serious(course_page, ".jp-MarkdownViewer") == []


def serious(page, part: str | None = None) -> list[str]:
    """axe-core's serious and critical violations on the page, or in a part of it."""
    found = Axe().run(page, context=part).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in ("serious", "critical")]
