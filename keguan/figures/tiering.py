"""Figures of unit `tiering`: the pyramid, plans of spending, RFM types, the four quadrants."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from keguan import style
from keguan.figures.base import (
    CourseFigure,
    hide_x,
    money,
    percent,
    percent_ticks,
    sheet,
    styled,
    ticks,
)
from keguan.models import tiering as models
from keguan.models.base import Floats, Numbers
from keguan.style import COLOURS, say

TIERS = ("key", "ordinary", "small")
SPREAD = 1e-9  # loyalties that differ by less count as the same for all


def tier_name(tier: str) -> str:
    """Name of a pyramid tier in the current language."""
    return {
        "key": say("关键客户", "Key"),
        "ordinary": say("普通客户", "Ordinary"),
        "small": say("小客户", "Small"),
    }[tier]


def group_name(group: str) -> str:
    """Name of one of the six groups of the resource model in the current language."""
    return {
        "key": say("关键客户", "Key"),
        "ordinary_plus": say("普通客户（有潜力）", "Ordinary, with potential"),
        "ordinary_minus": say("普通客户（无潜力）", "Ordinary, without potential"),
        "small_plus": say("小客户（有潜力）", "Small, with potential"),
        "small_minus": say("小客户（无潜力）", "Small, without potential"),
        "bad": say("劣质客户", "Poor-quality"),
    }[group]


def plan_name(plan: str) -> str:
    """Name of one of the model's spending plans in the current language."""
    return {
        "none": say("不投入", "No spending"),
        "equal": say("平均投入", "Equal spending"),
        "key_only": say("全给关键客户", "All to key"),
        "differentiated": say("分级投入", "Differentiated"),
        "no_cultivation": say("分级但不培养", "No cultivation"),
    }[plan]


# --- the pyramid ----------------------------------------------------------------------------------


@styled
def pyramid(values: Numbers | None = None, cuts: Sequence[float] = models.PYRAMID) -> CourseFigure:
    """Two pyramids side by side: each tier's share of the customers and of the profit.

    values: profit of each customer, yuan (default: the 80/20 model). Negative shares are hatched.
    """
    values = models.profits() if values is None else values
    counts = models.tier_counts(len(values), cuts)
    people = [count / len(values) for count in counts]
    shares = models.tier_shares(values, cuts)
    figure, axes = sheet(
        say(
            f"{percent(people[0], 0)} 的关键客户带来 {percent(shares[0])} 的利润，"
            f"{percent(people[2], 0)} 的小客户带来 {percent(shares[2])}",
            f"The key {percent(people[0], 0)} bring {percent(shares[0])} of the profit, the small "
            f"{percent(people[2], 0)} bring {percent(shares[2])}",
        ),
        left=0.02,
        bottom=0.04,
        width=0.96,
        height=0.80,
    )
    axes.set(xlim=(-0.55, 2.65), ylim=(-0.6, 3.0))
    axes.axis("off")
    for column, header, sizes, digits in (
        (0.75, say("占客户数", "Share of customers"), people, 0),
        (1.85, say("占利润", "Share of profit"), shares, 1),
    ):
        axes.text(column, 2.75, header, ha="center", va="center")
        for row, (tier, size) in enumerate(zip(TIERS, sizes, strict=True)):
            _pyramid_bar(
                axes, column, 2 - row, size, style.TIER_COLOURS[tier], percent(size, digits)
            )
    for row, tier in enumerate(TIERS):
        axes.text(-0.5, 2 - row, tier_name(tier), ha="left", va="center")
    return figure


def _pyramid_bar(
    axes: Axes, centre: float, row: float, size: float, colour: str, label: str
) -> None:
    """One level of a pyramid with its label on the right; a bar over 110 % is drawn as wide as
    that.
    """
    negative = size < 0
    width = 0.85 * min(abs(size), 1.1)
    axes.barh(
        row,
        width,
        left=centre - width / 2,
        height=0.8,
        facecolor="white" if negative else colour,
        edgecolor=colour,
        hatch="//" if negative else None,
    )
    axes.text(centre + width / 2 + 0.03, row, label, ha="left", va="center")


@styled
def lorenz(values: Numbers | None = None, cuts: Sequence[float] = models.PYRAMID) -> CourseFigure:
    """The concentration curve with the three tiers as bands; above 100 % if some customers lose
    money.

    values: profit of each customer, yuan (default: the 80/20 model).
    """
    values = models.profits() if values is None else values
    counts = models.tier_counts(len(values), cuts)
    shares = models.tier_shares(values, cuts)
    x, y = models.lorenz(values)
    peak = float(y.max())
    finding = _lorenz_finding(counts[0] / len(values), shares[0], peak)
    figure, axes = sheet(finding, left=0.125, width=0.84)
    edges = np.cumsum((0, *counts)) / len(values)
    _tier_bands(axes, edges, shares)
    step = max(1, len(x) // 400)
    places = np.unique(np.r_[0 : len(x) : step, np.cumsum(counts), int(y.argmax())])
    axes.plot(x[places], y[places], color=COLOURS["black"], linewidth=2.5)
    axes.plot([0, 1], [0, 1], color=COLOURS["grey"], linewidth=1.2, linestyle="--")
    axes.axhline(1, color=COLOURS["grey"], linewidth=0.8)
    axes.plot(edges[1:3], y[np.cumsum(counts)[:2]], "o", color=COLOURS["black"], markersize=7)
    axes.set(xlim=(0, 1), ylim=(0, max(1.06, peak + 0.08)))
    percent_ticks(axes.xaxis, (0, 0.2, 0.4, 0.6, 0.8, 1.0))
    percent_ticks(axes.yaxis, (0, 0.2, 0.4, 0.6, 0.8, 1.0))
    axes.set_xlabel(
        say("客户累计占比（利润从高到低）", "Cumulative share of customers (highest profit first)")
    )
    axes.set_ylabel(say("利润累计占比", "Cumulative share of profit"))
    axes.legend(
        loc="lower right", frameon=True, facecolor="white", framealpha=0.9, edgecolor="none"
    )
    return figure


def _tier_bands(axes: Axes, edges: Floats, shares: Sequence[float]) -> None:
    """A coloured band for each tier between its edges (shares of the customers), with its share of
    the profit in the legend.
    """
    for tier, start, end, share in zip(TIERS, edges[:-1], edges[1:], shares, strict=True):
        label = say(
            f"{tier_name(tier)} {percent(end - start, 0)} → 利润 {percent(share)}",
            f"{tier_name(tier)} {percent(end - start, 0)} → profit {percent(share)}",
        )
        colour = style.TIER_COLOURS[tier]
        axes.axvspan(start, end, color=colour, alpha=0.28, linewidth=0, label=label)


def _lorenz_finding(people: float, share: float, peak: float) -> str:
    if peak > 1.0005:
        return say(
            f"曲线先升到 {percent(peak)} 再回到 100%：末尾的客户在亏掉利润",
            f"The curve climbs to {percent(peak)} before 100%: the tail destroys profit",
        )
    return say(
        f"利润最高的 {percent(people, 0)} 客户带来 {percent(share)} 的利润",
        f"The top {percent(people, 0)} of customers bring {percent(share)} of the profit",
    )


# --- spending plans -------------------------------------------------------------------------------


@styled
def resources(plans: Sequence[str] | None = None, quarters: int = 8) -> CourseFigure:
    """Total profit of spending plans after some quarters, as bars, best on top.

    plans: names of models.PLANS (default: the four that spend up to the same budget).
    """
    names = list(plans or ("none", "equal", "key_only", "differentiated"))
    totals = {name: _total(name, quarters) for name in names}
    order = sorted(names, key=lambda name: totals[name])
    best = order[-1]
    second = order[-2] if len(order) > 1 else order[-1]
    lead = money(totals[best] - totals[second])
    figure, axes = sheet(
        say(
            f"{quarters} 个季度后“{plan_name(best)}”利润最高，比“{plan_name(second)}”多 {lead}",
            f"After {quarters} quarters '{plan_name(best)}' is ahead by {lead}",
        ),
        left=0.235,
        width=0.735,
    )
    colours = [COLOURS["blue"] if name == best else COLOURS["sky"] for name in order]
    axes.barh(range(len(order)), [totals[name] for name in order], color=colours, height=0.65)
    longest = max(totals.values())
    for row, name in enumerate(order):
        axes.text(totals[name] + 0.01 * longest, row, _millions(totals[name]), va="center")
    axes.set_xlim(0, longest * 1.2)
    ticks(axes.yaxis, range(len(order)), [plan_name(name) for name in order])
    hide_x(axes)
    axes.set_xlabel("")
    key = say(
        f"模拟的 1,000 名客户，{quarters} 个季度的累计利润",
        f"1,000 simulated customers, profit of {quarters} quarters",
    )
    figure.text(0.235, 0.06, key, color=COLOURS["grey"])
    return figure


def _total(plan: str, quarters: int) -> float:
    """Profit (yuan) of a plan of models.PLANS over some quarters."""
    earned = models.simulate_resources(quarters=quarters, **models.PLANS[plan])
    return earned["cumulative"].iloc[-1]


def _millions(yuan: float) -> str:
    """A large total: 659.4 万元, or 6.59 million."""
    return say(f"{yuan / 1e4:,.1f} 万元", f"{yuan / 1e6:.2f} million")


@styled
def patience(
    mine: pd.DataFrame | None = None,
    other: pd.DataFrame | None = None,
    mine_name: str | None = None,
    other_name: str | None = None,
) -> CourseFigure:
    """How far one plan's cumulative profit is ahead of (or behind) another's, quarter by quarter.

    mine, other: tables of models.simulate_resources with the same number of quarters (default: with
    and without cultivation).
    """
    if mine is None or other is None:
        mine = models.simulate_resources(**models.PLANS["differentiated"])
        other = models.simulate_resources(**models.PLANS["no_cultivation"])
        mine_name = say("有培养", "cultivation")
        other_name = say("不培养", "no cultivation")
    lead = (mine["cumulative"] - other["cumulative"]).to_numpy()
    quarters = mine["quarter"].to_numpy()
    figure, axes = sheet(_patience_finding(lead, mine_name, other_name), left=0.135, width=0.845)
    unit = say(1e4, 1e3)
    _lead_bars(axes, quarters, lead / unit)
    axes.set_ylim(*_steady_ends(lead / unit))
    axes.set_xlim(quarters[0] - 0.6, quarters[-1] + 0.6)
    ticks(axes.xaxis, quarters, [str(quarter) for quarter in quarters])
    axes.set_xlabel(say("季度", "Quarter"))
    axes.set_ylabel(say("累计利润领先（万元）", "Cumulative lead (1,000 yuan)"))
    return figure


def _steady_ends(values: Floats) -> tuple[float, float]:
    """Ends of an axis for the values and their labels: round numbers in few steps, so that a slider
    moves the bars and not the axis.
    """
    low = _round_above(max(-values.min(), 0))
    high = _round_above(max(values.max(), 0))
    return (-max(low, 0.15 * high) if values.min() < 0 else 0.0, high)


def _round_above(far: float) -> float:
    """The first of 1, 2, 5, 10, 20 … that leaves a fifth for labels."""
    steps = (digit * 10.0**power for power, digit in product(range(7), (1, 2, 5)))
    return next(step for step in steps if step >= 1.2 * far)


def _lead_bars(axes: Axes, quarters: npt.NDArray[np.int64], lead: Floats) -> None:
    """A bar a quarter with its number: full where the plan is ahead, hatched where it is behind."""
    behind = lead < 0
    axes.bar(quarters[~behind], lead[~behind], color=COLOURS["blue"], width=0.7)
    axes.bar(
        quarters[behind],
        lead[behind],
        color="white",
        edgecolor=COLOURS["vermilion"],
        hatch="//",
        width=0.7,
    )
    axes.axhline(0, color=COLOURS["black"], linewidth=1)
    digits = say(1, 0)
    for quarter, value in zip(quarters, lead, strict=True):
        axes.annotate(
            f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−"),
            (quarter, value),
            xytext=(0, 3 if value >= 0 else -3),
            textcoords="offset points",
            ha="center",
            va="bottom" if value >= 0 else "top",
            fontsize=13 if len(quarters) <= 8 else 12,
        )


def _patience_finding(lead: Floats, mine: str | None, other: str | None) -> str:
    """One sentence about who is ahead, and from which quarter on."""
    mine = mine or say("你的方案", "your plan")
    other = other or say("对照方案", "the other plan")
    last = len(lead)
    amount = money(abs(lead[-1]))
    if np.abs(lead).max() < 0.5:
        return say(f"“{mine}”与“{other}”没有差别", f"'{mine}' and '{other}' do not differ")
    if lead[-1] < 0:
        return say(
            f"第 {last} 季度末“{mine}”比“{other}”少赚 {amount}",
            f"After Q{last} '{mine}' is behind '{other}' by {amount}",
        )
    turned = int(np.flatnonzero(lead < 0).max(initial=-1)) + 2
    if turned == 1:
        return say(
            f"“{mine}”一直领先“{other}”，最后多赚 {amount}",
            f"'{mine}' always leads '{other}', at last by {amount}",
        )
    if lead[0] < 0:
        return say(
            f"先落后，第 {turned} 季度起领先，最后多赚 {amount}：要有耐心",
            f"Behind at first, ahead from Q{turned}: patience earns {amount}",
        )
    return say(
        f"“{mine}”从第 {turned} 季度起一直领先，最后多赚 {amount}",
        f"'{mine}' is ahead from Q{turned} on, at last by {amount}",
    )


# --- RFM types and the four quadrants -------------------------------------------------------------


@styled
def rfm(counts: pd.Series, split: str = "mean") -> CourseFigure:
    """The eight RFM types as the two halves of a cube: recent buyers on the left, the others on the
    right.

    counts: customers of each of models.RFM_TYPES (Series by pattern). Darker = more customers.
    """
    total = max(int(counts.sum()), 1)
    low = float(sum(counts[pattern] for pattern in counts.index if "M↓" in pattern)) / total
    rule = {"mean": say("平均数", "mean"), "median": say("中位数", "median")}[split]
    figure, left = sheet(
        say(
            f"按{rule}分界，{percent(low, 0)} 的客户是 M↓",
            f"Split at the {rule}, {percent(low, 0)} of customers are M↓",
        ),
        left=0.12,
        bottom=0.17,
        width=0.40,
        height=0.60,
    )
    right = figure.add_axes((0.57, 0.17, 0.40, 0.60))
    headers = (say("R↓ 最近来过", "R↓ recent"), say("R↑ 很久没来", "R↑ long ago"))
    for axes, recency, header in zip((left, right), "↓↑", headers, strict=True):
        _rfm_half(axes, counts, recency, total)
        axes.set_title(header, fontsize=13)
    left.set_ylabel(say("频度 F", "Frequency F"))
    right.set_yticklabels([])
    figure.text(0.545, 0.035, say("值度 M", "Monetary value M"), ha="center")
    return figure


def _rfm_half(axes: Axes, counts: pd.Series, recency: str, total: int) -> None:
    """Four cells, F by M, of the customers with one recency arrow."""
    for row, f in enumerate("↓↑"):
        for column, m in enumerate("↓↑"):
            number = int(counts[f"R{recency}F{f}M{m}"])
            axes.barh(
                row,
                0.96,
                left=column + 0.02,
                height=0.94,
                align="center",
                color=COLOURS["blue"],
                alpha=0.10 + 0.55 * min(1.0, 2 * number / total),
            )
            axes.text(
                column + 0.5, row + 0.12, f"{number:,}", ha="center", va="center", fontsize=17
            )
            axes.text(
                column + 0.5, row - 0.24, percent(number / total, 0), ha="center", va="center"
            )
    axes.set(xlim=(0, 2), ylim=(-0.5, 1.5))
    ticks(axes.xaxis, (0.5, 1.5), ["M↓", "M↑"])
    ticks(axes.yaxis, (0, 1), ["F↓", "F↑"])
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


FLOOR, ROOF = -1.0, 5.0  # frame of the relative profit; what lies beyond is drawn at its edge


@styled
def quadrant(
    loyalty: Numbers,
    rel_profit: Numbers,
    cut: str = "mean",
    span: tuple[float, float] | None = None,
) -> CourseFigure:
    """Customers by loyalty and relative profit, the cuts as lines, the number of customers in each
    quadrant.

    loyalty, rel_profit: equally long arrays or Series; profit beyond the frame is drawn at its
    edge. span: ends of the axis of loyalty (default: as the data).
    """
    labels = models.quadrants(loyalty, rel_profit, cut)
    counts = {name: int((labels == name).sum()) for name in models.QUADRANTS}
    x = np.asarray(loyalty, dtype=float)
    y = np.asarray(rel_profit, dtype=float)
    middle = np.mean if cut == "mean" else np.median
    spread = float(np.ptp(x)) if len(x) else 0.0
    figure, axes = sheet(_quadrant_finding(counts["L↑P↑"] / max(len(x), 1), spread, cut))
    step = max(1, len(x) // 1500)  # a regular sample: more dots are slower and show nothing more
    dots = np.clip(y, FLOOR, ROOF)[::step]
    axes.plot(x[::step], dots, ".", color=COLOURS["blue"], markersize=3, alpha=0.5)
    margin = 0.04 * spread if spread >= SPREAD else 0.5
    start, end = (x.min() - margin, x.max() + margin) if len(x) else (0.0, 1.0)
    start, end = span or (start, end)
    axes.axvline(middle(x), color=COLOURS["black"], linewidth=1.2)
    axes.axhline(middle(y), color=COLOURS["black"], linewidth=1.2)
    for name, number in counts.items():
        _quadrant_label(axes, name, number, (start, end), (FLOOR, ROOF))
    axes.set(xlim=(start, end), ylim=(FLOOR, ROOF))
    ticks(axes.yaxis, range(-1, 6))
    axes.set_xlabel(say("忠诚度", "Loyalty"))
    axes.set_ylabel(say("相对利润（1 = 平均）", "Relative profit (1 = mean)"))
    return figure


def _quadrant_finding(share: float, spread: float, cut: str) -> str:
    if spread < SPREAD:
        # All weights 0: the share would be right and mean nothing.
        return say(
            "忠诚度人人相同：只分得出利润高低",
            "Loyalty is the same for all: only profit tells them apart",
        )
    rule = {"mean": say("平均数", "mean"), "median": say("中位数", "median")}[cut]
    return say(
        f"{percent(share, 0)} 的客户，忠诚度和利润都不低于{rule}",
        f"{percent(share, 0)} of customers reach the {rule} of both loyalty and profit",
    )


def _quadrant_label(
    axes: Axes, name: str, number: int, width: tuple[float, float], height: tuple[float, float]
) -> None:
    """Name and number of a quadrant in its corner of the frame: (left, right), (bottom, top)."""
    right = "L↑" in name
    up = "P↑" in name
    axes.annotate(
        say(f"{name} {number:,} 人", f"{name} {number:,}"),
        (width[right], height[up]),
        fontsize=14,
        xytext=(-6 if right else 6, -6 if up else 6),
        textcoords="offset points",
        ha="right" if right else "left",
        va="top" if up else "bottom",
        bbox={"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "pad": 2},
    )
