"""Figures and labs of unit `keyaccounts` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import keyaccounts as figures
from keguan.widgets import keyaccounts as widgets

FIGURES = {
    "navigator": figures.navigator,
    "navigator, the fastest way": lambda: figures.navigator(("scan", "deepen")),
    "navigator, without authority": lambda: figures.navigator(("plan", "solve"), False),
    "thread": figures.thread,
    "thread, five people": lambda: figures.thread(5, 200_000),
    "thread, six on a small account": lambda: figures.thread(6, 20_000, 0.6),
}

LABS = {"navigator_lab": widgets.navigator_lab, "thread_lab": widgets.thread_lab}

NEEDS = {}

# the control that is moved
BENCH = {"navigator_lab": "first", "thread_lab": "people"}
