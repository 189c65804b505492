"""Figures and labs of unit `churn` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from functools import cache

from keguan import cases
from keguan.figures import churn as figures
from keguan.models import churn as models
from keguan.widgets import churn as widgets


@cache
def world():
    """The weekly purchases of the brands that were named in the crisis."""
    return models.weekly(
        cases.load("yili", "panel_weekly"), ("qingyuan", "beiling", "dongguang"), "2008-09-08"
    )


FIGURES = {
    "bucket": figures.bucket,
    "bucket, discounts only": lambda: figures.bucket(models.bucket({"price": 8})),
    "clock": figures.clock,
    "clock, worth nothing": lambda: figures.clock("malicious", 500.0, 30),
    "rumour": figures.rumour,
    "rumour, one": lambda: figures.rumour(1),
    "replay": lambda: figures.replay(world()),
    "words and accounts": lambda: figures.words_and_accounts(0.90, 4.62, 2.55, 0.69),
    "survival": lambda: figures.survival(cases.load("yili", "cohorts")),
}

LABS = {
    "bucket_lab": widgets.bucket_lab,
    "clock_lab": widgets.clock_lab,
    "rumour_lab": widgets.rumour_lab,
    "crisis_lab": lambda: widgets.crisis_lab(world()),
}

NEEDS = {}

# the slider that is moved
BENCH = {"bucket_lab": "quality", "clock_lab": "days", "rumour_lab": "k", "crisis_lab": "week"}
