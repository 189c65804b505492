"""Figures of unit `churn`: the leaky bucket, the win-back clock, the rumour, the crisis, words
against accounts.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import ListedColormap
from matplotlib.lines import Line2D

from keguan.figures.base import (
    SIZE,
    CourseFigure,
    hide_x,
    money,
    percent,
    percent_ticks,
    sheet,
    styled,
    ticks,
)
from keguan.models import churn as models
from keguan.style import COLOURS, say

CAUSE_COLOURS = dict(
    zip(
        models.CAUSES,
        (COLOURS[name] for name in ("grey", "orange", "vermilion", "black", "sky")),
        strict=True,
    )
)


def cause_name(cause: str) -> str:
    """Name of a cause of churn in the current language."""
    return {
        "natural": say("自然流失", "Natural"),
        "competitive": say("竞争流失", "Competitive"),
        "fault": say("过失流失", "Fault"),
        "malicious": say("恶意流失", "Malicious"),
        "other": say("其他流失", "Other"),
    }[cause]


def method_name(method: str) -> str:
    """Name of a way to prevent churn in the current language."""
    return {
        "quality": say("提高服务质量", "Service quality"),
        "product": say("增强产品竞争力", "Better products"),
        "price": say("打折促销", "Discounts"),
        "care": say("客户关怀", "Customer care"),
        "staff": say("团队服务与共享数据", "Team and shared data"),
        "credit": say("信用档案", "Credit file"),
    }[method]


def measure_name(measure: str) -> str:
    """Name of a win-back measure in the current language."""
    return {
        "apology": say("道歉并倾听", "Apologise, listen"),
        "repair": say("补救并赔偿", "Repair, refund"),
        "offer": say("给同样的优惠", "Match the offer"),
        "novelty": say("推出新品", "Something new"),
        "contact": say("换专人服务", "A new contact"),
    }[measure]


# --- W8.1 the leaky bucket ------------------------------------------------------------------------


@styled
def bucket(
    plan: pd.DataFrame | None = None, rival: pd.DataFrame | None = None, months: int = 12
) -> CourseFigure:
    """Customers left under a plan and under another one (default: no spending), and the plan's
    losses by cause.

    plan, rival: tables of models.bucket with the same number of customers at the start.
    """
    plan = models.bucket({"quality": 5, "care": 2}, months=months) if plan is None else plan
    rival = models.bucket({}, months=months) if rival is None else rival
    figure, axes = sheet(_bucket_finding(plan, rival), left=0.125, width=0.42)
    for table, colour, style_, width in (
        (rival, COLOURS["grey"], "--", 2),
        (plan, COLOURS["blue"], "-", 3),
    ):
        start = table["customers"].iloc[0] + table.filter(like="lost_").iloc[0].sum()
        axes.plot(
            [0, *table["month"]],
            [start, *table["customers"]],
            style_,
            color=colour,
            linewidth=width,
        )
    end = plan["month"].iloc[-1]
    axes.set(xlim=(0, end * 1.02), ylim=(0, start * 1.06))
    ticks(axes.xaxis, range(0, end + 1, _month_step(end)))
    axes.set_xlabel(say("月（虚线：不投入）", "Month (dashed: no spending)"))
    axes.set_ylabel(say("还在的客户", "Customers left"))
    _losses(figure, plan)
    _profits(figure, plan, rival)
    return figure


def _month_step(end: int) -> int:
    """Months between two ticks: a divisor of the end, so that the last tick is the end."""
    return min(step for step in range(1, end + 1) if end % step == 0 and end <= 6 * step)


def _losses(figure: CourseFigure, plan: pd.DataFrame) -> None:
    """Horizontal bars on the right: how many customers each cause took. The axis depends on the
    months alone, so that the bars of two plans can be compared.
    """
    axes = figure.add_axes((0.75, 0.47, 0.23, 0.33))
    lost = [plan[f"lost_{cause}"].sum() for cause in models.CAUSES]
    axes.barh(range(len(lost)), lost, color=[CAUSE_COLOURS[cause] for cause in models.CAUSES])
    worst = models.bucket({"price": 15}, months=len(plan)).filter(like="lost_").sum().max()
    for row, number in enumerate(lost):
        axes.text(number + 0.03 * worst, row, f"{number:,.0f}", va="center", fontsize=12)
    axes.set(xlim=(0, worst * 1.45), ylim=(len(lost) - 0.4, -0.6))
    ticks(axes.yaxis, range(len(lost)), [cause_name(cause) for cause in models.CAUSES])
    hide_x(axes)
    axes.tick_params(axis="y", length=0, labelsize=12)
    figure.text(
        0.98, 0.815, say("各种原因流失的人数", "Customers lost, by cause"), ha="right", fontsize=12
    )


def _profits(figure: CourseFigure, plan: pd.DataFrame, rival: pd.DataFrame) -> None:
    """Two bars below the losses: the profit with the plan and without spending, on an axis that
    depends on the months alone.
    """
    axes = figure.add_axes((0.75, 0.14, 0.23, 0.17))
    profits = [float(table["profit"].iloc[-1]) for table in (plan, rival)]
    most = models.MARGIN * 1000 * len(plan)
    axes.barh((0, 1), profits, color=(COLOURS["blue"], COLOURS["grey"]))
    axes.axvline(0, color=COLOURS["black"], linewidth=1)
    for row, profit in enumerate(profits):
        axes.text(max(profit, 0) + 0.03 * most, row, _in_ten_thousands(profit), va="center")
    axes.set(xlim=(-0.1 * most, 1.35 * most), ylim=(1.6, -0.6))
    ticks(axes.yaxis, (0, 1), [say("你的方案", "Your plan"), say("不投入", "No spending")])
    hide_x(axes)
    axes.tick_params(axis="y", length=0, labelsize=12)
    figure.text(
        0.98,
        0.335,
        say("累计利润（万元）", "Total profit (1,000 yuan)"),
        ha="right",
        fontsize=12,
    )


def _in_ten_thousands(yuan: float) -> str:
    """A profit in the unit of its bar: 万元, in English thousand yuan."""
    return say(f"{yuan / 1e4:,.1f}", f"{yuan / 1e3:,.0f}").replace("-", "−")


def _bucket_finding(plan: pd.DataFrame, rival: pd.DataFrame) -> str:
    start = plan["customers"].iloc[0] + plan.filter(like="lost_").iloc[0].sum()
    months = len(plan)
    share, other = (1 - table["customers"].iloc[-1] / start for table in (plan, rival))
    gain = plan["profit"].iloc[-1] - rival["profit"].iloc[-1]
    more = say("多赚" if gain >= 0 else "少赚", "more" if gain >= 0 else "less")
    return say(
        f"{months} 个月流失 {percent(share)}（不投入 {percent(other)}），{more} {money(abs(gain))}",
        f"{months} months: {percent(share)} lost ({percent(other)} untreated), {money(abs(gain))} "
        f"{more}",
    )


# --- W8.2 the win-back clock ----------------------------------------------------------------------

# Ends of the axis of profit (yuan): it moves in few steps, so that a slider moves the lines.
_CLOCK_TOPS = (200, 400, 800, 1200, 2400)


@styled
def clock(
    cause: str = "fault",
    value: float = 1000.0,
    days: int = 7,
    decay: float = models.DECAY,
    start: float = models.START,
) -> CourseFigure:
    """Expected profit of each measure over the days since the loss; the best one today in bold.

    value: yuan that the customer brings after coming back; days: when the firm gets in touch.
    """
    measure, profit = models.best_measure(cause, days, value, start, decay)
    figure, axes = sheet(_clock_finding(cause, measure, profit, days), left=0.135, width=0.52)
    time = np.linspace(0, 90, 91)
    dashes = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))
    colours = [COLOURS[name] for name in ("sky", "blue", "vermilion", "green", "purple")]
    for name, colour, dash in zip(models.MEASURES, colours, dashes, strict=True):
        profits = models.winback_profit(cause, name, time, value, start, decay)
        axes.plot(
            time,
            profits,
            linestyle=dash,
            color=colour,
            linewidth=3.5 if name == measure else 1.8,
            label=measure_name(name),
        )
    axes.axhline(0, color=COLOURS["grey"], linewidth=1)
    axes.axvline(days, color=COLOURS["black"], linewidth=1.2, linestyle=":")
    if measure:
        axes.plot([days], [profit], "o", color=COLOURS["black"], markersize=9)
    top = min(step for step in _CLOCK_TOPS if start * value <= step)
    axes.set(xlim=(0, 90), ylim=(-100, top))
    ticks(axes.xaxis, (0, 30, 60, 90))
    ticks(axes.yaxis, np.linspace(0, top, 5))
    axes.set_xlabel(say("流失后第几天联系", "Days since the loss"))
    axes.set_ylabel(say("期望利润（元）", "Expected profit (yuan)"))
    figure.legend(loc="upper left", bbox_to_anchor=(0.69, 0.87), borderaxespad=0, handlelength=2.4)
    return figure


def _clock_finding(cause: str, measure: str | None, profit: float, days: int) -> str:
    if measure is None:
        return say(
            f"{cause_name(cause)}，第 {days} 天：哪种措施都不值得做，期望利润都不到 0 元",
            f"{cause_name(cause)}, day {days}: no measure is worth its cost (all below 0 yuan)",
        )
    return say(
        f"{cause_name(cause)}，第 {days} 天：“{measure_name(measure)}”最好，期望利润 "
        f"{profit:,.0f} 元",
        f"{cause_name(cause)}, day {days}: '{measure_name(measure)}' is best, {profit:,.0f} yuan "
        "expected",
    )


# --- W8.3 the law of 250 --------------------------------------------------------------------------


# colours of those who did not hear of it and of those who did
_HEARD = ListedColormap([COLOURS["sky"], COLOURS["vermilion"]])


@styled
def rumour(
    k: int = 10, population: int = 10_000, share: float = 1.0, seed: int = 0
) -> CourseFigure:
    """The people as a field of dots: who heard of it, and from each offended customer some threads
    to those told.

    k customers were offended; the picture is one simulated run, the finding the closed form.
    """
    reached, told = models.hear(k, population, share, seed=seed)
    columns = int(np.ceil(np.sqrt(population * 1.6)))
    rows = int(np.ceil(population / columns))
    field = np.full(rows * columns, np.nan)
    field[:population] = reached
    finding = _rumour_finding(k, models.reach(k, population, share), k * models.DEGREE * share)
    figure, axes = sheet(finding, left=0.02, bottom=0.10, width=0.96, height=0.76)
    axes.imshow(
        field.reshape(rows, columns),
        cmap=_HEARD,
        vmin=0,
        vmax=1,
        aspect="auto",
        interpolation="nearest",
        alpha=0.55,
    )
    _threads(axes, told, columns, population, seed)
    axes.set_axis_off()
    _rumour_legend(figure, k, int(reached.sum()), int((~reached).sum()))
    return figure


def _rumour_finding(k: int, expected: float, product: float) -> str:
    if round(expected) == 0:
        return say(
            f"{k} 位客户不满，一位亲友也不告诉：没有人听说",
            f"{k} offended, and they tell nobody: no one hears of it",
        )
    if k == 1:
        return say(
            f"1 位客户不满：约 {expected:,.0f} 人听说",
            f"1 offended customer: about {expected:,.0f} hear of it",
        )
    if round(expected) == round(product):
        return say(
            f"{k} 位客户不满：约 {expected:,.0f} 人听说，亲友几乎没有重叠",
            f"{k} offended: about {expected:,.0f} hear of it, hardly any overlap",
        )
    return say(
        f"{k} 位客户不满：约 {expected:,.0f} 人听说，比简单相乘的 {product:,.0f} 人少",
        f"{k} offended: about {expected:,.0f} hear of it, not {product:,.0f}",
    )


def _rumour_legend(figure: CourseFigure, k: int, heard: int, unheard: int) -> None:
    """What the colours mean, with the number of people of each."""
    names = (
        (say("这一次听说了", "heard of it in this run"), heard, _HEARD(1.0), "s", 0.55),
        (say("没听说", "did not"), unheard, _HEARD(0.0), "s", 0.55),
        (say("不满的客户", "offended"), k, COLOURS["black"], "o", 1.0),
    )
    handles = [
        Line2D(
            [],
            [],
            linestyle="",
            marker=marker,
            color=colour,
            alpha=alpha,
            markersize=11,
            label=f"{name} {number:,}",
        )
        for name, number, colour, marker, alpha in names
    ]
    figure.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0.01, 0.0),
        ncols=3,
        handletextpad=0.2,
        fontsize=12,
    )


def _threads(
    axes: Axes, told: list[npt.NDArray[np.int64]], columns: int, population: int, seed: int
) -> None:
    """Black dots for the offended customers and a few of the threads that start from each."""
    places = np.random.default_rng([seed, 1]).choice(population, size=len(told), replace=False)
    lines = []
    for place, listeners in zip(places, told, strict=True):
        start = (place % columns, place // columns)
        for other in listeners[: max(2, 60 // len(told))]:
            lines.append([start, (other % columns, other // columns)])
    axes.add_collection(LineCollection(lines, colors=COLOURS["black"], linewidths=0.5, alpha=0.5))
    axes.plot(
        places % columns,
        places // columns,
        "o",
        color=COLOURS["black"],
        markersize=7 if len(told) <= 15 else 4,
    )


# --- W8.4 the crisis week by week -----------------------------------------------------------------


@styled
def replay(world: models.Weeks, week: int = 8, window: int = 8) -> CourseFigure:
    """The weekly index up to a week after the crisis, and who is then called lost by a window of
    inactivity.

    world: models.Weeks of the panel; week: weeks since the crisis; window: weeks without buying.
    """
    call = models.called_lost(world, week, window)
    wrong = call.paused / call.lost if call.lost else 0.0
    figure, axes = sheet(
        say(
            f"第 {week} 周判 {call.lost} 户流失（{window} 周没买），"
            f"{percent(wrong, 0)} 在随后 {models.FOLLOW} 周里又买了",
            f"Week {week}: {call.lost} called lost (none for {window} weeks), "
            f"{percent(wrong, 0)} back within {models.FOLLOW}",
        ),
        left=0.125,
        bottom=0.40,
        width=0.855,
        height=0.44,
    )
    index = models.index(world)
    weeks = np.arange(len(index)) - world.start
    seen = weeks <= week
    axes.axvspan(week - window + 0.5, week + 0.5, color=COLOURS["yellow"], alpha=0.35, linewidth=0)
    axes.plot(weeks, index, color=COLOURS["sky"], linewidth=1.2)
    axes.plot(weeks[seen], index[seen], color=COLOURS["blue"], linewidth=2.5)
    axes.plot([week], [index[world.start + week]], "o", color=COLOURS["black"], markersize=8)
    axes.axvline(0, color=COLOURS["vermilion"], linewidth=1.5, linestyle="--")
    axes.set(xlim=(-20, 66), ylim=(0, 1.25))
    percent_ticks(axes.yaxis, (0, 0.5, 1.0))
    ticks(axes.xaxis, range(-20, 61, 10))
    axes.set_xlabel(
        say(
            "曝光后第几周（黄色：看这几周有没有买）",
            "Weeks since the disclosure (yellow: the window)",
        )
    )
    axes.set_ylabel(say("购买量", "Purchases"))
    axes.text(
        65,
        1.22,
        say(
            f"被点名的三个品牌，危机前买过的 {call.customers:,} 户",
            f"three named brands, {call.customers:,} households that bought before",
        ),
        ha="right",
        va="top",
        fontsize=12,
    )
    _called(figure, call)
    return figure


def _called(figure: CourseFigure, call: models.Called) -> None:
    """One bar over all households: not called lost, called lost and back, called lost and not."""
    axes = figure.add_axes((0.04, 0.03, 0.94, 0.17))
    parts = (
        (
            call.customers - call.lost,
            COLOURS["green"],
            None,
            say("没有被判流失", "not called lost"),
        ),
        (call.paused, COLOURS["orange"], "//", say("判流失，又买了", "called lost, back")),
        (call.gone, COLOURS["grey"], None, say("判流失，没有再买", "called lost, not back")),
    )
    left = 0
    for number, colour, hatch, words in parts:
        axes.barh(
            0,
            number,
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            label=f"{words} {number:,}",
        )
        left += number
    axes.set(xlim=(0, call.customers), ylim=(-0.5, 1.6))
    axes.set_axis_off()
    axes.legend(
        loc="upper left",
        bbox_to_anchor=(0, 1.02),
        ncols=3,
        borderaxespad=0,
        fontsize=12,
        handlelength=1.2,
        columnspacing=1,
    )


@styled
def words_and_accounts(
    stated: float, before: float, after: float, households: float | None = None
) -> CourseFigure:
    """What the company said of its sales beside what its accounts show, as shares of a year or of
    weeks before.

    stated: share of the former sales that the company stated; before, after: revenue of the quarter
    a year earlier and of the crisis quarter, billion yuan; households: index of the simulated panel
    in the week of the statement.
    """
    share = after / before
    figure, axes = sheet(
        say(
            f"企业说恢复到 {percent(stated, 0)}，四季度收入却只有上年同期的 {percent(share, 0)}",
            f"Said to be back at {percent(stated, 0)}, yet Q4 revenue was {percent(share, 0)} of "
            "the year before",
        ),
        left=0.40,
        bottom=0.06,
        width=0.57,
        height=0.76,
        size=(SIZE[0], 3.0),
    )
    rows = _claims(stated, share, households)
    for row, (_, length, colour) in enumerate(rows):
        axes.barh(row, length, color=colour, height=0.6)
        axes.text(length - 0.02, row, percent(length, 0), va="center", ha="right", color="white")
    axes.set(xlim=(0, 1.15), ylim=(len(rows) - 0.5, -0.5))
    ticks(axes.yaxis, range(len(rows)), [name for name, *_ in rows])
    axes.axvline(1, color=COLOURS["grey"], linewidth=1, linestyle="--")
    hide_x(axes)
    return figure


def _claims(stated: float, share: float, households: float | None) -> list[tuple[str, float, str]]:
    """The rows of words_and_accounts: (name, share, colour)."""
    said = say("企业的说法（Y11）", "The company's statement (Y11)")
    accounts = say("四季度收入 / 上年同期（Y16）", "Q4 revenue / a year before (Y16)")
    rows = [(said, stated, COLOURS["blue"]), (accounts, share, COLOURS["vermilion"])]
    if households is not None:
        ours = say("模拟家庭的购买量", "Our simulated households")
        rows.insert(1, (ours, households, COLOURS["grey"]))
    return rows


# --- trials and cohorts ---------------------------------------------------------------------------


@styled
def survival(cohorts: pd.DataFrame) -> CourseFigure:
    """Share of each group of new customers that is still there, month by month. cohorts: the table
    `cohorts` of the case.
    """
    names = {
        "coupon": say("靠优惠券拉来", "Brought by coupons"),
        "friends": say("朋友介绍", "Brought by friends"),
    }
    shares = {
        name: rows.set_index("month")["active"] / rows["active"].iloc[0]
        for name, rows in cohorts.groupby("cohort")
    }
    end = {name: float(share.iloc[-1]) for name, share in shares.items()}
    best = max(end, key=lambda name: end[name])
    worst = min(end, key=lambda name: end[name])
    figure, axes = sheet(
        say(
            f"三年后，“{names[best]}”的客户还有 {percent(end[best], 0)}，“{names[worst]}”的只有 "
            f"{percent(end[worst], 0)}",
            f"Three years on: {percent(end[best], 0)} stay if {names[best].lower()}, "
            f"{percent(end[worst], 0)} if not",
        )
    )
    for (name, share), colour, dash in zip(
        shares.items(), (COLOURS["vermilion"], COLOURS["blue"]), ("--", "-"), strict=True
    ):
        axes.plot(share.index, share, dash, color=colour, linewidth=3, label=names[name])
    axes.set(xlim=(0, 36), ylim=(0, 1.03))
    percent_ticks(axes.yaxis, (0, 0.25, 0.5, 0.75, 1.0))
    ticks(axes.xaxis, range(0, 37, 6))
    axes.set_xlabel(say("加入后第几个月", "Months since joining"))
    axes.set_ylabel(say("还在的客户", "Still customers"))
    axes.legend(loc="lower left")
    return figure
