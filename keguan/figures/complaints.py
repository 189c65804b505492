"""Figures of unit `complaints`: the way to a calm customer, a day at the triage desk, the
iceberg."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from keguan.figures.base import (
    CourseFigure,
    hide_x,
    percent,
    percent_ticks,
    sheet,
    styled,
    ticks,
)
from keguan.models import complaints as models
from keguan.style import COLOURS, say

# --- W6.3 calm first ------------------------------------------------------------------------------

_SLOTS = 8  # the start, and the seven steps of the longest way


def move_name(move: str) -> str:
    """What a letter of RMLSP stands for, in the current language."""
    return {
        "R": say("歉意", "regret"),
        "M": say("礼貌", "manners"),
        "L": say("聆听", "listen"),
        "S": say("同情", "sympathy"),
        "P": say("承诺", "promise"),
    }[move]


@styled
def calm_first(
    anger: float = 9, after: int = 0, again: float = 0.1, order: Sequence[str] = "RMLSP"
) -> CourseFigure:
    """The anger after each step until the customer takes the solution, and how often a complaint is
    handled when a share `again` comes back on day 3.

    after: moves of `order` before the solution is offered.
    """
    way = models.calm_first(anger, after, order)
    figure, axes = sheet(
        _calm_finding(anger, after, way, again), left=0.08, bottom=0.19, width=0.6, height=0.65
    )
    levels = [anger, *(step.anger for step in way)]
    names = [say("开始", "start"), *(_step_name(way, at) for at in range(len(way)))]
    colours = [COLOURS["grey"], *(_step_colour(way, at) for at in range(len(way)))]
    bars = axes.bar(range(len(levels)), levels, color=colours, width=0.75)
    axes.axhline(models.LISTENS, color=COLOURS["black"], linewidth=1.2, linestyle="--")
    axes.bar_label(
        bars,
        [f"{level:.1f}" for level in levels],
        padding=3,
        fontsize=12,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
    )
    axes.set(xlim=(-0.6, _SLOTS - 0.4), ylim=(0, 12.4))
    axes.text(
        _SLOTS - 0.5,
        12.2,
        say("虚线以下，才听得进方案", "Below the dashed line a solution is heard"),
        ha="right",
        va="top",
        fontsize=12,
    )
    ticks(axes.xaxis, range(len(levels)), names)
    axes.tick_params(axis="x", labelsize=12)
    ticks(axes.yaxis, range(0, 11, 2))
    axes.set_ylabel(say("怒气（0–10）", "Anger (0–10)"))
    _rounds(figure, again)
    return figure


def _step_name(way: list[models.Step], at: int) -> str:
    """What stands under the bar of a step: the letter and its word, or what became of the offer."""
    move = way[at].move
    if move != models.OFFER:
        return say(f"{move}\n{move_name(move)}", move)
    if at == len(way) - 1:
        return say("方案\n接受", "offer\ntaken")
    return say("方案\n拒绝", "offer\nrefused")


def _step_colour(way: list[models.Step], at: int) -> str:
    if way[at].move != models.OFFER:
        return COLOURS["sky"]
    return COLOURS["green"] if at == len(way) - 1 else COLOURS["vermilion"]


def _rounds(figure: CourseFigure, again: float) -> None:
    """The curve of rounds, up to the share that comes back."""
    axes = figure.add_axes((0.76, 0.19, 0.22, 0.62))
    shares = np.linspace(0, again, 51)
    axes.plot(shares, [models.rounds(share) for share in shares], color=COLOURS["blue"])
    axes.plot([again], [models.rounds(again)], "o", color=COLOURS["black"], markersize=9)
    axes.set(xlim=(-0.03, 0.53), ylim=(0.9, 2.1))
    percent_ticks(axes.xaxis, (0, 0.25, 0.5))
    ticks(axes.yaxis, (1, 1.5, 2))
    axes.tick_params(labelsize=12)
    axes.set_xlabel(say("回访还不满意", "Unhappy on day 3"), fontsize=12)
    axes.set_title(say("平均处理几轮", "Rounds on average"), fontsize=12, loc="right")


def _calm_finding(anger: float, after: int, way: list[models.Step], again: float) -> str:
    times = models.rounds(again)
    done = "、".join(step.move for step in way[:after])
    when = say(f"先做 {done}", f"after {', '.join(done.split('、'))}")
    if not after:
        when = say("一开口就给方案", "solution at once")
    return say(
        f"怒气 {anger:g}，{when}：{counted(len(way))}谈成；平均处理 {times:.2f} 轮",
        f"Anger {anger:g}, {when}: {counted(len(way))}; {times:.2f} rounds",
    )


def counted(steps: int) -> str:
    """A number of steps in the current language."""
    return say(f"{steps} 步", f"{steps} step" if steps == 1 else f"{steps} steps")


# --- W6.4 the triage desk -------------------------------------------------------------------------

# minutes until the turn, on an axis of their square roots: 528 is the longest of the lab
_WAITS = (0, 5, 20, 60, 120, 240, 480)
_LONGEST = 540
_MARKS = {
    "key": ("D", COLOURS["vermilion"]),
    "general": ("o", COLOURS["blue"]),
    "false": ("^", COLOURS["orange"]),
    "malicious": ("s", COLOURS["grey"]),
}


def type_name(kind: str) -> str:
    """Name of a type of complaint in the current language."""
    return {
        "key": say("关键抱怨", "Key"),
        "general": say("一般抱怨", "General"),
        "false": say("虚假抱怨", "False"),
        "malicious": say("恶意抱怨", "Malicious"),
    }[kind]


def rule_name(rule: str) -> str:
    """Name of a rule of the triage desk in the current language."""
    return {
        "first": say("先来先接", "First come"),
        "tier": say("按客户级别", "By tier"),
        "emotion": say("按情绪", "By emotion"),
        "type": say("按抱怨类型", "By type"),
    }[rule]


@styled
def triage(rule: str = "first", handlers: int = models.HANDLERS, seed: int = 1) -> CourseFigure:
    """One day at the desk, each complaint by the hour it came and the minutes until its turn, and
    what each rule costs a day on average.

    handlers: one of models.MEANS, which has the averages; seed: the day.
    """
    day = models.complaints(seed)
    handled = models.triage(day, rule, handlers)
    loss = models.day_loss(day, handled)
    figure, axes = sheet(
        _triage_finding(rule, int(handled.gone.sum()), loss, models.MEANS[handlers][rule].loss),
        left=0.095,
        bottom=0.27,
        width=0.52,
        height=0.58,
    )
    _day(axes, day, handled)
    _legend(figure, handled)
    _means(figure, rule, handlers)
    return figure


def _triage_finding(rule: str, gone: int, loss: float, mean: float) -> str:
    return say(
        f"{rule_name(rule)}：这一天走了 {gone} 位，损失 {loss:,.0f} 元（平均 {mean:,.0f} 元）",
        f"{rule_name(rule)}: {gone} gave up, {loss:,.0f} yuan lost ({mean:,.0f} on average)",
    )


def _day(axes: Axes, day: models.Complaints, handled: models.Handled) -> None:
    """A mark for each complaint; who had given up is crossed."""
    heights = np.sqrt(handled.waits)
    hours = day.arrivals / 60
    for place, kind in enumerate(models.TYPES):
        mine = day.types == place
        mark, colour = _MARKS[kind]
        axes.plot(hours[mine], heights[mine], mark, color=colour, markersize=6, alpha=0.85)
    axes.plot(
        hours[handled.gone], heights[handled.gone], "x", color=COLOURS["black"], markersize=11
    )
    axes.set(xlim=(-0.2, models.HOURS + 0.2), ylim=(-0.6, np.sqrt(_LONGEST)))
    ticks(axes.xaxis, range(0, models.HOURS + 1, 2))
    ticks(axes.yaxis, np.sqrt(_WAITS), map(str, _WAITS))
    axes.set_xlabel(say("上班后第几小时来的", "Hours after opening"))
    axes.set_ylabel(say("多少分钟后轮到（上密下疏）", "Minutes to its turn (root scale)"))


def _legend(figure: CourseFigure, handled: models.Handled) -> None:
    """What the marks mean, on one line below the picture."""
    handles = [
        Line2D([], [], linestyle="", marker=mark, color=colour, label=type_name(kind))
        for kind, (mark, colour) in _MARKS.items()
    ]
    handles.append(
        Line2D(
            [],
            [],
            linestyle="",
            marker="x",
            markersize=9,
            color=COLOURS["black"],
            label=say("轮到时人已走", "had given up"),
        )
    )
    figure.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0.01, 0.0),
        ncols=5,
        fontsize=12,
        handletextpad=0.1,
        columnspacing=1.2,
    )


def _means(figure: CourseFigure, rule: str, handlers: int) -> None:
    """A bar for the average day of each rule."""
    axes = figure.add_axes((0.80, 0.27, 0.18, 0.50))
    means = [models.MEANS[handlers][name].loss for name in models.RULES]
    places = range(len(models.RULES))
    colours = [COLOURS["blue"] if name == rule else COLOURS["grey"] for name in models.RULES]
    bars = axes.barh(places, means, color=colours, height=0.4)
    axes.bar_label(bars, [f"{mean:,.0f}" for mean in means], padding=3, fontsize=12)
    axes.set(xlim=(0, 32_000), ylim=(len(models.RULES) - 0.5, -0.5))
    ticks(axes.yaxis, places, [rule_name(name) for name in models.RULES])
    axes.tick_params(axis="y", length=0, labelsize=12)
    hide_x(axes)
    figure.text(
        0.98,
        0.81,
        say(
            f"{len(models.DAYS)} 天平均，一天损失（元）", f"Yuan a day, mean of {len(models.DAYS)}"
        ),
        ha="right",
        fontsize=12,
    )


# --- W6.5 the iceberg -----------------------------------------------------------------------------

# complain, solved, quick as the lab opens
START = (0.4, 0.5, 0.3)
_PARTS = {
    "quick": COLOURS["green"],
    "solved": COLOURS["sky"],
    "unsolved": COLOURS["orange"],
    "silent": COLOURS["blue"],
}


def part_name(part: str) -> str:
    """What became of a dissatisfied customer's complaint, in the current language."""
    return {
        "quick": say("说了，很快办好", "Complained, solved fast"),
        "solved": say("说了，办好了", "Complained, solved"),
        "unsolved": say("说了，没办好", "Complained, not solved"),
        "silent": say("没说", "Silent"),
    }[part]


@styled
def iceberg(
    complain: float = START[0], solved: float = START[1], quick: float = START[2]
) -> CourseFigure:
    """A hundred dissatisfied customers: who spoke above the waterline, who was silent below it; the
    coloured part of each band are those who buy again (fact L08).

    complain, solved, quick: shares as in models.parts.
    """
    parts = models.parts(complain, solved, quick)
    kept = models.iceberg(complain, solved, quick)
    figure, axes = sheet(
        say(
            f"100 位不满的客户，{100 * complain:.0f} 位说了出来，最后留下 {100 * kept:.1f} 位",
            f"Of 100 dissatisfied customers, {100 * complain:.0f} complain and "
            f"{100 * kept:.1f} stay",
        ),
        left=0.10,
        width=0.44,
    )
    axes.fill_between((0, 1), 1 - complain, color=COLOURS["sky"], alpha=0.25, linewidth=0)
    low = 0.0
    for name in models.KEPT:
        part, rate = parts[name], models.KEPT[name]
        axes.barh(low, rate, part.share, align="edge", color=_PARTS[name])
        axes.barh(low, 1, part.share, align="edge", color="none", edgecolor=COLOURS["grey"])
        low += part.share
    axes.axhline(1 - complain, color=COLOURS["black"], linewidth=2.5)
    axes.set(xlim=(0, 1), ylim=(0, 1))
    percent_ticks(axes.xaxis, (0, 0.25, 0.5, 0.75, 1))
    ticks(axes.yaxis, (0, 0.25, 0.5, 0.75, 1), ("0", "25", "50", "75", "100"))
    axes.set_xlabel(say("再来买的比例（L08）", "Share that buys again (L08)"))
    axes.set_ylabel(say("客户（位）", "Customers"))
    axes.text(1.02, 1 - complain, say("水面", "surface"), va="center", fontsize=12)
    _people(figure, parts)
    _kept(figure, kept)
    return figure


def _people(figure: CourseFigure, parts: dict[str, models.Part]) -> None:
    """At the right, in the order of the bands: how many each is, and how many of them stay."""
    handles = []
    for name in reversed(models.KEPT):
        many, stay = (f"{100 * share:.1f}" for share in parts[name])
        rate = percent(models.KEPT[name], 0)
        words = say(f"{many} 位 × {rate} = {stay} 位", f"{many} × {rate} = {stay}")
        handles.append(Patch(color=_PARTS[name], label=f"{part_name(name)}\n{words}"))
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0.637, 0.87),
        borderaxespad=0,
        fontsize=12,
        handlelength=1.0,
        labelspacing=0.6,
    )


def _kept(figure: CourseFigure, kept: float) -> None:
    """A bar for those who stay now, and one for those at the start of the lab."""
    axes = figure.add_axes((0.77, 0.16, 0.21, 0.18))
    shares = (kept, models.iceberg(*START))
    bars = axes.barh((0, 1), shares, color=(COLOURS["black"], COLOURS["grey"]), height=0.7)
    axes.bar_label(bars, [percent(share) for share in shares], padding=3, fontsize=12)
    axes.set(xlim=(0, 1.2), ylim=(1.6, -0.6))
    ticks(axes.yaxis, (0, 1), [say("留下", "Stay now"), say("开始时", "At first")])
    axes.tick_params(axis="y", length=0, labelsize=12)
    hide_x(axes)
