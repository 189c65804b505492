"""Figures and labs of unit `service` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import service as figures
from keguan.widgets import service as widgets

FIGURES = {"share": figures.share, "share, nothing": lambda: figures.share(0)}

LABS = {"service_lab": widgets.service_lab}

NEEDS = {}

# the slider that is moved
BENCH = {"service_lab": "part"}
