"""Labs of unit `customers`: right answers that the models give, and what a student should
discover."""

import re

import pytest

from keguan.models import customers as models
from keguan.style import say
from tests.samples.customers import LABS

CHINESE = pytest.mark.parametrize("language", ["zh"], indirect=True)


def seen(lab, **values):
    """(title, sentence) of a lab with some controls set."""
    figure, sentence = lab._draw(**(lab.values() | values))
    return figure.finding, sentence


def right(choice):
    return choice.options[choice.right]


def shares(title):
    """The shares of a title, in percent."""
    return [float(share) for share in re.findall(r"([\d.]+)%", title)]


def test_every_lab_says_which_controls_live_without_a_kernel():
    assert all(1 <= len(make().live) <= 3 for make in LABS.values())


def test_the_right_guesses_and_answers_are_what_the_models_say(language):
    shop, chain = (LABS[name]() for name in ("whose_shop_lab", "inside_chain_lab"))
    half = {"economy": 0.5, "convenience": 0.5}
    ours = []
    for change in ({"price": 50}, {"wait": 10}, {"effort": 1}):
        shops = models.SHOPS | {"C": models.SHOPS["C"]._replace(**change)}
        ours.append(models.shop_shares(list(shops.values()), half).sum(axis=0)[2])
    assert ours.index(max(ours)) == shop.guess.right and max(ours) - sorted(ours)[1] > 0.05
    assert right(shop.question) == "70%–80%"
    assert right(chain.guess) == f"{100 * models.chain_share([0.95] * 5):.1f}%" == "77.4%"
    one, four = models.chain_share([0.99] * 4 + [0.85]), models.chain_share([1] * 4 + [0.8])
    assert one > four and right(chain.question) == say("送货做到 85%", "Delivery reaches 85%")
    for choice in (shop.guess, shop.question, chain.guess, chain.question):
        assert len(set(choice.options)) == 4


@CHINESE
def test_the_still_picture_keeps_the_answer_until_the_guess(language):
    lab = LABS["inside_chain_lab"]()
    assert right(lab.guess) not in lab._repr_mimebundle_()[0]["text/plain"]
    lab.guess_options.index = 0
    lab.reveal.click()
    assert right(lab.guess) in lab._repr_mimebundle_()[0]["text/plain"]


@CHINESE
def test_discover_that_the_shorter_wait_wins_until_most_mind_the_price(language):
    lab = LABS["whose_shop_lab"]()
    title, sentence = seen(lab)
    assert shares(title) == [23.1, 50.0, 26.9] and "还没达到" in sentence
    for economy in (0, 50, 70, 80, 100):
        cheaper, missed = seen(lab, economy=economy, price=50)
        faster, reached = seen(lab, economy=economy, wait=10)
        assert (shares(cheaper)[2] > shares(faster)[2]) == (economy >= 80)
        if economy == 50:
            assert (shares(cheaper)[2], shares(faster)[2]) == (34.1, 39.6)
            assert "达到了" in reached and "还没达到" in missed


def test_discover_that_a_tie_is_no_win(language):
    title, sentence = seen(LABS["whose_shop_lab"](), economy=100, wait=10)
    assert shares(title) == [37.4, 25.1, 37.4] and say("甲店和丙店一样多", "A and C alike") in title
    assert say("打平", "tie") in sentence


@CHINESE
def test_discover_that_the_worst_station_is_a_ceiling_wherever_it_stands(language):
    lab = LABS["inside_chain_lab"]()
    assert shares(seen(lab)[0])[-1] == 77.4
    for station in ("ordering", "revisit"):
        for own, others, reached in ((80, 99, 76.8), (80, 100, 80), (85, 99, 81.7), (90, 99, 86.5)):
            title, _ = seen(lab, station=station, own=own, others=others)
            assert shares(title)[-1] == reached


@pytest.mark.parametrize(
    ("station", "chinese", "english"),
    [
        ("delivery", "先受累的是下一环、它的内部客户安装", "Fitting, its internal customer"),
        ("revisit", "先受累的是外部客户", "an external customer"),
    ],
)
def test_discover_who_suffers_first_where_most_is_lost(language, station, chinese, english):
    _, sentence = seen(LABS["inside_chain_lab"](), station=station, own=80, others=99)
    assert say(chinese, english) in sentence


@CHINESE
def test_nobody_is_wished_perfect_who_already_is(language):
    lab = LABS["inside_chain_lab"]()
    assert "送货已经全对，漏的都是其余四环：还是只有 81.5%" in seen(lab, own=100)[1]
    assert "其余四环已经全对，还是只有 70.0%" in seen(lab, own=70, others=100)[1]
    assert "其余四环即使全对，也只有 70.0%" in seen(lab, own=70, others=99)[1]
