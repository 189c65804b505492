"""Players of the ticket desk who see what a student sees: a good, a hasty and an indifferent one.

Each is a function that gives the next action of a state; `played` lets one play a day.
"""

from collections import Counter
from collections.abc import Callable, Iterator

import ipywidgets

from keguan.models import ticket_desk as models
from keguan.widgets.ticket_desk import STEPS, TicketDesk

Player = Callable[[models.State], str]


def played(seed: int, player: Player) -> models.State:
    """The end of a day."""
    state = models.start(seed)
    while not state.over:
        before = state
        state = models.step(state, player(state))
        assert state is not before and not state.note.startswith("no:"), state.note
    return state


def good(state: models.State) -> str:
    """Whoever leaves soonest first; calm, look, then what the rules say."""
    if state.current is None or state.closing:
        return _next(state, lambda place: state.works[place].patience) or _general(state)
    ticket, work = state.tickets[state.current], state.works[state.current]
    for move in ("listen", "sympathy", "regret", "promise", "manners"):
        if work.anger > models.CALM and move not in work.moves:
            return f"calm {move}"
    todo = (
        (not work.looked, "look"),
        (work.kind != ticket.kind, f"type {ticket.kind}"),
        (work.missing is None, f"accept {' '.join(ticket.missing) or 'yes'}"),
        (not work.route, f"route {ticket.route}"),
        (work.reply is None, f"reply {' '.join(ticket.reply)}"),
        (ticket.due and not work.paid, f"pay {ticket.due}"),
        (True, "call 3" if ticket.wants_call else "call none"),
    )
    return next(action for needed, action in todo if needed)


def hasty(state: models.State) -> str:
    """First come, first served; no time to look into anything or to calm anybody before it is
    needed; pays what is asked for while there is money."""
    if state.current is None or state.closing:
        return _next(state, lambda place: place) or "sum"
    ticket, work = state.tickets[state.current], state.works[state.current]
    seen = "key" if ticket.tier == "key" or ticket.emotion == 5 else "general"
    todo = (
        (not work.kind, f"type {seen}"),
        (work.missing is None, "accept yes"),
        (not work.route, "route crisis" if seen == "key" else "route procedure"),
        (work.refused and work.anger > models.CALM, _sorry(work)),
        (work.reply is None, "reply sorry remedy"),
        (not work.paid and ticket.claimed <= state.budget, f"pay {ticket.claimed}"),
        (True, "call 3"),
    )
    return next(action for needed, action in todo if needed and action)


def indifferent(state: models.State) -> str:
    """First come, first served; every case is a general one, one form reply, next please."""
    if state.current is None or state.closing:
        return _next(state, lambda place: place) or "sum"
    work = state.works[state.current]
    if not work.kind:
        return "type general"
    return "call none" if work.reply or work.refused else "reply sorry"


def _next(state: models.State, rank: Callable[[int], int]) -> str:
    """Open the first of those who wait, or wait; "" when the day is over."""
    if state.closing:
        return ""
    if not state.waiting:
        return "wait"
    return f"open {state.tickets[min(state.waiting, key=rank)].id}"


def _sorry(work: models.Work) -> str:
    """The next soothing word that has not been said; "" when all have been."""
    left = [move for move in models.MOVES if move not in work.moves]
    return f"calm {left[0]}" if left else ""


def _general(state: models.State) -> str:
    """The reasons of what was looked into that make up a fifth of the day."""
    seen = Counter(t.reason for t, w in zip(state.tickets, state.works, strict=True) if w.looked)
    least = models.GENERAL * len(state.tickets)
    return " ".join(["sum", *(reason for reason, count in seen.items() if count >= least)])


def good_but(verb: str) -> Player:
    """The good one who does not know one of the actions, or does it wrong where there is no way
    around it."""
    instead = {
        "calm": "reply sorry",
        "type": "type general",
        "accept": "accept yes",
        "call": "call none",
    }

    def player(state: models.State) -> str:
        action = good(state)
        if not action.startswith(verb):
            return action
        work = state.works[state.current]  # type: ignore[index]
        done = {"calm": work.refused, "type": work.kind, "accept": work.missing is not None}
        return "call none" if done.get(verb) else instead[verb]

    return player


def presses(desk: TicketDesk, action: str) -> Iterator[ipywidgets.Button]:
    """The buttons of a desk that do an action, each to be pressed before the next is asked for."""
    verb, *values = action.split()
    if verb == "wait":
        yield desk.wait
        return
    if verb == "open":
        yield desk.queue[int(values[0][1:]) - 1]
        return
    if desk.step != verb and verb in STEPS:
        yield desk.steps[STEPS.index(verb)]
    for number, button in enumerate(desk.buttons):
        if button.ticks in values:
            yield desk.choices[number]
    wanted = [button.action.strip() == action for button in desk.buttons]
    if verb in ("accept", "reply", "sum"):
        wanted = [button.main for button in desk.buttons]
    yield desk.choices[wanted.index(True)]
