"""Models of unit `crm`: the printed discoveries, the ends, and what is refused."""

from itertools import combinations, product

import numpy as np
import pytest

from keguan.models import crm as models

# --- one base or ten links ------------------------------------------------------------------------

CENTRE = models.around("call_centre")
BASE = models.between()  # who reads one base knows what all the others know


def test_discover_that_partial_links_hardly_help():
    """The specification prints 2.8 % of the journeys without a repeat for the call centre, from
    journeys that were drawn; these are all there are."""
    assert round(models.mean_repeats([]), 1) == 5.6
    assert round(models.mean_repeats(CENTRE), 1) == 3.4
    assert models.mean_repeats(BASE) == 0
    found = [round(100 * models.seamless(links), 1) for links in ([], CENTRE, BASE)]
    assert found == [0.0, 2.5, 100.0]


def test_discover_that_each_link_saves_the_same_and_the_last_makes_most_journeys_whole():
    best = []
    for number in range(11):
        chains = list(map(set, combinations(BASE, number)))
        repeats = {round(models.mean_repeats(links), 9) for links in chains}
        assert repeats == {round(5.6 - 0.56 * number, 9)}
        best.append(max(models.seamless(links) for links in chains))
    assert best[5] < 0.08 and best[8] < 0.36 and best[9] < 0.60 and best[10] == 1


def test_discover_ten_links_or_five_connections():
    assert len(BASE) == 10 and len(CENTRE) == 4
    assert models.connections(5) == (10, 5) and models.connections(2) == (1, 2)
    more = [models.connections(desks) for desks in range(4, 12)]
    assert all(links > base for links, base in more) and more[-1] == (55, 11)


@pytest.mark.parametrize("links", [set(), CENTRE, set(sorted(BASE, key=sorted)[:3])])
def test_journeys_that_are_counted_one_by_one(links):
    shares = dict(zip(models.DESKS, (0.1, 0.2, 0.3, 0.0, 0.4), strict=True))
    repeated = whole = 0.0
    for journey in product(models.DESKS, repeat=4):
        likely = np.prod([shares[desk] for desk in journey])
        steps = zip(journey, journey[1:], strict=False)
        again = sum(one != two and frozenset((one, two)) not in links for one, two in steps)
        repeated += likely * again
        whole += likely * (again == 0)
    mine = list(shares.values())
    assert models.mean_repeats(links, 4, mine) == pytest.approx(repeated)
    assert models.seamless(links, 4, mine) == pytest.approx(whole)


def test_one_contact_and_one_desk_repeat_nothing():
    assert models.mean_repeats([], 1) == 0 and models.seamless([], 1) == pytest.approx(1)
    only = [0, 0, 1, 0, 0]
    assert models.mean_repeats([], 8, only) == 0 and models.seamless([], 8, only) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: models.mean_repeats([frozenset(("sales", "warehouse"))]),
        lambda: models.mean_repeats([frozenset(("sales",))]),
        lambda: models.seamless([], 0),
        lambda: models.mean_repeats([], 0),
        lambda: models.seamless([], 8, [0.5, 0.5, 0.5, 0, -0.5]),
        lambda: models.seamless([], 8, [0.5, 0.5]),
        lambda: models.connections(1),
    ],
)
def test_links_refuse_what_means_nothing(wrong):
    with pytest.raises(ValueError, match="link joins|contact or more|shares of|desks or more"):
        wrong()


# --- the choice of a relationship -----------------------------------------------------------------


def best(margin, customers=1000, **more):
    return models.most_profitable(models.profits(margin, customers, **more))


@pytest.mark.parametrize(
    ("margin", "name"),
    [(10, "basic"), (50, "passive"), (200, "accountable"), (500, "proactive"), (1000, "partner")],
)
def test_discover_that_the_best_relation_gets_closer_with_the_margin_and_not_with_the_number(
    margin, name
):
    assert {best(margin, customers) for customers in (1, 10, 1000, 100_000)} == {name}


def test_discover_where_the_choice_changes():
    points = models.switch_points()
    assert list(points) == list(models.RELATIONS)
    assert [round(margin, 1) for margin in points.values()] == [0, 33.3, 75, 212.5, 950]
    for name, margin in points.items():
        assert best(margin + 0.01) == name and (margin == 0 or best(margin - 0.01) != name)
        assert best(margin, 1) == best(round(margin, 6), 1) == name  # of equals the closer


def test_discover_from_how_many_customers_on_a_partner_pays_for_its_setup():
    once = models.SETUP["partner"]
    assert models.pays_from("partner", 1000, once) == 40_000
    assert models.pays_from("partner", 2000, once) == 1905
    for margin, least in ((1000, 40_000), (2000, 1905)):
        assert best(margin, least, setup=models.SETUP) == "partner"
        assert best(margin, least - 1, setup=models.SETUP) == "proactive"


def test_what_never_earns_more_never_pays_and_what_is_free_pays_at_once():
    assert models.pays_from("partner", 950, 200_000) is None
    assert models.pays_from("partner", 500, 0) is None
    assert models.pays_from("partner", 1000, 0) == 1


def test_switch_points_are_those_of_every_margin_in_any_table():
    rng = np.random.default_rng(7)
    for _ in range(20):
        table = {
            name: models.Relation(cost, kept)
            for name, cost, kept in zip("abcde", rng.uniform(0, 90, 5), rng.random(5), strict=True)
        }
        points = models.switch_points(table)
        margins = list(points.values())
        assert margins == sorted(margins) and margins[0] == 0
        for margin in rng.uniform(0, 2000, 40):
            reached = [name for name, start in points.items() if start <= margin]
            assert best(margin, relations=table) == reached[-1]


def test_of_relations_that_are_best_together_the_closer_counts():
    cheapest = {"a": models.Relation(0, 0.5), "b": models.Relation(0, 0.75)}
    assert models.switch_points(cheapest) == {"b": 0} and best(0, relations=cheapest) == "b"
    at_once = cheapest | {"c": models.Relation(8, 0.875), "d": models.Relation(16, 1)}
    assert models.switch_points(at_once) == {"b": 0, "d": 64}
    assert best(64, relations=at_once) == "d"


def test_profit_is_what_stays_less_what_it_costs():
    earned = models.profits(200, 30, setup={"proactive": 500})
    assert earned["accountable"] == pytest.approx(30 * (200 * 0.74 - 8))
    assert earned["proactive"] == pytest.approx(30 * (200 * 0.82 - 25) - 500)
    assert best(0) == "basic"


@pytest.mark.parametrize("wrong", [(-1, 10), (10, 0)])
def test_a_choice_refuses_what_means_nothing(wrong):
    with pytest.raises(ValueError, match="margin is 0 up"):
        models.profits(*wrong)
