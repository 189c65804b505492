"""The service conversation of unit `maintenance`: what is said on both sides, and the customer's
mood as a picture.

The firm and its customers are invented.
"""

from collections.abc import Sequence

from matplotlib.axes import Axes

from keguan.figures.base import CourseFigure, factor_name, sheet, styled, ticks
from keguan.models import maintenance as models
from keguan.style import COLOURS, say

MARKERS = dict(zip(models.FACTORS, (("o", "blue"), ("s", "orange"), ("^", "green")), strict=True))

# --- names ----------------------------------------------------------------------------------------


def customer_name(customer: str) -> str:
    """Name of a type of customer in the current language."""
    return {
        "demanding": say("挑剔型客户", "Demanding customer"),
        "confused": say("困惑型客户", "Confused customer"),
        "agitated": say("激动型客户", "Agitated customer"),
    }[customer]


def contact_name(channel: str) -> str:
    """Name of the channel of a conversation in the current language."""
    return {"phone": say("电话", "Phone"), "chat": say("网上交谈", "Chat")}[channel]


def choice_name(choice: str) -> str:
    """Short name of something one may say, in the current language."""
    return {
        "listen": say("倾听", "listen"),
        "record": say("查记录", "look up"),
        "script": say("念话术", "script"),
        "ask": say("一次一问", "question"),
        "link": say("发链接", "send link"),
        "form": say("核对表格", "form"),
        "pause": say("先安抚", "soothe"),
        "callback": say("约回话", "call back"),
        "rules": say("讲规定", "quote rules"),
        "fix": say("马上办", "act now"),
        "track": say("看进度", "progress"),
        "sorry": say("只道歉", "sorry"),
        "transfer": say("转部门", "transfer"),
        "brief": say("看过记录", "briefed"),
        "repeat": say("重说一遍", "start over"),
        "confirm": say("确认", "confirm"),
        "note": say("发小结", "summary"),
        "revisit": say("约回访", "revisit"),
        "hurry": say("草草结束", "hurry"),
    }[choice]


def step_name(step: str) -> str:
    """What a step of the conversation is for, in the current language."""
    return {
        "open": say("第一步，接话", "Step 1, the opening"),
        "clarify": say("第二步，弄清需要", "Step 2, understanding the need"),
        "calm": say("客户快要走了，先稳住", "The customer is about to leave: calm first"),
        "solve": say("第三步，解决", "Step 3, the solution"),
        "again": say("换了一位同事接手", "A colleague takes over"),
        "close": say("第四步，收尾", "Step 4, the close"),
        "end": say("谈完了", "The conversation is over"),
        "left": say("客户走了", "The customer has left"),
    }[step]


# --- what is said ---------------------------------------------------------------------------------

# The customer's matter in pieces that the agent's sentences take up: (zh, en).
_MATTERS = {
    "demanding": {
        "matter": (
            "改签费的依据和到账时间",
            "the basis of the change fee and the date of the refund",
        ),
        "record": ("昨天 16:20 改签，扣了 320 元", "changed yesterday at 16:20, 320 yuan charged"),
        "question": (
            "您先要依据，还是先要到账时间？",
            "Shall I give you the basis first, or the date?",
        ),
        "solution": (
            "多收的 200 元退给您，今天 18 点前到账",
            "200 yuan too much come back to you by 18:00 today",
        ),
        "progress": ("每一步的时间和依据都在上面", "it has the time and the basis of every step"),
    },
    "confused": {
        "matter": (
            "票退了没有，钱在哪里",
            "whether the ticket is cancelled, and where the money is",
        ),
        "record": (
            "昨天下午申请退票，正在办",
            "you asked to cancel yesterday afternoon; it is in progress",
        ),
        "question": (
            "您现在的页面上，有没有“退票”两个字？",
            "Does your page show the word 'Cancel' now?",
        ),
        "solution": (
            "退票我替您提交，钱三天内回到原来的卡",
            "I submit it for you; the money is back on your card in three days",
        ),
        "progress": ("第三行写着“退款中”", "the third line says 'refund under way'"),
    },
    "agitated": {
        "matter": (
            "酒店说没有订单，孩子在等",
            "a hotel without your booking, and a child who is waiting",
        ),
        "record": ("今晚两间房，钱已经付了", "two rooms for tonight, already paid"),
        "question": (
            "您现在在酒店前台，还是在外面？",
            "Are you at the hotel desk now, or outside?",
        ),
        "solution": (
            "换到旁边同级的酒店，二十分钟内有车来接",
            "an equal hotel next door; a car is there within twenty minutes",
        ),
        "progress": ("酒店十五分钟内答复", "the hotel answers within fifteen minutes"),
    },
}


_OPENINGS = {
    "demanding": {
        "phone": (
            "改签扣了我 320 元，依据是哪一条？钱几点到账？请一次说清楚。",
            "You charged me 320 yuan for a change. By which rule? When do I get it back? Tell me "
            "once, clearly.",
        ),
        "chat": (
            "改签费 320 元：1. 依据？2. 几点退？请逐条回复。",
            "Change fee of 320 yuan: 1. by which rule? 2. refund when? Please answer both.",
        ),
    },
    "confused": {
        "phone": (
            "喂……我想退张票，点来点去，也不知道退了没有，钱去哪儿了呀？",
            "Hello ... I wanted to cancel a ticket. I clicked and clicked. Is it cancelled? Where "
            "is my money?",
        ),
        "chat": (
            "退票 不知道点到哪里去了 钱也没看到 怎么弄",
            "cancel ticket, don't know where I clicked, no money seen, what to do",
        ),
    },
    "agitated": {
        "phone": (
            "你们怎么回事！酒店说没有我的订单，孩子在大厅等了一个小时！",
            "What is this! The hotel has no booking for us, my child has waited in the lobby for "
            "an hour!",
        ),
        "chat": (
            "一个小时了！酒店没有订单！有人管吗！",
            "AN HOUR! No booking at the hotel! Is anybody there!",
        ),
    },
}


def opening(customer: str, channel: str) -> str:
    """The customer's first words in the current language."""
    return say(*_OPENINGS[customer][channel])


# What the agent says for each choice; {matter}, {record} ... are pieces of _MATTERS: (zh, en).
_SENTENCES = {
    "listen": (
        "您说，我在听。……您说的是{matter}，对吗？",
        "Please go on. ... It is about {matter}: is that right?",
    ),
    "record": ("我看到您的订单了：{record}。", "I see your order here: {record}."),
    "script": (
        "您好，很高兴为您服务，请问有什么可以帮您？",
        "Hello, it is a pleasure to serve you. How may I help you?",
    ),
    "ask": ("我一次只问一件事。{question}", "One question at a time. {question}"),
    "form": (
        "请先报身份证号、手机号、订单号、卡号后四位和邮箱。",
        "First your identity number, mobile, order number, last four card digits and e-mail, "
        "please.",
    ),
    "pause": (
        "等了这么久，换了谁都着急。我先不问别的，您说。",
        "Anybody would be upset after such a wait. I ask nothing now; please speak.",
    ),
    "rules": ("按规定，这种情况不是我们的责任。", "By the rules, this is not our responsibility."),
    "fix": ("我现在就办：{solution}。", "I do it right now: {solution}."),
    "sorry": (
        "实在对不起，给您添麻烦了，真的非常抱歉。",
        "I am so sorry for the trouble. Really, very sorry.",
    ),
    "transfer": (
        "这件事不归我管，我给您转到别的部门。",
        "This is not my department. I am putting you through.",
    ),
    "brief": (
        "我是接手的小林。前面的记录我看过了，您不用再说一遍。",
        "Lin here, taking over. I have read the notes; you need not say it again.",
    ),
    "repeat": (
        "我是接手的。什么事？请从头说一遍。",
        "I am taking over. What is it about? From the beginning, please.",
    ),
    "confirm": (
        "刚才说好的，我再讲一遍。……还有哪里不清楚？",
        "Let me say again what we agreed. ... Is anything still unclear?",
    ),
    "revisit": (
        "这件事由我负责，明天上午十点我再联系您。",
        "I am in charge of this. I shall contact you tomorrow at ten.",
    ),
    "hurry": (
        "没别的事了吧？那就这样，再见。",
        "Nothing else, is there? That is it, then. Goodbye.",
    ),
}
# The choices that are put differently by phone and by chat.
_CHANNEL_SENTENCES = {
    "link": {
        "phone": (
            "图文说明的链接发到您手机上了，您照着看。",
            "I have sent a link with pictures to your phone; please follow it.",
        ),
        "chat": (
            "这是图文说明的链接，您照着看。",
            "Here is a link with pictures; please follow it.",
        ),
    },
    "callback": {
        "phone": (
            "十分钟内，主管给您回电话。",
            "My supervisor calls you back within ten minutes.",
        ),
        "chat": (
            "十分钟内，主管在这个窗口回复您。",
            "My supervisor answers you here within ten minutes.",
        ),
    },
    "track": {
        "phone": (
            "处理进度我念给您听：{progress}。",
            "Let me read you the progress: {progress}.",
        ),
        "chat": ("处理进度发给您看：{progress}。", "Here is the progress: {progress}."),
    },
    "note": {
        "phone": (
            "刚才说的，我写成短信发给您，您留着。",
            "I am sending you all this in a text message, for you to keep.",
        ),
        "chat": (
            "刚才说的，我写成一条小结发给您，您留着。",
            "I am sending you all this in one summary, for you to keep.",
        ),
    },
}


def sentence(choice: str, customer: str, channel: str) -> str:
    """What the agent says for a choice, in the current language."""
    both = _SENTENCES.get(choice) or _CHANNEL_SENTENCES[choice][channel]
    pieces = {name: say(*pair) for name, pair in _MATTERS[customer].items()}
    return say(*both).format(**pieces)


_REPLIES = {
    ("demanding", "open"): {
        "up": ("对，就是这件事。继续。", "Right, that is it. Go on."),
        "down": ("客套话就免了，直接说事。", "Spare me the phrases. To the point."),
    },
    ("demanding", "clarify"): {
        "up": ("好，条理清楚。", "Good, that is well ordered."),
        "same": ("先说依据。", "The basis first."),
        "down": ("这些你们系统里都有，为什么还要问我？", "Your system has all that. Why ask me?"),
    },
    ("demanding", "calm"): {"up": ("行，我再给你们一次机会。", "All right, one more chance.")},
    ("demanding", "solve"): {
        "up": ("有时间、有数字，这才像话。", "A time and a figure. That is how it should be."),
        "down": ("我要的是结果，不是这个。", "I want a result, not this."),
    },
    ("demanding", "again"): {
        "up": ("看过就好，省得我再说。", "You have read it. That saves me the trouble."),
        "down": (
            "又说一遍？你们内部不沟通吗？",
            "All over again? Do you people not talk to each other?",
        ),
    },
    ("demanding", "close"): {
        "up": ("可以，有凭有据，我放心。", "Fine. Something to go by."),
        "same": ("知道了。", "Noted."),
        "down": ("这就打发我了？", "Is that all you have for me?"),
    },
    ("confused", "open"): {
        "up": (
            "对对，就是这个意思，你听明白了。",
            "Yes, yes, that is what I mean. You understood.",
        ),
        "same": ("哦……那我该怎么办呢？", "Oh ... and what do I do now?"),
    },
    ("confused", "clarify"): {
        "up": ("哦，有了，我看到了。", "Oh, there it is. I can see it."),
        "down": ("太多了，我跟不上……", "That is too much, I cannot follow ..."),
    },
    ("confused", "calm"): {
        "up": ("好的好的，那我不急了。", "All right, then I do not worry so much.")
    },
    ("confused", "solve"): {
        "up": ("这样就行了？那太好了。", "And that is all? That is good."),
        "same": ("嗯……我还是没太明白。", "Hm ... I still do not quite see."),
        "down": (
            "又要换人啊？我刚听懂一点。",
            "Somebody else again? I had just begun to understand.",
        ),
    },
    ("confused", "again"): {
        "up": ("哎，你都知道了，那好。", "Oh, you know it all already. Good."),
        "down": ("还要从头说？我说不清楚了……", "From the beginning? I cannot explain it again ..."),
    },
    ("confused", "close"): {
        "up": ("这下清楚了，谢谢你。", "Now it is clear. Thank you."),
        "same": ("明天啊……好吧。", "Tomorrow ... well, all right."),
        "down": ("哎，我还没问完呢……", "Oh, but I have not finished asking ..."),
    },
    ("agitated", "open"): {
        "up": ("总算有人管了。你说，怎么办？", "Somebody at last. So what happens now?"),
        "down": ("少来这一套！", "Do not give me that!"),
    },
    ("agitated", "clarify"): {
        "up": ("我就在前台，你快点。", "I am at the desk. Please be quick."),
        "same": ("看到了，然后呢？", "I see it. And then?"),
        "down": ("我急成这样，你还让我弄这些！", "I am in this state, and you want me to do that!"),
    },
    ("agitated", "calm"): {
        "up": ("……好，我等着。孩子都累坏了。", "... All right, I wait. The child is worn out.")
    },
    ("agitated", "solve"): {
        "up": ("那快办，我等着。", "Then do it quickly, I am waiting."),
        "same": ("光说这个有什么用？", "What use is that to me?"),
        "down": ("又推给别人！", "Passing it on again!"),
    },
    ("agitated", "again"): {
        "up": ("好，你知道情况就行。", "Good, so you know what it is about."),
        "down": ("我都说了几遍了！", "How many times have I told you!"),
    },
    ("agitated", "close"): {
        "up": ("行，我记住你了，别再出错。", "All right. I shall remember you. No more mistakes."),
        "same": ("嗯，知道了。", "Yes, all right."),
        "down": ("你就这么急着挂？", "In such a hurry to be rid of me?"),
    },
}
_FAREWELLS = {
    "demanding": ("不必说了，我去投诉。", "Enough. I am going to complain."),
    "confused": ("算了算了，我不弄了。", "Never mind, I give up."),
    "agitated": ("不跟你说了！", "I am done with you!"),
}


def reply(customer: str, step: str, before: int, after: int) -> str:
    """The customer's answer at a step, by how the mood (0-10) moved.

    Without any mood left it is the farewell.
    """
    if after == 0:
        return say(*_FAREWELLS[customer])
    return say(*_REPLIES[customer, step][_direction(before, after)])


def _direction(before: int, after: int) -> str:
    """The key of _REPLIES for a change of mood."""
    if after > before:
        return "up"
    return "down" if after < before else "same"


# Why each choice works or does not: (zh, en).
_REASONS = {
    "listen": (
        "先听完，再用自己的话复述，客户就知道你懂了。",
        "Listening and saying it back shows that you have understood.",
    ),
    "record": (
        "客户不用再报一遍订单，省时间；但数据代替不了安慰。",
        "Nobody has to repeat the order; but data do not comfort.",
    ),
    "script": ("照念的话谁都听得出来。", "Everybody hears when a text is read out."),
    "ask": (
        "一次一个问题，不明白的人跟得上。",
        "One question at a time lets the confused keep up.",
    ),
    "form": ("为流程方便，让客户受累。", "The process is served, the customer is not."),
    "pause": ("先管情绪，再管事情。", "First the feelings, then the facts."),
    "callback": (
        "约定谁、几点回话，比“请稍等”可靠。",
        "A name and a time are worth more than 'one moment'.",
    ),
    "rules": (
        "客户问怎么办，不是问谁的错。",
        "The customer asks what to do, not whose fault it is.",
    ),
    "fix": ("做什么、谁来做、几点做完，一句话说清。", "What, who and by when, in one sentence."),
    "track": (
        "进度看得见，客户自己能核对；可是还得有人讲解。",
        "Progress one can check is convincing, if somebody explains it.",
    ),
    "sorry": ("道歉不能代替解决。", "An apology is no solution."),
    "transfer": ("每转一次，客户就凉一截。", "Each transfer cools the customer."),
    "brief": (
        "记录跟着客户走，客户就不用重说。",
        "When the notes travel, the customer need not.",
    ),
    "repeat": (
        "让客户重说，是流程没接上。",
        "Saying it all again means that the process has a gap.",
    ),
    "confirm": (
        "再确认一遍，漏掉的就问出来了。",
        "Going over it once more brings out what was missed.",
    ),
    "note": ("写下来，双方都有凭据。", "In writing, both sides have something to go by."),
    "revisit": (
        "有人负责，有时间，这件事才算完。",
        "With a person and a date the matter has an end.",
    ),
    "hurry": ("最后一句不耐烦，前面的都白做。", "An impatient last word undoes all before it."),
}
_LINK_REASONS = {
    "phone": (
        "打着电话看链接，顾得上看就顾不上听。",
        "Nobody can follow a link and listen at the same time.",
    ),
    "chat": (
        "看着屏幕，图比话清楚；只是心急的人没空看。",
        "On a screen, pictures are clearer than words; the upset have no time.",
    ),
}


def reason(choice: str, channel: str) -> str:
    """One sentence on why a choice works or does not, in the current language."""
    return say(*(_LINK_REASONS[channel] if choice == "link" else _REASONS[choice]))


# --- the picture ----------------------------------------------------------------------------------


@styled
def mood(
    customer: str = "agitated", channel: str = "phone", path: Sequence[str] = ()
) -> CourseFigure:
    """The customer's mood after each choice, with the factor that each relied on as a marker with
    its name.

    path: choices as models.talk takes them.
    """
    found = models.talk(customer, channel, path)
    figure, axes = sheet(
        _finding(customer, channel, found), left=0.10, bottom=0.25, width=0.875, height=0.58
    )
    last = max(4, len(path))
    axes.axhspan(-1, models.CALM, color=COLOURS["grey"], alpha=0.15, linewidth=0)
    axes.axhline(models.CONTENT, color=COLOURS["black"], linewidth=1.2, linestyle="--")
    axes.text(-0.35, models.CONTENT + 0.1, say("满意线", "content"), va="bottom", fontsize=12)
    axes.text(-0.35, 0.2, say("快要走了", "about to leave"), va="bottom", fontsize=12)
    _moods(axes, found)
    axes.set(xlim=(-0.4, last + 0.5), ylim=(-0.7, 10.7))
    ticks(axes.yaxis, (0, 2, 6, 10))
    # Names on two heights: side by side they would touch in a long conversation.
    names = [("\n" if place % 2 else "") + choice_name(choice) for place, choice in enumerate(path)]
    ticks(axes.xaxis, range(last + 1), [say("开头", "start"), *names, *[""] * (last - len(path))])
    axes.set_ylabel(say("情绪（分）", "Mood (points)"))
    figure.legend(
        loc="lower center",
        bbox_to_anchor=(0.5, 0.0),
        ncols=4,
        handletextpad=0.2,
        columnspacing=1.2,
        fontsize=12,
    )
    return figure


def _moods(axes: Axes, found: models.Talk) -> None:
    """The line of the moods, and on it a marker for each choice by its factor."""
    black = COLOURS["black"]
    axes.plot(range(len(found.moods)), found.moods, color=black, linewidth=2)
    axes.plot([0], found.moods[:1], "D", color=black, markersize=10, label=say("开始", "start"))
    for factor, (marker, colour) in MARKERS.items():
        places = [place for place, used in enumerate(found.factors, start=1) if used == factor]
        axes.plot(
            places,
            [found.moods[place] for place in places],
            marker,
            color=COLOURS[colour],
            markersize=13,
            label=factor_name(factor),
        )


def _finding(customer: str, channel: str, found: models.Talk) -> str:
    contact = contact_name(channel).lower()
    who = customer_name(customer) + say(f"（{contact}）", f" ({contact})")
    if not found.factors:
        return say(f"{who}：开始时情绪 {found.mood} 分", f"{who}: mood {found.mood} at the start")
    state = _state(found)
    count = len(set(found.factors))
    return say(
        f"{who}：情绪 {found.moods[0]} → {found.mood} 分，用了 {count} 种因素，{state}",
        f"{who}: mood {found.moods[0]} → {found.mood}, {count} factor{'s' * (count > 1)}, {state}",
    )


def _state(found: models.Talk) -> str:
    """How far a conversation has come, in a few words."""
    if found.step == "left":
        return say("客户走了", "left")
    if found.step != "end":
        return say("还没谈完", "not over")
    return say("问题解决了", "resolved") if found.resolved else say("没有解决", "not resolved")
