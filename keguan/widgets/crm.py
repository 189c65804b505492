"""Labs of unit `crm`: one base or ten links, and the choice of a relationship."""

from __future__ import annotations

from keguan.figures import crm as figures
from keguan.figures.base import money, percent
from keguan.models import crm as models
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, menu, whole

# --- W1.3 one base or ten links -------------------------------------------------------------------


def one_base_lab() -> Lab:
    """W1.3: how often customers repeat themselves when desks are connected in pairs, and when they
    are connected to one base."""
    names = {figures.desk_name(desk): desk for desk in models.DESKS}
    controls = {
        "built": whole(say("连几条", "Connections"), figures.BUILT, 0, len(models.between())),
        "first": menu(say("先连哪个部门", "First desk"), names, figures.CENTRE),
        "centre": whole(
            say("找呼叫中心的（%）", "At the call centre (%)"),
            round(100 * figures.ALIKE),
            0,
            60,
            20,
        ),
        "contacts": whole(
            say("一件事接触几次", "Contacts per journey"), models.CONTACTS, 2, models.CONTACTS
        ),
    }
    live = ("built", "first", "centre")
    return Lab(_links_guess(), controls, _draw_links, _links_question(), live, before={"built": 0})


def _links_guess() -> Choice:
    right = models.seamless(models.around(figures.CENTRE))
    none = figures.times(models.mean_repeats([]))
    four = figures.times(models.mean_repeats(models.around(figures.CENTRE)))
    options = (0.6, 0.4, 0.175, right)
    return Choice(
        say(
            "五个部门各记各的。客户办一件事，接触 8 次，找到哪个部门都一样可能；换一个部门，"
            f"就要从头再说，平均 {none} 遍。现在呼叫中心和其余四个部门各连一条，"
            "连上的两个部门看得到对方的记录。一遍也不用重复的客户有多少？",
            "Five desks keep records of their own. A matter takes a customer 8 contacts, each at "
            f"any desk; at another desk the story is told again, {none} times on average. Now "
            "the call centre is linked to each of the other four, and two desks with a link see "
            "each other's records. How many customers need not repeat anything?",
        ),
        tuple(map(percent, options)),
        options.index(right),
        say(
            f"{percent(right)}：平均少说到 {four} 遍，可是 8 次接触里，几乎总会碰上没连的两处。",
            f"{percent(right)}: repeats fall to {four}, yet in 8 contacts nearly all meet a "
            "missing link.",
        ),
    )


def _links_question() -> Choice:
    links, base = models.connections(len(models.DESKS))
    almost = models.seamless(figures.two_ways(base - 1, figures.CENTRE)[1])
    lacking = models.seamless(figures.two_ways(links - 1, figures.CENTRE)[0])
    return Choice(
        say(
            "客户去哪个部门都一样多。要让每位客户一遍也不用重复，最少要连几条？",
            "Customers go to all desks alike. How many connections does it take at least so that "
            "no customer repeats anything?",
        ),
        (
            say("4 条：都从呼叫中心连出去", "4, all from the call centre"),
            say("5 条：每个部门一条，连到一个客户库", "5, each desk to one base"),
            say("9 条：两两直连，只缺一条", "9, in pairs with one missing"),
            say("10 条：两两直连，一条不缺", "10, in pairs with none missing"),
        ),
        1,
        say(
            f"{base} 条就够，两两直连要 {links} 条；少一条都不行，库只剩 {percent(almost)}，"
            f"直连只剩 {percent(lacking)}。共用一个库也要规定谁能看什么。",
            f"{base} are enough, in pairs it takes {links}. One less, and a base leaves "
            f"{percent(almost)}, pairs {percent(lacking)}. With one base, settle who may see what.",
        ),
    )


def _draw_links(built: int, first: str, centre: int, contacts: int) -> Drawn:
    shares = figures.visits(centre / 100)
    ways = figures.two_ways(built, first)
    pairs, base = (models.seamless(links, contacts, shares) for links in ways)
    none = models.mean_repeats([], contacts, shares)
    sentence = say(
        f"一条也不连，平均重复 {figures.times(none)} 遍。",
        f"Without any connection a customer repeats {figures.times(none)} times. ",
    )
    if built:
        saved = [none - models.mean_repeats(links, contacts, shares) for links in ways]
        numbers = (built, figures.used(built))
        each = [f"{one / number:.2f}" for one, number in zip(saved, numbers, strict=True)]
        sentence += say(
            f"现在平均一条省下：直连 {each[0]} 遍，客户库 {each[1]} 遍。",
            f"Each connection now saves {each[0]} of them in pairs, {each[1]} with the base. ",
        )
    figure = figures.one_base(built, first, centre / 100, contacts)
    return figure, sentence + _of_the_base(built) + _goal(pairs, base)


def _of_the_base(built: int) -> str:
    """What is peculiar about a base with one desk, or with more connections than desks."""
    spare = built - len(models.DESKS)
    if built == 1:
        return say(
            "只有一个部门连上库，库里没有别处的记录，等于没连。",
            "A base with one desk holds nobody else's records. ",
        )
    if spare > 0:
        return say(
            f"五个部门都连上了库，还有 {spare} 条用不上。",
            f"All desks have the base; {spare} more {'is' if spare == 1 else 'are'} not needed. ",
        )
    return ""


def _goal(pairs: float, base: float) -> str:
    """Whether nobody repeats anything, which is the goal of the lab."""
    aim = say("★ 目标是没有客户要重复：", "★ The goal is that nobody repeats: ")
    reached = [share > 1 - 1e-9 for share in (pairs, base)]
    if all(reached):
        return aim + say("两种都达到了。", "both ways reach it.")
    if reached[1]:
        return aim + say("客户库达到了，直连还没有。", "the base reaches it, pairs do not yet.")
    if reached[0]:
        return aim + say("直连达到了，客户库还没有。", "pairs reach it, the base does not yet.")
    return aim + say("都还没达到。", "neither way reaches it yet.")


# --- W1.4 the choice of a relationship ------------------------------------------------------------

_MARGINS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # yuan
_CUSTOMERS = (10, 100, 1000, 2000, 10_000, 40_000, 100_000)
_SETUPS = (0, 100_000, 200_000, 400_000)  # yuan


def relationship_lab() -> Lab:
    """W1.4: which type of relationship earns most, by margin, number of customers, and what a
    partner takes to set up."""
    controls = {
        "margin": menu(
            say("每客毛利（元）", "Margin per customer (yuan)"),
            {f"{yuan:,}": yuan for yuan in _MARGINS},
            int(figures.MARGIN),
        ),
        "customers": menu(
            say("客户（位）", "Customers"),
            {f"{number:,}": number for number in _CUSTOMERS},
            figures.CUSTOMERS,
        ),
        "setup": menu(
            say("伙伴型的开办费", "Set-up of a partner"),
            {_once(yuan): yuan for yuan in _SETUPS},
            0,
        ),
        "kept": whole(
            say("伙伴型留住（%）", "A partner keeps (%)"),
            round(100 * models.RELATIONS["partner"].retention),
            84,
            98,
            2,
        ),
    }
    live = ("margin", "customers", "setup")
    before = {"setup": 200_000}  # without it the map shows that the number of customers is nothing
    return Lab(_relation_guess(), controls, _draw_relation, _relation_question(), live, before)


def _once(yuan: int) -> str:
    """What a partner takes to set up, as the menu says it."""
    if not yuan:
        return say("没有", "none")
    return say(f"{yuan // 10_000} 万元", f"{yuan:,} yuan")


def _relation_guess() -> Choice:
    margin, few, many = 200, 1000, 100_000
    now, later = (models.most_profitable(models.profits(margin, n)) for n in (few, many))
    options = ("passive", "accountable", "proactive", "partner")
    name = figures.relation_name(now)
    return Choice(
        say(
            f"每位留下的客户一年给 {margin} 元毛利。现在有 {few:,} 位客户，{name}利润最高。"
            f"每位客户给的钱不变，客户增加到 {many:,} 位，哪一种关系利润最高？",
            f"A customer who stays brings {margin} yuan a year. With {few:,} customers {name} "
            f"earns most. Each brings the same, but there are now {many:,} of them. Which "
            "relationship earns most?",
        ),
        tuple(map(figures.relation_name, options)),
        options.index(later),
        say(
            f"还是{name}：客户是 100 倍，五种关系的利润都是 100 倍，谁最高不变。",
            f"Still {name}: with 100 times the customers all five earn 100 times as much.",
        ),
    )


def _relation_question() -> Choice:
    margin, setup = 2000, models.SETUP["partner"]
    right = models.pays_from("partner", margin, setup)
    cheap = models.pays_from("partner", 1000, setup)
    options = (100, 117, right, cheap)
    each = models.profits(margin, 1)
    return Choice(
        say(
            f"每客毛利 {margin:,} 元，伙伴型的开办费 20 万元，留住 92%。"
            "至少有多少位客户，伙伴型利润才最高？",
            f"The margin is {margin:,} yuan, a partner takes 200,000 yuan to set up and keeps 92%. "
            "From how many customers on does it earn most?",
        ),
        tuple(say(f"{number:,} 位", f"{number:,}") for number in options),
        options.index(right),
        say(
            f"伙伴型一位客户比能动型多赚 {each['partner'] - each['proactive']:,.0f} 元，"
            f"{right:,} 位才赚回 20 万元；每客毛利 1,000 元时要 {cheap:,} 位。"
            "人少、利润薄，就不必建伙伴关系。",
            f"A partner earns {each['partner'] - each['proactive']:,.0f} yuan a customer more than "
            f"proactive, which {right:,} customers make 200,000; at a margin of 1,000 it takes "
            f"{cheap:,}.",
        ),
    )


def _draw_relation(margin: int, customers: int, setup: int, kept: int) -> Drawn:
    sentence = _where_it_leads(margin, setup, kept / 100)
    if setup:
        sentence += _from_how_many(margin, customers, setup, kept / 100)
    return figures.relationship(margin, customers, setup, kept / 100), sentence


def _where_it_leads(margin: float, setup: float, kept: float) -> str:
    """The margins at which the best type is the best; where a partner takes a set-up, of the
    others."""
    parts = figures.bands(kept, setup)
    name, (low, high) = [one for one in parts.items() if one[1][0] <= margin][-1]
    best = figures.relation_name(name)
    before = say("伙伴型以外，", "Apart from partner, ") if setup else ""
    if high == max(end for _, end in parts.values()):
        reach = say(
            f"每客毛利到了 {figures.tenths(low)} 元，",
            f"from a margin of {figures.tenths(low)} yuan on, ",
        )
    elif low:
        reach = say(
            f"每客毛利在 {figures.tenths(low)}–{figures.tenths(high)} 元，",
            f"with a margin from {figures.tenths(low)} to {figures.tenths(high)} yuan, ",
        )
    else:
        reach = say(
            f"每客毛利不到 {figures.tenths(high)} 元，",
            f"with a margin below {figures.tenths(high)} yuan, ",
        )
    text = before + reach
    return (
        text[:1].upper()
        + text[1:]
        + say(f"{best}利润最高，客户多少都一样。", f"{best} earns most, however many customers. ")
    )


def _from_how_many(margin: float, customers: int, setup: float, kept: float) -> str:
    """From how many customers on a partner makes up for its set-up."""
    least = models.pays_from("partner", margin, setup, figures.relations(kept))
    if least is None:
        return say(
            f"伙伴型在一位客户身上就不比它多赚，更赚不回开办费 {money(setup)}。",
            f"A partner earns no more of a customer and never makes up for {money(setup)}.",
        )
    enough = say("够了", "enough") if customers >= least else say("还不够", "not enough")
    return say(
        f"伙伴型每客赚得更多，要 {least:,} 位客户才赚回开办费 {money(setup)}；"
        f"现在 {customers:,} 位，{enough}。",
        f"A partner earns more of each, and {least:,} customers make up for {money(setup)}; "
        f"{customers:,} are {enough}.",
    )
