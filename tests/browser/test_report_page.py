"""The class report as axe-core sees it: small and large class, with and without names, in both
languages."""

import pytest

from grader.report import page as report
from tests.browser.notebook_page import serious
from tests.grader.report.test_page import large_class, small_class


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_is_accessible(page, tmp_path, language):
    small = small_class()
    small.work["S1", "u-tasks"].days_late = 3
    small.work["S3", "u-tasks"].answers["mean"] = small.work["S2", "u-tasks"].answers["mean"] = (
        "asked",
        "12",
    )
    path = tmp_path / "report.html"
    for found in (small, large_class()):
        for shared in (False, True):
            path.write_text(report.page(found, language, shared=shared), encoding="utf-8")
            page.goto(path.as_uri())
            assert serious(page) == [], f"{len(found.students)} students, shared: {shared}"
