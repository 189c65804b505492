"""Labs of unit `warmup`: the table machine, one large customer, the error clinic."""

from __future__ import annotations

from keguan.figures import warmup as figures
from keguan.figures.base import money
from keguan.models import warmup as models
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, menu, tick, whole

# --- W0.1 the table machine -----------------------------------------------------------------------


def table_lab() -> Lab:
    """W0.1: how many rows are left after an operation; some make a table longer."""
    named = {figures.operation_name(name): name for name in models.OPERATIONS}
    controls = {
        "number": whole(say("原来有几笔订单", "Orders at first"), 12, 6, 12),
        "operation": menu(say("加工方法", "Operation"), named, "filter"),
    }
    return Lab(_table_guess(), controls, _draw_table, _table_question())


def _table_guess() -> Choice:
    asked = ("filter", "sort", "group_member", "merge")
    count = {name: models.rows(name) for name in asked}
    longest = max(asked, key=lambda name: count[name])
    return Choice(
        say(
            "电话表里，M2 留了两个电话，占两行。哪种方法以后，行数比原来的 12 行还多？",
            "In the telephone list M2 has two numbers and two rows. Which operation leaves more "
            "than the 12 rows?",
        ),
        tuple(figures.operation_name(name) for name in asked),
        asked.index(longest),
        say(
            f"拼表以后有 {count['merge']} 行：M2 的每一笔订单都配了两个电话，成了两行。",
            f"Merging gives {count['merge']} rows: each order of M2 meets two numbers and becomes "
            "two rows.",
        ),
    )


def _table_question() -> Choice:
    options = sorted({models.rows(name) for name in ("group_city", "group_member", "reindex")})
    right = models.rows("reindex")
    return Choice(
        say(
            "按会员分组求和，再照 7 个人的名单补 0，一共几行？",
            "Group by member, then add everybody on a list of 7 with 0: how many rows?",
        ),
        (*map(str, options), "12"),
        options.index(right),
        say(
            "名单上有几个人，就有几行；没下过单的是 0。",
            "As many rows as there are people on the list; who never ordered has 0.",
        ),
    )


def _draw_table(number: int, operation: str) -> Drawn:
    after = models.rows(operation, models.orders(number))
    change = after - number
    if change > 0:
        sentence = say(f"多了 {change} 行", f"{change} more")
    elif change < 0:
        sentence = say(f"少了 {-change} 行", f"{-change} fewer")
    else:
        sentence = say("一行没多，一行没少", "not one more or fewer")
    return figures.table(operation, number), say(
        f"原来有 {number} 行，加工以后有 {after} 行：{sentence}。",
        f"There were {number} rows and are {after} now: {sentence}.",
    )


# --- W0.2 one large customer ----------------------------------------------------------------------


def average_lab() -> Lab:
    """W0.2: one large customer moves the mean, not the median."""
    controls = {
        "tenth": whole(say("第十位花多少元", "The tenth spends (yuan)"), 100, 100, 10_000, 100),
        "usual": whole(
            say("其他九位各花多少元", "The nine others spend (yuan)"), 100, 100, 1_000, 100
        ),
    }
    found = models.average(10_000)
    pairs = ((found.median, found.median), (550, 100), (found.mean, found.median), (1090, 1090))
    guess = Choice(
        say(
            "九位各花 100 元，第十位花 10,000 元。平均数和中位数各是多少？",
            "Nine spend 100 yuan each, the tenth 10,000. What are mean and median?",
        ),
        tuple(say(f"{a:,.0f} 和 {b:,.0f}", f"{a:,.0f} and {b:,.0f}") for a, b in pairs),
        2,
        say(
            f"加起来 10,900 元，十个人平均 {money(found.mean)}；中间的两位都是 "
            f"{money(found.median)}。",
            f"10,900 yuan among ten is {money(found.mean)}; the two in the middle spend "
            f"{money(found.median)}.",
        ),
    )
    return Lab(guess, controls, _draw_average, _average_question())


def _average_question() -> Choice:
    below = models.average(10_000).below
    options = (1, 5, below, 10)
    return Choice(
        say(
            "九位各花 100 元，第十位花 10,000 元，十位里有几位低于平均数？",
            "Nine spend 100 yuan, the tenth 10,000. How many of the ten are below the mean?",
        ),
        tuple(map(str, options)),
        options.index(below),
        say("低于平均，不一定就差。", "Below the mean need not be poor."),
    )


def _draw_average(tenth: float, usual: float) -> Drawn:
    found = models.average(tenth, usual)
    return figures.average(tenth, usual), say(
        f"第十位花 {money(tenth)}：平均数 {money(found.mean)}，中位数 {money(found.median)}。",
        f"The tenth spends {money(tenth)}: mean {money(found.mean)}, median {money(found.median)}.",
    )


# --- W0.3 the error clinic ------------------------------------------------------------------------

CLASSES = ("SyntaxError", "NameError", "KeyError", "TypeError")


def clinic_lab() -> Lab:
    """W0.3: eight broken cells, their causes and their repair."""
    named = {figures.case_name(case): case for case in models.CLINIC}
    controls = {
        "case": menu(say("病人", "Patient"), named, "comma"),
        "repaired": tick(say("改好", "Repair it"), False),
    }
    guess = _class_of(
        "mixed",
        say('有一格写着 "680" + 60。会报哪一种错？', 'A cell says "680" + 60. What error is it?'),
    )
    question = _class_of(
        "unrun",
        say(
            "内核重启以后，直接运行最后一格。多半报哪一种错？",
            "After a restart of the kernel the last cell is run at once. Which error is likely?",
        ),
    )
    return Lab(guess, controls, _draw_clinic, question)


def _class_of(case: str, text: str) -> Choice:
    kind = models.diagnose(case)
    because = say(f"{kind}：{figures.cause(case)}。", f"{kind}: {figures.cause(case)}.")
    return Choice(text, CLASSES, CLASSES.index(kind), because)


def _draw_clinic(case: str, repaired: bool) -> Drawn:
    state = say(
        "改好以后就能运行了；比一比上下两格，差在哪里？",
        "Repaired, it runs; what differs between the two cells?",
    )
    if not repaired:
        state = say(
            "先想好是哪一种错、怎么改，再勾上“改好”，看看和你想的一样不一样。",
            "Think of the kind of error and the repair, then tick 'Repair it' and compare.",
        )
    return figures.clinic(case, repaired), state
