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
    marker and legend; a published range is a thick line.

    table: the DataFrame of cases.calibration. Its rows with a share on both sides are drawn, but
    for measurements of our own (confidence D); the others have no common scale.
    Raises ValueError if there is none.
    """
    comparable = (table["unit"] == "share") & table["published_value"].notna()
    rows = table[comparable & (table["confidence"] != "D")]
    if rows.empty:
        raise ValueError("这张对照表里没有可以比较的比例。 · This table has no shares to compare.")
    low = rows["published_value"].to_numpy(float)
    high = rows["published_high"].to_numpy(float)
    ours = rows["our_value"].to_numpy(float)
    figure, axes = sheet(
        _calibration_finding(np.maximum(np.maximum(low - ours, ours - high), 0)),
        left=0.46,
        bottom=0.03,
        width=0.53,
        height=0.79,
        size=(SIZE[0], 1.5 + 0.5 * len(rows)),
    )
    places = np.arange(len(rows))[::-1]
    _markers(axes, low, high, ours, places)
    for place, *ends, simulated in zip(places, low, high, ours, strict=True):
        _words(axes, place, (ends[0], ends[1]), simulated)
    axes.set(xlim=(-0.62, 1.72), ylim=(-0.6, len(rows) - 0.4))
    names = [
        folded(f"{what} {fact}", say(34, 38))
        for what, fact in zip(rows["what"], rows["fact"], strict=True)
    ]
    ticks(axes.yaxis, places, names)
    axes.tick_params(axis="y", length=0, labelsize=12)
    hide_x(axes)
    return figure


def _markers(
    axes: Axes, low: Floats, high: Floats, ours: Floats, places: npt.NDArray[np.int64]
) -> None:
    """A dot for each published share (two and a thick line for a range) and a diamond for ours on
    one line, with their legend.
    """
    nearest = np.clip(ours, low, high)
    axes.hlines(places, nearest, ours, color=COLOURS["grey"], linewidth=2, zorder=1)
    axes.hlines(places, low, high, color=COLOURS["blue"], linewidth=5, alpha=0.5, zorder=1)
    axes.plot(
        [*low, *high],
        [*places, *places],
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


def _words(axes: Axes, place: float, published: tuple[float, float], ours: float) -> None:
    """Both shares in words, on either side of the markers: the larger on the right, and ours on
    the left where it lies within the published range.
    """
    low, high = published
    real = percent(low) if low == high else f"{percent(low, 0)}–{percent(high, 0)}"
    real = f"{say('公开', 'real')} {real}"
    simulated = f"{say('模拟', 'sim.')} {percent(ours)}"
    ours_right = ours > high or ours == low == high
    _side(axes, place, max(high, ours), simulated if ours_right else real, right=True)
    _side(axes, place, min(low, ours), real if ours_right else simulated, right=False)


def _side(axes: Axes, place: float, share: float, text: str, right: bool) -> None:
    axes.annotate(
        text,
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
    if worst == 0:
        return say(
            f"{n} 项比例，全部落在公开资料的范围里", f"All {n} shares lie within what is published"
        )
    return say(
        f"{n} 项比例中，{near} 项与公开资料相差不到 {100 * NEAR:.0f} 个百分点，"
        f"最多差 {worst:.1f} 个",
        f"{near} of {n} shares lie within {100 * NEAR:.0f} points of the published; largest gap "
        f"{worst:.1f}",
    )
