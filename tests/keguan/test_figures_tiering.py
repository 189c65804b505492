"""Figures of unit `tiering`: findings that follow the data."""

import matplotlib
import numpy as np

from keguan.figures import tiering as figures
from keguan.models import tiering as models
from keguan.style import say
from tests.drawing import laid_out, outside, overlapping
from tests.samples.tiering import behind


def test_findings_follow_the_data(language):
    assert "80.0%" in figures.lorenz().finding
    assert "50.0%" in figures.lorenz(models.profits(sigma=0.842)).finding
    assert "110." in figures.lorenz(models.profits(loss_share=0.1)).finding
    assert say("第 3 季度", "Q3") in figures.patience().finding
    assert say("少赚", "behind") in figures.patience(*behind()).finding
    assert say("没有差别", "do not differ") in figures.patience(behind()[0], behind()[0]).finding
    more, less = (models.simulate_resources([0] * 6, price_rise=rise) for rise in (5, 0))
    assert say("一直领先", "always") in figures.patience(more, less).finding
    assert figures.plan_name("differentiated") in figures.resources().finding


def test_quadrants_of_equally_loyal_customers_say_so(language):
    figure = figures.quadrant(np.zeros(4), np.array([0.2, 0.8, 1.0, 2.0]))
    assert say("人人相同", "same for all") in figure.finding
    found = laid_out(figure)
    assert outside(found) == {} and overlapping(found) == []
    assert figure.axes[0].get_xlim() == (-0.5, 0.5)


def test_a_students_own_settings_do_not_reach_the_figures():
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black"}):
        assert outside(laid_out(figures.pyramid())) == {}
        assert figures.patience().axes[0].xaxis.label.get_fontsize() == 13
