"""Figures and labs of unit `information` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from functools import cache

from keguan.figures import information as figures
from keguan.models import information as models
from keguan.widgets import information as widgets

forms = cache(models.forms)

FIGURES = {
    "form": figures.form,
    "form, all": lambda: figures.form(
        models.form({g: len(n) for g, n in models.NEEDS["service"].items()}, 3), sensitive=3
    ),
    "decay": figures.decay,
    "decay, rarely": lambda: figures.decay(24),
    "channels": figures.channels,
    "channels, cautious": lambda: figures.channels(20_000, 0.5, 1.0),
    "matching": lambda: figures.matching(models.match(forms(), ("mobile", "email"))),
    "ladder": lambda: figures.ladder(models.ladder(forms())),
}

LABS = {
    "form_lab": widgets.form_lab,
    "decay_lab": widgets.decay_lab,
    "channel_lab": widgets.channel_lab,
    "matching_lab": lambda: widgets.matching_lab(forms()),
}

NEEDS = {}

# the slider that is moved
BENCH = {"form_lab": "basic", "decay_lab": "interval", "channel_lab": "budget"}
