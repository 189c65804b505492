"""Figures and labs of unit `service` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import service as figures
from keguan.widgets import service as widgets

FIGURES = {
    "fixed or roving": figures.fixed_or_roving,
    "fixed or roving, scattered": lambda: figures.fixed_or_roving(1.0, 5, 4, 4.0),
    "promise clock": figures.promise_clock,
    "promise clock, best of uneven": lambda: figures.promise_clock(7.0, 2.4, 1.0),
}

LABS = {
    "fixed_or_roving_lab": widgets.fixed_or_roving_lab,
    "promise_clock_lab": widgets.promise_clock_lab,
}

NEEDS = {}

# the control that is moved
BENCH = {"fixed_or_roving_lab": "spread", "promise_clock_lab": "promise"}
