"""Games that stand in an exercise: they open for a person, and not where a notebook is graded."""

from typing import Any

from keguan import cards


def ticket_desk(seed: int) -> Any:
    """The ticket desk on the day of a seed, for whoever waits for this cell; None where notebooks
    are run by themselves, which would only load what nobody sees."""
    if not cards.live():
        return None
    from keguan.widgets.ticket_desk import TicketDesk

    return TicketDesk(seed)
