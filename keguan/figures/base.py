"""What the figures of all units share: the sheet with its finding, the course's fonts, numbers as
titles say them.
"""

import functools
import io
import re
from collections.abc import Callable, Iterable
from typing import Any, ParamSpec, TypeVar

import matplotlib
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from keguan import style
from keguan.style import COLOURS, say

P = ParamSpec("P")
R = TypeVar("R")
SIZE = (7.0, 4.2)  # inches; with 100 dpi and 13-point letters readable from the back row


class CourseFigure(Figure):
    """A figure that shows itself in a notebook without pyplot; `finding` is its title on one
    line."""

    finding = ""

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        return {"image/png": png(self), "text/plain": self.finding}, {
            "image/png": {"alt": self.finding}
        }


def png(figure: Figure) -> bytes:
    """The figure as PNG bytes, exactly as large as the figure (no cropping: that would draw it
    twice).
    """
    buffer = io.BytesIO()
    with matplotlib.rc_context(style.settings()):
        # Level 1 halves the time of packing for a tenth more bytes; the picture stays on this
        # machine.
        figure.savefig(buffer, format="png", pil_kwargs={"compress_level": 1})
    return buffer.getvalue()


def texts(figure: Figure) -> list[str]:
    """All visible texts of the figure (title, labels, ticks, notes), without repeats, sorted."""
    with matplotlib.rc_context(style.settings()):
        figure.draw_without_rendering()
    found = {item.get_text() for item in figure.findobj(Text) if item.get_visible()}
    return sorted(text for text in found if text.strip())


def money(yuan: float) -> str:
    """An amount as a title says it: 44.0 万元 or 440,000 yuan, below ten thousand to the yuan."""
    if abs(yuan) < 1e4:
        return say(f"{yuan:,.0f} 元", f"{yuan:,.0f} yuan").replace("-", "−")
    return say(f"{yuan / 1e4:,.1f} 万元", f"{round(yuan, -3):,.0f} yuan").replace("-", "−")


def percent(share: float, digits: int = 1) -> str:
    """A share as text with a true minus sign."""
    return f"{100 * share:.{digits}f}%".replace("-", "−")


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """Draw with the course's fonts and sizes, whatever the notebook has set."""

    @functools.wraps(draw)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        with matplotlib.rc_context(style.settings()):
            return draw(*args, **kwargs)

    return wrapper


@styled
def note(figure: Figure, text: str) -> None:
    """Put one small line under the title, at the right, where no axis has its numbers."""
    figure.text(0.98, 0.905, text, ha="right", va="top", fontsize=12, color=COLOURS["grey"])


def sheet(
    title: str,
    left: float = 0.115,
    bottom: float = 0.16,
    width: float = 0.855,
    height: float = 0.70,
    size: tuple[float, float] = SIZE,
) -> tuple[CourseFigure, Axes]:
    """A figure with the finding above and one empty axes: (figure, axes)."""
    figure = CourseFigure(figsize=size, dpi=100)
    FigureCanvasAgg(figure)
    figure.finding = title
    figure.suptitle(title, x=0.02, y=0.965, ha="left", va="top", fontsize=15)
    axes = figure.add_axes((left, bottom, width, height))
    return figure, axes


def ticks(axis: Axis, places: Iterable[float], labels: Iterable[str] | None = None) -> None:
    """Fixed ticks: fewer of them draw faster, and the texts do not depend on matplotlib's
    choice."""
    axis.set_major_locator(FixedLocator(list(places)))
    axis.set_minor_locator(NullLocator())
    if labels is not None:
        by_place = dict(zip(places, labels, strict=True))
        axis.set_major_formatter(FuncFormatter(lambda place, _: by_place.get(place, "")))


def percent_ticks(axis: Axis, places: Iterable[float]) -> None:
    ticks(axis, places, [percent(place, 0) for place in places])


def hide_x(axes: Axes) -> None:
    """Take the x axis away: the bars carry their numbers."""
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def factor_word(factor: str) -> str:
    """A factor of interaction as such, effective or not, in the current language."""
    return {
        "employee": say("员工", "employee"),
        "technology": say("信息技术", "technology"),
        "process": say("流程", "process"),
    }[factor]


def factor_name(factor: str) -> str:
    """Name of a factor of effective interaction in the current language."""
    return {
        "employee": say("有效的员工", "Employee"),
        "technology": say("有效的信息技术", "Technology"),
        "process": say("有效的流程", "Process"),
    }[factor]


def folded(text: str, width: int) -> str:
    """The text on lines of at most `width` columns; a Chinese character takes two, a bracket stays
    whole.
    """
    lines = [""]
    room = width
    for word in re.findall(r"（[^）]*）|[^\s\u2e80-\uffff]+\s*|\S[，。；：]?|\s+", text):
        size = sum(2 if character > "\u2e80" else 1 for character in word)
        if size - word.endswith(" ") > room:
            lines = [*lines, ""]
            room = width
        lines[-1] += word
        room -= size
    return "\n".join(line.strip() for line in lines)
