"""Figures and labs of unit `agents` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import agents as figures
from keguan.widgets import agents as widgets

FIGURES = {
    "chat desk": figures.chat_desk,
    "chat desk, six at once, slow, busy": lambda: figures.chat_desk(6, 40, 0.0, 10),
    "near edge": figures.near_edge,
    "near edge, overloaded": lambda: figures.near_edge(2.4, 4, 30, 240),
    "near edge, nobody waits": lambda: figures.near_edge(0.6, 9, 90, 120, 0.5),
    "ticket leaks": figures.ticket_leaks,
    "ticket leaks, none": lambda: figures.ticket_leaks(1, 1, 1),
}

LABS = {
    "chat_desk_lab": widgets.chat_desk_lab,
    "near_edge_lab": widgets.near_edge_lab,
    "ticket_leaks_lab": widgets.ticket_leaks_lab,
}

NEEDS = {}

# the control that is moved
BENCH = {"chat_desk_lab": "at_once", "near_edge_lab": "speed", "ticket_leaks_lab": "recorded"}
