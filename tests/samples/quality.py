"""Figures and labs of unit `quality` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import quality as figures
from keguan.widgets import quality as widgets

FIGURES = {
    "ratchet": figures.ratchet,
    "ratchet, grows and promises": lambda: figures.ratchet(2, 0.1, 15, 40),
    "lens": figures.lens,
    "lens, found": lambda: figures.lens("insurance", 0.9, 0.05, 0.903),
    "market": figures.market,
    "market, far apart": lambda: figures.market((0.95, 0.7, 0.7)),
    "voices": figures.voices,
    "voices, straight-liners": lambda: figures.voices(30, "satisfied", 0.2),
}

LABS = {
    "ratchet_lab": widgets.ratchet_lab,
    "loyalty_lens_lab": widgets.loyalty_lens_lab,
    "market_lab": widgets.market_lab,
    "voice_lab": widgets.voice_lab,
}

NEEDS = {}

# the control that is moved
BENCH = {"ratchet_lab": "alpha", "loyalty_lens_lab": "r0", "market_lab": "a", "voice_lab": "n"}
