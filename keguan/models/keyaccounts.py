"""Models of unit `keyaccounts`: the account navigator, and an account on one thread.

Sources: the four stages and what the manager does in each are those of the lesson plan; trust, its
steps, the share of threads that break and the cost of a person are assumptions of this course.
"""

from collections.abc import Sequence

from keguan.models.base import require

# --- W6.1 the account navigator -------------------------------------------------------------------

STAGES = ("early", "middle", "mature", "coop")
REACHED = (0.0, 4.0, 6.0, 8.0)  # trust (0-10) with which each stage begins
START, TOP = 2.0, 10.0
# what the account manager can do in a quarter, and the place in STAGES where it belongs
ACTIONS = {
    "scan": 0,
    "introduce": 0,
    "deepen": 1,
    "team": 1,
    "plan": 2,
    "integrate": 3,
    "solve": 3,
}
FIT = "fit"  # instead of an action: whichever fits the stage of that quarter
FITS = 2.0  # trust that an action of the present stage adds
AHEAD, FAR_AHEAD = 0.5, -1.5  # an action of the next stage, and one that comes too early
BEHIND, FAR_BEHIND = 0.0, -0.5  # an action of the stage before, and one that comes too late
WITHOUT_AUTHORITY = 0.6  # share of what trust would gain, when the manager must always ask first


def stage(trust: float) -> int:
    """Place in STAGES of an account with this trust (0-10)."""
    require(0 <= trust <= TOP, "trust is 0-10")
    return sum(trust >= least for least in REACHED) - 1


def gain(trust: float, action: str, authority: bool) -> float:
    """What a quarter with this action adds to the trust, before the ends 0 and 10."""
    ahead = ACTIONS[action] - stage(trust)
    change = {0: FITS, 1: AHEAD, -1: BEHIND}.get(ahead, FAR_AHEAD if ahead > 0 else FAR_BEHIND)
    return change if authority or change <= 0 else change * WITHOUT_AUTHORITY


def journey(actions: Sequence[str], authority: bool) -> list[float]:
    """Trust (0-10) at the start and after each quarter until the account reaches cooperation.

    actions: those of the first quarters, or FIT; all of them happen, and afterwards each quarter
    has one that fits the stage. Raises KeyError for another action.
    """
    levels = [START]
    while len(levels) <= len(actions) or stage(levels[-1]) < len(STAGES) - 1:
        quarter = len(levels) - 1
        action = actions[quarter] if quarter < len(actions) else FIT
        level = levels[-1] + gain(levels[-1], done(action, levels[-1]), authority)
        levels.append(round(min(TOP, max(0.0, level)), 1))
    return levels


def done(action: str, trust: float) -> str:
    """The action itself, or for FIT the one that fits an account with this trust."""
    return fitting(trust) if action == FIT else action


def fitting(trust: float) -> str:
    """The first action of the stage that an account with this trust is in."""
    place = stage(trust)
    return next(action for action, its in ACTIONS.items() if its == place)


# --- W6.2 one thread ------------------------------------------------------------------------------

LEAVES = 0.4  # share of the threads that break when the customer's contact person leaves
EACH = 3000.0  # yuan a year for one more person of ours who knows the account
MOST = 6  # people whom the lab ties to an account


def lost(people: int, leaves: float = LEAVES) -> float:
    """Share (0-1) of the accounts that are lost: all threads break, each by itself."""
    require(people >= 1 and 0 <= leaves <= 1, "at least one person, and a share 0-1")
    return leaves**people


def yearly(people: int, account: float, leaves: float = LEAVES, each: float = EACH) -> float:
    """Yuan: what the people cost, and what is lost of an account of this value on average."""
    return each * people + account * lost(people, leaves)


def best_people(account: float, leaves: float = LEAVES, each: float = EACH) -> int:
    """How many of 1 to MOST people cost least, by trying them all; the fewer of two that cost the
    same."""
    return min(range(1, MOST + 1), key=lambda people: yearly(people, account, leaves, each))
