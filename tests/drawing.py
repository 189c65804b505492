"""Where the letters of a figure lie."""

import contextlib
from typing import NamedTuple

import matplotlib
import pytest
from matplotlib.text import Text
from matplotlib.transforms import BboxBase

from keguan import style


class Drawn(NamedTuple):
    """A text, its box and that of the sheet it is on."""

    text: str
    box: BboxBase
    sheet: BboxBase


@contextlib.contextmanager
def drawn_texts():
    """Collect each text that is really drawn; ticks out of sight are not."""
    found, draw = [], Text.draw

    def record(self, renderer, *args, **kwargs):
        if self.get_visible() and self.get_text().strip():
            box = Text.get_window_extent(self, renderer)
            found.append(Drawn(self.get_text(), box, self.get_figure(root=True).bbox))
        return draw(self, renderer, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", record)
        yield found


def laid_out(figure):
    """The texts of a figure, which is drawn once for them."""
    with drawn_texts() as found, matplotlib.rc_context(style.settings()):
        figure.draw_without_rendering()
    return found


def outside(found):
    """The texts that the sheet cuts off, with the pixels that stick out."""
    assert len(found) >= 4
    over = {
        text: max(sheet.x0 - box.x0, box.x1 - sheet.x1, sheet.y0 - box.y0, box.y1 - sheet.y1)
        for text, box, sheet in found
    }
    return {text: round(float(pixels), 1) for text, pixels in over.items() if pixels > 1}


def overlapping(found):
    """Pairs of texts that lie on each other."""
    boxes = [(text, box.padded(-2)) for text, box, _ in found]
    return [
        (one[0], two[0])
        for i, one in enumerate(boxes)
        for two in boxes[:i]
        if one[1].overlaps(two[1])
    ]
