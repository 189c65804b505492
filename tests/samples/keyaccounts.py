"""Figures and labs of unit `keyaccounts` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import keyaccounts as figures
from keguan.widgets import keyaccounts as widgets

FIGURES = {"share": figures.share, "share, nothing": lambda: figures.share(0)}

LABS = {"keyaccounts_lab": widgets.keyaccounts_lab}

NEEDS = {}

# the slider that is moved
BENCH = {"keyaccounts_lab": "part"}
