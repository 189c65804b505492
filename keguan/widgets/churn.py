"""Labs of unit `churn`: the leaky bucket, the win-back clock, the rumour, the crisis week by
week."""

from __future__ import annotations

from keguan.figures import churn as figures
from keguan.figures.base import money, percent
from keguan.models import churn as models
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, decimal, menu, whole

# --- W8.1 the leaky bucket ------------------------------------------------------------------------


def bucket_lab() -> Lab:
    """W8.1: which hole in the bucket to mend first, and what discounts alone do."""
    start = {"quality": 5, "care": 2}
    controls = {
        method: whole(figures.method_name(method), start.get(method, 0), 0, 15)
        for method in models.METHODS
    }
    controls["months"] = whole(say("看几个月", "Months"), 12, 3, 36)
    return Lab(_bucket_guess(), controls, _draw_bucket, _bucket_question())


def _bucket_guess() -> Choice:
    loss = models.yearly_loss()
    halved = _loss_with_half("fault")
    options = (12 * sum(models.HAZARDS), loss, halved, sum(models.HAZARDS))
    return Choice(
        say(
            "一千位客户，每个月流失余下的 3%。一年一共流失百分之几？",
            "A thousand customers; each month 3% of those left go. What percentage is lost in a "
            "year?",
        ),
        tuple(percent(option) for option in options),
        1,
        say(
            f"{percent(loss)}，不是 12 × 3%：后来的月份，余下的客户已经少了。"
            f"把“{figures.cause_name('fault')}”减半，降到 {percent(halved)}。",
            f"{percent(loss)}, not 12 × 3%: in later months fewer are left to go. With "
            f"'{figures.cause_name('fault')}' cut by half it is {percent(halved)}.",
        ),
    )


def _loss_with_half(cause: str) -> float:
    """Share lost in a year when a cause takes only half as many."""
    hazards = dict(zip(models.CAUSES, models.HAZARDS, strict=True))
    hazards[cause] *= 0.5
    return models.yearly_loss(list(hazards.values()))


def _bucket_question() -> Choice:
    plans = {name: {name: 5} for name in ("quality", "price", "care", "product")}
    profits = {name: models.bucket(plan)["profit"].iloc[-1] for name, plan in plans.items()}
    worst = min(profits, key=lambda name: profits[name])
    because = say("动滑块比一比，就看得出来。", "The sliders show it.")
    if worst == "price":
        because = say(
            "只靠打折，竞争流失少了，可是让出了利润，忠诚的客户也走得更多。",
            "Discounts alone hold off rivals, but they give margin away and drive the loyal out.",
        )
    return Choice(
        say(
            "每月五千元，只能用在一处。哪一种用法，一年的利润最少？",
            "Five thousand yuan a month for one method only. Which one gives the smallest profit "
            "after a year?",
        ),
        tuple(figures.method_name(name) for name in plans),
        list(plans).index(worst),
        because,
    )


def _draw_bucket(months: int, **spend: int) -> Drawn:
    plan = models.bucket(spend, months=months)
    rival = models.bucket({}, months=months)
    losses = {cause: plan[f"lost_{cause}"].sum() for cause in models.CAUSES}
    worst = max(losses, key=lambda cause: losses[cause])
    return figures.bucket(plan, rival), say(
        f"每月共花 {sum(spend.values())} 千元；{months} 个月后还有 "
        f"{plan['customers'].iloc[-1]:,.0f} 位客户，累计利润 {money(plan['profit'].iloc[-1])}。"
        f"流失最多的是“{figures.cause_name(worst)}”。",
        f"Spending {sum(spend.values())} thousand yuan a month; after {months} months "
        f"{plan['customers'].iloc[-1]:,.0f} customers are left, profit "
        f"{money(plan['profit'].iloc[-1])}. Most are lost to '{figures.cause_name(worst)}'.",
    )


# --- W8.2 the win-back clock ----------------------------------------------------------------------


def clock_lab() -> Lab:
    """W8.2: which measure fits which cause, how fast the chance goes, and who is not worth it."""
    controls = {
        "cause": menu(
            say("流失原因", "Cause"),
            {figures.cause_name(cause): cause for cause in models.CAUSES},
            "fault",
        ),
        "value": whole(say("挽回后的价值（元）", "Value if won back (yuan)"), 1000, 50, 3000, 50),
        "days": whole(say("第几天联系", "Days until contact"), 7, 0, 90),
        "decay": decimal(
            say("机会每天减少的速度 λ", "Decay a day, λ"), models.DECAY, 0.01, 0.05, 0.005, 3
        ),
        "start": decimal(say("当天联系的成功率", "Chance at once"), models.START, 0.1, 0.8, 0.05),
    }
    left = [percent(float(models.freshness(days)), 0) for days in (7, 30, 90)]
    guess = Choice(
        say(
            "机会每天减少 2%（λ = 0.02）。拖到第 30 天才联系，机会还剩当天的多少？",
            "The chance cools by 2% a day (λ = 0.02). What share of it is left when the firm "
            "calls on day 30?",
        ),
        (left[0], left[1], "40%", left[2]),
        1,
        say(
            f"第 7 天剩 {left[0]}，第 30 天剩 {left[1]}，第 90 天只剩 {left[2]}。",
            f"{left[0]} on day 7, {left[1]} on day 30, only {left[2]} on day 90.",
        ),
    )
    return Lab(guess, controls, _draw_clock, _clock_question())


def _clock_question() -> Choice:
    late = float(models.winback_profit("fault", "repair", 30, 1000))
    wrong = float(models.winback_profit("fault", "novelty", 0, 1000))
    right = 2
    if late != wrong:
        right = 0 if late > wrong else 1
    return Choice(
        say(
            "过失流失，价值 1,000 元。哪个更好：第 30 天“补救并赔偿”，还是当天“推出新品”？",
            "A loss by fault, value 1,000 yuan. Which is better: repair on day 30, or something "
            "new on the same day?",
        ),
        (
            say("晚了，但对症", "late, but it fits"),
            say("快，但不对症", "at once, but it does not fit"),
            say("一样", "the same"),
        ),
        right,
        say(
            f"对症的 {money(late)}，不对症的 {money(wrong)}：用错措施比晚一点更糟。当然，"
            "又快又对症最好。",
            f"{money(late)} against {money(wrong)}: the wrong measure is worse than delay. Fast "
            "and fitting is best, of course.",
        ),
    )


def _draw_clock(cause: str, value: int, days: int, decay: float, start: float) -> Drawn:
    measure, profit = models.best_measure(cause, days, value, start, decay)
    figure = figures.clock(cause, float(value), days, decay, start)
    if measure is None:
        return figure, say(
            "这位客户，花多少都收不回来：礼貌道别，把原因记进档案。",
            "No measure pays for this customer: part politely and put the reason on file.",
        )
    chance = float(models.winback_chance(cause, measure, days, start, decay))
    return figure, say(
        f"“{figures.measure_name(measure)}”：成功率 {percent(chance)}，成本 "
        f"{models.MEASURE_COSTS[measure]:.0f} 元，期望利润 {profit:,.0f} 元。",
        f"'{figures.measure_name(measure)}': chance {percent(chance)}, cost "
        f"{models.MEASURE_COSTS[measure]:.0f} yuan, expected profit {profit:,.0f} yuan.",
    )


# --- W8.3 the law of 250 --------------------------------------------------------------------------


def rumour_lab() -> Lab:
    """W8.3: how many people hear of it when k customers are offended, and why it is not k x 250."""
    controls = {
        "k": whole(say("不满的客户数", "Offended customers"), 10, 1, 60),
        "population": menu(
            say("城里的人数", "People in town"),
            {f"{size:,}": size for size in (3000, 10_000, 100_000)},
            10_000,
        ),
        "share": decimal(
            say("每位亲友被告知的可能", "Chance to tell each one"), 1.0, 0.0, 1.0, 0.05
        ),
        "seed": whole(say("换一次抽签", "Another run"), 0, 0, 9),
    }
    options = (2500, round(models.reach(10, 10_000)), 1486, 250)
    guess = Choice(
        say(
            "一万人的城里，10 位客户不满，每人告诉 250 位亲友。大约多少人听说？",
            "In a town of 10,000, 10 customers are offended and each tells 250 friends and "
            "relatives. About how many hear of it?",
        ),
        tuple(f"{number:,}" for number in options),
        1,
        say(
            f"约 {options[1]:,} 人。亲友有重叠，所以比 10 × 250 = 2,500 少。",
            f"About {options[1]:,}. Circles of friends overlap, so it is fewer than 10 × "
            "250 = 2,500.",
        ),
    )
    return Lab(guess, controls, _draw_rumour, _rumour_question(), before={"k": 20})


def _rumour_question() -> Choice:
    share = models.reach(40, 10_000) / 10_000
    overlap = models.reach(10, 10_000) / 2500
    return Choice(
        say(
            "还是一万人的城：40 位客户不满，40 × 250 正好是一万。实际上多少人听说？",
            "The same town: 40 customers are offended, and 40 × 250 is just 10,000. How many "
            "really hear of it?",
        ),
        tuple(percent(part, 0) for part in (1 - share, share, overlap, 1.0)),
        1,
        say(
            f"{percent(share, 0)}。很多人听到不止一次，另一些人一次也没听到。",
            f"{percent(share, 0)}. Many hear it more than once, others not at all.",
        ),
    )


def _draw_rumour(k: int, population: int, share: float, seed: int) -> Drawn:
    expected = models.reach(k, population, share)
    per_head = expected / k
    return figures.rumour(k, population, share, seed), say(
        f"公式算出约 {expected:,.0f} 人（占 {percent(expected / population)}），"
        f"平均一位不满的客户带来 {per_head:,.0f} 人。250 是没有重叠、人人都说时的上限。",
        f"By the formula about {expected:,.0f} people ({percent(expected / population)}), "
        f"{per_head:,.0f} for each offended customer. 250 is the upper limit: no overlap, "
        "everybody told.",
    )


# --- W8.4 the crisis week by week -----------------------------------------------------------------


def crisis_lab(world: models.Weeks) -> Lab:
    """W8.4: the crisis week by week; who is called lost depends on how long one waits.

    world: weekly purchases of the brands that were named, from models.weekly.
    """
    controls = {
        "week": whole(
            say("曝光后第几周", "Weeks since the disclosure"), 8, 0, models.last_call(world)
        ),
        "window": whole(say("几周没买算流失", "Weeks without buying"), 8, 2, 26),
    }
    call = models.called_lost(world, 8, 8)
    share = call.paused / call.lost
    guess = Choice(
        say(
            "曝光后第 8 周，把 8 周没买的家庭都算作流失。"
            "随后半年（26 周）里，其中有百分之几又买了？",
            "In week 8 all households without a purchase for 8 weeks are called lost. How many of "
            "them buy again within the next half-year (26 weeks)?",
        ),
        ("15%", "40%", percent(share, 0), "95%"),
        2,
        say(
            f"{call.lost} 户里有 {call.paused} 户又买了：他们是暂停，不是流失。",
            f"{call.paused} of {call.lost} buy again: they paused and were not lost.",
        ),
    )
    return Lab(
        guess,
        controls,
        lambda week, window: _draw_crisis(world, week, window),
        _crisis_question(world),
        before={"week": 20},
    )


def _crisis_question(world: models.Weeks) -> Choice:
    week = 13
    lost = {window: models.called_lost(world, week, window) for window in (4, 8, 13, 26)}
    right = min(lost, key=lambda window: lost[window].paused)
    return Choice(
        say(
            f"第 {week} 周，用几周的窗口，“判了流失、随后半年里又买”的家庭最少？",
            f"In week {week}, with which window are the fewest households called lost that buy "
            "again within half a year?",
        ),
        tuple(say(f"{window} 周", f"{window} weeks") for window in lost),
        list(lost).index(right),
        say(
            f"{right} 周：误判 {lost[right].paused} 户，4 周的窗口误判 {lost[4].paused} 户。"
            "可是窗口越长，发现真正的流失也越晚。",
            f"{right} weeks: {lost[right].paused} wrong calls against {lost[4].paused} with 4 "
            "weeks. But the longer the window, the later a real loss is seen.",
        ),
    )


def _draw_crisis(world: models.Weeks, week: int, window: int) -> Drawn:
    call = models.called_lost(world, week, window)
    day = world.weeks[world.start + week].date()
    return figures.replay(world, week, window), say(
        f"{day} 这一周，购买量是曝光前的 {percent(models.index(world)[world.start + week], 0)}；"
        f"{call.customers:,} 户里判 {call.lost} 户流失；随后 {models.FOLLOW} 周里，"
        f"{call.paused} 户又买了，{call.gone} 户没有再买。",
        f"Week of {day}: purchases at {percent(models.index(world)[world.start + week], 0)} of "
        f"before; of {call.customers:,} households {call.lost} are called lost; in the "
        f"{models.FOLLOW} weeks that follow {call.paused} buy again, {call.gone} do not.",
    )
