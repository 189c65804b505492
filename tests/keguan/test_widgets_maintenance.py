"""Labs of unit `maintenance`: right answers that the models give, what a student should discover, a
conversation.
"""

import re
from itertools import chain, product

import pytest

from keguan.figures import conversation
from keguan.figures.base import factor_word, percent
from keguan.models import maintenance as models
from keguan.style import say
from tests.labs import alternative, revealed, source, words
from tests.samples.maintenance import LABS

# no test of pictures
WORDS = pytest.mark.usefixtures("unpainted")


def test_the_right_guesses_and_answers_are_what_the_models_say():
    labs = {name: build() for name, build in LABS.items()}
    guess = {name: lab.guess.options[lab.guess.right] for name, lab in labs.items()}
    answer = {name: lab.question.options[lab.question.right] for name, lab in labs.items()}
    assert guess["planner_lab"] == "只有关键客户" and answer["planner_lab"] == "媒体、环境、事件"
    assert guess["cadence_lab"] == "3.1" and answer["cadence_lab"] == "不联系"
    assert guess["chain_lab"] == "20/20/20" and answer["chain_lab"] == "3/9/8"
    assert guess["desk_lab"] == "46" and answer["desk_lab"] == "4 位"
    assert (
        guess["talk_lab"].startswith("您说，我在听")
        and answer["talk_lab"] == "网上交谈时升，打电话时降"
    )
    for lab in labs.values():
        for asked in (lab.guess, lab.question):
            assert len(set(asked.options)) == len(asked.options)


# --- what a student should discover ---------------------------------------------------------------


@WORDS
def test_discover_face_to_face_for_key_customers_only(language):
    lab = revealed(LABS["planner_lab"]())
    lab.controls["budget"].value = 40_000
    assert alternative(lab).endswith(say("面对面：关键客户", "face to face: key"))
    assert say("花不出去", "stay unspent") in words(lab.explanation)
    lab.controls["face"].value = 200
    assert say("面对面：不用", "face to face: nobody") in alternative(lab)
    lab.controls["budget"].value = 0
    assert say("没有钱", "No money") in words(lab.explanation)


@WORDS
def test_discover_that_the_best_contact_comes_before_the_peak(language):
    lab = revealed(LABS["cadence_lab"]())
    for fatigue, best in ((2, "1.6"), (4, "3.1"), (8, "6.3")):
        lab.controls["fatigue"].value = fatigue
        assert alternative(lab).endswith(say(f"最好是 {best} 次", f"best: {best}"))
    lab.controls["gain"].value, lab.controls["cost"].value = 1, 2
    assert say("一次也不联系", "none at all") in alternative(lab)


@WORDS
def test_discover_that_opt_outs_make_the_best_earlier():
    lab, best = revealed(LABS["cadence_lab"]()), []
    for value in (0, 500, 1000):
        lab.controls["value"].value = value
        best.append(float(re.search(r"最好是 ([\d.]+)", alternative(lab)).group(1)))
    assert best == sorted(best, reverse=True) and best[0] > best[-1]


@WORDS
def test_discover_that_the_weakest_link_rules(language):
    lab = revealed(LABS["chain_lab"]())
    assert factor_word("technology") in words(lab.explanation)
    assert "0.531" in alternative(lab) and "3/9/8" not in alternative(lab)
    for factor, points in zip(models.FACTORS, (3, 9, 8), strict=True):
        lab.controls[factor].value = points
    assert say("已经是最好的分法", "the best split there is") in alternative(lab)
    for factor in models.FACTORS:
        lab.controls[f"start_{factor}"].value, lab.controls[factor].value = (
            20,
            40 * (factor == "employee"),
        )
    lab.controls["start_process"].value = 0
    assert "0.000" in alternative(lab)


@WORDS
def test_discover_the_understaffed_hour(language):
    lab = revealed(LABS["desk_lab"]())
    for hour in (9, 10):
        lab.controls[f"h{hour}"].value = 38
    longest = int(re.search(r"(\d+)\D*$", alternative(lab)).group(1))
    assert say("9:00、10:00 超载", "Overloaded from 9:00, 10:00") in words(lab.explanation)
    for hour in (9, 10):
        lab.controls[f"h{hour}"].value = 50
    assert int(re.search(r"(\d+)\D*$", alternative(lab)).group(1)) < longest / 4
    queue = models.desk_queue([50, 50, *[42] * 6])
    assert percent((queue.waits <= 20).mean()) in alternative(lab)
    assert all(fact in words(lab.explanation) for fact in ("C17", "C18", "C19"))


# --- the conversation -----------------------------------------------------------------------------

PAIRS = pytest.mark.parametrize(
    ("customer", "channel"), list(product(models.CUSTOMERS, models.CONTACTS))
)


def talking(customer, channel):
    lab = revealed(LABS["talk_lab"]())
    lab.controls["customer"].value, lab.controls["channel"].value = customer, channel
    return lab


def shown(lab):
    return [button.description for button in lab.says if button.layout.display != "none"]


def say_it(lab, choice):
    """Press the button of a choice."""
    customer, channel = lab.values().values()
    lab.says[models.talk_choices(customer, channel, lab.path).index(choice)].click()


@WORDS
@PAIRS
def test_the_best_and_the_worst_path_by_buttons(customer, channel, language):
    for path in (models.best_talk(customer, channel), models.worst_talk(customer, channel)):
        lab = talking(customer, channel)
        for choice in path:
            say_it(lab, choice)
        found = models.talk(customer, channel, path)
        assert lab.path == path and lab.typed.value == str(list(path)) and shown(lab) == []
        assert (
            say("问题解决了", "Resolved") if found.resolved else say("客户走了", "has left")
        ) in words(lab.explanation)
        assert say(f"→ {found.mood} 分", f"→ {found.mood},") in alternative(lab)


@WORDS
def test_each_choice_shows_its_factor_and_the_mood(language):
    lab = talking("agitated", "phone")
    assert "3" in words(lab.transcript) and conversation.opening("agitated", "phone") in words(
        lab.transcript
    )
    say_it(lab, "record")
    said = f"[{factor_word('technology')}]"
    assert said in words(lab.transcript) and "3 → 4" in words(lab.transcript)
    assert factor_word("technology") in words(lab.explanation) and "+1" in words(lab.explanation)
    say_it(lab, "form")
    assert "−2" in words(lab.explanation) and conversation.step_name("calm") in words(
        lab.transcript
    )


def test_one_can_take_back_and_start_again():
    lab = talking("confused", "chat")
    assert lab.back.disabled and lab.again.disabled
    start = source(lab)
    say_it(lab, "listen")
    one = source(lab)
    say_it(lab, "link")
    lab.back.click()
    assert lab.path == ("listen",) and source(lab) == one
    lab.again.click()
    assert lab.path == () and source(lab) == start and lab.again.disabled


@WORDS
def test_another_customer_starts_a_new_conversation():
    lab = talking("confused", "chat")
    say_it(lab, "listen")
    lab.controls["channel"].value = "phone"
    assert lab.path == () and conversation.opening("confused", "phone") in words(lab.transcript)
    assert "5" in alternative(lab) and lab.typed.value == "[]"


def test_a_path_can_be_typed_to_replay_it(language):
    lab = talking("demanding", "phone")
    lab.typed.value = "record, ask, fix"
    assert lab.path == ("record", "ask", "fix") and lab.typed.value == "['record', 'ask', 'fix']"
    picture = source(lab)
    lab.typed.value = '["record", "track"]'
    assert words(lab.path_verdict) == say(
        "path：第 2 句不能是 track，这里可以写 ask、link、form。",
        "path: choice 2 cannot be track; here you may write ask, link, form.",
    )
    assert lab.path == ("record", "ask", "fix") and source(lab) == picture
    lab.typed.value = "record ask fix note note"
    assert say("对话已经结束", "comes after the end") in words(lab.path_verdict)
    lab.typed.value = "record ask fix note"
    assert lab.path == ("record", "ask", "fix", "note") and words(lab.path_verdict) == ""


@PAIRS
def test_every_turn_of_every_conversation_has_its_words(customer, channel, language):
    said = set()
    for path in models.talk_paths(customer, channel):
        found = models.talk(customer, channel, path)
        for place, choice in enumerate(path):
            step = models.talk(customer, channel, path[:place]).step
            said.add(
                (
                    conversation.sentence(choice, customer, channel),
                    conversation.reply(customer, step, *found.moods[place : place + 2]),
                )
            )
    assert all(len(text) > 3 and "{" not in text for text in chain.from_iterable(said))
    assert len({sentence for sentence, _ in said}) == sum(map(len, models.TURNS.values()))


@WORDS
@pytest.mark.parametrize(
    "path", [("listen", "ask", "sorry", "note"), ("script", "ask", "fix", "hurry")]
)
def test_an_end_without_success_says_why(path, language):
    lab = talking("agitated", "phone")
    lab.typed.value = " ".join(path)
    found = models.talk("agitated", "phone", path)
    why = (
        say(f"不到 {models.CONTENT} 分", f"below {models.CONTENT}")
        if found.solved
        else say("没有拿出办法", "No solution")
    )
    assert found.step == "end" and not found.resolved and why in words(lab.explanation)
