"""Models of unit `keyaccounts`: the printed discoveries, the ends, and what is refused."""

from itertools import product

import pytest

from keguan.models import keyaccounts as models

# --- the account navigator ------------------------------------------------------------------------


def quarters(*actions, authority=True):
    return len(models.journey(actions, authority)) - 1


def test_discover_that_authority_saves_two_quarters():
    assert quarters() == 3 and quarters(authority=False) == 5


def test_discover_that_no_choice_is_faster_than_what_fits():
    for authority in (True, False):
        ways = product(models.ACTIONS, repeat=2)
        assert min(quarters(*way, authority=authority) for way in ways) == quarters(
            authority=authority
        )


def test_discover_that_top_level_talk_at_the_start_ends_at_no_trust():
    assert models.journey(("plan", "integrate"), True)[:3] == [2.0, 0.5, 0.0]


def test_discover_that_the_same_action_helps_in_one_stage_and_hurts_in_another():
    assert [models.gain(trust, "plan", True) for trust in (2, 4, 6, 8)] == [-1.5, 0.5, 2.0, 0.0]
    assert [models.gain(trust, "scan", True) for trust in (2, 4, 6, 8)] == [2.0, 0.0, -0.5, -0.5]


def test_only_what_is_gained_is_less_without_authority():
    for trust, action in product((0, 2, 4, 6, 8, 10), models.ACTIONS):
        full, less = (models.gain(trust, action, authority) for authority in (True, False))
        assert less == pytest.approx(0.6 * full if full > 0 else full)


def test_each_stage_begins_with_its_trust_and_has_an_action_of_its_own():
    assert [models.stage(trust) for trust in (0, 3.9, 4, 5.9, 6, 7.9, 8, 10)] == [
        0, 0, 1, 1, 2, 2, 3, 3,
    ]  # fmt: skip
    assert [models.ACTIONS[models.fitting(trust)] for trust in models.REACHED] == [0, 1, 2, 3]
    assert set(models.ACTIONS.values()) == {0, 1, 2, 3}
    for wrong in (-0.1, 10.1):
        with pytest.raises(ValueError, match="0-10"):
            models.stage(wrong)
    with pytest.raises(KeyError):
        models.journey(("sleep",), True)


def test_trust_stays_on_its_scale_and_every_way_ends_in_cooperation():
    for authority, *way in product((True, False), models.ACTIONS, models.ACTIONS):
        levels = models.journey(way, authority)
        assert all(0 <= level <= 10 for level in levels) and levels[-1] >= 8
        assert len(levels) <= 10 and all(level < 8 for level in levels[2:-1])


# --- one thread -----------------------------------------------------------------------------------


def test_discover_what_one_two_and_three_threads_lose():
    assert [round(models.lost(people), 3) for people in (1, 2, 3)] == [0.4, 0.16, 0.064]


def test_discover_that_a_larger_account_is_worth_more_people():
    assert models.best_people(20_000) == 2 and models.best_people(200_000) == 5
    costs = [models.yearly(people, 20_000) for people in (1, 2, 3)]
    assert costs == pytest.approx([11_000, 9_200, 10_280])
    assert models.yearly(5, 200_000) == pytest.approx(17_048)


def test_of_two_numbers_that_cost_the_same_the_smaller_is_named():
    assert models.yearly(1, 12_500) == pytest.approx(models.yearly(2, 12_500))
    assert models.best_people(12_500) == 1


@pytest.mark.parametrize("wrong", [(0, 0.4), (1, -0.1), (1, 1.1)])
def test_no_account_without_people_and_no_share_off_the_scale(wrong):
    with pytest.raises(ValueError, match="at least one person"):
        models.lost(*wrong)
