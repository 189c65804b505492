"""A lab as a student uses it, and what is then to be read on it."""

import html
import re


def revealed(lab):
    """The lab after a right guess."""
    lab.guess_options.index = lab.guess.right
    lab.reveal.click()
    return lab


def words(widget):
    """What a reader sees of an HTML widget."""
    return html.unescape(re.sub(r"<[^>]*>", "", widget.value))


def source(lab):
    """The src of the picture, "" if there is none."""
    found = re.search(r'src="([^"]*)"', lab.picture.value)
    return found.group(1) if found else ""


def alternative(lab):
    return html.unescape(re.search(r'alt="([^"]*)"', lab.picture.value).group(1))


def ends(control):
    """Both ends of a control, or all its other values."""
    if hasattr(control, "options"):
        return [value for _, value in control.options if value != control.value]
    if hasattr(control, "min"):
        return [control.min, control.max]
    return [not control.value]


def positions(control):
    """All values that a control can have."""
    if hasattr(control, "options"):
        return [value for _, value in control.options]
    if hasattr(control, "min"):
        steps = round((control.max - control.min) / control.step)
        return [control.min + step * control.step for step in range(steps + 1)]
    return [False, True]
