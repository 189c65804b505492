"""Models of unit `customers`: the printed discoveries, the ends, and what is refused."""

import numpy as np
import pytest

from keguan.models import customers as models

# --- whose shop wins ------------------------------------------------------------------------------


def ours(economy=0.5, **change):
    """The share of our shop, in percent, with some of its costs changed."""
    shops = models.SHOPS | {models.OURS: models.SHOPS[models.OURS]._replace(**change)}
    mix = {"economy": economy, "convenience": 1 - economy}
    shares = models.shop_shares(list(shops.values()), mix).sum(axis=0)
    return round(100 * shares[list(shops).index(models.OURS)], 1)


CHEAPER, FASTER, EASIER = {"price": 50}, {"wait": 10}, {"effort": 1}  # as the best of the three


def test_discover_what_one_change_is_worth():
    assert ours() == 26.9
    assert ours(**CHEAPER) == 34.1 and ours(**FASTER) == 39.6 and ours(**EASIER) == 31.7


def test_discover_that_the_order_turns_with_those_who_come():
    assert ours(1, **CHEAPER) == 44.7 and ours(1, **FASTER) == 37.4
    for tenth in range(11):
        assert (ours(tenth / 10, **CHEAPER) > ours(tenth / 10, **FASTER)) == (tenth >= 8)


def test_discover_that_ten_minutes_are_worth_most_to_those_who_want_convenience():
    spared = models.Costs(7, 10, 0.5)
    assert models.in_yuan("economy", spared) == pytest.approx((7, 2, 1))
    assert models.in_yuan("convenience", spared) == pytest.approx((7, 33.3, 13.3), abs=0.05)


def test_a_shop_that_costs_a_unit_more_is_chosen_1_in_e_as_often():
    weights = models.Costs(1, 0, 0)
    two = models.chosen([models.Costs(4, 9, 9), models.Costs(5, 0, 0)], weights)
    assert two[0] / two[1] == pytest.approx(np.e) and two.sum() == pytest.approx(1)
    assert models.chosen([models.Costs(5e5, 0, 0)], weights) == [1]
    assert models.chosen([models.Costs(0, 0, 0), models.Costs(5e5, 0, 0)], weights).tolist() == [
        1,
        0,
    ]


def test_every_customer_goes_to_one_shop_and_a_type_that_does_not_come_to_none():
    shops = list(models.SHOPS.values())
    for economy in (0, 0.3, 1):
        shares = models.shop_shares(shops, {"economy": economy, "convenience": 1 - economy})
        assert shares.shape == (2, 3) and (shares >= 0).all()
        assert shares.sum(axis=1) == pytest.approx([economy, 1 - economy])


@pytest.mark.parametrize(
    "mix", [{"economy": 0.6, "convenience": 0.6}, {"economy": 1.2, "convenience": -0.2}, {}]
)
def test_a_mix_is_the_whole_of_the_customers(mix):
    with pytest.raises(ValueError, match="together 1"):
        models.shop_shares(list(models.SHOPS.values()), mix)


def test_no_shop_has_no_share():
    with pytest.raises(ValueError, match="no shop"):
        models.chosen([], models.TYPES["economy"])


# --- the chain inside -----------------------------------------------------------------------------


def reached(*right):
    """What reaches the customer, in percent."""
    return round(100 * models.chain_share(right), 1)


def test_discover_that_five_good_stations_lose_nearly_a_quarter():
    assert reached(*[0.95] * 5) == 77.4
    assert models.chain_left([0.95] * 5) == pytest.approx(
        [0.95, 0.9025, 0.8574, 0.8145, 0.7738], abs=1e-4
    )


@pytest.mark.parametrize("place", range(5))
def test_discover_that_the_worst_counts_more_than_all_others_wherever_it_stands(place):
    def chain(worst, others):
        shares = [others] * 5
        shares[place] = worst
        return reached(*shares)

    assert chain(0.80, 0.99) == 76.8 and chain(0.80, 1) == 80
    assert chain(0.85, 0.99) == 81.7 and chain(0.90, 0.99) == 86.5


def test_a_point_is_worth_most_at_the_worst_station():
    right = [0.9, 0.99, 0.8, 1, 0.995]
    gains = models.point_gains(right)
    whole = models.chain_share(right)
    assert gains == pytest.approx(
        [whole * 0.01 / 0.9, whole * 0.01 / 0.99, whole * 0.01 / 0.8, 0, whole * 0.005 / 0.995]
    )
    assert models.worst_first(right) == [2, 0, 1, 4, 3] and gains.argmax() == 2
    assert models.worst_first([0.9, 0.8] * 20) == [*range(1, 40, 2), *range(0, 40, 2)]
    assert models.point_gains([0.99, 0]) == pytest.approx([0, 0.0099])


@pytest.mark.parametrize("right", [[], [0.9, 1.1], [-0.1]])
def test_a_chain_refuses_what_means_nothing(right):
    with pytest.raises(ValueError, match="one station or more"):
        models.chain_share(right)
