"""Published and simulated numbers side by side: what the finding says, for the sample and for the
real cases.
"""

import pytest

from grader.course import outline
from keguan import cases
from keguan.figures import base as figures
from keguan.figures.calibration import calibration
from keguan.style import say
from tests.drawing import laid_out, outside, overlapping
from tests.samples.calibration import comparison

CASES = [
    case
    for case in sorted(set().union(*(unit.datasets for unit in outline.load().units)))
    if cases.calibration(case)["published"].any()  # of the others nothing is published
]


@pytest.mark.parametrize("case", CASES)
def test_the_real_comparison_fits(case, language):
    figure = calibration(cases.calibration(case))
    found = laid_out(figure)
    assert outside(found) == {} and overlapping(found) == []


def test_the_finding_counts_the_near_ones(language):
    assert say("2 项比例中，1 项", "1 of 2") in calibration(comparison()).finding


def test_calibration_needs_a_share():
    with pytest.raises(ValueError, match="没有可以比较的比例.*no shares"):
        calibration(comparison()[2:])


def test_published_and_simulated_differ_in_marker_and_words():
    figure = calibration(comparison())
    assert len({line.get_marker() for line in figure.axes[0].lines}) == 2
    words = " ".join(figures.texts(figure))
    assert "公开 90%–95%" in words and "模拟 92.0%" in words and "公开 12.0%" in words
