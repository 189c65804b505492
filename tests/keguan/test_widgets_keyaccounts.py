"""Labs of unit `keyaccounts`: right answers that the models give, and what a student should
discover."""

from bisect import bisect
from functools import partial
from itertools import islice, pairwise, product

import pytest

from keguan.models import keyaccounts as models
from keguan.style import say
from tests.labs import alternative, positions, revealed, words
from tests.samples.keyaccounts import LABS

pytestmark = pytest.mark.usefixtures("unpainted")


def moved(lab, **values):
    """The title of a lab with some controls set."""
    for name, value in values.items():
        lab.controls[name].value = value
    return alternative(lab)


def test_every_lab_says_which_controls_live_without_a_kernel():
    assert all(make().live for make in LABS.values())


def test_the_right_guesses_and_answers_are_what_the_models_say(language):
    labs = {name: make() for name, make in LABS.items()}
    right = {
        name: (lab.guess.options[lab.guess.right], lab.question.options[lab.question.right])
        for name, lab in labs.items()
    }
    ways = [len(models.journey((), authority)) for authority in (True, False)]
    later = ways[1] - ways[0]
    assert right == {
        "navigator_lab": (say(f"{later} 个季度", f"{later} quarters"), "0.0"),
        "thread_lab": (say("2 个人", "2 people"), say("5 个人", "5 people")),
    }


def test_discover_that_what_helps_later_hurts_a_new_account(language):
    lab = revealed(LABS["navigator_lab"]())
    assert say("3 个季度", "3 quarters") in moved(lab, second="deepen")
    assert say("不能再快了", "No way is faster") in words(lab.explanation)
    assert say("6 个季度", "6 quarters") in moved(lab, first="plan", second="integrate")
    assert words(lab.explanation).count(say("太早了", "far too early")) == 2
    assert say("5 个季度", "5 quarters") in moved(
        lab, first="scan", second="introduce", authority=False
    )


def test_discover_that_a_large_account_wants_more_people_and_a_small_one_does_not(language):
    lab = revealed(LABS["thread_lab"]())
    assert "40.0%" in alternative(lab) and "9,200" in words(lab.explanation)
    assert "16.0%" in moved(lab, people=2) and "6.4%" in moved(lab, people=3)
    moved(lab, account=200_000, people=4)
    assert "17,048" in words(lab.explanation)
    moved(lab, people=5)
    assert say("这是最划算的人数", "no other number costs less") in words(lab.explanation)


# --- every state: what is said is what is drawn, by the rules that the lesson states --------------


@pytest.fixture
def states(pytestconfig):
    """The states of a lab by the names of its controls: all of them with --long, else one in 5,
    in which every control stands everywhere."""
    stride = 1 if pytestconfig.getoption("--long") else 5

    def of(lab):
        every = product(*(positions(control) for control in lab.controls.values()))
        for values in islice(every, 0, None, stride):
            yield dict(zip(lab.controls, values, strict=True))

    return of


def trusts(first, second, authority):
    """The trust of an account, by the rules and by hand."""
    belongs = {"scan": 0, "introduce": 0, "deepen": 1, "team": 1, "plan": 2, "integrate": 3}
    stage = partial(bisect, [4, 6, 8])
    levels, wished = [2.0], [belongs.get(action, 3) for action in (first, second)]
    while wished or levels[-1] < 8:
        ahead = (wished.pop(0) if wished else stage(levels[-1])) - stage(levels[-1])
        gain = {-1: 0, 0: 2, 1: 0.5}.get(ahead, -1.5 if ahead > 0 else -0.5)
        gain *= 0.6 if gain > 0 and not authority else 1
        levels.append(round(min(10, max(0, levels[-1] + gain)), 1))
    return levels


def test_the_navigator_draws_the_trust_and_counts_its_quarters(states):
    lab = LABS["navigator_lab"]()
    for state in states(lab):
        figure, sentence = lab._draw(**state)
        levels = trusts(**state)
        assert [bar.get_height() for bar in figure.axes[0].patches] == levels
        assert f"：{len(levels) - 1} 个季度" in figure.finding
        late = len(levels) - 1 - (3 if state["authority"] else 5)
        assert (f"晚 {late} 个季度" if late else "不能再快了") in sentence
        assert sentence.count("太早了") == sum(b < a for a, b in pairwise(levels[:3]))


def test_the_threads_are_drawn_as_shares_and_the_star_is_the_least(states):
    lab = LABS["thread_lab"]()
    for state in states(lab):
        people, account, leaves = state["people"], state["account"], state["leaves"]
        figure, sentence = lab._draw(**state)
        costs = [3000 * number for number in range(1, 7)]
        losses = [account * leaves**number for number in range(1, 7)]
        totals = [cost + loss for cost, loss in zip(costs, losses, strict=True)]
        bars = [bar.get_height() * account for bar in figure.axes[0].patches]
        assert bars == pytest.approx(costs + losses)
        assert f"{100 * leaves**people:.1f}% 的可能" in figure.finding
        best = totals.index(min(totals)) + 1
        axis = figure.axes[0].xaxis
        names = [axis.get_major_formatter()(place, None) for place in axis.get_ticklocs()]
        assert [name for name in names if "★" in name] == [f"{best}★"]
        assert f"合计 {totals[people - 1]:,.0f} 元" in sentence
        assert ("最划算的人数" if people == best else f"{best} 个人最划算") in sentence
