"""The tables and the database of unit `information`: every fact that tasks rely on is in them,
with another seed as well."""

import itertools
import json
import re
import sqlite3

import pandas as pd
import pytest

from tests.course.test_datasets import planted, variant_of
from tests.mobiles import could_be_dialled

TABLES = [
    "crm_raw",
    "crm_enterprise_raw",
    "crm_consent_log",
    "crm_policies",
    "crm_interactions",
    "contract_clauses",
]
TRUTH = ["crm_entities", "crm_enterprise_entities", "crm_broken", "contract_articles"]
WANTED = {"exact": 0.12, "mobile_raw": 0.43, "mobile": 0.59, "email": 0.79, "name_birth": 0.925}


@pytest.fixture(scope="module")
def home(checkout):
    return checkout / "datasets" / "ctrip"


@pytest.fixture(scope="module")
def variant(home):
    return variant_of(home)


class World:
    """The tables of one folder and what follows from them, worked out here and not by make.py."""

    def __init__(self, folder):
        self.folder = folder
        self.package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        self.planted = planted(folder)
        self.tables = {
            name: pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
            for name in TABLES
        }
        self.truth = {
            name: pd.read_csv(folder / "truth" / f"{name}.csv", dtype=str, keep_default_na=False)
            for name in TRUTH
        }
        self.today = self.package["keguan:reference_date"]
        self.raw, self.log = self.tables["crm_raw"], self.tables["crm_consent_log"]
        self.entities = self.truth["crm_entities"]
        self.born = [birth(text, self.today) for text in self.raw["birth_date"]]
        self.phone = [mobile(text) for text in self.raw["mobile"]]

    def latest(self):
        """Last entry of each form and purpose by time: {(rec_id, purpose): row}."""
        rows = sorted(self.log.to_dict("records"), key=lambda row: row["ts"])
        return {(row["rec_id"], row["purpose"]): row for row in rows}

    def database(self):
        file = sqlite3.connect(f"{(self.folder / 'crm.sqlite').as_uri()}?mode=ro", uri=True)
        try:
            names = [
                name
                for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            return {name: pd.read_sql(f"SELECT * FROM {name}", file) for name in names}
        finally:
            file.close()

    def faults(self, kind):
        rows = self.truth["crm_broken"]
        return (
            rows[rows["fault"] == kind]
            .groupby("broken_table")["row_key"]
            .apply(lambda keys: sorted(keys))
            .to_dict()
        )


def birth(text, today):
    """ISO date, or "" for no date, an impossible one or one to come."""
    found = re.fullmatch(
        r"(\d{4})-(\d\d)-(\d\d)|(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})(\d\d)(\d\d)", text
    )
    if not found:
        return ""
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        iso = pd.Timestamp(year, month, day).strftime("%Y-%m-%d")
    except ValueError:
        return ""
    return iso if iso <= today else ""


def mobile(text):
    """Eleven digits, or "" where there are none that could be dialled."""
    plain = re.sub(r"[ -]", "", text).removeprefix("+86")
    return plain if re.fullmatch(r"1[3-9]\d{9}", plain) else ""


def pairs(keys):
    """Pairs of rows with the same key; empty keys never agree."""
    groups = {}
    for row, key in enumerate(keys):
        if all(key) if isinstance(key, tuple) else key:
            groups.setdefault(key, []).append(row)
    return {pair for rows in groups.values() for pair in itertools.combinations(rows, 2)}


@pytest.fixture(scope="module", params=["default", "variant"])
def world(request):
    return World(request.getfixturevalue("home" if request.param == "default" else "variant"))


# matching


def ladder(world):
    raw = world.raw
    names = [name.strip().lower() for name in raw["name"]]
    mails = pairs([mail.strip().lower() for mail in raw["email"]])
    whole = raw[["name", "gender", "birth_date", "mobile", "email"]].itertuples(
        index=False, name=None
    )
    exact = pairs(["|".join(row) if row[3] else "" for row in whole])
    phones = pairs(world.phone)
    both = pairs(list(zip(names, world.born, strict=True)))
    return {
        "exact": exact,
        "mobile_raw": pairs(raw["mobile"]),
        "mobile": phones,
        "email": phones | mails,
        "name_birth": phones | mails | both,
        "name_only": pairs(names),
    }


def test_the_matching_ladder(world):
    right = pairs(world.entities["entity_id"])
    stated = world.planted["I2"]["ladder"]
    for rung, found in ladder(world).items():
        recall, precision = len(found & right) / len(right), len(found & right) / len(found)
        assert stated[rung] == [
            pytest.approx(recall, abs=1e-4),
            pytest.approx(precision, abs=1e-4),
        ], rung
        if rung in WANTED:
            assert recall == pytest.approx(WANTED[rung], abs=0.03), rung
    assert stated["email"][1] == pytest.approx(0.986, abs=0.01) and stated["name_birth"][
        1
    ] == pytest.approx(0.988, abs=0.01)
    assert stated["name_only"][0] == pytest.approx(0.80, abs=0.04) and stated["name_only"][
        1
    ] == pytest.approx(0.15, abs=0.03)


def test_twelve_pairs_share_a_family_mobile(world):
    wrong = pairs(world.phone) - pairs(world.entities["entity_id"])
    assert len(wrong) == 12
    trapped = {row for pair in wrong for row in pair}
    assert trapped == set(world.entities.index[world.entities["trap"] == "family_mobile"])
    for first, second in wrong:
        a, b = world.raw.loc[first], world.raw.loc[second]
        assert a["name"].split()[0] == b["name"].split()[0] and a["name"] != b["name"]


def test_duplicates_and_decay_as_published(world):
    copies = (world.entities["is_copy"] == "true").sum()
    assert len(world.raw) - copies == world.entities["entity_id"].nunique() == 1800
    assert 0.10 <= copies / len(world.raw) <= 0.30
    stale = (world.entities["stale"] == "true").mean()
    assert 0.24 <= stale <= 0.33
    found = {
        row["measure"]: row["our_value"]
        for row in world.package["keguan:calibration"]
        if row["measure"]
    }
    assert found["duplicate_share"] == pytest.approx(copies / len(world.raw), abs=1e-4)
    assert found["stale_share"] == pytest.approx(stale, abs=1e-4)
    assert found["yearly_decay"] == pytest.approx(1 - 0.979**12, abs=1e-4)
    assert found["ladder_all"] == world.planted["I2"]["ladder"]["name_birth"][0]


def test_no_person_has_two_member_ids(world):
    members = world.raw["member_id"][world.raw["member_id"] != ""]
    assert members.is_unique and len(members) == 1200


# ------------------------------------------------------------------------------------------ forms


def test_formats_and_faults_of_the_forms(world):
    styles = [r"\d{11}", r"\d{3}-\d{4}-\d{4}", r"\+86 \d{11}", r"\d{3} \d{4} \d{4}"]
    good = world.raw["mobile"][[bool(phone) for phone in world.phone]]
    assert all(good.str.fullmatch(style).sum() > 150 for style in styles)
    assert good.str.fullmatch("|".join(styles)).all()
    bad = [
        text
        for text, phone in zip(world.raw["mobile"], world.phone, strict=True)
        if text and not phone
    ]
    wrong = [
        text
        for text, day in zip(world.raw["birth_date"], world.born, strict=True)
        if text and not day
    ]
    assert len(bad) == len(wrong) == 24
    dates = world.raw["birth_date"]
    assert all(
        dates.str.fullmatch(style).sum() > 200
        for style in (r"\d{4}-\d\d-\d\d", r"\d{4}/\d{1,2}/\d{1,2}", r"\d{8}")
    )
    assert all(
        0.025 < (world.raw[column] == "").mean() < 0.035 for column in ("mobile", "birth_date")
    )


def test_nobody_can_be_meant(world):
    assert could_be_dialled(" ".join(world.phone)) == []
    assert world.raw["id_no"].str.fullmatch(r"|999999\d{11}[\dX]").all()
    assert (world.raw["id_no"] != "").sum() == world.planted["I6"]["ids_collected"] > 200
    assert world.raw["email"].str.lower().str.fullmatch(r"|\S+@example\.com").all()
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    for number in world.raw["id_no"][world.raw["id_no"] != ""]:
        assert (
            number[-1]
            != "10X98765432"[sum(w * int(d) for w, d in zip(weights, number, strict=False)) % 11]
        )
    tables = world.database()
    for name, column in (("person", "mobile"), ("contact", "mobile")):
        numbers = tables[name][column].dropna()
        assert numbers.str.fullmatch(r"1[3-9]\d{9}").all()
        assert could_be_dialled(" ".join(numbers)) == []
    assert tables["person"]["email"].dropna().str.endswith("@example.com").all()
    assert tables["enterprise"]["credit_code"].str.startswith("91999999MONI").all()


def test_minors_and_guardians(world):
    day = world.today
    young = [bool(born) and f"{int(born[:4]) + 14}{born[4:]}" > day for born in world.born]
    assert sum(young) == 36 and young == list(world.entities["under_14"] == "true")
    assert (world.raw["guardian_name"][young] == "").sum() == 14
    assert (world.raw["guardian_name"][[not one for one in young]] == "").all()
    edge = {
        born
        for born, one in zip(world.born, young, strict=True)
        if born in (f"{int(day[:4]) - 14}-06-30", "2012-07-01") and one
    }
    assert edge == {"2012-07-01"} and "2012-06-30" in world.born


def test_enterprise_forms(world):
    forms, firms = (
        world.tables["crm_enterprise_raw"],
        world.truth["crm_enterprise_entities"]["true_firm"],
    )
    assert len(forms) == 150 and firms.nunique() == 138
    double = pairs(forms["credit_code"])
    assert double == pairs(firms) and len(double) == 12
    assert all(forms.loc[a, "company"] != forms.loc[b, "company"] for a, b in double)
    assert (forms["contact_name"] == "").sum() == 11 and (forms["credit_code"] == "").sum() == 5
    assert sum(not mobile(text) for text in forms["contact_mobile"] if text) == 6


# ------------------------------------------------------------------------------------------ consent


def test_deletion_list_follows_from_the_tables(world):
    latest, day = world.latest(), world.today
    acts = {}
    for (rec_id, _), row in latest.items():
        acts.setdefault(rec_id, set()).add(row["action"])
    reasons = [
        "withdrawn"
        if acts.get(row["rec_id"]) == {"withdraw"}
        else "service_ended"
        if row["service_ended_at"] and row["service_ended_at"] <= day
        else "expired"
        if row["keep_until"] and row["keep_until"] < day
        else ""
        for row in world.raw.to_dict("records")
    ]
    assert reasons == list(world.entities["delete_reason"])
    stated = {reason: reasons.count(reason) for reason in ("withdrawn", "service_ended", "expired")}
    assert stated == world.planted["I4"] and min(stated.values()) > 60
    assert (world.raw["service_ended_at"] == day).sum() >= 1 and (
        world.raw["keep_until"] == day
    ).sum() >= 1
    assert (world.raw["service_ended_at"] > day).any() and (world.raw["keep_until"] > day).any()


def test_consents_under_an_old_purpose(world):
    changed = {
        purpose: row["policy_version"]
        for row in world.tables["crm_policies"].to_dict("records")
        for purpose in row["changed_purposes"].split(";")
        if purpose
    }
    old = {}
    for (_, purpose), row in world.latest().items():
        if row["action"] != "withdraw" and row["policy_version"] < changed.get(purpose, ""):
            old[purpose] = old.get(purpose, 0) + 1
    assert old == world.planted["I5"]["consents_under_an_old_purpose"]
    versions = world.tables["crm_policies"].set_index("policy_version")["effective_from"]
    assert (world.log["ts"].str[:10] >= world.log["policy_version"].map(versions)).all()


def test_sensitive_records_need_separate_consent(world):
    agreed = {
        rec_id
        for (rec_id, purpose), row in world.latest().items()
        if purpose == "sensitive" and row["action"] != "withdraw"
    }
    sensitive = (world.raw["health_note"] != "") | (world.entities["under_14"] == "true")
    lacking = (sensitive & ~world.raw["rec_id"].isin(agreed)).sum()
    assert lacking == world.planted["I5"]["sensitive_without_separate_consent"] > 30


def test_marketing_contacts_after_withdrawal(world):
    marketing = world.log[world.log["purpose"] == "marketing"].sort_values("ts")
    wrong = 0
    for contact in (
        world.tables["crm_interactions"].query("purpose == 'marketing'").to_dict("records")
    ):
        before = marketing[
            (marketing["rec_id"] == contact["rec_id"]) & (marketing["ts"] <= contact["ts"])
        ]
        wrong += before["action"].iloc[-1] == "withdraw"
    assert wrong == world.planted["I5"]["contacts_after_withdrawal"] == 25


def test_the_log_is_not_in_order_of_time(world):
    by_place = world.log.groupby(["rec_id", "purpose"])["log_id"].last()
    by_time = {key: row["log_id"] for key, row in world.latest().items()}
    late = sum(by_time[key] != log_id for key, log_id in by_place.items())
    assert 15 <= late <= 20 and not world.log.duplicated(["rec_id", "purpose", "ts"]).any()


# database


def test_broken_references_of_the_database(world):
    tables = world.database()
    parents = {
        "contact": ("enterprise_id", "enterprise"),
        "staff_assignment": ("enterprise_id", "enterprise"),
        "orders": ("person_id", "person"),
        "consent": ("person_id", "person"),
    }
    orphans = {}
    for table, (column, parent) in parents.items():
        rows = tables[table][
            tables[table][column].notna() & ~tables[table][column].isin(tables[parent][column])
        ]
        orphans[table] = sorted(rows.iloc[:, 0])
    assert orphans == world.faults("orphan")
    assert {table: len(rows) for table, rows in orphans.items()} == {
        "contact": 7,
        "orders": 9,
        "consent": 5,
        "staff_assignment": 4,
    }


def test_duplicate_keys_and_enterprises_without_a_person_in_charge(world):
    tables = world.database()
    double = {
        name: sorted(ids[ids.duplicated()])
        for name, ids in (
            ("person", tables["person"]["person_id"]),
            ("enterprise", tables["enterprise"]["enterprise_id"]),
        )
    }
    assert double == world.faults("duplicate_key") and [len(ids) for ids in double.values()] == [
        6,
        4,
    ]
    contacts = tables["contact"]
    leads = contacts[(contacts["role"] == "in_charge") & contacts["left_on"].isna()][
        "enterprise_id"
    ]
    without = sorted(set(tables["enterprise"]["enterprise_id"]) - set(leads))
    assert {"enterprise": without} == world.faults("nobody_in_charge") and len(without) == 11
    assert leads.isna().sum() == 6 and leads.dropna().duplicated().sum() >= 10
    other = set(contacts["enterprise_id"].dropna())
    assert 3 <= len(set(without) - other) < 11


def test_update_log_has_its_traps(world):
    tables = world.database()
    log, persons = (
        tables["update_log"],
        tables["person"].drop_duplicates("person_id").set_index("person_id"),
    )
    known = log[log["person_id"].isin(persons.index)]
    stale = known["updated_at"].str[:10] < known["person_id"].map(persons["updated_at"])
    assert stale.sum() >= 25
    assert (
        log.duplicated(["person_id", "field"]).sum() >= 30
        and not log.duplicated(["person_id", "field", "updated_at"]).any()
    )
    assert set(log["person_id"]) - set(persons.index) == {
        f"P{number}" for number in range(9001, 9009)
    }
    ordered = log.sort_values("update_id")["updated_at"]
    assert not ordered.is_monotonic_increasing


def test_orders_of_the_database_are_those_of_the_members(world):
    orders = pd.read_csv(world.folder / "orders.csv").set_index("order_id")
    tables = world.database()
    own = tables["orders"][tables["orders"]["order_id"].isin(orders.index)]
    assert len(own) > 900
    members = tables["person"].drop_duplicates("person_id").set_index("person_id")["member_id"]
    assert (
        own["person_id"].map(members).to_numpy()
        == orders.loc[own["order_id"], "member_id"].to_numpy()
    ).all()
    assert (own["amount_cny"].to_numpy() == orders.loc[own["order_id"], "gmv_cny"].to_numpy()).all()


def test_the_head_of_the_database_file_names_no_library_version(world):
    head = (world.folder / "crm.sqlite").read_bytes()[:100]
    assert head[:16] == b"SQLite format 3\x00" and head[96:100] == b"\x00" * 4
    assert head[24:28] == head[92:96] == (1).to_bytes(4, "big")


# contract, size


def test_forty_clauses_in_eight_articles(world, home):
    clauses, articles = world.tables["contract_clauses"], world.truth["contract_articles"]
    assert list(clauses["clause_id"]) == list(articles["clause_id"]) and len(clauses) == 40
    assert articles["article"].value_counts().to_dict() == {
        str(number): 5 for number in range(1, 9)
    }
    assert not articles["article"].is_monotonic_increasing
    assert (home / "contract_clauses.csv").read_bytes() == (
        world.folder / "contract_clauses.csv"
    ).read_bytes()


def test_small_and_apart_from_the_truth(world):
    files = [world.folder / f"{name}.csv" for name in TABLES] + [world.folder / "crm.sqlite"]
    files += [world.folder / "truth" / f"{name}.csv" for name in TRUTH]
    assert sum(path.stat().st_size for path in files) < 2_500_000
    for name in TABLES:
        if name != "contract_clauses":
            assert (world.folder / f"{name}.csv").read_bytes().isascii(), name
    hidden = {
        "entity_id",
        "is_copy",
        "stale",
        "trap",
        "under_14",
        "delete_reason",
        "true_firm",
        "fault",
        "article",
    }
    assert not hidden & {column for table in world.tables.values() for column in table.columns}
