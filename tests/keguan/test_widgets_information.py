"""Labs of unit `information`: right answers that the models give, and what a student should
discover.
"""

import pytest

from keguan.figures.base import percent
from keguan.models import information as models
from keguan.style import say
from tests.labs import alternative, revealed, words
from tests.samples.information import LABS, forms, sifted

pytestmark = pytest.mark.usefixtures("unpainted")


def test_the_right_guesses_are_what_the_models_say():
    guesses = {name: build().guess for name, build in LABS.items()}
    right = {name: guess.options[guess.right] for name, guess in guesses.items()}
    assert (
        right["form_lab"] == "17"
        and right["decay_lab"] == "78.5%"
        and right["sieve_lab"] == percent(usable("third_party", 12))
    )
    assert right["matching_lab"] == percent(models.ladder(forms())["recall"]["exact"], 0)
    assert all(len(set(guess.options)) == len(guess.options) for guess in guesses.values())


def test_discover_that_a_sensitive_field_costs_more_than_it_brings(language):
    lab = revealed(LABS["form_lab"]())
    before = lab._draw(**lab.values())[0].finding
    lab.controls["sensitive"].value = 1
    assert alternative(lab) != before and say("单独同意", "separate consent") in words(
        lab.explanation
    )


def test_discover_the_cheapest_interval(language):
    lab = revealed(LABS["decay_lab"]())
    lab.controls["interval"].value = 7
    assert say("正好最省", "the cheapest") in alternative(lab)
    lab.controls["decay"].value = 0.03
    assert say("最省的是 5", "cheapest: 5") in alternative(lab)


def usable(purpose, months):
    """Share of the forms that may be used for a purpose."""
    left = models.sieve(sifted(), purpose, months)
    return left.agreed / left.forms


def test_discover_that_a_cheap_list_is_dear(language):
    lab = revealed(LABS["sieve_lab"]())
    price = {}
    for purpose in models.PURPOSES:
        lab.controls["purpose"].value = purpose
        assert percent(usable(purpose, 12)) in words(lab.explanation)
        price[purpose] = 1 / usable(purpose, 12)
        assert f"{price[purpose]:.1f}" in alternative(lab)
    assert price["service"] < price["marketing"] < price["third_party"] / 4
    assert lab.question.right == list(price).index("third_party")


def test_discover_that_the_name_alone_merges_strangers(language):
    lab = revealed(LABS["matching_lab"]())
    for rule in ("mobile", "email"):
        lab.controls[rule].value = False
    lab.controls["name"].value = True
    found = models.match(forms(), ("name",))
    assert percent(found.precision, 0) in alternative(lab) and str(found.wrong) in alternative(lab)
    assert say("错当成一个人", "became one") in words(lab.explanation)
