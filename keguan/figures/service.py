"""Figures of unit `service`: fixed points beside roving vans, and the promise clock."""

from functools import lru_cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from keguan.figures.base import CourseFigure, percent, sheet, styled, ticks
from keguan.models import service as models
from keguan.models.base import Bools, Floats
from keguan.style import COLOURS, say

# --- W2.1 fixed or roving -------------------------------------------------------------------------

# what a plan should reach: share of the customers, and yuan at most for each
GOAL_SHARE, GOAL_COST = 0.8, 30.0
_STATES = 64  # kept of each: a slider comes back to them


@lru_cache(_STATES)
def fixed_week(spread: float, points: int, reach: float) -> tuple[Floats, Bools]:
    """(places of the points, whether each customer is near one)."""
    xy = models.customers(spread)
    places = models.sites(xy, points, reach)
    return places, models.covered(xy, places, reach)


@lru_cache(_STATES)
def roving_week(spread: float, vans: int) -> models.Week:
    """The week of the vans."""
    return models.vans(models.customers(spread), vans)


def costs_each(spread: float, points: int, vans: int, reach: float) -> tuple[float, float]:
    """Yuan for each customer served: (at the points, by the vans)."""
    _, near = fixed_week(spread, points, reach)
    served = roving_week(spread, vans).served
    return (
        models.cost_each(points * models.POINT_COST, near),
        models.cost_each(vans * models.VAN_COST, served),
    )


def reaches_goal(cost: float, served: Bools) -> bool:
    """Whether enough customers are served, and for little enough each."""
    return bool(served.mean() >= GOAL_SHARE and cost <= GOAL_COST)


@styled
def fixed_or_roving(
    spread: float = 0.0, points: int = 3, vans: int = 2, reach: float = models.REACH
) -> CourseFigure:
    """The same customers twice, with service points and with vans, and what one who is served
    costs.

    spread: share that lives outside the towns; reach: km to a point.
    """
    each = costs_each(spread, points, vans, reach)
    places, near = fixed_week(spread, points, reach)
    week = roving_week(spread, vans)
    figure, left = sheet(
        say(
            f"散居 {percent(spread, 0)}：定点一户 {each[0]:.1f} 元，巡回一户 {each[1]:.1f} 元",
            f"{percent(spread, 0)} scattered: points {each[0]:.1f}, vans {each[1]:.1f} yuan each",
        ),
        left=0.055,
        bottom=0.215,
        width=0.33,
        height=0.55,
    )
    right = figure.add_axes((0.43, 0.215, 0.33, 0.55))
    xy = models.customers(spread)
    _homes(left, xy, near, say(f"定点 {points} 个", f"Points: {points}"))
    _circles(left, places, reach)
    _routes(right, xy, week)
    _homes(right, xy, week.served, say(f"巡回 {vans} 辆", f"Vans: {vans}"))
    _prices(figure, each, (near, week.served))
    figure.text(
        0.02,
        0.025,
        say(
            f"蓝点：服务到　灰点：没有　圈：{reach:g} 千米　■：服务点、车场　橙线：车的路线",
            f"Blue: served. Grey: not. Circle: {reach:g} km. Square: point, depot. Line: vans",
        ),
        fontsize=12,
    )
    return figure


def _homes(axes: Axes, xy: Floats, served: Bools, name: str) -> None:
    """A dot for each customer, and above how many of them are served."""
    axes.plot(*xy[~served].T, "o", color=COLOURS["grey"], markersize=2, linestyle="")
    axes.plot(*xy[served].T, "o", color=COLOURS["blue"], markersize=3.5, linestyle="")
    axes.set(xlim=(0, models.SIDE), ylim=(0, models.SIDE))
    share = percent(served.mean(), 0)
    axes.set_title(say(f"{name}：服务到 {share}", f"{name}, {share} served"), fontsize=12)
    for axis in (axes.xaxis, axes.yaxis):
        ticks(axis, (0, 10, 20))
    axes.tick_params(labelsize=12)
    axes.set_xlabel(say("千米", "km"), fontsize=12, labelpad=1)


def _circles(axes: Axes, places: Floats, reach: float) -> None:
    """The points, and how far customers come to them."""
    for place in places:
        ring = Circle(place, reach, facecolor="none", edgecolor=COLOURS["vermilion"], linewidth=2)
        axes.add_patch(ring)
    _squares(axes, places)


def _squares(axes: Axes, places: Floats) -> None:
    axes.plot(*places.T, "s", color=COLOURS["black"], markersize=7, linestyle="", zorder=4)


def _routes(axes: Axes, xy: Floats, week: models.Week) -> None:
    """A line for each van and day, from the depot and back; all are one path, which draws faster
    than twenty."""
    depot, gap = np.array([models.DEPOT]), np.full((1, 2), np.nan)
    ways = [np.concatenate([depot, xy[route], depot, gap]) for route in week.routes]
    axes.plot(*np.concatenate(ways).T, color=COLOURS["orange"], linewidth=1)
    _squares(axes, depot)


def _prices(figure: CourseFigure, each: tuple[float, float], served: tuple[Bools, Bools]) -> None:
    """A bar for what a customer costs who is served, with a star where the goal is reached."""
    axes = figure.add_axes((0.825, 0.215, 0.155, 0.55))
    bars = axes.bar((0, 1), each, color=[COLOURS["vermilion"], COLOURS["orange"]], width=0.7)
    stars = ["★\n" * reaches_goal(*pair) for pair in zip(each, served, strict=True)]
    labels = [f"{star}{cost:.1f}" for star, cost in zip(stars, each, strict=True)]
    axes.bar_label(bars, labels, padding=3, fontsize=12)
    axes.set(xlim=(-0.6, 1.6), ylim=(0, 92))
    ticks(axes.xaxis, (0, 1), [say("定点", "Points"), say("巡回", "Vans")])
    ticks(axes.yaxis, ())
    axes.tick_params(labelsize=12)
    axes.set_title(say("一户多少元", "Yuan each"), fontsize=12)


# --- W2.2 the promise clock -----------------------------------------------------------------------

LAST = 12  # hours that the picture shows
PROMISES = tuple(half / 2 for half in range(1, 2 * LAST + 1))  # hours


def in_points(share: float) -> int:
    """A share of the customers as points of the score, 1 for each of ASKED customers."""
    return round(models.ASKED * share)


def is_best(promise: float, median: float, sigma: float) -> bool:
    """Whether no other promise of PROMISES has as high a score."""
    return models.best_promise(models.replies(median, sigma), PROMISES) == promise


@styled
def promise_clock(
    promise: float = 2.0, median: float = models.MEDIAN, sigma: float = models.SIGMA
) -> CourseFigure:
    """A hundred replies, the quickest first, which of them keep a promise in hours, and what the
    promise scores.
    """
    hours = models.replies(median, sigma)
    kept = in_points(models.kept(hours, promise))
    score = in_points(models.promise_score(hours, promise))
    figure, axes = sheet(
        say(
            f"承诺 {promise:g} 小时：{models.ASKED} 位客户，守住 {kept} 位，得 {signed(score)} 分",
            f"Promise of {promise:g} h: kept for {kept} of {models.ASKED}, score {signed(score)}",
        ),
        left=0.095,
        bottom=0.255,
        width=0.50,
        height=0.58,
    )
    _queue(axes, hours, promise)
    _score(figure, kept, promise, score, is_best(promise, median, sigma))
    figure.text(
        0.02,
        0.025,
        say(
            f"圆点：守住　叉：失信　三角：超过 {LAST} 小时，也是失信　竖线：承诺",
            f"Dot: kept. Cross: broken. Triangle: after {LAST} h, broken. Line: the promise",
        ),
        fontsize=12,
    )
    return figure


def signed(points: int) -> str:
    """Points with a true minus sign."""
    return f"{points}".replace("-", "−")


def _queue(axes: Axes, hours: Floats, promise: float) -> None:
    """A mark for each reply by its hour, and the line of the promise."""
    rank = np.arange(1, len(hours) + 1)
    late = hours > LAST
    kept = hours <= promise
    broken = ~kept & ~late
    axes.axvspan(0, promise, color=COLOURS["sky"], alpha=0.2)
    axes.axvline(promise, color=COLOURS["black"], linewidth=2)
    axes.plot(hours[kept], rank[kept], "o", color=COLOURS["blue"], markersize=4)
    axes.plot(hours[broken], rank[broken], "x", color=COLOURS["vermilion"], markersize=5)
    ends = np.full(late.sum(), LAST + 0.45)
    axes.plot(ends, rank[late], ">", color=COLOURS["vermilion"], markersize=5)
    axes.set(xlim=(0, LAST + 0.9), ylim=(0, len(hours) + 3))
    ticks(axes.xaxis, range(0, LAST + 1, 2))
    ticks(axes.yaxis, range(0, len(hours) + 1, 20))
    axes.set_xlabel(say("几小时收到回复", "Hours until the reply"))
    axes.set_ylabel(say("从快到慢第几位", "Customers, quickest first"))


def _score(figure: CourseFigure, kept: int, promise: float, score: int, best: bool) -> None:
    """What the score is made of, with a star where it is the highest."""
    axes = figure.add_axes((0.72, 0.255, 0.26, 0.50))
    broken = models.ASKED - kept
    parts = (
        kept,
        -in_points(models.BROKEN * broken / models.ASKED),
        -in_points(models.PER_HOUR * promise),
        score,
    )
    names = ("blue", "vermilion", "orange", "black")
    places = range(len(parts))
    bars = axes.barh(places, parts, color=[COLOURS[name] for name in names], height=0.6)
    texts = [signed(part) for part in parts]
    axes.bar_label(bars, [*texts[:-1], texts[-1] + " ★" * best], padding=3, fontsize=12)
    axes.axvline(0, color=COLOURS["grey"], linewidth=1)
    axes.set(xlim=(-310, 190), ylim=(len(parts) - 0.5, -0.5))
    words = (
        say("守住", "Kept"),
        say("失信", "Broken"),
        say("嫌久", "Too long"),
        say("得分", "Score"),
    )
    ticks(axes.yaxis, places, words)
    axes.tick_params(axis="y", length=0, labelsize=12)
    axes.xaxis.set_visible(False)
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)
    figure.text(
        0.98, 0.80, say("得分怎样算出来", "Where the score is from"), ha="right", fontsize=12
    )
