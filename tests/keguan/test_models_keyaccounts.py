"""Models of unit `keyaccounts`: the printed discoveries, the ends, and what is refused."""

from itertools import product

import pytest

from keguan.models import keyaccounts as models

# --- the account navigator ------------------------------------------------------------------------


def test_discover_that_authority_speeds_every_stage():
    assert models.journey((), True) == [2, 4, 6, 8]
    assert models.journey((), False) == [2, 3.2, 4.4, 5.6, 6.8, 8]


def test_what_fits_can_be_asked_for_by_name():
    assert models.journey((models.FIT, models.FIT), True) == models.journey((), True)
    assert models.journey(("plan", models.FIT), False)[:3] == [2, 0.5, 1.7]


def test_discover_that_strategic_talk_with_a_new_account_costs_all_trust():
    assert models.journey(("plan", "integrate"), True)[:3] == [2, 0.5, 0]
    assert models.gain(6, "plan", True) == models.gain(8, "integrate", True) == 2


def test_the_same_action_helps_in_one_stage_and_hurts_in_another():
    assert [models.gain(trust, "deepen", True) for trust in models.REACHED] == [0.5, 2, 0, -0.5]
    assert [models.gain(trust, "plan", True) for trust in models.REACHED] == [-1.5, 0.5, 2, 0]


@pytest.mark.parametrize("authority, least", [(True, 3), (False, 5)])
def test_no_two_quarters_are_faster_than_those_that_fit(authority, least):
    ways = [models.journey(way, authority) for way in product(models.ACTIONS, repeat=2)]
    assert min(map(len, ways)) == least + 1
    assert all(0 <= level <= models.TOP for way in ways for level in way)
    assert all(models.stage(way[-1]) == 3 for way in ways)


@pytest.mark.parametrize("trust, place", [(0, 0), (3.9, 0), (4, 1), (6, 2), (8, 3), (10, 3)])
def test_a_stage_begins_at_its_trust(trust, place):
    assert models.stage(trust) == place
    assert models.ACTIONS[models.fitting(trust)] == place


def test_no_trust_off_the_scale():
    with pytest.raises(ValueError, match="0-10"):
        models.stage(10.5)


# --- one thread -----------------------------------------------------------------------------------


def test_discover_that_each_thread_counts():
    assert [round(models.lost(people), 3) for people in (1, 2, 3)] == [0.4, 0.16, 0.064]


def test_discover_that_a_larger_account_is_worth_more_people():
    assert models.best_people(20_000) == 2
    assert models.best_people(200_000) == 5
    assert [models.yearly(people, 20_000) for people in (1, 2, 3)] == pytest.approx(
        [11_000, 9_200, 10_280]
    )
    assert models.yearly(5, 200_000) == pytest.approx(17_048)


def test_of_two_that_cost_the_same_the_fewer_people_do():
    assert models.best_people(10_000, leaves=0.0) == 1
    assert models.yearly(1, 12_500) == models.yearly(2, 12_500)
    assert models.best_people(12_500) == 1


@pytest.mark.parametrize("wrong", [(0, 0.4), (1, 1.2), (1, -0.1)])
def test_nobody_and_shares_above_one_are_refused(wrong):
    with pytest.raises(ValueError, match="at least one person"):
        models.lost(*wrong)
