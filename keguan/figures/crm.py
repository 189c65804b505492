"""Figures of unit `crm`: one base or ten links, and the choice of a relationship."""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations

import numpy as np
from matplotlib.axes import Axes

from keguan.figures.base import (
    CourseFigure,
    hide_x,
    money,
    percent,
    sheet,
    styled,
    ticks,
)
from keguan.models import crm as models
from keguan.models.base import Floats
from keguan.style import COLOURS, say

# --- W1.3 one base or ten links -------------------------------------------------------------------

CENTRE = "call_centre"
BUILT = 4  # connections that the lab opens with: the call centre to all the others
ALIKE = 1 / len(models.DESKS)  # of the contacts, where customers go to all desks alike
_RING = (73.0, 92.0)  # pixels from the middle of a network to its desks
_PANEL = (245.0, 252.0)  # pixels
_Point = tuple[float, float]


def desk_name(desk: str) -> str:
    """A desk in the current language."""
    return {
        "marketing": say("营销", "Marketing"),
        "sales": say("销售", "Sales"),
        "service": say("服务", "Service"),
        "field": say("现场", "Field"),
        "call_centre": say("呼叫中心", "Call centre"),
    }[desk]


def visits(centre: float) -> Floats:
    """The share of the contacts at each of DESKS: the call centre has `centre`, the others the
    rest, all alike."""
    rest = (1 - centre) / (len(models.DESKS) - 1)
    return np.array([centre if desk == CENTRE else rest for desk in models.DESKS])


def _in_turn(first: str) -> tuple[str, ...]:
    """The desks in the order in which they are connected."""
    place = models.DESKS.index(first)
    return models.DESKS[place:] + models.DESKS[:place]


def paired(built: int, first: str) -> list[models.Link]:
    """The links of desks in pairs: the first desk to all the others, then the next desk."""
    return [frozenset(pair) for pair in combinations(_in_turn(first), 2)][:built]


def joined(built: int, first: str) -> tuple[str, ...]:
    """The desks that are connected to the one base."""
    return _in_turn(first)[:built]


def two_ways(built: int, first: str) -> tuple[set[models.Link], set[models.Link]]:
    """Who sees whose records after so many connections: (in pairs, by one base)."""
    return set(paired(built, first)), models.between(joined(built, first))


@styled
def one_base(
    built: int = BUILT,
    first: str = CENTRE,
    centre: float = ALIKE,
    contacts: int = models.CONTACTS,
) -> CourseFigure:
    """The same number of connections between desks in pairs, and to one base; how often a customer
    repeats, and how many customers never do.

    first: the desk that is connected first; centre: the share of the contacts at the call centre.
    """
    shares = visits(centre)
    ways = two_ways(built, first)
    repeats = [models.mean_repeats(links, contacts, shares) for links in ways]
    whole = [models.seamless(links, contacts, shares) for links in ways]
    figure, left = sheet(
        _how_often(built, *map(times, repeats)),
        left=0.005,
        bottom=0.12,
        width=_PANEL[0] / 700,
        height=_PANEL[1] / 420,
    )
    right = figure.add_axes((0.365, 0.12, _PANEL[0] / 700, _PANEL[1] / 420))
    _pairs(left, paired(built, first))
    _base(right, joined(built, first))
    titles = (say("两两直连", "In pairs"), say("一个客户库", "One base"))
    for axes, title, number in zip((left, right), titles, (built, used(built)), strict=True):
        _desks(axes, shares, first)
        axes.set_title(
            say(f"{title}：{number} 条", f"{title}: {number}"), fontsize=12, loc="center"
        )
    _results(figure, repeats, whole)
    figure.text(
        0.02,
        0.025,
        say(
            "实线：已连　虚线：没连　橙框：先连的部门　百分数：客户的接触有多少在这里",
            "Solid: built. Dotted: not. Orange: the first desk. Percent: of the contacts",
        ),
        fontsize=12,
    )
    return figure


def times(repeats: float) -> str:
    """How often customers repeat, to a tenth; what is less, to a hundredth, so that only nothing
    is 0."""
    if repeats < 1e-9:
        return "0"
    return f"{repeats:.2f}" if repeats < 0.1 else tenths(repeats)


def tenths(number: float) -> str:
    """A number to a tenth; a half goes up, as one rounds by hand."""
    return f"{number + 1e-9:,.1f}"


def _how_often(built: int, pairs: str, base: str) -> str:
    """What customers repeat in both ways, as a title says it."""
    if not built:
        return say(
            f"一条也不连：客户办一件事要重复 {pairs} 遍", f"Nothing connected: {pairs} repeats"
        )
    connections = "1 connection" if built == 1 else f"{built} connections"
    return say(
        f"连 {built} 条：两两直连要重复 {pairs} 遍，连到一个客户库 {base} 遍",
        f"{connections}: {pairs} repeats in pairs, {base} with one base",
    )


def used(built: int) -> int:
    """How many connections a base can use."""
    return min(built, len(models.DESKS))


def _place(desk: str) -> _Point:
    """Where a desk stands in its panel: the call centre at the top, the others round the middle."""
    turn = 2 * math.pi * (models.DESKS.index(desk) + 1) / len(models.DESKS)
    return (
        _PANEL[0] / 2 + _RING[0] * math.sin(turn),
        _PANEL[1] / 2 + _RING[1] * math.cos(turn),
    )


def _lines(axes: Axes, ends: Iterable[tuple[_Point, _Point]], built: bool) -> None:
    """Connections that are there, or that are missing; all are one path, which draws faster than
    ten."""
    colour, style, width = ("blue", "-", 3.0) if built else ("grey", ":", 1.2)
    gap = (math.nan, math.nan)
    ways = np.array([gap, *chain.from_iterable((one, other, gap) for one, other in ends)])
    axes.plot(*ways.T, linestyle=style, color=COLOURS[colour], linewidth=width)


def _pairs(axes: Axes, links: Sequence[models.Link]) -> None:
    for built in (False, True):
        pairs = (
            pair for pair in combinations(models.DESKS, 2) if (frozenset(pair) in links) == built
        )
        _lines(axes, ((_place(one), _place(other)) for one, other in pairs), built)


def _base(axes: Axes, desks: Sequence[str]) -> None:
    middle = (_PANEL[0] / 2, _PANEL[1] / 2)
    for built in (False, True):
        ends = ((_place(desk), middle) for desk in models.DESKS if (desk in desks) == built)
        _lines(axes, ends, built)
    _box(axes, middle, say("客户库", "Base"), "green")


def _box(axes: Axes, place: _Point, text: str, edge: str) -> None:
    """A name in a frame, which hides the ends of the lines."""
    frame = {
        "boxstyle": "round,pad=0.25",
        "facecolor": "white",
        "edgecolor": COLOURS[edge],
        "linewidth": 2.5,
    }
    axes.text(*place, text, ha="center", va="center", fontsize=12, bbox=frame)


def _desks(axes: Axes, shares: Floats, first: str) -> None:
    for desk, share in zip(models.DESKS, shares, strict=True):
        edge = "orange" if desk == first else "blue"
        _box(axes, _place(desk), f"{desk_name(desk)}\n{percent(share, 0)}", edge)
    axes.set(xlim=(0, _PANEL[0]), ylim=(0, _PANEL[1]))
    axes.axis("off")


def _results(figure: CourseFigure, repeats: Sequence[float], whole: Sequence[float]) -> None:
    """For both ways the repeats of a customer, and below the share who repeat nothing."""
    names = (say("直连", "Pairs"), say("客户库", "Base"))
    for bottom, values, texts, end, title in (
        (0.50, repeats, list(map(times, repeats)), 8.2, say("重复几遍", "Repeats")),
        (
            0.12,
            whole,
            [percent(one) for one in whole],
            1.75,
            say("不用重复的客户", "Repeat nothing"),
        ),
    ):
        axes = figure.add_axes((0.80, bottom, 0.19, 0.22))
        bars = axes.barh((0, 1), values, 0.62, color=[COLOURS["blue"], COLOURS["green"]])
        axes.bar_label(bars, texts, padding=3, fontsize=12)
        axes.set(xlim=(0, end), ylim=(1.6, -0.6))
        ticks(axes.yaxis, (0, 1), names)
        axes.tick_params(axis="y", length=0, labelsize=12)
        hide_x(axes)
        axes.set_title(title, fontsize=12, loc="right")


# --- W1.4 the choice of a relationship ------------------------------------------------------------

MARGIN, CUSTOMERS = 200.0, 1000  # that the lab opens with
_KEPT = models.RELATIONS["partner"].retention
_MARGINS, _NUMBERS = (8.0, 6300.0), (6.0, 170_000.0)  # ends of the map: yuan, customers
_NARROW = 0.11  # of the map's width; a name needs more
_TYPE_COLOURS = dict(
    zip(models.RELATIONS, ("grey", "sky", "green", "orange", "purple"), strict=True)
)


def relation_name(relation: str) -> str:
    """A type of relationship in the current language."""
    return {
        "basic": say("基本型", "basic"),
        "passive": say("被动型", "passive"),
        "accountable": say("负责型", "accountable"),
        "proactive": say("能动型", "proactive"),
        "partner": say("伙伴型", "partner"),
    }[relation]


def relations(kept: float = _KEPT) -> dict[str, models.Relation]:
    """The five types, where a partner keeps the share `kept` of its customers."""
    partner = models.RELATIONS["partner"]._replace(retention=kept)
    return models.RELATIONS | {"partner": partner}


def earned(margin: float, customers: int, setup: float, kept: float) -> dict[str, float]:
    """Yuan a year by type; a partner takes `setup` yuan once."""
    return models.profits(margin, customers, relations(kept), {"partner": setup})


def leaders(profits: Mapping[str, float]) -> list[str]:
    """The types that earn most; several where they earn the same."""
    most = profits[models.most_profitable(profits)]
    return [name for name, yuan in profits.items() if math.isclose(yuan, most, abs_tol=1e-6)]


def bands(kept: float, setup: float) -> dict[str, tuple[float, float]]:
    """{type: the margins in yuan from and to which it earns most}, however many customers there
    are; of a partner who takes a set-up there is no such band."""
    table = relations(kept)
    if setup:
        table.pop("partner")
    starts = models.switch_points(table)
    ends = [*list(starts.values())[1:], math.inf]
    return {name: (start, end) for (name, start), end in zip(starts.items(), ends, strict=True)}


@styled
def relationship(
    margin: float = MARGIN,
    customers: int = CUSTOMERS,
    setup: float = 0.0,
    kept: float = _KEPT,
) -> CourseFigure:
    """A map of which relationship earns most, by margin and number of customers, and what each
    earns at one place of it.

    margin: yuan a year from a customer who stays; setup: yuan that a partner takes once; kept: the
    share of its customers that a partner keeps.
    """
    profits = earned(margin, customers, setup, kept)
    first = leaders(profits)
    figure, axes = sheet(
        say(
            f"每客毛利 {margin:,.0f} 元、{customers:,} 位：",
            f"{margin:,.0f} yuan × {customers:,} customers: ",
        )
        + _who_leads(first, profits),
        left=0.115,
        bottom=0.53,
        width=0.865,
        height=0.275,
    )
    _map(axes, setup, kept)
    axes.plot(
        margin,
        customers,
        "o",
        color=COLOURS["black"],
        markersize=11,
        markeredgecolor="white",
        markeredgewidth=2,
    )
    _earnings(figure, profits, first, _all_terms(setup, kept))
    return figure


def _who_leads(first: Sequence[str], profits: Mapping[str, float]) -> str:
    names = say("和", " and ").join(map(relation_name, first))
    if len(first) > 1:
        return say(f"{names}利润一样", f"{names} alike")
    yuan = money(profits[first[0]])
    return say(f"{names}利润最高，{yuan}", f"{names} best, {yuan}")


def _map(axes: Axes, setup: float, kept: float) -> None:
    """The regions in which each type earns most, with their names above."""
    axes.set(xscale="log", yscale="log", xlim=_MARGINS, ylim=_NUMBERS)
    parts = bands(kept, setup)
    for name, (low, high) in parts.items():
        ends = max(low, _MARGINS[0]), min(high, _MARGINS[1])
        axes.axvspan(*ends, facecolor=COLOURS[_TYPE_COLOURS[name]], alpha=0.4, linewidth=0)
    last = _partner(axes, setup, kept) if setup else _MARGINS[1]
    for name, (low, high) in parts.items():
        _over(axes, name, max(low, _MARGINS[0]), min(high, last))
    if setup:
        _over(axes, "partner", last, _MARGINS[1])
    ticks(axes.xaxis, *_named((10, 30, 100, 300, 1000, 5000)))
    ticks(axes.yaxis, *_named((10, 1000, 100_000)))
    axes.tick_params(labelsize=12)
    axes.set_xlabel(
        say("每客毛利（元）　●：现在在这里", "Margin per customer (yuan). Dot: where we are"),
        fontsize=12,
        labelpad=1,
    )


def _named(places: Sequence[int]) -> tuple[Sequence[int], list[str]]:
    return places, [f"{place:,}" for place in places]


def _partner(axes: Axes, setup: float, kept: float) -> float:
    """Draw the region of a partner who takes a set-up; the margin from which it is there at the
    top of the map."""
    table = relations(kept)
    start = models.switch_points(table)["partner"]
    margins = np.geomspace(start, _MARGINS[1], 80)[1:]
    needed = [models.pays_from("partner", yuan, setup, table) or math.inf for yuan in margins]
    least = np.minimum(needed, _NUMBERS[1])
    for colour, alpha in (("white", 1.0), (COLOURS[_TYPE_COLOURS["partner"]], 0.4)):
        axes.fill_between(margins, least, _NUMBERS[1], facecolor=colour, alpha=alpha, linewidth=0)
    axes.plot(margins, least, color=COLOURS["black"], linewidth=1.5)
    return float(margins[least < _NUMBERS[1]][0])


def _over(axes: Axes, name: str, low: float, high: float) -> None:
    """The name of a region above the map, where there is room for it."""
    width = math.log(high / low) / math.log(_MARGINS[1] / _MARGINS[0])
    if width >= _NARROW:
        axes.text(
            math.sqrt(low * high),
            1.07,
            relation_name(name),
            transform=axes.get_xaxis_transform(),
            ha="center",
            va="baseline",
            fontsize=12,
        )


def _earnings(
    figure: CourseFigure,
    profits: Mapping[str, float],
    first: Sequence[str],
    terms: Sequence[str],
) -> None:
    """A bar for each type with what it earns, and on what terms; the heads of the figure."""
    axes = figure.add_axes((0.405, 0.015, 0.575, 0.325))
    places = range(len(profits))
    colours = [COLOURS[_TYPE_COLOURS[name]] for name in profits]
    axes.barh(places, list(profits.values()), 0.66, color=colours)
    low, high = min(0, *profits.values()), max(profits.values())
    axes.set(xlim=(low, low + (high - low) * 1.74), ylim=(len(profits) - 0.5, -0.5))
    axes.axvline(0, color=COLOURS["black"], linewidth=1)
    for place, (name, yuan) in enumerate(profits.items()):
        text = money(yuan) + " ★" * (name in first)
        axes.text(
            0.995,
            place,
            text,
            transform=axes.get_yaxis_transform(),
            ha="right",
            va="center",
            fontsize=12,
        )
    ticks(axes.yaxis, places, terms)
    axes.tick_params(axis="y", length=0, labelsize=12)
    axes.spines["left"].set_visible(False)
    hide_x(axes)
    heads = (
        (0.02, 0.813, "left", say("客户（位）", "Customers")),
        (
            0.02,
            0.355,
            "left",
            say("每客一年维护费、留住多少", "Yearly cost per customer, share kept"),
        ),
        (0.98, 0.355, "right", say("一年的利润（★ 最高）", "Profit a year (★ most)")),
    )
    for left, bottom, side, text in heads:
        figure.text(left, bottom, text, ha=side, va="bottom", fontsize=12)


def _all_terms(setup: float, kept: float) -> list[str]:
    """Each type with what it costs for each customer and the share that stays, and a partner with
    its set-up."""
    found = []
    for name, one in relations(kept).items():
        stays = percent(one.retention, 0)
        terms = say(f"：{one.cost:g} 元，留 {stays}", f": {one.cost:g} yuan, {stays}")
        found.append(relation_name(name) + terms)
    if setup:
        found[-1] += say(f"，另 {setup / 1e4:g} 万", f", +{setup:,.0f}")
    return found
