"""Figures and labs of unit `quality` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import quality as figures
from keguan.widgets import quality as widgets

FIGURES = {"share": figures.share, "share, nothing": lambda: figures.share(0)}

LABS = {"quality_lab": widgets.quality_lab}

NEEDS = {}

# the slider that is moved
BENCH = {"quality_lab": "part"}
