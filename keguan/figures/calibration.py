"""What is published beside what is simulated, for any case."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from keguan.figures.base import SIZE, CourseFigure, folded, hide_x, percent, sheet, styled, ticks
from keguan.models.base import Floats
from keguan.style import COLOURS, say

NEAR = 0.05  # a simulated share within five percentage points of the published one counts as near


@styled
def calibration(table: pd.DataFrame) -> CourseFigure:
    """Published shares beside those of our simulated data, one row a comparison, told apart by
    marker and legend.

    table: the DataFrame of cases.calibration. Its rows with a share on both sides are drawn, but
    for measurements of our own (confidence D); the others have no common scale.
    Raises ValueError if there is none.
    """
    comparable = (table["unit"] == "share") & table["published_value"].notna()
    rows = table[comparable & (table["confidence"] != "D")]
    if rows.empty:
        raise ValueError("这张对照表里没有可以比较的比例。 · This table has no shares to compare.")
    published = rows["published_value"].to_numpy(float)
    ours = rows["our_value"].to_numpy(float)
    figure, axes = sheet(
        _calibration_finding(np.abs(ours - published)),
        left=0.46,
        bottom=0.03,
        width=0.53,
        height=0.79,
        size=(SIZE[0], 1.5 + 0.5 * len(rows)),
    )
    places = np.arange(len(rows))[::-1]
    _markers(axes, published, ours, places)
    for place, real, simulated in zip(places, published, ours, strict=True):
        _value(axes, place, real, say("公开", "real"), right=real > simulated)
        _value(axes, place, simulated, say("模拟", "sim."), right=real <= simulated)
    axes.set(xlim=(-0.45, 1.42), ylim=(-0.6, len(rows) - 0.4))
    names = [
        folded(f"{what} {fact}", say(34, 38))
        for what, fact in zip(rows["what"], rows["fact"], strict=True)
    ]
    ticks(axes.yaxis, places, names)
    axes.tick_params(axis="y", length=0, labelsize=12)
    hide_x(axes)
    return figure


def _markers(axes: Axes, published: Floats, ours: Floats, places: npt.NDArray[np.int64]) -> None:
    """A dot for each published share and a diamond for ours on one line, with their legend."""
    axes.hlines(places, published, ours, color=COLOURS["grey"], linewidth=2, zorder=1)
    axes.plot(
        published,
        places,
        "o",
        color=COLOURS["blue"],
        markersize=7,
        label=say("公开资料（真实）", "published (real)"),
    )
    axes.plot(
        ours,
        places,
        "D",
        color=COLOURS["vermilion"],
        markersize=11,
        markerfacecolor="none",
        markeredgewidth=2,
        label=say("本课数据（模拟）", "our data (simulated)"),
    )
    axes.figure.legend(
        loc="upper right",
        bbox_to_anchor=(0.98, 0.9),
        ncols=2,
        borderaxespad=0,
        handletextpad=0.2,
        columnspacing=1,
    )


def _value(axes: Axes, place: float, share: float, word: str, right: bool) -> None:
    """A share in words, to the right or to the left of its marker."""
    axes.annotate(
        f"{word} {percent(share)}",
        (share, place),
        xytext=(11 if right else -11, 0),
        textcoords="offset points",
        fontsize=12,
        va="center",
        ha="left" if right else "right",
    )


def _calibration_finding(gaps: Floats) -> str:
    near = int((gaps < NEAR).sum())
    n = len(gaps)
    worst = 100 * float(gaps.max())
    return say(
        f"{n} 项比例中，{near} 项与公开资料相差不到 {100 * NEAR:.0f} 个百分点，最多差 {worst:.1f}",
        f"{near} of {n} shares lie within {100 * NEAR:.0f} points of the published; largest gap "
        f"{worst:.1f}",
    )
