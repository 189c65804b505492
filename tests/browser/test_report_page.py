"""Class report and feedback as axe-core sees them, and on a phone: small and large class, with and
without names, each of them in both languages."""

from grader.report import page as report
from tests.browser.notebook_page import serious
from tests.grader.feedback.test_facts import quiz
from tests.grader.report.test_page import large_class, small_class

# What moves sideways on a screen of 390 pixels: the page, or a part of it.
SIDEWAYS = """() => [document.documentElement,
        ...document.querySelectorAll('.scroll, .rows, .tasks')]
    .filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent.slice(0, 60))"""

# What stands alone to be touched and is too low for a finger.
SMALL = """() => [...document.querySelectorAll('summary, nav a, .tasks a')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
    .map(one => one.textContent)"""


def sideways(page):
    """What moves sideways on a phone."""
    before = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    found = page.evaluate(SIDEWAYS)
    page.set_viewport_size(before)
    return found


def test_the_report_is_accessible(page, tmp_path):
    small = small_class()
    small.work["S1", "u-tasks"].days_late = 3
    small.work["S3", "u-tasks"].answers["mean"] = small.work["S2", "u-tasks"].answers["mean"] = (
        "asked",
        "12",
    )
    path = tmp_path / "report.html"
    large = large_class()
    for found, language, shared in (
        (small, "zh", False),
        (small, "en", True),
        (large, "en", False),
        (large, "zh", True),
    ):
        path.write_text(report.page(found, language, shared=shared), encoding="utf-8")
        page.goto(path.as_uri())
        assert serious(page) == [], f"{len(found.students)} students, {language}, shared: {shared}"
        assert sideways(page) == page.evaluate(SMALL) == [], f"{language}, shared: {shared}"


def test_feedback_is_accessible(page, tmp_path):
    path = tmp_path / "feedback.html"
    for language in ("zh", "en"):
        path.write_text(quiz("tiering-quiz", language, told=True)[0], encoding="utf-8")
        page.goto(path.as_uri())
        assert serious(page) == sideways(page) == page.evaluate(SMALL) == [], language
