"""Figures of unit `agents`: a shift of the chat desk, a desk near full load, and where tickets
leak.
"""

from functools import lru_cache

import numpy as np
from matplotlib.axes import Axes

from keguan.figures.base import CourseFigure, percent, sheet, styled, ticks
from keguan.models import agents as models
from keguan.models.base import Floats
from keguan.style import COLOURS, say


def _two_lines(axes: Axes) -> None:
    """Names below the bars that go on in a second line: with room between the two."""
    for label in axes.get_xticklabels():
        label.set_linespacing(1.35)


# --- W2.3 the chat desk ---------------------------------------------------------------------------

_SHIFTS = 64  # kept: a slider comes back to them
_PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}  # behind a number on a line

chat_shift = lru_cache(_SHIFTS)(models.chat_desk)


def by_hour(shift: models.Shift) -> Floats:
    """The mean minutes until the first reply of those who come in each hour of the shift; nan for
    an hour in which nobody comes."""
    hours = (shift.arrivals // 60).astype(int)
    return np.array([_mean(shift.waits[hours == hour]) for hour in range(int(models.SHIFT) // 60)])


def _mean(waits: Floats) -> float:
    return float(waits.mean()) if len(waits) else float("nan")


def chats(number: int) -> str:
    """A number of chats in the current language."""
    return say(f"{number} 个对话", "1 chat" if number == 1 else f"{number} chats")


@styled
def chat_desk(
    at_once: int = 1, speed: float = models.SPEED, deflection: float = 0.0, seed: int = 1
) -> CourseFigure:
    """How long customers wait for the first reply, by the hour in which they come, and what the
    agents do all the while.

    at_once: chats of an agent; speed: characters a minute; deflection: share that a robot answers.
    """
    shift = chat_shift(at_once, speed, deflection, seed)
    mean = shift.waits.mean()
    figure, axes = sheet(
        say(
            f"一人同时接 {chats(at_once)}：首次回复平均等 {mean:.1f} 分钟",
            f"{chats(at_once)} at once: the first reply takes {mean:.1f} minutes on average",
        ),
        left=0.125,
        bottom=0.175,
        width=0.50,
        height=0.635,
    )
    _waits(axes, by_hour(shift))
    _time(figure, shift)
    return figure


def _waits(axes: Axes, means: Floats) -> None:
    """A dot for each hour with its minutes; an axis in which each step is about three times the
    last shows both 2 and 200 minutes."""
    hours = range(1, len(means) + 1)
    axes.plot(hours, means, "o-", color=COLOURS["blue"], linewidth=2.5, markersize=7)
    for hour, minutes in zip(hours, means, strict=True):
        if np.isfinite(minutes):
            text = f"{minutes:.1f}" if minutes < 10 else f"{minutes:.0f}"
            axes.text(
                hour, minutes * 1.35, text, ha="center", va="bottom", fontsize=12, bbox=_PAPER
            )
    axes.set_yscale("log")
    axes.set(xlim=(0.5, len(means) + 0.5), ylim=(0.5, 2000))
    marks = (1, 3, 10, 30, 100, 300, 1000)
    ticks(axes.yaxis, marks, [f"{mark:,}" for mark in marks])
    ticks(axes.xaxis, hours)
    axes.set_xlabel(say("第几个小时来的客户", "Hour in which the customer comes"))
    axes.set_ylabel(say("等几分钟（每格约 3 倍）", "Minutes (each step: × 3)"))


def _time(figure: CourseFigure, shift: models.Shift) -> None:
    """A bar for each thing that takes the agents' time."""
    axes = figure.add_axes((0.785, 0.175, 0.195, 0.56))
    parts = (shift.typing, shift.switching, shift.reading, shift.free)
    names = (
        say("打字", "Typing"),
        say("换来换去", "Switching"),
        say("等客户", "Waiting"),
        say("没有对话", "No chat"),
    )
    colours = [COLOURS[name] for name in ("blue", "vermilion", "orange", "grey")]
    places = range(len(parts))
    bars = axes.barh(places, parts, color=colours, height=0.6)
    axes.bar_label(bars, [percent(part, 0) for part in parts], padding=3, fontsize=12)
    axes.set(xlim=(0, 1.35), ylim=(len(parts) - 0.5, -0.5))
    ticks(axes.yaxis, places, names)
    axes.tick_params(axis="y", length=0, labelsize=12)
    axes.xaxis.set_visible(False)
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)
    figure.text(
        0.98,
        0.79,
        say(f"{models.AGENTS} 位客服的时间", f"Time of {models.AGENTS} agents"),
        ha="right",
        va="center",
        fontsize=12,
    )


# --- W2.4 near the edge ---------------------------------------------------------------------------

_WIDEST, _LONGEST = 2.6, 10.0  # chats a minute and minutes that the picture shows


def occupancy(edge: models.Edge) -> float:
    """Share (0-1) of the agents' time that is taken."""
    return min(1.0, edge.chats / edge.capacity)


def busy_word(edge: models.Edge) -> str:
    """That share as text: 100% only where the queue never settles."""
    nearly = np.isfinite(edge.minutes) and occupancy(edge) >= 0.995
    return percent(occupancy(edge), 1 if nearly else 0)


def minutes_word(minutes: float) -> str:
    """A mean wait after a word, in the current language; never 0.00, as somebody waits now and
    then."""
    if minutes < 0.005:
        return say("不到 0.01 分钟", " under 0.01 minutes")
    return say(f" {minutes:.2f} 分钟", f" {minutes:.2f} minutes")


@styled
def near_edge(
    arrivals: float = models.A_MINUTE,
    agents: int = models.EDGE_AGENTS,
    speed: float = models.SPEED,
    length: float = models.EDGE_CHARACTERS,
    deflection: float = 0.0,
) -> CourseFigure:
    """The mean wait against the chats that come, and where the desk stands, beside where it stood
    at first."""
    edge = models.near_edge(arrivals, agents, speed, length, deflection)
    figure, axes = sheet(_edge_found(edge), left=0.095, bottom=0.255, width=0.53, height=0.555)
    before = models.near_edge()
    _wait_curve(axes, models.EDGE_AGENTS, before.handling, "grey", "--")
    _wait_curve(axes, agents, edge.handling, "blue", "-")
    axes.plot(before.chats, before.minutes, "o", color=COLOURS["grey"], markersize=9, mfc="white")
    axes.axvspan(edge.capacity, max(_WIDEST, edge.capacity), color=COLOURS["orange"], alpha=0.25)
    _place(axes, edge)
    axes.set(xlim=(0, _WIDEST), ylim=(0, _LONGEST * 1.06))
    ticks(axes.xaxis, (0, 0.5, 1, 1.5, 2, 2.5))
    ticks(axes.yaxis, range(0, 11, 2))
    axes.set_xlabel(say("每分钟要人工的对话", "Chats a minute for the agents"))
    axes.set_ylabel(say("平均等几分钟", "Mean wait, minutes"))
    _shares(figure, edge)
    figure.text(
        0.02,
        0.025,
        say(
            "蓝点：现在　红三角：排不完，或超过 10 分钟　灰圈：开始　橙色：接不了",
            "Dot: now. Triangle: endless, or above 10. Ring: at first. Orange: too many",
        ),
        fontsize=12,
    )
    return figure


def _edge_found(edge: models.Edge) -> str:
    busy = busy_word(edge)
    if np.isinf(edge.minutes):
        return say(
            f"客服 {busy} 的时间忙着也不够：队越排越长",
            f"Agents busy {busy} of the time, and the queue never settles",
        )
    return say(
        f"客服 {busy} 的时间忙着，客户平均等{minutes_word(edge.minutes)}",
        f"Agents busy {busy} of the time: mean wait{minutes_word(edge.minutes)}",
    )


def _wait_curve(axes: Axes, agents: int, handling: float, colour: str, line: str) -> None:
    """The mean wait for so many agents, up to the edge of what they can take."""
    capacity = agents / handling
    chats = capacity * np.linspace(0, 0.998, 80)
    waits = [models.waiting(come, agents, handling)[1] for come in chats]
    axes.plot(chats, waits, line, color=COLOURS[colour], linewidth=2.5)


def _place(axes: Axes, edge: models.Edge) -> None:
    """Where the desk stands; a triangle at the upper edge where the picture ends below it."""
    if edge.minutes <= _LONGEST:
        axes.plot(
            edge.chats, edge.minutes, "o", color=COLOURS["blue"], markersize=11, clip_on=False
        )
    else:
        axes.plot(edge.chats, _LONGEST, "^", color=COLOURS["vermilion"], markersize=13)


def _shares(figure: CourseFigure, edge: models.Edge) -> None:
    """Two bars: how busy the agents are, and how many customers must wait."""
    axes = figure.add_axes((0.70, 0.255, 0.28, 0.555))
    bars = axes.bar(
        (0, 1),
        (occupancy(edge), edge.wait),
        color=[COLOURS["blue"], COLOURS["vermilion"]],
        width=0.6,
    )
    axes.bar_label(bars, [busy_word(edge), percent(edge.wait, 0)], padding=3, fontsize=12)
    axes.set(xlim=(-0.6, 1.6), ylim=(0, 1.15))
    ticks(axes.xaxis, (0, 1), [say("客服忙着", "Agents\nbusy"), say("客户要等", "Customers\nwait")])
    ticks(axes.yaxis, ())
    axes.tick_params(axis="x", length=0, labelsize=12)
    axes.spines["left"].set_visible(False)
    _two_lines(axes)


# --- W2.5 ticket leaks ----------------------------------------------------------------------------

_BAR = 0.62  # width


@styled
def ticket_leaks(
    recorded: float = models.RECORDED,
    kept: float = models.KEPT,
    followed: float = models.FOLLOWED,
) -> CourseFigure:
    """What is left of the tickets after each stage, what leaks there, and how many ended well at
    first."""
    found = models.leaks(recorded, kept, followed)
    share = percent(found.well / models.TICKETS)
    figure, axes = sheet(
        say(
            f"{models.TICKETS:,} 张工单，{found.well:,.0f} 张办好了，占 {share}",
            f"{found.well:,.0f} of {models.TICKETS:,} tickets end well, {share}",
        ),
        left=0.125,
        bottom=0.265,
        width=0.855,
        height=0.575,
    )
    lost = np.array([0, *found[:3]])
    _tickets(axes, models.TICKETS - lost.cumsum(), lost)
    first = models.leaks().well
    axes.axhline(first, color=COLOURS["black"], linewidth=1.5, linestyle="--")
    axes.set(xlim=(-0.5, 3.5), ylim=(0, 1180))
    stages = [
        say(f"咨询：\n记下 {percent(recorded, 0)}", f"Enquiry:\nrecorded {percent(recorded, 0)}"),
        say(f"解决：\n兑现承诺 {percent(kept, 0)}", f"Solving:\npromise kept {percent(kept, 0)}"),
        say(
            f"反馈：\n回访 {percent(followed, 0)}", f"Feedback:\nfollowed up {percent(followed, 0)}"
        ),
    ]
    ticks(axes.xaxis, range(4), [say("来了", "All"), *stages])
    ticks(axes.yaxis, range(0, 1001, 200), [f"{mark:,}" for mark in range(0, 1001, 200)])
    axes.tick_params(axis="x", length=0, labelsize=12)
    _two_lines(axes)
    axes.set_ylabel(say("工单（张）", "Tickets"))
    figure.text(
        0.02,
        0.025,
        say(
            "斜线：在这个环节漏掉　虚线：开始时办好的",
            "Hatched: leaks at this stage. Dashed: ended well at first",
        ),
        fontsize=12,
    )
    return figure


def _tickets(axes: Axes, through: Floats, lost: Floats) -> None:
    """A bar for each stage with what comes through, and above it what leaks."""
    colours = [COLOURS["sky"]] * 3 + [COLOURS["blue"]]
    axes.bar(range(4), through, color=colours, width=_BAR)
    for place, (left, gone) in enumerate(zip(through, lost, strict=True)):
        axes.text(
            place, left / 2, f"{left:,.0f}", ha="center", va="center", fontsize=13, bbox=_PAPER
        )
        if round(gone):
            _leak(axes, place, left, gone)


def _leak(axes: Axes, place: int, left: float, gone: float) -> None:
    edge = COLOURS["vermilion"]
    axes.bar(place, gone, bottom=left, width=_BAR, facecolor="white", edgecolor=edge, hatch="///")
    text = say(f"漏掉 {gone:,.0f}", f"{gone:,.0f} leak")
    axes.text(place, left + gone + 15, text, ha="center", va="bottom", fontsize=12)
