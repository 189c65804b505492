"""Customer information of the Ctrip case: raw forms, consent log, contacts, a contract, and a real
SQLite database.

A part of make.py. Person forms follow the record-linkage model of case 6.3: every person has one
original record and 0 to 3 copies with slips of the pen; contact data go out of date by 2.1 % a
month (fact L16); duplicates make up 10 to 30 % of the records (L17). Nobody in these tables exists:
mobiles come from blocks that no operator has, ids have the region 999999, mails end in
example.com.
"""

import sqlite3
from itertools import combinations, product

import numpy as np
import pandas as pd
from casefiles import Part
from words import CITIES, CLAUSES, COMPANY_KINDS, COMPANY_WORDS, GIVEN_NAMES, SURNAMES

from keguan.models.information import simulated_mobile

REFERENCE = pd.Timestamp("2026-06-30")
STREAMS = {
    "people": 10,
    "forms": 11,
    "consent": 12,
    "interactions": 13,
    "enterprises": 14,
    "database": 15,
}
PEOPLE, MEMBERS = 1800, 1200
COPIES = (0.80, 0.12, 0.055, 0.025)  # share of people with 0, 1, 2, 3 copies beside the original
# pairs that share a mobile; people under 14; of these without a guardian
FAMILIES, MINORS, NO_GUARDIAN = 12, 36, 14
# share of contact data that goes wrong in a month (L16); mean months since verification
DECAY, MONTHS = 0.021, 20
BAD_MOBILES, BAD_DATES = 24, 24

# Slips on a copy: share of copies with each.
TYPO, SPACE, NEW_MOBILE, OTHER_FORMAT, DATE_SLIP, OTHER_DATE = 0.16, 0.09, 0.29, 0.24, 0.10, 0.10
NO_MAIL, UPPER_MAIL = 0.42, 0.09
MOBILE_FORMATS = ("{0}{1}{2}", "{0}-{1}-{2}", "+86 {0}{1}{2}", "{0} {1} {2}")
DATE_FORMATS = ("{0:04d}-{1:02d}-{2:02d}", "{0}/{1}/{2}", "{0:04d}{1:02d}{2:02d}")
HEALTH = ("allergy", "asthma", "diabetes", "pregnancy", "wheelchair")
# recall wanted
LADDER = {"exact": 0.12, "mobile_raw": 0.43, "mobile": 0.59, "email": 0.79, "name_birth": 0.925}
LADDER_TOLERANCE = 0.03

PURPOSES = {
    "contract": 0.40,
    "service": 0.75,
    "marketing": 0.55,
    "profiling": 0.35,
    "third_party": 0.12,
}
POLICIES = pd.DataFrame(
    {
        "policy_version": ["v1", "v2", "v3"],
        "effective_from": pd.to_datetime(["2019-01-01", "2021-11-01", "2025-01-01"]),
        "changed_purposes": ["", "marketing;profiling", "profiling;third_party"],
    }
)
LATE_GRANTS = 20  # grants entered on paper, that reach the log after the withdrawal
CONTACTED, VIOLATIONS = 2000, 25  # contacts, and marketing contacts after consent was withdrawn

FORMS, REPEATED_FORMS = 150, 12  # enterprise forms, of which second forms of the same firm
NOBODY_IN_CHARGE, BAD_FORM_MOBILES, NO_CODE = 11, 6, 5

# Planted faults of crm.sqlite.
DB_PEOPLE, DB_FIRMS = 600, 120
DOUBLE_PEOPLE, DOUBLE_FIRMS = 6, 4
ORPHANS = {"contact": 7, "orders": 9, "consent": 5, "staff_assignment": 4}
# enterprises without a person in charge, and why
LEADERLESS = {"no_contact": 3, "other_roles": 4, "left": 4}
NULL_CONTACTS = 6
SQLITE_TABLES = {
    "person": (
        "person_id TEXT, name TEXT, gender TEXT, birth_date TEXT, mobile TEXT, email TEXT, "
        "city TEXT, member_id TEXT, updated_at TEXT"
    ),
    "enterprise": (
        "enterprise_id TEXT, name TEXT, credit_code TEXT, city TEXT, scale TEXT, "
        "staff INTEGER, updated_at TEXT"
    ),
    "contact": (
        "contact_id TEXT, enterprise_id TEXT, name TEXT, mobile TEXT, role TEXT, left_on TEXT"
    ),
    "orders": (
        "order_id TEXT, person_id TEXT, ordered_on TEXT, product TEXT, amount_cny REAL, status TEXT"
    ),
    "consent": "person_id TEXT, purpose TEXT, granted_on TEXT, withdrawn_on TEXT",
    "update_log": (
        "update_id INTEGER, person_id TEXT, field TEXT, new_value TEXT, updated_at TEXT, "
        "source TEXT"
    ),
    "staff_assignment": (
        "assignment_id TEXT, staff_id TEXT, enterprise_id TEXT, since TEXT, ended_on TEXT"
    ),
}  # no keys are declared: a database that guarded itself could not hold the planted faults


def stream(seed, name, attempt=0):
    """Random numbers of one table: the same for the same seed, table and attempt."""
    again = (attempt,) if attempt else ()
    return np.random.default_rng(np.random.SeedSequence([seed, STREAMS[name]], spawn_key=again))


def build(seed, base):
    """All tables of this part; `base` holds the members and orders of the case.

    Draws again until the ladder holds.
    """
    for attempt in range(100):
        people = draw_people(stream(seed, "people", attempt), base)
        forms = draw_forms(stream(seed, "forms", attempt), people)
        ladder = matching_ladder(forms)
        if all(abs(ladder[rung][0] - LADDER[rung]) <= LADDER_TOLERANCE for rung in LADDER):
            return assemble(seed, base, people, forms, ladder)
    raise RuntimeError(
        f"seed {seed}: no draw with the matching ladder in 100 attempts; try another seed"
    )


def assemble(seed, base, people, forms, ladder):
    """The Part of one draw of people and forms."""
    log = draw_consents(stream(seed, "consent"), forms)
    forms["marketing_opt_in"] = opt_in(stream(seed, "consent", 1), forms, log)
    contacts = draw_interactions(stream(seed, "interactions"), forms, log)
    firms, firm_truth = draw_enterprises(stream(seed, "enterprises"))
    database, broken = draw_database(stream(seed, "database"), base, people, firms)
    clauses = pd.DataFrame(CLAUSES, columns=["article", "text_zh", "text_en"])
    clauses = clauses.iloc[np.random.default_rng(16).permutation(len(clauses))].reset_index(
        drop=True
    )  # the same in every class
    clauses.insert(0, "clause_id", [f"CL{number:02d}" for number in range(1, len(clauses) + 1)])
    reasons = deletion_reasons(forms, log)
    entities = forms[["rec_id", "entity_id", "is_copy", "stale", "trap"]].assign(
        under_14=under_14(forms["true_birth"]), delete_reason=reasons
    )
    tables = {
        "crm_raw": forms[RAW_COLUMNS],
        "crm_enterprise_raw": firms,
        "crm_consent_log": log,
        "crm_policies": POLICIES,
        "crm_interactions": contacts.drop(columns="violation"),
        "contract_clauses": clauses.drop(columns="article"),
    }
    truth = {
        "crm_entities": entities,
        "crm_enterprise_entities": firm_truth,
        "crm_broken": broken,
        "contract_articles": clauses[["clause_id", "article"]],
    }
    return Part(
        tables,
        truth,
        measures(forms, ladder),
        planted(tables, truth, forms, contacts, ladder),
        {"crm.sqlite": sqlite_bytes(database)},
    )


def share(rng, n, part):
    """n truth values, exactly round(part * n) of them True, in random places."""
    return rng.permutation(n) < round(part * n)


def choose(rng, chances, n):
    """n keys of a dict {key: chance}."""
    return rng.choice(np.array(list(chances)), size=n, p=np.array(list(chances.values())))


def mobiles(rng, n):
    """n different mobiles of blocks that no operator has."""
    codes = rng.choice(7 * 10**5, n, replace=False)
    return [simulated_mobile(*divmod(int(code), 10**4)) for code in codes]


# ----------------------------------------------------------------------------------------------
# people


def draw_people(rng, base):
    """People as they are: name, birth date, mobile, mail, address, membership. One row a person."""
    n = PEOPLE
    people = pd.DataFrame({"entity_id": [f"P{number:04d}" for number in range(1, n + 1)]})
    weights = 1 / np.arange(2, len(SURNAMES) + 2)
    people["surname"] = rng.choice(np.array(SURNAMES), n, p=weights / weights.sum())
    people["given"] = rng.choice(np.array(GIVEN_NAMES), n)
    members = base.members[base.members["member_id"].str.startswith("M")]
    chosen = members.iloc[np.sort(rng.choice(len(members), MEMBERS, replace=False))]
    rows = np.sort(rng.choice(n, MEMBERS, replace=False))
    people["member_id"], people["gender"] = "", choose(rng, {"F": 0.49, "M": 0.48, "U": 0.03}, n)
    people["registered"], years = pd.Timestamp("2019-01-01"), rng.integers(1950, 2008, n)
    for column, values in {"member_id": chosen["member_id"], "gender": chosen["gender"]}.items():
        people.loc[rows, column] = values.to_numpy()
    people.loc[rows, "registered"] = pd.to_datetime(chosen["reg_date"]).to_numpy()
    years[rows] = chosen["birth_year"].to_numpy()
    people["birth"] = pd.to_datetime(pd.Series(years).astype(str) + "-01-01") + pd.to_timedelta(
        rng.integers(0, 365, n), unit="D"
    )
    people["mobile"] = mobiles(rng, n)
    people["city"] = rng.choice(np.array(CITIES), n)
    people["address"] = [
        f"Moni Road {road}, Room {room}"
        for road, room in zip(rng.integers(1, 400, n), rng.integers(101, 2600, n), strict=True)
    ]
    people["copies"] = np.repeat(range(len(COPIES)), counts(COPIES, n))[rng.permutation(n)]
    people["guardian"], people["trap"] = "", ""
    plant_minors_and_families(rng, people)
    people["name"] = people["surname"] + " " + people["given"]
    people["email"] = [
        f"{given}.{surname}{number}@example.com".lower()
        for given, surname, number in zip(
            people["given"], people["surname"], rng.permutation(9000)[:n] + 1000, strict=True
        )
    ]
    return people


def counts(shares, n):
    """Whole numbers in the ratio of the shares, which add up to n."""
    edges = np.round(np.cumsum(shares) * n).astype(int)
    return np.diff(edges, prepend=0)


def plant_minors_and_families(rng, people):
    """36 people under 14, 14 of them without a guardian; 12 pairs who share a mobile; two 14th
    birthdays on the edge.
    """
    free = rng.permutation(np.flatnonzero(people["member_id"] == ""))
    minors, edge, partners = np.split(free[: MINORS + 1 + FAMILIES], [MINORS, MINORS + 1])
    born = pd.Timestamp("2012-08-01") + pd.to_timedelta(rng.integers(0, 3900, MINORS), unit="D")
    people.loc[minors, "birth"] = born.to_numpy()
    people.loc[minors[0], "birth"], people.loc[edge, "birth"] = (
        pd.Timestamp("2012-07-01"),
        pd.Timestamp("2012-06-30"),
    )
    adults = rng.choice(
        np.flatnonzero(people["member_id"] != ""), len(minors) + FAMILIES, replace=False
    )
    for child, parent in zip(minors[NO_GUARDIAN:], adults, strict=False):
        people.loc[child, "surname"] = people.loc[parent, "surname"]
        people.loc[child, "guardian"] = (
            people.loc[parent, "surname"] + " " + people.loc[parent, "given"]
        )
    couples = zip(
        adults[-FAMILIES:], np.concatenate([minors[-4:], partners[: FAMILIES - 4]]), strict=True
    )
    for first, second in couples:
        for column in ("surname", "mobile", "city", "address"):
            people.loc[second, column] = people.loc[first, column]
        others = [name for name in GIVEN_NAMES if name != people.loc[first, "given"]]
        people.loc[second, "given"] = rng.choice(others)
        if people.loc[second, "guardian"]:
            people.loc[second, "guardian"] = (
                people.loc[first, "surname"] + " " + people.loc[first, "given"]
            )
        people.loc[[first, second], ["trap", "copies"]] = ["family_mobile", 0]
    people.loc[minors, "copies"] = people.loc[edge, "copies"] = 0


def under_14(birth):
    """True for people who have not had their 14th birthday by the reference date."""
    return birth + pd.DateOffset(years=14) > REFERENCE


# ----------------------------------------------------------------------------------------------
# person forms

RAW_COLUMNS = [
    "rec_id", "src_system", "name", "gender", "birth_date", "mobile", "email", "id_no", "city",
    "address", "member_id", "created_at", "last_verified_at", "marketing_opt_in", "health_note",
    "guardian_name", "service_ended_at", "keep_until",
]  # fmt: skip


def draw_forms(rng, people):
    """Records as they were filled in: the original of each person and the copies with their slips.

    Oldest first.
    """
    rows = np.repeat(people.index.to_numpy(), people["copies"].to_numpy() + 1)
    forms = people.loc[rows].reset_index(drop=True)
    forms["is_copy"] = forms.duplicated("entity_id")
    forms["true_birth"] = forms["birth"]
    habits = [
        rng.choice(4, PEOPLE, p=[0.62, 0.14, 0.14, 0.10])[rows],
        rng.choice(3, PEOPLE, p=[0.60, 0.25, 0.15])[rows],
    ]
    copies = np.flatnonzero(forms["is_copy"])
    slip_names(rng, forms, copies)
    slip_dates(rng, forms, copies)
    change_mobiles(rng, forms, copies, people)
    blank_mails(rng, forms, copies)
    for habit, kinds, part in ((habits[0], 4, OTHER_FORMAT), (habits[1], 3, OTHER_DATE)):
        other = copies[share(rng, len(copies), part)]
        habit[other] = (habit[other] + rng.integers(1, kinds, len(other))) % kinds
    forms["mobile"] = [
        MOBILE_FORMATS[style].format(number[:3], number[3:7], number[7:])
        for style, number in zip(habits[0], forms["mobile"], strict=True)
    ]
    forms["birth_date"] = [
        DATE_FORMATS[style].format(day.year, day.month, day.day)
        for style, day in zip(habits[1], forms["birth"], strict=True)
    ]
    spoil(rng, forms)
    fill_forms(rng, forms)
    forms = forms.iloc[np.lexsort((rng.permutation(len(forms)), forms["created_at"]))].reset_index(
        drop=True
    )
    forms.insert(0, "rec_id", [f"R{number:05d}" for number in range(1, len(forms) + 1)])
    return forms


def slip_names(rng, forms, copies):
    """One letter of the name is wrong, or a blank follows the name."""
    for row in copies[share(rng, len(copies), TYPO)]:
        name = forms.loc[row, "name"]
        place = int(rng.integers(1, len(name)))
        place += name[place] == " "
        letter = rng.choice([c for c in "aeioughnsz" if c != name[place]])
        forms.loc[row, "name"] = name[:place] + letter + name[place + 1 :]
    spaced = copies[share(rng, len(copies), SPACE)]
    forms.loc[spaced, "name"] = forms.loc[spaced, "name"] + " "


def slip_dates(rng, forms, copies):
    """Day or year of birth is off on some copies."""
    for row in copies[share(rng, len(copies), DATE_SLIP)]:
        off = (
            pd.Timedelta(days=int(rng.integers(1, 9)))
            if rng.random() < 0.7
            else pd.DateOffset(years=1)
        )
        forms.loc[row, "birth"] = forms.loc[row, "birth"] + off


def change_mobiles(rng, forms, copies, people):
    """A new number, which nobody else has, on some copies."""
    changed = copies[share(rng, len(copies), NEW_MOBILE)]
    taken = set(people["mobile"])
    fresh = [number for number in mobiles(rng, 2 * len(changed)) if number not in taken]
    forms.loc[changed, "mobile"] = fresh[: len(changed)]


def blank_mails(rng, forms, copies):
    """No mail on many copies and a few originals; upper case on some."""
    forms.loc[copies[share(rng, len(copies), NO_MAIL)], "email"] = ""
    originals = np.flatnonzero(~forms["is_copy"])
    forms.loc[originals[share(rng, len(originals), 0.06)], "email"] = ""
    upper = copies[share(rng, len(copies), UPPER_MAIL)]
    forms.loc[upper, "email"] = forms.loc[upper, "email"].str.upper()


def spoil(rng, forms):
    """3 % empty mobiles and birth dates, 24 impossible ones of each; records with a trap stay as
    they are.
    """
    plain = np.flatnonzero((forms["trap"] == "") & (forms["birth"].dt.year < 2009))
    n = len(forms)
    for column, bad, wrong in (
        ("mobile", BAD_MOBILES, bad_mobile),
        ("birth_date", BAD_DATES, bad_date),
    ):
        rows = rng.permutation(plain)
        forms.loc[rows[: round(0.03 * n)], column] = ""
        for number, row in enumerate(rows[round(0.03 * n) :][:bad]):
            forms.loc[row, column] = wrong(number, forms.loc[row, column], forms.loc[row, "birth"])


def bad_mobile(number, text, _):
    """A number that cannot be dialled: a digit short, a digit too many, a wrong start, a letter at
    the end.
    """
    return [text[:-1], text + str(number % 10), text.replace("1", "2", 1), text[:-1] + "O"][
        number % 4
    ]


def bad_date(number, _, birth):
    """A day that no calendar has, or one that has not come yet."""
    return [
        f"{birth.year}-02-30",
        f"{birth.year}/13/{birth.day}",
        f"{birth.year + 90}{birth:%m%d}",
    ][number % 3]


def fill_forms(rng, forms):
    """Source, dates, over-collected fields and the dates that end the storage, for each record."""
    n = len(forms)
    member = (forms["member_id"] != "") & ~forms["is_copy"]
    forms["member_id"] = forms["member_id"].where(member, "")
    other = choose(rng, {"callcentre": 0.38, "store": 0.36, "partner": 0.26}, n)
    forms["src_system"] = np.where(member, "app", other)
    age = np.minimum(rng.exponential(MONTHS, n), 84)
    start = forms["registered"].clip(lower=pd.Timestamp("2019-01-01"))
    verified = (
        (REFERENCE - pd.to_timedelta(np.round(age * 30.44), unit="D"))
        .to_series()
        .reset_index(drop=True)
    )
    forms["last_verified_at"] = verified.where(verified > start, start + pd.Timedelta(days=1)).clip(
        upper=REFERENCE
    )
    span = (forms["last_verified_at"] - start).dt.days
    forms["created_at"] = start + pd.to_timedelta(
        np.floor(rng.random(n) * span).astype(int), unit="D"
    )
    months = (REFERENCE - forms["last_verified_at"]).dt.days / 30.44
    forms["stale"] = rng.random(n) < 1 - (1 - DECAY) ** months
    asked = forms["src_system"].isin(["store", "partner"]).to_numpy() & (rng.random(n) < 0.45)
    forms["id_no"] = [
        impossible_id(day, int(code)) if ask else ""
        for ask, day, code in zip(asked, forms["birth"], rng.integers(0, 1000, n), strict=True)
    ]
    forms["health_note"] = np.where(share(rng, n, 0.06), rng.choice(np.array(HEALTH), n), "")
    forms["guardian_name"] = forms["guardian"]
    forms["service_ended_at"] = some_dates(rng, n, 0.08, 0.8, on_the_day=3)
    forms["keep_until"] = some_dates(rng, n, 0.15, 0.35, on_the_day=3)


def impossible_id(birth, serial):
    """An identity number of the region 999999, which does not exist; its check digit is wrong as
    well.
    """
    body = f"999999{birth:%Y%m%d}{serial:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    right = sum(weight * int(digit) for weight, digit in zip(weights, body, strict=True)) % 11
    return body + "10X98765432"[(right + 1) % 11]


def some_dates(rng, n, part, past, on_the_day):
    """ISO dates on a part of n rows (else ""): most within 400 days around the reference date, a
    few exactly on it.
    """
    text = np.full(n, "", dtype=object)
    rows = np.flatnonzero(share(rng, n, part))
    days = np.where(
        share(rng, len(rows), past),
        -rng.integers(1, 500, len(rows)),
        rng.integers(1, 400, len(rows)),
    )
    days[:on_the_day] = 0
    text[rows] = (REFERENCE + pd.to_timedelta(days, unit="D")).strftime("%Y-%m-%d")
    return text


# ----------------------------------------------------------------------------------------------
# matching


def digits(mobile):
    """The 11 digits of a mobile, "" if it cannot be dialled."""
    plain = mobile.str.replace(r"[\s-]", "", regex=True).str.replace(
        r"^\+?86(?=\d{11}$)", "", regex=True
    )
    return plain.where(plain.str.fullmatch(r"1[3-9]\d{9}"), "")


def iso_date(text):
    """Birth dates as ISO text, "" where no such day exists or it lies after the reference date."""
    parts = text.str.extract(r"^(\d{4})[-/]?(\d{1,2})[-/]?(\d{1,2})$")
    joined = parts[0] + "-" + parts[1].str.zfill(2) + "-" + parts[2].str.zfill(2)
    day = pd.to_datetime(joined, format="%Y-%m-%d", errors="coerce")
    return day.where(day <= REFERENCE).dt.strftime("%Y-%m-%d").fillna("")


def same(*keys):
    """Pairs of rows that agree in a key that is not empty; of several keys joined, all parts must
    be filled.
    """
    table = pd.concat([key.reset_index(drop=True) for key in keys], axis=1)
    filled = table[(table != "").all(axis=1)]
    number = filled.groupby(list(filled.columns)).ngroup()
    twice = number[number.duplicated(keep=False)]
    pairs = set()
    for _, rows in twice.groupby(twice):
        pairs.update(combinations(rows.index, 2))
    return pairs


def matching_ladder(forms):
    """Recall and precision of the five rungs and of the name alone: {rung: (recall, precision)},
    over pairs of records.
    """
    truth = same(forms["entity_id"])
    name, mail = forms["name"].str.strip().str.lower(), forms["email"].str.strip().str.lower()
    whole = ["name", "gender", "birth_date", "mobile", "email"]
    row = forms[whole].agg("|".join, axis=1).where(forms["mobile"] != "", "")
    mobile = same(digits(forms["mobile"]))
    with_mail = mobile | same(mail)
    found = {
        "exact": same(row),
        "mobile_raw": same(forms["mobile"]),
        "mobile": mobile,
        "email": with_mail,
        "name_birth": with_mail
        | same(name.rename("name"), iso_date(forms["birth_date"]).rename("birth")),
        "name_only": same(name),
    }
    return {
        rung: (len(pairs & truth) / len(truth), len(pairs & truth) / len(pairs))
        for rung, pairs in found.items()
    }


# ----------------------------------------------------------------------------------------------
# consent


def draw_consents(rng, forms):
    """Log of consents: grants on the day of the form, withdrawals and renewals later; a few grants
    arrive late.
    """
    moments = forms["created_at"] + pd.to_timedelta(rng.integers(540, 1200, len(forms)), unit="min")
    grants = [
        pd.DataFrame(
            {
                "rec_id": forms["rec_id"],
                "purpose": purpose,
                "ts": moments + pd.Timedelta(minutes=number),
            }
        )[rng.random(len(forms)) < chance]
        for number, (purpose, chance) in enumerate(PURPOSES.items())
    ]
    sensitive = (forms["health_note"] != "") | under_14(forms["true_birth"])
    asked = sensitive & (rng.random(len(forms)) < 0.6)
    grants.append(
        pd.DataFrame({"rec_id": forms["rec_id"], "purpose": "sensitive", "ts": moments})[asked]
    )
    grants = pd.concat(grants, ignore_index=True).assign(action="grant")
    ended = withdrawals(rng, forms, grants)
    again = ended[rng.random(len(ended)) < 0.2].assign(action="renew")
    again["ts"] = later(rng, again["ts"])
    log = pd.concat([grants, ended, again], ignore_index=True)
    log = log[log["ts"] < REFERENCE + pd.Timedelta(days=1)].reset_index(drop=True)
    log["channel"] = rng.choice(
        np.array(["app", "phone", "store", "paper"]), len(log), p=[0.6, 0.18, 0.14, 0.08]
    )
    version = (
        np.searchsorted(POLICIES["effective_from"].to_numpy(), log["ts"].to_numpy(), side="right")
        - 1
    )
    log["policy_version"] = POLICIES["policy_version"].to_numpy()[np.maximum(version, 0)]
    log = log.iloc[np.lexsort((log["purpose"], log["rec_id"], arrivals(rng, log)))].reset_index(
        drop=True
    )
    log.insert(0, "log_id", [f"G{number:05d}" for number in range(1, len(log) + 1)])
    return log[["log_id", "rec_id", "purpose", "action", "ts", "channel", "policy_version"]]


def withdrawals(rng, forms, grants):
    """Withdrawals: one purpose at a time, or everything that the record ever granted on one day."""
    leaving = forms["rec_id"][share(rng, len(forms), 0.05)]
    everything = grants["rec_id"].isin(leaving).to_numpy()
    chance = (
        grants["purpose"]
        .map({"marketing": 0.16, "profiling": 0.10, "third_party": 0.20})
        .fillna(0.01)
    )
    single = ~everything & (rng.random(len(grants)) < chance)
    ended = grants[everything | single].assign(action="withdraw")
    ended["ts"] = later(rng, ended["ts"])
    last = ended["ts"].where(everything[ended.index]).groupby(ended["rec_id"]).transform("max")
    ended["ts"] = last.fillna(ended["ts"])
    return ended


def later(rng, moments):
    """Moments at least one hour after the given ones; some lie beyond the reference date, and are
    dropped later.
    """
    left = ((REFERENCE - moments).dt.days + 30).clip(lower=1)
    return moments + pd.to_timedelta(
        60 + np.floor(rng.random(len(moments)) * left * 1440).astype(int), unit="min"
    )


def arrivals(rng, log):
    """When each row reached the log: at once, except for some grants on paper that came after the
    withdrawal.
    """
    ended = log[log["action"] == "withdraw"].groupby(["rec_id", "purpose"])["ts"].max()
    first = log[log["action"] == "grant"].set_index(["rec_id", "purpose"])
    keys = ended.index[ended.index.isin(first.index)]
    keys = keys[np.sort(rng.permutation(len(keys))[:LATE_GRANTS])]
    late = (log["action"] == "grant") & pd.MultiIndex.from_frame(log[["rec_id", "purpose"]]).isin(
        keys
    )
    log.loc[late, "channel"] = "paper"
    arrived = log["ts"].copy()
    known = ended[pd.MultiIndex.from_frame(log.loc[late, ["rec_id", "purpose"]])]
    arrived[late] = known.to_numpy() + pd.Timedelta(days=2)
    return arrived


def standing(log, day):
    """The last entry of each record and purpose up to the end of a day."""
    seen = log[log["ts"] < day + pd.Timedelta(days=1)]
    return seen.sort_values("ts", kind="stable").groupby(["rec_id", "purpose"]).last()


def outdated(last):
    """True where the consent was given under a policy older than the last one that changed its
    purpose (Art. 14).
    """
    changes = POLICIES.assign(purpose=POLICIES["changed_purposes"].str.split(";")).explode(
        "purpose"
    )
    newest = changes.groupby("purpose")["policy_version"].max()
    wanted = (
        last.index.get_level_values("purpose").map(newest).to_series(index=last.index).fillna("v0")
    )
    return (last["action"] != "withdraw") & (last["policy_version"] < wanted)


def opt_in(rng, forms, log):
    """The box ticked on the form: Y, N, 1, 0 or nothing.

    It knows nothing of what the log says later.
    """
    granted = forms["rec_id"].isin(
        log.loc[(log["purpose"] == "marketing") & (log["action"] == "grant"), "rec_id"]
    )
    style = rng.random(len(forms))
    text = np.where(granted, np.where(style < 0.6, "Y", "1"), np.where(style < 0.6, "N", "0"))
    return np.where(rng.random(len(forms)) < 0.10, "", text)


def deletion_reasons(forms, log):
    """Why each record must be deleted (Art. 47), "" if it may stay; the first reason that holds."""
    last = standing(log, REFERENCE)["action"].eq("withdraw").groupby("rec_id").all()
    gone = forms["rec_id"].map(last).eq(True)
    day = REFERENCE.strftime("%Y-%m-%d")
    ended = (forms["service_ended_at"] != "") & (forms["service_ended_at"] <= day)
    expired = (forms["keep_until"] != "") & (forms["keep_until"] < day)
    return np.select([gone, ended, expired], ["withdrawn", "service_ended", "expired"], "")


def draw_interactions(rng, forms, log):
    """Contacts of the last 24 months; marketing goes to those who agreed, except for the planted
    violations.
    """
    last = standing(log, REFERENCE).reset_index()
    marketing = last[last["purpose"] == "marketing"].set_index("rec_id")
    table = choose_contacted(rng, forms, marketing)
    table["violation"] = np.arange(len(table)) < VIOLATIONS
    start = table["rec_id"].map(forms.set_index("rec_id")["created_at"])
    agreed_at = table["rec_id"].map(marketing["ts"]).dt.normalize() + pd.Timedelta(days=1)
    start = start.where(table["purpose"] == "service", agreed_at)
    start = start.clip(lower=REFERENCE - pd.Timedelta(days=730))
    days = (REFERENCE - start).dt.days.clip(lower=0)
    day = np.floor(rng.random(len(table)) * days).astype(int)
    table["ts"] = start + pd.to_timedelta(day, unit="D")
    table["ts"] += pd.to_timedelta(rng.integers(540, 1260, len(table)), unit="min")
    channels = np.array(["phone", "sms", "email", "app", "store"])
    table["channel"] = rng.choice(channels, len(table), p=[0.3, 0.3, 0.2, 0.15, 0.05])
    stale = table["rec_id"].map(forms.set_index("rec_id")["stale"]).to_numpy(bool)
    draw = rng.random(len(table))
    bad = stale & (draw < 0.6) & table["channel"].isin(["phone", "sms", "email"]).to_numpy()
    table["result"] = np.where(bad, "invalid_contact", np.where(draw > 0.85, "no_answer", "ok"))
    table = table.sort_values(["ts", "rec_id"], kind="stable", ignore_index=True)
    table.insert(0, "interaction_id", [f"I{number:05d}" for number in range(1, len(table) + 1)])
    return table[["interaction_id", "rec_id", "ts", "channel", "purpose", "result", "violation"]]


def choose_contacted(rng, forms, marketing):
    """Who is contacted for what: first the planted violations (consent withdrawn weeks ago), then
    marketing to those who agreed, then service. marketing: last entry of the log by rec_id.
    """
    withdrawn = marketing["action"] == "withdraw"
    agreed = marketing.index[~withdrawn & (marketing["ts"] < REFERENCE - pd.Timedelta(days=1))]
    refused = marketing.index[withdrawn & (marketing["ts"] < REFERENCE - pd.Timedelta(days=20))]
    wrong = rng.choice(refused.to_numpy(), VIOLATIONS, replace=False)
    right = rng.choice(agreed.to_numpy(), CONTACTED // 2)
    served = rng.choice(forms["rec_id"].to_numpy(), CONTACTED - VIOLATIONS - len(right))
    purpose = ["marketing"] * (len(wrong) + len(right)) + ["service"] * len(served)
    return pd.DataFrame({"rec_id": np.concatenate([wrong, right, served]), "purpose": purpose})


# ----------------------------------------------------------------------------------------------
# enterprises


def draw_enterprises(rng):
    """Enterprise forms as they came in, and which firm each belongs to.

    Second forms write the name differently.
    """
    n = FORMS - REPEATED_FORMS
    firms = draw_firms(rng, n)
    second = firms.iloc[np.sort(rng.choice(n, REPEATED_FORMS, replace=False))].copy()
    second["company"] = [
        name.upper() if row % 2 else name.replace(" Ltd", " Co., Ltd")
        for row, name in enumerate(second["company"])
    ]
    forms = pd.concat([firms, second], ignore_index=True)
    forms["src_channel"] = choose(
        rng, {"sales_visit": 0.4, "web": 0.3, "fair": 0.2, "partner": 0.1}, len(forms)
    )
    age = np.minimum(np.round(rng.exponential(MONTHS, len(forms)) * 30.44), 2000)
    forms["filled_at"] = REFERENCE - pd.to_timedelta(age, unit="D")
    spoil_enterprises(rng, forms)
    forms = forms.sort_values(["filled_at", "true_firm"], kind="stable", ignore_index=True)
    forms.insert(0, "form_id", [f"E{number:04d}" for number in range(1, len(forms) + 1)])
    return forms.drop(columns="true_firm"), forms[["form_id", "true_firm"]]


def draw_firms(rng, n):
    """n firms with a right form each."""
    firms = pd.DataFrame({"company": company_names(rng, n)})
    codes = rng.permutation(90_000)[:n] + 10_000
    firms["credit_code"] = [f"91999999MONI{number:05d}X" for number in codes]
    firms["city"] = rng.choice(np.array(CITIES), n)
    firms["founded_year"] = rng.integers(1985, 2024, n).astype(str)
    size = rng.choice(4, n, p=[0.4, 0.35, 0.18, 0.07])
    firms["scale"] = np.array(["micro", "small", "medium", "large"])[size]
    staff = np.array([3, 12, 100, 400])[size] * (1 + rng.random(n) * 2)
    firms["staff"] = np.floor(staff).astype(int)
    sales = firms["staff"] * np.round(rng.lognormal(5.3, 0.5, n), 1) * 1000
    firms["annual_sales_cny"] = sales.astype(int)
    terms = np.array([0, 15, 30, 45, 60, 90])
    firms["credit_days"] = rng.choice(terms, n, p=[0.2, 0.15, 0.35, 0.15, 0.1, 0.05])
    firms["payment_terms"] = choose(rng, {"monthly": 0.5, "per_order": 0.35, "prepaid": 0.15}, n)
    firms["contact_name"] = full_names(rng, n)
    firms["contact_mobile"] = mobiles(rng, n)
    firms["contact_position"] = choose(
        rng, {"travel_manager": 0.4, "office_head": 0.3, "finance": 0.2, "owner": 0.1}, n
    )
    firms["true_firm"] = [f"F{number:03d}" for number in range(1, n + 1)]
    return firms


def company_names(rng, n):
    """n names of invented firms, numbered where the words run out."""
    pairs = [f"{word} {kind}" for word, kind in product(COMPANY_WORDS, COMPANY_KINDS)]
    places = np.resize(rng.permutation(len(pairs)), n)
    names = []
    for number, place in enumerate(places, start=1):
        more = f" {number}" if number > len(pairs) else ""
        names.append(f"Moni {pairs[place]}{more} Ltd")
    return names


def full_names(rng, n):
    """n names of people."""
    surnames = rng.choice(np.array(SURNAMES), n)
    given = rng.choice(np.array(GIVEN_NAMES), n)
    return [f"{first} {second}" for first, second in zip(surnames, given, strict=True)]


def spoil_enterprises(rng, forms):
    """No person in charge, no credit code, numbers that cannot be dialled; all among firms with one
    form.
    """
    single = rng.permutation(np.flatnonzero(~forms.duplicated("credit_code", keep=False)))
    cuts = np.cumsum([NOBODY_IN_CHARGE, NO_CODE, BAD_FORM_MOBILES])
    nobody, no_code, bad = np.split(single[: cuts[-1]], cuts[:-1])
    forms.loc[nobody, ["contact_name", "contact_mobile", "contact_position"]] = ""
    forms.loc[no_code, "credit_code"] = ""
    forms.loc[bad, "contact_mobile"] = forms.loc[bad, "contact_mobile"].str[:-1]


# ----------------------------------------------------------------------------------------------
# database


def draw_database(rng, base, people, firms):
    """Tables of crm.sqlite with their planted faults, and the list of these: (tables, faults)."""
    chosen = people[(people["trap"] == "") & ~under_14(people["birth"])]
    chosen = chosen.iloc[np.sort(rng.choice(len(chosen), DB_PEOPLE, replace=False))].reset_index(
        drop=True
    )
    tables = {"person": person_table(rng, chosen)}
    firms = firms[(firms["credit_code"] != "") & ~firms.duplicated("credit_code", keep=False)].head(
        DB_FIRMS
    )
    tables["enterprise"] = enterprise_table(rng, firms.reset_index(drop=True))
    tables["contact"] = contact_table(rng, tables["enterprise"])
    tables["orders"] = order_table(base, tables["person"])
    tables["consent"] = consent_table(rng, tables["person"])
    tables["update_log"] = update_table(rng, tables["person"])
    tables["staff_assignment"] = assignment_table(rng, tables["enterprise"])
    broken = plant_faults(rng, tables)
    broken.insert(0, "fault_id", [f"B{number:02d}" for number in range(1, len(broken) + 1)])
    return tables, broken


def day_text(days):
    """ISO dates of so many days before the reference date."""
    return (
        (REFERENCE - pd.to_timedelta(np.asarray(days), unit="D"))
        .strftime("%Y-%m-%d")
        .to_numpy(dtype=object)
    )


def person_table(rng, people):
    """Cleaned persons: one row each, one format."""
    table = people[["name", "gender", "mobile", "email", "city", "member_id"]].astype(object)
    table["member_id"] = table["member_id"].where(table["member_id"] != "", None)
    table.insert(0, "person_id", people["entity_id"])
    table.insert(3, "birth_date", people["birth"].dt.strftime("%Y-%m-%d").astype(object))
    table["updated_at"] = day_text(
        np.minimum(np.round(rng.exponential(MONTHS, len(table)) * 30.44), 2000) + 1
    )
    return table


def enterprise_table(rng, firms):
    """Enterprises C001 ... as they should be."""
    table = firms[["credit_code", "city", "scale", "staff"]].astype(object)
    table.insert(0, "enterprise_id", [f"C{number:03d}" for number in range(1, len(firms) + 1)])
    table.insert(1, "name", firms["company"])
    table["updated_at"] = day_text(rng.integers(1, 1500, len(table)))
    return table


def contact_table(rng, enterprises):
    """One person in charge an enterprise, in every sixth a second one, and other contacts; 11 have
    nobody in charge.
    """
    ids = enterprises["enterprise_id"].to_numpy()
    led = len(ids) - sum(LEADERLESS.values())
    kinds = np.repeat(["led", *LEADERLESS], [led, *LEADERLESS.values()])
    rows = []
    for enterprise, kind in zip(rng.permutation(ids), kinds, strict=True):
        for role in contact_roles(rng, kind):
            rows.append((enterprise, role, kind == "left" and role == "in_charge"))
    table = pd.DataFrame(rows, columns=["enterprise_id", "role", "left"])
    table = table.sort_values("enterprise_id", kind="stable")
    n = len(table)
    names = full_names(rng, n)
    gone = np.where(table["left"], day_text(rng.integers(20, 700, n)), None)
    return pd.DataFrame(
        {
            "contact_id": [f"K{number:03d}" for number in range(1, n + 1)],
            "enterprise_id": table["enterprise_id"].to_numpy(object),
            "name": names,
            "mobile": mobiles(rng, n),
            "role": table["role"].to_numpy(object),
            "left_on": gone,
        }
    )


def contact_roles(rng, kind):
    """Roles of an enterprise's contacts. kind: "led", or why nobody is in charge (LEADERLESS)."""
    if kind == "no_contact":
        return []
    roles = ["finance" if kind == "other_roles" else "in_charge"]
    if kind == "led" and rng.random() < 0.17:
        roles = roles * 2
    if rng.random() < 0.5:
        roles = [*roles, rng.choice(["finance", "booking"])]
    return roles


def order_table(base, persons):
    """The last three observed orders of each person who is a member."""
    owner = persons.dropna(subset="member_id").set_index("member_id")["person_id"]
    orders = base.orders[base.orders["member_id"].isin(owner.index)].groupby("member_id").tail(3)
    return pd.DataFrame(
        {
            "order_id": orders["order_id"].to_numpy(object),
            "person_id": orders["member_id"].map(owner).to_numpy(object),
            "ordered_on": orders["order_ts"].dt.strftime("%Y-%m-%d").to_numpy(object),
            "product": orders["product"].to_numpy(object),
            "amount_cny": orders["gmv_cny"].to_numpy(float),
            "status": orders["status"].to_numpy(object),
        }
    )


def consent_table(rng, persons):
    """Consents of the persons by purpose; withdrawn_on is empty while the consent stands."""
    parts = []
    for purpose, chance in (("service", 0.75), ("marketing", 0.45), ("profiling", 0.25)):
        rows = persons["person_id"].to_numpy()[rng.random(len(persons)) < chance]
        granted = rng.integers(60, 1500, len(rows))
        ended = np.floor(granted * rng.random(len(rows))).astype(int)
        withdrawn = np.where(rng.random(len(rows)) < 0.2, day_text(ended), None)
        parts.append(
            pd.DataFrame(
                {
                    "person_id": rows,
                    "purpose": purpose,
                    "granted_on": day_text(granted),
                    "withdrawn_on": withdrawn,
                }
            )
        )
    table = pd.concat(parts, ignore_index=True).astype(object)
    return table.sort_values(["person_id", "purpose"], kind="stable", ignore_index=True)


def update_table(rng, persons):
    """Changes that customers reported: some twice, some older than what the person table knows,
    some of new customers.
    """
    table = reported_changes(rng, persons)
    n = len(table)
    mails = [f"new{number}@example.com" for number in rng.permutation(n) + 1000]
    values = np.select(
        [table["field"] == "mobile", table["field"] == "email"],
        [mobiles(rng, n), mails],
        rng.choice(np.array(CITIES), n),
    )
    times = zip(rng.integers(8, 21, n), rng.integers(0, 60, n), strict=True)
    times = [f" {hour:02d}:{minute:02d}" for hour, minute in times]
    return pd.DataFrame(
        {
            "update_id": rng.permutation(n) + 1,
            "person_id": table["person_id"].to_numpy(object),
            "field": table["field"].to_numpy(object),
            "new_value": values.astype(object),
            "updated_at": day_text(table["days"]) + np.array(times, dtype=object),
            "source": rng.choice(np.array(["app", "callcentre", "store"], dtype=object), n),
        }
    ).sort_values("update_id", ignore_index=True)


def reported_changes(rng, persons):
    """Who reported a change of which field how many days ago: person_id, field, days."""
    known = persons.iloc[rng.choice(len(persons), 230, replace=False)]
    field = choose(rng, {"mobile": 0.5, "email": 0.25, "city": 0.25}, len(known))
    since = (REFERENCE - pd.to_datetime(known["updated_at"])).dt.days.to_numpy()
    days = np.floor(since * rng.random(len(known))).astype(int)
    # older than the row itself: must not be applied
    days[:30] = since[:30] + rng.integers(5, 200, 30)
    first = pd.DataFrame({"person_id": known["person_id"].to_numpy(), "field": field, "days": days})
    twice = first.iloc[60:100].assign(days=lambda rows: np.floor(rows["days"] * 0.6).astype(int))
    new = pd.DataFrame(
        {
            "person_id": np.repeat([f"P{number}" for number in range(9001, 9009)], 2),
            "field": ["mobile", "city"] * 8,
            "days": np.repeat(rng.integers(1, 90, 8), 2),
        }
    )
    return pd.concat([first, twice, new], ignore_index=True)


def assignment_table(rng, enterprises):
    """Which of eight employees looks after which enterprise; some have passed it on to a
    colleague."""
    ids = enterprises["enterprise_id"].to_numpy()
    first = pd.DataFrame(
        {
            "enterprise_id": ids,
            "staff": rng.integers(1, 9, len(ids)),
            "days": rng.integers(400, 1500, len(ids)),
        }
    )
    passed = share(rng, len(ids), 0.2)
    days = np.where(passed, rng.integers(30, 380, len(ids)), 0)
    first["ended"] = np.where(passed, day_text(days), None)
    second = first[passed].assign(staff=first["staff"] % 8 + 1, days=days[passed], ended=None)
    table = pd.concat([first, second], ignore_index=True)
    return pd.DataFrame(
        {
            "assignment_id": [f"A{number:03d}" for number in range(1, len(table) + 1)],
            "staff_id": [f"S{number:02d}" for number in table["staff"]],
            "enterprise_id": table["enterprise_id"].to_numpy(object),
            "since": day_text(table["days"]),
            "ended_on": table["ended"].to_numpy(object),
        }
    )


def plant_faults(rng, tables):
    """Break the database in a known number of rows; returns table, row and kind of each fault."""
    faults = []
    for table, key, count in (
        ("person", "person_id", DOUBLE_PEOPLE),
        ("enterprise", "enterprise_id", DOUBLE_FIRMS),
    ):
        double = double_rows(rng, tables[table], count)
        tables[table] = pd.concat([tables[table], double], ignore_index=True)
        faults += [(table, row, "duplicate_key") for row in double[key]]
    for table, count in ORPHANS.items():
        more = orphan_rows(rng, table, tables[table], count)
        tables[table] = pd.concat([tables[table], more], ignore_index=True)
        faults += [(table, row, "orphan") for row in more.iloc[:, 0]]
    nobody = tables["contact"].sample(NULL_CONTACTS, random_state=rng).copy()
    nobody["enterprise_id"], nobody["role"], nobody["left_on"] = None, "in_charge", None
    nobody["contact_id"] = [f"K8{number:02d}" for number in range(NULL_CONTACTS)]
    tables["contact"] = pd.concat([tables["contact"], nobody], ignore_index=True)
    faults += [("contact", row, "no_enterprise") for row in nobody["contact_id"]]
    led = tables["contact"].query("role == 'in_charge' and left_on.isna()")["enterprise_id"]
    without = set(tables["enterprise"]["enterprise_id"]) - set(led)
    faults += [("enterprise", row, "nobody_in_charge") for row in sorted(without)]
    return pd.DataFrame(faults, columns=["broken_table", "row_key", "fault"])


def double_rows(rng, table, count):
    """Second rows of some keys, with another city."""
    double = table.iloc[np.sort(rng.choice(len(table), count, replace=False))].copy()
    double["city"] = [CITIES[(CITIES.index(city) + 1) % len(CITIES)] for city in double["city"]]
    return double


def orphan_rows(rng, name, table, count):
    """Rows that point to a person or an enterprise that is not there. name: of the table."""
    more = table.sample(count, random_state=rng).copy()
    if name in ("orders", "consent"):
        more["person_id"] = [f"P{9900 + number:04d}" for number in range(count)]
    else:
        more["enterprise_id"] = [f"C{900 + number:03d}" for number in range(count)]
    if name != "consent":  # has no key of its own
        key = more.columns[0]
        more[key] = [
            f"{text[0]}{'9' * (len(text) - 3)}{number:02d}" for number, text in enumerate(more[key])
        ]
    return more


def sqlite_bytes(tables):
    """A SQLite file with the tables, the same for the same tables: counters and library version in
    its head are fixed.
    """
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA page_size = 4096")
    for name, columns in SQLITE_TABLES.items():
        database.execute(f"CREATE TABLE {name} ({columns})")
        table = tables[name].astype(object)
        rows = table.where(table.notna(), None).itertuples(index=False, name=None)
        database.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * table.shape[1])})", rows)
    database.commit()
    database.execute("VACUUM")
    data = bytearray(database.serialize())
    database.close()
    # change counter, version-valid-for, library version
    for start, value in ((24, 1), (92, 1), (96, 0)):
        data[start : start + 4] = value.to_bytes(4, "big")
    return bytes(data)


# ----------------------------------------------------------------------------------------------
# measures


def measures(forms, ladder):
    """Numbers of the calibration table."""
    months = (REFERENCE - forms["last_verified_at"]).dt.days / 30.44
    values = {
        "duplicate_share": forms["is_copy"].mean(),
        "stale_share": forms["stale"].mean(),
        "yearly_decay": 1 - (1 - DECAY) ** 12,
        "months_since_verified": months.mean(),
        "ladder_mobile": ladder["mobile"][0],
        "ladder_all": ladder["name_birth"][0],
    }
    return {name: round(float(value), 4) for name, value in values.items()}


def planted(tables, truth, forms, contacts, ladder):
    """The planted facts with their values."""
    young = under_14(forms["true_birth"])
    reasons = truth["crm_entities"]["delete_reason"]
    return {
        "I1": {"people": PEOPLE, "records": len(forms), "copies": int(forms["is_copy"].sum())},
        "I2": {
            "ladder": {rung: [round(r, 4), round(p, 4)] for rung, (r, p) in ladder.items()},
            "recall_wanted": LADDER,
            "tolerance": LADDER_TOLERANCE,
        },
        "I3": {
            "pairs_sharing_a_mobile": FAMILIES,
            "minors": int(young.sum()),
            "minors_without_guardian": int((young & (forms["guardian_name"] == "")).sum()),
        },
        "I4": tally(reasons[reasons != ""]),
        "I5": planted_consents(tables["crm_consent_log"], forms, contacts),
        "I6": {
            "bad_mobiles": BAD_MOBILES,
            "bad_dates": BAD_DATES,
            "ids_collected": int((forms["id_no"] != "").sum()),
        },
        "I7": {
            "forms": FORMS,
            "second_forms": REPEATED_FORMS,
            "nobody_in_charge": NOBODY_IN_CHARGE,
            "no_code": NO_CODE,
            "bad_mobiles": BAD_FORM_MOBILES,
        },
        "I8": {
            kind: tally(rows["broken_table"]) for kind, rows in truth["crm_broken"].groupby("fault")
        },
    }


def planted_consents(log, forms, contacts):
    """I5: consents that no longer hold or were never given, and contacts against a withdrawal."""
    last = standing(log, REFERENCE)
    old = last[outdated(last)].reset_index()
    separate = last.reset_index().query("purpose == 'sensitive' and action != 'withdraw'")["rec_id"]
    sensitive = (forms["health_note"] != "") | under_14(forms["true_birth"])
    alone = sensitive & ~forms["rec_id"].isin(separate)
    return {
        "consents_under_an_old_purpose": tally(old["purpose"]),
        "sensitive_without_separate_consent": int(alone.sum()),
        "contacts_after_withdrawal": int(contacts["violation"].sum()),
        "late_grants": LATE_GRANTS,
    }


def tally(values):
    """How often each value occurs, by value in alphabetical order."""
    return values.value_counts().sort_index().astype(int).to_dict()
