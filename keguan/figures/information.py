"""Figures of unit `information`: the form, decay and refresh, a list and its sieves, matching
rules."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from keguan.figures.base import CourseFigure, hide_x, percent, percent_ticks, sheet, styled, ticks
from keguan.models import information as models
from keguan.style import COLOURS, say


def group_name(group: str) -> str:
    """Name of a group of personal information in the current language."""
    return {
        "basic": say("基本信息", "Basic"),
        "consumption": say("消费情况", "Consumption"),
        "career": say("事业情况", "Career"),
        "family": say("家庭情况", "Family"),
        "life": say("生活情况", "Life"),
        "education": say("教育情况", "Education"),
        "personality": say("个性情况", "Personality"),
    }[group]


def purpose_name(purpose: str) -> str:
    """What customers consented to, in the current language."""
    return {
        "service": say("服务回访", "service calls"),
        "marketing": say("营销短信", "marketing"),
        "third_party": say("提供给别的企业", "other firms"),
    }[purpose]


def rung_name(rung: str) -> str:
    """Name of a rung of the matching ladder in the current language."""
    return {
        "exact": say("整行完全相同", "All fields alike"),
        "mobile_raw": say("手机号相同", "Mobile as written"),
        "mobile": say("手机号统一格式", "Mobile, one format"),
        "email": say("再加邮箱", "+ e-mail"),
        "name_birth": say("再加姓名和生日", "+ name and birth"),
    }[rung]


@styled
def form(
    made: models.Form | None = None,
    beta: float = models.BETA,
    gamma: float = models.GAMMA,
    sensitive: int = 0,
) -> CourseFigure:
    """Completion as fields are added, with the form of the moment; below it, what the form brings.

    made: models.Form (default: the best form for service); sensitive: how many of its fields are
    sensitive. The dashed line belongs to that number, or to two where nothing is sensitive.
    """
    made = models.form(models.best_form()) if made is None else made
    share = percent(made.completion, 0)
    figure, axes = sheet(
        say(
            f"问 {made.fields} 项：{share} 的人填完，期望价值 {made.expected:.1f}",
            f"{made.fields} fields: {share} complete the form, expected value {made.expected:.1f}",
        ),
        left=0.13,
        bottom=0.33,
        width=0.84,
        height=0.52,
    )
    _completion(axes, beta, gamma, sensitive or 2)
    axes.plot([made.fields], [made.completion], "o", color=COLOURS["black"], markersize=10)
    axes.set(xlim=(0, 30), ylim=(0, 1.45))  # room for the legend
    ticks(axes.xaxis, range(0, 31, 5))
    percent_ticks(axes.yaxis, (0, 0.5, 1.0))
    axes.set_xlabel(say("一共问几项", "Fields on the form"))
    axes.set_ylabel(say("填完的人", "Completed"))
    axes.legend(loc="upper right", borderaxespad=0)
    _worth(figure, made)
    return figure


def _completion(axes: Axes, beta: float, gamma: float, asked: int) -> None:
    """Share that completes a form over its length, without and with `asked` sensitive fields; and
    the fields that one gets from an average person, to a tenth.
    """
    fields = np.arange(0, 31)
    axes.plot(
        fields,
        np.exp(-beta * fields),
        color=COLOURS["blue"],
        linewidth=2.5,
        label=say("没有敏感信息", "nothing sensitive"),
    )
    axes.plot(
        fields,
        np.exp(-beta * fields - gamma * asked),
        "--",
        color=COLOURS["vermilion"],
        linewidth=2,
        label=say(f"有 {asked} 项敏感信息", f"sensitive fields: {asked}"),
    )
    axes.plot(
        fields,
        models.completed_fields(fields, beta) / 10,
        ":",
        color=COLOURS["green"],
        linewidth=2.5,
        label=say("项数 × 比例 ÷ 10", "fields × share ÷ 10"),
    )


def _worth(figure: CourseFigure, made: models.Form) -> None:
    """One bar: the value if everybody completed it, and the part that really comes in."""
    axes = figure.add_axes((0.13, 0.03, 0.84, 0.15))
    axes.barh(
        0,
        made.value,
        color="white",
        edgecolor=COLOURS["grey"],
        hatch="//",
        label=say(f"人人都填 {made.value:.1f}", f"if all did {made.value:.1f}"),
    )
    axes.barh(
        0,
        made.expected,
        color=COLOURS["green"],
        label=say(f"真能得到 {made.expected:.1f}", f"really {made.expected:.1f}"),
    )
    axes.set(xlim=(0, 35), ylim=(-0.5, 1.5))
    axes.set_axis_off()
    axes.legend(loc="upper left", bbox_to_anchor=(0, 1.0), ncols=2, borderaxespad=0, fontsize=12)


@styled
def decay(
    interval: int = 7,
    decay: float = models.DECAY,
    refresh: float = models.REFRESH_COST,
    error: float = models.ERROR_COST,
) -> CourseFigure:
    """Share of records still right over three years, with and without a refresh every `interval`
    months; below it the cost over the interval, with the cheapest one.
    """
    cost = models.refresh_cost(interval, decay, refresh, error)
    best = models.best_interval(decay, refresh, error)
    figure, axes = sheet(
        _decay_finding(interval, cost, best), left=0.13, bottom=0.53, width=0.84, height=0.33
    )
    _valid_shares(axes, interval, decay)
    left = float(models.valid_share(12, decay))
    axes.plot([12], [left], "o", color=COLOURS["black"], markersize=8)
    axes.annotate(
        say(f"12 个月剩 {percent(left)}", f"{percent(left)} after 12"),
        (12, left),
        xytext=(-6, -8),
        textcoords="offset points",
        ha="right",
        va="top",
        fontsize=12,
    )
    axes.set(xlim=(0, 36), ylim=(0, 1.03))
    ticks(axes.xaxis, range(0, 37, 6))
    percent_ticks(axes.yaxis, (0, 0.5, 1.0))
    axes.set_xlabel(say("登记以后几个月", "Months since entry"))
    axes.set_ylabel(say("仍然有效", "Still right"))
    axes.legend(loc="lower left", ncols=2)
    _costs(figure, (interval, best), decay, refresh, error)
    return figure


def _costs(
    figure: CourseFigure, marked: tuple[int, int], decay: float, refresh: float, error: float
) -> None:
    """Cost a record and month over the interval, on an axis that holds still; marked: the interval
    that was chosen and the cheapest.
    """
    axes = figure.add_axes((0.13, 0.14, 0.84, 0.24))
    months = range(1, 37)
    costs = [models.refresh_cost(month, decay, refresh, error) for month in months]
    mine, best = marked
    axes.plot(months, costs, color=COLOURS["blue"], linewidth=2.5)
    axes.plot(
        [mine],
        [costs[mine - 1]],
        "o",
        color=COLOURS["black"],
        markersize=9,
        label=say("你选的", "your choice"),
        clip_on=False,
    )
    axes.plot(
        [best],
        [costs[best - 1]],
        "D",
        color=COLOURS["vermilion"],
        markersize=12,
        markerfacecolor="none",
        markeredgewidth=2,
        label=say("最省", "cheapest"),
        clip_on=False,
    )
    axes.set(xlim=(0, 36), ylim=(0, 7))
    ticks(axes.xaxis, range(0, 37, 6))
    ticks(axes.yaxis, (0, 2, 4, 6))
    axes.set_xlabel(say("每几个月更新一次", "Months between refreshes"))
    axes.set_ylabel(say("元/条·月", "yuan a month"))
    axes.legend(loc="upper center", ncols=2)


def _valid_shares(axes: Axes, interval: int, decay: float) -> None:
    """The falling line without a refresh, and the saw teeth with one every `interval` months."""
    months = np.arange(0, 37)
    axes.plot(
        months,
        models.valid_share(months, decay),
        "--",
        color=COLOURS["grey"],
        linewidth=2,
        label=say("从不更新", "never refreshed"),
    )
    fine = np.linspace(0, 36, 36 * 8 + 1)
    axes.plot(
        fine,
        models.valid_share(fine % interval, decay),
        color=COLOURS["blue"],
        linewidth=2.5,
        label=say("定期更新", "refreshed"),
    )


def _decay_finding(interval: int, cost: float, best: int) -> str:
    verdict = say(f"最省的是 {best} 个月", f"cheapest: {best}")
    if interval == best:
        verdict = say("正好最省", "the cheapest")
    every = f"{interval} months" if interval > 1 else "month"
    return say(
        f"每 {interval} 个月更新：每条每月 {cost:.2f} 元，{verdict}",
        f"Refreshed every {every}: {cost:.2f} yuan a month, {verdict}",
    )


@styled
def sieve(left: models.Sieved, purpose: str, months: int, price: float) -> CourseFigure:
    """How many forms of a list are left after one sieve after another, as bars; the title says what
    a usable one comes to.

    purpose, months: the last two sieves; price: yuan for each form of the list.
    """
    figure, axes = sheet(
        _sieve_finding(left, price), left=0.36, bottom=0.06, width=0.62, height=0.78
    )
    rows = (
        (say("整叠登记表", "The whole list"), left.forms),
        (say("手机号合格", "Valid mobile"), left.valid),
        (say(f"{months} 个月内核对过", f"Checked in {months} months"), left.fresh),
        (say(f"同意：{purpose_name(purpose)}", f"Agreed: {purpose_name(purpose)}"), left.agreed),
    )
    for row, (_, count) in enumerate(rows):
        last = row == len(rows) - 1
        colour = COLOURS["green"] if last else COLOURS["blue"]
        axes.barh(row, count, color=colour, height=0.6, hatch="//" if last else "")
        axes.text(count + 0.015 * left.forms, row, f"{count:,}", va="center")
    axes.set(xlim=(0, 1.15 * left.forms), ylim=(len(rows) - 0.5, -0.5))
    ticks(axes.yaxis, range(len(rows)), [name for name, _ in rows])
    hide_x(axes)
    return figure


def _sieve_finding(left: models.Sieved, price: float) -> str:
    if not left.agreed:
        return say("没有一张能用", "None is usable")
    each = models.price_of_usable(left, price)
    return say(
        f"名单一张 {price:.1f} 元，能用的一张合 {each:,.1f} 元",
        f"Listed at {price:.1f} yuan a form, usable at {each:,.1f} yuan",
    )


@styled
def matching(result: models.Match | None = None) -> CourseFigure:
    """Recall and precision of a matching rule as two bars, with the number wrongly merged.

    result: models.Match (default: mobile and e-mail, written alike).
    """
    result = models.match(models.forms(), ("mobile", "email")) if result is None else result
    figure, axes = sheet(
        _matching_finding(result),
        left=0.30,
        bottom=0.10,
        width=0.66,
        height=0.70,
    )
    rows = (
        (say("查全率（找到的重复）", "Recall (found)"), result.recall, COLOURS["blue"]),
        (say("查准率（合并得对）", "Precision (right)"), result.precision, COLOURS["green"]),
    )
    for row, (_, share, colour) in enumerate(rows):
        axes.barh(row, 1, color="white", edgecolor=COLOURS["grey"], height=0.55)
        if np.isnan(share):
            axes.text(0.02, row, say("没有合并，算不出", "nothing merged"), va="center")
            continue
        axes.barh(row, share, color=colour, height=0.55)
        axes.text(1.02, row, percent(share), va="center")
    axes.set(xlim=(0, 1.2), ylim=(1.5, -0.5))
    ticks(axes.yaxis, (0, 1), [name for name, *_ in rows])
    percent_ticks(axes.xaxis, (0, 0.5, 1.0))
    return figure


def _matching_finding(result: models.Match) -> str:
    if not result.found:
        return say("没有合并：一对重复也没有找出来", "Nothing merged: no duplicate found")
    return say(
        f"找出 {percent(result.recall, 0)} 的重复；合并的有 {percent(result.precision, 0)} "
        f"是对的，错并 {result.wrong:,} 对",
        f"{percent(result.recall, 0)} of duplicates found; {percent(result.precision, 0)} of "
        f"merges right, {result.wrong:,} wrong",
    )


@styled
def ladder(table: pd.DataFrame | None = None) -> CourseFigure:
    """Recall and precision rung by rung. table: DataFrame of models.ladder (default: the simulated
    forms).
    """
    table = models.ladder(models.forms()) if table is None else table
    first = percent(table["recall"].iloc[0], 0)
    last = percent(table["recall"].iloc[-1], 0)
    figure, axes = sheet(
        say(
            f"一步一步来，找到的重复从 {first} 升到 {last}",
            f"Rung by rung, recall climbs from {first} to {last}",
        ),
        left=0.25,
        bottom=0.13,
        width=0.72,
        height=0.68,
    )
    for row, (_, step) in enumerate(table.iterrows()):
        _rung(axes, row, step)
    axes.set(xlim=(0, 1.2), ylim=(len(table) - 0.5, -0.5))
    ticks(axes.yaxis, range(len(table)), [rung_name(rung) for rung in table.index])
    percent_ticks(axes.xaxis, (0, 0.5, 1.0))
    figure.text(
        0.98,
        0.875,
        say("横条：查全率；菱形：查准率", "bar: recall; diamond: precision"),
        ha="right",
        va="top",
        fontsize=12,
    )
    return figure


def _rung(axes: Axes, row: int, step: pd.Series) -> None:
    """Recall as a bar with its percent, precision as a diamond."""
    axes.barh(row, step["recall"], color=COLOURS["blue"], height=0.6)
    axes.plot(
        [step["precision"]],
        [row],
        "D",
        color=COLOURS["vermilion"],
        markersize=11,
        markerfacecolor="none",
        markeredgewidth=2,
    )
    axes.text(1.04, row, percent(step["recall"], 0), va="center")
