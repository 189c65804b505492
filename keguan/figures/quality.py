"""Figures of unit `quality`: the expectation ratchet, the loyalty lens, a market without new
customers, and whose voice a survey hears."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from keguan.figures.base import (
    CourseFigure,
    hide_x,
    percent,
    percent_ticks,
    sheet,
    styled,
    ticks,
)
from keguan.models import quality as models
from keguan.models.base import Floats
from keguan.style import COLOURS, say


def _key(figure: CourseFigure, text: str) -> None:
    """What the lines, bars and marks are, below the finding."""
    figure.text(0.98, 0.855, text, ha="right", va="top", fontsize=12)


# --- W7.1 the expectation ratchet -----------------------------------------------------------------

START, PERFORMANCE, ALPHA = 50.0, 60.0, 0.3  # as the lab opens


def points(number: float) -> str:
    """A satisfaction in points, with its sign; nothing is 0.00."""
    text = f"{number:+.2f}".replace("-", "−")
    return "0.00" if text in ("+0.00", "−0.00") else text


@styled
def ratchet(
    growth: float = 0.0, alpha: float = ALPHA, promise: float = 0.0, start: float = START
) -> CourseFigure:
    """What is perceived and what is expected period by period, and the satisfaction between them.

    growth, alpha, promise and start as in models.ratchet; the performance begins at PERFORMANCE.
    """
    way = models.ratchet(start, PERFORMANCE, alpha, promise, growth=growth)
    figure, lines = sheet(
        _ratchet_finding(growth, promise, way["satisfaction"].iloc[-1]),
        left=0.11,
        bottom=0.55,
        width=0.86,
        height=0.24,
    )
    periods = way.index.to_numpy()
    lines.plot(periods, way["perceived"], color=COLOURS["blue"], linewidth=3)
    lines.plot(periods, way["expected"], color=COLOURS["orange"], linewidth=3, linestyle="--")
    lines.set(xlim=(0.3, models.PERIODS + 0.7), ylim=(35, 125))
    ticks(lines.yaxis, (40, 80, 120))
    lines.set_ylabel(say("分", "Points"))
    gaps = figure.add_axes((0.11, 0.16, 0.86, 0.34))
    felt = way["satisfaction"]
    colours = [COLOURS["green" if gap >= 0 else "vermilion"] for gap in felt]
    gaps.bar(periods, felt, color=colours, width=0.7)
    gaps.axhline(0, color=COLOURS["black"], linewidth=1)
    gaps.set(xlim=lines.get_xlim(), ylim=(-21, 22))
    ticks(gaps.yaxis, (-20, -10, 0, 10, 20))
    gaps.set_ylabel(say("满意度", "Satisfied"))
    gaps.set_xlabel(say("第几期", "Period"))
    for axes, shown in ((lines, False), (gaps, True)):
        ticks(axes.xaxis, (1, *range(5, models.PERIODS + 1, 5)))
        axes.tick_params(axis="x", labelbottom=shown)
        if promise:
            axes.axvline(models.PROMISED, color=COLOURS["black"], linewidth=1, linestyle=":")
    _key(
        figure,
        say(
            "实线：可感知效果　虚线：期望值　柱：两者相差",
            "Solid: perceived. Dashed: expected. Bars: the difference",
        ),
    )
    return figure


def _ratchet_finding(growth: float, promise: float, last: float) -> str:
    way = say(f"效果每期加 {growth:g} 分", f"Performance {growth:+g}")
    if not growth:
        way = say("效果一直不变", "Performance stays")
    if promise:
        way += say(f"，许诺 {promise:g} 分", f", {promise:g} promised")
    return way + say(
        f"：第 {models.PERIODS} 期满意度 {points(last)}",
        f": satisfaction {points(last)} in period {models.PERIODS}",
    )


# --- W7.2 the loyalty lens ------------------------------------------------------------------------

MARGIN = 100.0  # yuan a year that a customer of the lens brings
_TOP = 1.2  # of the axis of uplifts


def sector_name(sector: str) -> str:
    """Name of a key of models.SECTORS in the current language."""
    return {
        "banking": say("银行业", "Banking"),
        "services": say("服务业", "Services"),
        "insurance": say("保险业", "Insurance"),
    }[sector]


@styled
def lens(
    sector: str = "banking", r0: float = 0.6, discount: float = 0.1, found: float | None = None
) -> CourseFigure:
    """By how much a customer gains in value when some points more stay, over the retention before,
    beside what a sector claims; and the value in yuan before and after.

    sector: a key of models.SECTORS; r0: the retention before; found: where the claim holds, marked
    with a star.
    """
    delta, claim = models.SECTORS[sector]
    rise = models.uplift(r0, delta, discount)
    figure, axes = sheet(
        say(
            f"留住 {percent(r0, 0)} → {percent(r0 + delta, 0)}：一位客户多值 {percent(rise)}",
            f"Retention {percent(r0, 0)} → {percent(r0 + delta, 0)}: a customer is worth "
            f"{percent(rise)} more",
        ),
        left=0.135,
        bottom=0.17,
        width=0.51,
        height=0.61,
    )
    _curve(axes, delta, discount)
    axes.axhline(claim, color=COLOURS["vermilion"], linewidth=2, linestyle="--")
    axes.text(
        0.5,
        claim + 0.02,
        say(f"{sector_name(sector)}的说法：{percent(claim, 0)}", f"Claim: {percent(claim, 0)}"),
        ha="center",
        va="bottom",
        fontsize=12,
    )
    axes.plot([r0, r0], [0, rise], color=COLOURS["black"], linewidth=1)
    if found is not None:
        axes.plot([found], [claim], "*", color=COLOURS["green"], markersize=22)
    axes.plot([r0], [rise], "o", color=COLOURS["black"], markersize=9, zorder=3)
    _worth(figure, r0, delta, discount)
    _key(
        figure,
        say(
            f"点：保留率提高 {100 * delta:g} 个百分点　灰：每年走掉 45% 以上　"
            f"右：每年毛利 {MARGIN:g} 元",
            f"Dot: {100 * delta:g} points more. Grey: over 45% leave a year. "
            f"Right: {MARGIN:g} yuan a year",
        ),
    )
    return figure


def _curve(axes: Axes, delta: float, discount: float) -> None:
    """The U: grey where few stay, blue from models.RISING on."""
    for low, high, colour in ((0.02, models.RISING, "grey"), (models.RISING, 1 - delta, "blue")):
        places = np.linspace(low, high - 1e-6, 80)
        values = [models.uplift(place, delta, discount) for place in places]
        axes.plot(places, np.minimum(values, 2 * _TOP), color=COLOURS[colour], linewidth=3)
    axes.set(xlim=(0, 1), ylim=(0, _TOP))
    percent_ticks(axes.xaxis, (0, 0.25, 0.5, 0.75, 1))
    percent_ticks(axes.yaxis, (0, 0.2, 0.4, 0.6, 0.8, 1))
    axes.set_xlabel(say("原来的保留率", "Retention before"))
    axes.set_ylabel(say("客户价值多多少", "Gain in value"))


def _worth(figure: CourseFigure, r0: float, delta: float, discount: float) -> None:
    """A bar for the value of a customer before and one for after."""
    axes = figure.add_axes((0.72, 0.17, 0.26, 0.61))
    worth = [models.lifetime_value(MARGIN, kept, discount) for kept in (r0, r0 + delta)]
    bars = axes.bar((0, 1), worth, color=[COLOURS["grey"], COLOURS["blue"]], width=0.7)
    axes.bar_label(bars, [f"{value:,.0f}" for value in worth], padding=3, fontsize=12)
    axes.set(xlim=(-0.6, 1.6), ylim=(0, 2100))
    ticks(axes.xaxis, (0, 1), [say("原来", "Before"), say("提高后", "After")])
    ticks(axes.yaxis, ())
    axes.set_xlabel(say("一位客户值多少元", "Worth in yuan"), fontsize=12)


# --- W7.3 a market without new customers ----------------------------------------------------------

YEARS = 30
_FIRMS = (("blue", "-"), ("orange", "--"), ("black", ":"))


def firm_name(place: int) -> str:
    """Name of one of the three firms in the current language."""
    return (say("甲", "A"), say("乙", "B"), say("丙", "C"))[place]


@styled
def market(retentions: Sequence[float] = (0.8, 0.8, 0.8)) -> CourseFigure:
    """The shares of three firms year by year, and those at which the market comes to rest."""
    shares = models.market(retentions, YEARS)
    rest = models.steady(retentions)
    figure, axes = sheet(
        say(
            f"甲每年留住 {percent(retentions[0], 0)}，最后占 {percent(rest[0])} 的客户",
            f"A keeps {percent(retentions[0], 0)} a year and ends with {percent(rest[0])}",
        ),
        left=0.11,
        bottom=0.17,
        width=0.51,
        height=0.62,
    )
    for place, (colour, line) in enumerate(_FIRMS):  # thinner ones over thicker ones
        width = 7 - 2 * place
        axes.plot(shares[:, place], color=COLOURS[colour], linestyle=line, linewidth=width)
    axes.set(xlim=(0, YEARS), ylim=(0, 0.85))
    ticks(axes.xaxis, range(0, YEARS + 1, 5))
    percent_ticks(axes.yaxis, (0, 0.2, 0.4, 0.6, 0.8))
    axes.set_xlabel(say("第几年", "Year"))
    axes.set_ylabel(say("占全部客户", "Share of all customers"))
    _rest(figure, retentions, rest)
    return figure


def _rest(figure: CourseFigure, retentions: Sequence[float], rest: Sequence[float]) -> None:
    """A bar for the last share of each firm, with what it keeps."""
    axes = figure.add_axes((0.80, 0.17, 0.18, 0.54))
    places = range(len(_FIRMS))
    bars = axes.barh(places, rest, color=[COLOURS[colour] for colour, _ in _FIRMS], height=0.5)
    axes.bar_label(bars, [percent(share) for share in rest], padding=3, fontsize=12)
    axes.set(xlim=(0, 1.35), ylim=(2.5, -0.5))
    named = zip(places, retentions, _FIRMS, strict=True)
    signs = {"-": say("粗线", "thick"), "--": say("虚线", "dashed"), ":": say("点线", "dotted")}
    names = [
        say(
            f"{firm_name(place)}（{signs[line]}）\n留 {percent(kept, 0)}",
            f"{firm_name(place)} ({signs[line]})\nkeeps {percent(kept, 0)}",
        )
        for place, kept, (_, line) in named
    ]
    ticks(axes.yaxis, places, names)
    axes.tick_params(axis="y", length=0, labelsize=12)
    hide_x(axes)
    figure.text(0.98, 0.76, say("最后的份额", "Shares in the end"), ha="right", fontsize=12)


# --- W7.4 whose voice -----------------------------------------------------------------------------

SURVEYS = 40


@styled
def voices(
    n: int = 100, answers: str = "alike", lazy: float = 0.0, cleaned: bool = False, seed: int = 1
) -> CourseFigure:
    """Forty surveys of the same customers, each with its margin of error, beside the truth; and
    whose ratings come in.

    n: answers of each survey; answers and lazy as in models.heard; cleaned: the straight-liners are
    taken out again.
    """
    left, shares = valid(n, answers, lazy, cleaned)
    means = surveyed(n, answers, lazy, cleaned, seed)
    margin = models.margin(models.spread(shares), left)
    figure, axes = sheet(
        say(
            f"{left:,} 份答卷：误差范围 ±{margin:.2f}，离真值平均差 {missed(means):.2f} 分",
            f"{left:,} answers: margin ±{margin:.2f}, off the truth by {missed(means):.2f}",
        ),
        left=0.07,
        bottom=0.17,
        width=0.56,
        height=0.61,
    )
    _strips(axes, means, margin)
    _ratings(figure, shares)
    _key(
        figure,
        say(
            "竖线：真值　点：一次调查和它的误差范围，× 没碰到真值　右：各分数占多少",
            "Line: the truth. Dots: surveys with margin, × misses it. Right: ratings",
        ),
    )
    return figure


def valid(n: int, answers: str, lazy: float, cleaned: bool) -> tuple[int, Floats]:
    """How many answers of a survey are left, and the shares of the ratings among them."""
    if cleaned:
        return round(n * (1 - lazy)), models.heard(answers)
    return n, models.heard(answers, lazy)


def surveyed(n: int, answers: str, lazy: float, cleaned: bool, seed: int) -> Floats:
    """The means of SURVEYS surveys."""
    left, _ = valid(n, answers, lazy, cleaned)
    return models.sample_mean(left, answers, 0.0 if cleaned else lazy, seed, SURVEYS)


def missed(means: Floats) -> float:
    """How far the means are from the truth, on average."""
    return float(abs(means - models.TRUTH).mean())


def hits(means: Floats, margin: float) -> int:
    """How many of the means have the truth within their margin."""
    return int((abs(means - models.TRUTH) <= margin).sum())


def _strips(axes: Axes, means: Floats, margin: float) -> None:
    """A dot and a line for each survey; those that miss the truth in another colour and mark."""
    places = np.arange(len(means))
    near = abs(means - models.TRUTH) <= margin
    for group, colour, mark in ((near, "blue", "o"), (~near, "vermilion", "x")):
        axes.hlines(
            places[group],
            means[group] - margin,
            means[group] + margin,
            color=COLOURS[colour],
            linewidth=2,
            alpha=0.5,
        )
        axes.plot(means[group], places[group], mark, color=COLOURS[colour], markersize=6)
    axes.axvline(models.TRUTH, color=COLOURS["black"], linewidth=2)
    axes.set(xlim=(3.6, 6.9), ylim=(-1, len(means)))
    ticks(axes.xaxis, (4, 4.5, 5, 5.5, 6, 6.5))
    ticks(axes.yaxis, ())
    axes.set_xlabel(say("平均满意度（1–7 分）", "Mean satisfaction (1–7)"))
    axes.set_ylabel(say(f"{SURVEYS} 次调查", f"{SURVEYS} surveys"))


def _ratings(figure: CourseFigure, shares: Floats) -> None:
    """Grey: all customers; blue: those who are heard."""
    axes = figure.add_axes((0.70, 0.17, 0.28, 0.61))
    heights = models.RATINGS
    axes.barh(heights + 0.2, models.CUSTOMERS, color=COLOURS["grey"], height=0.36)
    bars = axes.barh(heights - 0.2, shares, color=COLOURS["blue"], height=0.36)
    axes.bar_label(bars, [percent(share, 0) for share in shares], padding=3, fontsize=12)
    axes.set(xlim=(0, 0.65), ylim=(2.5, 7.5))
    ticks(axes.yaxis, heights)
    hide_x(axes)
    axes.text(
        0, 2.35, say("灰：全部客户　蓝：答卷", "Grey: all. Blue: answers"), fontsize=12, va="top"
    )
