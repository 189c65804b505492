"""The words of the ticket desk of unit `complaints`, and its day beside four simple policies as a
picture.

The firm, which makes packaging machines, its customers and their complaints are invented.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from keguan.figures.base import CourseFigure, sheet, styled, ticks
from keguan.models import ticket_desk as models
from keguan.style import COLOURS, say

_FIRST_DAY = date(2026, 9, 7)
_OPENING = 9 * 60  # minutes after midnight

# --- names ----------------------------------------------------------------------------------------


def clock(minute: int) -> str:
    """A minute of the shift as the time of day."""
    return f"{(_OPENING + minute) // 60}:{(_OPENING + minute) % 60:02d}"


def day(seed: int, after: int = 0) -> str:
    """The day of a seed, or one so many days after it, as people say it."""
    found = _FIRST_DAY + timedelta(days=seed % 28 + after)
    weekday = say("一二三四五六日", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    return say(
        f"{found.month} 月 {found.day} 日（周{weekday[found.weekday()]}）",
        f"{weekday[found.weekday()]} {found.day} {('Sept', 'Oct')[found.month - 9]}",
    )


def tier_name(tier: str) -> str:
    return {
        "key": say("关键客户", "key customer"),
        "ordinary": say("普通客户", "ordinary customer"),
        "small": say("小客户", "small customer"),
    }[tier]


def short_tier(tier: str) -> str:
    return {
        "key": say("关键", "key"),
        "ordinary": say("普通", "ordinary"),
        "small": say("小客户", "small"),
    }[tier]


def step_name(step: str) -> str:
    """What one does at a ticket, in a word."""
    return {
        "calm": say("安抚", "Calm"),
        "look": say("调查", "Look into it"),
        "type": say("定类型", "Type"),
        "accept": say("受理", "Accept"),
        "route": say("去向", "Route"),
        "reply": say("回复", "Reply"),
        "pay": say("补偿", "Pay"),
        "call": say("回访", "Call"),
    }[step]


def question(step: str) -> str:
    """What a step asks."""
    return {
        "calm": say("先说哪一句，让客户平静下来？", "What do you say to calm the customer?"),
        "look": say("要不要先查清事实？（5 分钟）", "Look into the facts first? (5 minutes)"),
        "type": say("这是哪一种抱怨？", "Which type of complaint is it?"),
        "accept": say(
            "登记表缺了哪几条？都不缺就受理。", "Which criteria are missing? If none, accept it."
        ),
        "route": say("交到哪里去？", "Where does it go?"),
        "reply": say(
            "回复里写哪几块？选好再发。", "Which blocks make the reply? Choose, then send."
        ),
        "pay": say("补偿多少？", "How much do you pay?"),
        "call": say("结案。哪一天回访？", "Close it. On which day do you call back?"),
        "general": say(
            "今天哪些原因是普遍的（至少占全天投诉的五分之一）？",
            "Which reasons are general today (at least a fifth of the day's complaints)?",
        ),
    }[step]


def move_name(move: str) -> str:
    return {
        "regret": say("道歉：给您添麻烦了，对不起", "Regret: we are sorry for the trouble"),
        "manners": say("礼貌：您请坐，我来为您服务", "Manners: please, how may I help you?"),
        "listen": say("聆听：您慢慢说，我都记下来", "Listen: tell me all, I am taking notes"),
        "sympathy": say("同情：换了我也会着急", "Sympathise: I would be upset, too"),
        "promise": say("承诺：一定查清，给您答复", "Promise: we will find out and tell you"),
    }[move]


def kind_name(kind: str) -> str:
    return {
        "malicious": say("恶意抱怨", "Malicious"),
        "key": say("关键抱怨", "Key"),
        "false": say("虚假抱怨", "False"),
        "general": say("一般抱怨", "General"),
    }[kind]


def criterion_name(criterion: str) -> str:
    return {
        "complainant": say("明确的投诉人", "a clear complainant"),
        "matters": say("列举的投诉事项", "the matters complained of"),
        "damage": say("实在的损害后果", "real damage"),
        "demand": say("明确的投诉要求", "a clear demand"),
        "in_range": say("企业受理的范围", "within the firm's range"),
    }[criterion]


def route_name(route: str) -> str:
    return {
        "crisis": say("危机公关小组", "Crisis team"),
        "procedure": say("一般处理程序", "Standard procedure"),
        "guidance": say("消费指导", "Guidance on use"),
        "evidence": say("留证据，转法务", "Keep evidence, legal"),
        "redirect": say("请客户补材料", "Ask for what is missing"),
    }[route]


def block_name(block: str) -> str:
    return {
        "sorry": say("表示歉意", "We are sorry"),
        "found": say("说明查到的事实", "What we found"),
        "remedy": say("修理、更换或重做", "Repair, replace or redo"),
        "guide": say("教客户怎样正确使用", "How to use it rightly"),
        "missing": say("还缺什么，怎么补", "What is missing, and how to add it"),
        "rights": say("依法保留追究的权利", "We keep our legal rights"),
    }[block]


def reason_name(reason: str) -> str:
    return {
        "late": say("送货晚了", "late delivery"),
        "wrong_part": say("发错零件", "wrong part"),
        "breakdown": say("机器故障", "breakdown"),
        "attitude": say("态度不好", "rudeness"),
        "billing": say("多收了钱", "overcharging"),
        "misuse": say("使用不当", "misuse"),
        "bargain": say("为以后讨价还价", "bargaining"),
        "rumour": say("竞争对手造谣", "a rival's rumour"),
    }[reason]


def order_name(order: str) -> str:
    return {
        "first": say("先来先接", "first come"),
        "tier": say("按客户级别", "by tier"),
        "emotion": say("按情绪", "by emotion"),
        "type": say("按抱怨类型", "by type"),
    }[order]


# The names of the rules in Chinese and in English; the check of the desk's task says both.
RULES = {
    "calm": ("先安抚，再给办法", "Calm before solution"),
    "type": ("抱怨的类型", "Type of complaint"),
    "accept": ("受理的五条标准", "Five criteria of acceptance"),
    "route": ("去向", "Route"),
    "reply": ("回复", "Reply"),
    "pay": ("补偿", "Compensation"),
    "call": ("第三天回访", "Day-3 follow-up"),
    "general": ("普遍性判断", "General or single"),
}


def rule_name(rule: str) -> str:
    return say(*RULES[rule])


# --- a ticket -------------------------------------------------------------------------------------

_CUSTOMERS = (
    ("晨光食品的王女士", "Ms Wang of Chenguang Foods"),
    ("长河茶业的李先生", "Mr Li of Changhe Tea"),
    ("青松日化的赵女士", "Ms Zhao of Qingsong Soaps"),
    ("新苗面业的陈先生", "Mr Chen of Xinmiao Noodles"),
    ("同心粮油的周女士", "Ms Zhou of Tongxin Oils"),
    ("南岭调味的吴先生", "Mr Wu of Nanling Spices"),
    ("海棠糕点的郑女士", "Ms Zheng of Haitang Cakes"),
    ("金桥饮料的孙先生", "Mr Sun of Jinqiao Drinks"),
    ("云溪糖果的马女士", "Ms Ma of Yunxi Sweets"),
    ("百川快餐的朱先生", "Mr Zhu of Baichuan Meals"),
    ("东坡五金的胡女士", "Ms Hu of Dongpo Hardware"),
    ("小满豆品的林先生", "Mr Lin of Xiaoman Tofu"),
    ("五月礼品的何女士", "Ms He of Wuyue Gifts"),
    ("远帆文具的高先生", "Mr Gao of Yuanfan Stationery"),
)
_CLAIMS = {
    "late": (
        "货晚了三天，订单都耽误了",
        "Your delivery came three days late and held up our orders",
    ),
    "wrong_part": ("你们寄来的零件装不上", "The part you sent does not fit"),
    "breakdown": (
        "机器又停了，货包不完",
        "The machine has stopped again, and we cannot pack",
    ),
    "attitude": ("你们的师傅说话很冲", "Your technician was rude to us"),
    "billing": ("这个月的维护费多收了", "You charged too much for maintenance this month"),
}
_TEMPERS = {
    1: ("顺便说一声", "By the way"),
    2: ("麻烦看一下", "Please have a look"),
    3: ("这让我们很为难", "This is a real problem for us"),
    4: ("太过分了", "This is too much"),
    5: ("今天不给说法，我就找媒体", "Give me an answer today or I go to the press"),
}
_FOUND = {
    "late": ("确实送晚了，是我们的责任", "it was late, and the fault is ours"),
    "wrong_part": ("仓库发错了零件，是我们的责任", "the warehouse sent a wrong part, our fault"),
    "breakdown": ("电机有质量问题，是我们的责任", "the motor is faulty, our responsibility"),
    "attitude": (
        "录音里师傅说话不客气，是我们的责任",
        "on the recording our man is rude, our fault",
    ),
    "billing": ("账单多算了一个月，是我们的责任", "one month was charged twice, our fault"),
    "misuse": (
        "没有按说明书装膜，机器没有毛病",
        "film was not loaded as the manual says; no fault of the machine",
    ),
    "bargain": (
        "账单没有错，客户想让下次供货便宜些",
        "the bill is right; the customer wants a lower price next time",
    ),
    "rumour": (
        "照片里不是我们的机器；有聊天记录证明是竞争对手安排的",
        "the photos show another make; chat records prove that a rival arranged it",
    ),
}


def customer(place: int) -> str:
    return say(*_CUSTOMERS[place])


def claim(ticket: models.Ticket) -> str:
    """What the customer says."""
    matter = _CLAIMS[ticket.claim]
    if "matters" in ticket.missing:
        matter = ("你们的服务就是不行", "Your service is no good")
    zh, en = _TEMPERS[ticket.emotion]
    return say(f"“{matter[0]}。{zh}。”", f"“{matter[1]}. {en}.”")


def form(ticket: models.Ticket, place: int) -> list[tuple[str, str]]:
    """The five lines of the complaint form: (head, what stands there)."""
    there = {
        "complainant": customer(place),
        "matters": say(*_CLAIMS[ticket.claim]),
        "damage": say(f"损失 {ticket.claimed:,} 元", f"a loss of {ticket.claimed:,} yuan"),
        "demand": say("照实赔偿", "to be paid for it"),
        "in_range": say("从我们公司买的", "bought from us"),
    }
    without = {
        "complainant": say("没有留名字和电话", "no name, no number"),
        "matters": say("没有写是什么事", "does not say what happened"),
        "damage": say("没有写损失了什么", "names no loss"),
        "demand": say("没有写要求", "makes no demand"),
        "in_range": say("从别家买的，和我们无关", "bought elsewhere, nothing to do with us"),
    }
    heads = {
        "complainant": say("投诉人", "Who"),
        "matters": say("事项", "Matter"),
        "damage": say("损害", "Damage"),
        "demand": say("要求", "Demand"),
        "in_range": say("范围", "Range"),
    }
    return [
        (heads[one], without[one] if one in ticket.missing else there[one])
        for one in models.CRITERIA
    ]


def found(ticket: models.Ticket) -> str:
    """What comes out when a ticket is looked into."""
    zh, en = _FOUND[ticket.reason]
    if ticket.reason in models.FIRM:
        zh += f"；实际损失 {ticket.damage:,} 元"
        en += f"; the real damage is {ticket.damage:,} yuan"
    return say(f"查明：{zh}。", f"Found: {en}.")


def handed(ticket: models.Ticket) -> str:
    """What the colleague did who began a ticket."""
    noted = kind_name(ticket.colleague_says)
    return say(
        f"同事交班：已经道歉、问好，记成了“{noted}”。",
        f"From a colleague: said sorry and was polite; noted as '{noted.lower()}'.",
    )


# --- what the desk says ---------------------------------------------------------------------------


def unkept() -> str:
    """What is said where the record could not be written into the folder."""
    return say(
        "这一步没有存下来：磁盘满了，或者文件夹不能写。腾出地方再接着做；腾不出，就别关这一页，做完马上复制记录。",
        "This could not be saved: the disk is full or the folder cannot be written. Make room and "
        "go on; or else leave this page open and copy the record at the end.",
    )


def told(note: str) -> str:
    """What the last action did, or why it could not be done, as a sentence."""
    return {
        "start": say("开门了。先打开一张工单。", "The desk is open. Open a ticket first."),
        "opened": say("工单打开了。", "The ticket is open."),
        "waited": say("时间过去了。", "Time has passed."),
        "calmer": say("客户平静了一些。", "The customer is calmer."),
        "looked": say("查清楚了，结果写在工单上。", "Done: the ticket says what was found."),
        "typed": say("类型记下了。", "The type is noted."),
        "accepted": say("受理了。", "Accepted."),
        "refused": say("不受理，缺的记下了。", "Not accepted; what is missing is noted."),
        "routed": say("去向记下了。", "The route is noted."),
        "angry": say(
            "客户还在气头上，听不进办法，更生气了。先安抚。",
            "Still too angry for a solution, and angrier now. Calm first.",
        ),
        "replied": say("客户接受了回复。", "The customer takes the reply."),
        "paid": say("补偿记下了。", "The payment is noted."),
        "done": say("这张工单结案了。", "This ticket is closed."),
        "over": say("今天结束了。", "The day is over."),
        "no:over": say("今天已经结束了。", "The day is over already."),
        "no:action": say("没有这个动作。", "There is no such action."),
        "no:closed": say(
            "下班了，只剩最后一步：普遍性判断。", "Closing time: only the summing up is left."
        ),
        "no:ticket": say("先用 open 打开一张工单。", "Open a ticket first."),
        "no:which": say("没有这张工单。", "There is no such ticket."),
        "no:coming": say("这张工单还没有来。", "This ticket has not come yet."),
        "no:open": say("这张工单已经打开了。", "This ticket is open already."),
        "no:done": say("这张工单已经结案了。", "This ticket is closed already."),
        "no:lost": say("这位客户等不及，已经走了。", "This customer has left."),
        "no:value": say("这个动作后面的词不对。", "These words do not fit this action."),
        "no:amount": say(
            "补偿写整数元；不补偿，就不用写 pay。",
            "Pay whole yuan; if nothing is paid, leave pay out.",
        ),
        "no:again": say("这件事已经做过了。", "This has been done already."),
        "no:first": say("先让客户接受回复，再补偿。", "The customer has to take the reply first."),
        "no:budget": say("预算不够了。", "The budget does not reach."),
        "no:early": say(
            "还有工单，不到总结的时候。", "There are tickets left: too early to sum up."
        ),
    }[note]


def words(rule: str, value: str) -> str:
    """A value of the score as one reads it."""
    if not value:
        return say("没有做", "not done")
    if rule == "calm":
        tempers = {
            "angry": say("客户还在气头上", "still angry"),
            "calm": say("先安抚", "calm first"),
        }
        return tempers[value]
    if rule == "pay":
        return say(f"{int(value):,} 元", f"{int(value):,} yuan")
    if rule == "call":
        return say(f"第 {value} 天", f"day {value}")
    if value == "yes":
        return say("受理", "accepted")
    name = {
        "type": kind_name,
        "accept": criterion_name,
        "route": route_name,
        "reply": block_name,
        "general": reason_name,
    }[rule]
    listed = say("、", ", ").join(name(one) for one in value.split())
    return say(f"缺{listed}", f"missing: {listed}") if rule == "accept" else listed


def why(line: models.Line) -> str:
    """Why a line of the score has the points it has."""
    right = words(line.rule, line.right)
    if line.why == "right":
        return say(f"对：{right}。", f"Right: {right}.")
    if line.why == "lost":
        return say("客户等不及，走了。", "The customer could not wait and left.")
    if line.why == "untouched":
        return say("没有打开过。", "Never opened.")
    given = words(line.rule, line.given)
    return say(f"应是{right}；你：{given}。", f"Should be {right}; you: {given}.")


def situation(state: models.State) -> list[str]:
    """How things stand, line by line: the time, who waits, the open ticket; in the end the
    score."""
    budget = say(f"预算 {state.budget:,} 元", f"budget {state.budget:,} yuan")
    lines = [f"{clock(state.minute)}　{day(state.seed)}　{budget}"]
    if state.over:
        score = models.total(models.score(state))
        return [*lines, say(f"得了 {score} 分（满分 100）。", f"{score} of 100 points.")]
    if state.closing:
        return [*lines, seen_reasons(state), question("general")]
    for one, work in zip(state.tickets, state.works, strict=True):
        if work.status == "waiting":
            lines.append(_waits(one, work))
    if state.current is not None:
        lines += _in_words(state.tickets[state.current], state.works[state.current], state.current)
    return lines


def _waits(ticket: models.Ticket, work: models.Work) -> str:
    tier, emotion = tier_name(ticket.tier), ticket.emotion
    return say(
        f"{ticket.id} 在等：{tier}，情绪 {emotion}，还能等 {work.patience} 分钟",
        f"{ticket.id} waits: {tier}, emotion {emotion}, {work.patience} min left",
    )


def _in_words(ticket: models.Ticket, work: models.Work, place: int) -> list[str]:
    """The open ticket, line by line."""
    anger = say(f"怒气 {work.anger:.1f}", f"anger {work.anger:.1f}")
    colon = say("：", ": ")
    emotion = say(f"情绪 {ticket.emotion}", f"emotion {ticket.emotion}")
    lines = ["　".join((ticket.id, tier_name(ticket.tier), emotion, anger, claim(ticket)))]
    lines += [handed(ticket)] if ticket.handed else []
    lines += [f"{head}{colon}{text}" for head, text in form(ticket, place)]
    return [*lines, found(ticket)] if work.looked else lines


def seen_reasons(state: models.State) -> str:
    """What was found in the tickets that were looked into, counted."""
    seen = Counter(
        ticket.reason
        for ticket, work in zip(state.tickets, state.works, strict=True)
        if work.looked
    )
    listed = say("；", "; ").join(
        say(f"{reason_name(reason)} {count} 宗", f"{reason_name(reason)} {count}")
        for reason, count in seen.most_common()
    )
    return say(
        f"今天一共 {len(state.tickets)} 宗投诉。你查过的：{listed or '没有'}。",
        f"There were {len(state.tickets)} complaints today. You looked into: {listed or 'none'}.",
    )


# --- who waits, as a picture ----------------------------------------------------------------------


@styled
def queue(state: models.State) -> CourseFigure:
    """Who is there at this moment, and how many minutes each will go on waiting."""
    here = [
        (ticket, work.patience)
        for ticket, work in zip(state.tickets, state.works, strict=True)
        if work.status in ("waiting", "open")
    ]
    figure, axes = sheet(_first_to_go(state, here), 0.33, 0.17, 0.62, 0.66)
    places = list(range(len(here)))[::-1]
    bars = axes.barh(places, [minutes for _, minutes in here], color=COLOURS["blue"])
    axes.bar_label(bars, padding=4)
    ticks(axes.yaxis, places, [_slip(ticket) for ticket, _ in here])
    most = max([60, *(minutes for _, minutes in here)])
    axes.set_xlim(0, 1.15 * most)
    ticks(axes.xaxis, range(0, most + 1, 60))
    axes.set_xlabel(say("还能等几分钟", "Minutes they will go on waiting"))
    return figure


def _first_to_go(state: models.State, here: list[tuple[models.Ticket, int]]) -> str:
    """The finding of the picture: how many are there, and who has least patience left."""
    time = clock(state.minute)
    if not here:
        return say(f"{time}，没有人在等", f"{time}: nobody is waiting")
    ticket, minutes = min(here, key=lambda one: one[1])
    return say(
        f"{time}，{len(here)} 位在等；{ticket.id} 最多再等 {minutes} 分钟",
        f"{time}: {len(here)} wait, {ticket.id} for {minutes} minutes at most",
    )


def _slip(ticket: models.Ticket) -> str:
    emotion = say(f"情绪 {ticket.emotion}", f"emotion {ticket.emotion}")
    return f"{ticket.id} {short_tier(ticket.tier)} · {emotion}"


# --- the day beside simple policies ---------------------------------------------------------------


@styled
def comparison(names: Sequence[str], losses: Sequence[int], scores: Sequence[int]) -> CourseFigure:
    """Loss in yuan of each way of working through the day, with its score."""
    finding = say(
        f"这一天：{names[0]}损失 {losses[0]:,} 元，{names[1]}损失 {losses[1]:,} 元",
        f"This day: {names[0]} lost {losses[0]:,} yuan, {names[1]} {losses[1]:,}",
    )
    figure, axes = sheet(finding, 0.2, 0.22, 0.77, 0.60, (7.0, 3.2))
    places = list(range(len(names)))[::-1]
    colours = [COLOURS["orange"], *[COLOURS["blue"]] * (len(names) - 1)]
    bars = axes.barh(places, losses, color=colours)
    labels = [
        say(f"{loss:,} 元 · {score} 分", f"{loss:,} yuan · {score} points")
        for loss, score in zip(losses, scores, strict=True)
    ]
    axes.bar_label(bars, labels, padding=4)
    most = max([*losses, 1000])
    axes.set_xlim(0, 1.8 * most)
    ticks(axes.xaxis, [0, most], ["0", f"{most:,}"])
    axes.set_xlabel(say("走掉的客户带走的（元）", "Lost with customers who left (yuan)"))
    ticks(axes.yaxis, places, list(names))
    return figure
