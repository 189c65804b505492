"""What the figures of all units share: the sheet with its finding, the course's fonts, numbers as
titles say them.
"""

import functools
import io
import re

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from keguan import style
from keguan.style import COLOURS, say

SIZE = (7.0, 4.2)  # inches; with 100 dpi and 13-point letters readable from the back row


class CourseFigure(Figure):
    """A figure that shows itself in a notebook without pyplot; `finding` is its title on one
    line."""

    finding = ""

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/png": png(self), "text/plain": self.finding}, {
            "image/png": {"alt": self.finding}
        }


def png(figure):
    """The figure as PNG bytes, exactly as large as the figure (no cropping: that would draw it
    twice).
    """
    buffer = io.BytesIO()
    with matplotlib.rc_context(style.settings()):
        # Level 1 halves the time of packing for a tenth more bytes; the picture stays on this
        # machine.
        figure.savefig(buffer, format="png", pil_kwargs={"compress_level": 1})
    return buffer.getvalue()


def texts(figure):
    """All visible texts of the figure (title, labels, ticks, notes), without repeats, sorted."""
    with matplotlib.rc_context(style.settings()):
        figure.draw_without_rendering()
    found = {item.get_text() for item in figure.findobj(Text) if item.get_visible()}
    return sorted(text for text in found if text.strip())


def money(yuan):
    """An amount as a title says it: 44.0 万元 or 440,000 yuan, below ten thousand to the yuan."""
    if abs(yuan) < 1e4:
        return say(f"{yuan:,.0f} 元", f"{yuan:,.0f} yuan").replace("-", "−")
    return say(f"{yuan / 1e4:,.1f} 万元", f"{round(yuan, -3):,.0f} yuan").replace("-", "−")


def percent(share, digits=1):
    """A share as text with a true minus sign."""
    return f"{100 * share:.{digits}f}%".replace("-", "−")


def styled(draw):
    """Draw with the course's fonts and sizes, whatever the notebook has set."""

    @functools.wraps(draw)
    def wrapper(*args, **kwargs):
        with matplotlib.rc_context(style.settings()):
            return draw(*args, **kwargs)

    return wrapper


@styled
def note(figure, text):
    """Put one small line under the title, at the right, where no axis has its numbers."""
    figure.text(0.98, 0.905, text, ha="right", va="top", fontsize=12, color=COLOURS["grey"])


def sheet(title, left=0.115, bottom=0.16, width=0.855, height=0.70, size=SIZE):
    """A figure with the finding above and one empty axes: (figure, axes)."""
    figure = CourseFigure(figsize=size, dpi=100)
    FigureCanvasAgg(figure)
    figure.finding = title
    figure.suptitle(title, x=0.02, y=0.965, ha="left", va="top", fontsize=15)
    axes = figure.add_axes((left, bottom, width, height))
    return figure, axes


def ticks(axis, places, labels=None):
    """Fixed ticks: fewer of them draw faster, and the texts do not depend on matplotlib's
    choice."""
    axis.set_major_locator(FixedLocator(list(places)))
    axis.set_minor_locator(NullLocator())
    if labels is not None:
        by_place = dict(zip(places, labels, strict=True))
        axis.set_major_formatter(FuncFormatter(lambda place, _: by_place.get(place, "")))


def percent_ticks(axis, places):
    ticks(axis, places, [percent(place, 0) for place in places])


def hide_x(axes):
    """Take the x axis away: the bars carry their numbers."""
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def factor_name(factor):
    """Name of a factor of effective interaction in the current language."""
    return {
        "employee": say("有效的员工", "Employee"),
        "technology": say("有效的信息技术", "Technology"),
        "process": say("有效的流程", "Process"),
    }[factor]


def folded(text, width):
    """The text on lines of at most `width` columns; a Chinese character takes two, a bracket stays
    whole.
    """
    lines, room = [""], width
    for word in re.findall(r"（[^）]*）|[^\s\u2e80-\uffff]+\s*|\S[，。；：]?|\s+", text):
        size = sum(2 if character > "\u2e80" else 1 for character in word)
        if size - word.endswith(" ") > room:
            lines, room = [*lines, ""], width
        lines[-1] += word
        room -= size
    return "\n".join(line.strip() for line in lines)
