"""Figures and labs of unit `warmup` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import warmup as figures
from keguan.widgets import warmup as widgets

FIGURES = {
    "table": figures.table,
    "table, merged": lambda: figures.table("merge"),
    "table, with zeros": lambda: figures.table("reindex"),
    "average": figures.average,
    "average, all alike": lambda: figures.average(100),
    "clinic": figures.clinic,
    "clinic, repaired": lambda: figures.clinic("indent", True),
}

LABS = {
    "table_lab": widgets.table_lab,
    "average_lab": widgets.average_lab,
    "clinic_lab": widgets.clinic_lab,
}

NEEDS = {}

# the slider that is moved
BENCH = {"average_lab": "tenth"}
