"""Labs of unit `agents`: the chat desk, near the edge, and ticket leaks."""

from __future__ import annotations

import ipywidgets
import numpy as np

from keguan.figures import agents as figures
from keguan.figures.base import percent
from keguan.models import agents as models
from keguan.style import say
from keguan.widgets.base import Choice, Drawn, Lab, menu, slider, whole


def _share(name: str, value: float, low: float, high: float) -> ipywidgets.Widget:
    """A slider for a share, in tenths."""
    return slider(ipywidgets.FloatSlider, name, value, low, high, 0.1, readout_format=".0%")


def _speed(low: int) -> ipywidgets.IntSlider:
    return whole(say("打字（字/分）", "Characters a minute"), int(models.SPEED), low, 90, 10)


def _robot() -> ipywidgets.Widget:
    return _share(say("机器人答完的占", "Robot answers"), 0.0, 0.0, 0.5)


# --- W2.3 the chat desk ---------------------------------------------------------------------------

_DAYS = 10


def chat_desk_lab() -> Lab:
    """W2.3: how many chats an agent should have open at once, and what a quicker hand or a robot
    changes about it."""
    controls = {
        "at_once": whole(say("一人同时接几个", "Chats at once"), 1, 1, 6),
        "speed": _speed(40),
        "deflection": _robot(),
        "seed": menu(
            say("哪一天", "Which day"),
            {say(f"第 {day} 天", f"Day {day}"): day for day in range(1, _DAYS + 1)},
            1,
        ),
    }
    live = ("at_once", "speed", "deflection")
    return Lab(_chat_guess(), controls, _draw_chat, _chat_question(), live)


def _first_reply(at_once: int) -> float:
    """Mean minutes until the first reply, as the lab opens."""
    return float(figures.chat_shift(at_once, models.SPEED, 0.0, 1).waits.mean())


def _chat_guess() -> Choice:
    one, two = _first_reply(1), _first_reply(2)
    options = (1.2 * one, one, one / 2, two)
    idle = percent(figures.chat_shift(1, models.SPEED, 0.0, 1).reading, 0)
    return Choice(
        say(
            f"在线客服一共 {models.AGENTS} 人，一人一次只接一个对话，客户平均等 {one:.1f} 分钟"
            f"才有首次回复。要是一人同时接两个，打字慢 {percent(models.SLOWER, 0)}，要等多久？",
            f"{models.AGENTS} agents have one chat each at a time; the first reply takes {one:.1f} "
            f"minutes on average. With two chats each, typing is {percent(models.SLOWER, 0)} "
            "slower. How long does it take then?",
        ),
        tuple(say(f"{option:.1f} 分钟", f"{option:.1f} minutes") for option in options),
        3,
        say(
            f"{two:.1f} 分钟：只接一个，客服 {idle} 的时间在等客户看完、再写。",
            f"{two:.1f} minutes: with one chat, {idle} of the time is waiting for the customer.",
        ),
    )


def _chat_question() -> Choice:
    numbers = (1, 3, 4, 6)
    means = [f"{_first_reply(number):.1f}" for number in numbers]
    return Choice(
        say(
            "第 1 天，打字 60 字/分，没有机器人。一人同时接几个对话，首次回复最快？",
            "Day 1, 60 characters a minute, no robot. How many chats at once bring the first "
            "reply soonest?",
        ),
        tuple(map(figures.chats, numbers)),
        1,
        say(
            f"依次是 {'、'.join(means)} 分钟。接一个，客服在等客户；接太多，打字太慢。"
            "两三个正好，忙的日子更要守住这个数。",
            f"In this order {', '.join(means)} minutes. With one, agents wait for customers; with "
            "too many, they type too slowly. Two or three are right, most of all on a busy day.",
        ),
    )


def _draw_chat(at_once: int, speed: float, deflection: float, seed: int) -> Drawn:
    shift = figures.chat_shift(at_once, speed, deflection, seed)
    sentence = say(
        f"{len(shift.waits)} 位客户找到人工，到下班时 {shift.left} 位还没有首次回复"
        "（加班回完，也算在平均里）。",
        f"{len(shift.waits)} customers come to an agent; {shift.left} without a reply when the "
        "shift ends (answered in overtime, and in the mean). ",
    )
    return figures.chat_desk(at_once, speed, deflection, seed), sentence + _chat_why(shift, at_once)


def _chat_why(shift: models.Shift, at_once: int) -> str:
    """What the agents' time says about the number of chats."""
    if at_once == 1:
        waiting = percent(shift.reading, 0)
        return say(
            f"客户在看、在写的时候，客服干等：占 {waiting}。",
            f"While customers read and write, agents wait: {waiting} of the time.",
        )
    if shift.most < at_once:
        return say(
            f"谁手上也没有超过 {figures.chats(shift.most)}：不忙，再放宽也一样。",
            f"Nobody ever had more than {figures.chats(shift.most)}: a higher limit does nothing.",
        )
    slow = percent((1 - models.SLOWER) ** (at_once - 1), 0)
    return say(
        f"手上有 {figures.chats(at_once)}的时候，打字只有原来的 {slow} 快。",
        f"With {figures.chats(at_once)} open, typing has {slow} of its speed.",
    )


# --- W2.4 near the edge ---------------------------------------------------------------------------


def near_edge_lab() -> Lab:
    """W2.4: what a little more or less work does to the wait of a desk that is nearly full."""
    controls = {
        "speed": _speed(30),
        "deflection": _robot(),
        "agents": whole(say("客服（人）", "Agents"), models.EDGE_AGENTS, 4, 9),
        "arrivals": menu(
            say("每分钟来几个", "Chats a minute"),
            {f"{number:.1f}": number for number in (0.6, 0.9, 1.2, 1.5, 1.8, 2.4)},
            models.A_MINUTE,
        ),
        "length": menu(
            say("给每位客户打几个字", "Characters for a customer"),
            {f"{number:.0f}": float(number) for number in (120, 180, 240)},
            models.EDGE_CHARACTERS,
        ),
    }
    return Lab(
        _edge_guess(), controls, _draw_edge, _edge_question(), ("speed", "deflection", "agents")
    )


def _minutes(minutes: float) -> str:
    return figures.minutes_word(minutes).strip()


def _edge_guess() -> Choice:
    before, after = models.near_edge(), models.near_edge(deflection=0.2)
    options = (0.8 * before.minutes, 0.6 * before.minutes, after.minutes, 0.1 * before.minutes)
    return Choice(
        say(
            f"{models.EDGE_AGENTS} 位客服 {percent(figures.occupancy(before), 0)} 的时间忙着，"
            f"客户平均等 {_minutes(before.minutes)}。机器人答完 20% 的对话以后，平均等多久？",
            f"{models.EDGE_AGENTS} agents are busy {percent(figures.occupancy(before), 0)} of the "
            f"time, and customers wait {_minutes(before.minutes)} on average. A robot then answers "
            "20% of the chats. How long is the mean wait?",
        ),
        tuple(map(_minutes, options)),
        2,
        say(
            f"{_minutes(after.minutes)}：活少了两成，等待少了 "
            f"{percent(1 - after.minutes / before.minutes, 0)}。",
            f"{_minutes(after.minutes)}: a fifth less work, "
            f"{percent(1 - after.minutes / before.minutes, 0)} less waiting.",
        ),
    )


def _edge_question() -> Choice:
    before, slow = models.near_edge(), models.near_edge(speed=40)
    times = [_minutes(factor * before.minutes) for factor in (1.5, 2, 4)]
    return Choice(
        say(
            "回到开始：6 个人，每分钟来 1.2 个，给每位打 180 字，没有机器人。"
            "打字从 60 字/分掉到 40 字/分，客户平均等多久？",
            "Back to the start: 6 agents, 1.2 chats a minute, 180 characters each, no robot. "
            "Typing falls from 60 to 40 characters a minute. How long is the mean wait?",
        ),
        (*times, say("没有平均：队越排越长", "There is no mean: the queue never settles")),
        3,
        say(
            f"一个对话要 {slow.handling:.1f} 分钟，6 个人一分钟接得了 {slow.capacity:.2f} 个，"
            f"来的是 {slow.chats:.2f} 个。每分钟都剩一点，队就不停地长。",
            f"A chat takes {slow.handling:.1f} minutes, 6 agents can take {slow.capacity:.2f} a "
            f"minute, and {slow.chats:.2f} come. Every minute leaves some over.",
        ),
    )


def _draw_edge(
    speed: float, deflection: float, agents: int, arrivals: float, length: float
) -> Drawn:
    edge = models.near_edge(arrivals, agents, speed, length, deflection)
    sentence = say(
        f"一个对话 {edge.handling:.2f} 分钟，{agents} 人一分钟接得了 {edge.capacity:.2f} 个，"
        f"来 {edge.chats:.2f} 个。",
        f"A chat takes {edge.handling:.2f} minutes; {agents} agents can take {edge.capacity:.2f} a "
        f"minute, {edge.chats:.2f} come. ",
    )
    return figures.near_edge(arrivals, agents, speed, length, deflection), sentence + _relief(edge)


def _relief(edge: models.Edge) -> str:
    """The wait beside that at first, or that there is none to tell."""
    if np.isinf(edge.minutes):
        return say(
            "接不了的一直剩下，一天越长，等得越久，算不出平均。",
            "What they cannot take stays: the longer the day, the longer the wait, without a mean.",
        )
    times = edge.minutes / models.near_edge().minutes
    if abs(times - 1) < 0.05:
        free, wait = percent(1 - figures.occupancy(edge), 0), percent(edge.wait, 0)
        return say(
            f"空闲还有 {free}，可是 {wait} 的客户要等。",
            f"{free} of the time is free, and yet {wait} of the customers wait.",
        )
    if times > 1:
        return say(
            f"等待是开始时的 {times:.1f} 倍。", f"The wait is {times:.1f} times that at first."
        )
    if times < 0.01:
        return say("几乎不用等了。", "There is hardly any waiting left.")
    less = percent(1 - times, 0)
    return say(f"比开始时少等 {less}。", f"{less} less waiting than at first.")


# --- W2.5 ticket leaks ----------------------------------------------------------------------------


def ticket_leaks_lab() -> Lab:
    """W2.5: how many tickets end well when each of the three stages loses some."""
    controls = {
        "recorded": _share(say("咨询：记下的占", "Recorded"), models.RECORDED, 0.5, 1.0),
        "kept": _share(say("解决：兑现承诺的占", "Promise kept"), models.KEPT, 0.5, 1.0),
        "followed": _share(say("反馈：回访的占", "Followed up"), models.FOLLOWED, 0.5, 1.0),
    }
    before = {"recorded": 0.7, "kept": 0.8}
    return Lab(_leaks_guess(), controls, _draw_leaks, _leaks_question(), tuple(controls), before)


_AS_IT_OPENS = (models.RECORDED, models.KEPT, models.FOLLOWED)


def _leaks_guess() -> Choice:
    lowest, mean = min(_AS_IT_OPENS), sum(_AS_IT_OPENS) / len(_AS_IT_OPENS)
    right = models.leaks().well / models.TICKETS
    shares = [percent(share, 0) for share in _AS_IT_OPENS]
    return Choice(
        say(
            f"咨询时记下 {shares[0]} 的工单；记下的，{shares[1]} 兑现了承诺；"
            f"兑现的，{shares[2]} 做了回访。三关都过的，占全部工单的多少？",
            f"{shares[0]} of the tickets are recorded; for {shares[1]} of these the promise is "
            f"kept; {shares[2]} of these are followed up. Which share of all goes the whole way?",
        ),
        tuple(map(percent, (max(_AS_IT_OPENS), mean, lowest, right))),
        3,
        say(
            f"{percent(right)}：每一关都从上一关剩下的里面再漏，所以相乘。",
            f"{percent(right)}: each stage leaks from what is left, so the shares multiply.",
        ),
    )


def _leaks_question() -> Choice:
    results = (
        models.leaks(recorded=0.9),
        models.leaks(kept=1.0),
        models.leaks(followed=1.0),
    )
    numbers = [f"{found.well:.0f}" for found in results]
    return Choice(
        say(
            "从开始的样子（80%、90%、90%）只能改一关。改哪一关，办好的最多？",
            "From the start (80%, 90%, 90%) one stage may change. Which change makes most tickets "
            "end well?",
        ),
        (
            say("记下：80% → 90%", "Recorded: 80% to 90%"),
            say("兑现承诺：90% → 100%", "Promise kept: 90% to 100%"),
            say("回访：90% → 100%", "Followed up: 90% to 100%"),
            say("都一样多", "All the same"),
        ),
        0,
        say(
            f"依次是 {'、'.join(numbers)} 张。先补漏得最多的一关：它提高 10 个百分点，"
            "胜过别的关做到十全十美。",
            f"In this order {', '.join(numbers)} tickets. Mend the weakest stage first: 10 points "
            "there are worth more than perfection elsewhere.",
        ),
    )


def _draw_leaks(recorded: float, kept: float, followed: float) -> Drawn:
    found = models.leaks(recorded, kept, followed)
    mean = (recorded + kept + followed) / 3
    sentence = _leaked(found) + _beside_first(found, mean)
    return figures.ticket_leaks(recorded, kept, followed), sentence


def _leaked(found: models.Leaks) -> str:
    """What leaks in all, and where."""
    lost = models.TICKETS - found.well
    if not round(lost):
        return say("一张也没有漏。", "Not one leaks. ")
    return say(
        f"漏掉 {lost:.0f} 张：没有记下 {found.unrecorded:.0f}，承诺没有兑现 {found.broken:.0f}，"
        f"没有回访 {found.unfollowed:.0f}。",
        f"{lost:.0f} tickets leak: {found.unrecorded:.0f} not recorded, {found.broken:.0f} "
        f"promises broken, {found.unfollowed:.0f} not followed up. ",
    )


def _beside_first(found: models.Leaks, mean: float) -> str:
    """The tickets that end well beside those at first, or beside what a mean of the stages would
    let one hope for."""
    more = round(found.well - models.leaks().well)
    if more == 0:
        share = percent(found.well / models.TICKETS)
        return say(
            f"三关平均 {percent(mean)}，走到最后的只有 {share}。",
            f"The stages pass {percent(mean)} on average, and only {share} go the whole way.",
        )
    if more > 0:
        return say(f"比开始时多办好 {more} 张。", f"{more} more end well than at first.")
    return say(f"比开始时少办好 {-more} 张。", f"{-more} fewer end well than at first.")
