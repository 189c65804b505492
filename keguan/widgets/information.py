"""Labs of unit `information`: the form builder, decay and refresh, a list and its sieves, the
matching bench.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from keguan.figures import information as figures
from keguan.figures.base import percent
from keguan.models import information as models
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, decimal, menu, tick, whole

# --- W5.1 the form --------------------------------------------------------------------------------


def form_lab() -> Lab:
    """W5.1: a longer form reaches fewer people; sensitive fields hardly ever pay."""
    start = models.best_form()
    most = {group: len(needs) for group, needs in models.NEEDS["service"].items()}
    controls = {
        group: whole(figures.group_name(group), start[group], 0, most[group])
        for group in models.GROUPS
    }
    controls["sensitive"] = whole(
        say("敏感信息（项）", "Sensitive fields"), 0, 0, len(models.SENSITIVE)
    )
    controls["purpose"] = menu(
        say("收集的目的", "Purpose"),
        {say("售后服务", "Service"): "service", say("营销", "Marketing"): "marketing"},
        "service",
    )
    peak = int(np.argmax(models.completed_fields(np.arange(1, 41)))) + 1
    guess = Choice(
        say(
            "每多问一项，就多 6% 的人放弃。问几项时，“项数 × 填完的比例”最大？",
            "Every additional field makes 6% more people give up. At how many fields is “fields × "
            "share that completes” largest?",
        ),
        ("5", "10", str(peak), "30"),
        2,
        say(
            f"大约 {peak} 项。可是每一项有用的程度不同，所以真正划算的表更短。",
            f"About {peak}. But fields differ in use, so the form that pays is shorter.",
        ),
    )
    return Lab(guess, controls, _draw_form, _form_question())


def _form_question() -> Choice:
    best = models.best_form()
    plain = models.form(best)
    asked = models.form(best, 1)
    return Choice(
        say(
            "在最划算的服务表上加一项健康信息，期望价值会怎样？",
            "One health field is added to the best service form. Its expected value ...",
        ),
        (say("升高", "rises"), say("降低", "falls"), say("不变", "stays")),
        0 if asked.expected > plain.expected else 1,
        say(
            f"从 {plain.expected:.1f} 变为 {asked.expected:.1f}。"
            "敏感信息还要单独同意（第二十九条）。",
            f"From {plain.expected:.1f} to {asked.expected:.1f}. Sensitive data also need "
            "separate consent (Art. 29).",
        ),
    )


def _draw_form(sensitive: int, purpose: str, **counts: int) -> Drawn:
    made = models.form(counts, sensitive, purpose)
    figure = figures.form(made, sensitive=sensitive)
    law = (
        say(
            f"有 {sensitive} 项敏感信息：要有必要，还要单独同意（第二十八、二十九条）。",
            f"{sensitive} sensitive fields: they must be necessary and need separate consent "
            "(Art. 28, 29).",
        )
        if sensitive
        else say(
            "没有敏感信息。每一项都要说得出用处（第六条）。",
            "Nothing sensitive. There must be a use for every field (Art. 6).",
        )
    )
    return figure, say(
        f"填完以后值 {made.value:.1f}，{percent(made.completion)} 的人填完，期望 "
        f"{made.expected:.1f}。",
        f"Worth {made.value:.1f} when completed, by {percent(made.completion)}: "
        f"{made.expected:.1f} expected. ",
    ) + law


# --- W5.2 decay and refresh -----------------------------------------------------------------------


def decay_lab() -> Lab:
    """W5.2: how fast data age, and how often a refresh pays."""
    refresh = say("更新一条的成本（元）", "Cost of a refresh (yuan)")
    error = say("错一条每月的损失（元）", "Loss by a wrong record (yuan a month)")
    controls = {
        "interval": whole(say("每几个月更新一次", "Months between refreshes"), 12, 1, 36),
        "decay": decimal(say("每月失效", "Decay a month"), models.DECAY, 0.005, 0.04, 0.005, 3),
        "refresh": decimal(refresh, models.REFRESH_COST, 0.5, 6, 0.5, 1),
        "error": decimal(error, models.ERROR_COST, 1, 10, 0.5, 1),
    }
    return Lab(_decay_guess(), controls, _draw_decay, _decay_question(), before={"decay": 0.03})


def _decay_guess() -> Choice:
    one, two = (percent(float(models.valid_share(months))) for months in (12, 24))
    return Choice(
        say(
            "每月有 2% 的联系方式失效。一年以后还有多少有效？",
            "Each month 2% of contact data go wrong. How much is right after a year?",
        ),
        ("97.6%", "88.6%", one, two),
        2,
        say(f"{one}；两年以后只剩 {two}。", f"{one}; after two years only {two}."),
    )


def _decay_question() -> Choice:
    slow, usual, fast = (models.best_interval(decay) for decay in (0.01, 0.02, 0.03))
    return Choice(
        say(
            "失效从每月 2% 加快到 3%，最省的更新间隔从几个月变成几个月？",
            "Decay goes from 2% to 3% a month. The cheapest interval goes from how many months to "
            "how many?",
        ),
        (f"{usual} → {slow}", f"{usual} → {fast}", f"{usual} → {usual}"),
        1,
        say(
            f"{usual} 个月变成 {fast} 个月：坏得快，就要更新得勤。",
            f"From {usual} to {fast} months: what ages faster needs refreshing more often.",
        ),
    )


def _draw_decay(interval: int, decay: float, refresh: float, error: float) -> Drawn:
    mean = float(np.mean(models.valid_share(np.arange(interval), decay)))
    best = models.best_interval(decay, refresh, error)
    return figures.decay(interval, decay, refresh, error), say(
        f"按每个月的月初算，平均 {percent(mean)} 有效；每条每月 "
        f"{models.refresh_cost(interval, decay, refresh, error):.2f} 元，最省的是每 {best} "
        f"个月（{models.refresh_cost(best, decay, refresh, error):.2f} 元）。",
        f"{percent(mean)} right on average at the beginning of a month; "
        f"{models.refresh_cost(interval, decay, refresh, error):.2f} yuan a record and month, "
        f"cheapest every {best} months ({models.refresh_cost(best, decay, refresh, error):.2f} "
        "yuan).",
    )


# --- W5.3 what a list is worth --------------------------------------------------------------------


def sieve_lab(table: pd.DataFrame) -> Lab:
    """W5.3: a cheap list is expensive, because few of its people may be reached and agreed to it.

    table: forms with what the sieves look at, from models.sifted.
    """
    controls = {
        "purpose": menu(
            say("做什么用", "Purpose"),
            {figures.purpose_name(purpose): purpose for purpose in models.PURPOSES},
            "third_party",
        ),
        "months": whole(say("几个月内核对过", "Checked within (months)"), 12, 3, 36, 3),
        "price": decimal(say("名单一张几元", "Price of a form (yuan)"), 1, 0.5, 5, 0.5, 1),
    }
    left = models.sieve(table, "third_party", 12)
    share = left.agreed / left.forms
    guess = Choice(
        say(
            "租给别的企业用：手机号合格、一年以内核对过、本人又同意的，占这叠登记表的百分之几？",
            "For another firm: what percentage of the forms have a valid mobile, were checked "
            "within a year, and have the person's consent to it?",
        ),
        tuple(
            percent(n / left.forms) for n in (left.valid, left.fresh, left.agreed, left.agreed / 4)
        ),
        2,
        say(
            f"只有 {percent(share)}：一年以内核对过的不到一半，同意提供给别的企业的更少。",
            f"Only {percent(share)}: fewer than half were checked within a year, and far fewer "
            "agreed to be passed on.",
        ),
    )
    return Lab(
        guess,
        controls,
        lambda purpose, months, price: _draw_sieve(table, purpose, months, price),
        _sieve_question(table),
        before={"months": 24},
    )


def _sieve_question(table: pd.DataFrame) -> Choice:
    costs = {
        purpose: models.price_of_usable(models.sieve(table, purpose, 12), 1.0)
        for purpose in models.PURPOSES
    }
    return Choice(
        say(
            "一张 1 元，一年内核对过才算。哪种用途，能用的一张最贵？",
            "A form costs 1 yuan, and a check lasts a year. For which purpose is a usable form "
            "most expensive?",
        ),
        tuple(figures.purpose_name(purpose) for purpose in costs),
        list(costs).index(max(costs, key=lambda purpose: costs[purpose])),
        say(
            f"提供给别的企业：能用的一张合 {costs['third_party']:.1f} 元，"
            f"服务回访只要 {costs['service']:.1f} 元。每种用途都要有自己的同意。",
            f"For other firms a usable form comes to {costs['third_party']:.1f} yuan, for service "
            f"calls to {costs['service']:.1f}. Each purpose needs a consent of its own.",
        ),
    )


def _draw_sieve(table: pd.DataFrame, purpose: str, months: int, price: float) -> Drawn:
    left = models.sieve(table, purpose, months)
    share = percent(left.agreed / left.forms)
    return figures.sieve(left, purpose, months, price), say(
        f"{left.forms:,} 张里能用的 {left.agreed:,} 张（{share}）；整叠要 "
        f"{price * left.forms:,.0f} 元。",
        f"Of {left.forms:,} forms {left.agreed:,} are usable ({share}); the list costs "
        f"{price * left.forms:,.0f} yuan.",
    )


# --- W5.4 the matching bench ----------------------------------------------------------------------

# The names of models.forms, which are data and so in letters, as a Chinese reader knows them.
SURNAMES = dict(zip(models.SURNAMES, "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", strict=True))
GIVEN = dict(zip(models.GIVEN, "伟敏静磊燕杰涛明华芳平刚红斌娜丽婷宇超青欣兰瑞凯波梅", strict=True))


def matching_lab(table: pd.DataFrame) -> Lab:
    """W5.4: tick fields and normalisation; see how many duplicates are found and who is wrongly
    merged.

    table: simulated forms with the true person, from models.forms.
    """
    names = {
        "mobile": say("手机号相同", "same mobile number"),
        "email": say("邮箱相同", "same e-mail"),
        "name_birth": say("姓名和生日相同", "same name and birth"),
        "name": say("姓名相同", "same name"),
    }
    controls = {"normalise": tick(say("先统一格式", "one format first"), True)}
    controls |= {rule: tick(text, rule in ("mobile", "email")) for rule, text in names.items()}
    rungs = models.ladder(table)["recall"]
    guess = Choice(
        say(
            "只把“整行完全相同”的表单当作同一个人，能找出多少重复？",
            "Only forms alike in every field count as one person. How many of the duplicates are "
            "found?",
        ),
        (
            percent(rungs["exact"], 0),
            percent(rungs["mobile"], 0),
            percent(rungs["name_birth"], 0),
            "100%",
        ),
        0,
        say(
            f"只有 {percent(rungs['exact'], 0)}：同一个人，每次登记总有一点不同。",
            f"Only {percent(rungs['exact'], 0)}: the same person rarely writes everything alike "
            "twice.",
        ),
    )
    return Lab(
        guess, controls, lambda **ticked: _draw_matching(table, **ticked), _matching_question(table)
    )


def _matching_question(table: pd.DataFrame) -> Choice:
    results = {rule: models.match(table, (rule,)) for rule in ("mobile", "email", "name")}
    worst = min(results, key=lambda rule: results[rule].precision)
    names = {
        "mobile": say("手机号", "mobile number"),
        "email": say("邮箱", "e-mail"),
        "name": say("姓名", "name"),
    }
    return Choice(
        say("单独用哪一个字段，错并的人最多？", "Which field alone merges most different people?"),
        tuple(names.values()),
        list(results).index(worst),
        say(
            f"{names[worst]}：合并的只有 {percent(results[worst].precision, 0)} 是对的。"
            "同名的人太多了。",
            f"The {names[worst]}: only {percent(results[worst].precision, 0)} of its merges are "
            "right. Too many people share one.",
        ),
    )


def _draw_matching(table: pd.DataFrame, normalise: bool, **ticked: bool) -> Drawn:
    rules = tuple(rule for rule, on in ticked.items() if on)
    result = models.match(table, rules, normalise)
    if not result.found:
        return figures.matching(result), say(
            "一对也没有合并。勾上一两个字段再看。",
            "No pair was merged. Tick a field or two.",
        )
    sentence = say(
        f"找到 {result.found} 对，其中 {result.wrong} 对不是同一个人。",
        f"{result.found} pairs, {result.wrong} of them different people.",
    )
    if result.examples:
        left, right = (table.iloc[place] for place in result.examples[0])
        sentence += say(
            f"例如{_name(table, left)}（{left['birth']}）和"
            f"{_name(table, right)}（{right['birth']}）被错当成一个人。",
            f" For example {left['name']} ({left['birth']}) and {right['name']} "
            f"({right['birth']}) became one.",
        )
    return figures.matching(result), sentence


def _name(table: pd.DataFrame, form: pd.Series) -> str:
    """A person's name in Chinese, whatever slip this form has: the first form has none."""
    written = table.loc[table["person"] == form["person"], "name"].iloc[0]
    surname, given = written.split()
    return SURNAMES[surname] + GIVEN[given]
