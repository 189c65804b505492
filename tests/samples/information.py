"""Figures and labs of unit `information` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from functools import cache

from keguan import cases
from keguan.figures import information as figures
from keguan.models import information as models
from keguan.widgets import information as widgets

forms = cache(models.forms)


@cache
def sifted():
    """The forms of the case with what the sieves look at."""
    tables = cases.load("ctrip", "crm_raw"), cases.load("ctrip", "crm_consent_log")
    return models.sifted(*tables, cases.reference_date("ctrip"))


FIGURES = {
    "form": figures.form,
    "form, all": lambda: figures.form(
        models.form({g: len(n) for g, n in models.NEEDS["service"].items()}, 3), sensitive=3
    ),
    "decay": figures.decay,
    "decay, rarely": lambda: figures.decay(24),
    "sieve": lambda: figures.sieve(
        models.sieve(sifted(), "third_party", 12), "third_party", 12, 1.0
    ),
    "matching": lambda: figures.matching(models.match(forms(), ("mobile", "email"))),
    "ladder": lambda: figures.ladder(models.ladder(forms())),
}

LABS = {
    "form_lab": widgets.form_lab,
    "decay_lab": widgets.decay_lab,
    "sieve_lab": lambda: widgets.sieve_lab(sifted()),
    "matching_lab": lambda: widgets.matching_lab(forms()),
}

NEEDS = {}

# the slider that is moved
BENCH = {"form_lab": "basic", "decay_lab": "interval", "sieve_lab": "months"}
