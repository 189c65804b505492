"""Models of unit `information`: every figure that the unit prints, what students should discover,
refusals.
"""

import numpy as np
import pandas as pd
import pytest

from keguan.models import information as models
from tests.mobiles import could_be_dialled


@pytest.fixture(scope="module")
def forms():
    return models.forms()


def test_fields_that_come_in_peak_near_17():
    fields = np.arange(1, 60)
    assert fields[models.completed_fields(fields).argmax()] == 17
    assert models.completed_fields(30) < models.completed_fields(17)


def test_a_sensitive_field_does_not_pay():
    for purpose in models.NEEDS:
        best = models.best_form(purpose)
        assert models.form(best, 1, purpose).expected < models.form(best, 0, purpose).expected


def test_no_field_added_to_or_taken_from_the_best_form_brings_more():
    for purpose, needs in models.NEEDS.items():
        best = models.best_form(purpose)
        top = models.form(best, 0, purpose).expected
        for group in models.GROUPS:
            for step in (-1, 1):
                if 0 <= best[group] + step <= len(needs[group]):
                    assert (
                        models.form(best | {group: best[group] + step}, 0, purpose).expected
                        <= top + 1e-12
                    )


def test_printed_decay():
    assert [round(100 * share, 1) for share in models.valid_share([12, 24])] == [78.5, 61.6]
    assert [models.best_interval(decay) for decay in (0.02, 0.01, 0.03)] == [7, 9, 5]


@pytest.mark.parametrize("decay", [0.005, 0.01, 0.02, 0.04])
def test_the_best_interval_is_near_the_square_root_rule(decay):
    rule = np.sqrt(2 * models.REFRESH_COST / (models.ERROR_COST * decay))
    assert abs(models.best_interval(decay) - rule) <= 1.2


def test_sieves_leave_what_a_slow_look_at_each_form_leaves():
    day = pd.Timestamp("2026-06-30")
    table = pd.DataFrame(
        [
            ("R1", "143-0000-1234", day - pd.Timedelta(days=30)),
            ("R2", "+86 14300001235", day - pd.Timedelta(days=400)),
            ("R3", "1430000123", day),
            ("R4", "143 0000 1236", day),
            ("R5", "14300001237", day),
        ],
        columns=["rec_id", "mobile", "last_verified_at"],
    )
    rows = [(form, "marketing", "grant", "2026-01-05") for form in ("R1", "R2", "R3", "R4")]
    rows += [("R5", "service", "grant", "2026-01-05"), ("R5", "third_party", "grant", "2026-01-05")]
    # the withdrawal stands above the consent, and is later
    rows = [("R4", "marketing", "withdraw", "2026-02-01"), *rows]
    log = pd.DataFrame(rows, columns=["rec_id", "purpose", "action", "ts"])
    sifted = models.sifted(table, log.assign(ts=pd.to_datetime(log["ts"])), day)
    assert models.sieve(sifted, "marketing", 12) == (5, 4, 3, 1)
    assert models.sieve(sifted, "marketing", 24) == (5, 4, 4, 2)
    assert models.sieve(sifted, "service", 12) == (5, 4, 3, 1)
    assert models.price_of_usable(models.sieve(sifted, "marketing", 12), 2) == 10
    assert np.isnan(models.price_of_usable(models.Sieved(5, 0, 0, 0), 2))


def test_the_ladder_climbs_as_planted(forms):
    table = models.ladder(forms)
    assert table["recall"].is_monotonic_increasing
    assert table["recall"].to_numpy() == pytest.approx([0.12, 0.43, 0.59, 0.79, 0.925], abs=0.06)
    assert models.match(forms, ("name",)).precision < 0.25 < models.match(forms, ("name",)).recall


def test_writing_alike_finds_more_and_merges_nobody_else(forms):
    raw, clean = models.match(forms, ("mobile",), normalise=False), models.match(forms, ("mobile",))
    assert clean.recall > raw.recall and clean.wrong == raw.wrong


def test_pairs_are_counted_by_hand_on_a_small_table():
    small = pd.DataFrame(
        [
            (1, "Wang Li", "1990-01-01", "14000000001", "A@EXAMPLE.COM"),
            (1, "wang li ", "1990-01-01", "+86 14000000001", ""),
            (2, "Li Na", "1991-01-01", "140-0000-0001", "a@example.com"),
        ],
        columns=["person", "name", "birth", "mobile", "email"],
    )
    found = models.match(small, ("mobile",))
    assert (found.found, found.recall, found.wrong) == (
        3,
        1.0,
        2,
    ) and found.precision == pytest.approx(1 / 3)
    assert models.match(small, ("mobile",), normalise=False).found == 0
    assert models.match(small, ("name_birth",)) == (1, 1.0, 1.0, 0, [])
    assert models.match(small, ()).found == 0


def test_nobody_real_is_on_a_practice_form(forms):
    mobiles = models.normalised(forms)["mobile"]
    assert mobiles.str.fullmatch(r"1[3-9]\d{9}").all()
    assert could_be_dialled(" ".join(mobiles)) == []
    assert (
        forms["email"]
        .str.lower()
        .str.endswith("@example.com")
        .where(forms["email"] != "", True)
        .all()
    )


def test_the_same_seed_gives_the_same_forms(forms):
    pd.testing.assert_frame_equal(forms, models.forms())
    assert not forms.equals(models.forms(seed=12))


@pytest.mark.parametrize(
    "call",
    [
        lambda: models.form({"wealth": 1}),
        lambda: models.form({"basic": 99}),
        lambda: models.form({}, purpose="spying"),
        lambda: models.form({}, 9),
        lambda: models.valid_share(-1),
        lambda: models.refresh_cost(0),
        lambda: models.sieve(pd.DataFrame(), "spying", 12),
        lambda: models.price_of_usable(models.Sieved(5, 4, 3, 1), -1),
        lambda: models.match(models.forms(20), ("smell",)),
    ],
)
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises(ValueError):
        call()
