"""Figures and labs of unit `customers` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import customers as figures
from keguan.widgets import customers as widgets

FIGURES = {"share": figures.share, "share, nothing": lambda: figures.share(0)}

LABS = {"customers_lab": widgets.customers_lab}

NEEDS = {}

# the slider that is moved
BENCH = {"customers_lab": "part"}
