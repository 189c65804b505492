"""Models of unit `maintenance`: channels for a budget, the care cadence, the three-factor chain, a
service desk, a talk.

Sources of the parameters: the widget table of unit `maintenance` in the content specification (net
benefit of contacts, effect of three factors). Costs, reach, values, calls and moods are assumptions
of this course; no figure here describes a real firm. The published service levels beside the desk
carry their fact ids (C16-C19).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heapreplace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from keguan.models.base import Floats, require

# --- W4.1 the channel planner ---------------------------------------------------------------------

TIERS = ("key", "ordinary", "small")
# yuan a week that a customer brings who fully responds
VALUES = {"key": 300.0, "ordinary": 40.0, "small": 10.0}
COUNTS = {"key": 200, "ordinary": 300, "small": 500}  # customers
PERSONAL = ("face", "phone", "email", "online")
NONPERSONAL = ("media", "environment", "events")
# cost of one contact (yuan a customer), share of the customers it reaches, depth 0-1 of what it can
# do
CHANNELS = pd.DataFrame(
    [
        (80.0, 0.90, 0.95),
        (8.0, 0.65, 0.60),
        (0.3, 0.45, 0.15),
        (3.0, 0.50, 0.45),
        (0.25, 0.35, 0.12),
        (0.4, 0.30, 0.18),
        (0.6, 0.25, 0.30),
    ],
    index=[*PERSONAL, *NONPERSONAL],
    columns=["cost", "reach", "depth"],
)
# How well a channel suits a tier, 0-1.
FIT = pd.DataFrame(
    [
        (1.0, 0.7, 0.4),
        (0.8, 0.9, 0.6),
        (0.8, 0.8, 0.5),
        (0.7, 1.0, 0.8),
        (0.4, 0.7, 1.0),
        (0.5, 0.7, 1.0),
        (0.7, 0.8, 1.0),
    ],
    index=CHANNELS.index,
    columns=list(TIERS),
)


class Plan(NamedTuple):
    """A week's contacts: `cover` (share of each tier's customers, channels x tiers), money spent
    and value (yuan a week), and the `steps` of the choice (tier, channel, dropped, share, cost,
    value) in their order.
    """

    cover: pd.DataFrame
    spend: float
    value: float
    steps: pd.DataFrame


def response(channel: str, tier: str, channels: pd.DataFrame = CHANNELS) -> float:
    """Response 0-1 of a customer of the tier to one contact: reach x depth x fit."""
    require(channel in channels.index and tier in TIERS, "no such channel or tier")
    reach = channels.loc[channel, "reach"]
    depth = channels.loc[channel, "depth"]
    return float(reach * depth * FIT.loc[channel, tier])


def joint_response(used: Iterable[str], tier: str, channels: pd.DataFrame = CHANNELS) -> float:
    """Response 0-1 to several channels in one week: 1 - product of (1 - response), so that each
    adds less to the others.
    """
    return 1 - float(np.prod([1 - response(channel, tier, channels) for channel in used]))


def plan_channels(
    budget: float,
    counts: Mapping[str, int] | None = None,
    limit: int = 3,
    channels: pd.DataFrame = CHANNELS,
) -> Plan:
    """The week's plan that a budget (yuan) pays for, by greedy choice: always the step with most
    value a yuan.

    A step gives a channel to a tier, or replaces a personal channel by a better one, once a week a
    customer; it is taken only if it brings more than it costs, the last one for as many customers
    as the money lasts. counts: customers by tier; limit: personal contacts a customer may get a
    week (non-personal ones disturb nobody). Raises ValueError for a negative budget, count or
    limit.
    """
    counts = COUNTS if counts is None else counts
    whole = set(counts) == set(TIERS) and min(counts.values()) >= 0
    require(whole and min(budget, limit) >= 0, "no negative budget, limit or count")
    used: dict[str, tuple[str, ...]] = {tier: () for tier in TIERS if counts[tier]}
    costs = channels["cost"].to_dict()
    rates = {tier: _rates(tier, channels) for tier in TIERS}
    left = float(budget)
    steps = []
    while moves := _all_moves(used, limit, costs, rates):
        best = max(moves, key=lambda move: move.value / move.cost)
        count = counts[best.tier]
        share = min(1.0, left / (best.cost * count))
        if share <= 0:
            break
        cost = share * best.cost * count
        value = share * best.value * count
        steps.append((best.tier, best.channel, best.dropped, share, cost, value))
        kept = tuple(channel for channel in used[best.tier] if channel != best.dropped)
        used[best.tier] = (*kept, best.channel)
        left -= cost
    table = pd.DataFrame(steps, columns=["tier", "channel", "dropped", "share", "cost", "value"])
    spend = float(table["cost"].sum())
    value = float(table["value"].sum())
    return Plan(_cover(table, channels.index), spend, value, table)


class _Move(NamedTuple):
    """A step that may be taken: a channel for a tier, perhaps instead of another; cost and value in
    yuan a customer.
    """

    tier: str
    channel: str
    dropped: str | None
    cost: float
    value: float


def _rates(tier: str, channels: pd.DataFrame) -> dict[str, float]:
    """Response of a customer of the tier to one contact, by channel."""
    return {channel: response(channel, tier, channels) for channel in channels.index}


def _all_moves(
    used: Mapping[str, tuple[str, ...]],
    limit: int,
    costs: Mapping[str, float],
    rates: Mapping[str, Mapping[str, float]],
) -> list[_Move]:
    """Worthwhile steps for all tiers. used: channels that each tier has."""
    moves: list[_Move] = []
    for tier, have in used.items():
        moves += _moves(tier, have, limit, costs, rates[tier])
    return moves


def _moves(
    tier: str,
    used: tuple[str, ...],
    limit: int,
    costs: Mapping[str, float],
    rates: Mapping[str, float],
) -> Iterator[_Move]:
    """Worthwhile steps for a tier."""
    personal = [channel for channel in used if channel in PERSONAL]
    for new in (channel for channel in costs if channel not in used):
        drops = [None] if new in NONPERSONAL or len(personal) < limit else personal
        for old in drops:
            rest = np.prod([1 - rates[channel] for channel in used if channel != old])
            lost = rates[old] if old else 0.0
            cost = costs[new] - (costs[old] if old else 0.0)
            value = VALUES[tier] * float(rest) * (rates[new] - lost)
            if cost > 0 and value > cost:
                yield _Move(tier, new, old, cost, value)


def _cover(steps: pd.DataFrame, channels: Iterable[str]) -> pd.DataFrame:
    cover = pd.DataFrame(0.0, index=list(channels), columns=list(TIERS))
    columns = steps[["tier", "channel", "dropped", "share"]]
    for tier, new, old, share in columns.itertuples(index=False):
        cover.loc[new, tier] += share
        if isinstance(old, str):
            cover.loc[old, tier] -= share
    return cover


# --- W4.2 the care cadence ------------------------------------------------------------------------

# yuan of the first contacts; yuan a contact; contacts a month
GAIN = 10.0
CONTACT_COST = 1.0
FATIGUE = 4.0
OPT_OUT = 0.002  # scale of the monthly share that opts out


def gross_benefit(f: npt.ArrayLike, gain: float = GAIN, fatigue: float = FATIGUE) -> Floats:
    """Benefit (yuan a customer and month) of f contacts a month: gain x f x exp(-f / fatigue);
    highest at f = fatigue.
    """
    require(
        np.min(f) >= 0 and fatigue > 0 and gain >= 0,
        "contacts and gain must not be negative, fatigue is above 0",
    )
    f = np.asarray(f, float)
    return gain * f * np.exp(-f / fatigue)


def opt_out(f: npt.ArrayLike, fatigue: float = FATIGUE, scale: float = OPT_OUT) -> Floats:
    """Share of the customers who opt out in a month (0-1): scale x (exp(f / fatigue) - 1), at most
    1; it grows faster than f.
    """
    require(
        np.min(f) >= 0 and fatigue > 0 and scale >= 0,
        "contacts and scale must not be negative, fatigue is above 0",
    )
    return np.minimum(1.0, scale * np.expm1(np.asarray(f, float) / fatigue))


def care_net(
    f: npt.ArrayLike,
    gain: float = GAIN,
    cost: float = CONTACT_COST,
    fatigue: float = FATIGUE,
    value: float = 0.0,
) -> Floats:
    """Net benefit (yuan a customer and month): gross benefit - cost x f - opt-outs x value.

    value: yuan that is lost with a customer who opts out (0: opt-outs are not counted).
    """
    require(cost >= 0 and value >= 0, "cost and value must not be negative")
    spent = cost * np.asarray(f, float)
    return gross_benefit(f, gain, fatigue) - spent - opt_out(f, fatigue) * value


def best_contacts(
    gain: float = GAIN,
    cost: float = CONTACT_COST,
    fatigue: float = FATIGUE,
    value: float = 0.0,
    step: float = 0.1,
    most: int = 12,
) -> float:
    """Contacts a month (0, step, ... most) with the highest net benefit; 0 if no contact is worth
    its cost.
    """
    grid = np.arange(round(most / step) + 1) * step
    return float(round(grid[care_net(grid, gain, cost, fatigue, value).argmax()], 6))


# --- W4.3 the three-factor chain ------------------------------------------------------------------

FACTORS = ("employee", "technology", "process")
HALF = 10.0  # points at which a factor works half as well as it could


def strength(points: npt.ArrayLike) -> Floats:
    """How well factors work (0-1): points / (points + 10)."""
    require(np.min(points) >= 0, "points must not be negative")
    points = np.asarray(points, float)
    return points / (points + HALF)


def chain(employee: float, technology: float, process: float) -> float:
    """Effect of an interaction (0-1): the geometric mean of the three factors' strengths."""
    return float(np.cbrt(np.prod(strength([employee, technology, process]))))


def best_addition(start: Sequence[float], points: int) -> tuple[int, ...]:
    """The best way to add whole points to the starting levels: (employee, technology, process),
    each what is added.
    """
    require(
        len(start) == 3 and int(points) == points >= 0,
        "start has three levels, points is a whole number",
    )
    e, t = np.divmod(np.arange((int(points) + 1) ** 2), int(points) + 1)
    splits = np.stack([e, t, int(points) - e - t], axis=1)[e + t <= points]
    return tuple(splits[strength(splits + start).prod(axis=1).argmax()].tolist())


def weakest(employee: float, technology: float, process: float) -> list[str]:
    """Names of the factors with the fewest points."""
    levels = dict(zip(FACTORS, (employee, technology, process), strict=True))
    return [factor for factor, level in levels.items() if level == min(levels.values())]


# --- the service desk -----------------------------------------------------------------------------

HOURS = tuple(range(9, 17))  # each from the full hour to the next
CALLS = (600, 600, 420, 300, 360, 420, 360, 240)  # simulated calls an hour on a Monday
# seconds a call; seconds within which a call should be answered (C16)
HANDLING = 240.0
WITHIN = 20.0
# shares answered within 20 s that Ctrip's call centre was reported to reach
PUBLISHED = {"C18": 0.90, "C19": 0.95}
# calls an agent takes a day (C17)
USUAL_CALLS = (50, 60)
RUSH_CALLS = 100


class Service(NamedTuple):
    """A desk in the long run: `load` (erlangs), `occupancy` of the agents, share of the calls that
    must `wait`, `level` (share answered in time), mean wait in seconds and mean number of waiting
    calls. Overloaded: level 0, waits endless.
    """

    load: float
    occupancy: float
    wait: float
    level: float
    seconds: float
    waiting: float


def erlang_c(load: float, agents: int) -> float:
    """Share of the calls that must wait (0-1) by Erlang C; 1 if the agents are not more than the
    load (erlangs).
    """
    require(
        load >= 0 and int(agents) == agents >= 0,
        "load must not be negative, agents is a whole number",
    )
    if agents <= load:
        return 1.0 if load else 0.0
    blocked = 1.0  # Erlang B by its recursion: no factorials, no overflow
    for agent in range(1, int(agents) + 1):
        blocked = load * blocked / (agent + load * blocked)
    return blocked / (1 - load / agents * (1 - blocked))


def service(
    calls: float, agents: int, handling: float = HANDLING, within: float = WITHIN
) -> Service:
    """What a desk offers in the long run. calls: an hour; handling: mean seconds a call; within:
    seconds to answer in.
    """
    require(
        calls >= 0 and handling > 0 and within >= 0,
        "calls and within must not be negative, handling is above 0",
    )
    load = calls * handling / 3600
    wait = erlang_c(load, agents)
    spare = agents - load
    if spare > 0:
        level = float(1 - wait * np.exp(-spare * within / handling))
        seconds = wait * handling / spare
        waiting = wait * load / spare
        return Service(load, load / agents, wait, level, seconds, waiting)
    if load:
        return Service(load, 1.0, wait, 0.0, np.inf, np.inf)
    return Service(load, 0.0, wait, 1.0, 0.0, 0.0)


def agents_needed(
    calls: float, target: float = 0.9, handling: float = HANDLING, within: float = WITHIN
) -> int:
    """The fewest agents with which at least the target share (below 1) of the calls is answered in
    time.
    """
    require(0 <= target < 1, "the target is a share below 1")
    agents = int(calls * handling / 3600)
    while service(calls, agents, handling, within).level < target:
        agents += 1
    return agents


def desk_day(
    agents: Sequence[int],
    calls: Sequence[int] = CALLS,
    handling: float = HANDLING,
    within: float = WITHIN,
) -> pd.DataFrame:
    """The day hour by hour by Erlang C: DataFrame with hour, calls, agents, level, seconds,
    waiting. Each hour stands alone: what an hour leaves over is missing in the next one. What
    happens in a day as a whole is told by desk_queue.
    """
    require(
        len(agents) == len(calls) == len(HOURS), f"one number for each of the {len(HOURS)} hours"
    )
    rows = [service(n, staff, handling, within) for n, staff in zip(calls, agents, strict=True)]
    found = pd.DataFrame(rows)[["level", "seconds", "waiting"]]
    return pd.DataFrame({"hour": HOURS, "calls": calls, "agents": agents}).join(found)


class Queue(NamedTuple):
    """One simulated day: minutes since the desk opened, calls waiting then, and each call's arrival
    (s) and wait (s).
    """

    minutes: np.ndarray
    waiting: np.ndarray
    arrivals: np.ndarray
    waits: np.ndarray


def in_time(queue: Queue, within: float = WITHIN) -> tuple[Floats, float]:
    """Shares (0-1) of a simulated day's calls that are answered within so many seconds: by the hour
    of their arrival, and of the whole day. Without any call: 1.
    """
    hours = len(queue.minutes) // 60
    hour = np.minimum(queue.arrivals // 3600, hours - 1).astype(int)
    calls = np.bincount(hour, minlength=hours)
    soon = np.bincount(hour, weights=queue.waits <= within, minlength=hours)
    shares = np.divide(soon, calls, out=np.ones(hours), where=calls > 0)
    return shares, float(soon.sum() / calls.sum()) if calls.sum() else 1.0


def left_over(queue: Queue) -> npt.NDArray[np.int64]:
    """Calls that wait already when each hour of a simulated day begins."""
    return queue.waiting[:-1:60]


def desk_queue(
    agents: Sequence[int], calls: Sequence[int] = CALLS, handling: float = HANDLING, seed: int = 0
) -> Queue:
    """One simulated day of the desk, first come first served; who waits at a full hour keeps
    waiting.

    agents, calls: one number an hour. Calls arrive at random (Poisson), handling times are
    exponential. A call in work at a change of staff is finished by whoever has it; the last hour's
    agents stay until the queue is empty. Where nobody is left to take a call, it waits until the
    desk closes.
    """
    require(
        len(agents) == len(calls) and min(agents) >= 0 and min(calls) >= 0 and handling > 0,
        "one number an hour, none below 0",
    )
    rng = np.random.default_rng(seed)
    close = 3600.0 * len(calls)
    hours = [3600 * (hour + rng.random(rng.poisson(n))) for hour, n in enumerate(calls)]
    arrivals = np.sort(np.concatenate(hours))
    # Work is drawn as a multiple of the mean, so that the slider of handling times changes nothing
    # else.
    work = rng.exponential(size=len(arrivals)) * handling
    starts = _starts(arrivals, work, agents, close)
    minutes = np.arange(60 * len(calls) + 1)
    come = np.searchsorted(arrivals, 60 * minutes, "right")
    taken = np.searchsorted(starts, 60 * minutes, "right")
    return Queue(minutes, come - taken, arrivals, starts - arrivals)


def _starts(arrivals: Floats, work: Floats, agents: Sequence[int], close: float) -> Floats:
    """When each call is taken (s): by the seat that is free first and staffed then; at the end of
    the day if nobody is left.
    """
    starts = np.empty(len(arrivals))
    # when each seat can take a call; sorted, so a heap
    free = [(0.0, seat) for seat in range(max(*agents, 1))]
    calls = zip(arrivals.tolist(), work.tolist(), strict=True)
    for number, (arrival, length) in enumerate(calls):
        ready, seat = free[0]
        while (start := _on_duty(max(ready, arrival), seat, agents)) > max(ready, arrival):
            heapreplace(free, (start, seat))
            ready, seat = free[0]
        starts[number] = max(close, arrival) if start == np.inf else start
        heapreplace(free, (start + length, seat))
    return starts


def _on_duty(time: float, seat: int, agents: Sequence[int]) -> float:
    """The first moment (s) from `time` on at which a seat is staffed; infinite if it never is
    again.
    """
    hour = min(int(time // 3600), len(agents) - 1) if time < np.inf else len(agents)
    while hour < len(agents) and agents[hour] <= seat:
        hour += 1
    return max(time, 3600.0 * hour) if hour < len(agents) else np.inf


# --- the conversation -----------------------------------------------------------------------------

CUSTOMERS = ("demanding", "confused", "agitated")
CONTACTS = ("phone", "chat")
# at the start; 0 = the customer leaves, 10 = delighted
MOODS = {"demanding": 5, "confused": 5, "agitated": 3}
# at this mood or below a customer must be calmed first; with this mood or above one is content
CALM = 2
CONTENT = 6


class Turn(NamedTuple):
    """What one may say: the `factor` it relies on, the change of mood by phone and by chat (each
    for demanding, confused, agitated), the `next` step of the conversation, and whether it `solves`
    the matter.
    """

    factor: str
    phone: tuple[int, int, int]
    chat: tuple[int, int, int]
    next: str
    solves: bool = False


TURNS = {
    "open": {
        "listen": Turn("employee", (1, 1, 3), (1, 1, 2), "clarify"),
        "record": Turn("technology", (2, 0, 1), (2, 1, 1), "clarify"),
        "script": Turn("process", (-1, 0, -1), (-1, 0, -1), "clarify"),
    },
    "clarify": {
        "ask": Turn("employee", (0, 2, 1), (0, 1, 1), "solve"),
        "link": Turn("technology", (0, -2, -1), (1, 2, 0), "solve"),
        "form": Turn("process", (-1, -2, -2), (-1, -2, -2), "solve"),
    },
    "calm": {
        "pause": Turn("employee", (2, 2, 3), (1, 1, 2), "solve"),
        "callback": Turn("process", (1, 1, 1), (2, 1, 1), "solve"),
        "rules": Turn("process", (-2, -1, -3), (-2, -1, -3), "solve"),
    },
    "solve": {
        "fix": Turn("process", (1, 1, 2), (1, 1, 1), "close", solves=True),
        "track": Turn("technology", (2, 0, 0), (3, 1, 1), "close", solves=True),
        "sorry": Turn("employee", (-2, 0, 1), (-2, 0, 0), "close"),
        "transfer": Turn("process", (-2, -1, -2), (-1, -1, -2), "again"),
    },
    "again": {
        "brief": Turn("technology", (2, 1, 1), (2, 1, 1), "solve"),
        "repeat": Turn("process", (-3, -2, -3), (-2, -2, -3), "solve"),
    },
    "close": {
        "confirm": Turn("employee", (0, 2, 0), (0, 1, 0), "end"),
        "note": Turn("technology", (2, 1, 1), (1, 1, 0), "end"),
        "revisit": Turn("process", (1, 0, 1), (1, 0, 1), "end"),
        "hurry": Turn("process", (-1, -2, -2), (-1, -1, -2), "end"),
    },
}


class Talk(NamedTuple):
    """A conversation so far: `mood` (0-10), `moods` (from the start, one more than the path),
    `factors` (one for each choice), whether a solution was `solved`, the `step` it is at ("end"
    when it is over, "left" when the customer has left) and whether it is `resolved`: at its end,
    with a solution and a content customer.
    """

    mood: int
    moods: tuple[int, ...]
    factors: tuple[str, ...]
    solved: bool
    step: str
    resolved: bool


def talk(customer: str, channel: str, path: Sequence[str] = ()) -> Talk:
    """The conversation that a path of choices makes. customer: one of CUSTOMERS; channel: phone or
    chat; path: keys of TURNS.

    The same path always gives the same conversation. Raises ValueError for an unknown customer or
    channel, and for a choice that is not possible at its place (the message names the place and the
    choices).
    """
    require(
        customer in CUSTOMERS and channel in CONTACTS,
        f"customer is one of {', '.join(CUSTOMERS)}, channel phone or chat",
    )
    moods = [MOODS[customer]]
    factors = []
    solved = False
    step = "open"
    used: set[str] = set()
    for place, choice in enumerate(path, start=1):
        possible = _possible(step, used)
        require(
            choice in possible,
            f"choice {place} cannot be {choice!r}: "
            f"{', '.join(possible) or 'the conversation is over'}",
        )
        turn = TURNS[step][choice]
        change = getattr(turn, channel)[CUSTOMERS.index(customer)]
        moods.append(min(10, max(0, moods[-1] + change)))
        factors.append(turn.factor)
        solved = solved or turn.solves
        step = _next(step, turn, moods[-1])
        used.add(choice)
    resolved = step == "end" and solved and moods[-1] >= CONTENT
    return Talk(moods[-1], tuple(moods), tuple(factors), solved, step, resolved)


def talk_choices(customer: str, channel: str, path: Sequence[str] = ()) -> tuple[str, ...]:
    """What may be said next: a tuple of keys, empty when the conversation is over."""
    return _possible(talk(customer, channel, path).step, set(path))


def _possible(step: str, used: Collection[str]) -> tuple[str, ...]:
    """Choices at a step; a customer is handed on only once."""
    return tuple(
        choice for choice in TURNS.get(step, ()) if choice != "transfer" or choice not in used
    )


def _next(step: str, turn: Turn, mood: int) -> str:
    """The step after a turn: a customer without any mood left leaves, an upset one is calmed once
    before the solution.
    """
    if mood == 0:
        return "left"
    return "calm" if turn.next == "solve" and step != "calm" and mood <= CALM else turn.next


def talk_problem(
    customer: str, channel: str, path: Sequence[str], mood: int
) -> tuple[str, str] | None:
    """The first thing that a path of choices lacks of a conversation that is possible, ends, solves
    the matter, uses the three factors and leaves at least so much mood (0-10): one sentence, in
    Chinese and English; None if it lacks nothing.
    """
    for place, choice in enumerate(path):
        choices = talk_choices(customer, channel, path[:place])
        if not choices:
            return (
                f"第 {place} 句以后对话已经结束，后面的不用写。",
                f"the talk is over after sentence {place}; leave out the rest.",
            )
        if choice not in choices:
            return (
                f"第 {place + 1} 句不能选“{choice}”，这时可以选：{'、'.join(choices)}。",
                f"sentence {place + 1} cannot be '{choice}'; possible: {', '.join(choices)}.",
            )
    ended = talk(customer, channel, path)
    used = len(set(ended.factors))
    if ended.step == "left":
        return (
            f"第 {len(path)} 句以后客户走了（情绪到 0）：先听，再办。",
            f"the customer left after sentence {len(path)} (mood 0): listen first.",
        )
    if ended.step != "end":
        return "对话还没有谈完，走到 end 才算。", "the talk is not over yet: go on until end."
    if not ended.solved:
        return "谈完了，可是没有给出解决办法。", "the talk is over, but without a solution."
    if used < 3:
        return (
            f"三个因素只用了 {used} 个，看看缺哪一个；结束时情绪是 {ended.mood}。",
            f"only {used} of the three factors were used; see which one is missing. "
            f"The mood at the end is {ended.mood}.",
        )
    if ended.mood < mood:
        return (
            f"结束时情绪是 {ended.mood}，至少要 {mood}。",
            f"the mood at the end is {ended.mood}; it should be at least {mood}.",
        )
    return None


def talk_paths(customer: str, channel: str) -> list[tuple[str, ...]]:
    """All complete conversations with a customer: a list of paths (tuples of choices)."""
    whole: list[tuple[str, ...]] = []
    unfinished: list[tuple[str, ...]] = [()]
    while unfinished:
        path = unfinished.pop()
        choices = talk_choices(customer, channel, path)
        if not choices:
            whole.append(path)
        unfinished += [(*path, choice) for choice in reversed(choices)]
    return whole


def talk_rank(customer: str, channel: str, path: Sequence[str]) -> tuple[bool, int, int]:
    """What makes one conversation better than another: (resolved, mood at the end, number of
    different factors used).
    """
    found = talk(customer, channel, path)
    return found.resolved, found.mood, len(set(found.factors))


def best_talk(customer: str, channel: str) -> tuple[str, ...]:
    """The best path by talk_rank; of equally good ones the shortest, then the first."""
    return max(
        talk_paths(customer, channel),
        key=lambda path: (talk_rank(customer, channel, path), -len(path)),
    )


def worst_talk(customer: str, channel: str) -> tuple[str, ...]:
    """The worst path by talk_rank; of equally bad ones the shortest, then the first."""
    return min(
        talk_paths(customer, channel),
        key=lambda path: (talk_rank(customer, channel, path), len(path)),
    )
