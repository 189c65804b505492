"""Figures and labs of unit `agents` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import agents as figures
from keguan.widgets import agents as widgets

FIGURES = {"share": figures.share, "share, nothing": lambda: figures.share(0)}

LABS = {"agents_lab": widgets.agents_lab}

NEEDS = {}

# the slider that is moved
BENCH = {"agents_lab": "part"}
