"""Labs of unit `agents`: right answers that the models give, and what a student should
discover."""

import pytest

from keguan.models import agents as models
from keguan.style import say
from tests.labs import alternative, revealed, words
from tests.samples.agents import LABS

pytestmark = pytest.mark.usefixtures("unpainted")


def moved(lab, **values):
    """The title of a lab with some controls set."""
    for name, value in values.items():
        lab.controls[name].value = value
    return alternative(lab)


def right(choice):
    return choice.options[choice.right]


def test_every_lab_says_which_controls_live_without_a_kernel():
    assert all(1 <= len(make().live) <= 3 for make in LABS.values())


def test_the_right_guesses_and_answers_are_what_the_models_say(language):
    chat, edge, leaks = (make() for make in LABS.values())
    two = models.chat_desk(2).waits.mean()
    assert right(chat.guess) == say(f"{two:.1f} 分钟", f"{two:.1f} minutes")
    assert right(chat.question) == say("3 个对话", "3 chats")
    assert min(range(1, 7), key=lambda k: models.chat_desk(k).waits.mean()) == 3
    relieved = models.near_edge(deflection=0.2).minutes
    assert right(edge.guess) == say(f"{relieved:.2f} 分钟", f"{relieved:.2f} minutes")
    assert say("队越排越长", "never settles") in right(edge.question)
    assert right(leaks.guess) == f"{100 * 0.8 * 0.9 * 0.9:.1f}%"
    assert right(leaks.question) == say("记下：80% → 90%", "Recorded: 80% to 90%")
    for lab in (chat, edge, leaks):
        for choice in (lab.guess, lab.question):
            assert len(set(choice.options)) == 4


def test_discover_that_the_same_six_chats_do_no_harm_where_the_desk_is_not_full(language):
    lab = revealed(LABS["chat_desk_lab"]())
    assert "72.5" in moved(lab) and "46%" in words(lab.explanation)
    assert "3.8" in moved(lab, at_once=3) and "72%" in words(lab.explanation)
    assert "31.8" in moved(lab, at_once=6) and "44%" in words(lab.explanation)
    never = say("谁手上也没有超过 3 个", "Nobody ever had more than 3")
    assert "2.2" in moved(lab, deflection=0.1) and never in words(lab.explanation)
    assert "2.0" in moved(lab, deflection=0.0, speed=70) and never in words(lab.explanation)
    assert "69.4" in moved(lab, speed=60, seed=10)


def test_discover_what_a_little_relief_is_worth_near_the_edge(language):
    lab = revealed(LABS["near_edge_lab"]())
    assert "1.73" in moved(lab) and "52%" in words(lab.explanation)
    assert "0.46" in moved(lab, deflection=0.2) and "73%" in words(lab.explanation)
    assert "0.40" in moved(lab, deflection=0.0, speed=80)
    assert "0.51" in moved(lab, speed=60, agents=7)
    assert say("越排越长", "never settles") in moved(lab, agents=6, speed=40)
    assert say("算不出平均", "without a mean") in words(lab.explanation)
    assert "0.29" in moved(lab, deflection=0.5)


def test_discover_that_the_weakest_stage_is_worth_most(language):
    lab = revealed(LABS["ticket_leaks_lab"]())
    assert "648" in moved(lab)
    assert "729" in moved(lab, recorded=0.9) and "81" in words(lab.explanation)
    assert "720" in moved(lab, recorded=0.8, kept=1.0) and "72" in words(lab.explanation)
    assert "720" in moved(lab, kept=0.9, followed=1.0)
    assert "900" in moved(lab, recorded=1.0, followed=0.9, kept=1.0)
    moved(lab, followed=1.0)
    assert say("一张也没有漏", "Not one leaks") in words(lab.explanation)
