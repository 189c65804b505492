"""Labs of unit `keyaccounts`: the account navigator, and an account on one thread."""

from __future__ import annotations

from keguan.figures import keyaccounts as figures
from keguan.figures.base import percent
from keguan.models import keyaccounts as models
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, menu, whole

# --- W6.1 the account navigator -------------------------------------------------------------------


def navigator_lab() -> Lab:
    """W6.1: two quarters of one's own choice, then one that fits; with and without authority.

    It opens with the way that fits: with the other manager alone changed, the picture shows what
    the guess asks.
    """
    actions = {figures.action_name(action): action for action in (models.FIT, *models.ACTIONS)}
    controls = {
        "first": menu(say("第一季", "First quarter"), actions, models.FIT),
        "second": menu(say("第二季", "Second quarter"), actions, models.FIT),
        "authority": menu(
            say("客户经理", "The manager"),
            {say("有授权", "has authority"): True, say("事事请示", "must always ask"): False},
            True,
        ),
    }
    return Lab(_way_guess(), controls, _draw_way, _way_question(), tuple(controls))


def _way_guess() -> Choice:
    ways = [len(models.journey((), authority)) - 1 for authority in (True, False)]
    options = (0, 1, ways[1] - ways[0], 4)
    return Choice(
        say(
            "每一季都做对了事，客户经理却没有授权，样样要请示。比起有授权的，进入合作期要晚几个季度？",
            "Every quarter has the right action, but the manager must always ask first. How many "
            "quarters later than with authority is cooperation reached?",
        ),
        tuple(figures.quarters(option) for option in options),
        options.index(ways[1] - ways[0]),
        say(
            f"有授权要 {ways[0]} 个季度，没有授权要 {ways[1]} 个：每次加的信任只有六成。",
            f"With authority {ways[0]} quarters, without {ways[1]}: a gain is 60% as large.",
        ),
    )


def _way_question() -> Choice:
    options = (0.0, 0.5, 1.0, 4.0)
    end = models.journey(("plan", "integrate"), True)[2]
    return Choice(
        say(
            "信任 2 分的新客户，第一季就谈联合规划，第二季就谈流程整合。两季以后，信任是几分？",
            "A new account with trust 2: a joint plan in the first quarter, integration in the "
            "second. What is the trust after both?",
        ),
        tuple(f"{option:.1f}" for option in options),
        options.index(end),
        say(
            "两次都超前了两级以上，每次扣 1.5 分，扣到 0 为止。同样的事，到了成熟期就是对的。",
            "Both come two stages or more too early and cost 1.5 each, down to 0. In the mature "
            "stage the same would be right.",
        ),
    )


def _draw_way(first: str, second: str, authority: bool) -> Drawn:
    levels = models.journey((first, second), authority)
    said = [_told(levels[quarter], action) for quarter, action in enumerate((first, second))]
    least = len(models.journey((), authority)) - 1
    more = len(levels) - 1 - least
    late = say("不能再快了。", "No way is faster.")
    if more:
        late = say(
            f"比最快的走法晚 {more} 个季度。",
            f"{figures.quarters(more)} later than the fastest way.",
        )
    sentence = say(f"第一季：{said[0]}第二季：{said[1]}", f"First: {said[0]} Second: {said[1]} ")
    return figures.navigator((first, second), authority), sentence + late


def _told(trust: float, action: str) -> str:
    """How an action fits the stage of the account."""
    place = models.stage(trust)
    ahead = models.ACTIONS[models.done(action, trust)] - place
    here = figures.stage_name(place)
    if ahead == 0:
        return say(f"{here}，做得正好。", f"right for this stage ({here.lower()}).")
    if ahead == 1:
        return say(f"{here}，早了一步，信任只涨一点。", f"one stage early ({here.lower()}).")
    if ahead > 1:
        return say(f"{here}，太早了，客户不放心。", f"far too early ({here.lower()}).")
    if ahead == -1:
        return say(f"{here}，这一步已经走过了。", f"done already ({here.lower()}).")
    return say(f"{here}，太晚了，客户觉得不受重视。", f"far too late ({here.lower()}).")


# --- W6.2 one thread ------------------------------------------------------------------------------


def thread_lab() -> Lab:
    """W6.2: how many people should know an account."""
    controls = {
        "people": whole(say("几个人联系", "People on it"), 1, 1, models.MOST),
        "account": menu(
            say("客户价值（元）", "Its value (yuan)"),
            {f"{value:,}": value for value in (20_000, 50_000, 100_000, 200_000)},
            20_000,
        ),
        "leaves": menu(
            say("一条线断掉的可能", "A thread breaks"),
            {percent(share, 0): share for share in (0.2, 0.4, 0.6)},
            models.LEAVES,
        ),
    }
    live, before = tuple(controls), {"account": 50_000}
    return Lab(_thread_guess(), controls, _draw_thread, _thread_question(), live, before)


def _thread_guess() -> Choice:
    options = (1, models.best_people(20_000), 4, 6)
    return Choice(
        say(
            "一个大客户值 20,000 元，我们每派一个人联系，一年花 3,000 元。假设今年对方要换联系人，"
            "每条线有四成可能断掉，全断了客户就丢了。派几个人最划算？",
            "An account is worth 20,000 yuan; each of our people on it costs 3,000 a year. Suppose "
            "its contact leaves this year: each thread breaks in 40% of cases, and when all break, "
            "the account is lost. How many people cost least?",
        ),
        tuple(_people(option) for option in options),
        1,
        say(
            "1 个人合计 11,000 元，2 个人 9,200 元，3 个人 10,280 元：再添人，省下的不够付他的钱。",
            "One costs 11,000 yuan in all, two 9,200, three 10,280: a third costs more "
            "than it saves.",
        ),
    )


def _thread_question() -> Choice:
    options = (2, 3, 4, models.best_people(200_000))
    return Choice(
        say(
            "换成价值 200,000 元的大客户，别的不变，派几个人最划算？",
            "And for a key account worth 200,000 yuan, all else equal?",
        ),
        tuple(_people(option) for option in options),
        3,
        say(
            "价值大十倍，丢了更疼，就值得多几条线：5 个人合计 17,048 元，比 4 个人、6 个人都少。",
            "Ten times the value is worth more threads: five cost 17,048 yuan in all, less than "
            "four or six.",
        ),
    )


def _people(number: int) -> str:
    return say(f"{number} 个人", "1 person" if number == 1 else f"{number} people")


def _draw_thread(people: int, account: float, leaves: float) -> Drawn:
    total = models.yearly(people, account, leaves)
    best = models.best_people(account, leaves)
    sentence = say(
        f"联系 {models.EACH * people:,.0f} 元，平均损失 {total - models.EACH * people:,.0f} 元，"
        f"合计 {total:,.0f} 元；",
        f"People {models.EACH * people:,.0f} yuan, mean loss {total - models.EACH * people:,.0f}, "
        f"{total:,.0f} in all; ",
    )
    least = models.yearly(best, account, leaves)
    sentence += (
        say("这是最划算的人数。", "no other number costs less.")
        if people == best
        else say(
            f"{best} 个人最划算，合计 {least:,.0f} 元。",
            f"{_people(best)} would cost {least:,.0f}.",
        )
    )
    return figures.thread(people, account, leaves), sentence
