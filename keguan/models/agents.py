"""Models of unit `agents`: a desk of online chats, a desk near full load, and the leaks of tickets.

Sources of the parameters: the widget table of unit `agents` in the content specification. How many
customers come, what they read and how much each further chat slows typing are assumptions of this
course; no figure here describes a real firm.
"""

from collections import deque
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np

from keguan.models import maintenance
from keguan.models.base import Floats, require

# --- W2.3 the chat desk ---------------------------------------------------------------------------

AGENTS = 8
A_MINUTE = 1.2  # chats that begin
SHIFT = 480.0  # minutes in which they begin; afterwards the desk works until all are answered
REPLIES = 3  # of the agent in a chat
CHARACTERS = 90  # of a reply on average; lengths are gamma distributed with shape 2
READING = 2.0  # minutes until the customer has read a reply and written again, exponential
SLOWER = 0.15  # of the typing speed that is lost with each further open chat
SPEED = 60.0  # characters a minute with one chat open


class Shift(NamedTuple):
    """A shift of the chat desk: `arrivals`, minute of the shift at which each customer comes to an
    agent, `waits`, minutes from then until the first reply is sent, `left`, customers without one
    when the shift ends, `most`, chats that an agent had open at the same time, and shares (0-1,
    together 1) of the agents' time in the shift: `typing` as with one chat, what the `switching`
    between chats adds to that, `reading`, when all that they can do is wait for a customer, and
    `free`, without any chat.
    """

    arrivals: Floats
    waits: Floats
    left: int
    most: int
    typing: float
    switching: float
    reading: float
    free: float


def chat_desk(
    at_once: int = 1, speed: float = SPEED, deflection: float = 0.0, seed: int = 1
) -> Shift:
    """A simulated shift in which each agent has up to `at_once` chats open.

    Customers come at random (Poisson) and wait in one queue; the agent with the fewest chats takes
    the next, and answers whoever has waited longest since writing. speed: characters a minute;
    deflection: share (0-1, below 1) that a robot answers for good, the others ask for an agent;
    seed: the day, with the same customers at every setting. Raises ValueError for a setting without
    meaning.
    """
    require(at_once >= 1 and int(at_once) == at_once, "at_once is a whole number, 1 up")
    require(speed > 0 and 0 <= deflection < 1, "speed is above 0, deflection a share below 1")
    rng = np.random.default_rng(seed)
    number = rng.poisson(A_MINUTE * SHIFT)
    arrivals = np.sort(rng.uniform(0, SHIFT, number))
    lengths = rng.gamma(2, 1 / 2, (number, REPLIES)) * CHARACTERS / speed
    readings = rng.exponential(READING, (number, REPLIES - 1))
    human = rng.random(number) >= deflection
    desk = _Desk(at_once, lengths[human].tolist(), readings[human].tolist())
    first = desk.work(arrivals[human].tolist())
    waits = np.array(first) - arrivals[human]
    left = int((np.array(first) > SHIFT).sum())
    return Shift(arrivals[human], waits, left, desk.most, *desk.shares())


@dataclass
class _Agent:
    """Chats that are `open`, those of them that are `waiting` for a reply, who wrote first first,
    and whether the agent is `busy` writing one; minutes `engaged` with any chat, up to `since`."""

    open: int = 0
    waiting: deque[int] = field(default_factory=deque)
    busy: bool = False
    engaged: float = 0.0
    since: float = 0.0

    def change(self, now: float, chats: int) -> None:
        """So many chats more from now on; what comes after the shift is not counted."""
        now = min(now, SHIFT)
        if self.open:
            self.engaged += now - self.since
        self.since = now
        self.open += chats


class _Desk:
    """The agents with their chats; all times are minutes from the start of the shift."""

    def __init__(
        self, at_once: int, lengths: list[list[float]], readings: list[list[float]]
    ) -> None:
        self.at_once = at_once
        self.lengths = lengths  # minutes of each reply of each chat, with no other chat open
        self.readings = readings  # minutes until the customer writes again
        self.agents = [_Agent() for _ in range(AGENTS)]
        self.queue: deque[int] = deque()
        self.sent = [0] * len(lengths)  # replies of each chat
        self.first = [0.0] * len(lengths)  # when its first reply is sent
        self.events: list[tuple[float, int, int, int]] = []
        self.most = 0
        self.typing = self.switching = 0.0

    def work(self, arrivals: list[float]) -> list[float]:
        """When the first reply of each chat is sent.

        An event is (time, chat, agent, replies): the agent's reply of that number is sent; with
        replies -1 the customer writes again, with agent -1, too, for the first time.
        """
        self.events = [(time, chat, -1, -1) for chat, time in enumerate(arrivals)]
        heapify(self.events)
        while self.events:
            now, chat, place, replies = heappop(self.events)
            if place < 0:
                self.queue.append(chat)
            elif replies < 0:
                self.agents[place].waiting.append(chat)
            else:
                self._reply_sent(now, chat, place, replies)
            self._take(now)
            if place >= 0:
                self._answer(now, place)
        return self.first

    def _take(self, now: float) -> None:
        """Customers of the queue go to the agents with the fewest chats."""
        while self.queue:
            place = min(range(AGENTS), key=lambda one: self.agents[one].open)
            agent = self.agents[place]
            if agent.open >= self.at_once:
                return
            agent.change(now, 1)
            self.most = max(self.most, agent.open)
            agent.waiting.append(self.queue.popleft())
            self._answer(now, place)

    def _answer(self, now: float, place: int) -> None:
        """The agent begins the next reply, if there is one to write."""
        agent = self.agents[place]
        if agent.busy or not agent.waiting:
            return
        chat = agent.waiting.popleft()
        agent.busy = True
        alone = self.lengths[chat][self.sent[chat]]
        minutes = alone / (1 - SLOWER) ** (agent.open - 1)
        within = max(0.0, min(minutes, SHIFT - now)) / minutes
        self.typing += alone * within
        self.switching += (minutes - alone) * within
        heappush(self.events, (now + minutes, chat, place, self.sent[chat] + 1))

    def _reply_sent(self, now: float, chat: int, place: int, replies: int) -> None:
        """The customer reads, or the chat is over."""
        agent = self.agents[place]
        agent.busy = False
        if replies == 1:
            self.first[chat] = now
        self.sent[chat] = replies
        if replies < REPLIES:
            again = now + self.readings[chat][replies - 1]
            heappush(self.events, (again, chat, place, -1))
        else:
            agent.change(now, -1)

    def shares(self) -> tuple[float, float, float, float]:
        """(typing, switching, reading, free) of the agents' time in the shift."""
        for agent in self.agents:
            agent.change(SHIFT, 0)
        whole = AGENTS * SHIFT
        engaged = sum(agent.engaged for agent in self.agents)
        busy = self.typing + self.switching
        return (
            self.typing / whole,
            self.switching / whole,
            (engaged - busy) / whole,
            1 - engaged / whole,
        )


# --- W2.4 near the edge ---------------------------------------------------------------------------

EDGE_AGENTS = 6
EDGE_CHARACTERS = 180.0  # of all replies to a customer
EDGE_READING = 1.0  # minutes


class Edge(NamedTuple):
    """A desk in the long run: `handling` minutes a chat, `capacity`, chats a minute that it can
    take, `chats` a minute that come, share of them (0-1) that must `wait`, and the mean wait in
    `minutes`, endless where more come than it can take.
    """

    handling: float
    capacity: float
    chats: float
    wait: float
    minutes: float


def near_edge(
    arrivals: float = A_MINUTE,
    agents: int = EDGE_AGENTS,
    speed: float = SPEED,
    length: float = EDGE_CHARACTERS,
    deflection: float = 0.0,
) -> Edge:
    """A desk where each agent has one chat at a time, by Erlang C.

    arrivals: customers a minute; speed: characters a minute; length: characters that a customer
    gets; deflection: share (0-1) that a robot answers for good. Raises ValueError for a setting
    without meaning.
    """
    require(speed > 0 and length >= 0, "speed is above 0, length not negative")
    require(agents >= 1 and 0 <= deflection <= 1, "agents is 1 up, deflection a share")
    handling = EDGE_READING + length / speed
    chats = arrivals * (1 - deflection)
    return Edge(handling, agents / handling, chats, *waiting(chats, agents, handling))


def waiting(chats: float, agents: int, handling: float) -> tuple[float, float]:
    """(share of the chats that must wait, mean wait in minutes) by Erlang C; chats: a minute."""
    found = maintenance.service(60 * chats, agents, 60 * handling)
    return found.wait, found.seconds / 60


# --- W2.5 ticket leaks ----------------------------------------------------------------------------

TICKETS = 1000
RECORDED, KEPT, FOLLOWED = 0.8, 0.9, 0.9  # as the lab opens


class Leaks(NamedTuple):
    """Tickets that are never recorded, recorded with a promise that is not kept, kept but not
    followed up, and those that end well; together all tickets."""

    unrecorded: float
    broken: float
    unfollowed: float
    well: float


def leaks(
    recorded: float = RECORDED,
    kept: float = KEPT,
    followed: float = FOLLOWED,
    tickets: float = TICKETS,
) -> Leaks:
    """Where tickets leak on their way from enquiry over solving to feedback.

    recorded, kept, followed: share (0-1, or ValueError) of the tickets that come as far as that
    stage and pass it.
    """
    shares = (recorded, kept, followed)
    require(min(shares) >= 0 and max(shares) <= 1, "recorded, kept and followed are shares, 0-1")
    put_down = tickets * recorded
    held = put_down * kept
    well = held * followed
    return Leaks(tickets - put_down, put_down - held, held - well, well)
