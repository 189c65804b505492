"""Labs of unit `service`: fixed or roving, and the promise clock."""

from __future__ import annotations

import ipywidgets

from keguan.figures import service as figures
from keguan.figures.base import percent
from keguan.models import service as models
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, decimal, menu, slider, whole

# --- W2.1 fixed or roving -------------------------------------------------------------------------

_POINTS, _VANS = 3, 2


def fixed_or_roving_lab() -> Lab:
    """W2.1: whom service points and vans reach, and what one customer costs, where more and more
    customers live scattered."""
    controls = {
        "spread": slider(
            ipywidgets.FloatSlider,
            say("散居的客户占", "Live scattered"),
            0.0,
            0.0,
            1.0,
            0.1,
            readout_format=".0%",
        ),
        "points": whole(say("服务点（个）", "Service points"), _POINTS, 1, 5),
        "vans": whole(say("服务车（辆）", "Service vans"), _VANS, 1, 4),
        "reach": menu(
            say("客户肯走多远", "Customers travel"),
            {say(f"{km} 千米", f"{km} km"): float(km) for km in (2, 3, 4)},
            models.REACH,
        ),
    }
    live = ("spread", "points", "vans")
    return Lab(_roving_guess(), controls, _draw_roving, _roving_question(), live)


def _costs(spread: float) -> tuple[float, float]:
    """Yuan a customer at the points and by the vans, as the lab opens."""
    return figures.costs_each(spread, _POINTS, _VANS, models.REACH)


def _roving_guess() -> Choice:
    fixed, roving = _costs(0.0)
    right = _costs(1.0)[0]
    options = (fixed + 2, fixed + 12, right, right + 100)
    near = figures.fixed_week(1.0, _POINTS, models.REACH)[1].mean()
    return Choice(
        say(
            f"500 户客户住在三个镇上。设 3 个服务点，服务一户 {fixed:.1f} 元；开 2 辆服务车，"
            f"一户 {roving:.1f} 元。要是客户全部散居，3 个服务点服务一户要多少元？",
            f"500 customers live in three towns. 3 service points cost {fixed:.1f} yuan for each "
            f"they serve, 2 vans {roving:.1f}. If all lived scattered, what would it be at the "
            "points?",
        ),
        tuple(f"{option:.1f}" for option in options),
        2,
        say(
            f"{right:.1f} 元：只有 {percent(near, 0)} 的客户够得着，三个点的钱一分不少。",
            f"{right:.1f} yuan: {percent(near, 0)} are near enough, and the points cost the same.",
        ),
    )


def _roving_question() -> Choice:
    starts, turn = (0.2, 0.4, 0.5, 0.8), 0.6
    fixed, roving = _costs(turn)
    return Choice(
        say(
            "3 个服务点，2 辆服务车，客户肯走 2 千米。散居的客户占多少时，巡回开始比定点便宜？",
            "3 points, 2 vans, customers travel 2 km. From which share of scattered customers on "
            "are vans cheaper?",
        ),
        tuple(f"{percent(start, 0)}–{percent(start + 0.1, 0)}" for start in starts),
        starts.index(0.5),
        say(
            f"到 {percent(turn, 0)}，定点一户 {fixed:.1f} 元，巡回 {roving:.1f} 元。"
            "散居越多，够得着的越少；车只多跑一点路。客户集中用定点，分散用巡回。",
            f"At {percent(turn, 0)} points cost {fixed:.1f} yuan a customer, vans {roving:.1f}. "
            "Points lose their customers, vans only drive a little more: points where people "
            "live close, vans where they do not.",
        ),
    )


def _draw_roving(spread: float, points: int, vans: int, reach: float) -> Drawn:
    _, near = figures.fixed_week(spread, points, reach)
    week = figures.roving_week(spread, vans)
    fixed, roving = figures.costs_each(spread, points, vans, reach)
    sentence = say(
        f"一周：{points} 个点 {points * models.POINT_COST:,.0f} 元，服务到 {near.sum()} 户；"
        f"{vans} 辆车 {vans * models.VAN_COST:,.0f} 元，服务到 {week.served.sum()} 户，"
        f"{percent(week.driving, 0)} 的时间在路上。",
        f"A week: points {points * models.POINT_COST:,.0f} yuan, {near.sum()} customers; vans "
        f"{vans * models.VAN_COST:,.0f} yuan, {week.served.sum()} customers, "
        f"{percent(week.driving, 0)} of the time on the road. ",
    )
    reached = figures.reaches_goal(fixed, near), figures.reaches_goal(roving, week.served)
    return figures.fixed_or_roving(spread, points, vans, reach), sentence + _goal(*reached)


def _goal(fixed: bool, roving: bool) -> str:
    """Which way reaches the goal of the lab."""
    aim = say(
        f"★ 目标是服务到 {percent(figures.GOAL_SHARE, 0)} 的客户，"
        f"一户不超过 {figures.GOAL_COST:.0f} 元：",
        f"★ The goal is {percent(figures.GOAL_SHARE, 0)} served for at most "
        f"{figures.GOAL_COST:.0f} yuan each: ",
    )
    if fixed and roving:
        return aim + say("两种都达到了。", "both reach it.")
    if fixed:
        return aim + say("只有定点达到了。", "only the points reach it.")
    if roving:
        return aim + say("只有巡回达到了。", "only the vans reach it.")
    return aim + say("都还没达到。", "neither reaches it yet.")


# --- W2.2 the promise clock -----------------------------------------------------------------------

_FIRST = 2.0  # hours; about the mean of the replies


def promise_clock_lab() -> Lab:
    """W2.2: how many hours to promise, and what quicker or steadier replies are worth."""
    controls = {
        "promise": decimal(
            say("承诺几小时", "Hours promised"),
            _FIRST,
            figures.PROMISES[0],
            figures.PROMISES[-1],
            0.5,
            1,
        ),
        "median": menu(
            say("一半客户几小时收到", "Half are answered in"),
            {say(f"{hours} 小时", f"{hours} hours"): hours for hours in (0.8, 1.2, 1.6, 2.4)},
            models.MEDIAN,
        ),
        "sigma": menu(
            say("回复的快慢", "Replies come"),
            {
                say("整齐", "evenly"): 0.4,
                say("一般", "as usual"): models.SIGMA,
                say("忽快忽慢", "unevenly"): 1.0,
            },
            models.SIGMA,
        ),
    }
    live, before = tuple(controls), {"promise": 1.0}
    return Lab(_promise_guess(), controls, _draw_promise, _promise_question(), live, before)


def _promise_guess() -> Choice:
    hours = models.replies()
    right = models.ASKED - figures.in_points(models.kept(hours, _FIRST))
    return Choice(
        say(
            f"客服回复 {models.ASKED} 位客户，平均 {hours.mean():.1f} 小时。"
            f"要是承诺“{_FIRST:g} 小时以内回复”，会对多少位失信？",
            f"Of {models.ASKED} customers the mean wait for a reply is {hours.mean():.1f} hours. "
            f'With a promise "within {_FIRST:g} hours", to how many is it broken?',
        ),
        tuple(map(str, (5, 18, right, 62))),
        2,
        say(
            f"{right} 位：平均做得到，不等于每一位都做得到。",
            f"{right}: what holds on average does not hold for everybody.",
        ),
    )


def _promise_question() -> Choice:
    hours = models.replies()
    right = models.best_promise(hours, figures.PROMISES)
    options = (2.0, 3.5, right, 8.0)
    scores = [figures.in_points(models.promise_score(hours, option)) for option in options]
    named = [figures.signed(score) for score in scores]
    share = percent(models.kept(hours, right), 0)
    return Choice(
        say(
            "一半客户 1.6 小时收到，快慢一般。承诺几小时，得分最高？",
            "Half are answered in 1.6 hours, replies come as usual. Which promise scores highest?",
        ),
        tuple(say(f"{option:.1f} 小时", f"{option:.1f} hours") for option in options),
        2,
        say(
            f"依次得 {'、'.join(named)} 分。承诺大约 20 位里 19 位守得住的（这里守住 {share}），"
            "再想办法回得更快、更整齐。",
            f"In this order {', '.join(named)}. Promise what about 19 of 20 can keep (here "
            f"{share}), then answer sooner and more evenly.",
        ),
    )


def _draw_promise(promise: float, median: float, sigma: float) -> Drawn:
    hours = models.replies(median, sigma)
    kept = figures.in_points(models.kept(hours, promise))
    broken = models.ASKED - kept
    sentence = say(
        f"平均 {hours.mean():.1f} 小时回复。守住 {kept} 位，一位得 1 分；失信 {broken} 位，"
        f"一位扣 {models.BROKEN:g} 分；客户嫌久，每长 1 小时扣 "
        f"{figures.in_points(models.PER_HOUR)} 分。",
        f"The mean wait is {hours.mean():.1f} hours. {kept} kept, 1 point each; {broken} broken, "
        f"−{models.BROKEN:g} each; −{figures.in_points(models.PER_HOUR)} for each hour that is "
        "promised. ",
    )
    if figures.is_best(promise, median, sigma):
        sentence += say("★ 得分最高的承诺，找到了。", "★ Found: no promise scores higher.")
    else:
        sentence += say("还有得分更高的承诺。", "Another promise scores higher.")
    return figures.promise_clock(promise, median, sigma), sentence
