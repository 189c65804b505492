"""Figures and labs of unit `complaints` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import complaints as figures
from keguan.widgets import complaints as widgets

FIGURES = {
    "calm first": figures.calm_first,
    "calm first, after three moves": lambda: figures.calm_first(9, 3, 0.5),
    "triage": figures.triage,
    "triage, two handlers by type": lambda: figures.triage("type", 2, 7),
    "iceberg": figures.iceberg,
    "iceberg, nobody complains": lambda: figures.iceberg(0.0),
}

LABS = {
    "calm_first_lab": widgets.calm_first_lab,
    "triage_desk_lab": widgets.triage_desk_lab,
    "iceberg_lab": widgets.iceberg_lab,
}

NEEDS = {}

# the slider that is moved
BENCH = {"calm_first_lab": "anger", "triage_desk_lab": "seed", "iceberg_lab": "complain"}
