"""Labs of unit `tiering`: the pyramid, the resource balancer, RFM and the four quadrants."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets
import numpy as np
import pandas as pd

from keguan.figures import tiering as figures
from keguan.figures.base import money, percent
from keguan.models import tiering as models
from keguan.models.base import Floats
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, decimal, menu, tick, whole

# --- W3.1 the pyramid -----------------------------------------------------------------------------


def pyramid_lab() -> Lab:
    """W3.1: which distributions give 80/20, and what the other two tiers then get."""
    controls = {
        "shape": menu(
            say("分布形状", "Shape"),
            {say("对数正态", "Lognormal"): "lognormal", say("帕累托", "Pareto"): "pareto"},
            "lognormal",
        ),
        "sigma": decimal(say("集中程度 σ", "Concentration σ"), 1.683, 0.2, 2.5, 0.001, 3),
        "key": whole(say("关键客户 %", "Key customers %"), 20, 5, 40),
        "ordinary": whole(say("普通客户 %", "Ordinary customers %"), 30, 10, 50),
        "losses": whole(say("亏损客户 %", "Loss-making customers %"), 0, 0, 15),
        "view": menu(
            say("看哪张图", "Picture"),
            {say("累计曲线", "Curve"): "curve", say("金字塔", "Pyramid"): "pyramid"},
            "curve",
        ),
    }
    share = models.pyramid_shares()[1]
    options = (0.096, share, 0.238, 0.312)
    guess = Choice(
        say(
            "前 20% 的客户带来 80% 的利润（对数正态）。中间 30% 的普通客户带来多少？",
            "The top 20% bring 80% of the profit (lognormal). How much do the ordinary 30% bring?",
        ),
        tuple(percent(option) for option in options),
        1,
        say(
            f"普通客户占{percent(share)}，小客户只剩{percent(models.pyramid_shares()[2])}。",
            f"Ordinary customers bring {percent(share)}, the small ones only "
            f"{percent(models.pyramid_shares()[2])}.",
        ),
    )
    before = {"sigma": 1.0}
    return Lab(guess, controls, _draw_pyramid, _pyramid_question(), before=before)


def _pyramid_question() -> Choice:
    tried = (0.50, 0.842, 1.20, 1.683)
    right = int(np.argmin([abs(models.pyramid_shares(sigma)[0] - 0.5) for sigma in tried]))
    found = percent(models.pyramid_shares(tried[right])[0], 0)
    return Choice(
        say(
            "对数正态，σ 是多少时，前 20% 的客户只带来一半的利润？",
            "Lognormal: at which σ do the top 20% bring only half of the profit?",
        ),
        tuple(f"σ = {sigma:.3f}" for sigma in tried),
        right,
        say(
            f"σ = {tried[right]} 时是 {found}：二八法则只是其中一种形状。",
            f"At σ = {tried[right]} it is {found}: 80/20 is only one shape among many.",
        ),
    )


def _draw_pyramid(
    shape: str, sigma: float, key: int, ordinary: int, losses: int, view: str
) -> Drawn:
    # Both shapes are compared at the same share of the top 20 %, or the slider would mean two
    # things.
    alpha = models.alpha_for_top_share(models.pyramid_shares(sigma)[0])
    values = models.profits(sigma=sigma, shape=shape, loss_share=losses / 100, alpha=alpha)
    cuts = (key / 100, ordinary / 100, 1 - (key + ordinary) / 100)
    figure = figures.pyramid(values, cuts) if view == "pyramid" else figures.lorenz(values, cuts)
    shares = [percent(share) for share in models.tier_shares(values, cuts)]
    small = 100 - key - ordinary
    gini = say("有人亏损，不算基尼系数", "no Gini coefficient where some lose money")
    if not losses:
        gini = say(f"基尼系数 {models.gini(values):.3f}", f"Gini {models.gini(values):.3f}")
    return figure, say(
        f"1,000 位客户，人数 {key}/{ordinary}/{small}，利润 {' / '.join(shares)}，{gini}。",
        f"1,000 customers, {key}/{ordinary}/{small}, profit {' / '.join(shares)}, {gini}.",
    )


# --- W3.2 the resource balancer -------------------------------------------------------------------


def resource_lab() -> Lab:
    """W3.2: where money spent on customers pays, and how long it takes."""
    start = models.PLANS["differentiated"]
    limits = (300, 150, 150, 60, 60, 60)
    controls = {
        group: whole(figures.group_name(group), spend, 0, limit, 5)
        for group, spend, limit in zip(models.GROUPS, start["spend"], limits, strict=True)
    }
    controls["drop_bad"] = tick(say("淘汰劣质客户", "Drop poor-quality customers"), True)
    controls["price_rise"] = decimal(
        say("小客户（无潜力）涨价（元）", "Price rise, small, no potential (yuan)"),
        5,
        0,
        10,
        0.5,
        1,
    )
    controls["quarters"] = whole(say("看几个季度", "Quarters"), 8, 1, 12)
    rivals = ("equal", "none", "key_only", "no_cultivation")

    def spare_the_dropped(change: dict) -> None:
        controls["bad"].disabled = change["new"]  # nothing is spent on customers who are dropped

    controls["drop_bad"].observe(spare_the_dropped, names="value")
    controls["bad"].disabled = True
    controls["rival"] = menu(
        say("和谁比", "Compare with"),
        {figures.plan_name(plan): plan for plan in rivals},
        "equal",
    )
    return Lab(_resource_guess(), controls, _draw_resources, _resource_question())


def _total(plan: str, quarters: int = 8) -> float:
    return float(
        models.simulate_resources(quarters=quarters, **models.PLANS[plan])["cumulative"].iloc[-1]
    )


def _resource_guess() -> Choice:
    plans = ("none", "equal", "key_only", "differentiated")
    totals = [_total(plan) for plan in plans]
    best = int(np.argmax(totals))
    return Choice(
        say(
            "一千位客户，八个季度，哪种花法的累计利润最高？",
            "A thousand customers, eight quarters: which plan earns most?",
        ),
        tuple(figures.plan_name(plan) for plan in plans),
        best,
        say(
            f"“{figures.plan_name(plans[best])}”累计 {money(totals[best])}，最高。"
            "下面每个滑块是每人每季度花多少元。",
            f"'{figures.plan_name(plans[best])}' earns most: {totals[best] / 1e6:.2f} million "
            "yuan. Each slider below is yuan per customer per quarter.",
        ),
    )


def _resource_question() -> Choice:
    mine = models.simulate_resources(**models.PLANS["differentiated"])["cumulative"]
    other = models.simulate_resources(**models.PLANS["no_cultivation"])["cumulative"]
    first = int(np.flatnonzero((mine > other).to_numpy())[0]) + 1
    options = (1, 3, 5, 8)
    return Choice(
        say(
            "默认方案里的培养，从第几个季度起，累计利润超过“不培养”？",
            "From which quarter on does cultivation, as first set, earn more in total than none?",
        ),
        tuple(say(f"第 {quarter} 季度", f"Quarter {quarter}") for quarter in options),
        options.index(first),
        say(
            "先落后、后领先：培养客户要有耐心。",
            "Behind at first, ahead later: cultivating customers takes patience.",
        ),
    )


def _draw_resources(
    drop_bad: bool, price_rise: float, quarters: int, rival: str, **spend: int
) -> Drawn:
    mine = models.simulate_resources(spend, quarters, drop_bad, price_rise)
    other = models.simulate_resources(quarters=quarters, **models.PLANS[rival])
    figure = figures.patience(mine, other, say("你的方案", "your plan"), figures.plan_name(rival))
    earned = mine["cumulative"].iloc[-1]
    spent = mine["spend"].sum()
    length = f"{quarters} quarter{'s' * (quarters > 1)}"
    left = mine["key"].iloc[-1]
    against = other["key"].iloc[-1]
    return figure, say(
        f"{quarters} 个季度累计利润 {money(earned)}，花费 {money(spent)}；"
        f"最后一季关键客户 {left:.0f} 位（对照 {against:.0f} 位）。",
        f"{length}: profit {earned / 1e6:.2f} million, spending {spent / 1e6:.2f} million yuan; "
        f"key customers in the last quarter: {left:.0f} (the other plan: {against:.0f}).",
    )


# --- W3.3 RFM cube and quadrant -------------------------------------------------------------------


class _Members:
    """The members' orders and profiles, prepared once so that a slider need not read them again."""

    def __init__(
        self, orders: pd.DataFrame, profiles: pd.DataFrame, reference_date: pd.Timestamp
    ) -> None:
        self.days = models.order_days(orders, profiles["member_id"])
        self.reference_date = reference_date
        self.profile = profiles.set_index("member_id").reindex(self.days.members)

    def rfm(self, back: int = 0, window: int = 12) -> pd.DataFrame:
        return models.rfm(self.days, self.reference_date - pd.DateOffset(months=back), window)

    def loyalty(self, weights: Sequence[float]) -> Floats:
        """Loyalty with weights that are made to sum to 1, so that it stays between -1 and 1 and no
        quadrant changes.
        """
        whole = sum(weights) or 1.0
        return models.loyalty_score(
            self.profile["purchase_share"].to_numpy(float),
            self.profile["continuity"].to_numpy(float),
            self.profile["default_rate"].to_numpy(float),
            [weight / whole for weight in weights],
        )

    def placed(self, weights: Sequence[float], table: pd.DataFrame) -> tuple[Floats, Floats]:
        """Loyalty and relative profit of those who ordered in the window of `table`: who did not
        order has no profit, and would count as average in the median.
        """
        ordered = (table["F"] > 0).to_numpy()
        profit = models.relative_profit(table["profit"].to_numpy()[ordered])
        return self.loyalty(weights)[ordered], profit

    def quadrants(self, weights: Sequence[float], split: str = "mean") -> pd.Series:
        return models.quadrants(*self.placed(weights, self.rfm()), split)


def rfm_lab(orders: pd.DataFrame, profiles: pd.DataFrame, reference_date: pd.Timestamp) -> Lab:
    """W3.3: the eight RFM types and the four quadrants under another window, split or set of
    weights.

    orders, profiles: tables of the Ctrip case; reference_date: the day from which R counts back.
    """
    world = _Members(orders, profiles, reference_date)

    def draw(
        view: str,
        split: str,
        back: int,
        window: int,
        share: float,
        continuity: float,
        default: float,
    ) -> Drawn:
        table = world.rfm(back, window)
        if view == "types":
            return _draw_types(table, split)
        return _draw_quadrants(
            *world.placed((share, continuity, default), table), split, len(table)
        )

    controls = _rfm_controls()

    def weigh_quadrants_only(change: dict) -> None:
        for name in ("share", "continuity", "default"):
            controls[name].disabled = change["new"] == "types"

    controls["view"].observe(weigh_quadrants_only, names="value")
    weigh_quadrants_only({"new": controls["view"].value})
    return Lab(_split_guess(world), controls, draw, _weights_question(world))


def _rfm_controls() -> dict[str, ipywidgets.Widget]:
    return {
        "view": menu(
            say("看哪张图", "Picture"),
            {say("8 种类型", "Eight types"): "types", say("四象限", "Four quadrants"): "quadrants"},
            "types",
        ),
        "split": menu(
            say("分界", "Split at the"),
            {say("平均数", "Mean"): "mean", say("中位数", "Median"): "median"},
            "mean",
        ),
        "back": whole(say("参考日往前推（月）", "Reference date, months back"), 0, 0, 12),
        "window": whole(say("窗口（月）", "Window (months)"), 12, 3, 24),
        "share": decimal(say("权重：购买比例", "Weight: purchase share"), 0.4, 0, 1, 0.1, 1),
        "continuity": decimal(say("权重：连续性", "Weight: continuity"), 0.4, 0, 1, 0.1, 1),
        "default": decimal(
            say("权重：违约率（减）", "Weight: default rate (minus)"), 0.2, 0, 1, 0.1, 1
        ),
    }


def _draw_types(table: pd.DataFrame, split: str) -> Drawn:
    counts = models.rfm_counts(table, split)
    middle = models.rfm_split(table, split)
    return figures.rfm(counts, split), say(
        f"分界：R {middle['R']:.0f} 天，F {middle['F']:.1f} 次，M {middle['M']:,.0f} 元；"
        f"窗口内有订单的 {counts.sum():,} 人。R↑ 是很久没来，不是好事。",
        f"Split: R {middle['R']:.0f} days, F {middle['F']:.1f} orders, M {middle['M']:,.0f} yuan; "
        f"{counts.sum():,} members ordered in the window. R↑ means long ago, which is not good.",
    )


def _draw_quadrants(loyalty: Floats, profit: Floats, split: str, members: int) -> Drawn:
    labels = models.quadrants(loyalty, profit, split)
    parts = "，".join(f"{name} {int((labels == name).sum())}" for name in models.QUADRANTS)
    beyond = int(((profit < figures.FLOOR) | (profit > figures.ROOF)).sum())
    return figures.quadrant(loyalty, profit, split, (-0.6, 1.0)), say(
        f"窗口内有订单的 {len(profit):,} 人：{parts}。"
        f"没有订单的 {members - len(profit):,} 人没有放进来；"
        f"利润超出边框的 {beyond} 人画在框边。权重按合计为 1 折算。",
        f"{len(profit):,} members ordered in the window: {parts.replace('，', ', ')}. The "
        f"{members - len(profit):,} without an order are left out; {beyond} whose profit lies "
        "beyond the frame are drawn at its edge. The weights are made to sum to 1.",
    )


def _split_guess(world: _Members) -> Choice:
    table = world.rfm()
    mean, median = (_rich(table, split) for split in models.SPLITS)
    right = 2
    if median != mean:
        right = 0 if median > mean else 1
    return Choice(
        say(
            "分界从平均数换成中位数，M↑ 的会员会怎样？",
            "If the split moves from the mean to the median, M↑ members become ...",
        ),
        (say("变多", "more"), say("变少", "fewer"), say("不变", "the same")),
        right,
        say(
            f"按平均数有 {mean} 人，按中位数有 {median} 人：少数大额订单把平均数抬高了。",
            f"{mean} by the mean, {median} by the median: a few large amounts pull the mean up.",
        ),
    )


def _rich(table: pd.DataFrame, split: str) -> int:
    """Number of members with M↑."""
    counts = models.rfm_counts(table, split)
    return int(sum(number for name, number in counts.items() if "M↑" in name))


def _weights_question(world: _Members) -> Choice:
    before = world.quadrants((0.4, 0.4, 0.2))
    after = world.quadrants((0.4, 0.4, 1.0))
    moved = int((before.to_numpy() != after.to_numpy()).sum())
    share = moved / len(before)
    right = 0
    if moved:
        right = 1 if share < 0.1 else 2
    return Choice(
        say(
            "其他不变，违约率的权重从 0.2 加到 1.0，有多少会员换了象限？",
            "All else equal, the weight of the default rate goes from 0.2 to 1.0: how many "
            "members change quadrant?",
        ),
        (
            say("没有人", "none"),
            say("有，不到一成", "some, under 10%"),
            say("一成以上", "10% or more"),
        ),
        right,
        say(
            f"有 {moved} 人（{percent(share)}）换了象限：象限是规则量出来的。",
            f"{moved} ({percent(share)}) change: a quadrant is what the rule measures.",
        ),
    )
