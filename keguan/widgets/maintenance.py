"""Labs of unit `maintenance`: the channel planner, the care cadence, the three-factor chain, the
service desk, a conversation.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

import ipywidgets
import numpy as np

from keguan.figures import conversation
from keguan.figures import maintenance as figures
from keguan.figures.base import factor_word, money, percent
from keguan.models import maintenance as models
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, decimal, status_line, whole

# --- W4.1 the channel planner ---------------------------------------------------------------------


def planner_lab() -> Lab:
    """W4.1: which channel for which tier, when money and patience are short."""
    controls = {
        "budget": whole(say("每周预算（元）", "Budget a week (yuan)"), 20_000, 0, 40_000, 500),
        "key": whole(say("关键客户 %", "Key customers %"), 20, 5, 40),
        "ordinary": whole(say("普通客户 %", "Ordinary customers %"), 30, 10, 50),
        "limit": whole(say("每人每周最多联系几次", "Contacts a week at most"), 3, 0, 4),
        "face": whole(
            say("上门一次（元）", "One visit (yuan)"),
            int(models.CHANNELS.loc["face", "cost"]),
            20,
            200,
            10,
        ),
        "phone": whole(
            say("电话一次（元）", "One call (yuan)"),
            int(models.CHANNELS.loc["phone", "cost"]),
            1,
            30,
        ),
    }
    return Lab(_planner_guess(), controls, _draw_planner, _planner_question())


def _planner_guess() -> Choice:
    cover = models.plan_channels(1_000_000).cover.loc["face"]
    reached = [tier for tier in models.TIERS if cover[tier] > 0]
    options: tuple[list[str], ...] = (["key"], ["key", "ordinary"], list(models.TIERS), [])
    return Choice(
        say(
            "上门面谈一次 80 元。就算钱够用，哪些客户值得每周上门？",
            "A visit costs 80 yuan. Even with money enough, which customers are worth a visit a "
            "week?",
        ),
        (
            say("只有关键客户", "key customers only"),
            say("关键客户和普通客户", "key and ordinary"),
            say("所有客户", "all of them"),
            say("都不值得", "none"),
        ),
        options.index(reached),
        say(
            f"关键客户完全响应一周值 {models.VALUES['key']:.0f} 元，普通客户 "
            f"{models.VALUES['ordinary']:.0f} 元，小客户 {models.VALUES['small']:.0f} 元："
            "别人带来的抵不上 80 元。",
            f"A full response is worth {models.VALUES['key']:.0f} yuan a week from a key "
            f"customer, {models.VALUES['ordinary']:.0f} from an ordinary, "
            f"{models.VALUES['small']:.0f} from a small one.",
        ),
    )


def _planner_question() -> Choice:
    small = models.plan_channels(1_000_000).cover["small"]
    options = (set(models.NONPERSONAL), {"phone"}, {"email"}, set(models.CHANNELS.index))
    return Choice(
        say(
            "把预算加到最大。小客户靠哪些渠道？",
            "Raise the budget to the end. Which channels carry the small customers?",
        ),
        (
            say("媒体、环境、事件", "media, environment, events"),
            say("电话", "the telephone"),
            say("电子邮件", "e-mail"),
            say("七种都用", "all seven"),
        ),
        options.index({channel for channel in small.index if small[channel] > 0}),
        say(
            "非人员渠道对每个人的花费很小。电子邮件也便宜，可是太浅，对小客户抵不上成本。",
            "Non-personal channels cost little per customer. E-mail is cheap too, but so shallow "
            "that with small customers it does not pay.",
        ),
    )


def _draw_planner(budget: int, key: int, ordinary: int, limit: int, face: int, phone: int) -> Drawn:
    small = 100 - key - ordinary
    counts = dict(zip(models.TIERS, (10 * key, 10 * ordinary, 10 * small), strict=True))
    channels = models.CHANNELS.copy()
    channels.loc["face", "cost"] = face
    channels.loc["phone", "cost"] = phone
    plan = models.plan_channels(budget, counts, limit, channels)
    if plan.steps.empty:
        return figures.planner(plan, counts, channels), say(
            "没有钱，就没有联系。把预算往右拉。",
            "No money, no contact. Move the budget to the right.",
        )
    last = plan.steps.iloc[-1]
    name = figures.channel_name(last["channel"])
    who = figures.tier_name(last["tier"])
    rate = last["value"] / last["cost"]
    spare = budget - plan.spend
    rest = say("钱正好花完。", "All the money is spent.")
    if spare >= 1:
        rest = say(
            f"还有 {money(spare)}花不出去：剩下的联系抵不上成本。",
            f"{money(spare)} stay unspent: no other contact is worth its cost.",
        )
    return figures.planner(plan, counts, channels), say(
        f"最后买的是“{name}”给{who}，每花 1 元带来 {rate:.1f} 元。{rest}",
        f"The last step buys '{name}' for {who.lower()} customers, {rate:.1f} yuan for each yuan. "
        f"{rest}",
    )


# --- W4.2 the care cadence ------------------------------------------------------------------------


def cadence_lab() -> Lab:
    """W4.2: how many contacts a month are best, and when none is."""
    controls = {
        "f": whole(say("每月联系几次 f", "Contacts a month, f"), 6, 0, 12),
        "fatigue": decimal(
            say("疲劳点 f0（次）", "Fatigue f0 (contacts)"), models.FATIGUE, 2, 8, 0.5, 1
        ),
        "gain": decimal(say("一次联系的好处 a（元）", "Gain a (yuan)"), models.GAIN, 0, 20, 0.5, 1),
        "cost": decimal(
            say("一次联系的成本 c（元）", "Cost c (yuan)"), models.CONTACT_COST, 0, 12, 0.5, 1
        ),
        "value": whole(say("退订损失（元/人）", "Lost with an opt-out (yuan)"), 0, 0, 1000, 50),
    }
    best = models.best_contacts()
    guess = Choice(
        say(
            "联系得多，客户会烦：疲劳点 f0 = 4 次，一次的好处 10 元，成本 1 元。每月联系几次最好？",
            "Too many contacts tire a customer: f0 = 4, a gain of 10 yuan, a cost of 1 yuan. How "
            "many a month are best?",
        ),
        ("1.6", f"{best:.1f}", "4.0", "8.0"),
        1,
        say(
            f"{best:.1f} 次。好处在 4 次时最高，可是每次都要成本，所以最好的点更早。",
            f"{best:.1f}. The benefit is highest at 4, but each contact costs, so the best comes "
            "earlier.",
        ),
    )
    return Lab(guess, controls, _draw_cadence, _cadence_question(), before={"fatigue": 6.0})


def _cadence_question() -> Choice:
    best = models.best_contacts(gain=0.5, cost=1.0)
    options = (0.0, 1.0, 4.0)
    return Choice(
        say(
            "一次联系的好处 a 只有 0.5 元，成本 c 是 1 元。每月联系几次最好？",
            "The gain a is only 0.5 yuan, the cost c 1 yuan. How many contacts a month are best?",
        ),
        (say("不联系", "none"), say("1 次", "one"), say("4 次", "four")),
        options.index(best),
        say(
            "好处还不如成本，联系一次亏一次。先把内容做好，再谈次数。",
            "Each contact costs more than it brings. Better content first, then more contacts.",
        ),
    )


def _draw_cadence(f: int, fatigue: float, gain: float, cost: float, value: int) -> Drawn:
    best = models.best_contacts(gain, cost, fatigue, value)
    gap = float(
        models.care_net(best, gain, cost, fatigue, value)
        - models.care_net(f, gain, cost, fatigue, value)
    )
    kept = float((1 - models.opt_out(f, fatigue)) ** 12)
    return figures.cadence(f, gain, cost, fatigue, float(value)), say(
        f"比最好的次数每人每月少得 {gap:.1f} 元；这样联系一年，没有退订的客户有 "
        f"{percent(kept, 0)}。退订曲线越往右越陡。",
        f"{gap:.1f} yuan per customer and month less than the best; after a year of this "
        f"{percent(kept, 0)} have not opted out. The opt-out curve grows steeper to the right.",
    )


# --- W4.3 the three-factor chain ------------------------------------------------------------------


def chain_lab() -> Lab:
    """W4.3: employee, technology and process multiply, so the weakest link rules."""
    names = {factor: figures.factor_name(factor) for factor in models.FACTORS}
    start = dict(zip(models.FACTORS, (8, 2, 4), strict=True))
    added = dict(zip(models.FACTORS, (20, 0, 0), strict=True))
    controls = {
        f"start_{factor}": whole(
            say(f"原来：{name}", f"At the start: {name}"), start[factor], 0, 20
        )
        for factor, name in names.items()
    }
    controls |= {
        factor: whole(say(f"加上：{name}", f"Added: {name}"), added[factor], 0, 40)
        for factor, name in names.items()
    }
    splits = ((60, 0, 0), (50, 5, 5), (20, 20, 20), (30, 30, 0))
    effects = [models.chain(*split) for split in splits]
    best = int(np.argmax(effects))
    guess = Choice(
        say(
            "一共 60 点，分给员工、信息技术、流程。哪种分法效果最好？",
            "Sixty points for employee, technology and process. Which split works best?",
        ),
        tuple("/".join(map(str, split)) for split in splits),
        best,
        say(
            f"{effects[2]:.3f}；50/5/5 只有 {effects[1]:.3f}，全给员工是 {effects[0]:.0f}："
            "三个因素相乘，缺一个就全没有。",
            f"{effects[2]:.3f}; 50/5/5 gives {effects[1]:.3f}, all for the employee "
            f"{effects[0]:.0f}: the factors multiply, none can be missing.",
        ),
    )
    return Lab(guess, controls, _draw_chain, _chain_question())


def _chain_question() -> Choice:
    start = (8, 2, 4)
    splits = ((20, 0, 0), (7, 7, 6), models.best_addition(start, 20))
    effects = [models.chain(*np.add(start, split)) for split in splits]
    return Choice(
        say(
            "员工 8、信息技术 2、流程 4，再加 20 点。加在哪里效果最好？",
            "Employee 8, technology 2, process 4, and 20 points to add. Where?",
        ),
        (*("/".join(map(str, split)) for split in splits),),
        int(np.argmax(effects)),
        say(
            "、".join(f"{effect:.3f}" for effect in effects) + "：先补最弱的一环。",
            ", ".join(f"{effect:.3f}" for effect in effects)
            + ": strengthen the weakest link first.",
        ),
    )


def _draw_chain(
    start_employee: int,
    start_technology: int,
    start_process: int,
    employee: int,
    technology: int,
    process: int,
) -> Drawn:
    start = (start_employee, start_technology, start_process)
    added = (employee, technology, process)
    levels = np.add(start, added)
    weak = [factor_word(factor) for factor in models.weakest(*levels)]
    steps = zip(models.FACTORS, np.eye(3, dtype=int), strict=True)
    gains = {
        factor_word(factor): models.chain(*(levels + step)) - models.chain(*levels)
        for factor, step in steps
    }
    low = say("、", ", ").join(weak)
    words = say(
        f"加了 {sum(added)} 点，最弱的是{low}。",
        f"{sum(added)} points added; weakest: {low}. ",
    )
    return figures.chain(start, added), words + _next_point(gains)


def _next_point(gains: dict[str, float]) -> str:
    """Where one point more does most. gains: by factor; several may be alike, or all be nothing."""
    most = max(gains.values())
    best = say("、", ", ").join(name for name, gain in gains.items() if gain > most - 5e-7)
    if most < 5e-4:
        return say(
            "再加 1 点，加在哪里效果都差不多是 0：先把缺的几环一起补上。",
            "One point more does next to nothing anywhere: mend the missing links together first.",
        )
    return say(
        f"再加 1 点，加在{best}最有用：效果 +{most:.3f}。",
        f"One point more does most for {best}: +{most:.3f}.",
    )


# --- the service desk -----------------------------------------------------------------------------


def desk_lab() -> Lab:
    """A service desk staffed hour by hour: Erlang C, published service levels, and the queue of one
    simulated day.
    """
    controls = {
        f"h{hour}": whole(say(f"{hour} 点", f"{hour}:00"), 42, 20, 70) for hour in models.HOURS
    }
    for control in controls.values():  # two hours a line
        control.add_class("keguan-half")
    controls["handling"] = whole(
        say("一通电话（秒）", "One call (seconds)"), int(models.HANDLING), 120, 360, 10
    )
    controls["rush"] = whole(
        say("来电量（平日 = 100）", "Calls (usual day = 100)"), 100, 40, 160, 10
    )
    controls["seed"] = whole(say("换一天", "Another day"), 0, 0, 9)
    return Lab(_desk_guess(), controls, _draw_desk, _desk_question())


def _desk_guess() -> Choice:
    need = models.agents_needed(600, 0.80)
    load = models.service(600, 1).load
    options = (30, int(load), need, 80)
    return Choice(
        say(
            "一小时 600 通电话，每通 4 分钟。要让八成的人在 20 秒内有人接，要几位客服？",
            "Six hundred calls an hour, four minutes each. How many agents answer 80% of them "
            "within 20 seconds?",
        ),
        tuple(map(str, options)),
        options.index(need),
        say(
            f"{need} 位，{percent(models.service(600, need).level)} 及时接起。{load:.0f} "
            "位正好把活干完，可是电话来得不均匀，队伍会越排越长。"
            "下面每个钟点的滑块是那一小时的客服人数。",
            f"{need}: {percent(models.service(600, need).level)} in time. {load:.0f} could just "
            "do the work, but calls come unevenly and the queue never ends. Sliders: agents.",
        ),
    )


def _desk_question() -> Choice:
    more = models.agents_needed(600, models.PUBLISHED["C19"]) - models.agents_needed(600, 0.80)
    options = (more, 2 * more, 5 * more)
    return Choice(
        say(
            "还是一小时 600 通。从八成提高到 95%（公开的说法 C19），要再加几位客服？",
            "The same 600 calls. From 80% to 95% (the published claim C19): how many more agents?",
        ),
        tuple(say(f"{number} 位", str(number)) for number in options),
        0,
        say(
            f"{more} 位就够：从 {models.agents_needed(600, 0.80)} 位加到 "
            f"{models.agents_needed(600, 0.95)} 位，"
            f"{percent(models.service(600, models.agents_needed(600, 0.95)).level)} 及时接起。"
            "临近超载时，多一两位就差很多。",
            f"{more}: from {models.agents_needed(600, 0.80)} to {models.agents_needed(600, 0.95)} "
            f"agents, {percent(models.service(600, models.agents_needed(600, 0.95)).level)} in "
            "time. Near overload one or two agents change much.",
        ),
    )


def _draw_desk(handling: int, rush: int, seed: int, **hours: int) -> Drawn:
    agents = list(hours.values())
    calls = [round(n * rush / 100) for n in models.CALLS]
    day = models.desk_day(agents, calls, handling)
    offered = sum(calls) / np.mean(agents)
    most = 3600 * len(calls) / handling
    (low, high) = models.USUAL_CALLS
    over = [f"{hour}:00" for hour in day.loc[day["level"] == 0, "hour"]]
    spill = ""
    if over:
        spill = say(
            f"{'、'.join(over)} 超载，没接完的留到下一个小时。",
            f"Overloaded from {', '.join(over)}: the queue is carried into the next hour. ",
        )
    return figures.desk(agents, calls, handling, seed=seed), spill + say(
        f"共 {sum(agents)} 个工时，平均每位客服 8 小时分到 {offered:.0f} 通，最多接得了 "
        f"{most:.0f} 通；公开报道是平日接 {low}–{high} 通，高峰约 {models.RUSH_CALLS} 通（C17）。"
        "虚线是公开的 90%（C18）和 95%（C19）；来电是模拟的。",
        f"{sum(agents)} agent-hours; {offered:.0f} calls an agent in 8 hours, who can take "
        f"{most:.0f} at most; reported: {low}–{high} on a usual day, about "
        f"{models.RUSH_CALLS} in the rush (C17). Dashed: the published 90% (C18) and 95% (C19); "
        "the calls are simulated.",
    )


# --- the conversation -----------------------------------------------------------------------------


class TalkLab(Lab):
    """A conversation: every choice is a button; `path` is what was chosen, `typed` the same as
    text, to copy or to replay.
    """

    def __init__(self) -> None:
        self.path: tuple[str, ...] = ()
        controls = {
            "customer": _buttons(
                say("客户", "Customer"),
                {conversation.customer_name(one): one for one in models.CUSTOMERS},
                "agitated",
            ),
            "channel": _buttons(
                say("渠道", "Channel"),
                {conversation.contact_name(one): one for one in models.CONTACTS},
                "phone",
            ),
        }
        # before the lab's own: the picture is to show the new conversation
        for control in controls.values():
            control.observe(lambda _: self._go(()), names="value")
        super().__init__(_talk_guess(), controls, self._draw_talk, _talk_question())
        self.transcript = ipywidgets.HTML()
        self.transcript.add_class("keguan-heard")
        self.path_verdict = ipywidgets.HTML()
        self._add_buttons()
        self.side.children = (
            *controls.values(),
            self.transcript,
            *self.says,
            ipywidgets.HBox([self.back, self.again]),
            self.typed,
            self.path_verdict,
        )
        self._go(())

    def _add_buttons(self) -> None:
        """A button for each sentence, two to go back, and the path as text."""
        self.says = [ipywidgets.Button() for _ in range(4)]
        for button in self.says:
            button.add_class("keguan-say")
            button.on_click(self._on_say)
        self.back = ipywidgets.Button(description=say("退一句", "Take back"))
        self.again = ipywidgets.Button(description=say("从头再来", "Start again"))
        self.back.on_click(lambda _: self._move(self.path[:-1]))
        self.again.on_click(lambda _: self._move(()))
        self.typed = ipywidgets.Text(
            description=say("对话记录 path", "The path"), continuous_update=False
        )
        self.typed.observe(self._on_typed, names="value")

    def _go(self, path: Sequence[str]) -> None:
        """Show the conversation of a path; the picture is drawn by whoever calls."""
        self.path = tuple(path)
        customer, channel = self.values().values()
        choices = models.talk_choices(customer, channel, self.path)
        self.back.disabled = self.again.disabled = not self.path
        sentences = [conversation.sentence(choice, customer, channel) for choice in choices]
        sentences += [""] * (len(self.says) - len(sentences))
        self.transcript.value = _transcript(customer, channel, self.path)
        # The first sentence last: once it is there, so is everything that Tab leads to.
        for button, text in reversed(list(zip(self.says, sentences, strict=True))):
            button.layout.display = "" if text else "none"
            button.description = text
        self.path_verdict.value = ""
        self.typed.value = str(list(self.path))

    def _choices(self, path: Sequence[str]) -> tuple[str, ...]:
        """What may be said after a path to the customer that is chosen."""
        customer, channel = self.values().values()
        return models.talk_choices(customer, channel, path)

    def _move(self, path: Sequence[str]) -> None:
        """Put the keyboard where the next choice will be and go on to a path.

        The focus goes first. A browser takes it away from a button that is hidden or disabled, and
        a message that arrives after the new sentences would take it away from a student who has
        moved on to one of them.
        """
        # not on what would wipe the path out
        target = self.says[0] if self._choices(path) else self.back
        # what cannot be seen or used cannot get the focus
        target.disabled = False
        target.layout.display = ""
        target.focus()
        self._go(path)
        self._refresh()

    def _on_say(self, button: ipywidgets.Button) -> None:
        choices = self._choices(self.path)
        self._move((*self.path, choices[self.says.index(button)]))

    def _on_typed(self, _change: object) -> None:
        """Replay what was typed or pasted, as far as it is possible; say where it is not."""
        wanted = re.findall(r"[a-z]+", self.typed.value.lower())
        if wanted == list(self.path):
            return
        for place, choice in enumerate(wanted):
            choices = self._choices(wanted[:place])
            if choice not in choices:
                self.path_verdict.value = status_line(_impossible(place + 1, choice, choices))
                return
        self._go(wanted)
        self._refresh()

    def _draw_talk(self, customer: str, channel: str) -> Drawn:
        figure = conversation.mood(customer, channel, self.path)
        if not self.path:
            return figure, say(
                "客户在等你开口。在上面选一句话，看看情绪怎么变。",
                "The customer is waiting for your first words. Choose a sentence above and watch "
                "the mood.",
            )
        found = models.talk(customer, channel, self.path)
        choice = self.path[-1]
        change = f"{found.moods[-1] - found.moods[-2]:+d}".replace("-", "−")
        return figure, say(
            f"“{conversation.choice_name(choice)}”靠的是{factor_word(found.factors[-1])}，"
            f"情绪 {change}，现在 {found.mood} 分。",
            f"'{conversation.choice_name(choice).capitalize()}' relies on the "
            f"{factor_word(found.factors[-1])}. Mood {change}, now {found.mood}. ",
        ) + conversation.reason(choice, channel) + _outcome(found)


def talk_lab() -> TalkLab:
    """A service conversation with three types of customers by phone and by chat: what to say, and
    which factor it relies on.
    """
    return TalkLab()


def _buttons(name: str, options: dict, value: str) -> ipywidgets.RadioButtons:
    """Radio buttons of {shown text: value} in a row: Tab and Space, because the notebook takes a
    drop-down's arrow keys away.
    """
    return ipywidgets.RadioButtons(
        options=list(options.items()),
        value=value,
        description=name,
        orientation="horizontal",
    )


def _impossible(place: int, choice: str, choices: Sequence[str]) -> str:
    if not choices:
        return say(
            f"path：第 {place} 句 {choice} 多了，对话已经结束，请删掉。",
            f"path: choice {place}, {choice}, comes after the end; delete it.",
        )
    return say(
        f"path：第 {place} 句不能是 {choice}，这里可以写 {'、'.join(choices)}。",
        f"path: choice {place} cannot be {choice}; here you may write {', '.join(choices)}.",
    )


def _transcript(customer: str, channel: str, path: Sequence[str]) -> str:
    """The conversation so far as a list, and below it what the next step is for."""
    found = models.talk(customer, channel, path)
    mine = say("你", "You")
    theirs = say("客户", "Customer")
    start = say(f"情绪 {found.moods[0]}", f"mood {found.moods[0]}")
    rows = [_row(theirs, conversation.opening(customer, channel), start)]
    for place, choice in enumerate(path):
        before, after = found.moods[place : place + 2]
        step = models.talk(customer, channel, path[:place]).step
        said = conversation.sentence(choice, customer, channel)
        reply = conversation.reply(customer, step, before, after)
        change = say(f"情绪 {before} → {after}", f"mood {before} → {after}")
        rows.append(_row(mine, said, factor_word(found.factors[place])))
        rows.append(_row(theirs, reply, change))
    head = conversation.step_name(found.step)
    if found.step not in ("end", "left"):
        head += say("：你说哪一句？", ": what do you say?")
    return f'<ol class="keguan-talk">{"".join(rows)}</ol><p><b>{head}</b></p>'


def _row(who: str, text: str, mark: str) -> str:
    """A sentence of the conversation; `mark` stands behind it in brackets."""
    colon = say("：", ": ")
    return f"<li><b>{who}{colon}</b>{html.escape(text)} <i>[{mark}]</i></li>"


def _outcome(found: models.Talk) -> str:
    if found.step == "left":
        return say("客户走了，问题没有解决。", " The customer has left; nothing is resolved.")
    if found.step != "end":
        return ""
    if found.resolved:
        used = len(set(found.factors))
        return say(
            f"问题解决了，客户也满意，三个因素用了 {used} 个。",
            f" Resolved, and the customer is content; {used} of the three factors used.",
        )
    if not found.solved:
        return say(
            "没有拿出办法，问题还在。", " No solution was offered, so the problem is still there."
        )
    return say(
        f"办法有了，可是情绪不到 {models.CONTENT} 分，客户不满意。",
        f" There is a solution, but the mood is below {models.CONTENT}: the customer is not "
        "content.",
    )


def _talk_guess() -> Choice:
    choices = models.talk_choices("agitated", "phone")
    moods = [models.talk("agitated", "phone", [choice]).mood for choice in choices]
    best = int(np.argmax(moods))
    return Choice(
        say(
            "激动型客户打来电话。第一句说什么，情绪回升最多？",
            "An agitated customer calls. Which first words lift the mood most?",
        ),
        tuple(conversation.sentence(choice, "agitated", "phone") for choice in choices),
        best,
        say(
            f"“{conversation.choice_name(choices[best])}”让情绪从 {models.MOODS['agitated']} 升到 "
            f"{moods[best]}。换一种客户，答案会变。",
            f"'{conversation.choice_name(choices[best]).capitalize()}' lifts it from "
            f"{models.MOODS['agitated']} to {moods[best]}. With another customer the answer "
            "changes.",
        ),
    )


def _talk_question() -> Choice:
    phone, chat = (
        models.talk("confused", channel, ["listen", "link"]).moods for channel in ("phone", "chat")
    )
    up = (phone[-1] > phone[-2], chat[-1] > chat[-2])
    options = ((False, True), (True, False), (True, True))
    return Choice(
        say(
            "困惑型客户：先倾听，再发图文链接。情绪会升吗？",
            "A confused customer: listen first, then send the link. Does the mood rise?",
        ),
        (
            say("网上交谈时升，打电话时降", "in chat yes, by phone no"),
            say("打电话时升，网上交谈时降", "by phone yes, in chat no"),
            say("都升", "both times"),
        ),
        options.index(up),
        say(
            f"网上交谈从 {chat[-2]} 到 {chat[-1]}，电话从 {phone[-2]} 到 {phone[-1]}：同一句话，"
            "渠道不对就帮倒忙。",
            f"Chat {chat[-2]} to {chat[-1]}, phone {phone[-2]} to {phone[-1]}: the same words on "
            "the wrong channel do harm.",
        ),
    )
