"""Figures and labs of unit `tiering` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

import numpy as np
import pandas as pd

from keguan import cases
from keguan.figures import tiering as figures
from keguan.models import tiering as models
from keguan.widgets import tiering as widgets


def table():
    """Six customers, one without an order."""
    return pd.DataFrame(
        {
            "R": [5, 40, 90, 200, 300, np.nan],
            "F": [9, 4, 3, 1, 1, 0],
            "M": [9e3, 700, 900, 300, 4000, 0],
        }
    )


def behind():
    """A plan that is still behind at the end."""
    return [models.simulate_resources(**models.PLANS[name]) for name in ("none", "equal")]


FIGURES = {
    "pyramid": figures.pyramid,
    "pyramid, losses": lambda: figures.pyramid(models.profits(loss_share=0.1)),
    "lorenz": figures.lorenz,
    "lorenz, losses": lambda: figures.lorenz(models.profits(loss_share=0.1)),
    "resources": figures.resources,
    "patience": figures.patience,
    "patience, behind": lambda: figures.patience(*behind()),
    "rfm, mean": lambda: figures.rfm(models.rfm_counts(table())),
    "rfm, median": lambda: figures.rfm(models.rfm_counts(table(), "median"), "median"),
    "quadrant": lambda: figures.quadrant(np.array([0.1, 0.5, 0.9]), np.array([0.2, 1.0, 1.8])),
}


def ctrip():
    """Arguments of the RFM lab: orders, profiles and the reference date of the course's own
    data."""
    return (
        cases.load("ctrip", "orders"),
        cases.load("ctrip", "profiles"),
        cases.reference_date("ctrip"),
    )


LABS = {
    "pyramid_lab": widgets.pyramid_lab,
    "resource_lab": widgets.resource_lab,
    "rfm_lab": lambda: widgets.rfm_lab(*ctrip()),
}

# Controls that the first picture does not show, and the values that bring them into the picture.
NEEDS = {
    ("resource_lab", "bad"): {"drop_bad": False},
    ("rfm_lab", "share"): {"view": "quadrants"},
    ("rfm_lab", "continuity"): {"view": "quadrants"},
    ("rfm_lab", "default"): {"view": "quadrants"},
}

# the slider that is moved
BENCH = {"pyramid_lab": "sigma", "resource_lab": "ordinary_plus", "rfm_lab": "window"}
