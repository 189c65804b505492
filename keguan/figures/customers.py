"""Figures of unit `customers`: whose shop wins, and the chain inside."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from keguan.figures.base import CourseFigure, hide_x, percent, percent_ticks, sheet, styled, ticks
from keguan.models import customers as models
from keguan.models.base import Floats
from keguan.style import COLOURS, say

# --- W1.1 whose shop wins -------------------------------------------------------------------------

_OURS = models.SHOPS[models.OURS]


def shop_name(shop: str) -> str:
    return {"A": say("甲店", "A"), "B": say("乙店", "B"), "C": say("丙店", "C")}[shop]


def type_name(kind: str) -> str:
    """A type of customers in the current language."""
    return {
        "economy": say("经济型", "economy-minded"),
        "convenience": say("方便型", "convenience-minded"),
    }[kind]


def market(price: float, wait: float, effort: float) -> dict[str, models.Costs]:
    """The three shops, ours with these costs."""
    return models.SHOPS | {models.OURS: models.Costs(price, wait, effort)}


def market_shares(price: float, wait: float, effort: float, economy: float) -> Floats:
    """Shares of all customers: a row for each of TYPES, a column for each shop.

    economy: share of the customers who are economy-minded; the others want convenience.
    """
    shops = list(market(price, wait, effort).values())
    return models.shop_shares(shops, {"economy": economy, "convenience": 1 - economy})


def leaders(shares: Floats) -> list[str]:
    """The shops with most customers; several where they have equally many."""
    totals = shares.sum(axis=0)
    most = np.isclose(totals, totals.max())
    return [shop for shop, ahead in zip(models.SHOPS, most, strict=True) if ahead]


@styled
def whose_shop(
    price: float = _OURS.price,
    wait: float = _OURS.wait,
    effort: float = _OURS.effort,
    economy: float = 0.5,
) -> CourseFigure:
    """Where customers go, by type, and what a visit to each shop costs each type, all in yuan.

    price, wait, effort: what our shop asks; economy: the share of economy-minded customers.
    """
    shops = market(price, wait, effort)
    shares = market_shares(price, wait, effort, economy)
    named = [
        f"{shop_name(shop)} {percent(share)}"
        for shop, share in zip(shops, shares.sum(axis=0), strict=True)
    ]
    figure, left = sheet(
        say("，", ", ").join(named) + _who_leads(leaders(shares)),
        left=0.085,
        bottom=0.345,
        width=0.40,
        height=0.475,
    )
    _where_they_go(left, shops, shares)
    _what_it_costs(figure, shops)
    notes = (
        say("下（深）：经济型　上（浅）：方便型", "Dark: economy. Light: convenience"),
        say("从左到右：价钱、等候、精力", "Left to right: price, wait, effort"),
    )
    for place, text in zip((0.02, 0.545), notes, strict=True):
        figure.text(place, 0.025, text, fontsize=12)
    return figure


def _who_leads(first: Sequence[str]) -> str:
    """The end of the title: who has most customers."""
    names = say("和", " and ").join(map(shop_name, first))
    if len(first) > 1:
        return say(f"：{names}一样多", f": {names} alike")
    return say(f"：{names}最多", f": {names} has the most")


def _where_they_go(axes: Axes, shops: dict[str, models.Costs], shares: Floats) -> None:
    """A bar for each shop, made of the types that come, and below what the shop asks."""
    places = range(len(shops))
    below = np.zeros(len(shops))
    for part, colour in zip(shares, ("blue", "sky"), strict=True):
        axes.bar(places, part, 0.62, below, color=COLOURS[colour], edgecolor="white")
        below = below + part
    for place, total in zip(places, below, strict=True):
        axes.text(place, total + 0.02, percent(total), ha="center", va="bottom", fontsize=12)
    axes.set(xlim=(-0.5, len(shops) - 0.5), ylim=(0, 1.12))
    percent_ticks(axes.yaxis, (0, 0.5, 1))
    ticks(axes.xaxis, places, [_asks(shop, costs) for shop, costs in shops.items()])
    axes.tick_params(axis="x", length=0, labelsize=12)
    axes.tick_params(axis="y", labelsize=12)
    axes.set_title(say("客户去哪家", "Where customers go"), fontsize=12)


def _asks(shop: str, costs: models.Costs) -> str:
    """A shop and its three costs, below each other."""
    return shop_name(shop) + say(
        f"\n{costs.price:g} 元\n{costs.wait:g} 分钟\n精力 {costs.effort:g}",
        f"\n{costs.price:g} yuan\n{costs.wait:g} min\neffort {costs.effort:g}",
    )


def _what_it_costs(figure: CourseFigure, shops: dict[str, models.Costs]) -> None:
    """For each type a bar for each shop, made of price, wait and effort in yuan."""
    axes = figure.add_axes((0.605, 0.12, 0.375, 0.70))
    places, names = [], []
    for group, kind in enumerate(models.TYPES):
        top = group * (len(shops) + 1.2)
        axes.text(
            0,
            top - 0.62,
            say(f"{type_name(kind)}看来，折成多少元", f"In yuan, {type_name(kind)}"),
            va="center",
            fontsize=12,
        )
        for row, (shop, costs) in enumerate(shops.items()):
            places.append(top + row + 0.2)
            names.append(shop_name(shop))
            _bar(axes, places[-1], models.in_yuan(kind, costs))
    axes.set(xlim=(0, 285), ylim=(places[-1] + 0.5, -1.0))
    ticks(axes.yaxis, places, names)
    axes.tick_params(axis="y", length=0, labelsize=12)
    axes.spines["left"].set_visible(False)
    hide_x(axes)


def _bar(axes: Axes, place: float, parts: models.Costs) -> None:
    """One visit: its parts beside each other, and the sum."""
    begin = 0.0
    for part, colour in zip(parts, ("grey", "orange", "green"), strict=True):
        axes.barh(place, part, 0.66, begin, color=COLOURS[colour], edgecolor="white")
        begin += part
    axes.text(begin + 4, place, f"{begin:.0f}", va="center", fontsize=12)


# --- W1.2 the chain inside ------------------------------------------------------------------------

WEAK = "delivery"  # the station that the lab opens with


def station_name(station: str) -> str:
    """A station of the chain in the current language."""
    return {
        "ordering": say("开单", "Ordering"),
        "picking": say("备货", "Picking"),
        "delivery": say("送货", "Delivery"),
        "fitting": say("安装", "Fitting"),
        "revisit": say("回访", "Call"),
    }[station]


def stations(station: str, own: float, others: float) -> Floats:
    """What each of STATIONS does right (0-1): one of them `own`, the others alike."""
    return np.array([own if one == station else others for one in models.STATIONS])


@styled
def inside_chain(station: str = WEAK, own: float = 0.95, others: float = 0.95) -> CourseFigure:
    """A hundred orders through five stations, what each of them spoils, and where one percentage
    point more gives the customer most.

    station: a key of STATIONS, which does the share `own` right; the other four do `others`.
    """
    right = stations(station, own, others)
    reached = percent(models.chain_share(right))
    figure, axes = sheet(
        _how_good(station, own, others)
        + say(f"：{reached} 的订单全程没出错", f": {reached} of the orders stay right"),
        left=0.085,
        bottom=0.255,
        width=0.525,
        height=0.565,
    )
    _chain(axes, right, models.STATIONS.index(station))
    _gains(figure, right)
    figure.text(
        0.02,
        0.025,
        say(
            "实心：到这一环还没出错的订单（橙：选中的一环）　斜纹：在这一环出错的",
            "Solid: orders still right (orange: the chosen station). Hatched: spoilt there",
        ),
        fontsize=12,
    )
    return figure


def _how_good(station: str, own: float, others: float) -> str:
    """What the stations do right, as a title says it."""
    if own == others:
        return say(f"五环都做对 {percent(own, 0)}", f"All five stations {percent(own, 0)} right")
    name = station_name(station)
    return say(
        f"{name}做对 {percent(own, 0)}，其余四环 {percent(others, 0)}",
        f"{name} {percent(own, 0)}, others {percent(others, 0)}",
    )


def _chain(axes: Axes, right: Floats, chosen: int) -> None:
    """A bar for each station: what is still right behind it, and what went wrong there."""
    left = models.chain_left(right)
    before = np.concatenate([[1.0], left[:-1]])
    places = np.arange(len(right))
    colours = [COLOURS["orange" if place == chosen else "blue"] for place in places]
    axes.bar(places, left, 0.78, color=colours)
    axes.bar(
        places,
        before - left,
        0.78,
        left,
        color="white",
        edgecolor=COLOURS["vermilion"],
        hatch="////",
        linewidth=0,
    )
    for place, (share, high) in enumerate(zip(left, before, strict=True)):
        axes.text(place, high + 0.02, percent(share), ha="center", va="bottom", fontsize=12)
    axes.set(xlim=(-0.5, len(right) - 0.5), ylim=(0, 1.12))
    percent_ticks(axes.yaxis, (0, 0.5, 1))
    labels = [
        f"{station_name(one)}\n{percent(share, 0)}"
        for one, share in zip(models.STATIONS, right, strict=True)
    ]
    ticks(axes.xaxis, places, labels)
    axes.tick_params(axis="x", length=0, labelsize=12)
    axes.tick_params(axis="y", labelsize=12)
    axes.set_title(say("订单一环一环往下走", "Orders, station by station"), fontsize=12)


def best_stations(right: Floats) -> list[str]:
    """The stations where one point more gives the customer most; none where all are alike."""
    gains = models.point_gains(right)
    most = np.isclose(gains, gains.max())
    if most.all():
        return []
    return [station for station, best in zip(models.STATIONS, most, strict=True) if best]


def _gains(figure: CourseFigure, right: Floats) -> None:
    """A bar for each station: what the customer gains from one point more there."""
    axes = figure.add_axes((0.74, 0.145, 0.24, 0.60))
    gains = models.point_gains(right) / models.POINT
    places = range(len(right))
    best = best_stations(right)
    axes.barh(places, gains, 0.6, color=COLOURS["green"])
    for place, (station, share, gain) in enumerate(zip(models.STATIONS, right, gains, strict=True)):
        star = " ★" if station in best else ""
        text = say("已满", "full") if share == 1 else f"{gain:.2f}{star}"
        axes.text(gain + 0.04, place, text, va="center", fontsize=12)
    axes.set(xlim=(0, 1.75), ylim=(len(right) - 0.5, -0.5))
    ticks(axes.yaxis, places, [station_name(station) for station in models.STATIONS])
    axes.tick_params(axis="y", length=0, labelsize=12)
    hide_x(axes)
    figure.text(
        0.98,
        0.845,
        say("这一环再好 1 个百分点\n客户多得几个百分点", "One point more here:\npoints gained"),
        ha="right",
        va="top",
        fontsize=12,
    )
