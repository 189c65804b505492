"""Figures and labs of unit `crm` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import crm as figures
from keguan.widgets import crm as widgets

FIGURES = {"share": figures.share, "share, nothing": lambda: figures.share(0)}

LABS = {"crm_lab": widgets.crm_lab}

NEEDS = {}

# the slider that is moved
BENCH = {"crm_lab": "part"}
