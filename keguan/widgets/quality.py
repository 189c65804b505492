"""Labs of unit `quality`: the expectation ratchet, the loyalty lens, a market without new
customers, and whose voice a survey hears."""

from __future__ import annotations

import ipywidgets

from keguan.figures import quality as figures
from keguan.figures.base import percent
from keguan.models import quality as models
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, decimal, menu, slider, whole

# --- W7.1 the expectation ratchet -----------------------------------------------------------------


def ratchet_lab() -> Lab:
    """W7.1: how long good performance satisfies, and what a promise does."""
    controls = {
        "growth": decimal(say("效果每期加（分）", "Growth a period"), 0.0, 0.0, 2.0, 0.5, 1),
        "alpha": slider(
            ipywidgets.FloatSlider,
            say("期望每期追上", "Expectation catches up"),
            figures.ALPHA,
            0.1,
            1.0,
            0.1,
            readout_format=".0%",
        ),
        "promise": menu(
            say(f"第 {models.PROMISED} 期许诺", f"Promise, period {models.PROMISED}"),
            {_promised(promise): promise for promise in (0, 5, 10, 15)},
            0,
        ),
        "start": whole(say("开始的期望（分）", "Expected at first"), int(figures.START), 40, 70, 5),
    }
    live = ("growth", "alpha", "promise")
    return Lab(_ratchet_guess(), controls, _draw_ratchet, _ratchet_question(), live)


def _promised(promise: int) -> str:
    if not promise:
        return say("什么也不许诺", "nothing")
    return say(f"期望高 {promise} 分", f"{promise} points more")


def _ratchet_guess() -> Choice:
    return Choice(
        say(
            "一家店每次都做到 60 分。新客户原来只期望 50 分，第 1 次的满意度是 +10。"
            "以后每次还是 60 分，客户的满意度会怎样？",
            "A shop performs at 60 points every time. A new customer expects 50, so the first "
            "satisfaction is +10. If every later visit is at 60, what becomes of it?",
        ),
        (
            say("一直是 +10", "it stays at +10"),
            say("越来越高", "it rises"),
            say("慢慢没有了", "it fades away"),
            say("变成不满", "it turns negative"),
        ),
        2,
        say(
            "每来一次，期望就向体验靠近一点；期望追上 60 分，惊喜就没有了。",
            "With each visit the expectation moves towards the experience; at 60 the delight is "
            "gone.",
        ),
    )


def _ratchet_question() -> Choice:
    options = (0.0, 1.0, 1 / figures.ALPHA, 30.0)
    return Choice(
        say(
            "效果每期加 1 分，期望每期追上差距的 30%，不许诺。时间久了，满意度停在多少？",
            "Performance grows by 1 point a period, the expectation closes 30% of the gap, nothing "
            "is promised. Where does satisfaction settle?",
        ),
        tuple(f"{option:.2f}" for option in options),
        2,
        say(
            "差距是 3.33 时，期望每期追 30%，正好也是 1 分，追的和涨的一样快："
            "增长 ÷ 追上的比例 = 1 ÷ 0.3。",
            "At a gap of 3.33 the expectation gains 30% of it, which is 1 point, as fast as the "
            "performance: growth ÷ share = 1 ÷ 0.3.",
        ),
    )


def _draw_ratchet(growth: float, alpha: float, promise: float, start: float) -> Drawn:
    felt = models.ratchet(start, figures.PERFORMANCE, alpha, promise, growth=growth)["satisfaction"]
    sentence = say(
        f"第 1 期满意度 {figures.points(felt[1])}；一直这样做下去，停在 "
        f"{figures.points(growth / alpha)}。",
        f"Satisfaction is {figures.points(felt[1])} in period 1; if all goes on, it settles at "
        f"{figures.points(growth / alpha)}.",
    )
    if promise:
        now, before = felt[models.PROMISED], felt[models.PROMISED - 1]
        sentence += say(
            f"许诺以前一期 {figures.points(before)}，许诺的那一期 {figures.points(now)}。",
            f" The period before the promise it is {figures.points(before)}, with it "
            f"{figures.points(now)}.",
        )
    return figures.ratchet(growth, alpha, promise, start), sentence


# --- W7.2 the loyalty lens ------------------------------------------------------------------------

_LAST, _STEP = 0.9, 0.05  # of the retention


def loyalty_lens_lab() -> Lab:
    """W7.2: from which retention a claim like "5% more loyal, 40% more profit" holds, if any."""
    controls = {
        "sector": menu(
            say("哪个行业的说法", "Whose claim"),
            {figures.sector_name(sector): sector for sector in models.SECTORS},
            "banking",
        ),
        "r0": slider(
            ipywidgets.FloatSlider,
            say("原来的保留率", "Retention before"),
            0.6,
            0.1,
            _LAST,
            _STEP,
            readout_format=".0%",
        ),
        "discount": menu(
            say("贴现率", "Discount rate"),
            {percent(rate, 0): rate for rate in (0.0, 0.05, 0.1)},
            0.1,
        ),
    }
    return Lab(_lens_guess(), controls, _draw_lens, _lens_question(), tuple(controls))


def _lens_guess() -> Choice:
    low, high = (models.uplift(r0, 0.05, 0.1) for r0 in (0.6, 0.9))
    options = (0.05 / 0.9, 0.136, low, high)
    return Choice(
        say(
            f"一家公司每年留住 60% 的客户，改成留住 65%，一位客户的价值多 {percent(low)}。"
            "另一家从 90% 到 95%，也是多留 5 个百分点，多百分之几？",
            f"A firm that keeps 60% of its customers a year comes to 65%: a customer is worth "
            f"{percent(low)} more. Another goes from 90% to 95%, five points too: how much more?",
        ),
        tuple(percent(option) for option in options),
        3,
        say(
            f"{percent(high)}。同样 5 个百分点，走的人从 10% 减到 5%，少了一半，客户留得久得多。",
            f"{percent(high)}: the same five points halve those who leave, from 10% to 5%, so they "
            "stay far longer.",
        ),
    )


def _lens_question() -> Choice:
    reach = [models.solve(0.6, 0.05, discount) for discount in (0.0, 0.05, 0.1)]
    options = (0.852, 0.903, 0.950)
    return Choice(
        say(
            "“保险业多留 5 个百分点，利润多 60%”：贴现率 10% 时，"
            "原来的保留率要多高，这句话才成立？",
            '"Insurance: five points more retention, 60% more": at a discount rate of 10%, from '
            "which retention does it hold?",
        ),
        (*(percent(option) for option in options), say("多高都不成立", "none is high enough")),
        3 if reach[2] is None else 2,
        say(
            f"最高也只多 {percent(models.uplift(0.95, 0.05, 0.1))}。贴现率 5% 时要 "
            f"{percent(reach[1] or 0)}，不贴现要 {percent(reach[0] or 0)}：条件变了，说法就变了。",
            f"The most is {percent(models.uplift(0.95, 0.05, 0.1))}. At 5% it takes "
            f"{percent(reach[1] or 0)}, at 0% {percent(reach[0] or 0)}: the claim hangs on what "
            "is assumed.",
        ),
    )


def _draw_lens(sector: str, r0: float, discount: float) -> Drawn:
    delta, claim = models.SECTORS[sector]
    root = models.solve(claim, delta, discount)
    found = root if root is not None and abs(root - r0) <= _STEP / 2 else None
    figure = figures.lens(sector, r0, discount, found)
    return figure, _gained(r0, delta, discount) + _judged(sector, r0, discount, found)


def _gained(r0: float, delta: float, discount: float) -> str:
    before, after = (
        models.lifetime_value(figures.MARGIN, kept, discount) for kept in (r0, r0 + delta)
    )
    return say(
        f"一位客户从 {before:,.0f} 元到 {after:,.0f} 元，",
        f"A customer goes from {before:,.0f} to {after:,.0f} yuan ",
    )


def _judged(sector: str, r0: float, discount: float, found: float | None) -> str:
    """How the gain at this retention stands to the claim."""
    delta, claim = models.SECTORS[sector]
    rise = models.uplift(r0, delta, discount)
    said = say(
        f"多 {percent(rise)}；说法是 {percent(claim, 0)}。",
        f"({percent(rise)} more; the claim says {percent(claim, 0)}). ",
    )
    if found is not None:
        return said + say(
            f"★ 找到了：原来的保留率 {found:.3f} 时，正好。",
            f"★ Found: it holds from a retention of {found:.3f}.",
        )
    if r0 < models.RISING - 1e-9:
        return said + say(
            f"可是每年走掉 {percent(1 - r0, 0)}，这样的公司留不住客户，说法不是讲它。",
            f"But {percent(1 - r0, 0)} leave each year: the claim is not about such a firm.",
        )
    if rise < claim and r0 > _LAST - 1e-9:
        return said + say(
            f"到 100% 也只多 {percent(models.uplift(1 - delta, delta, discount))}：没有地方成立。",
            f"Even to 100% it is only {percent(models.uplift(1 - delta, delta, discount))}: it "
            "holds nowhere.",
        )
    if rise < claim:
        return said + say("还不够：再往右看看。", "Not enough: try further right.")
    return said + say("超过了：再往左找找。", "Too much: try further left.")


# --- W7.3 a market without new customers ----------------------------------------------------------


def market_lab() -> Lab:
    """W7.3: what a retention is worth beside the retention of the rivals."""
    controls = {
        name: slider(
            ipywidgets.FloatSlider,
            say(f"{figures.firm_name(place)}每年留住", f"{figures.firm_name(place)} keeps a year"),
            0.8,
            0.7,
            0.95,
            0.05,
            readout_format=".0%",
        )
        for place, name in enumerate(("a", "b", "c"))
    }
    return Lab(_market_guess(), controls, _draw_market, _market_question(), tuple(controls))


def _market_guess() -> Choice:
    right = models.steady((0.9, 0.8, 0.8))[0]
    options = (0.3667, 0.4333, right, 0.9)
    return Choice(
        say(
            "市场里只有甲、乙、丙，没有新客户；谁的客户走了，就平分到另外两家。三家本来都留住 80%。"
            "甲提高到 90%，最后占多少客户？",
            "Only A, B and C are in the market, and no new customers. Those who leave a firm go to "
            "the other two in equal parts. All kept 80%; A now keeps 90%. Its share in the end?",
        ),
        tuple(percent(option) for option in options),
        2,
        say(
            f"{percent(right)}：甲走的人少一半，客户就是乙、丙各自的两倍。",
            f"{percent(right)}: half as many leave A, so it has twice the customers of B or of C.",
        ),
    )


def _market_question() -> Choice:
    return Choice(
        say(
            "乙、丙看见了，也提高到 90%。甲还是 90%，什么也没做错，最后占多少客户？",
            "B and C see it and keep 90%, too. A still keeps 90% and does nothing wrong. Its share "
            "in the end?",
        ),
        (
            say("还是那么多", "as large as before they did"),
            say("只少一点", "a little less"),
            say("回到提高以前的样子", "what it was before A improved"),
            say("比提高以前还少", "less than before A improved"),
        ),
        2,
        say(
            "又是三家一样，各占 33.3%。忠诚是相对的：要比对手留得住。",
            "All are alike again, 33.3% each. Loyalty is relative: one has to keep more than the "
            "rivals.",
        ),
    )


def _draw_market(a: float, b: float, c: float) -> Drawn:
    kept = (a, b, c)
    shares = models.market(kept, figures.YEARS)
    leave = sum(share * (1 - one) for share, one in zip(models.steady(kept), kept, strict=True))
    sentence = say(
        f"第 10 年，甲占 {percent(shares[10, 0])}。最后每年有 {percent(leave)} 的客户换公司，"
        "一家得到的，就是另外两家失去的。",
        f"In year 10, A has {percent(shares[10, 0])}. In the end {percent(leave)} of all customers "
        "change firms each year; what one gains, the others lose.",
    )
    return figures.market(kept), sentence


# --- W7.4 whose voice -----------------------------------------------------------------------------


def voice_lab() -> Lab:
    """W7.4: what more answers help against, and what they do not."""
    controls = {
        "n": menu(say("收回几份答卷", "Answers"), {f"{n:,}": n for n in (30, 100, 400, 1000)}, 100),
        "answers": menu(
            say("谁更愿意答", "Who answers"),
            {_who(answers): answers for answers in models.ANSWERS},
            "alike",
        ),
        "lazy": menu(
            say("直线作答（全勾 7 分）", "Straight-liners (all 7)"),
            {_lazy(*value): value for value in _LAZY},
            _LAZY[0],
        ),
        "seed": whole(say("第几批调查", "Batch"), 1, 1, 10),
    }
    return Lab(_voice_guess(), controls, _draw_voice, _voice_question(), ("n", "answers", "lazy"))


# share of the answers, and whether they are taken out
_LAZY = ((0.0, False), (0.05, False), (0.1, False), (0.2, False), (0.2, True))


def _who(answers: str) -> str:
    return {
        "alike": say("人人一样", "all alike"),
        "satisfied": say("满意的多一倍", "satisfied ×2"),
        "dissatisfied": say("不满的多一倍", "dissatisfied ×2"),
        "both": say("两头的多一倍", "both ends ×2"),
    }[answers]


def _lazy(share: float, cleaned: bool) -> str:
    if not share:
        return say("没有", "none")
    if cleaned:
        return say(f"{percent(share, 0)}，已剔除", f"{percent(share, 0)}, taken out")
    return percent(share, 0)


def _voice_guess() -> Choice:
    few, many = (
        figures.missed(figures.surveyed(n, answers, 0.0, False, 1))
        for n, answers in ((100, "alike"), (400, "satisfied"))
    )
    return Choice(
        say(
            "两种调查，哪一种的平均分离真值更远？",
            "Two ways to ask: whose mean is further from the truth?",
        ),
        (
            say("100 份，谁都一样愿意答", "100 answers, all customers alike"),
            say("400 份，满意的人愿意答的多一倍", "400, the satisfied twice as ready"),
            say("一样远", "both the same"),
        ),
        1 if many > few else 0,
        say(
            f"平均差 {many:.2f} 分和 {few:.2f} 分：份数再多，问到的也不是全部客户的样子。",
            f"Off by {many:.2f} and {few:.2f} on average: more answers, but not from customers as "
            "they are.",
        ),
    )


def _voice_question() -> Choice:
    return Choice(
        say(
            "满意的人愿意答的多一倍。要收回多少份，这个偏差才会消失？",
            "The satisfied are twice as ready to answer. How many answers make this error go away?",
        ),
        (
            say("400 份", "400"),
            say("1,000 份", "1,000"),
            say("10,000 份", "10,000"),
            say("多少份都不会", "no number does"),
        ),
        3,
        say(
            "份数只让误差范围变窄，平均分还是 5.30，不是 5.00。"
            "要让不愿意答的人也答，或者按人群加权。",
            "More answers only make the margin narrower: the mean stays at 5.30, not 5.00. Get "
            "the silent to answer, or weight the groups.",
        ),
    )


def _draw_voice(n: int, answers: str, lazy: tuple[float, bool], seed: int) -> Drawn:
    left, shares = figures.valid(n, answers, *lazy)
    means = figures.surveyed(n, answers, *lazy, seed)
    margin = models.margin(models.spread(shares), left)
    sentence = say(
        f"真值 5.00，{figures.SURVEYS} 次调查平均 {means.mean():.2f}；"
        f"{figures.hits(means, margin)} 次的误差范围碰到了真值。",
        f"The truth is 5.00, the mean of {figures.SURVEYS} surveys {means.mean():.2f}; "
        f"{figures.hits(means, margin)} of them have the truth within their margin.",
    )
    return figures.voices(n, answers, *lazy, seed), sentence
