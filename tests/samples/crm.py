"""Figures and labs of unit `crm` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import crm as figures
from keguan.widgets import crm as widgets

FIGURES = {
    "one base": figures.one_base,
    "one base, all": lambda: figures.one_base(10, "field", 0.6, 2),
    "relationship": figures.relationship,
    "relationship, set-up": lambda: figures.relationship(2000, 2000, 200_000),
    "relationship, alike": lambda: figures.relationship(1000, 40_000, 200_000),
}

LABS = {
    "one_base_lab": widgets.one_base_lab,
    "relationship_lab": widgets.relationship_lab,
}

NEEDS = {}

# the control that is moved
BENCH = {"one_base_lab": "built", "relationship_lab": "kept"}
