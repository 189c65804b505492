"""Figures and labs of unit `maintenance` as the gates of tests/keguan/test_figures.py and
tests/keguan/test_widgets.py see them."""

from keguan.figures import conversation
from keguan.figures import maintenance as figures
from keguan.models import maintenance as models
from keguan.widgets import maintenance as widgets

# no conversation has more turns
LONG = ("record", "form", "callback", "transfer", "brief", "callback", "sorry", "hurry")

FIGURES = {
    "planner": figures.planner,
    "planner, little": lambda: figures.planner(models.plan_channels(900)),
    "cadence": figures.cadence,
    "cadence, none": lambda: figures.cadence(2, 0.5),
    "chain": figures.chain,
    "chain, best": lambda: figures.chain((8, 2, 4), (3, 9, 8)),
    "desk": figures.desk,
    "desk, overloaded": lambda: figures.desk([36, 36, 34, 30, 30, 30, 30, 30]),
    "mood": conversation.mood,
    "mood, best": lambda: conversation.mood(
        "agitated", "phone", models.best_talk("agitated", "phone")
    ),
    "mood, left": lambda: conversation.mood(
        "confused", "chat", models.worst_talk("confused", "chat")
    ),
    "mood, long": lambda: conversation.mood("agitated", "phone", LONG),
}
LABS = {
    "planner_lab": widgets.planner_lab,
    "cadence_lab": widgets.cadence_lab,
    "chain_lab": widgets.chain_lab,
    "desk_lab": widgets.desk_lab,
    "talk_lab": widgets.talk_lab,
}

NEEDS = {}

# the slider that is moved
BENCH = {"planner_lab": "budget", "cadence_lab": "f", "chain_lab": "technology", "desk_lab": "h9"}
