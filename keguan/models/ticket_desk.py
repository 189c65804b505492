"""The ticket desk of unit `complaints`: one shift of a complaints desk, as a state that each action
turns into the next.

A seed makes the day, actions make what happens: no clock and no chance beside these two, so that
seed and actions alone give the same log and the same score on every machine. What the course rules
say decides: the type of a complaint (malicious, key, false, general, tested in this order), the
five criteria of acceptance, calm before solution (factors and threshold of W6.3), patience and
costs (W6.4), the call on day 3, the generality of a cause. The firm and its customers are invented.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random

import pandas as pd

# --- the rules ------------------------------------------------------------------------------------

KINDS = ("malicious", "key", "false", "general")  # in the order in which they are tested
CRITERIA = ("complainant", "matters", "damage", "demand", "in_range")
MOVES = {"regret": 0.80, "manners": 0.90, "listen": 0.60, "sympathy": 0.75, "promise": 0.85}
CALM = 4.0  # above this anger a solution is refused
REFUSED = 1.3  # what a refused solution does to anger
MOST_ANGER = 10.0
ANGER = {1: 2.0, 2: 3.0, 3: 5.0, 4: 7.0, 5: 9.0}  # by emotion
PATIENCE = {1: 240, 2: 240, 3: 240, 4: 90, 5: 45}  # mean minutes of waiting, by emotion
VALUES = {"key": 3000, "ordinary": 300, "small": 300}  # yuan that go with a lost customer
IMAGE = 800  # yuan, where a customer of emotion 5 is lost
ROUTES = ("crisis", "procedure", "guidance", "evidence", "redirect")
BLOCKS = ("sorry", "found", "remedy", "guide", "missing", "rights")
CALL_DAYS = (1, 2, 3)  # in time; the day of completion is day 0
LAST_DAY = 7
REASONS = ("late", "wrong_part", "breakdown", "attitude", "billing", "misuse", "bargain", "rumour")
FIRM = REASONS[:5]  # reasons that lie with the firm
GENERAL = 0.20  # share of the day's complaints from which a reason is general

END = 270  # minutes of the shift
MINUTES = {
    "open": 1,
    "calm": 2,
    "look": 5,
    "type": 1,
    "accept": 1,
    "route": 1,
    "reply": 3,
    "pay": 1,
    "call": 1,
}
PAUSE = 5  # minutes of a wait while somebody is there
POINTS = {"calm": 2, "type": 3, "accept": 3, "route": 1, "reply": 2, "pay": 1, "call": 2}
GENERAL_POINTS = 10
LONGEST = 20_000  # letters of a record that are read; a day has some 2,000
ORDERS = ("first", "tier", "emotion", "type")


@dataclass(frozen=True)
class Ticket:
    """A complaint: what everybody sees, and what comes out when it is looked into."""

    id: str
    arrives: int  # minute
    tier: str
    emotion: int  # 1-5
    patience: int  # minutes it waits
    claim: str  # the reason as the customer tells it
    claimed: int  # yuan
    missing: tuple[str, ...]  # criteria of acceptance that are not met
    reason: str  # found by looking into it, as are the two below
    damage: int  # yuan
    intent: bool  # meant to do harm, with evidence
    handed: bool = False  # by a colleague, begun
    colleague_says: str = ""  # the type that the colleague noted

    @property
    def kind(self) -> str:
        """The type of the complaint: the first rule that fits."""
        if self.intent:
            return "malicious"
        if self.tier == "key" or self.emotion == 5:
            return "key"
        return "general" if self.reason in FIRM else "false"

    @property
    def route(self) -> str:
        """Where it goes: evidence is kept in any case, then what is missing comes first."""
        if self.intent:
            return "evidence"
        if self.missing:
            return "redirect"
        return {"key": "crisis", "general": "procedure", "false": "guidance"}[self.kind]

    @property
    def reply(self) -> tuple[str, ...]:
        """The building blocks of the right reply."""
        if self.intent:
            return ("found", "rights")
        if self.missing:
            return ("sorry", "missing")
        return ("sorry", "found", "remedy" if self.reason in FIRM else "guide")

    @property
    def due(self) -> int:
        """Yuan that are owed: the damage, where the firm's fault is accepted."""
        owed = not self.intent and not self.missing and self.reason in FIRM
        return self.damage if owed else 0

    @property
    def wants_call(self) -> bool:
        """Whether there is a follow-up: what was accepted has been completed."""
        return not self.intent and not self.missing

    @property
    def value(self) -> int:
        """Yuan that go when the customer does."""
        return VALUES[self.tier] + (IMAGE if self.emotion == 5 else 0)


@dataclass(frozen=True)
class Work:
    """What has been done about a ticket so far."""

    anger: float
    patience: int  # minutes left
    moves: tuple[str, ...] = ()
    looked: bool = False
    kind: str = ""
    missing: tuple[str, ...] | None = None  # None: not decided
    route: str = ""
    refused: int = 0
    reply: tuple[str, ...] | None = None  # None: no reply was taken yet
    paid: int = 0
    call: int | None = None  # days after completion
    opened: bool = False
    status: str = "coming"  # coming, waiting, open, done, lost


@dataclass(frozen=True)
class State:
    """The desk at a moment; `note` says what the last action did, `over` that the day has been
    summed up."""

    seed: int
    tickets: tuple[Ticket, ...]
    works: tuple[Work, ...]
    budget: int
    minute: int = 0
    current: int | None = None
    log: tuple[tuple[int, str, str, str], ...] = ()
    note: str = "start"
    general: tuple[str, ...] | None = None

    @property
    def over(self) -> bool:
        return self.general is not None

    @property
    def closing(self) -> bool:
        """Whether only the summing up is left."""
        left = any(work.status in ("coming", "waiting", "open") for work in self.works)
        return self.minute >= END or not left

    @property
    def waiting(self) -> list[int]:
        """Places of the tickets that may be opened, in the order of their arrival."""
        return [place for place, work in enumerate(self.works) if work.status == "waiting"]


# --- the day of a seed ----------------------------------------------------------------------------

# (tier, or "" for either other, emotions to choose from, reason or "firm" for one of the firm's)
_CAST = (
    ("key", (5,), "firm"),
    ("key", (2, 3), "firm"),
    ("key", (3, 4), "firm"),
    ("key", (4,), "misuse"),
    ("", (5,), "firm"),
    ("", (4,), "firm"),
    ("", (4,), "firm"),
    ("", (3,), "firm"),
    ("", (2, 3), "firm"),
    ("", (1, 2), "firm"),
    ("", (4,), "misuse"),
    ("", (3,), "bargain"),
    ("", (1, 2), "misuse"),
    ("", (3,), "rumour"),
)
_LACKING = (2, 7, 9, 12)  # places in the cast of those that miss a criterion
_HANDED = {1: "key", 10: "general"}  # what colleagues began, and what they took it for
_ARRIVALS = (0, 0, 0, 0, 15, 36, 38, 40, 42, 44, 85, 100, 102, 130)
_CLAIMS = {"misuse": "breakdown", "bargain": "billing", "rumour": "breakdown"}


def start(seed: int) -> State:
    """The desk at the opening of the day that a seed makes."""
    random = Random(int(seed))
    reasons = _reasons(random)
    tickets = [_ticket(random, place, reasons) for place in range(len(_CAST))]
    tickets = _shuffled(random, tickets)
    arrivals = sorted(time + _below(random, 7) * (time > 0) for time in _ARRIVALS)
    named = tuple(
        replace(ticket, id=f"T{number:02d}", arrives=arrives)
        for number, (ticket, arrives) in enumerate(zip(tickets, arrivals, strict=True), start=1)
    )
    owed = sum(ticket.due for ticket in named)
    begun = State(int(seed), named, tuple(map(_begun, named)), -(-owed * 11 // 1000) * 100)
    return _pass(begun, 0)


def _ticket(random: Random, place: int, reasons: list[str]) -> Ticket:
    tier, emotions, reason = _CAST[place]
    tier = tier or ("ordinary", "small")[_below(random, 2)]
    emotion = emotions[_below(random, len(emotions))]
    reason = reasons.pop() if reason == "firm" else reason
    damage = 10 * (40 + _below(random, 51) if tier == "key" else 10 + _below(random, 31))
    inflated = place in (3, 5) or reason not in FIRM
    return Ticket(
        id="",
        arrives=0,
        tier=tier,
        emotion=emotion,
        patience=round(PATIENCE[emotion] * (0.4 + 1.2 * random.random())),
        claim=_CLAIMS.get(reason, reason),
        claimed=damage * (2 if inflated else 1),
        missing=_lacking(random) if place in _LACKING else (),
        reason=reason,
        damage=damage if reason in FIRM else 0,
        intent=reason == "rumour",
        handed=place in _HANDED,
        colleague_says=_HANDED.get(place, ""),
    )


def _reasons(random: Random) -> list[str]:
    """Reasons of the nine complaints that lie with the firm: one or two of them are general."""
    kinds = _shuffled(random, list(FIRM))
    counts = ((4, 2, 1, 1, 1), (3, 3, 1, 1, 1), (5, 1, 1, 1, 1))[_below(random, 3)]
    listed: list[str] = []
    for kind, count in zip(kinds, counts, strict=True):
        listed += [kind] * count
    return _shuffled(random, listed)


def _lacking(random: Random) -> tuple[str, ...]:
    count = 1 + (random.random() < 0.3)
    chosen = _shuffled(random, list(CRITERIA))[:count]
    return tuple(one for one in CRITERIA if one in chosen)


def _begun(ticket: Ticket) -> Work:
    """What a colleague has done before, or nothing."""
    anger = ANGER[ticket.emotion]
    if not ticket.handed:
        return Work(anger, ticket.patience)
    moves = ("regret", "manners")
    for move in moves:
        anger *= MOVES[move]
    return Work(anger, ticket.patience, moves, kind=ticket.colleague_says)


# Only Random.random() gives the same numbers in every version of Python, so what is drawn is made
# of it alone.


def _below(random: Random, count: int) -> int:
    return int(random.random() * count)


def _shuffled(random: Random, items: list) -> list:
    drawn = [(random.random(), item) for item in items]
    return [item for _, item in sorted(drawn, key=_first)]


def _first(pair: tuple) -> float:
    return pair[0]


# --- actions --------------------------------------------------------------------------------------


def step(state: State, action: str) -> State:
    """The desk after an action such as "open T03" or "reply sorry found remedy".

    What cannot be done changes nothing but the note, which then begins with "no:".
    """
    verb, *values = _words(action) or [""]
    if state.over:
        return replace(state, note="no:over")
    if verb in _ALONE:
        return _ALONE[verb](state, values)
    if verb not in _AT_A_TICKET:
        return replace(state, note="no:action")
    if state.minute >= END:
        return replace(state, note="no:closed")
    if state.current is None:
        return replace(state, note="no:ticket")
    work, note = _AT_A_TICKET[verb](state, values)
    if work is None:
        return replace(state, note=f"no:{note}")
    if verb == "pay":
        state = replace(state, budget=state.budget - work.paid)
    return _done(state, work, verb, " ".join(values), note)


def _done(state: State, work: Work, verb: str, value: str, note: str) -> State:
    """The desk after something was done at the open ticket, which took its time."""
    place = state.current
    assert place is not None
    row = (state.minute, state.tickets[place].id, verb, value)
    state = _with(state, place, work)
    if work.status == "done":
        state = replace(state, current=None)
    return _pass(replace(state, log=(*state.log, row), note=note), MINUTES[verb])


def _with(state: State, place: int, work: Work) -> State:
    return replace(state, works=(*state.works[:place], work, *state.works[place + 1 :]))


def _pass(state: State, minutes: int) -> State:
    """Time passes: tickets come in, and the patience of those who wait runs out."""
    until = min(state.minute + minutes, END)
    works = tuple(
        _waited(ticket, work, state.minute, until)
        for ticket, work in zip(state.tickets, state.works, strict=True)
    )
    return replace(state, minute=until, works=works)


def _waited(ticket: Ticket, work: Work, since: int, until: int) -> Work:
    if work.status == "coming" and ticket.arrives <= until:
        work = replace(work, status="waiting")
    if work.status != "waiting" or work.reply is not None:
        return work
    left = work.patience - (until - max(since, ticket.arrives))
    return replace(work, patience=max(left, 0), status="waiting" if left > 0 else "lost")


def _open(state: State, values: list[str]) -> State:
    number = re.fullmatch("t?0?([0-9]{1,2})", " ".join(values))
    place = int(number[1]) - 1 if number else -1
    if place not in range(len(state.tickets)):
        return replace(state, note="no:which")
    if state.minute >= END:
        return replace(state, note="no:closed")
    if state.works[place].status != "waiting":
        return replace(state, note=f"no:{state.works[place].status}")
    if state.current is not None:
        aside = replace(state.works[state.current], status="waiting")
        state = _with(state, state.current, aside)
    state = replace(state, current=place)
    work = replace(state.works[place], status="open", opened=True)
    return _done(state, work, "open", "", "opened")


def _wait(state: State, values: list[str]) -> State:
    """Some minutes, or until the next complaint where nobody is there."""
    if values or state.minute >= END:
        return replace(state, note="no:value" if values else "no:closed")
    minutes = PAUSE
    if state.current is None and not state.waiting:
        coming = [
            t.arrives
            for t, w in zip(state.tickets, state.works, strict=True)
            if w.status == "coming"
        ]
        minutes = min(coming, default=END) - state.minute
    row = (state.minute, "", "wait", "")
    return _pass(replace(state, log=(*state.log, row), note="waited"), minutes)


def _sum_up(state: State, values: list[str]) -> State:
    """The day is over: which reasons are general?"""
    if not state.closing:
        return replace(state, note="no:early")
    if not set(values) <= set(REASONS):
        return replace(state, note="no:value")
    chosen = tuple(one for one in REASONS if one in values)
    row = (state.minute, "", "sum", " ".join(chosen))
    return replace(state, log=(*state.log, row), note="over", current=None, general=chosen)


# An action at the open ticket: the work after it and what to say, or None and why not.
Acted = tuple[Work | None, str]


def _calm(state: State, values: list[str]) -> Acted:
    work = _current(state)
    if len(values) != 1 or values[0] not in MOVES:
        return None, "value"
    if values[0] in work.moves:
        return None, "again"
    anger = work.anger * MOVES[values[0]]
    return replace(work, anger=anger, moves=(*work.moves, values[0])), "calmer"


def _look(state: State, values: list[str]) -> Acted:
    work = _current(state)
    if values or work.looked:
        return None, "value" if values else "again"
    return replace(work, looked=True), "looked"


def _type(state: State, values: list[str]) -> Acted:
    if len(values) != 1 or values[0] not in KINDS:
        return None, "value"
    return replace(_current(state), kind=values[0]), "typed"


def _accept(state: State, values: list[str]) -> Acted:
    """Accepted by "yes", refused by what is missing."""
    if values == ["yes"]:
        return replace(_current(state), missing=()), "accepted"
    if not values or not set(values) <= set(CRITERIA):
        return None, "value"
    missing = tuple(one for one in CRITERIA if one in values)
    return replace(_current(state), missing=missing), "refused"


def _route(state: State, values: list[str]) -> Acted:
    if len(values) != 1 or values[0] not in ROUTES:
        return None, "value"
    return replace(_current(state), route=values[0]), "routed"


def _reply(state: State, values: list[str]) -> Acted:
    work = _current(state)
    if not values or not set(values) <= set(BLOCKS):
        return None, "value"
    if work.reply is not None:
        return None, "again"
    if work.anger > CALM:
        angrier = min(work.anger * REFUSED, MOST_ANGER)
        return replace(work, anger=angrier, refused=work.refused + 1), "angry"
    return replace(work, reply=tuple(one for one in BLOCKS if one in values)), "replied"


def _pay(state: State, values: list[str]) -> Acted:
    work = _current(state)
    amount = int(values[0]) if len(values) == 1 and re.fullmatch("[0-9]{1,6}", values[0]) else 0
    if amount == 0:
        return None, "amount"
    if work.reply is None or work.paid:
        return None, "again" if work.paid else "first"
    if amount > state.budget:
        return None, "budget"
    return replace(work, paid=amount), "paid"


def _call(state: State, values: list[str]) -> Acted:
    """Close the ticket, with a call so many days after, or with none."""
    days = [str(day) for day in range(LAST_DAY + 1)]
    if len(values) != 1 or values[0] not in ("none", *days):
        return None, "value"
    call = None if values[0] == "none" else int(values[0])
    return replace(_current(state), call=call, status="done"), "done"


def _current(state: State) -> Work:
    assert state.current is not None
    return state.works[state.current]


_ALONE: dict[str, Callable[[State, list[str]], State]] = {
    "open": _open,
    "wait": _wait,
    "sum": _sum_up,
}
_AT_A_TICKET: dict[str, Callable[[State, list[str]], Acted]] = {
    "calm": _calm,
    "look": _look,
    "type": _type,
    "accept": _accept,
    "route": _route,
    "reply": _reply,
    "pay": _pay,
    "call": _call,
}
VERBS = (*_ALONE, *_AT_A_TICKET)


# --- the record -----------------------------------------------------------------------------------


def log(state: State) -> pd.DataFrame:
    """What was done: minute, ticket, action, value."""
    return pd.DataFrame(list(state.log), columns=["minute", "ticket", "action", "value"])


def record(state: State) -> str:
    """The actions as text, a line for each visit of a ticket, to copy, keep and replay."""
    lines: list[str] = []
    for _, ticket, verb, value in state.log:
        words = f"open {ticket}" if verb == "open" else f"{verb} {value}".strip()
        if verb in _AT_A_TICKET and lines:
            lines[-1] += f"; {words}"
        else:
            lines.append(words)
    return "\n".join(lines)


def actions(text: object) -> list[str]:
    """The actions in a text, or in a list of texts: each begins with its verb, and what parts them
    does not matter; nor does a line that was broken before a value, as mail programs do."""
    parts = text if isinstance(text, (list, tuple)) else [text]
    found: list[str] = []
    for line in "\n".join(map(str, parts))[:LONGEST].split("\n"):
        first, *rest = re.split("[;；]", line)
        words = _words(first)
        while found and words and _VALUE.fullmatch(words[0]):
            found[-1] += f" {words.pop(0)}"
        found += _actions(words)
        for part in rest:
            found += _actions(_words(part))
    return found


_VALUE = re.compile(
    "|".join([*KINDS, *CRITERIA, *MOVES, *ROUTES, *BLOCKS, *REASONS, "yes", "none", "t?[0-9]+"])
)


def _actions(words: list[str]) -> Iterator[str]:
    """The actions in the words of a line; what comes before the first verb is one, too."""
    begun: list[str] = []
    for word in words:
        if word in VERBS and begun:
            yield " ".join(begun)
            begun = []
        begun.append(word)
    if begun:
        yield " ".join(begun)


def _words(text: object) -> list[str]:
    """The words of a text, full-width letters and the invisible signs of chat programs forgiven."""
    plain = unicodedata.normalize("NFKC", str(text)).lower()
    seen = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    return re.findall(r"[a-z0-9_]+", seen)


def replay(seed: int, text: object) -> State:
    """The desk after a record; what cannot be done is passed over."""
    state = start(seed)
    for action in actions(text):
        state = step(state, action)
    return state


def problems(seed: int, text: object) -> list[tuple[int, str, str]]:
    """What of a record cannot be done: (number of the action, the action, why). What stands behind
    the summing up is no part of the day: the record was pasted twice, say."""
    state, found = start(seed), []
    for number, action in enumerate(actions(text), start=1):
        if state.over:
            break
        state = step(state, action)
        if state.note.startswith("no:"):
            found.append((number, action, state.note[3:]))
    return found


# --- the score ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """Points for one rule at one ticket ("" for the whole day); `why` is a word for the reason,
    `given` what was done and `right` what the rule says."""

    ticket: str
    rule: str
    points: int
    of: int
    why: str
    given: str = ""
    right: str = ""


def score(state: State) -> list[Line]:
    """The points line by line; what was not done has none."""
    lines: list[Line] = []
    for ticket, work in zip(state.tickets, state.works, strict=True):
        lines += _score(ticket, work)
    return [*lines, _score_general(state)]


def total(lines: Iterable[Line]) -> int:
    """The score, 0 to 100."""
    listed = list(lines)
    return round(100 * sum(line.points for line in listed) / sum(line.of for line in listed))


def _score(ticket: Ticket, work: Work) -> Iterator[Line]:
    rules = _wanted(ticket)
    for rule, right in rules.items():
        of = POINTS[rule]
        if work.status == "lost" or not work.opened:
            why = "lost" if work.status == "lost" else "untouched"
            yield Line(ticket.id, rule, 0, of, why, "", right)
            continue
        given = _given(work, rule)
        hit = given in _CALLS_IN_TIME if rule == "call" else given == right
        yield Line(ticket.id, rule, of if hit else 0, of, _why(hit, bool(given)), given, right)


def _why(hit: bool, done: bool) -> str:
    """Why an answer counts as it does."""
    if hit:
        return "right"
    return "wrong" if done else "undone"


_CALLS_IN_TIME = tuple(map(str, CALL_DAYS))


def _wanted(ticket: Ticket) -> dict[str, str]:
    """What each rule that applies to a ticket says."""
    found = {} if ANGER[ticket.emotion] <= CALM else {"calm": "calm"}
    found |= {
        "type": ticket.kind,
        "accept": " ".join(ticket.missing) or "yes",
        "route": ticket.route,
        "reply": " ".join(ticket.reply),
        "pay": str(ticket.due),
    }
    return found | ({"call": str(CALL_DAYS[-1])} if ticket.wants_call else {})


def _given(work: Work, rule: str) -> str:
    """What was done under a rule, "" for nothing. What is said, paid and asked after counts once
    a reply was taken."""
    if rule == "type":
        return work.kind
    if rule == "route":
        return work.route
    if rule == "accept":
        return "" if work.missing is None else " ".join(work.missing) or "yes"
    if work.reply is None:
        return "angry" if work.refused and rule == "calm" else ""
    if rule == "calm":
        return "angry" if work.refused else "calm"
    if rule == "call":
        return "" if work.call is None else str(work.call)
    return " ".join(work.reply) if rule == "reply" else str(work.paid)


def general_reasons(state: State) -> tuple[str, ...]:
    """The reasons behind at least a fifth of the day's complaints."""
    count = pd.Series([ticket.reason for ticket in state.tickets]).value_counts()
    least = GENERAL * len(state.tickets)
    return tuple(reason for reason in REASONS if count.get(reason, 0) >= least)


def _score_general(state: State) -> Line:
    """Each general reason that was named brings its share, each other that was named costs one."""
    right = general_reasons(state)
    chosen = state.general or ()
    hits = sum(1 if reason in right else -1 for reason in chosen)
    points = max(0, GENERAL_POINTS * hits // len(right))
    why = _why(chosen == right, state.general is not None)
    return Line("", "general", points, GENERAL_POINTS, why, " ".join(chosen), " ".join(right))


def shares(lines: Iterable[Line]) -> dict[str, float]:
    """The share (0-1) of its points that each rule has brought.

    Of acceptance and compensation the mean of two shares, one of the tickets that are accepted
    (that nothing is paid for) and one of the others: one answer for all of them is half right.
    """
    rows = [(x.rule, x.right == _COMMON.get(x.rule), x.points, x.of) for x in lines]
    table = pd.DataFrame(rows, columns=["rule", "common", "points", "of"])
    sums = table.groupby(["rule", "common"], sort=False).sum()
    return (sums["points"] / sums["of"]).groupby("rule", sort=False).mean().to_dict()


_COMMON = {"accept": "yes", "pay": "0"}


def lost(state: State) -> list[Ticket]:
    """Those whose patience ran out."""
    return [t for t, w in zip(state.tickets, state.works, strict=True) if w.status == "lost"]


def loss(state: State) -> int:
    """Yuan that went with them."""
    return sum(ticket.value for ticket in lost(state))


# --- simple policies ------------------------------------------------------------------------------

# What a policy does with every ticket, whatever it is about: the order alone differs.
_ROUTINE = ("calm regret", "calm listen", "look", "type general", "accept yes", "route procedure",
            "reply sorry found remedy", "call 3")  # fmt: skip


def policy(seed: int, order: str) -> State:
    """The same day by a simple policy: "first" come, by "tier", by "emotion" or by "type"; with
    one and the same routine for each ticket."""
    state = start(seed)
    while not state.closing:
        here = state.waiting
        if not here:
            state = step(state, "wait")
            continue
        place = min(here, key=lambda one: (*_rank(state.tickets[one], order), one))
        for action in (f"open {state.tickets[place].id}", *_ROUTINE):
            state = step(state, action)
    return step(state, "sum")


def _rank(ticket: Ticket, order: str) -> tuple[int, ...]:
    """What is smaller comes first; those alike, as they have come."""
    if order == "tier":
        return (list(VALUES).index(ticket.tier),)
    if order == "emotion":
        return (-ticket.emotion,)
    if order == "type":
        return (("key", "general", "false", "malicious").index(ticket.kind), -ticket.emotion)
    return ()


def comparison(seed: int) -> pd.DataFrame:
    """Each simple policy on the day of a seed: score, customers lost, loss in yuan."""
    ends = {order: policy(seed, order) for order in ORDERS}
    rows = [(total(score(end)), len(lost(end)), loss(end)) for end in ends.values()]
    return pd.DataFrame(rows, index=list(ends), columns=["score", "lost", "loss"])
