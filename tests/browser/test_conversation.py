"""The conversation lab by keyboard alone, Tab and Space only: the best and the worst conversation,
and one to be replayed."""

import pytest
from playwright.sync_api import expect

from keguan.figures import conversation
from keguan.models import maintenance as models
from keguan.style import say
from tests.browser.notebook_page import (
    ANSWERS,
    FOCUSED,
    POLLING,
    becomes,
    choose,
    lab_alone,
    shows,
    tab_to,
)

SLOWLY = "() => { window.hold = () => new Promise(next => setTimeout(next, 50)); }"
UNTIL_ANSWERED = """() => {
    const held = new Promise(answer => { window.answer = answer; });
    window.hold = () => held;
}"""
# Counts how often the focus leaves an element of the lab for none at all.
COUNT_LOST = """lab => {
    window.lost = 0;
    lab.addEventListener('focusout', event => { lost += !event.relatedTarget; });
}"""


# Where the focus goes does not depend on the language.
CHINESE, ENGLISH = (
    pytest.mark.parametrize("language", [name], indirect=True) for name in ("zh", "en")
)


@pytest.fixture
def lab(jupyterlab, server, language):
    """The lab in a notebook of its own, run, with the keyboard on its cell."""
    return lab_alone(jupyterlab, server, language, "maintenance", "talk_lab")


def talk(page, lab, customer: str, channel: str, path) -> None:
    """Hold a conversation; after each sentence the keyboard is on the first of the next ones."""
    for place, choice in enumerate(path):
        sentence = conversation.sentence(choice, customer, channel)
        choose(page, sentence)
        shows(lab.locator("ol"), sentence)
        focused(page, next_after(customer, channel, path[: place + 1]))
    becomes(lab.locator("img"), "alt", conversation.mood(customer, channel, path).finding)
    expect(lab.get_by_role("textbox")).to_have_value(str(list(path)))


def next_after(customer: str, channel: str, path) -> str:
    """Where the keyboard is to be after a path."""
    following = models.talk_choices(customer, channel, path)
    return (
        conversation.sentence(following[0], customer, channel)
        if following
        else say("退一句", "Take back")
    )


def focused(page, text: str) -> None:
    page.wait_for_function(f"text => ({FOCUSED})() === text", arg=text, polling=POLLING)


def reveal(page) -> None:
    choose(page, conversation.sentence("listen", "agitated", "phone"))
    choose(page, say("看结果", "Reveal"))
    tab_to(page, conversation.customer_name("demanding"))


@CHINESE
def test_best_and_worst_conversation_by_keyboard_alone(jupyterlab, lab, screenshot):
    reveal(jupyterlab)
    talk(jupyterlab, lab, "agitated", "phone", models.best_talk("agitated", "phone"))
    shows(lab, say("问题解决了", "Resolved"))
    screenshot(jupyterlab, "conversation-best")
    choose_again(jupyterlab, "confused", "chat")
    shows(lab.locator("ol"), conversation.opening("confused", "chat"))
    talk(jupyterlab, lab, "confused", "chat", models.worst_talk("confused", "chat"))
    shows(lab, say("客户走了，问题没有解决", "The customer has left; nothing is resolved"))
    screenshot(jupyterlab, "conversation-worst")
    lab.locator("img").scroll_into_view_if_needed()
    screenshot(jupyterlab, "conversation-mood")


def choose_again(page, customer: str, channel: str) -> None:
    """Back to the top with Shift and Tab, then another customer on another channel."""
    tab_to(page, conversation.customer_name("demanding"), "Shift+Tab")
    choose(page, conversation.customer_name(customer))
    choose(page, conversation.contact_name(channel))


@ENGLISH
def test_a_path_is_replayed_from_the_keyboard(jupyterlab, lab):
    reveal(jupyterlab)
    tab_to(jupyterlab, say("对话记录 path", "The path"))
    jupyterlab.keyboard.press("Control+A")
    jupyterlab.keyboard.type("listen ask fix note")
    jupyterlab.keyboard.press("Enter")
    found = conversation.mood("agitated", "phone", ("listen", "ask", "fix", "note")).finding
    becomes(lab.locator("img"), "alt", found)


@CHINESE
def test_on_a_slow_machine_the_focus_is_neither_lost_nor_moved_late(jupyterlab, lab):
    """The student goes one control on as soon as there are new sentences, and is still there when
    all messages have come."""
    customer, channel = "agitated", "phone"
    path = models.best_talk(customer, channel)
    reveal(jupyterlab)
    lab.evaluate(COUNT_LOST)
    jupyterlab.evaluate(SLOWLY)
    for place, choice in enumerate(path):
        choose(jupyterlab, conversation.sentence(choice, customer, channel))
        goes_on(jupyterlab, next_after(customer, channel, path[: place + 1]))
    choose(jupyterlab, say("从头再来", "Start again"))
    goes_on(jupyterlab, next_after(customer, channel, ()))
    assert jupyterlab.evaluate("lost") == 0


@CHINESE
def test_a_double_click_says_one_sentence(jupyterlab, lab):
    """On a quick machine, where the second click meets the next sentence, and on a slow one."""
    reveal(jupyterlab)
    customer, channel = "agitated", "phone"
    first, second, *_ = models.best_talk(customer, channel)
    lab.get_by_role("button", name=conversation.sentence(first, customer, channel)).dblclick()
    focused(jupyterlab, next_after(customer, channel, (first,)))
    jupyterlab.evaluate(SLOWLY)
    button = lab.get_by_role("button", name=conversation.sentence(second, customer, channel))
    button.click()
    button.click()  # after the time of a double click, and before the answer
    focused(jupyterlab, next_after(customer, channel, (first, second)))
    jupyterlab.wait_for_function(ANSWERS, polling=POLLING)
    expect(lab.get_by_role("textbox")).to_have_value(str([first, second]))


def goes_on(page, first: str) -> None:
    """Tab away from what the lab has put the focus on, wait, and back."""
    focused(page, first)
    page.keyboard.press("Tab")
    here = page.evaluate_handle("document.activeElement")
    page.wait_for_function(ANSWERS, polling=POLLING)
    assert here.evaluate("one => one === document.activeElement")
    page.keyboard.press("Shift+Tab")


@ENGLISH
def test_the_focus_is_kept_when_what_has_it_goes_away(jupyterlab, lab):
    """Another customer is asked for; before the answer comes, the keyboard is on what the new
    conversation does not have yet."""
    reveal(jupyterlab)
    talk(jupyterlab, lab, "agitated", "phone", models.best_talk("agitated", "phone"))
    tab_to(jupyterlab, conversation.customer_name("demanding"), "Shift+Tab")
    jupyterlab.evaluate(UNTIL_ANSWERED)
    choose(jupyterlab, conversation.customer_name("confused"))
    tab_to(jupyterlab, say("退一句", "Take back"))
    jupyterlab.evaluate("answer()")
    expect(lab.get_by_role("button", name=say("退一句", "Take back"))).to_be_disabled()
    jupyterlab.wait_for_function(
        "document.activeElement.matches('.keguan-lab :enabled')", polling=POLLING
    )
