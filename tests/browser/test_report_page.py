"""The class report as axe-core sees it: small and large class, with and without names, each of
them in both languages."""

from grader.report import page as report
from tests.browser.notebook_page import serious
from tests.grader.report.test_page import large_class, small_class


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
