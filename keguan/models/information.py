"""Models of unit `information`: how long a form, how fast data age, what a list is worth, and which
forms are one person.

Sources of the parameters: the widget table of unit `information` in the content specification (beta
0.06, decay 2 % a month, costs 2 and 5). Needs, costs and error rates are assumptions of this
course; the people are simulated.
"""

from collections.abc import Collection, Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from keguan.models.base import Floats, require

# --- W5.1 the form --------------------------------------------------------------------------------

GROUPS = ("basic", "consumption", "career", "family", "life", "education", "personality")
# How much each field of a group is needed for a purpose (first the most needed); 1 = a field of
# middling use.
NEEDS: dict[str, dict[str, tuple[float, ...]]] = {
    "service": {
        "basic": (3, 3, 1.5, 1, 0.5),
        "consumption": (2.5, 1.5, 1, 0.5),
        "career": (0.3, 0.2),
        "family": (0.6, 0.3),
        "life": (0.5, 0.2),
        "education": (0.1,),
        "personality": (0.4, 0.2),
    },
    "marketing": {
        "basic": (3, 2, 1, 1, 1),
        "consumption": (3, 2.5, 2, 1),
        "career": (1, 0.5),
        "family": (1.5, 1),
        "life": (1.5, 1),
        "education": (0.5,),
        "personality": (0.8, 0.4),
    },
}
# need of health, financial account, whereabouts: hardly any purpose asks for them
SENSITIVE = (0.8, 0.5, 0.3)
# by how much one field more, and one sensitive field more, makes people give up
BETA = 0.06
GAMMA = 0.25


class Form(NamedTuple):
    """A form: number of `fields`, share of the people who complete it (0-1), its `value` if
    completed, and both together.
    """

    fields: int
    completion: float
    value: float
    expected: float


def form(
    counts: Mapping[str, int],
    sensitive: int = 0,
    purpose: str = "service",
    beta: float = BETA,
    gamma: float = GAMMA,
) -> Form:
    """A form with so many fields of each group. counts: fields by group, the most needed first;
    sensitive: 0-3.

    completion = exp(-beta x fields - gamma x sensitive); value = sum of the needs. Raises
    ValueError for an unknown purpose or group and for more fields than a group has.
    """
    require(purpose in NEEDS and set(counts) <= set(GROUPS), "unknown purpose or group")
    needs = NEEDS[purpose]
    require(
        all(0 <= n <= len(needs[group]) for group, n in counts.items())
        and 0 <= sensitive <= len(SENSITIVE),
        "a group has no such number of fields",
    )
    fields = sum(counts.values()) + sensitive
    value = sum(sum(needs[group][:n]) for group, n in counts.items()) + sum(SENSITIVE[:sensitive])
    completion = float(np.exp(-beta * fields - gamma * sensitive))
    return Form(fields, completion, float(value), float(value * completion))


def completed_fields(fields: npt.ArrayLike, beta: float = BETA) -> Floats:
    """Fields x share that completes the form: array over `fields`; highest at 1 / beta."""
    fields = np.asarray(fields, float)
    return fields * np.exp(-beta * fields)


def best_form(purpose: str = "service", beta: float = BETA) -> dict[str, int]:
    """The most valuable form without sensitive fields: counts by group.

    Fields are added in order of need while that pays.
    """
    wanted = []
    for group, needs in NEEDS[purpose].items():
        wanted += [(need, group) for need in needs]
    counts = dict.fromkeys(GROUPS, 0)
    best = 0.0
    for _, group in sorted(wanted, reverse=True):
        longer = counts | {group: counts[group] + 1}
        if form(longer, 0, purpose, beta).expected <= best:
            break
        counts = longer
        best = form(longer, 0, purpose, beta).expected
    return counts


# --- W5.2 decay and refresh -----------------------------------------------------------------------

# a month; yuan a record refreshed; yuan a month for a wrong record
DECAY = 0.02
REFRESH_COST = 2.0
ERROR_COST = 5.0


def valid_share(months: npt.ArrayLike, decay: float = DECAY) -> Floats:
    """Share of the records still right after some months: (1 - decay)^months."""
    require(
        np.min(months) >= 0 and 0 <= decay < 1,
        "months must not be negative, decay lies between 0 and 1",
    )
    return (1 - decay) ** np.asarray(months, float)


def refresh_cost(
    interval: int, decay: float = DECAY, refresh: float = REFRESH_COST, error: float = ERROR_COST
) -> float:
    """Cost a record and month (yuan) when all are refreshed every `interval` months.

    refresh / interval + error x the mean share that is wrong over the interval's months.
    """
    require(
        interval >= 1 and refresh >= 0 and error >= 0,
        "interval is at least 1, costs are not negative",
    )
    return refresh / interval + error * float(np.mean(1 - valid_share(np.arange(interval), decay)))


def best_interval(
    decay: float = DECAY,
    refresh: float = REFRESH_COST,
    error: float = ERROR_COST,
    longest: int = 36,
) -> int:
    """The cheapest number of months between two refreshes."""
    return min(
        range(1, longest + 1), key=lambda interval: refresh_cost(interval, decay, refresh, error)
    )


# --- W5.3 what a list is worth --------------------------------------------------------------------

# what a list may be used for, each with a consent of its own
PURPOSES = ("service", "marketing", "third_party")


class Sieved(NamedTuple):
    """How many of `forms` are left after one sieve after another: with a valid mobile (`valid`),
    also checked lately (`fresh`), also with consent that stands (`agreed`).
    """

    forms: int
    valid: int
    fresh: int
    agreed: int


def sifted(forms: pd.DataFrame, log: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """What the sieves look at, one row a form: `valid`, the mobile is one; `verified`, days since
    the form was last checked; and for each of PURPOSES whether its consent stands.

    forms: crm_raw; log: crm_consent_log, of which the latest entry by time counts.
    """
    mobile = forms["mobile"].fillna("").str.replace(r"[ -]", "", regex=True)
    table = pd.DataFrame(
        {
            "valid": mobile.str.removeprefix("+86").str.fullmatch(r"1[3-9]\d{9}"),
            "verified": (today - forms["last_verified_at"]).dt.days,
        }
    )
    last = log.sort_values("ts").groupby(["purpose", "rec_id"])["action"].last()
    for purpose in PURPOSES:
        stands = last[purpose] != "withdraw"
        table[purpose] = forms["rec_id"].isin(stands.index[stands])
    return table


def sieve(table: pd.DataFrame, purpose: str, months: int) -> Sieved:
    """The forms of `sifted` left after each sieve for a purpose; a check lasts some months."""
    require(purpose in PURPOSES and months >= 1, "unknown purpose, or less than a month")
    fresh = table["valid"] & (table["verified"] < months * 365.25 / 12)
    agreed = fresh & table[purpose]
    return Sieved(len(table), int(table["valid"].sum()), int(fresh.sum()), int(agreed.sum()))


def price_of_usable(left: Sieved, price: float) -> float:
    """Yuan for each usable form if every form on the list costs `price`; NaN if none is usable."""
    require(price >= 0, "the price must not be negative")
    return price * left.forms / left.agreed if left.agreed else float("nan")


# --- W5.4 which forms are one person --------------------------------------------------------------

RULES = ("mobile", "email", "name_birth", "name")
SURNAMES = (
    "Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Huang", "Zhao", "Wu", "Zhou", "Xu", "Sun",
    "Ma", "Zhu", "Hu", "Guo", "He", "Gao", "Lin", "Luo",
)  # fmt: skip
GIVEN = (
    "Wei", "Min", "Jing", "Lei", "Yan", "Jie", "Tao", "Ming", "Hua", "Fang", "Ping", "Gang",
    "Hong", "Bin", "Na", "Li", "Ting", "Yu", "Chao", "Qing", "Xin", "Lan", "Rui", "Kai", "Bo",
    "Mei",
)  # fmt: skip


# Beginnings of mobile numbers of which no operator has the blocks 0000 to 0009 (tests/samples has
# the published table): a simulated number must not be dialled by mistake.
UNALLOTTED = ("140", "142", "143", "144", "154", "160", "163", "164", "169", "179", "194")

Person = tuple[int, str, str, str, str]  # person, name, birth, mobile, email
Pair = tuple[int, int]  # positions of two forms


class Match(NamedTuple):
    """How a rule did: number of pairs it found, how many of the true ones (`recall`), how many
    found are true (`precision`, NaN if none is found), the number wrongly merged and some of these
    (form numbers).
    """

    found: int
    recall: float
    precision: float
    wrong: int
    examples: list[Pair]


def forms(people: int = 900, seed: int = 11) -> pd.DataFrame:
    """Simulated forms of people who may have filled in several: person, name, birth, mobile, email
    (with slips).

    Copies a person: 0, 1, 2 or 3 with .835, .125, .03, .01. A copy has a slip in the name (18 %), a
    new mobile (38 %), another way of writing it (30 %), a wrong day of birth (12 %), no e-mail (45
    %) or one in capitals (11 %). Two per cent of the people share a mobile with a relative.
    """
    rng = np.random.default_rng(seed)
    rows: list[Person] = []
    for person in range(people):
        own = _person(rng, person, rows)
        rows.append(own)
        rows += [_copy(rng, own) for _ in range(rng.choice(4, p=(0.835, 0.125, 0.03, 0.01)))]
    return pd.DataFrame(rows, columns=["person", "name", "birth", "mobile", "email"])


def simulated_mobile(block: int, number: int) -> str:
    """A well-formed mobile number that nobody can have: one of 110 blocks, and a number 0-9999."""
    middle, start = divmod(block, len(UNALLOTTED))
    require(0 <= middle <= 9 and 0 <= number <= 9999, "block lies in 0-109, number in 0-9999")
    return f"{UNALLOTTED[start]}000{middle}{number:04d}"


def _person(rng: np.random.Generator, person: int, before: list[Person]) -> Person:
    name = f"{rng.choice(SURNAMES)} {rng.choice(GIVEN)}"
    birth = f"{rng.integers(1955, 2008)}-{rng.integers(1, 13):02d}-{rng.integers(1, 29):02d}"
    mobile = simulated_mobile(int(rng.integers(0, 69)), person)
    if before and rng.random() < 0.02:
        mobile = before[-1][3]
    account = name.replace(" ", ".").lower()
    return person, name, birth, mobile, f"{account}{person}@example.com"


def _copy(rng: np.random.Generator, own: Person) -> Person:
    person, name, birth, mobile, email = own
    if rng.random() < 0.18:
        place = rng.integers(1, len(name))
        name = name[:place] + name[place + 1 :]
    if rng.random() < 0.38:
        mobile = simulated_mobile(int(rng.integers(0, 69)), 9999 - person)
    if rng.random() < 0.30:
        mobile = [f"+86 {mobile}", f"{mobile[:3]}-{mobile[3:7]}-{mobile[7:]}"][rng.integers(2)]
    if rng.random() < 0.12:
        birth = birth[:-2] + f"{rng.integers(1, 29):02d}"
    chance = rng.random()
    if chance < 0.56:
        email = "" if chance < 0.45 else email.upper()
    return person, name, birth, mobile, email


def normalised(table: pd.DataFrame) -> pd.DataFrame:
    """The same forms written alike: mobiles as eleven digits, mail and names in small letters
    without blanks at the ends.
    """
    digits = table["mobile"].str.replace(r"\D", "", regex=True).str[-11:]
    return table.assign(
        mobile=digits,
        email=table["email"].str.lower().str.strip(),
        name=table["name"].str.lower().str.strip(),
    )


def match(table: pd.DataFrame, rules: Collection[str], normalise: bool = True) -> Match:
    """Pairs of forms that one of the rules takes for one person, against the truth (column
    `person`).

    rules: some of RULES, or "exact" for all fields alike. An empty field never matches.
    """
    require(set(rules) <= {*RULES, "exact"}, f"rules are some of {', '.join(RULES)}, or exact")
    clean = normalised(table) if normalise else table
    found: set[Pair] = set()
    for rule in rules:
        found |= _pairs(_keys(clean, rule))
    true = _pairs(table["person"].astype(str))
    right = len(found & true)
    wrong = sorted(found - true)
    precision = right / len(found) if found else float("nan")  # nothing merged, nothing to judge
    return Match(len(found), right / len(true), precision, len(wrong), wrong[:3])


def _keys(table: pd.DataFrame, rule: str) -> pd.Series:
    several = {"exact": ["name", "birth", "mobile", "email"], "name_birth": ["name", "birth"]}
    first, *others = several.get(rule, [rule])
    keys = table[first].str.cat([table[column] for column in others], sep="|")
    if rule == "exact":
        return keys
    filled = (table[[first, *others]] != "").all(axis=1)
    return keys.where(filled)


def _pairs(keys: pd.Series) -> set[Pair]:
    """Pairs of positions with equal keys."""
    groups = pd.Series(range(len(keys))).groupby(keys.to_numpy()).agg(list)
    pairs: set[Pair] = set()
    for group in groups[groups.str.len() > 1]:
        pairs.update(combinations(group, 2))
    return pairs


LADDER = (  # one rung after another: name, rules, normalise
    ("exact", ("exact",), False),
    ("mobile_raw", ("mobile",), False),
    ("mobile", ("mobile",), True),
    ("email", ("mobile", "email"), True),
    ("name_birth", ("mobile", "email", "name_birth"), True),
)


def ladder(table: pd.DataFrame) -> pd.DataFrame:
    """Recall and precision rung by rung: DataFrame by rung."""
    rows = {name: match(table, rules, normalise) for name, rules, normalise in LADDER}
    return pd.DataFrame(
        {name: (m.recall, m.precision, m.wrong) for name, m in rows.items()},
        index=["recall", "precision", "wrong"],
    ).T
