"""Figures and labs of unit `customers` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import customers as figures
from keguan.widgets import customers as widgets

FIGURES = {
    "whose shop": figures.whose_shop,
    "whose shop, a tie": lambda: figures.whose_shop(wait=10, economy=1.0),
    "inside chain": figures.inside_chain,
    "inside chain, the last is worst": lambda: figures.inside_chain("revisit", 0.7, 1.0),
}

LABS = {
    "whose_shop_lab": widgets.whose_shop_lab,
    "inside_chain_lab": widgets.inside_chain_lab,
}

NEEDS = {}

# the control that is moved
BENCH = {"whose_shop_lab": "wait", "inside_chain_lab": "own"}
