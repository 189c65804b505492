"""Figures and labs of unit `complaints` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import complaints as figures
from keguan.widgets import complaints as widgets

FIGURES = {"share": figures.share, "share, nothing": lambda: figures.share(0)}

LABS = {"complaints_lab": widgets.complaints_lab}

NEEDS = {}

# the slider that is moved
BENCH = {"complaints_lab": "part"}
