"""Where the letters of a figure lie."""

import contextlib

import matplotlib
import pytest
from matplotlib.text import Text

from keguan import style


@contextlib.contextmanager
def drawn_texts():
    """Collect (text, box) of each text that is really drawn; ticks out of sight are not."""
    found, draw = [], Text.draw

    def record(self, renderer, *args, **kwargs):
        if self.get_visible() and self.get_text().strip():
            found.append((self.get_text(), Text.get_window_extent(self, renderer)))
        return draw(self, renderer, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", record)
        yield found


def outside(figure):
    """The texts that the sheet cuts off, with the pixels that stick out."""
    with drawn_texts() as found, matplotlib.rc_context(style.settings()):
        figure.draw_without_rendering()
    assert len(found) >= 4
    sheet = figure.bbox
    over = {
        text: max(sheet.x0 - box.x0, box.x1 - sheet.x1, sheet.y0 - box.y0, box.y1 - sheet.y1)
        for text, box in found
    }
    return {text: round(float(pixels), 1) for text, pixels in over.items() if pixels > 1}


def overlapping(figure):
    """Pairs of drawn texts that lie on each other."""
    with drawn_texts() as found, matplotlib.rc_context(style.settings()):
        figure.draw_without_rendering()
    boxes = [(text, box.padded(-2)) for text, box in found]
    return [
        (one[0], two[0])
        for i, one in enumerate(boxes)
        for two in boxes[:i]
        if one[1].overlaps(two[1])
    ]
