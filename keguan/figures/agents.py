"""Figures of unit `agents`. TO WRITE: what they show."""

from keguan.figures.base import CourseFigure, hide_x, percent, sheet, styled, ticks
from keguan.models import agents as models
from keguan.style import COLOURS, say


@styled
def share(part: float = 30, whole: float = 120) -> CourseFigure:
    """The part and the whole as two bars."""
    value = percent(models.share(part, whole))
    figure, axes = sheet(
        say(f"待写：部分占整体的 {value}", f"TO WRITE: the part is {value} of the whole")
    )
    bars = axes.barh([1, 0], [part, whole], color=[COLOURS["blue"], COLOURS["grey"]])
    axes.bar_label(bars, [f"{part:g}", f"{whole:g}"], padding=4)
    axes.set_xlim(0, 1.15 * whole)
    ticks(axes.yaxis, [1, 0], [say("部分", "Part"), say("整体", "Whole")])
    hide_x(axes)
    return figure
