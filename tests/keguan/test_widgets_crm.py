"""Labs of unit `crm`: right answers that the models give, and what a student should discover."""

import re

import pytest

from keguan.models import crm as models
from keguan.style import say
from tests.samples.crm import LABS

CHINESE = pytest.mark.parametrize("language", ["zh"], indirect=True)


def seen(name, **values):
    """(title, sentence, texts of the picture) of a lab with some controls set."""
    lab = LABS[name]()
    figure, sentence = lab._draw(**(lab.values() | values))
    return (
        figure.finding,
        sentence,
        [text.get_text() for axes in figure.axes for text in axes.texts],
    )


def right(choice):
    return choice.options[choice.right]


def repeats(**values):
    """(in pairs, with one base), as the title says."""
    title, *_ = seen("one_base_lab", **values)
    return tuple(float(times) for times in re.findall(r"([\d.]+) 遍", title))


def test_every_lab_says_which_controls_live_without_a_kernel():
    assert all(1 <= len(make().live) <= 3 for make in LABS.values())


def test_the_right_guesses_and_answers_are_what_the_models_say(language):
    base, relation = (LABS[name]() for name in ("one_base_lab", "relationship_lab"))
    assert right(base.guess) == f"{100 * models.seamless(models.around('call_centre')):.1f}%"
    assert right(base.guess) == "2.5%"
    in_pairs, to_base = models.connections(5)
    assert right(base.question).startswith(f"{to_base}") and to_base < in_pairs
    best = {models.most_profitable(models.profits(200, n)) for n in (1000, 100_000)}
    assert best == {"accountable"} and right(relation.guess) == say("负责型", "accountable")
    least = models.pays_from("partner", 2000, models.SETUP["partner"])
    assert right(relation.question) == say(f"{least:,} 位", f"{least:,}")
    for choice in (base.guess, base.question, relation.guess, relation.question):
        assert len(set(choice.options)) == 4


@CHINESE
def test_discover_that_four_links_hardly_help_and_five_connections_to_one_base_end_it(language):
    assert "要重复 5.6 遍" in seen("one_base_lab", built=0)[0]
    title, sentence, texts = seen("one_base_lab")
    assert "重复 3.4 遍，连到一个客户库 2.2 遍" in title and "都还没达到" in sentence
    assert {"2.5%", "16.8%"} <= set(texts)
    title, sentence, texts = seen("one_base_lab", built=5)
    assert "重复 2.8 遍，连到一个客户库 0 遍" in title and "直连还没有" in sentence
    assert {"5.4%", "100.0%"} <= set(texts)
    title, sentence, _ = seen("one_base_lab", built=9, centre=60, contacts=2)
    assert "直连要重复 0.02 遍" in title and "直连还没有" in sentence
    assert "两种都达到了" in seen("one_base_lab", built=10)[1]


@CHINESE
def test_discover_that_a_base_of_one_or_two_desks_is_no_better_than_links(language):
    assert "等于没连" in seen("one_base_lab", built=1)[1]
    assert [repeats(built=n) for n in (1, 2, 3)] == [(5.0, 5.6), (4.5, 5.0), (3.9, 3.9)]


@CHINESE
def test_discover_that_the_first_link_belongs_where_customers_go(language):
    saved = {}
    for first in ("call_centre", "service"):
        sentence = seen("one_base_lab", built=1, first=first, centre=40)[1]
        saved[first] = re.findall(r"直连 ([\d.]+) 遍", sentence)
    assert saved == {"call_centre": ["0.84"], "service": ["0.32"]}
    # the four desks that are met need no more than a base of four
    assert "客户库达到了" in seen("one_base_lab", built=4, first="marketing", centre=0)[1]
    assert repeats(built=4, first="call_centre", centre=0) == (5.3, 2.6)


@CHINESE
@pytest.mark.parametrize(("margin", "name"), [(10, "基本型"), (200, "负责型"), (1000, "伙伴型")])
def test_discover_that_the_number_of_customers_does_not_change_who_earns_most(
    margin, name, language
):
    for customers in (10, 100_000):
        title, sentence, _ = seen("relationship_lab", margin=margin, customers=customers)
        assert f"：{name}利润最高" in title and f"{name}利润最高，客户多少都一样" in sentence


def test_discover_where_the_choice_changes(language):
    margins = "".join(
        seen("relationship_lab", margin=margin)[1] for margin in (10, 50, 200, 500, 1000)
    )
    found = re.findall(r"\d+\.\d", margins)
    assert found == ["33.3", "33.3", "75.0", "75.0", "212.5", "212.5", "950.0", "950.0"]


@CHINESE
def test_discover_from_how_many_customers_on_a_partner_pays(language):
    for customers, enough, best, stars in (
        (10_000, "还不够", "能动型利润最高", ["795.0 万元 ★"]),
        (40_000, "够了", "能动型和伙伴型利润一样", ["3,180.0 万元 ★", "3,180.0 万元 ★"]),
    ):
        title, sentence, texts = seen(
            "relationship_lab", margin=1000, customers=customers, setup=200_000
        )
        assert best in title and "要 40,000 位客户才赚回开办费 20.0 万元；现在" in sentence
        assert sentence.endswith(f"{enough}。") and [one for one in texts if "★" in one] == stars
    title, sentence, _ = seen("relationship_lab", margin=2000, customers=2000, setup=200_000)
    assert "伙伴型利润最高" in title and "要 1,905 位" in sentence
    assert "更赚不回" in seen("relationship_lab", margin=500, setup=100_000)[1]
