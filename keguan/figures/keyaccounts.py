"""Figures of unit `keyaccounts`: the account navigator, and an account on one thread."""

from collections.abc import Sequence

from keguan.figures.base import CourseFigure, percent, percent_ticks, sheet, styled, ticks
from keguan.models import keyaccounts as models
from keguan.style import COLOURS, say

# --- W6.1 the account navigator -------------------------------------------------------------------

_QUARTERS = 9  # the longest way that two quarters of one's own choice lead to
_STAGE_COLOURS = ("grey", "sky", "blue", "green")


def stage_name(place: int) -> str:
    """Name of a stage in the current language."""
    return (
        say("初级阶段", "Early"),
        say("中期阶段", "Middle"),
        say("成熟期", "Mature"),
        say("合作期", "Cooperation"),
    )[place]


def action_name(action: str) -> str:
    """Name of what an account manager does in a quarter, in the current language."""
    return {
        models.FIT: say("合阶段的事", "What fits"),
        "scan": say("审视环境", "Scan"),
        "introduce": say("介绍产品", "Introduce"),
        "deepen": say("深入走访", "Deepen"),
        "team": say("跨部门小组", "Team"),
        "plan": say("联合规划", "Joint plan"),
        "integrate": say("流程整合", "Integrate"),
        "solve": say("排除意外", "Solve surprise"),
    }[action]


def quarters(number: int) -> str:
    """A number of quarters in the current language."""
    return say(f"{number} 个季度", "1 quarter" if number == 1 else f"{number} quarters")


@styled
def navigator(
    actions: Sequence[str] = ("plan", "integrate"), authority: bool = True
) -> CourseFigure:
    """The trust of an account quarter by quarter, and the stage that it is in.

    actions: those of the first quarters; afterwards each quarter has one that fits.
    """
    levels = models.journey(actions, authority)
    figure, axes = sheet(_found(actions, levels), left=0.09, bottom=0.17, width=0.74, height=0.66)
    colours = [COLOURS[_STAGE_COLOURS[models.stage(level)]] for level in levels]
    bars = axes.bar(range(len(levels)), levels, color=colours, width=0.7)
    axes.bar_label(
        bars,
        [f"{level:.1f}" for level in levels],
        padding=3,
        fontsize=12,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
    )
    for place, least in enumerate(models.REACHED):
        if place:
            axes.axhline(least, color=COLOURS["black"], linewidth=1, linestyle="--", zorder=0)
        axes.text(_QUARTERS + 0.7, least + 1, stage_name(place), va="center", fontsize=12)
    axes.set(xlim=(-0.6, _QUARTERS + 0.5), ylim=(0, models.TOP))
    names = [say("开始", "Start"), *(str(number) for number in range(1, _QUARTERS + 1))]
    ticks(axes.xaxis, range(_QUARTERS + 1), names)
    ticks(axes.yaxis, range(0, 11, 2))
    axes.set_xlabel(say("第几个季度末", "After quarter"))
    axes.set_ylabel(say("信任（0–10）", "Trust (0–10)"))
    return figure


def _found(actions: Sequence[str], levels: list[float]) -> str:
    ways = [action_name(action) for action in actions]
    way = say(f"先“{'”，再“'.join(ways)}”", " → ".join(ways))
    if set(actions) == {models.FIT}:
        way = say("每季都合阶段", "What fits in every quarter")
    after = quarters(len(levels) - 1)
    return way + say(f"：{after}进入合作期", f": cooperation after {after}")


# --- W6.2 one thread ------------------------------------------------------------------------------


@styled
def thread(people: int = 1, account: float = 20_000, leaves: float = models.LEAVES) -> CourseFigure:
    """What one to six people on an account cost, and what is lost of it on average, as shares of
    its value; the people that were chosen in colour."""
    best = models.best_people(account, leaves)
    figure, axes = sheet(
        say(
            f"{people} 个人联系：对方一换人，{_risk(people, leaves)} 的可能丢掉客户",
            f"{people} on it, contact leaves: {_risk(people, leaves)} risk of loss",
        ),
        left=0.13,
        bottom=0.17,
        width=0.83,
        height=0.62,
    )
    places = range(1, models.MOST + 1)
    costs = [models.EACH * number / account for number in places]
    losses = [models.lost(number, leaves) for number in places]
    chosen = [number == people for number in places]
    axes.bar(places, costs, color=[COLOURS["blue" if one else "grey"] for one in chosen], width=0.7)
    bars = axes.bar(
        places,
        losses,
        bottom=costs,
        color=[COLOURS["vermilion" if one else "orange"] for one in chosen],
        width=0.7,
        alpha=0.85,
    )
    totals = [f"{models.yearly(number, account, leaves):,.0f}" for number in places]
    axes.bar_label(bars, totals, padding=3, fontsize=12)
    axes.set(xlim=(0.4, models.MOST + 0.6), ylim=(0, 1.12))
    names = [f"{number}★" if number == best else str(number) for number in places]
    ticks(axes.xaxis, places, names)
    percent_ticks(axes.yaxis, (0, 0.25, 0.5, 0.75, 1))
    axes.set_xlabel(
        say("几个人联系这个客户（★ 合计最少）", "People on the account (★ least in all)")
    )
    axes.set_ylabel(say("占客户价值", "Share of its value"))
    _key(figure, account)
    return figure


def _risk(people: int, leaves: float) -> str:
    """The share of the accounts that are lost, never as 0%."""
    share = models.lost(people, leaves)
    return say("不到 0.1%", "under 0.1%") if share < 0.001 else percent(share)


def _key(figure: CourseFigure, account: float) -> None:
    """What the two parts of a bar are."""
    figure.text(
        0.96,
        0.85,
        say(
            f"下段：联系成本　上段：平均损失　数字：合计（元）　客户价值 {account:,.0f} 元",
            f"Lower: people. Upper: mean loss. Number: both, yuan. Account: {account:,.0f}",
        ),
        ha="right",
        va="top",
        fontsize=12,
    )
