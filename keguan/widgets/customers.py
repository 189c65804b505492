"""Labs of unit `customers`: whose shop wins, and the chain inside."""

from __future__ import annotations

from keguan.figures import customers as figures
from keguan.figures.base import percent
from keguan.models import customers as models
from keguan.models.base import Floats
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, decimal, menu, whole

# --- W1.1 whose shop wins -------------------------------------------------------------------------

_OURS = models.SHOPS[models.OURS]
# one change each, to what the best of the three shops asks
_CHEAPER, _FASTER, _EASIER = {"price": 50.0}, {"wait": 10.0}, {"effort": 1.0}


def whose_shop_lab() -> Lab:
    """W1.1: which shop customers of two types choose, when ours changes what it costs them."""
    controls = {
        "price": whole(say("丙店价钱（元）", "Price at C (yuan)"), int(_OURS.price), 45, 60, 5),
        "wait": whole(say("丙店等候（分钟）", "Wait at C (min)"), int(_OURS.wait), 5, 30, 5),
        "economy": whole(say("经济型客户占（%）", "Economy-minded (%)"), 50, 0, 100, 10),
        "effort": decimal(
            say("丙店费精力（分）", "Effort at C (points)"), _OURS.effort, 0.5, 2.5, 0.5, 1
        ),
    }
    live = ("price", "wait", "economy")
    return Lab(_shop_guess(), controls, _draw_shop, _shop_question(), live)


def _our_share(economy: float, **change: float) -> str:
    """The share that our shop gets, with one of its costs changed."""
    shares = figures.market_shares(**(_OURS._asdict() | change), economy=economy)
    return percent(shares.sum(axis=0)[list(models.SHOPS).index(models.OURS)])


def _shop_guess() -> Choice:
    now = _our_share(0.5)
    cheaper, faster, easier = (_our_share(0.5, **change) for change in (_CHEAPER, _FASTER, _EASIER))
    worth = models.in_yuan("convenience", models.Costs(0, 10, 0)).wait
    return Choice(
        say(
            "三家店卖一样的东西。甲店 50 元、等 30 分钟、费精力 2 分；乙店 60 元、10 分钟、1 分。"
            f"你开丙店：55 元、20 分钟、1.5 分，得到 {now} 的客户。客户一半是经济型，一半是方便型。"
            "只改一样，改到三家里最好，改哪一样得到的客户最多？",
            "Three shops sell the same. A: 50 yuan, 30 minutes of waiting, 2 points of effort. B: "
            "60 yuan, 10 minutes, 1 point. You run C: 55 yuan, 20 minutes, 1.5 points, and get "
            f"{now} of the customers. Half are economy-minded, half convenience-minded. You may "
            "make one cost as low as the best shop's. Which wins most customers?",
        ),
        (
            say("价钱降到 50 元", "Price: 50 yuan"),
            say("等候减到 10 分钟", "Wait: 10 minutes"),
            say("精力减到 1 分", "Effort: 1 point"),
            say("三样差不多", "All about the same"),
        ),
        1,
        say(
            f"等候减到 10 分钟得 {faster}，降价 {cheaper}，省精力 {easier}。"
            f"等 10 分钟，在方便型客户看来是多花 {worth:.0f} 元。",
            f"Waiting less gets {faster}, cheaper {cheaper}, easier {easier}: 10 minutes are "
            f"{worth:.0f} yuan to the convenience-minded.",
        ),
    )


def _shop_question() -> Choice:
    starts, turn = (0.5, 0.6, 0.7, 0.8), 0.8
    cheaper, faster = _our_share(turn, **_CHEAPER), _our_share(turn, **_FASTER)
    return Choice(
        say(
            "丙店还是只改一样：价钱降到 50 元，或者等候减到 10 分钟。"
            "经济型客户占多少时，降价开始得到更多的客户？",
            "C still changes one thing: the price to 50 yuan, or the wait to 10 minutes. From "
            "which share of economy-minded customers on does the lower price win more?",
        ),
        tuple(f"{percent(start, 0)}–{percent(start + 0.1, 0)}" for start in starts),
        starts.index(0.7),
        say(
            f"经济型占 {percent(turn, 0)} 时，降价得 {cheaper}，少等得 {faster}。"
            "先看来的是哪一型客户、他最在乎哪一项成本，再决定改哪一样。",
            f"At {percent(turn, 0)} the lower price gets {cheaper}, the shorter wait {faster}. See "
            "first which type comes and which cost that type minds; then decide what to change.",
        ),
    )


def _draw_shop(price: float, wait: float, economy: int, effort: float) -> Drawn:
    first = figures.leaders(figures.market_shares(price, wait, effort, economy / 100))
    costs = models.Costs(price, wait, effort)
    thrifty, hurried = (sum(models.in_yuan(kind, costs)) for kind in models.TYPES)
    sentence = say(
        f"到丙店一趟，价钱、等候和精力折成钱，经济型看来是 {thrifty:.0f} 元，"
        f"方便型看来是 {hurried:.0f} 元。",
        f"Price, wait and effort of a visit to C come to {thrifty:.0f} yuan for the "
        f"economy-minded and {hurried:.0f} for the convenience-minded. ",
    )
    return figures.whose_shop(price, wait, effort, economy / 100), sentence + _lead(first)


def _lead(first: list[str]) -> str:
    """Whether our shop has most customers, which is the goal of the lab."""
    aim = say("★ 目标是丙店的客户最多：", "★ The goal is that C has the most customers: ")
    if first == [models.OURS]:
        return aim + say("达到了。", "reached.")
    if models.OURS in first:
        return aim + say("打平了，还差一点。", "it is a tie, nearly there.")
    return aim + say("还没达到。", "not yet.")


# --- W1.2 the chain inside ------------------------------------------------------------------------

_EACH = 95  # percent


def inside_chain_lab() -> Lab:
    """W1.2: what reaches the customer after five stations, and at which one to begin."""
    names = {figures.station_name(station): station for station in models.STATIONS}
    controls = {
        "station": menu(say("选一环", "One station"), names, figures.WEAK),
        "own": whole(say("这一环做对（%）", "It does right (%)"), _EACH, 70, 100, 5),
        "others": whole(say("其余各环做对（%）", "Each other (%)"), _EACH, 95, 100),
    }
    before = {"own": 90, "others": 97}
    return Lab(_chain_guess(), controls, _draw_chain, _chain_question(), tuple(controls), before)


def _reached(own: int, others: int) -> str:
    """What stays right where one station does `own` percent right, the other four `others`."""
    return percent(models.chain_share([own / 100] + [others / 100] * 4))


def _chain_guess() -> Choice:
    right = _reached(_EACH, _EACH)
    return Choice(
        say(
            f"一份订单要走五环：开单、备货、送货、安装、回访。每环都做对 {_EACH}%，"
            "错了没有人补救。全程没出错的订单占多少？",
            "An order goes through five stations: ordering, picking, delivery, fitting, follow-up "
            f"call. Each does {_EACH}% right, and nobody repairs a mistake. How many orders stay "
            "right all the way?",
        ),
        ("95.0%", "90.0%", right, "59.9%"),
        2,
        say(
            f"{right}：每环都只错一点，五环的错加在同一位客户身上。",
            f"{right}: each errs a little, and one customer bears the mistakes of all five.",
        ),
    )


def _chain_question() -> Choice:
    now, four = _reached(80, 99), _reached(80, 100)
    one, best = _reached(85, 99), _reached(90, 99)
    return Choice(
        say(
            f"送货做对 80%，其余四环 99%，全程没出错的订单占 {now}。哪一种改法，没出错的更多？",
            f"Delivery does 80% right, the other four 99%: {now} of the orders stay right. After "
            "which change are there more?",
        ),
        (
            say("其余四环都做到 100%", "The other four reach 100%"),
            say("送货做到 85%", "Delivery reaches 85%"),
            say("两种一样", "Both give the same"),
            say("要看送货排在第几环", "It depends on where delivery stands"),
        ),
        1,
        say(
            f"四环全对也只有 {four}；送货做到 85% 就有 {one}，做到 90% 有 {best}。"
            "先改漏得最多的一环，问清楚它的内部客户：到手的东西错在哪里。",
            f"With four perfect stations it is {four}; with delivery at 85% {one}, at 90% {best}. "
            "Begin where most is lost, and ask its internal customer what arrives wrong.",
        ),
    )


def _draw_chain(station: str, own: int, others: int) -> Drawn:
    sentence = _what_to_do(station, own, others)
    right = figures.stations(station, own / 100, others / 100)
    return figures.inside_chain(station, own / 100, others / 100), sentence + _gain(right)


def _what_to_do(station: str, own: int, others: int) -> str:
    """Where most is lost, and who is the first to suffer from it."""
    if own == others:
        return say("五环一样好，没有哪一环漏得最多。", "All stations are alike; none loses most. ")
    name = figures.station_name(station)
    if own > others:  # only 100% is more than the least of the others
        most = _reached(own, others)
        return say(
            f"{name}已经全对，漏的都是其余四环：还是只有 {most} 没出错。",
            f"{name} is perfect, and the other four lose the rest: {most} stay right. ",
        )
    after, most = _next(station), _reached(own, 100)
    first = say(
        f"{name}漏得最多，先受累的是{after}。",
        f"{name} loses most, and the first to suffer is {after}. ",
    )
    if others == 100:
        return first + say(
            f"其余四环已经全对，还是只有 {most} 没出错。",
            f"The other four are perfect, and yet {most} stay right. ",
        )
    return first + say(
        f"其余四环即使全对，也只有 {most} 没出错。",
        f"Were the other four perfect, {most} would stay right. ",
    )


def _next(station: str) -> str:
    """Whom a station hands on to."""
    place = models.STATIONS.index(station) + 1
    if place == len(models.STATIONS):
        return say("外部客户，后面再没有一环", "the buyer, an external customer")
    name = figures.station_name(models.STATIONS[place])
    return say(f"下一环、它的内部客户{name}", f"{name}, its internal customer")


def _gain(right: Floats) -> str:
    """At which stations a point more gives the customer most."""
    gains = models.point_gains(right) / models.POINT
    if not gains.any():
        return say("每一环都已全对。", "Every station is perfect.")
    best = figures.best_stations(right)
    most = f"{gains.max():.2f}"
    if not best:
        return say(
            f"哪一环再好 1 个百分点都一样，客户多得 {most} 个百分点。",
            f"One point more is worth {most} points at any of them.",
        )
    names = say("、", ", ").join(map(figures.station_name, best))
    any_of = say("里的任一环", "any of ") if len(best) > 1 else ""
    return say(
        f"★ 先改{names}{any_of}：再好 1 个百分点，客户多得 {most} 个百分点。",
        f"★ Begin with {any_of}{names}: one point more is worth {most}.",
    )
