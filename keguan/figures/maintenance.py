"""Figures of unit `maintenance`: the channel plan, the care cadence, the three-factor chain, the
service desk and its queue.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from keguan.figures.base import (
    CourseFigure,
    factor_name,
    hide_x,
    money,
    percent,
    percent_ticks,
    sheet,
    styled,
    ticks,
)
from keguan.models import maintenance as models
from keguan.models.base import Floats
from keguan.style import COLOURS, TIER_COLOURS, say


def channel_name(channel: str) -> str:
    """Name of a channel of contact in the current language."""
    return {
        "face": say("面对面交谈", "Face to face"),
        "phone": say("电话", "Telephone"),
        "email": say("电子邮件", "E-mail"),
        "online": say("网上交谈", "Online talk"),
        "media": say("媒体", "Media"),
        "environment": say("环境", "Environment"),
        "events": say("事件", "Events"),
    }[channel]


def tier_name(tier: str) -> str:
    """Name of a tier of customers in the current language."""
    return {
        "key": say("关键客户", "Key"),
        "ordinary": say("普通客户", "Ordinary"),
        "small": say("小客户", "Small"),
    }[tier]


# --- W4.1 the channel planner ---------------------------------------------------------------------


@styled
def planner(
    plan: models.Plan | None = None,
    counts: Mapping[str, int] | None = None,
    channels: pd.DataFrame = models.CHANNELS,
) -> CourseFigure:
    """Channels by tiers: a cell is as full as the share of the tier's customers that the channel
    contacts.

    plan: models.Plan (default: 20,000 yuan a week); counts: customers by tier; channels: the table
    the plan was made with.
    """
    plan = models.plan_channels(20_000) if plan is None else plan
    counts = models.COUNTS if counts is None else counts
    figure, axes = sheet(_planner_finding(plan), left=0.20, bottom=0.09, width=0.78, height=0.70)
    for column, tier in enumerate(models.TIERS):
        _planner_column(axes, column, tier, plan.cover[tier], counts[tier] * channels["cost"])
    axes.axhline(len(models.PERSONAL) - 0.5, color=COLOURS["black"], linewidth=1, linestyle=":")
    axes.set(xlim=(0, 3), ylim=(len(plan.cover) - 0.45, -0.55))
    axes.xaxis.tick_top()
    names = [
        say(f"{tier_name(tier)} {counts[tier]} 位", f"{tier_name(tier)}: {counts[tier]}")
        for tier in models.TIERS
    ]
    ticks(axes.xaxis, [column + 0.45 for column in range(3)], names)
    ticks(axes.yaxis, range(len(plan.cover)), [channel_name(name) for name in plan.cover.index])
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    key = say(
        "格子里：每周花多少；虚线上：人员渠道，下：非人员渠道",
        "cell: cost a week; above the dots personal, below non-personal",
    )
    figure.text(0.98, 0.02, key, ha="right", fontsize=12)
    return figure


def _planner_column(axes: Axes, column: int, tier: str, cover: pd.Series, costs: pd.Series) -> None:
    """A tier's cells: frames, how full they are, and what they cost a week in yuan."""
    rows = range(len(cover))
    axes.barh(
        rows,
        0.9,
        left=column,
        height=0.78,
        facecolor="white",
        edgecolor=COLOURS["grey"],
        linewidth=0.8,
    )
    axes.barh(
        rows,
        0.9 * cover,
        left=column,
        height=0.78,
        facecolor=TIER_COLOURS[tier],
        alpha=0.45,
        linewidth=0,
    )
    for row, (channel, share) in enumerate(cover.items()):
        label = _cell_label(share, costs[channel] * share)
        axes.text(column + 0.45, row, label, ha="center", va="center")


def _cell_label(share: float, cost: float) -> str:
    """Cost of a cell in words; a slice too thin to see must not look like none."""
    if share <= 0:
        return "—"
    if share > 0.995:
        return money(cost)
    return say(f"{money(cost)}（{percent(share, 0)}）", f"{money(cost)} ({percent(share, 0)})")


def _planner_finding(plan: models.Plan) -> str:
    face = [tier_name(tier) for tier in models.TIERS if plan.cover.loc["face", tier] > 0]
    who = say("、".join(face) or "不用", ", ".join(face).lower() or "nobody")
    return say(
        f"每周花 {money(plan.spend)}，带来 {money(plan.value)}；面对面：{who}",
        f"{money(plan.spend)} a week bring {money(plan.value)}; face to face: {who}",
    )


# --- W4.2 the care cadence ------------------------------------------------------------------------


@styled
def cadence(
    f: float = 6,
    gain: float = models.GAIN,
    cost: float = models.CONTACT_COST,
    fatigue: float = models.FATIGUE,
    value: float = 0.0,
) -> CourseFigure:
    """Benefit, cost and net benefit over the contacts a month, the best number marked; below it,
    who opts out.

    f: the number of contacts that is looked at; the other parameters as in models.care_net.
    """
    best = models.best_contacts(gain, cost, fatigue, value)
    net = float(models.care_net(f, gain, cost, fatigue, value))
    top = float(models.care_net(best, gain, cost, fatigue, value))
    figure, axes = sheet(
        _cadence_finding(f, net, best), left=0.125, bottom=0.47, width=0.56, height=0.38
    )
    high = max(1.0, _benefit_lines(axes, gain, cost, fatigue, value))
    mine = say("你选的", "your choice")
    axes.plot([f], [net], "o", color=COLOURS["black"], markersize=10, label=mine)
    axes.plot(
        [best],
        [top],
        "D",
        color=COLOURS["vermilion"],
        markersize=11,
        markerfacecolor="none",
        markeredgewidth=2,
        label=say("最好", "best"),
    )
    axes.set(xlim=(-0.2, 12.2), ylim=(min(-0.6 * high, 1.15 * net), 1.15 * high))
    axes.set_ylabel(say("每人每月（元）", "yuan a month"))
    ticks(axes.xaxis, range(0, 13, 2), [""] * 7)
    figure.legend(loc="upper left", bbox_to_anchor=(0.71, 0.86), borderaxespad=0, handlelength=1.8)
    _opt_outs(figure, f, fatigue)
    return figure


def _benefit_lines(axes: Axes, gain: float, cost: float, fatigue: float, value: float) -> float:
    """Lines of benefit, cost and net benefit over the contacts a month; returns the highest
    benefit (yuan).
    """
    fine = np.linspace(0, 12, 121)
    benefit = models.gross_benefit(fine, gain, fatigue)
    price = cost * fine + models.opt_out(fine, fatigue) * value
    net = models.care_net(fine, gain, cost, fatigue, value)
    axes.axhline(0, color=COLOURS["grey"], linewidth=1)
    for values, dash, colour, width, label in (
        (benefit, "--", "sky", 2, say("好处", "benefit")),
        (price, ":", "vermilion", 2.5, say("代价", "cost")),
        (net, "-", "blue", 3, say("净好处", "net benefit")),
    ):
        axes.plot(fine, values, dash, color=COLOURS[colour], linewidth=width, label=label)
    return float(benefit.max())


def _opt_outs(figure: CourseFigure, f: float, fatigue: float) -> None:
    """The monthly share that opts out, below the benefit and on the same scale of contacts."""
    axes = figure.add_axes((0.125, 0.15, 0.56, 0.24))
    fine = np.linspace(0, 12, 121)
    leaving = float(models.opt_out(f, fatigue))
    axes.plot(fine, models.opt_out(fine, fatigue), color=COLOURS["purple"], linewidth=3)
    axes.plot([f], [leaving], "o", color=COLOURS["black"], markersize=10)
    top = 0.06 if leaving < 0.06 else 1.0
    axes.set(xlim=(-0.2, 12.2), ylim=(-0.07 * top, 1.05 * top))
    ticks(axes.xaxis, range(0, 13, 2))
    percent_ticks(axes.yaxis, (0, top / 2, top))
    axes.set_xlabel(say("每月联系几次", "Contacts a month"))
    axes.set_ylabel(say("退订", "opt out"))
    year = 1 - (1 - leaving) ** 12
    figure.text(
        0.71,
        0.27,
        say(
            f"每月 {percent(leaving)} 退订\n一年 {percent(year, 0)}",
            f"{percent(leaving)} leave a month,\n{percent(year, 0)} a year",
        ),
        va="center",
    )


def _cadence_finding(f: float, net: float, best: float) -> str:
    yuan = f"{net:,.1f}".replace("-", "−")
    if best == 0:
        return say(
            f"每月 {f} 次，净得 {yuan} 元；最好一次也不联系",
            f"{f} contacts a month: {yuan} yuan net; best: none at all",
        )
    return say(
        f"每月 {f} 次，净得 {yuan} 元；最好是 {best:.1f} 次",
        f"{f} contacts a month: {yuan} yuan net; best: {best:.1f}",
    )


# --- W4.3 the three-factor chain ------------------------------------------------------------------


@styled
def chain(start: Sequence[float] = (8, 2, 4), added: Sequence[float] = (20, 0, 0)) -> CourseFigure:
    """The three factors' points (at the start full, added hatched) with their strengths, and the
    effect of all three.

    start, added: points of employee, technology, process.
    """
    levels = np.add(start, added)
    best = models.best_addition(start, int(sum(added)))
    effect = models.chain(*levels)
    top = models.chain(*np.add(start, best))
    figure, axes = sheet(
        _chain_finding(effect, top, best), left=0.215, bottom=0.30, width=0.755, height=0.49
    )
    right = max(30.0, 1.3 * float(max(levels)))
    for row, level in enumerate(levels):
        _factor_bar(axes, row, start[row], added[row])
        mark = say("（最弱）", " (weakest)") if level == min(levels) else ""
        words = percent(float(models.strength(level)), 0) + mark
        axes.text(level + 0.015 * right, row, words, va="center")
    axes.set(xlim=(0, right), ylim=(2.5, -0.5))
    ticks(axes.yaxis, range(3), [factor_name(factor) for factor in models.FACTORS])
    ticks(axes.xaxis, np.arange(0, right + 1, 10 if right <= 60 else 20))
    axes.set_xlabel(say("投入（点）；百分数：起多大作用", "Points; per cent: how well it works"))
    axes.tick_params(axis="y", length=0)
    figure.legend(loc="upper right", bbox_to_anchor=(0.98, 0.865), borderaxespad=0, ncols=2)
    _effects(figure, effect, top)
    return figure


def _factor_bar(axes: Axes, row: int, start: float, added: float) -> None:
    """A factor's points, at the start full and the added ones hatched; the first row feeds the
    legend.
    """
    axes.barh(
        row,
        start,
        height=0.56,
        color=COLOURS["blue"],
        label=say("原来", "at the start") if row == 0 else None,
    )
    axes.barh(
        row,
        added,
        left=start,
        height=0.56,
        facecolor="white",
        edgecolor=COLOURS["orange"],
        hatch="//",
        linewidth=1.5 if added else 0,
        label=say("加上", "added") if row == 0 else None,
    )


def _effects(figure: CourseFigure, effect: float, top: float) -> None:
    """Two thin bars on one scale 0-100 %: the effect now and with the best use of the added
    points."""
    axes = figure.add_axes((0.215, 0.02, 0.755, 0.13))
    for row, (value, colour) in enumerate(((effect, "green"), (top, "grey"))):
        axes.barh(row, value, height=0.7, color=COLOURS[colour])
        axes.text(value + 0.01, row, f"{value:.3f}", va="center", fontsize=12)
    axes.set(xlim=(0, 1.1), ylim=(1.5, -0.5))
    ticks(axes.yaxis, (0, 1), [say("现在的效果", "Effect now"), say("最好的分法", "Best split")])
    axes.tick_params(axis="y", length=0)
    hide_x(axes)


def _chain_finding(effect: float, top: float, best: Sequence[int]) -> str:
    if top < 5e-4:
        return say(
            "三个因素一起的效果是 0：加的点还不够把每一环都补上",
            "Effect of the three factors 0: too few points added to mend every link",
        )
    if sum(best) == 0:
        return say(
            f"还没有加点：三个因素一起的效果 {effect:.3f}",
            f"No points added yet: effect of the three factors {effect:.3f}",
        )
    if effect > top - 5e-4:
        return say(
            f"三个因素一起的效果 {effect:.3f}：已经是最好的分法",
            f"Effect of the three factors {effect:.3f}: the best split there is",
        )
    return say(
        f"三个因素一起的效果 {effect:.3f}；同样多的点，最多能到 {top:.3f}",
        f"Effect of the three factors {effect:.3f}; as many points can give {top:.3f}",
    )


# --- the service desk -----------------------------------------------------------------------------


@styled
def desk(
    agents: Sequence[int] | None = None,
    calls: Sequence[int] = models.CALLS,
    handling: float = models.HANDLING,
    within: float = models.WITHIN,
    seed: int = 0,
) -> CourseFigure:
    """One simulated day: the share of the calls that is answered in time hour by hour, beside the
    published levels, and the queue. A short line gives Erlang C for an hour that begins without a
    queue: the formula knows nothing of what the hour before leaves over.

    agents: one number for each hour (default: 42 all day); handling, within: seconds; seed: which
    simulated day.
    """
    agents = [42] * len(models.HOURS) if agents is None else agents
    day = models.desk_day(agents, calls, handling, within)
    queue = models.desk_queue(agents, calls, handling, seed)
    shares, whole_day = models.in_time(queue, within)
    level = percent(whole_day)
    longest = int(queue.waiting.max())
    figure, axes = sheet(
        say(
            f"这一天 {level} 在 {within:.0f} 秒内接起；最长的队有 {longest} 人",
            f"{level} of this day answered within {within:.0f} s; longest queue: {longest}",
        ),
        left=0.125,
        bottom=0.47,
        width=0.735,
        height=0.36,
    )
    _levels(axes, day, shares)
    free = (models.left_over(queue) == 0) & (day["level"].to_numpy() > 0)
    middles = np.arange(len(day)) + 0.5
    formula = day["level"].to_numpy()[free]
    axes.hlines(formula, middles[free] - 0.4, middles[free] + 0.4, COLOURS["blue"], linewidth=3)
    axes.set(xlim=(0, len(day)), ylim=(0, 1.02))
    percent_ticks(axes.yaxis, (0, 0.5, 1.0))
    ticks(axes.xaxis, middles.tolist(), [str(staff) for staff in day["agents"]])
    axes.tick_params(axis="x", length=0, labelsize=12)
    axes.set_ylabel(say("及时接起", "in time"))
    figure.text(0.875, 0.437, say("人手", "agents"), va="center", fontsize=12)
    _queue(figure, queue)
    return figure


def _levels(axes: Axes, day: pd.DataFrame, shares: Floats) -> None:
    """A bar an hour with the share answered in time, words where more calls come than the agents
    can take; lines for the published levels.
    """
    axes.bar(np.arange(len(day)) + 0.5, shares, width=0.8, color=COLOURS["sky"])
    for place, (level, share) in enumerate(zip(day["level"], shares, strict=True)):
        label = percent(share, 0) + ("" if level else say("\n超载", "\nover-\nload"))
        axes.text(place + 0.5, 0.06, label, ha="center", va="bottom", fontsize=12)
    for name, level in models.PUBLISHED.items():
        axes.axhline(
            level, color=COLOURS["black"], linewidth=1.5, linestyle="--" if name == "C18" else ":"
        )
        above = level == max(models.PUBLISHED.values())
        axes.text(
            len(day) + 0.1,
            level + (0.02 if above else -0.02),
            f"{percent(level, 0)} {name}",
            fontsize=12,
            va="bottom" if above else "top",
        )


def _queue(figure: CourseFigure, queue: models.Queue) -> None:
    """The calls that wait, minute by minute, below the hours they belong to."""
    axes = figure.add_axes((0.125, 0.15, 0.735, 0.23))
    axes.fill_between(queue.minutes, queue.waiting, color=COLOURS["orange"], linewidth=0)
    top = max(10, float(queue.waiting.max()))
    axes.set(xlim=(0, queue.minutes[-1]), ylim=(0, 1.1 * top))
    hours = len(models.HOURS)
    ticks(
        axes.xaxis,
        [60 * hour for hour in range(hours + 1)],
        [str(models.HOURS[0] + hour) for hour in range(hours + 1)],
    )
    ticks(axes.yaxis, (0, round(top)))
    axes.set_xlabel(
        say(
            "几点（同一个模拟的一天；短线：公式，开始时没人排队的钟点）",
            "Hour of one simulated day (short line: formula, hour begins without queue)",
        )
    )
    axes.set_ylabel(say("排队人数", "waiting"))
