"""Labs of unit `complaints`: calm first, the triage desk, the iceberg."""

from __future__ import annotations

import ipywidgets

from keguan.figures import complaints as figures
from keguan.figures.base import money, percent
from keguan.models import complaints as models
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, menu, slider, whole

# --- W6.3 calm first ------------------------------------------------------------------------------


def calm_first_lab() -> Lab:
    """W6.3: when to offer the solution, and what a bad first handling costs in rounds."""
    moves = tuple(models.MOVES)
    controls = {
        "anger": whole(say("客户的怒气", "The customer's anger"), 9, 3, 10),
        "after": menu(
            say("什么时候给方案", "Solution offered"),
            {_moment(after): after for after in range(len(moves) + 1)},
            0,
        ),
        "again": menu(
            say("回访还不满意", "Unhappy on day 3"),
            {percent(share, 0): share for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)},
            0.1,
        ),
        "order": menu(
            say("五步的顺序", "Order of the moves"),
            {say("道歉在前", "regret first"): "RMLSP", say("聆听在前", "listening first"): "LRMSP"},
            "RMLSP",
        ),
    }
    return Lab(_calm_guess(), controls, _draw_calm, _calm_question(), ("anger", "after", "again"))


def _moment(after: int) -> str:
    """When the solution is offered, as the menu says it."""
    if not after:
        return say("一开口就给", "at once")
    return say(f"先做 {after} 步再给", f"after {after} move{'s' * (after > 1)}")


def _calm_guess() -> Choice:
    ways = [len(models.calm_first(9, after)) for after in (0, 3)]
    options = (3, 1, -1, ways[1] - ways[0])
    return Choice(
        say(
            "客户怒气 9（最高 10）。先道歉、有礼貌、仔细聆听，再给方案；比起一开口就给方案，"
            "谈成要多几步还是少几步？",
            "A customer's anger is 9 of 10. Regret, manners and listening first, then the "
            "solution: more steps or fewer than with the solution at once?",
        ),
        tuple(_difference(number) for number in options),
        options.index(ways[1] - ways[0]),
        say(
            f"一开口就给方案，被拒绝，怒气更高，要 {ways[0]} 步；先做三步再给，只要 {ways[1]} 步。",
            f"At once it is refused and the anger grows: {ways[0]} steps; after three moves it "
            f"takes {ways[1]}.",
        ),
    )


def _difference(steps: int) -> str:
    number = figures.counted(abs(steps))
    if steps > 0:
        return say(f"多 {number}", f"{number} more")
    return say(f"少 {number}", f"{number} fewer")


def _calm_question() -> Choice:
    options = (1.25, 1.5, models.rounds(0.5), 3.0)
    return Choice(
        say(
            "每次回访都有一半客户还不满意，回到第一步重新处理。一宗投诉平均要处理几轮？",
            "Each day-3 call finds half of the customers still unhappy, and they go back to the "
            "start. How many rounds does a complaint take on average?",
        ),
        tuple(f"{option:.2f}" for option in options),
        2,
        say(
            f"1 ÷ (1 − 50%) = {models.rounds(0.5):.2f} 轮。回头的人里，下一次又有一半回头。"
            "第一次就办好，比多打几个回访电话更省事。",
            f"1 ÷ (1 − 50%) = {models.rounds(0.5):.2f}. Of those who come back, half come back "
            "again. A good first handling saves more than extra calls.",
        ),
    )


def _draw_calm(anger: int, after: int, again: float, order: str) -> Drawn:
    way = models.calm_first(anger, after, order)
    times = models.rounds(again)
    one = figures.counted(len(way))
    figure = figures.calm_first(anger, after, again, order)
    return figure, _offered(anger, after, way) + say(
        f"一轮 {one}，平均 {times:.2f} 轮，一宗投诉平均 {len(way) * times:.1f} 步。",
        f"{one} a round, {times:.2f} rounds: {len(way) * times:.1f} steps for a complaint on "
        "average.",
    )


def _offered(anger: float, after: int, way: list[models.Step]) -> str:
    """What becomes of the solution when it is offered for the first time."""
    felt = way[after - 1].anger if after else float(anger)
    if models.listens(felt):
        return say(
            f"给方案时怒气 {felt:.1f}，听得进去。",
            f"The solution comes at anger {felt:.1f} and is taken. ",
        )
    if felt == models.TOP:
        return say(
            f"给方案时怒气 {felt:.1f}，已经到顶：被拒绝，五步做完才谈成。",
            f"The solution comes at anger {felt:.1f}, the top, and is refused; it is taken only "
            "after all five moves. ",
        )
    return say(
        f"给方案时怒气还有 {felt:.1f}：被拒绝，升到 {way[after].anger:.1f}，五步做完才谈成。",
        f"The solution comes at anger {felt:.1f} and is refused, which makes it "
        f"{way[after].anger:.1f}; it is taken only after all five moves. ",
    )


# --- W6.4 the triage desk -------------------------------------------------------------------------


def triage_desk_lab() -> Lab:
    """W6.4: whom a free handler takes next, what it costs, and who waits for it."""
    controls = {
        "rule": menu(
            say("先接谁", "Who is next"),
            {figures.rule_name(rule): rule for rule in models.RULES},
            "first",
        ),
        "handlers": whole(
            say("处理员（人）", "Handlers"), models.HANDLERS, min(models.MEANS), max(models.MEANS)
        ),
        "seed": whole(say("第几天", "Day"), 1, 1, 20),
    }
    live, before = tuple(controls), {"handlers": 4}
    return Lab(_triage_guess(), controls, _draw_triage, _triage_question(), live, before)


def _triage_guess() -> Choice:
    means = models.MEANS[models.HANDLERS]
    right = means["type"].loss
    options = (right + 4000, right + 2000, right, right - 2000)
    return Choice(
        say(
            f"一天 {models.COMPLAINTS} 宗投诉，{models.HANDLERS} 位处理员。先来先接，客户等不及走掉"
            f"，平均一天损失 {money(means['first'].loss)}。改成按抱怨类型接，损失多少？",
            f"{models.COMPLAINTS} complaints a day, {models.HANDLERS} handlers. First come first "
            f"served, those who give up cost {money(means['first'].loss)} a day. And if the type "
            "decides?",
        ),
        tuple(money(option) for option in options),
        2,
        say(
            f"{money(right)}。同样的人手，先接关键抱怨，最贵、最没耐心的客户就走得少了。",
            f"{money(right)} with the same staff: fewer of the dearest and least patient "
            "customers give up.",
        ),
    )


def _triage_question() -> Choice:
    means = models.MEANS[models.HANDLERS]
    before, after = means["first"], means["type"]
    right = 0 if after.wait < before.wait else 2
    return Choice(
        say(
            "改成按抱怨类型接，关键抱怨等得短多了。所有投诉合在一起，平均等待怎么变？",
            "With the type deciding, key complaints wait far less. What becomes of the mean wait "
            "of all complaints together?",
        ),
        (
            say("变短", "it falls"),
            say("不变", "it stays"),
            say("变长", "it rises"),
        ),
        1 if after.wait == before.wait else right,
        say(
            f"关键抱怨从 {before.key_wait} 分钟变成 {after.key_wait} 分钟，全部平均却从 "
            f"{before.wait} 分钟变成 {after.wait} 分钟：虚假抱怨和恶意抱怨排到了最后。"
            "他们也要先安抚。",
            f"Key complaints go from {before.key_wait} to {after.key_wait} minutes, all together "
            f"from {before.wait} to {after.wait}: false and malicious ones now come last. They "
            "need calming, too.",
        ),
    )


def _draw_triage(rule: str, handlers: int, seed: int) -> Drawn:
    day = models.complaints(seed)
    losses = {
        name: models.day_loss(day, models.triage(day, name, handlers)) for name in models.RULES
    }
    others = say("，", ", ").join(
        f"{figures.rule_name(name).lower()} {losses[name]:,.0f}"
        for name in models.RULES
        if name != rule
    )
    return figures.triage(rule, handlers, seed), _waits(models.MEANS[handlers][rule]) + say(
        f"同一天换一种接法，损失：{others} 元。",
        f"This day by other rules, yuan lost: {others}.",
    )


def _waits(mean: models.Mean) -> str:
    """How long the complaints of each type wait for their turn, and all of them."""
    named = zip(models.TYPES, mean.waits, strict=True)
    each = say("，", ", ").join(f"{figures.type_name(kind)} {wait}" for kind, wait in named)
    return say(
        f"{len(models.DAYS)} 天平均，要等几分钟才轮到：{each}；全部 {mean.wait}。",
        f"Mean minutes until their turn, {len(models.DAYS)} days: {each.lower()}; all "
        f"{mean.wait}. ",
    )


# --- W6.5 the iceberg -----------------------------------------------------------------------------


def iceberg_lab() -> Lab:
    """W6.5: why fewer complaints can be bad news, and what keeps most customers."""
    complain, solved, quick = figures.START
    controls = {
        "complain": _share(
            say("不满的客户，说出来的占", "Share that complains"), complain, 0, 1, 0.1
        ),
        "solved": _share(say("说了的，办好的占", "Of these, solved"), solved, 0.1, 0.9, 0.2),
        "quick": _share(say("办好的，很快的占", "Of these, fast"), quick, 0, 0.9, 0.3),
    }
    return Lab(_iceberg_guess(), controls, _draw_iceberg, _iceberg_question(), tuple(controls))


def _share(name: str, value: float, low: float, high: float, step: float) -> ipywidgets.FloatSlider:
    return slider(ipywidgets.FloatSlider, name, value, low, high, step, readout_format=".0%")


def _iceberg_guess() -> Choice:
    start = models.iceberg(*figures.START)
    half = models.iceberg(0.2, *figures.START[1:])
    options = (0.280, 0.252, start, half)
    return Choice(
        say(
            f"40% 的不满客户会投诉，一半办好，最后留下 {percent(start)}。"
            "投诉少了一半，别的都不变，留下多少？",
            f"Of dissatisfied customers 40% complain, half of these are solved, and "
            f"{percent(start)} stay. Half as many complain, all else equal: how many stay?",
        ),
        tuple(percent(option) for option in options),
        3,
        say(
            f"{percent(half)}。不说的客户，只有 {percent(models.KEPT['silent'], 0)} 再来："
            "投诉少了，不等于不满少了。",
            f"{percent(half)}. Of the silent only {percent(models.KEPT['silent'], 0)} return: "
            "fewer complaints are not fewer troubles.",
        ),
    )


def _iceberg_question() -> Choice:
    complain, solved, quick = figures.START
    changes = {
        say("让投诉更方便：40% → 60%", "easier to complain: 40% → 60%"): (0.6, solved, quick),
        say("办好更多：50% → 70%", "more solved: 50% → 70%"): (complain, 0.7, quick),
        say("办得更快：30% → 60%", "more solved fast: 30% → 60%"): (complain, solved, 0.6),
    }
    kept = {name: models.iceberg(*shares) for name, shares in changes.items()}
    right = max(kept, key=lambda name: kept[name])
    figures_ = say("、", ", ").join(percent(share) for share in kept.values())
    return Choice(
        say(
            "从开始的样子出发，只改一样，哪一样留下的客户最多？",
            "From the first picture, change one thing only. Which keeps most customers?",
        ),
        tuple(kept),
        list(kept).index(right),
        say(
            f"依次是 {figures_}。一点儿没办好的，也比没说的留下得多。",
            f"In this order {figures_}. Even those whose complaint is not solved stay more often "
            "than the silent.",
        ),
    )


def _draw_iceberg(complain: float, solved: float, quick: float) -> Drawn:
    figure = figures.iceberg(complain, solved, quick)
    if not complain:
        return figure, say(
            f"一宗投诉也听不到，只留下 {percent(models.KEPT['silent'], 0)} 的客户："
            "没有人说，办得再好、再快也用不上。安静不等于满意。",
            f"Not one complaint is heard, and {percent(models.KEPT['silent'], 0)} of the customers "
            "stay, however good the desk is: silence is not satisfaction.",
        )
    if complain == 1:
        return figure, say(
            "人人都说了出来，没有人不说一声就走。",
            "All of them speak, and nobody leaves without a word.",
        )
    hidden = models.unheard(40, complain)
    return figure, say(
        f"听到 40 宗投诉，背后还有 {hidden:.0f} 位没说的客户。",
        f"Behind 40 complaints heard, {hidden:.0f} more customers were dissatisfied and silent.",
    )
