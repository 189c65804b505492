"""Models of unit `complaints`: calm first, the triage desk, and the iceberg.

Sources of the parameters: the widget table of unit `complaints` in the content specification, the
repurchase rates of fact L08. Strengths of moves, patience, values and times are assumptions of this
course; no figure here describes a real firm.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from keguan.models.base import Bools, Floats, require

# --- W6.3 calm first ------------------------------------------------------------------------------

# Regret, Manners, Listen, Sympathise, Promise: the share of the anger that each leaves
MOVES = {"R": 0.80, "M": 0.90, "L": 0.60, "S": 0.75, "P": 0.85}
OFFER = "offer"  # a solution is offered
TOP = 10.0  # the most anger there is; 0 is none
LISTENS = 4.0  # with this anger or less the customer takes a solution
REFUSED = 1.3  # by this a refused solution multiplies the anger


class Step(NamedTuple):
    """What was done, a letter of MOVES or OFFER, and the anger (0-10) after it."""

    move: str
    anger: float


def calm_first(anger: float, after: int, order: Sequence[str] = tuple(MOVES)) -> list[Step]:
    """The steps until the customer takes the solution, which is the last of them.

    The solution is offered after the first `after` moves of `order`. Who is refused goes on with
    the moves that are left and offers it again when all five have been made. Raises ValueError for
    an anger outside 0-10, `after` outside 0-5, and an order that is not the five moves.
    """
    require(
        0 <= anger <= TOP and 0 <= after <= len(MOVES) and sorted(order) == sorted(MOVES),
        "anger is 0-10, after 0-5, and the order has each of R, M, L, S, P once",
    )
    steps = [Step(move, anger := anger * MOVES[move]) for move in order[:after]]
    if not listens(anger):
        steps.append(Step(OFFER, anger := min(TOP, anger * REFUSED)))
        steps += [Step(move, anger := anger * MOVES[move]) for move in order[after:]]
    return [*steps, Step(OFFER, anger)]


def listens(anger: float) -> bool:
    """Whether a customer of this anger (0-10) takes a solution."""
    return anger <= LISTENS + 1e-9  # 5 x 0.8 is 4, whatever the last bit says


def rounds(again: float) -> float:
    """Times a complaint is handled on average: 1 / (1 - again).

    again: share (0 to below 1) that the day-3 call finds dissatisfied and sends back to the start,
    each time anew.
    """
    require(0 <= again < 1, "again must be 0 or more and below 1")
    return 1 / (1 - again)


# --- W6.4 the triage desk -------------------------------------------------------------------------

COMPLAINTS = 80  # a day
HOURS = 8
HANDLERS = 3
WORK = 20.0  # minutes for one complaint on average
KEY_SHARE = 0.15  # of key-tier customers; with VALUES they hold 64 % of all value (fact L02: 66-68)
EMOTIONS = {5: 0.10, 4: 0.20, 3: 0.70}  # shares; 3 stands for 3 or less
PATIENCE = {5: 45.0, 4: 90.0, 3: 240.0}  # mean minutes until a customer gives up, by emotion
MALICIOUS = 0.05
OWN_FAULT = 0.20  # the cause lies with the customer
VALUES = {True: 3000.0, False: 300.0}  # yuan that a lost customer of the key tier, another, costs
IMAGE = 800.0  # yuan for a lost customer of emotion 5, who tells others

# complaint types by R5 in the order in which the desk takes them under the rule "type"
TYPES = ("key", "general", "false", "malicious")
RULES = ("first", "tier", "emotion", "type")


class Complaints(NamedTuple):
    """The complaints of one day, in the order of their coming; times in minutes from opening.

    work: minutes of a handler; patience: minutes after which the customer gives up.
    """

    arrivals: Floats
    key: Bools
    emotion: npt.NDArray[np.int64]
    malicious: Bools
    own_fault: Bools
    patience: Floats
    work: Floats

    @property
    def types(self) -> npt.NDArray[np.int64]:
        """Places in TYPES, tested in the order of R5: malicious, key, false, general."""
        key = self.key | (self.emotion == 5)
        return np.select([self.malicious, key, self.own_fault], [3, 0, 2], 1)

    @property
    def at_stake(self) -> Floats:
        """Yuan that the firm loses when the customer gives up; a malicious one costs nothing."""
        value = np.where(self.key, VALUES[True], VALUES[False]) + IMAGE * (self.emotion == 5)
        return np.where(self.malicious, 0.0, value)


class Handled(NamedTuple):
    """A day at the desk, complaint by complaint: `waits` in minutes until its turn, and `gone`, who
    had given up by then.
    """

    waits: Floats
    gone: Bools


def complaints(seed: int = 0, number: int = COMPLAINTS) -> Complaints:
    """The complaints of a day of HOURS hours: same seed, same day. They come at random moments."""
    rng = np.random.default_rng(seed)
    emotion = rng.choice(list(EMOTIONS), number, p=list(EMOTIONS.values()))
    means = np.vectorize(PATIENCE.__getitem__, otypes=[float])(emotion)
    return Complaints(
        np.sort(rng.uniform(0, 60 * HOURS, number)),
        rng.random(number) < KEY_SHARE,
        emotion,
        rng.random(number) < MALICIOUS,
        rng.random(number) < OWN_FAULT,
        rng.exponential(size=number) * means,
        rng.exponential(size=number) * WORK,
    )


def triage(day: Complaints, rule: str = "first", handlers: int = HANDLERS) -> Handled:
    """The day when a free handler takes the next complaint by a rule: "first" come, "tier",
    "emotion" or "type" (R5), within each the one that came first.

    Whoever has given up when the turn comes is passed over. Nothing is interrupted, and the desk
    works on after closing until nobody waits. Raises ValueError for another rule or no handler.
    """
    require(rule in RULES and handlers >= 1, f"rule is one of {', '.join(RULES)}, handlers 1 up")
    turns = np.zeros(len(day.arrivals))
    gone = np.zeros(len(day.arrivals), bool)
    free = [0.0] * handlers  # when each handler can take a complaint; a heap
    for turn, now in _turns(day.arrivals.tolist(), _ranks(day, rule).tolist(), free):
        turns[turn] = now
        gone[turn] = now > day.arrivals[turn] + day.patience[turn]
        if not gone[turn]:
            heappop(free)
            heappush(free, now + day.work[turn])
    return Handled(turns - day.arrivals, gone)


def _ranks(day: Complaints, rule: str) -> npt.NDArray[np.int64]:
    """Which complaints are taken before others, the lowest first."""
    if rule == "tier":
        return 1 - day.key.astype(int)
    if rule == "emotion":
        return 5 - day.emotion
    return day.types if rule == "type" else np.zeros(len(day.key), int)


def _turns(
    arrivals: list[float], ranks: list[int], free: list[float]
) -> Iterator[tuple[int, float]]:
    """(complaint, minute) of each turn; who takes it sets `free`, whose first is the next free
    handler.
    """
    waiting: list[tuple[int, int]] = []
    come = 0
    while waiting or come < len(arrivals):
        now = free[0] if waiting else max(free[0], arrivals[come])
        while come < len(arrivals) and arrivals[come] <= now:
            heappush(waiting, (ranks[come], come))
            come += 1
        yield heappop(waiting)[1], now


def day_loss(day: Complaints, handled: Handled) -> float:
    """Yuan that a day costs: the value of the customers who gave up, and the image of the
    angriest."""
    return float(day.at_stake[handled.gone].sum())


class Mean(NamedTuple):
    """Means over many days: `loss` in yuan a day, and minutes until the turn of any complaint
    (`wait`) and of those of each type (`waits`, in the order of TYPES).
    """

    loss: int
    wait: float
    waits: tuple[float, ...]

    @property
    def key_wait(self) -> float:
        """Minutes until the turn of a complaint of type "key"."""
        return self.waits[0]


DAYS = range(60)  # the seeds of the means


def mean_day(rule: str, handlers: int = HANDLERS, seeds: Iterable[int] = DAYS) -> Mean:
    """What a rule costs on average over the days of some seeds; every rule gets the same days.

    With three handlers the standard error of the loss over 60 days is 7 to 9 % of it.
    """
    days = [complaints(seed) for seed in seeds]
    handled = [triage(day, rule, handlers) for day in days]
    losses = [day_loss(*pair) for pair in zip(days, handled, strict=True)]
    waits = np.concatenate([one.waits for one in handled])
    types = np.concatenate([day.types for day in days])
    by_type = [waits[types == place].mean() for place in range(len(TYPES))]
    minutes = [round(float(mean), 1) for mean in (waits.mean(), *by_type)]
    return Mean(round(float(np.mean(losses))), minutes[0], tuple(minutes[1:]))


# mean_day of every number of handlers and rule that the lab shows, kept because a weak laptop takes
# half a second for one number of handlers
MEANS = {
    2: {
        "first": Mean(20643, 60.0, (62.3, 59.0, 61.9, 56.8)),
        "tier": Mean(13367, 63.3, (34.0, 71.1, 77.2, 61.5)),
        "emotion": Mean(17368, 75.0, (54.8, 80.8, 82.5, 75.4)),
        "type": Mean(10623, 79.5, (12.2, 60.1, 208.1, 246.5)),
    },
    3: {
        "first": Mean(9550, 20.9, (22.1, 20.5, 21.9, 18.3)),
        "tier": Mean(6248, 21.5, (13.2, 23.6, 26.0, 19.6)),
        "emotion": Mean(6870, 24.7, (19.0, 26.3, 27.8, 22.0)),
        "type": Mean(4990, 24.4, (6.3, 18.7, 58.0, 77.7)),
    },
    4: {
        "first": Mean(3872, 6.7, (7.1, 6.6, 6.9, 5.9)),
        "tier": Mean(2633, 6.4, (4.4, 7.0, 7.3, 5.6)),
        "emotion": Mean(2962, 7.2, (6.0, 7.7, 7.5, 5.6)),
        "type": Mean(1992, 7.5, (2.8, 6.6, 16.0, 15.4)),
    },
}

# --- W6.5 the iceberg -----------------------------------------------------------------------------

# Share of dissatisfied customers who buy again after a loss above 100 dollars, by what became of
# their complaint (fact L08): silent, not solved, solved, solved quickly.
KEPT = {"silent": 0.09, "unsolved": 0.19, "solved": 0.54, "quick": 0.82}


class Part(NamedTuple):
    """Some of the dissatisfied customers: their `share` of all, and the share of all that is
    `kept` of them."""

    share: float
    kept: float


def parts(complain: float, solved: float, quick: float) -> dict[str, Part]:
    """The dissatisfied customers by what became of their complaint, in the order of KEPT.

    complain: share of them that complains; solved: share of the complaints that is solved; quick:
    share of the solved that is solved quickly; each 0-1, or ValueError. Who would be silent and is
    brought to complain is taken to behave as other complainers do.
    """
    require(
        all(0 <= share <= 1 for share in (complain, solved, quick)),
        "complain, solved and quick are shares, 0-1",
    )
    shares = (
        1 - complain,
        complain * (1 - solved),
        complain * solved * (1 - quick),
        complain * solved * quick,
    )
    pairs = zip(KEPT.items(), shares, strict=True)
    return {name: Part(share, share * rate) for (name, rate), share in pairs}


def iceberg(complain: float, solved: float, quick: float) -> float:
    """Share (0-1) of the dissatisfied customers who buy again; parameters as in `parts`."""
    return sum(part.kept for part in parts(complain, solved, quick).values())


def unheard(heard: float, complain: float) -> float:
    """Customers who were dissatisfied and said nothing, behind `heard` complaints, when a share
    `complain` (above 0, at most 1) complains."""
    require(heard >= 0 and 0 < complain <= 1, "heard must not be negative, complain above 0 to 1")
    return heard / complain - heard
